-- organisation: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."name", r."short_name", r."other_names", r."type", r."area", r."part_of", r."website", r."founded_on", r."abolished_on" from concordat."organisation" r where r.id = any ($1::text[]);

-- organisation: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."organisation" r where r.id = $4),
done as (update concordat."organisation" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- organisation: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."organisation" r where r.id = $4),
done as (insert into concordat."organisation" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "name", "short_name", "other_names", "type", "area", "part_of", "website", "founded_on", "abolished_on")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text[], $16::integer, $17::text, $18::text, $19::text, $20::date, $21::date
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- organisation: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."organisation" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."organisation" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "name", "short_name", "other_names", "type", "area", "part_of", "website", "founded_on", "abolished_on")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text[], a.f10::integer, a.f11::text, a.f12::text, a.f13::text, a.f14::date, a.f15::date
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- organisation: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."organisation" r where r.id = $4),
done as (update concordat."organisation" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "name" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."name" end, "short_name" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."short_name" end, "other_names" = case when ($7::bigint >> 9) & 1 = 1 then $17::text[] else r."other_names" end, "type" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."type" end, "area" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."area" end, "part_of" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."part_of" end, "website" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."website" end, "founded_on" = case when ($7::bigint >> 14) & 1 = 1 then $22::date else r."founded_on" end, "abolished_on" = case when ($7::bigint >> 15) & 1 = 1 then $23::date else r."abolished_on" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- organisation: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."name", r."short_name", r."other_names", r."type", r."area", r."part_of", r."website", r."founded_on", r."abolished_on"
	from asked a join concordat."organisation" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."name" end as "name", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."short_name" end as "short_name", case when (a.mask >> 9) & 1 = 1 then a.f9::text[] else t."other_names" end as "other_names", case when (a.mask >> 10) & 1 = 1 then a.f10::integer else t."type" end as "type", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."area" end as "area", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."part_of" end as "part_of", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."website" end as "website", case when (a.mask >> 14) & 1 = 1 then a.f14::date else t."founded_on" end as "founded_on", case when (a.mask >> 15) & 1 = 1 then a.f15::date else t."abolished_on" end as "abolished_on"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."name", x."short_name", x."other_names", x."type", x."area", x."part_of", x."website", x."founded_on", x."abolished_on") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."name", t."short_name", t."other_names", t."type", t."area", t."part_of", t."website", t."founded_on", t."abolished_on")),
done as (update concordat."organisation" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "name" = c."name", "short_name" = c."short_name", "other_names" = c."other_names", "type" = c."type", "area" = c."area", "part_of" = c."part_of", "website" = c."website", "founded_on" = c."founded_on", "abolished_on" = c."abolished_on",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- identifier: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."organisation", r."scheme", r."value", r."valid_from_on", r."valid_to_on", r."area" from concordat."identifier" r where r.id = any ($1::text[]);

-- identifier: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."identifier" r where r.id = $4),
done as (update concordat."identifier" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- identifier: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."identifier" r where r.id = $4),
done as (insert into concordat."identifier" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "organisation", "scheme", "value", "valid_from_on", "valid_to_on", "area")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::date, $17::date, $18::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- identifier: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."identifier" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."identifier" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "organisation", "scheme", "value", "valid_from_on", "valid_to_on", "area")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::date, a.f11::date, a.f12::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- identifier: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."identifier" r where r.id = $4),
done as (update concordat."identifier" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "organisation" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."organisation" end, "scheme" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."scheme" end, "value" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."value" end, "valid_from_on" = case when ($7::bigint >> 10) & 1 = 1 then $18::date else r."valid_from_on" end, "valid_to_on" = case when ($7::bigint >> 11) & 1 = 1 then $19::date else r."valid_to_on" end, "area" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."area" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- identifier: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."organisation", r."scheme", r."value", r."valid_from_on", r."valid_to_on", r."area"
	from asked a join concordat."identifier" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."organisation" end as "organisation", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."scheme" end as "scheme", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."value" end as "value", case when (a.mask >> 10) & 1 = 1 then a.f10::date else t."valid_from_on" end as "valid_from_on", case when (a.mask >> 11) & 1 = 1 then a.f11::date else t."valid_to_on" end as "valid_to_on", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."area" end as "area"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."organisation", x."scheme", x."value", x."valid_from_on", x."valid_to_on", x."area") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."organisation", t."scheme", t."value", t."valid_from_on", t."valid_to_on", t."area")),
done as (update concordat."identifier" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "organisation" = c."organisation", "scheme" = c."scheme", "value" = c."value", "valid_from_on" = c."valid_from_on", "valid_to_on" = c."valid_to_on", "area" = c."area",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- succession: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."predecessor", r."successor", r."type", r."basis", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."succession" r where r.id = any ($1::text[]);

-- succession: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."succession" r where r.id = $4),
done as (update concordat."succession" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- succession: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."succession" r where r.id = $4),
done as (insert into concordat."succession" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "predecessor", "successor", "type", "basis", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::integer, $16::text, $17::text, $18::text, $19::date, $20::date, $21::integer, $22::integer, $23::boolean, $24::text, $25::date, $26::text[], $27::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- succession: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."succession" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."succession" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "predecessor", "successor", "type", "basis", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::integer, a.f10::text, a.f11::text, a.f12::text, a.f13::date, a.f14::date, a.f15::integer, a.f16::integer, a.f17::boolean, a.f18::text, a.f19::date, a.f20::text[], a.f21::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- succession: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."succession" r where r.id = $4),
done as (update concordat."succession" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "predecessor" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."predecessor" end, "successor" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."successor" end, "type" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."type" end, "basis" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."basis" end, "when_text" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."when_text" end, "edtf" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 13) & 1 = 1 then $21::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 14) & 1 = 1 then $22::date else r."latest_on" end, "precision" = case when ($7::bigint >> 15) & 1 = 1 then $23::integer else r."precision" end, "bound" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."bound" end, "soft" = case when ($7::bigint >> 17) & 1 = 1 then $25::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."context_on" end, "inferred" = case when ($7::bigint >> 20) & 1 = 1 then $28::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 21) & 1 = 1 then $29::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- succession: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."predecessor", r."successor", r."type", r."basis", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."succession" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."predecessor" end as "predecessor", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."successor" end as "successor", case when (a.mask >> 9) & 1 = 1 then a.f9::integer else t."type" end as "type", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."basis" end as "basis", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."when_text" end as "when_text", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."edtf" end as "edtf", case when (a.mask >> 13) & 1 = 1 then a.f13::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 14) & 1 = 1 then a.f14::date else t."latest_on" end as "latest_on", case when (a.mask >> 15) & 1 = 1 then a.f15::integer else t."precision" end as "precision", case when (a.mask >> 16) & 1 = 1 then a.f16::integer else t."bound" end as "bound", case when (a.mask >> 17) & 1 = 1 then a.f17::boolean else t."soft" end as "soft", case when (a.mask >> 18) & 1 = 1 then a.f18::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 19) & 1 = 1 then a.f19::date else t."context_on" end as "context_on", case when (a.mask >> 20) & 1 = 1 then a.f20::text[] else t."inferred" end as "inferred", case when (a.mask >> 21) & 1 = 1 then a.f21::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."predecessor", x."successor", x."type", x."basis", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."predecessor", t."successor", t."type", t."basis", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."succession" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "predecessor" = c."predecessor", "successor" = c."successor", "type" = c."type", "basis" = c."basis", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- area: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."name", r."type", r."part_of" from concordat."area" r where r.id = any ($1::text[]);

-- area: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."area" r where r.id = $4),
done as (update concordat."area" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- area: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."area" r where r.id = $4),
done as (insert into concordat."area" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "name", "type", "part_of")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::integer, $15::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- area: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."area" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."area" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "name", "type", "part_of")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::integer, a.f9::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- area: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."area" r where r.id = $4),
done as (update concordat."area" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "name" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."name" end, "type" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."type" end, "part_of" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."part_of" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- area: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."name", r."type", r."part_of"
	from asked a join concordat."area" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."name" end as "name", case when (a.mask >> 8) & 1 = 1 then a.f8::integer else t."type" end as "type", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."part_of" end as "part_of"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."name", x."type", x."part_of") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."name", t."type", t."part_of")),
done as (update concordat."area" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "name" = c."name", "type" = c."type", "part_of" = c."part_of",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- post: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."organisation", r."holder", r."role", r."initiative", r."body", r."document", r."other_titles", r."email", r."telephone", r."unit", r."media_contact", r."position" from concordat."post" r where r.id = any ($1::text[]);

-- post: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."post" r where r.id = $4),
done as (update concordat."post" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- post: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."post" r where r.id = $4),
done as (insert into concordat."post" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "organisation", "holder", "role", "initiative", "body", "document", "other_titles", "email", "telephone", "unit", "media_contact", "position")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::text, $17::text, $18::text, $19::text, $20::text[], $21::text, $22::text, $23::text, $24::boolean, $25::integer
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- post: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."post" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."post" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "organisation", "holder", "role", "initiative", "body", "document", "other_titles", "email", "telephone", "unit", "media_contact", "position")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::text, a.f11::text, a.f12::text, a.f13::text, a.f14::text[], a.f15::text, a.f16::text, a.f17::text, a.f18::boolean, a.f19::integer
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- post: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."post" r where r.id = $4),
done as (update concordat."post" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end, "organisation" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."organisation" end, "holder" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."holder" end, "role" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."role" end, "initiative" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."initiative" end, "body" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."body" end, "document" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."document" end, "other_titles" = case when ($7::bigint >> 14) & 1 = 1 then $22::text[] else r."other_titles" end, "email" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."email" end, "telephone" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."telephone" end, "unit" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."unit" end, "media_contact" = case when ($7::bigint >> 18) & 1 = 1 then $26::boolean else r."media_contact" end, "position" = case when ($7::bigint >> 19) & 1 = 1 then $27::integer else r."position" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- post: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."title", r."organisation", r."holder", r."role", r."initiative", r."body", r."document", r."other_titles", r."email", r."telephone", r."unit", r."media_contact", r."position"
	from asked a join concordat."post" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."title" end as "title", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."organisation" end as "organisation", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."holder" end as "holder", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."role" end as "role", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."initiative" end as "initiative", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."body" end as "body", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."document" end as "document", case when (a.mask >> 14) & 1 = 1 then a.f14::text[] else t."other_titles" end as "other_titles", case when (a.mask >> 15) & 1 = 1 then a.f15::text else t."email" end as "email", case when (a.mask >> 16) & 1 = 1 then a.f16::text else t."telephone" end as "telephone", case when (a.mask >> 17) & 1 = 1 then a.f17::text else t."unit" end as "unit", case when (a.mask >> 18) & 1 = 1 then a.f18::boolean else t."media_contact" end as "media_contact", case when (a.mask >> 19) & 1 = 1 then a.f19::integer else t."position" end as "position"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."title", x."organisation", x."holder", x."role", x."initiative", x."body", x."document", x."other_titles", x."email", x."telephone", x."unit", x."media_contact", x."position") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."title", t."organisation", t."holder", t."role", t."initiative", t."body", t."document", t."other_titles", t."email", t."telephone", t."unit", t."media_contact", t."position")),
done as (update concordat."post" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "title" = c."title", "organisation" = c."organisation", "holder" = c."holder", "role" = c."role", "initiative" = c."initiative", "body" = c."body", "document" = c."document", "other_titles" = c."other_titles", "email" = c."email", "telephone" = c."telephone", "unit" = c."unit", "media_contact" = c."media_contact", "position" = c."position",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- body: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."name", r."short_name", r."other_names", r."type", r."status", r."purpose", r."host", r."area", r."chair", r."stated_members", r."stated_bodies", r."statutory", r."legal_basis", r."functions", r."membership", r."level", r."position", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."body" r where r.id = any ($1::text[]);

-- body: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."body" r where r.id = $4),
done as (update concordat."body" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- body: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."body" r where r.id = $4),
done as (insert into concordat."body" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "name", "short_name", "other_names", "type", "status", "purpose", "host", "area", "chair", "stated_members", "stated_bodies", "statutory", "legal_basis", "functions", "membership", "level", "position", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text[], $16::integer, $17::integer, $18::text, $19::text, $20::text, $21::text, $22::integer, $23::integer, $24::boolean, $25::text, $26::text[], $27::text[], $28::text, $29::integer, $30::text, $31::text, $32::date, $33::date, $34::integer, $35::integer, $36::boolean, $37::text, $38::date, $39::text[], $40::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- body: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[], $40::text[], $41::text[], $42::text[], $43::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."body" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."body" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "name", "short_name", "other_names", "type", "status", "purpose", "host", "area", "chair", "stated_members", "stated_bodies", "statutory", "legal_basis", "functions", "membership", "level", "position", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text[], a.f10::integer, a.f11::integer, a.f12::text, a.f13::text, a.f14::text, a.f15::text, a.f16::integer, a.f17::integer, a.f18::boolean, a.f19::text, a.f20::text[], a.f21::text[], a.f22::text, a.f23::integer, a.f24::text, a.f25::text, a.f26::date, a.f27::date, a.f28::integer, a.f29::integer, a.f30::boolean, a.f31::text, a.f32::date, a.f33::text[], a.f34::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- body: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."body" r where r.id = $4),
done as (update concordat."body" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "name" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."name" end, "short_name" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."short_name" end, "other_names" = case when ($7::bigint >> 9) & 1 = 1 then $17::text[] else r."other_names" end, "type" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."type" end, "status" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."status" end, "purpose" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."purpose" end, "host" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."host" end, "area" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."area" end, "chair" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."chair" end, "stated_members" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."stated_members" end, "stated_bodies" = case when ($7::bigint >> 17) & 1 = 1 then $25::integer else r."stated_bodies" end, "statutory" = case when ($7::bigint >> 18) & 1 = 1 then $26::boolean else r."statutory" end, "legal_basis" = case when ($7::bigint >> 19) & 1 = 1 then $27::text else r."legal_basis" end, "functions" = case when ($7::bigint >> 20) & 1 = 1 then $28::text[] else r."functions" end, "membership" = case when ($7::bigint >> 21) & 1 = 1 then $29::text[] else r."membership" end, "level" = case when ($7::bigint >> 22) & 1 = 1 then $30::text else r."level" end, "position" = case when ($7::bigint >> 23) & 1 = 1 then $31::integer else r."position" end, "when_text" = case when ($7::bigint >> 24) & 1 = 1 then $32::text else r."when_text" end, "edtf" = case when ($7::bigint >> 25) & 1 = 1 then $33::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 26) & 1 = 1 then $34::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 27) & 1 = 1 then $35::date else r."latest_on" end, "precision" = case when ($7::bigint >> 28) & 1 = 1 then $36::integer else r."precision" end, "bound" = case when ($7::bigint >> 29) & 1 = 1 then $37::integer else r."bound" end, "soft" = case when ($7::bigint >> 30) & 1 = 1 then $38::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 31) & 1 = 1 then $39::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 32) & 1 = 1 then $40::date else r."context_on" end, "inferred" = case when ($7::bigint >> 33) & 1 = 1 then $41::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 34) & 1 = 1 then $42::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- body: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[], $40::text[], $41::text[], $42::text[], $43::text[], $44::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."name", r."short_name", r."other_names", r."type", r."status", r."purpose", r."host", r."area", r."chair", r."stated_members", r."stated_bodies", r."statutory", r."legal_basis", r."functions", r."membership", r."level", r."position", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."body" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."name" end as "name", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."short_name" end as "short_name", case when (a.mask >> 9) & 1 = 1 then a.f9::text[] else t."other_names" end as "other_names", case when (a.mask >> 10) & 1 = 1 then a.f10::integer else t."type" end as "type", case when (a.mask >> 11) & 1 = 1 then a.f11::integer else t."status" end as "status", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."purpose" end as "purpose", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."host" end as "host", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."area" end as "area", case when (a.mask >> 15) & 1 = 1 then a.f15::text else t."chair" end as "chair", case when (a.mask >> 16) & 1 = 1 then a.f16::integer else t."stated_members" end as "stated_members", case when (a.mask >> 17) & 1 = 1 then a.f17::integer else t."stated_bodies" end as "stated_bodies", case when (a.mask >> 18) & 1 = 1 then a.f18::boolean else t."statutory" end as "statutory", case when (a.mask >> 19) & 1 = 1 then a.f19::text else t."legal_basis" end as "legal_basis", case when (a.mask >> 20) & 1 = 1 then a.f20::text[] else t."functions" end as "functions", case when (a.mask >> 21) & 1 = 1 then a.f21::text[] else t."membership" end as "membership", case when (a.mask >> 22) & 1 = 1 then a.f22::text else t."level" end as "level", case when (a.mask >> 23) & 1 = 1 then a.f23::integer else t."position" end as "position", case when (a.mask >> 24) & 1 = 1 then a.f24::text else t."when_text" end as "when_text", case when (a.mask >> 25) & 1 = 1 then a.f25::text else t."edtf" end as "edtf", case when (a.mask >> 26) & 1 = 1 then a.f26::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 27) & 1 = 1 then a.f27::date else t."latest_on" end as "latest_on", case when (a.mask >> 28) & 1 = 1 then a.f28::integer else t."precision" end as "precision", case when (a.mask >> 29) & 1 = 1 then a.f29::integer else t."bound" end as "bound", case when (a.mask >> 30) & 1 = 1 then a.f30::boolean else t."soft" end as "soft", case when (a.mask >> 31) & 1 = 1 then a.f31::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 32) & 1 = 1 then a.f32::date else t."context_on" end as "context_on", case when (a.mask >> 33) & 1 = 1 then a.f33::text[] else t."inferred" end as "inferred", case when (a.mask >> 34) & 1 = 1 then a.f34::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."name", x."short_name", x."other_names", x."type", x."status", x."purpose", x."host", x."area", x."chair", x."stated_members", x."stated_bodies", x."statutory", x."legal_basis", x."functions", x."membership", x."level", x."position", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."name", t."short_name", t."other_names", t."type", t."status", t."purpose", t."host", t."area", t."chair", t."stated_members", t."stated_bodies", t."statutory", t."legal_basis", t."functions", t."membership", t."level", t."position", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."body" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "name" = c."name", "short_name" = c."short_name", "other_names" = c."other_names", "type" = c."type", "status" = c."status", "purpose" = c."purpose", "host" = c."host", "area" = c."area", "chair" = c."chair", "stated_members" = c."stated_members", "stated_bodies" = c."stated_bodies", "statutory" = c."statutory", "legal_basis" = c."legal_basis", "functions" = c."functions", "membership" = c."membership", "level" = c."level", "position" = c."position", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- body_link: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."from_body", r."to_body", r."type", r."label" from concordat."body_link" r where r.id = any ($1::text[]);

-- body_link: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."body_link" r where r.id = $4),
done as (update concordat."body_link" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- body_link: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."body_link" r where r.id = $4),
done as (insert into concordat."body_link" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "from_body", "to_body", "type", "label")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::integer, $16::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- body_link: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."body_link" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."body_link" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "from_body", "to_body", "type", "label")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::integer, a.f10::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- body_link: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."body_link" r where r.id = $4),
done as (update concordat."body_link" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "from_body" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."from_body" end, "to_body" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."to_body" end, "type" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."type" end, "label" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."label" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- body_link: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."from_body", r."to_body", r."type", r."label"
	from asked a join concordat."body_link" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."from_body" end as "from_body", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."to_body" end as "to_body", case when (a.mask >> 9) & 1 = 1 then a.f9::integer else t."type" end as "type", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."label" end as "label"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."from_body", x."to_body", x."type", x."label") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."from_body", t."to_body", t."type", t."label")),
done as (update concordat."body_link" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "from_body" = c."from_body", "to_body" = c."to_body", "type" = c."type", "label" = c."label",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- seat: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."body", r."organisation", r."role", r."seats", r."holder", r."chairs", r."voting", r."position" from concordat."seat" r where r.id = any ($1::text[]);

-- seat: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."seat" r where r.id = $4),
done as (update concordat."seat" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- seat: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."seat" r where r.id = $4),
done as (insert into concordat."seat" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "body", "organisation", "role", "seats", "holder", "chairs", "voting", "position")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::integer, $17::text, $18::boolean, $19::boolean, $20::integer
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- seat: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."seat" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."seat" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "body", "organisation", "role", "seats", "holder", "chairs", "voting", "position")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::integer, a.f11::text, a.f12::boolean, a.f13::boolean, a.f14::integer
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- seat: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."seat" r where r.id = $4),
done as (update concordat."seat" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "body" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."body" end, "organisation" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."organisation" end, "role" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."role" end, "seats" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."seats" end, "holder" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."holder" end, "chairs" = case when ($7::bigint >> 12) & 1 = 1 then $20::boolean else r."chairs" end, "voting" = case when ($7::bigint >> 13) & 1 = 1 then $21::boolean else r."voting" end, "position" = case when ($7::bigint >> 14) & 1 = 1 then $22::integer else r."position" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- seat: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."body", r."organisation", r."role", r."seats", r."holder", r."chairs", r."voting", r."position"
	from asked a join concordat."seat" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."body" end as "body", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."organisation" end as "organisation", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."role" end as "role", case when (a.mask >> 10) & 1 = 1 then a.f10::integer else t."seats" end as "seats", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."holder" end as "holder", case when (a.mask >> 12) & 1 = 1 then a.f12::boolean else t."chairs" end as "chairs", case when (a.mask >> 13) & 1 = 1 then a.f13::boolean else t."voting" end as "voting", case when (a.mask >> 14) & 1 = 1 then a.f14::integer else t."position" end as "position"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."body", x."organisation", x."role", x."seats", x."holder", x."chairs", x."voting", x."position") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."body", t."organisation", t."role", t."seats", t."holder", t."chairs", t."voting", t."position")),
done as (update concordat."seat" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "body" = c."body", "organisation" = c."organisation", "role" = c."role", "seats" = c."seats", "holder" = c."holder", "chairs" = c."chairs", "voting" = c."voting", "position" = c."position",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- statement: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."type", r."text", r."position", r."body", r."organisation", r."initiative", r."speaker", r."topic", r."matters_for", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."statement" r where r.id = any ($1::text[]);

-- statement: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."statement" r where r.id = $4),
done as (update concordat."statement" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- statement: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."statement" r where r.id = $4),
done as (insert into concordat."statement" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "type", "text", "position", "body", "organisation", "initiative", "speaker", "topic", "matters_for", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::integer, $14::text, $15::integer, $16::text, $17::text, $18::text, $19::text, $20::text, $21::text[], $22::text, $23::text, $24::date, $25::date, $26::integer, $27::integer, $28::boolean, $29::text, $30::date, $31::text[], $32::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- statement: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."statement" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."statement" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "type", "text", "position", "body", "organisation", "initiative", "speaker", "topic", "matters_for", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::integer, a.f8::text, a.f9::integer, a.f10::text, a.f11::text, a.f12::text, a.f13::text, a.f14::text, a.f15::text[], a.f16::text, a.f17::text, a.f18::date, a.f19::date, a.f20::integer, a.f21::integer, a.f22::boolean, a.f23::text, a.f24::date, a.f25::text[], a.f26::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- statement: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."statement" r where r.id = $4),
done as (update concordat."statement" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "type" = case when ($7::bigint >> 7) & 1 = 1 then $15::integer else r."type" end, "text" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."text" end, "position" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."position" end, "body" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."body" end, "organisation" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."organisation" end, "initiative" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."initiative" end, "speaker" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."speaker" end, "topic" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."topic" end, "matters_for" = case when ($7::bigint >> 15) & 1 = 1 then $23::text[] else r."matters_for" end, "when_text" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."when_text" end, "edtf" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 18) & 1 = 1 then $26::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."latest_on" end, "precision" = case when ($7::bigint >> 20) & 1 = 1 then $28::integer else r."precision" end, "bound" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."bound" end, "soft" = case when ($7::bigint >> 22) & 1 = 1 then $30::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 24) & 1 = 1 then $32::date else r."context_on" end, "inferred" = case when ($7::bigint >> 25) & 1 = 1 then $33::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- statement: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."type", r."text", r."position", r."body", r."organisation", r."initiative", r."speaker", r."topic", r."matters_for", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."statement" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::integer else t."type" end as "type", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."text" end as "text", case when (a.mask >> 9) & 1 = 1 then a.f9::integer else t."position" end as "position", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."body" end as "body", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."organisation" end as "organisation", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."initiative" end as "initiative", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."speaker" end as "speaker", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."topic" end as "topic", case when (a.mask >> 15) & 1 = 1 then a.f15::text[] else t."matters_for" end as "matters_for", case when (a.mask >> 16) & 1 = 1 then a.f16::text else t."when_text" end as "when_text", case when (a.mask >> 17) & 1 = 1 then a.f17::text else t."edtf" end as "edtf", case when (a.mask >> 18) & 1 = 1 then a.f18::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 19) & 1 = 1 then a.f19::date else t."latest_on" end as "latest_on", case when (a.mask >> 20) & 1 = 1 then a.f20::integer else t."precision" end as "precision", case when (a.mask >> 21) & 1 = 1 then a.f21::integer else t."bound" end as "bound", case when (a.mask >> 22) & 1 = 1 then a.f22::boolean else t."soft" end as "soft", case when (a.mask >> 23) & 1 = 1 then a.f23::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 24) & 1 = 1 then a.f24::date else t."context_on" end as "context_on", case when (a.mask >> 25) & 1 = 1 then a.f25::text[] else t."inferred" end as "inferred", case when (a.mask >> 26) & 1 = 1 then a.f26::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."type", x."text", x."position", x."body", x."organisation", x."initiative", x."speaker", x."topic", x."matters_for", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."type", t."text", t."position", t."body", t."organisation", t."initiative", t."speaker", t."topic", t."matters_for", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."statement" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "type" = c."type", "text" = c."text", "position" = c."position", "body" = c."body", "organisation" = c."organisation", "initiative" = c."initiative", "speaker" = c."speaker", "topic" = c."topic", "matters_for" = c."matters_for", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- meeting: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."body", r."title", r."starts", r."place", r."status", r."public", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."meeting" r where r.id = any ($1::text[]);

-- meeting: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."meeting" r where r.id = $4),
done as (update concordat."meeting" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- meeting: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."meeting" r where r.id = $4),
done as (insert into concordat."meeting" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "body", "title", "starts", "place", "status", "public", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::text, $17::integer, $18::boolean, $19::text, $20::text, $21::date, $22::date, $23::integer, $24::integer, $25::boolean, $26::text, $27::date, $28::text[], $29::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- meeting: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."meeting" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."meeting" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "body", "title", "starts", "place", "status", "public", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::text, a.f11::integer, a.f12::boolean, a.f13::text, a.f14::text, a.f15::date, a.f16::date, a.f17::integer, a.f18::integer, a.f19::boolean, a.f20::text, a.f21::date, a.f22::text[], a.f23::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- meeting: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."meeting" r where r.id = $4),
done as (update concordat."meeting" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "body" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."body" end, "title" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."title" end, "starts" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."starts" end, "place" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."place" end, "status" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."status" end, "public" = case when ($7::bigint >> 12) & 1 = 1 then $20::boolean else r."public" end, "when_text" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."when_text" end, "edtf" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 15) & 1 = 1 then $23::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 16) & 1 = 1 then $24::date else r."latest_on" end, "precision" = case when ($7::bigint >> 17) & 1 = 1 then $25::integer else r."precision" end, "bound" = case when ($7::bigint >> 18) & 1 = 1 then $26::integer else r."bound" end, "soft" = case when ($7::bigint >> 19) & 1 = 1 then $27::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 20) & 1 = 1 then $28::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 21) & 1 = 1 then $29::date else r."context_on" end, "inferred" = case when ($7::bigint >> 22) & 1 = 1 then $30::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- meeting: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."body", r."title", r."starts", r."place", r."status", r."public", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."meeting" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."body" end as "body", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."title" end as "title", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."starts" end as "starts", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."place" end as "place", case when (a.mask >> 11) & 1 = 1 then a.f11::integer else t."status" end as "status", case when (a.mask >> 12) & 1 = 1 then a.f12::boolean else t."public" end as "public", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."when_text" end as "when_text", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."edtf" end as "edtf", case when (a.mask >> 15) & 1 = 1 then a.f15::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 16) & 1 = 1 then a.f16::date else t."latest_on" end as "latest_on", case when (a.mask >> 17) & 1 = 1 then a.f17::integer else t."precision" end as "precision", case when (a.mask >> 18) & 1 = 1 then a.f18::integer else t."bound" end as "bound", case when (a.mask >> 19) & 1 = 1 then a.f19::boolean else t."soft" end as "soft", case when (a.mask >> 20) & 1 = 1 then a.f20::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 21) & 1 = 1 then a.f21::date else t."context_on" end as "context_on", case when (a.mask >> 22) & 1 = 1 then a.f22::text[] else t."inferred" end as "inferred", case when (a.mask >> 23) & 1 = 1 then a.f23::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."body", x."title", x."starts", x."place", x."status", x."public", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."body", t."title", t."starts", t."place", t."status", t."public", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."meeting" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "body" = c."body", "title" = c."title", "starts" = c."starts", "place" = c."place", "status" = c."status", "public" = c."public", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- agenda_item: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."meeting", r."number", r."title", r."issue_title", r."documents" from concordat."agenda_item" r where r.id = any ($1::text[]);

-- agenda_item: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."agenda_item" r where r.id = $4),
done as (update concordat."agenda_item" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- agenda_item: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."agenda_item" r where r.id = $4),
done as (insert into concordat."agenda_item" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "meeting", "number", "title", "issue_title", "documents")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::text, $17::text[]
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- agenda_item: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."agenda_item" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."agenda_item" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "meeting", "number", "title", "issue_title", "documents")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::text, a.f11::text[]
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- agenda_item: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."agenda_item" r where r.id = $4),
done as (update concordat."agenda_item" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "meeting" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."meeting" end, "number" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."number" end, "title" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."title" end, "issue_title" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."issue_title" end, "documents" = case when ($7::bigint >> 11) & 1 = 1 then $19::text[] else r."documents" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- agenda_item: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."meeting", r."number", r."title", r."issue_title", r."documents"
	from asked a join concordat."agenda_item" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."meeting" end as "meeting", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."number" end as "number", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."title" end as "title", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."issue_title" end as "issue_title", case when (a.mask >> 11) & 1 = 1 then a.f11::text[] else t."documents" end as "documents"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."meeting", x."number", x."title", x."issue_title", x."documents") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."meeting", t."number", t."title", t."issue_title", t."documents")),
done as (update concordat."agenda_item" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "meeting" = c."meeting", "number" = c."number", "title" = c."title", "issue_title" = c."issue_title", "documents" = c."documents",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- decision: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."body", r."meeting", r."agenda_item", r."status", r."reasons", r."key_decision", r."answers", r."documents", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."decision" r where r.id = any ($1::text[]);

-- decision: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."decision" r where r.id = $4),
done as (update concordat."decision" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- decision: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."decision" r where r.id = $4),
done as (insert into concordat."decision" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "body", "meeting", "agenda_item", "status", "reasons", "key_decision", "answers", "documents", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::text, $17::integer, $18::text, $19::boolean, $20::text, $21::text[], $22::text, $23::text, $24::date, $25::date, $26::integer, $27::integer, $28::boolean, $29::text, $30::date, $31::text[], $32::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- decision: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."decision" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."decision" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "body", "meeting", "agenda_item", "status", "reasons", "key_decision", "answers", "documents", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::text, a.f11::integer, a.f12::text, a.f13::boolean, a.f14::text, a.f15::text[], a.f16::text, a.f17::text, a.f18::date, a.f19::date, a.f20::integer, a.f21::integer, a.f22::boolean, a.f23::text, a.f24::date, a.f25::text[], a.f26::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- decision: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."decision" r where r.id = $4),
done as (update concordat."decision" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end, "body" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."body" end, "meeting" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."meeting" end, "agenda_item" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."agenda_item" end, "status" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."status" end, "reasons" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."reasons" end, "key_decision" = case when ($7::bigint >> 13) & 1 = 1 then $21::boolean else r."key_decision" end, "answers" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."answers" end, "documents" = case when ($7::bigint >> 15) & 1 = 1 then $23::text[] else r."documents" end, "when_text" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."when_text" end, "edtf" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 18) & 1 = 1 then $26::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."latest_on" end, "precision" = case when ($7::bigint >> 20) & 1 = 1 then $28::integer else r."precision" end, "bound" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."bound" end, "soft" = case when ($7::bigint >> 22) & 1 = 1 then $30::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 24) & 1 = 1 then $32::date else r."context_on" end, "inferred" = case when ($7::bigint >> 25) & 1 = 1 then $33::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- decision: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."title", r."body", r."meeting", r."agenda_item", r."status", r."reasons", r."key_decision", r."answers", r."documents", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."decision" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."title" end as "title", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."body" end as "body", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."meeting" end as "meeting", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."agenda_item" end as "agenda_item", case when (a.mask >> 11) & 1 = 1 then a.f11::integer else t."status" end as "status", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."reasons" end as "reasons", case when (a.mask >> 13) & 1 = 1 then a.f13::boolean else t."key_decision" end as "key_decision", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."answers" end as "answers", case when (a.mask >> 15) & 1 = 1 then a.f15::text[] else t."documents" end as "documents", case when (a.mask >> 16) & 1 = 1 then a.f16::text else t."when_text" end as "when_text", case when (a.mask >> 17) & 1 = 1 then a.f17::text else t."edtf" end as "edtf", case when (a.mask >> 18) & 1 = 1 then a.f18::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 19) & 1 = 1 then a.f19::date else t."latest_on" end as "latest_on", case when (a.mask >> 20) & 1 = 1 then a.f20::integer else t."precision" end as "precision", case when (a.mask >> 21) & 1 = 1 then a.f21::integer else t."bound" end as "bound", case when (a.mask >> 22) & 1 = 1 then a.f22::boolean else t."soft" end as "soft", case when (a.mask >> 23) & 1 = 1 then a.f23::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 24) & 1 = 1 then a.f24::date else t."context_on" end as "context_on", case when (a.mask >> 25) & 1 = 1 then a.f25::text[] else t."inferred" end as "inferred", case when (a.mask >> 26) & 1 = 1 then a.f26::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."title", x."body", x."meeting", x."agenda_item", x."status", x."reasons", x."key_decision", x."answers", x."documents", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."title", t."body", t."meeting", t."agenda_item", t."status", t."reasons", t."key_decision", t."answers", t."documents", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."decision" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "title" = c."title", "body" = c."body", "meeting" = c."meeting", "agenda_item" = c."agenda_item", "status" = c."status", "reasons" = c."reasons", "key_decision" = c."key_decision", "answers" = c."answers", "documents" = c."documents", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- clause: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."decision", r."number", r."position", r."type", r."text", r."minute_action", r."topics", r."incorporates", r."for_body", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."clause" r where r.id = any ($1::text[]);

-- clause: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."clause" r where r.id = $4),
done as (update concordat."clause" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- clause: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."clause" r where r.id = $4),
done as (insert into concordat."clause" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "decision", "number", "position", "type", "text", "minute_action", "topics", "incorporates", "for_body", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::integer, $16::integer, $17::text, $18::text, $19::text[], $20::text, $21::text, $22::text, $23::text, $24::date, $25::date, $26::integer, $27::integer, $28::boolean, $29::text, $30::date, $31::text[], $32::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- clause: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."clause" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."clause" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "decision", "number", "position", "type", "text", "minute_action", "topics", "incorporates", "for_body", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::integer, a.f10::integer, a.f11::text, a.f12::text, a.f13::text[], a.f14::text, a.f15::text, a.f16::text, a.f17::text, a.f18::date, a.f19::date, a.f20::integer, a.f21::integer, a.f22::boolean, a.f23::text, a.f24::date, a.f25::text[], a.f26::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- clause: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."clause" r where r.id = $4),
done as (update concordat."clause" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "decision" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."decision" end, "number" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."number" end, "position" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."position" end, "type" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."type" end, "text" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."text" end, "minute_action" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."minute_action" end, "topics" = case when ($7::bigint >> 13) & 1 = 1 then $21::text[] else r."topics" end, "incorporates" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."incorporates" end, "for_body" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."for_body" end, "when_text" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."when_text" end, "edtf" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 18) & 1 = 1 then $26::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."latest_on" end, "precision" = case when ($7::bigint >> 20) & 1 = 1 then $28::integer else r."precision" end, "bound" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."bound" end, "soft" = case when ($7::bigint >> 22) & 1 = 1 then $30::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 24) & 1 = 1 then $32::date else r."context_on" end, "inferred" = case when ($7::bigint >> 25) & 1 = 1 then $33::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- clause: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."decision", r."number", r."position", r."type", r."text", r."minute_action", r."topics", r."incorporates", r."for_body", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."clause" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."decision" end as "decision", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."number" end as "number", case when (a.mask >> 9) & 1 = 1 then a.f9::integer else t."position" end as "position", case when (a.mask >> 10) & 1 = 1 then a.f10::integer else t."type" end as "type", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."text" end as "text", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."minute_action" end as "minute_action", case when (a.mask >> 13) & 1 = 1 then a.f13::text[] else t."topics" end as "topics", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."incorporates" end as "incorporates", case when (a.mask >> 15) & 1 = 1 then a.f15::text else t."for_body" end as "for_body", case when (a.mask >> 16) & 1 = 1 then a.f16::text else t."when_text" end as "when_text", case when (a.mask >> 17) & 1 = 1 then a.f17::text else t."edtf" end as "edtf", case when (a.mask >> 18) & 1 = 1 then a.f18::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 19) & 1 = 1 then a.f19::date else t."latest_on" end as "latest_on", case when (a.mask >> 20) & 1 = 1 then a.f20::integer else t."precision" end as "precision", case when (a.mask >> 21) & 1 = 1 then a.f21::integer else t."bound" end as "bound", case when (a.mask >> 22) & 1 = 1 then a.f22::boolean else t."soft" end as "soft", case when (a.mask >> 23) & 1 = 1 then a.f23::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 24) & 1 = 1 then a.f24::date else t."context_on" end as "context_on", case when (a.mask >> 25) & 1 = 1 then a.f25::text[] else t."inferred" end as "inferred", case when (a.mask >> 26) & 1 = 1 then a.f26::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."decision", x."number", x."position", x."type", x."text", x."minute_action", x."topics", x."incorporates", x."for_body", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."decision", t."number", t."position", t."type", t."text", t."minute_action", t."topics", t."incorporates", t."for_body", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."clause" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "decision" = c."decision", "number" = c."number", "position" = c."position", "type" = c."type", "text" = c."text", "minute_action" = c."minute_action", "topics" = c."topics", "incorporates" = c."incorporates", "for_body" = c."for_body", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- document: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."type", r."publisher", r."audience", r."url", r."format", r."size_bytes", r."category", r."tags", r."completeness", r."damage", r."part_of", r."initiative", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."document" r where r.id = any ($1::text[]);

-- document: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."document" r where r.id = $4),
done as (update concordat."document" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- document: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."document" r where r.id = $4),
done as (insert into concordat."document" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "type", "publisher", "audience", "url", "format", "size_bytes", "category", "tags", "completeness", "damage", "part_of", "initiative", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::integer, $15::text, $16::text, $17::text, $18::text, $19::bigint, $20::text, $21::text[], $22::integer, $23::text, $24::text, $25::text, $26::text, $27::text, $28::date, $29::date, $30::integer, $31::integer, $32::boolean, $33::text, $34::date, $35::text[], $36::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- document: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."document" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."document" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "type", "publisher", "audience", "url", "format", "size_bytes", "category", "tags", "completeness", "damage", "part_of", "initiative", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::integer, a.f9::text, a.f10::text, a.f11::text, a.f12::text, a.f13::bigint, a.f14::text, a.f15::text[], a.f16::integer, a.f17::text, a.f18::text, a.f19::text, a.f20::text, a.f21::text, a.f22::date, a.f23::date, a.f24::integer, a.f25::integer, a.f26::boolean, a.f27::text, a.f28::date, a.f29::text[], a.f30::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- document: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."document" r where r.id = $4),
done as (update concordat."document" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end, "type" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."type" end, "publisher" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."publisher" end, "audience" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."audience" end, "url" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."url" end, "format" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."format" end, "size_bytes" = case when ($7::bigint >> 13) & 1 = 1 then $21::bigint else r."size_bytes" end, "category" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."category" end, "tags" = case when ($7::bigint >> 15) & 1 = 1 then $23::text[] else r."tags" end, "completeness" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."completeness" end, "damage" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."damage" end, "part_of" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."part_of" end, "initiative" = case when ($7::bigint >> 19) & 1 = 1 then $27::text else r."initiative" end, "when_text" = case when ($7::bigint >> 20) & 1 = 1 then $28::text else r."when_text" end, "edtf" = case when ($7::bigint >> 21) & 1 = 1 then $29::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 22) & 1 = 1 then $30::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 23) & 1 = 1 then $31::date else r."latest_on" end, "precision" = case when ($7::bigint >> 24) & 1 = 1 then $32::integer else r."precision" end, "bound" = case when ($7::bigint >> 25) & 1 = 1 then $33::integer else r."bound" end, "soft" = case when ($7::bigint >> 26) & 1 = 1 then $34::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 27) & 1 = 1 then $35::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 28) & 1 = 1 then $36::date else r."context_on" end, "inferred" = case when ($7::bigint >> 29) & 1 = 1 then $37::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 30) & 1 = 1 then $38::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- document: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[], $40::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."title", r."type", r."publisher", r."audience", r."url", r."format", r."size_bytes", r."category", r."tags", r."completeness", r."damage", r."part_of", r."initiative", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."document" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."title" end as "title", case when (a.mask >> 8) & 1 = 1 then a.f8::integer else t."type" end as "type", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."publisher" end as "publisher", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."audience" end as "audience", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."url" end as "url", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."format" end as "format", case when (a.mask >> 13) & 1 = 1 then a.f13::bigint else t."size_bytes" end as "size_bytes", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."category" end as "category", case when (a.mask >> 15) & 1 = 1 then a.f15::text[] else t."tags" end as "tags", case when (a.mask >> 16) & 1 = 1 then a.f16::integer else t."completeness" end as "completeness", case when (a.mask >> 17) & 1 = 1 then a.f17::text else t."damage" end as "damage", case when (a.mask >> 18) & 1 = 1 then a.f18::text else t."part_of" end as "part_of", case when (a.mask >> 19) & 1 = 1 then a.f19::text else t."initiative" end as "initiative", case when (a.mask >> 20) & 1 = 1 then a.f20::text else t."when_text" end as "when_text", case when (a.mask >> 21) & 1 = 1 then a.f21::text else t."edtf" end as "edtf", case when (a.mask >> 22) & 1 = 1 then a.f22::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 23) & 1 = 1 then a.f23::date else t."latest_on" end as "latest_on", case when (a.mask >> 24) & 1 = 1 then a.f24::integer else t."precision" end as "precision", case when (a.mask >> 25) & 1 = 1 then a.f25::integer else t."bound" end as "bound", case when (a.mask >> 26) & 1 = 1 then a.f26::boolean else t."soft" end as "soft", case when (a.mask >> 27) & 1 = 1 then a.f27::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 28) & 1 = 1 then a.f28::date else t."context_on" end as "context_on", case when (a.mask >> 29) & 1 = 1 then a.f29::text[] else t."inferred" end as "inferred", case when (a.mask >> 30) & 1 = 1 then a.f30::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."title", x."type", x."publisher", x."audience", x."url", x."format", x."size_bytes", x."category", x."tags", x."completeness", x."damage", x."part_of", x."initiative", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."title", t."type", t."publisher", t."audience", t."url", t."format", t."size_bytes", t."category", t."tags", t."completeness", t."damage", t."part_of", t."initiative", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."document" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "title" = c."title", "type" = c."type", "publisher" = c."publisher", "audience" = c."audience", "url" = c."url", "format" = c."format", "size_bytes" = c."size_bytes", "category" = c."category", "tags" = c."tags", "completeness" = c."completeness", "damage" = c."damage", "part_of" = c."part_of", "initiative" = c."initiative", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- agreement: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."parties", r."host", r."initiative", r."status", r."notice_months", r."exit_terms", r."legal_basis", r."document", r."terms", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."agreement" r where r.id = any ($1::text[]);

-- agreement: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."agreement" r where r.id = $4),
done as (update concordat."agreement" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- agreement: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."agreement" r where r.id = $4),
done as (insert into concordat."agreement" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "parties", "host", "initiative", "status", "notice_months", "exit_terms", "legal_basis", "document", "terms", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text[], $15::text, $16::text, $17::integer, $18::integer, $19::text, $20::text, $21::text, $22::text, $23::text, $24::text, $25::date, $26::date, $27::integer, $28::integer, $29::boolean, $30::text, $31::date, $32::text[], $33::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- agreement: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."agreement" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."agreement" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "parties", "host", "initiative", "status", "notice_months", "exit_terms", "legal_basis", "document", "terms", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text[], a.f9::text, a.f10::text, a.f11::integer, a.f12::integer, a.f13::text, a.f14::text, a.f15::text, a.f16::text, a.f17::text, a.f18::text, a.f19::date, a.f20::date, a.f21::integer, a.f22::integer, a.f23::boolean, a.f24::text, a.f25::date, a.f26::text[], a.f27::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- agreement: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."agreement" r where r.id = $4),
done as (update concordat."agreement" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end, "parties" = case when ($7::bigint >> 8) & 1 = 1 then $16::text[] else r."parties" end, "host" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."host" end, "initiative" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."initiative" end, "status" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."status" end, "notice_months" = case when ($7::bigint >> 12) & 1 = 1 then $20::integer else r."notice_months" end, "exit_terms" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."exit_terms" end, "legal_basis" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."legal_basis" end, "document" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."document" end, "terms" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."terms" end, "when_text" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."when_text" end, "edtf" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 20) & 1 = 1 then $28::date else r."latest_on" end, "precision" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."precision" end, "bound" = case when ($7::bigint >> 22) & 1 = 1 then $30::integer else r."bound" end, "soft" = case when ($7::bigint >> 23) & 1 = 1 then $31::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 24) & 1 = 1 then $32::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 25) & 1 = 1 then $33::date else r."context_on" end, "inferred" = case when ($7::bigint >> 26) & 1 = 1 then $34::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 27) & 1 = 1 then $35::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- agreement: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."title", r."parties", r."host", r."initiative", r."status", r."notice_months", r."exit_terms", r."legal_basis", r."document", r."terms", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."agreement" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."title" end as "title", case when (a.mask >> 8) & 1 = 1 then a.f8::text[] else t."parties" end as "parties", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."host" end as "host", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."initiative" end as "initiative", case when (a.mask >> 11) & 1 = 1 then a.f11::integer else t."status" end as "status", case when (a.mask >> 12) & 1 = 1 then a.f12::integer else t."notice_months" end as "notice_months", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."exit_terms" end as "exit_terms", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."legal_basis" end as "legal_basis", case when (a.mask >> 15) & 1 = 1 then a.f15::text else t."document" end as "document", case when (a.mask >> 16) & 1 = 1 then a.f16::text else t."terms" end as "terms", case when (a.mask >> 17) & 1 = 1 then a.f17::text else t."when_text" end as "when_text", case when (a.mask >> 18) & 1 = 1 then a.f18::text else t."edtf" end as "edtf", case when (a.mask >> 19) & 1 = 1 then a.f19::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 20) & 1 = 1 then a.f20::date else t."latest_on" end as "latest_on", case when (a.mask >> 21) & 1 = 1 then a.f21::integer else t."precision" end as "precision", case when (a.mask >> 22) & 1 = 1 then a.f22::integer else t."bound" end as "bound", case when (a.mask >> 23) & 1 = 1 then a.f23::boolean else t."soft" end as "soft", case when (a.mask >> 24) & 1 = 1 then a.f24::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 25) & 1 = 1 then a.f25::date else t."context_on" end as "context_on", case when (a.mask >> 26) & 1 = 1 then a.f26::text[] else t."inferred" end as "inferred", case when (a.mask >> 27) & 1 = 1 then a.f27::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."title", x."parties", x."host", x."initiative", x."status", x."notice_months", x."exit_terms", x."legal_basis", x."document", x."terms", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."title", t."parties", t."host", t."initiative", t."status", t."notice_months", t."exit_terms", t."legal_basis", t."document", t."terms", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."agreement" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "title" = c."title", "parties" = c."parties", "host" = c."host", "initiative" = c."initiative", "status" = c."status", "notice_months" = c."notice_months", "exit_terms" = c."exit_terms", "legal_basis" = c."legal_basis", "document" = c."document", "terms" = c."terms", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- initiative: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."type", r."part_of", r."position", r."status", r."lead", r."host", r."unit", r."sponsor", r."aim", r."description", r."other_names", r."stated_parts", r."parts_name", r."saving", r."categories", r."share_terms", r."stated_target", r."target_unit", r."condition", r."area", r."alternative_to", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."initiative" r where r.id = any ($1::text[]);

-- initiative: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."initiative" r where r.id = $4),
done as (update concordat."initiative" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- initiative: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."initiative" r where r.id = $4),
done as (insert into concordat."initiative" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "type", "part_of", "position", "status", "lead", "host", "unit", "sponsor", "aim", "description", "other_names", "stated_parts", "parts_name", "saving", "categories", "share_terms", "stated_target", "target_unit", "condition", "area", "alternative_to", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::integer, $15::text, $16::integer, $17::integer, $18::text, $19::text, $20::text, $21::text, $22::text, $23::text, $24::text[], $25::integer, $26::text, $27::integer, $28::text[], $29::text, $30::integer, $31::text, $32::text, $33::text, $34::text, $35::text, $36::text, $37::date, $38::date, $39::integer, $40::integer, $41::boolean, $42::text, $43::date, $44::text[], $45::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- initiative: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[], $40::text[], $41::text[], $42::text[], $43::text[], $44::text[], $45::text[], $46::text[], $47::text[], $48::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36, f37, f38, f39, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."initiative" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."initiative" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "type", "part_of", "position", "status", "lead", "host", "unit", "sponsor", "aim", "description", "other_names", "stated_parts", "parts_name", "saving", "categories", "share_terms", "stated_target", "target_unit", "condition", "area", "alternative_to", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::integer, a.f9::text, a.f10::integer, a.f11::integer, a.f12::text, a.f13::text, a.f14::text, a.f15::text, a.f16::text, a.f17::text, a.f18::text[], a.f19::integer, a.f20::text, a.f21::integer, a.f22::text[], a.f23::text, a.f24::integer, a.f25::text, a.f26::text, a.f27::text, a.f28::text, a.f29::text, a.f30::text, a.f31::date, a.f32::date, a.f33::integer, a.f34::integer, a.f35::boolean, a.f36::text, a.f37::date, a.f38::text[], a.f39::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- initiative: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."initiative" r where r.id = $4),
done as (update concordat."initiative" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end, "type" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."type" end, "part_of" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."part_of" end, "position" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."position" end, "status" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."status" end, "lead" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."lead" end, "host" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."host" end, "unit" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."unit" end, "sponsor" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."sponsor" end, "aim" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."aim" end, "description" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."description" end, "other_names" = case when ($7::bigint >> 18) & 1 = 1 then $26::text[] else r."other_names" end, "stated_parts" = case when ($7::bigint >> 19) & 1 = 1 then $27::integer else r."stated_parts" end, "parts_name" = case when ($7::bigint >> 20) & 1 = 1 then $28::text else r."parts_name" end, "saving" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."saving" end, "categories" = case when ($7::bigint >> 22) & 1 = 1 then $30::text[] else r."categories" end, "share_terms" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."share_terms" end, "stated_target" = case when ($7::bigint >> 24) & 1 = 1 then $32::integer else r."stated_target" end, "target_unit" = case when ($7::bigint >> 25) & 1 = 1 then $33::text else r."target_unit" end, "condition" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."condition" end, "area" = case when ($7::bigint >> 27) & 1 = 1 then $35::text else r."area" end, "alternative_to" = case when ($7::bigint >> 28) & 1 = 1 then $36::text else r."alternative_to" end, "when_text" = case when ($7::bigint >> 29) & 1 = 1 then $37::text else r."when_text" end, "edtf" = case when ($7::bigint >> 30) & 1 = 1 then $38::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 31) & 1 = 1 then $39::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 32) & 1 = 1 then $40::date else r."latest_on" end, "precision" = case when ($7::bigint >> 33) & 1 = 1 then $41::integer else r."precision" end, "bound" = case when ($7::bigint >> 34) & 1 = 1 then $42::integer else r."bound" end, "soft" = case when ($7::bigint >> 35) & 1 = 1 then $43::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 36) & 1 = 1 then $44::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 37) & 1 = 1 then $45::date else r."context_on" end, "inferred" = case when ($7::bigint >> 38) & 1 = 1 then $46::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 39) & 1 = 1 then $47::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- initiative: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[], $40::text[], $41::text[], $42::text[], $43::text[], $44::text[], $45::text[], $46::text[], $47::text[], $48::text[], $49::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36, f37, f38, f39, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."title", r."type", r."part_of", r."position", r."status", r."lead", r."host", r."unit", r."sponsor", r."aim", r."description", r."other_names", r."stated_parts", r."parts_name", r."saving", r."categories", r."share_terms", r."stated_target", r."target_unit", r."condition", r."area", r."alternative_to", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."initiative" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."title" end as "title", case when (a.mask >> 8) & 1 = 1 then a.f8::integer else t."type" end as "type", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."part_of" end as "part_of", case when (a.mask >> 10) & 1 = 1 then a.f10::integer else t."position" end as "position", case when (a.mask >> 11) & 1 = 1 then a.f11::integer else t."status" end as "status", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."lead" end as "lead", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."host" end as "host", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."unit" end as "unit", case when (a.mask >> 15) & 1 = 1 then a.f15::text else t."sponsor" end as "sponsor", case when (a.mask >> 16) & 1 = 1 then a.f16::text else t."aim" end as "aim", case when (a.mask >> 17) & 1 = 1 then a.f17::text else t."description" end as "description", case when (a.mask >> 18) & 1 = 1 then a.f18::text[] else t."other_names" end as "other_names", case when (a.mask >> 19) & 1 = 1 then a.f19::integer else t."stated_parts" end as "stated_parts", case when (a.mask >> 20) & 1 = 1 then a.f20::text else t."parts_name" end as "parts_name", case when (a.mask >> 21) & 1 = 1 then a.f21::integer else t."saving" end as "saving", case when (a.mask >> 22) & 1 = 1 then a.f22::text[] else t."categories" end as "categories", case when (a.mask >> 23) & 1 = 1 then a.f23::text else t."share_terms" end as "share_terms", case when (a.mask >> 24) & 1 = 1 then a.f24::integer else t."stated_target" end as "stated_target", case when (a.mask >> 25) & 1 = 1 then a.f25::text else t."target_unit" end as "target_unit", case when (a.mask >> 26) & 1 = 1 then a.f26::text else t."condition" end as "condition", case when (a.mask >> 27) & 1 = 1 then a.f27::text else t."area" end as "area", case when (a.mask >> 28) & 1 = 1 then a.f28::text else t."alternative_to" end as "alternative_to", case when (a.mask >> 29) & 1 = 1 then a.f29::text else t."when_text" end as "when_text", case when (a.mask >> 30) & 1 = 1 then a.f30::text else t."edtf" end as "edtf", case when (a.mask >> 31) & 1 = 1 then a.f31::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 32) & 1 = 1 then a.f32::date else t."latest_on" end as "latest_on", case when (a.mask >> 33) & 1 = 1 then a.f33::integer else t."precision" end as "precision", case when (a.mask >> 34) & 1 = 1 then a.f34::integer else t."bound" end as "bound", case when (a.mask >> 35) & 1 = 1 then a.f35::boolean else t."soft" end as "soft", case when (a.mask >> 36) & 1 = 1 then a.f36::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 37) & 1 = 1 then a.f37::date else t."context_on" end as "context_on", case when (a.mask >> 38) & 1 = 1 then a.f38::text[] else t."inferred" end as "inferred", case when (a.mask >> 39) & 1 = 1 then a.f39::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."title", x."type", x."part_of", x."position", x."status", x."lead", x."host", x."unit", x."sponsor", x."aim", x."description", x."other_names", x."stated_parts", x."parts_name", x."saving", x."categories", x."share_terms", x."stated_target", x."target_unit", x."condition", x."area", x."alternative_to", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."title", t."type", t."part_of", t."position", t."status", t."lead", t."host", t."unit", t."sponsor", t."aim", t."description", t."other_names", t."stated_parts", t."parts_name", t."saving", t."categories", t."share_terms", t."stated_target", t."target_unit", t."condition", t."area", t."alternative_to", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."initiative" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "title" = c."title", "type" = c."type", "part_of" = c."part_of", "position" = c."position", "status" = c."status", "lead" = c."lead", "host" = c."host", "unit" = c."unit", "sponsor" = c."sponsor", "aim" = c."aim", "description" = c."description", "other_names" = c."other_names", "stated_parts" = c."stated_parts", "parts_name" = c."parts_name", "saving" = c."saving", "categories" = c."categories", "share_terms" = c."share_terms", "stated_target" = c."stated_target", "target_unit" = c."target_unit", "condition" = c."condition", "area" = c."area", "alternative_to" = c."alternative_to", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- initiative_link: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."from_initiative", r."to_initiative", r."type", r."label" from concordat."initiative_link" r where r.id = any ($1::text[]);

-- initiative_link: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."initiative_link" r where r.id = $4),
done as (update concordat."initiative_link" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- initiative_link: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."initiative_link" r where r.id = $4),
done as (insert into concordat."initiative_link" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "from_initiative", "to_initiative", "type", "label")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::integer, $16::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- initiative_link: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."initiative_link" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."initiative_link" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "from_initiative", "to_initiative", "type", "label")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::integer, a.f10::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- initiative_link: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."initiative_link" r where r.id = $4),
done as (update concordat."initiative_link" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "from_initiative" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."from_initiative" end, "to_initiative" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."to_initiative" end, "type" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."type" end, "label" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."label" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- initiative_link: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."from_initiative", r."to_initiative", r."type", r."label"
	from asked a join concordat."initiative_link" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."from_initiative" end as "from_initiative", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."to_initiative" end as "to_initiative", case when (a.mask >> 9) & 1 = 1 then a.f9::integer else t."type" end as "type", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."label" end as "label"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."from_initiative", x."to_initiative", x."type", x."label") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."from_initiative", t."to_initiative", t."type", t."label")),
done as (update concordat."initiative_link" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "from_initiative" = c."from_initiative", "to_initiative" = c."to_initiative", "type" = c."type", "label" = c."label",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- participation: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."organisation", r."initiative", r."body", r."role", r."state", r."share", r."share_permille", r."share_text", r."position", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."participation" r where r.id = any ($1::text[]);

-- participation: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."participation" r where r.id = $4),
done as (update concordat."participation" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- participation: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."participation" r where r.id = $4),
done as (insert into concordat."participation" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "organisation", "initiative", "body", "role", "state", "share", "share_permille", "share_text", "position", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::text, $17::integer, $18::integer, $19::integer, $20::text, $21::integer, $22::text, $23::text, $24::date, $25::date, $26::integer, $27::integer, $28::boolean, $29::text, $30::date, $31::text[], $32::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- participation: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."participation" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."participation" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "organisation", "initiative", "body", "role", "state", "share", "share_permille", "share_text", "position", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::text, a.f11::integer, a.f12::integer, a.f13::integer, a.f14::text, a.f15::integer, a.f16::text, a.f17::text, a.f18::date, a.f19::date, a.f20::integer, a.f21::integer, a.f22::boolean, a.f23::text, a.f24::date, a.f25::text[], a.f26::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- participation: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."participation" r where r.id = $4),
done as (update concordat."participation" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "organisation" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."organisation" end, "initiative" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."initiative" end, "body" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."body" end, "role" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."role" end, "state" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."state" end, "share" = case when ($7::bigint >> 12) & 1 = 1 then $20::integer else r."share" end, "share_permille" = case when ($7::bigint >> 13) & 1 = 1 then $21::integer else r."share_permille" end, "share_text" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."share_text" end, "position" = case when ($7::bigint >> 15) & 1 = 1 then $23::integer else r."position" end, "when_text" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."when_text" end, "edtf" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 18) & 1 = 1 then $26::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."latest_on" end, "precision" = case when ($7::bigint >> 20) & 1 = 1 then $28::integer else r."precision" end, "bound" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."bound" end, "soft" = case when ($7::bigint >> 22) & 1 = 1 then $30::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 24) & 1 = 1 then $32::date else r."context_on" end, "inferred" = case when ($7::bigint >> 25) & 1 = 1 then $33::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- participation: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."organisation", r."initiative", r."body", r."role", r."state", r."share", r."share_permille", r."share_text", r."position", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."participation" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."organisation" end as "organisation", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."initiative" end as "initiative", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."body" end as "body", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."role" end as "role", case when (a.mask >> 11) & 1 = 1 then a.f11::integer else t."state" end as "state", case when (a.mask >> 12) & 1 = 1 then a.f12::integer else t."share" end as "share", case when (a.mask >> 13) & 1 = 1 then a.f13::integer else t."share_permille" end as "share_permille", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."share_text" end as "share_text", case when (a.mask >> 15) & 1 = 1 then a.f15::integer else t."position" end as "position", case when (a.mask >> 16) & 1 = 1 then a.f16::text else t."when_text" end as "when_text", case when (a.mask >> 17) & 1 = 1 then a.f17::text else t."edtf" end as "edtf", case when (a.mask >> 18) & 1 = 1 then a.f18::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 19) & 1 = 1 then a.f19::date else t."latest_on" end as "latest_on", case when (a.mask >> 20) & 1 = 1 then a.f20::integer else t."precision" end as "precision", case when (a.mask >> 21) & 1 = 1 then a.f21::integer else t."bound" end as "bound", case when (a.mask >> 22) & 1 = 1 then a.f22::boolean else t."soft" end as "soft", case when (a.mask >> 23) & 1 = 1 then a.f23::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 24) & 1 = 1 then a.f24::date else t."context_on" end as "context_on", case when (a.mask >> 25) & 1 = 1 then a.f25::text[] else t."inferred" end as "inferred", case when (a.mask >> 26) & 1 = 1 then a.f26::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."organisation", x."initiative", x."body", x."role", x."state", x."share", x."share_permille", x."share_text", x."position", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."organisation", t."initiative", t."body", t."role", t."state", t."share", t."share_permille", t."share_text", t."position", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."participation" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "organisation" = c."organisation", "initiative" = c."initiative", "body" = c."body", "role" = c."role", "state" = c."state", "share" = c."share", "share_permille" = c."share_permille", "share_text" = c."share_text", "position" = c."position", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- milestone: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."initiative", r."body", r."clause", r."owed_by", r."owed_to", r."responsible", r."state", r."met_on", r."stated_deliverables", r."deliverables", r."purpose", r."set_by", r."chase_on", r."delivers_for", r."meeting", r."wording_also", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."milestone" r where r.id = any ($1::text[]);

-- milestone: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."milestone" r where r.id = $4),
done as (update concordat."milestone" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- milestone: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."milestone" r where r.id = $4),
done as (insert into concordat."milestone" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "initiative", "body", "clause", "owed_by", "owed_to", "responsible", "state", "met_on", "stated_deliverables", "deliverables", "purpose", "set_by", "chase_on", "delivers_for", "meeting", "wording_also", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::text, $17::text, $18::text[], $19::text, $20::integer, $21::date, $22::integer, $23::text[], $24::text, $25::text, $26::date, $27::text, $28::text, $29::text, $30::text, $31::text, $32::date, $33::date, $34::integer, $35::integer, $36::boolean, $37::text, $38::date, $39::text[], $40::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- milestone: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[], $40::text[], $41::text[], $42::text[], $43::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."milestone" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."milestone" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "initiative", "body", "clause", "owed_by", "owed_to", "responsible", "state", "met_on", "stated_deliverables", "deliverables", "purpose", "set_by", "chase_on", "delivers_for", "meeting", "wording_also", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::text, a.f11::text, a.f12::text[], a.f13::text, a.f14::integer, a.f15::date, a.f16::integer, a.f17::text[], a.f18::text, a.f19::text, a.f20::date, a.f21::text, a.f22::text, a.f23::text, a.f24::text, a.f25::text, a.f26::date, a.f27::date, a.f28::integer, a.f29::integer, a.f30::boolean, a.f31::text, a.f32::date, a.f33::text[], a.f34::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- milestone: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."milestone" r where r.id = $4),
done as (update concordat."milestone" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end, "initiative" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."initiative" end, "body" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."body" end, "clause" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."clause" end, "owed_by" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."owed_by" end, "owed_to" = case when ($7::bigint >> 12) & 1 = 1 then $20::text[] else r."owed_to" end, "responsible" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."responsible" end, "state" = case when ($7::bigint >> 14) & 1 = 1 then $22::integer else r."state" end, "met_on" = case when ($7::bigint >> 15) & 1 = 1 then $23::date else r."met_on" end, "stated_deliverables" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."stated_deliverables" end, "deliverables" = case when ($7::bigint >> 17) & 1 = 1 then $25::text[] else r."deliverables" end, "purpose" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."purpose" end, "set_by" = case when ($7::bigint >> 19) & 1 = 1 then $27::text else r."set_by" end, "chase_on" = case when ($7::bigint >> 20) & 1 = 1 then $28::date else r."chase_on" end, "delivers_for" = case when ($7::bigint >> 21) & 1 = 1 then $29::text else r."delivers_for" end, "meeting" = case when ($7::bigint >> 22) & 1 = 1 then $30::text else r."meeting" end, "wording_also" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."wording_also" end, "when_text" = case when ($7::bigint >> 24) & 1 = 1 then $32::text else r."when_text" end, "edtf" = case when ($7::bigint >> 25) & 1 = 1 then $33::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 26) & 1 = 1 then $34::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 27) & 1 = 1 then $35::date else r."latest_on" end, "precision" = case when ($7::bigint >> 28) & 1 = 1 then $36::integer else r."precision" end, "bound" = case when ($7::bigint >> 29) & 1 = 1 then $37::integer else r."bound" end, "soft" = case when ($7::bigint >> 30) & 1 = 1 then $38::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 31) & 1 = 1 then $39::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 32) & 1 = 1 then $40::date else r."context_on" end, "inferred" = case when ($7::bigint >> 33) & 1 = 1 then $41::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 34) & 1 = 1 then $42::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- milestone: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[], $40::text[], $41::text[], $42::text[], $43::text[], $44::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."title", r."initiative", r."body", r."clause", r."owed_by", r."owed_to", r."responsible", r."state", r."met_on", r."stated_deliverables", r."deliverables", r."purpose", r."set_by", r."chase_on", r."delivers_for", r."meeting", r."wording_also", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."milestone" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."title" end as "title", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."initiative" end as "initiative", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."body" end as "body", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."clause" end as "clause", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."owed_by" end as "owed_by", case when (a.mask >> 12) & 1 = 1 then a.f12::text[] else t."owed_to" end as "owed_to", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."responsible" end as "responsible", case when (a.mask >> 14) & 1 = 1 then a.f14::integer else t."state" end as "state", case when (a.mask >> 15) & 1 = 1 then a.f15::date else t."met_on" end as "met_on", case when (a.mask >> 16) & 1 = 1 then a.f16::integer else t."stated_deliverables" end as "stated_deliverables", case when (a.mask >> 17) & 1 = 1 then a.f17::text[] else t."deliverables" end as "deliverables", case when (a.mask >> 18) & 1 = 1 then a.f18::text else t."purpose" end as "purpose", case when (a.mask >> 19) & 1 = 1 then a.f19::text else t."set_by" end as "set_by", case when (a.mask >> 20) & 1 = 1 then a.f20::date else t."chase_on" end as "chase_on", case when (a.mask >> 21) & 1 = 1 then a.f21::text else t."delivers_for" end as "delivers_for", case when (a.mask >> 22) & 1 = 1 then a.f22::text else t."meeting" end as "meeting", case when (a.mask >> 23) & 1 = 1 then a.f23::text else t."wording_also" end as "wording_also", case when (a.mask >> 24) & 1 = 1 then a.f24::text else t."when_text" end as "when_text", case when (a.mask >> 25) & 1 = 1 then a.f25::text else t."edtf" end as "edtf", case when (a.mask >> 26) & 1 = 1 then a.f26::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 27) & 1 = 1 then a.f27::date else t."latest_on" end as "latest_on", case when (a.mask >> 28) & 1 = 1 then a.f28::integer else t."precision" end as "precision", case when (a.mask >> 29) & 1 = 1 then a.f29::integer else t."bound" end as "bound", case when (a.mask >> 30) & 1 = 1 then a.f30::boolean else t."soft" end as "soft", case when (a.mask >> 31) & 1 = 1 then a.f31::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 32) & 1 = 1 then a.f32::date else t."context_on" end as "context_on", case when (a.mask >> 33) & 1 = 1 then a.f33::text[] else t."inferred" end as "inferred", case when (a.mask >> 34) & 1 = 1 then a.f34::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."title", x."initiative", x."body", x."clause", x."owed_by", x."owed_to", x."responsible", x."state", x."met_on", x."stated_deliverables", x."deliverables", x."purpose", x."set_by", x."chase_on", x."delivers_for", x."meeting", x."wording_also", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."title", t."initiative", t."body", t."clause", t."owed_by", t."owed_to", t."responsible", t."state", t."met_on", t."stated_deliverables", t."deliverables", t."purpose", t."set_by", t."chase_on", t."delivers_for", t."meeting", t."wording_also", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."milestone" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "title" = c."title", "initiative" = c."initiative", "body" = c."body", "clause" = c."clause", "owed_by" = c."owed_by", "owed_to" = c."owed_to", "responsible" = c."responsible", "state" = c."state", "met_on" = c."met_on", "stated_deliverables" = c."stated_deliverables", "deliverables" = c."deliverables", "purpose" = c."purpose", "set_by" = c."set_by", "chase_on" = c."chase_on", "delivers_for" = c."delivers_for", "meeting" = c."meeting", "wording_also" = c."wording_also", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- dependency: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."milestone", r."on_milestone", r."initiative", r."on_initiative", r."type", r."text" from concordat."dependency" r where r.id = any ($1::text[]);

-- dependency: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."dependency" r where r.id = $4),
done as (update concordat."dependency" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- dependency: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."dependency" r where r.id = $4),
done as (insert into concordat."dependency" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "milestone", "on_milestone", "initiative", "on_initiative", "type", "text")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::text, $17::integer, $18::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- dependency: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."dependency" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."dependency" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "milestone", "on_milestone", "initiative", "on_initiative", "type", "text")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::text, a.f11::integer, a.f12::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- dependency: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."dependency" r where r.id = $4),
done as (update concordat."dependency" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "milestone" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."milestone" end, "on_milestone" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."on_milestone" end, "initiative" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."initiative" end, "on_initiative" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."on_initiative" end, "type" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."type" end, "text" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."text" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- dependency: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."milestone", r."on_milestone", r."initiative", r."on_initiative", r."type", r."text"
	from asked a join concordat."dependency" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."milestone" end as "milestone", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."on_milestone" end as "on_milestone", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."initiative" end as "initiative", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."on_initiative" end as "on_initiative", case when (a.mask >> 11) & 1 = 1 then a.f11::integer else t."type" end as "type", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."text" end as "text"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."milestone", x."on_milestone", x."initiative", x."on_initiative", x."type", x."text") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."milestone", t."on_milestone", t."initiative", t."on_initiative", t."type", t."text")),
done as (update concordat."dependency" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "milestone" = c."milestone", "on_milestone" = c."on_milestone", "initiative" = c."initiative", "on_initiative" = c."on_initiative", "type" = c."type", "text" = c."text",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- risk: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."initiative", r."text", r."position", r."state", r."likelihood", r."impact", r."mitigation", r."accountable" from concordat."risk" r where r.id = any ($1::text[]);

-- risk: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."risk" r where r.id = $4),
done as (update concordat."risk" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- risk: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."risk" r where r.id = $4),
done as (insert into concordat."risk" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "initiative", "text", "position", "state", "likelihood", "impact", "mitigation", "accountable")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::integer, $16::integer, $17::integer, $18::integer, $19::text, $20::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- risk: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."risk" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."risk" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "initiative", "text", "position", "state", "likelihood", "impact", "mitigation", "accountable")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::integer, a.f10::integer, a.f11::integer, a.f12::integer, a.f13::text, a.f14::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- risk: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."risk" r where r.id = $4),
done as (update concordat."risk" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "initiative" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."initiative" end, "text" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."text" end, "position" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."position" end, "state" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."state" end, "likelihood" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."likelihood" end, "impact" = case when ($7::bigint >> 12) & 1 = 1 then $20::integer else r."impact" end, "mitigation" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."mitigation" end, "accountable" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."accountable" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- risk: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."initiative", r."text", r."position", r."state", r."likelihood", r."impact", r."mitigation", r."accountable"
	from asked a join concordat."risk" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."initiative" end as "initiative", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."text" end as "text", case when (a.mask >> 9) & 1 = 1 then a.f9::integer else t."position" end as "position", case when (a.mask >> 10) & 1 = 1 then a.f10::integer else t."state" end as "state", case when (a.mask >> 11) & 1 = 1 then a.f11::integer else t."likelihood" end as "likelihood", case when (a.mask >> 12) & 1 = 1 then a.f12::integer else t."impact" end as "impact", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."mitigation" end as "mitigation", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."accountable" end as "accountable"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."initiative", x."text", x."position", x."state", x."likelihood", x."impact", x."mitigation", x."accountable") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."initiative", t."text", t."position", t."state", t."likelihood", t."impact", t."mitigation", t."accountable")),
done as (update concordat."risk" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "initiative" = c."initiative", "text" = c."text", "position" = c."position", "state" = c."state", "likelihood" = c."likelihood", "impact" = c."impact", "mitigation" = c."mitigation", "accountable" = c."accountable",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- benefit: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."initiative", r."text", r."type", r."beneficiary", r."money_line", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."benefit" r where r.id = any ($1::text[]);

-- benefit: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."benefit" r where r.id = $4),
done as (update concordat."benefit" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- benefit: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."benefit" r where r.id = $4),
done as (insert into concordat."benefit" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "initiative", "text", "type", "beneficiary", "money_line", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::integer, $16::text, $17::text, $18::text, $19::text, $20::date, $21::date, $22::integer, $23::integer, $24::boolean, $25::text, $26::date, $27::text[], $28::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- benefit: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."benefit" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."benefit" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "initiative", "text", "type", "beneficiary", "money_line", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::integer, a.f10::text, a.f11::text, a.f12::text, a.f13::text, a.f14::date, a.f15::date, a.f16::integer, a.f17::integer, a.f18::boolean, a.f19::text, a.f20::date, a.f21::text[], a.f22::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- benefit: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."benefit" r where r.id = $4),
done as (update concordat."benefit" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "initiative" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."initiative" end, "text" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."text" end, "type" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."type" end, "beneficiary" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."beneficiary" end, "money_line" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."money_line" end, "when_text" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."when_text" end, "edtf" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 14) & 1 = 1 then $22::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 15) & 1 = 1 then $23::date else r."latest_on" end, "precision" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."precision" end, "bound" = case when ($7::bigint >> 17) & 1 = 1 then $25::integer else r."bound" end, "soft" = case when ($7::bigint >> 18) & 1 = 1 then $26::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 19) & 1 = 1 then $27::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 20) & 1 = 1 then $28::date else r."context_on" end, "inferred" = case when ($7::bigint >> 21) & 1 = 1 then $29::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 22) & 1 = 1 then $30::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- benefit: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."initiative", r."text", r."type", r."beneficiary", r."money_line", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."benefit" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."initiative" end as "initiative", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."text" end as "text", case when (a.mask >> 9) & 1 = 1 then a.f9::integer else t."type" end as "type", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."beneficiary" end as "beneficiary", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."money_line" end as "money_line", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."when_text" end as "when_text", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."edtf" end as "edtf", case when (a.mask >> 14) & 1 = 1 then a.f14::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 15) & 1 = 1 then a.f15::date else t."latest_on" end as "latest_on", case when (a.mask >> 16) & 1 = 1 then a.f16::integer else t."precision" end as "precision", case when (a.mask >> 17) & 1 = 1 then a.f17::integer else t."bound" end as "bound", case when (a.mask >> 18) & 1 = 1 then a.f18::boolean else t."soft" end as "soft", case when (a.mask >> 19) & 1 = 1 then a.f19::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 20) & 1 = 1 then a.f20::date else t."context_on" end as "context_on", case when (a.mask >> 21) & 1 = 1 then a.f21::text[] else t."inferred" end as "inferred", case when (a.mask >> 22) & 1 = 1 then a.f22::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."initiative", x."text", x."type", x."beneficiary", x."money_line", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."initiative", t."text", t."type", t."beneficiary", t."money_line", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."benefit" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "initiative" = c."initiative", "text" = c."text", "type" = c."type", "beneficiary" = c."beneficiary", "money_line" = c."money_line", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- note: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."type", r."text", r."position", r."state", r."initiative", r."body", r."organisation", r."decision", r."document", r."speaker", r."topic", r."stated_count", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."note" r where r.id = any ($1::text[]);

-- note: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."note" r where r.id = $4),
done as (update concordat."note" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- note: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."note" r where r.id = $4),
done as (insert into concordat."note" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "type", "text", "position", "state", "initiative", "body", "organisation", "decision", "document", "speaker", "topic", "stated_count", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::integer, $14::text, $15::integer, $16::integer, $17::text, $18::text, $19::text, $20::text, $21::text, $22::text, $23::text, $24::integer, $25::text, $26::text, $27::date, $28::date, $29::integer, $30::integer, $31::boolean, $32::text, $33::date, $34::text[], $35::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- note: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."note" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."note" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "type", "text", "position", "state", "initiative", "body", "organisation", "decision", "document", "speaker", "topic", "stated_count", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::integer, a.f8::text, a.f9::integer, a.f10::integer, a.f11::text, a.f12::text, a.f13::text, a.f14::text, a.f15::text, a.f16::text, a.f17::text, a.f18::integer, a.f19::text, a.f20::text, a.f21::date, a.f22::date, a.f23::integer, a.f24::integer, a.f25::boolean, a.f26::text, a.f27::date, a.f28::text[], a.f29::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- note: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."note" r where r.id = $4),
done as (update concordat."note" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "type" = case when ($7::bigint >> 7) & 1 = 1 then $15::integer else r."type" end, "text" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."text" end, "position" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."position" end, "state" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."state" end, "initiative" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."initiative" end, "body" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."body" end, "organisation" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."organisation" end, "decision" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."decision" end, "document" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."document" end, "speaker" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."speaker" end, "topic" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."topic" end, "stated_count" = case when ($7::bigint >> 18) & 1 = 1 then $26::integer else r."stated_count" end, "when_text" = case when ($7::bigint >> 19) & 1 = 1 then $27::text else r."when_text" end, "edtf" = case when ($7::bigint >> 20) & 1 = 1 then $28::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 21) & 1 = 1 then $29::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 22) & 1 = 1 then $30::date else r."latest_on" end, "precision" = case when ($7::bigint >> 23) & 1 = 1 then $31::integer else r."precision" end, "bound" = case when ($7::bigint >> 24) & 1 = 1 then $32::integer else r."bound" end, "soft" = case when ($7::bigint >> 25) & 1 = 1 then $33::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 27) & 1 = 1 then $35::date else r."context_on" end, "inferred" = case when ($7::bigint >> 28) & 1 = 1 then $36::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 29) & 1 = 1 then $37::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- note: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[], $34::text[], $35::text[], $36::text[], $37::text[], $38::text[], $39::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."type", r."text", r."position", r."state", r."initiative", r."body", r."organisation", r."decision", r."document", r."speaker", r."topic", r."stated_count", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."note" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::integer else t."type" end as "type", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."text" end as "text", case when (a.mask >> 9) & 1 = 1 then a.f9::integer else t."position" end as "position", case when (a.mask >> 10) & 1 = 1 then a.f10::integer else t."state" end as "state", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."initiative" end as "initiative", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."body" end as "body", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."organisation" end as "organisation", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."decision" end as "decision", case when (a.mask >> 15) & 1 = 1 then a.f15::text else t."document" end as "document", case when (a.mask >> 16) & 1 = 1 then a.f16::text else t."speaker" end as "speaker", case when (a.mask >> 17) & 1 = 1 then a.f17::text else t."topic" end as "topic", case when (a.mask >> 18) & 1 = 1 then a.f18::integer else t."stated_count" end as "stated_count", case when (a.mask >> 19) & 1 = 1 then a.f19::text else t."when_text" end as "when_text", case when (a.mask >> 20) & 1 = 1 then a.f20::text else t."edtf" end as "edtf", case when (a.mask >> 21) & 1 = 1 then a.f21::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 22) & 1 = 1 then a.f22::date else t."latest_on" end as "latest_on", case when (a.mask >> 23) & 1 = 1 then a.f23::integer else t."precision" end as "precision", case when (a.mask >> 24) & 1 = 1 then a.f24::integer else t."bound" end as "bound", case when (a.mask >> 25) & 1 = 1 then a.f25::boolean else t."soft" end as "soft", case when (a.mask >> 26) & 1 = 1 then a.f26::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 27) & 1 = 1 then a.f27::date else t."context_on" end as "context_on", case when (a.mask >> 28) & 1 = 1 then a.f28::text[] else t."inferred" end as "inferred", case when (a.mask >> 29) & 1 = 1 then a.f29::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."type", x."text", x."position", x."state", x."initiative", x."body", x."organisation", x."decision", x."document", x."speaker", x."topic", x."stated_count", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."type", t."text", t."position", t."state", t."initiative", t."body", t."organisation", t."decision", t."document", t."speaker", t."topic", t."stated_count", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."note" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "type" = c."type", "text" = c."text", "position" = c."position", "state" = c."state", "initiative" = c."initiative", "body" = c."body", "organisation" = c."organisation", "decision" = c."decision", "document" = c."document", "speaker" = c."speaker", "topic" = c."topic", "stated_count" = c."stated_count", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- indicator: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."initiative", r."title", r."unit", r."baseline", r."target", r."definition" from concordat."indicator" r where r.id = any ($1::text[]);

-- indicator: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."indicator" r where r.id = $4),
done as (update concordat."indicator" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- indicator: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."indicator" r where r.id = $4),
done as (insert into concordat."indicator" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "initiative", "title", "unit", "baseline", "target", "definition")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::text, $17::text, $18::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- indicator: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."indicator" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."indicator" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "initiative", "title", "unit", "baseline", "target", "definition")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::text, a.f11::text, a.f12::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- indicator: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."indicator" r where r.id = $4),
done as (update concordat."indicator" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "initiative" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."initiative" end, "title" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."title" end, "unit" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."unit" end, "baseline" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."baseline" end, "target" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."target" end, "definition" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."definition" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- indicator: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."initiative", r."title", r."unit", r."baseline", r."target", r."definition"
	from asked a join concordat."indicator" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."initiative" end as "initiative", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."title" end as "title", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."unit" end as "unit", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."baseline" end as "baseline", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."target" end as "target", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."definition" end as "definition"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."initiative", x."title", x."unit", x."baseline", x."target", x."definition") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."initiative", t."title", t."unit", t."baseline", t."target", t."definition")),
done as (update concordat."indicator" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "initiative" = c."initiative", "title" = c."title", "unit" = c."unit", "baseline" = c."baseline", "target" = c."target", "definition" = c."definition",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- measurement: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."indicator", r."value_thousandths", r."value_text", r."forecast", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."measurement" r where r.id = any ($1::text[]);

-- measurement: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."measurement" r where r.id = $4),
done as (update concordat."measurement" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- measurement: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."measurement" r where r.id = $4),
done as (insert into concordat."measurement" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "indicator", "value_thousandths", "value_text", "forecast", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::bigint, $15::text, $16::boolean, $17::text, $18::text, $19::date, $20::date, $21::integer, $22::integer, $23::boolean, $24::text, $25::date, $26::text[], $27::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- measurement: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."measurement" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."measurement" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "indicator", "value_thousandths", "value_text", "forecast", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::bigint, a.f9::text, a.f10::boolean, a.f11::text, a.f12::text, a.f13::date, a.f14::date, a.f15::integer, a.f16::integer, a.f17::boolean, a.f18::text, a.f19::date, a.f20::text[], a.f21::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- measurement: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."measurement" r where r.id = $4),
done as (update concordat."measurement" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "indicator" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."indicator" end, "value_thousandths" = case when ($7::bigint >> 8) & 1 = 1 then $16::bigint else r."value_thousandths" end, "value_text" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."value_text" end, "forecast" = case when ($7::bigint >> 10) & 1 = 1 then $18::boolean else r."forecast" end, "when_text" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."when_text" end, "edtf" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 13) & 1 = 1 then $21::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 14) & 1 = 1 then $22::date else r."latest_on" end, "precision" = case when ($7::bigint >> 15) & 1 = 1 then $23::integer else r."precision" end, "bound" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."bound" end, "soft" = case when ($7::bigint >> 17) & 1 = 1 then $25::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."context_on" end, "inferred" = case when ($7::bigint >> 20) & 1 = 1 then $28::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 21) & 1 = 1 then $29::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- measurement: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."indicator", r."value_thousandths", r."value_text", r."forecast", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."measurement" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."indicator" end as "indicator", case when (a.mask >> 8) & 1 = 1 then a.f8::bigint else t."value_thousandths" end as "value_thousandths", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."value_text" end as "value_text", case when (a.mask >> 10) & 1 = 1 then a.f10::boolean else t."forecast" end as "forecast", case when (a.mask >> 11) & 1 = 1 then a.f11::text else t."when_text" end as "when_text", case when (a.mask >> 12) & 1 = 1 then a.f12::text else t."edtf" end as "edtf", case when (a.mask >> 13) & 1 = 1 then a.f13::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 14) & 1 = 1 then a.f14::date else t."latest_on" end as "latest_on", case when (a.mask >> 15) & 1 = 1 then a.f15::integer else t."precision" end as "precision", case when (a.mask >> 16) & 1 = 1 then a.f16::integer else t."bound" end as "bound", case when (a.mask >> 17) & 1 = 1 then a.f17::boolean else t."soft" end as "soft", case when (a.mask >> 18) & 1 = 1 then a.f18::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 19) & 1 = 1 then a.f19::date else t."context_on" end as "context_on", case when (a.mask >> 20) & 1 = 1 then a.f20::text[] else t."inferred" end as "inferred", case when (a.mask >> 21) & 1 = 1 then a.f21::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."indicator", x."value_thousandths", x."value_text", x."forecast", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."indicator", t."value_thousandths", t."value_text", t."forecast", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."measurement" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "indicator" = c."indicator", "value_thousandths" = c."value_thousandths", "value_text" = c."value_text", "forecast" = c."forecast", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- money_line: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."type", r."basis", r."initiatives", r."stated_total", r."stated_total_pence", r."claim", r."same_as", r."split", r."organisation", r."type_inferred", r."wording" from concordat."money_line" r where r.id = any ($1::text[]);

-- money_line: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."money_line" r where r.id = $4),
done as (update concordat."money_line" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- money_line: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."money_line" r where r.id = $4),
done as (insert into concordat."money_line" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "type", "basis", "initiatives", "stated_total", "stated_total_pence", "claim", "same_as", "split", "organisation", "type_inferred", "wording")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::integer, $15::integer, $16::text[], $17::integer, $18::bigint, $19::integer, $20::text, $21::integer, $22::text, $23::boolean, $24::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- money_line: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."money_line" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."money_line" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "type", "basis", "initiatives", "stated_total", "stated_total_pence", "claim", "same_as", "split", "organisation", "type_inferred", "wording")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::integer, a.f9::integer, a.f10::text[], a.f11::integer, a.f12::bigint, a.f13::integer, a.f14::text, a.f15::integer, a.f16::text, a.f17::boolean, a.f18::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- money_line: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."money_line" r where r.id = $4),
done as (update concordat."money_line" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end, "type" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."type" end, "basis" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."basis" end, "initiatives" = case when ($7::bigint >> 10) & 1 = 1 then $18::text[] else r."initiatives" end, "stated_total" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."stated_total" end, "stated_total_pence" = case when ($7::bigint >> 12) & 1 = 1 then $20::bigint else r."stated_total_pence" end, "claim" = case when ($7::bigint >> 13) & 1 = 1 then $21::integer else r."claim" end, "same_as" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."same_as" end, "split" = case when ($7::bigint >> 15) & 1 = 1 then $23::integer else r."split" end, "organisation" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."organisation" end, "type_inferred" = case when ($7::bigint >> 17) & 1 = 1 then $25::boolean else r."type_inferred" end, "wording" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."wording" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- money_line: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."title", r."type", r."basis", r."initiatives", r."stated_total", r."stated_total_pence", r."claim", r."same_as", r."split", r."organisation", r."type_inferred", r."wording"
	from asked a join concordat."money_line" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."title" end as "title", case when (a.mask >> 8) & 1 = 1 then a.f8::integer else t."type" end as "type", case when (a.mask >> 9) & 1 = 1 then a.f9::integer else t."basis" end as "basis", case when (a.mask >> 10) & 1 = 1 then a.f10::text[] else t."initiatives" end as "initiatives", case when (a.mask >> 11) & 1 = 1 then a.f11::integer else t."stated_total" end as "stated_total", case when (a.mask >> 12) & 1 = 1 then a.f12::bigint else t."stated_total_pence" end as "stated_total_pence", case when (a.mask >> 13) & 1 = 1 then a.f13::integer else t."claim" end as "claim", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."same_as" end as "same_as", case when (a.mask >> 15) & 1 = 1 then a.f15::integer else t."split" end as "split", case when (a.mask >> 16) & 1 = 1 then a.f16::text else t."organisation" end as "organisation", case when (a.mask >> 17) & 1 = 1 then a.f17::boolean else t."type_inferred" end as "type_inferred", case when (a.mask >> 18) & 1 = 1 then a.f18::text else t."wording" end as "wording"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."title", x."type", x."basis", x."initiatives", x."stated_total", x."stated_total_pence", x."claim", x."same_as", x."split", x."organisation", x."type_inferred", x."wording") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."title", t."type", t."basis", t."initiatives", t."stated_total", t."stated_total_pence", t."claim", t."same_as", t."split", t."organisation", t."type_inferred", t."wording")),
done as (update concordat."money_line" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "title" = c."title", "type" = c."type", "basis" = c."basis", "initiatives" = c."initiatives", "stated_total" = c."stated_total", "stated_total_pence" = c."stated_total_pence", "claim" = c."claim", "same_as" = c."same_as", "split" = c."split", "organisation" = c."organisation", "type_inferred" = c."type_inferred", "wording" = c."wording",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- money_amount: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."line", r."amount", r."amount_pence", r."period", r."open_ended", r."position", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."money_amount" r where r.id = any ($1::text[]);

-- money_amount: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."money_amount" r where r.id = $4),
done as (update concordat."money_amount" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- money_amount: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."money_amount" r where r.id = $4),
done as (insert into concordat."money_amount" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "line", "amount", "amount_pence", "period", "open_ended", "position", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::integer, $15::bigint, $16::text, $17::boolean, $18::integer, $19::text, $20::text, $21::date, $22::date, $23::integer, $24::integer, $25::boolean, $26::text, $27::date, $28::text[], $29::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- money_amount: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."money_amount" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."money_amount" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "line", "amount", "amount_pence", "period", "open_ended", "position", "when_text", "edtf", "earliest_on", "latest_on", "precision", "bound", "soft", "anchor_text", "context_on", "inferred", "other_edtf")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::integer, a.f9::bigint, a.f10::text, a.f11::boolean, a.f12::integer, a.f13::text, a.f14::text, a.f15::date, a.f16::date, a.f17::integer, a.f18::integer, a.f19::boolean, a.f20::text, a.f21::date, a.f22::text[], a.f23::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- money_amount: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."money_amount" r where r.id = $4),
done as (update concordat."money_amount" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "line" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."line" end, "amount" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."amount" end, "amount_pence" = case when ($7::bigint >> 9) & 1 = 1 then $17::bigint else r."amount_pence" end, "period" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."period" end, "open_ended" = case when ($7::bigint >> 11) & 1 = 1 then $19::boolean else r."open_ended" end, "position" = case when ($7::bigint >> 12) & 1 = 1 then $20::integer else r."position" end, "when_text" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."when_text" end, "edtf" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."edtf" end, "earliest_on" = case when ($7::bigint >> 15) & 1 = 1 then $23::date else r."earliest_on" end, "latest_on" = case when ($7::bigint >> 16) & 1 = 1 then $24::date else r."latest_on" end, "precision" = case when ($7::bigint >> 17) & 1 = 1 then $25::integer else r."precision" end, "bound" = case when ($7::bigint >> 18) & 1 = 1 then $26::integer else r."bound" end, "soft" = case when ($7::bigint >> 19) & 1 = 1 then $27::boolean else r."soft" end, "anchor_text" = case when ($7::bigint >> 20) & 1 = 1 then $28::text else r."anchor_text" end, "context_on" = case when ($7::bigint >> 21) & 1 = 1 then $29::date else r."context_on" end, "inferred" = case when ($7::bigint >> 22) & 1 = 1 then $30::text[] else r."inferred" end, "other_edtf" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- money_amount: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[], $26::text[], $27::text[], $28::text[], $29::text[], $30::text[], $31::text[], $32::text[], $33::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."line", r."amount", r."amount_pence", r."period", r."open_ended", r."position", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf"
	from asked a join concordat."money_amount" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."line" end as "line", case when (a.mask >> 8) & 1 = 1 then a.f8::integer else t."amount" end as "amount", case when (a.mask >> 9) & 1 = 1 then a.f9::bigint else t."amount_pence" end as "amount_pence", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."period" end as "period", case when (a.mask >> 11) & 1 = 1 then a.f11::boolean else t."open_ended" end as "open_ended", case when (a.mask >> 12) & 1 = 1 then a.f12::integer else t."position" end as "position", case when (a.mask >> 13) & 1 = 1 then a.f13::text else t."when_text" end as "when_text", case when (a.mask >> 14) & 1 = 1 then a.f14::text else t."edtf" end as "edtf", case when (a.mask >> 15) & 1 = 1 then a.f15::date else t."earliest_on" end as "earliest_on", case when (a.mask >> 16) & 1 = 1 then a.f16::date else t."latest_on" end as "latest_on", case when (a.mask >> 17) & 1 = 1 then a.f17::integer else t."precision" end as "precision", case when (a.mask >> 18) & 1 = 1 then a.f18::integer else t."bound" end as "bound", case when (a.mask >> 19) & 1 = 1 then a.f19::boolean else t."soft" end as "soft", case when (a.mask >> 20) & 1 = 1 then a.f20::text else t."anchor_text" end as "anchor_text", case when (a.mask >> 21) & 1 = 1 then a.f21::date else t."context_on" end as "context_on", case when (a.mask >> 22) & 1 = 1 then a.f22::text[] else t."inferred" end as "inferred", case when (a.mask >> 23) & 1 = 1 then a.f23::text else t."other_edtf" end as "other_edtf"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."line", x."amount", x."amount_pence", x."period", x."open_ended", x."position", x."when_text", x."edtf", x."earliest_on", x."latest_on", x."precision", x."bound", x."soft", x."anchor_text", x."context_on", x."inferred", x."other_edtf") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."line", t."amount", t."amount_pence", t."period", t."open_ended", t."position", t."when_text", t."edtf", t."earliest_on", t."latest_on", t."precision", t."bound", t."soft", t."anchor_text", t."context_on", t."inferred", t."other_edtf")),
done as (update concordat."money_amount" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "line" = c."line", "amount" = c."amount", "amount_pence" = c."amount_pence", "period" = c."period", "open_ended" = c."open_ended", "position" = c."position", "when_text" = c."when_text", "edtf" = c."edtf", "earliest_on" = c."earliest_on", "latest_on" = c."latest_on", "precision" = c."precision", "bound" = c."bound", "soft" = c."soft", "anchor_text" = c."anchor_text", "context_on" = c."context_on", "inferred" = c."inferred", "other_edtf" = c."other_edtf",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- subscription: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."initiative", r."body", r."organisation", r."leads", r."overdue_every_days", r."events", r."measure", r."paused" from concordat."subscription" r where r.id = any ($1::text[]);

-- subscription: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."subscription" r where r.id = $4),
done as (update concordat."subscription" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- subscription: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."subscription" r where r.id = $4),
done as (insert into concordat."subscription" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "initiative", "body", "organisation", "leads", "overdue_every_days", "events", "measure", "paused")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::text, $17::text[], $18::integer, $19::text[], $20::integer, $21::boolean
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- subscription: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."subscription" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."subscription" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "title", "initiative", "body", "organisation", "leads", "overdue_every_days", "events", "measure", "paused")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::text, a.f11::text[], a.f12::integer, a.f13::text[], a.f14::integer, a.f15::boolean
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- subscription: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."subscription" r where r.id = $4),
done as (update concordat."subscription" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end, "initiative" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."initiative" end, "body" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."body" end, "organisation" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."organisation" end, "leads" = case when ($7::bigint >> 11) & 1 = 1 then $19::text[] else r."leads" end, "overdue_every_days" = case when ($7::bigint >> 12) & 1 = 1 then $20::integer else r."overdue_every_days" end, "events" = case when ($7::bigint >> 13) & 1 = 1 then $21::text[] else r."events" end, "measure" = case when ($7::bigint >> 14) & 1 = 1 then $22::integer else r."measure" end, "paused" = case when ($7::bigint >> 15) & 1 = 1 then $23::boolean else r."paused" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- subscription: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."title", r."initiative", r."body", r."organisation", r."leads", r."overdue_every_days", r."events", r."measure", r."paused"
	from asked a join concordat."subscription" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."title" end as "title", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."initiative" end as "initiative", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."body" end as "body", case when (a.mask >> 10) & 1 = 1 then a.f10::text else t."organisation" end as "organisation", case when (a.mask >> 11) & 1 = 1 then a.f11::text[] else t."leads" end as "leads", case when (a.mask >> 12) & 1 = 1 then a.f12::integer else t."overdue_every_days" end as "overdue_every_days", case when (a.mask >> 13) & 1 = 1 then a.f13::text[] else t."events" end as "events", case when (a.mask >> 14) & 1 = 1 then a.f14::integer else t."measure" end as "measure", case when (a.mask >> 15) & 1 = 1 then a.f15::boolean else t."paused" end as "paused"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."title", x."initiative", x."body", x."organisation", x."leads", x."overdue_every_days", x."events", x."measure", x."paused") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."title", t."initiative", t."body", t."organisation", t."leads", t."overdue_every_days", t."events", t."measure", t."paused")),
done as (update concordat."subscription" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "title" = c."title", "initiative" = c."initiative", "body" = c."body", "organisation" = c."organisation", "leads" = c."leads", "overdue_every_days" = c."overdue_every_days", "events" = c."events", "measure" = c."measure", "paused" = c."paused",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- deadline: get
select r."id", r."owner", r."visibility", r."readers", r."revision", r."record_kind", r."title", r."due_on", r."due_at", r."earliest_on", r."state", r."initiative", r."body", r."owed_by", r."owed_to", r."when_text", r."working", r."first_due_on", r."moves", r."chase_on", r."record" from concordat."deadline" r where r.id = any ($1::text[]);

-- alert: get
select r."id", r."owner", r."visibility", r."readers", r."revision", r."subscription", r."number", r."type", r."deadline", r."record_kind", r."title", r."due_on", r."was_due_on", r."lead", r."days_left", r."late", r."made_at", r."text", r."settled", r."initiative", r."owed_by", r."record" from concordat."alert" r where r.id = any ($1::text[]);

-- holiday: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."day_on", r."name", r."division", r."learned_on" from concordat."holiday" r where r.id = any ($1::text[]);

-- holiday: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."holiday" r where r.id = $4),
done as (update concordat."holiday" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- holiday: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."holiday" r where r.id = $4),
done as (insert into concordat."holiday" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "day_on", "name", "division", "learned_on")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::date, $14::text, $15::text, $16::date
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- holiday: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."holiday" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."holiday" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "day_on", "name", "division", "learned_on")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::date, a.f8::text, a.f9::text, a.f10::date
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- holiday: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."holiday" r where r.id = $4),
done as (update concordat."holiday" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "day_on" = case when ($7::bigint >> 7) & 1 = 1 then $15::date else r."day_on" end, "name" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."name" end, "division" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."division" end, "learned_on" = case when ($7::bigint >> 10) & 1 = 1 then $18::date else r."learned_on" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- holiday: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."day_on", r."name", r."division", r."learned_on"
	from asked a join concordat."holiday" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::date else t."day_on" end as "day_on", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."name" end as "name", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."division" end as "division", case when (a.mask >> 10) & 1 = 1 then a.f10::date else t."learned_on" end as "learned_on"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."day_on", x."name", x."division", x."learned_on") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."day_on", t."name", t."division", t."learned_on")),
done as (update concordat."holiday" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "day_on" = c."day_on", "name" = c."name", "division" = c."division", "learned_on" = c."learned_on",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- client: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."organisation", r."title", r."public_key", r."roles", r."expires_on" from concordat."client" r where r.id = any ($1::text[]);

-- client: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."client" r where r.id = $4),
done as (update concordat."client" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- client: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."client" r where r.id = $4),
done as (insert into concordat."client" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "organisation", "title", "public_key", "roles", "expires_on")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::text, $15::text, $16::text[], $17::date
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- client: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."client" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."client" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "organisation", "title", "public_key", "roles", "expires_on")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::text, a.f9::text, a.f10::text[], a.f11::date
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- client: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."client" r where r.id = $4),
done as (update concordat."client" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "organisation" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."organisation" end, "title" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."title" end, "public_key" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."public_key" end, "roles" = case when ($7::bigint >> 10) & 1 = 1 then $18::text[] else r."roles" end, "expires_on" = case when ($7::bigint >> 11) & 1 = 1 then $19::date else r."expires_on" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- client: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."organisation", r."title", r."public_key", r."roles", r."expires_on"
	from asked a join concordat."client" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."organisation" end as "organisation", case when (a.mask >> 8) & 1 = 1 then a.f8::text else t."title" end as "title", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."public_key" end as "public_key", case when (a.mask >> 10) & 1 = 1 then a.f10::text[] else t."roles" end as "roles", case when (a.mask >> 11) & 1 = 1 then a.f11::date else t."expires_on" end as "expires_on"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."organisation", x."title", x."public_key", x."roles", x."expires_on") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."organisation", t."title", t."public_key", t."roles", t."expires_on")),
done as (update concordat."client" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "organisation" = c."organisation", "title" = c."title", "public_key" = c."public_key", "roles" = c."roles", "expires_on" = c."expires_on",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- grant: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."grantee", r."record_kind", r."record" from concordat."grant" r where r.id = any ($1::text[]);

-- grant: withdraw
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."grant" r where r.id = $4),
done as (update concordat."grant" r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null
	and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- grant: create, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision from concordat."grant" r where r.id = $4),
done as (insert into concordat."grant" as r (id, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "grantee", "record_kind", "record")
	select $4, $6::text, $7::integer, $8::text[], $9::text, $10::text, $11::integer, $12::text, $13::text, $14::integer, $15::text
	where not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- grant: create many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision from asked a join concordat."grant" r on r.id = a.id),
next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),
done as (insert into concordat."grant" as r (id, version, revision, created_at, created_by, changed_at, changed_by, reason, "owner", "visibility", "readers", "source", "source_place", "certainty", "note", "grantee", "record_kind", "record")
	select a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, concordat.micros(clock_timestamp()), a.client, a.why, coalesce(a.f0, nullif(current_setting('concordat.edits'), '')), coalesce(nullif(a.f1::integer, 0), 3), a.f2::text[], a.f3::text, a.f4::text, a.f5::integer, a.f6::text, a.f7::text, a.f8::integer, a.f9::text
	from next a order by a.nth returning r.id, r.version, r.revision,
		(select x.n from next x where x.id = r.id) as n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is not null then 3 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- grant: change, with all fields
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."grant" r where r.id = $4),
done as (update concordat."grant" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end, "visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end, "readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end, "source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end, "source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end, "certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end, "note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end, "grantee" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."grantee" end, "record_kind" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."record_kind" end, "record" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."record" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

-- grant: change many, with all fields
with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], $5::text[], $6::boolean[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[])
	with ordinality as a (client, key, item, digest, id, batch, expect, why, mask, f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, n)),
known as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),
there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine, r."owner", r."visibility", r."readers", r."source", r."source_place", r."certainty", r."note", r."grantee", r."record_kind", r."record"
	from asked a join concordat."grant" r on r.id = a.id),
next as materialized (select a.n, a.id, a.client, a.why,
		case when (a.mask >> 0) & 1 = 1 then a.f0::text else t."owner" end as "owner", coalesce(nullif(case when (a.mask >> 1) & 1 = 1 then a.f1::integer else t."visibility" end, 0), 3) as "visibility", case when (a.mask >> 2) & 1 = 1 then a.f2::text[] else t."readers" end as "readers", case when (a.mask >> 3) & 1 = 1 then a.f3::text else t."source" end as "source", case when (a.mask >> 4) & 1 = 1 then a.f4::text else t."source_place" end as "source_place", case when (a.mask >> 5) & 1 = 1 then a.f5::integer else t."certainty" end as "certainty", case when (a.mask >> 6) & 1 = 1 then a.f6::text else t."note" end as "note", case when (a.mask >> 7) & 1 = 1 then a.f7::text else t."grantee" end as "grantee", case when (a.mask >> 8) & 1 = 1 then a.f8::integer else t."record_kind" end as "record_kind", case when (a.mask >> 9) & 1 = 1 then a.f9::text else t."record" end as "record"
	from asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) and not exists (select from known k where k.n = a.n)),
changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n
	where row(x."owner", x."visibility", x."readers", x."source", x."source_place", x."certainty", x."note", x."grantee", x."record_kind", x."record") is distinct from row(t."owner", t."visibility", t."readers", t."source", t."source_place", t."certainty", t."note", t."grantee", t."record_kind", t."record")),
done as (update concordat."grant" r set "owner" = c."owner", "visibility" = c."visibility", "readers" = c."readers", "source" = c."source", "source_place" = c."source_place", "certainty" = c."certainty", "note" = c."note", "grantee" = c."grantee", "record_kind" = c."record_kind", "record" = c."record",
		version = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why
	from changed c where r.id = c.id returning r.id, r.version, r.revision, c.n),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)
select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n;

-- obligation: get
select r."id", r."owner", r."revision", r."owed_by", r."owed_by_name", r."owed_to", r."title", r."due_on", r."state", r."initiative", r."initiative_title", r."when_text", r."first_due_on", r."moves", r."overdue", r."record_kind", r."record" from concordat."obligation" r where r.id = any ($1::text[]);

-- money_profile: get
select r."id", r."owner", r."revision", r."title", r."type", r."initiatives", r."periods", r."sum_pence", r."stated_total_pence", r."difference_pence", r."adds_up", r."amounts", r."open_ended", r."unknown_amounts" from concordat."money_profile" r where r.id = any ($1::text[]);

-- initiative_summary: get
select r."id", r."owner", r."revision", r."title", r."type", r."status", r."part_of", r."parts", r."stated_parts", r."partners", r."milestones", r."milestones_open", r."milestones_undated", r."next_due_on", r."overdue", r."risks", r."money_lines" from concordat."initiative_summary" r where r.id = any ($1::text[]);

-- slippage: get
select r."id", r."owner", r."revision", r."title", r."initiative", r."first_due_on", r."due_on", r."slipped_days", r."moves", r."owed_by" from concordat."slippage" r where r.id = any ($1::text[]);

-- body_map: get
select r."id", r."owner", r."revision", r."from_body", r."from_name", r."from_type", r."type", r."to_body", r."to_name", r."to_type", r."certainty" from concordat."body_map" r where r.id = any ($1::text[]);

-- inconsistency: get
select r."id", r."owner", r."revision", r."record_kind", r."rule", r."text", r."stated", r."found" from concordat."inconsistency" r where r.id = any ($1::text[]);

-- register_health: get
select r."id", r."owner", r."revision", r."organisations", r."initiatives", r."milestones", r."milestones_undated", r."undated_without_chase", r."deadlines_open", r."deadlines_overdue", r."inferred", r."open_questions", r."inconsistencies", r."documents_incomplete", r."subscriptions", r."ticked_at" from concordat."register_health" r where r.id = any ($1::text[]);


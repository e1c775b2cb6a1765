-- organisation: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."name", r."short_name", r."other_names", r."type", r."area", r."part_of", r."website", r."founded_on", r."abolished_on" from concordat."organisation" r where r.id = any ($1::text[]);

-- organisation: create
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

-- organisation: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."organisation" r where r.id = $4),
done as (update concordat."organisation" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"name" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."name" end,
		"short_name" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."short_name" end,
		"other_names" = case when ($7::bigint >> 9) & 1 = 1 then $17::text[] else r."other_names" end,
		"type" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."type" end,
		"area" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."area" end,
		"part_of" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."part_of" end,
		"website" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."website" end,
		"founded_on" = case when ($7::bigint >> 14) & 1 = 1 then $22::date else r."founded_on" end,
		"abolished_on" = case when ($7::bigint >> 15) & 1 = 1 then $23::date else r."abolished_on" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- identifier: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."organisation", r."scheme", r."value", r."valid_from_on", r."valid_to_on", r."area" from concordat."identifier" r where r.id = any ($1::text[]);

-- identifier: create
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

-- identifier: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."identifier" r where r.id = $4),
done as (update concordat."identifier" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"organisation" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."organisation" end,
		"scheme" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."scheme" end,
		"value" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."value" end,
		"valid_from_on" = case when ($7::bigint >> 10) & 1 = 1 then $18::date else r."valid_from_on" end,
		"valid_to_on" = case when ($7::bigint >> 11) & 1 = 1 then $19::date else r."valid_to_on" end,
		"area" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."area" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- succession: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."predecessor", r."successor", r."type", r."basis", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."succession" r where r.id = any ($1::text[]);

-- succession: create
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

-- succession: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."succession" r where r.id = $4),
done as (update concordat."succession" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"predecessor" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."predecessor" end,
		"successor" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."successor" end,
		"type" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."type" end,
		"basis" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."basis" end,
		"when_text" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 13) & 1 = 1 then $21::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 14) & 1 = 1 then $22::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 15) & 1 = 1 then $23::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 17) & 1 = 1 then $25::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 20) & 1 = 1 then $28::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 21) & 1 = 1 then $29::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- area: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."name", r."type", r."part_of" from concordat."area" r where r.id = any ($1::text[]);

-- area: create
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

-- area: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."area" r where r.id = $4),
done as (update concordat."area" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"name" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."name" end,
		"type" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."type" end,
		"part_of" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."part_of" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- post: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."organisation", r."holder", r."role", r."initiative", r."body", r."document", r."other_titles", r."email", r."telephone", r."unit", r."media_contact", r."position" from concordat."post" r where r.id = any ($1::text[]);

-- post: create
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

-- post: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."post" r where r.id = $4),
done as (update concordat."post" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end,
		"organisation" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."organisation" end,
		"holder" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."holder" end,
		"role" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."role" end,
		"initiative" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."initiative" end,
		"body" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."body" end,
		"document" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."document" end,
		"other_titles" = case when ($7::bigint >> 14) & 1 = 1 then $22::text[] else r."other_titles" end,
		"email" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."email" end,
		"telephone" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."telephone" end,
		"unit" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."unit" end,
		"media_contact" = case when ($7::bigint >> 18) & 1 = 1 then $26::boolean else r."media_contact" end,
		"position" = case when ($7::bigint >> 19) & 1 = 1 then $27::integer else r."position" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- body: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."name", r."short_name", r."other_names", r."type", r."status", r."purpose", r."host", r."area", r."chair", r."stated_members", r."stated_bodies", r."statutory", r."legal_basis", r."functions", r."membership", r."level", r."position", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."body" r where r.id = any ($1::text[]);

-- body: create
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

-- body: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."body" r where r.id = $4),
done as (update concordat."body" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"name" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."name" end,
		"short_name" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."short_name" end,
		"other_names" = case when ($7::bigint >> 9) & 1 = 1 then $17::text[] else r."other_names" end,
		"type" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."type" end,
		"status" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."status" end,
		"purpose" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."purpose" end,
		"host" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."host" end,
		"area" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."area" end,
		"chair" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."chair" end,
		"stated_members" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."stated_members" end,
		"stated_bodies" = case when ($7::bigint >> 17) & 1 = 1 then $25::integer else r."stated_bodies" end,
		"statutory" = case when ($7::bigint >> 18) & 1 = 1 then $26::boolean else r."statutory" end,
		"legal_basis" = case when ($7::bigint >> 19) & 1 = 1 then $27::text else r."legal_basis" end,
		"functions" = case when ($7::bigint >> 20) & 1 = 1 then $28::text[] else r."functions" end,
		"membership" = case when ($7::bigint >> 21) & 1 = 1 then $29::text[] else r."membership" end,
		"level" = case when ($7::bigint >> 22) & 1 = 1 then $30::text else r."level" end,
		"position" = case when ($7::bigint >> 23) & 1 = 1 then $31::integer else r."position" end,
		"when_text" = case when ($7::bigint >> 24) & 1 = 1 then $32::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 25) & 1 = 1 then $33::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 26) & 1 = 1 then $34::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 27) & 1 = 1 then $35::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 28) & 1 = 1 then $36::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 29) & 1 = 1 then $37::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 30) & 1 = 1 then $38::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 31) & 1 = 1 then $39::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 32) & 1 = 1 then $40::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 33) & 1 = 1 then $41::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 34) & 1 = 1 then $42::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- body_link: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."from_body", r."to_body", r."type", r."label" from concordat."body_link" r where r.id = any ($1::text[]);

-- body_link: create
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

-- body_link: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."body_link" r where r.id = $4),
done as (update concordat."body_link" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"from_body" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."from_body" end,
		"to_body" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."to_body" end,
		"type" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."type" end,
		"label" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."label" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- seat: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."body", r."organisation", r."role", r."seats", r."holder", r."chairs", r."voting", r."position" from concordat."seat" r where r.id = any ($1::text[]);

-- seat: create
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

-- seat: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."seat" r where r.id = $4),
done as (update concordat."seat" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"body" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."body" end,
		"organisation" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."organisation" end,
		"role" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."role" end,
		"seats" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."seats" end,
		"holder" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."holder" end,
		"chairs" = case when ($7::bigint >> 12) & 1 = 1 then $20::boolean else r."chairs" end,
		"voting" = case when ($7::bigint >> 13) & 1 = 1 then $21::boolean else r."voting" end,
		"position" = case when ($7::bigint >> 14) & 1 = 1 then $22::integer else r."position" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- statement: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."type", r."text", r."position", r."body", r."organisation", r."initiative", r."speaker", r."topic", r."matters_for", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."statement" r where r.id = any ($1::text[]);

-- statement: create
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

-- statement: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."statement" r where r.id = $4),
done as (update concordat."statement" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"type" = case when ($7::bigint >> 7) & 1 = 1 then $15::integer else r."type" end,
		"text" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."text" end,
		"position" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."position" end,
		"body" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."body" end,
		"organisation" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."organisation" end,
		"initiative" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."initiative" end,
		"speaker" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."speaker" end,
		"topic" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."topic" end,
		"matters_for" = case when ($7::bigint >> 15) & 1 = 1 then $23::text[] else r."matters_for" end,
		"when_text" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 18) & 1 = 1 then $26::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 20) & 1 = 1 then $28::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 22) & 1 = 1 then $30::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 24) & 1 = 1 then $32::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 25) & 1 = 1 then $33::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- meeting: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."body", r."title", r."starts", r."place", r."status", r."public", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."meeting" r where r.id = any ($1::text[]);

-- meeting: create
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

-- meeting: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."meeting" r where r.id = $4),
done as (update concordat."meeting" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"body" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."body" end,
		"title" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."title" end,
		"starts" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."starts" end,
		"place" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."place" end,
		"status" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."status" end,
		"public" = case when ($7::bigint >> 12) & 1 = 1 then $20::boolean else r."public" end,
		"when_text" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 15) & 1 = 1 then $23::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 16) & 1 = 1 then $24::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 17) & 1 = 1 then $25::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 18) & 1 = 1 then $26::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 19) & 1 = 1 then $27::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 20) & 1 = 1 then $28::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 21) & 1 = 1 then $29::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 22) & 1 = 1 then $30::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- agenda_item: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."meeting", r."number", r."title", r."issue_title", r."documents" from concordat."agenda_item" r where r.id = any ($1::text[]);

-- agenda_item: create
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

-- agenda_item: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."agenda_item" r where r.id = $4),
done as (update concordat."agenda_item" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"meeting" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."meeting" end,
		"number" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."number" end,
		"title" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."title" end,
		"issue_title" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."issue_title" end,
		"documents" = case when ($7::bigint >> 11) & 1 = 1 then $19::text[] else r."documents" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- decision: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."body", r."meeting", r."agenda_item", r."status", r."reasons", r."key_decision", r."answers", r."documents", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."decision" r where r.id = any ($1::text[]);

-- decision: create
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

-- decision: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."decision" r where r.id = $4),
done as (update concordat."decision" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end,
		"body" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."body" end,
		"meeting" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."meeting" end,
		"agenda_item" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."agenda_item" end,
		"status" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."status" end,
		"reasons" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."reasons" end,
		"key_decision" = case when ($7::bigint >> 13) & 1 = 1 then $21::boolean else r."key_decision" end,
		"answers" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."answers" end,
		"documents" = case when ($7::bigint >> 15) & 1 = 1 then $23::text[] else r."documents" end,
		"when_text" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 18) & 1 = 1 then $26::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 20) & 1 = 1 then $28::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 22) & 1 = 1 then $30::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 24) & 1 = 1 then $32::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 25) & 1 = 1 then $33::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- clause: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."decision", r."number", r."position", r."type", r."text", r."minute_action", r."topics", r."incorporates", r."for_body", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."clause" r where r.id = any ($1::text[]);

-- clause: create
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

-- clause: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."clause" r where r.id = $4),
done as (update concordat."clause" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"decision" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."decision" end,
		"number" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."number" end,
		"position" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."position" end,
		"type" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."type" end,
		"text" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."text" end,
		"minute_action" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."minute_action" end,
		"topics" = case when ($7::bigint >> 13) & 1 = 1 then $21::text[] else r."topics" end,
		"incorporates" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."incorporates" end,
		"for_body" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."for_body" end,
		"when_text" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 18) & 1 = 1 then $26::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 20) & 1 = 1 then $28::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 22) & 1 = 1 then $30::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 24) & 1 = 1 then $32::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 25) & 1 = 1 then $33::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- document: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."type", r."publisher", r."audience", r."url", r."format", r."size_bytes", r."category", r."tags", r."completeness", r."damage", r."part_of", r."initiative", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."document" r where r.id = any ($1::text[]);

-- document: create
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

-- document: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."document" r where r.id = $4),
done as (update concordat."document" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end,
		"type" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."type" end,
		"publisher" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."publisher" end,
		"audience" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."audience" end,
		"url" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."url" end,
		"format" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."format" end,
		"size_bytes" = case when ($7::bigint >> 13) & 1 = 1 then $21::bigint else r."size_bytes" end,
		"category" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."category" end,
		"tags" = case when ($7::bigint >> 15) & 1 = 1 then $23::text[] else r."tags" end,
		"completeness" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."completeness" end,
		"damage" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."damage" end,
		"part_of" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."part_of" end,
		"initiative" = case when ($7::bigint >> 19) & 1 = 1 then $27::text else r."initiative" end,
		"when_text" = case when ($7::bigint >> 20) & 1 = 1 then $28::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 21) & 1 = 1 then $29::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 22) & 1 = 1 then $30::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 23) & 1 = 1 then $31::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 24) & 1 = 1 then $32::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 25) & 1 = 1 then $33::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 26) & 1 = 1 then $34::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 27) & 1 = 1 then $35::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 28) & 1 = 1 then $36::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 29) & 1 = 1 then $37::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 30) & 1 = 1 then $38::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- agreement: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."parties", r."host", r."initiative", r."status", r."notice_months", r."exit_terms", r."legal_basis", r."document", r."terms", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."agreement" r where r.id = any ($1::text[]);

-- agreement: create
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

-- agreement: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."agreement" r where r.id = $4),
done as (update concordat."agreement" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end,
		"parties" = case when ($7::bigint >> 8) & 1 = 1 then $16::text[] else r."parties" end,
		"host" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."host" end,
		"initiative" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."initiative" end,
		"status" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."status" end,
		"notice_months" = case when ($7::bigint >> 12) & 1 = 1 then $20::integer else r."notice_months" end,
		"exit_terms" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."exit_terms" end,
		"legal_basis" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."legal_basis" end,
		"document" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."document" end,
		"terms" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."terms" end,
		"when_text" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 20) & 1 = 1 then $28::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 22) & 1 = 1 then $30::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 23) & 1 = 1 then $31::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 24) & 1 = 1 then $32::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 25) & 1 = 1 then $33::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 26) & 1 = 1 then $34::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 27) & 1 = 1 then $35::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- initiative: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."type", r."part_of", r."position", r."status", r."lead", r."host", r."unit", r."sponsor", r."aim", r."description", r."other_names", r."stated_parts", r."parts_name", r."saving", r."categories", r."share_terms", r."stated_target", r."target_unit", r."condition", r."area", r."alternative_to", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."initiative" r where r.id = any ($1::text[]);

-- initiative: create
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

-- initiative: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."initiative" r where r.id = $4),
done as (update concordat."initiative" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end,
		"type" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."type" end,
		"part_of" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."part_of" end,
		"position" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."position" end,
		"status" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."status" end,
		"lead" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."lead" end,
		"host" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."host" end,
		"unit" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."unit" end,
		"sponsor" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."sponsor" end,
		"aim" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."aim" end,
		"description" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."description" end,
		"other_names" = case when ($7::bigint >> 18) & 1 = 1 then $26::text[] else r."other_names" end,
		"stated_parts" = case when ($7::bigint >> 19) & 1 = 1 then $27::integer else r."stated_parts" end,
		"parts_name" = case when ($7::bigint >> 20) & 1 = 1 then $28::text else r."parts_name" end,
		"saving" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."saving" end,
		"categories" = case when ($7::bigint >> 22) & 1 = 1 then $30::text[] else r."categories" end,
		"share_terms" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."share_terms" end,
		"stated_target" = case when ($7::bigint >> 24) & 1 = 1 then $32::integer else r."stated_target" end,
		"target_unit" = case when ($7::bigint >> 25) & 1 = 1 then $33::text else r."target_unit" end,
		"condition" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."condition" end,
		"area" = case when ($7::bigint >> 27) & 1 = 1 then $35::text else r."area" end,
		"alternative_to" = case when ($7::bigint >> 28) & 1 = 1 then $36::text else r."alternative_to" end,
		"when_text" = case when ($7::bigint >> 29) & 1 = 1 then $37::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 30) & 1 = 1 then $38::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 31) & 1 = 1 then $39::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 32) & 1 = 1 then $40::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 33) & 1 = 1 then $41::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 34) & 1 = 1 then $42::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 35) & 1 = 1 then $43::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 36) & 1 = 1 then $44::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 37) & 1 = 1 then $45::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 38) & 1 = 1 then $46::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 39) & 1 = 1 then $47::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- initiative_link: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."from_initiative", r."to_initiative", r."type", r."label" from concordat."initiative_link" r where r.id = any ($1::text[]);

-- initiative_link: create
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

-- initiative_link: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."initiative_link" r where r.id = $4),
done as (update concordat."initiative_link" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"from_initiative" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."from_initiative" end,
		"to_initiative" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."to_initiative" end,
		"type" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."type" end,
		"label" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."label" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- participation: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."organisation", r."initiative", r."body", r."role", r."state", r."share", r."share_permille", r."share_text", r."position", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."participation" r where r.id = any ($1::text[]);

-- participation: create
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

-- participation: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."participation" r where r.id = $4),
done as (update concordat."participation" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"organisation" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."organisation" end,
		"initiative" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."initiative" end,
		"body" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."body" end,
		"role" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."role" end,
		"state" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."state" end,
		"share" = case when ($7::bigint >> 12) & 1 = 1 then $20::integer else r."share" end,
		"share_permille" = case when ($7::bigint >> 13) & 1 = 1 then $21::integer else r."share_permille" end,
		"share_text" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."share_text" end,
		"position" = case when ($7::bigint >> 15) & 1 = 1 then $23::integer else r."position" end,
		"when_text" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 18) & 1 = 1 then $26::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 20) & 1 = 1 then $28::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 21) & 1 = 1 then $29::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 22) & 1 = 1 then $30::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 24) & 1 = 1 then $32::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 25) & 1 = 1 then $33::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- milestone: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."initiative", r."body", r."clause", r."owed_by", r."owed_to", r."responsible", r."state", r."met_on", r."stated_deliverables", r."deliverables", r."purpose", r."set_by", r."chase_on", r."delivers_for", r."meeting", r."wording_also", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."milestone" r where r.id = any ($1::text[]);

-- milestone: create
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

-- milestone: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."milestone" r where r.id = $4),
done as (update concordat."milestone" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end,
		"initiative" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."initiative" end,
		"body" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."body" end,
		"clause" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."clause" end,
		"owed_by" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."owed_by" end,
		"owed_to" = case when ($7::bigint >> 12) & 1 = 1 then $20::text[] else r."owed_to" end,
		"responsible" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."responsible" end,
		"state" = case when ($7::bigint >> 14) & 1 = 1 then $22::integer else r."state" end,
		"met_on" = case when ($7::bigint >> 15) & 1 = 1 then $23::date else r."met_on" end,
		"stated_deliverables" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."stated_deliverables" end,
		"deliverables" = case when ($7::bigint >> 17) & 1 = 1 then $25::text[] else r."deliverables" end,
		"purpose" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."purpose" end,
		"set_by" = case when ($7::bigint >> 19) & 1 = 1 then $27::text else r."set_by" end,
		"chase_on" = case when ($7::bigint >> 20) & 1 = 1 then $28::date else r."chase_on" end,
		"delivers_for" = case when ($7::bigint >> 21) & 1 = 1 then $29::text else r."delivers_for" end,
		"meeting" = case when ($7::bigint >> 22) & 1 = 1 then $30::text else r."meeting" end,
		"wording_also" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."wording_also" end,
		"when_text" = case when ($7::bigint >> 24) & 1 = 1 then $32::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 25) & 1 = 1 then $33::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 26) & 1 = 1 then $34::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 27) & 1 = 1 then $35::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 28) & 1 = 1 then $36::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 29) & 1 = 1 then $37::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 30) & 1 = 1 then $38::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 31) & 1 = 1 then $39::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 32) & 1 = 1 then $40::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 33) & 1 = 1 then $41::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 34) & 1 = 1 then $42::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- dependency: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."milestone", r."on_milestone", r."initiative", r."on_initiative", r."type", r."text" from concordat."dependency" r where r.id = any ($1::text[]);

-- dependency: create
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

-- dependency: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."dependency" r where r.id = $4),
done as (update concordat."dependency" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"milestone" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."milestone" end,
		"on_milestone" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."on_milestone" end,
		"initiative" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."initiative" end,
		"on_initiative" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."on_initiative" end,
		"type" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."type" end,
		"text" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."text" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- risk: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."initiative", r."text", r."position", r."state", r."likelihood", r."impact", r."mitigation", r."accountable" from concordat."risk" r where r.id = any ($1::text[]);

-- risk: create
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

-- risk: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."risk" r where r.id = $4),
done as (update concordat."risk" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"initiative" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."initiative" end,
		"text" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."text" end,
		"position" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."position" end,
		"state" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."state" end,
		"likelihood" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."likelihood" end,
		"impact" = case when ($7::bigint >> 12) & 1 = 1 then $20::integer else r."impact" end,
		"mitigation" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."mitigation" end,
		"accountable" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."accountable" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- benefit: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."initiative", r."text", r."type", r."beneficiary", r."money_line", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."benefit" r where r.id = any ($1::text[]);

-- benefit: create
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

-- benefit: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."benefit" r where r.id = $4),
done as (update concordat."benefit" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"initiative" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."initiative" end,
		"text" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."text" end,
		"type" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."type" end,
		"beneficiary" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."beneficiary" end,
		"money_line" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."money_line" end,
		"when_text" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 14) & 1 = 1 then $22::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 15) & 1 = 1 then $23::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 17) & 1 = 1 then $25::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 18) & 1 = 1 then $26::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 19) & 1 = 1 then $27::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 20) & 1 = 1 then $28::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 21) & 1 = 1 then $29::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 22) & 1 = 1 then $30::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- note: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."type", r."text", r."position", r."state", r."initiative", r."body", r."organisation", r."decision", r."document", r."speaker", r."topic", r."stated_count", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."note" r where r.id = any ($1::text[]);

-- note: create
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

-- note: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."note" r where r.id = $4),
done as (update concordat."note" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"type" = case when ($7::bigint >> 7) & 1 = 1 then $15::integer else r."type" end,
		"text" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."text" end,
		"position" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."position" end,
		"state" = case when ($7::bigint >> 10) & 1 = 1 then $18::integer else r."state" end,
		"initiative" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."initiative" end,
		"body" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."body" end,
		"organisation" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."organisation" end,
		"decision" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."decision" end,
		"document" = case when ($7::bigint >> 15) & 1 = 1 then $23::text else r."document" end,
		"speaker" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."speaker" end,
		"topic" = case when ($7::bigint >> 17) & 1 = 1 then $25::text else r."topic" end,
		"stated_count" = case when ($7::bigint >> 18) & 1 = 1 then $26::integer else r."stated_count" end,
		"when_text" = case when ($7::bigint >> 19) & 1 = 1 then $27::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 20) & 1 = 1 then $28::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 21) & 1 = 1 then $29::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 22) & 1 = 1 then $30::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 23) & 1 = 1 then $31::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 24) & 1 = 1 then $32::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 25) & 1 = 1 then $33::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 26) & 1 = 1 then $34::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 27) & 1 = 1 then $35::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 28) & 1 = 1 then $36::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 29) & 1 = 1 then $37::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- indicator: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."initiative", r."title", r."unit", r."baseline", r."target", r."definition" from concordat."indicator" r where r.id = any ($1::text[]);

-- indicator: create
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

-- indicator: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."indicator" r where r.id = $4),
done as (update concordat."indicator" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"initiative" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."initiative" end,
		"title" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."title" end,
		"unit" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."unit" end,
		"baseline" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."baseline" end,
		"target" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."target" end,
		"definition" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."definition" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- measurement: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."indicator", r."value_thousandths", r."value_text", r."forecast", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."measurement" r where r.id = any ($1::text[]);

-- measurement: create
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

-- measurement: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."measurement" r where r.id = $4),
done as (update concordat."measurement" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"indicator" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."indicator" end,
		"value_thousandths" = case when ($7::bigint >> 8) & 1 = 1 then $16::bigint else r."value_thousandths" end,
		"value_text" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."value_text" end,
		"forecast" = case when ($7::bigint >> 10) & 1 = 1 then $18::boolean else r."forecast" end,
		"when_text" = case when ($7::bigint >> 11) & 1 = 1 then $19::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 12) & 1 = 1 then $20::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 13) & 1 = 1 then $21::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 14) & 1 = 1 then $22::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 15) & 1 = 1 then $23::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 16) & 1 = 1 then $24::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 17) & 1 = 1 then $25::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 19) & 1 = 1 then $27::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 20) & 1 = 1 then $28::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 21) & 1 = 1 then $29::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- money_line: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."type", r."basis", r."initiatives", r."stated_total", r."stated_total_pence", r."claim", r."same_as", r."split", r."organisation", r."type_inferred", r."wording" from concordat."money_line" r where r.id = any ($1::text[]);

-- money_line: create
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

-- money_line: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."money_line" r where r.id = $4),
done as (update concordat."money_line" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end,
		"type" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."type" end,
		"basis" = case when ($7::bigint >> 9) & 1 = 1 then $17::integer else r."basis" end,
		"initiatives" = case when ($7::bigint >> 10) & 1 = 1 then $18::text[] else r."initiatives" end,
		"stated_total" = case when ($7::bigint >> 11) & 1 = 1 then $19::integer else r."stated_total" end,
		"stated_total_pence" = case when ($7::bigint >> 12) & 1 = 1 then $20::bigint else r."stated_total_pence" end,
		"claim" = case when ($7::bigint >> 13) & 1 = 1 then $21::integer else r."claim" end,
		"same_as" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."same_as" end,
		"split" = case when ($7::bigint >> 15) & 1 = 1 then $23::integer else r."split" end,
		"organisation" = case when ($7::bigint >> 16) & 1 = 1 then $24::text else r."organisation" end,
		"type_inferred" = case when ($7::bigint >> 17) & 1 = 1 then $25::boolean else r."type_inferred" end,
		"wording" = case when ($7::bigint >> 18) & 1 = 1 then $26::text else r."wording" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- money_amount: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."line", r."amount", r."amount_pence", r."period", r."open_ended", r."position", r."when_text", r."edtf", r."earliest_on", r."latest_on", r."precision", r."bound", r."soft", r."anchor_text", r."context_on", r."inferred", r."other_edtf" from concordat."money_amount" r where r.id = any ($1::text[]);

-- money_amount: create
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

-- money_amount: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."money_amount" r where r.id = $4),
done as (update concordat."money_amount" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"line" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."line" end,
		"amount" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."amount" end,
		"amount_pence" = case when ($7::bigint >> 9) & 1 = 1 then $17::bigint else r."amount_pence" end,
		"period" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."period" end,
		"open_ended" = case when ($7::bigint >> 11) & 1 = 1 then $19::boolean else r."open_ended" end,
		"position" = case when ($7::bigint >> 12) & 1 = 1 then $20::integer else r."position" end,
		"when_text" = case when ($7::bigint >> 13) & 1 = 1 then $21::text else r."when_text" end,
		"edtf" = case when ($7::bigint >> 14) & 1 = 1 then $22::text else r."edtf" end,
		"earliest_on" = case when ($7::bigint >> 15) & 1 = 1 then $23::date else r."earliest_on" end,
		"latest_on" = case when ($7::bigint >> 16) & 1 = 1 then $24::date else r."latest_on" end,
		"precision" = case when ($7::bigint >> 17) & 1 = 1 then $25::integer else r."precision" end,
		"bound" = case when ($7::bigint >> 18) & 1 = 1 then $26::integer else r."bound" end,
		"soft" = case when ($7::bigint >> 19) & 1 = 1 then $27::boolean else r."soft" end,
		"anchor_text" = case when ($7::bigint >> 20) & 1 = 1 then $28::text else r."anchor_text" end,
		"context_on" = case when ($7::bigint >> 21) & 1 = 1 then $29::date else r."context_on" end,
		"inferred" = case when ($7::bigint >> 22) & 1 = 1 then $30::text[] else r."inferred" end,
		"other_edtf" = case when ($7::bigint >> 23) & 1 = 1 then $31::text else r."other_edtf" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- subscription: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."title", r."initiative", r."body", r."organisation", r."leads", r."overdue_every_days", r."events", r."measure", r."paused" from concordat."subscription" r where r.id = any ($1::text[]);

-- subscription: create
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

-- subscription: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."subscription" r where r.id = $4),
done as (update concordat."subscription" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"title" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."title" end,
		"initiative" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."initiative" end,
		"body" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."body" end,
		"organisation" = case when ($7::bigint >> 10) & 1 = 1 then $18::text else r."organisation" end,
		"leads" = case when ($7::bigint >> 11) & 1 = 1 then $19::text[] else r."leads" end,
		"overdue_every_days" = case when ($7::bigint >> 12) & 1 = 1 then $20::integer else r."overdue_every_days" end,
		"events" = case when ($7::bigint >> 13) & 1 = 1 then $21::text[] else r."events" end,
		"measure" = case when ($7::bigint >> 14) & 1 = 1 then $22::integer else r."measure" end,
		"paused" = case when ($7::bigint >> 15) & 1 = 1 then $23::boolean else r."paused" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- deadline: get
select r."id", r."owner", r."visibility", r."readers", r."revision", r."record_kind", r."title", r."due_on", r."due_at", r."earliest_on", r."state", r."initiative", r."body", r."owed_by", r."owed_to", r."when_text", r."working", r."first_due_on", r."moves", r."chase_on", r."record" from concordat."deadline" r where r.id = any ($1::text[]);

-- alert: get
select r."id", r."owner", r."visibility", r."readers", r."revision", r."subscription", r."number", r."type", r."deadline", r."record_kind", r."title", r."due_on", r."was_due_on", r."lead", r."days_left", r."late", r."made_at", r."text", r."settled", r."initiative", r."owed_by", r."record" from concordat."alert" r where r.id = any ($1::text[]);

-- holiday: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."day_on", r."name", r."division", r."learned_on" from concordat."holiday" r where r.id = any ($1::text[]);

-- holiday: create
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

-- holiday: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."holiday" r where r.id = $4),
done as (update concordat."holiday" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"day_on" = case when ($7::bigint >> 7) & 1 = 1 then $15::date else r."day_on" end,
		"name" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."name" end,
		"division" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."division" end,
		"learned_on" = case when ($7::bigint >> 10) & 1 = 1 then $18::date else r."learned_on" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- client: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."organisation", r."title", r."public_key", r."roles", r."expires_on" from concordat."client" r where r.id = any ($1::text[]);

-- client: create
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

-- client: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."client" r where r.id = $4),
done as (update concordat."client" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"organisation" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."organisation" end,
		"title" = case when ($7::bigint >> 8) & 1 = 1 then $16::text else r."title" end,
		"public_key" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."public_key" end,
		"roles" = case when ($7::bigint >> 10) & 1 = 1 then $18::text[] else r."roles" end,
		"expires_on" = case when ($7::bigint >> 11) & 1 = 1 then $19::date else r."expires_on" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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

-- grant: get
select r."id", r."owner", r."visibility", r."readers", r."version", r."revision", r."created_at", r."created_by", r."changed_at", r."changed_by", r."source", r."source_place", r."certainty", r."note", r."reason", r."withdrawn_at", r."grantee", r."record_kind", r."record" from concordat."grant" r where r.id = any ($1::text[]);

-- grant: create
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

-- grant: change
with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k
	where k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer),
there as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat."grant" r where r.id = $4),
done as (update concordat."grant" r set "owner" = case when ($7::bigint >> 0) & 1 = 1 then $8::text else r."owner" end,
		"visibility" = case when ($7::bigint >> 1) & 1 = 1 then $9::integer else r."visibility" end,
		"readers" = case when ($7::bigint >> 2) & 1 = 1 then $10::text[] else r."readers" end,
		"source" = case when ($7::bigint >> 3) & 1 = 1 then $11::text else r."source" end,
		"source_place" = case when ($7::bigint >> 4) & 1 = 1 then $12::text else r."source_place" end,
		"certainty" = case when ($7::bigint >> 5) & 1 = 1 then $13::integer else r."certainty" end,
		"note" = case when ($7::bigint >> 6) & 1 = 1 then $14::text else r."note" end,
		"grantee" = case when ($7::bigint >> 7) & 1 = 1 then $15::text else r."grantee" end,
		"record_kind" = case when ($7::bigint >> 8) & 1 = 1 then $16::integer else r."record_kind" end,
		"record" = case when ($7::bigint >> 9) & 1 = 1 then $17::text else r."record" end
	where r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision),
kept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)
	select current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, concordat.micros(clock_timestamp()) from done d)
select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2 when t.version is null then 4 when t.version <> $6 then 5 when d.id is null and not t.mine then 6 when d.id is null then 7 else 0 end, t.version),
	coalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)
from (values (1)) one left join known k on true left join there t on true left join done d on true;

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


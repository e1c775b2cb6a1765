-- The register's own machinery: roles, the counter, the change history and its hash chain, who is asking, idempotency keys.
-- Kinds come in 0002, the clock in 0003, reports in 0004. See README.md in this folder for the rules.

-- Roles belong to the cluster, so another database of the same cluster may have made them already.
do $$
declare r text;
begin
	foreach r in array array['concordat_owner', 'concordat_engine'] loop
		if not exists (select from pg_roles where rolname = r) then
			execute format('create role %I nologin', r);
		end if;
	end loop;
	if not exists (select from pg_roles where rolname = 'concordat_app') then
		create role concordat_app login;
	end if;
end $$;
comment on role concordat_owner is 'owns the tables of Concordat; nobody logs in as it';
comment on role concordat_engine is 'owns the few functions that must see every row; nobody logs in as it or is its member';
comment on role concordat_app is 'the daemon: sees and writes only what row-level security lets the asking organisation';

create extension if not exists pgcrypto with schema public;

create schema concordat authorization concordat_owner;
comment on schema concordat is 'the register: one table per stored kind, one view per report';
create schema past authorization concordat_owner;
comment on schema past is 'every kind and report as it was at revision concordat.as_of';
create schema words authorization concordat_owner;
comment on schema words is 'the search index: for every stored kind the words of its records';
grant usage on schema concordat, past to concordat_app, concordat_engine;
grant usage on schema words to concordat_engine;
grant create on schema concordat to concordat_engine;
revoke all on schema public from public;
grant usage on schema public to public;

set local role concordat_owner;

-- ---- the counter ----

create table concordat.register (
	one boolean primary key default true check (one),
	register_id uuid not null default gen_random_uuid(),
	history_id uuid not null default gen_random_uuid(),
	revision bigint not null default 0,
	hash bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000',
	stamps bigint[] not null default array_fill(0::bigint, array[100])
) with (fillfactor = 10);
comment on table concordat.register is 'one row: the counter that every unit of writes takes first and writes last, once';
comment on column concordat.register.one is 'makes it one row';
comment on column concordat.register.register_id is 'name of this register for ever';
comment on column concordat.register.history_id is 'changed by the restore procedure, so that no cursor of another past is continued';
comment on column concordat.register.revision is 'the last revision given out; no gaps, in commit order';
comment on column concordat.register.hash is 'head of the hash chain at that revision';
comment on column concordat.register.stamps is 'per kind number: moves whenever a row of that kind does; cached replies are held against it';
insert into concordat.register default values;
grant select on concordat.register to concordat_app;
grant select, update on concordat.register to concordat_engine;

-- ---- the history ----

create table concordat.change (
	revision bigint primary key,
	kind int not null,
	id text collate "C" not null,
	version bigint not null,
	type int not null,
	changed_at bigint not null,
	changed_by text not null,
	reason text,
	owner text collate "C" not null,
	visibility int not null,
	readers text[],
	owner_before text collate "C",
	visibility_before int,
	readers_before text[],
	fields text[] not null,
	image jsonb not null,
	previous bigint,
	hash bytea not null
);
comment on table concordat.change is 'every change of every stored record, one row per revision, hash-chained';
comment on column concordat.change.revision is 'the register''s counter';
comment on column concordat.change.kind is 'number of the kind';
comment on column concordat.change.id is 'the record';
comment on column concordat.change.version is 'the record''s own counter after the change';
comment on column concordat.change.type is 'ChangeType: 1 created, 2 changed, 3 withdrawn';
comment on column concordat.change.changed_at is 'when, real time, microseconds since 1970 UTC';
comment on column concordat.change.changed_by is 'by which client';
comment on column concordat.change.reason is 'why, as given';
comment on column concordat.change.owner is 'owner after the change';
comment on column concordat.change.visibility is 'visibility after the change';
comment on column concordat.change.readers is 'readers after the change';
comment on column concordat.change.owner_before is 'owner before the change';
comment on column concordat.change.visibility_before is 'visibility before the change';
comment on column concordat.change.readers_before is 'readers before the change';
comment on column concordat.change.fields is 'names of the fields that changed';
comment on column concordat.change.image is 'the whole record after the change; before is the previous change''s';
comment on column concordat.change.previous is 'revision of the record''s previous change';
comment on column concordat.change.hash is 'head of the hash chain after this change';
create index change_record on concordat.change (kind, id, revision);

create table concordat.salt (
	kind int not null,
	id text collate "C" not null,
	salt bytea not null default public.gen_random_bytes(32),
	primary key (kind, id)
);
comment on table concordat.salt is 'per record with personal fields: the secret that keeps their hashes from being guessed; deleted to erase';
comment on column concordat.salt.kind is 'number of the kind';
comment on column concordat.salt.id is 'the record';
comment on column concordat.salt.salt is '32 random bytes';

create table concordat.idempotency (
	client text collate "C" not null,
	key bytea not null,
	digest bytea not null,
	item int not null default 0,
	id text not null,
	version bigint not null,
	revision bigint not null,
	changed boolean not null,
	at bigint not null,
	primary key (client, key, item)
);
comment on table concordat.idempotency is 'writes done, by the key under which they were sent; kept 72 hours';
comment on column concordat.idempotency.client is 'who sent it';
comment on column concordat.idempotency.key is '16 bytes chosen by the client';
comment on column concordat.idempotency.digest is 'SHA-256 of the verb: the same key with another digest is refused';
comment on column concordat.idempotency.item is 'place in a batch, from 0';
comment on column concordat.idempotency.id is 'the record written';
comment on column concordat.idempotency.version is 'its version then';
comment on column concordat.idempotency.revision is 'the register''s revision then';
comment on column concordat.idempotency.changed is 'false when everything was already so';
comment on column concordat.idempotency.at is 'when, microseconds since 1970 UTC';
-- Only a range of `at` can be looked for by it: a plan made while the table is young must not read it whole instead of looking for a key.
create index idempotency_at on concordat.idempotency using brin (at);

create table concordat.field (
	kind int not null,
	name text not null,
	number int not null,
	type text not null,
	refers_to text,
	personal boolean not null default false,
	primary key (kind, number),
	unique (kind, name)
);
comment on table concordat.field is 'the fields of every kind as the database knows them: held against the messages when a daemon starts';
comment on column concordat.field.kind is 'number of the kind';
comment on column concordat.field.name is 'column and field name';
comment on column concordat.field.number is 'field number in the message';
comment on column concordat.field.type is 'text, text[], bigint, integer, boolean or date';
comment on column concordat.field.refers_to is 'the kind whose id it holds';
comment on column concordat.field.personal is 'data about a person: salted in the hash chain';
grant select on concordat.field to concordat_app, concordat_engine;

create table concordat.kind (
	number int primary key,
	name text not null unique,
	writer text not null
);
comment on table concordat.kind is 'the kinds that are stored with a history';
comment on column concordat.kind.number is 'number of the kind in the messages';
comment on column concordat.kind.name is 'its table';
comment on column concordat.kind.writer is 'editor, operator or registrar';
grant select on concordat.kind to concordat_app, concordat_engine;

-- ---- who may see ----

-- A plain SQL function, so that the planner inlines it: the policy costs what the bare comparison costs.
create function concordat.may_see(owner text, visibility int, readers text[]) returns boolean language sql stable as
$$ select visibility = 1 or owner = current_setting('concordat.organisation', true)
	or (visibility = 2 and current_setting('concordat.organisation', true) = any (readers)) $$;
comment on function concordat.may_see is 'whether the asking organisation may see a row: public, its own, or named';
-- The same rule for a named asker: fan-out to many organisations.
create function concordat.may_see_as(asker text, owner text, visibility int, readers text[]) returns boolean language sql immutable as
$$ select visibility = 1 or owner = asker or (visibility = 2 and asker = any (readers)) $$;
comment on function concordat.may_see_as is 'whether that organisation may see a row: the same rule as may_see';
-- What the engine works out from one row and shows in another must not tell the readers of the other more than they may see.
create function concordat.seen_by_all(owner text, visibility int, readers text[], of_owner text, of_visibility int, of_readers text[]) returns boolean language sql immutable as
$$ select of_visibility = 1 or (visibility <> 1 and
	(array[owner] || case when visibility = 2 then readers end) <@ (array[of_owner] || case when of_visibility = 2 then of_readers end)) $$;
comment on function concordat.seen_by_all is 'whether everybody who may see the first row may see the second';

alter table concordat.change enable row level security;
alter table concordat.change force row level security;
create policy see on concordat.change for select to concordat_app using (concordat.may_see(owner, visibility, readers));
create policy engine on concordat.change to concordat_engine using (true) with check (true);
grant select on concordat.change to concordat_app;
grant select, insert on concordat.change to concordat_engine;
alter table concordat.salt enable row level security;
alter table concordat.salt force row level security;
create policy engine on concordat.salt to concordat_engine using (true) with check (true);
grant select, insert, delete on concordat.salt to concordat_engine;

alter table concordat.idempotency enable row level security;
alter table concordat.idempotency force row level security;
-- By organisation, because one statement may write for several clients of it; each statement asks for its own client's keys alone.
create policy mine on concordat.idempotency to concordat_app using (split_part(client, '/', 1) = current_setting('concordat.organisation', true))
	with check (split_part(client, '/', 1) = current_setting('concordat.organisation', true));
create policy engine on concordat.idempotency to concordat_engine using (true) with check (true);
grant select, insert on concordat.idempotency to concordat_app;
grant select, delete on concordat.idempotency to concordat_engine;

-- ---- packing, for the hash chain and the streams: the same bytes as a protobuf library writes, fields in number order ----

create function concordat.varint_long(n bigint) returns bytea language plpgsql immutable strict as $$
declare
	out bytea := '';
	rest bigint := n;
begin
	while rest not between 0 and 127 loop
		out := out || set_byte('\x00'::bytea, 0, ((rest & 127) | 128)::int);
		rest := (rest >> 7) & 144115188075855871; -- without its sign, which is a bit like others
	end loop;
	return out || set_byte('\x00'::bytea, 0, rest::int);
end $$;
create function concordat.varint(n bigint) returns bytea language sql immutable strict as
$$ select case when n between 0 and 127 then set_byte('\x00'::bytea, 0, n::int) else concordat.varint_long(n) end $$;
-- In PL/pgSQL, so that they stay calls in the expressions of define_pack(), which leave to them what is seldom wanted.
create function concordat.pack_text(tag bytea, t text) returns bytea language plpgsql immutable as $$
declare size constant int := octet_length(t);
begin
	return coalesce(tag || case when size < 128 then set_byte('\x00'::bytea, 0, size) when size < 16384 then set_byte(set_byte('\x0000'::bytea, 0, size & 127 | 128), 1, size >> 7)
		else concordat.varint_long(size) end || convert_to(t, 'UTF8'), ''::bytea);
end $$;
create function concordat.pack_number(tag bytea, n bigint) returns bytea language plpgsql immutable as
$$ begin return coalesce(tag || concordat.varint(n), ''::bytea); end $$;
create function concordat.pack_list(tag bytea, l text[]) returns bytea language plpgsql immutable as $$
declare
	out bytea := '';
	t text;
begin
	foreach t in array coalesce(l, '{}') loop
		out := out || concordat.pack_text(tag, t);
	end loop;
	return out;
end $$;
comment on function concordat.varint is 'a number as protobuf writes it';
comment on function concordat.varint_long is 'varint for numbers of more than one byte, negative ones in ten';
comment on function concordat.pack_text is 'a string field, or nothing';
comment on function concordat.pack_number is 'an integer, enum or boolean field, or nothing';
comment on function concordat.pack_list is 'a repeated string field';

create function concordat.micros(t timestamptz) returns bigint language sql stable strict as
$$ select (extract(epoch from t) * 1000000)::bigint $$;
comment on function concordat.micros is 'an instant in microseconds since 1970 UTC, as the wire has it';
create function concordat.instant(m bigint) returns timestamptz language sql immutable strict as
$$ select 'epoch'::timestamptz + m * interval '1 microsecond' $$;
comment on function concordat.instant is 'the other way round, for people';
create function concordat.end_of_day(d date) returns bigint language sql stable strict as
$$ select (extract(epoch from ((d + 1)::timestamp at time zone 'Europe/London')) * 1000000)::bigint $$;
comment on function concordat.end_of_day is 'when a day ends in Europe/London, summer time and all';

-- ---- saying no ----

-- SQLSTATE CBnnn carries the wire's Status nnn; DETAIL names the field, CONSTRAINT the rule.
create function concordat.refuse(status int, message text, field text default '', rule text default '') returns void language plpgsql as $$
begin
	raise exception using errcode = 'CB' || lpad(status::text, 3, '0'), message = message, detail = field, constraint = rule;
end $$;
comment on function concordat.refuse is 'ends the unit with a status of the wire; the daemon turns it into a reply';

-- What a write statement answers (enum record_outcome of the daemon); in a batch a refusal ends the whole unit instead.
create function concordat.outcome(batch boolean, code int, version bigint) returns int language plpgsql as $$
begin
	if batch and code in (2, 3, 4, 5, 6) then
		raise exception using errcode = (array['', 'CB002', 'CB004', 'CB003', 'CB007', 'CB005'])[code], message = case code
			when 2 then 'this idempotency key was used for another request'
			when 3 then 'the record is there already'
			when 4 then 'no such record'
			when 5 then format('the record moved: it is now at version %s', version)
			else 'the record belongs to another organisation' end,
			detail = case code when 2 then 'idempotency_key' when 5 then version::text else 'id' end, constraint = 'write_' || code;
	end if;
	return code;
end $$;
comment on function concordat.outcome is 'the outcome of one write; raises it in a batch';

-- ---- a unit of writes ----

set local role concordat_engine;

-- clients_at: the stamp of the client kind at which the daemon's table of keys was read, when it vouches for who is asking.
create function concordat.begin_unit(clients_at bigint default null) returns bigint language plpgsql security definer as $$
declare
	r concordat.register;
	said text; -- assigned: that is quicker than to perform it
begin
	select * into strict r from concordat.register for update;
	if clients_at <> r.stamps[50] then
		perform concordat.refuse(11, 'the keys have changed', '', 'keys_moved');
	end if;
	said := set_config('concordat.revision', r.revision::text, true);
	said := set_config('concordat.hash', encode(r.hash, 'hex'), true);
	said := set_config('concordat.touched', '', true);
	return r.revision;
end $$;
comment on function concordat.begin_unit is 'takes the counter row; from here to the end of the transaction writes are alone';

create function concordat.stamped(stamps bigint[], kinds int[]) returns bigint[] language plpgsql immutable as $$
declare k int;
begin
	foreach k in array kinds loop
		stamps[k] := stamps[k] + 1;
	end loop;
	return stamps;
end $$;
comment on function concordat.stamped is 'the stamps when those kinds have moved';

create function concordat.end_unit(out revision bigint, out hash bytea, out stamps bigint[]) language plpgsql security definer as $$
declare touched constant int[] := string_to_array(trim(',' from replace(current_setting('concordat.touched'), ',,', ',')), ',')::int[];
begin
	update concordat.register r set revision = current_setting('concordat.revision')::bigint, hash = decode(current_setting('concordat.hash'), 'hex'),
		stamps = concordat.stamped(r.stamps, touched)
		where touched <> '{}' returning r.revision, r.hash, r.stamps into revision, hash, stamps;
	if not found then
		select r.revision, r.hash, r.stamps into revision, hash, stamps from concordat.register r;
	end if;
end $$;
comment on function concordat.end_unit is 'writes the counter row, once for all writes of the unit';

create function concordat.touch(kind int) returns void language sql as
$$ select set_config('concordat.touched', current_setting('concordat.touched') || ',' || kind, true) $$;
comment on function concordat.touch is 'notes that rows of a kind moved in this unit';

reset role;
grant execute on function concordat.begin_unit(bigint), concordat.end_unit() to concordat_app;

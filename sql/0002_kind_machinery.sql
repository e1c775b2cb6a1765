-- What makes a table a kind: define_kind() gives it visibility, checks of its references, history, hash chain, past and search.
-- What makes a view a report: define_report() makes it twice from the same text, now and past.

set local role concordat_owner;

-- Who may change a row. Settings, made by ask(): edits is the organisation for which the client is an editor, registers the one
-- whose clients it may enrol, operates is 't' for an operator; each is '' otherwise.
create function concordat.may_edit_own(owner text) returns boolean language sql stable as
$$ select owner = current_setting('concordat.edits', true) $$;
comment on function concordat.may_edit_own is 'the asking client is an editor of the owner';
create function concordat.operates() returns boolean language sql stable as
$$ select current_setting('concordat.operates', true) = 't' $$;
comment on function concordat.operates is 'the asking client is an operator';
create function concordat.registers(organisation text) returns boolean language sql stable as
$$ select organisation = current_setting('concordat.registers', true) or current_setting('concordat.operates', true) = 't' $$;
comment on function concordat.registers is 'the asking client may enrol clients of that organisation';

-- The walk up a part_of chain sees every row: a circle through what the writer cannot see is a circle too.
set local role concordat_engine;
create function concordat.circle(tbl text, lower_column text, upper_column text, extra text, lower_id text, upper_id text) returns boolean
	language plpgsql stable security definer as $$
declare found_it boolean;
begin
	execute format('with recursive up(id) as (select $2 collate "C" union select t.%I from concordat.%I t join up on t.%I = up.id where t.%I is not null %s)
		select exists (select from up where id = $1)', upper_column, tbl, lower_column, upper_column, extra)
		into found_it using lower_id, upper_id;
	return found_it;
end $$;
comment on function concordat.circle is 'whether putting lower under upper closes a circle';

-- Sees every grant: one that names you counts whether or not you may see it, and only the record's owner can give one.
create function concordat.granted(kind int, record_id text, record_owner text) returns boolean language plpgsql stable security definer as $$
begin
	return exists (select from concordat."grant" g where g.record_kind = kind and g.record = record_id and g.owner = record_owner
		and g.grantee = current_setting('concordat.edits', true) and g.withdrawn_at is null);
end $$;
comment on function concordat.granted is 'the asking client is an editor of an organisation to which the owner granted this record';

-- Sees every change: where the successor is hidden from the asker, the old version must not be told in its place. It is asked when it
-- is wanted: a column that says so beside each change would be a second row to write for every put.
create function concordat.is_last(kind_number int, record_id text, at_revision bigint, as_of bigint) returns boolean language plpgsql stable security definer as $$
begin
	return not exists (select from concordat.change c where c.kind = kind_number and c.id = record_id and c.revision > at_revision and c.revision <= as_of);
end $$;
comment on function concordat.is_last is 'whether a change was a record''s last as of a revision';
reset role;
set local role concordat_owner;

-- The pack of a record is one expression without calls of other SQL functions: each would be started afresh for each field of each write.
-- Each call of a built-in function in it costs half a microsecond in every transaction before its first use, used or not, so that what is
-- seldom wanted stands apart (pack_number, pack_text).
create function concordat.number_sql(tag bytea, n text, sort text) returns text language sql immutable as $$
	select format(case sort
		when 'instant' then $t$case when %3$s between 562949953421312 and 72057594037927935 then %1$L::bytea || int8send(((%3$s & 127) << 56) | ((%3$s & 16256) << 41) | ((%3$s & 2080768) << 26)
			| ((%3$s & 266338304) << 11) | ((%3$s & 34091302912) >> 4) | ((%3$s & 4363686772736) >> 19) | ((%3$s & 558551906910208) >> 34) | (%3$s >> 49) | -9187201950435737600) else concordat.pack_number(%1$L::bytea, %3$s) end$t$
		when 'revision' then $t$case when %3$s between 16384 and 2097151 then %1$L::bytea || substr(int8send(((%3$s & 127) << 16) | ((%3$s & 16256) << 1) | (%3$s >> 14) | 8421376), 6)
			when %3$s between 2097152 and 268435455 then %1$L::bytea || substr(int8send(((%3$s & 127) << 24) | ((%3$s & 16256) << 9) | ((%3$s & 2080768) >> 6) | (%3$s >> 21) | 2155905024), 5)
			else concordat.pack_number(%1$L::bytea, %3$s) end$t$
		else $t$case when %3$s between 0 and 127 then set_byte(%2$L::bytea, %4$s, (%3$s)::int) else concordat.pack_number(%1$L::bytea, (%3$s)::bigint) end$t$ end, tag, tag || '\x00'::bytea, n, octet_length(tag)) $$;
comment on function concordat.number_sql is 'the expression that packs a number. sort: instant, one of our days takes eight bytes; revision, three or four; any other mostly one';
create function concordat.text_sql(tag bytea, t text) returns text language sql immutable as $$
	select format($t$case when %3$s is null then '\x'::bytea when octet_length(%3$s) < 128 then set_byte(%2$L::bytea, %4$s, octet_length(%3$s)) || convert_to(%3$s, 'UTF8')
		else concordat.pack_text(%1$L::bytea, %3$s) end$t$, tag, tag || '\x00'::bytea, t, octet_length(tag)) $$;
comment on function concordat.text_sql is 'the expression that packs a string field';

create function concordat.pack_field_sql(field_number int, value text, type text, sort text default '') returns text language sql immutable as $$
	select case type
		when 'text[]' then format($t$case when cardinality(%1$s) > 2 then concordat.pack_list(%2$L, %1$s) else %3$s || %4$s end$t$, value, t.tag,
			concordat.text_sql(t.tag, value || '[1]'), concordat.text_sql(t.tag, value || '[2]'))
		when 'text' then concordat.text_sql(t.tag, value)
		else format($t$case when %1$s is null then '\x'::bytea %2$s end$t$, value, case type
			when 'date' then format($t$else %1$L::bytea || convert_to(to_char(%2$s, 'YYYY-MM-DD'), 'UTF8')$t$, t.tag || '\x0a'::bytea, value)
			when 'boolean' then format($t$when %1$s then %2$L::bytea else %3$L::bytea$t$, value, t.tag || '\x01'::bytea, t.tag || '\x00'::bytea)
			else 'else ' || concordat.number_sql(t.tag, value, sort) end) end
	from (select concordat.varint(field_number * 8 + case when type in ('text', 'text[]', 'date') then 2 else 0 end) as tag) t $$;
comment on function concordat.pack_field_sql is 'the expression that packs one field, by an SQL expression of its value; sort: number_sql''s';

create function concordat.pack_sql(kind_number int, record text) returns text language sql stable as $$
	select string_agg('(' || case
		when f.personal then format($t$case when %2$s is null then '\x'::bytea when salt is null then %3$s else %1$L::bytea || '\x20'::bytea || public.hmac(convert_to(%2$s, 'UTF8'), salt, 'sha256') end$t$,
			concordat.varint(f.number * 8 + 2), t.name, concordat.pack_field_sql(f.number, t.name, 'text'))
		else concordat.pack_field_sql(f.number, t.name, f.type, case when f.name = 'revision' then 'revision' when f.name in ('created_at', 'changed_at') then 'instant' else '' end) end || ')', E'\n\t|| ' order by f.number)
	from concordat.field f cross join lateral (select format('(%s.%I)', record, f.name) as name) t
	where f.kind = kind_number $$;
comment on function concordat.pack_sql is 'the expression that packs a record of a kind, by the name of the row in question; personal fields ask for a variable salt';

-- In PL/pgSQL, which plans the expression once in a session, not once in a call. Said to cost little, because a list asks for it where
-- a row has no packed, and the planner would carry whole rows through its sort to call something dear afterwards.
create function concordat.define_pack(kind_name text, kind_number int) returns void language plpgsql as $$
declare every_kind text;
begin
	execute format('create function concordat.%I(r concordat.%I, salt bytea default null) returns bytea language plpgsql stable cost 1 as $f$ begin return %s; end $f$',
		'pack_' || kind_name, kind_name, concordat.pack_sql(kind_number, 'r'));
	execute format('comment on function concordat.%I is %L', 'pack_' || kind_name, 'a ' || kind_name || ' as protobuf bytes; with a salt, personal fields are replaced by their HMAC');
	select string_agg(format('when %s then concordat.%I(jsonb_populate_record(null::concordat.%I, image))', k.number, 'pack_' || k.name, k.name), ' ' order by k.number) into every_kind from concordat.kind k;
	perform set_config('role', 'concordat_engine', true);
	execute format('create or replace function concordat.pack(kind_number int, image jsonb) returns bytea language plpgsql stable security definer as $f$ begin return case kind_number %s end; end $f$', every_kind);
	comment on function concordat.pack(int, jsonb) is 'an image of the history as protobuf bytes';
	perform set_config('role', 'concordat_owner', true);
end $$;
comment on function concordat.define_pack is 'makes pack_KIND() from the field table, and pack() know it';

-- ---- many writes of one kind in one statement ----
-- The daemon gathers them and says so in the setting concordat.set, the fields that any of them gives as bits (record_mask_bit). The
-- statement itself then counts versions and revisions, and triggers for the whole statement do what a_check and b_keep do row by row.
-- A kind whose rows must be looked at one after the other (circles) or which has personal fields keeps its row triggers.

create function concordat.in_set() returns boolean language sql stable as
$$ select coalesce(current_setting('concordat.set', true), '') <> '' $$;
comment on function concordat.in_set is 'the statement under way writes many rows, and its own triggers keep them';
-- Spelled out: a trigger's condition is planned for every statement, and a function of ours would be parsed each time.
create function concordat.when_set(in_set boolean) returns text language sql immutable as
$$ select format('when (coalesce(current_setting(''concordat.set'', true), '''') %s '''')', case when in_set then '<>' else '=' end) $$;
comment on function concordat.when_set is 'the condition of a trigger that works for a statement of many writes (true), or for others (false)';
create function concordat.set_gives(fields bigint) returns boolean language sql stable as
$$ select coalesce(nullif(current_setting('concordat.set', true), ''), '0')::bigint & fields <> 0 $$;
comment on function concordat.set_gives is 'whether any write of the set gives one of those fields';
-- Writes of several organisations go in one statement, each under row-level security as its own client's: the statement calls this for a
-- row before it looks anything up for it, and what it looks up depends on the answer, so that no plan can look first.
create function concordat.stands_for(client text) returns text language plpgsql as $$
declare
	me text := split_part(client, '/', 1);
	edits text;
begin
	if me <> current_setting('concordat.organisation') then
		edits := set_config('concordat.edits', case when current_setting('concordat.edits') = '' then '' else me end, true);
		me := set_config('concordat.organisation', me, true); -- assigned: that is quicker than to perform it
	end if;
	return client;
end $$;
comment on function concordat.stands_for is 'who is asking, from one row of a set to the next: a client of any organisation with the same roles';
create function concordat.not_written(id text) returns int language plpgsql as $$
begin
	raise exception 'row % of a set was to be changed, and was not', id;
end $$;
comment on function concordat.not_written is 'ends a statement of many writes that missed one, so that its rows are written one by one';
create function concordat.writes_sets(kind_number int) returns boolean language sql stable as $$
	select not exists (select from concordat.field f join concordat.kind k on k.number = f.kind where f.kind = kind_number
		and (f.personal or f.name = 'part_of' and f.refers_to = k.name or k.name in ('body_link', 'client', 'grant'))) $$;
comment on function concordat.writes_sets is 'whether rows of a kind may be kept a statement at a time';
-- The place of a field among those that a client writes, as the daemon counts it (record_field_is_written).
create function concordat.field_place(kind_number int, field_name text) returns int language sql stable as $$
	select (count(*) - 1)::int from concordat.field f join concordat.field me on me.kind = f.kind and me.name = field_name
		where f.kind = kind_number and f.number <= me.number and f.number not in (1, 5, 6, 7, 8, 9, 10, 15, 16) $$;
comment on function concordat.field_place is 'the bit of a field in the daemon''s masks';

-- The checks run as the asking role, so that what it may not see and what does not exist are the same to it.
create function concordat.define_check(kind_name text, kind_number int, writer text) returns void language plpgsql as $$
declare
	checks text := '';
	f record;
	owner_default text := case kind_name when 'organisation' then 'NEW.id' when 'client' then 'NEW.organisation' else 'nullif(current_setting(''concordat.edits'', true), '''')' end;
begin
	if writer = 'editor' then
		checks := $t$
	if TG_OP = 'INSERT' and split_part(NEW.id, '/', 1) is distinct from current_setting('concordat.edits', true) then
		perform concordat.refuse(5, format('you may found records only under your own organisation''s name: %s/...', current_setting('concordat.edits', true)), 'id', 'founder');
	end if;
	if TG_OP = 'UPDATE' and NEW.owner is distinct from current_setting('concordat.edits', true)
		and (NEW.visibility, NEW.readers, NEW.withdrawn_at) is distinct from (OLD.visibility, OLD.readers, OLD.withdrawn_at) then
		perform concordat.refuse(5, 'a grant lets you edit the record; who may see it, and whether it is withdrawn, its owner alone decides', 'visibility', 'owner_decides');
	end if;$t$;
	end if;
	-- One condition within another: plpgsql works out by itself what asks nothing of a table, and starts an executor (15 us) for what does.
	for f in select * from concordat.field where kind = kind_number and refers_to is not null order by number loop
		if f.type = 'text[]' then
			checks := checks || format($t$
	if NEW.%1$I is not null and (TG_OP = 'INSERT' or NEW.%1$I is distinct from OLD.%1$I) then
		if (select count(distinct u.x) from unnest(NEW.%1$I) u(x) join concordat.%2$I t on t.id = u.x) <> (select count(distinct x) from unnest(NEW.%1$I) u(x)) then
			perform concordat.refuse(2, format('%1$s: no such %3$s: %%s', (select string_agg(x, ', ') from unnest(NEW.%1$I) u(x) where not exists (select from concordat.%2$I t where t.id = u.x))), %1$L, 'reference');
		end if;
	end if;$t$, f.name, f.refers_to, replace(f.refers_to, '_', ' '));
		else
			checks := checks || format($t$
	if NEW.%1$I is not null and (TG_OP = 'INSERT' or NEW.%1$I is distinct from OLD.%1$I) %4$s then
		if not exists (select from concordat.%2$I t where t.id = NEW.%1$I) then
			perform concordat.refuse(2, format('%1$s: no such %3$s: %%s', NEW.%1$I), %1$L, 'reference');
		end if;
	end if;$t$, f.name, f.refers_to, replace(f.refers_to, '_', ' '), case when f.refers_to = kind_name then format('and NEW.%I <> NEW.id', f.name) else '' end);
		end if;
		if f.name = 'part_of' and f.refers_to = kind_name then
			checks := checks || format($t$
	if NEW.part_of is not null and (TG_OP = 'INSERT' or NEW.part_of is distinct from OLD.part_of) and concordat.circle(%1$L, 'id', 'part_of', '', NEW.id, NEW.part_of) then
		perform concordat.refuse(8, format('%%s cannot be part of %%s, which is already part of it', NEW.id, NEW.part_of), 'part_of', 'part_of_circle');
	end if;$t$, kind_name);
		end if;
	end loop;
	if kind_name = 'body_link' then
		checks := checks || $t$
	if NEW.type = 1 and concordat.circle('body_link', 'from_body', 'to_body', format('and t.type = 1 and t.withdrawn_at is null and t.id <> %L', NEW.id), NEW.from_body, NEW.to_body) then
		perform concordat.refuse(8, format('%s cannot be part of %s, which is already part of it', NEW.from_body, NEW.to_body), 'to_body', 'part_of_circle');
	end if;$t$;
	end if;
	execute format($t$create function concordat.%1$I() returns trigger language plpgsql as $f$
begin
	NEW.owner := coalesce(NEW.owner, %2$s);
	NEW.visibility := coalesce(nullif(NEW.visibility, 0), %3$s);
	if NEW.owner is null then
		perform concordat.refuse(5, 'your client may not write: it is no editor', '', 'role');
	end if;
	if TG_OP = 'UPDATE' and NEW.owner is distinct from OLD.owner then
		perform concordat.refuse(2, 'owner: a record keeps its owner', 'owner', 'owner_is_final');
	end if;%4$s
	return NEW;
end $f$ $t$, 'check_' || kind_name, owner_default, case kind_name when 'organisation' then 1 else 3 end, checks);
	execute format('comment on function concordat.%I is %L', 'check_' || kind_name, 'defaults, founder, references and circles of ' || kind_name || ', as the asking role');
	execute format('create trigger a_check before insert or update on concordat.%I for each row %s execute function concordat.%I()', kind_name,
		case when concordat.writes_sets(kind_number) then concordat.when_set(false) else '' end, 'check_' || kind_name);
end $$;
comment on function concordat.define_check is 'makes the trigger that checks a written row as its writer sees the register';

-- Counts revision and version, holds the record to its size, writes the change row and extends the hash chain:
--   leaf = SHA-256(0x00, 0x01 the form's version, kind as varint, record packed), head = SHA-256(0x01, previous head, leaf).
create function concordat.define_keep(kind_name text, kind_number int) returns void language plpgsql as $$
declare
	changed text;
	given text;
	has_personal boolean := exists (select from concordat.field f where f.kind = kind_number and f.personal);
begin
	select string_agg(format('case when NEW.%1$I is distinct from OLD.%1$I then %1$L end', f.name), ', ' order by f.number),
		string_agg(format('case when NEW.%1$I is not null then %1$L end', f.name), ', ' order by f.number)
		into changed, given from concordat.field f where f.kind = kind_number and f.number not in (1, 5, 6, 7, 8, 9, 10, 15);
	perform set_config('role', 'concordat_engine', true); -- the function is the engine's
	execute format($t$create function concordat.%1$I() returns trigger language plpgsql security definer as $f$
declare
	rev constant bigint := current_setting('concordat.revision')::bigint + 1;
	now_at constant bigint := concordat.micros(clock_timestamp());
	head bytea;
	secret bytea;
	plain bytea;
	fields text[];
	what int := 1;
	before bigint;
begin
	if TG_OP = 'UPDATE' then
		fields := array_remove(array[%3$s], null);
		if fields = '{}' then
			return null;
		end if;
		what := case when NEW.withdrawn_at is not null and OLD.withdrawn_at is null then 3 else 2 end;
		before := OLD.revision;
		NEW.version := OLD.version + 1;
		NEW.created_at := OLD.created_at;
		NEW.created_by := OLD.created_by;
	else
		fields := array_remove(array[%4$s], null);
		NEW.version := 1;
		NEW.created_at := now_at;
		NEW.created_by := current_setting('concordat.client');
	end if;
	NEW.revision := rev;
	NEW.changed_at := now_at;
	NEW.changed_by := current_setting('concordat.client');
	NEW.reason := nullif(current_setting('concordat.reason', true), '');
	NEW.packed := null; -- no part of the image
	%5$s
	plain := concordat.%7$I(NEW);
	if octet_length(plain) > 40960 then -- with its reason and a cursor beside it, it must fit into one frame of 64 KiB
		perform concordat.refuse(2, format('the record would be %%s bytes long and may be 40960; put its longest texts into notes of their own', octet_length(plain)), '', 'record_size');
	end if;
	head := sha256('\x01'::bytea || decode(current_setting('concordat.hash'), 'hex') || sha256(%6$L::bytea || %8$s));
	if before is not null then
		insert into concordat.change values (rev, %2$s, NEW.id, NEW.version, what, now_at, NEW.changed_by, NEW.reason, NEW.owner, NEW.visibility, NEW.readers,
			OLD.owner, OLD.visibility, OLD.readers, fields, jsonb_strip_nulls(to_jsonb(NEW)), before, head);
	else
		insert into concordat.change values (rev, %2$s, NEW.id, NEW.version, what, now_at, NEW.changed_by, NEW.reason, NEW.owner, NEW.visibility, NEW.readers,
			null, null, null, fields, jsonb_strip_nulls(to_jsonb(NEW)), null, head);
	end if;
	perform set_config('concordat.revision', rev::text, true), set_config('concordat.hash', encode(head, 'hex'), true);
	if strpos(current_setting('concordat.touched'), ',%2$s,') = 0 then
		perform set_config('concordat.touched', current_setting('concordat.touched') || ',%2$s,', true);
	end if;
	NEW.packed := plain;
	return NEW;
end $f$ $t$, 'keep_' || kind_name, kind_number, changed, given,
		case when has_personal then format($p$insert into concordat.salt (kind, id) values (%s, NEW.id) on conflict do nothing;
	select s.salt into secret from concordat.salt s where s.kind = %1$s and s.id = NEW.id;
	secret := coalesce(secret, ''::bytea);$p$, kind_number) else '' end,
		'\x0001'::bytea || concordat.varint(kind_number), 'pack_' || kind_name, case when has_personal then format('concordat.%I(NEW, secret)', 'pack_' || kind_name) else 'plain' end);
	execute format('comment on function concordat.%I is %L', 'keep_' || kind_name, 'revision, version, message, change row and hash chain of ' || kind_name);
	perform set_config('role', 'concordat_owner', true);
	execute format('create trigger b_keep before insert or update on concordat.%I for each row %s execute function concordat.%I()', kind_name,
		case when concordat.writes_sets(kind_number) then concordat.when_set(false) else '' end, 'keep_' || kind_name);
end $$;
comment on function concordat.define_keep is 'makes the trigger that keeps the history of a kind';

-- What a_check does, for a whole statement. Only fields that some row gives are asked about: starting a query costs more than running it.
-- Old and new rows are held against each other by `except` or a hash join, or a statement of many rows would take their square; nothing
-- else is joined here, so that the loops which are forbidden are not missed.
create function concordat.define_check_set(kind_name text, kind_number int, writer text) returns void language plpgsql as $$
declare
	created text := '';
	changed text := '';
	reference text;
	asked bigint := 7; -- owner, visibility, readers
	f record;
begin
	if writer = 'editor' then
		created := $t$
	select split_part(n.changed_by, '/', 1) into bad from now n where split_part(n.id, '/', 1) <> split_part(n.changed_by, '/', 1) limit 1;
	if found then
		perform concordat.refuse(5, format('you may found records only under your own organisation''s name: %s/...', bad), 'id', 'founder');
	end if;$t$;
		changed := $t$
	if concordat.set_gives(6) and exists (select from (select id, visibility, readers from now except select id, visibility, readers from was) d
		join now n on n.id = d.id where n.owner is distinct from split_part(n.changed_by, '/', 1)) then
		perform concordat.refuse(5, 'a grant lets you edit the record; who may see it, and whether it is withdrawn, its owner alone decides', 'visibility', 'owner_decides');
	end if;$t$;
	end if;
	for f in select x.*, concordat.field_place(kind_number, x.name) as place from concordat.field x where x.kind = kind_number and x.refers_to is not null order by x.number loop
		asked := asked | 1::bigint << f.place;
		reference := format($t$
	if concordat.set_gives(1::bigint << %1$s) then
		select w.ref into bad from (%%s) r cross join lateral (select concordat.stands_for(r.changed_by) as asker, r.ref offset 0) w
			left join lateral (select true as there from concordat.%2$I t where t.id = w.ref and w.asker is not null offset 0) t on true where t.there is null limit 1;
		if found then
			perform concordat.refuse(2, '%3$s: no such %4$s: ' || bad, %3$L, 'reference');
		end if;
	end if;$t$, f.place, f.refers_to, f.name, replace(f.refers_to, '_', ' '));
		created := created || format(reference, format(case f.type when 'text[]' then 'select n.changed_by, u.ref from now n cross join lateral unnest(n.%I) u(ref)'
			else 'select n.changed_by, n.%1$I as ref from now n where n.%1$I is not null' end, f.name));
		changed := changed || format(reference, format('select n.changed_by, %s from (select id, %2$I from now except select id, %2$I from was) d join now n on n.id = d.id %3$s', case f.type
			when 'text[]' then 'u.ref' else format('d.%I as ref', f.name) end, f.name,
			case f.type when 'text[]' then format('cross join lateral unnest(d.%I) u(ref)', f.name) else format('where d.%I is not null', f.name) end));
	end loop;
	execute format($t$create function concordat.%1$I() returns trigger language plpgsql set enable_nestloop = off as $f$
declare bad text;
begin
%2$s
	return null;
end $f$ $t$, 'check_set_' || kind_name, created);
	execute format($t$create function concordat.%1$I() returns trigger language plpgsql set enable_nestloop = off as $f$
declare bad text;
begin
	if concordat.set_gives(1) and exists (select id, owner from now except select id, owner from was) then
		perform concordat.refuse(2, 'owner: a record keeps its owner', 'owner', 'owner_is_final');
	end if;%2$s
	return null;
end $f$ $t$, 'check_set_again_' || kind_name, changed);
	execute format('comment on function concordat.%I is %L', 'check_set_' || kind_name, 'check_' || kind_name || ' for a whole statement that creates');
	execute format('comment on function concordat.%I is %L', 'check_set_again_' || kind_name, 'check_' || kind_name || ' for a whole statement that changes');
	execute format('create trigger c_check_set after insert on concordat.%I referencing new table as now for each statement %s execute function concordat.%I()', kind_name,
		concordat.when_set(true), 'check_set_' || kind_name);
	execute format('create trigger c_check_set_again after update on concordat.%I referencing old table as was new table as now for each statement %s execute function concordat.%I()', kind_name,
		format('when (nullif(current_setting(''concordat.set'', true), '''')::bigint & %s <> 0)', asked), 'check_set_again_' || kind_name);
end $$;
comment on function concordat.define_check_set is 'makes the triggers that check the rows of a whole statement as their writers see the register';

-- The head of the hash chain after each row of a window. The state is null before the first.
create function concordat.chained(head bytea, leaf bytea) returns bytea language plpgsql stable as $$
begin
	return sha256('\x01'::bytea || coalesce(head, decode(current_setting('concordat.hash'), 'hex')) || leaf);
end $$;
comment on function concordat.chained is 'the next head of the hash chain';
create aggregate concordat.chain(leaf bytea) (sfunc = concordat.chained, stype = bytea);
comment on aggregate concordat.chain(bytea) is 'heads of the hash chain, from the unit''s on';

-- What b_keep does, for a whole statement; only the message is made row by row, before the row is written, and it is seen there that
-- row-level security took the row for its own writer's.
create function concordat.define_keep_set(kind_name text, kind_number int) returns void language plpgsql as $$
declare
	changed text;
	given text;
	columns text;
begin
	select string_agg(format('case when n.%1$I is distinct from o.%1$I then %1$L end', f.name), ', ' order by f.number),
		string_agg(format('case when n.%1$I is not null then %1$L end', f.name), ', ' order by f.number)
		into changed, given from concordat.field f where f.kind = kind_number and f.number not in (1, 5, 6, 7, 8, 9, 10, 15);
	select string_agg(format('n.%I', a.attname), ', ' order by a.attnum) into columns from pg_attribute a
		where a.attrelid = format('concordat.%I', kind_name)::regclass and a.attnum > 0 and not a.attisdropped and a.attname <> 'packed'; -- no part of the image
	perform set_config('role', 'concordat_engine', true); -- the function is the engine's
	execute format($t$create function concordat.%1$I() returns trigger language plpgsql security definer set enable_nestloop = off as $f$
declare
	last bigint;
	head bytea;
	said text; -- assigned: that is quicker than to perform it
begin
	if TG_OP = 'INSERT' then
		with made as (insert into concordat.change select n.revision, %2$s, n.id, 1, 1, n.changed_at, n.changed_by, n.reason, n.owner, n.visibility, n.readers, null, null, null,
				array_remove(array[%4$s], null), jsonb_strip_nulls(to_jsonb(i)), null, concordat.chain(sha256(%5$L::bytea || n.packed)) over (order by n.revision)
				from now n cross join lateral (select %6$s) i returning revision, hash)
			select m.revision, m.hash into last, head from made m order by m.revision desc limit 1;
	else
		with made as (insert into concordat.change select n.revision, %2$s, n.id, n.version, case when n.withdrawn_at is not null and o.withdrawn_at is null then 3 else 2 end,
				n.changed_at, n.changed_by, n.reason, n.owner, n.visibility, n.readers, o.owner, o.visibility, o.readers,
				array_remove(array[%3$s], null), jsonb_strip_nulls(to_jsonb(i)), o.revision, concordat.chain(sha256(%5$L::bytea || n.packed)) over (order by n.revision)
				from now n join was o on o.id = n.id cross join lateral (select %6$s) i returning revision, hash)
			select m.revision, m.hash into last, head from made m order by m.revision desc limit 1;
	end if;
	if not found then
		return null;
	end if;
	said := set_config('concordat.revision', last::text, true);
	said := set_config('concordat.hash', encode(head, 'hex'), true);
	if strpos(current_setting('concordat.touched'), ',%2$s,') = 0 then
		said := set_config('concordat.touched', current_setting('concordat.touched') || ',%2$s,', true);
	end if;
	return null;
end $f$ $t$, 'keep_set_' || kind_name, kind_number, changed, given, '\x0001'::bytea || concordat.varint(kind_number), columns);
	execute format('comment on function concordat.%I is %L', 'keep_set_' || kind_name, 'change rows and hash chain of ' || kind_name || ' for a whole statement');
	perform set_config('role', 'concordat_owner', true);
	execute format($t$create function concordat.%I() returns trigger language plpgsql as $f$
begin
	if split_part(NEW.changed_by, '/', 1) <> current_setting('concordat.organisation') then
		raise exception 'a row of %% stands for %%', NEW.changed_by, current_setting('concordat.organisation'); -- written by itself then
	end if;
	NEW.packed := concordat.%I(NEW);
	if octet_length(NEW.packed) > 40960 then -- as in b_keep
		perform concordat.refuse(2, format('the record would be %%s bytes long and may be 40960; put its longest texts into notes of their own', octet_length(NEW.packed)), '', 'record_size');
	end if;
	return NEW;
end $f$ $t$, 'keep_packed_' || kind_name, 'pack_' || kind_name);
	execute format('comment on function concordat.%I is %L', 'keep_packed_' || kind_name, 'the message of each ' || kind_name || ' of a statement that writes many');
	execute format('create trigger b_keep_packed before insert or update on concordat.%I for each row %s execute function concordat.%I()', kind_name, concordat.when_set(true), 'keep_packed_' || kind_name);
	execute format('create trigger d_keep_set after insert on concordat.%I referencing new table as now for each statement %s execute function concordat.%I()', kind_name,
		concordat.when_set(true), 'keep_set_' || kind_name);
	execute format('create trigger d_keep_set_again after update on concordat.%I referencing old table as was new table as now for each statement %s execute function concordat.%I()', kind_name,
		concordat.when_set(true), 'keep_set_' || kind_name);
end $$;
comment on function concordat.define_keep_set is 'makes the triggers that keep the history of the rows of a whole statement';

create function concordat.define_policies(kind_name text, kind_number int, writer text) returns void language plpgsql as $$
declare
	may_insert text := case writer when 'editor' then 'concordat.may_edit_own(owner)' when 'operator' then 'concordat.operates()'
		when 'registrar' then 'concordat.registers(organisation)' end;
	may_update text := case writer
		when 'editor' then 'concordat.may_edit_own(owner)' || case when kind_name = 'grant' then '' else format(' or concordat.granted(%s, id, owner)', kind_number) end
		when 'operator' then 'concordat.operates() or concordat.may_edit_own(owner)'
		when 'registrar' then 'concordat.registers(organisation)' end;
begin
	execute format('alter table concordat.%I enable row level security', kind_name);
	execute format('alter table concordat.%I force row level security', kind_name);
	-- An operator makes organisations and enrols their first clients, so it sees all of both; otherwise it sees no more than anybody.
	execute format('create policy see on concordat.%I for select to concordat_app using (concordat.may_see(owner, visibility, readers)%s)', kind_name,
		case when kind_name in ('organisation', 'client') then ' or concordat.operates()' else '' end);
	execute format('create policy engine on concordat.%I to concordat_engine using (true) with check (true)', kind_name);
	execute format('grant select, insert, update on concordat.%I to concordat_engine', kind_name);
	execute format('grant select on concordat.%I to concordat_app', kind_name);
	if writer = 'nobody' then
		return;
	end if;
	execute format('create policy found on concordat.%I for insert to concordat_app with check (%s)', kind_name, may_insert);
	execute format('create policy edit on concordat.%I for update to concordat_app using (%s) with check (%2$s)', kind_name, may_update);
	execute format('grant insert, update on concordat.%I to concordat_app', kind_name);
	perform set_config('check_function_bodies', 'off', true); -- migrations run with row_security off, under which the check itself would be refused
	execute format('create function concordat.may_edit(id text, owner text, kind concordat.%I) returns boolean language sql stable as $f$ select %s $f$', kind_name,
		replace(may_update, 'registers(organisation)', 'registers(kind.organisation)'));
end $$;
comment on function concordat.define_policies is 'row-level security of a kind: who sees, founds and edits';

-- As of a revision: the image of the last change not after it, if the asker may see that version and the record as it is now. Its packed is
-- null, as images hold none. Id and owner are compared so that a condition on them is one on the change, before its image is opened.
create function concordat.define_past(kind_name text, kind_number int) returns void language plpgsql as $$
begin
	execute format($t$create view past.%1$I with (security_invoker = true) as
		select r.* from concordat.change c cross join lateral jsonb_populate_record(null::concordat.%1$I, c.image) r
		where c.kind = %2$s and c.revision <= current_setting('concordat.as_of')::bigint and r.id = c.id and r.owner = c.owner
		and concordat.is_last(c.kind, c.id, c.revision, current_setting('concordat.as_of')::bigint)
		and exists (select from concordat.%1$I now where now.id = c.id)$t$, kind_name, kind_number);
	execute format('comment on view past.%I is %L', kind_name, kind_name || ' as of revision concordat.as_of');
	execute format('grant select on past.%I to concordat_app, concordat_engine', kind_name);
end $$;
comment on function concordat.define_past is 'makes the twin of a kind in schema past';

create function concordat.define_search(kind_name text) returns void language plpgsql as $$
declare texts text;
begin
	select string_agg(format('coalesce(r.%I, '''')', a.attname), ' || '' '' || ' order by a.attnum) into texts from pg_attribute a
		where a.attrelid = format('concordat.%I', kind_name)::regclass and a.atttypid = 'text'::regtype and not a.attisdropped
		and a.attname in ('name', 'short_name', 'title', 'issue_title', 'text', 'description', 'aim', 'purpose', 'reasons', 'label', 'role', 'wording', 'note');
	execute format('create function concordat.words(r concordat.%I) returns tsvector language sql immutable as $f$ select to_tsvector(''english'', %s) $f$', kind_name, texts);
	execute format('comment on function concordat.words(concordat.%I) is %L', kind_name, 'the words of a ' || kind_name);
	execute format('create table words.%I (id text collate "C" primary key, words tsvector not null)', kind_name);
	execute format('comment on table words.%I is %L', kind_name, 'the words of each ' || kind_name || ' as of revision concordat.indexed.upto');
	execute format('comment on column words.%I.id is %L', kind_name, 'the record');
	execute format('comment on column words.%I.words is %L', kind_name, 'its words');
	execute format('create index %I on words.%I using gin (words)', kind_name || '_words', kind_name);
	execute format('grant select, insert, update on words.%I to concordat_engine', kind_name);
end $$;
comment on function concordat.define_search is 'text search over the words of a kind';

-- A search is never behind: what has changed since the index was brought up to date is searched as it stands. So the index can follow
-- the writes, many records at a time, and a write touches none: with the words beside the record an update that moves no other index
-- stays on its page, which saves a quarter of a put.
create table concordat.indexed (
	one boolean primary key default true check (one),
	upto bigint not null default 0
);
comment on table concordat.indexed is 'one row: how far the search index has come';
comment on column concordat.indexed.one is 'makes it one row';
comment on column concordat.indexed.upto is 'revision up to which the words of changed records are in the index';
insert into concordat.indexed default values;
grant select, update on concordat.indexed to concordat_engine;

set local role concordat_engine;
create function concordat.index_words(many int) returns bigint language plpgsql security definer as $$
declare
	since bigint;
	ends bigint;
	last bigint;
	k concordat.kind;
begin
	select i.upto into since from concordat.indexed i for update skip locked;
	if not found then -- another daemon is at it
		return 0;
	end if;
	select r.revision into last from concordat.register r;
	ends := least(last, since + many);
	for k in select * from concordat.kind where number in (select c.kind from concordat.change c where c.revision > since and c.revision <= ends) loop
		-- What was changed again meanwhile is taken as it stands, and once more later. Most changes move no word.
		execute format('insert into words.%1$I as w select t.id, concordat.words(t) from concordat.%1$I t
			where t.id = any (array(select distinct c.id from concordat.change c where c.revision > $1 and c.revision <= $2 and c.kind = $3))
			on conflict (id) do update set words = excluded.words where w.words <> excluded.words', k.name) using since, ends, k.number;
	end loop;
	if ends > since then
		update concordat.indexed set upto = ends;
	end if;
	return last - ends;
end $$;
comment on function concordat.index_words is 'brings the words of what the next so many revisions changed into the search index; returns how many are left';

create function concordat.search(kind text, words text) returns setof text language plpgsql stable security definer as $$
begin
	return query execute format('with asked as materialized (select websearch_to_tsquery(''english'', $1) as query),
		fresh as materialized (select distinct c.id from concordat.change c where c.revision > (select upto from concordat.indexed)
			and c.kind = (select number from concordat.kind where name = $2))
		select w.id::text from asked join words.%1$I w on w.words @@ asked.query where not exists (select from fresh where fresh.id = w.id)
		union all select t.id::text from asked cross join fresh join concordat.%1$I t on t.id = fresh.id where concordat.words(t) @@ asked.query', kind) using words, kind;
end $$;
comment on function concordat.search is 'ids of records that hold the words, hidden ones too: the kind''s own policy filters them afterwards';
set local role concordat_owner;

create function concordat.define_kind(kind_name text, kind_number int, writer text) returns void language plpgsql as $$
begin
	insert into concordat.kind values (kind_number, kind_name, writer);
	-- Most reads want the whole record: one column is found, sent and passed on as it is, instead of forty that the daemon would have to pack.
	execute format('alter table concordat.%I add column packed bytea', kind_name);
	execute format('comment on column concordat.%I.packed is %L', kind_name, 'the record as a protobuf message, as it is told to clients; kept by trigger');
	perform concordat.define_pack(kind_name, kind_number);
	perform concordat.define_check(kind_name, kind_number, writer);
	perform concordat.define_keep(kind_name, kind_number);
	if concordat.writes_sets(kind_number) then
		perform concordat.define_check_set(kind_name, kind_number, writer);
		perform concordat.define_keep_set(kind_name, kind_number);
	end if;
	perform concordat.define_policies(kind_name, kind_number, writer);
	perform concordat.define_past(kind_name, kind_number);
	perform concordat.define_search(kind_name);
	execute format('alter table concordat.%I set (fillfactor = 80)', kind_name); -- room on the page for the next version of a record
	-- References of one kind only have theirs beside its table; these two are everybody's: "what is ours", "what this document says".
	execute format('create index %I on concordat.%I (owner)', kind_name || '_owner', kind_name);
	execute format('create index %I on concordat.%I (source) where source is not null', kind_name || '_source', kind_name);
end $$;
comment on function concordat.define_kind is 'makes a table a kind of the register; writer: editor, operator or registrar';

-- The text is run twice; unqualified names are the present tables, or their past twins.
create function concordat.define_report(report text, definition text, about text) returns void language plpgsql as $$
begin
	perform set_config('search_path', 'concordat', true);
	execute format('create view concordat.%I with (security_invoker = true) as %s', report, definition);
	perform set_config('search_path', 'past, concordat', true);
	execute format('create view past.%I with (security_invoker = true) as %s', report, definition);
	perform set_config('search_path', '', true);
	execute format('comment on view concordat.%I is %L', report, about);
	execute format('comment on view past.%I is %L', report, about || ', as of revision concordat.as_of');
	execute format('grant select on concordat.%1$I, past.%1$I to concordat_app, concordat_engine', report);
end $$;
comment on function concordat.define_report is 'makes a report: a read-only kind, now and past, from one text';

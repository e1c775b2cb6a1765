-- The message that every record of a kind keeps beside its columns: as the kind's own pack function makes it, whatever wrote the row, and
-- no part of the history. Every field of every kind has a value here, so what other rules want of a record is put aside.
begin;
select no_plan();

create function pg_temp.value_of(field concordat.field, word text) returns text language sql as $$
	select case when field.name = 'visibility' then '1' when field.name = 'changed_by' then 'alpha/desk' when field.name in ('version', 'revision') then null when field.name = 'withdrawn_at' then null
		else case field.type when 'text' then word || ' é' when 'text[]' then format('{%s,"two, 2",three}', word) when 'date' then '2031-03-03' when 'boolean' then 'true'
			when 'integer' then '7' else '1764028800000001' end end $$;
create function pg_temp.only_kept(kind_name text) returns void language plpgsql as $$
declare c record;
begin
	for c in select conname from pg_constraint where conrelid = format('concordat.%I', kind_name)::regclass and contype in ('c', 'x') loop
		execute format('alter table concordat.%I drop constraint %I', kind_name, c.conname);
	end loop;
	execute format('alter table concordat.%I disable trigger all', kind_name);
	for c in select tgname from pg_trigger where tgrelid = format('concordat.%I', kind_name)::regclass and tgname in ('b_keep', 'b_keep_packed', 'd_keep_set', 'd_keep_set_again') loop
		execute format('alter table concordat.%I enable trigger %I', kind_name, c.tgname);
	end loop;
end $$;
-- Three rows are written and then changed; in a set the statement itself counts, as the daemon's does.
create function pg_temp.write(kind_name text, kind_number int, in_set boolean) returns void language plpgsql as $$
declare
	word constant text := case when in_set then 'set' else 'row' end;
	columns text;
	vals text;
	counted text := case when in_set then 'version = r.version + 1, revision = current_setting(''concordat.revision'')::bigint + right(r.id, 1)::int, ' else '' end;
begin
	select string_agg(quote_ident(f.name), ', ' order by f.number), string_agg(case f.name when 'id' then format('%L || n', word || '/') when 'version' then '1'
			when 'revision' then 'current_setting(''concordat.revision'')::bigint + n' else format('(%s)::%s', replace(quote_nullable(pg_temp.value_of(f, '<>')), '<>', ''' || n || '''), f.type) end, ', ' order by f.number)
		into columns, vals from concordat.field f where f.kind = kind_number;
	perform concordat.begin_unit(), set_config('concordat.set', case when in_set then '1' else '' end, true), set_config('concordat.client', 'alpha/desk', true),
		set_config('concordat.organisation', 'alpha', true),
		set_config('concordat.reason', 'because', true);
	execute format('insert into concordat.%I (%s, packed) select %s, ''\xff'' from generate_series(1, 3) n order by n', kind_name, columns, vals);
	execute format('update concordat.%I r set %snote = ''another note'', source_place = null, readers = ''{a,b}'', packed = ''\xff'' where r.id like %L', kind_name, counted, word || '/%');
	perform concordat.end_unit(), set_config('concordat.set', '', true);
end $$;
create function pg_temp.wrong(kind_name text) returns setof text language plpgsql as $$
begin
	return query execute format('select r.id::text from concordat.%I r where r.packed is distinct from concordat.%I(r) or r.version <> 2', kind_name, 'pack_' || kind_name);
end $$;
create function pg_temp.rows_of(kind_name text) returns bigint language plpgsql as $$
declare n bigint;
begin
	execute format('select count(*) from concordat.%I', kind_name) into n;
	return n;
end $$;

select cmp_ok((select count(*) from concordat.kind), '>=', 30::bigint, 'the kinds were found');
select pg_temp.only_kept(k.name) from concordat.kind k \g /dev/null
select pg_temp.write(k.name, k.number, in_set) from concordat.kind k, unnest(array[false, true]) in_set where not in_set or concordat.writes_sets(k.number) order by k.number \g /dev/null
select is(pg_temp.rows_of(k.name), case when concordat.writes_sets(k.number) then 6::bigint else 3 end, format('rows of %s were written, by themselves and many at a time', k.name)) from concordat.kind k;
select is_empty(format('select pg_temp.wrong(%L)', k.name), format('a written and changed %s keeps the message that its fields make, not one that a writer gives', k.name)) from concordat.kind k;
select cmp_ok((select count(*) from concordat.change where type = 2), '>=', 150::bigint, 'the changes were found');
select is_empty($$select c.kind, c.id, c.type from concordat.change c where c.image ? 'packed' or 'packed' = any (c.fields)$$, 'no image and no list of fields has the message');
select is_empty($$select c.kind, c.id from concordat.change c join concordat.note r on r.id = c.id where c.kind = 27 and concordat.is_last(c.kind, c.id, c.revision, 9223372036854775807) and concordat.pack(27, c.image) <> r.packed$$,
	'an image makes the same message');
select set_config('concordat.as_of', (select revision::text from concordat.register), true) \g /dev/null
select is((select count(*) || ' ' || count(packed) from past.note), '6 0', 'the past has none');

-- Nothing of a record changes: its message cannot either.
select concordat.begin_unit() \g /dev/null
update concordat.note set packed = '\xff' where id = 'row/1';
select is((select packed from concordat.note where id = 'row/1'), (select concordat.pack_note(r) from concordat.note r where id = 'row/1'), 'a write of the message alone is none');
-- Past the triggers a row has none; the expression that reads it makes it.
set local session_replication_role = replica;
update concordat.note set packed = null where id = 'set/1';
select is((select coalesce(r.packed, concordat.pack_note(r)) from concordat.note r where id = 'set/1'), (select concordat.pack_note(r) from concordat.note r where id = 'set/1'), 'a row that was loaded past the triggers is read all the same');

select * from finish();
rollback;

-- What the catalogue itself must say, whatever the rows: every column is explained, no role sees past row security, no view asks the
-- time, every definer's function is the engine's, and the daemon cannot touch what only triggers and tick may write.
begin;
select no_plan();

-- ---- explained ----

select is_empty($$select c.oid::regclass from pg_class c where c.relnamespace in ('concordat'::regnamespace, 'past'::regnamespace, 'words'::regnamespace)
	and c.relkind in ('r', 'v') and obj_description(c.oid, 'pg_class') is null$$, 'every table and view has a comment');
select is_empty($$select c.oid::regclass, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
	where c.relnamespace in ('concordat'::regnamespace, 'words'::regnamespace) and c.relkind = 'r' and col_description(c.oid, a.attnum) is null$$, 'every column of a table has a comment');
select is_empty($$select c.conname from pg_constraint c where c.connamespace = 'concordat'::regnamespace and c.contype = 'c' and c.conrelid <> 0
	and c.conrelid::regclass::text = any (select 'concordat.' || quote_ident(k.name) from concordat.kind k)
	and obj_description(c.oid, 'pg_constraint') is null$$, 'every rule of a kind has the words that its writer is told');

-- ---- kinds ----

select is_empty($$select k.name from concordat.kind k left join pg_class c on c.oid = to_regclass('concordat.' || quote_ident(k.name))
	where c.oid is null or not c.relrowsecurity or not c.relforcerowsecurity$$, 'every kind has row security, for its owner too');
select set_eq($$select c.relname::text from pg_class c where c.relnamespace = 'concordat'::regnamespace and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity)$$,
	array['register', 'field', 'kind', 'clock', 'calendar', 'indexed'], 'only tables that tell nobody''s records go without row security');
select is_empty($$select k.name from concordat.kind k where (select count(*) from pg_policies p where p.schemaname = 'concordat' and p.tablename = k.name
	and p.roles = array['concordat_app']::name[] and p.cmd = 'SELECT' and p.qual like '%may_see(%') <> 1$$, 'every kind has one policy that says who sees, by may_see');
select is_empty($$select p.tablename, p.policyname from pg_policies p where p.schemaname = 'concordat' and p.qual = 'true' and p.roles <> array['concordat_engine']::name[]
	and p.tablename <> 'occurrence'$$, 'nobody but the engine sees every row');
select is_empty($$select p.tablename, p.policyname from pg_policies p where p.roles = array['public']::name[] and p.schemaname in ('concordat', 'past')$$, 'no policy is for everybody');
select is_empty($$select k.name, a.column_name, a.ordinal_position from concordat.kind k join information_schema.columns a on a.table_schema = 'concordat' and a.table_name = k.name
	where not exists (select from information_schema.columns b where b.table_schema = 'past' and b.table_name = k.name and b.column_name = a.column_name
	and b.ordinal_position = a.ordinal_position and b.data_type = a.data_type)$$, 'every kind has a twin in past with the same columns');
select is_empty($$select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 where c.relnamespace = 'concordat'::regnamespace
	and (c.relkind = 'v' or c.relname = 'deadline') and has_table_privilege('concordat_app', c.oid, 'select')
	and not exists (select from pg_attribute b where b.attrelid = to_regclass('past.' || quote_ident(c.relname))
	and b.attname = a.attname and b.atttypid = a.atttypid)$$, 'so has every report, with the same columns');
select is_empty($$select f.kind, f.name from concordat.field f join concordat.kind k on k.number = f.kind left join pg_attribute a
	on a.attrelid = to_regclass('concordat.' || quote_ident(k.name)) and a.attname = f.name where a.attname is null or format_type(a.atttypid, null) <> f.type$$,
	'the field table says of every column what it is');
select is_empty($$select c.conname from pg_constraint c cross join lateral unnest(c.conkey) k(attnum) where c.contype = 'f' and c.connamespace = 'concordat'::regnamespace
	and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = k.attnum)$$, 'every foreign key has an index');
select is_empty($$select f.kind, f.name from concordat.field f join concordat.kind k on k.number = f.kind join pg_class c on c.oid = to_regclass('concordat.' || quote_ident(k.name))
	join pg_attribute a on a.attrelid = c.oid and a.attname = f.name where f.refers_to is not null and f.type = 'text'
	and not exists (select from pg_constraint x where x.conrelid = c.oid and x.contype = 'f' and x.conkey = array[a.attnum])$$, 'every reference is a foreign key');

-- ---- views and policies ----

select is_empty($$select c.oid::regclass from pg_class c where c.relkind in ('v', 'm') and c.relnamespace in ('concordat'::regnamespace, 'past'::regnamespace)
	and not coalesce(c.reloptions @> array['security_invoker=true'], false)$$, 'every view asks as its asker');

-- Functions of SQL text have no dependencies of their own, so those they call are looked for by name.
create temporary view asked as
	with recursive called(oid) as (
		select d.refobjid from pg_depend d join pg_rewrite w on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid
			join pg_class c on c.oid = w.ev_class and c.relnamespace in ('concordat'::regnamespace, 'past'::regnamespace) where d.refclassid = 'pg_proc'::regclass
		union select d.refobjid from pg_depend d where d.classid = 'pg_policy'::regclass and d.refclassid = 'pg_proc'::regclass
		union select p.oid from called join pg_proc o on o.oid = called.oid join pg_proc p on p.pronamespace = 'concordat'::regnamespace
			and o.prosrc ~ ('concordat\.' || p.proname || '\M') where o.pronamespace = 'concordat'::regnamespace)
	select 'function ' || p.proname as what, p.prosrc as text from called join pg_proc p using (oid) where p.pronamespace = 'concordat'::regnamespace
	union all select 'call of ' || p.proname, p.proname || '()' from called join pg_proc p using (oid) where p.pronamespace <> 'concordat'::regnamespace
	union all select 'view ' || c.oid::regclass, pg_get_viewdef(c.oid) from pg_class c where c.relkind = 'v' and c.relnamespace in ('concordat'::regnamespace, 'past'::regnamespace)
	union all select 'policy ' || p.policyname || ' on ' || p.tablename, concat(p.qual, ' ', p.with_check) from pg_policies p where p.schemaname = 'concordat';
select cmp_ok((select count(*) from asked where what like 'function may_see%' or what = 'function end_of_day'), '>=', 2::bigint, 'the functions that views and policies ask were found');
select is_empty($$select what from asked where text ~* '\m(now|clock_timestamp|transaction_timestamp|statement_timestamp|timeofday)\(\)|\m(current_timestamp|current_date|localtimestamp|current_time|localtime)\M|''(now|today|yesterday|tomorrow)'''$$,
	'no view or policy, and no function that one asks, asks the time');
select is_empty($$select c.oid::regclass from pg_class c cross join lateral aclexplode(c.relacl) x where c.relnamespace in ('concordat'::regnamespace, 'past'::regnamespace)
	and x.grantee = 0$$, 'nothing is granted to everybody');

-- ---- roles ----

select is_empty($$select m.member::regrole from pg_auth_members m where m.roleid in ('concordat_engine'::regrole, 'concordat_owner'::regrole)$$, 'nobody is a member of the engine or the owner');
select is_empty($$select m.roleid::regrole from pg_auth_members m where m.member in ('concordat_app'::regrole, 'concordat_engine'::regrole)$$, 'the daemon and the engine are members of nothing');
select is_empty($$select rolname from pg_roles where rolname like 'concordat\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)$$,
	'no role of the register has more than it was granted');
select set_eq($$select rolname::text from pg_roles where rolname like 'concordat\_%' and rolcanlogin$$, array['concordat_app']::text[], 'only the daemon logs in');
select is_empty($$select d.classid::regclass, d.objid from pg_shdepend d where d.refobjid = 'concordat_app'::regrole and d.deptype = 'o'$$, 'the daemon owns nothing');
select is_empty($$select d.classid::regclass, d.objid from pg_shdepend d where d.refobjid = 'concordat_engine'::regrole and d.deptype = 'o' and d.classid <> 'pg_proc'::regclass
	and d.dbid = (select oid from pg_database where datname = current_database())$$, 'the engine owns functions only');
select is_empty($$select p.oid::regprocedure from pg_proc p where p.prosecdef and p.proowner <> 'concordat_engine'::regrole
	and p.pronamespace in ('concordat'::regnamespace, 'past'::regnamespace)$$, 'every definer''s function is the engine''s');
select is_empty($$select p.oid::regprocedure from pg_proc p where p.proowner in (select oid from pg_roles where rolsuper) and p.pronamespace in ('concordat'::regnamespace, 'past'::regnamespace)$$,
	'no function is a superuser''s');

-- ---- what the daemon may do ----

select is_empty($$select t, p from unnest(array['change', 'register', 'salt', 'deadline', 'deadline_event', 'occurrence', 'alert_run', 'progress', 'clock', 'calendar', 'field', 'kind']) t,
	unnest(array['insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p where has_table_privilege('concordat_app', 'concordat.' || t, p)$$,
	'the daemon does not write what triggers and tick keep');
select is_empty($$select t, a.attname from unnest(array['change', 'register', 'alert_run', 'progress', 'clock', 'deadline']) t join pg_attribute a on a.attrelid = ('concordat.' || t)::regclass
	and a.attnum > 0 where has_column_privilege('concordat_app', a.attrelid, a.attnum, 'insert, update')$$, 'nor any column of it');
select is_empty($$select c.oid::regclass, p from pg_class c, unnest(array['delete', 'truncate']) p where c.relnamespace = 'concordat'::regnamespace and c.relkind in ('r', 'v')
	and has_table_privilege('concordat_app', c.oid, p)$$, 'the daemon deletes nothing');
select is_empty($$select p from unnest(array['select', 'insert', 'update', 'delete']) p where has_table_privilege('concordat_app', 'concordat.salt', p)$$, 'the daemon does not read the salts');
select is_empty($$select p from unnest(array['usage', 'create']) p where has_schema_privilege('concordat_app', 'words', p)$$, 'nor the search index');
select set_eq($$select relname::text from pg_class where relnamespace = 'words'::regnamespace and relkind = 'r'$$, 'select name from concordat.kind', 'every kind has its words');
select is(has_table_privilege('concordat_app', 'concordat.idempotency', 'update'), false, 'a key once used stays used');
select is_empty($$select s from unnest(array['concordat', 'past', 'public']) s where has_schema_privilege('concordat_app', s, 'create')$$, 'the daemon makes no tables of its own');

set local role concordat_app;
select set_config('concordat.organisation', 'alpha', true), set_config('concordat.client', 'alpha/officer', true), set_config('concordat.edits', 'alpha', true);
select throws_ok(format('delete from concordat.%I', t), '42501', null, 'refused: delete from ' || t)
	from unnest(array['change', 'register', 'alert_run', 'progress', 'occurrence', 'idempotency', 'milestone', 'organisation', 'client']) t;
select throws_ok(statement, '42501', null, 'refused: ' || statement) from unnest(array['update concordat.change set hash = hash', 'update concordat.register set revision = 0',
	'update concordat.alert_run set first = 1', 'update concordat.progress set settled = 9', 'update concordat.deadline set due_on = null', 'update concordat.clock set ticked_to = 0',
	'update concordat.idempotency set digest = digest', 'truncate concordat.milestone', 'select salt from concordat.salt']) statement;
set local row_security = off;
select throws_ok('select count(*) from concordat.milestone', '42501', null, 'without row security the daemon is refused, not shown everything');
set local row_security = on;
reset role;

-- ---- one rule, said twice ----

create temporary table the_case as
	select asker, owner, visibility, readers from unnest(array['alpha', 'beta', 'gamma', '', null]) asker, unnest(array['alpha', 'beta']) owner, unnest(array[1, 2, 3]) visibility,
		(values (null::text[]), ('{}'), ('{beta}'), ('{alpha,beta}'), ('{gamma,beta}'), ('{""}')) r(readers);
create function pg_temp.sees(asker text, owner text, visibility int, readers text[]) returns boolean language plpgsql as $$
begin
	perform set_config('concordat.organisation', asker, true);
	return coalesce(concordat.may_see(owner, visibility, readers), false);
end $$;
select is_empty($$select * from the_case where pg_temp.sees(asker, owner, visibility, readers) <> coalesce(concordat.may_see_as(coalesce(asker, ''), owner, visibility, readers), false)$$,
	'may_see and may_see_as say the same of every case');
select is_empty($$select * from the_case where pg_temp.sees(asker, owner, visibility, readers) is distinct from
	coalesce(visibility = 1 or owner = asker or visibility = 2 and asker = any (readers) and asker <> '', false) and readers is distinct from '{""}'$$,
	'both say public, one''s own, or named');
select is_empty($$select * from the_case where coalesce(asker, '') = '' and visibility <> 1 and readers is distinct from '{""}' and pg_temp.sees(asker, owner, visibility, readers)$$,
	'who is nobody sees what is public');

select * from finish();
rollback;

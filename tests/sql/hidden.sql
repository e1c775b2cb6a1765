-- What was public once and was hidden later: the past, the history and the changes tell others no more of it than the present does.
begin;
select no_plan();

create function pg_temp.write(statement text, asker text default 'alpha', operates text default '') returns bigint language plpgsql as $$
begin
	perform set_config('concordat.organisation', asker, true), set_config('concordat.client', asker || '/officer', true), set_config('concordat.edits', asker, true),
		set_config('concordat.operates', operates, true), set_config('concordat.registers', '', true), set_config('concordat.reason', '', true);
	perform concordat.begin_unit();
	perform set_config('role', 'concordat_app', true);
	execute statement;
	perform set_config('role', 'none', true);
	return (concordat.end_unit()).revision;
end $$;
create function pg_temp.show(note text, visibility int) returns bigint language sql as $$
	select pg_temp.write(format('update concordat.note set visibility = %s where id = %L', visibility, note)) $$;

select pg_temp.write($$insert into concordat.organisation (id, name) values ('alpha', 'Alpha'), ('beta', 'Beta'), ('concordat-operator', 'Operator')$$, 'concordat-operator', 't') as start \gset
select pg_temp.write($$insert into concordat.note (id, text, visibility) values ('alpha/back', 'back', 1)$$) as made \gset
select pg_temp.show('alpha/back', 3) as hidden \gset
select pg_temp.show('alpha/back', 1) as shown \gset
select pg_temp.write($$insert into concordat.note (id, text, visibility) values ('alpha/gone', 'gone', 1)$$) as other \gset
select pg_temp.show('alpha/gone', 3) as head \gset

select set_config('concordat.organisation', 'beta', true) \g /dev/null
set local role concordat_app;
create function pg_temp.seen(at bigint) returns text language plpgsql as $$
begin
	perform set_config('concordat.as_of', at::text, true);
	return (select string_agg(id, ' ' order by id) from past.note);
end $$;
select is(pg_temp.seen(:made), 'alpha/back', 'as of the day on which it was public, it is there');
select is(pg_temp.seen(:hidden), null, 'as of the day on which it was hidden it is not, nor in its old version');
select is(pg_temp.seen(:shown), 'alpha/back', 'as of the day on which it was shown again, it is');
select is(pg_temp.seen(:other), 'alpha/back', 'what is hidden now was never there');
select results_eq(format($$select id, type from concordat.changes(%s, %s, 100, null)$$, :start, :head),
	$$values ('alpha/back', 1), ('alpha/back', 5), ('alpha/back', 4), ('alpha/gone', 5)$$, 'of what is hidden now the changes tell that it vanished, and nothing that was before');
select is_empty($$select revision from concordat.history(27, 'alpha/gone', 9223372036854775807, 10)$$, 'and it has no history');
select results_eq($$select type from concordat.history(27, 'alpha/back', 9223372036854775807, 10)$$, array[4, 1], 'what is shown has that of the versions that were');
reset role;
select * from finish();
rollback;

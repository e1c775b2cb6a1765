-- The register's clock: working days, London's midnights, leads, and what tick() tells whom, once. Time here is a number given to tick;
-- the writes go through the same triggers as the daemon's, as an editor of alpha.
create extension if not exists dblink schema public;
select no_plan();

-- ---- the bench ----

create schema bench;
grant usage on schema bench to public;

-- One unit of writes, as the daemon makes it.
create function bench.write(statement text, asker text default 'alpha', operates text default '') returns void language plpgsql as $$
begin
	perform set_config('concordat.organisation', asker, true), set_config('concordat.client', asker || '/officer', true), set_config('concordat.edits', asker, true),
		set_config('concordat.operates', operates, true), set_config('concordat.registers', '', true), set_config('concordat.reason', '', true);
	perform concordat.begin_unit();
	perform set_config('role', 'concordat_app', true);
	execute statement;
	perform concordat.end_unit();
	perform set_config('role', 'none', true);
end $$;
-- An instant from London's wall clock.
create function bench.at(wall text) returns bigint language sql as $$ select concordat.micros(wall::timestamp at time zone 'Europe/London') $$;
create function bench.tick(wall text) returns bigint language sql as $$ select made from concordat.tick(bench.at(wall)) $$;
-- One row for each alert.
create view bench.item as select r.owner, r.subscription, r.first + u.nth - 1 as number, u.occurrence, o.deadline, o.lead, o.due_on
	from concordat.alert_run r cross join lateral unnest(r.occurrences) with ordinality u(occurrence, nth) join concordat.occurrence o on o.number = u.occurrence;
-- What a subscription was told after a number: "type lead days_left late deadline", in order.
create function bench.told(name text, since bigint default 0) returns setof text language sql as $$
	select concat_ws(' ', (array['due', 'overdue', 'moved', 'met', 'withdrawn', 'chase'])[o.type], split_part(i.lead, '@', 1), o.days_left, case when o.late then 'late' end,
		split_part(i.deadline, '.', 2)) from bench.item i join concordat.occurrence o on o.number = i.occurrence where i.subscription = 'alpha/' || name and i.number > since order by i.number $$;
create function bench.milestone(name text, earliest date, latest date, more text default '') returns void language sql as $$
	select bench.write(format('insert into concordat.milestone (id, visibility, title, initiative, precision, earliest_on, latest_on) values (%L, 1, %L, %L, 1, %L, %L)',
		'alpha/' || name, initcap(name), 'alpha/work', earliest, latest)) $$;
create function bench.subscription(name text, leads text, more text default 'null, null, null') returns void language sql as $$
	select bench.write(format('insert into concordat.subscription (id, title, initiative, leads, overdue_every_days, events, paused) values (%L, %L, %L, %L, %s)', 'alpha/' || name, name, 'alpha/work', leads, more)) $$;

-- The register is young: its clock goes back to when the tests play.
select concordat.set_clock(bench.at('2014-06-02 07:00')) \g /dev/null
analyze concordat.alert_run, concordat.occurrence, concordat.progress; -- PostgreSQL knows that they are empty, as it does of a young register: plans made now are kept
select bench.write($$insert into concordat.organisation (id, name) values ('alpha', 'Alpha'), ('beta', 'Beta'), ('concordat-operator', 'Operator')$$, 'concordat-operator', 't') \g /dev/null
\set holidays `cat deploy/examples/bank-holidays.jsonl`
create table bench.holiday as select (line::json)->>'id' as id, (line::json)->>'name' as name, ((line::json)->>'day_on')::date as day_on from regexp_split_to_table(:'holidays', '\n') line where line <> '';
grant select on bench.holiday to public;
select bench.write('insert into concordat.holiday (id, visibility, day_on, name, division) select id, 1, day_on, name, ''england-and-wales'' from bench.holiday', 'concordat-operator', 't') \g /dev/null
select is((select calendar_stale from concordat.clock), true, 'a holiday makes the calendar stale');
select bench.tick('2014-06-02 07:01') \g /dev/null
select is((select calendar_stale from concordat.clock), false, 'the next tick counts it again');

-- ---- working days and midnights ----

-- Five clear working days lie between the notice and the meeting, so the notice is on the sixth before; a call-in of five ends on the fifth after.
select is(concordat.lead_day(due, lead), day, format('%s before %s is %s', lead, due, day)) from (values ('2014-07-01'::date, '6wd', '2014-06-23'::date), ('2015-05-26', '6wd', '2015-05-15'),
	('2015-04-08', '6wd', '2015-03-27'), ('2022-01-05', '6wd', '2021-12-23'), ('2022-09-27', '6wd', '2022-09-16'), ('2026-01-06', '6wd', '2025-12-24'), ('2026-04-14', '6wd', '2026-04-02'),
	('2014-07-01', '6d', '2014-06-25'), ('2014-07-01', '29d', '2014-06-02'), ('2015-04-08', '29d', '2015-03-10'), ('2014-07-09', '5wd', '2014-07-02'), ('2015-04-09', '5wd', '2015-03-31'),
	('2016-10-20', '5wd', '2016-10-13'), ('2021-12-31', '5wd', '2021-12-22'), ('2022-09-22', '5wd', '2022-09-14'), ('2014-07-05', '0d', '2014-07-05')) v(due, lead, day);
select is_empty($$select lead, due::date from unnest(array['0d', '1d', '14d', '1wd', '5wd', '20wd']) lead, generate_series('2014-01-01'::date, '2016-12-31', '1 day') due,
	concordat.due_range(lead, concordat.lead_day(due::date, lead) - 1, concordat.lead_day(due::date, lead)) r where not coalesce(due between r.first_day and r.last_day, false)$$,
	'every due day is in the range of the day on which its lead falls');
select is_empty($$select lead, day::date, due::date from unnest(array['0d', '1d', '14d', '1wd', '5wd']) lead, generate_series('2014-01-01'::date, '2016-12-31', '1 day') day,
	concordat.due_range(lead, day::date - 1, day::date) r, generate_series(r.first_day, r.last_day, '1 day') due where concordat.lead_day(due::date, lead) <> day::date$$,
	'and a day''s range holds no other');
select is_empty($$select lead, a::date, width from unnest(array['0d', '14d', '1wd', '5wd']) lead, generate_series('2014-01-01'::date, '2016-12-31', '1 day') a, unnest(array[3, 10, 30]) width,
	concordat.due_range(lead, a::date, a::date + width) r, concordat.due_range(lead, a::date, a::date + 1) one, concordat.due_range(lead, a::date + 1, a::date + width) rest
	where r.last_day <> rest.last_day or r.first_day <> least(case when one.first_day <= one.last_day then one.first_day end, rest.first_day)$$,
	'the range of several days is those of its days together');
select is(concordat.instant(concordat.end_of_day(day)), ends::timestamptz, format('%s ends at %s', day, ends)) from (values ('2014-01-15'::date, '2014-01-16 00:00Z'), ('2014-07-01', '2014-07-01 23:00Z'),
	('2014-03-29', '2014-03-30 00:00Z'), ('2014-03-30', '2014-03-30 23:00Z'), ('2014-10-25', '2014-10-25 23:00Z'), ('2014-10-26', '2014-10-27 00:00Z')) v(day, ends);
select is(concordat.alert_day(concordat.micros(at::timestamptz), 8), day, format('at %s the alerts of %s are due', at, day)) from (values ('2014-07-01 06:59:59Z', '2014-06-30'::date),
	('2014-07-01 07:00Z', '2014-07-01'), ('2014-01-15 07:59:59Z', '2014-01-14'), ('2014-01-15 08:00Z', '2014-01-15')) v(at, day);
set timezone to 'America/New_York';
select is(concordat.instant(concordat.end_of_day('2014-07-01')), '2014-07-01 23:00Z'::timestamptz, 'London''s days end in London, wherever the session is');
reset timezone;

-- ---- leads ----

select bench.write($$insert into concordat.initiative (id, visibility, title, type) values ('alpha/work', 1, 'Work', 1)$$) \g /dev/null
select bench.subscription('leads', '{14d,5wd,1d,0d}') \g /dev/null
select bench.subscription('paused', '{14d,1d}', 'null, null, true') \g /dev/null
select bench.milestone('report', '2014-07-01', '2014-07-31') \g /dev/null
select bench.tick('2014-07-01 12:00') \g /dev/null
select is_empty($$select bench.told('leads')$$, 'nothing is told before its lead');
select is((select next_at from concordat.tick(bench.at('2014-07-16 12:00'))), bench.at('2014-07-17 00:00'), 'tick says when there can be more to do: the next midnight');
select is((select next_at from concordat.tick(bench.at('2014-07-17 00:00'))), bench.at('2014-07-17 08:00'), 'or the hour of the day''s alerts');
select is_empty($$select bench.told('leads')$$, 'a day''s alerts wait for the alert hour');
select is(bench.tick('2014-07-17 08:00'), 1::bigint, 'at the hour the alert is made');
select is(bench.tick('2014-07-17 08:00'), 0::bigint, 'tick run twice does nothing');
select is(bench.tick('2014-07-17 07:00'), 0::bigint, 'time does not go back');
select bench.tick(d::date || ' 09:00') from generate_series('2014-07-18'::date, '2014-08-10', '1 day') d \g /dev/null
select results_eq($$select bench.told('leads')$$, array['due 14d 14 report', 'due 5wd 7 report', 'due 1d 1 report', 'due 0d 0 report', 'overdue overdue+1 -1 report'],
	'each lead on its day, and overdue once');
select is_empty($$select bench.told('paused')$$, 'a paused subscription is told nothing');
select is((select state from concordat.deadline where record = 'alpha/report'), 1, 'an overdue deadline stays open');

-- ---- overdue, again and again ----

select bench.subscription('chaser', '{0d}', '7, ''{overdue}'', null') \g /dev/null
select bench.milestone('rota', '2014-08-20', '2014-08-20') \g /dev/null
select bench.tick(d::date || ' 09:00') from generate_series('2014-08-11'::date, '2014-09-12', '1 day') d \g /dev/null
select results_eq($$select t from bench.told('chaser') t where t like '%rota'$$, array['overdue overdue+1 -1 rota', 'overdue overdue+8 -8 rota', 'overdue overdue+15 -15 rota', 'overdue overdue+22 -22 rota'],
	'overdue repeats as often as asked');
select bench.tick('2014-10-30 09:00') \g /dev/null
select is((select count(*) from bench.told('chaser') t where t like '%rota'), 5::bigint, 'of several repeats slept through only one is told');
select bench.write($$update concordat.milestone set state = 3 where id in ('alpha/rota', 'alpha/report')$$) \g /dev/null
select bench.tick('2014-11-07 09:00') \g /dev/null
select is((select count(*) from bench.told('chaser') t where t like '%rota'), 5::bigint, 'what is met is overdue no more');
select is((select array_agg(t) from bench.told('leads') t where t like 'met%rota'), array['met met -79 rota'], 'and that it was met is told');

-- ---- appearing late ----

select bench.milestone('late', '2014-11-20', '2014-11-20') \g /dev/null
select bench.tick('2014-11-10 09:00') \g /dev/null
select results_eq($$select t from bench.told('leads') t where t like '%late'$$, array['due 14d 10 late late'], 'a deadline that appears when its lead has passed is told once, as late');
select bench.subscription('joins', '{14d,5wd,1d}') \g /dev/null
select bench.tick('2014-11-14 10:00') \g /dev/null
select results_eq($$select bench.told('joins')$$, array['due 5wd 6 late late'], 'a subscription that comes later is told of the nearest lead only');
select bench.tick('2014-11-14 11:00') \g /dev/null
select bench.tick('2014-11-21 09:00') \g /dev/null
select results_eq($$select bench.told('joins')$$, array['due 5wd 6 late late', 'overdue overdue+1 -1 late'], 'and of each thing once: asleep over the day itself it hears that it is overdue');

select bench.subscription('far', '{14d}') \g /dev/null
select bench.tick('2014-11-21 10:00') \g /dev/null
select bench.milestone('soon', '2014-11-27', '2014-11-27') \g /dev/null
select bench.tick('2014-11-21 11:00') \g /dev/null
select is((select array_agg(t) from (select t from unnest(array['joins', 'far']) name, bench.told(name) t where t like '%soon' order by name) x), array['due 14d 6 late soon', 'due 5wd 6 late soon'],
	'each subscription hears of the nearest of its own leads');

-- ---- what wakes the clock ----

create function bench.wakes(statement text) returns boolean language plpgsql as $$
declare before bigint := (select stamps[98] from concordat.register);
begin
	perform bench.write(statement);
	return before is distinct from (select stamps[98] from concordat.register);
end $$;
select is(bench.wakes(format('update concordat.milestone set %s where id = %L', change, 'alpha/soon')), wanted, format('a milestone''s %s: %s', change, case when wanted then 'a matter for the clock' else 'none' end))
	from (values ('title = ''Soon after''', false), ('note = ''As told''', false), ('latest_on = ''2014-11-28''', true), ('state = 3', true), ('visibility = 3', true), ('initiative = null', true)) v(change, wanted);
select is((select title from concordat.deadline where record = 'alpha/soon'), 'Soon after', 'its deadline has the new title all the same');
select set_eq('select event, lead, number, subscriptions from concordat.cadence', $$select c.event, c.lead, c.number, count(*) from concordat.subscription s, concordat.cadences(s) c group by 1, 2, 3$$,
	'the lead times asked for are those of the subscriptions');
select bench.write($$update concordat.subscription set paused = true where id = 'alpha/far'$$), bench.write($$update concordat.subscription set leads = '{3d}', overdue_every_days = 9 where id = 'alpha/chaser'$$) \g /dev/null
select set_eq('select event, lead, number, subscriptions from concordat.cadence', $$select c.event, c.lead, c.number, count(*) from concordat.subscription s, concordat.cadences(s) c group by 1, 2, 3$$,
	'also after one was paused and one asks for others');

-- ---- catching up ----

select bench.milestone('a', '2015-02-02', '2015-02-02') \g /dev/null
select bench.milestone('b', '2015-02-05', '2015-02-05') \g /dev/null
select bench.milestone('c', '2015-02-20', '2015-02-20') \g /dev/null
select bench.tick('2014-12-01 09:00') \g /dev/null
select coalesce(max(number), 0) as mark from bench.item where subscription = 'alpha/joins' \gset
select bench.tick('2015-02-04 10:00') \g /dev/null
select set_eq(format($$select bench.told('joins', %s)$$, :mark), array['overdue overdue+1 -2 a', 'due 1d 1 late b'], 'after a long sleep each subscription hears once of each deadline');
select is(bench.tick('2015-02-04 10:00'), 0::bigint, 'and nothing more at the same instant');
select is_empty($$select subscription from bench.item group by subscription having min(number) <> 1 or max(number) <> count(*)$$, 'numbers have no gaps');
select is_empty($$select i.subscription from bench.item i group by i.owner, i.subscription having max(number) <> concordat.last_alert(i.owner, i.subscription)$$, 'and the last is known');

-- ---- settling ----

set session_replication_role = replica;
insert into concordat.client (id, owner, visibility, version, revision, created_at, created_by, changed_at, changed_by, title, organisation, public_key)
	select o || '/script', o, 3, 1, 1, 0, 'x', 0, 'x', 'Script', o, rpad(o, 40, '0') from unnest(array['alpha', 'beta']) o;
set session_replication_role = origin;
create table bench.settled (outcome int, id text, settled bigint, revision bigint);
grant insert on bench.settled to public;
create function bench.settle(keys text[], names text[], uptos bigint[]) returns bigint[] language plpgsql as $$
begin
	truncate bench.settled;
	perform bench.write(format('insert into bench.settled select * from concordat.settle_all(%L, %L, %L)', keys, names, uptos));
	return (select array_agg(s.settled order by s.ctid) from bench.settled s);
end $$;
select concordat.last_alert('alpha', 'alpha/joins') as last \gset
select is(bench.settle('{alpha00000000000000000000000000000000000,beta000000000000000000000000000000000000,alpha00000000000000000000000000000000000}', '{alpha/joins,alpha/joins,alpha/nothing}', '{1,2,1}'), '{1,0,0}',
	'settled together: each row for its own asker, whose subscription it must be');
select is(bench.settle('{beta000000000000000000000000000000000000,beta000000000000000000000000000000000000}', '{alpha/joins,alpha/nothing}', '{2,1}'), '{0,0}', 'another organisation is told nothing');
select is((select settled from concordat.progress where subscription = 'alpha/joins'), 1::bigint, 'and settles nothing of it');
select is(bench.settle('{alpha00000000000000000000000000000000000,alpha00000000000000000000000000000000000}', '{alpha/joins,alpha/joins}', '{9223372036854775807,1}'), array[:last, :last]::bigint[],
	'no further than the last, never back, and twice in one statement is the further of the two');
select throws_like($$select bench.settle('{alpha00000000000000000000000000000000000,gamma00000000000000000000000000000000000}', '{alpha/joins,alpha/joins}', '{1,1}')$$, '%not known%', 'a key that may not connect settles nothing');

-- ---- a meeting fixed ----

select bench.write($$insert into concordat.body (id, visibility, name) values ('alpha/cabinet', 1, 'Cabinet'), ('alpha/panel', 1, 'Panel')$$) \g /dev/null
select bench.write($$insert into concordat.milestone (id, visibility, title, initiative, body, anchor_text, when_text, precision, earliest_on, latest_on) values
	('alpha/tied', 1, 'Tied', 'alpha/work', 'alpha/cabinet', 'October Cabinet', 'October Cabinet', 2, '2015-10-01', '2015-10-31'),
	('alpha/loose', 1, 'Loose', 'alpha/work', 'alpha/cabinet', null, 'October', 2, '2015-10-01', '2015-10-31')$$) \g /dev/null
select bench.write($$insert into concordat.subscription (id, title, initiative, events) values ('alpha/moves', 'Moves', 'alpha/work', '{moved,withdrawn}')$$) \g /dev/null
select bench.tick('2015-03-02 09:00') \g /dev/null
create function bench.meet(name text, body text, day date, more text default '') returns void language sql as $$
	select bench.write(format('insert into concordat.meeting (id, visibility, body, precision, earliest_on, latest_on) values (%L, 1, %L, 1, %L, %4$L)', 'alpha/' || name, 'alpha/' || body, day, day)) $$;
create function bench.due(name text) returns date language sql as $$ select due_on from concordat.deadline where id = 'alpha/milestone.' || name $$;
select bench.meet('september', 'cabinet', '2015-09-30'), bench.meet('november', 'cabinet', '2015-11-01'), bench.meet('other', 'panel', '2015-10-06') \g /dev/null
select bench.tick('2015-03-03 09:00') \g /dev/null
select is(bench.due('tied'), '2015-10-31'::date, 'a meeting outside the window, or of another body, moves nothing');
select is_empty($$select bench.told('moves')$$, 'and nobody is told');
select bench.meet('october', 'cabinet', '2015-10-20') \g /dev/null
select is(bench.due('tied'), '2015-10-20'::date, 'a meeting fixed inside the window narrows the deadline to its day');
select is(bench.due('loose'), '2015-10-31'::date, 'but only of what is tied to it');
select is((select array[first_due_on::text, moves::text, working] from concordat.deadline where record = 'alpha/tied'), array['2015-10-31', '1', '2015-10-20: day of the meeting alpha/october, for "October Cabinet"'],
	'the deadline keeps its first day, counts the move and shows the working');
select is(bench.tick('2015-03-03 09:01'), 3::bigint, 'every subscriber who asks for it is told at once');
select is((select array[o.was_due_on, o.due_on] from bench.item i join concordat.occurrence o on o.number = i.occurrence where i.subscription = 'alpha/moves'), array['2015-10-31', '2015-10-20']::date[],
	'that it moved, and from when to when');
select bench.meet('october-early', 'cabinet', '2015-10-06') \g /dev/null
select is(bench.due('tied'), '2015-10-06'::date, 'the earliest meeting in the window counts');
select bench.write($$insert into concordat.meeting (id, visibility, body, precision, earliest_on, latest_on, status) values ('alpha/perhaps', 1, 'alpha/panel', 1, '2009-08-18', '2009-08-18', 4)$$) \g /dev/null
select is((select state from concordat.deadline where record = 'alpha/perhaps'), 3, 'a meeting of which nobody knows whether it was held is nobody''s deadline');
select bench.write($$update concordat.meeting set status = 3 where id = 'alpha/october-early'$$) \g /dev/null
select is(bench.due('tied'), '2015-10-20'::date, 'one that is cancelled does not');
select bench.tick('2015-03-04 09:00') \g /dev/null
select is((select count(*) from bench.told('moves') t where t like '%tied'), 1::bigint, 'what moved to and fro between two ticks is not told');
select bench.write($$update concordat.meeting set earliest_on = '2015-11-20', latest_on = '2015-11-20' where id = 'alpha/october'$$) \g /dev/null
select is(bench.due('tied'), '2015-10-31'::date, 'a meeting that leaves the window gives the whole window back');
select bench.write($$update concordat.milestone set meeting = 'alpha/november' where id = 'alpha/tied'$$) \g /dev/null
select is(bench.due('tied'), '2015-11-01'::date, 'a meeting that is named counts wherever it lies');
select bench.write($$update concordat.milestone set meeting = null where id = 'alpha/tied'$$) \g /dev/null

-- A deadline is told to those who see the milestone: what they may not see must not show through it.
select bench.write($$insert into concordat.meeting (id, visibility, body, precision, earliest_on, latest_on) values ('alpha/closed', 3, 'alpha/cabinet', 1, '2015-10-13', '2015-10-13')$$) \g /dev/null
select is(bench.due('tied'), '2015-10-31'::date, 'a hidden meeting does not narrow what others see');
select bench.write($$update concordat.meeting set visibility = 1 where id = 'alpha/closed'$$) \g /dev/null
select is(bench.due('tied'), '2015-10-13'::date, 'once it is public it does');
select bench.write($$insert into concordat.meeting (id, visibility, body, precision, earliest_on, latest_on) values ('beta/own', 3, 'alpha/cabinet', 1, '2015-10-02', '2015-10-02')$$, 'beta') \g /dev/null
select is(bench.due('tied'), '2015-10-13'::date, 'nor does one of another organisation');
select bench.write($$insert into concordat.body (id, name) values ('alpha/secret', 'Secret cell')$$) \g /dev/null
select bench.write($$insert into concordat.meeting (id, visibility, body, precision, earliest_on, latest_on) values ('alpha/open', 1, 'alpha/secret', 1, '2015-12-01', '2015-12-01')$$) \g /dev/null
select is((select title from concordat.deadline where record = 'alpha/open'), 'Meeting', 'a public meeting does not tell the name of a hidden body');
select bench.write($$update concordat.body set visibility = 1 where id = 'alpha/secret'$$) \g /dev/null
select is((select title from concordat.deadline where record = 'alpha/open'), 'Secret cell meets', 'of a body that is shown it does');
select bench.write($$update concordat.body set visibility = 3 where id = 'alpha/secret'$$) \g /dev/null
select is((select title from concordat.deadline where record = 'alpha/open'), 'Meeting', 'and no more when it is hidden again');
select is(concordat.seen_by_all(a_owner, a_visibility, a_readers, b_owner, b_visibility, b_readers), wanted, format('whoever sees %s sees %s: %s', concat_ws(' ', a_owner, a_visibility, a_readers),
	concat_ws(' ', b_owner, b_visibility, b_readers), wanted)) from (values ('alpha', 1, null::text[], 'alpha', 1, null::text[], true), ('alpha', 1, null, 'alpha', 3, null, false), ('alpha', 3, null, 'alpha', 3, null, true),
	('alpha', 3, null, 'beta', 3, null, false), ('alpha', 2, '{beta}', 'alpha', 3, null, false), ('alpha', 2, '{beta}', 'alpha', 2, '{gamma,beta}', true), ('alpha', 2, '{beta,gamma}', 'alpha', 2, '{beta}', false),
	('alpha', 3, '{beta}', 'alpha', 3, null, true), ('alpha', 3, null, 'beta', 2, '{alpha}', true), ('alpha', 2, '{beta}', 'beta', 2, '{alpha}', true), ('alpha', 2, null, 'beta', 1, null, true),
	('alpha', 3, null, 'alpha', 3, '{alpha}', true)) v(a_owner, a_visibility, a_readers, b_owner, b_visibility, b_readers, wanted);

-- ---- without a date ----

select bench.write($$insert into concordat.milestone (id, visibility, title, initiative, precision, set_by, chase_on) values ('alpha/undated', 1, 'Undated', 'alpha/work', 9, 'alpha/cabinet', '2015-03-10')$$) \g /dev/null
select is((select state from concordat.deadline where record = 'alpha/undated'), 4, 'what has no date is undated, not open');
select bench.tick('2015-03-12 09:00') \g /dev/null
select is((select array_agg(t) from bench.told('leads') t where t like '%undated'), array['chase chase undated'], 'and is asked after on its day');
select throws_like($$select bench.write('insert into concordat.milestone (id, title, precision) values (''alpha/never'', ''Never'', 9)')$$, '%milestone_has_a_date_or_a_setter%', 'without a date it needs somebody who sets it');

-- ---- entitlement when telling ----

select bench.write($$insert into concordat.subscription (id, title, organisation, leads) values ('beta/watch', 'Watch', 'alpha', '{1d}')$$, 'beta') \g /dev/null
select bench.write($$insert into concordat.milestone (id, visibility, title, owed_by, precision, earliest_on, latest_on) values ('alpha/shown', 1, 'Shown', 'alpha', 1, '2015-04-02', '2015-04-02'),
	('alpha/hidden', 3, 'Hidden', 'alpha', 1, '2015-04-02', '2015-04-02')$$) \g /dev/null
select bench.tick('2015-04-01 09:00') \g /dev/null
select is((select array_agg(deadline::text) from bench.item where subscription = 'beta/watch'), array['alpha/milestone.shown'], 'only what the subscriber may see makes alerts');
select bench.write($$update concordat.milestone set visibility = 1 where id = 'alpha/hidden'$$) \g /dev/null
select bench.tick('2015-04-01 10:00') \g /dev/null
select is((select o.late from bench.item i join concordat.occurrence o on o.number = i.occurrence where i.subscription = 'beta/watch' and i.number = 2), true, 'what becomes visible after its lead is told then, as late');

-- ---- two daemons ----

select bench.milestone('race', '2015-05-20', '2015-05-20') \g /dev/null
select bench.tick('2015-04-20 09:00') \g /dev/null
select dblink_connect(name, format('host=%s port=%s dbname=%s user=postgres', current_setting('unix_socket_directories'), current_setting('port'), current_database())) from unnest(array['one', 'two']) name \g /dev/null
select dblink_exec('one', 'begin') \g /dev/null
select is((select made from dblink('one', $$select made from concordat.tick(bench.at('2015-05-19 09:00'))$$) t(made bigint)) > 0, true, 'one daemon ticks');
select dblink_send_query('two', $$select made from concordat.tick(bench.at('2015-05-19 09:00'))$$) \g /dev/null
select pg_sleep(0.3) \g /dev/null
select is(dblink_is_busy('two'), 1, 'another that ticks meanwhile waits');
select dblink_exec('one', 'commit') \g /dev/null
select is((select made from dblink_get_result('two') t(made bigint)), 0::bigint, 'and then finds nothing left to do');
select dblink_disconnect(name) from unnest(array['one', 'two']) name \g /dev/null
select is_empty($$select subscription, deadline, lead, due_on from bench.item group by 1, 2, 3, 4 having count(*) > 1$$, 'nobody is told the same thing twice');
select is_empty($$select subscription from bench.item group by subscription having min(number) <> 1 or max(number) <> count(*)$$, 'and there are still no gaps');

-- ---- there and back ----

select bench.subscription('back', '{7d,1d}') \g /dev/null
select bench.milestone('return', '2015-05-30', '2015-05-30') \g /dev/null
select bench.milestone(name, '2015-05-30', '2015-05-30') from unnest(array['beside', 'third']) name \g /dev/null
select bench.tick('2015-05-22 09:00') \g /dev/null
select bench.tick('2015-05-23 09:00') \g /dev/null
select bench.write($$update concordat.milestone set earliest_on = '2015-06-20', latest_on = '2015-06-20' where id = 'alpha/return'$$) \g /dev/null
select bench.tick('2015-05-24 09:00') \g /dev/null
select bench.write($$update concordat.milestone set earliest_on = '2015-05-30', latest_on = '2015-05-30' where id = 'alpha/return'$$) \g /dev/null
select bench.tick('2015-05-25 09:00') \g /dev/null
select bench.tick('2015-05-28 09:00') \g /dev/null
select bench.tick('2015-05-29 09:00') \g /dev/null
select results_eq($$select t from bench.told('back') t where t like '%return'$$, array['due 7d 7 return', 'moved moved 27 return', 'moved moved 5 return', 'due 1d 1 return'],
	'what moves away and back to a day of which they were told is not told late');

-- ---- alerts as records ----

select number as at, concordat.last_alert('alpha', 'alpha/back') as last from bench.item where subscription = 'alpha/back' and deadline = 'alpha/milestone.return' and lead = '1d' \gset
select cardinality(occurrences) as together from concordat.alert_run where subscription = 'alpha/back' order by 1 desc limit 1 \gset
select is(:together > 1, true, 'several alerts made at once lie together');
begin;
set local role concordat_app;
select set_config('concordat.organisation', 'alpha', true) \g /dev/null
select results_eq(format($$select id collate "default", number, title, lead collate "default", settled from concordat.alert r where r.id = any (array[%L, 'alpha/back.0', 'alpha/none.1', 'nonsense', %L]) and r.subscription = any (concordat.subscriptions_of(array[%1$L, 'nonsense']))$$,
	'alpha/back.' || :at, 'alpha/back.' || (:last + 1)), format($$values (%L, %s::bigint, 'Return', '1d', false)$$, 'alpha/back.' || :at, :at), 'each is found by its id, and no other is');
select results_eq($$select number from concordat.alert where subscription = 'alpha/back' order by number$$, format($$select n::bigint from generate_series(1, %s) n$$, :last), 'and all of a subscription in order');
select set_config('concordat.organisation', 'beta', true) \g /dev/null
select is_empty($$select id from concordat.alert where subscription like 'alpha/%'$$, 'others'' alerts do not exist');
rollback;
select results_eq(format($$select number from concordat.alerts_since(array[rpad('alpha', 40, '0')], array['alpha/back'], array[%s], array[%s])$$, s, m),
	format($$select n::bigint from generate_series(%s, %s) n$$, s + 1, least(s + m, :last)), format('%s after %s are the next ones', m, s))
	from (values (0, 1), (0, 1000), (1, 2), (:last - 1, 5), (:last, 5)) v(s, m);

-- ---- what it reads ----

select bench.milestone('read', '2015-06-10', '2015-06-10') \g /dev/null
select bench.tick('2015-06-02 09:00') \g /dev/null
begin;
select sum(seq_scan) as scans from pg_stat_xact_user_tables where schemaname = 'concordat' and relname in ('alert_run', 'occurrence', 'progress') \gset
select is(bench.tick('2015-06-09 09:00') > 0, true, 'a tick that tells');
select is((select sum(seq_scan) from pg_stat_xact_user_tables where schemaname = 'concordat' and relname in ('alert_run', 'occurrence', 'progress')), :scans::numeric, 'reads no table of alerts whole, however few there are');
commit;

-- ---- more than one unit tells of ----

select bench.milestone('many' || n, '2015-07-10', '2015-07-10') from generate_series(1, 5) n \g /dev/null
select bench.milestone('other', '2015-07-30', '2015-07-30') \g /dev/null
select bench.tick('2015-06-26 09:00') \g /dev/null
select bench.subscription('slices', '{14d,7d,3d}') \g /dev/null
select bench.tick('2015-06-26 09:01') \g /dev/null
select coalesce(concordat.last_alert('alpha', 'alpha/slices'), 0) as mark \gset
update concordat.clock set deadlines_at_once = 2;
select bench.write($$update concordat.milestone set earliest_on = '2015-07-29', latest_on = '2015-07-29' where id = 'alpha/other'$$) \g /dev/null
create table bench.slice as select 1 as n, t.*, null::bigint as upto from concordat.tick(bench.at('2015-07-05 09:00')) t;
update bench.slice set upto = (select max(number) from concordat.occurrence);
select bench.write($$update concordat.milestone set earliest_on = '2015-09-01', latest_on = '2015-09-01' where id = 'alpha/many5'$$) \g /dev/null
select bench.subscription('between', '{7d}') \g /dev/null
do $$
begin
	while (select going_to from concordat.clock) is not null loop
		insert into bench.slice select (select count(*) + 1 from bench.slice), t.*, null from concordat.tick(bench.at('2015-07-06 09:00')) t;
		update bench.slice set upto = (select max(number) from concordat.occurrence) where upto is null;
	end loop;
end $$;
select is((select count(*) > 2 and bool_and((next_at <= bench.at('2015-07-05 09:00')) = (n < (select count(*) from bench.slice))) from bench.slice), true,
	'what is due goes by so many deadlines a unit, and the next is wanted at once, until all are told');
select is((select max(c) from (select count(distinct o.deadline) as c from bench.slice s join bench.slice before on before.n = s.n - 1
	join concordat.occurrence o on o.number > before.upto and o.number <= s.upto where s.next_at <= bench.at('2015-07-05 09:00') group by s.n) x), 2::bigint, 'so many and no more');
select is((select ticked_to from concordat.clock), bench.at('2015-07-05 09:00'), 'at the instant to which it went, whatever the time by then');
select set_eq(format($$select t from bench.told('slices', %s) t$$, :mark), array['due 7d 5 late many1', 'due 7d 5 late many2', 'due 7d 5 late many3', 'due 7d 5 late many4', 'moved moved 24 other'],
	'each deadline once, as in one, and not as due what moved before its turn');
select results_eq($$select t from bench.told('between') t where t like 'due%' order by t collate "C"$$, $$select 'due 7d 5 late many' || n from generate_series(1, 4) n$$, 'who subscribed meanwhile is told of all, once');
update concordat.clock set deadlines_at_once = default;
select bench.tick('2015-07-06 09:00') \g /dev/null
select is((select array_agg(t) from bench.told('slices', :mark + 5) t), array['moved moved 57 many5'], 'what was written meanwhile is the next tick''s');

-- ---- what concerns the same subscriptions is told as one sort ----

-- Deadlines that move together and differ, each in another way, in what decides who hears of them: two are alike in everything.
select bench.write($$insert into concordat.initiative (id, title, type) values ('alpha/else', 'Else', 1)$$) \g /dev/null
select bench.write($$insert into concordat.body (id, name) values ('alpha/board', 'Board')$$) \g /dev/null
select bench.write($$insert into concordat.milestone (id, title, visibility, readers, initiative, body, owed_by, owed_to, precision, earliest_on, latest_on)
	select 'alpha/sort-' || v.name, v.name, v.visibility, v.readers, v.work, v.body, v.owed_by, v.owed_to, 1, '2016-03-01', '2016-03-01' from (values
	('a', 1, null::text[], 'alpha/work', null, null, null::text[]), ('b', 1, null, 'alpha/work', null, null, null), ('own', 3, null, 'alpha/work', null, null, null),
	('named', 2, '{beta}', 'alpha/work', null, null, null), ('other', 2, '{concordat-operator}', 'alpha/work', null, null, null), ('else', 1, null, 'alpha/else', null, null, null),
	('body', 1, null, 'alpha/work', 'alpha/board', null, null), ('by', 1, null, 'alpha/work', null, 'beta', null), ('to', 1, null, 'alpha/work', null, null, '{beta}'), ('lone', 3, null, null, null, null, null))
	v(name, visibility, readers, work, body, owed_by, owed_to)$$) \g /dev/null
select bench.write($$insert into concordat.milestone (id, title, visibility, precision, earliest_on, latest_on) values ('beta/sort-theirs', 'theirs', 3, 1, '2016-03-01', '2016-03-01')$$, 'beta') \g /dev/null
select bench.write($$insert into concordat.subscription (id, title, initiative, body, organisation, leads, events) values ('alpha/s-work', 's', 'alpha/work', null, null, '{14d}', '{moved}'),
	('alpha/s-else', 's', 'alpha/else', null, null, '{14d}', '{moved}'), ('alpha/s-body', 's', null, 'alpha/board', null, '{14d}', '{moved}'), ('alpha/s-all', 's', null, null, null, '{14d}', '{moved}'),
	('alpha/s-met', 's', null, null, null, '{14d}', '{met}')$$) \g /dev/null
select bench.write($$insert into concordat.subscription (id, title, organisation, leads, events) values ('beta/s-beta', 's', 'beta', '{14d}', '{moved}'), ('beta/s-all', 's', null, '{14d}', '{moved}')$$, 'beta') \g /dev/null
select bench.tick('2015-07-07 09:00') \g /dev/null
select max(number) as mark from concordat.occurrence \gset
select bench.write($$update concordat.milestone set earliest_on = '2016-04-01', latest_on = '2016-04-01' where id like 'alpha/sort-%'$$) \g /dev/null
select bench.write($$update concordat.milestone set earliest_on = '2016-04-01', latest_on = '2016-04-01' where id = 'beta/sort-theirs'$$, 'beta') \g /dev/null
select bench.tick('2015-07-07 09:01') \g /dev/null
select set_eq(format($$select i.deadline, i.subscription from bench.item i where i.occurrence > %s$$, :mark),
	$$select d.id, l.subscription from concordat.deadline d cross join lateral concordat.listeners(array[d.id]) l where d.record like '%/sort-%' and concordat.wants(l.events, 'moved')$$,
	'told together, each deadline is told to those whom it concerns by itself, and to nobody else');
select set_eq(format($$select split_part(i.deadline, '-', 2) from bench.item i where i.occurrence > %s and i.subscription = 'beta/s-all'$$, :mark), array['a', 'b', 'named', 'else', 'body', 'by', 'to', 'theirs'],
	'so that who may not see a deadline is told nothing of it');
select set_eq(format($$select split_part(i.deadline, '-', 2) from bench.item i where i.occurrence > %s and i.subscription = 'beta/s-beta'$$, :mark), array['by', 'to'], 'nor who asked for others');

-- ---- what it reads to tell of many ----

select bench.milestone('crowd' || n, '2016-08-01', '2016-08-01') from generate_series(1, 250) n \g /dev/null
select bench.tick('2015-07-07 09:02') \g /dev/null
begin;
truncate concordat.alert_run, concordat.occurrence; -- as when nobody has been told of anything: PostgreSQL would rather read nothing for each than look it up, while it grows
analyze concordat.alert_run, concordat.occurrence, concordat.progress;
select sum(seq_scan) as scans from pg_stat_xact_user_tables where schemaname = 'concordat' and relname in ('alert_run', 'occurrence', 'progress') \gset
select concordat.due_news(row ('{}', '{}', '{}', '{}', '{}', '{}', '{}')::concordat.news, '2016-07-01', '2016-07-18') as news \gset
select is(concordat.tell_news(:'news', bench.at('2016-07-18 09:00'), '2016-07-18') > 250, true, 'of many');
select is((select sum(seq_scan) from pg_stat_xact_user_tables where schemaname = 'concordat' and relname in ('alert_run', 'occurrence', 'progress')), :scans::numeric,
	'it reads none of these tables whole either');
rollback;

-- ---- circles ----

select bench.write($$insert into concordat.initiative (id, title, type, part_of) values ('alpha/i1', 'One', 1, null), ('alpha/i2', 'Two', 1, 'alpha/i1'), ('alpha/i3', 'Three', 1, 'alpha/i2')$$) \g /dev/null
select bench.write($$insert into concordat.body (id, name) values ('alpha/b1', 'One'), ('alpha/b2', 'Two'), ('alpha/b3', 'Three')$$) \g /dev/null
select bench.write($$insert into concordat.body_link (id, from_body, to_body, type) values ('alpha/l1', 'alpha/b1', 'alpha/b2', 1), ('alpha/l2', 'alpha/b2', 'alpha/b3', 1), ('alpha/l3', 'alpha/b3', 'alpha/b1', 2)$$) \g /dev/null
select bench.write($$insert into concordat.area (id, name, part_of) values ('alpha/a1', 'One', null), ('alpha/a2', 'Two', 'alpha/a1')$$) \g /dev/null
select bench.write($$insert into concordat.document (id, title, part_of) values ('alpha/d1', 'One', null), ('alpha/d2', 'Two', 'alpha/d1')$$) \g /dev/null
select bench.write($$insert into concordat.organisation (id, name, part_of) values ('unit', 'Unit', 'alpha'), ('desk', 'Desk', 'unit')$$, 'concordat-operator', 't') \g /dev/null
select throws_ok(format('select bench.write(%L, %L, %L)', statement, coalesce(asker, 'alpha'), case when asker is not null then 't' else '' end), 'CB008', null, 'refused as a circle: ' || what) from (values
	('work within its own part', $$update concordat.initiative set part_of = 'alpha/i3' where id = 'alpha/i1'$$, null), ('work within itself', $$update concordat.initiative set part_of = 'alpha/i1' where id = 'alpha/i1'$$, null),
	('new work within itself', $$insert into concordat.initiative (id, title, type, part_of) values ('alpha/i9', 'Nine', 1, 'alpha/i9')$$, null),
	('an organisation within its own unit', $$update concordat.organisation set part_of = 'desk' where id = 'alpha'$$, 'concordat-operator'),
	('an area within its own part', $$update concordat.area set part_of = 'alpha/a2' where id = 'alpha/a1'$$, null), ('a document within its own annex', $$update concordat.document set part_of = 'alpha/d2' where id = 'alpha/d1'$$, null),
	('a link edited into another kind', $$update concordat.body_link set type = 1 where id = 'alpha/l3'$$, null), ('a new link', $$insert into concordat.body_link (id, from_body, to_body, type) values ('alpha/l4', 'alpha/b3', 'alpha/b1', 1)$$, null),
	('a link edited to another body', $$update concordat.body_link set to_body = 'alpha/b1' where id = 'alpha/l2'$$, null), ('a body within itself', $$insert into concordat.body_link (id, from_body, to_body, type) values ('alpha/l5', 'alpha/b1', 'alpha/b1', 1)$$, null),
	('two links of one unit', $$insert into concordat.body_link (id, from_body, to_body, type) values ('alpha/l6', 'alpha/cabinet', 'alpha/panel', 1), ('alpha/l7', 'alpha/panel', 'alpha/cabinet', 1)$$, null)) v(what, statement, asker);
select lives_ok($$select bench.write('insert into concordat.body_link (id, from_body, to_body, type) select ''alpha/c'' || t, ''alpha/b3'', ''alpha/b1'', t from generate_series(2, 9) t')$$, 'links of every other type may form circles');
select bench.write($$update concordat.body_link set withdrawn_at = 1 where id = 'alpha/l1'$$) \g /dev/null
select lives_ok($$select bench.write('insert into concordat.body_link (id, from_body, to_body, type) values (''alpha/l8'', ''alpha/b3'', ''alpha/b1'', 1)')$$, 'a link that was withdrawn closes no circle');
select throws_ok($$select bench.write('update concordat.body_link set withdrawn_at = null where id = ''alpha/l1''')$$, 'CB008', null, 'but cannot come back into one');

select * from finish();

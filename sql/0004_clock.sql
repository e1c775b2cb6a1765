-- Telling: who is asking, the deadlines that triggers keep, the working-day calendar, and tick(), which makes the alerts that are due.

-- Migrations run with row_security off, under which the check of an SQL function's body would itself be refused.
set local check_function_bodies = off;
set local role concordat_owner;

create index change_changed_at on concordat.change (changed_at);
create index subscription_of_all on concordat.subscription (id) where initiative is null and body is null and organisation is null;
alter table concordat.client add constraint client_id_is_its_organisations check (split_part(id, '/', 1) = organisation);
comment on constraint client_id_is_its_organisations on concordat.client is 'id: a client is named organisation/name, by its own organisation';

-- ---- the clock ----

create table concordat.clock (
	one boolean primary key default true check (one),
	ticked_to bigint not null default concordat.micros(clock_timestamp()),
	today date not null default (clock_timestamp() at time zone 'Europe/London')::date,
	event_cursor bigint not null default 0,
	revision_cursor bigint not null default 0,
	calendar_stale boolean not null default true,
	alert_hour int not null default 8 check (alert_hour between 0 and 23),
	deadlines_at_once int not null default 20000 check (deadlines_at_once > 0),
	going_to bigint,
	told_upto text collate "C",
	told_events bigint,
	told_since bigint
);
comment on table concordat.clock is 'one row: how far time has been worked through; no view or policy asks now()';
comment on column concordat.clock.one is 'makes it one row';
comment on column concordat.clock.ticked_to is 'the register''s clock at the last tick, microseconds since 1970 UTC';
comment on column concordat.clock.today is 'the day of ticked_to in Europe/London';
comment on column concordat.clock.event_cursor is 'last deadline_event told of';
comment on column concordat.clock.revision_cursor is 'last revision whose new deadlines and subscriptions were looked at';
comment on column concordat.clock.calendar_stale is 'a holiday changed; the next tick counts working days again';
comment on column concordat.clock.alert_hour is 'hour of the day, Europe/London, at which the day''s alerts are made';
comment on column concordat.clock.deadlines_at_once is 'of how many deadlines one unit tells at most: writers wait for it, and subscribers';
comment on column concordat.clock.going_to is 'while a tick takes more units than one: the instant that it works to; else null, as the following';
comment on column concordat.clock.told_upto is 'the last deadline, by id, of which it has told';
comment on column concordat.clock.told_events is 'the last deadline_event of which it tells; later ones are the next tick''s';
comment on column concordat.clock.told_since is 'the last occurrence before it';
insert into concordat.clock default values;
grant select on concordat.clock to concordat_app;
grant select, update on concordat.clock to concordat_engine;

create table concordat.calendar (
	day date primary key,
	working boolean not null,
	before int not null
);
comment on table concordat.calendar is 'working days of England and Wales: not Saturday, Sunday or a bank holiday';
comment on column concordat.calendar.day is 'the day';
comment on column concordat.calendar.working is 'whether it is a working day';
comment on column concordat.calendar.before is 'how many working days of the calendar lie before it';
create index calendar_before on concordat.calendar (before, day);
grant select on concordat.calendar to concordat_app;
grant select, insert, delete on concordat.calendar to concordat_engine;

-- ---- deadlines ----

create table concordat.deadline (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility int not null,
	readers text[],
	revision bigint not null,
	record_kind int not null,
	title text not null,
	due_on date,
	due_at bigint,
	earliest_on date,
	state int not null,
	initiative text collate "C",
	body text collate "C",
	owed_by text collate "C",
	owed_to text[],
	when_text text,
	working text,
	first_due_on date,
	moves int not null default 0,
	chase_on date,
	record text collate "C" not null
) with (fillfactor = 85); -- a new title stays on its page, and touches no index
comment on table concordat.deadline is 'days that somebody must meet; kept by triggers from milestones and meetings';
comment on column concordat.deadline.id is 'founder/kind.name of the record';
comment on column concordat.deadline.owner is 'owner of the record';
comment on column concordat.deadline.visibility is 'visibility of the record';
comment on column concordat.deadline.readers is 'readers of the record';
comment on column concordat.deadline.revision is 'the register''s counter when it last moved';
comment on column concordat.deadline.record_kind is '23 milestone or 14 meeting';
comment on column concordat.deadline.title is 'what is due';
comment on column concordat.deadline.due_on is 'last day';
comment on column concordat.deadline.due_at is 'end of that day in Europe/London';
comment on column concordat.deadline.earliest_on is 'first day that it may be meant';
comment on column concordat.deadline.state is '1 open, 2 met, 3 closed, 4 undated';
comment on column concordat.deadline.initiative is 'for which work';
comment on column concordat.deadline.body is 'tied to which body';
comment on column concordat.deadline.owed_by is 'who must meet it';
comment on column concordat.deadline.owed_to is 'to whom';
comment on column concordat.deadline.when_text is 'words of the source';
comment on column concordat.deadline.working is 'how due_on was worked out';
comment on column concordat.deadline.first_due_on is 'what due_on was at first';
comment on column concordat.deadline.moves is 'how often it has moved';
comment on column concordat.deadline.chase_on is 'undated: day to ask again';
comment on column concordat.deadline.record is 'id of the record';
create unique index deadline_record on concordat.deadline (record_kind, record);
create index deadline_due_on on concordat.deadline (due_on, id);
create index deadline_open on concordat.deadline (due_on) where state = 1;
create index deadline_open_earliest on concordat.deadline (earliest_on) where state = 1;
create index deadline_chase on concordat.deadline (chase_on) where state = 4;
create index subscription_revision on concordat.subscription (revision);
create index deadline_initiative on concordat.deadline (initiative) where initiative is not null;
create index deadline_owed_by on concordat.deadline (owed_by) where owed_by is not null;

create table concordat.deadline_event (
	number bigint generated always as identity primary key,
	deadline text collate "C" not null,
	type int not null,
	was_due_on date,
	due_on date
);
comment on table concordat.deadline_event is 'what happened to deadlines, until tick has told it';
comment on column concordat.deadline_event.number is 'order of happening (under the counter row''s lock)';
comment on column concordat.deadline_event.deadline is 'to which';
comment on column concordat.deadline_event.type is 'AlertType: 3 moved, 4 met, 5 withdrawn; 0: to be looked at, for it may be late for somebody';
comment on column concordat.deadline_event.was_due_on is 'due before';
comment on column concordat.deadline_event.due_on is 'due after';

-- What is due is worked out in one place, for now and for the past alike. A milestone tied to a body is due at that body's meeting in its
-- window as soon as the meeting's day is known; the earliest such meeting counts. Only what all readers of the record may see goes in.
select concordat.define_report('deadline_source', $t$
	select split_part(m.id, '/', 1) || '/milestone.' || split_part(m.id, '/', 2) as id, m.owner, m.visibility, m.readers, m.revision, 23 as record_kind, m.title,
		coalesce(g.latest_on, m.latest_on) as due_on, coalesce(g.earliest_on, m.earliest_on, m.latest_on) as earliest_on,
		case when m.withdrawn_at is not null or m.state in (5, 6) then 3 when m.state = 3 then 2 when coalesce(g.latest_on, m.latest_on) is null then 4 else 1 end as state,
		m.initiative, m.body, m.owed_by, m.owed_to, m.when_text,
		case when g.id is not null then format('%s: day of the meeting %s, for "%s"', g.latest_on, g.id, coalesce(m.when_text, m.latest_on::text))
			when m.latest_on is not null then format('%s: last day of "%s"%s', m.latest_on, coalesce(m.when_text, m.edtf),
				case when m.inferred <> '{}' then format(' (%s supplied)', array_to_string(m.inferred, ', ')) else '' end)
			else 'no date yet' end as working,
		m.chase_on, m.id as record, null::text as starts
	from milestone m left join lateral (
		select k.id, k.earliest_on, k.latest_on from meeting k where k.withdrawn_at is null and k.status is distinct from 3 and k.precision = 1 and (k.id = m.meeting or
			(m.meeting is null and m.anchor_text <> '' and k.body = m.body and k.latest_on between m.earliest_on and m.latest_on))
			and concordat.seen_by_all(m.owner, m.visibility, m.readers, k.owner, k.visibility, k.readers)
		order by k.latest_on, k.id limit 1) g on true
	union all
	select split_part(k.id, '/', 1) || '/meeting.' || split_part(k.id, '/', 2), k.owner, k.visibility, k.readers, k.revision, 14,
		coalesce(k.title, (select b.name || ' meets' from body b where b.id = k.body
			and concordat.seen_by_all(k.owner, k.visibility, k.readers, b.owner, b.visibility, b.readers)), 'Meeting'), k.latest_on, coalesce(k.earliest_on, k.latest_on),
		case when k.withdrawn_at is not null or k.status in (3, 4) then 3 when k.status = 2 then 2 when k.latest_on is null then 4 else 1 end,
		null, k.body, null, null, k.when_text, case when k.latest_on is not null then format('%s: day of the meeting', k.latest_on) else 'no date yet' end,
		null, k.id, k.starts
	from meeting k$t$, 'the deadlines that milestones and meetings make');

set local role concordat_owner;
alter table concordat.deadline enable row level security;
alter table concordat.deadline force row level security;
create policy see on concordat.deadline for select to concordat_app using (concordat.may_see(owner, visibility, readers));
create policy engine on concordat.deadline to concordat_engine using (true) with check (true);
grant select on concordat.deadline to concordat_app;
grant select, insert, update on concordat.deadline to concordat_engine;
alter table concordat.deadline_event enable row level security;
alter table concordat.deadline_event force row level security;
create policy engine on concordat.deadline_event to concordat_engine using (true) with check (true);
grant select, insert, delete on concordat.deadline_event to concordat_engine;
create view past.deadline with (security_invoker = true) as
	select d.id, d.owner, d.visibility, d.readers, d.revision, d.record_kind, d.title, d.due_on, concordat.end_of_day(d.due_on) as due_at, d.earliest_on, d.state,
		d.initiative, d.body, d.owed_by, d.owed_to, d.when_text, d.working, null::date as first_due_on, null::int as moves, d.chase_on, d.record
	from past.deadline_source d;
comment on view past.deadline is 'deadlines as of revision concordat.as_of; how often they moved is not worked out for the past';
grant select on past.deadline to concordat_app, concordat_engine;

set local role concordat_engine;
create function concordat.touch_once(kind int) returns void language plpgsql as $$
declare said text; -- assigned: that is quicker than to perform it
begin
	if strpos(current_setting('concordat.touched'), ',' || kind || ',') = 0 then
		said := set_config('concordat.touched', current_setting('concordat.touched') || ',' || kind || ',', true);
	end if;
end $$;
comment on function concordat.touch_once is 'notes, once a unit, that rows of a kind moved';

create function concordat.derive_deadlines(kind int, ids text[]) returns void language plpgsql security definer as $$
declare news boolean;
begin
	with n as materialized (
		select s.*, case when s.starts ~ '^\d\d:\d\d$' then concordat.micros((s.due_on + s.starts::time) at time zone 'Europe/London') else concordat.end_of_day(s.due_on) end as due_at
		from concordat.deadline_source s where s.record_kind = kind and s.record = any (ids)),
	o as materialized (select d.* from concordat.deadline d where d.record_kind = kind and d.record = any (ids)),
	made as (
		insert into concordat.deadline select n.id, n.owner, n.visibility, n.readers, current_setting('concordat.revision')::bigint, kind, n.title, n.due_on, n.due_at,
			n.earliest_on, n.state, n.initiative, n.body, n.owed_by, n.owed_to, n.when_text, n.working, n.due_on, 0, n.chase_on, n.record
		from n where not exists (select from o where o.id = n.id)),
	changed as (
		update concordat.deadline d set owner = n.owner, visibility = n.visibility, readers = n.readers, revision = current_setting('concordat.revision')::bigint, title = n.title,
			due_on = n.due_on, due_at = n.due_at, earliest_on = n.earliest_on, state = n.state, initiative = n.initiative, body = n.body, owed_by = n.owed_by, owed_to = n.owed_to,
			when_text = n.when_text, working = n.working, first_due_on = coalesce(o.first_due_on, n.due_on), moves = o.moves + (n.due_on is distinct from o.due_on and o.due_on is not null)::int,
			chase_on = n.chase_on from n join o on o.id = n.id where d.id = o.id),
	fresh as materialized (select n.id from n left join o on o.id = n.id where o.id is null or
		(n.due_on, n.earliest_on, n.state, n.initiative, n.body, n.owed_by, n.owed_to, n.owner, n.visibility, n.readers, n.chase_on)
			is distinct from (o.due_on, o.earliest_on, o.state, o.initiative, o.body, o.owed_by, o.owed_to, o.owner, o.visibility, o.readers, o.chase_on)),
	happened as (
		insert into concordat.deadline_event (deadline, type, was_due_on, due_on)
			select o.id, x.what, o.due_on, n.due_on from n join o on o.id = n.id cross join lateral (select
				case when n.state = 2 and o.state <> 2 then 4 when n.state = 3 and o.state <> 3 then 5 when n.due_on is distinct from o.due_on and n.state in (1, 4) then 3 end as what) x
			where x.what is not null
			union all select fresh.id, 0, null, null from fresh)
	select exists (select from fresh) into news;
	perform concordat.touch_once(41);
	if news then
		perform concordat.touch_once(98);
	end if;
end $$;
comment on function concordat.derive_deadlines is 'brings the deadlines of milestones (23) or meetings (14) up to date, and notes what happened to them (stamp 98 when that is a matter for the clock)';

-- `except` holds new and old against each other in one go, where a join of many rows may take their square.
do $do$
declare counting bigint := (select bit_or(1::bigint << concordat.field_place(23, f)) from unnest(array['owner', 'visibility', 'readers', 'latest_on', 'earliest_on', 'state', 'initiative', 'body',
	'owed_by', 'owed_to', 'when_text', 'edtf', 'inferred', 'chase_on', 'meeting', 'anchor_text']) f);
begin
	execute format($f$create function concordat.derive_from_milestones() returns trigger language plpgsql security definer as $$
declare
	ids text[] := '{}';
	said text;
begin
	if TG_OP = 'INSERT' then
		ids := array(select n.id from now n);
	elsif not concordat.in_set() or concordat.set_gives(%s) then
		ids := array(select x.id from (
			select id, owner, visibility, readers, latest_on, earliest_on, state, withdrawn_at, initiative, body, owed_by, owed_to, when_text, edtf, inferred, chase_on, meeting, anchor_text from now except
			select id, owner, visibility, readers, latest_on, earliest_on, state, withdrawn_at, initiative, body, owed_by, owed_to, when_text, edtf, inferred, chase_on, meeting, anchor_text from was) x);
	end if;
	if TG_OP = 'UPDATE' then
		-- what has a new title and nothing else that counts bears it, and nothing else follows
		update concordat.deadline d set title = n.title, revision = current_setting('concordat.revision')::bigint
			from now n where d.record_kind = 23 and d.record = n.id and d.title <> n.title and n.id <> all (ids);
		if found then
			said := concordat.touch_once(41);
		end if;
	end if;
	if ids <> '{}' then
		perform concordat.derive_deadlines(23, ids);
	end if;
	return null;
end $$ $f$, counting);
end $do$;
comment on function concordat.derive_from_milestones is 'after milestones were written';
create function concordat.derive_from_meetings() returns trigger language plpgsql security definer as $$
declare ids text[];
begin
	perform concordat.derive_deadlines(14, array(select n.id from now n));
	ids := array(select m.id from now n join concordat.milestone m on m.meeting = n.id
		union select m.id from now n join concordat.milestone m on m.body = n.body where m.meeting is null and m.anchor_text <> '' and m.earliest_on <= n.latest_on and m.latest_on >= n.earliest_on);
	if TG_OP = 'UPDATE' then
		ids := ids || array(select m.id from was o join concordat.milestone m on m.body = o.body where m.meeting is null and m.anchor_text <> '' and m.earliest_on <= o.latest_on and m.latest_on >= o.earliest_on);
	end if;
	if ids <> '{}' then
		perform concordat.derive_deadlines(23, ids);
	end if;
	return null;
end $$;
comment on function concordat.derive_from_meetings is 'after meetings were written: their own deadlines, and those of milestones tied to them';
create function concordat.derive_from_bodies() returns trigger language plpgsql security definer as $$
declare ids text[] := array(select k.id from now n join was o on o.id = n.id join concordat.meeting k on k.body = n.id and k.title is null
	where (n.name, n.visibility, n.readers) is distinct from (o.name, o.visibility, o.readers));
begin
	if ids <> '{}' then
		perform concordat.derive_deadlines(14, ids);
	end if;
	return null;
end $$;
comment on function concordat.derive_from_bodies is 'after bodies were renamed, shown or hidden: the deadlines of meetings that bear their names';
create function concordat.calendar_moved() returns trigger language plpgsql security definer as $$
begin
	update concordat.clock set calendar_stale = true where not calendar_stale;
	return null;
end $$;
comment on function concordat.calendar_moved is 'after a holiday was written';
reset role;
-- After d_keep_set, by name: the deadline bears the revision that the record was given.
create trigger derive after insert on concordat.milestone referencing new table as now for each statement execute function concordat.derive_from_milestones();
create trigger derive_again after update on concordat.milestone referencing old table as was new table as now for each statement execute function concordat.derive_from_milestones();
create trigger derive after insert on concordat.meeting referencing new table as now for each statement execute function concordat.derive_from_meetings();
create trigger derive_again after update on concordat.meeting referencing old table as was new table as now for each statement execute function concordat.derive_from_meetings();
create trigger derive_again after update on concordat.body referencing old table as was new table as now for each statement execute function concordat.derive_from_bodies();
create trigger derive after insert or update on concordat.holiday for each statement execute function concordat.calendar_moved();
set local role concordat_owner;

-- ---- alerts: what happened is stored once (occurrence), who is told of several things at once has one narrow row beside them (alert_run) ----

create table concordat.occurrence (
	number bigint generated always as identity primary key,
	type int not null,
	deadline text collate "C" not null,
	record_kind int not null,
	record text collate "C" not null,
	title text not null,
	due_on date,
	was_due_on date,
	lead text not null,
	days_left int,
	late boolean not null,
	made_at bigint not null,
	text text not null,
	initiative text collate "C",
	owed_by text collate "C",
	packed bytea not null
);
comment on table concordat.occurrence is 'what subscribers are told of, once each';
comment on column concordat.occurrence.number is 'its number';
comment on column concordat.occurrence.type is 'AlertType';
comment on column concordat.occurrence.deadline is 'about which deadline';
comment on column concordat.occurrence.record_kind is 'what the deadline comes from: kind';
comment on column concordat.occurrence.record is 'what the deadline comes from: id';
comment on column concordat.occurrence.title is 'what is due';
comment on column concordat.occurrence.due_on is 'when';
comment on column concordat.occurrence.was_due_on is 'moved: from when';
comment on column concordat.occurrence.lead is 'which lead, repeat or event made it';
comment on column concordat.occurrence.days_left is 'days to due_on then';
comment on column concordat.occurrence.late is 'made after its instant';
comment on column concordat.occurrence.made_at is 'when, by the register''s clock';
comment on column concordat.occurrence.text is 'the message, one line';
comment on column concordat.occurrence.initiative is 'for which work';
comment on column concordat.occurrence.owed_by is 'who must meet it';
comment on column concordat.occurrence.packed is 'the fields of an alert that are the same for all who are told, as protobuf bytes; kept by trigger';

create index occurrence_deadline on concordat.occurrence (deadline, lead);

create table concordat.alert_run (
	owner text collate "C" not null,
	subscription text collate "C" not null,
	first bigint not null,
	occurrences bigint[] not null check (occurrences <> '{}'),
	primary key (owner, subscription, first)
);
comment on table concordat.alert_run is 'the alerts that a subscription was told at once; an alert has no row of its own. Numbered from 1 without gaps: the next run begins behind the last of this one';
comment on column concordat.alert_run.owner is 'owner of the subscription';
comment on column concordat.alert_run.subscription is 'to which';
comment on column concordat.alert_run.first is 'number of the first alert there, and the others follow';
comment on column concordat.alert_run.occurrences is 'what happened, in the order of the numbers; ascending from run to run as well';

create table concordat.progress (
	subscription text collate "C" primary key,
	owner text collate "C" not null,
	settled bigint not null default 0
) with (fillfactor = 50);
comment on table concordat.progress is 'how far the alerts of a subscription are settled; no row: not at all';
comment on column concordat.progress.subscription is 'which';
comment on column concordat.progress.owner is 'owner of the subscription';
comment on column concordat.progress.settled is 'number of the last alert dealt with';

-- What anybody asks for, so that a tick need not read all subscriptions to learn it.
create table concordat.cadence (
	event text collate "C" not null,
	lead text collate "C" not null,
	number int not null,
	subscriptions bigint not null,
	primary key (event, lead, number)
);
comment on table concordat.cadence is 'the lead times and repeats that subscriptions ask for, each once; kept by trigger';
comment on column concordat.cadence.event is 'due or overdue';
comment on column concordat.cadence.lead is 'due: how long before';
comment on column concordat.cadence.number is 'due: counted from (Measure); overdue: every so many days, 0 for once';
comment on column concordat.cadence.subscriptions is 'how many ask for it';
alter table concordat.cadence enable row level security;
alter table concordat.cadence force row level security;
create policy engine on concordat.cadence to concordat_engine using (true) with check (true);
grant select, insert, update, delete on concordat.cadence to concordat_engine;

alter table concordat.occurrence enable row level security;
alter table concordat.occurrence force row level security;
create policy engine on concordat.occurrence to concordat_engine using (true) with check (true);
-- Read only through the alert view, beside an alert_run of one's own.
create policy see on concordat.occurrence for select to concordat_app using (true);
alter table concordat.alert_run enable row level security;
alter table concordat.alert_run force row level security;
create policy see on concordat.alert_run for select to concordat_app using (owner = current_setting('concordat.organisation', true));
create policy engine on concordat.alert_run to concordat_engine using (true) with check (true);
alter table concordat.progress enable row level security;
alter table concordat.progress force row level security;
create policy see on concordat.progress for select to concordat_app using (owner = current_setting('concordat.organisation', true));
create policy engine on concordat.progress to concordat_engine using (true) with check (true);
grant select on concordat.occurrence, concordat.alert_run, concordat.progress to concordat_app;
grant select, insert, update on concordat.occurrence, concordat.alert_run, concordat.progress to concordat_engine;

-- What the subscriber may no longer see is withheld at the moment of telling; the number stays, so that the sequence is whole.
create view concordat.alert with (security_invoker = true) as
	select (i.subscription || '.' || i.number) collate "C" as id, i.owner, 3 as visibility, null::text[] as readers, i.number as revision, i.subscription, i.number, o.type,
		d.id as deadline, case when d.id is not null then o.record_kind end as record_kind, case when d.id is not null then o.title end as title,
		case when d.id is not null then o.due_on end as due_on, case when d.id is not null then o.was_due_on end as was_due_on, o.lead,
		case when d.id is not null then o.days_left end as days_left, o.late, o.made_at,
		case when d.id is not null then o.text else 'no longer available to you' end as text, i.number <= coalesce(p.settled, 0) as settled,
		case when d.id is not null then o.initiative end as initiative, case when d.id is not null then o.owed_by end as owed_by,
		case when d.id is not null then o.record end as record
	from (select r.owner, r.subscription, r.first + u.nth - 1 as number, u.occurrence from concordat.alert_run r cross join lateral unnest(r.occurrences) with ordinality u(occurrence, nth)) i
		join concordat.occurrence o on o.number = i.occurrence left join concordat.progress p on p.subscription = i.subscription
		left join concordat.deadline d on d.id = o.deadline;
comment on view concordat.alert is 'one message due to one subscription';
grant select on concordat.alert to concordat_app, concordat_engine;
-- Alerts are no part of the history: as of an earlier revision they are what they are now.
create view past.alert with (security_invoker = true) as select * from concordat.alert;
comment on view past.alert is 'alerts are no part of the history; the same as concordat.alert';
grant select on past.alert to concordat_app, concordat_engine;

-- What is asked of a subscription when its listeners are sought: of thousands of rows, no more than that.
create view concordat.listener with (security_invoker = true) as
	select s.id as subscription, s.owner as listener, s.initiative as work, s.body as of_body, s.organisation as of_organisation, s.leads, coalesce(nullif(s.measure, 0), 1) as measure, s.events,
		coalesce(s.overdue_every_days, 0) as every
	from concordat.subscription s where s.withdrawn_at is null and s.paused is not true;
comment on view concordat.listener is 'the subscriptions that are to be told';
grant select on concordat.listener to concordat_engine;

-- What a tick has to tell, before it is known whom: each of ids by its step, and each step in arrays of its own.
create type concordat.news as (ids text[], was date[], steps int[], types int[], labels text[], numbers int[], lates boolean[]);
comment on type concordat.news is 'what a tick has to tell: ids and was of deadlines, steps: which of the others it is for; types (AlertType), labels (lead, repeat or event), numbers (Measure, or days between repeats) and lates of the steps';

-- An alert's id is its subscription and its number: whoever looks for ids looks among those subscriptions.
create function concordat.subscriptions_of(alerts text[]) returns text[] language sql immutable as
$$ select array_agg(distinct substring(a from '^(.*)\.[0-9]+$')) from unnest(alerts) a $$;
comment on function concordat.subscriptions_of is 'the subscriptions that ids of alerts name';
grant execute on function concordat.subscriptions_of to concordat_app;

-- ---- who is asking ----

set local role concordat_engine;
create function concordat.may_connect(withdrawn_at bigint, expires_on date) returns boolean language sql stable as
$$ select withdrawn_at is null and (expires_on is null or expires_on >= (now() at time zone 'Europe/London')::date) $$;
comment on function concordat.may_connect is 'whether a client''s key is good today';
create function concordat.ask(key text) returns void language plpgsql security definer as $$
declare c record;
begin
	select k.id, k.organisation, k.roles into c from concordat.client k
		where k.public_key = key and concordat.may_connect(k.withdrawn_at, k.expires_on);
	if not found then
		perform concordat.refuse(6, 'your key has been revoked or has expired; ask the registrar of your organisation to enrol a new one', '', 'key');
	end if;
	perform set_config('concordat.organisation', c.organisation, true), set_config('concordat.client', c.id, true),
		set_config('concordat.edits', case when 'editor' = any (c.roles) then c.organisation else '' end, true),
		set_config('concordat.registers', case when 'registrar' = any (c.roles) then c.organisation else '' end, true),
		set_config('concordat.operates', case when 'operator' = any (c.roles) then 't' else '' end, true);
end $$;
comment on function concordat.ask is 'sets who is asking, for this transaction, by the client''s key';
create function concordat.keys() returns table (public_key text, id text, organisation text, roles text) language sql stable security definer as
$$ select k.public_key, k.id, k.organisation, array_to_string(k.roles, ',') from concordat.client k where concordat.may_connect(k.withdrawn_at, k.expires_on) $$;
comment on function concordat.keys is 'the keys that may connect';

-- What is told of an occurrence is packed once, when it happens. To whom the deadline is no longer visible, less of it is told.
do $do$
declare told text; withheld text;
begin
	select string_agg('(' || f.sql || ')', E'\n\t\t|| ' order by f.number), string_agg('(' || f.sql || ')', E'\n\t\t|| ' order by f.number) filter (where f.always)
		into told, withheld
		from (select v.number, v.always, concordat.pack_field_sql(v.number, 'o.' || v.name, v.type, case v.type when 'bigint' then 'instant' else '' end) as sql
			from (values (22, 'type', 'integer', true), (23, 'deadline', 'text', false), (24, 'record_kind', 'integer', false), (25, 'title', 'text', false), (26, 'due_on', 'date', false),
				(27, 'was_due_on', 'date', false), (28, 'lead', 'text', true), (29, 'days_left', 'integer', false), (30, 'late', 'boolean', true), (31, 'made_at', 'bigint', true),
				(32, 'text', 'text', false), (34, 'initiative', 'text', false), (35, 'owed_by', 'text', false), (36, 'record', 'text', false)) v(number, name, type, always)) f;
	execute format($f$create function concordat.pack_occurrence(o concordat.occurrence, told boolean) returns bytea language plpgsql immutable as $b$
begin
	if not told then
		return %s
		|| %s;
	end if;
	return %s;
end $b$ $f$, withheld, concordat.pack_field_sql(32, quote_literal('no longer available to you') || '::text', 'text'), told);
end $do$;
comment on function concordat.pack_occurrence is 'what an alert tells of an occurrence as protobuf bytes; told: to those who may see the deadline';
create function concordat.keep_packed_occurrence() returns trigger language plpgsql as $$
begin
	NEW.packed := concordat.pack_occurrence(NEW, true);
	return NEW;
end $$;
comment on function concordat.keep_packed_occurrence is 'before an occurrence is kept';

-- Alerts for many subscriptions at once, each asked for by a key: what the view says, in the form in which it is pushed. `offset 0` keeps each
-- look-up one by its key: joined, a table that was believed empty when the plan was made would be read whole for each alert.
create function concordat.alerts_since(keys text[], subscriptions text[], sinces bigint[], manys int[])
	returns table (place bigint, number bigint, owner text, settled boolean, packed bytea) language plpgsql stable security definer
	set search_path = concordat, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
begin
	return query select a.place, i.number, k.organisation, i.number <= coalesce(p.settled, 0), o.packed
	from unnest(keys, subscriptions, sinces, manys) with ordinality a(key, subscription, since, many, place)
		cross join lateral (select c.organisation from concordat.client c where c.public_key = a.key and concordat.may_connect(c.withdrawn_at, c.expires_on) offset 0) k
		left join lateral (select x.settled from concordat.progress x where x.subscription = a.subscription and x.owner = k.organisation offset 0) p on true
		cross join lateral (
			select x.first + x.passed + u.nth - 1 as number, u.occurrence from (
				select r.first, r.occurrences, greatest(a.since - r.first + 1, 0)::int as passed from concordat.alert_run r where r.owner = k.organisation and r.subscription = a.subscription
					and r.first >= (select y.first from concordat.alert_run y where y.owner = k.organisation and y.subscription = a.subscription and y.first <= a.since + 1 order by y.first desc limit 1)
				order by r.first limit a.many) x
				cross join lateral unnest(x.occurrences[x.passed + 1:x.passed + a.many]) with ordinality u(occurrence, nth)
			order by 1 limit a.many) i
		cross join lateral (
			select case when (select concordat.may_see_as(k.organisation, d.owner, d.visibility, d.readers) from concordat.deadline d where d.id = x.deadline) then x.packed
				else concordat.pack_occurrence(x, false) end as packed
			from concordat.occurrence x where x.number = i.occurrence offset 0) o
	order by a.place, i.number;
end $$;
comment on function concordat.alerts_since is 'the next alerts of subscriptions after a number, at most so many of each; place: which of them, from 1; nothing for a key that may not connect';

create function concordat.last_alert(owner text, subscription text) returns bigint language sql stable as $$
	select r.first + cardinality(r.occurrences) - 1 from concordat.alert_run r where r.owner = last_alert.owner and r.subscription = last_alert.subscription order by r.first desc limit 1 $$;
comment on function concordat.last_alert is 'the number of the last alert that a subscription was told; null: none yet';

create function concordat.settle(subscription_id text, upto bigint) returns bigint language plpgsql security definer as $$
declare
	me constant text := current_setting('concordat.organisation', true);
	last constant bigint := concordat.last_alert(me, subscription_id);
	done bigint;
begin
	if last is null then
		return 0;
	end if;
	insert into concordat.progress as p (subscription, owner, settled) values (subscription_id, me, least(upto, last))
		on conflict (subscription) do update set settled = greatest(p.settled, excluded.settled) returning p.settled into done;
	perform concordat.touch_once(42);
	return done;
end $$;
comment on function concordat.settle is 'the asking organisation has dealt with its alerts up to a number';
create function concordat.settle_all(keys text[], subscriptions text[], uptos bigint[]) returns table (outcome int, id text, settled bigint, revision bigint)
	language plpgsql security definer set search_path = concordat, pg_temp as $$
#variable_conflict use_column
declare answered bigint;
begin
	return query with asked as materialized (
			select a.n, a.subscription, k.organisation, a.upto from unnest(keys, subscriptions, uptos) with ordinality a(key, subscription, upto, n)
				cross join lateral (select c.organisation from concordat.client c where c.public_key = a.key and concordat.may_connect(c.withdrawn_at, c.expires_on) offset 0) k),
		found as (
			select u.subscription, u.organisation, least(u.upto, x.last) as upto from (select a.subscription, a.organisation, max(a.upto) as upto from asked a group by 1, 2) u
				cross join lateral (select r.first + cardinality(r.occurrences) - 1 as last from concordat.alert_run r where r.owner = u.organisation and r.subscription = u.subscription
					order by r.first desc limit 1) x),
		done as (
			insert into concordat.progress as p (subscription, owner, settled) select f.subscription, f.organisation, f.upto from found f
			on conflict (subscription) do update set settled = greatest(p.settled, excluded.settled) returning p.subscription, p.owner, p.settled)
		select 0, a.subscription, coalesce(d.settled, 0), 0::bigint from asked a
			left join done d on d.subscription = a.subscription and d.owner = a.organisation order by a.n;
	get diagnostics answered = row_count;
	if answered < cardinality(keys) then
		raise exception 'one of these keys is not known'; -- each is asked again by itself then
	end if;
	perform concordat.touch_once(42);
end $$;
comment on function concordat.settle_all is 'the same for clients of any organisations at once, each asking by its key; a row for each, in their order';

-- ---- matching ----

-- Few are due at most ticks: then planning takes longer than running, and a plan is kept. A plan for few must not be used for thousands, which
-- it would join row by row. A plan that was made while a table was young must not read it whole ever after. To be called by a function that
-- sets both itself, so that they are put back.
create function concordat.plan_for(many int) returns void language plpgsql as $$
begin
	perform set_config('plan_cache_mode', case when many > 200 then 'force_custom_plan' else 'force_generic_plan' end, true),
		set_config('enable_seqscan', case when many > 200 then 'on' else 'off' end, true);
end $$;
comment on function concordat.plan_for is 'chooses for the next statements between a plan that is kept and one made for so many';

-- Whom deadlines concern: by index from the deadlines' side, all of them at once, so that the cost follows what is due.
create function concordat.listeners(deadlines text[]) returns table (deadline text, subscription text, owner text, leads text[], measure int, events text[], every int)
	language plpgsql security definer rows 1000 set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_nestloop = on as $$
#variable_conflict use_column
begin
	perform concordat.plan_for(cardinality(deadlines));
	return query with recursive d as materialized (
		select x.id, x.owner, x.visibility, x.readers, x.initiative, x.body, array_remove(x.owed_to || x.owed_by, null) as parties
		from (select distinct u.id from unnest(deadlines) u(id)) u join concordat.deadline x on x.id = u.id),
	up(work, id) as (
		select w.initiative, w.initiative from (select distinct d.initiative from d where d.initiative is not null) w
		union select up.work, i.part_of from up join concordat.initiative i on i.id = up.id where i.part_of is not null),
	pair as (
		select d.*, s.* from d join up on up.work = d.initiative join concordat.listener s on s.work = up.id
		union all
		select d.*, s.* from d join concordat.listener s on s.of_body = d.body and s.work is null
		union all
		select d.*, s.* from d cross join lateral (select distinct p from unnest(d.parties) p) p
			join concordat.listener s on s.of_organisation = p.p and s.work is null and s.of_body is null
		union all
		select d.*, s.* from d cross join concordat.listener s where s.work is null and s.of_body is null and s.of_organisation is null)
	select p.id, p.subscription, p.listener, p.leads, p.measure, p.events, p.every
	from pair p
	where (p.of_body is null or p.of_body = p.body) and (p.of_organisation is null or p.of_organisation = any (p.parties))
		and concordat.may_see_as(p.listener, p.owner, p.visibility, p.readers);
end $$;
comment on function concordat.listeners is 'the subscriptions that some deadlines concern, and whose owners may see them';

create function concordat.wants(events text[], event text) returns boolean language sql immutable as
$$ select coalesce(cardinality(events), 0) = 0 or event = any (events) $$;
comment on function concordat.wants is 'whether a subscription asks for that sort of alert';

-- ---- what is asked for ----

create function concordat.cadences(s concordat.subscription) returns table (event text, lead text, number int) language sql immutable as $$
	select 'due', l, coalesce(nullif(s.measure, 0), 1) from (select distinct unnest(s.leads) as l) u where s.withdrawn_at is null and s.paused is not true and concordat.wants(s.events, 'due')
	union all
	select 'overdue', '', coalesce(s.overdue_every_days, 0) where s.withdrawn_at is null and s.paused is not true and concordat.wants(s.events, 'overdue') $$;
comment on function concordat.cadences is 'the lead times and repeats that a subscription asks for';
create function concordat.count_cadences() returns trigger language plpgsql security definer as $$
begin
	insert into concordat.cadence (event, lead, number, subscriptions)
		select x.event, x.lead, x.number, sum(x.by) from (select c.*, 1 as by from concordat.cadences(NEW) c
			union all select c.*, -1 from concordat.cadences(OLD) c where TG_OP = 'UPDATE') x group by 1, 2, 3 having sum(x.by) <> 0
		on conflict (event, lead, number) do update set subscriptions = cadence.subscriptions + excluded.subscriptions;
	delete from concordat.cadence where subscriptions <= 0;
	return null;
end $$;
comment on function concordat.count_cadences is 'after a subscription was written';
create function concordat.recount_cadences() returns void language sql security definer as $$
	delete from concordat.cadence;
	insert into concordat.cadence select c.event, c.lead, c.number, count(*) from concordat.subscription s cross join lateral concordat.cadences(s) c group by 1, 2, 3 $$;
comment on function concordat.recount_cadences is 'counts afresh, after subscriptions were loaded past their trigger';

-- ---- working days ----

create function concordat.count_calendar() returns void language sql security definer as $$
	delete from concordat.calendar;
	insert into concordat.calendar
		select day, working, coalesce(sum(working::int) over (order by day rows between unbounded preceding and 1 preceding), 0)
		from (select g::date as day, extract(isodow from g) < 6 and not exists (select from concordat.holiday h where h.day_on = g::date and h.withdrawn_at is null
				and coalesce(h.division, 'england-and-wales') = 'england-and-wales') as working
			from generate_series('2000-01-01'::timestamp, '2060-12-31', '1 day') g) d;
	update concordat.clock set calendar_stale = false $$;
comment on function concordat.count_calendar is 'counts the working days afresh from the holidays';

-- The day on which a lead falls: "14d" is 14 days before, "5wd" the fifth working day before.
create function concordat.lead_day(due date, lead text) returns date language sql stable security definer as $$
	select case when lead like '%wd' then (select c.day from concordat.calendar c where c.working
			and c.before = (select k.before from concordat.calendar k where k.day = due) - left(lead, -2)::int)
		else due - left(lead, -1)::int end $$;
comment on function concordat.lead_day is 'the day on which a lead time before a due day falls';

-- The due days whose lead falls on a day after a and not after b.
create function concordat.due_range(lead text, a date, b date, out first_day date, out last_day date) language sql stable security definer as $$
	select case when lead like '%wd' then (select c.day from concordat.calendar c where c.before >= (select k.before from concordat.calendar k where k.day = a + 1) + left(lead, -2)::int order by c.before, c.day limit 1)
			else a + 1 + left(lead, -1)::int end,
		case when lead like '%wd' then (select c.day from concordat.calendar c where c.before <= (select k.before from concordat.calendar k where k.day = b + 1) + left(lead, -2)::int - 1 order by c.before desc, c.day desc limit 1)
			else b + left(lead, -1)::int end $$;
comment on function concordat.due_range is 'the due days whose lead falls in a stretch of days';

-- ---- making alerts ----

create function concordat.alert_text(type int, title text, due date, was_due date, days int) returns text language sql stable as $$
	select case type
		when 1 then case when days = 0 then format('due today: %s', title) when days = 1 then format('due tomorrow, %s: %s', due, title) else format('due in %s days, on %s: %s', days, due, title) end
		when 2 then format('overdue by %s day%s, was due on %s: %s', -days, case when days = -1 then '' else 's' end, due, title)
		when 3 then case when due is null then format('no longer has a date, was due on %s: %s', was_due, title) when was_due is null then format('now due on %s: %s', due, title)
			else format('moved from %s to %s: %s', was_due, due, title) end
		when 4 then format('met: %s', title)
		when 5 then format('withdrawn, was due on %s: %s', coalesce(was_due::text, 'no date'), title)
		when 6 then format('still without a date, to be asked after today: %s', title) end $$;
comment on function concordat.alert_text is 'an alert in one line';

create function concordat.add_news(n concordat.news, ids text[], was date[], type int, label text, number int, late boolean) returns concordat.news language plpgsql immutable as $$
begin
	if ids is null then
		return n;
	end if;
	n.types := n.types || type;
	n.labels := n.labels || label;
	n.numbers := n.numbers || number;
	n.lates := n.lates || late;
	n.ids := n.ids || ids;
	n.was := n.was || coalesce(was, array_fill(null::date, array[cardinality(ids)]));
	n.steps := n.steps || array_fill(cardinality(n.types), array[cardinality(ids)]);
	return n;
end $$;
comment on function concordat.add_news is 'the same and one step more';

-- Makes the alerts of things that are to be told, in their order: each is of a sort, and pairs say which sort is for which subscription. Most subscriptions
-- hear of one sort, and have what it holds as it stands. Written into the two functions below: passed from one to the other, ninety thousand pairs are
-- gathered into arrays and taken out of them again. One plan is kept, for few and for many: what has an index is looked up there, for PostgreSQL would rather
-- read a table of few rows whole, for each of thousands, while the statement itself fills it; and what has none is joined without loops. What is switched off
-- counts as so dear that compiling would seem to pay (jit).
do $do$
declare makes constant text := $m$several as materialized (select p.subscription from pair p group by p.subscription having count(*) > 1),
	happened as (
		insert into concordat.occurrence (type, deadline, record_kind, record, title, due_on, was_due_on, lead, days_left, late, made_at, text, initiative, owed_by)
		select t.type, t.deadline, t.record_kind, t.record, t.title, t.due_on, t.was, t.label, t.due_on - day, t.late, now_at,
			concordat.alert_text(t.type, t.title, t.due_on, t.was, t.due_on - day), t.initiative, t.owed_by
		from thing t where t.n = t.same order by t.n
		returning occurrence.number, occurrence.deadline, occurrence.lead),
	told as materialized (
		select t.sort, h.number from thing t join happened h on h.deadline = t.deadline and h.lead = t.label order by t.sort, h.number),
	whole as materialized ( -- of rows that are in order: told to sort by itself, an aggregate begins a sort for each of its groups
		select t.sort, array_agg(t.number) as numbers from told t group by t.sort),
	run as (
		select p.subscription, p.owner, w.numbers from pair p join whole w on w.sort = p.sort where not exists (select from several v where v.subscription = p.subscription)
		union all
		select p.subscription, min(p.owner), array_agg(t.number order by t.number) from pair p join told t on t.sort = p.sort
			where exists (select from several v where v.subscription = p.subscription) group by p.subscription),
	stored as (
		insert into concordat.alert_run (owner, subscription, first, occurrences)
		select r.owner, r.subscription, coalesce((select x.first + cardinality(x.occurrences) from concordat.alert_run x where x.owner = r.owner and x.subscription = r.subscription
			order by x.first desc limit 1), 1), r.numbers
		from run r returning cardinality(occurrences) as many)
	select coalesce(sum(many), 0) into made from stored$m$;
begin
	execute format($f$create function concordat.tell(deadlines text[], labels text[], sorts int[], pair_sorts int[], pair_subscriptions text[], pair_owners text[], now_at bigint, day date)
	returns bigint language plpgsql security definer set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_nestloop = off set jit = off as $$
declare made bigint;
begin
	with pair as materialized (
		select * from unnest(pair_sorts, pair_subscriptions, pair_owners) p(sort, subscription, owner)),
	thing as materialized (
		select u.n, u.n as same, u.deadline, null::date as was, 1 as type, u.label, true as late, u.sort, d.record_kind, d.record, d.title, d.due_on, d.initiative, d.owed_by
		from unnest(deadlines, labels, sorts) with ordinality u(deadline, label, sort, n) cross join lateral (select x.* from concordat.deadline x where x.id = u.deadline offset 0) d),
	%s;
	return made;
end $$ $f$, makes);
	comment on function concordat.tell is 'makes alerts of what is due and late, numbered per subscription';

	-- Finds whom the news concern, and tells them. Nobody is told the same thing twice: under the same label for the same day, ever; of what is due or
	-- overdue, once a tick, by the first step that has it for them. Looked at from the side of what happened, nearly always nothing had.
	-- What concerns the same subscriptions for the same reason is one sort, and its listeners are sought once: an import, or a programme that slips, moves many
	-- deadlines that differ in nothing that a subscription asks for. Those of which something else is to be told as well, or was before, are sorts of their own.
	-- Of things that nobody is to be told, nothing is kept.
	execute format($f$create function concordat.tell_news(news concordat.news, now_at bigint, day date) returns bigint language plpgsql security definer
	set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_nestloop = off set jit = off as $$
declare made bigint;
begin
	if cardinality(news.ids) = 0 then
		return 0;
	end if;
	with known as materialized (
		select u.deadline, u.was, u.step, row_number() over (order by u.step, d.due_on, u.deadline)::int as n, news.types[u.step] as type, news.labels[u.step] as label,
			news.numbers[u.step] as number, news.lates[u.step] as late, count(*) over (partition by u.deadline) = 1 as alone,
			case when news.types[u.step] in (3, 4, 5) then '{}' -- a label of its own
				else array(select o.number from concordat.occurrence o where o.deadline = u.deadline and o.lead = news.labels[u.step] and o.due_on is not distinct from d.due_on) end as before,
			min(u.deadline) over (partition by d.initiative, d.owner, d.visibility, d.readers, d.body, d.owed_by, d.owed_to) as alike
		from unnest(news.ids, news.was, news.steps) u(deadline, was, step)
			cross join lateral (select x.* from concordat.deadline x where x.id = u.deadline offset 0) d),
	asked as materialized (
		select k.*, min(k.n) over (partition by k.alike, k.step, case when k.alone and k.before = '{}' then '' else k.deadline end) as sort from known k),
	heard as materialized (
		select a.sort, a.type, a.step, a.alone, a.deadline, l.subscription, l.owner from concordat.listeners(array(select distinct k.alike from known k)) l join asked a on a.alike = l.deadline
		where a.n = a.sort
			and case a.type when 1 then a.label = any (l.leads) and l.measure = a.number and concordat.wants(l.events, 'due')
				when 2 then l.every = a.number and concordat.wants(l.events, 'overdue')
				else concordat.wants(l.events, (array['', '', 'moved', 'met', 'withdrawn', 'chase'])[a.type]) end
			and (a.before = '{}' or not exists (select from concordat.alert_run r where r.owner = l.owner and r.subscription = l.subscription and r.occurrences && a.before))),
	earliest as (
		select h.deadline, h.subscription, min(h.step) as step from heard h where not h.alone group by h.deadline, h.subscription),
	pair as materialized (
		select h.sort, h.subscription, h.owner from heard h left join earliest e on e.deadline = h.deadline and e.subscription = h.subscription and not h.alone
		where h.type > 2 or e.step is null or e.step = h.step),
	thing as materialized (
		select a.n, min(a.n) over (partition by a.deadline, a.label) as same, a.deadline, a.was, a.type, a.label, a.late, a.sort, d.record_kind, d.record, d.title, d.due_on, d.initiative, d.owed_by
		from asked a cross join lateral (select x.* from concordat.deadline x where x.id = a.deadline offset 0) d
		where a.sort in (select p.sort from pair p)),
	%s;
	return made;
end $$ $f$, makes);
	comment on function concordat.tell_news is 'alerts of a tick about what happened, is due or is overdue';
end $do$;

create function concordat.alert_day(at bigint, hour int) returns date language sql stable as
$$ select ((concordat.instant(at) at time zone 'Europe/London') - make_interval(hours => hour))::date $$;
comment on function concordat.alert_day is 'the last day whose alerts are due by an instant: alerts of a day are made at the alert hour, Europe/London';

-- The open deadlines that a subscription hears of and that are due, or may first be meant, up to some days: read along the days, so that the cost is that of the window.
create function concordat.heard(s concordat.subscription, day date, upto date) returns setof concordat.deadline language sql stable security definer as $$
	with recursive down(id) as (select s.initiative where s.initiative is not null union select i.id from concordat.initiative i join down on i.part_of = down.id)
	select d.* from (
		select l.* from concordat.deadline l where s.measure is distinct from 2 and l.state = 1 and l.due_on between day and upto
		union all
		select e.* from concordat.deadline e where s.measure = 2 and e.state = 1 and e.earliest_on <= upto and e.due_on >= day) d
	where (s.initiative is null or d.initiative in (select down.id from down)) and (s.body is null or d.body = s.body)
		and (s.organisation is null or s.organisation = d.owed_by or s.organisation = any (d.owed_to)) and concordat.may_see_as(s.owner, d.owner, d.visibility, d.readers) $$;
comment on function concordat.heard is 'the deadlines of some days that concern a subscription';

-- New or moved deadlines, and new subscriptions, whose lead has passed while the deadline has not: one alert each for the nearest, marked late.
-- Only a deadline within the longest lead can be late for anybody, so the others are left alone before their listeners are looked for.
create function concordat.tell_late(looked text[], since bigint, now_at bigint, day date, mark bigint) returns bigint language plpgsql security definer as $$
declare
	made bigint;
	horizon date[] := array(select (select max((concordat.due_range(c.lead, day - 1, day)).last_day) from concordat.cadence c where c.event = 'due' and c.number = m) from generate_series(1, 2) m);
	moved text[];
	fresh boolean := exists (select from concordat.subscription s where s.revision > since);
begin
	select array_agg(d.id) into moved from unnest(looked) u(id) join concordat.deadline d on d.id = u.id
		where d.state = 1 and d.due_on >= day and (d.due_on <= horizon[1] or d.earliest_on <= horizon[2]);
	if moved is null and not fresh then
		return 0;
	end if;
	with pair as (
		select l.deadline, l.subscription, l.owner, l.leads, d.due_on, case when l.measure = 2 then d.earliest_on else d.due_on end as counted_from
		from concordat.listeners(moved) l join concordat.deadline d on d.id = l.deadline where concordat.wants(l.events, 'due')
		union
		select d.id, s.id, s.owner, s.leads, d.due_on, case when s.measure = 2 then d.earliest_on else d.due_on end
		from concordat.subscription s cross join lateral concordat.heard(s, day, horizon[coalesce(nullif(s.measure, 0), 1)]) d
		where s.revision > since and s.withdrawn_at is null and s.paused is not true and concordat.wants(s.events, 'due')),
	before as materialized (
		select d.deadline, array(select o.number from concordat.occurrence o where o.deadline = d.deadline and (o.number > mark or o.due_on = d.due_on and o.lead ~ '^\d+w?d$')) as numbers
		from (select distinct p.deadline, p.due_on from pair p) d),
	late as materialized (
		select p.deadline, p.subscription, p.owner, near.lead, dense_rank() over (order by p.due_on, p.deadline, near.lead)::int as n
		from pair p join before b on b.deadline = p.deadline
			cross join lateral (select l.lead from unnest(p.leads) l(lead) where concordat.lead_day(p.counted_from, l.lead) <= day
				order by concordat.lead_day(p.counted_from, l.lead) desc limit 1) near
		where b.numbers = '{}' or not exists (select from concordat.alert_run r where r.owner = p.owner and r.subscription = p.subscription and r.occurrences && b.numbers)),
	thing as (
		select array_agg(x.deadline order by x.n) as deadlines, array_agg(x.lead order by x.n) as leads from (select distinct l.n, l.deadline, l.lead from late l) x)
	select case when t.deadlines is not null then concordat.tell(t.deadlines, t.leads, array(select generate_series(1, cardinality(t.deadlines))), array(select l.n from late l order by l.n, l.subscription),
			array(select l.subscription from late l order by l.n, l.subscription), array(select l.owner from late l order by l.n, l.subscription), now_at, day) else 0 end
		into made from thing t;
	return made;
end $$;
comment on function concordat.tell_late is 'alerts whose instant had passed before there was anybody to tell, or anything to tell of';

-- What happened to deadlines: several moves since the last tick are one, and back to where it was is none. looked: those that are new, or not as
-- they were, and may be late for somebody.
create function concordat.happened_news(after bigint, upto bigint, head bigint, out news concordat.news, out looked text[]) language plpgsql security definer as $$
declare g record;
begin
	news := row ('{}', '{}', '{}', '{}', '{}', '{}', '{}');
	for g in select e.type, array_agg(e.deadline order by e.number) filter (where e.told) as ids, array_agg(e.was_due_on order by e.number) filter (where e.told) as was
		from (select x.deadline, x.type, max(x.number) as number, (array_agg(x.was_due_on order by x.number))[1] as was_due_on,
				x.type <> 3 or (array_agg(x.was_due_on order by x.number))[1] is distinct from (array_agg(x.due_on order by x.number desc))[1] as told
			from concordat.deadline_event x where x.number > after and x.number <= upto group by x.deadline, x.type) e group by e.type order by e.type
	loop
		if g.type = 0 then
			looked := g.ids;
		else
			news := concordat.add_news(news, g.ids, g.was, g.type, (array['due', 'overdue', 'moved', 'met', 'withdrawn'])[g.type] || '@' || head, null, false);
		end if;
	end loop;
end $$;
comment on function concordat.happened_news is 'what a tick has to tell of what was written';

-- What the days after a and not after b bring, with one range of the index for each lead and repeat that anybody asks for.
create function concordat.due_news(news concordat.news, a date, b date) returns concordat.news language plpgsql security definer as $$
declare
	g record;
	r record;
	range_of record;
	found_ids text[];
begin
	-- overdue: the day after, then every n days; only the newest repeat when several passed
	for g in select k.number as every from concordat.cadence k where k.event = 'overdue' order by 1 loop
		select array_agg(o.id) into found_ids from concordat.deadline o where o.state = 1 and o.record_kind = 23 and o.due_on < b and
			case when g.every = 0 then o.due_on >= a when b - a >= g.every then true
			else o.due_on = any (array(select b - x from generate_series(1, b - (select min(due_on) from concordat.deadline where state = 1)) x where (x - 1) % g.every < b - a)) end;
		for r in select (b - o.due_on) - case when g.every = 0 then (b - o.due_on) - 1 else ((b - o.due_on - 1) % g.every) end as days, array_agg(o.id) as ids
			from concordat.deadline o where o.id = any (found_ids) group by 1
		loop
			news := concordat.add_news(news, r.ids, null, 2, 'overdue+' || r.days, g.every, false);
		end loop;
	end loop;
	-- leads, the nearest first
	for g in select k.lead, k.number as measure from concordat.cadence k where k.event = 'due' order by concordat.lead_day(b, k.lead) desc, 1 loop
		range_of := concordat.due_range(g.lead, a, b);
		if g.measure = 2 then
			select array_agg(o.id) into found_ids from concordat.deadline o where o.state = 1 and o.earliest_on between range_of.first_day and range_of.last_day and o.due_on >= b;
		else
			select array_agg(o.id) into found_ids from concordat.deadline o where o.state = 1 and o.due_on between range_of.first_day and range_of.last_day;
		end if;
		news := concordat.add_news(news, found_ids, null, 1, g.lead, g.measure, b - a > 1);
	end loop;
	select array_agg(o.id) into found_ids from concordat.deadline o where o.state = 4 and o.chase_on > a and o.chase_on <= b;
	return concordat.add_news(news, found_ids, null, 6, 'chase', null, false);
end $$;
comment on function concordat.due_news is 'the same and what is due, overdue or to be chased';

-- Of the news those about the next deadlines by id, at most so many. All there is to tell of one stays together.
create function concordat.next_news(news concordat.news, after text, many int, out part concordat.news, out upto text) language plpgsql immutable as $$
begin
	part := news;
	if after is null and cardinality(news.ids) <= many then
		return;
	end if;
	select u.id into upto from (select distinct x.id from unnest(news.ids) x(id) where after is null or x.id collate "C" > after) u order by u.id collate "C" offset many - 1 limit 1;
	select coalesce(array_agg(u.id order by u.n), '{}'), coalesce(array_agg(u.was order by u.n), '{}'), coalesce(array_agg(u.step order by u.n), '{}')
		into part.ids, part.was, part.steps
		from unnest(news.ids, news.was, news.steps) with ordinality u(id, was, step, n) where (after is null or u.id collate "C" > after) and (upto is null or u.id collate "C" <= upto);
end $$;
comment on function concordat.next_news is 'what one unit tells of; upto: the last deadline of it, null when no more are left';

-- tick(now): makes every alert due after the last tick and not after now; run twice it does nothing; run late it catches up, one alert
-- for each subscription and deadline. Returns the next instant at which there can be something to do: the same one, when so much is due that
-- it takes another unit.
create function concordat.tick(now_at bigint, out made bigint, out next_at bigint) language plpgsql security definer set plan_cache_mode = force_custom_plan as $$
declare
	c concordat.clock;
	a date; b date;
	head constant bigint := concordat.begin_unit();
	news concordat.news;
	happened record;
	now_told record;
	new_today date;
	too_old bigint;
begin
	select * into strict c from concordat.clock for update;
	now_at := coalesce(c.going_to, greatest(now_at, c.ticked_to));
	if c.calendar_stale then
		perform concordat.count_calendar();
	end if;
	a := concordat.alert_day(c.ticked_to, c.alert_hour);
	b := concordat.alert_day(now_at, c.alert_hour);
	new_today := (concordat.instant(now_at) at time zone 'Europe/London')::date;
	c.told_since := coalesce(c.told_since, (select max(o.number) from concordat.occurrence o), 0);
	c.told_events := coalesce(c.told_events, (select max(e.number) from concordat.deadline_event e where e.number > c.event_cursor), c.event_cursor);

	select * into happened from concordat.happened_news(c.event_cursor, c.told_events, head);
	news := happened.news;
	if b > a then
		news := concordat.due_news(news, a, b);
	end if;
	select * into now_told from concordat.next_news(news, c.told_upto, c.deadlines_at_once);
	made := concordat.tell_news(now_told.part, now_at, b);
	if now_told.upto is null and head > c.revision_cursor then
		made := made + concordat.tell_late(happened.looked, c.revision_cursor, now_at, b, c.told_since);
	end if;
	if made > 0 then
		perform concordat.touch_once(42), concordat.touch_once(97); -- settling touches 42 alone: it gives nobody anything to read
	end if;
	if now_told.upto is not null then
		update concordat.clock set going_to = now_at, told_upto = now_told.upto, told_events = c.told_events, told_since = c.told_since, calendar_stale = false;
		perform concordat.end_unit();
		next_at := now_at;
		return;
	end if;

	delete from concordat.deadline_event where number <= c.told_events;
	-- once an hour, for it may have to read the whole table; with a constant, or the index would be no use at all
	if now_at / 3600000000 <> c.ticked_to / 3600000000 then
		too_old := concordat.micros(clock_timestamp()) - 72 * 3600000000;
		delete from concordat.idempotency where at < too_old;
	end if;
	if new_today <> c.today then
		perform concordat.touch_once(99);
	end if;
	update concordat.clock set ticked_to = now_at, today = new_today, event_cursor = c.told_events, revision_cursor = head, calendar_stale = false,
		going_to = null, told_upto = null, told_events = null, told_since = null;
	perform concordat.end_unit();
	select min(t.at) into next_at from (values (concordat.micros((new_today + 1)::timestamp at time zone 'Europe/London')),
		(concordat.micros((new_today + make_interval(hours => c.alert_hour)) at time zone 'Europe/London')),
		(concordat.micros((new_today + 1 + make_interval(hours => c.alert_hour)) at time zone 'Europe/London'))) t(at) where t.at > now_at;
end $$;
comment on function concordat.tick is 'works time through to now: makes the alerts due, once, and says when to come back';

-- For a database of its own, in which history is played again.
create function concordat.set_clock(at bigint) returns void language sql security definer as $$
	update concordat.clock set ticked_to = at, today = (concordat.instant(at) at time zone 'Europe/London')::date,
		revision_cursor = (select revision from concordat.register),
		event_cursor = coalesce((select max(number) from concordat.deadline_event), 0),
		going_to = null, told_upto = null, told_events = null, told_since = null $$;
comment on function concordat.set_clock is 'starts the clock at an instant, in either direction';
reset role;
create trigger count_cadences after insert or update on concordat.subscription for each row execute function concordat.count_cadences();
create trigger keep_packed before insert on concordat.occurrence for each row execute function concordat.keep_packed_occurrence();

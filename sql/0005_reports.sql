-- Reports: read-only kinds. Each text is run twice, for now and for the past, and shows each asker what that asker may see: a sum is a sum
-- of what the asker sees; a comparison with a stated total is made for the owner of the total only, or a partner could read
-- the hidden from the mismatch. The id of a row is a plain column of one table. No report asks now(): the day is the clock's.

-- Migrations run with row_security off, under which the check of an SQL function's body would itself be refused.
set local check_function_bodies = off;
set local role concordat_owner;

select concordat.define_report('obligation', $t$
	select d.id, d.owner, d.revision, d.owed_by, (select o.name from organisation o where o.id = d.owed_by) as owed_by_name, d.owed_to, d.title, d.due_on, d.state,
		d.initiative, (select i.title from initiative i where i.id = d.initiative) as initiative_title, d.when_text, d.first_due_on, d.moves,
		d.state = 1 and d.due_on < (select c.today from concordat.clock c) as overdue, d.record_kind, d.record
	from deadline d where d.owed_by is not null$t$, 'who owes what to whom by when');

select concordat.define_report('money_profile', $t$
	select l.id, l.owner, greatest(l.revision, a.revision) as revision, l.title, l.type, l.initiatives, a.periods, coalesce(a.sum_pence, 0) as sum_pence,
		case when l.owner = current_setting('concordat.organisation', true) then l.stated_total_pence end as stated_total_pence,
		case when l.owner = current_setting('concordat.organisation', true) then coalesce(a.sum_pence, 0) - l.stated_total_pence end as difference_pence,
		case when l.owner = current_setting('concordat.organisation', true) then coalesce(a.sum_pence, 0) = l.stated_total_pence end as adds_up,
		coalesce(a.amounts, 0)::int as amounts, coalesce(a.open_ended, false) as open_ended, coalesce(a.unknown_amounts, 0)::int as unknown_amounts
	from money_line l left join lateral (
		select sum(m.amount_pence)::bigint as sum_pence, count(*) as amounts, max(m.revision) as revision, bool_or(coalesce(m.open_ended, false)) as open_ended,
			count(*) filter (where m.amount <> 1) as unknown_amounts,
			array_agg(coalesce(m.period, m.when_text, m.edtf, 'no period') || ' ' || case m.amount when 1 then trim(to_char(m.amount_pence / 100.0, '999999999990.00'))
				when 2 then 'unknown' when 3 then 'none' else 'not specified' end order by m.earliest_on nulls last, m.position, m.id) as periods
		from money_amount m where m.line = l.id and m.withdrawn_at is null) a on true
	where l.withdrawn_at is null$t$, 'what money lines add up to, against the totals stated');

select concordat.define_report('initiative_summary', $t$
	select i.id, i.owner, i.revision, i.title, i.type, i.status, i.part_of,
		(select count(*)::int from initiative p where p.part_of = i.id and p.withdrawn_at is null) as parts, i.stated_parts,
		(select count(distinct p.organisation)::int from participation p where p.initiative = i.id and p.withdrawn_at is null) as partners,
		m.all_of_them as milestones, m.open_ones as milestones_open, m.undated as milestones_undated, m.next_due_on, m.overdue,
		(select count(*)::int from risk r where r.initiative = i.id and r.withdrawn_at is null) as risks,
		(select count(*)::int from money_line l where l.initiatives @> array[i.id::text] and l.withdrawn_at is null) as money_lines
	from initiative i cross join concordat.clock c cross join lateral (
		select count(*)::int as all_of_them, count(*) filter (where d.state in (1, 4))::int as open_ones, count(*) filter (where d.state = 4)::int as undated,
			min(d.due_on) filter (where d.state = 1 and d.due_on >= c.today) as next_due_on, count(*) filter (where d.state = 1 and d.due_on < c.today)::int as overdue
		from deadline d where d.initiative = i.id and d.record_kind = 23) m
	where i.withdrawn_at is null$t$, 'pieces of work at a glance');

select concordat.define_report('slippage', $t$
	select d.id, d.owner, d.revision, d.title, d.initiative, d.first_due_on, d.due_on, d.due_on - d.first_due_on as slipped_days, d.moves, d.owed_by
	from deadline d where d.moves > 0$t$, 'how far deadlines have moved since they were first set');

select concordat.define_report('body_map', $t$
	select k.id, k.owner, greatest(k.revision, f.revision, t.revision) as revision, k.from_body, f.name as from_name, f.type as from_type, k.type,
		k.to_body, t.name as to_name, t.type as to_type, k.certainty
	from body_link k join body f on f.id = k.from_body join body t on t.id = k.to_body where k.withdrawn_at is null$t$, 'the governance map: each link with both names');

select concordat.define_report('inconsistency', $t$
	select i.id, i.owner, i.revision, 20 as record_kind, 'stated_parts' as rule,
		format('%s %s stated, %s named: %s', i.stated_parts, coalesce(i.parts_name, 'parts'), n.named, i.title) as text, i.stated_parts::bigint as stated, n.named as found
	from initiative i cross join lateral (select count(*) as named from initiative p where p.part_of = i.id and p.withdrawn_at is null) n
	where i.owner = current_setting('concordat.organisation', true) and i.stated_parts is not null and n.named <> i.stated_parts and i.withdrawn_at is null
	union all
	select l.id, l.owner, l.revision, 30, 'stated_total', format('stated total %s, periods add up to %s: %s', trim(to_char(l.stated_total_pence / 100.0, '999999999990.00')),
		trim(to_char(n.pence / 100.0, '999999999990.00')), l.title), l.stated_total_pence, n.pence
	from money_line l cross join lateral (select coalesce(sum(m.amount_pence), 0)::bigint as pence, count(*) as amounts from money_amount m where m.line = l.id and m.withdrawn_at is null) n
	where l.owner = current_setting('concordat.organisation', true) and l.stated_total_pence is not null and n.amounts > 0 and n.pence <> l.stated_total_pence and l.withdrawn_at is null
	union all
	select b.id, b.owner, b.revision, 10, 'stated_members', format('%s members stated, %s seats named: %s', b.stated_members, n.named, b.name), b.stated_members::bigint, n.named
	from body b cross join lateral (select coalesce(sum(coalesce(s.seats, 1)), 0)::bigint as named from seat s where s.body = b.id and s.withdrawn_at is null) n
	where b.owner = current_setting('concordat.organisation', true) and b.stated_members is not null and n.named > 0 and n.named <> b.stated_members and b.withdrawn_at is null
	union all
	select b.id, b.owner, b.revision, 10, 'body_status_unresolved', format('the source does not settle whether it is still active: %s', b.name), null, null
	from body b where b.status = 4 and b.withdrawn_at is null
	union all
	select m.id, m.owner, m.revision, 23, 'stated_deliverables', format('%s deliverables stated, %s named: %s', m.stated_deliverables, coalesce(cardinality(m.deliverables), 0), m.title),
		m.stated_deliverables::bigint, coalesce(cardinality(m.deliverables), 0)::bigint
	from milestone m where m.owner = current_setting('concordat.organisation', true) and m.stated_deliverables is not null and coalesce(cardinality(m.deliverables), 0) > 0
		and m.stated_deliverables <> cardinality(m.deliverables) and m.withdrawn_at is null
	union all
	select d.id, d.owner, d.revision, 18, 'incomplete_source', format('the source is not whole: %s (%s)', d.title, coalesce(d.damage, 'not said how')), null, null
	from document d where d.completeness in (2, 3) and d.withdrawn_at is null$t$, 'where what is stated and what is recorded do not agree, or a source is not whole');

select concordat.define_report('register_health', $t$
	select 'register'::text as id, null::text as owner, (select r.revision from concordat.register r) as revision,
		(select count(*) from organisation where withdrawn_at is null) as organisations, (select count(*) from initiative where withdrawn_at is null) as initiatives,
		(select count(*) from milestone where withdrawn_at is null) as milestones,
		(select count(*) from deadline where state = 4 and record_kind = 23) as milestones_undated,
		(select count(*) from deadline where state = 4 and record_kind = 23 and chase_on is null) as undated_without_chase,
		(select count(*) from deadline where state = 1) as deadlines_open, (select count(*) from deadline where state = 1 and due_on < c.today) as deadlines_overdue,
		(select count(*) from milestone where certainty = 3 and withdrawn_at is null) + (select count(*) from body where certainty = 3 and withdrawn_at is null)
			+ (select count(*) from initiative where certainty = 3 and withdrawn_at is null) as inferred,
		(select count(*) from milestone where certainty = 4 and withdrawn_at is null) + (select count(*) from body where certainty = 4 and withdrawn_at is null)
			+ (select count(*) from initiative where certainty = 4 and withdrawn_at is null) + (select count(*) from note where certainty = 4 and withdrawn_at is null) as open_questions,
		(select count(*) from inconsistency) as inconsistencies, (select count(*) from document where completeness in (2, 3) and withdrawn_at is null) as documents_incomplete,
		(select count(*) from subscription where withdrawn_at is null) as subscriptions, c.ticked_to as ticked_at
	from concordat.clock c$t$, 'counts of what you may see, and what wants attention');

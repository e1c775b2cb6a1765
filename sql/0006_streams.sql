-- The history as one asker may see it: for the changes stream, the history verb and lists as of a date.

-- Migrations run with row_security off, under which the check of an SQL function's body would itself be refused.
set local check_function_bodies = off;
set local role concordat_engine;

create function concordat.may_see_present(asker text, kind_number int, record_id text) returns boolean language plpgsql stable security definer as $$
begin
	return (select concordat.may_see_as(asker, c.owner, c.visibility, c.readers) from concordat.change c where c.kind = kind_number and c.id = record_id
		order by c.revision desc limit 1);
end $$;
comment on function concordat.may_see_present is 'whether that organisation may see a record as it is now, by its last change';

-- Entitled at the moment of telling: the version must have been visible, and the record must still be. What became visible is told whole as
-- appeared (4); what became hidden is told as vanished (5), by its id only.
create function concordat.changes(since bigint, upto bigint, many int, kinds int[],
	out revision bigint, out type int, out kind int, out id text, out version bigint, out changed_at bigint, out changed_by text, out reason text,
	out fields text[], out before bytea, out after bytea, out hash bytea) returns setof record language plpgsql stable security definer as $$
declare
	asker constant text := current_setting('concordat.organisation');
	c concordat.change;
	saw boolean;
	sees boolean;
begin
	for c in select x.* from concordat.change x where x.revision > since and x.revision <= upto and (kinds is null or x.kind = any (kinds)) order by x.revision loop
		saw := c.previous is not null and concordat.may_see_as(asker, c.owner_before, c.visibility_before, c.readers_before);
		sees := concordat.may_see_as(asker, c.owner, c.visibility, c.readers);
		continue when not saw and not sees;
		continue when sees and not concordat.may_see_present(asker, c.kind, c.id);
		revision := c.revision; kind := c.kind; id := c.id; hash := substr(c.hash, 1, 8);
		type := case when saw and not sees then 5 when sees and not saw and c.previous is not null then 4 else c.type end;
		if sees then
			version := c.version; changed_at := c.changed_at; changed_by := c.changed_by; reason := c.reason; fields := c.fields;
			after := concordat.pack(c.kind, c.image);
			before := case when saw then (select concordat.pack(p.kind, p.image) from concordat.change p where p.revision = c.previous) end;
		else
			version := null; changed_at := null; changed_by := null; reason := null; fields := null; after := null; before := null;
		end if;
		return next;
		many := many - 1;
		exit when many <= 0;
	end loop;
end $$;
comment on function concordat.changes is 'the changes after a revision as the asking organisation may see them';

create function concordat.history(kind_number int, record_id text, before_revision bigint, many int,
	out revision bigint, out type int, out version bigint, out changed_at bigint, out changed_by text, out reason text, out fields text[], out before bytea, out after bytea)
	returns setof record language sql stable security definer as $$
	select c.revision, case when c.previous is not null and not concordat.may_see_as(a.asker, c.owner_before, c.visibility_before, c.readers_before) then 4 else c.type end,
		c.version, c.changed_at, c.changed_by, c.reason, c.fields,
		case when c.previous is not null and concordat.may_see_as(a.asker, c.owner_before, c.visibility_before, c.readers_before)
			then (select concordat.pack(p.kind, p.image) from concordat.change p where p.revision = c.previous) end,
		concordat.pack(c.kind, c.image)
	from (select current_setting('concordat.organisation') as asker) a, concordat.change c
	where c.kind = kind_number and c.id = record_id and c.revision < before_revision and concordat.may_see_as(a.asker, c.owner, c.visibility, c.readers)
		and concordat.may_see_present(a.asker, kind_number, record_id)
	order by c.revision desc limit many $$;
comment on function concordat.history is 'the changes of one record, newest first, as the asking organisation may see them';

-- 0: fine; otherwise the EndReason: 3 FUTURE, 4 DIVERGED.
create function concordat.cursor_state(history uuid, at_revision bigint, at_hash bytea) returns int language sql stable security definer as $$
	select case when coalesce(history, r.history_id) <> r.history_id then 4 when at_revision > r.revision then 3 when at_revision = 0 or (history is null and at_hash is null) then 0
		when exists (select from concordat.change c where c.revision = at_revision and substr(c.hash, 1, 8) = substr(at_hash, 1, 8)) then 0 else 4 end
	from concordat.register r $$;
comment on function concordat.cursor_state is 'whether a place in the history is one of this history; a revision alone (the others null) need only be there';

create function concordat.revision_on(day date) returns bigint language sql stable security definer as
$$ select coalesce((select c.revision from concordat.change c where c.changed_at < concordat.end_of_day(day) order by c.changed_at desc, c.revision desc limit 1), 0) $$;
comment on function concordat.revision_on is 'the revision at the end of a day in Europe/London';
reset role;

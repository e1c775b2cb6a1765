-- The stored kinds: a table each, with the same columns as the message of that name in proto/records.proto.
-- Enums are integers (their proto numbers), because under row-level security an index serves only leakproof operators.
-- Instants are microseconds since 1970 UTC, money is pence. References are foreign keys, and are checked again as the writer sees them.

set local role concordat_owner;

create table concordat.organisation (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	name text not null,
	short_name text,
	other_names text[],
	type integer,
	area text collate "C",
	part_of text collate "C",
	website text,
	founded_on date,
	abolished_on date
);
comment on table concordat.organisation is 'A council, force, trust, university, charity or company: what can owe something, and what can own records.';
comment on column concordat.organisation.id is 'founder/name; never changes';
comment on column concordat.organisation.owner is 'the organisation answerable for the record';
comment on column concordat.organisation.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.organisation.readers is 'the organisations named when visibility is 2';
comment on column concordat.organisation.version is 'the record''s own counter';
comment on column concordat.organisation.revision is 'the register''s counter at the last change';
comment on column concordat.organisation.created_at is 'when it was made';
comment on column concordat.organisation.created_by is 'by which client it was made';
comment on column concordat.organisation.changed_at is 'when it was last changed';
comment on column concordat.organisation.changed_by is 'by which client it was last changed';
comment on column concordat.organisation.source is 'the document that says so';
comment on column concordat.organisation.source_place is 'where in the source';
comment on column concordat.organisation.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.organisation.note is 'remarks in Markdown';
comment on column concordat.organisation.reason is 'why it was last changed';
comment on column concordat.organisation.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.organisation.name is 'as it calls itself';
comment on column concordat.organisation.short_name is 'abbreviation in use, such as WCC';
comment on column concordat.organisation.other_names is 'names that sources use for it';
comment on column concordat.organisation.type is 'sort of organisation';
comment on column concordat.organisation.area is 'the area that it serves';
comment on column concordat.organisation.part_of is 'the organisation that it is a unit of';
comment on column concordat.organisation.website is 'its home page';
comment on column concordat.organisation.founded_on is 'first day of its existence, if known';
comment on column concordat.organisation.abolished_on is 'last day of its existence, if it ended';

create table concordat.identifier (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	organisation text collate "C",
	scheme text not null,
	value text not null,
	valid_from_on date,
	valid_to_on date,
	area text collate "C"
);
comment on table concordat.identifier is 'A code by which others know an organisation or an area: GSS, GB-LAE, ODS, a police slug.';
comment on column concordat.identifier.id is 'founder/name; never changes';
comment on column concordat.identifier.owner is 'the organisation answerable for the record';
comment on column concordat.identifier.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.identifier.readers is 'the organisations named when visibility is 2';
comment on column concordat.identifier.version is 'the record''s own counter';
comment on column concordat.identifier.revision is 'the register''s counter at the last change';
comment on column concordat.identifier.created_at is 'when it was made';
comment on column concordat.identifier.created_by is 'by which client it was made';
comment on column concordat.identifier.changed_at is 'when it was last changed';
comment on column concordat.identifier.changed_by is 'by which client it was last changed';
comment on column concordat.identifier.source is 'the document that says so';
comment on column concordat.identifier.source_place is 'where in the source';
comment on column concordat.identifier.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.identifier.note is 'remarks in Markdown';
comment on column concordat.identifier.reason is 'why it was last changed';
comment on column concordat.identifier.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.identifier.organisation is 'whose code it is';
comment on column concordat.identifier.scheme is 'list that the code comes from, such as GSS or GB-LAE';
comment on column concordat.identifier.value is 'the code';
comment on column concordat.identifier.valid_from_on is 'first day of its validity';
comment on column concordat.identifier.valid_to_on is 'last day of its validity';
comment on column concordat.identifier.area is 'whose code it is, if an area''s';

create table concordat.succession (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	predecessor text collate "C" not null,
	successor text collate "C" not null,
	type integer,
	basis text,
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.succession is 'One organisation followed another: a merger, a split, a new name.';
comment on column concordat.succession.id is 'founder/name; never changes';
comment on column concordat.succession.owner is 'the organisation answerable for the record';
comment on column concordat.succession.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.succession.readers is 'the organisations named when visibility is 2';
comment on column concordat.succession.version is 'the record''s own counter';
comment on column concordat.succession.revision is 'the register''s counter at the last change';
comment on column concordat.succession.created_at is 'when it was made';
comment on column concordat.succession.created_by is 'by which client it was made';
comment on column concordat.succession.changed_at is 'when it was last changed';
comment on column concordat.succession.changed_by is 'by which client it was last changed';
comment on column concordat.succession.source is 'the document that says so';
comment on column concordat.succession.source_place is 'where in the source';
comment on column concordat.succession.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.succession.note is 'remarks in Markdown';
comment on column concordat.succession.reason is 'why it was last changed';
comment on column concordat.succession.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.succession.predecessor is 'the organisation that was';
comment on column concordat.succession.successor is 'the organisation that came after';
comment on column concordat.succession.type is 'what happened';
comment on column concordat.succession.basis is 'the Act or decision';
comment on column concordat.succession.when_text is 'the date in the words of the source';
comment on column concordat.succession.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.succession.earliest_on is 'first day that it may be';
comment on column concordat.succession.latest_on is 'last day that it may be';
comment on column concordat.succession.precision is 'how exact: Precision';
comment on column concordat.succession.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.succession.soft is 'expected or about, not promised';
comment on column concordat.succession.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.succession.context_on is 'day that lends the missing year';
comment on column concordat.succession.inferred is 'parts that were supplied';
comment on column concordat.succession.other_edtf is 'the other reading of an ambiguous date';

create table concordat.area (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	name text not null,
	type integer,
	part_of text collate "C"
);
comment on table concordat.area is 'A place that organisations serve and work is done in.';
comment on column concordat.area.id is 'founder/name; never changes';
comment on column concordat.area.owner is 'the organisation answerable for the record';
comment on column concordat.area.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.area.readers is 'the organisations named when visibility is 2';
comment on column concordat.area.version is 'the record''s own counter';
comment on column concordat.area.revision is 'the register''s counter at the last change';
comment on column concordat.area.created_at is 'when it was made';
comment on column concordat.area.created_by is 'by which client it was made';
comment on column concordat.area.changed_at is 'when it was last changed';
comment on column concordat.area.changed_by is 'by which client it was last changed';
comment on column concordat.area.source is 'the document that says so';
comment on column concordat.area.source_place is 'where in the source';
comment on column concordat.area.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.area.note is 'remarks in Markdown';
comment on column concordat.area.reason is 'why it was last changed';
comment on column concordat.area.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.area.name is 'its name';
comment on column concordat.area.type is 'sort of place';
comment on column concordat.area.part_of is 'the area around it';

create table concordat.post (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	title text,
	organisation text collate "C",
	holder text,
	role text,
	initiative text collate "C",
	body text collate "C",
	document text collate "C",
	other_titles text[],
	email text,
	telephone text,
	unit text,
	media_contact boolean,
	position integer
);
comment on table concordat.post is 'An office that somebody holds: role on a piece of work, job title and employer are three different things.';
comment on column concordat.post.id is 'founder/name; never changes';
comment on column concordat.post.owner is 'the organisation answerable for the record';
comment on column concordat.post.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.post.readers is 'the organisations named when visibility is 2';
comment on column concordat.post.version is 'the record''s own counter';
comment on column concordat.post.revision is 'the register''s counter at the last change';
comment on column concordat.post.created_at is 'when it was made';
comment on column concordat.post.created_by is 'by which client it was made';
comment on column concordat.post.changed_at is 'when it was last changed';
comment on column concordat.post.changed_by is 'by which client it was last changed';
comment on column concordat.post.source is 'the document that says so';
comment on column concordat.post.source_place is 'where in the source';
comment on column concordat.post.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.post.note is 'remarks in Markdown';
comment on column concordat.post.reason is 'why it was last changed';
comment on column concordat.post.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.post.title is 'job title';
comment on column concordat.post.organisation is 'employer';
comment on column concordat.post.holder is 'who holds it, as published';
comment on column concordat.post.role is 'role on the initiative, body or document';
comment on column concordat.post.initiative is 'the work that the role belongs to';
comment on column concordat.post.body is 'the body that the role belongs to';
comment on column concordat.post.document is 'the document that the role belongs to (a presenter, say)';
comment on column concordat.post.other_titles is 'further titles of the same post, "title, organisation"';
comment on column concordat.post.email is 'role mailbox or address';
comment on column concordat.post.telephone is 'telephone number';
comment on column concordat.post.unit is 'part of the employer';
comment on column concordat.post.media_contact is 'the press should ask here';
comment on column concordat.post.position is 'place in the source''s order, from 1';

create table concordat.body (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	name text not null,
	short_name text,
	other_names text[],
	type integer,
	status integer,
	purpose text,
	host text collate "C",
	area text collate "C",
	chair text,
	stated_members integer,
	stated_bodies integer,
	statutory boolean,
	legal_basis text,
	functions text[],
	membership text[],
	level text,
	position integer,
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.body is 'A board, partnership, committee or group: where organisations meet. Bodies make a graph, by body_link, not a tree.';
comment on column concordat.body.id is 'founder/name; never changes';
comment on column concordat.body.owner is 'the organisation answerable for the record';
comment on column concordat.body.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.body.readers is 'the organisations named when visibility is 2';
comment on column concordat.body.version is 'the record''s own counter';
comment on column concordat.body.revision is 'the register''s counter at the last change';
comment on column concordat.body.created_at is 'when it was made';
comment on column concordat.body.created_by is 'by which client it was made';
comment on column concordat.body.changed_at is 'when it was last changed';
comment on column concordat.body.changed_by is 'by which client it was last changed';
comment on column concordat.body.source is 'the document that says so';
comment on column concordat.body.source_place is 'where in the source';
comment on column concordat.body.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.body.note is 'remarks in Markdown';
comment on column concordat.body.reason is 'why it was last changed';
comment on column concordat.body.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.body.name is 'its name';
comment on column concordat.body.short_name is 'abbreviation in use';
comment on column concordat.body.other_names is 'other names of the same body, such as Cabinet for Executive';
comment on column concordat.body.type is 'sort of body';
comment on column concordat.body.status is 'active, disbanded, proposed, or unresolved in the source';
comment on column concordat.body.purpose is 'what it is for';
comment on column concordat.body.host is 'the organisation that runs it';
comment on column concordat.body.area is 'the area that it covers';
comment on column concordat.body.chair is 'the office that chairs it';
comment on column concordat.body.stated_members is 'how many members the source says';
comment on column concordat.body.stated_bodies is 'for a set of bodies under one name ("6 LSPs"): how many';
comment on column concordat.body.statutory is 'an Act requires it';
comment on column concordat.body.legal_basis is 'which Act or regulation';
comment on column concordat.body.functions is 'what it does, as listed';
comment on column concordat.body.membership is 'who sits on it, in words, where no seat is named';
comment on column concordat.body.level is 'level in its structure (county, district, management)';
comment on column concordat.body.position is 'place in the source''s order, from 1';
comment on column concordat.body.when_text is 'the date in the words of the source';
comment on column concordat.body.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.body.earliest_on is 'first day that it may be';
comment on column concordat.body.latest_on is 'last day that it may be';
comment on column concordat.body.precision is 'how exact: Precision';
comment on column concordat.body.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.body.soft is 'expected or about, not promised';
comment on column concordat.body.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.body.context_on is 'day that lends the missing year';
comment on column concordat.body.inferred is 'parts that were supplied';
comment on column concordat.body.other_edtf is 'the other reading of an ambiguous date';

create table concordat.body_link (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	from_body text collate "C" not null,
	to_body text collate "C" not null,
	type integer not null,
	label text
);
comment on table concordat.body_link is 'How two bodies stand to each other. Several parents are usual; a circle is refused for PART_OF only.';
comment on column concordat.body_link.id is 'founder/name; never changes';
comment on column concordat.body_link.owner is 'the organisation answerable for the record';
comment on column concordat.body_link.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.body_link.readers is 'the organisations named when visibility is 2';
comment on column concordat.body_link.version is 'the record''s own counter';
comment on column concordat.body_link.revision is 'the register''s counter at the last change';
comment on column concordat.body_link.created_at is 'when it was made';
comment on column concordat.body_link.created_by is 'by which client it was made';
comment on column concordat.body_link.changed_at is 'when it was last changed';
comment on column concordat.body_link.changed_by is 'by which client it was last changed';
comment on column concordat.body_link.source is 'the document that says so';
comment on column concordat.body_link.source_place is 'where in the source';
comment on column concordat.body_link.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.body_link.note is 'remarks in Markdown';
comment on column concordat.body_link.reason is 'why it was last changed';
comment on column concordat.body_link.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.body_link.from_body is 'the lower or acting end';
comment on column concordat.body_link.to_body is 'the upper end';
comment on column concordat.body_link.type is 'nature of the link';
comment on column concordat.body_link.label is 'words of the source';

create table concordat.seat (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	body text collate "C" not null,
	organisation text collate "C",
	role text,
	seats integer,
	holder text,
	chairs boolean,
	voting boolean,
	position integer
);
comment on table concordat.seat is 'A place on a body that an organisation fills by an office.';
comment on column concordat.seat.id is 'founder/name; never changes';
comment on column concordat.seat.owner is 'the organisation answerable for the record';
comment on column concordat.seat.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.seat.readers is 'the organisations named when visibility is 2';
comment on column concordat.seat.version is 'the record''s own counter';
comment on column concordat.seat.revision is 'the register''s counter at the last change';
comment on column concordat.seat.created_at is 'when it was made';
comment on column concordat.seat.created_by is 'by which client it was made';
comment on column concordat.seat.changed_at is 'when it was last changed';
comment on column concordat.seat.changed_by is 'by which client it was last changed';
comment on column concordat.seat.source is 'the document that says so';
comment on column concordat.seat.source_place is 'where in the source';
comment on column concordat.seat.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.seat.note is 'remarks in Markdown';
comment on column concordat.seat.reason is 'why it was last changed';
comment on column concordat.seat.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.seat.body is 'the body';
comment on column concordat.seat.organisation is 'the member';
comment on column concordat.seat.role is 'the office that sits, such as Leader';
comment on column concordat.seat.seats is 'how many places this is; one if absent';
comment on column concordat.seat.holder is 'who sits, if named';
comment on column concordat.seat.chairs is 'chairs the body';
comment on column concordat.seat.voting is 'may vote';
comment on column concordat.seat.position is 'place in the source''s order, from 1';

create table concordat.statement (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	type integer,
	text text not null,
	position integer,
	body text collate "C",
	organisation text collate "C",
	initiative text collate "C",
	speaker text,
	topic text,
	matters_for text[],
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.statement is 'Something that a body, organisation or programme says of itself or has agreed: a principle, a priority, a pledge.';
comment on column concordat.statement.id is 'founder/name; never changes';
comment on column concordat.statement.owner is 'the organisation answerable for the record';
comment on column concordat.statement.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.statement.readers is 'the organisations named when visibility is 2';
comment on column concordat.statement.version is 'the record''s own counter';
comment on column concordat.statement.revision is 'the register''s counter at the last change';
comment on column concordat.statement.created_at is 'when it was made';
comment on column concordat.statement.created_by is 'by which client it was made';
comment on column concordat.statement.changed_at is 'when it was last changed';
comment on column concordat.statement.changed_by is 'by which client it was last changed';
comment on column concordat.statement.source is 'the document that says so';
comment on column concordat.statement.source_place is 'where in the source';
comment on column concordat.statement.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.statement.note is 'remarks in Markdown';
comment on column concordat.statement.reason is 'why it was last changed';
comment on column concordat.statement.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.statement.type is 'what sort of statement';
comment on column concordat.statement.text is 'its words';
comment on column concordat.statement.position is 'its number in its list, from 1';
comment on column concordat.statement.body is 'whose, if a body''s';
comment on column concordat.statement.organisation is 'whose, if an organisation''s';
comment on column concordat.statement.initiative is 'whose, if an initiative''s';
comment on column concordat.statement.speaker is 'whose, if nobody in the register (a party, a government)';
comment on column concordat.statement.topic is 'heading that it stands under';
comment on column concordat.statement.matters_for is 'who should heed it, such as "seeking a partnership"';
comment on column concordat.statement.when_text is 'the date in the words of the source';
comment on column concordat.statement.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.statement.earliest_on is 'first day that it may be';
comment on column concordat.statement.latest_on is 'last day that it may be';
comment on column concordat.statement.precision is 'how exact: Precision';
comment on column concordat.statement.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.statement.soft is 'expected or about, not promised';
comment on column concordat.statement.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.statement.context_on is 'day that lends the missing year';
comment on column concordat.statement.inferred is 'parts that were supplied';
comment on column concordat.statement.other_edtf is 'the other reading of an ambiguous date';

create table concordat.meeting (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	body text collate "C" not null,
	title text,
	starts text,
	place text,
	status integer,
	public boolean,
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.meeting is 'A sitting of a body. A fuzzy date is fine until the day is fixed; then deadlines tied to it narrow by themselves.';
comment on column concordat.meeting.id is 'founder/name; never changes';
comment on column concordat.meeting.owner is 'the organisation answerable for the record';
comment on column concordat.meeting.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.meeting.readers is 'the organisations named when visibility is 2';
comment on column concordat.meeting.version is 'the record''s own counter';
comment on column concordat.meeting.revision is 'the register''s counter at the last change';
comment on column concordat.meeting.created_at is 'when it was made';
comment on column concordat.meeting.created_by is 'by which client it was made';
comment on column concordat.meeting.changed_at is 'when it was last changed';
comment on column concordat.meeting.changed_by is 'by which client it was last changed';
comment on column concordat.meeting.source is 'the document that says so';
comment on column concordat.meeting.source_place is 'where in the source';
comment on column concordat.meeting.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.meeting.note is 'remarks in Markdown';
comment on column concordat.meeting.reason is 'why it was last changed';
comment on column concordat.meeting.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.meeting.body is 'who meets';
comment on column concordat.meeting.title is 'name of the meeting, if it has one';
comment on column concordat.meeting.starts is 'clock time, such as 14:00';
comment on column concordat.meeting.place is 'where';
comment on column concordat.meeting.status is 'planned, held, cancelled, or unsettled in the source';
comment on column concordat.meeting.public is 'held in public';
comment on column concordat.meeting.when_text is 'the date in the words of the source';
comment on column concordat.meeting.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.meeting.earliest_on is 'first day that it may be';
comment on column concordat.meeting.latest_on is 'last day that it may be';
comment on column concordat.meeting.precision is 'how exact: Precision';
comment on column concordat.meeting.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.meeting.soft is 'expected or about, not promised';
comment on column concordat.meeting.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.meeting.context_on is 'day that lends the missing year';
comment on column concordat.meeting.inferred is 'parts that were supplied';
comment on column concordat.meeting.other_edtf is 'the other reading of an ambiguous date';

create table concordat.agenda_item (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	meeting text collate "C" not null,
	number text,
	title text,
	issue_title text,
	documents text[]
);
comment on table concordat.agenda_item is 'One item of a meeting''s agenda.';
comment on column concordat.agenda_item.id is 'founder/name; never changes';
comment on column concordat.agenda_item.owner is 'the organisation answerable for the record';
comment on column concordat.agenda_item.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.agenda_item.readers is 'the organisations named when visibility is 2';
comment on column concordat.agenda_item.version is 'the record''s own counter';
comment on column concordat.agenda_item.revision is 'the register''s counter at the last change';
comment on column concordat.agenda_item.created_at is 'when it was made';
comment on column concordat.agenda_item.created_by is 'by which client it was made';
comment on column concordat.agenda_item.changed_at is 'when it was last changed';
comment on column concordat.agenda_item.changed_by is 'by which client it was last changed';
comment on column concordat.agenda_item.source is 'the document that says so';
comment on column concordat.agenda_item.source_place is 'where in the source';
comment on column concordat.agenda_item.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.agenda_item.note is 'remarks in Markdown';
comment on column concordat.agenda_item.reason is 'why it was last changed';
comment on column concordat.agenda_item.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.agenda_item.meeting is 'the meeting';
comment on column concordat.agenda_item.number is 'item number';
comment on column concordat.agenda_item.title is 'title on the agenda';
comment on column concordat.agenda_item.issue_title is 'title of the matter, if it differs';
comment on column concordat.agenda_item.documents is 'papers';

create table concordat.decision (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	title text not null,
	body text collate "C",
	meeting text collate "C",
	agenda_item text collate "C",
	status integer,
	reasons text,
	key_decision boolean,
	answers text collate "C",
	documents text[],
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.decision is 'What a meeting or office holder decided; the clauses carry the content.';
comment on column concordat.decision.id is 'founder/name; never changes';
comment on column concordat.decision.owner is 'the organisation answerable for the record';
comment on column concordat.decision.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.decision.readers is 'the organisations named when visibility is 2';
comment on column concordat.decision.version is 'the record''s own counter';
comment on column concordat.decision.revision is 'the register''s counter at the last change';
comment on column concordat.decision.created_at is 'when it was made';
comment on column concordat.decision.created_by is 'by which client it was made';
comment on column concordat.decision.changed_at is 'when it was last changed';
comment on column concordat.decision.changed_by is 'by which client it was last changed';
comment on column concordat.decision.source is 'the document that says so';
comment on column concordat.decision.source_place is 'where in the source';
comment on column concordat.decision.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.decision.note is 'remarks in Markdown';
comment on column concordat.decision.reason is 'why it was last changed';
comment on column concordat.decision.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.decision.title is 'the matter';
comment on column concordat.decision.body is 'who decided';
comment on column concordat.decision.meeting is 'where';
comment on column concordat.decision.agenda_item is 'under which item';
comment on column concordat.decision.status is 'where it stands';
comment on column concordat.decision.reasons is 'the reason recorded';
comment on column concordat.decision.key_decision is 'a key decision in law';
comment on column concordat.decision.answers is 'the earlier milestone that it answers';
comment on column concordat.decision.documents is 'papers';
comment on column concordat.decision.when_text is 'the date in the words of the source';
comment on column concordat.decision.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.decision.earliest_on is 'first day that it may be';
comment on column concordat.decision.latest_on is 'last day that it may be';
comment on column concordat.decision.precision is 'how exact: Precision';
comment on column concordat.decision.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.decision.soft is 'expected or about, not promised';
comment on column concordat.decision.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.decision.context_on is 'day that lends the missing year';
comment on column concordat.decision.inferred is 'parts that were supplied';
comment on column concordat.decision.other_edtf is 'the other reading of an ambiguous date';

create table concordat.clause (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	decision text collate "C" not null,
	number text,
	position integer,
	type integer,
	text text not null,
	minute_action text,
	topics text[],
	incorporates text,
	for_body text collate "C",
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.clause is 'One numbered clause of a resolution.';
comment on column concordat.clause.id is 'founder/name; never changes';
comment on column concordat.clause.owner is 'the organisation answerable for the record';
comment on column concordat.clause.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.clause.readers is 'the organisations named when visibility is 2';
comment on column concordat.clause.version is 'the record''s own counter';
comment on column concordat.clause.revision is 'the register''s counter at the last change';
comment on column concordat.clause.created_at is 'when it was made';
comment on column concordat.clause.created_by is 'by which client it was made';
comment on column concordat.clause.changed_at is 'when it was last changed';
comment on column concordat.clause.changed_by is 'by which client it was last changed';
comment on column concordat.clause.source is 'the document that says so';
comment on column concordat.clause.source_place is 'where in the source';
comment on column concordat.clause.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.clause.note is 'remarks in Markdown';
comment on column concordat.clause.reason is 'why it was last changed';
comment on column concordat.clause.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.clause.decision is 'the resolution';
comment on column concordat.clause.number is 'as printed, such as (iv)';
comment on column concordat.clause.position is 'its place, from 1';
comment on column concordat.clause.type is 'what it does';
comment on column concordat.clause.text is 'its words';
comment on column concordat.clause.minute_action is 'action number that the minutes attach to it';
comment on column concordat.clause.topics is 'what a commissioned report must cover';
comment on column concordat.clause.incorporates is 'part of another document that it takes in';
comment on column concordat.clause.for_body is 'the body that a report is for';
comment on column concordat.clause.when_text is 'the date in the words of the source';
comment on column concordat.clause.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.clause.earliest_on is 'first day that it may be';
comment on column concordat.clause.latest_on is 'last day that it may be';
comment on column concordat.clause.precision is 'how exact: Precision';
comment on column concordat.clause.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.clause.soft is 'expected or about, not promised';
comment on column concordat.clause.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.clause.context_on is 'day that lends the missing year';
comment on column concordat.clause.inferred is 'parts that were supplied';
comment on column concordat.clause.other_edtf is 'the other reading of an ambiguous date';

create table concordat.document (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	title text not null,
	type integer,
	publisher text collate "C",
	audience text collate "C",
	url text,
	format text,
	size_bytes bigint,
	category text,
	tags text[],
	completeness integer,
	damage text,
	part_of text collate "C",
	initiative text collate "C",
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.document is 'A paper, page or presentation: where records come from, and what meetings consider. Its date lends a year to words without one.';
comment on column concordat.document.id is 'founder/name; never changes';
comment on column concordat.document.owner is 'the organisation answerable for the record';
comment on column concordat.document.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.document.readers is 'the organisations named when visibility is 2';
comment on column concordat.document.version is 'the record''s own counter';
comment on column concordat.document.revision is 'the register''s counter at the last change';
comment on column concordat.document.created_at is 'when it was made';
comment on column concordat.document.created_by is 'by which client it was made';
comment on column concordat.document.changed_at is 'when it was last changed';
comment on column concordat.document.changed_by is 'by which client it was last changed';
comment on column concordat.document.source is 'the document that says so';
comment on column concordat.document.source_place is 'where in the source';
comment on column concordat.document.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.document.note is 'remarks in Markdown';
comment on column concordat.document.reason is 'why it was last changed';
comment on column concordat.document.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.document.title is 'its title';
comment on column concordat.document.type is 'sort of document';
comment on column concordat.document.publisher is 'who published it';
comment on column concordat.document.audience is 'the body that it was made for';
comment on column concordat.document.url is 'where it stands';
comment on column concordat.document.format is 'such as PDF';
comment on column concordat.document.size_bytes is 'its size';
comment on column concordat.document.category is 'category that the publisher gave it';
comment on column concordat.document.tags is 'tags that the publisher gave it';
comment on column concordat.document.completeness is 'whether the text is whole';
comment on column concordat.document.damage is 'what is missing or garbled';
comment on column concordat.document.part_of is 'the document that it is an annex or section of';
comment on column concordat.document.initiative is 'what it is about';
comment on column concordat.document.when_text is 'the date in the words of the source';
comment on column concordat.document.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.document.earliest_on is 'first day that it may be';
comment on column concordat.document.latest_on is 'last day that it may be';
comment on column concordat.document.precision is 'how exact: Precision';
comment on column concordat.document.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.document.soft is 'expected or about, not promised';
comment on column concordat.document.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.document.context_on is 'day that lends the missing year';
comment on column concordat.document.inferred is 'parts that were supplied';
comment on column concordat.document.other_edtf is 'the other reading of an ambiguous date';

create table concordat.agreement (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	title text not null,
	parties text[],
	host text collate "C",
	initiative text collate "C",
	status integer,
	notice_months integer,
	exit_terms text,
	legal_basis text,
	document text collate "C",
	terms text,
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.agreement is 'A contract, inter-authority agreement or memorandum between organisations.';
comment on column concordat.agreement.id is 'founder/name; never changes';
comment on column concordat.agreement.owner is 'the organisation answerable for the record';
comment on column concordat.agreement.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.agreement.readers is 'the organisations named when visibility is 2';
comment on column concordat.agreement.version is 'the record''s own counter';
comment on column concordat.agreement.revision is 'the register''s counter at the last change';
comment on column concordat.agreement.created_at is 'when it was made';
comment on column concordat.agreement.created_by is 'by which client it was made';
comment on column concordat.agreement.changed_at is 'when it was last changed';
comment on column concordat.agreement.changed_by is 'by which client it was last changed';
comment on column concordat.agreement.source is 'the document that says so';
comment on column concordat.agreement.source_place is 'where in the source';
comment on column concordat.agreement.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.agreement.note is 'remarks in Markdown';
comment on column concordat.agreement.reason is 'why it was last changed';
comment on column concordat.agreement.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.agreement.title is 'its title';
comment on column concordat.agreement.parties is 'who is bound';
comment on column concordat.agreement.host is 'who runs what was agreed';
comment on column concordat.agreement.initiative is 'the work it serves';
comment on column concordat.agreement.status is 'where it stands';
comment on column concordat.agreement.notice_months is 'notice that a party must give to leave';
comment on column concordat.agreement.exit_terms is 'who pays what when a party leaves';
comment on column concordat.agreement.legal_basis is 'such as Local Government Act 1972 s.113';
comment on column concordat.agreement.document is 'its text';
comment on column concordat.agreement.terms is 'what was agreed, in words';
comment on column concordat.agreement.when_text is 'the date in the words of the source';
comment on column concordat.agreement.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.agreement.earliest_on is 'first day that it may be';
comment on column concordat.agreement.latest_on is 'last day that it may be';
comment on column concordat.agreement.precision is 'how exact: Precision';
comment on column concordat.agreement.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.agreement.soft is 'expected or about, not promised';
comment on column concordat.agreement.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.agreement.context_on is 'day that lends the missing year';
comment on column concordat.agreement.inferred is 'parts that were supplied';
comment on column concordat.agreement.other_edtf is 'the other reading of an ambiguous date';

create table concordat.initiative (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	title text not null,
	type integer not null,
	part_of text collate "C",
	position integer,
	status integer,
	lead text collate "C",
	host text collate "C",
	unit text,
	sponsor text,
	aim text,
	description text,
	other_names text[],
	stated_parts integer,
	parts_name text,
	saving integer,
	categories text[],
	share_terms text,
	stated_target integer,
	target_unit text,
	condition text,
	area text collate "C",
	alternative_to text collate "C",
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.initiative is 'Work that partners do together, of any size: programme, workstream, strand, pilot, shared service or post. A tree by part_of, with links across.';
comment on column concordat.initiative.id is 'founder/name; never changes';
comment on column concordat.initiative.owner is 'the organisation answerable for the record';
comment on column concordat.initiative.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.initiative.readers is 'the organisations named when visibility is 2';
comment on column concordat.initiative.version is 'the record''s own counter';
comment on column concordat.initiative.revision is 'the register''s counter at the last change';
comment on column concordat.initiative.created_at is 'when it was made';
comment on column concordat.initiative.created_by is 'by which client it was made';
comment on column concordat.initiative.changed_at is 'when it was last changed';
comment on column concordat.initiative.changed_by is 'by which client it was last changed';
comment on column concordat.initiative.source is 'the document that says so';
comment on column concordat.initiative.source_place is 'where in the source';
comment on column concordat.initiative.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.initiative.note is 'remarks in Markdown';
comment on column concordat.initiative.reason is 'why it was last changed';
comment on column concordat.initiative.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.initiative.title is 'its name';
comment on column concordat.initiative.type is 'sort of work';
comment on column concordat.initiative.part_of is 'the work that it is a part of';
comment on column concordat.initiative.position is 'its number among its siblings, from 1';
comment on column concordat.initiative.status is 'where it stands';
comment on column concordat.initiative.lead is 'the organisation that leads it';
comment on column concordat.initiative.host is 'the organisation where it sits';
comment on column concordat.initiative.unit is 'team that leads it, in words';
comment on column concordat.initiative.sponsor is 'level or office of its sponsor';
comment on column concordat.initiative.aim is 'what it is to achieve';
comment on column concordat.initiative.description is 'what it is';
comment on column concordat.initiative.other_names is 'other names of the same work';
comment on column concordat.initiative.stated_parts is 'how many parts the source says it has';
comment on column concordat.initiative.parts_name is 'what it calls them, such as strands';
comment on column concordat.initiative.saving is 'whether it is expected to save money';
comment on column concordat.initiative.categories is 'what sort of sharing: shared staffing, back office services, ...';
comment on column concordat.initiative.share_terms is 'how the parties share it, in words';
comment on column concordat.initiative.stated_target is 'how many of something it must find or make';
comment on column concordat.initiative.target_unit is 'of what, such as posts (or equivalent)';
comment on column concordat.initiative.condition is 'condition that it depends on';
comment on column concordat.initiative.area is 'where';
comment on column concordat.initiative.alternative_to is 'the other half of an either/or';
comment on column concordat.initiative.when_text is 'the date in the words of the source';
comment on column concordat.initiative.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.initiative.earliest_on is 'first day that it may be';
comment on column concordat.initiative.latest_on is 'last day that it may be';
comment on column concordat.initiative.precision is 'how exact: Precision';
comment on column concordat.initiative.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.initiative.soft is 'expected or about, not promised';
comment on column concordat.initiative.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.initiative.context_on is 'day that lends the missing year';
comment on column concordat.initiative.inferred is 'parts that were supplied';
comment on column concordat.initiative.other_edtf is 'the other reading of an ambiguous date';

create table concordat.initiative_link (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	from_initiative text collate "C" not null,
	to_initiative text collate "C" not null,
	type integer,
	label text
);
comment on table concordat.initiative_link is 'How two pieces of work stand to each other, other than whole and part.';
comment on column concordat.initiative_link.id is 'founder/name; never changes';
comment on column concordat.initiative_link.owner is 'the organisation answerable for the record';
comment on column concordat.initiative_link.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.initiative_link.readers is 'the organisations named when visibility is 2';
comment on column concordat.initiative_link.version is 'the record''s own counter';
comment on column concordat.initiative_link.revision is 'the register''s counter at the last change';
comment on column concordat.initiative_link.created_at is 'when it was made';
comment on column concordat.initiative_link.created_by is 'by which client it was made';
comment on column concordat.initiative_link.changed_at is 'when it was last changed';
comment on column concordat.initiative_link.changed_by is 'by which client it was last changed';
comment on column concordat.initiative_link.source is 'the document that says so';
comment on column concordat.initiative_link.source_place is 'where in the source';
comment on column concordat.initiative_link.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.initiative_link.note is 'remarks in Markdown';
comment on column concordat.initiative_link.reason is 'why it was last changed';
comment on column concordat.initiative_link.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.initiative_link.from_initiative is 'the one';
comment on column concordat.initiative_link.to_initiative is 'the other';
comment on column concordat.initiative_link.type is 'nature of the link';
comment on column concordat.initiative_link.label is 'words of the source';

create table concordat.participation (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	organisation text collate "C" not null,
	initiative text collate "C",
	body text collate "C",
	role text,
	state integer,
	share integer,
	share_permille integer,
	share_text text,
	position integer,
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.participation is 'That an organisation takes part in a piece of work or belongs to a body without a named seat, and what share it carries.';
comment on column concordat.participation.id is 'founder/name; never changes';
comment on column concordat.participation.owner is 'the organisation answerable for the record';
comment on column concordat.participation.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.participation.readers is 'the organisations named when visibility is 2';
comment on column concordat.participation.version is 'the record''s own counter';
comment on column concordat.participation.revision is 'the register''s counter at the last change';
comment on column concordat.participation.created_at is 'when it was made';
comment on column concordat.participation.created_by is 'by which client it was made';
comment on column concordat.participation.changed_at is 'when it was last changed';
comment on column concordat.participation.changed_by is 'by which client it was last changed';
comment on column concordat.participation.source is 'the document that says so';
comment on column concordat.participation.source_place is 'where in the source';
comment on column concordat.participation.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.participation.note is 'remarks in Markdown';
comment on column concordat.participation.reason is 'why it was last changed';
comment on column concordat.participation.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.participation.organisation is 'who';
comment on column concordat.participation.initiative is 'in what work';
comment on column concordat.participation.body is 'or in what body';
comment on column concordat.participation.role is 'as what, in words';
comment on column concordat.participation.state is 'how it takes part';
comment on column concordat.participation.share is 'whether its share is known; never assumed equal';
comment on column concordat.participation.share_permille is 'its share in thousandths, when known';
comment on column concordat.participation.share_text is 'words of the source about shares';
comment on column concordat.participation.position is 'place in the source''s list, from 1';
comment on column concordat.participation.when_text is 'the date in the words of the source';
comment on column concordat.participation.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.participation.earliest_on is 'first day that it may be';
comment on column concordat.participation.latest_on is 'last day that it may be';
comment on column concordat.participation.precision is 'how exact: Precision';
comment on column concordat.participation.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.participation.soft is 'expected or about, not promised';
comment on column concordat.participation.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.participation.context_on is 'day that lends the missing year';
comment on column concordat.participation.inferred is 'parts that were supplied';
comment on column concordat.participation.other_edtf is 'the other reading of an ambiguous date';

create table concordat.milestone (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	title text not null,
	initiative text collate "C",
	body text collate "C",
	clause text collate "C",
	owed_by text collate "C",
	owed_to text[],
	responsible text,
	state integer,
	met_on date,
	stated_deliverables integer,
	deliverables text[],
	purpose text,
	set_by text collate "C",
	chase_on date,
	delivers_for text,
	meeting text collate "C",
	wording_also text,
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.milestone is 'Something that must be done by a time. Without a date it needs a body that will set one (set_by) and a day to chase it (chase_on).';
comment on column concordat.milestone.id is 'founder/name; never changes';
comment on column concordat.milestone.owner is 'the organisation answerable for the record';
comment on column concordat.milestone.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.milestone.readers is 'the organisations named when visibility is 2';
comment on column concordat.milestone.version is 'the record''s own counter';
comment on column concordat.milestone.revision is 'the register''s counter at the last change';
comment on column concordat.milestone.created_at is 'when it was made';
comment on column concordat.milestone.created_by is 'by which client it was made';
comment on column concordat.milestone.changed_at is 'when it was last changed';
comment on column concordat.milestone.changed_by is 'by which client it was last changed';
comment on column concordat.milestone.source is 'the document that says so';
comment on column concordat.milestone.source_place is 'where in the source';
comment on column concordat.milestone.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.milestone.note is 'remarks in Markdown';
comment on column concordat.milestone.reason is 'why it was last changed';
comment on column concordat.milestone.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.milestone.title is 'what is to be done';
comment on column concordat.milestone.initiative is 'for which work';
comment on column concordat.milestone.body is 'whose meeting the date is tied to';
comment on column concordat.milestone.clause is 'the clause that commissioned it';
comment on column concordat.milestone.owed_by is 'who must do it';
comment on column concordat.milestone.owed_to is 'to whom';
comment on column concordat.milestone.responsible is 'office or group that must do it, in words';
comment on column concordat.milestone.state is 'where it stands';
comment on column concordat.milestone.met_on is 'day on which it was met';
comment on column concordat.milestone.stated_deliverables is 'how many deliverables are expected';
comment on column concordat.milestone.deliverables is 'which, or what it must cover';
comment on column concordat.milestone.purpose is 'what it is for';
comment on column concordat.milestone.set_by is 'undated: the body that will set the date';
comment on column concordat.milestone.chase_on is 'undated: day to ask again';
comment on column concordat.milestone.delivers_for is 'the period that it serves, such as 2017/18';
comment on column concordat.milestone.meeting is 'the meeting that it is due at, once fixed';
comment on column concordat.milestone.wording_also is 'another wording of the same promise, from elsewhere in the source';
comment on column concordat.milestone.when_text is 'the date in the words of the source';
comment on column concordat.milestone.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.milestone.earliest_on is 'first day that it may be';
comment on column concordat.milestone.latest_on is 'last day that it may be';
comment on column concordat.milestone.precision is 'how exact: Precision';
comment on column concordat.milestone.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.milestone.soft is 'expected or about, not promised';
comment on column concordat.milestone.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.milestone.context_on is 'day that lends the missing year';
comment on column concordat.milestone.inferred is 'parts that were supplied';
comment on column concordat.milestone.other_edtf is 'the other reading of an ambiguous date';

create table concordat.dependency (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	milestone text collate "C",
	on_milestone text collate "C",
	initiative text collate "C",
	on_initiative text collate "C",
	type integer,
	text text
);
comment on table concordat.dependency is 'One milestone waits for another, or work for a condition.';
comment on column concordat.dependency.id is 'founder/name; never changes';
comment on column concordat.dependency.owner is 'the organisation answerable for the record';
comment on column concordat.dependency.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.dependency.readers is 'the organisations named when visibility is 2';
comment on column concordat.dependency.version is 'the record''s own counter';
comment on column concordat.dependency.revision is 'the register''s counter at the last change';
comment on column concordat.dependency.created_at is 'when it was made';
comment on column concordat.dependency.created_by is 'by which client it was made';
comment on column concordat.dependency.changed_at is 'when it was last changed';
comment on column concordat.dependency.changed_by is 'by which client it was last changed';
comment on column concordat.dependency.source is 'the document that says so';
comment on column concordat.dependency.source_place is 'where in the source';
comment on column concordat.dependency.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.dependency.note is 'remarks in Markdown';
comment on column concordat.dependency.reason is 'why it was last changed';
comment on column concordat.dependency.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.dependency.milestone is 'the one that waits';
comment on column concordat.dependency.on_milestone is 'the one that it waits for';
comment on column concordat.dependency.initiative is 'the work that waits';
comment on column concordat.dependency.on_initiative is 'the work that it waits for';
comment on column concordat.dependency.type is 'how';
comment on column concordat.dependency.text is 'in words';

create table concordat.risk (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	initiative text collate "C",
	text text not null,
	position integer,
	state integer,
	likelihood integer,
	impact integer,
	mitigation text,
	accountable text collate "C"
);
comment on table concordat.risk is 'What might go wrong.';
comment on column concordat.risk.id is 'founder/name; never changes';
comment on column concordat.risk.owner is 'the organisation answerable for the record';
comment on column concordat.risk.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.risk.readers is 'the organisations named when visibility is 2';
comment on column concordat.risk.version is 'the record''s own counter';
comment on column concordat.risk.revision is 'the register''s counter at the last change';
comment on column concordat.risk.created_at is 'when it was made';
comment on column concordat.risk.created_by is 'by which client it was made';
comment on column concordat.risk.changed_at is 'when it was last changed';
comment on column concordat.risk.changed_by is 'by which client it was last changed';
comment on column concordat.risk.source is 'the document that says so';
comment on column concordat.risk.source_place is 'where in the source';
comment on column concordat.risk.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.risk.note is 'remarks in Markdown';
comment on column concordat.risk.reason is 'why it was last changed';
comment on column concordat.risk.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.risk.initiative is 'with which work';
comment on column concordat.risk.text is 'the risk';
comment on column concordat.risk.position is 'place in its list, from 1';
comment on column concordat.risk.state is 'where it stands';
comment on column concordat.risk.likelihood is 'how likely';
comment on column concordat.risk.impact is 'how bad';
comment on column concordat.risk.mitigation is 'what is done about it';
comment on column concordat.risk.accountable is 'who looks after it';

create table concordat.benefit (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	initiative text collate "C",
	text text not null,
	type integer,
	beneficiary text collate "C",
	money_line text collate "C",
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.benefit is 'What somebody gains.';
comment on column concordat.benefit.id is 'founder/name; never changes';
comment on column concordat.benefit.owner is 'the organisation answerable for the record';
comment on column concordat.benefit.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.benefit.readers is 'the organisations named when visibility is 2';
comment on column concordat.benefit.version is 'the record''s own counter';
comment on column concordat.benefit.revision is 'the register''s counter at the last change';
comment on column concordat.benefit.created_at is 'when it was made';
comment on column concordat.benefit.created_by is 'by which client it was made';
comment on column concordat.benefit.changed_at is 'when it was last changed';
comment on column concordat.benefit.changed_by is 'by which client it was last changed';
comment on column concordat.benefit.source is 'the document that says so';
comment on column concordat.benefit.source_place is 'where in the source';
comment on column concordat.benefit.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.benefit.note is 'remarks in Markdown';
comment on column concordat.benefit.reason is 'why it was last changed';
comment on column concordat.benefit.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.benefit.initiative is 'from which work';
comment on column concordat.benefit.text is 'the gain';
comment on column concordat.benefit.type is 'sort of gain';
comment on column concordat.benefit.beneficiary is 'who gains';
comment on column concordat.benefit.money_line is 'the money, if it is counted';
comment on column concordat.benefit.when_text is 'the date in the words of the source';
comment on column concordat.benefit.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.benefit.earliest_on is 'first day that it may be';
comment on column concordat.benefit.latest_on is 'last day that it may be';
comment on column concordat.benefit.precision is 'how exact: Precision';
comment on column concordat.benefit.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.benefit.soft is 'expected or about, not promised';
comment on column concordat.benefit.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.benefit.context_on is 'day that lends the missing year';
comment on column concordat.benefit.inferred is 'parts that were supplied';
comment on column concordat.benefit.other_edtf is 'the other reading of an ambiguous date';

create table concordat.note (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	type integer,
	text text not null,
	position integer,
	state integer,
	initiative text collate "C",
	body text collate "C",
	organisation text collate "C",
	decision text collate "C",
	document text collate "C",
	speaker text,
	topic text,
	stated_count integer,
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.note is 'A lesson, a challenge, progress, an event, an undertaking: what was said or happened, about a record.';
comment on column concordat.note.id is 'founder/name; never changes';
comment on column concordat.note.owner is 'the organisation answerable for the record';
comment on column concordat.note.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.note.readers is 'the organisations named when visibility is 2';
comment on column concordat.note.version is 'the record''s own counter';
comment on column concordat.note.revision is 'the register''s counter at the last change';
comment on column concordat.note.created_at is 'when it was made';
comment on column concordat.note.created_by is 'by which client it was made';
comment on column concordat.note.changed_at is 'when it was last changed';
comment on column concordat.note.changed_by is 'by which client it was last changed';
comment on column concordat.note.source is 'the document that says so';
comment on column concordat.note.source_place is 'where in the source';
comment on column concordat.note.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.note.note is 'remarks in Markdown';
comment on column concordat.note.reason is 'why it was last changed';
comment on column concordat.note.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.note.type is 'sort of note';
comment on column concordat.note.text is 'its words';
comment on column concordat.note.position is 'place in its list, from 1';
comment on column concordat.note.state is 'for events and progress: done, planned, under way, unsettled';
comment on column concordat.note.initiative is 'about which work';
comment on column concordat.note.body is 'about which body';
comment on column concordat.note.organisation is 'about which organisation';
comment on column concordat.note.decision is 'about which decision';
comment on column concordat.note.document is 'about which document';
comment on column concordat.note.speaker is 'who said it';
comment on column concordat.note.topic is 'heading that it stands under';
comment on column concordat.note.stated_count is 'a number that it states';
comment on column concordat.note.when_text is 'the date in the words of the source';
comment on column concordat.note.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.note.earliest_on is 'first day that it may be';
comment on column concordat.note.latest_on is 'last day that it may be';
comment on column concordat.note.precision is 'how exact: Precision';
comment on column concordat.note.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.note.soft is 'expected or about, not promised';
comment on column concordat.note.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.note.context_on is 'day that lends the missing year';
comment on column concordat.note.inferred is 'parts that were supplied';
comment on column concordat.note.other_edtf is 'the other reading of an ambiguous date';

create table concordat.indicator (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	initiative text collate "C",
	title text not null,
	unit text,
	baseline text,
	target text,
	definition text
);
comment on table concordat.indicator is 'A quantity that is watched.';
comment on column concordat.indicator.id is 'founder/name; never changes';
comment on column concordat.indicator.owner is 'the organisation answerable for the record';
comment on column concordat.indicator.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.indicator.readers is 'the organisations named when visibility is 2';
comment on column concordat.indicator.version is 'the record''s own counter';
comment on column concordat.indicator.revision is 'the register''s counter at the last change';
comment on column concordat.indicator.created_at is 'when it was made';
comment on column concordat.indicator.created_by is 'by which client it was made';
comment on column concordat.indicator.changed_at is 'when it was last changed';
comment on column concordat.indicator.changed_by is 'by which client it was last changed';
comment on column concordat.indicator.source is 'the document that says so';
comment on column concordat.indicator.source_place is 'where in the source';
comment on column concordat.indicator.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.indicator.note is 'remarks in Markdown';
comment on column concordat.indicator.reason is 'why it was last changed';
comment on column concordat.indicator.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.indicator.initiative is 'of which work';
comment on column concordat.indicator.title is 'what is measured';
comment on column concordat.indicator.unit is 'in what unit';
comment on column concordat.indicator.baseline is 'value at the start';
comment on column concordat.indicator.target is 'value aimed at';
comment on column concordat.indicator.definition is 'how it is counted';

create table concordat.measurement (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	indicator text collate "C" not null,
	value_thousandths bigint,
	value_text text,
	forecast boolean,
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.measurement is 'One value of an indicator.';
comment on column concordat.measurement.id is 'founder/name; never changes';
comment on column concordat.measurement.owner is 'the organisation answerable for the record';
comment on column concordat.measurement.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.measurement.readers is 'the organisations named when visibility is 2';
comment on column concordat.measurement.version is 'the record''s own counter';
comment on column concordat.measurement.revision is 'the register''s counter at the last change';
comment on column concordat.measurement.created_at is 'when it was made';
comment on column concordat.measurement.created_by is 'by which client it was made';
comment on column concordat.measurement.changed_at is 'when it was last changed';
comment on column concordat.measurement.changed_by is 'by which client it was last changed';
comment on column concordat.measurement.source is 'the document that says so';
comment on column concordat.measurement.source_place is 'where in the source';
comment on column concordat.measurement.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.measurement.note is 'remarks in Markdown';
comment on column concordat.measurement.reason is 'why it was last changed';
comment on column concordat.measurement.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.measurement.indicator is 'of what';
comment on column concordat.measurement.value_thousandths is 'the value times 1,000';
comment on column concordat.measurement.value_text is 'the value as reported';
comment on column concordat.measurement.forecast is 'expected, not measured';
comment on column concordat.measurement.when_text is 'the date in the words of the source';
comment on column concordat.measurement.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.measurement.earliest_on is 'first day that it may be';
comment on column concordat.measurement.latest_on is 'last day that it may be';
comment on column concordat.measurement.precision is 'how exact: Precision';
comment on column concordat.measurement.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.measurement.soft is 'expected or about, not promised';
comment on column concordat.measurement.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.measurement.context_on is 'day that lends the missing year';
comment on column concordat.measurement.inferred is 'parts that were supplied';
comment on column concordat.measurement.other_edtf is 'the other reading of an ambiguous date';

create table concordat.money_line (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	title text not null,
	type integer not null,
	basis integer,
	initiatives text[],
	stated_total integer,
	stated_total_pence bigint,
	claim integer,
	same_as text collate "C",
	split integer,
	organisation text collate "C",
	type_inferred boolean,
	wording text
);
comment on table concordat.money_line is 'A sum of money and what it is; its periods are money_amounts. It covers a set of initiatives, together: no split is assumed.';
comment on column concordat.money_line.id is 'founder/name; never changes';
comment on column concordat.money_line.owner is 'the organisation answerable for the record';
comment on column concordat.money_line.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.money_line.readers is 'the organisations named when visibility is 2';
comment on column concordat.money_line.version is 'the record''s own counter';
comment on column concordat.money_line.revision is 'the register''s counter at the last change';
comment on column concordat.money_line.created_at is 'when it was made';
comment on column concordat.money_line.created_by is 'by which client it was made';
comment on column concordat.money_line.changed_at is 'when it was last changed';
comment on column concordat.money_line.changed_by is 'by which client it was last changed';
comment on column concordat.money_line.source is 'the document that says so';
comment on column concordat.money_line.source_place is 'where in the source';
comment on column concordat.money_line.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.money_line.note is 'remarks in Markdown';
comment on column concordat.money_line.reason is 'why it was last changed';
comment on column concordat.money_line.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.money_line.title is 'what the money is';
comment on column concordat.money_line.type is 'saving, cost, investment, ...';
comment on column concordat.money_line.basis is 'once, every year, ...';
comment on column concordat.money_line.initiatives is 'the work that it covers, jointly';
comment on column concordat.money_line.stated_total is 'whether the source gives a total';
comment on column concordat.money_line.stated_total_pence is 'the total that the source gives';
comment on column concordat.money_line.claim is 'how firm it is';
comment on column concordat.money_line.same_as is 'the line that this is held to be the same money as';
comment on column concordat.money_line.split is 'whether a split among the initiatives is known';
comment on column concordat.money_line.organisation is 'whose money';
comment on column concordat.money_line.type_inferred is 'the source does not say saving or cost; read from context';
comment on column concordat.money_line.wording is 'words of the source';

create table concordat.money_amount (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	line text collate "C" not null,
	amount integer not null,
	amount_pence bigint,
	period text,
	open_ended boolean,
	position integer,
	when_text text,
	edtf text,
	earliest_on date,
	latest_on date,
	precision integer,
	bound integer,
	soft boolean,
	anchor_text text,
	context_on date,
	inferred text[],
	other_edtf text
);
comment on table concordat.money_amount is 'The money of one line in one period. The last period of a line may be open-ended.';
comment on column concordat.money_amount.id is 'founder/name; never changes';
comment on column concordat.money_amount.owner is 'the organisation answerable for the record';
comment on column concordat.money_amount.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.money_amount.readers is 'the organisations named when visibility is 2';
comment on column concordat.money_amount.version is 'the record''s own counter';
comment on column concordat.money_amount.revision is 'the register''s counter at the last change';
comment on column concordat.money_amount.created_at is 'when it was made';
comment on column concordat.money_amount.created_by is 'by which client it was made';
comment on column concordat.money_amount.changed_at is 'when it was last changed';
comment on column concordat.money_amount.changed_by is 'by which client it was last changed';
comment on column concordat.money_amount.source is 'the document that says so';
comment on column concordat.money_amount.source_place is 'where in the source';
comment on column concordat.money_amount.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.money_amount.note is 'remarks in Markdown';
comment on column concordat.money_amount.reason is 'why it was last changed';
comment on column concordat.money_amount.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.money_amount.line is 'the money line';
comment on column concordat.money_amount.amount is 'known (also when zero), unknown, none, not specified';
comment on column concordat.money_amount.amount_pence is 'how much, when known';
comment on column concordat.money_amount.period is 'the period as written in the source, such as 2020/21+';
comment on column concordat.money_amount.open_ended is 'and every period after';
comment on column concordat.money_amount.position is 'column in the source, from 1';
comment on column concordat.money_amount.when_text is 'the date in the words of the source';
comment on column concordat.money_amount.edtf is 'the same as EDTF (ISO 8601-2)';
comment on column concordat.money_amount.earliest_on is 'first day that it may be';
comment on column concordat.money_amount.latest_on is 'last day that it may be';
comment on column concordat.money_amount.precision is 'how exact: Precision';
comment on column concordat.money_amount.bound is 'by, in, during, from, ...: Bound';
comment on column concordat.money_amount.soft is 'expected or about, not promised';
comment on column concordat.money_amount.anchor_text is 'the event that it hangs on, in words';
comment on column concordat.money_amount.context_on is 'day that lends the missing year';
comment on column concordat.money_amount.inferred is 'parts that were supplied';
comment on column concordat.money_amount.other_edtf is 'the other reading of an ambiguous date';

create table concordat.subscription (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	title text not null,
	initiative text collate "C",
	body text collate "C",
	organisation text collate "C",
	leads text[],
	overdue_every_days integer,
	events text[],
	measure integer,
	paused boolean
);
comment on table concordat.subscription is 'Who wants to hear what, how long before. Its alerts are numbered from 1 and kept until settled.';
comment on column concordat.subscription.id is 'founder/name; never changes';
comment on column concordat.subscription.owner is 'the organisation answerable for the record';
comment on column concordat.subscription.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.subscription.readers is 'the organisations named when visibility is 2';
comment on column concordat.subscription.version is 'the record''s own counter';
comment on column concordat.subscription.revision is 'the register''s counter at the last change';
comment on column concordat.subscription.created_at is 'when it was made';
comment on column concordat.subscription.created_by is 'by which client it was made';
comment on column concordat.subscription.changed_at is 'when it was last changed';
comment on column concordat.subscription.changed_by is 'by which client it was last changed';
comment on column concordat.subscription.source is 'the document that says so';
comment on column concordat.subscription.source_place is 'where in the source';
comment on column concordat.subscription.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.subscription.note is 'remarks in Markdown';
comment on column concordat.subscription.reason is 'why it was last changed';
comment on column concordat.subscription.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.subscription.title is 'name for people';
comment on column concordat.subscription.initiative is 'deadlines of this work and all its parts';
comment on column concordat.subscription.body is 'deadlines tied to this body';
comment on column concordat.subscription.organisation is 'deadlines that this organisation owes or is owed';
comment on column concordat.subscription.leads is 'how long before: "14d" days, "5wd" working days, "0d" on the day';
comment on column concordat.subscription.overdue_every_days is 'remind this often while overdue; absent: once';
comment on column concordat.subscription.events is 'which alerts: due, overdue, moved, met, withdrawn; empty: all';
comment on column concordat.subscription.measure is 'leads count back from latest_on, or from earliest_on';
comment on column concordat.subscription.paused is 'makes no alerts meanwhile';

create table concordat.holiday (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	day_on date not null,
	name text not null,
	division text,
	learned_on date
);
comment on table concordat.holiday is 'A day that is not a working day. Learned late, it moves open deadlines.';
comment on column concordat.holiday.id is 'founder/name; never changes';
comment on column concordat.holiday.owner is 'the organisation answerable for the record';
comment on column concordat.holiday.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.holiday.readers is 'the organisations named when visibility is 2';
comment on column concordat.holiday.version is 'the record''s own counter';
comment on column concordat.holiday.revision is 'the register''s counter at the last change';
comment on column concordat.holiday.created_at is 'when it was made';
comment on column concordat.holiday.created_by is 'by which client it was made';
comment on column concordat.holiday.changed_at is 'when it was last changed';
comment on column concordat.holiday.changed_by is 'by which client it was last changed';
comment on column concordat.holiday.source is 'the document that says so';
comment on column concordat.holiday.source_place is 'where in the source';
comment on column concordat.holiday.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.holiday.note is 'remarks in Markdown';
comment on column concordat.holiday.reason is 'why it was last changed';
comment on column concordat.holiday.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.holiday.day_on is 'the day';
comment on column concordat.holiday.name is 'its name';
comment on column concordat.holiday.division is 'where it holds: england-and-wales, scotland, northern-ireland';
comment on column concordat.holiday.learned_on is 'day on which it was published';

create table concordat.client (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	organisation text collate "C" not null,
	title text,
	public_key text not null,
	roles text[],
	expires_on date
);
comment on table concordat.client is 'A CURVE key that belongs to an organisation. Revoked by withdrawing it.';
comment on column concordat.client.id is 'founder/name; never changes';
comment on column concordat.client.owner is 'the organisation answerable for the record';
comment on column concordat.client.visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat.client.readers is 'the organisations named when visibility is 2';
comment on column concordat.client.version is 'the record''s own counter';
comment on column concordat.client.revision is 'the register''s counter at the last change';
comment on column concordat.client.created_at is 'when it was made';
comment on column concordat.client.created_by is 'by which client it was made';
comment on column concordat.client.changed_at is 'when it was last changed';
comment on column concordat.client.changed_by is 'by which client it was last changed';
comment on column concordat.client.source is 'the document that says so';
comment on column concordat.client.source_place is 'where in the source';
comment on column concordat.client.certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat.client.note is 'remarks in Markdown';
comment on column concordat.client.reason is 'why it was last changed';
comment on column concordat.client.withdrawn_at is 'when its owner withdrew it';
comment on column concordat.client.organisation is 'whose key it is';
comment on column concordat.client.title is 'name for people, of the desk or program that holds the key';
comment on column concordat.client.public_key is 'Z85, 40 characters';
comment on column concordat.client.roles is 'reader, editor, registrar, operator, courier';
comment on column concordat.client.expires_on is 'last day of its validity';

create table concordat."grant" (
	id text collate "C" primary key,
	owner text collate "C" not null,
	visibility integer not null,
	readers text[],
	version bigint not null,
	revision bigint not null,
	created_at bigint not null,
	created_by text not null,
	changed_at bigint not null,
	changed_by text not null,
	source text collate "C",
	source_place text,
	certainty integer,
	note text,
	reason text,
	withdrawn_at bigint,
	grantee text collate "C" not null,
	record_kind integer not null,
	record text not null
);
comment on table concordat."grant" is 'Lets another organisation edit one record of yours.';
comment on column concordat."grant".id is 'founder/name; never changes';
comment on column concordat."grant".owner is 'the organisation answerable for the record';
comment on column concordat."grant".visibility is 'who may see it: 1 public, 2 named, 3 own';
comment on column concordat."grant".readers is 'the organisations named when visibility is 2';
comment on column concordat."grant".version is 'the record''s own counter';
comment on column concordat."grant".revision is 'the register''s counter at the last change';
comment on column concordat."grant".created_at is 'when it was made';
comment on column concordat."grant".created_by is 'by which client it was made';
comment on column concordat."grant".changed_at is 'when it was last changed';
comment on column concordat."grant".changed_by is 'by which client it was last changed';
comment on column concordat."grant".source is 'the document that says so';
comment on column concordat."grant".source_place is 'where in the source';
comment on column concordat."grant".certainty is '1 stated, 2 derived, 3 inferred, 4 open';
comment on column concordat."grant".note is 'remarks in Markdown';
comment on column concordat."grant".reason is 'why it was last changed';
comment on column concordat."grant".withdrawn_at is 'when its owner withdrew it';
comment on column concordat."grant".grantee is 'who may';
comment on column concordat."grant".record_kind is 'which record: its kind';
comment on column concordat."grant".record is 'which record: its id';

-- ---- references ----

alter table concordat.organisation add constraint organisation_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.organisation add constraint organisation_source_is_known foreign key (source) references concordat.document;
alter table concordat.organisation add constraint organisation_area_is_known foreign key (area) references concordat.area;
alter table concordat.organisation add constraint organisation_part_of_is_known foreign key (part_of) references concordat.organisation;
alter table concordat.identifier add constraint identifier_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.identifier add constraint identifier_source_is_known foreign key (source) references concordat.document;
alter table concordat.identifier add constraint identifier_organisation_is_known foreign key (organisation) references concordat.organisation;
alter table concordat.identifier add constraint identifier_area_is_known foreign key (area) references concordat.area;
alter table concordat.succession add constraint succession_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.succession add constraint succession_source_is_known foreign key (source) references concordat.document;
alter table concordat.succession add constraint succession_predecessor_is_known foreign key (predecessor) references concordat.organisation;
alter table concordat.succession add constraint succession_successor_is_known foreign key (successor) references concordat.organisation;
alter table concordat.area add constraint area_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.area add constraint area_source_is_known foreign key (source) references concordat.document;
alter table concordat.area add constraint area_part_of_is_known foreign key (part_of) references concordat.area;
alter table concordat.post add constraint post_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.post add constraint post_source_is_known foreign key (source) references concordat.document;
alter table concordat.post add constraint post_organisation_is_known foreign key (organisation) references concordat.organisation;
alter table concordat.post add constraint post_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.post add constraint post_body_is_known foreign key (body) references concordat.body;
alter table concordat.post add constraint post_document_is_known foreign key (document) references concordat.document;
alter table concordat.body add constraint body_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.body add constraint body_source_is_known foreign key (source) references concordat.document;
alter table concordat.body add constraint body_host_is_known foreign key (host) references concordat.organisation;
alter table concordat.body add constraint body_area_is_known foreign key (area) references concordat.area;
alter table concordat.body_link add constraint body_link_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.body_link add constraint body_link_source_is_known foreign key (source) references concordat.document;
alter table concordat.body_link add constraint body_link_from_body_is_known foreign key (from_body) references concordat.body;
alter table concordat.body_link add constraint body_link_to_body_is_known foreign key (to_body) references concordat.body;
alter table concordat.seat add constraint seat_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.seat add constraint seat_source_is_known foreign key (source) references concordat.document;
alter table concordat.seat add constraint seat_body_is_known foreign key (body) references concordat.body;
alter table concordat.seat add constraint seat_organisation_is_known foreign key (organisation) references concordat.organisation;
alter table concordat.statement add constraint statement_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.statement add constraint statement_source_is_known foreign key (source) references concordat.document;
alter table concordat.statement add constraint statement_body_is_known foreign key (body) references concordat.body;
alter table concordat.statement add constraint statement_organisation_is_known foreign key (organisation) references concordat.organisation;
alter table concordat.statement add constraint statement_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.meeting add constraint meeting_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.meeting add constraint meeting_source_is_known foreign key (source) references concordat.document;
alter table concordat.meeting add constraint meeting_body_is_known foreign key (body) references concordat.body;
alter table concordat.agenda_item add constraint agenda_item_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.agenda_item add constraint agenda_item_source_is_known foreign key (source) references concordat.document;
alter table concordat.agenda_item add constraint agenda_item_meeting_is_known foreign key (meeting) references concordat.meeting;
alter table concordat.decision add constraint decision_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.decision add constraint decision_source_is_known foreign key (source) references concordat.document;
alter table concordat.decision add constraint decision_body_is_known foreign key (body) references concordat.body;
alter table concordat.decision add constraint decision_meeting_is_known foreign key (meeting) references concordat.meeting;
alter table concordat.decision add constraint decision_agenda_item_is_known foreign key (agenda_item) references concordat.agenda_item;
alter table concordat.decision add constraint decision_answers_is_known foreign key (answers) references concordat.milestone;
alter table concordat.clause add constraint clause_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.clause add constraint clause_source_is_known foreign key (source) references concordat.document;
alter table concordat.clause add constraint clause_decision_is_known foreign key (decision) references concordat.decision;
alter table concordat.clause add constraint clause_for_body_is_known foreign key (for_body) references concordat.body;
alter table concordat.document add constraint document_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.document add constraint document_source_is_known foreign key (source) references concordat.document;
alter table concordat.document add constraint document_publisher_is_known foreign key (publisher) references concordat.organisation;
alter table concordat.document add constraint document_audience_is_known foreign key (audience) references concordat.body;
alter table concordat.document add constraint document_part_of_is_known foreign key (part_of) references concordat.document;
alter table concordat.document add constraint document_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.agreement add constraint agreement_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.agreement add constraint agreement_source_is_known foreign key (source) references concordat.document;
alter table concordat.agreement add constraint agreement_host_is_known foreign key (host) references concordat.organisation;
alter table concordat.agreement add constraint agreement_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.agreement add constraint agreement_document_is_known foreign key (document) references concordat.document;
alter table concordat.initiative add constraint initiative_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.initiative add constraint initiative_source_is_known foreign key (source) references concordat.document;
alter table concordat.initiative add constraint initiative_part_of_is_known foreign key (part_of) references concordat.initiative;
alter table concordat.initiative add constraint initiative_lead_is_known foreign key (lead) references concordat.organisation;
alter table concordat.initiative add constraint initiative_host_is_known foreign key (host) references concordat.organisation;
alter table concordat.initiative add constraint initiative_area_is_known foreign key (area) references concordat.area;
alter table concordat.initiative add constraint initiative_alternative_to_is_known foreign key (alternative_to) references concordat.initiative;
alter table concordat.initiative_link add constraint initiative_link_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.initiative_link add constraint initiative_link_source_is_known foreign key (source) references concordat.document;
alter table concordat.initiative_link add constraint initiative_link_from_initiative_is_known foreign key (from_initiative) references concordat.initiative;
alter table concordat.initiative_link add constraint initiative_link_to_initiative_is_known foreign key (to_initiative) references concordat.initiative;
alter table concordat.participation add constraint participation_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.participation add constraint participation_source_is_known foreign key (source) references concordat.document;
alter table concordat.participation add constraint participation_organisation_is_known foreign key (organisation) references concordat.organisation;
alter table concordat.participation add constraint participation_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.participation add constraint participation_body_is_known foreign key (body) references concordat.body;
alter table concordat.milestone add constraint milestone_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.milestone add constraint milestone_source_is_known foreign key (source) references concordat.document;
alter table concordat.milestone add constraint milestone_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.milestone add constraint milestone_body_is_known foreign key (body) references concordat.body;
alter table concordat.milestone add constraint milestone_clause_is_known foreign key (clause) references concordat.clause;
alter table concordat.milestone add constraint milestone_owed_by_is_known foreign key (owed_by) references concordat.organisation;
alter table concordat.milestone add constraint milestone_set_by_is_known foreign key (set_by) references concordat.body;
alter table concordat.milestone add constraint milestone_meeting_is_known foreign key (meeting) references concordat.meeting;
alter table concordat.dependency add constraint dependency_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.dependency add constraint dependency_source_is_known foreign key (source) references concordat.document;
alter table concordat.dependency add constraint dependency_milestone_is_known foreign key (milestone) references concordat.milestone;
alter table concordat.dependency add constraint dependency_on_milestone_is_known foreign key (on_milestone) references concordat.milestone;
alter table concordat.dependency add constraint dependency_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.dependency add constraint dependency_on_initiative_is_known foreign key (on_initiative) references concordat.initiative;
alter table concordat.risk add constraint risk_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.risk add constraint risk_source_is_known foreign key (source) references concordat.document;
alter table concordat.risk add constraint risk_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.risk add constraint risk_accountable_is_known foreign key (accountable) references concordat.organisation;
alter table concordat.benefit add constraint benefit_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.benefit add constraint benefit_source_is_known foreign key (source) references concordat.document;
alter table concordat.benefit add constraint benefit_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.benefit add constraint benefit_beneficiary_is_known foreign key (beneficiary) references concordat.organisation;
alter table concordat.benefit add constraint benefit_money_line_is_known foreign key (money_line) references concordat.money_line;
alter table concordat.note add constraint note_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.note add constraint note_source_is_known foreign key (source) references concordat.document;
alter table concordat.note add constraint note_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.note add constraint note_body_is_known foreign key (body) references concordat.body;
alter table concordat.note add constraint note_organisation_is_known foreign key (organisation) references concordat.organisation;
alter table concordat.note add constraint note_decision_is_known foreign key (decision) references concordat.decision;
alter table concordat.note add constraint note_document_is_known foreign key (document) references concordat.document;
alter table concordat.indicator add constraint indicator_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.indicator add constraint indicator_source_is_known foreign key (source) references concordat.document;
alter table concordat.indicator add constraint indicator_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.measurement add constraint measurement_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.measurement add constraint measurement_source_is_known foreign key (source) references concordat.document;
alter table concordat.measurement add constraint measurement_indicator_is_known foreign key (indicator) references concordat.indicator;
alter table concordat.money_line add constraint money_line_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.money_line add constraint money_line_source_is_known foreign key (source) references concordat.document;
alter table concordat.money_line add constraint money_line_same_as_is_known foreign key (same_as) references concordat.money_line;
alter table concordat.money_line add constraint money_line_organisation_is_known foreign key (organisation) references concordat.organisation;
alter table concordat.money_amount add constraint money_amount_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.money_amount add constraint money_amount_source_is_known foreign key (source) references concordat.document;
alter table concordat.money_amount add constraint money_amount_line_is_known foreign key (line) references concordat.money_line;
alter table concordat.subscription add constraint subscription_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.subscription add constraint subscription_source_is_known foreign key (source) references concordat.document;
alter table concordat.subscription add constraint subscription_initiative_is_known foreign key (initiative) references concordat.initiative;
alter table concordat.subscription add constraint subscription_body_is_known foreign key (body) references concordat.body;
alter table concordat.subscription add constraint subscription_organisation_is_known foreign key (organisation) references concordat.organisation;
alter table concordat.holiday add constraint holiday_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.holiday add constraint holiday_source_is_known foreign key (source) references concordat.document;
alter table concordat.client add constraint client_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat.client add constraint client_source_is_known foreign key (source) references concordat.document;
alter table concordat.client add constraint client_organisation_is_known foreign key (organisation) references concordat.organisation;
alter table concordat."grant" add constraint grant_owner_is_known foreign key (owner) references concordat.organisation;
alter table concordat."grant" add constraint grant_source_is_known foreign key (source) references concordat.document;
alter table concordat."grant" add constraint grant_grantee_is_known foreign key (grantee) references concordat.organisation;
create index organisation_area on concordat.organisation (area) where area is not null;
create index organisation_part_of on concordat.organisation (part_of) where part_of is not null;
create index identifier_organisation on concordat.identifier (organisation) where organisation is not null;
create index identifier_area on concordat.identifier (area) where area is not null;
create index succession_predecessor on concordat.succession (predecessor) where predecessor is not null;
create index succession_successor on concordat.succession (successor) where successor is not null;
create index area_part_of on concordat.area (part_of) where part_of is not null;
create index post_organisation on concordat.post (organisation) where organisation is not null;
create index post_initiative on concordat.post (initiative) where initiative is not null;
create index post_body on concordat.post (body) where body is not null;
create index post_document on concordat.post (document) where document is not null;
create index body_host on concordat.body (host) where host is not null;
create index body_area on concordat.body (area) where area is not null;
create index body_link_from_body on concordat.body_link (from_body) where from_body is not null;
create index body_link_to_body on concordat.body_link (to_body) where to_body is not null;
create index seat_body on concordat.seat (body) where body is not null;
create index seat_organisation on concordat.seat (organisation) where organisation is not null;
create index statement_body on concordat.statement (body) where body is not null;
create index statement_organisation on concordat.statement (organisation) where organisation is not null;
create index statement_initiative on concordat.statement (initiative) where initiative is not null;
create index meeting_body on concordat.meeting (body) where body is not null;
create index agenda_item_meeting on concordat.agenda_item (meeting) where meeting is not null;
create index decision_body on concordat.decision (body) where body is not null;
create index decision_meeting on concordat.decision (meeting) where meeting is not null;
create index decision_agenda_item on concordat.decision (agenda_item) where agenda_item is not null;
create index decision_answers on concordat.decision (answers) where answers is not null;
create index clause_decision on concordat.clause (decision) where decision is not null;
create index clause_for_body on concordat.clause (for_body) where for_body is not null;
create index document_publisher on concordat.document (publisher) where publisher is not null;
create index document_audience on concordat.document (audience) where audience is not null;
create index document_part_of on concordat.document (part_of) where part_of is not null;
create index document_initiative on concordat.document (initiative) where initiative is not null;
create index agreement_host on concordat.agreement (host) where host is not null;
create index agreement_initiative on concordat.agreement (initiative) where initiative is not null;
create index agreement_document on concordat.agreement (document) where document is not null;
create index initiative_part_of on concordat.initiative (part_of) where part_of is not null;
create index initiative_lead on concordat.initiative (lead) where lead is not null;
create index initiative_host on concordat.initiative (host) where host is not null;
create index initiative_area on concordat.initiative (area) where area is not null;
create index initiative_alternative_to on concordat.initiative (alternative_to) where alternative_to is not null;
create index initiative_link_from_initiative on concordat.initiative_link (from_initiative) where from_initiative is not null;
create index initiative_link_to_initiative on concordat.initiative_link (to_initiative) where to_initiative is not null;
create index participation_organisation on concordat.participation (organisation) where organisation is not null;
create index participation_initiative on concordat.participation (initiative) where initiative is not null;
create index participation_body on concordat.participation (body) where body is not null;
create index milestone_initiative on concordat.milestone (initiative) where initiative is not null;
create index milestone_body on concordat.milestone (body) where body is not null;
create index milestone_clause on concordat.milestone (clause) where clause is not null;
create index milestone_owed_by on concordat.milestone (owed_by) where owed_by is not null;
create index milestone_set_by on concordat.milestone (set_by) where set_by is not null;
create index milestone_meeting on concordat.milestone (meeting) where meeting is not null;
create index dependency_milestone on concordat.dependency (milestone) where milestone is not null;
create index dependency_on_milestone on concordat.dependency (on_milestone) where on_milestone is not null;
create index dependency_initiative on concordat.dependency (initiative) where initiative is not null;
create index dependency_on_initiative on concordat.dependency (on_initiative) where on_initiative is not null;
create index risk_initiative on concordat.risk (initiative) where initiative is not null;
create index risk_accountable on concordat.risk (accountable) where accountable is not null;
create index benefit_initiative on concordat.benefit (initiative) where initiative is not null;
create index benefit_beneficiary on concordat.benefit (beneficiary) where beneficiary is not null;
create index benefit_money_line on concordat.benefit (money_line) where money_line is not null;
create index note_initiative on concordat.note (initiative) where initiative is not null;
create index note_body on concordat.note (body) where body is not null;
create index note_organisation on concordat.note (organisation) where organisation is not null;
create index note_decision on concordat.note (decision) where decision is not null;
create index note_document on concordat.note (document) where document is not null;
create index indicator_initiative on concordat.indicator (initiative) where initiative is not null;
create index measurement_indicator on concordat.measurement (indicator) where indicator is not null;
create index money_line_same_as on concordat.money_line (same_as) where same_as is not null;
create index money_line_organisation on concordat.money_line (organisation) where organisation is not null;
create index money_amount_line on concordat.money_amount (line) where line is not null;
create index subscription_initiative on concordat.subscription (initiative) where initiative is not null;
create index subscription_body on concordat.subscription (body) where body is not null;
create index subscription_organisation on concordat.subscription (organisation) where organisation is not null;
create index client_organisation on concordat.client (organisation) where organisation is not null;
create index grant_grantee on concordat."grant" (grantee) where grantee is not null;

create index succession_latest_on on concordat.succession (latest_on, id);
create index body_latest_on on concordat.body (latest_on, id);
create index statement_latest_on on concordat.statement (latest_on, id);
create index meeting_latest_on on concordat.meeting (latest_on, id);
create index decision_latest_on on concordat.decision (latest_on, id);
create index clause_latest_on on concordat.clause (latest_on, id);
create index document_latest_on on concordat.document (latest_on, id);
create index agreement_latest_on on concordat.agreement (latest_on, id);
create index initiative_latest_on on concordat.initiative (latest_on, id);
create index participation_latest_on on concordat.participation (latest_on, id);
create index milestone_latest_on on concordat.milestone (latest_on, id);
create index benefit_latest_on on concordat.benefit (latest_on, id);
create index note_latest_on on concordat.note (latest_on, id);
create index measurement_latest_on on concordat.measurement (latest_on, id);
create index money_amount_latest_on on concordat.money_amount (latest_on, id);
create index client_organisation_key on concordat.client (public_key);
create unique index client_public_key on concordat.client (public_key) where withdrawn_at is null;
create index grant_record on concordat."grant" (record);
create index holiday_day_on on concordat.holiday (day_on);
create index money_line_initiatives on concordat.money_line using gin (initiatives);

-- ---- rules; the comment is what a writer is told ----

alter table concordat.organisation add constraint organisation_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint organisation_readers_fit_visibility on concordat.organisation is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.identifier add constraint identifier_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint identifier_readers_fit_visibility on concordat.identifier is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.succession add constraint succession_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint succession_readers_fit_visibility on concordat.succession is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.succession add constraint succession_days_in_order check (earliest_on <= latest_on);
comment on constraint succession_days_in_order on concordat.succession is 'when_text: the last day lies before the first';
alter table concordat.area add constraint area_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint area_readers_fit_visibility on concordat.area is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.post add constraint post_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint post_readers_fit_visibility on concordat.post is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.body add constraint body_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint body_readers_fit_visibility on concordat.body is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.body add constraint body_days_in_order check (earliest_on <= latest_on);
comment on constraint body_days_in_order on concordat.body is 'when_text: the last day lies before the first';
alter table concordat.body_link add constraint body_link_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint body_link_readers_fit_visibility on concordat.body_link is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.seat add constraint seat_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint seat_readers_fit_visibility on concordat.seat is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.statement add constraint statement_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint statement_readers_fit_visibility on concordat.statement is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.statement add constraint statement_days_in_order check (earliest_on <= latest_on);
comment on constraint statement_days_in_order on concordat.statement is 'when_text: the last day lies before the first';
alter table concordat.meeting add constraint meeting_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint meeting_readers_fit_visibility on concordat.meeting is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.meeting add constraint meeting_days_in_order check (earliest_on <= latest_on);
comment on constraint meeting_days_in_order on concordat.meeting is 'when_text: the last day lies before the first';
alter table concordat.agenda_item add constraint agenda_item_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint agenda_item_readers_fit_visibility on concordat.agenda_item is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.decision add constraint decision_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint decision_readers_fit_visibility on concordat.decision is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.decision add constraint decision_days_in_order check (earliest_on <= latest_on);
comment on constraint decision_days_in_order on concordat.decision is 'when_text: the last day lies before the first';
alter table concordat.clause add constraint clause_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint clause_readers_fit_visibility on concordat.clause is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.clause add constraint clause_days_in_order check (earliest_on <= latest_on);
comment on constraint clause_days_in_order on concordat.clause is 'when_text: the last day lies before the first';
alter table concordat.document add constraint document_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint document_readers_fit_visibility on concordat.document is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.document add constraint document_days_in_order check (earliest_on <= latest_on);
comment on constraint document_days_in_order on concordat.document is 'when_text: the last day lies before the first';
alter table concordat.agreement add constraint agreement_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint agreement_readers_fit_visibility on concordat.agreement is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.agreement add constraint agreement_days_in_order check (earliest_on <= latest_on);
comment on constraint agreement_days_in_order on concordat.agreement is 'when_text: the last day lies before the first';
alter table concordat.initiative add constraint initiative_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint initiative_readers_fit_visibility on concordat.initiative is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.initiative add constraint initiative_days_in_order check (earliest_on <= latest_on);
comment on constraint initiative_days_in_order on concordat.initiative is 'when_text: the last day lies before the first';
alter table concordat.initiative_link add constraint initiative_link_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint initiative_link_readers_fit_visibility on concordat.initiative_link is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.participation add constraint participation_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint participation_readers_fit_visibility on concordat.participation is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.participation add constraint participation_days_in_order check (earliest_on <= latest_on);
comment on constraint participation_days_in_order on concordat.participation is 'when_text: the last day lies before the first';
alter table concordat.milestone add constraint milestone_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint milestone_readers_fit_visibility on concordat.milestone is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.milestone add constraint milestone_days_in_order check (earliest_on <= latest_on);
comment on constraint milestone_days_in_order on concordat.milestone is 'when_text: the last day lies before the first';
alter table concordat.dependency add constraint dependency_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint dependency_readers_fit_visibility on concordat.dependency is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.risk add constraint risk_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint risk_readers_fit_visibility on concordat.risk is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.benefit add constraint benefit_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint benefit_readers_fit_visibility on concordat.benefit is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.benefit add constraint benefit_days_in_order check (earliest_on <= latest_on);
comment on constraint benefit_days_in_order on concordat.benefit is 'when_text: the last day lies before the first';
alter table concordat.note add constraint note_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint note_readers_fit_visibility on concordat.note is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.note add constraint note_days_in_order check (earliest_on <= latest_on);
comment on constraint note_days_in_order on concordat.note is 'when_text: the last day lies before the first';
alter table concordat.indicator add constraint indicator_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint indicator_readers_fit_visibility on concordat.indicator is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.measurement add constraint measurement_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint measurement_readers_fit_visibility on concordat.measurement is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.measurement add constraint measurement_days_in_order check (earliest_on <= latest_on);
comment on constraint measurement_days_in_order on concordat.measurement is 'when_text: the last day lies before the first';
alter table concordat.money_line add constraint money_line_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint money_line_readers_fit_visibility on concordat.money_line is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.money_amount add constraint money_amount_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint money_amount_readers_fit_visibility on concordat.money_amount is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.money_amount add constraint money_amount_days_in_order check (earliest_on <= latest_on);
comment on constraint money_amount_days_in_order on concordat.money_amount is 'when_text: the last day lies before the first';
alter table concordat.subscription add constraint subscription_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint subscription_readers_fit_visibility on concordat.subscription is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.holiday add constraint holiday_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint holiday_readers_fit_visibility on concordat.holiday is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.client add constraint client_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint client_readers_fit_visibility on concordat.client is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat."grant" add constraint grant_readers_fit_visibility check (visibility in (1, 2, 3) and (visibility <> 2 or coalesce(cardinality(readers), 0) > 0));
comment on constraint grant_readers_fit_visibility on concordat."grant" is 'visibility: public, named or own; named wants at least one organisation in readers';
alter table concordat.milestone add constraint milestone_has_a_date_or_a_setter check (coalesce(precision, 9) <> 9 or (set_by is not null and chase_on is not null));
comment on constraint milestone_has_a_date_or_a_setter on concordat.milestone is 'when_text: a milestone without a date needs set_by (the body that will set one) and chase_on (the day to ask again)';
alter table concordat.milestone add constraint milestone_met_on_means_met check (met_on is null or state in (3, 4));
comment on constraint milestone_met_on_means_met on concordat.milestone is 'met_on: only a milestone whose state is met or partly_met has it';
alter table concordat.money_amount add constraint money_amount_fits_knowledge check ((amount = 1) = (amount_pence is not null));
comment on constraint money_amount_fits_knowledge on concordat.money_amount is 'amount_pence: given exactly when amount is known (zero is known, with 0)';
alter table concordat.money_line add constraint money_line_total_fits_knowledge check ((stated_total = 1) = (stated_total_pence is not null) or (stated_total is null and stated_total_pence is null));
comment on constraint money_line_total_fits_knowledge on concordat.money_line is 'stated_total_pence: given exactly when stated_total is known';
alter table concordat.participation add constraint participation_share_fits_knowledge check (share_permille is null or share = 1);
comment on constraint participation_share_fits_knowledge on concordat.participation is 'share_permille: only a known share has a figure';
alter table concordat.participation add constraint participation_has_a_place check (initiative is not null or body is not null);
comment on constraint participation_has_a_place on concordat.participation is 'initiative: say in which initiative or body';
alter table concordat.client add constraint client_key_is_z85 check (length(public_key) = 40);
comment on constraint client_key_is_z85 on concordat.client is 'public_key: 40 characters of Z85';
alter table concordat.client add constraint client_roles_are_known check (roles <@ array['reader', 'editor', 'registrar', 'operator', 'courier']);
comment on constraint client_roles_are_known on concordat.client is 'roles: of reader, editor, registrar, operator, courier';
alter table concordat.subscription add constraint subscription_leads_are_understood check (array_to_string(leads, ' ') ~ '^([0-9]{1,3}(d|wd)( |$))*$');
comment on constraint subscription_leads_are_understood on concordat.subscription is 'leads: such as 14d (days), 5wd (working days) or 0d (on the day)';
alter table concordat.subscription add constraint subscription_overdue_every_is_sane check (overdue_every_days between 1 and 366);
comment on constraint subscription_overdue_every_is_sane on concordat.subscription is 'overdue_every_days: 1 to 366';
alter table concordat.subscription add constraint subscription_events_are_known check (events <@ array['due', 'overdue', 'moved', 'met', 'withdrawn', 'chase']);
comment on constraint subscription_events_are_known on concordat.subscription is 'events: of due, overdue, moved, met, withdrawn, chase';

-- ---- fields, as the messages number them ----

insert into concordat.field (kind, name, number, type, refers_to, personal) values
	(1, 'id', 1, 'text', null, false),
	(1, 'owner', 2, 'text', 'organisation', false),
	(1, 'visibility', 3, 'integer', null, false),
	(1, 'readers', 4, 'text[]', null, false),
	(1, 'version', 5, 'bigint', null, false),
	(1, 'revision', 6, 'bigint', null, false),
	(1, 'created_at', 7, 'bigint', null, false),
	(1, 'created_by', 8, 'text', null, false),
	(1, 'changed_at', 9, 'bigint', null, false),
	(1, 'changed_by', 10, 'text', null, false),
	(1, 'source', 11, 'text', 'document', false),
	(1, 'source_place', 12, 'text', null, false),
	(1, 'certainty', 13, 'integer', null, false),
	(1, 'note', 14, 'text', null, false),
	(1, 'reason', 15, 'text', null, false),
	(1, 'withdrawn_at', 16, 'bigint', null, false),
	(1, 'name', 20, 'text', null, false),
	(1, 'short_name', 21, 'text', null, false),
	(1, 'other_names', 22, 'text[]', null, false),
	(1, 'type', 23, 'integer', null, false),
	(1, 'area', 24, 'text', 'area', false),
	(1, 'part_of', 25, 'text', 'organisation', false),
	(1, 'website', 26, 'text', null, false),
	(1, 'founded_on', 27, 'date', null, false),
	(1, 'abolished_on', 28, 'date', null, false),
	(2, 'id', 1, 'text', null, false),
	(2, 'owner', 2, 'text', 'organisation', false),
	(2, 'visibility', 3, 'integer', null, false),
	(2, 'readers', 4, 'text[]', null, false),
	(2, 'version', 5, 'bigint', null, false),
	(2, 'revision', 6, 'bigint', null, false),
	(2, 'created_at', 7, 'bigint', null, false),
	(2, 'created_by', 8, 'text', null, false),
	(2, 'changed_at', 9, 'bigint', null, false),
	(2, 'changed_by', 10, 'text', null, false),
	(2, 'source', 11, 'text', 'document', false),
	(2, 'source_place', 12, 'text', null, false),
	(2, 'certainty', 13, 'integer', null, false),
	(2, 'note', 14, 'text', null, false),
	(2, 'reason', 15, 'text', null, false),
	(2, 'withdrawn_at', 16, 'bigint', null, false),
	(2, 'organisation', 20, 'text', 'organisation', false),
	(2, 'scheme', 21, 'text', null, false),
	(2, 'value', 22, 'text', null, false),
	(2, 'valid_from_on', 23, 'date', null, false),
	(2, 'valid_to_on', 24, 'date', null, false),
	(2, 'area', 25, 'text', 'area', false),
	(3, 'id', 1, 'text', null, false),
	(3, 'owner', 2, 'text', 'organisation', false),
	(3, 'visibility', 3, 'integer', null, false),
	(3, 'readers', 4, 'text[]', null, false),
	(3, 'version', 5, 'bigint', null, false),
	(3, 'revision', 6, 'bigint', null, false),
	(3, 'created_at', 7, 'bigint', null, false),
	(3, 'created_by', 8, 'text', null, false),
	(3, 'changed_at', 9, 'bigint', null, false),
	(3, 'changed_by', 10, 'text', null, false),
	(3, 'source', 11, 'text', 'document', false),
	(3, 'source_place', 12, 'text', null, false),
	(3, 'certainty', 13, 'integer', null, false),
	(3, 'note', 14, 'text', null, false),
	(3, 'reason', 15, 'text', null, false),
	(3, 'withdrawn_at', 16, 'bigint', null, false),
	(3, 'predecessor', 20, 'text', 'organisation', false),
	(3, 'successor', 21, 'text', 'organisation', false),
	(3, 'type', 22, 'integer', null, false),
	(3, 'basis', 23, 'text', null, false),
	(3, 'when_text', 90, 'text', null, false),
	(3, 'edtf', 91, 'text', null, false),
	(3, 'earliest_on', 92, 'date', null, false),
	(3, 'latest_on', 93, 'date', null, false),
	(3, 'precision', 94, 'integer', null, false),
	(3, 'bound', 95, 'integer', null, false),
	(3, 'soft', 96, 'boolean', null, false),
	(3, 'anchor_text', 97, 'text', null, false),
	(3, 'context_on', 98, 'date', null, false),
	(3, 'inferred', 99, 'text[]', null, false),
	(3, 'other_edtf', 100, 'text', null, false),
	(4, 'id', 1, 'text', null, false),
	(4, 'owner', 2, 'text', 'organisation', false),
	(4, 'visibility', 3, 'integer', null, false),
	(4, 'readers', 4, 'text[]', null, false),
	(4, 'version', 5, 'bigint', null, false),
	(4, 'revision', 6, 'bigint', null, false),
	(4, 'created_at', 7, 'bigint', null, false),
	(4, 'created_by', 8, 'text', null, false),
	(4, 'changed_at', 9, 'bigint', null, false),
	(4, 'changed_by', 10, 'text', null, false),
	(4, 'source', 11, 'text', 'document', false),
	(4, 'source_place', 12, 'text', null, false),
	(4, 'certainty', 13, 'integer', null, false),
	(4, 'note', 14, 'text', null, false),
	(4, 'reason', 15, 'text', null, false),
	(4, 'withdrawn_at', 16, 'bigint', null, false),
	(4, 'name', 20, 'text', null, false),
	(4, 'type', 21, 'integer', null, false),
	(4, 'part_of', 22, 'text', 'area', false),
	(5, 'id', 1, 'text', null, false),
	(5, 'owner', 2, 'text', 'organisation', false),
	(5, 'visibility', 3, 'integer', null, false),
	(5, 'readers', 4, 'text[]', null, false),
	(5, 'version', 5, 'bigint', null, false),
	(5, 'revision', 6, 'bigint', null, false),
	(5, 'created_at', 7, 'bigint', null, false),
	(5, 'created_by', 8, 'text', null, false),
	(5, 'changed_at', 9, 'bigint', null, false),
	(5, 'changed_by', 10, 'text', null, false),
	(5, 'source', 11, 'text', 'document', false),
	(5, 'source_place', 12, 'text', null, false),
	(5, 'certainty', 13, 'integer', null, false),
	(5, 'note', 14, 'text', null, false),
	(5, 'reason', 15, 'text', null, false),
	(5, 'withdrawn_at', 16, 'bigint', null, false),
	(5, 'title', 20, 'text', null, false),
	(5, 'organisation', 21, 'text', 'organisation', false),
	(5, 'holder', 22, 'text', null, true),
	(5, 'role', 23, 'text', null, false),
	(5, 'initiative', 24, 'text', 'initiative', false),
	(5, 'body', 25, 'text', 'body', false),
	(5, 'document', 26, 'text', 'document', false),
	(5, 'other_titles', 27, 'text[]', null, false),
	(5, 'email', 28, 'text', null, true),
	(5, 'telephone', 29, 'text', null, true),
	(5, 'unit', 30, 'text', null, false),
	(5, 'media_contact', 31, 'boolean', null, false),
	(5, 'position', 32, 'integer', null, false),
	(10, 'id', 1, 'text', null, false),
	(10, 'owner', 2, 'text', 'organisation', false),
	(10, 'visibility', 3, 'integer', null, false),
	(10, 'readers', 4, 'text[]', null, false),
	(10, 'version', 5, 'bigint', null, false),
	(10, 'revision', 6, 'bigint', null, false),
	(10, 'created_at', 7, 'bigint', null, false),
	(10, 'created_by', 8, 'text', null, false),
	(10, 'changed_at', 9, 'bigint', null, false),
	(10, 'changed_by', 10, 'text', null, false),
	(10, 'source', 11, 'text', 'document', false),
	(10, 'source_place', 12, 'text', null, false),
	(10, 'certainty', 13, 'integer', null, false),
	(10, 'note', 14, 'text', null, false),
	(10, 'reason', 15, 'text', null, false),
	(10, 'withdrawn_at', 16, 'bigint', null, false),
	(10, 'name', 20, 'text', null, false),
	(10, 'short_name', 21, 'text', null, false),
	(10, 'other_names', 22, 'text[]', null, false),
	(10, 'type', 23, 'integer', null, false),
	(10, 'status', 24, 'integer', null, false),
	(10, 'purpose', 25, 'text', null, false),
	(10, 'host', 26, 'text', 'organisation', false),
	(10, 'area', 27, 'text', 'area', false),
	(10, 'chair', 28, 'text', null, false),
	(10, 'stated_members', 29, 'integer', null, false),
	(10, 'stated_bodies', 30, 'integer', null, false),
	(10, 'statutory', 31, 'boolean', null, false),
	(10, 'legal_basis', 32, 'text', null, false),
	(10, 'functions', 33, 'text[]', null, false),
	(10, 'membership', 34, 'text[]', null, false),
	(10, 'level', 35, 'text', null, false),
	(10, 'position', 36, 'integer', null, false),
	(10, 'when_text', 90, 'text', null, false),
	(10, 'edtf', 91, 'text', null, false),
	(10, 'earliest_on', 92, 'date', null, false),
	(10, 'latest_on', 93, 'date', null, false),
	(10, 'precision', 94, 'integer', null, false),
	(10, 'bound', 95, 'integer', null, false),
	(10, 'soft', 96, 'boolean', null, false),
	(10, 'anchor_text', 97, 'text', null, false),
	(10, 'context_on', 98, 'date', null, false),
	(10, 'inferred', 99, 'text[]', null, false),
	(10, 'other_edtf', 100, 'text', null, false),
	(11, 'id', 1, 'text', null, false),
	(11, 'owner', 2, 'text', 'organisation', false),
	(11, 'visibility', 3, 'integer', null, false),
	(11, 'readers', 4, 'text[]', null, false),
	(11, 'version', 5, 'bigint', null, false),
	(11, 'revision', 6, 'bigint', null, false),
	(11, 'created_at', 7, 'bigint', null, false),
	(11, 'created_by', 8, 'text', null, false),
	(11, 'changed_at', 9, 'bigint', null, false),
	(11, 'changed_by', 10, 'text', null, false),
	(11, 'source', 11, 'text', 'document', false),
	(11, 'source_place', 12, 'text', null, false),
	(11, 'certainty', 13, 'integer', null, false),
	(11, 'note', 14, 'text', null, false),
	(11, 'reason', 15, 'text', null, false),
	(11, 'withdrawn_at', 16, 'bigint', null, false),
	(11, 'from_body', 20, 'text', 'body', false),
	(11, 'to_body', 21, 'text', 'body', false),
	(11, 'type', 22, 'integer', null, false),
	(11, 'label', 23, 'text', null, false),
	(12, 'id', 1, 'text', null, false),
	(12, 'owner', 2, 'text', 'organisation', false),
	(12, 'visibility', 3, 'integer', null, false),
	(12, 'readers', 4, 'text[]', null, false),
	(12, 'version', 5, 'bigint', null, false),
	(12, 'revision', 6, 'bigint', null, false),
	(12, 'created_at', 7, 'bigint', null, false),
	(12, 'created_by', 8, 'text', null, false),
	(12, 'changed_at', 9, 'bigint', null, false),
	(12, 'changed_by', 10, 'text', null, false),
	(12, 'source', 11, 'text', 'document', false),
	(12, 'source_place', 12, 'text', null, false),
	(12, 'certainty', 13, 'integer', null, false),
	(12, 'note', 14, 'text', null, false),
	(12, 'reason', 15, 'text', null, false),
	(12, 'withdrawn_at', 16, 'bigint', null, false),
	(12, 'body', 20, 'text', 'body', false),
	(12, 'organisation', 21, 'text', 'organisation', false),
	(12, 'role', 22, 'text', null, false),
	(12, 'seats', 23, 'integer', null, false),
	(12, 'holder', 24, 'text', null, true),
	(12, 'chairs', 25, 'boolean', null, false),
	(12, 'voting', 26, 'boolean', null, false),
	(12, 'position', 27, 'integer', null, false),
	(13, 'id', 1, 'text', null, false),
	(13, 'owner', 2, 'text', 'organisation', false),
	(13, 'visibility', 3, 'integer', null, false),
	(13, 'readers', 4, 'text[]', null, false),
	(13, 'version', 5, 'bigint', null, false),
	(13, 'revision', 6, 'bigint', null, false),
	(13, 'created_at', 7, 'bigint', null, false),
	(13, 'created_by', 8, 'text', null, false),
	(13, 'changed_at', 9, 'bigint', null, false),
	(13, 'changed_by', 10, 'text', null, false),
	(13, 'source', 11, 'text', 'document', false),
	(13, 'source_place', 12, 'text', null, false),
	(13, 'certainty', 13, 'integer', null, false),
	(13, 'note', 14, 'text', null, false),
	(13, 'reason', 15, 'text', null, false),
	(13, 'withdrawn_at', 16, 'bigint', null, false),
	(13, 'type', 20, 'integer', null, false),
	(13, 'text', 21, 'text', null, false),
	(13, 'position', 22, 'integer', null, false),
	(13, 'body', 23, 'text', 'body', false),
	(13, 'organisation', 24, 'text', 'organisation', false),
	(13, 'initiative', 25, 'text', 'initiative', false),
	(13, 'speaker', 26, 'text', null, false),
	(13, 'topic', 27, 'text', null, false),
	(13, 'matters_for', 28, 'text[]', null, false),
	(13, 'when_text', 90, 'text', null, false),
	(13, 'edtf', 91, 'text', null, false),
	(13, 'earliest_on', 92, 'date', null, false),
	(13, 'latest_on', 93, 'date', null, false),
	(13, 'precision', 94, 'integer', null, false),
	(13, 'bound', 95, 'integer', null, false),
	(13, 'soft', 96, 'boolean', null, false),
	(13, 'anchor_text', 97, 'text', null, false),
	(13, 'context_on', 98, 'date', null, false),
	(13, 'inferred', 99, 'text[]', null, false),
	(13, 'other_edtf', 100, 'text', null, false),
	(14, 'id', 1, 'text', null, false),
	(14, 'owner', 2, 'text', 'organisation', false),
	(14, 'visibility', 3, 'integer', null, false),
	(14, 'readers', 4, 'text[]', null, false),
	(14, 'version', 5, 'bigint', null, false),
	(14, 'revision', 6, 'bigint', null, false),
	(14, 'created_at', 7, 'bigint', null, false),
	(14, 'created_by', 8, 'text', null, false),
	(14, 'changed_at', 9, 'bigint', null, false),
	(14, 'changed_by', 10, 'text', null, false),
	(14, 'source', 11, 'text', 'document', false),
	(14, 'source_place', 12, 'text', null, false),
	(14, 'certainty', 13, 'integer', null, false),
	(14, 'note', 14, 'text', null, false),
	(14, 'reason', 15, 'text', null, false),
	(14, 'withdrawn_at', 16, 'bigint', null, false),
	(14, 'body', 20, 'text', 'body', false),
	(14, 'title', 21, 'text', null, false),
	(14, 'starts', 22, 'text', null, false),
	(14, 'place', 23, 'text', null, false),
	(14, 'status', 24, 'integer', null, false),
	(14, 'public', 25, 'boolean', null, false),
	(14, 'when_text', 90, 'text', null, false),
	(14, 'edtf', 91, 'text', null, false),
	(14, 'earliest_on', 92, 'date', null, false),
	(14, 'latest_on', 93, 'date', null, false),
	(14, 'precision', 94, 'integer', null, false),
	(14, 'bound', 95, 'integer', null, false),
	(14, 'soft', 96, 'boolean', null, false),
	(14, 'anchor_text', 97, 'text', null, false),
	(14, 'context_on', 98, 'date', null, false),
	(14, 'inferred', 99, 'text[]', null, false),
	(14, 'other_edtf', 100, 'text', null, false),
	(15, 'id', 1, 'text', null, false),
	(15, 'owner', 2, 'text', 'organisation', false),
	(15, 'visibility', 3, 'integer', null, false),
	(15, 'readers', 4, 'text[]', null, false),
	(15, 'version', 5, 'bigint', null, false),
	(15, 'revision', 6, 'bigint', null, false),
	(15, 'created_at', 7, 'bigint', null, false),
	(15, 'created_by', 8, 'text', null, false),
	(15, 'changed_at', 9, 'bigint', null, false),
	(15, 'changed_by', 10, 'text', null, false),
	(15, 'source', 11, 'text', 'document', false),
	(15, 'source_place', 12, 'text', null, false),
	(15, 'certainty', 13, 'integer', null, false),
	(15, 'note', 14, 'text', null, false),
	(15, 'reason', 15, 'text', null, false),
	(15, 'withdrawn_at', 16, 'bigint', null, false),
	(15, 'meeting', 20, 'text', 'meeting', false),
	(15, 'number', 21, 'text', null, false),
	(15, 'title', 22, 'text', null, false),
	(15, 'issue_title', 23, 'text', null, false),
	(15, 'documents', 24, 'text[]', 'document', false),
	(16, 'id', 1, 'text', null, false),
	(16, 'owner', 2, 'text', 'organisation', false),
	(16, 'visibility', 3, 'integer', null, false),
	(16, 'readers', 4, 'text[]', null, false),
	(16, 'version', 5, 'bigint', null, false),
	(16, 'revision', 6, 'bigint', null, false),
	(16, 'created_at', 7, 'bigint', null, false),
	(16, 'created_by', 8, 'text', null, false),
	(16, 'changed_at', 9, 'bigint', null, false),
	(16, 'changed_by', 10, 'text', null, false),
	(16, 'source', 11, 'text', 'document', false),
	(16, 'source_place', 12, 'text', null, false),
	(16, 'certainty', 13, 'integer', null, false),
	(16, 'note', 14, 'text', null, false),
	(16, 'reason', 15, 'text', null, false),
	(16, 'withdrawn_at', 16, 'bigint', null, false),
	(16, 'title', 20, 'text', null, false),
	(16, 'body', 21, 'text', 'body', false),
	(16, 'meeting', 22, 'text', 'meeting', false),
	(16, 'agenda_item', 23, 'text', 'agenda_item', false),
	(16, 'status', 24, 'integer', null, false),
	(16, 'reasons', 25, 'text', null, false),
	(16, 'key_decision', 26, 'boolean', null, false),
	(16, 'answers', 27, 'text', 'milestone', false),
	(16, 'documents', 28, 'text[]', 'document', false),
	(16, 'when_text', 90, 'text', null, false),
	(16, 'edtf', 91, 'text', null, false),
	(16, 'earliest_on', 92, 'date', null, false),
	(16, 'latest_on', 93, 'date', null, false),
	(16, 'precision', 94, 'integer', null, false),
	(16, 'bound', 95, 'integer', null, false),
	(16, 'soft', 96, 'boolean', null, false),
	(16, 'anchor_text', 97, 'text', null, false),
	(16, 'context_on', 98, 'date', null, false),
	(16, 'inferred', 99, 'text[]', null, false),
	(16, 'other_edtf', 100, 'text', null, false),
	(17, 'id', 1, 'text', null, false),
	(17, 'owner', 2, 'text', 'organisation', false),
	(17, 'visibility', 3, 'integer', null, false),
	(17, 'readers', 4, 'text[]', null, false),
	(17, 'version', 5, 'bigint', null, false),
	(17, 'revision', 6, 'bigint', null, false),
	(17, 'created_at', 7, 'bigint', null, false),
	(17, 'created_by', 8, 'text', null, false),
	(17, 'changed_at', 9, 'bigint', null, false),
	(17, 'changed_by', 10, 'text', null, false),
	(17, 'source', 11, 'text', 'document', false),
	(17, 'source_place', 12, 'text', null, false),
	(17, 'certainty', 13, 'integer', null, false),
	(17, 'note', 14, 'text', null, false),
	(17, 'reason', 15, 'text', null, false),
	(17, 'withdrawn_at', 16, 'bigint', null, false),
	(17, 'decision', 20, 'text', 'decision', false),
	(17, 'number', 21, 'text', null, false),
	(17, 'position', 22, 'integer', null, false),
	(17, 'type', 23, 'integer', null, false),
	(17, 'text', 24, 'text', null, false),
	(17, 'minute_action', 25, 'text', null, false),
	(17, 'topics', 26, 'text[]', null, false),
	(17, 'incorporates', 27, 'text', null, false),
	(17, 'for_body', 28, 'text', 'body', false),
	(17, 'when_text', 90, 'text', null, false),
	(17, 'edtf', 91, 'text', null, false),
	(17, 'earliest_on', 92, 'date', null, false),
	(17, 'latest_on', 93, 'date', null, false),
	(17, 'precision', 94, 'integer', null, false),
	(17, 'bound', 95, 'integer', null, false),
	(17, 'soft', 96, 'boolean', null, false),
	(17, 'anchor_text', 97, 'text', null, false),
	(17, 'context_on', 98, 'date', null, false),
	(17, 'inferred', 99, 'text[]', null, false),
	(17, 'other_edtf', 100, 'text', null, false),
	(18, 'id', 1, 'text', null, false),
	(18, 'owner', 2, 'text', 'organisation', false),
	(18, 'visibility', 3, 'integer', null, false),
	(18, 'readers', 4, 'text[]', null, false),
	(18, 'version', 5, 'bigint', null, false),
	(18, 'revision', 6, 'bigint', null, false),
	(18, 'created_at', 7, 'bigint', null, false),
	(18, 'created_by', 8, 'text', null, false),
	(18, 'changed_at', 9, 'bigint', null, false),
	(18, 'changed_by', 10, 'text', null, false),
	(18, 'source', 11, 'text', 'document', false),
	(18, 'source_place', 12, 'text', null, false),
	(18, 'certainty', 13, 'integer', null, false),
	(18, 'note', 14, 'text', null, false),
	(18, 'reason', 15, 'text', null, false),
	(18, 'withdrawn_at', 16, 'bigint', null, false),
	(18, 'title', 20, 'text', null, false),
	(18, 'type', 21, 'integer', null, false),
	(18, 'publisher', 22, 'text', 'organisation', false),
	(18, 'audience', 23, 'text', 'body', false),
	(18, 'url', 24, 'text', null, false),
	(18, 'format', 25, 'text', null, false),
	(18, 'size_bytes', 26, 'bigint', null, false),
	(18, 'category', 27, 'text', null, false),
	(18, 'tags', 28, 'text[]', null, false),
	(18, 'completeness', 29, 'integer', null, false),
	(18, 'damage', 30, 'text', null, false),
	(18, 'part_of', 31, 'text', 'document', false),
	(18, 'initiative', 32, 'text', 'initiative', false),
	(18, 'when_text', 90, 'text', null, false),
	(18, 'edtf', 91, 'text', null, false),
	(18, 'earliest_on', 92, 'date', null, false),
	(18, 'latest_on', 93, 'date', null, false),
	(18, 'precision', 94, 'integer', null, false),
	(18, 'bound', 95, 'integer', null, false),
	(18, 'soft', 96, 'boolean', null, false),
	(18, 'anchor_text', 97, 'text', null, false),
	(18, 'context_on', 98, 'date', null, false),
	(18, 'inferred', 99, 'text[]', null, false),
	(18, 'other_edtf', 100, 'text', null, false),
	(19, 'id', 1, 'text', null, false),
	(19, 'owner', 2, 'text', 'organisation', false),
	(19, 'visibility', 3, 'integer', null, false),
	(19, 'readers', 4, 'text[]', null, false),
	(19, 'version', 5, 'bigint', null, false),
	(19, 'revision', 6, 'bigint', null, false),
	(19, 'created_at', 7, 'bigint', null, false),
	(19, 'created_by', 8, 'text', null, false),
	(19, 'changed_at', 9, 'bigint', null, false),
	(19, 'changed_by', 10, 'text', null, false),
	(19, 'source', 11, 'text', 'document', false),
	(19, 'source_place', 12, 'text', null, false),
	(19, 'certainty', 13, 'integer', null, false),
	(19, 'note', 14, 'text', null, false),
	(19, 'reason', 15, 'text', null, false),
	(19, 'withdrawn_at', 16, 'bigint', null, false),
	(19, 'title', 20, 'text', null, false),
	(19, 'parties', 21, 'text[]', 'organisation', false),
	(19, 'host', 22, 'text', 'organisation', false),
	(19, 'initiative', 23, 'text', 'initiative', false),
	(19, 'status', 24, 'integer', null, false),
	(19, 'notice_months', 25, 'integer', null, false),
	(19, 'exit_terms', 26, 'text', null, false),
	(19, 'legal_basis', 27, 'text', null, false),
	(19, 'document', 28, 'text', 'document', false),
	(19, 'terms', 29, 'text', null, false),
	(19, 'when_text', 90, 'text', null, false),
	(19, 'edtf', 91, 'text', null, false),
	(19, 'earliest_on', 92, 'date', null, false),
	(19, 'latest_on', 93, 'date', null, false),
	(19, 'precision', 94, 'integer', null, false),
	(19, 'bound', 95, 'integer', null, false),
	(19, 'soft', 96, 'boolean', null, false),
	(19, 'anchor_text', 97, 'text', null, false),
	(19, 'context_on', 98, 'date', null, false),
	(19, 'inferred', 99, 'text[]', null, false),
	(19, 'other_edtf', 100, 'text', null, false),
	(20, 'id', 1, 'text', null, false),
	(20, 'owner', 2, 'text', 'organisation', false),
	(20, 'visibility', 3, 'integer', null, false),
	(20, 'readers', 4, 'text[]', null, false),
	(20, 'version', 5, 'bigint', null, false),
	(20, 'revision', 6, 'bigint', null, false),
	(20, 'created_at', 7, 'bigint', null, false),
	(20, 'created_by', 8, 'text', null, false),
	(20, 'changed_at', 9, 'bigint', null, false),
	(20, 'changed_by', 10, 'text', null, false),
	(20, 'source', 11, 'text', 'document', false),
	(20, 'source_place', 12, 'text', null, false),
	(20, 'certainty', 13, 'integer', null, false),
	(20, 'note', 14, 'text', null, false),
	(20, 'reason', 15, 'text', null, false),
	(20, 'withdrawn_at', 16, 'bigint', null, false),
	(20, 'title', 20, 'text', null, false),
	(20, 'type', 21, 'integer', null, false),
	(20, 'part_of', 22, 'text', 'initiative', false),
	(20, 'position', 23, 'integer', null, false),
	(20, 'status', 24, 'integer', null, false),
	(20, 'lead', 25, 'text', 'organisation', false),
	(20, 'host', 26, 'text', 'organisation', false),
	(20, 'unit', 27, 'text', null, false),
	(20, 'sponsor', 28, 'text', null, false),
	(20, 'aim', 29, 'text', null, false),
	(20, 'description', 30, 'text', null, false),
	(20, 'other_names', 31, 'text[]', null, false),
	(20, 'stated_parts', 32, 'integer', null, false),
	(20, 'parts_name', 33, 'text', null, false),
	(20, 'saving', 34, 'integer', null, false),
	(20, 'categories', 35, 'text[]', null, false),
	(20, 'share_terms', 36, 'text', null, false),
	(20, 'stated_target', 37, 'integer', null, false),
	(20, 'target_unit', 38, 'text', null, false),
	(20, 'condition', 39, 'text', null, false),
	(20, 'area', 40, 'text', 'area', false),
	(20, 'alternative_to', 41, 'text', 'initiative', false),
	(20, 'when_text', 90, 'text', null, false),
	(20, 'edtf', 91, 'text', null, false),
	(20, 'earliest_on', 92, 'date', null, false),
	(20, 'latest_on', 93, 'date', null, false),
	(20, 'precision', 94, 'integer', null, false),
	(20, 'bound', 95, 'integer', null, false),
	(20, 'soft', 96, 'boolean', null, false),
	(20, 'anchor_text', 97, 'text', null, false),
	(20, 'context_on', 98, 'date', null, false),
	(20, 'inferred', 99, 'text[]', null, false),
	(20, 'other_edtf', 100, 'text', null, false),
	(21, 'id', 1, 'text', null, false),
	(21, 'owner', 2, 'text', 'organisation', false),
	(21, 'visibility', 3, 'integer', null, false),
	(21, 'readers', 4, 'text[]', null, false),
	(21, 'version', 5, 'bigint', null, false),
	(21, 'revision', 6, 'bigint', null, false),
	(21, 'created_at', 7, 'bigint', null, false),
	(21, 'created_by', 8, 'text', null, false),
	(21, 'changed_at', 9, 'bigint', null, false),
	(21, 'changed_by', 10, 'text', null, false),
	(21, 'source', 11, 'text', 'document', false),
	(21, 'source_place', 12, 'text', null, false),
	(21, 'certainty', 13, 'integer', null, false),
	(21, 'note', 14, 'text', null, false),
	(21, 'reason', 15, 'text', null, false),
	(21, 'withdrawn_at', 16, 'bigint', null, false),
	(21, 'from_initiative', 20, 'text', 'initiative', false),
	(21, 'to_initiative', 21, 'text', 'initiative', false),
	(21, 'type', 22, 'integer', null, false),
	(21, 'label', 23, 'text', null, false),
	(22, 'id', 1, 'text', null, false),
	(22, 'owner', 2, 'text', 'organisation', false),
	(22, 'visibility', 3, 'integer', null, false),
	(22, 'readers', 4, 'text[]', null, false),
	(22, 'version', 5, 'bigint', null, false),
	(22, 'revision', 6, 'bigint', null, false),
	(22, 'created_at', 7, 'bigint', null, false),
	(22, 'created_by', 8, 'text', null, false),
	(22, 'changed_at', 9, 'bigint', null, false),
	(22, 'changed_by', 10, 'text', null, false),
	(22, 'source', 11, 'text', 'document', false),
	(22, 'source_place', 12, 'text', null, false),
	(22, 'certainty', 13, 'integer', null, false),
	(22, 'note', 14, 'text', null, false),
	(22, 'reason', 15, 'text', null, false),
	(22, 'withdrawn_at', 16, 'bigint', null, false),
	(22, 'organisation', 20, 'text', 'organisation', false),
	(22, 'initiative', 21, 'text', 'initiative', false),
	(22, 'body', 22, 'text', 'body', false),
	(22, 'role', 23, 'text', null, false),
	(22, 'state', 24, 'integer', null, false),
	(22, 'share', 25, 'integer', null, false),
	(22, 'share_permille', 26, 'integer', null, false),
	(22, 'share_text', 27, 'text', null, false),
	(22, 'position', 28, 'integer', null, false),
	(22, 'when_text', 90, 'text', null, false),
	(22, 'edtf', 91, 'text', null, false),
	(22, 'earliest_on', 92, 'date', null, false),
	(22, 'latest_on', 93, 'date', null, false),
	(22, 'precision', 94, 'integer', null, false),
	(22, 'bound', 95, 'integer', null, false),
	(22, 'soft', 96, 'boolean', null, false),
	(22, 'anchor_text', 97, 'text', null, false),
	(22, 'context_on', 98, 'date', null, false),
	(22, 'inferred', 99, 'text[]', null, false),
	(22, 'other_edtf', 100, 'text', null, false),
	(23, 'id', 1, 'text', null, false),
	(23, 'owner', 2, 'text', 'organisation', false),
	(23, 'visibility', 3, 'integer', null, false),
	(23, 'readers', 4, 'text[]', null, false),
	(23, 'version', 5, 'bigint', null, false),
	(23, 'revision', 6, 'bigint', null, false),
	(23, 'created_at', 7, 'bigint', null, false),
	(23, 'created_by', 8, 'text', null, false),
	(23, 'changed_at', 9, 'bigint', null, false),
	(23, 'changed_by', 10, 'text', null, false),
	(23, 'source', 11, 'text', 'document', false),
	(23, 'source_place', 12, 'text', null, false),
	(23, 'certainty', 13, 'integer', null, false),
	(23, 'note', 14, 'text', null, false),
	(23, 'reason', 15, 'text', null, false),
	(23, 'withdrawn_at', 16, 'bigint', null, false),
	(23, 'title', 20, 'text', null, false),
	(23, 'initiative', 21, 'text', 'initiative', false),
	(23, 'body', 22, 'text', 'body', false),
	(23, 'clause', 23, 'text', 'clause', false),
	(23, 'owed_by', 24, 'text', 'organisation', false),
	(23, 'owed_to', 25, 'text[]', 'organisation', false),
	(23, 'responsible', 26, 'text', null, false),
	(23, 'state', 27, 'integer', null, false),
	(23, 'met_on', 28, 'date', null, false),
	(23, 'stated_deliverables', 29, 'integer', null, false),
	(23, 'deliverables', 30, 'text[]', null, false),
	(23, 'purpose', 31, 'text', null, false),
	(23, 'set_by', 32, 'text', 'body', false),
	(23, 'chase_on', 33, 'date', null, false),
	(23, 'delivers_for', 34, 'text', null, false),
	(23, 'meeting', 35, 'text', 'meeting', false),
	(23, 'wording_also', 36, 'text', null, false),
	(23, 'when_text', 90, 'text', null, false),
	(23, 'edtf', 91, 'text', null, false),
	(23, 'earliest_on', 92, 'date', null, false),
	(23, 'latest_on', 93, 'date', null, false),
	(23, 'precision', 94, 'integer', null, false),
	(23, 'bound', 95, 'integer', null, false),
	(23, 'soft', 96, 'boolean', null, false),
	(23, 'anchor_text', 97, 'text', null, false),
	(23, 'context_on', 98, 'date', null, false),
	(23, 'inferred', 99, 'text[]', null, false),
	(23, 'other_edtf', 100, 'text', null, false),
	(24, 'id', 1, 'text', null, false),
	(24, 'owner', 2, 'text', 'organisation', false),
	(24, 'visibility', 3, 'integer', null, false),
	(24, 'readers', 4, 'text[]', null, false),
	(24, 'version', 5, 'bigint', null, false),
	(24, 'revision', 6, 'bigint', null, false),
	(24, 'created_at', 7, 'bigint', null, false),
	(24, 'created_by', 8, 'text', null, false),
	(24, 'changed_at', 9, 'bigint', null, false),
	(24, 'changed_by', 10, 'text', null, false),
	(24, 'source', 11, 'text', 'document', false),
	(24, 'source_place', 12, 'text', null, false),
	(24, 'certainty', 13, 'integer', null, false),
	(24, 'note', 14, 'text', null, false),
	(24, 'reason', 15, 'text', null, false),
	(24, 'withdrawn_at', 16, 'bigint', null, false),
	(24, 'milestone', 20, 'text', 'milestone', false),
	(24, 'on_milestone', 21, 'text', 'milestone', false),
	(24, 'initiative', 22, 'text', 'initiative', false),
	(24, 'on_initiative', 23, 'text', 'initiative', false),
	(24, 'type', 24, 'integer', null, false),
	(24, 'text', 25, 'text', null, false),
	(25, 'id', 1, 'text', null, false),
	(25, 'owner', 2, 'text', 'organisation', false),
	(25, 'visibility', 3, 'integer', null, false),
	(25, 'readers', 4, 'text[]', null, false),
	(25, 'version', 5, 'bigint', null, false),
	(25, 'revision', 6, 'bigint', null, false),
	(25, 'created_at', 7, 'bigint', null, false),
	(25, 'created_by', 8, 'text', null, false),
	(25, 'changed_at', 9, 'bigint', null, false),
	(25, 'changed_by', 10, 'text', null, false),
	(25, 'source', 11, 'text', 'document', false),
	(25, 'source_place', 12, 'text', null, false),
	(25, 'certainty', 13, 'integer', null, false),
	(25, 'note', 14, 'text', null, false),
	(25, 'reason', 15, 'text', null, false),
	(25, 'withdrawn_at', 16, 'bigint', null, false),
	(25, 'initiative', 20, 'text', 'initiative', false),
	(25, 'text', 21, 'text', null, false),
	(25, 'position', 22, 'integer', null, false),
	(25, 'state', 23, 'integer', null, false),
	(25, 'likelihood', 24, 'integer', null, false),
	(25, 'impact', 25, 'integer', null, false),
	(25, 'mitigation', 26, 'text', null, false),
	(25, 'accountable', 27, 'text', 'organisation', false),
	(26, 'id', 1, 'text', null, false),
	(26, 'owner', 2, 'text', 'organisation', false),
	(26, 'visibility', 3, 'integer', null, false),
	(26, 'readers', 4, 'text[]', null, false),
	(26, 'version', 5, 'bigint', null, false),
	(26, 'revision', 6, 'bigint', null, false),
	(26, 'created_at', 7, 'bigint', null, false),
	(26, 'created_by', 8, 'text', null, false),
	(26, 'changed_at', 9, 'bigint', null, false),
	(26, 'changed_by', 10, 'text', null, false),
	(26, 'source', 11, 'text', 'document', false),
	(26, 'source_place', 12, 'text', null, false),
	(26, 'certainty', 13, 'integer', null, false),
	(26, 'note', 14, 'text', null, false),
	(26, 'reason', 15, 'text', null, false),
	(26, 'withdrawn_at', 16, 'bigint', null, false),
	(26, 'initiative', 20, 'text', 'initiative', false),
	(26, 'text', 21, 'text', null, false),
	(26, 'type', 22, 'integer', null, false),
	(26, 'beneficiary', 23, 'text', 'organisation', false),
	(26, 'money_line', 24, 'text', 'money_line', false),
	(26, 'when_text', 90, 'text', null, false),
	(26, 'edtf', 91, 'text', null, false),
	(26, 'earliest_on', 92, 'date', null, false),
	(26, 'latest_on', 93, 'date', null, false),
	(26, 'precision', 94, 'integer', null, false),
	(26, 'bound', 95, 'integer', null, false),
	(26, 'soft', 96, 'boolean', null, false),
	(26, 'anchor_text', 97, 'text', null, false),
	(26, 'context_on', 98, 'date', null, false),
	(26, 'inferred', 99, 'text[]', null, false),
	(26, 'other_edtf', 100, 'text', null, false),
	(27, 'id', 1, 'text', null, false),
	(27, 'owner', 2, 'text', 'organisation', false),
	(27, 'visibility', 3, 'integer', null, false),
	(27, 'readers', 4, 'text[]', null, false),
	(27, 'version', 5, 'bigint', null, false),
	(27, 'revision', 6, 'bigint', null, false),
	(27, 'created_at', 7, 'bigint', null, false),
	(27, 'created_by', 8, 'text', null, false),
	(27, 'changed_at', 9, 'bigint', null, false),
	(27, 'changed_by', 10, 'text', null, false),
	(27, 'source', 11, 'text', 'document', false),
	(27, 'source_place', 12, 'text', null, false),
	(27, 'certainty', 13, 'integer', null, false),
	(27, 'note', 14, 'text', null, false),
	(27, 'reason', 15, 'text', null, false),
	(27, 'withdrawn_at', 16, 'bigint', null, false),
	(27, 'type', 20, 'integer', null, false),
	(27, 'text', 21, 'text', null, false),
	(27, 'position', 22, 'integer', null, false),
	(27, 'state', 23, 'integer', null, false),
	(27, 'initiative', 24, 'text', 'initiative', false),
	(27, 'body', 25, 'text', 'body', false),
	(27, 'organisation', 26, 'text', 'organisation', false),
	(27, 'decision', 27, 'text', 'decision', false),
	(27, 'document', 28, 'text', 'document', false),
	(27, 'speaker', 29, 'text', null, false),
	(27, 'topic', 30, 'text', null, false),
	(27, 'stated_count', 31, 'integer', null, false),
	(27, 'when_text', 90, 'text', null, false),
	(27, 'edtf', 91, 'text', null, false),
	(27, 'earliest_on', 92, 'date', null, false),
	(27, 'latest_on', 93, 'date', null, false),
	(27, 'precision', 94, 'integer', null, false),
	(27, 'bound', 95, 'integer', null, false),
	(27, 'soft', 96, 'boolean', null, false),
	(27, 'anchor_text', 97, 'text', null, false),
	(27, 'context_on', 98, 'date', null, false),
	(27, 'inferred', 99, 'text[]', null, false),
	(27, 'other_edtf', 100, 'text', null, false),
	(28, 'id', 1, 'text', null, false),
	(28, 'owner', 2, 'text', 'organisation', false),
	(28, 'visibility', 3, 'integer', null, false),
	(28, 'readers', 4, 'text[]', null, false),
	(28, 'version', 5, 'bigint', null, false),
	(28, 'revision', 6, 'bigint', null, false),
	(28, 'created_at', 7, 'bigint', null, false),
	(28, 'created_by', 8, 'text', null, false),
	(28, 'changed_at', 9, 'bigint', null, false),
	(28, 'changed_by', 10, 'text', null, false),
	(28, 'source', 11, 'text', 'document', false),
	(28, 'source_place', 12, 'text', null, false),
	(28, 'certainty', 13, 'integer', null, false),
	(28, 'note', 14, 'text', null, false),
	(28, 'reason', 15, 'text', null, false),
	(28, 'withdrawn_at', 16, 'bigint', null, false),
	(28, 'initiative', 20, 'text', 'initiative', false),
	(28, 'title', 21, 'text', null, false),
	(28, 'unit', 22, 'text', null, false),
	(28, 'baseline', 23, 'text', null, false),
	(28, 'target', 24, 'text', null, false),
	(28, 'definition', 25, 'text', null, false),
	(29, 'id', 1, 'text', null, false),
	(29, 'owner', 2, 'text', 'organisation', false),
	(29, 'visibility', 3, 'integer', null, false),
	(29, 'readers', 4, 'text[]', null, false),
	(29, 'version', 5, 'bigint', null, false),
	(29, 'revision', 6, 'bigint', null, false),
	(29, 'created_at', 7, 'bigint', null, false),
	(29, 'created_by', 8, 'text', null, false),
	(29, 'changed_at', 9, 'bigint', null, false),
	(29, 'changed_by', 10, 'text', null, false),
	(29, 'source', 11, 'text', 'document', false),
	(29, 'source_place', 12, 'text', null, false),
	(29, 'certainty', 13, 'integer', null, false),
	(29, 'note', 14, 'text', null, false),
	(29, 'reason', 15, 'text', null, false),
	(29, 'withdrawn_at', 16, 'bigint', null, false),
	(29, 'indicator', 20, 'text', 'indicator', false),
	(29, 'value_thousandths', 21, 'bigint', null, false),
	(29, 'value_text', 22, 'text', null, false),
	(29, 'forecast', 23, 'boolean', null, false),
	(29, 'when_text', 90, 'text', null, false),
	(29, 'edtf', 91, 'text', null, false),
	(29, 'earliest_on', 92, 'date', null, false),
	(29, 'latest_on', 93, 'date', null, false),
	(29, 'precision', 94, 'integer', null, false),
	(29, 'bound', 95, 'integer', null, false),
	(29, 'soft', 96, 'boolean', null, false),
	(29, 'anchor_text', 97, 'text', null, false),
	(29, 'context_on', 98, 'date', null, false),
	(29, 'inferred', 99, 'text[]', null, false),
	(29, 'other_edtf', 100, 'text', null, false),
	(30, 'id', 1, 'text', null, false),
	(30, 'owner', 2, 'text', 'organisation', false),
	(30, 'visibility', 3, 'integer', null, false),
	(30, 'readers', 4, 'text[]', null, false),
	(30, 'version', 5, 'bigint', null, false),
	(30, 'revision', 6, 'bigint', null, false),
	(30, 'created_at', 7, 'bigint', null, false),
	(30, 'created_by', 8, 'text', null, false),
	(30, 'changed_at', 9, 'bigint', null, false),
	(30, 'changed_by', 10, 'text', null, false),
	(30, 'source', 11, 'text', 'document', false),
	(30, 'source_place', 12, 'text', null, false),
	(30, 'certainty', 13, 'integer', null, false),
	(30, 'note', 14, 'text', null, false),
	(30, 'reason', 15, 'text', null, false),
	(30, 'withdrawn_at', 16, 'bigint', null, false),
	(30, 'title', 20, 'text', null, false),
	(30, 'type', 21, 'integer', null, false),
	(30, 'basis', 22, 'integer', null, false),
	(30, 'initiatives', 23, 'text[]', 'initiative', false),
	(30, 'stated_total', 24, 'integer', null, false),
	(30, 'stated_total_pence', 25, 'bigint', null, false),
	(30, 'claim', 26, 'integer', null, false),
	(30, 'same_as', 27, 'text', 'money_line', false),
	(30, 'split', 28, 'integer', null, false),
	(30, 'organisation', 29, 'text', 'organisation', false),
	(30, 'type_inferred', 30, 'boolean', null, false),
	(30, 'wording', 31, 'text', null, false),
	(31, 'id', 1, 'text', null, false),
	(31, 'owner', 2, 'text', 'organisation', false),
	(31, 'visibility', 3, 'integer', null, false),
	(31, 'readers', 4, 'text[]', null, false),
	(31, 'version', 5, 'bigint', null, false),
	(31, 'revision', 6, 'bigint', null, false),
	(31, 'created_at', 7, 'bigint', null, false),
	(31, 'created_by', 8, 'text', null, false),
	(31, 'changed_at', 9, 'bigint', null, false),
	(31, 'changed_by', 10, 'text', null, false),
	(31, 'source', 11, 'text', 'document', false),
	(31, 'source_place', 12, 'text', null, false),
	(31, 'certainty', 13, 'integer', null, false),
	(31, 'note', 14, 'text', null, false),
	(31, 'reason', 15, 'text', null, false),
	(31, 'withdrawn_at', 16, 'bigint', null, false),
	(31, 'line', 20, 'text', 'money_line', false),
	(31, 'amount', 21, 'integer', null, false),
	(31, 'amount_pence', 22, 'bigint', null, false),
	(31, 'period', 23, 'text', null, false),
	(31, 'open_ended', 24, 'boolean', null, false),
	(31, 'position', 25, 'integer', null, false),
	(31, 'when_text', 90, 'text', null, false),
	(31, 'edtf', 91, 'text', null, false),
	(31, 'earliest_on', 92, 'date', null, false),
	(31, 'latest_on', 93, 'date', null, false),
	(31, 'precision', 94, 'integer', null, false),
	(31, 'bound', 95, 'integer', null, false),
	(31, 'soft', 96, 'boolean', null, false),
	(31, 'anchor_text', 97, 'text', null, false),
	(31, 'context_on', 98, 'date', null, false),
	(31, 'inferred', 99, 'text[]', null, false),
	(31, 'other_edtf', 100, 'text', null, false),
	(40, 'id', 1, 'text', null, false),
	(40, 'owner', 2, 'text', 'organisation', false),
	(40, 'visibility', 3, 'integer', null, false),
	(40, 'readers', 4, 'text[]', null, false),
	(40, 'version', 5, 'bigint', null, false),
	(40, 'revision', 6, 'bigint', null, false),
	(40, 'created_at', 7, 'bigint', null, false),
	(40, 'created_by', 8, 'text', null, false),
	(40, 'changed_at', 9, 'bigint', null, false),
	(40, 'changed_by', 10, 'text', null, false),
	(40, 'source', 11, 'text', 'document', false),
	(40, 'source_place', 12, 'text', null, false),
	(40, 'certainty', 13, 'integer', null, false),
	(40, 'note', 14, 'text', null, false),
	(40, 'reason', 15, 'text', null, false),
	(40, 'withdrawn_at', 16, 'bigint', null, false),
	(40, 'title', 20, 'text', null, false),
	(40, 'initiative', 21, 'text', 'initiative', false),
	(40, 'body', 22, 'text', 'body', false),
	(40, 'organisation', 23, 'text', 'organisation', false),
	(40, 'leads', 24, 'text[]', null, false),
	(40, 'overdue_every_days', 25, 'integer', null, false),
	(40, 'events', 26, 'text[]', null, false),
	(40, 'measure', 27, 'integer', null, false),
	(40, 'paused', 28, 'boolean', null, false),
	(43, 'id', 1, 'text', null, false),
	(43, 'owner', 2, 'text', 'organisation', false),
	(43, 'visibility', 3, 'integer', null, false),
	(43, 'readers', 4, 'text[]', null, false),
	(43, 'version', 5, 'bigint', null, false),
	(43, 'revision', 6, 'bigint', null, false),
	(43, 'created_at', 7, 'bigint', null, false),
	(43, 'created_by', 8, 'text', null, false),
	(43, 'changed_at', 9, 'bigint', null, false),
	(43, 'changed_by', 10, 'text', null, false),
	(43, 'source', 11, 'text', 'document', false),
	(43, 'source_place', 12, 'text', null, false),
	(43, 'certainty', 13, 'integer', null, false),
	(43, 'note', 14, 'text', null, false),
	(43, 'reason', 15, 'text', null, false),
	(43, 'withdrawn_at', 16, 'bigint', null, false),
	(43, 'day_on', 20, 'date', null, false),
	(43, 'name', 21, 'text', null, false),
	(43, 'division', 22, 'text', null, false),
	(43, 'learned_on', 23, 'date', null, false),
	(50, 'id', 1, 'text', null, false),
	(50, 'owner', 2, 'text', 'organisation', false),
	(50, 'visibility', 3, 'integer', null, false),
	(50, 'readers', 4, 'text[]', null, false),
	(50, 'version', 5, 'bigint', null, false),
	(50, 'revision', 6, 'bigint', null, false),
	(50, 'created_at', 7, 'bigint', null, false),
	(50, 'created_by', 8, 'text', null, false),
	(50, 'changed_at', 9, 'bigint', null, false),
	(50, 'changed_by', 10, 'text', null, false),
	(50, 'source', 11, 'text', 'document', false),
	(50, 'source_place', 12, 'text', null, false),
	(50, 'certainty', 13, 'integer', null, false),
	(50, 'note', 14, 'text', null, false),
	(50, 'reason', 15, 'text', null, false),
	(50, 'withdrawn_at', 16, 'bigint', null, false),
	(50, 'organisation', 20, 'text', 'organisation', false),
	(50, 'title', 21, 'text', null, false),
	(50, 'public_key', 22, 'text', null, false),
	(50, 'roles', 23, 'text[]', null, false),
	(50, 'expires_on', 24, 'date', null, false),
	(51, 'id', 1, 'text', null, false),
	(51, 'owner', 2, 'text', 'organisation', false),
	(51, 'visibility', 3, 'integer', null, false),
	(51, 'readers', 4, 'text[]', null, false),
	(51, 'version', 5, 'bigint', null, false),
	(51, 'revision', 6, 'bigint', null, false),
	(51, 'created_at', 7, 'bigint', null, false),
	(51, 'created_by', 8, 'text', null, false),
	(51, 'changed_at', 9, 'bigint', null, false),
	(51, 'changed_by', 10, 'text', null, false),
	(51, 'source', 11, 'text', 'document', false),
	(51, 'source_place', 12, 'text', null, false),
	(51, 'certainty', 13, 'integer', null, false),
	(51, 'note', 14, 'text', null, false),
	(51, 'reason', 15, 'text', null, false),
	(51, 'withdrawn_at', 16, 'bigint', null, false),
	(51, 'grantee', 20, 'text', 'organisation', false),
	(51, 'record_kind', 21, 'integer', null, false),
	(51, 'record', 22, 'text', null, false);

select concordat.define_kind('grant', 51, 'editor');
select concordat.define_kind('organisation', 1, 'operator');
select concordat.define_kind('identifier', 2, 'editor');
select concordat.define_kind('succession', 3, 'editor');
select concordat.define_kind('area', 4, 'editor');
select concordat.define_kind('post', 5, 'editor');
select concordat.define_kind('body', 10, 'editor');
select concordat.define_kind('body_link', 11, 'editor');
select concordat.define_kind('seat', 12, 'editor');
select concordat.define_kind('statement', 13, 'editor');
select concordat.define_kind('meeting', 14, 'editor');
select concordat.define_kind('agenda_item', 15, 'editor');
select concordat.define_kind('decision', 16, 'editor');
select concordat.define_kind('clause', 17, 'editor');
select concordat.define_kind('document', 18, 'editor');
select concordat.define_kind('agreement', 19, 'editor');
select concordat.define_kind('initiative', 20, 'editor');
select concordat.define_kind('initiative_link', 21, 'editor');
select concordat.define_kind('participation', 22, 'editor');
select concordat.define_kind('milestone', 23, 'editor');
select concordat.define_kind('dependency', 24, 'editor');
select concordat.define_kind('risk', 25, 'editor');
select concordat.define_kind('benefit', 26, 'editor');
select concordat.define_kind('note', 27, 'editor');
select concordat.define_kind('indicator', 28, 'editor');
select concordat.define_kind('measurement', 29, 'editor');
select concordat.define_kind('money_line', 30, 'editor');
select concordat.define_kind('money_amount', 31, 'editor');
select concordat.define_kind('subscription', 40, 'editor');
select concordat.define_kind('holiday', 43, 'operator');
select concordat.define_kind('client', 50, 'registrar');

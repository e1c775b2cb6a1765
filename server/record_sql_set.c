/* The same parts as in record_sql.c, with as many rows as there are writes:
 *   asked  the writes, numbered
 *   seen   with what was written under their keys before (k...), and the records as the asker sees them (t...)
 *   next   those that will be written, numbered, so that the n-th gets the n-th revision
 *   made   (of new records) the rows as they were written
 *   done, kept, and an answer for each write in its order.
 * Before each look at the records, and each write, stands_for() makes the row's own client the asker, and the look depends on its answer. A row
 * to be changed is fetched by the place (ctid) where it was seen: the unit writes alone, so it is there still, and while by the id of a row of
 * a young table the planner may read the table first, under whoever was the asker before, a place it must know first. Should a row that is
 * to be changed not be, concordat.not_written() raises, and its unit is written row by row.
 * `offset 0` keeps the look-ups what they are: each by its key, whatever the planner believes of a young table.
 * Parameters are arrays; those of the fields are text, cast row by row, because lists are no rectangles. */
#include "record_sql_set.h"

/* Calling a function for each row costs more than to see that it need not be called. */
#define STANDS_FOR(client)                                                                                  \
	"case when split_part(" client ", '/', 1) = current_setting('concordat.organisation') then " client \
	" else concordat.stands_for(" client ") end"

enum { FIELD_OWNER = 2, FIELD_VISIBILITY = 3 };

int record_fixed_set_params(const struct record_write *w)
{
	return w->whole ? SET_PARAM_FIXED : SET_PARAM_MASK;
}

#define ADD_FIELD(name) \
	static void name(struct buffer *b, const struct record_write *w, const ProtobufCFieldDescriptor *f, int bit, int place)

ADD_FIELD(add_array)
{
	(void)w, (void)f, (void)bit;
	buffer_printf(b, "$%d::text[]", place);
}

ADD_FIELD(add_alias)
{
	(void)w, (void)f, (void)place;
	buffer_printf(b, "f%d", bit);
}

ADD_FIELD(add_name)
{
	(void)w, (void)bit, (void)place;
	buffer_printf(b, "\"%s\"", f->name);
}

/* in `seen`: what it is now, and, beside f0 and so on, what it would be */
ADD_FIELD(add_there_name)
{
	(void)w, (void)place;
	buffer_printf(b, "s.\"r_%s\"", f->name);
	(void)bit;
}

ADD_FIELD(add_row_name)
{
	(void)w, (void)bit, (void)place;
	buffer_printf(b, "r.\"%s\" as \"r_%s\"", f->name, f->name);
}

ADD_FIELD(add_changed_value)
{
	bool visibility = f->id == FIELD_VISIBILITY;

	(void)place;
	buffer_add_text(b, visibility ? "coalesce(nullif(" : "");
	if (w->whole)
		buffer_printf(b, "case when (s.mask >> %d) & 1 = 1 then s.f%d::%s else s.\"r_%s\" end", bit, bit,
			      record_column_type(f), f->name);
	else
		buffer_printf(b, "s.f%d::%s", bit, record_column_type(f));
	buffer_add_text(b, visibility ? ", 0), 3)" : "");
}

ADD_FIELD(add_new_value)
{
	add_changed_value(b, w, f, bit, place);
	buffer_printf(b, " as v%d", bit);
}

ADD_FIELD(add_setting)
{
	(void)w, (void)place;
	buffer_printf(b, "\"%s\" = c.v%d", f->name, bit);
}

ADD_FIELD(add_created_value)
{
	(void)w, (void)place;
	if (f->id == FIELD_OWNER)
		buffer_printf(b, "coalesce(s.f%d, nullif(current_setting('concordat.edits'), ''))", bit);
	else if (f->id == FIELD_VISIBILITY)
		buffer_printf(b, "coalesce(nullif(s.f%d::integer, 0), 3)", bit);
	else
		buffer_printf(b, "s.f%d::%s", bit, record_column_type(f));
}

static void add_asked(struct buffer *b, const struct record_write *w)
{
	buffer_add_text(b,
			"with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], "
			"$5::text[], $6::boolean[], $7::bigint[], $8::text[]");
	if (w->whole)
		buffer_add_text(b, ", $9::bigint[]");
	record_each_field(b, w, record_fixed_set_params(w) + 1, ", ", add_array);
	buffer_printf(b, ")\n\twith ordinality as a (client, key, item, digest, id, batch, expect, why%s",
		      w->whole ? ", mask" : "");
	record_each_field(b, w, 0, ", ", add_alias);
	buffer_add_text(b, ", n)),\n");
}

static void add_seen(struct buffer *b, const struct record_write *w)
{
	buffer_add_text(
		b,
		"seen as materialized (select a.*, k.kdigest, k.kid, k.kversion, k.krevision, t.* from asked a\n"
		"\tcross join lateral (select " STANDS_FOR(
			"a.client") " as asker offset 0) w\n"
				    "\tleft join lateral (select k.digest as kdigest, k.id as kid, k.version as kversion, k.revision as krevision "
				    "from concordat.idempotency k\n"
				    "\t\twhere k.client = w.asker and k.key = a.key and k.item = a.item offset 0) k on true\n"
				    "\tleft join lateral (select r.version as tversion, r.revision as trevision");
	if (!w->create) {
		buffer_add_text(b, ", r.ctid as place, concordat.may_edit(r.id, r.owner, r) as mine");
		record_each_field(b, w, 0, ", ", add_row_name);
	}
	buffer_printf(b, "\n\t\tfrom concordat.%s r where r.id = a.id and w.asker is not null offset 0) t on true),\n",
		      record_table(w->kind));
}

/* otherwise: what it is when the write was not known. */
static void add_answer(struct buffer *b, const char *otherwise)
{
	buffer_printf(
		b,
		",\nkept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)\n"
		"\tselect " STANDS_FOR(
			"s.client") ", s.key, s.digest, s.item, d.id, d.version, d.revision, true, "
				    "concordat.micros(clock_timestamp()) from done d join seen s on s.n = d.n)\n"
				    "select concordat.outcome(s.batch, case when s.kdigest = s.digest then 1 when s.kdigest is not null then 2 %s else 0 end, "
				    "s.tversion),\n"
				    "\tcoalesce(s.kid, d.id, s.id), coalesce(s.kversion, d.version, s.tversion), coalesce(s.krevision, d.revision, "
				    "s.trevision)\n"
				    "from seen s left join done d on d.n = s.n order by s.n",
		otherwise);
}

void record_make_change_set(struct buffer *b, const struct record_write *w)
{
	add_asked(b, w);
	add_seen(b, w);
	buffer_add_text(b, "next as materialized (select s.n, s.place, s.client, s.why, row_number() over (order by s.n) as nth");
	record_each_field(b, w, 0, ", ", add_new_value);
	buffer_add_text(b, "\n\tfrom seen s where s.mine and s.kdigest is null and (s.expect is null or s.tversion = s.expect)\n"
			   "\t\tand row(");
	record_each_field(b, w, 0, "", add_changed_value);
	buffer_add_text(b, ") is distinct from row(");
	record_each_field(b, w, 0, "", add_there_name);
	buffer_printf(b, ")),\ndone as (update concordat.%s r set ", record_table(w->kind));
	record_each_field(b, w, 0, "", add_setting);
	buffer_add_text(b, ",\n\t\tversion = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, "
			   "changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why\n"
			   "\tfrom next c cross join lateral (select " STANDS_FOR(
				   "c.client") " as asker, c.place as place offset 0) w\n"
					       "\t\twhere r.ctid = w.place returning r.id, r.version, r.revision, c.n)");
	add_answer(
		b,
		"when s.tversion is null then 4 when s.tversion <> s.expect then 5 when not s.mine then 6 "
		"when d.id is null and exists (select from next c where c.n = s.n) then concordat.not_written(s.id) when d.id is null then 7");
}

void record_make_create_set(struct buffer *b, const struct record_write *w)
{
	bool owner = w->mask & 1, visibility = w->mask & 2; /* the first two written fields */

	add_asked(b, w);
	add_seen(b, w);
	buffer_add_text(
		b, "next as materialized (select s.*, current_setting('concordat.revision')::bigint + "
		   "row_number() over (order by s.n) as rev\n\tfrom seen s where s.kdigest is null and s.tversion is null),\n");
	buffer_printf(b,
		      "made as (insert into concordat.%s as r (id, version, revision, created_at, created_by, changed_at, "
		      "changed_by, reason%s%s",
		      record_table(w->kind), owner ? "" : ", owner", visibility ? "" : ", visibility");
	record_each_field(b, w, 0, ", ", add_name);
	buffer_printf(b,
		      ")\n\tselect s.id, 1, s.rev, concordat.micros(clock_timestamp()), "
		      "s.client, concordat.micros(clock_timestamp()), s.client, s.why%s%s",
		      owner ? "" : ", nullif(current_setting('concordat.edits'), '')", visibility ? "" : ", 3");
	record_each_field(b, w, 0, ", ", add_created_value);
	buffer_add_text(
		b, "\n\tfrom (select * from next order by rev offset 0) s\n"
		   "\t\tcross join lateral (select " STANDS_FOR(
			   "s.client") " as asker offset 0) w\n"
				       "\treturning r.id, r.version, r.revision),\n"
				       "done as materialized (select m.*, s.n from made m join next s on s.rev = m.revision)");
	add_answer(b, "when s.tversion is not null then 3");
}

/* The same parts as in record_sql.c, with as many rows as there are writes:
 *   asked  the writes, numbered      known, there  as for one
 *   next   what the rows would be    changed       those that differ, numbered, so that the n-th gets the n-th revision
 *   done, kept, and an answer for each write in its order.
 * Parameters are arrays; those of the fields are text, cast row by row, because lists are no rectangles. */
#include "record_sql_set.h"

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

ADD_FIELD(add_next_name)
{
	(void)w, (void)bit, (void)place;
	buffer_printf(b, "x.\"%s\"", f->name);
}

ADD_FIELD(add_there_name)
{
	(void)w, (void)bit, (void)place;
	buffer_printf(b, "t.\"%s\"", f->name);
}

ADD_FIELD(add_row_name)
{
	(void)w, (void)bit, (void)place;
	buffer_printf(b, "r.\"%s\"", f->name);
}

ADD_FIELD(add_setting)
{
	(void)w, (void)bit, (void)place;
	buffer_printf(b, "\"%s\" = c.\"%s\"", f->name, f->name);
}

ADD_FIELD(add_changed_value)
{
	bool visibility = f->id == FIELD_VISIBILITY;

	(void)place;
	buffer_add_text(b, visibility ? "coalesce(nullif(" : "");
	if (w->whole)
		buffer_printf(b, "case when (a.mask >> %d) & 1 = 1 then a.f%d::%s else t.\"%s\" end", bit, bit,
			      record_column_type(f), f->name);
	else
		buffer_printf(b, "a.f%d::%s", bit, record_column_type(f));
	buffer_printf(b, "%s as \"%s\"", visibility ? ", 0), 3)" : "", f->name);
}

ADD_FIELD(add_created_value)
{
	(void)w, (void)place;
	if (f->id == FIELD_OWNER)
		buffer_printf(b, "coalesce(a.f%d, nullif(current_setting('concordat.edits'), ''))", bit);
	else if (f->id == FIELD_VISIBILITY)
		buffer_printf(b, "coalesce(nullif(a.f%d::integer, 0), 3)", bit);
	else
		buffer_printf(b, "a.f%d::%s", bit, record_column_type(f));
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
	buffer_add_text(b, ", n)),\nknown as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join "
			   "concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),\n");
}

/* otherwise: what it is when the write was neither known nor missing. */
static void add_answer(struct buffer *b, const char *otherwise)
{
	buffer_printf(
		b,
		",\nkept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)\n"
		"\tselect a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, "
		"concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.n)\n"
		"select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 %s else 0 end, "
		"t.version),\n"
		"\tcoalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)\n"
		"from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.n = a.n order by a.n",
		otherwise);
}

void record_make_change_set(struct buffer *b, const struct record_write *w)
{
	const char *table = record_table(w->kind);

	add_asked(b, w);
	buffer_add_text(b,
			"there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine");
	record_each_field(b, w, 0, ", ", add_row_name);
	buffer_printf(b, "\n\tfrom asked a join concordat.%s r on r.id = a.id),\n", table);
	buffer_add_text(b, "next as materialized (select a.n, a.id, a.client, a.why");
	record_each_field(b, w, 0, ",\n\t\t", add_changed_value);
	buffer_add_text(
		b,
		"\n\tfrom asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) "
		"and not exists (select from known k where k.n = a.n)),\n"
		"changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n\n"
		"\twhere row(");
	record_each_field(b, w, 0, "", add_next_name);
	buffer_add_text(b, ") is distinct from row(");
	record_each_field(b, w, 0, "", add_there_name);
	buffer_printf(b, ")),\ndone as (update concordat.%s r set ", table);
	record_each_field(b, w, 0, "", add_setting);
	buffer_printf(b,
		      "%sversion = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, "
		      "changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why\n"
		      "\tfrom changed c where r.id = c.id returning r.id, r.version, r.revision, c.n)",
		      w->mask ? ",\n\t\t" : "");
	add_answer(
		b,
		"when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7");
}

void record_make_create_set(struct buffer *b, const struct record_write *w)
{
	const char *table = record_table(w->kind);
	bool owner = w->mask & 1, visibility = w->mask & 2; /* the first two written fields */

	add_asked(b, w);
	buffer_printf(
		b, "there as materialized (select a.n, r.version, r.revision from asked a join concordat.%s r on r.id = a.id),\n",
		table);
	buffer_add_text(
		b, "next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where "
		   "not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),\n");
	buffer_printf(b,
		      "done as (insert into concordat.%s as r (id, version, revision, created_at, created_by, changed_at, "
		      "changed_by, reason%s%s",
		      table, owner ? "" : ", owner", visibility ? "" : ", visibility");
	record_each_field(b, w, 0, ", ", add_name);
	buffer_printf(
		b,
		")\n\tselect a.id, 1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), "
		"a.client, concordat.micros(clock_timestamp()), a.client, a.why%s%s",
		owner ? "" : ", nullif(current_setting('concordat.edits'), '')", visibility ? "" : ", 3");
	record_each_field(b, w, 0, ", ", add_created_value);
	buffer_add_text(b, "\n\tfrom next a order by a.nth returning r.id, r.version, r.revision,\n"
			   "\t\t(select x.n from next x where x.id = r.id) as n)");
	add_answer(b, "when t.version is not null then 3");
}

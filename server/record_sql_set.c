/* The same parts as in record_sql.c, with as many rows as there are writes:
 *   asked  the writes, numbered      known, there  as for one
 *   next   what the rows would be    changed       those that differ, numbered, so that the n-th gets the n-th revision
 *   done, kept, and an answer for each write in its order.
 * Parameters are arrays (enum record_set_param); those of the fields are text, cast row by row, because lists are no rectangles. */
#include "record_sql_set.h"

enum { FIELD_VISIBILITY = 3 };

static void add_asked(struct buffer *b, const struct kind *kind)
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;
	int fields = 0;

	buffer_add_text(b,
			"with asked as materialized (select * from unnest($1::text[], $2::bytea[], $3::integer[], $4::bytea[], "
			"$5::text[], $6::boolean[], $7::bigint[], $8::bigint[], $9::text[]");
	for (unsigned i = 0; i < d->n_fields; i++)
		if (record_field_is_written(&d->fields[i]))
			buffer_printf(b, ", $%d::text[]", SET_PARAM_FIXED + ++fields);
	buffer_add_text(b, ")\n\twith ordinality as a (client, key, item, digest, id, batch, expect, mask, why");
	for (int i = 0; i < fields; i++)
		buffer_printf(b, ", f%d", i);
	buffer_add_text(b, ", n)),\nknown as materialized (select a.n, k.digest, k.id, k.version, k.revision from asked a join "
			   "concordat.idempotency k on k.client = a.client and k.key = a.key and k.item = a.item),\n");
}

/* Every written column, each in the given form: %1 name, %2 number of the parameter's column, %3 type. */
static void add_columns(struct buffer *b, const struct kind *kind, const char *before,
			void (*add)(struct buffer *b, const ProtobufCFieldDescriptor *field, int number))
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;
	int number = 0;

	for (unsigned i = 0; i < d->n_fields; i++) {
		if (!record_field_is_written(&d->fields[i]))
			continue;
		buffer_add_text(b, number > 0 ? ", " : before);
		add(b, &d->fields[i], number++);
	}
}

static void add_name(struct buffer *b, const ProtobufCFieldDescriptor *f, int number)
{
	(void)number;
	buffer_printf(b, "\"%s\"", f->name);
}

static void add_next_name(struct buffer *b, const ProtobufCFieldDescriptor *f, int number)
{
	(void)number;
	buffer_printf(b, "x.\"%s\"", f->name);
}

static void add_there_name(struct buffer *b, const ProtobufCFieldDescriptor *f, int number)
{
	(void)number;
	buffer_printf(b, "t.\"%s\"", f->name);
}

static void add_row_name(struct buffer *b, const ProtobufCFieldDescriptor *f, int number)
{
	(void)number;
	buffer_printf(b, "r.\"%s\"", f->name);
}

static void add_setting(struct buffer *b, const ProtobufCFieldDescriptor *f, int number)
{
	(void)number;
	buffer_printf(b, "\"%s\" = c.\"%s\"", f->name, f->name);
}

static void add_changed_value(struct buffer *b, const ProtobufCFieldDescriptor *f, int number)
{
	bool visibility = f->id == FIELD_VISIBILITY;

	buffer_printf(b, "%scase when (a.mask >> %d) & 1 = 1 then a.f%d::%s else t.\"%s\" end%s as \"%s\"",
		      visibility ? "coalesce(nullif(" : "", number, number, record_column_type(f), f->name,
		      visibility ? ", 0), 3)" : "", f->name);
}

static void add_created_value(struct buffer *b, const ProtobufCFieldDescriptor *f, int number)
{
	if (number == 0)
		buffer_printf(b, "coalesce(a.f0, nullif(current_setting('concordat.edits'), ''))");
	else if (f->id == FIELD_VISIBILITY)
		buffer_printf(b, "coalesce(nullif(a.f%d::integer, 0), 3)", number);
	else
		buffer_printf(b, "a.f%d::%s", number, record_column_type(f));
}

/* otherwise: what it is when the write was neither known nor missing. */
static void add_answer(struct buffer *b, const char *otherwise)
{
	buffer_printf(
		b,
		",\nkept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)\n"
		"\tselect a.client, a.key, a.digest, a.item, d.id, d.version, d.revision, true, "
		"concordat.micros(clock_timestamp()) from done d join asked a on a.n = d.revision_n)\n"
		"select concordat.outcome(a.batch, case when k.digest = a.digest then 1 when k.digest is not null then 2 %s else 0 end, "
		"t.version),\n"
		"\tcoalesce(k.id, d.id, a.id), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)\n"
		"from asked a left join known k on k.n = a.n left join there t on t.n = a.n left join done d on d.revision_n = a.n order by a.n",
		otherwise);
}

void record_make_change_set(struct buffer *b, const struct kind *kind)
{
	add_asked(b, kind);
	buffer_add_text(b,
			"there as materialized (select a.n, r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine");
	add_columns(b, kind, ", ", add_row_name);
	buffer_printf(b, "\n\tfrom asked a join concordat.%s r on r.id = a.id),\n", record_table(kind));
	buffer_add_text(b, "next as materialized (select a.n, a.id, a.client, a.why");
	add_columns(b, kind, ",\n\t\t", add_changed_value);
	buffer_add_text(
		b,
		"\n\tfrom asked a join there t on t.n = a.n where t.mine and (a.expect is null or t.version = a.expect) "
		"and not exists (select from known k where k.n = a.n)),\n"
		"changed as materialized (select x.*, row_number() over (order by x.n) as nth from next x join there t on t.n = x.n\n"
		"\twhere (");
	add_columns(b, kind, "", add_next_name);
	buffer_add_text(b, ") is distinct from (");
	add_columns(b, kind, "", add_there_name);
	buffer_printf(b, ")),\ndone as (update concordat.%s r set ", record_table(kind));
	add_columns(b, kind, "", add_setting);
	buffer_add_text(b, ",\n\t\tversion = r.version + 1, revision = current_setting('concordat.revision')::bigint + c.nth, "
			   "changed_at = concordat.micros(clock_timestamp()), changed_by = c.client, reason = c.why\n"
			   "\tfrom changed c where r.id = c.id returning r.id, r.version, r.revision, c.n as revision_n)");
	add_answer(
		b,
		"when t.version is null then 4 when t.version <> a.expect then 5 when not t.mine then 6 when d.id is null then 7");
}

void record_make_create_set(struct buffer *b, const struct kind *kind)
{
	add_asked(b, kind);
	buffer_printf(
		b, "there as materialized (select a.n, r.version, r.revision from asked a join concordat.%s r on r.id = a.id),\n",
		record_table(kind));
	buffer_add_text(
		b, "next as materialized (select a.*, row_number() over (order by a.n) as nth from asked a where "
		   "not exists (select from known k where k.n = a.n) and not exists (select from there t where t.n = a.n)),\n");
	buffer_printf(b, "done as (insert into concordat.%s as r (id", record_table(kind));
	add_columns(b, kind, ", ", add_name);
	buffer_add_text(b, ", version, revision, created_at, created_by, changed_at, changed_by, reason)\n\tselect a.id");
	add_columns(b, kind, ", ", add_created_value);
	buffer_add_text(
		b,
		",\n\t\t1, current_setting('concordat.revision')::bigint + a.nth, concordat.micros(clock_timestamp()), a.client, "
		"concordat.micros(clock_timestamp()), a.client, a.why\n"
		"\tfrom next a order by a.nth returning r.id, r.version, r.revision,\n"
		"\t\t(select x.n from next x where x.id = r.id) as revision_n)");
	add_answer(b, "when t.version is not null then 3");
}

/* The SQL texts of record.h. Each write is one statement that decides for itself:
 *   known  the same key was used before      there  the record as the asker sees it
 *   done   the write, if it may be           kept   what was done, under its key
 * and answers which of enum record_outcome it was. In a batch concordat.outcome() raises instead, so that the unit rolls back. */
#include "record_sql_set.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	TEXT_GET,
	TEXT_CREATE,
	TEXT_CHANGE,
	TEXT_WITHDRAW,
	TEXT_CREATE_SET,
	TEXT_CHANGE_SET,
	TEXT_COLUMNS,
	TEXT_TABLE,
	TEXT_COUNT
};
enum { KINDS_MAX = 100 };

static char *texts[KINDS_MAX][TEXT_COUNT];

const char *record_sql_get(const struct kind *kind)
{
	return texts[kind->number][TEXT_GET];
}
const char *record_sql_create(const struct kind *kind)
{
	return texts[kind->number][TEXT_CREATE];
}
const char *record_sql_change(const struct kind *kind)
{
	return texts[kind->number][TEXT_CHANGE];
}
const char *record_sql_withdraw(const struct kind *kind)
{
	return texts[kind->number][TEXT_WITHDRAW];
}
const char *record_sql_create_set(const struct kind *kind)
{
	return texts[kind->number][TEXT_CREATE_SET];
}
const char *record_sql_change_set(const struct kind *kind)
{
	return texts[kind->number][TEXT_CHANGE_SET];
}
const char *record_columns(const struct kind *kind)
{
	return texts[kind->number][TEXT_COLUMNS];
}
const char *record_table(const struct kind *kind)
{
	return texts[kind->number][TEXT_TABLE];
}

static void add_columns(struct buffer *b, const struct kind *kind)
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;

	for (unsigned i = 0; i < d->n_fields; i++)
		buffer_printf(b, "%sr.\"%s\"", i ? ", " : "", d->fields[i].name);
}

static void add_known(struct buffer *b)
{
	buffer_add_text(b,
			"with known as materialized (select k.digest, k.id, k.version, k.revision from concordat.idempotency k\n"
			"\twhere k.client = current_setting('concordat.client') and k.key = $1::bytea and k.item = $2::integer)");
}

/* moved: SQL that says whether the version was another; NULL for a create. */
static void add_end(struct buffer *b, const char *missing, const char *moved)
{
	buffer_add_text(
		b,
		",\nkept as (insert into concordat.idempotency (client, key, digest, item, id, version, revision, changed, at)\n"
		"\tselect current_setting('concordat.client'), $1, $3::bytea, $2, d.id, d.version, d.revision, true, "
		"concordat.micros(clock_timestamp()) from done d)\n"
		"select concordat.outcome($5::boolean, case when k.digest = $3 then 1 when k.digest is not null then 2");
	buffer_printf(b, " %s", missing);
	if (moved)
		buffer_printf(b, " when %s then 5 when d.id is null and not t.mine then 6 when d.id is null then 7", moved);
	buffer_add_text(
		b,
		" else 0 end, t.version),\n"
		"\tcoalesce(k.id, d.id, $4::text), coalesce(k.version, d.version, t.version), coalesce(k.revision, d.revision, t.revision)\n"
		"from (values (1)) one left join known k on true left join there t on true left join done d on true");
}

static void make_create(struct buffer *b, const struct kind *kind)
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;
	int place = PARAM_EXPECT + 1;

	add_known(b);
	buffer_printf(b, ",\nthere as materialized (select r.version, r.revision from concordat.%s r where r.id = $4),\n",
		      record_table(kind));
	buffer_printf(b, "done as (insert into concordat.%s as r (id", record_table(kind));
	for (unsigned i = 0; i < d->n_fields; i++)
		if (record_field_is_written(&d->fields[i]))
			buffer_printf(b, ", \"%s\"", d->fields[i].name);
	buffer_add_text(b, ")\n\tselect $4");
	for (unsigned i = 0; i < d->n_fields; i++)
		if (record_field_is_written(&d->fields[i]))
			buffer_printf(b, ", $%d::%s", place++, record_column_type(&d->fields[i]));
	buffer_add_text(
		b,
		"\n\twhere not exists (select from known) and not exists (select from there) returning r.id, r.version, r.revision)");
	add_end(b, "when t.version is not null then 3", NULL);
}

static void add_there_mine(struct buffer *b, const struct kind *kind)
{
	buffer_printf(
		b,
		",\nthere as materialized (select r.version, r.revision, concordat.may_edit(r.id, r.owner, r) as mine from concordat.%s r where r.id = $4),\n",
		record_table(kind));
}

static void make_change(struct buffer *b, const struct kind *kind)
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;
	int place = PARAM_FIXED + 1;

	add_known(b);
	add_there_mine(b, kind);
	buffer_printf(b, "done as (update concordat.%s r set ", record_table(kind));
	for (unsigned i = 0, bit = 0; i < d->n_fields; i++) {
		if (!record_field_is_written(&d->fields[i]))
			continue;
		buffer_printf(b, "%s\"%s\" = case when ($7::bigint >> %u) & 1 = 1 then $%d::%s else r.\"%s\" end",
			      bit ? ",\n\t\t" : "", d->fields[i].name, bit, place++, record_column_type(&d->fields[i]),
			      d->fields[i].name);
		bit++;
	}
	buffer_add_text(
		b,
		"\n\twhere r.id = $4 and not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision)");
	add_end(b, "when t.version is null then 4", "t.version <> $6");
}

static void make_withdraw(struct buffer *b, const struct kind *kind)
{
	add_known(b);
	add_there_mine(b, kind);
	buffer_printf(
		b,
		"done as (update concordat.%s r set withdrawn_at = concordat.micros(clock_timestamp()) where r.id = $4 and r.withdrawn_at is null\n"
		"\tand not exists (select from known) and ($6::bigint is null or r.version = $6) returning r.id, r.version, r.revision)",
		record_table(kind));
	add_end(b, "when t.version is null then 4", "t.version <> $6");
}

static void make_get(struct buffer *b, const struct kind *kind)
{
	buffer_printf(b, "select %s from concordat.%s r where r.id = any ($1::text[])", record_columns(kind), record_table(kind));
}

static void make_table(struct buffer *b, const struct kind *kind)
{
	buffer_printf(b, "\"%s\"", kind->wire->name);
}

/* In this order: later ones use the earlier. */
static const struct {
	int text;
	void (*make)(struct buffer *b, const struct kind *kind);
	const char *name;
	bool written; /* only for kinds that clients write */
} makers[] = {
	{ TEXT_TABLE, make_table, NULL, false },
	{ TEXT_COLUMNS, add_columns, NULL, false },
	{ TEXT_GET, make_get, "get", false },
	{ TEXT_CREATE, make_create, "create", true },
	{ TEXT_CHANGE, make_change, "change", true },
	{ TEXT_WITHDRAW, make_withdraw, "withdraw", true },
	{ TEXT_CREATE_SET, record_make_create_set, "create many", true },
	{ TEXT_CHANGE_SET, record_make_change_set, "change many", true },
};

bool record_init(void)
{
	struct buffer b = { 0 };
	bool ok = true;

	for (size_t k = 0; k < kind_count && ok; k++) {
		for (size_t m = 0; m < sizeof(makers) / sizeof(makers[0]) && ok; m++) {
			if (makers[m].written && kinds[k].writer == WRITER_NOBODY)
				continue;
			buffer_reset(&b);
			makers[m].make(&b, &kinds[k]);
			free(texts[kinds[k].number][makers[m].text]);
			texts[kinds[k].number][makers[m].text] = buffer_text(&b) ? strdup(buffer_text(&b)) : NULL;
			ok = texts[kinds[k].number][makers[m].text] != NULL;
		}
	}
	buffer_release(&b);
	return ok;
}

void record_print_sql(FILE *out)
{
	for (size_t k = 0; k < kind_count; k++)
		for (size_t m = 0; m < sizeof(makers) / sizeof(makers[0]); m++)
			if (makers[m].name && texts[kinds[k].number][makers[m].text])
				fprintf(out, "-- %s: %s\n%s;\n\n", kinds[k].wire->name, makers[m].name,
					texts[kinds[k].number][makers[m].text]);
}

/* The SQL texts of record.h. Each write is one statement that decides for itself:
 *   known  the same key was used before      there  the record as the asker sees it
 *   done   the write, if it may be           kept   what was done, under its key
 * and answers which of enum record_outcome it was. In a batch concordat.outcome() raises instead, so that the unit rolls back. */
#include "record_sql_set.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_GET, TEXT_WITHDRAW, TEXT_COLUMNS, TEXT_PACKED, TEXT_TABLE, TEXT_COUNT };
enum { KINDS_MAX = 100, WRITES_MAX = 2000, WRITE_BUCKETS = 1024 };

static char *texts[KINDS_MAX][TEXT_COUNT];

/* By kind, sort and fields; for good. */
static struct writes {
	struct writes *next;
	struct record_write write;
} * writes[WRITE_BUCKETS];
static size_t write_count;

const char *record_sql_get(const struct kind *kind)
{
	return texts[kind->number][TEXT_GET];
}
const char *record_sql_withdraw(const struct kind *kind)
{
	return texts[kind->number][TEXT_WITHDRAW];
}
const char *record_columns(const struct kind *kind)
{
	return texts[kind->number][TEXT_COLUMNS];
}
const char *record_packed(const struct kind *kind)
{
	return texts[kind->number][TEXT_PACKED];
}
bool record_is_packed(const struct kind *kind)
{
	return kind->writer != WRITER_NOBODY;
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

void record_each_field(struct buffer *b, const struct record_write *w, int place, const char *before,
		       void (*add)(struct buffer *b, const struct record_write *w, const ProtobufCFieldDescriptor *field, int bit,
				   int place))
{
	const ProtobufCMessageDescriptor *d = w->kind->wire->descriptor;
	int bit = -1;

	for (unsigned i = 0; i < d->n_fields; i++) {
		if (!record_field_is_written(&d->fields[i]) || !(w->mask >> ++bit & 1))
			continue;
		buffer_add_text(b, before);
		add(b, w, &d->fields[i], bit, place++);
		before = ", ";
	}
}

int record_fixed_params(const struct record_write *w)
{
	return w->create ? PARAM_EXPECT : w->whole ? PARAM_FIXED : PARAM_MASK;
}

static void add_field_name(struct buffer *b, const struct record_write *w, const ProtobufCFieldDescriptor *f, int bit, int place)
{
	(void)w, (void)bit, (void)place;
	buffer_printf(b, "\"%s\"", f->name);
}

static void add_value(struct buffer *b, const struct record_write *w, const ProtobufCFieldDescriptor *f, int bit, int place)
{
	(void)w, (void)bit;
	buffer_printf(b, "$%d::%s", place, record_column_type(f));
}

static void add_setting(struct buffer *b, const struct record_write *w, const ProtobufCFieldDescriptor *f, int bit, int place)
{
	if (w->whole)
		buffer_printf(b, "\"%s\" = case when ($7::bigint >> %d) & 1 = 1 then $%d::%s else r.\"%s\" end", f->name, bit,
			      place, record_column_type(f), f->name);
	else
		buffer_printf(b, "\"%s\" = $%d::%s", f->name, place, record_column_type(f));
}

static void make_create(struct buffer *b, const struct record_write *w)
{
	const char *table = record_table(w->kind);

	add_known(b);
	buffer_printf(b, ",\nthere as materialized (select r.version, r.revision from concordat.%s r where r.id = $4),\n", table);
	buffer_printf(b, "done as (insert into concordat.%s as r (id", table);
	record_each_field(b, w, 0, ", ", add_field_name);
	buffer_add_text(b, ")\n\tselect $4");
	record_each_field(b, w, record_fixed_params(w) + 1, ", ", add_value);
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

static void make_change(struct buffer *b, const struct record_write *w)
{
	add_known(b);
	add_there_mine(b, w->kind);
	buffer_printf(b, "done as (update concordat.%s r set ", record_table(w->kind));
	record_each_field(b, w, record_fixed_params(w) + 1, "", add_setting);
	if (w->mask == 0)
		buffer_add_text(
			b, "id = r.id"); /* nothing is given: nothing changes, and the answer is the same as of any such write */
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
	bool packed = record_is_packed(kind);

	buffer_printf(b, "select %s%s from concordat.%s r where r.id = any ($1::text[])", packed ? "r.id, " : "",
		      packed ? record_packed(kind) : record_columns(kind), record_table(kind));
	/* An alert has no row of its own, so no index by id; but its id names the subscription, which has only so many. */
	if (kind->number == CONCORDAT__KIND__KIND_ALERT)
		buffer_add_text(b, " and r.subscription = any (concordat.subscriptions_of($1::text[]))");
}

static void make_packed(struct buffer *b, const struct kind *kind)
{
	buffer_printf(b, "coalesce(r.packed, concordat.pack_%s(r))", kind->wire->name);
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
	{ TEXT_PACKED, make_packed, NULL, true },
	{ TEXT_GET, make_get, "get", false },
	{ TEXT_WITHDRAW, make_withdraw, "withdraw", true },
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

/* ---- writes by the fields that they give ---- */

static char *text_of(void (*make)(struct buffer *b, const struct record_write *w), const struct record_write *w)
{
	struct buffer b = { 0 };
	char *text;

	make(&b, w);
	text = buffer_text(&b) ? strdup(buffer_text(&b)) : NULL;
	buffer_release(&b);
	return text;
}

static bool make_texts(struct record_write *w)
{
	w->one = text_of(w->create ? make_create : make_change, w);
	w->many = text_of(w->create ? record_make_create_set : record_make_change_set, w);
	return w->one && w->many;
}

static uint64_t all_fields(const struct kind *kind)
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;
	int count = 0;

	for (unsigned i = 0; i < d->n_fields; i++)
		count += record_field_is_written(&d->fields[i]);
	return (UINT64_C(1) << count) - 1;
}

const struct record_write *record_write_of(const struct kind *kind, bool create, uint64_t mask)
{
	bool many = write_count >= WRITES_MAX;
	struct record_write w = {
		.kind = kind, .create = create, .whole = many && !create, .mask = many ? all_fields(kind) : mask
	};
	uint64_t hash =
		(w.mask * 31 + (uint64_t)kind->number * 4 + (uint64_t)create * 2 + w.whole) * UINT64_C(0x9e3779b97f4a7c15);
	struct writes **bucket = &writes[hash >> 54], *e;

	for (e = *bucket; e; e = e->next)
		if (e->write.kind == kind && e->write.create == create && e->write.whole == w.whole && e->write.mask == w.mask)
			return &e->write;
	e = calloc(1, sizeof(*e));
	if (!e)
		return NULL;
	e->write = w;
	if (!make_texts(&e->write)) {
		free((char *)(uintptr_t)e->write.one);
		free((char *)(uintptr_t)e->write.many);
		free(e);
		return NULL;
	}
	e->next = *bucket;
	*bucket = e;
	write_count++;
	return &e->write;
}

static void print_write(FILE *out, const struct kind *kind, bool create)
{
	struct record_write w = { .kind = kind, .create = create, .whole = !create, .mask = all_fields(kind) };

	if (make_texts(&w)) {
		fprintf(out, "-- %s: %s, with all fields\n%s;\n\n", kind->wire->name, create ? "create" : "change", w.one);
		fprintf(out, "-- %s: %s many, with all fields\n%s;\n\n", kind->wire->name, create ? "create" : "change", w.many);
	}
	free((char *)(uintptr_t)w.one);
	free((char *)(uintptr_t)w.many);
}

void record_print_sql(FILE *out)
{
	for (size_t k = 0; k < kind_count; k++) {
		for (size_t m = 0; m < sizeof(makers) / sizeof(makers[0]); m++)
			if (makers[m].name && texts[kinds[k].number][makers[m].text])
				fprintf(out, "-- %s: %s\n%s;\n\n", kinds[k].wire->name, makers[m].name,
					texts[kinds[k].number][makers[m].text]);
		if (kinds[k].writer != WRITER_NOBODY) {
			print_write(out, &kinds[k], true);
			print_write(out, &kinds[k], false);
		}
	}
}

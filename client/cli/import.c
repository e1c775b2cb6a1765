/*
 * concordat import: read and check all, compare with what is there, write what is new or different.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"
#include "import_file.h"
#include "import_write.h"
#include "listing.h"
#include "output.h"

enum { IDS_PER_LIST = 50 };

struct import {
	struct cli *cli;
	struct import_set set;
	time_t started, told;
	bool terminal, drawn;
};

/* ---- progress: one line on a terminal, else a line every ten seconds ---- */

static void tell_progress(struct import *m, const char *what, size_t done, size_t all)
{
	time_t now = time(NULL);

	if (m->cli->quiet || now - m->started < 1 || now - m->told < (m->terminal ? 1 : 10))
		return;
	m->told = now;
	m->drawn = m->terminal;
	fprintf(stderr, "%s%s %zu of %zu%s", m->terminal ? "\r\033[K" : "", what, done, all, m->terminal ? "" : "\n");
}

static void end_progress(struct import *m)
{
	if (m->drawn)
		fputs("\r\033[K", stderr);
	m->drawn = false;
}

/* ---- what is there ---- */

static void compare(struct import_item *item, const ProtobufCMessage *there)
{
	const ProtobufCMessageDescriptor *type = item->kind->descriptor;
	const ProtobufCFieldDescriptor *withdrawn = record_field(type, "withdrawn_at");
	bool differs = false, late = false;

	item->version = record_version(there);
	if (withdrawn && record_has(there, withdrawn)) {
		item->state = IMPORT_REJECTED;
		snprintf(item->field, sizeof(item->field), "id");
		snprintf(item->why, sizeof(item->why), "this record was withdrawn; an id is not used again");
		return;
	}
	for (unsigned i = 0; i < type->n_fields; i++) {
		const ProtobufCFieldDescriptor *f = &type->fields[i];

		differs |= record_has(item->record, f) && !record_same(item->record, there, f);
		late |= item->late && record_has(item->late, f) && !record_same(item->late, there, f);
	}
	for (size_t i = 0; i < item->clear_count; i++)
		differs |= record_has(there, item->clear[i]);
	item->state = differs || late ? IMPORT_CHANGED : IMPORT_UNCHANGED;
	item->done = !differs;
	item->late_done = !late;
}

static struct import_item *find_item(struct import_item *const *items, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(record_id(items[i]->record), id) == 0)
			return items[i];
	return NULL;
}

static int read_some(struct import *m, const struct wire_kind *kind, struct import_item *const *items, size_t count)
{
	Concordat__List list = CONCORDAT__LIST__INIT;
	Concordat__Condition where = CONCORDAT__CONDITION__INIT;
	Concordat__Condition *all[] = { &where };
	char *ids[IDS_PER_LIST];
	struct listing found;
	int code;

	for (size_t i = 0; i < count; i++)
		ids[i] = (char *)(uintptr_t)record_id(items[i]->record);
	where.field = (char *)(uintptr_t) "id";
	where.has_op = true;
	where.op = CONCORDAT__OPERATOR__OPERATOR_IN;
	where.n_values = count;
	where.values = ids;
	list.n_where = 1;
	list.where = all;
	list.has_withdrawn = list.withdrawn = true;
	code = listing_fetch(m->cli, kind, &list, 0, &found);
	for (size_t i = 0; code == 0 && i < found.count; i++) {
		struct import_item *item = find_item(items, count, record_id(found.records[i]));

		if (item)
			compare(item, found.records[i]);
	}
	listing_release(&found);
	return code;
}

static int read_there(struct import *m)
{
	struct import_item *some[IDS_PER_LIST];
	size_t n = 0, done = 0;
	int code = 0;

	for (size_t k = 0; code == 0 && k < wire_kind_count; k++) {
		for (size_t i = 0; code == 0 && i <= m->set.count; i++) {
			bool last = i == m->set.count;

			if (!last && m->set.items[i].kind == &wire_kinds[k])
				some[n++] = &m->set.items[i];
			if (n == 0 || (!last && n < IDS_PER_LIST))
				continue;
			code = read_some(m, &wire_kinds[k], some, n);
			done += n;
			n = 0;
			tell_progress(m, "compared", done, m->set.count);
		}
	}
	return code;
}

/* ---- writing ---- */

static void on_written(void *arg, size_t done)
{
	struct import *m = arg;

	tell_progress(m, "written", done, m->set.count);
}

static void on_stop(void *arg)
{
	end_progress(arg);
}

/* ---- the end ---- */

struct counts {
	size_t changed[4]; /* by state */
	size_t unsent;
};

static struct counts count_all(struct import *m, bool dry, bool stopped)
{
	struct counts n = { .unsent = 0 };

	for (size_t i = 0; i < m->set.count; i++) {
		struct import_item *item = &m->set.items[i];
		bool whole = dry || (item->done && (!item->late || item->late_done));

		if (item->state == IMPORT_REJECTED || (!whole && item->state != IMPORT_UNCHANGED && item->why[0])) {
			n.changed[IMPORT_REJECTED]++;
			fprintf(stderr, "%s:%zu: %s%s%s\n", item->file, item->line, item->field, item->field[0] ? ": " : "",
				item->why);
		} else if (!whole && item->state != IMPORT_UNCHANGED && stopped) {
			n.unsent++;
		} else {
			n.changed[item->state]++;
		}
	}
	return n;
}

static int finish(struct import *m, int code)
{
	bool dry = cli_option(m->cli, "dry-run") != NULL;
	struct counts n = count_all(m, dry, code != 0);

	if (m->cli->format == CLI_JSON || m->cli->format == CLI_JSONL)
		output_json(json_pack("{s:I,s:I,s:I,s:I,s:I,s:b}", "new", (json_int_t)n.changed[IMPORT_NEW], "changed",
				      (json_int_t)n.changed[IMPORT_CHANGED], "unchanged", (json_int_t)n.changed[IMPORT_UNCHANGED],
				      "rejected", (json_int_t)n.changed[IMPORT_REJECTED], "unsent", (json_int_t)n.unsent,
				      "dry_run", dry),
			    true);
	else
		printf("%zu new, %zu changed, %zu unchanged, %zu rejected", n.changed[IMPORT_NEW], n.changed[IMPORT_CHANGED],
		       n.changed[IMPORT_UNCHANGED], n.changed[IMPORT_REJECTED]);
	if (m->cli->format != CLI_JSON && m->cli->format != CLI_JSONL && n.unsent > 0)
		printf(", %zu not sent", n.unsent);
	if (m->cli->format != CLI_JSON && m->cli->format != CLI_JSONL)
		puts(dry ? " (nothing was written)" : "");
	return code == 0 && n.changed[IMPORT_REJECTED] > 0 ? CLI_PARTLY : code;
}

int run_import(struct cli *cli)
{
	struct import m = { .cli = cli, .started = time(NULL), .terminal = isatty(STDERR_FILENO) };
	bool good = true;
	const char *path;
	int code = 0;

	m.told = m.started;
	for (size_t i = 0; (path = cli_word(cli, i)); i++)
		good &= import_file(path, &m.set);
	if (!good)
		code = cli_fail(CLI_USAGE, "nothing was sent: put %zu %s right first", m.set.errors,
				m.set.errors == 1 ? "error" : "errors");
	if (code == 0 && !import_order(&m.set))
		code = cli_fail(CLI_FAILED, "out of memory");
	if (code == 0)
		code = cli_connect(cli);
	if (code == 0)
		code = read_there(&m);
	if (code == 0) {
		if (!cli_option(cli, "dry-run"))
			code = import_write(&(struct import_write){ cli, &m.set, &m, on_written, on_stop });
		end_progress(&m);
		code = finish(&m, code);
	}
	end_progress(&m);
	import_set_release(&m.set);
	return code;
}

/*
 * concordat import: read and check all, compare with what is there, write what is new or different.
 *
 * A batch that is refused names the write at fault; that one is set aside and the rest sent again. When a pass has written
 * something, those set aside are tried once more, for they may have waited for it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"
#include "import_batch.h"
#include "listing.h"
#include "output.h"

enum { PASSES_MAX = 10, IDS_PER_LIST = 50 };

struct import {
	struct cli *cli;
	struct import_set set;
	struct import_batch *batch;
	size_t batch_max;
	size_t finished;
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

static void reject(struct import_item *item, const Concordat__Reply *reply, bool late)
{
	const Concordat__Failure *f = reply->failure;

	/* the register's sentence mostly begins with the field */
	snprintf(item->field, sizeof(item->field), "%s",
		 f && f->field && (!f->message || strncmp(f->message, f->field, strlen(f->field)) != 0) ? f->field : "");
	snprintf(item->why, sizeof(item->why), "%s%s", f && f->message ? f->message : wire_status_name(reply->status),
		 late ? " (the record was written without it)" : "");
	switch (reply->status) {
	case CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT:
	case CONCORDAT__STATUS__STATUS_NOT_FOUND:
	case CONCORDAT__STATUS__STATUS_FAILED_PRECONDITION:
		break; /* something that it needs may come later */
	default:
		item->state = IMPORT_REJECTED;
	}
}

/* Refusals that concern the connection or the register, not a write. */
static bool stops_all(Concordat__Status status)
{
	return status == CONCORDAT__STATUS__STATUS_UNAVAILABLE || status == CONCORDAT__STATUS__STATUS_DEADLINE_EXCEEDED ||
	       status == CONCORDAT__STATUS__STATUS_UNAUTHENTICATED || status == CONCORDAT__STATUS__STATUS_INTERNAL ||
	       status == CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED || status == CONCORDAT__STATUS__STATUS_UNIMPLEMENTED;
}

static void on_written(struct import *m, const Concordat__Reply *reply, bool late)
{
	const Concordat__BatchWritten *w = reply->result_case == CONCORDAT__REPLY__RESULT_BATCH ? reply->batch : NULL;

	for (size_t i = 0; i < import_batch_count(m->batch); i++) {
		struct import_item *item = import_batch_item(m->batch, i);

		if (w && i < w->n_written && w->written[i]->has_version)
			item->version = w->written[i]->version;
		if (late)
			item->late_done = true;
		else
			item->done = true;
		item->why[0] = '\0';
		m->finished++;
	}
	tell_progress(m, "written", m->finished, m->set.count);
}

/* Sends the batch that was gathered. 0, or an exit code that ends the import. */
static int send_batch(struct import *m, unsigned pass, bool late, bool *ret_progress)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	size_t count = import_batch_count(m->batch), at;
	Concordat__Reply *reply;
	int code = 0;

	request.verb_case = CONCORDAT__REQUEST__VERB_BATCH;
	request.batch = import_batch_message(m->batch);
	reply = cli_call(m->cli, &request);
	if (!reply)
		return CLI_FAILED;
	at = reply->failure && reply->failure->has_item ? reply->failure->item : SIZE_MAX;
	if (count == 1 && at == SIZE_MAX)
		at = 0;
	if (reply->status == CONCORDAT__STATUS__STATUS_OK) {
		on_written(m, reply, late);
		*ret_progress = true;
	} else if (stops_all(reply->status)) {
		end_progress(m);
		code = cli_refused(reply, "the import has stopped; run it again, what is written stays written");
	} else if (at < count) {
		import_batch_item(m->batch, at)->pass = pass;
		reject(import_batch_item(m->batch, at), reply, late);
	} else {
		m->batch_max = count / 2; /* it does not say which: halve until it is clear */
	}
	concordat_reply_free(reply);
	return code;
}

static bool waits(const struct import_item *item, unsigned pass, bool late)
{
	if (item->state == IMPORT_REJECTED || item->state == IMPORT_UNCHANGED || item->pass == pass)
		return false;
	return late ? item->done && item->late && !item->late_done : !item->done;
}

static int write_pass(struct import *m, unsigned pass, bool late, bool *ret_progress)
{
	size_t from = 0; /* nothing before it waits */
	int code = 0;

	while (code == 0) {
		bool full = false;

		while (from < m->set.count && !waits(&m->set.items[from], pass, late))
			from++;
		import_batch_begin(m->batch, late, m->cli->reason);
		for (size_t i = from; i < m->set.count && !full; i++)
			if (waits(&m->set.items[i], pass, late))
				full = !import_batch_add(m->batch, &m->set.items[i], m->batch_max);
		if (import_batch_count(m->batch) == 0)
			return full ? cli_fail(CLI_FAILED, "out of memory") : 0;
		code = send_batch(m, pass, late, ret_progress);
	}
	return code;
}

static int write_all(struct import *m)
{
	const Concordat__Welcome *w = concordat_welcome(m->cli->connection);
	bool progress = true;
	int code = 0;

	for (unsigned pass = 1; code == 0 && progress && pass <= PASSES_MAX; pass++) {
		progress = false;
		m->batch_max = w && w->batch_max && w->batch_max < IMPORT_BATCH_MAX ? w->batch_max : IMPORT_BATCH_MAX;
		code = write_pass(m, pass, false, &progress);
		if (code == 0)
			code = write_pass(m, pass, true, &progress);
	}
	return code;
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
	m.batch = import_batch_new();
	if (code == 0 && (!m.batch || !import_order(&m.set)))
		code = cli_fail(CLI_FAILED, "out of memory");
	if (code == 0)
		code = cli_connect(cli);
	if (code == 0)
		code = read_there(&m);
	if (code == 0) {
		if (!cli_option(cli, "dry-run"))
			code = write_all(&m);
		end_progress(&m);
		code = finish(&m, code);
	}
	end_progress(&m);
	import_batch_free(m.batch);
	import_set_release(&m.set);
	return code;
}

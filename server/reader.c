#include "reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asker.h"
#include "clock_ms.h"
#include "log.h"
#include "reader_plan.h"

enum { UNITS_PER_CONNECTION = 2, CONNECTIONS_MAX = 8, TEXT_BUCKETS = 1024, TEXTS_MAX = 2000 };

struct read_unit {
	struct db_unit unit;
	struct reader *reader;
	struct read *reads;
	struct head head;
	int64_t stamp; /* of the table of keys that says who asks */
	bool vouched;  /* and nobody but it says so */
	bool moved;    /* it is not the register's */
};

struct text {
	struct text *next;
	char text[];
};

struct reader {
	struct db *connections[CONNECTIONS_MAX];
	const struct auth *auth;
	int connection_count, reads_max;
	struct read *first, **last;
	size_t waiting;
	struct text *texts[TEXT_BUCKETS];
	size_t text_count;
	bool flushing;
	char statement_timeout[64];
	const char *session[6];
	struct read_plan plan; /* of the unit that is being sent: too large for the stack */
};

struct reader *reader_new(struct event_base *base, const struct reader_options *options)
{
	struct reader *r = calloc(1, sizeof(*r));

	if (!r)
		return NULL;
	r->last = &r->first;
	r->auth = options->auth;
	r->reads_max = options->reads_max;
	snprintf(r->statement_timeout, sizeof(r->statement_timeout), "set statement_timeout = %d", options->statement_timeout_ms);
	r->session[0] = "set default_transaction_isolation = 'repeatable read'";
	r->session[1] = "set default_transaction_read_only = on";
	r->session[2] = r->statement_timeout;
	r->session[3] = "set jit = off"; /* compiling takes longer than any of our statements runs */
	/* A plan made while a table was young would read it whole, and be kept while it grows. Where there is no index it is read whole. */
	r->session[4] = "set enable_seqscan = off";
	r->connection_count = options->connections > CONNECTIONS_MAX ? CONNECTIONS_MAX : options->connections;
	for (int i = 0; i < r->connection_count; i++) {
		struct db_options db = options->db;

		db.name = "reader";
		db.session = r->session;
		db.units_max = UNITS_PER_CONNECTION;
		r->connections[i] = db_new(base, &db);
		if (!r->connections[i]) {
			reader_free(r);
			return NULL;
		}
	}
	return r;
}

static void free_texts(struct reader *r)
{
	for (size_t i = 0; i < TEXT_BUCKETS; i++) {
		while (r->texts[i]) {
			struct text *t = r->texts[i];

			r->texts[i] = t->next;
			free(t);
		}
	}
	r->text_count = 0;
}

void reader_free(struct reader *r)
{
	struct refusal gone = refusal_unavailable(false);

	if (!r)
		return;
	r->flushing = true; /* no new units while the old ones end */
	for (int i = 0; i < r->connection_count; i++)
		db_free(r->connections[i]);
	while (r->first) {
		struct read *read = r->first;

		r->first = read->next;
		read->on_refused(read, &gone);
	}
	free_texts(r);
	read_plan_release(&r->plan);
	free(r);
}

bool reader_is_up(const struct reader *r)
{
	for (int i = 0; i < r->connection_count; i++)
		if (db_is_up(r->connections[i]))
			return true;
	return false;
}

const char *reader_text(struct reader *r, const char *text)
{
	uint32_t h = 2166136261u;
	struct text *t;

	for (const char *c = text; *c; c++)
		h = (h ^ (uint8_t)*c) * 16777619u;
	for (t = r->texts[h % TEXT_BUCKETS]; t; t = t->next)
		if (strcmp(t->text, text) == 0)
			return t->text;
	if (r->text_count >= TEXTS_MAX && !r->first) { /* those that wait hold theirs */
		for (int i = 0; i < r->connection_count; i++)
			db_forget(r->connections[i]);
		free_texts(r);
	}
	t = malloc(sizeof(*t) + strlen(text) + 1);
	if (!t)
		return NULL;
	r->text_count++;
	strcpy(t->text, text);
	t->next = r->texts[h % TEXT_BUCKETS];
	r->texts[h % TEXT_BUCKETS] = t;
	return t->text;
}

int reader_submit(struct reader *r, struct read *read)
{
	if (r->waiting >= (size_t)r->reads_max)
		return -EBUSY;
	read->next = NULL;
	read->answered = false;
	read->failures = 0;
	read->by_key = false;
	*r->last = read;
	r->last = &read->next;
	r->waiting++;
	return 0;
}

static struct db *least_busy(struct reader *r)
{
	struct db *best = NULL;

	for (int i = 0; i < r->connection_count; i++) {
		struct db *db = r->connections[i];

		if (db_is_up(db) && db_units(db) < UNITS_PER_CONNECTION && (!best || db_units(db) < db_units(best)))
			best = db;
	}
	return best;
}

static struct read *take_waiting(struct reader *r)
{
	struct read *read = r->first;

	r->first = read->next;
	if (!r->first)
		r->last = &r->first;
	read->next = NULL;
	r->waiting--;
	return read;
}

static void refuse_all(struct read *reads, const struct refusal *refusal)
{
	while (reads) {
		struct read *read = reads;

		reads = read->next;
		if (!read->answered)
			read->on_refused(read, refusal);
	}
}

static void on_result(struct db_unit *unit, int statement, const PGresult *result)
{
	struct read_unit *u = (struct read_unit *)unit;
	struct read **link = &u->reads;

	if (statement == 0) {
		if (PQntuples(result) != 1 || !head_parse(result, 0, &u->head))
			log_event(LOG_LEVEL_ERROR, "head_unreadable", "rows=%d", PQntuples(result));
		u->moved = u->vouched && u->head.stamps[ASKER_STAMP_KIND] != u->stamp;
		return;
	}
	while (*link && !u->moved) {
		struct read *read = *link;

		if (read->statement == statement) {
			*link = read->next; /* before the callback, which may free it */
			read->answered = true;
			read->on_rows(read, result, &u->head);
		} else {
			link = &read->next;
		}
	}
}

static void ask_again(struct reader *r, struct read *read, const struct refusal *refusal)
{
	int failures = read->failures;

	if (reader_submit(r, read) < 0) {
		read->on_refused(read, refusal);
	} else {
		read->failures = failures;
		read->by_key = true;
	}
}

/* The table of keys was not the register's: nothing that was read counts, and the database itself looks up who asks. */
static void finish_moved(struct read_unit *u)
{
	struct refusal busy = refusal_unavailable(false);

	while (u->reads) {
		struct read *read = u->reads;

		u->reads = read->next;
		ask_again(u->reader, read, &busy);
	}
}

/* The group at fault is refused; the others of the unit, which the failure cut off, are asked again. */
static void finish_failed(struct read_unit *u, const struct db_error *error)
{
	struct refusal refusal = refusal_from_error(error);
	struct read *again = NULL, **end = &again;
	bool named = error->statement > 0;

	while (u->reads) {
		struct read *read = u->reads;
		/* a failing ask stands just before the statements that it was for */
		bool guilty = !named || read->statement == error->statement || read->statement == error->statement + 1;

		u->reads = read->next;
		if (guilty || ++read->failures > 3) {
			read->on_refused(read, &refusal);
		} else {
			read->next = NULL;
			*end = read;
			end = &read->next;
		}
	}
	while (again) {
		struct read *read = again;

		again = read->next;
		ask_again(u->reader, read, &refusal);
	}
}

static void on_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct read_unit *u = (struct read_unit *)unit;
	struct reader *r = u->reader;

	if (end == DB_FAILED) {
		log_event(LOG_LEVEL_INFO, "read_failed", "sqlstate=%s message=%s", error->sqlstate, error->message);
		finish_failed(u, error);
	} else if (end == DB_DONE && u->moved) {
		finish_moved(u);
	} else if (u->reads) {
		struct refusal gone = refusal_unavailable(false);

		refuse_all(u->reads, &gone);
	}
	free(u);
	reader_flush(r);
}

static bool send_unit(struct reader *r, struct db *db, struct read **reads, int n)
{
	struct read_unit *u = calloc(1, sizeof(*u));
	bool ok = false;

	if (u && read_plan_make(&r->plan, reads, n)) {
		for (int i = 0; i < n; i++)
			reads[i]->next = i + 1 < n ? reads[i + 1] : NULL;
		u->unit.on_result = on_result;
		u->unit.on_end = on_end;
		u->reader = r;
		u->reads = reads[0];
		u->stamp = auth_stamp(r->auth);
		u->vouched = !reads[0]->by_key; /* they come first */
		ok = db_submit(db, &u->unit, r->plan.statements, (size_t)r->plan.count) == 0;
	}
	if (!ok)
		free(u);
	return ok;
}

static void refuse_late(struct read *read)
{
	struct refusal late =
		refusal_make(CONCORDAT__STATUS__STATUS_DEADLINE_EXCEEDED, "", "not begun within the request's deadline");

	read->on_refused(read, &late);
}

static void refuse_gone(struct read *read)
{
	struct refusal gone = refusal_unavailable(false);

	read->on_refused(read, &gone);
}

void reader_flush(struct reader *r)
{
	struct read *reads[UNIT_READS_MAX];
	struct db *db;

	if (r->flushing)
		return;
	r->flushing = true;
	while (r->first && ((db = least_busy(r)) || !reader_is_up(r))) {
		int64_t now_ms = clock_monotonic_ms();
		int n = 0;

		while (r->first && n < UNIT_READS_MAX) {
			reads[n] = take_waiting(r);
			reads[n]->client = auth_find(r->auth, reads[n]->key);
			reads[n]->by_key |= !reads[n]->client || auth_stamp(r->auth) == 0; /* the database has the last word */
			if (reads[n]->deadline_ms < now_ms)
				refuse_late(reads[n]);
			else
				n++;
		}
		if (n > 0 && (!db || !send_unit(r, db, reads, n)))
			for (int i = 0; i < n; i++)
				refuse_gone(reads[i]);
	}
	r->flushing = false;
}

#include "indexer.h"

#include <event2/event.h>
#include <stdlib.h>

#include "log.h"
#include "metrics.h"

/* So many revisions take some tens of milliseconds. */
#define REVISIONS_AT_ONCE "2000"

enum { AFTER_COMMIT_MS = 200, AFTER_FAILURE_MS = 5000 };

struct indexer {
	struct db *db;
	struct event *timer;
	struct db_unit unit;
	bool busy, wanted; /* wanted: something was committed since the unit under way was sent */
	int64_t left;
};

static void arm(struct indexer *x, int ms)
{
	struct timeval tv = { ms / 1000, (ms % 1000) * 1000 };

	if (!evtimer_pending(x->timer, NULL))
		evtimer_add(x->timer, &tv);
}

static void work(struct indexer *x)
{
	static const char sql[] = "select concordat.index_words(" REVISIONS_AT_ONCE ")";

	if (x->busy) { /* the timer was set before the connection came back, and with it the unit under way */
		x->wanted = true;
		return;
	}
	x->wanted = false;
	if (db_submit(x->db, &x->unit, &(struct db_statement){ .sql = sql }, 1) == 0)
		x->busy = true; /* else it goes on when the connection is up again */
}

static void on_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what;
	work(arg);
}

void indexer_wake(struct indexer *x)
{
	x->wanted = true;
	if (!x->busy)
		arm(x, AFTER_COMMIT_MS);
}

static void on_result(struct db_unit *unit, int statement, const PGresult *result)
{
	struct indexer *x = (struct indexer *)((char *)unit - offsetof(struct indexer, unit));

	(void)statement;
	x->left = PQntuples(result) == 1 ? strtoll(PQgetvalue(result, 0, 0), NULL, 10) : 0;
	metric_set(metric_gauge("concordat_unindexed_revisions", "", "Changes that a search looks through by itself."),
		   (double)x->left);
}

static void on_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct indexer *x = (struct indexer *)((char *)unit - offsetof(struct indexer, unit));

	x->busy = false;
	if (end == DB_FAILED) {
		log_event(LOG_LEVEL_ERROR, "indexing_failed", "sqlstate=%s message=%s", error->sqlstate, error->message);
		arm(x, AFTER_FAILURE_MS);
	} else if (end == DB_DONE && x->left > 0) {
		work(x);
	} else if (end == DB_DONE && x->wanted) {
		arm(x, AFTER_COMMIT_MS);
	}
}

static void on_up(struct db *db, void *arg)
{
	(void)db;
	work(arg);
}

struct indexer *indexer_new(struct event_base *base, const struct db_options *options)
{
	/* What a crash of the database takes back is indexed again: there is nothing to wait for the disk for. */
	static const char *const session[] = { "set synchronous_commit = off", "set enable_seqscan = off", "set jit = off",
					       NULL };
	struct indexer *x = calloc(1, sizeof(*x));
	struct db_options db = *options;

	if (!x)
		return NULL;
	x->unit.on_result = on_result;
	x->unit.on_end = on_end;
	x->timer = evtimer_new(base, on_timer, x);
	db.name = "indexer";
	db.session = session;
	db.arg = x;
	db.on_up = on_up;
	db.on_down = NULL;
	db.on_taken = NULL;
	x->db = x->timer ? db_new(base, &db) : NULL;
	if (!x->db) {
		indexer_free(x);
		return NULL;
	}
	return x;
}

void indexer_free(struct indexer *x)
{
	if (!x)
		return;
	db_free(x->db);
	if (x->timer)
		event_free(x->timer);
	free(x);
}

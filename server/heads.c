#include "heads.h"

#include <stdlib.h>

#include "log.h"

/* Two in the pipeline: the second leaves while the first is on its way back, so that nobody waits for two round trips. */
enum { UNITS = 2, UNITS_MAX = 8 };

struct head_unit {
	struct db_unit unit;
	struct heads *heads;
	struct head_wish *wishes;
	struct head head;
	bool busy, read;
};

struct heads {
	struct db *db;
	struct head_wish *first, **last;
	struct head_unit units[UNITS];
	void (*on_answered)(void *arg);
	void *arg;
};

static void on_result(struct db_unit *unit, int statement, const PGresult *result)
{
	struct head_unit *u = (struct head_unit *)unit;

	(void)statement;
	u->read = PQntuples(result) == 1 && head_parse(result, 0, &u->head);
}

static void on_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct head_unit *u = (struct head_unit *)unit;
	struct head_wish *wishes = u->wishes;
	struct head head = u->head;
	bool good = end == DB_DONE && u->read;

	if (end == DB_FAILED)
		log_event(LOG_LEVEL_ERROR, "head_not_read", "sqlstate=%s message=%s", error->sqlstate, error->message);
	u->wishes = NULL;
	u->busy = false;
	while (wishes) {
		struct head_wish *wish = wishes;

		wishes = wish->next;
		if (good)
			wish->on_head(wish, &head);
		else
			wish->on_lost(wish);
	}
	if (u->heads->on_answered)
		u->heads->on_answered(u->heads->arg);
	heads_flush(u->heads);
}

struct heads *heads_new(struct event_base *base, const struct db_options *options, void (*on_answered)(void *arg))
{
	static const char *const session[] = { "set default_transaction_read_only = on", NULL };
	struct heads *h = calloc(1, sizeof(*h));
	struct db_options db = *options;

	if (!h)
		return NULL;
	h->last = &h->first;
	h->on_answered = on_answered;
	h->arg = options->arg;
	for (int i = 0; i < UNITS; i++) {
		h->units[i].unit.on_result = on_result;
		h->units[i].unit.on_end = on_end;
		h->units[i].heads = h;
	}
	db.name = "heads";
	db.session = session;
	db.units_max = UNITS_MAX;
	h->db = db_new(base, &db);
	if (!h->db) {
		free(h);
		return NULL;
	}
	return h;
}

static void lose_all(struct heads *h)
{
	while (h->first) {
		struct head_wish *wish = h->first;

		h->first = wish->next;
		if (!h->first)
			h->last = &h->first;
		wish->on_lost(wish);
	}
}

void heads_free(struct heads *h)
{
	if (!h)
		return;
	h->on_answered = NULL; /* whom it would set to work may be gone already */
	db_free(h->db);
	h->db = NULL;
	lose_all(h);
	free(h);
}

struct db *heads_db(struct heads *h)
{
	return h->db;
}

void heads_ask(struct heads *h, struct head_wish *wish)
{
	wish->next = NULL;
	*h->last = wish;
	h->last = &wish->next;
}

void heads_flush(struct heads *h)
{
	static const struct db_statement statement = {
		.sql = "select revision, encode(hash, 'hex'), stamps from concordat.register"
	};

	if (!h->db || !h->first)
		return;
	if (!db_is_up(h->db)) {
		lose_all(h);
		return;
	}
	for (int i = 0; i < UNITS; i++) {
		struct head_unit *u = &h->units[i];

		if (u->busy)
			continue;
		u->read = false;
		if (db_submit(h->db, &u->unit, &statement, 1) < 0)
			break;
		u->busy = true;
		u->wishes = h->first;
		h->first = NULL;
		h->last = &h->first;
		return;
	}
}

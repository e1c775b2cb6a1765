/*
 * db.c - see db.h. A connection is always in one of these states:
 *
 *   RESTING --timer--> CONNECTING --> SETTING_UP --session unit done--> UP
 *      ^                    |              |                            |
 *      +---- lose(): ends every unit, tells why, grows the pause <------+ BROKEN
 *
 * db_send.c sends, this file takes what comes back. Units wait in the order
 * sent, ours (prepare, deallocate, session) among the callers'. Results are
 * taken only while a unit waits: libpq is "not busy" also when nothing is
 * under way, so "until NULL" would never end.
 */
#include "db.h"

#include <errno.h>
#include <event2/event.h>
#include <event2/util.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db_internal.h"

enum { PAUSE_MIN_MS = 100, PAUSE_MAX_MS = 5000, CONNECT_MS = 5000 };

/* Copies what fits, and never half a character: it may end up in a reply. */
static void copy_text(char *to, size_t size, const char *from)
{
	size_t length = from ? strlen(from) : 0;

	if (length >= size) {
		length = size - 1;
		while (length > 0 && ((unsigned char)from[length] & 0xc0) == 0x80)
			length--;
	}
	if (length > 0)
		memcpy(to, from, length);
	to[length] = '\0';
}

void db_set_timer(struct db *db, int ms)
{
	event_add(db->timer, &(struct timeval){ ms / 1000, ms % 1000 * 1000 });
}

/* Half of the pause is random, so that many daemons do not knock all at once. */
static void rest(struct db *db)
{
	uint16_t random;

	evutil_secure_rng_get_bytes(&random, sizeof(random));
	db_set_timer(db, db->pause_ms / 2 + (int)random % (db->pause_ms / 2 + 1));
	db->pause_ms = db->pause_ms * 2 > PAUSE_MAX_MS ? PAUSE_MAX_MS : db->pause_ms * 2;
}

static void free_events(struct db *db)
{
	if (db->readable)
		event_free(db->readable);
	if (db->writable)
		event_free(db->writable);
	db->readable = NULL;
	db->writable = NULL;
	event_del(db->timer);
}

static void end_units(struct db *db, struct db_unit *unit, const char *why)
{
	struct db_error error = { .statement = -1 };

	copy_text(error.message, sizeof(error.message), why);
	while (unit) {
		struct db_unit *next = unit->next;

		if (!unit->own)
			db->units--;
		unit->on_end(unit, DB_LOST, &error);
		unit = next;
	}
}

/* The one way down, from any state. Units end before on_down, and may not submit others: we are not up. */
static void lose(struct db *db, const char *why)
{
	struct db_unit *units = db->oldest;
	char copy[256];

	copy_text(copy, sizeof(copy), why); /* it may be the connection's own text */
	copy[strcspn(copy, "\n")] = '\0';
	db->oldest = NULL;
	db->tail = &db->oldest;
	db->state = DB_RESTING;
	free_events(db);
	PQfinish(db->conn);
	db->conn = NULL;
	prepared_clear(&db->prepared);
	db->prepare_error = (struct db_error){ .statement = -1 };
	rest(db);
	end_units(db, units, copy);
	if (db->options.on_down)
		db->options.on_down(db, copy, db->options.arg);
}

static const char *why_lost(const struct db *db)
{
	const char *message = PQerrorMessage(db->conn);

	return message && message[0] ? message : "the connection was lost";
}

static void on_writable(evutil_socket_t fd, short what, void *arg)
{
	struct db *db = arg;

	(void)fd;
	(void)what;
	if (!db_flush(db))
		lose(db, why_lost(db));
}

static void take_error(struct db *db, struct db_unit *unit, const PGresult *result)
{
	struct db_error *error = &unit->error;

	if (unit->failed)
		return;
	unit->failed = true;
	copy_text(error->sqlstate, sizeof(error->sqlstate), PQresultErrorField(result, PG_DIAG_SQLSTATE));
	copy_text(error->message, sizeof(error->message), PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	copy_text(error->detail, sizeof(error->detail), PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL));
	copy_text(error->constraint, sizeof(error->constraint), PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME));
	/* "No such prepared statement" is true but no help: tell why it could not be prepared. */
	if (strcmp(error->sqlstate, "26000") == 0 && db->prepare_error.sqlstate[0] != '\0')
		*error = db->prepare_error;
	error->statement = unit->at;
}

static void end_oldest(struct db *db)
{
	struct db_unit *unit = db->oldest;

	db->oldest = unit->next;
	if (!db->oldest)
		db->tail = &db->oldest;
	if (!unit->own)
		db->units--;
	unit->on_end(unit, unit->failed ? DB_FAILED : DB_DONE, unit->failed ? &unit->error : NULL);
}

/* false: the server's answers are not those to what we sent. */
static bool take(struct db *db, const PGresult *result)
{
	struct db_unit *unit = db->oldest;

	if (!result) /* ends one statement */
		return unit->at++ < unit->statements;
	switch (PQresultStatus(result)) {
	case PGRES_COMMAND_OK:
	case PGRES_TUPLES_OK:
	case PGRES_EMPTY_QUERY:
		if (unit->on_result)
			unit->on_result(unit, unit->at, result);
		return true;
	case PGRES_PIPELINE_SYNC:
		end_oldest(db);
		return true;
	case PGRES_PIPELINE_ABORTED: /* the statements after one that failed */
		return true;
	case PGRES_FATAL_ERROR:
		take_error(db, unit, result);
		return true;
	default: /* COPY and the like, which nobody here sends */
		return false;
	}
}

static void tell_notifications(struct db *db)
{
	PGnotify *notify;

	while (db->state >= DB_SETTING_UP && (notify = PQnotifies(db->conn))) {
		if (db->options.on_notify)
			db->options.on_notify(db, notify->relname, notify->extra, db->options.arg);
		PQfreemem(notify);
	}
}

/* What one reading brought in bounds the work of one turn. */
static void on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct db *db = arg;

	(void)fd;
	(void)what;
	if (!PQconsumeInput(db->conn)) {
		lose(db, why_lost(db));
		return;
	}
	while (db->oldest && !PQisBusy(db->conn)) {
		PGresult *result = PQgetResult(db->conn);
		bool expected = take(db, result);

		PQclear(result);
		if (db->state < DB_SETTING_UP) /* our own session unit failed */
			return;
		if (!expected || PQstatus(db->conn) != CONNECTION_OK) {
			lose(db, expected ? why_lost(db) : "unexpected answers from the server");
			return;
		}
	}
	tell_notifications(db);
	if (db->options.on_taken)
		db->options.on_taken(db->options.arg);
	if (db->state != DB_BROKEN && !db_flush(db)) /* reading may have made room for writing */
		lose(db, why_lost(db));
}

static void on_session_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct db *db = ((struct chore *)unit)->db;

	if (end == DB_DONE) {
		event_del(db->timer);
		db->state = DB_UP;
		db->pause_ms = PAUSE_MIN_MS;
		if (db->options.on_up)
			db->options.on_up(db, db->options.arg);
	} else if (end == DB_FAILED) {
		lose(db, error->message);
	}
	free(unit); /* the error is a part of it */
}

static void on_connected(void *arg, PGconn *conn, const char *why)
{
	struct db *db = arg;

	db->connecting = NULL;
	if (!conn) {
		lose(db, why);
		return;
	}
	db->conn = conn;
	db->state = DB_SETTING_UP;
	db_set_timer(db, CONNECT_MS);
	db->readable = event_new(db->base, PQsocket(conn), EV_READ | EV_PERSIST, on_readable, db);
	db->writable = event_new(db->base, PQsocket(conn), EV_WRITE, on_writable, db);
	if (!db->readable || !db->writable || event_add(db->readable, NULL) != 0 || !db_send_session(db, on_session_end))
		lose(db, why_lost(db));
}

static void on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct db *db = arg;

	(void)fd;
	(void)what;
	if (db->state == DB_BROKEN) {
		lose(db, why_lost(db));
	} else if (db->state == DB_SETTING_UP) {
		lose(db, "the session's settings took too long");
	} else {
		db->state = DB_CONNECTING;
		db->connecting = db_connect_start(db->base, db->conninfo, db->name, CONNECT_MS, on_connected, db);
		if (!db->connecting)
			lose(db, "no memory to connect");
	}
}

struct db *db_new(struct event_base *base, const struct db_options *options)
{
	struct db *db = calloc(1, sizeof(*db));

	if (!db)
		return NULL;
	db->base = base;
	db->options = *options;
	db->conninfo = strdup(options->conninfo);
	db->name = strdup(options->name);
	db->timer = evtimer_new(base, on_timer, db);
	db->tail = &db->oldest;
	db->pause_ms = PAUSE_MIN_MS;
	if (!db->conninfo || !db->name || !db->timer) {
		db_free(db);
		return NULL;
	}
	db_set_timer(db, 0);
	return db;
}

void db_free(struct db *db)
{
	struct db_unit *units;

	if (!db)
		return;
	units = db->oldest;
	db->oldest = NULL;
	db->tail = &db->oldest;
	db->state = DB_RESTING;
	end_units(db, units, "the connection was closed");
	db_connect_cancel(db->connecting);
	if (db->timer)
		free_events(db);
	PQfinish(db->conn);
	prepared_clear(&db->prepared);
	if (db->timer)
		event_free(db->timer);
	free(db->conninfo);
	free(db->name);
	free(db);
}

bool db_is_up(const struct db *db)
{
	return db->state == DB_UP;
}

int db_units(const struct db *db)
{
	return db->units;
}

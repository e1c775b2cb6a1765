/*
 * db_internal.h - what db.c (states and results) and db_send.c (statements)
 * share. For those two only.
 */
#ifndef CONCORDAT_DB_INTERNAL_H
#define CONCORDAT_DB_INTERNAL_H

#include <stdint.h>

#include "db.h"
#include "db_connect.h"
#include "db_prepared.h"

enum db_state { DB_RESTING, DB_CONNECTING, DB_SETTING_UP, DB_UP, DB_BROKEN }; /* drawn in db.c */

struct db {
	struct event_base *base;
	struct db_options options;
	char *conninfo, *name;
	enum db_state state;
	PGconn *conn;
	struct db_connect *connecting;
	struct event *readable;
	struct event *writable; /* added when libpq has bytes left */
	struct event *timer;    /* RESTING: connect; SETTING_UP: give up; BROKEN: lose */
	struct db_unit *oldest, **tail;
	int units; /* the callers' */
	int pause_ms;
	uint64_t serial; /* of the last unit submitted */
	struct prepared_table prepared;
	struct db_error prepare_error; /* of the last statement that could not be prepared */
};

typedef void db_unit_end(struct db_unit *unit, enum db_end end, const struct db_error *error);

/* A unit of our own. */
struct chore {
	struct db_unit unit;
	struct db *db;
	char name[PREPARED_NAME_SIZE]; /* the statement to prepare; "" for other chores */
};

void db_set_timer(struct db *db, int ms);

/* Sends what libpq still holds, or waits until it can. false: the connection is lost. */
bool db_flush(struct db *db);
/* Sends the session's statements as one unit. false: the connection is lost. */
bool db_send_session(struct db *db, db_unit_end *on_end);

#endif

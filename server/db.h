/*
 * db.h - one pipelined connection to PostgreSQL on the event loop.
 *
 * Work is sent in units. A unit is some statements and a Sync, and therefore
 * one implicit transaction: all or nothing. Several units may be under way;
 * they end in the order in which they were sent. Each statement of a unit is
 * prepared on first use, in a unit of its own sent just before, so that a
 * unit that fails never takes a prepared statement with it. The least
 * recently used of more than 200 prepared statements is dropped.
 *
 *   submit -> on_result(statement 0) ... on_result(statement n-1) -> on_end(DONE)
 *                                    or  on_end(FAILED, error)
 *                                    or  on_end(LOST): sent, outcome unknown
 *                                    or  on_end(UNSENT): never reached the server
 *
 * on_end runs exactly once for each unit that db_submit() took. After a loss
 * the connection is made again with growing, jittered pauses (0.1 s to 5 s),
 * its session settings are set, and on_up runs again.
 *
 * Ownership: the unit is its caller's and must live until on_end; statement
 *            texts must live as long as the db (they are the preparing key);
 *            parameter values need to live only until db_submit() returns.
 * Errors:    0 or -errno: -ENOTCONN down, -EBUSY too many units under way.
 * Threads:   none; event loop only. A callback may submit further units, but
 *            not free the db.
 */
#ifndef CONCORDAT_DB_H
#define CONCORDAT_DB_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>

struct event_base;
struct db;
struct db_unit;

enum db_end { DB_DONE, DB_FAILED, DB_LOST, DB_UNSENT };

struct db_error {
	int statement;    /* which statement of the unit, from 0; -1 when the connection itself failed */
	char sqlstate[6]; /* "" when the connection failed */
	char message[256];
	char detail[256];
	char constraint[64];
};

struct db_statement {
	const char *sql;
	int count; /* of parameters */
	const char *const *values;
	const int *sizes;   /* NULL when all are text */
	const int *formats; /* NULL when all are text */
	bool binary;        /* results in binary */
};

struct db_unit {
	void (*on_result)(struct db_unit *unit, int statement, const PGresult *result); /* may be NULL */
	void (*on_end)(struct db_unit *unit, enum db_end end, const struct db_error *error);
	/* the rest belongs to db.c */
	struct db_unit *next;
	int statements, at;
	bool failed, own;
	struct db_error error;
};

struct db_options {
	const char *conninfo;       /* as PQconnectdb() takes it */
	const char *name;           /* for the log and pg_stat_activity: "writer", "reader 1" */
	const char *const *session; /* statements run on every connect, such as SET; NULL-ended; may be NULL */
	int units_max;              /* under way at once; more are refused with -EBUSY */
	void *arg;
	void (*on_up)(struct db *db, void *arg);                    /* may be NULL */
	void (*on_down)(struct db *db, const char *why, void *arg); /* after each loss and each failed attempt; may be NULL */
	void (*on_notify)(struct db *db, const char *channel, const char *payload, void *arg); /* may be NULL */
	void (*on_taken)(void *arg); /* what one reading brought in has been taken; may be NULL */
};

/* Starts connecting at once. NULL: no memory. */
struct db *db_new(struct event_base *base, const struct db_options *options);
/* Ends units under way (LOST or UNSENT), then frees. NULL is fine. */
void db_free(struct db *db);

bool db_is_up(const struct db *db);
int db_units(const struct db *db); /* under way */

int db_submit(struct db *db, struct db_unit *unit, const struct db_statement *statements, size_t count)
	__attribute__((warn_unused_result));

/* Forgets every prepared statement: their texts may be freed when this returns. */
void db_forget(struct db *db);

#endif

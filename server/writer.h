/*
 * writer.h - group commit: the writes of one turn become one unit.
 *
 * A unit is begin_unit() (takes the counter row), the steps of its writes,
 * end_unit() (writes the counter row, once), and a Sync: one transaction.
 * While one unit commits, the next gathers. One unit at a time, because the
 * counter row would make a second one wait anyway.
 *
 * Writes of one kind go in one statement (writer_plan.h).
 *
 * A refusal of a single write is no SQL error: the statement itself answers
 * which outcome it was. In a batch, and for rules that raise, the unit fails;
 * it is run again without the write that failed, so that one bad write hurts
 * no other; when it cannot be named, or after some failures, its writes are
 * run one by one.
 *
 *   writer_submit -> on_done(results) | on_refused(refusal), exactly once
 *
 * Ownership: the write, its steps and their parameters are the caller's and
 *            must live until the callback.
 * Errors:    -EBUSY when writes_max wait already, of those that may go `many` at once and of others each.
 */
#ifndef WRITER_H
#define WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth.h"
#include "record.h"
#include "refusal.h"

struct event_base;
struct writer;

struct write_step {
	const char *sql;
	const char *const *values;
	const int *sizes, *formats;
	int count;
	const char *reason;               /* NULL: none */
	const struct record_write *write; /* what sql is the text `one` of; NULL: something else */
	uint64_t mask;                    /* the fields given */
	/* The same as sql for the rows of any clients at once: the parameters are arrays, the askers' keys first. Asked for by key, so that
	 * it stands for itself; in what order with other rows does not matter. NULL: there is none. */
	const char *many;
};

struct write_result {
	enum record_outcome outcome;
	char id[WIRE_ID_MAX + 1];
	int64_t version;
	uint64_t revision;
};

struct write {
	const char *key;                   /* the asking client's public key */
	const char *client, *organisation; /* its names */
	unsigned roles;
	int64_t stamp; /* of the table of keys that said so */
	struct write_step *steps;
	struct write_result *results; /* as many as steps */
	size_t count;
	int64_t deadline_ms; /* monotonic; not begun after this */
	void (*on_done)(struct write *write, uint64_t revision);
	void (*on_refused)(struct write *write, const struct refusal *refusal);
	struct write *next; /* the writer's */
	int failures;       /* the writer's */
};

/* The register's head after a commit of ours, or as read. */
struct head {
	uint64_t revision;
	uint8_t hash[32];
	int64_t stamps[100]; /* per kind number */
};

struct writer_options {
	struct db_options db;
	const struct auth *auth; /* the table of keys */
	int steps_max;           /* in one unit */
	int writes_max;          /* waiting, one by one */
	int gathered_max;        /* waiting, that may go many at once */
	void *arg;
	void (*on_commit)(void *arg, const struct head *head); /* after the replies of a unit that changed something */
};

struct writer *writer_new(struct event_base *base, const struct writer_options *options);
void writer_free(struct writer *writer);
bool writer_is_up(const struct writer *writer);
size_t writer_waiting(const struct writer *writer);

int writer_submit(struct writer *writer, struct write *write) __attribute__((warn_unused_result));
/* The turn of the loop is over: send what was gathered. */
void writer_flush(struct writer *writer);

/* Columns revision, hash, stamps of a row, as begin/end_unit and the readers give them. */
bool head_parse(const PGresult *row, int first_column, struct head *ret);

#endif

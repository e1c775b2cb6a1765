/*
 * reader.h - the reads of one turn become one unit, one snapshot.
 *
 * Read connections are `repeatable read, read only`: all statements of a unit
 * see one snapshot, and the first of them reads the register's head (and says
 * who asks first), with which every reply of the unit is stamped. Gets of one asker and kind become
 * one statement.
 *
 *   reader_submit -> on_rows(rows, head) | on_refused(refusal), exactly once
 *
 * A get is given the whole result of its group and looks for its own id; a
 * list or other statement is given its own result.
 *
 * Ownership: the read, its parameters and its statement text are the
 *            caller's and must live until the callback (texts that are not
 *            made once at start come from reader_text(), which keeps them).
 * Errors:    -EBUSY when reads_max wait already.
 */
#ifndef READER_H
#define READER_H

#include "auth.h"
#include "record.h"
#include "refusal.h"
#include "writer.h"

struct reader;

struct read {
	const char *key;         /* the asking client's public key */
	const struct kind *kind; /* of a get; NULL for other statements */
	const char *id;          /* of a get */
	const char *as_of;       /* revision in digits for schema past, or NULL */
	const char *sql;         /* other than a get */
	const char *values[16];
	int count;
	bool binary;         /* results in binary; other than a get, whose kind says so */
	bool any_values;     /* of other than a get: its plan does not depend on the values, see asker.h */
	int64_t deadline_ms; /* monotonic */
	void (*on_rows)(struct read *read, const PGresult *rows, const struct head *head);
	void (*on_refused)(struct read *read, const struct refusal *refusal);
	struct read *next; /* the reader's, from here on */
	const struct auth_client *client;
	int statement; /* in its unit */
	int failures;
	bool answered, by_key; /* by_key: who asks is looked up by key */
};

struct reader_options {
	struct db_options db;    /* name is overwritten */
	const struct auth *auth; /* the table of keys */
	int connections;
	int reads_max;            /* waiting */
	int statement_timeout_ms; /* a statement that takes longer is ended: DEADLINE_EXCEEDED */
};

struct reader *reader_new(struct event_base *base, const struct reader_options *options);
void reader_free(struct reader *reader);
bool reader_is_up(const struct reader *reader); /* at least one connection */

int reader_submit(struct reader *reader, struct read *read) __attribute__((warn_unused_result));
/* The turn of the loop is over: send what was gathered. */
void reader_flush(struct reader *reader);

/* The same text at the same address each time, for the reads submitted before the next turn. At most some 2,000 are kept: then all are
 * forgotten, and the statements prepared from them. NULL: no memory. */
const char *reader_text(struct reader *reader, const char *text);

#endif

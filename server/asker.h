/*
 * asker.h - who is asking, told to PostgreSQL for one transaction.
 *
 * Either by the client's key, which the database looks up (asker_by_key), or
 * by what the table of keys says of it (asker_assumed): quicker, and right
 * only if the register's stamp of the client kind is that of the table, which
 * the same transaction must have found out. What a unit has not set is empty:
 * settings end with their transaction.
 *
 * Planning a get under row security takes longer than running it, so reads
 * whose plan is the same whatever is asked for (any_values) are planned once;
 * of the others PostgreSQL makes the plan for the values.
 *
 * Ownership: the values point into the client and into static text.
 */
#ifndef ASKER_H
#define ASKER_H

#include "db.h"

enum { ASKER_VALUES = 7, ASKER_STAMP_KIND = 50 /* KIND_CLIENT */ };

struct asker {
	const char *key; /* NULL: assumed */
	const char *client, *organisation;
	unsigned roles;           /* of auth.h */
	const char *reason, *set; /* of writes */
	const char *as_of;        /* of reads */
	bool any_values;          /* of reads */
};

/* values must live until the statement was submitted. */
struct db_statement asker_statement(const struct asker *asker, const char *values[static ASKER_VALUES]); /* of a unit of writes */
struct db_statement asker_of_reads(const struct asker *asker, const char *values[static ASKER_VALUES]);
/* The same, assumed, in the statement that reads the head of a unit's snapshot, for head_parse(). */
struct db_statement asker_with_head(const struct asker *asker, const char *values[static ASKER_VALUES]);

#endif

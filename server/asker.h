/*
 * asker.h - who is asking, told to PostgreSQL for one transaction.
 *
 * Either by the client's key, which the database looks up (asker_by_key), or
 * by what the table of keys says of it (asker_assumed): quicker, and right
 * only if the register's stamp of the client kind is that of the table, which
 * the same transaction must have found out. Both leave concordat.reason and
 * concordat.as_of empty unless given.
 *
 * Ownership: the values point into the client and into static text.
 */
#ifndef ASKER_H
#define ASKER_H

#include "db.h"

enum { ASKER_VALUES = 8, ASKER_STAMP_KIND = 50 /* KIND_CLIENT */ };

struct asker {
	const char *key; /* NULL: assumed */
	const char *client, *organisation;
	unsigned roles; /* of auth.h */
	const char *reason, *as_of, *set;
};

/* values must live until the statement was submitted. */
struct db_statement asker_statement(const struct asker *asker, const char *values[static ASKER_VALUES]);

#endif

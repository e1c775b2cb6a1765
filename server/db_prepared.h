/*
 * db_prepared.h - which statements a connection has prepared, by the address
 * of their text, least recently used first. Bookkeeping only: db.c sends what
 * follows from it.
 *
 * Ownership: the table owns its entries, and an entry lives until it is
 *            dropped; texts are the caller's.
 */
#ifndef CONCORDAT_DB_PREPARED_H
#define CONCORDAT_DB_PREPARED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PREPARED_MAX = 200, PREPARED_BUCKETS = 512, PREPARED_NAME_SIZE = 24 };

struct prepared {
	const char *sql;
	char name[PREPARED_NAME_SIZE]; /* never used twice on a connection */
	uint64_t used;                 /* serial of the last unit that used it */
	struct prepared *chain;        /* in its bucket */
	struct prepared *newer, *older;
};

struct prepared_table {
	struct prepared *buckets[PREPARED_BUCKETS];
	struct prepared *newest, *oldest;
	size_t length;
	uint64_t names; /* given so far */
};

/* NULL: not prepared. Marks it as just used by the unit of that serial. */
struct prepared *prepared_find(struct prepared_table *table, const char *sql, uint64_t unit);
/* NULL: no memory. */
struct prepared *prepared_add(struct prepared_table *table, const char *sql, uint64_t unit);
/* The entry of that name, or NULL. */
struct prepared *prepared_by_name(struct prepared_table *table, const char *name);
void prepared_drop(struct prepared_table *table, struct prepared *entry);
void prepared_clear(struct prepared_table *table);

#endif

#include "db_prepared.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct prepared **bucket_of(struct prepared_table *table, const char *sql)
{
	uint64_t key = (uint64_t)(uintptr_t)sql * UINT64_C(0x9e3779b97f4a7c15);

	return &table->buckets[key >> 55]; /* the upper 9 bits, for 512 */
}

static void unlink_age(struct prepared_table *table, struct prepared *entry)
{
	if (entry->newer)
		entry->newer->older = entry->older;
	else
		table->newest = entry->older;
	if (entry->older)
		entry->older->newer = entry->newer;
	else
		table->oldest = entry->newer;
}

static void link_newest(struct prepared_table *table, struct prepared *entry)
{
	entry->newer = NULL;
	entry->older = table->newest;
	if (table->newest)
		table->newest->newer = entry;
	else
		table->oldest = entry;
	table->newest = entry;
}

struct prepared *prepared_find(struct prepared_table *table, const char *sql, uint64_t unit)
{
	struct prepared *entry = *bucket_of(table, sql);

	while (entry && entry->sql != sql)
		entry = entry->chain;
	if (!entry)
		return NULL;
	entry->used = unit;
	unlink_age(table, entry);
	link_newest(table, entry);
	return entry;
}

struct prepared *prepared_add(struct prepared_table *table, const char *sql, uint64_t unit)
{
	struct prepared **bucket = bucket_of(table, sql);
	struct prepared *entry = calloc(1, sizeof(*entry));

	if (!entry)
		return NULL;
	entry->sql = sql;
	entry->used = unit;
	snprintf(entry->name, sizeof(entry->name), "s%" PRIu64, ++table->names);
	entry->chain = *bucket;
	*bucket = entry;
	link_newest(table, entry);
	table->length++;
	return entry;
}

struct prepared *prepared_by_name(struct prepared_table *table, const char *name)
{
	struct prepared *entry = table->newest;

	while (entry && strcmp(entry->name, name) != 0)
		entry = entry->older;
	return entry;
}

void prepared_drop(struct prepared_table *table, struct prepared *entry)
{
	struct prepared **at = bucket_of(table, entry->sql);

	while (*at != entry)
		at = &(*at)->chain;
	*at = entry->chain;
	unlink_age(table, entry);
	table->length--;
	free(entry);
}

void prepared_clear(struct prepared_table *table)
{
	struct prepared *entry, *newer;

	for (entry = table->oldest; entry; entry = newer) {
		newer = entry->newer;
		free(entry);
	}
	*table = (struct prepared_table){ .names = table->names }; /* a name is never used twice */
}

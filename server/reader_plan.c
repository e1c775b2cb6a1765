#include "reader_plan.h"

#include <stdlib.h>
#include <string.h>

static const char sql_head[] = "select revision, encode(hash, 'hex'), stamps from concordat.register";

static int by_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

/* A get's plan is the same whatever the ids are. */
static bool any_values(const struct read *read)
{
	return read->kind || read->any_values;
}

/* Those who see the same, and are planned for alike. By key: only a key itself. */
static int by_asker(const struct read *a, const struct read *b)
{
	int order = a->by_key - b->by_key;

	if (order == 0)
		order = a->by_key ? strcmp(a->key, b->key) : strcmp(a->client->organisation, b->client->organisation);
	if (order == 0 && !a->by_key)
		order = (int)a->client->roles - (int)b->client->roles;
	if (order == 0)
		order = by_text(a->as_of, b->as_of);
	return order ? order : any_values(a) - any_values(b);
}

/* Puts reads of those who see the same together, and gets of one kind within them, so that each group costs one statement. */
static int by_group(const void *x, const void *y)
{
	const struct read *a = *(struct read *const *)x, *b = *(struct read *const *)y;
	int order = by_asker(a, b);

	return order ? order : (a->kind ? (int)a->kind->number : 0) - (b->kind ? (int)b->kind->number : 0);
}

/* The first asker stands in the statement that reads the head, unless the database must say who it is. */
static void plan_asker(struct read_plan *p, const struct read *read)
{
	struct asker asker = { .key = read->by_key ? read->key : NULL, .as_of = read->as_of, .any_values = any_values(read) };
	const char **values = p->asked[p->askers++];

	if (!read->by_key) {
		asker.client = read->client->id;
		asker.organisation = read->client->organisation;
		asker.roles = read->client->roles;
	} else if (p->count == 0) {
		p->statements[p->count++] = (struct db_statement){ .sql = sql_head };
	}
	p->statements[p->count] = p->count == 0 ? asker_with_head(&asker, values) : asker_of_reads(&asker, values);
	p->count++;
}

bool read_plan_make(struct read_plan *p, struct read **reads, int n)
{
	qsort(reads, (size_t)n, sizeof(*reads), by_group);
	p->count = p->askers = p->groups = 0;
	for (int i = 0; i < n; i++) {
		struct read *read = reads[i];
		bool same = i > 0 && by_asker(reads[i - 1], read) == 0;

		if (!same)
			plan_asker(p, read);
		if (!read->kind) {
			read->statement = p->count;
			p->statements[p->count++] = (struct db_statement){
				.sql = read->sql, .count = read->count, .values = read->values, .binary = read->binary
			};
			continue;
		}
		if (!same || reads[i - 1]->kind != read->kind) {
			buffer_reset(&p->ids[p->groups++]);
			p->statements[p->count++] = (struct db_statement){ .sql = record_sql_get(read->kind),
									   .count = 1,
									   .values = &p->id_lists[p->groups - 1],
									   .binary = record_is_packed(read->kind) };
		}
		read->statement = p->count - 1;
		record_array_add(&p->ids[p->groups - 1], read->id);
	}
	for (int g = 0; g < p->groups; g++) {
		record_array_end(&p->ids[g]);
		p->id_lists[g] = buffer_text(&p->ids[g]);
		if (!p->id_lists[g])
			return false;
	}
	return true;
}

void read_plan_release(struct read_plan *p)
{
	for (int g = 0; g < UNIT_READS_MAX; g++)
		buffer_release(&p->ids[g]);
}

#include "cache.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

enum { QUESTION_MAX = 2048 };

struct cache_entry {
	UT_hash_handle hh; /* in order of insertion */
	int holders;       /* the table is one */
	bool used, listed;
	size_t size, reply_size;
	uint64_t revision;
	const struct cache_rests *rests;
	int64_t stamps[]; /* one for each that it rests on; the key, then the reply, stand behind them */
};

struct cache {
	struct cache_entry *entries;
	size_t entries_max, bytes_max, bytes;
};

struct cache *cache_new(size_t entries_max, size_t bytes_max)
{
	struct cache *c = calloc(1, sizeof(*c));

	if (c) {
		c->entries_max = entries_max;
		c->bytes_max = bytes_max;
	}
	return c;
}

static void drop(struct cache *c, struct cache_entry *e)
{
	HASH_DEL(c->entries, e);
	c->bytes -= e->size;
	e->listed = false;
	cache_release(e);
}

void cache_free(struct cache *c)
{
	struct cache_entry *e, *next;

	if (!c)
		return;
	HASH_ITER(hh, c->entries, e, next) {
		drop(c, e);
	}
	free(c);
}

/* organisation, zero, roles, question; 0: too long to be kept */
static size_t make_key(const struct cache_question *q, uint8_t key[static QUESTION_MAX])
{
	size_t organisation = strlen(q->organisation) + 1;

	if (organisation + sizeof(q->roles) + q->size > QUESTION_MAX)
		return 0;
	memcpy(key, q->organisation, organisation);
	memcpy(key + organisation, &q->roles, sizeof(q->roles));
	memcpy(key + organisation + sizeof(q->roles), q->bytes, q->size);
	return organisation + sizeof(q->roles) + q->size;
}

static struct cache_entry *find(struct cache *c, const struct cache_question *q)
{
	uint8_t key[QUESTION_MAX];
	size_t size = make_key(q, key);
	struct cache_entry *e = NULL;

	if (size > 0)
		HASH_FIND(hh, c->entries, key, (unsigned)size, e);
	return e;
}

struct cache_entry *cache_hold(struct cache *c, const struct cache_question *q)
{
	struct cache_entry *e = c->entries ? find(c, q) : NULL;

	if (e)
		e->holders++;
	return e;
}

void cache_release(struct cache_entry *e)
{
	if (e && --e->holders == 0)
		free(e);
}

static bool holds(const struct cache_entry *e, const struct head *head)
{
	const int *on = e->rests->on;

	for (int i = 0; on[i] != 0; i++) {
		if (on[i] == CACHE_ON_EVERYTHING ? e->revision != head->revision : e->stamps[i] != head->stamps[on[i]])
			return false;
	}
	return true;
}

bool cache_holds(struct cache *c, struct cache_entry *e, const struct head *head, struct cache_reply *ret)
{
	if (!holds(e, head)) {
		if (e->listed)
			drop(c, e);
		return false;
	}
	e->used = true;
	*ret = (struct cache_reply){ (const uint8_t *)e->hh.key + e->hh.keylen, e->reply_size };
	return true;
}

/* The oldest goes; one that was used is put behind the others once more. */
static void drop_oldest(struct cache *c)
{
	struct cache_entry *e = c->entries;

	while (e->used) {
		e->used = false;
		HASH_DEL(c->entries, e);
		HASH_ADD_KEYPTR(hh, c->entries, e->hh.key, e->hh.keylen, e);
		e = c->entries;
	}
	drop(c, e);
}

void cache_put(struct cache *c, const struct cache_question *q, const struct cache_rests *rests, const struct head *head,
	       const uint8_t *reply, size_t size)
{
	uint8_t key[QUESTION_MAX], *bytes;
	size_t key_size = make_key(q, key), count = 0, whole;
	struct cache_entry *e = find(c, q);

	if (e)
		drop(c, e);
	while (rests->on[count] != 0)
		count++;
	whole = sizeof(*e) + count * sizeof(e->stamps[0]) + key_size + size;
	if (key_size == 0 || c->entries_max == 0 || size > c->bytes_max / 16)
		return;
	/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): it loses uthash's list, and takes the new first for the one dropped */
	while (c->entries && (HASH_COUNT(c->entries) >= c->entries_max || c->bytes + whole > c->bytes_max))
		drop_oldest(c);
	e = calloc(1, whole);
	if (!e)
		return;
	e->size = whole;
	e->holders = 1;
	e->listed = true;
	e->reply_size = size;
	e->revision = head->revision;
	e->rests = rests;
	for (size_t i = 0; i < count; i++)
		e->stamps[i] = rests->on[i] == CACHE_ON_EVERYTHING ? 0 : head->stamps[rests->on[i]];
	bytes = (uint8_t *)(e->stamps + count);
	memcpy(bytes, key, key_size);
	memcpy(bytes + key_size, reply, size);
	c->bytes += whole;
	HASH_ADD_KEYPTR(hh, c->entries, bytes, (unsigned)key_size, e);
}

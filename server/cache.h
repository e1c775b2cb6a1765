/*
 * cache.h - replies already known: packed bytes by who may see what (the
 * organisation and roles) and by the bytes of the question.
 *
 * A reply rests on kinds; it holds while the stamps of all of them, in a head
 * read *after* the question arrived, are those that it was made at. The cache
 * never decides that by itself: see heads.h.
 *
 * Ownership: the cache copies all but the rests, which must outlive it; an
 *            entry that was asked for is held until it is released.
 * Limits:    so many entries, so many bytes. The oldest goes, unless it was
 *            used since it was last looked at.
 */
#ifndef CACHE_H
#define CACHE_H

#include "writer.h"

struct cache;
struct cache_entry;

enum { CACHE_RESTS_MAX = 40, CACHE_ON_EVERYTHING = -1 };

/* Which stamps a kind's replies rest on: kind numbers, ended by 0; CACHE_ON_EVERYTHING alone: the revision itself. */
struct cache_rests {
	int on[CACHE_RESTS_MAX + 1];
};

struct cache_question {
	const char *organisation;
	unsigned roles;
	const uint8_t *bytes; /* the verb as it came */
	size_t size;
};

struct cache_reply {
	const uint8_t *bytes;
	size_t size;
};

struct cache *cache_new(size_t entries_max, size_t bytes_max); /* entries_max 0: a cache that never knows anything */
void cache_free(struct cache *cache);

/* The reply to a question, to be held against a head: NULL when there is none. Held until cache_release(), dropped or not. */
struct cache_entry *cache_hold(struct cache *cache, const struct cache_question *question);
/* Whether it holds at this head; when it does not, nobody is given it any more. */
bool cache_holds(struct cache *cache, struct cache_entry *entry, const struct head *head, struct cache_reply *ret);
void cache_release(struct cache_entry *entry);
void cache_put(struct cache *cache, const struct cache_question *question, const struct cache_rests *rests,
	       const struct head *head, const uint8_t *reply, size_t size);

#endif

/*
 * indexer.h - brings the search index up to date behind the writes.
 *
 * A search looks through what has changed since the index was brought up to
 * date as it stands (concordat.search), so it is never behind; the indexer
 * keeps that little. It works on a connection of its own, a moment after
 * something was committed, here or elsewhere, so that many writes of one
 * record are looked at once. Of several daemons one works at a time.
 */
#ifndef INDEXER_H
#define INDEXER_H

#include "db.h"

struct indexer;

/* Begins with what is left from before. */
struct indexer *indexer_new(struct event_base *base, const struct db_options *db);
void indexer_free(struct indexer *indexer);

/* Something was committed. */
void indexer_wake(struct indexer *indexer);

#endif

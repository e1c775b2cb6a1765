/*
 * heads.h - where the register is now, asked of the database itself.
 *
 * Whoever wants to know makes a wish; the wishes of one turn of the loop
 * become one tiny query, sent after all of them were made, on a connection
 * that nothing slow ever uses. So a head that answers a wish is never older
 * than the wish: a cached reply that holds against it is not stale, whatever
 * other daemons do.
 *
 *   heads_ask -> heads_flush (end of the turn) -> on_head | on_lost, exactly once
 *
 * Ownership: the wish is its maker's and lives until its callback.
 */
#ifndef HEADS_H
#define HEADS_H

#include "writer.h"

struct heads;

struct head_wish {
	void (*on_head)(struct head_wish *wish, const struct head *head);
	void (*on_lost)(struct head_wish *wish); /* the database cannot be asked */
	struct head_wish *next;                  /* the heads' */
};

/* db: on_up and its arg are the caller's; session and name are set here. on_answered runs after the wishes of a query, with that arg,
 * but not out of heads_free(), which ends what is under way as lost. */
struct heads *heads_new(struct event_base *base, const struct db_options *db, void (*on_answered)(void *arg));
void heads_free(struct heads *heads);
struct db *heads_db(struct heads *heads); /* for other tiny queries */

void heads_ask(struct heads *heads, struct head_wish *wish);
void heads_flush(struct heads *heads);

#endif

/*
 * stream_held.h - alerts that were read before there was credit for them. For
 * stream.c and stream_alerts.c.
 *
 * Who takes alerts one by one would be read for one by one, and each read
 * costs PostgreSQL more than settling what it brought. So a read asks for
 * sixteen where there is less credit, and what has none is held, packed, until
 * the credit comes.
 *
 *   held_begin -> held_add... -> (held_is_good -> held_pack -> held_took)... -> held_drop
 *
 * What is held may have been hidden since, or its key may have ended: it is
 * good only by a head that was read after the credit came, in which neither
 * deadlines nor clients have moved since it was read, and for a second, after
 * which a key may have ended by the calendar.
 *
 * Units:     bytes; milliseconds of the monotonic clock.
 * Ownership: the stream's; a stream with nothing to hold has none.
 */
#ifndef STREAM_HELD_H
#define STREAM_HELD_H

#include <stdbool.h>

#include "stream_items.h"

struct held;

enum { HELD_MAX = 15 };

/* As of this head; NULL: no memory, then nothing is held. */
struct held *held_begin(const struct head *head);
/* false: no room for this one. */
bool held_add(struct held *h, struct stream_scratch *scratch, const char *subscription, const PGresult *rows, int row);
void held_drop(struct held **h);

bool held_is_good(const struct held *h, const struct head *now);
bool held_is_old(const struct held *h);

/* Packs a push of the next alerts, at most so many, and says how many they are and the last one's number. */
int held_pack(struct buffer *out, const struct held *h, uint32_t stream, uint32_t most, uint64_t *ret_number);
/* They were pushed. true: nothing is left. */
bool held_took(struct held *h, int count);

#endif

/*
 * dates.h - fills the date fields (91 to 100) of a message from its words
 * (when_text, field 90), by the rules of when.h.
 *
 * Ownership: the texts set in the message live in the arena.
 */
#ifndef DATES_H
#define DATES_H

#include "kinds.h"
#include "refusal.h"

/* Whether the message has words for a date. */
bool dates_has_words(const struct kind *kind, const ProtobufCMessage *message);
/* context: day or year of the document that the words stand in; NULL: none (the message's own context_on goes first).
 * 0; -ENODATA: the words lack a year and there is no context; -EINVAL: *ret_refusal says why; -ENOMEM. */
int dates_fill(const struct kind *kind, ProtobufCMessage *message, const char *context, struct wire_arena *arena,
	       struct refusal *ret_refusal);
/* The day or year that a dated document lends to words that cite it; "" when it has none. The same rule stands in verbs_dates.c as SQL. */
const char *dates_lent(const struct kind *kind, const ProtobufCMessage *message);

#endif

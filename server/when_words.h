/*
 * when_words.h - from the bytes of a phrase to terms; private to `when`.
 *
 * "by 1st July 2014" becomes "LoMY": a kind for each word of the dictionary,
 * number and sign, with a value where the kind has several. Filling words
 * ("the") and most signs leave no term, unknown words become w.
 */
#ifndef WHEN_WORDS_H
#define WHEN_WORDS_H

#include <stdbool.h>

#include "when_reader.h"

/* Copies the phrase to r->text: typographic signs in plain ASCII, outer spaces gone. 0, or -EINVAL: not UTF-8. */
int when_tidy(struct when_reader *r, const char *phrase);

/* Fills r->kinds and r->terms, one after the last too, where the text ends. */
void when_split(struct when_reader *r);

/* Whether text begins with these words, written small. */
bool when_begins(const char *text, const char *words);

#endif

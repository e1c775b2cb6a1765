/*
 * text.h - how people write money, instants and spans, and how they read them.
 *
 * Money:     -5000000 and 5000000 are pence; £50,000 and £1,234.50 are pounds (commas only
 *            where thousands are). 1234.50 without £ is refused: it could be meant either way.
 * Instants:  shown as 2026-11-24T09:14:03+00:00 in Europe/London, summer time by the rule in force since 1996.
 * Errors:    false, and nothing is stored.
 * Threads:   re-entrant.
 */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TEXT_MONEY_SIZE = 40, TEXT_INSTANT_SIZE = 32, TEXT_DAY_SIZE = 11 };

bool text_to_integer(const char *text, int64_t *ret);
bool text_to_pence(const char *text, int64_t *ret);
const char *text_from_pence(int64_t pence, char buffer[static TEXT_MONEY_SIZE]); /* -£1,234.50 */

/* Microseconds UTC to London's clock, and to its day. */
const char *text_from_instant(int64_t at_us, char buffer[static TEXT_INSTANT_SIZE]);
const char *text_day_of_instant(int64_t at_us, char buffer[static TEXT_DAY_SIZE]);
/* The first instant of a day in London. */
bool text_to_instant(const char *day, int64_t *ret_us);
bool text_add_days(const char *day, int days, char buffer[static TEXT_DAY_SIZE]);

bool text_to_span_ms(const char *text, int64_t *ret_ms); /* 500ms, 5s, 2m, 1h */
bool text_to_days(const char *text, int *ret_days);      /* 14d, 2w, 14 */

size_t text_width(const char *text);                /* columns, one for each code point */
size_t text_cut(const char *text, size_t width);    /* bytes that fill at most width columns */
bool text_same(const char *a, const char *b);       /* but for case, and - and _ */
size_t text_distance(const char *a, const char *b); /* edits from one to the other, of what is not the same */
/* Of two, the nearer one to what was typed; NULL when neither is near. */
const char *text_nearer(const char *typed, const char *best, const char *candidate);

#endif

/*
 * when_days.h - the calendar: years, seasons, quarters, months and days.
 *
 * Days are counted from 1 January 1970 (day 0). Years run from 1000 to 9999.
 * The first and the last day, and the neighbours, are those of a date that
 * exists (edtf_check_date); open ends have none.
 */
#ifndef WHEN_DAYS_H
#define WHEN_DAYS_H

#include <stdbool.h>
#include <stddef.h>

#include "when.h"

enum { EDTF_SPRING = 21, EDTF_WINTER = 24, EDTF_QUARTER = 32 /* + 1..4 */ };

struct edtf_date {
	int year;       /* 0: no date, this end is open */
	int part;       /* month 1..12, season, quarter; 0: whole year */
	int day;        /* 0: whole month or part */
	char qualifier; /* '?', '~', '%' or 0 */
	bool unknown;   /* of an open end: unknown, not unbounded */
};

long edtf_first_day(const struct edtf_date *d);
long edtf_last_day(const struct edtf_date *d);
struct edtf_date edtf_day(long day);
int edtf_weekday(long day); /* Monday is 1, Sunday 7 */

/* Seasons and quarters as their first or last month, all else as it is. */
struct edtf_date edtf_end_month(struct edtf_date d, bool last);

/* The date of the same precision just before (step -1) or after (step 1). */
struct edtf_date edtf_neighbour(struct edtf_date d, int step);

/* Of a date whose part is in the calendar: day, month, quarter, season or year. */
enum when_precision edtf_date_precision(const struct edtf_date *d);

/* 0, or -EDOM and why: not in the calendar. */
int edtf_check_date(const struct edtf_date *d, char *why, size_t why_size);

#endif

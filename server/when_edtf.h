/*
 * when_edtf.h - calendar spans, and how EDTF (ISO 8601-2) writes them.
 *
 * The part of `when` that knows no English. An edtf_date is a year, a month,
 * a season, a quarter or a day; an edtf has two of them, which are equal for
 * a plain date. The calendar under them is when_days.h.
 *
 * Read and written: YYYY, YYYY-MM, YYYY-MM-DD, YYYY-21..24 (seasons),
 * YYYY-33..36 (calendar quarters), intervals a/b with `..` or nothing for an
 * end, one-of sets [..a] [a..] [a..b], and a trailing ? ~ or % on a date.
 */
#ifndef WHEN_EDTF_H
#define WHEN_EDTF_H

#include <stddef.h>

#include "when_days.h"

enum edtf_shape { EDTF_DATE, EDTF_INTERVAL, EDTF_ONE_OF };

struct edtf {
	enum edtf_shape shape;
	struct edtf_date from;
	struct edtf_date to;
};

/* How far a wording reaches from the span it names. */
enum edtf_reach {
	EDTF_WHOLE,      /* the span itself */
	EDTF_UP_TO,      /* one day at or before its end */
	EDTF_SHORT_OF,   /* one day before its start */
	EDTF_UNTIL,      /* all the time up to its end */
	EDTF_ONWARDS,    /* all the time from its start */
	EDTF_NOT_BEFORE, /* one day from its start on */
	EDTF_PAST,       /* one day after its end */
};

struct edtf edtf_plain(struct edtf_date d);
struct edtf edtf_span(struct edtf_date from, struct edtf_date to);
/* e must have two closed ends. */
struct edtf edtf_reaching(const struct edtf *e, enum edtf_reach reach);

/* 0, or -EDOM and why: a day that is not in the calendar, ends in the wrong order. */
int edtf_check(const struct edtf *e, char *why, size_t why_size);

/*
 * 0; -EINVAL: not EDTF; -ENOTSUP: EDTF of a kind we do not keep; -EDOM as
 * above. why is filled in each case.
 */
int edtf_parse(const char *text, struct edtf *ret, char *why, size_t why_size);

/*
 * The string. Never one which council wording would read otherwise: what
 * would be `2020-21` or `2016/2017` comes out in months.
 */
void edtf_render(const struct edtf *e, char out[static 64]);

/*
 * Fills edtf, earliest and latest, and the precision, bound and softness
 * which the form of e suggests. e must have passed edtf_check.
 */
void edtf_describe(const struct edtf *e, struct when *ret);

#endif

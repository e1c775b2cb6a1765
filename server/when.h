/*
 * when.h - from council wording, or an EDTF string, to a fuzzy date.
 *
 * "by August 2016", "Q3 2016/17", "the October Cabinet meeting", "2020/21+",
 * "tbc" and `2014-07/2014-09` all become one thing: an EDTF string
 * (ISO 8601-2), the earliest and the latest day it allows, how precise it is
 * and which way it is bounded. when_reader.h tells which file reads what;
 * when_edtf.h is EDTF, when_days.h the calendar. No allocation, no state, no
 * input or output: any thread.
 *
 * Readings worth knowing:
 *   "by" a month includes the whole month; "before" and "pre" stop a day short.
 *   A financial year runs from April to March: 2016/17, 2016-17, 2016/2017,
 *     FY16/17. "2016-2017" is read so too, with the calendar years as the other
 *     reading. Bare `2015-09` is a month even when it might be a year ("2009-10",
 *     other reading: the financial year); bare "2020-21" is the financial year,
 *     never the EDTF code for spring 2020, and so we never write that code.
 *   "Q3 2016/17" is October to December 2016. "Q3 2016" is the calendar
 *     quarter, with the financial one as the other reading.
 *   "September 15" in a document of 2015 is the month, otherwise the day.
 *   "end of 2015" is by then at the latest; other reading: its last day.
 *   Numeric dates are day first, 01/07/2014.
 *   "the October Cabinet" is that month until the meeting has a date, also
 *     after "before" and "after", for the day in the month is not known.
 *   Inside intervals and sets seasons and quarters are written as months.
 *
 * A missing year comes from the context: the one nearest to the document's
 * date; not before its month if the wording looks ahead ("by", "expected",
 * "the October Cabinet"); not after its date if it looks back ("signed off
 * 17 July"). A context that is only a year gives that year.
 *
 * "next month" is the month after the document's, whose date must be a day.
 *
 * Do not assume that earliest is set (open for "by") or latest (open for
 * "from"), nor that edtf tells bound, soft or precision: keep those as well.
 * That edtf (and other_edtf) parses again to the same two days is promised.
 */
#ifndef WHEN_H
#define WHEN_H

#include <stdbool.h>
#include <stddef.h>

enum { WHEN_WHY_SIZE = 330 }; /* room for the longest reason */
enum { WHEN_TEXT_MAX = 200 }; /* bytes of the longest phrase */

enum when_precision {
	WHEN_PRECISION_UNSPECIFIED = 0,
	WHEN_PRECISION_DAY = 1,
	WHEN_PRECISION_MONTH = 2,
	WHEN_PRECISION_QUARTER = 3,
	WHEN_PRECISION_SEASON = 4,
	WHEN_PRECISION_YEAR = 5,
	WHEN_PRECISION_FINANCIAL_YEAR = 6,
	WHEN_PRECISION_MULTI_YEAR = 7,
	WHEN_PRECISION_WEEK = 8,
	WHEN_PRECISION_NONE = 9, /* undated: "tbc", "to be agreed" */
};

enum when_bound {
	WHEN_BOUND_UNSPECIFIED = 0, /* undated */
	WHEN_BOUND_BY = 1,
	WHEN_BOUND_IN = 2,
	WHEN_BOUND_DURING = 3, /* also "until": it goes on up to then */
	WHEN_BOUND_FROM = 4,
	WHEN_BOUND_BETWEEN = 5,
	WHEN_BOUND_NOT_BEFORE = 6, /* also "after" */
	WHEN_BOUND_BEFORE = 7,
	WHEN_BOUND_ON = 8,
};

struct when {
	char edtf[64];     /* "" when undated */
	char earliest[11]; /* ISO date, "" when open */
	char latest[11];   /* ISO date, "" when open */
	enum when_precision precision;
	enum when_bound bound;
	bool soft;           /* "expected", "about", "early", "(tbc)" */
	char anchor[80];     /* words of the event, "Cabinet"; "" when none */
	char inferred[64];   /* what we supplied, with commas: "year", "month", "century" */
	char other_edtf[64]; /* the other reading of an ambiguous phrase, or "" */
};

/*
 * Reads phrase (UTF-8). context is the ISO date of the document that holds
 * it, which may be YYYY or YYYY-MM; NULL or "" when there is none.
 *
 * 0, or on failure ret is untouched and why holds a sentence:
 *   -EINVAL   not understood (or the context is no ISO date)
 *   -ENODATA  a year or month is needed, and no context to take it from
 *   -EDOM     an impossible date: 30 February, a wrong weekday, a span that
 *             runs backwards, a year outside 1000 to 9999
 *   -E2BIG    longer than WHEN_TEXT_MAX, or an event of more than 79 bytes
 */
__attribute__((warn_unused_result)) int when_parse(const char *phrase, const char *context, struct when *ret, char *why,
						   size_t why_size);

#endif

/*
 * when_reader.h - a phrase on its way to a date; private to `when`.
 *
 *   when_words.c   the phrase becomes terms of one letter each, their kinds
 *   when_value.c   a run of kinds becomes a value: 1 July, Q3, 2016/17
 *   when_settle.c  a value gets its year, and becomes a span of days
 *   when.c         what stands round the values, and the result
 *
 * One struct on the stack of when_parse goes through all of them.
 */
#ifndef WHEN_READER_H
#define WHEN_READER_H

#include "when_edtf.h"

enum when_tense { WHEN_TENSE_ANY, WHEN_TENSE_PAST, WHEN_TENSE_AHEAD };

enum when_lead {
	WHEN_LEAD_NONE,
	WHEN_LEAD_BY,
	WHEN_LEAD_BEFORE,
	WHEN_LEAD_IN,
	WHEN_LEAD_ON,
	WHEN_LEAD_DURING,
	WHEN_LEAD_UNTIL,
	WHEN_LEAD_FROM,
	WHEN_LEAD_SINCE,
	WHEN_LEAD_NOT_BEFORE,
	WHEN_LEAD_AFTER,
	WHEN_LEAD_BETWEEN
};

enum when_part { WHEN_PART_NONE, WHEN_PART_START, WHEN_PART_END }; /* "start of", "end of" */

enum when_inferred { WHEN_INFERRED_YEAR = 1, WHEN_INFERRED_MONTH = 2, WHEN_INFERRED_CENTURY = 4 };

struct when_value {
	struct edtf_date date; /* year 0: the phrase has none */
	enum when_value_kind {
		WHEN_VALUE_DATE,
		WHEN_VALUE_FINANCIAL_YEAR,
		WHEN_VALUE_FINANCIAL_QUARTER,
		WHEN_VALUE_WEEK,
		WHEN_VALUE_WEEK_TO,
		WHEN_VALUE_TWO_YEARS,
		WHEN_VALUE_NEXT_MONTH
	} kind; /* financial ones begin in date.year; next month has no date yet */
	int quarter;
	int weekday;
	int day_or_year; /* the 15 of "September 15" */
};

struct when_reader {
	char text[WHEN_TEXT_MAX + 1]; /* the phrase in plain dashes, quotes and spaces */
	char kinds[WHEN_TEXT_MAX + 1];
	struct {
		int value, start, end;
	} terms[WHEN_TEXT_MAX + 1];
	int count, at;       /* at: the term to read next */
	struct edtf context; /* from.year 0: none */
	enum when_lead lead;
	enum when_tense tense;
	enum when_part part;
	bool soft, financial;
	unsigned inferred; /* enum when_inferred */
	char anchor[80];
	struct when_value values[2], other; /* other: of an ambiguous phrase, when has_other */
	int value_count;
	char join; /* between the two values */
	bool has_other;
	char *why;
	size_t why_size;
};

/* Both fill r->why and give the code: the sentence, or from which word on the phrase is not understood (-EINVAL). */
__attribute__((format(printf, 3, 4))) int when_refuse(const struct when_reader *r, int code, const char *format, ...);
int when_refuse_wording(const struct when_reader *r);

#endif

/*
 * when_settle.c - the years and months that a phrase leaves out.
 */
#include "when_settle.h"

#include <errno.h>
#include <string.h>

/* v in the given year, as a span. */
static int realise(const struct when_reader *r, const struct when_value *v, int year, struct edtf *ret)
{
	struct edtf_date d = v->date;
	struct edtf e;
	int rc;

	d.year = year;
	if (v->kind == WHEN_VALUE_FINANCIAL_QUARTER)
		d = (struct edtf_date){ .year = year + (v->quarter == 4), .part = EDTF_QUARTER + 1 + v->quarter % 4 };
	e = edtf_plain(d);
	rc = edtf_check(&e, r->why, r->why_size);
	if (rc == 0 && v->kind == WHEN_VALUE_FINANCIAL_YEAR)
		e = edtf_span((struct edtf_date){ .year = year, .part = 4 }, (struct edtf_date){ .year = year + 1, .part = 3 });
	else if (rc == 0 && v->kind == WHEN_VALUE_TWO_YEARS)
		e = edtf_span(d, (struct edtf_date){ .year = year + 1 });
	else if (rc == 0 && v->kind == WHEN_VALUE_WEEK)
		e = edtf_span(d, edtf_day(edtf_first_day(&d) + 6));
	else if (rc == 0 && v->kind == WHEN_VALUE_WEEK_TO)
		e = edtf_span(edtf_day(edtf_first_day(&d) - 6), d);
	if (rc == 0)
		rc = edtf_check(&e, r->why, r->why_size);
	if (rc == 0)
		*ret = e;
	return rc;
}

/*
 * How well the span answers the context, less is better; -1 not at all. Ahead
 * of it the first that ends in the document's month or later, looking back
 * the last that had begun, otherwise the nearest.
 */
static long distance(const struct when_reader *r, const struct edtf *e)
{
	struct edtf_date month = { .year = r->context.from.year, .part = r->context.from.part };
	long first = edtf_first_day(&e->from), last = edtf_last_day(&e->to);
	long today = edtf_first_day(&r->context.from), tonight = edtf_last_day(&r->context.to);

	if (r->tense == WHEN_TENSE_AHEAD)
		return last < edtf_first_day(&month) ? -1 : last - edtf_first_day(&month);
	if (r->tense == WHEN_TENSE_PAST)
		return first > tonight ? -1 : tonight - first;
	return last < today ? today - last : first > tonight ? first - tonight : 0;
}

/* "next month", which only the day of a document can tell. */
static int count_months(struct when_reader *r, struct when_value *v)
{
	struct edtf_date month = { .year = r->context.from.year, .part = r->context.from.part };

	if (v->kind != WHEN_VALUE_NEXT_MONTH)
		return 0;
	if (v->date.year || v->weekday)
		return when_refuse_wording(r);
	if (!r->context.from.day)
		return when_refuse(r, -ENODATA, "\"next month\" counts from a day, and there is no document with one");
	v->kind = WHEN_VALUE_DATE;
	v->date = edtf_neighbour(month, 1);
	r->inferred |= WHEN_INFERRED_MONTH;
	return 0;
}

static int infer_year(struct when_reader *r, struct when_value *v)
{
	int year = r->context.from.year;
	bool any_year = r->context.from.part != 0;
	long best = -1;
	struct edtf e;

	if (!year)
		return when_refuse(r, -ENODATA, "the year is missing, and there is no dated document to take it from");
	for (int candidate = year - any_year; candidate <= year + any_year; candidate++) {
		long d = realise(r, v, candidate, &e) == 0 ? any_year ? distance(r, &e) : 0 : -1;

		if (d < 0 || (best >= 0 && d > best))
			continue;
		best = d;
		v->date.year = candidate;
	}
	r->inferred |= WHEN_INFERRED_YEAR;
	return best >= 0                      ? 0
	       : realise(r, v, year, &e) != 0 ? -EDOM
					      : when_refuse(r, -EDOM, "no such date lies near the date of the document");
}

/* "September 15": the month in a document of that year, otherwise the day; the other reading is kept. */
static void settle_day_or_year(struct when_reader *r, struct when_value *v)
{
	int year = r->context.from.year;
	int number = v->day_or_year;
	struct when_value month = *v, day = *v;

	v->day_or_year = 0;
	if (number == 0)
		return;
	month.date.year = year - year % 100 + (number > 0 ? number : 0);
	day.date.day = number;
	month.day_or_year = day.day_or_year = 0;
	if (year && month.date.year == year && v->kind == WHEN_VALUE_DATE && !v->weekday) {
		day.date.year = year;
		r->other = day;
		*v = month;
		r->has_other = number <= 31;
		r->inferred |= WHEN_INFERRED_YEAR;
	} else {
		r->other = month;
		*v = day;
		r->has_other = year && v->kind == WHEN_VALUE_DATE && month.date.year >= year - 2 && month.date.year <= year + 2;
	}
}

/* v as a span, with a year from the context when it has none. */
static int settle_value(struct when_reader *r, struct when_value *v, struct edtf *ret)
{
	static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
	int rc = 0, weekday;

	if (v->date.day && !v->date.part)
		return when_refuse_wording(r);
	if (!v->date.year)
		rc = infer_year(r, v);
	if (rc == 0)
		rc = realise(r, v, v->date.year, ret);
	if (rc != 0 || !v->weekday)
		return rc;
	if (!v->date.day)
		return when_refuse_wording(r);
	weekday = edtf_weekday(v->kind == WHEN_VALUE_WEEK_TO ? edtf_last_day(&ret->to) : edtf_first_day(&ret->from));
	if (weekday == v->weekday)
		return 0;
	return when_refuse(r, -EDOM, "that day is a %s, not a %s", days[weekday - 1], days[v->weekday - 1]);
}

/* What one end of a range leaves out it takes from the other: "1 to 5 July", "Q2 to Q3 2016". */
static void share_parts(struct when_value *left, struct when_value *right)
{
	if (left->date.day && !left->date.part)
		left->date.part = right->date.part;
	if (right->date.day && !right->date.part)
		right->date.part = left->date.part;
	if (left->kind == WHEN_VALUE_FINANCIAL_QUARTER && !left->date.year && right->kind == WHEN_VALUE_DATE &&
	    right->date.part > EDTF_QUARTER) {
		left->kind = WHEN_VALUE_DATE;
		left->date.part = EDTF_QUARTER + left->quarter;
	}
}

static bool runs_backwards(const struct edtf *from, const struct edtf *to)
{
	return edtf_first_day(&from->from) > edtf_last_day(&to->to);
}

static int settle_range(struct when_reader *r, struct edtf *ret)
{
	struct when_value *left = &r->values[0], *right = &r->values[1];
	bool left_had_year, right_had_year;
	struct edtf from = { 0 }, to = { 0 };
	int rc;

	settle_day_or_year(r, left);
	settle_day_or_year(r, right);
	r->has_other = false;
	share_parts(left, right);
	left_had_year = left->date.year != 0;
	right_had_year = right->date.year != 0;
	if (left_had_year && !right_had_year)
		right->date.year = left->date.year;
	rc = settle_value(r, right, &to);
	if (!left_had_year)
		left->date.year = right->date.year;
	if (rc == 0)
		rc = settle_value(r, left, &from);
	if (rc == 0 && runs_backwards(&from, &to) && !(left_had_year && right_had_year)) {
		r->inferred |= WHEN_INFERRED_YEAR; /* "November to February 2015" */
		rc = left_had_year ? realise(r, right, right->date.year + 1, &to) : realise(r, left, left->date.year - 1, &from);
	}
	if (rc != 0)
		return rc;
	if (r->lead != WHEN_LEAD_BETWEEN && strchr("&/", r->join) && edtf_last_day(&from.to) + 1 != edtf_first_day(&to.from))
		return when_refuse(r, -EINVAL, "the two do not adjoin; write \"between ... and\", or two dates");
	*ret = edtf_span(from.from, to.to);
	return edtf_check(ret, r->why, r->why_size);
}

int when_settle(struct when_reader *r, struct edtf *ret)
{
	int rc = 0;

	for (int i = 0; rc == 0 && i < r->value_count; i++)
		rc = count_months(r, &r->values[i]);
	if (rc != 0)
		return rc;
	if (r->value_count == 2)
		return settle_range(r, ret);
	settle_day_or_year(r, r->values);
	return settle_value(r, r->values, ret);
}

int when_settle_other(const struct when_reader *r, struct edtf *ret)
{
	char why[8];
	struct when_reader asides = *r;

	asides.why = why;
	asides.why_size = sizeof(why);
	return settle_value(&asides, &asides.other, ret);
}

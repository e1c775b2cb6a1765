/*
 * when_edtf.c - calendar arithmetic, and the reading and writing of EDTF.
 *
 * Seasons are our policy, for the standard leaves their months open: change
 * them in parts[], nowhere else. Winter ends in the following year.
 */
#include "when_edtf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "when.h"

static const struct part {
	int code;
	int first_month;
	int months;
	enum when_precision precision;
} parts[] = {
	{ EDTF_SPRING, 3, 3, WHEN_PRECISION_SEASON },       { EDTF_SPRING + 1, 6, 3, WHEN_PRECISION_SEASON },
	{ EDTF_SPRING + 2, 9, 3, WHEN_PRECISION_SEASON },   { EDTF_WINTER, 12, 3, WHEN_PRECISION_SEASON },
	{ EDTF_QUARTER + 1, 1, 3, WHEN_PRECISION_QUARTER }, { EDTF_QUARTER + 2, 4, 3, WHEN_PRECISION_QUARTER },
	{ EDTF_QUARTER + 3, 7, 3, WHEN_PRECISION_QUARTER }, { EDTF_QUARTER + 4, 10, 3, WHEN_PRECISION_QUARTER },
};

static const char *const month_names[] = {
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
};

enum { YEAR_MIN = 1000, YEAR_MAX = 9999 };

static const struct part *find_part(int code)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i].code == code)
			return &parts[i];
	return NULL;
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* The days since 1 January 1970; the year is counted from March, so that the leap day is its last. */
static long day_number(int year, int month, int day)
{
	long y = year - (month <= 2);
	long day_of_year = (153L * ((month + 9) % 12) + 2) / 5 + day - 1;

	return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
}

struct edtf_date edtf_day(long day)
{
	struct edtf_date d = { .part = 12 };

	d.year = (int)(1970 + day / 366 - (day < 0));
	while (day_number(d.year + 1, 1, 1) <= day)
		d.year++;
	while (day_number(d.year, 1, 1) > day)
		d.year--;
	while (day_number(d.year, d.part, 1) > day)
		d.part--;
	d.day = (int)(day - day_number(d.year, d.part, 1)) + 1;
	return d;
}

int edtf_weekday(long day)
{
	return (int)(((day + 3) % 7 + 7) % 7) + 1;
}

/* The month which is `months` after month 1 of the year (0: January). */
static struct edtf_date month_date(int year, int months)
{
	return (struct edtf_date){ .year = year + months / 12, .part = months % 12 + 1 };
}

/* Seasons and quarters as their first or last month, all else as it is. */
static struct edtf_date end_month(struct edtf_date d, bool last)
{
	const struct part *part = find_part(d.part);

	if (!part)
		return d;
	return month_date(d.year, part->first_month - 1 + (last ? part->months - 1 : 0));
}

long edtf_first_day(const struct edtf_date *d)
{
	struct edtf_date m = end_month(*d, false);

	return day_number(m.year, m.part ? m.part : 1, m.day ? m.day : 1);
}

long edtf_last_day(const struct edtf_date *d)
{
	struct edtf_date m = end_month(*d, true);

	if (m.day)
		return day_number(m.year, m.part, m.day);
	if (!m.part)
		return day_number(m.year, 12, 31);
	return day_number(m.year, m.part, days_in_month(m.year, m.part));
}

/* The date of the same precision just before (step -1) or after (step 1). */
static struct edtf_date neighbour(struct edtf_date d, int step)
{
	d = end_month(d, step > 0);
	if (d.day)
		return edtf_day(edtf_first_day(&d) + step);
	if (d.part)
		return month_date(d.year - 1, 12 + d.part - 1 + step);
	return (struct edtf_date){ .year = d.year + step };
}

struct edtf edtf_plain(struct edtf_date d)
{
	return (struct edtf){ .shape = EDTF_DATE, .from = d, .to = d };
}

struct edtf edtf_span(struct edtf_date from, struct edtf_date to)
{
	return (struct edtf){ .shape = EDTF_INTERVAL, .from = from, .to = to };
}

struct edtf edtf_reaching(const struct edtf *e, enum edtf_reach reach)
{
	const struct edtf_date open = { .year = 0 };

	switch (reach) {
	case EDTF_UP_TO:
		return (struct edtf){ EDTF_ONE_OF, open, e->to };
	case EDTF_SHORT_OF:
		return (struct edtf){ EDTF_ONE_OF, open, neighbour(e->from, -1) };
	case EDTF_UNTIL:
		return (struct edtf){ EDTF_INTERVAL, open, e->to };
	case EDTF_ONWARDS:
		return (struct edtf){ EDTF_INTERVAL, e->from, open };
	case EDTF_NOT_BEFORE:
		return (struct edtf){ EDTF_ONE_OF, e->from, open };
	case EDTF_PAST:
		return (struct edtf){ EDTF_ONE_OF, neighbour(e->to, 1), open };
	case EDTF_WHOLE:
		break;
	}
	return *e;
}

static int check_date(const struct edtf_date *d, char *why, size_t why_size)
{
	bool is_month = d->part >= 1 && d->part <= 12;

	if (d->part && !is_month && !find_part(d->part))
		snprintf(why, why_size,
			 "there is no month %d; months are 1 to 12, seasons 21 to 24, "
			 "quarters 33 to 36",
			 d->part);
	else if (d->year < YEAR_MIN || end_month(*d, true).year > YEAR_MAX)
		snprintf(why, why_size, "the year must lie between %d and %d", YEAR_MIN, YEAR_MAX);
	else if (d->day < 0 || (d->day && (!is_month || d->day > days_in_month(d->year, d->part))))
		snprintf(why, why_size, "there is no %d %s %d", d->day, is_month ? month_names[d->part - 1] : "in", d->year);
	else
		return 0;
	return -EDOM;
}

int edtf_check(const struct edtf *e, char *why, size_t why_size)
{
	int rc = e->from.year ? check_date(&e->from, why, why_size) : 0;

	if (rc == 0 && e->to.year)
		rc = check_date(&e->to, why, why_size);
	if (rc != 0 || !e->from.year || !e->to.year)
		return rc;
	if (edtf_first_day(&e->from) <= edtf_last_day(&e->to))
		return 0;
	snprintf(why, why_size, "the span runs backwards: its end comes before its start");
	return -EDOM;
}

/* Exactly `digits` digits at *p, which moves past them; or -1. */
static int read_digits(const char **p, int digits)
{
	int value = 0;

	for (int i = 0; i < digits; i++) {
		if ((*p)[i] < '0' || (*p)[i] > '9')
			return -1;
		value = value * 10 + ((*p)[i] - '0');
	}
	*p += digits;
	return **p >= '0' && **p <= '9' ? -1 : value;
}

static int read_date(const char **p, struct edtf_date *d)
{
	int *const fields[] = { &d->part, &d->day };

	d->year = read_digits(p, 4);
	if (d->year < 0)
		return -EINVAL;
	for (size_t i = 0; i < 2 && **p == '-'; i++) {
		(*p)++;
		*fields[i] = read_digits(p, 2);
		if (*fields[i] < 0)
			return -EINVAL;
		if (*fields[i] == 0)
			*fields[i] = -1; /* month or day 00 exists nowhere */
	}
	if (d->year == 0)
		d->year = -1;
	if (**p && strchr("?~%", **p))
		d->qualifier = *(*p)++;
	return 0;
}

/* A date, `..`, or nothing at all. */
static int read_end(const char **p, struct edtf_date *d)
{
	if (strncmp(*p, "..", 2) == 0) {
		*p += 2;
		return 0;
	}
	if (**p >= '0' && **p <= '9')
		return read_date(p, d);
	d->unknown = true;
	return 0;
}

static int read_one_of(const char *p, struct edtf *e)
{
	bool ranged;

	e->shape = EDTF_ONE_OF;
	if (*p >= '0' && *p <= '9' && read_date(&p, &e->from) != 0)
		return -EINVAL;
	ranged = strncmp(p, "..", 2) == 0;
	if (ranged)
		p += 2;
	if (ranged && *p >= '0' && *p <= '9' && read_date(&p, &e->to) != 0)
		return -EINVAL;
	if (ranged && strcmp(p, "]") == 0)
		return 0;
	return *p == ',' ? -ENOTSUP : -EINVAL;
}

static int read_edtf(const char *p, struct edtf *e)
{
	int rc;

	if (*p == '[')
		return read_one_of(p + 1, e);
	if (*p == '{')
		return -ENOTSUP;
	rc = read_end(&p, &e->from);
	if (rc == 0 && *p == '\0' && e->from.year) {
		e->to = e->from;
		return 0;
	}
	if (rc != 0 || *p++ != '/')
		return -EINVAL;
	e->shape = EDTF_INTERVAL;
	rc = read_end(&p, &e->to);
	return rc == 0 && *p == '\0' ? 0 : -EINVAL;
}

int edtf_parse(const char *text, struct edtf *ret, char *why, size_t why_size)
{
	struct edtf e = { .shape = EDTF_DATE };
	int rc = read_edtf(text, &e);

	if (rc == -ENOTSUP)
		snprintf(why, why_size, "EDTF lists in [,] or {} are not kept; give one span");
	else if (rc != 0 || (!e.from.year && !e.to.year)) {
		snprintf(why, why_size, "this is no EDTF date; examples are 2014-07, 2014-07/2014-09, [..2016-08]");
		return -EINVAL;
	}
	if (rc == 0)
		rc = edtf_check(&e, why, why_size);
	if (rc == 0 && (find_part(e.from.part) || find_part(e.to.part)) && (e.shape != EDTF_DATE || e.from.qualifier)) {
		snprintf(why, why_size,
			 "EDTF has no qualified seasons or quarters, "
			 "nor any inside intervals and sets; write months");
		rc = -ENOTSUP;
	}
	if (rc == 0)
		*ret = e;
	return rc;
}

static void append_date(char *out, size_t size, const struct edtf_date *d)
{
	size_t at = strlen(out);

	at += (size_t)snprintf(out + at, size - at, "%04d", d->year);
	if (d->part)
		at += (size_t)snprintf(out + at, size - at, "-%02d", d->part);
	if (d->day)
		at += (size_t)snprintf(out + at, size - at, "-%02d", d->day);
	if (d->qualifier)
		snprintf(out + at, size - at, "%c", d->qualifier);
}

/* In months where the standard, or council wording, would read it otherwise. */
static struct edtf spelt_out(struct edtf e)
{
	const struct part *season = find_part(e.from.part);

	if (e.shape == EDTF_DATE && season && season->code == (e.from.year + 1) % 100)
		e.shape = EDTF_INTERVAL;
	if (e.shape != EDTF_DATE) {
		e.from = end_month(e.from, false);
		e.to = end_month(e.to, true);
	}
	if (e.shape == EDTF_INTERVAL && e.from.year && !e.from.part && !e.to.part && e.to.year == e.from.year + 1) {
		e.from.part = 1;
		e.to.part = 12;
	}
	return e;
}

void edtf_render(const struct edtf *e, char out[static 64])
{
	struct edtf s = spelt_out(*e);
	bool one_of = s.shape == EDTF_ONE_OF;

	snprintf(out, 64, "%s", one_of ? "[" : "");
	if (s.from.year)
		append_date(out, 64, &s.from);
	else if (!s.from.unknown)
		strcat(out, "..");
	if (s.shape == EDTF_DATE)
		return;
	if (!one_of)
		strcat(out, "/");
	else if (s.from.year)
		strcat(out, "..");
	if (s.to.year)
		append_date(out, 64, &s.to);
	else if (!one_of && !s.to.unknown)
		strcat(out, "..");
	if (one_of)
		strcat(out, "]");
}

static enum when_precision date_precision(const struct edtf_date *d)
{
	const struct part *part = find_part(d->part);

	if (part)
		return part->precision;
	if (d->day)
		return WHEN_PRECISION_DAY;
	return d->part ? WHEN_PRECISION_MONTH : WHEN_PRECISION_YEAR;
}

static bool is_financial_year(const struct edtf *e)
{
	return e->shape == EDTF_INTERVAL && e->to.year == e->from.year + 1 && e->from.part == 4 && e->to.part == 3 &&
	       !e->from.day && !e->to.day;
}

static enum when_precision edtf_precision(const struct edtf *e)
{
	enum when_precision from = date_precision(&e->from);
	enum when_precision to = date_precision(&e->to);

	if (is_financial_year(e))
		return WHEN_PRECISION_FINANCIAL_YEAR;
	if (e->shape == EDTF_DATE || !e->to.year)
		return from;
	if (!e->from.year)
		return to;
	if (from == WHEN_PRECISION_YEAR && to == WHEN_PRECISION_YEAR)
		return WHEN_PRECISION_MULTI_YEAR;
	return from > to ? from : to;
}

static enum when_bound edtf_bound(const struct edtf *e)
{
	bool one_of = e->shape == EDTF_ONE_OF;

	if (e->shape == EDTF_DATE)
		return e->from.day ? WHEN_BOUND_ON : WHEN_BOUND_IN;
	if (!e->from.year)
		return one_of ? WHEN_BOUND_BY : WHEN_BOUND_DURING;
	if (!e->to.year)
		return one_of ? WHEN_BOUND_NOT_BEFORE : WHEN_BOUND_FROM;
	return is_financial_year(e) ? WHEN_BOUND_IN : WHEN_BOUND_BETWEEN;
}

static void write_day(long day, char out[static 11])
{
	struct edtf_date d = edtf_day(day);
	char text[64] = "";

	append_date(text, sizeof(text), &d);
	snprintf(out, 11, "%.10s", text);
}

void edtf_describe(const struct edtf *e, struct when *ret)
{
	edtf_render(e, ret->edtf);
	ret->earliest[0] = ret->latest[0] = '\0';
	if (e->from.year)
		write_day(edtf_first_day(&e->from), ret->earliest);
	if (e->to.year)
		write_day(edtf_last_day(&e->to), ret->latest);
	ret->precision = edtf_precision(e);
	ret->bound = edtf_bound(e);
	ret->soft = e->from.qualifier || e->to.qualifier;
}

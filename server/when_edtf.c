/*
 * when_edtf.c - the reading and writing of EDTF.
 */
#include "when_edtf.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

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
		return (struct edtf){ EDTF_ONE_OF, open, edtf_neighbour(e->from, -1) };
	case EDTF_UNTIL:
		return (struct edtf){ EDTF_INTERVAL, open, e->to };
	case EDTF_ONWARDS:
		return (struct edtf){ EDTF_INTERVAL, e->from, open };
	case EDTF_NOT_BEFORE:
		return (struct edtf){ EDTF_ONE_OF, e->from, open };
	case EDTF_PAST:
		return (struct edtf){ EDTF_ONE_OF, edtf_neighbour(e->to, 1), open };
	case EDTF_WHOLE:
		break;
	}
	return *e;
}

int edtf_check(const struct edtf *e, char *why, size_t why_size)
{
	int rc = e->from.year ? edtf_check_date(&e->from, why, why_size) : 0;

	if (rc == 0 && e->to.year)
		rc = edtf_check_date(&e->to, why, why_size);
	if (rc != 0 || !e->from.year || !e->to.year)
		return rc;
	if (edtf_first_day(&e->from) <= edtf_last_day(&e->to))
		return 0;
	snprintf(why, why_size, "the span runs backwards: its end comes before its start");
	return -EDOM;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Exactly `digits` digits at *p, which moves past them; or -1. */
static int read_digits(const char **p, int digits)
{
	int value = 0;

	for (int i = 0; i < digits; i++) {
		if (!is_digit((*p)[i]))
			return -1;
		value = value * 10 + ((*p)[i] - '0');
	}
	*p += digits;
	return is_digit(**p) ? -1 : value;
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
	if (is_digit(**p))
		return read_date(p, d);
	d->unknown = true;
	return 0;
}

static int read_one_of(const char *p, struct edtf *e)
{
	bool ranged;

	e->shape = EDTF_ONE_OF;
	if (is_digit(*p) && read_date(&p, &e->from) != 0)
		return -EINVAL;
	ranged = strncmp(p, "..", 2) == 0;
	if (ranged)
		p += 2;
	if (ranged && is_digit(*p) && read_date(&p, &e->to) != 0)
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
	if (rc == 0 && (e.from.part > 12 || e.to.part > 12) && (e.shape != EDTF_DATE || e.from.qualifier)) {
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
	if (e.shape == EDTF_DATE && e.from.part > 12 && e.from.part == (e.from.year + 1) % 100)
		e.shape = EDTF_INTERVAL;
	if (e.shape != EDTF_DATE) {
		e.from = edtf_end_month(e.from, false);
		e.to = edtf_end_month(e.to, true);
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

static bool is_financial_year(const struct edtf *e)
{
	return e->shape == EDTF_INTERVAL && e->to.year == e->from.year + 1 && e->from.part == 4 && e->to.part == 3 &&
	       !e->from.day && !e->to.day;
}

static enum when_precision edtf_precision(const struct edtf *e)
{
	enum when_precision from = edtf_date_precision(&e->from);
	enum when_precision to = edtf_date_precision(&e->to);

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

/*
 * when_days.c - the calendar.
 *
 * Seasons are our policy, for the standard leaves their months open: change
 * them in parts[], nowhere else. Winter ends in the following year.
 */
#include "when_days.h"

#include <errno.h>
#include <stdio.h>

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

struct edtf_date edtf_end_month(struct edtf_date d, bool last)
{
	const struct part *part = find_part(d.part);

	if (!part)
		return d;
	return month_date(d.year, part->first_month - 1 + (last ? part->months - 1 : 0));
}

long edtf_first_day(const struct edtf_date *d)
{
	struct edtf_date m = edtf_end_month(*d, false);

	return day_number(m.year, m.part ? m.part : 1, m.day ? m.day : 1);
}

long edtf_last_day(const struct edtf_date *d)
{
	struct edtf_date m = edtf_end_month(*d, true);

	if (m.day)
		return day_number(m.year, m.part, m.day);
	if (!m.part)
		return day_number(m.year, 12, 31);
	return day_number(m.year, m.part, days_in_month(m.year, m.part));
}

struct edtf_date edtf_neighbour(struct edtf_date d, int step)
{
	d = edtf_end_month(d, step > 0);
	if (d.day)
		return edtf_day(edtf_first_day(&d) + step);
	if (d.part)
		return month_date(d.year - 1, 12 + d.part - 1 + step);
	return (struct edtf_date){ .year = d.year + step };
}

int edtf_check_date(const struct edtf_date *d, char *why, size_t why_size)
{
	bool is_month = d->part >= 1 && d->part <= 12;

	if (d->part && !is_month && !find_part(d->part))
		snprintf(why, why_size,
			 "there is no month %d; months are 1 to 12, seasons 21 to 24, "
			 "quarters 33 to 36",
			 d->part);
	else if (d->year < YEAR_MIN || edtf_end_month(*d, true).year > YEAR_MAX)
		snprintf(why, why_size, "the year must lie between %d and %d", YEAR_MIN, YEAR_MAX);
	else if (d->day < 0 || (d->day && (!is_month || d->day > days_in_month(d->year, d->part))))
		snprintf(why, why_size, "there is no %d %s %d", d->day, is_month ? month_names[d->part - 1] : "in", d->year);
	else
		return 0;
	return -EDOM;
}

enum when_precision edtf_date_precision(const struct edtf_date *d)
{
	const struct part *part = find_part(d->part);

	if (part)
		return part->precision;
	if (d->day)
		return WHEN_PRECISION_DAY;
	return d->part ? WHEN_PRECISION_MONTH : WHEN_PRECISION_YEAR;
}

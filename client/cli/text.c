#include "text.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire.h"

bool text_to_integer(const char *text, int64_t *ret)
{
	char *end;
	long long value;

	if (!isdigit((unsigned char)*text) && !(*text == '-' && isdigit((unsigned char)text[1])))
		return false;
	errno = 0;
	value = strtoll(text, &end, 10);
	if (*end || errno)
		return false;
	*ret = value;
	return true;
}

/* 1234567 or 1,234,567; gives what follows, NULL when there is no such number. */
static const char *take_pounds(const char *at, int64_t *ret)
{
	int64_t pounds = 0;
	size_t run = 0; /* digits since the last comma */
	bool commas = false;

	for (;; at++) {
		if (isdigit((unsigned char)*at) && pounds < INT64_MAX / 10000) {
			pounds = pounds * 10 + (*at - '0');
			run++;
		} else if (*at == ',' && run >= 1 && run <= 3 && (!commas || run == 3)) {
			commas = true;
			run = 0;
		} else {
			break;
		}
	}
	if (run == 0 || (commas && run != 3))
		return NULL;
	*ret = pounds;
	return at;
}

bool text_to_pence(const char *text, int64_t *ret)
{
	static const char pound[] = "£";
	bool minus = *text == '-';
	const char *at = text + minus;
	int64_t pence;

	if (strncmp(at, pound, sizeof(pound) - 1) != 0)
		return text_to_integer(text, ret);
	at += sizeof(pound) - 1;
	if (*at == '-' && !minus)
		minus = true, at++;
	at = take_pounds(at, &pence);
	if (!at)
		return false;
	pence *= 100;
	if (*at == '.' && isdigit((unsigned char)at[1]) && isdigit((unsigned char)at[2])) {
		pence += (at[1] - '0') * 10 + (at[2] - '0');
		at += 3;
	}
	if (*at)
		return false;
	*ret = minus ? -pence : pence;
	return true;
}

const char *text_from_pence(int64_t pence, char buffer[static TEXT_MONEY_SIZE])
{
	uint64_t size = pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;
	char digits[24];
	size_t length = (size_t)snprintf(digits, sizeof(digits), "%" PRIu64, size / 100);
	size_t n = (size_t)snprintf(buffer, TEXT_MONEY_SIZE, "%s£", pence < 0 ? "-" : "");

	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			buffer[n++] = ',';
		buffer[n++] = digits[i];
	}
	snprintf(buffer + n, TEXT_MONEY_SIZE - n, ".%02u", (unsigned)(size % 100));
	return buffer;
}

struct day {
	int64_t year;
	int month, day;
};

/* Days since 1970-01-01 in the Gregorian calendar, and back. */
static int64_t number_of_day(int64_t year, int month, int day)
{
	int64_t y = year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

static struct day day_of_number(int64_t number)
{
	int64_t z = number + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month = (int)((5 * day_of_year + 2) / 153);
	struct day d;

	d.day = (int)(day_of_year - (153 * month + 2) / 5) + 1;
	d.month = month < 10 ? month + 3 : month - 9;
	d.year = year_of_era + era * 400 + (d.month <= 2);
	return d;
}

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* 01:00 UTC on the last Sunday of a month that has 31 days: when Britain's clocks change. */
static int64_t clock_change(int64_t year, int month)
{
	int64_t last = number_of_day(year, month, 31);

	return (last - (last + 4) % 7) * 86400 + 3600;
}

static int64_t london_offset(int64_t seconds)
{
	int64_t year = day_of_number(floor_divide(seconds, 86400)).year;

	return seconds >= clock_change(year, 3) && seconds < clock_change(year, 10) ? 3600 : 0;
}

const char *text_from_instant(int64_t at_us, char buffer[static TEXT_INSTANT_SIZE])
{
	int64_t seconds = floor_divide(at_us, 1000000);
	int64_t offset = london_offset(seconds);
	int64_t local = seconds + offset;
	int64_t number = floor_divide(local, 86400);
	int second = (int)(local - number * 86400);
	struct day d = day_of_number(number);

	snprintf(buffer, TEXT_INSTANT_SIZE, "%04" PRId64 "-%02d-%02dT%02d:%02d:%02d+%02d:00", d.year % 1000000, d.month, d.day,
		 second / 3600 % 24, second / 60 % 60, second % 60, offset ? 1 : 0);
	return buffer;
}

const char *text_day_of_instant(int64_t at_us, char buffer[static TEXT_DAY_SIZE])
{
	char whole[TEXT_INSTANT_SIZE];

	text_from_instant(at_us, whole);
	snprintf(buffer, TEXT_DAY_SIZE, "%.10s", whole);
	return buffer;
}

static int64_t number_of_text(const char *day)
{
	return number_of_day(strtol(day, NULL, 10), (int)strtol(day + 5, NULL, 10), (int)strtol(day + 8, NULL, 10));
}

bool text_to_instant(const char *day, int64_t *ret_us)
{
	int64_t seconds;

	if (!wire_day_is_valid(day))
		return false;
	seconds = number_of_text(day) * 86400;
	*ret_us = (seconds - london_offset(seconds - 3600)) * 1000000; /* clocks change at 01:00 UTC, never at midnight */
	return true;
}

bool text_add_days(const char *day, int days, char buffer[static TEXT_DAY_SIZE])
{
	struct day d;

	if (!wire_day_is_valid(day))
		return false;
	d = day_of_number(number_of_text(day) + days);
	if (d.year < 1 || d.year > 9999)
		return false;
	snprintf(buffer, TEXT_DAY_SIZE, "%04u-%02u-%02u", (unsigned)d.year % 10000, (unsigned)d.month % 100,
		 (unsigned)d.day % 100);
	return true;
}

/* A whole number and a unit. */
static const char *take_number(const char *text, long *ret)
{
	char *end;

	if (!isdigit((unsigned char)*text) || strspn(text, "0123456789") > 9)
		return NULL;
	*ret = strtol(text, &end, 10);
	return end;
}

bool text_to_span_ms(const char *text, int64_t *ret_ms)
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = { { "ms", 1 }, { "s", 1000 }, { "m", 60000 }, { "h", 3600000 }, { "", 1000 } };
	long number;
	const char *unit = take_number(text, &number);

	for (size_t i = 0; unit && i < sizeof(units) / sizeof(units[0]); i++)
		if (strcmp(unit, units[i].unit) == 0) {
			*ret_ms = number * units[i].ms;
			return true;
		}
	return false;
}

bool text_to_days(const char *text, int *ret_days)
{
	long number;
	const char *unit = take_number(text, &number);

	if (!unit || number > 36500)
		return false;
	if (strcmp(unit, "w") == 0)
		number *= 7;
	else if (*unit && strcmp(unit, "d") != 0)
		return false;
	*ret_days = (int)number;
	return true;
}

static bool begins_code_point(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

size_t text_width(const char *text)
{
	size_t width = 0;

	for (; *text; text++)
		width += begins_code_point(*text);
	return width;
}

size_t text_cut(const char *text, size_t width)
{
	size_t i = 0;

	for (; text[i]; i++)
		if (begins_code_point(text[i]) && width-- == 0)
			break;
	return i;
}

static char folded(char c)
{
	return c == '-' ? '_' : (char)tolower((unsigned char)c);
}

bool text_same(const char *a, const char *b)
{
	while (*a && folded(*a) == folded(*b))
		a++, b++;
	return folded(*a) == folded(*b);
}

size_t text_distance(const char *a, const char *b)
{
	size_t row[65], length = strlen(b);

	if (length > 64)
		return SIZE_MAX;
	for (size_t j = 0; j <= length; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= length; j++) {
			size_t change = corner + (folded(a[i - 1]) != folded(b[j - 1]));

			corner = row[j];
			row[j] = row[j] + 1 < change ? row[j] + 1 : change;
			row[j] = row[j - 1] + 1 < row[j] ? row[j - 1] + 1 : row[j];
		}
	}
	return row[length];
}

const char *text_nearer(const char *typed, const char *best, const char *candidate)
{
	size_t distance = text_distance(typed, candidate);

	if (distance > 1 + strlen(typed) / 4)
		return best;
	return !best || distance < text_distance(typed, best) ? candidate : best;
}

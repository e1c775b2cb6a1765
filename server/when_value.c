/*
 * when_value.c - the ways to write a value.
 */
#include "when_value.h"

#include <string.h>

/*
 * Values, longest first. Under each kind stands what it gives: d day, m month
 * or season, y year, c year without its century, ? day or year, n the second
 * year of a pair, which must follow the first, + the month after the document.
 */
static const struct form {
	const char *kinds; /* D is d or o */
	const char *gives;
} forms[] = {
	{ "Y-d-d", "y-m-d" }, { "D/D/Y", "d/m/y" }, { "D/D/D", "d/m/c" }, { "D-D-Y", "d-m-y" }, { "SY/d", "my/n" },
	{ "SY-d", "my-n" },   { "DMY", "dmy" },     { "DMy", "dmc" },     { "MDY", "mdy" },     { "MDy", "mdc" },
	{ "Y/d", "y/n" },     { "Y-d", "y-n" },     { "Y/Y", "y/n" },     { "Y-Y", "y-n" },     { "d/d", "c/n" },
	{ "d-d", "c-n" },     { "Y-d", "y-m" },     { "DM", "dm" },       { "Mo", "md" },       { "Md", "m?" },
	{ "MY", "my" },       { "My", "mc" },       { "SY", "my" },       { "Sy", "mc" },       { "M", "m" },
	{ "S", "m" },         { "Y", "y" },         { "D", "d" },         { "N", "+" },
};

static int century(int two_digits)
{
	return two_digits + (two_digits < 70 ? 2000 : 1900);
}

static bool follows(int year, int next)
{
	return next == year + 1 || (next < 100 && next == (year + 1) % 100);
}

/* The second year of a pair, after the first is in v. */
static bool take_next_year(const struct when_reader *r, const struct form *form, struct when_value *v, int next)
{
	if (!follows(v->date.year, next) || (form->gives[0] == 'c' && !r->financial))
		return false;
	if (form->gives[0] == 'm') /* the winter of a pair is a date in its first year */
		return v->date.part == EDTF_WINTER;
	v->kind = WHEN_VALUE_FINANCIAL_YEAR;
	return true;
}

static int *member(struct when_value *v, char gives)
{
	switch (gives) {
	case 'd':
		return &v->date.day;
	case 'm':
		return &v->date.part;
	case 'y':
		return &v->date.year;
	case '?':
		return &v->day_or_year;
	default:
		return NULL;
	}
}

/* Fills v from the terms at r->at as the form says; false when the form does not fit. */
static bool fill(const struct when_reader *r, const struct form *form, struct when_value *v)
{
	struct when_value filled = *v;

	for (int i = 0; form->kinds[i]; i++) {
		char kind = r->kinds[r->at + i], gives = form->gives[i];
		int number = r->terms[r->at + i].value;
		int *field = member(&filled, gives);

		if (kind != form->kinds[i] && (form->kinds[i] != 'D' || (kind != 'd' && kind != 'o')))
			return false;
		if (field)
			*field = number ? number : -1;
		else if (gives == 'c')
			filled.date.year = century(number);
		else if (gives == '+')
			filled.kind = WHEN_VALUE_NEXT_MONTH;
		else if (gives == 'n' && !take_next_year(r, form, &filled, number))
			return false;
	}
	*v = filled;
	return true;
}

static bool read_form(struct when_reader *r, struct when_value *v)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *kinds = forms[i].kinds;
		const char *gives = forms[i].gives;

		if (!fill(r, &forms[i], v))
			continue;
		if (strcmp(kinds, "Y-Y") == 0 || strcmp(kinds, "Y/Y") == 0) {
			r->other = (struct when_value){ .date = v->date, .kind = WHEN_VALUE_TWO_YEARS };
			r->has_other = true;
		} else if (strcmp(gives, "y-n") == 0 && r->terms[r->at + 2].value <= 12) {
			r->other = (struct when_value){ .date = { .year = v->date.year, .part = r->terms[r->at + 2].value } };
			r->has_other = v->kind == WHEN_VALUE_FINANCIAL_YEAR;
		}
		r->inferred |= strchr(gives, 'c') ? WHEN_INFERRED_CENTURY : 0;
		r->at += (int)strlen(kinds);
		return true;
	}
	return false;
}

/* "Q3", "quarter three", "third quarter", "3rd quarter": the number, or 0. */
static int read_quarter(struct when_reader *r)
{
	const char *k = r->kinds + r->at;
	bool number_last = k[0] == 'Q' && k[1] && strchr("dc", k[1]);
	int quarter;

	if (!number_last && !(k[0] && strchr("oc", k[0]) && k[1] == 'Q'))
		return 0;
	quarter = r->terms[r->at + (number_last ? 1 : 0)].value;
	if (quarter < 1 || quarter > 4)
		return 0;
	r->at += 2;
	return quarter;
}

/* What the year beside a quarter means: 2016/17, 2016, or the "1617" of "1617-Q2". */
static bool place_quarter(struct when_reader *r, struct when_value *v, int quarter)
{
	struct when_value financial = { .kind = WHEN_VALUE_FINANCIAL_QUARTER, .quarter = quarter };
	int year = v->date.year;
	bool pair = follows(year / 100, year % 100);

	r->has_other = false;
	if (v->date.part || v->date.day || v->kind == WHEN_VALUE_NEXT_MONTH)
		return false;
	financial.date.year = v->kind == WHEN_VALUE_DATE && pair ? century(year / 100) : year;
	if (year == 0 || v->kind == WHEN_VALUE_FINANCIAL_YEAR || (pair && (year < 1990 || year > 2100))) {
		r->inferred |= financial.date.year != year ? WHEN_INFERRED_CENTURY : 0;
		*v = financial;
		return true;
	}
	if (r->financial)
		return false;
	v->date.part = EDTF_QUARTER + quarter;
	r->other = financial;
	r->has_other = true;
	return true;
}

/* The words before a value: weekday, "week commencing", "FY", in any order. */
static void read_prefix(struct when_reader *r, struct when_value *v, int *week, bool *financial)
{
	for (; r->kinds[r->at] && strchr("WKF", r->kinds[r->at]); r->at++) {
		if (r->kinds[r->at] == 'W')
			v->weekday = r->terms[r->at].value;
		else if (r->kinds[r->at] == 'K')
			*week = r->terms[r->at].value;
		else
			*financial = true;
	}
}

bool when_read_value(struct when_reader *r)
{
	struct when_value v = { .kind = WHEN_VALUE_DATE };
	bool financial = false, found;
	int week = -1, quarter, start;

	read_prefix(r, &v, &week, &financial);
	quarter = read_quarter(r);
	if (quarter)
		read_prefix(r, &v, &week, &financial);
	r->financial = financial || quarter;
	found = read_form(r, &v);
	start = r->at;
	if (found && !quarter && v.date.year && !v.date.part) {
		r->at += r->kinds[r->at] == '-';
		quarter = read_quarter(r);
		r->at = quarter ? r->at : start;
	}
	if (v.kind == WHEN_VALUE_FINANCIAL_YEAR && r->kinds[r->at] == 'F')
		r->at++;
	r->financial = financial && found;
	if (r->financial && v.kind != WHEN_VALUE_FINANCIAL_YEAR)
		return false;
	if (quarter ? !place_quarter(r, &v, quarter) : !found)
		return false;
	if (week >= 0 && (v.kind != WHEN_VALUE_DATE || !v.date.part || (!v.date.day && !v.day_or_year)))
		return false;
	if (week >= 0)
		v.kind = week ? WHEN_VALUE_WEEK_TO : WHEN_VALUE_WEEK;
	r->values[r->value_count++] = v;
	return true;
}

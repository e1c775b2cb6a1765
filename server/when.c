/*
 * when.c - reads council wording.
 *
 * The dictionary turns the phrase into terms of one letter each, its kinds:
 * "by 1st July 2014" becomes "LoMY". forms[] says what a run of kinds means
 * as a value. Round a value stand lead words (leads[]: which way it is
 * bounded), softeners and the words of an event; the calendar is when_edtf.c.
 * A new word is a row of the dictionary, a new way to write a date a row of
 * forms[]. Words we do not know are refused rather than skipped.
 */
#include "when.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "when_edtf.h"

enum tense { TENSE_ANY, TENSE_PAST, TENSE_AHEAD };

enum lead_id {
	LEAD_NONE,
	LEAD_BY,
	LEAD_BEFORE,
	LEAD_IN,
	LEAD_ON,
	LEAD_DURING,
	LEAD_UNTIL,
	LEAD_FROM,
	LEAD_SINCE,
	LEAD_NOT_BEFORE,
	LEAD_AFTER,
	LEAD_BETWEEN
};

static const struct lead {
	enum when_bound bound;
	enum edtf_reach reach;
	enum tense tense;
} leads[] = {
	[LEAD_NONE] = { WHEN_BOUND_UNSPECIFIED, EDTF_WHOLE, TENSE_ANY },
	[LEAD_BY] = { WHEN_BOUND_BY, EDTF_UP_TO, TENSE_AHEAD },
	[LEAD_BEFORE] = { WHEN_BOUND_BEFORE, EDTF_SHORT_OF, TENSE_AHEAD },
	[LEAD_IN] = { WHEN_BOUND_IN, EDTF_WHOLE, TENSE_ANY },
	[LEAD_ON] = { WHEN_BOUND_ON, EDTF_WHOLE, TENSE_ANY },
	[LEAD_DURING] = { WHEN_BOUND_DURING, EDTF_WHOLE, TENSE_ANY },
	[LEAD_UNTIL] = { WHEN_BOUND_DURING, EDTF_UNTIL, TENSE_AHEAD },
	[LEAD_FROM] = { WHEN_BOUND_FROM, EDTF_ONWARDS, TENSE_ANY },
	[LEAD_SINCE] = { WHEN_BOUND_FROM, EDTF_ONWARDS, TENSE_PAST },
	[LEAD_NOT_BEFORE] = { WHEN_BOUND_NOT_BEFORE, EDTF_NOT_BEFORE, TENSE_AHEAD },
	[LEAD_AFTER] = { WHEN_BOUND_NOT_BEFORE, EDTF_PAST, TENSE_AHEAD },
	[LEAD_BETWEEN] = { WHEN_BOUND_BETWEEN, EDTF_WHOLE, TENSE_AHEAD },
};

enum { PART_NONE, PART_START, PART_END }; /* "start of", "end of" */

/*
 * Kinds beside the words below: d a number of one or two digits, o one with
 * st/nd/rd/th, Y four digits, y an apostrophe and two, - / + signs, w an
 * unknown word or sign. The nth word of a row has the value first + n * step.
 */
static const struct entry {
	char kind;
	int first, step;
	const char *words;
} dictionary[] = {
	{ 'M', 1, 1, "january|february|march|april|may|june|july|august|september|october|november|december" },
	{ 'M', 1, 1, "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec" },
	{ 'M', 9, 0, "sept" },
	{ 'W', 1, 1, "monday|tuesday|wednesday|thursday|friday|saturday|sunday" },
	{ 'W', 1, 1, "mon|tue|wed|thu|fri|sat|sun" },
	{ 'W', 2, 1, "tues|weds|thurs" },
	{ 'S', EDTF_SPRING, 1, "spring|summer|autumn|winter" },
	{ 'Q', 0, 0, "q|qtr|quarter" },
	{ 'c', 1, 1, "first|second|third|fourth" },
	{ 'c', 1, 1, "one|two|three|four" },
	{ 'F', 0, 0, "fy|f/y|financial year|fiscal year" },
	{ 'K', 0, 0, "week commencing|week beginning|week starting|week of|w/c|wc|w/b" },
	{ 'K', 1, 0, "week ending|w/e" },
	{ 'L', LEAD_BY, 0, "by|up to|no later than|not later than|on or before|by or before" },
	{ 'L', LEAD_BEFORE, 0, "before|prior to|pre|earlier than|ahead of" },
	{ 'L', LEAD_IN, 0, "in|within|for" },
	{ 'L', LEAD_ON, 0, "on|at" },
	{ 'L', LEAD_DURING, 0, "during|throughout|through|over" },
	{ 'L', LEAD_UNTIL, 0, "until|till" },
	{ 'L', LEAD_FROM, 0, "from|starting|starting in|with effect from|as from" },
	{ 'L', LEAD_SINCE, 0, "since" },
	{ 'L', LEAD_NOT_BEFORE, 0, "not before|no earlier than|not earlier than|on or after" },
	{ 'L', LEAD_AFTER, 0, "after|post|following|not until" },
	{ 'L', LEAD_BETWEEN, 0, "between" },
	{ '+', LEAD_FROM, 0, "onward|onwards|and onwards|and beyond|and later|and after" },
	{ '+', LEAD_BY, 0, "at the latest|at latest|or earlier|or before" },
	{ '+', LEAD_NOT_BEFORE, 0, "at the earliest|at earliest|or later|or after" },
	{ 'P', PART_START, 0, "start|beginning" },
	{ 'P', PART_END, 0, "end" },
	{ '&', 0, 0, "and" },
	{ 'T', 0, 0, "to" },
	{ '~', TENSE_AHEAD, 0, "expected|expected to be|anticipated|provisionally|estimated|likely|planned|target" },
	{ '~', TENSE_ANY, 0, "about|around|circa|c|approximately|approx|roughly|early|mid|late|sometime" },
	{ 'U', 0, 0,
	  "tbc|tba|tbd|to be confirmed|to be agreed|to be announced|to be determined|to be decided|"
	  "to be identified|to be arranged|to be set|to be fixed|to be advised|will be agreed|not known|"
	  "not yet known|not yet agreed|not yet set|not yet fixed|not yet decided|not yet confirmed|not set|"
	  "becomes known|become known|when known|in due course|as soon as possible|undated|unknown|no date|"
	  "no date set|n/a" },
	{ 'E', TENSE_PAST, 0,
	  "created|established|agreed|approved|signed|signed off|posted|published|held|ran|"
	  "visited|started|completed|delivered|launched|presented|adopted|abolished|disbanded" },
	{ 'E', TENSE_AHEAD, 0, "due|deadline|will be|will come back|would come back|coming|next steps" },
	{ 'E', TENSE_ANY, 0, "dated|date|month" },
	{ 'B', 0, 0,
	  "cabinet|council|executive|committee|board|group|panel|forum|conference|assembly|scrutiny|"
	  "commission|partnership|meeting|workshop|agm|cmt|overview and scrutiny" },
	{ 'X', 0, 0, "not|no|nor|or|never|cancelled|postponed|except|unless|if" },
	{ ' ', 0, 0, "the|of|a|an|this" },
};

/*
 * Values, longest first. Under each kind stands what it gives: d day, m month
 * or season, y year, c year without its century, ? day or year, n the second
 * year of a pair, which must follow the first.
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
	{ "S", "m" },         { "Y", "y" },         { "D", "d" },
};

struct value {
	struct edtf_date date; /* year 0: the phrase has none */
	enum value_kind {
		VALUE_DATE,
		VALUE_FINANCIAL_YEAR,
		VALUE_FINANCIAL_QUARTER,
		VALUE_WEEK,
		VALUE_WEEK_TO,
		VALUE_TWO_YEARS
	} kind; /* financial ones begin in date.year */
	int quarter;
	int weekday;
	int day_or_year; /* the 15 of "September 15" */
};

struct reader {
	char text[WHEN_TEXT_MAX + 1]; /* the phrase in plain dashes, quotes and spaces */
	char kinds[WHEN_TEXT_MAX + 1];
	struct {
		int value, start, end;
	} terms[WHEN_TEXT_MAX + 1];
	int count, at;
	struct edtf context; /* from.year 0: none */
	enum lead_id lead;
	enum tense tense;
	int part;
	bool soft, financial, year_inferred, century_inferred;
	char anchor[80];
	struct value values[2], other;
	int value_count;
	char join; /* between the two values */
	bool has_other;
	char *why;
	size_t why_size;
};

__attribute__((format(printf, 3, 4))) static int refuse(const struct reader *r, int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(r->why, r->why_size, format, args);
	va_end(args);
	return code;
}

static int refuse_wording(const struct reader *r)
{
	int start = r->terms[r->at].start;
	int length = r->terms[r->at].end - start;
	bool plain = length > 0 && length <= 30;

	for (int i = start; plain && i < start + length; i++)
		plain = r->text[i] > ' ' && r->text[i] < 127;
	return refuse(r, -EINVAL,
		      "not understood%s%.*s; write for example 1 July 2014, July 2014, Q3 2016/17, "
		      "2016/17, autumn 2014, 2010-2015, week commencing 6 July 2015, October Cabinet or tbc, after "
		      "by, before, in, during, from, not before, between ... and; or an EDTF date",
		      plain ? " from the word " : "", plain ? length : 0, r->text + start);
}

/* The bytes of the character at p; 0 when it is not UTF-8 or a control character. */
static size_t utf8_length(const unsigned char *p)
{
	size_t length = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;

	if (length == 1 && (p[0] < ' ' || p[0] == 0x7f))
		return p[0] == '\t' || p[0] == '\n' || p[0] == '\r' ? 1 : 0;
	for (size_t i = 1; i < length; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf0 && p[1] < 0x90) ||
	    (p[0] == 0xf4 && p[1] > 0x8f) || (p[0] == 0xc2 && p[1] < 0xa0))
		return 0;
	return length;
}

/* Copies the phrase to r->text, typographic signs in plain ASCII, outer spaces gone. */
static int tidy(struct reader *r, const char *phrase)
{
	static const struct {
		char plain;
		const char *signs[8];
	} signs[] = {
		{ '-', { "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212" } },
		{ ' ', { "\u00a0", "\u2007", "\u2009", "\u200a", "\u202f", "\u2026", "\u2022" } },
		{ '\'', { "\u2018", "\u2019" } },
		{ '"', { "\u201c", "\u201d" } },
	};
	size_t out = 0;

	for (size_t length; *phrase; phrase += length) {
		char plain = 0;

		length = utf8_length((const unsigned char *)phrase);
		if (length == 0)
			return refuse(r, -EINVAL, "the phrase is not plain UTF-8 text");
		for (size_t i = 0; length > 1 && i < sizeof(signs) / sizeof(signs[0]); i++)
			for (const char *const *sign = signs[i].signs; *sign; sign++)
				if (strncmp(phrase, *sign, strlen(*sign)) == 0)
					plain = signs[i].plain;
		if (length == 1)
			plain = *phrase < ' ' ? ' ' : *phrase;
		if (plain == ' ' && out == 0)
			continue;
		memcpy(r->text + out, plain ? &plain : phrase, plain ? 1 : length);
		out += plain ? 1 : length;
	}
	while (out > 0 && r->text[out - 1] == ' ')
		out--;
	r->text[out] = '\0';
	return 0;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (lower(c) >= 'a' && lower(c) <= 'z') || (unsigned char)c >= 0x80;
}

/* The bytes of text which are these words (up to | or the end); 0 when others. A blank matches several. */
static int match_words(const char *text, const char *words)
{
	int at = 0;

	for (; *words && *words != '|'; words++) {
		if (lower(text[at]) != *words)
			return 0;
		at++;
		while (*words == ' ' && text[at] == ' ')
			at++;
	}
	return is_letter(text[at]) ? 0 : at;
}

/* The longest dictionary words at text: their bytes, 0 when there are none. */
static int look_up(const char *text, char *kind, int *value)
{
	int best = 0;

	for (size_t i = 0; i < sizeof(dictionary) / sizeof(dictionary[0]); i++) {
		const struct entry *e = &dictionary[i];
		const char *words = e->words;

		for (int n = 0; words; n++) {
			int length = match_words(text, words);

			if (length > best) {
				best = length;
				*kind = e->kind;
				*value = e->first + n * e->step;
			}
			words = strchr(words, '|');
			words = words ? words + 1 : NULL;
		}
	}
	return best;
}

/* Reads digits and what clings to them: 1st, '14. */
static int read_number(const char *text, bool apostrophe, char *kind, int *value)
{
	static const char *const suffixes[] = { "st", "nd", "rd", "th" };
	int digits = 0;

	for (*value = 0; is_digit(text[digits]); digits++)
		*value = digits < 5 ? *value * 10 + (text[digits] - '0') : 0;
	*kind = digits <= 2 ? (apostrophe && digits == 2 ? 'y' : 'd') : digits == 4 ? 'Y' : 'w';
	for (size_t i = 0; *kind == 'd' && i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		if (match_words(text + digits, suffixes[i]) == 2) {
			*kind = 'o';
			return digits + 2;
		}
	}
	return digits;
}

/* One term at text: its bytes. Kind ' ' is a term to skip. */
static int read_term(const char *text, char before, char *kind, int *value)
{
	static const char as_kind[][2] = { "--", "//", "&&", "~~", "?~" };
	int length;

	*value = 0;
	*kind = ' ';
	if (is_digit(*text))
		return read_number(text, before == '\'', kind, value);
	length = look_up(text, kind, value);
	if (length > 0)
		return length;
	if (is_letter(*text)) {
		*kind = 'w';
		for (length = 1; is_letter(text[length]) || text[length] == '\''; length++)
			;
		return length;
	}
	for (size_t i = 0; i < sizeof(as_kind) / sizeof(as_kind[0]); i++)
		if (*text == as_kind[i][0])
			*kind = as_kind[i][1];
	if (*text == '+') {
		*kind = '+';
		*value = LEAD_FROM;
	} else if (*text == '.' && is_digit(before) && is_digit(text[1])) {
		*kind = '/';
	} else if (*kind == ' ' && (!strchr(" ,.;:()'\"", *text) || (*text == ':' && is_digit(before)))) {
		*kind = 'w';
	}
	return 1;
}

static void split(struct reader *r)
{
	for (int at = 0, length; r->text[at]; at += length) {
		char kind;
		int value;

		length = read_term(r->text + at, at > 0 ? r->text[at - 1] : ' ', &kind, &value);
		if (kind == ' ')
			continue;
		r->kinds[r->count] = kind;
		r->terms[r->count].value = value;
		r->terms[r->count].start = at;
		r->terms[r->count++].end = at + length;
	}
	r->kinds[r->count] = '\0';
	r->terms[r->count].start = r->terms[r->count].end = (int)strlen(r->text);
}

static int century(int two_digits)
{
	return two_digits + (two_digits < 70 ? 2000 : 1900);
}

static bool follows(int year, int next)
{
	return next == year + 1 || (next < 100 && next == (year + 1) % 100);
}

/* Fills v from the terms at r->at as the form says; false when the form does not fit. */
static bool fill(const struct reader *r, const struct form *form, struct value *v)
{
	struct value filled = *v;

	for (int i = 0; form->kinds[i]; i++) {
		char kind = r->kinds[r->at + i];
		int number = r->terms[r->at + i].value;

		if (kind != form->kinds[i] && (form->kinds[i] != 'D' || (kind != 'd' && kind != 'o')))
			return false;
		switch (form->gives[i]) {
		case 'd':
			filled.date.day = number ? number : -1;
			break;
		case 'm':
			filled.date.part = number ? number : -1;
			break;
		case '?':
			filled.day_or_year = number ? number : -1;
			break;
		case 'y':
			filled.date.year = number ? number : -1;
			break;
		case 'c':
			filled.date.year = century(number);
			break;
		case 'n':
			if (!follows(filled.date.year, number) || (form->gives[0] == 'c' && !r->financial))
				return false;
			/* the winter of a pair is a date in its first year */
			if (form->gives[0] != 'm')
				filled.kind = VALUE_FINANCIAL_YEAR;
			else if (filled.date.part != EDTF_WINTER)
				return false;
			break;
		default:
			break;
		}
	}
	*v = filled;
	return true;
}

static bool read_form(struct reader *r, struct value *v)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *kinds = forms[i].kinds;
		const char *gives = forms[i].gives;

		if (!fill(r, &forms[i], v))
			continue;
		if (strcmp(kinds, "Y-Y") == 0 || strcmp(kinds, "Y/Y") == 0) {
			r->other = (struct value){ .date = v->date, .kind = VALUE_TWO_YEARS };
			r->has_other = true;
		} else if (strcmp(gives, "y-n") == 0 && r->terms[r->at + 2].value <= 12) {
			r->other = (struct value){ .date = { .year = v->date.year, .part = r->terms[r->at + 2].value } };
			r->has_other = v->kind == VALUE_FINANCIAL_YEAR;
		}
		r->century_inferred |= strchr(gives, 'c') != NULL;
		r->at += (int)strlen(kinds);
		return true;
	}
	return false;
}

/* "Q3", "quarter three", "third quarter", "3rd quarter": the number, or 0. */
static int read_quarter(struct reader *r)
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
static bool place_quarter(struct reader *r, struct value *v, int quarter)
{
	struct value financial = { .kind = VALUE_FINANCIAL_QUARTER, .quarter = quarter };
	int year = v->date.year;
	bool pair = follows(year / 100, year % 100);

	r->has_other = false;
	if (v->date.part || v->date.day)
		return false;
	financial.date.year = v->kind == VALUE_DATE && pair ? century(year / 100) : year;
	if (year == 0 || v->kind == VALUE_FINANCIAL_YEAR || (pair && (year < 1990 || year > 2100))) {
		r->century_inferred = r->century_inferred || financial.date.year != year;
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
static void read_prefix(struct reader *r, struct value *v, int *week, bool *financial)
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

/* Adds the value at r->at to r->values; false when there is none. */
static bool read_value(struct reader *r)
{
	struct value v = { .kind = VALUE_DATE };
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
	if (v.kind == VALUE_FINANCIAL_YEAR && r->kinds[r->at] == 'F')
		r->at++;
	r->financial = financial && found;
	if (r->financial && v.kind != VALUE_FINANCIAL_YEAR)
		return false;
	if (quarter ? !place_quarter(r, &v, quarter) : !found)
		return false;
	if (week >= 0 && (v.kind != VALUE_DATE || !v.date.part || (!v.date.day && !v.day_or_year)))
		return false;
	if (week >= 0)
		v.kind = week ? VALUE_WEEK_TO : VALUE_WEEK;
	r->values[r->value_count++] = v;
	return true;
}

/* v in the given year, as a span. */
static int realise(const struct reader *r, const struct value *v, int year, struct edtf *ret)
{
	struct edtf_date d = v->date;
	struct edtf e;
	int rc;

	d.year = year;
	if (v->kind == VALUE_FINANCIAL_QUARTER)
		d = (struct edtf_date){ .year = year + (v->quarter == 4), .part = EDTF_QUARTER + 1 + v->quarter % 4 };
	e = edtf_plain(d);
	rc = edtf_check(&e, r->why, r->why_size);
	if (rc == 0 && v->kind == VALUE_FINANCIAL_YEAR)
		e = edtf_span((struct edtf_date){ .year = year, .part = 4 }, (struct edtf_date){ .year = year + 1, .part = 3 });
	else if (rc == 0 && v->kind == VALUE_TWO_YEARS)
		e = edtf_span(d, (struct edtf_date){ .year = year + 1 });
	else if (rc == 0 && v->kind == VALUE_WEEK)
		e = edtf_span(d, edtf_day(edtf_first_day(&d) + 6));
	else if (rc == 0 && v->kind == VALUE_WEEK_TO)
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
static long distance(const struct reader *r, const struct edtf *e)
{
	struct edtf_date month = { .year = r->context.from.year, .part = r->context.from.part };
	long first = edtf_first_day(&e->from), last = edtf_last_day(&e->to);
	long today = edtf_first_day(&r->context.from), tonight = edtf_last_day(&r->context.to);

	if (r->tense == TENSE_AHEAD)
		return last < edtf_first_day(&month) ? -1 : last - edtf_first_day(&month);
	if (r->tense == TENSE_PAST)
		return first > tonight ? -1 : tonight - first;
	return last < today ? today - last : first > tonight ? first - tonight : 0;
}

static int infer_year(struct reader *r, struct value *v)
{
	int year = r->context.from.year;
	bool any_year = r->context.from.part != 0;
	long best = -1;
	struct edtf e;

	if (!year)
		return refuse(r, -ENODATA, "the year is missing, and there is no dated document to take it from");
	for (int candidate = year - any_year; candidate <= year + any_year; candidate++) {
		long d = realise(r, v, candidate, &e) == 0 ? any_year ? distance(r, &e) : 0 : -1;

		if (d < 0 || (best >= 0 && d > best))
			continue;
		best = d;
		v->date.year = candidate;
	}
	r->year_inferred = true;
	return best >= 0                      ? 0
	       : realise(r, v, year, &e) != 0 ? -EDOM
					      : refuse(r, -EDOM, "no such date lies near the date of the document");
}

/* "September 15": the month in a document of that year, otherwise the day; the other reading is kept. */
static void settle_day_or_year(struct reader *r, struct value *v)
{
	int year = r->context.from.year;
	int number = v->day_or_year;
	struct value month = *v, day = *v;

	v->day_or_year = 0;
	if (number == 0)
		return;
	month.date.year = year - year % 100 + (number > 0 ? number : 0);
	day.date.day = number;
	month.day_or_year = day.day_or_year = 0;
	if (year && month.date.year == year && v->kind == VALUE_DATE && !v->weekday) {
		day.date.year = year;
		r->other = day;
		*v = month;
		r->has_other = number <= 31;
		r->year_inferred = true;
	} else {
		r->other = month;
		*v = day;
		r->has_other = year && v->kind == VALUE_DATE && month.date.year >= year - 2 && month.date.year <= year + 2;
	}
}

/* v as a span, with a year from the context when it has none. */
static int settle(struct reader *r, struct value *v, struct edtf *ret)
{
	static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
	int rc = 0, weekday;

	if (v->date.day && !v->date.part)
		return refuse_wording(r);
	if (!v->date.year)
		rc = infer_year(r, v);
	if (rc == 0)
		rc = realise(r, v, v->date.year, ret);
	if (rc != 0 || !v->weekday)
		return rc;
	if (!v->date.day)
		return refuse_wording(r);
	weekday = edtf_weekday(v->kind == VALUE_WEEK_TO ? edtf_last_day(&ret->to) : edtf_first_day(&ret->from));
	if (weekday == v->weekday)
		return 0;
	return refuse(r, -EDOM, "that day is a %s, not a %s", days[weekday - 1], days[v->weekday - 1]);
}

/* What one end of a range leaves out it takes from the other: "1 to 5 July", "Q2 to Q3 2016". */
static void share_parts(struct value *left, struct value *right)
{
	if (left->date.day && !left->date.part)
		left->date.part = right->date.part;
	if (right->date.day && !right->date.part)
		right->date.part = left->date.part;
	if (left->kind == VALUE_FINANCIAL_QUARTER && !left->date.year && right->kind == VALUE_DATE &&
	    right->date.part > EDTF_QUARTER) {
		left->kind = VALUE_DATE;
		left->date.part = EDTF_QUARTER + left->quarter;
	}
}

static bool runs_backwards(const struct edtf *from, const struct edtf *to)
{
	return edtf_first_day(&from->from) > edtf_last_day(&to->to);
}

static int settle_range(struct reader *r, struct edtf *ret)
{
	struct value *left = &r->values[0], *right = &r->values[1];
	bool left_had_year, right_had_year;
	struct edtf from, to;
	int rc;

	settle_day_or_year(r, left);
	settle_day_or_year(r, right);
	r->has_other = false;
	share_parts(left, right);
	left_had_year = left->date.year != 0;
	right_had_year = right->date.year != 0;
	if (left_had_year && !right_had_year)
		right->date.year = left->date.year;
	rc = settle(r, right, &to);
	if (!left_had_year)
		left->date.year = right->date.year;
	if (rc == 0)
		rc = settle(r, left, &from);
	if (rc == 0 && runs_backwards(&from, &to) && !(left_had_year && right_had_year)) {
		r->year_inferred = true; /* "November to February 2015" */
		rc = left_had_year ? realise(r, right, right->date.year + 1, &to) : realise(r, left, left->date.year - 1, &from);
	}
	if (rc != 0)
		return rc;
	if (r->lead != LEAD_BETWEEN && strchr("&/", r->join) && edtf_last_day(&from.to) + 1 != edtf_first_day(&to.from))
		return refuse(r, -EINVAL, "the two do not adjoin; write \"between ... and\", or two dates");
	*ret = edtf_span(from.from, to.to);
	return edtf_check(ret, r->why, r->why_size);
}

static bool begins(const char *text, const char *words)
{
	while (*words && lower(*text) == *words) {
		text++;
		words++;
	}
	return *words == '\0';
}

/* Takes the words of an event, such as "Cabinet meeting"; they must name a body or a meeting. */
static int read_anchor(struct reader *r)
{
	size_t run = strspn(r->kinds + r->at, "wB&Ec-");
	int first = r->at, start, end;

	if (run == 0 || !memchr(r->kinds + r->at, 'B', run) || r->anchor[0])
		return refuse_wording(r);
	r->at += (int)run;
	while (strchr("&-", r->kinds[first]))
		first++;
	start = r->terms[first].start;
	end = r->terms[r->at - 1].end;
	if (begins(r->text + start, "meeting of the ") && start + 15 < end)
		start += 15;
	else if (begins(r->text + start, "meeting of ") && start + 11 < end)
		start += 11;
	if (end - start > 8 && begins(r->text + end - 8, " meeting"))
		end -= 8;
	if (end - start >= (int)sizeof(r->anchor))
		return refuse(r, -E2BIG, "the words of the event are too long, more than 79 bytes");
	memcpy(r->anchor, r->text + start, (size_t)(end - start));
	r->anchor[end - start] = '\0';
	return 0;
}

/* What stands before the value. */
static int read_opening(struct reader *r)
{
	int rc = 0;

	for (; rc == 0; r->at++) {
		int value = r->terms[r->at].value;
		char next = r->kinds[r->at + 1];

		switch (r->kinds[r->at]) {
		case 'E':
			r->tense = value != TENSE_ANY ? (enum tense)value : r->tense;
			break;
		case '~':
			r->soft = true;
			r->tense = value != TENSE_ANY ? (enum tense)value : r->tense;
			break;
		case 'L':
			if (r->lead != LEAD_NONE && r->lead != LEAD_IN && r->lead != LEAD_ON)
				return refuse_wording(r);
			r->lead = (enum lead_id)value;
			break;
		case 'P':
			r->part = value;
			break;
		case '-':
		case 'U':
			break;
		case 'c':
		case 'w':
		case 'B':
			if (r->kinds[r->at] == 'c' && next == 'Q')
				return 0;
			if (r->lead != LEAD_NONE)
				return refuse_wording(r);
			rc = read_anchor(r);
			r->at--;
			break;
		default:
			return 0;
		}
	}
	return rc;
}

/* The value, or the two of a range. */
static int read_values(struct reader *r)
{
	char join;
	int start;

	if (!read_value(r))
		return refuse_wording(r);
	start = r->at;
	join = r->kinds[r->at];
	if (join == 'L' && r->terms[r->at].value == LEAD_UNTIL)
		join = 'T';
	if (join == '\0' || !strchr("-T&/", join))
		return 0;
	r->at++;
	if (read_value(r))
		r->join = join;
	else
		r->at = start;
	return 0;
}

/* What stands after the value: its year, an event, "onwards", "(tbc)". */
static int read_closing(struct reader *r)
{
	struct value *last = &r->values[r->value_count - 1];
	int rc = 0;

	for (; rc == 0 && r->kinds[r->at]; r->at++) {
		switch (r->kinds[r->at]) {
		case '~':
		case 'U':
			r->soft = true;
			break;
		case '+':
			if (r->value_count == 2 ||
			    (r->lead != LEAD_NONE && r->lead != LEAD_FROM && r->lead != LEAD_IN && r->lead != LEAD_ON))
				return refuse_wording(r);
			r->lead = (enum lead_id)r->terms[r->at].value;
			break;
		case 'W':
			last->weekday = r->terms[r->at].value;
			break;
		case 'Y':
			if (last->date.year || (!r->anchor[0] && (!last->date.day || last->date.part)))
				return refuse_wording(r);
			last->date.year = r->terms[r->at].value;
			break;
		default:
			rc = read_anchor(r);
			if (r->tense == TENSE_ANY)
				r->tense = TENSE_AHEAD;
			r->at--;
			break;
		}
	}
	return rc;
}

/* "start of", "end of": narrows span; gives the reach, which they change too. */
static enum edtf_reach reach_of(struct reader *r, struct edtf *span, struct edtf *other)
{
	enum edtf_reach reach = leads[r->lead].reach;

	if (r->part == PART_START && reach == EDTF_WHOLE)
		r->soft = true;
	else if (r->part == PART_START)
		*span = edtf_plain(edtf_day(edtf_first_day(&span->from)));
	if (r->part == PART_END && (reach == EDTF_ONWARDS || reach == EDTF_NOT_BEFORE))
		*span = edtf_plain(edtf_day(edtf_last_day(&span->to)));
	if (r->part == PART_END && reach == EDTF_WHOLE) {
		*other = edtf_plain(edtf_day(edtf_last_day(&span->to)));
		r->has_other = true;
	}
	if (r->part == PART_END && (reach == EDTF_WHOLE || reach == EDTF_SHORT_OF))
		reach = EDTF_UP_TO;
	if (r->anchor[0] && reach == EDTF_SHORT_OF)
		reach = EDTF_UP_TO;
	if (r->anchor[0] && reach == EDTF_PAST)
		reach = EDTF_NOT_BEFORE;
	return reach;
}

static enum when_bound bound_of(const struct reader *r, const struct when *named)
{
	enum when_bound bound = leads[r->lead].bound;

	if (r->part == PART_END && leads[r->lead].reach == EDTF_WHOLE)
		return WHEN_BOUND_BY;
	if (bound != WHEN_BOUND_UNSPECIFIED && bound != WHEN_BOUND_IN && bound != WHEN_BOUND_ON)
		return bound;
	if (r->values[0].kind == VALUE_WEEK || r->values[0].kind == VALUE_WEEK_TO)
		return WHEN_BOUND_IN;
	return named->bound;
}

static enum when_precision precision_of(const struct reader *r, const struct when *named)
{
	const struct value *v = r->values;

	if (r->value_count == 2 && v[0].kind == VALUE_FINANCIAL_YEAR && v[1].kind == VALUE_FINANCIAL_YEAR)
		return WHEN_PRECISION_MULTI_YEAR;
	if (r->value_count == 1 && (v->kind == VALUE_WEEK || v->kind == VALUE_WEEK_TO))
		return WHEN_PRECISION_WEEK;
	return named->precision;
}

/* The span that was named, in r->other's reading too, becomes the date. */
static int conclude(struct reader *r, struct edtf *span, struct when *ret)
{
	struct edtf other = { .shape = EDTF_DATE };
	struct when named = { .soft = false };
	enum edtf_reach reach;
	struct edtf e;
	int rc;

	if (r->has_other) {
		char why[8];
		struct reader asides = *r;

		asides.why = why;
		asides.why_size = sizeof(why);
		r->has_other = settle(&asides, &r->other, &other) == 0;
	}
	edtf_describe(span, &named);
	reach = reach_of(r, span, &other);
	e = edtf_reaching(span, reach);
	rc = edtf_check(&e, r->why, r->why_size);
	if (rc != 0)
		return rc;
	edtf_describe(&e, ret);
	ret->precision = precision_of(r, &named);
	ret->bound = bound_of(r, &named);
	ret->soft = r->soft;
	memcpy(ret->anchor, r->anchor, sizeof(ret->anchor));
	snprintf(ret->inferred, sizeof(ret->inferred), "%s%s%s", r->year_inferred ? "year" : "",
		 r->year_inferred && r->century_inferred ? "," : "", r->century_inferred ? "century" : "");
	if (r->has_other && r->part != PART_END)
		other = edtf_reaching(&other, reach);
	if (r->has_other && edtf_check(&other, r->why, r->why_size) == 0)
		edtf_render(&other, ret->other_edtf);
	return 0;
}

static int read_wording(struct reader *r, struct when *ret)
{
	bool dated = strpbrk(r->kinds, "dYyMSWQo") != NULL;
	struct edtf span;
	int rc;

	if (strchr(r->kinds, 'U') && !dated && !strchr(r->kinds, 'X')) {
		ret->precision = WHEN_PRECISION_NONE;
		return 0;
	}
	rc = read_opening(r);
	if (rc == 0)
		rc = read_values(r);
	if (rc == 0)
		rc = read_closing(r);
	if (rc != 0)
		return rc;
	if (r->value_count == 2 && r->lead == LEAD_FROM)
		r->lead = LEAD_BETWEEN; /* "from July to September" */
	if (r->value_count == 2 ? leads[r->lead].reach != EDTF_WHOLE || r->part : r->lead == LEAD_BETWEEN)
		return refuse(r, -EINVAL,
			      "two dates go with \"between ... and\" or \"from ... to\", "
			      "and these only with two dates");
	if (r->tense == TENSE_ANY)
		r->tense = leads[r->lead].tense;
	if (r->value_count == 2) {
		rc = settle_range(r, &span);
	} else {
		settle_day_or_year(r, r->values);
		rc = settle(r, r->values, &span);
	}
	return rc == 0 ? conclude(r, &span, ret) : rc;
}

/* EDTF as such, if council wording would not read it otherwise ("2020-21"). */
static int read_direct(struct reader *r, struct when *ret)
{
	struct edtf e, year = { .shape = EDTF_INTERVAL };
	int rc = edtf_parse(r->text, &e, r->why, r->why_size);

	if (rc != 0)
		return rc;
	edtf_describe(&e, ret);
	if (strcmp(ret->edtf, r->text) != 0)
		return -EINVAL;
	if (e.shape == EDTF_DATE && !e.from.day && !e.from.qualifier && e.from.part && e.from.part == (e.from.year + 1) % 100) {
		year.from = (struct edtf_date){ .year = e.from.year, .part = 4 };
		year.to = (struct edtf_date){ .year = e.from.year + 1, .part = 3 };
		edtf_render(&year, ret->other_edtf);
	}
	return 0;
}

static int read_context(struct reader *r, const char *context)
{
	if (!context || !*context)
		return 0;
	if (edtf_parse(context, &r->context, r->why, r->why_size) == 0 && r->context.shape == EDTF_DATE &&
	    r->context.from.part <= 12 && !r->context.from.qualifier)
		return 0;
	return refuse(r, -EINVAL, "the date of the document must be an ISO date: 2015, 2015-09 or 2015-09-15");
}

int when_parse(const char *phrase, const char *context, struct when *ret, char *why, size_t why_size)
{
	struct reader r = { .why = why, .why_size = why_size };
	struct when direct = { .soft = false }, worded = { .soft = false };
	int rc, direct_rc;

	if (strlen(phrase) > WHEN_TEXT_MAX)
		return refuse(&r, -E2BIG, "a date may not be longer than %d bytes", WHEN_TEXT_MAX);
	rc = tidy(&r, phrase);
	if (rc == 0)
		rc = read_context(&r, context);
	if (rc != 0)
		return rc;
	direct_rc = read_direct(&r, &direct);
	if (direct_rc == 0) {
		*ret = direct;
		return 0;
	}
	split(&r);
	rc = read_wording(&r, &worded);
	if (rc == 0)
		*ret = worded;
	if (rc != -EINVAL || (direct_rc != -ENOTSUP && direct_rc != -EDOM))
		return rc;
	(void)edtf_parse(r.text, &r.context, why, why_size); /* the better sentence */
	return direct_rc == -EDOM ? -EDOM : -EINVAL;
}

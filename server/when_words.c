/*
 * when_words.c - the dictionary, and the phrase cut into its words.
 */
#include "when_words.h"

#include <errno.h>
#include <string.h>

/*
 * Kinds beside the words below: d a number of one or two digits, o one with
 * st/nd/rd/th, Y four digits, y an apostrophe and two, - / + signs, w an
 * unknown word or sign. A new word is a row. The nth word of a row has the value first + n * step.
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
	{ 'N', 0, 0, "next month" },
	{ 'S', EDTF_SPRING, 1, "spring|summer|autumn|winter" },
	{ 'Q', 0, 0, "q|qtr|quarter" },
	{ 'c', 1, 1, "first|second|third|fourth" },
	{ 'c', 1, 1, "one|two|three|four" },
	{ 'F', 0, 0, "fy|f/y|financial year|fiscal year" },
	{ 'K', 0, 0, "week commencing|week beginning|week starting|week of|w/c|wc|w/b" },
	{ 'K', 1, 0, "week ending|w/e" },
	{ 'L', WHEN_LEAD_BY, 0, "by|up to|no later than|not later than|on or before|by or before" },
	{ 'L', WHEN_LEAD_BEFORE, 0, "before|prior to|pre|earlier than|ahead of" },
	{ 'L', WHEN_LEAD_IN, 0, "in|within|for" },
	{ 'L', WHEN_LEAD_ON, 0, "on|at" },
	{ 'L', WHEN_LEAD_DURING, 0, "during|throughout|through|over" },
	{ 'L', WHEN_LEAD_UNTIL, 0, "until|till" },
	{ 'L', WHEN_LEAD_FROM, 0, "from|starting|starting in|with effect from|as from" },
	{ 'L', WHEN_LEAD_SINCE, 0, "since" },
	{ 'L', WHEN_LEAD_NOT_BEFORE, 0, "not before|no earlier than|not earlier than|on or after" },
	{ 'L', WHEN_LEAD_AFTER, 0, "after|post|following|not until" },
	{ 'L', WHEN_LEAD_BETWEEN, 0, "between" },
	{ '+', WHEN_LEAD_FROM, 0, "onward|onwards|and onwards|and beyond|and later|and after" },
	{ '+', WHEN_LEAD_BY, 0, "at the latest|at latest|or earlier|or before" },
	{ '+', WHEN_LEAD_NOT_BEFORE, 0, "at the earliest|at earliest|or later|or after" },
	{ 'P', WHEN_PART_START, 0, "start|beginning" },
	{ 'P', WHEN_PART_END, 0, "end" },
	{ '&', 0, 0, "and" },
	{ 'T', 0, 0, "to" },
	{ '~', WHEN_TENSE_AHEAD, 0, "expected|expected to be|anticipated|provisionally|estimated|likely|planned|target" },
	{ '~', WHEN_TENSE_ANY, 0, "about|around|circa|c|approximately|approx|roughly|early|mid|late|sometime" },
	{ 'U', 0, 0,
	  "tbc|tba|tbd|to be confirmed|to be agreed|to be announced|to be determined|to be decided|"
	  "to be identified|to be arranged|to be set|to be fixed|to be advised|will be agreed|not known|"
	  "not yet known|not yet agreed|not yet set|not yet fixed|not yet decided|not yet confirmed|not set|"
	  "becomes known|become known|when known|in due course|as soon as possible|undated|unknown|no date|"
	  "no date set|n/a" },
	{ 'E', WHEN_TENSE_PAST, 0,
	  "created|established|agreed|approved|signed|signed off|posted|published|held|ran|"
	  "visited|started|completed|delivered|launched|presented|adopted|abolished|disbanded" },
	{ 'E', WHEN_TENSE_AHEAD, 0, "due|deadline|will be|will come back|would come back|coming|next steps" },
	{ 'E', WHEN_TENSE_ANY, 0, "dated|date|month" },
	{ 'B', 0, 0,
	  "cabinet|council|executive|committee|board|group|panel|forum|conference|assembly|scrutiny|"
	  "commission|partnership|meeting|workshop|agm|cmt|overview and scrutiny" },
	{ 'X', 0, 0, "not|no|nor|or|never|cancelled|postponed|except|unless|if" },
	{ ' ', 0, 0, "the|of|a|an|this" },
};

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

int when_tidy(struct when_reader *r, const char *phrase)
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
			return when_refuse(r, -EINVAL, "the phrase is not plain UTF-8 text");
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
		*value = WHEN_LEAD_FROM;
	} else if (*text == '.' && is_digit(before) && is_digit(text[1])) {
		*kind = '/';
	} else if (*kind == ' ' && (!strchr(" ,.;:()'\"", *text) || (*text == ':' && is_digit(before)))) {
		*kind = 'w';
	}
	return 1;
}

void when_split(struct when_reader *r)
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

bool when_begins(const char *text, const char *words)
{
	while (*words && lower(*text) == *words) {
		text++;
		words++;
	}
	return *words == '\0';
}

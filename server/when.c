/*
 * when.c - reads council wording.
 *
 * Round a value stand lead words (leads[]: which way it is bounded),
 * softeners and the words of an event. A new word is a row of the dictionary
 * (when_words.c), a new way to write a date a row of forms[] (when_value.c).
 * Words we do not know are refused rather than skipped.
 */
#include "when.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "when_reader.h"
#include "when_settle.h"
#include "when_value.h"
#include "when_words.h"

static const struct lead {
	enum when_bound bound;
	enum edtf_reach reach;
	enum when_tense tense;
} leads[] = {
	[WHEN_LEAD_NONE] = { WHEN_BOUND_UNSPECIFIED, EDTF_WHOLE, WHEN_TENSE_ANY },
	[WHEN_LEAD_BY] = { WHEN_BOUND_BY, EDTF_UP_TO, WHEN_TENSE_AHEAD },
	[WHEN_LEAD_BEFORE] = { WHEN_BOUND_BEFORE, EDTF_SHORT_OF, WHEN_TENSE_AHEAD },
	[WHEN_LEAD_IN] = { WHEN_BOUND_IN, EDTF_WHOLE, WHEN_TENSE_ANY },
	[WHEN_LEAD_ON] = { WHEN_BOUND_ON, EDTF_WHOLE, WHEN_TENSE_ANY },
	[WHEN_LEAD_DURING] = { WHEN_BOUND_DURING, EDTF_WHOLE, WHEN_TENSE_ANY },
	[WHEN_LEAD_UNTIL] = { WHEN_BOUND_DURING, EDTF_UNTIL, WHEN_TENSE_AHEAD },
	[WHEN_LEAD_FROM] = { WHEN_BOUND_FROM, EDTF_ONWARDS, WHEN_TENSE_ANY },
	[WHEN_LEAD_SINCE] = { WHEN_BOUND_FROM, EDTF_ONWARDS, WHEN_TENSE_PAST },
	[WHEN_LEAD_NOT_BEFORE] = { WHEN_BOUND_NOT_BEFORE, EDTF_NOT_BEFORE, WHEN_TENSE_AHEAD },
	[WHEN_LEAD_AFTER] = { WHEN_BOUND_NOT_BEFORE, EDTF_PAST, WHEN_TENSE_AHEAD },
	[WHEN_LEAD_BETWEEN] = { WHEN_BOUND_BETWEEN, EDTF_WHOLE, WHEN_TENSE_AHEAD },
};

int when_refuse(const struct when_reader *r, int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(r->why, r->why_size, format, args);
	va_end(args);
	return code;
}

int when_refuse_wording(const struct when_reader *r)
{
	int start = r->terms[r->at].start;
	int length = r->terms[r->at].end - start;
	bool plain = length > 0 && length <= 30;

	for (int i = start; plain && i < start + length; i++)
		plain = r->text[i] > ' ' && r->text[i] < 127;
	return when_refuse(r, -EINVAL,
			   "not understood%s%.*s; write for example 1 July 2014, July 2014, Q3 2016/17, "
			   "2016/17, autumn 2014, 2010-2015, week commencing 6 July 2015, October Cabinet or tbc, after "
			   "by, before, in, during, from, not before, between ... and; or an EDTF date",
			   plain ? " from the word " : "", plain ? length : 0, r->text + start);
}

/* Takes the words of an event, such as "Cabinet meeting"; they must name a body or a meeting. */
static int read_anchor(struct when_reader *r)
{
	size_t run = strspn(r->kinds + r->at, "wB&Ec-");
	int first = r->at, start, end;

	if (run == 0 || !memchr(r->kinds + r->at, 'B', run) || r->anchor[0])
		return when_refuse_wording(r);
	r->at += (int)run;
	while (strchr("&-", r->kinds[first]))
		first++;
	start = r->terms[first].start;
	end = r->terms[r->at - 1].end;
	if (when_begins(r->text + start, "meeting of the ") && start + 15 < end)
		start += 15;
	else if (when_begins(r->text + start, "meeting of ") && start + 11 < end)
		start += 11;
	if (end - start > 8 && when_begins(r->text + end - 8, " meeting"))
		end -= 8;
	if (end - start >= (int)sizeof(r->anchor))
		return when_refuse(r, -E2BIG, "the words of the event are too long, more than 79 bytes");
	memcpy(r->anchor, r->text + start, (size_t)(end - start));
	r->anchor[end - start] = '\0';
	return 0;
}

/* What stands before the value. */
static int read_opening(struct when_reader *r)
{
	int rc = 0;

	for (; rc == 0; r->at++) {
		int value = r->terms[r->at].value;
		char next = r->kinds[r->at + 1];

		switch (r->kinds[r->at]) {
		case 'E':
		case '~':
			r->soft |= r->kinds[r->at] == '~';
			r->tense = value != WHEN_TENSE_ANY ? (enum when_tense)value : r->tense;
			break;
		case 'L':
			if (r->lead != WHEN_LEAD_NONE && r->lead != WHEN_LEAD_IN && r->lead != WHEN_LEAD_ON)
				return when_refuse_wording(r);
			r->lead = (enum when_lead)value;
			break;
		case 'P':
			r->part = (enum when_part)value;
			break;
		case '-':
		case 'U':
			break;
		case 'c':
		case 'w':
		case 'B':
			if (r->kinds[r->at] == 'c' && next == 'Q')
				return 0;
			if (r->lead != WHEN_LEAD_NONE)
				return when_refuse_wording(r);
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
static int read_values(struct when_reader *r)
{
	char join;
	int start;

	if (!when_read_value(r))
		return when_refuse_wording(r);
	start = r->at;
	join = r->kinds[r->at];
	if (join == 'L' && r->terms[r->at].value == WHEN_LEAD_UNTIL)
		join = 'T';
	if (join == '\0' || !strchr("-T&/", join))
		return 0;
	r->at++;
	if (when_read_value(r))
		r->join = join;
	else
		r->at = start;
	return 0;
}

/* What stands after the value: its year, an event, "onwards", "(tbc)". */
static int read_closing(struct when_reader *r)
{
	struct when_value *last = &r->values[r->value_count - 1];
	int rc = 0;

	for (; rc == 0 && r->kinds[r->at]; r->at++) {
		switch (r->kinds[r->at]) {
		case '~':
		case 'U':
			r->soft = true;
			break;
		case '+':
			if (r->value_count == 2 || (r->lead != WHEN_LEAD_NONE && r->lead != WHEN_LEAD_FROM &&
						    r->lead != WHEN_LEAD_IN && r->lead != WHEN_LEAD_ON))
				return when_refuse_wording(r);
			r->lead = (enum when_lead)r->terms[r->at].value;
			break;
		case 'W':
			last->weekday = r->terms[r->at].value;
			break;
		case 'Y':
			if (last->date.year || (!r->anchor[0] && (!last->date.day || last->date.part)))
				return when_refuse_wording(r);
			last->date.year = r->terms[r->at].value;
			break;
		default:
			rc = read_anchor(r);
			if (r->tense == WHEN_TENSE_ANY)
				r->tense = WHEN_TENSE_AHEAD;
			r->at--;
			break;
		}
	}
	return rc;
}

/* "start of", "end of": narrows span; gives the reach, which they change too. */
static enum edtf_reach reach_of(struct when_reader *r, struct edtf *span, struct edtf *other)
{
	enum edtf_reach reach = leads[r->lead].reach;

	if (r->part == WHEN_PART_START && reach == EDTF_WHOLE)
		r->soft = true;
	else if (r->part == WHEN_PART_START)
		*span = edtf_plain(edtf_day(edtf_first_day(&span->from)));
	if (r->part == WHEN_PART_END && (reach == EDTF_ONWARDS || reach == EDTF_NOT_BEFORE))
		*span = edtf_plain(edtf_day(edtf_last_day(&span->to)));
	if (r->part == WHEN_PART_END && reach == EDTF_WHOLE) {
		*other = edtf_plain(edtf_day(edtf_last_day(&span->to)));
		r->has_other = true;
	}
	if (r->part == WHEN_PART_END && (reach == EDTF_WHOLE || reach == EDTF_SHORT_OF))
		reach = EDTF_UP_TO;
	if (r->anchor[0] && reach == EDTF_SHORT_OF)
		reach = EDTF_UP_TO;
	if (r->anchor[0] && reach == EDTF_PAST)
		reach = EDTF_NOT_BEFORE;
	return reach;
}

static enum when_bound bound_of(const struct when_reader *r, const struct when *named)
{
	enum when_bound bound = leads[r->lead].bound;

	if (r->part == WHEN_PART_END && leads[r->lead].reach == EDTF_WHOLE)
		return WHEN_BOUND_BY;
	if (bound != WHEN_BOUND_UNSPECIFIED && bound != WHEN_BOUND_IN && bound != WHEN_BOUND_ON)
		return bound;
	if (r->values[0].kind == WHEN_VALUE_WEEK || r->values[0].kind == WHEN_VALUE_WEEK_TO)
		return WHEN_BOUND_IN;
	return named->bound;
}

static enum when_precision precision_of(const struct when_reader *r, const struct when *named)
{
	const struct when_value *v = r->values;

	if (r->value_count == 2 && v[0].kind == WHEN_VALUE_FINANCIAL_YEAR && v[1].kind == WHEN_VALUE_FINANCIAL_YEAR)
		return WHEN_PRECISION_MULTI_YEAR;
	if (r->value_count == 1 && (v->kind == WHEN_VALUE_WEEK || v->kind == WHEN_VALUE_WEEK_TO))
		return WHEN_PRECISION_WEEK;
	return named->precision;
}

static void write_inferred(unsigned inferred, struct when *ret)
{
	static const char *const names[] = { "year", "month", "century" };

	ret->inferred[0] = '\0';
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!(inferred >> i & 1))
			continue;
		strcat(ret->inferred, ret->inferred[0] ? "," : "");
		strcat(ret->inferred, names[i]);
	}
}

/* The span that was named, in r->other's reading too, becomes the date. */
static int conclude(struct when_reader *r, struct edtf *span, struct when *ret)
{
	struct edtf other = { .shape = EDTF_DATE };
	struct when named = { .soft = false };
	enum edtf_reach reach;
	struct edtf e;
	int rc;

	r->has_other = r->has_other && when_settle_other(r, &other) == 0;
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
	write_inferred(r->inferred, ret);
	if (r->has_other && r->part != WHEN_PART_END)
		other = edtf_reaching(&other, reach);
	if (r->has_other && edtf_check(&other, r->why, r->why_size) == 0)
		edtf_render(&other, ret->other_edtf);
	return 0;
}

static int read_wording(struct when_reader *r, struct when *ret)
{
	bool dated = strpbrk(r->kinds, "dYyMNSWQo") != NULL;
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
	if (r->value_count == 2 && r->lead == WHEN_LEAD_FROM)
		r->lead = WHEN_LEAD_BETWEEN; /* "from July to September" */
	if (r->value_count == 2 ? leads[r->lead].reach != EDTF_WHOLE || r->part : r->lead == WHEN_LEAD_BETWEEN)
		return when_refuse(r, -EINVAL,
				   "two dates go with \"between ... and\" or \"from ... to\", "
				   "and these only with two dates");
	if (r->tense == WHEN_TENSE_ANY)
		r->tense = leads[r->lead].tense;
	rc = when_settle(r, &span);
	return rc == 0 ? conclude(r, &span, ret) : rc;
}

/* EDTF as such, if council wording would not read it otherwise ("2020-21"). */
static int read_direct(struct when_reader *r, struct when *ret)
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

static int read_context(struct when_reader *r, const char *context)
{
	if (!context || !*context)
		return 0;
	if (edtf_parse(context, &r->context, r->why, r->why_size) == 0 && r->context.shape == EDTF_DATE &&
	    r->context.from.part <= 12 && !r->context.from.qualifier)
		return 0;
	return when_refuse(r, -EINVAL, "the date of the document must be an ISO date: 2015, 2015-09 or 2015-09-15");
}

int when_parse(const char *phrase, const char *context, struct when *ret, char *why, size_t why_size)
{
	struct when_reader r = { .why = why, .why_size = why_size };
	struct when direct = { .soft = false }, worded = { .soft = false };
	int rc, direct_rc;

	if (strlen(phrase) > WHEN_TEXT_MAX)
		return when_refuse(&r, -E2BIG, "a date may not be longer than %d bytes", WHEN_TEXT_MAX);
	rc = when_tidy(&r, phrase);
	if (rc == 0)
		rc = read_context(&r, context);
	if (rc != 0)
		return rc;
	direct_rc = read_direct(&r, &direct);
	if (direct_rc == 0) {
		*ret = direct;
		return 0;
	}
	when_split(&r);
	rc = read_wording(&r, &worded);
	if (rc == 0)
		*ret = worded;
	if (rc != -EINVAL || (direct_rc != -ENOTSUP && direct_rc != -EDOM))
		return rc;
	(void)edtf_parse(r.text, &r.context, why, why_size); /* the better sentence */
	return direct_rc == -EDOM ? -EDOM : -EINVAL;
}

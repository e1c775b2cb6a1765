/*
 * test_when.c - fuzzy dates: when.cases row by row, and the rules that a row
 * cannot say. TEST_DATA_DIR is the folder of when.cases.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "when.h"

enum { FIELDS_MAX = 8 };

static const char *const precisions[] = {
	"UNSPECIFIED", "DAY", "MONTH", "QUARTER", "SEASON", "YEAR", "FINANCIAL_YEAR", "MULTI_YEAR", "WEEK", "NONE",
};
static const char *const bounds[] = {
	"UNSPECIFIED", "BY", "IN", "DURING", "FROM", "BETWEEN", "NOT_BEFORE", "BEFORE", "ON",
};
static const struct {
	const char *name;
	int code;
} errors[] = { { "EINVAL", -EINVAL }, { "ENODATA", -ENODATA }, { "EDOM", -EDOM }, { "E2BIG", -E2BIG } };

static char *trim(char *text)
{
	size_t length;

	text += strspn(text, " ");
	length = strlen(text);
	while (length > 0 && strchr(" \n", text[length - 1]))
		text[--length] = '\0';
	return text;
}

/* Cuts the row at its bars; missing fields are empty. */
static int cut(char *row, char *fields[FIELDS_MAX])
{
	static char empty[] = "";
	int count = 0;

	for (int i = 0; i < FIELDS_MAX; i++) {
		char *bar = row ? strchr(row, '|') : NULL;

		if (bar)
			*bar = '\0';
		count += row != NULL;
		fields[i] = row ? trim(row) : empty;
		row = bar ? bar + 1 : NULL;
	}
	return count;
}

static void write_flags(const struct when *w, char *out, size_t size)
{
	snprintf(out, size, "%s%s%s%s%s%s%s", w->soft ? "soft " : "", w->inferred[0] ? "inferred=" : "", w->inferred,
		 w->other_edtf[0] ? " other=" : "", w->other_edtf, w->anchor[0] ? " anchor=" : "", w->anchor);
}

static void describe_result(int rc, const struct when *w, char *out, size_t size)
{
	char flags[256];

	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (errors[i].code == rc)
			snprintf(out, size, "%s", errors[i].name);
	if (rc != 0)
		return;
	write_flags(w, flags, sizeof(flags));
	snprintf(out, size, "%s|%s|%s|%s|%s|%s", w->edtf, w->earliest, w->latest, precisions[w->precision], bounds[w->bound],
		 trim(flags));
}

static bool row_holds(char *row, int line)
{
	char *f[FIELDS_MAX], expected[512], actual[512] = "another error", why[300] = "";
	int count = cut(row, f);
	struct when w;
	int rc = when_parse(f[0], f[1][0] ? f[1] : NULL, &w, why, sizeof(why));

	if (count == 3)
		snprintf(expected, sizeof(expected), "%s", f[2]);
	else
		snprintf(expected, sizeof(expected), "%s|%s|%s|%s|%s|%s", f[2], f[3], f[4], f[5], f[6], f[7]);
	describe_result(rc, &w, actual, sizeof(actual));
	if (strcmp(expected, actual) == 0 && (rc == 0 || why[0]))
		return true;
	print_error("when.cases:%d: \"%s\"\n  expected %s\n  but got  %s %s\n", line, f[0], expected, actual, why);
	return false;
}

static void wordings_mean_what_the_table_says(void **state)
{
	FILE *file = fopen(TEST_DATA_DIR "/when.cases", "r");
	int failures = 0, rows = 0;
	char row[512];

	(void)state;
	assert_non_null(file);
	for (int line = 1; fgets(row, sizeof(row), file); line++) {
		if (row[0] == '#' || row[0] == '\n')
			continue;
		rows++;
		failures += !row_holds(row, line);
	}
	fclose(file);
	assert_true(rows > 100);
	assert_int_equal(failures, 0);
}

static void failure_leaves_the_result_untouched_and_says_why(void **state)
{
	struct when before, after;
	char why[200] = "";

	(void)state;
	memset(&before, 0x5a, sizeof(before));
	after = before;
	assert_int_equal(when_parse("30 February 2015", NULL, &after, why, sizeof(why)), -EDOM);
	assert_memory_equal(&before, &after, sizeof(after));
	assert_string_equal(why, "there is no 30 February 2015");
	assert_int_equal(when_parse("Monday 1 July 2014", NULL, &after, why, sizeof(why)), -EDOM);
	assert_string_equal(why, "that day is a Tuesday, not a Monday");
}

static void refusal_lists_the_wordings_that_are_understood(void **state)
{
	char why[400] = "";
	struct when w;

	(void)state;
	assert_int_equal(when_parse("before Christmas 2015", NULL, &w, why, sizeof(why)), -EINVAL);
	assert_non_null(strstr(why, "from the word Christmas"));
	assert_non_null(strstr(why, "Q3 2016/17"));
}

static void phrase_of_200_bytes_is_read_and_one_more_is_too_long(void **state)
{
	char phrase[WHEN_TEXT_MAX + 2], why[100];
	struct when w;

	(void)state;
	memset(phrase, ' ', sizeof(phrase));
	memcpy(phrase, "2014", 4);
	phrase[WHEN_TEXT_MAX] = '\0';
	assert_int_equal(when_parse(phrase, NULL, &w, why, sizeof(why)), 0);
	phrase[WHEN_TEXT_MAX] = ' ';
	phrase[WHEN_TEXT_MAX + 1] = '\0';
	assert_int_equal(when_parse(phrase, NULL, &w, why, sizeof(why)), -E2BIG);
}

static void event_words_that_do_not_fit_are_refused_not_cut(void **state)
{
	char phrase[WHEN_TEXT_MAX + 1] = "October ", why[100];
	struct when w;

	(void)state;
	memset(phrase + 8, 'x', 80);
	strcpy(phrase + 88, " Board");
	assert_int_equal(when_parse(phrase, "2014", &w, why, sizeof(why)), -E2BIG);
}

static void text_that_is_not_utf8_is_refused(void **state)
{
	static const char *const bad[] = { "July\xff 2014", "\xc0\xa0July 2014", "July 2014\xe2\x80",
					   "July\x01 2014", "\xed\xa0\x80",      "\xf5\x80\x80\x80" };
	char why[300];
	struct when w;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(when_parse(bad[i], NULL, &w, why, sizeof(why)), -EINVAL);
}

static void edtf_of_every_year_season_and_quarter_reads_back_to_the_same_days(void **state)
{
	static const char *const names[] = { "spring", "summer", "autumn", "winter", "Q1", "Q4" };
	char phrase[40], why[300];
	struct when w, again;

	(void)state;
	for (int year = 1900; year < 2100; year++) {
		for (size_t i = 0; i < 6; i++) {
			snprintf(phrase, sizeof(phrase), "%s %d", names[i], year);
			assert_int_equal(when_parse(phrase, NULL, &w, why, sizeof(why)), 0);
			assert_int_equal(when_parse(w.edtf, NULL, &again, why, sizeof(why)), 0);
			assert_string_equal(w.earliest, again.earliest);
			assert_string_equal(w.latest, again.latest);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wordings_mean_what_the_table_says),
		cmocka_unit_test(failure_leaves_the_result_untouched_and_says_why),
		cmocka_unit_test(refusal_lists_the_wordings_that_are_understood),
		cmocka_unit_test(phrase_of_200_bytes_is_read_and_one_more_is_too_long),
		cmocka_unit_test(event_words_that_do_not_fit_are_refused_not_cut),
		cmocka_unit_test(text_that_is_not_utf8_is_refused),
		cmocka_unit_test(edtf_of_every_year_season_and_quarter_reads_back_to_the_same_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

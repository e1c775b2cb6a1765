/* Money, instants, days and spans as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text.h"

static void money_is_pence_or_pounds_with_their_sign(void **state)
{
	static const struct {
		const char *text;
		int64_t pence;
	} good[] = { { "5000000", 5000000 }, { "-12", -12 },     { "£50,000", 5000000 }, { "£1,234.50", 123450 },
		     { "£1234.05", 123405 }, { "-£1.00", -100 }, { "£-2", -200 },        { "£0", 0 } };
	static const char *const bad[] = { "",        "12.50",      "50,000", "£",   "£1.5",
					   "£1,23",   "£12,34,567", "£1.505", "£ 5", "5p",
					   "£1,2345", "£,123",      "£1e3",   "--1", "£99999999999999999999",
					   "- £1" };
	int64_t pence;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_true(text_to_pence(good[i].text, &pence));
		assert_int_equal(pence, good[i].pence);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(text_to_pence(bad[i], &pence));
}

static void money_is_shown_in_pounds_with_commas(void **state)
{
	char buffer[TEXT_MONEY_SIZE];

	(void)state;
	assert_string_equal(text_from_pence(123456750, buffer), "£1,234,567.50");
	assert_string_equal(text_from_pence(0, buffer), "£0.00");
	assert_string_equal(text_from_pence(-5, buffer), "-£0.05");
	assert_string_equal(text_from_pence(100000, buffer), "£1,000.00");
	assert_string_equal(text_from_pence(INT64_MIN, buffer), "-£92,233,720,368,547,758.08");
}

static void instants_are_shown_by_london_clocks(void **state)
{
	char buffer[TEXT_INSTANT_SIZE], day[TEXT_DAY_SIZE];

	(void)state;
	assert_string_equal(text_from_instant(0, buffer), "1970-01-01T00:00:00+00:00");
	/* the two changes of 2026: 29 March and 25 October, 01:00 UTC */
	assert_string_equal(text_from_instant(1774745999LL * 1000000, buffer), "2026-03-29T00:59:59+00:00");
	assert_string_equal(text_from_instant(1774746000LL * 1000000, buffer), "2026-03-29T02:00:00+01:00");
	assert_string_equal(text_from_instant(1792889999LL * 1000000, buffer), "2026-10-25T01:59:59+01:00");
	assert_string_equal(text_from_instant(1792890000LL * 1000000, buffer), "2026-10-25T01:00:00+00:00");
	/* 23:30 UTC in summer is the next day */
	assert_string_equal(text_day_of_instant(1782862200LL * 1000000, day), "2026-07-01");
}

static void days_begin_at_midnight_in_london(void **state)
{
	int64_t at;

	(void)state;
	assert_true(text_to_instant("2026-07-01", &at));
	assert_int_equal(at, 1782860400LL * 1000000);
	assert_true(text_to_instant("2026-01-01", &at));
	assert_int_equal(at, 1767225600LL * 1000000);
	assert_false(text_to_instant("2026-02-29", &at));
}

static void days_are_added_over_the_ends_of_months_and_years(void **state)
{
	char day[TEXT_DAY_SIZE];

	(void)state;
	assert_true(text_add_days("2026-12-25", 14, day));
	assert_string_equal(day, "2027-01-08");
	assert_true(text_add_days("2028-02-28", 1, day));
	assert_string_equal(day, "2028-02-29");
	assert_true(text_add_days("2026-01-01", -1, day));
	assert_string_equal(day, "2025-12-31");
	assert_false(text_add_days("9999-12-31", 1, day));
}

static void spans_want_a_unit_that_is_known(void **state)
{
	int64_t ms;
	int days;

	(void)state;
	assert_true(text_to_span_ms("500ms", &ms) && ms == 500);
	assert_true(text_to_span_ms("2m", &ms) && ms == 120000);
	assert_true(text_to_span_ms("5", &ms) && ms == 5000);
	assert_false(text_to_span_ms("5 s", &ms) || text_to_span_ms("s", &ms) || text_to_span_ms("-5s", &ms));
	assert_true(text_to_days("14d", &days) && days == 14);
	assert_true(text_to_days("2w", &days) && days == 14);
	assert_false(text_to_days("2m", &days) || text_to_days("", &days));
}

static void near_words_are_suggested_and_far_ones_not(void **state)
{
	(void)state;
	assert_int_equal(text_distance("money-line", "money_line"), 0);
	assert_string_equal(text_nearer("titel", text_nearer("titel", NULL, "state"), "title"), "title");
	assert_null(text_nearer("colour", NULL, "title"));
}

static void widths_count_characters_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(text_width("£5 – é"), 6);
	assert_int_equal(text_cut("£££", 2), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(money_is_pence_or_pounds_with_their_sign),
		cmocka_unit_test(money_is_shown_in_pounds_with_commas),
		cmocka_unit_test(instants_are_shown_by_london_clocks),
		cmocka_unit_test(days_begin_at_midnight_in_london),
		cmocka_unit_test(days_are_added_over_the_ends_of_months_and_years),
		cmocka_unit_test(spans_want_a_unit_that_is_known),
		cmocka_unit_test(near_words_are_suggested_and_far_ones_not),
		cmocka_unit_test(widths_count_characters_not_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * test_config.c - the promises of server/config.h. Every test writes its
 * settings into a file of its own, which goes with the test.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "config.h"

static char path[] = "/tmp/concordat-config.XXXXXX";
static char said[4096];

static void write_file(const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* What is said lands in `said`. */
static int load(const char *text, struct config *ret)
{
	FILE *errors = fmemopen(said, sizeof(said), "w");
	int rc;

	assert_non_null(errors);
	if (text)
		write_file(text);
	rc = config_load(text ? path : NULL, ret, errors);
	putc('\0', errors);
	fclose(errors);
	return rc;
}

static void says(const char *what)
{
	if (!strstr(said, what))
		fail_msg("said \"%s\" and not \"%s\"", said, what);
}

static void is_refused(const char *text, const char *what)
{
	struct config config = { .readers = -7 };

	assert_int_equal(load(text, &config), -EINVAL);
	says(what);
	assert_int_equal(config.readers, -7);
}

static char *printed(const struct config *config)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	config_print(config, out);
	fclose(out);
	return text;
}

static void prints(const struct config *config, const char *what)
{
	char *text = printed(config);

	if (!strstr(text, what))
		fail_msg("printed %s and not \"%s\"", text, what);
	free(text);
}

/* ---- where values come from ---- */

static void without_a_file_every_setting_has_its_default(void **state)
{
	struct config config;

	(void)state;
	assert_int_equal(load(NULL, &config), 0);
	assert_string_equal(config.endpoint, "tcp://127.0.0.1:5710");
	assert_string_equal(config.log_level, "info");
	assert_int_equal(config.in_flight_per_client, 32);
	assert_true(config.clock_start_at == 0);
	assert_true(config.clock_rate > 0.99 && config.clock_rate < 1.01);
	prints(&config, "readers = 2 # default\n");
	config_release(&config);
}

static void the_environment_goes_before_the_file_and_the_file_before_the_default(void **state)
{
	struct config config;
	char line[128];

	(void)state;
	setenv("CONCORDAT__READERS", "5", 1);
	assert_int_equal(load("# first\nreaders = 4\nbatch_max = 64 # why\n\nendpoint = \"tcp://127.0.0.1:6000\"\n", &config), 0);
	unsetenv("CONCORDAT__READERS");
	assert_int_equal(config.readers, 5);
	assert_int_equal(config.batch_max, 64);
	prints(&config, "readers = 5 # environment\n");
	snprintf(line, sizeof(line), "batch_max = 64 # %s:3\n", path);
	prints(&config, line);
	snprintf(line, sizeof(line), "endpoint = \"tcp://127.0.0.1:6000\" # %s:5\n", path);
	prints(&config, line);
	config_release(&config);
}

static void what_is_printed_reads_back_the_same(void **state)
{
	struct config first, second;
	char *text;

	(void)state;
	assert_int_equal(
		load("zap_domain = \"a \\\"b\\\" \\\\ c # d\"\nclock_start = 2026-04-01T09:30:00Z\nclock_rate = 86400\n", &first),
		0);
	assert_string_equal(first.zap_domain, "a \"b\" \\ c # d");
	text = printed(&first);
	assert_int_equal(load(text, &second), 0);
	assert_int_equal(config_differences(&first, &second, stderr), 0);
	free(text);
	config_release(&first);
	config_release(&second);
}

static void comments_of_every_kind_leave_the_line_numbers_right(void **state)
{
	(void)state;
	is_refused("# a\n// b\n/* c\n\n d */\nreaders = 1 # e\n  # f\nendpoint = tcp://127.0.0.1:5710\nbatch_max = x\n",
		   ":9: batch_max wants");
}

static void passwords_are_not_printed(void **state)
{
	struct config config;
	char *text;

	(void)state;
	assert_int_equal(load("database = \"user=x password=hushhush dbname=y\"\n"
			      "migrate_database = \"postgresql://me:hushhush@host/db?sslmode=require\"\n",
			      &config),
			 0);
	text = printed(&config);
	assert_null(strstr(text, "hushhush"));
	assert_non_null(strstr(text, "database = \"...\""));
	free(text);
	config_release(&config);
	assert_int_equal(load("database = \"host=x PASSWORD = 'a\\\\' hushhush'\"\n", &config), 0);
	text = printed(&config);
	assert_null(strstr(text, "hushhush"));
	free(text);
	config_release(&config);
}

/* ---- what is refused ---- */

static void an_unknown_setting_is_refused_and_the_nearest_name_offered(void **state)
{
	char want[128];

	(void)state;
	snprintf(want, sizeof(want), "%s:2: no setting is called reeders; did you mean readers?\n", path);
	is_refused("batch_max = 3\nreeders = 3\n", want);
	is_refused("colour = red\n", "no setting is called colour\n");
	setenv("CONCORDAT__RATE_PER_SECOND", "3", 1);
	is_refused("readers = 1\n", "environment: no setting is called rate_per_second");
	unsetenv("CONCORDAT__RATE_PER_SECOND");
}

static void values_of_the_wrong_type_or_out_of_range_are_refused(void **state)
{
	static const char *const bad[][2] = {
		{ "readers = two\n", "readers wants a whole number from 1 to 64" },
		{ "readers = 2.5\n", "readers wants" },
		{ "readers = 0\n", "readers wants" },
		{ "readers = 65\n", "readers wants" },
		{ "readers = 99999999999999999999\n", "readers wants" },
		{ "readers = \"\"\n", "readers wants" },
		{ "clock_rate = nan\n", "clock_rate wants a number from 0.001 to 10000000" },
		{ "clock_rate = 2e7\n", "clock_rate wants" },
		{ "log_level = loud\n", "log_level wants one of debug, info, warning, error" },
		{ "clock_start = 2026-02-30\n", "clock_start wants a day or instant" },
		{ "clock_start = 2026-04-01T09:30:00+01:00\n", "clock_start wants" },
		{ "clock_start = 1969-12-31\n", "clock_start wants" },
		{ "endpoint = \"\"\n", "endpoint wants text of 1 to 1000 characters" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		is_refused(bad[i][0], bad[i][1]);
	setenv("CONCORDAT__READERS", "many", 1);
	is_refused("batch_max = 1\n", "environment: CONCORDAT__READERS wants");
	unsetenv("CONCORDAT__READERS");
}

static void every_bad_value_is_told_at_once(void **state)
{
	(void)state;
	is_refused("readers = 0\nbatch_max = 0\n", ":1: readers wants");
	says(":2: batch_max wants");
}

static void a_setting_given_twice_is_refused(void **state)
{
	(void)state;
	is_refused("readers = 1\nbatch_max = 2\nreaders = 3\n", ":3: readers was set on line 1 already");
}

static void what_is_no_file_of_settings_is_refused(void **state)
{
	struct config config;
	FILE *nowhere = fopen("/dev/null", "w");

	(void)state;
	is_refused("readers = \"1\n", "premature end of file");
	is_refused("/* no end\nreaders = 1\n", "a comment begins with /* and does not end");
	is_refused("readers 1\n", ":1: ");
	is_refused("include(\"/etc/passwd\")\n", "no setting is called include");
	assert_int_equal(config_load("/tmp", &config, nowhere), -EINVAL); /* a folder ends the program inside libconfuse */
	assert_int_equal(config_load("/nonexistent/file", &config, nowhere), -EINVAL);
	fclose(nowhere);
}

static void an_empty_name_is_refused_with_a_sentence(void **state)
{
	struct config config;

	(void)state;
	assert_int_equal(load("readers = 3\n\"\" = 4\n", &config), -EINVAL);
	assert_non_null(strstr(said, ":2: a setting is wanted here: name = value"));
}

static void settings_that_contradict_each_other_are_refused(void **state)
{
	(void)state;
	is_refused("page_default = 200\npage_max = 100\n", "page_default (200) is more than page_max (100)");
	is_refused("clock_rate = 60\n", "clock_rate is for a clock with a clock_start");
}

static void an_empty_file_is_fine(void **state)
{
	struct config config;

	(void)state;
	assert_int_equal(load("", &config), 0);
	config_release(&config);
	assert_int_equal(load("# nothing but a comment", &config), 0);
	config_release(&config);
}

/* ---- the clock's start ---- */

static void days_and_instants_are_utc(void **state)
{
	static const struct {
		const char *text;
		int64_t at;
	} good[] = {
		{ "clock_start = 2026-04-01\n", INT64_C(1775001600000000) },
		{ "clock_start = 2026-04-01T09:30Z\n", INT64_C(1775035800000000) },
		{ "clock_start = \"2026-04-01T09:30:15Z\"\n", INT64_C(1775035815000000) },
		{ "clock_start = \"\"\n", 0 },
	};
	struct config config;

	(void)state;
	setenv("TZ", "America/New_York", 1);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		assert_int_equal(load(good[i].text, &config), 0);
		assert_true(config.clock_start_at == good[i].at);
		config_release(&config);
	}
	unsetenv("TZ");
}

/* ---- reloading ---- */

static void a_reload_takes_limits_and_leaves_what_wants_a_restart(void **state)
{
	struct config running, copy, fresh;
	char names[256] = "";
	FILE *out = fmemopen(names, sizeof(names), "w");

	(void)state;
	assert_int_equal(load("readers = 2\nrate_per_s = 100\n", &running), 0);
	assert_int_equal(load("readers = 3\nrate_per_s = 50\nlog_level = debug\nendpoint = tcp://127.0.0.1:1\n", &fresh), 0);
	assert_int_equal(config_differences(&running, &fresh, stdout), 4);
	assert_int_equal(config_needs_restart(&running, &fresh, out), 2);
	fclose(out);
	assert_string_equal(names, "endpoint\nreaders\n");
	copy = running; /* as the service has it */
	config_take_reloadable(&copy, &fresh);
	config_release(&fresh);
	assert_int_equal(copy.rate_per_s, 50);
	assert_string_equal(copy.log_level, "debug");
	assert_int_equal(copy.readers, 2);
	assert_string_equal(copy.endpoint, "tcp://127.0.0.1:5710");
	config_release(&running);
}

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_file_every_setting_has_its_default),
		cmocka_unit_test(the_environment_goes_before_the_file_and_the_file_before_the_default),
		cmocka_unit_test(what_is_printed_reads_back_the_same),
		cmocka_unit_test(comments_of_every_kind_leave_the_line_numbers_right),
		cmocka_unit_test(passwords_are_not_printed),
		cmocka_unit_test(an_unknown_setting_is_refused_and_the_nearest_name_offered),
		cmocka_unit_test(values_of_the_wrong_type_or_out_of_range_are_refused),
		cmocka_unit_test(every_bad_value_is_told_at_once),
		cmocka_unit_test(a_setting_given_twice_is_refused),
		cmocka_unit_test(what_is_no_file_of_settings_is_refused),
		cmocka_unit_test(an_empty_name_is_refused_with_a_sentence),
		cmocka_unit_test(settings_that_contradict_each_other_are_refused),
		cmocka_unit_test(an_empty_file_is_fine),
		cmocka_unit_test(days_and_instants_are_utc),
		cmocka_unit_test(a_reload_takes_limits_and_leaves_what_wants_a_restart),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}

/*
 * test_wire_check.c - what proto/wire_check.c accepts and refuses, hostile bytes above all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <string.h>

#include "made.h"

static struct wire_fault fault;

static int check(const ProtobufCMessageDescriptor *type)
{
	int err = wire_check(type, made.bytes, made.size, &fault);

	made.size = 0;
	return err;
}

static int check_record(const ProtobufCMessageDescriptor *type)
{
	int err = wire_check_record(type, made.bytes, made.size, &fault);

	made.size = 0;
	return err;
}

static int check_request(void)
{
	return check(&concordat__request__descriptor);
}

static int check_meeting(void)
{
	return check_record(&concordat__meeting__descriptor);
}

static void accepts(int err)
{
	if (err)
		fail_msg("refused: %s", fault.message);
}

static void refuses(int err, const char *field, const char *message)
{
	assert_int_equal(err, -EBADMSG);
	assert_string_equal(fault.field, field);
	if (!strstr(fault.message, message))
		fail_msg("\"%s\" does not say \"%s\"", fault.message, message);
}

static void what_we_pack_is_accepted(void **state)
{
	(void)state;
	number(1, CONCORDAT__KIND__KIND_MEETING);
	text(2, "council/cabinet");
	wrap(12);
	text(1, "abc");
	accepts(check_request());
	accepts(check_request()); /* nothing at all is a message too */
	text(1, "council/october");
	number(3, 1);
	text(4, "one");
	text(4, "two");
	text(98, "2016-02-29");
	number(24, 4);
	number(25, 1);
	accepts(check_meeting());
}

static void bytes_that_are_cut_short_are_refused(void **state)
{
	(void)state;
	for (size_t cut = 1; cut < 5; cut++) {
		text(1, "abc");
		made.size = cut;
		refuses(check_request(), "", "not a message");
	}
	add("\x10", 1); /* deadline_ms without its number */
	refuses(check_request(), "", "cut short");
	add("\x10\xff", 2);
	refuses(check_request(), "", "cut short");
	text(1, "abc");
	add("\x80", 1); /* trailing */
	refuses(check_request(), "", "cut short");
}

static void length_past_the_end_is_refused(void **state)
{
	(void)state;
	add("\x0a\xff\xff\xff\xff\x0f", 6);
	refuses(check_request(), "", "past the end");
	add("\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11);
	refuses(check_request(), "", "past the end");
	add("\x0a\x02x", 3);
	refuses(check_request(), "", "past the end");
}

static void numbers_longer_than_64_bits_are_refused(void **state)
{
	(void)state;
	add("\x10\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 12);
	refuses(check_request(), "", "64 bits");
	add("\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 11);
	refuses(check_request(), "", "64 bits");
	add("\x80\x80\x80\x80\x80\x01", 6); /* a key of six bytes */
	refuses(check_request(), "", "too long");
}

static void numbers_out_of_their_types_range_are_refused(void **state)
{
	(void)state;
	number(2, UINT64_C(1) << 32);
	refuses(check_request(), "deadline_ms", "out of range");
	number(2, UINT32_MAX);
	accepts(check_request());
	number(25, 2);
	refuses(check_meeting(), "public", "out of range");
	number(3, (UINT64_C(1) << 32) + 1); /* cut to 32 bits it would be PUBLIC */
	refuses(check_meeting(), "visibility", "out of range");
	number(5, UINT64_MAX); /* int64: -1 */
	accepts(check_meeting());
}

static void field_number_zero_is_refused(void **state)
{
	(void)state;
	number(0, 1);
	refuses(check_request(), "", "number 0");
}

static void groups_are_refused(void **state)
{
	(void)state;
	add("\x0b\x0c", 2);
	refuses(check_request(), "", "groups");
	add("\xa3\x06\xa4\x06", 4); /* of an unknown field */
	refuses(check_request(), "", "groups");
	add("\x0e", 1);
	refuses(check_request(), "", "groups");
}

static void value_of_another_type_is_refused(void **state)
{
	(void)state;
	number(1, 5);
	refuses(check_request(), "id", "not of its type");
	text(2, "5");
	refuses(check_request(), "deadline_ms", "not of its type");
	number(12, 5);
	refuses(check_request(), "get", "not of its type");
	sized(4, "\x01\x02", 2); /* kinds, packed */
	wrap(18);
	refuses(check_request(), "kinds", "not of its type");
}

/* Our own messages are four deep, so only a type that contains itself can go past the limit; it is refused at the ninth. */
static void deep_nesting_is_refused(void **state)
{
	static ProtobufCFieldDescriptor field = {
		.name = "inner", .id = 1, .label = PROTOBUF_C_LABEL_OPTIONAL, .type = PROTOBUF_C_TYPE_MESSAGE
	};
	static const ProtobufCIntRange ranges[] = { { 1, 0 }, { 0, 1 } };
	static ProtobufCMessageDescriptor endless = {
		.name = "Endless", .n_fields = 1, .fields = &field, .n_field_ranges = 1, .field_ranges = ranges
	};

	(void)state;
	field.descriptor = &endless;
	for (int i = 0; i < WIRE_DEPTH_MAX - 1; i++)
		wrap(1);
	accepts(check(&endless));
	for (int i = 0; i < WIRE_DEPTH_MAX; i++)
		wrap(1);
	refuses(check(&endless), "", "nested deeper than 8");
	for (int i = 0; i < 8000; i++)
		wrap(1);
	refuses(check(&endless), "", "nested deeper than 8");
	for (int i = 0; i < 4; i++) /* Record in Put in BatchItem in Batch */
		wrap(i < 3 ? 1 : 15);
	accepts(check_request());
}

static void message_or_text_that_stands_twice_is_refused(void **state)
{
	(void)state;
	sized(11, "", 0);
	sized(11, "", 0);
	refuses(check_request(), "ping", "twice");
	text(1, "a");
	text(1, "b");
	refuses(check_request(), "id", "twice");
	text(20, "a");
	text(20, "b");
	refuses(check_meeting(), "body", "twice");
}

static void two_verbs_in_one_request_are_refused(void **state)
{
	(void)state;
	sized(11, "", 0);
	sized(12, "", 0);
	refuses(check_request(), "get", "ping and get exclude each other");
}

static void lists_have_an_end(void **state)
{
	(void)state;
	for (int i = 0; i < WIRE_LIST_MAX; i++)
		text(4, "x");
	accepts(check_meeting());
	for (int i = 0; i <= WIRE_LIST_MAX; i++)
		text(4, "x");
	refuses(check_meeting(), "readers", "more than 1000");
}

static void fields_have_an_end_counted_over_all_levels(void **state)
{
	(void)state;
	for (int condition = 0; condition < 5; condition++) {
		uint8_t values[3 * 900];

		for (size_t i = 0; i < sizeof(values); i += 3)
			memcpy(values + i, "\x1a\x01x", 3);
		sized(2, values, sizeof(values));
	}
	wrap(13);
	refuses(check_request(), "", "more than 4096 fields");
}

static void unknown_fields_are_counted_in_an_envelope(void **state)
{
	static const uint8_t big[5000];

	(void)state;
	for (uint32_t i = 0; i < WIRE_UNKNOWN_MAX; i++)
		number(1000 + i, 1);
	accepts(check_request());
	for (uint32_t i = 0; i <= WIRE_UNKNOWN_MAX; i++)
		number(1000 + i, 1);
	refuses(check_request(), "", "more than 64");
	sized(1000, big, sizeof(big));
	refuses(check_request(), "", "4096 bytes");
}

static void unknown_fields_are_refused_in_a_record(void **state)
{
	(void)state;
	number(1000, 1);
	refuses(check_meeting(), "", "field 1000 is not known");
}

static void too_large_a_message_is_refused(void **state)
{
	(void)state;
	memset(made.bytes, 0, WIRE_MESSAGE_MAX + 1);
	made.size = WIRE_MESSAGE_MAX + 1;
	refuses(check_request(), "", "larger than 65536");
}

static void too_long_a_text_is_refused(void **state)
{
	static char long_text[WIRE_TEXT_MAX + 2];

	(void)state;
	memset(long_text, 'x', WIRE_TEXT_MAX + 1);
	text(21, long_text);
	refuses(check_meeting(), "title", "longer than 16384");
	text(21, long_text + 1);
	accepts(check_meeting());
}

static void text_that_is_not_utf8_is_refused(void **state)
{
	static const char *const bad[] = {
		"\x80",         "\xc3",         "\xc0\xaf",         "\xc1\xbf",         "\xe0\x80\xaf",
		"\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\xaf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
		"\xff",         "\xe2\x82",     "\xf0\x9f\x98",     "ok\xfe",
	};
	static const char *const good[] = {
		"", "caf\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		text(21, bad[i]);
		refuses(check_meeting(), "title", "not UTF-8");
	}
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		text(21, good[i]);
		accepts(check_meeting());
	}
}

static void text_with_a_nul_is_refused(void **state)
{
	(void)state;
	sized(21, "visible\0hidden", 14);
	refuses(check_meeting(), "title", "NUL");
	sized(1, "a\0b", 3); /* bytes may hold one */
	accepts(check_request());
}

static void unknown_enum_values_are_refused(void **state)
{
	(void)state;
	number(24, 99);
	refuses(check_meeting(), "status", "no value 99");
	number(24, UINT64_MAX);
	refuses(check_meeting(), "status", "no value -1");
	number(1, 7); /* a gap in Kind */
	wrap(12);
	refuses(check_request(), "kind", "no value 7");
}

static void days_must_exist_in_a_record(void **state)
{
	static const char *const bad[] = { "2015-02-29", "2015-13-01", "2015-00-10",  "2015-01-32", "0000-01-01", "2015-1-1",
					   "",           "20150101",   "2015-01-01T", "1900-02-29", "+015-01-01" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(wire_day_is_valid(bad[i]));
		text(98, bad[i]);
		refuses(check_meeting(), "context_on", "a day that exists");
	}
	assert_true(wire_day_is_valid("2000-02-29"));
	assert_true(wire_day_is_valid("0001-01-01"));
	assert_true(wire_day_is_valid("9999-12-31"));
}

static void ids_are_founder_and_name(void **state)
{
	static const char *const bad[] = { "",
					   "name",
					   "/name",
					   "founder/",
					   "founder/name/more",
					   "Founder/name",
					   "founder/-name",
					   "founder/na me",
					   ".founder/name",
					   "founder/n\xc3\xa9" };
	char long_id[WIRE_ID_MAX + 2] = "f/";

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(wire_id_is_valid(bad[i], false));
		text(1, bad[i]);
		refuses(check_meeting(), "id", "founder/name");
	}
	assert_true(wire_id_is_valid("worcestershire-cc/2015.10_cabinet", false));
	assert_true(wire_id_is_valid("worcestershire-cc", true));
	assert_false(wire_id_is_valid("worcestershire-cc/x", true));
	memset(long_id + 2, 'x', WIRE_ID_MAX - 1);
	assert_false(wire_id_is_valid(long_id, false));
	text(1, long_id);
	refuses(check_meeting(), "id", "120 bytes");
	long_id[WIRE_ID_MAX] = '\0';
	assert_true(wire_id_is_valid(long_id, false));
	text(1, "council");
	accepts(check_record(&concordat__organisation__descriptor));
}

static void enum_value_of_a_newer_register_is_received_and_never_stored(void **state)
{
	static const uint8_t body[] = { 0x0a, 3, 'a', '/', 'b', 0xb8, 0x01, 0x8f, 0x4e }; /* type: 9999 */


	(void)state;
	assert_int_equal(wire_check_received(&concordat__body__descriptor, body, sizeof(body), &fault), 0);
	assert_true(wire_check(&concordat__body__descriptor, body, sizeof(body), &fault) < 0);
	assert_true(wire_check_record(&concordat__body__descriptor, body, sizeof(body), &fault) < 0);
	assert_string_equal(fault.field, "type");
	assert_true(wire_check_received(&concordat__body__descriptor, body, sizeof(body) - 1, &fault) < 0); /* the limits stay */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(enum_value_of_a_newer_register_is_received_and_never_stored),
		cmocka_unit_test(what_we_pack_is_accepted),
		cmocka_unit_test(bytes_that_are_cut_short_are_refused),
		cmocka_unit_test(length_past_the_end_is_refused),
		cmocka_unit_test(numbers_longer_than_64_bits_are_refused),
		cmocka_unit_test(numbers_out_of_their_types_range_are_refused),
		cmocka_unit_test(field_number_zero_is_refused),
		cmocka_unit_test(groups_are_refused),
		cmocka_unit_test(value_of_another_type_is_refused),
		cmocka_unit_test(deep_nesting_is_refused),
		cmocka_unit_test(message_or_text_that_stands_twice_is_refused),
		cmocka_unit_test(two_verbs_in_one_request_are_refused),
		cmocka_unit_test(lists_have_an_end),
		cmocka_unit_test(fields_have_an_end_counted_over_all_levels),
		cmocka_unit_test(unknown_fields_are_counted_in_an_envelope),
		cmocka_unit_test(unknown_fields_are_refused_in_a_record),
		cmocka_unit_test(too_large_a_message_is_refused),
		cmocka_unit_test(too_long_a_text_is_refused),
		cmocka_unit_test(text_that_is_not_utf8_is_refused),
		cmocka_unit_test(text_with_a_nul_is_refused),
		cmocka_unit_test(unknown_enum_values_are_refused),
		cmocka_unit_test(days_must_exist_in_a_record),
		cmocka_unit_test(ids_are_founder_and_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * test_wire.c - the rules of proto/wire.h: kinds, words, finding, unpacking. What it refuses is in test_wire_check.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "made.h"

static void every_kind_has_its_row(void **state)
{
	const ProtobufCEnumDescriptor *kinds = &concordat__kind__descriptor;

	(void)state;
	assert_int_equal(wire_kind_count, kinds->n_values - 1);
	for (size_t i = 0; i < wire_kind_count; i++) {
		char word[64];

		assert_int_equal(wire_kinds[i].number, kinds->values[i + 1].value);
		assert_string_equal(wire_enum_word(kinds, (int)wire_kinds[i].number, word, sizeof(word)), wire_kinds[i].name);
		assert_ptr_equal(wire_kind_by_number((int)wire_kinds[i].number), &wire_kinds[i]);
	}
	assert_null(wire_kind_by_number(0));
	assert_null(wire_kind_by_number(7));
}

static void kinds_are_found_by_the_names_people_write(void **state)
{
	static const char *const names[][2] = {
		{ "money_line", "money_line" },
		{ "money-line", "money_line" },
		{ "money_lines", "money_line" },
		{ "bodies", "body" },
		{ "body", "body" },
		{ "dependencies", "dependency" },
		{ "Milestone", "milestone" },
		{ "body-links", "body_link" },
		{ "inconsistencies", "inconsistency" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_string_equal(wire_kind_by_name(names[i][0])->name, names[i][1]);
	assert_null(wire_kind_by_name("money"));
	assert_null(wire_kind_by_name(""));
}

static const ProtobufCFieldDescriptor *field_of(const ProtobufCMessageDescriptor *type, const char *name)
{
	const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field_by_name(type, name);

	assert_non_null(field);
	return field;
}

static void types_follow_from_names(void **state)
{
	const ProtobufCMessageDescriptor *milestone = &concordat__milestone__descriptor;

	(void)state;
	assert_int_equal(wire_field_type(field_of(milestone, "title")), WIRE_TEXT);
	assert_int_equal(wire_field_type(field_of(milestone, "owed_to")), WIRE_TEXT_LIST);
	assert_int_equal(wire_field_type(field_of(milestone, "met_on")), WIRE_DAY);
	assert_int_equal(wire_field_type(field_of(milestone, "created_at")), WIRE_INSTANT);
	assert_int_equal(wire_field_type(field_of(milestone, "state")), WIRE_ENUM);
	assert_int_equal(wire_field_type(field_of(milestone, "version")), WIRE_INTEGER);
	assert_int_equal(wire_field_type(field_of(milestone, "stated_deliverables")), WIRE_INTEGER);
	assert_int_equal(wire_field_type(field_of(milestone, "soft")), WIRE_BOOLEAN);
	assert_int_equal(wire_field_type(field_of(&concordat__money_amount__descriptor, "amount_pence")), WIRE_PENCE);
}

static void kept_fields_are_those_that_the_register_writes(void **state)
{
	static const char *const kept[] = { "version", "revision",     "created_at",  "created_by",  "changed_at", "changed_by",
					    "reason",  "withdrawn_at", "edtf",        "earliest_on", "latest_on",  "precision",
					    "bound",   "soft",         "anchor_text", "inferred",    "other_edtf" };
	const ProtobufCMessageDescriptor *type = &concordat__milestone__descriptor;
	unsigned found = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		assert_true(wire_field_is_kept(field_of(type, kept[i])));
	for (unsigned i = 0; i < type->n_fields; i++)
		found += wire_field_is_kept(&type->fields[i]);
	assert_int_equal(found, sizeof(kept) / sizeof(kept[0]));
}

static void enum_words_go_both_ways(void **state)
{
	const ProtobufCEnumDescriptor *type = &concordat__milestone_state__descriptor;
	char word[32];
	int value = 99;

	(void)state;
	assert_string_equal(wire_enum_word(type, 4, word, sizeof(word)), "partly_met");
	assert_null(wire_enum_word(type, 44, word, sizeof(word)));
	assert_null(wire_enum_word(type, 4, word, 10));
	assert_true(wire_enum_value(type, "partly_met", &value));
	assert_int_equal(value, 4);
	assert_true(wire_enum_value(type, "MILESTONE_STATE_MET", &value));
	assert_int_equal(value, 3);
	assert_true(wire_enum_value(type, "5", &value));
	assert_int_equal(value, 5);
	assert_false(wire_enum_value(type, "44", &value));
	assert_false(wire_enum_value(type, "-1", &value));
	assert_false(wire_enum_value(type, "5x", &value));
	assert_false(wire_enum_value(type, "", &value));
	assert_int_equal(value, 5);
	assert_string_equal(wire_status_name(CONCORDAT__STATUS__STATUS_NOT_FOUND), "NOT_FOUND");
	assert_non_null(wire_status_name((Concordat__Status)999));
}

static void find_gives_the_bytes_of_a_field(void **state)
{
	const uint8_t *at;
	size_t size;

	(void)state;
	made.size = 0;
	number(2, 5);
	text(3, "found");
	text(3, "second");
	assert_true(wire_find(made.bytes, made.size, 3, &at, &size));
	assert_int_equal(size, 5);
	assert_memory_equal(at, "found", 5);
	assert_false(wire_find(made.bytes, made.size, 2, &at, &size)); /* a number is no bytes */
	assert_false(wire_find(made.bytes, made.size, 4, &at, &size));
	assert_false(wire_find(made.bytes, 3, 3, &at, &size));
	assert_false(wire_find(NULL, 0, 3, &at, &size));
	made.size = 0;
}

static void arena_has_a_ceiling_and_is_used_again(void **state)
{
	struct wire_arena arena;
	void *first;

	(void)state;
	wire_arena_init(&arena, 100000);
	first = wire_arena_alloc(&arena, 10);
	assert_non_null(first);
	assert_int_equal((uintptr_t)wire_arena_alloc(&arena, 1) % _Alignof(max_align_t), 0);
	assert_non_null(wire_arena_alloc(&arena, 0));
	assert_non_null(wire_arena_alloc(&arena, 50000));
	assert_null(wire_arena_alloc(&arena, 50000));
	assert_null(wire_arena_alloc(&arena, SIZE_MAX));
	wire_arena_reset(&arena);
	assert_ptr_equal(wire_arena_alloc(&arena, 10), first);
	assert_non_null(wire_arena_alloc(&arena, 90000));
	wire_arena_release(&arena);
	wire_arena_release(&arena);
}

static void message_unpacks_into_the_arena(void **state)
{
	struct wire_arena arena;
	Concordat__Request *request;

	(void)state;
	made.size = 0;
	text(2, "council/october");
	wrap(12);
	wire_arena_init(&arena, WIRE_ARENA_MAX);
	request = concordat__request__unpack(&arena.allocator, made.size, made.bytes);
	assert_non_null(request);
	assert_string_equal(request->get->id, "council/october");
	wire_arena_release(&arena);
	wire_arena_init(&arena, 64);
	assert_null(concordat__request__unpack(&arena.allocator, made.size, made.bytes));
	wire_arena_release(&arena);
	made.size = 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_has_its_row),
		cmocka_unit_test(kinds_are_found_by_the_names_people_write),
		cmocka_unit_test(types_follow_from_names),
		cmocka_unit_test(kept_fields_are_those_that_the_register_writes),
		cmocka_unit_test(enum_words_go_both_ways),
		cmocka_unit_test(find_gives_the_bytes_of_a_field),
		cmocka_unit_test(arena_has_a_ceiling_and_is_used_again),
		cmocka_unit_test(message_unpacks_into_the_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Records by their descriptor: from words and JSON, to words and JSON; conditions; tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "listing.h"
#include "output.h"
#include "record.h"

static char why[RECORD_WHY_SIZE];

static const ProtobufCFieldDescriptor *field_of(const ProtobufCMessage *record, const char *name)
{
	const ProtobufCFieldDescriptor *field = record_field(record->descriptor, name);

	assert_non_null(field);
	return field;
}

static bool set(ProtobufCMessage *record, const char *name, const char *text)
{
	return record_set_text(record, field_of(record, name), text, why);
}

static void assert_text(const ProtobufCMessage *record, const char *name, bool people, const char *expected)
{
	char *text = record_text(record, field_of(record, name), people);

	if (expected)
		assert_string_equal(text, expected);
	else
		assert_null(text);
	free(text);
}

static void words_become_fields_of_their_type(void **state)
{
	ProtobufCMessage *m = record_new(&concordat__milestone__descriptor);

	(void)state;
	assert_true(set(m, "when-text", "by end of March"));
	assert_true(set(m, "state", "Partly-Met"));
	assert_true(set(m, "met_on", "2026-03-31"));
	assert_true(set(m, "stated_deliverables", "4"));
	assert_true(set(m, "owed_to", "a") && set(m, "owed-to", "b"));
	assert_text(m, "when_text", false, "by end of March");
	assert_text(m, "state", false, "partly_met");
	assert_text(m, "owed_to", true, "a; b");
	assert_text(m, "title", true, NULL);
	record_free(m);
}

static void wrong_words_are_refused_and_the_field_left_alone(void **state)
{
	ProtobufCMessage *m = record_new(&concordat__milestone__descriptor);

	(void)state;
	assert_false(set(m, "state", "done"));
	assert_non_null(strstr(why, "planned, under_way, met"));
	assert_false(set(m, "state", "unspecified"));
	assert_false(set(m, "met_on", "31/03/2026"));
	assert_false(set(m, "stated_deliverables", "4.5"));
	assert_false(set(m, "stated_deliverables", "4000000000"));
	assert_false(set(m, "title", "\xff"));
	assert_false(record_has(m, field_of(m, "state")) || record_has(m, field_of(m, "title")));
	record_free(m);
}

static void money_is_pounds_for_people_and_pence_for_programs(void **state)
{
	ProtobufCMessage *m = record_new(&concordat__money_line__descriptor);

	(void)state;
	assert_true(set(m, "stated_total_pence", "£50,000"));
	assert_text(m, "stated_total_pence", true, "£50,000.00");
	assert_text(m, "stated_total_pence", false, "5000000");
	record_free(m);
}

static void json_leaves_out_what_is_absent_and_always_lists(void **state)
{
	ProtobufCMessage *m = record_new(&concordat__seat__descriptor);
	json_t *object;
	char *text;

	(void)state;
	assert_true(set(m, "id", "wcc/s") && set(m, "chairs", "true") && set(m, "seats", "2") && set(m, "certainty", "open"));
	object = record_json(m, false);
	text = json_dumps(object, JSON_COMPACT);
	assert_string_equal(text, "{\"id\":\"wcc/s\",\"readers\":[],\"certainty\":\"open\",\"seats\":2,\"chairs\":true}");
	free(text);
	json_decref(object);
	record_free(m);
}

static void json_of_the_wrong_type_is_refused(void **state)
{
	static const struct {
		const char *field, *json;
	} bad[] = { { "title", "5" },
		    { "state", "3" },
		    { "owed_to", "\"a\"" },
		    { "owed_to", "[1]" },
		    { "soft", "\"true\"" },
		    { "stated_deliverables", "\"4\"" },
		    { "stated_deliverables", "4.0" },
		    { "met_on", "\"2026\"" } };
	ProtobufCMessage *m = record_new(&concordat__milestone__descriptor);

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		json_t *value = json_loads(bad[i].json, JSON_DECODE_ANY, NULL);

		assert_non_null(value);
		assert_false(record_set_json(m, field_of(m, bad[i].field), value, why));
		json_decref(value);
	}
	record_free(m);
}

static void every_field_of_every_kind_survives_json(void **state)
{
	(void)state;
	for (size_t k = 0; k < wire_kind_count; k++) {
		const ProtobufCMessageDescriptor *type = wire_kinds[k].descriptor;
		ProtobufCMessage *a = record_new(type), *b = record_new(type);
		static const char *const samples[] = {
			[WIRE_TEXT] = "words",   [WIRE_TEXT_LIST] = "one",  [WIRE_INTEGER] = "7",      [WIRE_ENUM] = "1",
			[WIRE_BOOLEAN] = "true", [WIRE_DAY] = "2026-09-30", [WIRE_INSTANT] = "123456", [WIRE_PENCE] = "-5",
		};

		for (unsigned i = 0; i < type->n_fields; i++) {
			const ProtobufCFieldDescriptor *f = &type->fields[i];
			json_t *value;

			assert_true(record_set_text(a, f, samples[wire_field_type(f)], why));
			assert_false(record_same(a, b, f));
			value = record_field_json(a, f);
			assert_true(record_set_json(b, f, value, why));
			assert_true(record_same(a, b, f));
			json_decref(value);
		}
		record_free(a);
		record_free(b);
	}
}

static void conditions_are_read_as_people_write_them(void **state)
{
	static const struct {
		const char *text, *field;
		Concordat__Operator op;
		size_t values;
		const char *first;
	} good[] = {
		{ "state=met", "state", CONCORDAT__OPERATOR__OPERATOR_EQ, 1, "met" },
		{ " latest-on <= 2026-12-31 ", "latest_on", CONCORDAT__OPERATOR__OPERATOR_LE, 1, "2026-12-31" },
		{ "title contains two words", "title", CONCORDAT__OPERATOR__OPERATOR_CONTAINS, 1, "two words" },
		{ "state in met, missed,dropped", "state", CONCORDAT__OPERATOR__OPERATOR_IN, 3, "met" },
		{ "owed_by present", "owed_by", CONCORDAT__OPERATOR__OPERATOR_PRESENT, 0, NULL },
		{ "version != 3", "version", CONCORDAT__OPERATOR__OPERATOR_NE, 1, "3" },
		{ "changed_at >= 2026-01-01", "changed_at", CONCORDAT__OPERATOR__OPERATOR_GE, 1, "1767225600000000" },
		{ "soft = yes", "soft", CONCORDAT__OPERATOR__OPERATOR_EQ, 1, "true" },
	};
	static const char *const bad[] = {
		"", "state", "state met", "state =", "state = done", "stat = met", "owed_by present x", "in x", "version < many"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		Concordat__Condition *c = condition_parse(&concordat__milestone__descriptor, good[i].text, why);

		assert_non_null(c);
		assert_string_equal(c->field, good[i].field);
		assert_int_equal(c->op, good[i].op);
		assert_int_equal(c->n_values, good[i].values);
		if (good[i].first)
			assert_string_equal(c->values[0], good[i].first);
		concordat__condition__free_unpacked(c, NULL);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_null(condition_parse(&concordat__milestone__descriptor, bad[i], why));
}

static void assert_grid(enum cli_format format, size_t width, const char *expected)
{
	static const char *const titles[] = { "id", "title" };
	static const char *const one[] = { "a", "x, \"y\"\n\tz\\" }, *const two[] = { "bb", "£ \x1b[31m\xc2\x9b long title" };
	struct grid *grid = grid_new(2, titles);
	char *text = NULL;
	size_t size;
	FILE *to = open_memstream(&text, &size);

	grid_add(grid, one);
	grid_add(grid, two);
	grid_print(grid, format, width, to);
	fclose(to);
	assert_string_equal(text, expected);
	free(text);
	grid_free(grid);
}

static void tables_cannot_be_steered_by_what_others_wrote(void **state)
{
	(void)state;
	assert_grid(CLI_TABLE, 0, "id  title\na   x, \"y\"  z\\\nbb  £ ?[31m? long title\n");
	assert_grid(CLI_TABLE, 14, "id  title\na   x, \"y\"  z\\\nbb  £ ?[31m? …\n");
	assert_grid(CLI_TSV, 0, "id\ttitle\na\tx, \"y\"\\n\\tz\\\\\nbb\t£ ?[31m? long title\n");
}

static void csv_quotes_what_rfc_4180_wants_quoted(void **state)
{
	(void)state;
	assert_grid(CLI_CSV, 0, "id,title\r\na,\"x, \"\"y\"\"\n\tz\\\"\r\nbb,£ \x1b[31m\xc2\x9b long title\r\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_become_fields_of_their_type),
		cmocka_unit_test(wrong_words_are_refused_and_the_field_left_alone),
		cmocka_unit_test(money_is_pounds_for_people_and_pence_for_programs),
		cmocka_unit_test(json_leaves_out_what_is_absent_and_always_lists),
		cmocka_unit_test(json_of_the_wrong_type_is_refused),
		cmocka_unit_test(every_field_of_every_kind_survives_json),
		cmocka_unit_test(conditions_are_read_as_people_write_them),
		cmocka_unit_test(tables_cannot_be_steered_by_what_others_wrote),
		cmocka_unit_test(csv_quotes_what_rfc_4180_wants_quoted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

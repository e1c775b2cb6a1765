/* Lines to be imported, and the order in which they are written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "import_batch.h"
#include "import_file.h"

static char field[64], why[RECORD_WHY_SIZE];

static void assert_refused(const char *line, const char *expected_field)
{
	struct import_item item;

	field[0] = '\0';
	assert_false(import_line(line, strlen(line), &item, field, why));
	assert_string_equal(field, expected_field);
}

static void wrong_lines_name_their_field(void **state)
{
	(void)state;
	assert_refused("{\"kind\":\"milestone\",\"id\":\"wcc/a\",\"titel\":\"x\"}", "titel");
	assert_refused("{\"kind\":\"milestone\",\"id\":\"wcc/a\",\"when-text\":\"x\"}", "when-text");
	assert_refused("{\"kind\":\"milestone\",\"id\":\"wcc/a\",\"state\":\"done\"}", "state");
	assert_refused("{\"kind\":\"milestone\",\"id\":\"wcc/a\",\"version\":1}", "version");
	assert_refused("{\"kind\":\"milestone\",\"id\":\"a\"}", "id");
	assert_refused("{\"kind\":\"milestone\"}", "id");
	assert_refused("{\"kind\":\"organisation\",\"id\":\"wcc/a\"}", "id");
	assert_refused("{\"kind\":\"alert\",\"id\":\"wcc/a\"}", "kind");
	assert_refused("{\"kind\":\"elephant\",\"id\":\"wcc/a\"}", "kind");
	assert_refused("{\"id\":\"wcc/a\"}", "kind");
}

static void what_is_no_object_is_refused(void **state)
{
	(void)state;
	assert_refused("[]", "");
	assert_refused("{\"kind\":\"milestone\",\"id\":\"wcc/a\"", "");
	assert_refused("{\"kind\":\"milestone\",\"id\":\"wcc/a\"} x", "");
	assert_refused("{\"kind\":\"milestone\",\"id\":\"wcc/a\",\"id\":\"wcc/b\"}", "");
	assert_refused("{\"kind\":\"milestone\",\"id\":\"wcc/a\",\"title\":\"a\\u0000b\"}", "");
}

static void null_and_the_empty_list_empty_a_field(void **state)
{
	static const char line[] = "{\"kind\":\"milestones\",\"id\":\"wcc/a\",\"title\":\"T\",\"met_on\":null,\"owed_to\":[]}";
	struct import_item item;

	(void)state;
	assert_true(import_line(line, sizeof(line) - 1, &item, field, why));
	assert_string_equal(item.kind->name, "milestone");
	assert_int_equal(item.clear_count, 2);
	assert_string_equal(item.clear[0]->name, "met_on");
	import_item_release(&item);
}

static void load(struct import_set *set, const char *text, bool good)
{
	char path[] = "/tmp/concordat-import-XXXXXX";
	int fd = mkstemp(path);

	assert_true(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
	assert_int_equal(import_file(path, set), good);
	unlink(path);
	for (size_t i = 0; i < set->count; i++)
		set->items[i].file = "test";
}

static size_t place_of(const struct import_set *set, const char *id)
{
	for (size_t i = 0; i < set->count; i++)
		if (strcmp(record_id(set->items[i].record), id) == 0)
			return i;
	fail();
	return 0;
}

static void references_come_before_what_refers_to_them(void **state)
{
	struct import_set set = { .count = 0 };

	(void)state;
	load(&set,
	     "{\"kind\":\"initiative\",\"id\":\"w/child\",\"part_of\":\"w/parent\"}\n\n"
	     "{\"kind\":\"money_line\",\"id\":\"w/money\",\"initiatives\":[\"w/other\",\"w/child\"]}\n"
	     "{\"kind\":\"initiative\",\"id\":\"w/parent\"}\n"
	     "{\"kind\":\"initiative\",\"id\":\"w/other\",\"owner\":\"w\"}\n"
	     "{\"kind\":\"organisation\",\"id\":\"w\",\"name\":\"W\",\"owner\":\"w\"}",
	     true);
	assert_true(import_order(&set));
	assert_int_equal(set.count, 5);
	assert_true(place_of(&set, "w/parent") < place_of(&set, "w/child"));
	assert_true(place_of(&set, "w/child") < place_of(&set, "w/money"));
	assert_true(place_of(&set, "w/other") < place_of(&set, "w/money"));
	assert_true(place_of(&set, "w") < place_of(&set, "w/other"));
	for (size_t i = 0; i < set.count; i++)
		assert_null(set.items[i].late);
	import_set_release(&set);
}

static void a_circle_is_opened_at_the_source(void **state)
{
	struct import_set set = { .count = 0 };
	const struct import_item *organisation;
	const ProtobufCFieldDescriptor *source;

	(void)state;
	load(&set,
	     "{\"kind\":\"organisation\",\"id\":\"w\",\"name\":\"W\",\"source\":\"w/paper\"}\n"
	     "{\"kind\":\"document\",\"id\":\"w/paper\",\"title\":\"P\",\"publisher\":\"w\"}\n",
	     true);
	assert_true(import_order(&set));
	assert_int_equal(place_of(&set, "w"), 0);
	organisation = &set.items[0];
	source = record_field(organisation->record->descriptor, "source");
	assert_false(record_has(organisation->record, source));
	assert_true(record_has(organisation->late, source));
	assert_string_equal(record_id(organisation->late), "w");
	assert_null(set.items[1].late);
	import_set_release(&set);
}

static void one_id_twice_is_refused(void **state)
{
	struct import_set set = { .count = 0 };

	(void)state;
	load(&set, "{\"kind\":\"area\",\"id\":\"w/a\"}\n{\"kind\":\"body\",\"id\":\"w/a\"}\n{\"kind\":\"area\",\"id\":\"w/a\"}\n",
	     false);
	assert_int_equal(set.count, 2);
	assert_int_equal(set.errors, 1);
	import_set_release(&set);
}

static void a_cut_or_empty_file_is_refused(void **state)
{
	struct import_set set = { .count = 0 };

	(void)state;
	load(&set, "{\"kind\":\"area\",\"id\":\"w/a\"}\n{\"kind\":\"area\",\"id\":", false);
	load(&set, "\n \n", false);
	assert_int_equal(set.errors, 2);
	import_set_release(&set);
}

static void batches_stay_below_a_message(void **state)
{
	struct import_set set = { .count = 0 };
	struct import_batch *batch = import_batch_new();
	size_t text_size = 9000, added = 0;
	char *line = malloc(text_size + 200), *file = calloc(20, text_size + 200);

	(void)state;
	memset(line, 'x', text_size + 200);
	for (int i = 0; i < 20; i++)
		sprintf(file + strlen(file), "{\"kind\":\"risk\",\"id\":\"w/r%d\",\"text\":\"%.*s\"}\n", i, (int)text_size, line);
	load(&set, file, true);
	import_batch_begin(batch, false, "why");
	while (added < set.count && import_batch_add(batch, &set.items[added], IMPORT_BATCH_MAX))
		added++;
	assert_int_equal(added, 5);
	assert_true(concordat__batch__get_packed_size(import_batch_message(batch)) <= IMPORT_BATCH_BYTES);
	import_batch_free(batch);
	import_set_release(&set);
	free(line);
	free(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_lines_name_their_field),
		cmocka_unit_test(what_is_no_object_is_refused),
		cmocka_unit_test(null_and_the_empty_list_empty_a_field),
		cmocka_unit_test(references_come_before_what_refers_to_them),
		cmocka_unit_test(a_circle_is_opened_at_the_source),
		cmocka_unit_test(one_id_twice_is_refused),
		cmocka_unit_test(a_cut_or_empty_file_is_refused),
		cmocka_unit_test(batches_stay_below_a_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

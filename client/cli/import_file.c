#include "import_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool fail(char field[static 64], char why[static RECORD_WHY_SIZE], const char *name, const char *sentence)
{
	snprintf(field, 64, "%.63s", name);
	snprintf(why, RECORD_WHY_SIZE, "%s", sentence);
	return false;
}

static bool is_empty(const json_t *value)
{
	return json_is_null(value) || (json_is_array(value) && json_array_size(value) == 0);
}

static bool take_field(struct import_item *item, const char *name, const json_t *value, char field[static 64],
		       char why[static RECORD_WHY_SIZE])
{
	const ProtobufCFieldDescriptor *f = record_field(item->kind->descriptor, name);
	const char *near = f ? NULL : record_field_suggestion(item->kind->descriptor, name);
	char sentence[RECORD_WHY_SIZE];

	snprintf(sentence, sizeof(sentence), "a %s has no such field%s%s%s", item->kind->name, near ? "; did you mean " : "",
		 near ? near : "", near ? "?" : "");
	if (!f)
		return fail(field, why, name, sentence);
	if (strcmp(f->name, name) != 0)
		return fail(field, why, name, "write field names with _");
	if (f->id != 1 && !record_field_is_given(f))
		return fail(field, why, name, "the register keeps this itself; leave it out");
	if (is_empty(value) && f->id != 1) {
		if (item->clear_count == IMPORT_CLEAR_MAX)
			return fail(field, why, name, "too many fields to empty in one line");
		item->clear[item->clear_count++] = f;
		return true;
	}
	snprintf(field, 64, "%.63s", name);
	return record_set_json(item->record, f, value, why);
}

/* What the register would say of the bytes, said here with a line number. */
static bool check_whole(struct import_item *item, char field[static 64], char why[static RECORD_WHY_SIZE])
{
	size_t size = protobuf_c_message_get_packed_size(item->record);
	struct wire_fault fault;
	uint8_t *bytes;
	bool good;

	if (!record_id(item->record)[0])
		return fail(field, why, "id", "is missing");
	if (!wire_id_is_valid(record_id(item->record), item->kind->number == CONCORDAT__KIND__KIND_ORGANISATION))
		return fail(field, why, "id",
			    item->kind->number == CONCORDAT__KIND__KIND_ORGANISATION
				    ? "an organisation's id is like worcestershire-cc"
				    : "an id is like worcestershire-cc/active-alliances, founder first");
	if (size > IMPORT_RECORD_MAX)
		return fail(field, why, "", "the record is too long (40 KiB is the most)");
	bytes = malloc(size + 1);
	if (!bytes)
		return fail(field, why, "", "out of memory");
	protobuf_c_message_pack(item->record, bytes);
	good = wire_check_record(item->kind->descriptor, bytes, size, &fault) == 0;
	free(bytes);
	return good || fail(field, why, fault.field, fault.message);
}

static bool take_object(json_t *object, struct import_item *item, char field[static 64], char why[static RECORD_WHY_SIZE])
{
	const json_t *kind = json_object_get(object, "kind");
	const char *name;
	json_t *value;

	if (!json_is_string(kind))
		return fail(field, why, "kind", "is missing; a line is {\"kind\":\"milestone\",\"id\":\"…\", …}");
	item->kind = wire_kind_by_name(json_string_value(kind));
	if (!item->kind)
		return fail(field, why, "kind", "there is no such kind");
	if (!record_kind_is_written(item->kind))
		return fail(field, why, "kind", "such records are made by the register itself");
	item->record = record_new(item->kind->descriptor);
	if (!item->record)
		return fail(field, why, "", "out of memory");
	json_object_foreach(object, name,
			    value) if (strcmp(name, "kind") != 0 && !take_field(item, name, value, field, why)) return false;
	return check_whole(item, field, why);
}

bool import_line(const char *text, size_t size, struct import_item *ret, char field[static 64], char why[static RECORD_WHY_SIZE])
{
	struct import_item item = { .line = 0 };
	json_error_t error;
	json_t *object = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
	bool good;

	if (!object) {
		char sentence[RECORD_WHY_SIZE];

		snprintf(sentence, sizeof(sentence), "no JSON: %.200s at column %d", error.text, error.column);
		return fail(field, why, "", sentence);
	}
	good = json_is_object(object)
		       ? take_object(object, &item, field, why)
		       : fail(field, why, "", "a line must be one object: {\"kind\":\"milestone\",\"id\":\"…\", …}");
	json_decref(object);
	if (good)
		*ret = item;
	else
		import_item_release(&item);
	return good;
}

/* Its place in the set, told as an error when it is there already. */
static bool remember(struct import_set *set, const struct import_item *item)
{
	char key[64 + WIRE_ID_MAX];
	json_t *index;

	if (!set->known)
		set->known = json_object();
	snprintf(key, sizeof(key), "%s %s", item->kind->name, record_id(item->record));
	index = json_object_get(set->known, key);
	if (!index)
		return json_object_set_new(set->known, key, json_integer((json_int_t)set->count)) == 0;
	fprintf(stderr, "%s:%zu: id: %s stands already in %s:%zu\n", item->file, item->line, record_id(item->record),
		set->items[json_integer_value(index)].file, set->items[json_integer_value(index)].line);
	return false;
}

static bool add_item(struct import_set *set, const struct import_item *item)
{
	if (set->count == set->room) {
		size_t room = set->room ? set->room * 2 : 64;
		struct import_item *grown = realloc(set->items, room * sizeof(*grown));

		if (!grown)
			return false;
		set->items = grown;
		set->room = room;
	}
	if (!remember(set, item))
		return false;
	set->items[set->count++] = *item;
	return true;
}

static bool is_blank(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!strchr(" \t\r\n", text[i]) || !text[i])
			return false;
	return true;
}

static void take_line(struct import_set *set, const char *path, size_t number, const char *text, size_t size)
{
	char field[64] = "", why[RECORD_WHY_SIZE] = "";
	struct import_item item;
	bool cut = size > 0 && text[size - 1] != '\n';

	if (is_blank(text, size))
		return;
	if (!import_line(text, size, &item, field, why)) {
		fprintf(stderr, "%s:%zu: %s%s%s%s\n", path, number, field, field[0] ? ": " : "", why,
			cut && !field[0] ? " (the file ends in the middle of a line: it is cut)" : "");
		set->errors++;
		return;
	}
	item.file = path;
	item.line = number;
	if (!add_item(set, &item)) {
		import_item_release(&item);
		set->errors++;
	}
}

bool import_file(const char *path, struct import_set *set)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	size_t errors = set->errors, count = set->count, number = 0, room = 0;
	char *text = NULL;
	ssize_t size;

	if (!file) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		set->errors++;
		return false;
	}
	while ((size = getline(&text, &room, file)) >= 0)
		take_line(set, path, ++number, text, (size_t)size);
	free(text);
	if (ferror(file)) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		set->errors++;
	} else if (set->count == count && set->errors == errors) {
		fprintf(stderr, "%s: there is nothing in it\n", path);
		set->errors++;
	}
	if (file != stdin)
		fclose(file);
	return set->errors == errors;
}

void import_item_release(struct import_item *item)
{
	record_free(item->record);
	record_free(item->late);
	item->record = item->late = NULL;
}

void import_set_release(struct import_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		import_item_release(&set->items[i]);
	free(set->items);
	json_decref(set->known);
	*set = (struct import_set){ .count = 0 };
}

#include "record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record_access.h"
#include "text.h"

ProtobufCMessage *record_new(const ProtobufCMessageDescriptor *type)
{
	ProtobufCMessage *record = calloc(1, type->sizeof_message);

	if (record)
		type->message_init(record);
	return record;
}

ProtobufCMessage *record_unpack(const ProtobufCMessageDescriptor *type, const ProtobufCBinaryData *bytes,
				char why[static RECORD_WHY_SIZE])
{
	struct wire_fault fault;
	ProtobufCMessage *record;

	if (wire_check_received(type, bytes->data, bytes->len, &fault) != 0) {
		snprintf(why, RECORD_WHY_SIZE, "the register sent a record that cannot be read (%s%s%s)", fault.field,
			 fault.field[0] ? ": " : "", fault.message);
		return NULL;
	}
	record = protobuf_c_message_unpack(type, NULL, bytes->len, bytes->data);
	if (!record)
		snprintf(why, RECORD_WHY_SIZE, "a record could not be unpacked");
	return record;
}

void record_free(ProtobufCMessage *record)
{
	if (record)
		protobuf_c_message_free_unpacked(record, NULL);
}

const ProtobufCFieldDescriptor *record_field(const ProtobufCMessageDescriptor *type, const char *name)
{
	for (unsigned i = 0; i < type->n_fields; i++)
		if (text_same(name, type->fields[i].name))
			return &type->fields[i];
	return NULL;
}

const char *record_field_suggestion(const ProtobufCMessageDescriptor *type, const char *typed)
{
	const char *best = NULL;

	for (unsigned i = 0; i < type->n_fields; i++)
		best = text_nearer(typed, best, type->fields[i].name);
	return best;
}

bool record_kind_is_written(const struct wire_kind *kind)
{
	return kind->number != CONCORDAT__KIND__KIND_DEADLINE && kind->number != CONCORDAT__KIND__KIND_ALERT &&
	       kind->number < CONCORDAT__KIND__KIND_OBLIGATION;
}

bool record_field_is_given(const ProtobufCFieldDescriptor *field)
{
	return field->id != 1 && !wire_field_is_kept(field);
}

bool record_has(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field)
{
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return *record_count(record, field) > 0;
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return *record_string(record, field) != NULL;
	return *(protobuf_c_boolean *)record_member(record, field->quantifier_offset);
}

const char *record_id(const ProtobufCMessage *record)
{
	const ProtobufCFieldDescriptor *field = record_field(record->descriptor, "id");

	return field && record_has(record, field) ? *record_string(record, field) : "";
}

int64_t record_version(const ProtobufCMessage *record)
{
	const ProtobufCFieldDescriptor *field = record_field(record->descriptor, "version");

	return field && record_has(record, field) ? record_number(record, field) : 0;
}

bool record_same(const ProtobufCMessage *a, const ProtobufCMessage *b, const ProtobufCFieldDescriptor *field)
{
	if (record_has(a, field) != record_has(b, field))
		return false;
	if (!record_has(a, field))
		return true;
	if (field->label == PROTOBUF_C_LABEL_REPEATED) {
		size_t n = *record_count(a, field);

		if (n != *record_count(b, field))
			return false;
		for (size_t i = 0; i < n; i++)
			if (strcmp((*record_list(a, field))[i], (*record_list(b, field))[i]) != 0)
				return false;
		return true;
	}
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return strcmp(*record_string(a, field), *record_string(b, field)) == 0;
	return record_number(a, field) == record_number(b, field);
}

static char *joined(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field)
{
	size_t size = 1, used = 0, n = *record_count(record, field);
	char **list = *record_list(record, field);
	char *text;

	for (size_t i = 0; i < n; i++)
		size += strlen(list[i]) + 2;
	text = malloc(size);
	if (!text)
		return NULL;
	text[0] = '\0';
	for (size_t i = 0; i < n; i++)
		used += (size_t)snprintf(text + used, size - used, "%s%s", i ? "; " : "", list[i]);
	return text;
}

const char *record_enum_text(const ProtobufCEnumDescriptor *type, int value, char *buffer, size_t size)
{
	if (!wire_enum_word(type, value, buffer, size))
		snprintf(buffer, size, "%d", value);
	return buffer;
}

char *record_text(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, bool people)
{
	enum wire_type type = wire_field_type(field);
	char buffer[100];
	int64_t number;

	if (!record_has(record, field))
		return NULL;
	if (type == WIRE_TEXT_LIST)
		return joined(record, field);
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return strdup(*record_string(record, field));
	number = record_number(record, field);
	if (type == WIRE_ENUM)
		return strdup(record_enum_text(field->descriptor, (int)number, buffer, sizeof(buffer)));
	if (type == WIRE_BOOLEAN)
		return strdup(people ? (number ? "yes" : "no") : (number ? "true" : "false"));
	if (people && type == WIRE_PENCE)
		return strdup(text_from_pence(number, buffer));
	if (people && type == WIRE_INSTANT)
		return strdup(text_from_instant(number, buffer));
	snprintf(buffer, sizeof(buffer), "%" PRId64, number);
	return strdup(buffer);
}

static json_t *list_json(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field)
{
	json_t *list = json_array();

	for (size_t i = 0; i < *record_count(record, field); i++)
		json_array_append_new(list, json_string((*record_list(record, field))[i]));
	return list;
}

json_t *record_field_json(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field)
{
	enum wire_type type = wire_field_type(field);
	char buffer[100];

	if (type == WIRE_TEXT_LIST)
		return list_json(record, field);
	if (!record_has(record, field))
		return NULL;
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return json_string(*record_string(record, field));
	if (type == WIRE_ENUM)
		return json_string(
			record_enum_text(field->descriptor, (int)record_number(record, field), buffer, sizeof(buffer)));
	if (type == WIRE_BOOLEAN)
		return json_boolean(record_number(record, field));
	return json_integer(record_number(record, field));
}

json_t *record_json(const ProtobufCMessage *record, bool given_only)
{
	const ProtobufCMessageDescriptor *type = record->descriptor;
	json_t *object = json_object();

	for (unsigned i = 0; i < type->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &type->fields[i];
		json_t *value;

		if (given_only && field->id != 1 && (!record_field_is_given(field) || !record_has(record, field)))
			continue;
		value = record_field_json(record, field);
		if (value)
			json_object_set_new(object, field->name, value);
	}
	return object;
}

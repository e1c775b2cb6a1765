/*
 * test_vectors.c - the messages of tests/vectors/ by protobuf-c: bytes and their
 * JSON twin say the same, field by field; what is hostile is refused, and what
 * only looks like it passes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "wire.h"

static const ProtobufCMessageDescriptor *const envelopes[] = { &concordat__request__descriptor, &concordat__reply__descriptor,
							       &concordat__push__descriptor };
enum { ENVELOPES = sizeof(envelopes) / sizeof(envelopes[0]) };

static const char *says; /* of the vector under test, for failures */

static json_t *read_file(const char *name)
{
	char path[512];
	json_error_t error;
	json_t *list;

	snprintf(path, sizeof(path), "%s/../vectors/%s", TEST_DATA_DIR, name);
	list = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
	if (!list)
		fail_msg("%s:%d: %s", path, error.line, error.text);
	assert_true(json_array_size(list) > 30);
	return list;
}

static const char *text_of(const json_t *vector, const char *name)
{
	const char *text = json_string_value(json_object_get(vector, name));

	if (!text)
		fail_msg("%s: a vector lacks %s", says ? says : "", name);
	return text;
}

static const ProtobufCMessageDescriptor *type_of(const json_t *vector)
{
	const char *name = text_of(vector, "message");

	for (size_t i = 0; i < ENVELOPES; i++)
		if (strcmp(envelopes[i]->short_name, name) == 0)
			return envelopes[i];
	for (size_t i = 0; i < wire_kind_count; i++)
		if (strcmp(wire_kinds[i].descriptor->short_name, name) == 0)
			return wire_kinds[i].descriptor;
	fail_msg("%s: no message is called %s", says, name);
	return NULL;
}

static uint8_t *bytes_of(const json_t *vector, size_t *ret_size)
{
	const char *hex = text_of(vector, "hex");
	uint8_t *bytes = malloc(strlen(hex) / 2 + 1);

	assert_non_null(bytes);
	assert_int_equal(sodium_hex2bin(bytes, strlen(hex) / 2 + 1, hex, strlen(hex), NULL, ret_size, NULL), 0);
	assert_int_equal(*ret_size * 2, strlen(hex));
	return bytes;
}

/* ---- a message against its twin ---- */

static void compare_message(const ProtobufCMessage *message, const json_t *twin);

static int64_t number_of(const json_t *twin)
{
	return json_is_string(twin) ? strtoll(json_string_value(twin), NULL, 10) : (int64_t)json_integer_value(twin);
}

static void compare_bytes(const ProtobufCBinaryData *data, const json_t *twin)
{
	uint8_t bytes[4096];
	size_t size;
	const char *text = json_string_value(twin);

	assert_non_null(text);
	assert_int_equal(
		sodium_base642bin(bytes, sizeof(bytes), text, strlen(text), NULL, &size, NULL, sodium_base64_VARIANT_ORIGINAL),
		0);
	assert_int_equal(size, data->len);
	assert_memory_equal(bytes, data->data, size);
}

static void compare_enum(const ProtobufCFieldDescriptor *field, int value, const json_t *twin)
{
	const ProtobufCEnumValue *known = protobuf_c_enum_descriptor_get_value(field->descriptor, value);

	assert_non_null(known);
	assert_string_equal(known->name, json_string_value(twin));
}

/* 64-bit numbers are texts in a twin, others are not. */
static void compare_value(const ProtobufCFieldDescriptor *field, const void *at, const json_t *twin)
{
	char digits[24];

	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		assert_string_equal(*(const char *const *)at, json_string_value(twin));
		break;
	case PROTOBUF_C_TYPE_BYTES:
		compare_bytes(at, twin);
		break;
	case PROTOBUF_C_TYPE_ENUM:
		compare_enum(field, *(const int *)at, twin);
		break;
	case PROTOBUF_C_TYPE_BOOL:
		assert_true(json_is_boolean(twin));
		assert_int_equal(*(const protobuf_c_boolean *)at, json_is_true(twin));
		break;
	case PROTOBUF_C_TYPE_MESSAGE:
		compare_message(*(const ProtobufCMessage *const *)at, twin);
		break;
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_UINT32:
		assert_true(json_is_integer(twin));
		assert_int_equal(field->type == PROTOBUF_C_TYPE_INT32 ? *(const int32_t *)at : (int64_t) * (const uint32_t *)at,
				 number_of(twin));
		break;
	case PROTOBUF_C_TYPE_INT64:
		snprintf(digits, sizeof(digits), "%" PRId64, *(const int64_t *)at);
		assert_string_equal(digits, json_string_value(twin));
		break;
	case PROTOBUF_C_TYPE_UINT64:
		snprintf(digits, sizeof(digits), "%" PRIu64, *(const uint64_t *)at);
		assert_string_equal(digits, json_string_value(twin));
		break;
	default:
		fail_msg("%s: %s is of a type that no message has", says, field->name);
	}
}

static size_t size_of(ProtobufCType type)
{
	switch (type) {
	case PROTOBUF_C_TYPE_BYTES:
		return sizeof(ProtobufCBinaryData);
	case PROTOBUF_C_TYPE_STRING:
	case PROTOBUF_C_TYPE_MESSAGE:
		return sizeof(void *);
	default:
		return sizeof(int); /* of enums, the only others that are repeated */
	}
}

static void compare_list(const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message, const json_t *twin)
{
	size_t count = *(const size_t *)(const void *)((const uint8_t *)message + field->quantifier_offset);
	const uint8_t *first = *(const uint8_t *const *)(const void *)((const uint8_t *)message + field->offset);

	assert_int_equal(count, json_array_size(twin));
	for (size_t i = 0; i < count; i++)
		compare_value(field, first + i * size_of(field->type), json_array_get(twin, i));
}

static bool is_present(const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message)
{
	const void *quantifier = (const uint8_t *)message + field->quantifier_offset;

	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return *(const size_t *)quantifier > 0;
	if (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF)
		return *(const uint32_t *)quantifier == field->id;
	if (field->type == PROTOBUF_C_TYPE_STRING || field->type == PROTOBUF_C_TYPE_MESSAGE)
		return *(const void *const *)(const void *)((const uint8_t *)message + field->offset) != NULL;
	return *(const protobuf_c_boolean *)quantifier;
}

/* What is there has a twin, and there are no twins beyond that. */
static void compare_message(const ProtobufCMessage *message, const json_t *twin)
{
	const ProtobufCMessageDescriptor *type = message->descriptor;
	size_t present = 0;

	for (unsigned i = 0; i < type->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &type->fields[i];
		const json_t *value = json_object_get(twin, field->name);

		if (is_present(field, message) != (value != NULL))
			fail_msg("%s: %s is in the %s only", says, field->name, value ? "twin" : "bytes");
		if (!value)
			continue;
		present++;
		if (field->label == PROTOBUF_C_LABEL_REPEATED)
			compare_list(field, message, value);
		else
			compare_value(field, (const uint8_t *)message + field->offset, value);
	}
	assert_int_equal(present, json_object_size(twin));
}

static void check_vector(const json_t *vector, bool record)
{
	const ProtobufCMessageDescriptor *type;
	struct wire_fault fault = { { 0 }, { 0 } };
	ProtobufCMessage *message;
	uint8_t *bytes, *packed;
	size_t size;

	says = text_of(vector, "says");
	type = type_of(vector);
	bytes = bytes_of(vector, &size);
	if ((record ? wire_check_record : wire_check)(type, bytes, size, &fault) < 0)
		fail_msg("%s: refused: %s", says, fault.message);
	message = protobuf_c_message_unpack(type, NULL, size, bytes);
	assert_non_null(message);
	compare_message(message, json_object_get(vector, "json"));
	assert_int_equal(protobuf_c_message_get_packed_size(message), size);
	packed = malloc(size + 1);
	assert_non_null(packed);
	protobuf_c_message_pack(message, packed);
	assert_memory_equal(packed, bytes, size);
	free(packed);
	protobuf_c_message_free_unpacked(message, NULL);
	free(bytes);
}

static void envelopes_say_what_their_twins_say(void **state)
{
	json_t *list = read_file("envelopes.json"), *vector;
	size_t i;

	(void)state;
	json_array_foreach(list, i, vector) check_vector(vector, false);
	json_decref(list);
}

static void records_say_what_their_twins_say(void **state)
{
	json_t *list = read_file("records.json"), *vector;
	size_t i;

	(void)state;
	json_array_foreach(list, i, vector) check_vector(vector, true);
	json_decref(list);
}

/* ---- nothing is left out ---- */

static bool any_has(const json_t *list, const char *message, const char *field)
{
	const json_t *vector;
	size_t i;

	json_array_foreach(list, i, vector) if (strcmp(text_of(vector, "message"), message) == 0 &&
						(!field || json_object_get(json_object_get(vector, "json"), field))) return true;
	return false;
}

static void every_verb_result_content_and_kind_has_a_vector(void **state)
{
	json_t *list = read_file("envelopes.json"), *records = read_file("records.json");

	(void)state;
	for (size_t e = 0; e < ENVELOPES; e++)
		for (unsigned i = 0; i < envelopes[e]->n_fields; i++)
			if (!any_has(list, envelopes[e]->short_name, envelopes[e]->fields[i].name))
				fail_msg("no %s has %s: run tests/vectors/make.py", envelopes[e]->short_name,
					 envelopes[e]->fields[i].name);
	for (size_t k = 0; k < wire_kind_count; k++) {
		const ProtobufCMessageDescriptor *type = wire_kinds[k].descriptor;

		for (unsigned i = 0; i < type->n_fields; i++)
			if (!any_has(records, type->short_name, type->fields[i].name))
				fail_msg("no %s has %s: run tests/vectors/make.py", type->short_name, type->fields[i].name);
	}
	json_decref(list);
	json_decref(records);
}

static void what_is_hostile_is_refused_and_what_only_looks_so_is_not(void **state)
{
	json_t *list = read_file("hostile.json"), *vector;
	size_t i;

	(void)state;
	json_array_foreach(list, i, vector)
	{
		bool record = strcmp(text_of(vector, "check"), "record") == 0,
		     accepted = json_is_true(json_object_get(vector, "accepted"));
		struct wire_fault fault = { { 0 }, { 0 } };
		size_t size;
		uint8_t *bytes;
		int err;

		says = text_of(vector, "says");
		bytes = bytes_of(vector, &size);
		err = (record ? wire_check_record : wire_check)(type_of(vector), bytes, size, &fault);
		if (err != (accepted ? 0 : -EBADMSG))
			fail_msg("%s: %s %s", says, accepted ? "refused:" : "let through", fault.message);
		if (strcmp(fault.field, text_of(vector, "field")) != 0)
			fail_msg("%s: names %s: %s", says, fault.field, fault.message);
		assert_true(accepted || fault.message[0]);
		free(bytes);
	}
	json_decref(list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(envelopes_say_what_their_twins_say),
		cmocka_unit_test(records_say_what_their_twins_say),
		cmocka_unit_test(every_verb_result_content_and_kind_has_a_vector),
		cmocka_unit_test(what_is_hostile_is_refused_and_what_only_looks_so_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

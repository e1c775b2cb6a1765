#include "record.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record_access.h"
#include "text.h"

static bool refuse(char why[static RECORD_WHY_SIZE], const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool refuse(char why[static RECORD_WHY_SIZE], const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(why, RECORD_WHY_SIZE, format, args);
	va_end(args);
	return false;
}

static bool set_number(ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, int64_t value,
		       char why[static RECORD_WHY_SIZE])
{
	void *at = record_member(record, field->offset);

	if (field->type == PROTOBUF_C_TYPE_BOOL)
		*(protobuf_c_boolean *)at = value != 0;
	else if (field->type == PROTOBUF_C_TYPE_INT64)
		*(int64_t *)at = value;
	else if (value < INT32_MIN || value > INT32_MAX)
		return refuse(why, "%" PRId64 " is too large", value);
	else
		*(int32_t *)at = (int32_t)value;
	*(protobuf_c_boolean *)record_member(record, field->quantifier_offset) = true;
	return true;
}

static bool check_string(const char *text, char why[static RECORD_WHY_SIZE])
{
	size_t size = strlen(text);

	if (size > WIRE_TEXT_MAX)
		return refuse(why, "the text is %zu bytes long; %d is the most", size, WIRE_TEXT_MAX);
	if (!wire_utf8_is_valid((const uint8_t *)text, size))
		return refuse(why, "the text is not valid UTF-8");
	return true;
}

static bool add_string(ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, const char *text,
		       char why[static RECORD_WHY_SIZE])
{
	size_t *count = record_count(record, field);
	char ***list = record_list(record, field);
	char **grown;

	if (!check_string(text, why))
		return false;
	if (*count == WIRE_LIST_MAX)
		return refuse(why, "the list is too long; %d elements are the most", WIRE_LIST_MAX);
	grown = realloc(*list, (*count + 1) * sizeof(**list));
	if (!grown)
		return refuse(why, "out of memory");
	*list = grown;
	grown[*count] = strdup(text);
	if (!grown[*count])
		return refuse(why, "out of memory");
	(*count)++;
	return true;
}

static bool set_string(ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, const char *text,
		       char why[static RECORD_WHY_SIZE])
{
	char *copy;

	if (!check_string(text, why))
		return false;
	if (wire_field_type(field) == WIRE_DAY && !wire_day_is_valid(text))
		return refuse(why, "\"%.40s\" is no day; write it as 2026-09-30", text);
	copy = strdup(text);
	if (!copy)
		return refuse(why, "out of memory");
	free(*record_string(record, field));
	*record_string(record, field) = copy;
	return true;
}

/* "planned, under_way, met, …": what an enum may be. */
static void enum_words(const ProtobufCEnumDescriptor *type, char *to, size_t size)
{
	size_t used = 0;
	char word[80];

	to[0] = '\0';
	for (unsigned i = 0; i < type->n_values; i++) {
		if (type->values[i].value == 0 || !wire_enum_word(type, type->values[i].value, word, sizeof(word)))
			continue;
		if (used + strlen(word) + 8 > size) {
			snprintf(to + used, size - used, ", …");
			return;
		}
		used += (size_t)snprintf(to + used, size - used, "%s%s", used ? ", " : "", word);
	}
}

static bool enum_number(const ProtobufCFieldDescriptor *field, const char *word, int64_t *ret, char why[static RECORD_WHY_SIZE])
{
	const ProtobufCEnumDescriptor *type = field->descriptor;
	char words[RECORD_WHY_SIZE - 80];
	int value;

	if (wire_enum_value(type, word, &value) && value != 0) {
		*ret = value;
		return true;
	}
	enum_words(type, words, sizeof(words));
	return refuse(why, "\"%.40s\" is none of %s", word, words);
}

static bool boolean_number(const char *text, int64_t *ret, char why[static RECORD_WHY_SIZE])
{
	static const char *const words[] = { "false", "true", "no", "yes" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(text, words[i]) == 0) {
			*ret = (int64_t)(i % 2);
			return true;
		}
	return refuse(why, "\"%.40s\" is neither true nor false", text);
}

/* A number from words, whatever the field's type makes of them. */
static bool number_from_text(const ProtobufCFieldDescriptor *field, const char *text, int64_t *ret,
			     char why[static RECORD_WHY_SIZE])
{
	switch (wire_field_type(field)) {
	case WIRE_ENUM:
		return enum_number(field, text, ret, why);
	case WIRE_BOOLEAN:
		return boolean_number(text, ret, why);
	case WIRE_PENCE:
		return text_to_pence(text, ret) ||
		       refuse(why, "\"%.40s\" is no sum of money; write £1,234.50, or pence without a point: 123450", text);
	case WIRE_INSTANT:
		return text_to_instant(text, ret) || text_to_integer(text, ret) ||
		       refuse(why, "\"%.40s\" is no instant; write a day, or microseconds since 1970 UTC", text);
	default:
		return text_to_integer(text, ret) || refuse(why, "\"%.40s\" is no whole number", text);
	}
}

bool record_set_text(ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, const char *text,
		     char why[static RECORD_WHY_SIZE])
{
	int64_t number = 0;

	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return add_string(record, field, text, why);
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return set_string(record, field, text, why);
	return number_from_text(field, text, &number, why) && set_number(record, field, number, why);
}

char *record_condition_value(const ProtobufCFieldDescriptor *field, const char *text, char why[static RECORD_WHY_SIZE])
{
	char digits[24];
	int64_t number = 0;

	if (field->type == PROTOBUF_C_TYPE_STRING) /* parts of days are texts to look for, too */
		return check_string(text, why) ? strdup(text) : NULL;
	if (!number_from_text(field, text, &number, why))
		return NULL;
	if (wire_field_type(field) == WIRE_ENUM)
		return strdup(text);
	if (wire_field_type(field) == WIRE_BOOLEAN)
		return strdup(number ? "true" : "false");
	snprintf(digits, sizeof(digits), "%" PRId64, number);
	return strdup(digits);
}

static bool set_json_list(ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, const json_t *value,
			  char why[static RECORD_WHY_SIZE])
{
	size_t i;
	json_t *element;

	if (!json_is_array(value))
		return refuse(why, "must be a list of strings: [\"…\", \"…\"]");
	json_array_foreach(value, i, element)
	{
		if (!json_is_string(element))
			return refuse(why, "element %zu is no string", i + 1);
		if (!add_string(record, field, json_string_value(element), why))
			return false;
	}
	return true;
}

bool record_set_json(ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, const json_t *value,
		     char why[static RECORD_WHY_SIZE])
{
	enum wire_type type = wire_field_type(field);

	if (type == WIRE_TEXT_LIST)
		return set_json_list(record, field, value, why);
	if (type == WIRE_BOOLEAN)
		return json_is_boolean(value) ? set_number(record, field, json_is_true(value), why)
					      : refuse(why, "must be true or false");
	if (type == WIRE_INTEGER || type == WIRE_INSTANT || (type == WIRE_PENCE && !json_is_string(value)))
		return json_is_integer(value)
			       ? set_number(record, field, json_integer_value(value), why)
			       : refuse(why, type == WIRE_PENCE ? "must be a whole number of pence, or \"£1,234.50\""
								: "must be a whole number, without quotes");
	if (!json_is_string(value))
		return refuse(why, type == WIRE_ENUM ? "must be a word in quotes" : "must be a string");
	return record_set_text(record, field, json_string_value(value), why);
}

/*
 * wire_check.c - the walk over bytes from outside, before they are unpacked.
 *
 * One pass, no allocation. A walk has one level per embedded message; each
 * level knows its descriptor, its end, and how often each field was met.
 * Everything that protobuf-c would take in silence ends the walk here, so that
 * what passes also unpacks, within WIRE_ARENA_MAX (tests/fuzz/fuzz_wire.c).
 *
 * No field of ours is `required` and none is packed; both would need a word
 * more here.
 */
#include "wire.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
	LEVEL_FIELDS_MAX = 128,    /* different fields of one message type */
	UNKNOWN_BYTES_MAX = 4096,  /* of one message, all levels together */
	FIELD_NUMBER_MAX = 1 << 29 /* one more than the greatest */
};

enum wire_format { FORMAT_VARINT = 0, FORMAT_FIXED64 = 1, FORMAT_SIZED = 2, FORMAT_FIXED32 = 5 };

struct cursor {
	const uint8_t *at, *end;
};

/* One field as it stands in the bytes. */
struct token {
	uint32_t number;
	unsigned format;
	uint64_t value;       /* of a varint */
	const uint8_t *bytes; /* of a sized field */
	size_t size;
};

struct walk {
	bool record;   /* to be stored: stricter */
	bool received; /* from a register that may be newer */
	bool organisation;
	int depth;
	unsigned fields, unknown;
	size_t unknown_bytes;
	struct wire_fault *fault;
};

struct level {
	const ProtobufCMessageDescriptor *type;
	uint16_t counts[LEVEL_FIELDS_MAX]; /* by index of the field */
};

__attribute__((format(printf, 3, 4))) static int refuse(struct walk *walk, const char *field, const char *format, ...)
{
	va_list arguments;

	snprintf(walk->fault->field, sizeof(walk->fault->field), "%s", field);
	va_start(arguments, format);
	vsnprintf(walk->fault->message, sizeof(walk->fault->message), format, arguments);
	va_end(arguments);
	return -EBADMSG;
}

/* At most `limit` bytes. Ten bytes hold 70 bits: what is above the 64th must be zero, or two readers would differ. */
static bool read_varint(struct cursor *c, int limit, uint64_t *ret)
{
	uint64_t value = 0;

	for (int i = 0; i < limit && c->at < c->end; i++) {
		uint8_t byte = *c->at++;

		if (i == 9 && byte > 1)
			return false;
		value |= (uint64_t)(byte & 0x7f) << (7 * i);
		if (!(byte & 0x80)) {
			*ret = value;
			return true;
		}
	}
	return false;
}

static bool skip(struct cursor *c, size_t size)
{
	if ((size_t)(c->end - c->at) < size)
		return false;
	c->at += size;
	return true;
}

/* NULL, or what is wrong. */
static const char *read_token(struct cursor *c, struct token *ret)
{
	uint64_t key, size;

	if (!read_varint(c, 5, &key) || key > UINT32_MAX)
		return "a field's number and type are cut short or too long";
	ret->number = (uint32_t)(key >> 3);
	ret->format = key & 7;
	if (ret->number == 0 || ret->number >= FIELD_NUMBER_MAX)
		return "a field has number 0";
	switch (ret->format) {
	case FORMAT_VARINT:
		return read_varint(c, 10, &ret->value) ? NULL : "a number is cut short or longer than 64 bits";
	case FORMAT_FIXED64:
		return skip(c, 8) ? NULL : "a number is cut short";
	case FORMAT_FIXED32:
		return skip(c, 4) ? NULL : "a number is cut short";
	case FORMAT_SIZED:
		if (!read_varint(c, 5, &size) || size > (uint64_t)(c->end - c->at))
			return "a length reaches past the end";
		ret->bytes = c->at;
		ret->size = (size_t)size;
		c->at += size;
		return NULL;
	default:
		return "groups are not allowed";
	}
}

static unsigned format_of(ProtobufCType type)
{
	switch (type) {
	case PROTOBUF_C_TYPE_STRING:
	case PROTOBUF_C_TYPE_BYTES:
	case PROTOBUF_C_TYPE_MESSAGE:
		return FORMAT_SIZED;
	case PROTOBUF_C_TYPE_SFIXED32:
	case PROTOBUF_C_TYPE_FIXED32:
	case PROTOBUF_C_TYPE_FLOAT:
		return FORMAT_FIXED32;
	case PROTOBUF_C_TYPE_SFIXED64:
	case PROTOBUF_C_TYPE_FIXED64:
	case PROTOBUF_C_TYPE_DOUBLE:
		return FORMAT_FIXED64;
	default:
		return FORMAT_VARINT;
	}
}

/* The bytes of one character that is not ASCII, or 0: the ranges are those of table 3-7 of the Unicode standard. */
static size_t character_size(const uint8_t *at, size_t left)
{
	uint8_t low = 0x80, high = 0xbf;
	size_t size;

	if (at[0] >= 0xc2 && at[0] <= 0xdf)
		size = 2;
	else if (at[0] >= 0xe0 && at[0] <= 0xef)
		size = 3;
	else if (at[0] >= 0xf0 && at[0] <= 0xf4)
		size = 4;
	else
		return 0;
	if (at[0] == 0xe0)
		low = 0xa0; /* else overlong */
	else if (at[0] == 0xed)
		high = 0x9f; /* else a surrogate */
	else if (at[0] == 0xf0)
		low = 0x90; /* else overlong */
	else if (at[0] == 0xf4)
		high = 0x8f; /* else past U+10FFFF */
	if (left < size || at[1] < low || at[1] > high)
		return 0;
	for (size_t i = 2; i < size; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	return size;
}

bool wire_utf8_is_valid(const uint8_t *text, size_t size)
{
	size_t i = 0;

	while (i < size) {
		size_t step = 1;

		if (text[i] == 0)
			return false;
		if (text[i] >= 0x80)
			step = character_size(text + i, size - i);
		if (step == 0)
			return false;
		i += step;
	}
	return true;
}

static int check_string(struct walk *walk, const ProtobufCFieldDescriptor *field, const struct token *token)
{
	char text[WIRE_ID_MAX + 2]; /* room for what is just too long */

	if (token->size > WIRE_TEXT_MAX)
		return refuse(walk, field->name, "%s is longer than %d bytes", field->name, WIRE_TEXT_MAX);
	if (!wire_utf8_is_valid(token->bytes, token->size))
		return refuse(walk, field->name, "%s is not UTF-8 text, or has a NUL in it", field->name);
	if (!walk->record)
		return 0;
	snprintf(text, sizeof(text), "%.*s", (int)token->size, (const char *)token->bytes);
	if (wire_field_type(field) == WIRE_DAY && !wire_day_is_valid(text))
		return refuse(walk, field->name, "%s must be a day that exists, written 2015-09-30", field->name);
	if (field->id == 1 && !wire_id_is_valid(text, walk->organisation))
		return refuse(walk, field->name, "id must be %s, of lower-case letters, digits and - . _, %d bytes at most",
			      walk->organisation ? "a name" : "founder/name", WIRE_ID_MAX);
	return 0;
}

/* Two readers of one number must not see two numbers: what does not fit its type is refused, never cut. */
static int check_varint(struct walk *walk, const ProtobufCFieldDescriptor *field, uint64_t value)
{
	bool fits = true;

	switch (field->type) {
	case PROTOBUF_C_TYPE_BOOL:
		fits = value <= 1;
		break;
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_SINT32:
		fits = value <= UINT32_MAX;
		break;
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_ENUM:
		fits = value <= INT32_MAX || value >= UINT64_MAX - INT32_MAX /* negative */;
		break;
	default:
		break;
	}
	if (!fits)
		return refuse(walk, field->name, "%s is a number out of range", field->name);
	if (field->type == PROTOBUF_C_TYPE_ENUM && !walk->received &&
	    !protobuf_c_enum_descriptor_get_value(field->descriptor, (int)(int64_t)value))
		return refuse(walk, field->name, "%s has no value %" PRId64, field->name, (int64_t)value);
	return 0;
}

static int check_count(struct walk *walk, struct level *level, const ProtobufCFieldDescriptor *field)
{
	size_t index = (size_t)(field - level->type->fields);

	if (++level->counts[index] > 1 && field->label != PROTOBUF_C_LABEL_REPEATED)
		return refuse(walk, field->name, "%s is there twice", field->name);
	if (level->counts[index] > WIRE_LIST_MAX)
		return refuse(walk, field->name, "%s has more than %d entries", field->name, WIRE_LIST_MAX);
	if (!(field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF))
		return 0;
	for (unsigned i = 0; i < level->type->n_fields; i++) {
		const ProtobufCFieldDescriptor *other = &level->type->fields[i];

		if (i != index && level->counts[i] > 0 && (other->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) &&
		    other->quantifier_offset == field->quantifier_offset)
			return refuse(walk, field->name, "%s and %s exclude each other", other->name, field->name);
	}
	return 0;
}

static int check_unknown(struct walk *walk, const struct token *token, size_t size)
{
	if (walk->record)
		return refuse(walk, "", "field %" PRIu32 " is not known here; a newer register may know it", token->number);
	walk->unknown++;
	walk->unknown_bytes += size;
	if (walk->unknown > WIRE_UNKNOWN_MAX || walk->unknown_bytes > UNKNOWN_BYTES_MAX)
		return refuse(walk, "", "more than %d fields, or %d bytes, are not known here", WIRE_UNKNOWN_MAX,
			      UNKNOWN_BYTES_MAX);
	return 0;
}

/* Goes as deep as messages nest, and that is bounded by WIRE_DEPTH_MAX. */
static int check_message(struct walk *walk, const ProtobufCMessageDescriptor *type, struct cursor c)
{
	struct level level = { .type = type };
	int err = 0;

	if (++walk->depth > WIRE_DEPTH_MAX)
		return refuse(walk, "", "messages are nested deeper than %d", WIRE_DEPTH_MAX);
	if (type->n_fields > LEVEL_FIELDS_MAX)
		return refuse(walk, "", "%s has too many fields for this check", type->name);
	while (c.at < c.end && err == 0) {
		const uint8_t *begin = c.at;
		const ProtobufCFieldDescriptor *field;
		struct token token;
		const char *wrong = read_token(&c, &token);

		if (wrong)
			return refuse(walk, "", "the bytes are not a message: %s", wrong);
		if (++walk->fields > WIRE_FIELDS_MAX)
			return refuse(walk, "", "more than %d fields", WIRE_FIELDS_MAX);
		field = protobuf_c_message_descriptor_get_field(type, token.number);
		if (!field)
			err = check_unknown(walk, &token, (size_t)(c.at - begin));
		else if (token.format != format_of(field->type))
			err = refuse(walk, field->name, "%s is not of its type", field->name);
		else
			err = check_count(walk, &level, field);
		if (err || !field)
			continue;
		if (field->type == PROTOBUF_C_TYPE_MESSAGE)
			err = check_message(walk, field->descriptor, (struct cursor){ token.bytes, token.bytes + token.size });
		else if (field->type == PROTOBUF_C_TYPE_STRING)
			err = check_string(walk, field, &token);
		else if (token.format == FORMAT_VARINT)
			err = check_varint(walk, field, token.value);
	}
	walk->depth--;
	return err;
}

static int check(struct walk *walk, const ProtobufCMessageDescriptor *type, const uint8_t *bytes, size_t size)
{
	if (size > WIRE_MESSAGE_MAX)
		return refuse(walk, "", "the message is larger than %d bytes", WIRE_MESSAGE_MAX);
	if (size == 0) /* bytes may be NULL then, and stands for no arithmetic */
		return 0;
	return check_message(walk, type, (struct cursor){ bytes, bytes + size });
}

int wire_check(const ProtobufCMessageDescriptor *type, const uint8_t *bytes, size_t size, struct wire_fault *ret)
{
	struct walk walk = { .fault = ret };

	return check(&walk, type, bytes, size);
}

int wire_check_received(const ProtobufCMessageDescriptor *type, const uint8_t *bytes, size_t size, struct wire_fault *ret)
{
	struct walk walk = { .received = true, .fault = ret };

	return check(&walk, type, bytes, size);
}

int wire_check_record(const ProtobufCMessageDescriptor *type, const uint8_t *bytes, size_t size, struct wire_fault *ret)
{
	struct walk walk = { .record = true, .organisation = type == &concordat__organisation__descriptor, .fault = ret };

	return check(&walk, type, bytes, size);
}

bool wire_find(const uint8_t *bytes, size_t size, uint32_t number, const uint8_t **ret_at, size_t *ret_size)
{
	struct cursor c = { bytes, size ? bytes + size : bytes };
	struct token token;

	while (c.at < c.end && !read_token(&c, &token)) {
		if (token.number != number || token.format != FORMAT_SIZED)
			continue;
		*ret_at = token.bytes;
		*ret_size = token.size;
		return true;
	}
	return false;
}

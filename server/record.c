#include "record.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>


enum { FIELD_OWNER = 2 };

const char *record_check_kind(const struct kind *kind)
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;
	unsigned written = 0;

	for (unsigned i = 0; i < d->n_fields; i++) {
		const ProtobufCFieldDescriptor *f = &d->fields[i];
		bool list = f->label == PROTOBUF_C_LABEL_REPEATED;

		if (!f->name)
			return "its fields have no names (optimize_for = CODE_SIZE?)";
		if (f->flags & PROTOBUF_C_FIELD_FLAG_ONEOF)
			return "it has a oneof";
		if (list && f->type != PROTOBUF_C_TYPE_STRING)
			return "it has a list of something other than strings";
		if (!list && f->label != PROTOBUF_C_LABEL_OPTIONAL)
			return "it has a field that is not optional";
		if (!record_column_type(f))
			return "it has a field of a type that no column fits";
		written += record_field_is_written(f);
	}
	return written > 63 ? "it has more than 63 fields" : NULL;
}

const char *record_column_type(const ProtobufCFieldDescriptor *f)
{
	switch (f->type) {
	case PROTOBUF_C_TYPE_STRING:
		if (f->label == PROTOBUF_C_LABEL_REPEATED)
			return "text[]";
		return wire_field_type(f) == WIRE_DAY ? "date" : "text";
	case PROTOBUF_C_TYPE_INT64:
		return "bigint";
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_ENUM:
		return "integer";
	case PROTOBUF_C_TYPE_BOOL:
		return "boolean";
	default:
		return NULL;
	}
}

/* id has a parameter of its own; 5 to 10, 15 and 16 are the register's. The date fields are worked out before the statement. */
bool record_field_is_written(const ProtobufCFieldDescriptor *f)
{
	return !(f->id == 1 || (f->id >= 5 && f->id <= 10) || f->id == 15 || f->id == 16);
}

uint64_t record_mask_bit(const struct kind *kind, const ProtobufCFieldDescriptor *field)
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;
	uint64_t bit = 1;

	for (unsigned i = 0; i < d->n_fields; i++) {
		if (!record_field_is_written(&d->fields[i]))
			continue;
		if (&d->fields[i] == field)
			return bit;
		bit <<= 1;
	}
	return 0;
}

static const void *member_at(const ProtobufCMessage *m, unsigned offset)
{
	return (const uint8_t *)m + offset;
}

static const char *arena_text(struct wire_arena *arena, const struct buffer *b)
{
	char *copy = b->failed ? NULL : wire_arena_alloc(arena, b->size + 1);

	if (copy) {
		memcpy(copy, b->bytes, b->size);
		copy[b->size] = '\0';
	}
	return copy;
}

static const char *list_value(const ProtobufCMessage *m, const ProtobufCFieldDescriptor *f, struct wire_arena *arena)
{
	size_t count = *(const size_t *)member_at(m, f->quantifier_offset);
	char *const *items = *(char *const *const *)member_at(m, f->offset);
	struct buffer b = { 0 };
	const char *text;

	for (size_t i = 0; i < count; i++)
		record_array_add(&b, items[i]);
	record_array_end(&b);
	text = arena_text(arena, &b);
	buffer_release(&b);
	return text;
}

static const char *number_value(struct wire_arena *arena, int64_t number)
{
	char *text = wire_arena_alloc(arena, 24);

	if (text)
		snprintf(text, 24, "%" PRId64, number);
	return text;
}

/* The field as parameter text; *ret_present says whether it was there. NULL with present: no memory. */
static const char *field_value(const ProtobufCMessage *m, const ProtobufCFieldDescriptor *f, struct wire_arena *arena,
			       bool *ret_present)
{
	const void *at = member_at(m, f->offset);

	if (f->label == PROTOBUF_C_LABEL_REPEATED) {
		*ret_present = *(const size_t *)member_at(m, f->quantifier_offset) > 0;
		return *ret_present ? list_value(m, f, arena) : NULL;
	}
	if (f->type == PROTOBUF_C_TYPE_STRING) {
		const char *text = *(const char *const *)at;

		*ret_present = text != NULL;
		return text;
	}
	*ret_present = *(const protobuf_c_boolean *)member_at(m, f->quantifier_offset);
	if (!*ret_present)
		return NULL;
	if (f->type == PROTOBUF_C_TYPE_BOOL)
		return *(const protobuf_c_boolean *)at ? "t" : "f";
	return number_value(arena, f->type == PROTOBUF_C_TYPE_INT64 ? *(const int64_t *)at : *(const int32_t *)at);
}

int record_values(const struct kind *kind, const ProtobufCMessage *message, struct wire_arena *arena, const char ***ret_values,
		  int *ret_count, uint64_t *ret_mask)
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;
	const char **values = wire_arena_alloc(arena, d->n_fields * sizeof(*values));
	uint64_t mask = 0;
	int count = 0;

	if (!values)
		return -ENOMEM;
	for (unsigned i = 0; i < d->n_fields; i++) {
		bool present;

		if (!record_field_is_written(&d->fields[i]))
			continue;
		values[count] = field_value(message, &d->fields[i], arena, &present);
		if (present && !values[count])
			return -ENOMEM;
		if (present)
			mask |= UINT64_C(1) << count;
		count++;
	}
	*ret_values = values;
	*ret_count = count;
	*ret_mask = mask;
	return 0;
}

/* ---- rows ---- */

struct pack_list {
	struct buffer *out;
	uint32_t field;
};

static void pack_element(void *arg, const char *text, size_t size)
{
	struct pack_list *p = arg;

	buffer_field_bytes(p->out, p->field, text, size);
}

void record_pack_row(const struct kind *kind, const PGresult *rows, int row, struct buffer *out)
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;

	for (unsigned i = 0; i < d->n_fields; i++) {
		const ProtobufCFieldDescriptor *f = &d->fields[i];
		const char *text;

		if (PQgetisnull(rows, row, (int)i))
			continue;
		text = PQgetvalue(rows, row, (int)i);
		if (f->label == PROTOBUF_C_LABEL_REPEATED)
			record_array_each(text, pack_element, &(struct pack_list){ out, f->id });
		else if (f->type == PROTOBUF_C_TYPE_STRING)
			buffer_field_bytes(out, f->id, text, (size_t)PQgetlength(rows, row, (int)i));
		else if (f->type == PROTOBUF_C_TYPE_BOOL)
			buffer_field_number(out, f->id, text[0] == 't');
		else
			buffer_field_number(out, f->id, (uint64_t)strtoll(text, NULL, 10));
	}
}

void record_array_add(struct buffer *out, const char *element)
{
	if (!element) {
		buffer_add_text(out, out->size == 0 ? "{NULL" : ",NULL");
		return;
	}
	buffer_add_text(out, out->size == 0 ? "{\"" : ",\"");
	while (*element) {
		size_t plain = strcspn(element, "\"\\");

		buffer_add(out, element, plain);
		element += plain;
		if (*element) {
			buffer_add(out, "\\", 1);
			buffer_add(out, element++, 1);
		}
	}
	buffer_add(out, "\"", 1);
}

void record_array_add_bytes(struct buffer *out, const uint8_t *bytes, size_t size)
{
	static const char digits[] = "0123456789abcdef";

	buffer_add_text(out, out->size == 0 ? "{\"\\\\x" : ",\"\\\\x");
	for (size_t i = 0; i < size; i++) {
		char pair[2] = { digits[bytes[i] >> 4], digits[bytes[i] & 15] };

		buffer_add(out, pair, 2);
	}
	buffer_add(out, "\"", 1);
}

void record_array_end(struct buffer *out)
{
	buffer_add_text(out, out->size == 0 ? "{}" : "}");
}

/* PostgreSQL writes {plain,"quoted \" and \\"}; our lists hold no NULL and have one dimension. */
void record_array_each(const char *literal, record_element *element, void *arg)
{
	struct buffer b = { 0 };
	const char *c = literal;

	if (*c == '{')
		c++;
	while (*c && *c != '}') {
		bool quoted = *c == '"';

		buffer_reset(&b);
		if (quoted)
			c++;
		while (*c && (quoted ? *c != '"' : *c != ',' && *c != '}')) {
			if (*c == '\\' && c[1])
				c++;
			buffer_add(&b, c++, 1);
		}
		if (quoted && *c == '"')
			c++;
		if (!b.failed)
			element(arg, b.size ? (const char *)b.bytes : "", b.size);
		if (*c == ',')
			c++;
	}
	buffer_release(&b);
}

#include "dates.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "when.h"

enum {
	FIELD_WORDS = 90,
	FIELD_EDTF,
	FIELD_EARLIEST,
	FIELD_LATEST,
	FIELD_PRECISION,
	FIELD_BOUND,
	FIELD_SOFT,
	FIELD_ANCHOR,
	FIELD_CONTEXT,
	FIELD_INFERRED,
	FIELD_OTHER
};

_Static_assert((int)WHEN_PRECISION_NONE == (int)CONCORDAT__PRECISION__PRECISION_NONE,
	       "when.h and records.proto number precision alike");
_Static_assert((int)WHEN_PRECISION_WEEK == (int)CONCORDAT__PRECISION__PRECISION_WEEK,
	       "when.h and records.proto number precision alike");
_Static_assert((int)WHEN_BOUND_ON == (int)CONCORDAT__BOUND__BOUND_ON, "when.h and records.proto number bounds alike");

static void *member(const struct kind *kind, ProtobufCMessage *m, unsigned field, bool quantifier)
{
	const ProtobufCFieldDescriptor *f = protobuf_c_message_descriptor_get_field(kind->wire->descriptor, field);

	return f ? (uint8_t *)m + (quantifier ? f->quantifier_offset : f->offset) : NULL;
}

static const char *get_text(const struct kind *kind, const ProtobufCMessage *m, unsigned field)
{
	const ProtobufCFieldDescriptor *f = protobuf_c_message_descriptor_get_field(kind->wire->descriptor, field);

	return f ? *(const char *const *)((const uint8_t *)m + f->offset) : NULL;
}

bool dates_has_words(const struct kind *kind, const ProtobufCMessage *m)
{
	return get_text(kind, m, FIELD_WORDS) != NULL;
}

/* A year is lent as a year, not as its first of January: "June" in a paper of 2015 is June 2015. */
const char *dates_lent(const struct kind *kind, const ProtobufCMessage *m)
{
	const char *edtf = get_text(kind, m, FIELD_EDTF), *day = get_text(kind, m, FIELD_EARLIEST);

	if (edtf && strspn(edtf, "0123456789-") == strlen(edtf) && (strlen(edtf) == 4 || strlen(edtf) == 10))
		return edtf;
	if (!day)
		day = get_text(kind, m, FIELD_LATEST);
	return day ? day : "";
}

static bool set_text(const struct kind *kind, ProtobufCMessage *m, unsigned field, const char *text, struct wire_arena *arena)
{
	char *copy;

	if (text[0] == '\0')
		return true;
	copy = wire_arena_alloc(arena, strlen(text) + 1);
	if (!copy)
		return false;
	strcpy(copy, text);
	*(char **)member(kind, m, field, false) = copy;
	return true;
}

static void set_number(const struct kind *kind, ProtobufCMessage *m, unsigned field, int value)
{
	*(protobuf_c_boolean *)member(kind, m, field, true) = value != 0;
	*(int *)member(kind, m, field, false) = value;
}

/* "year, month" becomes a list */
static bool set_inferred(const struct kind *kind, ProtobufCMessage *m, const char *parts, struct wire_arena *arena)
{
	char **list = wire_arena_alloc(arena, 8 * sizeof(*list));
	size_t n = 0;

	if (!list)
		return false;
	while (*parts && n < 8) {
		size_t length = strcspn(parts, ",");
		char *part = wire_arena_alloc(arena, length + 1);

		if (!part)
			return false;
		memcpy(part, parts, length);
		part[length] = '\0';
		list[n++] = part;
		parts += length;
		parts += strspn(parts, ", ");
	}
	*(size_t *)member(kind, m, FIELD_INFERRED, true) = n;
	*(char ***)member(kind, m, FIELD_INFERRED, false) = list;
	return true;
}

int dates_fill(const struct kind *kind, ProtobufCMessage *m, const char *context, struct wire_arena *arena,
	       struct refusal *ret_refusal)
{
	const char *words = get_text(kind, m, FIELD_WORDS), *own = get_text(kind, m, FIELD_CONTEXT);
	struct when w;
	char why[WHEN_WHY_SIZE];
	int rc = when_parse(words, own ? own : context, &w, why, sizeof(why));

	if (rc == -ENODATA && !own && !context)
		return rc;
	if (rc < 0) {
		*ret_refusal = refusal_make(CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "when_text", "when_text: %s", why);
		return -EINVAL;
	}
	if (!set_text(kind, m, FIELD_EDTF, w.edtf, arena) || !set_text(kind, m, FIELD_EARLIEST, w.earliest, arena) ||
	    !set_text(kind, m, FIELD_LATEST, w.latest, arena) || !set_text(kind, m, FIELD_ANCHOR, w.anchor, arena) ||
	    !set_text(kind, m, FIELD_OTHER, w.other_edtf, arena) || !set_inferred(kind, m, w.inferred, arena))
		return -ENOMEM;
	set_number(kind, m, FIELD_PRECISION, (int)w.precision);
	set_number(kind, m, FIELD_BOUND, (int)w.bound);
	*(protobuf_c_boolean *)member(kind, m, FIELD_SOFT, true) = w.soft;
	*(protobuf_c_boolean *)member(kind, m, FIELD_SOFT, false) = w.soft;
	return 0;
}

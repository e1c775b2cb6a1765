#include "verbs_item.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const void *member(const ProtobufCMessage *m, const ProtobufCFieldDescriptor *f)
{
	return (const uint8_t *)m + f->offset;
}

static bool is_present(const ProtobufCMessage *m, const ProtobufCFieldDescriptor *f)
{
	const uint8_t *quantifier = (const uint8_t *)m + f->quantifier_offset;

	if (f->label == PROTOBUF_C_LABEL_REPEATED)
		return *(const size_t *)(const void *)quantifier > 0;
	if (f->type == PROTOBUF_C_TYPE_STRING)
		return *(const char *const *)member(m, f) != NULL;
	return *(const protobuf_c_boolean *)(const void *)quantifier;
}

const char *item_text(const struct item *item, unsigned field)
{
	const ProtobufCFieldDescriptor *f = protobuf_c_message_descriptor_get_field(item->kind->wire->descriptor, field);

	return f ? *(const char *const *)member(item->record, f) : NULL;
}

const char *item_digits(struct request *r, int64_t number)
{
	char *text = wire_arena_alloc(&r->arena, 24);

	if (text)
		snprintf(text, 24, "%" PRId64, number);
	return text;
}

static bool check_kind(const struct request *r, const struct kind *kind, struct refusal *ret)
{
	if (!kind)
		*ret = INVALID("kind", "kind: missing or unknown");
	else if (kind->writer == WRITER_NOBODY)
		*ret = refusal_make(CONCORDAT__STATUS__STATUS_PERMISSION_DENIED, "kind",
				    "%s records are kept by the register itself", kind->wire->name);
	else if (!kind_may_write(kind, r->client.roles))
		*ret = refusal_make(CONCORDAT__STATUS__STATUS_PERMISSION_DENIED, "kind",
				    "your client may not write %s records; the registrar of your organisation gives roles",
				    kind->wire->name);
	else
		return true;
	return false;
}

static bool check_clear(struct item *item, struct refusal *ret)
{
	for (size_t i = 0; i < item->clear_count; i++) {
		const ProtobufCFieldDescriptor *f =
			protobuf_c_message_descriptor_get_field_by_name(item->kind->wire->descriptor, item->clear[i]);

		if (!f || !record_field_is_written(f) || f->id <= 3 || wire_field_is_kept(f)) {
			*ret = INVALID("clear", "clear: %s has no field \"%s\" that can be emptied", item->kind->wire->name,
				       item->clear[i]);
			return false;
		}
		if (is_present(item->record, f)) {
			*ret = INVALID("clear", "clear: \"%s\" is also given a value", item->clear[i]);
			return false;
		}
	}
	return true;
}

/* A name is judged when it is given; one that is merely looked for is at worst not found. */
static bool check_id(const struct item *item, struct refusal *ret)
{
	if (!item->id || item->id[0] == '\0')
		*ret = INVALID("id", "id: missing");
	else if (item->create && !wire_id_is_valid(item->id, item->kind->number == CONCORDAT__KIND__KIND_ORGANISATION))
		*ret = INVALID("id", "id: wants %s in lower-case letters, digits, '-', '.' and '_', at most %d bytes",
			       item->kind->number == CONCORDAT__KIND__KIND_ORGANISATION ? "a name" : "organisation/name",
			       WIRE_ID_MAX);
	else if (strlen(item->id) > WIRE_ID_MAX)
		*ret = INVALID("id", "id: longer than %d bytes", WIRE_ID_MAX);
	else
		return true;
	return false;
}

bool item_take_put(struct request *r, struct item *item, const Concordat__Put *put, struct refusal *ret)
{
	const ProtobufCMessageDescriptor *d;
	struct wire_fault fault;

	item->kind = put->record ? kind_by_number((int)put->record->kind) : NULL;
	if (!check_kind(r, item->kind, ret))
		return false;
	d = item->kind->wire->descriptor;
	if (wire_check_record(d, put->record->body.data, put->record->body.len, &fault) < 0) {
		*ret = INVALID(fault.field, "%s", fault.message);
		return false;
	}
	item->record = protobuf_c_message_unpack(d, &r->arena.allocator, put->record->body.len, put->record->body.data);
	if (!item->record) {
		*ret = INVALID("record", "record: takes more memory than the limit");
		return false;
	}
	for (unsigned i = 0; i < d->n_fields; i++) {
		if (wire_field_is_kept(&d->fields[i]) && is_present(item->record, &d->fields[i])) {
			*ret = INVALID(d->fields[i].name, "%s: the register keeps this field itself; leave it out",
				       d->fields[i].name);
			return false;
		}
	}
	item->id = item_text(item, FIELD_ID);
	item->create = put->has_expect_version && put->expect_version == 0;
	item->expect = put->has_expect_version ? item_digits(r, put->expect_version) : NULL;
	item->reason = put->reason;
	item->clear = put->clear;
	item->clear_count = put->n_clear;
	return check_clear(item, ret) && check_id(item, ret);
}

bool item_take_withdraw(struct request *r, struct item *item, const Concordat__Withdraw *w, struct refusal *ret)
{
	item->kind = kind_by_number((int)w->kind);
	if (!check_kind(r, item->kind, ret))
		return false;
	item->id = w->id;
	item->expect = w->has_expect_version ? item_digits(r, w->expect_version) : NULL;
	item->reason = w->reason;
	return check_id(item, ret);
}

#include <string.h>

#include "dates.h"
#include "verbs_item.h"

/* When words are written or emptied, everything that follows from them is written too. */
static uint64_t mask_of(const struct item *item, uint64_t present)
{
	const ProtobufCMessageDescriptor *d = item->kind->wire->descriptor;
	uint64_t mask = present;
	bool words = kind_is_dated(item->kind) && dates_has_words(item->kind, item->record);

	for (size_t i = 0; i < item->clear_count; i++) {
		const ProtobufCFieldDescriptor *f = protobuf_c_message_descriptor_get_field_by_name(d, item->clear[i]);

		mask |= record_mask_bit(item->kind, f);
		words |= f->id == FIELD_WHEN_TEXT;
	}
	for (unsigned i = 0; i < d->n_fields && words; i++)
		if (d->fields[i].id >= FIELD_EDTF && d->fields[i].id <= FIELD_OTHER_EDTF && d->fields[i].id != FIELD_CONTEXT)
			mask |= record_mask_bit(item->kind, &d->fields[i]);
	return mask;
}

/* The values of the fields that the statement has parameters for. */
static void add_fields(const char **values, const char *const *fields, int field_count, uint64_t mask)
{
	for (int i = 0; i < field_count; i++)
		if (mask >> i & 1)
			*values++ = fields[i];
}

bool item_step(struct request *r, const struct item *item, size_t index, struct write_step *step)
{
	const struct write_state *state = r->state;
	const struct record_write *write = NULL;
	const char **fields = NULL, **values;
	int fixed = PARAM_MASK, field_count = 0, *sizes, *formats;
	uint64_t mask = 0;

	if (item->record) {
		if (record_values(item->kind, item->record, &r->arena, &fields, &field_count, &mask) < 0)
			return false;
		mask = item->create ? mask : mask_of(item, mask);
		write = record_write_of(item->kind, item->create, mask);
		if (!write)
			return false;
		fixed = record_fixed_params(write);
	}
	step->count = fixed + (write ? __builtin_popcountll(write->mask) : 0);
	values = wire_arena_alloc(&r->arena, (size_t)(PARAM_FIXED + field_count) * sizeof(*values));
	sizes = wire_arena_alloc(&r->arena, (size_t)(PARAM_FIXED + field_count) * sizeof(*sizes));
	formats = wire_arena_alloc(&r->arena, (size_t)(PARAM_FIXED + field_count) * sizeof(*formats));
	if (!values || !sizes || !formats)
		return false;
	memset(sizes, 0, (size_t)(PARAM_FIXED + field_count) * sizeof(*sizes));
	memset(formats, 0, (size_t)(PARAM_FIXED + field_count) * sizeof(*formats));
	values[PARAM_KEY] = (const char *)r->message->idempotency_key.data;
	values[PARAM_ITEM] = item_digits(r, (int64_t)index);
	values[PARAM_DIGEST] = (const char *)state->digest;
	values[PARAM_ID] = item->id;
	values[PARAM_BATCH] = state->batch ? "t" : "f";
	sizes[PARAM_KEY] = WIRE_KEY_SIZE;
	sizes[PARAM_DIGEST] = sizeof(state->digest);
	formats[PARAM_KEY] = formats[PARAM_DIGEST] = 1;
	if (!item->create)
		values[PARAM_EXPECT] = item->expect;
	if (write && write->whole)
		values[PARAM_MASK] = item_digits(r, (int64_t)mask);
	if (write)
		add_fields(values + fixed, fields, field_count, write->mask);
	step->sql = write ? write->one : record_sql_withdraw(item->kind);
	step->values = values;
	step->sizes = sizes;
	step->formats = formats;
	step->reason = item->reason;
	step->write = write;
	step->mask = mask;
	return values[PARAM_ITEM] != NULL;
}

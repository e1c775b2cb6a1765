#include "import_batch.h"

#include <stdlib.h>
#include <string.h>

struct slot {
	struct import_item *item;
	Concordat__BatchItem write;
	Concordat__Put put;
	Concordat__Record record;
	char *clear[IMPORT_CLEAR_MAX];
};

struct import_batch {
	bool late;
	char *reason;
	size_t count, bytes;
	struct slot slots[IMPORT_BATCH_MAX];
	Concordat__BatchItem *items[IMPORT_BATCH_MAX];
	Concordat__Batch message;
};

struct import_batch *import_batch_new(void)
{
	return calloc(1, sizeof(struct import_batch));
}

void import_batch_begin(struct import_batch *b, bool late, const char *reason)
{
	for (size_t i = 0; i < b->count; i++)
		free(b->slots[i].record.body.data);
	b->count = b->bytes = 0;
	b->late = late;
	b->reason = (char *)(uintptr_t)reason;
}

void import_batch_free(struct import_batch *b)
{
	if (b)
		import_batch_begin(b, false, NULL);
	free(b);
}

bool import_batch_add(struct import_batch *b, struct import_item *item, size_t most)
{
	const ProtobufCMessage *record = b->late ? item->late : item->record;
	struct slot *s = &b->slots[b->count];
	size_t size;

	if (b->count == IMPORT_BATCH_MAX || b->count >= most)
		return false;
	s->item = item;
	concordat__batch_item__init(&s->write);
	concordat__put__init(&s->put);
	concordat__record__init(&s->record);
	s->write.write_case = CONCORDAT__BATCH_ITEM__WRITE_PUT;
	s->write.put = &s->put;
	s->put.record = &s->record;
	s->put.has_expect_version = true;
	s->put.expect_version = item->version;
	s->put.reason = b->reason;
	s->put.clear = s->clear;
	s->put.n_clear = b->late || item->version == 0 ? 0 : item->clear_count;
	for (size_t i = 0; i < s->put.n_clear; i++)
		s->clear[i] = (char *)(uintptr_t)item->clear[i]->name;
	s->record.has_kind = s->record.has_body = true;
	s->record.kind = item->kind->number;
	s->record.body.len = protobuf_c_message_get_packed_size(record);
	/* an upper bound: 64 for tags, lengths and version */
	size = s->record.body.len + 64 + s->put.n_clear * 32 + (b->reason ? strlen(b->reason) : 0);
	if (b->count > 0 && b->bytes + size > IMPORT_BATCH_BYTES)
		return false;
	s->record.body.data = malloc(s->record.body.len + 1);
	if (!s->record.body.data)
		return false;
	protobuf_c_message_pack(record, s->record.body.data);
	b->items[b->count++] = &s->write;
	b->bytes += size;
	return true;
}

size_t import_batch_count(const struct import_batch *b)
{
	return b->count;
}

struct import_item *import_batch_item(const struct import_batch *b, size_t n)
{
	return b->slots[n].item;
}

Concordat__Batch *import_batch_message(struct import_batch *b)
{
	concordat__batch__init(&b->message);
	b->message.n_items = b->count;
	b->message.items = b->items;
	return &b->message;
}

#include "stream_items.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* field numbers of envelope.proto */
enum { PUSH_STREAM = 1, PUSH_CHANGE, PUSH_ALERTS, PUSH_TICK, PUSH_END, PUSH_CURSOR, PUSH_SETTLED };
enum { CURSOR_HISTORY = 1, CURSOR_REVISION, CURSOR_HASH, CURSOR_HASH_SIZE = 8 };
enum {
	COLUMN_REVISION,
	COLUMN_TYPE,
	COLUMN_KIND,
	COLUMN_ID,
	COLUMN_VERSION,
	COLUMN_AT,
	COLUMN_BY,
	COLUMN_REASON,
	COLUMN_FIELDS,
	COLUMN_BEFORE,
	COLUMN_AFTER,
	COLUMN_HASH
};
/* Both images of a change must fit into one frame; the earlier one can be asked for by history. */
enum { IMAGES_MAX = 48 * 1024 };

static size_t hex_to_bytes(const char *hex, struct buffer *out)
{
	size_t n = strlen(hex) / 2;

	for (size_t i = 0; i < n; i++) {
		char pair[3] = { hex[2 * i], hex[2 * i + 1], '\0' };
		uint8_t byte = (uint8_t)strtoul(pair, NULL, 16);

		buffer_add(out, &byte, 1);
	}
	return n;
}

static void add_hex(struct buffer *out, uint32_t field, const char *hex)
{
	struct buffer b = { 0 };

	hex_to_bytes(hex, &b);
	out->failed |= b.failed;
	buffer_field_bytes(out, field, b.bytes, b.size);
	buffer_release(&b);
}

static void add_cursor(struct buffer *out, const char *history_id, uint64_t revision, const uint8_t *hash)
{
	struct buffer b = { 0 };

	buffer_field_bytes(&b, CURSOR_HISTORY, history_id, strlen(history_id));
	buffer_field_number(&b, CURSOR_REVISION, revision);
	buffer_field_bytes(&b, CURSOR_HASH, hash, CURSOR_HASH_SIZE);
	out->failed |= b.failed;
	buffer_field_bytes(out, PUSH_CURSOR, b.bytes, b.size);
	buffer_release(&b);
}

struct name_list {
	struct buffer *out;
};

static void add_name(void *arg, const char *text, size_t size)
{
	buffer_field_bytes(((struct name_list *)arg)->out, COLUMN_FIELDS + 1, text, size);
}

void stream_pack_change_row(struct buffer *out, const PGresult *rows, int row)
{
	/* Change numbers its fields from 1 in the order of the columns */
	for (int c = COLUMN_REVISION; c <= COLUMN_AFTER; c++) {
		const char *text = PQgetvalue(rows, row, c);
		size_t size = (size_t)PQgetlength(rows, row, c);

		if (PQgetisnull(rows, row, c))
			continue;
		if (c == COLUMN_FIELDS)
			record_array_each(text, add_name, &(struct name_list){ out });
		else if (c == COLUMN_BEFORE && (size_t)PQgetlength(rows, row, COLUMN_AFTER) + size > 2 * IMAGES_MAX)
			continue;
		else if (c == COLUMN_BEFORE || c == COLUMN_AFTER)
			add_hex(out, (uint32_t)c + 1, text);
		else if (c == COLUMN_ID || c == COLUMN_BY || c == COLUMN_REASON)
			buffer_field_bytes(out, (uint32_t)c + 1, text, size);
		else
			buffer_field_number(out, (uint32_t)c + 1, strtoull(text, NULL, 10));
	}
}

uint64_t stream_pack_change(struct buffer *out, uint32_t stream, const PGresult *rows, int row, const char *history_id)
{
	struct buffer change = { 0 }, hash = { 0 };
	uint64_t revision = strtoull(PQgetvalue(rows, row, COLUMN_REVISION), NULL, 10);

	stream_pack_change_row(&change, rows, row);
	hex_to_bytes(PQgetvalue(rows, row, COLUMN_HASH), &hash);
	out->failed |= change.failed || hash.failed || hash.size < CURSOR_HASH_SIZE;
	buffer_field_number(out, PUSH_STREAM, stream);
	buffer_field_bytes(out, PUSH_CHANGE, change.bytes, change.size);
	if (!out->failed)
		add_cursor(out, history_id, revision, hash.bytes);
	buffer_release(&change);
	buffer_release(&hash);
	return revision;
}

/* ---- alerts: what is the same for all who are told comes packed, and what is this one's own is put before it ---- */

/* fields of message Alert */
enum {
	ALERT_ID = 1,
	ALERT_OWNER,
	ALERT_VISIBILITY,
	ALERT_REVISION = 6,
	ALERT_SUBSCRIPTION = 20,
	ALERT_NUMBER,
	ALERT_SETTLED = 33
};
enum { ROW_PLACE, ROW_NUMBER, ROW_OWNER, ROW_SETTLED, ROW_PACKED };
/* What is an alert's own takes three ids and some numbers. */
enum { LIST_ALERTS = 1, LIST_MAX = WIRE_MESSAGE_MAX - 64, OWN_MAX = 4 * WIRE_ID_MAX + 64 };

void stream_scratch_release(struct stream_scratch *scratch)
{
	buffer_release(&scratch->id);
	buffer_release(&scratch->item);
	buffer_release(&scratch->list);
}

static uint64_t binary_bigint(const PGresult *rows, int row, int column)
{
	const uint8_t *bytes = (const uint8_t *)PQgetvalue(rows, row, column);
	uint64_t number = 0;

	for (int i = 0; i < PQgetlength(rows, row, column); i++)
		number = number << 8 | bytes[i];
	return number;
}

uint64_t stream_alert_place(const PGresult *rows, int row)
{
	return binary_bigint(rows, row, ROW_PLACE);
}

static void pack_item(struct stream_scratch *scratch, const char *subscription, uint64_t number, const PGresult *rows, int row)
{
	struct buffer *item = &scratch->item;

	buffer_reset(&scratch->id);
	buffer_printf(&scratch->id, "%s.%" PRIu64, subscription, number);
	buffer_reset(item);
	buffer_field_bytes(item, ALERT_ID, scratch->id.bytes, scratch->id.size);
	buffer_field_bytes(item, ALERT_OWNER, PQgetvalue(rows, row, ROW_OWNER), (size_t)PQgetlength(rows, row, ROW_OWNER));
	buffer_field_number(item, ALERT_VISIBILITY, CONCORDAT__VISIBILITY__VISIBILITY_OWN);
	buffer_field_number(item, ALERT_REVISION, number);
	buffer_field_bytes(item, ALERT_SUBSCRIPTION, subscription, strlen(subscription));
	buffer_field_number(item, ALERT_NUMBER, number);
	buffer_field_number(item, ALERT_SETTLED, binary_bigint(rows, row, ROW_SETTLED));
	item->failed |= scratch->id.failed;
}

uint64_t stream_pack_alert(struct buffer *list, struct stream_scratch *scratch, const char *subscription, const PGresult *rows,
			   int row)
{
	uint64_t number = binary_bigint(rows, row, ROW_NUMBER);
	size_t packed = (size_t)PQgetlength(rows, row, ROW_PACKED);

	pack_item(scratch, subscription, number, rows, row);
	buffer_field_begin(list, LIST_ALERTS, scratch->item.size + packed);
	buffer_add(list, scratch->item.bytes, scratch->item.size);
	buffer_add(list, PQgetvalue(rows, row, ROW_PACKED), packed);
	list->failed |= scratch->item.failed;
	return number;
}

size_t stream_alert_size(const PGresult *rows, int row)
{
	return (size_t)PQgetlength(rows, row, ROW_PACKED) + OWN_MAX;
}

/* An alert by itself always has room: its title twice is the longest of it. */
static bool has_room(const struct stream_scratch *scratch, const PGresult *rows, int row)
{
	return scratch->list.size == 0 || scratch->list.size + stream_alert_size(rows, row) <= LIST_MAX;
}

void stream_pack_list(struct buffer *out, uint32_t stream, const uint8_t *list, size_t size)
{
	buffer_field_number(out, PUSH_STREAM, stream);
	buffer_field_bytes(out, PUSH_ALERTS, list, size);
}

uint64_t stream_pack_alerts(struct buffer *out, struct stream_scratch *scratch, uint32_t stream, const char *subscription,
			    const PGresult *rows, int *row, int upto)
{
	uint64_t number = 0;

	buffer_reset(&scratch->list);
	while (*row < upto && has_room(scratch, rows, *row))
		number = stream_pack_alert(&scratch->list, scratch, subscription, rows, (*row)++);
	out->failed |= scratch->list.failed;
	stream_pack_list(out, stream, scratch->list.bytes, scratch->list.size);
	return number;
}

void stream_pack_settled(struct buffer *out, uint32_t stream, uint64_t settled)
{
	if (out->size == 0)
		buffer_field_number(out, PUSH_STREAM, stream);
	buffer_field_number(out, PUSH_SETTLED, settled);
}

void stream_pack_tick(struct buffer *out, uint32_t stream, const struct head *head, const char *history_id, int64_t now_at)
{
	struct buffer tick = { 0 };

	buffer_field_number(&tick, 1, head->revision);
	buffer_field_number(&tick, 2, (uint64_t)now_at);
	out->failed |= tick.failed;
	buffer_field_number(out, PUSH_STREAM, stream);
	buffer_field_bytes(out, PUSH_TICK, tick.bytes, tick.size);
	add_cursor(out, history_id, head->revision, head->hash);
	buffer_release(&tick);
}

void stream_pack_end(struct buffer *out, uint32_t stream, Concordat__EndReason reason, const char *message)
{
	struct buffer b = { 0 };

	buffer_field_number(&b, 1, (uint64_t)reason);
	buffer_field_bytes(&b, 2, message, strlen(message));
	out->failed |= b.failed;
	buffer_field_number(out, PUSH_STREAM, stream);
	buffer_field_bytes(out, PUSH_END, b.bytes, b.size);
	buffer_release(&b);
}

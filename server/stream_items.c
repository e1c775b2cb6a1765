#include "stream_items.h"

#include <stdlib.h>
#include <string.h>

/* field numbers of envelope.proto */
enum { PUSH_STREAM = 1, PUSH_CHANGE, PUSH_ALERT, PUSH_TICK, PUSH_END, PUSH_CURSOR };
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
enum { IMAGES_MAX = 48 * 1024, RECORD_KIND = 1, RECORD_BODY = 2 };

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

static const struct kind *alert_kind(void)
{
	return kind_by_number(CONCORDAT__KIND__KIND_ALERT);
}

const char *stream_alerts_sql(void)
{
	static char *sql;
	struct buffer b = { 0 };

	if (sql)
		return sql;
	buffer_printf(&b, "select %s from concordat.%s r where r.subscription = $3 and r.number > $1 order by r.number limit $2",
		      record_columns(alert_kind()), record_table(alert_kind()));
	sql = buffer_text(&b) ? strdup(buffer_text(&b)) : NULL;
	buffer_release(&b);
	return sql;
}

uint64_t stream_pack_alert(struct buffer *out, uint32_t stream, const PGresult *rows, int row)
{
	struct buffer record = { 0 }, alert = { 0 };
	uint64_t number = strtoull(PQgetvalue(rows, row, PQfnumber(rows, "number")), NULL, 10);

	record_pack_row(alert_kind(), rows, row, &alert);
	buffer_field_number(&record, RECORD_KIND, CONCORDAT__KIND__KIND_ALERT);
	buffer_field_bytes(&record, RECORD_BODY, alert.bytes, alert.size);
	out->failed |= record.failed || alert.failed;
	buffer_field_number(out, PUSH_STREAM, stream);
	buffer_field_bytes(out, PUSH_ALERT, record.bytes, record.size);
	buffer_release(&record);
	buffer_release(&alert);
	return number;
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

/* get, list, history: what a client may see. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "list.h"
#include "schema.h"
#include "stream_items.h"
#include "verbs.h"

enum { HISTORY_PAGE = 50, HISTORY_PAGE_MAX = 500 };

static void refuse_missing(struct request *r, const struct kind *kind, const char *id)
{
	request_refuse_with(r, CONCORDAT__STATUS__STATUS_NOT_FOUND, "id", "there is no %s \"%s\" that you may see",
			    kind->wire->name, id);
}

/* A message that the database gave as it is; the bytes are the result's. */
static ProtobufCBinaryData message_at(const PGresult *rows, int row, int column)
{
	return (ProtobufCBinaryData){ (size_t)PQgetlength(rows, row, column), (uint8_t *)PQgetvalue(rows, row, column) };
}

/* ---- get ---- */

static void on_get(struct read *read, const PGresult *rows, const struct head *head)
{
	struct request *r = request_of_read(read);
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;
	Concordat__Record record = CONCORDAT__RECORD__INIT;
	struct buffer body = { 0 };
	int row = 0;

	while (row < PQntuples(rows) && strcmp(PQgetvalue(rows, row, 0), read->id) != 0)
		row++;
	if (row == PQntuples(rows)) {
		refuse_missing(r, read->kind, read->id);
		return;
	}
	record.has_kind = record.has_body = 1;
	record.kind = read->kind->number;
	if (record_is_packed(read->kind)) {
		record.body = message_at(rows, row, 1);
	} else {
		record_pack_row(read->kind, rows, row, &body);
		record.body = (ProtobufCBinaryData){ body.size, body.bytes };
	}
	r->known_at = head;
	reply.result_case = CONCORDAT__REPLY__RESULT_RECORD;
	reply.record = &record;
	request_reply(r, head->revision, &reply);
	buffer_release(&body);
}

void verb_get(struct request *r)
{
	const Concordat__Get *get = r->message->get;
	const struct kind *kind = kind_by_number((int)get->kind);

	if (!kind) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "kind", "kind: missing or unknown");
		return;
	}
	if (!get->id || strlen(get->id) > WIRE_ID_MAX * 2) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "id", "id: missing or too long");
		return;
	}
	r->read.kind = kind;
	r->read.id = get->id;
	r->read.on_rows = on_get;
	request_read_keeping(r, schema_rests(kind));
}

/* ---- list ---- */

struct list_state {
	struct list_plan plan;
	char as_of[24];
};

/* The messages of as many rows as fit on a page; those that must be made are made into *made. Returns how many. */
static int take_rows(const struct list_plan *plan, const PGresult *rows, ProtobufCBinaryData *bodies, struct buffer *made)
{
	int count = PQntuples(rows), taken = 0;
	size_t size = 0, at = 0;

	while (taken < count && taken < (int)plan->page) {
		ProtobufCBinaryData *body = &bodies[taken];

		if (plan->packed) {
			*body = message_at(rows, taken, LIST_PACKED);
		} else {
			record_pack_row(plan->kind, rows, taken, made);
			body->len = made->size - size;
		}
		if (taken > 0 && size + body->len + list_cursor_size(plan, rows, taken) > LIST_PAGE_BYTES)
			break;
		size += body->len;
		taken++;
	}
	for (int i = 0; i < taken && !plan->packed; at += bodies[i++].len)
		bodies[i].data = made->bytes + at;
	return taken;
}

static void pack_page(struct request *r, const struct list_state *state, const PGresult *rows, const struct head *head)
{
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;
	Concordat__RecordList list = CONCORDAT__RECORD_LIST__INIT;
	struct buffer made = { 0 }, cursor = { 0 };
	int count = PQntuples(rows), taken;
	ProtobufCBinaryData *bodies = calloc((size_t)count + 1, sizeof(*bodies));

	if (!bodies) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_UNAVAILABLE, "", "the register is short of memory");
		return;
	}
	taken = take_rows(&state->plan, rows, bodies, &made);
	if (taken < count) {
		list_cursor(&state->plan, rows, taken - 1, &cursor);
		list.has_next = 1;
		list.next = (ProtobufCBinaryData){ cursor.size, cursor.bytes };
	}
	list.has_kind = 1;
	list.kind = state->plan.kind->number;
	list.n_bodies = (size_t)taken;
	list.bodies = bodies;
	r->known_at = head;
	reply.result_case = CONCORDAT__REPLY__RESULT_LIST;
	reply.list = &list;
	request_reply(r, head->revision, &reply);
	buffer_release(&made);
	buffer_release(&cursor);
	free(bodies);
}

static void on_list(struct read *read, const PGresult *rows, const struct head *head)
{
	struct request *r = request_of_read(read);

	pack_page(r, r->state, rows, head);
}

static void ask_list(struct request *r, struct list_state *state, bool past)
{
	struct buffer text = { 0 };
	struct refusal refusal;
	const struct config *config = r->service->config;
	int rc = list_plan(r->message->list, past, (uint32_t)config->page_default, (uint32_t)config->page_max, &r->arena,
			   &state->plan, &text, &refusal);

	if (rc == 0) {
		r->read.sql = reader_text(r->service->reader, buffer_text(&text) ? (const char *)text.bytes : "");
		rc = r->read.sql ? 0 : -ENOMEM;
	}
	buffer_release(&text);
	if (rc == -EINVAL) {
		request_refuse(r, &refusal);
		return;
	}
	if (rc < 0) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_UNAVAILABLE, "", "the register is short of memory");
		return;
	}
	r->read.as_of = past ? state->as_of : NULL;
	r->read.binary = state->plan.packed;
	r->read.any_values = state->plan.any_values;
	r->read.count = state->plan.count;
	memcpy(r->read.values, state->plan.params, sizeof(state->plan.params));
	r->read.on_rows = on_list;
	if (r->message->list->as_of_on) /* the day's revision is not in the question */
		request_read(r);
	else
		request_read_keeping(r, schema_rests(state->plan.kind));
}

/* The day was turned into a revision; now the list itself. */
static void on_revision_of_day(struct read *read, const PGresult *rows, const struct head *head)
{
	struct request *r = request_of_read(read);
	struct service *service = r->service; /* outlives the request */
	struct list_state *state = r->state;

	(void)head;
	snprintf(state->as_of, sizeof(state->as_of), "%s", PQntuples(rows) == 1 ? PQgetvalue(rows, 0, 0) : "0");
	memset(&r->read, 0, sizeof(r->read));
	ask_list(r, state, true);
	reader_flush(service->reader);
}

void verb_list(struct request *r)
{
	static const char sql_day[] = "select concordat.revision_on($1)";
	const Concordat__List *list = r->message->list;
	struct list_state *state = wire_arena_alloc(&r->arena, sizeof(*state));

	r->state = state;
	if (!state) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_UNAVAILABLE, "", "the register is short of memory");
		return;
	}
	if (!list->as_of_on) {
		snprintf(state->as_of, sizeof(state->as_of), "%" PRIu64, list->as_of_revision);
		ask_list(r, state, list->has_as_of_revision);
		return;
	}
	if (!wire_day_is_valid(list->as_of_on)) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "as_of_on",
				    "as_of_on: wants a day such as 2015-09-30");
		return;
	}
	r->read.sql = sql_day;
	r->read.count = 1;
	r->read.values[0] = list->as_of_on;
	r->read.on_rows = on_revision_of_day;
	request_read(r);
}

/* ---- history ---- */

struct history_state {
	char kind[12], before[24], many[12];
	int page;
};

static void on_history(struct read *read, const PGresult *rows, const struct head *head)
{
	struct request *r = request_of_read(read);
	const struct history_state *state = r->state;
	const Concordat__History *asked = r->message->history;
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;
	Concordat__ChangeList *list;
	struct buffer packed = { 0 }, change = { 0 };
	int count = PQntuples(rows), taken = 0;

	if (count == 0 && !asked->has_before_revision) {
		refuse_missing(r, kind_by_number((int)asked->kind), asked->id);
		return;
	}
	while (taken < count && taken < state->page) {
		buffer_reset(&change);
		stream_pack_change_row(&change, rows, taken);
		if (taken > 0 && packed.size + change.size > LIST_PAGE_BYTES)
			break;
		buffer_field_bytes(&packed, 1, change.bytes, change.size);
		taken++;
	}
	if (taken < count)
		buffer_field_number(&packed, 2, strtoull(PQgetvalue(rows, taken - 1, 0), NULL, 10));
	list = concordat__change_list__unpack(&r->arena.allocator, packed.size, packed.bytes);
	buffer_release(&packed);
	buffer_release(&change);
	if (!list) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_UNAVAILABLE, "", "the register is short of memory");
		return;
	}
	reply.result_case = CONCORDAT__REPLY__RESULT_HISTORY;
	reply.history = list;
	request_reply(r, head->revision, &reply);
}

void verb_history(struct request *r)
{
	static const char sql[] =
		"select revision, type, $1::integer, $2::text, version, changed_at, changed_by, reason, fields, encode(before, 'hex'), "
		"encode(after, 'hex') from concordat.history($1, $2, $3, $4)";
	const Concordat__History *asked = r->message->history;
	const struct kind *kind = kind_by_number((int)asked->kind);
	struct history_state *state = wire_arena_alloc(&r->arena, sizeof(*state));

	if (!kind || kind->report || kind->writer == WRITER_NOBODY || !asked->id || !state) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, asked->id ? "kind" : "id", "%s",
				    asked->id ? "kind: missing, unknown, or one without a history" : "id: missing");
		return;
	}
	r->state = state;
	state->page = asked->has_page && asked->page > 0 ? (int)asked->page : HISTORY_PAGE;
	if (asked->page > HISTORY_PAGE_MAX)
		state->page = HISTORY_PAGE_MAX;
	snprintf(state->kind, sizeof(state->kind), "%d", (int)kind->number);
	snprintf(state->before, sizeof(state->before), "%" PRIu64,
		 asked->has_before_revision && asked->before_revision < INT64_MAX ? asked->before_revision : INT64_MAX);
	snprintf(state->many, sizeof(state->many), "%d", state->page + 1);
	r->read.sql = sql;
	r->read.count = 4;
	r->read.values[0] = state->kind;
	r->read.values[1] = asked->id;
	r->read.values[2] = state->before;
	r->read.values[3] = state->many;
	r->read.on_rows = on_history;
	request_read(r);
}

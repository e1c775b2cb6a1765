/* attach, credit, settle, detach: streams. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verbs.h"

struct attach_state {
	char revision[24];
	char *hash_hex;
	char *kinds;
};

static void reply_attached(struct request *r, const struct head *head, struct stream_start *start, uint64_t settled)
{
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;
	Concordat__Attached attached = CONCORDAT__ATTACHED__INIT;
	Concordat__Cursor cursor = CONCORDAT__CURSOR__INIT;
	struct service *s = r->service;
	uint8_t hash[8];
	int rc;

	memcpy(hash, head->hash, sizeof(hash));
	cursor.history_id = (char *)(uintptr_t)stream_history(s->streams);
	cursor.has_revision = cursor.has_hash = 1;
	cursor.revision = head->revision;
	cursor.hash = (ProtobufCBinaryData){ sizeof(hash), hash };
	attached.has_stream = 1;
	attached.stream = start->number;
	attached.head = &cursor;
	attached.has_settled_number = start->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS;
	attached.settled_number = settled;
	reply.result_case = CONCORDAT__REPLY__RESULT_ATTACHED;
	reply.attached = &attached;
	start->to = r->from;
	start->head = head->revision;
	start->credit = r->message->attach->credit;
	rc = stream_begin(s->streams, start); /* what it pushes is read later, so the reply goes out first */
	if (rc < 0)
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_ALREADY_EXISTS, "stream", "stream: you have a stream %u already",
				    start->number);
	else
		request_reply(r, head->revision, &reply);
	stream_flush(s->streams);
}

static const struct {
	Concordat__EndReason reason;
	const char *message;
} lost_places[] = {
	{ CONCORDAT__END_REASON__END_REASON_COMPACTED,
	  "that place is no longer kept; read the lists afresh and attach without since" },
	{ CONCORDAT__END_REASON__END_REASON_FUTURE,
	  "that place is beyond this register's head; read the lists afresh and attach without since" },
	{ CONCORDAT__END_REASON__END_REASON_DIVERGED,
	  "the history there is not the one that you saw; read the lists afresh and attach without since" },
};

/* The rule is the name of the EndReason, so that a client handles a refused attach and an End alike. */
static void refuse_place(struct request *r, int reason)
{
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(&concordat__end_reason__descriptor, reason);
	struct refusal f = refusal_make(CONCORDAT__STATUS__STATUS_FAILED_PRECONDITION, "since", "since: the place is not good");

	for (size_t i = 0; i < sizeof(lost_places) / sizeof(lost_places[0]); i++)
		if ((int)lost_places[i].reason == reason)
			snprintf(f.message, sizeof(f.message), "since: %s", lost_places[i].message);
	if (value)
		snprintf(f.rule, sizeof(f.rule), "%s", value->name + strlen("END_REASON_"));
	request_refuse(r, &f);
}

static void on_changes_place(struct read *read, const PGresult *rows, const struct head *head)
{
	struct request *r = request_of_read(read);
	const Concordat__Attach *a = r->message->attach;
	const struct attach_state *state = r->state;
	struct stream_start start = { .key = r->client.key, .number = a->stream, .type = a->type, .kinds = state->kinds };
	int reason =
		PQntuples(rows) == 1 ? (int)strtol(PQgetvalue(rows, 0, 0), NULL, 10) : CONCORDAT__END_REASON__END_REASON_DIVERGED;

	if (reason != 0) {
		refuse_place(r, reason);
		return;
	}
	start.since = a->since ? a->since->revision : head->revision;
	reply_attached(r, head, &start, 0);
}

static void on_subscription(struct read *read, const PGresult *rows, const struct head *head)
{
	struct request *r = request_of_read(read);
	const Concordat__Attach *a = r->message->attach;
	struct stream_start start = {
		.key = r->client.key, .number = a->stream, .type = a->type, .subscription = a->subscription
	};
	uint64_t settled;

	if (PQntuples(rows) != 1) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_NOT_FOUND, "subscription",
				    "subscription: your organisation has no subscription \"%s\"", a->subscription);
		return;
	}
	settled = strtoull(PQgetvalue(rows, 0, 0), NULL, 10);
	start.since = a->has_since_number ? a->since_number : settled;
	reply_attached(r, head, &start, settled);
}

static void attach_alerts(struct request *r)
{
	static const char sql[] =
		"select coalesce(p.settled, 0) from concordat.subscription s left join concordat.progress p on p.subscription = s.id "
		"where s.id = $1 and s.owner = current_setting('concordat.organisation') and s.withdrawn_at is null";

	if (!r->message->attach->subscription) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "subscription",
				    "subscription: say whose alerts");
		return;
	}
	r->read.sql = sql;
	r->read.count = 1;
	r->read.values[0] = r->message->attach->subscription;
	r->read.on_rows = on_subscription;
	request_read(r);
}

static char *to_hex(struct request *r, const ProtobufCBinaryData *bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *hex = wire_arena_alloc(&r->arena, bytes->len * 2 + 1);

	for (size_t i = 0; hex && i < bytes->len; i++) {
		hex[2 * i] = digits[bytes->data[i] >> 4];
		hex[2 * i + 1] = digits[bytes->data[i] & 15];
	}
	if (hex)
		hex[2 * bytes->len] = '\0';
	return hex;
}

static bool is_uuid(const char *text)
{
	for (size_t i = 0; i < 36; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text[i] != '-' : !text[i] || !strchr("0123456789abcdef", text[i]))
			return false;
	}
	return text[36] == '\0';
}

static bool attach_kinds(struct request *r, struct attach_state *state)
{
	const Concordat__Attach *a = r->message->attach;
	struct buffer b = { 0 };

	for (size_t i = 0; i < a->n_kinds; i++) {
		if (!kind_by_number((int)a->kinds[i])) {
			buffer_release(&b);
			return false;
		}
		buffer_printf(&b, "%s%d", i ? "," : "{", (int)a->kinds[i]);
	}
	if (a->n_kinds > 0) {
		buffer_add_text(&b, "}");
		state->kinds = b.failed ? NULL : wire_arena_alloc(&r->arena, b.size + 1);
		if (state->kinds)
			snprintf(state->kinds, b.size + 1, "%s", buffer_text(&b) ? (const char *)b.bytes : "");
	}
	buffer_release(&b);
	return a->n_kinds == 0 || state->kinds;
}

/* A cursor that was given out, or a revision alone, as a person types it: that proves nothing about the history. */
static bool since_is_good(const Concordat__Cursor *since)
{
	if (since->revision > INT64_MAX)
		return false;
	if (!since->history_id)
		return since->has_revision && !since->has_hash;
	return is_uuid(since->history_id) && since->hash.len <= 32;
}

/* false: no memory, and then a hash that was given must not count as none. */
static bool ask_for_place(struct request *r, struct attach_state *state, const Concordat__Cursor *since)
{
	static const char sql[] = "select concordat.cursor_state($1::uuid, $2::bigint, decode($3, 'hex'))";

	snprintf(state->revision, sizeof(state->revision), "%" PRIu64, since->revision);
	state->hash_hex = since->history_id ? to_hex(r, &since->hash) : NULL;
	r->read.sql = sql;
	r->read.count = 3;
	r->read.values[0] = since->history_id;
	r->read.values[1] = state->revision;
	r->read.values[2] = state->hash_hex;
	return !since->history_id || state->hash_hex;
}

static void attach_changes(struct request *r)
{
	static const char sql_now[] = "select 0";
	const Concordat__Cursor *since = r->message->attach->since;
	struct attach_state *state = wire_arena_alloc(&r->arena, sizeof(*state));

	if (state)
		memset(state, 0, sizeof(*state));
	r->state = state;
	if (!state || !attach_kinds(r, state)) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "kinds", "kinds: one of them is unknown");
		return;
	}
	r->read.sql = sql_now;
	r->read.on_rows = on_changes_place;
	if (since && (!since_is_good(since) || !ask_for_place(r, state, since))) {
		request_refuse_with(
			r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "since",
			"since: wants the history_id, revision and hash of a cursor that you were given, or a revision alone");
		return;
	}
	request_read(r);
}

void verb_attach(struct request *r)
{
	const Concordat__Attach *a = r->message->attach;

	if (!a->has_stream) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "stream", "stream: choose a number for it");
	} else if (stream_count(r->service->streams, &r->from) >= r->service->config->streams_max) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED, "stream",
				    "a connection has at most %d streams; detach one", r->service->config->streams_max);
	} else if (a->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES) {
		attach_changes(r);
	} else if (a->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS) {
		attach_alerts(r);
	} else {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "type", "type: changes or alerts");
	}
}

static void reply_stream(struct request *r, int rc, uint32_t number)
{
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;

	if (rc < 0)
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_NOT_FOUND, "stream", "stream: you have no stream %u", number);
	else
		request_reply(r, r->service->head.revision, &reply);
}

void verb_credit(struct request *r)
{
	const Concordat__Credit *c = r->message->credit;

	reply_stream(r, stream_credit(r->service->streams, &r->from, c->stream, c->more), c->stream);
}

void verb_detach(struct request *r)
{
	const Concordat__Detach *d = r->message->detach;

	reply_stream(r, stream_detach(r->service->streams, &r->from, d->stream), d->stream);
}

static void on_settled(struct write *write, uint64_t revision)
{
	struct request *r = request_of_write(write);
	const Concordat__Settle *asked = r->message->settle;
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;
	Concordat__Settled settled = CONCORDAT__SETTLED__INIT;
	uint64_t number = (uint64_t)write->results[0].version;
	int rc;

	rc = stream_settled(r->service->streams, &r->from, asked->stream, write->steps[0].values[0], number, asked->quiet);
	if (asked->quiet &&
	    rc == 0) { /* else the stream has gone, and its pushes with it: then there is a reply, whatever was asked */
		request_end_quietly(r);
		return;
	}
	settled.has_stream = settled.has_number = 1;
	settled.stream = asked->stream;
	settled.number = number;
	reply.result_case = CONCORDAT__REPLY__RESULT_SETTLED;
	reply.settled = &settled;
	request_reply(r, revision, &reply);
}

/* Settling again does nothing, so it needs no idempotency key. */
void verb_settle(struct request *r)
{
	static const char sql[] = "select 0, $1::text, concordat.settle($1, $2::bigint), 0";
	static const char many[] =
		"select outcome, id, settled, revision from concordat.settle_all($1::text[], $2::text[], $3::bigint[])";
	const Concordat__Settle *asked = r->message->settle;
	const char *subscription = stream_subscription(r->service->streams, &r->from, asked->stream);
	struct write_step *step = wire_arena_alloc(&r->arena, sizeof(*step));
	struct write_result *result = wire_arena_alloc(&r->arena, sizeof(*result));
	char *number = wire_arena_alloc(&r->arena, 24);
	char *copy = subscription ? wire_arena_alloc(&r->arena, strlen(subscription) + 1) : NULL;
	const char **values = wire_arena_alloc(&r->arena, 2 * sizeof(*values));

	if (!subscription || !step || !result || !number || !copy || !values) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_NOT_FOUND, "stream", "stream: you have no alerts stream %u",
				    asked->stream);
		return;
	}
	if (asked->more > 0 && writer_is_up(r->service->writer)) /* else it is refused, and comes again */
		(void)stream_credit(r->service->streams, &r->from, asked->stream, asked->more);
	strcpy(copy, subscription);
	snprintf(number, 24, "%" PRIu64, asked->number < INT64_MAX ? asked->number : INT64_MAX);
	values[0] = copy;
	values[1] = number;
	*step = (struct write_step){ .sql = sql, .many = many, .count = 2, .values = values };
	memset(result, 0, sizeof(*result));
	r->write.steps = step;
	r->write.results = result;
	r->write.count = 1;
	r->write.on_done = on_settled;
	request_write(r);
}

#include "request_known.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock_ms.h"
#include "log.h"
#include "metrics.h"

enum { FIELD_REQUEST_ID = 1, REQUEST_ARENA_MAX = WIRE_ARENA_MAX };

static struct metric *reply_counter(const struct verb *verb, Concordat__Status status);

/* ---- answering ---- */

static void send_reply(struct service *s, const struct bus_address *to, const uint8_t *id, size_t id_size, uint64_t revision,
		       Concordat__Status status, const ProtobufCMessage *body)
{
	size_t size = body ? protobuf_c_message_get_packed_size(body) : 0;
	int rc;

	buffer_reset(&s->out_head);
	buffer_reset(&s->out_body);
	buffer_field_bytes(&s->out_head, 1, id, id_size);
	buffer_field_number(&s->out_head, 2, revision);
	buffer_field_number(&s->out_head, 3, (uint64_t)status);
	if (size > 0) {
		uint8_t *bytes = malloc(size);

		if (bytes) {
			protobuf_c_message_pack(body, bytes);
			buffer_add(&s->out_body, bytes, size);
		}
		free(bytes);
		s->out_body.failed |= bytes == NULL;
	}
	if (s->out_head.failed || s->out_body.failed) {
		log_event(LOG_LEVEL_ERROR, "reply_lost", "why=%s", "no memory");
		return;
	}
	rc = bus_send(s->bus, to, s->out_head.bytes, s->out_head.size, s->out_body.bytes, s->out_body.size);
	if (rc == -EHOSTUNREACH)
		stream_forget(s->streams, to);
	else if (rc < 0)
		log_event(LOG_LEVEL_WARNING, "reply_lost", "why=%s", strerror(-rc));
}

static void request_free(struct request *r)
{
	if (r->release)
		r->release(r->state);
	quota_leave(&r->ticket);
	r->service->requests--;
	wire_arena_release(&r->arena);
	free(r->bytes);
	free(r);
}

static struct cache_question question_of(const struct request *r)
{
	return (struct cache_question){ r->client.organisation, r->client.roles, r->verb_bytes, r->verb_size };
}

static void keep_reply(struct request *r)
{
	struct cache_question question = question_of(r);
	const struct buffer *body = &r->service->out_body;

	if (r->known_at && r->rests && !body->failed)
		cache_put(r->service->cache, &question, r->rests, r->known_at, body->bytes, body->size);
}

void request_reply(struct request *r, uint64_t revision, Concordat__Reply *reply)
{
	request_count(r->verb, CONCORDAT__STATUS__STATUS_OK, r->began_ms);
	reply->has_id = reply->has_revision = reply->has_status = 0; /* in the head */
	send_reply(r->service, &r->from, r->id, r->id_size, revision, CONCORDAT__STATUS__STATUS_OK, &reply->base);
	keep_reply(r);
	request_free(r);
}

void request_end_quietly(struct request *r)
{
	request_count(r->verb, CONCORDAT__STATUS__STATUS_OK, r->began_ms);
	request_free(r);
}

static void send_refusal(struct service *s, const struct bus_address *to, const uint8_t *id, size_t id_size,
			 const struct refusal *f)
{
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;
	Concordat__Failure failure = CONCORDAT__FAILURE__INIT;

	failure.message = (char *)(uintptr_t)f->message;
	failure.field = f->field[0] ? (char *)(uintptr_t)f->field : NULL;
	failure.rule = f->rule[0] ? (char *)(uintptr_t)f->rule : NULL;
	failure.has_item = f->item >= 0;
	failure.item = (uint32_t)(f->item >= 0 ? f->item : 0);
	failure.has_current_version = f->current_version != 0;
	failure.current_version = f->current_version;
	failure.has_retry_after_ms = f->retry_after_ms != 0;
	failure.retry_after_ms = f->retry_after_ms;
	failure.has_unknown = f->unknown;
	failure.unknown = f->unknown;
	reply.failure = &failure;
	send_reply(s, to, id, id_size, s->head.revision, f->status, &reply.base);
}

/* Enough to find it again from the client's side. */
static void log_failure(const struct request *r, const struct refusal *f)
{
	char id[2 * sizeof(r->id) + 1] = "";

	for (size_t i = 0; i < r->id_size; i++)
		snprintf(id + 2 * i, 3, "%02x", r->id[i]);
	log_event(LOG_LEVEL_ERROR, "request_failed", "verb=%s client=%s id=%s traceparent=%s message=%s",
		  r->verb ? r->verb->name : "none", r->client.id, id, r->message->traceparent, f->message);
}

void request_refuse(struct request *r, const struct refusal *f)
{
	request_count(r->verb, f->status, r->began_ms);
	if (f->status == CONCORDAT__STATUS__STATUS_INTERNAL)
		log_failure(r, f);
	send_refusal(r->service, &r->from, r->id, r->id_size, f);
	request_free(r);
}

void request_refuse_with(struct request *r, Concordat__Status status, const char *field, const char *format, ...)
{
	struct refusal f;
	char message[sizeof(f.message)];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	f = refusal_make(status, field, "%s", message);
	request_refuse(r, &f);
}

/* ---- the database ---- */

struct request *request_of_read(struct read *read)
{
	return (struct request *)((char *)read - offsetof(struct request, read));
}

struct request *request_of_write(struct write *write)
{
	return (struct request *)((char *)write - offsetof(struct request, write));
}

void request_read_refused(struct read *read, const struct refusal *refusal)
{
	request_refuse(request_of_read(read), refusal);
}

void request_write_refused(struct write *write, const struct refusal *refusal)
{
	request_refuse(request_of_write(write), refusal);
}

static void refuse_busy(struct request *r)
{
	struct refusal busy = refusal_make(CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED, "",
					   "the register has too much to do; try again shortly");

	busy.retry_after_ms = 200;
	request_refuse(r, &busy);
}

static void refuse_unavailable(struct request *r)
{
	struct refusal gone = refusal_unavailable(false);

	request_refuse(r, &gone);
}

void request_read(struct request *r)
{
	r->read.key = r->client.key;
	r->read.deadline_ms = r->deadline_ms;
	if (!r->read.on_refused)
		r->read.on_refused = request_read_refused;
	if (!reader_is_up(r->service->reader))
		refuse_unavailable(r);
	else if (reader_submit(r->service->reader, &r->read) < 0)
		refuse_busy(r);
}

void request_read_keeping(struct request *r, const struct cache_rests *rests)
{
	r->rests = rests;
	request_read(r);
}

void request_write(struct request *r)
{
	r->write.key = r->client.key;
	r->write.client = r->client.id;
	r->write.organisation = r->client.organisation;
	r->write.roles = r->client.roles;
	r->write.stamp = r->client_stamp;
	r->write.deadline_ms = r->deadline_ms;
	if (!r->write.on_refused)
		r->write.on_refused = request_write_refused;
	if (!writer_is_up(r->service->writer))
		refuse_unavailable(r);
	else if (writer_submit(r->service->writer, &r->write) < 0)
		refuse_busy(r);
}

/* ---- arriving ---- */

/* Enough of the id to answer something that could not be unpacked. */
void request_refuse_bytes(struct service *s, const struct bus_address *from, const uint8_t *bytes, size_t size,
			  const struct refusal *f)
{
	const uint8_t *id = NULL;
	size_t id_size = 0;

	if (!wire_find(bytes, size, FIELD_REQUEST_ID, &id, &id_size) || id_size == 0 || id_size > 16) {
		log_event(LOG_LEVEL_WARNING, "unreadable_request", "bytes=%zu", size);
		return;
	}
	metric_add(reply_counter(NULL, f->status), 1);
	send_refusal(s, from, id, id_size, f);
}

const struct verb *request_verb(Concordat__Request__VerbCase number)
{
	for (size_t i = 0; i < verb_count; i++)
		if (verbs[i].number == number)
			return &verbs[i];
	return NULL;
}

static bool copy_client(struct request *r, const struct auth_client *client)
{
	size_t id = strlen(client->id) + 1, organisation = strlen(client->organisation) + 1;

	r->client = *client;
	r->client_stamp = auth_stamp(r->service->auth);
	r->client.id = wire_arena_alloc(&r->arena, id);
	r->client.organisation = wire_arena_alloc(&r->arena, organisation);
	if (!r->client.id || !r->client.organisation)
		return false;
	memcpy(r->client.id, client->id, id);
	memcpy(r->client.organisation, client->organisation, organisation);
	return true;
}

static struct request *unpack(struct service *s, const struct bus_address *from, const struct auth_client *client,
			      const uint8_t *bytes, size_t size)
{
	struct request *r = calloc(1, sizeof(*r));

	if (!r)
		return NULL;
	r->service = s;
	r->from = *from;
	r->bytes_size = size;
	r->began_ms = clock_monotonic_ms();
	wire_arena_init(&r->arena, REQUEST_ARENA_MAX);
	r->bytes = malloc(size);
	if (r->bytes) {
		memcpy(r->bytes, bytes, size);
		r->message = concordat__request__unpack(&r->arena.allocator, size, r->bytes);
	}
	if (!r->message || r->message->id.len == 0 || r->message->id.len > sizeof(r->id) || !copy_client(r, client)) {
		wire_arena_release(&r->arena);
		free(r->bytes);
		free(r);
		return NULL;
	}
	r->id_size = r->message->id.len;
	memcpy(r->id, r->message->id.data, r->id_size);
	return r;
}

static void dispatch(struct request *r)
{
	const Concordat__Request *m = r->message;
	uint32_t deadline_ms =
		m->has_deadline_ms && m->deadline_ms > 0 ? m->deadline_ms : (uint32_t)r->service->config->deadline_default_ms;

	r->deadline_ms = r->began_ms + deadline_ms;
	r->verb = request_verb(m->verb_case);
	if (!r->verb) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_UNIMPLEMENTED, "verb", "this register does not know that verb");
	} else if (r->service->stopping) {
		struct refusal f = refusal_make(CONCORDAT__STATUS__STATUS_UNAVAILABLE, "",
						"the register is stopping; ask again shortly, or another daemon");

		f.retry_after_ms = 1000;
		request_refuse(r, &f);
	} else if (r->verb->roles && !(r->client.roles & r->verb->roles)) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_PERMISSION_DENIED, "",
				    "your client has no role that may %s; the registrar of your organisation gives roles",
				    r->verb->name);
	} else if (r->verb->writes && m->idempotency_key.len != WIRE_KEY_SIZE) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "idempotency_key",
				    "idempotency_key: every write carries one of %d bytes", WIRE_KEY_SIZE);
	} else {
		wire_find(r->bytes, r->bytes_size, (uint32_t)m->verb_case, &r->verb_bytes, &r->verb_size);
		r->verb->handle(r);
	}
}

void request_take_unknown(struct service *s, const struct bus_address *from, const char *key, const uint8_t *bytes, size_t size)
{
	const struct auth_client *client = auth_find(s->auth, key);
	struct quota_ticket ticket;
	struct wire_fault fault;
	struct refusal f;
	struct request *r;

	if (!client) { /* connected while its key was still good */
		f = refusal_make(
			CONCORDAT__STATUS__STATUS_UNAUTHENTICATED, "",
			"your key has been revoked or has expired; ask the registrar of your organisation to enrol a new one");
		request_refuse_bytes(s, from, bytes, size, &f);
		return;
	}
	if (wire_check(&concordat__request__descriptor, bytes, size, &fault) < 0) {
		f = refusal_make(CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, fault.field, "%s", fault.message);
		request_refuse_bytes(s, from, bytes, size, &f);
		return;
	}
	if (quota_enter(s->quota, from, client->organisation, clock_monotonic_ms(), &ticket, &f) < 0) {
		request_refuse_bytes(s, from, bytes, size, &f);
		return;
	}
	r = unpack(s, from, client, bytes, size);
	if (!r) {
		f = refusal_make(CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "id",
				 "id: a request carries 1 to 16 bytes, and takes no more memory than the limit");
		quota_leave(&ticket);
		request_refuse_bytes(s, from, bytes, size, &f);
		return;
	}
	r->ticket = ticket;
	s->requests++;
	dispatch(r);
}

void request_take(struct service *s, const struct bus_address *from, const char *key, const uint8_t *bytes, size_t size)
{
	const struct auth_client *client = auth_find(s->auth, key);

	if (!client || !known_take(s, from, client, bytes, size))
		request_take_unknown(s, from, key, bytes, size);
}

/* ---- counting ---- */

enum { VERBS_COUNTED = 16, STATUSES_COUNTED = 32 };

/* Found once for each verb and status: looking through the registry costs more than many a request. verb NULL: not read so far. */
static struct metric *reply_counter(const struct verb *verb, Concordat__Status status)
{
	static struct metric *counters[VERBS_COUNTED + 1][STATUSES_COUNTED];
	size_t v = verb ? (size_t)(verb - verbs) : VERBS_COUNTED,
	       n = (size_t)status < STATUSES_COUNTED ? (size_t)status : STATUSES_COUNTED - 1;
	const ProtobufCEnumValue *value;
	char labels[80];

	if (counters[v][n])
		return counters[v][n];
	value = protobuf_c_enum_descriptor_get_value(&concordat__status__descriptor, (int)status);
	snprintf(labels, sizeof(labels), "verb=\"%s\",status=\"%s\"", verb ? verb->name : "none",
		 value ? value->name : "unknown");
	counters[v][n] = metric_counter("concordat_requests_total", labels, "Requests answered.");
	return counters[v][n];
}

void request_count(const struct verb *verb, Concordat__Status status, int64_t began_ms)
{
	static struct metric *seconds[VERBS_COUNTED + 1];
	size_t v = verb ? (size_t)(verb - verbs) : VERBS_COUNTED;
	char labels[40];

	if (!seconds[v]) {
		snprintf(labels, sizeof(labels), "verb=\"%s\"", verb ? verb->name : "none");
		seconds[v] = metric_histogram("concordat_request_seconds", labels, "From a request's arrival to its reply.",
					      &metric_seconds);
	}
	metric_observe(seconds[v], (double)(clock_monotonic_ms() - began_ms) / 1000.0);
	metric_add(reply_counter(verb, status), 1);
}

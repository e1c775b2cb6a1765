/*
 * Requests: waiting for the connection or for room, sent, or resting before
 * they are sent again.
 *
 *	WAITING --room--> SENT --reply--> callback
 *	   ^               | lost, attempt timed out, refused for now
 *	   +--- RESTING <--+            and at its deadline, from anywhere: callback
 *
 * A call keeps its id over all attempts, so a late answer to an early attempt
 * is as good as any.
 */
#include "inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum {
	ATTEMPT_MS = 10000,
	HEAD_SIZE = 2 + REQUEST_ID_SIZE + 6 /* fields 1 and 2 of Request, packed */
};

static struct call_list *list_of(struct concordat *c, const struct call *call)
{
	if (call->state == CALL_SENT)
		return &c->sent;
	return call->state == CALL_RESTING ? &c->resting : &c->waiting;
}

/* The one place where a call changes lists. */
static void move(struct concordat *c, struct call *call, enum call_state state, int64_t due_ms)
{
	TAILQ_REMOVE(list_of(c, call), call, entry);
	c->in_flight -= call->state == CALL_SENT;
	c->in_flight += state == CALL_SENT;
	call->state = state;
	call->due_ms = due_ms < call->deadline_ms ? due_ms : call->deadline_ms;
	if (call->due_ms < c->calls_due_ms)
		c->calls_due_ms = call->due_ms;
	TAILQ_INSERT_TAIL(list_of(c, call), call, entry);
}

static void write_id(const struct concordat *c, uint64_t number, uint8_t id[static REQUEST_ID_SIZE])
{
	memcpy(id, c->id_prefix, 8);
	for (int i = 0; i < 8; i++)
		id[8 + i] = (uint8_t)(number >> (56 - 8 * i));
}

/* Unlinks, tells, frees. */
static void finish(struct concordat *c, struct call *call, const Concordat__Reply *reply)
{
	TAILQ_REMOVE(list_of(c, call), call, entry);
	c->in_flight -= call->state == CALL_SENT;
	if (call->on_reply)
		call->on_reply(call->arg, reply);
	free(call);
}

/* An answer of the library's own, in the register's form. */
static void finish_with(struct concordat *c, struct call *call, Concordat__Status status, const char *message)
{
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;
	Concordat__Failure failure = CONCORDAT__FAILURE__INIT;
	uint8_t id[REQUEST_ID_SIZE];
	char words[1024];

	write_id(c, call->number, id);
	snprintf(words, sizeof(words), "%s", message);
	failure.message = words;
	failure.has_unknown = failure.unknown = call->write && call->was_sent;
	reply.has_id = true;
	reply.id = (ProtobufCBinaryData){ .len = sizeof(id), .data = id };
	reply.has_status = true;
	reply.status = status;
	reply.failure = &failure;
	finish(c, call, &reply);
}

static bool is_write(Concordat__Request__VerbCase verb)
{
	return verb == CONCORDAT__REQUEST__VERB_PUT || verb == CONCORDAT__REQUEST__VERB_BATCH ||
	       verb == CONCORDAT__REQUEST__VERB_WITHDRAW;
}

struct call *call_add(struct concordat *c, const Concordat__Request *request, bool once, concordat_on_reply *on_reply, void *arg,
		      int *ret_error)
{
	Concordat__Request r = *request;
	uint8_t key[WIRE_KEY_SIZE];
	struct call *call;
	size_t size;

	*ret_error = -EINVAL;
	if (r.verb_case == CONCORDAT__REQUEST__VERB__NOT_SET || r.verb_case == CONCORDAT__REQUEST__VERB_HELLO)
		return NULL;
	if (is_write(r.verb_case) && !r.has_idempotency_key) {
		*ret_error = -EIO;
		if (getrandom(key, sizeof(key), 0) != (ssize_t)sizeof(key))
			return NULL;
		r.has_idempotency_key = true;
		r.idempotency_key = (ProtobufCBinaryData){ .len = sizeof(key), .data = key };
	}
	r.has_id = r.has_deadline_ms = false;
	size = concordat__request__get_packed_size(&r);
	*ret_error = -EMSGSIZE;
	if (size + HEAD_SIZE > WIRE_MESSAGE_MAX)
		return NULL;
	*ret_error = -ENOMEM;
	call = calloc(1, sizeof(*call) + size);
	if (!call)
		return NULL;
	call->size = concordat__request__pack(&r, call->body);
	call->number = ++c->last_number;
	call->write = is_write(r.verb_case);
	call->once = once;
	call->deadline_ms = now_ms() + (request->has_deadline_ms ? request->deadline_ms : c->deadline_ms);
	call->due_ms = call->deadline_ms;
	call->on_reply = on_reply;
	call->arg = arg;
	TAILQ_INSERT_TAIL(&c->waiting, call, entry);
	if (call->due_ms < c->calls_due_ms)
		c->calls_due_ms = call->due_ms;
	*ret_error = 0;
	return call;
}

static size_t put_varint(uint8_t *at, uint32_t value)
{
	size_t n = 0;

	for (; value >= 0x80; value >>= 7)
		at[n++] = (uint8_t)(value | 0x80);
	at[n++] = (uint8_t)value;
	return n;
}

int call_transmit(struct concordat *c, uint64_t number, uint32_t deadline_ms, const uint8_t *body, size_t size)
{
	uint8_t frame[WIRE_MESSAGE_MAX];
	size_t n = 0;

	if (size > sizeof(frame) - HEAD_SIZE)
		return -EMSGSIZE;
	frame[n++] = 1 << 3 | 2; /* id: bytes */
	frame[n++] = REQUEST_ID_SIZE;
	write_id(c, number, frame + n);
	n += REQUEST_ID_SIZE;
	frame[n++] = 2 << 3; /* deadline_ms: varint */
	n += put_varint(frame + n, deadline_ms);
	memcpy(frame + n, body, size);
	return link_send(&c->link, frame, n + size);
}

/* How long one attempt may take of what remains: long enough for a slow list, short enough for a second try. */
static int64_t attempt_ms(int64_t remaining)
{
	if (remaining <= ATTEMPT_MS)
		return remaining;
	return remaining / 3 > ATTEMPT_MS ? remaining / 3 : ATTEMPT_MS;
}

void calls_send(struct concordat *c)
{
	struct call *call, *next;
	int64_t now = now_ms();

	for (call = TAILQ_FIRST(&c->waiting); call && c->ready && c->in_flight < c->in_flight_max; call = next) {
		int64_t ms = attempt_ms(call->deadline_ms - now);

		next = TAILQ_NEXT(call, entry);
		if (ms <= 0)
			continue; /* its deadline is calls_step()'s to notice */
		if (call_transmit(c, call->number, (uint32_t)ms, call->body, call->size) != 0)
			return; /* the queue is full: when it drains, a reply or the monitor wakes us */
		call->was_sent = true;
		call->attempts++;
		move(c, call, CALL_SENT, now + ms);
	}
}

/* Refused for now: the status that waiting may cure. */
static bool may_retry(const Concordat__Reply *reply)
{
	switch (reply->status) {
	case CONCORDAT__STATUS__STATUS_UNAVAILABLE:
	case CONCORDAT__STATUS__STATUS_DEADLINE_EXCEEDED:
		return true;
	case CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED: /* without a time to wait it is a limit that stays */
		return reply->failure && reply->failure->has_retry_after_ms;
	default:
		return false;
	}
}

/* Puts a call to rest until it may be sent again; false: there is no time for that before its deadline. */
static bool rest(struct concordat *c, struct call *call, int64_t at_least_ms)
{
	int64_t now = now_ms();
	int64_t pause = pause_ms(PAUSE_FIRST_MS, PAUSE_LONGEST_MS, call->attempts);

	if (pause < at_least_ms)
		pause = at_least_ms;
	if (now + pause >= call->deadline_ms)
		return false;
	move(c, call, CALL_RESTING, now + pause);
	return true;
}

static struct call *find(struct concordat *c, const ProtobufCBinaryData *id)
{
	struct call_list *lists[] = { &c->sent, &c->resting, &c->waiting };
	struct call *call;
	uint64_t number = 0;

	for (size_t i = 8; i < REQUEST_ID_SIZE; i++)
		number = number << 8 | id->data[i];
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		TAILQ_FOREACH(call, lists[i], entry)
			if (call->number == number)
				return call->was_sent ? call : NULL;
	return NULL;
}

static bool is_hello(const ProtobufCBinaryData *id)
{
	static const uint8_t zero[8];

	return memcmp(id->data + 8, zero, 8) == 0;
}

void calls_on_reply(struct concordat *c, const Concordat__Reply *reply)
{
	struct call *call;

	if (!reply->has_id || reply->id.len != REQUEST_ID_SIZE || memcmp(reply->id.data, c->id_prefix, 8) != 0)
		return;
	if (is_hello(&reply->id)) {
		connect_on_hello(c, reply);
		return;
	}
	call = find(c, &reply->id);
	if (!call)
		return;
	if (may_retry(reply)) {
		call->status = reply->status;
		if (reply->failure && reply->failure->message)
			snprintf(call->message, sizeof(call->message), "%s", reply->failure->message);
		if (call->state != CALL_SENT || rest(c, call, reply->failure ? reply->failure->retry_after_ms : 0))
			return;
	}
	finish(c, call, reply);
}

/* At its deadline a call ends with the last refusal, else with what is wrong with the connection, else with the time. */
static void expire(struct concordat *c, struct call *call)
{
	char words[1024];

	if (call->status != CONCORDAT__STATUS__STATUS_UNSPECIFIED)
		snprintf(words, sizeof(words), "%s", call->message[0] ? call->message : "the register could not answer in time");
	else if (!c->ready)
		snprintf(words, sizeof(words), "%s", c->words);
	else
		snprintf(words, sizeof(words), "no answer within the time allowed");
	if (call->status == CONCORDAT__STATUS__STATUS_UNSPECIFIED)
		call->status = c->ready                            ? CONCORDAT__STATUS__STATUS_DEADLINE_EXCEEDED
			       : c->fault == CONCORDAT_KEY_REFUSED ? CONCORDAT__STATUS__STATUS_UNAUTHENTICATED
								   : CONCORDAT__STATUS__STATUS_UNAVAILABLE;
	finish_with(c, call, call->status, words);
}

/* The time of one call has come: its deadline, the end of a rest, or an attempt that got no answer. */
static void on_due(struct concordat *c, struct call *call, int64_t now)
{
	if (now >= call->deadline_ms)
		expire(c, call);
	else
		move(c, call, CALL_WAITING, call->deadline_ms);
}

void calls_step(struct concordat *c, int64_t now)
{
	struct call_list *lists[] = { &c->sent, &c->resting, &c->waiting };

	if (now < c->calls_due_ms)
		return;
	c->calls_due_ms = INT64_MAX; /* worked out anew; move() and call_add() lower it for what callbacks start */
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct call *call, *next;

		for (call = TAILQ_FIRST(lists[i]); call; call = next) {
			next = TAILQ_NEXT(call, entry);
			if (now >= call->due_ms)
				on_due(c, call, now);
			else if (call->due_ms < c->calls_due_ms)
				c->calls_due_ms = call->due_ms;
		}
	}
}

void calls_on_lost(struct concordat *c)
{
	struct call *call, *earlier;

	/* From the last to the first, each to the head: the order in which they were made is kept. */
	for (call = TAILQ_LAST(&c->sent, call_list); call; call = earlier) {
		earlier = TAILQ_PREV(call, call_list, entry);
		if (call->once) {
			finish_with(c, call, CONCORDAT__STATUS__STATUS_UNAVAILABLE, "the connection was lost");
			continue;
		}
		move(c, call, CALL_WAITING, call->deadline_ms);
		TAILQ_REMOVE(&c->waiting, call, entry);
		TAILQ_INSERT_HEAD(&c->waiting, call, entry);
	}
}

void calls_end_all(struct concordat *c, Concordat__Status status, const char *message)
{
	struct call_list *lists[] = { &c->sent, &c->resting, &c->waiting };
	uint64_t last = c->last_number; /* those that callbacks start meanwhile wait for the next time */
	struct call *call, *next;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		for (call = TAILQ_FIRST(lists[i]); call; call = next) {
			next = TAILQ_NEXT(call, entry);
			if (call->number <= last)
				finish_with(c, call, status, message);
		}
}

void calls_forget(struct concordat *c, const void *arg)
{
	struct call_list *lists[] = { &c->sent, &c->resting, &c->waiting };
	struct call *call;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		TAILQ_FOREACH(call, lists[i], entry)
			if (call->arg == arg)
				call->on_reply = NULL;
}

int concordat_call(struct concordat *c, const Concordat__Request *request, concordat_on_reply *on_reply, void *arg)
{
	int error;

	if (!call_add(c, request, false, on_reply, arg, &error))
		return error;
	wake(c); /* sent from process(), together with what else is started in this turn of the caller's loop */
	return 0;
}

/*
 * Streams: what is attached, how far it came, and what to ask for next.
 *
 *	DETACHED --Attach sent--> ATTACHING --Attached--> ATTACHED --lost, overrun, stopping--> DETACHED
 *	    any --End or refusal for good, or concordat_detach()--> ENDED, swept when the turn is over
 *
 * Each attachment has a number of its own, so that pushes of an earlier one
 * that are still on their way are told apart.
 */
#include "inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ATTACH_MS = 10000 };

static void free_stream(struct concordat_stream *s)
{
	TAILQ_REMOVE(&s->connection->streams, s, entry);
	calls_forget(s->connection, s);
	free(s->kinds);
	free(s->subscription);
	free(s);
}

void streams_free_all(struct concordat *c)
{
	struct concordat_stream *s, *next;

	for (s = TAILQ_FIRST(&c->streams); s; s = next) {
		next = TAILQ_NEXT(s, entry);
		free_stream(s);
	}
}

void streams_sweep(struct concordat *c)
{
	struct concordat_stream *s, *next;

	for (s = TAILQ_FIRST(&c->streams); s; s = next) {
		next = TAILQ_NEXT(s, entry);
		if (s->state == STREAM_ENDED)
			free_stream(s);
	}
}

static void set_place(struct concordat_stream *s, const Concordat__Cursor *cursor)
{
	if (!cursor || !cursor->has_revision)
		return;
	s->has_place = true;
	s->place_revision = cursor->revision;
	snprintf(s->place_history, sizeof(s->place_history), "%s", cursor->history_id ? cursor->history_id : "");
	s->place_hash_size = cursor->has_hash && cursor->hash.len <= sizeof(s->place_hash) ? cursor->hash.len : 0;
	if (s->place_hash_size > 0)
		memcpy(s->place_hash, cursor->hash.data, s->place_hash_size);
}

static int copy_options(struct concordat_stream *s, const struct concordat_stream_options *o)
{
	s->options = *o;
	if (o->kinds_length > 0) {
		s->kinds = calloc(o->kinds_length, sizeof(*o->kinds));
		if (!s->kinds)
			return -ENOMEM;
		memcpy(s->kinds, o->kinds, o->kinds_length * sizeof(*o->kinds));
	}
	if (o->subscription) {
		s->subscription = strdup(o->subscription);
		if (!s->subscription)
			return -ENOMEM;
	}
	set_place(s, o->since);
	s->options.since = NULL;
	s->has_after = o->has_since_number;
	s->after = o->since_number;
	s->window = o->window ? o->window : WINDOW_DEFAULT;
	return 0;
}

struct concordat_stream *concordat_attach(struct concordat *c, const struct concordat_stream_options *o)
{
	struct concordat_stream *s;

	errno = EINVAL;
	if (o->type != CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES && o->type != CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS)
		return NULL;
	if ((o->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS) != (o->subscription != NULL))
		return NULL;
	s = calloc(1, sizeof(*s));
	if (!s)
		return NULL;
	s->connection = c;
	TAILQ_INSERT_TAIL(&c->streams, s, entry);
	if (copy_options(s, o) != 0) {
		free_stream(s);
		errno = ENOMEM;
		return NULL;
	}
	wake(c);
	return s;
}

/* The one end of a stream. */
static void end(struct concordat_stream *s, Concordat__EndReason reason, Concordat__Status status, const char *message)
{
	struct concordat_end e = { .reason = reason, .status = status, .message = message ? message : "" };

	if (s->state == STREAM_ENDED)
		return;
	s->state = STREAM_ENDED;
	calls_forget(s->connection, s);
	if (s->options.on_end)
		s->options.on_end(s->options.arg, &e);
}

static void detach_for_now(struct concordat_stream *s)
{
	s->state = STREAM_DETACHED;
	s->retry_ms = now_ms() + pause_ms(PAUSE_FIRST_MS, PAUSE_LONGEST_MS, ++s->failures);
}

/* Refusals that another attempt may not meet. */
bool stream_is_passing(Concordat__Status status)
{
	return status == CONCORDAT__STATUS__STATUS_UNAVAILABLE || status == CONCORDAT__STATUS__STATUS_DEADLINE_EXCEEDED ||
	       status == CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED;
}

bool stream_request(struct concordat_stream *s, Concordat__Request *request, concordat_on_reply *on_reply)
{
	int error;

	request->has_deadline_ms = true;
	request->deadline_ms = ATTACH_MS;
	return call_add(s->connection, request, true, on_reply, s, &error) != NULL;
}

static void on_attached(void *arg, const Concordat__Reply *reply)
{
	struct concordat_stream *s = arg;
	const Concordat__Attached *a = reply->attached;

	if (s->state != STREAM_ATTACHING)
		return;
	if (reply->status != CONCORDAT__STATUS__STATUS_OK || reply->result_case != CONCORDAT__REPLY__RESULT_ATTACHED) {
		if (stream_is_passing(reply->status))
			detach_for_now(s);
		else
			end(s, CONCORDAT__END_REASON__END_REASON_UNSPECIFIED, reply->status,
			    reply->failure ? reply->failure->message : NULL);
		return;
	}
	s->state = STREAM_ATTACHED;
	s->failures = 0;
	if (s->options.type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES && !s->has_place)
		set_place(s, a->head); /* "from now on" began here */
	if (a->has_settled_number && a->settled_number > s->settled)
		s->settled = a->settled_number;
	s->settle_asked = s->settled;
	if (s->options.on_attached)
		s->options.on_attached(s->options.arg, a);
	stream_settle_next(s);
}

static void attach(struct concordat_stream *s)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Attach a = CONCORDAT__ATTACH__INIT;
	Concordat__Cursor since = CONCORDAT__CURSOR__INIT;

	s->number = ++s->connection->last_stream;
	s->taken = s->settle_more = 0;
	a.has_stream = a.has_type = a.has_credit = true;
	a.stream = s->number;
	a.type = s->options.type;
	a.credit = stream_window(s);
	a.n_kinds = s->options.kinds_length;
	a.kinds = s->kinds;
	a.subscription = s->subscription;
	a.has_since_number = s->has_after;
	a.since_number = s->after;
	if (s->has_place) {
		since.history_id = s->place_history[0] ? s->place_history : NULL;
		since.has_revision = true;
		since.revision = s->place_revision;
		since.has_hash = s->place_hash_size > 0;
		since.hash = (ProtobufCBinaryData){ .len = s->place_hash_size, .data = s->place_hash };
		a.since = &since;
	}
	request.verb_case = CONCORDAT__REQUEST__VERB_ATTACH;
	request.attach = &a;
	if (stream_request(s, &request, on_attached))
		s->state = STREAM_ATTACHING;
	else
		detach_for_now(s);
}

void streams_step(struct concordat *c, int64_t now)
{
	struct concordat_stream *s;

	TAILQ_FOREACH(s, &c->streams, entry)
		if (c->ready && s->state == STREAM_DETACHED && now >= s->retry_ms)
			attach(s);
		else
			stream_settle_next(s);
}

int64_t streams_due_ms(const struct concordat *c)
{
	const struct concordat_stream *s;
	int64_t at = INT64_MAX;

	TAILQ_FOREACH(s, &c->streams, entry) {
		bool settles = s->state == STREAM_ATTACHED && s->settle_wanted > s->settled && s->settle_asked <= s->settled;

		if (c->ready && s->state == STREAM_DETACHED && s->retry_ms < at)
			at = s->retry_ms;
		else if (c->ready && settles && s->settle_ms < at)
			at = s->settle_ms;
	}
	return at;
}

void streams_on_lost(struct concordat *c)
{
	struct concordat_stream *s;

	TAILQ_FOREACH(s, &c->streams, entry)
		if (s->state != STREAM_ENDED) {
			s->state = STREAM_DETACHED;
			s->retry_ms = s->settle_ms = 0;
			s->settle_asked = s->settled;
		}
}

static void on_change(struct concordat_stream *s, const Concordat__Push *push)
{
	uint32_t attachment = s->number;

	if (s->options.on_change)
		s->options.on_change(s->options.arg, push->change, push->cursor);
	set_place(s, push->cursor); /* after the callback: only what was taken is passed by */
	stream_take(s, attachment, 1);
}

/* A callback may detach; then the rest is not for us any more. */
static void on_alerts(struct concordat_stream *s, const Concordat__AlertList *list)
{
	uint32_t attachment = s->number;

	s->taking = true;
	for (size_t i = 0; i < list->n_alerts && s->state != STREAM_ENDED; i++) {
		const Concordat__Alert *alert = list->alerts[i];

		if (s->options.peek && alert->number > 0) {
			s->has_after = true;
			s->after = (uint64_t)alert->number;
		}
		if (s->options.on_alert)
			s->options.on_alert(s->options.arg, alert);
	}
	s->taking = false;
	stream_take(s, attachment, (uint32_t)list->n_alerts);
}

static void on_end_push(struct concordat_stream *s, const Concordat__End *e)
{
	if (e->reason == CONCORDAT__END_REASON__END_REASON_STOPPING || e->reason == CONCORDAT__END_REASON__END_REASON_OVERRUN)
		detach_for_now(s);
	else
		end(s, e->reason, CONCORDAT__STATUS__STATUS_OK, e->message);
}

void streams_on_push(struct concordat *c, const Concordat__Push *push)
{
	struct concordat_stream *s;

	TAILQ_FOREACH(s, &c->streams, entry)
		if (s->number == push->stream && (s->state == STREAM_ATTACHED || s->state == STREAM_ATTACHING))
			break;
	if (!s || !push->has_stream)
		return;
	switch (push->content_case) {
	case CONCORDAT__PUSH__CONTENT_CHANGE:
		on_change(s, push);
		break;
	case CONCORDAT__PUSH__CONTENT_ALERTS:
		on_alerts(s, push->alerts);
		break;
	case CONCORDAT__PUSH__CONTENT_TICK:
		set_place(s, push->cursor);
		if (s->options.on_tick)
			s->options.on_tick(s->options.arg, push);
		break;
	case CONCORDAT__PUSH__CONTENT_END:
		on_end_push(s, push->end);
		break;
	default: /* an item of a newer register: passed over, and it used a credit like any other */
		set_place(s, push->cursor);
		stream_take(s, s->number, 1);
		break;
	}
}

void concordat_detach(struct concordat_stream *s)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Detach detach = CONCORDAT__DETACH__INIT;

	if (!s || s->state == STREAM_ENDED)
		return;
	detach.has_stream = true;
	detach.stream = s->number;
	request.verb_case = CONCORDAT__REQUEST__VERB_DETACH;
	request.detach = &detach;
	calls_forget(s->connection, s);
	if (s->state == STREAM_ATTACHED || s->state == STREAM_ATTACHING)
		(void)stream_request(s, &request, NULL);
	s->state = STREAM_ENDED;
	wake(s->connection);
}

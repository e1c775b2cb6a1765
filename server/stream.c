#include "stream.h"

#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "metrics.h"
#include "stream_internal.h"

enum { IDLE_MS = 5000 };

static void arm(struct event *timer, int64_t ms)
{
	struct timeval tv = { ms / 1000, (ms % 1000) * 1000 };

	evtimer_add(timer, &tv);
}

static void stream_free(struct stream *s)
{
	held_drop(&s->held);
	free(s->kinds);
	free(s->subscription);
	free(s);
}

/* One whose read is under way is freed when that ends. */
static void bury(struct stream *s)
{
	stream_remove(s);
	stream_drop_alerts(s);
	s->dead = true;
	if (!s->fetching)
		stream_free(s);
}

static int push(struct stream *s)
{
	struct stream_hub *hub = s->hub;
	int rc;

	if (s->unconfirmed)
		stream_pack_settled(&hub->out, s->number, s->settled);
	rc = hub->out.failed ? -ENOMEM : hub->options.push(hub->options.arg, &s->peer->to, hub->out.bytes, hub->out.size);
	if (rc == 0)
		s->unconfirmed = false;
	return rc;
}

/* ---- fetching ---- */

static void fetch(struct stream *s)
{
	if (s->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS)
		stream_fetch_alerts(s);
	else
		stream_fetch_changes(s);
}

/* Changes behind the head; alerts when it is said that there may be some. */
static bool is_behind(const struct stream *s)
{
	return s->look || (s->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES && s->place < s->hub->head.revision);
}

int stream_room(const struct stream *s)
{
	return s->credit < STREAM_FETCH_MAX ? (int)s->credit : STREAM_FETCH_MAX;
}

bool stream_fetched(struct stream *s)
{
	s->fetching = false;
	if (!s->dead)
		return true;
	stream_free(s);
	return false;
}

void stream_retry(struct stream *s, int ms)
{
	s->look = true;
	arm(s->hub->retry, ms);
}

static void count_items(Concordat__StreamType type, int count)
{
	static struct metric *changes, *alerts;
	struct metric **which = type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES ? &changes : &alerts;

	if (!*which)
		*which = metric_counter("concordat_stream_items_total",
					which == &changes ? "type=\"changes\"" : "type=\"alerts\"", "Items pushed into streams.");
	metric_add(*which, count);
}

bool stream_push_items(struct stream *s, uint64_t place, int count)
{
	int rc = push(s);

	if (rc == -EHOSTUNREACH) {
		bury(s);
		return false;
	}
	if (rc < 0) {
		stream_retry(s, STREAM_RETRY_MS);
		return false;
	}
	s->place = place;
	s->credit -= (uint32_t)count;
	count_items(s->type, count);
	return true;
}

/* What was pushed and is not settled yet will be, and more pushed then. At the latest a tick says it. */
void stream_confirm(struct stream *s)
{
	if (!s->unconfirmed || s->fetching || s->queued || s->place > s->settled)
		return;
	buffer_reset(&s->hub->out);
	(void)stream_push_items(s, s->place, 0);
}

void stream_end(struct stream *s, Concordat__EndReason reason, const char *message)
{
	buffer_reset(&s->hub->out);
	stream_pack_end(&s->hub->out, s->number, reason, message);
	(void)push(s); /* a peer that is gone needs no End */
	bury(s);
}

/* ---- idle ---- */

static void tick_all(struct stream_hub *hub)
{
	struct stream *s, *next;

	for (s = TAILQ_FIRST(&hub->streams); s; s = next) {
		next = TAILQ_NEXT(s, entry);
		if (s->held && !s->queued && held_is_old(s->held))
			stream_drop_late(s);
		if (s->fetching || s->queued || (is_behind(s) && !s->unconfirmed))
			continue;
		buffer_reset(&hub->out);
		if (!is_behind(s)) /* else only what was settled is said */
			stream_pack_tick(&hub->out, s->number, &hub->head, hub->history, hub->options.now(hub->options.arg));
		if (push(s) == -EHOSTUNREACH)
			bury(s);
	}
}

static void on_idle_head(struct head_wish *wish, const struct head *head)
{
	struct stream_hub *hub = (struct stream_hub *)((char *)wish - offsetof(struct stream_hub, look));

	hub->looking = false;
	hub->options.on_head(hub->options.arg, head);
	stream_head(hub, head);
	tick_all(hub);
}

static void on_idle_lost(struct head_wish *wish)
{
	((struct stream_hub *)((char *)wish - offsetof(struct stream_hub, look)))->looking =
		false; /* the next look may find it */
}

/* A NOTIFY can be lost, so while streams are attached the head is looked at every 5 s; the tick that they get carries a head truly read. */
static void on_idle(evutil_socket_t fd, short what, void *arg)
{
	struct stream_hub *hub = arg;

	(void)fd, (void)what;
	if (hub->count == 0)
		return;
	arm(hub->idle, IDLE_MS);
	if (!hub->looking) {
		hub->looking = true;
		heads_ask(hub->options.heads, &hub->look);
		heads_flush(hub->options.heads);
	}
}

static void on_retry(evutil_socket_t fd, short what, void *arg)
{
	struct stream_hub *hub = arg;
	struct stream *s;

	(void)fd, (void)what;
	TAILQ_FOREACH(s, &hub->streams, entry)
		if (is_behind(s))
			fetch(s);
	stream_flush(hub);
}

/* ---- the interface ---- */

struct stream_hub *stream_hub_new(struct event_base *base, const struct stream_options *options)
{
	struct stream_hub *hub = calloc(1, sizeof(*hub));

	if (!hub)
		return NULL;
	hub->options = *options;
	TAILQ_INIT(&hub->streams);
	stream_hub_alerts(hub);
	hub->look.on_head = on_idle_head;
	hub->look.on_lost = on_idle_lost;
	hub->idle = evtimer_new(base, on_idle, hub);
	hub->retry = evtimer_new(base, on_retry, hub);
	if (!hub->idle || !hub->retry) {
		stream_hub_free(hub);
		return NULL;
	}
	return hub;
}

void stream_hub_free(struct stream_hub *hub)
{
	struct stream *s, *next;

	if (!hub)
		return;
	for (s = TAILQ_FIRST(&hub->streams); s; s = next) {
		next = TAILQ_NEXT(s, entry);
		stream_remove(s);
		stream_free(s);
	}
	if (hub->idle)
		event_free(hub->idle);
	if (hub->retry)
		event_free(hub->retry);
	buffer_release(&hub->out);
	stream_scratch_release(&hub->scratch);
	free(hub);
}

int stream_begin(struct stream_hub *hub, const struct stream_start *start)
{
	struct stream *s;

	if (stream_find(hub, &start->to, start->number))
		return -EEXIST;
	s = calloc(1, sizeof(*s));
	if (!s)
		return -ENOMEM;
	s->hub = hub;
	s->number = start->number;
	snprintf(s->key, sizeof(s->key), "%s", start->key);
	s->type = start->type;
	s->kinds = start->kinds ? strdup(start->kinds) : NULL;
	s->subscription = start->subscription ? strdup(start->subscription) : NULL;
	s->place = start->since;
	s->more = true;
	s->credit = start->credit < hub->options.credit_max ? start->credit : hub->options.credit_max;
	if (start->head > hub->head.revision)
		hub->head.revision = start->head;
	if (hub->count == 0)
		arm(hub->idle, IDLE_MS);
	if (stream_add(s, &start->to) < 0) {
		stream_free(s);
		return -ENOMEM;
	}
	fetch(s);
	return 0;
}

int stream_credit(struct stream_hub *hub, const struct bus_address *of, uint32_t number, uint32_t more)
{
	struct stream *s = stream_find(hub, of, number);
	uint32_t room;

	if (!s)
		return -ENOENT;
	room = hub->options.credit_max - s->credit;
	s->credit += more < room ? more : room;
	if (s->held || s->more || is_behind(s))
		fetch(s);
	return 0;
}

int stream_settled(struct stream_hub *hub, const struct bus_address *of, uint32_t number, const char *subscription,
		   uint64_t settled, bool confirm)
{
	struct stream *s = stream_find(hub, of, number);

	if (!s || !s->subscription || strcmp(s->subscription, subscription) != 0)
		return -ENOENT;
	if (settled > s->settled)
		s->settled = settled;
	s->unconfirmed |= confirm;
	stream_confirm(s);
	return 0;
}

int stream_detach(struct stream_hub *hub, const struct bus_address *of, uint32_t number)
{
	struct stream *s = stream_find(hub, of, number);

	if (!s)
		return -ENOENT;
	stream_end(s, CONCORDAT__END_REASON__END_REASON_DETACHED, "as you asked");
	return 0;
}

const char *stream_subscription(struct stream_hub *hub, const struct bus_address *of, uint32_t number)
{
	struct stream *s = stream_find(hub, of, number);

	return s ? s->subscription : NULL;
}

int stream_count(const struct stream_hub *hub, const struct bus_address *of)
{
	const struct stream_peer *p = stream_peer_find(hub, of);

	return p ? p->count : 0;
}

int stream_total(const struct stream_hub *hub)
{
	return hub->count;
}

void stream_flush(struct stream_hub *hub)
{
	stream_ask_held(hub);
	heads_flush(hub->options.heads);
	stream_send_alerts(hub);
	reader_flush(hub->options.reader);
}

void stream_head(struct stream_hub *hub, const struct head *head)
{
	struct stream *s;

	if (head->revision >= hub->head.revision)
		hub->head = *head;
	TAILQ_FOREACH(s, &hub->streams, entry)
		if (s->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES && s->place < hub->head.revision)
			fetch(s);
	stream_flush(hub);
}

void stream_alerts(struct stream_hub *hub)
{
	struct stream *s;

	TAILQ_FOREACH(s, &hub->streams, entry) {
		if (s->type != CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS)
			continue;
		s->look = true;
		fetch(s);
	}
	stream_flush(hub);
}

void stream_revoke(struct stream_hub *hub, bool (*is_good)(void *arg, const char *key), void *arg)
{
	struct stream *s, *next;

	for (s = TAILQ_FIRST(&hub->streams); s; s = next) {
		next = TAILQ_NEXT(s, entry);
		if (!is_good(arg, s->key))
			stream_end(s, CONCORDAT__END_REASON__END_REASON_REVOKED, "your key has been revoked");
	}
}

void stream_end_all(struct stream_hub *hub, Concordat__EndReason reason, const char *message)
{
	struct stream *s, *next;

	for (s = TAILQ_FIRST(&hub->streams); s; s = next) {
		next = TAILQ_NEXT(s, entry);
		stream_end(s, reason, message);
	}
}

void stream_forget(struct stream_hub *hub, const struct bus_address *of)
{
	struct stream_peer *p;

	while ((p = stream_peer_find(hub, of)))
		bury(LIST_FIRST(&p->streams));
}

void stream_set_history(struct stream_hub *hub, const char *history_id)
{
	snprintf(hub->history, sizeof(hub->history), "%s", history_id);
}

const char *stream_history(const struct stream_hub *hub)
{
	return hub->history;
}

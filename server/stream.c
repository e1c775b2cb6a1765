#include "stream.h"

#include <errno.h>
#include <event2/event.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock_ms.h"
#include "log.h"
#include "metrics.h"
#include "stream_items.h"

enum { FETCH_MAX = 64, IDLE_MS = 5000, FULL_RETRY_MS = 100, FETCH_DEADLINE_MS = 30000 };

struct stream {
	struct stream *next;
	struct stream_hub *hub;
	struct bus_address to;
	char key[41];
	uint32_t number, credit;
	Concordat__StreamType type;
	char *kinds, *subscription;
	uint64_t place, seen_head;
	bool fetching, dead, look; /* look: alerts may have been made since the last fetch began */
	struct read read;
	char place_text[24], many_text[12];
	int many;
};

struct stream_hub {
	struct stream_options options;
	struct stream *streams;
	struct event *idle, *retry;
	struct head_wish look;
	bool looking;
	struct head head;
	struct buffer out;
	char history[40];
};

static void fetch(struct stream *s);

static void arm(struct event *timer, int64_t ms)
{
	struct timeval tv = { ms / 1000, (ms % 1000) * 1000 };

	evtimer_add(timer, &tv);
}

static bool same_address(const struct bus_address *a, const struct bus_address *b)
{
	return a->size == b->size && memcmp(a->id, b->id, a->size) == 0;
}

static struct stream *find(const struct stream_hub *hub, const struct bus_address *of, uint32_t number)
{
	for (struct stream *s = hub->streams; s; s = s->next)
		if (!s->dead && s->number == number && same_address(&s->to, of))
			return s;
	return NULL;
}

static void stream_free(struct stream *s)
{
	free(s->kinds);
	free(s->subscription);
	free(s);
}

/* One whose read is under way is freed when that ends. */
static void bury(struct stream *s)
{
	struct stream **link = &s->hub->streams;

	s->dead = true;
	if (s->fetching)
		return;
	while (*link != s)
		link = &(*link)->next;
	*link = s->next;
	stream_free(s);
}

static int push(struct stream *s)
{
	struct stream_hub *hub = s->hub;
	int rc = hub->out.failed ? -ENOMEM : hub->options.push(hub->options.arg, &s->to, hub->out.bytes, hub->out.size);

	return rc;
}

static void end(struct stream *s, Concordat__EndReason reason, const char *message)
{
	buffer_reset(&s->hub->out);
	stream_pack_end(&s->hub->out, s->number, reason, message);
	(void)push(s); /* a peer that is gone needs no End */
	bury(s);
}

/* ---- fetching ---- */

static void after_rows(struct stream *s, int rows, uint64_t reached)
{
	if (s->dead) {
		bury(s);
		return;
	}
	if (rows < s->many && reached > s->place && s->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES)
		s->place = reached; /* nothing more of ours up to there */
	if (rows == s->many || s->look ||
	    (s->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES && s->place < s->hub->head.revision))
		fetch(s);
}

static void count_item(Concordat__StreamType type)
{
	static struct metric *changes, *alerts;
	struct metric **which = type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES ? &changes : &alerts;

	if (!*which)
		*which = metric_counter("concordat_stream_items_total",
					which == &changes ? "type=\"changes\"" : "type=\"alerts\"", "Items pushed into streams.");
	metric_add(*which, 1);
}

static void on_rows(struct read *read, const PGresult *rows, const struct head *head)
{
	struct stream *s = (struct stream *)((char *)read - offsetof(struct stream, read));
	struct stream_hub *hub = s->hub;

	s->fetching = false;
	for (int i = 0; i < PQntuples(rows) && !s->dead; i++) {
		uint64_t place;
		int rc;

		buffer_reset(&hub->out);
		if (s->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES)
			place = stream_pack_change(&hub->out, s->number, rows, i, hub->history);
		else
			place = stream_pack_alert(&hub->out, s->number, rows, i);
		rc = push(s);
		if (rc == -EHOSTUNREACH) {
			s->dead = true;
		} else if (rc < 0) {
			arm(hub->retry, FULL_RETRY_MS);
			s->look = true;
			return;
		}
		s->place = place;
		s->credit--;
		count_item(s->type);
	}
	after_rows(s, PQntuples(rows), head->revision);
}

static void on_refused(struct read *read, const struct refusal *refusal)
{
	struct stream *s = (struct stream *)((char *)read - offsetof(struct stream, read));

	s->fetching = false;
	if (s->dead) {
		bury(s);
	} else if (refusal->status == CONCORDAT__STATUS__STATUS_UNAUTHENTICATED) {
		end(s, CONCORDAT__END_REASON__END_REASON_REVOKED, refusal->message);
	} else {
		s->look = true;
		arm(s->hub->retry, FULL_RETRY_MS * 5);
	}
}

static void fetch(struct stream *s)
{
	static const char sql_changes[] =
		"select revision, type, kind, id, version, changed_at, changed_by, reason, fields, encode(before, 'hex'), "
		"encode(after, 'hex'), encode(hash, 'hex') from concordat.changes($1, 9223372036854775807, $2, $3)";
	struct read *r = &s->read;

	if (s->fetching || s->dead || s->credit == 0)
		return;
	s->many = s->credit < FETCH_MAX ? (int)s->credit : FETCH_MAX;
	s->look = false;
	snprintf(s->place_text, sizeof(s->place_text), "%" PRIu64, s->place);
	snprintf(s->many_text, sizeof(s->many_text), "%d", s->many);
	memset(r, 0, sizeof(*r));
	r->key = s->key;
	r->deadline_ms = clock_monotonic_ms() + FETCH_DEADLINE_MS;
	r->count = 3;
	r->values[0] = s->place_text;
	r->values[1] = s->many_text;
	r->values[2] = s->kinds;
	r->sql = sql_changes;
	if (s->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS) {
		r->values[2] = s->subscription;
		r->sql = stream_alerts_sql();
	}
	r->on_rows = on_rows;
	r->on_refused = on_refused;
	if (reader_submit(s->hub->options.reader, r) == 0)
		s->fetching = true;
	else
		arm(s->hub->retry, FULL_RETRY_MS);
}

/* ---- idle ---- */

static void tick_all(struct stream_hub *hub)
{
	struct stream *s, *next;

	for (s = hub->streams; s; s = next) {
		next = s->next;
		if (s->dead || s->fetching)
			continue;
		if (s->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES && s->place < hub->head.revision)
			continue;
		buffer_reset(&hub->out);
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
	if (!hub->streams)
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

	(void)fd, (void)what;
	for (struct stream *s = hub->streams; s; s = s->next)
		if (s->look || s->place < hub->head.revision)
			fetch(s);
	reader_flush(hub->options.reader);
}

/* ---- the interface ---- */

struct stream_hub *stream_hub_new(struct event_base *base, const struct stream_options *options)
{
	struct stream_hub *hub = calloc(1, sizeof(*hub));

	if (!hub)
		return NULL;
	hub->options = *options;
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
	if (!hub)
		return;
	while (hub->streams) {
		struct stream *s = hub->streams;

		hub->streams = s->next;
		stream_free(s);
	}
	if (hub->idle)
		event_free(hub->idle);
	if (hub->retry)
		event_free(hub->retry);
	buffer_release(&hub->out);
	free(hub);
}

int stream_begin(struct stream_hub *hub, const struct stream_start *start)
{
	struct stream *s;

	if (find(hub, &start->to, start->number))
		return -EEXIST;
	s = calloc(1, sizeof(*s));
	if (!s)
		return -ENOMEM;
	s->hub = hub;
	s->to = start->to;
	snprintf(s->key, sizeof(s->key), "%s", start->key);
	s->number = start->number;
	s->type = start->type;
	s->kinds = start->kinds ? strdup(start->kinds) : NULL;
	s->subscription = start->subscription ? strdup(start->subscription) : NULL;
	s->place = start->since;
	s->credit = start->credit < hub->options.credit_max ? start->credit : hub->options.credit_max;
	if (start->head > hub->head.revision)
		hub->head.revision = start->head;
	if (!hub->streams)
		arm(hub->idle, IDLE_MS);
	s->next = hub->streams;
	hub->streams = s;
	fetch(s);
	return 0;
}

int stream_credit(struct stream_hub *hub, const struct bus_address *of, uint32_t number, uint32_t more)
{
	struct stream *s = find(hub, of, number);
	uint32_t room;

	if (!s)
		return -ENOENT;
	room = hub->options.credit_max - s->credit;
	s->credit += more < room ? more : room;
	if (s->look || s->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS || s->place < hub->head.revision)
		fetch(s);
	return 0;
}

int stream_detach(struct stream_hub *hub, const struct bus_address *of, uint32_t number)
{
	struct stream *s = find(hub, of, number);

	if (!s)
		return -ENOENT;
	end(s, CONCORDAT__END_REASON__END_REASON_DETACHED, "as you asked");
	return 0;
}

const char *stream_subscription(struct stream_hub *hub, const struct bus_address *of, uint32_t number)
{
	struct stream *s = find(hub, of, number);

	return s ? s->subscription : NULL;
}

int stream_count(const struct stream_hub *hub, const struct bus_address *of)
{
	int n = 0;

	for (struct stream *s = hub->streams; s; s = s->next)
		n += !s->dead && same_address(&s->to, of);
	return n;
}

int stream_total(const struct stream_hub *hub)
{
	int n = 0;

	for (struct stream *s = hub->streams; s; s = s->next)
		n += !s->dead;
	return n;
}

void stream_head(struct stream_hub *hub, const struct head *head)
{
	if (head->revision >= hub->head.revision)
		hub->head = *head;
	for (struct stream *s = hub->streams; s; s = s->next)
		if (s->type == CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES && s->place < hub->head.revision)
			fetch(s);
	reader_flush(hub->options.reader);
}

void stream_alerts(struct stream_hub *hub)
{
	for (struct stream *s = hub->streams; s; s = s->next) {
		if (s->type != CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS)
			continue;
		s->look = true;
		fetch(s);
	}
	reader_flush(hub->options.reader);
}

void stream_revoke(struct stream_hub *hub, bool (*is_good)(void *arg, const char *key), void *arg)
{
	struct stream *s, *next;

	for (s = hub->streams; s; s = next) {
		next = s->next;
		if (!s->dead && !is_good(arg, s->key))
			end(s, CONCORDAT__END_REASON__END_REASON_REVOKED, "your key has been revoked");
	}
}

void stream_end_all(struct stream_hub *hub, Concordat__EndReason reason, const char *message)
{
	struct stream *s, *next;

	for (s = hub->streams; s; s = next) {
		next = s->next;
		if (!s->dead)
			end(s, reason, message);
	}
}

void stream_forget(struct stream_hub *hub, const struct bus_address *of)
{
	struct stream *s, *next;

	for (s = hub->streams; s; s = next) {
		next = s->next;
		if (!s->dead && same_address(&s->to, of))
			bury(s);
	}
}

void stream_set_history(struct stream_hub *hub, const char *history_id)
{
	snprintf(hub->history, sizeof(hub->history), "%s", history_id);
}

const char *stream_history(const struct stream_hub *hub)
{
	return hub->history;
}

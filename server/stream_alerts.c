/*
 * What alerts streams read. Many are told at once, and each gives credit as it
 * goes along: those that want more wait for the turn to end, or for one of
 * the batches under way, and are then read for together, in one statement
 * that holds each to its own key. A read for less credit takes more than that,
 * which stream_held.h holds until its credit comes.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock_ms.h"
#include "stream_internal.h"

enum { BATCHES_MAX = 2, STREAMS_MAX = 512, ROWS_MAX = 4096 };
enum { ARRAY_KEYS, ARRAY_SUBSCRIPTIONS, ARRAY_SINCES, ARRAY_MANYS, ARRAYS };

struct batch {
	struct read read;
	struct stream_hub *hub;
	struct buffer arrays[ARRAYS];
	struct stream *streams[STREAMS_MAX];
	size_t count;
	int rows; /* at most */
};

static struct stream_queue *queue_of(struct stream *s)
{
	struct stream_hub *hub = s->hub;

	return s->queued == QUEUED_WANTING ? &hub->wanting : s->queued == QUEUED_READY ? &hub->ready : &hub->asked;
}

/* A stream waits for one thing at a time. */
static void queue(struct stream *s, int queued)
{
	if (s->queued)
		TAILQ_REMOVE(queue_of(s), s, waiting);
	s->queued = queued;
	if (s->queued)
		TAILQ_INSERT_TAIL(queue_of(s), s, waiting);
}

static void batch_free(struct batch *b)
{
	for (int i = 0; b && i < ARRAYS; i++)
		buffer_release(&b->arrays[i]);
	free(b);
}

/* ---- what came ---- */

/* The next are as many as there is credit for, and the rest are held. */
static void hold(struct stream *s, const PGresult *rows, const struct head *head, int from, int upto)
{
	int row = from;

	s->held = held_begin(head);
	while (s->held && row < upto && held_add(s->held, &s->hub->scratch, s->subscription, rows, row))
		row++;
	s->more |= row < upto;
	if (row == from)
		held_drop(&s->held);
}

/* false: no more of this stream now; it may be gone. */
static bool give_credited(struct stream *s, const PGresult *rows, int *row, int upto)
{
	struct stream_hub *hub = s->hub;

	while (*row < upto) {
		int first = *row;
		uint64_t number;

		buffer_reset(&hub->out);
		number = stream_pack_alerts(&hub->out, &hub->scratch, s->number, s->subscription, rows, row, upto);
		if (!stream_push_items(s, number, *row - first))
			return false;
	}
	return true;
}

static void give(struct stream *s, const PGresult *rows, const struct head *head, int from, int upto)
{
	int credited = (uint32_t)(upto - from) < s->credit ? upto : from + (int)s->credit;

	s->more = upto - from == s->many;
	if (!give_credited(s, rows, &from, credited))
		return;
	if (from < upto)
		hold(s, rows, head, from, upto);
	else if (s->more || s->look)
		stream_fetch_alerts(s);
	stream_confirm(s);
}

/* What is held has its credit, and is good. */
static void give_held(struct stream *s)
{
	struct stream_hub *hub = s->hub;
	uint64_t number = s->place;
	int count;

	buffer_reset(&hub->out);
	count = held_pack(&hub->out, s->held, s->number, s->credit, &number);
	if (!stream_push_items(s, number, count) || !held_took(s->held, count))
		return;
	held_drop(&s->held);
	if (s->more || s->look)
		stream_fetch_alerts(s);
}

static void batch_end(struct batch *b)
{
	struct stream_hub *hub = b->hub;

	batch_free(b);
	hub->batches--;
	stream_send_alerts(hub);
}

static void on_rows(struct read *read, const PGresult *rows, const struct head *head)
{
	struct batch *b = (struct batch *)read;
	int row = 0, count = PQntuples(rows);

	for (size_t i = 0; i < b->count; i++) {
		int from = row;

		while (row < count && stream_alert_place(rows, row) == i + 1)
			row++;
		if (stream_fetched(b->streams[i]))
			give(b->streams[i], rows, head, from, row);
	}
	batch_end(b);
}

/* Who asks for the batch is its first stream. When its key is no longer good, the others are read for without it. */
static void on_refused(struct read *read, const struct refusal *refusal)
{
	struct batch *b = (struct batch *)read;
	bool revoked = refusal->status == CONCORDAT__STATUS__STATUS_UNAUTHENTICATED;

	for (size_t i = 0; i < b->count; i++) {
		struct stream *s = b->streams[i];

		if (!stream_fetched(s))
			continue;
		if (revoked && i == 0)
			stream_end(s, CONCORDAT__END_REASON__END_REASON_REVOKED, refusal->message);
		else if (revoked)
			stream_fetch_alerts(s);
		else
			stream_retry(s, STREAM_RETRY_MS * 5);
	}
	batch_end(b);
}

/* ---- what is asked ---- */

static void add_number(struct buffer *array, uint64_t number)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%" PRIu64, number);
	record_array_add(array, digits);
}

static void take(struct batch *b, struct stream *s)
{
	queue(s, QUEUED_NOT);
	s->look = false;
	s->fetching = true;
	s->many = stream_room(s);
	if (s->many < HELD_MAX + 1 && !s->was_late)
		s->many = HELD_MAX + 1;
	s->was_late = false;
	b->rows += s->many;
	b->streams[b->count++] = s;
	record_array_add(&b->arrays[ARRAY_KEYS], s->key);
	record_array_add(&b->arrays[ARRAY_SUBSCRIPTIONS], s->subscription);
	add_number(&b->arrays[ARRAY_SINCES], s->place);
	add_number(&b->arrays[ARRAY_MANYS], (uint64_t)s->many);
}

static int submit(struct batch *b)
{
	static const char sql[] = "select place, number, owner, settled, packed "
				  "from concordat.alerts_since($1::text[], $2::text[], $3::bigint[], $4::integer[])";
	struct read *r = &b->read;

	*r = (struct read){ .key = b->streams[0]->key,
			    .sql = sql,
			    .count = ARRAYS,
			    .binary = true,
			    .deadline_ms = clock_monotonic_ms() + STREAM_FETCH_DEADLINE_MS,
			    .on_rows = on_rows,
			    .on_refused = on_refused };
	for (int i = 0; i < ARRAYS; i++) {
		record_array_end(&b->arrays[i]);
		r->values[i] = buffer_text(&b->arrays[i]);
		if (!r->values[i])
			return -ENOMEM;
	}
	return reader_submit(b->hub->options.reader, r);
}

/* false: not now. */
static bool send_batch(struct stream_hub *hub)
{
	struct batch *b = calloc(1, sizeof(*b));
	bool sent;

	if (!b)
		return false;
	b->hub = hub;
	while (!TAILQ_EMPTY(&hub->wanting) && b->count < STREAMS_MAX && b->rows < ROWS_MAX)
		take(b, TAILQ_FIRST(&hub->wanting));
	sent = submit(b) == 0;
	if (sent) {
		hub->batches++;
		return true;
	}
	for (size_t i = 0; i < b->count; i++)
		if (stream_fetched(b->streams[i]))
			stream_retry(b->streams[i], STREAM_RETRY_MS);
	batch_free(b);
	return false;
}

void stream_send_alerts(struct stream_hub *hub)
{
	while (!TAILQ_EMPTY(&hub->wanting) && hub->batches < BATCHES_MAX && send_batch(hub))
		;
}

void stream_fetch_alerts(struct stream *s)
{
	if (s->fetching || s->queued || s->credit == 0)
		return;
	queue(s, s->held ? QUEUED_READY : QUEUED_WANTING);
}

/* ---- what is held, and has its credit ---- */

static struct stream_hub *hub_of_look(struct head_wish *look)
{
	return (struct stream_hub *)((char *)look - offsetof(struct stream_hub, held_look));
}

static void on_held_head(struct head_wish *wish, const struct head *head)
{
	struct stream_hub *hub = hub_of_look(wish);
	struct stream *s;

	hub->held_looking = false;
	while ((s = TAILQ_FIRST(&hub->asked))) {
		queue(s, QUEUED_NOT);
		if (held_is_good(s->held, head) && s->settled <= s->place) { /* else they say that they are not */
			give_held(s);
			continue;
		}
		stream_drop_late(s);
		stream_fetch_alerts(s);
	}
	stream_flush(hub);
}

static void on_held_lost(struct head_wish *wish)
{
	struct stream_hub *hub = hub_of_look(wish);
	struct stream *s;

	hub->held_looking = false;
	while ((s = TAILQ_FIRST(&hub->asked))) {
		queue(s, QUEUED_NOT);
		stream_drop_late(s);
		stream_retry(s, STREAM_RETRY_MS);
	}
}

/* Those that get credit while the head is asked for wait for the next: it may have been read before their credit came. */
void stream_ask_held(struct stream_hub *hub)
{
	struct stream *s;

	if (hub->held_looking || TAILQ_EMPTY(&hub->ready))
		return;
	while ((s = TAILQ_FIRST(&hub->ready)))
		queue(s, QUEUED_ASKED);
	hub->held_looking = true;
	heads_ask(hub->options.heads, &hub->held_look);
}

void stream_drop_late(struct stream *s)
{
	held_drop(&s->held);
	s->more = s->was_late = true;
}

void stream_drop_alerts(struct stream *s)
{
	queue(s, QUEUED_NOT);
	held_drop(&s->held);
}

void stream_hub_alerts(struct stream_hub *hub)
{
	TAILQ_INIT(&hub->wanting);
	TAILQ_INIT(&hub->ready);
	TAILQ_INIT(&hub->asked);
	hub->held_look.on_head = on_held_head;
	hub->held_look.on_lost = on_held_lost;
}

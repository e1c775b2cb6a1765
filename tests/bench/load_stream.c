/* Alerts to many subscribers, each settled; subscribers that wait. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "load.h"

enum { STREAM = 1, BATCH_BYTES = 65536, TEXT = 64 };
/* ids of requests, which say what is answered */
enum { ID_ATTACH = 11, ID_SETTLE, ID_WRITE };
/* the fields of a Push, behind its stream */
enum { TAG_ALERTS = 0x1a, TAG_END = 0x2a, TAG_SETTLED = 0x38 };

struct told {
	const struct options *options;
	struct peers peers;
	int attached, cleared;
	uint64_t settled, wanted, alert_bytes;
	int64_t begun_at, first_at, written_at;
	double seconds, from_first_s, first_s, written_s; /* of all rounds */
};

/* ---- requests of a stream ---- */

static void send_attach(struct peer *p, const char *subscription, uint32_t credit)
{
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__Attach a = CONCORDAT__ATTACH__INIT;

	a.has_stream = a.has_type = a.has_credit = 1;
	a.stream = STREAM;
	a.type = CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS;
	a.subscription = (char *)(uintptr_t)subscription;
	a.credit = credit;
	r.verb_case = CONCORDAT__REQUEST__VERB_ATTACH;
	r.attach = &a;
	peer_request(p, &r, ID_ATTACH);
}

static void send_settle(struct peer *p, uint64_t number, uint32_t more)
{
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__Settle settle = CONCORDAT__SETTLE__INIT;

	settle.has_stream = settle.has_number = 1;
	settle.stream = STREAM;
	settle.number = number;
	settle.has_more = more > 0;
	settle.more = more;
	settle.has_quiet = settle.quiet = more > 0;
	r.verb_case = CONCORDAT__REQUEST__VERB_SETTLE;
	r.settle = &settle;
	peer_request(p, &r, ID_SETTLE);
}

/* ---- alerts: some deadlines move at once, everybody is told of each, and settles each ---- */

/* A day that they were not on before: what moves and moves back is no news. */
static void send_moves(struct peer *p, int count, int round)
{
	static uint8_t bytes[BATCH_BYTES], bodies[SLOTS_MAX][128];
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__Batch batch = CONCORDAT__BATCH__INIT;
	static Concordat__BatchItem items[SLOTS_MAX], *all[SLOTS_MAX];
	static Concordat__Put puts[SLOTS_MAX];
	static Concordat__Record records[SLOTS_MAX];
	uint64_t key[2], id = ID_WRITE;
	long number = time(NULL) * ROUNDS_MAX + round;
	char text[TEXT], day[TEXT];

	if (count > SLOTS_MAX)
		fail("--count is at most %d", SLOTS_MAX);
	snprintf(day, sizeof(day), "%d March %d", 1 + (int)(number % 28), 2030 + (int)(number / 28 % 100));
	for (int i = 0; i < count; i++) {
		Concordat__Milestone m = CONCORDAT__MILESTONE__INIT;

		snprintf(text, sizeof(text), "bench-0/fan%d", i);
		m.id = text;
		m.when_text = day;
		concordat__record__init(&records[i]);
		records[i].has_kind = records[i].has_body = 1;
		records[i].kind = CONCORDAT__KIND__KIND_MILESTONE;
		records[i].body = (ProtobufCBinaryData){ concordat__milestone__pack(&m, bodies[i]), bodies[i] };
		concordat__put__init(&puts[i]);
		puts[i].record = &records[i];
		concordat__batch_item__init(&items[i]);
		items[i].write_case = CONCORDAT__BATCH_ITEM__WRITE_PUT;
		items[i].put = &puts[i];
		all[i] = &items[i];
	}
	batch.n_items = (size_t)count;
	batch.items = all;
	request_key(&r, key);
	r.verb_case = CONCORDAT__REQUEST__VERB_BATCH;
	r.batch = &batch;
	r.has_id = 1;
	r.id = (ProtobufCBinaryData){ sizeof(id), (uint8_t *)&id };
	if (concordat__request__get_packed_size(&r) > sizeof(bytes))
		fail("--count is too much for one batch");
	peer_send(p, bytes, concordat__request__pack(&r, bytes));
}

/* How many alerts a Push has; they are not unpacked, as little as what the peers send. */
static uint32_t count_alerts(const uint8_t *bytes, size_t size)
{
	const uint8_t *at = bytes + 3, *end = bytes + size;
	uint64_t length;
	uint32_t count = 0;

	if (!take_varint(&at, end, &length) || length > (uint64_t)(end - at))
		fail("a push of alerts is cut short");
	for (end = at + length; at < end && *at++ == 0x0a; at += length, count++)
		if (!take_varint(&at, end, &length) || length > (uint64_t)(end - at))
			fail("a push of alerts is cut short");
	return count;
}

static uint64_t settled_number(const uint8_t *bytes, size_t size)
{
	const uint8_t *at, *settled;
	size_t length;
	uint64_t stream, number = 0;

	if (!wire_find(bytes, size, CONCORDAT__REPLY__RESULT_SETTLED, &settled, &length))
		fail("a settle was not answered by settled");
	at = settled;
	if (length < 4 || *at++ != 0x08 || !take_varint(&at, settled + length, &stream) || *at++ != 0x10 ||
	    !take_varint(&at, settled + length, &number))
		fail("settled says no number");
	return number;
}

/* As soon as they are dealt with, as many more may come: credit goes out with the settling. */
static void on_alerts(struct told *t, struct peer *p, uint32_t count)
{
	if (t->first_at == 0)
		t->first_at = now_ns();
	p->received += count;
	send_settle(p, p->received, count);
}

static void on_attached(struct told *t, struct peer *p, const uint8_t *bytes, size_t size)
{
	Concordat__Reply *reply = concordat__reply__unpack(NULL, size, bytes);

	if (!reply || reply->result_case != CONCORDAT__REPLY__RESULT_ATTACHED)
		fail("an attach was not answered by attached");
	p->settled = p->received = reply->attached->settled_number;
	concordat__reply__free_unpacked(reply, NULL);
	t->attached++;
}

static void on_settled(struct told *t, struct peer *p, uint64_t number)
{
	t->settled += number - p->settled;
	p->settled = number;
}

/* It stands last. */
static void take_settled(struct told *t, struct peer *p, const uint8_t *bytes, size_t size)
{
	const uint8_t *at = bytes + 2, *end = bytes + size;
	uint64_t value;

	while (at < end) {
		uint8_t tag = *at++;

		if (!take_varint(&at, end, &value))
			fail("a push is cut short");
		if (tag == TAG_SETTLED)
			on_settled(t, p, value);
		else if ((tag & 7) == 2 && value <= (uint64_t)(end - at))
			at += value;
		else
			fail("a push holds what was not expected");
	}
}

static void take_push(struct told *t, struct peer *p, const uint8_t *bytes, size_t size)
{
	uint32_t count = count_alerts(bytes, size);

	if (count == 0)
		fail("a push of alerts is empty");
	t->alert_bytes = size / count;
	on_alerts(t, p, count);
}

static bool on_told(struct peer *p, const uint8_t *bytes, size_t size, void *arg)
{
	struct told *t = arg;
	struct reply_head head;

	if (is_push(bytes, size)) {
		if (bytes[2] == TAG_END)
			fail("a stream ended");
		if (bytes[2] == TAG_ALERTS)
			take_push(t, p, bytes, size);
		take_settled(t, p, bytes, size);
		return t->wanted == 0 || t->settled < t->wanted;
	}
	if (!reply_head(bytes, size, &head) || head.status != CONCORDAT__STATUS__STATUS_OK)
		fail_reply(bytes, size);
	if (head.id == ID_WRITE)
		t->written_at = now_ns();
	if (head.id == ID_ATTACH) {
		on_attached(t, p, bytes, size);
		return t->attached < t->peers.count;
	}
	if (head.id == ID_SETTLE)
		on_settled(t, p, settled_number(bytes, size));
	return t->wanted == 0 || t->settled < t->wanted;
}

static void attach_all(struct told *t, const struct options *o, uint32_t credit)
{
	t->options = o;
	peers_open(&t->peers, o);
	peers_greet(&t->peers, true);
	for (int j = 0; j < o->clients; j++) {
		char subscription[TEXT];

		snprintf(subscription, sizeof(subscription), "bench-%d/fan%d", t->peers.all[j].organisation, j);
		send_attach(&t->peers.all[j], subscription, credit);
	}
	peers_turn(&t->peers, soon(), on_told, t);
	if (t->attached < o->clients)
		fail("%d of %d subscribers were attached in %d seconds", t->attached, o->clients, WAIT_S);
}

static bool on_cleared(struct peer *p, const uint8_t *bytes, size_t size, void *arg)
{
	struct told *t = arg;

	(void)on_told(p, bytes, size, arg);
	return is_push(bytes, size) || ++t->cleared < t->peers.count;
}

/* What an earlier run left unsettled would be told first. */
static void settle_leftovers(const struct options *o)
{
	static struct told t;

	attach_all(&t, o, 0);
	for (int j = 0; j < o->clients; j++)
		send_settle(&t.peers.all[j], UINT64_MAX, 0);
	peers_turn(&t.peers, soon(), on_cleared, &t);
	if (t.cleared < o->clients)
		fail("what an earlier run left was not settled in %d seconds", WAIT_S);
	peers_close(&t.peers);
}

static void tell_round(struct told *t, const struct options *o, int round)
{
	int64_t ended_at;

	t->wanted += (uint64_t)o->count * (uint64_t)o->clients;
	t->first_at = 0;
	t->begun_at = now_ns();
	send_moves(&t->peers.all[0], o->count, round);
	peers_turn(&t->peers, soon(), on_told, t);
	ended_at = now_ns();
	if (t->settled < t->wanted)
		fail("%llu of %llu alerts were settled in %d seconds", (unsigned long long)t->settled,
		     (unsigned long long)t->wanted, WAIT_S);
	t->seconds += (double)(ended_at - t->begun_at) / 1e9;
	t->from_first_s += (double)(ended_at - t->first_at) / 1e9;
	t->first_s += (double)(t->first_at - t->begun_at) / 1e9 / o->rounds;
	t->written_s += (double)(t->written_at - t->begun_at) / 1e9 / o->rounds;
}

void run_alerts(const struct options *o)
{
	static struct told t;

	settle_leftovers(o);
	attach_all(&t, o, (uint32_t)o->window);
	for (int round = 0; round < o->rounds; round++)
		tell_round(&t, o, round);
	printf("{\"per_s\": %.1f, \"from_first_per_s\": %.1f, \"seconds\": %.3f, \"written_s\": %.3f, \"first_s\": %.3f, \"alert_bytes\": %llu}\n",
	       (double)t.settled / t.seconds, (double)t.settled / t.from_first_s, t.seconds, t.written_s, t.first_s,
	       (unsigned long long)t.alert_bytes);
	peers_close(&t.peers);
}

/* ---- subscribers that wait: they are there, and say so, until the standard input ends ---- */

static bool on_idle(struct peer *p, const uint8_t *bytes, size_t size, void *arg)
{
	(void)p, (void)bytes, (void)size, (void)arg;
	return true;
}

void run_idle(const struct options *o)
{
	static struct told t;
	char line[8];

	if (strcmp(o->verb, "idle") == 0) {
		attach_all(&t, o, 16);
	} else {
		peers_open(&t.peers, o);
		peers_greet(&t.peers, false);
	}
	printf("{\"attached\": %d}\n", o->clients);
	fflush(stdout);
	for (;;) {
		struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };

		peers_turn(&t.peers, now_ns() + 500000000, on_idle, NULL);
		if (poll(&input, 1, 0) > 0 && read(STDIN_FILENO, line, sizeof(line)) <= 0)
			break;
	}
	peers_close(&t.peers);
}

/* Closed loops of questions: every client keeps a window of them under way. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "load.h"

enum { LIST_DAYS = 32, LIST_PAGE = 50, LAST_S = 15, POOL = 64 };

/* Milestones that one client alone changes, with the version that it knows. */
struct pool {
	uint32_t *records;
	int64_t *versions;
	uint32_t next;
};

struct ask {
	const struct options *options;
	struct peers peers;
	struct histogram histogram;
	int64_t measure_from, until, pause;
	uint32_t serial;
	uint32_t pool_size, writers;
	int preparing;     /* versions still to be read */
	int64_t *versions; /* by record: the version that some client was told is written */
	uint64_t stale;
	uint64_t under_way;
	uint64_t bytes; /* of the replies that are counted */
};

static bool writes(const struct ask *a, const struct peer *p)
{
	return strcmp(a->options->verb, "put") == 0 || (strcmp(a->options->verb, "stale") == 0 && p < a->peers.all + a->writers);
}

/* ---- asking ---- */

static void ask_get(struct peer *p, struct slot *slot, uint64_t id, uint32_t n)
{
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__Get get = CONCORDAT__GET__INIT;
	char text[64];

	slot->record = n;
	record_id(text, n);
	get.has_kind = 1;
	get.kind = CONCORDAT__KIND__KIND_MILESTONE;
	get.id = text;
	r.verb_case = CONCORDAT__REQUEST__VERB_GET;
	r.get = &get;
	peer_request(p, &r, id);
}

/* "What is due from that day on?" */
static void ask_list(struct peer *p, uint64_t id)
{
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__List list = CONCORDAT__LIST__INIT;
	Concordat__Condition from = CONCORDAT__CONDITION__INIT, *where[] = { &from };
	char day[16], *values[] = { day };

	snprintf(day, sizeof(day), "2027-%02d-%02d", 1 + (int)(random_next() % 4), 1 + (int)(random_next() % (LIST_DAYS / 4)));
	from.field = (char *)(uintptr_t) "latest_on";
	from.has_op = 1;
	from.op = CONCORDAT__OPERATOR__OPERATOR_GE;
	from.n_values = 1;
	from.values = values;
	list.has_kind = list.has_page = 1;
	list.kind = CONCORDAT__KIND__KIND_MILESTONE;
	list.n_where = 1;
	list.where = where;
	list.order = (char *)(uintptr_t) "latest_on";
	list.page = LIST_PAGE;
	r.verb_case = CONCORDAT__REQUEST__VERB_LIST;
	r.list = &list;
	peer_request(p, &r, id);
}

static void ask_put(struct peer *p, struct slot *slot, uint64_t id, uint32_t pool_size)
{
	static uint64_t keys;
	struct pool *pool = p->state;
	uint32_t i = pool->next++ % pool_size;
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__Put put = CONCORDAT__PUT__INIT;
	Concordat__Record record = CONCORDAT__RECORD__INIT;
	Concordat__Milestone m = CONCORDAT__MILESTONE__INIT;
	uint8_t body[256];
	uint64_t key[2] = { (uint64_t)time(NULL) << 32 | (uint64_t)p->number, (uint64_t)getpid() };
	char text[64], title[80];

	slot->record = i;
	record_id(text, pool->records[i]);
	snprintf(title, sizeof(title), "Milestone %u, as changed for the %lld. time", pool->records[i],
		 (long long)pool->versions[i]);
	m.id = text;
	m.title = title;
	record.has_kind = record.has_body = 1;
	record.kind = CONCORDAT__KIND__KIND_MILESTONE;
	record.body = (ProtobufCBinaryData){ concordat__milestone__pack(&m, body), body };
	put.record = &record;
	put.has_expect_version = 1;
	put.expect_version = pool->versions[i];
	put.reason = (char *)(uintptr_t) "contractor's delay";
	key[1] |= ++keys << 24 ^ random_next() << 40;
	r.has_idempotency_key = 1;
	r.idempotency_key = (ProtobufCBinaryData){ sizeof(key), (uint8_t *)key };
	r.verb_case = CONCORDAT__REQUEST__VERB_PUT;
	r.put = &put;
	peer_request(p, &r, id);
}

static void ask_other(struct peer *p, uint64_t id, bool hello)
{
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__Hello h = CONCORDAT__HELLO__INIT;
	Concordat__Get get = CONCORDAT__GET__INIT;

	if (hello) {
		r.verb_case = CONCORDAT__REQUEST__VERB_HELLO;
		r.hello = &h;
	} else { /* to the echo go bytes such as a get has */
		get.has_kind = 1;
		get.kind = CONCORDAT__KIND__KIND_MILESTONE;
		get.id = (char *)(uintptr_t) "bench-17/m12345";
		r.verb_case = CONCORDAT__REQUEST__VERB_GET;
		r.get = &get;
	}
	peer_request(p, &r, id);
}

static uint32_t pick(const struct ask *a, const struct peer *p)
{
	const struct options *o = a->options;
	uint32_t n = (uint32_t)(random_next() % (uint64_t)(o->span > 0 ? o->span : o->records));

	return record_seen_by(n, p->organisation);
}

static void send_next(struct ask *a, struct peer *p, uint32_t place)
{
	struct slot *slot = &p->slots[place];
	const char *verb = a->options->verb;
	uint64_t id;

	slot->serial = ++a->serial;
	a->under_way++;
	id = (uint64_t)place << 32 | slot->serial;
	slot->sent_at = now_ns();
	if (writes(a, p)) {
		ask_put(p, slot, id, a->pool_size);
	} else if (strcmp(verb, "stale") == 0) {
		const struct pool *pool = a->peers.all[random_next() % a->writers].state;
		uint32_t n = pool->records[random_next() % a->pool_size];

		slot->floor = a->versions[n];
		ask_get(p, slot, id, n);
	} else if (strcmp(verb, "get") == 0) {
		ask_get(p, slot, id, pick(a, p));
	} else if (strcmp(verb, "list") == 0) {
		ask_list(p, id);
	} else {
		ask_other(p, id, strcmp(verb, "hello") == 0);
	}
}

/* ---- being answered ---- */

static int64_t version_in(const uint8_t *bytes, size_t size)
{
	Concordat__Reply *reply = concordat__reply__unpack(NULL, size, bytes);
	Concordat__Milestone *m = NULL;
	int64_t version = -1;

	if (reply && reply->result_case == CONCORDAT__REPLY__RESULT_WRITTEN) {
		version = reply->written->version;
	} else if (reply && reply->result_case == CONCORDAT__REPLY__RESULT_RECORD) {
		m = concordat__milestone__unpack(NULL, reply->record->body.len, reply->record->body.data);
		version = m ? m->version : -1;
	}
	if (m)
		concordat__milestone__free_unpacked(m, NULL);
	if (reply)
		concordat__reply__free_unpacked(reply, NULL);
	return version;
}

static bool on_answer(struct peer *p, const uint8_t *bytes, size_t size, void *arg)
{
	struct ask *a = arg;
	struct reply_head head;
	int64_t now = now_ns();
	uint32_t place;
	struct slot *slot;

	if (strcmp(a->options->verb, "echo") == 0) {
		if (!reply_head(bytes, size, &head))
			fail("the echo answered what it was not sent");
	} else if (!reply_head(bytes, size, &head) || head.status != CONCORDAT__STATUS__STATUS_OK) {
		fail_reply(bytes, size);
	}
	place = (uint32_t)(head.id >> 32);
	if (place >= (uint32_t)a->options->window || p->slots[place].serial != (uint32_t)head.id)
		fail("a reply to what was not asked");
	slot = &p->slots[place];
	if (writes(a, p)) {
		struct pool *pool = p->state;

		pool->versions[slot->record] = version_in(bytes, size);
		if (a->versions)
			a->versions[pool->records[slot->record]] = pool->versions[slot->record];
	} else if (a->versions && version_in(bytes, size) < slot->floor) {
		a->stale++;
	}
	if (now >= a->measure_from && now < a->until) {
		histogram_add(&a->histogram, now - slot->sent_at);
		a->bytes += size;
	}
	a->under_way--;
	if (now >= a->until)
		return a->under_way > 0; /* what is still under way is waited for, but not counted */
	if (a->pause > 0)
		nanosleep(&(struct timespec){ a->pause / 1000000000, a->pause % 1000000000 }, NULL);
	send_next(a, p, place);
	return true;
}

/* ---- before it begins ---- */

static bool on_version(struct peer *p, const uint8_t *bytes, size_t size, void *arg)
{
	struct ask *a = arg;
	struct pool *pool = p->state;
	struct reply_head head;

	if (!reply_head(bytes, size, &head) || head.status != CONCORDAT__STATUS__STATUS_OK)
		fail_reply(bytes, size);
	pool->versions[head.id] = version_in(bytes, size);
	if (a->versions)
		a->versions[pool->records[head.id]] = pool->versions[head.id];
	return --a->preparing > 0;
}

/* Of the client's organisation, seen by all, and nobody else's: the clients of an organisation share its blocks out. */
static void make_pool(struct ask *a, struct peer *p, uint32_t j)
{
	const struct options *o = a->options;
	struct pool *pool = calloc(1, sizeof(*pool));
	uint32_t made = 0, blocks = (uint32_t)o->records / ORGANISATIONS;
	uint32_t sharers = (uint32_t)((o->clients + o->organisations - 1) / o->organisations);

	if (!pool || !(pool->records = calloc(a->pool_size, sizeof(uint32_t))) ||
	    !(pool->versions = calloc(a->pool_size, sizeof(int64_t))))
		fail("out of memory");
	for (uint32_t block = j / (uint32_t)o->organisations; block < blocks && made < a->pool_size; block += sharers)
		if (block % 5 < 3)
			pool->records[made++] = block * ORGANISATIONS + (uint32_t)p->organisation;
	if (made < a->pool_size)
		fail("%d records are too few for %d clients of %d organisations", o->records, o->clients, o->organisations);
	p->state = pool;
	for (uint32_t i = 0; i < a->pool_size; i++) {
		struct slot unused;

		ask_get(p, &unused, i, pool->records[i]);
		a->preparing++;
	}
}

static void prepare_writers(struct ask *a)
{
	a->pool_size = POOL > a->options->window ? POOL : (uint32_t)a->options->window;
	for (int j = 0; j < a->peers.count; j++)
		if (writes(a, &a->peers.all[j]))
			make_pool(a, &a->peers.all[j], (uint32_t)j);
	if (a->preparing > 0)
		peers_turn(&a->peers, now_ns() + 30000000000, on_version, a);
	if (a->preparing > 0)
		fail("the versions of %d milestones could not be read", a->preparing);
}

void run_ask(const struct options *o)
{
	static struct ask a;
	int64_t begin;

	a.options = o;
	a.writers = (uint32_t)(o->clients + 3) / 4;
	if (strcmp(o->verb, "stale") == 0 && !(a.versions = calloc((size_t)o->records, sizeof(*a.versions))))
		fail("out of memory");
	peers_open(&a.peers, o);
	peers_greet(&a.peers, strcmp(o->verb, "echo") != 0);
	prepare_writers(&a);
	begin = now_ns();
	a.measure_from = begin + (int64_t)(o->warm * 1e9);
	a.until = a.measure_from + (int64_t)(o->seconds * 1e9);
	a.pause = (int64_t)o->pace_ms * 1000000;
	for (int j = 0; j < a.peers.count; j++)
		for (int i = 0; i < o->window; i++)
			send_next(&a, &a.peers.all[j], (uint32_t)i);
	peers_turn(&a.peers, a.until + (int64_t)LAST_S * 1000000000, on_answer, &a);
	if (a.under_way > 0)
		fail("%llu requests were not answered within %d seconds after the end", (unsigned long long)a.under_way, LAST_S);
	if (a.histogram.total == 0)
		fail("nothing was answered");
	printf("{\"ops\": %llu, \"per_s\": %.1f, \"p50_us\": %.1f, \"p99_us\": %.1f, \"stale\": %llu, \"reply_bytes\": %llu}\n",
	       (unsigned long long)a.histogram.total, (double)a.histogram.total / o->seconds, histogram_us(&a.histogram, 0.5),
	       histogram_us(&a.histogram, 0.99), (unsigned long long)a.stale, (unsigned long long)(a.bytes / a.histogram.total));
	peers_close(&a.peers);
}

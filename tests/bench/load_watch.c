/* A change, and the watcher who hears of it: the first client watches, the second writes. */
#include <stdio.h>
#include <time.h>

#include "load.h"

enum { STREAM = 1, TEXT = 64 };
/* ids of requests, which say what is answered */
enum { ID_ATTACH = 11, ID_CREDIT, ID_WRITE };
/* the second field of a Push, behind its stream */
enum { TAG_CHANGE = 0x12 };

struct watched {
	struct peers peers;
	int64_t begun_at;
	struct histogram heard, answered;
	int waiting; /* of a round: for the push, and for the reply */
};

static void send_attach(struct peer *p, uint32_t credit)
{
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__Attach a = CONCORDAT__ATTACH__INIT;
	Concordat__Kind kind = CONCORDAT__KIND__KIND_MILESTONE;

	a.has_stream = a.has_type = a.has_credit = 1;
	a.stream = STREAM;
	a.type = CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES;
	a.credit = credit;
	a.n_kinds = 1;
	a.kinds = &kind;
	r.verb_case = CONCORDAT__REQUEST__VERB_ATTACH;
	r.attach = &a;
	peer_request(p, &r, ID_ATTACH);
}

static void send_credit(struct peer *p, uint32_t more)
{
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__Credit credit = CONCORDAT__CREDIT__INIT;

	credit.has_stream = credit.has_more = 1;
	credit.stream = STREAM;
	credit.more = more;
	r.verb_case = CONCORDAT__REQUEST__VERB_CREDIT;
	r.credit = &credit;
	peer_request(p, &r, ID_CREDIT);
}

static void send_title(struct peer *p, int round)
{
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__Put put = CONCORDAT__PUT__INIT;
	Concordat__Record record = CONCORDAT__RECORD__INIT;
	Concordat__Milestone m = CONCORDAT__MILESTONE__INIT;
	uint8_t body[256];
	uint64_t key[2];
	char id[TEXT], title[TEXT];

	record_id(id, (uint32_t)p->organisation); /* of the first block, which all may see */
	snprintf(title, sizeof(title), "Seen at %lld, round %d", (long long)time(NULL), round);
	m.id = id;
	m.title = title;
	record.has_kind = record.has_body = 1;
	record.kind = CONCORDAT__KIND__KIND_MILESTONE;
	record.body = (ProtobufCBinaryData){ concordat__milestone__pack(&m, body), body };
	put.record = &record;
	request_key(&r, key);
	r.verb_case = CONCORDAT__REQUEST__VERB_PUT;
	r.put = &put;
	peer_request(p, &r, ID_WRITE);
}

static bool on_watched(struct peer *p, const uint8_t *bytes, size_t size, void *arg)
{
	struct watched *w = arg;
	struct reply_head head;

	if (is_push(bytes, size)) {
		if (bytes[2] != TAG_CHANGE)
			return true;
		histogram_add(&w->heard, now_ns() - w->begun_at);
		send_credit(p, 1);
		return --w->waiting > 0;
	}
	if (!reply_head(bytes, size, &head) || head.status != CONCORDAT__STATUS__STATUS_OK)
		fail_reply(bytes, size);
	if (head.id == ID_ATTACH)
		return false;
	if (head.id != ID_WRITE)
		return true;
	histogram_add(&w->answered, now_ns() - w->begun_at);
	return --w->waiting > 0;
}

void run_watch(const struct options *o)
{
	static struct watched w;

	if (o->clients != 2 || o->organisations < 2)
		fail("watch wants two clients of two organisations");
	peers_open(&w.peers, o);
	peers_greet(&w.peers, true);
	send_attach(&w.peers.all[0], 16);
	peers_turn(&w.peers, soon(), on_watched, &w);
	for (int round = 0; round < o->count; round++) {
		peers_turn(&w.peers, now_ns() + (int64_t)o->pace_ms * 1000000, on_watched, &w);
		w.waiting = 2;
		w.begun_at = now_ns();
		send_title(&w.peers.all[1], round);
		peers_turn(&w.peers, soon(), on_watched, &w);
		if (w.waiting > 0)
			fail("a change was not told in %d seconds", WAIT_S);
	}
	printf("{\"p50_us\": %.1f, \"p99_us\": %.1f, \"reply_p50_us\": %.1f, \"reply_p99_us\": %.1f}\n",
	       histogram_us(&w.heard, 0.5), histogram_us(&w.heard, 0.99), histogram_us(&w.answered, 0.5),
	       histogram_us(&w.answered, 0.99));
	peers_close(&w.peers);
}

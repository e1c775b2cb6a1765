/* Keys, peers, the loop, times: what every verb of bench-load stands on. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>
#include <zmq.h>

#include "load.h"

int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int64_t soon(void)
{
	return now_ns() + (int64_t)WAIT_S * 1000000000;
}

uint64_t random_next(void)
{
	static uint64_t state = 88172645463325252u;

	state ^= state << 13;
	state ^= state >> 7;
	return state ^= state << 17;
}

void key_of(const char *seed, int number, uint8_t ret_public[static 32], uint8_t ret_secret[static 32])
{
	char text[128];

	snprintf(text, sizeof(text), "%s %d", seed, number);
	crypto_generichash(ret_secret, 32, (const uint8_t *)text, strlen(text), NULL, 0);
	crypto_scalarmult_base(ret_public, ret_secret);
}

int client_number(int j, int organisations)
{
	return j % organisations + ORGANISATIONS * (j / organisations);
}

void record_id(char ret_id[static 64], uint32_t n)
{
	snprintf(ret_id, 64, "bench-%u/m%u", n % ORGANISATIONS, n);
}

/* world.sql: of five blocks of 32 milestones, three are public, one is named, one is the owner's own. */
uint32_t record_seen_by(uint32_t n, int organisation)
{
	uint32_t block = n / ORGANISATIONS;

	return block % 5 < 3 ? n : block * ORGANISATIONS + (uint32_t)organisation;
}

/* ---- peers ---- */

static void open_peer(struct peers *ps, int j)
{
	const struct options *o = ps->options;
	struct peer *p = &ps->all[j];
	size_t fd_size = sizeof(p->fd);
	uint8_t public[32], secret[32];
	int linger = 0, unlimited = 0;

	p->number = client_number(j, o->organisations);
	p->organisation = p->number % ORGANISATIONS;
	p->slots = calloc((size_t)o->window, sizeof(*p->slots));
	p->socket = zmq_socket(ps->context, ZMQ_DEALER);
	key_of(o->seed, p->number, public, secret);
	if (!p->slots || !p->socket || zmq_setsockopt(p->socket, ZMQ_LINGER, &linger, sizeof(linger)) < 0 ||
	    zmq_setsockopt(p->socket, ZMQ_RCVHWM, &unlimited, sizeof(unlimited)) < 0 ||
	    zmq_setsockopt(p->socket, ZMQ_CURVE_SERVERKEY, o->server_key, strlen(o->server_key) + 1) < 0 ||
	    zmq_setsockopt(p->socket, ZMQ_CURVE_PUBLICKEY, public, sizeof(public)) < 0 ||
	    zmq_setsockopt(p->socket, ZMQ_CURVE_SECRETKEY, secret, sizeof(secret)) < 0 ||
	    zmq_connect(p->socket, o->endpoints[j % o->endpoint_count]) < 0 ||
	    zmq_getsockopt(p->socket, ZMQ_FD, &p->fd, &fd_size) < 0)
		fail("client %d: %s", j, zmq_strerror(zmq_errno()));
	if (epoll_ctl(ps->epoll, EPOLL_CTL_ADD, p->fd, &(struct epoll_event){ .events = EPOLLIN, .data.ptr = p }) < 0)
		fail("epoll: %s", strerror(errno));
}

void peers_open(struct peers *ps, const struct options *o)
{
	*ps = (struct peers){ .count = o->clients, .options = o };
	ps->context = zmq_ctx_new();
	zmq_ctx_set(ps->context, ZMQ_MAX_SOCKETS, o->clients + 16);
	ps->epoll = epoll_create1(EPOLL_CLOEXEC);
	ps->all = calloc((size_t)o->clients, sizeof(*ps->all));
	if (!ps->context || ps->epoll < 0 || !ps->all || sodium_init() < 0)
		fail("cannot begin: %s", strerror(errno));
	for (int j = 0; j < o->clients; j++)
		open_peer(ps, j);
}

void peers_close(struct peers *ps)
{
	for (int j = 0; j < ps->count; j++) {
		zmq_close(ps->all[j].socket);
		free(ps->all[j].slots);
	}
	zmq_ctx_term(ps->context);
	close(ps->epoll);
	free(ps->all);
}

void peer_send(struct peer *p, const void *bytes, size_t size)
{
	if (zmq_send(p->socket, bytes, size, ZMQ_DONTWAIT) < 0)
		fail("client %d cannot send: %s", p->number, zmq_strerror(zmq_errno()));
}

size_t request_pack(Concordat__Request *r, uint64_t id, uint8_t ret_bytes[static REQUEST_MAX])
{
	r->has_id = 1;
	r->id = (ProtobufCBinaryData){ sizeof(id), (uint8_t *)&id };
	if (concordat__request__get_packed_size(r) > REQUEST_MAX)
		fail("a request is too long");
	return concordat__request__pack(r, ret_bytes);
}

void peer_request(struct peer *p, Concordat__Request *r, uint64_t id)
{
	uint8_t bytes[REQUEST_MAX];

	peer_send(p, bytes, request_pack(r, id, bytes));
}

void request_key(Concordat__Request *r, uint64_t key[static 2])
{
	key[0] = (uint64_t)now_ns();
	key[1] = (uint64_t)time(NULL);
	r->has_idempotency_key = 1;
	r->idempotency_key = (ProtobufCBinaryData){ 2 * sizeof(key[0]), (uint8_t *)key };
}

/* Receives until there is nothing: the last thing done to a socket must be that, or its ZMQ_FD may keep silent. */
static bool drain(struct peer *p, on_message_fn on_message, void *arg)
{
	zmq_msg_t message;
	bool on = true;

	zmq_msg_init(&message);
	while (on && zmq_msg_recv(&message, p->socket, ZMQ_DONTWAIT) >= 0)
		on = on_message(p, zmq_msg_data(&message), zmq_msg_size(&message), arg);
	zmq_msg_close(&message);
	return on;
}

void peers_turn(struct peers *ps, int64_t until, on_message_fn on_message, void *arg)
{
	struct epoll_event events[EVENTS_MAX];
	int64_t now;

	for (int j = 0; j < ps->count; j++)
		if (!drain(&ps->all[j], on_message, arg))
			return;
	while ((now = now_ns()) < until) {
		int ms = until - now > 1000000000 ? 1000 : (int)((until - now) / 1000000) + 1;
		int n = epoll_wait(ps->epoll, events, EVENTS_MAX, ms);

		for (int i = 0; i < n; i++)
			if (!drain(events[i].data.ptr, on_message, arg))
				return;
	}
}

/* ---- all are there ---- */

struct greeting {
	int missing;
	bool hello;
};

static bool on_greeted(struct peer *p, const uint8_t *bytes, size_t size, void *arg)
{
	struct greeting *g = arg;
	struct reply_head head;

	(void)p;
	if (g->hello && (!reply_head(bytes, size, &head) || head.status != CONCORDAT__STATUS__STATUS_OK))
		fail_reply(bytes, size);
	return --g->missing > 0;
}

void peers_greet(struct peers *ps, bool hello)
{
	struct greeting g = { ps->count, hello };
	Concordat__Request r = CONCORDAT__REQUEST__INIT;
	Concordat__Hello h = CONCORDAT__HELLO__INIT;

	h.has_protocol_min = h.has_protocol_max = 1;
	h.protocol_min = h.protocol_max = 1;
	h.agent = (char *)(uintptr_t) "bench-load";
	r.verb_case = CONCORDAT__REQUEST__VERB_HELLO;
	r.hello = &h;
	for (int j = 0; j < ps->count; j++)
		peer_request(&ps->all[j], &r, 1);
	peers_turn(ps, soon(), on_greeted, &g);
	if (g.missing > 0)
		fail("%d of %d clients were not answered in %d seconds", g.missing, ps->count, WAIT_S);
}

/* ---- replies ---- */

bool take_varint(const uint8_t **at, const uint8_t *end, uint64_t *ret)
{
	*ret = 0;
	for (int shift = 0; *at < end && shift < 64; shift += 7) {
		uint8_t byte = *(*at)++;

		*ret |= (uint64_t)(byte & 127) << shift;
		if (byte < 128)
			return true;
	}
	return false;
}

bool is_push(const uint8_t *bytes, size_t size)
{
	return size > 3 && bytes[0] == 0x08;
}

bool reply_head(const uint8_t *bytes, size_t size, struct reply_head *ret)
{
	const uint8_t *at = bytes, *end = bytes + size;

	*ret = (struct reply_head){ 0 };
	if (size < 10 || at[0] != 0x0a || at[1] != sizeof(ret->id))
		return false;
	memcpy(&ret->id, at + 2, sizeof(ret->id));
	at += 2 + sizeof(ret->id);
	if (at < end && *at == 0x10) {
		at++;
		if (!take_varint(&at, end, &ret->revision))
			return false;
	}
	if (at < end && *at == 0x18) {
		at++;
		return take_varint(&at, end, &ret->status);
	}
	return true;
}

noreturn void fail_reply(const uint8_t *bytes, size_t size)
{
	Concordat__Reply *reply = concordat__reply__unpack(NULL, size, bytes);

	fail("the register answered %s: %s", reply ? wire_status_name(reply->status) : "what is no reply",
	     reply && reply->failure && reply->failure->message ? reply->failure->message : "");
}

/* ---- times: 64 steps to each power of two ---- */

void histogram_add(struct histogram *h, int64_t ns)
{
	uint64_t v = ns > 0 ? (uint64_t)ns : 0;
	int power = v < 64 ? 0 : 57 - __builtin_clzll(v);

	h->counts[v < 64 ? v : (uint64_t)power * 64 + (v >> power)]++;
	h->total++;
}

double histogram_us(const struct histogram *h, double part)
{
	uint64_t wanted = (uint64_t)(part * (double)h->total), seen = 0;

	for (size_t i = 0; i < sizeof(h->counts) / sizeof(h->counts[0]); i++) {
		seen += h->counts[i];
		if (seen > wanted)
			return (double)(i < 128 ? i : (64 + i % 64) << (i / 64 - 1)) / 1000.0;
	}
	return 0;
}

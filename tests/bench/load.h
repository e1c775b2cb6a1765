/*
 * load.h - what the load generators of the bench share: keys, peers, times.
 *
 * A peer is one DEALER with CURVE. All peers of a run are driven by one thread
 * through epoll on their ZMQ_FD, because what is measured shares two cores with
 * this program: it must cost as little as it can.
 *
 * Units:     nanoseconds of the monotonic clock unless a name says otherwise.
 * Errors:    this is a tool: what goes wrong ends it with a sentence (fail()).
 */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>

#include "wire.h"

enum { ENDPOINTS_MAX = 4, ORGANISATIONS = 32, SLOTS_MAX = 256, ROUNDS_MAX = 8, EVENTS_MAX = 64, REQUEST_MAX = 1024 };

struct options {
	const char *endpoints[ENDPOINTS_MAX];
	int endpoint_count;
	const char *server_key, *seed, *verb;
	int clients, organisations, window;
	int records;          /* milestones in the register */
	int span;             /* of them, how many are asked for */
	int count;            /* events of a fan-out, rounds of watching */
	int rounds;           /* fan-outs one after the other, on the same connections */
	int pace_ms;          /* pause before each request of a client; 0: none */
	int size;             /* bytes of an item of the bare fan-out */
	double seconds, warm; /* of measuring, and before it */
};

struct slot {
	int64_t sent_at;
	uint32_t serial;
	uint32_t record; /* number of the milestone */
	int64_t floor;   /* a reply with an earlier version is stale */
};

struct peer {
	void *socket;
	int fd;
	int number, organisation;
	struct slot *slots; /* options.window of them */
	uint64_t received, settled;
	void *state; /* of the verb */
};

noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));
enum { WAIT_S = 120 };
int64_t now_ns(void);
int64_t soon(void); /* in WAIT_S */
uint64_t random_next(void);

/* The key of client `number`: derived from the seed, so that the register can be told all public keys beforehand. */
void key_of(const char *seed, int number, uint8_t ret_public[static 32], uint8_t ret_secret[static 32]);
/* The j-th of clients that belong to so many organisations: its number, which decides its organisation (number % ORGANISATIONS). */
int client_number(int j, int organisations);

/* Milestone n as bench-O/mN; n is changed to one that the organisation may see. */
void record_id(char ret_id[static 64], uint32_t n);
uint32_t record_seen_by(uint32_t n, int organisation);

/* ---- peers ---- */

struct peers {
	struct peer *all;
	int count;
	void *context;
	int epoll;
	const struct options *options;
};

void peers_open(struct peers *ps, const struct options *o); /* connects; the handshakes go on behind */
void peers_greet(struct peers *ps, bool hello);             /* one message each way on every peer: all are connected */
void peers_close(struct peers *ps);
void peer_send(struct peer *p, const void *bytes, size_t size);
size_t request_pack(Concordat__Request *r, uint64_t id, uint8_t ret_bytes[static REQUEST_MAX]);
void peer_request(struct peer *p, Concordat__Request *r, uint64_t id);
/* A new idempotency key, which lives as long as the key does. */
void request_key(Concordat__Request *r, uint64_t key[static 2]);

/* Turns until `until`, or until on_message says false. Every message of every peer goes to on_message. */
typedef bool (*on_message_fn)(struct peer *p, const uint8_t *bytes, size_t size, void *arg);
void peers_turn(struct peers *ps, int64_t until, on_message_fn on_message, void *arg);

bool is_push(const uint8_t *bytes, size_t size);
/* What all replies begin with: id, revision, status. false: this is no reply (a push). */
struct reply_head {
	uint64_t id, revision, status;
};
/* false: it is cut short or too long. */
bool take_varint(const uint8_t **at, const uint8_t *end, uint64_t *ret);
bool reply_head(const uint8_t *bytes, size_t size, struct reply_head *ret);
noreturn void fail_reply(const uint8_t *bytes, size_t size);

/* ---- times ---- */

struct histogram {
	uint64_t counts[64 * 64];
	uint64_t total;
};
void histogram_add(struct histogram *h, int64_t ns);
double histogram_us(const struct histogram *h, double part); /* part 0.5: the median */

/* ---- verbs: each prints one line of JSON ---- */

void run_ask(const struct options *o);    /* get, list, put, hello, echo, stale */
void run_alerts(const struct options *o); /* fan-out of alerts, each settled */
void run_fan(const struct options *o);    /* the same from the bare ROUTER of echo.c */
void run_watch(const struct options *o);  /* put, and a watcher that hears of it */
void run_storm(const struct options *o);  /* everybody connects at once */
void run_idle(const struct options *o);   /* subscribers that wait; ends with the standard input */

#endif

/*
 * inside.h - what the files of libconcordat share, and nobody else sees.
 *
 *	concordat.c  the object, its descriptor and timer, one turn of process()
 *	connect.c    endpoints in turn, Hello and Welcome, faults in words
 *	call.c       requests in flight, retries, deadlines
 *	stream.c     attach, detach, resume
 *	settle.c     credit and settling
 *	link.c       one socket and its monitor (link.h)
 *
 * Nothing is freed under a callback: a call is unlinked before its callback
 * runs, a stream that ended is swept at the end of the turn.
 */
#ifndef CONCORDAT_INSIDE_H
#define CONCORDAT_INSIDE_H

#include <sys/queue.h>

#include "concordat/concordat.h"
#include "link.h"

enum {
	ENDPOINTS_MAX = 8,
	ENDPOINT_SIZE = 256,
	REQUEST_ID_SIZE = 16, /* 8 random bytes of the connection object, 8 of a counter; counter 0 is Hello */
	DEADLINE_DEFAULT_MS = 30000,
	GREETING_MS = 5000,
	IN_FLIGHT_DEFAULT = 32,
	WINDOW_DEFAULT = 64,
	PAUSE_FIRST_MS = 100,
	PAUSE_LONGEST_MS = 5000,
	PAUSE_REFUSED_MS = 30000
};

struct endpoint {
	char address[ENDPOINT_SIZE];
	enum concordat_fault fault; /* how the last attempt ended */
	unsigned cuts;              /* attempts in a row that were hung up on in the handshake */
};

enum call_state { CALL_WAITING, CALL_RESTING, CALL_SENT };

struct call {
	TAILQ_ENTRY(call) entry;
	enum call_state state;
	uint64_t number; /* last half of the request id */
	bool write;
	bool once;     /* belongs to this connection: not sent again on the next */
	bool was_sent; /* the register may have seen it */
	unsigned attempts;
	int64_t deadline_ms; /* monotonic */
	int64_t due_ms;      /* next look: deadline, end of the attempt, or of the rest */
	concordat_on_reply *on_reply;
	void *arg;
	Concordat__Status status; /* of the last attempt that was refused for now */
	char message[256];
	size_t size;
	uint8_t body[]; /* packed request without id and deadline */
};

TAILQ_HEAD(call_list, call);

enum stream_state { STREAM_DETACHED, STREAM_ATTACHING, STREAM_ATTACHED, STREAM_ENDED };

struct concordat_stream {
	TAILQ_ENTRY(concordat_stream) entry;
	struct concordat *connection;
	struct concordat_stream_options options; /* pointers of the caller's are replaced by the copies below */
	enum stream_state state;
	uint32_t number; /* of the present attachment; new for each */
	unsigned failures;
	int64_t retry_ms;       /* DETACHED: not before */
	uint32_t window, taken; /* taken: items since credit was last given */
	uint32_t settle_more;   /* of them, those for which the settling under way gives credit */
	Concordat__Kind *kinds;
	char *subscription;
	bool has_place; /* changes: revision, history and hash below are set */
	uint64_t place_revision;
	char place_history[64];
	uint8_t place_hash[32];
	size_t place_hash_size;
	bool has_after; /* alerts: after this number */
	uint64_t after;
	uint64_t settle_wanted, settle_asked, settled;
	int64_t settle_ms; /* ask not before */
	bool taking;       /* alerts that came together: what they settle is asked once, behind the last */
};

TAILQ_HEAD(stream_list, concordat_stream);

struct concordat {
	void *context;
	struct link link;
	int epoll, timer;
	int64_t armed_ms; /* what the timer is set to; INT64_MAX: off */
	bool busy;        /* inside process() */
	struct endpoint endpoints[ENDPOINTS_MAX];
	size_t endpoint_count, endpoint;
	char server_key[41], public_key[41], secret_key[41];
	char agent[128];
	uint32_t deadline_ms, give_up_ms;
	bool ready;   /* welcomed on the present link */
	bool shaking; /* the present link got as far as the handshake */
	enum concordat_fault fault;
	char words[768];
	int64_t alone_since_ms; /* without a connection since then */
	int64_t try_ms;         /* CLOSED: open the next link then; else: give this one up then */
	unsigned rounds;        /* of all endpoints without a welcome */
	Concordat__Welcome *welcome;
	struct wire_arena arena; /* for the message being handled */
	uint8_t id_prefix[8];
	uint64_t last_number;
	size_t in_flight, in_flight_max;
	int64_t calls_due_ms; /* no call needs a look before */
	struct call_list waiting, resting, sent;
	uint32_t last_stream;
	struct stream_list streams;
};

int64_t now_ms(void); /* monotonic */
/* first, doubled by each attempt up to longest, plus or minus a quarter by chance. */
int64_t pause_ms(int64_t first, int64_t longest, unsigned attempts);
/* Wakes process() at once. */
void wake(struct concordat *c);

/* connect.c */
int connect_setup(struct concordat *c, const struct concordat_settings *settings);
void connect_step(struct concordat *c, int64_t now); /* after input was read: opens, times out, notices a link that is down */
void connect_on_hello(struct concordat *c, const Concordat__Reply *reply);

/* call.c */
struct call *call_add(struct concordat *c, const Concordat__Request *request, bool once, concordat_on_reply *on_reply, void *arg,
		      int *ret_error);
/* Packs id, deadline and body into one frame and sends it. number 0 is Hello. */
int call_transmit(struct concordat *c, uint64_t number, uint32_t deadline_ms, const uint8_t *body, size_t size);
void calls_on_reply(struct concordat *c, const Concordat__Reply *reply);
void calls_step(struct concordat *c, int64_t now);
void calls_send(struct concordat *c);
void calls_on_lost(struct concordat *c); /* the link is gone: send again on the next, end those that belong to it */
void calls_end_all(struct concordat *c, Concordat__Status status, const char *message);
/* The callback will not be called: its owner goes away. */
void calls_forget(struct concordat *c, const void *arg);

/* stream.c */
bool stream_request(struct concordat_stream *s, Concordat__Request *request, concordat_on_reply *on_reply); /* once */
bool stream_is_passing(Concordat__Status status); /* another attempt may not meet it */
void streams_on_push(struct concordat *c, const Concordat__Push *push);
void streams_on_lost(struct concordat *c);
void streams_step(struct concordat *c, int64_t now); /* attaches those that are not */
void streams_sweep(struct concordat *c);
int64_t streams_due_ms(const struct concordat *c);
void streams_free_all(struct concordat *c);

/* settle.c */
uint32_t stream_window(const struct concordat_stream *s); /* items that may be on their way */
void stream_settle_next(struct concordat_stream *s);      /* if there is anything to settle, and nothing is asked */
void stream_take(struct concordat_stream *s, uint32_t attachment, uint32_t items); /* dealt with */

#endif

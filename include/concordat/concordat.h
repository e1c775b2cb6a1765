/*
 * concordat.h - talking to a register from a program.
 *
 * One struct concordat is one connection: a CURVE DEALER to one of the
 * endpoints given, tried in turn, made anew by itself whenever it is lost.
 * Hello is said first each time; calls wait until the register has welcomed us.
 * The library owns no loop: poll concordat_fd() for reading and call
 * concordat_process() when it is readable. Or block: concordat_call_wait().
 *
 *	struct concordat *c = concordat_new(&settings);
 *	Concordat__Ping ping = CONCORDAT__PING__INIT;
 *	Concordat__Request request = CONCORDAT__REQUEST__INIT;
 *	request.verb_case = CONCORDAT__REQUEST__VERB_PING;
 *	request.ping = &ping;
 *	Concordat__Reply *reply = concordat_call_wait(c, &request);
 *	… reply->status …
 *	concordat_reply_free(reply);
 *	concordat_free(c);
 *
 * Units:     _ms are milliseconds, relative; instants inside messages are
 *            microseconds since 1970 UTC; windows and credit count items.
 * Ownership: what is given to a function is copied or packed before it returns;
 *            what is given to a callback is the library's, valid until the
 *            callback returns. Handles are freed with their _free.
 * Errors:    functions give 0 or a negative errno, or NULL with errno set.
 *            What the register or the connection refuses is never an errno: it
 *            is a Concordat__Reply with a status and a failure in words.
 * Callbacks: run inside concordat_process(), concordat_wait() or
 *            concordat_call_wait(), never inside concordat_call(). They may
 *            call anything here but concordat_free() and the three just named
 *            (-EDEADLK).
 * Threads:   none. One connection belongs to one thread and does not survive a
 *            fork; several connections in several threads are fine.
 */
#ifndef CONCORDAT_CONCORDAT_H
#define CONCORDAT_CONCORDAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire.h"

/* Why there is no connection. Without the last four every one of them would look like a time-out. */
enum concordat_fault {
	CONCORDAT_CONNECTING,       /* nothing wrong so far */
	CONCORDAT_NONE,             /* connected and welcomed */
	CONCORDAT_LOST,             /* was connected; being made anew */
	CONCORDAT_NOT_ANSWERING,    /* listens, but does not finish the handshake or greet: starting up, or overloaded */
	CONCORDAT_BAD_PROTOCOL,     /* answers what this library cannot read, or speaks another version */
	CONCORDAT_NOBODY_LISTENING, /* nothing listens there, or there is no such host */
	CONCORDAT_WRONG_SERVER_KEY, /* the register there has another key than the one we hold of it */
	CONCORDAT_KEY_REFUSED,      /* the register does not know our key, or revoked it */
	CONCORDAT_NO_CURVE          /* what listens there speaks no CURVE: not a register */
};

struct concordat;
struct concordat_stream;

struct concordat_settings {
	const char *servers;    /* tcp://host:port, one or more, comma separated; tried in turn */
	const char *server_key; /* the register's public key, Z85, 40 characters */
	const char *public_key; /* ours */
	const char *secret_key; /* ours; wiped from the library's memory when it is freed */
	const char *agent;      /* program and version, for the register's log; may be NULL */
	uint32_t deadline_ms;   /* for calls that say none; 0: 30,000 */
	/* Calls end when there has been no connection for this long; and at once when every endpoint has refused us (the last
	 * three faults). 0: patience, only a call's own deadline ends it, and refusals are tried again every half minute. */
	uint32_t give_up_ms;
};

/* Starts to connect. NULL: errno is EINVAL for settings that cannot be right, else what is short. */
struct concordat *concordat_new(const struct concordat_settings *settings);

/* Hands over what was sent (waits up to a second for that), ends streams without a callback and calls with UNAVAILABLE
 * "closed". NULL is fine. */
void concordat_free(struct concordat *c);

/* Readable whenever concordat_process() has something to do, timers included: level-triggered, one for the whole life. */
int concordat_fd(const struct concordat *c);
/* Never blocks; bounded work per call (what is left keeps the descriptor readable). -EDEADLK from within a callback. */
int concordat_process(struct concordat *c);
/* Sleeps until there is something to do, at most this long, and does it. -EINTR: a signal came; -ETIMEDOUT: nothing did. */
int concordat_wait(struct concordat *c, int timeout_ms);

/* The present state of the connection, as a word of the list above, and as a sentence that says what to do. */
enum concordat_fault concordat_fault(const struct concordat *c);
const char *concordat_explain(const struct concordat *c);
/* The endpoint in use or being tried. */
const char *concordat_endpoint(const struct concordat *c);
/* What the register said of itself and of us, from the latest connection; NULL before the first. Valid until the next
 * concordat_process(). */
const Concordat__Welcome *concordat_welcome(const struct concordat *c);

/*
 * Calls. `request` needs a verb; its id is chosen by the library, its deadline_ms bounds the whole call with all retries.
 * A read is asked again after a lost connection, a time-out, or UNAVAILABLE and RESOURCE_EXHAUSTED with a pause to keep.
 * So is a write, always under the same idempotency key (random, if the request has none), so that it happens once; when its
 * deadline runs out after it was sent, the reply says failure.unknown = true.
 */
typedef void concordat_on_reply(void *arg, const Concordat__Reply *reply);

/* -EINVAL no verb, -EMSGSIZE too long for one frame, -ENOMEM. On success on_reply is called exactly once, later. */
int concordat_call(struct concordat *c, const Concordat__Request *request, concordat_on_reply *on_reply, void *arg);
/* The same, waiting. NULL: errno as above, or EDEADLK. */
Concordat__Reply *concordat_call_wait(struct concordat *c, const Concordat__Request *request);
void concordat_reply_free(Concordat__Reply *reply); /* NULL is fine */

/*
 * Streams: numbered items pushed by the register. Credit is given by itself as items are taken. After a lost connection
 * the stream attaches again from where it was: changes after the last cursor, alerts after the last settled number, so an
 * alert may come twice but never not at all.
 */
struct concordat_end {
	Concordat__EndReason reason; /* UNSPECIFIED: attaching was refused, see status */
	Concordat__Status status;
	const char *message; /* in words; never NULL */
};

struct concordat_stream_options {
	Concordat__StreamType type;
	const Concordat__Cursor *since; /* changes: those after this place, or after a bare revision; NULL: from now on */
	const Concordat__Kind *kinds;   /* changes: only of these kinds */
	size_t kinds_length;
	const char *subscription; /* alerts: whose */
	bool has_since_number;    /* alerts: those after since_number instead of after the last settled */
	uint64_t since_number;
	bool peek;       /* alerts: will not be settled; resume after the last one seen */
	uint32_t window; /* credit; 0: 64; more than the register's credit_max is cut to it */
	void *arg;       /* for the callbacks, each of which may be NULL */
	void (*on_attached)(void *arg, const Concordat__Attached *attached); /* each time, resumptions too */
	void (*on_change)(void *arg, const Concordat__Change *change, const Concordat__Cursor *cursor); /* which is after it */
	void (*on_alert)(void *arg, const Concordat__Alert *alert);
	void (*on_tick)(void *arg, const Concordat__Push *push);
	void (*on_end)(void *arg, const struct concordat_end *end); /* at most once, last; the handle is gone after it */
};

/* NULL: errno is EINVAL or ENOMEM. */
struct concordat_stream *concordat_attach(struct concordat *c, const struct concordat_stream_options *options);
/* Ends the stream from our side: no callback comes after this, and the handle is gone. NULL is fine. */
void concordat_detach(struct concordat_stream *stream);
/* This alert and all before it are dealt with. Sent in the background, again after a lost connection. */
int concordat_settle(struct concordat_stream *stream, uint64_t number);
/* The last number that the register confirmed as settled; 0: none yet. */
uint64_t concordat_settled(const struct concordat_stream *stream);

#endif

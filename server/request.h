/*
 * request.h - one request from its arrival to its reply: checks, limits, the
 * table of verbs.
 *
 *   request_take(bytes) -> known already? (request_known.h)
 *     -> checked, unpacked, counted -> verb's handler
 *     -> request_reply() | request_refuse(), exactly once, frees it
 *
 * Handlers stand in verbs_*.c; the table verbs[] says which roles may call
 * which, closed by default.
 *
 * Ownership: a request owns its bytes, its arena and everything unpacked;
 *            all of it goes when it is answered.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include "auth.h"
#include "bus.h"
#include "cache.h"
#include "clock.h"
#include "config.h"
#include "quota.h"
#include "reader.h"
#include "stream.h"
#include "writer.h"

struct known;

/* What requests work with. Made by main; everything is borrowed. */
struct service {
	const struct config *config;
	struct bus *bus;
	struct auth *auth;
	struct writer *writer;
	struct reader *reader;
	struct stream_hub *streams;
	struct clock *clock;
	struct quota *quota;
	struct heads *heads;
	struct cache *cache;
	struct head head; /* the last head that this daemon saw */
	char register_id[40];
	bool stopping;
	int requests; /* under way */
	struct buffer out_head, out_body;
	struct known *known_places; /* for requests whose reply is known */
};

struct request {
	struct service *service;
	struct bus_address from;
	struct auth_client client; /* a copy: the table may change meanwhile; id and organisation live in the arena */
	int64_t client_stamp;      /* of the table that it is from */
	uint8_t id[16];
	size_t id_size;
	Concordat__Request *message;
	const uint8_t *verb_bytes; /* the verb as it came, for the digest of writes */
	size_t verb_size;
	uint8_t *bytes;
	size_t bytes_size;
	struct wire_arena arena;
	int64_t began_ms, deadline_ms;
	struct quota_ticket ticket;
	const struct verb *verb;
	struct read read; /* for handlers that need one */
	struct write write;
	const struct head *known_at; /* the reply may be kept: the head of its snapshot, and what it rests on */
	const struct cache_rests *rests;
	void *state;                  /* a handler's own, in the arena */
	void (*release)(void *state); /* what the arena does not free; may be NULL */
};

struct verb {
	Concordat__Request__VerbCase number;
	const char *name;
	unsigned roles; /* any of these; 0: every known client */
	bool writes;    /* must carry an idempotency key */
	void (*handle)(struct request *request);
};
extern const struct verb verbs[];
extern const size_t verb_count;

void known_free_all(struct service *service);

void request_take(struct service *service, const struct bus_address *from, const char *key, const uint8_t *bytes, size_t size);

/* reply: only its result is set; the rest is filled in here. */
void request_reply(struct request *request, uint64_t revision, Concordat__Reply *reply);
/* It is done, and its client wants to hear nothing of that. */
void request_end_quietly(struct request *request);
void request_refuse(struct request *request, const struct refusal *refusal);
void request_refuse_with(struct request *request, Concordat__Status status, const char *field, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Sends the request's read or write; refuses the request itself when that cannot be. */
void request_read(struct request *request);
/* The same for an answer that will be known from then on, resting on these (NULL: it will not). */
void request_read_keeping(struct request *request, const struct cache_rests *rests);
void request_write(struct request *request);
/* The on_refused of both. */
void request_read_refused(struct read *read, const struct refusal *refusal);
void request_write_refused(struct write *write, const struct refusal *refusal);
struct request *request_of_read(struct read *read);
struct request *request_of_write(struct write *write);

#endif

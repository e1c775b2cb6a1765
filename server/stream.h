/*
 * stream.h - numbered items pushed to clients, as many as they gave credit for.
 *
 * A stream stands at a place (a revision, or an alert's number). Whenever the
 * head is past it and there is credit, the next items are read, under the
 * client's own eyes, and pushed: live and catching-up are one thing. An idle
 * stream gets a tick every 5 s with the head. A stream ends with exactly one
 * End, and nothing is pushed on it afterwards.
 *
 * Ownership: the hub owns the streams.
 * Errors:    0 or -errno.
 */
#ifndef STREAM_H
#define STREAM_H

#include "bus.h"
#include "heads.h"
#include "reader.h"

struct event_base;
struct stream_hub;

struct stream_options {
	struct reader *reader;
	struct heads *heads;
	void *arg;
	/* 0, -EHOSTUNREACH (the peer is gone) or -EAGAIN (its queue is full) */
	int (*push)(void *arg, const struct bus_address *to, const uint8_t *bytes, size_t size);
	int64_t (*now)(void *arg); /* the register's clock */
	/* the streams' idle look at the heads: something moved elsewhere */
	void (*on_head)(void *arg, const struct head *head);
	uint32_t credit_max;
};

struct stream_start {
	struct bus_address to;
	const char *key; /* the client's public key */
	uint32_t number; /* chosen by the client */
	Concordat__StreamType type;
	const char *kinds;        /* changes: array literal of kind numbers, NULL for all */
	const char *subscription; /* alerts */
	uint64_t since;           /* revision, or alert number */
	uint64_t head;            /* changes: the head that the client was told */
	uint32_t credit;
};

struct stream_hub *stream_hub_new(struct event_base *base, const struct stream_options *options);
void stream_hub_free(struct stream_hub *hub);

/* -EEXIST: the client has a stream of that number; -ENOMEM. */
int stream_begin(struct stream_hub *hub, const struct stream_start *start);
/* -ENOENT: no such stream of this client. */
int stream_credit(struct stream_hub *hub, const struct bus_address *of, uint32_t number, uint32_t more);
int stream_detach(struct stream_hub *hub, const struct bus_address *of, uint32_t number);
/* Alerts of the subscription are settled up to there. confirm: a push says so, that of the next item, or one by itself when there is none
 * to come. -ENOENT: the number has no stream any more, or another subscription's. */
int stream_settled(struct stream_hub *hub, const struct bus_address *of, uint32_t number, const char *subscription,
		   uint64_t settled, bool confirm);
/* The subscription of an alerts stream, NULL if there is none such. */
const char *stream_subscription(struct stream_hub *hub, const struct bus_address *of, uint32_t number);
int stream_count(const struct stream_hub *hub, const struct bus_address *of);
int stream_total(const struct stream_hub *hub);

/* The register is at this head now: changes streams that stand before it go on. */
void stream_head(struct stream_hub *hub, const struct head *head);
/* Alerts were made: alerts streams look. */
void stream_alerts(struct stream_hub *hub);
/* The turn of the loop is over: what streams want is read, after the heads were asked for. */
void stream_flush(struct stream_hub *hub);
/* Ends the streams of keys that are no longer good. */
void stream_revoke(struct stream_hub *hub, bool (*is_good)(void *arg, const char *key), void *arg);
/* Ends all, with the reason. */
void stream_end_all(struct stream_hub *hub, Concordat__EndReason reason, const char *message);
/* Forgets the streams of a peer that is gone. */
void stream_forget(struct stream_hub *hub, const struct bus_address *of);
/* The history's id, as cursors carry it. */
void stream_set_history(struct stream_hub *hub, const char *history_id);
const char *stream_history(const struct stream_hub *hub);

#endif

/*
 * bus.h - the public socket: a ZeroMQ ROUTER with CURVE on the event loop.
 *
 * One frame after the routing frame is one message. Who sent it is the
 * User-Id that ZAP gave (a public key in Z85), read on every message; the
 * routing id is only a return address, good for one connection.
 * The ZAP handler (auth.h) must be bound on the same context first.
 *
 * Limits:    frames of WIRE bytes at most, more frames than one are dropped;
 *            256 messages a wake-up, so that others get their turn.
 * Ownership: bytes given to on_message are the bus's, valid during the call.
 * Errors:    0 or -errno; bus_send: -EHOSTUNREACH the peer is gone, -EAGAIN
 *            its queue is full (nothing was sent in either case).
 * Threads:   none; event loop only.
 */
#ifndef CONCORDAT_BUS_H
#define CONCORDAT_BUS_H

#include <stddef.h>
#include <stdint.h>

struct event_base;
struct bus;

struct bus_address {
	uint8_t size;
	uint8_t id[16];
};

struct bus_options {
	void *context;             /* from auth_context() */
	const char *endpoint;      /* tcp://127.0.0.1:5710; port * or 0 picks a free one */
	const uint8_t *secret_key; /* 32 bytes */
	const char *domain;        /* ZAP domain, not empty */
	int message_bytes_max, receive_queue, handshake_ms, heartbeat_ms;
	/* Messages to one peer that find room, whatever went out just before: libzmq's queue learns of what has gone in steps of half its
	 * length, so it is given twice as much. */
	int send_queue;
	void *arg;
	void (*on_message)(void *arg, const struct bus_address *from, const char *key, const uint8_t *bytes, size_t size);
	void (*on_drained)(void *arg); /* after each wake-up's messages: the turn is over; may be NULL */
};

/* Binds. NULL: errno tells why. */
struct bus *bus_new(struct event_base *base, const struct bus_options *options);
void bus_free(struct bus *bus); /* NULL is fine */

/* The endpoint really bound, with its port. */
const char *bus_endpoint(const struct bus *bus);

/* Sends head and body as one frame; body may be NULL. */
int bus_send(struct bus *bus, const struct bus_address *to, const uint8_t *head, size_t head_size, const uint8_t *body,
	     size_t body_size);
/* All that there was to send has been sent: looks for messages now, not in a turn of the loop of its own. Not needed, but cheaper. */
void bus_look(struct bus *bus);

/* Messages taken in and thrown away, for example because they were not one frame. */
uint64_t bus_dropped(const struct bus *bus);

/* Stops taking messages in (sending goes on): the first step of a stop. */
void bus_pause(struct bus *bus);

#endif

/*
 * stream_peers.h - the hub's streams, all of them in the order in which they
 * began, and those of each connection, which are few (streams_max). For
 * stream.c.
 *
 * A connection that comes or goes costs what it has, however many others
 * there are.
 *
 * Ownership: a peer is there as long as it has streams; streams are their
 *            owner's.
 */
#ifndef STREAM_PEERS_H
#define STREAM_PEERS_H

#include <sys/queue.h>
#include <uthash.h>

#include "bus.h"

struct stream;
struct stream_hub;

struct stream_peer {
	UT_hash_handle hh; /* by address */
	struct bus_address to;
	LIST_HEAD(, stream) streams;
	int count;
};

/* NULL: it has none. */
struct stream_peer *stream_peer_find(const struct stream_hub *hub, const struct bus_address *of);
struct stream *stream_find(const struct stream_hub *hub, const struct bus_address *of, uint32_t number);

/* -ENOMEM */
int stream_add(struct stream *s, const struct bus_address *to);
/* Its peer may be gone after that. */
void stream_remove(struct stream *s);

#endif

/*
 * link.h - one attempt at one endpoint: a CURVE DEALER and its monitor.
 *
 * libzmq's own reconnecting is switched off: it never comes back after a
 * refused key, and goes round silently with a wrong server key. So a link that
 * is down stays down, says why, and its owner opens another.
 *
 * Life:      link_open … link_watch after every wake-up … link_close. A closed or
 *            zeroed link may be closed again and opened again.
 * Waking:    both descriptors are put into the owner's epoll set; they say "look
 *            again" only. After a send or receive ask link_has_input().
 * Errors:    0 or a negative errno.
 * Threads:   none.
 */
#ifndef CONCORDAT_LINK_H
#define CONCORDAT_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <zmq.h>

#include "concordat/concordat.h"

enum link_state { LINK_CLOSED, LINK_CONNECTING, LINK_SHAKING, LINK_UP, LINK_DOWN };

enum {
	LINK_CONNECT_MS = 4000, /* for the name and TCP */
	LINK_SHAKE_MS = 3000    /* for the CURVE handshake */
};

struct link {
	enum link_state state;
	enum concordat_fault fault; /* when DOWN: why */
	bool cut;                   /* DOWN: the other side hung up in the handshake, which a wrong server key does, always */
	int epoll;
	void *socket;
	void *monitor;
};

struct link_keys {
	const char *server_key, *public_key, *secret_key; /* Z85 */
};

int link_open(struct link *link, void *context, int epoll, const char *endpoint, const struct link_keys *keys);
/* Waits in the background (until the context ends) up to linger_ms for what was sent to be handed over. */
void link_close(struct link *link, int linger_ms);

/* Reads the monitor and gives the state. */
enum link_state link_watch(struct link *link);

/* -EAGAIN: the queue is full. */
int link_send(struct link *link, const void *bytes, size_t size);
/* Whole messages of one frame; others are dropped. -EAGAIN: none there. */
int link_receive(struct link *link, zmq_msg_t *message);
bool link_has_input(const struct link *link);

#endif

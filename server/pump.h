/*
 * pump.h - a ZeroMQ socket on a libevent loop.
 *
 * ZMQ_FD only says "look again", and only at edges; any send or receive may
 * consume the edge. So ZMQ_EVENTS, which is the truth, is asked after every
 * wake-up, and whoever touched the socket says so with pump_touched(): a
 * timer of no length brings us back without waiting for the descriptor. (A
 * timer, because an event that activates itself starves all others.) Who has
 * sent all that there was to send may look at once, with pump_look(), and
 * spares the loop that turn.
 *
 * At most 256 messages are taken in a wake-up, so that others get their turn.
 */
#ifndef PUMP_H
#define PUMP_H

#include <stdbool.h>

struct event_base;
struct pump;

/* take: receives one message without waiting; false when there was none (EAGAIN), and only then. drained: after each wake-up that took some;
 * may be NULL. */
struct pump *pump_new(struct event_base *base, void *socket, bool (*take)(void *arg), void (*drained)(void *arg), void *arg);
void pump_free(struct pump *pump);
void pump_touched(struct pump *pump);
void pump_look(struct pump *pump);
/* Takes no more; sending goes on. */
void pump_pause(struct pump *pump);

#endif

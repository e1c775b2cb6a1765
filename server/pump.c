#include "pump.h"

#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <zmq.h>

enum { BATCH = 256 };

struct pump {
	void *socket;
	struct event *readable, *again;
	bool (*take)(void *arg);
	void (*drained)(void *arg);
	void *arg;
	bool paused, touched;
};

static int events_of(void *socket)
{
	int events = 0;
	size_t size = sizeof(events);

	while (zmq_getsockopt(socket, ZMQ_EVENTS, &events, &size) < 0 && zmq_errno() == EINTR)
		;
	return events;
}

void pump_touched(struct pump *p)
{
	static const struct timeval now = { 0, 0 };

	if (!p->touched)
		event_add(p->again, &now);
	p->touched = true;
}

static void on_event(evutil_socket_t fd, short what, void *arg)
{
	struct pump *p = arg;
	int taken = 0;

	(void)fd, (void)what;
	p->touched = false;
	if (p->paused || !(events_of(p->socket) & ZMQ_POLLIN))
		return;
	/* Asking for the events between two messages, or once more behind the last, would cost a system call or two: a receive that finds
	 * nothing has done the same housekeeping. */
	while (taken < BATCH && p->take(p->arg))
		taken++;
	if (taken > 0 && p->drained)
		p->drained(p->arg);
	if (taken == BATCH)
		pump_touched(p);
}

void pump_look(struct pump *p)
{
	if (!p->touched || (!p->paused && (events_of(p->socket) & ZMQ_POLLIN)))
		return;
	event_del(p->again);
	p->touched = false;
}

struct pump *pump_new(struct event_base *base, void *socket, bool (*take)(void *arg), void (*drained)(void *arg), void *arg)
{
	struct pump *p = calloc(1, sizeof(*p));
	int fd = -1;
	size_t size = sizeof(fd);

	if (!p)
		return NULL;
	p->socket = socket;
	p->take = take;
	p->drained = drained;
	p->arg = arg;
	if (zmq_getsockopt(socket, ZMQ_FD, &fd, &size) == 0) {
		p->readable = event_new(base, fd, EV_READ | EV_PERSIST, on_event, p);
		p->again = evtimer_new(base, on_event, p);
	}
	if (!p->readable || !p->again || event_add(p->readable, NULL) < 0) {
		pump_free(p);
		return NULL;
	}
	pump_touched(p); /* messages may have come before the event was added */
	return p;
}

void pump_free(struct pump *p)
{
	if (!p)
		return;
	if (p->readable)
		event_free(p->readable);
	if (p->again)
		event_free(p->again);
	free(p);
}

void pump_pause(struct pump *p)
{
	p->paused = true;
}

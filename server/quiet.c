#include "quiet.h"

#include <event2/event.h>
#include <malloc.h>
#include <stdlib.h>

enum { QUIET_S = 5 };

struct quiet {
	struct event *timer;
};

static void on_quiet(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what, (void)arg;
	malloc_trim(0);
}

struct quiet *quiet_new(struct event_base *base)
{
	struct quiet *q = calloc(1, sizeof(*q));

	if (!q)
		return NULL;
	q->timer = evtimer_new(base, on_quiet, q);
	if (!q->timer) {
		free(q);
		return NULL;
	}
	return q;
}

void quiet_free(struct quiet *q)
{
	if (!q)
		return;
	event_free(q->timer);
	free(q);
}

void quiet_stir(struct quiet *q)
{
	struct timeval after = { QUIET_S, 0 };

	evtimer_add(q->timer, &after);
}

#include "quota.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

enum { COUNTERS_MAX = 16384, IDLE_MS = 3600 * 1000 };

/* One table serves both: the key is an address's bytes behind 'c', or an organisation's id behind 'o'. */
struct counter {
	char key[WIRE_ID_MAX + 2];
	unsigned key_size;
	int in_flight;
	double tokens;
	int64_t seen_ms;
	UT_hash_handle hh;
};

struct quota {
	struct quota_options options;
	struct counter *counters;
};

struct quota *quota_new(const struct quota_options *options)
{
	struct quota *l = calloc(1, sizeof(*l));

	if (l)
		l->options = *options;
	return l;
}

static void forget(struct quota *l, struct counter *c)
{
	HASH_DEL(l->counters, c);
	free(c);
}

void quota_free(struct quota *l)
{
	struct counter *c, *next;

	if (!l)
		return;
	HASH_ITER(hh, l->counters, c, next) {
		forget(l, c);
	}
	free(l);
}

void quota_set(struct quota *l, const struct quota_options *options)
{
	l->options = *options;
}

/* Those not seen for long go first; in a flood, also those merely idle. */
static void make_room(struct quota *l, int64_t now_ms)
{
	struct counter *c, *next;
	bool crowded = HASH_COUNT(l->counters) > COUNTERS_MAX;

	HASH_ITER(hh, l->counters, c, next) {
		if (c->in_flight == 0 && (crowded || now_ms - c->seen_ms > IDLE_MS))
			forget(l, c);
	}
}

static struct counter *counter_of(struct quota *l, char sort, const void *id, size_t size, int64_t now_ms)
{
	char key[WIRE_ID_MAX + 2];
	struct counter *c;

	if (size > WIRE_ID_MAX)
		size = WIRE_ID_MAX;
	key[0] = sort;
	memcpy(key + 1, id, size);
	HASH_FIND(hh, l->counters, key, (unsigned)size + 1, c);
	if (c)
		return c;
	if (HASH_COUNT(l->counters) % 1024 == 1023 || HASH_COUNT(l->counters) > COUNTERS_MAX)
		make_room(l, now_ms);
	c = calloc(1, sizeof(*c));
	if (!c)
		return NULL;
	memcpy(c->key, key, size + 1);
	c->key_size = (unsigned)size + 1;
	c->tokens = l->options.rate_burst;
	c->seen_ms = now_ms;
	/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): it loses uthash's list, and takes the first for one forgotten */
	HASH_ADD_KEYPTR(hh, l->counters, c->key, c->key_size, c);
	return c;
}

static struct refusal busy(const char *what, uint32_t retry_after_ms)
{
	struct refusal r =
		refusal_make(CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED, "", "%s; try again in %u ms", what, retry_after_ms);

	r.retry_after_ms = retry_after_ms;
	return r;
}

int quota_enter(struct quota *l, const struct bus_address *from, const char *organisation, int64_t now_ms,
		struct quota_ticket *ret_ticket, struct refusal *ret_refusal)
{
	struct counter *c = counter_of(l, 'c', from->id, from->size, now_ms), *o;

	if (c)
		c->in_flight++; /* so that making room for the other does not take it away */
	o = counter_of(l, 'o', organisation, strlen(organisation), now_ms);
	if (c)
		c->in_flight--;

	if (!c || !o) {
		*ret_refusal = busy("the register is short of memory", 1000);
		return -EAGAIN;
	}
	o->tokens += (double)(now_ms - o->seen_ms) * l->options.rate_per_s / 1000.0;
	if (o->tokens > l->options.rate_burst)
		o->tokens = l->options.rate_burst;
	o->seen_ms = c->seen_ms = now_ms;
	if (c->in_flight >= l->options.in_flight_per_connection)
		*ret_refusal = busy("too many requests are under way on this connection", 50);
	else if (o->in_flight >= l->options.in_flight_per_organisation)
		*ret_refusal = busy("too many requests of your organisation are under way", 50);
	else if (o->tokens < 1)
		*ret_refusal = busy("your organisation asks more often than the register allows",
				    (uint32_t)(1000 / l->options.rate_per_s + 1));
	else {
		o->tokens -= 1;
		o->in_flight++;
		c->in_flight++;
		*ret_ticket = (struct quota_ticket){ c, o };
		return 0;
	}
	return -EAGAIN;
}

/* Counters with something under way are never forgotten. */
void quota_leave(const struct quota_ticket *ticket)
{
	ticket->connection->in_flight--;
	ticket->organisation->in_flight--;
}

#include "auth.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <zmq.h>

#include "auth_zap.h"
#include "log.h"

/* Debian's zmq.h hides this one among its drafts, but the library knows it. */
enum { ZMQ_ZERO_COPY_RECV_OPTION = 10 };

struct auth {
	void *context;
	struct zap *zap;
	char domain[64];
	struct auth_client *clients;
	size_t count;
	uint32_t *index; /* open addressing: 0 for none, otherwise a client's number plus one */
	size_t index_mask;
	int64_t stamp;
};

static const struct {
	const char *name;
	unsigned role;
} roles[] = {
	{ "reader", AUTH_READER },     { "editor", AUTH_EDITOR },   { "registrar", AUTH_REGISTRAR },
	{ "operator", AUTH_OPERATOR }, { "courier", AUTH_COURIER },
};

unsigned auth_role_by_name(const char *name)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (strcmp(roles[i].name, name) == 0)
			return roles[i].role;
	return 0;
}

/* ---- the table ---- */

static size_t hash_of(const char *key)
{
	uint64_t h = 14695981039346656037u;

	for (; *key; key++)
		h = (h ^ (uint8_t)*key) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

static uint32_t *index_of(const struct auth_client *clients, size_t count, size_t *ret_mask)
{
	size_t size = 16;
	uint32_t *index;

	while (size < 2 * count)
		size *= 2;
	index = calloc(size, sizeof(*index));
	for (size_t i = 0; index && i < count; i++) {
		size_t at = hash_of(clients[i].key) & (size - 1);

		while (index[at])
			at = (at + 1) & (size - 1);
		index[at] = (uint32_t)i + 1;
	}
	*ret_mask = size - 1;
	return index;
}

static void clients_free(struct auth_client *clients, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(clients[i].id);
		free(clients[i].organisation);
	}
	free(clients);
}

int auth_set(struct auth *a, const struct auth_client *clients, size_t count, int64_t stamp)
{
	size_t mask = 0;
	struct auth_client *copy = calloc(count + 1, sizeof(*copy));
	uint32_t *index = index_of(clients, count, &mask);

	for (size_t i = 0; copy && i < count; i++) {
		copy[i] = clients[i];
		copy[i].id = strdup(clients[i].id);
		copy[i].organisation = strdup(clients[i].organisation);
		if (!copy[i].id || !copy[i].organisation) {
			clients_free(copy, i + 1);
			copy = NULL;
		}
	}
	if (!copy || !index) {
		clients_free(copy, copy ? count : 0);
		free(index);
		return -ENOMEM;
	}
	clients_free(a->clients, a->count);
	free(a->index);
	a->clients = copy;
	a->count = count;
	a->index = index;
	a->index_mask = mask;
	a->stamp = stamp;
	return 0;
}

const struct auth_client *auth_find(const struct auth *a, const char *key)
{
	size_t at = hash_of(key) & a->index_mask;

	for (; a->index && a->index[at]; at = (at + 1) & a->index_mask)
		if (strcmp(a->clients[a->index[at] - 1].key, key) == 0)
			return &a->clients[a->index[at] - 1];
	return NULL;
}

int64_t auth_stamp(const struct auth *a)
{
	return a->stamp;
}

uint64_t auth_refused(const struct auth *a)
{
	return zap_refused(a->zap);
}

void auth_on_unknown(struct auth *a, void (*on_unknown)(void *arg), void *arg)
{
	zap_on_unknown(a->zap, on_unknown, arg);
}

void auth_judge(struct auth *a, bool fresh)
{
	zap_judge(a->zap, fresh);
}

/* ---- life ---- */

static bool version_is_safe(void)
{
	int major, minor, patch;

	zmq_version(&major, &minor, &patch);
	return major * 10000 + minor * 100 + patch >= 40304; /* earlier ones can be attacked before login */
}

struct auth *auth_new(struct event_base *base, const char *domain)
{
	struct auth *a = calloc(1, sizeof(*a));
	unsigned seed;

	if (!a || domain[0] == '\0' || strlen(domain) >= sizeof(a->domain) || !version_is_safe()) {
		errno = a ? EINVAL : ENOMEM;
		free(a);
		return NULL;
	}
	if (getrandom(&seed, sizeof(seed), 0) == (ssize_t)sizeof(seed))
		srand(seed); /* libzmq's routing ids start there: not from the same value at every run */
	strcpy(a->domain, domain);
	a->context = zmq_ctx_new();
	/* Messages that point into the buffer they were received in would spare a copy. All of ours are decrypted into one of their
	 * own, so it spares none, and the list of who points where costs each connection a page of memory. */
	if (a->context && zmq_ctx_set(a->context, ZMQ_ZERO_COPY_RECV_OPTION, 0) < 0)
		log_event(LOG_LEVEL_WARNING, "zero_copy_stays", "why=%s", zmq_strerror(zmq_errno()));
	a->zap = a->context ? zap_new(base, a->context, a->domain, a) : NULL;
	if (!a->zap) {
		auth_free(a);
		return NULL;
	}
	return a;
}

void auth_free(struct auth *a)
{
	if (!a)
		return;
	zap_free(a->zap);
	if (a->context)
		zmq_ctx_term(a->context);
	clients_free(a->clients, a->count);
	free(a->index);
	free(a);
}

void *auth_context(struct auth *a)
{
	return a->context;
}

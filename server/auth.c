#include "auth.h"

#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <zmq.h>

#include "log.h"
#include "pump.h"

enum { ZAP_FRAMES = 7, KEY_SIZE = 32, Z85_SIZE = 41 };

struct auth {
	void *context, *handler;
	struct pump *pump;
	char domain[64];
	struct auth_client *clients; /* ordered by key */
	size_t count;
	uint64_t refused;
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

static int by_key(const void *a, const void *b)
{
	return strcmp(((const struct auth_client *)a)->key, ((const struct auth_client *)b)->key);
}

static void clients_free(struct auth_client *clients, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(clients[i].id);
		free(clients[i].organisation);
	}
	free(clients);
}

int auth_set(struct auth *a, const struct auth_client *clients, size_t count)
{
	struct auth_client *copy = calloc(count + 1, sizeof(*copy));

	for (size_t i = 0; copy && i < count; i++) {
		copy[i] = clients[i];
		copy[i].id = strdup(clients[i].id);
		copy[i].organisation = strdup(clients[i].organisation);
		if (!copy[i].id || !copy[i].organisation) {
			clients_free(copy, i + 1);
			copy = NULL;
		}
	}
	if (!copy)
		return -ENOMEM;
	qsort(copy, count, sizeof(*copy), by_key);
	clients_free(a->clients, a->count);
	a->clients = copy;
	a->count = count;
	return 0;
}

const struct auth_client *auth_find(const struct auth *a, const char *key)
{
	struct auth_client wanted;

	if (strlen(key) >= sizeof(wanted.key) || a->count == 0)
		return NULL;
	strcpy(wanted.key, key);
	return bsearch(&wanted, a->clients, a->count, sizeof(*a->clients), by_key);
}

uint64_t auth_refused(const struct auth *a)
{
	return a->refused;
}

/* ---- the handler: RFC 27 request is version, id, domain, address, identity, mechanism, then for CURVE the key ---- */

struct zap_request {
	char id[256];
	size_t id_size;
	char version[8], domain[64], address[64], mechanism[16];
	uint8_t key[KEY_SIZE];
	size_t frames, key_size;
};

static void take_frame(struct zap_request *z, size_t n, const void *data, size_t size)
{
	static const struct {
		size_t offset, room;
	} texts[] = {
		{ offsetof(struct zap_request, version), sizeof(z->version) },
		{ 0, 0 },
		{ offsetof(struct zap_request, domain), sizeof(z->domain) },
		{ offsetof(struct zap_request, address), sizeof(z->address) },
		{ 0, 0 },
		{ offsetof(struct zap_request, mechanism), sizeof(z->mechanism) },
	};

	if (n == 1 && size <= sizeof(z->id)) {
		memcpy(z->id, data, size);
		z->id_size = size;
	} else if (n == 6 && size == KEY_SIZE) {
		memcpy(z->key, data, size);
		z->key_size = size;
	} else if (n < 6 && texts[n].room > size) {
		char *text = (char *)z + texts[n].offset;

		memcpy(text, data, size);
		text[size] = '\0';
	}
}

static bool receive(struct auth *a, struct zap_request *z)
{
	bool more = true;

	memset(z, 0, sizeof(*z));
	while (more) {
		zmq_msg_t frame;

		zmq_msg_init(&frame);
		if (zmq_msg_recv(&frame, a->handler, ZMQ_DONTWAIT) < 0) {
			zmq_msg_close(&frame);
			return false;
		}
		take_frame(z, z->frames++, zmq_msg_data(&frame), zmq_msg_size(&frame));
		more = zmq_msg_more(&frame);
		zmq_msg_close(&frame);
	}
	return true;
}

static void answer(struct auth *a, const struct zap_request *z, const char *status, const char *text, const char *user)
{
	const struct {
		const void *data;
		size_t size;
	} frames[] = {
		{ "1.0", 3 },           { z->id, z->id_size },  { status, strlen(status) },
		{ text, strlen(text) }, { user, strlen(user) }, { "", 0 },
	};

	for (size_t i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
		int flags = ZMQ_DONTWAIT | (i + 1 < sizeof(frames) / sizeof(frames[0]) ? ZMQ_SNDMORE : 0);

		if (zmq_send(a->handler, frames[i].data, frames[i].size, flags) < 0)
			log_event(LOG_LEVEL_ERROR, "zap_unanswered", "why=%s", zmq_strerror(zmq_errno()));
	}
}

static bool on_handshake(void *arg)
{
	struct auth *a = arg;
	struct zap_request z;
	char key[Z85_SIZE];

	if (!receive(a, &z))
		return false;
	if (strcmp(z.version, "1.0") != 0) {
		answer(a, &z, "500", "unknown version", "");
		return true;
	}
	if (z.frames != ZAP_FRAMES || strcmp(z.mechanism, "CURVE") != 0 || strcmp(z.domain, a->domain) != 0 ||
	    z.key_size != KEY_SIZE || !zmq_z85_encode(key, z.key, KEY_SIZE) || !auth_find(a, key)) {
		a->refused++;
		log_event(LOG_LEVEL_INFO, "key_refused", "address=%s", z.address);
		answer(a, &z, "400", "unknown key", "");
		return true;
	}
	answer(a, &z, "200", "", key);
	return true;
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
	a->handler = a->context ? zmq_socket(a->context, ZMQ_REP) : NULL;
	if (a->handler && zmq_bind(a->handler, "inproc://zeromq.zap.01") == 0)
		a->pump = pump_new(base, a->handler, on_handshake, NULL, a);
	if (!a->pump) {
		auth_free(a);
		return NULL;
	}
	return a;
}

void auth_free(struct auth *a)
{
	int linger = 0;

	if (!a)
		return;
	pump_free(a->pump);
	if (a->handler) {
		zmq_setsockopt(a->handler, ZMQ_LINGER, &linger, sizeof(linger));
		zmq_close(a->handler);
	}
	if (a->context)
		zmq_ctx_term(a->context);
	clients_free(a->clients, a->count);
	free(a);
}

void *auth_context(struct auth *a)
{
	return a->context;
}

#include "auth_zap.h"

#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#include "log.h"
#include "pump.h"

enum { KEY_SIZE = 32, Z85_SIZE = 41 };

/* Frames as they come: the ROUTER's routing frame and REQ's delimiter, then those of RFC 27. */
enum { ROUTING, DELIMITER, VERSION, ID, DOMAIN, ADDRESS, IDENTITY, MECHANISM, KEY, FRAMES };

struct handshake {
	struct handshake *next;
	uint8_t routing[256], id[256], key[KEY_SIZE];
	size_t routing_size, id_size, key_size, frames;
	char version[8], domain[64], address[64], mechanism[16];
	char z85[Z85_SIZE];
};

struct zap {
	void *handler;
	struct pump *pump;
	const char *domain;
	const struct auth *auth;
	void (*on_unknown)(void *arg);
	void *arg;
	struct handshake *asked, *parked; /* those that on_unknown was called for, and those that came since */
	size_t waiting;
	uint64_t refused;
};

static void take_bytes(uint8_t *to, size_t *ret_size, size_t room, const void *data, size_t size)
{
	if (size > room)
		return;
	memcpy(to, data, size);
	*ret_size = size;
}

static void take_text(char *to, size_t room, const void *data, size_t size)
{
	if (size >= room)
		return;
	memcpy(to, data, size);
	to[size] = '\0';
}

static void take_frame(struct handshake *h, size_t n, const void *data, size_t size)
{
	switch (n) {
	case ROUTING:
		take_bytes(h->routing, &h->routing_size, sizeof(h->routing), data, size);
		break;
	case VERSION:
		take_text(h->version, sizeof(h->version), data, size);
		break;
	case ID:
		take_bytes(h->id, &h->id_size, sizeof(h->id), data, size);
		break;
	case DOMAIN:
		take_text(h->domain, sizeof(h->domain), data, size);
		break;
	case ADDRESS:
		take_text(h->address, sizeof(h->address), data, size);
		break;
	case MECHANISM:
		take_text(h->mechanism, sizeof(h->mechanism), data, size);
		break;
	case KEY:
		take_bytes(h->key, &h->key_size, sizeof(h->key), data, size);
		break;
	default:
		break;
	}
}

static bool receive(struct zap *zap, struct handshake *h)
{
	bool more = true;

	memset(h, 0, sizeof(*h));
	while (more) {
		zmq_msg_t frame;

		zmq_msg_init(&frame);
		while (zmq_msg_recv(&frame, zap->handler, ZMQ_DONTWAIT) < 0) {
			if (zmq_errno() == EINTR)
				continue;
			zmq_msg_close(&frame);
			return false;
		}
		take_frame(h, h->frames++, zmq_msg_data(&frame), zmq_msg_size(&frame));
		more = zmq_msg_more(&frame);
		zmq_msg_close(&frame);
	}
	return true;
}

static void answer(struct zap *zap, const struct handshake *h, const char *status, const char *text, const char *user)
{
	const struct {
		const void *data;
		size_t size;
	} frames[] = {
		{ h->routing, h->routing_size },
		{ "", 0 },
		{ "1.0", 3 },
		{ h->id, h->id_size },
		{ status, strlen(status) },
		{ text, strlen(text) },
		{ user, strlen(user) },
		{ "", 0 },
	};
	size_t count = sizeof(frames) / sizeof(frames[0]);

	for (size_t i = 0; i < count; i++) {
		int flags = ZMQ_DONTWAIT | (i + 1 < count ? ZMQ_SNDMORE : 0);

		if (zmq_send(zap->handler, frames[i].data, frames[i].size, flags) < 0)
			log_event(LOG_LEVEL_ERROR, "zap_unanswered", "why=%s", zmq_strerror(zmq_errno()));
	}
	pump_touched(zap->pump);
}

static void refuse(struct zap *zap, const struct handshake *h)
{
	zap->refused++;
	log_event(LOG_LEVEL_INFO, "key_refused", "address=%s", h->address);
	answer(zap, h, "400", "unknown key", "");
}

static bool is_well_formed(const struct zap *zap, struct handshake *h)
{
	return h->frames == FRAMES && strcmp(h->mechanism, "CURVE") == 0 && strcmp(h->domain, zap->domain) == 0 &&
	       h->key_size == KEY_SIZE && zmq_z85_encode(h->z85, h->key, KEY_SIZE);
}

static void ask(struct zap *zap)
{
	zap->asked = zap->parked;
	zap->parked = NULL;
	zap->on_unknown(zap->arg);
}

static void park(struct zap *zap, const struct handshake *h)
{
	struct handshake *copy;

	if (!zap->on_unknown) {
		refuse(zap, h);
		return;
	}
	copy = zap->waiting < ZAP_PARKED_MAX ? malloc(sizeof(*copy)) : NULL;
	if (!copy) {
		answer(zap, h, "300", "too many unknown keys", "");
		return;
	}
	*copy = *h;
	copy->next = zap->parked;
	zap->parked = copy;
	zap->waiting++;
	if (!zap->asked)
		ask(zap);
}

static bool on_handshake(void *arg)
{
	struct zap *zap = arg;
	struct handshake h;

	if (!receive(zap, &h))
		return false;
	if (strcmp(h.version, "1.0") != 0)
		answer(zap, &h, "500", "unknown version", "");
	else if (!is_well_formed(zap, &h))
		refuse(zap, &h);
	else if (auth_find(zap->auth, h.z85))
		answer(zap, &h, "200", "", h.z85);
	else
		park(zap, &h);
	return true;
}

void zap_judge(struct zap *zap, bool fresh)
{
	struct handshake *h = zap->asked;

	zap->asked = NULL;
	while (h) {
		struct handshake *next = h->next;

		if (auth_find(zap->auth, h->z85))
			answer(zap, h, "200", "", h->z85);
		else if (fresh)
			refuse(zap, h);
		else
			answer(zap, h, "300", "the register's database is away", "");
		free(h);
		zap->waiting--;
		h = next;
	}
	if (zap->parked && !zap->asked)
		ask(zap);
}

void zap_on_unknown(struct zap *zap, void (*on_unknown)(void *arg), void *arg)
{
	zap->on_unknown = on_unknown;
	zap->arg = arg;
}

uint64_t zap_refused(const struct zap *zap)
{
	return zap->refused;
}

struct zap *zap_new(struct event_base *base, void *context, const char *domain, const struct auth *auth)
{
	struct zap *zap = calloc(1, sizeof(*zap));

	if (!zap)
		return NULL;
	zap->domain = domain;
	zap->auth = auth;
	zap->handler = zmq_socket(context, ZMQ_ROUTER);
	if (zap->handler && zmq_bind(zap->handler, "inproc://zeromq.zap.01") == 0)
		zap->pump = pump_new(base, zap->handler, on_handshake, NULL, zap);
	if (!zap->pump) {
		zap_free(zap);
		return NULL;
	}
	return zap;
}

static void drop(struct handshake *h)
{
	while (h) {
		struct handshake *next = h->next;

		free(h);
		h = next;
	}
}

void zap_free(struct zap *zap)
{
	int linger = 0;

	if (!zap)
		return;
	pump_free(zap->pump);
	if (zap->handler) {
		zmq_setsockopt(zap->handler, ZMQ_LINGER, &linger, sizeof(linger));
		zmq_close(zap->handler);
	}
	drop(zap->asked);
	drop(zap->parked);
	free(zap);
}

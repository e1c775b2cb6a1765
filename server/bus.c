#include "bus.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#include "log.h"
#include "pump.h"

/* Debian's zmq.h hides this one among its drafts, but the library knows it: without it a socket whose handler is missing lets all in. */
enum { ZMQ_ZAP_ENFORCE_DOMAIN_OPTION = 93, BACKLOG = 1024 };

struct bus {
	struct bus_options options;
	void *socket;
	struct pump *pump;
	char endpoint[128];
	uint64_t odd; /* messages of another form than one frame */
};

static bool set_number(void *socket, int option, int value)
{
	return zmq_setsockopt(socket, option, &value, sizeof(value)) == 0;
}

static bool set_options(void *socket, const struct bus_options *o)
{
	int64_t message_bytes_max = o->message_bytes_max;

	return set_number(socket, ZMQ_ROUTER_MANDATORY, 1) && set_number(socket, ZMQ_ROUTER_HANDOVER, 0) &&
	       set_number(socket, ZMQ_LINGER, 0) && set_number(socket, ZMQ_BACKLOG, BACKLOG) &&
	       set_number(socket, ZMQ_SNDHWM, 2 * o->send_queue) && set_number(socket, ZMQ_RCVHWM, o->receive_queue) &&
	       set_number(socket, ZMQ_HANDSHAKE_IVL, o->handshake_ms) && set_number(socket, ZMQ_HEARTBEAT_IVL, o->heartbeat_ms) &&
	       set_number(socket, ZMQ_HEARTBEAT_TIMEOUT, 3 * o->heartbeat_ms) &&
	       set_number(socket, ZMQ_HEARTBEAT_TTL, 3 * o->heartbeat_ms) && set_number(socket, ZMQ_CURVE_SERVER, 1) &&
	       zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, o->secret_key, 32) == 0 &&
	       zmq_setsockopt(socket, ZMQ_ZAP_DOMAIN, o->domain, strlen(o->domain)) == 0 &&
	       set_number(socket, ZMQ_ZAP_ENFORCE_DOMAIN_OPTION, 1) &&
	       zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &message_bytes_max, sizeof(message_bytes_max)) == 0;
}

/* Receives the next frame; *ret_more says whether others follow. */
static bool next_frame(struct bus *b, zmq_msg_t *frame, bool *ret_more)
{
	zmq_msg_init(frame);
	while (zmq_msg_recv(frame, b->socket, ZMQ_DONTWAIT) < 0) {
		if (zmq_errno() == EINTR)
			continue;
		zmq_msg_close(frame);
		return false;
	}
	*ret_more = zmq_msg_more(frame);
	return true;
}

static void skip_rest(struct bus *b, bool more)
{
	while (more) {
		zmq_msg_t frame;

		if (!next_frame(b, &frame, &more))
			return;
		zmq_msg_close(&frame);
	}
}

/* Routing frame, then exactly one frame: anything else is not our protocol and is dropped unanswered. */
static bool on_readable(void *arg)
{
	struct bus *b = arg;
	struct bus_address from = { 0 };
	zmq_msg_t routing, body;
	bool more = false;
	const char *key;

	if (!next_frame(b, &routing, &more))
		return false;
	/* libzmq's own ids begin with a zero, and no client can choose one that does: a chosen id could be another's return address. */
	if (zmq_msg_size(&routing) <= sizeof(from.id) && zmq_msg_size(&routing) > 0 &&
	    *(const uint8_t *)zmq_msg_data(&routing) == 0) {
		from.size = (uint8_t)zmq_msg_size(&routing);
		memcpy(from.id, zmq_msg_data(&routing), from.size);
	}
	zmq_msg_close(&routing);
	if (!more || !next_frame(b, &body, &more))
		return true;
	key = zmq_msg_gets(&body, "User-Id");
	if (more || from.size == 0 || !key) {
		b->odd++;
		log_event(LOG_LEVEL_WARNING, "message_dropped", "why=%s",
			  more             ? "more than one frame"
			  : from.size == 0 ? "strange routing id"
					   : "no key");
		skip_rest(b, more);
	} else {
		b->options.on_message(b->options.arg, &from, key, zmq_msg_data(&body), zmq_msg_size(&body));
	}
	zmq_msg_close(&body);
	return true;
}

static void on_drained(void *arg)
{
	struct bus *b = arg;

	if (b->options.on_drained)
		b->options.on_drained(b->options.arg);
}

struct bus *bus_new(struct event_base *base, const struct bus_options *options)
{
	struct bus *b = calloc(1, sizeof(*b));
	size_t size = sizeof(b->endpoint);
	int saved;

	if (!b)
		return NULL;
	b->options = *options;
	b->socket = zmq_socket(options->context, ZMQ_ROUTER);
	if (b->socket && set_options(b->socket, options) && zmq_bind(b->socket, options->endpoint) == 0 &&
	    zmq_getsockopt(b->socket, ZMQ_LAST_ENDPOINT, b->endpoint, &size) == 0)
		b->pump = pump_new(base, b->socket, on_readable, on_drained, b);
	if (!b->pump) {
		saved = zmq_errno();
		bus_free(b);
		errno = saved;
		return NULL;
	}
	return b;
}

void bus_free(struct bus *b)
{
	int linger = 1000; /* what was answered last should arrive */

	if (!b)
		return;
	pump_free(b->pump);
	if (b->socket) {
		zmq_setsockopt(b->socket, ZMQ_LINGER, &linger, sizeof(linger));
		zmq_close(b->socket);
	}
	free(b);
}

const char *bus_endpoint(const struct bus *b)
{
	return b->endpoint;
}

int bus_send(struct bus *b, const struct bus_address *to, const uint8_t *head, size_t head_size, const uint8_t *body,
	     size_t body_size)
{
	zmq_msg_t frame;
	int rc = 0;

	/* With MANDATORY the routing frame fails when the peer is gone or its queue is full; then nothing was begun. */
	if (zmq_send(b->socket, to->id, to->size, ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0) {
		rc = zmq_errno() == EHOSTUNREACH ? -EHOSTUNREACH : -EAGAIN;
	} else {
		if (zmq_msg_init_size(&frame, head_size + body_size) < 0)
			zmq_msg_init(&frame); /* no memory: an empty frame, because the message is begun */
		if (zmq_msg_size(&frame) > 0) {
			memcpy(zmq_msg_data(&frame), head, head_size);
			if (body_size > 0)
				memcpy((uint8_t *)zmq_msg_data(&frame) + head_size, body, body_size);
		}
		if (zmq_msg_send(&frame, b->socket, ZMQ_DONTWAIT) < 0) {
			rc = -EAGAIN;
			zmq_msg_close(&frame);
		}
	}
	pump_touched(b->pump);
	return rc;
}

void bus_look(struct bus *b)
{
	pump_look(b->pump);
}

uint64_t bus_dropped(const struct bus *b)
{
	return b->odd;
}

void bus_pause(struct bus *b)
{
	pump_pause(b->pump);
}

/*
 * auth_self_test.c - the proof at start that the door is shut. libzmq lets every
 * key in unless three things are right at once (handler, domain, enforcement),
 * and says nothing when one of them is not; so we knock.
 */
#include "auth.h"

#include <errno.h>
#include <event2/event.h>
#include <string.h>
#include <zmq.h>

struct knock {
	void *socket, *monitor;
	struct event *readable, *limit;
	int result; /* 1: not known yet */
};

/* 0: refused; -EACCES: let in; 1: neither, yet. */
static int read_verdict(void *monitor)
{
	for (;;) {
		zmq_msg_t event;
		uint16_t number = 0;
		int more = 0;

		zmq_msg_init(&event);
		if (zmq_msg_recv(&event, monitor, ZMQ_DONTWAIT) < 0) {
			zmq_msg_close(&event);
			return 1;
		}
		more = zmq_msg_more(&event); /* the second frame is an address, and no event */
		if (more && zmq_msg_size(&event) >= sizeof(number))
			memcpy(&number, zmq_msg_data(&event), sizeof(number));
		zmq_msg_close(&event);
		if (number == ZMQ_EVENT_HANDSHAKE_SUCCEEDED)
			return -EACCES;
		if (number == ZMQ_EVENT_HANDSHAKE_FAILED_AUTH)
			return 0;
	}
}

static void on_monitor(evutil_socket_t fd, short what, void *arg)
{
	struct knock *knock = arg;

	(void)fd;
	(void)what;
	if (knock->result == 1)
		knock->result = read_verdict(knock->monitor);
}

static void on_limit(evutil_socket_t fd, short what, void *arg)
{
	struct knock *knock = arg;

	(void)fd;
	(void)what;
	if (knock->result == 1)
		knock->result = -ETIMEDOUT;
}

static int prepare(struct knock *knock, void *context, const char *endpoint, const uint8_t server_public[static 32])
{
	static const char address[] = "inproc://auth-self-test";
	char public_key[41], secret_key[41];
	int zero = 0, ipv6 = strchr(endpoint, '[') != NULL;

	if (zmq_curve_keypair(public_key, secret_key) != 0)
		return -errno;
	knock->socket = zmq_socket(context, ZMQ_DEALER);
	knock->monitor = zmq_socket(context, ZMQ_PAIR);
	if (!knock->socket || !knock->monitor)
		return -errno;
	if (zmq_setsockopt(knock->socket, ZMQ_LINGER, &zero, sizeof(zero)) != 0 ||
	    zmq_setsockopt(knock->socket, ZMQ_IPV6, &ipv6, sizeof(ipv6)) != 0 ||
	    zmq_setsockopt(knock->socket, ZMQ_CURVE_SERVERKEY, server_public, 32) != 0 ||
	    zmq_setsockopt(knock->socket, ZMQ_CURVE_PUBLICKEY, public_key, sizeof(public_key)) != 0 ||
	    zmq_setsockopt(knock->socket, ZMQ_CURVE_SECRETKEY, secret_key, sizeof(secret_key)) != 0)
		return -errno;
	if (zmq_socket_monitor(knock->socket, address, ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH) != 0 ||
	    zmq_connect(knock->monitor, address) != 0)
		return -errno;
	return 0;
}

static int watch(struct knock *knock, struct event_base *base, int timeout_ms)
{
	int fd;
	size_t size = sizeof(fd);

	if (zmq_getsockopt(knock->monitor, ZMQ_FD, &fd, &size) != 0)
		return -errno;
	knock->readable = event_new(base, fd, EV_READ | EV_PERSIST, on_monitor, knock);
	knock->limit = evtimer_new(base, on_limit, knock);
	if (!knock->readable || !knock->limit || event_add(knock->readable, NULL) != 0)
		return -ENOMEM;
	return event_add(knock->limit, &(struct timeval){ timeout_ms / 1000, timeout_ms % 1000 * 1000 }) ? -ENOMEM : 0;
}

static void release(struct knock *knock)
{
	if (knock->readable)
		event_free(knock->readable);
	if (knock->limit)
		event_free(knock->limit);
	if (knock->socket) {
		zmq_socket_monitor(knock->socket, NULL, 0);
		zmq_close(knock->socket);
	}
	if (knock->monitor)
		zmq_close(knock->monitor);
}

int auth_self_test(struct auth *auth, struct event_base *base, const char *endpoint, const uint8_t server_public[static 32],
		   int timeout_ms)
{
	struct knock knock = { .result = 1 };
	int err = prepare(&knock, auth_context(auth), endpoint, server_public);

	if (!err)
		err = watch(&knock, base, timeout_ms);
	if (!err && zmq_connect(knock.socket, endpoint) != 0)
		err = -errno;
	while (!err && knock.result == 1) {
		event_base_loop(base, EVLOOP_ONCE);
		if (knock.result == 1)
			knock.result = read_verdict(knock.monitor); /* its descriptor tells only once */
	}
	release(&knock);
	return err ? err : knock.result;
}

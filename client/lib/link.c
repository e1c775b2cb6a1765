#include "link.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>

enum {
	HEARTBEAT_MS = 10000,
	HEARTBEAT_LOST_MS = 30000,
	QUEUE_LENGTH = 1000,
	MONITORED = ZMQ_EVENT_CONNECTED | ZMQ_EVENT_CLOSED | ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_HANDSHAKE_SUCCEEDED |
		    ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
};

static int set_number(void *socket, int option, int value)
{
	return zmq_setsockopt(socket, option, &value, sizeof(value));
}

static int set_options(void *socket, const struct link_keys *keys)
{
	static const struct {
		int option, value;
	} numbers[] = {
		{ ZMQ_RECONNECT_IVL, -1 },
		{ ZMQ_CONNECT_TIMEOUT, LINK_CONNECT_MS },
		{ ZMQ_HANDSHAKE_IVL, LINK_SHAKE_MS },
		{ ZMQ_HEARTBEAT_IVL, HEARTBEAT_MS },
		{ ZMQ_HEARTBEAT_TIMEOUT, HEARTBEAT_LOST_MS },
		{ ZMQ_HEARTBEAT_TTL, HEARTBEAT_LOST_MS },
		{ ZMQ_SNDHWM, QUEUE_LENGTH },
		{ ZMQ_RCVHWM, QUEUE_LENGTH },
		{ ZMQ_IPV6, 1 },
		{ ZMQ_LINGER, 0 },
	};
	int64_t largest = WIRE_MESSAGE_MAX;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (set_number(socket, numbers[i].option, numbers[i].value) != 0)
			return -errno;
	if (zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &largest, sizeof(largest)) != 0 ||
	    zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, keys->server_key, strlen(keys->server_key) + 1) != 0 ||
	    zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, keys->public_key, strlen(keys->public_key) + 1) != 0 ||
	    zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, keys->secret_key, strlen(keys->secret_key) + 1) != 0)
		return -errno;
	return 0;
}

static int descriptor_of(void *socket)
{
	int fd = -1;
	size_t size = sizeof(fd);

	return zmq_getsockopt(socket, ZMQ_FD, &fd, &size) == 0 ? fd : -1;
}

static int watch_descriptor(int epoll, void *socket)
{
	struct epoll_event event = { .events = EPOLLIN };

	return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor_of(socket), &event) == 0 ? 0 : -errno;
}

static int open_monitor(struct link *link, void *context)
{
	char address[64];

	snprintf(address, sizeof(address), "inproc://concordat.monitor.%p", (void *)link->socket);
	if (zmq_socket_monitor(link->socket, address, MONITORED) != 0)
		return -errno;
	link->monitor = zmq_socket(context, ZMQ_PAIR);
	if (!link->monitor || set_number(link->monitor, ZMQ_LINGER, 0) != 0 || zmq_connect(link->monitor, address) != 0)
		return -errno;
	return watch_descriptor(link->epoll, link->monitor);
}

int link_open(struct link *link, void *context, int epoll, const char *endpoint, const struct link_keys *keys)
{
	int error;

	*link = (struct link){ .epoll = epoll };
	link->socket = zmq_socket(context, ZMQ_DEALER);
	if (!link->socket)
		return -errno;
	error = set_options(link->socket, keys);
	if (error == 0)
		error = watch_descriptor(epoll, link->socket);
	if (error == 0)
		error = open_monitor(link, context);
	if (error == 0 && zmq_connect(link->socket, endpoint) != 0)
		error = -errno;
	link->state = LINK_CONNECTING;
	if (error != 0)
		link_close(link, 0);
	return error;
}

static void close_socket(struct link *link, void *socket)
{
	int fd;

	if (!socket)
		return;
	fd = descriptor_of(socket);
	if (fd >= 0)
		epoll_ctl(link->epoll, EPOLL_CTL_DEL, fd, NULL);
	zmq_close(socket);
}

void link_close(struct link *link, int linger_ms)
{
	if (link->socket) {
		zmq_socket_monitor(link->socket, NULL, 0);
		set_number(link->socket, ZMQ_LINGER, linger_ms);
	}
	close_socket(link, link->monitor);
	close_socket(link, link->socket);
	link->socket = link->monitor = NULL;
	link->state = LINK_CLOSED;
}

static void go_down(struct link *link, enum concordat_fault fault)
{
	if (link->state == LINK_DOWN)
		return; /* the first reason is the right one: DISCONNECTED follows every failure */
	link->state = LINK_DOWN;
	link->fault = fault;
}

static void on_event(struct link *link, unsigned event, uint32_t value)
{
	bool was_up = link->state == LINK_UP;

	switch (event) {
	case ZMQ_EVENT_CONNECTED:
		link->state = LINK_SHAKING;
		break;
	case ZMQ_EVENT_HANDSHAKE_SUCCEEDED:
		link->state = LINK_UP;
		break;
	case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: /* 300 and 500 are the register's trouble, 400 is about the key */
		go_down(link, value == 400 ? CONCORDAT_KEY_REFUSED : CONCORDAT_NOT_ANSWERING);
		break;
	case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL:
		go_down(link, CONCORDAT_NO_CURVE);
		break;
	case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL:
		link->cut = link->state != LINK_DOWN && value != EAGAIN && value != ETIMEDOUT;
		go_down(link, CONCORDAT_NOT_ANSWERING);
		break;
	case ZMQ_EVENT_CLOSED:
		go_down(link, CONCORDAT_NOBODY_LISTENING);
		break;
	case ZMQ_EVENT_DISCONNECTED: /* hung up without a word of ZMTP: some other sort of server */
		go_down(link, was_up ? CONCORDAT_LOST : CONCORDAT_NO_CURVE);
		break;
	default:
		break;
	}
}

enum link_state link_watch(struct link *link)
{
	struct {
		uint16_t event;
		uint32_t value;
	} news;
	uint8_t frame[6], address[512];

	while (link->monitor && zmq_recv(link->monitor, frame, sizeof(frame), ZMQ_DONTWAIT) == (int)sizeof(frame)) {
		memcpy(&news.event, frame, sizeof(news.event));
		memcpy(&news.value, frame + sizeof(news.event), sizeof(news.value));
		(void)zmq_recv(link->monitor, address, sizeof(address), ZMQ_DONTWAIT);
		on_event(link, news.event, news.value);
	}
	return link->state;
}

int link_send(struct link *link, const void *bytes, size_t size)
{
	int n;

	do {
		n = zmq_send(link->socket, bytes, size, ZMQ_DONTWAIT);
	} while (n < 0 && errno == EINTR);
	return n < 0 ? -errno : 0;
}

/* Takes the frames that follow the first, if any: true when there were. */
static bool swallow_rest(void *socket, const zmq_msg_t *first)
{
	zmq_msg_t frame;
	bool more = zmq_msg_more(first);
	bool any = more;

	while (more) {
		zmq_msg_init(&frame);
		more = zmq_msg_recv(&frame, socket, ZMQ_DONTWAIT) >= 0 && zmq_msg_more(&frame);
		zmq_msg_close(&frame);
	}
	return any;
}

int link_receive(struct link *link, zmq_msg_t *message)
{
	int n;

	do {
		zmq_msg_init(message);
		n = zmq_msg_recv(message, link->socket, ZMQ_DONTWAIT);
		if (n >= 0 && !swallow_rest(link->socket, message))
			return 0;
		zmq_msg_close(message);
	} while (n >= 0 || errno == EINTR);
	return -errno;
}

bool link_has_input(const struct link *link)
{
	int events = 0, error;
	size_t size = sizeof(events);

	if (!link->socket)
		return false;
	do {
		error = zmq_getsockopt(link->socket, ZMQ_EVENTS, &events, &size);
	} while (error != 0 && errno == EINTR);
	return error == 0 && (events & ZMQ_POLLIN);
}

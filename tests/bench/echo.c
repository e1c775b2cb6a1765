/*
 * bench-echo ENDPOINT SECRET-FILE [BYTES]: the limit that concordatd is held against, a bare CURVE ROUTER on one thread.
 *
 * The socket has the options of server/bus.c, but no key is checked (no ZAP) and nothing is understood: every message goes back
 * as it came, or, where BYTES are given, filled up to so many. Prints `ready ENDPOINT`. What begins with 'A' instead attaches the peer to a fan-out (load_fan.c):
 *   A size window count    this peer wants count items of that many bytes, window of them unacknowledged
 *   K                      one item is acknowledged
 *   G                      go: the first window leaves to everybody
 * (each number a 4-byte integer of this machine). When the last item of all peers is acknowledged, the peer that said go gets 'D'.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

enum { ID_MAX = 16, FANNED_MAX = 16384, ITEM_MAX = 4096, MESSAGE_MAX = 65536, QUEUE = 2048, HEARTBEAT_MS = 10000 };

struct fanned {
	uint8_t id[ID_MAX];
	size_t id_size;
	uint32_t size, window, count, sent, acknowledged;
};

static struct fanned fanned[FANNED_MAX];
static size_t fanned_count, finished;
static struct fanned starter;
static uint8_t item[ITEM_MAX];
static size_t reply_bytes; /* to which an echo is filled up */

static void set(void *socket, int option, int value)
{
	if (zmq_setsockopt(socket, option, &value, sizeof(value)) < 0) {
		fprintf(stderr, "bench-echo: option %d: %s\n", option, zmq_strerror(zmq_errno()));
		exit(1);
	}
}

static void send_to(void *socket, const struct fanned *to, const void *bytes, size_t size)
{
	if (zmq_send(socket, to->id, to->id_size, ZMQ_SNDMORE | ZMQ_DONTWAIT) >= 0)
		zmq_send(socket, bytes, size, ZMQ_DONTWAIT);
}

static void send_items(void *socket, struct fanned *f)
{
	while (f->sent < f->count && f->sent - f->acknowledged < f->window) {
		send_to(socket, f, item, f->size);
		f->sent++;
	}
}

/* libzmq's ids are a zero and a counter: the counter's last bits are the place, or one soon after it. */
static struct fanned *place_of(const uint8_t *id, size_t size)
{
	size_t i = size >= 2 ? (size_t)(id[size - 2] << 8 | id[size - 1]) % FANNED_MAX : 0;

	while (fanned[i].id_size > 0 && (fanned[i].id_size != size || memcmp(fanned[i].id, id, size) != 0))
		i = (i + 1) % FANNED_MAX;
	return &fanned[i];
}

static void attach(const struct fanned *from, const uint8_t *bytes)
{
	struct fanned *f = place_of(from->id, from->id_size);
	uint32_t numbers[3];

	if (f->id_size == 0 && ++fanned_count == FANNED_MAX) {
		fprintf(stderr, "bench-echo: more than %d peers of a fan-out\n", FANNED_MAX - 1);
		exit(1);
	}
	*f = *from;
	memcpy(numbers, bytes + 1, sizeof(numbers));
	f->size = numbers[0] < ITEM_MAX ? numbers[0] : ITEM_MAX;
	f->window = numbers[1];
	f->count = numbers[2];
}

static void take(void *socket, const struct fanned *from, const uint8_t *bytes, size_t size)
{
	struct fanned *f;

	if (bytes[0] == 'A' && size == 13) {
		attach(from, bytes);
		send_to(socket, from, bytes, size);
	} else if (bytes[0] == 'G' && size == 1) {
		starter = *from;
		finished = 0;
		for (size_t i = 0; i < FANNED_MAX; i++)
			if (fanned[i].id_size > 0)
				send_items(socket, &fanned[i]);
	} else if (bytes[0] == 'K' && size == 1) {
		f = place_of(from->id, from->id_size);
		if (++f->acknowledged == f->count && ++finished == fanned_count)
			send_to(socket, &starter, "D", 1);
		else
			send_items(socket, f);
	}
}

/* What came, and behind it a field that nobody knows, as if a record followed. */
static void echo(void *socket, const struct fanned *from, const uint8_t *bytes, size_t size)
{
	static uint8_t filled[MESSAGE_MAX];
	size_t rest = reply_bytes > size + 4 ? reply_bytes - size - 4 : 0;

	if (rest == 0) {
		send_to(socket, from, bytes, size);
		return;
	}
	memcpy(filled, bytes, size);
	filled[size] = 0x7a;
	filled[size + 1] = (uint8_t)(rest | 128);
	filled[size + 2] = (uint8_t)(rest >> 7 | 128);
	filled[size + 3] = (uint8_t)(rest >> 14);
	send_to(socket, from, filled, size + 4 + rest);
}

static bool turn(void *socket)
{
	struct fanned from = { .size = 0 };
	zmq_msg_t routing, body;

	zmq_msg_init(&routing);
	zmq_msg_init(&body);
	if (zmq_msg_recv(&routing, socket, ZMQ_DONTWAIT) < 0)
		return false;
	from.id_size = zmq_msg_size(&routing) <= ID_MAX ? zmq_msg_size(&routing) : ID_MAX;
	memcpy(from.id, zmq_msg_data(&routing), from.id_size);
	if (zmq_msg_recv(&body, socket, 0) >= 0) {
		const uint8_t *bytes = zmq_msg_data(&body);
		size_t size = zmq_msg_size(&body);

		if (size > 0 && bytes[0] != 0x0a)
			take(socket, &from, bytes, size);
		else
			echo(socket, &from, bytes, size);
	}
	zmq_msg_close(&routing);
	zmq_msg_close(&body);
	return true;
}

int main(int argc, char **argv)
{
	char secret[41] = "", endpoint[128];
	size_t endpoint_size = sizeof(endpoint);
	void *context = zmq_ctx_new(), *socket = zmq_socket(context, ZMQ_ROUTER);
	FILE *file = argc == 3 || argc == 4 ? fopen(argv[2], "r") : NULL;

	if (!file || fscanf(file, "%40s", secret) != 1) {
		fprintf(stderr, "usage: bench-echo ENDPOINT SECRET-FILE [BYTES]\n");
		return 2;
	}
	fclose(file);
	reply_bytes = argc == 4 ? strtoul(argv[3], NULL, 10) : 0;
	if (reply_bytes > MESSAGE_MAX) {
		fprintf(stderr, "bench-echo: replies of at most %d bytes\n", MESSAGE_MAX);
		return 2;
	}
	set(socket, ZMQ_ROUTER_MANDATORY, 1);
	set(socket, ZMQ_LINGER, 0);
	set(socket, ZMQ_BACKLOG, 1024);
	set(socket, ZMQ_SNDHWM, QUEUE);
	set(socket, ZMQ_RCVHWM, 16);
	set(socket, ZMQ_HANDSHAKE_IVL, 3000);
	set(socket, ZMQ_HEARTBEAT_IVL, HEARTBEAT_MS);
	set(socket, ZMQ_HEARTBEAT_TIMEOUT, 3 * HEARTBEAT_MS);
	set(socket, ZMQ_HEARTBEAT_TTL, 3 * HEARTBEAT_MS);
	set(socket, ZMQ_CURVE_SERVER, 1);
	zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &(int64_t){ MESSAGE_MAX }, sizeof(int64_t));
	if (zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret, sizeof(secret)) < 0 || zmq_bind(socket, argv[1]) < 0 ||
	    zmq_getsockopt(socket, ZMQ_LAST_ENDPOINT, endpoint, &endpoint_size) < 0) {
		fprintf(stderr, "bench-echo: %s: %s\n", argv[1], zmq_strerror(zmq_errno()));
		return 1;
	}
	signal(SIGTERM, SIG_DFL);
	memset(item, 'i', sizeof(item));
	printf("ready %s\n", endpoint);
	fflush(stdout);
	for (;;) {
		zmq_pollitem_t poll = { .socket = socket, .events = ZMQ_POLLIN };

		while (turn(socket))
			;
		if (zmq_poll(&poll, 1, -1) < 0 && zmq_errno() != EINTR)
			return 1;
	}
}

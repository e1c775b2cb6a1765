/*
 * bench-fan nats|redis PORT CLIENTS WINDOW COUNT SIZE ROUNDS: fan-out with acknowledgements by what others use for it.
 *
 * COUNT items of SIZE bytes are stored once; every one of CLIENTS subscribers, each with a connection and a place of its own, gets each
 * of them and acknowledges each, with at most WINDOW unacknowledged; and that ROUNDS times. NATS JetStream: a stream in files and a
 * durable push consumer per subscriber (explicit acks, max_ack_pending). Redis: a stream and a consumer group per subscriber (XREADGROUP COUNT, XACK).
 * Both protocols are spoken by hand, on one thread with epoll, so that the client costs the servers as little as can be. Time runs
 * from the first item's storing to the last acknowledgement's being sent (NATS) or confirmed (Redis). One line of JSON.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { IN_MAX = 1 << 20, OUT_MAX = 1 << 16, EVENTS_MAX = 64, WAIT_S = 120, SIZE_MAX_ITEM = 4096, IDS_MAX = 256 };

struct connection {
	int fd, number;
	char *in, *out;
	size_t in_size, out_size;
	bool ready;
	int64_t got;
};

struct fan {
	const struct protocol *protocol;
	int clients, window, count, size, rounds;
	struct connection *all; /* the last one is the publisher's */
	int64_t ready, delivered, acknowledged;
	int epoll;
	char payload[SIZE_MAX_ITEM + 1];
};

/* take(): uses up the beginning of the input; how many bytes, 0: wants more. */
struct protocol {
	const char *name;
	void (*begin)(struct connection *c);
	size_t (*take)(struct connection *c);
	void (*publish)(struct connection *publisher);
};

static struct fan fan;

static void fail(const char *what)
{
	fprintf(stderr, "bench-fan: %s: %s\n", what, errno ? strerror(errno) : "");
	exit(1);
}

static double now_s(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool is_publisher(const struct connection *c)
{
	return c == &fan.all[fan.clients];
}

/* ---- bytes ---- */

static void flush(struct connection *c)
{
	for (size_t sent = 0; sent < c->out_size;) {
		ssize_t n = write(c->fd, c->out + sent, c->out_size - sent);

		if (n < 0 && errno != EAGAIN)
			fail("write");
		if (n > 0)
			sent += (size_t)n;
	}
	c->out_size = 0;
}

static void say(struct connection *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void say(struct connection *c, const char *format, ...)
{
	va_list args;
	int n;

	if (c->out_size > OUT_MAX / 2)
		flush(c);
	va_start(args, format);
	n = vsnprintf(c->out + c->out_size, OUT_MAX - c->out_size, format, args);
	va_end(args);
	if (n < 0 || (size_t)n >= OUT_MAX - c->out_size)
		fail("too much to say");
	c->out_size += (size_t)n;
}

static void say_ready(struct connection *c)
{
	if (!c->ready)
		fan.ready++;
	c->ready = true;
}

/* ---- NATS: lines, and MSG with a payload ---- */

static void nats_request(struct connection *c, const char *subject, const char *json)
{
	say(c, "PUB %s r.%d %zu\r\n%s\r\n", subject, c->number, strlen(json), json);
}

static void nats_begin(struct connection *c)
{
	char json[512], subject[128];

	say(c, "CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB r.%d 1\r\n", c->number);
	if (is_publisher(c))
		return; /* it makes the stream, when told */
	snprintf(subject, sizeof(subject), "$JS.API.CONSUMER.DURABLE.CREATE.S.D%d", c->number);
	snprintf(
		json, sizeof(json),
		"{\"stream_name\":\"S\",\"config\":{\"durable_name\":\"D%d\",\"deliver_subject\":\"d.%d\",\"ack_policy\":\"explicit\","
		"\"deliver_policy\":\"new\",\"max_ack_pending\":%d,\"ack_wait\":60000000000}}",
		c->number, c->number, fan.window);
	say(c, "SUB d.%d 2\r\n", c->number);
	nats_request(c, subject, json);
}

/* MSG subject sid [reply] size */
static size_t nats_message(struct connection *c, const char *line, size_t line_size)
{
	char subject[128], reply[256] = "", size_text[32] = "";
	int sid, words = sscanf(line, "MSG %127s %d %255s %31s", subject, &sid, reply, size_text);
	size_t size = (size_t)atol(words == 4 ? size_text : reply);

	if (c->in_size < line_size + size + 2)
		return 0;
	if (sid == 1) {
		const char *error = memmem(line + line_size, size, "\"error\"", 7);

		if (error) {
			fprintf(stderr, "bench-fan: nats: %.*s\n", (int)size, line + line_size);
			exit(1);
		}
		say_ready(c);
	} else {
		say(c, "PUB %s 4\r\n+ACK\r\n", reply);
		fan.delivered++;
		fan.acknowledged++;
	}
	return line_size + size + 2;
}

static size_t nats_take(struct connection *c)
{
	char *end = memmem(c->in, c->in_size, "\r\n", 2);
	size_t line_size = end ? (size_t)(end - c->in) + 2 : 0;

	if (!end)
		return 0;
	if (strncmp(c->in, "MSG ", 4) == 0)
		return nats_message(c, c->in, line_size);
	if (strncmp(c->in, "PING", 4) == 0)
		say(c, "PONG\r\n");
	if (strncmp(c->in, "-ERR", 4) == 0) {
		fprintf(stderr, "bench-fan: nats: %.*s", (int)line_size, c->in);
		exit(1);
	}
	return line_size;
}

static void nats_publish(struct connection *c)
{
	for (int i = 0; i < fan.count; i++)
		say(c, "PUB s.a r.%d %d\r\n%s\r\n", c->number, fan.size, fan.payload);
}

/* ---- Redis: RESP ---- */

struct resp {
	const char *at, *end;
	const char *ids[IDS_MAX];
	int id_sizes[IDS_MAX];
	int id_count;
};

static bool resp_line(struct resp *r, const char **ret_line)
{
	const char *end = memmem(r->at, (size_t)(r->end - r->at), "\r\n", 2);

	if (!end)
		return false;
	*ret_line = r->at;
	r->at = end + 2;
	return true;
}

/* Walks one value; what XREADGROUP answers is [[stream, [[id, [field, value]], ...]]], so the first of an array at depth 3 is an id. */
static bool resp_value(struct resp *r, int depth, bool first)
{
	const char *line;
	long n;

	if (!resp_line(r, &line))
		return false;
	n = atol(line + 1);
	if (*line == '-') {
		fprintf(stderr, "bench-fan: redis: %.100s\n", line);
		exit(1);
	}
	if (*line == '$' && n >= 0) {
		if (r->end - r->at < n + 2)
			return false;
		if (depth == 4 && first && r->id_count < IDS_MAX) {
			r->ids[r->id_count] = r->at;
			r->id_sizes[r->id_count++] = (int)n;
		}
		r->at += n + 2;
	}
	for (long i = 0; *line == '*' && i < n; i++)
		if (!resp_value(r, depth + 1, i == 0))
			return false;
	return true;
}

static void redis_read(struct connection *c)
{
	say(c, "XREADGROUP GROUP g%d c COUNT %d BLOCK 0 STREAMS s >\r\n", c->number, fan.window);
}

static void redis_begin(struct connection *c)
{
	if (!is_publisher(c))
		say(c, "XGROUP CREATE s g%d $\r\n", c->number);
}

static size_t redis_take(struct connection *c)
{
	struct resp r = { .at = c->in, .end = c->in + c->in_size };

	if (!resp_value(&r, 0, false))
		return 0;
	if (is_publisher(c)) {
		say_ready(c);
	} else if (c->in[0] == '+') {
		say_ready(c);
		redis_read(c);
	} else if (c->in[0] == ':') {
		fan.acknowledged += atol(c->in + 1);
	} else if (c->in[0] == '*') {
		fan.delivered += r.id_count;
		c->got += r.id_count;
		say(c, "*%d\r\n$4\r\nXACK\r\n$1\r\ns\r\n$%d\r\ng%d\r\n", 3 + r.id_count, snprintf(NULL, 0, "g%d", c->number),
		    c->number);
		for (int i = 0; i < r.id_count; i++)
			say(c, "$%d\r\n%.*s\r\n", r.id_sizes[i], r.id_sizes[i], r.ids[i]);
		if (c->got < (int64_t)fan.count * fan.rounds)
			redis_read(c);
	}
	return (size_t)(r.at - c->in);
}

static void redis_publish(struct connection *c)
{
	for (int i = 0; i < fan.count; i++)
		say(c, "*5\r\n$4\r\nXADD\r\n$1\r\ns\r\n$1\r\n*\r\n$1\r\nd\r\n$%d\r\n%s\r\n", fan.size, fan.payload);
}

static const struct protocol protocols[] = {
	{ "nats", nats_begin, nats_take, nats_publish },
	{ "redis", redis_begin, redis_take, redis_publish },
};

/* ---- the loop ---- */

static void open_connection(struct connection *c, int number, int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int on = 1;

	c->number = number;
	c->in = malloc(IN_MAX);
	c->out = malloc(OUT_MAX);
	c->fd = socket(AF_INET, SOCK_STREAM, 0);
	if (!c->in || !c->out || c->fd < 0 || connect(c->fd, (struct sockaddr *)&to, sizeof(to)) < 0 ||
	    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) < 0 ||
	    epoll_ctl(fan.epoll, EPOLL_CTL_ADD, c->fd, &(struct epoll_event){ .events = EPOLLIN, .data.ptr = c }) < 0)
		fail("connecting");
}

static void read_some(struct connection *c)
{
	ssize_t n = recv(c->fd, c->in + c->in_size, IN_MAX - c->in_size, MSG_DONTWAIT);
	size_t used;

	if (n == 0)
		fail("the server hung up");
	if (n < 0) {
		if (errno != EAGAIN)
			fail("reading");
		return;
	}
	c->in_size += (size_t)n;
	while (c->in_size > 0 && (used = fan.protocol->take(c)) > 0) {
		c->in_size -= used;
		memmove(c->in, c->in + used, c->in_size);
	}
	flush(c);
}

/* Turns until *what has reached `wanted`. */
static void turn_until(const int64_t *what, int64_t wanted)
{
	struct epoll_event events[EVENTS_MAX];
	double until = now_s() + WAIT_S;

	while (*what < wanted) {
		int n = epoll_wait(fan.epoll, events, EVENTS_MAX, 1000);

		for (int i = 0; i < n; i++)
			read_some(events[i].data.ptr);
		if (now_s() > until) {
			errno = 0;
			fail("it took too long");
		}
	}
}

static void make_stream(struct connection *publisher)
{
	if (strcmp(fan.protocol->name, "nats") == 0) {
		nats_request(publisher, "$JS.API.STREAM.CREATE.S",
			     "{\"name\":\"S\",\"subjects\":[\"s.>\"],\"storage\":\"file\",\"num_replicas\":1}");
	} else {
		say(publisher, "XGROUP CREATE s unused $ MKSTREAM\r\n");
	}
	flush(publisher);
	turn_until(&fan.ready, 1);
}

int main(int argc, char **argv)
{
	struct rlimit limit;
	double seconds = 0;
	int port;

	if (argc != 8) {
		fprintf(stderr, "usage: bench-fan nats|redis PORT CLIENTS WINDOW COUNT SIZE ROUNDS\n");
		return 2;
	}
	for (size_t i = 0; i < sizeof(protocols) / sizeof(protocols[0]); i++)
		if (strcmp(argv[1], protocols[i].name) == 0)
			fan.protocol = &protocols[i];
	port = atoi(argv[2]);
	fan.clients = atoi(argv[3]);
	fan.window = atoi(argv[4]);
	fan.count = atoi(argv[5]);
	fan.size = atoi(argv[6]);
	fan.rounds = atoi(argv[7]);
	if (!fan.protocol || fan.size < 1 || fan.rounds < 1 || fan.size > SIZE_MAX_ITEM || fan.window > IDS_MAX)
		fail("arguments");
	memset(fan.payload, 'i', (size_t)fan.size);
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	fan.epoll = epoll_create1(0);
	fan.all = calloc((size_t)fan.clients + 1, sizeof(*fan.all));
	if (!fan.all || fan.epoll < 0)
		fail("beginning");
	open_connection(&fan.all[fan.clients], fan.clients, port);
	fan.protocol->begin(&fan.all[fan.clients]);
	make_stream(&fan.all[fan.clients]);
	for (int i = 0; i < fan.clients; i++) {
		open_connection(&fan.all[i], i, port);
		fan.protocol->begin(&fan.all[i]);
		flush(&fan.all[i]);
	}
	turn_until(&fan.ready, fan.clients + 1);
	for (int round = 1; round <= fan.rounds; round++) {
		double began = now_s();

		fan.protocol->publish(&fan.all[fan.clients]);
		flush(&fan.all[fan.clients]);
		turn_until(&fan.acknowledged, (int64_t)fan.clients * fan.count * round);
		seconds += now_s() - began;
	}
	printf("{\"per_s\": %.1f, \"seconds\": %.3f, \"delivered\": %lld}\n", (double)fan.acknowledged / seconds, seconds,
	       (long long)fan.delivered);
	return 0;
}

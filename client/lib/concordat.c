#include "inside.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGES_PER_TURN = 64, LINGER_MS = 1000 };

int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t pause_ms(int64_t first, int64_t longest, unsigned attempts)
{
	int64_t pause = first;
	uint16_t chance = 0;

	while (attempts-- > 1 && pause < longest)
		pause *= 2;
	if (pause > longest)
		pause = longest;
	(void)!getrandom(&chance, sizeof(chance), 0);
	return pause - pause / 4 + pause / 2 * chance / UINT16_MAX;
}

/* One timer for everything that is due; 0: at once. */
static void arm(struct concordat *c, int64_t at_ms)
{
	struct itimerspec t = { .it_value = { 0, 0 } };

	if (at_ms == c->armed_ms)
		return;
	c->armed_ms = at_ms;
	if (at_ms != INT64_MAX) {
		t.it_value.tv_sec = at_ms / 1000;
		t.it_value.tv_nsec = at_ms <= 0 ? 1 : at_ms % 1000 * 1000000;
	}
	timerfd_settime(c->timer, TFD_TIMER_ABSTIME, &t, NULL);
}

void wake(struct concordat *c)
{
	if (!c->busy)
		arm(c, 0);
}

static int open_descriptors(struct concordat *c)
{
	struct epoll_event event = { .events = EPOLLIN };

	c->epoll = epoll_create1(EPOLL_CLOEXEC);
	c->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	c->context = zmq_ctx_new();
	if (c->epoll < 0 || c->timer < 0 || !c->context || epoll_ctl(c->epoll, EPOLL_CTL_ADD, c->timer, &event) != 0)
		return -errno;
	return 0;
}

/* libzmq takes its routing ids from rand(), which starts the same in every process. */
static void seed_once(void)
{
	static bool seeded;
	unsigned seed = (unsigned)time(NULL);

	if (seeded)
		return;
	seeded = true;
	(void)!getrandom(&seed, sizeof(seed), 0);
	srand(seed);
}

struct concordat *concordat_new(const struct concordat_settings *settings)
{
	struct concordat *c = calloc(1, sizeof(*c));
	int error;

	if (!c)
		return NULL;
	c->epoll = c->timer = -1;
	c->armed_ms = INT64_MAX;
	c->calls_due_ms = INT64_MAX;
	TAILQ_INIT(&c->waiting);
	TAILQ_INIT(&c->resting);
	TAILQ_INIT(&c->sent);
	TAILQ_INIT(&c->streams);
	wire_arena_init(&c->arena, WIRE_ARENA_MAX);
	seed_once();
	error = connect_setup(c, settings);
	if (error == 0 && getrandom(c->id_prefix, sizeof(c->id_prefix), 0) != (ssize_t)sizeof(c->id_prefix))
		error = -EIO;
	if (error == 0)
		error = open_descriptors(c);
	if (error != 0) {
		concordat_free(c);
		errno = -error;
		return NULL;
	}
	wake(c);
	return c;
}

void concordat_free(struct concordat *c)
{
	int saved = errno;

	if (!c)
		return;
	c->busy = true; /* what callbacks start now is refused or ended below */
	streams_free_all(c);
	calls_end_all(c, CONCORDAT__STATUS__STATUS_UNAVAILABLE, "the connection was closed by this program");
	link_close(&c->link, c->link.state == LINK_UP ? LINGER_MS : 0);
	if (c->context)
		zmq_ctx_term(c->context);
	if (c->timer >= 0)
		close(c->timer);
	if (c->epoll >= 0)
		close(c->epoll);
	if (c->welcome)
		concordat__welcome__free_unpacked(c->welcome, NULL);
	wire_arena_release(&c->arena);
	explicit_bzero(c->secret_key, sizeof(c->secret_key));
	free(c);
	errno = saved;
}

int concordat_fd(const struct concordat *c)
{
	return c->epoll;
}

enum concordat_fault concordat_fault(const struct concordat *c)
{
	return c->fault;
}

const char *concordat_explain(const struct concordat *c)
{
	return c->words;
}

const char *concordat_endpoint(const struct concordat *c)
{
	return c->endpoints[c->endpoint].address;
}

const Concordat__Welcome *concordat_welcome(const struct concordat *c)
{
	return c->welcome;
}

/* A push has a stream (1, varint) first, a reply its id (1, bytes): the wire type of field 1 tells them apart. */
static bool is_push(const uint8_t *bytes, size_t size)
{
	return size > 0 && bytes[0] == 0x08;
}

static void on_message(struct concordat *c, const uint8_t *bytes, size_t size)
{
	bool push = is_push(bytes, size);
	const ProtobufCMessageDescriptor *type = push ? &concordat__push__descriptor : &concordat__reply__descriptor;
	struct wire_fault fault;
	ProtobufCMessage *message;

	if (wire_check_received(type, bytes, size, &fault) != 0)
		return; /* whose call it answers cannot be known; its attempt runs out and is repeated */
	wire_arena_reset(&c->arena);
	message = protobuf_c_message_unpack(type, &c->arena.allocator, size, bytes);
	if (!message)
		return;
	if (push)
		streams_on_push(c, (const Concordat__Push *)(const void *)message);
	else
		calls_on_reply(c, (const Concordat__Reply *)(const void *)message);
}

static void take_input(struct concordat *c)
{
	zmq_msg_t message;

	for (int i = 0; i < MESSAGES_PER_TURN && c->link.socket && link_receive(&c->link, &message) == 0; i++) {
		on_message(c, zmq_msg_data(&message), zmq_msg_size(&message));
		zmq_msg_close(&message);
	}
}

static int64_t earliest(const struct concordat *c)
{
	int64_t at = c->calls_due_ms;
	int64_t streams = streams_due_ms(c);

	if (streams < at)
		at = streams;
	if (c->give_up_ms > 0 && !c->ready && at != INT64_MAX && c->alone_since_ms + c->give_up_ms < at)
		at = c->alone_since_ms + c->give_up_ms; /* only when calls wait: there is something to end */
	return c->try_ms < at ? c->try_ms : at;
}

int concordat_process(struct concordat *c)
{
	uint64_t ticks;
	int64_t now;

	if (c->busy)
		return -EDEADLK;
	c->busy = true;
	if (read(c->timer, &ticks, sizeof(ticks)) > 0)
		c->armed_ms = INT64_MAX;
	/* The monitor first, the messages after: what came before a disconnection is taken before the link is closed. */
	link_watch(&c->link);
	take_input(c);
	now = now_ms();
	connect_step(c, now);
	calls_step(c, now);
	streams_step(c, now);
	calls_send(c);
	streams_sweep(c);
	c->busy = false;
	/* libzmq signals edges, and any send may have swallowed one: while there is input, come back without waiting. */
	arm(c, link_has_input(&c->link) ? 0 : earliest(c));
	return 0;
}

int concordat_wait(struct concordat *c, int timeout_ms)
{
	struct pollfd p = { .fd = c->epoll, .events = POLLIN };
	int n;

	if (c->busy)
		return -EDEADLK;
	n = poll(&p, 1, timeout_ms);
	if (n < 0)
		return -errno;
	return n == 0 ? -ETIMEDOUT : concordat_process(c);
}

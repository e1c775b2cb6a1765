/*
 * test_bus.c - the promises of server/bus.h and server/auth.h: real sockets on
 * 127.0.0.1, clients in the same process.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <event2/event.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

#include "auth.h"
#include "bus.h"

enum { LIMIT_MS = 5000, QUIET_MS = 150, MESSAGE_MAX = 1000, MANY = 5000, SOCKETS_MAX = 4 };

struct rig {
	struct event_base *base;
	struct auth *auth;
	struct bus *bus;
	uint8_t server_public[32], server_secret[32];
	char known_public[41], known_secret[41];
	void *clients; /* their context: another process, as it were */
	void *sockets[SOCKETS_MAX];
	int messages, drained, after_drained;
	bool echo;
	struct bus_address from;
	char key[41];
	char bytes[64];
};

static struct rig rig;

static void on_message(void *arg, const struct bus_address *from, const char *key, const uint8_t *bytes, size_t size)
{
	struct rig *r = arg;

	r->messages++;
	r->from = *from;
	snprintf(r->key, sizeof(r->key), "%s", key);
	snprintf(r->bytes, sizeof(r->bytes), "%.*s", (int)size, (const char *)bytes);
	if (r->echo)
		assert_int_equal(bus_send(r->bus, from, bytes, size, NULL, 0), 0);
}

static void on_drained(void *arg)
{
	struct rig *r = arg;

	r->drained++;
	r->after_drained = r->messages;
}

static void on_alarm(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	*(bool *)arg = true;
}

static bool turn_until(const int *counter, int value, int limit_ms)
{
	bool late = false;
	struct event *alarm = evtimer_new(rig.base, on_alarm, &late);

	event_add(alarm, &(struct timeval){ limit_ms / 1000, limit_ms % 1000 * 1000 });
	while (*counter < value && !late)
		event_base_loop(rig.base, EVLOOP_ONCE);
	event_free(alarm);
	return *counter >= value;
}

static void turn_for(int ms)
{
	int never = 0;

	turn_until(&never, 1, ms);
}

static struct bus *open_bus(void *context)
{
	struct bus_options options = {
		.context = context,
		.endpoint = "tcp://127.0.0.1:*",
		.secret_key = rig.server_secret,
		.domain = "test",
		.message_bytes_max = MESSAGE_MAX,
		.send_queue = 64,
		.receive_queue = 16,
		.handshake_ms = 3000,
		.heartbeat_ms = 10000,
		.arg = &rig,
		.on_message = on_message,
		.on_drained = on_drained,
	};

	return bus_new(rig.base, &options);
}

static int set_up(void **state)
{
	char public_key[41], secret_key[41];
	struct auth_client known = { .id = (char *)"desk", .organisation = (char *)"council", .roles = AUTH_EDITOR };

	(void)state;
	memset(&rig, 0, sizeof(rig));
	rig.base = event_base_new();
	rig.auth = auth_new(rig.base, "test");
	assert_non_null(rig.auth);
	assert_int_equal(zmq_curve_keypair(public_key, secret_key), 0);
	zmq_z85_decode(rig.server_public, public_key);
	zmq_z85_decode(rig.server_secret, secret_key);
	zmq_curve_keypair(rig.known_public, rig.known_secret);
	memcpy(known.key, rig.known_public, sizeof(known.key));
	assert_int_equal(auth_set(rig.auth, &known, 1, 1), 0);
	rig.bus = open_bus(auth_context(rig.auth));
	assert_non_null(rig.bus);
	rig.clients = zmq_ctx_new();
	return 0;
}

static void leave(void *socket)
{
	for (int i = 0; i < SOCKETS_MAX; i++)
		if (rig.sockets[i] == socket)
			rig.sockets[i] = NULL;
	zmq_close(socket);
}

/* A test that failed left its sockets open, and their context would wait for them for ever. */
static int tear_down(void **state)
{
	(void)state;
	for (int i = 0; i < SOCKETS_MAX; i++)
		if (rig.sockets[i])
			leave(rig.sockets[i]);
	bus_free(rig.bus);
	auth_free(rig.auth);
	zmq_ctx_term(rig.clients);
	event_base_free(rig.base);
	return 0;
}

static void *client(const char *public_key, const char *secret_key, const char *routing_id)
{
	void *socket = zmq_socket(rig.clients, ZMQ_DEALER);
	int zero = 0, place = 0;

	while (rig.sockets[place])
		assert_true(++place < SOCKETS_MAX);
	rig.sockets[place] = socket;
	zmq_setsockopt(socket, ZMQ_LINGER, &zero, sizeof(zero));
	zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, rig.server_public, 32);
	zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, public_key, 41);
	zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, secret_key, 41);
	if (routing_id)
		zmq_setsockopt(socket, ZMQ_ROUTING_ID, routing_id, strlen(routing_id));
	assert_int_equal(zmq_connect(socket, bus_endpoint(rig.bus)), 0);
	return socket;
}

static void *known_client(void)
{
	return client(rig.known_public, rig.known_secret, NULL);
}

static void *stranger(void)
{
	char public_key[41], secret_key[41];

	zmq_curve_keypair(public_key, secret_key);
	return client(public_key, secret_key, NULL);
}

static void message_of_a_known_key_arrives_with_that_key(void **state)
{
	void *socket = known_client();

	(void)state;
	zmq_send(socket, "hello", 5, 0);
	assert_true(turn_until(&rig.messages, 1, LIMIT_MS));
	assert_string_equal(rig.bytes, "hello");
	assert_string_equal(rig.key, rig.known_public);
	assert_string_equal(auth_find(rig.auth, rig.key)->id, "desk");
	assert_int_equal(auth_find(rig.auth, rig.key)->roles, AUTH_EDITOR);
	turn_for(0);
	assert_int_equal(rig.after_drained, 1); /* the turn's end came after the message */
	leave(socket);
}

static void reply_of_head_and_body_is_one_frame(void **state)
{
	void *socket = known_client();
	char reply[64] = "";

	(void)state;
	zmq_send(socket, "hello", 5, 0);
	assert_true(turn_until(&rig.messages, 1, LIMIT_MS));
	assert_int_equal(bus_send(rig.bus, &rig.from, (const uint8_t *)"head,", 5, (const uint8_t *)"body", 4), 0);
	turn_for(50);
	assert_int_equal(zmq_recv(socket, reply, sizeof(reply), 0), 9);
	assert_string_equal(reply, "head,body");
	leave(socket);
}

static void unknown_key_is_refused_and_told_so(void **state)
{
	void *socket = stranger();
	void *monitor = zmq_socket(rig.clients, ZMQ_PAIR);
	uint16_t event = 0;
	zmq_msg_t frame;

	(void)state;
	zmq_socket_monitor(socket, "inproc://monitor", ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH);
	zmq_connect(monitor, "inproc://monitor");
	zmq_send(socket, "hello", 5, 0);
	assert_false(turn_until(&rig.messages, 1, QUIET_MS));
	assert_int_equal(auth_refused(rig.auth), 1);
	zmq_msg_init(&frame);
	assert_true(zmq_msg_recv(&frame, monitor, 0) >= 2);
	memcpy(&event, zmq_msg_data(&frame), sizeof(event));
	assert_int_equal(event, ZMQ_EVENT_HANDSHAKE_FAILED_AUTH);
	zmq_msg_close(&frame);
	zmq_close(monitor);
	leave(socket);
}

static void key_is_known_from_the_moment_it_is_set(void **state)
{
	void *socket;

	(void)state;
	assert_int_equal(auth_set(rig.auth, NULL, 0, 1), 0);
	assert_null(auth_find(rig.auth, rig.known_public));
	socket = known_client();
	zmq_send(socket, "hello", 5, 0);
	assert_false(turn_until(&rig.messages, 1, QUIET_MS));
	leave(socket);
	assert_int_equal(auth_set(rig.auth,
				  &(struct auth_client){ .key = "", .id = (char *)"x", .organisation = (char *)"y", .roles = 0 },
				  1, 1),
			 0);
	assert_null(auth_find(rig.auth, rig.known_public));
}

static void on_unknown(void *arg)
{
	++*(int *)arg;
}

static void unknown_key_waits_until_the_table_was_looked_at_afresh(void **state)
{
	struct auth_client known = { .id = (char *)"desk", .organisation = (char *)"council", .roles = AUTH_EDITOR };
	int looks = 0;
	void *socket, *lost;

	(void)state;
	assert_int_equal(auth_set(rig.auth, NULL, 0, 1), 0);
	auth_on_unknown(rig.auth, on_unknown, &looks);
	socket = known_client();
	lost = stranger();
	zmq_send(socket, "hello", 5, 0);
	assert_true(turn_until(&looks, 1, LIMIT_MS));
	turn_for(QUIET_MS);
	assert_int_equal(looks, 1); /* one look under way, however many wait */
	assert_int_equal(auth_refused(rig.auth), 0);

	memcpy(known.key, rig.known_public, sizeof(known.key));
	assert_int_equal(auth_set(rig.auth, &known, 1, 1), 0);
	auth_judge(rig.auth, true);
	assert_int_equal(looks, 2); /* the other came after the first look began */
	auth_judge(rig.auth, true);
	assert_true(turn_until(&rig.messages, 1, LIMIT_MS));
	assert_string_equal(rig.key, rig.known_public);
	assert_int_equal(auth_refused(rig.auth), 1);
	leave(socket);
	leave(lost);
}

static void unknown_key_is_not_refused_while_nobody_can_look(void **state)
{
	int looks = 0;
	void *socket = stranger();

	(void)state;
	auth_on_unknown(rig.auth, on_unknown, &looks);
	assert_true(turn_until(&looks, 1, LIMIT_MS));
	auth_judge(rig.auth, false);
	assert_true(turn_until(&looks, 2, LIMIT_MS)); /* it knocks again when the handshake's time is over */
	assert_int_equal(auth_refused(rig.auth), 0);
	auth_judge(rig.auth, true);
	assert_int_equal(auth_refused(rig.auth), 1);
	leave(socket);
}

static void door_that_is_shut_passes_the_self_test(void **state)
{
	(void)state;
	assert_int_equal(auth_self_test(rig.auth, rig.base, bus_endpoint(rig.bus), rig.server_public, LIMIT_MS), 0);
	assert_int_equal(rig.messages, 0);
}

/* The planted fault: a socket that was never given a domain, which libzmq lets everybody into, without a word. */
static void door_that_is_open_fails_the_self_test(void **state)
{
	void *open_door = zmq_socket(rig.clients, ZMQ_ROUTER);
	char endpoint[128];
	size_t size = sizeof(endpoint);
	int one = 1;

	(void)state;
	zmq_setsockopt(open_door, ZMQ_CURVE_SERVER, &one, sizeof(one));
	zmq_setsockopt(open_door, ZMQ_CURVE_SECRETKEY, rig.server_secret, 32);
	assert_int_equal(zmq_bind(open_door, "tcp://127.0.0.1:*"), 0);
	zmq_getsockopt(open_door, ZMQ_LAST_ENDPOINT, endpoint, &size);
	assert_int_equal(auth_self_test(rig.auth, rig.base, endpoint, rig.server_public, LIMIT_MS), -EACCES);
	zmq_close(open_door);
}

static void silence_fails_the_self_test(void **state)
{
	(void)state;
	assert_int_equal(auth_self_test(rig.auth, rig.base, "tcp://127.0.0.1:1", rig.server_public, 100), -ETIMEDOUT);
}

/* A context without the handler: enforcement must shut the door, not open it. */
static void socket_without_a_handler_lets_nobody_in(void **state)
{
	void *socket;

	(void)state;
	bus_free(rig.bus);
	rig.bus = open_bus(rig.clients);
	assert_non_null(rig.bus);
	socket = known_client();
	zmq_send(socket, "hello", 5, 0);
	assert_false(turn_until(&rig.messages, 1, QUIET_MS));
	leave(socket);
	bus_free(rig.bus);
	rig.bus = NULL;
}

static void message_of_two_frames_is_dropped(void **state)
{
	void *socket = known_client();

	(void)state;
	zmq_send(socket, "one", 3, ZMQ_SNDMORE);
	zmq_send(socket, "two", 3, 0);
	zmq_send(socket, "good", 4, 0);
	assert_true(turn_until(&rig.messages, 1, LIMIT_MS));
	assert_string_equal(rig.bytes, "good");
	assert_int_equal(bus_dropped(rig.bus), 1);
	leave(socket);
}

static void oversized_message_is_dropped_and_its_peer_with_it(void **state)
{
	void *socket = known_client();
	char big[MESSAGE_MAX + 200];

	(void)state;
	memset(big, 'x', sizeof(big));
	zmq_send(socket, big, sizeof(big), 0);
	assert_false(turn_until(&rig.messages, 1, QUIET_MS));
	zmq_send(socket, "good", 4, 0); /* on the connection that libzmq makes anew */
	assert_true(turn_until(&rig.messages, 1, LIMIT_MS));
	assert_string_equal(rig.bytes, "good");
	leave(socket);
}

static void sending_to_a_peer_that_is_gone_says_so(void **state)
{
	void *socket = known_client();
	int err = 0;

	(void)state;
	zmq_send(socket, "hello", 5, 0);
	assert_true(turn_until(&rig.messages, 1, LIMIT_MS));
	leave(socket);
	for (int i = 0; i < 100 && err != -EHOSTUNREACH; i++) {
		turn_for(10);
		err = bus_send(rig.bus, &rig.from, (const uint8_t *)"x", 1, NULL, 0);
	}
	assert_int_equal(err, -EHOSTUNREACH);
}

static void full_queue_of_a_peer_says_so(void **state)
{
	static const uint8_t body[MESSAGE_MAX - 1];
	void *socket = known_client();
	int err = 0;

	(void)state;
	zmq_send(socket, "hello", 5, 0);
	assert_true(turn_until(&rig.messages, 1, LIMIT_MS));
	for (int i = 0; i < 200000 && err == 0; i++)
		err = bus_send(rig.bus, &rig.from, (const uint8_t *)"x", 1, body, sizeof(body));
	assert_int_equal(err, -EAGAIN);
	leave(socket);
}

static void every_one_of_many_requests_is_answered(void **state)
{
	void *socket = known_client();
	int sent = 0, answered = 0;
	char reply[16];

	(void)state;
	rig.echo = true;
	for (int i = 0; i < 100000 && answered < MANY; i++) {
		while (sent < MANY && sent - answered < 50 && zmq_send(socket, "ping", 4, ZMQ_DONTWAIT) == 4)
			sent++;
		turn_until(&rig.messages, rig.messages + 1, 5);
		while (zmq_recv(socket, reply, sizeof(reply), ZMQ_DONTWAIT) == 4)
			answered++;
	}
	assert_int_equal(answered, MANY);
	assert_int_equal(rig.messages, MANY);
	leave(socket);
}

static void paused_bus_takes_nothing_in_but_sends(void **state)
{
	void *socket = known_client();
	char reply[8] = "";

	(void)state;
	zmq_send(socket, "hello", 5, 0);
	assert_true(turn_until(&rig.messages, 1, LIMIT_MS));
	bus_pause(rig.bus);
	zmq_send(socket, "more", 4, 0);
	assert_false(turn_until(&rig.messages, 2, QUIET_MS));
	assert_int_equal(bus_send(rig.bus, &rig.from, (const uint8_t *)"bye", 3, NULL, 0), 0);
	assert_int_equal(zmq_recv(socket, reply, sizeof(reply), 0), 3);
	assert_string_equal(reply, "bye");
	leave(socket);
}

static void endpoint_in_use_is_an_error_and_not_the_end(void **state)
{
	struct bus_options options = { .context = auth_context(rig.auth),
				       .endpoint = bus_endpoint(rig.bus),
				       .secret_key = rig.server_secret,
				       .domain = "test",
				       .message_bytes_max = MESSAGE_MAX,
				       .send_queue = 1,
				       .receive_queue = 1,
				       .handshake_ms = 1000,
				       .heartbeat_ms = 1000,
				       .on_message = on_message };

	(void)state;
	assert_null(bus_new(rig.base, &options));
	assert_int_equal(errno, EADDRINUSE);
	options.domain = "";
	assert_null(bus_new(rig.base, &options));
	assert_int_equal(errno, EINVAL);
}

static void roles_have_names(void **state)
{
	(void)state;
	assert_int_equal(auth_role_by_name("reader"), AUTH_READER);
	assert_int_equal(auth_role_by_name("courier"), AUTH_COURIER);
	assert_int_equal(auth_role_by_name("king"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(message_of_a_known_key_arrives_with_that_key, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reply_of_head_and_body_is_one_frame, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unknown_key_is_refused_and_told_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(key_is_known_from_the_moment_it_is_set, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unknown_key_waits_until_the_table_was_looked_at_afresh, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unknown_key_is_not_refused_while_nobody_can_look, set_up, tear_down),
		cmocka_unit_test_setup_teardown(door_that_is_shut_passes_the_self_test, set_up, tear_down),
		cmocka_unit_test_setup_teardown(door_that_is_open_fails_the_self_test, set_up, tear_down),
		cmocka_unit_test_setup_teardown(silence_fails_the_self_test, set_up, tear_down),
		cmocka_unit_test_setup_teardown(socket_without_a_handler_lets_nobody_in, set_up, tear_down),
		cmocka_unit_test_setup_teardown(message_of_two_frames_is_dropped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(oversized_message_is_dropped_and_its_peer_with_it, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sending_to_a_peer_that_is_gone_says_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(full_queue_of_a_peer_says_so, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_one_of_many_requests_is_answered, set_up, tear_down),
		cmocka_unit_test_setup_teardown(paused_bus_takes_nothing_in_but_sends, set_up, tear_down),
		cmocka_unit_test_setup_teardown(endpoint_in_use_is_an_error_and_not_the_end, set_up, tear_down),
		cmocka_unit_test_setup_teardown(roles_have_names, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

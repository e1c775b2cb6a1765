/*
 * Which endpoint next, when, and what to say of those that failed.
 *
 *	CLOSED --try_ms--> CONNECTING/SHAKING --handshake--> UP, Hello on its way --Welcome--> ready
 *	   ^                     |  refused, timed out            |  5 s, or refused             | lost
 *	   +---------------------+--------------------------------+-----------------------------+
 *
 * Endpoints are tried one after the other without a pause, then the round
 * begins again after a growing one. A hang-up in the handshake happens when a
 * register stops just then; twice in a row on one endpoint it is a wrong server key.
 */
#include "inside.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { CUTS_FOR_WRONG_KEY = 2 };

static bool z85_fits(const char *key)
{
	uint8_t bytes[32];

	return key && strlen(key) == 40 && zmq_z85_decode(bytes, key);
}

static int add_endpoint(struct concordat *c, const char *text, size_t size)
{
	while (size > 0 && (*text == ' ' || *text == '\t'))
		text++, size--;
	while (size > 0 && (text[size - 1] == ' ' || text[size - 1] == '\t'))
		size--;
	if (size == 0)
		return 0;
	if (size >= ENDPOINT_SIZE || c->endpoint_count == ENDPOINTS_MAX || !memchr(text, ':', size))
		return -EINVAL;
	memcpy(c->endpoints[c->endpoint_count++].address, text, size);
	return 0;
}

static int read_endpoints(struct concordat *c, const char *text)
{
	int error = 0;

	while (error == 0 && text && *text) {
		size_t size = strcspn(text, ",");

		error = add_endpoint(c, text, size);
		text += size + (text[size] == ',');
	}
	return error == 0 && c->endpoint_count == 0 ? -EINVAL : error;
}

int connect_setup(struct concordat *c, const struct concordat_settings *s)
{
	int error = read_endpoints(c, s->servers);

	if (error != 0)
		return error;
	if (!z85_fits(s->server_key) || !z85_fits(s->public_key) || !z85_fits(s->secret_key))
		return -EINVAL;
	memcpy(c->server_key, s->server_key, sizeof(c->server_key));
	memcpy(c->public_key, s->public_key, sizeof(c->public_key));
	memcpy(c->secret_key, s->secret_key, sizeof(c->secret_key));
	snprintf(c->agent, sizeof(c->agent), "%s", s->agent ? s->agent : "libconcordat");
	snprintf(c->words, sizeof(c->words), "connecting to %s", c->endpoints[0].address);
	c->deadline_ms = s->deadline_ms ? s->deadline_ms : DEADLINE_DEFAULT_MS;
	c->give_up_ms = s->give_up_ms;
	c->in_flight_max = IN_FLIGHT_DEFAULT;
	c->alone_since_ms = now_ms();
	return 0;
}

static bool is_refusal(enum concordat_fault fault)
{
	return fault >= CONCORDAT_WRONG_SERVER_KEY;
}

static bool refused_everywhere(const struct concordat *c)
{
	for (size_t i = 0; i < c->endpoint_count; i++)
		if (!is_refusal(c->endpoints[i].fault))
			return false;
	return true;
}

static void explain(struct concordat *c, const struct endpoint *e)
{
	static const char *const sentences[] = {
		[CONCORDAT_CONNECTING] = "connecting",
		[CONCORDAT_NONE] = "connected",
		[CONCORDAT_LOST] = "the connection was lost; it is being made again",
		[CONCORDAT_NOT_ANSWERING] = "something listens there but does not finish the greeting: the register is starting, "
					    "stopping or overloaded; try again in a minute",
		[CONCORDAT_BAD_PROTOCOL] = "the register there speaks a protocol that this program does not know; one of the two "
					   "must be brought up to date",
		[CONCORDAT_NOBODY_LISTENING] =
			"nobody listens there; check the address, and whether the register runs and a firewall "
			"is in the way",
		[CONCORDAT_WRONG_SERVER_KEY] =
			"what listens there hung up in the handshake, as a register does whose key is not the "
			"server_key of your context; ask its operator for the register's public key. If your own key is new, "
			"it may only be unable to look that up just now: try again in a minute",
		[CONCORDAT_KEY_REFUSED] =
			"the register does not know your key, or it was revoked or has expired; send your public key to "
			"your registrar to have it enrolled",
		[CONCORDAT_NO_CURVE] = "what listens there does not speak CURVE, so it is not a register; check the port",
	};

	snprintf(c->words, sizeof(c->words), "%s: %s", e->address, sentences[c->fault]);
}

/* The most telling of what the endpoints said last. */
static void judge(struct concordat *c)
{
	const struct endpoint *worst = &c->endpoints[c->endpoint];

	for (size_t i = 0; i < c->endpoint_count; i++)
		if (c->endpoints[i].fault > worst->fault)
			worst = &c->endpoints[i];
	c->fault = worst->fault;
	explain(c, worst);
}

static void give_up(struct concordat *c)
{
	bool unknown_key = c->fault == CONCORDAT_KEY_REFUSED;

	calls_end_all(c, unknown_key ? CONCORDAT__STATUS__STATUS_UNAUTHENTICATED : CONCORDAT__STATUS__STATUS_UNAVAILABLE,
		      c->words);
}

/* The link is down: note why, and when to try which endpoint. */
static void on_down(struct concordat *c, enum concordat_fault fault, int64_t now)
{
	struct endpoint *e = &c->endpoints[c->endpoint];
	bool was_ready = c->ready;

	e->cuts = c->link.cut ? e->cuts + 1 : 0;
	e->fault = e->cuts >= CUTS_FOR_WRONG_KEY ? CONCORDAT_WRONG_SERVER_KEY : fault;
	link_close(&c->link, 0);
	c->ready = false;
	if (was_ready) {
		c->alone_since_ms = now;
		c->rounds = 0;
	}
	calls_on_lost(c);
	streams_on_lost(c);
	judge(c);
	if (!(c->link.cut && e->cuts < CUTS_FOR_WRONG_KEY)) /* once more, to be sure */
		c->endpoint = (c->endpoint + 1) % c->endpoint_count;
	c->link.cut = false;
	c->try_ms = now;
	if (c->endpoint == 0 || c->endpoint_count == 1)
		c->try_ms += pause_ms(PAUSE_FIRST_MS, refused_everywhere(c) ? PAUSE_REFUSED_MS : PAUSE_LONGEST_MS, ++c->rounds);
	if (c->give_up_ms > 0 && refused_everywhere(c))
		give_up(c);
}

static void say_hello(struct concordat *c)
{
	Concordat__Hello hello = CONCORDAT__HELLO__INIT;
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	uint8_t bytes[256];

	hello.has_protocol_min = hello.has_protocol_max = true;
	hello.protocol_min = hello.protocol_max = CONCORDAT__PROTOCOL_VERSION__PROTOCOL_VERSION_1;
	hello.agent = c->agent;
	request.verb_case = CONCORDAT__REQUEST__VERB_HELLO;
	request.hello = &hello;
	if (concordat__request__get_packed_size(&request) <= sizeof(bytes))
		(void)call_transmit(c, 0, GREETING_MS, bytes, concordat__request__pack(&request, bytes));
}

static void open_link(struct concordat *c, int64_t now)
{
	struct link_keys keys = { c->server_key, c->public_key, c->secret_key };
	struct endpoint *e = &c->endpoints[c->endpoint];

	c->try_ms = now + LINK_CONNECT_MS;
	c->shaking = false;
	if (link_open(&c->link, c->context, c->epoll, e->address, &keys) == 0) {
		say_hello(c); /* waits in the socket until the handshake is done */
		return;
	}
	c->link.cut = false;
	on_down(c, CONCORDAT_NOBODY_LISTENING, now);
	snprintf(c->words, sizeof(c->words), "%s is no address to connect to; write tcp://host:port", e->address);
}

/* Unpacked once more, from its bytes, because the arena goes on to the next message. */
static bool keep_welcome(struct concordat *c, const Concordat__Welcome *welcome)
{
	uint8_t bytes[4096];
	size_t size = concordat__welcome__get_packed_size(welcome);
	Concordat__Welcome *copy;

	if (size > sizeof(bytes))
		return false;
	concordat__welcome__pack(welcome, bytes);
	copy = concordat__welcome__unpack(NULL, size, bytes);
	if (!copy)
		return false;
	if (c->welcome)
		concordat__welcome__free_unpacked(c->welcome, NULL);
	c->welcome = copy;
	return true;
}

static enum concordat_fault fault_of_status(Concordat__Status status)
{
	switch (status) {
	case CONCORDAT__STATUS__STATUS_UNAUTHENTICATED:
	case CONCORDAT__STATUS__STATUS_PERMISSION_DENIED:
		return CONCORDAT_KEY_REFUSED;
	case CONCORDAT__STATUS__STATUS_UNAVAILABLE:
	case CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED:
	case CONCORDAT__STATUS__STATUS_DEADLINE_EXCEEDED:
		return CONCORDAT_NOT_ANSWERING;
	default:
		return CONCORDAT_BAD_PROTOCOL;
	}
}

void connect_on_hello(struct concordat *c, const Concordat__Reply *reply)
{
	const Concordat__Welcome *w = reply->welcome;
	bool welcomed = reply->status == CONCORDAT__STATUS__STATUS_OK && reply->result_case == CONCORDAT__REPLY__RESULT_WELCOME &&
			w->protocol == CONCORDAT__PROTOCOL_VERSION__PROTOCOL_VERSION_1;

	if (c->ready)
		return;
	if (!welcomed || !keep_welcome(c, w)) { /* connect_step() closes it: we may be deep in the reading loop here */
		c->link.state = LINK_DOWN;
		c->link.fault = fault_of_status(welcomed ? CONCORDAT__STATUS__STATUS_OK : reply->status);
		return;
	}
	for (size_t i = 0; i < c->endpoint_count; i++)
		c->endpoints[i].fault = CONCORDAT_CONNECTING, c->endpoints[i].cuts = 0;
	c->endpoints[c->endpoint].fault = CONCORDAT_NONE;
	c->in_flight_max = c->welcome->in_flight_max ? c->welcome->in_flight_max : IN_FLIGHT_DEFAULT;
	c->ready = true;
	c->rounds = 0;
	c->try_ms = INT64_MAX;
	c->fault = CONCORDAT_NONE;
	explain(c, &c->endpoints[c->endpoint]);
}

void connect_step(struct concordat *c, int64_t now)
{
	if (c->link.state == LINK_DOWN) {
		if (link_has_input(&c->link))
			return; /* what came before the end is read first */
		on_down(c, c->link.fault, now);
	} else if (c->link.state != LINK_CLOSED && !c->ready && now >= c->try_ms) {
		/* A name that does not resolve gives no event at all. */
		on_down(c, c->link.state == LINK_CONNECTING ? CONCORDAT_NOBODY_LISTENING : CONCORDAT_NOT_ANSWERING, now);
	} else if (c->link.state >= LINK_SHAKING && !c->ready && !c->shaking) {
		c->shaking = true;
		c->try_ms = now + LINK_SHAKE_MS + GREETING_MS;
	}
	if (c->give_up_ms > 0 && !c->ready && now - c->alone_since_ms >= c->give_up_ms)
		give_up(c);
	if (c->link.state == LINK_CLOSED && now >= c->try_ms)
		open_link(c, now);
}

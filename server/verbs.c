#include "verbs.h"


enum { WRITERS = AUTH_EDITOR | AUTH_REGISTRAR | AUTH_OPERATOR };

#define CASE(name) CONCORDAT__REQUEST__VERB_##name

const struct verb verbs[] = {
	{ CASE(HELLO), "hello", 0, false, verb_hello },
	{ CASE(PING), "ping", 0, false, verb_ping },
	{ CASE(GET), "get", AUTH_READER | WRITERS, false, verb_get },
	{ CASE(LIST), "list", AUTH_READER | WRITERS, false, verb_list },
	{ CASE(HISTORY), "history", AUTH_READER | WRITERS, false, verb_history },
	{ CASE(PUT), "put", WRITERS, true, verb_put },
	{ CASE(BATCH), "batch", WRITERS, true, verb_batch },
	{ CASE(WITHDRAW), "withdraw", WRITERS, true, verb_withdraw },
	{ CASE(ATTACH), "attach", AUTH_READER | WRITERS, false, verb_attach },
	{ CASE(CREDIT), "credit", AUTH_READER | WRITERS, false, verb_credit },
	{ CASE(SETTLE), "settle", AUTH_READER | WRITERS, false, verb_settle },
	{ CASE(DETACH), "detach", AUTH_READER | WRITERS, false, verb_detach },
};
const size_t verb_count = sizeof(verbs) / sizeof(verbs[0]);

static const struct {
	unsigned role;
	char *name;
} role_names[] = {
	{ AUTH_READER, "reader" },     { AUTH_EDITOR, "editor" },   { AUTH_REGISTRAR, "registrar" },
	{ AUTH_OPERATOR, "operator" }, { AUTH_COURIER, "courier" },
};
enum { ROLE_COUNT = sizeof(role_names) / sizeof(role_names[0]) };

void verb_hello(struct request *r)
{
	const Concordat__Hello *hello = r->message->hello;
	const struct config *config = r->service->config;
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;
	Concordat__Welcome w = CONCORDAT__WELCOME__INIT;
	char *roles[ROLE_COUNT];

	if ((hello->has_protocol_min && hello->protocol_min > CONCORDAT__PROTOCOL_VERSION__PROTOCOL_VERSION_1) ||
	    (hello->has_protocol_max && hello->protocol_max < CONCORDAT__PROTOCOL_VERSION__PROTOCOL_VERSION_1)) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_FAILED_PRECONDITION, "protocol_min",
				    "this register speaks concordat-wire/1 only");
		return;
	}
	w.has_protocol = w.has_head = w.has_message_bytes_max = w.has_in_flight_max = w.has_batch_max = w.has_page_max = 1;
	w.has_streams_max = w.has_credit_max = w.has_now_at = w.has_head_hash = 1;
	w.protocol = CONCORDAT__PROTOCOL_VERSION__PROTOCOL_VERSION_1;
	w.register_id = r->service->register_id;
	w.history_id = (char *)(uintptr_t)stream_history(r->service->streams);
	w.head = r->service->head.revision;
	w.server = (char *)(uintptr_t) "concordatd/" CONCORDAT_VERSION;
	w.client = r->client.id;
	w.organisation = r->client.organisation;
	for (size_t i = 0; i < ROLE_COUNT; i++)
		if (r->client.roles & role_names[i].role)
			roles[w.n_roles++] = role_names[i].name;
	w.roles = roles;
	w.message_bytes_max = WIRE_MESSAGE_MAX;
	w.in_flight_max = (uint32_t)config->in_flight_per_client;
	w.batch_max = (uint32_t)config->batch_max;
	w.page_max = (uint32_t)config->page_max;
	w.streams_max = (uint32_t)config->streams_max;
	w.credit_max = (uint32_t)config->credit_max;
	w.now_at = clock_now(r->service->clock);
	w.head_hash = (ProtobufCBinaryData){ sizeof(r->service->head.hash), r->service->head.hash };
	reply.result_case = CONCORDAT__REPLY__RESULT_WELCOME;
	reply.welcome = &w;
	request_reply(r, r->service->head.revision, &reply);
}

void verb_ping(struct request *r)
{
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;
	Concordat__Pong pong = CONCORDAT__PONG__INIT;

	pong.has_now_at = 1;
	pong.now_at = clock_now(r->service->clock);
	reply.result_case = CONCORDAT__REPLY__RESULT_PONG;
	reply.pong = &pong;
	request_reply(r, r->service->head.revision, &reply);
}

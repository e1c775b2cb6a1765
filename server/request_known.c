#include "request_known.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "clock_ms.h"

enum { BYTES_MAX = 1024, ID_MAX = 16, FIELD_ID = 1 };

struct known {
	struct head_wish wish;
	struct service *service;
	struct known *next_free;
	struct bus_address from;
	struct quota_ticket ticket;
	struct cache_entry *entry;
	const struct verb *verb;
	int64_t began_ms;
	char key[41];
	size_t id_size, size;
	uint8_t id[ID_MAX], bytes[BYTES_MAX];
};

/* The verbs whose replies are kept. */
static const Concordat__Request__VerbCase kept[] = { CONCORDAT__REQUEST__VERB_GET, CONCORDAT__REQUEST__VERB_LIST };

static struct known *take_place(struct service *s)
{
	struct known *k = s->known_places;

	if (k)
		s->known_places = k->next_free;
	else
		k = malloc(sizeof(*k));
	return k;
}

static void give_back(struct known *k)
{
	struct service *s = k->service;

	cache_release(k->entry);
	quota_leave(&k->ticket);
	s->requests--;
	k->next_free = s->known_places;
	s->known_places = k;
}

void known_free_all(struct service *s)
{
	while (s->known_places) {
		struct known *k = s->known_places;

		s->known_places = k->next_free;
		free(k);
	}
}

static void on_head(struct head_wish *wish, const struct head *head)
{
	struct known *k = (struct known *)wish;
	struct service *s = k->service;
	struct cache_reply reply;

	if (!cache_holds(s->cache, k->entry, head, &reply)) {
		give_back(k); /* which nobody takes before it was read */
		request_take_unknown(s, &k->from, k->key, k->bytes, k->size);
		return;
	}
	request_count(k->verb, CONCORDAT__STATUS__STATUS_OK, k->began_ms);
	buffer_reset(&s->out_head);
	buffer_field_bytes(&s->out_head, 1, k->id, k->id_size);
	buffer_field_number(&s->out_head, 2, head->revision);
	buffer_field_number(&s->out_head, 3, CONCORDAT__STATUS__STATUS_OK);
	if (!s->out_head.failed &&
	    bus_send(s->bus, &k->from, s->out_head.bytes, s->out_head.size, reply.bytes, reply.size) == -EHOSTUNREACH)
		stream_forget(s->streams, &k->from);
	give_back(k);
}

static void on_lost(struct head_wish *wish)
{
	struct known *k = (struct known *)wish;
	struct refusal gone = refusal_unavailable(false);

	request_refuse_bytes(k->service, &k->from, k->bytes, k->size, &gone);
	give_back(k);
}

static bool find_verb(const uint8_t *bytes, size_t size, struct cache_question *question, const struct verb **ret_verb)
{
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (wire_find(bytes, size, (uint32_t)kept[i], &question->bytes, &question->size)) {
			*ret_verb = request_verb(kept[i]);
			return true;
		}
	return false;
}

bool known_take(struct service *s, const struct bus_address *from, const struct auth_client *client, const uint8_t *bytes,
		size_t size)
{
	struct cache_question question = { .organisation = client->organisation, .roles = client->roles };
	const uint8_t *id = NULL;
	size_t id_size = 0;
	struct refusal busy;
	struct known *k;

	if (size > BYTES_MAX || s->stopping || !wire_find(bytes, size, FIELD_ID, &id, &id_size) || id_size == 0 ||
	    id_size > ID_MAX)
		return false;
	k = take_place(s);
	if (!k)
		return false;
	k->service = s;
	k->entry = find_verb(bytes, size, &question, &k->verb) ? cache_hold(s->cache, &question) : NULL;
	k->began_ms = clock_monotonic_ms();
	if (!k->entry || quota_enter(s->quota, from, client->organisation, k->began_ms, &k->ticket, &busy) < 0) {
		bool refused = k->entry != NULL;

		cache_release(k->entry);
		k->next_free = s->known_places;
		s->known_places = k;
		if (refused)
			request_refuse_bytes(s, from, bytes, size, &busy);
		return refused;
	}
	s->requests++;
	k->from = *from;
	memcpy(k->key, client->key, sizeof(k->key));
	memcpy(k->id, id, id_size);
	k->id_size = id_size;
	memcpy(k->bytes, bytes, size);
	k->size = size;
	k->wish.on_head = on_head;
	k->wish.on_lost = on_lost;
	heads_ask(s->heads, &k->wish);
	return true;
}

#include "stream_peers.h"

#include <errno.h>
#include <stdlib.h>

#include "stream_internal.h"

struct stream_peer *stream_peer_find(const struct stream_hub *hub, const struct bus_address *of)
{
	struct stream_peer *p;

	HASH_FIND(hh, hub->peers, of->id, of->size, p);
	return p;
}

struct stream *stream_find(const struct stream_hub *hub, const struct bus_address *of, uint32_t number)
{
	const struct stream_peer *p = stream_peer_find(hub, of);
	struct stream *s;

	if (!p)
		return NULL;
	LIST_FOREACH(s, &p->streams, beside)
		if (s->number == number)
			return s;
	return NULL;
}

static struct stream_peer *new_peer(struct stream_hub *hub, const struct bus_address *to)
{
	struct stream_peer *p = calloc(1, sizeof(*p));

	if (!p)
		return NULL;
	p->to = *to;
	LIST_INIT(&p->streams);
	HASH_ADD_KEYPTR(hh, hub->peers, p->to.id, p->to.size, p);
	return p;
}

int stream_add(struct stream *s, const struct bus_address *to)
{
	struct stream_hub *hub = s->hub;
	struct stream_peer *p = stream_peer_find(hub, to);

	if (!p)
		p = new_peer(hub, to);
	if (!p)
		return -ENOMEM;
	s->peer = p;
	p->count++;
	LIST_INSERT_HEAD(&p->streams, s, beside);
	TAILQ_INSERT_TAIL(&hub->streams, s, entry);
	hub->count++;
	return 0;
}

void stream_remove(struct stream *s)
{
	struct stream_peer *p = s->peer;

	LIST_REMOVE(s, beside);
	TAILQ_REMOVE(&s->hub->streams, s, entry);
	s->hub->count--;
	s->peer = NULL;
	if (--p->count > 0)
		return;
	HASH_DEL(s->hub->peers, p);
	free(p);
}

/* The bare fan-out: what a ROUTER that stores nothing tells as many subscribers, who acknowledge each item. */
#include <stdio.h>
#include <string.h>

#include "load.h"


struct fan {
	struct peers peers;
	int attached;
	uint64_t taken;
	int64_t ended_at;
	double seconds; /* of all rounds */
};

static bool on_fanned(struct peer *p, const uint8_t *bytes, size_t size, void *arg)
{
	struct fan *f = arg;

	if (size > 0 && bytes[0] == 'A')
		return ++f->attached < f->peers.count;
	if (size == 1 && bytes[0] == 'D') {
		f->ended_at = now_ns();
		return false;
	}
	f->taken++;
	peer_send(p, "K", 1);
	return true;
}

static void attach_all(struct fan *f, const struct options *o)
{
	uint32_t numbers[3] = { (uint32_t)o->size, (uint32_t)o->window, (uint32_t)o->count };
	uint8_t attach[1 + sizeof(numbers)] = "A";

	memcpy(attach + 1, numbers, sizeof(numbers));
	f->attached = 0;
	for (int j = 0; j < o->clients; j++)
		peer_send(&f->peers.all[j], attach, sizeof(attach));
	peers_turn(&f->peers, soon(), on_fanned, f);
	if (f->attached < o->clients)
		fail("%d of %d subscribers were attached", f->attached, o->clients);
}

void run_fan(const struct options *o)
{
	static struct fan f;

	peers_open(&f.peers, o);
	for (int round = 0; round < o->rounds; round++) {
		int64_t begun_at;

		attach_all(&f, o); /* each for so many items */
		f.ended_at = 0;
		begun_at = now_ns();
		peer_send(&f.peers.all[0], "G", 1);
		peers_turn(&f.peers, soon(), on_fanned, &f);
		if (f.ended_at == 0 || f.taken != (uint64_t)o->count * (uint64_t)o->clients * (uint64_t)(round + 1))
			fail("%llu items came", (unsigned long long)f.taken);
		f.seconds += (double)(f.ended_at - begun_at) / 1e9;
	}
	printf("{\"per_s\": %.1f, \"seconds\": %.3f}\n", (double)f.taken / f.seconds, f.seconds);
	peers_close(&f.peers);
}

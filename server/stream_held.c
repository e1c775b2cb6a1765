#include "stream_held.h"

#include <stdlib.h>

#include "clock_ms.h"

/* A packed alert takes some 300 bytes. Many streams may hold some at a time, so that a long one is read again instead. */
enum { BYTES_MAX = 12 * 1024, GOOD_MS = 1000 };

/* Alerts show deadlines and are shown by keys. What was settled meanwhile is no secret, and the stamp of it moves all the time. */
static const int rests_on[] = { CONCORDAT__KIND__KIND_DEADLINE, CONCORDAT__KIND__KIND_CLIENT };
enum { RESTS = sizeof(rests_on) / sizeof(rests_on[0]) };

struct held {
	int64_t stamps[RESTS], read_ms;
	int next, count;
	struct {
		uint64_t number;
		size_t end; /* in packed */
	} alerts[HELD_MAX];
	struct buffer packed;
};

struct held *held_begin(const struct head *head)
{
	struct held *h = calloc(1, sizeof(*h));

	if (!h)
		return NULL;
	h->read_ms = clock_monotonic_ms();
	for (int i = 0; i < RESTS; i++)
		h->stamps[i] = head->stamps[rests_on[i]];
	return h;
}

bool held_add(struct held *h, struct stream_scratch *scratch, const char *subscription, const PGresult *rows, int row)
{
	uint64_t number;

	if (h->count == HELD_MAX || h->packed.size + stream_alert_size(rows, row) > BYTES_MAX)
		return false;
	number = stream_pack_alert(&h->packed, scratch, subscription, rows, row);
	if (h->packed.failed)
		return false;
	h->alerts[h->count].number = number;
	h->alerts[h->count++].end = h->packed.size;
	return true;
}

void held_drop(struct held **h)
{
	if (*h)
		buffer_release(&(*h)->packed);
	free(*h);
	*h = NULL;
}

bool held_is_old(const struct held *h)
{
	return clock_monotonic_ms() - h->read_ms > GOOD_MS;
}

bool held_is_good(const struct held *h, const struct head *now)
{
	for (int i = 0; i < RESTS; i++)
		if (h->stamps[i] != now->stamps[rests_on[i]])
			return false;
	return !held_is_old(h);
}

int held_pack(struct buffer *out, const struct held *h, uint32_t stream, uint32_t most, uint64_t *ret_number)
{
	int left = h->count - h->next, count = most < (uint32_t)left ? (int)most : left;
	size_t from = h->next > 0 ? h->alerts[h->next - 1].end : 0;
	size_t upto = count > 0 ? h->alerts[h->next + count - 1].end : from;

	stream_pack_list(out, stream, h->packed.bytes + from, upto - from);
	if (count > 0)
		*ret_number = h->alerts[h->next + count - 1].number;
	return count;
}

bool held_took(struct held *h, int count)
{
	h->next += count;
	return h->next == h->count;
}

/*
 * What becomes of items that were dealt with: credit for as many more and, for
 * alerts, settling, which gives the credit too. One settling is under way at
 * a time, and the next asks for all that was wanted meanwhile.
 */
#include "inside.h"

#include <errno.h>

static void on_settled(void *arg, const Concordat__Reply *reply)
{
	struct concordat_stream *s = arg;

	if (reply->status == CONCORDAT__STATUS__STATUS_OK && reply->result_case == CONCORDAT__REPLY__RESULT_SETTLED &&
	    reply->settled->number > s->settled)
		s->settled = reply->settled->number;
	else if (stream_is_passing(reply->status))
		s->settle_ms = now_ms() + PAUSE_LONGEST_MS;
	else
		s->settle_wanted = s->settled; /* refused for good: the next settling tries anew */
	if (reply->status != CONCORDAT__STATUS__STATUS_OK)
		s->taken += s->settle_more; /* not given, or not for certain: rather twice than never */
	s->settle_more = 0;
	s->settle_asked = s->settled; /* one at a time: now the next, or later the same again */
	if (s->has_after && s->settled > s->after)
		s->after = s->settled;
	stream_settle_next(s);
}

void stream_settle_next(struct concordat_stream *s)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Settle settle = CONCORDAT__SETTLE__INIT;

	if (s->state != STREAM_ATTACHED || s->taking || s->settle_asked > s->settled || s->settle_wanted <= s->settled ||
	    now_ms() < s->settle_ms)
		return;
	settle.has_stream = settle.has_number = true;
	settle.stream = s->number;
	settle.number = s->settle_wanted;
	settle.has_more = s->taken > 0;
	settle.more = s->taken;
	request.verb_case = CONCORDAT__REQUEST__VERB_SETTLE;
	request.settle = &settle;
	if (!stream_request(s, &request, on_settled))
		return;
	s->settle_asked = s->settle_wanted;
	s->settle_more = s->taken;
	s->taken = 0;
}

uint32_t stream_window(const struct concordat_stream *s)
{
	const Concordat__Welcome *w = s->connection->welcome;

	return w && w->credit_max && w->credit_max < s->window ? w->credit_max : s->window;
}

static void give_credit(struct concordat_stream *s)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Credit credit = CONCORDAT__CREDIT__INIT;

	if (s->taken < (stream_window(s) + 1) / 2)
		return;
	credit.has_stream = credit.has_more = true;
	credit.stream = s->number;
	credit.more = s->taken;
	request.verb_case = CONCORDAT__REQUEST__VERB_CREDIT;
	request.credit = &credit;
	if (stream_request(s, &request, NULL))
		s->taken = 0;
}

/* So many items of that attachment have been dealt with. */
void stream_take(struct concordat_stream *s, uint32_t attachment, uint32_t items)
{
	if (s->state != STREAM_ATTACHED || s->number != attachment)
		return;
	s->taken += items;
	stream_settle_next(s); /* which gives credit too, if it is sent */
	give_credit(s);
}

int concordat_settle(struct concordat_stream *s, uint64_t number)
{
	if (s->options.type != CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS || s->options.peek)
		return -EINVAL;
	if (number > s->settle_wanted)
		s->settle_wanted = number;
	stream_settle_next(s);
	wake(s->connection);
	return 0;
}

uint64_t concordat_settled(const struct concordat_stream *s)
{
	return s->settled;
}

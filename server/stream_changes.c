/* What a changes stream reads: what came after its place, under its own client's eyes. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "clock_ms.h"
#include "stream_internal.h"

static struct stream *stream_of(struct read *read)
{
	return (struct stream *)((char *)read - offsetof(struct stream, read));
}

static void on_rows(struct read *read, const PGresult *rows, const struct head *head)
{
	struct stream *s = stream_of(read);
	struct stream_hub *hub = s->hub;
	int count = PQntuples(rows);

	if (!stream_fetched(s))
		return;
	for (int i = 0; i < count; i++) {
		uint64_t place;

		buffer_reset(&hub->out);
		place = stream_pack_change(&hub->out, s->number, rows, i, hub->history);
		if (!stream_push_items(s, place, 1))
			return;
	}
	if (count < s->many && head->revision > s->place)
		s->place = head->revision; /* nothing more of ours up to there */
	if (count == s->many || s->look || s->place < hub->head.revision)
		stream_fetch_changes(s);
}

static void on_refused(struct read *read, const struct refusal *refusal)
{
	struct stream *s = stream_of(read);

	if (!stream_fetched(s))
		return;
	if (refusal->status == CONCORDAT__STATUS__STATUS_UNAUTHENTICATED)
		stream_end(s, CONCORDAT__END_REASON__END_REASON_REVOKED, refusal->message);
	else
		stream_retry(s, STREAM_RETRY_MS * 5);
}

void stream_fetch_changes(struct stream *s)
{
	static const char sql[] =
		"select revision, type, kind, id, version, changed_at, changed_by, reason, fields, encode(before, 'hex'), "
		"encode(after, 'hex'), encode(hash, 'hex') from concordat.changes($1, 9223372036854775807, $2, $3)";
	struct read *r = &s->read;

	if (s->fetching || s->credit == 0)
		return;
	s->many = stream_room(s);
	s->look = false;
	snprintf(s->place_text, sizeof(s->place_text), "%" PRIu64, s->place);
	snprintf(s->many_text, sizeof(s->many_text), "%d", s->many);
	*r = (struct read){ .key = s->key,
			    .sql = sql,
			    .count = 3,
			    .values = { s->place_text, s->many_text, s->kinds },
			    .any_values = true, /* by place, whichever */
			    .deadline_ms = clock_monotonic_ms() + STREAM_FETCH_DEADLINE_MS,
			    .on_rows = on_rows,
			    .on_refused = on_refused };
	s->fetching = reader_submit(s->hub->options.reader, r) == 0;
	if (!s->fetching)
		stream_retry(s, STREAM_RETRY_MS);
}

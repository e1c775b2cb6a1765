/*
 * stream_internal.h - what stream.c (the streams and their life),
 * stream_changes.c and stream_alerts.c (what is read for them) share. For
 * those only.
 *
 * A stream that is buried is in no list any more, but lives on until the read
 * that was under way for it ends.
 */
#ifndef STREAM_INTERNAL_H
#define STREAM_INTERNAL_H

#include "stream.h"
#include "stream_held.h"
#include "stream_items.h"
#include "stream_peers.h"

TAILQ_HEAD(stream_queue, stream);

struct stream {
	TAILQ_ENTRY(stream) entry;
	LIST_ENTRY(stream) beside; /* others of the same peer */
	struct stream_peer *peer;
	uint32_t number;
	struct stream_hub *hub;
	char key[41];
	uint32_t credit;
	Concordat__StreamType type;
	uint64_t place;
	bool fetching, dead;
	bool look; /* something may have come since the last fetch began, or that came to nothing */
	int many;  /* asked for by the fetch under way */
	/* alerts */
	char *subscription;
	TAILQ_ENTRY(stream) waiting; /* in the list that queued says */
	enum { QUEUED_NOT, QUEUED_WANTING, QUEUED_READY, QUEUED_ASKED } queued;
	struct held *held; /* read ahead of the credit */
	bool more;         /* there may be more behind what was read */
	bool was_late;     /* what was held last was not taken in time: the next fetch reads nothing ahead */
	uint64_t settled;
	bool unconfirmed; /* which its client wants to hear of */
	/* changes */
	char *kinds;
	struct read read;
	char place_text[24], many_text[12];
};

struct stream_hub {
	struct stream_options options;
	TAILQ_HEAD(, stream) streams;
	int count;
	struct stream_peer *peers;
	struct event *idle, *retry;
	struct head_wish look;
	bool looking;
	struct head head;
	struct buffer out;
	struct stream_scratch scratch;
	char history[40];
	/* alerts: those that want a fetch; that hold some and have credit; and the same for which the head is asked */
	struct stream_queue wanting, ready, asked;
	int batches; /* of alerts, under way */
	struct head_wish held_look;
	bool held_looking;
};

enum { STREAM_FETCH_MAX = 64, STREAM_FETCH_DEADLINE_MS = 30000, STREAM_RETRY_MS = 100 };

/* Reads on, if there is credit and no read is under way; the reads go out when the turn is over. */
void stream_fetch_changes(struct stream *s);
void stream_fetch_alerts(struct stream *s);
/* The alerts that streams want, together. */
void stream_send_alerts(struct stream_hub *hub);
/* Whether what the streams hold for their credit is still good: asks for the head, if it is not asked for. */
void stream_ask_held(struct stream_hub *hub);
void stream_hub_alerts(struct stream_hub *hub); /* at the beginning */
/* What it holds is too old, or may have changed. */
void stream_drop_late(struct stream *s);
/* The stream is no longer waiting for anything, and holds nothing. */
void stream_drop_alerts(struct stream *s);

/* How many to ask for now. */
int stream_room(const struct stream *s);
/* Pushes hub->out, which holds so many items, the last of which stands at place. false: no more of this stream now; it may be gone. */
bool stream_push_items(struct stream *s, uint64_t place, int count);
/* Says that alerts are settled, if that is to be said and nothing is to come with which it would be. */
void stream_confirm(struct stream *s);
/* The fetch is over. false: the stream was buried meanwhile, and is gone now. */
bool stream_fetched(struct stream *s);
/* Nothing came of the fetch; try again in so many ms. */
void stream_retry(struct stream *s, int ms);
void stream_end(struct stream *s, Concordat__EndReason reason, const char *message);

#endif

/*
 * stream_items.h - what is pushed on a stream, packed: a change, an alert, a
 * tick, the End. Each appends one Push envelope to the buffer; those made
 * from a row return the place (revision or number) that the row stands at.
 */
#ifndef STREAM_ITEMS_H
#define STREAM_ITEMS_H

#include "writer.h"

/* Room that packing an alert needs, kept for the next. */
struct stream_scratch {
	struct buffer id, item, list;
};
void stream_scratch_release(struct stream_scratch *scratch);

uint64_t stream_pack_change(struct buffer *out, uint32_t stream, const PGresult *rows, int row, const char *history_id);
/* The alerts of rows from *row to before upto, as many as one frame takes well; *row is the first that was left then. Columns place,
 * number, owner, settled, packed of concordat.alerts_since(), in binary. */
uint64_t stream_pack_alerts(struct buffer *out, struct stream_scratch *scratch, uint32_t stream, const char *subscription,
			    const PGresult *rows, int *row, int upto);
uint64_t stream_alert_place(const PGresult *rows, int row);
/* One alert of them, as it stands in a list, and no less than its size; and a push of such a list. */
uint64_t stream_pack_alert(struct buffer *list, struct stream_scratch *scratch, const char *subscription, const PGresult *rows,
			   int row);
size_t stream_alert_size(const PGresult *rows, int row);
void stream_pack_list(struct buffer *out, uint32_t stream, const uint8_t *list, size_t size);
/* Alerts are settled up to there: beside what is in the push already, or by itself. */
void stream_pack_settled(struct buffer *out, uint32_t stream, uint64_t settled);
void stream_pack_tick(struct buffer *out, uint32_t stream, const struct head *head, const char *history_id, int64_t now_at);
void stream_pack_end(struct buffer *out, uint32_t stream, Concordat__EndReason reason, const char *message);

/* A Change from columns revision, type, kind, id, version, changed_at, changed_by, reason, fields, before, after (hex); also the history's. */
void stream_pack_change_row(struct buffer *out, const PGresult *rows, int row);

#endif

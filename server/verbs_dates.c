#include <errno.h>
#include <string.h>

#include "dates.h"
#include "verbs_item.h"

/* A document earlier in the same batch lends its date too. */
static const char *context_in_batch(const struct write_state *state, size_t upto, const char *source)
{
	for (size_t i = 0; i < upto && source; i++) {
		const struct item *other = &state->items[i];

		if (other->kind->number == CONCORDAT__KIND__KIND_DOCUMENT && other->record && strcmp(other->id, source) == 0 &&
		    dates_lent(other->kind, other->record)[0])
			return dates_lent(other->kind, other->record);
	}
	return NULL;
}

static void looked(struct item *item, const char *context)
{
	struct request *r = item->request;
	struct service *service = r->service; /* outlives the request */
	struct write_state *state = r->state;
	size_t index = (size_t)(item - state->items);
	struct refusal refusal;
	int rc;

	state->looking--;
	if (!state->refused) {
		rc = context && context[0] ? dates_fill(item->kind, item->record, context, &r->arena, &refusal) : -ENODATA;
		if (rc == -ENODATA)
			refusal = INVALID("when_text",
					  "when_text: \"%s\" lacks a year; give context_on, or a source document that has a date",
					  item_text(item, FIELD_WHEN_TEXT));
		if (rc < 0) {
			if (state->batch)
				refusal.item = (int)index;
			state->refused = true;
			state->refusal = refusal;
		}
	}
	if (state->looking > 0)
		return;
	if (state->refused)
		request_refuse(r, &state->refusal);
	else
		state->on_dated(r);
	writer_flush(service->writer);
}

static void on_looked(struct read *read, const PGresult *rows, const struct head *head)
{
	struct item *item = (struct item *)((char *)read - offsetof(struct item, look));

	(void)head;
	looked(item, PQntuples(rows) == 1 && !PQgetisnull(rows, 0, 0) ? PQgetvalue(rows, 0, 0) : NULL);
}

static void on_look_refused(struct read *read, const struct refusal *refusal)
{
	struct item *item = (struct item *)((char *)read - offsetof(struct item, look));
	struct write_state *state = item->request->state;

	if (!state->refused)
		state->refusal = *refusal;
	state->refused = true;
	looked(item, NULL);
}

/* The record's own context_on goes first, then the date of its source; for a change, those that are stored count too. */
static bool look_for_context(struct item *item)
{
	struct request *r = item->request;
	struct buffer sql = { 0 };

	buffer_printf(
		&sql,
		"select coalesce((select t.context_on::text from concordat.\"%s\" t where t.id = $1), (select case when d.edtf ~ '^\\d{4}(-\\d\\d-\\d\\d)?$' then d.edtf "
		"else coalesce(d.earliest_on, d.latest_on)::text end from concordat.document d "
		"where d.id = coalesce($2, (select t.source from concordat.\"%s\" t where t.id = $1))))",
		item->kind->wire->name, item->kind->wire->name);
	item->look = (struct read){ .key = r->client.key,
				    .count = 2,
				    .deadline_ms = r->deadline_ms,
				    .on_rows = on_looked,
				    .on_refused = on_look_refused };
	item->look.sql = buffer_text(&sql) ? reader_text(r->service->reader, (const char *)sql.bytes) : NULL;
	item->look.values[0] = item->id;
	item->look.values[1] = item_text(item, FIELD_SOURCE);
	buffer_release(&sql);
	return item->look.sql && reader_submit(r->service->reader, &item->look) == 0;
}

bool items_fill_dates(struct request *r, size_t *ret_index, struct refusal *ret)
{
	struct write_state *state = r->state;

	state->looking = 1; /* ours, so that no answer finishes before all are asked */
	for (size_t i = 0; i < state->count; i++) {
		struct item *item = &state->items[i];
		int rc;

		if (!item->record || !kind_is_dated(item->kind) || !dates_has_words(item->kind, item->record))
			continue;
		*ret_index = i;
		rc = dates_fill(item->kind, item->record, context_in_batch(state, i, item_text(item, FIELD_SOURCE)), &r->arena,
				ret);
		if (rc == -ENODATA) {
			state->looking++;
			if (!look_for_context(item)) {
				state->looking--;
				*ret = refusal_unavailable(false);
				rc = -EBUSY;
			}
		}
		if (rc == -ENOMEM)
			*ret = refusal_unavailable(false);
		if (rc < 0 && rc != -ENODATA) {
			if (state->looking > 1) { /* others are being asked for: the last answer refuses */
				state->refused = true;
				state->refusal = *ret;
				state->refusal.item = state->batch ? (int)i : -1;
				break;
			}
			return false;
		}
	}
	state->looking--;
	return true;
}

/* put, batch, withdraw: a request becomes the steps of one write.
 *
 *   unpack items -> dates in words worked out (asking the register for the source document's date where words lack a year)
 *     -> steps -> writer -> outcomes -> reply */
#include <inttypes.h>
#include <string.h>

#include "verbs_item.h"

static void refuse_item(struct request *r, size_t index, struct refusal refusal)
{
	const struct write_state *state = r->state;

	if (state->batch)
		refusal.item = (int)index;
	request_refuse(r, &refusal);
}

/* ---- answering ---- */

static struct refusal refusal_of(const struct write_result *result)
{
	struct refusal f;

	switch (result->outcome) {
	case OUTCOME_KEY_REUSED:
		return INVALID("idempotency_key", "idempotency_key: this key was used for another request; take a new one");
	case OUTCOME_EXISTS:
		return refusal_make(CONCORDAT__STATUS__STATUS_ALREADY_EXISTS, "id", "\"%s\" is there already", result->id);
	case OUTCOME_MOVED:
		f = refusal_make(CONCORDAT__STATUS__STATUS_ABORTED, "expect_version",
				 "\"%s\" was changed meanwhile: it is at version %" PRId64 "; read it and decide again",
				 result->id, result->version);
		f.current_version = result->version;
		return f;
	case OUTCOME_NOT_YOURS:
		return refusal_make(CONCORDAT__STATUS__STATUS_PERMISSION_DENIED, "id",
				    "\"%s\" belongs to another organisation; its owner can grant you the right to edit it",
				    result->id);
	default:
		return refusal_make(CONCORDAT__STATUS__STATUS_NOT_FOUND, "id", "there is no record \"%s\" that you may see",
				    result->id);
	}
}

static bool is_fine(const struct write_result *result)
{
	return result->outcome == OUTCOME_DONE || result->outcome == OUTCOME_KNOWN || result->outcome == OUTCOME_UNCHANGED;
}

static void fill_written(Concordat__Written *w, struct write_result *result)
{
	concordat__written__init(w);
	w->id = result->id;
	w->has_version = w->has_revision = w->has_changed = 1;
	w->version = result->version;
	w->revision = result->revision;
	w->changed = result->outcome != OUTCOME_UNCHANGED;
}

static void on_done(struct write *write, uint64_t revision)
{
	struct request *r = request_of_write(write);
	const struct write_state *state = r->state;
	Concordat__Reply reply = CONCORDAT__REPLY__INIT;
	Concordat__BatchWritten batch = CONCORDAT__BATCH_WRITTEN__INIT;
	Concordat__Written *all = wire_arena_alloc(&r->arena, write->count * sizeof(*all));
	Concordat__Written **list = wire_arena_alloc(&r->arena, write->count * sizeof(Concordat__Written *));

	if (!all || !list) {
		struct refusal f = refusal_unavailable(true);

		request_refuse(r, &f);
		return;
	}
	for (size_t i = 0; i < write->count; i++) {
		if (!is_fine(&write->results[i])) { /* in a batch it would have raised */
			refuse_item(r, i, refusal_of(&write->results[i]));
			return;
		}
		fill_written(&all[i], &write->results[i]);
		list[i] = &all[i];
	}
	if (state->batch) {
		batch.n_written = write->count;
		batch.written = list;
		reply.result_case = CONCORDAT__REPLY__RESULT_BATCH;
		reply.batch = &batch;
	} else {
		reply.result_case = CONCORDAT__REPLY__RESULT_WRITTEN;
		reply.written = &all[0];
		revision = write->results[0].revision;
	}
	request_reply(r, revision, &reply);
}

static void build_and_write(struct request *r)
{
	struct write_state *state = r->state;
	struct write_step *steps = wire_arena_alloc(&r->arena, state->count * sizeof(*steps));
	struct write_result *results = wire_arena_alloc(&r->arena, state->count * sizeof(*results));
	bool ok = steps && results;

	for (size_t i = 0; i < state->count && ok; i++) {
		memset(&steps[i], 0, sizeof(steps[i]));
		ok = item_step(r, &state->items[i], i, &steps[i]);
	}
	if (!ok) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED, "",
				    "the request takes more memory than the limit; send smaller batches");
		return;
	}
	memset(results, 0, state->count * sizeof(*results));
	r->write.steps = steps;
	r->write.results = results;
	r->write.count = state->count;
	r->write.on_done = on_done;
	request_write(r);
}

/* ---- the verbs ---- */

static struct write_state *state_new(struct request *r, size_t count, bool batch)
{
	struct write_state *state = wire_arena_alloc(&r->arena, sizeof(*state));
	struct item *items = wire_arena_alloc(&r->arena, count * sizeof(*items));

	if (!state || !items) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED, "",
				    "the request takes more memory than the limit");
		return NULL;
	}
	memset(state, 0, sizeof(*state));
	memset(items, 0, count * sizeof(*items));
	state->items = items;
	state->count = count;
	state->batch = batch;
	state->on_dated = build_and_write;
	crypto_hash_sha256(state->digest, r->verb_bytes, r->verb_size);
	for (size_t i = 0; i < count; i++)
		items[i].request = r;
	r->state = state;
	return state;
}

static void write_items(struct request *r)
{
	struct write_state *state = r->state;
	struct refusal refusal;
	size_t index = 0;

	if (!items_fill_dates(r, &index, &refusal)) {
		refuse_item(r, index, refusal);
		return;
	}
	if (state->looking == 0)
		build_and_write(r);
}

void verb_put(struct request *r)
{
	struct write_state *state = state_new(r, 1, false);
	struct refusal refusal;

	if (!state)
		return;
	if (!item_take_put(r, &state->items[0], r->message->put, &refusal))
		request_refuse(r, &refusal);
	else
		write_items(r);
}

void verb_withdraw(struct request *r)
{
	struct write_state *state = state_new(r, 1, false);
	struct refusal refusal;

	if (!state)
		return;
	if (!item_take_withdraw(r, &state->items[0], r->message->withdraw, &refusal))
		request_refuse(r, &refusal);
	else
		build_and_write(r);
}

void verb_batch(struct request *r)
{
	const Concordat__Batch *batch = r->message->batch;
	struct write_state *state;
	struct refusal refusal;

	if (batch->n_items == 0 || batch->n_items > (size_t)r->service->config->batch_max) {
		request_refuse_with(r, CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "items", "items: a batch has 1 to %d writes",
				    r->service->config->batch_max);
		return;
	}
	state = state_new(r, batch->n_items, true);
	if (!state)
		return;
	for (size_t i = 0; i < batch->n_items; i++) {
		const Concordat__BatchItem *in = batch->items[i];
		struct item *item = &state->items[i];
		bool ok = false;

		refusal = INVALID("items", "items: one of them has neither put nor withdraw");
		if (in->write_case == CONCORDAT__BATCH_ITEM__WRITE_PUT)
			ok = item_take_put(r, item, in->put, &refusal);
		else if (in->write_case == CONCORDAT__BATCH_ITEM__WRITE_WITHDRAW)
			ok = item_take_withdraw(r, item, in->withdraw, &refusal);
		if (!ok) {
			refuse_item(r, i, refusal);
			return;
		}
	}
	write_items(r);
}
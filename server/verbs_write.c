/* put, batch, withdraw: a request becomes the steps of one write.
 *
 *   unpack items -> dates in words worked out (asking the register for the source document's date where words lack a year)
 *     -> steps -> writer -> outcomes -> reply */
#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock_ms.h"
#include "dates.h"
#include "verbs.h"

enum { FIELD_ID = 1, FIELD_SOURCE = 11, FIELD_WHEN_TEXT = 90, FIELD_EDTF = 91, FIELD_OTHER_EDTF = 100, FIELD_CONTEXT = 98 };

struct item {
	struct request *request;
	const struct kind *kind;
	ProtobufCMessage *record; /* NULL: a withdrawal */
	char *const *clear;
	size_t clear_count;
	const char *id, *reason;
	const char *expect; /* digits, or NULL */
	bool create;
	struct read look; /* for the date of its source */
};

struct write_state {
	struct item *items;
	size_t count, looking;
	bool batch, refused;
	struct refusal refusal;
	uint8_t digest[crypto_hash_sha256_BYTES];
};

static void refuse_item(struct request *r, size_t index, struct refusal refusal)
{
	const struct write_state *state = r->state;

	if (state->batch)
		refusal.item = (int)index;
	request_refuse(r, &refusal);
}

#define INVALID(field, ...) refusal_make(CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, field, __VA_ARGS__)

/* ---- unpacking ---- */

static const void *member(const ProtobufCMessage *m, const ProtobufCFieldDescriptor *f)
{
	return (const uint8_t *)m + f->offset;
}

static bool is_present(const ProtobufCMessage *m, const ProtobufCFieldDescriptor *f)
{
	const uint8_t *quantifier = (const uint8_t *)m + f->quantifier_offset;

	if (f->label == PROTOBUF_C_LABEL_REPEATED)
		return *(const size_t *)(const void *)quantifier > 0;
	if (f->type == PROTOBUF_C_TYPE_STRING)
		return *(const char *const *)member(m, f) != NULL;
	return *(const protobuf_c_boolean *)(const void *)quantifier;
}

static const char *text_of(const struct kind *kind, const ProtobufCMessage *m, unsigned field)
{
	const ProtobufCFieldDescriptor *f = protobuf_c_message_descriptor_get_field(kind->wire->descriptor, field);

	return f ? *(const char *const *)member(m, f) : NULL;
}

static const char *digits(struct request *r, int64_t number)
{
	char *text = wire_arena_alloc(&r->arena, 24);

	if (text)
		snprintf(text, 24, "%" PRId64, number);
	return text;
}

static bool check_kind(const struct request *r, const struct kind *kind, struct refusal *ret)
{
	if (!kind)
		*ret = INVALID("kind", "kind: missing or unknown");
	else if (kind->writer == WRITER_NOBODY)
		*ret = refusal_make(CONCORDAT__STATUS__STATUS_PERMISSION_DENIED, "kind",
				    "%s records are kept by the register itself", kind->wire->name);
	else if (!kind_may_write(kind, r->client.roles))
		*ret = refusal_make(CONCORDAT__STATUS__STATUS_PERMISSION_DENIED, "kind",
				    "your client may not write %s records; the registrar of your organisation gives roles",
				    kind->wire->name);
	else
		return true;
	return false;
}

static bool check_clear(struct item *item, struct refusal *ret)
{
	for (size_t i = 0; i < item->clear_count; i++) {
		const ProtobufCFieldDescriptor *f =
			protobuf_c_message_descriptor_get_field_by_name(item->kind->wire->descriptor, item->clear[i]);

		if (!f || !record_field_is_written(f) || f->id <= 3 || wire_field_is_kept(f)) {
			*ret = INVALID("clear", "clear: %s has no field \"%s\" that can be emptied", item->kind->wire->name,
				       item->clear[i]);
			return false;
		}
		if (is_present(item->record, f)) {
			*ret = INVALID("clear", "clear: \"%s\" is also given a value", item->clear[i]);
			return false;
		}
	}
	return true;
}

static bool take_put(struct request *r, struct item *item, const Concordat__Put *put, struct refusal *ret)
{
	const ProtobufCMessageDescriptor *d;
	struct wire_fault fault;

	item->kind = put->record ? kind_by_number((int)put->record->kind) : NULL;
	if (!check_kind(r, item->kind, ret))
		return false;
	d = item->kind->wire->descriptor;
	if (wire_check_record(d, put->record->body.data, put->record->body.len, &fault) < 0) {
		*ret = INVALID(fault.field, "%s", fault.message);
		return false;
	}
	item->record = protobuf_c_message_unpack(d, &r->arena.allocator, put->record->body.len, put->record->body.data);
	if (!item->record) {
		*ret = INVALID("record", "record: takes more memory than the limit");
		return false;
	}
	for (unsigned i = 0; i < d->n_fields; i++) {
		if (wire_field_is_kept(&d->fields[i]) && is_present(item->record, &d->fields[i])) {
			*ret = INVALID(d->fields[i].name, "%s: the register keeps this field itself; leave it out",
				       d->fields[i].name);
			return false;
		}
	}
	item->id = text_of(item->kind, item->record, FIELD_ID);
	item->create = put->has_expect_version && put->expect_version == 0;
	item->expect = put->has_expect_version ? digits(r, put->expect_version) : NULL;
	item->reason = put->reason;
	item->clear = put->clear;
	item->clear_count = put->n_clear;
	return check_clear(item, ret);
}

static bool take_withdraw(struct request *r, struct item *item, const Concordat__Withdraw *w, struct refusal *ret)
{
	item->kind = kind_by_number((int)w->kind);
	if (!check_kind(r, item->kind, ret))
		return false;
	item->id = w->id;
	item->expect = w->has_expect_version ? digits(r, w->expect_version) : NULL;
	item->reason = w->reason;
	return true;
}

/* A name is judged when it is given; one that is merely looked for is at worst not found. */
static bool check_id(const struct item *item, struct refusal *ret)
{
	if (!item->id || item->id[0] == '\0')
		*ret = INVALID("id", "id: missing");
	else if (item->create && !wire_id_is_valid(item->id, item->kind->number == CONCORDAT__KIND__KIND_ORGANISATION))
		*ret = INVALID("id", "id: wants %s in lower-case letters, digits, '-', '.' and '_', at most %d bytes",
			       item->kind->number == CONCORDAT__KIND__KIND_ORGANISATION ? "a name" : "organisation/name",
			       WIRE_ID_MAX);
	else if (strlen(item->id) > WIRE_ID_MAX)
		*ret = INVALID("id", "id: longer than %d bytes", WIRE_ID_MAX);
	else
		return true;
	return false;
}

/* ---- dates in words ---- */

static void build_and_write(struct request *r);

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
					  text_of(item->kind, item->record, FIELD_WHEN_TEXT));
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
		build_and_write(r);
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
	item->look.values[1] = text_of(item->kind, item->record, FIELD_SOURCE);
	buffer_release(&sql);
	return item->look.sql && reader_submit(r->service->reader, &item->look) == 0;
}

/* false: refused. state->looking says whether any item still waits for a context. */
static bool fill_dates(struct request *r, size_t *ret_index, struct refusal *ret)
{
	struct write_state *state = r->state;

	state->looking = 1; /* ours, so that no answer finishes before all are asked */
	for (size_t i = 0; i < state->count; i++) {
		struct item *item = &state->items[i];
		int rc;

		if (!item->record || !kind_is_dated(item->kind) || !dates_has_words(item->kind, item->record))
			continue;
		*ret_index = i;
		rc = dates_fill(item->kind, item->record,
				context_in_batch(state, i, text_of(item->kind, item->record, FIELD_SOURCE)), &r->arena, ret);
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

/* ---- steps ---- */

/* When words are written or emptied, everything that follows from them is written too. */
static uint64_t mask_of(const struct item *item, uint64_t present)
{
	const ProtobufCMessageDescriptor *d = item->kind->wire->descriptor;
	uint64_t mask = present;
	bool words = kind_is_dated(item->kind) && dates_has_words(item->kind, item->record);

	for (size_t i = 0; i < item->clear_count; i++) {
		const ProtobufCFieldDescriptor *f = protobuf_c_message_descriptor_get_field_by_name(d, item->clear[i]);

		mask |= record_mask_bit(item->kind, f);
		words |= f->id == FIELD_WHEN_TEXT;
	}
	for (unsigned i = 0; i < d->n_fields && words; i++)
		if (d->fields[i].id >= FIELD_EDTF && d->fields[i].id <= FIELD_OTHER_EDTF && d->fields[i].id != FIELD_CONTEXT)
			mask |= record_mask_bit(item->kind, &d->fields[i]);
	return mask;
}

/* The values of the fields that the statement has parameters for. */
static void add_fields(const char **values, const char *const *fields, int field_count, uint64_t mask)
{
	for (int i = 0; i < field_count; i++)
		if (mask >> i & 1)
			*values++ = fields[i];
}

static bool build_step(struct request *r, const struct item *item, size_t index, struct write_step *step)
{
	const struct write_state *state = r->state;
	const struct record_write *write = NULL;
	const char **fields = NULL, **values;
	int fixed = PARAM_MASK, field_count = 0, *sizes, *formats;
	uint64_t mask = 0;

	if (item->record) {
		if (record_values(item->kind, item->record, &r->arena, &fields, &field_count, &mask) < 0)
			return false;
		mask = item->create ? mask : mask_of(item, mask);
		write = record_write_of(item->kind, item->create, mask);
		if (!write)
			return false;
		fixed = record_fixed_params(write);
	}
	step->count = fixed + (write ? __builtin_popcountll(write->mask) : 0);
	values = wire_arena_alloc(&r->arena, (size_t)(PARAM_FIXED + field_count) * sizeof(*values));
	sizes = wire_arena_alloc(&r->arena, (size_t)(PARAM_FIXED + field_count) * sizeof(*sizes));
	formats = wire_arena_alloc(&r->arena, (size_t)(PARAM_FIXED + field_count) * sizeof(*formats));
	if (!values || !sizes || !formats)
		return false;
	memset(sizes, 0, (size_t)(PARAM_FIXED + field_count) * sizeof(*sizes));
	memset(formats, 0, (size_t)(PARAM_FIXED + field_count) * sizeof(*formats));
	values[PARAM_KEY] = (const char *)r->message->idempotency_key.data;
	values[PARAM_ITEM] = digits(r, (int64_t)index);
	values[PARAM_DIGEST] = (const char *)state->digest;
	values[PARAM_ID] = item->id;
	values[PARAM_BATCH] = state->batch ? "t" : "f";
	sizes[PARAM_KEY] = WIRE_KEY_SIZE;
	sizes[PARAM_DIGEST] = sizeof(state->digest);
	formats[PARAM_KEY] = formats[PARAM_DIGEST] = 1;
	if (!item->create)
		values[PARAM_EXPECT] = item->expect;
	if (write && write->whole)
		values[PARAM_MASK] = digits(r, (int64_t)mask);
	if (write)
		add_fields(values + fixed, fields, field_count, write->mask);
	step->sql = write ? write->one : record_sql_withdraw(item->kind);
	step->values = values;
	step->sizes = sizes;
	step->formats = formats;
	step->reason = item->reason;
	step->write = write;
	step->mask = mask;
	return values[PARAM_ITEM] != NULL;
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
		ok = build_step(r, &state->items[i], i, &steps[i]);
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

	if (!fill_dates(r, &index, &refusal)) {
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
	if (!take_put(r, &state->items[0], r->message->put, &refusal) || !check_id(&state->items[0], &refusal))
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
	if (!take_withdraw(r, &state->items[0], r->message->withdraw, &refusal) || !check_id(&state->items[0], &refusal))
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
			ok = take_put(r, item, in->put, &refusal);
		else if (in->write_case == CONCORDAT__BATCH_ITEM__WRITE_WITHDRAW)
			ok = take_withdraw(r, item, in->withdraw, &refusal);
		if (!ok || !check_id(item, &refusal)) {
			refuse_item(r, i, refusal);
			return;
		}
	}
	write_items(r);
}

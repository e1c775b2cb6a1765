#include "import_write.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "import_batch.h"

enum { PASSES_MAX = 10, UNDER_WAY_MAX = 4 };

struct sending {
	struct writing *writing;
	struct import_batch *batch;
	size_t number; /* in the order sent; 0: not under way */
};

struct writing {
	const struct import_write *o;
	struct sending sendings[UNDER_WAY_MAX];
	size_t sent, open;
	size_t refused;    /* the first number that was not written; 0: none. Nothing more is sent until all have their replies */
	size_t from, next; /* nothing before `from` waits; `next` is to be sent next */
	size_t batch_max, finished;
	unsigned pass;
	bool late, progress;
	int code;
};

static void reject(struct import_item *item, const Concordat__Reply *reply, bool late)
{
	const Concordat__Failure *f = reply->failure;

	/* the register's sentence mostly begins with the field */
	snprintf(item->field, sizeof(item->field), "%s",
		 f && f->field && (!f->message || strncmp(f->message, f->field, strlen(f->field)) != 0) ? f->field : "");
	snprintf(item->why, sizeof(item->why), "%s%s", f && f->message ? f->message : wire_status_name(reply->status),
		 late ? " (the record was written without it)" : "");
	switch (reply->status) {
	case CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT:
	case CONCORDAT__STATUS__STATUS_NOT_FOUND:
	case CONCORDAT__STATUS__STATUS_FAILED_PRECONDITION:
		break; /* something that it needs may come later */
	default:
		item->state = IMPORT_REJECTED;
	}
}

/* Refusals that concern the connection or the register, not a write. */
static bool stops_all(Concordat__Status status)
{
	return status == CONCORDAT__STATUS__STATUS_UNAVAILABLE || status == CONCORDAT__STATUS__STATUS_DEADLINE_EXCEEDED ||
	       status == CONCORDAT__STATUS__STATUS_UNAUTHENTICATED || status == CONCORDAT__STATUS__STATUS_INTERNAL ||
	       status == CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED || status == CONCORDAT__STATUS__STATUS_UNIMPLEMENTED;
}

static bool waits(const struct import_item *item, unsigned pass, bool late)
{
	if (item->state == IMPORT_REJECTED || item->state == IMPORT_UNCHANGED || item->pass == pass)
		return false;
	return late ? item->done && item->late && !item->late_done : !item->done;
}

/* ---- replies ---- */

static void on_written(struct writing *w, const struct import_batch *batch, const Concordat__Reply *reply)
{
	const Concordat__BatchWritten *b = reply->result_case == CONCORDAT__REPLY__RESULT_BATCH ? reply->batch : NULL;

	for (size_t i = 0; i < import_batch_count(batch); i++) {
		struct import_item *item = import_batch_item(batch, i);

		if (b && i < b->n_written && b->written[i]->has_version)
			item->version = b->written[i]->version;
		if (w->late)
			item->late_done = true;
		else
			item->done = true;
		item->why[0] = '\0';
		w->finished++;
	}
	w->progress = true;
	w->o->on_written(w->o->arg, w->finished);
}

static void on_refused(struct writing *w, const struct import_batch *batch, const Concordat__Reply *reply)
{
	size_t count = import_batch_count(batch), at;

	at = reply->failure && reply->failure->has_item ? reply->failure->item : SIZE_MAX;
	if (count == 1 && at == SIZE_MAX)
		at = 0;
	if (at < count) {
		import_batch_item(batch, at)->pass = w->pass;
		reject(import_batch_item(batch, at), reply, w->late);
	} else {
		w->batch_max = count / 2; /* it does not say which: halve until it is clear */
	}
}

/* Everything that was sent before it has been written. */
static bool is_first(const struct writing *w, size_t number)
{
	for (size_t i = 0; i < UNDER_WAY_MAX; i++)
		if (w->sendings[i].number != 0 && w->sendings[i].number < number)
			return false;
	return w->refused == 0 || w->refused > number;
}

static void on_reply(void *arg, const Concordat__Reply *reply)
{
	struct sending *s = arg;
	struct writing *w = s->writing;
	size_t number = s->number;

	s->number = 0;
	w->open--;
	if (reply->status == CONCORDAT__STATUS__STATUS_OK) {
		on_written(w, s->batch, reply);
		return;
	}
	if (stops_all(reply->status) && w->code == 0) {
		w->o->on_stop(w->o->arg);
		w->code = cli_refused(reply, "the import has stopped; run it again, what is written stays written");
	} else if (w->code == 0 && is_first(w, number)) {
		on_refused(w, s->batch, reply);
	}
	if (w->refused == 0 || w->refused > number)
		w->refused = number;
}

/* ---- sending ---- */

static struct sending *free_sending(struct writing *w)
{
	for (size_t i = 0; i < UNDER_WAY_MAX; i++)
		if (w->sendings[i].number == 0)
			return &w->sendings[i];
	return NULL;
}

/* The next items that wait, as many as go into one batch. */
static void gather(struct writing *w, struct import_batch *batch)
{
	struct import_set *set = w->o->set;

	import_batch_begin(batch, w->late, w->o->cli->reason);
	for (; w->next < set->count; w->next++)
		if (waits(&set->items[w->next], w->pass, w->late) && !import_batch_add(batch, &set->items[w->next], w->batch_max))
			return;
}

/* false: there is nothing to send, or it is no use. */
static bool send_next(struct writing *w)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	struct sending *s = free_sending(w);
	int error;

	if (!s || w->refused != 0 || w->code != 0)
		return false;
	gather(w, s->batch);
	if (import_batch_count(s->batch) == 0) {
		if (w->next < w->o->set->count)
			w->code = cli_fail(CLI_FAILED, "out of memory");
		return false;
	}
	request.verb_case = CONCORDAT__REQUEST__VERB_BATCH;
	request.batch = import_batch_message(s->batch);
	error = concordat_call(w->o->cli->connection, &request, on_reply, s);
	if (error != 0) {
		w->o->on_stop(w->o->arg);
		w->code = cli_fail(CLI_FAILED, "%s", strerror(-error));
		return false;
	}
	s->number = ++w->sent;
	w->open++;
	return true;
}

static void wait_for_reply(struct writing *w)
{
	int error = concordat_wait(w->o->cli->connection, -1);

	if (error == 0 || error == -EINTR || error == -ETIMEDOUT)
		return;
	w->o->on_stop(w->o->arg);
	w->code = cli_fail(CLI_FAILED, "%s", strerror(-error));
	concordat_free(w->o->cli->connection); /* which ends what is under way */
	w->o->cli->connection = NULL;
}

/* After a refusal: on from the first item that waits, as nothing is under way. */
static void start_over(struct writing *w)
{
	struct import_set *set = w->o->set;

	while (w->from < set->count && !waits(&set->items[w->from], w->pass, w->late))
		w->from++;
	w->next = w->from;
	w->refused = 0;
}

static void write_pass(struct writing *w, bool late)
{
	w->late = late;
	w->from = 0;
	for (start_over(w); w->code == 0 || w->open > 0;) {
		while (send_next(w))
			;
		if (w->open > 0)
			wait_for_reply(w);
		else if (w->refused != 0)
			start_over(w);
		else
			return;
	}
}

static void write_all(struct writing *w)
{
	const Concordat__Welcome *welcome = concordat_welcome(w->o->cli->connection);
	size_t most =
		welcome && welcome->batch_max && welcome->batch_max < IMPORT_BATCH_MAX ? welcome->batch_max : IMPORT_BATCH_MAX;

	w->progress = true;
	while (w->code == 0 && w->progress && w->pass < PASSES_MAX) {
		w->pass++;
		w->progress = false;
		w->batch_max = most;
		write_pass(w, false);
		if (w->code == 0)
			write_pass(w, true);
	}
}

int import_write(const struct import_write *options)
{
	struct writing w = { .o = options };
	bool ok = true;

	for (size_t i = 0; i < UNDER_WAY_MAX; i++) {
		w.sendings[i] = (struct sending){ .writing = &w, .batch = import_batch_new() };
		ok &= w.sendings[i].batch != NULL;
	}
	if (ok)
		write_all(&w);
	else
		w.code = cli_fail(CLI_FAILED, "out of memory");
	for (size_t i = 0; i < UNDER_WAY_MAX; i++)
		import_batch_free(w.sendings[i].batch);
	return w.code;
}

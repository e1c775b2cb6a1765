#include "writer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "clock_ms.h"
#include "log.h"
#include "metrics.h"
#include "writer_plan.h"

struct writer {
	struct db *db;
	struct writer_options options;
	struct write *first, **last; /* waiting */
	size_t waiting, gathered;    /* those that go one by one, those that go many at once */
	/* the unit under way */
	struct db_unit unit;
	bool busy, by_key;    /* by_key: the next unit looks who asks up by key */
	struct write *writes; /* in it, in order */
	struct plan plan;
	struct head head;
	uint64_t began_at;
};

/* A write that was in so many failed units runs alone. The first failure may have been of a statement of many writes. */
enum { FAILURES_MAX = 2 };

static void on_result(struct db_unit *unit, int statement, const PGresult *result);
static void on_end(struct db_unit *unit, enum db_end end, const struct db_error *error);

struct writer *writer_new(struct event_base *base, const struct writer_options *options)
{
	struct writer *w = calloc(1, sizeof(*w));

	if (!w)
		return NULL;
	w->options = *options;
	w->last = &w->first;
	w->unit.on_result = on_result;
	w->unit.on_end = on_end;
	w->db = db_new(base, &options->db);
	if (!w->db) {
		free(w);
		return NULL;
	}
	return w;
}

void writer_free(struct writer *w)
{
	struct refusal gone = refusal_unavailable(false);

	if (!w)
		return;
	db_free(w->db); /* ends the unit under way */
	while (w->first) {
		struct write *write = w->first;

		w->first = write->next;
		write->on_refused(write, &gone);
	}
	free(w);
}

bool writer_is_up(const struct writer *w)
{
	return db_is_up(w->db);
}

size_t writer_waiting(const struct writer *w)
{
	return w->waiting + w->gathered;
}

static size_t *count_of(struct writer *w, const struct write *write)
{
	return write->steps->many ? &w->gathered : &w->waiting;
}

int writer_submit(struct writer *w, struct write *write)
{
	size_t *count = count_of(w, write);

	if (*count >= (size_t)(count == &w->gathered ? w->options.gathered_max : w->options.writes_max))
		return -EBUSY;
	write->next = NULL;
	write->failures = 0;
	*w->last = write;
	w->last = &write->next;
	++*count;
	return 0;
}

/* In front of those that wait, in their old order: they were here first. */
static void put_back(struct writer *w, struct write *writes)
{
	struct write **end = &writes;

	while (*end) {
		++*count_of(w, *end);
		end = &(*end)->next;
	}
	*end = w->first;
	if (!w->first)
		w->last = end;
	w->first = writes;
	if (w->last == &writes)
		w->last = &w->first;
}

static struct write *take_waiting(struct writer *w)
{
	struct write *write = w->first;

	w->first = write->next;
	if (!w->first)
		w->last = &w->first;
	write->next = NULL;
	--*count_of(w, write);
	return write;
}

/* Those whose time is over are refused here, before they cost anything. */
static size_t gather(struct writer *w)
{
	size_t steps = 0;
	struct write **end = &w->writes;

	w->writes = NULL;
	while (w->first) {
		bool alone = w->first->failures > FAILURES_MAX;
		struct write *write;

		if (steps > 0 && (alone || steps + w->first->count > (size_t)w->options.steps_max))
			break;
		write = take_waiting(w);
		if (write->deadline_ms < clock_monotonic_ms()) {
			struct refusal late = refusal_make(CONCORDAT__STATUS__STATUS_DEADLINE_EXCEEDED, "",
							   "not begun within the request's deadline");

			write->on_refused(write, &late);
			continue;
		}
		*end = write;
		end = &write->next;
		steps += write->count;
		if (alone)
			break;
	}
	return steps;
}

static void send_unit(struct writer *w, size_t steps)
{
	int rc = -ENOMEM;

	if (plan_make(&w->plan, w->writes, steps, w->by_key ? 0 : auth_stamp(w->options.auth)))
		rc = db_submit(w->db, &w->unit, w->plan.statements, w->plan.statement_count);
	w->by_key = false;
	w->busy = true;
	if (rc < 0)
		on_end(&w->unit, DB_UNSENT, NULL);
}

void writer_flush(struct writer *w)
{
	size_t steps;

	if (w->busy || !w->first)
		return;
	steps = gather(w);
	if (w->writes)
		send_unit(w, steps);
}

bool head_parse(const PGresult *row, int first, struct head *ret)
{
	const char *hash = PQgetvalue(row, 0, first + 1);
	const char *c = PQgetvalue(row, 0, first + 2);

	ret->revision = strtoull(PQgetvalue(row, 0, first), NULL, 10);
	for (size_t i = 0; i < sizeof(ret->hash); i++) {
		char pair[3] = { hash[2 * i], hash[2 * i] ? hash[2 * i + 1] : '\0', '\0' };

		ret->hash[i] = (uint8_t)strtoul(pair, NULL, 16);
	}
	if (*c++ != '{')
		return false;
	for (size_t i = 1; i < 100 && *c && *c != '}'; i++) {
		char *end;

		ret->stamps[i] = strtoll(c, &end, 10);
		c = *end == ',' ? end + 1 : end;
	}
	return true;
}

static void take_row(struct write_result *r, const PGresult *result, int row)
{
	r->outcome = (enum record_outcome)strtol(PQgetvalue(result, row, 0), NULL, 10);
	snprintf(r->id, sizeof(r->id), "%s", PQgetvalue(result, row, 1));
	r->version = strtoll(PQgetvalue(result, row, 2), NULL, 10);
	r->revision = strtoull(PQgetvalue(result, row, 3), NULL, 10);
}

static void on_result(struct db_unit *unit, int statement, const PGresult *result)
{
	struct writer *w = (struct writer *)((char *)unit - offsetof(struct writer, unit));
	const struct plan_group *g = plan_group_of(&w->plan, statement);
	int row = 0;

	if (statement == 0 && PQntuples(result) == 1)
		w->began_at = strtoull(PQgetvalue(result, 0, 0), NULL, 10);
	if (statement == unit->statements - 1 && (PQntuples(result) != 1 || !head_parse(result, 0, &w->head)))
		log_event(LOG_LEVEL_ERROR, "head_unreadable", "rows=%d", PQntuples(result));
	if (!g || statement != g->statement)
		return;
	for (size_t i = g->first; i != PLAN_END && row < PQntuples(result); i = w->plan.rows[i].next)
		take_row(&w->plan.rows[i].write->results[w->plan.rows[i].step], result, row++);
}

static void count_unit(enum db_end end, const struct write *writes)
{
	static const char *const labels[] = { "end=\"done\"", "end=\"failed\"", "end=\"lost\"", "end=\"unsent\"" };
	static struct metric *units[4], *sizes;
	size_t count = 0;

	if (!units[end])
		units[end] = metric_counter("concordat_units_total", labels[end], "Units of writes sent to the database.");
	if (!sizes)
		sizes = metric_histogram("concordat_unit_writes", "", "Writes in one unit.", &metric_counts);
	for (; writes; writes = writes->next)
		count += writes->count;
	metric_add(units[end], 1);
	metric_observe(sizes, (double)count);
}

static void finish_done(struct writer *w, struct write *writes)
{
	while (writes) {
		struct write *write = writes;

		writes = write->next;
		write->on_done(write, w->head.revision);
	}
	if (w->head.revision != w->began_at || w->options.on_commit)
		w->options.on_commit(w->options.arg, &w->head);
}

static void refuse_all(struct write *writes, const struct refusal *refusal)
{
	while (writes) {
		struct write *write = writes;

		writes = write->next;
		write->on_refused(write, refusal);
	}
}

/* The row that a failed statement was for; NULL: it was for many, or for none. */
static const struct plan_row *guilty_row(const struct writer *w, const struct db_error *error)
{
	const struct plan_group *g = error->statement < w->unit.statements - 1 ? plan_group_of(&w->plan, error->statement) : NULL;

	return g && !g->set ? &w->plan.rows[g->first] : NULL;
}

/* One of them is at fault: it is refused, the others run again. When none can be named, all run again, on their way to running alone. */
static void finish_failed(struct writer *w, struct write *writes, const struct db_error *error)
{
	struct refusal refusal = refusal_from_error(error);
	const struct plan_row *row = guilty_row(w, error);
	struct write *guilty = row ? row->write : NULL, **link = &writes;

	bool last_try =
		!writes || (!writes->next && writes->failures > 0) || refusal.status == CONCORDAT__STATUS__STATUS_UNAVAILABLE;

	if (strcmp(refusal.rule, "keys_moved") == 0) { /* another daemon's doing; ours will read them shortly */
		w->by_key = true;
		put_back(w, writes);
		return;
	}
	if (!guilty && last_try) {
		refuse_all(writes, &refusal);
		return;
	}
	while (*link) {
		(*link)->failures++;
		if (*link == guilty)
			*link = guilty->next;
		else
			link = &(*link)->next;
	}
	put_back(w, writes);
	if (guilty) {
		if (guilty->count > 1)
			refusal.item = (int)row->step;
		guilty->on_refused(guilty, &refusal);
	}
}

static void on_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct writer *w = (struct writer *)((char *)unit - offsetof(struct writer, unit));
	struct write *writes = w->writes;
	struct refusal gone = refusal_unavailable(end == DB_LOST);

	w->writes = NULL;
	count_unit(end, writes);
	switch (end) {
	case DB_DONE:
		finish_done(w, writes);
		break;
	case DB_FAILED:
		log_event(LOG_LEVEL_INFO, "unit_failed", "sqlstate=%s message=%s", error->sqlstate, error->message);
		finish_failed(w, writes, error);
		break;
	case DB_LOST:
	case DB_UNSENT:
		refuse_all(writes, &gone);
		break;
	}
	plan_release(&w->plan);
	w->busy = false; /* not before: the callbacks may flush, and the plan is this unit's */
	writer_flush(w);
}

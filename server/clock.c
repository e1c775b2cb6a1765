#include "clock.h"

#include <event2/event.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock_ms.h"
#include "log.h"
#include "metrics.h"

enum { NOTIFY_EVERY_MS = 20, LOOK_AGAIN_MS = 60000, RETRY_MS = 500 };

struct clock {
	struct clock_options options;
	struct event_base *base;
	struct db *db;
	struct event *timer, *notify_timer;
	struct db_unit start, tick, notify;
	bool started, ticking, wanted, notifying, notify_wanted;
	int64_t began_ms, ticked_to, next_at, asked_at;
	char name[40]; /* of this daemon, to know its own NOTIFY */
};

static void on_tick_end(struct db_unit *unit, enum db_end end, const struct db_error *error);

int64_t clock_now(const struct clock *c)
{
	struct timespec t;

	if (c->options.start_at) {
		double run_ms = (double)(clock_monotonic_ms() - c->began_ms) * c->options.rate;

		return c->options.start_at + (int64_t)(run_ms * 1000.0);
	}
	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_ticked_to(const struct clock *c)
{
	return c->ticked_to;
}

bool clock_is_up(const struct clock *c)
{
	return c->started && db_is_up(c->db);
}

static void arm(struct event *timer, int64_t ms)
{
	struct timeval tv = { ms / 1000, (ms % 1000) * 1000 };

	evtimer_add(timer, &tv);
}

static void arm_for_next(struct clock *c)
{
	double rate = c->options.start_at ? c->options.rate : 1.0;
	double left_ms = (double)(c->next_at - clock_now(c)) / 1000.0 / rate;

	if (left_ms > LOOK_AGAIN_MS)
		left_ms = LOOK_AGAIN_MS;
	arm(c->timer, left_ms < 1 ? 1 : (int64_t)left_ms + 1);
}

static void tick(struct clock *c)
{
	static const char sql[] = "select made, next_at from concordat.tick($1)";
	char now[24];
	const char *values[] = { now };

	if (c->ticking || !clock_is_up(c)) {
		c->wanted = true;
		return;
	}
	c->asked_at = clock_now(c);
	snprintf(now, sizeof(now), "%" PRId64, c->asked_at);
	c->wanted = false;
	if (db_submit(c->db, &c->tick, &(struct db_statement){ .sql = sql, .count = 1, .values = values }, 1) == 0)
		c->ticking = true;
	else
		arm(c->timer, RETRY_MS);
}

static void on_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what;
	tick(arg);
}

static void on_tick_result(struct db_unit *unit, int statement, const PGresult *result)
{
	struct clock *c = (struct clock *)((char *)unit - offsetof(struct clock, tick));
	int64_t made;

	(void)statement;
	if (PQntuples(result) != 1)
		return;
	made = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
	c->next_at = strtoll(PQgetvalue(result, 0, 1), NULL, 10);
	if (c->next_at > c->asked_at) /* else that was only a part of it */
		c->ticked_to = c->asked_at;
	metric_add(metric_counter("concordat_ticks_total", "", "Looks for deadlines that have come."), 1);
	metric_add(metric_counter("concordat_alerts_made_total", "", "Alerts made by this daemon."), (double)made);
	if (made > 0)
		log_event(LOG_LEVEL_INFO, "alerts_made", "count=%lld", (long long)made);
	if (made > 0 && c->options.on_alerts)
		c->options.on_alerts(c->options.arg, made);
	if (made > 0)
		clock_tell_others(c);
}

static void on_tick_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct clock *c = (struct clock *)((char *)unit - offsetof(struct clock, tick));

	c->ticking = false;
	if (end == DB_FAILED)
		log_event(LOG_LEVEL_ERROR, "tick_failed", "sqlstate=%s message=%s", error->sqlstate, error->message);
	if (end != DB_DONE)
		arm(c->timer, RETRY_MS);
	else if (c->wanted)
		tick(c);
	else
		arm_for_next(c);
	if (end == DB_DONE)
		c->options.on_ticked(c->options.arg);
}

void clock_wake(struct clock *c)
{
	tick(c);
}

/* ---- other daemons ---- */

static void on_notify_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct clock *c = (struct clock *)((char *)unit - offsetof(struct clock, notify));

	(void)end, (void)error; /* a lost NOTIFY is a hint lost: the others look again within a minute, and on their idle ticks */
	c->notifying = false;
	if (c->notify_wanted)
		clock_tell_others(c);
}

static void on_notify_timer(evutil_socket_t fd, short what, void *arg)
{
	static const char sql[] = "select pg_notify('concordat', $1)";
	struct clock *c = arg;
	const char *values[] = { c->name };

	(void)fd, (void)what;
	if (c->notifying)
		return;
	c->notify_wanted = false;
	if (db_submit(c->db, &c->notify, &(struct db_statement){ .sql = sql, .count = 1, .values = values }, 1) == 0)
		c->notifying = true;
}

void clock_tell_others(struct clock *c)
{
	c->notify_wanted = true;
	if (!c->notifying && !evtimer_pending(c->notify_timer, NULL))
		arm(c->notify_timer, NOTIFY_EVERY_MS);
}

static void on_notify(struct db *db, const char *channel, const char *payload, void *arg)
{
	struct clock *c = arg;

	(void)db, (void)channel;
	if (strcmp(payload, c->name) == 0)
		return;
	c->options.on_elsewhere(c->options.arg);
	tick(c);
}

/* ---- life ---- */

static void on_start_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct clock *c = (struct clock *)((char *)unit - offsetof(struct clock, start));

	if (end == DB_FAILED)
		log_event(LOG_LEVEL_ERROR, "clock_failed", "sqlstate=%s message=%s", error->sqlstate, error->message);
	if (end != DB_DONE)
		return; /* the connection comes back and on_up with it */
	c->started = true;
	clock_tell_others(c);
	c->options.on_elsewhere(c->options.arg);
	tick(c);
}

/* The first time, a clock with a start of its own is set; later connections go on from where it is. */
static void on_up(struct db *db, void *arg)
{
	static const char sql_set[] = "select concordat.set_clock($1)";
	static const char sql_nothing[] = "select 1";
	struct clock *c = arg;
	char at[24];
	const char *values[] = { at };
	bool set = c->options.start_at && !c->started;
	struct db_statement first = { .sql = set ? sql_set : sql_nothing, .count = set, .values = values };

	if (set)
		c->began_ms = clock_monotonic_ms();
	snprintf(at, sizeof(at), "%" PRId64, c->options.start_at);
	if (db_submit(db, &c->start, &first, 1) < 0)
		log_event(LOG_LEVEL_ERROR, "clock_failed", "message=%s", "cannot start");
}

struct clock *clock_new(struct event_base *base, const struct clock_options *options)
{
	static const char *const session[] = { "listen concordat", "set statement_timeout = '300s'", "set jit = off", NULL };
	struct clock *c = calloc(1, sizeof(*c));
	struct db_options db = options->db;

	if (!c)
		return NULL;
	c->options = *options;
	c->base = base;
	c->began_ms = clock_monotonic_ms();
	snprintf(c->name, sizeof(c->name), "%ld.%" PRId64, (long)getpid(), c->began_ms);
	c->tick.on_result = on_tick_result;
	c->tick.on_end = on_tick_end;
	c->notify.on_end = on_notify_end;
	c->start.on_end = on_start_end;
	c->timer = evtimer_new(base, on_timer, c);
	c->notify_timer = evtimer_new(base, on_notify_timer, c);
	db.name = "clock";
	db.session = session;
	db.units_max = 8;
	db.arg = c;
	db.on_up = on_up;
	db.on_notify = on_notify;
	db.on_down = NULL;
	db.on_taken = NULL;
	c->db = c->timer && c->notify_timer ? db_new(base, &db) : NULL;
	if (!c->db) {
		clock_free(c);
		return NULL;
	}
	return c;
}

void clock_free(struct clock *c)
{
	if (!c)
		return;
	db_free(c->db);
	if (c->timer)
		event_free(c->timer);
	if (c->notify_timer)
		event_free(c->notify_timer);
	free(c);
}

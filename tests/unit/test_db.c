/*
 * test_db.c - the promises of server/db.h, against a real server. Skipped
 * unless PGHOST says where one is; everything it makes is temporary or goes
 * with the sessions.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db.h"

enum { TURN_LIMIT_S = 20, UNITS = 300, MANY = 450 };

struct probe {
	struct db_unit unit;
	int results, ends, order;
	enum db_end end;
	struct db_error error;
	char first[64]; /* the last result's first value */
};

struct rig {
	struct event_base *base;
	struct db *db;
	int ups, downs, ended, notified;
	char payload[64];
	char why[256];
};

static struct rig *rig; /* cmocka runs one test at a time */

static void on_up(struct db *db, void *arg)
{
	(void)db;
	((struct rig *)arg)->ups++;
}

static void on_down(struct db *db, const char *why, void *arg)
{
	struct rig *r = arg;

	(void)db;
	r->downs++;
	snprintf(r->why, sizeof(r->why), "%s", why);
}

static void on_notify(struct db *db, const char *channel, const char *payload, void *arg)
{
	struct rig *r = arg;

	(void)db;
	assert_string_equal(channel, "test_db");
	r->notified++;
	snprintf(r->payload, sizeof(r->payload), "%s", payload);
}

static void on_result(struct db_unit *unit, int statement, const PGresult *result)
{
	struct probe *p = (struct probe *)unit;

	assert_int_equal(statement, p->results);
	p->results++;
	if (PQntuples(result) > 0)
		snprintf(p->first, sizeof(p->first), "%s", PQgetvalue(result, 0, 0));
}

static void on_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct probe *p = (struct probe *)unit;

	p->ends++;
	p->end = end;
	p->order = rig->ended++;
	if (error)
		p->error = *error;
}

static void on_alarm(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	*(bool *)arg = true;
}

static void spin_until(const int *counter, int value)
{
	struct timeval limit = { TURN_LIMIT_S, 0 };
	bool late = false;
	struct event *alarm = evtimer_new(rig->base, on_alarm, &late);

	event_add(alarm, &limit);
	while (*counter < value && !late)
		event_base_loop(rig->base, EVLOOP_ONCE);
	event_free(alarm);
	assert_true(*counter >= value);
}

static void start(const char *const *session, int units_max)
{
	struct db_options options = { .conninfo = "",
				      .name = "test",
				      .session = session,
				      .units_max = units_max,
				      .arg = rig,
				      .on_up = on_up,
				      .on_down = on_down,
				      .on_notify = on_notify };

	rig->db = db_new(rig->base, &options);
	assert_non_null(rig->db);
}

static void start_and_wait(const char *const *session)
{
	start(session, 1000);
	assert_int_equal(db_submit(rig->db, &(struct db_unit){ 0 }, NULL, 0), -ENOTCONN);
	spin_until(&rig->ups, 1);
	assert_true(db_is_up(rig->db));
}

static void submit(struct probe *p, const char *sql, const char *value)
{
	const char *values[] = { value };
	struct db_statement s = { .sql = sql, .count = value ? 1 : 0, .values = values };

	*p = (struct probe){ .unit = { .on_result = on_result, .on_end = on_end } };
	assert_int_equal(db_submit(rig->db, &p->unit, &s, 1), 0);
}

static void run(struct probe *p, const char *sql, const char *value)
{
	submit(p, sql, value);
	spin_until(&p->ends, 1);
}

static int set_up(void **state)
{
	rig = calloc(1, sizeof(*rig));
	*state = rig;
	rig->base = event_base_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	db_free(rig->db);
	event_base_free(rig->base);
	free(rig);
	return 0;
}

#define NEEDS_SERVER()                 \
	do {                           \
		if (!getenv("PGHOST")) \
			skip();        \
	} while (0)

static const char *const with_table[] = { "create temporary table t (n int primary key)", NULL };
static const char insert[] = "insert into t values ($1::int)";
static const char count[] = "select count(*) from t";

static void units_end_in_order_whether_done_or_failed(void **state)
{
	static struct probe probes[UNITS];
	struct probe last;

	(void)state;
	NEEDS_SERVER();
	start_and_wait(with_table);
	for (int i = 0; i < UNITS; i++) {
		char n[16];

		snprintf(n, sizeof(n), "%d", i % 3 == 2 ? i - 1 : i); /* every third is a duplicate */
		submit(&probes[i], insert, n);
	}
	assert_int_equal(db_units(rig->db), UNITS);
	run(&last, count, NULL);
	assert_string_equal(last.first, "200");
	for (int i = 0; i < UNITS; i++) {
		assert_int_equal(probes[i].order, i);
		assert_int_equal(probes[i].ends, 1);
		assert_int_equal(probes[i].end, i % 3 == 2 ? DB_FAILED : DB_DONE);
	}
	assert_string_equal(probes[2].error.sqlstate, "23505");
	assert_string_equal(probes[2].error.constraint, "t_pkey");
	assert_int_equal(probes[2].error.statement, 0);
	assert_int_equal(db_units(rig->db), 0);
}

static void failed_unit_leaves_nothing(void **state)
{
	const char *one[] = { "1" }, *two[] = { "2" };
	struct db_statement statements[] = { { insert, 1, one, NULL, NULL, false },
					     { insert, 1, one, NULL, NULL, false },
					     { insert, 1, two, NULL, NULL, false } };
	struct probe p = { .unit = { .on_result = on_result, .on_end = on_end } };
	struct probe last;

	(void)state;
	NEEDS_SERVER();
	start_and_wait(with_table);
	assert_int_equal(db_submit(rig->db, &p.unit, statements, 3), 0);
	spin_until(&p.ends, 1);
	assert_int_equal(p.end, DB_FAILED);
	assert_int_equal(p.error.statement, 1);
	assert_int_equal(p.results, 1);
	run(&last, count, NULL);
	assert_string_equal(last.first, "0");
}

static void statement_first_used_in_a_failed_unit_stays_prepared(void **state)
{
	static const char divide[] = "select 1 / $1::int";
	struct db_statement statements[] = { { insert, 1, (const char *[]){ "1" }, NULL, NULL, false },
					     { divide, 1, (const char *[]){ "0" }, NULL, NULL, false },
					     { count, 0, NULL, NULL, NULL, false } };
	struct probe p = { .unit = { .on_end = on_end } };
	struct probe after;

	(void)state;
	NEEDS_SERVER();
	start_and_wait(with_table);
	assert_int_equal(db_submit(rig->db, &p.unit, statements, 3), 0);
	spin_until(&p.ends, 1);
	assert_string_equal(p.error.sqlstate, "22012");
	run(&after, count, NULL);
	assert_int_equal(after.end, DB_DONE);
	run(&after, divide, "1");
	assert_int_equal(after.end, DB_DONE);
	run(&after, "select count(*) from pg_prepared_statements", NULL);
	assert_string_equal(after.first, "4");
}

static void statement_that_cannot_be_prepared_tells_why_and_is_tried_again(void **state)
{
	static const char wrong[] = "select * from not_there_yet";
	struct probe p;

	(void)state;
	NEEDS_SERVER();
	start_and_wait(NULL);
	run(&p, wrong, NULL);
	assert_int_equal(p.end, DB_FAILED);
	assert_string_equal(p.error.sqlstate, "42P01");
	assert_int_equal(p.error.statement, 0);
	run(&p, "create temporary table not_there_yet (n int)", NULL);
	run(&p, wrong, NULL);
	assert_int_equal(p.end, DB_DONE);
}

static void killed_backend_ends_units_lost_and_connects_again(void **state)
{
	struct probe kill, waiting[3], after;

	(void)state;
	NEEDS_SERVER();
	start_and_wait(with_table);
	submit(&kill, "select pg_terminate_backend(pg_backend_pid())", NULL);
	for (int i = 0; i < 3; i++)
		submit(&waiting[i], insert, "1");
	spin_until(&rig->downs, 1);
	assert_false(db_is_up(rig->db));
	for (int i = 0; i < 3; i++) {
		assert_int_equal(waiting[i].ends, 1);
		assert_int_equal(waiting[i].end, DB_LOST);
		assert_int_equal(waiting[i].error.statement, -1);
	}
	assert_int_equal(kill.ends, 1);
	assert_int_equal(kill.end, DB_LOST);
	assert_int_equal(db_units(rig->db), 0);
	spin_until(&rig->ups, 2);
	run(&after, count, NULL); /* the session's table was made again */
	assert_int_equal(after.end, DB_DONE);
	assert_string_equal(after.first, "0");
}

static void idle_connection_that_is_killed_comes_back(void **state)
{
	struct probe pid, p;
	struct db *first;
	char killer[96];

	(void)state;
	NEEDS_SERVER();
	start_and_wait(NULL);
	run(&pid, "select pg_backend_pid()", NULL);
	snprintf(killer, sizeof(killer), "select pg_terminate_backend(%s)", pid.first);
	first = rig->db;
	start(NULL, 10);
	spin_until(&rig->ups, 2);
	run(&p, killer, NULL);
	spin_until(&rig->downs, 1);
	spin_until(&rig->ups, 3);
	assert_true(db_is_up(first));
	db_free(first);
}

static void least_recently_used_of_200_statements_is_dropped(void **state)
{
	static char sql[MANY][32];
	static struct probe probes[MANY];
	struct probe p;

	(void)state;
	NEEDS_SERVER();
	start_and_wait(NULL);
	for (int i = 0; i < MANY; i++) {
		snprintf(sql[i], sizeof(sql[i]), "select %d", i);
		submit(&probes[i], sql[i], NULL);
	}
	run(&p, "select count(*) from pg_prepared_statements", NULL);
	assert_string_equal(p.first, "200");
	for (int i = 0; i < MANY; i++) {
		assert_int_equal(probes[i].end, DB_DONE);
		assert_int_equal(atoi(probes[i].first), i);
	}
	run(&p, sql[0], NULL); /* dropped long ago */
	assert_int_equal(p.end, DB_DONE);
	assert_string_equal(p.first, "0");
}

static void unit_of_too_many_different_statements_is_refused(void **state)
{
	static char sql[201][32];
	struct db_statement statements[201] = { 0 };
	struct probe p = { .unit = { .on_end = on_end } };

	(void)state;
	NEEDS_SERVER();
	start_and_wait(NULL);
	for (int i = 0; i < 201; i++) {
		snprintf(sql[i], sizeof(sql[i]), "select %d", i);
		statements[i].sql = sql[i];
	}
	assert_int_equal(db_submit(rig->db, &p.unit, statements, 201), -E2BIG);
	assert_int_equal(db_submit(rig->db, &p.unit, statements, 200), 0);
	spin_until(&p.ends, 1);
	assert_int_equal(p.end, DB_DONE);
}

static void notification_arrives(void **state)
{
	static const char *const session[] = { "listen test_db", NULL };
	struct probe p;

	(void)state;
	NEEDS_SERVER();
	start_and_wait(session);
	run(&p, "select pg_notify('test_db', $1)", "hello");
	spin_until(&rig->notified, 1);
	assert_string_equal(rig->payload, "hello");
}

static void not_up_until_the_session_is_set(void **state)
{
	static const char *const session[] = { "set statement_timeout to 1000", "set no_such_setting to 1", NULL };

	(void)state;
	NEEDS_SERVER();
	start(session, 10);
	spin_until(&rig->downs, 2);
	assert_int_equal(rig->ups, 0);
	assert_non_null(strstr(rig->why, "no_such_setting"));
}

static void more_units_than_allowed_are_refused(void **state)
{
	struct db_statement s = { .sql = "select 1" };
	struct probe p[3] = { 0 };

	(void)state;
	NEEDS_SERVER();
	start(NULL, 2);
	spin_until(&rig->ups, 1);
	for (int i = 0; i < 3; i++) {
		p[i].unit.on_end = on_end;
		assert_int_equal(db_submit(rig->db, &p[i].unit, &s, 1), i < 2 ? 0 : -EBUSY);
	}
	spin_until(&p[1].ends, 1);
	assert_int_equal(db_submit(rig->db, &p[2].unit, &s, 1), 0);
	spin_until(&p[2].ends, 1);
}

static void freeing_ends_what_is_under_way(void **state)
{
	struct probe p;

	(void)state;
	NEEDS_SERVER();
	start_and_wait(NULL);
	submit(&p, "select pg_sleep(10)", NULL);
	db_free(rig->db);
	rig->db = NULL;
	assert_int_equal(p.ends, 1);
	assert_int_equal(p.end, DB_LOST);
}

static void large_values_pass_both_ways(void **state)
{
	static struct probe probes[40];
	struct db_statement s = { .sql = "select repeat($1, 1)", .count = 1 };
	char *big = malloc(1 << 20);

	(void)state;
	if (!getenv("PGHOST")) {
		free(big);
		skip();
	}
	memset(big, 'x', (1 << 20) - 1);
	big[(1 << 20) - 1] = '\0';
	start_and_wait(NULL);
	s.values = (const char *const *)&big;
	for (int i = 0; i < 40; i++) {
		probes[i] = (struct probe){ .unit = { .on_end = on_end } };
		assert_int_equal(db_submit(rig->db, &probes[i].unit, &s, 1), 0);
	}
	spin_until(&probes[39].ends, 1);
	for (int i = 0; i < 40; i++)
		assert_int_equal(probes[i].end, DB_DONE);
	free(big);
}

static void nobody_there_is_told_again_and_again(void **state)
{
	struct db_options options = {
		.conninfo = "host=/nonexistent", .name = "test", .units_max = 1, .arg = rig, .on_down = on_down
	};

	(void)state;
	rig->db = db_new(rig->base, &options);
	spin_until(&rig->downs, 3);
	assert_non_null(strstr(rig->why, "/nonexistent"));
	assert_null(strchr(rig->why, '\n'));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(units_end_in_order_whether_done_or_failed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(failed_unit_leaves_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(statement_first_used_in_a_failed_unit_stays_prepared, set_up, tear_down),
		cmocka_unit_test_setup_teardown(statement_that_cannot_be_prepared_tells_why_and_is_tried_again, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(killed_backend_ends_units_lost_and_connects_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(idle_connection_that_is_killed_comes_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(least_recently_used_of_200_statements_is_dropped, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unit_of_too_many_different_statements_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(notification_arrives, set_up, tear_down),
		cmocka_unit_test_setup_teardown(not_up_until_the_session_is_set, set_up, tear_down),
		cmocka_unit_test_setup_teardown(more_units_than_allowed_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(freeing_ends_what_is_under_way, set_up, tear_down),
		cmocka_unit_test_setup_teardown(large_values_pass_both_ways, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nobody_there_is_told_again_and_again, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

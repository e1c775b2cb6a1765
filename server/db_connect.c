#include "db_connect.h"

#include <event2/event.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct db_connect {
	struct event_base *base;
	PGconn *conn;
	struct event *step;  /* a new one for each step: libpq may change the socket */
	struct event *limit; /* PQconnectPoll() does not look at connect_timeout */
	db_connect_end *on_end;
	void *arg;
};

static void on_step(evutil_socket_t fd, short what, void *arg);

void db_connect_cancel(struct db_connect *attempt)
{
	if (!attempt)
		return;
	if (attempt->step)
		event_free(attempt->step);
	if (attempt->limit)
		event_free(attempt->limit);
	PQfinish(attempt->conn);
	free(attempt);
}

static void fail(struct db_connect *attempt, const char *why)
{
	PGconn *conn = attempt->conn; /* why may be its text */

	attempt->conn = NULL;
	attempt->on_end(attempt->arg, NULL, why);
	PQfinish(conn);
	db_connect_cancel(attempt);
}

static void succeed(struct db_connect *attempt)
{
	PGconn *conn = attempt->conn;

	if (PQsetnonblocking(conn, 1) != 0 || PQenterPipelineMode(conn) != 1) {
		fail(attempt, PQerrorMessage(conn));
		return;
	}
	attempt->conn = NULL;
	attempt->on_end(attempt->arg, conn, NULL);
	db_connect_cancel(attempt);
}

static void wait_for(struct db_connect *attempt, short what)
{
	int fd = PQsocket(attempt->conn);

	attempt->step = fd < 0 ? NULL : event_new(attempt->base, fd, what, on_step, attempt);
	if (!attempt->step || event_add(attempt->step, NULL) != 0)
		fail(attempt, "no socket to wait for");
}

static void on_step(evutil_socket_t fd, short what, void *arg)
{
	struct db_connect *attempt = arg;

	(void)fd;
	(void)what;
	event_free(attempt->step); /* before libpq can close its descriptor */
	attempt->step = NULL;
	switch (PQconnectPoll(attempt->conn)) {
	case PGRES_POLLING_READING:
		wait_for(attempt, EV_READ);
		break;
	case PGRES_POLLING_WRITING:
		wait_for(attempt, EV_WRITE);
		break;
	case PGRES_POLLING_OK:
		succeed(attempt);
		break;
	default:
		fail(attempt, PQerrorMessage(attempt->conn));
		break;
	}
}

/* The first turn, and then the time limit. */
static void on_limit(evutil_socket_t fd, short what, void *arg)
{
	struct db_connect *attempt = arg;

	(void)fd;
	(void)what;
	if (PQstatus(attempt->conn) == CONNECTION_BAD)
		fail(attempt, PQerrorMessage(attempt->conn));
	else
		fail(attempt, "the server did not answer in time");
}

/* libpq would print them; a loss is told by its owner. */
static void ignore_notice(void *arg, const PGresult *notice)
{
	(void)arg;
	(void)notice;
}

/* What stands before conninfo is a default that it may change. */
static PGconn *start(const char *conninfo, const char *name)
{
	PGconn *conn;
	char title[64];
	const char *const keys[] = { "keepalives",       "keepalives_idle",  "keepalives_interval",
				     "keepalives_count", "tcp_user_timeout", "dbname",
				     "application_name", "client_encoding",  NULL };
	const char *const values[] = { "1", "10", "5", "3", "10000", conninfo, title, "UTF8", NULL };

	snprintf(title, sizeof(title), "concordat %s", name);
	conn = PQconnectStartParams(keys, values, 1);
	if (conn)
		PQsetNoticeReceiver(conn, ignore_notice, NULL);
	return conn;
}

struct db_connect *db_connect_start(struct event_base *base, const char *conninfo, const char *name, int timeout_ms,
				    db_connect_end *on_end, void *arg)
{
	struct db_connect *attempt = calloc(1, sizeof(*attempt));
	bool bad;

	if (!attempt)
		return NULL;
	attempt->base = base;
	attempt->on_end = on_end;
	attempt->arg = arg;
	attempt->conn = start(conninfo, name);
	attempt->limit = evtimer_new(base, on_limit, attempt);
	if (!attempt->conn || !attempt->limit) {
		db_connect_cancel(attempt);
		return NULL;
	}
	bad = PQstatus(attempt->conn) == CONNECTION_BAD;
	if (!bad) {
		attempt->step = event_new(base, PQsocket(attempt->conn), EV_WRITE, on_step, attempt);
		bad = !attempt->step || event_add(attempt->step, NULL) != 0;
	}
	if (bad)
		timeout_ms = 0; /* on_limit() tells, from the loop */
	event_add(attempt->limit, &(struct timeval){ timeout_ms / 1000, timeout_ms % 1000 * 1000 });
	return attempt;
}

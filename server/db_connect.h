/*
 * db_connect.h - making one connection to PostgreSQL without blocking.
 *
 * on_end runs once, from the loop and never from within db_connect_start():
 * with the connection, non-blocking and in pipeline mode, which the callee
 * then owns; or with NULL and why not. The attempt frees itself afterwards.
 * Looking up a host name blocks, for libpq does it so: use addresses or
 * sockets where that matters.
 */
#ifndef CONCORDAT_DB_CONNECT_H
#define CONCORDAT_DB_CONNECT_H

#include <libpq-fe.h>

struct event_base;
struct db_connect;

typedef void db_connect_end(void *arg, PGconn *conn, const char *why);

/* NULL: no memory. name is what pg_stat_activity shows, after "concordat ". */
struct db_connect *db_connect_start(struct event_base *base, const char *conninfo, const char *name, int timeout_ms,
				    db_connect_end *on_end, void *arg);
/* Gives up; on_end does not run. NULL is fine. */
void db_connect_cancel(struct db_connect *attempt);

#endif

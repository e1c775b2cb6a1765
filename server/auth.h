/*
 * auth.h - who may connect: the ZAP handler (ZeroMQ RFC 27) and the table of
 * known keys, in memory only.
 *
 * A known key gets 200 and its own Z85 text as User-Id; any other gets 400,
 * but not before whoever keeps the table has looked whether it is out of date.
 * The table is replaced whole, at start and whenever the client kind changes.
 * A connection outlives its key's revocation, so every request looks its key
 * up again with auth_find(), and the database has the last word: what is read
 * or written for a client of this table counts only if the register's stamp
 * of the client kind is, in the same transaction, that of the table.
 *
 * Ownership: auth_set() copies; auth_find() lends until the next auth_set().
 * Errors:    0 or -errno.
 * Threads:   none; event loop only.
 */
#ifndef CONCORDAT_AUTH_H
#define CONCORDAT_AUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum auth_role { AUTH_READER = 1, AUTH_EDITOR = 2, AUTH_REGISTRAR = 4, AUTH_OPERATOR = 8, AUTH_COURIER = 16 };

struct auth_client {
	char key[41]; /* Z85 */
	char *id;
	char *organisation;
	unsigned roles; /* of enum auth_role */
};

struct event_base;
struct auth;

/* Makes the ZeroMQ context and binds inproc://zeromq.zap.01 on it, before any other socket can be. NULL: errno tells why. */
struct auth *auth_new(struct event_base *base, const char *domain);
void auth_free(struct auth *auth); /* last of all: ends the context; NULL is fine */
void *auth_context(struct auth *auth);

/* stamp: that of the client kind in the register when these were its clients. */
int auth_set(struct auth *auth, const struct auth_client *clients, size_t count, int64_t stamp)
	__attribute__((warn_unused_result));
int64_t auth_stamp(const struct auth *auth);
const struct auth_client *auth_find(const struct auth *auth, const char *key); /* NULL: not known */

/* A key was not in the table: on_unknown looks at the register and then calls auth_judge(), once for each call, now or later. fresh:
 * the table is as the register had it after the call; otherwise nobody knows, and the peer is to try again. Never set: 400 at once. */
void auth_on_unknown(struct auth *auth, void (*on_unknown)(void *arg), void *arg);
void auth_judge(struct auth *auth, bool fresh);

unsigned auth_role_by_name(const char *name);   /* 0: no such role */
uint64_t auth_refused(const struct auth *auth); /* handshakes refused so far */

/* Proves that the door is shut: connects to endpoint with a fresh random key while turning the loop, and expects to be refused.
 * 0: refused, as it should be. -EACCES: let in! -ETIMEDOUT: no answer within timeout_ms. */
int auth_self_test(struct auth *auth, struct event_base *base, const char *endpoint, const uint8_t server_public[static 32],
		   int timeout_ms);

#endif

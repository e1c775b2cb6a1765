/*
 * auth_zap.h - the ZAP handler (ZeroMQ RFC 27), private to `auth`.
 *
 * A ROUTER, not a REP: a handshake whose key is not in the table is parked
 * while the table is looked at afresh, and others go on meanwhile. libzmq never
 * knocks again after a 400, so a key enrolled a moment ago must not get one.
 *
 *   known key                     200, its Z85 text as User-Id
 *   not in the table as it is now 400
 *   not known whether             300: libzmq tries again when the handshake's time is over
 *
 * At most ZAP_PARKED_MAX are parked; the next ones get 300.
 */
#ifndef AUTH_ZAP_H
#define AUTH_ZAP_H

#include "auth.h"

enum { ZAP_PARKED_MAX = 1024 };

struct zap;

/* NULL: errno tells why. auth and domain are borrowed. */
struct zap *zap_new(struct event_base *base, void *context, const char *domain, const struct auth *auth);
void zap_free(struct zap *zap); /* NULL is fine */
void zap_on_unknown(struct zap *zap, void (*on_unknown)(void *arg), void *arg);
void zap_judge(struct zap *zap, bool fresh);
uint64_t zap_refused(const struct zap *zap);

#endif

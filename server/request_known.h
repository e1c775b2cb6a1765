/*
 * request_known.h - requests whose reply is known already; private to
 * `request`.
 *
 * The same verb bytes, from a client that may see the same, were answered
 * before: nothing is unpacked or allocated. The reply is held against a head
 * that is asked for now, so it is never stale; when it does not hold, the
 * request goes the usual way.
 *
 *   known_take -> head -> the bytes are sent | request_take_unknown()
 *
 * Ownership: the places for requests under way are the service's, and are
 *            used again; known_free_all() ends them.
 */
#ifndef REQUEST_KNOWN_H
#define REQUEST_KNOWN_H

#include "request.h"

/* true: taken, and answered later. false: not known, or not to be answered so. */
bool known_take(struct service *service, const struct bus_address *from, const struct auth_client *client, const uint8_t *bytes,
		size_t size);

/* The usual way. */
void request_take_unknown(struct service *service, const struct bus_address *from, const char *key, const uint8_t *bytes,
			  size_t size);
/* Refuses what could not be unpacked, by the id that can be found in it. */
void request_refuse_bytes(struct service *service, const struct bus_address *from, const uint8_t *bytes, size_t size,
			  const struct refusal *refusal);
void request_count(const struct verb *verb, Concordat__Status status, int64_t began_ms);
const struct verb *request_verb(Concordat__Request__VerbCase number);

#endif

/*
 * service.h - the parts of a running daemon and how they are wired: what a
 * commit, an alert, word from another daemon, a stop and a reload set off.
 *
 * Ownership: service_free() ends everything that service_start() made, in
 *            the reverse order.
 * Errors:    start-up errors are said on stderr, and the start fails.
 */
#ifndef SERVICE_H
#define SERVICE_H

#include <stdbool.h>

struct config;
struct event_base;
struct service;

/* Checks the schema, connects, learns the keys, binds the door and proves it shut. NULL: said why. */
struct service *service_start(struct event_base *base, const struct config *config);
void service_free(struct service *service);

/* NULL: ready for requests; otherwise why not. */
const char *service_unready(const struct service *service);
/* The endpoint really bound, with its port. */
const char *service_endpoint(const struct service *service);
/* Sets the gauges of what is so just now: head, streams, requests under way, handshakes refused. */
void service_measure(const struct service *service);
bool service_is_stopping(const struct service *service);
/* No new requests; streams end; on_stopped is called when the last request is answered or after ten seconds. */
void service_stop(struct service *service, void (*on_stopped)(void *arg), void *arg);
/* The settings were read again: what can change does. */
void service_reload(struct service *service, const struct config *config);

#endif

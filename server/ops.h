/*
 * ops.h - what the machinery around the daemon asks it: health, readiness,
 * metrics over HTTP, and word to the service manager.
 *
 *	/healthz  200: the loop turns         /readyz  200, or 503 and why not
 *	/metrics  Prometheus' text format     anything else 404; GET and HEAD only
 *
 * It listens on a loopback address and refuses any other: it is for the same
 * machine, without a login. A reverse proxy may stand before /metrics.
 *
 * ops_notify() speaks the service manager's protocol (sd_notify(3)); without
 * NOTIFY_SOCKET it does nothing. While an ops lives it also feeds the watchdog
 * from the loop, when WATCHDOG_USEC asks for that.
 *
 * Limits:  headers 16 KiB, no bodies, idle connections 10 s.
 * Errors:  0 or -errno; ops_new() says why on stderr.
 * Threads: none; event loop only.
 */
#ifndef OPS_H
#define OPS_H

struct event_base;
struct ops;

struct ops_options {
	const char *endpoint; /* 127.0.0.1:5711, [::1]:5711; port 0 picks a free one; "": no HTTP, the watchdog only */
	void *arg;
	const char *(*unready)(void *arg); /* NULL: ready; otherwise why not */
	void (*measure)(void *arg);        /* sets gauges just before they are printed; may be NULL */
};

struct ops *ops_new(struct event_base *base, const struct ops_options *options);
void ops_free(struct ops *ops);      /* NULL is fine */
int ops_port(const struct ops *ops); /* the port really bound; 0: none */

/* "READY=1", "STOPPING=1", ...: several lines may go at once. 0 also when nobody listens. */
int ops_notify(const char *state);

#endif

/*
 * quota.h - how much one connection and one organisation may ask at once.
 *
 * Overload is refused early: so many requests under way for a connection and
 * for an organisation, and a token bucket per organisation. A refusal says
 * when to come back.
 *
 * Ownership: tables grow with the connections seen; those idle for an hour
 *            with nothing under way are forgotten when room is needed.
 */
#ifndef QUOTA_H
#define QUOTA_H

#include <stdint.h>

#include "bus.h"
#include "refusal.h"

struct quota;

struct quota_options {
	int in_flight_per_connection, in_flight_per_organisation;
	int rate_per_s, rate_burst; /* requests of one organisation */
};

struct quota *quota_new(const struct quota_options *options);
void quota_free(struct quota *quota);
void quota_set(struct quota *quota, const struct quota_options *options); /* a reload */

/* What a request that was counted in is counted out with. */
struct quota_ticket {
	struct counter *connection, *organisation;
};

/* Counts a request in. 0, or -EAGAIN with why. */
int quota_enter(struct quota *quota, const struct bus_address *from, const char *organisation, int64_t now_ms,
		struct quota_ticket *ret_ticket, struct refusal *ret_refusal);
void quota_leave(const struct quota_ticket *ticket);

#endif

/*
 * clock.h - the register's clock, and word of what other daemons did.
 *
 * One connection of its own: it runs tick(now) when the next due instant
 * comes, when something that makes deadlines was committed, and at least once
 * a minute; it listens for the other daemons' NOTIFY, and sends at most one of
 * its own every 20 ms, outside the write units. Two daemons cannot both make
 * an alert: the clock row's lock decides.
 *
 * The clock can start at a given instant and run faster than real time, in a
 * database of its own, to play history again.
 *
 * Units: instants are microseconds since 1970 UTC by the register's clock.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "db.h"

struct clock;

struct clock_options {
	struct db_options db;
	int64_t start_at; /* 0: real time */
	double rate;      /* seconds of the register's clock in one real second */
	void *arg;
	void (*on_alerts)(void *arg, int64_t made); /* alerts were made, here */
	void (*on_ticked)(void *arg);               /* time was worked through: the day may be another */
	void (*on_elsewhere)(void *arg); /* another daemon wrote or made alerts; or the listening connection came back */
};

struct clock *clock_new(struct event_base *base, const struct clock_options *options);
void clock_free(struct clock *clock);
bool clock_is_up(const struct clock *clock);
int64_t clock_now(const struct clock *clock);
/* Instant up to which alerts have been made, as far as this daemon knows. */
int64_t clock_ticked_to(const struct clock *clock);

/* We committed: tell the other daemons, soon and once. */
void clock_tell_others(struct clock *clock);
/* Deadlines, subscriptions or holidays moved: tick now. */
void clock_wake(struct clock *clock);

#endif

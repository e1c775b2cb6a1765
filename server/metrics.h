/*
 * metrics.h - numbers about the running daemon, for Prometheus to collect.
 *
 * A metric is made where it is counted, on first use, by name and labels;
 * asking again for the same gives the same. They live as long as the process.
 *
 *	metric_add(metric_counter("concordat_ticks_total", "", "Looks for deadlines that have come."), 1);
 *
 * Names and labels are the code's own words, never a client's: labels such
 * as verb="get" are printed as they are. No name or label holds what only
 * some may see.
 *
 * Errors:  without memory a metric counts into the void.
 * Threads: none.
 */
#ifndef METRICS_H
#define METRICS_H

#include "buffer.h"

struct metric;

enum { METRIC_BOUNDS = 12 };

/* Upper bounds of a histogram's buckets, in its own unit. */
struct metric_bounds {
	double upper[METRIC_BOUNDS];
};
extern const struct metric_bounds metric_seconds; /* 0.1 ms to 10 s */
extern const struct metric_bounds metric_counts;  /* 1 to 2048 */

/* labels: "" for none; they and the other texts must live for ever, or be copied: labels are. */
struct metric *metric_counter(const char *name, const char *labels, const char *help);
struct metric *metric_gauge(const char *name, const char *labels, const char *help);
struct metric *metric_histogram(const char *name, const char *labels, const char *help, const struct metric_bounds *bounds);

void metric_add(struct metric *metric, double amount);
void metric_set(struct metric *metric, double value);
void metric_observe(struct metric *metric, double value);

/* All of them, in text format 0.0.4. */
void metrics_print(struct buffer *out);

#endif

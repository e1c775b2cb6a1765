/*
 * metrics.h - numbers that the daemon counts, in the text that Prometheus
 * reads. The lowest room: whoever counts has a static struct metric, registers
 * it once, and adds to it.
 *
 *	static struct metric refused = { .name = "concordat_requests_refused_total", .help = "Requests refused.",
 *					 .type = METRIC_COUNTER };
 *
 *	metric_register(&refused);
 *	metric_add(&refused, 1);
 *
 * Metrics of one name with different labels are registered one by one, with
 * the same help and type. A gauge may be worked out when it is read.
 * Units:     those of Prometheus: seconds and bytes; a counter's name ends in _total.
 * Ownership: a metric belongs to its module and must live for ever.
 * Threads:   none.
 */
#ifndef METRICS_H
#define METRICS_H

#include <stdint.h>
#include <stdio.h>

enum { METRIC_BUCKETS = 12 };

enum metric_type { METRIC_COUNTER, METRIC_GAUGE, METRIC_HISTOGRAM };

struct metric {
	const char *name, *help;
	const char *labels; /* verb="get", escaped already; NULL: none */
	enum metric_type type;
	double value;                         /* of a histogram: the sum */
	double (*read)(struct metric *self);  /* gauges: asked when printed; may be NULL */
	void *arg;                            /* for read */
	uint64_t buckets[METRIC_BUCKETS + 1]; /* the last: above all bounds */
	/* the rest belongs to metrics.c */
	struct metric *next;
};

/* Upper bounds of a histogram's buckets, in seconds: 0.1 ms to 10 s. */
extern const double metric_bounds[METRIC_BUCKETS];

/* Does nothing when it is registered already. */
void metric_register(struct metric *metric);
void metric_add(struct metric *metric, double amount);      /* counter, gauge */
void metric_set(struct metric *metric, double value);       /* gauge */
void metric_observe(struct metric *metric, double seconds); /* histogram */

/* All of them, in format 0.0.4. */
void metrics_print(FILE *out);

#endif

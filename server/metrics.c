#include "metrics.h"

#include <stdlib.h>
#include <string.h>

enum metric_type { METRIC_COUNTER, METRIC_GAUGE, METRIC_HISTOGRAM };
static const char *const type_names[] = { "counter", "gauge", "histogram" };

struct metric {
	struct metric *next;
	const char *name, *help;
	char *labels;
	enum metric_type type;
	double value; /* of a histogram: the sum */
	uint64_t buckets[METRIC_BOUNDS + 1];
	const struct metric_bounds *bounds;
};

const struct metric_bounds metric_seconds = { { 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30 } };
const struct metric_bounds metric_counts = { { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048 } };

static struct metric *first; /* ordered by name, so that a family stands together */
static struct metric nowhere;

static struct metric *metric_of(enum metric_type type, const char *name, const char *labels, const char *help,
				const struct metric_bounds *bounds)
{
	struct metric **link = &first, *m;

	while (*link && strcmp((*link)->name, name) <= 0) {
		if (strcmp((*link)->name, name) == 0 && strcmp((*link)->labels, labels) == 0)
			return *link;
		link = &(*link)->next;
	}
	m = calloc(1, sizeof(*m));
	if (!m || !(m->labels = strdup(labels))) {
		free(m);
		return &nowhere;
	}
	m->name = name;
	m->help = help;
	m->type = type;
	m->bounds = bounds;
	m->next = *link;
	*link = m;
	return m;
}

struct metric *metric_counter(const char *name, const char *labels, const char *help)
{
	return metric_of(METRIC_COUNTER, name, labels, help, NULL);
}

struct metric *metric_gauge(const char *name, const char *labels, const char *help)
{
	return metric_of(METRIC_GAUGE, name, labels, help, NULL);
}

struct metric *metric_histogram(const char *name, const char *labels, const char *help, const struct metric_bounds *bounds)
{
	return metric_of(METRIC_HISTOGRAM, name, labels, help, bounds);
}

void metric_add(struct metric *m, double amount)
{
	m->value += amount;
}

void metric_set(struct metric *m, double value)
{
	m->value = value;
}

void metric_observe(struct metric *m, double value)
{
	int i = 0;

	while (m->bounds && i < METRIC_BOUNDS && value > m->bounds->upper[i])
		i++;
	m->buckets[i]++;
	m->value += value;
}

static void print_histogram(const struct metric *m, struct buffer *out)
{
	const char *comma = m->labels[0] ? "," : "";
	uint64_t count = 0;

	for (int i = 0; i < METRIC_BOUNDS; i++) {
		count += m->buckets[i];
		buffer_printf(out, "%s_bucket{%s%sle=\"%g\"} %llu\n", m->name, m->labels, comma, m->bounds->upper[i],
			      (unsigned long long)count);
	}
	count += m->buckets[METRIC_BOUNDS];
	buffer_printf(out, "%s_bucket{%s%sle=\"+Inf\"} %llu\n", m->name, m->labels, comma, (unsigned long long)count);
	buffer_printf(out, m->labels[0] ? "%s_sum{%s} %.9g\n" : "%s_sum%s %.9g\n", m->name, m->labels, m->value);
	buffer_printf(out, m->labels[0] ? "%s_count{%s} %llu\n" : "%s_count%s %llu\n", m->name, m->labels,
		      (unsigned long long)count);
}

void metrics_print(struct buffer *out)
{
	const char *family = "";

	for (const struct metric *m = first; m; m = m->next) {
		if (strcmp(m->name, family) != 0)
			buffer_printf(out, "# HELP %s %s\n# TYPE %s %s\n", m->name, m->help, m->name, type_names[m->type]);
		family = m->name;
		if (m->type == METRIC_HISTOGRAM)
			print_histogram(m, out);
		else
			buffer_printf(out, m->labels[0] ? "%s{%s} %.17g\n" : "%s%s %.17g\n", m->name, m->labels, m->value);
	}
}

#include "metrics.h"

#include <inttypes.h>
#include <string.h>

const double metric_bounds[METRIC_BUCKETS] = { 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 5, 10 };

static struct metric *metrics;

/* Prometheus wants all of one name together. */
void metric_register(struct metric *metric)
{
	struct metric **at = &metrics, **after = NULL;

	for (; *at; at = &(*at)->next) {
		if (*at == metric)
			return;
		if (strcmp((*at)->name, metric->name) == 0)
			after = &(*at)->next;
	}
	if (!after)
		after = at;
	metric->next = *after;
	*after = metric;
}

void metric_add(struct metric *metric, double amount)
{
	metric->value += amount;
}

void metric_set(struct metric *metric, double value)
{
	metric->value = value;
}

void metric_observe(struct metric *metric, double seconds)
{
	size_t i = 0;

	while (i < METRIC_BUCKETS && seconds > metric_bounds[i])
		i++;
	metric->buckets[i]++;
	metric->value += seconds;
}

static void print_head(const struct metric *m, FILE *out)
{
	static const char *const types[] = {
		[METRIC_COUNTER] = "counter", [METRIC_GAUGE] = "gauge", [METRIC_HISTOGRAM] = "histogram"
	};

	fprintf(out, "# HELP %s ", m->name);
	for (const char *c = m->help; *c; c++) {
		if (*c == '\\' || *c == '\n')
			fputs(*c == '\n' ? "\\n" : "\\\\", out);
		else
			fputc(*c, out);
	}
	fprintf(out, "\n# TYPE %s %s\n", m->name, types[m->type]);
}

/* Buckets are printed as Prometheus wants them: each with all below it. */
static void print_histogram(const struct metric *m, FILE *out)
{
	const char *labels = m->labels ? m->labels : "", *comma = m->labels ? "," : "";
	uint64_t total = 0;

	for (size_t i = 0; i < METRIC_BUCKETS; i++) {
		total += m->buckets[i];
		fprintf(out, "%s_bucket{%s%sle=\"%g\"} %" PRIu64 "\n", m->name, labels, comma, metric_bounds[i], total);
	}
	total += m->buckets[METRIC_BUCKETS];
	fprintf(out, "%s_bucket{%s%sle=\"+Inf\"} %" PRIu64 "\n", m->name, labels, comma, total);
	fprintf(out, "%s_sum%s%s%s %.9g\n", m->name, m->labels ? "{" : "", labels, m->labels ? "}" : "", m->value);
	fprintf(out, "%s_count%s%s%s %" PRIu64 "\n", m->name, m->labels ? "{" : "", labels, m->labels ? "}" : "", total);
}

void metrics_print(FILE *out)
{
	const char *last = "";

	for (struct metric *m = metrics; m; m = m->next) {
		if (strcmp(m->name, last) != 0)
			print_head(m, out);
		last = m->name;
		if (m->type == METRIC_HISTOGRAM)
			print_histogram(m, out);
		else
			fprintf(out, "%s%s%s%s %.17g\n", m->name, m->labels ? "{" : "", m->labels ? m->labels : "",
				m->labels ? "}" : "", m->read ? m->read(m) : m->value);
	}
}

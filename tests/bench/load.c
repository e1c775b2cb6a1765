/*
 * bench-load VERB --endpoint E --server-key Z85 --seed TEXT [OPTION N]...
 *
 * Loads concordatd, or the bare echo of echo.c, and prints one line of JSON. tests/bench/run calls it; README.md says what is measured.
 */
#include "load.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <zmq.h>

static const struct verb {
	const char *name;
	void (*run)(const struct options *o);
} verbs[] = {
	{ "get", run_ask },        { "list", run_ask },    { "put", run_ask },          { "hello", run_ask },
	{ "echo", run_ask },       { "stale", run_ask },   { "fan", run_fan },          { "alerts", run_alerts },
	{ "watch", run_watch },    { "storm", run_storm }, { "echo-storm", run_storm }, { "idle", run_idle },
	{ "echo-idle", run_idle },
};

noreturn void fail(const char *format, ...)
{
	va_list args;

	fputs("bench-load: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static void print_keys(const struct options *o)
{
	for (int i = 0; i < o->clients; i++) {
		uint8_t public[32], secret[32];
		char text[41];

		key_of(o->seed, i, public, secret);
		puts(zmq_z85_encode(text, public, sizeof(public)));
	}
}

static void take_option(struct options *o, const char *name, const char *value)
{
	const struct {
		const char *name;
		int *number;
		double *real;
		const char **text;
	} known[] = {
		{ "--server-key", NULL, NULL, &o->server_key },
		{ "--seed", NULL, NULL, &o->seed },
		{ "--clients", &o->clients, NULL, NULL },
		{ "--organisations", &o->organisations, NULL, NULL },
		{ "--window", &o->window, NULL, NULL },
		{ "--records", &o->records, NULL, NULL },
		{ "--span", &o->span, NULL, NULL },
		{ "--count", &o->count, NULL, NULL },
		{ "--pace-ms", &o->pace_ms, NULL, NULL },
		{ "--size", &o->size, NULL, NULL },
		{ "--rounds", &o->rounds, NULL, NULL },
		{ "--seconds", NULL, &o->seconds, NULL },
		{ "--warm", NULL, &o->warm, NULL },
	};

	if (!value)
		fail("%s wants a value", name);
	if (strcmp(name, "--endpoint") == 0 && o->endpoint_count < ENDPOINTS_MAX) {
		o->endpoints[o->endpoint_count++] = value;
		return;
	}
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(name, known[i].name) != 0)
			continue;
		if (known[i].number)
			*known[i].number = atoi(value);
		else if (known[i].real)
			*known[i].real = atof(value);
		else
			*known[i].text = value;
		return;
	}
	fail("there is no option %s", name);
}

/* Thousands of sockets want thousands of descriptors. */
static void raise_descriptors(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

int main(int argc, char **argv)
{
	struct options o = { .clients = 32,
			     .organisations = 8,
			     .window = 1,
			     .records = 100000,
			     .count = 1,
			     .size = 256,
			     .rounds = 1,
			     .seconds = 3,
			     .warm = 0.5 };

	if (argc < 2)
		fail("usage: bench-load VERB --endpoint E --server-key KEY --seed SEED [OPTION VALUE]...");
	for (int i = 2; i < argc; i += 2)
		take_option(&o, argv[i], argv[i + 1]);
	if (o.window < 1 || o.window > SLOTS_MAX || o.clients < 1 || o.organisations < 1 || o.organisations > ORGANISATIONS ||
	    !o.seed)
		fail("--window 1 to %d, --clients, --organisations 1 to %d, and a --seed", SLOTS_MAX, ORGANISATIONS);
	if (o.rounds < 1 || o.rounds > ROUNDS_MAX)
		fail("--rounds 1 to %d", ROUNDS_MAX);
	o.verb = argv[1];
	if (strcmp(o.verb, "keys") == 0) {
		print_keys(&o);
		return 0;
	}
	if (o.endpoint_count == 0 || !o.server_key)
		fail("--endpoint and --server-key are missing");
	raise_descriptors();
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (strcmp(o.verb, verbs[i].name) == 0) {
			verbs[i].run(&o);
			return 0;
		}
	}
	fail("there is no verb %s", o.verb);
}

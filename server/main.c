/*
 * main.c - concordatd: the subcommands, and the life of the daemon.
 *
 * To add a subcommand: a function here or in a file of its own, a row in
 * commands[]. Exit codes: 0 fine, 1 failed, 2 usage or settings.
 */
#include <errno.h>
#include <event2/event.h>
#include <getopt.h>
#include <sched.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock_ms.h"
#include "config.h"
#include "enrol.h"
#include "kinds.h"
#include "log.h"
#include "migrate.h"
#include "ops.h"
#include "record.h"
#include "service.h"

enum { FINE = 0, FAILED = 1, USAGE = 2 };

/* ---- the daemon ---- */

struct daemon {
	struct config config; /* as it is in effect */
	struct event_base *base;
	struct service *service;
	struct ops *ops;
	struct event *on_term, *on_int, *on_hup;
};

static void leave(void *arg)
{
	event_base_loopbreak(((struct daemon *)arg)->base);
}

/* A second one does not wait for those whose requests are under way. */
static void on_stop(evutil_socket_t number, short what, void *arg)
{
	struct daemon *d = arg;

	(void)number, (void)what;
	if (service_is_stopping(d->service)) {
		leave(d);
		return;
	}
	(void)ops_notify("STOPPING=1");
	service_stop(d->service, leave, d);
}

static void use_log_level(const struct config *config)
{
	enum log_level level;

	if (log_level_by_name(config->log_level, &level))
		log_set_level(level);
}

/* The names that compare() writes, as one line. NULL: none, or no memory. To be freed. */
static char *names_of(int (*compare)(const struct config *, const struct config *, FILE *), const struct config *a,
		      const struct config *b)
{
	char *names = NULL;
	size_t size;
	FILE *out = open_memstream(&names, &size);
	int count = out ? compare(a, b, out) : 0;

	if (out)
		fclose(out);
	if (count == 0) {
		free(names);
		return NULL;
	}
	names[size - 1] = '\0'; /* the last newline */
	for (char *c = names; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return names;
}

static void take_settings(struct daemon *d, const struct config *config)
{
	char *changed = names_of(config_differences, &d->config, config),
	     *waiting = names_of(config_needs_restart, &d->config, config);

	service_reload(d->service, config);
	config_take_reloadable(&d->config, config);
	use_log_level(&d->config);
	log_event(LOG_LEVEL_INFO, "reloaded", "changed=%s", changed ? changed : "");
	if (waiting)
		log_event(LOG_LEVEL_WARNING, "restart_wanted", "settings=%s", waiting);
	free(changed);
	free(waiting);
}

static void on_reload(evutil_socket_t number, short what, void *arg)
{
	struct daemon *d = arg;
	struct config config;
	char state[64];

	(void)number, (void)what;
	if (service_is_stopping(d->service))
		return;
	snprintf(state, sizeof(state), "RELOADING=1\nMONOTONIC_USEC=%lld", (long long)clock_monotonic_ms() * 1000);
	(void)ops_notify(state);
	if (config_load(d->config.path, &config, stderr) < 0) {
		log_event(LOG_LEVEL_ERROR, "reload_refused", "path=%s", d->config.path);
	} else {
		take_settings(d, &config);
		config_release(&config);
	}
	(void)ops_notify("READY=1");
}

static struct event *on_signal(struct daemon *d, int number, event_callback_fn handler)
{
	struct event *event = evsignal_new(d->base, number, handler, d);

	if (event && event_add(event, NULL) < 0) {
		event_free(event);
		return NULL;
	}
	return event;
}

static bool catch_signals(struct daemon *d)
{
	d->on_term = on_signal(d, SIGTERM, on_stop);
	d->on_int = on_signal(d, SIGINT, on_stop);
	d->on_hup = on_signal(d, SIGHUP, on_reload);
	return d->on_term && d->on_int && d->on_hup;
}

static const char *unready(void *arg)
{
	return service_unready(((struct daemon *)arg)->service);
}

static void measure(void *arg)
{
	service_measure(((struct daemon *)arg)->service);
}

static void say_ready(struct daemon *d)
{
	printf("ready %s\n", service_endpoint(d->service));
	fflush(stdout);
	(void)ops_notify("READY=1");
}

static void daemon_release(struct daemon *d)
{
	struct event *events[] = { d->on_term, d->on_int, d->on_hup };

	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		if (events[i])
			event_free(events[i]);
	ops_free(d->ops);
	service_free(d->service);
	if (d->base)
		event_base_free(d->base);
}

/* Whoever wakes us has seldom said all: on a busy processor we let it go on, and find a batch where we would have found one message. Where
 * a processor is at rest nothing changes. This is for the loop's own thread: libzmq's, which are made before, must answer a greeting at
 * once, or a client without CURVE is cut off before it has read that CURVE is wanted, and tries for ever. */
static void be_patient(void)
{
	const struct sched_param none = { 0 };

	if (sched_setscheduler(0, SCHED_BATCH, &none) < 0)
		log_event(LOG_LEVEL_INFO, "scheduled_as_others", "why=%s", strerror(errno));
}

static int run(struct config *config, int argc, char **argv)
{
	struct daemon d = { .config = *config };
	struct ops_options ops = { .endpoint = config->ops_endpoint, .arg = &d, .unready = unready, .measure = measure };
	int rc = FAILED;

	(void)argc, (void)argv;
	signal(SIGPIPE, SIG_IGN); /* writing to what is gone is an error like any other */
	signal(SIGHUP, SIG_IGN);  /* until there is something to reload */
	use_log_level(&d.config);
	d.base = event_base_new();
	d.service = d.base ? service_start(d.base, &d.config) : NULL;
	d.ops = d.service ? ops_new(d.base, &ops) : NULL;
	be_patient();
	if (d.ops && catch_signals(&d)) {
		say_ready(&d);
		rc = event_base_dispatch(d.base) < 0 ? FAILED : FINE;
	}
	daemon_release(&d);
	*config = d.config; /* what a reload changed is released with the rest */
	return rc;
}

/* ---- the others ---- */

static int migrate(struct config *config, int argc, char **argv)
{
	bool plan_only = argc == 2 && strcmp(argv[1], "--plan") == 0;

	if (argc > 1 && !plan_only) {
		fputs("concordatd migrate: knows only --plan\n", stderr);
		return USAGE;
	}
	return migrate_run(config->migrate_database, config->sql_dir, plan_only, stdout) < 0 ? FAILED : FINE;
}

static int check_config(struct config *config, int argc, char **argv)
{
	(void)argc, (void)argv;
	config_print(config, stdout);
	return FINE;
}

static int enrol(struct config *config, int argc, char **argv)
{
	struct enrolment e;

	if (enrol_options(argc, argv, &e) < 0)
		return USAGE;
	return enrol_run(config->migrate_database, &e, stdout, stderr) < 0 ? FAILED : FINE;
}

static int print_sql(struct config *config, int argc, char **argv)
{
	(void)config, (void)argc, (void)argv;
	if (!kinds_init() || !record_init())
		return FAILED;
	record_print_sql(stdout);
	return FINE;
}

static int print_version(struct config *config, int argc, char **argv)
{
	(void)config, (void)argc, (void)argv;
	puts("concordatd " CONCORDAT_VERSION);
	return FINE;
}

static int print_help(struct config *config, int argc, char **argv);

static const struct command {
	const char *name, *arguments, *help;
	bool settings; /* whether they are read for it */
	int (*run)(struct config *config, int argc, char **argv);
} commands[] = {
	{ "run", "", "serves the register (this is also what no command means)", true, run },
	{ "migrate", " [--plan]", "brings the database up to the files in sql_dir; --plan only says what it would do", true,
	  migrate },
	{ "check-config", "", "prints every setting as it is in effect, and where it comes from", true, check_config },
	{ "enrol", " --organisation ID [--organisation-name NAME] --client NAME --roles ROLE,... --public-key Z85",
	  "gives a client its key: for the first ones of a register", true, enrol },
	{ "--print-sql", "", "prints the statements that are made from the messages", false, print_sql },
	{ "--version", "", "prints the version", false, print_version },
	{ "--help", "", "prints this", false, print_help },
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static int print_help(struct config *config, int argc, char **argv)
{
	(void)config, (void)argc, (void)argv;
	puts("usage: concordatd [--config FILE] [COMMAND]\n");
	for (int i = 0; i < COMMANDS; i++)
		printf("  %s%s\n\t%s\n", commands[i].name, commands[i].arguments, commands[i].help);
	puts("\nSettings are lines `name = value` in FILE; CONCORDAT__NAME in the environment goes before them.\n");
	config_print_help(stdout);
	return FINE;
}

static const struct command *find_command(const char *name)
{
	for (int i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	fprintf(stderr, "concordatd: no command is called %s; see concordatd --help\n", name);
	return NULL;
}

/* Takes --config off the front. false: it has no value. */
static bool take_config_option(int *argc, char ***argv, const char **ret_path)
{
	int taken = 0;

	if (*argc > 0 && strncmp((*argv)[0], "--config=", 9) == 0) {
		*ret_path = (*argv)[0] + 9;
		taken = 1;
	} else if (*argc > 0 && strcmp((*argv)[0], "--config") == 0) {
		if (*argc < 2)
			return false;
		*ret_path = (*argv)[1];
		taken = 2;
	}
	*argc -= taken;
	*argv += taken;
	return true;
}

int main(int argc, char **argv)
{
	static char no_command[] = "run", *nothing[] = { no_command, NULL };
	const struct command *command;
	struct config config = { 0 };
	const char *path = NULL;
	int rc;

	log_init();
	argc--, argv++;
	if (!take_config_option(&argc, &argv, &path)) {
		fputs("concordatd: --config wants a FILE\n", stderr);
		return USAGE;
	}
	if (argc == 0)
		argc = 1, argv = nothing;
	command = find_command(argv[0]);
	if (!command || (command->settings && config_load(path, &config, stderr) < 0))
		return USAGE;
	if (sodium_init() < 0)
		return FAILED;
	rc = command->run(&config, argc, argv);
	config_release(&config);
	return rc;
}

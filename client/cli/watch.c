/* Streams on stdout: a line for each item, flushed; alerts are settled once their line is out. */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"
#include "cursor.h"
#include "output.h"
#include "record.h"
#include "text.h"

enum { SETTLE_WAIT_MS = 3000 };

struct watch {
	struct cli *cli;
	struct concordat_stream *stream;
	int signals; /* a descriptor on which SIGINT and SIGTERM are read */
	bool settles, ended, full, interrupted;
	int64_t count, most; /* most 0: no end */
	uint64_t number;     /* alerts: the last that was printed */
	int code;
};

static bool as_json(const struct watch *w)
{
	return w->cli->format == CLI_JSON || w->cli->format == CLI_JSONL;
}

static void print_cells(const struct watch *w, const char *const *cells, size_t n)
{
	struct grid *grid = grid_new(n, cells);

	grid_print(grid, w->cli->format == CLI_CSV ? CLI_CSV : w->cli->format == CLI_TABLE ? CLI_TABLE : CLI_TSV, 0, stdout);
	grid_free(grid);
}

/* After a line: is it out, and was it the last that was asked for? */
static bool line_is_out(struct watch *w)
{
	if (fflush(stdout) != 0) {
		w->code = cli_fail(CLI_FAILED, "standard output cannot be written: %s", strerror(errno));
		w->full = true;
		return false;
	}
	w->full = ++w->count == w->most;
	return true;
}

/* With the place behind it, from which --since goes on. */
static void print_change_json(const Concordat__Change *c, const Concordat__Cursor *place)
{
	json_t *object = change_json(c);
	char text[CURSOR_TEXT_SIZE];

	if (place && cursor_write(place, text))
		json_object_set_new(object, "cursor", json_string(text));
	output_json(object, true);
}

static void on_change(void *arg, const Concordat__Change *c, const Concordat__Cursor *cursor)
{
	struct watch *w = arg;
	char revision[24], at[TEXT_INSTANT_SIZE], word[40], kind[40];

	if (w->full)
		return;
	if (as_json(w)) {
		print_change_json(c, cursor);
	} else if (w->cli->format == CLI_ID) {
		puts(c->id ? c->id : "");
	} else {
		const char *cells[] = { revision, at, word, kind, c->id, c->changed_by, c->reason };

		snprintf(revision, sizeof(revision), "%" PRIu64, c->revision);
		text_from_instant(c->changed_at, at);
		record_enum_text(&concordat__change_type__descriptor, (int)c->type, word, sizeof(word));
		record_enum_text(&concordat__kind__descriptor, (int)c->kind, kind, sizeof(kind));
		print_cells(w, cells, 7);
	}
	line_is_out(w);
}

static void print_alert(const struct watch *w, const ProtobufCMessage *record)
{
	static const char *const names[] = { "number", "type", "due_on", "days_left", "text" };
	char *cells[5];

	if (as_json(w)) {
		output_json(record_json(record, false), true);
		return;
	}
	if (w->cli->format == CLI_ID) {
		puts(record_id(record));
		return;
	}
	for (size_t i = 0; i < 5; i++)
		cells[i] = record_text(record, record_field(record->descriptor, names[i]), true);
	print_cells(w, (const char *const *)cells, 5);
	for (size_t i = 0; i < 5; i++)
		free(cells[i]);
}

static void on_alert(void *arg, const Concordat__Alert *alert)
{
	struct watch *w = arg;

	if (w->full)
		return;
	if (alert->number > 0 && (uint64_t)alert->number > w->number) { /* else: printed before the connection was lost */
		print_alert(w, &alert->base);
		if (line_is_out(w))
			w->number = (uint64_t)alert->number;
	}
	if (w->settles && w->code == CLI_DONE && w->number > 0)
		concordat_settle(w->stream, w->number);
}

static void on_end(void *arg, const struct concordat_end *end)
{
	static const char *const words[] = {
		[CONCORDAT__END_REASON__END_REASON_COMPACTED] =
			"that far back is no longer kept; begin with a list, then watch since now",
		[CONCORDAT__END_REASON__END_REASON_FUTURE] = "that revision is still to come",
		[CONCORDAT__END_REASON__END_REASON_DIVERGED] =
			"the register's history is not the one you saw (it was restored from a backup); begin with a list again",
		[CONCORDAT__END_REASON__END_REASON_REVOKED] = "your key, or your right to this subscription, was revoked",
	};
	struct watch *w = arg;
	size_t reason = (size_t)end->reason;
	const char *sentence = reason < sizeof(words) / sizeof(words[0]) ? words[reason] : NULL;

	w->ended = true;
	w->stream = NULL;
	if (end->status != CONCORDAT__STATUS__STATUS_OK)
		w->code = cli_exit_of(end->status);
	else
		w->code = end->reason == CONCORDAT__END_REASON__END_REASON_REVOKED    ? CLI_KEY
			  : end->reason == CONCORDAT__END_REASON__END_REASON_DETACHED ? CLI_DONE
										      : CLI_CONFLICT;
	if (w->code != CLI_DONE)
		cli_fail(w->code, "the stream has ended: %s",
			 end->message[0] ? end->message
			 : sentence      ? sentence
					 : "no reason was given");
}

static int64_t now_ms_here(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int connection_code(const struct cli *cli)
{
	return concordat_fault(cli->connection) == CONCORDAT_KEY_REFUSED ? CLI_KEY : CLI_UNREACHABLE;
}

/* Sleeps until the connection has something to do, a signal came, or the time is up. */
static void wait_some(struct watch *w, int64_t ms)
{
	struct signalfd_siginfo news;
	struct pollfd p[] = { { .fd = concordat_fd(w->cli->connection), .events = POLLIN },
			      { .fd = w->signals, .events = POLLIN } };

	if (poll(p, 2, ms > INT32_MAX ? INT32_MAX : (int)ms) > 0 && p[1].revents)
		w->interrupted = read(w->signals, &news, sizeof(news)) > 0;
	(void)concordat_process(w->cli->connection);
}

/* Until enough, the end, --timeout (exit 0: that was asked for), or a signal. The first connection must come within 5 s. */
static void run_loop(struct watch *w, int64_t until_ms)
{
	int64_t patience_ms = now_ms_here() + 5000;

	while (!w->ended && !w->full && !w->interrupted) {
		int64_t now = now_ms_here();
		bool welcomed = concordat_welcome(w->cli->connection) != NULL;
		enum concordat_fault fault = concordat_fault(w->cli->connection);
		int64_t next = until_ms;

		if (!welcomed && (now >= patience_ms || fault >= CONCORDAT_WRONG_SERVER_KEY)) {
			w->code = cli_fail(connection_code(w->cli), "%s", concordat_explain(w->cli->connection));
			return;
		}
		if (now >= until_ms)
			return;
		if (!welcomed && patience_ms < next)
			next = patience_ms;
		wait_some(w, next - now);
	}
}

/* What was printed is settled before we go, if the register is there. */
static void wait_settled(struct watch *w)
{
	int64_t until = now_ms_here() + SETTLE_WAIT_MS;

	while (w->stream && w->settles && concordat_settled(w->stream) < w->number && now_ms_here() < until)
		if (concordat_wait(w->cli->connection, (int)(until - now_ms_here()) + 1) == -ETIMEDOUT)
			return;
}

static int watch(struct cli *cli, struct concordat_stream_options *options, struct watch *w)
{
	sigset_t signals;
	int64_t until = cli_option(cli, "timeout") ? now_ms_here() + cli->timeout_ms : INT64_MAX;
	int code = 0;

	w->cli = cli;
	if (!cli_option_number(cli, "count", 1, &w->most))
		return CLI_USAGE;
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigprocmask(SIG_BLOCK, &signals, NULL); /* before the connection makes its threads */
	w->signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
	code = cli_connect(cli);
	if (code != 0)
		return code;
	options->arg = w;
	options->on_end = on_end;
	w->stream = concordat_attach(cli->connection, options);
	if (!w->stream)
		return cli_fail(CLI_FAILED, "the stream could not be begun: %s", strerror(errno));
	run_loop(w, until);
	wait_settled(w);
	concordat_detach(w->stream);
	concordat_process(cli->connection);
	close(w->signals);
	return w->interrupted ? CLI_INTERRUPTED : w->code;
}

static int read_kinds(const struct cli *cli, Concordat__Kind *kinds, size_t most, size_t *ret_count)
{
	const char *name;

	for (size_t i = 0; (name = cli_option_at(cli, "kind", i)); i++) {
		const struct wire_kind *kind = wire_kind_by_name(name);

		if (!kind || i == most)
			return cli_misused(cli, "there is no kind %s", name);
		kinds[i] = kind->number;
		*ret_count = i + 1;
	}
	return 0;
}

int run_watch_changes(struct cli *cli)
{
	struct concordat_stream_options options = { .type = CONCORDAT__STREAM_TYPE__STREAM_TYPE_CHANGES, .on_change = on_change };
	struct cursor since;
	const char *from = cli_option(cli, "since");
	struct watch w = { .code = CLI_DONE };
	Concordat__Kind kinds[64];
	int code = read_kinds(cli, kinds, 64, &options.kinds_length);

	if (code != 0)
		return code;
	options.kinds = kinds;
	if (from && strcmp(from, "now") != 0) {
		if (!cursor_read(from, &since))
			return cli_misused(cli, "--since wants now, a revision, or a cursor that was printed");
		options.since = &since.place;
	}
	return watch(cli, &options, &w);
}

int run_watch_alerts(struct cli *cli)
{
	struct concordat_stream_options options = { .type = CONCORDAT__STREAM_TYPE__STREAM_TYPE_ALERTS, .on_alert = on_alert };
	struct watch w = { .code = CLI_DONE, .settles = !cli_option(cli, "no-settle") };
	int64_t since = 0;

	if (!cli_option_number(cli, "since", 0, &since))
		return CLI_USAGE;
	options.subscription = cli_word(cli, 0);
	options.has_since_number = cli_option(cli, "since") != NULL;
	options.since_number = (uint64_t)since;
	options.peek = !w.settles;
	return watch(cli, &options, &w);
}

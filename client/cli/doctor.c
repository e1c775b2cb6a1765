#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli.h"
#include "output.h"

enum { CHECKS_MAX = 8, SKEW_ALLOWED_S = 60 };

struct check {
	const char *name;
	bool good, skipped;
	char words[CONCORDAT_PATH_MAX + 64];
};

struct doctor {
	struct check checks[CHECKS_MAX];
	size_t count;
};

static struct check *add_check(struct doctor *d, const char *name, bool good, const char *words)
{
	struct check *c = &d->checks[d->count++];

	c->name = name;
	c->good = good;
	snprintf(c->words, sizeof(c->words), "%s", words);
	return c;
}

static void skip(struct doctor *d, const char *name)
{
	add_check(d, name, false, "not tried: put the step before right first")->skipped = true;
}

static bool check_context(struct doctor *d, struct cli *cli)
{
	char name[CONCORDAT_NAME_MAX + 1], words[CONCORDAT_PATH_MAX];
	struct concordat_words why;
	bool good = concordat_context_current(cli->context_name, name, &why) == 0 &&
		    concordat_context_read(name, &cli->context, &why) == 0;

	snprintf(words, sizeof(words), "%s: %s", cli->context.name, cli->context.server);
	add_check(d, "context", good, good ? words : why.text);
	return good;
}

static bool check_key(struct doctor *d, struct cli *cli)
{
	struct concordat_key key;
	struct concordat_words why;
	bool good = concordat_key_read(cli->context.key, &key, &why) == 0;

	add_check(d, "key file", good, good ? cli->context.key : why.text);
	concordat_key_wipe(&key);
	return good;
}

static void check_clock(struct doctor *d, int64_t now_at)
{
	long long skew = (long long)(now_at / 1000000) - (long long)time(NULL);
	char words[200];
	bool good = llabs(skew) <= SKEW_ALLOWED_S;

	snprintf(
		words, sizeof(words),
		good ? "within a minute of the register's"
		     : "%lld seconds off the register's; have the clock of this machine set by NTP (a replay has a clock of its own)",
		llabs(skew));
	add_check(d, "clock", good, words);
}

static void check_organisation(struct doctor *d, const struct cli *cli, const Concordat__Welcome *w)
{
	const char *mine = cli->context.organisation, *theirs = w->organisation ? w->organisation : "";
	char words[400];
	bool good = !*mine || strcmp(mine, theirs) == 0;

	snprintf(words, sizeof(words),
		 good ? "%s" : "the register takes you for %s, the context says otherwise; correct one of them",
		 *theirs ? theirs : "none");
	add_check(d, "organisation", good, words);
}

/* One ping; how far it came says which steps are right. */
static void check_connection(struct doctor *d, struct cli *cli)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Ping ping = CONCORDAT__PING__INIT;
	enum concordat_fault fault;
	Concordat__Reply *reply;
	const char *why;
	bool there, right, known, answers;

	request.verb_case = CONCORDAT__REQUEST__VERB_PING;
	request.ping = &ping;
	if (cli_connect(cli) != 0 || !(reply = concordat_call_wait(cli->connection, &request))) {
		add_check(d, "server reachable", false, "the connection could not be begun");
		return;
	}
	fault = concordat_fault(cli->connection);
	why = concordat_explain(cli->connection);
	there = fault == CONCORDAT_NONE || fault >= CONCORDAT_WRONG_SERVER_KEY;
	right = there && fault != CONCORDAT_WRONG_SERVER_KEY && fault != CONCORDAT_NO_CURVE;
	known = right && fault != CONCORDAT_KEY_REFUSED;
	answers = reply->status == CONCORDAT__STATUS__STATUS_OK;
	add_check(d, "server reachable", there, there ? concordat_endpoint(cli->connection) : why);
	if (there)
		add_check(d, "server key", right, right ? "right" : why);
	if (right)
		add_check(d, "your key", known, known ? "known to the register" : why);
	if (known)
		add_check(d, "register answers", answers,
			  answers                                     ? "yes"
			  : reply->failure && reply->failure->message ? reply->failure->message
								      : wire_status_name(reply->status));
	if (answers && reply->result_case == CONCORDAT__REPLY__RESULT_PONG) {
		check_clock(d, reply->pong->now_at);
		check_organisation(d, cli, concordat_welcome(cli->connection));
	}
	concordat_reply_free(reply);
}

static void print(const struct cli *cli, const struct doctor *d)
{
	static const char *const titles[] = { "step", "result", "words" };
	struct grid *grid = grid_new(3, titles);
	json_t *list = json_array();

	for (size_t i = 0; i < d->count; i++) {
		const struct check *c = &d->checks[i];
		const char *cells[] = { c->name, c->skipped ? "-" : c->good ? "ok" : "FAIL", c->words };

		grid_add(grid, cells);
		json_array_append_new(list, json_pack("{s:s,s:s,s:s}", "step", cells[0], "result", cells[1], "words", cells[2]));
	}
	if (cli->format == CLI_JSON || cli->format == CLI_JSONL)
		output_json(json_pack("{s:O}", "steps", list), cli->format == CLI_JSONL);
	else
		grid_print(grid, cli->format == CLI_ID ? CLI_TABLE : cli->format, 0, stdout);
	grid_free(grid);
	json_decref(list);
}

int run_doctor(struct cli *cli)
{
	struct doctor d = { .count = 0 };

	if (!check_context(&d, cli)) {
		skip(&d, "key file");
	} else {
		if (cli->server)
			cli_load_context(cli);
		if (check_key(&d, cli))
			check_connection(&d, cli);
		else
			skip(&d, "server reachable");
	}
	print(cli, &d);
	for (size_t i = 0; i < d.count; i++)
		if (!d.checks[i].good && !d.checks[i].skipped)
			return strcmp(d.checks[i].name, "your key") == 0 || strcmp(d.checks[i].name, "key file") == 0 ? CLI_KEY
			       : strcmp(d.checks[i].name, "context") == 0                                             ? CLI_USAGE
			       : strncmp(d.checks[i].name, "server", 6) == 0 ? CLI_UNREACHABLE
									     : CLI_FAILED;
	return CLI_DONE;
}

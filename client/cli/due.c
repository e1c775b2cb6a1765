#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "listing.h"
#include "output.h"
#include "text.h"

enum { DAYS_AHEAD = 30 };

/* Today by the register's clock, which is another one in a replay. */
static int ask_today(struct cli *cli, char today[static TEXT_DAY_SIZE])
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Ping ping = CONCORDAT__PING__INIT;
	Concordat__Reply *reply;
	int code;

	request.verb_case = CONCORDAT__REQUEST__VERB_PING;
	request.ping = &ping;
	reply = cli_ask(cli, &request, "the register's clock", &code);
	if (reply && reply->result_case == CONCORDAT__REPLY__RESULT_PONG)
		text_day_of_instant(reply->pong->now_at, today);
	else if (reply)
		code = cli_fail(CLI_FAILED, "the register did not tell its clock");
	concordat_reply_free(reply);
	return code;
}

static int read_range(struct cli *cli, char from[static TEXT_DAY_SIZE], char to[static TEXT_DAY_SIZE])
{
	const char *given_from = cli_option(cli, "from"), *given_to = cli_option(cli, "to"), *within = cli_option(cli, "within");
	int days = DAYS_AHEAD;
	int code = 0;

	if (given_from && !wire_day_is_valid(given_from))
		return cli_misused(cli, "--from wants a day (2026-09-30), not \"%s\"", given_from);
	if (given_to && !wire_day_is_valid(given_to))
		return cli_misused(cli, "--to wants a day (2026-09-30), not \"%s\"", given_to);
	if (given_to && within)
		return cli_misused(cli, "--to and --within say the same thing; give one of them");
	if (within && !text_to_days(within, &days))
		return cli_misused(cli, "--within wants days or weeks such as 14d or 2w, not \"%s\"", within);
	code = cli_connect(cli);
	if (code == 0 && given_from)
		snprintf(from, TEXT_DAY_SIZE, "%s", given_from);
	else if (code == 0)
		code = ask_today(cli, from);
	if (code == 0 && given_to)
		snprintf(to, TEXT_DAY_SIZE, "%s", given_to);
	else if (code == 0 && !text_add_days(from, days, to))
		code = cli_misused(cli, "there is no day so far ahead");
	return code;
}

int run_due(struct cli *cli)
{
	Concordat__List list = CONCORDAT__LIST__INIT;
	struct conditions conditions = { .count = 0 };
	struct listing found = { .count = 0 };
	struct columns columns = { .count = 0 };
	char from[TEXT_DAY_SIZE], to[TEXT_DAY_SIZE], text[64];
	int64_t limit = 0;
	int code;

	cli->kind = wire_kind_by_number(CONCORDAT__KIND__KIND_DEADLINE);
	code = columns_read(cli, cli_option(cli, "fields"), &columns);
	if (code == 0 && !cli_option_number(cli, "limit", 1, &limit))
		code = CLI_USAGE;
	if (code == 0)
		code = read_range(cli, from, to);
	if (code != 0)
		return code;
	snprintf(text, sizeof(text), "due_on >= %s", from);
	code = conditions_add(&conditions, cli->kind->descriptor, text);
	snprintf(text, sizeof(text), "due_on <= %s", to);
	if (code == 0)
		code = conditions_add(&conditions, cli->kind->descriptor, text);
	if (code == 0 && !cli_option(cli, "all"))
		code = conditions_add(&conditions, cli->kind->descriptor, "state = open");
	list.n_where = conditions.count;
	list.where = conditions.items;
	list.order = text;
	snprintf(text, sizeof(text), "due_on");
	if (code == 0)
		code = listing_fetch(cli, cli->kind, &list, (size_t)limit, &found);
	if (code == 0) {
		output_records(cli, &columns, found.records, found.count, found.revision);
		if (cli->format == CLI_TABLE)
			cli_say(cli, "%zu due from %s to %s.", found.count, from, to);
		if (found.count > 0 && cli_option(cli, "exit-code"))
			code = CLI_TRUE;
	}
	listing_release(&found);
	conditions_release(&conditions);
	return code;
}

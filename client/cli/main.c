/*
 * concordat - the command line of the register.
 *
 * main() finds the row of commands[] that the first words name, reads the rest of the line by that row's tables, and runs it.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "output.h"
#include "text.h"

#ifndef CONCORDAT_VERSION
#define CONCORDAT_VERSION "0.1.0"
#endif

#define END                         \
	{                           \
		NULL, 0, NULL, NULL \
	}

static const struct option list_options[] = {
	{ "where", 0, "'FIELD OP VALUE'",
	  "only those; OP is = != < <= > >= in contains (a part of a text, an element of a list) present absent; may be repeated" },
	{ "search", 0, "WORDS", "only those with these words in their texts" },
	{ "order", 0, "[-]FIELD", "sorted by it; - from the last to the first" },
	{ "limit", 0, "N", "at most so many; all, if not said" },
	{ "as-of", 0, "DATE|REVISION", "as the register was at the end of that day, or then" },
	{ "withdrawn", 0, NULL, "those too that were withdrawn" },
	{ "fields", 0, "a,b,c", "these fields only" },
	END,
};
static const struct option set_options[] = {
	{ "clear", 0, "FIELD", "empty it; may be repeated" },
	{ "if-version", 0, "N", "only if nobody changed it since version N" },
	END,
};
static const struct option withdraw_options[] = { { "if-version", 0, "N", "only if nobody changed it since version N" }, END };
static const struct option due_options[] = {
	{ "from", 0, "DATE", "from that day on; today by the register's clock, if not said" },
	{ "to", 0, "DATE", "up to that day; 30 days on, if not said" },
	{ "within", 0, "14d", "up to so many days (d) or weeks (w) on" },
	{ "all", 0, NULL, "in every state, not the open ones alone" },
	{ "limit", 0, "N", "at most so many" },
	{ "fields", 0, "a,b,c", "these fields only" },
	{ "exit-code", 0, NULL, "exit 10 when there is something due, 0 when not" },
	END,
};
static const struct option changes_options[] = {
	{ "since", 0, "CURSOR|REVISION|now",
	  "those after a cursor (-o jsonl prints them) or revision; from now on, if not said" },
	{ "kind", 0, "KIND", "of that kind only; may be repeated" },
	{ "count", 0, "N", "end after so many" },
	END,
};
static const struct option alerts_options[] = {
	{ "since", 0, "N", "those after number N; after the last settled, if not said" },
	{ "no-settle", 0, NULL, "look only: they will come again" },
	{ "count", 0, "N", "end after so many" },
	END,
};
static const struct option import_options[] = {
	{ "dry-run", 0, NULL, "compare with the register and say what would be written, but write nothing" },
	END,
};
static const struct option context_options[] = {
	{ "server-key", 0, "KEY", "the register's public key" },
	{ "key", 0, "NAME|PATH", "your key" },
	{ "organisation", 0, "ID", "your organisation" },
	{ "select", 0, NULL, "use it from now on" },
	END,
};
static const struct option validate_options[] = { { "connect", 0, NULL, "try the register, too" }, END };

static const struct command commands[] = {
	{ "status", NULL, "", 0, 0, NULL, false, run_status, "Who the register is, who you are to it, and its clock.",
	  "concordat status" },
	{ "due", NULL, "", 0, 0, due_options, false, run_due, "What must be met soon, in order of its day.",
	  "concordat due --within 14d" },
	{ "KIND", "list", "", 0, 0, list_options, false, run_list, "Records of a kind, such as milestone or money-line.",
	  "concordat milestone list --where 'state = planned' --where 'latest_on <= 2026-12-31' --order latest_on" },
	{ "KIND", "show", "ID", 1, 1, NULL, false, run_show, "One record.",
	  "concordat initiative show worcestershire-cc/active-alliances" },
	{ "KIND", "add", "ID --FIELD VALUE …", 1, 1, NULL, true, run_add,
	  "Makes a record. Every field is an option; lists repeat it; @FILE reads a text or a list, a line each. Money (_pence): "
	  "£50,000, £1,234.50, or whole pence.",
	  "concordat milestone add worcestershire-cc/report --title 'Report to Cabinet' --when-text 'by end of March 2027'" },
	{ "KIND", "set", "ID --FIELD VALUE … [--clear FIELD]", 1, 1, set_options, true, run_set, "Changes fields of a record.",
	  "concordat milestone set worcestershire-cc/report --state met --met-on 2027-03-20 --reason 'Cabinet of 20 March'" },
	{ "KIND", "withdraw", "ID --reason TEXT", 1, 1, withdraw_options, false, run_withdraw,
	  "Withdraws a record; it stays in the history.",
	  "concordat risk withdraw worcestershire-cc/r3 --reason 'entered twice'" },
	{ "KIND", "history", "ID", 1, 1, NULL, false, run_history, "Every change of a record, newest first.",
	  "concordat milestone history worcestershire-cc/report" },
	{ "watch", "changes", "", 0, 0, changes_options, false, run_watch_changes,
	  "Changes as they happen, a line each, until interrupted or --timeout.", "concordat watch changes --kind milestone" },
	{ "watch", "alerts", "SUBSCRIPTION", 1, 1, alerts_options, false, run_watch_alerts,
	  "Alerts of a subscription as they come; each is settled once it is printed.",
	  "concordat watch alerts worcestershire-cc/everything -o jsonl" },
	{ "import", NULL, "FILE…", 1, -1, import_options, false, run_import,
	  "Writes what is new or different in JSON Lines, {\"kind\":…,\"id\":…,fields}; a field that is null is emptied. Nothing is sent "
	  "unless every line is right; again changes nothing. - is standard input.",
	  "concordat import --dry-run partners.jsonl" },
	{ "export", NULL, "[KIND…]", 0, -1, NULL, false, run_export, "What you may see, as import reads it.",
	  "concordat export initiative milestone > plan.jsonl" },
	{ "key", "generate", "NAME", 1, 1, NULL, false, run_key_generate, "Makes a key pair; prints the public key.",
	  "concordat key generate jo" },
	{ "key", "show", "[NAME]", 0, 1, NULL, false, run_key_show, "The public key, to send to a registrar.",
	  "concordat key show jo" },
	{ "context", "add", "NAME --server ENDPOINT[,…] --server-key KEY --key NAME", 1, 1, context_options, false,
	  run_context_add, "Remembers a register and your key for it.",
	  "concordat context add live --server tcp://register.example:5710 --server-key 'KEY' --key jo --select" },
	{ "context", "list", "", 0, 0, NULL, false, run_context_list, "All contexts; * marks the current one.",
	  "concordat context list" },
	{ "context", "use", "NAME", 1, 1, NULL, false, run_context_use, "Chooses the current context.",
	  "concordat context use live" },
	{ "context", "show", "[NAME]", 0, 1, NULL, false, run_context_show, "What a context says.", "concordat context show" },
	{ "context", "validate", "[NAME]", 0, 1, validate_options, false, run_context_validate, "Whether a context can be used.",
	  "concordat context validate --connect" },
	{ "doctor", NULL, "", 0, 0, NULL, false, run_doctor, "Looks for what is wrong, step by step, and says what to do.",
	  "concordat doctor" },
	{ "help", NULL, "[COMMAND]", 0, 3, NULL, false, run_help, "Explains a command, a KIND with its fields, or exit-codes.",
	  "concordat help milestone" },
	{ NULL, NULL, NULL, 0, 0, NULL, false, NULL, NULL, NULL },
};

/* ---- which command ---- */

static bool noun_fits(const struct command *row, const char *word, const struct wire_kind *kind)
{
	return strcmp(row->noun, "KIND") == 0 ? kind != NULL : strcmp(row->noun, word) == 0;
}

static int unknown_noun(const struct cli *cli, const char *word)
{
	const char *best = NULL;

	for (const struct command *c = cli->commands; c->noun; c++)
		if (strcmp(c->noun, "KIND") != 0)
			best = text_nearer(word, best, c->noun);
	for (size_t i = 0; i < wire_kind_count; i++)
		best = text_nearer(word, best, wire_kinds[i].name);
	if (best)
		return cli_misused(cli, "there is no command %s; did you mean %s?", word, best);
	return cli_misused(cli, "there is no command %s", word);
}

static int unknown_verb(const struct cli *cli, const char *noun, const char *verb)
{
	const char *best = NULL;

	fprintf(stderr, "concordat: %s %s: ", noun, verb ? verb : "needs a verb");
	for (const struct command *c = cli->commands; c->noun; c++)
		if (c->verb && noun_fits(c, noun, cli->kind)) {
			best = verb ? text_nearer(verb, best, c->verb) : best;
			fprintf(stderr, "%s ", c->verb);
		}
	if (best)
		fprintf(stderr, "are its verbs; did you mean %s?\n", best);
	else
		fputs("are its verbs\n", stderr);
	return CLI_USAGE;
}

/* Takes noun and verb out of the words that are no options. Sets command and kind. */
static int find_command(struct cli *cli, const char *noun, const char *verb, size_t *ret_words)
{
	bool known = false;

	cli->kind = wire_kind_by_name(noun);
	for (const struct command *c = cli->commands; c->noun; c++) {
		if (!noun_fits(c, noun, cli->kind))
			continue;
		known = true;
		if (!c->verb ||
		    (verb && (strcmp(c->verb, verb) == 0 || (strcmp(verb, "ls") == 0 && strcmp(c->verb, "list") == 0) ||
			      (strcmp(verb, "get") == 0 && strcmp(c->verb, "show") == 0)))) {
			cli->command = c;
			*ret_words = c->verb ? 2 : 1;
			return 0;
		}
	}
	return known ? unknown_verb(cli, noun, verb) : unknown_noun(cli, noun);
}

/* The value of an option may not be taken for the noun: --context live status. */
static char **skip_globals(char **at)
{
	while (*at && (*at)[0] == '-' && (*at)[1]) {
		const char *name = (*at)[1] == '-' ? *at + 2 : *at + 1;
		bool takes = false;

		for (const struct option *o = cli_options; o->name; o++)
			if (o->value && (strcmp(o->name, name) == 0 || (o->letter == name[0] && !name[1] && (*at)[1] != '-')))
				takes = true;
		at += takes && at[1] ? 2 : 1;
	}
	return at;
}

/* ---- what all commands understand ---- */

static int read_globals(struct cli *cli)
{
	const char *format = cli_option(cli, "output");
	const char *timeout = cli_option(cli, "timeout");

	if (!format || !*format)
		format = getenv("CONCORDAT_OUTPUT");
	cli->format = isatty(STDOUT_FILENO) ? CLI_TABLE : CLI_TSV;
	if (format && *format && !output_format(format, &cli->format))
		return cli_misused(cli, "there is no format %s; there are table, json, jsonl, csv, tsv and id", format);
	if (timeout && (!text_to_span_ms(timeout, &cli->timeout_ms) || cli->timeout_ms < 1 || cli->timeout_ms > INT32_MAX))
		return cli_misused(cli, "--timeout wants a time such as 5s, not \"%s\"", timeout);
	cli->quiet = cli_option(cli, "quiet") != NULL;
	cli->reason = cli_option(cli, "reason");
	cli->context_name = cli_option(cli, "context");
	cli->server = cli_option(cli, "server");
	return 0;
}

static int check_words(const struct cli *cli)
{
	const struct command *c = cli->command;
	size_t n = cli->arguments.word_count;

	if (n < (size_t)c->words_min)
		return cli_misused(cli, "%s %s needs %s", cli->kind ? cli->kind->name : c->noun, c->verb ? c->verb : "",
				   c->words);
	if (c->words_max >= 0 && n > (size_t)c->words_max)
		return cli_misused(cli, "\"%s\" is one word too many", cli_word(cli, (size_t)c->words_max));
	return 0;
}

static bool is_help(const char *word)
{
	return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

static int run(struct cli *cli, char **argv)
{
	char **at = skip_globals(argv);
	size_t used = 0;
	int code;

	if (!*at) {
		help_brief(cli);
		return argv[0] && is_help(argv[0]) ? CLI_DONE : CLI_USAGE;
	}
	if (wire_kind_by_name(at[0]) && (!at[1] || is_help(at[1]))) {
		help_kind(cli, wire_kind_by_name(at[0]));
		return at[1] ? CLI_DONE : CLI_USAGE;
	}
	code = find_command(cli, at[0], at[1] && at[1][0] != '-' ? at[1] : NULL, &used);
	if (!cli->command)
		return code;
	memmove(argv + used, argv, (size_t)(at - argv) * sizeof(*argv)); /* the global options in front join the rest */
	code = arguments_parse(cli, argv + used, cli->command->fields ? cli->kind->descriptor : NULL);
	if (code == 0 && cli_option(cli, "help")) {
		help_command(cli, cli->command);
		return CLI_DONE;
	}
	if (code == 0)
		code = read_globals(cli);
	if (code == 0)
		code = check_words(cli);
	return code == 0 ? cli->command->run(cli) : code;
}

int main(int argc, char **argv)
{
	struct cli cli = { .commands = commands, .timeout_ms = 30000 };
	int code;

	signal(SIGPIPE, SIG_DFL);
	if (argc >= 2 && strcmp(argv[1], "--version") == 0) {
		puts("concordat " CONCORDAT_VERSION);
		return CLI_DONE;
	}
	code = run(&cli, argv + (argc > 0));
	if (fflush(stdout) != 0 || ferror(stdout))
		code = cli_fail(CLI_FAILED, "standard output cannot be written");
	concordat_free(cli.connection);
	arguments_release(&cli.arguments);
	return code;
}

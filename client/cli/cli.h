/*
 * cli.h - what the commands of `concordat` share: the table's row, the words of the command line, the connection, refusals.
 *
 * To add a command: a function in the file of its noun, a row in commands[] in main.c. The row feeds parsing, help and
 * "did you mean"; nothing else needs to know.
 *
 * Data go to stdout, words to stderr. Every command gives an exit code from the list below.
 *
 * Ownership: struct cli is main()'s; strings in it are argv's.
 * Threads:   none.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "concordat/concordat.h"
#include "concordat/context.h"

enum {
	CLI_DONE = 0,
	CLI_FAILED = 1,
	CLI_USAGE = 2,
	CLI_NOT_FOUND = 3,
	CLI_KEY = 4, /* key unknown, refused or expired */
	CLI_NOT_ALLOWED = 5,
	CLI_CONFLICT = 6, /* changed meanwhile */
	CLI_UNREACHABLE = 7,
	CLI_PENDING = 8,
	CLI_PARTLY = 9,
	CLI_TRUE = 10, /* with --exit-code: there is something */
	CLI_INTERRUPTED = 130
};

enum cli_format { CLI_TABLE, CLI_JSON, CLI_JSONL, CLI_CSV, CLI_TSV, CLI_ID };

struct option {
	const char *name;  /* without --; NULL ends a table */
	char letter;       /* 0: none */
	const char *value; /* what it takes, for help; NULL: nothing */
	const char *help;
};

struct argument {
	const struct option *option; /* or */
	const ProtobufCFieldDescriptor *field;
	const char *value;
};

struct arguments {
	struct argument *list;
	size_t count;
	const char **words; /* what is no option */
	size_t word_count;
};

struct cli;

struct command {
	const char *noun;             /* "KIND" stands for every kind of record */
	const char *verb;             /* NULL: none */
	const char *words;            /* what follows, for help */
	int words_min, words_max;     /* -1: any number */
	const struct option *options; /* NULL: the global ones alone */
	bool fields;                  /* every field of the kind is an option, too */
	int (*run)(struct cli *cli);
	const char *help;
	const char *example;
};

struct cli {
	const struct command *commands; /* up to a row without noun */
	const struct command *command;
	const struct wire_kind *kind; /* for KIND commands */
	struct arguments arguments;
	enum cli_format format;
	int64_t timeout_ms;
	bool quiet;
	const char *reason;
	const char *context_name; /* --context */
	const char *server;       /* --server */
	struct concordat_context context;
	struct concordat *connection;
};

extern const struct option cli_options[]; /* global ones */

/* args.c: 0 or CLI_USAGE, told on stderr. */
int arguments_parse(struct cli *cli, char **words, const ProtobufCMessageDescriptor *fields);
void arguments_release(struct arguments *arguments);
/* The last one given; NULL: not given. A flag's value is "". */
const char *cli_option(const struct cli *cli, const char *name);
/* The n-th one given, from 0. */
const char *cli_option_at(const struct cli *cli, const char *name, size_t n);
const char *cli_word(const struct cli *cli, size_t n); /* NULL: there are not so many */
/* A whole number; false when given and not one, told on stderr. Not given: true, and *ret is left alone. */
bool cli_option_number(const struct cli *cli, const char *name, int64_t least, int64_t *ret);
/* "concordat: …" on stderr; gives CLI_USAGE. */
int cli_misused(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* session.c: connects by the context; 0 or an exit code, told. */
int cli_load_context(struct cli *cli);
int cli_connect(struct cli *cli);
/* Waits for the answer. NULL: told; otherwise concordat_reply_free() it, whatever its status. */
Concordat__Reply *cli_call(struct cli *cli, Concordat__Request *request);
/* The same, telling refusals: NULL with the exit code in *ret_exit unless the status is OK. */
Concordat__Reply *cli_ask(struct cli *cli, Concordat__Request *request, const char *what, int *ret_exit);
int cli_exit_of(Concordat__Status status);
/* What was refused, by what, what to do, the request id. Gives the exit code. */
int cli_refused(const Concordat__Reply *reply, const char *what);
/* "concordat: …" on stderr; gives the code. */
int cli_fail(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Words on success, on stderr; silent with -q. */
void cli_say(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The commands, a file per noun. */
int run_list(struct cli *cli);
int run_show(struct cli *cli);
int run_add(struct cli *cli);
int run_set(struct cli *cli);
int run_withdraw(struct cli *cli);
int run_history(struct cli *cli);
int run_due(struct cli *cli);
int run_watch_changes(struct cli *cli);
int run_watch_alerts(struct cli *cli);
int run_import(struct cli *cli);
int run_export(struct cli *cli);
int run_key_generate(struct cli *cli);
int run_key_show(struct cli *cli);
int run_context_add(struct cli *cli);
int run_context_list(struct cli *cli);
int run_context_use(struct cli *cli);
int run_context_show(struct cli *cli);
int run_context_validate(struct cli *cli);
int run_status(struct cli *cli);
int run_doctor(struct cli *cli);
int run_help(struct cli *cli);

/* help.c */
void help_brief(const struct cli *cli);
void help_kind(struct cli *cli, const struct wire_kind *kind);
void help_command(const struct cli *cli, const struct command *command);

#endif

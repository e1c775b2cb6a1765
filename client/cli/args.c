/*
 * The words of a command line against the tables: --name VALUE, --name=VALUE, -o VALUE, -- ends options, - is a word.
 * Names must be whole: a prefix that is unique today is not tomorrow.
 */
#include "cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record.h"
#include "text.h"

const struct option cli_options[] = {
	{ "context", 0, "NAME", "use this context instead of the current one" },
	{ "server", 0, "ENDPOINT", "another address of the same register (tcp://host:port)" },
	{ "output", 'o', "FORMAT", "table, json, jsonl, csv, tsv or id; a table on a terminal, else tsv" },
	{ "timeout", 0, "TIME", "give up after this long (500ms, 5s, 2m); 30s if not said" },
	{ "reason", 0, "TEXT", "why, for the history" },
	{ "quiet", 'q', NULL, "say nothing on success" },
	{ "help", 'h', NULL, "explain the command" },
	{ NULL, 0, NULL, NULL },
};

int cli_misused(const struct cli *cli, const char *format, ...)
{
	va_list args;

	fputs("concordat: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	if (cli->command)
		fprintf(stderr, "\nSee: concordat help %s%s%s\n", cli->kind ? cli->kind->name : cli->command->noun,
			cli->command->verb ? " " : "", cli->command->verb ? cli->command->verb : "");
	else
		fputs("\nSee: concordat help\n", stderr);
	return CLI_USAGE;
}

static bool same_name(const struct option *o, const char *name, size_t size)
{
	return strncmp(o->name, name, size) == 0 && o->name[size] == '\0';
}

static const struct option *find_in(const struct option *table, const char *name, size_t size, char letter)
{
	for (; table && table->name; table++)
		if (letter ? table->letter == letter : same_name(table, name, size))
			return table;
	return NULL;
}

static const struct option *find_option(const struct cli *cli, const char *name, size_t size, char letter)
{
	const struct option *o = cli->command ? find_in(cli->command->options, name, size, letter) : NULL;

	return o ? o : find_in(cli_options, name, size, letter);
}

static int unknown_option(const struct cli *cli, const char *name, const ProtobufCMessageDescriptor *fields)
{
	const struct option *tables[] = { cli->command ? cli->command->options : NULL, cli_options };
	const char *best = fields ? record_field_suggestion(fields, name) : NULL;

	for (size_t i = 0; i < 2; i++)
		for (const struct option *o = tables[i]; o && o->name; o++)
			best = text_nearer(name, best, o->name);
	if (best)
		return cli_misused(cli, "there is no option --%s; did you mean --%s?", name, best);
	return cli_misused(cli, "there is no option --%s", name);
}

static int add(struct cli *cli, const struct option *option, const ProtobufCFieldDescriptor *field, const char *value)
{
	struct arguments *a = &cli->arguments;
	struct argument *grown = realloc(a->list, (a->count + 1) * sizeof(*grown));

	if (!grown)
		return cli_fail(CLI_FAILED, "out of memory");
	a->list = grown;
	a->list[a->count++] = (struct argument){ .option = option, .field = field, .value = value };
	return 0;
}

static int add_word(struct cli *cli, const char *word)
{
	struct arguments *a = &cli->arguments;
	const char **grown = realloc(a->words, (a->word_count + 1) * sizeof(*grown));

	if (!grown)
		return cli_fail(CLI_FAILED, "out of memory");
	a->words = grown;
	a->words[a->word_count++] = word;
	return 0;
}

/* One option at *at; steps over a value that stands apart. */
static int take_option(struct cli *cli, char ***at, const ProtobufCMessageDescriptor *fields)
{
	const char *word = **at;
	bool is_long = word[1] == '-';
	const char *name = is_long ? word + 2 : word + 1;
	size_t size = is_long ? strcspn(name, "=") : 1;
	const char *value = is_long && name[size] == '=' ? name + size + 1 : NULL;
	const struct option *option = find_option(cli, name, size, is_long ? 0 : *name);
	const ProtobufCFieldDescriptor *field = NULL;
	char copy[64];

	snprintf(copy, sizeof(copy), "%.*s", (int)size, name);
	if (!option && is_long && fields)
		field = record_field(fields, copy);
	if (!option && !field)
		return is_long ? unknown_option(cli, copy, fields) : cli_misused(cli, "there is no option %s", word);
	if (!is_long && name[1])
		return cli_misused(cli, "write %.2s and its value apart, one option at a time", word);
	if (field && !record_field_is_given(field))
		return cli_misused(cli, "%s cannot be given; the register keeps it itself", field->name);
	if (option && !option->value) {
		if (value)
			return cli_misused(cli, "--%s takes no value", option->name);
		return add(cli, option, NULL, "");
	}
	if (!value && !(*at)[1])
		return cli_misused(cli, "--%s needs a value%s%s", copy, option ? ": " : "", option ? option->value : "");
	if (!value)
		value = *++*at;
	return add(cli, option, field, value);
}

int arguments_parse(struct cli *cli, char **words, const ProtobufCMessageDescriptor *fields)
{
	bool options = true;
	int error = 0;

	for (; *words && error == 0; words++) {
		if (options && strcmp(*words, "--") == 0)
			options = false;
		else if (options && (*words)[0] == '-' && (*words)[1])
			error = take_option(cli, &words, fields);
		else
			error = add_word(cli, *words);
	}
	return error;
}

void arguments_release(struct arguments *arguments)
{
	free(arguments->list);
	free(arguments->words);
	*arguments = (struct arguments){ .count = 0 };
}

const char *cli_option_at(const struct cli *cli, const char *name, size_t n)
{
	for (size_t i = 0; i < cli->arguments.count; i++) {
		const struct argument *a = &cli->arguments.list[i];

		if (a->option && strcmp(a->option->name, name) == 0 && n-- == 0)
			return a->value;
	}
	return NULL;
}

const char *cli_option(const struct cli *cli, const char *name)
{
	const char *last = NULL, *value;

	for (size_t n = 0; (value = cli_option_at(cli, name, n)); n++)
		last = value;
	return last;
}

const char *cli_word(const struct cli *cli, size_t n)
{
	return n < cli->arguments.word_count ? cli->arguments.words[n] : NULL;
}

bool cli_option_number(const struct cli *cli, const char *name, int64_t least, int64_t *ret)
{
	const char *value = cli_option(cli, name);
	int64_t number;

	if (!value)
		return true;
	if (!text_to_integer(value, &number) || number < least) {
		cli_misused(cli, "--%s wants a whole number, not \"%s\"", name, value);
		return false;
	}
	*ret = number;
	return true;
}

#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "help_words.h"
#include "record.h"

static bool is_kind(const struct command *c)
{
	return strcmp(c->noun, "KIND") == 0;
}

static void print_usage(const struct command *c, const struct wire_kind *kind, FILE *to)
{
	fprintf(to, "concordat %s%s%s%s%s", is_kind(c) && kind ? kind->name : c->noun, c->verb ? " " : "", c->verb ? c->verb : "",
		*c->words ? " " : "", c->words);
}

static void print_options(const struct option *o)
{
	for (; o && o->name; o++) {
		char left[64];

		snprintf(left, sizeof(left), "%s%.1s%s--%s%s%s", o->letter ? "-" : "", o->letter ? &o->letter : "",
			 o->letter ? ", " : "", o->name, o->value ? " " : "", o->value ? o->value : "");
		printf("  %-28s %s\n", left, o->help);
	}
}

static const char *type_words(const ProtobufCFieldDescriptor *field)
{
	static const char *const words[] = {
		[WIRE_TEXT] = "text",       [WIRE_TEXT_LIST] = "list",           [WIRE_INTEGER] = "whole number",
		[WIRE_ENUM] = "word",       [WIRE_BOOLEAN] = "yes or no",        [WIRE_DAY] = "day, 2026-09-30",
		[WIRE_INSTANT] = "instant", [WIRE_PENCE] = "£1,234.50 or pence",
	};

	return words[wire_field_type(field)];
}

static void print_enum(const ProtobufCFieldDescriptor *field)
{
	const ProtobufCEnumDescriptor *type = field->descriptor;
	char word[80];
	bool first = true;

	for (unsigned i = 0; i < type->n_values; i++)
		if (type->values[i].value != 0 && wire_enum_word(type, type->values[i].value, word, sizeof(word))) {
			printf("%s%s", first ? "" : ", ", word);
			first = false;
		}
}

/* "  --state   where it stands: planned, under_way, met", "  met_on   when (day)" */
static void print_field(const ProtobufCMessageDescriptor *type, const ProtobufCFieldDescriptor *field, bool given_only)
{
	const char *words = help_words_of_field(type, field);
	const char *kept = !given_only && field->id != 1 && !record_field_is_given(field) ? "; kept by the register" : "";

	printf("  %s%-22s %s", given_only ? "--" : "", field->name, words ? words : "");
	if (field->type == PROTOBUF_C_TYPE_ENUM) {
		fputs(": ", stdout);
		print_enum(field);
		printf("%s\n", kept);
	} else {
		printf(" (%s%s)\n", type_words(field), kept);
	}
}

/* What is the kind's own comes first; what every kind has, after that. */
static void print_fields(const struct wire_kind *kind, bool given_only)
{
	const ProtobufCMessageDescriptor *type = kind->descriptor;

	for (int common = 0; common <= 1; common++)
		for (unsigned i = 0; i < type->n_fields; i++)
			if ((type->fields[i].id > 1 && type->fields[i].id < 20) == common &&
			    (!given_only || record_field_is_given(&type->fields[i])))
				print_field(type, &type->fields[i], given_only);
}

void help_command(const struct cli *cli, const struct command *c)
{
	fputs("Usage: ", stdout);
	print_usage(c, cli->kind, stdout);
	printf(" [OPTIONS]\n\n%s\n\nExample:\n  %s\n", c->help, c->example);
	if (c->options) {
		puts("\nOptions:");
		print_options(c->options);
	}
	if (c->fields && cli->kind) {
		puts("\nFields (- and _ are the same; -> names the kind whose id it holds):");
		print_fields(cli->kind, true);
	}
	puts("\nEverywhere:");
	print_options(cli_options);
}

void help_brief(const struct cli *cli)
{
	const char *const first[] = { "status", "due", "milestone list", "help milestone" };

	puts("concordat - the live register of what partner organisations have agreed\n\nBegin with:");
	for (size_t i = 0; i < sizeof(first) / sizeof(first[0]); i++)
		printf("  concordat %s\n", first[i]);
	puts("\nCommands:");
	for (const struct command *c = cli->commands; c->noun; c++) {
		char left[64];

		snprintf(left, sizeof(left), "%s%s%s", c->noun, c->verb ? " " : "", c->verb ? c->verb : "");
		printf("  %-17s %.*s\n", left, (int)(strcspn(c->help, ".;") + 1), c->help);
	}
	fputs("\nKinds:", stdout);
	for (size_t i = 0; i < wire_kind_count; i++)
		printf("%s%s", i % 8 == 0 ? "\n  " : " ", wire_kinds[i].name);
	puts("\n\nMore: concordat help COMMAND, concordat help KIND, concordat help exit-codes");
}

static void help_exit_codes(void)
{
	puts("0    done\n1    failed for another reason\n2    wrong usage, or a file that is wrong\n"
	     "3    not found (or not visible to you: never told apart)\n4    key unknown, refused or expired\n5    not allowed\n"
	     "6    conflict: changed meanwhile, or there already\n7    the register cannot be reached, or time-out\n"
	     "8    accepted, others must agree\n9    partly done (import with rejected lines)\n"
	     "10   there is something, with --exit-code\n130  interrupted");
}

void help_kind(struct cli *cli, const struct wire_kind *kind)
{
	const char *words = help_words_of_kind(kind->descriptor);

	cli->kind = kind;
	printf("%s: %s\n\n", kind->name, words ? words : "");
	for (const struct command *c = cli->commands; c->noun; c++)
		if (is_kind(c) && (record_kind_is_written(kind) || c->words_min == 0 || strcmp(c->verb, "show") == 0)) {
			fputs("  ", stdout);
			print_usage(c, kind, stdout);
			putchar('\n');
		}
	puts("\nFields (- and _ are the same; -> names the kind whose id it holds):");
	print_fields(kind, false);
}

int run_help(struct cli *cli)
{
	const char *noun = cli_word(cli, 0), *verb = cli_word(cli, 1);
	const struct wire_kind *kind = noun ? wire_kind_by_name(noun) : NULL;
	bool any = false;

	if (!noun) {
		help_brief(cli);
		return CLI_DONE;
	}
	if (strcmp(noun, "exit-codes") == 0) {
		help_exit_codes();
		return CLI_DONE;
	}
	if (kind && !verb) {
		help_kind(cli, kind);
		return CLI_DONE;
	}
	cli->kind = kind;
	for (const struct command *c = cli->commands; c->noun; c++) {
		if (!(is_kind(c) ? kind != NULL || strcmp(noun, "KIND") == 0 : strcmp(c->noun, noun) == 0) ||
		    (verb && c->verb && strcmp(c->verb, verb) != 0))
			continue;
		if (any)
			putchar('\n');
		help_command(cli, c);
		any = true;
	}
	return any ? CLI_DONE : cli_misused(cli, "there is no command %s%s%s", noun, verb ? " " : "", verb ? verb : "");
}

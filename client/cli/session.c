#include "cli.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#ifndef CONCORDAT_VERSION
#define CONCORDAT_VERSION "0.1.0"
#endif

enum { GIVE_UP_MS = 5000 };

static void words(const char *format, va_list args)
{
	fputs("concordat: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
}

int cli_fail(int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	words(format, args);
	va_end(args);
	return code;
}

void cli_say(const struct cli *cli, const char *format, ...)
{
	va_list args;

	if (cli->quiet)
		return;
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

int cli_load_context(struct cli *cli)
{
	char name[CONCORDAT_NAME_MAX + 1];
	struct concordat_words why;

	if (concordat_context_current(cli->context_name, name, &why) != 0 ||
	    concordat_context_read(name, &cli->context, &why) != 0)
		return cli_fail(CLI_USAGE, "%s", why.text);
	if (cli->server && strlen(cli->server) >= sizeof(cli->context.server))
		return cli_fail(CLI_USAGE, "--server is too long");
	if (cli->server)
		memcpy(cli->context.server, cli->server, strlen(cli->server) + 1);
	return 0;
}

int cli_connect(struct cli *cli)
{
	struct concordat_settings settings = { .agent = "concordat/" CONCORDAT_VERSION };
	struct concordat_key key;
	struct concordat_words why;
	int code;

	if (cli->connection)
		return 0;
	code = cli_load_context(cli);
	if (code != 0)
		return code;
	if (concordat_key_read(cli->context.key, &key, &why) != 0)
		return cli_fail(CLI_KEY, "%s", why.text);
	settings.servers = cli->context.server;
	settings.server_key = cli->context.server_key;
	settings.public_key = key.public_key;
	settings.secret_key = key.secret_key;
	settings.deadline_ms = (uint32_t)cli->timeout_ms;
	settings.give_up_ms = cli->timeout_ms < GIVE_UP_MS ? (uint32_t)cli->timeout_ms : GIVE_UP_MS;
	cli->connection = concordat_new(&settings);
	concordat_key_wipe(&key);
	if (!cli->connection)
		return cli_fail(errno == EINVAL ? CLI_USAGE : CLI_FAILED, "cannot connect to %s: %s", cli->context.server,
				errno == EINVAL ? "the address must be like tcp://host:5710" : strerror(errno));
	return 0;
}

Concordat__Reply *cli_call(struct cli *cli, Concordat__Request *request)
{
	Concordat__Reply *reply = concordat_call_wait(cli->connection, request);

	if (!reply)
		cli_fail(CLI_FAILED, errno == EMSGSIZE ? "this is too long for one message (64 KiB)" : "%s", strerror(errno));
	return reply;
}

Concordat__Reply *cli_ask(struct cli *cli, Concordat__Request *request, const char *what, int *ret_exit)
{
	Concordat__Reply *reply = cli_call(cli, request);

	*ret_exit = CLI_FAILED;
	if (reply && reply->status != CONCORDAT__STATUS__STATUS_OK) {
		*ret_exit = cli_refused(reply, what);
		concordat_reply_free(reply);
		return NULL;
	}
	if (reply)
		*ret_exit = CLI_DONE;
	return reply;
}

static const struct {
	Concordat__Status status;
	int code;
	const char *advice; /* when the register's own words are short of it */
} statuses[] = {
	{ CONCORDAT__STATUS__STATUS_OK, CLI_DONE, NULL },
	{ CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, CLI_USAGE, "put the field right and run it again" },
	{ CONCORDAT__STATUS__STATUS_NOT_FOUND, CLI_NOT_FOUND,
	  "check the id with `list`; what you may not see counts as not there" },
	{ CONCORDAT__STATUS__STATUS_ALREADY_EXISTS, CLI_CONFLICT, "choose another id, or change what is there with `set`" },
	{ CONCORDAT__STATUS__STATUS_PERMISSION_DENIED, CLI_NOT_ALLOWED,
	  "ask the record's owner, or your registrar for the role" },
	{ CONCORDAT__STATUS__STATUS_UNAUTHENTICATED, CLI_KEY,
	  "ask your registrar to enrol your public key; see: concordat key show" },
	{ CONCORDAT__STATUS__STATUS_ABORTED, CLI_CONFLICT, "look at it again with `show`, then repeat with --if-version" },
	{ CONCORDAT__STATUS__STATUS_RESOURCE_EXHAUSTED, CLI_UNREACHABLE, "try again later" },
	{ CONCORDAT__STATUS__STATUS_DEADLINE_EXCEEDED, CLI_UNREACHABLE, "try again, or allow more with --timeout" },
	{ CONCORDAT__STATUS__STATUS_UNAVAILABLE, CLI_UNREACHABLE, "see what is wrong with: concordat doctor" },
	{ CONCORDAT__STATUS__STATUS_PENDING, CLI_PENDING, "others must agree first" },
};

int cli_exit_of(Concordat__Status status)
{
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (statuses[i].status == status)
			return statuses[i].code;
	return CLI_FAILED;
}

static const char *advice_of(Concordat__Status status)
{
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (statuses[i].status == status)
			return statuses[i].advice;
	return NULL;
}

int cli_refused(const Concordat__Reply *reply, const char *what)
{
	const Concordat__Failure *f = reply->failure;
	const char *advice = advice_of(reply->status);

	fprintf(stderr, "concordat: %s: %s\n", what, f && f->message ? f->message : wire_status_name(reply->status));
	if (f && f->field)
		fprintf(stderr, "  field: %s\n", f->field);
	if (f && f->rule)
		fprintf(stderr, "  rule: %s\n", f->rule);
	if (f && f->has_current_version)
		fprintf(stderr, "  its version now: %" PRId64 "\n", f->current_version);
	if (f && f->has_unknown && f->unknown)
		fputs("  it may have been done: look before you repeat it\n", stderr);
	if (advice)
		fprintf(stderr, "  what to do: %s\n", advice);
	fprintf(stderr, "  refused as %s, request ", wire_status_name(reply->status));
	for (size_t i = 0; i < reply->id.len; i++)
		fprintf(stderr, "%02x", reply->id.data[i]);
	fputc('\n', stderr);
	return cli_exit_of(reply->status);
}

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "output.h"

static bool copy(char *to, size_t size, const char *from)
{
	if (!from || strlen(from) >= size)
		return false;
	memcpy(to, from, strlen(from) + 1);
	return true;
}

int run_context_add(struct cli *cli)
{
	struct concordat_context context = { .name = "" };
	struct concordat_words why;
	const char *organisation = cli_option(cli, "organisation");
	int error;

	if (!copy(context.name, sizeof(context.name), cli_word(cli, 0)))
		return cli_misused(cli, "the name is too long");
	if (!copy(context.server, sizeof(context.server), cli->server) ||
	    !copy(context.server_key, sizeof(context.server_key), cli_option(cli, "server-key")) ||
	    !copy(context.key, sizeof(context.key), cli_option(cli, "key")))
		return cli_misused(cli,
				   "a context needs --server tcp://HOST:PORT, --server-key KEY (40 characters) and --key NAME");
	if (organisation && !copy(context.organisation, sizeof(context.organisation), organisation))
		return cli_misused(cli, "--organisation is too long");
	if (strpbrk(context.server, "\r\n") || strpbrk(context.key, "\r\n") || strpbrk(context.organisation, "\r\n"))
		return cli_misused(cli, "a value may not hold a line break");
	error = concordat_context_write(&context, &why);
	if (error == 0 &&
	    (cli_option(cli, "select") || concordat_context_current(NULL, (char[CONCORDAT_NAME_MAX + 1]){ 0 }, &why) != 0))
		error = concordat_context_use(context.name, &why);
	if (error != 0)
		return cli_fail(error == -EEXIST ? CLI_CONFLICT : CLI_USAGE, "%s", why.text);
	cli_say(cli, "Context %s added. Try it with: concordat context validate %s --connect", context.name, context.name);
	return CLI_DONE;
}

struct contexts {
	const struct cli *cli;
	struct grid *grid;
	json_t *list;
	char current[CONCORDAT_NAME_MAX + 1];
};

static void add_context(void *arg, const char *name)
{
	struct contexts *all = arg;
	struct concordat_context c = { .name = "" };
	struct concordat_words why;
	bool good = concordat_context_read(name, &c, &why) == 0;
	bool current = strcmp(name, all->current) == 0;
	const char *cells[] = { current ? "*" : "", name, good ? c.server : why.text, c.organisation };

	if (all->cli->format == CLI_ID)
		puts(name);
	grid_add(all->grid, cells);
	json_array_append_new(all->list, json_pack("{s:s,s:b,s:s,s:s}", "name", name, "current", current, "server", c.server,
						   "organisation", c.organisation));
}

int run_context_list(struct cli *cli)
{
	static const char *const titles[] = { "current", "name", "server", "organisation" };
	struct contexts all = { .cli = cli, .grid = grid_new(4, titles), .list = json_array() };
	struct concordat_words why;
	int n;

	if (concordat_context_current(cli->context_name, all.current, &why) != 0)
		all.current[0] = '\0';
	n = concordat_context_each(add_context, &all, &why);
	if (n >= 0 && (cli->format == CLI_JSON || cli->format == CLI_JSONL))
		output_json(json_pack("{s:O}", "contexts", all.list), cli->format == CLI_JSONL);
	else if (n >= 0 && cli->format != CLI_ID)
		grid_print(all.grid, cli->format, output_width(), stdout);
	grid_free(all.grid);
	json_decref(all.list);
	return n < 0 ? cli_fail(CLI_USAGE, "%s", why.text) : CLI_DONE;
}

int run_context_use(struct cli *cli)
{
	struct concordat_words why;

	if (concordat_context_use(cli_word(cli, 0), &why) != 0)
		return cli_fail(CLI_USAGE, "%s", why.text);
	cli_say(cli, "Context %s is used from now on.", cli_word(cli, 0));
	return CLI_DONE;
}

static int load(struct cli *cli)
{
	if (cli_word(cli, 0))
		cli->context_name = cli_word(cli, 0);
	return cli_load_context(cli);
}

int run_context_show(struct cli *cli)
{
	static const char *const titles[] = { "setting", "value" };
	const struct concordat_context *c = &cli->context;
	int code = load(cli);
	struct grid *grid;

	if (code != 0)
		return code;
	if (cli->format == CLI_JSON || cli->format == CLI_JSONL) {
		output_json(json_pack("{s:s,s:s,s:s,s:s,s:s}", "name", c->name, "server", c->server, "server_key", c->server_key,
				      "key", c->key, "organisation", c->organisation),
			    cli->format == CLI_JSONL);
		return CLI_DONE;
	}
	if (cli->format == CLI_ID) {
		puts(c->name);
		return CLI_DONE;
	}
	grid = grid_new(2, titles);
	grid_add(grid, (const char *const[]){ "name", c->name });
	grid_add(grid, (const char *const[]){ "server", c->server });
	grid_add(grid, (const char *const[]){ "server_key", c->server_key });
	grid_add(grid, (const char *const[]){ "key", c->key });
	grid_add(grid, (const char *const[]){ "organisation", c->organisation });
	grid_print(grid, cli->format, 0, stdout);
	grid_free(grid);
	return CLI_DONE;
}

int run_context_validate(struct cli *cli)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Ping ping = CONCORDAT__PING__INIT;
	struct concordat_key key;
	struct concordat_words why;
	Concordat__Reply *reply;
	int code = load(cli);

	if (code != 0)
		return code;
	if (concordat_key_read(cli->context.key, &key, &why) != 0)
		return cli_fail(CLI_KEY, "%s", why.text);
	concordat_key_wipe(&key);
	if (cli_option(cli, "connect")) {
		code = cli_connect(cli);
		request.verb_case = CONCORDAT__REQUEST__VERB_PING;
		request.ping = &ping;
		reply = code == 0 ? cli_ask(cli, &request, cli->context.name, &code) : NULL;
		concordat_reply_free(reply);
	}
	if (code == 0)
		cli_say(cli, "%s: the context is right%s.", cli->context.name,
			cli_option(cli, "connect") ? " and the register knows you" : "");
	return code;
}

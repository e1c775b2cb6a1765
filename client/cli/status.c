#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli.h"
#include "output.h"
#include "text.h"

static int64_t now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* One ping to be connected, one to be timed. */
static Concordat__Reply *timed_ping(struct cli *cli, int64_t *ret_us, int *ret_exit)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Ping ping = CONCORDAT__PING__INIT;
	Concordat__Reply *reply;

	request.verb_case = CONCORDAT__REQUEST__VERB_PING;
	request.ping = &ping;
	reply = cli_ask(cli, &request, cli->context.name, ret_exit);
	if (!reply)
		return NULL;
	concordat_reply_free(reply);
	*ret_us = now_us();
	reply = cli_ask(cli, &request, cli->context.name, ret_exit);
	*ret_us = now_us() - *ret_us;
	return reply;
}

static void join_roles(const Concordat__Welcome *w, char *to, size_t size)
{
	size_t used = 0;

	to[0] = '\0';
	for (size_t i = 0; i < w->n_roles && used < size; i++)
		used += (size_t)snprintf(to + used, size - used, "%s%s", i ? ", " : "", w->roles[i]);
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static void print_rows(const struct cli *cli, const Concordat__Welcome *w, uint64_t head, int64_t now_at, int64_t ping_us)
{
	static const char *const titles[] = { "what", "value" };
	char roles[200], revision[24], clock[TEXT_INSTANT_SIZE], ping[32];
	struct grid *grid = grid_new(2, titles);

	join_roles(w, roles, sizeof(roles));
	snprintf(revision, sizeof(revision), "%" PRIu64, head);
	snprintf(ping, sizeof(ping), "%.1f ms", (double)ping_us / 1000);
	grid_add(grid, (const char *const[]){ "context", cli->context.name });
	grid_add(grid, (const char *const[]){ "endpoint", concordat_endpoint(cli->connection) });
	grid_add(grid, (const char *const[]){ "server", w->server });
	grid_add(grid, (const char *const[]){ "register", w->register_id });
	grid_add(grid, (const char *const[]){ "history", w->history_id });
	grid_add(grid, (const char *const[]){ "client", w->client });
	grid_add(grid, (const char *const[]){ "organisation", w->organisation });
	grid_add(grid, (const char *const[]){ "roles", roles });
	grid_add(grid, (const char *const[]){ "head", revision });
	grid_add(grid, (const char *const[]){ "clock", text_from_instant(now_at, clock) });
	grid_add(grid, (const char *const[]){ "ping", ping });
	grid_print(grid, cli->format, 0, stdout);
	grid_free(grid);
}

static void print_object(const struct cli *cli, const Concordat__Welcome *w, uint64_t head, int64_t now_at, int64_t ping_us)
{
	json_t *roles = json_array();

	for (size_t i = 0; i < w->n_roles; i++)
		json_array_append_new(roles, json_string(w->roles[i]));
	output_json(json_pack("{s:s,s:s,s:s,s:s,s:s,s:s,s:s,s:o,s:I,s:I,s:I}", "context", cli->context.name, "endpoint",
			      concordat_endpoint(cli->connection), "server", or_empty(w->server), "register_id",
			      or_empty(w->register_id), "history_id", or_empty(w->history_id), "client", or_empty(w->client),
			      "organisation", or_empty(w->organisation), "roles", roles, "head", (json_int_t)head, "now_at",
			      (json_int_t)now_at, "ping_us", (json_int_t)ping_us),
		    cli->format == CLI_JSONL);
}

int run_status(struct cli *cli)
{
	const Concordat__Welcome *w;
	Concordat__Reply *reply;
	int64_t ping_us = 0, now_at;
	int code = cli_connect(cli);

	if (code != 0)
		return code;
	reply = timed_ping(cli, &ping_us, &code);
	if (!reply)
		return code;
	w = concordat_welcome(cli->connection);
	now_at = reply->result_case == CONCORDAT__REPLY__RESULT_PONG ? reply->pong->now_at : w->now_at;
	if (cli->format == CLI_JSON || cli->format == CLI_JSONL)
		print_object(cli, w, reply->revision ? reply->revision : w->head, now_at, ping_us);
	else
		print_rows(cli, w, reply->revision ? reply->revision : w->head, now_at, ping_us);
	concordat_reply_free(reply);
	return CLI_DONE;
}

/* Reading records of any kind: list, show, history. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "listing.h"
#include "output.h"
#include "text.h"

static int read_as_of(const struct cli *cli, Concordat__List *list)
{
	const char *as_of = cli_option(cli, "as-of");
	int64_t revision;

	if (!as_of)
		return 0;
	if (wire_day_is_valid(as_of)) {
		list->as_of_on = (char *)(uintptr_t)as_of;
		return 0;
	}
	if (!text_to_integer(as_of, &revision) || revision < 0)
		return cli_misused(cli, "--as-of wants a day (2026-09-30) or a revision, not \"%s\"", as_of);
	list->has_as_of_revision = true;
	list->as_of_revision = (uint64_t)revision;
	return 0;
}

static int read_order(const struct cli *cli, Concordat__List *list, char *buffer, size_t size)
{
	const char *order = cli_option(cli, "order");
	const ProtobufCFieldDescriptor *field;

	if (!order)
		return 0;
	field = record_field(cli->kind->descriptor, order + (*order == '-'));
	if (!field)
		return cli_misused(cli, "--order: a %s has no field %s; see: concordat help %s", cli->kind->name,
				   order + (*order == '-'), cli->kind->name);
	snprintf(buffer, size, "%s%s", *order == '-' ? "-" : "", field->name);
	list->order = buffer;
	return 0;
}

int run_list(struct cli *cli)
{
	Concordat__List list = CONCORDAT__LIST__INIT;
	struct conditions conditions = { .count = 0 };
	struct listing found = { .count = 0 };
	struct columns columns;
	const char *text;
	char order[80];
	int64_t limit = 0;
	int code = columns_read(cli, cli_option(cli, "fields"), &columns);

	for (size_t i = 0; code == 0 && (text = cli_option_at(cli, "where", i)); i++)
		code = conditions_add(&conditions, cli->kind->descriptor, text);
	if (code == 0)
		code = read_as_of(cli, &list);
	if (code == 0)
		code = read_order(cli, &list, order, sizeof(order));
	if (code == 0 && !cli_option_number(cli, "limit", 1, &limit))
		code = CLI_USAGE;
	list.n_where = conditions.count;
	list.where = conditions.items;
	list.search = (char *)(uintptr_t)cli_option(cli, "search");
	list.has_withdrawn = list.withdrawn = cli_option(cli, "withdrawn") != NULL;
	if (code == 0)
		code = cli_connect(cli);
	if (code == 0)
		code = listing_fetch(cli, cli->kind, &list, (size_t)limit, &found);
	if (code == 0)
		output_records(cli, &columns, found.records, found.count, found.revision);
	listing_release(&found);
	conditions_release(&conditions);
	return code;
}

int run_show(struct cli *cli)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Get get = CONCORDAT__GET__INIT;
	Concordat__Reply *reply;
	ProtobufCMessage *record = NULL;
	char what[200], why[RECORD_WHY_SIZE] = "the register's answer is no record";
	int code = cli_connect(cli);

	if (code != 0)
		return code;
	snprintf(what, sizeof(what), "%s %s", cli->kind->name, cli_word(cli, 0));
	get.has_kind = true;
	get.kind = cli->kind->number;
	get.id = (char *)(uintptr_t)cli_word(cli, 0);
	request.verb_case = CONCORDAT__REQUEST__VERB_GET;
	request.get = &get;
	reply = cli_ask(cli, &request, what, &code);
	if (!reply)
		return code;
	if (reply->result_case == CONCORDAT__REPLY__RESULT_RECORD && reply->record->kind == cli->kind->number)
		record = record_unpack(cli->kind->descriptor, &reply->record->body, why);
	if (record)
		output_record(cli, record);
	else
		code = cli_fail(CLI_FAILED, "%s: %s", what, why);
	record_free(record);
	concordat_reply_free(reply);
	return code;
}

static void add_image(json_t *object, const char *name, const struct wire_kind *kind, const ProtobufCBinaryData *bytes)
{
	char why[RECORD_WHY_SIZE];
	ProtobufCMessage *record = kind ? record_unpack(kind->descriptor, bytes, why) : NULL;

	if (record)
		json_object_set_new(object, name, record_json(record, false));
	record_free(record);
}

json_t *change_json(const Concordat__Change *c)
{
	const struct wire_kind *kind = wire_kind_by_number((int)c->kind);
	char word[40], name[40];
	json_t *fields = json_array();
	json_t *object = json_pack("{s:I}", "revision", (json_int_t)c->revision);

	record_enum_text(&concordat__change_type__descriptor, (int)c->type, word, sizeof(word));
	record_enum_text(&concordat__kind__descriptor, (int)c->kind, name, sizeof(name));
	json_object_set_new(object, "type", json_string(word));
	json_object_set_new(object, "kind", json_string(name));
	json_object_set_new(object, "id", json_string(c->id ? c->id : ""));
	if (c->has_version)
		json_object_set_new(object, "version", json_integer(c->version));
	if (c->has_changed_at)
		json_object_set_new(object, "changed_at", json_integer(c->changed_at));
	if (c->changed_by)
		json_object_set_new(object, "changed_by", json_string(c->changed_by));
	if (c->reason)
		json_object_set_new(object, "reason", json_string(c->reason));
	for (size_t i = 0; i < c->n_fields; i++)
		json_array_append_new(fields, json_string(c->fields[i]));
	json_object_set_new(object, "fields", fields);
	if (c->has_before)
		add_image(object, "before", kind, &c->before);
	if (c->has_after)
		add_image(object, "after", kind, &c->after);
	return object;
}

static void add_change(struct grid *grid, const Concordat__Change *c, bool people)
{
	char revision[24], version[24], at[TEXT_INSTANT_SIZE], word[40], *fields = NULL;
	const char *cells[] = { revision, at, word, version, c->changed_by, NULL, c->reason };
	size_t size = 1, used = 0;

	for (size_t i = 0; i < c->n_fields; i++)
		size += strlen(c->fields[i]) + 2;
	fields = calloc(1, size);
	for (size_t i = 0; fields && i < c->n_fields; i++)
		used += (size_t)snprintf(fields + used, size - used, "%s%s", i ? ", " : "", c->fields[i]);
	cells[5] = fields;
	snprintf(revision, sizeof(revision), "%" PRIu64, c->revision);
	snprintf(version, sizeof(version), "%" PRId64, c->version);
	if (people)
		text_from_instant(c->changed_at, at);
	else
		snprintf(at, sizeof(at), "%" PRId64, c->changed_at);
	record_enum_text(&concordat__change_type__descriptor, (int)c->type, word, sizeof(word));
	grid_add(grid, cells);
	free(fields);
}

struct history {
	struct grid *grid;
	json_t *list;
};

static void take_changes(const struct cli *cli, struct history *h, const Concordat__ChangeList *page)
{
	for (size_t i = 0; i < page->n_changes; i++) {
		if (cli->format == CLI_JSONL)
			output_json(change_json(page->changes[i]), true);
		else if (cli->format == CLI_JSON)
			json_array_append_new(h->list, change_json(page->changes[i]));
		else if (cli->format == CLI_ID)
			printf("%" PRIu64 "\n", page->changes[i]->revision);
		else
			add_change(h->grid, page->changes[i], cli->format == CLI_TABLE);
	}
}

int run_history(struct cli *cli)
{
	static const char *const titles[] = { "revision", "changed_at", "type", "version", "changed_by", "fields", "reason" };
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__History ask = CONCORDAT__HISTORY__INIT;
	struct history h = { grid_new(7, titles), json_array() };
	char what[200];
	int code = cli_connect(cli);
	bool more = code == 0;

	snprintf(what, sizeof(what), "the history of %s %s", cli->kind->name, cli_word(cli, 0));
	ask.has_kind = true;
	ask.kind = cli->kind->number;
	ask.id = (char *)(uintptr_t)cli_word(cli, 0);
	request.verb_case = CONCORDAT__REQUEST__VERB_HISTORY;
	request.history = &ask;
	while (more) {
		Concordat__Reply *reply = cli_ask(cli, &request, what, &code);

		more = false;
		if (reply && reply->result_case == CONCORDAT__REPLY__RESULT_HISTORY) {
			take_changes(cli, &h, reply->history);
			more = reply->history->has_next_before;
			ask.has_before_revision = more;
			ask.before_revision = reply->history->next_before;
		}
		concordat_reply_free(reply);
	}
	if (code == 0 && cli->format == CLI_JSON)
		output_json(json_pack("{s:O}", "changes", h.list), false);
	else if (code == 0 && cli->format != CLI_JSONL && cli->format != CLI_ID)
		grid_print(h.grid, cli->format, output_width(), stdout);
	grid_free(h.grid);
	json_decref(h.list);
	return code;
}

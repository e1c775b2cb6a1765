/* Writing records of any kind: add, set, withdraw. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "output.h"
#include "record.h"

/* The fields that say what a record is a part of, and their kind; the first that is given lends its visibility. */
static const struct {
	const char *field;
	const char *kind; /* NULL: the record's own */
} parents[] = {
	{ "part_of", NULL },          { "initiative", "initiative" }, { "body", "body" },
	{ "decision", "decision" },   { "meeting", "meeting" },       { "line", "money_line" },
	{ "indicator", "indicator" }, { "milestone", "milestone" },   { "from_initiative", "initiative" },
	{ "from_body", "body" },
};

static char *read_file(const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = calloc(1, WIRE_MESSAGE_MAX + 1);
	size_t size;

	if (!file || !text) {
		free(text);
		if (file)
			fclose(file);
		return NULL;
	}
	size = fread(text, 1, WIRE_MESSAGE_MAX, file);
	if (ferror(file) || memchr(text, '\0', size)) {
		free(text);
		text = NULL;
	}
	fclose(file);
	return text;
}

static bool set_lines(ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, char *text,
		      char why[static RECORD_WHY_SIZE])
{
	char *rest = text, *line;

	while ((line = strsep(&rest, "\n")))
		if (*line && !record_set_text(record, field, line, why))
			return false;
	return true;
}

/* @FILE is the text of the file, or a list's elements, one a line; @@ begins a text that begins with @. A public key is what it is: one in 85 begins with @. */
static bool set_value(ProtobufCMessage *record, const struct argument *a, char why[static RECORD_WHY_SIZE])
{
	char *text;
	bool done;

	if (a->value[0] != '@' || strcmp(a->field->name, "public_key") == 0)
		return record_set_text(record, a->field, a->value, why);
	if (a->value[1] == '@')
		return record_set_text(record, a->field, a->value + 1, why);
	text = read_file(a->value + 1);
	if (!text) {
		snprintf(why, RECORD_WHY_SIZE, "the file %.200s cannot be read as text", a->value + 1);
		return false;
	}
	if (a->field->label == PROTOBUF_C_LABEL_REPEATED)
		done = set_lines(record, a->field, text, why);
	else
		done = record_set_text(record, a->field, text, why);
	free(text);
	return done;
}

static int set_fields(struct cli *cli, ProtobufCMessage *record, size_t *ret_count)
{
	const ProtobufCFieldDescriptor *id = record_field(record->descriptor, "id");
	char why[RECORD_WHY_SIZE];

	if (!wire_id_is_valid(cli_word(cli, 0), cli->kind->number == CONCORDAT__KIND__KIND_ORGANISATION))
		return cli_misused(cli, "\"%s\" is no id; %s", cli_word(cli, 0),
				   cli->kind->number == CONCORDAT__KIND__KIND_ORGANISATION
					   ? "an organisation's is like worcestershire-cc"
					   : "it is like worcestershire-cc/active-alliances, founder first");
	if (!record_set_text(record, id, cli_word(cli, 0), why))
		return cli_fail(CLI_USAGE, "%s", why);
	for (size_t i = 0; i < cli->arguments.count; i++) {
		const struct argument *a = &cli->arguments.list[i];

		if (!a->field)
			continue;
		if (!set_value(record, a, why))
			return cli_fail(CLI_USAGE, "%s: %s", a->field->name, why);
		++*ret_count;
	}
	return 0;
}

static int tell_written(const struct cli *cli, const Concordat__Reply *reply, const char *verb)
{
	const Concordat__Written *w = reply->written;

	if (reply->result_case != CONCORDAT__REPLY__RESULT_WRITTEN)
		return cli_fail(CLI_FAILED, "the register's answer does not say what was written");
	if (cli->format == CLI_JSON || cli->format == CLI_JSONL)
		output_json(json_pack("{s:s,s:I,s:I,s:b}", "id", w->id ? w->id : "", "version", (json_int_t)w->version,
				      "revision", (json_int_t)w->revision, "changed", !w->has_changed || w->changed),
			    true);
	else if (cli->format == CLI_ID)
		puts(w->id ? w->id : "");
	if (w->has_changed && !w->changed)
		cli_say(cli, "%s %s was so already (version %" PRId64 ").", cli->kind->name, w->id ? w->id : "", w->version);
	else
		cli_say(cli, "%s %s %s: version %" PRId64 ", revision %" PRIu64 ".", cli->kind->name, w->id ? w->id : "", verb,
			w->version, w->revision);
	return 0;
}

static int send_write(struct cli *cli, Concordat__Request *request, const char *verb)
{
	Concordat__Reply *reply;
	char what[240];
	int code = cli_connect(cli);

	if (code != 0)
		return code;
	snprintf(what, sizeof(what), "%s %s was not %s", cli->kind->name, cli_word(cli, 0), verb);
	reply = cli_ask(cli, request, what, &code);
	if (reply)
		code = tell_written(cli, reply, verb);
	concordat_reply_free(reply);
	return code;
}

static int put(struct cli *cli, Concordat__Put p, const ProtobufCMessage *record, const char *verb)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Record body = CONCORDAT__RECORD__INIT;
	int code;

	body.has_kind = body.has_body = true;
	body.kind = cli->kind->number;
	body.body.len = protobuf_c_message_get_packed_size(record);
	body.body.data = malloc(body.body.len);
	if (!body.body.data)
		return cli_fail(CLI_FAILED, "out of memory");
	protobuf_c_message_pack(record, body.body.data);
	p.record = &body;
	p.reason = (char *)(uintptr_t)cli->reason;
	request.verb_case = CONCORDAT__REQUEST__VERB_PUT;
	request.put = &p;
	code = send_write(cli, &request, verb);
	free(body.body.data);
	return code;
}

static bool copy_field(const ProtobufCMessage *from, ProtobufCMessage *to, const char *name)
{
	char why[RECORD_WHY_SIZE];
	json_t *value = record_field_json(from, record_field(from->descriptor, name));
	bool done = value && record_set_json(to, record_field(to->descriptor, name), value, why);

	json_decref(value);
	return done;
}

static void lend_visibility(struct cli *cli, ProtobufCMessage *record, const struct wire_kind *kind, const char *id)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Get get = CONCORDAT__GET__INIT;
	char why[RECORD_WHY_SIZE];
	ProtobufCMessage *parent = NULL;
	Concordat__Reply *reply;

	get.has_kind = true;
	get.kind = kind->number;
	get.id = (char *)(uintptr_t)id;
	request.verb_case = CONCORDAT__REQUEST__VERB_GET;
	request.get = &get;
	reply = concordat_call_wait(cli->connection, &request);
	if (reply && reply->status == CONCORDAT__STATUS__STATUS_OK && reply->result_case == CONCORDAT__REPLY__RESULT_RECORD &&
	    reply->record->kind == kind->number)
		parent = record_unpack(kind->descriptor, &reply->record->body, why);
	if (parent && copy_field(parent, record, "visibility")) {
		char *word = record_text(record, record_field(record->descriptor, "visibility"), true);

		copy_field(parent, record, "readers");
		cli_say(cli, "Visible as %s %s is: %s. (Say otherwise with --visibility.)", kind->name, id, word ? word : "");
		free(word);
	}
	record_free(parent);
	concordat_reply_free(reply);
}

/* A record without a visibility of its own takes that of what it is a part of. */
static int inherit(struct cli *cli, ProtobufCMessage *record)
{
	const ProtobufCMessageDescriptor *type = record->descriptor;
	int code = cli_connect(cli);

	if (code != 0 || record_has(record, record_field(type, "visibility")))
		return code;
	for (size_t i = 0; i < sizeof(parents) / sizeof(parents[0]); i++) {
		const ProtobufCFieldDescriptor *field = record_field(type, parents[i].field);
		const struct wire_kind *kind = parents[i].kind ? wire_kind_by_name(parents[i].kind) : cli->kind;
		char *id = field && kind && record_has(record, field) ? record_text(record, field, false) : NULL;

		if (!id)
			continue;
		lend_visibility(cli, record, kind, id);
		free(id);
		return 0;
	}
	return 0;
}

static int check_kind(const struct cli *cli)
{
	if (record_kind_is_written(cli->kind))
		return 0;
	return cli_fail(CLI_USAGE, "%s records are made by the register itself; they can be read only", cli->kind->name);
}

int run_add(struct cli *cli)
{
	Concordat__Put p = CONCORDAT__PUT__INIT;
	ProtobufCMessage *record = record_new(cli->kind->descriptor);
	size_t count = 0;
	int code;

	if (!record)
		return cli_fail(CLI_FAILED, "out of memory");
	code = check_kind(cli);
	if (code == 0)
		code = set_fields(cli, record, &count);
	if (code == 0)
		code = inherit(cli, record);
	p.has_expect_version = true;
	p.expect_version = 0;
	if (code == 0)
		code = put(cli, p, record, "added");
	record_free(record);
	return code;
}

static int read_clear(struct cli *cli, char **clear, size_t most, size_t *ret_count)
{
	const char *name;

	for (size_t i = 0; (name = cli_option_at(cli, "clear", i)); i++) {
		const ProtobufCFieldDescriptor *field = record_field(cli->kind->descriptor, name);

		if (!field || !record_field_is_given(field) || i == most)
			return cli_misused(cli, "--clear %s: a %s has no such field to empty", name, cli->kind->name);
		clear[i] = (char *)(uintptr_t)field->name;
		*ret_count = i + 1;
	}
	return 0;
}

int run_set(struct cli *cli)
{
	Concordat__Put p = CONCORDAT__PUT__INIT;
	ProtobufCMessage *record = record_new(cli->kind->descriptor);
	char *clear[128];
	size_t count = 0;
	int code;

	if (!record)
		return cli_fail(CLI_FAILED, "out of memory");
	code = check_kind(cli);
	if (code == 0)
		code = set_fields(cli, record, &count);
	if (code == 0)
		code = read_clear(cli, clear, 128, &p.n_clear);
	p.clear = clear;
	if (code == 0 && count + p.n_clear == 0)
		code = cli_misused(cli, "say what to change: --FIELD VALUE or --clear FIELD");
	p.has_expect_version = cli_option(cli, "if-version") != NULL;
	if (code == 0 && !cli_option_number(cli, "if-version", 1, &p.expect_version))
		code = CLI_USAGE;
	if (code == 0)
		code = put(cli, p, record, "changed");
	record_free(record);
	return code;
}

int run_withdraw(struct cli *cli)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	Concordat__Withdraw w = CONCORDAT__WITHDRAW__INIT;
	int code = check_kind(cli);

	if (code == 0 && !cli->reason)
		code = cli_misused(cli, "say why with --reason TEXT; the record stays in the history with it");
	w.has_kind = true;
	w.kind = cli->kind->number;
	w.id = (char *)(uintptr_t)cli_word(cli, 0);
	w.reason = (char *)(uintptr_t)cli->reason;
	w.has_expect_version = cli_option(cli, "if-version") != NULL;
	if (code == 0 && !cli_option_number(cli, "if-version", 1, &w.expect_version))
		code = CLI_USAGE;
	request.verb_case = CONCORDAT__REQUEST__VERB_WITHDRAW;
	request.withdraw = &w;
	return code == 0 ? send_write(cli, &request, "withdrawn") : code;
}

#include "listing.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PAGE = 1000 /* asked for; the register has its own limit */
};

static int take_page(const struct wire_kind *kind, const Concordat__RecordList *page, size_t limit, struct listing *ret)
{
	ProtobufCMessage **grown = realloc(ret->records, (ret->count + page->n_bodies + 1) * sizeof(*grown));
	char why[RECORD_WHY_SIZE];

	if (!grown)
		return cli_fail(CLI_FAILED, "out of memory");
	ret->records = grown;
	for (size_t i = 0; i < page->n_bodies && (limit == 0 || ret->count < limit); i++) {
		ProtobufCMessage *record = record_unpack(kind->descriptor, &page->bodies[i], why);

		if (!record)
			return cli_fail(CLI_FAILED, "%s", why);
		ret->records[ret->count++] = record;
	}
	return 0;
}

int listing_fetch(struct cli *cli, const struct wire_kind *kind, Concordat__List *list, size_t limit, struct listing *ret)
{
	Concordat__Request request = CONCORDAT__REQUEST__INIT;
	ProtobufCBinaryData cursor = { 0, NULL };
	Concordat__Reply *reply;
	char what[80];
	int code;

	snprintf(what, sizeof(what), "the list of %s records", kind->name);
	*ret = (struct listing){ .count = 0 };
	request.verb_case = CONCORDAT__REQUEST__VERB_LIST;
	request.list = list;
	list->has_kind = list->has_page = true;
	list->kind = kind->number;
	do {
		uint32_t most = concordat_welcome(cli->connection) ? concordat_welcome(cli->connection)->page_max : 0;

		list->page = limit > 0 && limit - ret->count < PAGE ? (uint32_t)(limit - ret->count) : most ? most : 100;
		if (most && list->page > most)
			list->page = most;
		list->has_cursor = cursor.data != NULL;
		list->cursor = cursor;
		reply = cli_ask(cli, &request, what, &code);
		free(cursor.data);
		cursor = (ProtobufCBinaryData){ 0, NULL };
		if (!reply)
			return code;
		if (reply->result_case != CONCORDAT__REPLY__RESULT_LIST)
			code = cli_fail(CLI_FAILED, "%s: the register's answer is no list", what);
		else
			code = take_page(kind, reply->list, limit, ret);
		if (ret->revision == 0)
			ret->revision = reply->revision;
		if (code == 0 && reply->list->has_next) { /* the cursor outlives its reply */
			cursor = reply->list->next;
			reply->list->next = (ProtobufCBinaryData){ 0, NULL };
		}
		concordat_reply_free(reply);
	} while (code == 0 && cursor.data && (limit == 0 || ret->count < limit));
	free(cursor.data);
	list->has_cursor = false;
	return code;
}

void listing_release(struct listing *listing)
{
	for (size_t i = 0; i < listing->count; i++)
		record_free(listing->records[i]);
	free(listing->records);
	*listing = (struct listing){ .count = 0 };
}

static const struct {
	const char *sign;
	Concordat__Operator op;
	bool value;
} operators[] = {
	/* the longer first: <= before < */
	{ "!=", CONCORDAT__OPERATOR__OPERATOR_NE, true },
	{ "<=", CONCORDAT__OPERATOR__OPERATOR_LE, true },
	{ ">=", CONCORDAT__OPERATOR__OPERATOR_GE, true },
	{ "=", CONCORDAT__OPERATOR__OPERATOR_EQ, true },
	{ "<", CONCORDAT__OPERATOR__OPERATOR_LT, true },
	{ ">", CONCORDAT__OPERATOR__OPERATOR_GT, true },
	{ "in", CONCORDAT__OPERATOR__OPERATOR_IN, true },
	{ "contains", CONCORDAT__OPERATOR__OPERATOR_CONTAINS, true },
	{ "present", CONCORDAT__OPERATOR__OPERATOR_PRESENT, false },
	{ "absent", CONCORDAT__OPERATOR__OPERATOR_ABSENT, false },
};

static const char *skip_spaces(const char *at)
{
	while (isspace((unsigned char)*at))
		at++;
	return at;
}

/* The operator at the place, and what follows it; SIZE_MAX: none. */
static size_t take_operator(const char **at)
{
	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
		size_t size = strlen(operators[i].sign);
		bool word = isalpha((unsigned char)operators[i].sign[0]);

		if (strncmp(*at, operators[i].sign, size) == 0 &&
		    !(word && (*at)[size] && !isspace((unsigned char)(*at)[size]))) {
			*at = skip_spaces(*at + size);
			return i;
		}
	}
	return SIZE_MAX;
}

static bool add_value(Concordat__Condition *c, const ProtobufCFieldDescriptor *field, const char *text, size_t size,
		      char why[static RECORD_WHY_SIZE])
{
	char **grown = realloc(c->values, (c->n_values + 1) * sizeof(*grown));
	char *copy;

	if (grown)
		c->values = grown;
	while (size > 0 && isspace((unsigned char)text[size - 1]))
		size--;
	copy = strndup(text, size);
	why[0] = '\0';
	if (grown && copy)
		grown[c->n_values] = record_condition_value(field, copy, why);
	free(copy);
	if (!grown || !grown[c->n_values])
		return false;
	c->n_values++;
	return true;
}

static bool add_values(Concordat__Condition *c, const ProtobufCFieldDescriptor *field, const char *text,
		       char why[static RECORD_WHY_SIZE])
{
	if (c->op != CONCORDAT__OPERATOR__OPERATOR_IN)
		return add_value(c, field, text, strlen(text), why);
	while (*text) {
		size_t size = strcspn(text, ",");

		if (!add_value(c, field, text, size, why))
			return false;
		text = skip_spaces(text + size + (text[size] == ','));
	}
	return true;
}

Concordat__Condition *condition_parse(const ProtobufCMessageDescriptor *type, const char *text, char why[static RECORD_WHY_SIZE])
{
	const char *at = skip_spaces(text);
	size_t size = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
	char name[64];
	const ProtobufCFieldDescriptor *field;
	const char *near;
	Concordat__Condition *c;
	size_t op;

	snprintf(name, sizeof(name), "%.*s", (int)size, at);
	field = record_field(type, name);
	at = skip_spaces(at + size);
	op = take_operator(&at);
	near = field ? NULL : record_field_suggestion(type, name);
	if (!field)
		snprintf(why, RECORD_WHY_SIZE, "there is no field \"%s\"; %s%s", name,
			 near ? "did you mean " : "its fields are listed by: concordat help KIND", near ? near : "");
	else if (op == SIZE_MAX)
		snprintf(why, RECORD_WHY_SIZE, "after %s comes one of = != < <= > >= in contains present absent", name);
	else if (operators[op].value != (*at != '\0'))
		snprintf(why, RECORD_WHY_SIZE, operators[op].value ? "a value is missing after %s" : "%s takes no value",
			 operators[op].sign);
	if (!field || op == SIZE_MAX || operators[op].value != (*at != '\0'))
		return NULL;
	c = malloc(sizeof(*c));
	if (!c)
		return NULL;
	concordat__condition__init(c);
	c->has_op = true;
	c->op = operators[op].op;
	c->field = strdup(field->name);
	if (*at && !add_values(c, field, at, why)) {
		concordat__condition__free_unpacked(c, NULL);
		return NULL; /* NOLINT(clang-analyzer-unix.Malloc): it was freed; generated headers count as the system's */
	}
	return c;
}

int conditions_add(struct conditions *conditions, const ProtobufCMessageDescriptor *type, const char *text)
{
	char why[RECORD_WHY_SIZE] = "out of memory";
	Concordat__Condition **grown = realloc(conditions->items, (conditions->count + 1) * sizeof(*grown));

	if (!grown)
		return cli_fail(CLI_FAILED, "out of memory");
	conditions->items = grown;
	grown[conditions->count] = condition_parse(type, text, why);
	if (!grown[conditions->count])
		return cli_fail(CLI_USAGE, "--where '%s': %s", text, why);
	conditions->count++;
	return 0;
}

void conditions_release(struct conditions *conditions)
{
	for (size_t i = 0; i < conditions->count; i++)
		concordat__condition__free_unpacked(conditions->items[i], NULL);
	free(conditions->items);
	*conditions = (struct conditions){ .count = 0 };
}

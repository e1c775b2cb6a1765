#include "output.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "record.h"
#include "text.h"

/* What suits a table, for the kinds that people list most; others show what their records have. */
static const struct {
	Concordat__Kind kind;
	const char *fields;
} favourites[] = {
	{ CONCORDAT__KIND__KIND_ORGANISATION, "id,name,short_name,type" },
	{ CONCORDAT__KIND__KIND_BODY, "id,name,type,status,stated_members" },
	{ CONCORDAT__KIND__KIND_DECISION, "id,title,status,when_text,latest_on" },
	{ CONCORDAT__KIND__KIND_INITIATIVE, "id,title,type,status,lead,part_of" },
	{ CONCORDAT__KIND__KIND_MILESTONE, "id,title,state,latest_on,when_text,owed_by" },
	{ CONCORDAT__KIND__KIND_MONEY_LINE, "id,title,type,basis,stated_total_pence,claim" },
	{ CONCORDAT__KIND__KIND_MONEY_AMOUNT, "id,line,period,amount,amount_pence" },
	{ CONCORDAT__KIND__KIND_DEADLINE, "id,due_on,state,owed_by,title" },
	{ CONCORDAT__KIND__KIND_ALERT, "number,type,due_on,days_left,text" },
	{ CONCORDAT__KIND__KIND_CLIENT, "id,title,organisation,roles,expires_on" },
	{ CONCORDAT__KIND__KIND_INITIATIVE_SUMMARY, "id,title,status,milestones_open,next_due_on,overdue,risks" },
	{ CONCORDAT__KIND__KIND_REGISTER_HEALTH,
	  "initiatives,milestones,milestones_undated,deadlines_open,deadlines_overdue,inconsistencies,open_questions" },
	{ CONCORDAT__KIND__KIND_OBLIGATION, "due_on,owed_by_name,title,owed_to,state" },
};

enum {
	TABLE_COLUMNS = 7 /* in a table that nobody chose columns for */
};

bool output_format(const char *word, enum cli_format *ret)
{
	static const char *const words[] = { "table", "json", "jsonl", "csv", "tsv", "id" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i]) == 0) {
			*ret = (enum cli_format)i;
			return true;
		}
	return false;
}

size_t output_width(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO))
		return 0;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20 ? size.ws_col : 80;
}

void output_json(json_t *value, bool one_line)
{
	json_dumpf(value, stdout, one_line ? JSON_COMPACT : JSON_INDENT(2));
	putchar('\n');
	json_decref(value);
}

static int add_column(const struct cli *cli, const char *name, struct columns *columns)
{
	const ProtobufCMessageDescriptor *type = cli->kind->descriptor;
	const ProtobufCFieldDescriptor *field = record_field(type, name);
	const char *near = field ? NULL : record_field_suggestion(type, name);

	if (!field)
		return cli_misused(cli, "a %s has no field %s; %s%s", cli->kind->name, name,
				   near ? "did you mean " : "see: concordat help ", near ? near : cli->kind->name);
	if (columns->count < sizeof(columns->fields) / sizeof(columns->fields[0]))
		columns->fields[columns->count++] = field;
	return 0;
}

int columns_read(const struct cli *cli, const char *list, struct columns *ret)
{
	char name[64];
	int error = 0;

	*ret = (struct columns){ .count = 0 };
	while (error == 0 && list && *list) {
		size_t size = strcspn(list, ",");

		snprintf(name, sizeof(name), "%.*s", (int)size, list);
		error = add_column(cli, name, ret);
		list += size + (list[size] == ',');
	}
	return error;
}

static bool any_has(ProtobufCMessage *const *records, size_t count, const ProtobufCFieldDescriptor *field)
{
	for (size_t i = 0; i < count; i++)
		if (record_has(records[i], field))
			return true;
	return false;
}

/* For a table: the favourites of the kind, or what the records have beside what all kinds have. */
static void table_columns(const struct cli *cli, ProtobufCMessage *const *records, size_t count, struct columns *ret)
{
	const ProtobufCMessageDescriptor *type = cli->kind->descriptor;

	for (size_t i = 0; i < sizeof(favourites) / sizeof(favourites[0]); i++)
		if (favourites[i].kind == cli->kind->number) {
			columns_read(cli, favourites[i].fields, ret);
			return;
		}
	for (unsigned i = 0; i < type->n_fields && ret->count < TABLE_COLUMNS; i++) {
		uint32_t id = type->fields[i].id;

		if (id == 1 || ((id >= 20 && id <= 90) && any_has(records, count, &type->fields[i])))
			ret->fields[ret->count++] = &type->fields[i];
	}
}

static void all_columns(const ProtobufCMessageDescriptor *type, struct columns *ret)
{
	for (unsigned i = 0; i < type->n_fields && i < sizeof(ret->fields) / sizeof(ret->fields[0]); i++)
		ret->fields[ret->count++] = &type->fields[i];
}

static void print_grid(const struct cli *cli, const struct columns *columns, ProtobufCMessage *const *records, size_t count)
{
	const char *titles[128];
	char *cells[128];
	struct grid *grid;

	for (size_t i = 0; i < columns->count; i++)
		titles[i] = columns->fields[i]->name;
	grid = grid_new(columns->count, titles);
	for (size_t r = 0; r < count; r++) {
		for (size_t i = 0; i < columns->count; i++)
			cells[i] = record_text(records[r], columns->fields[i], cli->format == CLI_TABLE);
		grid_add(grid, (const char *const *)cells);
		for (size_t i = 0; i < columns->count; i++)
			free(cells[i]);
	}
	grid_print(grid, cli->format, output_width(), stdout);
	grid_free(grid);
}

static json_t *chosen_json(const ProtobufCMessage *record, const struct columns *columns)
{
	json_t *object, *value;

	if (columns->count == 0)
		return record_json(record, false);
	object = json_object();
	for (size_t i = 0; i < columns->count; i++) {
		value = record_field_json(record, columns->fields[i]);
		if (value)
			json_object_set_new(object, columns->fields[i]->name, value);
	}
	return object;
}

static void print_json(const struct columns *columns, ProtobufCMessage *const *records, size_t count, uint64_t revision)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, chosen_json(records[i], columns));
	output_json(json_pack("{s:I,s:o}", "revision", (json_int_t)revision, "records", list), false);
}

void output_records(const struct cli *cli, const struct columns *chosen, ProtobufCMessage *const *records, size_t count,
		    uint64_t revision)
{
	struct columns columns = *chosen;

	switch (cli->format) {
	case CLI_JSON:
		print_json(chosen, records, count, revision);
		return;
	case CLI_JSONL:
		for (size_t i = 0; i < count; i++)
			output_json(chosen_json(records[i], chosen), true);
		return;
	case CLI_ID:
		for (size_t i = 0; i < count; i++)
			puts(record_id(records[i]));
		return;
	default:
		if (columns.count == 0 && cli->format == CLI_TABLE)
			table_columns(cli, records, count, &columns);
		else if (columns.count == 0)
			all_columns(cli->kind->descriptor, &columns);
		print_grid(cli, &columns, records, count);
	}
}

static void print_lines(const ProtobufCMessage *record)
{
	const ProtobufCMessageDescriptor *type = record->descriptor;
	static const char *const titles[] = { "field", "value" };
	struct grid *grid = grid_new(2, titles);

	for (unsigned i = 0; i < type->n_fields; i++) {
		char *value = record_text(record, &type->fields[i], true);
		const char *cells[] = { type->fields[i].name, value };

		if (value)
			grid_add(grid, cells);
		free(value);
	}
	grid_print(grid, CLI_TABLE, 0, stdout);
	grid_free(grid);
}

void output_record(const struct cli *cli, const ProtobufCMessage *record)
{
	ProtobufCMessage *one[] = { (ProtobufCMessage *)(uintptr_t)record };
	struct columns all = { .count = 0 };

	if (cli->format == CLI_TABLE)
		print_lines(record);
	else if (cli->format == CLI_JSON)
		output_json(record_json(record, false), false);
	else
		output_records(cli, &all, one, 1, 0);
}

/*
 * output.h - rows and records on stdout, in the format that was asked for.
 *
 *	table  columns for people; on a terminal cut to its width. Money as £, instants in London time.
 *	json   one object; of records exactly {"revision": N, "records": [ … ]}
 *	jsonl  one object a line
 *	csv    RFC 4180, UTF-8, with a header; tsv the same with tabs, \t \n \\ written out; values as in JSON
 *	id     ids alone, one a line
 *
 * Control characters never reach a table: what others wrote cannot steer the terminal.
 *
 * Ownership: grids copy what is added.
 * Threads:   none.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

#include "cli.h"

struct grid;

struct grid *grid_new(size_t columns, const char *const *titles);
void grid_add(struct grid *grid, const char *const *cells); /* NULL cells are empty */
/* width 0: never cut. format: table, csv or tsv. */
void grid_print(const struct grid *grid, enum cli_format format, size_t width, FILE *to);
void grid_free(struct grid *grid); /* NULL is fine */

/* "table" and so on. */
bool output_format(const char *word, enum cli_format *ret);
/* Columns of the terminal; 0: stdout is none. */
size_t output_width(void);
/* A JSON value and a newline; takes it over. */
void output_json(json_t *value, bool one_line);

/* Fields of a kind by --fields a,b,c; NULL: those that suit the format. 0 or CLI_USAGE, told. */
struct columns {
	const ProtobufCFieldDescriptor *fields[128];
	size_t count;
};
int columns_read(const struct cli *cli, const char *list, struct columns *ret);

/* A change as JSON, with the record before and after. */
json_t *change_json(const Concordat__Change *change);

/* A list of records. */
void output_records(const struct cli *cli, const struct columns *columns, ProtobufCMessage *const *records, size_t count,
		    uint64_t revision);
/* One record: in a table, a line for each field. */
void output_record(const struct cli *cli, const ProtobufCMessage *record);

#endif

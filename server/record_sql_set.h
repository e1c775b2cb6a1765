/*
 * record_sql_set.h - the texts of many writes of one kind in one statement;
 * private to `record`. sql/0002 tells what its triggers do then.
 */
#ifndef RECORD_SQL_SET_H
#define RECORD_SQL_SET_H

#include "record.h"

void record_make_create_set(struct buffer *b, const struct record_write *w);
void record_make_change_set(struct buffer *b, const struct record_write *w);

/* Each field with a parameter, in order: `before` stands before the first, a comma before the others. place: of its parameter, from 1. */
void record_each_field(struct buffer *b, const struct record_write *w, int place, const char *before,
		       void (*add)(struct buffer *b, const struct record_write *w, const ProtobufCFieldDescriptor *field, int bit,
				   int place));

#endif

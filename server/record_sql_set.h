/*
 * record_sql_set.h - the texts of many writes of one kind in one statement;
 * private to `record`. sql/0002 tells what its triggers do then.
 */
#ifndef RECORD_SQL_SET_H
#define RECORD_SQL_SET_H

#include "record.h"

void record_make_create_set(struct buffer *b, const struct kind *kind);
void record_make_change_set(struct buffer *b, const struct kind *kind);

#endif

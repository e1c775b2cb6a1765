/*
 * reader_plan.h - some reads as the statements of one unit.
 *
 *   statement 0    the head of the snapshot; says who asks first
 *   then           the statements of those who see the same, gets of a kind
 *                  together; before each of the others who asks
 *
 * For reader.c alone.
 *
 * Ownership: the plan borrows from the reads, and keeps its memory for the
 *            next one. It begins as zeroes.
 * Errors:    false: no memory.
 */
#ifndef READER_PLAN_H
#define READER_PLAN_H

#include "asker.h"
#include "reader.h"

enum { UNIT_READS_MAX = 256 };

struct read_plan {
	struct db_statement statements[2 * UNIT_READS_MAX + 1];
	const char *asked[UNIT_READS_MAX][ASKER_VALUES];
	struct buffer ids[UNIT_READS_MAX];
	const char *id_lists[UNIT_READS_MAX];
	int count, askers, groups;
};

/* Puts the reads into the order of their statements, and notes each one's. */
bool read_plan_make(struct read_plan *plan, struct read **reads, int n);
void read_plan_release(struct read_plan *plan);

#endif

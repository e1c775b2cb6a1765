/*
 * writer_plan.h - which statements a unit of writes becomes; private to
 * `writer`.
 *
 *   begin_unit(), then for each group of rows: who asks, the statement; end_unit()
 *
 * A row is one step of one write. Rows that create or change records of one
 * kind, for clients with the same roles, gather in one group, which is one
 * statement however many there are (of one organisation, when the kind's
 * writers are no editors); any other row is a group of its own. Rows that have a text for `many` (settling) are one group, whoever asks. A row never passes over one of its own client's rows, and
 * no record stands twice in a group: beside that, rows of different clients
 * were under way at the same time, and any order of them is right.
 *
 * A write that a unit failed with is planned row by row, so that the next
 * failure names it.
 *
 * Ownership: a plan borrows the writes; plan_release() frees what it made.
 */
#ifndef WRITER_PLAN_H
#define WRITER_PLAN_H

#include "writer.h"

struct plan_row {
	struct write *write;
	size_t step;
	size_t next; /* in its group: a row's number; PLAN_END after the last */
};

struct plan_group {
	size_t first, last, count;
	int statement; /* its number in the unit */
	bool set;
};

struct plan {
	struct plan_row *rows;
	struct plan_group *groups;
	size_t row_count, group_count;
	/* what db_submit() wants */
	struct db_statement *statements;
	size_t statement_count;
	int64_t stamp;
	char stamp_text[24];
	struct wire_arena arena;
};

enum { PLAN_END = SIZE_MAX };

/* false: no memory; release it all the same. steps: of all writes together. stamp: of the table of keys; 0: who asks is looked up
 * by key, row by row. */
bool plan_make(struct plan *plan, struct write *writes, size_t steps, int64_t stamp);
void plan_release(struct plan *plan);

/* The group that a statement of the unit belongs to, by asking for it or by doing it; NULL: begin_unit() or end_unit(). */
const struct plan_group *plan_group_of(const struct plan *plan, int statement);

#endif

#include "writer_plan.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asker.h"

enum { ARENA_MAX = 64 << 20, FIXED_STATEMENTS = 2 };

static const char sql_begin[] = "select concordat.begin_unit($1)";
static const char sql_end[] = "select revision, encode(hash, 'hex'), stamps from concordat.end_unit()";

static const struct write_step *step_of(const struct plan_row *row)
{
	return &row->write->steps[row->step];
}

/* ---- groups ---- */

/* What the table of keys says of a client holds for the unit. */
static bool is_vouched(const struct plan *p, const struct plan_row *row)
{
	return p->stamp != 0 && row->write->stamp == p->stamp;
}

static bool may_gather(const struct plan *p, const struct plan_row *row)
{
	return is_vouched(p, row) && step_of(row)->write && step_of(row)->write->mask && step_of(row)->write->kind->sets &&
	       row->write->failures == 0;
}

/* Those that may go many at once, whoever asks, are one group. */
static struct plan_group *find_many(const struct plan *p, const struct plan_row *row)
{
	for (size_t i = p->group_count; i-- > 0 && row->write->failures == 0;)
		if (p->groups[i].set && step_of(&p->rows[p->groups[i].first])->many == step_of(row)->many)
			return &p->groups[i];
	return NULL;
}

static bool same_organisation(const struct plan_row *a, const struct plan_row *b)
{
	return strcmp(a->write->organisation, b->write->organisation) == 0;
}

/* An editor's right hangs on its organisation, which the statement changes from row to row (stands_for); others' rights do not. */
static bool same_sort(const struct plan_row *a, const struct plan_row *b)
{
	const struct write_step *x = step_of(a), *y = step_of(b);

	return x->write == y->write && a->write->roles == b->write->roles &&
	       (x->write->kind->writer == WRITER_EDITOR || same_organisation(a, b));
}

/* What the rows of a group say against one more, which writes a record. Rows that write none (a settling) have no id. */
static void look_through(const struct plan *p, const struct plan_group *g, const struct plan_row *row, bool *ret_same_client,
			 bool *ret_same_record)
{
	const char *id = step_of(row)->values[PARAM_ID];

	*ret_same_client = *ret_same_record = false;
	for (size_t i = g->first; i != PLAN_END; i = p->rows[i].next) {
		const struct plan_row *other = &p->rows[i];

		*ret_same_client |= strcmp(other->write->key, row->write->key) == 0;
		*ret_same_record |= step_of(other)->write && strcmp(step_of(other)->values[PARAM_ID], id) == 0;
	}
}

static struct plan_group *find_group(const struct plan *p, const struct plan_row *row)
{
	for (size_t i = p->group_count; i-- > 0 && may_gather(p, row);) {
		struct plan_group *g = &p->groups[i];
		bool same_client, same_record;

		if (step_of(&p->rows[g->first])->many) /* in any order with others */
			continue;
		look_through(p, g, row, &same_client, &same_record);
		if (g->set && !same_record && same_sort(&p->rows[g->first], row))
			return g;
		if (same_client)
			return NULL;
	}
	return NULL;
}

/* Behind the last of its organisation, so that the asker changes seldom. */
static void add_to_group(struct plan *p, struct plan_group *g, size_t row)
{
	size_t after = g->last;

	for (size_t i = g->first; i != PLAN_END; i = p->rows[i].next)
		if (same_organisation(&p->rows[i], &p->rows[row]))
			after = i;
	p->rows[row].next = p->rows[after].next;
	p->rows[after].next = row;
	if (after == g->last)
		g->last = row;
	g->count++;
}

static void add_row(struct plan *p, struct write *write, size_t step)
{
	struct plan_row *row = &p->rows[p->row_count];
	struct plan_group *g;

	*row = (struct plan_row){ .write = write, .step = step, .next = PLAN_END };
	g = step_of(row)->many ? find_many(p, row) : find_group(p, row);
	if (g) {
		add_to_group(p, g, p->row_count);
	} else {
		p->groups[p->group_count++] =
			(struct plan_group){ .first = p->row_count,
					     .last = p->row_count,
					     .count = 1,
					     .set = step_of(row)->many ? write->failures == 0 : may_gather(p, row) };
	}
	p->row_count++;
}

/* One row is written faster by the plain statement. */
static void settle_groups(struct plan *p)
{
	for (size_t i = 0; i < p->group_count; i++)
		p->groups[i].set &= p->groups[i].count > 1;
}

/* ---- statements ---- */

static const char *take_literal(struct plan *p, struct buffer *b)
{
	const char *text;
	char *copy;

	record_array_end(b);
	text = buffer_text(b);
	copy = text ? wire_arena_alloc(&p->arena, b->size + 1) : NULL;
	if (copy)
		memcpy(copy, text, b->size + 1);
	buffer_reset(b);
	return copy;
}

static void add_element(struct buffer *b, const struct plan_row *row, int param)
{
	const struct write_step *s = step_of(row);
	int fixed = record_fixed_set_params(s->write);
	char digits[24];

	if (param >= fixed) {
		record_array_add(b, s->values[record_fixed_params(s->write) + param - fixed]);
		return;
	}
	switch (param) {
	case SET_PARAM_CLIENT:
		record_array_add(b, row->write->client);
		break;
	case SET_PARAM_KEY:
		record_array_add_bytes(b, (const uint8_t *)s->values[PARAM_KEY], (size_t)s->sizes[PARAM_KEY]);
		break;
	case SET_PARAM_DIGEST:
		record_array_add_bytes(b, (const uint8_t *)s->values[PARAM_DIGEST], (size_t)s->sizes[PARAM_DIGEST]);
		break;
	case SET_PARAM_ITEM:
		record_array_add(b, s->values[PARAM_ITEM]);
		break;
	case SET_PARAM_ID:
		record_array_add(b, s->values[PARAM_ID]);
		break;
	case SET_PARAM_BATCH:
		record_array_add(b, s->values[PARAM_BATCH]);
		break;
	case SET_PARAM_EXPECT:
		record_array_add(b, s->write->create ? NULL : s->values[PARAM_EXPECT]);
		break;
	case SET_PARAM_REASON:
		record_array_add(b, s->reason && s->reason[0] ? s->reason : NULL);
		break;
	default: /* SET_PARAM_MASK */
		snprintf(digits, sizeof(digits), "%" PRId64, (int64_t)s->mask);
		record_array_add(b, digits);
	}
}

/* The fields that any row gives, in digits; a new record has an owner in any case. */
static const char *mask_of(struct plan *p, const struct plan_group *g)
{
	static const uint64_t owner = 1; /* the first written field */
	char *text = wire_arena_alloc(&p->arena, 24);
	uint64_t mask = 0;

	if (!text)
		return NULL;
	for (size_t i = g->first; i != PLAN_END; i = p->rows[i].next)
		mask |= step_of(&p->rows[i])->mask | (step_of(&p->rows[i])->write->create ? owner : 0);
	snprintf(text, 24, "%" PRId64, (int64_t)mask);
	return text;
}

static bool add_asker(struct plan *p, const struct plan_row *row, const char *reason, const char *set)
{
	const char **values = wire_arena_alloc(&p->arena, ASKER_VALUES * sizeof(*values));
	const struct write *w = row->write;
	struct asker asker = { .key = is_vouched(p, row) ? NULL : w->key,
			       .client = w->client,
			       .organisation = w->organisation,
			       .roles = w->roles,
			       .reason = reason,
			       .set = set };

	if (values)
		p->statements[p->statement_count++] = asker_statement(&asker, values);
	return values != NULL;
}

static bool add_set(struct plan *p, struct plan_group *g, struct buffer *b)
{
	const struct record_write *write = step_of(&p->rows[g->first])->write;
	int count = record_fixed_set_params(write) + __builtin_popcountll(write->mask);
	const char **values = wire_arena_alloc(&p->arena, (size_t)count * sizeof(*values)), *mask = mask_of(p, g);

	if (!values || !mask)
		return false;
	for (int param = 0; param < count; param++) {
		for (size_t i = g->first; i != PLAN_END; i = p->rows[i].next)
			add_element(b, &p->rows[i], param);
		values[param] = take_literal(p, b);
		if (!values[param])
			return false;
	}
	if (!add_asker(p, &p->rows[g->first], NULL, mask))
		return false;
	g->statement = (int)p->statement_count;
	p->statements[p->statement_count++] = (struct db_statement){ .sql = write->many, .count = count, .values = values };
	return true;
}

static bool add_many(struct plan *p, struct plan_group *g, struct buffer *b)
{
	const struct write_step *first = step_of(&p->rows[g->first]);
	int count = first->count + 1;
	const char **values = wire_arena_alloc(&p->arena, (size_t)count * sizeof(*values));

	if (!values)
		return false;
	for (int param = 0; param < count; param++) {
		for (size_t i = g->first; i != PLAN_END; i = p->rows[i].next)
			record_array_add(b, param ? step_of(&p->rows[i])->values[param - 1] : p->rows[i].write->key);
		values[param] = take_literal(p, b);
		if (!values[param])
			return false;
	}
	g->statement = (int)p->statement_count;
	p->statements[p->statement_count++] = (struct db_statement){ .sql = first->many, .count = count, .values = values };
	return true;
}

static bool same_asker(const struct plan *p, const struct plan_group *a, const struct plan_group *b)
{
	const struct plan_row *x = &p->rows[a->first], *y = &p->rows[b->first];
	const char *reason = step_of(x)->reason ? step_of(x)->reason : "", *other = step_of(y)->reason ? step_of(y)->reason : "";

	return !a->set && strcmp(x->write->key, y->write->key) == 0 && strcmp(reason, other) == 0;
}

static bool add_one(struct plan *p, struct plan_group *g)
{
	const struct plan_row *row = &p->rows[g->first];
	const struct write_step *s = step_of(row);

	if ((g == p->groups || !same_asker(p, g - 1, g)) && !add_asker(p, row, s->reason, NULL))
		return false;
	g->statement = (int)p->statement_count;
	p->statements[p->statement_count++] = (struct db_statement){
		.sql = s->sql, .count = s->count, .values = s->values, .sizes = s->sizes, .formats = s->formats
	};
	return true;
}

static bool add_group(struct plan *p, struct plan_group *g, struct buffer *b)
{
	if (!g->set)
		return add_one(p, g);
	return step_of(&p->rows[g->first])->many ? add_many(p, g, b) : add_set(p, g, b);
}

static void add_begin(struct plan *p)
{
	const char **values = wire_arena_alloc(&p->arena, sizeof(*values));

	snprintf(p->stamp_text, sizeof(p->stamp_text), "%" PRId64, p->stamp);
	if (values)
		*values = p->stamp ? p->stamp_text : NULL;
	p->statements[p->statement_count++] = (struct db_statement){ .sql = sql_begin, .count = 1, .values = values };
}

bool plan_make(struct plan *p, struct write *writes, size_t steps, int64_t stamp)
{
	struct buffer b = { 0 };
	bool ok;

	memset(p, 0, sizeof(*p));
	wire_arena_init(&p->arena, ARENA_MAX);
	p->stamp = stamp;
	p->rows = calloc(steps + 1, sizeof(*p->rows));
	p->groups = calloc(steps + 1, sizeof(*p->groups));
	p->statements = calloc(2 * steps + FIXED_STATEMENTS, sizeof(*p->statements));
	ok = p->rows && p->groups && p->statements;
	for (struct write *write = writes; ok && write; write = write->next)
		for (size_t i = 0; i < write->count; i++)
			add_row(p, write, i);
	if (ok) {
		settle_groups(p);
		add_begin(p);
	}
	for (size_t i = 0; i < p->group_count && ok; i++)
		ok = add_group(p, &p->groups[i], &b);
	if (ok)
		p->statements[p->statement_count++] = (struct db_statement){ .sql = sql_end };
	buffer_release(&b);
	return ok;
}

void plan_release(struct plan *p)
{
	free(p->rows);
	free(p->groups);
	free(p->statements);
	wire_arena_release(&p->arena);
	memset(p, 0, sizeof(*p));
}

const struct plan_group *plan_group_of(const struct plan *p, int statement)
{
	for (size_t i = 0; i < p->group_count && statement > 0; i++)
		if (statement <= p->groups[i].statement)
			return &p->groups[i];
	return NULL;
}

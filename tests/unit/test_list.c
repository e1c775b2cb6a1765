/*
 * test_list.c - which lists are planned once, whatever is asked for: those
 * that walk their order. And which numbers a condition takes.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kinds.h"
#include "list.h"

static int plan_number(Concordat__Kind kind, const char *field, const char *value)
{
	Concordat__List list = CONCORDAT__LIST__INIT;
	Concordat__Condition condition = CONCORDAT__CONDITION__INIT, *where[] = { &condition };
	char *values[] = { (char *)(uintptr_t)value };
	struct wire_arena arena;
	struct list_plan plan;
	struct buffer text = { 0 };
	struct refusal refusal;
	int rc;

	wire_arena_init(&arena, WIRE_ARENA_MAX);
	list.has_kind = condition.has_op = 1;
	list.kind = kind;
	list.n_where = condition.n_values = 1;
	list.where = where;
	condition.field = (char *)(uintptr_t)field;
	condition.op = CONCORDAT__OPERATOR__OPERATOR_EQ;
	condition.values = values;
	rc = list_plan(&list, false, 50, 500, &arena, &plan, &text, &refusal);
	buffer_release(&text);
	wire_arena_release(&arena);
	return rc;
}

static void a_number_is_held_against_the_size_of_its_field(void **state)
{
	(void)state;
	assert_int_equal(plan_number(CONCORDAT__KIND__KIND_DEADLINE, "moves", "-2147483648"), 0);
	assert_int_equal(plan_number(CONCORDAT__KIND__KIND_DEADLINE, "moves", "2147483647"), 0);
	assert_int_equal(plan_number(CONCORDAT__KIND__KIND_DEADLINE, "moves", "2147483648"), -EINVAL);
	assert_int_equal(plan_number(CONCORDAT__KIND__KIND_DEADLINE, "moves", "9999999999"), -EINVAL);
	assert_int_equal(plan_number(CONCORDAT__KIND__KIND_DEADLINE, "moves", "1x"), -EINVAL);
	assert_int_equal(plan_number(CONCORDAT__KIND__KIND_DEADLINE, "due_at", "9999999999"), 0);
	assert_int_equal(plan_number(CONCORDAT__KIND__KIND_DEADLINE, "due_at", "9999999999999999999"), -EINVAL);
}

static bool planned_once(const char *order, const char *field, Concordat__Operator op, const char *search)
{
	Concordat__List list = CONCORDAT__LIST__INIT;
	Concordat__Condition condition = CONCORDAT__CONDITION__INIT, *where[] = { &condition };
	char *values[] = { (char *)(uintptr_t) "2027-03-01" };
	struct wire_arena arena;
	struct list_plan plan;
	struct buffer text = { 0 };
	struct refusal refusal;

	wire_arena_init(&arena, WIRE_ARENA_MAX);
	list.has_kind = condition.has_op = 1;
	list.kind = CONCORDAT__KIND__KIND_MILESTONE;
	list.order = (char *)(uintptr_t)order;
	list.search = (char *)(uintptr_t)search;
	list.n_where = field != NULL;
	list.where = where;
	condition.field = (char *)(uintptr_t)field;
	condition.op = op;
	condition.n_values = op != CONCORDAT__OPERATOR__OPERATOR_PRESENT;
	condition.values = values;
	assert_int_equal(list_plan(&list, false, 50, 500, &arena, &plan, &text, &refusal), 0);
	buffer_release(&text);
	wire_arena_release(&arena);
	return plan.any_values;
}

static void without_conditions_the_order_is_walked(void **state)
{
	(void)state;
	assert_true(planned_once(NULL, NULL, 0, NULL));
	assert_true(planned_once("-latest_on", NULL, 0, ""));
	assert_true(planned_once("latest_on", "title", CONCORDAT__OPERATOR__OPERATOR_PRESENT, NULL));
}

static void a_range_of_the_order_is_walked(void **state)
{
	(void)state;
	assert_true(planned_once("latest_on", "latest_on", CONCORDAT__OPERATOR__OPERATOR_GE, NULL));
	assert_true(planned_once("-latest_on", "latest_on", CONCORDAT__OPERATOR__OPERATOR_LT, NULL));
}

static void what_may_be_rare_is_planned_for(void **state)
{
	(void)state;
	assert_false(planned_once("latest_on", "latest_on", CONCORDAT__OPERATOR__OPERATOR_EQ, NULL));
	assert_false(planned_once("latest_on", "owner", CONCORDAT__OPERATOR__OPERATOR_EQ, NULL));
	assert_false(planned_once("latest_on", "earliest_on", CONCORDAT__OPERATOR__OPERATOR_GE, NULL));
	assert_false(planned_once(NULL, "latest_on", CONCORDAT__OPERATOR__OPERATOR_GE, NULL));
	assert_false(planned_once("latest_on", NULL, 0, "libraries"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_conditions_the_order_is_walked),
		cmocka_unit_test(a_range_of_the_order_is_walked),
		cmocka_unit_test(what_may_be_rare_is_planned_for),
		cmocka_unit_test(a_number_is_held_against_the_size_of_its_field),
	};

	return kinds_init() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}

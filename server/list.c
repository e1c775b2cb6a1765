#include "list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct build {
	struct list_plan *plan;
	struct buffer *text;
	struct wire_arena *arena;
	struct refusal *refusal;
};

static int refuse(struct build *b, const char *field, const char *message)
{
	*b->refusal = refusal_make(CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, field, "%s: %s", field, message);
	return -EINVAL;
}

static const char *keep(struct build *b, const char *text, size_t size)
{
	char *copy = wire_arena_alloc(b->arena, size + 1);

	if (copy) {
		memcpy(copy, text, size);
		copy[size] = '\0';
	}
	return copy;
}

/* Adds a parameter and writes its place, with its type, into the text. */
static int add_param(struct build *b, const char *value, const char *type)
{
	if (!value)
		return -ENOMEM;
	if (b->plan->count == LIST_PARAMS_MAX)
		return refuse(b, "where", "too many conditions");
	b->plan->params[b->plan->count++] = value;
	buffer_printf(b->text, "$%d::%s", b->plan->count, type);
	return 0;
}

static const ProtobufCFieldDescriptor *find_field(struct build *b, const char *name)
{
	return protobuf_c_message_descriptor_get_field_by_name(b->plan->kind->wire->descriptor, name);
}

/* A value as its column takes it; NULL with the refusal set: not of that type. */
static const char *value_text(struct build *b, const ProtobufCFieldDescriptor *f, const char *value)
{
	char number[16], *end;
	int64_t whole;
	int word;

	errno = 0;
	switch (wire_field_type(f)) {
	case WIRE_TEXT:
	case WIRE_TEXT_LIST:
		return value;
	case WIRE_ENUM:
		if (!wire_enum_value(f->descriptor, value, &word)) {
			refuse(b, f->name, "no such word for this field");
			return NULL;
		}
		snprintf(number, sizeof(number), "%d", word);
		return keep(b, number, strlen(number));
	case WIRE_BOOLEAN:
		if (strcmp(value, "true") != 0 && strcmp(value, "false") != 0) {
			refuse(b, f->name, "wants true or false");
			return NULL;
		}
		return value;
	case WIRE_DAY:
		if (!wire_day_is_valid(value)) {
			refuse(b, f->name, "wants a day such as 2015-09-30");
			return NULL;
		}
		return value;
	case WIRE_INTEGER:
	case WIRE_INSTANT:
	case WIRE_PENCE:
		break;
	}
	whole = strtoll(value, &end, 10);
	if (*value == '\0' || *end != '\0' || errno == ERANGE ||
	    (f->type == PROTOBUF_C_TYPE_INT32 && (whole < INT32_MIN || whole > INT32_MAX))) {
		refuse(b, f->name, f->type == PROTOBUF_C_TYPE_INT32 ? "wants a whole number of 32 bits" : "wants a whole number");
		return NULL;
	}
	return value;
}

static int add_value(struct build *b, const ProtobufCFieldDescriptor *f, const char *value)
{
	const char *text = value_text(b, f, value), *type = record_column_type(f);

	if (!text)
		return b->refusal->message[0] ? -EINVAL : -ENOMEM;
	return add_param(b, text, f->label == PROTOBUF_C_LABEL_REPEATED ? "text" : type);
}

static int add_in(struct build *b, const ProtobufCFieldDescriptor *f, const Concordat__Condition *c)
{
	struct buffer array = { 0 };
	char type[16];
	int rc;

	for (size_t i = 0; i < c->n_values; i++) {
		const char *text = value_text(b, f, c->values[i]);

		if (!text) {
			buffer_release(&array);
			return b->refusal->message[0] ? -EINVAL : -ENOMEM;
		}
		record_array_add(&array, text);
	}
	record_array_end(&array);
	snprintf(type, sizeof(type), "%s[]", record_column_type(f));
	buffer_printf(b->text, "r.\"%s\" = any (", f->name);
	rc = array.failed ? -ENOMEM : add_param(b, keep(b, (const char *)array.bytes, array.size), type);
	buffer_add_text(b->text, ")");
	buffer_release(&array);
	return rc;
}

static int add_contains(struct build *b, const ProtobufCFieldDescriptor *f, const char *value)
{
	int rc;

	if (f->label == PROTOBUF_C_LABEL_REPEATED) {
		buffer_printf(b->text, "r.\"%s\" @> array[", f->name);
		rc = add_param(b, value, "text");
		buffer_add_text(b->text, "]");
		return rc;
	}
	buffer_printf(b->text, "strpos(lower(r.\"%s\"), lower(", f->name);
	rc = add_param(b, value, "text");
	buffer_add_text(b->text, ")) > 0");
	return rc;
}

static const struct {
	Concordat__Operator op;
	const char *sql;
} comparisons[] = {
	{ CONCORDAT__OPERATOR__OPERATOR_EQ, "=" }, { CONCORDAT__OPERATOR__OPERATOR_NE, "is distinct from" },
	{ CONCORDAT__OPERATOR__OPERATOR_LT, "<" }, { CONCORDAT__OPERATOR__OPERATOR_LE, "<=" },
	{ CONCORDAT__OPERATOR__OPERATOR_GT, ">" }, { CONCORDAT__OPERATOR__OPERATOR_GE, ">=" },
};

static int add_comparison(struct build *b, const ProtobufCFieldDescriptor *f, const Concordat__Condition *c)
{
	if (f->label == PROTOBUF_C_LABEL_REPEATED)
		return refuse(b, f->name, "is a list; ask what it contains, or whether it is present or absent");
	for (size_t i = 0; i < sizeof(comparisons) / sizeof(comparisons[0]); i++) {
		if (comparisons[i].op != c->op)
			continue;
		buffer_printf(b->text, "r.\"%s\" %s ", f->name, comparisons[i].sql);
		return add_value(b, f, c->values[0]);
	}
	return refuse(b, "op", "the operator is missing or unknown");
}

static int add_condition(struct build *b, const Concordat__Condition *c)
{
	const ProtobufCFieldDescriptor *f = c->field ? find_field(b, c->field) : NULL;
	bool unary = c->op == CONCORDAT__OPERATOR__OPERATOR_PRESENT || c->op == CONCORDAT__OPERATOR__OPERATOR_ABSENT;

	if (!f)
		return refuse(b, c->field ? c->field : "field", "this kind has no such field");
	if (unary ? c->n_values != 0 : c->n_values == 0 || (c->n_values > 1 && c->op != CONCORDAT__OPERATOR__OPERATOR_IN))
		return refuse(b, f->name, unary ? "present and absent take no value" : "the condition takes one value");
	buffer_add_text(b->text, " and ");
	switch (c->op) {
	case CONCORDAT__OPERATOR__OPERATOR_PRESENT:
		buffer_printf(b->text, "r.\"%s\" is not null", f->name);
		return 0;
	case CONCORDAT__OPERATOR__OPERATOR_ABSENT:
		buffer_printf(b->text, "r.\"%s\" is null", f->name);
		return 0;
	case CONCORDAT__OPERATOR__OPERATOR_IN:
		if (f->label == PROTOBUF_C_LABEL_REPEATED)
			return refuse(b, f->name, "is a list; ask what it contains");
		return add_in(b, f, c);
	case CONCORDAT__OPERATOR__OPERATOR_CONTAINS:
		if (f->type != PROTOBUF_C_TYPE_STRING || wire_field_type(f) == WIRE_DAY)
			return refuse(b, f->name, "only texts and lists contain something");
		return add_contains(b, f, c->values[0]);
	default:
		return add_comparison(b, f, c);
	}
}

static int find_order(struct build *b, const char *order)
{
	const char *name = order;

	if (!order || order[0] == '\0' || strcmp(order, "id") == 0)
		return 0;
	if (name[0] == '-') {
		b->plan->descending = true;
		name++;
	}
	if (strcmp(name, "id") == 0)
		return 0;
	b->plan->order = find_field(b, name);
	if (!b->plan->order)
		return refuse(b, "order", "this kind has no such field");
	if (b->plan->order->label == PROTOBUF_C_LABEL_REPEATED)
		return refuse(b, "order", "a list has no order");
	return 0;
}

/* ---- the cursor: hash of the question, '0' or '1' for a null value, then the value and the id, each ended by a zero ---- */

enum { CURSOR_FIXED = 8 + 1, CURSOR_MAX = CURSOR_FIXED + WIRE_TEXT_MAX + 2 * WIRE_ID_MAX + 2 };

/* The columns of a list that is not packed are the fields of its kind. */
static int order_column(const struct list_plan *plan)
{
	if (plan->packed)
		return LIST_ORDER;
	return plan->order ? (int)(plan->order - plan->kind->wire->descriptor->fields) : 0;
}

size_t list_cursor_size(const struct list_plan *plan, const PGresult *rows, int row)
{
	return CURSOR_FIXED + 2 + (size_t)PQgetlength(rows, row, LIST_ID) +
	       (plan->order ? (size_t)PQgetlength(rows, row, order_column(plan)) : 0);
}

void list_cursor(const struct list_plan *plan, const PGresult *rows, int row, struct buffer *out)
{
	int column = order_column(plan);
	bool null = plan->order && PQgetisnull(rows, row, column);
	const char *value = plan->order ? PQgetvalue(rows, row, column) : "";

	buffer_add(out, plan->hash, sizeof(plan->hash));
	buffer_add(out, null ? "1" : "0", 1);
	buffer_add(out, value, strlen(value) + 1);
	buffer_add(out, PQgetvalue(rows, row, LIST_ID), strlen(PQgetvalue(rows, row, LIST_ID)) + 1);
}

/* Rows behind the cursor's, in the order asked for. */
static int add_cursor(struct build *b, const ProtobufCBinaryData *cursor)
{
	const ProtobufCFieldDescriptor *f = b->plan->order;
	const char *compare = b->plan->descending ? "<" : ">";
	const char *value, *id;
	int rc;

	if (cursor->len < CURSOR_FIXED + 2 || cursor->len > CURSOR_MAX || cursor->data[cursor->len - 1] != '\0' ||
	    memcmp(cursor->data, b->plan->hash, sizeof(b->plan->hash)) != 0)
		return refuse(b, "cursor", "it belongs to another question; ask for the first page again");
	value = (const char *)cursor->data + CURSOR_FIXED;
	id = value + strlen(value) + 1;
	if (id >= (const char *)cursor->data + cursor->len)
		return refuse(b, "cursor", "it is damaged; ask for the first page again");
	if (!wire_utf8_is_valid((const uint8_t *)value, strlen(value)) || !wire_utf8_is_valid((const uint8_t *)id, strlen(id)))
		return refuse(b, "cursor", "it is damaged; ask for the first page again");
	if (!f) {
		buffer_printf(b->text, " and r.id %s ", compare);
		return add_param(b, id, "text collate \"C\"");
	}
	if (cursor->data[8] == '1') { /* nulls come last, in either direction */
		buffer_printf(b->text, " and r.\"%s\" is null and r.id %s ", f->name, compare);
		return add_param(b, id, "text collate \"C\"");
	}
	buffer_printf(b->text, " and (r.\"%s\" is null or r.\"%s\" %s ", f->name, f->name, compare);
	rc = add_param(b, value, record_column_type(f));
	buffer_printf(b->text, " or (r.\"%s\" = $%d::%s and r.id %s ", f->name, b->plan->count, record_column_type(f), compare);
	if (rc == 0)
		rc = add_param(b, id, "text collate \"C\"");
	buffer_add_text(b->text, "))");
	return rc;
}

/* FNV-1a over everything that decides which rows come in which order. */
static void hash_question(struct list_plan *plan, const Concordat__List *list, const struct buffer *text)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < text->size; i++)
		h = (h ^ text->bytes[i]) * 1099511628211u;
	for (int i = 0; i < plan->count; i++)
		for (const char *c = plan->params[i]; *c; c++)
			h = (h ^ (uint8_t)*c) * 1099511628211u;
	for (const char *c = list->order ? list->order : ""; *c; c++)
		h = (h ^ (uint8_t)*c) * 1099511628211u;
	memcpy(plan->hash, &h, sizeof(plan->hash));
}

/* Conditions without a value, and ranges of what gives the order: the plan walks the order whatever the values are. How many records are some
 * organisation's, or in some state, decides between walking and sorting. */
static bool any_values(const struct build *b, const Concordat__List *list)
{
	for (size_t i = 0; i < list->n_where; i++) {
		const Concordat__Condition *c = list->where[i];
		bool range = c->op == CONCORDAT__OPERATOR__OPERATOR_LT || c->op == CONCORDAT__OPERATOR__OPERATOR_LE ||
			     c->op == CONCORDAT__OPERATOR__OPERATOR_GT || c->op == CONCORDAT__OPERATOR__OPERATOR_GE;

		if (c->n_values > 0 && !(range && b->plan->order && strcmp(c->field, b->plan->order->name) == 0))
			return false;
	}
	return !list->search || !list->search[0];
}

static int add_conditions(struct build *b, const Concordat__List *list)
{
	int rc = 0;

	if (!list->withdrawn && protobuf_c_message_descriptor_get_field(b->plan->kind->wire->descriptor, 16))
		buffer_add_text(b->text, "r.withdrawn_at is null");
	else
		buffer_add_text(b->text, "true");
	for (size_t i = 0; i < list->n_where && rc == 0; i++)
		rc = add_condition(b, list->where[i]);
	if (rc == 0 && list->search && list->search[0]) {
		if (b->plan->kind->writer == WRITER_NOBODY)
			return refuse(b, "search", "this kind cannot be searched; use conditions");
		buffer_printf(b->text, " and r.id in (select concordat.search('%s', ", b->plan->kind->wire->name);
		rc = add_param(b, list->search, "text");
		buffer_add_text(b->text, "))");
	}
	return rc;
}

static void add_selected(struct build *b)
{
	const struct list_plan *plan = b->plan;

	if (plan->packed)
		buffer_printf(b->text, "select r.id, %s", record_packed(plan->kind));
	else
		buffer_printf(b->text, "select %s", record_columns(plan->kind));
	if (plan->packed && plan->order)
		buffer_printf(b->text, ", r.\"%s\"::text", plan->order->name);
}

int list_plan(const Concordat__List *list, bool past, uint32_t page_default, uint32_t page_max, struct wire_arena *arena,
	      struct list_plan *ret_plan, struct buffer *ret_text, struct refusal *ret_refusal)
{
	struct build b = { ret_plan, ret_text, arena, ret_refusal };
	const char *direction;
	int rc;

	memset(ret_plan, 0, sizeof(*ret_plan));
	memset(ret_refusal, 0, sizeof(*ret_refusal));
	ret_plan->kind = kind_by_number((int)list->kind);
	if (!ret_plan->kind)
		return refuse(&b, "kind", "missing or unknown");
	ret_plan->page = list->has_page && list->page > 0 ? list->page : page_default;
	if (ret_plan->page > page_max)
		ret_plan->page = page_max;
	ret_plan->packed = !past && record_is_packed(ret_plan->kind);
	rc = find_order(&b, list->order);
	if (rc < 0)
		return rc;
	add_selected(&b);
	buffer_printf(ret_text, " from %s.%s r where ", past ? "past" : "concordat", record_table(ret_plan->kind));
	rc = add_conditions(&b, list);
	if (rc == 0) {
		hash_question(ret_plan, list, ret_text);
		if (list->has_cursor && list->cursor.len > 0)
			rc = add_cursor(&b, &list->cursor);
	}
	if (rc < 0)
		return rc;
	ret_plan->any_values = any_values(&b, list);
	direction = ret_plan->descending ? "desc" : "asc";
	buffer_add_text(ret_text, " order by ");
	if (ret_plan->order)
		buffer_printf(ret_text, "r.\"%s\" %s nulls last, ", ret_plan->order->name, direction);
	buffer_printf(ret_text, "r.id %s limit %u", direction, ret_plan->page + 1);
	return ret_text->failed ? -ENOMEM : 0;
}

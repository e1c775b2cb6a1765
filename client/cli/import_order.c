/*
 * The order of an import: a record after those of the same files that it refers to.
 *
 * Which fields are references is not known to descriptors, so any text that is the id of a record of these files counts as one;
 * a coincidence costs nothing but a place in the order. Documents come first, with what they need, because everything names
 * its source. Where references go in a circle, one is taken out of its record and written when both ends are there (`late`).
 */
#include <stdlib.h>
#include <string.h>

#include "import_file.h"

enum mark { UNSEEN, OPEN, PLACED };

struct order {
	struct import_set *set;
	json_t *ids; /* id -> array of indexes: kinds may share an id */
	enum mark *marks;
	size_t *places; /* indexes in the order found */
	size_t placed;
	size_t *stack; /* of open items, so that a long chain does not use up ours */
	bool short_of_memory;
};

static bool is_text_of_people(const ProtobufCFieldDescriptor *field)
{
	static const char *const names[] = { "id", "title", "name", "text", "note", "when_text" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(field->name, names[i]) == 0)
			return true;
	return false;
}

/* These are no facts of the record but whose it is and who sees it: they are never written later. */
static bool may_put_off(const ProtobufCFieldDescriptor *field)
{
	return strcmp(field->name, "owner") != 0 && strcmp(field->name, "readers") != 0;
}

static bool index_ids(struct order *o)
{
	for (size_t i = 0; i < o->set->count; i++) {
		const char *id = record_id(o->set->items[i].record);
		json_t *list = json_object_get(o->ids, id);

		if (!list) {
			list = json_array();
			if (json_object_set_new(o->ids, id, list) != 0)
				return false;
		}
		if (json_array_append_new(list, json_integer((json_int_t)i)) != 0)
			return false;
	}
	return true;
}

/* Moves a reference out of the record into the one that is written later. */
static bool put_off(struct import_item *item, const ProtobufCFieldDescriptor *field)
{
	const ProtobufCFieldDescriptor *id = record_field(item->kind->descriptor, "id");
	char why[RECORD_WHY_SIZE];
	json_t *value = record_field_json(item->record, field);
	ProtobufCMessage *rest = record_new(item->kind->descriptor);
	bool good = value && rest;

	if (good && !item->late) {
		item->late = record_new(item->kind->descriptor);
		good = item->late && record_set_text(item->late, id, record_id(item->record), why);
	}
	good = good && record_set_json(item->late, field, value, why);
	for (unsigned i = 0; good && i < item->kind->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *f = &item->kind->descriptor->fields[i];
		json_t *kept = f != field && record_has(item->record, f) ? record_field_json(item->record, f) : NULL;

		good = !kept || record_set_json(rest, f, kept, why);
		json_decref(kept);
	}
	json_decref(value);
	if (!good) {
		record_free(rest);
		return false;
	}
	record_free(item->record);
	item->record = rest;
	return true;
}

/* The first record that this text names and that is not placed yet; SIZE_MAX: none. *ret_circle: it is being placed right now. */
static size_t unplaced(const struct order *o, size_t self, const char *id, bool *ret_circle)
{
	const json_t *list = json_object_get(o->ids, id);
	size_t i;
	json_t *index;

	json_array_foreach(list, i, index)
	{
		size_t other = (size_t)json_integer_value(index);

		if (other == self || o->marks[other] == PLACED)
			continue;
		*ret_circle = o->marks[other] == OPEN;
		return other;
	}
	return SIZE_MAX;
}

/* Something that must be placed before this item; circles that close here are opened on the way. SIZE_MAX: nothing. */
static size_t next_needed(struct order *o, size_t self)
{
	struct import_item *item = &o->set->items[self];
	const ProtobufCMessageDescriptor *type = item->kind->descriptor;

	for (unsigned f = 0; f < type->n_fields; f++) {
		const ProtobufCFieldDescriptor *field = &type->fields[f];
		json_t *value = NULL, *list;
		size_t i, needed = SIZE_MAX;
		bool circle = false;

		if (field->type == PROTOBUF_C_TYPE_STRING && !is_text_of_people(field) && record_has(item->record, field))
			value = record_field_json(item->record, field);
		list = json_is_array(value) ? json_incref(value) : value ? json_pack("[O]", value) : NULL;
		for (i = 0; i < json_array_size(list) && needed == SIZE_MAX; i++)
			needed = unplaced(o, self, json_string_value(json_array_get(list, i)), &circle);
		json_decref(list);
		json_decref(value);
		if (needed != SIZE_MAX && !circle)
			return needed;
		if (needed != SIZE_MAX && may_put_off(field) && !put_off(item, field))
			o->short_of_memory = true;
	}
	return SIZE_MAX;
}

static void place(struct order *o, size_t root)
{
	size_t depth = 0;

	if (o->marks[root] != UNSEEN)
		return;
	o->marks[root] = OPEN;
	o->stack[depth++] = root;
	while (depth > 0) {
		size_t at = o->stack[depth - 1];
		size_t needed = next_needed(o, at);

		if (needed != SIZE_MAX) {
			o->marks[needed] = OPEN;
			o->stack[depth++] = needed;
			continue;
		}
		o->marks[at] = PLACED;
		o->places[o->placed++] = at;
		depth--;
	}
}

static bool rearrange(struct order *o)
{
	struct import_item *sorted = malloc((o->set->count + 1) * sizeof(*sorted));

	if (!sorted)
		return false;
	for (size_t i = 0; i < o->placed; i++)
		sorted[i] = o->set->items[o->places[i]];
	free(o->set->items);
	o->set->items = sorted;
	o->set->room = o->set->count;
	json_decref(o->set->known); /* its indexes have moved */
	o->set->known = NULL;
	return true;
}

bool import_order(struct import_set *set)
{
	struct order o = { .set = set, .ids = json_object() };
	size_t n = set->count + 1;
	bool good;

	o.marks = calloc(n, sizeof(*o.marks));
	o.places = calloc(n, sizeof(*o.places));
	o.stack = calloc(n, sizeof(*o.stack));
	good = o.ids && o.marks && o.places && o.stack && index_ids(&o);
	for (size_t i = 0; good && i < set->count; i++)
		if (set->items[i].kind->number == CONCORDAT__KIND__KIND_DOCUMENT)
			place(&o, i);
	for (size_t i = 0; good && i < set->count; i++)
		place(&o, i);
	good = good && !o.short_of_memory && rearrange(&o);
	json_decref(o.ids);
	free(o.marks);
	free(o.places);
	free(o.stack);
	return good;
}

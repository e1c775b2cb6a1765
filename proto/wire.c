/*
 * wire.c - the tables of wire.h, and the memory that messages are unpacked
 * into. The walk over hostile bytes is in wire_check.c.
 */
#include "wire.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ARENA_BLOCK = 16384 };

/* In the order of Kind in records.proto. */
const struct wire_kind wire_kinds[] = {
	{ CONCORDAT__KIND__KIND_ORGANISATION, "organisation", &concordat__organisation__descriptor },
	{ CONCORDAT__KIND__KIND_IDENTIFIER, "identifier", &concordat__identifier__descriptor },
	{ CONCORDAT__KIND__KIND_SUCCESSION, "succession", &concordat__succession__descriptor },
	{ CONCORDAT__KIND__KIND_AREA, "area", &concordat__area__descriptor },
	{ CONCORDAT__KIND__KIND_POST, "post", &concordat__post__descriptor },
	{ CONCORDAT__KIND__KIND_BODY, "body", &concordat__body__descriptor },
	{ CONCORDAT__KIND__KIND_BODY_LINK, "body_link", &concordat__body_link__descriptor },
	{ CONCORDAT__KIND__KIND_SEAT, "seat", &concordat__seat__descriptor },
	{ CONCORDAT__KIND__KIND_STATEMENT, "statement", &concordat__statement__descriptor },
	{ CONCORDAT__KIND__KIND_MEETING, "meeting", &concordat__meeting__descriptor },
	{ CONCORDAT__KIND__KIND_AGENDA_ITEM, "agenda_item", &concordat__agenda_item__descriptor },
	{ CONCORDAT__KIND__KIND_DECISION, "decision", &concordat__decision__descriptor },
	{ CONCORDAT__KIND__KIND_CLAUSE, "clause", &concordat__clause__descriptor },
	{ CONCORDAT__KIND__KIND_DOCUMENT, "document", &concordat__document__descriptor },
	{ CONCORDAT__KIND__KIND_AGREEMENT, "agreement", &concordat__agreement__descriptor },
	{ CONCORDAT__KIND__KIND_INITIATIVE, "initiative", &concordat__initiative__descriptor },
	{ CONCORDAT__KIND__KIND_INITIATIVE_LINK, "initiative_link", &concordat__initiative_link__descriptor },
	{ CONCORDAT__KIND__KIND_PARTICIPATION, "participation", &concordat__participation__descriptor },
	{ CONCORDAT__KIND__KIND_MILESTONE, "milestone", &concordat__milestone__descriptor },
	{ CONCORDAT__KIND__KIND_DEPENDENCY, "dependency", &concordat__dependency__descriptor },
	{ CONCORDAT__KIND__KIND_RISK, "risk", &concordat__risk__descriptor },
	{ CONCORDAT__KIND__KIND_BENEFIT, "benefit", &concordat__benefit__descriptor },
	{ CONCORDAT__KIND__KIND_NOTE, "note", &concordat__note__descriptor },
	{ CONCORDAT__KIND__KIND_INDICATOR, "indicator", &concordat__indicator__descriptor },
	{ CONCORDAT__KIND__KIND_MEASUREMENT, "measurement", &concordat__measurement__descriptor },
	{ CONCORDAT__KIND__KIND_MONEY_LINE, "money_line", &concordat__money_line__descriptor },
	{ CONCORDAT__KIND__KIND_MONEY_AMOUNT, "money_amount", &concordat__money_amount__descriptor },
	{ CONCORDAT__KIND__KIND_SUBSCRIPTION, "subscription", &concordat__subscription__descriptor },
	{ CONCORDAT__KIND__KIND_DEADLINE, "deadline", &concordat__deadline__descriptor },
	{ CONCORDAT__KIND__KIND_ALERT, "alert", &concordat__alert__descriptor },
	{ CONCORDAT__KIND__KIND_HOLIDAY, "holiday", &concordat__holiday__descriptor },
	{ CONCORDAT__KIND__KIND_CLIENT, "client", &concordat__client__descriptor },
	{ CONCORDAT__KIND__KIND_GRANT, "grant", &concordat__grant__descriptor },
	{ CONCORDAT__KIND__KIND_OBLIGATION, "obligation", &concordat__obligation__descriptor },
	{ CONCORDAT__KIND__KIND_MONEY_PROFILE, "money_profile", &concordat__money_profile__descriptor },
	{ CONCORDAT__KIND__KIND_INITIATIVE_SUMMARY, "initiative_summary", &concordat__initiative_summary__descriptor },
	{ CONCORDAT__KIND__KIND_SLIPPAGE, "slippage", &concordat__slippage__descriptor },
	{ CONCORDAT__KIND__KIND_BODY_MAP, "body_map", &concordat__body_map__descriptor },
	{ CONCORDAT__KIND__KIND_INCONSISTENCY, "inconsistency", &concordat__inconsistency__descriptor },
	{ CONCORDAT__KIND__KIND_REGISTER_HEALTH, "register_health", &concordat__register_health__descriptor },
};

const size_t wire_kind_count = sizeof(wire_kinds) / sizeof(wire_kinds[0]);

const struct wire_kind *wire_kind_by_number(int number)
{
	for (size_t i = 0; i < wire_kind_count; i++)
		if ((int)wire_kinds[i].number == number)
			return &wire_kinds[i];
	return NULL;
}

/* People write money-line where the table has money_line. */
static bool same_character(char a, char b)
{
	return tolower((unsigned char)(a == '-' ? '_' : a)) == tolower((unsigned char)(b == '-' ? '_' : b));
}

static bool same_word(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (!same_character(*a, *b))
			return false;
	return *a == *b;
}

static bool is_plural(const char *word, const char *name)
{
	size_t length = strlen(name);
	char plural[64];

	if (length > 0 && name[length - 1] == 'y')
		snprintf(plural, sizeof(plural), "%.*sies", (int)length - 1, name);
	else
		snprintf(plural, sizeof(plural), "%ss", name);
	return same_word(word, plural);
}

const struct wire_kind *wire_kind_by_name(const char *name)
{
	for (size_t i = 0; i < wire_kind_count; i++)
		if (same_word(name, wire_kinds[i].name) || is_plural(name, wire_kinds[i].name))
			return &wire_kinds[i];
	return NULL;
}

static bool ends_in(const char *name, const char *end)
{
	size_t name_size = strlen(name), end_size = strlen(end);

	return name_size > end_size && memcmp(name + name_size - end_size, end, end_size) == 0;
}

enum wire_type wire_field_type(const ProtobufCFieldDescriptor *field)
{
	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		if (field->label == PROTOBUF_C_LABEL_REPEATED)
			return WIRE_TEXT_LIST;
		return ends_in(field->name, "_on") ? WIRE_DAY : WIRE_TEXT;
	case PROTOBUF_C_TYPE_ENUM:
		return WIRE_ENUM;
	case PROTOBUF_C_TYPE_BOOL:
		return WIRE_BOOLEAN;
	case PROTOBUF_C_TYPE_INT64:
		if (ends_in(field->name, "_pence"))
			return WIRE_PENCE;
		return ends_in(field->name, "_at") ? WIRE_INSTANT : WIRE_INTEGER;
	case PROTOBUF_C_TYPE_BYTES:
	case PROTOBUF_C_TYPE_MESSAGE:
		return WIRE_TEXT; /* no record has one */
	default:
		return WIRE_INTEGER;
	}
}

/* By number, because the numbers below 20 and above 89 mean the same in every kind, and names like earliest_on do not. */
bool wire_field_is_kept(const ProtobufCFieldDescriptor *field)
{
	uint32_t id = field->id;

	if (id >= 5 && id <= 10) /* version to changed_by */
		return true;
	if (id == 15 || id == 16) /* reason, withdrawn_at */
		return true;
	return (id >= 91 && id <= 97) || id == 99 || id == 100; /* the date, but for when_text and context_on */
}

/* The length of what all values of a type begin with: MILESTONE_STATE_ for MilestoneState. */
static size_t prefix_length(const ProtobufCEnumDescriptor *type, const char *name)
{
	size_t at = 0;

	for (const char *c = type->short_name; *c; c++) {
		if (name[at] == '_')
			at++;
		if (name[at] != (char)toupper((unsigned char)*c))
			return 0;
		at++;
	}
	return name[at] == '_' ? at + 1 : 0;
}

const char *wire_enum_word(const ProtobufCEnumDescriptor *type, int value, char *buffer, size_t size)
{
	const ProtobufCEnumValue *found = protobuf_c_enum_descriptor_get_value(type, value);
	const char *word;
	size_t length;

	if (!found)
		return NULL;
	word = found->name + prefix_length(type, found->name);
	length = strlen(word);
	if (length >= size)
		return NULL;
	for (size_t i = 0; i <= length; i++)
		buffer[i] = (char)tolower((unsigned char)word[i]);
	return buffer;
}

/* Digits alone, and a value of that type. */
static bool value_from_digits(const ProtobufCEnumDescriptor *type, const char *word, int *ret)
{
	char *end;
	long value;

	if (!isdigit((unsigned char)word[0]) || strlen(word) > 9)
		return false;
	value = strtol(word, &end, 10);
	if (*end || !protobuf_c_enum_descriptor_get_value(type, (int)value))
		return false;
	*ret = (int)value;
	return true;
}

bool wire_enum_value(const ProtobufCEnumDescriptor *type, const char *word, int *ret)
{
	for (unsigned i = 0; i < type->n_values; i++) {
		const char *name = type->values[i].name;

		if (same_word(word, name) || same_word(word, name + prefix_length(type, name))) {
			*ret = type->values[i].value;
			return true;
		}
	}
	return value_from_digits(type, word, ret);
}

const char *wire_status_name(Concordat__Status status)
{
	const ProtobufCEnumDescriptor *type = &concordat__status__descriptor;
	const ProtobufCEnumValue *found = protobuf_c_enum_descriptor_get_value(type, (int)status);

	return found ? found->name + prefix_length(type, found->name) : "UNKNOWN";
}

bool wire_day_is_valid(const char *day)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int number[3] = { 0, 0, 0 };
	int length, part = 0;

	if (strlen(day) != 10 || day[4] != '-' || day[7] != '-')
		return false;
	for (const char *c = day; *c; c++) {
		if (c == day + 4 || c == day + 7)
			part++;
		else if (!isdigit((unsigned char)*c))
			return false;
		else
			number[part] = number[part] * 10 + *c - '0';
	}
	if (number[0] < 1 || number[1] < 1 || number[1] > 12)
		return false;
	length = lengths[number[1] - 1];
	if (number[1] == 2 && ((number[0] % 4 == 0 && number[0] % 100 != 0) || number[0] % 400 == 0))
		length++;
	return number[2] >= 1 && number[2] <= length;
}

/* The size of the name that the text begins with; 0 when it begins with none. */
static size_t name_size(const char *text)
{
	size_t i = 0;

	for (;; i++) {
		bool plain = (text[i] >= 'a' && text[i] <= 'z') || (text[i] >= '0' && text[i] <= '9');

		if (!plain && (i == 0 || (text[i] != '-' && text[i] != '.' && text[i] != '_')))
			return i;
	}
}

bool wire_id_is_valid(const char *id, bool organisation)
{
	size_t size = strlen(id), first = name_size(id), second;

	if (size > WIRE_ID_MAX || first == 0)
		return false;
	if (organisation)
		return first == size;
	if (id[first] != '/')
		return false;
	second = name_size(id + first + 1);
	return second > 0 && first + 1 + second == size;
}

/* A block of memory: the newest is at the head of the chain, the one that is kept at its end. */
struct block {
	struct block *next;
	size_t size;
	_Alignas(max_align_t) uint8_t bytes[];
};

static void *allocate(void *data, size_t size)
{
	return wire_arena_alloc(data, size);
}

/* An arena gives everything back at once. */
static void deallocate(void *data, void *pointer)
{
	(void)data;
	(void)pointer;
}

void wire_arena_init(struct wire_arena *arena, size_t ceiling)
{
	*arena = (struct wire_arena){ .ceiling = ceiling };
	arena->allocator = (ProtobufCAllocator){ .alloc = allocate, .free = deallocate, .allocator_data = arena };
}

static bool add_block(struct wire_arena *arena, size_t size)
{
	size_t room = size > ARENA_BLOCK ? size : ARENA_BLOCK;
	struct block *block = malloc(sizeof(*block) + room);

	if (!block)
		return false;
	block->next = arena->chain;
	block->size = room;
	arena->chain = block;
	arena->block = block->bytes;
	arena->size = room;
	arena->used = 0;
	return true;
}

void *wire_arena_alloc(struct wire_arena *arena, size_t size)
{
	size_t align = _Alignof(max_align_t);
	uint8_t *at;

	if (size > arena->ceiling)
		return NULL;
	size = size ? (size + align - 1) / align * align : align;
	if (size > arena->ceiling - arena->spent)
		return NULL;
	if ((!arena->chain || size > arena->size - arena->used) && !add_block(arena, size))
		return NULL;
	at = arena->block + arena->used;
	arena->used += size;
	arena->spent += size;
	return at;
}

void wire_arena_reset(struct wire_arena *arena)
{
	struct block *block = arena->chain;

	while (block && block->next) {
		struct block *next = block->next;

		free(block);
		block = next;
	}
	arena->chain = block;
	arena->block = block ? block->bytes : NULL;
	arena->size = block ? block->size : 0;
	arena->used = 0;
	arena->spent = 0;
}

void wire_arena_release(struct wire_arena *arena)
{
	wire_arena_reset(arena);
	free(arena->chain);
	arena->chain = NULL;
	arena->block = NULL;
	arena->size = 0;
}

/*
 * wire.h - what both ends of the wire know: the kinds by name, the words of
 * enums, the types that field names imply, and the check of hostile bytes.
 *
 * The check walks bytes against a protobuf-c descriptor *before* they are
 * unpacked, because protobuf-c itself accepts bad UTF-8, NUL in strings,
 * unknown enum values, endless nesting and fifty-fold growth.
 *
 * Units:     sizes in bytes, counts in elements.
 * Ownership: nothing here allocates but struct wire_arena, which its owner
 *            releases; tables are static.
 * Errors:    0 or -EBADMSG with a struct wire_fault that says what and where.
 * Threads:   all functions are re-entrant.
 */
#ifndef CONCORDAT_WIRE_H
#define CONCORDAT_WIRE_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "envelope.pb-c.h"
#include "records.pb-c.h"

enum {
	WIRE_PORT = 5710,
	WIRE_MESSAGE_MAX = 65536, /* bytes of one frame, both ways */
	WIRE_KEY_SIZE = 16,       /* bytes of an idempotency key */
	WIRE_ID_MAX = 120,        /* bytes of a record's id */
	WIRE_TEXT_MAX = 16384,    /* bytes of one string */
	WIRE_LIST_MAX = 1000,     /* elements of one repeated field */
	WIRE_DEPTH_MAX = 8,
	WIRE_FIELDS_MAX = 4096,  /* fields of one message, all levels together */
	WIRE_UNKNOWN_MAX = 64,   /* unknown fields of one envelope */
	WIRE_ARENA_MAX = 4 << 20 /* bytes that unpacking one message may take */
};

/* A kind of record. To add one: a message and a Kind number in records.proto, a row in wire.c, a table in sql/,
 * a row in server/kinds.c. */
struct wire_kind {
	Concordat__Kind number;
	const char *name; /* "money_line": the table, the JSON kind, the command line's noun */
	const ProtobufCMessageDescriptor *descriptor;
};

extern const struct wire_kind wire_kinds[];
extern const size_t wire_kind_count;

const struct wire_kind *wire_kind_by_number(int number);     /* NULL: no such kind */
const struct wire_kind *wire_kind_by_name(const char *name); /* accepts money-line and money_lines too */

/* What a field holds, from its protobuf type and its name (_on, _at, _pence). */
enum wire_type {
	WIRE_TEXT,
	WIRE_TEXT_LIST,
	WIRE_INTEGER,
	WIRE_ENUM,
	WIRE_BOOLEAN,
	WIRE_DAY,     /* a string, ISO 8601 day */
	WIRE_INSTANT, /* int64 microseconds UTC */
	WIRE_PENCE    /* int64 */
};
enum wire_type wire_field_type(const ProtobufCFieldDescriptor *field);
/* Fields that the register keeps itself (version to changed_by, reason, withdrawn_at), and the date fields it works out: a
 * client may not write them in a record. */
bool wire_field_is_kept(const ProtobufCFieldDescriptor *field);

/* The word of an enum value: MILESTONE_STATE_PARTLY_MET is "partly_met". NULL: no such value. */
const char *wire_enum_word(const ProtobufCEnumDescriptor *type, int value, char *buffer, size_t size);
/* Accepts the word, the full name, or the number in digits. */
bool wire_enum_value(const ProtobufCEnumDescriptor *type, const char *word, int *ret);

/* "NOT_FOUND" for STATUS_NOT_FOUND; never NULL. */
const char *wire_status_name(Concordat__Status status);

struct wire_fault {
	char field[64];    /* the field at fault, "" when the bytes themselves are */
	char message[200]; /* one sentence for a person */
};

/* Any message from outside, before unpacking: limits above, wire types fit, lengths fit, UTF-8 without NUL, a field that is
 * not repeated (and a oneof) at most once, no groups, no trailing bytes. Unknown fields are counted, not refused. Enum values
 * must be known. */
int wire_check(const ProtobufCMessageDescriptor *type, const uint8_t *bytes, size_t size, struct wire_fault *ret);

/* What a client receives: as above, but an enum may have values that are not known, because the register may be newer. */
int wire_check_received(const ProtobufCMessageDescriptor *type, const uint8_t *bytes, size_t size, struct wire_fault *ret);

/* A record to be stored: as wire_check, and unknown fields are refused, _on fields are real days, id is well formed when present. */
int wire_check_record(const ProtobufCMessageDescriptor *type, const uint8_t *bytes, size_t size, struct wire_fault *ret);

/* `name` or `founder/name`: lower-case letters, digits, '-', '.', '_'; founder and name begin with a letter or digit. */
bool wire_id_is_valid(const char *id, bool organisation);
bool wire_day_is_valid(const char *day);                   /* YYYY-MM-DD, a day that exists, years 0001 to 9999 */
bool wire_utf8_is_valid(const uint8_t *text, size_t size); /* no NUL, no surrogates, no overlong forms */

/* Where the bytes of an embedded message stand in a packed one: field `number` of the outer message, first occurrence.
 * false: not there. */
bool wire_find(const uint8_t *bytes, size_t size, uint32_t number, const uint8_t **ret_at, size_t *ret_size);

/* Memory for unpacking one message: one release, and a ceiling. */
struct wire_arena {
	ProtobufCAllocator allocator; /* give this to the unpacker */
	uint8_t *block;
	size_t used, size, spent, ceiling;
	void *chain;
};
void wire_arena_init(struct wire_arena *arena, size_t ceiling);
void *wire_arena_alloc(struct wire_arena *arena, size_t size); /* NULL past the ceiling */
void wire_arena_reset(struct wire_arena *arena);               /* keeps the first block for the next message */
void wire_arena_release(struct wire_arena *arena);

#endif

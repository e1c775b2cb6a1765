/*
 * record.h - records of any kind, by their descriptor: from words on the command line, from JSON, to both.
 *
 * In JSON a record is an object of the fields that it has: text and days as strings, enums as lower-case words, money as integer
 * pence, instants as integer microseconds, lists as arrays. Absent fields are left out; null in what is read means "empty it".
 *
 * Ownership: records come from record_new() or record_unpack() and go with record_free(); texts given back are malloc'd.
 * Errors:    false with a sentence in `why`.
 * Threads:   re-entrant.
 */
#ifndef CLI_RECORD_H
#define CLI_RECORD_H

#include <jansson.h>
#include <stdbool.h>

#include "wire.h"

enum { RECORD_WHY_SIZE = 400 };

ProtobufCMessage *record_new(const ProtobufCMessageDescriptor *type); /* NULL: memory */
/* Checks the bytes first. NULL with a sentence. */
ProtobufCMessage *record_unpack(const ProtobufCMessageDescriptor *type, const ProtobufCBinaryData *bytes,
				char why[static RECORD_WHY_SIZE]);
void record_free(ProtobufCMessage *record); /* NULL is fine */

/* By its name, with - for _ as well; NULL: no such field. */
const ProtobufCFieldDescriptor *record_field(const ProtobufCMessageDescriptor *type, const char *name);
/* The field whose name is nearest to what was typed; NULL: none is near. */
const char *record_field_suggestion(const ProtobufCMessageDescriptor *type, const char *typed);
/* Kinds that clients write, and fields of theirs that may be given (id apart). */
bool record_kind_is_written(const struct wire_kind *kind);
bool record_field_is_given(const ProtobufCFieldDescriptor *field);

/* The word of an enum's value, or its number when it is newer than this program. */
const char *record_enum_text(const ProtobufCEnumDescriptor *type, int value, char *buffer, size_t size);

bool record_has(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field);
const char *record_id(const ProtobufCMessage *record);  /* "" when it has none */
int64_t record_version(const ProtobufCMessage *record); /* 0 when it has none */
bool record_same(const ProtobufCMessage *a, const ProtobufCMessage *b, const ProtobufCFieldDescriptor *field);

/* Sets a field, or adds to a list. */
bool record_set_text(ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, const char *text,
		     char why[static RECORD_WHY_SIZE]);
/* Sets a field or a whole list. */
bool record_set_json(ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, const json_t *value,
		     char why[static RECORD_WHY_SIZE]);

/* A value as the register compares it: an enum's word, pence and microseconds in digits. NULL with a sentence. */
char *record_condition_value(const ProtobufCFieldDescriptor *field, const char *text, char why[static RECORD_WHY_SIZE]);

/* For people: £ and local time; else as in JSON. Lists are joined by "; ". NULL: absent, or memory. */
char *record_text(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field, bool people);
json_t *record_field_json(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field);
/* given_only: leaves out what a client may not give, for files that are read again. */
json_t *record_json(const ProtobufCMessage *record, bool given_only);

#endif

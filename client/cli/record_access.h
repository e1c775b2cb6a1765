/*
 * record_access.h - where the fields of a record lie, for record.c and record_set.c alone.
 *
 * A descriptor knows offsets; nothing here checks that the field belongs to the record.
 */
#ifndef CLI_RECORD_ACCESS_H
#define CLI_RECORD_ACCESS_H

#include "record.h"

static inline void *record_member(const ProtobufCMessage *record, unsigned offset)
{
	return (char *)(uintptr_t)record + offset;
}

static inline size_t *record_count(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field)
{
	return record_member(record, field->quantifier_offset);
}

static inline char **record_string(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field)
{
	return record_member(record, field->offset);
}

static inline char ***record_list(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field)
{
	return record_member(record, field->offset);
}

/* Integers, booleans and enums alike; the field must be present. */
static inline int64_t record_number(const ProtobufCMessage *record, const ProtobufCFieldDescriptor *field)
{
	const void *at = record_member(record, field->offset);

	switch (field->type) {
	case PROTOBUF_C_TYPE_BOOL:
		return *(const protobuf_c_boolean *)at;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		return *(const int64_t *)at;
	default:
		return *(const int32_t *)at;
	}
}

#endif

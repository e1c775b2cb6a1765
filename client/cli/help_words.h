/*
 * help_words.h - what kinds and their fields mean, for help.
 *
 * The words are the comments of proto/records.proto, taken from there when the program is built (proto/field_words.awk), so that they
 * stand in one place. Those of the fields that every kind has are here, because there they are told once for all.
 */
#ifndef CLI_HELP_WORDS_H
#define CLI_HELP_WORDS_H

#include <protobuf-c/protobuf-c.h>

/* NULL: there are none. */
const char *help_words_of_kind(const ProtobufCMessageDescriptor *kind);
const char *help_words_of_field(const ProtobufCMessageDescriptor *kind, const ProtobufCFieldDescriptor *field);

#endif

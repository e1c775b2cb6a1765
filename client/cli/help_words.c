#include "help_words.h"

#include <string.h>

enum { COMMON_FIELDS_MAX = 101 };

static const char *const common[COMMON_FIELDS_MAX] = {
	[1] = "its name, which never changes; founder/name, or the name alone for an organisation",
	[2] = "who is answerable for the record -> organisation",
	[3] = "who may see it; named: the owner and the readers",
	[4] = "who may see it when visibility is named -> organisation",
	[5] = "how often it was written, for --if-version",
	[6] = "the register's counter at its last change",
	[7] = "when it was made",
	[8] = "by which client it was made",
	[9] = "when it was last changed",
	[10] = "by which client it was last changed",
	[11] = "the document that says so -> document",
	[12] = "where in it, so that anybody can look it up",
	[13] = "how sure it is; derived: by arithmetic, inferred: by reading",
	[14] = "remarks, in Markdown",
	[15] = "why it was last changed, from --reason",
	[16] = "when its owner withdrew it",
	[90] = "its date as written: by August 2016, Q3 2016/17, October Cabinet, tbc",
	[91] = "the date as EDTF (ISO 8601-2)",
	[92] = "first day that the words allow",
	[93] = "last day that the words allow; none: open-ended",
	[94] = "how exact the words are",
	[95] = "which way the words bind",
	[96] = "whether it was merely expected, about, early or provisional",
	[97] = "the event in the words, such as Cabinet",
	[98] = "the day from which words without a year are read, when the source has none",
	[99] = "what the register supplied: year, month, century",
	[100] = "the other reading of ambiguous words, as EDTF",
};

static const struct {
	const char *message, *field, *words;
} said[] = {
#include <field_words.inc>
};

static const char *find(const char *message, const char *field)
{
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		if (strcmp(said[i].message, message) == 0 && strcmp(said[i].field, field) == 0)
			return said[i].words;
	return NULL;
}

const char *help_words_of_kind(const ProtobufCMessageDescriptor *kind)
{
	return find(kind->short_name, "");
}

const char *help_words_of_field(const ProtobufCMessageDescriptor *kind, const ProtobufCFieldDescriptor *field)
{
	const char *words = find(kind->short_name, field->name);

	return words || field->id >= COMMON_FIELDS_MAX ? words : common[field->id];
}

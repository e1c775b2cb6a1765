/*
 * listing.h - whole lists of records, page after page, and the conditions that people write.
 *
 * Ownership: what listing_fetch() and conditions_add() fill is released by their _release, also after a failure.
 * Errors:    an exit code, told on stderr; condition_parse() gives a sentence instead.
 */
#ifndef CLI_LISTING_H
#define CLI_LISTING_H

#include "cli.h"
#include "record.h"

struct listing {
	ProtobufCMessage **records;
	size_t count;
	uint64_t revision; /* of the first page: nothing up to it is missing */
};

struct conditions {
	Concordat__Condition **items;
	size_t count;
};

/* Fills in kind, page and cursor. limit 0: all. */
int listing_fetch(struct cli *cli, const struct wire_kind *kind, Concordat__List *list, size_t limit, struct listing *ret);
void listing_release(struct listing *listing);

/* "FIELD OP VALUE"; OP is = != < <= > >= in contains present absent, `in` takes a,b,c. NULL with a sentence. */
Concordat__Condition *condition_parse(const ProtobufCMessageDescriptor *type, const char *text, char why[static RECORD_WHY_SIZE]);
int conditions_add(struct conditions *conditions, const ProtobufCMessageDescriptor *type, const char *text);
void conditions_release(struct conditions *conditions);

#endif

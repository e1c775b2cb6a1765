/*
 * import_file.h - JSON Lines to be imported: parsed, checked, put in an order in which references hold.
 *
 *	{"kind": "milestone", "id": "worcestershire-cc/report", "title": "…", "met_on": null}
 *
 * A field that is null, or a list that is empty, is to be emptied; fields that are not named are left as they are.
 *
 * Ownership: a set owns its items, they their records; import_set_release() frees all.
 * Errors:    import_line() gives false with field and sentence; import_file() tells them on stderr as file:line: field: sentence.
 * Threads:   re-entrant.
 */
#ifndef CLI_IMPORT_FILE_H
#define CLI_IMPORT_FILE_H

#include "record.h"

enum import_state { IMPORT_NEW, IMPORT_CHANGED, IMPORT_UNCHANGED, IMPORT_REJECTED };

enum {
	IMPORT_CLEAR_MAX = 64,
	IMPORT_RECORD_MAX = 40 * 1024 /* bytes of one record, packed: it must fit into a batch */
};

struct import_item {
	const char *file;
	size_t line;
	const struct wire_kind *kind;
	ProtobufCMessage *record;
	const ProtobufCFieldDescriptor *clear[IMPORT_CLEAR_MAX];
	size_t clear_count;
	ProtobufCMessage *late; /* references that can hold only when others are there, too; NULL: none */
	enum import_state state;
	bool done;                            /* written, or nothing to write */
	bool late_done;                       /* the same of `late` */
	unsigned pass;                        /* the last in which it was tried */
	int64_t version;                      /* what is there now; 0: nothing */
	char field[64], why[RECORD_WHY_SIZE]; /* REJECTED, or not done: by what */
};

struct import_set {
	struct import_item *items;
	size_t count, room;
	size_t errors;
	json_t *known; /* "kind id" -> index */
};

/* One line of text, not NUL-terminated. On success the item has kind, record, and clear. */
bool import_line(const char *text, size_t size, struct import_item *ret, char field[static 64], char why[static RECORD_WHY_SIZE]);
/* Adds a file's lines; - is standard input. false: it cannot be read, is empty or cut, or a line is wrong. */
bool import_file(const char *path, struct import_set *set);
/* So that what is referred to comes before what refers to it; circles are opened by `late`. False: memory. */
bool import_order(struct import_set *set);
void import_item_release(struct import_item *item);
void import_set_release(struct import_set *set);

#endif

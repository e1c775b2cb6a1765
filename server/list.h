/*
 * list.h - the statement of a list: conditions, text search, order, the
 * page's cursor, all by the kind's descriptor.
 *
 * NULLS LAST is spelled out, and a cursor holds value, null flag, id and a
 * hash of what was asked, so that no row with an empty field is lost and a
 * cursor of another question is refused.
 *
 * Ownership: parameters live in the arena; the text is the caller's buffer.
 * Errors:    0, or -EINVAL with the refusal, or -ENOMEM.
 */
#ifndef LIST_H
#define LIST_H

#include "record.h"
#include "refusal.h"

enum { LIST_PARAMS_MAX = 16, LIST_PAGE_BYTES = 48 * 1024 };

/* Columns of a packed list; the order, when it is not the id alone, as text. */
enum { LIST_ID, LIST_PACKED, LIST_ORDER };

struct list_plan {
	const struct kind *kind;
	const ProtobufCFieldDescriptor *order; /* NULL: id only */
	bool descending;
	bool packed;     /* its rows are LIST_ID, LIST_PACKED, LIST_ORDER in binary; otherwise the kind's columns */
	bool any_values; /* see asker.h */
	uint32_t page;
	uint8_t hash[8]; /* of the question */
	const char *params[LIST_PARAMS_MAX];
	int count;
};

/* past: the list is asked of schema past. */
int list_plan(const Concordat__List *list, bool past, uint32_t page_default, uint32_t page_max, struct wire_arena *arena,
	      struct list_plan *ret_plan, struct buffer *ret_text, struct refusal *ret_refusal);

/* The cursor behind a row, and how long it will be. */
size_t list_cursor_size(const struct list_plan *plan, const PGresult *rows, int row);
void list_cursor(const struct list_plan *plan, const PGresult *rows, int row, struct buffer *out);

#endif

/*
 * record.h - one generic walk between messages, statements and rows.
 *
 * By the protobuf-c descriptor of a kind it builds the SQL texts, turns a
 * message into statement parameters, and a row into packed message bytes.
 * Columns of such a select stand in the order of the descriptor's fields.
 *
 * Kinds that clients write keep the packed message beside their columns, and
 * present records of them are read by that one column, in binary, and passed
 * on as they are. Reports, deadlines, alerts and the past are read by column.
 *
 * Fences: kinds are flat (scalars and lists of strings); record_check_kind()
 * refuses anything else at start. SQL texts are made once and printed by
 * `concordatd --print-sql`, so that reviewers see them.
 *
 * Ownership: texts live as long as the program; parameters live in the arena
 *            that the caller gives.
 * Errors:    0 or -errno; a NULL from an arena is -ENOMEM.
 */
#ifndef RECORD_H
#define RECORD_H

#include <libpq-fe.h>
#include <stdio.h>

#include "buffer.h"
#include "kinds.h"

/* Why a kind cannot be kept by these means; NULL: it can. */
const char *record_check_kind(const struct kind *kind);
/* The PostgreSQL type that a field's column must have. */
const char *record_column_type(const ProtobufCFieldDescriptor *field);
/* Whether a client writes the field, so that it has a parameter. */
bool record_field_is_written(const ProtobufCFieldDescriptor *field);

/* Makes all texts. false: no memory. */
bool record_init(void);
void record_print_sql(FILE *out);

/*
 * The statements that create or change records of a kind by giving certain
 * fields: each combination that comes has texts of its own, so that a new
 * title costs what a title costs. They are kept for good; when there are very
 * many already, a change gets the whole text, which has all fields and is told
 * by a parameter which of them are given.
 */
struct record_write {
	const struct kind *kind;
	bool create, whole;
	uint64_t mask;    /* the fields with a parameter: a bit for each written one, in order */
	const char *one;  /* for one record: enum record_param */
	const char *many; /* for many: enum record_set_param; for a kind that is written in sets */
};
const struct record_write *record_write_of(const struct kind *kind, bool create, uint64_t mask); /* NULL: no memory */

/* Parameters of the write statements, by place from 0; those of the fields come after. */
enum record_param {
	PARAM_KEY,    /* idempotency key, binary */
	PARAM_ITEM,   /* place in the batch */
	PARAM_DIGEST, /* SHA-256 of the verb, binary */
	PARAM_ID,
	PARAM_BATCH,  /* t: refusals raise, so that the whole unit rolls back */
	PARAM_EXPECT, /* version, or NULL; not of a create */
	PARAM_MASK,   /* of a whole change only */
	PARAM_FIXED
};
/* How many come before those of the fields. */
int record_fixed_params(const struct record_write *write);

/* What a write statement answers: columns outcome, id, version, revision. */
enum record_outcome {
	OUTCOME_DONE,
	OUTCOME_KNOWN,      /* done before under this key */
	OUTCOME_KEY_REUSED, /* this key was used for something else */
	OUTCOME_EXISTS,
	OUTCOME_MISSING,
	OUTCOME_MOVED, /* another version: the present one is given */
	OUTCOME_NOT_YOURS,
	OUTCOME_UNCHANGED
};

/* Parameters of the statements that write many records of one kind: arrays, an element for each write. */
enum record_set_param {
	SET_PARAM_CLIENT, /* who writes it, all of one organisation */
	SET_PARAM_KEY,
	SET_PARAM_ITEM,
	SET_PARAM_DIGEST,
	SET_PARAM_ID,
	SET_PARAM_BATCH,
	SET_PARAM_EXPECT, /* of a create: not read */
	SET_PARAM_REASON,
	SET_PARAM_MASK, /* of a whole change only */
	SET_PARAM_FIXED
};
int record_fixed_set_params(const struct record_write *write);

/* $1: ids, text[]. Of a packed kind columns id and message, to be asked for in binary. */
const char *record_sql_get(const struct kind *kind);
const char *record_sql_withdraw(const struct kind *kind);
const char *record_columns(const struct kind *kind); /* for list statements; table alias r */
/* The message, for statements of a packed kind about the present; table alias r. A row that was loaded past the triggers is packed on the spot. */
const char *record_packed(const struct kind *kind);
bool record_is_packed(const struct kind *kind);
const char *record_table(const struct kind *kind); /* quoted, without schema */

/* Parameters for the written fields of a message, all of them; absent ones are NULL. mask gets a bit for each present field. */
int record_values(const struct kind *kind, const ProtobufCMessage *message, struct wire_arena *arena, const char ***ret_values,
		  int *ret_count, uint64_t *ret_mask);
/* The mask's bit of a field; 0: not written by clients. */
uint64_t record_mask_bit(const struct kind *kind, const ProtobufCFieldDescriptor *field);

/* Appends the packed message of a row. */
void record_pack_row(const struct kind *kind, const PGresult *rows, int row, struct buffer *out);

/* A list of strings as PostgreSQL's array literal, and back again (each element is given to the function). */
void record_array_add(struct buffer *out, const char *element); /* NULL: the element is null */
void record_array_add_bytes(struct buffer *out, const uint8_t *bytes, size_t size);
void record_array_end(struct buffer *out);
typedef void record_element(void *arg, const char *text, size_t size);
void record_array_each(const char *literal, record_element *element, void *arg);

#endif

/*
 * verbs_item.h - what put, withdraw and batch share: the items of a request
 * on their way to the steps of one unit.
 *
 *   item_take_put, item_take_withdraw -> items_fill_dates -> item_step -> the writer
 *
 * Everything is in the request's arena and goes with it. A function that
 * returns false has said why in *ret or, where there is no ret, ran out of the
 * memory that a request may take.
 */
#ifndef VERBS_ITEM_H
#define VERBS_ITEM_H

#include <sodium.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "verbs.h"

enum { FIELD_ID = 1, FIELD_SOURCE = 11, FIELD_WHEN_TEXT = 90, FIELD_EDTF = 91, FIELD_OTHER_EDTF = 100, FIELD_CONTEXT = 98 };

#define INVALID(field, ...) refusal_make(CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, field, __VA_ARGS__)

struct item {
	struct request *request;
	const struct kind *kind;
	ProtobufCMessage *record; /* NULL: a withdrawal */
	char *const *clear;
	size_t clear_count;
	const char *id, *reason;
	const char *expect; /* digits, or NULL */
	bool create;
	struct read look; /* for the date of its source */
};

/* request.state of these verbs. */
struct write_state {
	struct item *items;
	size_t count, looking;
	bool batch, refused;
	struct refusal refusal;
	void (*on_dated)(struct request *r); /* when dates had to be asked for: all are there now */
	uint8_t digest[crypto_hash_sha256_BYTES];
};

/* Unpacks and checks one item: its kind, whether the client may write it, each field, the id. */
bool item_take_put(struct request *r, struct item *item, const Concordat__Put *put, struct refusal *ret);
bool item_take_withdraw(struct request *r, struct item *item, const Concordat__Withdraw *w, struct refusal *ret);

/* The text of a field of the item's record, NULL when it is absent or the kind has no such field. */
const char *item_text(const struct item *item, unsigned field);

/* A number as text in the request's arena. NULL: no memory. */
const char *item_digits(struct request *r, int64_t number);

/* Works out all dates in words. Where words lack a year that only the register can tell, it is asked; state->looking is above 0 then,
 * and on_dated is called, or the request refused, when the answers are there. *ret_index: the item that a refusal is about. */
bool items_fill_dates(struct request *r, size_t *ret_index, struct refusal *ret);

/* The statement and the values that write item number `index`. */
bool item_step(struct request *r, const struct item *item, size_t index, struct write_step *step);

#endif

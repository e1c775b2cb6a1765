/*
 * refusal.h - why a request was not done: the one way from errno, SQLSTATE
 * and our own rules to the wire's Status. A client never sees SQL text.
 *
 * Our SQL raises SQLSTATE CBnnn, where nnn is the Status, with the field in
 * DETAIL and the rule in CONSTRAINT. A broken check constraint is explained
 * by the constraint's own comment, "field: what is wrong", learned at start.
 */
#ifndef REFUSAL_H
#define REFUSAL_H

#include <stdbool.h>
#include <stdint.h>

#include "db.h"
#include "wire.h"

struct refusal {
	Concordat__Status status;
	char message[400];
	char field[64];
	char rule[64];
	int64_t current_version; /* 0: none */
	int item;                /* of a batch; -1: none */
	uint32_t retry_after_ms; /* 0: none */
	bool unknown;            /* a write may have happened */
};

struct refusal refusal_make(Concordat__Status status, const char *field, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
struct refusal refusal_unavailable(bool unknown);
struct refusal refusal_from_error(const struct db_error *error);

/* A check constraint and its comment. false: no memory. */
bool refusal_learn(const char *constraint, const char *comment);

#endif

/*
 * kinds.h - every kind of record that the register keeps, and what neither
 * the messages nor the tables can say of it.
 *
 * Names and types: proto/records.proto. Constraints: sql/. Here: who may
 * write. To add a kind: a message and a number in records.proto, a row in
 * proto/wire.c, a table (or, for a report, a view) in a new sql/ migration,
 * and a row here. The daemon refuses to start when the four do not fit.
 */
#ifndef KINDS_H
#define KINDS_H

#include "wire.h"

enum kind_writer {
	WRITER_NOBODY,    /* kept by the register itself, or a report */
	WRITER_EDITOR,    /* editors of the owner */
	WRITER_REGISTRAR, /* registrars of the client's organisation, and operators */
	WRITER_OPERATOR   /* operators; an organisation's editors may change what it owns */
};

struct kind {
	Concordat__Kind number;
	enum kind_writer writer;
	bool report; /* a view: no history, no withdrawing */
	const struct wire_kind *wire;
	bool sets; /* its rows may be written many in a statement: the database says so at start */
};

/* Fills kinds[].wire; call once, first. false: a kind of the messages has no row here, or the other way round (said on stderr). */
bool kinds_init(void);
extern struct kind kinds[];
extern const size_t kind_count;
const struct kind *kind_by_number(int number); /* NULL: no such kind */

/* Whether a client with these roles (of auth.h) may write records of the kind at all. */
bool kind_may_write(const struct kind *kind, unsigned roles);

/* Whether its records carry a fuzzy date (fields 90 to 100). */
bool kind_is_dated(const struct kind *kind);

#endif

/*
 * when_settle.h - from values to spans of days; private to `when`.
 *
 * What a value leaves out comes from the other end of its range, or from the
 * document's date; what was supplied is noted in r->inferred.
 */
#ifndef WHEN_SETTLE_H
#define WHEN_SETTLE_H

#include "when_reader.h"

/* The span of r->values. 0 or what when_parse gives; why is filled in. */
int when_settle(struct when_reader *r, struct edtf *ret);

/* The span of r->other; errors as above. */
int when_settle_other(const struct when_reader *r, struct edtf *ret);

#endif

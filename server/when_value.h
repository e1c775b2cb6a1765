/*
 * when_value.h - from terms to values; private to `when`.
 */
#ifndef WHEN_VALUE_H
#define WHEN_VALUE_H

#include <stdbool.h>

#include "when_reader.h"

/*
 * Adds the value at r->at to r->values and moves past it; false when there is
 * none. What the phrase leaves out, a year or a month, stays 0.
 */
bool when_read_value(struct when_reader *r);

#endif

/*
 * made.h - packed bytes in the making, field by field, right or wrong. A test
 * empties them (made.size = 0) when they were used.
 */
#ifndef MADE_H
#define MADE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "wire.h"

enum { BYTES_MAX = WIRE_MESSAGE_MAX + 64 };

static struct {
	uint8_t bytes[BYTES_MAX];
	size_t size;
} made;

static inline void add(const void *bytes, size_t size)
{
	assert_true(made.size + size <= BYTES_MAX);
	memcpy(made.bytes + made.size, bytes, size);
	made.size += size;
}

static inline void varint(uint64_t value)
{
	uint8_t byte;

	do {
		byte = (uint8_t)((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
		add(&byte, 1);
		value >>= 7;
	} while (value);
}

static inline void number(uint32_t field, uint64_t value)
{
	varint((uint64_t)field << 3);
	varint(value);
}

static inline void sized(uint32_t field, const void *bytes, size_t size)
{
	varint((uint64_t)field << 3 | 2);
	varint(size);
	add(bytes, size);
}

static inline void text(uint32_t field, const char *value)
{
	sized(field, value, strlen(value));
}

/* Makes what was made so far the content of a field of a message around it. */
static inline void wrap(uint32_t field)
{
	size_t size = made.size;
	uint8_t *copy = malloc(size ? size : 1);

	memcpy(copy, made.bytes, size);
	made.size = 0;
	sized(field, copy, size);
	free(copy);
}

#endif

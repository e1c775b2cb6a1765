/*
 * buffer.h - bytes that grow, with protobuf's own primitives for writing.
 *
 * The buffer remembers its first failure (no memory), so that callers check
 * once, at the end. Room taken is kept for the next use: reset, do not free.
 *
 * Ownership: the bytes belong to the buffer until buffer_release().
 * Errors:    buffer.failed.
 */
#ifndef BUFFER_H
#define BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer {
	uint8_t *bytes;
	size_t size, room;
	bool failed;
};

void buffer_release(struct buffer *b);
void buffer_reset(struct buffer *b);
void buffer_add(struct buffer *b, const void *bytes, size_t size);
void buffer_add_text(struct buffer *b, const char *text);
void buffer_printf(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The content as a C string; NULL after a failure. Valid until the next change. */
const char *buffer_text(struct buffer *b);

/* protobuf: a field of wire type 0, and one of wire type 2 */
void buffer_field_number(struct buffer *b, uint32_t field, uint64_t value);
void buffer_field_bytes(struct buffer *b, uint32_t field, const void *bytes, size_t size);
/* The beginning of the latter, whose bytes are added in pieces; and what either takes, so that the size is known before. */
void buffer_field_begin(struct buffer *b, uint32_t field, size_t size);
size_t buffer_number_size(uint32_t field, uint64_t value);
size_t buffer_bytes_size(uint32_t field, size_t size);

#endif

#include "buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_release(struct buffer *b)
{
	free(b->bytes);
	*b = (struct buffer){ 0 };
}

void buffer_reset(struct buffer *b)
{
	b->size = 0;
	b->failed = false;
}

static bool buffer_reserve(struct buffer *b, size_t more)
{
	size_t room = b->room ? b->room : 256;
	uint8_t *bytes;

	if (b->failed)
		return false;
	if (b->size + more <= b->room)
		return true;
	while (room < b->size + more)
		room *= 2;
	bytes = realloc(b->bytes, room);
	if (!bytes) {
		b->failed = true;
		return false;
	}
	b->bytes = bytes;
	b->room = room;
	return true;
}

void buffer_add(struct buffer *b, const void *bytes, size_t size)
{
	if (size == 0 || !buffer_reserve(b, size))
		return;
	memcpy(b->bytes + b->size, bytes, size);
	b->size += size;
}

void buffer_add_text(struct buffer *b, const char *text)
{
	buffer_add(b, text, strlen(text));
}

void buffer_printf(struct buffer *b, const char *format, ...)
{
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (length < 0 || !buffer_reserve(b, (size_t)length + 1)) {
		b->failed = true;
		return;
	}
	va_start(args, format);
	vsnprintf((char *)b->bytes + b->size, (size_t)length + 1, format, args);
	va_end(args);
	b->size += (size_t)length;
}

const char *buffer_text(struct buffer *b)
{
	if (!buffer_reserve(b, 1))
		return NULL;
	b->bytes[b->size] = '\0';
	return (const char *)b->bytes;
}

static void buffer_varint(struct buffer *b, uint64_t value)
{
	uint8_t out[10];
	size_t n = 0;

	while (value >= 0x80) {
		out[n++] = (uint8_t)(value | 0x80);
		value >>= 7;
	}
	out[n++] = (uint8_t)value;
	buffer_add(b, out, n);
}

void buffer_field_number(struct buffer *b, uint32_t field, uint64_t value)
{
	buffer_varint(b, (uint64_t)field << 3);
	buffer_varint(b, value);
}

void buffer_field_begin(struct buffer *b, uint32_t field, size_t size)
{
	buffer_varint(b, (uint64_t)field << 3 | 2);
	buffer_varint(b, size);
}

void buffer_field_bytes(struct buffer *b, uint32_t field, const void *bytes, size_t size)
{
	buffer_field_begin(b, field, size);
	buffer_add(b, bytes, size);
}

static size_t varint_size(uint64_t value)
{
	size_t n = 1;

	while (value >>= 7)
		n++;
	return n;
}

size_t buffer_number_size(uint32_t field, uint64_t value)
{
	return varint_size((uint64_t)field << 3) + varint_size(value);
}

size_t buffer_bytes_size(uint32_t field, size_t size)
{
	return varint_size((uint64_t)field << 3) + varint_size(size) + size;
}

/*
 * fuzz_wire.c - what the check accepts also unpacks, within its memory, and
 * packs again. The first byte says what the rest is to be: 0 a Request,
 * n the n-th kind of record.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const ProtobufCMessageDescriptor *type = &concordat__request__descriptor;
	struct wire_fault fault = { .message = "" };
	struct wire_arena arena;
	ProtobufCMessage *message;
	const uint8_t *at;
	size_t at_size, kind;
	int err;

	if (size == 0)
		return 0;
	kind = *data++ % (wire_kind_count + 1);
	size--;
	if (kind > 0)
		type = wire_kinds[kind - 1].descriptor;
	for (uint32_t number = 1; number < 20; number++)
		if (wire_find(data, size, number, &at, &at_size))
			must(at >= data && at_size <= size && at + at_size <= data + size);
	err = kind > 0 ? wire_check_record(type, data, size, &fault) : wire_check(type, data, size, &fault);
	if (err) {
		must(fault.message[0] != '\0');
		return 0;
	}
	wire_arena_init(&arena, WIRE_ARENA_MAX);
	message = protobuf_c_message_unpack(type, &arena.allocator, size, data);
	must(message != NULL);
	must(protobuf_c_message_check(message));
	must(kind == 0 || message->n_unknown_fields == 0);
	/* Checked bytes may be longer than ours: a number can be written with more bytes than it needs. */
	must(protobuf_c_message_get_packed_size(message) <= size);
	wire_arena_release(&arena);
	return 0;
}

/* A line to be imported: whatever it is, it is refused with a sentence, or it becomes a record that the register could take. */
#include <stdlib.h>

#include "import_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char field[64] = "", why[RECORD_WHY_SIZE] = "";
	struct import_item item;
	struct wire_fault fault;
	uint8_t *packed;
	size_t packed_size;

	if (!import_line((const char *)bytes, size, &item, field, why)) {
		if (!why[0])
			abort();
		return 0;
	}
	packed_size = protobuf_c_message_get_packed_size(item.record);
	packed = malloc(packed_size + 1);
	if (!packed)
		return 0;
	protobuf_c_message_pack(item.record, packed);
	if (packed_size > IMPORT_RECORD_MAX || wire_check_record(item.kind->descriptor, packed, packed_size, &fault) != 0)
		abort();
	free(packed);
	import_item_release(&item);
	return 0;
}

/*
 * fuzz_when.c - any bytes as a phrase: no crash, and what is understood has
 * an EDTF string that reads back to the same days.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "when.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char phrase[WHEN_TEXT_MAX + 2] = "", why[300] = "";
	const char *context = size % 3 == 0 ? NULL : size % 3 == 1 ? "2015" : "2014-07-01";
	struct when w, again;

	memcpy(phrase, data, size < sizeof(phrase) ? size : sizeof(phrase) - 1);
	if (when_parse(phrase, context, &w, why, sizeof(why)) != 0) {
		require(why[0] != '\0');
		return 0;
	}
	if (w.precision == WHEN_PRECISION_NONE)
		return 0;
	require(when_parse(w.edtf, NULL, &again, why, sizeof(why)) == 0);
	require(strcmp(w.earliest, again.earliest) == 0 && strcmp(w.latest, again.latest) == 0);
	require(strcmp(w.edtf, again.edtf) == 0);
	require(!w.other_edtf[0] || when_parse(w.other_edtf, NULL, &again, why, sizeof(why)) == 0);
	return 0;
}

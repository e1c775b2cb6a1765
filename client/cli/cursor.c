#include "cursor.h"

#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cursor_read(const char *text, struct cursor *ret)
{
	struct cursor c = { .place = CONCORDAT__CURSOR__INIT };
	const char *after;
	char *end;
	size_t size;

	errno = 0;
	c.place.revision = strtoull(text, &end, 10);
	c.place.has_revision = true;
	if (text[0] < '0' || text[0] > '9' || errno != 0 || c.place.revision > INT64_MAX)
		return false;
	if (*end == '\0') {
		*ret = c;
		return true;
	}
	if (*end != ':' || sodium_hex2bin(c.hash, sizeof(c.hash), end + 1, strcspn(end + 1, ":"), NULL, &size, &after) != 0 ||
	    size != sizeof(c.hash) || *after != ':' || strlen(after + 1) != CURSOR_HISTORY_SIZE - 1)
		return false;
	strcpy(c.history, after + 1);
	*ret = c;
	ret->place.has_hash = true;
	ret->place.hash = (ProtobufCBinaryData){ sizeof(ret->hash), ret->hash };
	ret->place.history_id = ret->history;
	return true;
}

bool cursor_write(const Concordat__Cursor *place, char buffer[static CURSOR_TEXT_SIZE])
{
	char hash[2 * CURSOR_HASH_SIZE + 1];

	if (place->hash.len != CURSOR_HASH_SIZE || !place->history_id || strlen(place->history_id) != CURSOR_HISTORY_SIZE - 1)
		return false;
	sodium_bin2hex(hash, sizeof(hash), place->hash.data, place->hash.len);
	snprintf(buffer, CURSOR_TEXT_SIZE, "%" PRIu64 ":%s:%s", place->revision, hash, place->history_id);
	return true;
}

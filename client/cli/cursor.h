/*
 * cursor.h - a place in the history as scripts keep it: REVISION:HASH:HISTORY,
 * such as 719:0a1b2c3d4e5f6071:ba272b2b-4e41-45e4-94f1-b379e6ab3042. The hash
 * and the history's id let the register tell that it was restored, and that
 * its revision of that number is another; a revision alone does not.
 *
 * Errors: false, and nothing is stored.
 */
#ifndef CLI_CURSOR_H
#define CLI_CURSOR_H

#include <concordat/concordat.h>
#include <stdbool.h>

enum {
	CURSOR_HASH_SIZE = 8,
	CURSOR_HISTORY_SIZE = 37,
	CURSOR_TEXT_SIZE = 20 + 1 + 2 * CURSOR_HASH_SIZE + 1 + CURSOR_HISTORY_SIZE
};

struct cursor {
	Concordat__Cursor place; /* points into the rest */
	uint8_t hash[CURSOR_HASH_SIZE];
	char history[CURSOR_HISTORY_SIZE];
};

/* A revision alone is one, too. */
bool cursor_read(const char *text, struct cursor *ret);
bool cursor_write(const Concordat__Cursor *place, char buffer[static CURSOR_TEXT_SIZE]);

#endif

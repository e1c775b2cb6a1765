/*
 * keys.h - keeps the door's table of keys as the database has it, and looks
 * at the register's head when another daemon may have moved it.
 *
 * A key that the door does not know is held against the register's head first:
 * it may have been enrolled a moment ago, here or at another daemon.
 *
 * Asked on the heads' connection, so that it never waits behind a slow list.
 * Several wishes at once become one query.
 */
#ifndef KEYS_H
#define KEYS_H

#include "auth.h"
#include "heads.h"

struct keys;

struct keys_options {
	struct heads *heads;
	struct auth *auth;
	void *arg;
	void (*on_keys)(void *arg);                          /* the table was replaced */
	void (*on_head)(void *arg, const struct head *head); /* as read */
};

struct keys *keys_new(const struct keys_options *options);
void keys_free(struct keys *keys);
bool keys_are_known(const struct keys *keys); /* read at least once */

void keys_load(struct keys *keys);
void keys_look(struct keys *keys); /* at the head */

#endif

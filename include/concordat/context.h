/*
 * context.h - which register, and who we are: contexts and key files.
 *
 * A context is a file of `key = value` lines, # begins a comment:
 *
 *	server       = tcp://register.example:5710, tcp://standby.example:5710
 *	server_key   = rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7
 *	key          = /home/jo/.local/share/concordat/keys/jo.key
 *	organisation = northmoor-bc
 *
 * (key may also be the bare name of a key made by concordat_key_generate().)
 * A key file holds `public = Z85` and `secret = Z85`. It is made 0600 and
 * refused when group or others can read it.
 *
 *	contexts: $CONCORDAT_CONFIG_DIR/contexts/NAME.conf, and the word in $CONCORDAT_CONFIG_DIR/current
 *	keys:     $CONCORDAT_CONFIG_DIR/keys/NAME.key
 *
 * Without CONCORDAT_CONFIG_DIR: $XDG_CONFIG_HOME/concordat (or
 * ~/.config/concordat) for contexts, $XDG_DATA_HOME/concordat/keys (or
 * ~/.local/share/concordat/keys) for keys.
 *
 * Ownership: structs are the caller's, plain memory, no pointers inside.
 * Errors:    0 or a negative errno, with a sentence in struct concordat_words.
 * Threads:   re-entrant, but the environment is read.
 */
#ifndef CONCORDAT_CONTEXT_H
#define CONCORDAT_CONTEXT_H

#include <stddef.h>

enum {
	CONCORDAT_NAME_MAX = 64, /* bytes of a context's or key's name */
	CONCORDAT_PATH_MAX = 4096,
	CONCORDAT_Z85_SIZE = 41 /* with the NUL */
};

struct concordat_words {
	char text[512]; /* what is wrong and what to do */
};

struct concordat_key {
	char public_key[CONCORDAT_Z85_SIZE];
	char secret_key[CONCORDAT_Z85_SIZE]; /* wipe with concordat_key_wipe() */
};

struct concordat_context {
	char name[CONCORDAT_NAME_MAX + 1];
	char server[1024];
	char server_key[CONCORDAT_Z85_SIZE];
	char key[CONCORDAT_PATH_MAX]; /* path of the key file */
	char organisation[128];       /* "" if not said */
};

/* The name in use: `wanted` if not NULL, else CONCORDAT_CONTEXT, else the word in `current`. -ENOENT: none. */
int concordat_context_current(const char *wanted, char name[static CONCORDAT_NAME_MAX + 1], struct concordat_words *why);
int concordat_context_use(const char *name, struct concordat_words *why);
/* CONCORDAT_SERVER overrides the file's server. Everything is checked but the key file, which concordat_key_read() does. */
int concordat_context_read(const char *name, struct concordat_context *ret, struct concordat_words *why);
/* Refuses to overwrite: -EEXIST. */
int concordat_context_write(const struct concordat_context *context, struct concordat_words *why);
/* Calls on_name for each context, in order of name; gives their number. */
int concordat_context_each(void (*on_name)(void *arg, const char *name), void *arg, struct concordat_words *why);

/* Where a key of this name lives; a name with a / is taken as a path. */
int concordat_key_path(const char *name, char path[static CONCORDAT_PATH_MAX], struct concordat_words *why);
/* Makes a pair and writes it; -EEXIST when there is one of that name. */
int concordat_key_generate(const char *name, struct concordat_key *ret, struct concordat_words *why);
int concordat_key_read(const char *path, struct concordat_key *ret, struct concordat_words *why);
void concordat_key_wipe(struct concordat_key *key);

#endif

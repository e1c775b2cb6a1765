/*
 * files.h - where contexts and keys live, and how such a small file is read
 * and written: `key = value` lines, made with O_EXCL, never half.
 *
 * Errors:    0 or a negative errno with a sentence.
 * Threads:   re-entrant; the environment is read.
 */
#ifndef CONCORDAT_FILES_H
#define CONCORDAT_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "concordat/context.h"

enum files_place {
	FILES_CONFIG, /* contexts and `current` */
	FILES_DATA    /* keys */
};

int files_fail(struct concordat_words *why, int error, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* DIRECTORY/tail for a place. */
int files_path(enum files_place place, const char *tail, char path[static CONCORDAT_PATH_MAX], struct concordat_words *why);
/* Letters, digits, and . _ @ - but not first; so that a name is one file's name. */
bool files_name_is_valid(const char *name);

/* The whole file, at most size - 1 bytes, NUL added. private: refused when group or others can read it. */
int files_read(const char *path, bool private, char *text, size_t size, struct concordat_words *why);
/* Makes missing directories (0700) and the file; -EEXIST if it is there, unless replace. */
int files_write(const char *path, mode_t mode, bool replace, const char *text, struct concordat_words *why);

/* Cuts the next `key = value` line out of the text: 1, 0 at the end, -EINVAL for a line that is none of that. */
int files_next_line(char **text, char **ret_key, char **ret_value);

#endif

/* migrate_files.h - the migrations in a folder: read, numbered, hashed. */
#ifndef MIGRATE_FILES_H
#define MIGRATE_FILES_H

#include <stddef.h>
#include <stdio.h>

struct migration {
	char name[128];  /* 0001_register.sql */
	char sha256[65]; /* of the content, in hexadecimal */
	char *sql;
};

/* Numbered 1, 2, 3 ... without a gap: files[n - 1] has number n. Files that do not end in .sql are passed over. */
struct migrations {
	struct migration *files;
	size_t count;
};

/* 0, or -EINVAL and the reason on out. */
int migrate_files_read(const char *folder, struct migrations *ret, FILE *out) __attribute__((warn_unused_result));
void migrate_files_release(struct migrations *migrations);

/* The line, from 1, of a character in the text, from 1, as PostgreSQL counts them: in characters of UTF-8. */
int migrate_line_of(const char *text, long position);

#endif

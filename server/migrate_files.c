#include "migrate_files.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 16 * 1024 * 1024 };

static bool is_sql(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return entry->d_name[0] != '.' && length > 4 && strcmp(entry->d_name + length - 4, ".sql") == 0;
}

static int sql_only(const struct dirent *entry)
{
	return is_sql(entry);
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Four digits, _, then small letters, digits and _, then .sql. 0: not so. */
static int number_of(const char *name)
{
	size_t digits = strspn(name, "0123456789"), word;

	if (digits != 4 || name[4] != '_' || strlen(name) >= sizeof(((struct migration *)NULL)->name))
		return 0;
	word = strspn(name + 5, "abcdefghijklmnopqrstuvwxyz0123456789_");
	return word > 0 && strcmp(name + 5 + word, ".sql") == 0 ? (int)strtol(name, NULL, 10) : 0;
}

static char *read_text(const char *path, size_t *ret_size)
{
	FILE *file = fopen(path, "re");
	char *text = file ? malloc(FILE_MAX + 1) : NULL, *exact;

	*ret_size = text ? fread(text, 1, FILE_MAX + 1, file) : 0;
	if (file && (ferror(file) || *ret_size > FILE_MAX || (text && memchr(text, 0, *ret_size)))) {
		free(text);
		text = NULL;
		errno = EFBIG;
	}
	if (file)
		fclose(file);
	if (!text)
		return NULL;
	text[*ret_size] = '\0';
	exact = realloc(text, *ret_size + 1);
	/* cppcheck-suppress memleak - it takes the result of realloc in a ?: for lost */
	return exact ? exact : text;
}

static int read_one(const char *folder, const char *name, struct migration *ret, FILE *out)
{
	char path[4096];
	unsigned char hash[crypto_hash_sha256_BYTES];
	size_t size;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	ret->sql = read_text(path, &size);
	if (!ret->sql) {
		fprintf(out, "%s: cannot be read: %s\n", path, strerror(errno));
		return -EINVAL;
	}
	snprintf(ret->name, sizeof(ret->name), "%s", name);
	crypto_hash_sha256(hash, (const unsigned char *)ret->sql, size);
	sodium_bin2hex(ret->sha256, sizeof(ret->sha256), hash, sizeof(hash));
	return 0;
}

static int read_all(const char *folder, struct dirent **entries, size_t count, struct migrations *m, FILE *out)
{
	m->files = calloc(count + 1, sizeof(*m->files));
	if (!m->files)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++) {
		const char *name = entries[i]->d_name;
		int number = number_of(name), rc;

		if (number == 0) {
			fprintf(out,
				"%s/%s: a migration is named NNNN_name.sql: four digits from 0001, then small letters, digits and _\n",
				folder, name);
			return -EINVAL;
		}
		if ((size_t)number != i + 1) {
			fprintf(out,
				"%s/%s: expected number %04zu here: the numbers begin at 0001 and have no gap and no double\n",
				folder, name, i + 1);
			return -EINVAL;
		}
		rc = read_one(folder, name, &m->files[i], out);
		if (rc < 0)
			return rc;
		m->count++;
	}
	return 0;
}

int migrate_files_read(const char *folder, struct migrations *ret, FILE *out)
{
	struct dirent **entries = NULL;
	struct migrations m = { 0 };
	int count = scandir(folder, &entries, sql_only, by_bytes), rc = -EINVAL;

	if (count < 0)
		fprintf(out, "%s: %s (setting sql_dir)\n", folder, strerror(errno));
	else if (count == 0)
		fprintf(out, "%s: holds no migrations (setting sql_dir)\n", folder);
	else
		rc = read_all(folder, entries, (size_t)count, &m, out);
	for (int i = 0; i < count; i++)
		free(entries[i]);
	free(entries);
	if (rc < 0)
		migrate_files_release(&m);
	else
		*ret = m;
	return rc;
}

void migrate_files_release(struct migrations *m)
{
	for (size_t i = 0; m->files && i < m->count; i++)
		free(m->files[i].sql);
	free(m->files);
	*m = (struct migrations){ 0 };
}

int migrate_line_of(const char *text, long position)
{
	int line = 1;

	for (; *text && position > 1; text++) {
		line += *text == '\n';
		position -= (text[1] & 0xC0) != 0x80; /* the next byte begins a character */
	}
	return line;
}

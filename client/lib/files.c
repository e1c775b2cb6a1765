#include "files.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int files_fail(struct concordat_words *why, int error, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (why)
		vsnprintf(why->text, sizeof(why->text), format, args);
	va_end(args);
	return error;
}

static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

int files_path(enum files_place place, const char *tail, char path[static CONCORDAT_PATH_MAX], struct concordat_words *why)
{
	const char *whole = variable("CONCORDAT_CONFIG_DIR");
	const char *xdg = variable(place == FILES_CONFIG ? "XDG_CONFIG_HOME" : "XDG_DATA_HOME");
	const char *home = variable("HOME");
	int n;

	if (whole)
		n = snprintf(path, CONCORDAT_PATH_MAX, "%s/%s", whole, tail);
	else if (xdg && xdg[0] == '/') /* a relative one is to be ignored, says the XDG specification */
		n = snprintf(path, CONCORDAT_PATH_MAX, "%s/concordat/%s", xdg, tail);
	else if (home)
		n = snprintf(path, CONCORDAT_PATH_MAX, "%s/%s/concordat/%s", home,
			     place == FILES_CONFIG ? ".config" : ".local/share", tail);
	else
		return files_fail(why, -EINVAL, "neither HOME nor CONCORDAT_CONFIG_DIR is set, so there is no place for %s",
				  tail);
	if (n >= CONCORDAT_PATH_MAX)
		return files_fail(why, -ENAMETOOLONG, "the path of %s is too long", tail);
	return 0;
}

bool files_name_is_valid(const char *name)
{
	size_t size = strlen(name);

	if (size == 0 || size > CONCORDAT_NAME_MAX || !isalnum((unsigned char)name[0]))
		return false;
	for (; *name; name++)
		if (!isalnum((unsigned char)*name) && !strchr("._@-", *name))
			return false;
	return true;
}

static int check_mode(int fd, const char *path, struct concordat_words *why)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return files_fail(why, -errno, "%s: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return files_fail(why, -EINVAL, "%s is not a file", path);
	if (st.st_mode & 077)
		return files_fail(why, -EPERM, "%s can be read by others (mode %03o), so it is not used; run: chmod 600 '%s'",
				  path, (unsigned)st.st_mode & 0777, path);
	return 0;
}

static int read_all(int fd, char *text, size_t size)
{
	size_t used = 0;
	ssize_t n;

	while (used < size && (n = read(fd, text + used, size - used)) != 0) {
		if (n < 0 && errno != EINTR)
			return -errno;
		used += n > 0 ? (size_t)n : 0;
	}
	if (used == size)
		return -EFBIG;
	text[used] = '\0';
	return 0;
}

int files_read(const char *path, bool private, char *text, size_t size, struct concordat_words *why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe put there must not hang us */
	int error;

	if (fd < 0)
		return files_fail(why, -errno, "%s: %s", path, strerror(errno));
	error = private ? check_mode(fd, path, why) : 0;
	if (error == 0) {
		error = read_all(fd, text, size);
		if (error != 0)
			files_fail(why, error, "%s: %s", path, strerror(-error));
	}
	close(fd);
	return error;
}

static int make_directories(const char *path)
{
	char part[CONCORDAT_PATH_MAX];
	size_t size = strlen(path);

	if (size >= sizeof(part))
		return -ENAMETOOLONG;
	memcpy(part, path, size + 1);
	for (char *c = part + 1; *c; c++) {
		if (*c != '/')
			continue;
		*c = '\0';
		if (mkdir(part, 0700) != 0 && errno != EEXIST)
			return -errno;
		*c = '/';
	}
	return 0;
}

static int write_all(int fd, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t n = write(fd, text, left);

		if (n < 0 && errno != EINTR)
			return -errno;
		left -= n > 0 ? (size_t)n : 0;
		text += n > 0 ? n : 0;
	}
	return fsync(fd) == 0 ? 0 : -errno;
}

/* Written beside, then linked or renamed into place: what has the name is whole. */
int files_write(const char *path, mode_t mode, bool replace, const char *text, struct concordat_words *why)
{
	char beside[CONCORDAT_PATH_MAX + 16];
	int error = make_directories(path);
	int fd;

	if (error != 0)
		return files_fail(why, error, "%s: %s", path, strerror(-error));
	snprintf(beside, sizeof(beside), "%s.%ld~", path, (long)getpid());
	fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
	if (fd < 0)
		return files_fail(why, -errno, "%s: %s", beside, strerror(errno));
	error = write_all(fd, text);
	close(fd);
	if (error == 0 && (replace ? rename(beside, path) : link(beside, path)) != 0)
		error = -errno;
	if (error != 0 || !replace)
		unlink(beside);
	if (error == -EEXIST)
		return files_fail(why, error, "%s is there already and is not overwritten", path);
	return error == 0 ? 0 : files_fail(why, error, "%s: %s", path, strerror(-error));
}

static char *trim(char *text)
{
	char *end = text + strlen(text);

	while (end > text && isspace((unsigned char)end[-1]))
		*--end = '\0';
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

int files_next_line(char **text, char **ret_key, char **ret_value)
{
	while (**text) {
		char *line = *text;
		size_t size = strcspn(line, "\n");
		char *equals;

		*text = line + size + (line[size] == '\n');
		line[size] = '\0';
		line = trim(line);
		if (*line == '\0' || *line == '#')
			continue;
		equals = strchr(line, '=');
		if (!equals)
			return -EINVAL;
		*equals = '\0';
		*ret_key = trim(line);
		*ret_value = trim(equals + 1);
		return 1;
	}
	return 0;
}

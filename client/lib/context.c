#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zmq.h>

static int context_path(const char *name, char path[static CONCORDAT_PATH_MAX], struct concordat_words *why)
{
	char tail[CONCORDAT_NAME_MAX + 24];

	if (!files_name_is_valid(name))
		return files_fail(why, -EINVAL,
				  "\"%.64s\" is no name for a context: use letters, digits, and . _ @ -, at most %d", name,
				  CONCORDAT_NAME_MAX);
	snprintf(tail, sizeof(tail), "contexts/%s.conf", name);
	return files_path(FILES_CONFIG, tail, path, why);
}

int concordat_context_current(const char *wanted, char name[static CONCORDAT_NAME_MAX + 1], struct concordat_words *why)
{
	const char *from = wanted ? wanted : getenv("CONCORDAT_CONTEXT");
	char path[CONCORDAT_PATH_MAX], text[CONCORDAT_NAME_MAX + 8];
	int error;

	if (!from || !*from) {
		error = files_path(FILES_CONFIG, "current", path, why);
		if (error == 0)
			error = files_read(path, false, text, sizeof(text), why);
		if (error == -ENOENT)
			return files_fail(
				why, error,
				"no context is chosen; make one with: concordat context add NAME --server tcp://HOST:5710 "
				"--server-key KEY --key NAME");
		if (error != 0)
			return error;
		text[strcspn(text, " \t\r\n")] = '\0';
		from = text;
	}
	if (!files_name_is_valid(from))
		return files_fail(why, -EINVAL, "\"%.64s\" is no name for a context", from);
	memcpy(name, from, strlen(from) + 1);
	return 0;
}

int concordat_context_use(const char *name, struct concordat_words *why)
{
	char path[CONCORDAT_PATH_MAX], text[CONCORDAT_NAME_MAX + 2];
	struct concordat_context context;
	int error = concordat_context_read(name, &context, why);

	if (error == 0)
		error = files_path(FILES_CONFIG, "current", path, why);
	if (error != 0)
		return error;
	snprintf(text, sizeof(text), "%s\n", name);
	return files_write(path, 0644, true, text, why);
}

static bool take(char *to, size_t size, const char *value)
{
	if (to[0] || strlen(value) >= size) /* twice, or too long */
		return false;
	memcpy(to, value, strlen(value) + 1);
	return true;
}

static int parse_context(const char *path, char *text, struct concordat_context *context, struct concordat_words *why)
{
	struct {
		const char *word;
		char *to;
		size_t size;
	} fields[] = {
		{ "server", context->server, sizeof(context->server) },
		{ "server_key", context->server_key, sizeof(context->server_key) },
		{ "key", context->key, sizeof(context->key) },
		{ "organisation", context->organisation, sizeof(context->organisation) },
	};
	char *word, *value;
	int line;

	while ((line = files_next_line(&text, &word, &value)) != 0) {
		size_t i = 0;

		if (line < 0)
			return files_fail(why, -EINVAL, "%s: a line is not of the form key = value", path);
		while (i < 4 && strcmp(fields[i].word, word) != 0)
			i++;
		if (i == 4)
			return files_fail(why, -EINVAL,
					  "%s: no setting is called \"%.64s\"; there are server, server_key, key, organisation",
					  path, word);
		if (!take(fields[i].to, fields[i].size, value))
			return files_fail(why, -EINVAL, "%s: %s stands there twice or is too long", path, word);
	}
	return 0;
}

static int check_context(const char *path, struct concordat_context *context, struct concordat_words *why)
{
	char key[CONCORDAT_PATH_MAX];
	uint8_t bytes[32];
	int error;

	if (!context->server[0])
		return files_fail(why, -EINVAL, "%s: there is no line server = tcp://HOST:PORT", path);
	if (strlen(context->server_key) != CONCORDAT_Z85_SIZE - 1 || !zmq_z85_decode(bytes, context->server_key))
		return files_fail(why, -EINVAL,
				  "%s: server_key must be the register's public key, 40 characters; ask its operator", path);
	if (!context->key[0])
		return files_fail(why, -EINVAL, "%s: there is no line key = PATH OR NAME", path);
	error = concordat_key_path(context->key, key, why);
	if (error == 0)
		memcpy(context->key, key, sizeof(key));
	return error;
}

int concordat_context_read(const char *name, struct concordat_context *ret, struct concordat_words *why)
{
	struct concordat_context context = { .name = "" };
	const char *server = getenv("CONCORDAT_SERVER");
	char path[CONCORDAT_PATH_MAX], text[8192];
	int error = context_path(name, path, why);

	if (error == 0)
		error = files_read(path, false, text, sizeof(text), why);
	if (error == -ENOENT)
		return files_fail(why, error, "there is no context called %s; see: concordat context list", name);
	if (error == 0)
		error = parse_context(path, text, &context, why);
	if (error == 0 && server && *server) {
		context.server[0] = '\0';
		if (!take(context.server, sizeof(context.server), server))
			error = files_fail(why, -EINVAL, "CONCORDAT_SERVER is too long");
	}
	if (error == 0)
		error = check_context(path, &context, why);
	if (error != 0)
		return error;
	memcpy(context.name, name, strlen(name) + 1);
	*ret = context;
	return 0;
}

int concordat_context_write(const struct concordat_context *context, struct concordat_words *why)
{
	struct concordat_context checked = *context;
	char path[CONCORDAT_PATH_MAX], text[8192];
	int error = context_path(context->name, path, why);

	if (error == 0)
		error = check_context(path, &checked, why);
	if (error != 0)
		return error;
	snprintf(text, sizeof(text), "server = %s\nserver_key = %s\nkey = %s\n%s%s%s", context->server, context->server_key,
		 context->key, context->organisation[0] ? "organisation = " : "", context->organisation,
		 context->organisation[0] ? "\n" : "");
	return files_write(path, 0644, false, text, why);
}

static int is_context(const struct dirent *entry)
{
	size_t size = strlen(entry->d_name);

	return size > 5 && strcmp(entry->d_name + size - 5, ".conf") == 0;
}

int concordat_context_each(void (*on_name)(void *arg, const char *name), void *arg, struct concordat_words *why)
{
	char path[CONCORDAT_PATH_MAX];
	struct dirent **found = NULL;
	int error = files_path(FILES_CONFIG, "contexts", path, why);
	int n, valid = 0;

	if (error != 0)
		return error;
	n = scandir(path, &found, is_context, alphasort);
	if (n < 0)
		return errno == ENOENT ? 0 : files_fail(why, -errno, "%s: %s", path, strerror(errno));
	for (int i = 0; i < n; i++) {
		found[i]->d_name[strlen(found[i]->d_name) - 5] = '\0';
		if (files_name_is_valid(found[i]->d_name)) {
			on_name(arg, found[i]->d_name);
			valid++;
		}
		free(found[i]);
	}
	free(found);
	return valid;
}

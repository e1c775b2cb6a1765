/*
 * fuzz_files.c - any bytes as a file that somebody edited: the daemon's
 * settings, a client's context, its key. Each is refused with a sentence, or
 * read into something within its limits.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "concordat/context.h"
#include "config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

static char directory[] = "/tmp/fuzz_files.XXXXXX", context_path[64], key_path[64];

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void put(const char *path, const uint8_t *data, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	must(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	close(fd);
}

static void clean(void)
{
	char contexts[64];

	unlink(context_path);
	unlink(key_path);
	snprintf(contexts, sizeof(contexts), "%s/contexts", directory);
	rmdir(contexts);
	rmdir(directory);
}

static void try_config(const char *path)
{
	struct config config;
	char *said = NULL;
	size_t length = 0;
	FILE *out = open_memstream(&said, &length);

	must(out != NULL);
	if (config_load(path, &config, out) == 0) {
		must(config.readers >= 1 && config.readers <= 64 && config.endpoint[0] && config.clock_rate > 0);
		config_print(&config, out);
		config_release(&config);
	}
	fclose(out);
	must(length > 0);
	free(said);
}

static void try_context(void)
{
	struct concordat_words why = { .text = "" };
	struct concordat_context context;

	if (concordat_context_read("it", &context, &why) != 0)
		must(why.text[0] != '\0');
	else
		must(context.server[0] && strlen(context.server_key) == CONCORDAT_Z85_SIZE - 1 && context.key[0]);
}

static void try_key(void)
{
	struct concordat_words why = { .text = "" };
	struct concordat_key key;

	if (concordat_key_read(key_path, &key, &why) != 0)
		must(why.text[0] != '\0');
	else
		must(strlen(key.public_key) == CONCORDAT_Z85_SIZE - 1 && strlen(key.secret_key) == CONCORDAT_Z85_SIZE - 1);
	concordat_key_wipe(&key);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	char contexts[64];

	(void)argc, (void)argv;
	must(mkdtemp(directory) != NULL);
	snprintf(contexts, sizeof(contexts), "%s/contexts", directory);
	snprintf(context_path, sizeof(context_path), "%s/contexts/it.conf", directory);
	snprintf(key_path, sizeof(key_path), "%s/it.key", directory);
	must(mkdir(contexts, 0700) == 0 && setenv("CONCORDAT_CONFIG_DIR", directory, 1) == 0 && atexit(clean) == 0);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	put(context_path, data, size);
	try_config(context_path);
	try_context();
	put(key_path, data, size);
	try_key();
	return 0;
}

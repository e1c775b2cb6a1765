#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { Z85_LENGTH = 40, KEY_FILE_MAX = 4096 };

bool config_key_decode(const char *text, uint8_t ret_key[static 32])
{
	static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
	uint8_t key[32];

	if (strlen(text) != Z85_LENGTH)
		return false;
	for (size_t group = 0; group < Z85_LENGTH / 5; group++) {
		uint64_t value = 0;

		for (size_t i = 0; i < 5; i++) {
			const char *digit = strchr(digits, text[5 * group + i]);

			if (!digit)
				return false;
			value = value * 85 + (uint64_t)(digit - digits);
		}
		if (value > UINT32_MAX)
			return false;
		for (size_t i = 0; i < 4; i++)
			key[4 * group + i] = (uint8_t)(value >> (24 - 8 * i));
	}
	memcpy(ret_key, key, sizeof(key));
	explicit_bzero(key, sizeof(key));
	return true;
}

/* The key in one line: `secret = Z85`, or 40 characters alone. Anything else is another matter: public = ..., a comment. */
static bool key_in_line(char *line, uint8_t ret_key[static 32])
{
	static const char blanks[] = " \t\r";
	char *word = line + strspn(line, blanks), *end;

	if (strncmp(word, "secret", 6) == 0 && word[6 + strspn(word + 6, blanks)] == '=') {
		word += 7 + strspn(word + 6, blanks);
		word += strspn(word, " \t\r\"");
		end = word + strcspn(word, " \t\r\"");
	} else {
		end = word + strcspn(word, blanks);
		if (end[strspn(end, blanks)])
			return false;
	}
	*end = '\0';
	return config_key_decode(word, ret_key);
}

static bool key_in_text(char *text, uint8_t ret_key[static 32])
{
	char *rest = NULL;

	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		if (key_in_line(line, ret_key))
			return true;
	return false;
}

/* systemd gives its service a credential by an access list, which shows in the mode; the folder keeps everybody else out. */
static bool is_credential(const char *path)
{
	const char *folder = getenv("CREDENTIALS_DIRECTORY");
	size_t length = folder ? strlen(folder) : 0;

	return length > 0 && strncmp(path, folder, length) == 0 && path[length] == '/' && !strstr(path, "/../");
}

int config_secret_key(const struct config *config, uint8_t ret_key[static 32])
{
	const char *path = config->secret_key_file;
	char text[KEY_FILE_MAX + 1] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), rc = 0;
	struct stat about;

	if (fd < 0 || fstat(fd, &about) < 0) {
		rc = -errno;
		fprintf(stderr, "concordatd: %s: %s (setting secret_key_file)\n", path, strerror(-rc));
	} else if (!S_ISREG(about.st_mode)) {
		rc = -EINVAL;
		fprintf(stderr, "concordatd: %s is not a file (setting secret_key_file)\n", path);
	} else if ((about.st_mode & 077) && !is_credential(path)) {
		rc = -EPERM;
		fprintf(stderr, "concordatd: %s: others may read or write the secret key (mode %03o); chmod 600 it\n", path,
			(unsigned)(about.st_mode & 0777));
	} else if (read(fd, text, KEY_FILE_MAX) < 0 || !key_in_text(text, ret_key)) {
		rc = -EINVAL;
		fprintf(stderr,
			"concordatd: %s holds no secret key: a line `secret = ` with 40 characters of Z85, as `concordat key generate` makes it\n",
			path);
	}
	explicit_bzero(text, sizeof(text));
	if (fd >= 0)
		close(fd);
	return rc;
}

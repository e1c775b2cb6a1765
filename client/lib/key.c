#include "files.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <zmq.h>

int concordat_key_path(const char *name, char path[static CONCORDAT_PATH_MAX], struct concordat_words *why)
{
	char tail[CONCORDAT_NAME_MAX + 16];

	if (strchr(name, '/')) {
		if (strlen(name) >= CONCORDAT_PATH_MAX)
			return files_fail(why, -ENAMETOOLONG, "the path of the key is too long");
		memcpy(path, name, strlen(name) + 1);
		return 0;
	}
	if (!files_name_is_valid(name))
		return files_fail(why, -EINVAL, "\"%.64s\" is no name for a key: use letters, digits, and . _ @ -, at most %d",
				  name, CONCORDAT_NAME_MAX);
	snprintf(tail, sizeof(tail), "keys/%s.key", name);
	return files_path(FILES_DATA, tail, path, why);
}

int concordat_key_generate(const char *name, struct concordat_key *ret, struct concordat_words *why)
{
	char path[CONCORDAT_PATH_MAX], text[256];
	struct concordat_key key;
	int error = concordat_key_path(name, path, why);

	if (error != 0)
		return error;
	if (zmq_curve_keypair(key.public_key, key.secret_key) != 0)
		return files_fail(why, -ENOTSUP, "this libzmq was built without CURVE");
	snprintf(text, sizeof(text),
		 "# Concordat key. Never send this file to anybody; send the public key only.\npublic = %s\nsecret = %s\n",
		 key.public_key, key.secret_key);
	error = files_write(path, 0600, false, text, why);
	explicit_bzero(text, sizeof(text));
	if (error == 0)
		*ret = key;
	concordat_key_wipe(&key);
	return error;
}

static bool take_half(const char *value, char half[static CONCORDAT_Z85_SIZE])
{
	uint8_t bytes[32];
	bool fits = strlen(value) == CONCORDAT_Z85_SIZE - 1 && zmq_z85_decode(bytes, value);

	if (fits)
		memcpy(half, value, CONCORDAT_Z85_SIZE);
	explicit_bzero(bytes, sizeof(bytes));
	return fits;
}

static bool parse_key(char *text, struct concordat_key *key)
{
	char *word, *value;
	bool good = true;
	int line;

	while (good && (line = files_next_line(&text, &word, &value)) != 0) {
		if (line > 0 && strcmp(word, "public") == 0)
			good = take_half(value, key->public_key);
		else if (line > 0 && strcmp(word, "secret") == 0)
			good = take_half(value, key->secret_key);
		else
			good = false;
	}
	return good && key->public_key[0] && key->secret_key[0];
}

int concordat_key_read(const char *path, struct concordat_key *ret, struct concordat_words *why)
{
	struct concordat_key key = { .public_key = "" };
	char text[1024], derived[CONCORDAT_Z85_SIZE];
	int error = files_read(path, true, text, sizeof(text), why);

	if (error == 0 && !parse_key(text, &key))
		error = files_fail(why, -EINVAL,
				   "%s is no key file: it needs the lines public = … and secret = …, 40 characters each", path);
	if (error == 0 && (zmq_curve_public(derived, key.secret_key) != 0 || strcmp(derived, key.public_key) != 0))
		error = files_fail(why, -EINVAL, "%s: the public key does not belong to the secret one", path);
	if (error == 0)
		*ret = key;
	explicit_bzero(text, sizeof(text));
	concordat_key_wipe(&key);
	return error;
}

void concordat_key_wipe(struct concordat_key *key)
{
	explicit_bzero(key, sizeof(*key));
}

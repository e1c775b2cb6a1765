/*
 * test_config_key.c - which files hold a secret key, and which are refused.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "config.h"

static char path[] = "/tmp/concordat-key.XXXXXX";

static void write_file(const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* the server's key of the examples in zmq_curve(7) */
static const char z85[] = "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6";
static const uint8_t bytes[32] = {
	0x8E, 0x0B, 0xDD, 0x69, 0x76, 0x28, 0xB9, 0x1D, 0x8F, 0x24, 0x55, 0x87, 0xEE, 0x95, 0xC5, 0xB0,
	0x4D, 0x48, 0x96, 0x3F, 0x79, 0x25, 0x98, 0x77, 0xB4, 0x9C, 0xD9, 0x06, 0x3A, 0xEA, 0xD3, 0xB7
};

static int key_from(const char *text, mode_t mode, uint8_t key[static 32])
{
	struct config config = { .secret_key_file = path };

	write_file(text);
	assert_int_equal(chmod(path, mode), 0);
	return config_secret_key(&config, key);
}

static void a_key_is_read_from_a_key_file_or_a_bare_line(void **state)
{
	static const char *const forms[] = {
		"# Concordat key.\npublic = rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7\nsecret = %s\n",
		"%s",
		"\n  %s  \r\n",
		"secret=\"%s\"\n",
	};
	char text[256];
	uint8_t key[32];

	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *place = strstr(forms[i], "%s");

		memset(key, 0, sizeof(key));
		snprintf(text, sizeof(text), "%.*s%s%s", (int)(place - forms[i]), forms[i], z85, place + 2);
		assert_int_equal(key_from(text, 0600, key), 0);
		assert_memory_equal(key, bytes, sizeof(bytes));
	}
}

static void a_key_that_others_may_read_is_refused(void **state)
{
	uint8_t key[32];

	(void)state;
	assert_int_equal(key_from(z85, 0640, key), -EPERM);
	assert_int_equal(key_from(z85, 0604, key), -EPERM);
	assert_int_equal(key_from(z85, 0400, key), 0);
	setenv("CREDENTIALS_DIRECTORY", "/tmp", 1); /* there the service manager keeps everybody out by the folder */
	assert_int_equal(key_from(z85, 0440, key), 0);
	setenv("CREDENTIALS_DIRECTORY", "/tm", 1);
	assert_int_equal(key_from(z85, 0440, key), -EPERM);
	unsetenv("CREDENTIALS_DIRECTORY");
	chmod(path, 0600);
}

static void a_file_without_a_whole_key_is_refused(void **state)
{
	static const char *const bad[] = { "",
					   "public = JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6\n",
					   "secret = short\n",
					   "secret\n",
					   "secret =\n",
					   "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6 x\n",
					   "secret = ##########################################\n",
					   "secret = \"JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh~\"\n" };
	struct config config = { .secret_key_file = (char[]){ "/nonexistent" } };
	uint8_t key[32];

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(key_from(bad[i], 0600, key), -EINVAL);
	assert_int_equal(config_secret_key(&config, key), -ENOENT);
	config.secret_key_file = (char[]){ "/tmp" };
	assert_int_equal(config_secret_key(&config, key), -EINVAL);
}

static void z85_that_means_more_than_32_bits_is_refused(void **state)
{
	uint8_t key[32] = { 7 };

	(void)state;
	assert_true(config_key_decode("%nSc0%nSc0%nSc0%nSc0%nSc0%nSc0%nSc0%nSc0", key)); /* 0xFFFFFFFF */
	assert_int_equal(key[31], 0xFF);
	key[0] = 7;
	assert_false(config_key_decode("%nSc1%nSc0%nSc0%nSc0%nSc0%nSc0%nSc0%nSc0", key));
	assert_int_equal(key[0], 7);
}

static int make_file(void **state)
{
	int fd = mkstemp(path);

	(void)state;
	return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_is_read_from_a_key_file_or_a_bare_line),
		cmocka_unit_test(a_key_that_others_may_read_is_refused),
		cmocka_unit_test(a_file_without_a_whole_key_is_refused),
		cmocka_unit_test(z85_that_means_more_than_32_bits_is_refused),
	};

	return cmocka_run_group_tests(tests, make_file, remove_file);
}

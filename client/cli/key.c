#include <errno.h>
#include <stdio.h>

#include "cli.h"
#include "output.h"

static void print_public(const struct cli *cli, const struct concordat_key *key, const char *path)
{
	if (cli->format == CLI_JSON || cli->format == CLI_JSONL)
		output_json(json_pack("{s:s,s:s}", "public_key", key->public_key, "path", path), true);
	else
		puts(key->public_key);
}

int run_key_generate(struct cli *cli)
{
	char path[CONCORDAT_PATH_MAX];
	struct concordat_words why;
	struct concordat_key key;
	int error = concordat_key_path(cli_word(cli, 0), path, &why);

	if (error == 0)
		error = concordat_key_generate(cli_word(cli, 0), &key, &why);
	if (error != 0)
		return cli_fail(error == -EEXIST ? CLI_CONFLICT : error == -EINVAL ? CLI_USAGE : CLI_FAILED, "%s", why.text);
	cli_say(cli, "Wrote %s (0600). Send the public key, never the file, to your registrar:", path);
	print_public(cli, &key, path);
	concordat_key_wipe(&key);
	return CLI_DONE;
}

int run_key_show(struct cli *cli)
{
	char path[CONCORDAT_PATH_MAX];
	struct concordat_words why;
	struct concordat_key key;
	int code = cli_word(cli, 0) ? 0 : cli_load_context(cli);

	if (code != 0)
		return code;
	if (concordat_key_path(cli_word(cli, 0) ? cli_word(cli, 0) : cli->context.key, path, &why) != 0)
		return cli_fail(CLI_USAGE, "%s", why.text);
	if (concordat_key_read(path, &key, &why) != 0)
		return cli_fail(CLI_KEY, "%s", why.text);
	print_public(cli, &key, path);
	concordat_key_wipe(&key);
	return CLI_DONE;
}

/* JSON Lines as import reads them: kind and id first, then what a client may give. */
#include <stdio.h>

#include "cli.h"
#include "listing.h"
#include "output.h"

static int export_kind(struct cli *cli, const struct wire_kind *kind, size_t *ret_count)
{
	Concordat__List list = CONCORDAT__LIST__INIT;
	struct listing found;
	int code = listing_fetch(cli, kind, &list, 0, &found);

	for (size_t i = 0; code == 0 && i < found.count; i++) {
		json_t *line = json_pack("{s:s}", "kind", kind->name);
		json_t *fields = record_json(found.records[i], true);

		json_object_update(line, fields);
		json_decref(fields);
		output_json(line, true);
	}
	*ret_count += found.count;
	listing_release(&found);
	return code;
}

int run_export(struct cli *cli)
{
	const char *name;
	size_t count = 0;
	int code = 0;

	for (size_t i = 0; (name = cli_word(cli, i)); i++) {
		const struct wire_kind *kind = wire_kind_by_name(name);

		if (!kind || !record_kind_is_written(kind))
			return cli_misused(cli,
					   kind ? "%s records are made by the register, so there is nothing to import again"
						: "there is no kind %s",
					   name);
	}
	code = cli_connect(cli);
	for (size_t i = 0; code == 0 && cli->arguments.word_count == 0 && i < wire_kind_count; i++)
		if (record_kind_is_written(&wire_kinds[i]))
			code = export_kind(cli, &wire_kinds[i], &count);
	for (size_t i = 0; code == 0 && (name = cli_word(cli, i)); i++)
		code = export_kind(cli, wire_kind_by_name(name), &count);
	if (code == 0)
		cli_say(cli, "%zu records.", count);
	return code;
}

/*
 * import_write.h - sends what an import has found new or different, in batches of which each is taken whole or not at all.
 *
 * Several batches are under way at a time, because the register writes one while the next travels. They are sent, and mostly taken,
 * in the order of the items, so that what is referred to comes first. A batch that is refused names the write at fault; that one is
 * set aside and the rest sent again. A refusal counts only when everything sent earlier has been written: otherwise the batch may
 * have missed what was not, and is simply sent again. When a pass has written something, those set aside are tried once more, for
 * they may have waited for it.
 *
 * Ownership: the set and what the callbacks need must stay until it returns; items get their state, version and reason.
 */
#ifndef CLI_IMPORT_WRITE_H
#define CLI_IMPORT_WRITE_H

#include "cli.h"
#include "import_file.h"

struct import_write {
	struct cli *cli;
	struct import_set *set;
	void *arg;
	void (*on_written)(void *arg, size_t done); /* items so far */
	void (*on_stop)(void *arg);                 /* before a sentence is printed */
};

/* 0, or the exit code with which the import ends early; what was written by then is marked as done. */
int import_write(const struct import_write *options);

#endif

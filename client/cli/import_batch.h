/*
 * import_batch.h - writes of an import, gathered into batches that the register takes all or none of.
 *
 * Ownership: a batch points into the items; they must stay.
 * Threads:   none.
 */
#ifndef CLI_IMPORT_BATCH_H
#define CLI_IMPORT_BATCH_H

#include "import_file.h"

enum { IMPORT_BATCH_MAX = 200, IMPORT_BATCH_BYTES = 48 * 1024 };

struct import_batch;

struct import_batch *import_batch_new(void); /* NULL: memory */
void import_batch_free(struct import_batch *batch);

/* Starts anew, for records or for what was put off. */
void import_batch_begin(struct import_batch *batch, bool late, const char *reason);
/* false: it is full, or memory is short (then it is also empty). */
bool import_batch_add(struct import_batch *batch, struct import_item *item, size_t most);
size_t import_batch_count(const struct import_batch *batch);
struct import_item *import_batch_item(const struct import_batch *batch, size_t n);
Concordat__Batch *import_batch_message(struct import_batch *batch);

#endif

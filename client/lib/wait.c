#include "inside.h"

#include <errno.h>
#include <stdlib.h>

struct waiting {
	bool done;
	Concordat__Reply *reply; /* a copy of our own; NULL when memory was short */
};

static void keep_reply(void *arg, const Concordat__Reply *reply)
{
	struct waiting *w = arg;
	size_t size = concordat__reply__get_packed_size(reply);
	uint8_t *bytes = malloc(size ? size : 1);

	w->done = true;
	if (!bytes)
		return;
	concordat__reply__pack(reply, bytes);
	w->reply = concordat__reply__unpack(NULL, size, bytes);
	free(bytes);
}

Concordat__Reply *concordat_call_wait(struct concordat *c, const Concordat__Request *request)
{
	struct waiting w = { .done = false };
	int error = c->busy ? -EDEADLK : concordat_call(c, request, keep_reply, &w);

	while (error == 0 && !w.done) {
		error = concordat_wait(c, -1);
		if (error == -EINTR)
			error = 0;
	}
	if (error != 0)
		calls_forget(c, &w);
	else if (!w.reply)
		error = -ENOMEM;
	if (error == 0)
		return w.reply;
	errno = -error;
	return NULL;
}

void concordat_reply_free(Concordat__Reply *reply)
{
	if (reply)
		concordat__reply__free_unpacked(reply, NULL);
}

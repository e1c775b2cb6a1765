/*
 * fuzz_list.c - any List that the wire lets in: refused with a sentence that
 * can be sent, or a statement in which nothing of the asker's stands but as
 * parameters. The first byte says of which time; the rest is the message,
 * first as it is, then with a cursor that fits the question.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kinds.h"
#include "list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
	if (!holds)
		abort();
}

static void must_be_text(const char *text)
{
	must(wire_utf8_is_valid((const uint8_t *)text, strlen(text)));
}

/* Each $N is a parameter that is there; quotes come in pairs, and no statement ends. */
static void check_text(const struct list_plan *plan, const char *text)
{
	int quotes = 0, doubles = 0;

	must(strncmp(text, "select ", 7) == 0);
	for (; *text; text++) {
		must(isprint((unsigned char)*text) && *text != ';' && *text != '\\');
		quotes += *text == '\'';
		doubles += *text == '"';
		if (*text == '$')
			must(strtol(text + 1, NULL, 10) >= 1 && strtol(text + 1, NULL, 10) <= plan->count);
	}
	must(quotes % 2 == 0 && doubles % 2 == 0);
}

static int plan_once(const Concordat__List *list, bool past, struct wire_arena *arena, struct list_plan *plan)
{
	struct buffer text = { 0 };
	struct refusal refusal;
	int rc = list_plan(list, past, 100, 1000, arena, plan, &text, &refusal);

	if (rc == 0) {
		must(plan->page >= 1 && plan->page <= 1000 && plan->count <= LIST_PARAMS_MAX);
		check_text(plan, buffer_text(&text));
		for (int i = 0; i < plan->count; i++)
			must_be_text(plan->params[i]);
	} else if (rc != -ENOMEM) {
		must(rc == -EINVAL && refusal.message[0] != '\0');
		must_be_text(refusal.message);
		must_be_text(refusal.field);
	}
	buffer_release(&text);
	return rc;
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	must(kinds_init() && record_init());
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wire_fault fault;
	struct wire_arena arena;
	struct list_plan plan;
	uint8_t cursor[256];
	Concordat__List *list;

	if (size == 0 || wire_check(&concordat__list__descriptor, data + 1, size - 1, &fault) != 0)
		return 0;
	wire_arena_init(&arena, WIRE_ARENA_MAX);
	list = concordat__list__unpack(&arena.allocator, size - 1, data + 1);
	must(list != NULL);
	(void)plan_once(list, data[0] & 1, &arena, &plan);
	list->has_cursor = false;
	if (plan_once(list, data[0] & 1, &arena, &plan) == 0) { /* the end of the message serves as the place */
		size_t more = size < 200 ? size : 200;

		memcpy(cursor, plan.hash, sizeof(plan.hash));
		memcpy(cursor + sizeof(plan.hash), data + size - more, more);
		cursor[sizeof(plan.hash) + more] = '\0';
		list->has_cursor = true;
		list->cursor = (ProtobufCBinaryData){ .len = sizeof(plan.hash) + more + 1, .data = cursor };
		(void)plan_once(list, data[0] & 1, &arena, &plan);
	}
	wire_arena_release(&arena);
	return 0;
}

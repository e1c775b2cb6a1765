#include "refusal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RETRY_AFTER_MS = 500 };

struct explanation {
	char *constraint, *comment;
	struct explanation *next;
};
static struct explanation *explanations;

/* What was cut for want of room ends behind a whole letter: half of one would make the reply unreadable. */
static void end_whole(char *text)
{
	size_t size = strlen(text), last = size;

	while (last > 0 && ((unsigned char)text[last - 1] & 0xc0) == 0x80)
		last--;
	if (last > 0 && !wire_utf8_is_valid((const uint8_t *)text + last - 1, size - last + 1))
		text[last - 1] = '\0';
}

struct refusal refusal_make(Concordat__Status status, const char *field, const char *format, ...)
{
	struct refusal r = { .status = status, .item = -1 };
	va_list args;

	snprintf(r.field, sizeof(r.field), "%s", field);
	va_start(args, format);
	vsnprintf(r.message, sizeof(r.message), format, args);
	va_end(args);
	end_whole(r.field);
	end_whole(r.message);
	return r;
}

struct refusal refusal_unavailable(bool unknown)
{
	struct refusal r =
		refusal_make(CONCORDAT__STATUS__STATUS_UNAVAILABLE, "", "%s",
			     unknown ? "the register lost its database while writing; ask again under the same idempotency key"
				     : "the register cannot reach its database; try again shortly");

	r.unknown = unknown;
	r.retry_after_ms = RETRY_AFTER_MS;
	return r;
}

bool refusal_learn(const char *constraint, const char *comment)
{
	struct explanation *e = calloc(1, sizeof(*e));

	if (!e)
		return false;
	e->constraint = strdup(constraint);
	e->comment = strdup(comment);
	e->next = explanations;
	explanations = e;
	return e->constraint && e->comment;
}

/* "field: sentence" */
static struct refusal from_constraint(const char *constraint)
{
	for (const struct explanation *e = explanations; e; e = e->next) {
		const char *colon = strchr(e->comment, ':');
		struct refusal r;

		if (strcmp(e->constraint, constraint) != 0)
			continue;
		r = refusal_make(CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "", "%s", e->comment);
		if (colon && strcspn(e->comment, " ") > (size_t)(colon - e->comment))
			snprintf(r.field, sizeof(r.field), "%.*s", (int)(colon - e->comment), e->comment);
		snprintf(r.rule, sizeof(r.rule), "%s", constraint);
		return r;
	}
	return refusal_make(CONCORDAT__STATUS__STATUS_FAILED_PRECONDITION, "", "the register's rule %s forbids it", constraint);
}

/* The class of a SQLSTATE that is not ours. Rows are tried in order; a prefix of 5 is the whole code. */
static const struct {
	const char *prefix;
	Concordat__Status status;
	const char *message;
} classes[] = {
	{ "57014", CONCORDAT__STATUS__STATUS_DEADLINE_EXCEEDED, "it took longer than the register allows; ask for less" },
	{ "55P03", CONCORDAT__STATUS__STATUS_UNAVAILABLE, "the register is busy writing; try again shortly" },
	{ "53", CONCORDAT__STATUS__STATUS_UNAVAILABLE,
	  "the register's database is out of room; an operator must help, then try again" },
	{ "57", CONCORDAT__STATUS__STATUS_UNAVAILABLE, "the register's database is stopping; try again shortly" },
	{ "25006", CONCORDAT__STATUS__STATUS_UNAVAILABLE, "the register's database is read-only at present; try again later" },
	{ "58", CONCORDAT__STATUS__STATUS_UNAVAILABLE, "the register's disk failed; an operator must help" },
	{ "40", CONCORDAT__STATUS__STATUS_UNAVAILABLE, "the register is busy; try again shortly" },
	{ "42501", CONCORDAT__STATUS__STATUS_PERMISSION_DENIED, "your client may not do this" },
	{ "23505", CONCORDAT__STATUS__STATUS_ALREADY_EXISTS, "there is such a record already" },
	{ "2201", CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "a value is outside what the register can hold" },
	{ "22", CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "a value is not of the type that its field needs" },
};

static struct refusal from_class(const char *sqlstate)
{
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		if (strncmp(sqlstate, classes[i].prefix, strlen(classes[i].prefix)) == 0) {
			struct refusal r = refusal_make(classes[i].status, "", "%s", classes[i].message);

			if (r.status == CONCORDAT__STATUS__STATUS_UNAVAILABLE)
				r.retry_after_ms = RETRY_AFTER_MS;
			return r;
		}
	}
	return refusal_make(CONCORDAT__STATUS__STATUS_INTERNAL, "",
			    "the register failed (%s); its log knows more under the request's id", sqlstate);
}

struct refusal refusal_from_error(const struct db_error *error)
{
	struct refusal r;

	if (error->sqlstate[0] == '\0')
		return refusal_unavailable(false);
	if (strncmp(error->sqlstate, "CB", 2) == 0) {
		Concordat__Status status = (Concordat__Status)strtol(error->sqlstate + 2, NULL, 10);

		r = refusal_make(status, "", "%s", error->message);
		if (status == CONCORDAT__STATUS__STATUS_ABORTED)
			r.current_version = strtoll(error->detail, NULL, 10);
		snprintf(r.field, sizeof(r.field), "%.63s", r.current_version ? "expect_version" : error->detail);
		snprintf(r.rule, sizeof(r.rule), "%.63s", error->constraint);
		return r;
	}
	if (strcmp(error->sqlstate, "23514") == 0)
		return from_constraint(error->constraint);
	if (strcmp(error->sqlstate, "23502") == 0) { /* message: null value in column "title" of relation ... */
		const char *from = strchr(error->message, '"');

		r = refusal_make(CONCORDAT__STATUS__STATUS_INVALID_ARGUMENT, "", "a required field is missing");
		if (from) {
			snprintf(r.field, sizeof(r.field), "%.*s", (int)strcspn(from + 1, "\""), from + 1);
			snprintf(r.message, sizeof(r.message), "%s: required, and missing", r.field);
		}
		return r;
	}
	return from_class(error->sqlstate);
}

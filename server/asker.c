#include "asker.h"

#include "auth.h"

#define SETTINGS "set_config('concordat.reason', coalesce($2, ''), true), set_config('concordat.as_of', coalesce($3, ''), true), "

static const char sql_by_key[] = "select concordat.ask($1), " SETTINGS "set_config('concordat.set', '', true)";
static const char sql_assumed[] =
	"select set_config('concordat.organisation', $1, true), " SETTINGS
	"set_config('concordat.set', coalesce($4, ''), true), set_config('concordat.client', $5, true), "
	"set_config('concordat.edits', $6, true), set_config('concordat.registers', $7, true), set_config('concordat.operates', $8, true)";

struct db_statement asker_statement(const struct asker *a, const char *values[static ASKER_VALUES])
{
	values[1] = a->reason;
	values[2] = a->as_of;
	if (a->key) {
		values[0] = a->key;
		return (struct db_statement){ .sql = sql_by_key, .count = 3, .values = values };
	}
	values[0] = a->organisation;
	values[3] = a->set;
	values[4] = a->client;
	values[5] = a->roles & AUTH_EDITOR ? a->organisation : "";
	values[6] = a->roles & AUTH_REGISTRAR ? a->organisation : "";
	values[7] = a->roles & AUTH_OPERATOR ? "t" : "";
	return (struct db_statement){ .sql = sql_assumed, .count = ASKER_VALUES, .values = values };
}

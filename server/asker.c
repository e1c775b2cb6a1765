#include "asker.h"

#include "auth.h"

#define CLIENT                                                                                       \
	"set_config('concordat.organisation', $1, true), set_config('concordat.client', $2, true), " \
	"set_config('concordat.edits', $3, true), set_config('concordat.registers', $4, true), "     \
	"set_config('concordat.operates', $5, true), "
#define OF_WRITES(reason, set) \
	"set_config('concordat.reason', coalesce(" reason ", ''), true), set_config('concordat.set', coalesce(" set ", ''), true)"
#define OF_READS(as_of, plans) \
	"set_config('concordat.as_of', coalesce(" as_of ", ''), true), set_config('plan_cache_mode', " plans ", true)"

/* num_nonnulls(): one number is less to describe and to send than the texts that set_config() gives back. */
static const char sql_writes_by_key[] = "select concordat.ask($1), num_nonnulls(" OF_WRITES("$2", "$3") ")";
static const char sql_writes[] = "select num_nonnulls(" CLIENT OF_WRITES("$6", "$7") ")";
static const char sql_reads_by_key[] = "select concordat.ask($1), num_nonnulls(" OF_READS("$2", "$3") ")";
static const char sql_reads[] = "select num_nonnulls(" CLIENT OF_READS("$6", "$7") ")";
static const char sql_reads_with_head[] =
	"select revision, encode(hash, 'hex'), stamps, num_nonnulls(" CLIENT OF_READS("$6", "$7") ") from concordat.register";

/* Who asks, by key or assumed, then two settings more. */
static struct db_statement ask(const struct asker *a, const char *by_key, const char *assumed, const char *more, const char *last,
			       const char *values[static ASKER_VALUES])
{
	int count = 0;

	if (a->key) {
		values[count++] = a->key;
	} else {
		values[count++] = a->organisation;
		values[count++] = a->client;
		values[count++] = a->roles & AUTH_EDITOR ? a->organisation : "";
		values[count++] = a->roles & AUTH_REGISTRAR ? a->organisation : "";
		values[count++] = a->roles & AUTH_OPERATOR ? "t" : "";
	}
	values[count++] = more;
	values[count++] = last;
	return (struct db_statement){ .sql = a->key ? by_key : assumed, .count = count, .values = values };
}

static const char *plans_of(const struct asker *a)
{
	return a->any_values ? "force_generic_plan" : "auto";
}

struct db_statement asker_statement(const struct asker *a, const char *values[static ASKER_VALUES])
{
	return ask(a, sql_writes_by_key, sql_writes, a->reason, a->set, values);
}

struct db_statement asker_of_reads(const struct asker *a, const char *values[static ASKER_VALUES])
{
	return ask(a, sql_reads_by_key, sql_reads, a->as_of, plans_of(a), values);
}

struct db_statement asker_with_head(const struct asker *a, const char *values[static ASKER_VALUES])
{
	return ask(a, sql_reads_by_key, sql_reads_with_head, a->as_of, plans_of(a), values);
}

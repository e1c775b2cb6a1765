#include "keys.h"

#include <stdlib.h>
#include <string.h>

#include "log.h"

struct keys {
	struct keys_options options;
	struct db_unit unit;
	struct head_wish wish, doubt;
	bool busy, known, wanted, looking;
	bool doubted; /* an unknown key waits at the door for the load under way */
};

static void ask(struct keys *k);

static unsigned parse_roles(char *roles)
{
	unsigned mask = 0;
	char *rest = NULL;

	for (char *name = strtok_r(roles, ",", &rest); name; name = strtok_r(NULL, ",", &rest))
		mask |= auth_role_by_name(name);
	return mask;
}

static void take_keys(struct keys *k, const PGresult *rows)
{
	int count = PQntuples(rows);
	struct auth_client *clients = calloc((size_t)count + 1, sizeof(*clients));
	size_t n = 0;

	for (int i = 0; clients && i < count; i++) {
		struct auth_client *c = &clients[n];

		if (PQgetlength(rows, i, 0) != 40) /* none at all is one row of nothing */
			continue;
		memcpy(c->key, PQgetvalue(rows, i, 0), 41);
		c->id = PQgetvalue(rows, i, 1);
		c->organisation = PQgetvalue(rows, i, 2);
		c->roles = parse_roles(PQgetvalue(rows, i, 3));
		n++;
	}
	if (clients && count > 0 && auth_set(k->options.auth, clients, n, strtoll(PQgetvalue(rows, 0, 4), NULL, 10)) == 0) {
		k->known = true;
		k->options.on_keys(k->options.arg);
	} else {
		log_event(LOG_LEVEL_ERROR, "keys_not_taken", "why=%s", "no memory");
	}
	free(clients);
}

static void on_result(struct db_unit *unit, int statement, const PGresult *result)
{
	(void)statement;
	take_keys((struct keys *)((char *)unit - offsetof(struct keys, unit)), result);
}

static void on_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct keys *k = (struct keys *)((char *)unit - offsetof(struct keys, unit));

	k->busy = false;
	if (end == DB_FAILED)
		log_event(LOG_LEVEL_ERROR, "keys_not_read", "sqlstate=%s message=%s", error->sqlstate, error->message);
	else if (end == DB_DONE && k->wanted)
		ask(k);
	if (k->doubted && !k->busy) {
		k->doubted = false;
		auth_judge(k->options.auth, end == DB_DONE);
	}
}

/* When the connection is down, its coming up loads the keys. */
static void ask(struct keys *k)
{
	static const struct db_statement statement = {
		.sql = "select k.public_key, k.id, k.organisation, coalesce(k.roles, ''), r.stamps[50] from concordat.register r left join concordat.keys() k on true"
	};
	struct db *db = heads_db(k->options.heads);

	k->wanted = true;
	if (k->busy || !db_is_up(db) || db_submit(db, &k->unit, &statement, 1) < 0)
		return;
	k->busy = true;
	k->wanted = false;
}

void keys_load(struct keys *k)
{
	ask(k);
}

static void on_head(struct head_wish *wish, const struct head *head)
{
	struct keys *k = (struct keys *)((char *)wish - offsetof(struct keys, wish));

	k->looking = false;
	k->options.on_head(k->options.arg, head);
}

static void on_lost(struct head_wish *wish)
{
	((struct keys *)((char *)wish - offsetof(struct keys, wish)))->looking = false;
}

void keys_look(struct keys *k)
{
	if (!k->looking) {
		k->looking = true;
		heads_ask(k->options.heads, &k->wish);
		heads_flush(k->options.heads);
	}
}

/* ---- a key that the table does not have: is the table out of date? ---- */

static void on_doubt_head(struct head_wish *wish, const struct head *head)
{
	struct keys *k = (struct keys *)((char *)wish - offsetof(struct keys, doubt));

	k->options.on_head(k->options.arg, head); /* loads the keys when their kind has moved */
	if (k->wanted)                            /* could not be asked for then */
		ask(k);
	if (k->busy)
		k->doubted = true;
	else
		auth_judge(k->options.auth, !k->wanted);
}

static void on_doubt_lost(struct head_wish *wish)
{
	struct keys *k = (struct keys *)((char *)wish - offsetof(struct keys, doubt));

	auth_judge(k->options.auth, false);
}

static void on_unknown(void *arg)
{
	struct keys *k = arg;

	heads_ask(k->options.heads, &k->doubt);
	heads_flush(k->options.heads);
}

struct keys *keys_new(const struct keys_options *options)
{
	struct keys *k = calloc(1, sizeof(*k));

	if (!k)
		return NULL;
	k->options = *options;
	k->unit.on_result = on_result;
	k->unit.on_end = on_end;
	k->wish.on_head = on_head;
	k->wish.on_lost = on_lost;
	k->doubt.on_head = on_doubt_head;
	k->doubt.on_lost = on_doubt_lost;
	auth_on_unknown(options->auth, on_unknown, k);
	return k;
}

void keys_free(struct keys *k)
{
	if (k)
		auth_on_unknown(k->options.auth, NULL, NULL);
	free(k);
}

bool keys_are_known(const struct keys *k)
{
	return k->known;
}

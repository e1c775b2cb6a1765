#include "keys.h"

#include <stdlib.h>
#include <string.h>

#include "log.h"

struct keys {
	struct keys_options options;
	struct db *db;
	struct db_unit unit;
	bool busy, known, want_keys, want_head, asked_keys;
	struct head head;
	bool head_read;
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

		if (PQgetlength(rows, i, 0) != 40)
			continue;
		memcpy(c->key, PQgetvalue(rows, i, 0), 41);
		c->id = PQgetvalue(rows, i, 1);
		c->organisation = PQgetvalue(rows, i, 2);
		c->roles = parse_roles(PQgetvalue(rows, i, 3));
		n++;
	}
	if (clients && auth_set(k->options.auth, clients, n) == 0) {
		k->known = true;
		k->options.on_keys(k->options.arg);
	} else {
		log_event(LOG_LEVEL_ERROR, "keys_not_taken", "why=%s", "no memory");
	}
	free(clients);
}

static void on_result(struct db_unit *unit, int statement, const PGresult *result)
{
	struct keys *k = (struct keys *)((char *)unit - offsetof(struct keys, unit));

	if (statement == 0)
		k->head_read = PQntuples(result) == 1 && head_parse(result, 0, &k->head);
	else
		take_keys(k, result);
}

static void on_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct keys *k = (struct keys *)((char *)unit - offsetof(struct keys, unit));

	k->busy = false;
	if (end == DB_FAILED)
		log_event(LOG_LEVEL_ERROR, "keys_not_read", "sqlstate=%s message=%s", error->sqlstate, error->message);
	if (end != DB_DONE) {
		k->want_keys |= k->asked_keys; /* on_up asks again */
		k->want_head = true;
		return;
	}
	if (k->head_read)
		k->options.on_head(k->options.arg, &k->head);
	if (k->want_keys || k->want_head)
		ask(k);
}

static void ask(struct keys *k)
{
	static const struct db_statement statements[] = {
		{ .sql = "select revision, encode(hash, 'hex'), stamps from concordat.register" },
		{ .sql = "select public_key, id, organisation, coalesce(roles, '') from concordat.keys()" },
	};

	if (k->busy || !db_is_up(k->db))
		return;
	k->asked_keys = k->want_keys;
	k->head_read = false;
	if (db_submit(k->db, &k->unit, statements, k->want_keys ? 2 : 1) < 0)
		return;
	k->busy = true;
	k->want_keys = k->want_head = false;
}

void keys_load(struct keys *k)
{
	k->want_keys = true;
	ask(k);
}

void keys_look(struct keys *k)
{
	k->want_head = true;
	ask(k);
}

static void on_up(struct db *db, void *arg)
{
	(void)db;
	keys_load(arg);
}

struct keys *keys_new(struct event_base *base, const struct keys_options *options)
{
	static const char *const session[] = { "set default_transaction_isolation = 'repeatable read'", "set default_transaction_read_only = on", NULL };
	struct keys *k = calloc(1, sizeof(*k));
	struct db_options db = options->db;

	if (!k)
		return NULL;
	k->options = *options;
	k->unit.on_result = on_result;
	k->unit.on_end = on_end;
	k->want_keys = true;
	db.name = "keys";
	db.session = session;
	db.arg = k;
	db.on_up = on_up;
	k->db = db_new(base, &db);
	if (!k->db) {
		free(k);
		return NULL;
	}
	return k;
}

void keys_free(struct keys *k)
{
	if (!k)
		return;
	db_free(k->db);
	free(k);
}

bool keys_are_known(const struct keys *k)
{
	return k->known;
}

/*
 * db_send.c - statements on their way to the server: prepared on first use,
 * then sent as a unit. db.c takes what comes back.
 */
#include "db_internal.h"

#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool db_flush(struct db *db)
{
	int left = PQflush(db->conn);

	if (left > 0)
		event_add(db->writable, NULL);
	return left >= 0;
}

/* Inside db_submit() nothing may end: the loop does it when its turn comes. */
static void lose_later(struct db *db)
{
	db->state = DB_BROKEN;
	db_set_timer(db, 0);
}

static void enqueue(struct db *db, struct db_unit *unit, size_t statements)
{
	unit->next = NULL;
	unit->statements = (int)statements;
	unit->at = 0;
	unit->failed = false;
	unit->error = (struct db_error){ .statement = -1 };
	*db->tail = unit;
	db->tail = &unit->next;
}

static void on_chore_end(struct db_unit *unit, enum db_end end, const struct db_error *error)
{
	struct chore *chore = (struct chore *)unit;
	struct prepared *entry;

	if (end == DB_FAILED && chore->name[0] != '\0') {
		entry = prepared_by_name(&chore->db->prepared, chore->name);
		if (entry)
			prepared_drop(&chore->db->prepared, entry);
		chore->db->prepare_error = *error;
	}
	free(chore);
}

static struct chore *chore_new(struct db *db, db_unit_end *on_end)
{
	struct chore *chore = calloc(1, sizeof(*chore));

	if (!chore)
		return NULL;
	chore->unit.on_end = on_end;
	chore->unit.own = true;
	chore->db = db;
	return chore;
}

static int prepare(struct db *db, const char *sql)
{
	struct chore *chore = chore_new(db, on_chore_end);
	struct prepared *entry = prepared_add(&db->prepared, sql, db->serial);

	if (!chore || !entry) {
		if (entry)
			prepared_drop(&db->prepared, entry);
		free(chore);
		return -ENOMEM;
	}
	memcpy(chore->name, entry->name, sizeof(chore->name));
	enqueue(db, &chore->unit, 1);
	return PQsendPrepare(db->conn, entry->name, sql, 0, NULL) && PQpipelineSync(db->conn) ? 0 : -ENOTCONN;
}

/* Units under way do not mind: they are before this in the pipeline. */
static int drop_oldest(struct db *db)
{
	struct prepared *entry = db->prepared.oldest;
	struct chore *chore;
	char sql[PREPARED_NAME_SIZE + 16];

	if (entry->used == db->serial) /* this very unit needs it: too many different statements in one */
		return -E2BIG;
	chore = chore_new(db, on_chore_end);
	if (!chore)
		return -ENOMEM;
	snprintf(sql, sizeof(sql), "deallocate %s", entry->name);
	prepared_drop(&db->prepared, entry);
	enqueue(db, &chore->unit, 1);
	return PQsendQueryParams(db->conn, sql, 0, NULL, NULL, NULL, NULL, 0) && PQpipelineSync(db->conn) ? 0 : -ENOTCONN;
}

/* Units under way do not mind: they are before this in the pipeline. */
void db_forget(struct db *db)
{
	struct chore *chore;

	prepared_clear(&db->prepared);
	if (db->state != DB_UP)
		return;
	chore = chore_new(db, on_chore_end);
	if (!chore) {
		lose_later(db);
		return;
	}
	enqueue(db, &chore->unit, 1);
	if (!PQsendQueryParams(db->conn, "deallocate all", 0, NULL, NULL, NULL, NULL, 0) || !PQpipelineSync(db->conn) ||
	    !db_flush(db))
		lose_later(db);
}

static int prepare_all(struct db *db, const struct db_statement *statements, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int err = 0;

		if (prepared_find(&db->prepared, statements[i].sql, db->serial))
			continue;
		if (db->prepared.length >= PREPARED_MAX)
			err = drop_oldest(db);
		if (!err)
			err = prepare(db, statements[i].sql);
		if (err)
			return err;
	}
	return 0;
}

static bool send_all(struct db *db, const struct db_statement *statements, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct db_statement *s = &statements[i];
		struct prepared *entry = prepared_find(&db->prepared, s->sql, db->serial);

		if (!PQsendQueryPrepared(db->conn, entry->name, s->count, s->values, s->sizes, s->formats, s->binary))
			return false;
	}
	return PQpipelineSync(db->conn) == 1;
}

int db_submit(struct db *db, struct db_unit *unit, const struct db_statement *statements, size_t count)
{
	int err;

	if (db->state != DB_UP)
		return -ENOTCONN;
	if (db->units >= db->options.units_max)
		return -EBUSY;
	db->serial++;
	err = prepare_all(db, statements, count);
	if (!err && !send_all(db, statements, count))
		err = -ENOTCONN;
	if (!err) {
		unit->own = false;
		enqueue(db, unit, count);
		db->units++;
	}
	if (err == -ENOTCONN || !db_flush(db)) /* what is queued will end as lost */
		lose_later(db);
	return err;
}

bool db_send_session(struct db *db, db_unit_end *on_end)
{
	struct chore *chore = chore_new(db, on_end);
	int count = 0;

	if (!chore)
		return false;
	enqueue(db, &chore->unit, 0);
	for (; db->options.session && db->options.session[count]; count++)
		if (!PQsendQueryParams(db->conn, db->options.session[count], 0, NULL, NULL, NULL, NULL, 0))
			return false;
	chore->unit.statements = count;
	return PQpipelineSync(db->conn) && db_flush(db);
}

#include "schema.h"

#include <errno.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cache.h"
#include "record.h"
#include "refusal.h"

enum { KINDS_MAX = 100, STAMP_CLOCK = 99 };

static int problems;
static struct cache_rests rests[KINDS_MAX];

__attribute__((format(printf, 1, 2))) static void problem(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("concordatd: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	problems++;
}

static PGresult *ask(PGconn *conn, const char *sql)
{
	PGresult *res = PQexec(conn, sql);

	if (PQresultStatus(res) == PGRES_TUPLES_OK)
		return res;
	problem("the database cannot be checked: %s", PQerrorMessage(conn));
	PQclear(res);
	return NULL;
}

/* Rows of (table, column, type, required), ordered; those of one table stand together. */
static int find_column(const PGresult *columns, const char *table, const char *column)
{
	for (int i = 0; i < PQntuples(columns); i++)
		if (strcmp(PQgetvalue(columns, i, 0), table) == 0 && strcmp(PQgetvalue(columns, i, 1), column) == 0)
			return i;
	return -1;
}

static void check_fields(const struct kind *kind, const PGresult *columns)
{
	const ProtobufCMessageDescriptor *d = kind->wire->descriptor;
	const char *table = kind->wire->name;

	for (unsigned i = 0; i < d->n_fields; i++) {
		const char *type = record_column_type(&d->fields[i]);
		int row = find_column(columns, table, d->fields[i].name);

		if (row < 0)
			problem("kind %s: its message has a field \"%s\", but concordat.%s has no such column; run concordatd migrate, or mend the one or the other",
				table, d->fields[i].name, table);
		else if (strcmp(PQgetvalue(columns, row, 2), type) != 0)
			problem("kind %s: field \"%s\" needs a column of type %s, but concordat.%s.%s is %s", table,
				d->fields[i].name, type, table, d->fields[i].name, PQgetvalue(columns, row, 2));
	}
	if (record_is_packed(kind) && find_column(columns, table, "packed") < 0)
		problem("kind %s: concordat.%s has no column packed, which its reads ask for; run concordatd migrate", table,
			table);
	for (int row = 0; row < PQntuples(columns); row++) {
		if (strcmp(PQgetvalue(columns, row, 0), table) != 0 || PQgetvalue(columns, row, 3)[0] != 't')
			continue;
		if (!protobuf_c_message_descriptor_get_field_by_name(d, PQgetvalue(columns, row, 1)))
			problem("kind %s: column concordat.%s.%s is required, but the message has no field of that name", table,
				table, PQgetvalue(columns, row, 1));
	}
}

/* The hash chain packs by the numbers in concordat.field, so they must be the messages'. */
static void check_numbers(const PGresult *fields)
{
	for (int i = 0; i < PQntuples(fields); i++) {
		const struct kind *kind = kind_by_number((int)strtol(PQgetvalue(fields, i, 0), NULL, 10));
		const ProtobufCFieldDescriptor *f =
			kind ? protobuf_c_message_descriptor_get_field_by_name(kind->wire->descriptor, PQgetvalue(fields, i, 1))
			     : NULL;

		if (!f || f->id != strtoul(PQgetvalue(fields, i, 2), NULL, 10))
			problem("kind %s: concordat.field numbers \"%s\" as %s, the message as %u", PQgetvalue(fields, i, 0),
				PQgetvalue(fields, i, 1), PQgetvalue(fields, i, 2), f ? f->id : 0);
	}
}

static void learn(PGconn *conn)
{
	PGresult *res = ask(
		conn,
		"select c.conname, obj_description(c.oid, 'pg_constraint') from pg_constraint c where c.connamespace = 'concordat'::regnamespace "
		"and c.contype = 'c' and obj_description(c.oid, 'pg_constraint') is not null");

	for (int i = 0; res && i < PQntuples(res); i++)
		if (!refusal_learn(PQgetvalue(res, i, 0), PQgetvalue(res, i, 1)))
			problem("no memory");
	PQclear(res);
}

static void check_role(PGconn *conn)
{
	PGresult *res = ask(
		conn,
		"select r.rolsuper or r.rolbypassrls, r.rolname, (select count(*) from pg_auth_members m where m.member = r.oid) from pg_roles r "
		"where r.rolname = current_user");

	if (res && PQntuples(res) == 1 && (PQgetvalue(res, 0, 0)[0] == 't' || strcmp(PQgetvalue(res, 0, 2), "0") != 0))
		problem("the database role \"%s\" would see past row-level security (superuser, BYPASSRLS or member of another role); connect as concordat_app",
			PQgetvalue(res, 0, 1));
	PQclear(res);
}

static void take_ids(PGconn *conn, struct schema_ids *ret)
{
	PGresult *res = ask(conn, "select register_id, history_id from concordat.register");

	if (res && PQntuples(res) == 1) {
		snprintf(ret->register_id, sizeof(ret->register_id), "%s", PQgetvalue(res, 0, 0));
		snprintf(ret->history_id, sizeof(ret->history_id), "%s", PQgetvalue(res, 0, 1));
	}
	PQclear(res);
}

static void check_columns(PGconn *conn)
{
	PGresult *columns = ask(
		conn,
		"select c.relname, a.attname, format_type(a.atttypid, null), a.attnotnull and not a.atthasdef and c.relkind = 'r' from pg_class c "
		"join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'concordat'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0 "
		"and not a.attisdropped order by 1, a.attnum");
	PGresult *fields = ask(conn, "select kind, name, number from concordat.field");

	for (size_t i = 0; columns && i < kind_count; i++)
		check_fields(&kinds[i], columns);
	if (fields)
		check_numbers(fields);
	PQclear(columns);
	PQclear(fields);
}

static void learn_sets(PGconn *conn)
{
	PGresult *res = ask(conn, "select number, concordat.writes_sets(number) from concordat.kind");

	for (size_t i = 0; i < kind_count; i++)
		for (int row = 0; res && row < PQntuples(res); row++)
			if (strtol(PQgetvalue(res, row, 0), NULL, 10) == (long)kinds[i].number)
				kinds[i].sets = PQgetvalue(res, row, 1)[0] == 't';
	PQclear(res);
}

/* ---- what replies rest on ---- */

static void add_rest(int kind, int stamp)
{
	struct cache_rests *r = &rests[kind];
	int i = 0;

	while (r->on[i] != 0 && r->on[i] != stamp)
		i++;
	if (i == CACHE_RESTS_MAX - 1)
		r->on[i] = CACHE_ON_EVERYTHING;
	else
		r->on[i] = stamp;
}

static int stamp_of_table(const char *table)
{
	static const struct {
		const char *table;
		int stamp;
	} others[] = {
		{ "alert_run", CONCORDAT__KIND__KIND_ALERT },
		{ "occurrence", CONCORDAT__KIND__KIND_ALERT },
		{ "progress", CONCORDAT__KIND__KIND_ALERT },
		{ "clock", STAMP_CLOCK },
	};
	const struct wire_kind *kind = wire_kind_by_name(table);

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strcmp(others[i].table, table) == 0)
			return others[i].stamp;
	return kind ? (int)kind->number : CACHE_ON_EVERYTHING;
}

const struct cache_rests *schema_rests(const struct kind *kind)
{
	return rests[kind->number].on[0] ? &rests[kind->number] : NULL;
}

/* Every reply rests on who is asking: a client or a grant that changes is as good as another answer. */
static void learn_rests(PGconn *conn)
{
	PGresult *res = ask(
		conn,
		"with recursive rests(view, rel) as (select v.oid, v.oid from pg_class v where v.relnamespace = 'concordat'::regnamespace and v.relkind = 'v' "
		"union select x.view, d.refobjid from rests x join pg_rewrite w on w.ev_class = x.rel join pg_depend d on d.objid = w.oid "
		"and d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass) "
		"select distinct v.relname, t.relname from rests x join pg_class v on v.oid = x.view join pg_class t on t.oid = x.rel where t.relkind = 'r'");

	for (size_t i = 0; i < kind_count; i++) {
		add_rest((int)kinds[i].number, CONCORDAT__KIND__KIND_CLIENT);
		add_rest((int)kinds[i].number, CONCORDAT__KIND__KIND_GRANT);
		add_rest((int)kinds[i].number, (int)kinds[i].number);
	}
	for (int i = 0; res && i < PQntuples(res); i++) {
		const struct wire_kind *kind = wire_kind_by_name(PQgetvalue(res, i, 0));

		if (kind)
			add_rest((int)kind->number, stamp_of_table(PQgetvalue(res, i, 1)));
	}
	PQclear(res);
}

int schema_check(const char *conninfo, struct schema_ids *ret_ids)
{
	PGconn *conn = PQconnectdb(conninfo);
	PGresult *there;
	bool migrated;

	problems = 0;
	for (size_t i = 0; i < kind_count; i++)
		if (record_check_kind(&kinds[i]))
			problem("kind %s cannot be kept: %s", kinds[i].wire->name, record_check_kind(&kinds[i]));
	if (PQstatus(conn) != CONNECTION_OK) {
		problem("cannot reach the database: %s", PQerrorMessage(conn));
		PQfinish(conn);
		return -EINVAL;
	}
	there = ask(conn, "select to_regclass('concordat.register') is not null");
	migrated = there && PQgetvalue(there, 0, 0)[0] == 't';
	PQclear(there);
	if (migrated) {
		check_role(conn);
		check_columns(conn);
		learn(conn);
		learn_rests(conn);
		learn_sets(conn);
		take_ids(conn, ret_ids);
	} else {
		problem("the database holds no register; run concordatd migrate first");
	}
	PQfinish(conn);
	return problems ? -EINVAL : 0;
}

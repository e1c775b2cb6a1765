#include "migrate.h"

#include <errno.h>
#include <libpq-fe.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "migrate_files.h"

/* Any number will do, as long as every concordatd uses the same: "concorda" in ASCII. */
#define LOCK "7165066905520333921"

static const char sql_table[] =
	"create table public.concordat_migration (number int primary key, name text not null, sha256 text not null,"
	" applied_at timestamptz not null default now(), applied_by text not null default session_user);"
	"comment on table public.concordat_migration is 'the migrations that made this database, as concordatd migrate applied them';"
	"comment on column public.concordat_migration.number is 'their order';"
	"comment on column public.concordat_migration.name is 'the file';"
	"comment on column public.concordat_migration.sha256 is 'of the file''s content: a file once applied is never edited';"
	"comment on column public.concordat_migration.applied_at is 'when';"
	"comment on column public.concordat_migration.applied_by is 'by which role'";

struct run {
	PGconn *conn;
	struct migrations migrations;
	FILE *out;
	bool has_table;
	size_t applied;
};

static bool finish(struct run *run, PGresult *res, const char *doing)
{
	ExecStatusType status = PQresultStatus(res);
	bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (!good)
		fprintf(run->out, "cannot %s: %s", doing, PQresultErrorMessage(res));
	PQclear(res);
	return good;
}

static bool perform(struct run *run, const char *sql, const char *doing)
{
	return finish(run, PQexec(run->conn, sql), doing);
}

static bool connect_to(struct run *run, const char *conninfo)
{
	run->conn = PQconnectdb(conninfo);
	if (PQstatus(run->conn) == CONNECTION_OK && PQsetClientEncoding(run->conn, "UTF8") == 0)
		return perform(run, "set client_min_messages = warning", "begin");
	fprintf(run->out, "cannot reach the database: %s", PQerrorMessage(run->conn));
	fputs("(setting migrate_database)\n", run->out);
	return false;
}

/* Held until the connection ends. */
static bool lock(struct run *run)
{
	PGresult *res = PQexec(run->conn, "select pg_try_advisory_lock(" LOCK ")");
	bool mine = PQresultStatus(res) == PGRES_TUPLES_OK && PQgetvalue(res, 0, 0)[0] == 't';

	PQclear(res);
	if (mine)
		return true;
	fputs("another migration of this database is under way; waiting for it\n", run->out);
	fflush(run->out);
	return perform(run, "select pg_advisory_lock(" LOCK ")", "wait for the other migration");
}

/* ---- what was applied before ---- */

static bool check_row(struct run *run, const PGresult *rows, int row)
{
	int number = (int)strtol(PQgetvalue(rows, row, 0), NULL, 10);
	const char *name = PQgetvalue(rows, row, 1);
	const struct migration *file;

	if (number != row + 1) {
		fprintf(run->out,
			"public.concordat_migration has %04d where %04d should be: a row is missing; nobody but concordatd migrate may write there\n",
			number, row + 1);
		return false;
	}
	if ((size_t)number > run->migrations.count) {
		fprintf(run->out,
			"the database is newer than these files: it has %s; use the concordatd that came with that file\n", name);
		return false;
	}
	file = &run->migrations.files[number - 1];
	if (strcmp(name, file->name) != 0) {
		fprintf(run->out, "%s: the database was made with %s in its place; files applied are never renamed\n", file->name,
			name);
		return false;
	}
	if (strcmp(PQgetvalue(rows, row, 2), file->sha256) != 0) {
		fprintf(run->out, "%s: changed since it was applied; put the old content back, and the change into a new file\n",
			name);
		return false;
	}
	return true;
}

static bool look(struct run *run)
{
	PGresult *res = PQexec(run->conn, "select to_regclass('public.concordat_migration') is not null");
	bool good = PQresultStatus(res) == PGRES_TUPLES_OK;

	run->has_table = good && PQgetvalue(res, 0, 0)[0] == 't';
	if (!good || !run->has_table)
		return finish(run, res, "look at the database");
	PQclear(res);
	res = PQexec(run->conn, "select number, name, sha256 from public.concordat_migration order by number");
	good = PQresultStatus(res) == PGRES_TUPLES_OK;
	if (!good)
		return finish(run, res, "read public.concordat_migration");
	run->applied = (size_t)PQntuples(res);
	for (int row = 0; row < PQntuples(res) && good; row++)
		good = check_row(run, res, row);
	PQclear(res);
	return good;
}

/* ---- applying ---- */

/* Where and what. An error without a place in the text (a constraint, a raise) is told by the statement's number and its context. */
static void explain(struct run *run, const struct migration *file, const PGresult *res, int statement)
{
	const char *position = PQresultErrorField(res, PG_DIAG_STATEMENT_POSITION),
		   *message = PQresultErrorField(res, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = PQresultErrorField(res, PG_DIAG_MESSAGE_DETAIL),
		   *hint = PQresultErrorField(res, PG_DIAG_MESSAGE_HINT);
	const char *context = PQresultErrorField(res, PG_DIAG_CONTEXT);

	if (position)
		fprintf(run->out, "%s:%d: ", file->name, migrate_line_of(file->sql, strtol(position, NULL, 10)));
	else
		fprintf(run->out, "%s: statement %d of the file: ", file->name, statement);
	fprintf(run->out, "%s\n", message ? message : PQresultErrorMessage(res));
	if (detail)
		fprintf(run->out, "\t%s\n", detail);
	if (hint)
		fprintf(run->out, "\t%s\n", hint);
	if (context)
		fprintf(run->out, "\tin %s\n", context);
}

static bool run_file(struct run *run, const struct migration *file)
{
	PGresult *res;
	bool good = PQsendQuery(run->conn, file->sql) == 1;

	if (!good)
		fprintf(run->out, "%s: %s", file->name, PQerrorMessage(run->conn));
	for (int statement = 1; (res = PQgetResult(run->conn)) != NULL; statement++) {
		ExecStatusType status = PQresultStatus(res);

		if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
			fprintf(run->out,
				"%s: statement %d of the file is a COPY from or to the client, which no migration may have\n",
				file->name, statement);
			PQclear(res);
			return false; /* the connection is of no further use */
		}
		if (good && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
			explain(run, file, res, statement);
			good = false;
		}
		PQclear(res);
	}
	if (good && PQtransactionStatus(run->conn) != PQTRANS_INTRANS) {
		fprintf(run->out,
			"%s: ends the transaction it runs in; take its commit or rollback out, and look at what is left in the database\n",
			file->name);
		good = false;
	}
	return good;
}

static bool note(struct run *run, const struct migration *file, size_t number)
{
	char text[24];
	const char *values[] = { text, file->name, file->sha256 };

	snprintf(text, sizeof(text), "%zu", number);
	return finish(run,
		      PQexecParams(run->conn, "insert into public.concordat_migration (number, name, sha256) values ($1, $2, $3)",
				   3, NULL, values, NULL, NULL, 0),
		      "note the migration");
}

static bool apply(struct run *run, size_t number)
{
	const struct migration *file = &run->migrations.files[number - 1];
	bool good = perform(run, "begin; set local row_security = off; set local client_min_messages = warning", "begin");

	good = good && (run->has_table || perform(run, sql_table, "make public.concordat_migration"));
	good = good && run_file(run, file);
	good = good && perform(run, "reset role", "take the role back") && note(run, file, number) &&
	       perform(run, "commit", "commit");
	if (!good) {
		if (PQtransactionStatus(run->conn) != PQTRANS_IDLE)
			PQclear(PQexec(run->conn, "rollback"));
		fprintf(run->out, "%s was not applied\n", file->name);
		return false;
	}
	run->has_table = true;
	fprintf(run->out, "%s applied\n", file->name);
	fflush(run->out);
	return true;
}

static bool apply_all(struct run *run, bool plan_only)
{
	if (run->applied == run->migrations.count)
		fprintf(run->out, "nothing to do: all %zu migrations are applied\n", run->applied);
	for (size_t number = run->applied + 1; number <= run->migrations.count; number++) {
		if (plan_only)
			fprintf(run->out, "%s would be applied\n", run->migrations.files[number - 1].name);
		else if (!apply(run, number))
			return false;
	}
	return true;
}

int migrate_run(const char *conninfo, const char *sql_dir, bool plan_only, FILE *out)
{
	struct run run = { .out = out };
	bool good;

	if (sodium_init() < 0 || migrate_files_read(sql_dir, &run.migrations, out) < 0)
		return -EINVAL;
	good = connect_to(&run, conninfo) && (plan_only || lock(&run)) && look(&run) && apply_all(&run, plan_only);
	PQfinish(run.conn);
	migrate_files_release(&run.migrations);
	return good ? 0 : -EINVAL;
}

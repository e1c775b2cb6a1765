/*
 * test_migrate.c - the promises of server/migrate.h, in a database of its own
 * on the server that PGHOST names; without PGHOST only what needs no server.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "migrate.h"

enum { FILES_MAX = 8 };

static char folder[64], database[64], conninfo[96];
static char paths[FILES_MAX][128];
static int file_count;
static char *said;

static void write_file(const char *name, const char *text)
{
	char file_path[128];
	FILE *file;

	snprintf(file_path, sizeof(file_path), "%s/%s", folder, name);
	file = fopen(file_path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	for (int i = 0; i < file_count; i++)
		if (strcmp(paths[i], file_path) == 0)
			return;
	assert_true(file_count < FILES_MAX);
	memcpy(paths[file_count++], file_path, sizeof(file_path));
}

static void remove_file(const char *name)
{
	char file_path[128];

	snprintf(file_path, sizeof(file_path), "%s/%s", folder, name);
	assert_int_equal(unlink(file_path), 0);
}

static void on_server(const char *where, const char *sql)
{
	PGconn *conn = PQconnectdb(where);
	PGresult *result = PQexec(conn, sql);

	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(conn));
	PQclear(result);
	PQfinish(conn);
}

/* The first value of a query. */
static int number_in_database(const char *sql)
{
	PGconn *conn = PQconnectdb(conninfo);
	PGresult *result = PQexec(conn, sql);
	int number;

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(conn));
	number = atoi(PQgetvalue(result, 0, 0));
	PQclear(result);
	PQfinish(conn);
	return number;
}

static int set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof(folder), "/tmp/test_migrate.XXXXXX");
	assert_non_null(mkdtemp(folder));
	file_count = 0;
	snprintf(conninfo, sizeof(conninfo), "host=/nonexistent");
	if (getenv("PGHOST")) {
		char sql[128];

		snprintf(database, sizeof(database), "test_migrate_%d", (int)getpid());
		snprintf(sql, sizeof(sql), "create database %s template template0", database);
		on_server("dbname=postgres", sql);
		snprintf(conninfo, sizeof(conninfo), "dbname=%s", database);
	}
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	for (int i = 0; i < file_count; i++)
		unlink(paths[i]);
	rmdir(folder);
	free(said);
	said = NULL;
	if (getenv("PGHOST")) {
		char sql[128];

		snprintf(sql, sizeof(sql), "drop database %s", database);
		on_server("dbname=postgres", sql);
	}
	return 0;
}

static int migrate(bool plan_only)
{
	size_t size;
	FILE *out;
	int rc;

	free(said);
	said = NULL;
	out = open_memstream(&said, &size);
	rc = migrate_run(conninfo, folder, plan_only, out);
	fclose(out);
	return rc;
}

static void says(const char *expected)
{
	if (!strstr(said, expected))
		fail_msg("\"%s\" does not say \"%s\"", said, expected);
}

static void fails(const char *expected)
{
	assert_true(migrate(false) < 0);
	says(expected);
}

#define NEEDS_SERVER()                 \
	do {                           \
		if (!getenv("PGHOST")) \
			skip();        \
	} while (0)

static void files_are_applied_once_and_in_order(void **state)
{
	(void)state;
	NEEDS_SERVER();
	write_file("0002_second.sql", "insert into t values (2);");
	write_file("0001_first.sql", "create table t (n int);\ninsert into t values (1);");
	write_file("README.md", "no migration");
	assert_int_equal(migrate(false), 0);
	assert_true(strstr(said, "0001_first.sql applied") < strstr(said, "0002_second.sql applied"));
	assert_int_equal(number_in_database("select count(*) from t"), 2);
	assert_int_equal(migrate(false), 0);
	says("nothing to do");
	assert_int_equal(number_in_database("select count(*) from t"), 2);
	write_file("0003_third.sql", "insert into t values (3);");
	assert_int_equal(migrate(false), 0);
	assert_int_equal(number_in_database("select count(*) from t"), 3);
	assert_int_equal(
		number_in_database(
			"select count(*) from public.concordat_migration where length(sha256) = 64 and applied_by <> ''"),
		3);
}

static void plan_changes_nothing(void **state)
{
	(void)state;
	NEEDS_SERVER();
	write_file("0001_first.sql", "create table t (n int);");
	assert_int_equal(migrate(true), 0);
	says("0001_first.sql would be applied");
	assert_int_equal(number_in_database("select count(*) from pg_tables where schemaname = 'public'"), 0);
}

static void error_names_file_and_line_and_leaves_nothing_of_the_file(void **state)
{
	(void)state;
	NEEDS_SERVER();
	write_file("0001_first.sql", "create table t (n int);");
	write_file(
		"0002_second.sql",
		"insert into t values (1);\n-- caf\xc3\xa9 \xe2\x82\xac\ncreate table u (n int);\n\nselect nothing from nowhere;\n");
	write_file("0003_third.sql", "insert into t values (3);");
	fails("0002_second.sql:5: ");
	says("nowhere");
	says("0001_first.sql applied");
	assert_null(strstr(said, "0003"));
	assert_int_equal(number_in_database("select count(*) from t"), 0);
	assert_int_equal(number_in_database("select (to_regclass('u') is null)::int"), 1);
	assert_int_equal(number_in_database("select count(*) from public.concordat_migration"), 1);
	write_file("0002_second.sql", "insert into t values (1);"); /* mended: not applied before, so it may change */
	assert_int_equal(migrate(false), 0);
	assert_int_equal(number_in_database("select count(*) from t"), 2);
}

static void error_without_a_line_names_the_statement(void **state)
{
	(void)state;
	NEEDS_SERVER();
	write_file("0001_first.sql",
		   "create table t (n int primary key);\ninsert into t values (1);\ninsert into t values (1);\n");
	fails("0001_first.sql: statement 3");
	says("t_pkey");
	assert_int_equal(number_in_database("select (to_regclass('t') is null)::int"), 1);
}

static void file_changed_since_it_was_applied_is_refused(void **state)
{
	(void)state;
	NEEDS_SERVER();
	write_file("0001_first.sql", "create table t (n int);");
	assert_int_equal(migrate(false), 0);
	write_file("0001_first.sql", "create table t (n int); -- better");
	write_file("0002_second.sql", "insert into t values (2);");
	fails("0001_first.sql: changed since it was applied");
	assert_true(migrate(true) < 0);
	assert_int_equal(number_in_database("select count(*) from t"), 0);
}

static void file_renamed_since_it_was_applied_is_refused(void **state)
{
	(void)state;
	NEEDS_SERVER();
	write_file("0001_first.sql", "create table t (n int);");
	assert_int_equal(migrate(false), 0);
	remove_file("0001_first.sql");
	write_file("0001_other.sql", "create table t (n int);");
	fails("0001_first.sql");
}

static void database_newer_than_the_files_is_refused(void **state)
{
	(void)state;
	NEEDS_SERVER();
	write_file("0001_first.sql", "create table t (n int);");
	write_file("0002_second.sql", "insert into t values (2);");
	assert_int_equal(migrate(false), 0);
	remove_file("0002_second.sql");
	fails("newer");
	says("0002_second.sql");
}

static void file_that_ends_its_transaction_is_refused(void **state)
{
	(void)state;
	NEEDS_SERVER();
	write_file("0001_first.sql", "create table t (n int); commit;");
	fails("ends the transaction");
	assert_int_equal(number_in_database("select count(*) from public.concordat_migration"), 0); /* not noted as applied */
}

/* With row_security on, the owner of a table under FORCE would update nothing, and nobody would know. */
static void statement_that_policies_would_filter_is_an_error(void **state)
{
	(void)state;
	NEEDS_SERVER();
	write_file("0001_first.sql",
		   "create role test_migrate_owner;\n"
		   "create table t (n int); insert into t values (1); alter table t owner to test_migrate_owner;\n"
		   "alter table t enable row level security; alter table t force row level security;\n"
		   "set local role test_migrate_owner;\n"
		   "update t set n = 2;\n");
	fails("row-level security");
	assert_int_equal(number_in_database("select count(*) from pg_roles where rolname = 'test_migrate_owner'"), 0);
}

static void no_server_is_an_error_and_not_the_end(void **state)
{
	(void)state;
	snprintf(conninfo, sizeof(conninfo), "host=/nonexistent");
	write_file("0001_first.sql", "select 1;");
	fails("/nonexistent");
}

static void folder_that_is_not_in_order_is_refused_without_a_server(void **state)
{
	(void)state;
	snprintf(conninfo, sizeof(conninfo), "host=/nonexistent");
	fails("no migrations");
	write_file("0002_second.sql", "select 1;");
	fails("0001");
	write_file("0001_first.sql", "select 1;");
	write_file("0002_other.sql", "select 1;");
	fails("0002_");
	remove_file("0002_other.sql");
	write_file("3_third.sql", "select 1;");
	fails("3_third.sql");
	remove_file("3_third.sql");
	write_file("0003_Third.sql", "select 1;");
	fails("0003_Third.sql");
	remove_file("0003_Third.sql");
	snprintf(folder + strlen(folder), 8, "x");
	fails("No such file");
	folder[strlen(folder) - 1] = '\0';
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(files_are_applied_once_and_in_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(plan_changes_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(error_names_file_and_line_and_leaves_nothing_of_the_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(error_without_a_line_names_the_statement, set_up, tear_down),
		cmocka_unit_test_setup_teardown(file_changed_since_it_was_applied_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(file_renamed_since_it_was_applied_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(database_newer_than_the_files_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(file_that_ends_its_transaction_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(statement_that_policies_would_filter_is_an_error, set_up, tear_down),
		cmocka_unit_test_setup_teardown(no_server_is_an_error_and_not_the_end, set_up, tear_down),
		cmocka_unit_test_setup_teardown(folder_that_is_not_in_order_is_refused_without_a_server, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

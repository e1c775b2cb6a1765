#include "enrol.h"

#include <errno.h>
#include <getopt.h>
#include <libpq-fe.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "auth.h"
#include "config.h"

/* ---- what is asked for ---- */

static bool check_roles(const char *roles, FILE *errors)
{
	for (const char *at = roles; *at;) {
		char name[32];
		size_t length = strcspn(at, ",");

		snprintf(name, sizeof(name), "%.*s", (int)(length < sizeof(name) ? length : sizeof(name) - 1), at);
		if (length >= sizeof(name) || !auth_role_by_name(name)) {
			fprintf(errors,
				"enrol: no role is called \"%s\"; give some of reader, editor, registrar, operator, courier\n",
				name);
			return false;
		}
		at += length + (at[length] == ',');
	}
	return true;
}

static bool check(const struct enrolment *e, FILE *errors)
{
	uint8_t key[32];

	if (!e->organisation || !e->client || !e->roles || !e->public_key || !*e->organisation || !*e->client || !*e->roles) {
		fputs("enrol: --organisation, --client, --roles and --public-key are needed\n", errors);
		return false;
	}
	if (strchr(e->client, '/')) {
		fputs("enrol: --client is the name after the organisation's, without a /\n", errors);
		return false;
	}
	if (!config_key_decode(e->public_key, key)) {
		fputs("enrol: --public-key wants the 40 characters of a public key in Z85\n", errors);
		return false;
	}
	return check_roles(e->roles, errors);
}

int enrol_options(int argc, char **argv, struct enrolment *ret)
{
	static const struct option options[] = {
		{ "organisation", required_argument, NULL, 'o' }, { "organisation-name", required_argument, NULL, 'n' },
		{ "client", required_argument, NULL, 'c' },       { "roles", required_argument, NULL, 'r' },
		{ "public-key", required_argument, NULL, 'k' },   { NULL, 0, NULL, 0 },
	};
	struct enrolment e = { 0 };
	int option;

	optind = 0; /* main has looked through argv before */
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		const char **place = option == 'o'   ? &e.organisation
				     : option == 'n' ? &e.organisation_name
				     : option == 'c' ? &e.client
				     : option == 'r' ? &e.roles
				     : option == 'k' ? &e.public_key
						     : NULL;

		if (!place)
			return -EINVAL; /* getopt said what */
		*place = optarg;
	}
	if (optind < argc) {
		fprintf(stderr, "enrol: what is \"%s\"?\n", argv[optind]);
		return -EINVAL;
	}
	if (!check(&e, stderr))
		return -EINVAL;
	*ret = e;
	return 0;
}

/* ---- writing ---- */

struct run {
	PGconn *conn;
	const struct enrolment *enrolment;
	FILE *out, *errors;
	char id[256];
	bool made_organisation, known;
};

/* NULL: refused, and kept for explain(). */
static PGresult *ask(struct run *run, PGresult **ret_fault, const char *sql, int count, const char *const *values)
{
	PGresult *res = PQexecParams(run->conn, sql, count, NULL, values, NULL, NULL, 0);

	if (PQresultStatus(res) == PGRES_TUPLES_OK || PQresultStatus(res) == PGRES_COMMAND_OK)
		return res;
	*ret_fault = res;
	return NULL;
}

static bool perform(struct run *run, PGresult **ret_fault, const char *sql, int count, const char *const *values)
{
	PGresult *res = ask(run, ret_fault, sql, count, values);

	PQclear(res);
	return res != NULL;
}

static bool is_there(struct run *run, PGresult **ret_fault, const char *sql, const char *id, bool *ret_there)
{
	PGresult *res = ask(run, ret_fault, sql, 1, &id);

	*ret_there = res && PQntuples(res) > 0;
	PQclear(res);
	return res != NULL;
}

/* Who writes, and with which rights: an operator who founds the organisation, seen as one of the organisation itself. */
static bool begin(struct run *run, PGresult **ret_fault)
{
	static const char sql[] =
		"select set_config('concordat.organisation', $1, true), set_config('concordat.client', 'concordat/enrol', true), "
		"set_config('concordat.edits', $1, true), set_config('concordat.registers', $1, true), set_config('concordat.operates', 't', true), "
		"set_config('concordat.reason', 'enrolled at the console', true)";

	return perform(run, ret_fault, "begin", 0, NULL) && perform(run, ret_fault, "set local role concordat_app", 0, NULL) &&
	       perform(run, ret_fault, "select concordat.begin_unit()", 0, NULL) &&
	       perform(run, ret_fault, sql, 1, &run->enrolment->organisation);
}

static bool put_organisation(struct run *run, PGresult **ret_fault)
{
	const struct enrolment *e = run->enrolment;
	const char *values[] = { e->organisation, e->organisation_name };
	bool there;

	if (!is_there(run, ret_fault, "select from concordat.organisation where id = $1", e->organisation, &there))
		return false;
	if (there)
		return true;
	if (!e->organisation_name) {
		fprintf(run->errors,
			"enrol: the register has no organisation %s yet; give its name with --organisation-name to make it\n",
			e->organisation);
		return false;
	}
	run->made_organisation = true;
	return perform(run, ret_fault, "insert into concordat.organisation (id, name, visibility) values ($1, $2, 1)", 2, values);
}

static bool put_client(struct run *run, PGresult **ret_fault)
{
	static const char sql_new[] =
		"insert into concordat.client (id, organisation, owner, visibility, title, public_key, roles) "
		"values ($1, $2, $2, 3, $3, $4, string_to_array($5, ','))";
	/* Given at the console, the key is meant to work: it is revoked no longer, and a day that is over is taken off. */
	static const char sql_again[] =
		"update concordat.client set public_key = $2, roles = string_to_array($3, ','), withdrawn_at = null, "
		"expires_on = case when expires_on >= current_date then expires_on end where id = $1";
	const struct enrolment *e = run->enrolment;
	const char *values_new[] = { run->id, e->organisation, e->client, e->public_key, e->roles };
	const char *values_again[] = { run->id, e->public_key, e->roles };

	if (!is_there(run, ret_fault, "select from concordat.client where id = $1", run->id, &run->known))
		return false;
	if (run->known)
		return perform(run, ret_fault, sql_again, 3, values_again);
	return perform(run, ret_fault, sql_new, 5, values_new);
}

static bool end(struct run *run, PGresult **ret_fault)
{
	PGresult *res = ask(run, ret_fault, "select revision from concordat.end_unit()", 0, NULL);
	char revision[24] = "";

	if (res && PQntuples(res) == 1)
		snprintf(revision, sizeof(revision), "%s", PQgetvalue(res, 0, 0));
	PQclear(res);
	if (!res || !perform(run, ret_fault, "commit", 0, NULL))
		return false;
	if (run->made_organisation)
		fprintf(run->out, "made the organisation %s: %s\n", run->enrolment->organisation,
			run->enrolment->organisation_name);
	fprintf(run->out, "%s %s as %s, at revision %s\n", run->known ? "changed" : "enrolled", run->id, run->enrolment->roles,
		revision);
	return true;
}

/* Constraints carry their rule as a comment, written for people. */
static void explain(struct run *run, PGresult *fault)
{
	const char *constraint = PQresultErrorField(fault, PG_DIAG_CONSTRAINT_NAME),
		   *state = PQresultErrorField(fault, PG_DIAG_SQLSTATE);
	const char *message = PQresultErrorField(fault, PG_DIAG_MESSAGE_PRIMARY);
	PGresult *rule = NULL;

	if (constraint)
		rule = PQexecParams(
			run->conn,
			"select obj_description(oid, 'pg_constraint') from pg_constraint where conname = $1 and connamespace = 'concordat'::regnamespace",
			1, NULL, &constraint, NULL, NULL, 0);
	if (constraint && strcmp(constraint, "client_public_key") == 0)
		fputs("enrol: another client has that public key; every client has a key of its own\n", run->errors);
	else if (state && (strcmp(state, "3F000") == 0 || strcmp(state, "42883") == 0 || strcmp(state, "22023") == 0))
		fprintf(run->errors, "enrol: %s; the database holds no register; run concordatd migrate first\n",
			message ? message : "");
	else if (rule && PQntuples(rule) == 1 && *PQgetvalue(rule, 0, 0))
		fprintf(run->errors, "enrol: %s\n", PQgetvalue(rule, 0, 0));
	else
		fprintf(run->errors, "enrol: %s\n", message ? message : PQresultErrorMessage(fault));
	PQclear(rule);
}

int enrol_run(const char *conninfo, const struct enrolment *enrolment, FILE *out, FILE *errors)
{
	struct run run = { .conn = PQconnectdb(conninfo), .enrolment = enrolment, .out = out, .errors = errors };
	PGresult *fault = NULL;
	bool good = PQstatus(run.conn) == CONNECTION_OK && PQsetClientEncoding(run.conn, "UTF8") == 0;

	if (!good)
		fprintf(errors, "enrol: cannot reach the database: %s(setting migrate_database)\n", PQerrorMessage(run.conn));
	if (snprintf(run.id, sizeof(run.id), "%s/%s", enrolment->organisation, enrolment->client) >= (int)sizeof(run.id)) {
		fputs("enrol: --organisation and --client are too long\n", errors);
		good = false;
	}
	good = good && begin(&run, &fault) && put_organisation(&run, &fault) && put_client(&run, &fault) && end(&run, &fault);
	if (good) {
		PQclear(PQexec(run.conn,
			       "notify concordat, 'enrol'")); /* a hint: a daemon that misses it looks within a minute */
	} else {
		PQclear(PQexec(run.conn, "rollback"));
		if (fault)
			explain(&run, fault);
	}
	PQclear(fault);
	PQfinish(run.conn);
	return good ? 0 : -EINVAL;
}

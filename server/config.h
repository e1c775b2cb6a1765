/*
 * config.h - the daemon's settings: one table, one file, and the environment.
 *
 *   default  <-  `name = value` in the file  <-  CONCORDAT__NAME in the environment
 *
 * settings[] in config.c says of each its type, default, range, whether a
 * reload takes it, and what it is for. A file with anything wrong in it is
 * refused whole, with path:line.
 *
 * Ownership: config_load() makes, config_release() frees. A shallow copy
 *            borrows the texts: release the original after the copy's last use.
 * Errors:    0 or -EINVAL, with the reasons written to `errors`.
 */
#ifndef CONFIG_H
#define CONFIG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { CONFIG_SETTINGS_MAX = 40 };

struct config {
	char *database;         /* libpq's conninfo for the daemon's own role */
	char *migrate_database; /* the same for migrate and enrol: a superuser */
	char *endpoint;
	char *secret_key_file;
	char *zap_domain;
	char *ops_endpoint; /* "": none */
	char *sql_dir;
	const char *log_level; /* of the table's choices, not owned */
	int readers, in_flight_per_client, in_flight_per_organisation, rate_per_s, rate_burst, batch_max;
	int page_default, page_max, streams_max, credit_max, cache_entries;
	int deadline_default_ms, statement_timeout_ms, lock_timeout_ms;
	int64_t clock_start_at; /* microseconds since 1970 UTC; 0: the real clock */
	double clock_rate;      /* seconds of the register's clock in one real second */
	/* where each setting came from, for config_print() */
	char *path;                     /* NULL: no file */
	int lines[CONFIG_SETTINGS_MAX]; /* 0: the default; -1: the environment; otherwise the file's line */
};

/* path NULL: defaults and environment. ret is set on success only. */
int config_load(const char *path, struct config *ret, FILE *errors) __attribute__((warn_unused_result));
void config_release(struct config *config); /* a zeroed one is fine */

/* Every setting as it is in effect, and where it came from; passwords are left out. */
void config_print(const struct config *config, FILE *out);
/* Every setting with type, range, default and purpose. */
void config_print_help(FILE *out);

/* Copies what can change while the daemon runs; none of it is owned, so `into` may be a shallow copy. */
void config_take_reloadable(struct config *into, const struct config *from);
/* Names on `out`, one in a line, the settings that differ: all, or those that want a restart. Returns how many. */
int config_differences(const struct config *a, const struct config *b, FILE *out);
int config_needs_restart(const struct config *a, const struct config *b, FILE *out);

/* The daemon's secret key from its file, which nobody else may be able to read. 0, or -errno and the reason on stderr. */
int config_secret_key(const struct config *config, uint8_t ret_key[static 32]) __attribute__((warn_unused_result));
/* Z85 (ZeroMQ RFC 32): 40 characters are 32 bytes. false: not that. */
bool config_key_decode(const char *text, uint8_t ret_key[static 32]);

#endif

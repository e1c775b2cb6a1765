/*
 * migrate.h - brings a database to the state that the files NNNN_name.sql describe.
 *
 * Each file runs once, in order, in a transaction of its own together with its
 * row in public.concordat_migration, so that it is there whole or not at all.
 * Files applied are never edited: their SHA-256 is kept and compared. One
 * migration runs at a time (advisory lock); a second waits.
 *
 * The connection is a superuser's and blocks: this is for a console, not for
 * the daemon's loop.
 */
#ifndef MIGRATE_H
#define MIGRATE_H

#include <stdbool.h>
#include <stdio.h>

/* Says on out what it does, or with plan_only what it would do, and what is wrong. 0, or -EINVAL with everything before the fault kept. */
int migrate_run(const char *conninfo, const char *sql_dir, bool plan_only, FILE *out) __attribute__((warn_unused_result));

#endif

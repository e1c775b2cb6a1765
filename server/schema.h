/*
 * schema.h - at start: do the messages and the database fit each other?
 *
 * Every field of every kind must have a column of the right name, type and
 * field number, every required column a field; reports likewise. What does
 * not fit is said in words, and the daemon does not start. Also learns the
 * words of the check constraints, and the register's ids.
 *
 * Blocking, on a connection of its own: nothing else runs yet.
 * Errors: 0, or -EINVAL after saying on stderr what is wrong.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

struct schema_ids {
	char register_id[40], history_id[40];
};

struct kind;
struct cache_rests;
/* What replies of a kind rest on, by the views' own dependencies; NULL: not known, so never kept. After schema_check(). */
const struct cache_rests *schema_rests(const struct kind *kind);

int schema_check(const char *conninfo, struct schema_ids *ret_ids);

#endif

/*
 * log.h - one line of JSON on stderr for each event worth keeping.
 *
 *	log_event(LOG_LEVEL_INFO, "db_up", "name=%s units=%d", name, units);
 *	{"at":"2026-11-24T09:00:00.123Z","level":"info","event":"db_up","name":"writer","units":3}
 *
 * The format is a list of key=%conversion pairs, separated by single spaces,
 * each conversion by itself: %s (a JSON string, NULL is null), %d %u %ld %lu
 * %lld %llu %zu (a JSON number). Values are escaped, so that nothing in them
 * can forge a line. Under systemd's journal a line begins with <N>, the
 * syslog priority. Never give it a key, a secret or a record's content.
 *
 * errno is preserved. Threads: none.
 */
#ifndef LOG_H
#define LOG_H

#include <stdbool.h>

enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARNING, LOG_LEVEL_ERROR };

void log_init(void); /* looks at JOURNAL_STREAM; level info */
void log_set_level(enum log_level level);
bool log_level_by_name(const char *name, enum log_level *ret);

void log_event(enum log_level level, const char *event, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif

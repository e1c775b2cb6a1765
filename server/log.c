#include "log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 4096 };

static const struct {
	const char *name;
	int priority; /* of syslog */
} levels[] = {
	[LOG_LEVEL_DEBUG] = { "debug", 7 },
	[LOG_LEVEL_INFO] = { "info", 6 },
	[LOG_LEVEL_WARNING] = { "warning", 4 },
	[LOG_LEVEL_ERROR] = { "error", 3 },
};

static enum log_level lowest = LOG_LEVEL_INFO;
static bool journal;

struct line {
	char text[LINE_MAX_BYTES];
	size_t size;
};

void log_init(void)
{
	journal = getenv("JOURNAL_STREAM") != NULL;
}

void log_set_level(enum log_level level)
{
	lowest = level;
}

bool log_level_by_name(const char *name, enum log_level *ret)
{
	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		if (strcmp(levels[i].name, name) == 0) {
			*ret = (enum log_level)i;
			return true;
		}
	}
	return false;
}

/* A line too long loses its end, never its form: room for the closing is kept by the callers' checks. */
static void add(struct line *l, const char *text, size_t size)
{
	if (l->size + size < sizeof(l->text) - 8) {
		memcpy(l->text + l->size, text, size);
		l->size += size;
	}
}

static void add_string(struct line *l, const char *text)
{
	add(l, "\"", 1);
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		char escaped[8];

		if (l->size > sizeof(l->text) - 64)
			break;
		if (*c == '"' || *c == '\\') {
			escaped[0] = '\\';
			escaped[1] = (char)*c;
			add(l, escaped, 2);
		} else if (*c < 0x20 || *c >= 0x7f) { /* any byte outside ASCII, so that a line is JSON whatever it is given */
			add(l, escaped, (size_t)snprintf(escaped, sizeof(escaped), "\\u%04x", *c));
		} else {
			add(l, (const char *)c, 1);
		}
	}
	add(l, "\"", 1);
}

static void add_time(struct line *l)
{
	struct timespec now;
	struct tm utc;
	char text[48];

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &utc);
	add(l, "{\"at\":\"", 7);
	add(l, text, strlen(text));
	add(l, text, (size_t)snprintf(text, sizeof(text), ".%03ldZ\"", now.tv_nsec / 1000000));
}

/* One conversion, after its key: its length modifiers and letter say which argument to take. */
static const char *add_value(struct line *l, const char *conversion, va_list *args)
{
	char number[32] = "";
	int longs = 0;
	bool size = false;

	for (; *conversion == 'l' || *conversion == 'z'; conversion++) {
		longs += *conversion == 'l';
		size |= *conversion == 'z';
	}
	if (*conversion == 's') {
		const char *text = va_arg(*args, const char *);

		if (text)
			add_string(l, text);
		else
			add(l, "null", 4);
	} else if (*conversion == 'd') {
		long long value = longs == 2 ? va_arg(*args, long long) : longs == 1 ? va_arg(*args, long) : va_arg(*args, int);

		add(l, number, (size_t)snprintf(number, sizeof(number), "%lld", value));
	} else {
		unsigned long long value = size         ? va_arg(*args, size_t)
					   : longs == 2 ? va_arg(*args, unsigned long long)
					   : longs == 1 ? va_arg(*args, unsigned long)
							: va_arg(*args, unsigned);

		add(l, number, (size_t)snprintf(number, sizeof(number), "%llu", value));
	}
	return conversion + 1;
}

static void add_pairs(struct line *l, const char *format, va_list *args)
{
	while (*format) {
		size_t key = strcspn(format, "=");

		if (format[key] != '=' || format[key + 1] != '%')
			return;
		add(l, ",\"", 2);
		add(l, format, key);
		add(l, "\":", 2);
		format = add_value(l, format + key + 2, args);
		format += *format == ' ';
	}
}

void log_event(enum log_level level, const char *event, const char *format, ...)
{
	struct line l = { .size = 0 };
	int saved = errno;
	va_list args;

	if (level < lowest)
		return;
	if (journal)
		l.size = (size_t)snprintf(l.text, sizeof(l.text), "<%d>", levels[level].priority);
	add_time(&l);
	add(&l, ",\"level\":\"", 10);
	add(&l, levels[level].name, strlen(levels[level].name));
	add(&l, "\",\"event\":", 10);
	add_string(&l, event);
	va_start(args, format);
	add_pairs(&l, format, &args);
	va_end(args);
	memcpy(l.text + l.size, "}\n", 2);
	if (write(STDERR_FILENO, l.text, l.size + 2) < 0)
		errno = saved; /* nobody to tell */
	errno = saved;
}

#define _GNU_SOURCE
#include "config_internal.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void *place(const struct config *config, const struct setting *s)
{
	return (char *)(uintptr_t)config + s->offset;
}

void config_value_describe(const struct setting *s, char *out, size_t size)
{
	size_t n = 0;

	switch (s->type) {
	case SETTING_TEXT:
		snprintf(out, size, "text of %.0f to %.0f characters", s->min, s->max);
		break;
	case SETTING_CHOICE:
		n = (size_t)snprintf(out, size, "one of %s", s->choices[0]);
		for (size_t i = 1; s->choices[i] && n < size; i++)
			n += (size_t)snprintf(out + n, size - n, ", %s", s->choices[i]);
		break;
	case SETTING_NUMBER:
		snprintf(out, size, "a whole number from %.0f to %.0f", s->min, s->max);
		break;
	case SETTING_REAL:
		snprintf(out, size, "a number from %.10g to %.10g", s->min, s->max);
		break;
	case SETTING_INSTANT:
		snprintf(out, size, "a day or instant in UTC after 1970, such as 2026-04-01 or 2026-04-01T09:30:00Z, or \"\"");
		break;
	}
}

static bool set_text(char **at, const struct setting *s, const char *text)
{
	size_t length = strlen(text);
	char *copy;

	if ((double)length < s->min || (double)length > s->max)
		return false;
	copy = strdup(text);
	if (!copy)
		return false;
	free(*at);
	*at = copy;
	return true;
}

static bool set_choice(const char **at, const struct setting *s, const char *text)
{
	for (size_t i = 0; s->choices[i]; i++) {
		if (strcmp(s->choices[i], text) == 0) {
			*at = s->choices[i];
			return true;
		}
	}
	return false;
}

static bool set_number(int *at, const struct setting *s, const char *text)
{
	char *end;
	long value;

	errno = 0;
	value = strtol(text, &end, 10);
	if (errno || end == text || *end || (double)value < s->min || (double)value > s->max)
		return false;
	*at = (int)value;
	return true;
}

static bool set_real(double *at, const struct setting *s, const char *text)
{
	char *end;
	double value = strtod(text, &end);

	if (end == text || *end || !(value >= s->min && value <= s->max)) /* so that not-a-number fails */
		return false;
	*at = value;
	return true;
}

/* The text must read back the same, so that 2026-02-30 is refused and not moved to March. */
static bool set_instant(int64_t *at, const char *text)
{
	static const char *const forms[] = { "%Y-%m-%d", "%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M:%SZ" };
	char again[32];

	if (!*text) {
		*at = 0;
		return true;
	}
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct tm tm = { 0 };
		const char *end = strptime(text, forms[i], &tm);
		time_t seconds = timegm(&tm);

		if (!end || *end || seconds <= 0 || !gmtime_r(&seconds, &tm))
			continue;
		if (strftime(again, sizeof(again), forms[i], &tm) > 0 && strcmp(again, text) == 0) {
			*at = (int64_t)seconds * 1000000;
			return true;
		}
	}
	return false;
}

bool config_value_set(struct config *config, const struct setting *s, const char *text, char why[static 160])
{
	char wants[140];
	bool good = false;

	switch (s->type) {
	case SETTING_TEXT:
		good = set_text(place(config, s), s, text);
		break;
	case SETTING_CHOICE:
		good = set_choice(place(config, s), s, text);
		break;
	case SETTING_NUMBER:
		good = set_number(place(config, s), s, text);
		break;
	case SETTING_REAL:
		good = set_real(place(config, s), s, text);
		break;
	case SETTING_INSTANT:
		good = set_instant(place(config, s), text);
		break;
	}
	if (!good) {
		config_value_describe(s, wants, sizeof(wants));
		snprintf(why, 160, "wants %s", wants);
	}
	return good;
}

void config_value_release(struct config *config, const struct setting *s)
{
	char **text = place(config, s);

	if (s->type != SETTING_TEXT)
		return;
	free(*text);
	*text = NULL;
}

/* A conninfo has too many ways to quote a password to cut it out safely, so one that holds any is not printed at all. */
static bool holds_password(const char *text)
{
	const char *host = strstr(text, "://");

	return strcasestr(text, "password") ||
	       (host && strchr(host, '@') && strchr(host + 3, ':') && strchr(host + 3, ':') < strchr(host, '@'));
}

static void print_text(const char *text, FILE *out)
{
	if (holds_password(text)) {
		fputs("\"...\"", out);
		return;
	}
	putc('"', out);
	for (const char *c = text; *c; c++) {
		if (strchr("\"\\$", *c)) /* $ would begin a name of the environment */
			putc('\\', out);
		putc(*c, out);
	}
	putc('"', out);
}

void config_value_print(const struct config *config, const struct setting *s, FILE *out)
{
	char instant[32] = "";
	time_t seconds;
	struct tm tm;

	switch (s->type) {
	case SETTING_TEXT:
		print_text(*(char **)place(config, s), out);
		break;
	case SETTING_CHOICE:
		print_text(*(const char **)place(config, s), out);
		break;
	case SETTING_NUMBER:
		fprintf(out, "%d", *(int *)place(config, s));
		break;
	case SETTING_REAL:
		fprintf(out, "%.10g", *(double *)place(config, s));
		break;
	case SETTING_INSTANT:
		seconds = (time_t)(*(int64_t *)place(config, s) / 1000000);
		if (seconds > 0 && gmtime_r(&seconds, &tm))
			strftime(instant, sizeof(instant), "%Y-%m-%dT%H:%M:%SZ", &tm);
		print_text(instant, out);
		break;
	}
}

bool config_value_same(const struct config *a, const struct config *b, const struct setting *s)
{
	switch (s->type) {
	case SETTING_TEXT:
	case SETTING_CHOICE:
		return strcmp(*(char **)place(a, s), *(char **)place(b, s)) == 0;
	case SETTING_NUMBER:
		return *(int *)place(a, s) == *(int *)place(b, s);
	case SETTING_REAL:
		return !(fabs(*(double *)place(a, s) - *(double *)place(b, s)) > 0);
	case SETTING_INSTANT:
		return *(int64_t *)place(a, s) == *(int64_t *)place(b, s);
	}
	return true;
}

void config_value_copy(struct config *into, const struct config *from, const struct setting *s)
{
	switch (s->type) {
	case SETTING_TEXT: /* owned, and so never reloadable */
		break;
	case SETTING_CHOICE:
		*(const char **)place(into, s) = *(const char **)place(from, s);
		break;
	case SETTING_NUMBER:
		*(int *)place(into, s) = *(int *)place(from, s);
		break;
	case SETTING_REAL:
		*(double *)place(into, s) = *(double *)place(from, s);
		break;
	case SETTING_INSTANT:
		*(int64_t *)place(into, s) = *(int64_t *)place(from, s);
		break;
	}
}

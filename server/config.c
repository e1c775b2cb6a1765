#include "config.h"

#include <confuse.h>
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "config_internal.h"

#ifndef CONCORDAT_SQL_DIR
#define CONCORDAT_SQL_DIR "/usr/share/concordat/sql"
#endif

static const char *const levels[] = { "debug", "info", "warning", "error", NULL };

/* clang-format off: a # at the beginning of a line is a directive to it */
#define TEXT(member, min_, fallback_, help_)                                                                               \
	{                                                                                                                  \
		.name = #member, .type = SETTING_TEXT, .offset = offsetof(struct config, member), .fallback = (fallback_), \
		.min = (min_), .max = 1000, .help = (help_)                                                                \
	}
#define NUMBER(member, min_, max_, fallback_, reloadable_, help_)                                                            \
	{                                                                                                                    \
		.name = #member, .type = SETTING_NUMBER, .offset = offsetof(struct config, member), .fallback = (fallback_), \
		.min = (min_), .max = (max_), .reloadable = (reloadable_), .help = (help_)                                   \
	}
/* clang-format on */

/* To add one: a member of struct config, a row here. A text cannot be reloadable, because running parts borrow it. */
static const struct setting settings[] = {
	TEXT(database, 0, "dbname=concordat user=concordat_app", "the register's database for the daemon, as libpq takes it"),
	TEXT(migrate_database, 0, "dbname=concordat", "the same for migrate and enrol, as a superuser"),
	TEXT(endpoint, 1, "tcp://127.0.0.1:5710", "where clients connect"),
	TEXT(secret_key_file, 1, "/etc/concordat/concordatd.key", "the daemon's key, readable by nobody else"),
	TEXT(zap_domain, 1, "concordat", "name of the door that keys are checked for"),
	TEXT(ops_endpoint, 0, "127.0.0.1:5711", "loopback address of /healthz, /readyz and /metrics; \"\" for none"),
	TEXT(sql_dir, 1, CONCORDAT_SQL_DIR, "folder of the migrations"),
	{ "log_level", SETTING_CHOICE, offsetof(struct config, log_level), "info", 0, 0, true, "least level that is logged",
	  levels },
	NUMBER(readers, 1, 64, "2", false, "connections to the database that read"),
	NUMBER(in_flight_per_client, 1, 10000, "32", true, "requests under way for one connection"),
	NUMBER(in_flight_per_organisation, 1, 100000, "128", true, "requests under way for one organisation"),
	NUMBER(rate_per_s, 1, 1000000, "200", true, "requests a second for one organisation"),
	NUMBER(rate_burst, 1, 1000000, "400", true, "requests of one organisation at once, before the rate counts"),
	NUMBER(batch_max, 1, 4096, "256", false, "writes in one batch, and in one unit of the database"),
	NUMBER(page_default, 1, 10000, "100", true, "records of a list when its request does not say"),
	NUMBER(page_max, 1, 10000, "1000", true, "records of a list at most"),
	NUMBER(streams_max, 1, 1000, "16", true, "streams of one connection"),
	NUMBER(credit_max, 1, 100000, "1024", false, "items a stream may be ahead of its client"),
	NUMBER(cache_entries, 0, 1000000, "10000", false, "replies kept for asking again"),
	NUMBER(deadline_default_ms, 10, 600000, "10000", true, "time for a request that does not say"),
	NUMBER(statement_timeout_ms, 10, 600000, "5000", false, "longest statement of a request"),
	NUMBER(lock_timeout_ms, 10, 600000, "2000", false, "longest wait for a lock"),
	{ "clock_start", SETTING_INSTANT, offsetof(struct config, clock_start_at), "", 0, 0, false,
	  "where the register's clock starts, to play history again; \"\" for the real clock", NULL },
	{ "clock_rate", SETTING_REAL, offsetof(struct config, clock_rate), "1", 0.001, 1e7, false,
	  "how much faster than real time a clock with a start runs", NULL },
};
enum { SETTINGS = sizeof(settings) / sizeof(settings[0]), IN_ENVIRONMENT = -1, FILE_MAX = 256 * 1024 };
_Static_assert((int)SETTINGS <= (int)CONFIG_SETTINGS_MAX, "struct config has room for every setting's origin");

static const char prefix[] = "CONCORDAT__";
extern char **environ;

/* What is being loaded: libconfuse's callbacks take no argument of ours. One thread, one load at a time. */
static struct {
	struct config *config;
	const char *path;
	FILE *errors;
	bool failed;
} loading;

/* ---- names ---- */

static int find_setting(const char *name)
{
	for (int i = 0; i < SETTINGS; i++)
		if (strcmp(settings[i].name, name) == 0)
			return i;
	return -1;
}

/* How many letters must be put in, taken out or changed to make one word of the other. */
static size_t distance(const char *a, const char *b)
{
	size_t row[64], columns = strlen(b);

	if (columns >= sizeof(row) / sizeof(row[0]))
		return SIZE_MAX;
	for (size_t j = 0; j <= columns; j++)
		row[j] = j;
	for (size_t i = 0; a[i]; i++) {
		size_t diagonal = row[0];

		row[0] = i + 1;
		for (size_t j = 1; j <= columns; j++) {
			size_t changed = diagonal + (a[i] != b[j - 1]), least = row[j - 1] < row[j] ? row[j - 1] : row[j];

			diagonal = row[j];
			row[j] = changed < least + 1 ? changed : least + 1;
		}
	}
	return row[columns];
}

static void unknown_setting(const char *where, int line, const char *name)
{
	size_t nearest = 4; /* further than three letters away is another word */
	const char *meant = NULL;

	for (int i = 0; i < SETTINGS; i++) {
		size_t d = distance(settings[i].name, name);

		if (d < nearest) {
			nearest = d;
			meant = settings[i].name;
		}
	}
	if (line > 0)
		fprintf(loading.errors, "%s:%d: ", where, line);
	else
		fprintf(loading.errors, "%s: ", where);
	fprintf(loading.errors, meant ? "no setting is called %s; did you mean %s?\n" : "no setting is called %s\n", name, meant);
	loading.failed = true;
}

/* ---- the file ---- */

static void on_error(cfg_t *cfg, const char *format, va_list args)
{
	loading.failed = true;
	if (strcmp(format, "no such option '%s'") == 0) {
		unknown_setting(loading.path, cfg->line, va_arg(args, const char *));
		return;
	}
	fprintf(loading.errors, "%s:%d: ", loading.path, cfg->line);
	vfprintf(loading.errors, format, args);
	putc('\n', loading.errors);
}

static int on_value(cfg_t *cfg, cfg_opt_t *option)
{
	int i = find_setting(option->name);
	char why[160];

	if (loading.config->lines[i] > 0) {
		fprintf(loading.errors, "%s:%d: %s was set on line %d already\n", loading.path, cfg->line, option->name,
			loading.config->lines[i]);
		loading.failed = true;
	} else if (!config_value_set(loading.config, &settings[i], cfg_opt_getnstr(option, 0), why)) {
		fprintf(loading.errors, "%s:%d: %s %s\n", loading.path, cfg->line, option->name, why);
		loading.failed = true;
	}
	loading.config->lines[i] = cfg->line;
	return 0; /* go on, so that every mistake is told at once */
}

/* All but the newlines of it; where it ends. */
static char *blank(char *comment, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (comment[i] != '\n')
			comment[i] = ' ';
	return comment + size;
}

/* libconfuse 3.3 counts the lines of comments wrong, and with them every line below, so they are blanked before it looks. NULL, or what is wrong. */
static const char *blank_comments(char *text)
{
	char quote = 0;

	for (char *c = text; *c; c++) {
		if (quote) {
			if (*c == '\\' && c[1])
				c++;
			else if (*c == quote)
				quote = 0;
		} else if (c[0] == '/' && c[1] == '*') {
			if (!strstr(c + 2, "*/"))
				return "a comment begins with /* and does not end";
			c = blank(c, (size_t)(strstr(c + 2, "*/") + 2 - c)) - 1;
		} else if (*c == '"' || *c == '\'') {
			quote = *c;
		} else if (*c == '#' || (c[0] == '/' && c[1] == '/' && (c == text || isspace((unsigned char)c[-1])))) {
			c = blank(c, strcspn(c, "\n")) - 1;
		}
	}
	return NULL;
}

static char *read_whole(const char *path)
{
	FILE *file = fopen(path, "re");
	char *text = file ? calloc(1, FILE_MAX + 2) : NULL;
	int error = text ? 0 : errno;
	struct stat about;
	size_t size = 0;

	if (text && fstat(fileno(file), &about) == 0 && !S_ISREG(about.st_mode))
		error = EINVAL;
	else if (text)
		size = fread(text, 1, FILE_MAX + 1, file);
	if (text && (size > FILE_MAX || memchr(text, 0, size)))
		error = EFBIG;
	if (file)
		fclose(file);
	if (error) {
		fprintf(loading.errors, "%s: cannot be read as settings: %s\n", path, strerror(error));
		free(text);
		return NULL;
	}
	return text;
}

static void load_file(const char *path)
{
	cfg_opt_t options[SETTINGS + 1] = { 0 };
	char *text = read_whole(path);
	const char *why = text ? blank_comments(text) : NULL;
	cfg_t *cfg;

	if (why)
		fprintf(loading.errors, "%s: %s\n", path, why);
	if (!text || why) {
		loading.failed = true;
		free(text);
		return;
	}
	for (int i = 0; i < SETTINGS; i++)
		options[i] = (cfg_opt_t)CFG_STR(settings[i].name, NULL, CFGF_NODEFAULT);
	options[SETTINGS] = (cfg_opt_t)CFG_END();
	cfg = cfg_init(options, CFGF_NONE);
	if (cfg) {
		cfg_set_error_function(cfg, on_error);
		for (int i = 0; i < SETTINGS; i++)
			cfg_set_validate_func(cfg, settings[i].name, on_value);
		if (*text && cfg_parse_buf(cfg, text) != CFG_SUCCESS && !loading.failed) { /* it says nothing of "" as a name */
			fprintf(loading.errors, "%s:%d: a setting is wanted here: name = value\n", path, cfg->line);
			loading.failed = true;
		}
	}
	loading.failed |= cfg == NULL;
	cfg_free(cfg);
	free(text);
}

/* ---- the environment ---- */

static void load_variable(const char *variable)
{
	const char *value = strchr(variable, '=');
	char name[64] = "", why[160];
	size_t length = value ? (size_t)(value - variable) - (sizeof(prefix) - 1) : 0;
	int i;

	if (!value)
		return;
	for (size_t c = 0; c < length && c < sizeof(name) - 1; c++)
		name[c] = (char)tolower((unsigned char)variable[sizeof(prefix) - 1 + c]);
	i = find_setting(name);
	if (i < 0) {
		unknown_setting("environment", 0, name);
	} else if (!config_value_set(loading.config, &settings[i], value + 1, why)) {
		fprintf(loading.errors, "environment: %.*s %s\n", (int)(value - variable), variable, why);
		loading.failed = true;
	} else {
		loading.config->lines[i] = IN_ENVIRONMENT;
	}
}

static void load_environment(void)
{
	for (char **variable = environ; *variable; variable++)
		if (strncmp(*variable, prefix, sizeof(prefix) - 1) == 0)
			load_variable(*variable);
}

/* ---- the interface ---- */

static void check_together(const struct config *c)
{
	if (c->page_default > c->page_max) {
		fprintf(loading.errors, "%s: page_default (%d) is more than page_max (%d)\n", c->path ? c->path : "settings",
			c->page_default, c->page_max);
		loading.failed = true;
	}
	if (c->clock_rate > 1 && !c->clock_start_at) {
		fprintf(loading.errors, "%s: clock_rate is for a clock with a clock_start\n", c->path ? c->path : "settings");
		loading.failed = true;
	}
}

int config_load(const char *path, struct config *ret, FILE *errors)
{
	struct config config = { 0 };
	char why[160];

	loading.config = &config;
	loading.path = path;
	loading.errors = errors;
	loading.failed = false;
	for (int i = 0; i < SETTINGS && !loading.failed; i++)
		loading.failed = !config_value_set(&config, &settings[i], settings[i].fallback, why);
	if (path) {
		config.path = strdup(path);
		loading.failed |= !config.path;
		load_file(path);
	}
	load_environment();
	if (!loading.failed)
		check_together(&config);
	if (loading.failed) {
		config_release(&config);
		return -EINVAL;
	}
	*ret = config;
	return 0;
}

void config_release(struct config *config)
{
	for (int i = 0; i < SETTINGS; i++)
		config_value_release(config, &settings[i]);
	free(config->path);
	config->path = NULL;
}

void config_print(const struct config *config, FILE *out)
{
	for (int i = 0; i < SETTINGS; i++) {
		fprintf(out, "%s = ", settings[i].name);
		config_value_print(config, &settings[i], out);
		if (config->lines[i] > 0)
			fprintf(out, " # %s:%d\n", config->path, config->lines[i]);
		else
			fprintf(out, " # %s\n", config->lines[i] == IN_ENVIRONMENT ? "environment" : "default");
	}
}

void config_print_help(FILE *out)
{
	char wants[140];

	for (int i = 0; i < SETTINGS; i++) {
		config_value_describe(&settings[i], wants, sizeof(wants));
		fprintf(out, "%s\n\t%s\n\t%s; default \"%s\"; %s\n", settings[i].name, settings[i].help, wants,
			settings[i].fallback, settings[i].reloadable ? "a reload takes it" : "a change wants a restart");
	}
}

void config_take_reloadable(struct config *into, const struct config *from)
{
	for (int i = 0; i < SETTINGS; i++) {
		if (!settings[i].reloadable)
			continue;
		config_value_copy(into, from, &settings[i]);
		into->lines[i] = from->lines[i];
	}
}

static int differences(const struct config *a, const struct config *b, bool restart_only, FILE *out)
{
	int count = 0;

	for (int i = 0; i < SETTINGS; i++) {
		if ((restart_only && settings[i].reloadable) || config_value_same(a, b, &settings[i]))
			continue;
		fprintf(out, "%s\n", settings[i].name);
		count++;
	}
	return count;
}

int config_differences(const struct config *a, const struct config *b, FILE *out)
{
	return differences(a, b, false, out);
}

int config_needs_restart(const struct config *a, const struct config *b, FILE *out)
{
	return differences(a, b, true, out);
}

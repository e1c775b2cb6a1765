/* config_internal.h - the table of settings and their values as text, between config.c and config_value.c. */
#ifndef CONFIG_INTERNAL_H
#define CONFIG_INTERNAL_H

#include <stddef.h>

#include "config.h"

enum setting_type { SETTING_TEXT, SETTING_CHOICE, SETTING_NUMBER, SETTING_REAL, SETTING_INSTANT };

struct setting {
	const char *name;
	enum setting_type type;
	size_t offset; /* in struct config */
	const char *fallback;
	double min, max; /* of a number; of a text, its length */
	bool reloadable;
	const char *help;
	const char *const *choices; /* NULL-ended */
};

/* Reads text as the setting's type. false: why says what it wants. The old value is freed. */
bool config_value_set(struct config *config, const struct setting *setting, const char *text, char why[static 160]);
void config_value_release(struct config *config, const struct setting *setting);
void config_value_print(const struct config *config, const struct setting *setting, FILE *out);
bool config_value_same(const struct config *a, const struct config *b, const struct setting *setting);
/* For types that own nothing. */
void config_value_copy(struct config *into, const struct config *from, const struct setting *setting);

/* "text of 1 to 200 characters", "one of debug, info", "number from 1 to 64" */
void config_value_describe(const struct setting *setting, char *out, size_t size);

#endif

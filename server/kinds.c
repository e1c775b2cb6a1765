#include "kinds.h"

#include <stdio.h>

#include "auth.h"

struct kind kinds[] = {
	{ CONCORDAT__KIND__KIND_ORGANISATION, WRITER_OPERATOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_IDENTIFIER, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_SUCCESSION, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_AREA, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_POST, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_BODY, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_BODY_LINK, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_SEAT, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_STATEMENT, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_MEETING, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_AGENDA_ITEM, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_DECISION, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_CLAUSE, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_DOCUMENT, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_AGREEMENT, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_INITIATIVE, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_INITIATIVE_LINK, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_PARTICIPATION, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_MILESTONE, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_DEPENDENCY, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_RISK, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_BENEFIT, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_NOTE, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_INDICATOR, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_MEASUREMENT, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_MONEY_LINE, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_MONEY_AMOUNT, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_SUBSCRIPTION, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_DEADLINE, WRITER_NOBODY, false, NULL, false },
	{ CONCORDAT__KIND__KIND_ALERT, WRITER_NOBODY, true, NULL, false },
	{ CONCORDAT__KIND__KIND_HOLIDAY, WRITER_OPERATOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_CLIENT, WRITER_REGISTRAR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_GRANT, WRITER_EDITOR, false, NULL, false },
	{ CONCORDAT__KIND__KIND_OBLIGATION, WRITER_NOBODY, true, NULL, false },
	{ CONCORDAT__KIND__KIND_MONEY_PROFILE, WRITER_NOBODY, true, NULL, false },
	{ CONCORDAT__KIND__KIND_INITIATIVE_SUMMARY, WRITER_NOBODY, true, NULL, false },
	{ CONCORDAT__KIND__KIND_SLIPPAGE, WRITER_NOBODY, true, NULL, false },
	{ CONCORDAT__KIND__KIND_BODY_MAP, WRITER_NOBODY, true, NULL, false },
	{ CONCORDAT__KIND__KIND_INCONSISTENCY, WRITER_NOBODY, true, NULL, false },
	{ CONCORDAT__KIND__KIND_REGISTER_HEALTH, WRITER_NOBODY, true, NULL, false },
};
const size_t kind_count = sizeof(kinds) / sizeof(kinds[0]);

bool kinds_init(void)
{
	for (size_t i = 0; i < kind_count; i++) {
		kinds[i].wire = wire_kind_by_number((int)kinds[i].number);
		if (!kinds[i].wire) {
			fprintf(stderr, "kinds.c has a row for kind %d, which proto/wire.c does not name\n",
				(int)kinds[i].number);
			return false;
		}
	}
	for (size_t i = 0; i < wire_kind_count; i++) {
		if (!kind_by_number((int)wire_kinds[i].number)) {
			fprintf(stderr, "kind %s has no row in kinds.c\n", wire_kinds[i].name);
			return false;
		}
	}
	return true;
}

const struct kind *kind_by_number(int number)
{
	for (size_t i = 0; i < kind_count; i++)
		if ((int)kinds[i].number == number)
			return &kinds[i];
	return NULL;
}

bool kind_may_write(const struct kind *kind, unsigned roles)
{
	switch (kind->writer) {
	case WRITER_EDITOR:
		return roles & AUTH_EDITOR;
	case WRITER_REGISTRAR:
		return roles & (AUTH_REGISTRAR | AUTH_OPERATOR);
	case WRITER_OPERATOR:
		return roles & (AUTH_OPERATOR | AUTH_EDITOR);
	case WRITER_NOBODY:
		break;
	}
	return false;
}

bool kind_is_dated(const struct kind *kind)
{
	return protobuf_c_message_descriptor_get_field(kind->wire->descriptor, 90) != NULL;
}

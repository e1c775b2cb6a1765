#include "output.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

struct grid {
	size_t columns, rows, room;
	char **cells; /* the titles are row 0 */
};

enum {
	GAP = 2,
	NARROWEST = 8 /* a column is not cut below this */
};

struct grid *grid_new(size_t columns, const char *const *titles)
{
	struct grid *grid = calloc(1, sizeof(*grid));

	if (!grid)
		abort();
	grid->columns = columns;
	grid_add(grid, titles);
	return grid;
}

void grid_add(struct grid *grid, const char *const *cells)
{
	if (grid->rows == grid->room) {
		grid->room = grid->room ? grid->room * 2 : 16;
		grid->cells = realloc(grid->cells, grid->room * grid->columns * sizeof(*grid->cells));
		if (!grid->cells && grid->columns > 0)
			abort();
	}
	for (size_t i = 0; i < grid->columns; i++)
		grid->cells[grid->rows * grid->columns + i] = strdup(cells[i] ? cells[i] : "");
	grid->rows++;
}

void grid_free(struct grid *grid)
{
	for (size_t i = 0; grid && i < grid->rows * grid->columns; i++)
		free(grid->cells[i]);
	if (grid)
		free(grid->cells);
	free(grid);
}

/* Bytes of a control character at the place: C0, DEL, or C1 in UTF-8. */
static size_t control_size(const char *at)
{
	unsigned char first = (unsigned char)at[0], second = first ? (unsigned char)at[1] : 0;

	if (first < 0x20 || first == 0x7F)
		return 1;
	return first == 0xC2 && second >= 0x80 && second <= 0x9F ? 2 : 0;
}

static void print_plain(const char *text, size_t size, FILE *to)
{
	for (size_t i = 0; i < size;) {
		size_t control = control_size(text + i);

		if (control == 0)
			fputc(text[i], to);
		else
			fputc(text[i] == '\n' || text[i] == '\t' ? ' ' : '?', to);
		i += control ? control : 1;
	}
}

static void print_padded(const char *text, size_t width, bool last, FILE *to)
{
	size_t wide = text_width(text);

	if (wide > width) {
		print_plain(text, text_cut(text, width - 1), to);
		fputs("…", to);
		wide = width;
	} else {
		print_plain(text, strlen(text), to);
	}
	for (; !last && wide < width + GAP; wide++)
		fputc(' ', to);
}

/* The width at which columns are cut so that all of them fit; the narrow ones keep what they need. */
static size_t cut_width(const size_t *widths, size_t columns, size_t width)
{
	size_t cut = 0;

	for (size_t w = NARROWEST; w <= width; w++) {
		size_t sum = columns ? (columns - 1) * GAP : 0;

		for (size_t i = 0; i < columns; i++)
			sum += widths[i] < w ? widths[i] : w;
		if (sum > width)
			break;
		cut = w;
	}
	return cut ? cut : NARROWEST;
}

static void print_table(const struct grid *grid, size_t width, FILE *to)
{
	size_t *widths = calloc(grid->columns + 1, sizeof(*widths));
	size_t cut = SIZE_MAX;

	if (!widths)
		abort();
	for (size_t row = 0; row < grid->rows; row++) {
		for (size_t column = 0; column < grid->columns; column++) {
			size_t w = text_width(grid->cells[row * grid->columns + column]);

			if (w > widths[column])
				widths[column] = w;
		}
	}
	if (width > 0)
		cut = cut_width(widths, grid->columns, width);
	for (size_t row = 0; row < grid->rows; row++) {
		for (size_t column = 0; column < grid->columns; column++)
			print_padded(grid->cells[row * grid->columns + column], widths[column] < cut ? widths[column] : cut,
				     column + 1 == grid->columns, to);
		fputc('\n', to);
	}
	free(widths);
}

static void print_csv_cell(const char *text, FILE *to)
{
	if (!strpbrk(text, ",\"\r\n")) {
		fputs(text, to);
		return;
	}
	fputc('"', to);
	for (; *text; text++) {
		if (*text == '"')
			fputc('"', to);
		fputc(*text, to);
	}
	fputc('"', to);
}

static void print_tsv_cell(const char *text, FILE *to)
{
	while (*text) {
		size_t control = control_size(text);

		if (*text == '\t')
			fputs("\\t", to);
		else if (*text == '\n')
			fputs("\\n", to);
		else if (*text == '\\')
			fputs("\\\\", to);
		else
			fputc(control ? '?' : *text, to);
		text += control ? control : 1;
	}
}

void grid_print(const struct grid *grid, enum cli_format format, size_t width, FILE *to)
{
	if (format == CLI_TABLE) {
		print_table(grid, width, to);
		return;
	}
	for (size_t i = 0; i < grid->rows * grid->columns; i++) {
		bool last = (i + 1) % grid->columns == 0;

		if (format == CLI_CSV)
			print_csv_cell(grid->cells[i], to);
		else
			print_tsv_cell(grid->cells[i], to);
		fputs(!last ? (format == CLI_CSV ? "," : "\t") : (format == CLI_CSV ? "\r\n" : "\n"), to);
	}
}

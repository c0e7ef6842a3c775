/*-------------------------------------------------------------------------
 *
 * source_read.c
 *		Reads the canonical source line by line.
 *
 * Called by compile.c, diff.c, lists.c and version_rows.c.  The source may
 * come from a stranger (COPY into policyscope.version), so every line that is
 * read is checked for its form; what its fields mean is checked by compile.c.
 * Must never read a table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "taxonomy/source.h"

void
source_read_begin(SourceReader *reader, char *source, Size length)
{
	Size		head = strlen(SOURCE_HEAD "\n");

	if (length < head || memcmp(source, SOURCE_HEAD "\n", head) != 0)
		source_damaged(1, "It does not begin a source of format 1");
	if (source[length - 1] != '\n' || memchr(source, '\0', length) != NULL)
		source_damaged(1, "The last line is cut off");
	reader->next = source + head;
	reader->end = source + length;
	reader->number = 1;
}

/* ---------- fields ---------- */

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* The character after a backslash; moves *next behind it; -1: none such. */
static int
unescape_one(const char **next)
{
	const char *from = *next;
	int			high;
	int			low;

	*next += 1;
	switch (*from)
	{
		case '\\':
			return '\\';
		case 't':
			return '\t';
		case 'n':
			return '\n';
		case 'r':
			return '\r';
		case 'x':
			high = hex_digit(from[1]);
			low = high < 0 ? -1 : hex_digit(from[2]);
			*next += 2;
			return high < 0 || low < 0 || high * 16 + low == 0 ? -1 : high * 16 + low;
		default:
			return -1;
	}
}

/* Unescapes in place; NULL for \N. */
static char *
unescape(char *field, uint32 line)
{
	const char *from = strchr(field, '\\');
	char	   *to = field + (from ? from - field : 0);

	if (from == NULL)
		return field;
	if (strcmp(field, "\\N") == 0)
		return NULL;
	while (*from)
	{
		int			c = (unsigned char) *from++;

		if (c == '\\' && (c = unescape_one(&from)) < 0)
			source_damaged(line, "It has an unknown escape sequence");
		*to++ = (char) c;
	}
	*to = '\0';
	return field;
}

/* ---------- lines ---------- */

static SourceKindId
kind_of(const char *name, uint32 line)
{
	for (int kind = 0; kind < SOURCE_KINDS; kind++)
	{
		if (strcmp(name, source_kinds[kind].name) == 0)
			return (SourceKindId) kind;
	}
	source_damaged(line, "Its kind is unknown");
}

/* Ends the field at field with a NUL and returns the next one, or NULL. */
static char *
cut_field(char *field)
{
	char	   *tab = strchr(field, '\t');

	if (tab)
		*tab++ = '\0';
	return tab;
}

void
source_split(const SourceRawLine *raw, SourceLine *line)
{
	const SourceKind *kind = &source_kinds[raw->kind];
	char	   *field = raw->fields;
	int			count = 0;

	line->kind = raw->kind;
	line->number = raw->number;
	while (field && count < kind->field_count)
	{
		char	   *following = cut_field(field);

		line->fields[count++] = unescape(field, raw->number);
		field = following;
	}
	if (field || count < kind->field_count)
		source_damaged(raw->number, field ? "It has too many fields" : "Fields are missing");
}

/* The next line; false at the end. */
bool
source_read_raw(SourceReader *reader, SourceRawLine *raw)
{
	char	   *line = reader->next;
	char	   *newline;

	CHECK_FOR_INTERRUPTS();
	if (line == reader->end)
		return false;
	/* there is one: source_read_begin() looked at the end */
	newline = memchr(line, '\n', reader->end - line);
	*newline = '\0';
	reader->next = newline + 1;
	raw->number = ++reader->number;
	raw->fields = cut_field(line);
	raw->kind = kind_of(line, raw->number);
	return true;
}

bool
source_read_next(SourceReader *reader, SourceLine *line)
{
	SourceRawLine raw;

	if (!source_read_raw(reader, &raw))
		return false;
	source_split(&raw, line);
	return true;
}

bool
source_read_kind(SourceReader *reader, SourceKindId kind, SourceLine *line)
{
	SourceRawLine raw;

	while (source_read_raw(reader, &raw))
	{
		if (raw.kind != kind)
			continue;
		source_split(&raw, line);
		return true;
	}
	return false;
}

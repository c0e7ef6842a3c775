/*-------------------------------------------------------------------------
 *
 * source.h
 *		The canonical source: a taxonomy as text, one line a row.
 *
 * What a version stores and everything else is derived from.  Format 1:
 *
 *	 first line		"policyscope-source" TAB "1"
 *	 other lines	kind TAB field TAB field ..., as source_kinds lists them,
 *					sorted bytewise; each line ends with a newline
 *	 a field		\N for NULL; else the text with backslash, tab, newline
 *					and carriage return as \\ \t \n \r and every other
 *					control character below U+0020 as \xHH
 *	 numerics		without trailing zeros; booleans true and false
 *
 * Tab is then the lowest byte of a line, so lines sort field by field.  The
 * taxonomy's name is not in it: equal content has an equal digest.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_SOURCE_H
#define POLICYSCOPE_TAXONOMY_SOURCE_H

#include "postgres.h"

#include "compat.h"
#include "image/image.h"
#include "taxonomy/progress.h"

#define SOURCE_HEAD "policyscope-source\t1"
#define SOURCE_MAX_FIELDS 9

typedef enum SourceKindId
{
	SOURCE_TAXONOMY,
	SOURCE_FACET,
	SOURCE_CONCEPT,
	SOURCE_BROADER,
	SOURCE_LABEL,
	SOURCE_PROPERTY,
	SOURCE_MAPPING,
	SOURCE_CUE,
	SOURCE_KINDS
} SourceKindId;

typedef struct SourceKind
{
	const char *name;
	int			field_count;
	int			key_count;		/* the first fields that make a row itself */
	int			concept;		/* the field that is the concept, or -1 */
	const char *fields[SOURCE_MAX_FIELDS];
	const char *query;			/* of a draft; $1 is its name */
} SourceKind;

extern const SourceKind source_kinds[SOURCE_KINDS];

/* One line, split and unescaped; NULL fields are NULL. */
typedef struct SourceLine
{
	SourceKindId kind;
	uint32		number;			/* of the line, from 1 */
	char	   *fields[SOURCE_MAX_FIELDS];
} SourceLine;

/* One line, neither split nor looked at further than its kind. */
typedef struct SourceRawLine
{
	SourceKindId kind;
	uint32		number;
	char	   *fields;			/* terminated */
} SourceRawLine;

/* Reads lines; the text is overwritten and the fields point into it. */
typedef struct SourceReader
{
	char	   *next;
	char	   *end;
	uint32		number;
} SourceReader;

/* source.c: the draft, in the active snapshot; needs SPI_connect() */
extern char *source_of_draft(const char *taxonomy, Size *length, Progress *progress);
extern void source_digest(const char *source, Size length, uint8 *digest);
extern _Noreturn void source_damaged(uint32 line, const char *what);

/* source_read.c */
extern void source_read_begin(SourceReader *reader, char *source, Size length);
extern bool source_read_next(SourceReader *reader, SourceLine *line);

/* The next line of one kind; of the others nothing but their kind is checked. */
extern bool source_read_kind(SourceReader *reader, SourceKindId kind, SourceLine *line);

/* The same in two steps, for lines that are to be kept: a raw one is smaller. */
extern bool source_read_raw(SourceReader *reader, SourceRawLine *raw);
extern void source_split(const SourceRawLine *raw, SourceLine *line);

#endif							/* POLICYSCOPE_TAXONOMY_SOURCE_H */

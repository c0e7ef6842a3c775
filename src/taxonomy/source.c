/*-------------------------------------------------------------------------
 *
 * source.c
 *		Writes the canonical source of a draft from its rows.
 *
 * Called by publish.c, diff.c and lint.c, inside SPI_connect().  All queries
 * run under the active snapshot, so the rows fit together whatever others
 * commit meanwhile.  Must never judge what a row says: compile.c does.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/cryptohash.h"
#include "common/sha2.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "host.h"
#include "taxonomy/names.h"
#include "taxonomy/progress.h"
#include "taxonomy/query.h"
#include "taxonomy/source.h"

const SourceKind source_kinds[SOURCE_KINDS] = {
	[SOURCE_TAXONOMY] = {
		"taxonomy", 5, 0, -1,
		{"title", "description", "reading", "zoning", "acronyms"},
		"SELECT title::pg_catalog.text, description::pg_catalog.text,"
		" reading::pg_catalog.bool::pg_catalog.text, zoning::pg_catalog.bool::pg_catalog.text,"
		" acronyms::pg_catalog.bool::pg_catalog.text"
		" FROM policyscope.taxonomy WHERE taxonomy OPERATOR(pg_catalog.=) $1"
	},
	[SOURCE_FACET] = {
		"facet", 4, 1, -1,
		{"facet", "title", "overlap", "inside"},
		"SELECT facet::pg_catalog.text, title::pg_catalog.text, overlap::pg_catalog.text,"
		" pg_catalog.trim_scale(inside)::pg_catalog.text"
		" FROM policyscope.facet WHERE taxonomy OPERATOR(pg_catalog.=) $1"
	},
	[SOURCE_CONCEPT] = {
		"concept", 3, 1, 0,
		{"concept", "definition", "uri"},
		"SELECT concept::pg_catalog.text, definition::pg_catalog.text, uri::pg_catalog.text"
		" FROM policyscope.concept WHERE taxonomy OPERATOR(pg_catalog.=) $1"
	},
	[SOURCE_BROADER] = {
		"broader", 3, 2, 0,
		{"concept", "broader", "rollup"},
		"SELECT concept::pg_catalog.text, broader::pg_catalog.text,"
		" pg_catalog.trim_scale(rollup)::pg_catalog.text"
		" FROM policyscope.broader WHERE taxonomy OPERATOR(pg_catalog.=) $1"
	},
	[SOURCE_LABEL] = {
		"label", 9, 3, 0,
		{"concept", "lang", "label", "kind", "weight", "inflect", "caps", "requires",
		"requires_scope"},
		"SELECT concept::pg_catalog.text, lang::pg_catalog.text, label::pg_catalog.text,"
		" kind::pg_catalog.text, pg_catalog.trim_scale(weight)::pg_catalog.text,"
		" inflect::pg_catalog.bool::pg_catalog.text, caps::pg_catalog.text,"
		" requires::pg_catalog.text, requires_scope::pg_catalog.text"
		" FROM policyscope.label WHERE taxonomy OPERATOR(pg_catalog.=) $1"
	},
	[SOURCE_PROPERTY] = {
		"property", 3, 3, 0,
		{"concept", "name", "value"},
		"SELECT concept::pg_catalog.text, name::pg_catalog.text, value::pg_catalog.text"
		" FROM policyscope.property WHERE taxonomy OPERATOR(pg_catalog.=) $1"
	},
	[SOURCE_MAPPING] = {
		"mapping", 3, 3, 0,
		{"concept", "relation", "target"},
		"SELECT concept::pg_catalog.text, relation::pg_catalog.text, target::pg_catalog.text"
		" FROM policyscope.mapping WHERE taxonomy OPERATOR(pg_catalog.=) $1"
	},
	[SOURCE_CUE] = {
		"cue", 8, 4, -1,
		{"lang", "text", "axis", "doctype", "value", "direction", "scope", "terminators"},
		"SELECT lang::pg_catalog.text, text::pg_catalog.text, axis::pg_catalog.text,"
		" doctype::pg_catalog.text, value::pg_catalog.text, direction::pg_catalog.text,"
		" scope::pg_catalog.text, terminators::pg_catalog.text"
		" FROM policyscope.cue WHERE taxonomy OPERATOR(pg_catalog.=) $1"
	}
};

/*
 * All lines of a draft in one buffer, each with a terminator: a buffer a line
 * would be a gigabyte for a million labels.
 */
typedef struct LineList
{
	StringInfoData text;
	Size	   *starts;
	uint32		count;
	uint32		allocated;
	const SourceKind *kind;		/* of the rows that come now */
	Progress   *progress;
} LineList;

/* ---------- lines ---------- */

static bool
is_escaped(unsigned char c)
{
	return c < 0x20 || c == '\\';
}

static void
append_escape(StringInfo line, unsigned char c)
{
	if (c == '\\')
		appendStringInfoString(line, "\\\\");
	else if (c == '\t')
		appendStringInfoString(line, "\\t");
	else if (c == '\n')
		appendStringInfoString(line, "\\n");
	else if (c == '\r')
		appendStringInfoString(line, "\\r");
	else
		appendStringInfo(line, "\\x%02x", c);
}

static void
append_escaped(StringInfo line, const char *field, int length)
{
	while (length > 0)
	{
		int			plain = 0;

		while (plain < length && !is_escaped((unsigned char) field[plain]))
			plain++;
		appendBinaryStringInfo(line, field, plain);
		if (plain < length)
			append_escape(line, (unsigned char) field[plain++]);
		field += plain;
		length -= plain;
	}
}

static void
append_field(StringInfo line, Datum value)
{
	text	   *field = DatumGetTextPP(value);

	append_escaped(line, VARDATA_ANY(field), (int) VARSIZE_ANY_EXHDR(field));
	if ((Pointer) field != DatumGetPointer(value))
		pfree(field);
}

static void
begin_line(LineList *list)
{
	if (list->count == list->allocated)
		list->starts = host_grow(list->starts, &list->allocated, 1024, sizeof(Size));
	list->starts[list->count++] = (Size) list->text.len;
}

/* QueryRowCallback */
static void
add_row(void *arg, HeapTuple row, TupleDesc description)
{
	LineList   *list = arg;
	StringInfo	line = &list->text;

	begin_line(list);
	appendStringInfoString(line, list->kind->name);
	for (int i = 0; i < list->kind->field_count; i++)
	{
		bool		is_null;
		Datum		value = SPI_getbinval(row, description, i + 1, &is_null);

		appendStringInfoChar(line, '\t');
		if (is_null)
			appendStringInfoString(line, "\\N");
		else
			append_field(line, value);
	}
	appendStringInfoChar(line, '\0');
	progress_step(list->progress);
}

static void
add_rows(LineList *list, SourceKindId kind, const char *taxonomy)
{
	QueryParameter name = query_text(taxonomy);

	list->kind = &source_kinds[kind];
	query_each(list->kind->query, &name, 1, add_row, list);
}

/* ---------- one text ---------- */

static int
compare_lines(const void *a, const void *b)
{
	CHECK_FOR_INTERRUPTS();
	return strcmp(*(char *const *) a, *(char *const *) b);
}

static char **
sort_lines(const LineList *list)
{
	char	  **lines = MemoryContextAllocHuge(CurrentMemoryContext,
											   mul_size(list->count, sizeof(char *)));

	for (uint32 i = 0; i < list->count; i++)
		lines[i] = list->text.data + list->starts[i];
	qsort(lines, list->count, sizeof(char *), compare_lines);
	return lines;
}

static char *
join_lines(char *const *lines, Size count, Size bytes, Size *length)
{
	char	   *source;
	char	   *next;

	/* it must fit a text value, and a terminator here */
	*length = add_size(bytes, sizeof(SOURCE_HEAD));
	if (*length >= MaxAllocSize - VARHDRSZ)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the source of the taxonomy would be longer than 1 GB")));
	next = source = palloc(*length + 1);
	next = stpcpy(next, SOURCE_HEAD "\n");
	for (Size i = 0; i < count; i++)
	{
		next = stpcpy(next, lines[i]);
		*next++ = '\n';
	}
	*next = '\0';
	return source;
}

char *
source_of_draft(const char *taxonomy, Size *length, Progress *progress)
{
	LineList	list = {.progress = progress};
	char	  **lines;
	char	   *source;

	initStringInfo(&list.text);
	progress_phase(progress, "reading the draft", 0);
	add_rows(&list, SOURCE_TAXONOMY, taxonomy);
	if (list.count == 0)
		refuse_unknown_taxonomy(taxonomy);
	for (int kind = SOURCE_TAXONOMY + 1; kind < SOURCE_KINDS; kind++)
		add_rows(&list, (SourceKindId) kind, taxonomy);
	progress_phase(progress, "sorting", 0);
	lines = sort_lines(&list);
	pfree(list.starts);
	source = join_lines(lines, list.count, (Size) list.text.len, length);
	pfree(lines);
	pfree(list.text.data);
	return source;
}

/* ---------- for the readers of a source ---------- */

_Noreturn void
source_damaged(uint32 line, const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("the source of the taxonomy is damaged"),
			 errdetail("Line %u: %s.", line, what)));
	pg_unreachable();
}

#define DIGEST_CHUNK ((Size) 8 * 1024 * 1024)	/* between two looks for interrupts */

/* The context is freed with the server's resources if this is interrupted. */
static bool
digest_update(pg_cryptohash_ctx *context, const char *source, Size length)
{
	for (Size at = 0; at < length; at += DIGEST_CHUNK)
	{
		CHECK_FOR_INTERRUPTS();
		if (pg_cryptohash_update(context, (const uint8 *) source + at,
								 Min(length - at, DIGEST_CHUNK)) < 0)
			return false;
	}
	return true;
}

void
source_digest(const char *source, Size length, uint8 *digest)
{
	pg_cryptohash_ctx *context = pg_cryptohash_create(PG_SHA256);

	StaticAssertStmt(IMAGE_DIGEST_LENGTH == PG_SHA256_DIGEST_LENGTH, "the digest is SHA-256");
	if (context == NULL ||
		pg_cryptohash_init(context) < 0 ||
		!digest_update(context, source, length) ||
		pg_cryptohash_final(context, digest, IMAGE_DIGEST_LENGTH) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("could not compute the SHA-256 of the source")));
	pg_cryptohash_free(context);
}

/*-------------------------------------------------------------------------
 *
 * diff.c
 *		taxonomy_diff(): what changed from one version to another.
 *
 * Called from SQL.  Works on the two canonical sources alone: rows with the
 * same key in both are compared field by field.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "host.h"
#include "taxonomy/query.h"
#include "taxonomy/source.h"
#include "taxonomy/text_rows.h"
#include "taxonomy/versions.h"

#define DIFF_COLUMNS 4

typedef struct SourceRows
{
	SourceLine *rows;
	uint32		count;
	uint32		allocated;
} SourceRows;

/* ---------- both sides, in one order ---------- */

static int
compare_field(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int
compare_keys(const void *a, const void *b)
{
	const SourceLine *x = a;
	const SourceLine *y = b;
	int			order = (int) x->kind - (int) y->kind;

	for (int i = 0; order == 0 && i < source_kinds[x->kind].key_count; i++)
		order = compare_field(x->fields[i], y->fields[i]);
	return order;
}

static void
read_rows(SourceRows *rows, char *source, Size length)
{
	SourceReader reader;
	SourceLine	line;

	source_read_begin(&reader, source, length);
	while (source_read_next(&reader, &line))
	{
		if (rows->count == rows->allocated)
			rows->rows = host_grow(rows->rows, &rows->allocated, 256, sizeof(SourceLine));
		rows->rows[rows->count++] = line;
	}
	if (rows->count > 1)
		qsort(rows->rows, rows->count, sizeof(SourceLine), compare_keys);
}

/* ---------- what is said of a row ---------- */

static const char *
row_concept(const SourceLine *row)
{
	int			field = source_kinds[row->kind].concept;

	return field < 0 ? NULL : row->fields[field];
}

/* "name: value, ..." of all fields but the concept that have a value. */
static char *
describe_row(const SourceLine *row)
{
	const SourceKind *kind = &source_kinds[row->kind];
	StringInfoData detail;

	initStringInfo(&detail);
	for (int i = 0; i < kind->field_count; i++)
	{
		if (i != kind->concept && row->fields[i])
			appendStringInfo(&detail, "%s%s: %s", detail.len ? ", " : "",
							 kind->fields[i], row->fields[i]);
	}
	return detail.data;
}

/* The key, then "name: old -> new, ..."; NULL if all fields are equal. */
static char *
describe_change(const SourceLine *from, const SourceLine *to)
{
	const SourceKind *kind = &source_kinds[from->kind];
	StringInfoData detail;
	bool		changed = false;

	initStringInfo(&detail);
	for (int i = 0; i < kind->field_count; i++)
	{
		const char *old = from->fields[i] ? from->fields[i] : "(none)";
		const char *new = to->fields[i] ? to->fields[i] : "(none)";
		const char *comma = detail.len ? ", " : "";

		if (compare_field(from->fields[i], to->fields[i]) != 0)
		{
			appendStringInfo(&detail, "%s%s: %s -> %s", comma, kind->fields[i], old, new);
			changed = true;
		}
		else if (i < kind->key_count && i != kind->concept)
			appendStringInfo(&detail, "%s%s: %s", comma, kind->fields[i], new);
	}
	return changed ? detail.data : NULL;
}

static void
put_change(ReturnSetInfo *result, const char *change, const SourceLine *row, const char *detail)
{
	const char *values[DIFF_COLUMNS] = {
		change, source_kinds[row->kind].name, row_concept(row), detail
	};

	put_text_row(result, values, DIFF_COLUMNS);
}

static void
put_both(ReturnSetInfo *result, const SourceLine *from, const SourceLine *to)
{
	char	   *detail = describe_change(from, to);

	if (detail)
		put_change(result, "changed", to, detail);
}

static void
put_differences(ReturnSetInfo *result, const SourceRows *from, const SourceRows *to)
{
	uint32		i = 0;
	uint32		k = 0;

	while (i < from->count || k < to->count)
	{
		int			order = i == from->count ? 1 : k == to->count ? -1 :
			compare_keys(&from->rows[i], &to->rows[k]);

		CHECK_FOR_INTERRUPTS();
		if (order < 0)
			put_change(result, "removed", &from->rows[i], describe_row(&from->rows[i]));
		else if (order > 0)
			put_change(result, "added", &to->rows[k], describe_row(&to->rows[k]));
		else
			put_both(result, &from->rows[i], &to->rows[k]);
		i += order <= 0;
		k += order >= 0;
	}
}

/* ---------- taxonomy_diff ---------- */

/* The version in that argument, or the draft where it is NULL. */
static void
read_side(SourceRows *rows, FunctionCallInfo fcinfo, const char *taxonomy, int argument)
{
	Size		length;
	char	   *source = PG_ARGISNULL(argument) ? source_of_draft(taxonomy, &length, NULL) :
		source_of_version(taxonomy, PG_GETARG_INT32(argument), &length);

	read_rows(rows, source, length);
}

PG_FUNCTION_INFO_V1(taxonomy_diff);
Datum
taxonomy_diff(PG_FUNCTION_ARGS)
{
	SourceRows	from = {0};
	SourceRows	to = {0};
	char	   *taxonomy;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	taxonomy = text_to_cstring(PG_GETARG_TEXT_PP(0));
	SPI_connect();
	read_side(&from, fcinfo, taxonomy, 1);
	read_side(&to, fcinfo, taxonomy, 2);
	put_differences((ReturnSetInfo *) fcinfo->resultinfo, &from, &to);
	SPI_finish();
	return (Datum) 0;
}

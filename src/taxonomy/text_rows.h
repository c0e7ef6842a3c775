/*-------------------------------------------------------------------------
 *
 * text_rows.h
 *		Rows of text columns for a materialised result.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_TEXT_ROWS_H
#define POLICYSCOPE_TAXONOMY_TEXT_ROWS_H

#include "postgres.h"

#include "nodes/execnodes.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

#define TEXT_COLUMNS_MAX 8

/* NULL values are NULL. */
static inline void
put_text_row(ReturnSetInfo *result, const char *const *values, int count)
{
	Datum		columns[TEXT_COLUMNS_MAX];
	bool		nulls[TEXT_COLUMNS_MAX];

	Assert(count <= TEXT_COLUMNS_MAX);
	for (int i = 0; i < count; i++)
	{
		nulls[i] = values[i] == NULL;
		columns[i] = nulls[i] ? (Datum) 0 : CStringGetTextDatum(values[i]);
	}
	tuplestore_putvalues(result->setResult, result->setDesc, columns, nulls);
}

#endif							/* POLICYSCOPE_TAXONOMY_TEXT_ROWS_H */

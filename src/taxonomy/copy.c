/*-------------------------------------------------------------------------
 *
 * copy.c
 *		taxonomy_copy(): a draft of one's own from that of another taxonomy.
 *
 * Called from SQL.  Versions are not copied: the copy starts unpublished.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/builtins.h"
#include "utils/snapmgr.h"

#include "taxonomy/names.h"
#include "taxonomy/query.h"

/*
 * One statement, so that all rows are of one moment; foreign keys are
 * checked at its end.  $1 source, $2 target, $3 title or NULL.
 */
static const char *const copy_draft =
"WITH head AS (INSERT INTO policyscope.taxonomy"
" (taxonomy, title, description, reading, zoning, acronyms)"
" SELECT $2, COALESCE($3, title), description, reading, zoning, acronyms"
" FROM policyscope.taxonomy WHERE taxonomy OPERATOR(pg_catalog.=) $1 RETURNING 1),"
" facets AS (INSERT INTO policyscope.facet (taxonomy, facet, title, overlap, inside)"
" SELECT $2, facet, title, overlap, inside"
" FROM policyscope.facet WHERE taxonomy OPERATOR(pg_catalog.=) $1),"
" concepts AS (INSERT INTO policyscope.concept (taxonomy, concept, definition, uri)"
" SELECT $2, concept, definition, uri"
" FROM policyscope.concept WHERE taxonomy OPERATOR(pg_catalog.=) $1),"
" broaders AS (INSERT INTO policyscope.broader (taxonomy, concept, broader, rollup)"
" SELECT $2, concept, broader, rollup"
" FROM policyscope.broader WHERE taxonomy OPERATOR(pg_catalog.=) $1),"
" labels AS (INSERT INTO policyscope.label"
" (taxonomy, concept, lang, label, kind, weight, inflect, caps, requires, requires_scope)"
" SELECT $2, concept, lang, label, kind, weight, inflect, caps, requires, requires_scope"
" FROM policyscope.label WHERE taxonomy OPERATOR(pg_catalog.=) $1),"
" properties AS (INSERT INTO policyscope.property (taxonomy, concept, name, value)"
" SELECT $2, concept, name, value"
" FROM policyscope.property WHERE taxonomy OPERATOR(pg_catalog.=) $1),"
" mappings AS (INSERT INTO policyscope.mapping (taxonomy, concept, relation, target)"
" SELECT $2, concept, relation, target"
" FROM policyscope.mapping WHERE taxonomy OPERATOR(pg_catalog.=) $1),"
" cues AS (INSERT INTO policyscope.cue"
" (taxonomy, lang, text, axis, value, doctype, direction, scope, terminators)"
" SELECT $2, lang, text, axis, value, doctype, direction, scope, terminators"
" FROM policyscope.cue WHERE taxonomy OPERATOR(pg_catalog.=) $1)"
" SELECT 1 FROM head";

static void
check_target(const char *target)
{
	if (catalog_find_taxonomy(target, GetActiveSnapshot()) != CATALOG_TAXONOMY_UNKNOWN)
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_OBJECT),
				 errmsg("taxonomy \"%s\" already exists", target)));
}

PG_FUNCTION_INFO_V1(taxonomy_copy);
Datum
taxonomy_copy(PG_FUNCTION_ARGS)
{
	QueryParameter parameters[3];
	char	   *source;
	char	   *target;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	source = text_to_cstring(PG_GETARG_TEXT_PP(0));
	target = text_to_cstring(PG_GETARG_TEXT_PP(1));
	check_target(target);
	SPI_connect();
	parameters[0] = query_text(source);
	parameters[1] = query_text(target);
	parameters[2] = query_text(PG_ARGISNULL(2) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(2)));
	if (query_run(copy_draft, false, parameters, lengthof(parameters)) == 0)
		refuse_unknown_taxonomy(source);
	SPI_finish();
	PG_RETURN_VOID();
}

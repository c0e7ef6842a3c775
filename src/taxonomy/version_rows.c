/*-------------------------------------------------------------------------
 *
 * version_rows.c
 *		What a published version says, as rows: taxonomy_facets(),
 *		taxonomy_concepts(), taxonomy_properties(), taxonomy_ancestors().
 *
 * Called from SQL, above all by the views of tag_create_views().  Drafts are
 * tables; of a version there are its canonical source, which is read here line
 * by line, and its image, which has the ancestors worked out.  Must never look
 * at a draft.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "taxonomy/names.h"
#include "taxonomy/query.h"
#include "taxonomy/source.h"
#include "taxonomy/taxonomy.h"
#include "taxonomy/text_rows.h"
#include "taxonomy/versions.h"

/* The first fields of each line of one kind. */
static void
put_lines(ReturnSetInfo *result, char *source, Size length, SourceKindId kind)
{
	SourceReader reader;
	SourceLine	line;

	source_read_begin(&reader, source, length);
	while (source_read_kind(&reader, kind, &line))
		put_text_row(result, (const char *const *) line.fields, result->setDesc->natts);
}

static Datum
version_rows(FunctionCallInfo fcinfo, SourceKindId kind)
{
	char	   *written = text_to_cstring(PG_GETARG_TEXT_PP(0));
	TaxonomyName name;
	char	   *source;
	Size		length;

	InitMaterializedSRF(fcinfo, 0);
	taxonomy_name_parse(written, &name);
	name.version = taxonomy_version(written);
	SPI_connect();
	source = source_of_version(name.taxonomy, name.version, &length);
	put_lines((ReturnSetInfo *) fcinfo->resultinfo, source, length, kind);
	SPI_finish();
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(taxonomy_facets);
Datum
taxonomy_facets(PG_FUNCTION_ARGS)
{
	return version_rows(fcinfo, SOURCE_FACET);
}

PG_FUNCTION_INFO_V1(taxonomy_concepts);
Datum
taxonomy_concepts(PG_FUNCTION_ARGS)
{
	return version_rows(fcinfo, SOURCE_CONCEPT);
}

PG_FUNCTION_INFO_V1(taxonomy_properties);
Datum
taxonomy_properties(PG_FUNCTION_ARGS)
{
	return version_rows(fcinfo, SOURCE_PROPERTY);
}

/* ---------- ancestors ---------- */

static void
put_pair(ReturnSetInfo *result, const ImageView *view, uint32 concept, uint32 broader)
{
	const ImageConcept *pair[] = {&view->concepts[concept], &view->concepts[broader]};
	Datum		values[2];
	bool		nulls[2] = {false, false};

	for (int i = 0; i < 2; i++)
		values[i] = PointerGetDatum(cstring_to_text_with_len(view->strings + pair[i]->key,
															 pair[i]->key_length));
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(taxonomy_ancestors);
Datum
taxonomy_ancestors(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	const ImageView *view = &taxonomy_image(text_to_cstring(PG_GETARG_TEXT_PP(0)))->view;

	InitMaterializedSRF(fcinfo, 0);
	for (uint32 i = 0; i < view->concept_count; i++)
	{
		const ImageConcept *concept = &view->concepts[i];

		CHECK_FOR_INTERRUPTS();
		put_pair(result, view, i, i);
		for (uint32 k = 0; k < concept->ancestor_count; k++)
			put_pair(result, view, i, view->ancestors[concept->first_ancestor + k].concept);
	}
	return (Datum) 0;
}

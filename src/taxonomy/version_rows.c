/*-------------------------------------------------------------------------
 *
 * version_rows.c
 *		What a published version says, as rows: taxonomy_facets(),
 *		taxonomy_concepts(), taxonomy_properties().
 *
 * Called from SQL, above all by the views of tag_create_views().  Drafts are
 * tables; of a version there is only its canonical source, which is read here
 * line by line.  Must never look at a draft.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
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
	SourceRawLine raw;

	source_read_begin(&reader, source, length);
	while (source_read_raw(&reader, &raw))
	{
		SourceLine	line;

		if (raw.kind != kind)
			continue;
		source_split(&raw, &line);
		put_text_row(result, (const char *const *) line.fields, result->setDesc->natts);
	}
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

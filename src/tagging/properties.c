/*-------------------------------------------------------------------------
 *
 * properties.c
 *		One property of the concepts of a taxonomy.
 *
 * Called by document_figures.c and tag_profile.c.  Reads policyscope.property.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/properties.h"

#include "taxonomy/names.h"
#include "taxonomy/query.h"

typedef struct PropertyReader
{
	const ImageView *view;
	PropertyCallback callback;
	void	   *arg;
} PropertyReader;

static void
take_row(void *arg, HeapTuple row, TupleDesc description)
{
	const PropertyReader *reader = arg;
	char	   *key = SPI_getvalue(row, description, 1);
	uint32		concept = image_find_concept(reader->view, key, strlen(key));

	if (concept != IMAGE_NONE)
		reader->callback(reader->arg, concept, SPI_getvalue(row, description, 2));
}

void
concept_property_each(const char *taxonomy, const ImageView *view, const char *property,
					  PropertyCallback callback, void *arg)
{
	PropertyReader reader = {view, callback, arg};
	QueryParameter parameters[2];
	TaxonomyName name;

	taxonomy_name_parse(taxonomy, &name);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	parameters[0] = query_text(name.taxonomy);
	parameters[1] = query_text(property);
	query_each("SELECT concept, value FROM policyscope.property"
			   " WHERE taxonomy OPERATOR(pg_catalog.=) $1 AND name OPERATOR(pg_catalog.=) $2"
			   " AND value IS NOT NULL ORDER BY concept COLLATE pg_catalog.\"C\", value COLLATE pg_catalog.\"C\"",
			   parameters, 2, take_row, &reader);
	SPI_finish();
}

/*-------------------------------------------------------------------------
 *
 * versions.c
 *		What is done with published versions: taxonomy_source(),
 *		taxonomy_forget(), taxonomy_rebuild().
 *
 * Called from SQL; source_of_version() by diff.c too.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/xact.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "taxonomy/names.h"
#include "taxonomy/query.h"
#include "taxonomy/source.h"
#include "taxonomy/stored_image.h"
#include "taxonomy/versions.h"

/* ---------- taxonomy_source ---------- */

/* Through SQL, so that it takes the privilege to read the table. */
char *
source_of_version(const char *taxonomy, int32 version, Size *length)
{
	QueryParameter parameters[] = {query_text(taxonomy), query_integer(version)};
	uint64		rows = query_run("SELECT source::pg_catalog.text FROM policyscope.version"
								 " WHERE taxonomy OPERATOR(pg_catalog.=) $1"
								 " AND version OPERATOR(pg_catalog.=) $2",
								 true, parameters, lengthof(parameters));
	char	   *source;

	if (rows == 0)
		refuse_unknown_version(taxonomy, version);
	source = query_result_text(0, 1);
	*length = strlen(source);
	return source;
}

PG_FUNCTION_INFO_V1(taxonomy_source);
Datum
taxonomy_source(PG_FUNCTION_ARGS)
{
	char	   *taxonomy;
	char	   *source;
	Size		length;
	text	   *result;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	taxonomy = text_to_cstring(PG_GETARG_TEXT_PP(0));
	SPI_connect();
	source = PG_ARGISNULL(1) ? source_of_draft(taxonomy, &length, NULL) :
		source_of_version(taxonomy, PG_GETARG_INT32(1), &length);
	result = SPI_palloc(length + VARHDRSZ);
	SET_VARSIZE(result, length + VARHDRSZ);
	memcpy(VARDATA(result), source, length);
	SPI_finish();
	PG_RETURN_TEXT_P(result);
}

/* ---------- taxonomy_forget ---------- */

static void
check_forgettable(const char *taxonomy, int32 version)
{
	CatalogVersion newest;

	if (catalog_find_taxonomy(taxonomy, GetActiveSnapshot()) == CATALOG_TAXONOMY_SHIPPED)
		refuse_shipped_taxonomy(taxonomy);
	if (catalog_find_version(taxonomy, CATALOG_NEWEST, GetActiveSnapshot(), &newest) &&
		newest.version == version)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("version %d is the newest of taxonomy \"%s\"", version, taxonomy),
				 errhint("Publish a newer one first, or DELETE the whole taxonomy.")));
}

PG_FUNCTION_INFO_V1(taxonomy_forget);
Datum
taxonomy_forget(PG_FUNCTION_ARGS)
{
	char	   *taxonomy = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int32		version = PG_GETARG_INT32(1);
	QueryParameter parameters[2];

	check_forgettable(taxonomy, version);
	SPI_connect();
	parameters[0] = query_text(taxonomy);
	parameters[1] = query_integer(version);
	if (query_run("DELETE FROM policyscope.version"
				  " WHERE taxonomy OPERATOR(pg_catalog.=) $1 AND version OPERATOR(pg_catalog.=) $2",
				  false, parameters, lengthof(parameters)) == 0)
		refuse_unknown_version(taxonomy, version);
	SPI_finish();
	PG_RETURN_VOID();
}

/* ---------- taxonomy_rebuild ---------- */

static bool
stored_image_fits(const char *taxonomy, const CatalogVersion *version, Snapshot snapshot)
{
	bool		own;
	bytea	   *stored = catalog_read_image(taxonomy, version->version, snapshot, &own);
	ImageView	view;
	const char *problem;
	Size		length;
	void	   *aligned;

	if (stored == NULL)
		return false;
	length = VARSIZE_ANY_EXHDR(stored);
	aligned = palloc(length);
	memcpy(aligned, VARDATA_ANY(stored), length);
	return stored_image_check(aligned, length, version->digest, &view, &problem) == STORED_IMAGE_FITS;
}

void
version_store_image(const char *taxonomy, const CatalogVersion *version, Snapshot snapshot)
{
	text	   *source = catalog_read_source(taxonomy, version->version, snapshot);
	Progress	progress;
	Size		length = 0;
	void	   *image;

	if (source == NULL)
		refuse_unknown_version(taxonomy, version->version);
	progress_begin(&progress, psprintf("compiling taxonomy \"%s\" version %d", taxonomy,
									   version->version));
	PG_TRY();
	{
		image = stored_image_build(taxonomy, version->version, source, version->digest, &length,
								   &progress);
		stored_image_write(taxonomy, version->version, image, length);
	}
	PG_FINALLY();
	{
		progress_end(&progress);
	}
	PG_END_TRY();
}

/* Is there an image again that had to be made? */
static bool
rebuild_version(const char *taxonomy, int32 number, MemoryContext scratch)
{
	MemoryContext previous = MemoryContextSwitchTo(scratch);
	Snapshot	snapshot = GetActiveSnapshot();
	CatalogVersion version;
	bool		needed;

	CHECK_FOR_INTERRUPTS();
	needed = catalog_find_version(taxonomy, number, snapshot, &version) &&
		!stored_image_fits(taxonomy, &version, snapshot);
	if (needed)
		version_store_image(taxonomy, &version, snapshot);
	MemoryContextSwitchTo(previous);
	MemoryContextReset(scratch);
	return needed;
}

static int32
rebuild(const char *taxonomy)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext, "policyscope rebuild",
												  ALLOCSET_DEFAULT_SIZES);
	QueryParameter name = query_text(taxonomy);
	uint64		rows = query_run("SELECT taxonomy::pg_catalog.text, version::pg_catalog.int4"
								 " FROM policyscope.version"
								 " WHERE $1 IS NULL OR taxonomy OPERATOR(pg_catalog.=) $1"
								 " ORDER BY taxonomy, version",
								 true, &name, 1);
	char	  **taxonomies = palloc(mul_size(rows + 1, sizeof(char *)));
	int32	   *versions = palloc(mul_size(rows + 1, sizeof(int32)));
	int32		rebuilt = 0;

	if (taxonomy && rows == 0)
		refuse_unknown_version(taxonomy, CATALOG_NEWEST);
	for (uint64 i = 0; i < rows; i++)
	{
		taxonomies[i] = query_result_text(i, 1);
		versions[i] = query_result_integer(i, 2);
	}
	for (uint64 i = 0; i < rows; i++)
		rebuilt += rebuild_version(taxonomies[i], versions[i], scratch);
	return rebuilt;
}

PG_FUNCTION_INFO_V1(taxonomy_rebuild);
Datum
taxonomy_rebuild(PG_FUNCTION_ARGS)
{
	char	   *taxonomy = PG_ARGISNULL(0) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(0));
	int32		rebuilt;

	SPI_connect();
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	rebuilt = rebuild(taxonomy);
	PopActiveSnapshot();
	SPI_finish();
	PG_RETURN_INT32(rebuilt);
}

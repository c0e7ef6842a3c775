/*-------------------------------------------------------------------------
 *
 * policyscope.c
 *		The module: its magic block, its settings, its version.
 *
 * Called by the server when the library is loaded.  Must never hold anything
 * that a room could hold.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "compat.h"
#include "utils/builtins.h"
#include "utils/guc.h"

#include "taxonomy/taxonomy.h"

#ifdef PG_MODULE_MAGIC_EXT
PG_MODULE_MAGIC_EXT(.name = "policyscope", .version = POLICYSCOPE_VERSION);
#else
PG_MODULE_MAGIC;
#endif

char	   *policyscope_taxonomy = NULL;

extern PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	DefineCustomStringVariable("policyscope.taxonomy",
							   "Taxonomy of the functions that are given none.",
							   "A name for its newest version, or name@number for a certain one.",
							   &policyscope_taxonomy,
							   "policy",
							   PGC_USERSET,
							   0,
							   NULL, NULL, NULL);
	MarkGUCPrefixReserved("policyscope");
}

PG_FUNCTION_INFO_V1(policyscope_version);
Datum
policyscope_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(POLICYSCOPE_VERSION));
}

/*-------------------------------------------------------------------------
 *
 * catalog.h
 *		The tables of the schema policyscope, read without SQL.
 *
 * Used by cache.c, triggers.c, versions.c and for messages about names.  The tables
 * belong to an ordinary user, who may have altered them, so their shape is
 * checked each time before a row is believed.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_CATALOG_H
#define POLICYSCOPE_TAXONOMY_CATALOG_H

#include "postgres.h"

#include "compat.h"
#include "image/image.h"
#include "utils/snapshot.h"

#define CATALOG_SCHEMA "policyscope"
#define CATALOG_NAME_MAX 63		/* bytes of a taxonomy's name */

/* A version, without its source. */
typedef struct CatalogVersion
{
	int32		version;
	bool		own;			/* a row of this transaction, not committed */
	uint8		digest[IMAGE_DIGEST_LENGTH];
} CatalogVersion;

/* What a row of policyscope.taxonomy says, as far as it is asked for here. */
typedef enum CatalogTaxonomy
{
	CATALOG_TAXONOMY_UNKNOWN,
	CATALOG_TAXONOMY_OWN,
	CATALOG_TAXONOMY_SHIPPED
} CatalogTaxonomy;

#define CATALOG_NEWEST 0		/* instead of a version's number */

extern Oid	catalog_version_relation(void);
extern bool catalog_find_version(const char *taxonomy, int32 version, Snapshot snapshot,
								 CatalogVersion *found);
extern text *catalog_read_source(const char *taxonomy, int32 version, Snapshot snapshot);
extern bytea *catalog_read_image(const char *taxonomy, int32 version, Snapshot snapshot,
								 bool *own);
extern bool catalog_has_image(const char *taxonomy, const CatalogVersion *version, Snapshot snapshot);
extern CatalogTaxonomy catalog_find_taxonomy(const char *taxonomy, Snapshot snapshot);
extern bool catalog_any_shipped(Snapshot snapshot);

/* For hints: up to ten of what exists, or NULL where there is nothing. */
extern char *catalog_list_taxonomies(Snapshot snapshot);
extern char *catalog_list_versions(const char *taxonomy, Snapshot snapshot);

#endif							/* POLICYSCOPE_TAXONOMY_CATALOG_H */

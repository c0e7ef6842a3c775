/*-------------------------------------------------------------------------
 *
 * names.h
 *		Names of taxonomies as users write them, and what is said about
 *		wrong ones.
 *
 * Used by cache.c and the SQL functions of this room.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_NAMES_H
#define POLICYSCOPE_TAXONOMY_NAMES_H

#include "taxonomy/catalog.h"

/* 'policy' (CATALOG_NEWEST) or 'policy@3' */
typedef struct TaxonomyName
{
	char		taxonomy[CATALOG_NAME_MAX + 1];
	int32		version;
} TaxonomyName;

extern void taxonomy_name_parse(const char *written, TaxonomyName *name);

/* Each tells what exists as a hint, and does not return. */
extern _Noreturn void refuse_unknown_taxonomy(const char *taxonomy);
extern _Noreturn void refuse_unknown_version(const char *taxonomy, int32 version);
extern _Noreturn void refuse_shipped_taxonomy(const char *taxonomy);

#endif							/* POLICYSCOPE_TAXONOMY_NAMES_H */

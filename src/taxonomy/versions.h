/*-------------------------------------------------------------------------
 *
 * versions.h
 *		What other files of this room do with published versions.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_VERSIONS_H
#define POLICYSCOPE_TAXONOMY_VERSIONS_H

#include "taxonomy/catalog.h"

/* Both need SPI_connect(). */
extern char *source_of_version(const char *taxonomy, int32 version, Size *length);
/* Builds the image of a version from its source and stores it. */
extern void version_store_image(const char *taxonomy, const CatalogVersion *version,
								Snapshot snapshot);

#endif							/* POLICYSCOPE_TAXONOMY_VERSIONS_H */

/*-------------------------------------------------------------------------
 *
 * cache.h
 *		What the cache of this backend says about itself.
 *
 * Used by cache_rows.c; what the cache is for is in taxonomy.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_CACHE_H
#define POLICYSCOPE_TAXONOMY_CACHE_H

#include "taxonomy/shared_image.h"

typedef struct CachedImageInfo
{
	uint8		digest[IMAGE_DIGEST_LENGTH];
	Size		bytes;
	ShareState	state;
	TimestampTz used;
} CachedImageInfo;

/* One for each image, in the current memory context; how many. */
extern int	cache_describe(CachedImageInfo **images);

#endif							/* POLICYSCOPE_TAXONOMY_CACHE_H */

/*-------------------------------------------------------------------------
 *
 * stored_image.h
 *		Images as policyscope.image stores them, and from a version's source
 *		where there is none that fits.
 *
 * Used by cache.c, publish.c and versions.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_STORED_IMAGE_H
#define POLICYSCOPE_TAXONOMY_STORED_IMAGE_H

#include "postgres.h"

#include "compat.h"
#include "image/image.h"
#include "taxonomy/progress.h"

typedef enum StoredImage
{
	STORED_IMAGE_FITS,
	STORED_IMAGE_FOREIGN,		/* other format, byte order, Unicode or ICU */
	STORED_IMAGE_DAMAGED
} StoredImage;

/* bytes must be 8-aligned; problem says what is damaged. */
extern StoredImage stored_image_check(const void *bytes, Size length, const uint8 *digest,
									  ImageView *view, const char **problem);

/*
 * Compiles the source of a version, after checking that it has its digest
 * (else ERRCODE_DATA_CORRUPTED).  Everything is in the current context.
 */
extern void *stored_image_build(const char *taxonomy, int32 version, const text *source,
								const uint8 *digest, Size *length, Progress *progress);

/*
 * Writes the image's row, over one that may be there; needs SPI_connect().
 * Frees the image before: the query has two copies of its own.
 */
extern void stored_image_write(const char *taxonomy, int32 version, void *image, Size length);

#endif							/* POLICYSCOPE_TAXONOMY_STORED_IMAGE_H */

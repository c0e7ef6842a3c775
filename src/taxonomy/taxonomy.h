/*-------------------------------------------------------------------------
 *
 * taxonomy.h
 *		From a taxonomy's name to its image, for the SQL face in tagging/.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_H
#define POLICYSCOPE_TAXONOMY_H

#include "postgres.h"

#include "compat.h"
#include "image/image.h"

/*
 * The image that name ('policy' or 'policy@3') means under the active
 * snapshot; errors 42704 with the known names as a HINT.  What it points to
 * stays valid until the calling SQL function returns: look it up at each
 * call, never keep it.  A context that lives and dies with the image is in
 * *memory, for what a reader wants to keep beside it; *workspace is the slot
 * for it (NULL at first), and *lists that of lists.c.
 */
typedef struct TaxonomyImage
{
	ImageView	view;
	MemoryContext memory;
	void	   *workspace;
	struct TaxonomyList *lists;
} TaxonomyImage;

extern TaxonomyImage *taxonomy_image(const char *name);

/* The number of the version that taxonomy_image() answers for that name. */
extern int32 taxonomy_version(const char *name);

/* GUC policyscope.taxonomy: what f(document) uses. */
extern char *policyscope_taxonomy;

#endif							/* POLICYSCOPE_TAXONOMY_H */

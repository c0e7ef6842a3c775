/*-------------------------------------------------------------------------
 *
 * properties.h
 *		One property of the concepts of a taxonomy.
 *
 * Used by document_figures.c and tag_profile.c.  An image holds no properties, so
 * they are read with SQL; SQL might use the tagger too, so this comes before
 * the tagger has a document.  A name means one image under one snapshot:
 * the numbers of concepts are those of the tagger's image.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGGING_PROPERTIES_H
#define POLICYSCOPE_TAGGING_PROPERTIES_H

#include "postgres.h"

#include "image/image.h"

/* What the callback allocates in the current context is gone afterwards. */
typedef void (*PropertyCallback) (void *arg, uint32 concept, const char *value);

/* For each concept of the image that has the property, ascending by concept. */
extern void concept_property_each(const char *taxonomy, const ImageView *view, const char *property,
								  PropertyCallback callback, void *arg);

#endif							/* POLICYSCOPE_TAGGING_PROPERTIES_H */

/*-------------------------------------------------------------------------
 *
 * requires.h
 *		A label's condition as a postfix program of the image.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_REQUIRES_H
#define POLICYSCOPE_TAXONOMY_REQUIRES_H

#include "postgres.h"

#include "compat.h"
#include "image/image_spec.h"

/*
 * Appends the program to spec->program (allocated is its room) and sets
 * program and program_length of the label.  Needs the spec's concepts and
 * facets; raises 22023 naming the label.
 */
extern void requires_compile(ImageSpec *spec, uint32 *allocated, ImageSpecLabel *label,
							 const char *requires);

/* compile.c: names in the spec, or IMAGE_NONE */
extern uint32 spec_find_concept(const ImageSpec *spec, const char *key, Size length);
extern uint32 spec_find_facet(const ImageSpec *spec, const char *name, Size length);

#endif							/* POLICYSCOPE_TAXONOMY_REQUIRES_H */

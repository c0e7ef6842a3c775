/*-------------------------------------------------------------------------
 *
 * compile.h
 *		From the canonical source to an image.
 *
 * Used by publish.c, lint.c and stored_image.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_COMPILE_H
#define POLICYSCOPE_TAXONOMY_COMPILE_H

#include "postgres.h"

#include "compat.h"
#include "image/image_spec.h"
#include "taxonomy/numbers.h"

/*
 * All of it lives in the memory context taxonomy_compile() was called in,
 * which should be one of its own: nothing is freed.
 */
typedef struct Compilation
{
	ImageSpec	spec;
	NumberTable weights;
	NumberTable rollups;
	NumberTable insides;
	void	   *image;
	Size		image_length;
} Compilation;

/* Told of each finding about a label; the spec is complete by then. */
typedef void (*CompileFinding) (void *arg, const Compilation *compilation,
								ImageFinding finding, uint32 label, uint32 other);

/*
 * found may be NULL.  Labels that are errors are raised here; a source that
 * is not well-formed is ERRCODE_DATA_CORRUPTED.
 */
extern void taxonomy_compile(Compilation *compilation, const char *source, Size length,
							 CompileFinding found, void *arg);

/* The key of the concept a label of the spec belongs to. */
extern const char *compilation_label_concept(const Compilation *compilation, uint32 label);

#endif							/* POLICYSCOPE_TAXONOMY_COMPILE_H */

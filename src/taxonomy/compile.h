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
#include "taxonomy/progress.h"

/*
 * All of it lives in the memory context taxonomy_compile() was called in,
 * which should be one of its own.  compilation_free_spec() gives back what
 * only the making of the image needed: after it there are its bytes, and the
 * counts of the spec.
 */
typedef struct Compilation
{
	MemoryContext memory;		/* of all but the image */
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
 * found and progress may be NULL.  Labels that are errors are raised here; a source that
 * is not well-formed is ERRCODE_DATA_CORRUPTED.
 */
extern void taxonomy_compile(Compilation *compilation, const char *source, Size length,
							 CompileFinding found, void *arg, Progress *progress);

extern void compilation_free_spec(Compilation *compilation);

/* The key of the concept a label of the spec belongs to. */
extern const char *compilation_label_concept(const Compilation *compilation, uint32 label);

#endif							/* POLICYSCOPE_TAXONOMY_COMPILE_H */

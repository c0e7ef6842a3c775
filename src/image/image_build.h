/*-------------------------------------------------------------------------
 *
 * image_build.h
 *		Private to the image builder: what its two halves share.
 *
 * image_build.c gathers forms and patterns from the labels; image_write.c
 * lays everything out as one block.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_IMAGE_BUILD_H
#define POLICYSCOPE_IMAGE_BUILD_H

#include "image/image_spec.h"
#include "text/label.h"

/* A growing array of anything; used counts elements. */
typedef struct BuildArray
{
	void	   *data;
	size_t		used;
	size_t		allocated;
	size_t		element;		/* bytes */
} BuildArray;

typedef struct BuildForm
{
	ImageForm	form;
	uint32_t	first_hash;		/* into the builder's hashes: one a prefix */
	uint64_t	first_token;	/* hash of the first token */
} BuildForm;

typedef struct BuildPattern
{
	uint32_t	form;
	ImagePattern pattern;
	bool		primary;		/* the label's first form */
	bool		inflected;		/* not the label as written */
	bool		outranked;		/* by another concept's label as written */
} BuildPattern;

/* Bytes already in the tokens section, found by their hash. */
typedef struct BuildInterned
{
	uint64_t	hash;
	uint32_t	value;			/* offset or form number, plus one; 0 = free */
	uint32_t	length;
} BuildInterned;

typedef struct ImageBuilder
{
	const ImageSpec *spec;
	ImageFindingCallback found;
	void	   *arg;
	BuildArray	forms;			/* BuildForm */
	BuildArray	patterns;		/* BuildPattern */
	BuildArray	tokens;			/* bytes */
	BuildArray	hashes;			/* uint64: hash_sequence() of each prefix */
	uint8_t    *label_flags;	/* IMAGE_LABEL_* found while cutting */
	BuildInterned *interned;	/* power of two */
	size_t		interned_count;
	size_t		interned_size;
	uint32_t	max_tokens;
} ImageBuilder;

/* Room for count more elements; returns the first of them and counts them. */
extern void *build_array_add(BuildArray *array, size_t count);

/* image_write.c: the block, or NULL when it would be too long. */
extern void *image_write(ImageBuilder *builder, size_t *length);

#endif							/* POLICYSCOPE_IMAGE_BUILD_H */

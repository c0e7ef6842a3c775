/*-------------------------------------------------------------------------
 *
 * image_build.h
 *		Private to the image builder: what its parts share.
 *
 * image_build.c gathers patterns and their keys from the labels; image_keys.c
 * orders them and makes the slots and filters; image_write.c lays everything
 * out as one block.
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

/*
 * A form of a label, by its key.  text is an offset as in ImagePattern; while
 * the label's own text does not serve, it is one in the builder's texts.
 */
typedef struct BuildPattern
{
	uint64_t	key;
	uint32_t	label;
	uint32_t	text;
	uint16_t	length;
	uint8_t		kind;			/* ImagePatternKind */
	uint8_t		flags;			/* IMAGE_PATTERN_FINAL_S */
	bool		primary;		/* the label's first form */
	bool		own;			/* its text is the label's */
	bool		dropped;		/* the same as another one */
	bool		inflected;		/* not the label as written */
} BuildPattern;

/* A key that longer ones begin with. */
typedef struct BuildPrefix
{
	uint64_t	key;
	uint32_t	distance;		/* tokens to the end of one of those */
} BuildPrefix;

typedef struct ImageBuilder
{
	const ImageSpec *spec;
	ImageFindingCallback found;
	void	   *arg;
	BuildArray	sections[IMAGE_SECTION_COUNT];
	uint32_t   *label_texts;	/* of each label, in strings */
	BuildArray	texts;			/* bytes: of forms that may yet be dropped */
	uint8_t    *label_flags;	/* IMAGE_LABEL_* found while cutting */
	BuildArray	patterns;		/* BuildPattern */
	BuildArray	prefixes;		/* BuildPrefix */
	BuildArray	filter_keys[IMAGE_FILTERS + 1]; /* uint64 */
	uint32_t	max_tokens;
} ImageBuilder;

/* Room for count more elements; returns the first of them and counts them. */
extern void *build_array_add(BuildArray *array, size_t count);

/* Bytes at the end of the strings or the tokens; returns their offset. */
extern uint32_t build_bytes_add(ImageBuilder *builder, ImageSectionId id, const void *bytes,
								size_t length);

/* image_keys.c: equal but for the bits that may differ, a hyphen as good as a space. */
extern bool build_equal_text(const char *a, const char *b, uint32_t length, int may_differ);

/* image_keys.c: fills patterns, slots and filters, says which labels are equal. */
extern void image_write_keys(ImageBuilder *builder);

/* image_cues.c: fills cues and their slots */
extern void image_write_cues(ImageBuilder *builder);

/* image_write.c: the block, or NULL when it would be too long. */
extern void *image_write(ImageBuilder *builder, size_t *length);

#endif							/* POLICYSCOPE_IMAGE_BUILD_H */

/*-------------------------------------------------------------------------
 *
 * image_spec.h
 *		What image_build() is given: a taxonomy in memory, all names resolved.
 *
 * Filled by taxonomy/ from the canonical source of a version.  Strings are
 * terminated and live as long as the spec.  Counts must fit the limits of
 * image.h; image_build() checks them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_IMAGE_SPEC_H
#define POLICYSCOPE_IMAGE_SPEC_H

#include "image/image.h"
#include "text/label.h"

typedef struct ImageSpecFacet
{
	const char *name;
	bool		overlap_all;
	uint32_t	inside_class;
} ImageSpecFacet;

typedef struct ImageSpecConcept
{
	const char *key;			/* ascending, bytewise, unique */
	uint32_t	facet;
	uint32_t	first_ancestor; /* into ancestors; the concept itself is not
								 * among them */
	uint32_t	ancestor_count;
} ImageSpecConcept;

typedef struct ImageSpecLabel
{
	uint32_t	concept;
	const char *text;
	const char *lang;
	ImageLabelKind kind;
	bool		caps_ignore;
	uint32_t	weight_class;
	uint32_t	program;		/* offset into program, or IMAGE_NONE */
	uint32_t	program_length;
	bool		sentence_scope;
	bool		inflect;
} ImageSpecLabel;

typedef struct ImageSpecCue
{
	const char *text;
	ImageCueAxis axis;
	uint8_t		value;			/* as in ImageCue */
	uint32_t	doctype;		/* concept, or IMAGE_NONE */
	ImageCueDirection direction;
	bool		sentence_scope;
	const char *terminators;	/* | between two, or NULL */
} ImageSpecCue;

typedef struct ImageSpec
{
	uint8_t		digest[IMAGE_DIGEST_LENGTH];
	uint32_t	flags;			/* IMAGE_READING ... */

	uint32_t	facet_count;
	ImageSpecFacet *facets;
	uint32_t	concept_count;
	ImageSpecConcept *concepts;
	uint32_t	ancestor_count;
	ImageAncestor *ancestors;
	uint32_t	label_count;
	ImageSpecLabel *labels;
	uint32_t	cue_count;
	ImageSpecCue *cues;
	uint32_t	program_length;
	uint32_t   *program;		/* postfix, IMAGE_INSTRUCTION() */

	/*
	 * contributions[(((w * rollup_classes + r) * inside_classes + f)
	 * * IMAGE_ZONES + zone) * 2 + inside]: thousandths, rounded once, half
	 * away from zero.  r = 0 is the label's own concept.
	 */
	uint32_t	weight_classes;
	uint32_t	rollup_classes;
	uint32_t	inside_classes;
	int64_t    *contributions;

	/* Told now and then which label is at hand; NULL: nobody listens. */
	void		(*progress) (void *arg, uint32_t label);
	void	   *progress_arg;

	LabelStem	stem;			/* or NULL: no stemmer at hand */
	void	   *stem_arg;
} ImageSpec;

/* Whether a text may be a cue: it begins with a word or character. */
extern bool image_cue_is_good(const char *text);

/* What image_build() has to say about a label. */
typedef enum ImageFinding
{
	IMAGE_EMPTY_LABEL,			/* nothing left after folding: an error */
	IMAGE_LABEL_TOO_LONG,		/* more than IMAGE_MAX_TOKENS tokens: an error */
	IMAGE_UNMATCHABLE_LABEL,	/* punctuation inside that no text gap may
								 * have: skipped */
	IMAGE_EQUAL_LABELS			/* equal after folding in one concept: the
								 * heavier counts; other is the second label */
} ImageFinding;

/* Called for each finding; for the first two it is expected not to return. */
typedef void (*ImageFindingCallback) (void *arg, ImageFinding finding,
									  uint32_t label, uint32_t other);

/*
 * Builds the image in host memory; *length is its size.  Returns NULL when it
 * would pass IMAGE_MAX_LENGTH.  The same spec gives the same bytes, as long as
 * its stemmer answers the same.
 */
extern void *image_build(const ImageSpec *spec, ImageFindingCallback found, void *arg,
						 size_t *length);

#endif							/* POLICYSCOPE_IMAGE_SPEC_H */

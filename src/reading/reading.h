/*-------------------------------------------------------------------------
 *
 * reading.h
 *		How a document speaks of what it names: zone, force, status, voice and
 *		polarity of each mention.
 *
 * Part of the core.  After match/, before score/.	Zones are found for plain
 * texts of taxonomies with zoning on; the axes, for those with reading on,
 * from cues in the mention's clause, with direction, scope and terminators
 * after ConText (Chapman et al. 2001, Harkema et al. 2009).  What a mention
 * counts as in a tagset goes into its MatchCandidate (zone, force).
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_READING_H
#define POLICYSCOPE_READING_H

#include "match/match.h"
#include "reading/zones.h"

#define READING_PROHIBITED IMAGE_CUE_PROHIBITED

/* What was read of one mention, in bytes of its part.  The values are those of IMAGE_CUE_*. */
typedef struct ReadingMention
{
	ReadingSpan place;			/* its own, in the uniform writing of its part */
	ReadingSpan sentence;
	ReadingSpan clause_span;
	ReadingSpan cue;			/* that decided */
	ReadingSpan source;			/* whose voice it is, where the text names it */
	uint32_t	clause;			/* number within the document, from 1 */
	uint32_t	responsible;	/* concept of the actor before the cue, or IMAGE_NONE */
	uint8_t		force;			/* 1..5, READING_PROHIBITED, or 0: none */
	uint8_t		status;			/* IMAGE_CUE_ACHIEVED .. FORECAST, or 0 */
	uint8_t		voice;			/* IMAGE_CUE_REPORTED, or 0: the issuer's */
	uint8_t		polarity;		/* IMAGE_CUE_NEGATED, _CONDITIONAL, or 0: affirmed */
} ReadingMention;

typedef struct Reading
{
	const ImageView *view;
	uint32_t	actors;			/* the facet "actor", or IMAGE_NONE */
	uint32_t	doctypes;		/* the facet "doctype", or IMAGE_NONE */
	uint32_t	doctype;		/* concept: of the document, or IMAGE_NONE */
	bool		doctype_given;
	bool		tags_only;		/* nobody asks for the spans of ReadingMention: they stay places
								 * of the uniform writing */

	UniformText uniform;		/* of the part written last */
	uint32_t	uniform_part;	/* or IMAGE_NONE */
	Zones		zones;			/* of the part zoned last */
	uint32_t	zoned_part;		/* or IMAGE_NONE */

	ReadingMention *mentions;	/* one a candidate of the matcher */
	uint32_t	mention_capacity;
	uint32_t	clauses;		/* counted so far */
	TokenStream stream;			/* for the words of furniture */
} Reading;

/* One Reading serves one image and any number of documents, one at a time. */
extern Reading *reading_create(const ImageView *view);

/* All that it owns, and itself; for whom, see matcher_release(). */
extern void reading_release(Reading *reading);

extern void reading_begin(Reading *reading);

/*
 * After matcher_add_part(), for a part whose zones the caller did not give:
 * sets the zone of its candidates; those in furniture are dropped, and its
 * words are not counted.
 */
extern void reading_zone_part(Reading *reading, Matcher *matcher);

/*
 * After all parts: a document has one title.  Where the caller gave it, what
 * was found as one in another part is a heading.
 */
extern void reading_settle_titles(Matcher *matcher);

/* The type of the document, a concept of the image; else it is guessed. */
extern void reading_set_doctype(Reading *reading, uint32_t concept);

/* After matcher_finish(): fills mentions[] and the force of the candidates. */
extern void reading_run(Reading *reading, Matcher *matcher);

/* Gives back what an unusually long document took; its answer is gone then. */
extern void reading_trim(Reading *reading);

#endif							/* POLICYSCOPE_READING_H */

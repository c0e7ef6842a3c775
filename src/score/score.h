/*-------------------------------------------------------------------------
 *
 * score.h
 *		Mentions to evidence: what a document gives each concept.
 *
 * Part of the core.  Integers only: each contribution was rounded once when
 * the taxonomy was published; here they are only added.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_SCORE_H
#define POLICYSCOPE_SCORE_H

#include "match/match.h"

#define SCORE_FORCES 6			/* 1..5, prohibited */

/* Spans of an entry by their force, as reading/ found it. */
typedef struct ScoreForces
{
	int64_t		spans[SCORE_FORCES];
} ScoreForces;

typedef struct ScoreEntry
{
	uint32_t	concept;
	uint32_t	forces;			/* its row of Scorer.forces plus one, or 0 */
	int64_t		evidence;		/* thousandths of a mention */
	int64_t		mentions_direct;
	int64_t		mentions;
} ScoreEntry;

/* Where a concept has its rows, if the stamps are the present ones. */
typedef struct ScorePlace
{
	uint32_t	entry;
	uint32_t	entry_stamp;	/* the document's */
	uint32_t	row;
	uint32_t	row_stamp;		/* the span's */
} ScorePlace;

/* One Scorer serves one image and any number of documents, one at a time. */
typedef struct Scorer
{
	const ImageView *view;
	ScoreEntry *entries;		/* what the document gave, by concept */
	uint32_t	entry_count;
	uint32_t	entry_capacity;
	ScoreForces *forces;		/* of entries that have any, in no order */
	uint32_t	forces_count;
	uint32_t	forces_capacity;
	ScorePlace *places;			/* one a concept */
	uint64_t   *marks;			/* a bit a concept, all clear between documents */
	uint64_t   *marked_words;	/* a bit a word of marks that may have some */
	ScoreEntry *ordered;		/* where they come in order; then the two change places */
	uint32_t	ordered_capacity;
	uint32_t	document_stamp;
	uint32_t	span_stamp;
	ScoreEntry *span;			/* what one span gives, a row a concept */
	uint32_t	span_count;
	uint32_t	span_capacity;
} Scorer;

extern Scorer *scorer_create(const ImageView *view);

/* All that it owns, and itself; for whom, see matcher_release(). */
extern void scorer_release(Scorer *scorer);

/* Fills entries from the accepted candidates of a finished matcher. */
extern void scorer_run(Scorer *scorer, const Matcher *matcher);

/* What one mention gives its own concept, in thousandths. */
extern int64_t score_mention(const Matcher *matcher, const MatchCandidate *mention);

#endif							/* POLICYSCOPE_SCORE_H */

/*-------------------------------------------------------------------------
 *
 * match.h
 *		Text and image to mentions: what the matcher offers to score/ and
 *		tagging/.
 *
 * Part of the core.  scan.c finds by hash where labels may stand; then the
 * order is that of design, section "Matching":
 *	 1. other words, case, gap and edges drop candidates	 verify.c, by_rules.c
 *	 2. unconditional labels resolve, leftmost-longest a facet	 resolve.c
 *	 3. each requires is evaluated once against those			 requires.c
 *	 4. admitted labels join and the facets resolve again		 resolve.c
 *	 5. with acronyms on, so do short forms that the text defines defined.c
 * and then mentions inside longer ones of other facets are noted (inside.c).
 *
 * One Matcher serves one image and any number of documents, one at a time.
 * A document may come in parts (title, body), which share only the requires
 * of document scope.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_MATCH_H
#define POLICYSCOPE_MATCH_H

#include "image/image.h"
#include "text/token_scan.h"

typedef enum MatchVerdict
{
	MATCH_ACCEPTED,
	MATCH_CASE,					/* a capital of the label is none in the text */
	MATCH_GAP,					/* what stands between its tokens ends a label */
	MATCH_EDGE,					/* what touches it makes it part of something */
	MATCH_FURNITURE,			/* lies where reading/ found no text, but a menu */
	MATCH_NEGATIVE,				/* a negative label took the span */
	MATCH_SHADOWED,				/* an earlier or longer mention of the facet, or
								 * one with more matched capitals */
	MATCH_REQUIRES,				/* its requires does not hold */
	MATCH_IS_NEGATIVE,			/* is itself a negative label, which took it */
	/* inside the matcher only */
	MATCH_PENDING,
	MATCH_OTHER,				/* the text has other words than the label */
	MATCH_UNSURE				/* only the reference reader can tell */
} MatchVerdict;

/* A label found in the text: a mention when its verdict is MATCH_ACCEPTED. */
typedef struct MatchCandidate
{
	uint32_t	label;
	uint32_t	start;			/* bytes of its part, half open */
	uint32_t	end;
	uint32_t	part;
	uint32_t	concept;		/* of the label */
	uint32_t	capitals;		/* of the label, matched by capitals */
	uint32_t	group;			/* resolve.c: candidates of one span and facet */
	uint32_t	rival;			/* candidate that decided against it, or
								 * IMAGE_NONE */
	uint32_t	inside;			/* concept of the longer mention of another facet
								 * it lies in, or IMAGE_NONE */
	uint16_t	facet;			/* of the concept */
	uint8_t		verdict;		/* MatchVerdict */
	bool		admitted;		/* unconditional, or its requires holds */
	bool		negative;		/* its label is */
	bool		defined;		/* a short form that the document defines for the
								 * label, defined.c */
	uint8_t		zone;			/* 0..3 = A..D: the part's, or by reading/ */
	uint8_t		force;			/* by reading/: 1..5, 6 prohibited, 0 none */
} MatchCandidate;

typedef struct MatchPart
{
	const char *text;			/* the caller's, until the document is finished */
	uint32_t	length;
	int			zone;			/* 0..3 = A..D */
	uint32_t	first_mark;		/* of Matcher.marks */
} MatchPart;

/* A token that may begin a cue, for reading/. */
typedef struct MatchMark
{
	uint32_t	place;			/* byte of its part */
	uint32_t	cue;			/* the first of its run */
} MatchMark;

/* One token of a label in the text: a token, or two joined over a line break. */
typedef struct MatchPiece
{
	uint32_t	token;			/* index among the tokens of the text */
	uint32_t	token_count;	/* 1, or 2 when joined */
	uint32_t	folded_length;	/* less than the token's: a particle is cut off;
								 * 0: the whole of it */
} MatchPiece;

/* A key found in the slots, at count tokens from a token of the window on. */
typedef struct MatchHit
{
	uint32_t	token;
	uint32_t	count;
	uint32_t	value;			/* of the slot */
} MatchHit;

/* alternatives.c: another way to read a marked token. */
typedef struct MatchAlternative
{
	uint64_t	hash;
	uint32_t	token_count;
	uint32_t	folded_length;
} MatchAlternative;

/* alternatives.c: a token that has alternatives. */
typedef struct MatchMarked
{
	uint32_t	token;
	uint32_t	first_alternative;
} MatchMarked;

/* by_rules.c: the form of a pattern, token by token. */
typedef struct MatchForm
{
	uint32_t	token_count;
	uint32_t	byte_count;
	const uint8_t *tokens[IMAGE_MAX_TOKENS];
	uint16_t	lengths[IMAGE_MAX_TOKENS];
	const uint8_t *gaps;		/* before each token but the first */
	const uint8_t *capitals;	/* bitmap over the bytes of all tokens, or NULL */
	uint8_t		flags;			/* of the pattern: the last may be in its other number */
	/* for patterns that have none of these in the image */
	uint8_t		written_tokens[IMAGE_LENGTH_MASK + 1];
	uint8_t		written_gaps[IMAGE_MAX_TOKENS];
	uint8_t		written_capitals[(IMAGE_LENGTH_MASK + 8) / 8];
} MatchForm;

typedef struct MatchGroup
{
	uint32_t	first;			/* candidate */
	uint32_t	capitals;		/* the most in the group */
	uint32_t	strongest;		/* the first candidate that has them */
	uint32_t	negative;		/* a negative candidate of it, or IMAGE_NONE */
} MatchGroup;

/* What a facet has taken so far, while resolving. */
typedef struct MatchFacet
{
	uint32_t	part;
	uint32_t	start;
	uint32_t	end;
	uint32_t	group;			/* IMAGE_NONE: nothing taken yet */
	uint32_t	negative_end;	/* overlap = all: how far negative labels reach */
	uint32_t	negative;
} MatchFacet;

/* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): by user, there is one a backend */
typedef struct Matcher
{
	const ImageView *view;
	bool		trace;			/* keep rejected candidates (tag_explain) */

	TokenScan	scan;			/* of the present part */
	MatchHit   *hits;
	uint32_t	hit_count;
	uint32_t	hit_capacity;
	MatchAlternative *alternatives; /* of the marked tokens, one after another */
	MatchMarked *marked;		/* tokens that have some, rising, and an end */
	uint32_t	alternative_count;
	uint32_t	alternative_capacity;
	uint32_t	marked_count;
	uint32_t	marked_capacity;

	TokenStream stream;			/* by_rules.c: a stretch of the part again */
	MatchForm	form;
	MatchPiece	path[IMAGE_MAX_TOKENS];

	MatchCandidate *candidates; /* by part, start, falling end, label */
	uint32_t	candidate_count;
	uint32_t	candidate_capacity;
	bool		any_conditional;

	MatchMark  *marks;			/* marks.c: rising in each part */
	uint32_t	mark_count;
	uint32_t	mark_capacity;

	MatchPart  *parts;
	uint32_t	part_count;
	uint32_t	part_capacity;
	int64_t		words;			/* thousandths, all parts */

	MatchGroup *groups;
	uint32_t	group_count;
	uint32_t	group_capacity;
	MatchFacet *facets;			/* one a facet of the image */

	/* requires.c: concept or facet is present if its stamp is the present one */
	uint32_t   *concept_stamps;
	uint32_t   *facet_stamps;
	uint32_t	stamp;

	/* inside.c: accepted candidates that reach beyond the present start */
	uint32_t   *open;
	uint32_t	open_capacity;

	/* defined.c: NULL until it is needed; the part being read again */
	struct MatchDefined *defined;
	uint32_t	defining_part;

	/* line.c: the line last looked at */
	uint32_t	line_start;
	uint32_t	line_end;
	bool		line_is_capitals;
} Matcher;

extern Matcher *matcher_create(const ImageView *view);

/*
 * All that a matcher owns, and itself.  For tests and fuzzing, whose host has no
 * memory contexts: in the server a matcher goes with the context of its image,
 * and so do a Reading and a Scorer.
 */
extern void matcher_release(Matcher *matcher);

/* Begins a document; what the last one left is gone. */
extern void matcher_begin(Matcher *matcher, bool trace);

/* The text must stay where it is until the document is finished. */
extern void matcher_add_part(Matcher *matcher, const char *text, size_t length, int zone);

/* Decides; afterwards candidates[] and words are the answer. */
extern void matcher_finish(Matcher *matcher);

/* Gives back what an unusually long document took; its answer is gone then. */
extern void matcher_trim(Matcher *matcher);

static inline const ImageLabel *
match_label(const Matcher *matcher, const MatchCandidate *candidate)
{
	return &matcher->view->labels[candidate->label];
}

static inline const ImageClass *
match_class(const Matcher *matcher, const MatchCandidate *candidate)
{
	return image_label_class(matcher->view, match_label(matcher, candidate));
}

/* The order of candidates: part, start, falling end, label. */
static inline bool
match_comes_before(const MatchCandidate *a, const MatchCandidate *b)
{
	if (a->part != b->part)
		return a->part < b->part;
	if (a->start != b->start)
		return a->start < b->start;
	if (a->end != b->end)
		return a->end > b->end;
	return a->label < b->label;
}

static inline bool
match_same_span(const MatchCandidate *a, const MatchCandidate *b)
{
	return a->start == b->start && a->end == b->end && a->part == b->part;
}

#endif							/* POLICYSCOPE_MATCH_H */

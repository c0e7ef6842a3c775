/*-------------------------------------------------------------------------
 *
 * match_parts.h
 *		Private to the matcher: how its steps call each other.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_MATCH_PARTS_H
#define POLICYSCOPE_MATCH_PARTS_H

#include "match/match.h"

/* A pattern at some tokens of the window, being verified. */
typedef struct MatchTry
{
	ImagePattern pattern;
	const ImageClass *class;	/* of its label */
	uint32_t	token;			/* the first of its key, in the window */
	uint32_t	count;			/* tokens of its key */
	const MatchPiece *pieces;	/* how they are read, or NULL: as they are */
	/* what verifying found */
	uint32_t	start;
	uint32_t	end;
	uint32_t	capitals;
} MatchTry;

/*
 * verify.c: how many bytes the last word of a text must share with the last
 * word of a label, in either number as far as the pattern's flags allow; 0 when
 * they cannot be the same.
 */
extern uint32_t match_shared_length(uint8_t flags, const uint8_t *word, uint32_t length,
									const uint8_t *label, uint32_t label_length);

/* scan.c: all candidates of the matcher's present part */
extern void match_scan(Matcher *matcher);

#define MATCH_FILTERED 512		/* tokens at a time */
#define MATCH_KEYS (MATCH_FILTERED * IMAGE_FILTERS + 1) /* the last is written in vain */

/* Keys that may stand in the slots, in the order of their first tokens. */
typedef struct MatchKeys
{
	uint32_t	count;
	uint32_t	token[MATCH_KEYS];	/* the first one */
	uint8_t		length[MATCH_KEYS]; /* tokens, up to IMAGE_MAX_TOKENS */
	uint64_t	key[MATCH_KEYS];
} MatchKeys;

/*
 * filter_tokens.c: the keys that begin at the tokens from first to end - 1, at
 * most MATCH_FILTERED, and pass the filter of their length.  Three hashes
 * behind the last of these tokens are read.
 */
extern void match_filter_tokens(const ImageView *view, const uint64_t *hashes, uint32_t first,
								uint32_t end, MatchKeys *keys);

/* look_up.c: match_look_up() of so many keys */
extern void match_look_up_all(const ImageView *view, const uint64_t *keys, uint32_t count,
							  uint32_t *values);

/* scan.c: tries all patterns of a key found */
extern void match_try_key(Matcher *matcher, const MatchHit *hit, const MatchPiece *pieces);

/* alternatives.c: sequences with a joined word or one without its particle */
extern void match_alternatives(Matcher *matcher, uint32_t first, uint32_t end);

/* verify.c: whether the label stands there */
extern MatchVerdict match_verify(Matcher *matcher, MatchTry *try);

/* by_rules.c: the same for any pattern, by the reference reader */
extern MatchVerdict match_verify_by_rules(Matcher *matcher, MatchTry *try);

/* marks.c: notes the tokens from first to end - 1 that may begin a cue */
extern void match_note_marks(Matcher *matcher, uint32_t first, uint32_t end);

/* line.c: whether the line around a place of the part is all capitals */
extern bool match_line_is_capitals(Matcher *matcher, uint32_t place);

/* sentence.c: whether a sentence begins between two candidates of a part */
extern bool match_sentence_parts(Matcher *matcher, const MatchCandidate *before,
								 const MatchCandidate *after);

/* resolve.c: verdicts for all admitted candidates */
extern void match_resolve(Matcher *matcher);

/* requires.c: admits conditional candidates by what is accepted so far */
extern void match_admit(Matcher *matcher);

/* defined.c: adds candidates; tells whether there are any */
extern bool match_define(Matcher *matcher);
extern void match_defined_free(Matcher *matcher);

/*
 * What the slots have for a key, 0 for nothing.  The builder saw to it that no
 * other key's slot with the same check is met; an empty slot behind has the
 * check 0, which a key may have too, so the first of a bucket counts.
 */
static inline uint32_t
match_look_up(const ImageView *view, uint64_t key)
{
	uint32_t	check = (uint32_t) key;
	uint32_t	bucket = image_bucket_of(key, view->bucket_count);

	for (;; bucket = bucket + 1 < view->bucket_count ? bucket + 1 : 0)
	{
		const ImageSlot *slots = view->slots + (size_t) bucket * IMAGE_BUCKET;
		uint32_t	value = 0;

		for (int i = IMAGE_BUCKET; i-- > 0;)
			value = slots[i].check == check ? slots[i].value : value;
		if (value != 0 || !(slots[IMAGE_BUCKET - 1].value & IMAGE_SLOT_GOES_ON))
			return value;
	}
}

/* Whether a token of a pattern's form is one of the symbols that labels have. */
static inline bool
match_is_symbol(const uint8_t *token, uint32_t length)
{
	return length == 1 && (token[0] == '.' || token[0] == '+' || token[0] == '#' ||
						   token[0] == '&' || token[0] == '/');
}

/* A candidate of the label, as it begins: its place and verdict are the caller's. */
static inline MatchCandidate
match_candidate(const Matcher *matcher, uint32_t part, uint32_t label)
{
	MatchCandidate candidate = {0};

	candidate.label = label;
	candidate.part = part;
	candidate.zone = (uint8_t) matcher->parts[part].zone;
	candidate.concept = matcher->view->labels[label].concept;
	candidate.facet = matcher->view->concepts[candidate.concept].facet;
	candidate.group = candidate.rival = candidate.inside = IMAGE_NONE;
	return candidate;
}

/* Refused by its place already: takes no part in what follows. */
static inline bool
match_was_dropped(const MatchCandidate *candidate)
{
	return candidate->verdict >= MATCH_CASE && candidate->verdict <= MATCH_FURNITURE;
}

/* inside.c */
extern void match_note_inside(Matcher *matcher);

#endif							/* POLICYSCOPE_MATCH_PARTS_H */

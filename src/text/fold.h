/*-------------------------------------------------------------------------
 *
 * fold.h
 *		Folds text code point by code point, keeping sight of the original.
 *
 * The fold (see make_unicode.c) makes one of: case, width and compatibility
 * forms, NFC and NFD, Traditional and Simplified, diacritics on Latin and
 * Greek, apostrophes.  Used by the tokeniser for words beyond ASCII, by match/
 * where it must know what a folded byte came from, and by reading/uniform.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_FOLD_H
#define POLICYSCOPE_FOLD_H

#include "text/unicode.h"
#include "text/utf8.h"

typedef struct FoldWalker
{
	const uint8_t *next;
	const uint8_t *end;
	bool		strips_marks;	/* the last base was Latin or Greek */
} FoldWalker;

/* One code point and what it folds to. */
typedef struct FoldStep
{
	const UnicodeRecord *record;
	const uint8_t *folded;
	uint32_t	folded_length;	/* bytes, 0..255 */
	uint32_t	length;			/* bytes of the original */
} FoldStep;

static inline void
fold_begin(FoldWalker *walker, const uint8_t *start, const uint8_t *end)
{
	walker->next = start;
	walker->end = end;
	walker->strips_marks = false;
}

/*
 * Whether a code point folds to nothing as a mark on a Latin or Greek base;
 * strips_marks: the last base was one, kept up to date from one to the next.
 */
static inline bool
fold_strips_mark(const UnicodeRecord *record, uint32_t folded_length, bool *strips_marks)
{
	if (record->flags & UNICODE_MARK)
		return *strips_marks;
	if (folded_length > 0)
		*strips_marks = (record->flags & UNICODE_STRIPS_MARKS) != 0;
	return false;
}

/* The next code point; false at the end. */
extern bool fold_next(FoldWalker *walker, FoldStep *step);

/*
 * Puts the marks of a folded stretch into canonical order, in place (Unicode
 * D109).  Needed only where a UNICODE_REORDERS code point was folded.
 */
extern void fold_reorder(uint8_t *folded, uint32_t length);

/*
 * Where in the original the first folded_length bytes of the fold end, with
 * what folds to nothing after them, or NULL when that is inside of a code
 * point.
 */
extern const uint8_t *fold_prefix_end(const uint8_t *start, const uint8_t *end,
									  uint32_t folded_length);

#endif							/* POLICYSCOPE_FOLD_H */

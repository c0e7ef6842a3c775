/*-------------------------------------------------------------------------
 *
 * uniform.h
 *		A text in one writing, so that rules may count and compare its bytes.
 *
 * Used by reading.c, number_items.c, target.c and tagging/.  Zones, sentences,
 * cues, periods and quantities are told from the uniform writing of a text; it
 * is the same for composed and decomposed letters, full and half width, every
 * white space, hyphen and apostrophe, with or without soft hyphens and joiners,
 * and for every line end (vertical tab and form feed stay).  So no rule depends
 * on how a text happens to be written.  Spans are given back in places of the
 * original.
 *
 * The uniform writing is the fold of unicode.h with two differences: letters
 * of ASCII keep their case (of É remains E), and ideographs stay as they are.
 * Signs that have other forms for compatibility only (①, ℃) stay as well, and
 * so do superscripts and subscripts: 10² is not 102.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_UNIFORM_H
#define POLICYSCOPE_UNIFORM_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of a text or of its uniform writing, half open; empty: there is none. */
typedef struct ReadingSpan
{
	uint32_t	start;
	uint32_t	end;
} ReadingSpan;

/* From here to the next step, places in both writings rise together. */
typedef struct UniformStep
{
	uint32_t	original;
	uint32_t	uniform;
} UniformStep;

typedef struct UniformText
{
	const char *text;			/* copy, or the original where it is uniform */
	uint32_t	length;
	char	   *copy;
	uint32_t	copy_capacity;
	UniformStep *steps;			/* rising; none: places are the same */
	uint32_t	step_count;
	uint32_t	step_capacity;
} UniformText;

/* The original must stay where it is as long as the uniform text is used. */
extern void uniform_write(UniformText *uniform, const char *text, size_t length);

extern void uniform_release(UniformText *uniform);

/* Where the last answer was found; all zero at first. */
typedef struct UniformCursor
{
	uint32_t	step;
	uint32_t	from;			/* places in so many bytes from here on ... */
	uint32_t	length;
	uint32_t	to;				/* ... are those from here on */
} UniformCursor;

/*
 * A place of the original in the uniform writing, and back: behind all that
 * was left out there.  Near places cost little, far ones a binary search; a
 * cursor serves one of the two directions.
 */
extern uint32_t uniform_find_place(const UniformText *uniform, uint32_t original, UniformCursor *cursor);
extern uint32_t uniform_find_original(const UniformText *uniform, uint32_t place, UniformCursor *cursor);

static inline uint32_t
uniform_place(const UniformText *uniform, uint32_t original, UniformCursor *cursor)
{
	if (original - cursor->from < cursor->length)
		return original - cursor->from + cursor->to;
	return uniform_find_place(uniform, original, cursor);
}

static inline uint32_t
uniform_original(const UniformText *uniform, uint32_t place, UniformCursor *cursor)
{
	if (place - cursor->from < cursor->length)
		return place - cursor->from + cursor->to;
	return uniform_find_original(uniform, place, cursor);
}

/* A span of the uniform writing in places of the original; empty stays empty. */
static inline void
uniform_restore(const UniformText *uniform, ReadingSpan *span, UniformCursor *to_original)
{
	if (span->end <= span->start)
		return;
	span->start = uniform_original(uniform, span->start, to_original);
	span->end = uniform_original(uniform, span->end, to_original);
}

/* The three bytes of an ideograph or a wide sign as one number, for comparing. */
static inline uint32_t
uniform_wide(const uint8_t *p)
{
	return (uint32_t) p[0] << 16 | (uint32_t) p[1] << 8 | p[2];
}

#endif							/* POLICYSCOPE_UNIFORM_H */

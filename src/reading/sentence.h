/*-------------------------------------------------------------------------
 *
 * sentence.h
 *		Sentences and their clauses, told from the bytes of a text.
 *
 * Private to reading/.  Of texts in uniform writing (uniform.h): all places are
 * of that.  After UAX #29, sentence boundaries, with guards of our
 * own: a full stop ends no sentence in a number, in or after an abbreviation,
 * an initial or the number of a clause, nor before a small letter.  A line
 * break ends one unless the line is only wrapped there.
 *
 * Borders divide a sentence.  Strong ones begin a clause: a semicolon, a colon,
 * a Chinese comma, a comma before a conjunction.  Weak ones are other commas:
 * they end only what reaches to the next comma (a condition, a source).
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_SENTENCE_H
#define POLICYSCOPE_SENTENCE_H

#include <stddef.h>
#include <stdint.h>

/* Those beyond are not told apart: no sentence that is read has so many. */
#define SENTENCE_BORDERS 96

typedef struct SentenceBorder
{
	uint32_t	place;			/* the first byte behind the sign */
	uint32_t	clause;			/* number of strong borders up to here */
} SentenceBorder;

typedef struct Sentence
{
	uint32_t	start;			/* bytes, half open, without white space around */
	uint32_t	end;
	uint32_t	next;			/* where the search for the next one begins */
	uint32_t	number;			/* counted from 1 along the search */
	uint32_t	border_count;
	SentenceBorder borders[SENTENCE_BORDERS];
} Sentence;

/* Before the first call. */
extern void sentence_begin(Sentence *sentence);

/*
 * Moves on to the sentence that a place lies in or before; places must not
 * fall.  All the calls together look at each byte of the text once.
 */
extern void sentence_find(Sentence *sentence, const char *text, uint32_t length, uint32_t place);

/* A clause begins at that place as well. */
extern void sentence_split(Sentence *sentence, uint32_t place);

/* The clause of a place, from 0. */
extern uint32_t sentence_clause(const Sentence *sentence, uint32_t place);

/* The bytes of a clause, half open: from its first border to that of the next. */
extern void sentence_clause_bounds(const Sentence *sentence, uint32_t clause, uint32_t *start, uint32_t *end);

/* The last border at or before a place, or the sentence's start. */
extern uint32_t sentence_border_before(const Sentence *sentence, uint32_t place);

/* The first border after a place, or the sentence's end. */
extern uint32_t sentence_border_after(const Sentence *sentence, uint32_t place);

#endif							/* POLICYSCOPE_SENTENCE_H */

/*-------------------------------------------------------------------------
 *
 * english.h
 *		The tables behind inflect.h: what English has beside its rules.
 *
 * english_data.c is written by make_english.sh from data/english_nouns.txt,
 * english_spelling.txt and english_compounds.txt, whose heads say what a line
 * means.  Each pair stands in both directions.  Sorted bytewise by from, then
 * by to.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_ENGLISH_H
#define POLICYSCOPE_ENGLISH_H

#include <stddef.h>
#include <stdint.h>

typedef struct EnglishPair
{
	const char *from;
	const char *to;				/* equal to from: it stays as it is */
	const char *tails;			/* spellings: what may follow, each with a blank
								 * after it, or NULL: anything */
} EnglishPair;

typedef struct EnglishTable
{
	const EnglishPair *pairs;
	int			count;
} EnglishTable;

extern const EnglishTable english_nouns;
extern const EnglishTable english_spellings;
extern const EnglishTable english_compounds;

/*
 * The first pair from these bytes, or NULL; more may follow it up to the end
 * of the table, with an equal from.
 */
extern const EnglishPair *english_find(const EnglishTable *table, const char *from, size_t length);

/*
 * The first pair from the longest beginning of these bytes that has one, or
 * NULL; *length becomes the length of that beginning.
 */
extern const EnglishPair *english_find_beginning(const EnglishTable *table, const char *bytes,
												 size_t *length);

/* The next pair from the same, or NULL. */
extern const EnglishPair *english_next(const EnglishTable *table, const EnglishPair *pair);

#endif							/* POLICYSCOPE_ENGLISH_H */

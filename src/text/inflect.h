/*-------------------------------------------------------------------------
 *
 * inflect.h
 *		English words in their other number and their other spellings.
 *
 * Part of the core.  Used by label_variants.c when an image is built; never
 * while a text is read.  Rules and exceptions, both of them facts about
 * English: nothing here guesses a stem.  Words are folded, a to z alone.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_INFLECT_H
#define POLICYSCOPE_INFLECT_H

#include <stdbool.h>
#include <stdint.h>

#define INFLECT_WORD_MAX 40		/* bytes; longer words have no variants */
#define INFLECT_VARIANTS_MAX 4	/* of one word; axes has two singulars */

typedef struct InflectWord
{
	uint32_t	length;
	char		bytes[INFLECT_WORD_MAX + 8];	/* terminated; a plural may be longer */
} InflectWord;

typedef struct InflectWords
{
	uint32_t	count;
	InflectWord words[INFLECT_VARIANTS_MAX];
} InflectWords;

/* Whether the rules apply to it: three letters or more, a to z. */
extern bool inflect_is_word(const uint8_t *word, uint32_t length);

/*
 * Adds the plurals of a singular and the singulars of a plural.  A word with
 * no other number (news, series) gets nothing, nor does one of fewer than
 * three letters that is not listed.
 */
extern void inflect_number(const uint8_t *word, uint32_t length, InflectWords *words);

/* Adds the word in British spelling where it is in American, and back. */
extern void inflect_spelling(const uint8_t *word, uint32_t length, InflectWords *words);

/*
 * Adds the other writing of a compound of data/english_compounds.txt: for
 * "data centre" datacentre, for "datacentre" the two words, parted by a blank.
 */
extern void inflect_compound(const uint8_t *words, uint32_t length, InflectWords *others);

#endif							/* POLICYSCOPE_INFLECT_H */

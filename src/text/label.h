/*-------------------------------------------------------------------------
 *
 * label.h
 *		A label as the token sequences that a text may show for it.
 *
 * Used by image/ when an image is built.  Usually a label has one form; one
 * with a letter-digit border has one for each way to write the border:
 * COVID-19 is [covid19] and [covid] - [19].  Where it is inflected, the other
 * number, the other spellings and the other compounds follow; the first form
 * is always the label as it is written.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_LABEL_H
#define POLICYSCOPE_LABEL_H

#include "text/token.h"

#define LABEL_MAX_TOKENS 64		/* equals IMAGE_MAX_TOKENS */

/*
 * Forms of one label.  16 may come of its borders (label.c); a word has at
 * most four variants and most have one, so 32 hold a label of two words that
 * both have a British and an American spelling, as a compound, in singular
 * and plural.  What would be beyond is left out: the forms nearest to the
 * label as written are found first.
 */
#define LABEL_MAX_FORMS 32

typedef enum LabelProblem
{
	LABEL_GOOD,
	LABEL_EMPTY,				/* no token */
	LABEL_TOO_LONG,				/* more than LABEL_MAX_TOKENS */
	LABEL_UNMATCHABLE			/* a gap that no text may have, or an address */
} LabelProblem;

typedef struct LabelToken
{
	uint32_t	folded;			/* offset in LabelForm.folded */
	uint32_t	folded_length;
	uint64_t	hash;
	uint8_t		gaps;			/* GAP_ALLOWS_* before it; 0 for the first */
	bool		symbol;			/* TOKEN_SYMBOL: no part of the key */
	bool		character;		/* TOKEN_CHARACTER */
} LabelToken;

typedef struct LabelForm
{
	LabelToken *tokens;
	uint32_t	token_count;
	uint8_t    *folded;			/* bytes of all tokens, one after the other */
	uint8_t    *capitals;		/* for each of them: 1 from a capital, else 0 */
	uint32_t	folded_length;
} LabelForm;

typedef struct LabelForms
{
	LabelForm  *forms;
	uint32_t	count;
	uint32_t	written;		/* the first so many are the label as written,
								 * the rest are inflected */
	bool		one_letter;		/* one token of one letter */
	bool		common_word;	/* one token, in common_words.h */
} LabelForms;

/*
 * The stem of a word of the language "de", "es" or "fr": "" for a stop word,
 * NULL when there is no stemmer.  It lives as long as arg.
 */
typedef const char *(*LabelStem) (void *arg, const char *language, const char *word, size_t length);

/* What a label is inflected by. */
typedef struct LabelInflection
{
	const char *lang;			/* of the label, BCP 47 */
	LabelStem	stem;			/* or NULL */
	void	   *arg;
} LabelInflection;

/*
 * Cuts and folds a label; with inflection NULL as it is written and no
 * otherwise.  forms is filled only when it is LABEL_GOOD.
 */
extern LabelProblem label_forms(const char *label, size_t length,
								const LabelInflection *inflection, LabelForms *forms);

extern void label_forms_free(LabelForms *forms);

#endif							/* POLICYSCOPE_LABEL_H */

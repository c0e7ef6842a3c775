/*-------------------------------------------------------------------------
 *
 * label.h
 *		A label as the token sequences that a text may show for it.
 *
 * Used by image/ when an image is built.  Usually a label has one form; one
 * with a letter-digit border has one for each way to write the border:
 * COVID-19 is [covid19] and [covid] - [19].
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_LABEL_H
#define POLICYSCOPE_LABEL_H

#include "text/token.h"

#define LABEL_MAX_TOKENS 64		/* equals IMAGE_MAX_TOKENS */

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
	bool		one_letter;		/* one token of one letter */
	bool		common_word;	/* one token, in common_words.h */
	bool		all_common;		/* every token is */
} LabelForms;

/* Cuts and folds a label.  forms is filled only when it is LABEL_GOOD. */
extern LabelProblem label_forms(const char *label, size_t length, LabelForms *forms);

extern void label_forms_free(LabelForms *forms);

#endif							/* POLICYSCOPE_LABEL_H */

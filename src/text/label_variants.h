/*-------------------------------------------------------------------------
 *
 * label_variants.h
 *		Private to label.c and its parts: forms made from other forms.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_LABEL_VARIANTS_H
#define POLICYSCOPE_LABEL_VARIANTS_H

#include "text/label.h"

/*
 * label_variants.c: adds the forms that the label's language gives it, up to
 * LABEL_MAX_FORMS, for which there must be room.  The stream holds the label.
 */
extern void label_add_variants(const LabelInflection *inflection, const TokenStream *stream,
							   LabelForms *forms);

/*
 * Adds a form with other words in place of some tokens; words are folded and
 * parted by blanks.  A capital stays where the bytes stay, from both ends of
 * what is replaced.  Returns whether there was such a form or room for one.
 */
extern bool label_add_replaced(LabelForms *forms, uint32_t form, uint32_t first, uint32_t replaced,
							   const char *words, size_t length);

/* Whether a language tag is of the language with the two-letter code. */
extern bool label_is_language(const char *lang, const char *code);

/* Gives the tokens their hashes, once all are written. */
extern void label_form_hash(LabelForm *form);

extern void label_form_free(LabelForm *form);

/* label_stems.c: adds the forms of German, Spanish and French; none for others. */
extern void label_add_stemmed(const LabelInflection *inflection, const TokenStream *stream,
							  LabelForms *forms);

#endif							/* POLICYSCOPE_LABEL_VARIANTS_H */

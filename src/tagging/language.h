/*-------------------------------------------------------------------------
 *
 * language.h
 *		The language of a text: English, Chinese in either script, or not told.
 *
 * Used by report_lang.c and profile_*.c.  Told by characters and common words
 * alone, so that a text without a mention has one too.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGGING_LANGUAGE_H
#define POLICYSCOPE_TAGGING_LANGUAGE_H

#include "postgres.h"

#include "reading/number_items.h"

/* Items of a text. */
typedef struct LanguageCounts
{
	int64		words;			/* that begin with a letter of ASCII */
	int64		common;			/* of these, common words of English */
	int64		han;
	int64		traditional;	/* of these, that fold to another one */
	int64		others;			/* kana, and words and characters of other scripts */
} LanguageCounts;

extern void language_count(LanguageCounts *counts, const ItemSentence *s);

/* "en", "zh-Hans", "zh-Hant", or NULL. */
extern const char *language_told(const LanguageCounts *counts);

/* "zh-Hans" or "zh-Hant", of so many ideographs so many that fold. */
extern const char *chinese_script(int64 han, int64 traditional);

#endif							/* POLICYSCOPE_TAGGING_LANGUAGE_H */

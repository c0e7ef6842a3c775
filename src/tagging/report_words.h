/*-------------------------------------------------------------------------
 *
 * report_words.h
 *		The words of a report that are its own, in the languages it speaks.
 *
 * Private to tag_report().
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_REPORT_WORDS_H
#define POLICYSCOPE_REPORT_WORDS_H

#include "postgres.h"

#include "lib/stringinfo.h"

typedef enum PageLanguage
{
	PAGE_ENGLISH,
	PAGE_SIMPLIFIED,
	PAGE_TRADITIONAL
} PageLanguage;

#define PAGE_LANGUAGES 3

/* In a phrase $1 .. $5 stand for what it is about. */
typedef enum Phrase
{
	PHRASE_SKIP,
	PHRASE_SUMMARY,				/* taxonomy, version, mentions, concepts, words */
	PHRASE_FACETS,
	PHRASE_DOCUMENT,
	PHRASE_FURNITURE,
	PHRASE_SCORES,
	PHRASE_SCORES_OF,			/* facet */
	PHRASE_FIRST_OF,			/* shown, all */
	PHRASE_CONCEPTS,
	PHRASE_CONCEPTS_NOTE,
	PHRASE_CONCEPT,
	PHRASE_SCORE,
	PHRASE_DENSITY,
	PHRASE_MENTIONS,
	PHRASE_DIRECT,
	PHRASE_IN_TEXT,
	PHRASE_FIRST_SENTENCE,
	PHRASE_MENTION,				/* label, number */
	PHRASE_MORE,
	PHRASE_MORE_MENTIONS,		/* label */
	PHRASE_COMMITMENTS,
	PHRASE_COMMITMENTS_NOTE,
	PHRASE_CLAUSES,
	PHRASE_COUNT_5,				/* headings of narrow columns */
	PHRASE_COUNT_4,
	PHRASE_COUNT_3,
	PHRASE_COUNT_2,
	PHRASE_COUNT_1,
	PHRASE_FORCE_5,
	PHRASE_FORCE_4,
	PHRASE_FORCE_3,
	PHRASE_FORCE_2,
	PHRASE_FORCE_1,
	PHRASE_PROHIBITED,
	PHRASE_FIRM_SHARE,
	PHRASE_FIRMEST,
	PHRASE_FIRMEST_OF,			/* label, force */
	PHRASE_SENTENCE,
	PHRASE_RESPONSIBLE,
	PHRASE_TARGETS,
	PHRASE_TARGETS_NOTE,
	PHRASE_TARGETS_LEFT,		/* number */
	PHRASE_QUANTITY,
	PHRASE_VALUE,
	PHRASE_STATUS,
	PHRASE_DUE,
	PHRASE_TARGET,
	PHRASE_ACHIEVED,
	PHRASE_BASELINE,
	PHRASE_PERIODS,
	PHRASE_PERIODS_NOTE,
	PHRASE_PERIOD,
	PHRASE_KIND,
	PHRASE_POINT,				/* in the order of PeriodKind */
	PHRASE_RANGE,
	PHRASE_DEADLINE,
	PHRASE_UNTIL,
	PHRASE_SINCE,
	PHRASE_NEXT,
	PHRASE_LAST,
	PHRASE_DURATION,
	PHRASE_FISCAL,
	PHRASE_PLAN,
	PHRASE_TO_DATE,				/* date */
	PHRASE_FROM_DATE,			/* date */
	PHRASE_ONE_YEAR,
	PHRASE_YEARS,				/* number */
	PHRASE_ONE_MONTH,
	PHRASE_MONTHS,				/* number */
	PHRASE_ONE_DAY,
	PHRASE_DAYS,				/* number */
	PHRASE_FOOTER,
	PHRASES
} Phrase;

/* The page's language for a document of that language (BCP 47, or NULL). */
extern PageLanguage page_language(const char *lang);

/* Its tag. */
extern const char *page_language_tag(PageLanguage language);

/* A phrase without arguments; a constant, which needs no escaping. */
extern const char *phrase(PageLanguage language, Phrase which);

/* A phrase with its arguments, escaped, to HTML text or into an attribute. */
extern void phrase_write(StringInfo out, PageLanguage language, Phrase which,
						 const char *const *arguments);

/* The same with one argument or two (NULL: there is none). */
extern void phrase_write_two(StringInfo out, PageLanguage language, Phrase which,
							 const char *first, const char *second);

#endif							/* POLICYSCOPE_REPORT_WORDS_H */

/*-------------------------------------------------------------------------
 *
 * stems.h
 *		Stems of words by the server's Snowball dictionaries, remembered.
 *
 * Used by compile.c, for the labels of an image.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_STEMS_H
#define POLICYSCOPE_TAXONOMY_STEMS_H

#include "postgres.h"

#include "utils/hsearch.h"

#define STEM_LANGUAGES 3

typedef struct StemDictionary
{
	bool		looked_for;
	Oid			dictionary;		/* InvalidOid: there is none */
} StemDictionary;

typedef struct Stems
{
	StemDictionary dictionaries[STEM_LANGUAGES];
	HTAB	   *known;			/* word and language to stem */
	MemoryContext context;		/* of the stems */
} Stems;

/* Lives in the current memory context. */
extern void stems_begin(Stems *stems);

/* LabelStem; arg is the Stems. */
extern const char *stems_find(void *arg, const char *language, const char *word, size_t length);

#endif							/* POLICYSCOPE_TAXONOMY_STEMS_H */

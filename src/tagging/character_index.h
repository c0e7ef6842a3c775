/*-------------------------------------------------------------------------
 *
 * character_index.h
 *		Characters before any byte of a text, asked for in any order.
 *
 * Used by tag_pairs.c, whose rows are not in the order of the text.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_CHARACTER_INDEX_H
#define POLICYSCOPE_CHARACTER_INDEX_H

#include "postgres.h"

typedef struct CharacterIndex
{
	const uint8 *text;
	int32	   *before;			/* characters before each step of bytes */
} CharacterIndex;

extern void character_index_read(CharacterIndex *index, const char *text, Size length);

/* Characters that begin before the byte. */
extern int32 characters_before(const CharacterIndex *index, uint32 byte);

#endif							/* POLICYSCOPE_CHARACTER_INDEX_H */

/*-------------------------------------------------------------------------
 *
 * character_index.c
 *		Characters before any byte of a text, asked for in any order.
 *
 * Called by tag_pairs.c.  One pass over the text, then a count of less than
 * STEP bytes for each question.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/character_index.h"

#include "storage/shmem.h"
#include "text/utf8.h"

#define STEP 1024				/* bytes */

void
character_index_read(CharacterIndex *index, const char *text, Size length)
{
	int32		characters = 0;

	index->text = (const uint8 *) text;
	index->before = palloc(mul_size(sizeof(int32), length / STEP + 1));
	for (Size at = 0; at <= length; at += STEP)
	{
		index->before[at / STEP] = characters;
		characters += (int32) utf8_count(index->text + at, index->text + Min(at + STEP, length));
	}
}

int32
characters_before(const CharacterIndex *index, uint32 byte)
{
	const uint8 *from = index->text + (Size) byte / STEP * STEP;

	return index->before[byte / STEP] + (int32) utf8_count(from, index->text + byte);
}

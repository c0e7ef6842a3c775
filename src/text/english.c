/*-------------------------------------------------------------------------
 *
 * english.c
 *		Looks pairs up in the tables of english.h.
 *
 *-------------------------------------------------------------------------
 */
#include "text/english.h"

#include <string.h>

static int
compare(const char *from, size_t length, const EnglishPair *pair)
{
	int			order = strncmp(from, pair->from, length);

	return order != 0 ? order : pair->from[length] == '\0' ? 0 : -1;
}

const EnglishPair *
english_find(const EnglishTable *table, const char *from, size_t length)
{
	int			low = 0;
	int			high = table->count;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (compare(from, length, &table->pairs[middle]) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < table->count && compare(from, length, &table->pairs[low]) == 0 ?
		&table->pairs[low] : NULL;
}

const EnglishPair *
english_next(const EnglishTable *table, const EnglishPair *pair)
{
	const EnglishPair *next = pair + 1;

	return next < table->pairs + table->count && strcmp(next->from, pair->from) == 0 ? next : NULL;
}

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

/* How many pairs come from what is not above these bytes. */
static int
count_not_above(const EnglishTable *table, const char *bytes, size_t length)
{
	int			low = 0;
	int			high = table->count;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (compare(bytes, length, &table->pairs[middle]) >= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Of what is not above the bytes, the last shares with them every beginning
 * that is in the table; so what it shares bounds the search.
 */
const EnglishPair *
english_find_beginning(const EnglishTable *table, const char *bytes, size_t *length)
{
	while (*length > 0)
	{
		int			count = count_not_above(table, bytes, *length);
		const char *from;
		size_t		shared = 0;

		if (count == 0)
			return NULL;
		from = table->pairs[count - 1].from;
		while (shared < *length && from[shared] == bytes[shared])
			shared++;
		*length = shared;
		if (from[shared] == '\0')
			return english_find(table, bytes, shared);
	}
	return NULL;
}

const EnglishPair *
english_next(const EnglishTable *table, const EnglishPair *pair)
{
	const EnglishPair *next = pair + 1;

	return next < table->pairs + table->count && strcmp(next->from, pair->from) == 0 ? next : NULL;
}

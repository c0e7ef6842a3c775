/*-------------------------------------------------------------------------
 *
 * common_word.c
 *		Looks a word up in common_words.h.
 *
 *-------------------------------------------------------------------------
 */
#include "text/common_words.h"

#include <string.h>

bool
is_common_word(const char *word, size_t length)
{
	int			low = 0;
	int			high = common_word_count;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		int			order = strncmp(word, common_words[middle], length);

		if (order == 0 && common_words[middle][length] == '\0')
			return true;
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/*-------------------------------------------------------------------------
 *
 * furniture.c
 *		Which lines of a page are no part of its text.
 *
 * Called by zones.c, with a text in uniform writing.  By phrase: furniture_phrases, from a data file.	By
 * shape: bars of links, which zones.c believes only at the ends of a text.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/furniture.h"

#include "text/ascii.h"

#include <string.h>

#define LINE_MAX_BYTES 320		/* longer lines are never furniture */
#define BAR_PIECES 3			/* at least so many links in a bar */
#define BAR_PIECE_MAX 45		/* bytes of one */

/* In lower case; a tab is a space. */
static char
fold_byte(char byte)
{
	if (ascii_is_capital((uint8_t) byte))
		return (char) (byte | 0x20);
	if (byte == '\t')
		return ' ';
	return byte;
}

/* Final punctuation is no part of a phrase. */
static uint32_t
trim_end(const char *folded, uint32_t length)
{
	while (length > 0 && strchr(" .!>:", folded[length - 1]) && folded[length - 1] != '\0')
		length--;
	return length;
}

static uint32_t
fold_line(const char *text, const Line *line, char *folded)
{
	uint32_t	length = 0;

	for (uint32_t at = line->start; at < line->end; at++)
	{
		folded[length] = fold_byte(text[at]);
		if (folded[length] != ' ' || (length > 0 && folded[length - 1] != ' '))
			length++;
	}
	return length;
}

static bool
is_phrase(const char *phrase, const char *folded, uint32_t length)
{
	size_t		size = strlen(phrase);

	if (phrase[size - 1] == '*')
		return length >= size - 1 && memcmp(phrase, folded, size - 1) == 0;
	return (length == size || trim_end(folded, length) == size) && memcmp(phrase, folded, size) == 0;
}

/* By its first three bytes, folded. */
static bool
may_be_phrase(const char *text, const Line *line)
{
	const char *front = text + line->start;
	uint32_t	bit;

	if (line_length(line) < 3)
		return false;
	bit = furniture_front((uint8_t) fold_byte(front[0]), (uint8_t) fold_byte(front[1]),
						  (uint8_t) fold_byte(front[2]));
	return furniture_fronts[bit >> 3] >> (bit & 7) & 1;
}

bool
furniture_phrase(const char *text, const Line *line)
{
	char		folded[LINE_MAX_BYTES + 1];
	int			low = 0;
	int			high = furniture_phrase_count;

	if (line_length(line) > LINE_MAX_BYTES || !may_be_phrase(text, line))
		return false;
	folded[fold_line(text, line, folded)] = '\0';
	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (strcmp(furniture_phrases[middle], folded) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	/* the phrases that it begins with stand before it and share its first bytes */
	for (int i = low < furniture_phrase_count ? low : furniture_phrase_count - 1;
		 i >= 0 && (i >= low - 1 || strncmp(furniture_phrases[i], folded, 2) == 0); i--)
		if (is_phrase(furniture_phrases[i], folded, (uint32_t) strlen(folded)))
			return true;
	return false;
}

/* Bytes of a sign between links at that place, | · » • ›, 0 for none. */
static uint32_t
bar_sign(const char *text, uint32_t at, uint32_t end)
{
	const uint8_t *p = (const uint8_t *) text + at;

	if (*p == '|')
		return 1;
	if (*p == 0xC2 && end - at >= 2)
		return p[1] == 0xB7 || p[1] == 0xBB ? 2 : 0;
	return *p == 0xE2 && end - at >= 3 && p[1] == 0x80 && (p[2] == 0xA2 || p[2] == 0xBA) ? 3 : 0;
}

/* Some byte of a sign is in it: told quickly, since few lines are bars. */
static bool
may_be_bar(const char *bytes, uint32_t length)
{
	return memchr(bytes, '|', length) != NULL || memchr(bytes, 0xC2, length) != NULL ||
		memchr(bytes, 0xE2, length) != NULL;
}

bool
furniture_bar(const char *text, const Line *line)
{
	uint32_t	pieces = 1;
	uint32_t	piece = line->start;

	if (line_length(line) > LINE_MAX_BYTES || !may_be_bar(text + line->start, line_length(line)) ||
		bar_sign(text, line->start, line->end) > 0)
		return false;			/* a table's row may begin with a sign */
	for (uint32_t at = line->start; at < line->end;)
	{
		uint32_t	sign = bar_sign(text, at, line->end);

		if ((uint8_t) (text[at] - '0') < 10 || at - piece > BAR_PIECE_MAX)
			return false;
		at += sign > 0 ? sign : 1;
		if (sign > 0)
		{
			pieces++;
			piece = at;
		}
	}
	return pieces >= BAR_PIECES;
}

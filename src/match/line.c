/*-------------------------------------------------------------------------
 *
 * line.c
 *		Whether a line of the text is written in capitals.
 *
 * Called by verify.c and by_rules.c for labels that are common words in small
 * letters ("IT", "US"): in such a line their capitals say nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"
#include "text/fold.h"

/* Whether the character at a place is a line break; its length in *length. */
static bool
is_line_break(const TokenScan *scan, uint32_t at, uint32_t *length)
{
	const UnicodeRecord *record = unicode_record(utf8_decode(scan->text + at,
															 scan->text + scan->length, length));

	return record->class == UNICODE_NEWLINE || record->class == UNICODE_PARAGRAPH;
}

/* Where the line around a place begins. */
static uint32_t
find_line_start(const TokenScan *scan, uint32_t place)
{
	uint32_t	start = place;
	uint32_t	length;

	for (uint32_t at = place; at > 0; start = at)
	{
		do
			at--;
		while (at > 0 && utf8_is_continuation(scan->text[at]));
		if (is_line_break(scan, at, &length))
			break;
	}
	return start;
}

static uint32_t
find_line_end(const TokenScan *scan, uint32_t place)
{
	uint32_t	length;

	while (place < scan->length && !is_line_break(scan, place, &length))
		place += length;
	return place;
}

/*
 * Whether the line around a place is written in capitals only: no lower-case
 * letter, and none of a script that has no case (a Chinese line is not).
 */
bool
match_line_is_capitals(Matcher *matcher, uint32_t place)
{
	const TokenScan *scan = &matcher->scan;
	const uint8_t *text = scan->text;
	FoldWalker	walker;
	FoldStep	step;

	if (place >= matcher->line_start && place < matcher->line_end)
		return matcher->line_is_capitals;
	matcher->line_start = find_line_start(scan, place);
	matcher->line_end = find_line_end(scan, place);
	matcher->line_is_capitals = true;
	fold_begin(&walker, text + matcher->line_start, text + matcher->line_end);
	for (uint32_t i = 0; matcher->line_is_capitals && fold_next(&walker, &step); i++)
	{
		const UnicodeRecord *record = step.record;
		bool		letter = record->class == UNICODE_LETTER || record->class == UNICODE_CHARACTER ||
			record->class == UNICODE_KATAKANA;

		matcher->line_is_capitals = !letter || (record->flags & UNICODE_UPPER);
		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
	}
	return matcher->line_is_capitals;
}

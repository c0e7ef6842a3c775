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
#include "text/unicode.h"
#include "text/utf8.h"

static bool
is_line_break(const UnicodeRecord *record)
{
	return record->class == UNICODE_NEWLINE || record->class == UNICODE_PARAGRAPH;
}

/* A letter that is no capital, as no letter of a script without case is. */
static bool
is_no_capital(const UnicodeRecord *record)
{
	return (record->class == UNICODE_LETTER || record->class == UNICODE_CHARACTER ||
			record->class == UNICODE_KATAKANA) && !(record->flags & UNICODE_UPPER);
}

/* From a place to the end of its line, or behind a letter that is no capital. */
static uint32_t
read_forward(const TokenScan *scan, uint32_t place, bool *capitals)
{
	uint32_t	length;

	for (uint32_t i = 0; *capitals && place < scan->length; i++, place += length)
	{
		const UnicodeRecord *record = unicode_record(utf8_decode(scan->text + place,
																 scan->text + scan->length, &length));

		if (is_line_break(record))
			break;
		*capitals = !is_no_capital(record);
		if ((i & 0xFFFF) == 0xFFFF)
			host_check_interrupts();
	}
	return place;
}

/* The same towards the begin of the line. */
static uint32_t
read_backward(const TokenScan *scan, uint32_t place, bool *capitals)
{
	uint32_t	length;

	for (uint32_t i = 0; *capitals && place > 0; i++)
	{
		const UnicodeRecord *record;
		uint32_t	at = place - 1;

		while (at > 0 && utf8_is_continuation(scan->text[at]))
			at--;
		record = unicode_record(utf8_decode(scan->text + at, scan->text + scan->length, &length));
		if (is_line_break(record))
			break;
		*capitals = !is_no_capital(record);
		place = at;
		if ((i & 0xFFFF) == 0xFFFF)
			host_check_interrupts();
	}
	return place;
}

/*
 * Whether the line around a place is written in capitals only: no lower-case
 * letter, and none of a script that has no case (a Chinese line is not).  What
 * was read for it is remembered, as far as it says the same of its places.
 */
bool
match_line_is_capitals(Matcher *matcher, uint32_t place)
{
	const TokenScan *scan = &matcher->scan;
	bool		capitals = true;

	if (place >= matcher->line_start && place < matcher->line_end)
		return matcher->line_is_capitals;
	matcher->line_end = read_forward(scan, place, &capitals);
	matcher->line_start = read_backward(scan, place, &capitals);
	matcher->line_is_capitals = capitals;
	return capitals;
}

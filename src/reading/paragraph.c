/*-------------------------------------------------------------------------
 *
 * paragraph.c
 *		Counts the paragraphs of a plain text.
 *
 * Called by tagging/tag_pairs.c.  The text is gone through twice: once for its
 * longest line, once for its paragraphs.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/paragraph.h"

#include "host.h"

#define PAGE_LINE 160			/* bytes that a wrapped line stays below, some 50 of Han */

static bool
has_long_line(const char *text, uint32_t length)
{
	LineReader	lines = {text, length, 0};
	Line		line;
	uint32_t	asked = 0;

	while (line_next(&lines, &line))
	{
		if (line_length(&line) > PAGE_LINE)
			return true;
		if ((++asked & 0xFFF) == 0)
			host_check_interrupts();
	}
	return false;
}

void
paragraphs_begin(ParagraphReader *reader, const UniformText *uniform)
{
	reader->uniform = uniform;
	reader->cursor = (UniformCursor) {0};
	reader->lines = (LineReader) {uniform->text, uniform->length, 0};
	reader->more = line_next(&reader->lines, &reader->next);
	reader->by_line = has_long_line(uniform->text, uniform->length);
	reader->number = 0;
}

static bool
begins_paragraph(const ParagraphReader *reader)
{
	const char *text = reader->lines.text;
	const Line *line = &reader->next;

	return reader->by_line || line->blank_before || line_is_bullet(text, line) ||
		line_is_numbered(text, line) || line_is_marked_heading(text, line);
}

uint32_t
paragraph_at(ParagraphReader *reader, uint32_t place)
{
	uint32_t	asked = 0;

	place = uniform_place(reader->uniform, place, &reader->cursor);
	while (reader->more && reader->next.start <= place)
	{
		reader->number += begins_paragraph(reader);
		reader->more = line_next(&reader->lines, &reader->next);
		if ((++asked & 0xFFF) == 0)
			host_check_interrupts();
	}
	return reader->number;
}

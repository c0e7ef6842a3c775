/*-------------------------------------------------------------------------
 *
 * paragraph.h
 *		The paragraphs of a plain text, by lines of its uniform writing.
 *
 * Part of the core.  Used by tagging/tag_pairs.c.  Knows lines alone: no
 * tokens, no taxonomy.
 *
 * A paragraph begins behind a blank line, at a list item and at a numbered or
 * marked heading.  In a text whose lines nobody wrapped, which is one that has
 * a line too long for a page, every line is one.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_PARAGRAPH_H
#define POLICYSCOPE_PARAGRAPH_H

#include "reading/line.h"
#include "reading/uniform.h"

typedef struct ParagraphReader
{
	const UniformText *uniform;
	UniformCursor cursor;
	LineReader	lines;
	Line		next;			/* the first line not passed yet */
	bool		more;			/* there is one */
	bool		by_line;		/* every line is a paragraph */
	uint32_t	number;			/* of the present one, from 1; 0 before the first */
} ParagraphReader;

extern void paragraphs_begin(ParagraphReader *reader, const UniformText *uniform);

/* The number of the paragraph that a place of the original lies in; places must not fall. */
extern uint32_t paragraph_at(ParagraphReader *reader, uint32_t place);

#endif							/* POLICYSCOPE_PARAGRAPH_H */

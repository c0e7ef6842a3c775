/*-------------------------------------------------------------------------
 *
 * line.h
 *		Lines of a text, and what the shape of one tells.
 *
 * Private to reading/.  Of texts in uniform writing (uniform.h).  Shapes are
 * told from bytes, without tokens, so that a look at every line of a document
 * costs little beside matching it.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_LINE_H
#define POLICYSCOPE_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A line that is not blank, without the white space around it. */
typedef struct Line
{
	uint32_t	start;			/* bytes, half open; equal at the end of the text */
	uint32_t	end;
	bool		blank_before;	/* a blank line or the begin of the text */
} Line;

typedef struct LineReader
{
	const char *text;
	uint32_t	length;
	uint32_t	position;		/* of the next line */
} LineReader;

/* The next line that is not blank; false at the end of the text. */
extern bool line_next(LineReader *reader, Line *line);

/* Whether it ends in a sign that ends a sentence, quotes and brackets apart. */
extern bool line_ends_sentence(const char *text, const Line *line);

/* Whether it ends in a sign that no title ends in. */
extern bool line_is_open(const char *text, const Line *line);

/* A sentence at least, rather than a title, a name or a date. */
extern bool line_is_prose(const char *text, const Line *line);

/* Whether it begins with a small letter of ASCII. */
extern bool line_begins_small(const char *text, const Line *line);

/* "- ", "•", "(一)" */
extern bool line_is_bullet(const char *text, const Line *line);

/* "1. ", "(a) ", "IV. ", "1.总则" */
extern bool line_is_numbered(const char *text, const Line *line);

/* A date, a by-line, a number of a document: no title and no lead. */
extern bool line_is_metadata(const char *text, const Line *line);

/* "Annex I", "Appendix", "附件1" */
extern bool line_opens_annex(const char *text, const Line *line);

/* Marked as a heading by itself: "# ", "第一章", "一、". */
extern bool line_is_marked_heading(const char *text, const Line *line);

static inline uint32_t
line_length(const Line *line)
{
	return line->end - line->start;
}

#endif							/* POLICYSCOPE_LINE_H */

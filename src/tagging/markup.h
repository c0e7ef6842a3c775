/*-------------------------------------------------------------------------
 *
 * markup.h
 *		Text into HTML, Markdown or a terminal, so that it stays text.
 *
 * Used by all that shows documents, labels, titles and options.  Whatever
 * comes from a user goes through markup_append(); nothing else in this room
 * writes a foreign byte into markup.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_MARKUP_H
#define POLICYSCOPE_MARKUP_H

#include "postgres.h"

#include "lib/stringinfo.h"

typedef enum MarkupFormat
{
	MARKUP_HTML,				/* HTML5 and, as well, XML: element content and
								 * attribute values in double quotes */
	MARKUP_ANSI,				/* a terminal: no control character passes */
	MARKUP_MARKDOWN				/* CommonMark */
} MarkupFormat;

/* The format of that name, letter case aside; 22023 if there is none. */
extern MarkupFormat markup_format(const char *name);

/*
 * Appends the text escaped.  Control characters other than tab and line
 * breaks, and code points that XML or HTML forbid, become U+FFFD.  Broken
 * UTF-8 becomes U+FFFD a byte.
 */
extern void markup_append(StringInfo out, MarkupFormat format, const char *text, Size length);

/* The same for a string, as HTML. */
extern void html_append(StringInfo out, const char *string);

#endif							/* POLICYSCOPE_MARKUP_H */

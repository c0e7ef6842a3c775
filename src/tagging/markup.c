/*-------------------------------------------------------------------------
 *
 * markup.c
 *		Text into HTML, Markdown or a terminal, so that it stays text.
 *
 * Called by all that shows documents, labels, titles and options.  Must never
 * know what a mention is.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/markup.h"

#include "miscadmin.h"
#include "text/utf8.h"

#define REPLACEMENT "\xEF\xBF\xBD"	/* U+FFFD */

#define BYTES_BETWEEN_CHECKS 65536	/* of input, until interrupts are looked at */

MarkupFormat
markup_format(const char *name)
{
	if (pg_strcasecmp(name, "html") == 0)
		return MARKUP_HTML;
	if (pg_strcasecmp(name, "ansi") == 0)
		return MARKUP_ANSI;
	if (pg_strcasecmp(name, "markdown") == 0)
		return MARKUP_MARKDOWN;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"%s\" is not a format", name),
			 errhint("The formats are html, ansi and markdown.")));
}

/* C0 and C1 controls and DEL, surrogates and non-characters. */
static bool
is_forbidden(uint32_t code_point)
{
	if (code_point < 0x20)
		return code_point != '\t' && code_point != '\n' && code_point != '\r';
	if (code_point < 0x7F)
		return false;
	return code_point < 0xA0 || (code_point >= 0xD800 && code_point <= 0xDFFF) ||
		(code_point >= 0xFDD0 && code_point <= 0xFDEF) || (code_point & 0xFFFE) == 0xFFFE;
}

static const char *
escape_html(uint8_t byte)
{
	switch (byte)
	{
		case '&':
			return "&amp;";
		case '<':
			return "&lt;";
		case '>':
			return "&gt;";
		case '"':
			return "&quot;";
		case '\'':
			return "&#39;";
		default:
			return NULL;
	}
}

/* What is markup anywhere in a line. */
static bool
is_markdown_inline(uint8_t byte)
{
	return byte != 0 && strchr("\\`*_[]<>&~|$", byte) != NULL;
}

/* What is markup at the begin of a line: headings, lists, rules, underlines. */
static bool
is_markdown_block(uint8_t byte)
{
	return byte != 0 && strchr("#+-=", byte) != NULL;
}

/* Where in a line of Markdown a byte stands. */
typedef enum LinePlace
{
	LINE_BEGIN,					/* nothing but white space before it */
	LINE_NUMBER,				/* nothing but white space and digits */
	LINE_INSIDE
} LinePlace;

static LinePlace
line_place_after(LinePlace place, uint8_t byte)
{
	if (byte == '\n' || byte == '\r')
		return LINE_BEGIN;
	if (place == LINE_BEGIN && (byte == ' ' || byte == '\t'))
		return LINE_BEGIN;
	if (place != LINE_INSIDE && byte >= '0' && byte <= '9')
		return LINE_NUMBER;
	return LINE_INSIDE;
}

/*
 * A stretch may begin anywhere: only what was written tells the line's begin.
 * Looks back no further than to what decides.
 */
static LinePlace
line_place_of(StringInfo out)
{
	LinePlace	place = LINE_BEGIN;
	int			begin = out->len;

	while (begin > 0 && strchr(" \t0123456789", out->data[begin - 1]) != NULL)
		begin--;
	if (begin > 0 && out->data[begin - 1] != '\n' && out->data[begin - 1] != '\r')
		return LINE_INSIDE;
	for (; begin < out->len; begin++)
		place = line_place_after(place, (uint8_t) out->data[begin]);
	return place;
}

static void
append_ascii(StringInfo out, MarkupFormat format, uint8_t byte, LinePlace place)
{
	const char *entity = format == MARKUP_HTML ? escape_html(byte) : NULL;

	if (entity)
	{
		appendStringInfoString(out, entity);
		return;
	}
	/* it moves a terminal's cursor to where a line can be written over */
	if (format == MARKUP_ANSI && byte == '\r')
		return;
	if (format == MARKUP_MARKDOWN &&
		(is_markdown_inline(byte) || (place == LINE_BEGIN && is_markdown_block(byte)) ||
		 (place == LINE_NUMBER && (byte == '.' || byte == ')'))))
		appendStringInfoCharMacro(out, '\\');
	appendStringInfoCharMacro(out, (char) byte);
}

void
markup_append(StringInfo out, MarkupFormat format, const char *text, Size length)
{
	const uint8_t *p = (const uint8_t *) text;
	const uint8_t *end = p + length;
	LinePlace	place = format == MARKUP_MARKDOWN ? line_place_of(out) : LINE_INSIDE;
	Size		unchecked = 0;

	while (p < end)
	{
		uint32_t	bytes;
		uint32_t	code_point = utf8_decode(p, end, &bytes);

		if (is_forbidden(code_point) || (code_point == UTF8_REPLACEMENT && bytes == 1))
			appendStringInfoString(out, REPLACEMENT);
		else if (code_point < 0x80)
			append_ascii(out, format, *p, place);
		else
			appendBinaryStringInfo(out, (const char *) p, (int) bytes);
		place = line_place_after(place, *p);
		p += bytes;
		unchecked += bytes;
		if (unchecked >= BYTES_BETWEEN_CHECKS)
		{
			CHECK_FOR_INTERRUPTS();
			unchecked = 0;
		}
	}
}

void
html_append(StringInfo out, const char *string)
{
	markup_append(out, MARKUP_HTML, string, strlen(string));
}

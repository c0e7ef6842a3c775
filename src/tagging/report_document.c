/*-------------------------------------------------------------------------
 *
 * report_document.c
 *		The document of a report, in paragraphs, with every mention marked.
 *
 * Called by tag_report.c.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/report.h"

#include "miscadmin.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* Attributes that every mark has; the tag is left open. */
static void
begin_mark(StringInfo out, const Marks *marks, const Mark *mark, const char *id)
{
	const ImageConcept *concept = &marks->view->concepts[mark->concept];

	appendStringInfo(out, "<mark%s class=\"f%u\" data-concept=\"", id, concept->facet);
	markup_append(out, MARKUP_HTML, marks->view->strings + concept->key, concept->key_length);
	appendStringInfoCharMacro(out, '"');
}

/* A mark of the document: the tables lead to its id. */
static void
open_mark(StringInfo out, const Marks *marks, const Mark *mark, bool continued, const void *arg)
{
	char		id[32] = "";
	char	   *label = report_label(arg, mark->concept);

	if (!continued)
		snprintf(id, sizeof(id), " id=\"m%u\"", mark->number + 1);
	begin_mark(out, marks, mark, id);
	appendStringInfoString(out, " title=\"");
	html_append(out, label);
	appendStringInfoString(out, continued ? "\" data-continued=\"\">" : "\">");
	pfree(label);
}

/* A mark in a quotation. */
void
report_open_quoted(StringInfo out, const Marks *marks, const Mark *mark, bool continued,
				   const void *arg)
{
	begin_mark(out, marks, mark, "");
	appendStringInfoCharMacro(out, '>');
}

/* Line breaks of the code point at that byte: a paragraph separator is two. */
static int
line_breaks_at(const MarkedDocument *marked, uint32 at, uint32 *length, bool *space)
{
	const uint8 *text = (const uint8 *) marked->text;
	const UnicodeRecord *record = unicode_record(utf8_decode(text + at, text + marked->length,
															 length));

	*space = record->class == UNICODE_SPACE || record->class == UNICODE_NEWLINE ||
		record->class == UNICODE_PARAGRAPH;
	if (record->class == UNICODE_PARAGRAPH)
		return 2;
	if (record->class != UNICODE_NEWLINE)
		return 0;
	if (text[at] == '\r' && at + 1 < marked->length && text[at + 1] == '\n')
		*length = 2;
	return 1;
}

/* Where the white space from a byte on ends, and how many line breaks it has. */
static uint32
skip_space(const MarkedDocument *marked, uint32 at, int *line_breaks)
{
	uint32		length;
	bool		space;

	*line_breaks = 0;
	while (at < marked->length)
	{
		int			breaks = line_breaks_at(marked, at, &length, &space);

		if (!space)
			break;
		*line_breaks += breaks;
		at += length;
	}
	return at;
}

/* The end of the paragraph that begins at a byte, and where the next begins. */
static uint32
paragraph_end(const MarkedDocument *marked, uint32 at, uint32 *next)
{
	while (at < marked->length)
	{
		uint32		length;
		bool		space;
		int			line_breaks;

		line_breaks_at(marked, at, &length, &space);
		if (!space)
		{
			at += length;
			continue;
		}
		*next = skip_space(marked, at, &line_breaks);
		if (line_breaks > 1 || *next == marked->length)
			return at;
		at = *next;
	}
	*next = at;
	return at;
}

void
report_write_document(StringInfo out, const Report *report)
{
	const MarkedDocument *marked = &report->marked;
	Marks		rest = marked->marks;
	int			line_breaks;
	uint32		end;

	appendStringInfoString(out, "<section id=\"document\" aria-labelledby=\"document-title\">"
						   "<h2 id=\"document-title\">Document</h2>\n<article");
	report_write_lang(out, report->lang);
	appendStringInfoString(out, ">\n");
	for (uint32 at = skip_space(marked, 0, &line_breaks), next; at < marked->length; at = next)
	{
		uint32		passed = marks_first_after(&rest, 0, at);

		CHECK_FOR_INTERRUPTS();
		rest.marks += passed;
		rest.count -= passed;
		end = paragraph_end(marked, at, &next);
		appendStringInfoString(out, "<p dir=\"auto\">");
		marks_write_html(out, &rest, marked->text, at, end, open_mark, NULL, report);
		appendStringInfoString(out, "</p>\n");
	}
	appendStringInfoString(out, "</article></section>\n");
}

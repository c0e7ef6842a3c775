/*-------------------------------------------------------------------------
 *
 * report_document.c
 *		The document of a report, in paragraphs, with every mention marked, and
 *		quotations from it.
 *
 * Called by tag_report.c and the tables.  A sentence that a table leads to is
 * an element with an id; furniture is one without marks.
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
static void
open_quoted(StringInfo out, const Marks *marks, const Mark *mark, bool continued,
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

/* ---- stretches of a paragraph ------------------------------------------------------ */

/* Where the writing of the document stands; all three go forward only. */
typedef struct DocumentWriter
{
	StringInfo	out;
	const Report *report;
	Marks		rest;			/* that are not over yet */
	uint32		sentence;
	uint32		furniture;
} DocumentWriter;

static void
write_marked(DocumentWriter *writer, uint32 start, uint32 end)
{
	uint32		passed = marks_first_after(&writer->rest, 0, start);

	writer->rest.marks += passed;
	writer->rest.count -= passed;
	marks_write_html(writer->out, &writer->rest, writer->report->marked.text, start, end, open_mark,
					 NULL, writer->report);
}

/* A stretch of one sentence, or of none, in which furniture may begin and end. */
static void
write_stretch(DocumentWriter *writer, uint32 start, uint32 end)
{
	const Report *report = writer->report;

	for (; writer->furniture < report->furniture_count; writer->furniture++)
	{
		const ZoneSpan *span = &report->furniture[writer->furniture];
		uint32		from = Max(span->start, start);
		uint32		to = Min(span->end, end);

		if (span->start >= end)
			break;
		if (from < to)
		{
			write_marked(writer, start, from);
			appendStringInfoString(writer->out, "<span class=\"furniture\">");
			write_marked(writer, from, to);
			appendStringInfoString(writer->out, "</span>");
			start = to;
		}
		if (span->end > end)
			break;
	}
	write_marked(writer, start, end);
}

/*
 * The sentences of a paragraph; a sentence never cuts a mark.  One that goes
 * on in the next paragraph is where it begins.
 */
static void
write_paragraph(DocumentWriter *writer, uint32 start, uint32 end)
{
	const Outline *outline = &writer->report->marked.outline;

	appendStringInfoString(writer->out, "<p dir=\"auto\">");
	for (; writer->sentence < outline->sentence_count; writer->sentence++)
	{
		const OutlineSentence *sentence = &outline->sentences[writer->sentence];

		if (sentence->start >= end)
			break;
		if (!writer->report->sentence_linked[writer->sentence])
			continue;
		write_stretch(writer, start, sentence->start);
		appendStringInfo(writer->out, "<span id=\"s%u\" class=\"sentence\">", writer->sentence + 1);
		start = Min(sentence->end, end);
		write_stretch(writer, sentence->start, start);
		appendStringInfoString(writer->out, "</span>");
	}
	write_stretch(writer, start, end);
	appendStringInfoString(writer->out, "</p>\n");
}

void
report_write_document(StringInfo out, const Report *report)
{
	const MarkedDocument *marked = &report->marked;
	DocumentWriter writer = {.out = out, .report = report, .rest = marked->marks};
	int			line_breaks;

	appendStringInfo(out, "<section id=\"document\" aria-labelledby=\"document-title\">"
					 "<h2 id=\"document-title\">%s</h2>\n", phrase(report->language, PHRASE_DOCUMENT));
	if (report->furniture_count > 0)
		appendStringInfo(out, "<p class=\"note\">%s</p>\n",
						 phrase(report->language, PHRASE_FURNITURE));
	appendStringInfoString(out, "<article");
	report_write_lang(out, report->lang);
	appendStringInfoString(out, ">\n");
	for (uint32 at = skip_space(marked, 0, &line_breaks), next; at < marked->length; at = next)
	{
		uint32		end = paragraph_end(marked, at, &next);

		CHECK_FOR_INTERRUPTS();
		write_paragraph(&writer, at, end);
	}
	appendStringInfoString(out, "</article></section>\n");
}

/* ---- quotations -------------------------------------------------------------------------- */

static void
write_span(StringInfo out, const char *text, const OutlineSentence *sentence, uint32 start,
		   uint32 end)
{
	start = Min(Max(start, sentence->start), sentence->end);
	end = Max(Min(end, sentence->end), start);
	markup_append(out, MARKUP_HTML, text + sentence->start, start - sentence->start);
	appendStringInfoString(out, "<strong>");
	markup_append(out, MARKUP_HTML, text + start, end - start);
	appendStringInfoString(out, "</strong>");
	markup_append(out, MARKUP_HTML, text + end, sentence->end - end);
}

void
report_write_quotation(StringInfo out, const Report *report, uint32 sentence, const Mark *mark,
					   uint32 start, uint32 end)
{
	const OutlineSentence *quoted = &report->marked.outline.sentences[sentence];
	Marks		one = {report->view, unconstify(Mark *, mark), 1};

	appendStringInfoString(out, "<td dir=\"auto\"");
	report_write_lang(out, report->lang);
	appendStringInfoCharMacro(out, '>');
	if (mark)
		marks_write_html(out, &one, report->marked.text, quoted->start, quoted->end, open_quoted,
						 NULL, report);
	else
		write_span(out, report->marked.text, quoted, start, end);
	appendStringInfoString(out, "</td>");
}

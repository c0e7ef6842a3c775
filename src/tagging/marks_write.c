/*-------------------------------------------------------------------------
 *
 * marks_write.c
 *		A stretch of a document with its marks.
 *
 * Called by tag_headline, tag_evidence and tag_report.
 *
 * Marks may nest, be of one span, touch, or overlap.  Elements can only nest:
 * where a mark ends while one that began later is open, the later one is
 * closed first and opened again, as a further piece of the same mark.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/marks.h"

#include "miscadmin.h"

/* One stretch while it is written. */
typedef struct MarkWriter
{
	StringInfo	out;
	const Marks *marks;
	const char *text;
	uint32		at;				/* written so far */
	const Mark **open;			/* the open elements, outermost first */
	uint32		open_count;
	uint32		open_capacity;
	MarkOpener	opener;
	const char *last;			/* text at the end of each element, or NULL */
	const void *arg;
} MarkWriter;

static void
write_text(MarkWriter *writer, uint32 to)
{
	if (to > writer->at)
		markup_append(writer->out, MARKUP_HTML, writer->text + writer->at, to - writer->at);
	writer->at = to;
}

static void
push_mark(MarkWriter *writer, const Mark *mark, bool continued)
{
	if (writer->open_count == writer->open_capacity)
	{
		writer->open_capacity = writer->open_capacity * 2 + 8;
		writer->open = writer->open ?
			repalloc_array(writer->open, const Mark *, writer->open_capacity) :
			palloc_array(const Mark *, writer->open_capacity);
	}
	writer->open[writer->open_count++] = mark;
	writer->opener(writer->out, writer->marks, mark, continued, writer->arg);
}

/* The innermost of the open marks that end first, or writer->open_count. */
static uint32
first_to_close(const MarkWriter *writer)
{
	uint32		first = writer->open_count;

	for (uint32 i = writer->open_count; i > 0; i--)
		if (first == writer->open_count || writer->open[i - 1]->end < writer->open[first]->end)
			first = i - 1;
	return first;
}

static void
write_end_tag(MarkWriter *writer)
{
	if (writer->last)
		html_append(writer->out, writer->last);
	appendStringInfoString(writer->out, "</mark>");
}

/* Closes one, which may lie under others: those are closed and opened again. */
static void
close_mark(MarkWriter *writer, uint32 which)
{
	uint32		count = writer->open_count;

	for (uint32 i = which; i < count; i++)
		write_end_tag(writer);
	writer->open_count = which;
	for (uint32 i = which + 1; i < count; i++)
		push_mark(writer, writer->open[i], true);
}

/* Writes up to a byte, closing what ends on the way. */
static void
write_up_to(MarkWriter *writer, uint32 to)
{
	for (;;)
	{
		uint32		next = first_to_close(writer);

		if (next == writer->open_count || writer->open[next]->end > to)
			break;
		write_text(writer, writer->open[next]->end);
		close_mark(writer, next);
	}
	write_text(writer, to);
}

void
mark_open_plain(StringInfo out, const Marks *marks, const Mark *mark, bool continued,
				const void *arg)
{
	const ImageConcept *concept = &marks->view->concepts[mark->concept];

	appendStringInfoString(out, "<mark data-concept=\"");
	markup_append(out, MARKUP_HTML, marks->view->strings + concept->key, concept->key_length);
	appendStringInfoString(out, continued ? "\" data-continued=\"\">" : "\">");
}

void
marks_write_html(StringInfo out, const Marks *marks, const char *text, uint32 start, uint32 end,
				 MarkOpener opener, const char *last, const void *arg)
{
	MarkWriter	writer = {
		.out = out, .marks = marks, .text = text, .at = start, .opener = opener, .last = last,
		.arg = arg
	};

	for (uint32 i = marks_first_after(marks, 0, start); i < marks->count; i++)
	{
		const Mark *mark = &marks->marks[i];

		CHECK_FOR_INTERRUPTS();
		if (mark->start >= end)
			break;
		if (mark->end <= start)
			continue;
		write_up_to(&writer, Max(mark->start, start));
		push_mark(&writer, mark, mark->start < start);
	}
	write_up_to(&writer, end);
	for (; writer.open_count > 0; writer.open_count--)
		write_end_tag(&writer);
	if (writer.open)
		pfree(writer.open);
}

void
marks_write_flat(StringInfo out, const Marks *marks, const char *text, uint32 start, uint32 end,
				 MarkupFormat format, const char *open, const char *close)
{
	uint32		at = start;
	uint32		i = marks_first_after(marks, 0, start);

	while (i < marks->count && marks->marks[i].start < end)
	{
		uint32		from = Max(marks->marks[i].start, start);
		uint32		to = from;

		CHECK_FOR_INTERRUPTS();
		/* marks that overlap or touch are one */
		for (; i < marks->count && marks->marks[i].start <= to; i++)
			to = Max(to, Min(marks->marks[i].end, end));
		markup_append(out, format, text + at, from - at);
		appendStringInfoString(out, open);
		markup_append(out, format, text + from, to - from);
		appendStringInfoString(out, close);
		at = to;
	}
	markup_append(out, format, text + at, end - at);
}

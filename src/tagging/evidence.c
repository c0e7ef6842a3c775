/*-------------------------------------------------------------------------
 *
 * evidence.c
 *		The sentences of a document that mention something.
 *
 * Called by tag_evidence() and tag_report().  A mention belongs to the sentence
 * that it begins in; the outline sees to it that it ends there too.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/evidence.h"

#include "miscadmin.h"
#include "storage/shmem.h"

void
evidence_begin(Evidence *evidence, const Marks *marks, const Outline *outline, uint32 context)
{
	memset(evidence, 0, sizeof(*evidence));
	evidence->marks = marks;
	evidence->outline = outline;
	evidence->context = context;
	evidence->mentions = palloc0(mul_size(sizeof(uint32), (Size) marks->view->concept_count + 1));
}

/* Takes the next sentence that has marks. */
static bool
next_sentence(Evidence *evidence)
{
	const Marks *marks = evidence->marks;

	evidence->first = evidence->next = evidence->end;
	if (evidence->first == marks->count)
		return false;
	evidence->sentence = outline_sentence_at(evidence->outline, evidence->sentence,
											 marks->marks[evidence->first].start);
	while (evidence->end < marks->count &&
		   marks->marks[evidence->end].start < evidence->outline->sentences[evidence->sentence].end)
		evidence->mentions[marks->marks[evidence->end++].concept]++;
	return true;
}

/* False if an earlier mention of the sentence has given the concept's row. */
static bool
fill_row(Evidence *evidence, EvidenceRow *row, uint32 concept)
{
	const Outline *outline = evidence->outline;
	uint32		before = Min(evidence->context, evidence->sentence);
	uint32		after = Min(evidence->context, outline->sentence_count - 1 - evidence->sentence);

	if (evidence->mentions[concept] == 0)
		return false;
	row->concept = concept;
	row->mentions = evidence->mentions[concept];
	evidence->mentions[concept] = 0;
	row->sentence = evidence->sentence;
	row->start = outline->sentences[evidence->sentence - before].start;
	row->end = outline->sentences[evidence->sentence + after].end;
	return true;
}

bool
evidence_next(Evidence *evidence, EvidenceRow *row)
{
	do
	{
		while (evidence->next < evidence->end)
		{
			uint32		mark = evidence->next++;

			CHECK_FOR_INTERRUPTS();
			if (fill_row(evidence, row, evidence->marks->marks[mark].concept))
				return true;
		}
	} while (next_sentence(evidence));
	return false;
}

/* The marks of the row's concept in the row's text, context included. */
static void
marks_of_row(Marks *own, const Evidence *evidence, const EvidenceRow *row)
{
	const Marks *marks = evidence->marks;
	uint32		first = evidence->first;
	uint32		end = evidence->end;

	while (first > 0 && marks->marks[first - 1].start >= row->start)
		first--;
	while (end < marks->count && marks->marks[end].start < row->end)
		end++;
	own->view = marks->view;
	own->count = 0;
	own->marks = palloc_array(Mark, end - first + 1);
	for (uint32 i = first; i < end; i++)
		if (marks->marks[i].concept == row->concept)
			own->marks[own->count++] = marks->marks[i];
}

void
evidence_write(StringInfo out, const Evidence *evidence, const EvidenceRow *row)
{
	Marks		own;

	marks_of_row(&own, evidence, row);
	marks_write_html(out, &own, evidence->outline->text, row->start, row->end, mark_open_plain,
					 NULL, NULL);
	pfree(own.marks);
}

/*-------------------------------------------------------------------------
 *
 * marked_document.c
 *		A document read for looking at: its marks and its outline.
 *
 * Called by tag_headline, tag_evidence and tag_report.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/marked_document.h"

/* No mention is cut, asked for or not: so sentences have the same numbers in all answers. */
static void
read_outline(MarkedDocument *marked, const Tagquery *query)
{
	ConceptFilter everything;
	Marks		all = marked->marks;

	if (query)
	{
		concept_filter(&everything, &marked->tagger->image->view, NULL);
		marks_collect(&all, marked->tagger->matcher, &everything);
	}
	outline_read(&marked->outline, marked->text, marked->length, &all);
	if (query)
		pfree(all.marks);
}

void
marked_document_read(MarkedDocument *marked, const char *taxonomy, text *document,
					 const Tagquery *query, bool with_outline)
{
	ConceptFilter filter;

	memset(marked, 0, sizeof(*marked));
	marked->text = VARDATA_ANY(document);
	marked->length = VARSIZE_ANY_EXHDR(document);
	marked->tagger = tagger_run(taxonomy, document, false);
	concept_filter(&filter, &marked->tagger->image->view, query);
	marks_collect(&marked->marks, marked->tagger->matcher, &filter);
	if (with_outline)
		read_outline(marked, query);
}

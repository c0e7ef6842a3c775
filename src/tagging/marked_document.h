/*-------------------------------------------------------------------------
 *
 * marked_document.h
 *		A document read for looking at: its marks and its outline.
 *
 * Used by tag_headline, tag_evidence and tag_report.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_MARKED_DOCUMENT_H
#define POLICYSCOPE_MARKED_DOCUMENT_H

#include "postgres.h"

#include "tagging/outline.h"
#include "tagging/tagger.h"

typedef struct MarkedDocument
{
	Tagger	   *tagger;			/* finished; the caller ends it */
	const char *text;
	uint32		length;
	Marks		marks;			/* those the query asks for */
	Outline		outline;		/* the same whatever the query is */
} MarkedDocument;

/* query NULL: all marks.  with_outline false leaves the outline unread. */
extern void marked_document_read(MarkedDocument *marked, const char *taxonomy, text *document,
								 const Tagquery *query, bool with_outline);

#endif							/* POLICYSCOPE_MARKED_DOCUMENT_H */

/*-------------------------------------------------------------------------
 *
 * marks.h
 *		The mentions of a document that are to be shown, and how they are
 *		written into it.
 *
 * Used by tag_headline, tag_evidence and tag_report.  Knows nothing of pages.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_MARKS_H
#define POLICYSCOPE_MARKS_H

#include "postgres.h"

#include "match/match.h"
#include "tagging/markup.h"
#include "tagquery/tagquery.h"

/* What a query asks for: the keys and facets that no "!" stands over. */
typedef struct ConceptFilter
{
	const ImageView *view;
	bool	   *concepts;		/* one a concept; NULL: everything */
	bool	   *facets;			/* one a facet */
} ConceptFilter;

/* One concept at one span. */
typedef struct Mark
{
	uint32		start;			/* bytes of the document, half open */
	uint32		end;
	uint32		concept;
	uint32		number;			/* counted from 0 in the text's order */
} Mark;

/* By start, then falling end; no two of one span and concept. */
typedef struct Marks
{
	const ImageView *view;
	Mark	   *marks;
	uint32		count;
} Marks;

/* query NULL asks for everything.  Keys that the taxonomy lacks ask for nothing. */
extern void concept_filter(ConceptFilter *filter, const ImageView *view, const Tagquery *query);

/* The accepted mentions of a finished document of one part that are asked for. */
extern void marks_collect(Marks *marks, const Matcher *matcher, const ConceptFilter *filter);

/* Index of the first mark that ends after that byte, at or after index from. */
extern uint32 marks_first_after(const Marks *marks, uint32 from, uint32 byte);

/* Writes the start tag of a mark; continued: a piece that is not the first. */
typedef void (*MarkOpener) (StringInfo out, const Marks *marks, const Mark *mark, bool continued,
							const void *arg);

/* <mark data-concept="..."> */
extern void mark_open_plain(StringInfo out, const Marks *marks, const Mark *mark, bool continued,
							const void *arg);

/*
 * Writes text[start, end) as HTML with a mark element for each mark in it.
 * Of two marks that overlap without nesting, the second is cut into pieces.
 * last: text to end each element with, or NULL.
 */
extern void marks_write_html(StringInfo out, const Marks *marks, const char *text, uint32 start,
							 uint32 end, MarkOpener opener, const char *last,
							 const void *arg);

/* The same for the other formats: open and close around what is marked at all. */
extern void marks_write_flat(StringInfo out, const Marks *marks, const char *text, uint32 start,
							 uint32 end, MarkupFormat format, const char *open, const char *close);

#endif							/* POLICYSCOPE_MARKS_H */

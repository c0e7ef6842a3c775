/*-------------------------------------------------------------------------
 *
 * report.h
 *		Private to tag_report(): what a report is made from, and its parts.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_REPORT_H
#define POLICYSCOPE_REPORT_H

#include "postgres.h"

#include "tagging/marked_document.h"

/* A concept that the document has evidence of. */
typedef struct ReportConcept
{
	uint32		concept;
	uint32		facet;
	double		score;
	int64		evidence;		/* thousandths of a mention */
	int64		mentions;		/* narrower concepts included */
	int64		mentions_direct;
	uint32		first_link;		/* its marks in the text, or IMAGE_NONE */
	uint32		last_link;
} ReportConcept;

/* One of the marks of a concept; the next one further on in the text. */
typedef struct ReportLink
{
	uint32		mark;
	uint32		next;			/* IMAGE_NONE: the last */
} ReportLink;

typedef struct Report
{
	MarkedDocument marked;
	const ImageView *view;
	const char *taxonomy;
	int32		version;
	int64		words;			/* thousandths */
	const char *title;			/* NULL: the document's first line */
	const char *lang;			/* of the document, as BCP 47; NULL: not known */

	ReportConcept *concepts;	/* by facet, falling score, key */
	uint32		concept_count;
	uint32	   *facet_first;	/* of each facet, and an end */
	uint32	   *mark_sentence;	/* of each mark */
	ReportLink *links;
	uint32		link_count;
	uint32		link_capacity;
	uint32	   *labels;			/* the preferred one of each concept, or IMAGE_NONE */
} Report;

/* report_read.c: the document read, and all of the above filled in */
extern void report_read(Report *report, const char *taxonomy, text *document);

/* report_lang.c */
extern const char *report_language(const Report *report, const Matcher *matcher);
extern void report_choose_labels(Report *report);
extern void report_write_label(StringInfo out, const Report *report, uint32 concept);
extern char *report_label(const Report *report, uint32 concept);
extern void report_write_lang(StringInfo out, const char *lang);

/* the parts of the page */
extern void report_write_style(StringInfo out, const Report *report);
extern void report_write_legend(StringInfo out, const Report *report);
extern void report_write_document(StringInfo out, const Report *report);
extern void report_write_scores(StringInfo out, const Report *report);
extern void report_write_concepts(StringInfo out, const Report *report);

/* report_document.c: the mark element of a quotation */
extern void report_open_quoted(StringInfo out, const Marks *marks, const Mark *mark,
							   bool continued, const void *arg);

static inline uint32
report_facet_size(const Report *report, uint32 facet)
{
	return report->facet_first[facet + 1] - report->facet_first[facet];
}

#endif							/* POLICYSCOPE_REPORT_H */

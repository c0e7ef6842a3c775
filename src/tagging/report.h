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

#include "tagging/commitments.h"
#include "tagging/document_figures.h"
#include "tagging/marked_document.h"
#include "tagging/report_words.h"

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

/* A concept that some clause commits to, or prohibits. */
typedef struct ReportCommitment
{
	Commitment	count;
	Mark		mark;			/* in the firmest clause, or else a prohibited one */
	uint32		sentence;		/* of that mark */
	uint32		responsible;	/* concept, or IMAGE_NONE */
} ReportCommitment;

typedef struct ReportTarget
{
	Target		target;
	uint32		sentence;
} ReportTarget;

/* Periods of the same dates, duration and kind stand together. */
typedef struct ReportPeriod
{
	Period		period;
	uint32		sentence;
} ReportPeriod;

typedef struct Report
{
	MarkedDocument marked;
	const ImageView *view;
	const char *taxonomy;
	int32		version;
	int64		words;			/* thousandths */
	const char *title;			/* NULL: the document's first line */
	const char *lang;			/* of the document, as BCP 47; NULL: not known */
	PageLanguage language;	/* of the page's own words */

	ReportConcept *concepts;	/* by facet, falling score, key */
	uint32		concept_count;
	uint32	   *facet_first;	/* of each facet, and an end */
	uint32	   *mark_sentence;	/* of each mark */
	ReportLink *links;
	uint32		link_count;
	uint32		link_capacity;
	uint32	   *labels;			/* the preferred one of each concept, or IMAGE_NONE */
	ZoneSpan   *furniture;		/* of the document, rising */
	uint32		furniture_count;

	/* only of a taxonomy with reading on */
	ReportCommitment *commitments;	/* the firmest first */
	uint32		commitment_count;
	ReportTarget *targets;		/* with a status: targets first, then by text */
	uint32		target_count;
	uint32		targets_left;	/* without a status */
	ReportPeriod *periods;		/* by date */
	uint32		period_count;
	bool	   *sentence_linked;	/* of each sentence of the outline */
} Report;

/* report_read.c: the document read, and all of the above filled in */
extern void report_read(Report *report, const char *taxonomy, text *document,
						const PeriodContext *context);

/* report_figures.c: commitments, targets and periods; before the tagger is ended */
extern void report_read_figures(Report *report, text *document, const PeriodContext *context,
								const ConceptPeriods *concepts);

/* Whether two periods are one row. */
extern bool report_same_period(const Period *a, const Period *b);

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
extern void report_write_commitments(StringInfo out, const Report *report);
extern void report_write_targets(StringInfo out, const Report *report);
extern void report_write_periods(StringInfo out, const Report *report);
extern void report_write_concepts(StringInfo out, const Report *report);

/* report_document.c: a cell with a sentence, and in it a mark or, where that is NULL, a span */
extern void report_write_quotation(StringInfo out, const Report *report, uint32 sentence,
								   const Mark *mark, uint32 start, uint32 end);

/* report_tables.c: what the tables have in common */
extern void report_begin_section(StringInfo out, const Report *report, const char *id, Phrase title,
								 Phrase note);
extern void report_begin_table(StringInfo out, const Report *report, const char *title_id,
							   const Phrase *columns, int count);
extern void report_end_table(StringInfo out);
extern void report_write_number(StringInfo out, int64 number, int decimals);

/* The facet's class for a row of that concept, or IMAGE_NONE. */
extern void report_begin_row(StringInfo out, const Report *report, uint32 concept);
extern void report_write_concept(StringInfo out, const Report *report, uint32 concept);
extern void report_write_label_cell(StringInfo out, const Report *report, uint32 concept);

/*
 * A link, one of several of a row of that name, to the mark ('m') or sentence
 * ('s') with that id.  Numbers rise from 1 to the last.
 */
extern void report_write_link(StringInfo out, const Report *report, const char *row, char target,
							  uint32 id, int number, bool last);

/* report_periods.c: dates, or what the text says where there are none */
extern void report_write_dates(StringInfo out, const Report *report, const Period *period);

static inline uint32
report_facet_size(const Report *report, uint32 facet)
{
	return report->facet_first[facet + 1] - report->facet_first[facet];
}

#endif							/* POLICYSCOPE_REPORT_H */

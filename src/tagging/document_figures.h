/*-------------------------------------------------------------------------
 *
 * document_figures.h
 *		The periods and the targets of a whole document.
 *
 * Used by tag_periods.c, tag_targets.c, profile_*.c and reports.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_DOCUMENT_FIGURES_H
#define POLICYSCOPE_DOCUMENT_FIGURES_H

#include "postgres.h"

#include "reading/period.h"
#include "reading/target.h"
#include "tagging/tagger.h"

/* The property "period" of a concept. */
typedef struct ConceptPeriod
{
	uint32		concept;		/* of the image */
	bool		has_upper;
	int32		lower;			/* days, half open */
	int32		upper;
} ConceptPeriod;

typedef struct ConceptPeriods
{
	MemoryContext memory;
	ConceptPeriod *periods;		/* ascending by concept */
	uint32		count;
	uint32		capacity;
} ConceptPeriods;

/*
 * Runs SQL, which might use the tagger too: so before the tagger has a
 * document.  A name means one image under one snapshot, so the numbers of
 * concepts are those of the tagger's image.
 */
extern void concept_periods_read(ConceptPeriods *all, const char *taxonomy, const ImageView *view);

/* Appends the periods of a sentence, as targets_read() leaves them, to those of the document, to be restored. */
extern void periods_keep(PeriodList *kept, const PeriodList *sentence);

/*
 * Puts the periods of mentioned concepts among those that the rules read, one
 * for one place.  Whether there were any: then sentences are to be counted.
 */
extern bool periods_add_mentioned(PeriodList *list, const ConceptPeriods *all, const Matcher *matcher);

/*
 * Fills an empty list in the order of the text.  concepts NULL: by rules
 * alone; else with the matcher of that document, finished.
 */
extern void document_periods_read(PeriodList *list, text *document, const PeriodContext *context,
								  const ConceptPeriods *concepts, const Matcher *matcher);

/* The matcher of that document, finished; the answer is targets->list. */
extern void document_targets_read(TargetReader *targets, text *document, const PeriodContext *context,
								  const Matcher *matcher);

/*
 * Both, with the text read once.  The sentences of mentioned concepts are not
 * counted: who wants a period's sentence finds it by place.
 */
extern void document_figures_read(TargetReader *targets, PeriodList *periods, text *document,
								  const PeriodContext *context, const ConceptPeriods *concepts,
								  const Matcher *matcher);

#endif							/* POLICYSCOPE_DOCUMENT_FIGURES_H */

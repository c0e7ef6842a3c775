/*-------------------------------------------------------------------------
 *
 * document_figures.h
 *		The periods and the targets of a whole document.
 *
 * Used by tag_periods.c, tag_targets.c and reports.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_DOCUMENT_FIGURES_H
#define POLICYSCOPE_DOCUMENT_FIGURES_H

#include "postgres.h"

#include "reading/period.h"
#include "reading/target.h"
#include "tagging/tagger.h"

typedef struct ConceptPeriod
{
	uint32		concept;		/* of the image */
	bool		has_upper;
	int32		lower;
	int32		upper;
} ConceptPeriod;

typedef struct ConceptPeriods
{
	const ImageView *view;
	MemoryContext memory;
	ConceptPeriod *periods;		/* ascending by concept */
	int			count;
	int			capacity;
} ConceptPeriods;

/*
 * Runs SQL, which might use the tagger too: so before the tagger has a
 * document.  A name means one image under one snapshot, so the numbers of
 * concepts are those of the tagger's image.
 */
extern void concept_periods_read(ConceptPeriods *all, const char *taxonomy);

/*
 * Fills an empty list in the order of the text.  concepts NULL: by rules
 * alone; else with the matcher of that document, finished.
 */
extern void document_periods_read(PeriodList *list, text *document, const PeriodContext *context,
								  const ConceptPeriods *concepts, const Matcher *matcher);

/* The matcher of that document, finished; the answer is targets->list. */
extern void document_targets_read(TargetReader *targets, text *document, const PeriodContext *context,
								  const Matcher *matcher);

#endif							/* POLICYSCOPE_DOCUMENT_FIGURES_H */

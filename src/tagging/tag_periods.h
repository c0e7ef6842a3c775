/*-------------------------------------------------------------------------
 *
 * tag_periods.h
 *		Periods and bounds of the core as values of the server, and the periods
 *		that a taxonomy's concepts have.
 *
 * Used by tag_periods.c, tag_targets.c and profile_*.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAG_PERIODS_H
#define POLICYSCOPE_TAG_PERIODS_H

#include "postgres.h"

#include "reading/period.h"
#include "tagging/tagger.h"

/* A range of the type whose OID it is; a bound that is not there is infinite. */
extern Datum range_datum(Oid type, bool has_lower, Datum lower, bool lower_inclusive,
						 bool has_upper, Datum upper, bool upper_inclusive);

/* [lower, upper) in days from 2000-01-01 as a daterange. */
extern Datum daterange_datum(bool has_lower, int32 lower, bool has_upper, int32 upper);

/* The issued date of argument number n: NULL, or infinite, is none. */
extern PeriodContext issued_context(FunctionCallInfo fcinfo, int n);

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
	int			count;
	int			capacity;
} ConceptPeriods;

/* Runs SQL; see properties.h. */
extern void concept_periods_read(ConceptPeriods *all, const char *taxonomy, const ImageView *view);

/*
 * Puts the periods of mentioned concepts among those that the rules read, one
 * for one place.  Whether there were any: then sentences are to be counted.
 */
extern bool periods_add_mentioned(PeriodList *list, const ConceptPeriods *all, const Matcher *matcher);

#endif							/* POLICYSCOPE_TAG_PERIODS_H */

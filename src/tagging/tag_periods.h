/*-------------------------------------------------------------------------
 *
 * tag_periods.h
 *		Periods and bounds of the core as values of the server.
 *
 * Used by tag_periods.c, tag_profile.c, tag_report.c and tag_targets.c.
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

#endif							/* POLICYSCOPE_TAG_PERIODS_H */

/*-------------------------------------------------------------------------
 *
 * tagset_measures.h
 *		Figures of statistics that are worked out from counts.
 *
 * Used by the files of this room that compare groups of documents.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGSET_MEASURES_H
#define POLICYSCOPE_TAGSET_MEASURES_H

#include "postgres.h"

/* Wilson's score interval of docs of n, at z standard deviations; n > 0. */
#define TAGSET_WILSON_95 1.959963984540054	/* the z of an interval of 95 % */
extern void tagset_wilson(int64 docs, int64 n, double z, double *low, double *high);

/*
 * Of n mentions or clauses, those of a force or more: the share, and its
 * interval of 95 %.  by_force: of force 1 to 5; n > 0.
 */
#define TAGSET_FORCES 5
extern double tagset_firm_share(const int64 *by_force, int64 n, int force, double *low, double *high);

/* The same for each force, as three arrays of float8 that begin with force 1. */
extern void tagset_firm_shares(Datum *values, const int64 *by_force, int64 n);

/* Pointwise mutual information in bits; all counts > 0. */
extern double tagset_pmi(int64 docs_ab, int64 docs_a, int64 docs_b, int64 n);

/*
 * How many equally large parts are as diverse as these (Hill number of order 1,
 * the exponential of Shannon's entropy); parts > 0.  0 without a part.
 */
extern double tagset_effective_number(const int64 *parts, int count);

/*
 * Two samples: how often something was counted, and of how many.  The counts
 * are from 0 to the sizes, the sizes > 0, and one count at least is > 0.
 */
extern double tagset_g2(double count_a, double size_a, double count_b, double size_b);
extern double tagset_log_ratio(double count_a, double size_a, double count_b, double size_b);

#endif							/* POLICYSCOPE_TAGSET_MEASURES_H */

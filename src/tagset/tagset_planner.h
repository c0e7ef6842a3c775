/*-------------------------------------------------------------------------
 *
 * tagset_planner.h
 *		What the planner is told of a tagset column, and of our functions.
 *
 * Used by the estimators and planner support functions of tagset/ and
 * tagquery/.
 *
 * ANALYZE keeps the most common keys of a column as STATISTIC_KIND_MCELEM
 * (pg_stats.most_common_elems), as core does for tsvector:
 *	 values	   text, ascending by bytes: keys, and facets as 'facet.', which
 *			   is never a key
 *	 numbers   for each value the fraction of rows, NULLs left out, that have
 *			   it; then the least and the greatest of these; then the fraction
 *			   taken for a key that is not in the list
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGSET_PLANNER_H
#define POLICYSCOPE_TAGSET_PLANNER_H

#include "postgres.h"

#include "access/stratnum.h"
#include "nodes/supportnodes.h"
#include "tagset/tagset.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"

/* numbers after those of the values: least, greatest, not listed */
#define TAGSET_STATISTICS_EXTRA 3

/* The fraction of rows where nothing is known of the column or the query. */
#define TAGSET_DEFAULT_SELECTIVITY 0.005
#define TAGSET_DEFAULT_FACET_SELECTIVITY 0.05

/*
 * Strategies of the GIN operator class tagset_gin_ops; the numbers are those of
 * core's operator classes for arrays, jsonb and tsvector.
 */
#define TAGSET_STRATEGY_MATCHES 1	/* @@ tagquery */
#define TAGSET_STRATEGY_OVERLAP 3	/* && tagset */
#define TAGSET_STRATEGY_CONTAINS 7	/* @> tagset */
#define TAGSET_STRATEGY_HAS 9	/* ? text */
#define TAGSET_STRATEGY_HAS_ANY 10	/* ?| text[] */
#define TAGSET_STRATEGY_HAS_ALL 11	/* ?& text[] */

/* What ANALYZE found in a column; slot has no values when it found nothing. */
typedef struct TagsetStatistics
{
	AttStatsSlot slot;
	double		not_null;		/* fraction of rows */
	double		unlisted;		/* fraction for a key that is not listed */
	double		unlisted_facet;
} TagsetStatistics;

/* A clause 'tagset operator other', or the other way round. */
typedef struct TagsetClause
{
	VariableStatData variable;	/* the tagset */
	Oid			tagset_type;
	Node	   *other;
	bool		tagset_on_left;
	TagsetStatistics statistics;
} TagsetClause;

/*
 * The type of that name which belongs to the same extension and schema as
 * this function of ours; InvalidOid when there is none.  An estimator must
 * not trust the types it is given: anybody may declare an operator with it.
 */
extern Oid	tagset_sibling_type(Oid function, const char *name);

/*
 * tagset_statistics.c: false, with nothing to end, when the clause is not
 * about a tagset.
 */
extern bool tagset_clause_begin(TagsetClause *clause, Oid function, PlannerInfo *root,
								List *arguments, int relation);
extern void tagset_clause_end(TagsetClause *clause);
extern void tagset_statistics_begin(TagsetStatistics *statistics, VariableStatData *variable);
extern void tagset_statistics_end(TagsetStatistics *statistics);

/* 'facet.' among the values; a key may end with a dot as well, but not its first. */
static inline bool
tagset_statistics_is_facet(const char *name, int length)
{
	return length > 0 && tagset_key_facet_length(name, length) == length - 1;
}

/* Fraction of the rows that are not NULL, with this key, or a key of this facet. */
extern double tagset_statistics_key(const TagsetStatistics *statistics,
									const char *key, int length);
extern double tagset_statistics_facet(const TagsetStatistics *statistics,
									  const char *facet, int length);
/* The same of a key that is not known, as in a join. */
extern double tagset_statistics_average(const TagsetStatistics *statistics);

/* tagset_selfuncs.c: of the clause 'tags ? key' */
extern Selectivity tagset_has_selectivity(Oid function, PlannerInfo *root, List *arguments,
										  int relation);

/*
 * tagset_support.c: an index condition, exactly as true as the function call
 * of the request, or NIL.  right: its second argument, fit for the operator.
 */
extern List *tagset_index_condition(SupportRequestIndexCondition *request, StrategyNumber strategy,
									Oid left_type, Oid right_type, Expr *right);

#endif							/* POLICYSCOPE_TAGSET_PLANNER_H */

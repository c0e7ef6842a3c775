/*-------------------------------------------------------------------------
 *
 * tagquery_planner.h
 *		The estimate of @@, shared by its operator and by tag_matches().
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGQUERY_PLANNER_H
#define POLICYSCOPE_TAGQUERY_PLANNER_H

#include "tagquery/tagquery.h"
#include "tagset/tagset_planner.h"

/* arguments: a tagset and a tagquery, in any order; function: one of ours */
extern Selectivity tagquery_match_selectivity(Oid function, PlannerInfo *root,
											  List *arguments, int relation);

#endif							/* POLICYSCOPE_TAGQUERY_PLANNER_H */

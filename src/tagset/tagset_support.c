/*-------------------------------------------------------------------------
 *
 * tagset_support.c
 *		Planner support of tag_has(): its index condition and estimate.
 *
 * Called by the planner; the first function by tagquery/ as well.  Must never
 * know what an index does with a condition.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "tagset/tagset_planner.h"

/* The operator comes from the index's own family, so it needs no name. */
List *
tagset_index_condition(SupportRequestIndexCondition *request, StrategyNumber strategy,
					   Oid left_type, Oid right_type, Expr *right)
{
	const FuncExpr *call = (const FuncExpr *) request->node;
	Oid			operator;

	if (request->indexarg != 0 || !OidIsValid(left_type) || !OidIsValid(right_type) ||
		!is_pseudo_constant_for_index(request->root, (Node *) right, request->index))
		return NIL;
	operator = get_opfamily_member(request->opfamily, left_type, right_type,
								   (int16) strategy);
	if (!OidIsValid(operator))
		return NIL;
	request->lossy = false;
	return list_make1(make_opclause(operator, BOOLOID, false, linitial(call->args), right,
									InvalidOid, call->inputcollid));
}

static List *
index_condition(SupportRequestIndexCondition *request, Oid support)
{
	if (!is_funcclause(request->node))
		return NIL;
	return tagset_index_condition(request, TAGSET_STRATEGY_HAS,
								  tagset_sibling_type(support, "tagset"), TEXTOID,
								  lsecond(((FuncExpr *) request->node)->args));
}

/* tag_has(tags, key) is tags ? key. */
PG_FUNCTION_INFO_V1(tag_has_support);
Datum
tag_has_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	Oid			support = fcinfo->flinfo->fn_oid;

	if (IsA(request, SupportRequestIndexCondition))
		PG_RETURN_POINTER(index_condition((SupportRequestIndexCondition *) request, support));
	if (IsA(request, SupportRequestSelectivity))
	{
		SupportRequestSelectivity *wanted = (SupportRequestSelectivity *) request;

		wanted->selectivity = wanted->is_join ? TAGSET_DEFAULT_SELECTIVITY :
			tagset_has_selectivity(support, wanted->root, wanted->args, wanted->varRelid);
		PG_RETURN_POINTER(wanted);
	}
	PG_RETURN_POINTER(NULL);
}

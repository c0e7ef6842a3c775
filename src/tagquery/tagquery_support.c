/*-------------------------------------------------------------------------
 *
 * tagquery_support.c
 *		Planner support of tag_matches(): its index condition and estimate.
 *
 * Called by the planner.  Must never know what an index does with a condition.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "tagquery/tagquery_planner.h"
#include "utils/builtins.h"

/*
 * The text as a tagquery: a constant is read now, and a malformed one refused
 * now; anything else through the cast that text::tagquery is.
 */
static Expr *
as_query(Node *string, Oid tagquery_type)
{
	Const	   *constant = (Const *) string;
	CoerceViaIO *cast;

	if (IsA(string, Const) && constant->consttype == TEXTOID && !constant->constisnull)
	{
		Tagquery   *query = tagquery_parse(TextDatumGetCString(constant->constvalue), NULL);

		return (Expr *) makeConst(tagquery_type, -1, InvalidOid, -1, PointerGetDatum(query),
								  false, false);
	}
	cast = makeNode(CoerceViaIO);
	cast->arg = (Expr *) string;
	cast->resulttype = tagquery_type;
	cast->resultcollid = InvalidOid;
	cast->coerceformat = COERCE_EXPLICIT_CAST;
	cast->location = -1;
	return (Expr *) cast;
}

static List *
index_condition(SupportRequestIndexCondition *request, Oid support)
{
	Oid			tagquery_type = tagset_sibling_type(support, "tagquery");

	if (!is_funcclause(request->node) || !OidIsValid(tagquery_type))
		return NIL;
	return tagset_index_condition(request, TAGSET_STRATEGY_MATCHES,
								  tagset_sibling_type(support, "tagset"), tagquery_type,
								  as_query(lsecond(((FuncExpr *) request->node)->args),
										   tagquery_type));
}

static Selectivity
selectivity(const SupportRequestSelectivity *request, Oid support)
{
	Oid			tagquery_type = tagset_sibling_type(support, "tagquery");
	Expr	   *query;

	if (request->is_join || !OidIsValid(tagquery_type))
		return TAGSET_DEFAULT_SELECTIVITY;
	query = as_query(lsecond(request->args), tagquery_type);
	return tagquery_match_selectivity(support, request->root,
									  list_make2(linitial(request->args), query),
									  request->varRelid);
}

/* tag_matches(tags, query) is tags @@ query::tagquery. */
PG_FUNCTION_INFO_V1(tag_matches_support);
Datum
tag_matches_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);
	Oid			support = fcinfo->flinfo->fn_oid;

	if (IsA(request, SupportRequestIndexCondition))
		PG_RETURN_POINTER(index_condition((SupportRequestIndexCondition *) request, support));
	if (IsA(request, SupportRequestSelectivity))
	{
		SupportRequestSelectivity *wanted = (SupportRequestSelectivity *) request;

		wanted->selectivity = selectivity(wanted, support);
		PG_RETURN_POINTER(wanted);
	}
	PG_RETURN_POINTER(NULL);
}

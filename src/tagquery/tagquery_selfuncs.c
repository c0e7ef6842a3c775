/*-------------------------------------------------------------------------
 *
 * tagquery_selfuncs.c
 *		How many rows a tagquery finds.
 *
 * Called by the planner through the operator @@, and by tagquery_support.c.
 * Must never know how the statistics are stored.
 *
 * Operands are taken to be independent, as core takes them in a tsquery.
 * Nothing is counted about the figures of a key, so the conditions have fixed
 * guesses: scores spread evenly from 0 to 1, and half of the documents with n
 * mentions of a key have twice as many.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "tagquery/tagquery_planner.h"

/* Fractions of the rows with a key that have one of its mentions in force 1 and up. */
static const double force_fractions[TAGQUERY_FORCE_MAX] = {0.5, 0.4, 0.3, 0.2, 0.1};

static double
condition_fraction(const TagqueryNode *leaf)
{
	double		fraction = 1.0;

	if (leaf->conditions & TAGQUERY_HAS_SCORE)
		fraction *= 1.0 - leaf->score;
	if (leaf->conditions & TAGQUERY_HAS_MENTIONS)
		fraction /= (double) Max(leaf->mentions, 1);
	if (leaf->conditions & TAGQUERY_HAS_FORCE)
		fraction *= force_fractions[Min(Max(leaf->force, 1), TAGQUERY_FORCE_MAX) - 1];
	return fraction;
}

static double
leaf_fraction(const TagsetStatistics *statistics, const TagqueryNode *leaf)
{
	double		present = leaf->kind == TAGQUERY_FACET ?
		tagset_statistics_facet(statistics, leaf->name, leaf->name_length) :
		tagset_statistics_key(statistics, leaf->name, leaf->name_length);

	return present * condition_fraction(leaf);
}

/* From the last node to the first, so that operands come before operators. */
static double
query_fraction(const TagsetStatistics *statistics, const Tagquery *query)
{
	uint32		count;
	TagqueryNode *nodes = tagquery_unpack(query, &count);
	double	   *stack = palloc_array(double, count + 1);
	uint32		top = 0;

	if (count == 0)
		return 0.0;				/* the empty query matches nothing */
	for (uint32 i = count; i-- > 0;)
	{
		CHECK_FOR_INTERRUPTS();
		if (nodes[i].kind == TAGQUERY_KEY || nodes[i].kind == TAGQUERY_FACET)
			stack[top++] = leaf_fraction(statistics, &nodes[i]);
		else if (nodes[i].kind == TAGQUERY_NOT)
			stack[top - 1] = 1.0 - stack[top - 1];
		else
		{
			double		left = stack[--top];
			double		right = stack[top - 1];

			stack[top - 1] = nodes[i].kind == TAGQUERY_AND ? left * right :
				left + right - left * right;
		}
	}
	return stack[0];
}

Selectivity
tagquery_match_selectivity(Oid function, PlannerInfo *root, List *arguments, int relation)
{
	TagsetClause clause;
	const Const *query;
	Selectivity result = TAGSET_DEFAULT_SELECTIVITY;

	if (!tagset_clause_begin(&clause, function, root, arguments, relation))
		return result;
	query = (const Const *) clause.other;
	if (IsA(query, Const) && query->constisnull)
		result = 0.0;
	else if (IsA(query, Const) && OidIsValid(query->consttype) &&
			 query->consttype == tagset_sibling_type(function, "tagquery"))
		result = query_fraction(&clause.statistics, DatumGetTagqueryP(query->constvalue)) *
			clause.statistics.not_null;
	tagset_clause_end(&clause);
	CLAMP_PROBABILITY(result);
	return result;
}

PG_FUNCTION_INFO_V1(tagset_matchsel);
Datum
tagset_matchsel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(tagquery_match_selectivity(fcinfo->flinfo->fn_oid,
												(PlannerInfo *) PG_GETARG_POINTER(0),
												(List *) PG_GETARG_POINTER(2),
												PG_GETARG_INT32(3)));
}

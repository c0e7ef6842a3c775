/*-------------------------------------------------------------------------
 *
 * tagset_selfuncs.c
 *		How many rows an operator of tagset finds.
 *
 * Called by the planner, and for tag_has() by tagset_support.c.  Must never
 * know a tagquery: its estimator is tagquery_selfuncs.c.
 *
 * Keys are taken to be independent of each other, as core takes lexemes.
 * Anybody may declare an operator with these functions, so neither the type
 * of the column nor that of the constant is taken on trust.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "tagset/tagset_keys.h"
#include "tagset/tagset_planner.h"
#include "utils/builtins.h"

/* A row with at least one of the keys, or with all of them, or with no other. */
typedef enum KeyQuestion
{
	ANY_KEY,
	ALL_KEYS,
	NO_OTHER_KEY
} KeyQuestion;

/* ---------- the keys of a constant ---------- */

/* The other side's keys; false when it is no constant, or of another type. */
static bool
constant_keys(const TagsetClause *clause, TagsetKeys *keys)
{
	const Const *constant = (const Const *) clause->other;

	if (!IsA(clause->other, Const) || constant->constisnull)
		return false;
	if (constant->consttype == TEXTOID)
		*keys = tagset_keys_of_text(DatumGetTextPP(constant->constvalue));
	else if (constant->consttype == TEXTARRAYOID)
		*keys = tagset_keys_of_array(DatumGetArrayTypeP(constant->constvalue));
	else if (constant->consttype == clause->tagset_type)
		*keys = tagset_keys_of_tagset(DatumGetTagsetP(constant->constvalue));
	else
		return false;
	return true;
}

/* ---------- questions ---------- */

static double
any_key(const TagsetStatistics *statistics, const TagsetKeys *keys)
{
	double		none = 1.0;

	for (int i = 0; i < keys->count; i++)
		none *= 1.0 - tagset_statistics_key(statistics, keys->items[i].name, keys->items[i].length);
	return 1.0 - none;
}

static double
all_keys(const TagsetStatistics *statistics, const TagsetKeys *keys)
{
	double		all = 1.0;

	for (int i = 0; i < keys->count; i++)
		all *= tagset_statistics_key(statistics, keys->items[i].name, keys->items[i].length);
	return all;
}

/* A row has no other key when it has none of the listed keys that are not named. */
static double
no_other_key(const TagsetStatistics *statistics, const TagsetKeys *keys)
{
	double		none = 1.0;

	if (statistics->slot.nvalues == 0)
		return TAGSET_DEFAULT_SELECTIVITY;
	for (int i = 0; i < statistics->slot.nvalues; i++)
	{
		const text *value = DatumGetTextPP(statistics->slot.values[i]);
		const char *name = VARDATA_ANY(value);
		int			length = VARSIZE_ANY_EXHDR(value);

		if (!tagset_statistics_is_facet(name, length) && !tagset_keys_contain(keys, name, length))
			none *= 1.0 - statistics->slot.numbers[i];
	}
	return none;
}

static double
answer(const TagsetStatistics *statistics, const TagsetKeys *keys, KeyQuestion question)
{
	switch (question)
	{
		case ANY_KEY:
			return any_key(statistics, keys);
		case ALL_KEYS:
			return all_keys(statistics, keys);
		case NO_OTHER_KEY:
			return no_other_key(statistics, keys);
	}
	pg_unreachable();
}

/* With the tagset on the right, "contains" and "contained" change places. */
static KeyQuestion
mirrored(KeyQuestion question)
{
	if (question == ANY_KEY)
		return ANY_KEY;
	return question == ALL_KEYS ? NO_OTHER_KEY : ALL_KEYS;
}

static Selectivity
estimate(Oid function, PlannerInfo *root, List *arguments, int relation, KeyQuestion question)
{
	TagsetClause clause;
	TagsetKeys	keys;
	Selectivity result = TAGSET_DEFAULT_SELECTIVITY;

	if (!tagset_clause_begin(&clause, function, root, arguments, relation))
		return result;
	if (IsA(clause.other, Const) && ((Const *) clause.other)->constisnull)
		result = 0.0;
	else if (constant_keys(&clause, &keys))
		result = answer(&clause.statistics, &keys,
						clause.tagset_on_left ? question : mirrored(question)) *
			clause.statistics.not_null;
	tagset_clause_end(&clause);
	CLAMP_PROBABILITY(result);
	return result;
}

static Selectivity
estimate_operator(FunctionCallInfo fcinfo, KeyQuestion question)
{
	return estimate(fcinfo->flinfo->fn_oid, (PlannerInfo *) PG_GETARG_POINTER(0),
					(List *) PG_GETARG_POINTER(2), PG_GETARG_INT32(3), question);
}

/* ---------- restriction estimators ---------- */

/* ?, ?| and && */
PG_FUNCTION_INFO_V1(tagset_anysel);
Datum
tagset_anysel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(estimate_operator(fcinfo, ANY_KEY));
}

/* ?& and @> */
PG_FUNCTION_INFO_V1(tagset_allsel);
Datum
tagset_allsel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(estimate_operator(fcinfo, ALL_KEYS));
}

/* <@ */
PG_FUNCTION_INFO_V1(tagset_containedsel);
Datum
tagset_containedsel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(estimate_operator(fcinfo, NO_OTHER_KEY));
}

Selectivity
tagset_has_selectivity(Oid function, PlannerInfo *root, List *arguments, int relation)
{
	return estimate(function, root, arguments, relation, ANY_KEY);
}

/* ---------- join estimator ---------- */

/*
 * tags ? other.key, and the like: taken for one of the listed keys, each as
 * likely as the other.
 */
PG_FUNCTION_INFO_V1(tagset_joinsel);
Datum
tagset_joinsel(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	List	   *arguments = (List *) PG_GETARG_POINTER(2);
	SpecialJoinInfo *join = (SpecialJoinInfo *) PG_GETARG_POINTER(4);
	Oid			tagset_type = tagset_sibling_type(fcinfo->flinfo->fn_oid, "tagset");
	VariableStatData variables[2];
	bool		reversed;
	TagsetStatistics statistics;
	Selectivity result = TAGSET_DEFAULT_SELECTIVITY;

	get_join_variables(root, arguments, join, &variables[0], &variables[1], &reversed);
	for (int i = 0; i < 2; i++)
	{
		if (!OidIsValid(tagset_type) || getBaseType(variables[i].vartype) != tagset_type)
			continue;
		tagset_statistics_begin(&statistics, &variables[i]);
		result = tagset_statistics_average(&statistics) * statistics.not_null;
		tagset_statistics_end(&statistics);
		break;
	}
	ReleaseVariableStats(variables[0]);
	ReleaseVariableStats(variables[1]);
	CLAMP_PROBABILITY(result);
	PG_RETURN_FLOAT8(result);
}

/*-------------------------------------------------------------------------
 *
 * tagset_statistics.c
 *		What the estimators share: a clause taken apart, the statistics read.
 *
 * Called by the estimators of tagset/ and tagquery/.  What is read is drawn
 * in tagset_planner.h.  Must never know an operator.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/dependency.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "tagset/tagset_planner.h"
#include "utils/syscache.h"

/* ---------- types ---------- */

Oid
tagset_sibling_type(Oid function, const char *name)
{
	Oid			type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, PointerGetDatum(name),
									   ObjectIdGetDatum(get_func_namespace(function)));
	Oid			extension = getExtensionOfObject(ProcedureRelationId, function);

	if (!OidIsValid(type) || !OidIsValid(extension) ||
		getExtensionOfObject(TypeRelationId, type) != extension)
		return InvalidOid;
	return type;
}

/* ---------- a clause ---------- */

bool
tagset_clause_begin(TagsetClause *clause, Oid function, PlannerInfo *root,
					List *arguments, int relation)
{
	clause->tagset_type = tagset_sibling_type(function, "tagset");
	if (!OidIsValid(clause->tagset_type) ||
		!get_restriction_variable(root, arguments, relation, &clause->variable,
								  &clause->other, &clause->tagset_on_left))
		return false;
	if (getBaseType(clause->variable.vartype) != clause->tagset_type)
	{
		ReleaseVariableStats(clause->variable);
		return false;
	}
	tagset_statistics_begin(&clause->statistics, &clause->variable);
	return true;
}

void
tagset_clause_end(TagsetClause *clause)
{
	tagset_statistics_end(&clause->statistics);
	ReleaseVariableStats(clause->variable);
}

/* ---------- statistics ---------- */

/* Are these the numbers that our own analyze function wrote? */
static bool
is_our_slot(const AttStatsSlot *slot)
{
	return slot->valuetype == TEXTOID && slot->nvalues > 0 &&
		slot->nnumbers == slot->nvalues + TAGSET_STATISTICS_EXTRA;
}

void
tagset_statistics_begin(TagsetStatistics *statistics, VariableStatData *variable)
{
	memset(statistics, 0, sizeof(*statistics));
	statistics->not_null = 1.0;
	statistics->unlisted = TAGSET_DEFAULT_SELECTIVITY;
	statistics->unlisted_facet = TAGSET_DEFAULT_FACET_SELECTIVITY;
	if (!HeapTupleIsValid(variable->statsTuple))
		return;
	statistics->not_null = 1.0 - ((Form_pg_statistic) GETSTRUCT(variable->statsTuple))->stanullfrac;
	if (!get_attstatsslot(&statistics->slot, variable->statsTuple, STATISTIC_KIND_MCELEM,
						  InvalidOid, ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS))
		return;
	if (!is_our_slot(&statistics->slot))
	{
		tagset_statistics_end(statistics);
		return;
	}
	statistics->unlisted = statistics->slot.numbers[statistics->slot.nnumbers - 1];
	statistics->unlisted_facet = statistics->unlisted;
}

void
tagset_statistics_end(TagsetStatistics *statistics)
{
	free_attstatsslot(&statistics->slot);
	memset(&statistics->slot, 0, sizeof(statistics->slot));
}

static int
compare_value(const TagsetStatistics *statistics, int at, const char *name, int length)
{
	const text *value = DatumGetTextPP(statistics->slot.values[at]);

	return tagset_key_compare(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), name, length);
}

/* Its fraction of the rows, or that of what is not listed. */
static double
listed_fraction(const TagsetStatistics *statistics, const char *name, int length, double unlisted)
{
	int			low = 0;
	int			high = statistics->slot.nvalues;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		int			order = compare_value(statistics, middle, name, length);

		if (order == 0)
			return statistics->slot.numbers[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return unlisted;
}

/* A text that is no key but looks like a facet of the list is not that. */
double
tagset_statistics_key(const TagsetStatistics *statistics, const char *key, int length)
{
	if (tagset_statistics_is_facet(key, length))
		return statistics->unlisted;
	return listed_fraction(statistics, key, length, statistics->unlisted);
}

double
tagset_statistics_facet(const TagsetStatistics *statistics, const char *facet, int length)
{
	char		name[TAGSET_KEY_MAX + 1];

	if (length > TAGSET_KEY_MAX)
		return 0;
	memcpy(name, facet, length);
	name[length] = '.';
	return listed_fraction(statistics, name, length + 1, statistics->unlisted_facet);
}

double
tagset_statistics_average(const TagsetStatistics *statistics)
{
	double		sum = 0;
	int			keys = 0;

	for (int i = 0; i < statistics->slot.nvalues; i++)
	{
		const text *value = DatumGetTextPP(statistics->slot.values[i]);

		if (tagset_statistics_is_facet(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value)))
			continue;
		sum += statistics->slot.numbers[i];
		keys++;
	}
	return keys > 0 ? sum / keys : statistics->unlisted;
}

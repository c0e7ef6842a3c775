/*-------------------------------------------------------------------------
 *
 * tagset_forces.c
 *		How firmly: shares by force, and the forces of a tagset as rows.
 *
 * Called from SQL, and by tagging/ for shares.  Must never know the stored
 * bytes.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type_d.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "tagset/tagset.h"
#include "tagset/tagset_measures.h"
#include "utils/array.h"

PG_FUNCTION_INFO_V1(tag_forces);

#define FORCE_COLUMNS 12

/* A tagset written by hand may have more of several forces than mentions. */
double
tagset_firm_share(const int64 *by_force, int64 n, int force, double *low, double *high)
{
	int64		firm = 0;

	for (int k = force; k <= TAGSET_FORCES; k++)
		firm = by_force[k - 1] > n - firm ? n : firm + by_force[k - 1];
	tagset_wilson(firm, n, TAGSET_WILSON_95, low, high);
	return (double) firm / (double) n;
}

static Datum
double_array(const double *values)
{
	Datum		elements[TAGSET_FORCES];

	for (int i = 0; i < TAGSET_FORCES; i++)
		elements[i] = Float8GetDatum(values[i]);
	return PointerGetDatum(construct_array(elements, TAGSET_FORCES, FLOAT8OID, sizeof(float8),
										   FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

void
tagset_firm_shares(Datum *values, const int64 *by_force, int64 n)
{
	double		shares[TAGSET_FORCES];
	double		low[TAGSET_FORCES];
	double		high[TAGSET_FORCES];

	for (int k = 0; k < TAGSET_FORCES; k++)
		shares[k] = tagset_firm_share(by_force, n, k + 1, &low[k], &high[k]);
	values[0] = double_array(shares);
	values[1] = double_array(low);
	values[2] = double_array(high);
}

static void
put_forces(ReturnSetInfo *rows, const TagsetEntry *entry)
{
	Datum		values[FORCE_COLUMNS];
	bool		nulls[FORCE_COLUMNS] = {false};

	values[0] = PointerGetDatum(tagset_key_text(entry));
	values[1] = PointerGetDatum(tagset_facet_text(entry));
	values[2] = Int64GetDatum(entry->mentions);
	for (int k = 0; k < TAGSET_FORCES; k++)
		values[3 + k] = Int64GetDatum(entry->force[TAGSET_FORCES - 1 - k]);
	values[3 + TAGSET_FORCES] = Int64GetDatum(entry->force[TAGSET_FORCES]);
	tagset_firm_shares(&values[4 + TAGSET_FORCES], entry->force, entry->mentions);
	tuplestore_putvalues(rows->setResult, rows->setDesc, values, nulls);
}

/* tag_forces(tags) */
Datum
tag_forces(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rows = (ReturnSetInfo *) fcinfo->resultinfo;
	TagsetReader reader;
	TagsetEntry entry;

	InitMaterializedSRF(fcinfo, 0);
	tagset_read_begin(&reader, PG_GETARG_TAGSET_P(0));
	while (tagset_read_next(&reader, &entry))
	{
		CHECK_FOR_INTERRUPTS();
		put_forces(rows, &entry);
	}
	return (Datum) 0;
}

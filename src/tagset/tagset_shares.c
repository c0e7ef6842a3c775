/*-------------------------------------------------------------------------
 *
 * tagset_shares.c
 *		tag_shares: the counts of tagset_count as shares with intervals.
 *
 * Called from SQL only.  Must never know the stored bytes.
 *
 * A tagset of counts has a word for each document, and in each entry a
 * mention for each document that has the key.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "tagset/tagset.h"
#include "tagset/tagset_measures.h"
#include "utils/array.h"

#define SHARE_COLUMNS 6

typedef struct Shares
{
	ReturnSetInfo *rows;
	const Tagset *counts;
	int64		n;				/* documents */
	double		z;
} Shares;

static void
check_z(double z)
{
	if (!isfinite(z) || z < 0.0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("z is out of range: %g", z),
				 errdetail("It must be a finite number, at least 0."),
				 errhint("1.96 standard deviations give intervals of 95 percent.")));
}

static void
no_counts(const char *problem)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("tagset does not count documents"),
			 errdetail("%s.", problem),
			 errhint("Pass a result of tagset_count.")));
}

static int64
count_documents(const Tagset *counts)
{
	TagsetReader reader;

	tagset_read_begin(&reader, counts);
	if (reader.words % TAGSET_THOUSAND != 0)
		no_counts("Its words are not a whole number");
	return reader.words / TAGSET_THOUSAND;
}

/* Without documents there is no share. */
static void
put_share(const Shares *shares, const TagsetEntry *entry)
{
	Datum		values[SHARE_COLUMNS];
	bool		nulls[SHARE_COLUMNS] = {false};
	double		low = 0.0;
	double		high = 0.0;

	if (entry->mentions > shares->n)
		no_counts("A key is in more documents than there are");
	if (entry->evidence != entry->mentions * TAGSET_THOUSAND)
		no_counts("The evidence of a key is not its number of documents");
	if (shares->n > 0)
		tagset_wilson(entry->mentions, shares->n, shares->z, &low, &high);
	values[0] = PointerGetDatum(tagset_key_text(entry));
	values[1] = Int64GetDatum(entry->mentions);
	values[2] = Int64GetDatum(shares->n);
	values[3] = Float8GetDatum((double) entry->mentions / (double) shares->n);
	values[4] = Float8GetDatum(low);
	values[5] = Float8GetDatum(high);
	nulls[3] = nulls[4] = nulls[5] = shares->n == 0;
	tuplestore_putvalues(shares->rows->setResult, shares->rows->setDesc, values, nulls);
}

static void
put_all_keys(const Shares *shares)
{
	TagsetReader reader;
	TagsetEntry entry;

	tagset_read_begin(&reader, shares->counts);
	while (tagset_read_next(&reader, &entry))
	{
		CHECK_FOR_INTERRUPTS();
		put_share(shares, &entry);
	}
}

/* A key that no document has is in 0 of them. */
static void
put_key(const Shares *shares, const text *key)
{
	TagsetEntry absent = {.key = VARDATA_ANY(key), .key_length = VARSIZE_ANY_EXHDR(key)};
	TagsetEntry entry;
	bool		found = tagset_find(shares->counts, absent.key, absent.key_length, &entry, NULL);

	put_share(shares, found ? &entry : &absent);
}

/* In the order of the array. */
static void
put_these_keys(const Shares *shares, ArrayType *array)
{
	Datum	   *keys;
	bool	   *nulls;
	int			count;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &keys, &nulls, &count);
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!nulls[i])
			put_key(shares, DatumGetTextPP(keys[i]));
	}
}

PG_FUNCTION_INFO_V1(tag_shares);
Datum
tag_shares(PG_FUNCTION_ARGS)
{
	Shares		shares = {.rows = (ReturnSetInfo *) fcinfo->resultinfo};

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		return (Datum) 0;
	shares.counts = PG_GETARG_TAGSET_P(0);
	shares.z = PG_GETARG_FLOAT8(2);
	check_z(shares.z);
	shares.n = count_documents(shares.counts);
	if (PG_ARGISNULL(1))
		put_all_keys(&shares);
	else
		put_these_keys(&shares, PG_GETARG_ARRAYTYPE_P(1));
	return (Datum) 0;
}

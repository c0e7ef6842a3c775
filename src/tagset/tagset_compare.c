/*-------------------------------------------------------------------------
 *
 * tagset_compare.c
 *		Two tagsets side by side, as rows: tag_lift, tagset_diff, tag_keyness.
 *
 * Called from SQL only.  Must never know the stored bytes.  A row a key that
 * is in either tagset, in the order of the keys.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "tagset/tagset_cursor.h"
#include "tagset/tagset_measures.h"
#include "utils/array.h"
#include "utils/builtins.h"

#define MAX_COLUMNS 12

/* Puts the columns of one key; false leaves the row out. */
typedef bool (*PutRow) (const TagsetPair *pair, Datum *values, bool *nulls);

static Datum
rows_of_pair(FunctionCallInfo fcinfo, PutRow put_row)
{
	ReturnSetInfo *rows = (ReturnSetInfo *) fcinfo->resultinfo;
	TagsetPair	pair;

	InitMaterializedSRF(fcinfo, 0);
	Assert(rows->setDesc->natts <= MAX_COLUMNS);
	tagset_pair_begin(&pair, PG_GETARG_TAGSET_P(0), PG_GETARG_TAGSET_P(1));
	while (tagset_pair_next(&pair))
	{
		Datum		values[MAX_COLUMNS];
		bool		nulls[MAX_COLUMNS] = {false};

		values[0] = PointerGetDatum(cstring_to_text_with_len(pair.in_a.key,
															 pair.in_a.key_length));
		if (put_row(&pair, values, nulls))
			tuplestore_putvalues(rows->setResult, rows->setDesc, values, nulls);
	}
	return (Datum) 0;
}

static double
in_units(int64 thousandths)
{
	return (double) thousandths / TAGSET_THOUSAND;
}

/*
 * tag_lift: evidence beside what the baseline would give so many words
 */

static bool
put_lift(const TagsetPair *pair, Datum *values, bool *nulls)
{
	double		words = in_units(pair->a.reader.words);
	double		baseline_words = in_units(pair->b.reader.words);
	double		evidence = in_units(pair->in_a.evidence);
	double		expected = in_units(pair->in_b.evidence) * words / baseline_words;

	values[1] = Float8GetDatum(evidence);
	values[2] = Float8GetDatum(expected);
	values[3] = Float8GetDatum((evidence + 1.0) / (expected + 1.0));
	nulls[2] = nulls[3] = words == 0.0 || baseline_words == 0.0;
	return true;
}

PG_FUNCTION_INFO_V1(tag_lift);
Datum
tag_lift(PG_FUNCTION_ARGS)
{
	return rows_of_pair(fcinfo, put_lift);
}

/*
 * tagset_diff: before and after
 */

static bool
same_force(const TagsetEntry *a, const TagsetEntry *b)
{
	return a->has_force == b->has_force && memcmp(a->force, b->force, sizeof(a->force)) == 0;
}

/* NULL when nothing changed. */
static const char *
change_of(const TagsetEntry *before, const TagsetEntry *after)
{
	if (before->evidence == 0)
		return "added";
	if (after->evidence == 0)
		return "removed";
	if (before->evidence != after->evidence)
		return before->evidence < after->evidence ? "increased" : "decreased";
	if (before->mentions != after->mentions ||
		before->mentions_direct != after->mentions_direct ||
		!same_force(before, after))
		return "changed";
	return NULL;
}

/* The counts of force 1 to 5 and of prohibition; none were read: NULL. */
static void
put_force(const TagsetEntry *entry, Datum *value, bool *null)
{
	Datum		counts[TAGSET_FORCE_COUNTS];

	*null = !entry->has_force;
	if (*null)
		return;
	for (int i = 0; i < TAGSET_FORCE_COUNTS; i++)
		counts[i] = Int64GetDatum(entry->force[i]);
	*value = PointerGetDatum(construct_array(counts, TAGSET_FORCE_COUNTS, INT8OID, sizeof(int64),
											 FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/* Five columns of one side, every second one from the first. */
static void
put_side(const TagsetEntry *entry, int64 words, Datum *values, bool *nulls)
{
	values[0] = Float4GetDatum((float4) tagset_default_score(entry->evidence, words));
	values[2] = Float4GetDatum((float4) tagset_density(entry->evidence, words));
	nulls[2] = words == 0;
	values[4] = Float8GetDatum(in_units(entry->evidence));
	values[6] = Int64GetDatum(entry->mentions);
	put_force(entry, &values[8], &nulls[8]);
}

static bool
put_change(const TagsetPair *pair, Datum *values, bool *nulls)
{
	const char *change = change_of(&pair->in_a, &pair->in_b);

	if (change == NULL)
		return false;
	values[1] = CStringGetTextDatum(change);
	put_side(&pair->in_a, pair->a.reader.words, &values[2], &nulls[2]);
	put_side(&pair->in_b, pair->b.reader.words, &values[3], &nulls[3]);
	return true;
}

PG_FUNCTION_INFO_V1(tagset_diff);
Datum
tagset_diff(PG_FUNCTION_ARGS)
{
	return rows_of_pair(fcinfo, put_change);
}

/*
 * tag_keyness: what marks one group of texts against another
 */

static double
per_thousand(int64 mentions, double words)
{
	return 1000.0 * (double) mentions / words;
}

/* Statistics need words on both sides, and not fewer than mentions. */
static bool
put_keyness(const TagsetPair *pair, Datum *values, bool *nulls)
{
	double		words = in_units(pair->a.reader.words);
	double		reference_words = in_units(pair->b.reader.words);
	int64		mentions = pair->in_a.mentions;
	int64		reference_mentions = pair->in_b.mentions;

	values[1] = Int64GetDatum(mentions);
	values[2] = Int64GetDatum(reference_mentions);
	nulls[3] = words == 0.0;
	if (!nulls[3])
		values[3] = Float8GetDatum(per_thousand(mentions, words));
	nulls[4] = reference_words == 0.0;
	if (!nulls[4])
		values[4] = Float8GetDatum(per_thousand(reference_mentions, reference_words));
	nulls[5] = nulls[6] = nulls[3] || nulls[4] ||
		(double) mentions > words || (double) reference_mentions > reference_words;
	if (nulls[5])
		return true;
	values[5] = Float8GetDatum(tagset_g2((double) mentions, words,
										 (double) reference_mentions, reference_words));
	values[6] = Float8GetDatum(tagset_log_ratio((double) mentions, words,
												(double) reference_mentions, reference_words));
	return true;
}

PG_FUNCTION_INFO_V1(tag_keyness);
Datum
tag_keyness(PG_FUNCTION_ARGS)
{
	return rows_of_pair(fcinfo, put_keyness);
}

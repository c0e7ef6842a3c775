/*-------------------------------------------------------------------------
 *
 * tagset_distance.c
 *		Likeness of tagsets: the operator <=>, tag_distance, tag_sparsevec.
 *
 * Called from SQL only.  Must never know the stored bytes.
 *
 * A tagset is taken as a vector with a dimension a key, and the score of the
 * key as its coordinate: evidence, saturated and brought to a common length.
 * Sums run in the order of the keys, so the answers are the same bits
 * everywhere.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "tagset/tagset_cursor.h"
#include "utils/array.h"
#include "utils/builtins.h"

/*
 * Cosine distance
 */

/*
 * 1 - a.b / sqrt(a.a * b.b), from 0 to 1.  Without an entry on either side the
 * cosine is not defined; nothing in common is 1, so that is 1 as well.  facet
 * may be NULL, for all of them.
 */
static double
distance(const Tagset *left, const Tagset *right, const text *facet)
{
	TagsetPair	pair;
	double		dot = 0.0;
	double		left_square = 0.0;
	double		right_square = 0.0;

	tagset_pair_begin(&pair, left, right);
	while (tagset_pair_next(&pair))
	{
		double		a = tagset_default_score(pair.in_a.evidence, pair.a.reader.words);
		double		b = tagset_default_score(pair.in_b.evidence, pair.b.reader.words);

		if (facet && !tagset_in_facet(&pair.in_a, VARDATA_ANY(facet), VARSIZE_ANY_EXHDR(facet)))
			continue;
		dot += a * b;
		left_square += a * a;
		right_square += b * b;
	}
	if (dot == 0.0)
		return 1.0;
	/* rounding may carry the cosine a trace above 1 */
	return Max(1.0 - dot / sqrt(left_square * right_square), 0.0);
}

PG_FUNCTION_INFO_V1(tagset_distance);
Datum
tagset_distance(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(distance(PG_GETARG_TAGSET_P(0), PG_GETARG_TAGSET_P(1), NULL));
}

PG_FUNCTION_INFO_V1(tag_distance);
Datum
tag_distance(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(distance(PG_GETARG_TAGSET_P(0), PG_GETARG_TAGSET_P(1),
							  PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2)));
}

/*
 * The text form of pgvector's sparsevec
 */

static void
append_coordinate(StringInfo out, int dimension, float4 score)
{
	char		number[FLOAT_SHORTEST_DECIMAL_LEN];

	float_to_shortest_decimal_buf(score, number);
	appendStringInfo(out, "%s%d:%s", out->len > 1 ? "," : "", dimension, number);
}

/* Dimensions are the elements of the array, from 1 as in pgvector. */
static void
append_coordinates(StringInfo out, const Tagset *tags, const Datum *keys, int count)
{
	for (int i = 0; i < count; i++)
	{
		text	   *key = DatumGetTextPP(keys[i]);
		TagsetEntry entry;
		int64		words;

		CHECK_FOR_INTERRUPTS();
		if (tagset_find(tags, VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), &entry, &words))
			append_coordinate(out, i + 1, (float4) tagset_default_score(entry.evidence, words));
	}
}

static void
check_dimensions(const bool *nulls, int count)
{
	if (count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a vector needs at least one dimension"),
				 errdetail("The array of keys is empty.")));
	for (int i = 0; i < count; i++)
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("tagset key must not be null"),
					 errdetail("Element %d of the array is null.", i + 1)));
}

PG_FUNCTION_INFO_V1(tag_sparsevec);
Datum
tag_sparsevec(PG_FUNCTION_ARGS)
{
	Tagset	   *tags = PG_GETARG_TAGSET_P(0);
	Datum	   *keys;
	bool	   *nulls;
	int			count;
	StringInfoData out;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false, TYPALIGN_INT,
					  &keys, &nulls, &count);
	check_dimensions(nulls, count);
	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	append_coordinates(&out, tags, keys, count);
	appendStringInfo(&out, "}/%d", count);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}

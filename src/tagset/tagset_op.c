/*-------------------------------------------------------------------------
 *
 * tagset_op.c
 *		The operators of tagset: merge, drop, look up, contain, compare, hash.
 *
 * Called from SQL only.  Reads values through tagset_format.c and must never
 * look at their bytes, but for two facts: equal values have equal bytes, and
 * keys come in ascending order.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/detoast.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "tagset/tagset_cursor.h"
#include "utils/array.h"
#include "utils/builtins.h"

/*
 * Merge and drop
 */

static Tagset *
merge(const Tagset *left, const Tagset *right)
{
	TagsetBuilder builder;
	TagsetCursor a;
	TagsetCursor b;

	tagset_cursor_begin(&a, left);
	tagset_cursor_begin(&b, right);
	tagset_build_begin(&builder, tagset_counter_add(a.reader.words, b.reader.words));
	while (a.on_entry || b.on_entry)
	{
		int			order = tagset_cursor_compare(&a, &b);

		if (order == 0)
			tagset_entry_add(&a.entry, &b.entry);
		tagset_build_add(&builder, order <= 0 ? &a.entry : &b.entry);
		if (order <= 0)
			tagset_cursor_next(&a);
		if (order >= 0)
			tagset_cursor_next(&b);
	}
	return tagset_build_end(&builder);
}

PG_FUNCTION_INFO_V1(tagset_concat);
Datum
tagset_concat(PG_FUNCTION_ARGS)
{
	PG_RETURN_TAGSET_P(merge(PG_GETARG_TAGSET_P(0), PG_GETARG_TAGSET_P(1)));
}

PG_FUNCTION_INFO_V1(tagset_delete);
Datum
tagset_delete(PG_FUNCTION_ARGS)
{
	text	   *key = PG_GETARG_TEXT_PP(1);
	TagsetBuilder builder;
	TagsetCursor cursor;

	tagset_cursor_begin(&cursor, PG_GETARG_TAGSET_P(0));
	tagset_build_begin(&builder, cursor.reader.words);
	for (; cursor.on_entry; tagset_cursor_next(&cursor))
		if (tagset_key_compare(cursor.entry.key, cursor.entry.key_length,
							   VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key)) != 0)
			tagset_build_add(&builder, &cursor.entry);
	PG_RETURN_TAGSET_P(tagset_build_end(&builder));
}

/*
 * Look up.  A text that is no key is simply not there.
 */

static bool
has_key(const Tagset *tags, const text *key)
{
	TagsetEntry entry;

	return tagset_find(tags, VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key), &entry, NULL);
}

PG_FUNCTION_INFO_V1(tag_has);
Datum
tag_has(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(has_key(PG_GETARG_TAGSET_P(0), PG_GETARG_TEXT_PP(1)));
}

/* Whether a key of the array is there, or with all set every key. */
static bool
has_keys(const Tagset *tags, ArrayType *array, bool all)
{
	Datum	   *keys;
	bool	   *nulls;
	int			count;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &keys, &nulls, &count);
	for (int i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!nulls[i] && has_key(tags, DatumGetTextPP(keys[i])) != all)
			return !all;
	}
	return all;
}

PG_FUNCTION_INFO_V1(tagset_has_any);
Datum
tagset_has_any(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(has_keys(PG_GETARG_TAGSET_P(0), PG_GETARG_ARRAYTYPE_P(1), false));
}

PG_FUNCTION_INFO_V1(tagset_has_all);
Datum
tagset_has_all(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(has_keys(PG_GETARG_TAGSET_P(0), PG_GETARG_ARRAYTYPE_P(1), true));
}

PG_FUNCTION_INFO_V1(tagset_key_score);
Datum
tagset_key_score(PG_FUNCTION_ARGS)
{
	text	   *key = PG_GETARG_TEXT_PP(1);
	TagsetEntry entry;
	int64		words;

	if (!tagset_find(PG_GETARG_TAGSET_P(0), VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key),
					 &entry, &words))
		PG_RETURN_FLOAT4(0.0f);
	PG_RETURN_FLOAT4((float4) tagset_default_score(entry.evidence, words));
}

/*
 * Containment, by keys alone
 */

static bool
contains(const Tagset *outer, const Tagset *inner)
{
	TagsetCursor a;
	TagsetCursor b;

	tagset_cursor_begin(&a, outer);
	tagset_cursor_begin(&b, inner);
	while (b.on_entry)
	{
		int			order = tagset_cursor_compare(&a, &b);

		if (order > 0)
			return false;
		if (order == 0)
			tagset_cursor_next(&b);
		tagset_cursor_next(&a);
	}
	return true;
}

static bool
overlaps(const Tagset *left, const Tagset *right)
{
	TagsetCursor a;
	TagsetCursor b;

	tagset_cursor_begin(&a, left);
	tagset_cursor_begin(&b, right);
	while (a.on_entry && b.on_entry)
	{
		int			order = tagset_cursor_compare(&a, &b);

		if (order == 0)
			return true;
		tagset_cursor_next(order < 0 ? &a : &b);
	}
	return false;
}

PG_FUNCTION_INFO_V1(tagset_contains);
Datum
tagset_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(contains(PG_GETARG_TAGSET_P(0), PG_GETARG_TAGSET_P(1)));
}

PG_FUNCTION_INFO_V1(tagset_contained);
Datum
tagset_contained(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(contains(PG_GETARG_TAGSET_P(1), PG_GETARG_TAGSET_P(0)));
}

PG_FUNCTION_INFO_V1(tagset_overlap);
Datum
tagset_overlap(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(overlaps(PG_GETARG_TAGSET_P(0), PG_GETARG_TAGSET_P(1)));
}

/*
 * Comparison.  The order means nothing but is total: entry by entry the key,
 * then the counters; then the words.
 */

static int
compare_counters(int64 a, int64 b)
{
	return (a > b) - (a < b);
}

static int
compare_force(const TagsetEntry *a, const TagsetEntry *b)
{
	int			order = (int) a->has_force - (int) b->has_force;

	for (int i = 0; order == 0 && i < TAGSET_FORCE_COUNTS; i++)
		order = compare_counters(a->force[i], b->force[i]);
	return order;
}

static int
compare_entries(const TagsetEntry *a, const TagsetEntry *b)
{
	int			order = compare_counters(a->evidence, b->evidence);

	if (order == 0)
		order = compare_counters(a->mentions_direct, b->mentions_direct);
	if (order == 0)
		order = compare_counters(a->mentions, b->mentions);
	return order != 0 ? order : compare_force(a, b);
}

/* A finished value comes before one with more entries. */
static int
compare(const Tagset *left, const Tagset *right)
{
	TagsetCursor a;
	TagsetCursor b;

	tagset_cursor_begin(&a, left);
	tagset_cursor_begin(&b, right);
	while (a.on_entry && b.on_entry)
	{
		int			order = tagset_cursor_compare(&a, &b);

		if (order == 0)
			order = compare_entries(&a.entry, &b.entry);
		if (order != 0)
			return order;
		tagset_cursor_next(&a);
		tagset_cursor_next(&b);
	}
	if (a.on_entry != b.on_entry)
		return a.on_entry ? 1 : -1;
	return compare_counters(a.reader.words, b.reader.words);
}

/* Values of different sizes are told apart without being fetched. */
static bool
same_value(Datum left, Datum right)
{
	Tagset	   *a;
	Tagset	   *b;

	if (toast_raw_datum_size(left) != toast_raw_datum_size(right))
		return false;
	a = DatumGetTagsetP(left);
	b = DatumGetTagsetP(right);
	return memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

PG_FUNCTION_INFO_V1(tagset_eq);
Datum
tagset_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(same_value(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}

PG_FUNCTION_INFO_V1(tagset_ne);
Datum
tagset_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!same_value(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}

PG_FUNCTION_INFO_V1(tagset_lt);
Datum
tagset_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(PG_GETARG_TAGSET_P(0), PG_GETARG_TAGSET_P(1)) < 0);
}

PG_FUNCTION_INFO_V1(tagset_le);
Datum
tagset_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(PG_GETARG_TAGSET_P(0), PG_GETARG_TAGSET_P(1)) <= 0);
}

PG_FUNCTION_INFO_V1(tagset_ge);
Datum
tagset_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(PG_GETARG_TAGSET_P(0), PG_GETARG_TAGSET_P(1)) >= 0);
}

PG_FUNCTION_INFO_V1(tagset_gt);
Datum
tagset_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(PG_GETARG_TAGSET_P(0), PG_GETARG_TAGSET_P(1)) > 0);
}

PG_FUNCTION_INFO_V1(tagset_cmp);
Datum
tagset_cmp(PG_FUNCTION_ARGS)
{
	Tagset	   *left = PG_GETARG_TAGSET_P(0);
	Tagset	   *right = PG_GETARG_TAGSET_P(1);
	int			order = compare(left, right);

	/* a btree support function frees what it detoasted */
	PG_FREE_IF_COPY(left, 0);
	PG_FREE_IF_COPY(right, 1);
	PG_RETURN_INT32(order);
}

/*
 * Hash
 */

PG_FUNCTION_INFO_V1(tagset_hash);
Datum
tagset_hash(PG_FUNCTION_ARGS)
{
	Tagset	   *tags = PG_GETARG_TAGSET_P(0);
	uint32		hash = hash_bytes((unsigned char *) VARDATA_ANY(tags),
								  VARSIZE_ANY_EXHDR(tags));

	PG_FREE_IF_COPY(tags, 0);
	PG_RETURN_INT32((int32) hash);
}

PG_FUNCTION_INFO_V1(tagset_hash_extended);
Datum
tagset_hash_extended(PG_FUNCTION_ARGS)
{
	Tagset	   *tags = PG_GETARG_TAGSET_P(0);
	uint64		hash = hash_bytes_extended((unsigned char *) VARDATA_ANY(tags),
										   VARSIZE_ANY_EXHDR(tags),
										   PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(tags, 0);
	PG_RETURN_INT64((int64) hash);
}

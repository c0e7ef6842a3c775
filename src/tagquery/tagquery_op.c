/*-------------------------------------------------------------------------
 *
 * tagquery_op.c
 *		What SQL calls on a tagquery: matching, comparison and hashing.
 *
 * Called by the server through the operators and operator classes that
 * tagquery.sql declares.  Must never read the bytes of a query itself.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "tagquery/tagquery.h"

/* ---------- matching ---------- */

PG_FUNCTION_INFO_V1(tagset_matches);
Datum
tagset_matches(PG_FUNCTION_ARGS)
{
	Tagset	   *tags = PG_GETARG_TAGSET_P(0);
	Tagquery   *query = PG_GETARG_TAGQUERY_P(1);
	bool		result = tagquery_evaluate(query, tags);

	PG_FREE_IF_COPY(tags, 0);
	PG_FREE_IF_COPY(query, 1);
	PG_RETURN_BOOL(result);
}

PG_FUNCTION_INFO_V1(tagquery_matches);
Datum
tagquery_matches(PG_FUNCTION_ARGS)
{
	Tagquery   *query = PG_GETARG_TAGQUERY_P(0);
	Tagset	   *tags = PG_GETARG_TAGSET_P(1);
	bool		result = tagquery_evaluate(query, tags);

	PG_FREE_IF_COPY(query, 0);
	PG_FREE_IF_COPY(tags, 1);
	PG_RETURN_BOOL(result);
}

/* The query that the same call parsed for the row before. */
typedef struct TagqueryCache
{
	char	   *string;
	Tagquery   *query;
} TagqueryCache;

static const Tagquery *
cached_query(FmgrInfo *flinfo, const char *string)
{
	TagqueryCache *cache = flinfo->fn_extra;
	Tagquery   *query;

	if (cache != NULL && strcmp(cache->string, string) == 0)
		return cache->query;
	query = tagquery_parse(string, NULL);
	if (cache == NULL)
		cache = MemoryContextAllocZero(flinfo->fn_mcxt, sizeof(TagqueryCache));
	else
	{
		pfree(cache->string);
		pfree(cache->query);
	}
	flinfo->fn_extra = NULL;	/* stays so when memory runs out */
	cache->string = MemoryContextStrdup(flinfo->fn_mcxt, string);
	cache->query = MemoryContextAlloc(flinfo->fn_mcxt, VARSIZE(query));
	memcpy(cache->query, query, VARSIZE(query));
	flinfo->fn_extra = cache;
	return cache->query;
}

PG_FUNCTION_INFO_V1(tag_matches);
Datum
tag_matches(PG_FUNCTION_ARGS)
{
	Tagset	   *tags = PG_GETARG_TAGSET_P(0);
	char	   *string = text_to_cstring(PG_GETARG_TEXT_PP(1));
	bool		result = tagquery_evaluate(cached_query(fcinfo->flinfo, string), tags);

	PG_FREE_IF_COPY(tags, 0);
	pfree(string);
	PG_RETURN_BOOL(result);
}

/* ---------- comparison: the bytes, then the length ---------- */

static int
compare_arguments(FunctionCallInfo fcinfo)
{
	Tagquery   *a = PG_GETARG_TAGQUERY_P(0);
	Tagquery   *b = PG_GETARG_TAGQUERY_P(1);
	Size		a_length = VARSIZE_ANY_EXHDR(a);
	Size		b_length = VARSIZE_ANY_EXHDR(b);
	int			order = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(a_length, b_length));

	if (order == 0)
		order = a_length < b_length ? -1 : a_length > b_length;
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return order;
}

PG_FUNCTION_INFO_V1(tagquery_cmp);
Datum
tagquery_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_arguments(fcinfo));
}

PG_FUNCTION_INFO_V1(tagquery_eq);
Datum
tagquery_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) == 0);
}

PG_FUNCTION_INFO_V1(tagquery_ne);
Datum
tagquery_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) != 0);
}

PG_FUNCTION_INFO_V1(tagquery_lt);
Datum
tagquery_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) < 0);
}

PG_FUNCTION_INFO_V1(tagquery_le);
Datum
tagquery_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) <= 0);
}

PG_FUNCTION_INFO_V1(tagquery_gt);
Datum
tagquery_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) > 0);
}

PG_FUNCTION_INFO_V1(tagquery_ge);
Datum
tagquery_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) >= 0);
}

PG_FUNCTION_INFO_V1(tagquery_hash);
Datum
tagquery_hash(PG_FUNCTION_ARGS)
{
	Tagquery   *query = PG_GETARG_TAGQUERY_P(0);
	Datum		hash = hash_any((const unsigned char *) VARDATA_ANY(query),
								VARSIZE_ANY_EXHDR(query));

	PG_FREE_IF_COPY(query, 0);
	PG_RETURN_DATUM(hash);
}

PG_FUNCTION_INFO_V1(tagquery_hash_extended);
Datum
tagquery_hash_extended(PG_FUNCTION_ARGS)
{
	Tagquery   *query = PG_GETARG_TAGQUERY_P(0);
	Datum		hash = hash_any_extended((const unsigned char *) VARDATA_ANY(query),
										 VARSIZE_ANY_EXHDR(query), PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(query, 0);
	PG_RETURN_DATUM(hash);
}

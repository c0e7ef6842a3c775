/*-------------------------------------------------------------------------
 *
 * tagset_gin.c
 *		The GIN operator class of tagset: keys of a value, keys of a query,
 *		and whether the keys found satisfy it.
 *
 * Called by GIN through the operator class that tagset_gin.sql declares, which
 * is why it lives here and not in tagset/: one of its operators takes a
 * tagquery.  Must never evaluate a condition; the recheck does.
 *
 * The index holds the keys themselves, as text compared by bytes.  A key
 * stands in the index once, before the list of its rows, so a shorter form
 * would save nothing that counts.  A facet is looked up as a partial match of
 * 'facet.'.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/gin.h"
#include "access/stratnum.h"
#include "miscadmin.h"
#include "storage/shmem.h"
#include "tagquery/tagquery.h"
#include "tagset/tagset_keys.h"
#include "tagset/tagset_planner.h"
#include "utils/builtins.h"

/* One node of a query, its name replaced by the number of an index key. */
typedef struct GinNode
{
	uint8		kind;			/* TagqueryKind */
	bool		conditional;	/* the index alone cannot tell */
	int32		entry;			/* of a key or facet: among the query's keys */
} GinNode;

/*
 * A query made ready to be evaluated many times, from its last node to its
 * first, on a stack that has room for all of them.
 */
typedef struct GinQuery
{
	uint32		count;
	GinTernaryValue *stack;
	GinNode		nodes[FLEXIBLE_ARRAY_MEMBER];
} GinQuery;

/* What GIN wants to know of a query. */
typedef struct GinKeys
{
	Datum	   *keys;
	int32		count;
	bool	   *partial;		/* NULL: none */
	Pointer    *extra;			/* NULL: none; else one for each key */
	int32		mode;			/* GIN_SEARCH_MODE_... */
} GinKeys;

/* ---------- keys of a value ---------- */

static Datum
key_datum(const char *name, int length)
{
	return PointerGetDatum(cstring_to_text_with_len(name, length));
}

static Datum *
key_datums(const TagsetKeys *keys)
{
	Datum	   *datums = palloc(mul_size(sizeof(Datum), Max(keys->count, 1)));

	for (int i = 0; i < keys->count; i++)
		datums[i] = key_datum(keys->items[i].name, keys->items[i].length);
	return datums;
}

PG_FUNCTION_INFO_V1(tagset_gin_extract_value);
Datum
tagset_gin_extract_value(PG_FUNCTION_ARGS)
{
	Tagset	   *tags = PG_GETARG_TAGSET_P(0);
	int32	   *count = (int32 *) PG_GETARG_POINTER(1);
	TagsetKeys	keys = tagset_keys_of_tagset(tags);
	Datum	   *datums = key_datums(&keys);

	*count = keys.count;
	pfree(keys.items);
	PG_FREE_IF_COPY(tags, 0);
	PG_RETURN_POINTER(datums);
}

/* ---------- order of keys ---------- */

PG_FUNCTION_INFO_V1(tagset_gin_compare);
Datum
tagset_gin_compare(PG_FUNCTION_ARGS)
{
	text	   *a = PG_GETARG_TEXT_PP(0);
	text	   *b = PG_GETARG_TEXT_PP(1);
	int			order = tagset_key_compare(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a),
										   VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b));

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	PG_RETURN_INT32(order);
}

/* Keys come in order from 'facet.' on; the first that is not of it ends them. */
PG_FUNCTION_INFO_V1(tagset_gin_compare_partial);
Datum
tagset_gin_compare_partial(PG_FUNCTION_ARGS)
{
	text	   *facet = PG_GETARG_TEXT_PP(0);
	text	   *key = PG_GETARG_TEXT_PP(1);
	int			length = VARSIZE_ANY_EXHDR(facet);
	bool		inside = (int) VARSIZE_ANY_EXHDR(key) >= length &&
		memcmp(VARDATA_ANY(key), VARDATA_ANY(facet), length) == 0;

	PG_FREE_IF_COPY(facet, 0);
	PG_FREE_IF_COPY(key, 1);
	PG_RETURN_INT32(inside ? 0 : 1);
}

/* ---------- evaluation: three-valued, as Kleene has it ---------- */

static GinTernaryValue
ternary_not(GinTernaryValue value)
{
	if (value == GIN_MAYBE)
		return GIN_MAYBE;
	return value == GIN_TRUE ? GIN_FALSE : GIN_TRUE;
}

static GinTernaryValue
ternary_and(GinTernaryValue a, GinTernaryValue b)
{
	if (a == GIN_FALSE || b == GIN_FALSE)
		return GIN_FALSE;
	return a == GIN_TRUE && b == GIN_TRUE ? GIN_TRUE : GIN_MAYBE;
}

static GinTernaryValue
ternary_or(GinTernaryValue a, GinTernaryValue b)
{
	return ternary_not(ternary_and(ternary_not(a), ternary_not(b)));
}

/* found: for each key of the query whether the row has it; NULL: has none. */
static GinTernaryValue
leaf_value(const GinNode *leaf, const GinTernaryValue *found)
{
	if (found == NULL)
		return GIN_FALSE;
	if (found[leaf->entry] == GIN_TRUE && leaf->conditional)
		return GIN_MAYBE;
	return found[leaf->entry];
}

static GinTernaryValue
evaluate(GinQuery *query, const GinTernaryValue *found)
{
	GinTernaryValue *stack = query->stack;
	uint32		top = 0;

	for (uint32 i = query->count; i-- > 0;)
	{
		const GinNode *node = &query->nodes[i];
		GinTernaryValue left;

		switch (node->kind)
		{
			case TAGQUERY_NOT:
				stack[top - 1] = ternary_not(stack[top - 1]);
				break;
			case TAGQUERY_AND:
				left = stack[--top];
				stack[top - 1] = ternary_and(left, stack[top - 1]);
				break;
			case TAGQUERY_OR:
				left = stack[--top];
				stack[top - 1] = ternary_or(left, stack[top - 1]);
				break;
			default:
				stack[top++] = leaf_value(node, found);
				break;
		}
	}
	return stack[0];
}

/* ---------- keys of a query ---------- */

/* A key or facet of the query, with the place where it stands. */
typedef struct GinLeaf
{
	const TagqueryNode *leaf;
	uint32		node;
} GinLeaf;

/* Facets after keys, so that one comparison keeps the two apart. */
static int
compare_leaves(const void *a, const void *b)
{
	const TagqueryNode *left = ((const GinLeaf *) a)->leaf;
	const TagqueryNode *right = ((const GinLeaf *) b)->leaf;

	if (left->kind != right->kind)
		return left->kind < right->kind ? -1 : 1;
	return tagset_key_compare(left->name, left->name_length, right->name, right->name_length);
}

static GinLeaf *
sorted_leaves(const TagqueryNode *nodes, uint32 count, int *leaf_count)
{
	GinLeaf    *leaves = palloc(mul_size(sizeof(GinLeaf), count));

	*leaf_count = 0;
	for (uint32 i = 0; i < count; i++)
	{
		if (nodes[i].kind != TAGQUERY_KEY && nodes[i].kind != TAGQUERY_FACET)
			continue;
		leaves[*leaf_count].leaf = &nodes[i];
		leaves[(*leaf_count)++].node = i;
	}
	qsort(leaves, *leaf_count, sizeof(GinLeaf), compare_leaves);
	return leaves;
}

static Datum
leaf_datum(const TagqueryNode *leaf)
{
	char		name[TAGSET_KEY_MAX + 1];

	memcpy(name, leaf->name, leaf->name_length);
	name[leaf->name_length] = '.';
	return key_datum(name, leaf->name_length + (leaf->kind == TAGQUERY_FACET ? 1 : 0));
}

/* Numbers the distinct leaves; tells each node of the query its number. */
static void
number_leaves(const GinLeaf *leaves, int leaf_count, GinQuery *query, GinKeys *keys)
{
	keys->keys = palloc(mul_size(sizeof(Datum), leaf_count));
	keys->partial = palloc(mul_size(sizeof(bool), leaf_count));
	keys->count = 0;
	for (int i = 0; i < leaf_count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i == 0 || compare_leaves(&leaves[i - 1], &leaves[i]) != 0)
		{
			keys->keys[keys->count] = leaf_datum(leaves[i].leaf);
			keys->partial[keys->count++] = leaves[i].leaf->kind == TAGQUERY_FACET;
		}
		query->nodes[leaves[i].node].entry = keys->count - 1;
	}
}

static GinQuery *
prepare_query(const TagqueryNode *nodes, uint32 count)
{
	GinQuery   *query = palloc(add_size(offsetof(GinQuery, nodes),
										mul_size(sizeof(GinNode), count)));

	query->count = count;
	query->stack = palloc_array(GinTernaryValue, count);
	for (uint32 i = 0; i < count; i++)
	{
		query->nodes[i].kind = (uint8) nodes[i].kind;
		query->nodes[i].conditional = nodes[i].conditions != 0;
		query->nodes[i].entry = 0;
	}
	return query;
}

/*
 * The prepared query travels in the extra data of every key.  When a row
 * without any of the keys satisfies the query, all rows have to be looked at.
 */
static void
keys_of_query(const Tagquery *tagquery, GinKeys *keys)
{
	uint32		count;
	TagqueryNode *nodes = tagquery_unpack(tagquery, &count);
	GinLeaf    *leaves;
	int			leaf_count;
	GinQuery   *query;

	if (count == 0)
		return;					/* no key and the default mode: no row */
	query = prepare_query(nodes, count);
	leaves = sorted_leaves(nodes, count, &leaf_count);
	number_leaves(leaves, leaf_count, query, keys);
	keys->extra = palloc(mul_size(sizeof(Pointer), keys->count));
	for (int i = 0; i < keys->count; i++)
		keys->extra[i] = (Pointer) query;
	if (evaluate(query, NULL) != GIN_FALSE)
		keys->mode = GIN_SEARCH_MODE_ALL;
}

/* "All of none" is true of every row. */
static void
keys_of_list(TagsetKeys list, bool all, GinKeys *keys)
{
	keys->keys = key_datums(&list);
	keys->count = list.count;
	if (all && list.count == 0)
		keys->mode = GIN_SEARCH_MODE_ALL;
}

static void
keys_of_argument(Datum argument, StrategyNumber strategy, GinKeys *keys)
{
	switch (strategy)
	{
		case TAGSET_STRATEGY_MATCHES:
			keys_of_query(DatumGetTagqueryP(argument), keys);
			return;
		case TAGSET_STRATEGY_HAS:
			keys_of_list(tagset_keys_of_text(DatumGetTextPP(argument)), false, keys);
			return;
		case TAGSET_STRATEGY_HAS_ANY:
		case TAGSET_STRATEGY_HAS_ALL:
			keys_of_list(tagset_keys_of_array(DatumGetArrayTypeP(argument)),
						 strategy == TAGSET_STRATEGY_HAS_ALL, keys);
			return;
		case TAGSET_STRATEGY_OVERLAP:
		case TAGSET_STRATEGY_CONTAINS:
			keys_of_list(tagset_keys_of_tagset(DatumGetTagsetP(argument)),
						 strategy == TAGSET_STRATEGY_CONTAINS, keys);
			return;
		default:
			elog(ERROR, "unrecognized strategy number: %d", strategy);
	}
}

PG_FUNCTION_INFO_V1(tagset_gin_extract_query);
Datum
tagset_gin_extract_query(PG_FUNCTION_ARGS)
{
	int32	   *count = (int32 *) PG_GETARG_POINTER(1);
	bool	  **partial = (bool **) PG_GETARG_POINTER(3);
	Pointer   **extra = (Pointer **) PG_GETARG_POINTER(4);
	int32	   *mode = (int32 *) PG_GETARG_POINTER(6);
	GinKeys		keys = {.mode = GIN_SEARCH_MODE_DEFAULT};

	keys_of_argument(PG_GETARG_DATUM(0), PG_GETARG_UINT16(2), &keys);
	*count = keys.count;
	*partial = keys.partial;
	*extra = keys.extra;
	*mode = keys.mode;
	PG_RETURN_POINTER(keys.keys);
}

/* ---------- does a row match? ---------- */

/* Is one of them there, or with all set every one? */
static GinTernaryValue
list_found(const GinTernaryValue *found, int32 count, bool all)
{
	GinTernaryValue result = all ? GIN_TRUE : GIN_FALSE;

	for (int32 i = 0; i < count; i++)
	{
		if (all)
			result = ternary_and(result, found[i]);
		else
			result = ternary_or(result, found[i]);
	}
	return result;
}

/* GIN_MAYBE asks for the recheck. */
PG_FUNCTION_INFO_V1(tagset_gin_triconsistent);
Datum
tagset_gin_triconsistent(PG_FUNCTION_ARGS)
{
	GinTernaryValue *found = (GinTernaryValue *) PG_GETARG_POINTER(0);
	StrategyNumber strategy = PG_GETARG_UINT16(1);
	int32		count = PG_GETARG_INT32(3);
	Pointer    *extra = (Pointer *) PG_GETARG_POINTER(4);
	bool		all = strategy == TAGSET_STRATEGY_HAS_ALL || strategy == TAGSET_STRATEGY_CONTAINS;

	CHECK_FOR_INTERRUPTS();
	if (strategy == TAGSET_STRATEGY_MATCHES)
		PG_RETURN_GIN_TERNARY_VALUE(count > 0 ? evaluate((GinQuery *) extra[0], found) : GIN_FALSE);
	PG_RETURN_GIN_TERNARY_VALUE(list_found(found, count, all));
}

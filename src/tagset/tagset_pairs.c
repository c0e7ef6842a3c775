/*-------------------------------------------------------------------------
 *
 * tagset_pairs.c
 *		The aggregate tagset_pairs: which keys occur in the same documents.
 *
 * Called by the executor only; the support functions refuse anybody else.
 * Must never know the stored bytes of a tagset.
 *
 * The state counts the documents of each key and of each pair of keys.  A
 * document of k keys has k * (k - 1) / 2 pairs, so a large taxonomy wants the
 * form with two facets.  All counts are integers: the order of the rows and
 * the plan do not matter.
 *
 * Between two processes, numbers big-endian:
 *
 *	 4 bytes	length of the tagset
 *	 tagset		its stored bytes, as of tagset_count
 *	 per pair	4 bytes, 4 bytes: the two keys, counted from 0 in key order
 *				8 bytes: documents that have both
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "storage/shmem.h"
#include "tagset/tagset_accumulator.h"
#include "tagset/tagset_measures.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#define START_SLOTS 16
#define PAIR_COLUMNS 7
#define PAIR_BYTES 16			/* of a serialised pair */

/* Totals do not move, so their addresses stand for their keys. */
typedef struct PairKey
{
	const TagsetTotal *a;
	const TagsetTotal *b;
} PairKey;

typedef struct PairCount
{
	PairKey		key;
	int64		docs;
	char		status;
} PairCount;

static inline uint32
hash_address(const void *address)
{
	return murmurhash32((uint32) ((uintptr_t) address / MAXIMUM_ALIGNOF));
}

static inline uint32
hash_pair(PairKey key)
{
	return hash_combine(hash_address(key.a), hash_address(key.b));
}

#define SH_PREFIX pairs
#define SH_ELEMENT_TYPE PairCount
#define SH_KEY_TYPE PairKey
#define SH_KEY key
#define SH_HASH_KEY(table, k) hash_pair(k)
#define SH_EQUAL(table, x, y) ((x).a == (y).a && (x).b == (y).b)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct PairState
{
	TagsetAccumulator *documents;	/* as of tagset_count */
	pairs_hash *pairs;
} PairState;

/* The entries of one row that may be first and second of a pair. */
typedef struct PairRow
{
	TagsetTotal **first;
	TagsetTotal **second;
	int			first_count;
	int			second_count;
} PairRow;

static PairState *
state_create(MemoryContext context)
{
	PairState  *state = MemoryContextAlloc(context, sizeof(PairState));

	state->documents = tagset_accumulator_create(context);
	state->pairs = pairs_create(context, START_SLOTS, NULL);
	return state;
}

/*
 * Transition
 */

static void
count_pair(PairState *state, const TagsetTotal *a, const TagsetTotal *b, int64 docs)
{
	bool		found;
	PairCount  *pair = pairs_insert(state->pairs, (PairKey) {a, b}, &found);

	pair->docs = tagset_counter_add(found ? pair->docs : 0, docs);
}

static TagsetTotal *
count_document(PairState *state, const TagsetEntry *entry)
{
	TagsetEntry document = {.key = entry->key, .key_length = entry->key_length,
	.evidence = TAGSET_THOUSAND, .mentions = 1};

	return tagset_accumulator_add_entry(state->documents, &document);
}

static bool
in_facet(const TagsetEntry *entry, const text *facet)
{
	return facet == NULL || tagset_in_facet(entry, VARDATA_ANY(facet), VARSIZE_ANY_EXHDR(facet));
}

static void
collect_row(PairState *state, const Tagset *tags, const text *facet_a, const text *facet_b,
			PairRow *row)
{
	TagsetReader reader;
	TagsetEntry entry;

	tagset_read_begin(&reader, tags);
	tagset_accumulator_add_row(state->documents, TAGSET_THOUSAND);
	row->first = palloc(mul_size(sizeof(TagsetTotal *), reader.remaining));
	row->second = palloc(mul_size(sizeof(TagsetTotal *), reader.remaining));
	while (tagset_read_next(&reader, &entry))
	{
		bool		is_first = in_facet(&entry, facet_a);
		bool		is_second = in_facet(&entry, facet_b);
		TagsetTotal *total;

		if (!is_first && !is_second)
			continue;
		total = count_document(state, &entry);
		if (is_first)
			row->first[row->first_count++] = total;
		if (is_second)
			row->second[row->second_count++] = total;
	}
}

/* same: both lists are one, and each pair counts once, in key order. */
static void
add_row(PairState *state, const Tagset *tags, const text *facet_a, const text *facet_b, bool same)
{
	PairRow		row = {0};

	collect_row(state, tags, facet_a, facet_b, &row);
	for (int i = 0; i < row.first_count; i++)
		for (int j = same ? i + 1 : 0; j < row.second_count; j++)
		{
			CHECK_FOR_INTERRUPTS();
			count_pair(state, row.first[i], row.second[j], 1);
		}
	pfree(row.first);
	pfree(row.second);
}

static PairState *
transition_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = tagset_aggregate_context(fcinfo);

	return PG_ARGISNULL(0) ? state_create(context) : (PairState *) PG_GETARG_POINTER(0);
}

static bool
same_text(const text *a, const text *b)
{
	return VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
		memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

/* tagset_pairs(tags) and tagset_pairs(tags, facet_a, facet_b) */
PG_FUNCTION_INFO_V1(tagset_pairs_transition);
Datum
tagset_pairs_transition(PG_FUNCTION_ARGS)
{
	PairState  *state = transition_state(fcinfo);

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	if (PG_NARGS() == 2)
		add_row(state, PG_GETARG_TAGSET_P(1), NULL, NULL, true);
	else if (!PG_ARGISNULL(2) && !PG_ARGISNULL(3))
	{
		text	   *facet_a = PG_GETARG_TEXT_PP(2);
		text	   *facet_b = PG_GETARG_TEXT_PP(3);

		add_row(state, PG_GETARG_TAGSET_P(1), facet_a, facet_b, same_text(facet_a, facet_b));
	}
	PG_RETURN_POINTER(state);
}

/*
 * Partial states
 */

static int
compare_pairs(const void *x, const void *y)
{
	const PairKey *left = &(*(PairCount *const *) x)->key;
	const PairKey *right = &(*(PairCount *const *) y)->key;

	if (left->a != right->a)
		return left->a->position < right->a->position ? -1 : 1;
	return (left->b->position > right->b->position) - (left->b->position < right->b->position);
}

/* In the order of their keys, by the positions of the last sorting. */
static PairCount **
sorted_pairs(const PairState *state)
{
	Size		count = state->pairs->members;
	PairCount **sorted = palloc(mul_size(sizeof(PairCount *), count));
	PairCount **next = sorted;
	pairs_iterator iterator;
	PairCount  *pair;

	pairs_start_iterate(state->pairs, &iterator);
	while ((pair = pairs_iterate(state->pairs, &iterator)) != NULL)
		*next++ = pair;
	qsort(sorted, count, sizeof(PairCount *), compare_pairs);
	return sorted;
}

/* The totals of one state, in their order, as those of another. */
static TagsetTotal **
add_documents(PairState *into, TagsetTotal **totals, uint32 count)
{
	TagsetTotal **result = palloc(mul_size(sizeof(TagsetTotal *), count));

	for (uint32 i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		result[i] = tagset_accumulator_add_entry(into->documents, &totals[i]->sum);
	}
	return result;
}

PG_FUNCTION_INFO_V1(tagset_pairs_combine);
Datum
tagset_pairs_combine(PG_FUNCTION_ARGS)
{
	PairState  *state = transition_state(fcinfo);
	PairState  *other = PG_ARGISNULL(1) ? NULL : (PairState *) PG_GETARG_POINTER(1);
	TagsetTotal **sorted;
	TagsetTotal **totals;
	PairCount **pairs;

	if (other == NULL)
		PG_RETURN_POINTER(state);
	tagset_accumulator_add_row(state->documents, other->documents->words);
	sorted = tagset_accumulator_sorted(other->documents);
	totals = add_documents(state, sorted, tagset_accumulator_keys(other->documents));
	pairs = sorted_pairs(other);
	for (uint32 i = 0; i < other->pairs->members; i++)
	{
		CHECK_FOR_INTERRUPTS();
		count_pair(state, totals[pairs[i]->key.a->position], totals[pairs[i]->key.b->position],
				   pairs[i]->docs);
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(tagset_pairs_serialize);
Datum
tagset_pairs_serialize(PG_FUNCTION_ARGS)
{
	PairState  *state;
	Tagset	   *documents;
	PairCount **pairs;
	StringInfoData out;

	(void) tagset_aggregate_context(fcinfo);
	state = (PairState *) PG_GETARG_POINTER(0);
	if (state->documents->rows == 0)
		PG_RETURN_NULL();
	documents = tagset_accumulator_value(state->documents);
	pairs = sorted_pairs(state);
	pq_begintypsend(&out);
	pq_sendint32(&out, VARSIZE(documents) - VARHDRSZ);
	pq_sendbytes(&out, VARDATA(documents), VARSIZE(documents) - VARHDRSZ);
	for (uint32 i = 0; i < state->pairs->members; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint32(&out, pairs[i]->key.a->position);
		pq_sendint32(&out, pairs[i]->key.b->position);
		pq_sendint64(&out, pairs[i]->docs);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

static void
damaged_state(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid state of tagset_pairs")));
}

static void
read_documents(PairState *state, StringInfo message)
{
	int			length = (int) pq_getmsgint(message, 4);
	const char *bytes = pq_getmsgbytes(message, length);
	Tagset	   *documents = tagset_from_bytes((const uint8 *) bytes, length);
	TagsetReader reader;
	TagsetEntry entry;

	tagset_read_begin(&reader, documents);
	tagset_accumulator_add_row(state->documents, reader.words);
	while (tagset_read_next(&reader, &entry))
		tagset_accumulator_add_entry(state->documents, &entry);
}

static void
read_pair(PairState *state, TagsetTotal **totals, StringInfo message)
{
	uint32		keys = tagset_accumulator_keys(state->documents);
	uint32		a = pq_getmsgint(message, 4);
	uint32		b = pq_getmsgint(message, 4);
	int64		docs = pq_getmsgint64(message);

	if (a >= keys || b >= keys || a == b || docs <= 0 ||
		docs > totals[a]->sum.mentions || docs > totals[b]->sum.mentions)
		damaged_state();
	count_pair(state, totals[a], totals[b], docs);
}

PG_FUNCTION_INFO_V1(tagset_pairs_deserialize);
Datum
tagset_pairs_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes;
	PairState  *state;
	TagsetTotal **totals;
	StringInfoData message;

	(void) tagset_aggregate_context(fcinfo);
	bytes = PG_GETARG_BYTEA_PP(0);
	initStringInfo(&message);
	appendBinaryStringInfo(&message, VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));
	state = state_create(CurrentMemoryContext);
	read_documents(state, &message);
	totals = tagset_accumulator_sorted(state->documents);
	if ((message.len - message.cursor) % PAIR_BYTES != 0)
		damaged_state();
	while (message.cursor < message.len)
	{
		CHECK_FOR_INTERRUPTS();
		read_pair(state, totals, &message);
	}
	PG_RETURN_POINTER(state);
}

/*
 * Result: an array of tag_pair
 */

static Datum
key_datum(const TagsetTotal *total)
{
	return PointerGetDatum(cstring_to_text_with_len(total->sum.key, total->sum.key_length));
}

static Datum
pair_datum(const PairCount *pair, int64 n, TupleDesc row_type)
{
	int64		docs_a = pair->key.a->sum.mentions;
	int64		docs_b = pair->key.b->sum.mentions;
	Datum		values[PAIR_COLUMNS];
	bool		nulls[PAIR_COLUMNS] = {false};

	values[0] = key_datum(pair->key.a);
	values[1] = key_datum(pair->key.b);
	values[2] = Int64GetDatum(docs_a);
	values[3] = Int64GetDatum(docs_b);
	values[4] = Int64GetDatum(pair->docs);
	values[5] = Int64GetDatum(n);
	values[6] = Float8GetDatum(tagset_pmi(pair->docs, docs_a, docs_b, n));
	return HeapTupleGetDatum(heap_form_tuple(row_type, values, nulls));
}

PG_FUNCTION_INFO_V1(tagset_pairs_final);
Datum
tagset_pairs_final(PG_FUNCTION_ARGS)
{
	PairState  *state;
	Oid			element;
	TupleDesc	row_type;
	PairCount **pairs;
	Datum	   *rows;

	(void) tagset_aggregate_context(fcinfo);
	state = (PairState *) PG_GETARG_POINTER(0);
	if (state->documents->rows == 0)
		PG_RETURN_NULL();
	pfree(tagset_accumulator_sorted(state->documents));
	pairs = sorted_pairs(state);
	rows = palloc(mul_size(sizeof(Datum), state->pairs->members));
	element = get_element_type(get_fn_expr_rettype(fcinfo->flinfo));
	row_type = lookup_rowtype_tupdesc(element, -1);
	for (uint32 i = 0; i < state->pairs->members; i++)
	{
		CHECK_FOR_INTERRUPTS();
		rows[i] = pair_datum(pairs[i], state->documents->words / TAGSET_THOUSAND, row_type);
	}
	ReleaseTupleDesc(row_type);
	PG_RETURN_ARRAYTYPE_P(construct_array(rows, state->pairs->members, element,
										  -1, false, TYPALIGN_DOUBLE));
}

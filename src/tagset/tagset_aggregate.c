/*-------------------------------------------------------------------------
 *
 * tagset_aggregate.c
 *		The aggregates tagset_sum and tagset_agg.
 *
 * Called by the executor only; the support functions refuse anybody else.
 * Must never know the stored bytes.
 *
 * Both aggregates add int64 counters into a hash table of keys, so the order
 * of the rows, a parallel plan and a partial plan give the same value bit
 * for bit: the result is sorted by key.  The state between two processes is
 * the tagset itself, checked like any other input on the way back.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/hashfn.h"
#include "miscadmin.h"
#include "storage/shmem.h"
#include "tagset/tagset.h"
#include "utils/builtins.h"

#define START_SLOTS 8

typedef struct Slot
{
	TagsetEntry *entry;			/* its key lies behind it */
	uint32		hash;
	char		status;
} Slot;

static inline uint32
hash_key(const TagsetEntry *entry)
{
	return hash_bytes((const unsigned char *) entry->key, entry->key_length);
}

static inline bool
equal_keys(const TagsetEntry *a, const TagsetEntry *b)
{
	return a->key_length == b->key_length &&
		memcmp(a->key, b->key, a->key_length) == 0;
}

#define SH_PREFIX slots
#define SH_ELEMENT_TYPE Slot
#define SH_KEY_TYPE const TagsetEntry *
#define SH_KEY entry
#define SH_HASH_KEY(table, key) hash_key(key)
#define SH_EQUAL(table, a, b) equal_keys(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(table, slot) (slot)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct TagsetState
{
	MemoryContext context;		/* of everything below */
	slots_hash *slots;
	int64		words;
} TagsetState;

/*
 * The state
 */

static TagsetState *
state_create(MemoryContext context)
{
	TagsetState *state = MemoryContextAlloc(context, sizeof(TagsetState));

	state->context = context;
	state->slots = slots_create(context, START_SLOTS, NULL);
	state->words = 0;
	return state;
}

static TagsetEntry *
copy_entry(MemoryContext context, const TagsetEntry *entry)
{
	TagsetEntry *copy = MemoryContextAlloc(context, sizeof(TagsetEntry) + entry->key_length);
	char	   *key = (char *) (copy + 1);

	*copy = *entry;
	memcpy(key, entry->key, entry->key_length);
	copy->key = key;
	return copy;
}

static void
state_add_entry(TagsetState *state, const TagsetEntry *entry)
{
	bool		found;
	Slot	   *slot = slots_insert(state->slots, entry, &found);

	if (found)
		tagset_entry_add(slot->entry, entry);
	else
		slot->entry = copy_entry(state->context, entry);
}

static void
state_add_tagset(TagsetState *state, const Tagset *tags)
{
	TagsetReader reader;
	TagsetEntry entry;

	tagset_read_begin(&reader, tags);
	state->words = tagset_counter_add(state->words, reader.words);
	while (tagset_read_next(&reader, &entry))
	{
		CHECK_FOR_INTERRUPTS();
		state_add_entry(state, &entry);
	}
}

static int
compare_keys(const void *a, const void *b)
{
	const TagsetEntry *left = *(TagsetEntry *const *) a;
	const TagsetEntry *right = *(TagsetEntry *const *) b;

	return tagset_key_compare(left->key, left->key_length,
							  right->key, right->key_length);
}

/* The entries in key order; the state stays as it is: more rows may come. */
static TagsetEntry **
sorted_entries(const TagsetState *state)
{
	Size		count = state->slots->members;
	TagsetEntry **sorted = palloc(mul_size(sizeof(TagsetEntry *), count));
	TagsetEntry **next = sorted;
	slots_iterator iterator;
	Slot	   *slot;

	slots_start_iterate(state->slots, &iterator);
	while ((slot = slots_iterate(state->slots, &iterator)) != NULL)
		*next++ = slot->entry;
	qsort(sorted, count, sizeof(TagsetEntry *), compare_keys);
	return sorted;
}

/*
 * By key, not by slot: a hash table filled in the order of another one with
 * the same hash function degenerates into long runs.
 */
static void
state_add_state(TagsetState *state, const TagsetState *other)
{
	TagsetEntry **entries = sorted_entries(other);

	state->words = tagset_counter_add(state->words, other->words);
	for (uint32 i = 0; i < other->slots->members; i++)
	{
		CHECK_FOR_INTERRUPTS();
		state_add_entry(state, entries[i]);
	}
}

static Tagset *
state_value(const TagsetState *state)
{
	TagsetEntry **entries = sorted_entries(state);
	TagsetBuilder builder;

	tagset_build_begin(&builder, state->words);
	for (uint32 i = 0; i < state->slots->members; i++)
	{
		CHECK_FOR_INTERRUPTS();
		tagset_build_add(&builder, entries[i]);
	}
	return tagset_build_end(&builder);
}

/*
 * Support functions
 */

static MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a support function of tagset aggregates was called outside an aggregate")));
	return context;
}

/* The state in argument n; NULL before the first row. */
static TagsetState *
state_argument(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : (TagsetState *) PG_GETARG_POINTER(n);
}

static Datum
state_result(FunctionCallInfo fcinfo, TagsetState *state)
{
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(tagset_sum_transition);
Datum
tagset_sum_transition(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	TagsetState *state = state_argument(fcinfo, 0);

	if (!PG_ARGISNULL(1))
	{
		if (state == NULL)
			state = state_create(context);
		state_add_tagset(state, PG_GETARG_TAGSET_P(1));
	}
	return state_result(fcinfo, state);
}

/* Thousandths, half away from zero; never 0. */
static int64
evidence_thousandths(double evidence)
{
	double		thousandths = round(evidence * TAGSET_THOUSAND);

	if (!isfinite(evidence) || thousandths < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("evidence is out of range: %g", evidence),
				 errdetail("It must be finite and, rounded to thousandths, greater than 0.")));
	/* the nearest double to PG_INT64_MAX is 2^63, one too many */
	if (thousandths >= (double) PG_INT64_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("evidence is out of range: %g", evidence),
				 errdetail("Evidence is held in thousandths in 64 bits.")));
	return (int64) thousandths;
}

/* tagset_agg(concept) and tagset_agg(concept, evidence) */
PG_FUNCTION_INFO_V1(tagset_agg_transition);
Datum
tagset_agg_transition(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	TagsetState *state = state_argument(fcinfo, 0);
	bool		weighted = PG_NARGS() > 2;

	if (!PG_ARGISNULL(1) && !(weighted && PG_ARGISNULL(2)))
	{
		text	   *key = PG_GETARG_TEXT_PP(1);
		TagsetEntry entry = {.mentions_direct = 1, .mentions = 1};

		entry.key = VARDATA_ANY(key);
		entry.key_length = VARSIZE_ANY_EXHDR(key);
		entry.evidence = weighted ? evidence_thousandths(PG_GETARG_FLOAT8(2)) : TAGSET_THOUSAND;
		tagset_key_check(entry.key, entry.key_length);
		if (state == NULL)
			state = state_create(context);
		state_add_entry(state, &entry);
	}
	return state_result(fcinfo, state);
}

/*
 * The second state may live in a shorter-lived context, so the first is kept
 * or made, and the second added to it.
 */
PG_FUNCTION_INFO_V1(tagset_aggregate_combine);
Datum
tagset_aggregate_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	TagsetState *state = state_argument(fcinfo, 0);
	TagsetState *other = state_argument(fcinfo, 1);

	if (other != NULL)
	{
		if (state == NULL)
			state = state_create(context);
		state_add_state(state, other);
	}
	return state_result(fcinfo, state);
}

PG_FUNCTION_INFO_V1(tagset_aggregate_serialize);
Datum
tagset_aggregate_serialize(PG_FUNCTION_ARGS)
{
	(void) aggregate_context(fcinfo);
	/* a tagset and a bytea are both a varlena */
	PG_RETURN_TAGSET_P(state_value((TagsetState *) PG_GETARG_POINTER(0)));
}

PG_FUNCTION_INFO_V1(tagset_aggregate_deserialize);
Datum
tagset_aggregate_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes;
	TagsetState *state;

	(void) aggregate_context(fcinfo);
	bytes = PG_GETARG_BYTEA_PP(0);
	state = state_create(CurrentMemoryContext);
	state_add_tagset(state, tagset_from_bytes((const uint8 *) VARDATA_ANY(bytes),
											  VARSIZE_ANY_EXHDR(bytes)));
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(tagset_aggregate_final);
Datum
tagset_aggregate_final(PG_FUNCTION_ARGS)
{
	(void) aggregate_context(fcinfo);
	PG_RETURN_TAGSET_P(state_value((TagsetState *) PG_GETARG_POINTER(0)));
}

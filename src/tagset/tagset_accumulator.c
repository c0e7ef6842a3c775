/*-------------------------------------------------------------------------
 *
 * tagset_accumulator.c
 *		Many tagsets added up: a hash table of keys and their counters.
 *
 * Called by the aggregates of this room.  Must never know the stored bytes,
 * nor what a row means: whoever calls may change entries before adding them.
 *
 * Only int64 counters are added, and the value is sorted by key, so the order
 * of the rows, a parallel plan and a partial plan give the same value bit for
 * bit.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "storage/shmem.h"
#include "tagset/tagset_accumulator.h"

#define START_SLOTS 8

/* Found by the key of a row's entry; sum is that of a TagsetTotal. */
typedef struct Slot
{
	const TagsetEntry *sum;
	uint32		hash;
	char		status;
} Slot;

StaticAssertDecl(offsetof(TagsetTotal, sum) == 0,
				 "a total is found by the address of its sum");

static inline TagsetTotal *
slot_total(const Slot *slot)
{
	return (TagsetTotal *) slot->sum;
}

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

#define SH_PREFIX totals
#define SH_ELEMENT_TYPE Slot
#define SH_KEY_TYPE const TagsetEntry *
#define SH_KEY sum
#define SH_HASH_KEY(table, key) hash_key(key)
#define SH_EQUAL(table, a, b) equal_keys(a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(table, slot) (slot)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

TagsetAccumulator *
tagset_accumulator_create(MemoryContext context)
{
	TagsetAccumulator *accumulator = MemoryContextAlloc(context, sizeof(TagsetAccumulator));

	accumulator->context = context;
	accumulator->totals = totals_create(context, START_SLOTS, NULL);
	accumulator->words = 0;
	accumulator->rows = 0;
	return accumulator;
}

uint32
tagset_accumulator_keys(const TagsetAccumulator *accumulator)
{
	return accumulator->totals->members;
}

/*
 * Adding
 */

void
tagset_accumulator_add_row(TagsetAccumulator *accumulator, int64 words)
{
	accumulator->words = tagset_counter_add(accumulator->words, words);
	accumulator->rows++;
}

static TagsetTotal *
new_total(MemoryContext context, const TagsetEntry *entry)
{
	TagsetTotal *total = MemoryContextAlloc(context, sizeof(TagsetTotal) + entry->key_length);
	char	   *key = (char *) (total + 1);

	total->sum = *entry;
	memcpy(key, entry->key, entry->key_length);
	total->sum.key = key;
	total->rows = 0;
	total->force_rows = 0;
	total->position = 0;
	return total;
}

TagsetTotal *
tagset_accumulator_add_entry(TagsetAccumulator *accumulator, const TagsetEntry *entry)
{
	bool		found;
	Slot	   *slot = totals_insert(accumulator->totals, entry, &found);
	TagsetTotal *total;

	if (found)
	{
		total = slot_total(slot);
		tagset_entry_add(&total->sum, entry);
	}
	else
	{
		total = new_total(accumulator->context, entry);
		slot->sum = &total->sum;
	}
	total->rows++;
	total->force_rows += entry->has_force;
	return total;
}

/*
 * Taking out
 */

void
tagset_accumulator_remove_row(TagsetAccumulator *accumulator, int64 words)
{
	accumulator->words -= words;
	accumulator->rows--;
}

static void
subtract(TagsetTotal *total, const TagsetEntry *entry)
{
	TagsetEntry *sum = &total->sum;

	sum->evidence -= entry->evidence;
	sum->mentions_direct -= entry->mentions_direct;
	sum->mentions -= entry->mentions;
	for (int i = 0; i < TAGSET_FORCE_COUNTS; i++)
		sum->force[i] -= entry->force[i];
	total->rows--;
	total->force_rows -= entry->has_force;
	sum->has_force = total->force_rows > 0;
}

bool
tagset_accumulator_remove_entry(TagsetAccumulator *accumulator, const TagsetEntry *entry)
{
	Slot	   *slot = totals_lookup(accumulator->totals, entry);
	TagsetTotal *total;

	if (slot == NULL)
		return false;
	total = slot_total(slot);
	subtract(total, entry);
	if (total->rows > 0)
		return true;
	totals_delete_item(accumulator->totals, slot);
	pfree(total);
	return true;
}

/*
 * As a whole
 */

static int
compare_keys(const void *a, const void *b)
{
	const TagsetEntry *left = &(*(TagsetTotal *const *) a)->sum;
	const TagsetEntry *right = &(*(TagsetTotal *const *) b)->sum;

	return tagset_key_compare(left->key, left->key_length,
							  right->key, right->key_length);
}

TagsetTotal **
tagset_accumulator_sorted(const TagsetAccumulator *accumulator)
{
	Size		count = accumulator->totals->members;
	TagsetTotal **sorted = palloc(mul_size(sizeof(TagsetTotal *), count));
	TagsetTotal **next = sorted;
	totals_iterator iterator;
	Slot	   *slot;

	totals_start_iterate(accumulator->totals, &iterator);
	while ((slot = totals_iterate(accumulator->totals, &iterator)) != NULL)
		*next++ = slot_total(slot);
	qsort(sorted, count, sizeof(TagsetTotal *), compare_keys);
	for (Size i = 0; i < count; i++)
		sorted[i]->position = (uint32) i;
	return sorted;
}

/*
 * By key, not by slot: a hash table filled in the order of another one with
 * the same hash function degenerates into long runs.
 */
void
tagset_accumulator_merge(TagsetAccumulator *into, const TagsetAccumulator *from)
{
	TagsetTotal **totals = tagset_accumulator_sorted(from);

	into->words = tagset_counter_add(into->words, from->words);
	into->rows += from->rows;
	for (uint32 i = 0; i < from->totals->members; i++)
	{
		CHECK_FOR_INTERRUPTS();
		tagset_accumulator_add_entry(into, &totals[i]->sum);
	}
	pfree(totals);
}

Tagset *
tagset_accumulator_value(const TagsetAccumulator *accumulator)
{
	TagsetTotal **totals = tagset_accumulator_sorted(accumulator);
	TagsetBuilder builder;

	tagset_build_begin(&builder, accumulator->words);
	for (uint32 i = 0; i < accumulator->totals->members; i++)
	{
		CHECK_FOR_INTERRUPTS();
		tagset_build_add(&builder, &totals[i]->sum);
	}
	pfree(totals);
	return tagset_build_end(&builder);
}

/*-------------------------------------------------------------------------
 *
 * tagset_typanalyze.c
 *		ANALYZE of a tagset column: its most common keys and facets.
 *
 * Called by ANALYZE through the type.  What is stored is drawn in
 * tagset_planner.h.  Must never know how it is used.
 *
 * The keys are counted by Lossy Counting (Manku & Motwani 2002), as core
 * counts lexemes: after each bucket of elements, those are forgotten that
 * cannot have been frequent, so that memory stays bounded however many keys
 * there are.  The count of one that is kept may be too low, by 'missed' at
 * most.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_collation.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "commands/vacuum.h"
#include "common/hashfn.h"
#include "tagset/tagset_keys.h"
#include "tagset/tagset_planner.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

/*
 * Keys listed for each unit of the statistics target: twice as many as core
 * lists lexemes, since a taxonomy has some thousand concepts and each of them
 * is asked for.
 */
#define LISTED_PER_TARGET 20

/* Expected size of the table of counts, in multiples of the listed keys. */
#define TRACKED_PER_LISTED 2

/* Handed from the type's analyze function to the one that computes. */
typedef struct TagsetAnalysis
{
	AnalyzeAttrComputeStatsFunc standard_compute;
	void	   *standard_data;
	int			target;
} TagsetAnalysis;

typedef struct TrackedKey
{
	TagsetKey	key;			/* for dynahash: first */
	int			rows;			/* counted */
	int			missed;			/* at most so many were not */
} TrackedKey;

typedef struct KeyCounter
{
	HTAB	   *tracked;
	MemoryContext memory;
	int			listed;			/* at most */
	int64		bucket_width;
	int64		bucket;			/* from 1 */
	int64		elements;
	int			rows;			/* not NULL */
} KeyCounter;

/* ---------- counting ---------- */

static uint32
hash_key(const void *key, Size size)
{
	const TagsetKey *name = (const TagsetKey *) key;

	return DatumGetUInt32(hash_any((const unsigned char *) name->name, name->length));
}

/* For dynahash: zero when equal. */
static int
match_keys(const void *a, const void *b, Size size)
{
	const TagsetKey *left = (const TagsetKey *) a;
	const TagsetKey *right = (const TagsetKey *) b;

	return left->length != right->length || memcmp(left->name, right->name, left->length) != 0;
}

/*
 * The width is core's: with a Zipfian distribution it keeps the listed keys
 * apart from the rest (the argument is in ts_typanalyze.c).
 */
static void
counter_begin(KeyCounter *counter, int target)
{
	HASHCTL		control = {
		.keysize = sizeof(TagsetKey),
		.entrysize = sizeof(TrackedKey),
		.hash = hash_key,
		.match = match_keys
	};

	memset(counter, 0, sizeof(*counter));
	counter->memory = AllocSetContextCreate(CurrentMemoryContext, "tagset keys",
											ALLOCSET_DEFAULT_SIZES);
	counter->listed = target * LISTED_PER_TARGET;
	counter->bucket_width = ((int64) counter->listed + 10) * 1000 / 7;
	counter->bucket = 1;
	control.hcxt = counter->memory;
	counter->tracked = hash_create("tagset keys", (long) counter->listed * TRACKED_PER_LISTED,
								   &control,
								   HASH_ELEM | HASH_FUNCTION | HASH_COMPARE | HASH_CONTEXT);
}

static void
forget_rare(KeyCounter *counter)
{
	HASH_SEQ_STATUS scan;
	TrackedKey *tracked;

	hash_seq_init(&scan, counter->tracked);
	while ((tracked = (TrackedKey *) hash_seq_search(&scan)) != NULL)
	{
		char	   *name = (char *) tracked->key.name;

		if (tracked->rows + tracked->missed > counter->bucket)
			continue;
		if (hash_search(counter->tracked, &tracked->key, HASH_REMOVE, NULL) == NULL)
			elog(ERROR, "hash table corrupted");
		pfree(name);
	}
}

static void
count_element(KeyCounter *counter, const char *name, int length)
{
	TagsetKey	key = {name, length};
	bool		found;
	TrackedKey *tracked = (TrackedKey *) hash_search(counter->tracked, &key, HASH_ENTER, &found);

	if (!found)
	{
		char	   *copy = MemoryContextAlloc(counter->memory, length);

		memcpy(copy, name, length);
		tracked->key.name = copy;
		tracked->rows = 0;
		tracked->missed = (int) counter->bucket - 1;
	}
	tracked->rows++;
	if (++counter->elements % counter->bucket_width == 0)
	{
		forget_rare(counter);
		counter->bucket++;
	}
}

/* The keys of a facet stand together, so each facet of a row counts once. */
static void
count_row(KeyCounter *counter, const Tagset *tags)
{
	TagsetReader reader;
	TagsetEntry entry;
	const char *facet = "";
	int			facet_length = 0;

	counter->rows++;
	tagset_read_begin(&reader, tags);
	while (tagset_read_next(&reader, &entry))
	{
		int			length = tagset_key_facet_length(entry.key, entry.key_length) + 1;

		count_element(counter, entry.key, entry.key_length);
		if (length != facet_length || memcmp(entry.key, facet, length) != 0)
			count_element(counter, entry.key, length);
		facet = entry.key;
		facet_length = length;
	}
}

static void
count_sample(KeyCounter *counter, VacAttrStats *stats, AnalyzeAttrFetchFunc fetch, int rows)
{
	for (int i = 0; i < rows; i++)
	{
		bool		is_null;
		Datum		value = fetch(stats, i, &is_null);
		Tagset	   *tags;

		analyze_delay_point();
		if (is_null)
			continue;
		tags = DatumGetTagsetP(value);
		count_row(counter, tags);
		if (PointerGetDatum(tags) != value)
			pfree(tags);
	}
}

/* ---------- what is kept of it ---------- */

/* The most frequent first; then by key, so that equal samples list alike. */
static int
compare_frequency(const void *a, const void *b)
{
	const TrackedKey *left = *(const TrackedKey *const *) a;
	const TrackedKey *right = *(const TrackedKey *const *) b;

	if (left->rows != right->rows)
		return left->rows > right->rows ? -1 : 1;
	return tagset_key_compare(left->key.name, left->key.length,
							  right->key.name, right->key.length);
}

static int
compare_name(const void *a, const void *b)
{
	const TrackedKey *left = *(const TrackedKey *const *) a;
	const TrackedKey *right = *(const TrackedKey *const *) b;

	return tagset_key_compare(left->key.name, left->key.length,
							  right->key.name, right->key.length);
}

/*
 * All that is tracked, the most frequent first.  *listed of them find room,
 * and have a count that is at least half of the truth and no mere chance, as
 * that of one row is.
 */
static TrackedKey **
rank_keys(KeyCounter *counter, int *count, int *listed)
{
	TrackedKey **ranked = palloc_array(TrackedKey *, hash_get_num_entries(counter->tracked) + 1);
	HASH_SEQ_STATUS scan;
	TrackedKey *tracked;

	*count = 0;
	*listed = 0;
	hash_seq_init(&scan, counter->tracked);
	while ((tracked = (TrackedKey *) hash_seq_search(&scan)) != NULL)
		ranked[(*count)++] = tracked;
	qsort(ranked, *count, sizeof(TrackedKey *), compare_frequency);
	while (*listed < *count && *listed < counter->listed &&
		   ranked[*listed]->rows >= Max(ranked[*listed]->missed, 2))
		(*listed)++;
	return ranked;
}

/*
 * The fraction taken for a key that is not listed: in the middle, by factors,
 * between what the most frequent and the rarest of them can be, with about
 * 95 % confidence: for n rows of the sample n + 2 sqrt(n), and 3 where there
 * is none.  What the sample has once or never may be as rare as one row of the
 * table; a tenth of the keys is left out as chance.
 */
static double
unlisted_fraction(const KeyCounter *counter, TrackedKey **ranked, int count, int listed,
				  double table_rows)
{
	double		most = 3.0;
	double		least = counter->rows / Max(table_rows, counter->rows);

	if (listed < count)
	{
		int			rarest = ranked[count - 1 - (count - listed) / 10]->rows;

		most = Max(most, ranked[listed]->rows + 2.0 * sqrt(ranked[listed]->rows));
		least = rarest > 1 ? rarest : least;
	}
	return sqrt(most * least) / counter->rows;
}

/*
 * The fraction of the table that a key counted in so many rows of the sample
 * has.  Rare keys are many, so a key counted twice is mostly a rarer one that
 * was lucky: where there are as many keys above any fraction as its inverse
 * (Zipf), n rows of the sample stand for n - 1, the less the more of the table
 * is in it.
 */
static float4
fraction(int rows, const KeyCounter *counter, double table_rows)
{
	double		unsampled = 1.0 - counter->rows / Max(table_rows, counter->rows);

	return (float4) ((rows - unsampled) / counter->rows);
}

static void
store_keys(VacAttrStats *stats, int slot, TrackedKey **keys, int count)
{
	Datum	   *values = palloc_array(Datum, count);

	for (int i = 0; i < count; i++)
		values[i] = PointerGetDatum(cstring_to_text_with_len(keys[i]->key.name,
															 keys[i]->key.length));
	stats->stakind[slot] = STATISTIC_KIND_MCELEM;
	stats->staop[slot] = TextEqualOperator;
	stats->stacoll[slot] = C_COLLATION_OID;
	stats->stavalues[slot] = values;
	stats->numvalues[slot] = count;
	stats->statypid[slot] = TEXTOID;
	stats->statyplen[slot] = -1;
	stats->statypbyval[slot] = false;
	stats->statypalign[slot] = TYPALIGN_INT;
}

/* table_rows: of the whole table, without NULLs, as far as ANALYZE knows */
static void
store_statistics(VacAttrStats *stats, int slot, KeyCounter *counter, double table_rows)
{
	int			count;
	int			listed;
	TrackedKey **ranked = rank_keys(counter, &count, &listed);
	MemoryContext old = MemoryContextSwitchTo(stats->anl_context);
	float4	   *numbers = palloc_array(float4, listed + TAGSET_STATISTICS_EXTRA);

	if (listed > 0)
	{
		numbers[listed] = fraction(ranked[listed - 1]->rows, counter, table_rows);
		numbers[listed + 1] = fraction(ranked[0]->rows, counter, table_rows);
		numbers[listed + 2] = (float4) unlisted_fraction(counter, ranked, count, listed, table_rows);
		qsort(ranked, listed, sizeof(TrackedKey *), compare_name);
		for (int i = 0; i < listed; i++)
			numbers[i] = fraction(ranked[i]->rows, counter, table_rows);
		stats->stanumbers[slot] = numbers;
		stats->numnumbers[slot] = listed + TAGSET_STATISTICS_EXTRA;
		store_keys(stats, slot, ranked, listed);
	}
	MemoryContextSwitchTo(old);
}

/* ---------- called by ANALYZE ---------- */

static int
free_slot(const VacAttrStats *stats)
{
	int			slot = 0;

	while (slot < STATISTIC_NUM_SLOTS && stats->stakind[slot] != 0)
		slot++;
	return slot;
}

static void
compute_tagset_statistics(VacAttrStats *stats, AnalyzeAttrFetchFunc fetch, int rows,
						  double total_rows)
{
	TagsetAnalysis *analysis = (TagsetAnalysis *) stats->extra_data;
	KeyCounter	counter;
	int			slot;

	stats->extra_data = analysis->standard_data;
	analysis->standard_compute(stats, fetch, rows, total_rows);
	stats->extra_data = analysis;
	slot = free_slot(stats);
	if (!stats->stats_valid || slot == STATISTIC_NUM_SLOTS)
		return;
	counter_begin(&counter, analysis->target);
	count_sample(&counter, stats, fetch, rows);
	store_statistics(stats, slot, &counter, total_rows * (1.0 - stats->stanullfrac));
	MemoryContextDelete(counter.memory);
}

/* The standard statistics of the whole value, for "=" and GROUP BY, stay. */
PG_FUNCTION_INFO_V1(tagset_typanalyze);
Datum
tagset_typanalyze(PG_FUNCTION_ARGS)
{
	VacAttrStats *stats = (VacAttrStats *) PG_GETARG_POINTER(0);
	TagsetAnalysis *analysis;

	if (!std_typanalyze(stats))
		PG_RETURN_BOOL(false);
	analysis = palloc_object(TagsetAnalysis);
	analysis->standard_compute = stats->compute_stats;
	analysis->standard_data = stats->extra_data;
	analysis->target = analyze_target(stats);
	stats->compute_stats = compute_tagset_statistics;
	stats->extra_data = analysis;
	PG_RETURN_BOOL(true);
}

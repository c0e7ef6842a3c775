/*-------------------------------------------------------------------------
 *
 * tag_by_list.c
 *		A tagset rolled up by the items of a list.
 *
 * Called from SQL.  What an item counts was worked out by taxonomy/lists.c;
 * here the counters of one value are added up.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "common/int.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "tagging/tagger.h"
#include "taxonomy/lists.h"

#define ITEM_COLUMNS 6

typedef struct ItemCounters
{
	int64		evidence;		/* thousandths of a mention */
	int64		mentions;
} ItemCounters;

/* False, with the counters zero, when the value does not have the concept. */
static bool
find_counters(const ImageView *view, const Tagset *tags, uint32 number, ItemCounters *counters)
{
	const ImageConcept *concept = &view->concepts[number];
	TagsetEntry entry;
	int64		words;

	*counters = (ItemCounters) {0, 0};
	if (!tagset_find(tags, view->strings + concept->key, concept->key_length, &entry, &words))
		return false;
	*counters = (ItemCounters) {entry.evidence, entry.mentions};
	return true;
}

static void
add_times(int64 *sum, int64 counter, int32 factor)
{
	int64		product;

	if (pg_mul_s64_overflow(counter, factor, &product) || pg_add_s64_overflow(*sum, product, sum))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a counter of the item is out of range for bigint")));
}

/*
 * Where a shared concept rolls up into its members at less than its whole
 * weight, taking it off once takes too much: an item has at least what its
 * strongest member has.
 */
static ItemCounters
count_item(const ImageView *view, const Tagset *tags, const ListItem *item)
{
	ItemCounters sum = {0, 0};
	ItemCounters one;

	for (uint32 i = 0; i < item->term_count; i++)
	{
		if (!find_counters(view, tags, item->terms[i].concept, &one))
			continue;
		add_times(&sum.evidence, one.evidence, item->terms[i].factor);
		add_times(&sum.mentions, one.mentions, item->terms[i].factor);
	}
	for (uint32 i = 0; i < item->member_count; i++)
	{
		if (!find_counters(view, tags, item->members[i], &one))
			continue;
		sum.evidence = Max(sum.evidence, one.evidence);
		sum.mentions = Max(sum.mentions, one.mentions);
	}
	return sum;
}

static Datum
member_keys(const ImageView *view, const ListItem *item)
{
	Datum	   *keys = palloc(mul_size(Max(item->member_count, 1), sizeof(Datum)));

	for (uint32 i = 0; i < item->member_count; i++)
		keys[i] = concept_key(view, item->members[i]);
	return PointerGetDatum(construct_array(keys, (int) item->member_count, TEXTOID, -1, false,
										   TYPALIGN_INT));
}

static void
put_item(ReturnSetInfo *rows, const ImageView *view, const ListItem *item,
		 const ItemCounters *counters, int64 words)
{
	Datum		values[ITEM_COLUMNS];
	bool		nulls[ITEM_COLUMNS] = {false};

	values[0] = CStringGetTextDatum(item->name);
	values[1] = member_keys(view, item);
	values[2] = Float4GetDatum((float4) tagset_default_score(counters->evidence, words));
	values[3] = Float4GetDatum((float4) tagset_density(counters->evidence, words));
	nulls[3] = (words == 0);
	values[4] = Float8GetDatum((double) counters->evidence / TAGSET_THOUSAND);
	values[5] = Int64GetDatum(counters->mentions);
	tuplestore_putvalues(rows->setResult, rows->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(tag_by_list);
Datum
tag_by_list(PG_FUNCTION_ARGS)
{
	int			first = PG_NARGS() - 2; /* of the arguments after the taxonomy */
	ReturnSetInfo *rows = (ReturnSetInfo *) fcinfo->resultinfo;
	char	   *taxonomy = tagger_taxonomy(fcinfo, 2);
	Tagset	   *tags = PG_GETARG_TAGSET_P(first);
	TaxonomyImage *image = taxonomy_image(taxonomy);
	const TaxonomyList *list = taxonomy_list(image, taxonomy,
											 text_to_cstring(PG_GETARG_TEXT_PP(first + 1)));
	TagsetReader reader;

	InitMaterializedSRF(fcinfo, 0);
	tagset_read_begin(&reader, tags);
	for (uint32 i = 0; i < list->item_count; i++)
	{
		ItemCounters counters = count_item(&image->view, tags, &list->items[i]);

		CHECK_FOR_INTERRUPTS();
		if (counters.evidence > 0)
			put_item(rows, &image->view, &list->items[i], &counters, reader.words);
	}
	return (Datum) 0;
}

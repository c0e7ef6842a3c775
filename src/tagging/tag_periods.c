/*-------------------------------------------------------------------------
 *
 * tag_periods.c
 *		SQL: tag_periods(), a row a period that a document names.
 *
 * Without a taxonomy the rules of reading/ alone; with one, besides them, the
 * property "period" of its concepts wherever one is mentioned.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/tag_periods.h"

#include "catalog/pg_type_d.h"
#include "funcapi.h"
#include "host.h"
#include "taxonomy/names.h"
#include "taxonomy/query.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(tag_periods);

#define PERIOD_COLUMNS 9

/* ---- values --------------------------------------------------------------------- */

Datum
range_datum(Oid type, bool has_lower, Datum lower, bool lower_inclusive,
			bool has_upper, Datum upper, bool upper_inclusive)
{
	TypeCacheEntry *cache = lookup_type_cache(type, TYPECACHE_RANGE_INFO);
	RangeBound	from = {lower, !has_lower, lower_inclusive, true};
	RangeBound	to = {upper, !has_upper, upper_inclusive, false};

	return RangeTypePGetDatum(make_range_compat(cache, &from, &to));
}

Datum
daterange_datum(bool has_lower, int32 lower, bool has_upper, int32 upper)
{
	return range_datum(DATERANGEOID, has_lower, DateADTGetDatum(lower), true,
					   has_upper, DateADTGetDatum(upper), false);
}

static Datum
interval_datum(int32 months, int32 days, int32 seconds)
{
	Interval   *interval = palloc0(sizeof(Interval));

	interval->month = months;
	interval->day = days;
	interval->time = seconds * USECS_PER_SEC;
	return IntervalPGetDatum(interval);
}

PeriodContext
issued_context(FunctionCallInfo fcinfo, int n)
{
	PeriodContext context = {false, 0};

	if (PG_NARGS() > n && !PG_ARGISNULL(n) && !DATE_NOT_FINITE(PG_GETARG_DATEADT(n)))
	{
		context.issued = PG_GETARG_DATEADT(n);
		context.has_issued = context.issued >= date_days(1, 1, 1) && context.issued < date_days(DATE_YEAR_MAX, 1, 1);
	}
	return context;
}

static void
put_period(ReturnSetInfo *result, const Period *period, CharacterCounter *counter)
{
	Datum		values[PERIOD_COLUMNS];
	bool		nulls[PERIOD_COLUMNS] = {0};

	nulls[0] = !period->has_dates;
	values[0] = nulls[0] ? (Datum) 0 :
		daterange_datum(period->has_lower, period->lower, period->has_upper, period->upper);
	nulls[1] = !period->has_duration;
	values[1] = nulls[1] ? (Datum) 0 : interval_datum(period->months, period->days, period->seconds);
	nulls[2] = period->anchor == ANCHOR_NONE;
	values[2] = nulls[2] ? (Datum) 0 : CStringGetTextDatum(period_anchor_names[period->anchor]);
	values[3] = CStringGetTextDatum(precision_names[period->precision]);
	values[4] = CStringGetTextDatum(period_kind_names[period->kind]);
	fill_span_columns(&values[5], counter, period->start, period->end);
	values[8] = Int32GetDatum((int32) period->sentence + 1);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* ---- the periods of a text --------------------------------------------------------- */

static void
read_periods(text *document, const PeriodContext *context, PeriodList *list)
{
	ItemReader	reader;

	item_reader_begin(&reader, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	while (item_reader_next(&reader))
		periods_read(&reader.sentence, context, list);
	item_reader_release(&reader);
}

/* ---- the property "period" ------------------------------------------------------------ */

typedef struct ConceptPeriod
{
	uint32		concept;		/* of the image */
	bool		has_upper;
	int32		lower;
	int32		upper;
} ConceptPeriod;

typedef struct ConceptPeriods
{
	const ImageView *view;
	MemoryContext memory;
	ConceptPeriod *periods;		/* ascending by concept */
	int			count;
	int			capacity;
} ConceptPeriods;

/* A daterange as PostgreSQL writes it, "[2021-01-01,2026-01-01)", or "[2021-01-01,)". */
static bool
parse_daterange(const char *value, ConceptPeriod *period)
{
	int			year[2];
	int			month[2];
	int			day[2];
	int			fields = sscanf(value, "[%4d-%2d-%2d,%4d-%2d-%2d)", &year[0], &month[0], &day[0],
								&year[1], &month[1], &day[1]);

	if (fields != 3 && fields != 6)
		return false;
	period->has_upper = fields == 6;
	for (int i = 0; i < fields / 3; i++)
		if (year[i] < 1 || month[i] < 1 || month[i] > 12 || day[i] < 1 || day[i] > 31)
			return false;
	period->lower = date_days(year[0], month[0], day[0]);
	period->upper = fields == 6 ? date_days(year[1], month[1], day[1]) : 0;
	return fields == 3 || period->lower < period->upper;
}

static bool
parse_period(const char *value, ConceptPeriod *period)
{
	period->has_upper = true;
	return parse_daterange(value, period) ||
		period_parse_years(value, strlen(value), &period->lower, &period->upper);
}

/* A row of the query below; a value that is neither is left out. */
static void
add_property(void *arg, HeapTuple row, TupleDesc description)
{
	ConceptPeriods *all = arg;
	char	   *key = SPI_getvalue(row, description, 1);
	char	   *value = SPI_getvalue(row, description, 2);
	ConceptPeriod period;

	period.concept = image_find_concept(all->view, key, strlen(key));
	if (period.concept == IMAGE_NONE || !parse_period(value, &period))
		return;
	if (all->count == all->capacity)
	{
		all->capacity = all->capacity * 2 + 64;
		all->periods = all->periods ? repalloc(all->periods, mul_size(all->capacity, sizeof(ConceptPeriod))) :
			MemoryContextAlloc(all->memory, mul_size(all->capacity, sizeof(ConceptPeriod)));
	}
	all->periods[all->count++] = period;
}

static void
read_properties(const char *taxonomy, ConceptPeriods *all)
{
	TaxonomyName name;
	QueryParameter parameter;

	taxonomy_name_parse(taxonomy, &name);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	parameter = query_text(name.taxonomy);
	query_each("SELECT concept, value FROM policyscope.property"
			   " WHERE taxonomy OPERATOR(pg_catalog.=) $1 AND name OPERATOR(pg_catalog.=) 'period'"
			   " AND value IS NOT NULL ORDER BY concept COLLATE pg_catalog.\"C\"",
			   &parameter, 1, add_property, all);
	SPI_finish();
}

static const ConceptPeriod *
find_property(const ConceptPeriods *all, uint32 concept)
{
	int			low = 0;
	int			high = all->count;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (all->periods[middle].concept < concept)
			low = middle + 1;
		else
			high = middle;
	}
	return low < all->count && all->periods[low].concept == concept ? &all->periods[low] : NULL;
}

/* Appends a row for each mention of a concept that has a period. */
static void
add_mentioned(const Matcher *matcher, const ConceptPeriods *all, PeriodList *list)
{
	for (uint32 i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *mention = &matcher->candidates[i];
		const ConceptPeriod *found = mention->verdict == MATCH_ACCEPTED ? find_property(all, mention->concept) : NULL;
		Period	   *period;

		if (found == NULL)
			continue;
		if (list->count == list->capacity)
			list->periods = host_grow(list->periods, &list->capacity, 32, sizeof(Period));
		period = &list->periods[list->count++];
		memset(period, 0, sizeof(*period));
		period->start = mention->start;
		period->end = mention->end;
		period->lower = found->lower;
		period->upper = found->upper;
		period->has_dates = period->has_lower = true;
		period->has_upper = found->has_upper;
		period->kind = PERIOD_PLAN;
		period->precision = PRECISION_PERIOD;
	}
}

/* By start; of one start the longer first, and rules before properties. */
static int
compare_places(const void *a, const void *b)
{
	const Period *left = a;
	const Period *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	if (left->end != right->end)
		return left->end > right->end ? -1 : 1;
	return (int) left->kind - (int) right->kind;
}

/*
 * One row for one place: a mention of a plan takes the year inside its name
 * ("Made in China 2025"), and a plan that the rules read stays as they read it.
 * Sentences of mentions are those of the last period or, at first, counted on.
 */
static void
drop_overlaps(PeriodList *list)
{
	uint32		kept = 0;

	for (uint32 i = 0; i < list->count; i++)
	{
		Period	   *last = kept > 0 ? &list->periods[kept - 1] : NULL;

		if (last && list->periods[i].start < last->end)
		{
			if (list->periods[i].end <= last->end || list->periods[i].kind == PERIOD_PLAN)
				continue;
		}
		list->periods[kept++] = list->periods[i];
	}
	list->count = kept;
}

/* The sentence of each row, read once more; rows are in the order of the text. */
static void
number_sentences(text *document, PeriodList *list)
{
	ItemReader	reader;
	uint32		next = 0;

	item_reader_begin(&reader, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	while (next < list->count && item_reader_next(&reader))
		for (uint32 i = 0; i < reader.sentence.count && next < list->count; i++)
			while (next < list->count && list->periods[next].start < reader.sentence.items[i].end)
				list->periods[next++].sentence = reader.sentence.items[i].sentence;
	item_reader_release(&reader);
}

/*
 * Before the tagger has a document, SQL: that might use the tagger too.  A
 * name means one image under one snapshot, so the numbers of concepts are
 * those of the tagger's image.  What the rules read stands in its order and
 * sentences already; only a mention put among it changes them.
 */
static void
add_taxonomy(char *taxonomy, text *document, PeriodList *list)
{
	Tagger	   *tagger;
	ConceptPeriods all = {0};
	uint32		by_rules = list->count;

	all.memory = CurrentMemoryContext;
	all.view = &taxonomy_image(taxonomy)->view;
	read_properties(taxonomy, &all);
	if (all.count == 0)
		return;
	tagger = tagger_run(taxonomy, document, false);
	add_mentioned(tagger->matcher, &all, list);
	tagger_end(tagger);
	if (list->count == by_rules)
		return;
	qsort(list->periods, list->count, sizeof(Period), compare_places);
	drop_overlaps(list);
	number_sentences(document, list);
}

/* tag_periods(document), tag_periods(taxonomy, document, issued) */
Datum
tag_periods(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	bool		alone = PG_NARGS() == 1;
	PeriodContext context = issued_context(fcinfo, 2);
	PeriodList	list = {0};
	CharacterCounter counter = {0};
	MemoryContext row;
	text	   *document;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || (!alone && PG_ARGISNULL(1)))
		return (Datum) 0;
	document = PG_GETARG_TEXT_PP(alone ? 0 : 1);
	read_periods(document, &context, &list);
	if (!alone)
		add_taxonomy(text_to_cstring(PG_GETARG_TEXT_PP(0)), document, &list);
	row = row_memory_create();
	counter.text = (const uint8 *) VARDATA_ANY(document);
	for (uint32 i = 0; i < list.count; i++)
	{
		MemoryContext outer = row_memory_enter(row);

		put_period(result, &list.periods[i], &counter);
		MemoryContextSwitchTo(outer);
	}
	return (Datum) 0;
}

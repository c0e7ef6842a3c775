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
#include "tagging/document_figures.h"
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

/* The tagger has nothing to do where no concept has a period. */
static void
read_with_taxonomy(PeriodList *list, char *taxonomy, text *document, const PeriodContext *context)
{
	ConceptPeriods concepts;
	Tagger	   *tagger;

	concept_periods_read(&concepts, taxonomy, &taxonomy_image(taxonomy)->view);
	if (concepts.count == 0)
	{
		document_periods_read(list, document, context, NULL, NULL);
		return;
	}
	tagger = tagger_run(taxonomy, document, false);
	document_periods_read(list, document, context, &concepts, tagger->matcher);
	tagger_end(tagger);
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
	if (alone)
		document_periods_read(&list, document, &context, NULL, NULL);
	else
		read_with_taxonomy(&list, text_to_cstring(PG_GETARG_TEXT_PP(0)), document, &context);
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

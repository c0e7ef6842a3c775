/*-------------------------------------------------------------------------
 *
 * tag_targets.c
 *		SQL: tag_targets(), a row a quantity of a document.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/tag_periods.h"

#include "catalog/pg_type_d.h"
#include "funcapi.h"
#include "tagging/document_figures.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(tag_targets);

#define TARGET_COLUMNS 14

static Datum
numeric_datum(Decimal value)
{
	char		written[64];

	snprintf(written, sizeof(written), INT64_FORMAT "E%d", value.digits, value.exponent);
	return DirectFunctionCall3(numeric_in, CStringGetDatum(written), ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

/* The numrange of a value and its comparator; about a value is that value. */
static Datum
quantity_datum(const Quantity *quantity)
{
	Datum		value = numeric_datum(quantity->value);

	switch ((Comparator) quantity->comparator)
	{
		case COMPARE_AT_LEAST:
		case COMPARE_MORE:
			return range_datum(NUMRANGEOID, true, value, quantity->comparator == COMPARE_AT_LEAST,
							   false, (Datum) 0, false);
		case COMPARE_AT_MOST:
		case COMPARE_LESS:
			return range_datum(NUMRANGEOID, false, (Datum) 0, false,
							   true, value, quantity->comparator == COMPARE_AT_MOST);
		case COMPARE_BETWEEN:
			return range_datum(NUMRANGEOID, true, value, true, true, numeric_datum(quantity->upper), true);
		default:
			return range_datum(NUMRANGEOID, true, value, true, true, value, true);
	}
}

static bool
is_known(const Quantity *quantity)
{
	return quantity->value.known && (quantity->comparator != COMPARE_BETWEEN || quantity->upper.known);
}

static void
put_target(ReturnSetInfo *result, const ImageView *view, const Target *target, CharacterCounter *counter)
{
	const Quantity *quantity = &target->quantity;
	const Period *deadline = &target->deadline;
	Datum		values[TARGET_COLUMNS];
	bool		nulls[TARGET_COLUMNS] = {0};

	values[0] = concept_or_null(view, target->concept, &nulls[0]);
	values[1] = text_or_null(target_status_names[target->status], &nulls[1]);
	values[2] = CStringGetTextDatum(quantity->measure);
	nulls[3] = !is_known(quantity);
	values[3] = nulls[3] ? (Datum) 0 : quantity_datum(quantity);
	values[4] = CStringGetTextDatum(quantity->unit);
	values[5] = CStringGetTextDatum(comparator_names[quantity->comparator]);
	values[6] = text_or_null(direction_names[quantity->direction], &nulls[6]);
	nulls[7] = target->base_year == 0;
	values[7] = Int32GetDatum(target->base_year);
	nulls[8] = !target->has_deadline;
	values[8] = nulls[8] ? (Datum) 0 :
		daterange_datum(deadline->has_lower, deadline->lower, deadline->has_upper, deadline->upper);
	values[9] = concept_or_null(view, target->responsible, &nulls[9]);
	fill_span_columns(&values[10], counter, target->start, target->end);
	values[13] = Int32GetDatum((int32) target->sentence + 1);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* tag_targets(taxonomy, document, issued) */
Datum
tag_targets(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	PeriodContext context = issued_context(fcinfo, 2);
	TargetReader targets;
	CharacterCounter counter = {0};
	MemoryContext row;
	text	   *document;
	Tagger	   *tagger;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	document = PG_GETARG_TEXT_PP(1);
	tagger = tagger_run(text_to_cstring(PG_GETARG_TEXT_PP(0)), document, false);
	document_targets_read(&targets, document, &context, tagger->matcher);
	row = row_memory_create();
	counter.text = (const uint8 *) VARDATA_ANY(document);
	for (uint32 i = 0; i < targets.list.count; i++)
	{
		MemoryContext outer = row_memory_enter(row);

		put_target(result, tagger->matcher->view, &targets.list.targets[i], &counter);
		MemoryContextSwitchTo(outer);
	}
	tagger_end(tagger);
	return (Datum) 0;
}

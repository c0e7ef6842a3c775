/*-------------------------------------------------------------------------
 *
 * tagset_aggregate.c
 *		The aggregates tagset_sum, tagset_count, tagset_mean and tagset_agg.
 *
 * Called by the executor only; the support functions refuse anybody else.
 * Must never know the stored bytes, nor how rows are added up.
 *
 * The first three differ in what a row adds: itself, one document, or itself
 * brought to the length that all share.  Each of them is worked out from its
 * row alone, in integers, so a row can be taken out again (moving aggregates).
 * The state between two processes is the tagset itself, checked like any
 * other input on the way back.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "common/int.h"
#include "miscadmin.h"
#include "tagset/tagset_accumulator.h"
#include "utils/builtins.h"

/*
 * The length to which tagset_mean brings every row: a million words, so that
 * one mention in a long law keeps some digits in thousandths.  In thousandths,
 * as SCALE_STEP to the power of SCALE_STEPS.
 */
#define SCALE_STEP 1000
#define SCALE_STEPS 3
#define COMMON_WORDS INT64CONST(1000000000)

typedef enum RowMeaning
{
	ROW_ITSELF,
	ROW_DOCUMENT,				/* 1 word; each entry one mention of evidence 1 */
	ROW_COMMON_LENGTH			/* the same, with evidence in COMMON_WORDS words */
} RowMeaning;

MemoryContext
tagset_aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a support function of tagset aggregates was called outside an aggregate")));
	return context;
}

/*
 * What a row adds
 */

static void
common_length_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("tagset counter out of range"),
			 errdetail("Evidence in a million words is held in thousandths in 64 bits.")));
}

/*
 * evidence * COMMON_WORDS / words, half away from zero, but at least 1: a long
 * division, as the product may pass 64 bits where the quotient does not.
 */
static int64
evidence_at_common_length(int64 evidence, int64 words)
{
	int64		result = evidence / words;
	int64		rest = evidence % words;

	if (words > PG_INT64_MAX / SCALE_STEP)
		common_length_overflow();
	for (int i = 0; i < SCALE_STEPS; i++)
	{
		rest *= SCALE_STEP;
		if (pg_mul_s64_overflow(result, SCALE_STEP, &result) ||
			pg_add_s64_overflow(result, rest / words, &result))
			common_length_overflow();
		rest %= words;
	}
	if (rest >= words - rest && pg_add_s64_overflow(result, 1, &result))
		common_length_overflow();
	return Max(result, 1);
}

static int64
row_words(RowMeaning meaning, int64 words)
{
	switch (meaning)
	{
		case ROW_ITSELF:
			return words;
		case ROW_DOCUMENT:
			return TAGSET_THOUSAND;
		case ROW_COMMON_LENGTH:
			return COMMON_WORDS;
	}
	pg_unreachable();
}

/* words: those of the row itself */
static void
interpret_entry(RowMeaning meaning, TagsetEntry *entry, int64 words)
{
	if (meaning == ROW_ITSELF)
		return;
	if (meaning == ROW_DOCUMENT)
		entry->evidence = TAGSET_THOUSAND;
	else
		entry->evidence = evidence_at_common_length(entry->evidence, words);
	entry->mentions_direct = entry->mentions_direct > 0;
	entry->mentions = 1;
	for (int i = 0; i < TAGSET_FORCE_COUNTS; i++)
		entry->force[i] = entry->force[i] > 0;
}

/* Without words there is no length to change: the row has no part in a mean. */
static bool
row_takes_part(RowMeaning meaning, int64 words)
{
	return meaning != ROW_COMMON_LENGTH || words > 0;
}

static void
add_row(TagsetAccumulator *state, const Tagset *tags, RowMeaning meaning)
{
	TagsetReader reader;
	TagsetEntry entry;

	tagset_read_begin(&reader, tags);
	if (!row_takes_part(meaning, reader.words))
		return;
	tagset_accumulator_add_row(state, row_words(meaning, reader.words));
	while (tagset_read_next(&reader, &entry))
	{
		CHECK_FOR_INTERRUPTS();
		interpret_entry(meaning, &entry, reader.words);
		tagset_accumulator_add_entry(state, &entry);
	}
}

/* False when the row is not in the state. */
static bool
remove_row(TagsetAccumulator *state, const Tagset *tags, RowMeaning meaning)
{
	TagsetReader reader;
	TagsetEntry entry;

	tagset_read_begin(&reader, tags);
	if (!row_takes_part(meaning, reader.words))
		return true;
	tagset_accumulator_remove_row(state, row_words(meaning, reader.words));
	while (tagset_read_next(&reader, &entry))
	{
		CHECK_FOR_INTERRUPTS();
		interpret_entry(meaning, &entry, reader.words);
		if (!tagset_accumulator_remove_entry(state, &entry))
			return false;
	}
	return true;
}

/*
 * Transitions.  The state is made by the first row, NULL or not: a moving
 * aggregate must not have a NULL state.
 */

static TagsetAccumulator *
transition_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = tagset_aggregate_context(fcinfo);

	return PG_ARGISNULL(0) ? tagset_accumulator_create(context) :
		(TagsetAccumulator *) PG_GETARG_POINTER(0);
}

static Datum
transition(FunctionCallInfo fcinfo, RowMeaning meaning)
{
	TagsetAccumulator *state = transition_state(fcinfo);

	if (!PG_ARGISNULL(1))
		add_row(state, PG_GETARG_TAGSET_P(1), meaning);
	PG_RETURN_POINTER(state);
}

/* NULL asks the executor to add up the frame anew. */
static Datum
inverse(FunctionCallInfo fcinfo, RowMeaning meaning)
{
	TagsetAccumulator *state = transition_state(fcinfo);

	if (!PG_ARGISNULL(1) && !remove_row(state, PG_GETARG_TAGSET_P(1), meaning))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(tagset_sum_transition);
Datum
tagset_sum_transition(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, ROW_ITSELF);
}

PG_FUNCTION_INFO_V1(tagset_sum_inverse);
Datum
tagset_sum_inverse(PG_FUNCTION_ARGS)
{
	return inverse(fcinfo, ROW_ITSELF);
}

PG_FUNCTION_INFO_V1(tagset_count_transition);
Datum
tagset_count_transition(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, ROW_DOCUMENT);
}

PG_FUNCTION_INFO_V1(tagset_count_inverse);
Datum
tagset_count_inverse(PG_FUNCTION_ARGS)
{
	return inverse(fcinfo, ROW_DOCUMENT);
}

PG_FUNCTION_INFO_V1(tagset_mean_transition);
Datum
tagset_mean_transition(PG_FUNCTION_ARGS)
{
	return transition(fcinfo, ROW_COMMON_LENGTH);
}

PG_FUNCTION_INFO_V1(tagset_mean_inverse);
Datum
tagset_mean_inverse(PG_FUNCTION_ARGS)
{
	return inverse(fcinfo, ROW_COMMON_LENGTH);
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
	TagsetAccumulator *state = transition_state(fcinfo);
	bool		weighted = PG_NARGS() > 2;

	if (!PG_ARGISNULL(1) && !(weighted && PG_ARGISNULL(2)))
	{
		text	   *key = PG_GETARG_TEXT_PP(1);
		TagsetEntry entry = {.mentions_direct = 1, .mentions = 1};

		entry.key = VARDATA_ANY(key);
		entry.key_length = VARSIZE_ANY_EXHDR(key);
		entry.evidence = weighted ? evidence_thousandths(PG_GETARG_FLOAT8(2)) : TAGSET_THOUSAND;
		tagset_key_check(entry.key, entry.key_length);
		tagset_accumulator_add_row(state, 0);
		tagset_accumulator_add_entry(state, &entry);
	}
	PG_RETURN_POINTER(state);
}

/*
 * The other support functions
 */

/*
 * The second state may live in a shorter-lived context, so the first is kept
 * or made, and the second added to it.
 */
PG_FUNCTION_INFO_V1(tagset_aggregate_combine);
Datum
tagset_aggregate_combine(PG_FUNCTION_ARGS)
{
	TagsetAccumulator *state = transition_state(fcinfo);

	if (!PG_ARGISNULL(1))
		tagset_accumulator_merge(state, (TagsetAccumulator *) PG_GETARG_POINTER(1));
	PG_RETURN_POINTER(state);
}

/* NULL when there was no row, which is also no state for another process. */
static Datum
state_value(FunctionCallInfo fcinfo)
{
	TagsetAccumulator *state;

	(void) tagset_aggregate_context(fcinfo);
	state = (TagsetAccumulator *) PG_GETARG_POINTER(0);
	if (state->rows == 0)
		PG_RETURN_NULL();
	PG_RETURN_TAGSET_P(tagset_accumulator_value(state));
}

/* A tagset and a bytea are both a varlena. */
PG_FUNCTION_INFO_V1(tagset_aggregate_serialize);
Datum
tagset_aggregate_serialize(PG_FUNCTION_ARGS)
{
	return state_value(fcinfo);
}

PG_FUNCTION_INFO_V1(tagset_aggregate_deserialize);
Datum
tagset_aggregate_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *bytes;
	TagsetAccumulator *state;

	(void) tagset_aggregate_context(fcinfo);
	bytes = PG_GETARG_BYTEA_PP(0);
	state = tagset_accumulator_create(CurrentMemoryContext);
	add_row(state, tagset_from_bytes((const uint8 *) VARDATA_ANY(bytes),
									 VARSIZE_ANY_EXHDR(bytes)), ROW_ITSELF);
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(tagset_aggregate_final);
Datum
tagset_aggregate_final(PG_FUNCTION_ARGS)
{
	return state_value(fcinfo);
}

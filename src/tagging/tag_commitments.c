/*-------------------------------------------------------------------------
 *
 * tag_commitments.c
 *		SQL: tag_commitments(), a row a concept: how firmly a document commits
 *		to it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "tagging/commitments.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_commitments);

#define COMMITMENT_COLUMNS 16

/* highest, sentence, start_char, char_length, responsible */
static void
fill_highest(Datum *values, bool *nulls, const Tagger *tagger, const Commitment *row, const char *document)
{
	const ReadingMention *mention = &tagger->reading->mentions[row->highest_mention];
	CharacterCounter start = {(const uint8 *) document, 0, 0};
	const uint8 *sentence = start.text + mention->sentence.start;
	uint32		length = mention->sentence.end - mention->sentence.start;

	memset(nulls, row->highest == 0, 5 * sizeof(bool));
	if (row->highest == 0)
		return;
	values[0] = Int32GetDatum(row->highest);
	values[1] = PointerGetDatum(cstring_to_text_with_len((const char *) sentence, (int) length));
	values[2] = Int32GetDatum(count_characters_to(&start, mention->sentence.start) + 1);
	values[3] = Int32GetDatum(count_characters_to(&start, mention->sentence.end) - DatumGetInt32(values[2]) + 1);
	nulls[4] = mention->responsible == IMAGE_NONE;
	values[4] = nulls[4] ? (Datum) 0 : concept_key(tagger->matcher->view, mention->responsible);
}

static void
put_commitment(ReturnSetInfo *result, const Tagger *tagger, const Commitment *row, const char *document)
{
	Datum		values[COMMITMENT_COLUMNS];
	bool		nulls[COMMITMENT_COLUMNS] = {0};

	values[0] = concept_key(tagger->matcher->view, row->concept);
	values[1] = Int32GetDatum((int32) row->clauses);
	for (int k = 0; k < COMMITMENT_FORCES; k++)
		values[2 + k] = Int32GetDatum((int32) row->by_force[COMMITMENT_FORCES - 1 - k]);
	values[2 + COMMITMENT_FORCES] = Int32GetDatum((int32) row->by_force[COMMITMENT_FORCES]);
	tagset_firm_shares(&values[8], row->by_force, row->clauses);
	fill_highest(&values[11], &nulls[11], tagger, row, document);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* tag_commitments(taxonomy, document, doctype) */
Datum
tag_commitments(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext row = row_memory_create();
	Commitments all;
	Tagger	   *tagger;
	text	   *document;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	document = PG_GETARG_TEXT_PP(1);
	tagger = tagger_run_reading(text_to_cstring(PG_GETARG_TEXT_PP(0)), document,
								PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2));
	commitments_count(&all, tagger);
	for (uint32 i = 0; i < all.count; i++)
	{
		MemoryContext outer = row_memory_enter(row);

		put_commitment(result, tagger, &all.rows[i], VARDATA_ANY(document));
		MemoryContextSwitchTo(outer);
	}
	tagger_end(tagger);
	return (Datum) 0;
}

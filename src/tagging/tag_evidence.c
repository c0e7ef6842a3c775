/*-------------------------------------------------------------------------
 *
 * tag_evidence.c
 *		SQL: tag_evidence(), a row for each concept in each sentence that
 *		mentions it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "tagging/evidence.h"
#include "tagging/marked_document.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_evidence);

#define EVIDENCE_COLUMNS 7
#define MOST_CONTEXT 1000		/* sentences on either side */

/* Rows begin no earlier than the one before, so the counter only goes forward. */
static void
put_row(ReturnSetInfo *result, const Evidence *evidence, const EvidenceRow *row,
		CharacterCounter *counter)
{
	Datum		values[EVIDENCE_COLUMNS];
	bool		nulls[EVIDENCE_COLUMNS] = {0};
	StringInfoData html;

	initStringInfo(&html);
	evidence_write(&html, evidence, row);
	values[0] = concept_key(evidence->marks->view, row->concept);
	values[1] = Int32GetDatum((int32) row->sentence + 1);
	fill_span_columns(&values[2], counter, row->start, row->end);
	values[5] = Int32GetDatum((int32) row->mentions);
	values[6] = PointerGetDatum(cstring_to_text_with_len(html.data, html.len));
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

static void
put_rows(ReturnSetInfo *result, Evidence *evidence)
{
	CharacterCounter counter = {(const uint8 *) evidence->outline->text, 0, 0};
	MemoryContext memory = row_memory_create();
	EvidenceRow row;

	while (evidence_next(evidence, &row))
	{
		MemoryContext outer = row_memory_enter(memory);

		put_row(result, evidence, &row, &counter);
		MemoryContextSwitchTo(outer);
	}
}

static uint32
context_argument(int32 context)
{
	if (context < 0 || context > MOST_CONTEXT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("context cannot be %d", context),
				 errdetail("It is a number of sentences from 0 to %d.", MOST_CONTEXT)));
	return (uint32) context;
}

/* tag_evidence(document), tag_evidence(taxonomy, document, query, context) */
Datum
tag_evidence(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	bool		alone = PG_NARGS() == 1;
	const Tagquery *query = NULL;
	uint32		context = 0;
	MarkedDocument marked;
	Evidence	evidence;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || (!alone && (PG_ARGISNULL(1) || PG_ARGISNULL(3))))
		return (Datum) 0;
	if (!alone && !PG_ARGISNULL(2))
		query = PG_GETARG_TAGQUERY_P(2);
	if (!alone)
		context = context_argument(PG_GETARG_INT32(3));
	marked_document_read(&marked, tagger_taxonomy(fcinfo, 1), PG_GETARG_TEXT_PP(alone ? 0 : 1), query,
						 true);
	tagger_end(marked.tagger);
	evidence_begin(&evidence, &marked.marks, &marked.outline, context);
	put_rows(result, &evidence);
	return (Datum) 0;
}

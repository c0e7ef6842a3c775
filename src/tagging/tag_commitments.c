/*-------------------------------------------------------------------------
 *
 * tag_commitments.c
 *		SQL: tag_commitments(), a row a concept: how firmly a document commits
 *		to it.
 *
 * Counts clauses: of several mentions of a concept in one clause the one with
 * the most force counts.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type_d.h"
#include "funcapi.h"
#include "tagging/tagger.h"
#include "tagset/tagset_measures.h"
#include "utils/array.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_commitments);

#define COMMITMENT_COLUMNS 16
#define FORCES 5
#define WILSON_Z 1.959963984540054	/* 95 % */

typedef struct Commitment
{
	uint32		concept;
	uint32		clauses;
	uint32		clause;			/* the last one counted */
	uint8		force;			/* counted of it, 0 for none */
	uint32		by_force[FORCES + 1];	/* 1..5, then prohibited */
	uint8		highest;		/* 1..5, or 0 */
	uint32		highest_mention;	/* candidate */
} Commitment;

typedef struct Commitments
{
	Commitment *rows;
	uint32	   *row_of;			/* of each concept, plus one */
	uint32		count;
	uint32		allocated;
} Commitments;

static Commitment *
commitment_row(Commitments *all, uint32 concept)
{
	Commitment *row;

	if (all->row_of[concept] > 0)
		return &all->rows[all->row_of[concept] - 1];
	if (all->count == all->allocated)
	{
		all->allocated = all->allocated * 2 + 32;
		all->rows = all->rows ? repalloc_huge(all->rows, mul_size(all->allocated, sizeof(Commitment))) :
			palloc(mul_size(all->allocated, sizeof(Commitment)));
	}
	row = &all->rows[all->count++];
	memset(row, 0, sizeof(*row));
	row->concept = concept;
	all->row_of[concept] = all->count;
	return row;
}

/* A prohibition gives way to a force: it is counted where there is no other. */
static int
force_rank(uint8 force)
{
	return force == READING_PROHIBITED ? 1 : force * 2;
}

static void
count_clause(Commitment *row, const ReadingMention *mention, uint8 force)
{
	if (row->clauses > 0 && row->clause == mention->clause)
	{
		if (force_rank(force) <= force_rank(row->force))
			return;
		if (row->force > 0)
			row->by_force[row->force - 1]--;
	}
	else
		row->clauses++;
	row->clause = mention->clause;
	row->force = force;
	if (force > 0)
		row->by_force[force - 1]++;
}

static void
count_mention(Commitments *all, const Tagger *tagger, uint32 number)
{
	const MatchCandidate *candidate = &tagger->matcher->candidates[number];
	Commitment *row = commitment_row(all, candidate->concept);

	count_clause(row, &tagger->reading->mentions[number], candidate->force);
	if (candidate->force <= FORCES && candidate->force > row->highest)
	{
		row->highest = candidate->force;
		row->highest_mention = number;
	}
}

/* ---------- figures ---------- */

static Datum
double_array(const double *values)
{
	Datum		elements[FORCES];

	for (int i = 0; i < FORCES; i++)
		elements[i] = Float8GetDatum(values[i]);
	return PointerGetDatum(construct_array(elements, FORCES, FLOAT8OID, sizeof(float8),
										   FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/* share[k]: clauses of force k or more, of all clauses; and its interval. */
static void
fill_shares(Datum *values, const Commitment *row)
{
	double		shares[FORCES];
	double		low[FORCES];
	double		high[FORCES];
	uint32		firm = 0;

	for (int k = FORCES; k-- > 0;)
	{
		firm += row->by_force[k];
		shares[k] = (double) firm / row->clauses;
		tagset_wilson(firm, row->clauses, WILSON_Z, &low[k], &high[k]);
	}
	values[0] = double_array(shares);
	values[1] = double_array(low);
	values[2] = double_array(high);
}

/* ---------- rows ---------- */

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
	for (int k = 0; k < FORCES; k++)
		values[2 + k] = Int32GetDatum((int32) row->by_force[FORCES - 1 - k]);
	values[2 + FORCES] = Int32GetDatum((int32) row->by_force[FORCES]);
	fill_shares(&values[8], row);
	fill_highest(&values[11], &nulls[11], tagger, row, document);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

static int
compare_rows(const void *a, const void *b)
{
	uint32		left = ((const Commitment *) a)->concept;
	uint32		right = ((const Commitment *) b)->concept;

	return (left > right) - (left < right);
}

static void
require_reading(const Tagger *tagger, const char *taxonomy)
{
	if (!(tagger->image->view.header->flags & IMAGE_READING))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("taxonomy \"%s\" is published with reading off", taxonomy),
				 errhint("Set policyscope.taxonomy.reading to true and publish it again.")));
}

/* Runs the document with the type that the caller named, if any. */
static Tagger *
run_reading(const char *taxonomy, text *document, text *doctype)
{
	Tagger	   *tagger = tagger_begin(taxonomy, false);

	require_reading(tagger, taxonomy);
	if (doctype)
		tagger_set_doctype(tagger, taxonomy, doctype);
	tagger_add_part(tagger, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document), TAGGER_NO_ZONE);
	tagger_finish(tagger);
	return tagger;
}

/* tag_commitments(taxonomy, document, doctype) */
Datum
tag_commitments(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext row = row_memory_create();
	Commitments all = {0};
	Tagger	   *tagger;
	text	   *document;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	document = PG_GETARG_TEXT_PP(1);
	tagger = run_reading(text_to_cstring(PG_GETARG_TEXT_PP(0)), document,
						 PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2));
	all.row_of = palloc0(mul_size(sizeof(uint32), tagger->matcher->view->concept_count + (Size) 1));
	for (uint32 i = 0; i < tagger->matcher->candidate_count; i++)
		if (tagger->matcher->candidates[i].verdict == MATCH_ACCEPTED)
			count_mention(&all, tagger, i);
	if (all.count > 1)
		qsort(all.rows, all.count, sizeof(Commitment), compare_rows);
	for (uint32 i = 0; i < all.count; i++)
	{
		MemoryContext outer = row_memory_enter(row);

		put_commitment(result, tagger, &all.rows[i], VARDATA_ANY(document));
		MemoryContextSwitchTo(outer);
	}
	tagger_end(tagger);
	return (Datum) 0;
}

/*-------------------------------------------------------------------------
 *
 * tag_pairs.c
 *		SQL: tag_pairs(), a row a pair of concepts that a document names in one
 *		clause, sentence or paragraph.
 *
 * A unit with both counts once.  Two mentions pair when neither reaches into
 * the other: what is part of a name is not beside it.  Of each concept in a
 * unit the mention that ends first and the one that begins last tell whether
 * there are two such, so the work in a unit is that of its pairs of concepts,
 * however many mentions it has.  Which two are quoted is looked up once a pair.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "reading/paragraph.h"
#include "storage/shmem.h"
#include "tagging/character_index.h"
#include "tagging/tagger.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_pairs);

#define PAIR_COLUMNS 8
#define START_SLOTS 64
#define PAIRS_MAX 4194304		/* that a document may have; a row each, and 32 bytes */
#define SENTENCE_MAX 2000		/* bytes that a row quotes, unless one mention is longer */

typedef enum Within
{
	WITHIN_CLAUSE,
	WITHIN_SENTENCE,
	WITHIN_PARAGRAPH
} Within;

typedef struct ConceptPair
{
	uint32		a;
	uint32		b;
} ConceptPair;

typedef struct PairRow
{
	ConceptPair key;
	uint32		status;
	uint32		earlier;		/* of the first unit with both: two candidates */
	uint32		later;
	int64		units;
} PairRow;

static inline uint32
hash_pair(ConceptPair key)
{
	return hash_combine(murmurhash32(key.a), murmurhash32(key.b));
}

#define SH_PREFIX unit_pairs
#define SH_ELEMENT_TYPE PairRow
#define SH_KEY_TYPE ConceptPair
#define SH_KEY key
#define SH_HASH_KEY(table, k) hash_pair(k)
#define SH_EQUAL(table, x, y) ((x).a == (y).a && (x).b == (y).b)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* A concept in the present unit. */
typedef struct UnitConcept
{
	uint32		concept;
	uint32		first;			/* candidates */
	uint32		ends_first;
	uint32		begins_last;
} UnitConcept;

typedef struct UnitSide
{
	uint32		facet;
	UnitConcept *concepts;
	uint32		count;
} UnitSide;

typedef struct PairReader
{
	const Tagger *tagger;
	const MatchCandidate *candidates;
	Within		within;
	ParagraphReader paragraphs;
	UnitSide	sides[2];
	int			side_count;		/* 1: both facets are the same */
	uint32	   *next_of;		/* of each candidate: the next of its concept in the unit */
	uint32	   *place_of;		/* of each concept in its side's unit, plus one */
	int64	   *units_of;		/* of each concept */
	unit_pairs_hash *pairs;
} PairReader;

/* ---- units ----------------------------------------------------------------------- */

static Within
within_of(const char *name)
{
	static const char *const names[] = {"clause", "sentence", "paragraph"};

	for (size_t i = 0; i < lengthof(names); i++)
		if (strcmp(name, names[i]) == 0)
			return (Within) i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("concepts cannot be paired within \"%s\"", name),
			 errhint("Pairs are within clause, sentence or paragraph.")));
}

/* What is the same number for all mentions of a unit; it never falls. */
static uint32
unit_of(PairReader *reader, uint32 candidate)
{
	const ReadingMention *mention = &reader->tagger->reading->mentions[candidate];

	switch (reader->within)
	{
		case WITHIN_CLAUSE:
			return mention->clause;
		case WITHIN_SENTENCE:
			return mention->sentence.start;
		default:
			return paragraph_at(&reader->paragraphs, mention->sentence.start);
	}
}

static void
add_mention(PairReader *reader, UnitSide *side, uint32 number)
{
	const MatchCandidate *mention = &reader->candidates[number];
	uint32	   *place = &reader->place_of[mention->concept];
	UnitConcept *row;

	reader->next_of[number] = IMAGE_NONE;
	if (*place == 0)
	{
		row = &side->concepts[side->count++];
		*row = (UnitConcept) {mention->concept, number, number, number};
		*place = side->count;
		reader->units_of[mention->concept]++;
		return;
	}
	row = &side->concepts[*place - 1];
	if (mention->end < reader->candidates[row->ends_first].end)
		row->ends_first = number;
	reader->next_of[row->begins_last] = number;
	row->begins_last = number;
}

/* ---- pairs ------------------------------------------------------------------------- */

/* The first mention of a concept that begins behind another mention, or IMAGE_NONE. */
static uint32
first_behind(const PairReader *reader, const UnitConcept *concept, uint32 mention)
{
	uint32		number = concept->first;

	while (number != IMAGE_NONE && reader->candidates[number].start < reader->candidates[mention].end)
		number = reader->next_of[number];
	return number;
}

/*
 * The two that stand first together, in the order of the text.  Where one of
 * those that end first stands before the other, only what overlaps with it is
 * passed by; so long lists of mentions are not walked for each pair.
 */
static void
quote_mentions(const PairReader *reader, PairRow *row, const UnitConcept *a, const UnitConcept *b)
{
	const MatchCandidate *first_a = &reader->candidates[a->ends_first];
	const MatchCandidate *first_b = &reader->candidates[b->ends_first];
	uint32		b_behind = IMAGE_NONE;
	uint32		a_behind = IMAGE_NONE;

	if (first_a->start < first_b->end)
		b_behind = first_behind(reader, b, a->ends_first);
	if (first_b->start < first_a->end)
		a_behind = first_behind(reader, a, b->ends_first);
	row->earlier = b_behind < a_behind ? a->ends_first : b->ends_first;
	row->later = Min(a_behind, b_behind);
}

static bool
stands_before(const PairReader *reader, const UnitConcept *a, const UnitConcept *b)
{
	return reader->candidates[a->ends_first].end <= reader->candidates[b->begins_last].start;
}

static void
count_pair(PairReader *reader, const UnitConcept *a, const UnitConcept *b)
{
	PairRow    *row;
	bool		found;

	if (!stands_before(reader, a, b) && !stands_before(reader, b, a))
		return;
	row = unit_pairs_insert(reader->pairs, (ConceptPair) {a->concept, b->concept}, &found);
	if (!found)
	{
		if (reader->pairs->members > PAIRS_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("the document has more than %d pairs of concepts", PAIRS_MAX),
					 errhint("Ask for pairs within a sentence or a clause.")));
		row->units = 0;
		quote_mentions(reader, row, a, b);
	}
	row->units++;
}

/* Of one facet each pair once, the lesser key first: concepts are in the order of keys. */
static void
count_own_pairs(PairReader *reader, const UnitSide *side)
{
	for (uint32 i = 0; i < side->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (uint32 k = i + 1; k < side->count; k++)
		{
			const UnitConcept *one = &side->concepts[i];
			const UnitConcept *other = &side->concepts[k];

			if (one->concept < other->concept)
				count_pair(reader, one, other);
			else
				count_pair(reader, other, one);
		}
	}
}

static void
count_pairs(PairReader *reader, const UnitSide *a, const UnitSide *b)
{
	for (uint32 i = 0; i < a->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		for (uint32 k = 0; k < b->count; k++)
			count_pair(reader, &a->concepts[i], &b->concepts[k]);
	}
}

static void
end_unit(PairReader *reader)
{
	if (reader->side_count == 1)
		count_own_pairs(reader, &reader->sides[0]);
	else
		count_pairs(reader, &reader->sides[0], &reader->sides[1]);
	for (int s = 0; s < reader->side_count; s++)
	{
		UnitSide   *side = &reader->sides[s];

		for (uint32 i = 0; i < side->count; i++)
			reader->place_of[side->concepts[i].concept] = 0;
		side->count = 0;
	}
}

static void
read_pairs(PairReader *reader)
{
	uint32		count = reader->tagger->matcher->candidate_count;
	uint32		present = 0;

	for (uint32 i = 0; i < count; i++)
	{
		if ((i & 0xFFFF) == 0)
			CHECK_FOR_INTERRUPTS();
		for (int s = 0; s < reader->side_count; s++)
		{
			uint32		unit;

			if (reader->candidates[i].verdict != MATCH_ACCEPTED ||
				reader->candidates[i].facet != reader->sides[s].facet)
				continue;
			unit = unit_of(reader, i);
			if (unit != present)
				end_unit(reader);
			present = unit;
			add_mention(reader, &reader->sides[s], i);
		}
	}
	end_unit(reader);
}

static void
begin_pairs(PairReader *reader, const Tagger *tagger, uint32 facet_a, uint32 facet_b)
{
	Size		concepts = tagger->matcher->view->concept_count + (Size) 1;

	reader->tagger = tagger;
	reader->candidates = tagger->matcher->candidates;
	reader->side_count = facet_a == facet_b ? 1 : 2;
	reader->sides[0].facet = facet_a;
	reader->sides[1].facet = facet_b;
	for (int s = 0; s < reader->side_count; s++)
		reader->sides[s].concepts = palloc(mul_size(sizeof(UnitConcept), concepts));
	reader->next_of = palloc_extended(mul_size(sizeof(uint32), (Size) tagger->matcher->candidate_count + 1),
									  MCXT_ALLOC_HUGE);
	reader->place_of = palloc0(mul_size(sizeof(uint32), concepts));
	reader->units_of = palloc0(mul_size(sizeof(int64), concepts));
	reader->pairs = unit_pairs_create(CurrentMemoryContext, START_SLOTS, NULL);
	/* without a candidate nothing was written, and nobody asks */
	if (reader->within == WITHIN_PARAGRAPH && tagger->reading->uniform_part != IMAGE_NONE)
		paragraphs_begin(&reader->paragraphs, &tagger->reading->uniform);
}

/* ---- rows ---------------------------------------------------------------------------- */

static int
compare_rows(const void *left, const void *right)
{
	const ConceptPair *a = &(*(const PairRow *const *) left)->key;
	const ConceptPair *b = &(*(const PairRow *const *) right)->key;

	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

/* In the order of the keys. */
static PairRow **
sorted_rows(PairReader *reader)
{
	PairRow   **rows = palloc_extended(mul_size(sizeof(PairRow *), (Size) reader->pairs->members + 1),
									   MCXT_ALLOC_HUGE);
	unit_pairs_iterator iterator;
	uint32		count = 0;

	unit_pairs_start_iterate(reader->pairs, &iterator);
	while ((rows[count] = unit_pairs_iterate(reader->pairs, &iterator)) != NULL)
		count++;
	qsort(rows, count, sizeof(PairRow *), compare_rows);
	return rows;
}

/* The sentence of both, or those from one to the other; of a very long one the mentions. */
static ReadingSpan
quoted_span(const PairReader *reader, const PairRow *row)
{
	const ReadingMention *mentions = reader->tagger->reading->mentions;
	const MatchCandidate *earlier = &reader->candidates[row->earlier];
	const MatchCandidate *later = &reader->candidates[row->later];
	ReadingSpan span = {mentions[row->earlier].sentence.start, mentions[row->later].sentence.end};

	if (span.end < later->end)
		span.end = later->end;
	if (span.end - span.start <= SENTENCE_MAX)
		return span;
	span.start = earlier->start;
	span.end = later->end - earlier->start <= SENTENCE_MAX ? later->end : earlier->end;
	return span;
}

static void
put_pair(ReturnSetInfo *result, const PairReader *reader, const PairRow *row, const CharacterIndex *index)
{
	const ImageView *view = reader->tagger->matcher->view;
	ReadingSpan span = quoted_span(reader, row);
	int32		start = characters_before(index, span.start);
	Datum		values[PAIR_COLUMNS];
	bool		nulls[PAIR_COLUMNS] = {0};

	values[0] = concept_key(view, row->key.a);
	values[1] = concept_key(view, row->key.b);
	values[2] = Int64GetDatum(row->units);
	values[3] = Int64GetDatum(reader->units_of[row->key.a]);
	values[4] = Int64GetDatum(reader->units_of[row->key.b]);
	values[5] = PointerGetDatum(cstring_to_text_with_len((const char *) index->text + span.start,
														 (int) (span.end - span.start)));
	values[6] = Int32GetDatum(start + 1);
	values[7] = Int32GetDatum(characters_before(index, span.end) - start);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* tag_pairs(taxonomy, document, facet_a, facet_b, within) */
Datum
tag_pairs(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	char	   *taxonomy = text_to_cstring(PG_GETARG_TEXT_PP(0));
	text	   *document = PG_GETARG_TEXT_PP(1);
	MemoryContext memory = row_memory_create();
	PairReader	reader = {.within = within_of(text_to_cstring(PG_GETARG_TEXT_PP(4)))};
	CharacterIndex index;
	PairRow   **rows;
	const ImageView *view;
	uint32		facet_a;
	uint32		facet_b;
	Tagger	   *tagger;

	InitMaterializedSRF(fcinfo, 0);
	view = &tagger_open(taxonomy)->image->view;
	facet_a = require_facet(view, PG_GETARG_TEXT_PP(2), taxonomy);
	facet_b = require_facet(view, PG_GETARG_TEXT_PP(3), taxonomy);
	tagger = tagger_run_reading(taxonomy, document, NULL);
	begin_pairs(&reader, tagger, facet_a, facet_b);
	read_pairs(&reader);
	rows = sorted_rows(&reader);
	character_index_read(&index, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	for (uint64 i = 0; i < reader.pairs->members; i++)
	{
		MemoryContext outer = row_memory_enter(memory);

		put_pair(result, &reader, rows[i], &index);
		MemoryContextSwitchTo(outer);
	}
	tagger_end(tagger);
	return (Datum) 0;
}

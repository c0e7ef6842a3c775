/*-------------------------------------------------------------------------
 *
 * commitments.c
 *		How firmly a document commits to each concept that it names.
 *
 * Called by tag_commitments.c and by reports.  Counts clauses: of several
 * mentions of a concept in one clause the one with the most force counts.
 * Must never know who shows it.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/commitments.h"

#include "host.h"
#include "miscadmin.h"

static Commitment *
commitment_row(Commitments *all, uint32 concept)
{
	Commitment *row;

	if (all->row_of[concept] > 0)
		return &all->rows[all->row_of[concept] - 1];
	if (all->count == all->allocated)
		all->rows = host_grow(all->rows, &all->allocated, 32, sizeof(Commitment));
	row = &all->rows[all->count++];
	memset(row, 0, sizeof(*row));
	row->concept = concept;
	row->prohibited_mention = IMAGE_NONE;
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
	if (candidate->force <= COMMITMENT_FORCES && candidate->force > row->highest)
	{
		row->highest = candidate->force;
		row->highest_mention = number;
	}
	if (candidate->force == READING_PROHIBITED && row->prohibited_mention == IMAGE_NONE)
		row->prohibited_mention = number;
}

static int
compare_rows(const void *a, const void *b)
{
	uint32		left = ((const Commitment *) a)->concept;
	uint32		right = ((const Commitment *) b)->concept;

	return (left > right) - (left < right);
}

void
commitments_count(Commitments *all, const Tagger *tagger)
{
	const Matcher *matcher = tagger->matcher;

	memset(all, 0, sizeof(*all));
	all->row_of = palloc0(mul_size(sizeof(uint32), matcher->view->concept_count + (Size) 1));
	for (uint32 i = 0; i < matcher->candidate_count; i++)
	{
		if ((i & 0xFFFF) == 0)
			CHECK_FOR_INTERRUPTS();
		if (matcher->candidates[i].verdict == MATCH_ACCEPTED)
			count_mention(all, tagger, i);
	}
	if (all->count > 1)
		qsort(all->rows, all->count, sizeof(Commitment), compare_rows);
}

/*-------------------------------------------------------------------------
 *
 * tagquery_rank.c
 *		tag_rank: how well a tagset answers a tagquery, from 0 to 1.
 *
 * Called from SQL only.  Must never know where either value came from.
 *
 * The p-norm model of Salton, Fox & Wu, Extended Boolean information
 * retrieval, CACM 26 (1983), with p = 2 and without weights.  Of operands
 * ranked x1 .. xn:
 *
 *	 a | b	 sqrt((x1^2 + .. + xn^2) / n)			distance from nothing
 *	 a & b	 1 - sqrt(((1-x1)^2 + .. + (1-xn)^2) / n)	nearness to everything
 *
 * A key ranks as its score, a facet as the best of its keys; an entry that
 * does not meet the conditions ranks as absent, 0.  What stands under '!' is
 * left out, as if it were not written: it says what must not be there, not
 * how much of the rest there is.
 *
 * Operands are added in the order of the query, with IEEE 754 arithmetic and
 * sqrt alone, so the answer is the same everywhere.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"

#include "tagquery/tagquery.h"

typedef struct TagqueryRank
{
	TagqueryReader query;
	const Tagset *tags;
} TagqueryRank;

static double
rank_key(const TagqueryRank *state, const TagqueryNode *leaf)
{
	TagsetEntry entry;
	int64		words;

	if (!tagset_find(state->tags, leaf->name, leaf->name_length, &entry, &words) ||
		!tagquery_satisfies(&entry, words, leaf))
		return 0.0;
	return tagset_default_score(entry.evidence, words);
}

static double
rank_facet(const TagqueryRank *state, const TagqueryNode *leaf)
{
	TagsetReader reader;
	TagsetEntry entry;
	double		best = 0.0;

	tagset_read_begin(&reader, state->tags);
	while (tagset_read_next(&reader, &entry))
		if (tagset_in_facet(&entry, leaf->name, leaf->name_length) &&
			tagquery_satisfies(&entry, reader.words, leaf))
			best = Max(best, tagset_default_score(entry.evidence, reader.words));
	return best;
}

/* An operand gives its rank, or says no: nothing in it is asked for. */
static bool rank_operand(TagqueryRank *state, double *rank);

/* Adds the next operand of a chain, the square of its distance. */
static void
add_operand(TagqueryRank *state, TagqueryKind kind, double *squares, double *last, int *count)
{
	double		rank;
	double		distance;

	if (!rank_operand(state, &rank))
		return;
	distance = kind == TAGQUERY_AND ? 1.0 - rank : rank;
	*squares += distance * distance;
	*last = rank;
	(*count)++;
}

static bool
rank_chain(TagqueryRank *state, TagqueryKind kind, double *rank)
{
	double		squares = 0.0;
	int			count = 0;

	*rank = 0.0;
	do
	{
		add_operand(state, kind, &squares, rank, &count);
	} while (tagquery_read_same(&state->query, kind));
	add_operand(state, kind, &squares, rank, &count);
	/* one operand left is the rank as it is, not rounded on the way */
	if (count > 1)
	{
		double		distance = sqrt(squares / count);

		*rank = kind == TAGQUERY_AND ? 1.0 - distance : distance;
	}
	return count > 0;
}

static bool
rank_operand(TagqueryRank *state, double *rank)
{
	TagqueryNode node;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (!tagquery_read_next(&state->query, &node))
		return false;
	switch (node.kind)
	{
		case TAGQUERY_KEY:
			*rank = rank_key(state, &node);
			return true;
		case TAGQUERY_FACET:
			*rank = rank_facet(state, &node);
			return true;
		case TAGQUERY_NOT:
			tagquery_read_skip(&state->query);
			return false;
		case TAGQUERY_AND:
		case TAGQUERY_OR:
			return rank_chain(state, node.kind, rank);
	}
	pg_unreachable();
}

PG_FUNCTION_INFO_V1(tag_rank);
Datum
tag_rank(PG_FUNCTION_ARGS)
{
	TagqueryRank state = {.tags = PG_GETARG_TAGSET_P(0)};
	double		rank;

	tagquery_read_begin(&state.query, PG_GETARG_TAGQUERY_P(1));
	if (!rank_operand(&state, &rank))
		rank = 0.0;
	PG_RETURN_FLOAT4((float4) rank);
}

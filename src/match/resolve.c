/*-------------------------------------------------------------------------
 *
 * resolve.c
 *		Decides, facet by facet, which candidates are mentions.
 *
 * overlap = longest: from left to right the longest candidate takes its span
 * and shadows what overlaps it.  overlap = all: every span stands.  The
 * candidates of one facet with one span are a group; in it a negative label
 * wins, then those with the most matched capitals; and of one concept's
 * labels the heaviest.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"

#include <string.h>

static void
forget_facets(Matcher *matcher)
{
	for (uint32_t i = 0; i < matcher->view->facet_count; i++)
	{
		matcher->facets[i].group = IMAGE_NONE;
		matcher->facets[i].negative = IMAGE_NONE;
	}
	matcher->group_count = 0;
}

static void
open_group(Matcher *matcher, MatchFacet *facet, uint32_t number)
{
	const MatchCandidate *candidate = &matcher->candidates[number];
	MatchGroup *group;

	if (matcher->group_count == matcher->group_capacity)
		matcher->groups = host_grow(matcher->groups, &matcher->group_capacity, 64,
									sizeof(MatchGroup));
	facet->group = matcher->group_count;
	facet->part = candidate->part;
	facet->start = candidate->start;
	facet->end = candidate->end;
	group = &matcher->groups[matcher->group_count++];
	group->first = group->strongest = number;
	group->capitals = 0;
	group->negative = IMAGE_NONE;
}

static void
join_group(Matcher *matcher, MatchFacet *facet, uint32_t number)
{
	MatchCandidate *candidate = &matcher->candidates[number];
	MatchGroup *group = &matcher->groups[facet->group];

	candidate->group = facet->group;
	candidate->verdict = MATCH_PENDING;
	candidate->rival = IMAGE_NONE;
	if (candidate->negative)
	{
		group->negative = number;
		facet->negative = number;
		facet->negative_end = candidate->end;
	}
	else if (candidate->capitals > group->capitals)
	{
		group->capitals = candidate->capitals;
		group->strongest = number;
	}
}

static void
reject(MatchCandidate *candidate, MatchVerdict verdict, uint32_t rival)
{
	candidate->verdict = (uint8_t) verdict;
	candidate->rival = rival;
	candidate->group = IMAGE_NONE;
}

/* overlap = all: a negative label still takes what lies within its span. */
static bool
lies_in_negative(const Matcher *matcher, const MatchFacet *facet, const MatchCandidate *candidate)
{
	return facet->negative != IMAGE_NONE &&
		matcher->candidates[facet->negative].part == candidate->part &&
		candidate->end <= facet->negative_end;
}

/* Gives the candidate its group, or rejects it; they come in their order. */
static void
assign(Matcher *matcher, uint32_t number)
{
	MatchCandidate *candidate = &matcher->candidates[number];
	uint32_t	facet_number = candidate->facet;
	MatchFacet *facet = &matcher->facets[facet_number];
	bool		all = matcher->view->facets[facet_number].overlap_all;
	bool		same_part = facet->group != IMAGE_NONE && facet->part == candidate->part;
	bool		same_span = same_part && facet->start == candidate->start &&
		facet->end == candidate->end;

	if (!same_span)
	{
		if (all && lies_in_negative(matcher, facet, candidate))
		{
			reject(candidate, MATCH_NEGATIVE, facet->negative);
			return;
		}
		if (!all && same_part && candidate->start < facet->end)
		{
			const MatchGroup *taken = &matcher->groups[facet->group];
			bool		negative = taken->negative != IMAGE_NONE;

			reject(candidate, negative ? MATCH_NEGATIVE : MATCH_SHADOWED,
				   negative ? taken->negative : taken->strongest);
			return;
		}
		open_group(matcher, facet, number);
	}
	join_group(matcher, facet, number);
}

/* Of two labels of one concept: the heavier, then more capitals, then order. */
static bool
is_better(const Matcher *matcher, const MatchCandidate *a, const MatchCandidate *b)
{
	int64_t		weight_a = image_contribution(matcher->view, a->label, 0, IMAGE_ZONES - 1, false);
	int64_t		weight_b = image_contribution(matcher->view, b->label, 0, IMAGE_ZONES - 1, false);

	if (weight_a != weight_b)
		return weight_a > weight_b;
	if (a->capitals != b->capitals)
		return a->capitals > b->capitals;
	return a->label < b->label;
}

/* Another label of the same concept in the group that stands before it. */
static uint32_t
better_twin(const Matcher *matcher, uint32_t number)
{
	const MatchCandidate *candidate = &matcher->candidates[number];
	uint32_t	concept = candidate->concept;

	for (uint32_t i = matcher->groups[candidate->group].first; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *other = &matcher->candidates[i];

		if (!match_same_span(other, candidate))
			break;
		if (other->group == candidate->group && i != number && !other->negative &&
			other->concept == concept && is_better(matcher, other, candidate))
			return i;
	}
	return IMAGE_NONE;
}

static bool
group_has_concept_with_capitals(const Matcher *matcher, const MatchCandidate *candidate)
{
	const MatchGroup *group = &matcher->groups[candidate->group];
	uint32_t	concept = candidate->concept;

	for (uint32_t i = group->first; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *other = &matcher->candidates[i];

		if (!match_same_span(other, candidate))
			break;
		if (other->group == candidate->group && other->capitals == group->capitals &&
			!other->negative && other->concept == concept)
			return true;
	}
	return false;
}

static void
decide(Matcher *matcher, uint32_t number)
{
	MatchCandidate *candidate = &matcher->candidates[number];
	const MatchGroup *group = &matcher->groups[candidate->group];
	uint32_t	twin;

	if (candidate->negative)
		candidate->verdict = MATCH_IS_NEGATIVE;
	else if (group->negative != IMAGE_NONE)
	{
		candidate->verdict = MATCH_NEGATIVE;
		candidate->rival = group->negative;
	}
	else if (candidate->capitals < group->capitals &&
			 !group_has_concept_with_capitals(matcher, candidate))
	{
		candidate->verdict = MATCH_SHADOWED;
		candidate->rival = group->strongest;
	}
	else if ((twin = better_twin(matcher, number)) != IMAGE_NONE)
	{
		candidate->verdict = MATCH_SHADOWED;
		candidate->rival = twin;
	}
	else
		candidate->verdict = MATCH_ACCEPTED;
}

/* Whether a candidate overlaps neither those before it, which reach so far, nor the next. */
static inline bool
stands_alone(const Matcher *matcher, uint32_t number, uint32_t reach)
{
	const MatchCandidate *candidate = &matcher->candidates[number];
	const MatchCandidate *next = candidate + 1;

	return candidate->start >= reach &&
		(number + 1 == matcher->candidate_count || next->part != candidate->part ||
		 next->start >= candidate->end);
}

/* Nothing to decide. */
static inline void
accept_alone(MatchCandidate *candidate)
{
	candidate->verdict = candidate->negative ? MATCH_IS_NEGATIVE : MATCH_ACCEPTED;
	candidate->rival = IMAGE_NONE;
}

/* Gives all candidates that must be compared their groups; the others have their verdicts then. */
static void
assign_all(Matcher *matcher)
{
	uint32_t	part = IMAGE_NONE;
	uint32_t	reach = 0;		/* of the candidates of that part so far */

	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		MatchCandidate *candidate = &matcher->candidates[i];

		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
		if (candidate->part != part)
			reach = 0;
		part = candidate->part;
		candidate->group = IMAGE_NONE;
		if (!match_was_dropped(candidate))
		{
			if (!candidate->admitted)
				reject(candidate, MATCH_REQUIRES, IMAGE_NONE);
			else if (stands_alone(matcher, i, reach))
				accept_alone(candidate);
			else
				assign(matcher, i);
		}
		reach = candidate->end > reach ? candidate->end : reach;
	}
}

void
match_resolve(Matcher *matcher)
{
	forget_facets(matcher);
	assign_all(matcher);
	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
		if (matcher->candidates[i].group != IMAGE_NONE)
			decide(matcher, i);
	}
}

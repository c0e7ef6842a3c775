/*-------------------------------------------------------------------------
 *
 * inside.c
 *		Notes which mentions lie inside a longer mention of another facet:
 *		"Asia" in "OpenGov Asia", "China" in "Made in China 2025".
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"

static bool
contains(const MatchCandidate *outer, const MatchCandidate *inner)
{
	return outer->start <= inner->start && outer->end >= inner->end &&
		outer->end - outer->start > inner->end - inner->start;
}

/* The longest that contains it; of equal ones the first key. */
static uint32_t
find_container(const Matcher *matcher, const MatchCandidate *inner, uint32_t open_count)
{
	uint32_t	length = 0;
	uint32_t	found = IMAGE_NONE;

	for (uint32_t i = 0; i < open_count; i++)
	{
		const MatchCandidate *outer = &matcher->candidates[matcher->open[i]];
		uint32_t	outer_length = outer->end - outer->start;
		uint32_t	concept = outer->concept;

		if (outer->facet == inner->facet || !contains(outer, inner))
			continue;
		if (outer_length > length || (outer_length == length && concept < found))
		{
			length = outer_length;
			found = concept;
		}
	}
	return found;
}

/* Drops those that end before the place, keeping the order. */
static uint32_t
close_passed(Matcher *matcher, uint32_t open_count, const MatchCandidate *present)
{
	uint32_t	kept = 0;

	for (uint32_t i = 0; i < open_count; i++)
	{
		const MatchCandidate *outer = &matcher->candidates[matcher->open[i]];

		if (outer->part == present->part && outer->end > present->start)
			matcher->open[kept++] = matcher->open[i];
	}
	return kept;
}

static void
open_candidate(Matcher *matcher, uint32_t open_count, uint32_t number)
{
	if (open_count == matcher->open_capacity)
		matcher->open = host_grow(matcher->open, &matcher->open_capacity, 16, sizeof(uint32_t));
	matcher->open[open_count] = number;
}

void
match_note_inside(Matcher *matcher)
{
	uint32_t	open_count = 0;

	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		MatchCandidate *candidate = &matcher->candidates[i];

		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
		candidate->inside = IMAGE_NONE;
		if (candidate->verdict != MATCH_ACCEPTED)
			continue;
		open_count = close_passed(matcher, open_count, candidate);
		candidate->inside = find_container(matcher, candidate, open_count);
		open_candidate(matcher, open_count++, i);
	}
}

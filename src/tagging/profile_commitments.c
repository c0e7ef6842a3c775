/*-------------------------------------------------------------------------
 *
 * profile_commitments.c
 *		The clauses of a document that commit, and how specific they are.
 *
 * Called by tag_profile.c.  A clause commits by a mention of force 4 or 5,
 * affirmed in the issuer's voice.  Mentions are in the order of the text, so
 * those of a clause follow each other.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/profile.h"

#define FIRM 4
#define BINDING 5

static bool
commits(const MatchCandidate *mention)
{
	return mention->force == FIRM || mention->force == BINDING;
}

/* Takes the next clause with a mention of the facet (IMAGE_NONE: any) from *next on. */
static bool
next_clause(const Profile *profile, uint32 facet, uint32 *next, const ReadingMention **clause, bool *firm)
{
	const Matcher *matcher = profile->tagger->matcher;
	const ReadingMention *mentions = profile->tagger->reading->mentions;

	*clause = NULL;
	*firm = false;
	for (; *next < matcher->candidate_count; ++*next)
	{
		const MatchCandidate *mention = &matcher->candidates[*next];

		if (mention->verdict != MATCH_ACCEPTED || (facet != IMAGE_NONE && mention->facet != facet))
			continue;
		if (*clause && mentions[*next].clause != (*clause)->clause)
			return true;
		*clause = &mentions[*next];
		*firm |= commits(mention);
	}
	return *clause != NULL;
}

ProfileShare
profile_committed(const Profile *profile)
{
	ProfileShare share = {0, 0};
	const ReadingMention *clause;
	uint32		next = 0;
	bool		firm;

	if (profile->facet == IMAGE_NONE)
		return share;
	while (next_clause(profile, profile->facet, &next, &clause, &firm))
	{
		share.of++;
		share.count += firm;
	}
	return share;
}

/* ---- specific clauses ------------------------------------------------------------------ */

static bool
has_quantity(const TargetList *list, uint32 *first, ReadingSpan clause)
{
	while (*first < list->count && list->targets[*first].start < clause.start)
		++*first;
	return *first < list->count && list->targets[*first].start < clause.end;
}

/* In the clause, or, of the deadlines proper, before it in the sentence. */
static bool
is_deadline_of(const Period *period, const ReadingMention *clause)
{
	if (period->start >= clause->clause_span.start)
		return period->kind == PERIOD_NEXT || period_can_be_deadline(period);
	return period->kind == PERIOD_DEADLINE;
}

static bool
has_deadline(const PeriodList *list, uint32 *first, const ReadingMention *clause)
{
	while (*first < list->count && list->periods[*first].start < clause->sentence.start)
		++*first;
	for (uint32 i = *first; i < list->count && list->periods[i].start < clause->clause_span.end; i++)
		if (is_deadline_of(&list->periods[i], clause))
			return true;
	return false;
}

ProfileShare
profile_specific(const Profile *profile)
{
	ProfileShare share = {0, 0};
	const ReadingMention *clause;
	uint32		next = 0;
	uint32		quantity = 0;
	uint32		period = 0;
	bool		firm;

	while (next_clause(profile, IMAGE_NONE, &next, &clause, &firm))
	{
		if (!firm)
			continue;
		share.of++;
		share.count += has_quantity(&profile->targets.list, &quantity, clause->clause_span) ||
			has_deadline(&profile->periods, &period, clause);
	}
	return share;
}

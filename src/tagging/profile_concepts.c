/*-------------------------------------------------------------------------
 *
 * profile_concepts.c
 *		The concepts of a document: how broad it is, where its evidence stands,
 *		the leading ones of each facet and the places by level.
 *
 * Called by tag_profile.c.  Evidence is in integers until the last step, and
 * what is added as floats is added in the order of the keys.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/profile.h"

#include "common/shortest_dec.h"
#include "storage/shmem.h"
#include "tagset/tagset_measures.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"

#define LEADING 5				/* concepts of a facet, places of a level */
#define LEAD_ZONE 1				/* the zones before it: title and lead */

/* ---- breadth -------------------------------------------------------------------------- */

static int
compare_entries_by_concept(const void *left, const void *right)
{
	const ScoreEntry *a = *(const ScoreEntry *const *) left;
	const ScoreEntry *b = *(const ScoreEntry *const *) right;

	return (a->concept > b->concept) - (a->concept < b->concept);
}

/* The entries of the facet, by key; their number. */
static int
facet_entries(const Profile *profile, const ScoreEntry **entries)
{
	const Scorer *scorer = profile->tagger->scorer;
	int			count = 0;

	for (uint32 i = 0; i < scorer->entry_count; i++)
		if (scorer->entries[i].evidence > 0 &&
			profile->view->concepts[scorer->entries[i].concept].facet == profile->facet)
			entries[count++] = &scorer->entries[i];
	qsort(entries, count, sizeof(ScoreEntry *), compare_entries_by_concept);
	return count;
}

/* Marks what has something narrower among the entries. */
static bool *
broader_concepts(const Profile *profile, const ScoreEntry **entries, int count)
{
	const ImageView *view = profile->view;
	bool	   *broader = palloc0(mul_size(sizeof(bool), (Size) view->concept_count + 1));

	for (int i = 0; i < count; i++)
	{
		const ImageConcept *concept = &view->concepts[entries[i]->concept];

		for (uint32 a = 0; a < concept->ancestor_count; a++)
			broader[view->ancestors[concept->first_ancestor + a].concept] = true;
	}
	return broader;
}

bool
profile_breadth(const Profile *profile, double *breadth)
{
	Size		capacity = profile->tagger->scorer->entry_count + (Size) 1;
	const ScoreEntry **entries = palloc(mul_size(sizeof(ScoreEntry *), capacity));
	int64	   *parts = palloc(mul_size(sizeof(int64), capacity));
	int			count = facet_entries(profile, entries);
	bool	   *broader = broader_concepts(profile, entries, count);
	int			leaves = 0;

	for (int i = 0; i < count; i++)
		if (!broader[entries[i]->concept])
			parts[leaves++] = entries[i]->evidence;
	*breadth = tagset_effective_number(parts, leaves);
	return leaves > 0;
}

/* ---- headline share ----------------------------------------------------------------------- */

bool
profile_headline_share(const Profile *profile, double *share)
{
	const Matcher *matcher = profile->tagger->matcher;
	int64		all = 0;
	int64		headline = 0;

	for (uint32 i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *mention = &matcher->candidates[i];
		int64		evidence;

		if (mention->verdict != MATCH_ACCEPTED)
			continue;
		evidence = score_mention(matcher, mention);
		all += evidence;
		headline += mention->zone <= LEAD_ZONE ? evidence : 0;
	}
	if (all == 0 || profile->tagger->reading->zoned_part == IMAGE_NONE)
		return false;
	*share = (double) headline / (double) all;
	return true;
}

/* ---- leading concepts ------------------------------------------------------------------------ */

/* A concept that the document names itself, in the group it is listed in. */
typedef struct Leader
{
	const char *group;			/* facet or level; not terminated */
	int			group_length;
	uint32		concept;
	int64		evidence;
	int64		mentions;
} Leader;

static int
compare_leaders(const void *left, const void *right)
{
	const Leader *a = left;
	const Leader *b = right;
	int			order = memcmp(a->group, b->group, Min(a->group_length, b->group_length));

	if (order == 0)
		order = a->group_length - b->group_length;
	if (order != 0)
		return order;
	if (a->evidence != b->evidence)
		return a->evidence > b->evidence ? -1 : 1;
	return (a->concept > b->concept) - (a->concept < b->concept);
}

static void
write_string(StringInfo out, const char *text, int length)
{
	char	   *string = pnstrdup(text, length);

	escape_json(out, string);
	pfree(string);
}

static void
write_score(StringInfo out, const Profile *profile, int64 evidence)
{
	char		written[FLOAT_SHORTEST_DECIMAL_LEN];
	double		score = tagset_default_score(evidence, profile->tagger->matcher->words);

	float_to_shortest_decimal_buf((float) score, written);
	appendStringInfo(out, ", \"score\": %s", written);
}

static void
write_role(StringInfo out, const Profile *profile, uint32 place)
{
	const char *role = place_role_names[profile_role(profile, place)];

	appendStringInfo(out, role ? ", \"role\": \"%s\"" : ", \"role\": null", role);
}

static void
write_leader(StringInfo out, const Profile *profile, const Leader *leader, bool with_role)
{
	const ImageConcept *concept = &profile->view->concepts[leader->concept];

	appendStringInfoString(out, "{\"concept\": ");
	write_string(out, profile->view->strings + concept->key, concept->key_length);
	write_score(out, profile, leader->evidence);
	appendStringInfo(out, ", \"mentions\": " INT64_FORMAT, leader->mentions);
	if (with_role)
		write_role(out, profile, leader->concept);
	appendStringInfoCharMacro(out, '}');
}

static bool
is_same_group(const Leader *a, const Leader *b)
{
	return a->group_length == b->group_length && memcmp(a->group, b->group, a->group_length) == 0;
}

/* {"group": [{"concept": .., ..}, ..], ..}, of each group the first few. */
static Datum
leaders_as_jsonb(const Profile *profile, Leader *leaders, int count, bool with_role)
{
	StringInfoData out;
	int			rank = 0;

	qsort(leaders, count, sizeof(Leader), compare_leaders);
	initStringInfo(&out);
	appendStringInfoCharMacro(&out, '{');
	for (int i = 0; i < count; i++)
	{
		bool		first = i == 0 || !is_same_group(&leaders[i], &leaders[i - 1]);

		rank = first ? 0 : rank + 1;
		if (rank >= LEADING)
			continue;
		if (first)
		{
			appendStringInfoString(&out, i == 0 ? "" : "], ");
			write_string(&out, leaders[i].group, leaders[i].group_length);
			appendStringInfoString(&out, ": [");
		}
		else
			appendStringInfoString(&out, ", ");
		write_leader(&out, profile, &leaders[i], with_role);
	}
	appendStringInfoString(&out, count > 0 ? "]}" : "}");
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data));
}

static Leader *
leader_of(Leader *leader, const ScoreEntry *entry)
{
	leader->concept = entry->concept;
	leader->evidence = entry->evidence;
	leader->mentions = entry->mentions;
	return leader;
}

static bool
is_named(const ScoreEntry *entry)
{
	return entry->evidence > 0 && entry->mentions_direct > 0;
}

Datum
profile_top(const Profile *profile)
{
	const Scorer *scorer = profile->tagger->scorer;
	Leader	   *leaders = palloc(mul_size(sizeof(Leader), scorer->entry_count + (Size) 1));
	int			count = 0;

	for (uint32 i = 0; i < scorer->entry_count; i++)
	{
		const ImageFacet *facet = &profile->view->facets[profile->view->concepts[scorer->entries[i].concept].facet];
		Leader	   *leader;

		if (!is_named(&scorer->entries[i]))
			continue;
		leader = leader_of(&leaders[count++], &scorer->entries[i]);
		leader->group = profile->view->strings + facet->name;
		leader->group_length = facet->name_length;
	}
	return leaders_as_jsonb(profile, leaders, count, false);
}

Datum
profile_places(const Profile *profile)
{
	const Scorer *scorer = profile->tagger->scorer;
	Leader	   *leaders = palloc(mul_size(sizeof(Leader), scorer->entry_count + (Size) 1));
	int			count = 0;

	for (uint32 i = 0; i < scorer->entry_count; i++)
	{
		uint32		concept = scorer->entries[i].concept;
		Leader	   *leader;

		if (!is_named(&scorer->entries[i]) || profile->view->concepts[concept].facet != profile->places)
			continue;
		leader = leader_of(&leaders[count++], &scorer->entries[i]);
		leader->group = profile->levels[concept] ? profile->levels[concept] : "other";
		leader->group_length = (int) strlen(leader->group);
	}
	return leaders_as_jsonb(profile, leaders, count, true);
}

/*-------------------------------------------------------------------------
 *
 * profile_roles.c
 *		The role of each place: issuer, subject, venue or comparator.
 *
 * Called by profile_read.c, sentence by sentence.  Words around a mention tell
 * venues and comparators (reading/place_role.c).  A place that stands before
 * the cue that governs it ("Guizhou will ...") or in the title is a subject.
 * The title of a document that has a type tells whose it is.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/profile.h"

/* The items of a mention, half open. */
typedef struct MentionItems
{
	uint32		first;
	uint32		end;
} MentionItems;

static MentionItems
items_of(const ItemSentence *s, const ReadingSpan *mention, uint32 from)
{
	MentionItems items = {from, from};

	while (items.first < s->count && s->items[items.first].end <= mention->start)
		items.first++;
	items.end = items.first;
	while (items.end < s->count && s->items[items.end].start < mention->end)
		items.end++;
	return items;
}

static bool
is_in_title(const RoleReader *reader, const MatchCandidate *mention)
{
	return reader->profile->tagger->reading->zoned_part != IMAGE_NONE && mention->zone == 0;
}

/* ---- issuers ----------------------------------------------------------------------- */

static bool
opens_title(RoleReader *reader, const MatchCandidate *mention)
{
	const Zones *zones = &reader->profile->tagger->reading->zones;

	(void) zone_at(zones, mention->start, &reader->zone_hint);
	return reader->zone_hint < zones->count && zones->spans[reader->zone_hint].start == mention->start;
}

/* "Plan of the", "Notice by" right before the mention, or it is in the label itself. */
static bool
follows_type(const RoleReader *reader, const ItemSentence *s, uint32 start, uint32 first)
{
	if (start < reader->type_end)
		return true;
	if (first > 0 && item_is(s, first - 1, "the"))
		first--;
	return first > 1 && item_among(s, first - 1, "|of|by|") && s->items[first - 2].end == reader->type_end;
}

/* Whether the title of a document that has a type names its issuer so. */
static bool
is_issuer(RoleReader *reader, const ItemSentence *s, uint32 number, MentionItems items)
{
	const MatchCandidate *mention = &reader->profile->tagger->matcher->candidates[number];
	uint32		start = reader->profile->targets.mentions[number].start;

	if (reader->profile->tagger->reading->doctype == IMAGE_NONE || !is_in_title(reader, mention))
		return false;
	return opens_title(reader, mention) || follows_type(reader, s, start, items.first) ||
		(mention->facet == reader->profile->places && place_governs(s, items.first, items.end));
}

/* A body that issues does so for its country, where the taxonomy says which. */
static void
read_actor(RoleReader *reader, const ItemSentence *s, uint32 number, MentionItems items)
{
	const ImageView *view = reader->profile->view;
	const ImageConcept *actor = &view->concepts[reader->profile->tagger->matcher->candidates[number].concept];

	if (!is_issuer(reader, s, number, items))
		return;
	for (uint32 i = 0; i < actor->ancestor_count; i++)
	{
		uint32		place = view->ancestors[actor->first_ancestor + i].concept;

		if (view->concepts[place].facet == reader->profile->places)
			reader->profile->roles[place].mentions[PLACE_ISSUER]++;
	}
}

/* ---- the others --------------------------------------------------------------------- */

/* The cue that gave it force or status stands behind it, and it is not who is quoted. */
static bool
governs_cue(const MatchCandidate *candidate, const ReadingMention *mention)
{
	if (candidate->start >= mention->source.start && candidate->start < mention->source.end)
		return false;
	return (mention->force > 0 || mention->status > 0) && mention->cue.start >= candidate->end;
}

static PlaceRole
role_of(RoleReader *reader, const ItemSentence *s, uint32 number, MentionItems items)
{
	const MatchCandidate *mention = &reader->profile->tagger->matcher->candidates[number];
	PlaceRole	role;

	if (is_issuer(reader, s, number, items))
		return PLACE_ISSUER;
	if (mention->inside != IMAGE_NONE)
		return PLACE_UNDECIDED;
	role = place_role(s, items.first, items.end);
	if (role != PLACE_UNDECIDED || items.first == items.end)
		return role;
	return is_in_title(reader, mention) || governs_cue(mention, &reader->profile->tagger->reading->mentions[number]) ?
		PLACE_SUBJECT : PLACE_UNDECIDED;
}

void
roles_read(RoleReader *reader, const ItemSentence *s)
{
	Profile    *profile = reader->profile;
	const Matcher *matcher = profile->tagger->matcher;
	const ReadingSpan *places = profile->targets.mentions;
	uint32		end = s->items[s->count - 1].end;
	MentionItems items = {0, 0};

	for (; reader->next < matcher->candidate_count && places[reader->next].start < end; reader->next++)
	{
		const MatchCandidate *mention = &matcher->candidates[reader->next];
		const ReadingSpan *place = &places[reader->next];

		if (mention->verdict != MATCH_ACCEPTED || place->end <= s->items[0].start)
			continue;
		items = items_of(s, place, items.first);
		if (mention->facet == profile->tagger->reading->doctypes)
			reader->type_end = place->end;
		else if (mention->facet == profile->actors)
			read_actor(reader, s, reader->next, items);
		else if (mention->facet == profile->places)
			profile->roles[mention->concept].mentions[role_of(reader, s, reader->next, items)]++;
	}
}

/* An issuer is one by one mention; else most mentions decide, and the first role of equals. */
PlaceRole
profile_role(const Profile *profile, uint32 place)
{
	const uint32 *mentions = profile->roles[place].mentions;
	PlaceRole	best = PLACE_SUBJECT;

	if (mentions[PLACE_ISSUER] > 0)
		return PLACE_ISSUER;
	for (int role = PLACE_SUBJECT; role < PLACE_ROLES; role++)
		if (mentions[role] > mentions[best])
			best = (PlaceRole) role;
	return mentions[best] > 0 ? best : PLACE_UNDECIDED;
}

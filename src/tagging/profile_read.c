/*-------------------------------------------------------------------------
 *
 * profile_read.c
 *		What a profile needs of a text besides its mentions.
 *
 * Called by tag_profile.c.  One pass over the sentences: language, periods,
 * quantities, roles of places.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/profile.h"

#include "miscadmin.h"

#define NO_SENTENCE UINT32_MAX

/* The first item that is no sign: signs may have been left over by the sentence before. */
static const TextItem *
first_word(const ItemSentence *s)
{
	for (uint32 i = 0; i < s->count; i++)
		if (s->items[i].kind != ITEM_SIGN)
			return &s->items[i];
	return NULL;
}

/* Where the last sentence began. */
typedef struct SentencePlace
{
	UniformCursor to_original;
	uint32		zone;			/* hint for zone_at() */
} SentencePlace;

/* Furniture has no language and is no sentence. */
static bool
is_text(const Profile *profile, const UniformText *uniform, const TextItem *first, SentencePlace *place)
{
	const Reading *reading = profile->tagger->reading;

	return first != NULL &&
		(reading->zoned_part == IMAGE_NONE ||
		 zone_at(&reading->zones, uniform_original(uniform, first->start, &place->to_original), &place->zone) !=
		 ZONE_FURNITURE);
}

void
profile_read(Profile *profile, text *document, const PeriodContext *context)
{
	RoleReader	roles = {.profile = profile};
	uint32		counted = NO_SENTENCE;
	SentencePlace place = {0};
	ItemReader	reader;

	item_reader_begin(&reader, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	target_reader_begin(&profile->targets, profile->tagger->matcher, &reader.uniform, context);
	while (item_reader_next(&reader))
	{
		const ItemSentence *s = &reader.sentence;
		const TextItem *first = first_word(s);

		CHECK_FOR_INTERRUPTS();
		if (is_text(profile, &reader.uniform, first, &place))
		{
			language_count(&profile->language, s);
			profile->sentences += first->sentence != counted;
			counted = first->sentence;
		}
		targets_read(&profile->targets, s);
		periods_keep(&profile->periods, &profile->targets.periods);
		roles_read(&roles, s);
	}
	target_reader_finish(&profile->targets);
	periods_restore(&profile->periods, &reader.uniform);
	item_reader_release(&reader);
	periods_add_mentioned(&profile->periods, profile->concept_periods, profile->tagger->matcher);
}

/*-------------------------------------------------------------------------
 *
 * axes.c
 *		What the cues of a sentence say of one mention in it.
 *
 * Called by reading.c.	All places are of the uniform writing.
 *
 * Force and status are one chain: of the cues in the mention's clause that
 * reach it, the first governs the others ("should encourage" urges, "may
 * consider supporting" explores).	A clause without such a cue takes that of an
 * earlier clause whose scope is the sentence ("must promote A, and support B").
 * What is achieved or forecast commits nobody and has no force.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/axes.h"

#include "text/utf8.h"

#include <string.h>

#define SOURCE_MAX 80			/* bytes of a source */
#define FIRST_PLANNED 3			/* from this force on, what is not done is planned;
								 * above it, what is being done has none */

/* ---------- reach ---------- */

static bool
is_before(const FoundCue *cue, const ReadingSpan *mention)
{
	return cue->end <= mention->start;
}

/* By direction and terminators; where the cue stands is the caller's to see. */
static bool
reaches(const SentenceReading *reading, const FoundCue *cue, const ImageCue *says,
		const ReadingSpan *mention)
{
	bool		before = is_before(cue, mention);

	if (cue->named || (!before && cue->start < mention->end))
		return false;
	if (says->direction != IMAGE_CUE_BOTH && before != (says->direction == IMAGE_CUE_FORWARD))
		return false;
	return says->terminators_length == 0 ||
		!cue_is_terminated(reading->view, says, reading->text, before ? cue->end : mention->end,
						   before ? mention->start : cue->start);
}

static bool
says_something(const FoundCue *cue, ImageCueAxis axis)
{
	return cue->says[axis] != NULL && cue->says[axis]->value != IMAGE_CUE_NOTHING;
}

/* Does the cue govern the mention by that axis, from that clause? */
static bool
governs(const SentenceReading *reading, const FoundCue *cue, ImageCueAxis axis,
		const ReadingSpan *mention, uint32_t clause)
{
	if (!says_something(cue, axis) || !reaches(reading, cue, cue->says[axis], mention))
		return false;
	return cue->clause == clause ||
		(is_before(cue, mention) && (cue->says[axis]->flags & IMAGE_CUE_SENTENCE));
}

/* ---------- force and status ---------- */

/* The first from number on, in its clause, that says something by the axes. */
static const FoundCue *
next_in_chain(const SentenceReading *reading, uint32_t number, uint32_t in_clause,
			  const ReadingSpan *mention, uint32_t clause, bool status)
{
	for (; number < reading->found->count; number++)
	{
		const FoundCue *cue = &reading->found->cues[number];

		if (cue->clause != in_clause)
			continue;
		if (governs(reading, cue, IMAGE_CUE_FORCE, mention, clause) ||
			(status && governs(reading, cue, IMAGE_CUE_STATUS, mention, clause)))
			return cue;
	}
	return NULL;
}

static const FoundCue *
head_of_chain(const SentenceReading *reading, const ReadingSpan *mention, uint32_t clause)
{
	for (uint32_t k = clause + 1; k-- > 0;)
	{
		const FoundCue *cue = next_in_chain(reading, 0, k, mention, clause, true);

		if (cue != NULL)
			return cue;
	}
	return NULL;
}

static uint8_t
force_of(const FoundCue *cue)
{
	uint8_t		value = says_something(cue, IMAGE_CUE_FORCE) ? cue->says[IMAGE_CUE_FORCE]->value : 0;

	return value == IMAGE_CUE_POWER ? 0 : value;
}

static void
read_force_and_status(const SentenceReading *reading, const ReadingSpan *place, uint32_t clause,
					  ReadingMention *mention)
{
	const FoundCue *cue = head_of_chain(reading, place, clause);
	const FoundCue *force = cue;

	if (cue == NULL)
		return;
	mention->cue = (ReadingSpan) {cue->start, cue->end};
	mention->status = says_something(cue, IMAGE_CUE_STATUS) ? cue->says[IMAGE_CUE_STATUS]->value : 0;
	if (mention->status == IMAGE_CUE_ACHIEVED || mention->status == IMAGE_CUE_FORECAST)
		return;
	if (!says_something(cue, IMAGE_CUE_FORCE))
		force = next_in_chain(reading, (uint32_t) (cue - reading->found->cues) + 1, cue->clause,
							  place, clause, false);
	if (force == NULL)
		return;
	if (mention->status == IMAGE_CUE_ONGOING && force_of(force) > FIRST_PLANNED)
		return;					/* being built already, not decided */
	mention->force = force_of(force);
	mention->cue = (ReadingSpan) {force->start, force->end};
	if (mention->status == 0 && mention->force >= FIRST_PLANNED && mention->force <= 5)
		mention->status = IMAGE_CUE_PLANNED;
}

/* ---------- polarity ---------- */

/* A condition reaches to the next comma, unless its scope is the sentence. */
static bool
polarity_reaches(const SentenceReading *reading, const FoundCue *cue, const ReadingSpan *mention,
				 uint32_t clause)
{
	const ImageCue *says = cue->says[IMAGE_CUE_POLARITY];

	if (!governs(reading, cue, IMAGE_CUE_POLARITY, mention, clause))
		return false;
	return says->value != IMAGE_CUE_CONDITIONAL || (says->flags & IMAGE_CUE_SENTENCE) ||
		!is_before(cue, mention) ||
		sentence_border_after(reading->sentence, cue->end) > mention->start;
}

/* "If A changes, it must B": what stands behind the condition is not said of A. */
static void
forget_consequence(const SentenceReading *reading, const FoundCue *condition, ReadingMention *mention)
{
	if (mention->cue.end == 0 || mention->cue.start < sentence_border_after(reading->sentence, condition->end))
		return;
	mention->force = mention->status = 0;
	mention->cue = (ReadingSpan) {0, 0};
}

static void
read_polarity(const SentenceReading *reading, const ReadingSpan *place, uint32_t clause,
			  ReadingMention *mention)
{
	for (uint32_t i = 0; i < reading->found->count; i++)
	{
		const FoundCue *cue = &reading->found->cues[i];

		if (!polarity_reaches(reading, cue, place, clause))
			continue;
		mention->polarity = cue->says[IMAGE_CUE_POLARITY]->value;
		if (mention->polarity == IMAGE_CUE_CONDITIONAL)
			forget_consequence(reading, cue, mention);
		if (mention->cue.end == 0)
			mention->cue = (ReadingSpan) {cue->start, cue->end};
		return;
	}
}

/* ---------- voice ---------- */

static ReadingSpan
trim_source(const char *text, uint32_t start, uint32_t end)
{
	while (start < end && strchr(" \t\r\n\v\f,;:", text[start]))
		start++;
	while (end > start && strchr(" \t\r\n\v\f,;:", text[end - 1]))
		end--;
	return (ReadingSpan) {start, end};
}

/*
 * Who speaks: behind a cue that governs both ways ("according to X,"), else
 * before it ("X said that").  Cut at characters.
 */
static ReadingSpan
find_source(const SentenceReading *reading, const FoundCue *cue)
{
	const uint8_t *text = (const uint8_t *) reading->text;
	uint32_t	start;
	uint32_t	end;

	if (cue->says[IMAGE_CUE_VOICE]->direction == IMAGE_CUE_BOTH)
	{
		start = cue->end;
		end = sentence_border_after(reading->sentence, start);
		if (end - start > SOURCE_MAX)
			end = start + SOURCE_MAX;
		while (end > start && end < reading->sentence->end && utf8_is_continuation(text[end]))
			end--;
		return trim_source(reading->text, start, end);
	}
	start = sentence_border_before(reading->sentence, cue->start);
	end = cue->start;
	if (end - start > SOURCE_MAX)
		start = end - SOURCE_MAX;
	while (start < end && utf8_is_continuation(text[start]))
		start++;
	return trim_source(reading->text, start, end);
}

static void
read_voice(const SentenceReading *reading, const ReadingSpan *place, ReadingMention *mention)
{
	for (uint32_t i = 0; i < reading->found->count; i++)
	{
		const FoundCue *cue = &reading->found->cues[i];

		if (!says_something(cue, IMAGE_CUE_VOICE) ||
			!reaches(reading, cue, cue->says[IMAGE_CUE_VOICE], place))
			continue;
		mention->voice = cue->says[IMAGE_CUE_VOICE]->value;
		mention->source = find_source(reading, cue);
		if (mention->cue.end == 0)
			mention->cue = (ReadingSpan) {cue->start, cue->end};
		return;
	}
}

void
axes_read(const SentenceReading *reading, const ReadingSpan *place, ReadingMention *mention)
{
	uint32_t	clause;

	if (reading->found->count == 0)
		return;
	clause = sentence_clause(reading->sentence, place->start);
	read_force_and_status(reading, place, clause, mention);
	read_polarity(reading, place, clause, mention);
	read_voice(reading, place, mention);
}

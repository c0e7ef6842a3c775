/*-------------------------------------------------------------------------
 *
 * reading.c
 *		Goes through the mentions of a document, sentence by sentence.
 *
 * Called by tagging/.  A sentence is looked at only when a mention lies in
 * it, and once for all of its mentions; so the work is linear in the text and
 * in the mentions, whatever the text.  Zones and sentences are told from the
 * uniform writing of a part; what is found is given back in places of the part.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/reading.h"

#include "host.h"
#include "reading/axes.h"

#include <string.h>

#define KEPT_MENTIONS 200000	/* from one document to the next */
#define KEPT_BYTES (16 << 20)	/* likewise, of its uniform writing */
#define DOCTYPE_MENTIONS 3		/* at least, where no title names the type */

/* The mentions of the present sentence: candidates first .. end - 1. */
typedef struct SentenceMentions
{
	uint32_t	first;
	uint32_t	end;
} SentenceMentions;

/* One part as it is read, sentence by sentence, in its uniform writing. */
typedef struct PartReading
{
	const UniformText *uniform;
	Sentence	sentence;
	FoundCues	found;
	CueMarks	marks;
	SentenceReading reading;
	UniformCursor to_place;
	UniformCursor to_original;
} PartReading;

/* ---------- life ---------- */

Reading *
reading_create(const ImageView *view)
{
	Reading    *reading = host_alloc(sizeof(Reading));

	memset(reading, 0, sizeof(*reading));
	reading->view = view;
	reading->actors = image_find_facet(view, "actor", strlen("actor"));
	reading->doctypes = image_find_facet(view, "doctype", strlen("doctype"));
	reading->doctype = reading->zoned_part = reading->uniform_part = IMAGE_NONE;
	return reading;
}

void
reading_release(Reading *reading)
{
	token_stream_release(&reading->stream);
	uniform_release(&reading->uniform);
	host_free(reading->zones.spans);
	host_free(reading->mentions);
	host_free(reading);
}

void
reading_begin(Reading *reading)
{
	reading_trim(reading);
	reading->doctype = reading->zoned_part = reading->uniform_part = IMAGE_NONE;
	reading->doctype_given = false;
	reading->tags_only = false;
	reading->clauses = 0;
}

void
reading_trim(Reading *reading)
{
	if (reading->mention_capacity > KEPT_MENTIONS)
	{
		host_free(reading->mentions);
		reading->mentions = NULL;
		reading->mention_capacity = 0;
	}
	if (reading->zones.capacity > KEPT_MENTIONS)
	{
		host_free(reading->zones.spans);
		memset(&reading->zones, 0, sizeof(reading->zones));
	}
	if (reading->uniform.copy_capacity > KEPT_BYTES || reading->uniform.step_capacity > KEPT_MENTIONS)
	{
		uniform_release(&reading->uniform);
		reading->uniform_part = IMAGE_NONE;
	}
}

/* The uniform writing of a part; a document mostly has one. */
static const UniformText *
uniform_of_part(Reading *reading, const Matcher *matcher, uint32_t number)
{
	const MatchPart *part = &matcher->parts[number];

	if (reading->uniform_part != number)
	{
		uniform_write(&reading->uniform, part->text, part->length);
		reading->uniform_part = number;
	}
	return &reading->uniform;
}

/* ---------- zones ---------- */

/* The words that match/ counted in a stretch between white space. */
static int64_t
count_words(Reading *reading, const char *text, uint32_t length)
{
	TokenStream *stream = &reading->stream;
	bool		more;

	token_stream_begin(stream, text, length);
	do
	{
		more = token_stream_fill(stream, token_stream_final(stream, true));
		host_check_interrupts();
	} while (more);
	return stream->words;
}

static void
drop_words(Reading *reading, Matcher *matcher, const MatchPart *part)
{
	for (uint32_t i = 0; i < reading->zones.count; i++)
	{
		const ZoneSpan *span = &reading->zones.spans[i];

		if (span->zone == ZONE_FURNITURE)
			matcher->words -= count_words(reading, part->text + span->start, span->end - span->start);
	}
}

/* A mention that reaches into furniture is none. */
static bool
touches_furniture(const Zones *zones, const MatchCandidate *candidate, uint32_t hint)
{
	for (; hint < zones->count && zones->spans[hint].start < candidate->end; hint++)
		if (zones->spans[hint].zone == ZONE_FURNITURE)
			return true;
	return false;
}

static uint32_t
first_candidate(const Matcher *matcher, uint32_t part)
{
	uint32_t	first = matcher->candidate_count;

	while (first > 0 && matcher->candidates[first - 1].part == part)
		first--;
	return first;
}

void
reading_zone_part(Reading *reading, Matcher *matcher)
{
	uint32_t	number = matcher->part_count - 1;
	const MatchPart *part = &matcher->parts[number];
	uint32_t	hint = 0;

	zones_find(&reading->zones, uniform_of_part(reading, matcher, number));
	reading->zoned_part = number;
	drop_words(reading, matcher, part);
	for (uint32_t i = first_candidate(matcher, number); i < matcher->candidate_count; i++)
	{
		MatchCandidate *candidate = &matcher->candidates[i];

		candidate->zone = (uint8_t) zone_weight(zone_at(&reading->zones, candidate->start, &hint));
		if (candidate->verdict == MATCH_PENDING && touches_furniture(&reading->zones, candidate, hint))
			candidate->verdict = MATCH_FURNITURE;
	}
}

void
reading_settle_titles(Matcher *matcher)
{
	bool		given = false;

	for (uint32_t i = 0; i < matcher->part_count; i++)
		given |= matcher->parts[i].zone == zone_weight(ZONE_TITLE);
	for (uint32_t i = 0; given && i < matcher->candidate_count; i++)
	{
		MatchCandidate *candidate = &matcher->candidates[i];

		if (candidate->zone == zone_weight(ZONE_TITLE) && matcher->parts[candidate->part].zone != candidate->zone)
			candidate->zone = (uint8_t) zone_weight(ZONE_HEADING);
	}
}

/* ---------- the type of the document ---------- */

void
reading_set_doctype(Reading *reading, uint32_t concept)
{
	reading->doctype = concept;
	reading->doctype_given = true;
}

/* English names the type first (Act on ...), Chinese last (关于...的通知). */
static bool
is_head_final(const Matcher *matcher, const MatchCandidate *mention)
{
	const ImageClass *class = match_class(matcher, mention);

	return class->lang_length >= 2 && memcmp(matcher->view->strings + class->lang, "zh", 2) == 0;
}

/* The type named in the title; else one that the text names often. */
static uint32_t
guess_doctype(const Reading *reading, const Matcher *matcher)
{
	uint32_t	best = IMAGE_NONE;
	uint32_t	same = 0;

	if (reading->doctypes == IMAGE_NONE)
		return IMAGE_NONE;
	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *mention = &matcher->candidates[i];

		if (mention->verdict != MATCH_ACCEPTED || mention->facet != reading->doctypes)
			continue;
		if (mention->zone == 0)
		{
			if (same < DOCTYPE_MENTIONS || is_head_final(matcher, mention))
				best = mention->concept;
			same = DOCTYPE_MENTIONS;
			continue;
		}
		if (same >= DOCTYPE_MENTIONS)
			break;
		same = mention->concept == best ? same + 1 : 1;
		best = mention->concept;
	}
	return same >= DOCTYPE_MENTIONS ? best : IMAGE_NONE;
}

/* ---------- sentences ---------- */

/* A cue inside of a longer mention is part of a name ("research fund"); a ban is one also as the instrument it is. */
static bool
is_part_of(const FoundCue *cue, const ReadingSpan *mention)
{
	const ImageCue *force = cue->says[IMAGE_CUE_FORCE];

	return cue->end <= mention->end && cue->end - cue->start < mention->end - mention->start &&
		!(force != NULL && force->value == IMAGE_CUE_PROHIBITED && cue->start == mention->start);
}

static void
note_named(const Reading *reading, const Matcher *matcher, const SentenceMentions *mentions, FoundCues *found)
{
	uint32_t	first = 0;

	for (uint32_t i = mentions->first; i < mentions->end; i++)
	{
		const ReadingSpan *mention = &reading->mentions[i].place;

		if (matcher->candidates[i].verdict != MATCH_ACCEPTED)
			continue;
		while (first < found->count && found->cues[first].start < mention->start)
			first++;
		for (uint32_t k = first; k < found->count && found->cues[k].start < mention->end; k++)
			found->cues[k].named |= is_part_of(&found->cues[k], mention);
	}
}

/* The nearest actor before the cue that decided, in the same sentence. */
static uint32_t
find_responsible(const Reading *reading, const Matcher *matcher, const SentenceMentions *mentions,
				 uint32_t cue)
{
	uint32_t	responsible = IMAGE_NONE;
	uint32_t	looked = 0;

	for (uint32_t i = mentions->first; i < mentions->end && looked < CUES_MAX; i++)
	{
		const MatchCandidate *mention = &matcher->candidates[i];

		looked++;
		if (mention->verdict != MATCH_ACCEPTED)
			continue;
		if (reading->mentions[i].place.end > cue)
			break;
		if (mention->facet == reading->actors)
			responsible = mention->concept;
	}
	return responsible;
}

/* Only what is affirmed in the issuer's voice counts. */
static uint8_t
counted_force(const ReadingMention *mention)
{
	return mention->voice == 0 && mention->polarity == 0 ? mention->force : 0;
}

static void
read_mention(Reading *reading, Matcher *matcher, PartReading *part, const SentenceMentions *mentions,
			 uint32_t number)
{
	MatchCandidate *candidate = &matcher->candidates[number];
	ReadingMention *mention = &reading->mentions[number];
	uint32_t	clause = sentence_clause(&part->sentence, mention->place.start);

	mention->clause = reading->clauses + 1 + clause;
	sentence_clause_bounds(&part->sentence, clause, &mention->clause_span.start, &mention->clause_span.end);
	axes_read(&part->reading, clause, mention);
	candidate->force = counted_force(mention);
	if (mention->force > 0 && reading->actors != IMAGE_NONE)
		mention->responsible = find_responsible(reading, matcher, mentions, mention->cue.start);
	if (reading->tags_only)
		return;
	uniform_restore(part->uniform, &mention->clause_span, &part->to_original);
	uniform_restore(part->uniform, &mention->cue, &part->to_original);
	uniform_restore(part->uniform, &mention->source, &part->to_original);
}

static void
read_sentence(Reading *reading, Matcher *matcher, PartReading *part, const SentenceMentions *mentions)
{
	for (uint32_t i = mentions->first; i < mentions->end; i++)
		if (matcher->candidates[i].verdict == MATCH_ACCEPTED)
			read_mention(reading, matcher, part, mentions, i);
	reading->clauses += SENTENCE_BORDERS + 1;
}

/* The candidates of the part that begin before the next sentence, and where each is. */
static void
take_mentions(Reading *reading, const Matcher *matcher, PartReading *part, SentenceMentions *mentions)
{
	const MatchCandidate *candidates = matcher->candidates;
	uint32_t	number = candidates[mentions->first].part;
	ReadingSpan span = {part->sentence.start, part->sentence.end};
	uint32_t	next = uniform_original(part->uniform, part->sentence.next, &part->to_original);

	uniform_restore(part->uniform, &span, &part->to_original);
	for (mentions->end = mentions->first; mentions->end < matcher->candidate_count &&
		 candidates[mentions->end].part == number && candidates[mentions->end].start < next; mentions->end++)
	{
		const MatchCandidate *candidate = &candidates[mentions->end];
		ReadingMention *mention = &reading->mentions[mentions->end];

		if (candidate->verdict != MATCH_ACCEPTED)
			continue;
		memset(mention, 0, sizeof(*mention));
		mention->place.start = uniform_place(part->uniform, candidate->start, &part->to_place);
		mention->place.end = uniform_place(part->uniform, candidate->end, &part->to_place);
		mention->sentence = span;
		mention->responsible = IMAGE_NONE;
	}
}

static void
begin_part(Reading *reading, const Matcher *matcher, uint32_t number, PartReading *part)
{
	const UniformText *uniform = uniform_of_part(reading, matcher, number);
	uint32_t	end = number + 1 < matcher->part_count ? matcher->parts[number + 1].first_mark :
		matcher->mark_count;

	part->uniform = uniform;
	part->marks = (CueMarks) {uniform, matcher->marks, matcher->parts[number].first_mark, end, {0}};
	part->reading = (SentenceReading) {reading->view, uniform->text, &part->sentence, &part->found};
	part->to_place = part->to_original = (UniformCursor) {0};
	sentence_begin(&part->sentence);
}

/* Reads the candidates of one part, from first on; returns where the next begin. */
static uint32_t
read_part(Reading *reading, Matcher *matcher, uint32_t first)
{
	uint32_t	number = matcher->candidates[first].part;
	SentenceMentions mentions = {first, first};
	PartReading part;

	begin_part(reading, matcher, number, &part);
	while (mentions.first < matcher->candidate_count && matcher->candidates[mentions.first].part == number)
	{
		const MatchCandidate *candidate = &matcher->candidates[mentions.first];

		if (candidate->verdict != MATCH_ACCEPTED)
		{
			mentions.first++;
			continue;
		}
		sentence_find(&part.sentence, part.uniform->text, part.uniform->length,
					  uniform_place(part.uniform, candidate->start, &part.to_place));
		take_mentions(reading, matcher, &part, &mentions);
		cues_find(&part.found, reading->view, &part.marks, &part.sentence, reading->doctype);
		note_named(reading, matcher, &mentions, &part.found);
		read_sentence(reading, matcher, &part, &mentions);
		mentions.first = mentions.end;
	}
	return mentions.first;
}

void
reading_run(Reading *reading, Matcher *matcher)
{
	uint32_t	next = 0;

	while (reading->mention_capacity < matcher->candidate_count)
		reading->mentions = host_grow(reading->mentions, &reading->mention_capacity, 256,
									  sizeof(ReadingMention));
	if (!reading->doctype_given)
		reading->doctype = guess_doctype(reading, matcher);
	while (next < matcher->candidate_count)
		next = read_part(reading, matcher, next);
}

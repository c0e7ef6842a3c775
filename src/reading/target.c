/*-------------------------------------------------------------------------
 *
 * target.c
 *		Quantities of a sentence, each with the concept it is about.
 *
 * Called by tagging/tag_targets.c for each sentence, in the order of the text,
 * with a finished matcher.  A quantity belongs to the mention that its own
 * words hold ("six big data expos"); else to the nearest in its clause; else
 * to the last one before it in the sentence.  Mentions of places, actors and
 * levels of government come after those of any other facet.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/target.h"

#include "host.h"

/* ---- mentions ----------------------------------------------------------------- */

/* A mention lies in the original, the items in the uniform writing. */
static ReadingSpan *
place_mentions(const Matcher *matcher, const UniformText *uniform)
{
	ReadingSpan *places = host_alloc(((size_t) matcher->candidate_count + 1) * sizeof(ReadingSpan));
	UniformCursor to_place = {0};

	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		places[i].start = uniform_place(uniform, matcher->candidates[i].start, &to_place);
		places[i].end = uniform_place(uniform, matcher->candidates[i].end, &to_place);
	}
	return places;
}

void
target_reader_begin(TargetReader *reader, const Matcher *matcher, const UniformText *uniform,
					const PeriodContext *context)
{
	const ImageView *view = matcher->view;

	memset(reader, 0, sizeof(*reader));
	reader->matcher = matcher;
	reader->uniform = uniform;
	reader->mentions = place_mentions(matcher, uniform);
	reader->context = *context;
	reader->places = image_find_facet(view, "place", strlen("place"));
	reader->actors = image_find_facet(view, "actor", strlen("actor"));
	reader->levels = image_find_facet(view, "level", strlen("level"));
	reader->doctypes = image_find_facet(view, "doctype", strlen("doctype"));
}

static bool
is_place_or_actor(const TargetReader *reader, const MatchCandidate *mention)
{
	return mention->facet == reader->places || mention->facet == reader->actors;
}

/* Facets that say where and who, not what. */
static bool
is_circumstance(const TargetReader *reader, const MatchCandidate *mention)
{
	return is_place_or_actor(reader, mention) || mention->facet == reader->levels ||
		mention->facet == reader->doctypes;
}

/* How well a mention fits a quantity: less is better; UINT32_MAX: not at all. */
#define FIT_CIRCUMSTANCE (1u << 30)
#define FIT_SENTENCE (1u << 29)
#define FIT_BEHIND 1u			/* of two as near, the one before */

static uint32_t
fit_of(const TargetReader *reader, const ItemSentence *s, uint32_t number, Clause clause, const Target *target)
{
	const MatchCandidate *candidate = &reader->matcher->candidates[number];
	const ReadingSpan *mention = &reader->mentions[number];
	uint32_t	fit;

	if (candidate->verdict != MATCH_ACCEPTED || (mention->end < s->length && s->text[mention->end] == '$'))
		return UINT32_MAX;		/* US$ is no place */
	if (mention->end > target->start && mention->start < target->end)
		fit = (target->end - (mention->end < target->end ? mention->end : target->end)) / 4;
	else if (mention->end <= target->start)
		fit = (target->start - mention->end) * 2 + 64;
	else
		fit = (mention->start - target->end) * 2 + 64 + FIT_BEHIND;
	if (mention->start >= s->items[clause.end - 1].end)
		return UINT32_MAX;
	if (mention->end <= s->items[clause.first].start)
		fit = fit / 4 + FIT_SENTENCE;
	if (fit > FIT_CIRCUMSTANCE - 1)
		fit = FIT_CIRCUMSTANCE - 1;
	return fit + (is_circumstance(reader, candidate) ? FIT_CIRCUMSTANCE : 0);
}

/* Of a mention's concepts the one of the image's first label, in the text's order. */
static uint32_t
nearest_concept(const TargetReader *reader, const ItemSentence *s, Clause clause, const Target *target)
{
	const Matcher *matcher = reader->matcher;
	uint32_t	end = s->items[s->count - 1].end;
	uint32_t	best = UINT32_MAX;
	uint32_t	concept = IMAGE_NONE;

	for (uint32_t i = reader->next; i < matcher->candidate_count && reader->mentions[i].start < end; i++)
	{
		uint32_t	fit = fit_of(reader, s, i, clause, target);

		if (fit < best)
		{
			best = fit;
			concept = matcher->candidates[i].concept;
		}
	}
	return concept;
}

/* An actor or place that stands at most six items before the modal. */
static uint32_t
find_responsible(const TargetReader *reader, const ItemSentence *s, Clause clause)
{
	const Matcher *matcher = reader->matcher;
	uint32_t	modal = target_modal(s, clause);
	uint32_t	concept = IMAGE_NONE;

	if (modal == clause.end || modal == clause.first)
		return IMAGE_NONE;
	for (uint32_t i = reader->next; i < matcher->candidate_count && reader->mentions[i].start < s->items[modal].start; i++)
	{
		const MatchCandidate *candidate = &matcher->candidates[i];
		const ReadingSpan *mention = &reader->mentions[i];
		uint32_t	near = modal > clause.first + 6 ? modal - 6 : clause.first;

		if (candidate->verdict == MATCH_ACCEPTED && mention->start >= s->items[clause.first].start &&
			mention->end > s->items[near].start && mention->end <= s->items[modal].start &&
			is_place_or_actor(reader, candidate))
			concept = candidate->concept;
	}
	return concept;
}

/* ---- periods --------------------------------------------------------------------- */

bool
period_can_be_deadline(const Period *period)
{
	if (!period->has_dates || !period->has_upper)
		return false;
	return period->kind == PERIOD_DEADLINE || period->kind == PERIOD_POINT || period->kind == PERIOD_RANGE ||
		period->kind == PERIOD_PLAN || period->kind == PERIOD_NEXT || period->kind == PERIOD_FISCAL;
}

/* A deadline of the clause, else the last before it, else a time in the clause. */
static const Period *
find_deadline(const TargetReader *reader, const ItemSentence *s, Clause clause, const Target *target)
{
	const Period *found = NULL;
	uint32_t	first = s->items[clause.first].start;
	uint32_t	end = s->items[clause.end - 1].end;

	for (uint32_t i = 0; i < reader->periods.count; i++)
	{
		const Period *period = &reader->periods.periods[i];
		bool		inside = period->start >= first && period->end <= end;

		if (!period_can_be_deadline(period) || period->start >= end ||
			(period->start < target->end && period->end > target->start))
			continue;
		if (period->kind == PERIOD_DEADLINE ? (inside || period->end <= first || !found) :
			(inside && (!found || found->kind != PERIOD_DEADLINE)))
			found = period;
	}
	return found;
}

/* Whether the number is part of a period: 2025, "five years". */
static bool
in_period(const TargetReader *reader, uint32_t start, uint32_t end)
{
	for (uint32_t i = 0; i < reader->periods.count; i++)
		if (reader->periods.periods[i].start < end && reader->periods.periods[i].end > start)
			return true;
	return false;
}

/* ---- the whole --------------------------------------------------------------------- */

static Target *
new_target(TargetList *list)
{
	if (list->count == list->capacity)
		list->targets = host_grow(list->targets, &list->capacity, 32, sizeof(Target));
	memset(&list->targets[list->count], 0, sizeof(Target));
	return &list->targets[list->count++];
}

static void
add_target(TargetReader *reader, const ItemSentence *s, const Quantity *quantity)
{
	Target	   *target = new_target(&reader->list);
	Clause		clause = clause_around(s, quantity->number);
	const Period *deadline;

	target->quantity = *quantity;
	target->start = s->items[quantity->first].start;
	target->end = s->items[quantity->end - 1].end;
	target->sentence = s->items[quantity->first].sentence;
	target->concept = nearest_concept(reader, s, clause, target);
	deadline = find_deadline(reader, s, clause, target);
	target->status = (uint8_t) target_status(s, clause, quantity, deadline);
	target->has_deadline = deadline != NULL && target->status == STATUS_TARGET;
	if (target->has_deadline)
		target->deadline = *deadline;
	target->base_year = target_base_year(s, clause, quantity);
	target->responsible = target->status == STATUS_TARGET ? find_responsible(reader, s, clause) : IMAGE_NONE;
}

#define CORE_WITHIN 7			/* items from the begin of a quantity to its number */

/* Items that quantities can begin with. */
static bool
may_begin(const ItemSentence *s, uint32_t i)
{
	const TextItem *item = &s->items[i];

	return item->kind != ITEM_SIGN || item->point == '$' || item->point == '<' || item->point == '>' || item->point >= 0x80;
}

void
targets_read(TargetReader *reader, const ItemSentence *s)
{
	const Matcher *matcher = reader->matcher;
	uint32_t	core = 0;
	uint32_t	i = 0;

	while (reader->next < matcher->candidate_count &&
		   reader->mentions[reader->next].start < s->items[0].start)
		reader->next++;
	reader->periods.count = 0;
	periods_read(s, &reader->context, &reader->periods);
	while (i < s->count)
	{
		Quantity	quantity;

		for (core = core > i ? core : i; core < s->count && !quantity_is_core(s, core);)
			core++;
		if (core == s->count)
			break;
		if (core - i > CORE_WITHIN)
			i = core - CORE_WITHIN;
		if (!may_begin(s, i) || !quantity_read(s, i, &quantity) ||
			in_period(reader, s->items[quantity.number].start, s->items[quantity.end - 1].end))
		{
			i++;
			continue;
		}
		add_target(reader, s, &quantity);
		i = quantity.end;
	}
}

void
target_reader_finish(TargetReader *reader)
{
	UniformCursor to_original = {0};

	for (uint32_t i = 0; i < reader->list.count; i++)
	{
		Target	   *target = &reader->list.targets[i];
		ReadingSpan span = {target->start, target->end};

		uniform_restore(reader->uniform, &span, &to_original);
		target->start = span.start;
		target->end = span.end;
	}
	host_free(reader->mentions);
	host_free(reader->periods.periods);
	reader->mentions = NULL;
	memset(&reader->periods, 0, sizeof(reader->periods));
}

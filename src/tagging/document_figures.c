/*-------------------------------------------------------------------------
 *
 * document_figures.c
 *		The periods and the targets of a whole document.
 *
 * Called by tag_periods.c, tag_targets.c and reports.  Must never know who
 * shows them.  Periods are read by the rules of reading/, and from the
 * property "period" of the concepts that are mentioned.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/document_figures.h"

#include "host.h"
#include "tagging/properties.h"

static void
read_periods(text *document, const PeriodContext *context, PeriodList *list)
{
	ItemReader	reader;

	item_reader_begin(&reader, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	while (item_reader_next(&reader))
		periods_read(&reader.sentence, context, list);
	periods_restore(list, &reader.uniform);
	item_reader_release(&reader);
}

/* A daterange as PostgreSQL writes it, "[2021-01-01,2026-01-01)", or "[2021-01-01,)". */
static bool
parse_daterange(const char *value, ConceptPeriod *period)
{
	int			year[2];
	int			month[2];
	int			day[2];
	int			fields = sscanf(value, "[%4d-%2d-%2d,%4d-%2d-%2d)", &year[0], &month[0], &day[0],
								&year[1], &month[1], &day[1]);

	if (fields != 3 && fields != 6)
		return false;
	period->has_upper = fields == 6;
	for (int i = 0; i < fields / 3; i++)
		if (year[i] < 1 || month[i] < 1 || month[i] > 12 || day[i] < 1 || day[i] > 31)
			return false;
	period->lower = date_days(year[0], month[0], day[0]);
	period->upper = fields == 6 ? date_days(year[1], month[1], day[1]) : 0;
	return fields == 3 || period->lower < period->upper;
}

static bool
parse_period(const char *value, ConceptPeriod *period)
{
	period->has_upper = true;
	return parse_daterange(value, period) ||
		period_parse_years(value, strlen(value), &period->lower, &period->upper);
}

/* A value that is neither is left out. */
static void
add_property(void *arg, uint32 concept, const char *value)
{
	ConceptPeriods *all = arg;
	ConceptPeriod period;

	period.concept = concept;
	if (!parse_period(value, &period))
		return;
	if (all->count == all->capacity)
	{
		MemoryContext outer = MemoryContextSwitchTo(all->memory);

		all->periods = host_grow(all->periods, &all->capacity, 64, sizeof(ConceptPeriod));
		MemoryContextSwitchTo(outer);
	}
	all->periods[all->count++] = period;
}

void
concept_periods_read(ConceptPeriods *all, const char *taxonomy, const ImageView *view)
{
	memset(all, 0, sizeof(*all));
	all->memory = CurrentMemoryContext;
	concept_property_each(taxonomy, view, "period", add_property, all);
}

static const ConceptPeriod *
find_property(const ConceptPeriods *all, uint32 concept)
{
	uint32		low = 0;
	uint32		high = all->count;

	while (low < high)
	{
		uint32		middle = low + (high - low) / 2;

		if (all->periods[middle].concept < concept)
			low = middle + 1;
		else
			high = middle;
	}
	return low < all->count && all->periods[low].concept == concept ? &all->periods[low] : NULL;
}

/* Appends a row for each mention of a concept that has a period. */
static void
add_mentioned(const Matcher *matcher, const ConceptPeriods *all, PeriodList *list)
{
	for (uint32 i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *mention = &matcher->candidates[i];
		const ConceptPeriod *found = mention->verdict == MATCH_ACCEPTED ? find_property(all, mention->concept) : NULL;
		Period	   *period;

		if (found == NULL)
			continue;
		if (list->count == list->capacity)
			list->periods = host_grow(list->periods, &list->capacity, 32, sizeof(Period));
		period = &list->periods[list->count++];
		memset(period, 0, sizeof(*period));
		period->start = mention->start;
		period->end = mention->end;
		period->lower = found->lower;
		period->upper = found->upper;
		period->has_dates = period->has_lower = true;
		period->has_upper = found->has_upper;
		period->kind = PERIOD_PLAN;
		period->precision = PRECISION_PERIOD;
	}
}

/* By start; of one start the longer first, and rules before properties. */
static int
compare_places(const void *a, const void *b)
{
	const Period *left = a;
	const Period *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	if (left->end != right->end)
		return left->end > right->end ? -1 : 1;
	return (int) left->kind - (int) right->kind;
}

/*
 * One row for one place: a mention of a plan takes the year inside its name
 * ("Made in China 2025"), and a plan that the rules read stays as they read it.
 * Sentences of mentions are those of the last period or, at first, counted on.
 */
static void
drop_overlaps(PeriodList *list)
{
	uint32		kept = 0;

	for (uint32 i = 0; i < list->count; i++)
	{
		Period	   *last = kept > 0 ? &list->periods[kept - 1] : NULL;

		if (last && list->periods[i].start < last->end)
		{
			if (list->periods[i].end <= last->end || list->periods[i].kind == PERIOD_PLAN)
				continue;
		}
		list->periods[kept++] = list->periods[i];
	}
	list->count = kept;
}

/* The sentence of each row, read once more; rows are in the order of the text. */
static void
number_sentences(text *document, PeriodList *list)
{
	ItemReader	reader;
	UniformCursor to_place = {0};
	uint32		next = 0;

	item_reader_begin(&reader, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	while (next < list->count && item_reader_next(&reader))
		for (uint32 i = 0; i < reader.sentence.count && next < list->count; i++)
			while (next < list->count && uniform_place(&reader.uniform, list->periods[next].start, &to_place) <
				   reader.sentence.items[i].end)
				list->periods[next++].sentence = reader.sentence.items[i].sentence;
	item_reader_release(&reader);
}

void
periods_keep(PeriodList *kept, const PeriodList *sentence)
{
	for (uint32 i = 0; i < sentence->count; i++)
	{
		if (kept->count == kept->capacity)
			kept->periods = host_grow(kept->periods, &kept->capacity, 32, sizeof(Period));
		kept->periods[kept->count++] = sentence->periods[i];
	}
}

/* What the rules read stands in its order already; only a mention put among it changes that. */
bool
periods_add_mentioned(PeriodList *list, const ConceptPeriods *all, const Matcher *matcher)
{
	uint32		by_rules = list->count;

	add_mentioned(matcher, all, list);
	if (list->count == by_rules)
		return false;
	qsort(list->periods, list->count, sizeof(Period), compare_places);
	drop_overlaps(list);
	return true;
}

void
document_periods_read(PeriodList *list, text *document, const PeriodContext *context,
					  const ConceptPeriods *concepts, const Matcher *matcher)
{
	read_periods(document, context, list);
	if (concepts && concepts->count > 0 && periods_add_mentioned(list, concepts, matcher))
		number_sentences(document, list);
}

/* periods NULL: only targets are wanted. */
static void
read_targets(TargetReader *targets, PeriodList *periods, text *document, const PeriodContext *context,
			 const Matcher *matcher)
{
	ItemReader	reader;

	item_reader_begin(&reader, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	target_reader_begin(targets, matcher, &reader.uniform, context);
	while (item_reader_next(&reader))
	{
		targets_read(targets, &reader.sentence);
		if (periods)
			periods_keep(periods, &targets->periods);
	}
	target_reader_finish(targets);
	if (periods)
		periods_restore(periods, &reader.uniform);
	item_reader_release(&reader);
}

void
document_targets_read(TargetReader *targets, text *document, const PeriodContext *context,
					  const Matcher *matcher)
{
	read_targets(targets, NULL, document, context, matcher);
}

void
document_figures_read(TargetReader *targets, PeriodList *periods, text *document,
					  const PeriodContext *context, const ConceptPeriods *concepts,
					  const Matcher *matcher)
{
	read_targets(targets, periods, document, context, matcher);
	periods_add_mentioned(periods, concepts, matcher);
}

/*-------------------------------------------------------------------------
 *
 * report_figures.c
 *		Commitments, targets and periods of a report, each with its sentence.
 *
 * Called by report_read.c, where the taxonomy has reading on.  Writes nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/report.h"

#include "miscadmin.h"
#include "storage/shmem.h"

/* The sentence of a place, to which the page then has a link. */
static uint32
linked_sentence(Report *report, uint32 byte)
{
	uint32		sentence = outline_sentence_at(&report->marked.outline, 0, byte);

	report->sentence_linked[sentence] = true;
	return sentence;
}

/* ---- commitments ------------------------------------------------------------------- */

/* The firmest clause first; then the most of them, and the order of the taxonomy. */
static int
compare_commitments(const void *a, const void *b)
{
	const Commitment *left = &((const ReportCommitment *) a)->count;
	const Commitment *right = &((const ReportCommitment *) b)->count;

	if (left->highest != right->highest)
		return left->highest > right->highest ? -1 : 1;
	for (int k = COMMITMENT_FORCES; k-- > 0;)
		if (left->by_force[k] != right->by_force[k])
			return left->by_force[k] > right->by_force[k] ? -1 : 1;
	return left->concept < right->concept ? -1 : left->concept > right->concept;
}

static void
add_commitment(Report *report, const Tagger *tagger, const Commitment *count)
{
	uint32		mention = count->highest > 0 ? count->highest_mention : count->prohibited_mention;
	const MatchCandidate *candidate;
	ReportCommitment *added;

	if (count->highest == 0 && mention == IMAGE_NONE)
		return;
	candidate = &tagger->matcher->candidates[mention];
	added = &report->commitments[report->commitment_count++];
	added->count = *count;
	added->mark = (Mark) {candidate->start, candidate->end, candidate->concept, 0};
	added->sentence = linked_sentence(report, candidate->start);
	added->responsible = tagger->reading->mentions[mention].responsible;
}

static void
read_commitments(Report *report, const Tagger *tagger)
{
	Commitments all;

	commitments_count(&all, tagger);
	report->commitments = palloc(mul_size(sizeof(ReportCommitment), (Size) all.count + 1));
	for (uint32 i = 0; i < all.count; i++)
		add_commitment(report, tagger, &all.rows[i]);
	qsort(report->commitments, report->commitment_count, sizeof(ReportCommitment),
		  compare_commitments);
}

/* ---- targets ------------------------------------------------------------------------- */

static int
compare_targets(const void *a, const void *b)
{
	const Target *left = &((const ReportTarget *) a)->target;
	const Target *right = &((const ReportTarget *) b)->target;

	if (left->status != right->status)
		return left->status < right->status ? -1 : 1;
	return left->start < right->start ? -1 : left->start > right->start;
}

static void
take_targets(Report *report, const TargetList *list)
{
	report->targets = palloc_extended(mul_size(sizeof(ReportTarget), (Size) list->count + 1),
									  MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < list->count; i++)
	{
		ReportTarget *added;

		if (list->targets[i].status == STATUS_NONE)
		{
			report->targets_left++;
			continue;
		}
		added = &report->targets[report->target_count++];
		added->target = list->targets[i];
		added->sentence = linked_sentence(report, added->target.start);
	}
	qsort(report->targets, report->target_count, sizeof(ReportTarget), compare_targets);
}

/* ---- periods -------------------------------------------------------------------------- */

/* Dates that are not there, and bounds, sort to their end. */
static int
compare_bounds(bool has_left, int32 left, bool has_right, int32 right)
{
	if (has_left != has_right)
		return has_left ? 1 : -1;
	return has_left ? (left > right) - (left < right) : 0;
}

static int
compare_durations(const Period *left, const Period *right)
{
	if (left->months != right->months)
		return left->months < right->months ? -1 : 1;
	return (left->days > right->days) - (left->days < right->days);
}

/* "This year" of a document without a date has neither, and is like no other. */
static int
compare_undated(const Period *left, const Period *right)
{
	if (!left->has_duration && !right->has_duration)
		return left->start < right->start ? -1 : left->start > right->start;
	return compare_durations(left, right);
}

static int
compare_meaning(const Period *left, const Period *right)
{
	int			order;

	if (left->has_dates != right->has_dates)
		return left->has_dates ? -1 : 1;
	if (left->has_dates)
	{
		order = compare_bounds(left->has_lower, left->lower, right->has_lower, right->lower);
		if (order == 0)
			order = -compare_bounds(left->has_upper, -left->upper, right->has_upper, -right->upper);
		if (order != 0)
			return order;
	}
	else if ((order = compare_undated(left, right)) != 0)
		return order;
	return (int) left->kind - (int) right->kind;
}

static int
compare_periods(const void *a, const void *b)
{
	const Period *left = &((const ReportPeriod *) a)->period;
	const Period *right = &((const ReportPeriod *) b)->period;
	int			order = compare_meaning(left, right);

	if (order != 0)
		return order;
	return left->start < right->start ? -1 : left->start > right->start;
}

bool
report_same_period(const Period *a, const Period *b)
{
	return compare_meaning(a, b) == 0;
}

static void
take_periods(Report *report, const PeriodList *list)
{
	report->periods = palloc_extended(mul_size(sizeof(ReportPeriod), (Size) list->count + 1),
									  MCXT_ALLOC_HUGE);
	report->period_count = list->count;
	for (uint32 i = 0; i < list->count; i++)
	{
		report->periods[i].period = list->periods[i];
		report->periods[i].sentence = linked_sentence(report, list->periods[i].start);
	}
	qsort(report->periods, report->period_count, sizeof(ReportPeriod), compare_periods);
}

void
report_read_figures(Report *report, text *document, const PeriodContext *context,
					const ConceptPeriods *concepts)
{
	const Tagger *tagger = report->marked.tagger;
	TargetReader targets;
	PeriodList	periods = {0};

	read_commitments(report, tagger);
	document_figures_read(&targets, &periods, document, context, concepts, tagger->matcher);
	take_targets(report, &targets.list);
	take_periods(report, &periods);
}

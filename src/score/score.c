/*-------------------------------------------------------------------------
 *
 * score.c
 *		Adds up what the spans of a document give each concept.
 *
 * A span gives each concept once, whatever it carries: of several ways (two
 * labels, two paths) the one that gives most.  Ancestors get their share by
 * the largest product of rollups, worked out when the image was built.
 *
 *-------------------------------------------------------------------------
 */
#include "score/score.h"

#include "host.h"

#include <stdlib.h>
#include <string.h>

static uint32_t *
zeroed(uint32_t count)
{
	uint32_t   *array = host_alloc(sizeof(uint32_t) * (count + (size_t) 1));

	memset(array, 0, sizeof(uint32_t) * (count + (size_t) 1));
	return array;
}

Scorer *
scorer_create(const ImageView *view)
{
	Scorer	   *scorer = host_alloc(sizeof(Scorer));

	memset(scorer, 0, sizeof(*scorer));
	scorer->view = view;
	scorer->entry_of = zeroed(view->concept_count);
	scorer->entry_stamps = zeroed(view->concept_count);
	scorer->span_of = zeroed(view->concept_count);
	scorer->span_stamps = zeroed(view->concept_count);
	return scorer;
}

/* A stamp never used before; when they run out, all begins anew. */
static void
next_stamp(uint32_t *stamp, uint32_t *stamps, uint32_t concept_count)
{
	if (*stamp == UINT32_MAX)
	{
		memset(stamps, 0, sizeof(uint32_t) * concept_count);
		*stamp = 0;
	}
	(*stamp)++;
}

/* The concept's row in a list, new and zero when it has none yet. */
static ScoreEntry *
row_of(ScoreEntry **rows, uint32_t *count, uint32_t *capacity,
	   uint32_t *place, uint32_t *stamps, uint32_t stamp, uint32_t concept)
{
	ScoreEntry *row;

	if (stamps[concept] == stamp)
		return &(*rows)[place[concept]];
	if (*count == *capacity)
		*rows = host_grow(*rows, capacity, 64, sizeof(ScoreEntry));
	stamps[concept] = stamp;
	place[concept] = *count;
	row = &(*rows)[(*count)++];
	memset(row, 0, sizeof(*row));
	row->concept = concept;
	return row;
}

static ScoreEntry *
span_row(Scorer *scorer, uint32_t concept)
{
	return row_of(&scorer->span, &scorer->span_count, &scorer->span_capacity, scorer->span_of,
				  scorer->span_stamps, scorer->span_stamp, concept);
}

static ScoreEntry *
document_row(Scorer *scorer, uint32_t concept)
{
	return row_of(&scorer->entries, &scorer->entry_count, &scorer->entry_capacity,
				  scorer->entry_of, scorer->entry_stamps, scorer->document_stamp, concept);
}

static void
give(Scorer *scorer, uint32_t concept, int64_t evidence, bool direct)
{
	ScoreEntry *row = span_row(scorer, concept);

	if (evidence > row->evidence)
		row->evidence = evidence;
	if (direct)
		row->mentions_direct = 1;
}

/* What one mention gives its concept and that concept's ancestors. */
static void
add_mention(Scorer *scorer, const Matcher *matcher, const MatchCandidate *mention)
{
	const ImageView *view = scorer->view;
	const ImageConcept *concept = &view->concepts[mention->concept];
	int			zone = matcher->parts[mention->part].zone;
	bool		inside = mention->inside != IMAGE_NONE;

	give(scorer, mention->concept, image_contribution(view, mention->label, 0, zone, inside), true);
	for (uint32_t i = 0; i < concept->ancestor_count; i++)
	{
		const ImageAncestor *ancestor = &view->ancestors[concept->first_ancestor + i];

		give(scorer, ancestor->concept,
			 image_contribution(view, mention->label, ancestor->rollup_class, zone, inside), false);
	}
}

/* The span is complete: its rows go into the document's. */
static void
close_span(Scorer *scorer)
{
	for (uint32_t i = 0; i < scorer->span_count; i++)
	{
		const ScoreEntry *row = &scorer->span[i];
		ScoreEntry *entry = document_row(scorer, row->concept);

		entry->evidence += row->evidence;
		entry->mentions_direct += row->mentions_direct;
		entry->mentions++;
	}
	scorer->span_count = 0;
	next_stamp(&scorer->span_stamp, scorer->span_stamps, scorer->view->concept_count);
}

static int
compare_entries(const void *a, const void *b)
{
	uint32_t	left = ((const ScoreEntry *) a)->concept;
	uint32_t	right = ((const ScoreEntry *) b)->concept;

	return (left > right) - (left < right);
}

/* By key; a concept whose evidence was rounded to nothing has no entry. */
static void
order_entries(Scorer *scorer)
{
	uint32_t	kept = 0;

	for (uint32_t i = 0; i < scorer->entry_count; i++)
		if (scorer->entries[i].evidence > 0)
			scorer->entries[kept++] = scorer->entries[i];
	scorer->entry_count = kept;
	if (kept > 1)
		qsort(scorer->entries, kept, sizeof(ScoreEntry), compare_entries);
}

void
scorer_run(Scorer *scorer, const Matcher *matcher)
{
	const MatchCandidate *before = NULL;

	next_stamp(&scorer->document_stamp, scorer->entry_stamps, scorer->view->concept_count);
	next_stamp(&scorer->span_stamp, scorer->span_stamps, scorer->view->concept_count);
	scorer->entry_count = scorer->span_count = 0;
	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *mention = &matcher->candidates[i];

		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
		if (mention->verdict != MATCH_ACCEPTED)
			continue;
		if (before && (before->part != mention->part || before->start != mention->start ||
					   before->end != mention->end))
			close_span(scorer);
		add_mention(scorer, matcher, mention);
		before = mention;
	}
	close_span(scorer);
	order_entries(scorer);
}

int64_t
score_mention(const Matcher *matcher, const MatchCandidate *mention)
{
	return image_contribution(matcher->view, mention->label, 0, matcher->parts[mention->part].zone,
							  mention->inside != IMAGE_NONE);
}

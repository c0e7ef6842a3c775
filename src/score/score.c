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

static void
forget_places(Scorer *scorer)
{
	memset(scorer->places, 0, sizeof(ScorePlace) * (scorer->view->concept_count + (size_t) 1));
	scorer->document_stamp = scorer->span_stamp = 0;
}

Scorer *
scorer_create(const ImageView *view)
{
	Scorer	   *scorer = host_alloc(sizeof(Scorer));

	memset(scorer, 0, sizeof(*scorer));
	scorer->view = view;
	scorer->places = host_alloc(sizeof(ScorePlace) * (view->concept_count + (size_t) 1));
	forget_places(scorer);
	return scorer;
}

void
scorer_release(Scorer *scorer)
{
	host_free(scorer->entries);
	host_free(scorer->forces);
	host_free(scorer->places);
	host_free(scorer->span);
	host_free(scorer);
}

/* A new row, zero, at the end of a list. */
static ScoreEntry *
add_row(ScoreEntry **rows, uint32_t *count, uint32_t *capacity, uint32_t concept)
{
	ScoreEntry *row;

	if (*count == *capacity)
		*rows = host_grow(*rows, capacity, 64, sizeof(ScoreEntry));
	row = &(*rows)[(*count)++];
	memset(row, 0, sizeof(*row));
	row->concept = concept;
	return row;
}

/* The concept's row of the present span. */
static ScoreEntry *
span_row(Scorer *scorer, uint32_t concept)
{
	ScorePlace *place = &scorer->places[concept];

	if (place->row_stamp == scorer->span_stamp)
		return &scorer->span[place->row];
	add_row(&scorer->span, &scorer->span_count, &scorer->span_capacity, concept);
	place->row_stamp = scorer->span_stamp;
	place->row = scorer->span_count - 1;
	return &scorer->span[place->row];
}

/* The concept's row of the present document. */
static ScoreEntry *
document_row(Scorer *scorer, uint32_t concept)
{
	ScorePlace *place = &scorer->places[concept];

	if (place->entry_stamp == scorer->document_stamp)
		return &scorer->entries[place->entry];
	add_row(&scorer->entries, &scorer->entry_count, &scorer->entry_capacity, concept);
	place->entry_stamp = scorer->document_stamp;
	place->entry = scorer->entry_count - 1;
	return &scorer->entries[place->entry];
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
	int			zone = mention->zone;
	bool		inside = mention->inside != IMAGE_NONE;

	give(scorer, mention->concept, image_contribution(view, mention->label, 0, zone, inside), true);
	for (uint32_t i = 0; i < concept->ancestor_count; i++)
	{
		const ImageAncestor *ancestor = &view->ancestors[concept->first_ancestor + i];

		give(scorer, ancestor->concept,
			 image_contribution(view, mention->label, ancestor->rollup_class, zone, inside), false);
	}
}

/* Counts a span of that force, 1..SCORE_FORCES, for an entry. */
static void
add_force(Scorer *scorer, ScoreEntry *entry, uint8_t force)
{
	if (entry->forces == 0)
	{
		if (scorer->forces_count == scorer->forces_capacity)
			scorer->forces = host_grow(scorer->forces, &scorer->forces_capacity, 32,
									   sizeof(ScoreForces));
		memset(&scorer->forces[scorer->forces_count], 0, sizeof(ScoreForces));
		entry->forces = ++scorer->forces_count;
	}
	scorer->forces[entry->forces - 1].spans[force - 1]++;
}

/* The span is complete: its rows go into the document's. */
static void
close_span(Scorer *scorer, uint8_t force)
{
	for (uint32_t i = 0; i < scorer->span_count; i++)
	{
		const ScoreEntry *row = &scorer->span[i];
		ScoreEntry *entry = document_row(scorer, row->concept);

		entry->evidence += row->evidence;
		entry->mentions_direct += row->mentions_direct;
		entry->mentions++;
		if (force > 0)
			add_force(scorer, entry, force);
	}
	scorer->span_count = 0;
	scorer->span_stamp++;
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

	/* a document has fewer spans than candidates; the stamps must not run out */
	if (scorer->document_stamp >= UINT32_MAX - 1 ||
		scorer->span_stamp >= UINT32_MAX - 2 - matcher->candidate_count)
		forget_places(scorer);
	scorer->document_stamp++;
	scorer->span_stamp++;
	scorer->entry_count = scorer->span_count = scorer->forces_count = 0;
	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *mention = &matcher->candidates[i];

		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
		if (mention->verdict != MATCH_ACCEPTED)
			continue;
		if (before && !match_same_span(before, mention))
			close_span(scorer, before->force);
		add_mention(scorer, matcher, mention);
		before = mention;
	}
	close_span(scorer, before ? before->force : 0);
	order_entries(scorer);
}

int64_t
score_mention(const Matcher *matcher, const MatchCandidate *mention)
{
	return image_contribution(matcher->view, mention->label, 0, mention->zone,
							  mention->inside != IMAGE_NONE);
}

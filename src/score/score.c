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

#include <string.h>

#define MARKS 64				/* bits of a word */

static void
forget_places(Scorer *scorer)
{
	memset(scorer->places, 0, sizeof(ScorePlace) * (scorer->view->concept_count + (size_t) 1));
	scorer->document_stamp = scorer->span_stamp = 0;
}

/* So many words of marks, none set. */
static uint64_t *
create_marks(size_t words)
{
	uint64_t   *marks = host_alloc(sizeof(uint64_t) * words);

	memset(marks, 0, sizeof(uint64_t) * words);
	return marks;
}

Scorer *
scorer_create(const ImageView *view)
{
	Scorer	   *scorer = host_alloc(sizeof(Scorer));
	size_t		words = view->concept_count / MARKS + 1;

	memset(scorer, 0, sizeof(*scorer));
	scorer->view = view;
	scorer->places = host_alloc(sizeof(ScorePlace) * (view->concept_count + (size_t) 1));
	forget_places(scorer);
	scorer->marks = create_marks(words);
	scorer->marked_words = create_marks(words / MARKS + 1);
	return scorer;
}

void
scorer_release(Scorer *scorer)
{
	host_free(scorer->entries);
	host_free(scorer->forces);
	host_free(scorer->places);
	host_free(scorer->span);
	host_free(scorer->marks);
	host_free(scorer->marked_words);
	host_free(scorer->ordered);
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

/* To the present span: of several mentions the one that gives most counts. */
static void
give_span(Scorer *scorer, const MatchCandidate *mention, uint32_t concept, int64_t evidence,
		  bool direct)
{
	ScoreEntry *row = span_row(scorer, concept);

	(void) mention;
	if (evidence > row->evidence)
		row->evidence = evidence;
	if (direct)
		row->mentions_direct = 1;
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

/* To the document, from a mention that has its span for itself. */
static inline void
give_document(Scorer *scorer, const MatchCandidate *mention, uint32_t concept, int64_t evidence,
			  bool direct)
{
	ScoreEntry *entry = document_row(scorer, concept);

	entry->evidence += evidence > 0 ? evidence : 0;
	entry->mentions_direct += direct;
	entry->mentions++;
	if (mention->force > 0)
		add_force(scorer, entry, mention->force);
}

/* What one mention gives its concept and that concept's ancestors. */
static inline __attribute__((always_inline)) void
share_out(Scorer *scorer, const MatchCandidate *mention,
		  void (*give) (Scorer *scorer, const MatchCandidate *mention, uint32_t concept,
						int64_t evidence, bool direct))
{
	const ImageView *view = scorer->view;
	const ImageConcept *concept = &view->concepts[mention->concept];
	int			zone = mention->zone;
	bool		inside = mention->inside != IMAGE_NONE;

	give(scorer, mention, mention->concept, image_contribution(view, mention->label, 0, zone, inside), true);
	for (uint32_t i = 0; i < concept->ancestor_count; i++)
	{
		const ImageAncestor *ancestor = &view->ancestors[concept->first_ancestor + i];

		give(scorer, mention, ancestor->concept,
			 image_contribution(view, mention->label, ancestor->rollup_class, zone, inside), false);
	}
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

/* Copies the entries whose concepts are marked in one word, and takes the marks away. */
static void
take_marked(Scorer *scorer, uint32_t word)
{
	for (uint64_t bits = scorer->marks[word]; bits != 0; bits &= bits - 1)
	{
		uint32_t	concept = word * MARKS + (uint32_t) __builtin_ctzll(bits);

		scorer->ordered[scorer->entry_count++] = scorer->entries[scorer->places[concept].entry];
	}
	scorer->marks[word] = 0;
}

/*
 * By key; a concept whose evidence was rounded to nothing has no entry.  Each
 * sets a mark for its concept, and the marks are read in their order.
 */
static void
order_entries(Scorer *scorer)
{
	uint32_t	words = scorer->view->concept_count / MARKS / MARKS + 1;
	ScoreEntry *entries = scorer->entries;

	if (scorer->ordered_capacity < scorer->entry_capacity)
	{
		scorer->ordered = host_realloc(scorer->ordered, sizeof(ScoreEntry) * scorer->entry_capacity);
		scorer->ordered_capacity = scorer->entry_capacity;
	}
	for (uint32_t i = 0; i < scorer->entry_count; i++)
	{
		uint32_t	word = entries[i].concept / MARKS;

		scorer->marks[word] |= (uint64_t) (entries[i].evidence > 0) << entries[i].concept % MARKS;
		scorer->marked_words[word / MARKS] |= UINT64_C(1) << word % MARKS;
	}
	scorer->entry_count = 0;
	for (uint32_t i = 0; i < words; i++)
		for (; scorer->marked_words[i] != 0; scorer->marked_words[i] &= scorer->marked_words[i] - 1)
			take_marked(scorer, i * MARKS + (uint32_t) __builtin_ctzll(scorer->marked_words[i]));
	scorer->entries = scorer->ordered;
	scorer->ordered = entries;
}

/* The next accepted candidate from a number on, or NULL. */
static const MatchCandidate *
next_mention(const Matcher *matcher, uint32_t *number)
{
	for (; *number < matcher->candidate_count; ++*number)
	{
		if ((*number & 0xFFFF) == 0)
			host_check_interrupts();
		if (matcher->candidates[*number].verdict == MATCH_ACCEPTED)
			return &matcher->candidates[(*number)++];
	}
	return NULL;
}

/* All spans, each with the mentions it has. */
static void
add_spans(Scorer *scorer, const Matcher *matcher)
{
	uint32_t	number = 0;
	const MatchCandidate *mention = next_mention(matcher, &number);

	while (mention != NULL)
	{
		const MatchCandidate *next = next_mention(matcher, &number);

		if (next == NULL || !match_same_span(mention, next))
			share_out(scorer, mention, give_document);
		else
		{
			uint8_t		force = mention->force;

			share_out(scorer, mention, give_span);
			for (; next != NULL && match_same_span(mention, next); next = next_mention(matcher, &number))
			{
				share_out(scorer, next, give_span);
				force = next->force;
			}
			close_span(scorer, force);
		}
		mention = next;
	}
}

void
scorer_run(Scorer *scorer, const Matcher *matcher)
{
	/* a document has fewer spans than candidates; the stamps must not run out */
	if (scorer->document_stamp >= UINT32_MAX - 1 ||
		scorer->span_stamp >= UINT32_MAX - 2 - matcher->candidate_count)
		forget_places(scorer);
	scorer->document_stamp++;
	scorer->span_stamp++;
	scorer->entry_count = scorer->span_count = scorer->forces_count = 0;
	add_spans(scorer, matcher);
	order_entries(scorer);
}

int64_t
score_mention(const Matcher *matcher, const MatchCandidate *mention)
{
	return image_contribution(matcher->view, mention->label, 0, mention->zone,
							  mention->inside != IMAGE_NONE);
}

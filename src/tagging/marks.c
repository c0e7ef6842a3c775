/*-------------------------------------------------------------------------
 *
 * marks.c
 *		The mentions of a document that a query asks for.
 *
 * Called by tag_headline, tag_evidence and tag_report.  marks_write.c writes
 * what is collected here.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/marks.h"

#include "miscadmin.h"
#include "storage/shmem.h"

static void
ask_for(ConceptFilter *filter, const TagqueryNode *leaf)
{
	const ImageView *view = filter->view;
	bool		key = leaf->kind == TAGQUERY_KEY;
	bool	   *asked = key ? filter->concepts : filter->facets;
	uint32		number = key ? image_find_concept(view, leaf->name, leaf->name_length) :
		image_find_facet(view, leaf->name, leaf->name_length);

	if (number != IMAGE_NONE)
		asked[number] = true;
}

/*
 * One operand.  A chain of an operator leans right and is a loop here; the
 * depth of the rest is at most TAGQUERY_MAX_DEPTH.
 */
static void
ask_for_operand(ConceptFilter *filter, TagqueryReader *reader, bool positive)
{
	TagqueryNode node;

	check_stack_depth();
	while (tagquery_read_next(reader, &node))
	{
		CHECK_FOR_INTERRUPTS();
		if (node.kind == TAGQUERY_NOT)
			positive = !positive;
		else if (node.kind == TAGQUERY_AND || node.kind == TAGQUERY_OR)
			ask_for_operand(filter, reader, positive);
		else
		{
			if (positive)
				ask_for(filter, &node);
			return;
		}
	}
}

void
concept_filter(ConceptFilter *filter, const ImageView *view, const Tagquery *query)
{
	TagqueryReader reader;

	memset(filter, 0, sizeof(*filter));
	filter->view = view;
	if (query == NULL)
		return;
	filter->concepts = palloc0(mul_size(sizeof(bool), (Size) view->concept_count + 1));
	filter->facets = palloc0(mul_size(sizeof(bool), (Size) view->facet_count + 1));
	tagquery_read_begin(&reader, query);
	ask_for_operand(filter, &reader, true);
}

static bool
is_named(const ConceptFilter *filter, uint32 concept)
{
	return filter->concepts[concept] || filter->facets[filter->view->concepts[concept].facet];
}

/* Whether a mention of that concept is asked for: itself, or something broader. */
static bool
concept_is_asked(const ConceptFilter *filter, uint32 concept)
{
	const ImageConcept *own = &filter->view->concepts[concept];

	if (filter->concepts == NULL || is_named(filter, concept))
		return true;
	for (uint32 i = 0; i < own->ancestor_count; i++)
		if (is_named(filter, filter->view->ancestors[own->first_ancestor + i].concept))
			return true;
	return false;
}

/* Two labels of a concept may be one span; that is one mark. */
static bool
is_marked(const Marks *marks, const MatchCandidate *mention)
{
	for (uint32 i = marks->count; i > 0; i--)
	{
		const Mark *mark = &marks->marks[i - 1];

		if (mark->start != mention->start || mark->end != mention->end)
			return false;
		if (mark->concept == mention->concept)
			return true;
	}
	return false;
}

void
marks_collect(Marks *marks, const Matcher *matcher, const ConceptFilter *filter)
{
	marks->view = matcher->view;
	marks->count = 0;
	marks->marks = palloc_extended(mul_size(sizeof(Mark), (Size) matcher->candidate_count + 1),
								   MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *mention = &matcher->candidates[i];
		Mark	   *mark = &marks->marks[marks->count];

		if ((i & 0xFFFF) == 0)
			CHECK_FOR_INTERRUPTS();
		if (mention->verdict != MATCH_ACCEPTED || !concept_is_asked(filter, mention->concept) ||
			is_marked(marks, mention))
			continue;
		mark->start = mention->start;
		mark->end = mention->end;
		mark->concept = mention->concept;
		mark->number = marks->count++;
	}
}

uint32
marks_first_after(const Marks *marks, uint32 from, uint32 byte)
{
	while (from < marks->count && marks->marks[from].end <= byte)
		from++;
	return from;
}

/*-------------------------------------------------------------------------
 *
 * requires.c
 *		Evaluates the requires of conditional labels, once.
 *
 * Against the concepts of the unconditional mentions and their ancestors, in
 * the whole document or in the candidate's sentence.  What is admitted here
 * admits nothing further: so the order of labels cannot matter.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"

#include <string.h>

static void
prepare_stamps(Matcher *matcher)
{
	size_t		concepts = sizeof(uint32_t) * (matcher->view->concept_count + 1);
	size_t		facets = sizeof(uint32_t) * (matcher->view->facet_count + 1);

	if (matcher->concept_stamps == NULL)
	{
		matcher->facet_stamps = host_alloc(facets);
		matcher->concept_stamps = host_alloc(concepts);
		matcher->stamp = UINT32_MAX;
	}
	if (matcher->stamp >= UINT32_MAX - 1)
	{
		memset(matcher->concept_stamps, 0, concepts);
		memset(matcher->facet_stamps, 0, facets);
		matcher->stamp = 0;
	}
	matcher->stamp++;
}

static void
mark_concept(Matcher *matcher, uint32_t concept)
{
	matcher->concept_stamps[concept] = matcher->stamp;
	matcher->facet_stamps[matcher->view->concepts[concept].facet] = matcher->stamp;
}

static void
mark_present(Matcher *matcher, const MatchCandidate *candidate)
{
	const ImageConcept *concept = &matcher->view->concepts[candidate->concept];

	mark_concept(matcher, candidate->concept);
	for (uint32_t i = 0; i < concept->ancestor_count; i++)
		mark_concept(matcher, matcher->view->ancestors[concept->first_ancestor + i].concept);
}

/* Runs the postfix program on a stack of bits; image_validate() bounded it. */
static bool
requires_hold(const Matcher *matcher, const ImageClass *class)
{
	const uint32_t *program = matcher->view->program + class->program;
	uint64_t	stack = 0;

	for (uint32_t i = 0; i < class->program_length; i++)
	{
		uint32_t	operand = IMAGE_INSTRUCTION_OPERAND(program[i]);
		uint64_t	top = stack & 1;

		switch ((ImageOperation) IMAGE_INSTRUCTION_OP(program[i]))
		{
			case IMAGE_OP_CONCEPT:
				stack = stack << 1 | (matcher->concept_stamps[operand] == matcher->stamp);
				break;
			case IMAGE_OP_FACET:
				stack = stack << 1 | (matcher->facet_stamps[operand] == matcher->stamp);
				break;
			case IMAGE_OP_NOT:
				stack ^= 1;
				break;
			case IMAGE_OP_AND:
				stack = (stack >> 1) & (top | ~UINT64_C(1));
				break;
			case IMAGE_OP_OR:
				stack = (stack >> 1) | top;
				break;
		}
	}
	return stack & 1;
}

static bool
asks_sentence(const Matcher *matcher, const MatchCandidate *candidate)
{
	return candidate->verdict == MATCH_REQUIRES &&
		(match_class(matcher, candidate)->flags & IMAGE_LABEL_SENTENCE);
}

/* Candidates first .. end - 1: marks what is accepted, then admits. */
static void
admit_stretch(Matcher *matcher, uint32_t first, uint32_t end, bool sentence)
{
	prepare_stamps(matcher);
	for (uint32_t i = first; i < end; i++)
		if (matcher->candidates[i].verdict == MATCH_ACCEPTED)
			mark_present(matcher, &matcher->candidates[i]);
	for (uint32_t i = first; i < end; i++)
	{
		MatchCandidate *candidate = &matcher->candidates[i];

		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
		if (candidate->verdict == MATCH_REQUIRES && asks_sentence(matcher, candidate) == sentence)
			candidate->admitted = requires_hold(matcher, match_class(matcher, candidate));
	}
}

static uint32_t
sentence_start(Matcher *matcher, uint32_t number)
{
	const MatchCandidate *candidates = matcher->candidates;

	while (number > 0 && !match_sentence_parts(matcher, &candidates[number - 1], &candidates[number]))
		number--;
	return number;
}

static uint32_t
sentence_end(Matcher *matcher, uint32_t number)
{
	const MatchCandidate *candidates = matcher->candidates;

	do
		number++;
	while (number < matcher->candidate_count &&
		   !match_sentence_parts(matcher, &candidates[number - 1], &candidates[number]));
	return number;
}

void
match_admit(Matcher *matcher)
{
	admit_stretch(matcher, 0, matcher->candidate_count, false);
	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		uint32_t	end;

		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
		if (!asks_sentence(matcher, &matcher->candidates[i]))
			continue;
		end = sentence_end(matcher, i);
		admit_stretch(matcher, sentence_start(matcher, i), end, true);
		i = end - 1;
	}
}

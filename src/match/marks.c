/*-------------------------------------------------------------------------
 *
 * marks.c
 *		Notes where cues of reading/ may begin, while the tokens are at hand.
 *
 * Called by scan.c for taxonomies with reading on.  Few tokens are noted, and
 * whether a cue stands there is told later, for the sentences that have a
 * mention: so reading needs no second look at every token.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"

void
match_note_marks(Matcher *matcher, uint32_t first, uint32_t end)
{
	const uint64_t *hashes = matcher->scan.hashes;
	const uint16_t *slots = matcher->view->cue_slots;
	MatchMark  *marks;
	uint32_t	count = matcher->mark_count;

	while (matcher->mark_capacity - count < end - first)
		matcher->marks = host_grow(matcher->marks, &matcher->mark_capacity, 1024, sizeof(MatchMark));
	marks = matcher->marks;
	for (uint32_t i = first; i < end; i++)
	{
		uint32_t	cue = slots[image_cue_slot(hashes[i])];

		marks[count].place = matcher->scan.spans[i].start;
		marks[count].cue = cue - 1;
		count += cue != 0;
	}
	matcher->mark_count = count;
}

/*-------------------------------------------------------------------------
 *
 * match_parts.h
 *		Private to the matcher: how its steps call each other.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_MATCH_PARTS_H
#define POLICYSCOPE_MATCH_PARTS_H

#include "match/match.h"

/* scan.c: all candidates of the matcher's stream */
extern void match_scan(Matcher *matcher);

/* verify.c: the verdict on a pattern of the form that the path spells. */
extern MatchVerdict match_verify(Matcher *matcher, const ImageForm *form,
								 const ImagePattern *pattern, uint32_t *capitals);

/* resolve.c: verdicts for all admitted candidates */
extern void match_resolve(Matcher *matcher);

/* requires.c: admits conditional candidates by what is accepted so far */
extern void match_admit(Matcher *matcher);

/* defined.c: adds candidates; tells whether there are any */
extern bool match_define(Matcher *matcher);
extern void match_defined_free(Matcher *matcher);

/* Refused by its place already: takes no part in what follows. */
static inline bool
match_was_dropped(const MatchCandidate *candidate)
{
	return candidate->verdict >= MATCH_CASE && candidate->verdict <= MATCH_EDGE;
}

/* inside.c */
extern void match_note_inside(Matcher *matcher);

#endif							/* POLICYSCOPE_MATCH_PARTS_H */

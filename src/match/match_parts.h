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

/* inside.c */
extern void match_note_inside(Matcher *matcher);

#endif							/* POLICYSCOPE_MATCH_PARTS_H */

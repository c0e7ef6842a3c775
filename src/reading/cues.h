/*-------------------------------------------------------------------------
 *
 * cues.h
 *		Cues found in one sentence.
 *
 * Private to reading/.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_CUES_H
#define POLICYSCOPE_CUES_H

#include "match/match.h"
#include "reading/sentence.h"
#include "reading/uniform.h"

/* Those beyond say nothing: no sentence that is read has so many. */
#define CUES_MAX 64

/* A cue in the text, with what it says on each axis (NULL: nothing). */
typedef struct FoundCue
{
	uint32_t	start;			/* bytes of the uniform writing, half open */
	uint32_t	end;
	uint32_t	clause;			/* of its sentence */
	bool		named;			/* lies inside of a mention: part of a name */
	bool		in_title;		/* of a document: 《关于促进...的通知》 */
	const ImageCue *says[IMAGE_CUE_AXES];
} FoundCue;

typedef struct FoundCues
{
	FoundCue	cues[CUES_MAX];
	uint32_t	count;
} FoundCues;

/* The marks of a part, and how far they are passed. */
typedef struct CueMarks
{
	const UniformText *uniform;
	const MatchMark *marks;		/* rising places of the original */
	uint32_t	next;			/* not yet passed */
	uint32_t	end;
	UniformCursor cursor;		/* of uniform_place() */
} CueMarks;

/*
 * From the marks, which move on, the cues of a sentence, leftmost and longest,
 * none overlapping another.  doctype is the document's, or IMAGE_NONE.  Where "and" and a finite verb
 * follow each other ("has built A and will build B"), the sentence is split.
 */
extern void cues_find(FoundCues *found, const ImageView *view, CueMarks *marks,
					  Sentence *sentence, uint32_t doctype);

/* Whether a terminator of the cue stands between two places. */
extern bool cue_is_terminated(const ImageView *view, const ImageCue *cue, const char *text,
							  uint32_t from, uint32_t to);

#endif							/* POLICYSCOPE_CUES_H */

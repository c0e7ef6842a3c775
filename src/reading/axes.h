/*-------------------------------------------------------------------------
 *
 * axes.h
 *		What the cues of a sentence say of one mention in it.
 *
 * Private to reading/.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_AXES_H
#define POLICYSCOPE_AXES_H

#include "reading/cues.h"
#include "reading/reading.h"

/* A sentence with its cues, as the mentions of it are read. */
typedef struct SentenceReading
{
	const ImageView *view;
	const char *text;			/* in uniform writing */
	const Sentence *sentence;
	const FoundCues *found;
} SentenceReading;

/*
 * Fills force, status, voice, polarity, cue and source of the mention at that
 * place; all places are of the uniform writing.
 */
extern void axes_read(const SentenceReading *reading, const ReadingSpan *place,
					  ReadingMention *mention);

#endif							/* POLICYSCOPE_AXES_H */

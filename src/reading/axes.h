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
 * Fills force, status, voice, polarity, cue and source of a mention, whose place
 * is known and lies in that clause; all places are of the uniform writing.
 */
extern void axes_read(const SentenceReading *reading, uint32_t clause, ReadingMention *mention);

#endif							/* POLICYSCOPE_AXES_H */

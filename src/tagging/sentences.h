/*-------------------------------------------------------------------------
 *
 * sentences.h
 *		Where the sentences of a document begin and end.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGGING_SENTENCES_H
#define POLICYSCOPE_TAGGING_SENTENCES_H

#include "postgres.h"

typedef struct SentenceSpan
{
	uint32		start;			/* bytes of the document, half open */
	uint32		end;
} SentenceSpan;

typedef struct Sentences
{
	const char *text;
	uint32		length;
	SentenceSpan *spans;
	uint32		count;
	uint32		capacity;
} Sentences;

extern void sentences_read(Sentences *sentences, const char *text, uint32 length);

#endif							/* POLICYSCOPE_TAGGING_SENTENCES_H */

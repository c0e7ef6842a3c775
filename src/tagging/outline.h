/*-------------------------------------------------------------------------
 *
 * outline.h
 *		The tokens and sentences of a document, to cut it where a reader would.
 *
 * Used by tag_headline, tag_evidence and tag_report.  The tokens and where
 * sentences begin are those of text/token.h; here the punctuation and white
 * space between two sentences is given to one of them or to none.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_OUTLINE_H
#define POLICYSCOPE_OUTLINE_H

#include "postgres.h"

#include "tagging/marks.h"
#include "text/token.h"

typedef struct OutlineToken
{
	uint32		start;			/* bytes of the document, half open */
	uint32		end;
	uint32		sentence;
	uint8		kind;			/* TokenKind */
	int64		words_before;	/* thousandths of a word before the token */
} OutlineToken;

/* Never cuts a mark, and ends where a character a reader sees ends. */
typedef struct OutlineSentence
{
	uint32		start;			/* bytes of the document, half open; no white */
	uint32		end;			/* space at either end */
	uint32		first_token;
} OutlineSentence;

typedef struct Outline
{
	const char *text;
	uint32		length;
	OutlineToken *tokens;		/* and one behind the last, of no length */
	uint32		token_count;
	uint32		token_capacity;
	OutlineSentence *sentences; /* and one behind the last, of no length */
	uint32		sentence_count;
	uint32		sentence_capacity;
	uint32		han;			/* character tokens of one ideograph, .. */
	uint32		traditional;	/* .. and those that fold to another one */
} Outline;

extern void outline_read(Outline *outline, const char *text, Size length, const Marks *marks);

/* The sentence that holds that byte, or the next one; at or after number from. */
extern uint32 outline_sentence_at(const Outline *outline, uint32 from, uint32 byte);

#endif							/* POLICYSCOPE_OUTLINE_H */

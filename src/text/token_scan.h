/*-------------------------------------------------------------------------
 *
 * token_scan.h
 *		A document as spans and hashes of its tokens: the fast reader.
 *
 * Part of the core.  Used by match/ for every document.  It gives what the
 * reference reader, TokenStream of token.h, gives, except symbols and all
 * that can be told later from the bytes around a span: kinds, folded bytes,
 * gaps, sentences.  test/unit/token_scan.c holds the two side by side.
 *
 * It rests on one law: no token, and no rule about tokens, reaches across
 * ASCII white space.  What stands between two pieces of white space is a
 * field.  A field of ASCII letters, digits and signs that join nothing is read
 * 64 bytes at a time (token_blocks.h); any other by token_field.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TOKEN_SCAN_H
#define POLICYSCOPE_TOKEN_SCAN_H

#include "text/token.h"

typedef struct TokenSpan
{
	uint32_t	start;			/* bytes of the original, half open */
	uint32_t	end;
} TokenSpan;

/* Places in a chunk of the text, rising. */
typedef struct TokenPlaces
{
	uint32_t   *at;
	uint32_t	count;
} TokenPlaces;

typedef struct TokenScan
{
	const uint8_t *text;
	uint32_t	length;
	uint32_t	position;		/* bytes read so far */
	int64_t		words;			/* thousandths of a word read so far */

	/* the window; TOKEN_SCAN_SENTINELS zero hashes stand behind the last */
	TokenSpan  *spans;
	uint64_t   *hashes;			/* hash_token() of the folded bytes; 0 matches
								 * nothing */
	uint32_t	count;
	uint32_t	capacity;

	/* tokens that may be read in another way: broken words, Hangul */
	uint32_t   *marked;			/* indexes into the window, rising */
	uint32_t	marked_count;
	uint32_t	marked_capacity;

	/* workspace of one chunk */
	TokenPlaces edges;			/* where ASCII words begin and end, by turns */
	TokenPlaces odd;			/* whose fields need a closer look */
	TokenPlaces breaks;			/* hyphens between a word and white space */

	TokenStream reader;			/* the reference reader, for the rest */
} TokenScan;

#define TOKEN_SCAN_SENTINELS 3

/* Bytes that one chunk of the text has; the window grows by its tokens. */
#define TOKEN_SCAN_CHUNK 8192

/* text may be any bytes, up to 1 GB; it must outlive the scan. */
extern void token_scan_begin(TokenScan *scan, const char *text, size_t length);

/*
 * Drops the tokens before index keep, then reads on until the window holds at
 * least some thousand tokens or the text ends.  Returns whether more follows.
 */
extern bool token_scan_fill(TokenScan *scan, uint32_t keep);

/* Gives back the memory of a scan; it may be begun again afterwards. */
extern void token_scan_release(TokenScan *scan);

#endif							/* POLICYSCOPE_TOKEN_SCAN_H */

/*-------------------------------------------------------------------------
 *
 * word_hashes.h
 *		Hashes of many plain words at once.
 *
 * Part of the core.  Used by token_scan.c for what it found between white
 * space; knows nothing of how words are found.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_WORD_HASHES_H
#define POLICYSCOPE_WORD_HASHES_H

#include "text/token_scan.h"

/*
 * hash_token() of the folded bytes of each span; 0 for one of more than
 * TOKEN_MAX_FOLDED bytes.  The spans rise.  They hold letters and digits of
 * ASCII, letters of Latin-1 that fold to one of ASCII, and the signs ' , . that
 * join them; the latter two only at the level of VECTOR_AVX512.
 */
extern void word_hashes(const uint8_t *text, uint32_t length, const TokenSpan *spans,
						uint32_t count, uint64_t *hashes);

#endif							/* POLICYSCOPE_WORD_HASHES_H */

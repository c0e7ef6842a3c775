/*-------------------------------------------------------------------------
 *
 * word_hashes.h
 *		Hashes of many words of ASCII letters and digits at once.
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
 * hash_token() of the folded bytes of each span, which rise and hold ASCII
 * letters and digits only; 0 for one of more than TOKEN_MAX_FOLDED bytes.
 */
extern void word_hashes(const uint8_t *text, uint32_t length, const TokenSpan *spans,
						uint32_t count, uint64_t *hashes);

#endif							/* POLICYSCOPE_WORD_HASHES_H */

/*-------------------------------------------------------------------------
 *
 * key_filter.h
 *		A filter of hashes: most that are not in it are told at once.
 *
 * Any number of words of 64 bits; a key has two bits of one of them, which its
 * upper half tells.  Used where such tables are made and asked: han_words.h
 * and image/ (match/filter_bits.h asks for eight at once).  Knows nothing of
 * what the keys are, and names nothing that a server header has.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_KEY_FILTER_H
#define POLICYSCOPE_KEY_FILTER_H

#include <stdint.h>

static inline uint32_t
key_filter_word(uint64_t key, uint32_t words)
{
	return (uint32_t) ((key >> 32) * words >> 32);
}

static inline uint64_t
key_filter_mask(uint64_t key)
{
	return UINT64_C(1) << key % 64 | UINT64_C(1) << (key >> 6) % 64;
}

#endif							/* POLICYSCOPE_KEY_FILTER_H */

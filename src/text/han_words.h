/*-------------------------------------------------------------------------
 *
 * han_words.h
 *		The words of ICU's Chinese dictionary, with their costs.
 *
 * The table (han_words.c) is made when the extension is built, by
 * make_han_words.c from what list_han_words.cpp reads out of ICU's Chinese
 * and Japanese dictionary: the words of 1 to HAN_WORD_MAX folded (so
 * simplified) Han characters, and all that longer ones begin with.  Used by
 * match/, which asks whether a label cuts a word, and by image/, which asks
 * what a Han character is.
 *
 * A cost is ICU's: the less likely a word, the dearer; ICU takes the cheapest
 * chain of words.
 *
 * The table is a perfect hash: a string's bucket has a displacement, which
 * with the hash gives the string's slot.  A slot has 15 bits of the hash, the
 * flag HAN_LONGER and, in an array of its own, the cost.  A string that is
 * not in the table is taken for another one once in 32,768 times; the answer
 * is then that of a slightly different dictionary, the same everywhere.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_HAN_WORDS_H
#define POLICYSCOPE_HAN_WORDS_H

#include "text/key_filter.h"

#include <stdbool.h>
#include <stdint.h>

#define HAN_WORD_MAX 8			/* of 239,000 words of ICU 72, 24 are longer */

#define HAN_LONGER 1u			/* a longer word begins with the string */
#define HAN_NO_WORD 0			/* the cost of a string that is none */
#define HAN_UNKNOWN_COST 255	/* of a character that is no word */

extern const uint16_t han_word_checks[];	/* by slot */
extern const uint8_t han_word_costs[];	/* by slot */
extern const uint16_t han_word_displacements[]; /* by bucket */
extern const uint32_t han_word_slots;
extern const uint32_t han_word_buckets;

/* The hash of a string is made character by character, from 0. */
static inline uint64_t
han_word_hash(uint64_t hash, uint32_t character)
{
	hash = (hash + character) * UINT64_C(0x9E3779B97F4A7C15);
	return hash ^ hash >> 29;
}

static inline uint32_t
han_word_bucket(uint64_t hash, uint32_t buckets)
{
	return (uint32_t) ((hash >> 32) * buckets >> 32);
}

static inline uint32_t
han_word_slot(uint64_t hash, uint32_t displacement, uint32_t slots)
{
	hash = (hash ^ displacement) * UINT64_C(0xD6E8FEB86659FD93);
	return (uint32_t) ((hash >> 32) * slots >> 32);
}

/*
 * The costs of the unified ideographs by themselves, U+4E00 to U+9FFF:
 * HAN_UNKNOWN_COST where one is no word.
 */
#define HAN_CHARACTER_FIRST 0x4E00
#define HAN_CHARACTER_COUNT (0xA000 - HAN_CHARACTER_FIRST)

extern const uint8_t han_character_costs[HAN_CHARACTER_COUNT];

static inline uint32_t
han_character_cost(uint32_t character)
{
	uint32_t	number = character - HAN_CHARACTER_FIRST;

	return number < HAN_CHARACTER_COUNT ? han_character_costs[number] : HAN_UNKNOWN_COST;
}

/*
 * Most pairs of characters begin no word.  A filter tells so of nearly all of
 * them, from less memory than the table has (key_filter.h).
 */
extern const uint64_t han_pairs[];
extern const uint32_t han_pair_numbers;

#define HAN_PAIR_BITS 10		/* of the filter, for each pair that begins a word */

/* Whether the two characters of that hash may be a word, or the begin of one. */
static inline bool
han_pair_may_begin(uint64_t hash)
{
	return (~han_pairs[key_filter_word(hash, han_pair_numbers)] & key_filter_mask(hash)) == 0;
}

/* The string's cost, or HAN_NO_WORD; in *longer whether to go on. */
static inline uint32_t
han_word_cost(uint64_t hash, bool *longer)
{
	uint32_t	bucket = han_word_bucket(hash, han_word_buckets);
	uint32_t	slot = han_word_slot(hash, han_word_displacements[bucket], han_word_slots);
	bool		found = ((han_word_checks[slot] ^ hash) & 0xFFFE) == 0;

	*longer = found && (han_word_checks[slot] & HAN_LONGER);
	return found ? han_word_costs[slot] : HAN_NO_WORD;
}

/* Script Han as far as it survives the fold, with the mark of iteration and zero. */
static inline bool
han_is_character(uint32_t code_point)
{
	return (code_point >= 0x4E00 && code_point <= 0x9FFF) ||
		(code_point >= 0x3400 && code_point <= 0x4DBF) ||
		(code_point >= 0x20000 && code_point <= 0x3FFFD) ||
		code_point == 0x3005 || code_point == 0x3007;
}

#endif							/* POLICYSCOPE_HAN_WORDS_H */

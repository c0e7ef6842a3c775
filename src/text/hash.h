/*-------------------------------------------------------------------------
 *
 * hash.h
 *		Hashes of folded tokens and of sequences of them.
 *
 * Used by the tokeniser, the image builder and the matcher, which must agree.
 * The values are stored in images (in the machine's byte order), never in
 * tagsets.  A hash only ever finds a candidate: a match is always verified
 * against the bytes, so hostile collisions cost time, not truth.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_HASH_H
#define POLICYSCOPE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define HASH_SEED_A UINT64_C(0x9E3779B97F4A7C15)
#define HASH_SEED_B UINT64_C(0xD6E8FEB86659FD93)
#define HASH_SEED_C UINT64_C(0xA0761D6478BD642F)
#define HASH_FACTOR_LOW UINT64_C(0xE7037ED1A0B428DB)
#define HASH_FACTOR_HIGH UINT64_C(0x8EBC6AF09C88C6E3)
#define HASH_FACTOR_LAST UINT64_C(0x589965CC75374CC3)

__extension__ typedef unsigned __int128 hash_uint128;

/* 64 x 64 -> 128 bit product, folded to 64 bits */
static inline uint64_t
hash_multiply(uint64_t a, uint64_t b)
{
	hash_uint128 product = (hash_uint128) a * b;

	return (uint64_t) product ^ (uint64_t) (product >> 64);
}

/*
 * The hash of two numbers.  Products of 64 bits only, which vector units have
 * too (word_hashes.c makes eight at a time).
 */
static inline uint64_t
hash_pair(uint64_t low, uint64_t high)
{
	uint64_t	hash = (low ^ HASH_SEED_A) * HASH_FACTOR_LOW + (high ^ HASH_SEED_B) * HASH_FACTOR_HIGH;

	return (hash ^ hash >> 32) * HASH_FACTOR_LAST;
}

/* Up to 8 bytes as a number, the first one lowest on every machine. */
static inline uint64_t
hash_load(const uint8_t *p, size_t length)
{
	uint64_t	value = 0;

	memcpy(&value, p, length);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	value = __builtin_bswap64(value);
#endif
	return value;
}

/* The hash of any bytes. */
static inline uint64_t
hash_bytes(const uint8_t *p, size_t length)
{
	uint64_t	hash = 0;
	uint64_t	low;
	uint64_t	high = 0;

	if (length > 16)
		hash = HASH_SEED_C * length;
	for (; length > 16; p += 16, length -= 16)
		hash = hash_multiply(hash_load(p, 8) ^ HASH_SEED_A ^ hash, hash_load(p + 8, 8) ^ HASH_SEED_B);
	if (length > 8)
	{
		low = hash_load(p, 8);
		high = hash_load(p + 8, length - 8);
	}
	else
		low = hash_load(p, length);
	return hash_pair(low ^ hash, high);
}

/*
 * Length of the part of a word that is hashed: a final s is left out, so that
 * most plurals are found where their singular is.  Which of the two a label
 * allows is for match/ to say.
 */
static inline uint32_t
hash_key_length(uint32_t length, uint8_t last)
{
	return length - (length >= 3 && last == 's');
}

/* Whether a word of at least four bytes, folded or not, ends in "ies". */
static inline bool
hash_ends_in_ies(const uint8_t *end)
{
	return (end[-1] | 0x20) == 's' && (end[-2] | 0x20) == 'e' && (end[-3] | 0x20) == 'i';
}

/* The hash of a token's folded bytes; "ies" at its end is as "y". */
static inline uint64_t
hash_token(const uint8_t *p, uint32_t length)
{
	uint8_t		singular[64];

	if (length == 0)
		return hash_bytes(p, 0);
	if (length < 4 || length > sizeof(singular) || !hash_ends_in_ies(p + length))
		return hash_bytes(p, hash_key_length(length, p[length - 1]));
	memcpy(singular, p, length - 3);
	singular[length - 3] = 'y';
	return hash_bytes(singular, length - 2);
}

/* All bits of the first 0 .. 16 bytes, as two numbers. */
#define HASH_BYTES(n) ((n) == 0 ? 0 : UINT64_MAX >> (64 - 8 * ((n) == 0 ? 8 : (n))))
#define HASH_LOW(n) {HASH_BYTES(n), 0}
#define HASH_HIGH(n) {UINT64_MAX, HASH_BYTES(n)}

static const uint64_t hash_first_bytes[17][2] = {
	HASH_LOW(0), HASH_LOW(1), HASH_LOW(2), HASH_LOW(3), HASH_LOW(4), HASH_LOW(5), HASH_LOW(6),
	HASH_LOW(7), HASH_HIGH(0), HASH_HIGH(1), HASH_HIGH(2), HASH_HIGH(3), HASH_HIGH(4),
	HASH_HIGH(5), HASH_HIGH(6), HASH_HIGH(7), HASH_HIGH(8)
};

/*
 * hash_token() of a token of 1 to 16 bytes that does not end in "ies", when 16
 * bytes may be read; the bits of letter_case are set in all of them first.
 */
static inline __attribute__((always_inline)) uint64_t
hash_short_token(const uint8_t *p, uint32_t length, uint64_t letter_case)
{
	const uint64_t *mask = hash_first_bytes[hash_key_length(length, p[length - 1] | (uint8_t) letter_case)];
	uint64_t	low = (hash_load(p, 8) | letter_case) & mask[0];
	uint64_t	high = (hash_load(p + 8, 8) | letter_case) & mask[1];

	return hash_pair(low, high);
}

/*
 * The hash of a sequence, from that of the sequence without its last token.
 * Both are well mixed already, so one product tells their order.
 */
static inline uint64_t
hash_sequence(uint64_t sequence, uint64_t token)
{
	return sequence * HASH_SEED_C + token;
}

#endif							/* POLICYSCOPE_HASH_H */

/*-------------------------------------------------------------------------
 *
 * token_blocks.h
 *		64 bytes of text as bit masks: which are word bytes, which need a
 *		closer look; and such masks as places.  The same answers for every
 *		level of vector.h.
 *
 * Private to token_scan.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TOKEN_BLOCKS_H
#define POLICYSCOPE_TOKEN_BLOCKS_H

#include "text/unicode.h"
#include "text/vector.h"

#include <stdint.h>

/*
 * Classes of a byte, one bit each.  A byte has those of its low half that are
 * also those of its high half: so the two tables below say it for all bytes.
 */
#define BYTE_LETTER_1 0x01		/* @A..O, `a..o without the signs */
#define BYTE_LETTER_2 0x02		/* P..Z, p..z */
#define BYTE_DIGIT 0x04
#define BYTE_INNER 0x08			/* ' , and . : may stand inside of a word */
#define BYTE_COLON 0x10			/* : and ; */
#define BYTE_AT 0x20			/* @ */
#define BYTE_BEYOND 0x40		/* no ASCII */
#define BYTE_HYPHEN 0x80

#define BYTE_WORD (BYTE_LETTER_1 | BYTE_LETTER_2 | BYTE_DIGIT)

/* Bit i of each is byte i of the block. */
typedef struct BlockMasks
{
	uint64_t	word;			/* ASCII letters and digits */
	uint64_t	beyond;			/* no ASCII */
	uint64_t	inner;
	uint64_t	rare;			/* colons, semicolons and at signs */
	uint64_t	hyphen;
} BlockMasks;

#define LOW_HALVES \
	0x66, 0x47, 0x47, 0x47, 0x47, 0x47, 0x47, 0x4F, 0x47, 0x47, 0x53, 0x51, 0x49, 0xC1, 0x49, 0x41
#define HIGH_HALVES \
	0x00, 0x00, 0x88, 0x14, 0x21, 0x02, 0x01, 0x02, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40, 0x40

static const uint8_t low_halves[32] = {LOW_HALVES, LOW_HALVES};
static const uint8_t high_halves[32] = {HIGH_HALVES, HIGH_HALVES};

static inline uint8_t
byte_class(uint8_t byte)
{
	return low_halves[byte & 15] & high_halves[byte >> 4];
}

/* What the last byte of a block is, for the next one: each 0 or 1. */
typedef struct BlockCarry
{
	uint64_t	letter;
	uint64_t	digit;
	uint64_t	latin;			/* the first byte of a letter whose second follows */
} BlockCarry;

static inline __attribute__((always_inline)) void
block_masks_portable(const uint8_t *p, BlockMasks *masks)
{
	uint64_t	word = 0;
	uint64_t	beyond = 0;
	uint64_t	inner = 0;
	uint64_t	rare = 0;
	uint64_t	hyphen = 0;

	for (int i = 0; i < 64; i++)
	{
		uint64_t	class = byte_class(p[i]);

		word |= (uint64_t) ((class & BYTE_WORD) != 0) << i;
		beyond |= (class >> 6 & 1) << i;
		inner |= (class >> 3 & 1) << i;
		rare |= (uint64_t) ((class & (BYTE_COLON | BYTE_AT)) != 0) << i;
		hyphen |= (class >> 7) << i;
	}
	masks->word = word;
	masks->beyond = beyond;
	masks->inner = inner;
	masks->rare = rare;
	masks->hyphen = hyphen;
}

/* Writes out the set bits as places; eight at a time, so up to 7 too many. */
static inline __attribute__((always_inline)) uint32_t
write_places(uint32_t *places, uint32_t block, uint64_t bits)
{
	uint32_t	count = (uint32_t) __builtin_popcountll(bits);

	for (uint32_t written = 0; written < count; written += 8)
		for (int i = 0; i < 8; i++)
		{
			places[written + i] = block + (uint32_t) __builtin_ctzll(bits | UINT64_C(1) << 63);
			bits &= bits - 1;
		}
	return count;
}

#ifdef VECTOR_X86

#define BLOCK_TARGET VECTOR_AVX2_CODE __attribute__((always_inline))

/* The classes of 32 bytes. */
BLOCK_TARGET static inline __m256i
classes_avx2(const uint8_t *p)
{
	const __m256i low = _mm256_loadu_si256((const __m256i *) low_halves);
	const __m256i high = _mm256_loadu_si256((const __m256i *) high_halves);
	const __m256i half = _mm256_set1_epi8(0x0F);
	__m256i		bytes = _mm256_loadu_si256((const __m256i *) p);

	return _mm256_and_si256(
		_mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half)),
		_mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
}

/* One bit a byte, of two halves. */
BLOCK_TARGET static inline uint64_t
join_masks(int first, int second)
{
	return (uint64_t) (uint32_t) second << 32 | (uint32_t) first;
}

/* Whether a byte has any of these classes. */
BLOCK_TARGET static inline uint64_t
mask_any(__m256i first, __m256i second, int classes)
{
	const __m256i wanted = _mm256_set1_epi8((char) classes);
	const __m256i zero = _mm256_setzero_si256();
	__m256i		no_first = _mm256_cmpeq_epi8(_mm256_and_si256(first, wanted), zero);
	__m256i		no_second = _mm256_cmpeq_epi8(_mm256_and_si256(second, wanted), zero);

	return ~join_masks(_mm256_movemask_epi8(no_first), _mm256_movemask_epi8(no_second));
}

/* Whether a byte has the one class that is its bit 7 after the shift. */
#define MASK_ONE(first, second, shift) \
	join_masks(_mm256_movemask_epi8(_mm256_slli_epi16(first, shift)), \
			   _mm256_movemask_epi8(_mm256_slli_epi16(second, shift)))

BLOCK_TARGET static inline void
block_masks_avx2(const uint8_t *p, BlockMasks *masks)
{
	__m256i		first = classes_avx2(p);
	__m256i		second = classes_avx2(p + 32);

	masks->word = mask_any(first, second, BYTE_WORD);
	masks->beyond = MASK_ONE(first, second, 1);
	masks->inner = MASK_ONE(first, second, 4);
	masks->rare = mask_any(first, second, BYTE_COLON | BYTE_AT);
	masks->hyphen = MASK_ONE(first, second, 0);
}

/*
 * The widest form sees more, so that less is left to token_field.c: letters of
 * Latin-1 that fold to one of ASCII are word bytes, and so are the signs that
 * join letters or digits to one word.
 */
#define WIDE_BLOCK_TARGET VECTOR_AVX512_CODE __attribute__((always_inline))

/* Takes the bytes of Latin letters out of those beyond ASCII, and returns them. */
WIDE_BLOCK_TARGET static inline uint64_t
latin_letters(const uint8_t *p, uint32_t left, __m512i bytes, uint64_t *beyond, BlockCarry *carry)
{
	__m512i		folds = _mm512_permutexvar_epi8(bytes, _mm512_loadu_si512(unicode_latin_folds));
	uint64_t	lead = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char) UNICODE_LATIN_LEAD));
	uint64_t	follows = *beyond & ~_mm512_test_epi8_mask(bytes, _mm512_set1_epi8(0x40));
	uint64_t	second = (lead << 1 | carry->latin) & follows & _mm512_test_epi8_mask(folds, folds);
	uint64_t	latin = second | second >> 1;

	carry->latin = lead >> 63 && left > 64 && unicode_latin_fold(p + 63) != 0;
	latin |= carry->latin << 63;
	*beyond &= ~latin;
	return latin;
}

/* Of the inner signs, those between two letters or two digits that make one word of them. */
WIDE_BLOCK_TARGET static inline uint64_t
joining_signs(__m512i bytes, uint64_t inner, uint64_t letter, uint64_t digit, BlockCarry *carry)
{
	const __m512i case_bit = _mm512_set1_epi8(0x20);
	uint64_t	apostrophe = _mm512_mask_cmpeq_epi8_mask(inner, bytes, _mm512_set1_epi8('\''));
	uint64_t	no_s = letter & _mm512_cmpneq_epi8_mask(_mm512_or_si512(bytes, case_bit),
														 _mm512_set1_epi8('s'));
	uint64_t	joining = (apostrophe & (letter << 1 | carry->letter) & no_s >> 1) |
		(inner & (digit << 1 | carry->digit) & digit >> 1);

	carry->letter = letter >> 63;
	carry->digit = digit >> 63;
	return joining;
}

/* The masks of so many bytes, at most 64; of what follows one is looked at. */
WIDE_BLOCK_TARGET static inline void
block_masks_avx512(const uint8_t *p, uint32_t left, BlockMasks *masks, BlockCarry *carry)
{
	const __m512i low = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *) low_halves));
	const __m512i high = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *) high_halves));
	const __m512i half = _mm512_set1_epi8(0x0F);
	__m512i		bytes = _mm512_maskz_loadu_epi8(left < 64 ? (UINT64_C(1) << left) - 1 : UINT64_MAX, p);
	__m512i		classes = _mm512_and_si512(
		_mm512_shuffle_epi8(low, _mm512_and_si512(bytes, half)),
		_mm512_shuffle_epi8(high, _mm512_and_si512(_mm512_srli_epi16(bytes, 4), half)));
	uint64_t	digit = _mm512_test_epi8_mask(classes, _mm512_set1_epi8(BYTE_DIGIT));
	uint64_t	letter = _mm512_test_epi8_mask(classes, _mm512_set1_epi8(BYTE_LETTER_1 | BYTE_LETTER_2));
	uint64_t	inner = _mm512_test_epi8_mask(classes, _mm512_set1_epi8(BYTE_INNER));
	uint64_t	joining;

	masks->beyond = _mm512_movepi8_mask(bytes);
	if (masks->beyond)
		letter |= latin_letters(p, left, bytes, &masks->beyond, carry);
	joining = joining_signs(bytes, inner, letter, digit, carry);
	masks->word = letter | digit | joining;
	masks->inner = inner & ~joining;
	masks->rare = _mm512_test_epi8_mask(classes, _mm512_set1_epi8(BYTE_COLON | BYTE_AT));
	masks->hyphen = _mm512_movepi8_mask(classes);
}

/* write_places(), up to 31 too many. */
WIDE_BLOCK_TARGET static inline uint32_t
write_places_avx512(uint32_t *places, uint32_t block, uint64_t bits)
{
	const __m512i counted = _mm512_set_epi8(
		63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41,
		40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18,
		17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
	const __m512i first = _mm512_set1_epi32((int) block);
	uint32_t	count = (uint32_t) __builtin_popcountll(bits);
	__m512i		found = _mm512_maskz_compress_epi8(bits, counted);

	_mm512_storeu_si512(places, _mm512_add_epi32(
		first, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(found))));
	_mm512_storeu_si512(places + 16, _mm512_add_epi32(
		first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 1))));
	if (__builtin_expect(count > 32, 0))
	{
		_mm512_storeu_si512(places + 32, _mm512_add_epi32(
			first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 2))));
		_mm512_storeu_si512(places + 48, _mm512_add_epi32(
			first, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(found, 3))));
	}
	return count;
}
#endif

#endif							/* POLICYSCOPE_TOKEN_BLOCKS_H */

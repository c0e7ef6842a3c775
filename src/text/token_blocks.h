/*-------------------------------------------------------------------------
 *
 * token_blocks.h
 *		64 bytes of text as bit masks: which are word bytes, which need a
 *		closer look.  With AVX2 and without, of the same answers.
 *
 * Private to token_scan.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TOKEN_BLOCKS_H
#define POLICYSCOPE_TOKEN_BLOCKS_H

#include <stdint.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define TOKEN_BLOCKS_AVX2 1
#include <immintrin.h>
#endif

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

#ifdef TOKEN_BLOCKS_AVX2

#define BLOCK_TARGET __attribute__((target("avx2,bmi,popcnt"), always_inline))

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
#endif

#endif							/* POLICYSCOPE_TOKEN_BLOCKS_H */

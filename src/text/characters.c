/*-------------------------------------------------------------------------
 *
 * characters.c
 *		Characters of three bytes that stand in a row; see characters.h.
 *
 * unicode_three_folds tells in one step what a code point of three bytes is
 * here.  Neither a character that it knows nor a sign is something that could
 * belong to the character before it.  A sign that joins numbers has none before
 * it but at the begin of a row.
 *
 *-------------------------------------------------------------------------
 */
#include "text/characters.h"

#include "text/hash.h"
#include "text/token_field.h"
#include "text/unicode.h"
#include "text/vector.h"

#define BYTES 3					/* of a character */
#define AT_ONCE 16				/* characters */

/* The three bytes of a code point, the first one lowest. */
static inline uint32_t
encode_three(uint32_t code_point)
{
	return 0x8080E0 | code_point >> 12 | (code_point << 2 & 0x3F00) | (code_point & 0x3F) << 16;
}

/* What unicode_three_folds has for what is there. */
static inline uint32_t
fold_at(const TokenScan *scan, uint32_t at)
{
	const uint8_t *p = scan->text + at;

	return scan->length - at < BYTES || (p[0] & 0xF0) != 0xE0 ? 0 : unicode_three_fold(p);
}

/*
 * Whether what is not known cannot belong to what stands before it: ASCII (an
 * apostrophe is looked at elsewhere) and rare ideographs.
 */
static inline bool
leaves_alone(const TokenScan *scan, uint32_t at)
{
	uint8_t		next = at < scan->length ? scan->text[at] : 0;

	return next < 0x80 || (next >= 0xE4 && next <= 0xE9);
}

static uint32_t
read_portable(TokenScan *scan, uint32_t at, uint32_t stop)
{
	TokenSpan  *span = scan->spans + scan->count;
	uint64_t   *hash = scan->hashes + scan->count;
	uint32_t	folded = at < stop ? fold_at(scan, at) : 0;

	while (folded != 0 && at < stop)
	{
		uint32_t	next = fold_at(scan, at + BYTES);

		if (next == 0 && !leaves_alone(scan, at + BYTES))
			break;
		if (folded >= UNICODE_THREE_FIRST)
		{
			span->start = at;
			span++->end = at + BYTES;
			*hash++ = hash_pair(encode_three(folded), 0);
		}
		at += BYTES;
		folded = next;
	}
	scan->count = (uint32_t) (span - scan->spans);
	return at;
}

#ifdef VECTOR_X86

/* The code points of sixteen. */
VECTOR_AVX512_CODE static inline __m512i
decode_sixteen(__m512i bytes)
{
	__m512i		first = _mm512_slli_epi32(_mm512_and_si512(bytes, _mm512_set1_epi32(0x0F)), 12);
	__m512i		second = _mm512_and_si512(_mm512_srli_epi32(bytes, 2), _mm512_set1_epi32(0xFC0));
	__m512i		third = _mm512_and_si512(_mm512_srli_epi32(bytes, 16), _mm512_set1_epi32(0x3F));

	return _mm512_or_si512(first, _mm512_or_si512(second, third));
}

VECTOR_AVX512_CODE static inline __m512i
encode_sixteen(__m512i code_points)
{
	__m512i		second = _mm512_and_si512(_mm512_slli_epi32(code_points, 2), _mm512_set1_epi32(0x3F00));
	__m512i		third = _mm512_slli_epi32(_mm512_and_si512(code_points, _mm512_set1_epi32(0x3F)), 16);

	return _mm512_or_si512(_mm512_or_si512(_mm512_set1_epi32(0x8080E0), _mm512_srli_epi32(code_points, 12)),
						   _mm512_or_si512(second, third));
}

/* The three bytes each of the sixteen from a place on; those after the first that are fewer do not count. */
VECTOR_AVX512_CODE static inline __m512i
bytes_at(const TokenScan *scan, uint32_t at)
{
	const __m512i spread = _mm512_set_epi8(
		64, 47, 46, 45, 64, 44, 43, 42, 64, 41, 40, 39, 64, 38, 37, 36, 64, 35, 34, 33, 64, 32, 31,
		30, 64, 29, 28, 27, 64, 26, 25, 24, 64, 23, 22, 21, 64, 20, 19, 18, 64, 17, 16, 15, 64, 14,
		13, 12, 64, 11, 10, 9, 64, 8, 7, 6, 64, 5, 4, 3, 64, 2, 1, 0);
	const __mmask64 but_fourth = UINT64_C(0x7777777777777777);
	uint32_t	left = scan->length - at;
	__mmask64	inside = left < 64 ? (UINT64_C(1) << left) - 1 : UINT64_MAX;

	return _mm512_maskz_permutexvar_epi8(but_fourth, spread,
										 _mm512_maskz_loadu_epi8(inside, scan->text + at));
}

/* What sixteen are, as a bit each. */
typedef struct Kinds
{
	uint32_t	known;
	uint32_t	sign;
	uint32_t	other;			/* folds to another */
} Kinds;

/* Of those that are three bytes each, given their code points. */
VECTOR_AVX512_CODE static inline void
look_at_kinds(__m512i code_points, __mmask16 three, Kinds *kinds)
{
	__m512i		number = _mm512_sub_epi32(code_points, _mm512_set1_epi32(UNICODE_THREE_FIRST));
	__mmask16	good = _mm512_mask_cmplt_epu32_mask(three, number, _mm512_set1_epi32(UNICODE_THREE_COUNT));
	__m512i		rows = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), good,
												   _mm512_srli_epi32(number, 4), unicode_three_kinds, 4);
	__m512i		places = _mm512_and_si512(_mm512_add_epi32(number, number), _mm512_set1_epi32(0x1E));
	__m512i		kind = _mm512_srlv_epi32(rows, places);
	uint32_t	self = _mm512_test_epi32_mask(kind, _mm512_set1_epi32(1));
	uint32_t	no_token = _mm512_test_epi32_mask(kind, _mm512_set1_epi32(2));

	kinds->known = self | no_token;
	kinds->sign = no_token & ~self;
	kinds->other = self & no_token;
}

/* The code points with those folded that fold to others. */
VECTOR_AVX512_CODE static inline __m512i
fold_others(__m512i code_points, uint32_t other)
{
	__m512i		number = _mm512_sub_epi32(code_points, _mm512_set1_epi32(UNICODE_THREE_FIRST));
	__m512i		folded = _mm512_mask_i32gather_epi32(code_points, (__mmask16) other, number,
													 unicode_three_folds, 2);

	return _mm512_and_si512(folded, _mm512_set1_epi32(0xFFFF));
}

/* hash_pair() of eight numbers, each with 0. */
VECTOR_AVX512_CODE static inline __m512i
hash_eight_numbers(__m256i numbers)
{
	const uint64_t high = HASH_SEED_B * HASH_FACTOR_HIGH;
	__m512i		hash = _mm512_xor_si512(_mm512_cvtepu32_epi64(numbers), _mm512_set1_epi64((long long) HASH_SEED_A));

	hash = _mm512_add_epi64(_mm512_mullo_epi64(hash, _mm512_set1_epi64((long long) HASH_FACTOR_LOW)),
							_mm512_set1_epi64((long long) high));
	hash = _mm512_xor_si512(hash, _mm512_srli_epi64(hash, 32));
	return _mm512_mullo_epi64(hash, _mm512_set1_epi64((long long) HASH_FACTOR_LAST));
}

/* Writes those of sixteen that are tokens; there is room for all. */
VECTOR_AVX512_CODE static inline void
write_tokens(TokenScan *scan, uint32_t at, __m512i folded, __mmask16 tokens)
{
	const __m512i places = _mm512_setr_epi32(0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45);
	const __m512i low = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
	const __m512i high = _mm512_setr_epi32(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
	__m512i		starts = _mm512_maskz_compress_epi32(
		tokens, _mm512_add_epi32(places, _mm512_set1_epi32((int) at)));
	__m512i		ends = _mm512_add_epi32(starts, _mm512_set1_epi32(BYTES));
	__m512i		bytes = encode_sixteen(_mm512_maskz_compress_epi32(tokens, folded));

	_mm512_storeu_si512(scan->spans + scan->count, _mm512_permutex2var_epi32(starts, low, ends));
	_mm512_storeu_si512(scan->spans + scan->count + 8, _mm512_permutex2var_epi32(starts, high, ends));
	_mm512_storeu_si512(scan->hashes + scan->count, hash_eight_numbers(_mm512_castsi512_si256(bytes)));
	_mm512_storeu_si512(scan->hashes + scan->count + 8,
						hash_eight_numbers(_mm512_extracti64x4_epi64(bytes, 1)));
	scan->count += (uint32_t) __builtin_popcount(tokens);
}

/* Of sixteen of which so many are known, those that may be taken. */
static inline uint32_t
count_good(const TokenScan *scan, uint32_t at, uint32_t known, uint32_t most)
{
	if (known > most)
		return most;			/* what follows is known too */
	/* the last one, if it may not stand alone, is for the other way */
	if (known > 0 && !leaves_alone(scan, at + BYTES * known) && fold_at(scan, at + BYTES * known) == 0)
		known--;
	return known;
}

/*
 * How many there are mostly tells the form of the bytes alone.  What they are
 * takes the processor longer to find out: it need not wait for that.
 */
VECTOR_AVX512_CODE static uint32_t
read_avx512(TokenScan *scan, uint32_t at, uint32_t stop)
{
	uint32_t	count = AT_ONCE;

	while (count == AT_ONCE && at < stop)
	{
		__m512i		bytes = bytes_at(scan, at);
		__mmask16	three = _mm512_cmpeq_epi32_mask(
			_mm512_and_si512(bytes, _mm512_set1_epi32(0xC0C0F0)), _mm512_set1_epi32(0x8080E0));
		__m512i		folded = decode_sixteen(bytes);
		uint32_t	unknown;
		Kinds		kinds;

		count = (uint32_t) __builtin_ctz(~(uint32_t) three);
		look_at_kinds(folded, three, &kinds);
		unknown = ~kinds.known & ((1u << count) - 1);
		if (__builtin_expect(unknown != 0, 0))
			count = (uint32_t) __builtin_ctz(unknown);
		count = count_good(scan, at, count, (stop - at + BYTES - 1) / BYTES);
		if (kinds.other != 0)
			folded = fold_others(folded, kinds.other);
		write_tokens(scan, at, folded, (__mmask16) (((1u << count) - 1) & ~kinds.sign));
		at += BYTES * count;
	}
	return at;
}
#endif

uint32_t
characters_read(TokenScan *scan, uint32_t at, uint32_t stop)
{
	uint32_t	first = at < stop ? fold_at(scan, at) : 0;

	if (first == 0 || first == UNICODE_THREE_JOINS)
		return at;
	token_scan_reserve(scan, (stop - at) / BYTES + 1 + AT_ONCE);
#ifdef VECTOR_X86
	if (vector_level() >= VECTOR_AVX512)
		return read_avx512(scan, at, stop);
#endif
	return read_portable(scan, at, stop);
}

/*-------------------------------------------------------------------------
 *
 * word_hashes.c
 *		Hashes of many words at once; see word_hashes.h.
 *
 * Most words have at most 16 bytes and do not end in "ies": the hash of such a
 * one is that of two numbers, hash_short_token().  The rest goes by
 * hash_token() of a folded copy.
 *
 *-------------------------------------------------------------------------
 */
#include "text/word_hashes.h"

#include "host.h"
#include "text/ascii.h"
#include "text/hash.h"
#include "text/unicode.h"
#include "text/vector.h"

#include <string.h>

#define SHORT_WORD 16
#define MEDIUM_WORD 256			/* whose fold stands on the stack */

static uint64_t
fold_and_hash(const uint8_t *word, uint32_t length, uint8_t *folded)
{
	uint32_t	used = 0;

	for (uint32_t i = 0; i < length; i++)
		if (word[i] == UNICODE_LATIN_LEAD)
			folded[used++] = unicode_latin_fold(word + i++);
		else
			folded[used++] = word[i] | 0x20;	/* digits and signs have that bit */
	return hash_token(folded, used);
}

/* A word of any kind. */
static uint64_t
hash_any_word(const uint8_t *word, uint32_t length)
{
	uint8_t		medium[MEDIUM_WORD];
	uint8_t    *folded;
	uint64_t	hash;

	if (length <= MEDIUM_WORD)
		return fold_and_hash(word, length, medium);
	if (length > TOKEN_MAX_FOLDED)
		return 0;
	folded = host_alloc(length);
	hash = fold_and_hash(word, length, folded);
	host_free(folded);
	return hash;
}

/*
 * hash_ends_in_ies() without a branch, of a word of at least one byte; three
 * bytes before its end and one behind it may be read.
 */
static inline bool
ends_in_ies(const uint8_t *end)
{
	return ((hash_load(end - 3, 4) | 0x202020) & 0xFFFFFF) == ('i' | 'e' << 8 | 's' << 16);
}

static void
word_hashes_portable(const uint8_t *text, uint32_t length, const TokenSpan *spans, uint32_t count,
					 uint64_t *hashes)
{
	uint32_t	safe = length < 32 ? 0 : length - SHORT_WORD - 3;

	for (uint32_t i = 0; i < count; i++)
	{
		uint32_t	start = spans[i].start;
		uint32_t	bytes = spans[i].end - start;

		/* 3 bytes before the word and 16 from its start on may be read */
		if (__builtin_expect(bytes <= SHORT_WORD && start - 3 < safe &&
							 !ends_in_ies(text + start + bytes), 1))
			hashes[i] = hash_short_token(text + start, bytes, ASCII_CASE_BITS);
		else
			hashes[i] = hash_any_word(text + start, bytes);
	}
}

#ifdef VECTOR_X86

#define AT_ONCE 8				/* words; four of 16 bytes fill a vector */

/* 16 bytes from the start of each second word on, four words. */
VECTOR_AVX512_CODE static inline __m512i
load_four(const uint8_t *text, const TokenSpan *spans)
{
	__m256i		first = _mm256_inserti128_si256(
		_mm256_castsi128_si256(_mm_loadu_si128((const __m128i *) (text + spans[0].start))),
		_mm_loadu_si128((const __m128i *) (text + spans[2].start)), 1);
	__m256i		second = _mm256_inserti128_si256(
		_mm256_castsi128_si256(_mm_loadu_si128((const __m128i *) (text + spans[4].start))),
		_mm_loadu_si128((const __m128i *) (text + spans[6].start)), 1);

	return _mm512_inserti64x4(_mm512_castsi256_si512(first), second, 1);
}

/*
 * What the numbers of four words are before they are added up, given the
 * length of each in all of its 16 bytes; sets bits of words in "ies" or with
 * bytes beyond ASCII.
 */
VECTOR_AVX512_CODE static inline __m512i
multiply_four(__m512i words, __m512i lengths, __mmask64 *other)
{
	const __m512i place = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
															   11, 12, 13, 14, 15));
	const __m512i next = _mm512_add_epi8(place, _mm512_set1_epi8(1));
	const __m512i seeds = _mm512_broadcast_i32x4(_mm_set_epi64x((long long) HASH_SEED_B,
																(long long) HASH_SEED_A));
	const __m512i factors = _mm512_broadcast_i32x4(_mm_set_epi64x((long long) HASH_FACTOR_HIGH,
																  (long long) HASH_FACTOR_LOW));
	__m512i		folded = _mm512_or_si512(words, _mm512_set1_epi8(0x20));
	__mmask64	inside = _mm512_cmplt_epu8_mask(place, lengths);
	__mmask64	last = _mm512_cmpeq_epi8_mask(next, lengths);
	__mmask64	final_s = _mm512_mask_cmpeq_epi8_mask(last, folded, _mm512_set1_epi8('s'));
	__mmask64	left_out = _mm512_mask_cmpge_epu8_mask(final_s, lengths, _mm512_set1_epi8(3));
	__mmask64	final_es = _mm512_mask_cmpeq_epi8_mask(left_out, _mm512_bslli_epi128(folded, 1),
													   _mm512_set1_epi8('e'));

	*other = _mm512_mask_cmpeq_epi8_mask(final_es, _mm512_bslli_epi128(folded, 2),
										 _mm512_set1_epi8('i')) |
		_mm512_mask_test_epi8_mask(inside, words, _mm512_set1_epi8((char) 0x80));
	folded = _mm512_maskz_mov_epi8(_kandn_mask64(left_out, inside), folded);
	return _mm512_mullo_epi64(_mm512_xor_si512(folded, seeds), factors);
}

/* A word of at most 16 bytes with Latin letters, when 16 may be read. */
VECTOR_AVX512_CODE static uint64_t
hash_latin_word(const uint8_t *word, uint32_t length)
{
	uint8_t		folded[3 + SHORT_WORD + 1] = {0};	/* ends_in_ies() reads before and behind */
	__m128i		bytes = _mm_loadu_si128((const __m128i *) word);
	__m128i		folds = _mm512_castsi512_si128(_mm512_permutexvar_epi8(
		_mm512_castsi128_si512(bytes), _mm512_loadu_si512(unicode_latin_folds)));
	__mmask16	beyond = _mm_movepi8_mask(bytes);
	__mmask16	lead = _mm_cmpeq_epi8_mask(bytes, _mm_set1_epi8((char) UNICODE_LATIN_LEAD));
	__mmask16	kept = (__mmask16) (((1u << length) - 1) & ~(uint32_t) lead);
	uint32_t	used = (uint32_t) __builtin_popcount(kept);

	bytes = _mm_mask_mov_epi8(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), beyond, folds);
	_mm_storeu_si128((__m128i *) (folded + 3), _mm_maskz_compress_epi8(kept, bytes));
	return ends_in_ies(folded + 3 + used) ? hash_token(folded + 3, used) :
		hash_short_token(folded + 3, used, 0);
}

/* What hash_eight() left. */
VECTOR_AVX512_CODE static __attribute__((noinline)) uint64_t
hash_other_word(const uint8_t *word, uint32_t length)
{
	return length > SHORT_WORD ? hash_any_word(word, length) : hash_latin_word(word, length);
}

/* Of four words, each second one, those that have a bit among their 16. */
VECTOR_AVX512_CODE static inline uint32_t
words_of(__mmask64 bytes)
{
	__m512i		set = _mm512_movm_epi8(bytes);
	uint32_t	halves = _mm512_test_epi64_mask(set, set);

	return (halves | halves >> 1) & 0x55;
}

/* Eight words whose 16 bytes may be read; returns those that need another way. */
VECTOR_AVX512_CODE static inline uint32_t
hash_eight(const uint8_t *text, const TokenSpan *spans, uint64_t *hashes)
{
	const __m512i each_second = _mm512_set1_epi8(8);
	__m512i		places = _mm512_loadu_si512(spans);
	__m512i		lengths = _mm512_sub_epi64(_mm512_srli_epi64(places, 32),
										   _mm512_and_si512(places, _mm512_set1_epi64(UINT32_MAX)));
	uint32_t	longer = _mm512_cmpgt_epu64_mask(lengths, _mm512_set1_epi64(SHORT_WORD));
	__mmask64	even_other;
	__mmask64	odd_other;
	__m512i		even = multiply_four(load_four(text, spans),
									 _mm512_shuffle_epi8(lengths, _mm512_setzero_si512()), &even_other);
	__m512i		odd = multiply_four(load_four(text, spans + 1),
									_mm512_shuffle_epi8(lengths, each_second), &odd_other);
	__m512i		sum = _mm512_add_epi64(_mm512_unpacklo_epi64(even, odd),
									   _mm512_unpackhi_epi64(even, odd));

	sum = _mm512_xor_si512(sum, _mm512_srli_epi64(sum, 32));
	_mm512_storeu_si512(hashes, _mm512_mullo_epi64(sum, _mm512_set1_epi64((long long) HASH_FACTOR_LAST)));
	return __builtin_expect((even_other | odd_other) == 0, 1) ? longer :
		longer | words_of(even_other) | words_of(odd_other) << 1;
}

/* Eight words from one on, whatever they are. */
VECTOR_AVX512_CODE static inline __attribute__((always_inline)) void
hash_all_eight(const uint8_t *text, const TokenSpan *spans, uint64_t *hashes)
{
	for (uint32_t left = hash_eight(text, spans, hashes); left != 0; left &= left - 1)
	{
		uint32_t	i = (uint32_t) __builtin_ctz(left);

		hashes[i] = hash_other_word(text + spans[i].start, spans[i].end - spans[i].start);
	}
}

/* Less than eight words: the first one stands for those that are missing. */
VECTOR_AVX512_CODE static __attribute__((noinline)) void
hash_few(const uint8_t *text, const TokenSpan *spans, uint32_t count, uint64_t *hashes)
{
	TokenSpan	eight[AT_ONCE];
	uint64_t	found[AT_ONCE];

	for (uint32_t i = 0; i < AT_ONCE; i++)
		eight[i] = spans[i < count ? i : 0];
	hash_all_eight(text, eight, found);
	memcpy(hashes, found, sizeof(uint64_t) * count);
}

VECTOR_AVX512_CODE static void
word_hashes_avx512(const uint8_t *text, uint32_t length, const TokenSpan *spans, uint32_t count,
				   uint64_t *hashes)
{
	uint32_t	wide = count;	/* words before this one have 16 bytes that may be read */
	uint32_t	i = 0;

	while (wide > 0 && (length < SHORT_WORD || spans[wide - 1].start > length - SHORT_WORD))
		wide--;
	for (; i + AT_ONCE <= wide; i += AT_ONCE)
		hash_all_eight(text, spans + i, hashes + i);
	if (i < wide && wide >= AT_ONCE)	/* once more some of those before */
		hash_all_eight(text, spans + wide - AT_ONCE, hashes + wide - AT_ONCE);
	else if (i < wide)
		hash_few(text, spans, wide, hashes);
	for (i = wide; i < count; i++)
		hashes[i] = hash_any_word(text + spans[i].start, spans[i].end - spans[i].start);
}
#endif

void
word_hashes(const uint8_t *text, uint32_t length, const TokenSpan *spans, uint32_t count,
			uint64_t *hashes)
{
#ifdef VECTOR_X86
	if (vector_level() >= VECTOR_AVX512)
	{
		word_hashes_avx512(text, length, spans, count, hashes);
		return;
	}
#endif
	word_hashes_portable(text, length, spans, count, hashes);
}

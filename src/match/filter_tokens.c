/*-------------------------------------------------------------------------
 *
 * filter_tokens.c
 *		Where in a row of tokens a key may begin: the three filters, asked of
 *		every token.
 *
 * Called by scan.c.  This loop sees every token of every text, so it has no
 * branch, and other forms of the same answers for the levels of text/vector.h.
 *
 *-------------------------------------------------------------------------
 */
#include "match/filter_bits.h"
#include "match/match_parts.h"

#include "text/hash.h"

/*
 * The tokens from first to end - 1 where some filter passes, as starts: the
 * number of the token, and below it a bit for each filter.
 */
static inline __attribute__((always_inline)) uint32_t
filter_tokens(const ImageView *view, const uint64_t *hashes, uint32_t first, uint32_t end,
			  uint32_t *starts)
{
	ImageFilter one = view->filters[0];
	ImageFilter two = view->filters[1];
	ImageFilter three = view->filters[2];
	uint32_t	count = 0;

	for (uint32_t i = first; i < end; i++)
	{
		uint64_t	pair = hash_sequence(hashes[i], hashes[i + 1]);
		uint64_t	triple = hash_sequence(pair, hashes[i + 2]);
		uint32_t	passed = image_filter_bit(&one, hashes[i]) | image_filter_bit(&two, pair) << 1 |
			image_filter_bit(&three, triple) << 2;

		starts[count] = i << IMAGE_FILTERS | passed;
		count += passed != 0;
	}
	return count;
}

static uint32_t
filter_tokens_portable(const ImageView *view, const uint64_t *hashes, uint32_t first, uint32_t end,
					   uint32_t *starts)
{
	return filter_tokens(view, hashes, first, end, starts);
}

#ifdef VECTOR_X86
/* The same with shifts that need no register of their own. */
VECTOR_AVX2_CODE static uint32_t
filter_tokens_avx2(const ImageView *view, const uint64_t *hashes, uint32_t first, uint32_t end,
				   uint32_t *starts)
{
	return filter_tokens(view, hashes, first, end, starts);
}

/* The starts that eight tokens make, those first that pass a filter; returns how many do. */
VECTOR_AVX512_CODE static inline uint32_t
filter_eight(const ImageFilter *filters, const uint64_t *hashes, uint32_t first, uint32_t *starts)
{
	const __m512i factor = _mm512_set1_epi64((long long) HASH_SEED_C);
	const __m256i numbers = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
	__m512i		one = _mm512_loadu_si512(hashes + first);
	__m512i		two = _mm512_add_epi64(_mm512_mullo_epi64(one, factor),
									   _mm512_loadu_si512(hashes + first + 1));
	__m512i		three = _mm512_add_epi64(_mm512_mullo_epi64(two, factor),
										 _mm512_loadu_si512(hashes + first + 2));
	__mmask8	pass_one = filter_bits(&filters[0], one);
	__mmask8	pass_two = filter_bits(&filters[1], two);
	__mmask8	pass_three = filter_bits(&filters[2], three);
	__mmask8	passed = pass_one | pass_two | pass_three;
	__m256i		found = _mm256_slli_epi32(_mm256_add_epi32(numbers, _mm256_set1_epi32((int) first)),
										  IMAGE_FILTERS);

	found = _mm256_mask_or_epi32(found, pass_one, found, _mm256_set1_epi32(1));
	found = _mm256_mask_or_epi32(found, pass_two, found, _mm256_set1_epi32(2));
	found = _mm256_mask_or_epi32(found, pass_three, found, _mm256_set1_epi32(4));
	_mm256_storeu_si256((__m256i *) starts, _mm256_maskz_compress_epi32(passed, found));
	return (uint32_t) __builtin_popcount(passed);
}

VECTOR_AVX512_CODE static uint32_t
filter_tokens_avx512(const ImageView *view, const uint64_t *hashes, uint32_t first, uint32_t end,
					 uint32_t *starts)
{
	uint32_t	count = 0;
	uint32_t	i = first;

	for (; i + FILTER_AT_ONCE <= end; i += FILTER_AT_ONCE)
		count += filter_eight(view->filters, hashes, i, starts + count);
	return count + filter_tokens(view, hashes, i, end, starts + count);
}
#endif

static uint32_t
choose_filter_tokens(const ImageView *view, const uint64_t *hashes, uint32_t first, uint32_t end,
					 uint32_t *starts)
{
	switch (vector_level())
	{
#ifdef VECTOR_X86
		case VECTOR_AVX512:
			return filter_tokens_avx512(view, hashes, first, end, starts);
		case VECTOR_AVX2:
			return filter_tokens_avx2(view, hashes, first, end, starts);
#endif
		default:
			return filter_tokens_portable(view, hashes, first, end, starts);
	}
}

/* Adds the keys that begin at a start. */
static inline void
add_keys(const uint64_t *hashes, uint32_t start, MatchKeys *keys)
{
	uint32_t	token = start >> IMAGE_FILTERS;
	uint64_t	key = hashes[token];

	for (uint32_t k = 0; k < IMAGE_FILTERS; k++)
	{
		keys->key[keys->count] = key;
		keys->token[keys->count] = token;
		keys->length[keys->count] = (uint8_t) (k + 1);
		keys->count += start >> k & 1;
		key = hash_sequence(key, hashes[token + k + 1]);
	}
}

void
match_filter_tokens(const ImageView *view, const uint64_t *hashes, uint32_t first, uint32_t end,
					MatchKeys *keys)
{
	uint32_t	starts[MATCH_FILTERED];
	uint32_t	count = choose_filter_tokens(view, hashes, first, end, starts);

	keys->count = 0;
	for (uint32_t i = 0; i < count; i++)
		add_keys(hashes, starts[i], keys);
}

/*-------------------------------------------------------------------------
 *
 * look_up.c
 *		What the slots of the image have for many keys at once.
 *
 * Called by scan.c with what passed the filters.  The buckets of a large
 * vocabulary lie in memory that no cache holds, so all of them are asked for
 * before the first is looked at; and whether a key is there nobody can guess,
 * so there is no branch for it.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "text/vector.h"

static const ImageSlot *
bucket_of(const ImageView *view, uint64_t key)
{
	return view->slots + (size_t) image_bucket_of(key, view->bucket_count) * IMAGE_BUCKET;
}

static void
look_up_portable(const ImageView *view, const uint64_t *keys, uint32_t count, uint32_t *values)
{
	for (uint32_t i = 0; i < count; i++)
		values[i] = match_look_up(view, keys[i]);
}

#ifdef VECTOR_X86
/* A bucket fills a vector: what the slot with that check has, or 0. */
VECTOR_AVX512_CODE static inline uint32_t
value_in_bucket(const ImageSlot *bucket, uint64_t key)
{
	__m512i		slots = _mm512_loadu_si512(bucket);
	__mmask16	check = _mm512_mask_cmpeq_epi32_mask(0x5555, slots, _mm512_set1_epi32((int) key));

	return (uint32_t) _mm_cvtsi128_si32(_mm512_castsi512_si128(
		_mm512_maskz_compress_epi32((__mmask16) (check << 1), slots)));
}

/* From a bucket that goes on, in those behind it. */
VECTOR_AVX512_CODE static uint32_t
value_behind(const ImageView *view, const ImageSlot *bucket, uint64_t key)
{
	const ImageSlot *end = view->slots + (size_t) view->bucket_count * IMAGE_BUCKET;
	uint32_t	value;

	do
	{
		bucket = bucket + IMAGE_BUCKET < end ? bucket + IMAGE_BUCKET : view->slots;
		value = value_in_bucket(bucket, key);
	} while (value == 0 && (bucket[IMAGE_BUCKET - 1].value & IMAGE_SLOT_GOES_ON));
	return value;
}

VECTOR_AVX512_CODE static void
look_up_avx512(const ImageView *view, const uint64_t *keys, uint32_t count, uint32_t *values)
{
	for (uint32_t i = 0; i < count; i++)
	{
		const ImageSlot *bucket = bucket_of(view, keys[i]);
		uint32_t	value = value_in_bucket(bucket, keys[i]);

		if (value == 0 && (bucket[IMAGE_BUCKET - 1].value & IMAGE_SLOT_GOES_ON))
			value = value_behind(view, bucket, keys[i]);
		values[i] = value;
	}
}
#endif

void
match_look_up_all(const ImageView *view, const uint64_t *keys, uint32_t count, uint32_t *values)
{
	for (uint32_t i = 0; i < count; i++)
		__builtin_prefetch(bucket_of(view, keys[i]));
#ifdef VECTOR_X86
	if (vector_level() >= VECTOR_AVX512)
	{
		look_up_avx512(view, keys, count, values);
		return;
	}
#endif
	look_up_portable(view, keys, count, values);
}

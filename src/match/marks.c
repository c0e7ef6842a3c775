/*-------------------------------------------------------------------------
 *
 * marks.c
 *		Notes where cues of reading/ may begin, while the tokens are at hand.
 *
 * Called by scan.c for taxonomies with reading on.  Few tokens are noted, and
 * whether a cue stands there is told later, for the sentences that have a
 * mention: so reading needs no second look at every token.
 *
 *-------------------------------------------------------------------------
 */
#include "match/filter_bits.h"
#include "match/match_parts.h"

#include "host.h"
#include "text/hash.h"

/*
 * The tokens from first to end - 1 that pass the filter, at most MATCH_FILTERED;
 * returns how many.
 */
static uint32_t
filter_portable(const ImageFilter *filter, const uint64_t *hashes, uint32_t first, uint32_t end,
				uint32_t *passed)
{
	uint32_t	count = 0;

	for (uint32_t i = first; i < end; i++)
	{
		passed[count] = i;
		count += image_filter_bit(filter, hashes[i]) |
			image_filter_bit(filter, hash_sequence(hashes[i], hashes[i + 1]));
	}
	return count;
}

#ifdef VECTOR_X86
VECTOR_AVX512_CODE static uint32_t
filter_avx512(const ImageFilter *filter, const uint64_t *hashes, uint32_t first, uint32_t end,
			  uint32_t *passed)
{
	const __m512i factor = _mm512_set1_epi64((long long) HASH_SEED_C);
	const __m256i numbers = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
	uint32_t	count = 0;

	for (; first + FILTER_AT_ONCE <= end; first += FILTER_AT_ONCE)
	{
		__m512i		one = _mm512_loadu_si512(hashes + first);
		__m512i		two = _mm512_add_epi64(_mm512_mullo_epi64(one, factor),
										   _mm512_loadu_si512(hashes + first + 1));
		__mmask8	pass = filter_bits(filter, one) | filter_bits(filter, two);

		_mm256_storeu_si256((__m256i *) (passed + count), _mm256_maskz_compress_epi32(
			pass, _mm256_add_epi32(numbers, _mm256_set1_epi32((int) first))));
		count += (uint32_t) __builtin_popcount(pass);
	}
	return count + filter_portable(filter, hashes, first, end, passed + count);
}
#endif

static uint32_t
choose_filter(const ImageFilter *filter, const uint64_t *hashes, uint32_t first, uint32_t end,
			  uint32_t *passed)
{
#ifdef VECTOR_X86
	if (vector_level() >= VECTOR_AVX512)
		return filter_avx512(filter, hashes, first, end, passed);
#endif
	return filter_portable(filter, hashes, first, end, passed);
}

/* Those of a row of tokens whose slot has cues. */
static void
note_row(Matcher *matcher, uint32_t first, uint32_t end)
{
	const uint64_t *hashes = matcher->scan.hashes;
	const ImageView *view = matcher->view;
	MatchMark  *marks = matcher->marks;
	uint32_t	passed[MATCH_FILTERED];
	uint32_t	passed_count = choose_filter(&view->cue_filter, hashes, first, end, passed);
	uint32_t	count = matcher->mark_count;

	for (uint32_t i = 0; i < passed_count; i++)
	{
		/* NOLINTNEXTLINE: choose_filter() wrote so many of passed */
		uint32_t	cue = view->cue_slots[image_cue_slot(hashes[passed[i]])];

		marks[count].place = matcher->scan.spans[passed[i]].start;
		marks[count].cue = cue - 1;
		count += cue != 0;
	}
	matcher->mark_count = count;
}

void
match_note_marks(Matcher *matcher, uint32_t first, uint32_t end)
{
	/* one more than there can be is written */
	while (matcher->mark_capacity - matcher->mark_count <= end - first)
		matcher->marks = host_grow(matcher->marks, &matcher->mark_capacity, 1024, sizeof(MatchMark));
	for (; first < end; first += MATCH_FILTERED)
		note_row(matcher, first, end - first < MATCH_FILTERED ? end : first + MATCH_FILTERED);
}

/*-------------------------------------------------------------------------
 *
 * filter_bits.h
 *		A filter of the image asked for eight keys at once.
 *
 * Private to the matcher: for filter_tokens.c and marks.c, where every token of
 * a text is asked for.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_FILTER_BITS_H
#define POLICYSCOPE_FILTER_BITS_H

#include "image/image.h"
#include "text/vector.h"

#ifdef VECTOR_X86

#define FILTER_AT_ONCE 8		/* keys */

/* image_filter_bit() of eight keys. */
VECTOR_AVX512_CODE static inline __mmask8
filter_bits(const ImageFilter *filter, __m512i keys)
{
	__m512i		places = _mm512_srli_epi64(
		_mm512_mul_epu32(_mm512_srli_epi64(keys, 32), _mm512_set1_epi64(filter->count)), 32);
	__m512i		words = _mm512_i64gather_epi64(places, filter->words, 8);
	/* rotated by the lower six bits of each count */
	__m512i		both = _mm512_and_si512(_mm512_rorv_epi64(words, keys),
										_mm512_rorv_epi64(words, _mm512_srli_epi64(keys, 6)));

	return _mm512_test_epi64_mask(both, _mm512_set1_epi64(1));
}
#endif

#endif							/* POLICYSCOPE_FILTER_BITS_H */

/*-------------------------------------------------------------------------
 *
 * vector.h
 *		Which vector instructions the processor has, asked at run time.
 *
 * Part of the core.  Used by the loops over all bytes, tokens or keys of a text
 * (token_scan.c, word_hashes.c, characters.c; filter_tokens.c, look_up.c,
 * marks.c and verify.c of match/): each has a portable form, and others of the
 * same answers that are chosen here.  Knows nothing of what they do.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_VECTOR_H
#define POLICYSCOPE_VECTOR_H

typedef enum VectorLevel
{
	VECTOR_PORTABLE,			/* what every processor can do */
	VECTOR_AVX2,				/* and BMI1, BMI2, POPCNT */
	VECTOR_AVX512				/* F, BW, DQ, VL, VBMI, VBMI2: Ice Lake, Zen 4 and later */
} VectorLevel;

#if defined(__x86_64__) && defined(__GNUC__)
#define VECTOR_X86 1
#include <immintrin.h>

/* What a function of that level is compiled for. */
#define VECTOR_AVX2_CODE __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define VECTOR_AVX512_CODE __attribute__((target( \
	"avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt")))
#endif

/* The level of this processor, or less when it is limited. */
extern VectorLevel vector_level(void);

/* For tests and measurements: uses no more than that. */
extern void vector_limit(VectorLevel most);

#endif							/* POLICYSCOPE_VECTOR_H */

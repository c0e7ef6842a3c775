/*-------------------------------------------------------------------------
 *
 * vector.c
 *		Which vector instructions the processor has; see vector.h.
 *
 *-------------------------------------------------------------------------
 */
#include "text/vector.h"

static VectorLevel limit = VECTOR_AVX512;

void
vector_limit(VectorLevel most)
{
	limit = most;
}

#ifdef VECTOR_X86
static VectorLevel
processor_level(void)
{
	if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") ||
		!__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("popcnt"))
		return VECTOR_PORTABLE;
	if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
		__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
		__builtin_cpu_supports("avx512vbmi2"))
		return VECTOR_AVX512;
	return VECTOR_AVX2;
}
#else
static VectorLevel
processor_level(void)
{
	return VECTOR_PORTABLE;
}
#endif

VectorLevel
vector_level(void)
{
	static int	processor = -1;

	if (processor < 0)
		processor = (int) processor_level();
	return processor < (int) limit ? (VectorLevel) processor : limit;
}

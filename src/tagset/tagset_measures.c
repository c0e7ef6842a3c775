/*-------------------------------------------------------------------------
 *
 * tagset_measures.c
 *		Wilson's interval, mutual information, diversity, Dunning's G2, log ratio.
 *
 * Called by tag_shares, tagset_pairs, tag_keyness and tag_profile.  Must know numbers only.
 *
 * Nothing but + - * / and sqrt, which IEEE 754 rounds in one way, in a fixed
 * order and without contraction (-ffp-contract=off): so the answers are the
 * same bits everywhere.  The logarithms of C libraries are not, hence our own.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "tagset/tagset_measures.h"

#define LN_2 0.69314718055994530942
#define SQRT_HALF 0.70710678118654752440

/* (sqrt(2) - 1) / (sqrt(2) + 1) to this power, doubled, is below 2^-53 */
#define LOG_TERMS 11

/*
 * Binary logarithm of a finite x > 0, exact for powers of two and else right
 * to some 2 units in the last place.  With x = m * 2^k, m from sqrt(1/2) to
 * sqrt(2): k + 2 / ln 2 * artanh((m - 1) / (m + 1)), artanh as its series.
 */
static double
log_2(double x)
{
	int			exponent;
	double		mantissa = frexp(x, &exponent);
	double		ratio;
	double		square;
	double		series = 0.0;

	if (mantissa < SQRT_HALF)
	{
		mantissa *= 2.0;
		exponent--;
	}
	ratio = (mantissa - 1.0) / (mantissa + 1.0);
	square = ratio * ratio;
	for (int term = LOG_TERMS; term >= 0; term--)
		series = series * square + 1.0 / (2 * term + 1);
	return exponent + 2.0 * ratio * series / LN_2;
}

/*
 * Wilson, Probable inference, the law of succession, and statistical
 * inference, JASA 22 (1927).  The ends are 0 and 1 exactly when none or all
 * are counted, which rounding might miss.
 */
void
tagset_wilson(int64 docs, int64 n, double z, double *low, double *high)
{
	double		share = (double) docs / (double) n;
	double		z2_n = z * z / (double) n;
	double		middle = share + z2_n / 2.0;
	double		half = z * sqrt(share * (1.0 - share) / (double) n + z2_n / (4.0 * (double) n));

	*low = docs == 0 ? 0.0 : (middle - half) / (1.0 + z2_n);
	*high = docs == n ? 1.0 : (middle + half) / (1.0 + z2_n);
}

/*
 * Church & Hanks, Word association norms, mutual information, and
 * lexicography, Computational Linguistics 16 (1990): how many bits more
 * often together than if one knew nothing of the other.
 */
double
tagset_pmi(int64 docs_ab, int64 docs_a, int64 docs_b, int64 n)
{
	return log_2(((double) docs_ab / (double) docs_a) * ((double) n / (double) docs_b));
}

/*
 * 2 to the power of x, for x from 0 to 64: the series of the exponential, whose
 * argument is at most ln 2 / 2, below 2^-53 after EXP_TERMS.
 */
#define EXP_TERMS 17

static double
exp_2(double x)
{
	double		whole = floor(x + 0.5);
	double		rest = (x - whole) * LN_2;
	double		series = 1.0;

	for (int term = EXP_TERMS; term > 0; term--)
		series = 1.0 + series * rest / term;
	return ldexp(series, (int) whole);
}

/*
 * Hill, Diversity and evenness: a unifying notation and its consequences,
 * Ecology 54 (1973), of Shannon's entropy (1948): exp(-sum p ln p).
 */
double
tagset_effective_number(const int64 *parts, int count)
{
	double		total = 0.0;
	double		entropy = 0.0;

	if (count == 0)
		return 0.0;
	for (int i = 0; i < count; i++)
		total += (double) parts[i];
	for (int i = 0; i < count; i++)
	{
		double		share = (double) parts[i] / total;

		entropy -= share * log_2(share);
	}
	return exp_2(Max(entropy, 0.0));
}

/* One cell of the table: observed * log2(observed / expected). */
static double
cell(double observed, double expected)
{
	return observed > 0.0 ? observed * log_2(observed / expected) : 0.0;
}

/*
 * Dunning, Accurate methods for the statistics of surprise and coincidence,
 * Computational Linguistics 19 (1993): -2 log lambda of the table of two
 * samples, counted and not counted; chi-squared with one degree of freedom.
 * Rounding may leave a trace below 0 where the samples agree.
 */
double
tagset_g2(double count_a, double size_a, double count_b, double size_b)
{
	double		size = size_a + size_b;
	double		share = (count_a + count_b) / size;
	double		rest = ((size_a - count_a) + (size_b - count_b)) / size;
	double		sum = cell(count_a, size_a * share);

	sum += cell(count_b, size_b * share);
	sum += cell(size_a - count_a, size_a * rest);
	sum += cell(size_b - count_b, size_b * rest);
	return Max(2.0 * LN_2 * sum, 0.0);
}

/*
 * Hardie, Log Ratio: an informal introduction (2014): the binary logarithm of
 * the ratio of two shares, a count of 0 taken as one half.
 */
double
tagset_log_ratio(double count_a, double size_a, double count_b, double size_b)
{
	double		share_a = (count_a > 0.0 ? count_a : 0.5) / size_a;
	double		share_b = (count_b > 0.0 ? count_b : 0.5) / size_b;

	return log_2(share_a / share_b);
}

/*-------------------------------------------------------------------------
 *
 * tagset_score.c
 *		The figures derived from an entry: score and density.
 *
 * Called by the functions of this room and by tagquery/.  Never stored, and
 * never merged: they are worked out anew from the counters each time.  Must
 * know numbers only.
 *
 * The answers are the same on every platform as long as the compiler does
 * not contract a * b + c into one rounding (-ffp-contract=off).
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "tagset/tagset.h"

/*
 * BM25's saturation with its length normalisation (Robertson & Zaragoza
 * 2009): 0 without evidence, near 1 with much.  words = 0 means that nobody
 * counted them: no normalisation.
 *
 * k1 >= 0, 0 <= b <= 1, average_words > 0, all finite.  The norm may become
 * infinite (a tiny average), so k1 = 0 is answered before it is multiplied.
 */
double
tagset_score(int64 evidence, int64 words, double k1, double b, double average_words)
{
	double		mentions = (double) evidence / TAGSET_THOUSAND;
	double		norm = 1.0;

	if (evidence == 0)
		return 0.0;
	if (k1 == 0.0)
		return 1.0;
	if (words > 0)
		norm = 1.0 - b + b * ((double) words / TAGSET_THOUSAND) / average_words;
	return mentions / (mentions + k1 * norm);
}

double
tagset_default_score(int64 evidence, int64 words)
{
	return tagset_score(evidence, words, TAG_SCORE_K1, TAG_SCORE_B, TAG_SCORE_AVERAGE_WORDS);
}

/* Mentions, weighted, in a thousand words; 0 when the words are unknown. */
double
tagset_density(int64 evidence, int64 words)
{
	return words > 0 ? 1000.0 * (double) evidence / (double) words : 0.0;
}

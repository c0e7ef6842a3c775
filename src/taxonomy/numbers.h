/*-------------------------------------------------------------------------
 *
 * numbers.h
 *		Distinct numbers of a taxonomy, each with a class, and what a mention
 *		gives, worked out exactly.
 *
 * Used by compile.c and ancestors.c.  An image holds classes (weight, rollup,
 * inside) and one table of contributions over them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_NUMBERS_H
#define POLICYSCOPE_TAXONOMY_NUMBERS_H

#include "postgres.h"

#include "compat.h"
#include "image/image_spec.h"
#include "utils/hsearch.h"
#include "utils/numeric.h"

struct numbertext_hash;

/* Classes 0, 1, 2, ... in the order in which the numbers came. */
typedef struct NumberTable
{
	Numeric    *values;
	uint32		count;
	uint32		allocated;
	struct numbertext_hash *classes;	/* by the number's text */
	HTAB	   *products;		/* of two classes; made when needed */
} NumberTable;

extern void numbers_begin(NumberTable *table);
/* The class of a number in canonical text; false if it is none in low..high. */
extern bool numbers_class(NumberTable *table, const char *text, const char *low,
						  const char *high, uint32 *class);
extern uint32 numbers_product(NumberTable *table, uint32 a, uint32 b);
extern int	numbers_compare(const NumberTable *table, uint32 a, uint32 b);

/* Fills spec->contributions and the counts of classes. */
extern void numbers_contributions(ImageSpec *spec, const NumberTable *weights,
								  const NumberTable *rollups, const NumberTable *insides);

#endif							/* POLICYSCOPE_TAXONOMY_NUMBERS_H */

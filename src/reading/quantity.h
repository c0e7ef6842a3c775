/*-------------------------------------------------------------------------
 *
 * quantity.h
 *		Quantities: a number with a unit, a thing counted, a rank, a multiple,
 *		and the words that bound it.
 *
 * Part of the core.  Used by target.c.  Values are exact decimals.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_QUANTITY_H
#define POLICYSCOPE_QUANTITY_H

#include "reading/number.h"

typedef enum Comparator
{
	COMPARE_EQUAL,
	COMPARE_AT_LEAST,
	COMPARE_MORE,
	COMPARE_AT_MOST,
	COMPARE_LESS,
	COMPARE_ABOUT,
	COMPARE_BETWEEN
} Comparator;

typedef enum Direction
{
	DIRECTION_NONE,
	DIRECTION_INCREASE,
	DIRECTION_DECREASE
} Direction;

typedef struct Quantity
{
	uint32_t	first;			/* items, half open; bounding words included */
	uint32_t	end;
	uint32_t	number;			/* item of the number itself */
	Decimal		value;			/* the lower one of a range */
	Decimal		upper;			/* of a range */
	const char *measure;		/* see the reference of tag_targets */
	const char *unit;			/* UCUM or ISO 4217 */
	uint8_t		comparator;		/* Comparator */
	uint8_t		direction;		/* Direction */
} Quantity;

extern const char *const comparator_names[];
extern const char *const direction_names[];

/* Reads the quantity that begins at item i; false where none does. */
extern bool quantity_read(const ItemSentence *s, uint32_t i, Quantity *quantity);

/* Whether no quantity can be without such an item: a number of some kind. */
extern bool quantity_is_core(const ItemSentence *s, uint32_t i);

/* quantity_rank.c: ranks and multiples in words. */
extern bool quantity_read_rank(const ItemSentence *s, uint32_t i, Quantity *quantity);
extern bool quantity_read_multiple(const ItemSentence *s, uint32_t i, Quantity *quantity);

/* quantity_fraction.c: half, two thirds, 1 in 20, 七成, 三分之一; as a percentage. */
extern bool quantity_read_fraction(const ItemSentence *s, uint32_t i, Quantity *quantity);

/* quantity_count.c: the thing counted behind a number, of digits or not; items, or 0. */
extern uint32_t quantity_read_thing(const ItemSentence *s, uint32_t i, bool digits);

/* quantity_alone.c: whether a number that ends before item i counts without a thing. */
extern bool quantity_stands_alone(const ItemSentence *s, uint32_t i, const Quantity *quantity);
extern bool quantity_has_magnitude(const ItemSentence *s, uint32_t i, const Quantity *quantity);

/* quantity_money.c: 1.5bn and the like; the currency of a yuan, ¥ or pound. */
extern bool quantity_read_short(const ItemSentence *s, uint32_t i, bool money, Number *number);
extern bool quantity_read_joined(const ItemSentence *s, uint32_t i, uint32_t *count, Quantity *quantity);
extern void quantity_check_currency(const ItemSentence *s, uint32_t unit, Quantity *quantity);

/* quantity_change.c: direction, and whether a percentage is growth. */
extern void quantity_read_change(const ItemSentence *s, Quantity *quantity);

/* Whether a verb of change stands in the words before item i. */
extern bool quantity_change_before(const ItemSentence *s, uint32_t i);

#endif							/* POLICYSCOPE_QUANTITY_H */

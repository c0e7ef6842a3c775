/*-------------------------------------------------------------------------
 *
 * unit.h
 *		Units of quantities: percent, money, UCUM.
 *
 * Part of the core.  Used by quantity.c.  The table is made from
 * data/units.txt by the build.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_UNIT_H
#define POLICYSCOPE_UNIT_H

#include "reading/number_items.h"

/* Which letters a form of one Latin word is written in. */
typedef enum UnitLetters
{
	UNIT_ANY,
	UNIT_CAPITALS,
	UNIT_SMALL
} UnitLetters;

typedef struct Unit
{
	const char *form;			/* folded words with spaces between */
	const char *code;			/* UCUM, or ISO 4217 for money */
	const char *measure;
	int32_t		power;			/* of ten: of the code's unit */
	bool		before;			/* stands before the number */
	uint8_t		letters;		/* UnitLetters */
} Unit;

/* By the first bytes of their forms; ends with a NULL form. */
extern const Unit units[];

/* The first unit whose form begins with that byte or a higher one. */
extern const uint16_t units_of_byte[257];

/* The unit with the longest form at item i, or NULL; its items in *count. */
extern const Unit *unit_after(const ItemSentence *s, uint32_t i, uint32_t *count);

/* The same for one that stands before a number. */
extern const Unit *unit_before(const ItemSentence *s, uint32_t i, uint32_t *count);

#endif							/* POLICYSCOPE_UNIT_H */

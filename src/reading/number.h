/*-------------------------------------------------------------------------
 *
 * number.h
 *		Numbers as they are written: exact decimal values, no floats.
 *
 * Part of the core.  Used by date.c, period*.c, quantity.c and target.c.
 * What has no one value ("several hundred", a number beyond the limits, an
 * ambiguous separator) is a number whose value is not known.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_NUMBER_H
#define POLICYSCOPE_NUMBER_H

#include "reading/number_items.h"

/* digits * 10^exponent, |digits| below 10^18, |exponent| at most 60. */
typedef struct Decimal
{
	int64_t		digits;
	int32_t		exponent;
	bool		known;
} Decimal;

#define DECIMAL_DIGITS_END INT64_C(1000000000000000000)
#define DECIMAL_EXPONENT_MAX 60

typedef enum NumberForm
{
	NUMBER_DIGITS,				/* 1,234.5 */
	NUMBER_WORDS,				/* twenty-five */
	NUMBER_HAN					/* of Han characters alone */
} NumberForm;

typedef struct Number
{
	Decimal		value;
	uint32_t	count;			/* items that it takes */
	uint8_t		form;			/* NumberForm */
	bool		ordinal;		/* 21st, first; never with a value of a count */
	bool		plain;			/* one item of digits, no sign, no magnitude */
	bool		more;			/* and some more: "30-odd", a Han suffix */
} Number;

/* Reads the number that begins at item i; false where none does. */
extern bool number_read(const ItemSentence *s, uint32_t i, Number *number);

/* The digits of one item: 1,234.5 and the like; not known when ambiguous. */
extern Decimal decimal_parse(const char *bytes, uint32_t length);

/* The value of a plain item of at most nine digits, or -1. */
extern int32_t number_plain_integer(const ItemSentence *s, uint32_t i);

/* An ordinal such as 21st or fourteenth that is one item; its value or 0. */
extern int32_t number_ordinal(const ItemSentence *s, uint32_t i);

extern Decimal decimal_integer(int64_t value);
extern Decimal decimal_add(Decimal a, Decimal b);
extern Decimal decimal_shift(Decimal a, int32_t exponent);

/* -1, 0, 1; both known. */
extern int	decimal_compare(Decimal a, Decimal b);

/* The value as an integer, or -1 when it is none or above limit. */
extern int32_t decimal_to_integer(Decimal a, int32_t limit);

/* The Han numeral's value as a digit (0-9), or -1. */
extern int	han_digit(uint32_t point);

/* Whether the character can be part of a number in Han characters. */
extern bool han_is_numeral(uint32_t point);

/* number_han.c: numbers in Han characters, and Han magnitudes after digits. */
extern bool number_read_han(const ItemSentence *s, uint32_t i, Number *number);
extern void number_take_han_magnitude(const ItemSentence *s, uint32_t i, Number *number);

/* number_words.c: numbers in English words. */
extern bool number_read_words(const ItemSentence *s, uint32_t i, Number *number);
extern int32_t number_word_ordinal(const ItemSentence *s, uint32_t i);

/* The power of ten of a word such as million, or 0. */
extern int32_t number_word_magnitude(const ItemSentence *s, uint32_t i);

#endif							/* POLICYSCOPE_NUMBER_H */

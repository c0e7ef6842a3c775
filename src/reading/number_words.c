/*-------------------------------------------------------------------------
 *
 * number_words.c
 *		Numbers in English words.
 *
 * Called by number.c.  Reads what is a number whatever its surroundings:
 * twenty-five, one hundred and five, two million, a dozen, half a million.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/number.h"

#define WORDS_MAX 16			/* items of one number */

typedef struct NumberWord
{
	const char *word;
	int32_t		value;
} NumberWord;

static const NumberWord units[] = {
	{"zero", 0}, {"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6},
	{"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12},
	{"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17},
	{"eighteen", 18}, {"nineteen", 19}, {NULL, 0}
};

static const NumberWord tens[] = {
	{"twenty", 20}, {"thirty", 30}, {"forty", 40}, {"fifty", 50}, {"sixty", 60},
	{"seventy", 70}, {"eighty", 80}, {"ninety", 90}, {NULL, 0}
};

static const NumberWord ordinals[] = {
	{"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4}, {"fifth", 5}, {"sixth", 6},
	{"seventh", 7}, {"eighth", 8}, {"ninth", 9}, {"tenth", 10}, {"eleventh", 11},
	{"twelfth", 12}, {"thirteenth", 13}, {"fourteenth", 14}, {"fifteenth", 15},
	{"sixteenth", 16}, {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19},
	{"twentieth", 20}, {NULL, 0}
};

/* Powers of ten; lakh and crore are India's. */
static const NumberWord magnitudes[] = {
	{"thousand", 3}, {"million", 6}, {"billion", 9}, {"trillion", 12}, {"lakh", 5},
	{"lakhs", 5}, {"crore", 7}, {"crores", 7}, {"mn", 6}, {"bn", 9}, {"tn", 12},
	{"thousands", 3}, {"millions", 6}, {"billions", 9}, {"trillions", 12}, {NULL, 0}
};

static int32_t
find_word(const NumberWord *table, const ItemSentence *s, uint32_t i)
{
	if (i >= s->count || s->items[i].kind != ITEM_WORD)
		return -1;
	for (; table->word; table++)
		if (item_is(s, i, table->word))
			return table->value;
	return -1;
}

int32_t
number_word_ordinal(const ItemSentence *s, uint32_t i)
{
	int32_t		value = find_word(ordinals, s, i);

	return value > 0 ? value : 0;
}

int32_t
number_word_magnitude(const ItemSentence *s, uint32_t i)
{
	int32_t		power = find_word(magnitudes, s, i);

	return power > 0 ? power : 0;
}

/* Below a hundred: six, twenty, twenty-five; items, or 0. */
static uint32_t
read_below_hundred(const ItemSentence *s, uint32_t i, int32_t *value)
{
	int32_t		unit;

	*value = find_word(units, s, i);
	if (*value >= 0)
		return 1;
	*value = find_word(tens, s, i);
	if (*value < 0)
		return 0;
	unit = find_word(units, s, i + 1);
	if (unit > 0 && unit < 10)
	{
		*value += unit;
		return 2;
	}
	unit = item_is_dash(s, i + 1) ? find_word(units, s, i + 2) : -1;
	if (unit > 0 && unit < 10)
	{
		*value += unit;
		return 3;
	}
	return 1;
}

/* One part of a number: below a hundred, and what "hundred" makes of it. */
static uint32_t
read_part(const ItemSentence *s, uint32_t i, int32_t *value)
{
	uint32_t	count = read_below_hundred(s, i, value);
	int32_t		rest;
	uint32_t	more;
	uint32_t	joined;

	if (count == 0 && item_is(s, i, "a") && item_among(s, i + 1, "|hundred|dozen|"))
	{
		*value = 1;
		count = 1;
	}
	if (count == 0)
		return 0;
	if (item_is(s, i + count, "dozen"))
	{
		*value *= 12;
		return count + 1;
	}
	if (!item_is(s, i + count, "hundred"))
		return count;
	*value *= 100;
	count++;
	joined = item_is(s, i + count, "and");
	more = read_below_hundred(s, i + count + joined, &rest);
	if (more == 0)
		return count;
	*value += rest;
	return count + joined + more;
}

/* half a million */
static bool
read_half(const ItemSentence *s, uint32_t i, Number *number)
{
	int32_t		power = item_is(s, i, "half") && item_is(s, i + 1, "a") ? number_word_magnitude(s, i + 2) : 0;

	if (power == 0)
		return false;
	number->value = decimal_shift(decimal_integer(5), power - 1);
	number->count = 3;
	return true;
}

/* The magnitude behind "and a half", or 0. */
static int32_t
half_magnitude(const ItemSentence *s, uint32_t i)
{
	return items_phrase(s, i, "and a half") > 0 ? number_word_magnitude(s, i + 3) : 0;
}

bool
number_read_words(const ItemSentence *s, uint32_t i, Number *number)
{
	Decimal		total = decimal_integer(0);
	uint32_t	at = i;
	int32_t		last = 99;		/* power of the part before */

	number->form = NUMBER_WORDS;
	if (read_half(s, i, number))
		return true;
	while (at - i < WORDS_MAX)
	{
		int32_t		value;
		uint32_t	count = read_part(s, at, &value);
		int32_t		power;

		if (count == 0 && at == i && item_is(s, at, "a") && number_word_magnitude(s, at + 1) > 0)
		{
			count = 1;
			value = 1;
		}
		if (count > 0 && at == i && (power = half_magnitude(s, at + count)) > 0)
		{						/* two and a half million */
			number->value = decimal_shift(decimal_integer(value * INT64_C(10) + 5), power - 1);
			number->count = count + 4;
			return true;
		}
		power = count > 0 ? number_word_magnitude(s, at + count) : 0;
		if (count == 0 || power >= last || last == 0)
			break;
		total = decimal_add(total, decimal_shift(decimal_integer(value), power));
		at += count + (power > 0);
		last = power;
	}
	number->value = total;
	number->count = at - i;
	return at > i;
}

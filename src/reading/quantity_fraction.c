/*-------------------------------------------------------------------------
 *
 * quantity_fraction.c
 *		Fractions in words, as percentages.
 *
 * Called by quantity.c.  What is no whole number of hundredths or tenths of
 * them (a third) has no exact value.  Must never know what bounds a fraction.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/quantity.h"

#define PLACES_MAX 3			/* of a percentage that is exact */

/* a / b as a percentage, where it has one of few places. */
static bool
set_fraction(Quantity *quantity, uint32_t first, uint32_t end, int32_t a, int32_t b)
{
	int32_t		places = 0;
	int64_t		scaled = (int64_t) a * 100;

	if (a <= 0 || b <= a)
		return false;
	for (; scaled % b != 0 && places < PLACES_MAX; places++)
		scaled *= 10;
	quantity->number = first;
	quantity->end = end;
	quantity->measure = "share";
	quantity->unit = "%";
	quantity->value = scaled % b == 0 ? decimal_shift(decimal_integer(scaled / b), -places) : (Decimal) {0};
	return true;
}

/* Denominator of a word: half, thirds, quarter; 0: none. */
static int32_t
denominator(const ItemSentence *s, uint32_t i)
{
	static const char *const words[] = {
		NULL, NULL, "|half|halves|", "|third|thirds|", "|quarter|quarters|", "|fifth|fifths|", "|sixth|sixths|",
		"|seventh|sevenths|", "|eighth|eighths|", "|ninth|ninths|", "|tenth|tenths|"
	};

	for (int32_t k = 2; k <= 10; k++)
		if (item_among(s, i, words[k]))
			return k;
	return 0;
}

/* Words before a fraction that has no number: by half, more than a quarter. */
#define BEFORE_FRACTION "|by|about|over|nearly|almost|roughly|least|than|only|around|some|under|of|to|up|"

/* a quarter of the year, half of 2025 */
static bool
is_of_time(const ItemSentence *s, uint32_t i)
{
	i += item_is(s, i, "the");
	return item_among(s, i, "|year|century|decade|fiscal|day|month|") || (i < s->count && s->items[i].kind == ITEM_NUMBER);
}

/* half of them, by a quarter */
static bool
read_simple(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	uint32_t	at = i + item_among(s, i, "|a|one|");
	int32_t		b = denominator(s, at);
	bool		bounded = i > 0 && item_among(s, i - 1, BEFORE_FRACTION);

	if (b == 0 || (at == i && b > 2) || item_among(s, at + 1, "|a|an|year|hour|day|dozen|past|million|billion|empty|way|"))
		return false;
	if (item_is(s, at + 1, "of") && is_of_time(s, at + 2))
		return false;
	if (b > 2 && s->count > at + 1 && s->items[at + 1].kind == ITEM_WORD &&
		!item_among(s, at + 1, "|of|and|or|to|by|in|since|from|compared|over|this|last|but|while|"))
		return false;			/* a third country */
	if (!bounded && (!item_is(s, at + 1, "of") || (b != 2 && b != 4)))
		return false;
	return set_fraction(quantity, i, at + 1, 1, b);
}

/* one fifth, three quarters */
static bool
read_worded(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		number;
	uint32_t	at;
	int32_t		b;

	if (s->items[i].kind != ITEM_WORD || !number_read(s, i, &number) || number.ordinal || number.count != 1)
		return false;
	at = i + 1;
	at += item_is_dash(s, at);
	b = denominator(s, at);
	if (b == 0 || b == 2 || item_among(s, at + 1, "|place|year|party|country|"))
		return false;
	if (decimal_to_integer(number.value, 9) == 1 && b > 2 && !item_among(s, at + 1, "|of|"))
		return false;
	return set_fraction(quantity, i, at + 1, decimal_to_integer(number.value, 9), b);
}

/* 1 in 20 households */
static bool
read_one_in(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	int32_t		a = number_plain_integer(s, i);
	int32_t		b = number_plain_integer(s, i + 2);

	if (a <= 0 || b < 2 || b > 1000 || !item_is(s, i + 1, "in") || quantity_read_thing(s, i + 3, true) == 0)
		return false;
	return set_fraction(quantity, i, i + 3, a, b);
}

/* 七成, 五折, 三分之一, 一半 */
static bool
read_han(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		a;
	Number		b;
	uint32_t	at;

	if (items_spell_among(s, i, "|一半|半数|") > 0)
		return set_fraction(quantity, i, i + 2, 1, 2);
	if (!number_read(s, i, &a) || a.ordinal || a.more || items_spell_before(s, i, "|第|") > 0)
		return false;
	at = i + a.count;
	if (items_spell(s, at, "分之") > 0 && number_read(s, at + 2, &b) && decimal_to_integer(a.value, 99) > 1)
		return set_fraction(quantity, i, at + 2 + b.count, decimal_to_integer(b.value, 99), decimal_to_integer(a.value, 99));
	if (items_spell(s, at, "成") > 0 && items_spell_among(s, at + 1, "|立|为|本|果|就|员|功|效|年|熟|都|长|交|分|品|绩|套|批|群|组|") == 0)
		return set_fraction(quantity, i, at + 1, decimal_to_integer(a.value, 9), 10);
	if (items_spell(s, at, "折") > 0 && items_spell_among(s, at + 1, "|扣|叠|旧|算|合|中|") == 0)
		return set_fraction(quantity, i, at + 1, decimal_to_integer(a.value, 9), 10);
	return false;
}

bool
quantity_read_fraction(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	switch ((ItemKind) s->items[i].kind)
	{
		case ITEM_CHARACTER:
			return read_han(s, i, quantity);
		case ITEM_NUMBER:
			return read_one_in(s, i, quantity) || read_han(s, i, quantity);
		case ITEM_WORD:
			return read_worded(s, i, quantity) || read_simple(s, i, quantity);
		default:
			return false;
	}
}

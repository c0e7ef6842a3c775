/*-------------------------------------------------------------------------
 *
 * quantity_fraction.c
 *		Fractions in words, as percentages.
 *
 * Called by quantity.c.  What ends after no few places (a third) is rounded to
 * one and said to be about that.  Must never know what bounds a fraction.
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
	if (scaled % b == 0)
		quantity->value = decimal_shift(decimal_integer(scaled / b), -places);
	else
	{
		quantity->value = decimal_shift(decimal_integer(((int64_t) a * 2000 / b + 1) / 2), -1);
		quantity->comparator = COMPARE_ABOUT;
	}
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

static bool
unit_of_time(const ItemSentence *s, uint32_t i)
{
	return item_among(s, i, "|year|years|month|months|week|weeks|day|days|hour|hours|minute|minutes|decade|decades|quarter|quarters|");
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
	if (!bounded && !item_is(s, at + 1, "of") && !(b == 2 && item_is(s, at + 1, "the") && !is_of_time(s, at + 1)))
		return false;				/* half the cost */
	return set_fraction(quantity, i, at + 1, 1, b);
}

/* one fifth, three quarters */
static bool
read_worded(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		number;
	uint32_t	at;
	int32_t		b;

	if (item_among(s, i, "|halve|halved|halves|halving|"))
		return set_fraction(quantity, i, i + 1, 1, 2);
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

/* 1 in 20 households, three in five firms, nine out of ten */
static bool
read_one_in(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		part;
	Number		whole;
	bool		out_of;
	uint32_t	at;
	int32_t		a;
	int32_t		b;

	if (!number_read(s, i, &part) || part.ordinal || part.form == NUMBER_HAN)
		return false;
	at = i + part.count;
	if (!item_is(s, at, "in") && items_phrase(s, at, "out of") == 0)
		return false;
	out_of = !item_is(s, at, "in");
	at += 1 + out_of;
	at += item_is(s, at, "every");
	if (at >= s->count || !number_read(s, at, &whole) || whole.ordinal || whole.form == NUMBER_HAN)
		return false;
	a = decimal_to_integer(part.value, 1000);
	b = decimal_to_integer(whole.value, 1000);
	at += whole.count;
	if (a <= 0 || b < 2 || b <= a || (b > 10 && b % 5 != 0 && b != 12) || unit_of_time(s, at) ||
		(s->items[i].kind == ITEM_NUMBER && !out_of && quantity_read_thing(s, at, true) == 0 && !item_among(s, at, "|of|are|is|have|has|")))
		return false;
	return set_fraction(quantity, i, at, a, b);
}

#define NO_TENTH "|立|为|本|果|就|员|功|效|年|熟|都|长|交|分|品|绩|套|批|群|组|"

/* 七成, 二成五, 3.5成, 五折 */
static bool
read_tenths(const ItemSentence *s, uint32_t i, const Number *a, Quantity *quantity)
{
	uint32_t	at = i + a->count;
	Number		more;
	Decimal		value = decimal_shift(a->value, 1);

	if (!value.known || decimal_compare(a->value, decimal_integer(10)) > 0)
		return false;
	if (items_spell(s, at, "成") > 0 && items_spell_among(s, at + 1, NO_TENTH) == 0)
	{
		if (number_read(s, at + 1, &more) && item_touches(s, at + 1) && decimal_to_integer(more.value, 9) > 0)
			value = decimal_add(value, more.value);
		else
			more.count = 0;
	}
	else if (items_spell(s, at, "折") > 0 && items_spell_among(s, at + 1, "|扣|叠|旧|算|合|中|") == 0)
		more.count = 0;
	else
		return false;
	set_fraction(quantity, i, at + 1 + more.count, 1, 2);
	quantity->value = value;
	return true;
}

/* 过半, 逾半; not 通过半导体 */
static bool
read_over_half(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	if (items_spell_among(s, i, "|过半|逾半|超半|") == 0 || items_spell_before(s, i, "|通|经|") > 0 ||
		items_spell_among(s, i + 2, "|数|导|年|月|日|天|小时|径|自|成|个|") > 0)
		return false;
	set_fraction(quantity, i, i + 2, 1, 2);
	quantity->comparator = COMPARE_MORE;
	return true;
}

/* 三分之一, 千分之三, 一半 */
static bool
read_han(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		a;
	Number		b;
	uint32_t	at;

	if (items_spell_among(s, i, "|一半|半数|") > 0)
		return set_fraction(quantity, i, i + 2, 1, 2);
	if (items_spell(s, i, "万分之") > 0 && number_read(s, i + 3, &b))
		return set_fraction(quantity, i, i + 3 + b.count, decimal_to_integer(b.value, 99), 10000);
	if (read_over_half(s, i, quantity))
		return true;
	if (!number_read(s, i, &a) || a.ordinal || a.more || items_spell_before(s, i, "|第|") > 0)
		return false;
	at = i + a.count;
	if (items_spell(s, at, "分之") > 0 && number_read(s, at + 2, &b) && decimal_to_integer(a.value, 1000) > 1)
		return set_fraction(quantity, i, at + 2 + b.count, decimal_to_integer(b.value, 99), decimal_to_integer(a.value, 1000));
	if (a.form == NUMBER_HAN && items_spell(s, at, "分") > 0 && item_touches(s, at + 1) && number_read(s, at + 1, &b) &&
		b.form == NUMBER_HAN && decimal_to_integer(a.value, 10) > decimal_to_integer(b.value, 10) &&
		items_spell(s, at + 1 + b.count, "钟") == 0)	/* 三分二, as it is said in Hong Kong */
		return set_fraction(quantity, i, at + 1 + b.count, decimal_to_integer(b.value, 10), decimal_to_integer(a.value, 10));
	return read_tenths(s, i, &a, quantity);
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
			return read_one_in(s, i, quantity) || read_worded(s, i, quantity) || read_simple(s, i, quantity);
		default:
			return false;
	}
}

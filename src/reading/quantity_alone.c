/*-------------------------------------------------------------------------
 *
 * quantity_alone.c
 *		Numbers that count without a unit and without a thing behind them.
 *
 * Called by quantity.c when neither is there.  What says that such a number is
 * a quantity stands before it ("rose to 72", PUE), in it ("1.4 million") or
 * right behind it (of the 60 parks, 以下).  Must never take a year.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/quantity.h"

#define RESULT_VERBS \
	"|reach|reached|reaches|reaching|totalled|totaled|totalling|total|totals|hit|hits|hitting|exceed|exceeds|" \
	"exceeded|surpass|surpasses|surpassed|topped|tops|topping|"

/* Words behind a number that begin something new. */
#define AFTER_ALONE \
	"|in|by|at|from|on|to|this|last|next|over|as|while|and|or|compared|during|since|between|before|after|" \
	"for|with|but|worldwide|nationwide|globally|per|a|each|annually|"

#define RATIO_WORDS "|pue|wue|cue|coefficient|index|ratio|"
#define RATIO_HAN \
	"|电能利用效率|电能使用效率|电源使用效率|能源使用效率|能源利用效率|值|系数|指数|比值|容积率|"
#define RATIO_REACH 8			/* items between such a word and the number */

#define TO_NUMBER "|增至|增加到|增加至|升至|升到|降至|降到|达到|达|扩大到|扩大至|提高到|提升至|减少到|减至|增长到|总数为|"

/* A range and a point of time read like numbers. */
static bool
may_be_year(const ItemSentence *s, uint32_t i)
{
	int32_t		value = s->items[i].length == 4 ? number_plain_integer(s, i) : -1;

	return value >= 1500 && value < 2200;
}

static bool
ends_alone(const ItemSentence *s, uint32_t i)
{
	return i >= s->count || item_among(s, i, AFTER_ALONE) ||
		(s->items[i].kind == ITEM_SIGN && s->items[i].point != '%' && !item_is_dash(s, i)) ||
		items_spell_among(s, i, "|以下|以上|以内|左右|上下|及以下|及以上|或以下|或以上|的|和|与|或|") > 0;
}

/* 31 of the 60 parks, 4,000 of them: part of what is counted elsewhere. */
static bool
is_part(const ItemSentence *s, uint32_t i)
{
	Number		whole;

	if (!item_is(s, i, "of") || item_is(s, i - 1, "one"))
		return false;
	return item_is(s, i + 1, "them") ||
		(item_among(s, i + 1, "|the|its|our|their|these|those|all|") && number_read(s, i + 2, &whole) && !whole.ordinal);
}

/* 1.4 million, 2.5万亿: a magnitude says that it counts. */
static bool
has_magnitude(const ItemSentence *s, uint32_t i, const Quantity *quantity)
{
	uint32_t	number = quantity->number;

	for (uint32_t k = number + 1; k < i; k++)
		if (number_word_magnitude(s, k) >= 6 ||
			(number_word_magnitude(s, k) > 0 && (s->items[number].kind == ITEM_NUMBER || quantity->comparator != COMPARE_EQUAL)))
			return !item_among(s, i, "|of|years|year|hours|times|percent|");
	return i > number + 1 && s->items[number].kind == ITEM_NUMBER && items_spell_before(s, i, "|万|亿|") > 0 &&
		items_spell_among(s, i, "|级|年|里|分|小时|天|次方|") == 0;
}

/* rose from 120 to 450, fell to around 30 */
static bool
follows_change(const ItemSentence *s, uint32_t i, const Quantity *quantity)
{
	uint32_t	at = quantity->number;

	if (!ends_alone(s, i) || items_phrase_among(s, i, "|in number|") > 0)
		return false;
	for (uint32_t back = 0; back < 3 && at > 0 && item_among(s, at - 1, "|about|around|nearly|over|almost|some|than|more|fewer|less|just|only|"); back++)
		at--;
	return at > 0 && item_among(s, at - 1, "|to|from|") && !item_is(s, at, "up") && quantity_change_before(s, at - 1);
}

/* a PUE of 1.3, 电能利用效率不高于1.25 */
static bool
names_ratio(const ItemSentence *s, uint32_t i, const Quantity *quantity)
{
	uint32_t	number = quantity->number;
	uint32_t	first = number > RATIO_REACH ? number - RATIO_REACH : 0;

	if (s->items[number].kind != ITEM_NUMBER || i != number + 1 || !ends_alone(s, i))
		return false;
	for (uint32_t k = number; k > first && s->items[k - 1].kind != ITEM_SIGN; k--)
	{
		if (s->items[k - 1].kind == ITEM_NUMBER)
			return false;
		if (item_among(s, k - 1, RATIO_WORDS))
			return true;
		if (items_spell_before(s, k, RATIO_HAN) > 0)
			return k < number || items_spell_before(s, k, "|值|") == 0;
	}
	return false;
}

/* 由120增至450 */
static bool
follows_change_han(const ItemSentence *s, uint32_t i, const Quantity *quantity)
{
	uint32_t	number = quantity->number;

	if (s->items[number].kind != ITEM_NUMBER)
		return false;
	if (items_spell_before(s, number, "|由|从|") > 0 && items_spell_among(s, i, "|增|升|降|减|提高|扩大|") > 0)
		return true;
	return items_spell_before(s, number, TO_NUMBER) > 0 && ends_alone(s, i);
}

#define BOUNDS_BEHIND "|or more|or above|or higher|or greater|or less|or lower|or below|or fewer|"

/* a performance of 4800 or more */
static bool
has_bound_behind(const ItemSentence *s, uint32_t i, const Quantity *quantity)
{
	return s->items[quantity->number].kind == ITEM_NUMBER && i == quantity->number + 1 &&
		items_phrase_among(s, i, BOUNDS_BEHIND) > 0;
}

bool
quantity_stands_alone(const ItemSentence *s, uint32_t i, const Quantity *quantity)
{
	uint32_t	number = quantity->number;

	if (is_part(s, i))
		return true;
	if (number > 0 && has_bound_behind(s, i, quantity) && !may_be_year(s, number))
		return ends_alone(s, i + 2) || (i + 2 < s->count && s->items[i + 2].kind == ITEM_WORD);
	if (item_among(s, i, "|and|or|of|to|percent|hundred|year|month|day|week|hour|decade|time|article|section|paragraph|") &&
		!(item_among(s, i, "|to|and|") && item_is(s, number - 1, "from")))
		return false;
	if (quantity->comparator == COMPARE_AT_LEAST && item_is(s, number, "one"))
		return i < s->count && s->items[i].kind == ITEM_WORD;
	if (number == 0 || may_be_year(s, number))
		return false;
	if (s->items[number].kind == ITEM_NUMBER && s->items[number].length > 1 && item_among(s, number - 1, RESULT_VERBS))
		return ends_alone(s, i);
	return follows_change(s, i, quantity) || names_ratio(s, i, quantity) || follows_change_han(s, i, quantity);
}

bool
quantity_has_magnitude(const ItemSentence *s, uint32_t i, const Quantity *quantity)
{
	return quantity->number < i && has_magnitude(s, i, quantity);
}

/*-------------------------------------------------------------------------
 *
 * quantity_rank.c
 *		Ranks, and multiples in words.
 *
 * Called by quantity.c.  An ordinal is a rank only beside a word of ranking:
 * "the 18th meeting" and "the first half" are none.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/quantity.h"

#define RANK_WORDS "|rank|ranks|ranked|ranking|placed|places|"

static bool
set_rank(Quantity *quantity, uint32_t first, uint32_t end, Decimal value, Comparator comparator)
{
	quantity->first = first;
	quantity->number = end - 1;
	quantity->end = end;
	quantity->value = value;
	quantity->measure = "rank";
	quantity->unit = "1";
	quantity->comparator = (uint8_t) comparator;
	return true;
}

/* ranked first, ranks as the 3rd, ranked No. 1, ranked among the top ten */
static bool
read_ranked(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	uint32_t	at = i + 1;
	Number		number;

	if (!item_among(s, i, RANK_WORDS) && !(item_among(s, i, "|came|come|stand|stands|stood|") && number_ordinal(s, i + 1) > 0))
		return false;
	while (at < i + 5 && item_among(s, at, "|as|the|among|in|at|globally|nationally|consistently|it|"))
		at++;
	if (item_is(s, at, "no") || item_is(s, at, "number"))
		at += 1 + item_is_sign(s, at + 1, '.');
	else if (number_ordinal(s, at) == 0)
		return false;
	if (!number_read(s, at, &number))
		return false;
	return set_rank(quantity, i, at + number.count, number.value, COMPARE_EQUAL);
}

/* top ten; first place, 2nd position */
static bool
read_place(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		number;

	if (item_is(s, i, "top") && number_read(s, i + 1, &number) && !number.ordinal &&
		decimal_to_integer(number.value, 1000) > 0 && !item_is_sign(s, i + 1 + number.count, '%'))
		return set_rank(quantity, i, i + 1 + number.count, number.value, COMPARE_AT_MOST);
	if (number_ordinal(s, i) > 0 && item_among(s, i + 1, "|place|position|rank|") &&
		(!item_among(s, i + 2, "|of|in|") || (i > 0 && item_among(s, i - 1, "|from|to|"))))
		return set_rank(quantity, i, i + 2, decimal_integer(number_ordinal(s, i)), COMPARE_EQUAL);
	return false;
}

#define HAN_RANK_BEFORE \
	"|居全国|列全国|位居|位列|排名|名列|居|列|全国|全球|世界|全省|跃居|排|跃升|"

/* 居全国第一位, 排名第3, 位列首位; 前十名 */
static bool
read_han(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		number;
	uint32_t	at;

	if (items_spell_among(s, i, "|首位|榜首|") > 0)
		return items_spell_before(s, i, HAN_RANK_BEFORE) > 0 &&
			set_rank(quantity, i, i + 2, decimal_integer(1), COMPARE_EQUAL);
	if (items_spell(s, i, "前") > 0 && number_read(s, i + 1, &number) &&
		items_spell_among(s, i + 1 + number.count, "|名|位|列|强|") > 0)
		return set_rank(quantity, i, i + 2 + number.count, number.value, COMPARE_AT_MOST);
	if (items_spell(s, i, "第") == 0 || !number_read(s, i + 1, &number))
		return false;
	at = i + 1 + number.count;
	if (items_spell_before(s, i, HAN_RANK_BEFORE) == 0 || items_spell_among(s, at, "|次|届|个|批|条|季|产业|十|期|款|大|号|任|轮|") > 0)
		return false;
	at += items_spell_among(s, at, "|位|名|");
	return set_rank(quantity, i, at, number.value, COMPARE_EQUAL);
}

bool
quantity_read_rank(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	if (s->items[i].kind == ITEM_CHARACTER)
		return read_han(s, i, quantity);
	return read_ranked(s, i, quantity) || read_place(s, i, quantity);
}

static bool
set_multiple(Quantity *quantity, uint32_t first, uint32_t end, Decimal value)
{
	quantity->first = first;
	quantity->number = first;
	quantity->end = end;
	quantity->value = value;
	quantity->measure = "multiple";
	quantity->unit = "1";
	return true;
}

/* double, tripled; twofold, ten-fold, 3-fold */
static bool
read_multiple_word(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	static const char *const words[] = {
		NULL, NULL, "|double|doubled|doubles|doubling|twofold|", "|triple|tripled|triples|tripling|threefold|treble|trebled|",
		"|quadruple|quadrupled|quadrupling|fourfold|", "|fivefold|quintuple|", "|sixfold|", "|sevenfold|", "|eightfold|",
		"|ninefold|", "|tenfold|"
	};
	Number		number;
	uint32_t	at;

	for (int32_t factor = 2; factor <= 10; factor++)
		if (item_among(s, i, words[factor]))
			return !item_among(s, i + 1, "|taxation|jeopardy|check|counting|degree|room|rooms|bed|occupancy|helix|objective|role|purpose|track|burden|standard|standards|bottom|") &&
				set_multiple(quantity, i, i + 1, decimal_integer(factor));
	if (!number_read(s, i, &number) || number.ordinal)
		return false;
	at = i + number.count;
	at += item_is_dash(s, at);
	if (item_is(s, at, "fold"))
		return set_multiple(quantity, i, at + 1, number.value);
	if (item_is(s, at, "times") && (items_phrase_among(s, at + 1, "|the|that|as|higher|more|larger|greater|faster|compared|") > 0 ||
									(i > 0 && item_is(s, i - 1, "by"))))
		return set_multiple(quantity, i, at + 1, number.value);
	return false;
}

/* 增长3倍, 增加近3倍: to four times; 增长到3倍: to three. */
static bool
is_added(const ItemSentence *s, uint32_t i)
{
	i -= items_spell_before(s, i, "|近|逾|约|超|超过|至少|将近|不低于|不少于|");
	i -= items_spell_before(s, i, "|了|");
	return items_spell_before(s, i, "|增长|成长|增加|提高|提升|扩大|上升|上涨|") > 0;
}

/* 翻一番 is twice, 翻两番 four times; 翻了近一番 */
static bool
read_han_multiple(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		number;
	int32_t		times;
	uint32_t	at = i + 1;

	if (items_spell_among(s, i, "|翻番|倍增|") > 0 && items_spell_among(s, i, "|倍增器|倍增计划|倍增行动|倍增工程|") == 0)
		return set_multiple(quantity, i, i + 2, decimal_integer(2));
	at += items_spell_among(s, at, "|了|");
	at += items_spell_among(s, at, "|近|约|");
	if (items_spell(s, i, "翻") > 0 && number_read(s, at, &number) && items_spell(s, at + number.count, "番") > 0)
	{
		times = decimal_to_integer(number.value, 20);
		if (times < 0)
			number.value.known = false;
		else
			number.value = decimal_integer(INT64_C(1) << times);
		return set_multiple(quantity, i, at + 1 + number.count, number.value);
	}
	if (!number_read(s, i, &number) || items_spell(s, i + number.count, "倍") == 0)
		return false;
	if (is_added(s, i) && number.value.known)
		number.value = decimal_add(number.value, decimal_integer(1));
	return set_multiple(quantity, i, i + 1 + number.count, number.value);
}

bool
quantity_read_multiple(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	if (s->items[i].kind == ITEM_CHARACTER || (i + 1 < s->count && s->items[i].kind == ITEM_NUMBER &&
											   s->items[i + 1].kind == ITEM_CHARACTER))
		return read_han_multiple(s, i, quantity);
	return s->items[i].kind != ITEM_SIGN && read_multiple_word(s, i, quantity);
}

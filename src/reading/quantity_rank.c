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

	if (items_phrase_among(s, i, "|no|number|") > 0)
	{							/* No. 1 in the world */
		at += item_is_sign(s, at, '.');
		return number_read(s, at, &number) && decimal_to_integer(number.value, 20) > 0 &&
			items_phrase_among(s, at + number.count, "|in the world|worldwide|globally|nationally|nationwide|in asia|in europe|") > 0 &&
			set_rank(quantity, i, at + number.count, number.value, COMPARE_EQUAL);
	}
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

#define RANKING_WORDS \
	"|rank|ranks|ranked|ranking|rankings|index|place|places|position|positions|league|table|climbed|jumped|" \
	"slipped|standing|"
#define RANKING_REACH 20		/* items around the ordinal */

/* climbed from 34th to 11th in the index; second worldwide, but not "the first in the world to" */
static bool
stands_in_ranking(const ItemSentence *s, uint32_t i)
{
	int32_t		ordinal = number_ordinal(s, i);

	if (ordinal == 0)
		return false;
	if (ordinal > 1 && items_phrase_among(s, i + 1, "|globally|worldwide|nationally|nationwide|overall|in the world|in europe|in asia|") > 0)
		return true;
	return i > 0 && item_among(s, i - 1, "|from|to|at|") &&
		(i + 1 >= s->count || s->items[i + 1].kind == ITEM_SIGN ||
		 item_among(s, i + 1, "|to|in|by|on|among|out|globally|worldwide|this|last|from|and|")) &&
		items_have(s, i > RANKING_REACH ? i - RANKING_REACH : 0,
				   s->count - i > RANKING_REACH ? i + RANKING_REACH : s->count, RANKING_WORDS, "|");
}

/* top ten; first place, 2nd position */
static bool
read_place(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		number;

	uint32_t	dash = item_is_dash(s, i + 1) && item_touches(s, i + 2);

	if (item_is(s, i, "top") && number_read(s, i + 1 + dash, &number) && !number.ordinal &&
		decimal_to_integer(number.value, 1000) > 0 && !item_is_sign(s, i + 1 + dash + number.count, '%') &&
		!item_among(s, i + 1 + dash + number.count, "|percent|per|"))
		return set_rank(quantity, i, i + 1 + dash + number.count, number.value, COMPARE_AT_MOST);
	if (stands_in_ranking(s, i))
		return set_rank(quantity, i, i + 1, decimal_integer(number_ordinal(s, i)), COMPARE_EQUAL);
	if (number_ordinal(s, i) > 0 && item_among(s, i + 1, "|place|position|rank|") &&
		(!item_among(s, i + 2, "|of|in|") || (i > 0 && item_among(s, i - 1, "|from|to|"))))
		return set_rank(quantity, i, i + 2, decimal_integer(number_ordinal(s, i)), COMPARE_EQUAL);
	return false;
}

#define HAN_RANK_BEFORE \
	"|居全国|列全国|位居|位列|排名|名列|居|列|全国|全球|世界|全省|全市|亚洲|亚太|全区|跃居|排|跃升|升至|升到|降至|跌至|上升到|" \
	"上升至|排在|排行|跃至|退居|提升至|前移至|晋升|国内|国际|连续|保持|稳居|"
#define ENTERS_RANK "|跻身|进入|位居|位列|居|排名|排|列|稳居|保持|迈入|挺进|闯入|全国|全球|世界|全省|稳定在|国内|"

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
	if (items_spell(s, i, "前") > 0 && number_read(s, i + 1, &number) && items_spell_before(s, i, ENTERS_RANK) > 0 &&
		(i + 1 + number.count >= s->count || s->items[i + 1 + number.count].kind == ITEM_SIGN ||
		 items_spell_among(s, i + 1 + number.count, "|的|行列|之列|以内|水平|") > 0))
		return set_rank(quantity, i, i + 1 + number.count, number.value, COMPARE_AT_MOST);
	if (items_spell(s, i, "第") == 0 || !number_read(s, i + 1, &number))
		return false;
	at = i + 1 + number.count;
	if (items_spell_before(s, i, HAN_RANK_BEFORE) == 0 &&
		!(items_spell_before(s, i, "|由|从|自|至|到|的|为|") > 0 && items_spell_among(s, at, "|位升|位降|位至|位提|位跃|位上|名升|名降|名至|位，|位；|位。|") > 0) &&
		!(items_spell_before(s, i, "|升至|降至|至|到|") > 0 && items_spell_among(s, at, "|位|名|") > 0))
		return false;
	if (items_spell_among(s, at, "|次|届|个|批|条|季|产业|十|期|款|大|号|任|轮|一|二|三|四|季度|年|天|阶段|步|部分|方阵|梯队|阵营|集团|要务|责任|动力|生产力|资源|章|节|项|类|级|家|座|代|部|") > 0)
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

/* What is double and no number: double taxation. */
#define NO_MULTIPLE \
	"|taxation|jeopardy|check|counting|degree|room|rooms|bed|occupancy|helix|objective|role|purpose|track|burden|" \
	"standard|standards|bottom|"

/* The factor of double, tripled, twofold, hundredfold; 0: none. */
static int32_t
multiple_word(const ItemSentence *s, uint32_t i)
{
	static const struct
	{
		int32_t		factor;
		const char *words;
	}			table[] = {
		{2, "|double|doubled|doubles|doubling|twofold|"}, {3, "|triple|tripled|triples|tripling|threefold|treble|trebled|trebling|"},
		{4, "|quadruple|quadrupled|quadruples|quadrupling|fourfold|"}, {5, "|fivefold|quintuple|quintupled|"}, {6, "|sixfold|"},
		{7, "|sevenfold|"}, {8, "|eightfold|"}, {9, "|ninefold|"}, {10, "|tenfold|"}, {12, "|twelvefold|"}, {15, "|fifteenfold|"},
		{20, "|twentyfold|"}, {30, "|thirtyfold|"}, {40, "|fortyfold|"}, {50, "|fiftyfold|"}, {100, "|hundredfold|"},
		{1000, "|thousandfold|"}
	};

	for (size_t k = 0; k < sizeof(table) / sizeof(table[0]); k++)
		if (item_among(s, i, table[k].words))
			return table[k].factor;
	return 0;
}

/* 4x, 2.5x as one word, 10× */
static bool
read_times_sign(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	const char *bytes = item_bytes(s, i);
	uint32_t	length = s->items[i].length;

	if (s->items[i].kind == ITEM_NUMBER)
		return item_is_sign(s, i + 1, 0xD7) && item_touches(s, i + 1) &&
			(i + 2 >= s->count || s->items[i + 2].kind != ITEM_NUMBER) &&
			set_multiple(quantity, i, i + 2, decimal_parse(bytes, length));
	if (length < 2 || bytes[length - 1] != 'x' || !ascii_is_digit((uint8_t) bytes[0]))
		return false;
	for (uint32_t k = 0; k + 1 < length; k++)
		if (!ascii_is_digit((uint8_t) bytes[k]) && bytes[k] != '.')
			return false;
	return set_multiple(quantity, i, i + 1, decimal_parse(bytes, length - 1));
}

/* double, tripled; twofold, ten-fold, 3-fold */
static bool
read_multiple_word(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		number;
	uint32_t	at;
	int32_t		factor = multiple_word(s, i);

	if (read_times_sign(s, i, quantity))
		return true;
	if (factor > 0)
		return !(item_is_dash(s, i + 1) && item_touches(s, i + 1) && item_touches(s, i + 2)) &&
			!item_among(s, i + 1, NO_MULTIPLE) && set_multiple(quantity, i, i + 1, decimal_integer(factor));
	if (item_is(s, i, "twice"))
		return item_among(s, i + 1, "|as|the|that|its|their|what|today's|") && set_multiple(quantity, i, i + 1, decimal_integer(2));
	if (items_phrase(s, i, "factor of") > 0 && i > 0 && item_is(s, i - 1, "a") && number_read(s, i + 2, &number) &&
		!number.ordinal && !item_is_sign(s, i + 2 + number.count, '%'))
		return set_multiple(quantity, i, i + 2 + number.count, number.value);
	if (!number_read(s, i, &number) || number.ordinal)
		return false;
	at = i + number.count;
	at += item_is_dash(s, at);
	if (item_is(s, at, "fold"))
		return set_multiple(quantity, i, at + 1, number.value);
	if (items_phrase_among(s, at, "|order of magnitude|orders of magnitude|") > 0)
	{
		number.value = decimal_shift(decimal_integer(1), decimal_to_integer(number.value, 20));
		number.value.known &= number.value.exponent > 0;
		return set_multiple(quantity, i, at + 3, number.value);
	}
	if (item_is(s, at, "times") && (items_phrase_among(s, at + 1, "|the|that|as|higher|more|larger|greater|faster|compared|its|their|what|bigger|lower|less|cheaper|quicker|longer|stronger|above|over|today|current|") > 0 ||
									(i > 0 && (item_is(s, i - 1, "by") || item_among(s, i - 1, "|increased|grown|grew|risen|rose|multiplied|expanded|")))))
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

	if (items_spell_among(s, i, "|翻番|倍增|翻倍|") > 0 && items_spell_among(s, i, "|倍增器|倍增计划|倍增行动|倍增工程|") == 0)
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

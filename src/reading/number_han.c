/*-------------------------------------------------------------------------
 *
 * number_han.c
 *		Numbers in Han characters, and Han magnitudes after digits.
 *
 * Called by number.c.  The characters are folded ones, so Traditional forms
 * need no lines of their own.  "Several" (几, 数) and two digits side by side
 * ("five or six") have no value.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/number.h"

#define HAN_RUN_MAX 40			/* characters of one number; longer has no value */

int
han_digit(uint32_t point)
{
	static const struct
	{
		uint32_t	point;
		int			digit;
	}			digits[] = {
		{0x3007, 0}, {0x96F6, 0},	/* 〇 零 */
		{0x4E00, 1}, {0x58F9, 1},	/* 一 壹 */
		{0x4E8C, 2}, {0x8D30, 2}, {0x4E24, 2},	/* 二 贰 两 */
		{0x4E09, 3}, {0x53C1, 3},	/* 三 叁 */
		{0x56DB, 4}, {0x8086, 4},	/* 四 肆 */
		{0x4E94, 5}, {0x4F0D, 5},	/* 五 伍 */
		{0x516D, 6}, {0x9646, 6},	/* 六 陆 */
		{0x4E03, 7}, {0x67D2, 7},	/* 七 柒 */
		{0x516B, 8}, {0x634C, 8},	/* 八 捌 */
		{0x4E5D, 9}, {0x7396, 9}	/* 九 玖 */
	};

	for (size_t i = 0; i < sizeof(digits) / sizeof(digits[0]); i++)
		if (digits[i].point == point)
			return digits[i].digit;
	return -1;
}

/* The power of ten of 十 百 千 (1-3), 万 亿 兆 (4, 8, 12), or 0. */
static int
han_magnitude(uint32_t point)
{
	switch (point)
	{
		case 0x5341:			/* 十 */
		case 0x62FE:			/* 拾 */
			return 1;
		case 0x767E:			/* 百 */
		case 0x4F70:			/* 佰 */
			return 2;
		case 0x5343:			/* 千 */
		case 0x4EDF:			/* 仟 */
			return 3;
		case 0x4E07:			/* 万 */
			return 4;
		case 0x4EBF:			/* 亿 */
			return 8;
		case 0x5146:			/* 兆 */
			return 12;
		default:
			return 0;
	}
}

/* 廿 twenty, 卅 thirty */
static int
han_tens(uint32_t point)
{
	return point == 0x5EFF ? 20 : point == 0x5345 ? 30 : 0;
}

bool
han_is_numeral(uint32_t point)
{
	return han_digit(point) >= 0 || han_magnitude(point) > 0 || han_tens(point) > 0;
}

/* 千 and 兆 that belong to a unit: 千米, 千瓦, 兆瓦, 兆字节. */
static bool
belongs_to_unit(const ItemSentence *s, uint32_t i)
{
	uint32_t	point = s->items[i].point;

	if (point == 0x5343)
		return items_spell_among(s, i + 1, "|米|瓦|克|卡|赫|伏|安|字节|帕|焦|吨|公里|") > 0 &&
			items_spell_among(s, i + 1, "|公里|吨|") == 0;
	if (point == 0x5146)
		return items_spell_among(s, i + 1, "|瓦|赫|字|比特|帕|焦|伏|") > 0;
	if (point == 0x767E)
		return items_spell_among(s, i + 1, "|分|") > 0;
	return false;
}

static bool
is_run_item(const ItemSentence *s, uint32_t i, uint32_t first)
{
	return i < s->count && s->items[i].kind == ITEM_CHARACTER && han_is_numeral(s->items[i].point) &&
		(i == first || item_touches(s, i)) && !belongs_to_unit(s, i);
}

/* 二〇二五: digits only, each of its own place. */
static Decimal
read_positional(const ItemSentence *s, uint32_t i, uint32_t count)
{
	Decimal		value = decimal_integer(0);

	if (count > 17)
		value.known = false;
	for (uint32_t k = 0; k < count && value.known; k++)
		value.digits = value.digits * 10 + han_digit(s->items[i + k].point);
	return value;
}

/* A number being read from the left: 三亿五千万 = 3 * 10^8 + 5 * 1000 * 10^4. */
typedef struct HanSum
{
	Decimal		total;			/* closed by 万, 亿 or 兆 */
	Decimal		section;		/* below 10^4 */
	int			digit;			/* not yet weighted, or -1 */
	int			last;			/* power of the magnitude before the digit, or -1:
								 * a zero stands before it */
} HanSum;

static void
close_section(HanSum *sum, int power)
{
	Decimal		part = sum->section;

	if (sum->digit >= 0)
		part = decimal_add(part, decimal_integer(sum->digit));
	if (sum->total.known && decimal_compare(sum->total, decimal_shift(decimal_integer(1), power)) < 0)
		sum->total = decimal_shift(decimal_add(sum->total, part), power);
	else
		sum->total = decimal_add(sum->total, decimal_shift(part, power));
	sum->section = decimal_integer(0);
	sum->digit = -1;
	sum->last = power;
}

static void
add_character(HanSum *sum, uint32_t point)
{
	int			digit = han_digit(point);
	int			power = han_magnitude(point);

	if (digit == 0)
		sum->last = -1;
	else if (digit > 0)
	{
		if (sum->digit > 0)
			sum->total.known = false;
		sum->digit = digit;
	}
	else if (han_tens(point) > 0)
		sum->section = decimal_add(sum->section, decimal_integer(han_tens(point)));
	else if (power >= 4)
		close_section(sum, power);
	else
	{
		sum->section = decimal_add(sum->section,
								   decimal_shift(decimal_integer(sum->digit < 0 ? 1 : sum->digit), power));
		sum->digit = -1;
		sum->last = power;
	}
}

static Decimal
read_structured(const ItemSentence *s, uint32_t i, uint32_t count)
{
	HanSum		sum = {decimal_integer(0), decimal_integer(0), -1, -1};

	for (uint32_t k = 0; k < count; k++)
		add_character(&sum, s->items[i + k].point);
	if (sum.digit >= 0)			/* 三万五 is 35,000; 三百零五 is 305 */
		sum.section = decimal_add(sum.section,
								  decimal_shift(decimal_integer(sum.digit), sum.last >= 2 ? sum.last - 1 : 0));
	return decimal_add(sum.total, sum.section);
}

/* 多 or 余 after a number, and the magnitude behind it: 三十多亿. */
static void
take_more(const ItemSentence *s, uint32_t i, Number *number)
{
	uint32_t	at = i + number->count;

	if (items_spell_among(s, at, "|多|余|") == 0 || items_spell(s, at, "多年") > 0)
		return;
	number->more = true;
	number->plain = false;
	number->count++;
	for (at++; is_run_item(s, at, at) && han_magnitude(s->items[at].point) >= 4; at++)
	{
		number->value = decimal_shift(number->value, han_magnitude(s->items[at].point));
		number->count++;
	}
}

/* 几十, 数百万, 十几: no value. */
static uint32_t
vague_run(const ItemSentence *s, uint32_t i)
{
	uint32_t	end = i;
	bool		vague = false;

	while (end - i < HAN_RUN_MAX && end < s->count && s->items[end].kind == ITEM_CHARACTER &&
		   (is_run_item(s, end, i) || items_spell_among(s, end, "|几|数|") > 0))
	{
		bool		is_vague = !han_is_numeral(s->items[end].point);

		if (is_vague && end > i && items_spell(s, end, "数") > 0)
			break;
		vague |= is_vague;
		end++;
	}
	return vague && end - i > 1 ? end - i : 0;
}

/* 三点五: digits behind a point; not 三点五分, a time of day. */
static uint32_t
take_point(const ItemSentence *s, uint32_t i, Number *number)
{
	uint32_t	count = 0;
	Decimal		places;

	if (items_spell(s, i, "点") == 0 || !item_touches(s, i))
		return 0;
	while (count < HAN_RUN_MAX && is_run_item(s, i + 1 + count, i) && han_digit(s->items[i + 1 + count].point) >= 0)
		count++;
	if (count == 0 || items_spell(s, i + 1 + count, "分") > 0)
		return 0;
	places = decimal_shift(read_positional(s, i + 1, count), -(int32_t) count);
	number->value = decimal_add(number->value, places);
	for (count++; is_run_item(s, i + count, i) && han_magnitude(s->items[i + count].point) >= 4; count++)
		number->value = decimal_shift(number->value, han_magnitude(s->items[i + count].point));
	return count;
}

bool
number_read_han(const ItemSentence *s, uint32_t i, Number *number)
{
	uint32_t	count = 0;
	bool		digits_only = true;

	if (i > 0 && item_touches(s, i) && s->items[i - 1].kind == ITEM_CHARACTER &&
		han_is_numeral(s->items[i - 1].point))
		return false;
	number->form = NUMBER_HAN;
	number->count = vague_run(s, i);
	if (number->count > 0)
		return true;
	while (count < HAN_RUN_MAX && is_run_item(s, i + count, i))
		digits_only &= han_digit(s->items[i + count++].point) >= 0;
	if (count == 0 || (count > 0 && han_magnitude(s->items[i].point) >= 4))
		return false;
	number->count = count;
	if (count < HAN_RUN_MAX)
		number->value = digits_only ? read_positional(s, i, count) : read_structured(s, i, count);
	number->count += take_point(s, i + count, number);
	take_more(s, i, number);
	return true;
}

/* 万, 亿, 万亿 and the like behind digits; a second part: 1亿5000万. */
void
number_take_han_magnitude(const ItemSentence *s, uint32_t i, Number *number)
{
	uint32_t	start = i - number->count;
	uint32_t	at = i;
	int			power = 0;

	while (at - i < 4 && is_run_item(s, at, at) && han_magnitude(s->items[at].point) > 0)
		power += han_magnitude(s->items[at++].point);
	if (at > i)
	{
		number->value = decimal_shift(number->value, power);
		number->count += at - i;
		number->plain = false;
		if (at + 1 < s->count && s->items[at].kind == ITEM_NUMBER && item_touches(s, at) &&
			is_run_item(s, at + 1, at + 1) && han_magnitude(s->items[at + 1].point) >= 3 &&
			han_magnitude(s->items[at + 1].point) < power)
		{
			Decimal		rest = decimal_parse(item_bytes(s, at), s->items[at].length);

			number->value = decimal_add(number->value,
										decimal_shift(rest, han_magnitude(s->items[at + 1].point)));
			number->count += 2;
		}
	}
	take_more(s, start, number);
}

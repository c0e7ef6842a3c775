/*-------------------------------------------------------------------------
 *
 * quantity.c
 *		A number, its bounds and its unit.
 *
 * Called by target.c.  A number without a unit and without a thing counted is
 * no quantity; nor is one with a unit of time, which period_span.c reads.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/quantity.h"

#include "reading/unit.h"

const char *const comparator_names[] = {"=", ">=", ">", "<=", "<", "~", "between"};

const char *const direction_names[] = {NULL, "increase", "decrease"};

typedef struct CompareWords
{
	Comparator	comparator;
	const char *english;
	const char *han;
} CompareWords;

static const CompareWords before_number[] = {
	{COMPARE_AT_LEAST, "|at least|no less than|not less than|no fewer than|not fewer than|a minimum of|"
	"no lower than|not lower than|minimum|", "|不低于|不少于|不小于|至少|最少|"},
	{COMPARE_AT_MOST, "|up to|at most|no more than|not more than|not exceeding|not exceed|not to exceed|"
	"limited to|capped at|no higher than|no greater than|not greater than|not higher than|no larger than|a maximum of|maximum|", "|不超过|不高于|不多于|不大于|至多|最多|最高|不得超过|可达|最高可达|不得高于|"},
	{COMPARE_MORE, "|more than|over|above|exceeding|exceed|exceeds|exceeded|greater than|higher than|"
	"surpass|surpassing|surpassed|in excess of|upwards of|beyond|", "|超过|超|突破|高于|大于|多于|逾|"},
	{COMPARE_LESS, "|less than|fewer than|under|below|lower than|", "|低于|少于|小于|不足|不到|未满|不满|"},
	{COMPARE_ABOUT, "|about|around|approximately|roughly|nearly|almost|some|circa|close to|an estimated|",
	"|大约|约|近|将近|约为|接近|"}
};

static const CompareWords after_number[] = {
	{COMPARE_AT_LEAST, "|or more|or above|or higher|and above|or over|and more|", "|以上|及以上|或以上|的下限|"},
	{COMPARE_AT_MOST, "|or less|or fewer|or below|or lower|and below|", "|以下|以内|及以下|之内|范围内|范围以内|的上限|为限|"},
	{COMPARE_ABOUT, "|or thereabouts|", "|左右|上下|"}
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* <, >, and U+2264, U+2265 */
static bool
read_compare_sign(const ItemSentence *s, uint32_t i, uint8_t *comparator)
{
	uint32_t	point = i < s->count && s->items[i].kind == ITEM_SIGN ? s->items[i].point : 0;

	if (point == '<')
		*comparator = COMPARE_LESS;
	else if (point == '>')
		*comparator = COMPARE_MORE;
	else if (point == 0x2264 || point == 0x2266)
		*comparator = COMPARE_AT_MOST;
	else if (point == 0x2265 || point == 0x2267)
		*comparator = COMPARE_AT_LEAST;
	else
		return false;
	return true;
}

static uint32_t
read_comparator(const ItemSentence *s, uint32_t i, const CompareWords *table, size_t count, uint8_t *comparator)
{
	for (size_t k = 0; k < count; k++)
	{
		uint32_t	items = items_phrase_among(s, i, table[k].english);

		if (items == 0)
			items = items_spell_among(s, i, table[k].han);
		if (items == 1 && items_spell(s, i, "近") > 0 && items_spell_before(s, i, "|最|附|") > 0)
			items = 0;			/* 最近一次: the last one */
		if (items > 0)
			*comparator = (uint8_t) table[k].comparator;
		if (items > 0)
			return items;
	}
	return 0;
}

/* 300m, 1.5bn, 20k as one word: only behind a currency. */
static bool
read_short_money(const ItemSentence *s, uint32_t i, Number *number)
{
	static const struct
	{
		const char *suffix;
		int32_t		power;
	}			suffixes[] = {{"bn", 9}, {"mn", 6}, {"tn", 12}, {"m", 6}, {"b", 9}, {"k", 3}};
	const char *bytes;
	uint32_t	digits = 0;

	if (i >= s->count || s->items[i].kind != ITEM_WORD)
		return false;
	bytes = item_bytes(s, i);
	while (digits < s->items[i].length && strchr("0123456789.,", bytes[digits]) != NULL && bytes[digits] != '\0')
		digits++;
	for (size_t k = 0; k < LENGTH(suffixes) && digits > 0; k++)
	{
		size_t		length = strlen(suffixes[k].suffix);

		if (s->items[i].length != digits + length || memcmp(bytes + digits, suffixes[k].suffix, length) != 0)
			continue;
		memset(number, 0, sizeof(*number));
		number->value = decimal_shift(decimal_parse(bytes, digits), suffixes[k].power);
		number->count = 1;
		return true;
	}
	return false;
}

#define CHANGE_WORDS \
	"|rise|rises|rose|risen|rising|climb|climbs|climbed|increase|increases|increased|increasing|grow|grows|grew|grown|" \
	"fall|falls|fell|fallen|falling|drop|drops|dropped|decline|declines|declined|cut|cuts|reduce|reduced|raise|raised|" \
	"lower|lowered|up|down|went|jumped|moved|"
#define CHANGE_REACH 16			/* items between the verb and "from" */

/* "rose from 2 % to 5 %" names two values and no range. */
static bool
is_change(const ItemSentence *s, uint32_t i, uint32_t at)
{
	return i > 0 && item_is(s, i - 1, "from") && item_is(s, at, "to") &&
		items_have(s, i > CHANGE_REACH ? i - CHANGE_REACH : 0, i, CHANGE_WORDS, "|");
}

/* Whether item at parts the two numbers of a range that begins at item i. */
static bool
is_range_sign(const ItemSentence *s, uint32_t i, uint32_t at)
{
	if (i > 0 && item_is(s, i - 1, "between") && item_is(s, at, "and"))
		return true;
	return item_is_dash(s, at) || (item_is(s, at, "to") && !is_change(s, i, at)) ||
		items_spell_among(s, at, "|至|到|") > 0;
}

/* "rose 28 percent to 277 gigawatts" is no range. */
static bool
is_same_unit(const Unit *unit, const ItemSentence *s, uint32_t i)
{
	uint32_t	count;
	const Unit *other = unit_after(s, i, &count);

	return other && strcmp(other->code, unit->code) == 0;
}

/* The number, and in a range the second one: 10-15, 10 to 15, 10至15. */
static uint32_t
read_numbers(const ItemSentence *s, uint32_t i, bool money, Quantity *quantity)
{
	Number		first;
	Number		second;
	uint32_t	at;
	uint32_t	count;
	const Unit *unit;

	if (!(money && read_short_money(s, i, &first)) && (!number_read(s, i, &first) || first.ordinal))
		return 0;
	quantity->value = first.value;
	at = i + first.count;
	if (money && item_among(s, at, "|m|b|k|") && item_touches(s, at))
	{
		quantity->value = decimal_shift(first.value, item_is(s, at, "m") ? 6 : item_is(s, at, "b") ? 9 : 3);
		at++;
	}
	if (first.more)
		quantity->comparator = COMPARE_MORE;
	unit = unit_after(s, at, &count);
	if (unit == NULL && at < s->count && s->items[at].kind == ITEM_CHARACTER)
		count = quantity_read_thing(s, at, false);	/* 十五人至二十一人 */
	if (!is_range_sign(s, i, at + count))
		count = 0;
	if (!is_range_sign(s, i, at + count))
		return at - i;
	if (!number_read(s, at + count + 1, &second) || second.ordinal || !first.value.known || !second.value.known)
		return at - i;
	if (first.value.exponent <= 0 && second.value.exponent > 0 && decimal_compare(first.value, decimal_shift(decimal_integer(1), 4)) < 0)
		first.value = decimal_shift(first.value, second.value.exponent);	/* 1 to 2 million */
	if (decimal_compare(first.value, second.value) >= 0 ||
		(unit && !is_same_unit(unit, s, at + count + 1 + second.count)))
		return at - i;
	quantity->value = first.value;
	quantity->upper = second.value;
	quantity->comparator = COMPARE_BETWEEN;
	return at + count + 1 + second.count - i;
}

/* 百分之二十: the sign stands before the number. */
static uint32_t
read_hundredths(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	Number		number;
	uint32_t	count = items_spell(s, i, "百分之");

	if (i > 0 && s->items[i - 1].kind == ITEM_CHARACTER && han_is_numeral(s->items[i - 1].point))
		return 0;				/* 五百分之一: one five-hundredth */
	if (count == 0 || !number_read(s, i + count, &number) || number.ordinal)
		return 0;
	quantity->value = number.value;
	quantity->measure = "share";
	quantity->unit = "%";
	return count + number.count;
}

static void
set_unit(Quantity *quantity, const Unit *unit)
{
	quantity->measure = unit->measure;
	quantity->unit = unit->code;
	quantity->value = decimal_shift(quantity->value, unit->power);
	if (quantity->comparator == COMPARE_BETWEEN)
		quantity->upper = decimal_shift(quantity->upper, unit->power);
}

/*
 * What counts nothing: "one" and 一, which stand for "a"; a number with
 * decimals (1202.06), which is one of a section; 前二项, "the two above".
 */
static bool
is_article(const ItemSentence *s, const Quantity *quantity, uint32_t end)
{
	if (quantity->value.known && (quantity->value.exponent < 0 || quantity->upper.exponent < 0))
		return true;
	if (items_spell_before(s, quantity->number, "|前|") > 0)
		return true;
	if (quantity->number > 1 && item_is_sign(s, quantity->number - 1, 0x3001) &&
		s->items[quantity->number - 2].kind == ITEM_CHARACTER &&
		han_is_numeral(s->items[quantity->number - 2].point))
		return true;			/* 第一、二、三项 */
	return s->items[end - 1].kind != ITEM_NUMBER && decimal_to_integer(quantity->value, 2) == 1 &&
		quantity->comparator == COMPARE_EQUAL;
}

#define YUAN_REACH 60			/* items around a yuan that are looked at */
#define TAIWAN "|新台币|台湾|台币|行政院|立法院|经济部|"
#define HONG_KONG "|香港|本港|港府|港铁|港元|特区政府|"

/*
 * A yuan in a sentence in Traditional characters is not the mainland's; which
 * one it is, only a name in the sentence says (XXX: no currency, ISO 4217).
 */
static void
check_yuan(const ItemSentence *s, uint32_t unit, Quantity *quantity)
{
	uint32_t	first = unit > YUAN_REACH ? unit - YUAN_REACH : 0;
	uint32_t	end = s->count - unit > YUAN_REACH ? unit + YUAN_REACH : s->count;
	bool		traditional = false;

	if (items_spell(s, unit, "元") == 0 || strcmp(quantity->unit, "CNY") != 0)
		return;
	for (uint32_t k = quantity->number; k < unit; k++)
		if ((s->items[k].point == 0x4E07 || s->items[k].point == 0x4EBF) && !item_is_traditional(s, k))
			return;				/* 亿 in Simplified form */
	for (uint32_t k = first; k < end && !traditional; k++)
		traditional = item_is_traditional(s, k);
	if (!traditional)
		return;
	quantity->unit = items_have(s, first, end, "|", TAIWAN) ? "TWD" : items_have(s, first, end, "|", HONG_KONG) ? "HKD" : "XXX";
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

/* A number that needs no thing: "at least one X", "reach 67,000 in 2030", 降至1.25以下. */
static bool
stands_alone(const ItemSentence *s, uint32_t i, const Quantity *quantity)
{
	uint32_t	number = quantity->number;

	if (item_among(s, i, "|and|or|of|to|percent|hundred|year|month|day|week|hour|decade|time|article|section|paragraph|"))
		return false;
	if (quantity->comparator == COMPARE_AT_LEAST && item_is(s, number, "one"))
		return i < s->count && s->items[i].kind == ITEM_WORD;
	if (number > 0 && s->items[number].kind == ITEM_NUMBER && i == number + 1 && s->items[number].length > 4 &&
		item_among(s, number - 1, "|reach|reached|reaches|reaching|totalled|totaled|totalling|total|numbered|numbering|"))
		return item_among(s, i, "|in|by|at|from|on|this|last|next|") || i >= s->count || s->items[i].kind == ITEM_SIGN;
	if (number > 0 && s->items[number].kind == ITEM_NUMBER && i == number + 1 && s->items[number].length > 1 &&
		item_among(s, number - 1, "|exceed|exceeds|exceeded|surpass|surpasses|surpassed|") && number_plain_integer(s, number) < 1900)
		return i >= s->count || s->items[i].kind == ITEM_SIGN;
	return s->items[number].kind == ITEM_NUMBER && items_spell_before(s, number, "|降至|升至|降到|升到|控制在|") > 0 &&
		items_spell_among(s, i, "|以下|以上|以内|") > 0;
}

/* 拟建试验区一处，: behind its noun 一 counts. */
static bool
counts_one(const ItemSentence *s, uint32_t i, const Quantity *quantity)
{
	uint32_t	count = items_spell_among(s, i, "|处|座|家|条|项|个|台|");

	return count > 0 && decimal_to_integer(quantity->value, 2) == 1 && item_touches(s, quantity->number) &&
		s->items[quantity->number - 1].kind == ITEM_CHARACTER && (i + count >= s->count || s->items[i + count].kind == ITEM_SIGN);
}

static void
set_count(Quantity *quantity)
{
	quantity->measure = "count";
	quantity->unit = "1";
}

/* The unit behind the number, or the thing counted; its items. */
static uint32_t
read_unit_or_thing(const ItemSentence *s, uint32_t i, const Unit *currency, Quantity *quantity)
{
	uint32_t	count;
	const Unit *unit = unit_after(s, i, &count);

	if (currency)
	{
		set_unit(quantity, currency);
		return unit && strcmp(unit->measure, "money") == 0 ? count : 0;
	}
	if (unit)
	{
		set_unit(quantity, unit);
		check_yuan(s, i, quantity);
		if (strcmp(unit->code, "km") == 0 && items_spell_before(s, quantity->number, "|每小时|时速|") > 0)
		{
			quantity->measure = "speed";
			quantity->unit = "km/h";
		}
		return count;
	}
	if (is_part(s, i) || stands_alone(s, i, quantity))
	{
		set_count(quantity);
		return 0;
	}
	if (is_article(s, quantity, i) && !counts_one(s, i, quantity))
		return 0;
	count = quantity_read_thing(s, i, s->items[quantity->number].kind == ITEM_NUMBER && i == quantity->number + 1);
	if (count > 0)
		set_count(quantity);
	return count;
}

/* Per year behind a percentage: annually, a year. */
static uint32_t
read_annually(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	uint32_t	count = items_phrase_among(s, i, "|annually|per year|a year|per annum|each year|every year|"
										   "year on year|yearly|");

	if (count == 0 || strcmp(quantity->measure, "share") != 0)
		return 0;
	if (item_among(s, i, "|annually|per|a|each|every|yearly|"))
		quantity->unit = "%/a";
	quantity->measure = "growth";
	return count;
}

/* What must not stand before a number that counts: it names or dates. */
static bool
is_name_part(const ItemSentence *s, uint32_t i)
{
	if (i == 0)
		return false;
	if (item_touches(s, i) && s->items[i - 1].kind == ITEM_SIGN &&
		strchr("-/.:#_+", s->items[i - 1].point < 128 ? (int) s->items[i - 1].point : 'x') != NULL)
		return true;
	return item_among(s, i - 1, "|no|nos|number|article|articles|section|sections|chapter|page|pages|figure|"
					  "table|annex|part|paragraph|paragraphs|point|points|subparagraph|subparagraphs|recital|recitals|items|notes|regulation|law|act|title|rule|form|schedule|appendix|") ||
		(i > 1 && s->items[i].capital && item_is(s, i - 1, "of") && item_is(s, i - 2, "group")) ||
		items_spell(s, i - 1, "第") > 0 || item_is_sign(s, i - 1, 0xA7);
}

static bool
read_measured(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	uint32_t	at = i;
	uint32_t	count;
	const Unit *currency;

	if (read_compare_sign(s, at, &quantity->comparator))
		at++;
	at += read_comparator(s, at, before_number, LENGTH(before_number), &quantity->comparator);
	at += at > i && item_among(s, at, "|a|an|the|") && at + 1 < s->count && s->items[at + 1].kind == ITEM_NUMBER;
	quantity->number = at;
	count = read_hundredths(s, at, quantity);
	if (count > 0)
		at += count;
	else
	{
		currency = unit_before(s, at, &count);
		at += currency ? count : 0;
		if (currency == NULL && is_name_part(s, at))
			return false;
		count = read_numbers(s, at, currency != NULL, quantity);
		if (count == 0)
			return false;
		at += count;
		count = read_unit_or_thing(s, at, currency, quantity);
		if (quantity->measure == NULL)
			return false;
		at += count;
	}
	at += read_annually(s, at, quantity);
	quantity->first = i;
	quantity->end = at;
	return true;
}

/* Words of numbers and multiples, by their beginnings. */
static bool
is_number_word(const ItemSentence *s, uint32_t i)
{
	static const char *const beginnings[] = {
		"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "elev", "twel", "thir",
		"fift", "fort", "twen", "hund", "thou", "dozen", "half", "first", "second", "doubl", "tripl", "quad",
		"trebl", "ninth", "eigh", "quarter", "a"
	};

	if (strchr("otfsnehdqa", *item_bytes(s, i)) == NULL)
		return false;
	for (size_t k = 0; k < LENGTH(beginnings); k++)
	{
		size_t		length = strlen(beginnings[k]);

		if (s->items[i].length >= length && memcmp(item_bytes(s, i), beginnings[k], length) == 0)
			return length > 1 || (item_is(s, i, "a") && number_word_magnitude(s, i + 1) > 0);
	}
	return false;
}

/* A multiple or a fraction with the words before it: no more than ten times, about half, 逾五成. */
static bool
read_multiple_or_fraction(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	uint8_t		comparator = COMPARE_EQUAL;
	uint32_t	at = i + read_comparator(s, i, before_number, LENGTH(before_number), &comparator);

	if (at >= s->count || (!quantity_read_multiple(s, at, quantity) && !quantity_read_fraction(s, at, quantity)))
		return false;
	quantity->first = i;
	quantity->comparator = comparator;
	return true;
}

#define BOUND_REACH 6			/* characters between a bound and its number */

/* 不超过总投入30%, 至少再布局两座: the bound stands before a verb or noun. */
static void
look_back(const ItemSentence *s, Quantity *quantity)
{
	uint32_t	first = quantity->first;

	if (quantity->comparator != COMPARE_EQUAL || strcmp(quantity->measure, "rank") == 0)
		return;
	for (uint32_t k = first; k > 0 && first - k <= BOUND_REACH && s->items[k - 1].kind == ITEM_CHARACTER; k--)
	{
		if (han_is_numeral(s->items[k - 1].point))
			return;
		if (items_spell_before(s, k, "|不超过|不高于|至多|最多|最高|") > 0)
			quantity->comparator = COMPARE_AT_MOST;
		else if (items_spell_before(s, k, "|不低于|不少于|至少|最少|") > 0)
			quantity->comparator = COMPARE_AT_LEAST;
		if (quantity->comparator != COMPARE_EQUAL)
			return;
	}
}

static bool
read_alone(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	uint8_t		ignored = 0;

	memset(quantity, 0, sizeof(*quantity));
	if (!quantity_read_rank(s, i, quantity) && !read_multiple_or_fraction(s, i, quantity) &&
		!read_measured(s, i, quantity))
		return false;
	quantity->end += read_comparator(s, quantity->end, after_number, LENGTH(after_number),
									 quantity->comparator == COMPARE_EQUAL ? &quantity->comparator : &ignored);
	look_back(s, quantity);
	return true;
}

/* 二万元以上二十万元以下, "not less than 5 but not more than 9 tonnes": one range. */
static void
join_bounds(const ItemSentence *s, Quantity *quantity)
{
	Quantity	upper;
	uint32_t	at = quantity->end;

	if (quantity->comparator != COMPARE_AT_LEAST || at >= s->count ||
		(items_spell_before(s, at, "|以上|") == 0 && !item_among(s, at, "|but|and|")))
		return;
	at += item_is_sign(s, at, ',') || item_is_sign(s, at, 0x3001) || item_among(s, at, "|but|and|");
	if (at >= s->count || s->items[at].kind == ITEM_SIGN || !read_alone(s, at, &upper) ||
		upper.comparator != COMPARE_AT_MOST || strcmp(upper.measure, quantity->measure) != 0 ||
		!quantity->value.known || !upper.value.known || decimal_compare(quantity->value, upper.value) >= 0)
		return;
	quantity->upper = upper.value;
	quantity->comparator = COMPARE_BETWEEN;
	quantity->end = upper.end;
}

bool
quantity_read(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	if (!read_alone(s, i, quantity))
		return false;
	join_bounds(s, quantity);
	quantity_read_change(s, quantity);
	return true;
}

/* Whether no quantity can be without such an item. */
bool
quantity_is_core(const ItemSentence *s, uint32_t i)
{
	const TextItem *item = &s->items[i];

	if (item->kind == ITEM_SIGN || item->length == 0)
		return false;
	if (item->kind == ITEM_CHARACTER)
		return han_is_numeral(item->point) || items_spell_among(s, i, "|首|榜|番|半数|倍增|") > 0;
	return item_has_digit(s, i) || is_number_word(s, i);
}

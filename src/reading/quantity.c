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
	{COMPARE_AT_LEAST, "|at least|at the very least|no less than|not less than|no fewer than|not fewer than|a minimum of|"
	"no lower than|not lower than|no smaller than|not below|minimum|",
	"|不得低于|不得少于|不得小于|不应低于|不应少于|不应小于|不低于|不少于|不小于|至少达到|至少为|至少|最少|起码|下限为|"},
	{COMPARE_AT_MOST, "|up to|at most|no more than|not more than|not exceeding|not exceed|not to exceed|"
	"as many as|as much as|as high as|as large as|within|subject to a maximum of|"
	"limited to|capped at|no higher than|no greater than|not greater than|not higher than|no larger than|"
	"not above|a ceiling of|a cap of|an upper limit of|a maximum of|maximum of|maximum|",
	"|不得超过|不应超过|不得高于|不应高于|不得大于|不应大于|不得多于|不超过|不高于|不多于|不大于|最高不超过|最多不超过|"
	"至多|最多为|最多|最高为|最高可达|最高达|最高|可达|上限为|上限是|上限|限额为|"},
	{COMPARE_MORE, "|more than|well over|just over|a little over|slightly over|well above|just above|slightly more than|"
	"over|above|exceeding|exceed|exceeds|exceeded|greater than|higher than|better than|north of|"
	"heavier than|longer than|larger than|bigger than|faster than|taller than|older than|"
	"surpass|surpasses|surpassing|surpassed|topped|topping|in excess of|upwards of|beyond|",
	"|超过了|超过|超出|远超|超|突破了|突破|冲破|跨过|高于|大于|多于|逾|"},
	{COMPARE_LESS, "|less than|fewer than|just under|well under|just below|well below|slightly less than|"
	"lighter than|shorter than|younger than|slower than|cheaper than|under|below|lower than|smaller than|shy of|just short of|", "|低于|少于|小于|不足|不到|未满|不满|未达|不及|"},
	{COMPARE_ABOUT, "|about|around|approximately|approx|roughly|nearly|almost|some|circa|close to|an estimated|"
	"in the region of|on the order of|in the order of|", "|大约|大概|约为|约达|约|近|将近|接近|"}
};

static const CompareWords after_number[] = {
	{COMPARE_AT_LEAST, "|or more|or above|or higher|or greater|or larger|and above|or over|and over|and more|"
	"or upwards|and upwards|at least|at a minimum|", "|以上|及以上|或以上|或者以上|的下限|"},
	{COMPARE_AT_MOST, "|or less|or fewer|or below|or lower|or under|and below|and under|at most|at maximum|",
	"|以下|以内|及以下|或以下|或者以下|之内|范围内|范围以内|的上限|为上限|为限|"},
	{COMPARE_ABOUT, "|or thereabouts|or so|", "|左右|上下|"}
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

/* "rose from 2 % to 5 %" names two values and no range. */
static bool
is_change(const ItemSentence *s, uint32_t i, uint32_t at)
{
	return i > 0 && item_is(s, i - 1, "from") && item_is(s, at, "to") && quantity_change_before(s, i - 1);
}

/* Whether item at parts the two numbers of a range that begins at item i. */
static bool
is_range_sign(const ItemSentence *s, uint32_t i, uint32_t at)
{
	if (i > 0 && item_is(s, i - 1, "between") && item_is(s, at, "and"))
		return true;
	if (items_spell_among(s, at, "|与|和|") > 0)
		return items_spell_before(s, i, "|介于|在|") > 0;
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

/* 2,000+, 2,000-plus, 30-odd; items, or 0. */
static uint32_t
read_plus(const ItemSentence *s, uint32_t i, Number *number)
{
	uint32_t	count = 0;

	if (item_is_sign(s, i, '+') && item_touches(s, i) &&
		!(i + 1 < s->count && s->items[i + 1].kind == ITEM_NUMBER && item_touches(s, i + 1)))
		count = 1;
	else if (item_is_dash(s, i) && item_touches(s, i) && item_among(s, i + 1, "|plus|odd|"))
		count = 2;
	number->more |= count > 0;
	return count;
}

/* The currency before the second number of a range, when the first has the same: €2 billion to €3 billion. */
static uint32_t
skip_currency(const ItemSentence *s, uint32_t second, const Unit *currency)
{
	uint32_t	count;
	const Unit *unit = currency ? unit_before(s, second, &count) : NULL;

	return unit && strcmp(unit->code, currency->code) == 0 ? count : 0;
}

/* The number, and in a range the second one: 10-15, 10 to 15, 10至15; start: with the currency before it. */
static uint32_t
read_numbers(const ItemSentence *s, uint32_t start, uint32_t i, const Unit *currency, Quantity *quantity)
{
	bool		money = currency != NULL;
	Number		first;
	Number		second;
	uint32_t	at;
	uint32_t	from;
	uint32_t	count;
	const Unit *unit;

	if (!quantity_read_short(s, i, money, &first) && (!number_read(s, i, &first) || first.ordinal))
		return 0;
	quantity->value = first.value;
	at = i + first.count;
	if (money && item_among(s, at, "|m|b|k|") && item_touches(s, at))
	{
		quantity->value = decimal_shift(first.value, item_is(s, at, "m") ? 6 : item_is(s, at, "b") ? 9 : 3);
		at++;
	}
	at += read_plus(s, at, &first);
	if (first.more)
		quantity->comparator = COMPARE_MORE;
	unit = unit_after(s, at, &count);
	if (unit == NULL && at < s->count && s->items[at].kind == ITEM_CHARACTER)
		count = quantity_read_thing(s, at, false);	/* 十五人至二十一人 */
	if (!is_range_sign(s, start, at + count))
		count = 0;
	if (!is_range_sign(s, start, at + count))
		return at - i;
	from = at + count + 1;
	from += skip_currency(s, from, currency);
	if ((!quantity_read_short(s, from, money, &second) && !number_read(s, from, &second)) || second.ordinal || !first.value.known || !second.value.known)
		return at - i;
	if (first.value.exponent <= 0 && second.value.exponent > 0 && decimal_compare(first.value, decimal_shift(decimal_integer(1), 4)) < 0)
		first.value = decimal_shift(first.value, second.value.exponent);	/* 1 to 2 million */
	if (decimal_compare(first.value, second.value) >= 0 ||
		(unit && !is_same_unit(unit, s, from + second.count)))
		return at - i;
	quantity->value = first.value;
	quantity->upper = second.value;
	quantity->comparator = COMPARE_BETWEEN;
	return from + second.count - i;
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

/* Numerals that are most often part of a word when they stand alone: 零部件, 登陆站. */
static bool
is_word_part(const ItemSentence *s, uint32_t i)
{
	return items_spell_among(s, i, "|零|〇|陆|伍|拾|捌|玖|柒|肆|叁|") > 0;
}

/* 4.0 of Industry 4.0: no number of things ends so. */
static bool
is_version(const ItemSentence *s, uint32_t i)
{
	const char *bytes = item_bytes(s, i);
	uint32_t	length = s->items[i].length;

	return s->items[i].kind == ITEM_NUMBER && length > 2 && bytes[length - 2] == '.' && bytes[length - 1] == '0';
}

/*
 * What counts nothing: "one" and 一, which stand for "a"; a number with
 * decimals (1202.06), which is one of a section; 前二项, "the two above".
 */
static bool
is_article(const ItemSentence *s, const Quantity *quantity, uint32_t end)
{
	if (quantity->value.known && (quantity->value.exponent < 0 || quantity->upper.exponent < 0) &&
		!(end < s->count && s->items[end].kind == ITEM_CHARACTER))
		return true;
	if (end == quantity->number + 1 && (is_word_part(s, quantity->number) || is_version(s, quantity->number)))
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

#define BOUND_REACH 6			/* characters between a bound and its number */
#define BOUNDS_MOST "|不超过|不高于|不得超过|至多|最多|最高|"
#define BOUNDS_LEAST "|不低于|不少于|至少|最少|"

/* 至少进行一次: the bound stands before a verb, so that one is a number. */
static bool
is_bounded_before(const ItemSentence *s, uint32_t i)
{
	for (uint32_t k = i; k > 0 && i - k <= BOUND_REACH && s->items[k - 1].kind == ITEM_CHARACTER &&
		 !han_is_numeral(s->items[k - 1].point); k--)
		if (items_spell_before(s, k, BOUNDS_MOST) > 0 || items_spell_before(s, k, BOUNDS_LEAST) > 0)
			return true;
	return false;
}

/* 拟建试验区一处，: behind its noun 一 counts. */
static bool
counts_one(const ItemSentence *s, uint32_t i, const Quantity *quantity)
{
	uint32_t	count = items_spell_among(s, i, "|处|座|家|条|项|个|台|次|");

	if (count > 0 && (items_spell(s, i + count, "为限") > 0 || is_bounded_before(s, quantity->number)))
		return true;
	return count > 0 && items_spell(s, i, "次") == 0 && decimal_to_integer(quantity->value, 2) == 1 && item_touches(s, quantity->number) &&
		s->items[quantity->number - 1].kind == ITEM_CHARACTER && (i + count >= s->count || s->items[i + count].kind == ITEM_SIGN);
}

static void
set_count(Quantity *quantity)
{
	quantity->measure = "count";
	quantity->unit = "1";
}

/* 12英寸晶圆, 2 nm chips, the 6 GHz band: the number is part of a name. */
static bool
is_of_name(const ItemSentence *s, uint32_t i, const Unit *unit)
{
	if (strcmp(unit->code, "[in_i]") == 0 || strcmp(unit->code, "mm") == 0)
		return item_among(s, i, "|wafer|wafers|fab|fabs|silicon|") || items_spell_among(s, i, "|晶圆|硅片|碳化硅|硅晶|厂|生产线|") > 0;
	if (strcmp(unit->code, "nm") == 0)
		return item_among(s, i, "|process|node|nodes|chip|chips|") || items_spell_among(s, i, "|制程|芯片|晶片|工艺|") > 0;
	if (strcmp(unit->measure, "frequency") == 0)
		return item_among(s, i, "|band|bands|") || items_spell_among(s, i, "|频段|频谱|频带|") > 0;
	return false;
}

/* What the words before a number make of its unit. */
static void
adjust_unit(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	uint32_t	number = quantity->number;

	if (strcmp(quantity->unit, "km") == 0 && items_spell_before(s, number, "|每小时|时速|时速达|时速为|时速约|") > 0)
	{
		quantity->measure = "speed";
		quantity->unit = "km/h";
	}
	quantity_check_currency(s, i, quantity);
	if (number > 1 && item_is(s, number - 2, "better") &&
		(strcmp(quantity->measure, "length") == 0 || strcmp(quantity->measure, "latency") == 0))
		quantity->comparator = COMPARE_LESS;	/* an accuracy better than 0.5 m */
}

/* The unit behind the number, with a hyphen before it or none; its items. */
static const Unit *
read_unit(const ItemSentence *s, uint32_t i, uint32_t *count)
{
	uint32_t	dash = item_is_dash(s, i) && item_touches(s, i) && item_touches(s, i + 1);
	const Unit *unit = unit_after(s, i + dash, count);

	if (unit && dash && i + 1 < s->count && s->items[i + 1].kind == ITEM_SIGN)
		return NULL;
	*count += unit ? dash : 0;
	return unit;
}

/* 12亿度: of electricity. */
static bool
read_degrees(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	if (items_spell(s, i, "度") == 0 || items_spell_before(s, i, "|亿|万|") == 0)
		return false;
	quantity->measure = "energy";
	quantity->unit = "kW.h";
	return true;
}

/* The unit behind the number, or the thing counted; its items. */
static uint32_t
read_unit_or_thing(const ItemSentence *s, uint32_t i, const Unit *currency, Quantity *quantity)
{
	uint32_t	count;
	const Unit *unit = read_unit(s, i, &count);

	if (currency)
	{
		set_unit(quantity, currency);
		quantity_check_currency(s, quantity->number, quantity);
		return unit && strcmp(unit->measure, "money") == 0 ? count : 0;
	}
	if (unit)
	{
		if (is_of_name(s, i + count, unit))
			return 0;
		set_unit(quantity, unit);
		adjust_unit(s, i, quantity);
		return count;
	}
	if (read_degrees(s, i, quantity))
		return 1;
	if (quantity_stands_alone(s, i, quantity))
	{
		set_count(quantity);
		return 0;
	}
	if (is_article(s, quantity, i) && !counts_one(s, i, quantity))
		return 0;
	count = quantity_read_thing(s, i, i > 0 && s->items[i - 1].kind == ITEM_NUMBER);
	if (count > 0 || quantity_has_magnitude(s, i, quantity))
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

/* 1.5m as one word before Han characters or a word of size; elsewhere it may be millions */
static bool
read_metres(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	uint32_t	length = i < s->count ? s->items[i].length : 0;

	if (length < 2 || s->items[i].kind != ITEM_WORD || item_bytes(s, i)[length - 1] != 'm' ||
		strspn(item_bytes(s, i), "0123456789.,") != length - 1 ||
		(!(i + 1 < s->count && s->items[i + 1].kind == ITEM_CHARACTER) &&
		 !item_among(s, i + 1, "|high|tall|deep|wide|long|above|below|thick|from|away|") &&
		 !items_have(s, i > 5 ? i - 5 : 0, i, "|height|altitude|depth|length|width|distance|radius|", "|")))
		return false;
	quantity->value = decimal_parse(item_bytes(s, i), length - 1);
	quantity->measure = "length";
	quantity->unit = "m";
	return true;
}

/* per 1,000 people, for every 100 cars, 每10万人: the base of a rate. */
static bool
is_rate_base(const ItemSentence *s, uint32_t i)
{
	return i > 0 && (item_is(s, i - 1, "per") || items_spell(s, i - 1, "每") > 0 ||
					 (i > 1 && item_is(s, i - 1, "every") && item_is(s, i - 2, "for")));
}

/* What must not stand before a number that counts: it names or dates. */
static bool
is_name_part(const ItemSentence *s, uint32_t i)
{
	if (i == 0)
		return false;
	if (item_touches(s, i) && i > 1 && item_is_sign(s, i - 1, '/') && s->items[i - 2].kind == ITEM_WORD)
		return false;			/* 3GW/6GWh */
	if (item_touches(s, i) && s->items[i - 1].kind == ITEM_SIGN &&
		strchr("-/.:#_+", s->items[i - 1].point < 128 ? (int) s->items[i - 1].point : 'x') != NULL)
		return true;
	return item_among(s, i - 1, "|no|nos|number|article|articles|section|sections|chapter|page|pages|figure|"
					  "table|annex|agenda|industry|horizon|vision|web|phase|tier|level|category|class|scope|stage|iso|iec|grade|version|pillar|"
					  "sdg|goal|step|terminal|mission|model|covid|type|generation|lane|highway|round|option|tranche|batch|chapter|part|paragraph|paragraphs|point|points|subparagraph|subparagraphs|recital|recitals|items|notes|regulation|law|act|title|rule|form|schedule|appendix|") ||
		(i > 1 && s->items[i].capital && item_is(s, i - 1, "of") && item_is(s, i - 2, "group")) ||
		items_spell(s, i - 1, "第") > 0 || item_is_sign(s, i - 1, 0xA7);
}

static bool
read_measured(const ItemSentence *s, uint32_t i, Quantity *quantity)
{
	uint32_t	at = i;
	uint32_t	start;
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
		start = at;
		if (quantity_read_joined(s, at, &count, quantity))
		{
			quantity->first = i;
			quantity->end = at + count;
			return true;
		}
		currency = unit_before(s, at, &count);
		at += currency ? count : 0;
		if (currency == NULL && (is_name_part(s, at) || is_rate_base(s, at)))
			return false;
		count = read_numbers(s, start, at, currency, quantity);
		if (count == 0 && read_metres(s, at, quantity))
		{
			quantity->first = i;
			quantity->end = at + 1;
			return true;
		}
		if (count == 0)
			return false;
		at += count;
		count = read_unit_or_thing(s, at, currency, quantity);
		if (quantity->measure == NULL || (at > i && item_is(s, i, "within") && strcmp(quantity->measure, "count") == 0))
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
		"trebl", "ninth", "eigh", "quarter", "twice", "halv", "a"
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
	if (comparator != COMPARE_EQUAL)
		quantity->comparator = comparator;
	return true;
}

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
		if (items_spell_before(s, k, BOUNDS_MOST) > 0)
			quantity->comparator = COMPARE_AT_MOST;
		else if (items_spell_before(s, k, BOUNDS_LEAST) > 0)
			quantity->comparator = COMPARE_AT_LEAST;
		if (quantity->comparator != COMPARE_EQUAL)
			return;
	}
}

#define LIMIT_WORDS 4			/* between the limit and the number: "of" and what is limited */

/* a maximum distance of 60 km, with a minimum output of 350 kW */
static void
look_back_for_limit(const ItemSentence *s, Quantity *quantity)
{
	uint32_t	first = quantity->first;

	if (quantity->comparator != COMPARE_EQUAL || first < 3 || !item_is(s, first - 1, "of"))
		return;
	for (uint32_t k = first - 1; k > 0 && first - k <= LIMIT_WORDS && s->items[k - 1].kind == ITEM_WORD; k--)
	{
		if (item_among(s, k - 1, "|maximum|minimum|"))
			quantity->comparator = item_is(s, k - 1, "maximum") ? COMPARE_AT_MOST : COMPARE_AT_LEAST;
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
									 quantity->comparator == COMPARE_EQUAL || quantity->comparator == COMPARE_ABOUT ?
									 &quantity->comparator : &ignored);
	look_back(s, quantity);
	look_back_for_limit(s, quantity);
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
		return han_is_numeral(item->point) || items_spell_among(s, i, "|首|榜|番|半数|倍增|翻倍|过半|逾半|超半|") > 0;
	return item_has_digit(s, i) || is_number_word(s, i);
}

/*-------------------------------------------------------------------------
 *
 * period_plan.c
 *		Periods of plans that have a number, and fiscal years.
 *
 * Called by period.c.  China's first five-year plan began in 1953, the second
 * in 1958, the third in 1966, each later one five years after the one before.
 * Fiscal years need a country: the United States' begins on 1 October of the
 * year before its name, Australia's on 1 July of it; Japan's and Singapore's on
 * 1 April of its name, India's on 1 April of the year before its name, and those
 * of the United Kingdom, Canada and Hong Kong, which are named by both years,
 * on 1 April of the first.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/period.h"

#define CONTEXT_ITEMS 40		/* how far a country is looked for */

/* ---- five-year plans ----------------------------------------------------------- */

static void
set_plan(CalendarUnit *unit, int32_t number)
{
	int32_t		first = number == 1 ? 1953 : number == 2 ? 1958 : 1966 + 5 * (number - 3);

	unit->plan = true;
	unit->precision = PRECISION_PERIOD;
	unit->valid = number >= 1 && number <= 30;
	if (!unit->valid)
		return;
	unit->lower = date_days(first, 1, 1);
	unit->upper = date_days(first + 5, 1, 1);
}

/* Whether one of the words or of the alternatives of characters stands near item i. */
static bool
stands_near(const ItemSentence *s, uint32_t i, const char *words, const char *han)
{
	uint32_t	first = i > CONTEXT_ITEMS ? i - CONTEXT_ITEMS : 0;
	uint32_t	end = s->count - i > CONTEXT_ITEMS ? i + CONTEXT_ITEMS : s->count;

	return items_have(s, first, end, words, han);
}

/* 14th Five-Year Plan, fourteenth five-year period, 14th FYP */
static bool
read_plan_words(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		number = number_ordinal(s, i);
	uint32_t	at = i + 1;

	if (number == 0)
		return false;
	if (!item_is(s, at, "fyp"))
	{
		if (!item_is(s, at, "five"))
			return false;
		at += 1 + item_is_dash(s, at + 1);
		if (!item_among(s, at, "|year|years|") ||
			!item_among(s, at + 1, "|plan|plans|programme|program|period|"))
			return false;
		at++;
	}
	unit->count = at + 1 - i;
	set_plan(unit, number);
	if (stands_near(s, i, "|india|indian|vietnam|viet|vietnamese|malaysia|malaysian|bhutan|nepal|turkey|"
					"turkish|soviet|ussr|korea|korean|pakistan|bangladesh|iran|laos|lao|ethiopia|", "|"))
		unit->valid = false;
	return true;
}

/* 第十四个五年规划 */
static bool
read_plan_long(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	Number		number;
	uint32_t	at;

	if (items_spell(s, i, "第") == 0 || !number_read(s, i + 1, &number))
		return false;
	at = i + 1 + number.count;
	if (items_spell_among(s, at, "|个五年规划|个五年计划|") == 0)
		return false;
	unit->count = at + 5 - i;
	set_plan(unit, decimal_to_integer(number.value, 100));
	return true;
}

/* 十四五; 九五 and 十五 only with 规划, 计划, 期间 or 时期 behind them */
static bool
read_plan_short(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	bool		ten = items_spell(s, i, "十") > 0;
	int			digit = i + ten < s->count ? han_digit(s->items[i + ten].point) : -1;
	uint32_t	count = (uint32_t) ten + (digit > 0);
	bool		quoted;

	if (s->items[i].kind != ITEM_CHARACTER || digit <= 0 || items_spell(s, i + count, "五") == 0)
	{
		if (items_spell(s, i, "十五") == 0)
			return false;
		count = 1;				/* the tenth: 十五 */
		digit = 0;
	}
	if (i > 0 && s->items[i - 1].kind == ITEM_CHARACTER && han_is_numeral(s->items[i - 1].point) && item_touches(s, i))
		return false;
	unit->count = count + 1;
	quoted = i > 0 && s->items[i - 1].kind == ITEM_SIGN && i + unit->count < s->count &&
		s->items[i + unit->count].kind == ITEM_SIGN && !s->items[i].spaced &&
		(s->items[i - 1].point == 0x201C || s->items[i - 1].point == 0x300C || s->items[i - 1].point == '"');
	count = i + unit->count + quoted;
	if (items_spell_among(s, count, "|规划|计划|期间|时期|期末|末|") == 0 && !(quoted && unit->count == 3) &&
		(unit->count < 3 || items_spell_among(s, count, "|年|月|个|岁|条|万|亿|百|千|元|日|号|倍|") > 0 ||
		 (count < s->count && s->items[count].kind == ITEM_CHARACTER && han_is_numeral(s->items[count].point))))
		return false;
	set_plan(unit, (ten ? 10 : 0) + digit);
	return true;
}

bool
period_read_plan(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	memset(unit, 0, sizeof(*unit));
	unit->first = i;
	if (i >= s->count)
		return false;
	if (s->items[i].kind == ITEM_WORD)
		return read_plan_words(s, i, unit);
	return s->items[i].kind == ITEM_CHARACTER && (read_plan_long(s, i, unit) || read_plan_short(s, i, unit));
}

bool
period_is_framework(const ItemSentence *s, uint32_t first, uint32_t end)
{
	uint32_t	from = first > 6 ? first - 6 : 0;

	for (uint32_t i = from; i < end + 2; i++)
		if (item_is(s, i, "mff") || items_phrase(s, i, "multiannual financial framework") > 0)
			return true;
	return false;
}

/* ---- fiscal years --------------------------------------------------------------- */

typedef enum Country
{
	COUNTRY_NONE,
	COUNTRY_US,
	COUNTRY_UK,					/* and what counts as it does */
	COUNTRY_JP,
	COUNTRY_IN,
	COUNTRY_AU
} Country;

/* "US" in capitals, U.S., or D.C. */
static bool
names_america(const ItemSentence *s, uint32_t i)
{
	uint32_t	first = i > CONTEXT_ITEMS ? i - CONTEXT_ITEMS : 0;

	for (uint32_t k = first; k < s->count && k < i + CONTEXT_ITEMS; k++)
	{
		if (item_is(s, k, "us") && s->text[s->items[k].start] == 'U' && s->text[s->items[k].start + 1] == 'S')
			return true;
		if ((item_is(s, k, "u") && item_is_sign(s, k + 1, '.') && item_is(s, k + 2, "s")) ||
			(item_is(s, k, "d") && item_is_sign(s, k + 1, '.') && item_is(s, k + 2, "c")))
			return true;
		if (items_phrase(s, k, "united states") > 0)
			return true;
	}
	return stands_near(s, i, "|federal|congress|congressional|columbia|american|america|usa|secretary|director|pentagon|nasa|nsf|"
					   "darpa|appropriated|authorized|administrator|department|", "|美国|");
}

/* One of the signs of money that name a country. */
static bool
sign_near(const ItemSentence *s, uint32_t i, uint32_t point)
{
	uint32_t	first = i > CONTEXT_ITEMS ? i - CONTEXT_ITEMS : 0;

	for (uint32_t k = first; k < s->count && k < i + CONTEXT_ITEMS; k++)
		if (item_is_sign(s, k, point))
			return true;
	return false;
}

static bool
stands_near_phrase(const ItemSentence *s, uint32_t i, const char *phrase)
{
	uint32_t	first = i > CONTEXT_ITEMS ? i - CONTEXT_ITEMS : 0;

	for (uint32_t k = first; k < s->count && k < i + CONTEXT_ITEMS; k++)
		if (items_phrase(s, k, phrase) > 0)
			return true;
	return false;
}

#define RUPEE 0x20B9
#define POUND 0xA3

static Country
find_country(const ItemSentence *s, uint32_t i)
{
	if (stands_near(s, i, "|india|indian|crore|lakh|rupees|meity|delhi|rs|", "|印度|") || sign_near(s, i, RUPEE))
		return COUNTRY_IN;
	if (stands_near(s, i, "|japan|japanese|meti|mext|yen|tokyo|nedo|jaxa|singapore|singaporean|", "|日本|令和|经济产业省|经产省|总务省|新加坡|") ||
		stands_near_phrase(s, i, "trade and industry"))
		return COUNTRY_JP;
	if (stands_near(s, i, "|australia|australian|australians|csiro|canberra|queensland|tasmania|a$|nzd|zealand|", "|澳大利亚|澳洲|新西兰|"))
		return COUNTRY_AU;
	if (stands_near(s, i, "|uk|britain|british|england|scotland|scottish|wales|welsh|hmrc|ofgem|ofcom|ukri|whitehall|"
					"canada|canadian|ottawa|ontario|quebec|cad|hong|", "|英国|加拿大|香港|港元|特区政府|立法会|财政司|港铁|施政报告|财政年度|") ||
		sign_near(s, i, POUND) || stands_near_phrase(s, i, "national audit office") || stands_near_phrase(s, i, "spending review"))
		return COUNTRY_UK;
	return names_america(s, i) ? COUNTRY_US : COUNTRY_NONE;
}

/* Named by one year, or by two (2025-26), of which first is the first. */
static void
set_fiscal(CalendarUnit *unit, Country country, int32_t first, bool two)
{
	unit->fiscal = true;
	unit->precision = PRECISION_YEAR;
	unit->year = first;
	unit->valid = country != COUNTRY_NONE && !(country == COUNTRY_UK && !two) && first > 1 && first < DATE_YEAR_MAX;
	if (!unit->valid)
		return;
	if (country == COUNTRY_US)
	{
		unit->lower = date_days(two ? first : first - 1, 10, 1);
		unit->upper = date_days(two ? first + 1 : first, 10, 1);
		return;
	}
	if (country == COUNTRY_AU)
	{
		unit->lower = date_days(two ? first : first - 1, 7, 1);
		unit->upper = date_days(two ? first + 1 : first, 7, 1);
		return;
	}
	if (country == COUNTRY_IN && !two)
		first--;
	unit->lower = date_days(first, 4, 1);
	unit->upper = date_days(first + 1, 4, 1);
}

/* A year of four digits, or of two in this century. */
static int32_t
fiscal_number(const ItemSentence *s, uint32_t i)
{
	int32_t		number = number_plain_integer(s, i);

	if (i < s->count && s->items[i].length == 2 && number >= 0)
		return 2000 + number;
	return date_four_digits(s, i);
}

/* FY2025 as one item */
static int32_t
joined_number(const ItemSentence *s, uint32_t i)
{
	Decimal		year;
	uint32_t	length = s->items[i].length;

	if ((length != 6 && length != 4) || memcmp(item_bytes(s, i), "fy", 2) != 0)
		return 0;
	for (uint32_t k = 2; k < length; k++)
		if (item_bytes(s, i)[k] < '0' || item_bytes(s, i)[k] > '9')
			return 0;
	year = decimal_parse(item_bytes(s, i) + 2, length - 2);
	return (int32_t) year.digits + (length == 4 ? 2000 : 0);
}

/* Items of what says fiscal year before its number, or 0. */
static uint32_t
read_fiscal_words(const ItemSentence *s, uint32_t i)
{
	return items_phrase_among(s, i, "|fiscal years|fiscal year|financial years|financial year|fiscal|fy|");
}

/* 2025财年, 2025 财政年度 */
static bool
read_fiscal_han(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		year = date_four_digits(s, i);
	uint32_t	word = year > 0 ? items_spell_among(s, i + 1, "|财年|财政年度|会计年度|年财年|") : 0;

	if (word == 0)
		return false;
	unit->count = 1 + word;
	set_fiscal(unit, find_country(s, i), year, false);
	return true;
}

/* 2024-25, 2026/27年度, the 2022-23 financial year, in a country that names fiscal years so */
static bool
read_two_years(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		year = date_four_digits(s, i);
	uint32_t	said;
	Country		country;

	if (year == 0 || !(item_is_dash(s, i + 1) || item_is_sign(s, i + 1, '/') || items_spell(s, i + 1, "至") > 0) || !item_touches(s, i + 1) ||
		!item_touches(s, i + 2) || i + 2 >= s->count ||
		!((s->items[i + 2].length == 2 && number_plain_integer(s, i + 2) == (year + 1) % 100) ||
		  (item_is_sign(s, i + 1, '/') && date_four_digits(s, i + 2) == year + 1)) ||
		(item_touches(s, i + 3) && item_is_dash(s, i + 3)) || item_among(s, i + 3, "|academic|school|season|") ||
		items_spell(s, i + 3, "学年") > 0)
		return false;
	said = items_phrase_among(s, i + 3, "|financial year|fiscal year|financial years|tax year|");
	if (said == 0)
		said = items_spell_among(s, i + 3, "|财政年度|财年|年度|");
	country = find_country(s, i);
	if (country == COUNTRY_NONE && said == 0)
		return false;
	if ((country == COUNTRY_US || country == COUNTRY_JP) && said == 0)
		return false;
	unit->count = 3 + said;
	set_fiscal(unit, country, year, true);
	return true;
}

/* 2026 of "fiscal years 2025 and 2026" */
static bool
read_second_fiscal(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	if (i < 4 || date_four_digits(s, i) == 0 || !item_is(s, i - 1, "and") || date_four_digits(s, i - 2) == 0 ||
		!item_is(s, i - 3, "years") || !item_among(s, i - 4, "|fiscal|financial|"))
		return false;
	unit->count = 1;
	set_fiscal(unit, find_country(s, i), date_four_digits(s, i), false);
	return true;
}

bool
period_read_fiscal(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	uint32_t	at;
	int32_t		year;
	bool		two;

	memset(unit, 0, sizeof(*unit));
	unit->first = i;
	if (i >= s->count)
		return false;
	if (s->items[i].kind == ITEM_NUMBER)
		return read_fiscal_han(s, i, unit) || read_two_years(s, i, unit) || read_second_fiscal(s, i, unit);
	if (s->items[i].kind != ITEM_WORD)
		return false;
	year = joined_number(s, i);
	at = i + 1;
	if (year == 0)
	{
		at = i + read_fiscal_words(s, i);
		year = at > i ? fiscal_number(s, at) : 0;
		at++;
	}
	if (year == 0)
		return false;
	two = (item_is_dash(s, at) || item_is_sign(s, at, '/')) && item_touches(s, at + 1) &&
		fiscal_number(s, at + 1) == year + 1;
	unit->count = at - i + (two ? 2 : 0);
	set_fiscal(unit, find_country(s, i), year, two);
	return true;
}

bool
period_read_fiscal_end(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	if (period_read_fiscal(s, i, unit))
		return true;
	if (date_four_digits(s, i) == 0)
		return false;
	unit->count = 1;
	set_fiscal(unit, find_country(s, i), date_four_digits(s, i), false);
	return true;
}

/*-------------------------------------------------------------------------
 *
 * date_han.c
 *		Dates in Chinese and Japanese, and years of eras.
 *
 * Called by date.c.  Era years count the year of the accession as the first:
 * Reiwa 1 is 2019, Heisei 1 is 1989, Showa 1 is 1926, Taisho 1 is 1912, Meiji
 * 1 is 1868; Minguo 1 is 1912.  A day before the accession is not checked.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/date.h"

/* A small number of digits or Han characters; its items, or 0. */
static uint32_t
read_small(const ItemSentence *s, uint32_t i, int32_t *value)
{
	Number		number;

	if (!number_read(s, i, &number) || number.ordinal || number.more || number.form == NUMBER_WORDS ||
		(number.form == NUMBER_DIGITS && !number.plain))
		return 0;
	*value = decimal_to_integer(number.value, 100000000);
	return number.count;
}

/* 17时 behind a day. */
static uint32_t
read_hour(const ItemSentence *s, uint32_t i)
{
	int32_t		hour;
	uint32_t	count = read_small(s, i, &hour);

	return count > 0 && hour >= 0 && hour <= 24 && items_spell_among(s, i + count, "|时|点|") > 0 ? count + 1 : 0;
}

/* 1—10月 behind the year, which is said once: items, or 0. */
static uint32_t
read_months(const ItemSentence *s, uint32_t i, int32_t year, uint32_t count, int32_t month, CalendarUnit *unit)
{
	uint32_t	at = i + count;
	uint32_t	to = item_is_dash(s, at) ? 1 : items_spell_among(s, at, "|至|到|");
	int32_t		last;
	uint32_t	more = to > 0 ? read_small(s, at + to, &last) : 0;

	if (more == 0 || items_spell(s, at + to + more, "月") == 0 || month < 1 || last <= month || last > 12)
		return 0;
	unit_set_month(unit, year, last);
	unit->precision = PRECISION_PERIOD;
	if (unit->valid)
		unit->lower = date_days(year, month, 1);
	return count + to + more + 1;
}

/* Month and day behind the year: items, or 0. */
static uint32_t
read_month_day(const ItemSentence *s, uint32_t i, int32_t year, CalendarUnit *unit)
{
	int32_t		month;
	int32_t		day;
	uint32_t	count = read_small(s, i, &month);
	uint32_t	more;

	if (count > 0 && (more = read_months(s, i, year, count, month, unit)) > 0)
		return more;
	if (count == 0 || items_spell(s, i + count, "月") == 0)
		return 0;
	count++;
	more = read_small(s, i + count, &day);
	if (more == 0 || items_spell_among(s, i + count + more, "|日|号|") == 0)
	{
		unit_set_month(unit, year, month);
		more = items_spell_among(s, i + count, "|底|末|");
		unit->end = more > 0;
		return count + more;
	}
	unit_set_day(unit, year, month, day);
	return count + more + 1 + read_hour(s, i + count + more + 1);
}

/* Q3 or H1 behind the year; items, or 0. */
static uint32_t
read_short_part(const ItemSentence *s, uint32_t i, int32_t year, CalendarUnit *unit)
{
	bool		quarter = item_among(s, i, "|q1|q2|q3|q4|");

	if (!quarter && !item_among(s, i, "|h1|h2|"))
		return 0;
	unit_set_part(unit, year, item_bytes(s, i)[1] - '0', quarter ? 4 : 2);
	return 1;
}

/* 至三季度 behind the first of several quarters; items, or 0. */
static uint32_t
read_quarters(const ItemSentence *s, uint32_t i, int32_t year, int32_t first, CalendarUnit *unit)
{
	uint32_t	to = item_is_dash(s, i) ? 1 : items_spell_among(s, i, "|至|到|");
	int32_t		last;
	uint32_t	count = to > 0 ? read_small(s, i + to, &last) : 0;

	if (count == 0 || items_spell(s, i + to + count, "季度") == 0 || last <= first || last > 4)
		return 0;
	unit_set_part(unit, year, last, 4);
	unit->precision = PRECISION_PERIOD;
	if (unit->valid)
		unit->lower = date_days(year, first * 3 - 2, 1);
	return to + count + 2;
}

/* Quarters and halves behind the year. */
static uint32_t
read_part(const ItemSentence *s, uint32_t i, int32_t year, CalendarUnit *unit)
{
	uint32_t	more;
	uint32_t	first = items_spell(s, i, "第");
	int32_t		part;
	uint32_t	count;

	if (first == 0 && (count = read_short_part(s, i, year, unit)) > 0)
		return count;
	count = read_small(s, i + first, &part);
	if (count > 0 && part >= 1 && part <= 4 && (more = read_quarters(s, i + first + count, year, part, unit)) > 0)
		return first + count + more;
	if (count > 0 && items_spell(s, i + first + count, "季度") > 0 && part >= 1 && part <= 4)
	{
		unit_set_part(unit, year, part, 4);
		return first + count + 2;
	}
	if (first > 0 && count > 0 && items_spell(s, i + first + count, "季") > 0 && part >= 1 && part <= 4 &&
		items_spell_among(s, i + first + count, "|季节|季报|季风|") == 0)
	{
		unit_set_part(unit, year, part, 4);
		return first + count + 1;
	}
	if (count > 0 && items_spell(s, i + first + count, "四半期") > 0 && part >= 1 && part <= 4)
	{
		unit_set_part(unit, year, part, 4);
		return first + count + 3;
	}
	if (items_spell(s, i, "前") > 0 && (count = read_small(s, i + 1, &part)) > 0 && part >= 1 && part <= 4 &&
		items_spell_among(s, i + 1 + count, "|季度|季|") > 0)
	{							/* 前三季度: from the first on */
		unit_set_part(unit, year, part, 4);
		unit->lower = date_days(year, 1, 1);
		return 1 + count + items_spell_among(s, i + 1 + count, "|季度|季|");
	}
	count = items_spell_among(s, i, "|首季度|首季|");
	if (count > 0)
	{
		unit_set_part(unit, year, 1, 4);
		return count;
	}
	count = items_spell_among(s, i, "|春季|春天|夏季|夏天|秋季|秋天|");
	if (count > 0 && items_spell(s, i + count, "学期") == 0)
	{
		unit_set_month(unit, year, items_spell(s, i, "春") > 0 ? 3 : items_spell(s, i, "夏") > 0 ? 6 : 9);
		unit->precision = PRECISION_QUARTER;
		if (unit->valid)
			unit->upper = date_add_months(unit->lower, 3);
		return count;
	}
	count = items_spell_among(s, i, "|上半年|下半年|");
	if (count > 0)
		unit_set_part(unit, year, items_spell(s, i, "上") > 0 ? 1 : 2, 2);
	return count;
}

/* What may stand behind 年: month and day, part, 底, 度; the year itself. */
static uint32_t
read_after_year(const ItemSentence *s, uint32_t i, int32_t year, CalendarUnit *unit)
{
	uint32_t	count;

	unit_set_year(unit, year);
	count = read_month_day(s, i, year, unit);
	if (count == 0)
		count = read_part(s, i, year, unit);
	if (count > 0)
		return count;
	count = items_spell_among(s, i, "|年底|底|末|");
	unit->end = count > 0;
	if (count > 0)
		return count;
	count = items_spell_among(s, i, "|中期|中|");
	unit->middle = count == 2 || (count == 1 && items_spell(s, i + 1, "前") > 0);
	return unit->middle ? count : items_spell_among(s, i, "|度|初|");
}

/* 元 as the first year of an era. */
static uint32_t
read_era_year(const ItemSentence *s, uint32_t i, int32_t *year)
{
	*year = 1;
	return items_spell(s, i, "元") ? 1 : read_small(s, i, year);
}

typedef struct Era
{
	const char *name;
	int32_t		offset;			/* of its year 0 */
	bool		japanese;
} Era;

static const Era eras[] = {
	{"令和", 2018, true}, {"平成", 1988, true}, {"昭和", 1925, true}, {"大正", 1911, true},
	{"明治", 1867, true}, {"中华民国", 1911, false}, {"民国", 1911, false}, {"公元", 0, false},
	{"西元", 0, false}, {"西历", 0, false}, {NULL, 0, false}
};

/* A year of an era in Latin letters: Reiwa 6, Minguo 114. */
static bool
read_latin_era(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	static const char *const names[] = {"reiwa", "heisei", "showa", "taisho", "meiji", "minguo"};
	static const int32_t offsets[] = {2018, 1988, 1925, 1911, 1867, 1911};

	for (int k = 0; k < 6; k++)
	{
		int32_t		year = item_is(s, i, names[k]) ? number_plain_integer(s, i + 1) : -1;

		if (year < 1 || year > 200)
			continue;
		unit->count = 2;
		unit_set_year(unit, offsets[k] + year);
		return true;
	}
	return false;
}

/* Written in Traditional characters. */
static bool
is_traditional(const ItemSentence *s)
{
	for (uint32_t i = 0; i < s->count; i++)
		if (item_is_traditional(s, i))
			return true;
	return false;
}

#define MINGUO_FIRST 80			/* a lesser number of years may be a duration */
#define MINGUO_LAST 150

/* 114年 without its era, and 113 of 113至116年, in Traditional characters. */
static bool
read_minguo(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		year = number_plain_integer(s, i);
	uint32_t	connector = item_is_dash(s, i + 1) || items_spell_among(s, i + 1, "|至|到|") > 0;

	if (year < MINGUO_FIRST || year > MINGUO_LAST || items_spell_before(s, i, "|第|") > 0)
		return false;
	if (items_spell(s, i + 1, "年") > 0 ? items_spell_among(s, i + 2, "|来|间|以上|以下|内|") > 0 :
		connector == 0 || number_plain_integer(s, i + 2) < MINGUO_FIRST || items_spell(s, i + 3, "年") == 0)
		return false;
	if (!is_traditional(s))
		return false;
	unit->count = connector > 0 ? 1 : 2;
	unit_set_year(unit, 1911 + year);
	unit->precision = PRECISION_YEAR;
	if (connector == 0)
		unit->count += read_after_year(s, i + 2, 1911 + year, unit);
	return true;
}

bool
date_read_era(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	if (s->items[i].kind == ITEM_WORD)
		return read_latin_era(s, i, unit);
	if (s->items[i].kind == ITEM_NUMBER)
		return read_minguo(s, i, unit);
	if (s->items[i].kind != ITEM_CHARACTER)
		return false;
	for (const Era *era = eras; era->name; era++)
	{
		uint32_t	count = items_spell(s, i, era->name);
		uint32_t	digits;
		uint32_t	at;
		int32_t		year;

		digits = count > 0 ? read_era_year(s, i + count, &year) : 0;
		at = i + count + digits;
		if (digits == 0 || items_spell(s, at, "年") == 0)
			continue;
		unit->count = at + 1 - i;
		unit->precision = PRECISION_YEAR;
		if (year < 0 || (era->offset > 0 && year > 200))
			year = -era->offset;
		if (era->offset + year <= 0)
			return true;
		if (era->japanese && items_spell(s, at + 1, "度") > 0)
		{						/* a Japanese fiscal year, April to March */
			unit->count++;
			unit_set_year(unit, era->offset + year);
			unit->lower = date_days(unit->year, 4, 1);
			unit->upper = date_days(unit->year + 1, 4, 1);
			unit->fiscal = true;
			return true;
		}
		unit->count += read_after_year(s, at + 1, era->offset + year, unit);
		return true;
	}
	return false;
}

/* 20世纪90年代, 二十一世纪三十年代, 2030年代 */
static bool
read_decade(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		century;
	int32_t		decade;
	uint32_t	count = items_spell_among(s, i, "|上|本|");
	uint32_t	more;

	if (count > 0 && items_spell(s, i + 1, "世纪") > 0)
		century = items_spell(s, i, "上") > 0 ? 20 : 21;
	else
		count = read_small(s, i, &century);
	if (count == 0)
		return false;
	if (items_spell(s, i + count, "年代") > 0 && century >= 1000 && century % 10 == 0)
	{
		unit_set_year(unit, century);
		unit->count = count + 2;
	}
	else
	{
		more = items_spell(s, i + count, "世纪") > 0 ? read_small(s, i + count + 2, &decade) : 0;
		if (more == 0 || items_spell(s, i + count + 2 + more, "年代") == 0 || century < 10 || century > 30 ||
			decade % 10 != 0 || decade > 90)
			return false;
		unit_set_year(unit, (century - 1) * 100 + decade);
		unit->count = count + 2 + more + 2;
	}
	unit->precision = PRECISION_DECADE;
	if (unit->valid)
		unit->upper = unit->year + 10 > DATE_YEAR_MAX ? unit->upper : date_days(unit->year + 10, 1, 1);
	return true;
}

/* 2021年3月12日 and what is shorter; 二〇二五年 */
bool
date_read_han(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	Number		number;
	int32_t		year;

	if (s->items[i].kind == ITEM_WORD || (i > 0 && item_touches(s, i) && s->items[i - 1].kind == ITEM_NUMBER))
		return false;
	if (read_decade(s, i, unit))
		return true;
	if ((unit->count = items_spell_among(s, i, "|本世纪中叶|21世纪中叶|二十一世纪中叶|")) > 0)
	{
		unit_set_year(unit, 2050);
		return true;
	}
	if (!number_read(s, i, &number) || items_spell(s, i + number.count, "年") == 0 || number.more ||
		(number.form == NUMBER_DIGITS && (!number.plain || number.count != 1)))
		return false;
	if (number.form == NUMBER_HAN ? number.count != 4 : s->items[i].length != 4)
		return false;
	year = decimal_to_integer(number.value, 100000000);
	if (year != 0 && (year < 1000 || year > 2999))
		return false;
	if (year % 1000 == 0 && items_spell_among(s, i + number.count + 1, "|来|间|以上|以下|内|") > 0)
		return false;			/* a thousand years, not the year 1000 */
	unit->count = number.count + 1;
	unit->count += read_after_year(s, i + number.count + 1, year, unit);
	return true;
}

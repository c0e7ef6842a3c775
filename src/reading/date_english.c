/*-------------------------------------------------------------------------
 *
 * date_english.c
 *		Dates in English words: months, quarters, halves, decades.
 *
 * Called by date.c.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/date.h"

/* The month of a month's name, or 0. */
static int32_t
month_word(const ItemSentence *s, uint32_t i)
{
	static const char *const months[] = {
		"|january|jan|", "|february|feb|", "|march|mar|", "|april|apr|", "|may|", "|june|jun|",
		"|july|jul|", "|august|aug|", "|september|sept|sep|", "|october|oct|", "|november|nov|",
		"|december|dec|"
	};

	if (i >= s->count || s->items[i].kind != ITEM_WORD || !s->items[i].capital)
		return 0;
	for (int32_t month = 0; month < 12; month++)
		if (item_among(s, i, months[month]))
			return month + 1;
	return 0;
}

/* A day of the month, 12 or 12th, or 0. */
static int32_t
read_day(const ItemSentence *s, uint32_t i)
{
	int32_t		day = number_plain_integer(s, i);

	if (i >= s->count || s->items[i].length > 4)
		return 0;
	if (day < 0)
		day = number_ordinal(s, i);
	return day >= 1 && day <= 31 ? day : 0;
}

/* A year behind a month or quarter: with "of", a comma or nothing before it. */
static uint32_t
read_year_after(const ItemSentence *s, uint32_t i, int32_t *year)
{
	uint32_t	at = i;

	if (item_is_sign(s, at, '.') || item_is_sign(s, at, ','))
		at++;
	if (item_is(s, at, "of") || item_is(s, at, "in"))
		at++;
	if (item_is(s, at, "the"))
		at++;
	if (item_is(s, at, "year"))
		at++;
	if (items_phrase(s, at, "calendar year") > 0)
		at += 2;
	*year = date_four_digits(s, at);
	if (*year == 0 || (item_touches(s, at + 1) && (item_is_dash(s, at + 1) || item_is_sign(s, at + 1, '%')) &&
					   at + 2 < s->count && s->items[at + 2].kind == ITEM_NUMBER && item_touches(s, at + 2) &&
					   s->items[at + 2].length > 4))
		return 0;
	return at + 1 - i;
}

/* March 12, 2021; March 2021; March 12-14, 2021 */
static bool
read_month_first(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		month = month_word(s, i);
	uint32_t	at = i + 1;
	uint32_t	count;
	int32_t		year;
	int32_t		day;
	int32_t		last = 0;

	if (month == 0)
		return false;
	if (item_is_sign(s, at, '.'))
		at++;
	count = read_year_after(s, at, &year);
	if (count > 0)
	{
		unit->count = at + count - i;
		unit_set_month(unit, year, month);
		return true;
	}
	day = read_day(s, at);
	if (day == 0)
		return false;
	at++;
	if (item_is_dash(s, at) && read_day(s, at + 1) > day)
	{
		last = read_day(s, at + 1);
		at += 2;
	}
	count = read_year_after(s, at, &year);
	if (count == 0)
		return false;
	unit->count = at + count - i;
	unit_set_day(unit, year, month, day);
	if (last > 0 && unit->valid && date_exists(year, month, last))
	{
		unit->upper = date_days(year, month, last) + 1;
		unit->precision = PRECISION_PERIOD;
	}
	return true;
}

/* Items that mean "to" between two months or days, or 0. */
static uint32_t
read_to(const ItemSentence *s, uint32_t i, bool between)
{
	return item_is_dash(s, i) || item_among(s, i, "|to|through|until|") || (between && item_is(s, i, "and"));
}

/* The unit from the begin of its first part to the end of its last. */
static bool
join_units(CalendarUnit *unit, const CalendarUnit *last, int32_t lower, uint32_t count)
{
	if (last->valid && lower >= last->lower)
		return false;
	unit->count = count;
	unit->year = last->year;
	unit->precision = PRECISION_PERIOD;
	unit->valid = last->valid;
	unit->lower = lower;
	unit->upper = last->upper;
	return true;
}

/* January to June 2025, March 1 to May 31, 2025: the year stands behind the last. */
static bool
read_month_range(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		month = month_word(s, i);
	int32_t		day = month > 0 ? read_day(s, i + 1) : 0;
	uint32_t	at = i + 1 + (day > 0);
	uint32_t	to = month > 0 ? read_to(s, at, i > 0 && item_is(s, i - 1, "between")) : 0;
	CalendarUnit last = {0};

	if (to == 0 || !read_month_first(s, at + to, &last) || !last.valid || (day > 0 && !date_exists(last.year, month, day)))
		return false;
	return join_units(unit, &last, date_days(last.year, month, day > 0 ? day : 1), at + to + last.count - i);
}

/* 12 March 2021; 12th of March, 2021 */
static bool
read_day_first(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		day = read_day(s, i);
	uint32_t	at = i + 1;
	uint32_t	count;
	int32_t		month;
	int32_t		year;

	if (day == 0)
		return false;
	if (items_phrase(s, at, "day of") > 0)
		at++;
	if (item_is(s, at, "of"))
		at++;
	month = month_word(s, at);
	if (month == 0)
		return false;
	count = read_year_after(s, at + 1, &year);
	if (count == 0)
		return false;
	unit->count = at + 1 + count - i;
	unit_set_day(unit, year, month, day);
	return true;
}

/* 1 April to 30 June 2025, 10 to 12 March 2025 */
static bool
read_day_range(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		day = read_day(s, i);
	int32_t		month = day > 0 ? month_word(s, i + 1) : 0;
	uint32_t	at = i + 1 + (month > 0);
	uint32_t	to = day > 0 ? read_to(s, at, i > 0 && item_is(s, i - 1, "between")) : 0;
	CalendarUnit last = {0};

	if (to == 0 || !read_day_first(s, at + to, &last) || !last.valid)
		return false;
	month = month > 0 ? month : last.month;
	if (month == 0 || !date_exists(last.year, month, day))
		return false;
	return join_units(unit, &last, date_days(last.year, month, day), at + to + last.count - i);
}

/* q1 .. q4, h1, h2: part and parts. */
static bool
read_short_part(const ItemSentence *s, uint32_t i, int32_t *part, int32_t *parts)
{
	const char *bytes;

	if (i >= s->count || s->items[i].length != 2 || s->items[i].kind != ITEM_WORD)
		return false;
	bytes = item_bytes(s, i);
	*part = bytes[1] - '0';
	*parts = bytes[0] == 'q' ? 4 : 2;
	return (bytes[0] == 'q' || bytes[0] == 'h') && *part >= 1 && *part <= *parts;
}

/* Q1 2025, 2025 Q1, 2025Q1 */
static bool
read_with_short_part(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		part;
	int32_t		parts;
	int32_t		year;
	uint32_t	count;

	if (read_short_part(s, i, &part, &parts))
	{
		uint32_t	to = read_to(s, i + 1, i > 0 && item_is(s, i - 1, "between"));
		int32_t		last;
		int32_t		last_parts;

		if (to > 0 && read_short_part(s, i + 1 + to, &last, &last_parts) && last_parts == parts && last > part &&
			(count = read_year_after(s, i + 2 + to, &year)) > 0)
		{						/* Q1 to Q3 2025 */
			unit->count = 2 + to + count;
			unit_set_part(unit, year, last, parts);
			unit->precision = PRECISION_PERIOD;
			if (unit->valid)
				unit->lower = date_add_months(unit->lower, -(last - part) * 12 / parts);
			return true;
		}
		count = read_year_after(s, i + 1, &year);
		unit->count = 1 + count;
		if (count > 0)
			unit_set_part(unit, year, part, parts);
		return count > 0;
	}
	year = date_four_digits(s, i);
	count = 1 + item_is_dash(s, i + 1);
	if (year == 0 || !read_short_part(s, i + count, &part, &parts))
		return false;
	unit->count = count + 1;
	unit_set_part(unit, year, part, parts);
	return true;
}

/* summer of 2024, spring 2025: of the northern half, three months each */
static bool
read_season(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		first = item_is(s, i, "spring") ? 3 : item_is(s, i, "summer") ? 6 : item_among(s, i, "|autumn|fall|") ? 9 : 0;
	int32_t		year;
	uint32_t	count = first > 0 ? read_year_after(s, i + 1, &year) : 0;

	if (count == 0)
		return false;
	unit->count = 1 + count;
	unit_set_month(unit, year, first);
	unit->precision = PRECISION_QUARTER;
	unit->month = 0;
	unit->upper = date_days(year, first + 3, 1);
	return true;
}

/* the first nine months of 2025, the last two quarters of 2024 */
static bool
read_parts_of_year(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	Number		number;
	int32_t		months;
	int32_t		year;
	uint32_t	at = i + 1;
	uint32_t	count;

	if (!item_among(s, i, "|first|last|final|") || !number_read(s, at, &number) || number.ordinal)
		return false;
	at += number.count;
	months = decimal_to_integer(number.value, 11) * (item_is(s, at, "quarters") ? 3 : item_is(s, at, "months") ? 1 : 0);
	count = months > 0 && months < 12 ? read_year_after(s, at + 1, &year) : 0;
	if (count == 0)
		return false;
	unit->count = at + 1 + count - i;
	unit_set_year(unit, year);
	unit->precision = PRECISION_PERIOD;
	if (item_is(s, i, "first") && unit->valid)
		unit->upper = date_add_months(unit->lower, months);
	else if (unit->valid)
		unit->lower = date_add_months(unit->upper, -months);
	return true;
}

/* mid-century, the middle of the century: 2050 */
static bool
read_middle_of_century(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	if (item_is(s, i, "mid") && item_is_dash(s, i + 1) && item_is(s, i + 2, "century"))
		unit->count = 3;
	else
		unit->count = items_phrase_among(s, i, "|the middle of the century|the middle of this century|midcentury|");
	if (unit->count > 0)
		unit_set_year(unit, 2050);
	return unit->count > 0;
}

/* first quarter of 2025, second half of 2025 */
static bool
read_part_words(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		part = number_ordinal(s, i);
	int32_t		parts = item_among(s, i + 1, "|quarter|") ? 4 : item_among(s, i + 1, "|half|") ? 2 : 0;
	int32_t		year;
	uint32_t	count;

	if (part == 0 || parts == 0 || part > parts)
		return false;
	count = read_year_after(s, i + 2, &year);
	if (count == 0)
		return false;
	unit->count = 2 + count;
	unit_set_part(unit, year, part, parts);
	return true;
}

/* 2030s, 1990's */
static bool
read_decade(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	const TextItem *item = &s->items[i];
	const char *bytes = item_bytes(s, i);
	int32_t		year = 0;

	if (item->length == 4 && date_four_digits(s, i) > 0 && item_touches(s, i + 1) && item_is(s, i + 1, "'s"))
	{
		year = date_four_digits(s, i);
		unit->count = 2;
	}
	else if (item->length == 5 && bytes[4] == 's')
	{
		for (int k = 0; k < 4; k++)
		{
			if (bytes[k] < '0' || bytes[k] > '9')
				return false;
			year = year * 10 + (bytes[k] - '0');
		}
		unit->count = 1;
	}
	if (year < 1500 || year > 2990 || year % 10 != 0)
		return false;
	unit_set_year(unit, year);
	unit->precision = PRECISION_DECADE;
	unit->upper = date_days(year + 10, 1, 1);
	return true;
}

/* early 2025, mid-2025, late 2025, the end of 2025, year-end 2025 */
static bool
read_modified(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	uint32_t	at = i;
	bool		end;
	bool		middle = false;

	if (item_is(s, at, "the"))
		at++;
	end = items_phrase(s, at, "end of") > 0 || items_phrase(s, at, "close of") > 0;
	if (end || items_phrase_among(s, at, "|beginning of|start of|middle of|") > 0)
	{
		middle = item_is(s, at, "middle");
		at += 2;
		at += item_is(s, at, "the") && item_is(s, at + 1, "year");
		at += item_is(s, at, "year");
		at += items_phrase(s, at, "calendar year");
	}
	else if (at == i && item_is(s, at, "year") && item_is_dash(s, at + 1) && item_is(s, at + 2, "end"))
	{							/* year-end 2025 */
		end = true;
		at += 3;
	}
	else if (at == i && item_among(s, at, "|early|mid|late|end|"))
	{
		end = item_is(s, at, "end");
		middle = item_is(s, at, "mid");
		at += 1 + item_is_dash(s, at + 1);
		if (end && !item_is_dash(s, i + 1) && !(i > 0 && item_among(s, i - 1, "|by|before|until|")))
			return false;
	}
	if (at == i || (at == i + 1 && item_is(s, i, "the")))
		return false;
	if (date_four_digits(s, at) > 0)
	{
		unit_set_year(unit, date_four_digits(s, at));
		unit->count = 1;
	}
	else if (!(at < s->count && s->items[at].kind == ITEM_WORD &&
			   (read_decade(s, at, unit) || read_month_first(s, at, unit) || read_with_short_part(s, at, unit))))
		return false;
	unit->first = i;
	unit->count += at - i;
	unit->end = end;
	unit->middle = middle && unit->precision == PRECISION_YEAR;
	return true;
}

bool
date_read_english(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	if (s->items[i].kind == ITEM_CHARACTER)
		return false;
	return read_month_first(s, i, unit) || read_month_range(s, i, unit) || read_day_first(s, i, unit) ||
		read_day_range(s, i, unit) || read_with_short_part(s, i, unit) || read_part_words(s, i, unit) ||
		read_season(s, i, unit) || read_parts_of_year(s, i, unit) || read_decade(s, i, unit) || read_modified(s, i, unit) ||
		read_middle_of_century(s, i, unit);
}

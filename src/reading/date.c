/*-------------------------------------------------------------------------
 *
 * date.c
 *		Days of the calendar; dates in digits; bare years and what tells
 *		them from other numbers.
 *
 * Called by period*.c through date.h.  Must never know of deadlines or of the
 * day a document was issued.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/date.h"

#define EPOCH_DAYS 730425		/* days from 0000-03-01 to 2000-01-01 */

/* ---- the calendar ----------------------------------------------------------- */

/* Years begin in March here, so that the leap day is a year's last day. */
int32_t
date_days(int32_t year, int32_t month, int32_t day)
{
	int32_t		years = month > 2 ? year : year - 1;
	int32_t		months = month > 2 ? month - 3 : month + 9;

	return 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1 -
		EPOCH_DAYS;
}

static int32_t
days_in_month(int32_t year, int32_t month)
{
	static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool		leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

bool
date_exists(int32_t year, int32_t month, int32_t day)
{
	return year >= 1 && year <= DATE_YEAR_MAX && month >= 1 && month <= 12 && day >= 1 &&
		day <= days_in_month(year, month);
}

int32_t
date_year(int32_t days)
{
	int32_t		year = (int32_t) ((int64_t) (days + EPOCH_DAYS) * 400 / 146097);

	while (date_days(year + 1, 1, 1) <= days)
		year++;
	while (date_days(year, 1, 1) > days)
		year--;
	return year;
}

int32_t
date_add_months(int32_t days, int32_t months)
{
	int32_t		year = date_year(days);
	int32_t		month = 12;
	int32_t		day;
	int32_t		length;

	while (date_days(year, month, 1) > days)
		month--;
	day = days - date_days(year, month, 1) + 1;
	months += year * 12 + month - 1;
	if (months < 12)
		months = 12;
	year = months / 12;
	month = months % 12 + 1;
	length = days_in_month(year, month);
	return date_days(year, month, day < length ? day : length);
}

void
unit_set_year(CalendarUnit *unit, int32_t year)
{
	unit_set_part(unit, year, 1, 1);
}

/* The part-th of so many equal parts of a year: 1, 2, 4 or 12. */
void
unit_set_part(CalendarUnit *unit, int32_t year, int32_t part, int32_t parts)
{
	int32_t		months = 12 / parts;
	int32_t		first = (part - 1) * months + 1;

	unit->year = year;
	unit->month = parts == 12 ? part : 0;
	unit->precision = parts == 1 ? PRECISION_YEAR : parts == 2 ? PRECISION_HALF :
		parts == 4 ? PRECISION_QUARTER : PRECISION_MONTH;
	unit->valid = year >= 1 && year <= DATE_YEAR_MAX && part >= 1 && part <= parts;
	if (!unit->valid)
		return;
	unit->lower = date_days(year, first, 1);
	unit->upper = first + months > 12 ? date_days(year + 1, 1, 1) : date_days(year, first + months, 1);
}

void
unit_set_month(CalendarUnit *unit, int32_t year, int32_t month)
{
	unit_set_part(unit, year, month, 12);
}

void
unit_set_day(CalendarUnit *unit, int32_t year, int32_t month, int32_t day)
{
	unit->year = year;
	unit->month = month;
	unit->precision = PRECISION_DAY;
	unit->valid = date_exists(year, month, day);
	if (!unit->valid)
		return;
	unit->lower = date_days(year, month, day);
	unit->upper = unit->lower + 1;
}

/* ---- dates in digits ---------------------------------------------------------- */

int32_t
date_four_digits(const ItemSentence *s, uint32_t i)
{
	int32_t		value = i < s->count && s->items[i].length == 4 ? number_plain_integer(s, i) : -1;

	return value >= 1000 && value <= 2999 ? value : 0;
}

/* Signs that make what touches them a number of another kind. */
static bool
is_joining_sign(const TextItem *item)
{
	uint32_t	point = item->point;

	if (point < 128)
		return strchr("-/.:$#*=+^_", (int) point) != NULL;
	return point == 0xA7 || point == 0xA3 || point == 0xA5 || point == 0x20AC || point == 0x2116;
}

static bool
free_before(const ItemSentence *s, uint32_t i)
{
	const TextItem *before = i > 0 ? &s->items[i - 1] : NULL;

	if (before == NULL)
		return true;
	if (before->kind == ITEM_SIGN && (before->point == 0xA7 || before->point == '$' || before->point == 0x2116))
		return false;
	if (!item_touches(s, i))
		return true;
	return before->kind == ITEM_SIGN ? !is_joining_sign(before) : before->kind == ITEM_CHARACTER;
}

static bool
free_after(const ItemSentence *s, uint32_t i)
{
	uint32_t	point;

	if (!item_touches(s, i + 1))
		return true;
	if (s->items[i + 1].kind != ITEM_SIGN)
		return s->items[i + 1].kind == ITEM_CHARACTER;
	point = s->items[i + 1].point;
	if (point == '%' || point == 0x2030 || point == '+' || point == '^' || point == 0xB0)
		return false;
	if (!item_touches(s, i + 2) || s->items[i + 2].kind == ITEM_SIGN)
		return true;
	if (point == '/' || point == ':' || point == '.' || point == '_' || point == '(')
		return false;
	return !item_is_dash(s, i + 1) || s->items[i + 2].kind != ITEM_NUMBER || number_plain_integer(s, i + 2) >= 0;
}

/* Whether items i and i + 1 are a sign and digits that touch what is before. */
static bool
sign_and_digits(const ItemSentence *s, uint32_t i, uint32_t point)
{
	bool		sign = point == '-' ? item_is_dash(s, i) : item_is_sign(s, i, point);

	return sign && item_touches(s, i) && item_touches(s, i + 1) && s->items[i + 1].length <= 2 &&
		number_plain_integer(s, i + 1) > 0;
}

/* 2021-03-12, 2021/03/12, and 2021-03 with its leading zero */
static bool
read_parted(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		year = date_four_digits(s, i);

	for (const char *sign = "-/"; *sign && year > 0; sign++)
	{
		if (!sign_and_digits(s, i + 1, (uint32_t) *sign))
			continue;
		if (sign_and_digits(s, i + 3, (uint32_t) *sign) && free_after(s, i + 4))
		{
			unit->count = 5;
			unit_set_day(unit, year, number_plain_integer(s, i + 2), number_plain_integer(s, i + 4));
			return true;
		}
		if (*sign == '-' && free_after(s, i + 2) && s->items[i + 2].length == 2 && number_plain_integer(s, i + 2) <= 12 &&
			(item_bytes(s, i + 2)[0] == '0' || number_plain_integer(s, i + 2) <= year % 100))
		{
			unit->count = 3;
			unit_set_month(unit, year, number_plain_integer(s, i + 2));
			return true;
		}
	}
	return false;
}

/* 2021.03.12 and 12.03.2021, one item each */
static bool
read_dotted(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		parts[3] = {0, 0, 0};
	uint32_t	lengths[3] = {0, 0, 0};
	uint32_t	part = 0;

	for (uint32_t k = 0; k < s->items[i].length; k++)
	{
		char		c = item_bytes(s, i)[k];

		if (c == '.')
		{
			if (++part == 3)
				return false;
			continue;
		}
		if (c == ',' || ++lengths[part] > 4)
			return false;
		parts[part] = parts[part] * 10 + (c - '0');
	}
	if (part != 2 || lengths[1] == 0 || lengths[1] > 2 || parts[1] > 12)
		return false;
	unit->count = 1;
	if (lengths[0] == 4 && lengths[2] <= 2)
		unit_set_day(unit, parts[0], parts[1], parts[2]);
	else if (lengths[2] == 4 && lengths[0] <= 2)
		unit_set_day(unit, parts[2], parts[1], parts[0]);
	return unit->valid;
}

/* 21. 2. 1962: an item each, a full stop behind the day and the month */
static bool
read_spaced(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		day = number_plain_integer(s, i);
	int32_t		month = item_is_sign(s, i + 1, '.') ? number_plain_integer(s, i + 2) : 0;

	if (day < 1 || day > 31 || month < 1 || month > 12 || !item_is_sign(s, i + 3, '.') || date_four_digits(s, i + 4) == 0)
		return false;
	unit->count = 5;
	unit_set_day(unit, date_four_digits(s, i + 4), month, day);
	return true;
}

/* ---- bare years ------------------------------------------------------------------ */

/* Before a number: what makes it anything but a year. */
#define NO_YEAR_BEFORE \
	"|page|pages|p|pp|no|nos|number|numbers|numbered|article|articles|art|section|sections|sec|secs" \
	"|subsection|paragraph|par|para|chapter|title|part|item|items|room|figure|table|rule|regulation" \
	"|iso|iec|rfc|en|law|order|version|v|suite|box|level|code|usc|c|stat|bill|resolution|res|form" \
	"|schedule|line|class|grade|reg|docket|lot|square|parcel|unit|phase|clause|annex|r|hr|step|about" \
	"|approximately|nearly|almost|exceed|exceeds|exceeding|least|than|over|only|some|dcmr|cfr|st|vision|agenda|horizon|"

/* After a number: what it counts or measures. */
#define NO_YEAR_AFTER \
	"|people|persons|residents|inhabitants|students|workers|employees|jobs|posts|households|families" \
	"|km|m|cm|mm|kg|g|t|w|kw|mw|gw|twh|gwh|mwh|kwh|v|kv|hz|ghz|mhz|kilometres|kilometers|metres|meters" \
	"|miles|feet|inches|acres|hectares|ha|square|cubic|tons|tonnes|kilograms|grams|pounds|litres|liters" \
	"|gallons|watts|kilowatts|megawatts|gigawatts|volts|degrees|points|dollars|yuan|rmb|euros|euro|cents" \
	"|percent|per|thousand|million|billion|trillion|lakh|crore|hours|days|weeks|months|minutes|seconds" \
	"|years|words|characters|units|items|companies|enterprises|firms|members|seats|pages|vehicles|cars" \
	"|buses|schools|hospitals|villages|towns|cities|counties|stations|times|copies|patents|samples" \
	"|projects|kcal|calories|mg|ml|rpm|psi|"

#define HAN_NO_YEAR_AFTER \
	"|年|兆|吉|太|平|立|升|克|毫|厘|辆|架|艘|栋|株|英|美|欧|位|多|余|个|万|亿|元|人|家|名|公|千|米|吨|项|台|套|户|亩|所|座|件|次|种|条|字|号|页|度|倍|瓦|円|头|"

#define YEAR_BEFORE \
	"|in|since|by|from|until|till|before|after|during|of|year|years|through|between|for|to|late|early|mid|end|summer|winter|spring|autumn|fall|"

/* Four digits in a text, most often a year when nothing says otherwise. */
static bool
read_bare_year(const ItemSentence *s, uint32_t i, bool cue, CalendarUnit *unit)
{
	int32_t		year = date_four_digits(s, i);
	bool		han = i + 1 < s->count && s->items[i + 1].kind == ITEM_CHARACTER && item_touches(s, i + 1);
	bool		said = (cue && !han) || (i > 0 && item_among(s, i - 1, YEAR_BEFORE));

	if (year == 0 || items_spell_among(s, i + 1, HAN_NO_YEAR_AFTER) > 0 || item_among(s, i + 1, NO_YEAR_AFTER))
		return false;
	if (i > 0 && ((!cue && item_among(s, i - 1, NO_YEAR_BEFORE)) || items_spell(s, i - 1, "第") > 0))
		return false;
	if (i > 1 && item_is_sign(s, i - 1, '.') && item_among(s, i - 2, NO_YEAR_BEFORE))
		return false;
	if ((year < 1900 || year > 2099) && !said)
		return false;
	unit->count = 1;
	unit_set_year(unit, year);
	return true;
}

/* "the year 12000", "in the year 0": a year whatever its number. */
static bool
read_said_year(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	int32_t		year;

	if (!item_is(s, i, "year") || i + 1 >= s->count || s->items[i + 1].kind != ITEM_NUMBER ||
		(i > 0 && item_among(s, i - 1, "|fiscal|financial|per|model|tax|plan|school|academic|")))
		return false;
	year = number_plain_integer(s, i + 1);
	if (year > 0 && year < 1000)
		return false;			/* "year 1" of a programme */
	unit->count = 2;
	unit_set_year(unit, year < 0 ? 0 : year);
	return true;
}

/* ---- the whole --------------------------------------------------------------------- */

static bool
read_unit(const ItemSentence *s, uint32_t i, bool cue, CalendarUnit *unit)
{
	memset(unit, 0, sizeof(*unit));
	unit->first = i;
	if (i >= s->count || s->items[i].kind == ITEM_SIGN)
		return false;
	if (date_read_era(s, i, unit) || date_read_han(s, i, unit) || date_read_english(s, i, unit))
		return true;
	if (s->items[i].kind == ITEM_WORD)
		return read_said_year(s, i, unit);
	if (s->items[i].kind != ITEM_NUMBER)
		return false;
	return read_parted(s, i, unit) || read_spaced(s, i, unit) ||
		(free_after(s, i) && (read_dotted(s, i, unit) || read_bare_year(s, i, cue, unit)));
}

bool
date_read(const ItemSentence *s, uint32_t i, bool cue, CalendarUnit *unit)
{
	return i < s->count && (s->items[i].kind != ITEM_NUMBER || free_before(s, i)) && read_unit(s, i, cue, unit);
}

/* 25 of 2021-25: later in the same century, and no more of a number. */
static bool
read_short_year(const ItemSentence *s, uint32_t i, const CalendarUnit *begin, CalendarUnit *unit)
{
	int32_t		last = number_plain_integer(s, i);

	if (begin->precision != PRECISION_YEAR || i >= s->count || s->items[i].length != 2 ||
		last <= begin->year % 100 || !item_touches(s, i) || !item_is_dash(s, i - 1))
		return false;
	if (item_touches(s, i + 1) && (item_is_dash(s, i + 1) || item_is_sign(s, i + 1, '.') ||
								   item_is_sign(s, i + 1, '%')) &&
		i + 2 < s->count && item_touches(s, i + 2))
		return false;
	unit->count = 1 + (items_spell(s, i + 1, "年") > 0);
	unit_set_year(unit, begin->year / 100 * 100 + last);
	return true;
}

bool
date_read_end(const ItemSentence *s, uint32_t i, const CalendarUnit *begin, CalendarUnit *unit)
{
	int32_t		number;

	if (read_unit(s, i, true, unit))
		return true;
	memset(unit, 0, sizeof(*unit));
	unit->first = i;
	if (read_short_year(s, i, begin, unit))
		return true;
	number = number_plain_integer(s, i);
	if (begin->month > 0 && number > 0 && items_spell(s, i + 1, "月") > 0)
	{							/* 2021年3月至6月 */
		unit->count = 2;
		unit_set_month(unit, begin->year, number);
		if (number_plain_integer(s, i + 2) > 0 && items_spell(s, i + 3, "日") > 0)
		{
			unit->count = 4;
			unit_set_day(unit, begin->year, number, number_plain_integer(s, i + 2));
		}
		return true;
	}
	if (begin->precision == PRECISION_DAY && number > 0 && items_spell(s, i + 1, "日") > 0)
	{
		unit->count = 2;
		unit_set_day(unit, begin->year, begin->month, number);
		return true;
	}
	return false;
}

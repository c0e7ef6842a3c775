/*-------------------------------------------------------------------------
 *
 * period.c
 *		Units of the calendar and the words around them to periods.
 *
 * Called by target.c and tagging/tag_periods.c for each sentence.  Ranges are
 * half open.  "By" a unit reaches to its end, "before" one to its begin, and
 * "before the end of" one to its end.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/period.h"

#include "host.h"

const char *const period_kind_names[] = {
	"point", "range", "deadline", "until", "since", "next", "last", "duration", "fiscal year", "plan"
};

const char *const period_anchor_names[] = {"absolute", "issued", NULL};

const char *const precision_names[] = {"day", "month", "quarter", "half", "year", "decade", "period"};

/* What the words around a unit make of it. */
typedef enum Bound
{
	BOUND_NONE,
	BOUND_BY,
	BOUND_BEFORE,
	BOUND_UNTIL,
	BOUND_SINCE,
	BOUND_AFTER,
	BOUND_FROM,					/* a range, or since with a word behind the unit, or from a day on */
	BOUND_TO					/* until, before the end of a unit */
} Bound;

typedef struct BoundWords
{
	Bound		bound;
	const char *english;		/* phrases before the unit */
	const char *han;			/* characters before the unit */
} BoundWords;

static const BoundWords before_unit[] = {
	{BOUND_BY, "|by around|by about|by at least|by|no later than|not later than|on or before|by or before|between now and|"
	"from now until|from now to|from now through|", "|最晚不迟于|不晚于|不迟于|最迟于|最迟在|最迟|最晚于|最晚|"},
	{BOUND_BEFORE, "|well before|before|prior to|well ahead of|ahead of|in advance of|", "|"},
	{BOUND_UNTIL, "|until at least|until|till|up to|up until|through to|through|out to|as of|as at|", "|截至|截止到|截止至|截止|"},
	{BOUND_SINCE, "|ever since|since|as from|starting from|starting in|starting on|starting with|starting|beginning in|"
	"beginning on|beginning from|beginning with|beginning|commencing in|commencing on|commencing|with effect from|"
	"with effect on|effective from|effective as of|effective on|effective|in force from|on and after|on and from|on or after|"
	"not earlier than|no earlier than|no sooner than|not before|", "|自从|不早于|"},
	{BOUND_AFTER, "|after|later than|beyond|", "|"},
	{BOUND_FROM, "|from|between|", "|自|从|由|"},
	{BOUND_TO, "|to|", "|"},
	{BOUND_BY, "|", "|到|至|"}
};

static const BoundWords after_unit[] = {
	{BOUND_SINCE, "|onwards|onward|and onwards|and beyond|and after|and later|or later|and thereafter|"
	"or after|", "|起|以来|开始|始|至今|迄今|到现在|"},
	{BOUND_BY, "|at the latest|or sooner|or before|", "|"},
	{BOUND_UNTIL, "|and earlier|or earlier|", "|为止|止|或之前|或以前|"},
	{BOUND_BEFORE, "|", "|前|之前|以前|"},
	{BOUND_AFTER, "|", "|以后|之后|"}
};

/* ---- units ------------------------------------------------------------------- */

static bool
read_unit(const ItemSentence *s, uint32_t i, bool cue, const PeriodContext *context, CalendarUnit *unit)
{
	return period_read_plan(s, i, unit) || period_read_fiscal(s, i, unit) ||
		period_read_relative(s, i, context, unit) || date_read(s, i, cue, unit);
}

/* Items that mean "to" between two units; after "between" also "and". */
static uint32_t
read_connector(const ItemSentence *s, uint32_t i, bool between)
{
	uint32_t	count = 0;

	while (count < 2 && item_is_dash(s, i + count))
		count++;
	if (count > 0)
		return count;
	if (between && (item_is(s, i, "and") || items_spell_among(s, i, "|和|与|") > 0))
		return 1;
	if (item_among(s, i, "|to|through|until|till|"))
		return 1;
	return items_spell_among(s, i, "|至|到|");
}

/* ---- rows ---------------------------------------------------------------------- */

static void
set_place(const ItemSentence *s, uint32_t first, uint32_t count, Period *period)
{
	period->start = s->items[first].start;
	period->end = s->items[first + count - 1].end;
	period->sentence = s->items[first].sentence;
}

static void
fill_point(const CalendarUnit *unit, Period *period)
{
	period->kind = unit->plan ? PERIOD_PLAN : unit->fiscal ? PERIOD_FISCAL : PERIOD_POINT;
	period->anchor = unit->relative ? ANCHOR_ISSUED : ANCHOR_ABSOLUTE;
	period->precision = unit->precision;
	period->has_dates = period->has_lower = period->has_upper = unit->valid;
	period->lower = unit->lower;
	period->upper = unit->upper;
}

/* Where "by" a unit ends: its middle when that is what was said. */
static int32_t
last_day_end(const CalendarUnit *unit)
{
	if (unit->middle)
		return date_add_months(unit->lower, 6);
	return unit->upper;
}

static void
apply_bound(const CalendarUnit *unit, Bound bound, Period *period)
{
	switch (bound)
	{
		case BOUND_BY:
		case BOUND_BEFORE:
			period->kind = PERIOD_DEADLINE;
			period->has_lower = false;
			period->upper = bound == BOUND_BEFORE && !unit->end && !unit->middle ? unit->lower : last_day_end(unit);
			break;
		case BOUND_UNTIL:
		case BOUND_TO:
			period->kind = PERIOD_UNTIL;
			period->has_lower = false;
			period->upper = last_day_end(unit);
			break;
		case BOUND_SINCE:
		case BOUND_AFTER:
			period->kind = PERIOD_SINCE;
			period->has_upper = false;
			if (bound == BOUND_AFTER)
				period->lower = unit->upper;
			break;
		default:
			break;
	}
}

/* A range from unit to what a connector leads to; items behind unit, or 0. */
static uint32_t
read_range(const ItemSentence *s, uint32_t i, const CalendarUnit *begin, bool between, Period *period)
{
	uint32_t	connector = read_connector(s, i, between);
	CalendarUnit end;

	if (connector == 0 || begin->plan)
		return 0;
	if (begin->fiscal ? !period_read_fiscal_end(s, i + connector, &end) :
		!date_read_end(s, i + connector, begin, &end))
		return 0;
	if (begin->valid && end.valid && end.upper <= begin->upper)
		return 0;
	fill_point(begin, period);
	period->kind = begin->fiscal ? PERIOD_FISCAL : PERIOD_RANGE;
	period->precision = PRECISION_PERIOD;
	period->has_dates = period->has_lower = period->has_upper = begin->valid && end.valid;
	period->upper = end.upper;
	if (period_is_framework(s, begin->first, i + connector + end.count))
		period->kind = PERIOD_PLAN;
	return connector + end.count;
}

static Bound
read_bound(const ItemSentence *s, uint32_t i, const BoundWords *table, size_t count, uint32_t *items)
{
	for (size_t k = 0; k < count; k++)
	{
		*items = items_phrase_among(s, i, table[k].english);
		if (*items == 0)
			*items = items_spell_among(s, i, table[k].han);
		if (*items > 0)
			return table[k].bound;
	}
	*items = 0;
	return BOUND_NONE;
}

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define FUTURE_WORDS "|will|shall|must|may|should|apply|applies|required|plans|intends|"
#define FUTURE_REACH 24			/* items around a date */

static bool
is_future(const ItemSentence *s, uint32_t i)
{
	return items_have(s, i > FUTURE_REACH ? i - FUTURE_REACH : 0, s->count - i > FUTURE_REACH ? i + FUTURE_REACH : s->count,
					  FUTURE_WORDS, "|");
}

/* "from March 2026": without a year's end; a year alone only of what is to be. */
static bool
begins_from(const ItemSentence *s, uint32_t i, const CalendarUnit *unit)
{
	uint32_t	first = unit->first;

	first -= first > 0 && item_is(s, first - 1, "the");
	if (unit->precision == PRECISION_DAY && items_spell_before(s, unit->first, "|自|从|") > 0)
		return true;			/* 自2026年1月1日施行 */
	if (first == 0 || !item_is(s, first - 1, "from") || item_among(s, i, "|level|levels|baseline|to|until|through|edition|"))
		return false;
	return unit->precision < PRECISION_YEAR || (unit->precision == PRECISION_YEAR && is_future(s, first));
}

/* "from 2014 on": a begin only with that word, or with a time in it. */
static uint32_t
read_from(const ItemSentence *s, uint32_t i, const CalendarUnit *unit, Bound bound, Period *period)
{
	uint32_t	items = item_is(s, i, "on") && bound == BOUND_FROM && !item_is(s, i + 1, "the");

	if (items > 0 || (bound == BOUND_FROM && begins_from(s, i, unit)))
		apply_bound(unit, BOUND_SINCE, period);
	return items;
}

/* "the end of the 15th Five-Year Plan": the plan as a unit, to its end; items before it, or 0. */
static uint32_t
read_end_of_plan(const ItemSentence *s, uint32_t i, CalendarUnit *unit)
{
	uint32_t	before = items_phrase_among(s, i, "|the end of the|the end of|the close of the|the close of|end of|");

	if (before == 0 || (!period_read_plan(s, i + before, unit) && !period_read_fiscal(s, i + before, unit)))
		return 0;
	unit->end = true;
	return before;
}

/* The sign that closes a quote round the name of a plan: “十四五”以来. */
static uint32_t
closing_quote(const ItemSentence *s, uint32_t i, const CalendarUnit *unit)
{
	return unit->plan && (item_is_sign(s, i, 0x201D) || item_is_sign(s, i, 0x300D));
}

/* “十四五”后两年: the last two of its years; items, or 0. */
static uint32_t
read_years_of_plan(const ItemSentence *s, uint32_t i, const CalendarUnit *unit, Period *period)
{
	uint32_t	side = items_spell_among(s, i, "|前|后|");
	Number		number;
	int32_t		years;

	if (side == 0 || !number_read(s, i + 1, &number) || items_spell(s, i + 1 + number.count, "年") == 0)
		return 0;
	years = decimal_to_integer(number.value, 4);
	if (years < 1)
		return 0;
	if (items_spell(s, i, "前") > 0)
		period->upper = date_add_months(period->lower, 12 * years);
	else
		period->lower = date_add_months(period->upper, -12 * years);
	period->precision = PRECISION_PERIOD;
	return number.count + 2;
}

#define SINCE_REACH 14			/* items between "since" and the date of what began */

/* "since its entry into force in July 2020": what began on that day; the words before the unit say so. */
static bool
follows_since(const ItemSentence *s, uint32_t first)
{
	if (first < 3 || !item_among(s, first - 1, "|in|on|of|"))
		return false;
	for (uint32_t k = first - 1; k > 0 && first - k < SINCE_REACH; k--)
	{
		if (s->items[k - 1].kind == ITEM_SIGN && s->items[k - 1].point != '-')
			return false;
		if (item_is(s, k - 1, "since"))
			return true;
		if (s->items[k - 1].kind == ITEM_NUMBER || item_among(s, k - 1, "|has|have|had|will|shall|is|are|"))
			return false;
	}
	return false;
}

/* 自2016年推出以来: 以来 stands behind what began then; items, or 0. */
static uint32_t
read_distant_since(const ItemSentence *s, uint32_t i)
{
	for (uint32_t k = i; k < s->count && k < i + 9 && s->items[k].kind == ITEM_CHARACTER; k++)
		if (items_spell(s, k, "以来") > 0)
			return k + 2 - i;
	return 0;
}

#define CLOCK_WORDS "|midnight|noon|midday|am|pm|a|p|m|a.m|p.m|o'clock|gmt|utc|cet|bst|est|hours|local|time|the|close|of|business|"

/* "5 pm on", "midnight on" before the day; items, or 0. */
static uint32_t
skip_clock(const ItemSentence *s, uint32_t i)
{
	for (uint32_t k = i; k < s->count && k < i + 8; k++)
	{
		if (k > i && item_is(s, k, "on"))
			return k + 1 - i;
		if (!item_among(s, k, CLOCK_WORDS) && !item_is_sign(s, k, ':') && !item_is_sign(s, k, '.') &&
			!(s->items[k].kind != ITEM_SIGN && s->items[k].length > 0 && item_has_digit(s, k)))
			return 0;
	}
	return 0;
}

/* "As of 1 January 2030 it shall": from that day on; else up to it. */
static bool
opens_rule(const ItemSentence *s, uint32_t i, const CalendarUnit *unit)
{
	return items_phrase(s, i, "as of") > 0 && unit->precision == PRECISION_DAY &&
		items_have(s, unit->first, s->count - unit->first > 40 ? unit->first + 40 : s->count, "|shall|must|will|", "|");
}

/* "At the end of 2024" is its last day. */
static void
take_last_day(const ItemSentence *s, const CalendarUnit *unit, Period *period)
{
	if (unit->end && unit->valid && unit->first > 0 && item_is(s, unit->first - 1, "at"))
	{
		period->lower = unit->upper - 1;
		period->precision = PRECISION_DAY;
	}
}

/* A unit and what the words around it make of it. */
typedef struct BoundedUnit
{
	CalendarUnit unit;
	Bound		bound;
	uint32_t	at;				/* the item behind the unit, or behind the quote round it */
} BoundedUnit;

/* The unit at an item behind so many words of a bound; moves the item behind it. */
static bool
read_unit_behind(const ItemSentence *s, uint32_t before, const PeriodContext *context, BoundedUnit *read)
{
	Bound		bound = read->bound;
	uint32_t	end_of = 0;

	if (bound == BOUND_BY || bound == BOUND_BEFORE || bound == BOUND_UNTIL)
	{
		read->at += skip_clock(s, read->at);
		end_of = read_end_of_plan(s, read->at, &read->unit);
	}
	if (end_of > 0)
		read->at += end_of;
	else if (!read_unit(s, read->at, bound != BOUND_NONE, context, &read->unit) &&
			 (before == 0 || !item_is(s, read->at, "the") || !read_unit(s, ++read->at, true, context, &read->unit)))
		return false;
	read->at += read->unit.count;
	return true;
}

/* A unit with the words before it. */
static bool
read_before(const ItemSentence *s, uint32_t i, const PeriodContext *context, BoundedUnit *read)
{
	uint32_t	before;

	read->bound = read_bound(s, i, before_unit, LENGTH(before_unit), &before);
	read->at = i + before;
	if (!read_unit_behind(s, before, context, read) || (read->bound == BOUND_TO && !read->unit.end))
		return false;
	if (read->bound == BOUND_UNTIL && opens_rule(s, i, &read->unit))
		read->bound = BOUND_SINCE;
	if (read->bound == BOUND_NONE && follows_since(s, read->unit.first))
		read->bound = BOUND_SINCE;
	if (items_spell_before(s, i, "|升|降|增|减|跌|涨|提高|提升|") > 0)
		read->bound = BOUND_NONE;	/* 升至2023年的1.11%: where a value leads to */
	return true;
}

/* A bound at an item behind the unit; *items of it. */
static Bound
bound_behind(const ItemSentence *s, uint32_t at, const CalendarUnit *unit, uint32_t *items)
{
	Bound		bound = BOUND_NONE;

	*items = 0;
	if (items_spell(s, at, "前后") == 0)
		bound = read_bound(s, at, after_unit, LENGTH(after_unit), items);
	if (bound == BOUND_NONE && unit->precision == PRECISION_YEAR && items_spell(s, at, "后") > 0 &&
		items_spell_among(s, at, "|后期|后半|后续|后备|后台|后端|后方|后果|后市|后者|后来|后疫|") == 0)
	{
		*items = 1;
		return BOUND_AFTER;		/* 2030年后 */
	}
	if (unit->plan && bound == BOUND_NONE && (*items = items_spell_among(s, at, "|期末|末|")) > 0)
		return BOUND_BY;		/* “十五五”末 */
	return bound;
}

/* The words behind a unit, and behind so many items of a quote; *items of them. */
static Bound
read_behind(const ItemSentence *s, uint32_t quote, BoundedUnit *read, uint32_t *items)
{
	Bound		bound = bound_behind(s, read->at, &read->unit, items);

	if (*items == 0)
		read->at -= quote;
	if (read->bound == BOUND_FROM && bound == BOUND_NONE && (*items = read_distant_since(s, read->at)) > 0)
		bound = BOUND_SINCE;
	if (read->unit.precision == PRECISION_DAY && *items > 0 && items_spell_among(s, read->at, "|前|以后|以前|") > 0)
		return bound == BOUND_BEFORE ? BOUND_BY : BOUND_SINCE;	/* 3月15日前: that day included */
	return bound;
}

/* What stands before and behind the unit together; items behind it that belong to the period. */
static uint32_t
decide_bound(const ItemSentence *s, uint32_t quote, BoundedUnit *read, Period *period)
{
	uint32_t	items;
	Bound		behind = read_behind(s, quote, read, &items);

	if (behind != BOUND_NONE &&
		(read->bound == BOUND_NONE || read->bound == BOUND_FROM || read->bound == BOUND_BY))
		read->bound = behind;
	else if (behind == BOUND_NONE || read->bound != BOUND_SINCE)
		items = read_from(s, read->at, &read->unit, read->bound, period);
	return items;
}

/* A unit with the words around it; items, or 0. */
static uint32_t
read_bounded(const ItemSentence *s, uint32_t i, const PeriodContext *context, Period *period)
{
	BoundedUnit read;
	uint32_t	first;
	uint32_t	after;
	uint32_t	quote = 0;

	if (!read_before(s, i, context, &read))
		return 0;
	first = read.bound == BOUND_FROM ? i : read.unit.first;
	after = read_range(s, read.at, &read.unit, item_is(s, i, "between"), period);
	if (after == 0)
	{
		fill_point(&read.unit, period);
		quote = closing_quote(s, read.at, &read.unit);
		read.at += quote;
		first = read.unit.first;
		if (read.unit.plan && read.unit.valid)
			after = read_years_of_plan(s, read.at, &read.unit, period);
	}
	if (after == 0)
	{
		after = decide_bound(s, quote, &read, period);
		first = read.bound == BOUND_NONE ||
			(read.bound == BOUND_FROM && after == 0 && period->kind != PERIOD_SINCE) ? read.unit.first : i;
		apply_bound(&read.unit, read.bound, period);
		if (read.bound == BOUND_NONE)
			take_last_day(s, &read.unit, period);
	}
	set_place(s, first, read.at + after - first, period);
	return read.at + after - i;
}

static Period *
new_period(PeriodList *list)
{
	if (list->count == list->capacity)
		list->periods = host_grow(list->periods, &list->capacity, 32, sizeof(Period));
	memset(&list->periods[list->count], 0, sizeof(Period));
	return &list->periods[list->count];
}

/* Whether no period can be without such an item: digits or a word of time. */
static bool
is_core(const ItemSentence *s, uint32_t i)
{
	const TextItem *item = &s->items[i];

	if (item->kind == ITEM_SIGN || item->length == 0)
		return false;
	if (item->kind == ITEM_CHARACTER)
		return item->point == 0x5E74 || item->point == 0x6708 || item->point == 0x5468 ||	/* 年 月 周 */
			item->point == 0x5929 || item->point == 0x65E5 || item->point == 0x4E94 ||	/* 天 日 五 */
			item->point == 0x65F6 || item->point == 0x79D2 || item->point == 0x5206 ||	/* 时 秒 分 */
			item->point == 0x4E16 || item->point == 0x661F || item->point == 0x5B63;	/* 世 星 季 */
	if (item_has_digit(s, i))
		return true;
	if (strchr("ymdwqfhsc", *item_bytes(s, i)) == NULL)
		return false;
	return item_among(s, i, "|year|years|month|months|decade|decades|week|weeks|day|days|quarter|quarters|fyp|"
					  "hour|hours|minute|minutes|second|seconds|century|midcentury|fortnight|");
}

#define CORE_WITHIN 12			/* items from the begin of a period to its first core */

void
periods_read(const ItemSentence *s, const PeriodContext *context, PeriodList *list)
{
	uint32_t	core = 0;
	uint32_t	i = 0;

	while (i < s->count)
	{
		Period	   *period;
		uint32_t	count = 0;

		for (core = core > i ? core : i; core < s->count && !is_core(s, core);)
			core++;
		if (core == s->count)
			break;
		if (core - i > CORE_WITHIN)
			i = core - CORE_WITHIN;
		period = new_period(list);
		if (s->items[i].kind != ITEM_SIGN)
		{
			count = period_read_span(s, i, context, period);
			if (count == 0)
				count = read_bounded(s, i, context, period);
			if (count == 0)
				count = period_read_duration(s, i, period);
		}
		if (count > 0)
			list->count++;
		i += count > 0 ? count : 1;
	}
}

void
periods_restore(PeriodList *list, const UniformText *uniform)
{
	UniformCursor to_original = {0};

	for (uint32_t i = 0; i < list->count; i++)
	{
		Period	   *period = &list->periods[i];
		ReadingSpan span = {period->start, period->end};

		uniform_restore(uniform, &span, &to_original);
		period->start = span.start;
		period->end = span.end;
	}
}

bool
period_parse_years(const char *value, size_t length, int32_t *lower, int32_t *upper)
{
	int32_t		years[2] = {0, 0};
	int			part = 0;
	int			digits = 0;

	for (size_t i = 0; i < length; i++)
	{
		if (value[i] == '-' && part == 0 && digits == 4)
		{
			part = 1;
			digits = 0;
			continue;
		}
		if (value[i] < '0' || value[i] > '9' || ++digits > 4)
			return false;
		years[part] = years[part] * 10 + (value[i] - '0');
	}
	if (part == 0)
		years[1] = years[0];
	if (digits != 4 || years[0] < 1 || years[1] < years[0])
		return false;
	*lower = date_days(years[0], 1, 1);
	*upper = date_days(years[1] + 1, 1, 1);
	return true;
}

/*-------------------------------------------------------------------------
 *
 * period_span.c
 *		Durations, and years counted from the day a document was issued.
 *
 * Called by period.c.  Without that day they keep their duration and have no
 * dates.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/period.h"

#define NEXT_WORDS "|next|coming|following|upcoming|ensuing|"
#define LAST_WORDS "|past|last|previous|preceding|"
#define NEXT_HAN "|未来|今后|接下来|往后|今明|"
#define LAST_HAN "|过去|最近|近|"

/* Months, days or seconds of a unit of time; count 0: none. */
typedef struct TimeUnit
{
	int32_t		months;
	int32_t		days;
	int32_t		seconds;
	uint32_t	count;			/* items */
} TimeUnit;

static TimeUnit
read_time_unit(const ItemSentence *s, uint32_t i)
{
	TimeUnit	unit = {.count = 1};

	if (item_among(s, i, "|year|years|"))
		unit.months = 12;
	else if (item_among(s, i, "|month|months|"))
		unit.months = 1;
	else if (item_among(s, i, "|quarter|quarters|"))
		unit.months = 3;
	else if (item_among(s, i, "|decade|decades|"))
		unit.months = 120;
	else if (item_among(s, i, "|week|weeks|"))
		unit.days = 7;
	else if (item_among(s, i, "|fortnight|fortnights|"))
		unit.days = 14;
	else if (item_among(s, i, "|day|days|"))
		unit.days = 1;
	else
		unit.count = 0;
	return unit;
}

static TimeUnit
read_time_unit_han(const ItemSentence *s, uint32_t i)
{
	TimeUnit	unit = {.count = 1};

	if (items_spell(s, i, "个月") > 0)
	{
		unit.months = 1;
		unit.count = 2;
	}
	else if (items_spell(s, i, "年") > 0 && items_spell_among(s, i + 1, "|度|级|底|末|初|") == 0)
		unit.months = 12;
	else if ((unit.count = items_spell_among(s, i, "|个季度|个季|")) > 0)
		unit.months = 3;
	else if ((unit.count = items_spell_among(s, i, "|个星期|个礼拜|星期|周|")) > 0)
		unit.days = 7;
	else if ((unit.count = items_spell_among(s, i, "|天|日|")) > 0)
		unit.days = 1;
	return unit;
}

/* Half a unit more: one and a half years, 两年半; items, or 0. */
static uint32_t
take_half(const ItemSentence *s, uint32_t i, Period *period, TimeUnit unit)
{
	uint32_t	count = items_spell(s, i, "半");

	if (count == 0 || items_spell_among(s, i + 1, "|导|数|天|个|径|") > 0 || unit.months != 12 || !period->has_duration)
		return 0;
	period->months += 6;
	period->end = s->items[i].end;
	return count;
}

/* So many units; no duration when the number has no value or does not fit. */
static void
set_duration(Period *period, const Number *number, TimeUnit unit)
{
	int32_t		times = number ? decimal_to_integer(number->value, 9999) : 1;

	if (times < 0 || (number && number->more))
		return;
	period->has_duration = true;
	period->months = times * unit.months;
	period->days = times * unit.days;
	period->seconds = times * unit.seconds;
}

static int32_t
add_duration(const Period *period, int32_t days, int sign)
{
	return date_add_months(days, sign * period->months) + sign * period->days;
}

static void
set_dates(Period *period, PeriodKind kind, const PeriodContext *context)
{
	period->kind = (uint8_t) kind;
	period->anchor = ANCHOR_ISSUED;
	period->precision = PRECISION_PERIOD;
	if (!period->has_duration || !context->has_issued)
		return;
	period->has_dates = period->has_lower = period->has_upper = true;
	period->lower = kind == PERIOD_NEXT ? context->issued : add_duration(period, context->issued, -1);
	period->upper = kind == PERIOD_NEXT ? add_duration(period, context->issued, 1) : context->issued;
	if (period->lower >= period->upper)
		period->has_dates = false;
}

/* "Within five years": of what, is not said here. */
static void
set_open(Period *period)
{
	period->kind = PERIOD_DURATION;
	period->anchor = ANCHOR_NONE;
	period->precision = PRECISION_PERIOD;
}

static void
set_place(const ItemSentence *s, uint32_t first, uint32_t end, Period *period)
{
	period->start = s->items[first].start;
	period->end = s->items[end - 1].end;
	period->sentence = s->items[first].sentence;
}

/* A second number behind the first: three to five, 3-5; the first is then no value. */
static uint32_t
take_second_number(const ItemSentence *s, uint32_t i, Number *number)
{
	Number		second;
	uint32_t	connector = item_is_dash(s, i) || item_among(s, i, "|to|or|") || items_spell_among(s, i, "|到|至|") > 0;

	if (connector == 0 || !number_read(s, i + 1, &second))
		return 0;
	number->value.known = false;
	return 1 + second.count;
}

/* the next five years, the past decade, next five years */
static uint32_t
read_relative_span(const ItemSentence *s, uint32_t i, const PeriodContext *context, Period *period)
{
	uint32_t	at = i;
	bool		next;
	bool		counted;
	Number		number;
	TimeUnit	unit;

	at += item_among(s, at, "|over|in|for|during|within|throughout|across|");
	at += item_is(s, at, "the");
	next = item_among(s, at, NEXT_WORDS);
	if (!next && !item_among(s, at, LAST_WORDS))
		return 0;
	at++;
	counted = number_read(s, at, &number) && !number.ordinal;
	if (counted)
	{
		at += number.count;
		at += take_second_number(s, at, &number);
	}
	unit = read_time_unit(s, at);
	if (unit.count == 0 || (!counted && !((unit.months == 120 && !item_is(s, at, "decades")) ||
										  (item_is(s, at, "year") && at > 1 && item_is(s, at - 2, "the") && !item_is(s, at - 1, "last")))))
		return 0;
	if (item_is(s, at + 1, "of") && date_four_digits(s, at + 2) > 0)
		return 0;				/* the last two quarters of 2024 */
	set_duration(period, counted ? &number : NULL, unit);
	set_dates(period, next ? PERIOD_NEXT : PERIOD_LAST, context);
	set_place(s, i, at + 1, period);
	return at + 1 - i;
}

/* six consecutive years, six years in a row; within five years */
static uint32_t
read_counted_span(const ItemSentence *s, uint32_t i, const PeriodContext *context, Period *period)
{
	bool		within = item_is(s, i, "within");
	uint32_t	at = i + item_among(s, i, "|for|within|");
	uint32_t	behind;
	bool		consecutive;
	Number		number;
	TimeUnit	unit;

	if (!number_read(s, at, &number) || number.ordinal)
		return 0;
	at += number.count;
	consecutive = item_among(s, at, "|consecutive|successive|straight|");
	at += consecutive;
	unit = read_time_unit(s, at);
	if (unit.count == 0)
		return 0;
	at++;
	behind = consecutive ? 0 : items_phrase_among(s, at, "|in a row|in succession|running|");
	consecutive = consecutive || behind > 0;
	at += behind;
	if (!consecutive && (!within || unit.months == 0 || item_among(s, at, "|of|after|from|following|prior|before|preceding|")))
		return 0;
	set_duration(period, &number, unit);
	if (consecutive)
		set_dates(period, PERIOD_DURATION, context);
	else
		set_open(period);
	set_place(s, i, at, period);
	return at - i;
}

/* 未来五年, 近五年, 连续六年 */
static uint32_t
read_han_span(const ItemSentence *s, uint32_t i, const PeriodContext *context, Period *period)
{
	uint32_t	before = items_spell_among(s, i, NEXT_HAN);
	PeriodKind	kind = PERIOD_NEXT;
	Number		number;
	TimeUnit	unit;
	uint32_t	at;

	if (before == 0)
	{
		before = items_spell_among(s, i, LAST_HAN);
		kind = PERIOD_LAST;
	}
	if (before == 0)
	{
		before = items_spell(s, i, "连续");
		kind = PERIOD_DURATION;
	}
	at = i + before;
	if (before == 0 || !number_read(s, at, &number) || number.ordinal)
		return 0;
	at += number.count;
	at += take_second_number(s, at, &number);
	unit = read_time_unit_han(s, at);
	if (unit.count == 0 || (number.form == NUMBER_DIGITS && number.plain && date_four_digits(s, at - 1) > 0))
		return 0;
	set_duration(period, &number, unit);
	set_dates(period, kind, context);
	at += unit.count;
	at += items_spell_among(s, at, "|来|内|");
	set_place(s, i, at, period);
	return at - i;
}

/* 五年内, 五年来; not behind "from the day on", which has another begin */
static uint32_t
read_han_within(const ItemSentence *s, uint32_t i, const PeriodContext *context, Period *period)
{
	Number		number;
	TimeUnit	unit;
	uint32_t	at;
	uint32_t	behind;
	bool		ago;

	if (!number_read(s, i, &number) || number.ordinal || items_spell_before(s, i, "|起|后|前|第|每|满|") > 0)
		return 0;
	at = i + number.count;
	unit = read_time_unit_han(s, at);
	if (unit.months == 0 || (number.form == NUMBER_DIGITS && date_four_digits(s, i) > 0))
		return 0;
	at += unit.count;
	ago = items_spell(s, at, "来") > 0;
	behind = ago ? 1 : items_spell_among(s, at, "|内|之内|以内|");
	if (behind == 0 || items_spell(s, at, "来自") > 0)
		return 0;
	at += behind;
	set_duration(period, &number, unit);
	if (ago)
		set_dates(period, PERIOD_LAST, context);
	else
		set_open(period);
	set_place(s, i, at, period);
	return at - i;
}

/* ---- durations by themselves ---------------------------------------------------- */

/* Also hours, minutes and seconds, which no span of dates is made of. */
static TimeUnit
read_any_unit(const ItemSentence *s, uint32_t i)
{
	TimeUnit	unit = read_time_unit(s, i);

	if (unit.count > 0)
		return unit;
	unit.count = 1;
	if (item_among(s, i, "|hour|hours|"))
		unit.seconds = 3600;
	else if (item_among(s, i, "|minute|minutes|"))
		unit.seconds = 60;
	else if (item_among(s, i, "|second|seconds|") || (item_is(s, i, "s") && s->items[i].spaced))
		unit.seconds = 1;
	else
		unit.count = 0;
	return unit;
}

static TimeUnit
read_any_unit_han(const ItemSentence *s, uint32_t i)
{
	TimeUnit	unit = {0};

	if ((unit.count = items_spell_among(s, i, "|个小时|小时|")) > 0)
		unit.seconds = 3600;
	else if ((unit.count = items_spell(s, i, "分钟")) > 0)
		unit.seconds = 60;
	else if ((unit.count = items_spell(s, i, "秒")) > 0)
		unit.seconds = 1;
	else if ((unit.count = items_spell_among(s, i, "|个工作日|个工作天|个自然日|个交易日|个日历日|个历日|历日|工作日|工作天|自然日|天|")) > 0 ||
			 (items_spell_among(s, i + 1, "|内|之内|以内|") > 0 && (unit.count = items_spell(s, i, "日")) > 0))
		unit.days = 1;
	else if (items_spell_among(s, i, "|周岁|周年|周边|周围|日|") == 0)
		unit = read_time_unit_han(s, i);
	return unit;
}

static bool
is_single(const Number *number)
{
	return decimal_to_integer(number->value, 2) == 1;
}

static void
fill_duration(const ItemSentence *s, uint32_t first, uint32_t end, const Number *number, TimeUnit unit,
			  Period *period)
{
	set_duration(period, number, unit);
	set_open(period);
	set_place(s, first, end, period);
}

#define BEFORE_ONE_UNIT \
	"|by|for|within|over|than|least|about|around|nearly|almost|lasting|after|another|under|only|up|"

/* for a year, within a week, half a year; not "twice a year", "a year ago"; items, or 0. */
static uint32_t
read_one_unit(const ItemSentence *s, uint32_t i, Period *period)
{
	bool		half = item_is(s, i, "half");
	uint32_t	at = i + half;
	TimeUnit	unit;

	if (i == 0 || !item_among(s, at, "|a|an|"))
		return 0;
	if (item_is(s, at + 1, "half") && item_is_dash(s, at + 2))
	{
		half = true;			/* a half-year */
		at += 2;
	}
	unit = read_any_unit(s, at + 1);
	if (unit.count == 0 || item_is(s, at + 1, "quarter") || item_among(s, at + 2, "|ago|old|earlier|later|before|on|in|end|plan|end's|") ||
		item_is_dash(s, at + 2) || (half ? unit.months != 12 : !item_among(s, i - 1, BEFORE_ONE_UNIT) && !(i > 1 && items_phrase(s, i - 2, "up to") > 0)))
		return 0;
	fill_duration(s, i, at + 2, NULL, unit, period);
	if (half)
		period->months /= 2;
	return at + 2 - i;
}

/* "the ten years from 2024", "the 12 months to June 2025": with their begin or end they have dates; items, or 0. */
static uint32_t
take_begin(const ItemSentence *s, uint32_t i, uint32_t first, Period *period)
{
	CalendarUnit unit;
	bool		from = item_among(s, i, "|from|starting|beginning|");
	uint32_t	at = i + 1;

	if (!period->has_duration || period->months == 0 || (!from && !item_among(s, i, "|to|ended|ending|")) || first == 0 ||
		!item_among(s, first - 1, "|the|over|for|in|"))
		return 0;
	at += !item_is(s, i, "from") && item_among(s, at, "|in|on|from|");
	if (!date_read(s, at, true, &unit) || !unit.valid || (!from && unit.precision == PRECISION_YEAR))
		return 0;
	period->has_dates = period->has_lower = period->has_upper = true;
	period->has_duration = false;
	period->kind = PERIOD_RANGE;
	period->anchor = ANCHOR_ABSOLUTE;
	period->lower = from ? unit.lower : date_add_months(unit.upper, -period->months);
	period->upper = from ? date_add_months(unit.lower, period->months) : unit.upper;
	period->end = s->items[at + unit.count - 1].end;
	return at + unit.count - i;
}

/* the year to March 2024, the year ended 31 March 2025; items, or 0 */
static uint32_t
read_dated_year(const ItemSentence *s, uint32_t i, Period *period)
{
	uint32_t	count;

	if (i == 0 || !item_is(s, i, "year") || !item_is(s, i - 1, "the") || !item_among(s, i + 1, "|to|ended|ending|"))
		return 0;
	fill_duration(s, i, i + 1, NULL, (TimeUnit) {.months = 12, .count = 1}, period);
	count = take_begin(s, i + 1, i, period);
	return count > 0 ? count + 1 : 0;
}

/* over eight years, 24 hours, a five-year mission; not "two years ago", "every two years" */
static uint32_t
read_duration(const ItemSentence *s, uint32_t i, Period *period)
{
	uint32_t	at;
	uint32_t	half;
	Number		number;
	TimeUnit	unit;

	if (item_among(s, i, "|a|the|") && item_is(s, i + 1, "decade") &&
		i > 0 && item_among(s, i - 1, "|in|for|over|within|than|"))
	{
		fill_duration(s, i, i + 2, NULL, read_time_unit(s, i + 1), period);
		return 2;
	}
	if ((at = read_one_unit(s, i, period)) > 0 || (at = read_dated_year(s, i, period)) > 0)
		return at;
	if (!number_read(s, i, &number) || number.ordinal || (i > 0 && item_among(s, i - 1, "|every|each|per|age|aged|")))
		return 0;
	at = i + number.count;
	half = items_phrase(s, at, "and a half");
	at += half;
	at += take_second_number(s, at, &number);
	at += item_is_dash(s, at) && item_touches(s, at);
	at += item_among(s, at, "|working|business|calendar|full|whole|");
	unit = read_any_unit(s, at);
	if (unit.count == 0 || s->items[at].broken || (number.form == NUMBER_DIGITS && item_touches(s, at) && !item_is_dash(s, at - 1)))
		return 0;
	if (item_among(s, at + 1, "|ago|old|earlier|") || (item_is(s, i, "one") && item_is(s, at, "day")) ||
		(item_is(s, at, "years") && items_phrase(s, at + 1, "of age") > 0) ||
		(item_is(s, at, "quarters") && item_is(s, at + 1, "of")))
		return 0;				/* three quarters of it */
	fill_duration(s, i, at + 1, &number, unit, period);
	if (half > 0)
		period->months += unit.months / 2;
	return at + 1 - i + take_begin(s, at + 1, i, period);
}

/* What makes of one year a duration: 为期一年, 一年以上. */
static bool
is_bounded_han(const ItemSentence *s, uint32_t first, uint32_t end)
{
	return items_spell_before(s, first, "|为|以|逾|过|于|满|期|长|延长|至少|至多|最多|最长|突破|") > 0 ||
		items_spell_among(s, end, "|以上|以下|以内|之内|内|为限|期|") > 0;
}

/* 半年, not of 上半年 */
static uint32_t
read_half_year(const ItemSentence *s, uint32_t i, Period *period)
{
	if (items_spell(s, i, "半年") == 0 || items_spell_before(s, i, "|上|下|前|后|大|小|多|") > 0 ||
		items_spell_among(s, i + 2, "|度|报|前|") > 0)
		return 0;
	fill_duration(s, i, i + 2, NULL, (TimeUnit) {.months = 6, .count = 2}, period);
	return 2;
}

/* 5 of 3-5年: of the two neither is the duration. */
static bool
is_second_number(const ItemSentence *s, uint32_t i)
{
	return i > 1 && (item_is_dash(s, i - 1) || items_spell_before(s, i, "|至|到|") > 0) &&
		(s->items[i - 2].kind == ITEM_NUMBER || (s->items[i - 2].kind == ITEM_CHARACTER && han_is_numeral(s->items[i - 2].point)));
}

/* 拟飞行前1日, 实验开始前十日: not 目前, nor 日前 */
static bool
is_days_before(const ItemSentence *s, uint32_t i)
{
	return items_spell_before(s, i, "|前|") > 0 && items_spell_before(s, i, "|日前|目前|之前|以前|年前|月前|此前|当前|提前|空前|") == 0;
}

/* 不少于六个月, 用三年时间, 24小时; not a date, 十年前 or 每两年 */
static uint32_t
read_duration_han(const ItemSentence *s, uint32_t i, Period *period)
{
	Number		number;
	TimeUnit	unit;
	uint32_t	at;

	if ((i > 0 && item_touches(s, i) && s->items[i - 1].kind == ITEM_NUMBER) || is_second_number(s, i) || !number_read(s, i, &number) ||
		number.ordinal || items_spell_before(s, i, "|第|每|每隔|年|月|零|○|") > 0)
		return 0;
	at = i + number.count;
	unit = read_any_unit_han(s, at);
	if (unit.count == 0 && items_spell(s, at, "日") > 0 && items_spell_among(s, at + 1, "|圆|元|币|本|均|产|报|") == 0 &&
		(items_spell_before(s, i, "|提前|逾|超过|少于|不足|至少|满|为期|期为|不得少于|公示|展期|延长|") > 0 ||
		 is_days_before(s, i) || decimal_to_integer(number.value, 9999) > 31 || items_spell_among(s, at + 1, "|以上|以下|之久|期限|的期限|") > 0))
		unit = (TimeUnit) {.days = 1, .count = 1};
	if (unit.count == 0 || (unit.months == 12 && (decimal_to_integer(number.value, 99) < 0 || date_four_digits(s, i) > 0)))
		return 0;
	at += unit.count;
	if (items_spell_among(s, at, "|前|之前|以前|级|代|一度|规划|计划|行动|") > 0 &&
		!(unit.months < 12 && items_spell_before(s, i, "|满|") > 0))
		return 0;
	if (is_single(&number) && !is_bounded_han(s, i, at) && !(unit.months == 12 && items_spell(s, at, "半") > 0) &&
		!(unit.days > 0 && is_days_before(s, i)))
		return 0;
	fill_duration(s, i, at, &number, unit, period);
	return at - i + take_half(s, at, period, unit);
}

uint32_t
period_read_span(const ItemSentence *s, uint32_t i, const PeriodContext *context, Period *period)
{
	uint32_t	count = 0;

	if (s->items[i].kind == ITEM_CHARACTER || s->items[i].kind == ITEM_NUMBER)
	{
		count = read_han_span(s, i, context, period);
		if (count == 0)
			count = read_han_within(s, i, context, period);
	}
	if (count == 0 && s->items[i].kind == ITEM_WORD)
		count = read_relative_span(s, i, context, period);
	if (count == 0 && s->items[i].kind != ITEM_CHARACTER)
		count = read_counted_span(s, i, context, period);
	return count;
}

uint32_t
period_read_duration(const ItemSentence *s, uint32_t i, Period *period)
{
	uint32_t	count = read_half_year(s, i, period);

	if (count == 0 && s->items[i].kind != ITEM_WORD)
		count = read_duration_han(s, i, period);
	if (count == 0 && s->items[i].kind != ITEM_CHARACTER)
		count = read_duration(s, i, period);
	return count;
}

/* Years from the year of issue: this year 0, next year 1; items, or 0. */
static uint32_t
read_year_step(const ItemSentence *s, uint32_t i, int32_t *step)
{
	static const struct
	{
		const char *english;
		const char *han;
		int32_t		step;
	}			steps[] = {
		{"|this year|", "|今年|", 0}, {"|next year|", "|明年|", 1}, {"|last year|", "|去年|", -1},
		{"|", "|后年|", 2}, {"|", "|前年|", -2}
	};

	for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++)
	{
		uint32_t	count = items_phrase_among(s, i, steps[k].english);

		if (count == 0)
			count = items_spell_among(s, i, steps[k].han);
		*step = steps[k].step;
		if (count > 0)
			return count;
	}
	return 0;
}

bool
period_read_relative(const ItemSentence *s, uint32_t i, const PeriodContext *context, CalendarUnit *unit)
{
	int32_t		step;

	memset(unit, 0, sizeof(*unit));
	unit->first = i;
	unit->count = read_year_step(s, i, &step);
	if (unit->count == 0 || (i > 0 && item_is(s, i - 1, "the")) || item_is(s, i + unit->count, "of") ||
		items_spell_before(s, i, "|先|日|目|之|以|多|三|五|十|几|数|最|此|当|往|历|") > 0 ||
		items_spell(s, i + unit->count, "度") > 0)
		return false;
	if (context->has_issued)
		unit_set_year(unit, date_year(context->issued) + step);
	unit->precision = PRECISION_YEAR;
	unit->relative = true;
	unit->end = items_spell_among(s, i + unit->count, "|底|末|") > 0;
	unit->count += unit->end;
	return true;
}

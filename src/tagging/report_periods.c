/*-------------------------------------------------------------------------
 *
 * report_periods.c
 *		The table of periods of a report, and how dates are written in it.
 *
 * Called by tag_report.c and report_targets.c.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/report.h"

#include "datatype/timestamp.h"
#include "miscadmin.h"
#include "utils/datetime.h"

#define MONTHS 12				/* of a year */

/* ---- dates ------------------------------------------------------------------------ */

typedef struct CalendarDay
{
	int			year;
	int			month;
	int			day;
} CalendarDay;

/* The units that a period may be whole of. */
typedef enum Grain
{
	GRAIN_DAY,
	GRAIN_MONTH,
	GRAIN_YEAR
} Grain;

static CalendarDay
calendar_day(int32 days)
{
	CalendarDay result;

	j2date(days + POSTGRES_EPOCH_JDATE, &result.year, &result.month, &result.day);
	return result;
}

/* The coarsest unit that begins on that day, or ends before it. */
static Grain
bound_grain(CalendarDay bound)
{
	if (bound.day != 1)
		return GRAIN_DAY;
	return bound.month == 1 ? GRAIN_YEAR : GRAIN_MONTH;
}

static char *
day_text(CalendarDay day, Grain grain)
{
	if (grain == GRAIN_YEAR)
		return psprintf("%d", day.year);
	if (grain == GRAIN_MONTH)
		return psprintf("%d-%02d", day.year, day.month);
	return psprintf("%d-%02d-%02d", day.year, day.month, day.day);
}

/* Both bounds are named as a reader names them: the last day, month or year is in it. */
static void
write_bounds(StringInfo out, const Report *report, const Period *period)
{
	Grain		from = period->has_lower ? bound_grain(calendar_day(period->lower)) : GRAIN_YEAR;
	Grain		to = period->has_upper ? bound_grain(calendar_day(period->upper)) : GRAIN_YEAR;
	char	   *first = period->has_lower ? day_text(calendar_day(period->lower), Min(from, to)) : NULL;
	char	   *last = period->has_upper ? day_text(calendar_day(period->upper - 1), Min(from, to)) : NULL;

	if (first == NULL && last == NULL)
		return;
	if (first == NULL)
		phrase_write_two(out, report->language, PHRASE_TO_DATE, last, NULL);
	else if (last == NULL)
		phrase_write_two(out, report->language, PHRASE_FROM_DATE, first, NULL);
	else if (strcmp(first, last) == 0)
		appendStringInfoString(out, first);
	else
		appendStringInfo(out, "%s\u2013%s", first, last);
}

static void
write_count_of(StringInfo out, const Report *report, int32 count, Phrase one, Phrase many)
{
	char		number[16];

	if (count == 0)
		return;
	snprintf(number, sizeof(number), "%d", count);
	phrase_write_two(out, report->language, count == 1 ? one : many, number, NULL);
	appendStringInfoCharMacro(out, ' ');
}

void
report_write_dates(StringInfo out, const Report *report, const Period *period)
{
	if (period->has_dates)
	{
		write_bounds(out, report, period);
		return;
	}
	write_count_of(out, report, period->months / MONTHS, PHRASE_ONE_YEAR, PHRASE_YEARS);
	write_count_of(out, report, period->months % MONTHS, PHRASE_ONE_MONTH, PHRASE_MONTHS);
	write_count_of(out, report, period->days, PHRASE_ONE_DAY, PHRASE_DAYS);
}

/* ---- rows --------------------------------------------------------------------------- */

/* A link to the sentence of each. */
static void
write_links(StringInfo out, const Report *report, uint32 first, uint32 end, const char *dates)
{
	appendStringInfoString(out, "<td class=\"links\">");
	for (uint32 i = first; i < end; i++)
		report_write_link(out, report, dates, 's', report->periods[i].sentence + 1, (int) (i - first) + 1,
						  i == end - 1);
	appendStringInfoString(out, "</td>");
}

/* Periods first to end - 1, which are the same; without dates, as the text names them. */
static void
write_row(StringInfo out, const Report *report, uint32 first, uint32 end)
{
	const ReportPeriod *row = &report->periods[first];
	StringInfoData dates;

	initStringInfo(&dates);
	report_write_dates(&dates, report, &row->period);
	if (dates.len == 0)
		appendBinaryStringInfo(&dates, report->marked.text + row->period.start,
							   (int) (row->period.end - row->period.start));
	appendStringInfoString(out, "<tr><th scope=\"row\">");
	html_append(out, dates.data);
	appendStringInfo(out, "</th><td>%s</td>", phrase(report->language, PHRASE_POINT + row->period.kind));
	write_links(out, report, first, end, dates.data);
	report_write_quotation(out, report, row->sentence, NULL, row->period.start, row->period.end);
	appendStringInfoString(out, "</tr>\n");
	pfree(dates.data);
}

void
report_write_periods(StringInfo out, const Report *report)
{
	static const Phrase columns[] = {
		PHRASE_PERIOD, PHRASE_KIND, PHRASE_IN_TEXT, PHRASE_FIRST_SENTENCE
	};

	if (report->period_count == 0)
		return;
	report_begin_section(out, report, "periods", PHRASE_PERIODS, PHRASE_PERIODS_NOTE);
	report_begin_table(out, report, "periods-title", columns, lengthof(columns));
	for (uint32 first = 0, end; first < report->period_count; first = end)
	{
		CHECK_FOR_INTERRUPTS();
		for (end = first + 1; end < report->period_count; end++)
			if (!report_same_period(&report->periods[first].period, &report->periods[end].period))
				break;
		write_row(out, report, first, end);
	}
	report_end_table(out);
	appendStringInfoString(out, "</section>\n");
}

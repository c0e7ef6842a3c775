/*-------------------------------------------------------------------------
 *
 * report_targets.c
 *		The table of targets of a report.
 *
 * Called by tag_report.c.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/report.h"

#include "miscadmin.h"

#define GROUP 3					/* digits; 123 456 789 */
#define GROUP_SPACE "\u202F"	/* narrow, and no line ends there */

/* ---- values ------------------------------------------------------------------------- */

/* Digits in front of the point, in groups. */
static void
append_grouped(StringInfo out, const char *digits, int count)
{
	for (int i = 0; i < count; i++)
	{
		if (i > 0 && (count - i) % GROUP == 0)
			appendStringInfoString(out, GROUP_SPACE);
		appendStringInfoCharMacro(out, digits[i]);
	}
}

/* The exact decimal; |exponent| <= DECIMAL_EXPONENT_MAX. */
static void
append_decimal(StringInfo out, Decimal value)
{
	char		digits[32 + 2 * DECIMAL_EXPONENT_MAX];
	uint64		magnitude = value.digits < 0 ? -(uint64) value.digits : (uint64) value.digits;
	int			behind = value.exponent < 0 ? -value.exponent : 0;
	int			count = snprintf(digits, sizeof(digits), "%0*llu", behind + 1,
								 (unsigned long long) magnitude);

	for (int i = 0; i < value.exponent; i++)
		digits[count++] = '0';
	if (value.digits < 0)
		appendStringInfoString(out, "\u2212");
	append_grouped(out, digits, count - behind);
	if (behind > 0)
		appendStringInfo(out, ".%.*s", behind, digits + count - behind);
}

/* A count has no unit, a percentage stands close to its number. */
static void
append_unit(StringInfo out, const char *unit)
{
	if (strcmp(unit, "1") == 0)
		return;
	if (strcmp(unit, "%") != 0)
		appendStringInfoString(out, "\u00A0");
	html_append(out, unit);
}

static void
write_value(StringInfo out, const Quantity *quantity)
{
	static const char *const signs[] = {"", "\u2265\u00A0", ">\u00A0", "\u2264\u00A0", "<\u00A0", "\u2248\u00A0", ""};

	appendStringInfoString(out, "<td class=\"number\">");
	if (quantity->value.known)
	{
		html_append(out, signs[quantity->comparator]);
		append_decimal(out, quantity->value);
		if (quantity->comparator == COMPARE_BETWEEN && quantity->upper.known)
		{
			appendStringInfoString(out, "\u2013");
			append_decimal(out, quantity->upper);
		}
		append_unit(out, quantity->unit);
	}
	appendStringInfoString(out, "</td>");
}

/* ---- rows ----------------------------------------------------------------------------- */

/* The words of the text, which lead to their sentence. */
static void
write_words(StringInfo out, const Report *report, const ReportTarget *row)
{
	appendStringInfo(out, "<th scope=\"row\" dir=\"auto\"");
	report_write_lang(out, report->lang);
	appendStringInfo(out, "><a href=\"#s%u\">", row->sentence + 1);
	markup_append(out, MARKUP_HTML, report->marked.text + row->target.start,
				  row->target.end - row->target.start);
	appendStringInfoString(out, "</a></th>");
}

static void
write_row(StringInfo out, const Report *report, const ReportTarget *row)
{
	const Target *target = &row->target;

	report_begin_row(out, report, target->concept);
	write_words(out, report, row);
	write_value(out, &target->quantity);
	report_write_label_cell(out, report, target->concept);
	appendStringInfo(out, "<td>%s</td><td class=\"close\">",
					 phrase(report->language, PHRASE_TARGET + (target->status - STATUS_TARGET)));
	if (target->has_deadline)
		report_write_dates(out, report, &target->deadline);
	appendStringInfoString(out, "</td>");
	report_write_label_cell(out, report, target->responsible);
	report_write_quotation(out, report, row->sentence, NULL, target->start, target->end);
	appendStringInfoString(out, "</tr>\n");
}

static void
write_left(StringInfo out, const Report *report)
{
	appendStringInfoString(out, "<p class=\"note\">");
	phrase_write_two(out, report->language, PHRASE_TARGETS_LEFT, psprintf("%u", report->targets_left),
					 NULL);
	appendStringInfoString(out, "</p>\n");
}

void
report_write_targets(StringInfo out, const Report *report)
{
	static const Phrase columns[] = {
		PHRASE_QUANTITY, PHRASE_VALUE, PHRASE_CONCEPT, PHRASE_STATUS, PHRASE_DUE, PHRASE_RESPONSIBLE,
		PHRASE_SENTENCE
	};

	if (report->target_count == 0)
		return;
	report_begin_section(out, report, "targets", PHRASE_TARGETS, PHRASE_TARGETS_NOTE);
	report_begin_table(out, report, "targets-title", columns, lengthof(columns));
	for (uint32 i = 0; i < report->target_count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		write_row(out, report, &report->targets[i]);
	}
	report_end_table(out);
	if (report->targets_left > 0)
		write_left(out, report);
	appendStringInfoString(out, "</section>\n");
}

/*-------------------------------------------------------------------------
 *
 * report_commitments.c
 *		The table of commitments of a report.
 *
 * Called by tag_report.c.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/report.h"

#include "miscadmin.h"
#include "tagging/svg.h"

#define FIRM 4					/* this force and more is decided */
#define PER_CENT 100

/* The phrase of a force, 0 for prohibited. */
static Phrase
force_phrase(uint8 force)
{
	return force == 0 ? PHRASE_PROHIBITED : (Phrase) (PHRASE_FORCE_5 + COMMITMENT_FORCES - force);
}

/* What is not there, empty: a column of noughts hides the rest. */
static void
write_count(StringInfo out, int64 count)
{
	if (count > 0)
		report_write_number(out, count, 0);
	else
		appendStringInfoString(out, "<td></td>");
}

static void
write_share(StringInfo out, const Commitment *count)
{
	double		low;
	double		high;
	double		share = tagset_firm_share(count->by_force, count->clauses, FIRM, &low, &high);

	appendStringInfoString(out, "<td class=\"number\">");
	svg_append_decimal(out, svg_round(share * PER_CENT, 0), 0);
	appendStringInfoString(out, "% <span class=\"interval\">");
	svg_append_decimal(out, svg_round(low * PER_CENT, 0), 0);
	appendStringInfoString(out, "\u2013");
	svg_append_decimal(out, svg_round(high * PER_CENT, 0), 0);
	appendStringInfoString(out, "</span></td>");
}

/* The force, which leads to its sentence. */
static void
write_firmest(StringInfo out, const Report *report, const ReportCommitment *commitment)
{
	const char *force = phrase(report->language, force_phrase(commitment->count.highest));
	char	   *label = report_label(report, commitment->count.concept);

	appendStringInfo(out, "<td class=\"close\"><a href=\"#s%u\" aria-label=\"", commitment->sentence + 1);
	phrase_write_two(out, report->language, PHRASE_FIRMEST_OF, label, force);
	appendStringInfo(out, "\">%s</a></td>", force);
	pfree(label);
}

static void
write_counts(StringInfo out, const Commitment *count, bool prohibits)
{
	report_write_number(out, count->clauses, 0);
	for (int k = COMMITMENT_FORCES; k-- > 0;)
		write_count(out, count->by_force[k]);
	if (prohibits)
		write_count(out, count->by_force[COMMITMENT_FORCES]);
	write_share(out, count);
}

static void
write_row(StringInfo out, const Report *report, const ReportCommitment *commitment, bool prohibits)
{
	report_begin_row(out, report, commitment->count.concept);
	appendStringInfoString(out, "<th scope=\"row\">");
	report_write_concept(out, report, commitment->count.concept);
	appendStringInfoString(out, "</th>");
	write_counts(out, &commitment->count, prohibits);
	write_firmest(out, report, commitment);
	report_write_label_cell(out, report, commitment->responsible);
	report_write_quotation(out, report, commitment->sentence, &commitment->mark, 0, 0);
	appendStringInfoString(out, "</tr>\n");
}

/* The table is wide enough without a column that is empty in most documents. */
static bool
any_prohibited(const Report *report)
{
	for (uint32 i = 0; i < report->commitment_count; i++)
		if (report->commitments[i].count.by_force[COMMITMENT_FORCES] > 0)
			return true;
	return false;
}

static void
begin_table(StringInfo out, const Report *report, bool prohibits)
{
	static const Phrase before[] = {
		PHRASE_CONCEPT, PHRASE_CLAUSES, PHRASE_COUNT_5, PHRASE_COUNT_4, PHRASE_COUNT_3, PHRASE_COUNT_2,
		PHRASE_COUNT_1
	};
	static const Phrase after[] = {
		PHRASE_FIRM_SHARE, PHRASE_FIRMEST, PHRASE_RESPONSIBLE, PHRASE_SENTENCE
	};
	Phrase		columns[lengthof(before) + 1 + lengthof(after)];
	int			count = lengthof(before);

	memcpy(columns, before, sizeof(before));
	if (prohibits)
		columns[count++] = PHRASE_PROHIBITED;
	memcpy(&columns[count], after, sizeof(after));
	report_begin_table(out, report, "commitments-title", columns, count + (int) lengthof(after));
}

void
report_write_commitments(StringInfo out, const Report *report)
{
	bool		prohibits = any_prohibited(report);

	if (report->commitment_count == 0)
		return;
	report_begin_section(out, report, "commitments", PHRASE_COMMITMENTS, PHRASE_COMMITMENTS_NOTE);
	begin_table(out, report, prohibits);
	for (uint32 i = 0; i < report->commitment_count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		write_row(out, report, &report->commitments[i], prohibits);
	}
	report_end_table(out);
	appendStringInfoString(out, "</section>\n");
}

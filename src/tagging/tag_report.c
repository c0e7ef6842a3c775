/*-------------------------------------------------------------------------
 *
 * tag_report.c
 *		SQL: tag_report(), a document and what was found in it as one page.
 *
 * The page loads nothing and runs nothing: its policy forbids both, whatever
 * a document holds.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "tagging/report.h"
#include "tagging/svg.h"
#include "tagging/tag_periods.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_report);

#define TITLE_WIDTH (INT64CONST(120) * SVG_FONT_PIXELS * SVG_PIXEL)

/* The parts of the page, in order. */
static void (*const sections[]) (StringInfo out, const Report *report) = {
	report_write_document,
	report_write_scores,
	report_write_commitments,
	report_write_targets,
	report_write_periods,
	report_write_concepts
};

/* The first line that is not blank, cut to a readable length. */
static char *
first_line(const Report *report)
{
	const MarkedDocument *marked = &report->marked;
	const char *at = marked->text;
	const char *end = marked->text + marked->length;
	const char *line;

	while (at < end && strchr(" \t\r\n\f\v", *at))
		at++;
	for (line = at; at < end && *at != '\n' && *at != '\r';)
		at++;
	while (at > line && (at[-1] == ' ' || at[-1] == '\t'))
		at--;
	if (at == line)
		return pstrdup(phrase(report->language, PHRASE_DOCUMENT));
	return svg_fit_text(pnstrdup(line, at - line), TITLE_WIDTH);
}

static void
write_head(StringInfo out, const Report *report, const char *title)
{
	appendStringInfoString(out, "<!DOCTYPE html>\n<html");
	report_write_lang(out, page_language_tag(report->language));
	appendStringInfoString(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
						   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
						   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
						   "'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action "
						   "'none'\">\n<title>");
	html_append(out, title);
	appendStringInfoString(out, "</title>\n");
	report_write_style(out, report);
	appendStringInfoString(out, "</head>\n");
}

static void
write_summary(StringInfo out, const Report *report)
{
	const char *arguments[] = {
		report->taxonomy,
		psprintf("%d", report->version),
		psprintf("%u", report->marked.marks.count),
		psprintf("%u", report->concept_count),
		psprintf(INT64_FORMAT, (report->words + TAGSET_THOUSAND / 2) / TAGSET_THOUSAND)
	};

	appendStringInfoString(out, "<p>");
	phrase_write(out, report->language, PHRASE_SUMMARY, arguments);
	appendStringInfoString(out, "</p>\n");
}

static void
write_page(StringInfo out, const Report *report)
{
	char	   *title = report->title ? pstrdup(report->title) : first_line(report);

	write_head(out, report, title);
	appendStringInfoString(out, "<body>\n<a class=\"skip\" href=\"#document\">");
	appendStringInfoString(out, phrase(report->language, PHRASE_SKIP));
	appendStringInfoString(out, "</a>\n<header>\n<h1 dir=\"auto\"");
	report_write_lang(out, report->lang);
	appendStringInfoCharMacro(out, '>');
	html_append(out, title);
	appendStringInfoString(out, "</h1>\n");
	write_summary(out, report);
	appendStringInfoString(out, "</header>\n<main>\n");
	report_write_legend(out, report);
	appendStringInfoString(out, "<div class=\"page\">\n");
	for (Size i = 0; i < lengthof(sections); i++)
		sections[i] (out, report);
	appendStringInfoString(out, "</div>\n</main>\n<footer>");
	phrase_write_two(out, report->language, PHRASE_FOOTER, POLICYSCOPE_VERSION, NULL);
	appendStringInfoString(out, "</footer>\n</body>\n</html>\n");
}

/* tag_report(document), tag_report(taxonomy, document, title, issued) */
Datum
tag_report(PG_FUNCTION_ARGS)
{
	bool		alone = PG_NARGS() == 1;
	PeriodContext context = issued_context(fcinfo, 3);
	Report		report;
	StringInfoData out;

	if (PG_ARGISNULL(0) || (!alone && PG_ARGISNULL(1)))
		PG_RETURN_NULL();
	report_read(&report, tagger_taxonomy(fcinfo, 1), PG_GETARG_TEXT_PP(alone ? 0 : 1),
				&context);
	if (!alone && !PG_ARGISNULL(2))
		report.title = text_to_cstring(PG_GETARG_TEXT_PP(2));
	initStringInfo(&out);
	write_page(&out, &report);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}

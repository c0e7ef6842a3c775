/*-------------------------------------------------------------------------
 *
 * report_tables.c
 *		The legend, the bars of scores and the tables of concepts of a report.
 *
 * Called by tag_report.c.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/report.h"

#include "miscadmin.h"
#include "tagging/chart.h"
#include "tagging/svg.h"

#define MOST_BARS 12			/* of a facet */
#define LINKS_SHOWN 12			/* of a concept; the others unfold */
#define CHART_WIDTH 440			/* pixels */
#define CHART_LABEL_WIDTH 200	/* so that the bars of all facets begin in one line */

static void
write_facet_name(StringInfo out, const Report *report, uint32 facet)
{
	const ImageFacet *entry = &report->view->facets[facet];

	markup_append(out, MARKUP_HTML, report->view->strings + entry->name, entry->name_length);
}

/* A check box for each facet; the style sheet does the rest (report_style.c). */
void
report_write_legend(StringInfo out, const Report *report)
{
	appendStringInfoString(out, "<fieldset class=\"facets\"><legend>Facets shown</legend>\n");
	for (uint32 facet = 0; facet < report->view->facet_count; facet++)
	{
		if (report_facet_size(report, facet) == 0)
			continue;
		appendStringInfo(out, "<label><input type=\"checkbox\" id=\"show-f%u\" checked>"
						 "<span class=\"f%u name\">", facet, facet);
		write_facet_name(out, report, facet);
		appendStringInfo(out, "</span> %u</label>\n", report_facet_size(report, facet));
	}
	appendStringInfoString(out, "</fieldset>\n");
}

static void
write_chart(StringInfo out, const Report *report, uint32 facet)
{
	const ReportConcept *concepts = &report->concepts[report->facet_first[facet]];
	int			count = (int) Min(report_facet_size(report, facet), MOST_BARS);
	const char *labels[MOST_BARS];
	double		values[MOST_BARS];
	bool		missing[MOST_BARS] = {false};
	ChartData	data = {labels, count, NULL, 1, values, missing};
	const ImageFacet *entry = &report->view->facets[facet];
	ChartOptions options;

	for (int i = 0; i < count; i++)
	{
		labels[i] = report_label(report, concepts[i].concept);
		values[i] = concepts[i].score;
	}
	chart_options_default(&options);
	options.width = CHART_WIDTH;
	options.label_width = CHART_LABEL_WIDTH;
	options.decimals = 3;
	options.max = 1;
	options.lang = report->lang;
	options.title = psprintf("Scores of %.*s", entry->name_length,
							 report->view->strings + entry->name);
	chart_bars(out, &data, &options);
}

void
report_write_scores(StringInfo out, const Report *report)
{
	appendStringInfoString(out, "<section id=\"scores\" aria-labelledby=\"scores-title\">"
						   "<h2 id=\"scores-title\">Scores</h2>\n");
	for (uint32 facet = 0; facet < report->view->facet_count; facet++)
	{
		if (report_facet_size(report, facet) == 0)
			continue;
		appendStringInfo(out, "<div class=\"f%u facet\"><h3>", facet);
		write_facet_name(out, report, facet);
		appendStringInfoString(out, "</h3>");
		write_chart(out, report, facet);
		if (report_facet_size(report, facet) > MOST_BARS)
			appendStringInfo(out, "<p class=\"note\">The first %d of %u.</p>", MOST_BARS,
							 report_facet_size(report, facet));
		appendStringInfoString(out, "</div>\n");
	}
	appendStringInfoString(out, "</section>\n");
}

static void
write_link(StringInfo out, const Report *report, const ReportLink *link, const char *label,
		   int number)
{
	appendStringInfo(out, "<a href=\"#m%u\" aria-label=\"",
					 report->marked.marks.marks[link->mark].number + 1);
	html_append(out, label);
	appendStringInfo(out, ", mention %d\">%d</a> ", number, number);
}

/* A link to each mark of the concept; many are folded away. */
static void
write_links(StringInfo out, const Report *report, const ReportConcept *concept)
{
	char	   *label = report_label(report, concept->concept);
	int			number = 0;

	for (uint32 i = concept->first_link; i != IMAGE_NONE; i = report->links[i].next)
	{
		if (number == LINKS_SHOWN && report->links[i].next != IMAGE_NONE)
		{
			appendStringInfoString(out, "<details><summary aria-label=\"");
			html_append(out, label);
			appendStringInfoString(out, ", more mentions\">more</summary>");
		}
		write_link(out, report, &report->links[i], label, ++number);
	}
	if (number > LINKS_SHOWN + 1)
		appendStringInfoString(out, "</details>");
	pfree(label);
}

/* The sentence of the concept's first mention, with that mention marked. */
static void
write_first_sentence(StringInfo out, const Report *report, const ReportConcept *concept)
{
	const MarkedDocument *marked = &report->marked;
	uint32		mark;
	const OutlineSentence *sentence;
	Marks		first = {report->view, NULL, 1};

	if (concept->first_link == IMAGE_NONE)
		return;
	mark = report->links[concept->first_link].mark;
	first.marks = &marked->marks.marks[mark];
	sentence = &marked->outline.sentences[report->mark_sentence[mark]];
	marks_write_html(out, &first, marked->text, sentence->start, sentence->end, report_open_quoted,
					 NULL, report);
}

static void
write_number(StringInfo out, int64 number, int decimals)
{
	appendStringInfoString(out, "<td class=\"number\">");
	svg_append_decimal(out, number, decimals);
	appendStringInfoString(out, "</td>");
}

static void
write_density(StringInfo out, const Report *report, const ReportConcept *concept)
{
	if (report->words == 0)
		appendStringInfoString(out, "<td class=\"number\">\u2013</td>");
	else
		write_number(out, svg_round(tagset_density(concept->evidence, report->words), 2), 2);
}

static void
write_row(StringInfo out, const Report *report, const ReportConcept *concept)
{
	const ImageConcept *entry = &report->view->concepts[concept->concept];

	appendStringInfoString(out, "<tr><th scope=\"row\">");
	report_write_label(out, report, concept->concept);
	appendStringInfoString(out, " <code>");
	markup_append(out, MARKUP_HTML, report->view->strings + entry->key, entry->key_length);
	appendStringInfoString(out, "</code></th>");
	write_number(out, svg_round(concept->score, 3), 3);
	write_density(out, report, concept);
	write_number(out, concept->mentions, 0);
	write_number(out, concept->mentions_direct, 0);
	appendStringInfoString(out, "<td class=\"links\">");
	write_links(out, report, concept);
	appendStringInfoString(out, "</td><td dir=\"auto\"");
	report_write_lang(out, report->lang);
	appendStringInfoCharMacro(out, '>');
	write_first_sentence(out, report, concept);
	appendStringInfoString(out, "</td></tr>\n");
}

static void
write_table(StringInfo out, const Report *report, uint32 facet)
{
	appendStringInfo(out, "<div class=\"f%u facet\"><h3 id=\"table-f%u\">", facet, facet);
	write_facet_name(out, report, facet);
	appendStringInfo(out, "</h3>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" "
					 "aria-labelledby=\"table-f%u\"><table aria-labelledby=\"table-f%u\">"
					 "<thead><tr><th scope=\"col\">Concept</th><th scope=\"col\">Score</th>"
					 "<th scope=\"col\">Density</th><th scope=\"col\">Mentions</th>"
					 "<th scope=\"col\">Direct</th><th scope=\"col\">In the text</th>"
					 "<th scope=\"col\">First sentence</th></tr></thead><tbody>\n", facet, facet);
	for (uint32 i = report->facet_first[facet]; i < report->facet_first[facet + 1]; i++)
	{
		CHECK_FOR_INTERRUPTS();
		write_row(out, report, &report->concepts[i]);
	}
	appendStringInfoString(out, "</tbody></table></div></div>\n");
}

void
report_write_concepts(StringInfo out, const Report *report)
{
	appendStringInfoString(out, "<section id=\"concepts\" aria-labelledby=\"concepts-title\">"
						   "<h2 id=\"concepts-title\">Concepts</h2>\n"
						   "<p class=\"note\">The score is from 0 up to 1, by evidence and the "
						   "document\xE2\x80\x99s length; density is evidence in a thousand words. "
						   "Mentions include those of narrower concepts, direct ones do not."
						   "</p>\n");
	for (uint32 facet = 0; facet < report->view->facet_count; facet++)
		if (report_facet_size(report, facet) > 0)
			write_table(out, report, facet);
	appendStringInfoString(out, "</section>\n");
}

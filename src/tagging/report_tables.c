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
#define LINKS_SHOWN 12			/* of a row; the others unfold */
#define CHART_WIDTH 440			/* pixels */
#define CHART_LABEL_WIDTH 200	/* so that the bars of all facets begin in one line */

static void
write_facet_name(StringInfo out, const Report *report, uint32 facet)
{
	const ImageFacet *entry = &report->view->facets[facet];

	markup_append(out, MARKUP_HTML, report->view->strings + entry->name, entry->name_length);
}

/* A heading, and what its table shows. */
void
report_begin_section(StringInfo out, const Report *report, const char *id, Phrase title, Phrase note)
{
	appendStringInfo(out, "<section id=\"%s\" class=\"all\" aria-labelledby=\"%s-title\">"
					 "<h2 id=\"%s-title\">%s</h2>\n<p class=\"note\">%s</p>\n", id, id, id,
					 phrase(report->language, title), phrase(report->language, note));
}

/* A table that may be wider than the page: reached by keyboard, it scrolls. */
void
report_begin_table(StringInfo out, const Report *report, const char *title_id,
				   const Phrase *columns, int count)
{
	appendStringInfo(out, "<div class=\"wide\" role=\"group\" tabindex=\"0\" "
					 "aria-labelledby=\"%s\"><table aria-labelledby=\"%s\"><thead><tr>", title_id, title_id);
	for (int i = 0; i < count; i++)
		appendStringInfo(out, "<th scope=\"col\">%s</th>", phrase(report->language, columns[i]));
	appendStringInfoString(out, "</tr></thead><tbody>\n");
}

void
report_end_table(StringInfo out)
{
	appendStringInfoString(out, "</tbody></table></div>");
}

void
report_begin_row(StringInfo out, const Report *report, uint32 concept)
{
	if (concept == IMAGE_NONE)
		appendStringInfoString(out, "<tr>");
	else
		appendStringInfo(out, "<tr class=\"f%u facet\">", report->view->concepts[concept].facet);
}

/* A cell with its name, or an empty one. */
void
report_write_label_cell(StringInfo out, const Report *report, uint32 concept)
{
	appendStringInfoString(out, "<td>");
	if (concept != IMAGE_NONE)
		report_write_label(out, report, concept);
	appendStringInfoString(out, "</td>");
}

/* Its name, and its key. */
void
report_write_concept(StringInfo out, const Report *report, uint32 concept)
{
	const ImageConcept *entry = &report->view->concepts[concept];

	report_write_label(out, report, concept);
	appendStringInfoString(out, " <code>");
	markup_append(out, MARKUP_HTML, report->view->strings + entry->key, entry->key_length);
	appendStringInfoString(out, "</code>");
}

/* A check box for each facet; the style sheet does the rest (report_style.c). */
void
report_write_legend(StringInfo out, const Report *report)
{
	appendStringInfo(out, "<fieldset class=\"facets\"><legend>%s</legend>\n",
					 phrase(report->language, PHRASE_FACETS));
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

/* Not escaped: the chart does that. */
static char *
chart_title(const Report *report, uint32 facet)
{
	const ImageFacet *entry = &report->view->facets[facet];
	const char *pattern = phrase(report->language, PHRASE_SCORES_OF);
	const char *place = strstr(pattern, "$1");

	return psprintf("%.*s%.*s%s", (int) (place - pattern), pattern, entry->name_length,
					report->view->strings + entry->name, place + strlen("$1"));
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
	options.title = chart_title(report, facet);
	chart_bars(out, &data, &options);
}

static void
write_first_of(StringInfo out, const Report *report, uint32 facet)
{
	appendStringInfoString(out, "<p class=\"note\">");
	phrase_write_two(out, report->language, PHRASE_FIRST_OF, psprintf("%d", MOST_BARS),
					 psprintf("%u", report_facet_size(report, facet)));
	appendStringInfoString(out, "</p>");
}

void
report_write_scores(StringInfo out, const Report *report)
{
	appendStringInfo(out, "<section id=\"scores\" aria-labelledby=\"scores-title\">"
					 "<h2 id=\"scores-title\">%s</h2>\n", phrase(report->language, PHRASE_SCORES));
	for (uint32 facet = 0; facet < report->view->facet_count; facet++)
	{
		if (report_facet_size(report, facet) == 0)
			continue;
		appendStringInfo(out, "<div class=\"f%u facet\"><h3>", facet);
		write_facet_name(out, report, facet);
		appendStringInfoString(out, "</h3>");
		write_chart(out, report, facet);
		if (report_facet_size(report, facet) > MOST_BARS)
			write_first_of(out, report, facet);
		appendStringInfoString(out, "</div>\n");
	}
	appendStringInfoString(out, "</section>\n");
}

/* Many are folded away. */
void
report_write_link(StringInfo out, const Report *report, const char *row, char target,
				  uint32 id, int number, bool last)
{
	char		shown[16];

	snprintf(shown, sizeof(shown), "%d", number);
	if (number == LINKS_SHOWN + 1 && !last)
	{
		appendStringInfoString(out, "<details><summary aria-label=\"");
		phrase_write_two(out, report->language, PHRASE_MORE_MENTIONS, row, NULL);
		appendStringInfo(out, "\">%s</summary>", phrase(report->language, PHRASE_MORE));
	}
	appendStringInfo(out, "<a href=\"#%c%u\" aria-label=\"", target, id);
	phrase_write_two(out, report->language, PHRASE_MENTION, row, shown);
	appendStringInfo(out, "\">%s</a> ", shown);
	if (last && number > LINKS_SHOWN + 1)
		appendStringInfoString(out, "</details>");
}

/* A link to each mark of the concept. */
static void
write_links(StringInfo out, const Report *report, const ReportConcept *concept)
{
	const Mark *marks = report->marked.marks.marks;
	char	   *label = report_label(report, concept->concept);
	int			number = 0;

	for (uint32 i = concept->first_link; i != IMAGE_NONE; i = report->links[i].next)
		report_write_link(out, report, label, 'm', marks[report->links[i].mark].number + 1, ++number,
						  report->links[i].next == IMAGE_NONE);
	pfree(label);
}

/* The sentence of the concept's first mention, with that mention marked. */
static void
write_first_sentence(StringInfo out, const Report *report, const ReportConcept *concept)
{
	uint32		mark;

	if (concept->first_link == IMAGE_NONE)
	{
		appendStringInfoString(out, "<td></td>");
		return;
	}
	mark = report->links[concept->first_link].mark;
	report_write_quotation(out, report, report->mark_sentence[mark], &report->marked.marks.marks[mark],
						   0, 0);
}

void
report_write_number(StringInfo out, int64 number, int decimals)
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
		report_write_number(out, svg_round(tagset_density(concept->evidence, report->words), 2), 2);
}

static void
write_row(StringInfo out, const Report *report, const ReportConcept *concept)
{
	appendStringInfoString(out, "<tr><th scope=\"row\">");
	report_write_concept(out, report, concept->concept);
	appendStringInfoString(out, "</th>");
	report_write_number(out, svg_round(concept->score, 3), 3);
	write_density(out, report, concept);
	report_write_number(out, concept->mentions, 0);
	report_write_number(out, concept->mentions_direct, 0);
	appendStringInfoString(out, "<td class=\"links\">");
	write_links(out, report, concept);
	appendStringInfoString(out, "</td>");
	write_first_sentence(out, report, concept);
	appendStringInfoString(out, "</tr>\n");
}

static void
write_table(StringInfo out, const Report *report, uint32 facet)
{
	static const Phrase columns[] = {
		PHRASE_CONCEPT, PHRASE_SCORE, PHRASE_DENSITY, PHRASE_MENTIONS, PHRASE_DIRECT, PHRASE_IN_TEXT,
		PHRASE_FIRST_SENTENCE
	};
	char		id[32];

	snprintf(id, sizeof(id), "table-f%u", facet);
	appendStringInfo(out, "<div class=\"f%u facet\"><h3 id=\"%s\">", facet, id);
	write_facet_name(out, report, facet);
	appendStringInfoString(out, "</h3>\n");
	report_begin_table(out, report, id, columns, lengthof(columns));
	for (uint32 i = report->facet_first[facet]; i < report->facet_first[facet + 1]; i++)
	{
		CHECK_FOR_INTERRUPTS();
		write_row(out, report, &report->concepts[i]);
	}
	report_end_table(out);
	appendStringInfoString(out, "</div>\n");
}

void
report_write_concepts(StringInfo out, const Report *report)
{
	report_begin_section(out, report, "concepts", PHRASE_CONCEPTS, PHRASE_CONCEPTS_NOTE);
	for (uint32 facet = 0; facet < report->view->facet_count; facet++)
		if (report_facet_size(report, facet) > 0)
			write_table(out, report, facet);
	appendStringInfoString(out, "</section>\n");
}

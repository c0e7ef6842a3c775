/*-------------------------------------------------------------------------
 *
 * chart.c
 *		What bars and lines have in common: the frame, the scale, the values.
 *
 * Called by chart_bars.c and chart_lines.c.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/chart.h"

#include "miscadmin.h"
#include "tagging/markup.h"
#include "tagging/svg.h"

#define MOST_DESCRIBED 60		/* values that the description reads out */

void
chart_options_default(ChartOptions *options)
{
	memset(options, 0, sizeof(*options));
	options->width = 480;
	options->height = 240;
	options->decimals = -1;
}

void
chart_append_value(StringInfo out, const ChartData *data, int index, int decimals)
{
	if (data->missing[index])
		appendStringInfoString(out, "\u2013");
	else
		svg_append_decimal(out, svg_round(data->values[index], decimals), decimals);
}

/* The values in words, for those who do not see the chart. */
static void
describe(StringInfo out, const ChartData *data, int decimals)
{
	int			count = data->label_count * data->series_count;

	if (count == 0)
		appendStringInfoString(out, "No values");
	for (int i = 0; i < Min(count, MOST_DESCRIBED); i++)
	{
		int			label = i % data->label_count;

		appendStringInfoString(out, i > 0 ? "; " : "");
		if (label == 0 && data->series)
		{
			html_append(out, data->series[i / data->label_count]);
			appendStringInfoString(out, ": ");
		}
		html_append(out, data->labels[label]);
		appendStringInfoCharMacro(out, ' ');
		chart_append_value(out, data, i, decimals);
	}
	if (count > MOST_DESCRIBED)
		appendStringInfo(out, "; and %d more", count - MOST_DESCRIBED);
	appendStringInfoCharMacro(out, '.');
}

void
chart_begin(StringInfo out, const ChartData *data, const ChartOptions *options, const char *kind,
			int64 height, int decimals)
{
	int64		width = (int64) options->width * SVG_PIXEL;

	appendStringInfoString(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
	if (options->lang)
	{
		appendStringInfoString(out, " lang=\"");
		html_append(out, options->lang);
		appendStringInfoCharMacro(out, '"');
	}
	svg_append_attribute(out, "width", width);
	svg_append_attribute(out, "height", height);
	appendStringInfoString(out, " viewBox=\"0 0 ");
	svg_append_length(out, width);
	appendStringInfoCharMacro(out, ' ');
	svg_append_length(out, height);
	appendStringInfo(out, "\" font-family=\"system-ui, sans-serif\" font-size=\"%d\"><title>",
					 SVG_FONT_PIXELS);
	html_append(out, options->title ? options->title : kind);
	appendStringInfoString(out, "</title><desc>");
	if (options->description)
		html_append(out, options->description);
	else
		describe(out, data, decimals);
	appendStringInfoString(out, "</desc>");
}

void
chart_end(StringInfo out)
{
	appendStringInfoString(out, "</svg>");
}

void
chart_scale(ChartScale *scale, const ChartData *data, double max, int64 length)
{
	int			count = data->label_count * data->series_count;

	scale->low = 0;
	scale->high = max;
	scale->length = length;
	for (int i = 0; i < count; i++)
	{
		if ((i & 0xFFFF) == 0)
			CHECK_FOR_INTERRUPTS();
		if (data->missing[i])
			continue;
		scale->low = Min(scale->low, data->values[i]);
		scale->high = Max(scale->high, data->values[i]);
	}
	if (scale->low == scale->high)
		scale->high = 1;
}

int64
chart_place(const ChartScale *scale, double value)
{
	return svg_round((value - scale->low) / (scale->high - scale->low) * (double) scale->length, 0);
}

/*-------------------------------------------------------------------------
 *
 * chart_bars.c
 *		Horizontal bars: a row a label, with its value at the right.
 *
 * Called by tag_chart_bars() and tag_report().
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/chart.h"

#include "miscadmin.h"
#include "tagging/markup.h"
#include "tagging/svg.h"

#define ROW_HEIGHT (22 * SVG_PIXEL)
#define BAR_HEIGHT (14 * SVG_PIXEL)
#define BASELINE (15 * SVG_PIXEL)	/* of a row's text, from its top */
#define MARGIN (8 * SVG_PIXEL)

/* The labels have at most this part of the width. */
#define LABEL_PER_CENT 46

typedef struct BarLayout
{
	int64		label_width;
	int64		left;			/* where the scale begins */
	int64		right;			/* of the values, which end there */
	int			decimals;
	ChartScale	scale;
} BarLayout;

static void
lay_out(BarLayout *layout, const ChartData *data, const ChartOptions *options)
{
	int64		width = (int64) options->width * SVG_PIXEL;
	int64		most = width * LABEL_PER_CENT / 100;
	int64		value_width = 0;

	layout->label_width = 0;
	layout->decimals = options->decimals >= 0 ? options->decimals :
		svg_decimals(data->values, data->missing, data->label_count);
	for (int i = 0; i < data->label_count; i++)
	{
		StringInfoData value;

		initStringInfo(&value);
		chart_append_value(&value, data, i, layout->decimals);
		value_width = Max(value_width, svg_text_width(value.data));
		layout->label_width = Max(layout->label_width, svg_text_width(data->labels[i]));
		pfree(value.data);
	}
	if (options->label_width > 0)
		layout->label_width = (int64) options->label_width * SVG_PIXEL;
	layout->label_width = Min(layout->label_width, most);
	layout->left = layout->label_width + MARGIN;
	layout->right = width;
	chart_scale(&layout->scale, data, options->max,
				Max(width - layout->left - MARGIN - value_width, SVG_PIXEL));
}

static void
text_begin(StringInfo out, int64 x, int64 y, const char *anchor)
{
	appendStringInfoString(out, "<text");
	svg_append_attribute(out, "x", x);
	svg_append_attribute(out, "y", y);
	appendStringInfo(out, " text-anchor=\"%s\" fill=\"currentColor\">", anchor);
}

static void
write_bar(StringInfo out, const BarLayout *layout, double value, int64 top)
{
	int64		zero = chart_place(&layout->scale, 0);
	int64		end = chart_place(&layout->scale, value);

	appendStringInfoString(out, "<rect");
	svg_append_attribute(out, "x", layout->left + Min(zero, end));
	svg_append_attribute(out, "y", top + (ROW_HEIGHT - BAR_HEIGHT) / 2);
	svg_append_attribute(out, "width", Max(zero, end) - Min(zero, end));
	svg_append_attribute(out, "height", BAR_HEIGHT);
	appendStringInfoString(out, " fill=\"#3f73b5\"/>");
}

/* The group's title is what a pointer over the row shows: the whole label. */
static void
write_row(StringInfo out, const ChartData *data, const BarLayout *layout, int row)
{
	int64		top = (int64) row * ROW_HEIGHT;

	appendStringInfoString(out, "<g><title>");
	html_append(out, data->labels[row]);
	appendStringInfoString(out, "</title>");
	text_begin(out, layout->label_width, top + BASELINE, "end");
	html_append(out, svg_fit_text(data->labels[row], layout->label_width));
	appendStringInfoString(out, "</text>");
	if (!data->missing[row])
		write_bar(out, layout, data->values[row], top);
	text_begin(out, layout->right, top + BASELINE, "end");
	chart_append_value(out, data, row, layout->decimals);
	appendStringInfoString(out, "</text></g>");
}

void
chart_bars(StringInfo out, const ChartData *data, const ChartOptions *options)
{
	BarLayout	layout;

	lay_out(&layout, data, options);
	chart_begin(out, data, options, "Bar chart", Max((int64) data->label_count, 1) * ROW_HEIGHT,
				layout.decimals);
	for (int i = 0; i < data->label_count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		write_row(out, data, &layout, i);
	}
	chart_end(out);
}

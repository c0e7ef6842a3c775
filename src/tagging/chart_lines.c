/*-------------------------------------------------------------------------
 *
 * chart_lines.c
 *		Lines over equally spaced labels, one a series; a missing value is a
 *		gap.
 *
 * Called by tag_chart_lines().  Series are told apart by colour and by dashes.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/chart.h"

#include "miscadmin.h"
#include "tagging/markup.h"
#include "tagging/svg.h"

#define MARGIN (8 * SVG_PIXEL)
#define LINE_HEIGHT (18 * SVG_PIXEL)
#define SAMPLE_WIDTH (28 * SVG_PIXEL)	/* of a series in the legend */
#define MOST_DOTS 60			/* points of a series that each get a dot */
#define TICKS_WANTED 5
#define DOT_RADIUS 250			/* hundredths of a pixel */

/* Against white and against nearly black each has at least 3:1. */
static const char *const colours[] = {
	"#3f73b5", "#bf5a1f", "#2f8559", "#a050a8", "#8a6d1c", "#c43d4b", "#1f8289", "#767676"
};
static const char *const dashes[] = {"", "7 3", "2 3", "8 3 2 3"};

typedef struct LineLayout
{
	int64		left;			/* of the plot */
	int64		right;
	int64		top;
	int64		bottom;
	int64		legend;			/* top of the legend */
	int64		height;
	int			decimals;
	ChartScale	scale;
	int64		tick;			/* the distance of two ticks is tick * 10^exponent */
	int			exponent;
} LineLayout;

static double
power_of_ten(int exponent)
{
	double		power = 1;

	for (; exponent > 0; exponent--)
		power *= 10;
	for (; exponent < 0; exponent++)
		power /= 10;
	return power;
}

/* 1, 2 or 5 times a power of ten, so that there are about as many as wanted. */
static void
choose_ticks(LineLayout *layout)
{
	double		range = layout->scale.high - layout->scale.low;

	layout->exponent = -SVG_MOST_DECIMALS;
	while (range / power_of_ten(layout->exponent + 1) >= TICKS_WANTED)
		layout->exponent++;
	layout->tick = 1;
	if (range / (2 * power_of_ten(layout->exponent)) >= TICKS_WANTED)
		layout->tick = 2;
	if (range / (5 * power_of_ten(layout->exponent)) >= TICKS_WANTED)
		layout->tick = 5;
}

/* The number-th tick: its value from integers, so that it prints exactly. */
static void
append_tick(StringInfo out, const LineLayout *layout, int64 number)
{
	int64		value = number * layout->tick;

	if (layout->exponent < 0)
	{
		svg_append_decimal(out, value, -layout->exponent);
		return;
	}
	appendStringInfo(out, INT64_FORMAT, value);
	for (int i = 0; value != 0 && i < layout->exponent; i++)
		appendStringInfoCharMacro(out, '0');
}

static double
tick_value(const LineLayout *layout, int64 number)
{
	return (double) (number * layout->tick) * power_of_ten(layout->exponent);
}

static int64
first_tick(const LineLayout *layout)
{
	int64		number = 0;

	while (tick_value(layout, number - 1) >= layout->scale.low)
		number--;
	return number;
}

static int64
widest_tick(const LineLayout *layout)
{
	int64		widest = 0;

	for (int64 n = first_tick(layout); tick_value(layout, n) <= layout->scale.high; n++)
	{
		StringInfoData tick;

		initStringInfo(&tick);
		append_tick(&tick, layout, n);
		widest = Max(widest, svg_text_width(tick.data));
		pfree(tick.data);
	}
	return widest;
}

static void
lay_out(LineLayout *layout, const ChartData *data, const ChartOptions *options)
{
	int			legend_lines = data->series ? data->series_count : 0;

	layout->decimals = options->decimals >= 0 ? options->decimals :
		svg_decimals(data->values, data->missing, data->label_count * data->series_count);
	layout->height = (int64) options->height * SVG_PIXEL + legend_lines * LINE_HEIGHT;
	layout->legend = (int64) options->height * SVG_PIXEL;
	layout->top = MARGIN;
	layout->bottom = layout->legend - LINE_HEIGHT - MARGIN / 2;
	chart_scale(&layout->scale, data, options->max, layout->bottom - layout->top);
	choose_ticks(layout);
	layout->left = widest_tick(layout) + MARGIN;
	layout->right = Max((int64) options->width * SVG_PIXEL - MARGIN, layout->left + SVG_PIXEL);
}

static int64
x_of(const LineLayout *layout, const ChartData *data, int label)
{
	if (data->label_count == 1)
		return (layout->left + layout->right) / 2;
	return layout->left + (layout->right - layout->left) * label / (data->label_count - 1);
}

static int64
y_of(const LineLayout *layout, double value)
{
	return layout->bottom - chart_place(&layout->scale, value);
}

static void
write_text(StringInfo out, int64 x, int64 y, const char *anchor, const char *text)
{
	appendStringInfoString(out, "<text");
	svg_append_attribute(out, "x", x);
	svg_append_attribute(out, "y", y);
	appendStringInfo(out, " text-anchor=\"%s\" fill=\"currentColor\">", anchor);
	html_append(out, text);
	appendStringInfoString(out, "</text>");
}

static void
write_line(StringInfo out, int64 x1, int64 x2, int64 y, const char *look)
{
	appendStringInfoString(out, "<line");
	svg_append_attribute(out, "x1", x1);
	svg_append_attribute(out, "y1", y);
	svg_append_attribute(out, "x2", x2);
	svg_append_attribute(out, "y2", y);
	appendStringInfo(out, " %s/>", look);
}

static void
write_ticks(StringInfo out, const LineLayout *layout)
{
	for (int64 n = first_tick(layout); tick_value(layout, n) <= layout->scale.high; n++)
	{
		int64		y = y_of(layout, tick_value(layout, n));
		StringInfoData tick;

		initStringInfo(&tick);
		append_tick(&tick, layout, n);
		write_line(out, layout->left, layout->right, y, n == 0 ?
				   "stroke=\"currentColor\" stroke-opacity=\"0.6\"" :
				   "stroke=\"currentColor\" stroke-opacity=\"0.2\"");
		write_text(out, layout->left - MARGIN / 2, y + 4 * SVG_PIXEL, "end", tick.data);
		pfree(tick.data);
	}
}

/* Every label that has room; the first always. */
static void
write_labels(StringInfo out, const ChartData *data, const LineLayout *layout)
{
	int64		free_from = 0;

	for (int i = 0; i < data->label_count; i++)
	{
		int64		width = svg_text_width(data->labels[i]);
		int64		x = x_of(layout, data, i);
		int64		begin = Max(Min(x - width / 2, layout->right + MARGIN - width), 0);

		if (i > 0 && begin < free_from)
			continue;
		write_text(out, begin, layout->legend - MARGIN / 2, "start", data->labels[i]);
		free_from = begin + width + MARGIN;
	}
}

static void
write_path(StringInfo out, const ChartData *data, const LineLayout *layout, int series)
{
	bool		drawing = false;

	appendStringInfo(out, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"2\"",
					 colours[series % lengthof(colours)]);
	if (series % lengthof(dashes) > 0)
		appendStringInfo(out, " stroke-dasharray=\"%s\"", dashes[series % lengthof(dashes)]);
	appendStringInfoString(out, " d=\"");
	for (int i = 0; i < data->label_count; i++)
	{
		int			index = series * data->label_count + i;

		if (!data->missing[index])
		{
			appendStringInfoCharMacro(out, drawing ? 'L' : 'M');
			svg_append_length(out, x_of(layout, data, i));
			appendStringInfoCharMacro(out, ' ');
			svg_append_length(out, y_of(layout, data->values[index]));
		}
		drawing = !data->missing[index];
	}
	appendStringInfoString(out, "\"/>");
}

static void
write_dot(StringInfo out, const ChartData *data, const LineLayout *layout, int series, int label)
{
	int			index = series * data->label_count + label;

	appendStringInfoString(out, "<circle");
	svg_append_attribute(out, "cx", x_of(layout, data, label));
	svg_append_attribute(out, "cy", y_of(layout, data->values[index]));
	svg_append_attribute(out, "r", DOT_RADIUS);
	appendStringInfo(out, " fill=\"%s\"><title>", colours[series % lengthof(colours)]);
	if (data->series)
	{
		html_append(out, data->series[series]);
		appendStringInfoString(out, ", ");
	}
	html_append(out, data->labels[label]);
	appendStringInfoString(out, ": ");
	chart_append_value(out, data, index, layout->decimals);
	appendStringInfoString(out, "</title></circle>");
}

/* A value between two gaps is no line, so it needs its dot in any case. */
static bool
is_alone(const ChartData *data, int series, int label)
{
	const bool *missing = data->missing + (Size) series * data->label_count;

	return (label == 0 || missing[label - 1]) &&
		(label + 1 == data->label_count || missing[label + 1]);
}

static void
write_series(StringInfo out, const ChartData *data, const LineLayout *layout, int series)
{
	write_path(out, data, layout, series);
	for (int i = 0; i < data->label_count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!data->missing[series * data->label_count + i] &&
			(data->label_count <= MOST_DOTS || is_alone(data, series, i)))
			write_dot(out, data, layout, series, i);
	}
}

static void
write_legend(StringInfo out, const ChartData *data, const LineLayout *layout, int series)
{
	int64		middle = layout->legend + series * LINE_HEIGHT + LINE_HEIGHT / 2;
	StringInfoData look;

	initStringInfo(&look);
	appendStringInfo(&look, "stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"",
					 colours[series % lengthof(colours)],
					 series % lengthof(dashes) > 0 ? dashes[series % lengthof(dashes)] : "none");
	write_line(out, layout->left, layout->left + SAMPLE_WIDTH, middle, look.data);
	write_text(out, layout->left + SAMPLE_WIDTH + MARGIN, middle + 4 * SVG_PIXEL, "start",
			   svg_fit_text(data->series[series],
							layout->right - layout->left - SAMPLE_WIDTH - MARGIN));
}

void
chart_lines(StringInfo out, const ChartData *data, const ChartOptions *options)
{
	LineLayout	layout;

	lay_out(&layout, data, options);
	chart_begin(out, data, options, "Line chart", layout.height, layout.decimals);
	write_ticks(out, &layout);
	write_labels(out, data, &layout);
	for (int i = 0; i < data->series_count; i++)
		write_series(out, data, &layout, i);
	for (int i = 0; data->series && i < data->series_count; i++)
		write_legend(out, data, &layout, i);
	chart_end(out);
}

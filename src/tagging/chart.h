/*-------------------------------------------------------------------------
 *
 * chart.h
 *		Charts as SVG, to stand inside an HTML page or the cell of a BI tool.
 *
 * Used by tag_chart.c and tag_report.  A chart is an image with a title and a
 * description; text has the colour of its surroundings; nothing is loaded and
 * nothing runs.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_CHART_H
#define POLICYSCOPE_CHART_H

#include "postgres.h"

#include "lib/stringinfo.h"

#define CHART_MOST_BARS 1000
#define CHART_MOST_POINTS 10000 /* of all series together */
#define CHART_MOST_SERIES 20

typedef struct ChartOptions
{
	const char *title;			/* NULL: says what kind of chart it is */
	const char *description;	/* NULL: says the values */
	const char *lang;			/* of labels and title, or NULL */
	int			width;			/* pixels */
	int			height;			/* pixels; of bars it follows from their number */
	int			label_width;	/* pixels, of bars; 0: as wide as the labels are */
	int			decimals;		/* of values shown; -1: as many as needed, up to 3 */
	double		max;			/* end of the scale, at least the largest value;
								 * 0: that value */
} ChartOptions;

/* Values by series, then label; |value| <= SVG_LARGEST_VALUE. */
typedef struct ChartData
{
	const char **labels;
	int			label_count;
	const char **series;		/* names, or NULL */
	int			series_count;
	const double *values;
	const bool *missing;
} ChartData;

extern void chart_options_default(ChartOptions *options);
extern void chart_bars(StringInfo out, const ChartData *data, const ChartOptions *options);
extern void chart_lines(StringInfo out, const ChartData *data, const ChartOptions *options);

/* chart.c, for the two above: the svg element with its title and description */
extern void chart_begin(StringInfo out, const ChartData *data, const ChartOptions *options,
						const char *kind, int64 height, int decimals);
extern void chart_end(StringInfo out);

/* The scale: from 0 or the least value to the largest. */
typedef struct ChartScale
{
	double		low;
	double		high;
	int64		length;			/* hundredths of a pixel from low to high */
} ChartScale;

extern void chart_scale(ChartScale *scale, const ChartData *data, double max, int64 length);
extern int64 chart_place(const ChartScale *scale, double value);

/* A value as it is shown; a missing one is a dash. */
extern void chart_append_value(StringInfo out, const ChartData *data, int index, int decimals);

#endif							/* POLICYSCOPE_CHART_H */

/*-------------------------------------------------------------------------
 *
 * tag_chart.c
 *		SQL: tag_chart_bars() and tag_chart_lines(), charts as SVG.
 *
 * Reads the arguments; chart_bars.c and chart_lines.c draw.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "tagging/chart.h"
#include "tagging/settings.h"
#include "tagging/svg.h"
#include "utils/array.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_chart_bars);
PG_FUNCTION_INFO_V1(tag_chart_lines);

#define KNOWN_OPTIONS "Title, Description, Lang, Width, Height, Decimals and Max"

static double
scale_end(DefElem *setting)
{
	const char *value = setting_string(setting);
	double		number = DatumGetFloat8(DirectFunctionCall1(float8in, CStringGetDatum(value)));

	if (!(number > 0 && number <= SVG_LARGEST_VALUE))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("option \"%s\" cannot be \"%s\"", setting->defname, value),
				 errdetail("It is a number above 0, at most 1e12.")));
	return number;
}

static void
set_option(ChartOptions *options, DefElem *setting)
{
	if (setting_is(setting, "Title"))
		options->title = setting_string(setting);
	else if (setting_is(setting, "Description"))
		options->description = setting_string(setting);
	else if (setting_is(setting, "Lang"))
		options->lang = setting_string(setting);
	else if (setting_is(setting, "Width"))
		options->width = setting_int(setting, 120, 10000);
	else if (setting_is(setting, "Height"))
		options->height = setting_int(setting, 80, 10000);
	else if (setting_is(setting, "Decimals"))
		options->decimals = setting_int(setting, 0, SVG_MOST_DECIMALS);
	else if (setting_is(setting, "Max"))
		options->max = scale_end(setting);
	else
		setting_unknown(setting, KNOWN_OPTIONS);
}

static void
read_options(ChartOptions *options, text *given)
{
	List	   *settings = settings_parse(given);

	chart_options_default(options);
	for (int i = 0; i < list_length(settings); i++)
		set_option(options, list_nth(settings, i));
}

/* The texts of an array of one dimension; a NULL is an empty one. */
static const char **
read_texts(ArrayType *array, const char *what, int *count)
{
	Datum	   *elements;
	bool	   *nulls;
	const char **texts;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s must be an array of one dimension", what)));
	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, count);
	texts = palloc_array(const char *, *count + 1);
	for (int i = 0; i < *count; i++)
		texts[i] = nulls[i] ? "" : TextDatumGetCString(elements[i]);
	return texts;
}

static double
checked_value(double value)
{
	if (isnan(value) || isinf(value) || fabs(value) > SVG_LARGEST_VALUE)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a chart cannot show the value %g", value),
				 errdetail("Values are finite, from -1e12 to 1e12.")));
	return value;
}

static void
read_values(ChartData *data, ArrayType *array)
{
	Datum	   *elements;
	bool	   *nulls;
	int			count;
	double	   *values;

	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elements,
					  &nulls, &count);
	data->series_count = ARR_NDIM(array) == 2 ? ARR_DIMS(array)[0] : 1;
	if (ARR_NDIM(array) > 2 || count != (int64) data->series_count * data->label_count)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("a chart needs a number for each label"),
				 errdetail("There are %d labels and %d numbers in %d series.", data->label_count,
						   count, data->series_count)));
	values = palloc_array(double, count + 1);
	for (int i = 0; i < count; i++)
		values[i] = nulls[i] ? 0 : checked_value(DatumGetFloat8(elements[i]));
	data->values = values;
	data->missing = nulls;
}

static void
check_count(int64 count, int most, const char *what)
{
	if (count > most)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many %s for a chart", what),
				 errdetail("There are " INT64_FORMAT "; a chart shows up to %d.", count, most)));
}

/* tag_chart_bars(labels, numbers, options) */
Datum
tag_chart_bars(PG_FUNCTION_ARGS)
{
	ChartOptions options;
	ChartData	data = {0};
	StringInfoData out;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	read_options(&options, PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2));
	data.labels = read_texts(PG_GETARG_ARRAYTYPE_P(0), "labels", &data.label_count);
	read_values(&data, PG_GETARG_ARRAYTYPE_P(1));
	if (data.series_count != 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("numbers must be an array of one dimension")));
	check_count(data.label_count, CHART_MOST_BARS, "bars");
	initStringInfo(&out);
	chart_bars(&out, &data, &options);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}

static void
read_series(ChartData *data, ArrayType *array)
{
	int			count;

	data->series = read_texts(array, "series", &count);
	if (count != data->series_count)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("a chart needs a name for each series"),
				 errdetail("There are %d series and %d names.", data->series_count, count)));
}

/* tag_chart_lines(labels, numbers, series, options) */
Datum
tag_chart_lines(PG_FUNCTION_ARGS)
{
	ChartOptions options;
	ChartData	data = {0};
	StringInfoData out;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	read_options(&options, PG_ARGISNULL(3) ? NULL : PG_GETARG_TEXT_PP(3));
	data.labels = read_texts(PG_GETARG_ARRAYTYPE_P(0), "labels", &data.label_count);
	read_values(&data, PG_GETARG_ARRAYTYPE_P(1));
	check_count(data.series_count, CHART_MOST_SERIES, "series");
	check_count((int64) data.series_count * data.label_count, CHART_MOST_POINTS, "points");
	if (!PG_ARGISNULL(2))
		read_series(&data, PG_GETARG_ARRAYTYPE_P(2));
	initStringInfo(&out);
	chart_lines(&out, &data, &options);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}

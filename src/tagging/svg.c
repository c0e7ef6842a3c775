/*-------------------------------------------------------------------------
 *
 * svg.c
 *		Numbers and words in a drawing.
 *
 * Called by the charts.  Must never know what is drawn.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/svg.h"

#include <math.h>

#include "text/utf8.h"

static const int64 powers_of_ten[SVG_MOST_DECIMALS + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000};

void
svg_append_decimal(StringInfo out, int64 number, int decimals)
{
	uint64		power = (uint64) powers_of_ten[decimals];
	uint64		magnitude = number < 0 ? -(uint64) number : (uint64) number;

	if (number < 0)
		appendStringInfoCharMacro(out, '-');
	appendStringInfo(out, UINT64_FORMAT, magnitude / power);
	if (decimals > 0)
		appendStringInfo(out, ".%0*d", decimals, (int) (magnitude % power));
}

void
svg_append_length(StringInfo out, int64 length)
{
	if (length % SVG_PIXEL == 0)
		svg_append_decimal(out, length / SVG_PIXEL, 0);
	else if (length % (SVG_PIXEL / 10) == 0)
		svg_append_decimal(out, length / (SVG_PIXEL / 10), 1);
	else
		svg_append_decimal(out, length, 2);
}

void
svg_append_attribute(StringInfo out, const char *name, int64 length)
{
	appendStringInfo(out, " %s=\"", name);
	svg_append_length(out, length);
	appendStringInfoCharMacro(out, '"');
}

/* The whole part apart, so that no digit is lost in the product. */
int64
svg_round(double value, int decimals)
{
	int64		power = powers_of_ten[decimals];
	int64		whole = (int64) fabs(value);
	double		fraction = (fabs(value) - (double) whole) * (double) power;
	int64		rounded = (int64) fraction;

	Assert(fabs(value) <= SVG_LARGEST_VALUE);
	if (fraction - (double) rounded >= 0.5)
		rounded++;
	rounded += whole * power;
	return value < 0 ? -rounded : rounded;
}

int
svg_decimals(const double *values, const bool *missing, int count)
{
	int			decimals = 0;

	for (int i = 0; i < count; i++)
	{
		while (!missing[i] && decimals < 3 &&
			   svg_round(values[i], SVG_MOST_DECIMALS) % powers_of_ten[SVG_MOST_DECIMALS - decimals] != 0)
			decimals++;
	}
	return decimals;
}

/* East Asian wide characters and emoji, in blocks; the rest is narrow. */
static bool
is_wide(uint32_t code_point)
{
	return (code_point >= 0x1100 && code_point <= 0x115F) ||
		(code_point >= 0x2E80 && code_point <= 0xA4CF) ||
		(code_point >= 0xAC00 && code_point <= 0xD7A3) ||
		(code_point >= 0xF900 && code_point <= 0xFAFF) ||
		(code_point >= 0xFE30 && code_point <= 0xFE6F) ||
		(code_point >= 0xFF00 && code_point <= 0xFF60) ||
		(code_point >= 0x1F300 && code_point <= 0x1FAFF) ||
		(code_point >= 0x20000 && code_point <= 0x3FFFD);
}

/* A wide character is as wide as the font is high, a letter 0.63 of it. */
static int64
character_width(uint32_t code_point)
{
	return is_wide(code_point) ? SVG_FONT_PIXELS * SVG_PIXEL : SVG_FONT_PIXELS * INT64CONST(63);
}

int64
svg_text_width(const char *text)
{
	const uint8_t *p = (const uint8_t *) text;
	const uint8_t *end = p + strlen(text);
	int64		width = 0;
	uint32_t	length;

	for (; p < end; p += length)
		width += character_width(utf8_decode(p, end, &length));
	return width;
}

char *
svg_fit_text(const char *text, int64 width)
{
	const uint8_t *p = (const uint8_t *) text;
	const uint8_t *end = p + strlen(text);
	int64		used = character_width(0x2026);
	uint32_t	length;

	if (svg_text_width(text) <= width)
		return pstrdup(text);
	for (; p < end; p += length)
	{
		used += character_width(utf8_decode(p, end, &length));
		if (used > width)
			break;
	}
	return psprintf("%.*s\u2026", (int) (p - (const uint8_t *) text), text);
}

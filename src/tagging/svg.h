/*-------------------------------------------------------------------------
 *
 * svg.h
 *		Numbers and words in a drawing.
 *
 * Used by the charts.  Lengths are integers, hundredths of a pixel, so that a
 * drawing is the same text on every machine and in every locale.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_SVG_H
#define POLICYSCOPE_SVG_H

#include "postgres.h"

#include "lib/stringinfo.h"

#define SVG_PIXEL INT64CONST(100)
#define SVG_FONT_PIXELS 13

#define SVG_MOST_DECIMALS 6
#define SVG_LARGEST_VALUE 1e12	/* with all decimals it fits into 64 bits */

/* number / 10^decimals in decimal notation, all decimals written. */
extern void svg_append_decimal(StringInfo out, int64 number, int decimals);

/* A length, without zeros at the end. */
extern void svg_append_length(StringInfo out, int64 length);

/*  name="length", with a blank before it. */
extern void svg_append_attribute(StringInfo out, const char *name, int64 length);

/* The value rounded, half away from zero; |value| <= SVG_LARGEST_VALUE. */
extern int64 svg_round(double value, int decimals);

/* The fewest decimals, up to three, that show each value to a millionth. */
extern int	svg_decimals(const double *values, const bool *missing, int count);

/* About how wide a text is; fonts are not known here. */
extern int64 svg_text_width(const char *text);

/* As much of the text as fits, with an ellipsis where some is left out. */
extern char *svg_fit_text(const char *text, int64 width);

#endif							/* POLICYSCOPE_SVG_H */

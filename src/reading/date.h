/*-------------------------------------------------------------------------
 *
 * date.h
 *		Days of the calendar, and a named unit of it: a day, a month, a
 *		quarter, a half, a year or a decade as it is written.
 *
 * Part of the core.  Used by period*.c.  Days are counted from 2000-01-01 in
 * the proleptic Gregorian calendar, as the server counts them.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_DATE_H
#define POLICYSCOPE_DATE_H

#include "reading/number.h"

typedef enum Precision
{
	PRECISION_DAY,
	PRECISION_MONTH,
	PRECISION_QUARTER,
	PRECISION_HALF,
	PRECISION_YEAR,
	PRECISION_DECADE,
	PRECISION_PERIOD			/* of several units, or of none */
} Precision;

#define DATE_YEAR_MAX 9999		/* later years have no value */

/* A unit of the calendar; valid false: written, but there is none (31 February). */
typedef struct CalendarUnit
{
	int32_t		lower;			/* days, half open */
	int32_t		upper;
	int32_t		year;			/* what a later part of a range may leave out */
	int32_t		month;			/* 0: none */
	uint32_t	first;			/* item */
	uint32_t	count;			/* items */
	uint8_t		precision;		/* Precision */
	bool		valid;
	bool		fiscal;			/* of a fiscal year */
	bool		plan;			/* of a named plan */
	bool		relative;		/* counted from the day of issue */
	bool		end;			/* "end of", 年底: its last part */
	bool		middle;			/* "mid-", 年中 */
} CalendarUnit;

/* Days from 2000-01-01; the date must exist. */
extern int32_t date_days(int32_t year, int32_t month, int32_t day);

extern bool date_exists(int32_t year, int32_t month, int32_t day);

/* The same day so many months later, or the last of that month. */
extern int32_t date_add_months(int32_t days, int32_t months);

/* The year of a day. */
extern int32_t date_year(int32_t days);

extern void unit_set_year(CalendarUnit *unit, int32_t year);
extern void unit_set_month(CalendarUnit *unit, int32_t year, int32_t month);
extern void unit_set_day(CalendarUnit *unit, int32_t year, int32_t month, int32_t day);
extern void unit_set_part(CalendarUnit *unit, int32_t year, int32_t part, int32_t parts);

/*
 * Reads the unit that begins at item i; cue: the words before it say that a
 * time follows, so a bare number may be a year.
 */
extern bool date_read(const ItemSentence *s, uint32_t i, bool cue, CalendarUnit *unit);

/* Reads the end of a range whose begin is that unit: 25 of 2021-25. */
extern bool date_read_end(const ItemSentence *s, uint32_t i, const CalendarUnit *begin, CalendarUnit *unit);

/* date_english.c, date_han.c: the forms of date_read(). */
extern bool date_read_english(const ItemSentence *s, uint32_t i, CalendarUnit *unit);
extern bool date_read_han(const ItemSentence *s, uint32_t i, CalendarUnit *unit);
extern bool date_read_era(const ItemSentence *s, uint32_t i, CalendarUnit *unit);

/* The year of four plain digits (1000-2999), or 0. */
extern int32_t date_four_digits(const ItemSentence *s, uint32_t i);

#endif							/* POLICYSCOPE_DATE_H */

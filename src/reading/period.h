/*-------------------------------------------------------------------------
 *
 * period.h
 *		The periods that a text names: years, ranges, deadlines, spans.
 *
 * Part of the core.  Used by target.c and by tagging/tag_periods.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_PERIOD_H
#define POLICYSCOPE_PERIOD_H

#include "reading/date.h"

typedef enum PeriodKind
{
	PERIOD_POINT,				/* a unit of the calendar: 2014, March 2021 */
	PERIOD_RANGE,				/* from one to another: 2021-25 */
	PERIOD_DEADLINE,			/* by, before: no lower bound */
	PERIOD_UNTIL,				/* until, as of: no lower bound */
	PERIOD_SINCE,				/* since, from ... on: no upper bound */
	PERIOD_NEXT,				/* the next five years, within five years */
	PERIOD_LAST,				/* the past five years */
	PERIOD_DURATION,			/* for six consecutive years */
	PERIOD_FISCAL,				/* a fiscal year */
	PERIOD_PLAN					/* of a plan, by its name */
} PeriodKind;

typedef enum PeriodAnchor
{
	ANCHOR_ABSOLUTE,
	ANCHOR_ISSUED,
	ANCHOR_NONE					/* its begin is not said: within five years */
} PeriodAnchor;

typedef struct Period
{
	uint32_t	start;			/* bytes, half open; see periods_restore() */
	uint32_t	end;
	uint32_t	sentence;
	int32_t		lower;			/* days from 2000-01-01, half open */
	int32_t		upper;
	int32_t		months;			/* of the duration */
	int32_t		days;
	int32_t		seconds;
	bool		has_dates;
	bool		has_lower;
	bool		has_upper;
	bool		has_duration;
	uint8_t		kind;			/* PeriodKind */
	uint8_t		anchor;			/* PeriodAnchor */
	uint8_t		precision;		/* Precision */
} Period;

/* The day a document was issued; without it what hangs on it has no dates. */
typedef struct PeriodContext
{
	bool		has_issued;
	int32_t		issued;			/* days from 2000-01-01 */
} PeriodContext;

typedef struct PeriodList
{
	Period	   *periods;
	uint32_t	count;
	uint32_t	capacity;
} PeriodList;

extern const char *const period_kind_names[];
extern const char *const period_anchor_names[];
extern const char *const precision_names[];

/* Appends the periods of a sentence in the order of the text, in places of its uniform writing. */
extern void periods_read(const ItemSentence *s, const PeriodContext *context, PeriodList *list);

/* After the last sentence: all in places of the document itself. */
extern void periods_restore(PeriodList *list, const UniformText *uniform);

/* The bounds of a property such as 2021-2025; false when it is none. */
extern bool period_parse_years(const char *value, size_t length, int32_t *lower, int32_t *upper);

/* period_plan.c: plans and fiscal years as units. */
extern bool period_read_plan(const ItemSentence *s, uint32_t i, CalendarUnit *unit);
extern bool period_read_fiscal(const ItemSentence *s, uint32_t i, CalendarUnit *unit);

/* The last of several fiscal years, which may be a number alone. */
extern bool period_read_fiscal_end(const ItemSentence *s, uint32_t i, CalendarUnit *unit);

/* Whether the range of items is that of the EU's financial framework. */
extern bool period_is_framework(const ItemSentence *s, uint32_t first, uint32_t end);

/* period_span.c: durations; items, or 0. */
extern uint32_t period_read_span(const ItemSentence *s, uint32_t i, const PeriodContext *context,
								 Period *period);

/* Durations that hang on no day: at least six months, 24 hours. */
extern uint32_t period_read_duration(const ItemSentence *s, uint32_t i, Period *period);

/* This year, 明年 and the like as a unit. */
extern bool period_read_relative(const ItemSentence *s, uint32_t i, const PeriodContext *context,
								 CalendarUnit *unit);

#endif							/* POLICYSCOPE_PERIOD_H */

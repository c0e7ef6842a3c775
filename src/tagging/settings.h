/*-------------------------------------------------------------------------
 *
 * settings.h
 *		Options in a text, 'Name=value, Name="value"', read as ts_headline
 *		reads its own.
 *
 * Used by tag_headline and tag_chart_*.  Names are compared without letter case.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_SETTINGS_H
#define POLICYSCOPE_SETTINGS_H

#include "postgres.h"

#include "compat.h"
#include "nodes/parsenodes.h"

/* The options as DefElems; NULL or '' has none.  42601: malformed. */
extern List *settings_parse(text *options);

extern bool setting_is(const DefElem *setting, const char *name);

/* 22023 for a value that is none, or out of the range. */
extern int	setting_int(DefElem *setting, int least, int most);
extern bool setting_bool(DefElem *setting);
extern char *setting_string(DefElem *setting);

/* 22023: no option of that name; known lists those there are, for the hint. */
pg_noreturn extern void setting_unknown(const DefElem *setting, const char *known);

#endif							/* POLICYSCOPE_SETTINGS_H */

/*-------------------------------------------------------------------------
 *
 * columns.h
 *		Tables and columns that a user names to a function of this room.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGGING_COLUMNS_H
#define POLICYSCOPE_TAGGING_COLUMNS_H

#include "postgres.h"

/* The type of that name that belongs to the extension of this function. */
extern Oid	own_type(Oid function, const char *name);

/* Likewise the function without arguments. */
extern Oid	own_function(Oid function, const char *name);

/* 42622: longer than names of PostgreSQL may be. */
extern void require_name_length(const char *name, const char *hint);

/* Number of the column; 42703 when there is none. */
extern AttrNumber require_table_column(Oid table, const char *name);

/* 42804: the column's type, through domains, is not the one wanted. */
extern void require_column_type(Oid table, const char *name, Oid type);

/* 42804: the column's type, through domains, holds no text. */
extern void require_text_column(Oid table, const char *name);

/* 'schema.table' and the schema of a function, quoted for SQL. */
extern char *quoted_table(Oid table);
extern const char *quoted_function_schema(Oid function);

#endif							/* POLICYSCOPE_TAGGING_COLUMNS_H */

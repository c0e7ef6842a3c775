/*-------------------------------------------------------------------------
 *
 * query.h
 *		SQL run by this room: parameters by value, results checked.
 *
 * Used by the SQL functions of this room.  Every statement names its tables,
 * functions, operators and types with their schema.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_QUERY_H
#define POLICYSCOPE_TAXONOMY_QUERY_H

#include "postgres.h"

#include "compat.h"
#include "executor/spi.h"

typedef struct QueryParameter
{
	Datum		value;
	Oid			type;
	bool		is_null;
} QueryParameter;

extern QueryParameter query_text(const char *value);	/* NULL allowed */
extern QueryParameter query_integer(int32 value);
extern QueryParameter query_bytes(const void *bytes, Size length);

/* Runs one statement; returns the number of rows.  read_only: as of the
 * active snapshot. */
extern uint64 query_run(const char *sql, bool read_only, const QueryParameter *parameters, int count);

/*
 * Calls back for each row of a query as of the active snapshot, a few at a
 * time: memory does not grow with their number.
 */
typedef void (*QueryRowCallback) (void *arg, HeapTuple row, TupleDesc description);

extern void query_each(const char *sql, const QueryParameter *parameters, int count,
					   QueryRowCallback callback, void *arg);

/* A column of a row of the last result; NULL where the value is. */
extern char *query_result_text(uint64 row, int column);
extern int32 query_result_integer(uint64 row, int column);

#endif							/* POLICYSCOPE_TAXONOMY_QUERY_H */

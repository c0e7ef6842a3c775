/*-------------------------------------------------------------------------
 *
 * compat.h
 *		The differences between PostgreSQL 15 and 18, in one place.
 *
 * Included after postgres.h by every file that talks to the server.  Must
 * never hold anything that is not about a server version.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_COMPAT_H
#define POLICYSCOPE_COMPAT_H

#include "fmgr.h"

#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#include "nodes/miscnodes.h"
#endif

/*
 * Soft input errors (16 and later): an input function reports through
 * ereturn() so that pg_input_is_valid() and COPY ... ON_ERROR can go on.
 * Before 16 the same line is an ordinary error.
 */
#if PG_VERSION_NUM >= 160000
#define input_error(escontext, value, ...) ereturn(escontext, value, __VA_ARGS__)
#define INPUT_CONTEXT(fcinfo) ((fcinfo)->context)
#else
#define input_error(escontext, value, ...) \
	do \
	{ \
		ereport(ERROR, __VA_ARGS__); \
		return value; \
	} while (0)
#define INPUT_CONTEXT(fcinfo) ((Node *) NULL)
#define SOFT_ERROR_OCCURRED(escontext) false
#endif

/* 16 and later: a range may report a soft error; here it never does. */
#if PG_VERSION_NUM >= 160000
#define make_range_compat(type, lower, upper) make_range(type, lower, upper, false, NULL)
#else
#define make_range_compat(type, lower, upper) make_range(type, lower, upper, false)
#endif

/*
 * 17 and later give a named block of shared memory to whoever asks first;
 * before, there is the main shared memory, whose size is fixed at the start.
 */
#if PG_VERSION_NUM >= 170000
#include "storage/dsm_registry.h"
#define HAS_DSM_REGISTRY
#endif

/* Before a declaration (18): the function does not return. */
#if PG_VERSION_NUM < 180000
#define pg_noreturn _Noreturn
#endif

/* In an analyze function: a pause when the vacuum cost is spent (18: says whose). */
#if PG_VERSION_NUM >= 180000
#define analyze_delay_point() vacuum_delay_point(true)
#else
#define analyze_delay_point() vacuum_delay_point()
#endif

/* Statistics target of the column being analyzed, set by std_typanalyze(). */
#if PG_VERSION_NUM >= 170000
#define analyze_target(stats) ((stats)->attstattarget)
#else
#define analyze_target(stats) ((stats)->attr->attstattarget)
#endif

#endif							/* POLICYSCOPE_COMPAT_H */

/*-------------------------------------------------------------------------
 *
 * progress.h
 *		What a long publish tells while it runs.
 *
 * Used by publish.c, stored_image.c and what they call.  Every function takes
 * NULL for work that tells nothing.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_PROGRESS_H
#define POLICYSCOPE_TAXONOMY_PROGRESS_H

#include "postgres.h"

#include "compat.h"
#include "utils/timestamp.h"

/* GUC policyscope.progress_interval: milliseconds; 0: nothing is told. */
extern int	policyscope_progress_interval;

#define PROGRESS_INTERVAL 3000

typedef struct Progress
{
	const char *what;			/* "publishing taxonomy ..." */
	const char *phase;
	uint64		done;			/* steps of the phase */
	uint64		total;			/* 0: not known */
	TimestampTz told;
	uint64		query_id;		/* to be put back */
	bool		told_any;
} Progress;

extern void progress_begin(Progress *progress, const char *what);
extern void progress_phase(Progress *progress, const char *phase, uint64 total);
extern void progress_step(Progress *progress);
extern void progress_reach(Progress *progress, uint64 done);

/* Also after an error, so from PG_FINALLY. */
extern void progress_end(Progress *progress);

#endif							/* POLICYSCOPE_TAXONOMY_PROGRESS_H */

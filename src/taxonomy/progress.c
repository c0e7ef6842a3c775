/*-------------------------------------------------------------------------
 *
 * progress.c
 *		What a long publish tells while it runs.
 *
 * Called by publish.c, stored_image.c and what they call.  Every few seconds
 * it tells the client by a NOTICE and everybody else by pg_stat_activity: the
 * server's own progress views have no place for extensions, so the progress
 * goes before the text of the query there, as a comment, until the end.
 * Nothing is told of work that is done before the first NOTICE is due.  Must
 * never be asked how the work goes on: it only hears.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "tcop/tcopprot.h"
#include "utils/backend_status.h"

#include "taxonomy/progress.h"

#define STEPS_PER_LOOK 256		/* at the clock */

int			policyscope_progress_interval = PROGRESS_INTERVAL;

void
progress_begin(Progress *progress, const char *what)
{
	memset(progress, 0, sizeof(*progress));
	progress->what = what;
	progress->phase = "";
	progress->told = GetCurrentTimestamp();
	progress->query_id = pgstat_get_my_query_id();
}

/* The server forgets the query's identifier whenever it is given a text. */
static void
report_activity(const Progress *progress, const char *text)
{
	pgstat_report_activity(STATE_RUNNING, text);
	pgstat_report_query_id(progress->query_id, true);
}

static void
tell(Progress *progress)
{
	char	   *message = progress->total ?
		psprintf("%s: %s, " UINT64_FORMAT " of " UINT64_FORMAT, progress->what, progress->phase,
				 progress->done, progress->total) :
		progress->done ?
		psprintf("%s: %s, " UINT64_FORMAT, progress->what, progress->phase, progress->done) :
		psprintf("%s: %s", progress->what, progress->phase);
	char	   *activity = psprintf("/* %s */ %s", message,
									debug_query_string ? debug_query_string : "");

	report_activity(progress, activity);
	progress->told_any = true;
	ereport(NOTICE,
			(errmsg_internal("%s", message)));
	pfree(activity);
	pfree(message);
}

static void
look_at_clock(Progress *progress)
{
	TimestampTz now = GetCurrentTimestamp();

	if (policyscope_progress_interval == 0 ||
		!TimestampDifferenceExceeds(progress->told, now, policyscope_progress_interval))
		return;
	progress->told = now;
	tell(progress);
}

void
progress_phase(Progress *progress, const char *phase, uint64 total)
{
	CHECK_FOR_INTERRUPTS();
	if (progress == NULL)
		return;
	progress->phase = phase;
	progress->done = 0;
	progress->total = total;
	look_at_clock(progress);
}

void
progress_step(Progress *progress)
{
	CHECK_FOR_INTERRUPTS();
	if (progress && ++progress->done % STEPS_PER_LOOK == 0)
		look_at_clock(progress);
}

void
progress_reach(Progress *progress, uint64 done)
{
	CHECK_FOR_INTERRUPTS();
	if (progress == NULL)
		return;
	progress->done = done;
	look_at_clock(progress);
}

void
progress_end(Progress *progress)
{
	if (progress->told_any)
		report_activity(progress, debug_query_string);
	progress->told_any = false;
}

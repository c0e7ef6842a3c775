/*-------------------------------------------------------------------------
 *
 * snapshot_mark.c
 *		What it takes to tell whether a snapshot sees what another saw.
 *
 * Called by cache.c.  A mark outlives its snapshot.  Must never look at
 * anything but MVCC snapshots.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/transam.h"

#include "taxonomy/snapshot_mark.h"

SnapshotMark
snapshot_mark(Snapshot snapshot)
{
	SnapshotMark mark = {
		.xmin = snapshot->xmin,
		.xmax = snapshot->xmax,
		.xcnt = snapshot->xcnt,
		.subxcnt = snapshot->subxcnt,
		.curcid = snapshot->curcid
	};

	return mark;
}

bool
snapshot_mark_same(const SnapshotMark *a, const SnapshotMark *b)
{
	return a->xmin == b->xmin && a->xmax == b->xmax &&
		a->xcnt == b->xcnt && a->subxcnt == b->subxcnt && a->curcid == b->curcid;
}

/*
 * Below one xmax, a snapshot with more transactions in progress is the older
 * one.  With the same in progress, it is the one taken at an earlier command
 * of the transaction; in another transaction that says nothing, but then it
 * only costs another look.
 */
bool
snapshot_mark_older(const SnapshotMark *a, const SnapshotMark *b)
{
	if (a->xmax != b->xmax)
		return TransactionIdPrecedes(a->xmax, b->xmax);
	return a->xcnt > b->xcnt || a->subxcnt > b->subxcnt || a->curcid < b->curcid;
}

/*-------------------------------------------------------------------------
 *
 * snapshot_mark.h
 *		What it takes to tell whether a snapshot sees what another saw.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_SNAPSHOT_MARK_H
#define POLICYSCOPE_TAXONOMY_SNAPSHOT_MARK_H

#include "postgres.h"

#include "utils/snapshot.h"

typedef struct SnapshotMark
{
	TransactionId xmin;
	TransactionId xmax;
	uint32		xcnt;
	int32		subxcnt;
	CommandId	curcid;
} SnapshotMark;

extern SnapshotMark snapshot_mark(Snapshot snapshot);

/*
 * Do they see the same?  Holds within one transaction, as long as no
 * subtransaction of it was rolled back: the transactions in progress below
 * one xmax can only become fewer, so equal counts mean equal sets.
 */
extern bool snapshot_mark_same(const SnapshotMark *a, const SnapshotMark *b);

/* May a not see something that b saw?  True when in doubt. */
extern bool snapshot_mark_older(const SnapshotMark *a, const SnapshotMark *b);

#endif							/* POLICYSCOPE_TAXONOMY_SNAPSHOT_MARK_H */

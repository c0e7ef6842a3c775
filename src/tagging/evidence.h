/*-------------------------------------------------------------------------
 *
 * evidence.h
 *		The sentences of a document that mention something: what tag_evidence()
 *		returns, one at a time.
 *
 * Used by tag_evidence.c and tag_report.c; whoever stores evidence (a trigger)
 * can read the same rows from here.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_EVIDENCE_H
#define POLICYSCOPE_EVIDENCE_H

#include "postgres.h"

#include "tagging/outline.h"

/* One concept in one sentence. */
typedef struct EvidenceRow
{
	uint32		concept;
	uint32		sentence;		/* counted from 0 */
	uint32		start;			/* bytes: the sentence, with its context */
	uint32		end;
	uint32		mentions;		/* of the concept, in the sentence */
} EvidenceRow;

typedef struct Evidence
{
	const Marks *marks;
	const Outline *outline;
	uint32		context;		/* sentences shown before and after */
	uint32		sentence;		/* the one whose rows are being given */
	uint32		first;			/* its marks */
	uint32		end;
	uint32		next;			/* the mark to look at next */
	uint32	   *mentions;		/* of each concept, in rows still to be given */
} Evidence;

extern void evidence_begin(Evidence *evidence, const Marks *marks, const Outline *outline,
						   uint32 context);

/* The next row, by sentence, then by the first mention; false: no more. */
extern bool evidence_next(Evidence *evidence, EvidenceRow *row);

/* Appends the row's text as HTML; only the row's concept is marked. */
extern void evidence_write(StringInfo out, const Evidence *evidence, const EvidenceRow *row);

#endif							/* POLICYSCOPE_EVIDENCE_H */

/*-------------------------------------------------------------------------
 *
 * commitments.h
 *		How firmly a document commits to each concept that it names.
 *
 * Used by tag_commitments.c and by reports.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_COMMITMENTS_H
#define POLICYSCOPE_COMMITMENTS_H

#include "postgres.h"

#include "tagging/tagger.h"
#include "tagset/tagset_measures.h"

#define COMMITMENT_FORCES TAGSET_FORCES

/* A concept with a mention of its own, and the clauses that have one. */
typedef struct Commitment
{
	uint32		concept;
	uint32		clauses;
	uint32		clause;			/* the last one counted */
	uint8		force;			/* counted of it, 0 for none */
	int64		by_force[COMMITMENT_FORCES + 1];	/* 1..5, then prohibited */
	uint8		highest;		/* 1..5, or 0 */
	uint32		highest_mention;	/* candidate */
	uint32		prohibited_mention; /* the first, or IMAGE_NONE */
} Commitment;

typedef struct Commitments
{
	Commitment *rows;			/* by concept */
	uint32		count;
	uint32		allocated;
	uint32	   *row_of;			/* of each concept, plus one */
} Commitments;

/* Of a finished document of a taxonomy with reading on, before the tagger is ended. */
extern void commitments_count(Commitments *all, const Tagger *tagger);

#endif							/* POLICYSCOPE_COMMITMENTS_H */

/*-------------------------------------------------------------------------
 *
 * tagset_accumulator.h
 *		Many tagsets added up: the state of the aggregates.
 *
 * Used by the aggregates of this room only.  An accumulator holds as much as
 * there are keys in it, not more; it lives in the context it was made in.
 *
 * Rows may be taken out again, for moving aggregates.  So it counts, for each
 * key, the rows that have it: the entry goes when they are none, and its
 * force goes when the last entry with force does.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGSET_ACCUMULATOR_H
#define POLICYSCOPE_TAGSET_ACCUMULATOR_H

#include "tagset/tagset.h"

typedef struct TagsetTotal
{
	TagsetEntry sum;			/* its key lies behind the struct */
	int64		rows;			/* rows with this key */
	int64		force_rows;		/* of those, rows whose entry has force */
	uint32		position;		/* among the keys, when they were last sorted */
} TagsetTotal;

typedef struct TagsetAccumulator
{
	MemoryContext context;		/* of everything below */
	struct totals_hash *totals;
	int64		words;
	int64		rows;			/* after a merge: more than 0 when there are any */
} TagsetAccumulator;

extern TagsetAccumulator *tagset_accumulator_create(MemoryContext context);
extern uint32 tagset_accumulator_keys(const TagsetAccumulator *accumulator);

/* A row: its words, and each of its entries.  SQLSTATE 22003 on overflow. */
extern void tagset_accumulator_add_row(TagsetAccumulator *accumulator, int64 words);
extern TagsetTotal *tagset_accumulator_add_entry(TagsetAccumulator *accumulator,
												 const TagsetEntry *entry);

/* What was added and is still in; the second says false when it is not. */
extern void tagset_accumulator_remove_row(TagsetAccumulator *accumulator, int64 words);
extern bool tagset_accumulator_remove_entry(TagsetAccumulator *accumulator,
											const TagsetEntry *entry);

extern void tagset_accumulator_merge(TagsetAccumulator *into, const TagsetAccumulator *from);

/* The totals in key order; they stay where they are, so more rows may come. */
extern TagsetTotal **tagset_accumulator_sorted(const TagsetAccumulator *accumulator);
extern Tagset *tagset_accumulator_value(const TagsetAccumulator *accumulator);

/* tagset_aggregate.c: of the aggregate that calls; 0A000 when none does */
extern MemoryContext tagset_aggregate_context(FunctionCallInfo fcinfo);

#endif							/* POLICYSCOPE_TAGSET_ACCUMULATOR_H */

/*-------------------------------------------------------------------------
 *
 * ancestors.h
 *		From "broader" to all ancestors of each concept.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_ANCESTORS_H
#define POLICYSCOPE_TAXONOMY_ANCESTORS_H

#include "taxonomy/numbers.h"

typedef struct BroaderEdge
{
	uint32		concept;
	uint32		broader;
	uint32		rollup;			/* class */
} BroaderEdge;

/*
 * Fills spec->ancestors and each concept's run of them; rollups grows by the
 * products along the paths.  Raises 42P17 for a cycle, naming it in full.
 * The edges are sorted by concept.
 */
extern void ancestors_compute(ImageSpec *spec, const BroaderEdge *edges, uint32 edge_count,
							  NumberTable *rollups);

#endif							/* POLICYSCOPE_TAXONOMY_ANCESTORS_H */

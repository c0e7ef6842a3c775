/*-------------------------------------------------------------------------
 *
 * ancestors.c
 *		From "broader" to all ancestors of each concept.
 *
 * Called by compile.c.  Concepts are taken parents first, so each one's
 * ancestors are those of its parents and the parents themselves, with the
 * parent's rollup multiplied in; of several paths the largest product counts.
 * An edge into another facet is the concept's own and is not passed down: that
 * Guiyang is a prefecture does not make its districts one.
 * No recursion: a chain may be as long as the taxonomy.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "taxonomy/ancestors.h"

typedef struct Hierarchy
{
	ImageSpec  *spec;
	const BroaderEdge *edges;	/* by concept */
	uint32		edge_count;
	uint32	   *first_edge;		/* of each concept, and one more */
	uint32	   *children;		/* edge numbers, by their broader concept */
	uint32	   *first_child;	/* of each concept, and one more */
	uint32	   *waiting;		/* parents of a concept not yet taken */
	uint32	   *order;			/* concepts, parents first */
	uint32		ordered;
	/* the ancestors of the concept at hand */
	uint32	   *best;			/* rollup class, where marked */
	bool	   *marked;
	NumberTable *rollups;
	uint32		allocated;		/* of spec->ancestors */
} Hierarchy;

/* ---------- both directions of the edges ---------- */

static uint32 *
allocate_numbers(Size count)
{
	return MemoryContextAllocExtended(CurrentMemoryContext,
									  mul_size(add_size(count, 1), sizeof(uint32)),
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* Turns counts at [i + 1] into the start of each run. */
static void
counts_to_starts(uint32 *counts, uint32 n)
{
	for (uint32 i = 0; i < n; i++)
		counts[i + 1] += counts[i];
}

static void
link_edges(Hierarchy *h)
{
	uint32		n = h->spec->concept_count;
	uint32	   *next = allocate_numbers(n);

	for (uint32 i = 0; i < h->edge_count; i++)
	{
		h->first_edge[h->edges[i].concept + 1]++;
		h->first_child[h->edges[i].broader + 1]++;
		h->waiting[h->edges[i].concept]++;
	}
	counts_to_starts(h->first_edge, n);
	counts_to_starts(h->first_child, n);
	memcpy(next, h->first_child, mul_size(n, sizeof(uint32)));
	for (uint32 i = 0; i < h->edge_count; i++)
		h->children[next[h->edges[i].broader]++] = i;
	pfree(next);
}

/* ---------- order, and cycles ---------- */

static void
order_concepts(Hierarchy *h)
{
	uint32		n = h->spec->concept_count;

	for (uint32 i = 0; i < n; i++)
	{
		if (h->waiting[i] == 0)
			h->order[h->ordered++] = i;
	}
	for (uint32 done = 0; done < h->ordered; done++)
	{
		uint32		concept = h->order[done];

		CHECK_FOR_INTERRUPTS();
		for (uint32 i = h->first_child[concept]; i < h->first_child[concept + 1]; i++)
		{
			uint32		child = h->edges[h->children[i]].concept;

			if (--h->waiting[child] == 0)
				h->order[h->ordered++] = child;
		}
	}
}

/* A parent that was not taken either; every concept not taken has one. */
static uint32
waiting_parent(const Hierarchy *h, uint32 concept)
{
	uint32		i = h->first_edge[concept];

	while (h->waiting[h->edges[i].broader] == 0)
		i++;
	return h->edges[i].broader;
}

/* The lowest concept of a cycle. */
static uint32
find_cycle(const Hierarchy *h)
{
	bool	   *seen = palloc0(h->spec->concept_count);
	uint32		concept = 0;
	uint32		lowest;

	while (h->waiting[concept] == 0)
		concept++;
	for (; !seen[concept]; concept = waiting_parent(h, concept))
		seen[concept] = true;
	lowest = concept;
	for (uint32 c = waiting_parent(h, concept); c != concept; c = waiting_parent(h, c))
		lowest = Min(lowest, c);
	return lowest;
}

/* From broad to narrow: "a > b > a". */
static void
refuse_cycle(const Hierarchy *h)
{
	uint32		lowest = find_cycle(h);
	uint32	   *cycle = allocate_numbers(h->spec->concept_count);
	uint32		length = 0;
	uint32		concept = lowest;
	StringInfoData path;

	do
	{
		cycle[length++] = concept;
		concept = waiting_parent(h, concept);
	} while (concept != lowest);
	initStringInfo(&path);
	appendStringInfoString(&path, h->spec->concepts[lowest].key);
	while (length > 0)
		appendStringInfo(&path, " > %s", h->spec->concepts[cycle[--length]].key);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
			 errmsg("the broader concepts form a cycle: %s", path.data),
			 errhint("Delete one of these rows of policyscope.broader.")));
}

/* ---------- closure ---------- */

/* Notes an ancestor in [first, ancestor_count) of spec, or betters it. */
static void
note_ancestor(Hierarchy *h, uint32 ancestor, uint32 rollup)
{
	ImageSpec  *spec = h->spec;

	if (h->marked[ancestor])
	{
		if (numbers_compare(h->rollups, rollup, h->best[ancestor]) > 0)
			h->best[ancestor] = rollup;
		return;
	}
	if (spec->ancestor_count == h->allocated)
	{
		h->allocated = h->allocated ? h->allocated * 2 : 1024;
		if (mul_size(h->allocated, sizeof(ImageAncestor)) > IMAGE_MAX_LENGTH)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("the concepts have too many ancestors for an image of 1 GB")));
		spec->ancestors = spec->ancestors ?
			repalloc(spec->ancestors, h->allocated * sizeof(ImageAncestor)) :
			palloc(h->allocated * sizeof(ImageAncestor));
	}
	h->marked[ancestor] = true;
	h->best[ancestor] = rollup;
	spec->ancestors[spec->ancestor_count++].concept = ancestor;
}

static int
compare_ancestors(const void *a, const void *b)
{
	uint32		x = ((const ImageAncestor *) a)->concept;
	uint32		y = ((const ImageAncestor *) b)->concept;

	return x < y ? -1 : x > y;
}

static void
note_parent(Hierarchy *h, const BroaderEdge *edge)
{
	const ImageSpecConcept *parent = &h->spec->concepts[edge->broader];

	note_ancestor(h, edge->broader, edge->rollup);
	for (uint32 i = 0; i < parent->ancestor_count; i++)
	{
		/* by value: the array may move */
		ImageAncestor above = h->spec->ancestors[parent->first_ancestor + i];

		if (h->spec->concepts[above.concept].facet != parent->facet)
			continue;
		note_ancestor(h, above.concept, numbers_product(h->rollups, edge->rollup, above.rollup_class));
	}
}

static void
compute_concept(Hierarchy *h, uint32 number)
{
	ImageSpecConcept *concept = &h->spec->concepts[number];

	concept->first_ancestor = h->spec->ancestor_count;
	for (uint32 i = h->first_edge[number]; i < h->first_edge[number + 1]; i++)
		note_parent(h, &h->edges[i]);
	concept->ancestor_count = h->spec->ancestor_count - concept->first_ancestor;
	for (uint32 i = concept->first_ancestor; i < h->spec->ancestor_count; i++)
	{
		ImageAncestor *ancestor = &h->spec->ancestors[i];

		ancestor->rollup_class = h->best[ancestor->concept];
		h->marked[ancestor->concept] = false;
	}
	if (concept->ancestor_count > 1)
		qsort(h->spec->ancestors + concept->first_ancestor, concept->ancestor_count,
			  sizeof(ImageAncestor), compare_ancestors);
}

void
ancestors_compute(ImageSpec *spec, const BroaderEdge *edges, uint32 edge_count,
				  NumberTable *rollups)
{
	uint32		n = spec->concept_count;
	Hierarchy	h = {
		.spec = spec,
		.edges = edges,
		.edge_count = edge_count,
		.first_edge = allocate_numbers(n),
		.children = allocate_numbers(edge_count),
		.first_child = allocate_numbers(n),
		.waiting = allocate_numbers(n),
		.order = allocate_numbers(n),
		.best = allocate_numbers(n),
		.marked = palloc0(n),
		.rollups = rollups
	};

	link_edges(&h);
	order_concepts(&h);
	if (h.ordered < n)
		refuse_cycle(&h);
	for (uint32 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		compute_concept(&h, h.order[i]);
	}
}

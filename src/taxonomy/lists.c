/*-------------------------------------------------------------------------
 *
 * lists.c
 *		Lists of a version: the items that its concepts are mapped to.
 *
 * Called by tagging/tag_by_list.c.  A list is read from the version's source
 * when it is first asked for and kept with the image, whose digest is that
 * of the source.  Must never read the draft.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "host.h"
#include "taxonomy/lists.h"
#include "taxonomy/names.h"
#include "taxonomy/source.h"

#define LISTS_IN_HINT 20

/* One mapping of the list: a concept, and the item within the source. */
typedef struct ListMapping
{
	const char *item;
	uint32		concept;		/* IMAGE_NONE: it names the item only */
} ListMapping;

typedef struct ListReading
{
	const ImageView *view;
	const char *list;
	ListMapping *mappings;
	uint32		count;
	uint32		allocated;
	StringInfoData known;		/* lists seen, for the hint */
	uint32		known_count;
} ListReading;

/* ---------- from the source to mappings ---------- */

/*
 * SKOS: does the concept, with all below it, lie within the item?  A concept
 * with a narrowMatch is wider than the item, a relatedMatch says nothing of
 * extent; neither is counted.
 */
static bool
is_counted(const char *relation)
{
	return strcmp(relation, "exactMatch") == 0 || strcmp(relation, "closeMatch") == 0 ||
		strcmp(relation, "broadMatch") == 0;
}

static void
note_known(ListReading *reading, const char *list)
{
	char	   *quoted = psprintf("\"%s\"", list);

	if (reading->known_count < LISTS_IN_HINT && strstr(reading->known.data, quoted) == NULL)
	{
		appendStringInfo(&reading->known, "%s%s", reading->known_count ? ", " : "", quoted);
		reading->known_count++;
	}
	pfree(quoted);
}

static void
add_mapping(ListReading *reading, const char *item, uint32 concept)
{
	if (reading->count == reading->allocated)
		reading->mappings = host_grow(reading->mappings, &reading->allocated, 64,
									  sizeof(ListMapping));
	reading->mappings[reading->count].item = item;
	reading->mappings[reading->count].concept = concept;
	reading->count++;
}

static void
read_mapping(ListReading *reading, const SourceLine *line)
{
	char	   *concept = line->fields[0];
	char	   *list = line->fields[2];
	char	   *colon = list ? strchr(list, ':') : NULL;

	if (concept == NULL || line->fields[1] == NULL || list == NULL)
		source_damaged(line->number, "A field is NULL");
	if (colon == NULL || colon == list || colon[1] == '\0' || strncmp(colon, "://", 3) == 0)
		return;
	*colon = '\0';
	if (strcmp(list, reading->list) == 0)
		add_mapping(reading, colon + 1, is_counted(line->fields[1]) ?
					image_find_concept(reading->view, concept, strlen(concept)) : IMAGE_NONE);
	else
		note_known(reading, list);
}

/* The source's text becomes the mappings' strings. */
static void
read_mappings(ListReading *reading, char *source, Size length)
{
	SourceReader reader;
	SourceLine	line;

	source_read_begin(&reader, source, length);
	while (source_read_kind(&reader, SOURCE_MAPPING, &line))
		read_mapping(reading, &line);
}

static int
compare_mappings(const void *a, const void *b)
{
	const ListMapping *left = a;
	const ListMapping *right = b;
	int			order = strcmp(left->item, right->item);

	if (order != 0)
		return order;
	return left->concept < right->concept ? -1 : left->concept > right->concept;
}

/* ---------- from mappings to what is counted ---------- */

static bool
has_marked_ancestor(const ImageView *view, uint32 concept, const bool *marked)
{
	const ImageConcept *entry = &view->concepts[concept];

	for (uint32 i = 0; i < entry->ancestor_count; i++)
	{
		if (marked[view->ancestors[entry->first_ancestor + i].concept])
			return true;
	}
	return false;
}

static void
mark_mapped(bool *mapped, const ListMapping *mappings, uint32 count, bool mark)
{
	for (uint32 i = 0; i < count; i++)
	{
		if (mappings[i].concept != IMAGE_NONE)
			mapped[mappings[i].concept] = mark;
	}
}

/* The mapped concepts that lie below no other mapped one. */
static void
find_members(ListItem *item, const ImageView *view, const ListMapping *mappings, uint32 count,
			 const bool *mapped)
{
	item->members = palloc(mul_size(count, sizeof(uint32)));
	for (uint32 i = 0; i < count; i++)
	{
		uint32		concept = mappings[i].concept;

		if (concept != IMAGE_NONE && (i == 0 || mappings[i - 1].concept != concept) &&
			!has_marked_ancestor(view, concept, mapped))
			item->members[item->member_count++] = concept;
	}
}

/* How often the counters of the ancestors count the concept already. */
static int32
counted_above(const ImageView *view, uint32 concept, const int32 *factors)
{
	const ImageConcept *entry = &view->concepts[concept];
	int32		times = 0;

	for (uint32 i = 0; i < entry->ancestor_count; i++)
		times += factors[view->ancestors[entry->first_ancestor + i].concept];
	return times;
}

/*
 * A concept within the item is counted once, any other not at all, however
 * often the counters of its ancestors count it: a term brings it to that.
 * Another may have such an ancestor, since an ancestor's ancestors in another
 * facet are not its own.
 */
static void
find_terms(ListItem *item, const ImageView *view, const uint32 *order, int32 *factors,
		   const bool *mapped)
{
	memset(factors, 0, mul_size(view->concept_count, sizeof(int32)));
	for (uint32 i = 0; i < view->concept_count; i++)
	{
		uint32		concept = order[i];
		bool		within = mapped[concept] || has_marked_ancestor(view, concept, mapped);

		factors[concept] = (within ? 1 : 0) - counted_above(view, concept, factors);
		item->term_count += factors[concept] != 0;
	}
	item->terms = palloc(mul_size(Max(item->term_count, 1), sizeof(ListTerm)));
	item->term_count = 0;
	for (uint32 concept = 0; concept < view->concept_count; concept++)
	{
		if (factors[concept] != 0)
			item->terms[item->term_count++] = (ListTerm) {concept, factors[concept]};
	}
}

/* Has a concept none but these ancestors? */
static bool
all_ancestors_taken(const ImageView *view, uint32 concept, const bool *taken)
{
	const ImageConcept *entry = &view->concepts[concept];
	uint32		i = 0;

	while (i < entry->ancestor_count && taken[view->ancestors[entry->first_ancestor + i].concept])
		i++;
	return i == entry->ancestor_count;
}

/*
 * Concepts after all their ancestors.  How many of these there are says
 * nothing: below an edge into another facet there may be fewer.
 */
static uint32 *
broad_first(const ImageView *view)
{
	uint32	   *order = palloc(mul_size(Max(view->concept_count, 1), sizeof(uint32)));
	bool	   *taken = palloc0(Max(view->concept_count, 1));
	uint32		count = 0;

	for (uint32 before = 0; count < view->concept_count; before = count)
	{
		for (uint32 i = 0; i < view->concept_count; i++)
		{
			if (taken[i] || !all_ancestors_taken(view, i, taken))
				continue;
			taken[i] = true;
			order[count++] = i;
		}
		CHECK_FOR_INTERRUPTS();
		if (count == before)
			elog(ERROR, "a concept is its own ancestor");
	}
	pfree(taken);
	return order;
}

static void
add_items(TaxonomyList *list, const ListReading *reading)
{
	const ImageView *view = reading->view;
	uint32	   *order = broad_first(view);
	int32	   *factors = palloc(mul_size(Max(view->concept_count, 1), sizeof(int32)));
	bool	   *mapped = palloc0(Max(view->concept_count, 1));

	list->items = palloc0(mul_size(Max(reading->count, 1), sizeof(ListItem)));
	for (uint32 i = 0, run; i < reading->count; i += run)
	{
		ListItem   *item = &list->items[list->item_count++];

		CHECK_FOR_INTERRUPTS();
		for (run = 1; i + run < reading->count &&
			 strcmp(reading->mappings[i].item, reading->mappings[i + run].item) == 0;)
			run++;
		item->name = pstrdup(reading->mappings[i].item);
		mark_mapped(mapped, &reading->mappings[i], run, true);
		find_members(item, view, &reading->mappings[i], run, mapped);
		find_terms(item, view, order, factors, mapped);
		mark_mapped(mapped, &reading->mappings[i], run, false);
	}
	pfree(order);
	pfree(factors);
	pfree(mapped);
}

/* ---------- the lists of an image ---------- */

static _Noreturn void
refuse_unknown_list(const char *written, const ListReading *reading)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("taxonomy \"%s\" has no list \"%s\"", written, reading->list),
			 reading->known_count ? errhint("It has: %s.", reading->known.data) :
			 errhint("A list is made by rows of %s.mapping with the target 'list:item'; publish them.",
					 CATALOG_SCHEMA)));
	pg_unreachable();
}

static void
read_list(ListReading *reading, const char *written)
{
	TaxonomyName name;
	text	   *source;

	taxonomy_name_parse(written, &name);
	source = catalog_read_source(name.taxonomy, taxonomy_version(written), GetActiveSnapshot());
	if (source == NULL)
		refuse_unknown_version(name.taxonomy, name.version);
	initStringInfo(&reading->known);
	read_mappings(reading, text_to_cstring(source), VARSIZE_ANY_EXHDR(source));
	if (reading->count == 0)
		refuse_unknown_list(written, reading);
	qsort(reading->mappings, reading->count, sizeof(ListMapping), compare_mappings);
}

/* Its context hangs below the caller's until the list is complete. */
static TaxonomyList *
load_list(TaxonomyImage *image, const char *written, const char *name)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext, "policyscope list reading",
												  ALLOCSET_DEFAULT_SIZES);
	MemoryContext memory = AllocSetContextCreate(scratch, "policyscope list", ALLOCSET_SMALL_SIZES);
	MemoryContext previous = MemoryContextSwitchTo(scratch);
	ListReading reading = {.view = &image->view, .list = name};
	TaxonomyList *list;

	read_list(&reading, written);
	MemoryContextSwitchTo(memory);
	list = palloc0(sizeof(TaxonomyList));
	list->name = pstrdup(name);
	add_items(list, &reading);
	MemoryContextSwitchTo(previous);
	MemoryContextSetParent(memory, image->memory);
	MemoryContextDelete(scratch);
	list->next = image->lists;
	image->lists = list;
	return list;
}

const TaxonomyList *
taxonomy_list(TaxonomyImage *image, const char *written, const char *list)
{
	for (TaxonomyList *known = image->lists; known; known = known->next)
	{
		if (strcmp(known->name, list) == 0)
			return known;
	}
	return load_list(image, written, list);
}

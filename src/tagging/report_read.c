/*-------------------------------------------------------------------------
 *
 * report_read.c
 *		What a report is made from: the concepts of a document by facet, each
 *		with its marks.
 *
 * Called by tag_report.c.  Writes nothing.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/report.h"

#include "host.h"
#include "miscadmin.h"
#include "storage/shmem.h"

/* qsort has no argument to pass the image through. */
typedef struct SortedConcept
{
	ReportConcept entry;
	const char *key;
	int			key_length;
} SortedConcept;

static int
compare_concepts(const void *left, const void *right)
{
	const SortedConcept *a = left;
	const SortedConcept *b = right;

	if (a->entry.facet != b->entry.facet)
		return a->entry.facet < b->entry.facet ? -1 : 1;
	if (a->entry.score != b->entry.score)
		return a->entry.score > b->entry.score ? -1 : 1;
	return tagset_key_compare(a->key, a->key_length, b->key, b->key_length);
}

static SortedConcept
sorted_concept(const Report *report, const ScoreEntry *row)
{
	const ImageConcept *concept = &report->view->concepts[row->concept];
	SortedConcept sorted = {0};

	sorted.key = report->view->strings + concept->key;
	sorted.key_length = concept->key_length;
	sorted.entry.concept = row->concept;
	sorted.entry.facet = concept->facet;
	sorted.entry.evidence = row->evidence;
	sorted.entry.mentions = row->mentions;
	sorted.entry.mentions_direct = row->mentions_direct;
	sorted.entry.first_link = sorted.entry.last_link = IMAGE_NONE;
	sorted.entry.score = tagset_default_score(row->evidence, report->words);
	return sorted;
}

static void
read_concepts(Report *report, const Scorer *scorer)
{
	SortedConcept *sorted = palloc(mul_size(sizeof(SortedConcept), (Size) scorer->entry_count + 1));

	for (uint32 i = 0; i < scorer->entry_count; i++)
		if (scorer->entries[i].evidence > 0)
			sorted[report->concept_count++] = sorted_concept(report, &scorer->entries[i]);
	qsort(sorted, report->concept_count, sizeof(SortedConcept), compare_concepts);
	report->concepts = palloc(mul_size(sizeof(ReportConcept), (Size) report->concept_count + 1));
	for (uint32 i = 0; i < report->concept_count; i++)
		report->concepts[i] = sorted[i].entry;
	pfree(sorted);
}

static void
find_facets(Report *report)
{
	uint32		at = 0;

	report->facet_first = palloc(mul_size(sizeof(uint32), (Size) report->view->facet_count + 1));
	for (uint32 facet = 0; facet <= report->view->facet_count; facet++)
	{
		while (at < report->concept_count && report->concepts[at].facet < facet)
			at++;
		report->facet_first[facet] = at;
	}
}

/* A span is one mention of a broader concept, whatever it carries. */
static void
add_link(Report *report, ReportConcept *entry, uint32 mark)
{
	const Mark *marks = report->marked.marks.marks;
	ReportLink *link;

	if (entry->last_link != IMAGE_NONE)
	{
		const Mark *last = &marks[report->links[entry->last_link].mark];

		if (last->start == marks[mark].start && last->end == marks[mark].end)
			return;
	}
	if (report->link_count == report->link_capacity)
		report->links = host_grow(report->links, &report->link_capacity, 256, sizeof(ReportLink));
	link = &report->links[report->link_count];
	link->mark = mark;
	link->next = IMAGE_NONE;
	if (entry->last_link == IMAGE_NONE)
		entry->first_link = report->link_count;
	else
		report->links[entry->last_link].next = report->link_count;
	entry->last_link = report->link_count++;
}

static void
link_marks(Report *report)
{
	const ImageView *view = report->view;
	uint32	   *entry_of = palloc(mul_size(sizeof(uint32), (Size) view->concept_count + 1));

	memset(entry_of, 0xFF, sizeof(uint32) * view->concept_count);	/* IMAGE_NONE */
	for (uint32 i = 0; i < report->concept_count; i++)
		entry_of[report->concepts[i].concept] = i;
	for (uint32 i = 0; i < report->marked.marks.count; i++)
	{
		const ImageConcept *own = &view->concepts[report->marked.marks.marks[i].concept];
		uint32		entry = entry_of[report->marked.marks.marks[i].concept];

		CHECK_FOR_INTERRUPTS();
		if (entry != IMAGE_NONE)
			add_link(report, &report->concepts[entry], i);
		for (uint32 a = 0; a < own->ancestor_count; a++)
		{
			entry = entry_of[view->ancestors[own->first_ancestor + a].concept];
			if (entry != IMAGE_NONE)
				add_link(report, &report->concepts[entry], i);
		}
	}
	pfree(entry_of);
}

static void
find_sentences(Report *report)
{
	const Marks *marks = &report->marked.marks;
	uint32		sentence = 0;

	report->mark_sentence = palloc_extended(mul_size(sizeof(uint32), (Size) marks->count + 1),
											MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < marks->count; i++)
	{
		sentence = outline_sentence_at(&report->marked.outline, sentence, marks->marks[i].start);
		report->mark_sentence[i] = sentence;
	}
}

/* Where the taxonomy has zoning on; else there is none. */
static void
read_furniture(Report *report, const Reading *reading)
{
	const Zones *zones = &reading->zones;

	if (reading->zoned_part == IMAGE_NONE)
		return;
	report->furniture = palloc(mul_size(sizeof(ZoneSpan), (Size) zones->count + 1));
	for (uint32 i = 0; i < zones->count; i++)
		if (zones->spans[i].zone == ZONE_FURNITURE)
			report->furniture[report->furniture_count++] = zones->spans[i];
}

void
report_read(Report *report, const char *taxonomy, text *document, const PeriodContext *context)
{
	Tagger	   *tagger;
	ConceptPeriods concepts = {0};
	const ImageView *view;

	memset(report, 0, sizeof(*report));
	view = &taxonomy_image(taxonomy)->view;
	if (view->header->flags & IMAGE_READING)
		concept_periods_read(&concepts, taxonomy, view);
	marked_document_read(&report->marked, taxonomy, document, NULL, true);
	tagger = report->marked.tagger;
	report->view = &tagger->image->view;
	report->taxonomy = taxonomy;
	report->version = taxonomy_version(taxonomy);
	report->words = tagger->matcher->words;
	report->lang = report_language(report, tagger->matcher);
	report->language = page_language(report->lang);
	read_concepts(report, tagger->scorer);
	read_furniture(report, tagger->reading);
	report->sentence_linked = palloc0((Size) report->marked.outline.sentence_count + 1);
	if (tagger_reads(tagger))
		report_read_figures(report, document, context, &concepts);
	tagger_end(tagger);
	find_facets(report);
	link_marks(report);
	find_sentences(report);
	report_choose_labels(report);
}

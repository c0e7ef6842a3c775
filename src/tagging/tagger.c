/*-------------------------------------------------------------------------
 *
 * tagger.c
 *		One document through the core: matcher, scorer, tagset.
 *
 * Called by the SQL functions of this room.  The matcher's and scorer's
 * memory lives in the image's context, so that it is used again for the next
 * document and goes with the image.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/tagger.h"

#include "miscadmin.h"
#include "text/utf8.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

Tagger *
tagger_open(const char *taxonomy)
{
	TaxonomyImage *image = taxonomy_image(taxonomy);
	Tagger	   *tagger = image->workspace;

	if (tagger == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(image->memory);

		tagger = palloc0(sizeof(Tagger));
		tagger->image = image;
		tagger->matcher = matcher_create(&image->view);
		tagger->reading = reading_create(&image->view);
		tagger->scorer = scorer_create(&image->view);
		image->workspace = tagger;
		MemoryContextSwitchTo(old);
	}
	return tagger;
}

Tagger *
tagger_begin(const char *taxonomy, bool trace)
{
	Tagger	   *tagger = tagger_open(taxonomy);

	matcher_begin(tagger->matcher, trace);
	reading_begin(tagger->reading);
	return tagger;
}

static bool
reads(const ImageView *view)
{
	return (view->header->flags & IMAGE_READING) != 0;
}

bool
tagger_reads(const Tagger *tagger)
{
	return reads(&tagger->image->view);
}

void
require_reading(const ImageView *view, const char *taxonomy, const char *detail)
{
	if (!reads(view))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("taxonomy \"%s\" is published with reading off", taxonomy),
				 detail ? errdetail("%s", detail) : 0,
				 errhint("Set policyscope.taxonomy.reading to true and publish it again.")));
}

/* The type of the document begun, a key; 42704 when there is no such type. */
static void
set_doctype(Tagger *tagger, const char *taxonomy, text *doctype)
{
	const char *hint = "Its document types are the concepts of the facet \"doctype\".";
	const ImageView *view = &tagger->image->view;
	uint32		concept = require_concept(view, doctype, taxonomy, hint);

	if (view->concepts[concept].facet != tagger->reading->doctypes)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("concept \"%s\" of taxonomy \"%s\" is no document type", text_to_cstring(doctype), taxonomy),
				 errhint("%s", hint)));
	reading_set_doctype(tagger->reading, concept);
}

void
tagger_add_part(Tagger *tagger, const char *text, Size length, int zone)
{
	MemoryContext old = MemoryContextSwitchTo(tagger->image->memory);

	matcher_add_part(tagger->matcher, text, length, zone == TAGGER_NO_ZONE ? TAGGER_BODY_ZONE : zone);
	if (zone == TAGGER_NO_ZONE && (tagger->image->view.header->flags & IMAGE_ZONING))
		reading_zone_part(tagger->reading, tagger->matcher);
	MemoryContextSwitchTo(old);
}

void
tagger_finish(Tagger *tagger)
{
	MemoryContext old = MemoryContextSwitchTo(tagger->image->memory);

	matcher_finish(tagger->matcher);
	if (tagger->matcher->part_count > 1)
		reading_settle_titles(tagger->matcher);
	if (tagger_reads(tagger))
		reading_run(tagger->reading, tagger->matcher);
	scorer_run(tagger->scorer, tagger->matcher);
	MemoryContextSwitchTo(old);
}

void
tagger_end(Tagger *tagger)
{
	matcher_trim(tagger->matcher);
	reading_trim(tagger->reading);
}

Tagset *
tagger_tagset(Tagger *tagger)
{
	const ImageView *view = &tagger->image->view;
	TagsetBuilder builder;

	tagset_build_begin(&builder, tagger->matcher->words);
	for (uint32 i = 0; i < tagger->scorer->entry_count; i++)
	{
		const ScoreEntry *row = &tagger->scorer->entries[i];
		const ImageConcept *concept = &view->concepts[row->concept];
		TagsetEntry entry = {0};

		entry.key = view->strings + concept->key;
		entry.key_length = concept->key_length;
		entry.evidence = row->evidence;
		entry.mentions_direct = row->mentions_direct;
		entry.mentions = row->mentions;
		entry.has_force = row->forces > 0;
		if (entry.has_force)
			memcpy(entry.force, tagger->scorer->forces[row->forces - 1].spans, sizeof(entry.force));
		tagset_build_add(&builder, &entry);
	}
	tagger_end(tagger);
	return tagset_build_end(&builder);
}

/* A document that is one text of zone D, through a tagger that has begun. */
static Tagger *
run_document(Tagger *tagger, const char *taxonomy, text *document, text *doctype)
{
	if (doctype)
		set_doctype(tagger, taxonomy, doctype);
	tagger_add_part(tagger, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document), TAGGER_NO_ZONE);
	tagger_finish(tagger);
	return tagger;
}

Tagger *
tagger_run(const char *taxonomy, text *document, bool trace)
{
	return run_document(tagger_begin(taxonomy, trace), taxonomy, document, NULL);
}

Tagger *
tagger_run_tags(const char *taxonomy, text *document)
{
	Tagger	   *tagger = tagger_begin(taxonomy, false);

	tagger->reading->tags_only = true;
	return run_document(tagger, taxonomy, document, NULL);
}

Tagger *
tagger_run_typed(const char *taxonomy, text *document, text *doctype)
{
	return run_document(tagger_begin(taxonomy, false), taxonomy, document, doctype);
}

Tagger *
tagger_run_reading(const char *taxonomy, text *document, text *doctype)
{
	Tagger	   *tagger = tagger_begin(taxonomy, false);

	require_reading(&tagger->image->view, taxonomy, NULL);
	return run_document(tagger, taxonomy, document, doctype);
}

int
tagger_zone(const char *letter, int length)
{
	if (length != 1)
		return -1;
	if (*letter >= 'A' && *letter <= 'D')
		return *letter - 'A';
	if (*letter >= 'a' && *letter <= 'd')
		return *letter - 'a';
	return -1;
}

char *
tagger_taxonomy(FunctionCallInfo fcinfo, int arguments_alone)
{
	if (PG_NARGS() == arguments_alone)
		return policyscope_taxonomy;
	return text_to_cstring(PG_GETARG_TEXT_PP(0));
}

int32
count_characters_to(CharacterCounter *counter, uint32 byte)
{
	counter->character += (int32) utf8_count(counter->text + counter->byte, counter->text + byte);
	counter->byte = byte;
	return counter->character;
}

int32
count_characters_near(const CharacterCounter *counter, uint32 byte)
{
	if (byte >= counter->byte)
		return counter->character + (int32) utf8_count(counter->text + counter->byte, counter->text + byte);
	return counter->character - (int32) utf8_count(counter->text + byte, counter->text + counter->byte);
}

void
fill_span_columns(Datum *values, CharacterCounter *counter, uint32 start, uint32 end)
{
	CharacterCounter to;

	values[1] = Int32GetDatum(count_characters_to(counter, start) + 1);
	to = *counter;
	values[2] = Int32GetDatum(count_characters_to(&to, end) - counter->character);
	values[0] = PointerGetDatum(cstring_to_text_with_len((const char *) counter->text + start, (int) (end - start)));
}

Datum
concept_key(const ImageView *view, uint32 number)
{
	const ImageConcept *concept = &view->concepts[number];

	return PointerGetDatum(cstring_to_text_with_len(view->strings + concept->key, concept->key_length));
}

Datum
concept_or_null(const ImageView *view, uint32 concept, bool *null)
{
	*null = concept == IMAGE_NONE;
	return *null ? (Datum) 0 : concept_key(view, concept);
}

Datum
text_or_null(const char *value, bool *null)
{
	*null = value == NULL;
	return value ? CStringGetTextDatum(value) : (Datum) 0;
}

uint32
require_concept(const ImageView *view, text *key, const char *taxonomy, const char *hint)
{
	uint32		concept = image_find_concept(view, VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key));

	if (concept == IMAGE_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("taxonomy \"%s\" has no concept \"%s\"", taxonomy, text_to_cstring(key)),
				 errhint("%s", hint)));
	return concept;
}

uint32
require_facet(const ImageView *view, text *name, const char *taxonomy)
{
	uint32		facet = image_find_facet(view, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));

	if (facet == IMAGE_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("taxonomy \"%s\" has no facet \"%s\"", taxonomy, text_to_cstring(name)),
				 errhint("Its facets are in policyscope.facet.")));
	return facet;
}

MemoryContext
row_memory_create(void)
{
	return AllocSetContextCreate(CurrentMemoryContext, "policyscope row", ALLOCSET_SMALL_SIZES);
}

/* Returns the context to go back to. */
MemoryContext
row_memory_enter(MemoryContext memory)
{
	CHECK_FOR_INTERRUPTS();
	MemoryContextReset(memory);
	return MemoryContextSwitchTo(memory);
}

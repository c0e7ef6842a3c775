/*-------------------------------------------------------------------------
 *
 * tagger.h
 *		One document through the core: what every function of tagging/ does.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGGER_H
#define POLICYSCOPE_TAGGER_H

#include "postgres.h"

#include "match/match.h"
#include "reading/reading.h"
#include "score/score.h"
#include "tagset/tagset.h"
#include "taxonomy/taxonomy.h"

#define TAGGER_BODY_ZONE 3		/* D, as in full-text search */
#define TAGGER_NO_ZONE (-1)		/* the caller gave none: D, or found (zoning) */

/* Lives beside its image and serves one document at a time. */
typedef struct Tagger
{
	TaxonomyImage *image;
	Matcher    *matcher;
	Reading    *reading;
	Scorer	   *scorer;
	struct PreferredLabels *preferred;	/* tag_label.c; NULL until it is asked */
} Tagger;

/* The tagger of the image that the name means now, for what needs no document. */
extern Tagger *tagger_open(const char *taxonomy);

/* Begins a document with the image that the name means now. */
extern Tagger *tagger_begin(const char *taxonomy, bool trace);

/* Whether its image was published with reading on. */
extern bool tagger_reads(const Tagger *tagger);

/* 55000, with that detail unless it is NULL, where the image was published with reading off. */
extern void require_reading(const ImageView *view, const char *taxonomy, const char *detail);

extern void tagger_add_part(Tagger *tagger, const char *text, Size length, int zone);
extern void tagger_finish(Tagger *tagger);

/* When its answer is taken: gives back what only a long document needs. */
extern void tagger_end(Tagger *tagger);

/* The finished document as a value, in the current memory context; ends it. */
extern Tagset *tagger_tagset(Tagger *tagger);

/* The whole of it for a document that is one text of zone D. */
extern Tagger *tagger_run(const char *taxonomy, text *document, bool trace);

/* The same for tagger_tagset() alone: where cues and clauses stand is not told. */
extern Tagger *tagger_run_tags(const char *taxonomy, text *document);

/*
 * The same with the document's type, a concept's key, or NULL: it is guessed.
 * 42704: no such type.  The second raises 55000 where the taxonomy has reading
 * off.
 */
extern Tagger *tagger_run_typed(const char *taxonomy, text *document, text *doctype);
extern Tagger *tagger_run_reading(const char *taxonomy, text *document, text *doctype);

/* Zone 0..3 of the letter A..D (or a..d), or -1. */
extern int	tagger_zone(const char *letter, int length);

/*
 * The taxonomy of a function f(document) or f(taxonomy, document, ...): the
 * first argument, or policyscope.taxonomy when only the document is given.
 */
extern char *tagger_taxonomy(FunctionCallInfo fcinfo, int arguments_alone);

/* Counts characters forward through a text; places must not fall. */
typedef struct CharacterCounter
{
	const uint8 *text;
	uint32		byte;
	int32		character;		/* characters before byte */
} CharacterCounter;

extern int32 count_characters_to(CharacterCounter *counter, uint32 byte);

/* The same for any place, at the cost of the way to it. */
extern int32 count_characters_near(const CharacterCounter *counter, uint32 byte);

/* surface, start_char and char_length of a span, in that order; the counter goes to its start. */
extern void fill_span_columns(Datum *values, CharacterCounter *counter, uint32 start, uint32 end);

/* The key of a concept as text. */
extern Datum concept_key(const ImageView *view, uint32 number);

/* Of a concept that may be IMAGE_NONE, and of a string that may be NULL: SQL NULL then. */
extern Datum concept_or_null(const ImageView *view, uint32 concept, bool *null);
extern Datum text_or_null(const char *value, bool *null);

/* The concept of a key; 42704 with that hint when there is none. */
extern uint32 require_concept(const ImageView *view, text *key, const char *taxonomy, const char *hint);

/* The facet of a name; 42704 when there is none. */
extern uint32 require_facet(const ImageView *view, text *name, const char *taxonomy);

/*
 * For functions that return a row for each of many things: memory for the
 * values of one row, entered (and emptied of the last one) for each.
 */
extern MemoryContext row_memory_create(void);
extern MemoryContext row_memory_enter(MemoryContext memory);

#endif							/* POLICYSCOPE_TAGGER_H */

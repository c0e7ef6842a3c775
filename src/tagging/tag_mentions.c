/*-------------------------------------------------------------------------
 *
 * tag_mentions.c
 *		SQL: tag_mentions(), a row a mention; tag_explain(), a row a
 *		candidate with the rule that decided.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "tagging/tagger.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_mentions);
PG_FUNCTION_INFO_V1(tag_explain);

#define MENTION_COLUMNS 20
#define EXPLAIN_COLUMNS 10

/* tag_mentions: what reading/ adds */
enum
{
	SENTENCE_COLUMN = 10, ZONE_COLUMN, FORCE_COLUMN, STATUS_COLUMN, VOICE_COLUMN, POLARITY_COLUMN,
	CUE_COLUMN,					/* and its start */
	SOURCE_COLUMN = CUE_COLUMN + 2	/* likewise */
};

static Datum
image_text(const ImageView *view, uint32 offset, uint32 length)
{
	return PointerGetDatum(cstring_to_text_with_len(view->strings + offset, (int) length));
}

/* Kind of the label that was found, or of what stands for it. */
static const char *
kind_name(const Matcher *matcher, const MatchCandidate *candidate)
{
	static const char *const names[] = {"pref", "alt", "hidden", "negative"};

	return candidate->defined ? "defined" : names[match_class(matcher, candidate)->kind];
}

/* The zone's name, where zones were looked for. */
static void
fill_zone(Datum *values, bool *nulls, const Tagger *tagger, const MatchCandidate *mention, uint32 *hint)
{
	nulls[ZONE_COLUMN] = tagger->reading->zoned_part != mention->part;
	if (!nulls[ZONE_COLUMN])
		values[ZONE_COLUMN] = CStringGetTextDatum(zone_name(zone_at(&tagger->reading->zones, mention->start, hint)));
}

static void
fill_span_text(Datum *values, bool *nulls, const CharacterCounter *counter, const ReadingSpan *span)
{
	nulls[0] = nulls[1] = span->end <= span->start;
	if (nulls[0])
		return;
	values[0] = PointerGetDatum(cstring_to_text_with_len((const char *) counter->text + span->start,
														 (int) (span->end - span->start)));
	values[1] = Int32GetDatum(count_characters_near(counter, span->start) + 1);
}

static Datum
force_name(uint8 force)
{
	char		digit = (char) ('0' + force);

	return force == READING_PROHIBITED ? CStringGetTextDatum("prohibited") :
		PointerGetDatum(cstring_to_text_with_len(&digit, 1));
}

/* What was read of the mention: NULL without reading. */
static void
fill_reading(Datum *values, bool *nulls, const ReadingMention *mention, const CharacterCounter *counter)
{
	static const char *const statuses[] = {"", "achieved", "ongoing", "planned", "forecast"};
	static const char *const polarities[] = {"affirmed", "negated", "conditional"};

	values[SENTENCE_COLUMN] =
		PointerGetDatum(cstring_to_text_with_len((const char *) counter->text + mention->sentence.start,
												 (int) (mention->sentence.end - mention->sentence.start)));
	nulls[FORCE_COLUMN] = mention->force == 0;
	values[FORCE_COLUMN] = nulls[FORCE_COLUMN] ? (Datum) 0 : force_name(mention->force);
	nulls[STATUS_COLUMN] = mention->status == 0;
	values[STATUS_COLUMN] = CStringGetTextDatum(statuses[mention->status]);
	values[VOICE_COLUMN] = CStringGetTextDatum(mention->voice == 0 ? "issuer" : "reported");
	values[POLARITY_COLUMN] = CStringGetTextDatum(polarities[mention->polarity]);
	fill_span_text(&values[CUE_COLUMN], &nulls[CUE_COLUMN], counter, &mention->cue);
	fill_span_text(&values[SOURCE_COLUMN], &nulls[SOURCE_COLUMN], counter, &mention->source);
}

static void
put_mention(ReturnSetInfo *result, const Tagger *tagger, uint32 number, CharacterCounter *counter,
			uint32 *hint)
{
	const Matcher *matcher = tagger->matcher;
	const MatchCandidate *mention = &matcher->candidates[number];
	const ImageView *view = matcher->view;
	const ImageLabel *label = match_label(matcher, mention);
	const ImageClass *class = match_class(matcher, mention);
	const ImageFacet *facet = &view->facets[mention->facet];
	Datum		values[MENTION_COLUMNS];
	bool		nulls[MENTION_COLUMNS] = {0};

	values[0] = image_text(view, facet->name, facet->name_length);
	values[1] = concept_key(view, label->concept);
	values[2] = image_text(view, label->text, image_label_length(label));
	values[3] = image_text(view, class->lang, class->lang_length);
	fill_span_columns(&values[4], counter, mention->start, mention->end);
	values[7] = Float8GetDatum((double) score_mention(matcher, mention) / TAGSET_THOUSAND);
	nulls[8] = mention->inside == IMAGE_NONE;
	values[8] = nulls[8] ? (Datum) 0 : concept_key(view, mention->inside);
	values[9] = CStringGetTextDatum(kind_name(matcher, mention));
	memset(&nulls[SENTENCE_COLUMN], true, MENTION_COLUMNS - SENTENCE_COLUMN);
	fill_zone(values, nulls, tagger, mention, hint);
	if (tagger_reads(tagger))
	{
		memset(&nulls[FORCE_COLUMN], false, MENTION_COLUMNS - FORCE_COLUMN);
		nulls[SENTENCE_COLUMN] = false;
		fill_reading(values, nulls, &tagger->reading->mentions[number], counter);
	}
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* The document, with the type that the caller named, if any. */
static Tagger *
run_mentions(FunctionCallInfo fcinfo, text *document)
{
	bool		typed = PG_NARGS() > 2 && !PG_ARGISNULL(2);

	return tagger_run_typed(tagger_taxonomy(fcinfo, 1), document, typed ? PG_GETARG_TEXT_PP(2) : NULL);
}

/* tag_mentions(document), tag_mentions(taxonomy, document, doctype) */
Datum
tag_mentions(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int			last = PG_NARGS() > 1 ? 1 : 0;
	CharacterCounter counter = {0};
	MemoryContext row = row_memory_create();
	Tagger	   *tagger;
	Matcher    *matcher;
	text	   *document;
	uint32		hint = 0;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(last))
		return (Datum) 0;
	document = PG_GETARG_TEXT_PP(last);
	counter.text = (const uint8 *) VARDATA_ANY(document);
	tagger = run_mentions(fcinfo, document);
	matcher = tagger->matcher;
	for (uint32 i = 0; i < matcher->candidate_count; i++)
	{
		MemoryContext outer = row_memory_enter(row);

		if (matcher->candidates[i].verdict == MATCH_ACCEPTED)
			put_mention(result, tagger, i, &counter, &hint);
		MemoryContextSwitchTo(outer);
	}
	tagger_end(tagger);
	return (Datum) 0;
}

static const char *
rule_name(MatchVerdict verdict)
{
	switch (verdict)
	{
		case MATCH_CASE:
			return "case";
		case MATCH_GAP:
			return "gap";
		case MATCH_EDGE:
			return "edge";
		case MATCH_FURNITURE:
			return "furniture";
		case MATCH_NEGATIVE:
		case MATCH_IS_NEGATIVE:
			return "negative";
		case MATCH_SHADOWED:
			return "shadowed";
		case MATCH_REQUIRES:
			return "requires";
		default:
			return "accepted";
	}
}

/* What decided against it, or what it lies in. */
static char *
explain_detail(const Matcher *matcher, const MatchCandidate *candidate)
{
	const ImageView *view = matcher->view;
	uint32		concept = candidate->inside;

	if (candidate->rival != IMAGE_NONE)
	{
		const ImageLabel *label = match_label(matcher, &matcher->candidates[candidate->rival]);
		const ImageConcept *rival = &view->concepts[label->concept];

		return psprintf("by \"%.*s\" of %.*s", (int) image_label_length(label), view->strings + label->text,
						rival->key_length, view->strings + rival->key);
	}
	if (concept == IMAGE_NONE)
		return NULL;
	return psprintf("inside a mention of %.*s", view->concepts[concept].key_length,
					view->strings + view->concepts[concept].key);
}

static void
put_candidate(ReturnSetInfo *result, const Matcher *matcher, const MatchCandidate *candidate,
			  CharacterCounter *counter)
{
	const ImageView *view = matcher->view;
	const ImageLabel *label = match_label(matcher, candidate);
	const ImageClass *class = match_class(matcher, candidate);
	char	   *detail = explain_detail(matcher, candidate);
	Datum		values[EXPLAIN_COLUMNS];
	bool		nulls[EXPLAIN_COLUMNS] = {0};

	values[0] = BoolGetDatum(candidate->verdict == MATCH_ACCEPTED);
	values[1] = CStringGetTextDatum(rule_name((MatchVerdict) candidate->verdict));
	values[2] = concept_key(view, label->concept);
	values[3] = image_text(view, label->text, image_label_length(label));
	values[4] = image_text(view, class->lang, class->lang_length);
	values[5] = CStringGetTextDatum(kind_name(matcher, candidate));
	fill_span_columns(&values[6], counter, candidate->start, candidate->end);
	nulls[9] = detail == NULL;
	values[9] = detail ? CStringGetTextDatum(detail) : (Datum) 0;
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* Whether the candidate is of that concept or of a narrower one. */
static bool
is_about(const Matcher *matcher, const MatchCandidate *candidate, uint32 concept)
{
	uint32		number = match_label(matcher, candidate)->concept;
	const ImageConcept *own = &matcher->view->concepts[number];

	for (uint32 i = 0; i < own->ancestor_count; i++)
		if (matcher->view->ancestors[own->first_ancestor + i].concept == concept)
			return true;
	return number == concept;
}

/* tag_explain(taxonomy, document, concept) */
Datum
tag_explain(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	char	   *taxonomy = text_to_cstring(PG_GETARG_TEXT_PP(0));
	text	   *document = PG_GETARG_TEXT_PP(1);
	CharacterCounter counter = {(const uint8 *) VARDATA_ANY(document), 0, 0};
	MemoryContext row = row_memory_create();
	uint32		concept;
	Tagger	   *tagger;
	Matcher    *matcher;

	InitMaterializedSRF(fcinfo, 0);
	tagger = tagger_run(taxonomy, document, true);
	matcher = tagger->matcher;
	concept = require_concept(matcher->view, PG_GETARG_TEXT_PP(2), taxonomy,
							  "Its concepts are in policyscope.concept.");
	for (uint32 i = 0; i < matcher->candidate_count; i++)
	{
		MemoryContext outer = row_memory_enter(row);

		if (is_about(matcher, &matcher->candidates[i], concept))
			put_candidate(result, matcher, &matcher->candidates[i], &counter);
		MemoryContextSwitchTo(outer);
	}
	tagger_end(tagger);
	return (Datum) 0;
}

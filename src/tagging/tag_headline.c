/*-------------------------------------------------------------------------
 *
 * tag_headline.c
 *		SQL: tag_headline(), a document or fragments of it with its mentions
 *		marked.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "tagging/headline.h"
#include "tagging/marked_document.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_headline);

/* The mark element, and what StartSel says, as text. */
static void
open_mark(StringInfo out, const Marks *marks, const Mark *mark, bool continued, const void *arg)
{
	const HeadlineOptions *options = arg;

	mark_open_plain(out, marks, mark, continued, NULL);
	html_append(out, options->start_sel);
}

static void
write_stretch(StringInfo out, const Marks *marks, const char *document, uint32 start, uint32 end,
			  const HeadlineOptions *options)
{
	if (options->format == MARKUP_HTML)
		marks_write_html(out, marks, document, start, end, open_mark, options->stop_sel, options);
	else
		marks_write_flat(out, marks, document, start, end, options->format, options->start_sel,
						 options->stop_sel);
}

/* A fragment has the punctuation of its sentences at the ends they share. */
static void
write_fragment(StringInfo out, const Marks *marks, const Outline *outline,
			   const HeadlineFragment *fragment, const HeadlineOptions *options)
{
	const OutlineToken *first = &outline->tokens[fragment->first];
	const OutlineToken *last = &outline->tokens[fragment->last];
	const OutlineSentence *begin = &outline->sentences[first->sentence];
	uint32		start = fragment->first == begin->first_token ? begin->start : first->start;
	uint32		end = last[1].sentence != last->sentence ?
		outline->sentences[last->sentence].end : last->end;

	write_stretch(out, marks, outline->text, start, end, options);
}

static void
write_fragments(StringInfo out, const Marks *marks, const Outline *outline,
				const HeadlineOptions *options)
{
	HeadlineFragments fragments;

	headline_fragments(&fragments, outline, marks, options);
	for (uint32 i = 0; i < fragments.count; i++)
	{
		if (i > 0 && options->format == MARKUP_HTML)
			html_append(out, options->fragment_delimiter);
		else if (i > 0)
			appendStringInfoString(out, options->fragment_delimiter);
		write_fragment(out, marks, outline, &fragments.fragments[i], options);
	}
}

static text *
headline(const char *taxonomy, text *document, const Tagquery *query, text *given)
{
	HeadlineOptions options;
	MarkedDocument marked;
	StringInfoData out;

	headline_options(&options, given);
	marked_document_read(&marked, taxonomy, document, query, !options.highlight_all);
	tagger_end(marked.tagger);
	initStringInfo(&out);
	if (options.highlight_all)
		write_stretch(&out, &marked.marks, marked.text, 0, marked.length, &options);
	else
		write_fragments(&out, &marked.marks, &marked.outline, &options);
	return cstring_to_text_with_len(out.data, out.len);
}

/* tag_headline(document), tag_headline(taxonomy, document, query, options) */
Datum
tag_headline(PG_FUNCTION_ARGS)
{
	bool		alone = PG_NARGS() == 1;
	const Tagquery *query = NULL;
	text	   *options = NULL;

	if (PG_ARGISNULL(0) || (!alone && PG_ARGISNULL(1)))
		PG_RETURN_NULL();
	if (!alone && !PG_ARGISNULL(2))
		query = PG_GETARG_TAGQUERY_P(2);
	if (!alone && !PG_ARGISNULL(3))
		options = PG_GETARG_TEXT_PP(3);
	PG_RETURN_TEXT_P(headline(tagger_taxonomy(fcinfo, 1), PG_GETARG_TEXT_PP(alone ? 0 : 1), query,
							  options));
}

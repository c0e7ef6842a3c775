/*-------------------------------------------------------------------------
 *
 * report_lang.c
 *		The language of a document, and the names of concepts in it.
 *
 * Called by the parts of tag_report().
 *
 * A page has to say which language its parts are in, so that they are read
 * out and drawn rightly.  A document is in the language that most of its
 * mentions have; whether Chinese is in simplified or traditional characters
 * is told by the characters, since labels match both.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/report.h"

#include "storage/shmem.h"
#include "tagging/language.h"

#define MOST_LANGUAGES 32

typedef struct LanguageCount
{
	const char *lang;
	int			length;
	uint32		mentions;
} LanguageCount;

/* Length of the language itself: 'zh' of 'zh-Hans'. */
static int
primary_length(const char *lang, int length)
{
	const char *dash = memchr(lang, '-', length);

	return dash ? (int) (dash - lang) : length;
}

static void
count_language(LanguageCount *counts, int *count, const char *lang, int length)
{
	int			i;

	length = primary_length(lang, length);
	for (i = 0; i < *count; i++)
		if (counts[i].length == length && memcmp(counts[i].lang, lang, length) == 0)
			break;
	if (i == MOST_LANGUAGES)
		return;
	if (i == *count)
	{
		counts[i].lang = lang;
		counts[i].length = length;
		counts[i].mentions = 0;
		(*count)++;
	}
	counts[i].mentions++;
}

const char *
report_language(const Report *report, const Matcher *matcher)
{
	LanguageCount counts[MOST_LANGUAGES];
	int			count = 0;
	int			most = 0;

	for (uint32 i = 0; i < matcher->candidate_count; i++)
	{
		const ImageClass *class = match_class(matcher, &matcher->candidates[i]);

		if (matcher->candidates[i].verdict == MATCH_ACCEPTED)
			count_language(counts, &count, matcher->view->strings + class->lang, class->lang_length);
	}
	if (count == 0)
		return NULL;
	for (int i = 1; i < count; i++)
		if (counts[i].mentions > counts[most].mentions)
			most = i;
	if (counts[most].length == 2 && memcmp(counts[most].lang, "zh", 2) == 0)
		return chinese_script(report->marked.outline.han, report->marked.outline.traditional);
	return pnstrdup(counts[most].lang, counts[most].length);
}

/* How well a label's language suits the document; 0 is as good as any. */
static int
language_rank(const Report *report, const ImageClass *class)
{
	const char *lang = report->view->strings + class->lang;
	int			length = class->lang_length;
	int			wanted = report->lang ? (int) strlen(report->lang) : 0;

	if (wanted > 0 && wanted == length && memcmp(lang, report->lang, length) == 0)
		return 3;
	if (wanted > 0 && primary_length(report->lang, wanted) == primary_length(lang, length) &&
		memcmp(lang, report->lang, primary_length(lang, length)) == 0)
		return 2;
	return length == 2 && memcmp(lang, "en", 2) == 0;
}

void
report_choose_labels(Report *report)
{
	const ImageView *view = report->view;

	report->labels = palloc(mul_size(sizeof(uint32), (Size) view->concept_count + 1));
	memset(report->labels, 0xFF, sizeof(uint32) * view->concept_count); /* IMAGE_NONE */
	for (uint32 i = 0; i < view->label_count; i++)
	{
		const ImageClass *class = image_label_class(view, &view->labels[i]);
		uint32	   *chosen = &report->labels[view->labels[i].concept];

		if (class->kind != IMAGE_LABEL_PREF)
			continue;
		if (*chosen == IMAGE_NONE ||
			language_rank(report, class) >
			language_rank(report, image_label_class(view, &view->labels[*chosen])))
			*chosen = i;
	}
}

/* The name of a concept; its key where it has none. */
char *
report_label(const Report *report, uint32 concept)
{
	const ImageView *view = report->view;
	uint32		label = report->labels[concept];

	if (label == IMAGE_NONE)
		return pnstrdup(view->strings + view->concepts[concept].key,
						view->concepts[concept].key_length);
	return pnstrdup(view->strings + view->labels[label].text,
					image_label_length(&view->labels[label]));
}

void
report_write_lang(StringInfo out, const char *lang)
{
	appendStringInfoString(out, " lang=\"");
	html_append(out, lang ? lang : "");
	appendStringInfoCharMacro(out, '"');
}

/* The same as an element that says its language. */
void
report_write_label(StringInfo out, const Report *report, uint32 concept)
{
	const ImageView *view = report->view;
	uint32		label = report->labels[concept];
	char	   *name = report_label(report, concept);

	appendStringInfoString(out, "<span dir=\"auto\"");
	if (label != IMAGE_NONE)
	{
		const ImageClass *class = image_label_class(view, &view->labels[label]);
		char	   *lang = pnstrdup(view->strings + class->lang, class->lang_length);

		report_write_lang(out, lang);
		pfree(lang);
	}
	appendStringInfoCharMacro(out, '>');
	html_append(out, name);
	appendStringInfoString(out, "</span>");
	pfree(name);
}

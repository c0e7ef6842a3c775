/*-------------------------------------------------------------------------
 *
 * tag_label.c
 *		SQL: tag_label(), the name of a concept for readers.
 *
 * The labels are those of the published version, out of its image; which of
 * them are preferred is worked out once and kept beside the image.
 *
 * Languages are BCP 47 tags.  Of the preferred labels of a concept the one
 * with the least distance to the asked language is taken, see distance(); of
 * equal ones the first by the bytes of its tag.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "tagging/tagger.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(tag_label);

/* Labels of kind pref: those of concept i are labels[first[i]] to first[i + 1]. */
typedef struct PreferredLabels
{
	uint32	   *first;
	uint32	   *labels;
} PreferredLabels;

static bool
is_preferred(const ImageView *view, uint32 label)
{
	return image_label_class(view, &view->labels[label])->kind == IMAGE_LABEL_PREF;
}

/* A counting sort, in whatever order the image has its labels. */
static PreferredLabels *
find_preferred(const ImageView *view)
{
	PreferredLabels *preferred = palloc(sizeof(PreferredLabels));
	uint32	   *first = palloc0_array(uint32, (Size) view->concept_count + 2);
	uint32		count = 0;

	for (uint32 i = 0; i < view->label_count; i++)
		if (is_preferred(view, i))
		{
			first[view->labels[i].concept + 2]++;
			count++;
		}
	for (uint32 i = 2; i < view->concept_count + 2; i++)
		first[i] += first[i - 1];
	preferred->labels = MemoryContextAllocHuge(CurrentMemoryContext,
											   mul_size((Size) count + 1, sizeof(uint32)));
	for (uint32 i = 0; i < view->label_count; i++)
		if (is_preferred(view, i))
			preferred->labels[first[view->labels[i].concept + 1]++] = i;
	preferred->first = first;
	return preferred;
}

static const PreferredLabels *
preferred_labels(Tagger *tagger)
{
	if (tagger->preferred == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(tagger->image->memory);

		tagger->preferred = find_preferred(&tagger->image->view);
		MemoryContextSwitchTo(old);
	}
	return tagger->preferred;
}

/* ---------- languages ---------- */

typedef struct LanguageTag
{
	const char *text;
	int			length;
} LanguageTag;

static bool
same_tag(LanguageTag a, LanguageTag b)
{
	return a.length == b.length && pg_strncasecmp(a.text, b.text, a.length) == 0;
}

/* Without its last subtag; empty when it had only one. */
static LanguageTag
shortened(LanguageTag tag)
{
	while (tag.length > 0 && tag.text[--tag.length] != '-')
		;
	return tag;
}

static LanguageTag
primary_language(LanguageTag tag)
{
	const char *hyphen = memchr(tag.text, '-', tag.length);

	if (hyphen)
		tag.length = (int) (hyphen - tag.text);
	return tag;
}

/*
 * Where Chinese is written in Traditional characters a region stands for the
 * script (likely subtags of CLDR), as labels are by script.
 */
static LanguageTag
with_script(LanguageTag tag)
{
	static const char *const regions[] = {"zh-TW", "zh-HK", "zh-MO"};

	for (int i = 0; i < (int) lengthof(regions); i++)
		if (same_tag(tag, (LanguageTag) {regions[i], 5}))
			return (LanguageTag) {"zh-Hant", 7};
	return tag;
}

#define SAME_LANGUAGE 100		/* more than a tag of 35 bytes has subtags */
#define ENGLISH 101
#define OTHER_LANGUAGE 102

/*
 * 0 for the tag asked for, 1 for that without its last subtag, and so on
 * (RFC 4647, lookup); then another variety of the language; then English;
 * then any.
 */
static int
distance(LanguageTag has, LanguageTag asked)
{
	LanguageTag tag = asked;

	for (int subtags = 0; tag.length > 0 && subtags < SAME_LANGUAGE; subtags++)
	{
		if (same_tag(has, tag))
			return subtags;
		tag = shortened(tag);
	}
	if (same_tag(primary_language(has), primary_language(asked)))
		return SAME_LANGUAGE;
	return same_tag(primary_language(has), (LanguageTag) {"en", 2}) ? ENGLISH : OTHER_LANGUAGE;
}

static int
compare_tags(LanguageTag a, LanguageTag b)
{
	int			order = memcmp(a.text, b.text, Min(a.length, b.length));

	return order ? order : a.length - b.length;
}

static LanguageTag
label_language(const ImageView *view, uint32 label)
{
	const ImageClass *class = image_label_class(view, &view->labels[label]);

	return (LanguageTag) {view->strings + class->lang, class->lang_length};
}

static uint32
nearest_label(const ImageView *view, const PreferredLabels *preferred, uint32 concept,
			  LanguageTag asked)
{
	uint32		best = IMAGE_NONE;
	LanguageTag best_language = {NULL, 0};
	int			least = 0;

	for (uint32 i = preferred->first[concept]; i < preferred->first[concept + 1]; i++)
	{
		LanguageTag language = label_language(view, preferred->labels[i]);
		int			away = distance(language, asked);

		if (best == IMAGE_NONE || away < least ||
			(away == least && compare_tags(language, best_language) < 0))
		{
			best = preferred->labels[i];
			best_language = language;
			least = away;
		}
	}
	return best;
}

/* tag_label(key, lang), tag_label(taxonomy, key, lang) */
Datum
tag_label(PG_FUNCTION_ARGS)
{
	text	   *key = PG_GETARG_TEXT_PP(PG_NARGS() - 2);
	text	   *lang = PG_GETARG_TEXT_PP(PG_NARGS() - 1);
	LanguageTag asked = {VARDATA_ANY(lang), (int) VARSIZE_ANY_EXHDR(lang)};
	Tagger	   *tagger = tagger_open(tagger_taxonomy(fcinfo, 2));
	const ImageView *view = &tagger->image->view;
	uint32		concept = image_find_concept(view, VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key));
	uint32		label;

	if (concept == IMAGE_NONE)
		PG_RETURN_NULL();
	label = nearest_label(view, preferred_labels(tagger), concept, with_script(asked));
	if (label == IMAGE_NONE)
		PG_RETURN_TEXT_P(key);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(view->strings + view->labels[label].text,
											  (int) image_label_length(&view->labels[label])));
}

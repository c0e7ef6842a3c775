/*-------------------------------------------------------------------------
 *
 * label_stems.c
 *		Forms of German, Spanish and French labels.
 *
 * Called by label_variants.c.  Endings propose, the stemmer of the host
 * disposes: a proposed word counts when it has the stem of the label's word.
 * Nothing is stemmed while a text is read.
 *
 * German: the last word, which is the head of the label.  Spanish and French:
 * the first word that is no stop word and up to two that follow it without
 * one between, all in the other number (énergies renouvelables), or the first
 * alone (véhicules hydrogène); and the feminine where the label is one word.
 * Labels with letter-digit borders are left as they are.
 *
 *-------------------------------------------------------------------------
 */
#include "text/label_variants.h"

#include <string.h>

#define STEM_WORD_MAX 120		/* bytes; longer words are left as they are */
#define STEM_RUN_MAX 3

/* Words that end in from may end in to instead. */
typedef struct Ending
{
	const char *from;
	const char *to;
} Ending;

typedef struct Endings
{
	const Ending *list;
	uint32_t	count;
} Endings;

#define ENDINGS(list) {list, sizeof(list) / sizeof((list)[0])}

/*
 * No umlaut: diacritics are folded away.  No -er, which makes agents of things
 * (Bank, Banker); the stemmer takes it off both.
 */
static const Ending german_list[] = {
	{"", "e"}, {"", "en"}, {"", "s"}, {"", "es"}, {"e", "en"}, {"er", "ern"}, {"el", "eln"},
	{"in", "innen"}, {"nis", "nisse"}
};

static const Ending spanish_list[] = {
	{"", "es"}, {"", "s"}, {"z", "ces"}, {"ón", "ones"}, {"án", "anes"}, {"és", "eses"}
};

static const Ending french_list[] = {
	{"", "s"}, {"eau", "eaux"}, {"eu", "eux"}, {"al", "aux"}, {"ail", "aux"}
};

static const Ending spanish_feminine[] = {
	{"or", "ora"}, {"ario", "aria"}, {"ivo", "iva"}, {"oso", "osa"}, {"és", "esa"}
};

static const Ending french_feminine[] = {
	{"ien", "ienne"}, {"eur", "euse"}, {"teur", "trice"}, {"er", "ère"}, {"if", "ive"}, {"é", "ée"},
	{"ain", "aine"}, {"ant", "ante"}, {"ent", "ente"}, {"ais", "aise"}, {"ois", "oise"},
	{"eux", "euse"}
};

typedef struct Language
{
	const char *code;
	Endings		number;
	Endings		feminine;
} Language;

static const Language languages[] = {
	{"de", ENDINGS(german_list), {NULL, 0}},
	{"es", ENDINGS(spanish_list), ENDINGS(spanish_feminine)},
	{"fr", ENDINGS(french_list), ENDINGS(french_feminine)}
};

/* A word as it is written in the label. */
typedef struct StemWord
{
	char		bytes[STEM_WORD_MAX + 1];
	size_t		length;
} StemWord;

typedef struct Stemmed
{
	const LabelInflection *inflection;
	const TokenStream *stream;
	const Language *language;
	LabelForms *forms;
} Stemmed;

/* ---------- words ---------- */

static const char *
stem_of(const Stemmed *stemmed, const StemWord *word)
{
	return stemmed->inflection->stem(stemmed->inflection->arg, stemmed->language->code,
									 word->bytes, word->length);
}

/* Letters only, short enough, with a stem of its own: no stop word. */
static bool
take_word(const Stemmed *stemmed, uint32_t index, StemWord *word)
{
	const Token *token = &stemmed->stream->tokens[index];
	const char *stem;

	word->length = token->end - token->start;
	if (token->kind != TOKEN_WORD || word->length > STEM_WORD_MAX - 8)
		return false;
	memcpy(word->bytes, stemmed->stream->text + token->start, word->length);
	word->bytes[word->length] = '\0';
	if (strpbrk(word->bytes, "0123456789'") != NULL)
		return false;
	stem = stem_of(stemmed, word);
	return stem != NULL && *stem != '\0';
}

/*
 * French: the stemmer leaves an s after a, i, o and u (fois, cas), so that a
 * plural like "lois" keeps its own.  Only from the singular: "foi" is none of
 * "fois".
 */
static bool
is_kept_s(const Stemmed *stemmed, const char *old_stem, const char *stem, const char *to)
{
	size_t		length = strlen(old_stem);

	return strcmp(stemmed->language->code, "fr") == 0 && strcmp(to, "s") == 0 &&
		strncmp(stem, old_stem, length) == 0 && strcmp(stem + length, "s") == 0;
}

/*
 * The word with the other ending, when it had this one after two bytes or
 * more and the stem stays the same.
 */
static bool
change_ending(const Stemmed *stemmed, const StemWord *word, const char *from, const char *to,
			  StemWord *changed)
{
	size_t		from_length = strlen(from);
	size_t		kept = word->length - from_length;
	const char *old_stem;
	const char *stem;

	if (word->length < from_length + 2 || kept + strlen(to) > STEM_WORD_MAX ||
		memcmp(word->bytes + kept, from, from_length) != 0)
		return false;
	memcpy(changed->bytes, word->bytes, kept);
	strcpy(changed->bytes + kept, to);
	changed->length = kept + strlen(to);
	old_stem = stem_of(stemmed, word);
	stem = stem_of(stemmed, changed);
	return old_stem != NULL && stem != NULL &&
		(strcmp(old_stem, stem) == 0 || is_kept_s(stemmed, old_stem, stem, to));
}

/* What a text has for it, folded as any text is. */
static void
add_word(Stemmed *stemmed, uint32_t form, uint32_t index, const StemWord *word)
{
	TokenStream stream;

	memset(&stream, 0, sizeof(stream));
	token_stream_begin(&stream, word->bytes, word->length);
	while (token_stream_fill(&stream, 0))
		;
	if (stream.count == 1 && stream.tokens[0].kind == TOKEN_WORD)
		label_add_replaced(stemmed->forms, form, index, 1, (const char *) stream.folded,
						   stream.tokens[0].folded_length);
	token_stream_release(&stream);
}

/* German: every form of the word by the endings, in both directions. */
static void
add_german(Stemmed *stemmed, uint32_t index)
{
	const Endings *endings = &stemmed->language->number;
	StemWord	word;
	StemWord	changed;

	if (!take_word(stemmed, index, &word))
		return;
	for (uint32_t i = 0; i < endings->count; i++)
	{
		const Ending *ending = &endings->list[i];

		if (change_ending(stemmed, &word, ending->from, ending->to, &changed))
			add_word(stemmed, 0, index, &changed);
		if (change_ending(stemmed, &word, ending->to, ending->from, &changed))
			add_word(stemmed, 0, index, &changed);
	}
}

/* ---------- Spanish and French ---------- */

/* Plurals of these end so, and so do words that have no other number. */
static bool
ends_in_s(const StemWord *word)
{
	return strchr("sxSX", word->bytes[word->length - 1]) != NULL;
}

/* The word in the plural, or in the singular; as it is where it has one form. */
static bool
change_number(const Stemmed *stemmed, const StemWord *word, bool plural, StemWord *changed)
{
	const Endings *endings = &stemmed->language->number;

	/* the special endings come last and go first */
	for (uint32_t i = endings->count; i-- > 0;)
	{
		const Ending *ending = &endings->list[i];

		if (plural && ends_in_s(word) && *ending->from == '\0')
			continue;
		if (change_ending(stemmed, word, plural ? ending->from : ending->to,
						  plural ? ending->to : ending->from, changed))
			return true;
	}
	*changed = *word;
	return ends_in_s(word) && plural;
}

/* Where the run of the head begins, and how many words it has, at most 3. */
static uint32_t
find_run(const Stemmed *stemmed, uint32_t *count)
{
	uint32_t	first = 0;
	StemWord	word;

	while (first < stemmed->stream->count && !take_word(stemmed, first, &word))
		first++;
	*count = 0;
	while (*count < STEM_RUN_MAX && first + *count < stemmed->stream->count &&
		   take_word(stemmed, first + *count, &word))
		(*count)++;
	return first;
}

/* Each word of the run in that number, the one on top of the other. */
static void
add_run(Stemmed *stemmed, uint32_t first, uint32_t count, bool plural)
{
	uint32_t	form = 0;

	for (uint32_t i = first; i < first + count; i++)
	{
		StemWord	word;
		StemWord	changed;

		if (!take_word(stemmed, i, &word) || !change_number(stemmed, &word, plural, &changed))
			return;
		if (changed.length == word.length && memcmp(changed.bytes, word.bytes, word.length) == 0)
			continue;
		add_word(stemmed, form, i, &changed);
		form = stemmed->forms->count - 1;
	}
}

/* The other gender of a label of one word, and its plural. */
static void
add_gender(Stemmed *stemmed)
{
	const Endings *endings = &stemmed->language->feminine;
	StemWord	word;
	StemWord	changed;
	StemWord	plural;

	if (!take_word(stemmed, 0, &word))
		return;
	for (uint32_t i = 0; i < endings->count; i++)
	{
		const Ending *ending = &endings->list[i];

		if (!change_ending(stemmed, &word, ending->from, ending->to, &changed) &&
			!change_ending(stemmed, &word, ending->to, ending->from, &changed))
			continue;
		add_word(stemmed, 0, 0, &changed);
		if (change_number(stemmed, &changed, true, &plural))
			add_word(stemmed, 0, 0, &plural);
	}
}

static void
add_romance(Stemmed *stemmed)
{
	uint32_t	count;
	uint32_t	first = find_run(stemmed, &count);

	for (int plural = 0; plural < 2 && count > 0; plural++)
		add_run(stemmed, first, count, plural);
	if (stemmed->stream->count == 1 && count == 1)
		add_gender(stemmed);
}

/* ---------- all ---------- */

void
label_add_stemmed(const LabelInflection *inflection, const TokenStream *stream, LabelForms *forms)
{
	Stemmed		stemmed = {inflection, stream, NULL, forms};

	for (uint32_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
		if (label_is_language(inflection->lang, languages[i].code))
			stemmed.language = &languages[i];
	/* with borders, tokens and the words of a form are not the same */
	if (stemmed.language == NULL || forms->count != 1 ||
		forms->forms[0].token_count != stream->count)
		return;
	if (stemmed.language->feminine.list == NULL)
		add_german(&stemmed, stream->count - 1);
	else
		add_romance(&stemmed);
}

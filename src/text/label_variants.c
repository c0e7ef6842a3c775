/*-------------------------------------------------------------------------
 *
 * label_variants.c
 *		The forms that a label has by its language, beside the written ones.
 *
 * Called by label.c when an image is built.  English is done here by the
 * rules of inflect.h, three other languages in label_stems.c; the rest match
 * as they are written.
 *
 * English: each form is looked at once, also those added on the way.  The
 * spelling of every word and the compounds may vary anywhere; the number of
 * the last word varies once, so that axe does not become axis by way of axes.
 *
 *-------------------------------------------------------------------------
 */
#include "text/label_variants.h"

#include "host.h"
#include "text/common_words.h"
#include "text/hash.h"
#include "text/inflect.h"

#include <string.h>

/* ---------- forms from forms ---------- */

static bool
is_same_form(const LabelForm *a, const LabelForm *b)
{
	if (a->token_count != b->token_count || a->folded_length != b->folded_length ||
		memcmp(a->folded, b->folded, a->folded_length) != 0)
		return false;
	for (uint32_t i = 0; i < a->token_count; i++)
		if (a->tokens[i].folded != b->tokens[i].folded || a->tokens[i].gaps != b->tokens[i].gaps)
			return false;
	return true;
}

void
label_form_free(LabelForm *form)
{
	host_free(form->tokens);
	host_free(form->folded);
	host_free(form->capitals);
}

void
label_form_hash(LabelForm *form)
{
	for (uint32_t i = 0; i < form->token_count; i++)
		form->tokens[i].hash = hash_token(form->folded + form->tokens[i].folded,
										  form->tokens[i].folded_length);
}

/* Appends bytes with no capitals to the form, as part of its last token. */
static void
append_bytes(LabelForm *form, const void *bytes, size_t length)
{
	memcpy(form->folded + form->folded_length, bytes, length);
	memset(form->capitals + form->folded_length, 0, length);
	form->folded_length += (uint32_t) length;
	form->tokens[form->token_count - 1].folded_length += (uint32_t) length;
}

static void
append_token(LabelForm *form, uint8_t gaps)
{
	LabelToken *token = &form->tokens[form->token_count++];

	memset(token, 0, sizeof(*token));
	token->folded = form->folded_length;
	token->gaps = gaps;
}

/* The tokens of another form from first on, up to but not including end. */
static void
append_tokens(LabelForm *form, const LabelForm *other, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
	{
		const LabelToken *token = &other->tokens[i];

		append_token(form, token->gaps);
		form->tokens[form->token_count - 1].symbol = token->symbol;
		form->tokens[form->token_count - 1].character = token->character;
		append_bytes(form, other->folded + token->folded, token->folded_length);
		memcpy(form->capitals + form->tokens[form->token_count - 1].folded,
			   other->capitals + token->folded, token->folded_length);
	}
}

/* Words parted by blanks; between them the gaps that any label has there. */
static void
append_words(LabelForm *form, uint8_t gaps, const char *words, size_t length)
{
	const char *end = words + length;

	append_token(form, gaps);
	for (const char *p = words; p < end; p++)
	{
		if (*p == ' ')
			append_token(form, GAP_ALLOWS_USUAL);
		else
			append_bytes(form, p, 1);
	}
}

/* Capitals of bytes that are the same, counted from both ends. */
static void
keep_capitals(LabelForm *form, uint32_t at, uint32_t length, const LabelForm *other,
			  uint32_t old_length)
{
	uint32_t	shorter = length < old_length ? length : old_length;
	uint32_t	same = 0;

	while (same < shorter && form->folded[at + same] == other->folded[at + same])
	{
		form->capitals[at + same] = other->capitals[at + same];
		same++;
	}
	for (uint32_t i = 1; i <= shorter - same && form->folded[at + length - i] ==
		 other->folded[at + old_length - i]; i++)
		form->capitals[at + length - i] = other->capitals[at + old_length - i];
}

static uint32_t
tokens_length(const LabelForm *form, uint32_t first, uint32_t count)
{
	uint32_t	length = 0;

	for (uint32_t i = first; i < first + count; i++)
		length += form->tokens[i].folded_length;
	return length;
}

/*
 * An inner capital is asked for no longer where two words became one
 * (Datacentre, DataCentre), nor one that has lost its word's beginning.
 */
static void
drop_inner_capital(LabelForm *form, const LabelForm *other, uint32_t first, uint32_t replaced)
{
	for (uint32_t i = first + 1; i < first + replaced; i++)
		form->capitals[other->tokens[i].folded] = 0;
}

static void
make_replaced(LabelForm *form, const LabelForm *other, uint32_t first, uint32_t replaced,
			  const char *words, size_t length)
{
	uint32_t	at = other->tokens[first].folded;
	uint32_t	old_length = tokens_length(other, first, replaced);

	form->tokens = host_alloc(sizeof(LabelToken) * (other->token_count + length));
	form->token_count = 0;
	form->folded = host_alloc(other->folded_length + length);
	form->capitals = host_alloc(other->folded_length + length);
	form->folded_length = 0;
	append_tokens(form, other, 0, first);
	append_words(form, other->tokens[first].gaps, words, length);
	keep_capitals(form, at, form->folded_length - at, other, old_length);
	if (form->token_count == first + 1)
		drop_inner_capital(form, other, first, replaced);
	append_tokens(form, other, first + replaced, other->token_count);
	label_form_hash(form);
}

bool
label_add_replaced(LabelForms *forms, uint32_t form, uint32_t first, uint32_t replaced,
				   const char *words, size_t length)
{
	LabelForm  *made = &forms->forms[forms->count];

	if (forms->count >= LABEL_MAX_FORMS)
		return false;
	make_replaced(made, &forms->forms[form], first, replaced, words, length);
	for (uint32_t i = 0; i < forms->count; i++)
	{
		if (is_same_form(&forms->forms[i], made))
		{
			label_form_free(made);
			return false;
		}
	}
	if (made->token_count > LABEL_MAX_TOKENS)
	{
		label_form_free(made);
		return false;
	}
	forms->count++;
	return true;
}

/* ---------- English ---------- */

static bool
is_letters(const LabelForm *form, const LabelToken *token)
{
	for (uint32_t i = 0; i < token->folded_length; i++)
		if ((uint8_t) (form->folded[token->folded + i] - 'a') >= 26)
			return false;
	return token->folded_length > 0;
}

/* A capital at that place from the end of the token, the last being 1. */
static bool
has_capital(const LabelForm *form, const LabelToken *token, uint32_t from_end)
{
	return form->capitals[token->folded + token->folded_length - from_end] != 0;
}

/* LLM or IoT: what ends in a capital is read letter by letter. */
static bool
is_acronym(const LabelForm *form, const LabelToken *token)
{
	return token->folded_length >= 2 && is_letters(form, token) && has_capital(form, token, 1);
}

static bool
is_plural_acronym(const LabelForm *form, const LabelToken *token)
{
	uint32_t	last = token->folded + token->folded_length - 1;

	return token->folded_length >= 3 && is_letters(form, token) && form->folded[last] == 's' &&
		!has_capital(form, token, 1) && has_capital(form, token, 2);
}

/* The one word of a label with a capital is a name, and Adam is not Adams. */
static bool
is_name(const LabelForms *forms, const LabelForm *form)
{
	return forms->forms[0].token_count == 1 && form->token_count == 1 && form->capitals[0] != 0;
}

static void
add_acronym_number(LabelForms *forms, uint32_t number, bool plural)
{
	const LabelForm *form = &forms->forms[number];
	const LabelToken *token = &form->tokens[form->token_count - 1];
	char		word[INFLECT_WORD_MAX + 1];

	if (token->folded_length > INFLECT_WORD_MAX)
		return;
	memcpy(word, form->folded + token->folded, token->folded_length);
	word[token->folded_length] = 's';
	label_add_replaced(forms, number, form->token_count - 1, 1, word,
					   token->folded_length + (plural ? -1 : 1));
}

/* The other number of the last word. */
static void
add_number(LabelForms *forms, uint32_t number)
{
	const LabelForm *form = &forms->forms[number];
	uint32_t	last = form->token_count - 1;
	const LabelToken *token = &form->tokens[last];
	InflectWords words = {0};

	if (is_acronym(form, token) || is_plural_acronym(form, token))
	{
		add_acronym_number(forms, number, !has_capital(form, token, 1));
		return;
	}
	if (is_name(forms, form))
		return;
	inflect_number(form->folded + token->folded, token->folded_length, &words);
	for (uint32_t i = 0; i < words.count; i++)
	{
		const InflectWord *word = &words.words[i];

		/* alone, "does" is not the plural of a doe */
		if (last > 0 || !is_common_word(word->bytes, word->length))
			label_add_replaced(forms, number, last, 1, word->bytes, word->length);
	}
}

static void
add_spellings(LabelForms *forms, uint32_t number)
{
	const LabelForm *form = &forms->forms[number];

	for (uint32_t i = 0; i < form->token_count; i++)
	{
		const LabelToken *token = &form->tokens[i];
		InflectWords words = {0};

		if (is_acronym(form, token))
			continue;
		inflect_spelling(form->folded + token->folded, token->folded_length, &words);
		for (uint32_t k = 0; k < words.count; k++)
			label_add_replaced(forms, number, i, 1, words.words[k].bytes, words.words[k].length);
	}
}

/* A word, or two that a blank or a hyphen may part, written the other way. */
static void
add_compound(LabelForms *forms, uint32_t number, uint32_t first, uint32_t count)
{
	const LabelForm *form = &forms->forms[number];
	const LabelToken *token = &form->tokens[first];
	uint8_t		words[INFLECT_WORD_MAX + 2];
	uint32_t	length = 0;
	InflectWords others = {0};

	if (tokens_length(form, first, count) > INFLECT_WORD_MAX)
		return;
	for (uint32_t i = 0; i < count; i++)
	{
		if (!is_letters(form, token + i) || is_acronym(form, token + i))
			return;
		if (i > 0)
			words[length++] = ' ';
		memcpy(words + length, form->folded + token[i].folded, token[i].folded_length);
		length += token[i].folded_length;
	}
	inflect_compound(words, length, &others);
	for (uint32_t i = 0; i < others.count; i++)
		label_add_replaced(forms, number, first, count, others.words[i].bytes,
						   others.words[i].length);
}

static void
add_compounds(LabelForms *forms, uint32_t number)
{
	const LabelForm *form = &forms->forms[number];

	for (uint32_t i = 0; i < form->token_count; i++)
	{
		add_compound(forms, number, i, 1);
		if (i + 1 < form->token_count && form->tokens[i + 1].gaps == GAP_ALLOWS_USUAL)
			add_compound(forms, number, i, 2);
	}
}

/*
 * A compound is written in both numbers by the number of its own last word:
 * it starts anew.  Other forms keep whether their number was varied.
 */
static void
add_english(LabelForms *forms)
{
	bool		varied[LABEL_MAX_FORMS] = {false};

	for (uint32_t i = 0; i < forms->count; i++)
	{
		uint32_t	count = forms->count;

		if (!varied[i])
			add_number(forms, i);
		for (; count < forms->count; count++)
			varied[count] = true;
		add_spellings(forms, i);
		for (; count < forms->count; count++)
			varied[count] = varied[i];
		add_compounds(forms, i);
	}
}

/* ---------- languages ---------- */

bool
label_is_language(const char *lang, const char *code)
{
	return strncmp(lang, code, 2) == 0 && (lang[2] == '\0' || lang[2] == '-');
}

void
label_add_variants(const LabelInflection *inflection, const TokenStream *stream, LabelForms *forms)
{
	if (label_is_language(inflection->lang, "en"))
		add_english(forms);
	else if (inflection->stem)
		label_add_stemmed(inflection, stream, forms);
}

/*-------------------------------------------------------------------------
 *
 * definition.c
 *		Reads a short form that a text defines: "large language model (LLM)",
 *		人工智能（AI）, 长江三角洲（以下简称“长三角”）.
 *
 * Called by defined.c for each mention; knows nothing of labels.
 *
 * The short form is one word of 2 to 10 ASCII letters and digits, of either
 * width, with a capital.  Its letters must fit a long form in Latin letters by
 * the algorithm of Schwartz and Hearst (A simple algorithm for identifying abbreviation
 * definitions in biomedical text, PSB 2003): read backwards, each is found
 * in the long form, the first at the beginning of a word; which here must be
 * the first word of the mention, so that "generative artificial intelligence
 * (AI)" does not define AI.  To a long form in another script any such word
 * is a short form.  After 以下简称 and the like it may also be of 2 to 10 Han
 * characters that stand in the long form in this order (两省一市 is none of 浙江省).
 *
 *-------------------------------------------------------------------------
 */
#include "match/definition.h"

#include "text/ascii.h"
#include "text/fold.h"
#include "text/han_words.h"

#include <string.h>

#define MIN_FORM 2				/* characters */
#define MAX_FORM 10
#define MAX_LONG_FORM 1024		/* bytes, folded */
#define FIRST_OTHER_SCRIPT 0xCE /* lead byte: Greek and what follows; Latin
								 * letters fold to less */

typedef struct Cursor
{
	const uint8_t *text;
	size_t		at;
	size_t		end;
} Cursor;

/* Passes the string, if it is next. */
static bool
pass(Cursor *cursor, const char *string)
{
	size_t		length = strlen(string);

	if (cursor->end - cursor->at < length ||
		memcmp(cursor->text + cursor->at, string, length) != 0)
		return false;
	cursor->at += length;
	return true;
}

static bool
pass_any(Cursor *cursor, const char *const *strings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (pass(cursor, strings[i]))
			return true;
	return false;
}

#define PASS_ANY(cursor, ...) \
	pass_any(cursor, (const char *const[]) {__VA_ARGS__}, \
			 sizeof((const char *const[]) {__VA_ARGS__}) / sizeof(const char *))

/* One space or line break; U+00A0, U+3000. */
static void
pass_space(Cursor *cursor)
{
	PASS_ANY(cursor, " ", "\r\n", "\n", "\xC2\xA0", "\xE3\x80\x80");
}

static bool
pass_quote(Cursor *cursor)
{
	return PASS_ANY(cursor, "\"", "'", "“", "”", "‘", "’", "「", "」", "『", "』", "《", "》");
}

static bool
pass_announcement(Cursor *cursor)
{
	return PASS_ANY(cursor, "以下简称为", "以下简称", "以下簡稱為", "以下簡稱", "简称为", "简称",
					"簡稱為", "簡稱", "下称", "下稱");
}

/* ---- the short form ---------------------------------------------------------- */

/* The letter or digit of ASCII at a place, which may be of full width; 0 for others. */
static uint8_t
latin_at(const uint8_t *text, size_t at, size_t end, uint32_t *length)
{
	uint32_t	code_point = at < end ? definition_narrow(utf8_decode(text + at, text + end, length)) : 0;

	return code_point < 0x80 && ascii_is_alphanumeric((uint8_t) code_point) ? (uint8_t) code_point : 0;
}

/* Where it is used, a plural is allowed: LLMs stands for LLM. */
static bool
pass_latin_form(Cursor *cursor, size_t *without_plural)
{
	uint32_t	count = 0;
	bool		capital = false;
	uint8_t		before = 0;
	uint8_t		letter;
	uint32_t	length;

	*without_plural = cursor->at;
	while ((letter = latin_at(cursor->text, cursor->at, cursor->end, &length)) != 0)
	{
		bool		plural = letter == 's' && ascii_is_capital(before) && count >= MIN_FORM;

		cursor->at += length;
		if (!plural)
			*without_plural = cursor->at;
		capital |= ascii_is_capital(letter);
		before = letter;
		count++;
	}
	return capital && count >= MIN_FORM && count <= MAX_FORM;
}

static bool
pass_han_form(Cursor *cursor)
{
	uint32_t	count = 0;
	uint32_t	length;

	while (cursor->at < cursor->end && count <= MAX_FORM &&
		   han_is_character(utf8_decode(cursor->text + cursor->at, cursor->text + cursor->end, &length)))
	{
		cursor->at += length;
		count++;
	}
	return count >= MIN_FORM && count <= MAX_FORM;
}

/* What stands in the brackets; *announced when it says that it is a short form. */
static bool
read_brackets(Cursor *cursor, ShortForm *form, bool *announced)
{
	size_t		start;

	pass_space(cursor);
	if (!PASS_ANY(cursor, "(", "（"))
		return false;
	*announced = pass_announcement(cursor);
	if (*announced)
		PASS_ANY(cursor, ":", "：");
	pass_quote(cursor);
	start = form->start = cursor->at;
	if (!pass_latin_form(cursor, &form->end))
	{
		cursor->at = start;
		if (!*announced || !pass_han_form(cursor))
			return false;
		form->end = cursor->at;
	}
	pass_quote(cursor);
	form->after = cursor->at;
	return PASS_ANY(cursor, ")", "）");
}

/* ---- whether it fits ------------------------------------------------------------ */

/* Folds; the length, or 0 when there is no room. */
static size_t
fold_text(const uint8_t *start, const uint8_t *end, uint8_t *folded)
{
	FoldWalker	walker;
	FoldStep	step;
	size_t		length = 0;

	fold_begin(&walker, start, end);
	while (fold_next(&walker, &step))
	{
		if (length + step.folded_length > MAX_LONG_FORM)
			return 0;
		memcpy(folded + length, step.folded, step.folded_length);
		length += step.folded_length;
	}
	return length;
}

static bool
has_other_script(const uint8_t *folded, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (folded[i] >= FIRST_OTHER_SCRIPT)
			return true;
	return false;
}

/* Schwartz and Hearst's findBestLongForm(), on folded text. */
static bool
letters_fit(const uint8_t *form, size_t form_length, const uint8_t *folded, size_t length)
{
	size_t		at = length;	/* all before it is still to be read */

	for (size_t i = form_length; i-- > 0;)
	{
		do
		{
			if (at == 0)
				return false;
			at--;
		} while (folded[at] != form[i] ||
				 (i == 0 && at > 0 && (ascii_is_alphanumeric(folded[at - 1]) || folded[at - 1] >= 0x80)));
	}
	return at == 0;
}

/* Whether the form's characters stand in the long form, in this order. */
static bool
characters_fit(const uint8_t *form, size_t form_length, const uint8_t *folded, size_t length)
{
	size_t		at = 0;
	uint32_t	step;

	for (size_t i = 0; i < form_length; i += step)
	{
		uint32_t	wanted = utf8_decode(form + i, form + form_length, &step);
		uint32_t	found = 0;
		uint32_t	passed;

		for (; at < length && found != wanted; at += passed)
			found = utf8_decode(folded + at, folded + length, &passed);
		if (found != wanted)
			return false;
	}
	return true;
}

static bool
form_fits(const uint8_t *text, const ShortForm *form, size_t start, size_t end)
{
	uint8_t		long_form[MAX_LONG_FORM];
	uint8_t		short_form[MAX_LONG_FORM];
	size_t		long_length = fold_text(text + start, text + end, long_form);
	size_t		short_length = fold_text(text + form->start, text + form->end, short_form);

	if (short_length > 0 && short_form[0] >= 0x80)
		return characters_fit(short_form, short_length, long_form, long_length);
	return has_other_script(long_form, long_length) ||
		letters_fit(short_form, short_length, long_form, long_length);
}

bool
definition_read(const uint8_t *text, size_t length, size_t start, size_t end, ShortForm *form)
{
	Cursor		cursor = {text, end, length};
	bool		announced;

	return read_brackets(&cursor, form, &announced) && form_fits(text, form, start, end);
}

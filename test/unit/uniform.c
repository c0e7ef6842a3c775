/*-------------------------------------------------------------------------
 *
 * uniform.c
 *		The uniform writing of a text does not depend on how it is written.
 *
 * Every code point, alone and between letters, against its composed and
 * decomposed form; ASCII against full width; texts with no-break spaces, soft
 * hyphens, other hyphens, other line ends; and places there and back.  Zones
 * and sentences that follow are tested by pgTAP, text_laws.
 *
 *-------------------------------------------------------------------------
 */
// objects: src/text/fold.o src/text/unicode_data.o src/reading/uniform.o
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "../fuzz/host_malloc.c"
#include "reading/uniform.h"
#include "text/unicode.h"
#include "text/utf8.h"

#define TEXT_MAX 4096
#define BEYOND_BMP 0x2F8C5		/* alone in that the unified ideograph it stands for (U+649D) has a
								 * simplified form that is longer */

static int	number;

static void
report(bool good, const char *what)
{
	printf("%s %d - %s\n", good ? "ok" : "not ok", ++number, what);
}

/* A compatibility ideograph is written as it folds, simplified; so all are here. */
static void
write_simplified(UniformText *uniform, const char *text)
{
	uint8_t    *bytes;
	uint32_t	length;

	uniform_write(uniform, text, strlen(text));
	if (uniform->text != uniform->copy)
	{
		uniform->copy = realloc(uniform->copy, uniform->length + 1);
		uniform->copy_capacity = uniform->length;
		memcpy(uniform->copy, uniform->text, uniform->length);
		uniform->text = uniform->copy;
	}
	bytes = (uint8_t *) uniform->copy;
	for (uint32_t i = 0; i < uniform->length; i += length)
	{
		uint32_t	c = utf8_decode(bytes + i, bytes + uniform->length, &length);
		uint32_t	folded = c >= UNICODE_HAN_FIRST && c < UNICODE_HAN_END ? unicode_three_folds[c - UNICODE_THREE_FIRST] : 0;

		if (folded == 0)
			continue;
		bytes[i] = (uint8_t) (0xE0 | folded >> 12);
		bytes[i + 1] = (uint8_t) (0x80 | (folded >> 6 & 0x3F));
		bytes[i + 2] = (uint8_t) (0x80 | (folded & 0x3F));
	}
}

static bool
is_same_writing(const char *a, const char *b)
{
	static UniformText one;
	static UniformText other;

	write_simplified(&one, a);
	write_simplified(&other, b);
	return one.length == other.length && memcmp(one.text, other.text, one.length) == 0;
}

/* ---- normal forms ------------------------------------------------------------ */

static void
normalized(const UNormalizer2 *form, const UChar *text, int32_t length, char *out)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		units[TEXT_MAX];

	length = unorm2_normalize(form, text, length, units, TEXT_MAX, &status);
	u_strToUTF8(out, TEXT_MAX, NULL, units, length, &status);
	if (U_FAILURE(status))
		abort();
}

/* As it is, composed, decomposed: of one code point between two strings. */
static bool
forms_agree(const UNormalizer2 *composed, const UNormalizer2 *decomposed, UChar32 code_point, const UChar *before)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		text[16];
	char		forms[3][TEXT_MAX];
	int32_t		length = u_strlen(before);

	u_memcpy(text, before, length);
	U16_APPEND_UNSAFE(text, length, code_point);
	text[length++] = 'z';
	u_strToUTF8(forms[0], TEXT_MAX, NULL, text, length, &status);
	normalized(composed, text, length, forms[1]);
	normalized(decomposed, text, length, forms[2]);
	if (is_same_writing(forms[0], forms[1]) && is_same_writing(forms[0], forms[2]))
		return true;
	printf("# U+%04X\n", (unsigned) code_point);
	return false;
}

/* Spacing marks of other scripts do not stand behind Latin letters. */
static bool
all_forms_agree(const UChar *before)
{
	UErrorCode	status = U_ZERO_ERROR;
	const UNormalizer2 *composed = unorm2_getNFCInstance(&status);
	const UNormalizer2 *decomposed = unorm2_getNFDInstance(&status);
	int			bad = 0;

	for (UChar32 c = 1; c < UNICODE_CODE_POINTS && bad < 20; c++)
		if (!U_IS_SURROGATE(c) && !(*before == 'e' && u_charType(c) == U_COMBINING_SPACING_MARK) && c != BEYOND_BMP)
			bad += !forms_agree(composed, decomposed, c, before);
	return bad == 0;
}

/* ---- other writings ---------------------------------------------------------- */

static bool
full_width_agrees(void)
{
	bool		good = true;

	for (int c = '!'; c <= '~'; c++)
	{
		char		narrow[4] = {'a', (char) c, 'b', 0};
		char		wide[6] = {'a', (char) 0xEF, (char) (0xBC + (c >= '`')), (char) (0x80 + ((c - 0x20) & 0x3F)), 'b', 0};

		if (!is_same_writing(narrow, wide))
		{
			printf("# %s\n", narrow);
			good = false;
		}
	}
	return good;
}

static const char *const same[][3] = {
	{"a\xC2\xA0" "b", "a b", "no-break space"},
	{"a\xE3\x80\x80" "b", "a b", "ideographic space"},
	{"in\xC2\xAD" "novation", "innovation", "soft hyphen"},
	{"a\xE2\x80\x8D" "b\xE2\x80\x8D", "ab", "joiners"},
	{"\xEF\xBB\xBF" "a", "a", "byte order mark"},
	{"a\xE2\x80\x91" "b", "a-b", "no-break hyphen"},
	{"a\xE2\x80\x93" "b", "a-b", "en dash"},
	{"Guizhou\xE2\x80\x99s", "Guizhou's", "apostrophe"},
	{"a\r\nb\r\n", "a\nb\n", "line ends"},
	{"a\xE2\x80\xA8" "b", "a\nb", "line separator"},
	{"\xEF\xBE\x83\xEF\xBE\x9E\xEF\xBD\xB0\xEF\xBE\x80", "\xE3\x83\x87\xE3\x83\xBC\xE3\x82\xBF", "Katakana of half width"},
	{"\xEF\xBD\xA1", "\xE3\x80\x82", "full stop of half width"},
	{"\xC3\x89tat", "Etat", "a capital remains one"},
	{"\xE5\x8F\x91\xE5\xB1\x95\xEF\xBC\x8C" "AI", "\xE5\x8F\x91\xE5\xB1\x95,AI", "comma of full width"}
};

static const char *const different[][2] = {
	{"\xE2\x91\xA0", "1"},
	{"10\xC2\xB2", "102"},
	{"CO\xE2\x82\x82", "CO2"},
	{"\xE2\x84\x83", "\xC2\xB0" "C"},
	{"A", "a"},
	{"\xE3\x81\x8C", "\xE3\x81\x8B"}
};

/* ---- places ------------------------------------------------------------------ */

static bool
places_agree(const char *text)
{
	UniformText uniform = {0};
	UniformCursor cursor = {0};
	uint32_t	last = 0;
	bool		good = true;
	uint32_t	length = (uint32_t) strlen(text);

	uniform_write(&uniform, text, length);
	for (uint32_t at = 0; at <= length; at++)
	{
		uint32_t	place = uniform_place(&uniform, at, &cursor);

		good = good && place >= last && place <= uniform.length;
		last = place;
	}
	cursor = (UniformCursor) {0};
	last = 0;
	for (uint32_t at = 0; at <= uniform.length; at++)
	{
		uint32_t	original = uniform_original(&uniform, at, &cursor);
		UniformCursor far = {.step = uniform.step_count / 2};

		good = good && original >= last && original <= length && original == uniform_original(&uniform, at, &far);
		if (at < uniform.length && !utf8_is_continuation((uint8_t) uniform.text[at]))
			good = good && !utf8_is_continuation((uint8_t) text[original]);
		last = original;
	}
	good = good && uniform_original(&uniform, uniform.length, &cursor) == length;
	uniform_release(&uniform);
	return good;
}

int
main(void)
{
	printf("1..%d\n", 4 + (int) (sizeof(same) / sizeof(same[0]) * 2 + sizeof(different) / sizeof(different[0])));
	report(all_forms_agree(u""), "every code point is written as its normal forms are");
	report(all_forms_agree(u"e"), "behind a Latin letter too");
	report(all_forms_agree(u"\u3042\u1100\u1161"), "and behind others");
	report(full_width_agrees(), "full width is written as ASCII");
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
	{
		report(is_same_writing(same[i][0], same[i][1]), same[i][2]);
		report(places_agree(same[i][0]), "places there and back");
	}
	for (size_t i = 0; i < sizeof(different) / sizeof(different[0]); i++)
		report(!is_same_writing(different[i][0], different[i][1]), "what is no other writing remains apart");
	return 0;
}

/*-------------------------------------------------------------------------
 *
 * normalization.c
 *		All forms of a text fold alike, and no token splits a character.
 *
 * Over NormalizationTest.txt (each line has a string in five forms that
 * NFKC_Casefold makes one), CaseFolding.txt, every code point with its upper
 * and lower case, and GraphemeBreakTest.txt.  "Fold" is tested in two ways: of
 * the string as such, and through the tokens, where the forms that are not
 * canonically equivalent may be cut otherwise; those are counted by reason.
 *
 *-------------------------------------------------------------------------
 */
#include "conformance.h"

#include <unicode/ubrk.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/fold.h"

/* ---- the fold of a string --------------------------------------------------- */

typedef struct Folded
{
	uint32_t	length;
	uint8_t		bytes[4096];
} Folded;

static void
fold_points(Folded *folded, const Points *points)
{
	FoldWalker	walker;
	FoldStep	step;
	const uint8_t *bytes = (const uint8_t *) points->bytes;

	folded->length = 0;
	fold_begin(&walker, bytes, bytes + points->length);
	while (fold_next(&walker, &step))
	{
		if (folded->length + step.folded_length > sizeof(folded->bytes))
			abort();
		memcpy(folded->bytes + folded->length, step.folded, step.folded_length);
		folded->length += step.folded_length;
	}
	fold_reorder(folded->bytes, folded->length);
}

static bool
folds_alike(const Points *a, const Points *b)
{
	Folded		left;
	Folded		right;

	fold_points(&left, a);
	fold_points(&right, b);
	return left.length == right.length && memcmp(left.bytes, right.bytes, left.length) == 0;
}

/* The tokens have the same kinds and folds. */
static bool
cuts_alike(const Points *a, const Points *b)
{
	Cuts		left;
	Cuts		right;
	bool		same;

	cut_text(&left, a->bytes, a->length);
	cut_text(&right, b->bytes, b->length);
	same = left.count == right.count;
	for (uint32_t i = 0; same && i < left.count; i++)
		same = left.list[i].kind == right.list[i].kind && left.list[i].folded_length == right.list[i].folded_length &&
			memcmp(left.folded + left.list[i].folded, right.folded + right.list[i].folded, left.list[i].folded_length) == 0;
	return same;
}

static bool
nfkc_casefolds_alike(const Points *a, const Points *b)
{
	UErrorCode	status = U_ZERO_ERROR;
	const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);
	UChar		source[2][MAX_POINTS * 2];
	UChar		folded[2][MAX_POINTS * 20];
	int32_t		length[2];
	const Points *both[2] = {a, b};

	for (int i = 0; i < 2; i++)
	{
		u_strFromUTF8(source[i], MAX_POINTS * 2, &length[i], both[i]->bytes, (int32_t) both[i]->length, &status);
		length[i] = unorm2_normalize(casefold, source[i], length[i], folded[i], MAX_POINTS * 20, &status);
	}
	if (U_FAILURE(status))
		abort();
	return length[0] == length[1] && u_memcmp(folded[0], folded[1], length[0]) == 0;
}

static bool
holds(const Points *points, UChar32 c)
{
	for (uint32_t i = 0; i < points->count; i++)
		if (points->list[i] == c)
			return true;
	return false;
}

/* ---- NormalizationTest.txt ----------------------------------------------------- */

/*
 * Compatibility forms that are cut otherwise than what they fold to: they are
 * signs of their own, not letters, or make several tokens of one.
 */
typedef struct Exception
{
	const char *name;
	int			expected;
	int			found;
} Exception;

enum
{
	E_NUMBER_SIGN,
	E_SYMBOL,
	E_SCRIPT_DIGIT,
	E_CHARACTERS,
	E_SPACING,
	E_PUNCTUATION,
	E_LETTER,
	E_UNKNOWN
};

static Exception exceptions[] = {
	{"fractions, circled and other number signs are no numbers", 142, 0},
	{"squared words, units and letterlike symbols", 463, 0},
	{"superscript and subscript digits are tokens of their own", 24, 0},
	{"letters and signs whose parts are several characters", 23, 0},
	{"a spacing mark is a space and a mark", 2, 0},
	{"punctuation and symbols", 9, 0},
	{"presentation and modifier letters", 4, 0},
	{"no exception explains it", 0, 0}
};

static int
exception_of(UChar32 c)
{
	int			type = u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE);

	switch (u_charType(c))
	{
		case U_OTHER_NUMBER:
			return type == U_DT_SUPER || type == U_DT_SUB ? E_SCRIPT_DIGIT : E_NUMBER_SIGN;
		case U_OTHER_SYMBOL:
			return E_SYMBOL;
		case U_OTHER_LETTER:
			return E_CHARACTERS;
		case U_MODIFIER_SYMBOL:
			return E_SPACING;
		case U_MODIFIER_LETTER:
		case U_LOWERCASE_LETTER:
		case U_UPPERCASE_LETTER:
		case U_LETTER_NUMBER:
			return E_LETTER;
		default:
			return u_ispunct(c) || u_charType(c) == U_MATH_SYMBOL || u_charType(c) == U_CURRENCY_SYMBOL ? E_PUNCTUATION : E_UNKNOWN;
	}
}

typedef struct Failures
{
	int			fold;			/* NFKC_Casefold makes one of them, we do not */
	int			canonical;		/* equivalent, and cut otherwise */
	int			apart;			/* NFKC_Casefold keeps them apart: U+0345 */
	int			strange;		/* and without it */
} Failures;

static void
show_pair(const char *what, const Points *one, const Points *other)
{
	if (!complain())
		return;
	show_points(what, one);
	show_points("         from", other);
}

static bool
read_forms(const char *line, Points *forms)
{
	const char *p = line;

	for (int i = 0; i < 5; i++)
	{
		p = points_parse(&forms[i], p);
		if (forms[i].count == 0 || *p++ != ';')
			return false;
	}
	return true;
}

/* One line: its forms fold alike, and are cut alike where no exception is named. */
static void
compare_forms(const Points *forms, Failures *failures)
{
	for (int i = 1; i < 5; i++)
	{
		if (!nfkc_casefolds_alike(&forms[0], &forms[i]))
		{
			failures->apart += holds(&forms[0], 0x345);
			failures->strange += !holds(&forms[0], 0x345);
		}
		else if (!folds_alike(&forms[0], &forms[i]))
		{
			failures->fold++;
			show_pair("folds apart", &forms[0], &forms[i]);
		}
	}
	for (int i = 1; i < 3; i++)
		if (!holds(&forms[0], 0x345) && !cuts_alike(&forms[0], &forms[i]))
		{
			failures->canonical++;
			show_pair("is cut apart", &forms[0], &forms[i]);
		}
	if (!cuts_alike(&forms[0], &forms[3]) || !cuts_alike(&forms[0], &forms[4]))
	{
		int			why = exception_of(forms[0].list[0]);

		exceptions[why].found++;
		if (why == E_UNKNOWN)
			show_pair(exceptions[why].name, &forms[0], &forms[3]);
	}
}

static void
test_normalization(void)
{
	FILE	   *file = open_data("NormalizationTest.txt");
	char		line[8192];
	int			lines = 0;
	Failures	failures = {0};

	if (file == NULL)
		return;
	while (fgets(line, sizeof(line), file))
	{
		Points		forms[5];

		if (!read_forms(line, forms))
			continue;
		lines++;
		compare_forms(forms, &failures);
	}
	fclose(file);
	ok(lines > 19000 && failures.fold == 0, "NormalizationTest.txt: the five forms of all %d lines fold alike, %d do not",
	   lines, failures.fold);
	ok(failures.apart == 48 && failures.strange == 0,
	   "NFKC_Casefold keeps apart only forms with U+0345, a mark that folds to a letter: %d, and %d others",
	   failures.apart, failures.strange);
	ok(failures.canonical == 0, "canonically equivalent forms have the same tokens: %d have not", failures.canonical);
	for (size_t i = 0; i < sizeof(exceptions) / sizeof(exceptions[0]); i++)
		ok(exceptions[i].found == exceptions[i].expected, "cut apart from their compatibility form, %s: %d, %d expected",
		   exceptions[i].name, exceptions[i].found, exceptions[i].expected);
}

/* ---- CaseFolding.txt, case mappings ------------------------------------------------ */

static void
test_case_folding(void)
{
	FILE	   *file = open_data("CaseFolding.txt");
	char		line[4096];
	int			lines = 0;
	int			turkic = 0;
	int			expected = 0;
	int			wrong = 0;

	if (file == NULL)
		return;
	while (fgets(line, sizeof(line), file))
	{
		Points		source;
		Points		folded;
		const char *p = points_parse(&source, line);
		char		status;

		if (source.count != 1 || sscanf(p, "; %c; ", &status) != 1)
			continue;
		points_parse(&folded, p + 5);
		if (status == 'T')		/* a Turkic reader's choice, not ours */
		{
			turkic++;
			continue;
		}
		lines++;
		/* alone, U+0345 is a mark and folds to a letter, U+0149 begins with an apostrophe */
		expected += (source.list[0] == 0x345 || source.list[0] == 0x149) && !cuts_alike(&source, &folded);
		if (folds_alike(&source, &folded) &&
			(source.list[0] == 0x345 || source.list[0] == 0x149 || cuts_alike(&source, &folded)))
			continue;
		wrong++;
		show_pair("folds apart from its case folding", &source, &folded);
	}
	fclose(file);
	ok(lines > 1500 && turkic == 2 && wrong == 0, "CaseFolding.txt: %d lines fold alike, %d do not; the %d Turkic ones are left out",
	   lines, wrong, turkic);
	ok(expected == 2, "and have the same tokens, except U+0149 and U+0345");
}

static bool
case_folds_alike(UChar32 c, int32_t (*map) (UChar *, int32_t, const UChar *, int32_t, const char *, UErrorCode *))
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		source[2];
	UChar		mapped[16];
	int32_t		length = 0;
	Points		one;
	Points		other;

	U16_APPEND_UNSAFE(source, length, c);
	length = map(mapped, 16, source, length, "", &status);
	points_set(&one, &c, 1);
	memset(&other, 0, sizeof(other));
	for (int32_t i = 0; i < length;)
	{
		UChar32		next;

		U16_NEXT(mapped, i, length, next);
		points_add(&other, next);
	}
	return folds_alike(&one, &other);
}

/* U+0131 and U+03F4's kin aside, whatever has the same letters has the same fold. */
static void
test_case_mappings(void)
{
	int			wrong = 0;
	int			dotless = 0;

	for (UChar32 c = 1; c < 0x110000; c++)
	{
		if (U_IS_SURROGATE(c) || u_charType(c) == U_UNASSIGNED)
			continue;
		if (case_folds_alike(c, u_strToUpper) && case_folds_alike(c, u_strToLower))
			continue;
		if (c == 0x131)
			dotless++;
		else
		{
			wrong++;
			if (complain())
				printf("# U+%04X folds apart from its upper or lower case\n", (unsigned) c);
		}
	}
	ok(wrong == 0 && dotless == 1, "every character folds as its upper and lower case do, except U+0131: %d do not", wrong);
}

/* ---- grapheme clusters ------------------------------------------------------------------ */

/* Whether each token begins and ends at a border of the given ones. */
static bool
keeps_clusters(const Points *points, const bool *borders)
{
	Cuts		cuts;
	bool		good = true;

	cut_text(&cuts, points->bytes, points->length);
	for (uint32_t i = 0; i < points->count; i++)
		for (uint32_t j = 0; j < cuts.count && !borders[i]; j++)
			good = good && cuts.list[j].start != points->offsets[i] && cuts.list[j].end != points->offsets[i];
	if (!good && complain())
	{
		show_points("a token splits a grapheme cluster", points);
		show_cuts(points, &cuts);
	}
	return good;
}

static bool
is_word(UChar32 c)
{
	int			class = u_getIntPropertyValue(c, UCHAR_WORD_BREAK);

	return class == U_WB_ALETTER || class == U_WB_HEBREW_LETTER || class == U_WB_NUMERIC || class == U_WB_EXTEND ||
		class == U_WB_FORMAT || class == U_WB_ZWJ;
}

/*
 * A prepended sign (U+0600 ARABIC NUMBER SIGN and its kin) is a letter to the
 * tokeniser, since it stands before one or before digits.  Where anything else
 * follows, its token ends inside the cluster that UAX #29 makes of the two.
 */
#define PREPENDED_LINES 7

static bool
ends_prepended(const Points *points)
{
	for (uint32_t i = 0; i + 1 < points->count; i++)
		if (u_getIntPropertyValue(points->list[i], UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_PREPEND && !is_word(points->list[i + 1]))
			return true;
	return false;
}

static void
test_grapheme_file(void)
{
	FILE	   *file = open_data("GraphemeBreakTest.txt");
	char		line[4096];
	int			lines = 0;
	int			wrong = 0;
	int			prepended = 0;

	if (file == NULL)
		return;
	while (fgets(line, sizeof(line), file))
	{
		Points		points;
		bool		borders[MAX_POINTS + 1];

		if (!parse_line(line, &points, borders))
			continue;
		lines++;
		if (ends_prepended(&points))
			prepended++;
		else
			wrong += !keeps_clusters(&points, borders);
	}
	fclose(file);
	ok(lines > 500 && wrong == 0 && prepended == PREPENDED_LINES,
	   "GraphemeBreakTest.txt: no token splits a cluster in %d lines, %d do; %d with a prepended sign before no word are left out",
	   lines, wrong, prepended);
}

static bool
keeps_icu_clusters(UBreakIterator *iterator, const Points *points)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		text[MAX_POINTS * 2];
	int32_t		length = 0;
	bool		borders[MAX_POINTS + 1];

	for (uint32_t i = 0; i < points->count; i++)
		U16_APPEND_UNSAFE(text, length, points->list[i]);
	ubrk_setText(iterator, text, length, &status);
	for (int32_t i = 0, unit = 0; i < (int32_t) points->count; unit += U16_LENGTH(points->list[i]), i++)
		borders[i] = ubrk_isBoundary(iterator, unit);
	if (U_FAILURE(status))
		abort();
	return keeps_clusters(points, borders);
}

/* Every code point after a letter, a digit, a Han character, a symbol, before a letter and a space. */
static void
test_grapheme_icu(void)
{
	static const UChar32 before[] = {'a', '1', 0x4EBA, '+', 0x30BF, 0xAC00, 0x1100, 0xE01, 0x915, 0xB2, ' '};
	UErrorCode	status = U_ZERO_ERROR;
	UBreakIterator *iterator = ubrk_open(UBRK_CHARACTER, "root", NULL, 0, &status);
	int			wrong = 0;

	if (U_FAILURE(status))
		abort();
	for (UChar32 c = 1; c < 0xE1000; c++)
	{
		/* whole planes of Han and of unassigned code points are of one kind */
		if (U_IS_SURROGATE(c) || (c > 0x4E00 && c < 0x9F00 && c % 53 != 0) || (c > 0x20000 && c < 0xE0000 && c % 97 != 0))
			continue;
		for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		{
			UChar32		list[4] = {before[i], c, c % 2 ? ' ' : 'b', c};
			Points		points;

			points_set(&points, list, 4);
			wrong += !ends_prepended(&points) && !keeps_icu_clusters(iterator, &points);
		}
	}
	ubrk_close(iterator);
	ok(wrong == 0, "no token splits what ICU takes for one cluster, every code point between others: %d do", wrong);
}

int
main(void)
{
	test_normalization();
	test_case_folding();
	test_case_mappings();
	test_grapheme_file();
	test_grapheme_icu();
	return end_tests();
}

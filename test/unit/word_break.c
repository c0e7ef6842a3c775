/*-------------------------------------------------------------------------
 *
 * word_break.c
 *		Words are those of UAX #29 with the tailoring of token.h, no other.
 *
 * The rules are written down here once more, plainly, from the annex, in two
 * forms: as they stand, and with the tailoring.  Tested:
 *	1. the plain rules give every line of WordBreakTest.txt, and what ICU's
 *	   own word iterator gives on strings without dictionary characters;
 *	2. where the token stream differs from WordBreakTest.txt, a named
 *	   tailoring is the reason, as often as is written here for Unicode 15.0;
 *	3. the token stream is exactly the tailored rules: for every code point in
 *	   several neighbourhoods and for random strings, so that no path of the
 *	   tokeniser (ASCII, tables, vectors) may differ.
 *
 *-------------------------------------------------------------------------
 */
#include "conformance.h"

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

/* Word_Break, and what the tailoring makes of it */
typedef enum WordClass
{
	W_OTHER,
	W_CR,
	W_LF,
	W_NEWLINE,
	W_EXTEND,					/* Extend, Format, ZWJ */
	W_ZWJ,
	W_LETTER,
	W_HEBREW,
	W_KATAKANA,
	W_NUMERIC,
	W_MID_LETTER,
	W_MID_NUMBER,
	W_MID_NUMBER_LETTER,
	W_SINGLE_QUOTE,
	W_DOUBLE_QUOTE,
	W_EXTEND_NUMBER_LETTER,
	W_REGIONAL,
	W_SPACE,
	/* tailored only */
	W_DOT,						/* joins digits, else a symbol */
	W_SYMBOL,
	W_CHARACTER,
	W_SCRIPT_DIGIT
} WordClass;

static bool
among(UChar32 c, const UChar32 *list)
{
	for (; *list; list++)
		if (*list == c)
			return true;
	return false;
}

static WordClass
plain_class(UChar32 c)
{
	switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK))
	{
		case U_WB_CR:
			return W_CR;
		case U_WB_LF:
			return W_LF;
		case U_WB_NEWLINE:
			return W_NEWLINE;
		case U_WB_EXTEND:
		case U_WB_FORMAT:
			return W_EXTEND;
		case U_WB_ZWJ:
			return W_ZWJ;
		case U_WB_ALETTER:
			return W_LETTER;
		case U_WB_HEBREW_LETTER:
			return W_HEBREW;
		case U_WB_KATAKANA:
			return W_KATAKANA;
		case U_WB_NUMERIC:
			return W_NUMERIC;
		case U_WB_MIDLETTER:
			return W_MID_LETTER;
		case U_WB_MIDNUM:
			return W_MID_NUMBER;
		case U_WB_MIDNUMLET:
			return W_MID_NUMBER_LETTER;
		case U_WB_SINGLE_QUOTE:
			return W_SINGLE_QUOTE;
		case U_WB_DOUBLE_QUOTE:
			return W_DOUBLE_QUOTE;
		case U_WB_EXTENDNUMLET:
			return W_EXTEND_NUMBER_LETTER;
		case U_WB_REGIONAL_INDICATOR:
			return W_REGIONAL;
		case U_WB_WSEGSPACE:
			return W_SPACE;
		default:
			return W_OTHER;
	}
}

static bool
is_letter(WordClass class)
{
	return class == W_LETTER || class == W_HEBREW;
}

static bool
is_extend(WordClass class)
{
	return class == W_EXTEND || class == W_ZWJ;
}

static bool
is_line_end(WordClass class)
{
	return class == W_CR || class == W_LF || class == W_NEWLINE;
}

/* ---- the rules as they stand ---------------------------------------------- */

/* Places of the base before or after a border, past what WB4 passes; -1: none. */
static int
base_before(const WordClass *classes, int at)
{
	for (at--; at >= 0 && is_extend(classes[at]); at--)
		;
	return at;
}

static int
base_after(const WordClass *classes, int count, int at)
{
	for (at++; at < count && is_extend(classes[at]); at++)
		;
	return at < count ? at : -1;
}

static WordClass
class_at(const WordClass *classes, int at)
{
	return at < 0 ? W_OTHER : classes[at];
}

/* Whether an odd number of regional indicators stands before the border. */
static bool
is_second_of_flag(const WordClass *classes, int left)
{
	int			run = 0;

	for (; left >= 0 && classes[left] == W_REGIONAL; left = base_before(classes, left))
		run++;
	return run % 2 == 1;
}

/* WB6 to WB12: l2 and r2 are the classes one base further out. */
static bool
joined_by_middle(WordClass l2, WordClass l, WordClass r, WordClass r2)
{
	bool		r_joins_letters = r == W_MID_LETTER || r == W_MID_NUMBER_LETTER || r == W_SINGLE_QUOTE;
	bool		l_joins_letters = l == W_MID_LETTER || l == W_MID_NUMBER_LETTER || l == W_SINGLE_QUOTE;
	bool		r_joins_numbers = r == W_MID_NUMBER || r == W_MID_NUMBER_LETTER || r == W_SINGLE_QUOTE;
	bool		l_joins_numbers = l == W_MID_NUMBER || l == W_MID_NUMBER_LETTER || l == W_SINGLE_QUOTE;

	return (is_letter(l) && r_joins_letters && is_letter(r2)) ||
		(is_letter(l2) && l_joins_letters && is_letter(r)) ||
		(l == W_HEBREW && r == W_SINGLE_QUOTE) ||
		(l == W_HEBREW && r == W_DOUBLE_QUOTE && r2 == W_HEBREW) ||
		(l2 == W_HEBREW && l == W_DOUBLE_QUOTE && r == W_HEBREW) ||
		(l == W_NUMERIC && r_joins_numbers && r2 == W_NUMERIC) ||
		(l2 == W_NUMERIC && l_joins_numbers && r == W_NUMERIC);
}

/* Is there a border before code point at (0 < at < count)? */
static bool
plain_border(const Points *points, const WordClass *classes, int at)
{
	WordClass	before = classes[at - 1];
	WordClass	r = classes[at];
	int			left = base_before(classes, at);
	int			right = base_after(classes, (int) points->count, at);
	WordClass	l = class_at(classes, left);
	bool		l_word = is_letter(l) || l == W_NUMERIC || l == W_KATAKANA || l == W_EXTEND_NUMBER_LETTER;

	if (before == W_CR && r == W_LF)
		return false;
	if (is_line_end(before) || is_line_end(r))
		return true;
	if (before == W_ZWJ && u_hasBinaryProperty(points->list[at], UCHAR_EXTENDED_PICTOGRAPHIC))
		return false;
	if (before == W_SPACE && r == W_SPACE)
		return false;
	if (is_extend(r))
		return false;
	if (left < 0)
		return true;
	if ((is_letter(l) || l == W_NUMERIC) && (is_letter(r) || r == W_NUMERIC))
		return false;
	if (joined_by_middle(class_at(classes, left > 0 ? base_before(classes, left) : -1), l, r, class_at(classes, right)))
		return false;
	if (l == W_KATAKANA && r == W_KATAKANA)
		return false;
	if (r == W_EXTEND_NUMBER_LETTER && l_word)
		return false;
	if (l == W_EXTEND_NUMBER_LETTER && (is_letter(r) || r == W_NUMERIC || r == W_KATAKANA))
		return false;
	if (l == W_REGIONAL && r == W_REGIONAL)
		return !is_second_of_flag(classes, left);
	return true;
}

static void
plain_borders(const Points *points, bool *borders)
{
	WordClass	classes[MAX_POINTS];

	for (uint32_t i = 0; i < points->count; i++)
		classes[i] = plain_class(points->list[i]);
	borders[0] = borders[points->count] = true;
	for (uint32_t i = 1; i < points->count; i++)
		borders[i] = plain_border(points, classes, (int) i);
}

/* ---- the rules with the tailoring -------------------------------------------- */

static const UChar32 apostrophes[] = {0x27, 0x2018, 0x2019, 0x201B, 0x2BC, 0xFF07, 0};
static const UChar32 full_stops[] = {0x2E, 0xFF0E, 0xFE52, 0x2024, 0};
static const UChar32 colons[] = {0x3A, 0xFF1A, 0xFE55, 0xFE13, 0};
static const UChar32 symbols[] = {'+', '#', '&', '/', 0xFF0B, 0xFF03, 0xFF06, 0xFF0F, 0xFE62, 0xFE5F, 0xFE60, 0};

static bool
is_script_digit(UChar32 c)
{
	int			type = u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE);

	return (type == U_DT_SUPER || type == U_DT_SUB) && u_charType(c) == U_OTHER_NUMBER;
}

static bool
is_ignorable(UChar32 c)
{
	int			grapheme = u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);

	return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
		grapheme != U_GCB_L && grapheme != U_GCB_V && grapheme != U_GCB_PREPEND;
}

static bool
is_character(UChar32 c)
{
	UErrorCode	status = U_ZERO_ERROR;

	if (uscript_getScript(c, &status) == USCRIPT_HAN)
		return u_hasBinaryProperty(c, UCHAR_ALPHABETIC) || u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) ||
			u_hasBinaryProperty(c, UCHAR_RADICAL);
	return plain_class(c) == W_OTHER && u_hasBinaryProperty(c, UCHAR_ALPHABETIC);
}

static WordClass
tailored_class(UChar32 c)
{
	WordClass	class = plain_class(c);
	int			grapheme = u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);

	if (among(c, apostrophes))
		return W_SINGLE_QUOTE;
	if (among(c, full_stops))
		return W_DOT;
	if (among(c, colons))
		return W_OTHER;
	if (among(c, symbols))
		return W_SYMBOL;
	if (is_script_digit(c))
		return W_SCRIPT_DIGIT;
	if (is_extend(class) || grapheme == U_GCB_SPACING_MARK || is_ignorable(c) ||
		u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return grapheme == U_GCB_L || grapheme == U_GCB_V || grapheme == U_GCB_PREPEND ? W_LETTER : W_EXTEND;
	if (is_character(c))
		return W_CHARACTER;
	if (class == W_EXTEND_NUMBER_LETTER || class == W_REGIONAL || class == W_SPACE)
		return W_OTHER;
	return class;
}

static uint32_t
past_ignorable(const Points *points, uint32_t at)
{
	while (at < points->count && is_ignorable(points->list[at]))
		at++;
	return at;
}

/* An apostrophe and an s, what cannot be seen behind each, and then no more of a word: its end, or 0. */
static uint32_t
possessive_end(const Points *points, const WordClass *classes, uint32_t at)
{
	static const UChar32 letters[] = {'s', 'S', 0xFF53, 0xFF33, 0};

	if (classes[at] != W_SINGLE_QUOTE)
		return 0;
	at = past_ignorable(points, at + 1);
	if (at >= points->count || !among(points->list[at], letters))
		return 0;
	at = past_ignorable(points, at + 1);
	if (at < points->count && (is_letter(classes[at]) || classes[at] == W_NUMERIC || classes[at] == W_EXTEND))
		return 0;
	return at;
}

static WordClass
middle_class(WordClass class)
{
	return class == W_DOT ? W_MID_NUMBER : class;
}

/* The end of the word that starts there. */
static uint32_t
word_end(const Points *points, const WordClass *classes, uint32_t start)
{
	uint32_t	at = start + 1;

	for (; at < points->count; at++)
	{
		int			left = base_before(classes, (int) at);
		int			right = base_after(classes, (int) points->count, (int) at);
		WordClass	l = classes[left];
		WordClass	r = classes[at];

		if (is_extend(r))
			continue;
		if ((is_letter(l) || l == W_NUMERIC) && (is_letter(r) || r == W_NUMERIC))
			continue;
		if (l == W_KATAKANA && r == W_KATAKANA)
			continue;
		if (is_letter(l) && r == W_SINGLE_QUOTE && possessive_end(points, classes, at))
			break;
		if (!joined_by_middle(middle_class(class_at(classes, left > (int) start ? base_before(classes, left) : -1)),
							  middle_class(l), middle_class(r), middle_class(class_at(classes, right))))
			break;
	}
	return at;
}

static uint32_t
past_extend(const Points *points, const WordClass *classes, uint32_t at)
{
	while (at < points->count && is_extend(classes[at]))
		at++;
	return at;
}

static TokenKind
kind_of_word(const WordClass *classes, uint32_t start, uint32_t end)
{
	if (classes[start] == W_KATAKANA)
		return TOKEN_KATAKANA;
	for (uint32_t i = start; i < end; i++)
		if (is_letter(classes[i]))
			return TOKEN_WORD;
	return TOKEN_NUMBER;
}

/* The token that starts there: its end and kind; 0 when none does. */
static uint32_t
tailored_token(const Points *points, const WordClass *classes, uint32_t at, const Cut *before, TokenKind *kind)
{
	uint32_t	end;

	switch (classes[at])
	{
		case W_LETTER:
		case W_HEBREW:
		case W_NUMERIC:
		case W_KATAKANA:
			end = word_end(points, classes, at);
			*kind = kind_of_word(classes, at, end);
			return end;
		case W_CHARACTER:
			*kind = TOKEN_CHARACTER;
			return past_extend(points, classes, at + 1);
		case W_SCRIPT_DIGIT:
			*kind = TOKEN_SCRIPT_DIGIT;
			return past_extend(points, classes, at + 1);
		case W_SYMBOL:
		case W_DOT:
			*kind = TOKEN_SYMBOL;
			return past_extend(points, classes, at + 1);
		case W_SINGLE_QUOTE:
			*kind = TOKEN_POSSESSIVE;
			return before && before->end == points->offsets[at] && before->kind != TOKEN_SYMBOL ?
				possessive_end(points, classes, at) : 0;
		default:
			return 0;
	}
}

static void
tailored_cuts(const Points *points, Cuts *cuts)
{
	WordClass	classes[MAX_POINTS];

	for (uint32_t i = 0; i < points->count; i++)
		classes[i] = tailored_class(points->list[i]);
	cuts->count = 0;
	for (uint32_t at = 0, end; at < points->count; at = end)
	{
		TokenKind	kind = TOKEN_WORD;

		end = tailored_token(points, classes, at, cuts->count ? &cuts->list[cuts->count - 1] : NULL, &kind);
		if (end == 0)
		{
			end = at + 1;
			continue;
		}
		cuts->list[cuts->count++] = (Cut) {points->offsets[at], points->offsets[end], kind, 0, 0};
	}
}

static bool
is_tailored(const Points *points)
{
	Cuts		found;
	Cuts		wanted;
	bool		same;

	cut_text(&found, points->bytes, points->length);
	tailored_cuts(points, &wanted);
	same = found.count == wanted.count;
	for (uint32_t i = 0; same && i < found.count; i++)
		same = found.list[i].start == wanted.list[i].start && found.list[i].end == wanted.list[i].end &&
			found.list[i].kind == wanted.list[i].kind;
	if (!same && complain())
	{
		show_points("differs from the rules", points);
		show_cuts(points, &found);
		show_cuts(points, &wanted);
	}
	return same;
}

/* ---- WordBreakTest.txt ------------------------------------------------------------ */

/* Why the stream differs from UAX #29, and how often in the file of Unicode 15.0. */
typedef struct Tailoring
{
	const char *name;
	int			expected;
	int			found;
} Tailoring;

enum
{
	T_GAP_LINE_END,
	T_GAP_SPACES,
	T_GAP_MARKS,
	T_GAP_EMOJI,
	T_STOP_COLON,
	T_CONNECTOR,
	T_APOSTROPHE,
	T_UNKNOWN
};

static Tailoring tailorings[] = {
	{"CR LF is a gap, not cut further", 2, 0},
	{"a run of spaces is a gap", 2, 0},
	{"a mark after what is no token is part of the gap", 764, 0},
	{"emoji sequences and flags are gaps", 17, 0},
	{"a full stop or colon never joins letters", 30, 0},
	{"_ and its kin separate", 190, 0},
	{"a possessive 's is a token of its own", 0, 0},
	{"no tailoring explains it", 0, 0}
};

/* A border of UAX #29 that the stream has not, or the other way round. */
static int
reason(const Points *points, const WordClass *classes, int at, bool in_token)
{
	int			left = base_before(classes, at);
	WordClass	l = class_at(classes, left);
	WordClass	r = classes[at];
	UChar32		l_point = left < 0 ? 0 : points->list[left];
	UChar32		r_point = points->list[at];

	if (in_token)
		return T_UNKNOWN;
	if (r == W_LF)
		return T_GAP_LINE_END;
	if (is_extend(r))
		return T_GAP_MARKS;
	if (l == W_EXTEND_NUMBER_LETTER || r == W_EXTEND_NUMBER_LETTER)
		return T_CONNECTOR;
	if (among(l_point, full_stops) || among(r_point, full_stops) || among(l_point, colons) || among(r_point, colons))
		return T_STOP_COLON;
	if (among(l_point, apostrophes) || among(r_point, apostrophes))
		return T_APOSTROPHE;
	if (l == W_REGIONAL || u_hasBinaryProperty(r_point, UCHAR_EXTENDED_PICTOGRAPHIC) ||
		u_hasBinaryProperty(l_point, UCHAR_EMOJI_MODIFIER_BASE) || u_hasBinaryProperty(l_point, UCHAR_EXTENDED_PICTOGRAPHIC))
		return T_GAP_EMOJI;
	return l == W_SPACE && r == W_SPACE ? T_GAP_SPACES : T_UNKNOWN;
}

static bool
is_inside(const Cuts *cuts, uint32_t offset)
{
	for (uint32_t i = 0; i < cuts->count; i++)
		if (offset > cuts->list[i].start && offset < cuts->list[i].end)
			return true;
	return false;
}

static void
compare_line(const Points *points, const bool *borders)
{
	WordClass	classes[MAX_POINTS];
	Cuts		cuts;

	for (uint32_t i = 0; i < points->count; i++)
		classes[i] = plain_class(points->list[i]);
	cut_text(&cuts, points->bytes, points->length);
	for (uint32_t i = 1; i < points->count; i++)
	{
		bool		inside = is_inside(&cuts, points->offsets[i]);
		int			why;

		if (inside != borders[i])
			continue;
		why = reason(points, classes, (int) i, inside);
		tailorings[why].found++;
		if (why == T_UNKNOWN && complain())
		{
			show_points("differs without a reason", points);
			show_cuts(points, &cuts);
		}
	}
}

static void
test_tailorings(void)
{
	for (size_t i = 0; i < sizeof(tailorings) / sizeof(tailorings[0]); i++)
		ok(tailorings[i].found == tailorings[i].expected, "%s: %d borders, %d expected", tailorings[i].name,
		   tailorings[i].found, tailorings[i].expected);
}

static void
test_file(void)
{
	FILE	   *file = open_data("WordBreakTest.txt");
	char		line[4096];
	int			lines = 0;
	int			plain_wrong = 0;
	int			tailored_wrong = 0;

	if (file == NULL)
		return;
	while (fgets(line, sizeof(line), file))
	{
		Points		points;
		bool		wanted[MAX_POINTS + 1];
		bool		borders[MAX_POINTS + 1];

		if (!parse_line(line, &points, wanted))
			continue;
		lines++;
		plain_borders(&points, borders);
		plain_wrong += memcmp(borders, wanted, points.count + 1) != 0;
		tailored_wrong += !is_tailored(&points);
		compare_line(&points, wanted);
	}
	fclose(file);
	ok(lines > 1800 && plain_wrong == 0, "the rules of UAX #29 as written here give all %d lines of WordBreakTest.txt", lines);
	ok(tailored_wrong == 0, "the token stream gives every line by the tailored rules");
	test_tailorings();
}

/* ---- every code point, random strings ------------------------------------------------ */

#define SELF 0x110000			/* stands for the code point under test */

static const UChar32 contexts[][8] = {
	{SELF}, {SELF, SELF}, {'a', SELF}, {SELF, 'a'}, {'a', SELF, 'b'}, {'1', SELF, '2'}, {'a', SELF, '1'}, {'1', SELF, 'a'},
	{0x30BF, SELF, 0x30A4}, {0x4EBA, SELF, 0x5DE5}, {'a', 0x27, SELF}, {'a', SELF, 0x27, 's'}, {'a', 0x27, 's', SELF},
	{'a', 0xAD, SELF, 'b'}, {'a', SELF, 0x301, 'b'}, {' ', SELF, ' '}, {'+', SELF, '+'}, {0x5D0, SELF, 0x5D1},
	{0x5D0, 0x22, SELF}, {0x5D0, 0x27, SELF, 'b'}, {'a', '.', SELF}, {'1', '.', SELF}, {'1', ',', SELF, '3'}, {SELF, '.', '2'},
	{0xAC00, SELF, 0xB098}, {'a', SELF, '.', 'b'}, {0xE9, SELF, 0xE9}, {'a', 'b', 'c', 'd', 'e', 'f', 'g', SELF}
};

#define CONTEXTS (sizeof(contexts) / sizeof(contexts[0]))

static void
test_every_code_point(void)
{
	int			wrong = 0;

	for (UChar32 c = 1; c < 0x110000; c++)
	{
		/* addresses are another matter, and surrogates no characters */
		if (U_IS_SURROGATE(c) || c == '@')
			continue;
		/* most of the planes without assigned characters is of one kind */
		if (c > 0x32000 && (c < 0xE0000 || c > 0xE1000) && c % 97 != 0)
			continue;
		for (size_t i = 0; i < CONTEXTS; i++)
		{
			Points		points;

			memset(&points, 0, sizeof(points));
			for (size_t j = 0; j < 8 && contexts[i][j] != 0; j++)
				points_add(&points, contexts[i][j] == SELF ? c : contexts[i][j]);
			wrong += !is_tailored(&points);
		}
	}
	ok(wrong == 0, "every code point in %zu neighbourhoods is cut by the tailored rules: %d are not", CONTEXTS, wrong);
}

/* What makes the rules meet; no @, w and no two slashes, which make addresses. */
static const UChar32 alphabet[] = {
	'a', 'b', 's', 'S', 'Z', '1', '2', '9', ' ', '\n', '\r', '\t', '.', ',', ';', ':', '\'', 0x2019, 0x2018, 0x2BC, 0xFF07, '"', '_',
	'-', 0x2010, '+', '#', '&', '(', 0xAD, 0x200B, 0x200D, 0xFEFF, 0x301, 0x323, 0xFE0F, 0xB7, 0x2027, 0x202F, 0x3000, 0xA0,
	0x2028, 0x2029, 0x85, 0xE9, 0xDF, 0x130, 0x3B1, 0x434, 0x5D0, 0x5D1, 0x5F4, 0x627, 0x660, 0x600, 0x915, 0x93F, 0x94D,
	0xE01, 0xE33, 0xE49, 0x1000, 0x102D, 0x1100, 0x1161, 0x11A8, 0xAC00, 0xB098, 0x115F, 0x3042, 0x3099, 0x30BF, 0x30A4, 0x30FC,
	0xFF80, 0xFF9E, 0x4EBA, 0x5DE5, 0x3005, 0x20BB7, 0x2082, 0xB2, 0xBD, 0x2160, 0xFF21, 0xFF11, 0xFF0B, 0xFF0E, 0xFF1A, 0xFF53,
	0x1F469, 0x1F4BB, 0x1F1E8, 0x1F1F3, 0x1F3FD, 0x2764, 0xFB01, 0x1D400, 0xFFFD, 0x104B0, 0xE0100
};

#define ALPHABET (sizeof(alphabet) / sizeof(alphabet[0]))

static void
random_points(Points *points, uint32_t most)
{
	uint32_t	count = 1 + random_below(most);
	bool		ascii = random_below(4) == 0;

	memset(points, 0, sizeof(*points));
	while (points->count < count)
		points_add(points, random_below(3) == 0 ? (UChar32) ('a' + random_below(3)) :
				   alphabet[random_below(ascii ? 29 : ALPHABET)]);
}

static void
test_random(void)
{
	int			wrong = 0;
	int			strings = 400000;

	for (int i = 0; i < strings; i++)
	{
		Points		points;

		random_points(&points, i % 8 == 0 ? 60 : 12);
		wrong += !is_tailored(&points);
	}
	ok(wrong == 0, "%d random strings are cut by the tailored rules: %d are not", strings, wrong);
}

/*
 * Characters that ICU's word iterator gives to a dictionary instead of the
 * rules, and the colon, which CLDR has taken out of MidLetter.
 */
static bool
is_left_out(UChar32 c)
{
	UErrorCode	status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript(c, &status);

	return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || c == 0x30FC || c == 0xFF9E ||
		c == 0x3099 || script == USCRIPT_HANGUL || among(c, colons) ||
		u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

static bool
icu_agrees(UBreakIterator *iterator, const Points *points)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		text[MAX_POINTS * 2];
	int32_t		length = 0;
	bool		borders[MAX_POINTS + 1];
	bool		same = true;

	for (uint32_t i = 0; i < points->count; i++)
		U16_APPEND_UNSAFE(text, length, points->list[i]);
	ubrk_setText(iterator, text, length, &status);
	plain_borders(points, borders);
	for (int32_t i = 0, unit = 0; i < (int32_t) points->count; unit += U16_LENGTH(points->list[i]), i++)
		same = same && ubrk_isBoundary(iterator, unit) == borders[i];
	if (!same && complain())
		show_points("ICU cuts otherwise", points);
	return same && U_SUCCESS(status);
}

static void
test_icu(void)
{
	UErrorCode	status = U_ZERO_ERROR;
	UBreakIterator *iterator = ubrk_open(UBRK_WORD, "root", NULL, 0, &status);
	int			wrong = 0;
	int			strings = 50000;

	if (U_FAILURE(status) || iterator == NULL)
		abort();
	for (int i = 0; i < strings;)
	{
		Points		points;
		bool		dictionary = false;

		random_points(&points, 12);
		for (uint32_t j = 0; j < points.count; j++)
			dictionary |= is_left_out(points.list[j]);
		if (dictionary)
			continue;
		wrong += !icu_agrees(iterator, &points);
		i++;
	}
	ubrk_close(iterator);
	ok(wrong == 0, "ICU's word iterator cuts %d random strings by the plain rules: %d are not", strings, wrong);
}

int
main(void)
{
	test_file();
	test_icu();
	test_every_code_point();
	test_random();
	return end_tests();
}

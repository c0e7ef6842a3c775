/*-------------------------------------------------------------------------
 *
 * make_unicode.c
 *		Writes unicode_data.c: the tables of unicode.h, made from ICU.
 *
 * Run by the Makefile on the machine that builds the extension; never part
 * of the library.  Sources: UAX #29 (Word_Break, Grapheme_Cluster_Break),
 * NFKC_Casefold (Unicode ch. 3.13), ICU's transform Traditional-Simplified with
 * the exceptions of data/han_simplified.txt.
 *
 * The fold of a code point is the canonical decomposition of its
 * NFKC_Casefold, Han characters simplified, marks on Latin and Greek letters
 * dropped, apostrophes unified.  Decomposed, not composed, because then the
 * fold of a string is the folds of its code points, put in canonical order.
 *
 *-------------------------------------------------------------------------
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

#include "text/particles.h"
#include "text/unicode.h"

#define FOLD_MAX 64				/* UTF-16 units; the longest is U+FDFA with 18 */
#define BLOCK 256
#define MAX_RECORDS 65536

static const UNormalizer2 *casefold;
static const UNormalizer2 *decompose;
static UTransliterator *simplify;

static UnicodeRecord records[MAX_RECORDS];
static int	record_count;
static uint8_t pool[1 << 21];
static uint32_t pool_used;
static uint16_t index_of[UNICODE_CODE_POINTS];

static void
check(UErrorCode status, const char *what)
{
	if (U_SUCCESS(status))
		return;
	fprintf(stderr, "make_unicode: %s: %s\n", what, u_errorName(status));
	exit(1);
}

static void
open_icu(void)
{
	static const UChar id[] = u"Traditional-Simplified";
	UErrorCode	status = U_ZERO_ERROR;

	casefold = unorm2_getNFKCCasefoldInstance(&status);
	decompose = unorm2_getNFDInstance(&status);
	simplify = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	check(status, "opening ICU");
}

static bool
is_apostrophe(UChar32 c)
{
	return c == 0x27 || c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2BC || c == 0xFF07;
}

static bool
is_latin_or_greek(UChar32 c)
{
	UErrorCode	status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript(c, &status);

	return script == USCRIPT_LATIN || script == USCRIPT_GREEK;
}

/* Code points that the list of exceptions folds, and to what. */
#define MAX_EXCEPTIONS 256

static UChar32 exceptions[MAX_EXCEPTIONS][2];
static int	exception_count;

static UChar32
first_code_point(const char *word)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		units[FOLD_MAX];
	int32_t		length;
	int32_t		at = 0;
	UChar32		c;

	u_strFromUTF8(units, FOLD_MAX, &length, word, -1, &status);
	check(status, word);
	U16_NEXT(units, at, length, c);
	if (at != length)
		check(U_ILLEGAL_ARGUMENT_ERROR, word);
	return c;
}

/* Two characters a line; # opens a comment. */
static void
read_exceptions(const char *path)
{
	FILE	   *file = fopen(path, "r");
	char		line[512];
	char		from[32];
	char		to[32];

	if (file == NULL)
	{
		fprintf(stderr, "make_unicode: cannot read %s\n", path);
		exit(1);
	}
	while (fgets(line, sizeof(line), file))
	{
		line[strcspn(line, "#")] = '\0';
		if (sscanf(line, "%31s %31s", from, to) != 2)
			continue;
		if (exception_count == MAX_EXCEPTIONS)
			check(U_BUFFER_OVERFLOW_ERROR, path);
		exceptions[exception_count][0] = first_code_point(from);
		exceptions[exception_count++][1] = first_code_point(to);
	}
	fclose(file);
}

/* Replaces what the list of exceptions has; returns the new length. */
static int32_t
simplify_exceptions(UChar *text, int32_t length)
{
	UChar		replaced[FOLD_MAX + 2];
	int32_t		used = 0;

	for (int32_t at = 0; at < length && used < FOLD_MAX;)
	{
		UChar32		c;

		U16_NEXT(text, at, length, c);
		for (int i = 0; i < exception_count; i++)
			if (exceptions[i][0] == c)
			{
				c = exceptions[i][1];
				break;
			}
		U16_APPEND_UNSAFE(replaced, used, c);
	}
	u_memcpy(text, replaced, used);
	return used;
}

/* Simplifies in place, until nothing changes (ICU maps in one step). */
static int32_t
simplify_han(UChar *text, int32_t length)
{
	length = simplify_exceptions(text, length);
	for (int round = 0; round < 4; round++)
	{
		UErrorCode	status = U_ZERO_ERROR;
		UChar		before[FOLD_MAX];
		int32_t		before_length = length;
		int32_t		limit = length;

		memcpy(before, text, sizeof(UChar) * (size_t) length);
		utrans_transUChars(simplify, text, &length, FOLD_MAX, 0, &limit, &status);
		check(status, "simplifying");
		if (length == before_length && u_memcmp(before, text, length) == 0)
			break;
	}
	return length;
}

/* The fold of c in UTF-16, without the dropping of marks. */
static int32_t
fold_utf16(UChar32 c, UChar *out)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		source[2];
	UChar		folded[FOLD_MAX];
	int32_t		length = 0;

	if (is_apostrophe(c))
	{
		out[0] = '\'';
		return 1;
	}
	U16_APPEND_UNSAFE(source, length, c);
	length = unorm2_normalize(casefold, source, length, folded, FOLD_MAX, &status);
	check(status, "casefolding");
	length = simplify_han(folded, length);
	length = unorm2_normalize(decompose, folded, length, out, FOLD_MAX, &status);
	check(status, "decomposing");
	return length;
}

/* Drops marks after Latin and Greek letters; notes what the fold holds. */
static int32_t
strip_marks(UChar *text, int32_t length, uint8_t *flags)
{
	int32_t		used = 0;
	bool		strips = false;
	bool		only_marks = length > 0;

	for (int32_t at = 0; at < length;)
	{
		UChar32		c;
		bool		mark;

		U16_NEXT(text, at, length, c);
		mark = u_charType(c) == U_NON_SPACING_MARK || u_getCombiningClass(c) != 0;
		if (is_apostrophe(c))
			c = '\'';
		only_marks = only_marks && mark;
		if (!mark)
			strips = is_latin_or_greek(c);
		if (mark && strips)
			continue;
		if (u_getCombiningClass(c) != 0)
			*flags |= UNICODE_REORDERS;
		U16_APPEND_UNSAFE(text, used, c);
	}
	if (strips)
		*flags |= UNICODE_STRIPS_MARKS;
	if (only_marks)
		*flags |= UNICODE_MARK;
	return used;
}

static void
set_fold(UChar32 c, UnicodeRecord *record)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		folded[FOLD_MAX];
	char		utf8[FOLD_MAX * 3];
	char		self[U8_MAX_LENGTH];
	int32_t		length = fold_utf16(c, folded);
	int32_t		bytes;
	int32_t		self_length = 0;

	length = strip_marks(folded, length, &record->flags);
	u_strToUTF8(utf8, sizeof(utf8), &bytes, folded, length, &status);
	check(status, "to UTF-8");
	U8_APPEND_UNSAFE(self, self_length, c);
	if (bytes == self_length && memcmp(utf8, self, (size_t) bytes) == 0)
	{
		record->flags |= UNICODE_IDENTITY;
		return;
	}
	record->fold_length = (uint8_t) bytes;
	record->fold = bytes ? pool_used : 0;
	memcpy(pool + pool_used, utf8, (size_t) bytes);
	pool_used += (uint32_t) bytes;
}

/* Classes that do not follow from Word_Break. */
static int
special_class(UChar32 c)
{
	static const struct
	{
		UChar32		code_point;
		UnicodeClass class;
	}			list[] = {
		{0x2D, UNICODE_HYPHEN}, {0x2010, UNICODE_HYPHEN}, {0x2011, UNICODE_HYPHEN},
		{0x2012, UNICODE_HYPHEN}, {0x2013, UNICODE_HYPHEN}, {0xFE63, UNICODE_HYPHEN},
		{0xFF0D, UNICODE_HYPHEN},
		{'+', UNICODE_SYMBOL}, {'#', UNICODE_SYMBOL}, {'&', UNICODE_SYMBOL},
		{'/', UNICODE_SYMBOL}, {0xFF0B, UNICODE_SYMBOL}, {0xFF03, UNICODE_SYMBOL},
		{0xFF06, UNICODE_SYMBOL}, {0xFF0F, UNICODE_SYMBOL}, {0xFE62, UNICODE_SYMBOL},
		{0xFE5F, UNICODE_SYMBOL}, {0xFE60, UNICODE_SYMBOL},
		{'.', UNICODE_DOT}, {0xFF0E, UNICODE_DOT}, {0xFE52, UNICODE_DOT}, {0x2024, UNICODE_DOT},
		{':', UNICODE_OTHER}, {0xFF1A, UNICODE_OTHER}, {0xFE55, UNICODE_OTHER},
		{0xFE13, UNICODE_OTHER},
		{0x2029, UNICODE_PARAGRAPH}
	};

	for (size_t i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (list[i].code_point == c)
			return list[i].class;
	return is_apostrophe(c) ? (int) UNICODE_APOSTROPHE : -1;
}

static bool
is_script_digit(UChar32 c)
{
	UDecompositionType type = (UDecompositionType) u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE);

	return (type == U_DT_SUPER || type == U_DT_SUB) && u_charType(c) == U_OTHER_NUMBER;
}

/* A character that is a token by itself: Han, Hiragana, South East Asian. */
static bool
is_character(UChar32 c, int word_break)
{
	UErrorCode	status = U_ZERO_ERROR;

	if (uscript_getScript(c, &status) == USCRIPT_HAN)
		return u_hasBinaryProperty(c, UCHAR_ALPHABETIC) ||
			u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) ||
			u_hasBinaryProperty(c, UCHAR_RADICAL);	/* as PDF files have them */
	return word_break == U_WB_OTHER && u_hasBinaryProperty(c, UCHAR_ALPHABETIC);
}

static UnicodeClass
extend_class(UChar32 c)
{
	int			break_class = u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK);

	/* Hangul fillers and prepended signs begin a cluster: they are letters */
	if (break_class == U_GCB_L || break_class == U_GCB_V || break_class == U_GCB_PREPEND)
		return UNICODE_LETTER;
	return UNICODE_EXTEND;
}

static UnicodeClass
word_break_class(UChar32 c)
{
	int			word_break = u_getIntPropertyValue(c, UCHAR_WORD_BREAK);

	if (is_script_digit(c))
		return UNICODE_SCRIPT_DIGIT;
	if (word_break == U_WB_EXTEND || word_break == U_WB_FORMAT || word_break == U_WB_ZWJ ||
		u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK) == U_GCB_SPACING_MARK ||
		u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return extend_class(c);
	if (is_character(c, word_break))
		return UNICODE_CHARACTER;
	switch (word_break)
	{
		case U_WB_ALETTER:
		case U_WB_HEBREW_LETTER:
			return UNICODE_LETTER;
		case U_WB_NUMERIC:
			return UNICODE_DIGIT;
		case U_WB_KATAKANA:
			return UNICODE_KATAKANA;
		case U_WB_MIDLETTER:
			return UNICODE_MID_LETTER;
		case U_WB_MIDNUM:
			return UNICODE_MID_NUMBER;
		case U_WB_MIDNUMLET:
			return UNICODE_APOSTROPHE;
		case U_WB_CR:
		case U_WB_LF:
		case U_WB_NEWLINE:
			return UNICODE_NEWLINE;
		default:
			return u_isUWhiteSpace(c) ? UNICODE_SPACE : UNICODE_OTHER;
	}
}

static uint8_t
property_flags(UChar32 c)
{
	uint8_t		flags = 0;

	if (u_isUUppercase(c))
		flags |= UNICODE_UPPER;
	if (u_isULowercase(c))
		flags |= UNICODE_LOWER;
	if (u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_HEBREW_LETTER)
		flags |= UNICODE_HEBREW;
	if (u_hasBinaryProperty(c, UCHAR_S_TERM) &&
		u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK) == U_SB_STERM)
		flags |= UNICODE_STOP;
	return flags;
}

static uint16_t
intern(const UnicodeRecord *record)
{
	/* records with a fold are their own; the others are few */
	for (int i = 0; i < record_count && record->fold_length == 0; i++)
		if (memcmp(&records[i], record, sizeof(*record)) == 0)
			return (uint16_t) i;
	if (record_count == MAX_RECORDS)
	{
		fprintf(stderr, "make_unicode: too many records\n");
		exit(1);
	}
	records[record_count] = *record;
	return (uint16_t) record_count++;
}

static void
make_records(void)
{
	for (UChar32 c = 0; c < UNICODE_CODE_POINTS; c++)
	{
		UnicodeRecord record;
		int			special = special_class(c);

		memset(&record, 0, sizeof(record));
		if (U_IS_SURROGATE(c))
		{
			record.flags = UNICODE_IDENTITY;
			index_of[c] = intern(&record);
			continue;
		}
		record.flags = property_flags(c);
		record.class = (uint8_t) (special >= 0 ? (UnicodeClass) special : word_break_class(c));
		record.combining_class = u_getCombiningClass(c);
		set_fold(c, &record);
		index_of[c] = intern(&record);
	}
}

static void
print_records(void)
{
	printf("const UnicodeRecord unicode_records[] = {\n");
	for (int i = 0; i < record_count; i++)
		printf("{%d,%d,%d,%d,%u},\n", records[i].class, records[i].flags,
			   records[i].combining_class, records[i].fold_length, records[i].fold);
	printf("};\nconst uint8_t unicode_pool[] = {");
	for (uint32_t i = 0; i < pool_used; i++)
		printf("%s%d,", i % 32 ? "" : "\n", pool[i]);
	printf("0\n};\n");
}

static void
print_stages(void)
{
	static uint16_t stage1[UNICODE_CODE_POINTS / BLOCK];
	static int	first_of[UNICODE_CODE_POINTS / BLOCK];
	int			blocks = 0;

	printf("const uint16_t unicode_stage2[] = {");
	for (int block = 0; block < UNICODE_CODE_POINTS / BLOCK; block++)
	{
		const uint16_t *entries = index_of + (size_t) block * BLOCK;
		int			same = 0;

		while (same < blocks &&
			   memcmp(index_of + (size_t) first_of[same] * BLOCK, entries, BLOCK * sizeof(uint16_t)) != 0)
			same++;
		stage1[block] = (uint16_t) same;
		if (same < blocks)
			continue;
		first_of[blocks++] = block;
		for (int i = 0; i < BLOCK; i++)
			printf("%s%d,", i % 32 ? "" : "\n", entries[i]);
	}
	printf("\n};\nconst uint16_t unicode_stage1[UNICODE_CODE_POINTS >> 8] = {");
	for (int block = 0; block < UNICODE_CODE_POINTS / BLOCK; block++)
		printf("%s%d,", block % 32 ? "" : "\n", stage1[block]);
	printf("\n};\n");
}

/* What a code point of three bytes is in a row of characters; see unicode.h. */
static UChar32
three_fold(UChar32 c)
{
	const UnicodeRecord *record = &records[index_of[c]];
	int32_t		at = 0;
	UChar32		folded;

	if (U_IS_SURROGATE(c))
		return 0;
	if (record->class == UNICODE_OTHER || record->class == UNICODE_SPACE ||
		record->class == UNICODE_PARAGRAPH)
		return UNICODE_THREE_PARTS;
	if (record->class == UNICODE_MID_NUMBER)
		return UNICODE_THREE_JOINS;
	if (record->class != UNICODE_CHARACTER || (record->flags & UNICODE_REORDERS))
		return 0;
	if (record->flags & UNICODE_IDENTITY)
		return c;
	if (record->fold_length == 0)
		return 0;
	U8_NEXT(pool + record->fold, at, record->fold_length, folded);
	if (at != record->fold_length || folded < UNICODE_THREE_FIRST || folded > 0xFFFF)
		return 0;
	return folded;
}

static void
print_three_folds(void)
{
	printf("const uint16_t unicode_three_folds[] = {");
	for (UChar32 c = UNICODE_THREE_FIRST; c <= 0xFFFF; c++)
		printf("%s%d,", c % 16 ? "" : "\n", (int) three_fold(c));
	printf("0\n};\n");
}

static UnicodeThreeKind
three_kind(UChar32 c)
{
	UChar32		folded = three_fold(c);

	return folded == 0 ? UNICODE_THREE_NONE : folded == c ? UNICODE_THREE_SELF :
		folded < UNICODE_THREE_FIRST ? UNICODE_THREE_SIGN : UNICODE_THREE_OTHER;
}

static void
print_three_kinds(void)
{
	printf("const uint32_t unicode_three_kinds[] = {");
	for (UChar32 c = UNICODE_THREE_FIRST; c <= 0xFFFF; c += UNICODE_THREES)
	{
		uint32_t	kinds = 0;

		for (int i = 0; i < UNICODE_THREES; i++)
			kinds |= (uint32_t) three_kind(c + i) << 2 * i;
		printf("%s%u,", c % 256 ? "" : "\n", kinds);
	}
	printf("\n};\n");
}

/* What a letter of Latin-1 folds to, when that is a letter of ASCII. */
static int
latin_fold(UChar32 c)
{
	const UnicodeRecord *record = &records[index_of[c]];

	if (record->class != UNICODE_LETTER || record->fold_length != 1 ||
		(record->flags & (UNICODE_REORDERS | UNICODE_MARK | UNICODE_IDENTITY)))
		return 0;
	return pool[record->fold];
}

static void
print_latin_folds(void)
{
	printf("const uint8_t unicode_latin_folds[] = {");
	for (UChar32 c = UNICODE_LATIN_FIRST; c < UNICODE_LATIN_FIRST + 64; c++)
		printf("%s%d,", c % 16 ? "" : "\n", latin_fold(c));
	printf("\n};\n");
}

/* Particles are Hangul: their fold is their canonical decomposition. */
static void
print_particles(void)
{
	static const char *const particles[] = {KOREAN_PARTICLES};
	size_t		count = sizeof(particles) / sizeof(particles[0]);

	printf("const UnicodeParticle unicode_particles[] = {\n");
	for (size_t i = 0; i < count; i++)
	{
		UErrorCode	status = U_ZERO_ERROR;
		UChar		composed[FOLD_MAX];
		UChar		folded[FOLD_MAX];
		char		utf8[FOLD_MAX * 3];
		int32_t		length;

		u_strFromUTF8(composed, FOLD_MAX, &length, particles[i], -1, &status);
		length = unorm2_normalize(decompose, composed, length, folded, FOLD_MAX, &status);
		u_strToUTF8(utf8, sizeof(utf8), &length, folded, length, &status);
		check(status, particles[i]);
		printf("{%d,\"", length);
		for (int32_t b = 0; b < length; b++)
			printf("\\%03o", (uint8_t) utf8[b]);
		printf("\"},\n");
	}
	printf("};\nconst uint32_t unicode_particle_count = %zu;\n", count);
}

/* make_unicode LIST: the list of exceptions, data/han_simplified.txt */
int
main(int argc, char **argv)
{
	UVersionInfo version;

	open_icu();
	if (argc != 2)
		check(U_MISSING_RESOURCE_ERROR, "the list of exceptions");
	read_exceptions(argv[1]);
	make_records();
	printf("/* Written by make_unicode.c from ICU %s: do not edit. */\n", U_ICU_VERSION);
	printf("#include \"text/unicode.h\"\n\n");
	u_getUnicodeVersion(version);
	printf("const uint32_t unicode_version = 0x%02x%02x%02x%02xu;\n",
		   version[0], version[1], version[2], version[3]);
	u_getVersion(version);
	printf("const uint32_t unicode_icu_version = 0x%02x%02x%02x%02xu;\n\n",
		   version[0], version[1], version[2], version[3]);
	print_records();
	print_stages();
	print_three_folds();
	print_three_kinds();
	print_latin_folds();
	print_particles();
	utrans_close(simplify);
	return 0;
}

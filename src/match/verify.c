/*-------------------------------------------------------------------------
 *
 * verify.c
 *		Whether a label stands where its key was found: its words, gaps, case
 *		and edges, compared with the bytes of the text.
 *
 * Called by scan.c.  Most labels are words of ASCII or Han characters, and
 * most texts write them so; whatever else is met is left to by_rules.c, which
 * asks the reference reader and gives the same answers here.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "match/han_edges.h"
#include "text/ascii.h"
#include "text/hash.h"
#include "text/unicode.h"
#include "text/utf8.h"
#include "text/vector.h"

#include <string.h>

/* How a word of the text compares with one of the label. */
typedef struct WordComparison
{
	bool		different;
	bool		case_missing;	/* a capital of the label is none in the text */
	uint32_t	capitals;		/* of the label */
} WordComparison;

static bool
has_beyond_ascii(const uint8_t *p, const uint8_t *end)
{
	uint8_t		all = 0;

	while (p < end)
		all |= *p++;
	return all >= 0x80;
}

/*
 * Up to 8 bytes, as numbers with nothing above them.  A label's bytes are
 * ASCII letters and digits: all digits and small letters have the case bit.
 */
static inline void
compare_bytes(uint64_t text, uint64_t label, uint64_t inside, WordComparison *result)
{
	uint64_t	unequal = text ^ label;
	uint64_t	capitals = ~label & ASCII_CASE_BITS & inside;

	result->different |= (unequal & ~ASCII_CASE_BITS) != 0;
	result->case_missing |= (unequal & capitals) != 0;
	result->capitals += (uint32_t) __builtin_popcountll(capitals);
}

/* The image goes on for 8 bytes after a label, the text perhaps not. */
static inline void
compare_word(const uint8_t *text, const uint8_t *text_end, const uint8_t *label, uint32_t length,
			 WordComparison *result)
{
	for (; length > 8; text += 8, label += 8, length -= 8)
		compare_bytes(hash_load(text, 8), hash_load(label, 8), UINT64_MAX, result);
	if (length > 0)
	{
		uint64_t	inside = UINT64_MAX >> (64 - 8 * length);
		uint64_t	tail = text_end - text >= 8 ? hash_load(text, 8) & inside :
			hash_load(text, length);

		compare_bytes(tail, hash_load(label, 8) & inside, inside, result);
	}
}

/* Whether bytes, folded or not, end in "ies" where others end in "y". */
static bool
is_ies_for_y(const uint8_t *longer, uint32_t longer_length, const uint8_t *shorter, uint32_t length)
{
	return longer_length == length + 2 && length >= 2 && (shorter[length - 1] | 0x20) == 'y' &&
		hash_ends_in_ies(longer + longer_length);
}

static bool
is_s_more(const uint8_t *longer, uint32_t longer_length, const uint8_t *shorter, uint32_t length)
{
	return longer_length == length + 1 && (longer[length] | 0x20) == 's' &&
		(shorter[length - 1] | 0x20) != 's';
}

uint32_t
match_shared_length(uint8_t flags, const uint8_t *word, uint32_t length,
					const uint8_t *label, uint32_t label_length)
{
	if (length == label_length)
		return length;
	if (length == 0 || label_length == 0)
		return 0;
	if (flags & IMAGE_PATTERN_FINAL_S)
	{
		if (is_s_more(word, length, label, label_length))
			return label_length;
		if (is_s_more(label, label_length, word, length))
			return length;
	}
	if (flags & IMAGE_PATTERN_FINAL_IES)
	{
		if (is_ies_for_y(word, length, label, label_length))
			return label_length - 1;
		if (is_ies_for_y(label, label_length, word, length))
			return length - 1;
	}
	return 0;
}

#define FOLDED_MAX 128			/* bytes of a word's fold; longer ones are left to by_rules.c */

/* A word of the text as a label is written: its fold, with a capital where it has one. */
typedef struct WrittenWord
{
	const uint8_t *bytes;
	const uint8_t *end;			/* of what may be read behind it */
	uint32_t	length;
	uint8_t		folded[FOLDED_MAX + 8];
} WrittenWord;

/* Folds a word of letters and digits beyond ASCII; false when that needs the rules. */
static bool
fold_word(const uint8_t *p, const uint8_t *end, WrittenWord *word)
{
	uint32_t	length;

	for (word->length = 0; p < end; p += length)
	{
		const UnicodeRecord *record = unicode_record(utf8_decode(p, end, &length));
		uint8_t    *out = word->folded + word->length;
		uint32_t	bytes;
		const uint8_t *folded = unicode_fold(record, p, length, &bytes);

		if ((record->class != UNICODE_LETTER && record->class != UNICODE_DIGIT) ||
			(record->flags & (UNICODE_REORDERS | UNICODE_MARK)) || word->length + bytes > FOLDED_MAX)
			return false;
		if (bytes > 1 && folded[0] < 0x80)
			return false;			/* U+2163 is IV: whose capitals are whose, the rules say */
		memcpy(out, folded, bytes);
		if (bytes == 1 && (record->flags & UNICODE_UPPER))
			*out &= (uint8_t) ~0x20;
		word->length += bytes;
	}
	word->bytes = word->folded;
	word->end = word->folded + sizeof(word->folded);
	return true;
}

static bool
write_word(const TokenScan *scan, const TokenSpan *span, WrittenWord *word)
{
	word->bytes = scan->text + span->start;
	word->end = scan->text + scan->length;
	word->length = span->end - span->start;
	if (has_beyond_ascii(word->bytes, word->bytes + word->length))
		return fold_word(word->bytes, word->bytes + word->length, word);
	return true;
}

/* Compares the words one by one: PENDING when they are the label's. */
static MatchVerdict
compare_words(const Matcher *matcher, const MatchTry *try, WordComparison *result)
{
	const TokenScan *scan = &matcher->scan;
	const uint8_t *label = (const uint8_t *) matcher->view->strings + try->pattern.text;
	uint32_t	left = try->pattern.length;
	WrittenWord word;

	for (uint32_t i = 0; i < try->count; i++)
	{
		uint32_t	shared;

		if (!write_word(scan, &scan->spans[try->token + i], &word))
			return MATCH_UNSURE;
		shared = word.length;
		if (i + 1 == try->count)
			shared = match_shared_length(try->pattern.flags, word.bytes, word.length, label, left);
		else if (word.length >= left || (label[word.length] != ' ' && label[word.length] != '-'))
			shared = 0;
		if (shared == 0)
			return MATCH_OTHER;
		compare_word(word.bytes, word.end, label, shared, result);
		if (result->different)
			return MATCH_OTHER;
		label += word.length + 1;
		left -= word.length + 1 < left ? word.length + 1 : left;
	}
	return MATCH_PENDING;
}

/* Two words of ASCII: one space or hyphen parts them, or a sign ends the label. */
static MatchVerdict
check_gap(const TokenScan *scan, uint32_t from, uint32_t to)
{
	if (to - from == 1 && (ascii_is_space(scan->text[from]) || scan->text[from] == '-'))
		return MATCH_PENDING;
	for (uint32_t i = from; i < to; i++)
		if (scan->text[i] < 0x80 && !ascii_is_space(scan->text[i]) && scan->text[i] != '-')
			return MATCH_GAP;
	return MATCH_UNSURE;
}

static MatchVerdict
check_gaps(const Matcher *matcher, const MatchTry *try)
{
	const TokenSpan *spans = matcher->scan.spans + try->token;

	for (uint32_t i = 1; i < try->count; i++)
	{
		MatchVerdict verdict = check_gap(&matcher->scan, spans[i - 1].end, spans[i].start);

		if (verdict != MATCH_PENDING)
			return verdict;
	}
	return MATCH_PENDING;
}

static bool
is_plus_hash_ampersand(uint8_t byte)
{
	return byte == '+' || byte == '#' || byte == '&';
}

/* U+2080 .. U+2089 after a word make a formula of it. */
static bool
is_subscript(const uint8_t *p, const uint8_t *end)
{
	return end - p >= 3 && p[0] == 0xE2 && p[1] == 0x82 && p[2] >= 0x80 && p[2] <= 0x89;
}

static MatchVerdict
check_edges(const Matcher *matcher, const MatchTry *try)
{
	const TokenScan *scan = &matcher->scan;
	uint8_t		before = try->start > 0 ? scan->text[try->start - 1] : ' ';
	uint8_t		after = try->end < scan->length ? scan->text[try->end] : ' ';

	if (try->class->flags & IMAGE_LABEL_ONE_LETTER)
	{
		if (before >= 0x80 || after >= 0x80 || scan->text[try->start] >= 0x80)
			return MATCH_UNSURE;	/* a sign beside those may be no token */
		if (is_plus_hash_ampersand(before) || is_plus_hash_ampersand(after))
			return MATCH_EDGE;
	}
	if (is_subscript(scan->text + try->end, scan->text + scan->length))
		return MATCH_EDGE;
	return MATCH_PENDING;
}

static bool
has_small_letter(const uint8_t *p, const uint8_t *end)
{
	for (; p < end; p++)
		if ((uint8_t) (*p - 'a') < 26)
			return true;
	return false;
}

static bool
is_common_word_in_capitals(Matcher *matcher, const MatchTry *try)
{
	const uint8_t *text = matcher->scan.text;

	return (try->class->flags & IMAGE_LABEL_COMMON_WORD) &&
		!has_small_letter(text + try->start, text + try->end) &&
		match_line_is_capitals(matcher, try->start);
}

/*
 * The s of a plural acronym (LLMs) is a small one, or GPS would be a plural of
 * GP; but in a line of capitals there is no other.
 */
static bool
acronym_plural_is_good(Matcher *matcher, const MatchTry *try)
{
	const uint8_t *label = (const uint8_t *) matcher->view->strings + try->pattern.text;
	const TokenSpan *word = &matcher->scan.spans[try->token + try->count - 1];
	uint32_t	length = try->pattern.length;

	if (matcher->scan.text[word->end - 1] != 'S' || word->end - word->start < 3 || length < 2)
		return true;
	if (label[length - 1] == 's')
		length--;				/* LLMs; else LLM, and the text has one byte more */
	else if (!(try->pattern.flags & IMAGE_PATTERN_FINAL_S) || label[length - 1] == 'S')
		return true;
	return !ascii_is_capital(label[length - 1]) || match_line_is_capitals(matcher, word->start);
}

/* Words and gaps, whatever they are. */
static MatchVerdict
compare_by_words(const Matcher *matcher, MatchTry *try)
{
	WordComparison words = {false, false, 0};
	MatchVerdict verdict = compare_words(matcher, try, &words);

	if (verdict == MATCH_PENDING)
		verdict = check_gaps(matcher, try);
	if (verdict != MATCH_PENDING)
		return verdict;
	try->capitals = words.case_missing ? 0 : words.capitals;
	if (words.case_missing)
		/* lifted: by_rules.c counts those that are there */
		return try->class->flags & IMAGE_LABEL_CAPS_IGNORE ? MATCH_UNSURE : MATCH_CASE;
	return MATCH_PENDING;
}

#ifdef VECTOR_X86
/*
 * Whether the text is the label, byte for byte, but for capitals that the label
 * does not ask for: most are.  At most 64 bytes.
 */
VECTOR_AVX512_CODE static bool
is_as_written(const uint8_t *text, const uint8_t *label, uint32_t length, uint32_t *capitals)
{
	const __m512i case_bit = _mm512_set1_epi8(0x20);
	const __m512i letters = _mm512_set1_epi8(26);
	__mmask64	inside = UINT64_MAX >> (64 - length);
	__m512i		in_text = _mm512_maskz_loadu_epi8(inside, text);
	__m512i		in_label = _mm512_maskz_loadu_epi8(inside, label);
	__mmask64	small = _mm512_cmplt_epu8_mask(_mm512_sub_epi8(in_label, _mm512_set1_epi8('a')), letters);
	__m512i		lifted = _mm512_or_si512(in_text, case_bit);

	*capitals = (uint32_t) __builtin_popcountll(
		_mm512_cmplt_epu8_mask(_mm512_sub_epi8(in_label, _mm512_set1_epi8('A')), letters));
	return _mm512_cmpneq_epi8_mask(_mm512_mask_mov_epi8(in_text, small, lifted), in_label) == 0;
}
#endif

/*
 * Bytes of the text that must be those of the label, when the last word of one
 * may be the other's plural; 0 when they cannot be the same.
 */
static uint32_t
shared_length(const Matcher *matcher, const MatchTry *try)
{
	const TokenSpan *last = &matcher->scan.spans[try->token + try->count - 1];
	uint32_t	before = last->start - try->start;
	const uint8_t *label = (const uint8_t *) matcher->view->strings + try->pattern.text;
	uint32_t	shared;

	if (before >= try->pattern.length)
		return 0;
	shared = match_shared_length(try->pattern.flags, matcher->scan.text + last->start,
								 last->end - last->start, label + before, try->pattern.length - before);
	return shared > 0 ? before + shared : 0;
}

/* Words and gaps of ASCII. */
static MatchVerdict
compare_with_label(const Matcher *matcher, MatchTry *try)
{
#ifdef VECTOR_X86
	if (vector_level() >= VECTOR_AVX512)
	{
		uint32_t	length = shared_length(matcher, try);

		if (length > 0 && length <= 64 &&
			is_as_written(matcher->scan.text + try->start,
						  (const uint8_t *) matcher->view->strings + try->pattern.text, length,
						  &try->capitals))
			return MATCH_PENDING;
		try->capitals = 0;
	}
#endif
	return compare_by_words(matcher, try);
}

static MatchVerdict
verify_ascii(Matcher *matcher, MatchTry *try)
{
	MatchVerdict verdict = compare_with_label(matcher, try);

	if (verdict != MATCH_PENDING)
		return verdict;
	if (is_common_word_in_capitals(matcher, try))
		return MATCH_CASE;
	if (!(try->class->flags & IMAGE_LABEL_CAPS_IGNORE) && !acronym_plural_is_good(matcher, try))
		/* its lengths are those of ASCII */
		return has_beyond_ascii(matcher->scan.text + try->start, matcher->scan.text + try->end) ?
			MATCH_UNSURE : MATCH_CASE;
	return check_edges(matcher, try);
}

/* Characters that touch, each the label's own or one that folds to it. */
static MatchVerdict
verify_han(const Matcher *matcher, const MatchTry *try)
{
	const TokenScan *scan = &matcher->scan;
	const uint8_t *label = (const uint8_t *) matcher->view->strings + try->pattern.text;
	const uint8_t *text = scan->text + try->start;
	uint32_t	length;
	uint32_t	folded_length;

	if (try->end - try->start != try->pattern.length || try->pattern.length != 3 * try->count)
		return MATCH_UNSURE;
	if (memcmp(text, label, try->pattern.length) == 0)
		return MATCH_PENDING;
	for (uint32_t i = 0; i < try->pattern.length; i += 3)
	{
		const UnicodeRecord *record = unicode_record(utf8_decode(text + i, text + try->pattern.length,
																 &length));
		const uint8_t *folded = unicode_fold(record, text + i, length, &folded_length);

		if (length != 3 || folded_length != 3)
			return MATCH_UNSURE;
		if (memcmp(folded, label + i, 3) != 0)
			return MATCH_OTHER;
	}
	return MATCH_PENDING;
}

/* The first and last byte of the key's tokens. */
static void
set_span(const Matcher *matcher, MatchTry *try)
{
	uint32_t	last = try->token + try->count - 1;

	if (try->pieces)
		last = try->pieces[try->count - 1].token + try->pieces[try->count - 1].token_count - 1;
	try->start = matcher->scan.spans[try->token].start;
	try->end = matcher->scan.spans[last].end;
}

static MatchVerdict
verify_kind(Matcher *matcher, MatchTry *try)
{
	MatchVerdict verdict = MATCH_UNSURE;

	if (try->pieces == NULL && try->pattern.kind == IMAGE_PATTERN_ASCII)
		verdict = verify_ascii(matcher, try);
	else if (try->pieces == NULL && try->pattern.kind == IMAGE_PATTERN_HAN)
		verdict = verify_han(matcher, try);
	return verdict == MATCH_UNSURE ? match_verify_by_rules(matcher, try) : verdict;
}

MatchVerdict
match_verify(Matcher *matcher, MatchTry *try)
{
	MatchVerdict verdict;

	set_span(matcher, try);
	try->capitals = 0;
	verdict = verify_kind(matcher, try);
	if (verdict == MATCH_PENDING && (try->class->flags & IMAGE_LABEL_SHORT_HAN) &&
		!han_edges_are_good(matcher->scan.text, matcher->scan.length, try->start, try->end))
		return MATCH_EDGE;
	return verdict;
}

/*-------------------------------------------------------------------------
 *
 * token_field.c
 *		The fast reader's other half: fields that are not plain ASCII.
 *
 * Called by token_scan.c.  Han characters, and words of letters and digits
 * that fold one by one, with the apostrophes and the decimal signs in them,
 * have loops of their own.  What only the whole rules can tell (marks,
 * Katakana, Hebrew, addresses) is read by the reference reader, from the last
 * place that no token before can reach: a "fence".
 *
 *-------------------------------------------------------------------------
 */
#include "text/token_field.h"

#include "host.h"
#include "text/ascii.h"
#include "text/characters.h"
#include "text/hash.h"
#include "text/tokenize.h"
#include "text/utf8.h"

#include <string.h>

#define SIMPLE_WORD_MAX 256		/* folded bytes; longer words are rare */
#define READER_TOKENS 4096		/* handed over at a time */

/* hash_token() of www, which may begin an address. */
#define WWW_HASH hash_pair('w' * UINT64_C(0x010101), 0)

/* What a step tells when only the rules know. */
#define ASK_RULES UINT32_MAX

/* A fence, and what was read up to it. */
typedef struct Fence
{
	uint32_t	position;
	uint32_t	count;
	uint32_t	marked_count;
	int64_t		words;
} Fence;

/* A word being read. */
typedef struct SimpleWord
{
	uint32_t	next;
	UnicodeClass last;			/* of its last character */
	uint32_t	last_code_point;
	uint32_t	used;
	uint8_t		folded[SIMPLE_WORD_MAX + 256];	/* what one step adds fits behind the maximum */
} SimpleWord;

static const UnicodeRecord *
record_at(const TokenScan *scan, uint32_t at, uint32_t *length)
{
	return unicode_record(utf8_decode(scan->text + at, scan->text + scan->length, length));
}

static uint8_t
byte_at(const TokenScan *scan, uint32_t at)
{
	return at < scan->length ? scan->text[at] : 0;
}

static void
add_token(TokenScan *scan, uint32_t start, uint32_t end, uint64_t hash)
{
	if (scan->count + 1 + TOKEN_SCAN_SENTINELS > scan->capacity)
		token_scan_reserve(scan, 1);
	scan->spans[scan->count].start = start;
	scan->spans[scan->count].end = end;
	scan->hashes[scan->count++] = hash;
}

/* Whether a hyphen beyond ASCII, or a soft one, may break the word that ends there. */
static bool
may_be_broken_beyond(const TokenScan *scan, uint32_t end)
{
	const uint8_t *text = scan->text;
	uint32_t	length;
	uint8_t		after;

	if (end >= 2 && utf8_is_soft_hyphen(text + end - 2))
		length = 0;
	else if (end >= scan->length || text[end] < 0x80 ||
			 record_at(scan, end, &length)->class != UNICODE_HYPHEN)
		return false;
	after = byte_at(scan, end + length);
	return ascii_is_space(after) || after >= 0x80;
}

/* Whether any hyphen may. */
static inline bool
may_be_broken(const TokenScan *scan, uint32_t end)
{
	uint8_t		next = byte_at(scan, end);
	uint8_t		after = byte_at(scan, end + 1);

	if (next == '-')
		return ascii_is_space(after) || after >= 0x80;
	return (next >= 0x80 || (end > 0 && scan->text[end - 1] == 0xAD)) &&
		may_be_broken_beyond(scan, end);
}

/* ---------- fences ---------- */

static Fence
fence_here(const TokenScan *scan, uint32_t position)
{
	Fence		fence = {position, scan->count, scan->marked_count, scan->words};

	return fence;
}

/* Drops what was read behind the fence. */
static void
go_back(TokenScan *scan, const Fence *fence)
{
	scan->count = fence->count;
	scan->marked_count = fence->marked_count;
	scan->words = fence->words;
}

/* A sign beyond ASCII that belongs to no token and no address. */
static bool
parts_tokens(const UnicodeRecord *record)
{
	return record->class == UNICODE_OTHER || record->class == UNICODE_SPACE ||
		record->class == UNICODE_PARAGRAPH;
}

bool
token_field_parts(const TokenScan *scan, uint32_t at, uint32_t *length)
{
	return parts_tokens(record_at(scan, at, length));
}

/* is_fence() between two bytes that are no white space, the first one not ASCII. */
static bool
is_fence_beyond(const TokenScan *scan, uint32_t at, bool after_character)
{
	const uint8_t *text = scan->text;
	uint32_t	before = at;
	uint32_t	length;
	UnicodeClass class;

	do
		before--;
	while (before > 0 && at - before < 4 && utf8_is_continuation(text[before]));
	if (!after_character && (!parts_tokens(record_at(scan, before, &length)) || before + length != at))
		return false;
	class = (UnicodeClass) record_at(scan, at, &length)->class;
	return class != UNICODE_EXTEND && class != UNICODE_APOSTROPHE;
}

/*
 * Whether no token before a place reaches beyond it, given what stands before
 * it: white space, a sign that parts tokens, or a character token, unless
 * that goes on with marks or a possessive.
 */
static inline bool
is_fence(const TokenScan *scan, uint32_t at, bool after_character)
{
	const uint8_t *text = scan->text;

	if (at >= scan->length || at == 0 || ascii_is_space(text[at]) || ascii_is_space(text[at - 1]))
		return true;
	return text[at - 1] >= 0x80 && is_fence_beyond(scan, at, after_character);
}

/* ---------- the reference reader ---------- */

/* Takes over the reader's tokens up to number end - 1. */
static void
take_over(TokenScan *scan, uint32_t end)
{
	const TokenStream *reader = &scan->reader;

	for (uint32_t i = 0; i < end; i++)
	{
		const Token *token = &reader->tokens[i];

		if (token->kind == TOKEN_SYMBOL)
			continue;
		add_token(scan, token->start, token->end, token->folded_length ? token->hash : 0);
		if ((token->flags & (TOKEN_HANGUL | TOKEN_BROKEN)) || may_be_broken(scan, token->end))
			token_scan_mark_last(scan);
	}
}

static bool
reader_is_at_fence(const TokenScan *scan)
{
	const TokenStream *reader = &scan->reader;
	const Token *last = reader->count ? &reader->tokens[reader->count - 1] : NULL;

	return is_fence(scan, reader->position, last && last->end == reader->position &&
					last->kind == TOKEN_CHARACTER);
}

/* Reads from a fence to the first one at or beyond until. */
static uint32_t
read_by_rules(TokenScan *scan, uint32_t from, uint32_t until)
{
	TokenStream *reader = &scan->reader;

	token_stream_begin(reader, (const char *) scan->text, scan->length);
	reader->position = from;
	do
	{
		token_read_next(reader);
		if (reader->count >= READER_TOKENS)
		{
			take_over(scan, reader->count - TOKEN_TAKE_BACK);
			token_drop(reader, reader->count - TOKEN_TAKE_BACK);
			host_check_interrupts();
		}
	} while (reader->position < until || !reader_is_at_fence(scan));
	take_over(scan, reader->count);
	scan->words += reader->words;
	return reader->position;
}

/* ---------- characters ---------- */

/* Han, Hiragana and the like, three bytes each, and signs; returns how far it came. */
static uint32_t
read_characters(TokenScan *scan, uint32_t at, uint32_t stop)
{
	const uint8_t *text = scan->text;
	uint32_t	first = scan->count;
	uint32_t	length;

	while (at < stop && (text[at] & 0xF0) == 0xE0)
	{
		const UnicodeRecord *record;
		uint8_t		next;

		at = characters_read(scan, at, stop);
		if (at >= stop || (text[at] & 0xF0) != 0xE0)
			break;
		record = record_at(scan, at, &length);
		next = byte_at(scan, at + 3);
		if (record->class != UNICODE_CHARACTER || (record->flags & UNICODE_REORDERS))
			break;
		if (next >= 0x80 && !(next >= 0xE4 && next <= 0xE9) &&
			record_at(scan, at + 3, &length)->class == UNICODE_EXTEND)
			break;
		add_token(scan, at, at + 3, record->flags & UNICODE_IDENTITY ? hash_bytes(text + at, 3) :
				  hash_token(unicode_pool + record->fold, record->fold_length));
		at += 3;
	}
	scan->words += (int64_t) (scan->count - first) * TOKEN_CHARACTER_THOUSANDTHS;
	return at;
}

/* ---------- words ---------- */

/* Takes one letter or digit that needs nothing but its own fold. */
static void
take(const TokenScan *scan, SimpleWord *word, const UnicodeRecord *record, uint32_t code_point, uint32_t length)
{
	uint32_t	folded_length;
	const uint8_t *folded = unicode_fold(record, scan->text + word->next, length, &folded_length);

	memcpy(word->folded + word->used, folded, folded_length);
	word->used += folded_length;
	word->last = (UnicodeClass) record->class;
	word->last_code_point = code_point;
	word->next += length;
}

/* What a letter of Latin-1 folds to, if that is a letter of ASCII; else 0. */
static inline uint8_t
latin_fold_at(const TokenScan *scan, uint32_t at)
{
	return at + 1 < scan->length ? unicode_latin_fold(scan->text + at) : 0;
}

/* One of those, and not followed by what could be a mark. */
static bool
is_latin_letter(const TokenScan *scan, uint32_t at)
{
	return latin_fold_at(scan, at) != 0 && byte_at(scan, at + 2) < 0x80;
}

/* A soft hyphen that is as good as not there: between plain letters, or at the end of a field. */
static inline bool
is_plain_soft_hyphen(const TokenScan *scan, uint32_t at)
{
	uint8_t		after = byte_at(scan, at + 2);

	return at + 1 < scan->length && utf8_is_soft_hyphen(scan->text + at) &&
		(ascii_is_alphanumeric(after) || ascii_is_space(after));
}

/* Letters and digits in a row that are ASCII or fold to it; whether there are any. */
static inline bool
take_plain(const TokenScan *scan, SimpleWord *word)
{
	const uint8_t *text = scan->text;
	uint32_t	next = word->next;
	uint32_t	used = word->used;
	uint8_t		folded;

	while (next < scan->length && used < SIMPLE_WORD_MAX)
	{
		bool		ascii = ascii_is_alphanumeric(text[next]);

		folded = ascii ? text[next] | 0x20 : latin_fold_at(scan, next);
		if (folded != 0)
			word->folded[used++] = folded;
		else if (used == 0 || !is_plain_soft_hyphen(scan, next))
			break;
		next += ascii ? 1 : 2;
	}
	if (next == word->next)
		return false;
	word->next = next;
	word->used = used;
	word->last_code_point = word->folded[used - 1];
	word->last = ascii_is_digit(word->folded[used - 1]) ? UNICODE_DIGIT : UNICODE_LETTER;
	return true;
}

/* What a sign after a word does: join it to what follows, end it, or who knows. */
typedef enum Joining
{
	JOINS,
	ENDS,
	UNSURE
} Joining;

/*
 * An apostrophe of that length.  Before an s that ends the word it is a
 * possessive, which read_possessive() knows too.
 */
static Joining
apostrophe_joins(const TokenScan *scan, const SimpleWord *word, uint32_t length)
{
	uint8_t		next = byte_at(scan, word->next + length);
	uint8_t		after = byte_at(scan, word->next + length + 1);

	if (next >= 0x80 && !is_latin_letter(scan, word->next + length))
		return UNSURE;
	if (next >= 0x80)
		return word->last == UNICODE_LETTER ? JOINS : ENDS;
	if (ascii_is_digit(next))
		return word->last == UNICODE_DIGIT ? JOINS : ENDS;
	if (!ascii_is_letter(next))
		return ENDS;
	if ((next | 0x20) == 's' && after >= 0x80)
		return UNSURE;
	if ((next | 0x20) == 's' && !ascii_is_letter(after) && !ascii_is_digit(after))
		return ENDS;
	return word->last == UNICODE_LETTER ? JOINS : ENDS;
}

static Joining
decimal_sign_joins(const TokenScan *scan, const SimpleWord *word)
{
	uint8_t		next = byte_at(scan, word->next + 1);

	if (word->last != UNICODE_DIGIT)
		return ENDS;
	return next >= 0x80 ? UNSURE : ascii_is_digit(next) ? JOINS : ENDS;
}

static Joining
ascii_sign_joins(const TokenScan *scan, const SimpleWord *word)
{
	switch (scan->text[word->next])
	{
		case '\'':
			return apostrophe_joins(scan, word, 1);
		case '.':
		case ',':
		case ';':
			return decimal_sign_joins(scan, word);
		default:
			return ENDS;
	}
}

/* What a sign beyond ASCII does to the word before it. */
static Joining
sign_joins(const TokenScan *scan, const SimpleWord *word, const UnicodeRecord *record,
		   uint32_t length)
{
	switch ((UnicodeClass) record->class)
	{
		case UNICODE_APOSTROPHE:
			return record->fold_length == 1 ? apostrophe_joins(scan, word, length) : UNSURE;
		case UNICODE_LETTER:
		case UNICODE_DIGIT:
		case UNICODE_EXTEND:
		case UNICODE_MID_LETTER:
		case UNICODE_MID_NUMBER:
		case UNICODE_DOT:
			return UNSURE;
		default:
			return ENDS;
	}
}

static bool
is_simple(const UnicodeRecord *record)
{
	return (record->class == UNICODE_LETTER || record->class == UNICODE_DIGIT) &&
		!(record->flags & (UNICODE_REORDERS | UNICODE_MARK | UNICODE_HEBREW)) &&
		(record->fold_length > 0 || (record->flags & UNICODE_IDENTITY));
}

static Joining
take_ascii_sign(const TokenScan *scan, SimpleWord *word, uint8_t byte)
{
	Joining		joining = ascii_sign_joins(scan, word);

	if (joining == JOINS)
	{
		word->folded[word->used++] = byte;
		word->next++;
	}
	return joining;
}

/* One step of a word: whether it goes on, is at its end, or is none of ours. */
static Joining
read_letter(const TokenScan *scan, SimpleWord *word)
{
	uint8_t		byte = byte_at(scan, word->next);
	uint32_t	length = 1;
	uint32_t	code_point;
	const UnicodeRecord *record;
	Joining		joining;

	if (take_plain(scan, word))
		return JOINS;
	if (word->next >= scan->length)
		return ENDS;
	if (byte < 0x80)
		return take_ascii_sign(scan, word, byte);
	code_point = utf8_decode(scan->text + word->next, scan->text + scan->length, &length);
	record = unicode_record(code_point);
	if (is_simple(record))
	{
		take(scan, word, record, code_point, length);
		return JOINS;
	}
	joining = sign_joins(scan, word, record, length);
	if (joining == JOINS)
	{
		word->folded[word->used++] = record->class == UNICODE_APOSTROPHE ? '\'' : byte;
		word->next += length;
	}
	return joining;
}

/* hash_token() of the word: most are short, and what stands behind them may be read. */
static inline uint64_t
hash_word(const SimpleWord *word)
{
	if (word->used == 0 || word->used > 16 ||
		(word->used >= 4 && hash_ends_in_ies(word->folded + word->used)))
		return hash_token(word->folded, word->used);
	return hash_short_token(word->folded, word->used, 0);
}

/* A word or number of letters and digits that fold one by one. */
static uint32_t
read_simple_word(TokenScan *scan, uint32_t at)
{
	SimpleWord	word;
	Joining		joining;

	word.next = at;
	word.used = 0;
	word.last = UNICODE_OTHER;
	word.last_code_point = 0;
	do
	{
		joining = read_letter(scan, &word);
		if (joining == UNSURE || word.used >= SIMPLE_WORD_MAX)
			return ASK_RULES;
	} while (joining == JOINS);
	if (word.next == at)
		return ASK_RULES;
	add_token(scan, at, word.next, hash_word(&word));
	scan->words += TOKEN_WORD_THOUSANDTHS;
	if (unicode_is_hangul(word.last_code_point) || may_be_broken(scan, word.next))
		token_scan_mark_last(scan);
	return word.next;
}

/* An apostrophe: the possessive 's of the token before it, or part of a gap. */
static uint32_t
read_apostrophe(TokenScan *scan, uint32_t at, uint32_t length)
{
	uint8_t		next = byte_at(scan, at + length);
	uint8_t		after = byte_at(scan, at + length + 1);

	if (scan->count == 0 || scan->spans[scan->count - 1].end != at)
		return at + length;
	if (next >= 0x80 || after >= 0x80)
		return ASK_RULES;
	if ((next | 0x20) != 's' || ascii_is_alphanumeric(after))
		return at + length;
	add_token(scan, at, at + length + 1, hash_bytes((const uint8_t *) "'s", 2));
	return at + length + 1;
}

/* ---------- fields ---------- */

/* A sign of ASCII: passed, unless it may make an address. */
static uint32_t
read_sign(TokenScan *scan, uint32_t at)
{
	const TokenSpan *last = scan->count ? &scan->spans[scan->count - 1] : NULL;

	switch (scan->text[at])
	{
		case '\'':
			return read_apostrophe(scan, at, 1);
		case '@':
			return ASK_RULES;
		case ':':
			return byte_at(scan, at + 1) == '/' ? ASK_RULES : at + 1;
		case '.':
			return last && last->end == at &&
				scan->hashes[scan->count - 1] == WWW_HASH ? ASK_RULES : at + 1;
		default:
			return at + 1;
	}
}

/*
 * The next token or sign; ASK_RULES when this needs the reference reader.
 * Tells whether it was a character, or a sign that parts tokens.
 */
static uint32_t
read_step(TokenScan *scan, uint32_t at, uint32_t stop, bool *parted)
{
	uint8_t		byte = scan->text[at];
	const UnicodeRecord *record;
	uint32_t	length;
	uint32_t	next;

	if (ascii_is_alphanumeric(byte))
		return read_simple_word(scan, at);
	if (byte < 0x80)
		return read_sign(scan, at);
	next = read_characters(scan, at, stop);
	*parted = next > at;
	if (next > at)
		return next;
	record = record_at(scan, at, &length);
	*parted = parts_tokens(record);
	switch ((UnicodeClass) record->class)
	{
		case UNICODE_LETTER:
		case UNICODE_DIGIT:
			return is_simple(record) ? read_simple_word(scan, at) : ASK_RULES;
		case UNICODE_APOSTROPHE:
			return record->fold_length == 1 ? read_apostrophe(scan, at, length) : ASK_RULES;
		case UNICODE_CHARACTER:
		case UNICODE_KATAKANA:
		case UNICODE_SCRIPT_DIGIT:
		case UNICODE_EXTEND:
		case UNICODE_DOT:
			return ASK_RULES;
		default:
			return at + length;
	}
}

/* is_fence() behind what parts tokens, where the next byte alone tells. */
static inline bool
is_plain_fence(const TokenScan *scan, uint32_t at)
{
	uint8_t		next = byte_at(scan, at);

	return next < 0x80 ? next != '\'' : next >= 0xE4 && next <= 0xE9;
}

uint32_t
token_field_read(TokenScan *scan, uint32_t from, uint32_t stop)
{
	Fence		fence = fence_here(scan, from);
	uint32_t	at = from;
	bool		parted = false;

	for (uint32_t steps = 1; at < scan->length && !ascii_is_space(scan->text[at]) &&
		 (at < stop || !is_fence(scan, at, parted)); steps++)
	{
		uint32_t	next;

		parted = false;
		next = read_step(scan, at, at < stop ? stop : scan->length - at < TOKEN_SCAN_CHUNK ?
						 scan->length : at + TOKEN_SCAN_CHUNK, &parted);
		if (next == ASK_RULES)
		{
			go_back(scan, &fence);
			next = read_by_rules(scan, fence.position, at + 1);
			fence = fence_here(scan, next); /* it ends at one, as only it may know */
			parted = false;
		}
		at = next;
		if ((parted && is_plain_fence(scan, at)) || is_fence(scan, at, parted))
			fence = fence_here(scan, at);
		if ((steps & 0xFFFF) == 0)
			host_check_interrupts();
	}
	return at;
}

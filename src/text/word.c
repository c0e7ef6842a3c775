/*-------------------------------------------------------------------------
 *
 * word.c
 *		Reads one word, number or Katakana run: UAX #29, rules WB4 to WB13.
 *
 * Called by tokenize.c.  ASCII takes a path of its own; both give the same.
 *
 *-------------------------------------------------------------------------
 */
#include "text/tokenize.h"

#include "host.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/hash.h"

#include <string.h>

/* Where a word has been read to, and what the last base character was. */
typedef struct WordReader
{
	const uint8_t *next;
	const uint8_t *end;			/* of the text */
	UnicodeClass last;
	uint32_t	last_code_point;
	bool		hebrew;			/* the last letter is Hebrew */
	bool		letters;		/* the word holds a letter */
	uint32_t	steps;
} WordReader;

static const UnicodeRecord *
record_at(const uint8_t *p, const uint8_t *end, uint32_t *length)
{
	return unicode_record(utf8_decode(p, end, length));
}

/* WB4: passes what belongs to the character before it. */
static const uint8_t *
skip_extend(const uint8_t *p, const uint8_t *end)
{
	uint32_t	length;

	while (p < end && record_at(p, end, &length)->class == UNICODE_EXTEND)
		p += length;
	return p;
}

/* Passes soft hyphens, joiners and the like. */
static const uint8_t *
skip_ignorable(const uint8_t *p, const uint8_t *end)
{
	uint32_t	length;

	while (p < end && unicode_is_ignorable(record_at(p, end, &length)))
		p += length;
	return p;
}

static bool
joins_words(const UnicodeRecord *record)
{
	return record->class == UNICODE_LETTER || record->class == UNICODE_DIGIT ||
		record->class == UNICODE_EXTEND;
}

/* An s or S, also of full width. */
static bool
is_letter_s(uint32_t code_point)
{
	return code_point == 's' || code_point == 'S' || code_point == 0xFF53 || code_point == 0xFF33;
}

/* Length of the possessive 's at that position, or 0. */
uint32_t
token_possessive_length(const TokenStream *stream, uint32_t position)
{
	const uint8_t *end = stream->text + stream->length;
	const uint8_t *start = stream->text + position;
	const uint8_t *p = start;
	uint32_t	length;

	if (record_at(p, end, &length)->class != UNICODE_APOSTROPHE)
		return 0;
	p = skip_ignorable(p + length, end);
	if (p >= end || !is_letter_s(utf8_decode(p, end, &length)))
		return 0;
	p = skip_ignorable(p + length, end);
	if (p < end && joins_words(record_at(p, end, &length)))
		return 0;
	return (uint32_t) (p - start);
}

/* WB6, 7, 11, 12: whether the character at next joins its two neighbours. */
static bool
joins_neighbours(const TokenStream *stream, WordReader *reader, UnicodeClass middle, uint32_t length)
{
	const uint8_t *p = skip_extend(reader->next + length, reader->end);
	UnicodeClass following;

	if (p >= reader->end)
		return false;
	following = (UnicodeClass) record_at(p, reader->end, &length)->class;
	if (following != reader->last)
		return false;
	if (following == UNICODE_DIGIT)
		return middle != UNICODE_MID_LETTER;
	if (following != UNICODE_LETTER || (middle != UNICODE_APOSTROPHE && middle != UNICODE_MID_LETTER))
		return false;
	return token_possessive_length(stream, (uint32_t) (reader->next - stream->text)) == 0;
}

/* WB7b, 7c: a double quote between two Hebrew letters. */
static bool
is_hebrew_quote(const WordReader *reader)
{
	const uint8_t *p;
	uint32_t	length;

	if (!reader->hebrew || *reader->next != '"')
		return false;
	p = skip_extend(reader->next + 1, reader->end);
	return p < reader->end && (record_at(p, reader->end, &length)->flags & UNICODE_HEBREW);
}

static void
take(WordReader *reader, const UnicodeRecord *record, uint32_t code_point, uint32_t length)
{
	reader->next += length;
	if (record->class == UNICODE_EXTEND)
		return;
	reader->last = (UnicodeClass) record->class;
	reader->last_code_point = code_point;
	reader->hebrew = (record->flags & UNICODE_HEBREW) != 0;
	reader->letters |= record->class == UNICODE_LETTER;
}

/* Takes the next character into the word; false where the word ends. */
static bool
word_goes_on(const TokenStream *stream, WordReader *reader)
{
	uint32_t	length;
	uint32_t	code_point = utf8_decode(reader->next, reader->end, &length);
	const UnicodeRecord *record = unicode_record(code_point);
	bool		katakana = reader->last == UNICODE_KATAKANA;

	switch ((UnicodeClass) record->class)
	{
		case UNICODE_EXTEND:
			break;
		case UNICODE_LETTER:
		case UNICODE_DIGIT:
			if (katakana)
				return false;
			break;
		case UNICODE_KATAKANA:
			if (!katakana)
				return false;
			break;
		case UNICODE_APOSTROPHE:
		case UNICODE_MID_LETTER:
		case UNICODE_MID_NUMBER:
		case UNICODE_DOT:
			if (joins_neighbours(stream, reader, (UnicodeClass) record->class, length))
			{
				reader->next += length;
				return true;
			}
			if (reader->hebrew && record->class == UNICODE_APOSTROPHE &&	/* WB7a */
				token_possessive_length(stream, (uint32_t) (reader->next - stream->text)) == 0)
				reader->next = skip_extend(reader->next + length, reader->end);
			return false;
		default:
			if (!is_hebrew_quote(reader))
				return false;
			reader->next += length;
			return true;
	}
	take(reader, record, code_point, length);
	return true;
}

/* Passes ASCII letters and digits; what follows decides whether that is all. */
static const uint8_t *
skip_ascii(const uint8_t *p, const uint8_t *end, bool *letters)
{
	uint8_t		any = 0;

	for (; p < end && ascii_is_alphanumeric(*p); p++)
		any |= *p;
	*letters = (any & 0x40) != 0;
	return p;
}

static void
fold_ascii(TokenStream *stream, Token *token)
{
	uint32_t	length = token->end - token->start;
	const uint8_t *source = stream->text + token->start;
	uint8_t    *folded;

	if (length > TOKEN_MAX_FOLDED)
	{
		token->flags |= TOKEN_OVERLONG;
		return;
	}
	folded = token_folded_reserve(stream, length);
	for (uint32_t i = 0; i < length; i++)	/* digits have the bit 0x20 */
		folded[i] = source[i] | 0x20;
	token->folded_length = length;
	stream->folded_used += length;
	token->hash = hash_token(folded, length);
}

static void
read_any_word(TokenStream *stream, const UnicodeRecord *first)
{
	WordReader	reader = {0};
	uint32_t	start = stream->position;
	Token	   *token;
	uint32_t	length;
	uint32_t	code_point;

	reader.next = stream->text + start;
	reader.end = stream->text + stream->length;
	code_point = utf8_decode(reader.next, reader.end, &length);
	take(&reader, first, code_point, length);
	while (reader.next < reader.end && word_goes_on(stream, &reader))
		if ((++reader.steps & 0xFFFF) == 0)
			host_check_interrupts();
	stream->position = (uint32_t) (reader.next - stream->text);
	token = token_append(stream, first->class == UNICODE_KATAKANA ? TOKEN_KATAKANA :
						 reader.letters ? TOKEN_WORD : TOKEN_NUMBER, start);
	if (unicode_is_hangul(reader.last_code_point))
		token->flags |= TOKEN_HANGUL;
	token_fold(stream, token);
}

void
token_read_word(TokenStream *stream, const UnicodeRecord *first)
{
	const uint8_t *end = stream->text + stream->length;
	uint32_t	start = stream->position;
	bool		letters;
	const uint8_t *p = skip_ascii(stream->text + start, end, &letters);

	/* these bytes end an ASCII word for certain; the others ask the rules */
	if (p == stream->text + start ||
		(p < end && (*p >= 0x80 || *p == '\'' || *p == '.' || *p == ',' || *p == ';')))
	{
		read_any_word(stream, first);
		return;
	}
	stream->position = (uint32_t) (p - stream->text);
	fold_ascii(stream, token_append(stream, letters ? TOKEN_WORD : TOKEN_NUMBER, start));
}

/*-------------------------------------------------------------------------
 *
 * number_items.c
 *		Cuts a document into sentences of items.
 *
 * Called by tagging/ for each document and by the rules of this room.  The
 * sentences are those of the token stream, except that a full stop after an
 * abbreviation that stands before a number ("Jan. 5", "approx. 20") ends none.
 * Must never know what a number or a date is.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/number_items.h"

#include "host.h"
#include "text/fold.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <stdio.h>

#define ABBREVIATIONS \
	"|jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|no|nos|approx|ca|est|art|sec|p|pp|rs|"

void
item_reader_begin(ItemReader *reader, const char *text, size_t length)
{
	UniformText *uniform = &reader->uniform;

	memset(reader, 0, sizeof(*reader));
	uniform_write(uniform, text, length);
	token_stream_begin(&reader->stream, uniform->text, uniform->length);
	reader->sentence.text = (const uint8_t *) uniform->text;
	reader->sentence.length = uniform->length;
	reader->more = true;
}

void
item_reader_release(ItemReader *reader)
{
	token_stream_release(&reader->stream);
	uniform_release(&reader->uniform);
	host_free(reader->sentence.items);
	host_free(reader->sentence.folded);
	memset(reader, 0, sizeof(*reader));
}

static uint32_t
keep_folded(ItemSentence *s, const uint8_t *folded, uint32_t length)
{
	uint32_t	at = s->folded_used;

	while (s->folded_capacity - at < length)
		s->folded = host_grow(s->folded, &s->folded_capacity, 4096, 1);
	if (length > 0)
		memcpy(s->folded + at, folded, length);
	s->folded_used = at + length;
	return at;
}

static TextItem *
add_item(ItemSentence *s, ItemKind kind, uint32_t start, uint32_t end)
{
	TextItem	   *item;

	if (s->count == s->capacity)
		s->items = host_grow(s->items, &s->capacity, 256, sizeof(TextItem));
	item = &s->items[s->count++];
	memset(item, 0, sizeof(*item));
	item->kind = (uint8_t) kind;
	item->start = start;
	item->end = end;
	return item;
}

#define UNIT_MAX 6				/* bytes */
#define TOUCHING_UNITS \
	"|w|kw|mw|gw|tw|wh|kwh|mwh|gwh|twh|v|kv|km|cm|mm|nm|kg|mg|mt|km2|m2|m3|ml|ha|kb|mb|gb|tb|pb|eb|" \
	"hz|khz|mhz|ghz|thz|kbps|mbps|gbps|tbps|flops|gflops|tflops|pflops|eflops|zflops|tops|kpa|mpa|gpa|ms|" \
	"kwp|mwp|gwp|mwe|gwe|mva|kva|db|dba|rpm|mph|kph|mah|ah|sqm|sqft|ft|mm2|cm2|nm3|bcm|kt|gt|mtpa|teu|msv|psi|lm|lx|ppm|"
#define WHITE_CIRCLE 0x25CB		/* behind a Han character: written for U+3007, zero */

/* A sign, folded to one code point: a full-width comma is a comma. */
static void
add_sign(ItemSentence *s, uint32_t start, uint32_t length, uint32_t point)
{
	const UnicodeRecord *record = unicode_record(point);
	uint32_t	ignored;

	if (!(record->flags & UNICODE_IDENTITY) && record->fold_length > 0)
		point = utf8_decode(unicode_pool + record->fold,
							unicode_pool + record->fold + record->fold_length, &ignored);
	if (point == WHITE_CIRCLE && s->count > 0 && s->items[s->count - 1].kind == ITEM_CHARACTER &&
		s->items[s->count - 1].end == start)
	{
		TextItem   *item = add_item(s, ITEM_CHARACTER, start, start + length);

		item->point = 0x3007;
		item->folded = keep_folded(s, (const uint8_t *) "\xE3\x80\x87", 3);
		item->length = 3;
		return;
	}
	add_item(s, ITEM_SIGN, start, start + length)->point = point;
}

/* The signs of a gap; returns whether white space ends it. */
static bool
add_signs(ItemSentence *s, uint32_t from, uint32_t to, uint32_t sentence)
{
	bool		spaced = false;

	while (from < to && s->count < ITEMS_MAX)
	{
		uint32_t	length;
		uint32_t	point = utf8_decode(s->text + from, s->text + to, &length);
		UnicodeClass class = (UnicodeClass) unicode_record(point)->class;

		if (class == UNICODE_SPACE || class == UNICODE_NEWLINE || class == UNICODE_PARAGRAPH)
			spaced = true;
		else if (class != UNICODE_EXTEND)
		{
			add_sign(s, from, length, point);
			s->items[s->count - 1].spaced = spaced;
			s->items[s->count - 1].sentence = sentence;
			spaced = false;
		}
		from += length;
	}
	return spaced;
}

/* Bytes of the number that a word begins with: digits, and signs behind the first of them. */
static uint32_t
number_length(const uint8_t *folded, uint32_t length)
{
	uint32_t	digits = 0;

	while (digits < length && (ascii_is_digit(folded[digits]) ||
							   (digits > 0 && (folded[digits] == '.' || folded[digits] == ','))))
		digits++;
	return digits;
}

static ItemKind
kind_of(const TokenStream *stream, const Token *token)
{
	if (token->kind == TOKEN_CHARACTER)
		return ITEM_CHARACTER;
	if (token->kind == TOKEN_SYMBOL)
		return ITEM_SIGN;
	if (token->folded_length == 0)
		return ITEM_WORD;
	return number_length(stream->folded + token->folded, token->folded_length) == token->folded_length ?
		ITEM_NUMBER : ITEM_WORD;
}

/*
 * Digits of a word that a unit follows without a space, 20MW; 0 where there is
 * none.  Not "m", "k" and "b", which are also millions and the like.
 */
static uint32_t
digits_before_unit(const uint8_t *folded, uint32_t length)
{
	uint32_t	digits = number_length(folded, length);
	char		unit[UNIT_MAX + 3];

	if (digits == 0 || digits == length || length - digits > UNIT_MAX)
		return 0;
	snprintf(unit, sizeof(unit), "|%.*s|", (int) (length - digits), (const char *) folded + digits);
	return strstr(TOUCHING_UNITS, unit) ? digits : 0;
}

/* What an item takes from its token, or from a part of it. */
static void
add_part(ItemSentence *s, const TokenStream *stream, const Token *token, ItemKind kind, bool spaced)
{
	TextItem	   *item = add_item(s, kind, token->start, token->end);
	uint32_t	ignored;
	uint8_t		first = s->text[token->start];

	item->sentence = token->sentence;
	item->spaced = spaced;
	item->broken = token->gap == GAP_PARAGRAPH;
	item->capital = ascii_is_capital(first);
	if (token->kind == TOKEN_ADDRESS)
		return;
	item->length = token->folded_length;
	item->folded = keep_folded(s, stream->folded + token->folded, token->folded_length);
	if (item->kind >= ITEM_CHARACTER && item->length > 0)
		item->point = utf8_decode(s->folded + item->folded,
								  s->folded + item->folded + item->length, &ignored);
}

static void
add_token(ItemSentence *s, const TokenStream *stream, const Token *token, bool spaced)
{
	bool		word = token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER;
	uint32_t	digits = word ? digits_before_unit(stream->folded + token->folded, token->folded_length) : 0;
	const uint8_t *border = digits == 0 ? NULL :
		fold_prefix_end(stream->text + token->start, stream->text + token->end, digits);
	Token		number = *token;
	Token		unit = *token;

	if (border == NULL)
	{
		add_part(s, stream, token, kind_of(stream, token), spaced);
		return;
	}
	number.end = unit.start = (uint32_t) (border - stream->text);
	number.folded_length = digits;
	unit.folded += digits;
	unit.folded_length -= digits;
	unit.gap = GAP_NONE;
	add_part(s, stream, &number, ITEM_NUMBER, spaced);
	add_part(s, stream, &unit, ITEM_WORD, false);
}

/* Whether the sentence read so far ends before that token. */
static bool
ends_before(const ItemSentence *s, const TokenStream *stream, const Token *token)
{
	const TextItem *before;

	if (s->count == 0 || s->items[s->count - 1].sentence == token->sentence)
		return false;
	if (token->gap == GAP_PARAGRAPH || s->text[token->start] < '0' || s->text[token->start] > '9' || s->count < 2 ||
		!item_is_sign(s, s->count - 1, '.'))
		return true;
	before = &s->items[s->count - 2];
	return !(before->kind == ITEM_NUMBER && before->length <= 2) && !item_among(s, s->count - 2, ABBREVIATIONS);
}

/* Reads on when what is left of the window may still change. */
static bool
token_is_there(ItemReader *reader)
{
	TokenStream *stream = &reader->stream;

	while (reader->more && reader->next + TOKEN_TAKE_BACK >= stream->count)
	{
		uint32_t	keep = reader->next > 0 ? reader->next - 1 : 0;

		reader->more = token_stream_fill(stream, keep);
		reader->next -= keep;
		host_check_interrupts();
	}
	return reader->next < stream->count;
}

/* Behind the last number of a sentence: the signs of a unit that touch it, 70% before a full stop. */
static uint32_t
unit_signs_end(const ItemSentence *s, uint32_t from, uint32_t to)
{
	while (from < to)
	{
		uint32_t	length;
		uint32_t	point = utf8_decode(s->text + from, s->text + to, &length);

		if (point != '%' && point != 0xFF05 && point != 0x2030 && point != 0x2103 && point != 0x20AC)
			break;
		from += length;
	}
	return from;
}

bool
item_reader_next(ItemReader *reader)
{
	ItemSentence *s = &reader->sentence;
	uint32_t	sentence = 0;

	s->count = 0;
	s->folded_used = 0;
	while (token_is_there(reader))
	{
		const Token *token = &reader->stream.tokens[reader->next];
		bool		spaced;

		if (ends_before(s, &reader->stream, token) || s->count >= ITEMS_MAX)
		{
			uint32_t	end = unit_signs_end(s, reader->end, token->start);

			if (end > reader->end)
				add_signs(s, reader->end, end, s->items[s->count - 1].sentence);
			reader->end = end;
			return true;
		}
		sentence = token->sentence;
		spaced = add_signs(s, reader->end, token->start, s->count ? s->items[s->count - 1].sentence : sentence);
		add_token(s, &reader->stream, token, spaced);
		reader->end = token->end;
		reader->next++;
	}
	add_signs(s, reader->end, s->length, sentence);
	reader->end = s->length;
	return s->count > 0;
}

/* ---- comparing ------------------------------------------------------------- */

static bool
item_equals(const ItemSentence *s, uint32_t i, const char *folded, size_t length)
{
	return i < s->count && s->items[i].length == length && length > 0 &&
		memcmp(item_bytes(s, i), folded, length) == 0;
}

bool
item_is(const ItemSentence *s, uint32_t i, const char *folded)
{
	return item_equals(s, i, folded, strlen(folded));
}

#define NEEDLE_MAX 24			/* bytes of a word that lists are searched for by */

bool
item_among(const ItemSentence *s, uint32_t i, const char *words)
{
	char		needle[NEEDLE_MAX + 3] = "|";
	uint32_t	length = i < s->count ? s->items[i].length : 0;

	if (length == 0 || length > NEEDLE_MAX)
		return false;
	memcpy(needle + 1, item_bytes(s, i), length);
	needle[length + 1] = '|';
	needle[length + 2] = '\0';
	return strstr(words, needle) != NULL && memchr(needle, '\0', length + 1) == NULL;
}

/* Bytes of the string spelt from item i on; items in *count. */
static bool
spells(const ItemSentence *s, uint32_t i, const char *characters, size_t length, uint32_t *count)
{
	*count = 0;
	while (length > 0)
	{
		const TextItem *item = &s->items[i];

		if (i >= s->count || item->kind != ITEM_CHARACTER || item->length == 0 || item->length > length ||
			memcmp(item_bytes(s, i), characters, item->length) != 0 ||
			(*count > 0 && !item_touches(s, i)))
			return false;
		characters += item->length;
		length -= item->length;
		(*count)++;
		i++;
	}
	return true;
}

uint32_t
items_spell(const ItemSentence *s, uint32_t i, const char *characters)
{
	uint32_t	count;

	return spells(s, i, characters, strlen(characters), &count) ? count : 0;
}

/* The next of "|...|...|" that begins with those bytes of the item, behind its bar; NULL: none. */
static const char *
next_alternative(const ItemSentence *s, uint32_t i, const char *alternatives)
{
	char		needle[NEEDLE_MAX + 2] = "|";
	uint32_t	length = s->items[i].length < NEEDLE_MAX ? s->items[i].length : NEEDLE_MAX;
	const char *found;

	memcpy(needle + 1, item_bytes(s, i), length);
	needle[length + 1] = '\0';
	found = strstr(alternatives, needle);
	return found ? found + 1 : NULL;
}

uint32_t
items_spell_among(const ItemSentence *s, uint32_t i, const char *alternatives)
{
	const char *one = alternatives;
	uint32_t	count;

	if (i >= s->count || s->items[i].kind != ITEM_CHARACTER || s->items[i].length == 0)
		return 0;
	while ((one = next_alternative(s, i, one)) != NULL)
		if (spells(s, i, one, strcspn(one, "|"), &count))
			return count;
	return 0;
}

uint32_t
items_spell_before(const ItemSentence *s, uint32_t i, const char *alternatives)
{
	uint32_t	count;

	for (const char *one = alternatives + 1; *one; )
	{
		const char *end = strchr(one, '|');
		uint32_t	characters = (uint32_t) utf8_count((const uint8_t *) one, (const uint8_t *) end);

		if (characters <= i && spells(s, i - characters, one, (size_t) (end - one), &count))
			return count;
		one = end + 1;
	}
	return 0;
}

bool
items_have(const ItemSentence *s, uint32_t first, uint32_t end, const char *words, const char *characters)
{
	for (uint32_t i = first; i < end; i++)
		if (item_among(s, i, words) || items_spell_among(s, i, characters) > 0)
			return true;
	return false;
}

static uint32_t
phrase_at(const ItemSentence *s, uint32_t i, const char *phrase, const char *end)
{
	uint32_t	count = 0;

	while (phrase < end)
	{
		const char *space = memchr(phrase, ' ', (size_t) (end - phrase));
		const char *word_end = space ? space : end;

		if (!item_equals(s, i + count, phrase, (size_t) (word_end - phrase)))
			return 0;
		count++;
		phrase = word_end + (space != NULL);
	}
	return count;
}

uint32_t
items_phrase(const ItemSentence *s, uint32_t i, const char *phrase)
{
	return phrase_at(s, i, phrase, phrase + strlen(phrase));
}

uint32_t
items_phrase_among(const ItemSentence *s, uint32_t i, const char *phrases)
{
	const char *one = phrases;

	if (i >= s->count || s->items[i].kind == ITEM_CHARACTER || s->items[i].kind == ITEM_SIGN || s->items[i].length == 0)
		return 0;
	while ((one = next_alternative(s, i, one)) != NULL)
	{
		uint32_t	count = phrase_at(s, i, one, one + strcspn(one, "|"));

		if (count > 0)
			return count;
	}
	return 0;
}

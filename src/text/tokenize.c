/*-------------------------------------------------------------------------
 *
 * tokenize.c
 *		The token stream: its window, its gaps, and the tokens of one
 *		code point.  Words are read by word.c, addresses by address.c.
 *
 * Called by match/, label.c and tag_debug.  Knows nothing of labels.
 *
 *-------------------------------------------------------------------------
 */
#include "text/tokenize.h"

#include "host.h"
#include "text/fold.h"
#include "text/hash.h"

#include <string.h>

#define BATCH_TOKENS 4096		/* a window grows by about that many tokens */
#define BATCH_BYTES 262144		/* or by that many bytes, if they hold few */

/* A hyphen with white space after it: good only if a line break follows. */
#define GAP_HYPHEN_SPACE (GAP_PARAGRAPH + 1)

void
token_stream_begin(TokenStream *stream, const char *text, size_t length)
{
	stream->text = (const uint8_t *) text;
	stream->length = (uint32_t) length;
	stream->position = 0;
	stream->count = 0;
	stream->folded_used = 0;
	stream->words = 0;
	stream->sentence = 0;
	stream->gap = GAP_PARAGRAPH;
	stream->line_breaks = 0;
	stream->stop = false;
}

void
token_stream_release(TokenStream *stream)
{
	host_free(stream->tokens);
	host_free(stream->folded);
	memset(stream, 0, sizeof(*stream));
}

uint8_t *
token_folded_reserve(TokenStream *stream, uint32_t more)
{
	uint32_t	needed = stream->folded_used + more;

	if (needed > stream->folded_capacity)
	{
		uint32_t	capacity = needed * 2;

		stream->folded = host_realloc(stream->folded, capacity);
		stream->folded_capacity = capacity;
	}
	return stream->folded + stream->folded_used;
}

/* U+00AD at the end of a token: there the word was broken. */
static bool
ends_in_soft_hyphen(const TokenStream *stream, const Token *token)
{
	const uint8_t *end = stream->text + token->end;

	return token->end - token->start > 2 && utf8_is_soft_hyphen(end - 2);
}

static TokenGap
close_gap(TokenStream *stream, Token *before)
{
	if (stream->line_breaks > 1)
		return GAP_PARAGRAPH;
	if (stream->gap == GAP_HYPHEN_SPACE)
		return GAP_OTHER;
	if (stream->gap == GAP_LINE_BREAK && before && ends_in_soft_hyphen(stream, before))
		return GAP_HYPHEN_BREAK;
	return (TokenGap) stream->gap;
}

/*
 * Whether a sentence begins with the token at start: after a sentence's end
 * mark or a paragraph, or after a full stop, unless that follows one letter
 * (an initial) or a lower-case letter follows it (an abbreviation).
 */
static bool
begins_sentence(const TokenStream *stream, TokenGap gap, uint32_t start)
{
	const Token *stop = &stream->tokens[stream->count - 1];
	uint32_t	length;
	uint32_t	first;

	if (stream->stop || gap == GAP_PARAGRAPH)
		return true;
	if (gap == GAP_NONE || !token_is_symbol(stream, stop, "."))
		return false;
	if (stream->count > 1 && stop->gap == GAP_NONE && stop[-1].kind == TOKEN_WORD &&
		stop[-1].end - stop[-1].start == 1)
		return false;
	first = utf8_decode(stream->text + start, stream->text + stream->length, &length);
	return !(unicode_record(first)->flags & UNICODE_LOWER);
}

static void
grow_window(TokenStream *stream)
{
	uint32_t	capacity = stream->capacity * 2;

	if (capacity == 0)
		capacity = stream->length < BATCH_TOKENS ? stream->length + 1 : BATCH_TOKENS * 2;
	stream->tokens = host_realloc(stream->tokens, sizeof(Token) * capacity);
	stream->capacity = capacity;
}

Token *
token_append(TokenStream *stream, TokenKind kind, uint32_t start)
{
	Token	   *before;
	Token	   *token;
	TokenGap	gap;

	if (stream->count == stream->capacity)
		grow_window(stream);
	before = stream->count ? &stream->tokens[stream->count - 1] : NULL;
	gap = close_gap(stream, before);
	if (before && begins_sentence(stream, gap, start))
		stream->sentence++;
	if (gap == GAP_HYPHEN_BREAK && kind == TOKEN_WORD && before && before->kind == TOKEN_WORD)
		before->flags |= TOKEN_BROKEN;

	token = &stream->tokens[stream->count++];
	memset(token, 0, sizeof(*token));	/* NOLINT: grow_window() never gives NULL */
	token->start = start;
	token->end = stream->position;
	token->folded = stream->folded_used;
	token->sentence = stream->sentence;
	token->kind = (uint8_t) kind;
	token->gap = (uint8_t) gap;

	stream->words += token_words(kind);
	stream->gap = GAP_NONE;
	stream->line_breaks = 0;
	stream->stop = false;
	return token;
}

void
token_take_back(TokenStream *stream, uint32_t start)
{
	while (stream->count > 0 && stream->tokens[stream->count - 1].end > start)
	{
		Token	   *token = &stream->tokens[--stream->count];

		stream->words -= token_words((TokenKind) token->kind);
		stream->folded_used = token->folded;
		stream->sentence = token->sentence;
		stream->gap = token->gap;
		stream->line_breaks = token->gap == GAP_PARAGRAPH ? 2 : 0;
	}
}

void
token_fold(TokenStream *stream, Token *token)
{
	FoldWalker	walker;
	FoldStep	step;
	bool		reorders = false;

	fold_begin(&walker, stream->text + token->start, stream->text + token->end);
	while (fold_next(&walker, &step))
	{
		if (step.folded_length == 0)
			continue;
		if (token->folded_length + step.folded_length > TOKEN_MAX_FOLDED)
		{
			token->flags |= TOKEN_OVERLONG;
			token->folded_length = 0;
			break;
		}
		memcpy(token_folded_reserve(stream, token->folded_length + step.folded_length) +
			   token->folded_length, step.folded, step.folded_length);
		token->folded_length += step.folded_length;
		reorders |= (step.record->flags & UNICODE_REORDERS) != 0;
	}
	if (reorders && token->folded_length > 0)
		fold_reorder(stream->folded + token->folded, token->folded_length);
	stream->folded_used += token->folded_length;
	if (token->folded_length > 0)
		token->hash = hash_token(stream->folded + token->folded, token->folded_length);
}

/* The fold of a token that is one code point; the same as token_fold()'s. */
static void
fold_single(TokenStream *stream, Token *token, const UnicodeRecord *record)
{
	const uint8_t *fold = unicode_fold(record, stream->text + token->start,
									   token->end - token->start, &token->folded_length);
	uint8_t    *folded = token_folded_reserve(stream, token->folded_length);

	memcpy(folded, fold, token->folded_length);
	stream->folded_used += token->folded_length;
	token->hash = hash_token(folded, token->folded_length);
}

/* A token of one code point and what belongs to it. */
static void
read_cluster(TokenStream *stream, TokenKind kind, const UnicodeRecord *record, uint32_t length)
{
	const uint8_t *end = stream->text + stream->length;
	uint32_t	start = stream->position;
	uint32_t	single_end = start + length;
	uint32_t	steps = 0;
	Token	   *token;

	stream->position += length;
	while (stream->position < stream->length)
	{
		uint32_t	code_point = utf8_decode(stream->text + stream->position, end, &length);

		if (unicode_record(code_point)->class != UNICODE_EXTEND)
			break;
		stream->position += length;
		if ((++steps & 0xFFFF) == 0)
			host_check_interrupts();
	}
	token = token_append(stream, kind, start);
	if (token->end == single_end && !(record->flags & UNICODE_REORDERS))
		fold_single(stream, token, record);
	else
		token_fold(stream, token);
}

/* White space in a gap. */
static void
gap_space(TokenStream *stream)
{
	if (stream->gap == GAP_NONE)
		stream->gap = GAP_SPACE;
	else if (stream->gap == GAP_HYPHEN)
		stream->gap = GAP_HYPHEN_SPACE;
}

static void
gap_line_break(TokenStream *stream)
{
	stream->line_breaks += stream->line_breaks < 2;
	if (stream->gap == GAP_NONE || stream->gap == GAP_SPACE)
		stream->gap = GAP_LINE_BREAK;
	else if (stream->gap == GAP_HYPHEN || stream->gap == GAP_HYPHEN_SPACE)
		stream->gap = GAP_HYPHEN_BREAK;
	else
		stream->gap = GAP_OTHER;
}

/* Anything else; a hyphen is only a hyphen where it touches the token. */
static void
gap_other(TokenStream *stream, const UnicodeRecord *record)
{
	bool		hyphen = record->class == UNICODE_HYPHEN && stream->gap == GAP_NONE;

	stream->gap = hyphen ? GAP_HYPHEN : GAP_OTHER;
	if (stream->line_breaks < 2)	/* a paragraph ends in the gap all the same */
		stream->line_breaks = 0;
	stream->stop |= (record->flags & UNICODE_STOP) != 0;
}

static void
read_gap(TokenStream *stream, const UnicodeRecord *record, uint32_t length)
{
	const uint8_t *p = stream->text + stream->position;

	stream->position += length;
	switch ((UnicodeClass) record->class)
	{
		case UNICODE_SPACE:
			gap_space(stream);
			break;
		case UNICODE_NEWLINE:
			if (*p == '\r' && stream->position < stream->length && p[1] == '\n')
				stream->position++;
			gap_line_break(stream);
			break;
		case UNICODE_PARAGRAPH:
			gap_line_break(stream);
			gap_line_break(stream);
			break;
		case UNICODE_EXTEND:
			if (unicode_is_ignorable(record))
				break;			/* as if not there */
			/* FALLTHROUGH */
		default:
			gap_other(stream, record);
	}
}

/* The possessive 's that follows the last token at once. */
static bool
read_possessive(TokenStream *stream)
{
	uint32_t	start = stream->position;
	uint32_t	length;

	if (stream->count == 0 || stream->gap != GAP_NONE ||
		stream->tokens[stream->count - 1].kind == TOKEN_SYMBOL)
		return false;
	length = token_possessive_length(stream, start);
	if (length == 0)
		return false;
	stream->position += length;
	token_fold(stream, token_append(stream, TOKEN_POSSESSIVE, start));
	return true;
}

void
token_read_next(TokenStream *stream)
{
	uint32_t	length;
	uint32_t	code_point = utf8_decode(stream->text + stream->position,
										 stream->text + stream->length, &length);
	const UnicodeRecord *record = unicode_record(code_point);

	switch ((UnicodeClass) record->class)
	{
		case UNICODE_LETTER:
		case UNICODE_DIGIT:
		case UNICODE_KATAKANA:
			token_read_word(stream, record);
			return;
		case UNICODE_CHARACTER:
			read_cluster(stream, TOKEN_CHARACTER, record, length);
			return;
		case UNICODE_SCRIPT_DIGIT:
			read_cluster(stream, TOKEN_SCRIPT_DIGIT, record, length);
			return;
		case UNICODE_DOT:
			if (token_read_address(stream))
				return;
			read_cluster(stream, TOKEN_SYMBOL, record, length);
			return;
		case UNICODE_SYMBOL:
			read_cluster(stream, TOKEN_SYMBOL, record, length);
			return;
		case UNICODE_APOSTROPHE:
			if (read_possessive(stream))
				return;
			break;
		case UNICODE_OTHER:
			if ((code_point == ':' || code_point == '@') && token_read_address(stream))
				return;
			break;
		default:
			break;
	}
	read_gap(stream, record, length);
}

void
token_drop(TokenStream *stream, uint32_t keep)
{
	uint32_t	base;

	if (keep == 0 || stream->tokens == NULL)
		return;
	base = keep < stream->count ? stream->tokens[keep].folded : stream->folded_used;
	stream->count -= keep;
	memmove(stream->tokens, stream->tokens + keep, sizeof(Token) * stream->count);
	stream->folded_used -= base;
	memmove(stream->folded, stream->folded + base, stream->folded_used);
	for (uint32_t i = 0; i < stream->count; i++)
		stream->tokens[i].folded -= base;
}

bool
token_stream_fill(TokenStream *stream, uint32_t keep)
{
	uint32_t	start = stream->position;
	uint32_t	enough;

	token_drop(stream, keep);
	enough = stream->count + BATCH_TOKENS;
	while (stream->position < stream->length && stream->count < enough &&
		   stream->position - start < BATCH_BYTES)
		token_read_next(stream);
	host_check_interrupts();
	return stream->position < stream->length;
}

bool
token_first(const char *text, size_t length, Token *token)
{
	TokenStream stream;
	bool		any;

	memset(&stream, 0, sizeof(stream));
	token_stream_begin(&stream, text, length);
	token_stream_fill(&stream, 0);
	any = stream.count > 0;
	if (any)
		*token = stream.tokens[0];
	token_stream_release(&stream);
	return any;
}

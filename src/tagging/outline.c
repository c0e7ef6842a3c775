/*-------------------------------------------------------------------------
 *
 * outline.c
 *		The tokens and sentences of a document.
 *
 * Called by tag_headline, tag_evidence and tag_report.  Reads the text once
 * with the reference reader; knows nothing of labels.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/outline.h"

#include "host.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* Thousandths of a word: where a sentence may be cut, and where it is. */
#define LONG_WORDS (INT64CONST(80) * TOKEN_WORD_THOUSANDTHS)
#define OVERLONG_WORDS (INT64CONST(200) * TOKEN_WORD_THOUSANDTHS)

/* The document while it is read. */
typedef struct OutlineReader
{
	Outline    *outline;
	const Marks *marks;
	uint32		next_mark;		/* the first that begins at or after the cut */
	uint32		reach;			/* where the marks before it end */
	uint32		stream_sentence;	/* of the last token, as the stream counts */
	int64		words;
} OutlineReader;

static const UnicodeRecord *
record_at(const Outline *outline, uint32 byte, uint32 *length)
{
	const uint8 *text = (const uint8 *) outline->text;

	return unicode_record(utf8_decode(text + byte, text + outline->length, length));
}

static bool
is_space(const UnicodeRecord *record)
{
	return record->class == UNICODE_SPACE || record->class == UNICODE_NEWLINE ||
		record->class == UNICODE_PARAGRAPH;
}

static uint32
skip_space(const Outline *outline, uint32 from, uint32 to)
{
	uint32		length;

	while (from < to && is_space(record_at(outline, from, &length)))
		from += length;
	return Min(from, to);
}

/* What opens the next sentence rather than closing the last one. */
static bool
is_opening(const char *p, uint32 length)
{
	static const char *const opening[] = {
		"(", "[", "{", "\u201C", "\u2018", "\u00AB", "\u2039", "\u300C", "\u300E", "\u300A",
		"\u3008", "\u3010", "\u3014", "\uFF08", "\uFF3B", "\uFF5B", "\u00BF", "\u00A1", "\u201E"
	};

	for (Size i = 0; i < lengthof(opening); i++)
		if (strlen(opening[i]) == length && memcmp(opening[i], p, length) == 0)
			return true;
	return false;
}

/*
 * The end of a sentence whose last token ends at from, when the next one's
 * first begins at to: behind its stops and closing brackets, or at the end of
 * the line.  stopped: the last token is a full stop.
 */
static uint32
sentence_end(const Outline *outline, uint32 from, uint32 to, bool stopped)
{
	uint32		end = from;		/* behind what is no white space */
	uint32		length;

	for (uint32 at = from; at < to; at += length)
	{
		const UnicodeRecord *record = record_at(outline, at, &length);

		if (is_space(record))
		{
			if (stopped || record->class != UNICODE_SPACE)
				return end;
			continue;
		}
		if (stopped && is_opening(outline->text + at, length))
			return end;
		stopped |= (record->flags & UNICODE_STOP) != 0;
		end = at + length;
	}
	return Min(end, to);
}

static OutlineSentence *
add_sentence(Outline *outline, uint32 start)
{
	OutlineSentence *sentence;

	if (outline->sentence_count + 1 >= outline->sentence_capacity)
		outline->sentences = host_grow(outline->sentences, &outline->sentence_capacity, 64,
									   sizeof(OutlineSentence));
	sentence = &outline->sentences[outline->sentence_count++];
	sentence->start = start;
	sentence->end = outline->length;
	sentence->first_token = outline->token_count;
	return sentence;
}

/* Ends the last sentence before a token that begins at next. */
static uint32
close_sentence(Outline *outline, uint32 next)
{
	const OutlineToken *last = &outline->tokens[outline->token_count - 1];
	bool		stopped = last->kind == TOKEN_SYMBOL && outline->text[last->start] == '.';
	uint32		end = sentence_end(outline, last->end, next, stopped);

	outline->sentences[outline->sentence_count - 1].end = end;
	return end;
}

/* Whether a mark begins before the byte and ends after it.  Bytes must rise. */
static bool
cuts_mark(OutlineReader *reader, uint32 byte)
{
	const Marks *marks = reader->marks;

	for (; reader->next_mark < marks->count && marks->marks[reader->next_mark].start < byte;
		 reader->next_mark++)
		reader->reach = Max(reader->reach, marks->marks[reader->next_mark].end);
	return reader->reach > byte;
}

static void
begin_sentence(OutlineReader *reader, uint32 token_start)
{
	Outline    *outline = reader->outline;
	uint32		end;

	if (outline->token_count == 0)
	{
		add_sentence(outline, skip_space(outline, 0, token_start));
		return;
	}
	if (cuts_mark(reader, token_start))
		return;
	end = close_sentence(outline, token_start);
	add_sentence(outline, skip_space(outline, end, token_start));
}

/*
 * Tables and lists may go on without a stop: what is longer than a sentence
 * should be is cut at the end of a line, and at last anywhere.
 */
static bool
is_overlong(const OutlineReader *reader, const Token *token)
{
	const Outline *outline = reader->outline;
	const OutlineSentence *sentence = &outline->sentences[outline->sentence_count - 1];
	int64		words = reader->words - outline->tokens[sentence->first_token].words_before;

	return words >= OVERLONG_WORDS ||
		(words >= LONG_WORDS && token->gap == GAP_LINE_BREAK);
}

static void
count_ideograph(Outline *outline, const TokenStream *stream, const Token *token)
{
	uint32		length = token->end - token->start;

	if (length != 3)
		return;
	outline->han++;
	if (token->folded_length != 3 ||
		memcmp(stream->folded + token->folded, stream->text + token->start, 3) != 0)
		outline->traditional++;
}

static void
reserve_token(Outline *outline)
{
	if (outline->token_count + 1 >= outline->token_capacity)
		outline->tokens = host_grow(outline->tokens, &outline->token_capacity, 1024,
									sizeof(OutlineToken));
}

static void
take_token(OutlineReader *reader, const TokenStream *stream, const Token *token)
{
	Outline    *outline = reader->outline;
	OutlineToken *taken;

	if (outline->token_count == 0 || token->sentence != reader->stream_sentence ||
		is_overlong(reader, token))
		begin_sentence(reader, token->start);
	reader->stream_sentence = token->sentence;
	reserve_token(outline);
	taken = &outline->tokens[outline->token_count++];
	taken->start = token->start;
	taken->end = token->end;
	taken->sentence = outline->sentence_count - 1;
	taken->kind = token->kind;
	taken->words_before = reader->words;
	reader->words += token_words((TokenKind) token->kind);
	if (token->kind == TOKEN_CHARACTER)
		count_ideograph(outline, stream, token);
}

/* What stands behind the last of each, so that nobody has to ask. */
static void
add_sentinels(OutlineReader *reader)
{
	Outline    *outline = reader->outline;
	OutlineToken *token;

	if (outline->token_count > 0)
		close_sentence(outline, outline->length);
	reserve_token(outline);
	token = &outline->tokens[outline->token_count];
	memset(token, 0, sizeof(*token));
	token->start = token->end = outline->length;
	token->sentence = outline->sentence_count;
	token->words_before = reader->words;
	add_sentence(outline, outline->length);
	outline->sentence_count--;
}

void
outline_read(Outline *outline, const char *text, Size length, const Marks *marks)
{
	OutlineReader reader = {.outline = outline, .marks = marks};
	TokenStream stream = {0};
	uint32		next = 0;
	bool		more;

	memset(outline, 0, sizeof(*outline));
	outline->text = text;
	outline->length = (uint32) length;
	token_stream_begin(&stream, text, length);
	do
	{
		uint32		keep = next > 0 ? next - 1 : 0;
		uint32		final;

		more = token_stream_fill(&stream, keep);
		next -= keep;
		final = token_stream_final(&stream, more);
		for (; next < final; next++)
			take_token(&reader, &stream, &stream.tokens[next]);
	} while (more);
	token_stream_release(&stream);
	add_sentinels(&reader);
}

uint32
outline_sentence_at(const Outline *outline, uint32 from, uint32 byte)
{
	uint32		high = outline->sentence_count;

	while (from < high)
	{
		uint32		middle = from + (high - from) / 2;

		if (outline->sentences[middle].end <= byte)
			from = middle + 1;
		else
			high = middle;
	}
	return from;
}

/*-------------------------------------------------------------------------
 *
 * sentences.c
 *		Where the sentences of a document begin and end.
 *
 * Called by evidence_table.c.  Which token begins a sentence is decided by
 * text/token.h; of what stands between two sentences white space belongs to
 * neither, opening quotes and brackets to the second, the rest to the first.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/sentences.h"

#include "text/token.h"
#include "text/unicode.h"
#include "text/utf8.h"

static bool
is_space(const UnicodeRecord *record)
{
	return record->class == UNICODE_SPACE || record->class == UNICODE_NEWLINE ||
		record->class == UNICODE_PARAGRAPH;
}

static bool
is_opening(uint32 code)
{
	static const uint32 opening[] = {
		'(', '[', '{', 0x2018, 0x201C, 0x201E, 0x00AB, 0x2039, 0x3008, 0x300A, 0x300C, 0x300E,
		0x3010, 0x3014, 0xFF08, 0xFF3B, 0xFF5B, 0x00BF, 0x00A1
	};

	for (Size i = 0; i < lengthof(opening); i++)
		if (opening[i] == code)
			return true;
	return false;
}

/* The straight ones, which open only behind white space. */
static bool
is_quote(uint32 code)
{
	return code == '"' || code == '\'';
}

/* Splits the gap between two sentences: ends the first and returns where the second begins. */
static uint32
split_gap(const Sentences *sentences, uint32 from, uint32 to, uint32 *end)
{
	const uint8 *text = (const uint8 *) sentences->text;
	uint32		start = to;
	bool		behind_space = false;

	*end = from;
	while (from < to)
	{
		uint32		length;
		uint32		code = utf8_decode(text + from, text + sentences->length, &length);

		if (is_space(unicode_record(code)))
			start = to;
		else if (is_opening(code) || (is_quote(code) && behind_space))
			start = Min(start, from);
		else
		{
			*end = Min(from + length, to);
			start = to;
		}
		behind_space = is_space(unicode_record(code));
		from += length;
	}
	return start;
}

static void
begin_sentence(Sentences *sentences, uint32 last_end, uint32 token_start)
{
	uint32		end;
	uint32		start = split_gap(sentences, last_end, token_start, &end);

	if (sentences->count == sentences->capacity)
	{
		sentences->capacity = Max(sentences->capacity * 2, 64);
		sentences->spans = sentences->spans ?
			repalloc_huge(sentences->spans, mul_size(sentences->capacity, sizeof(SentenceSpan))) :
			palloc(mul_size(sentences->capacity, sizeof(SentenceSpan)));
	}
	if (sentences->count > 0)
		sentences->spans[sentences->count - 1].end = end;
	sentences->spans[sentences->count].start = start;
	sentences->spans[sentences->count++].end = sentences->length;
}

void
sentences_read(Sentences *sentences, const char *text, uint32 length)
{
	TokenStream stream = {0};
	uint32		next = 0;
	uint32		sentence = 0;
	uint32		end = 0;
	bool		more;

	*sentences = (Sentences) {text, length, NULL, 0, 0};
	token_stream_begin(&stream, text, length);
	do
	{
		uint32		final;

		more = token_stream_fill(&stream, next);
		/* the last ones may still be taken back */
		final = !more ? stream.count :
			stream.count > TOKEN_TAKE_BACK ? stream.count - TOKEN_TAKE_BACK : 0;
		for (next = 0; next < final; next++)
		{
			const Token *token = &stream.tokens[next];

			if (sentences->count == 0 || token->sentence != sentence)
				begin_sentence(sentences, end, token->start);
			sentence = token->sentence;
			end = token->end;
		}
	} while (more);
	token_stream_release(&stream);
	if (sentences->count > 0)
		split_gap(sentences, end, length, &sentences->spans[sentences->count - 1].end);
}

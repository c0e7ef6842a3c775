/*-------------------------------------------------------------------------
 *
 * verify.c
 *		Whether a label may stand where its tokens stand: gap, case, edges.
 *
 * Called by scan.c once the folded tokens are known to be equal.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"
#include "text/fold.h"

#include <string.h>

static const Token *
path_token(const Matcher *matcher, uint32_t piece)
{
	return &matcher->stream.tokens[matcher->path[piece].token];
}

static bool
gaps_are_allowed(const Matcher *matcher, const ImageForm *form, const uint8_t *allowed)
{
	for (uint32_t i = 1; i < form->token_count; i++)
	{
		const MatchPiece *before = &matcher->path[i - 1];

		if (before->token + before->token_count != matcher->path[i].token ||
			!(allowed[i - 1] & GAP_BIT(path_token(matcher, i)->gap)))
			return false;
	}
	return true;
}

/* Counts the capitals of the label that are capitals in a token's text. */
static uint32_t
count_capitals(const Matcher *matcher, const Token *token, uint32_t folded_length,
			   const uint8_t *bitmap, uint32_t at, uint32_t *missing)
{
	FoldWalker	walker;
	FoldStep	step;
	uint32_t	end = at + folded_length;
	uint32_t	count = 0;

	fold_begin(&walker, matcher->stream.text + token->start, matcher->stream.text + token->end);
	while (at < end && fold_next(&walker, &step))
	{
		bool		capital = false;

		for (uint32_t i = at; i < at + step.folded_length && i < end; i++)
			capital |= bitmap[i / 8] >> (i % 8) & 1;
		if (capital && (step.record->flags & UNICODE_UPPER))
			count++;
		else if (capital)
			(*missing)++;
		at += step.folded_length;
	}
	return count;
}

/* A capital of the label must be one in the text; small letters match both. */
static bool
capitals_match(const Matcher *matcher, const ImageForm *form, const uint8_t *bitmap,
			   uint32_t *capitals)
{
	uint32_t	at = 0;
	uint32_t	missing = 0;

	for (uint32_t i = 0; i < form->token_count; i++)
	{
		const MatchPiece *piece = &matcher->path[i];
		uint32_t	left = piece->folded_length;

		for (uint32_t k = 0; k < piece->token_count; k++)
		{
			const Token *token = path_token(matcher, i) + k;
			uint32_t	length = token->folded_length < left ? token->folded_length : left;

			*capitals += count_capitals(matcher, token, length, bitmap, at, &missing);
			at += length;
			left -= length;
		}
	}
	return missing == 0;
}

/* Whether the character at a place is a line break; its length in *length. */
static bool
is_line_break(const TokenStream *stream, uint32_t at, uint32_t *length)
{
	const UnicodeRecord *record = unicode_record(utf8_decode(stream->text + at,
															 stream->text + stream->length, length));

	return record->class == UNICODE_NEWLINE || record->class == UNICODE_PARAGRAPH;
}

/* Where the line around a place begins. */
static uint32_t
find_line_start(const TokenStream *stream, uint32_t place)
{
	uint32_t	start = place;
	uint32_t	length;

	for (uint32_t at = place; at > 0; start = at)
	{
		do
			at--;
		while (at > 0 && utf8_is_continuation(stream->text[at]));
		if (is_line_break(stream, at, &length))
			break;
	}
	return start;
}

static uint32_t
find_line_end(const TokenStream *stream, uint32_t place)
{
	uint32_t	length;

	while (place < stream->length && !is_line_break(stream, place, &length))
		place += length;
	return place;
}

/*
 * Whether the line around a place is written in capitals only: no lower-case
 * letter, and none of a script that has no case (a Chinese line is not).
 */
static bool
line_is_capitals(Matcher *matcher, uint32_t place)
{
	const TokenStream *stream = &matcher->stream;
	const uint8_t *text = stream->text;
	FoldWalker	walker;
	FoldStep	step;

	if (place >= matcher->line_start && place < matcher->line_end)
		return matcher->line_is_capitals;
	matcher->line_start = find_line_start(stream, place);
	matcher->line_end = find_line_end(stream, place);
	matcher->line_is_capitals = true;
	fold_begin(&walker, text + matcher->line_start, text + matcher->line_end);
	for (uint32_t i = 0; matcher->line_is_capitals && fold_next(&walker, &step); i++)
	{
		const UnicodeRecord *record = step.record;
		bool		letter = record->class == UNICODE_LETTER || record->class == UNICODE_CHARACTER ||
			record->class == UNICODE_KATAKANA;

		matcher->line_is_capitals = !letter || (record->flags & UNICODE_UPPER);
		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
	}
	return matcher->line_is_capitals;
}

/*
 * The s of a plural acronym (LLMs) is a small one, or GPS would be a plural of
 * GP; but in a line of capitals there is no other.
 */
static bool
acronym_plural_is_good(Matcher *matcher, const ImageForm *form, const uint8_t *bitmap)
{
	const MatchPiece *last = &matcher->path[form->token_count - 1];
	const Token *token = &matcher->stream.tokens[last->token + last->token_count - 1];
	const uint8_t *end = matcher->view->tokens + form->tokens + 2 * (size_t) form->token_count +
		form->byte_count;
	uint32_t	at = form->byte_count - 1u;

	if (form->byte_count < 3 || end[-1] != 's' || (bitmap[at / 8] >> (at % 8) & 1) ||
		!(bitmap[(at - 1) / 8] >> ((at - 1) % 8) & 1))
		return true;
	return matcher->stream.text[token->end - 1] != 'S' || line_is_capitals(matcher, token->start);
}

static bool
is_word(const Token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER;
}

/* U+2080 .. U+2089: the next token makes a formula of the word before it. */
static bool
is_subscript(const Matcher *matcher, const Token *token)
{
	const uint8_t *p = matcher->stream.text + token->start;

	return token->kind == TOKEN_SCRIPT_DIGIT && token->end - token->start >= 3 &&
		p[0] == 0xE2 && p[1] == 0x82;
}

/* What touches the label on its left. */
static bool
left_edge_is_good(const Matcher *matcher, const ImageForm *form, const ImageLabel *label)
{
	const Token *first = path_token(matcher, 0);
	const Token *before = first - 1;

	if (matcher->path[0].token == 0 || first->gap != GAP_NONE)
		return true;
	if ((label->flags & IMAGE_LABEL_ONE_LETTER) && token_is_symbol(&matcher->stream, before, "+#&"))
		return false;
	if (token_is_symbol(&matcher->stream, first, ".+#&"))
		return !is_word(before) && !token_is_symbol(&matcher->stream, before, ".+#&");
	/* S.A. in U.S.A. */
	return !(form->token_count > 1 && token_is_symbol(&matcher->stream, path_token(matcher, 1), ".") &&
			 token_is_symbol(&matcher->stream, before, "."));
}

/* What touches it on its right; a particle that was cut off is no matter. */
static bool
right_edge_is_good(const Matcher *matcher, const ImageForm *form, const ImageLabel *label)
{
	const MatchPiece *last = &matcher->path[form->token_count - 1];
	const Token *final = &matcher->stream.tokens[last->token];
	uint32_t	next = last->token + last->token_count;
	const Token *after = &matcher->stream.tokens[next];

	if (last->folded_length < final->folded_length || next >= matcher->stream.count ||
		after->gap != GAP_NONE)
		return true;
	if ((label->flags & IMAGE_LABEL_ONE_LETTER) && token_is_symbol(&matcher->stream, after, "+#&"))
		return false;
	if (token_is_symbol(&matcher->stream, final, "."))
		return !is_word(after);
	if (token_is_symbol(&matcher->stream, final, "+#&"))
		return !token_is_symbol(&matcher->stream, after, "+#&");
	return !(is_word(final) && is_subscript(matcher, after));
}

MatchVerdict
match_verify(Matcher *matcher, const ImageForm *form, const ImagePattern *pattern,
			 uint32_t *capitals)
{
	const ImageLabel *label = &matcher->view->labels[pattern->label];
	const uint8_t *gaps = matcher->view->tokens + pattern->detail;
	const uint8_t *bitmap = gaps + form->token_count - 1;

	*capitals = 0;
	if (!gaps_are_allowed(matcher, form, gaps))
		return MATCH_GAP;
	if (*bitmap && !capitals_match(matcher, form, bitmap + 1, capitals) &&
		!(label->flags & IMAGE_LABEL_CAPS_IGNORE))
		return MATCH_CASE;
	if (*bitmap && !(label->flags & IMAGE_LABEL_CAPS_IGNORE) &&
		!acronym_plural_is_good(matcher, form, bitmap + 1))
		return MATCH_CASE;
	if ((label->flags & IMAGE_LABEL_COMMON_WORD) &&
		line_is_capitals(matcher, path_token(matcher, 0)->start))
		return MATCH_CASE;
	if (!left_edge_is_good(matcher, form, label) || !right_edge_is_good(matcher, form, label))
		return MATCH_EDGE;
	return MATCH_PENDING;
}

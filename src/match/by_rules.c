/*-------------------------------------------------------------------------
 *
 * by_rules.c
 *		Verifies any pattern with the reference reader: symbols, marks, words
 *		beyond ASCII, unusual gaps, joined words and particles.
 *
 * Called by verify.c where the bytes alone do not tell.  The stretch of the
 * text around the key is read again into tokens with folds, kinds and gaps,
 * and the pattern's form is laid over them token by token.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"
#include "text/fold.h"
#include "text/tokenize.h"

#include <string.h>

/* ---------- the pattern's form ---------- */

static uint32_t
read_number(const uint8_t *p)
{
	return p[0] | (uint32_t) p[1] << 8;
}

/* The layout is at ImagePattern. */
static void
form_of_rules(const ImageView *view, const ImagePattern *pattern, MatchForm *form)
{
	const uint8_t *p = view->tokens + pattern->text;

	form->token_count = read_number(p);
	form->byte_count = read_number(p + 2);
	p += 4;
	for (uint32_t i = 0; i < form->token_count; i++)
	{
		form->lengths[i] = (uint16_t) read_number(p);
		form->tokens[i] = p + 2;
		p += 2 + form->lengths[i];
	}
	form->gaps = p;
	p += form->token_count - 1;
	form->capitals = *p ? p + 1 : NULL;
}

static void
begin_form(const ImagePattern *pattern, MatchForm *form)
{
	form->token_count = form->byte_count = 0;
	form->gaps = form->written_gaps;
	form->capitals = form->written_capitals;
	memset(form->written_capitals, 0, (pattern->length + 7u) / 8);
}

static void
add_form_token(MatchForm *form, uint8_t gaps)
{
	if (form->token_count > 0)
		form->written_gaps[form->token_count - 1] = gaps;
	form->tokens[form->token_count] = form->written_tokens + form->byte_count;
	form->lengths[form->token_count++] = 0;
}

/* Words with one space or hyphen between two. */
static void
form_of_ascii(const ImageView *view, const ImagePattern *pattern, MatchForm *form)
{
	const char *text = view->strings + pattern->text;
	bool		inside = false;

	begin_form(pattern, form);
	for (uint32_t i = 0; i < pattern->length; i++)
	{
		if (text[i] == ' ' || text[i] == '-')
		{
			inside = false;
			continue;
		}
		if (!inside && form->token_count == IMAGE_MAX_TOKENS)
			return;
		if (!inside)
			add_form_token(form, GAP_ALLOWS_USUAL);
		inside = true;
		if (!(text[i] & 0x20))
			form->written_capitals[form->byte_count / 8] |= (uint8_t) (1 << form->byte_count % 8);
		form->written_tokens[form->byte_count++] = (uint8_t) text[i] | 0x20;
		form->lengths[form->token_count - 1]++;
	}
}

static void
form_of_han(const ImageView *view, const ImagePattern *pattern, MatchForm *form)
{
	const char *text = view->strings + pattern->text;

	begin_form(pattern, form);
	for (uint32_t i = 0; i + 3 <= pattern->length && form->token_count < IMAGE_MAX_TOKENS; i += 3)
	{
		add_form_token(form, GAP_ALLOWS_NONE | GAP_ALLOWS_USUAL);
		memcpy(form->written_tokens + form->byte_count, text + i, 3);
		form->byte_count += 3;
		form->lengths[form->token_count - 1] = 3;
	}
}

static void
read_form(const ImageView *view, const ImagePattern *pattern, MatchForm *form)
{
	form->flags = pattern->flags;
	switch ((ImagePatternKind) pattern->kind)
	{
		case IMAGE_PATTERN_ASCII:
			form_of_ascii(view, pattern, form);
			break;
		case IMAGE_PATTERN_HAN:
			form_of_han(view, pattern, form);
			break;
		case IMAGE_PATTERN_RULES:
			form_of_rules(view, pattern, form);
			break;
	}
}

/* ---------- the stretch of text ---------- */

/* Where a token may begin that is not the possessive of one before it. */
static uint32_t
stretch_start(const TokenScan *scan, uint32_t token)
{
	uint32_t	length;

	if (token == 0)
		return 0;
	token--;
	if (token > 0 && unicode_record(utf8_decode(scan->text + scan->spans[token].start,
												scan->text + scan->length, &length))->class ==
		UNICODE_APOSTROPHE)
		token--;
	return scan->spans[token].start;
}

/* Tokens from the one before the key to some after it, for its last symbols. */
static void
read_stretch(Matcher *matcher, const MatchTry *try)
{
	const TokenScan *scan = &matcher->scan;
	TokenStream *stream = &matcher->stream;
	uint32_t	more = matcher->form.token_count + 2;
	uint32_t	limit = try->end + UTF8_MAX * more + ADDRESS_FRONT_MAX;
	uint32_t	after = 0;

	token_stream_begin(stream, (const char *) scan->text, scan->length);
	stream->position = stretch_start(scan, try->token);
	while (stream->position < stream->length &&
		   (after < more || (stream->position < limit && token_may_be_address(stream))))
	{
		uint32_t	count = stream->count;

		token_read_next(stream);
		if (stream->count > count && stream->tokens[stream->count - 1].start >= try->end)
			after++;
	}
}

/* The token of the stretch at which the key begins. */
static uint32_t
find_key(const Matcher *matcher, const MatchTry *try)
{
	const TokenStream *stream = &matcher->stream;
	uint32_t	start = matcher->scan.spans[try->token].start;

	for (uint32_t i = 0; i < stream->count; i++)
		if (stream->tokens[i].start == start)
			return i;
	return IMAGE_NONE;
}

/* ---------- the form laid over the text ---------- */

static bool
is_symbol(const TokenStream *stream, uint32_t token)
{
	return token < stream->count && stream->tokens[token].kind == TOKEN_SYMBOL;
}

/* Whether a piece's bytes are the form's token; the last one may be in its other number. */
static bool
spells(const Matcher *matcher, const MatchPiece *piece, uint32_t i)
{
	const MatchForm *form = &matcher->form;
	const TokenStream *stream = &matcher->stream;
	const uint8_t *folded = stream->folded + stream->tokens[piece->token].folded;
	uint8_t		flags = i + 1 == form->token_count ? form->flags : 0;
	uint32_t	shared = match_shared_length(flags, folded, piece->folded_length, form->tokens[i],
											 form->lengths[i]);

	return shared > 0 && memcmp(folded, form->tokens[i], shared) == 0;
}

/* The word that the piece takes goes on with a particle: there the label must end. */
static bool
is_cut(const Matcher *matcher, const MatchPiece *piece)
{
	return piece->token_count == 1 &&
		piece->folded_length < matcher->stream.tokens[piece->token].folded_length;
}

/* The tokens that make one of the key, as the caller wants them read. */
static bool
take_piece(const Matcher *matcher, const MatchPiece *wanted, uint32_t token, MatchPiece *piece)
{
	const TokenStream *stream = &matcher->stream;
	uint32_t	count = wanted ? wanted->token_count : 1;
	uint32_t	length = 0;

	if (token + count > stream->count)
		return false;
	for (uint32_t i = 0; i < count; i++)
		length += stream->tokens[token + i].folded_length;
	piece->token = token;
	piece->token_count = count;
	piece->folded_length = wanted && wanted->folded_length ? wanted->folded_length : length;
	return piece->folded_length > 0 && piece->folded_length <= length &&
		(count == 1 || (stream->tokens[token].flags & TOKEN_BROKEN));
}

/*
 * Fills the path.  A symbol of the text that the form does not have is passed
 * over and noted: it ends the label.  False when the words are others.
 */
static bool
lay_form(Matcher *matcher, const MatchTry *try, uint32_t first, bool *passed)
{
	const MatchForm *form = &matcher->form;
	uint32_t	token = first;
	uint32_t	key = 0;

	for (uint32_t i = 0; i < form->token_count; i++)
	{
		MatchPiece *piece = &matcher->path[i];
		const MatchPiece *wanted = NULL;

		if (!match_is_symbol(form->tokens[i], form->lengths[i]))
		{
			for (; i > 0 && is_symbol(&matcher->stream, token); token++)
				*passed = true;
			if (key == try->count)
				return false;
			wanted = try->pieces ? &try->pieces[key] : NULL;
			key++;
		}
		if (!take_piece(matcher, wanted, token, piece) || !spells(matcher, piece, i) ||
			(is_cut(matcher, piece) && i + 1 < form->token_count))
			return false;
		token = piece->token + piece->token_count;
	}
	return key == try->count;
}

/* ---------- gaps, capitals, edges ---------- */

static const Token *
path_token(const Matcher *matcher, uint32_t piece)
{
	return &matcher->stream.tokens[matcher->path[piece].token];
}

static bool
gaps_are_allowed(const Matcher *matcher)
{
	const MatchForm *form = &matcher->form;

	for (uint32_t i = 1; i < form->token_count; i++)
		if (!(form->gaps[i - 1] & GAP_BIT(path_token(matcher, i)->gap)))
			return false;
	return true;
}

/* Counts the capitals of the label that are capitals in a token's text. */
static uint32_t
count_capitals(const Matcher *matcher, const Token *token, uint32_t folded_length,
			   uint32_t at, uint32_t *missing)
{
	const uint8_t *bitmap = matcher->form.capitals;
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
capitals_match(const Matcher *matcher, uint32_t *capitals)
{
	const MatchForm *form = &matcher->form;
	uint32_t	at = 0;
	uint32_t	missing = 0;

	for (uint32_t i = 0; i < form->token_count && form->capitals; i++)
	{
		const MatchPiece *piece = &matcher->path[i];
		uint32_t	end = at + form->lengths[i];

		for (uint32_t k = 0; k < piece->token_count && at < end; k++)
		{
			const Token *token = path_token(matcher, i) + k;
			uint32_t	length = token->folded_length < end - at ? token->folded_length : end - at;

			*capitals += count_capitals(matcher, token, length, at, &missing);
			at += length;
		}
		at = end;
	}
	return missing == 0;
}

/* Whether a byte of the form, counted over all tokens, is from a capital. */
static bool
is_capital(const MatchForm *form, uint32_t at)
{
	return form->capitals && (form->capitals[at / 8] >> (at % 8) & 1);
}

/* As in verify.c: the s of a plural acronym is a capital in a line of capitals only. */
static bool
acronym_plural_is_good(Matcher *matcher)
{
	const MatchForm *form = &matcher->form;
	uint32_t	last = form->token_count - 1;
	const MatchPiece *piece = &matcher->path[last];
	const Token *token = &matcher->stream.tokens[piece->token + piece->token_count - 1];
	uint32_t	count = form->byte_count;

	if (piece->folded_length < 3 || form->lengths[last] < 2 ||
		matcher->stream.text[token->end - 1] != 'S')
		return true;
	if (form->tokens[last][form->lengths[last] - 1] == 's' && !is_capital(form, count - 1))
		count--;
	else if (piece->folded_length <= form->lengths[last])
		return true;
	return !is_capital(form, count - 1) || match_line_is_capitals(matcher, token->start);
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
left_edge_is_good(const Matcher *matcher, const MatchTry *try)
{
	const TokenStream *stream = &matcher->stream;
	const Token *first = path_token(matcher, 0);
	const Token *before = first - 1;

	if (matcher->path[0].token == 0 || first->gap != GAP_NONE)
		return true;
	if ((try->class->flags & IMAGE_LABEL_ONE_LETTER) && token_is_symbol(stream, before, "+#&"))
		return false;
	if (token_is_symbol(stream, first, ".+#&"))
		return !is_word(before) && !token_is_symbol(stream, before, ".+#&");
	/* S.A. in U.S.A. */
	return !(matcher->form.token_count > 1 && token_is_symbol(stream, path_token(matcher, 1), ".") &&
			 token_is_symbol(stream, before, "."));
}

/* What touches it on its right; a particle that was cut off is no matter. */
static bool
right_edge_is_good(const Matcher *matcher, const MatchTry *try)
{
	const TokenStream *stream = &matcher->stream;
	const MatchPiece *last = &matcher->path[matcher->form.token_count - 1];
	const Token *final = &stream->tokens[last->token];
	uint32_t	next = last->token + last->token_count;
	const Token *after = &stream->tokens[next];

	if (is_cut(matcher, last) || next >= stream->count || after->gap != GAP_NONE)
		return true;
	if ((try->class->flags & IMAGE_LABEL_ONE_LETTER) && token_is_symbol(stream, after, "+#&"))
		return false;
	if (token_is_symbol(stream, final, "."))
		return !is_word(after);
	if (token_is_symbol(stream, final, "+#&"))
		return !token_is_symbol(stream, after, "+#&");
	return !(is_word(final) && is_subscript(matcher, after));
}

/* Where the last piece ends in the text; 0 when that is inside of a character. */
static uint32_t
piece_end(const Matcher *matcher, const MatchPiece *piece)
{
	const TokenStream *stream = &matcher->stream;
	const Token *first = &stream->tokens[piece->token];
	const uint8_t *end;

	if (piece->token_count > 1)
		return first[1].end;
	if (piece->folded_length == first->folded_length)
		return first->end;
	end = fold_prefix_end(stream->text + first->start, stream->text + first->end,
						  piece->folded_length);
	return end ? (uint32_t) (end - stream->text) : 0;
}

static MatchVerdict
judge(Matcher *matcher, MatchTry *try, bool passed)
{
	bool		ignore = (try->class->flags & IMAGE_LABEL_CAPS_IGNORE) != 0;

	if (passed || !gaps_are_allowed(matcher))
		return MATCH_GAP;
	if ((!capitals_match(matcher, &try->capitals) || !acronym_plural_is_good(matcher)) && !ignore)
		return MATCH_CASE;
	if ((try->class->flags & IMAGE_LABEL_COMMON_WORD) && match_line_is_capitals(matcher, try->start))
		return MATCH_CASE;
	if (!left_edge_is_good(matcher, try) || !right_edge_is_good(matcher, try))
		return MATCH_EDGE;
	return MATCH_PENDING;
}

MatchVerdict
match_verify_by_rules(Matcher *matcher, MatchTry *try)
{
	MatchForm  *form = &matcher->form;
	uint32_t	leading = 0;
	uint32_t	first;
	bool		passed = false;

	read_form(matcher->view, &try->pattern, form);
	read_stretch(matcher, try);
	first = find_key(matcher, try);
	while (leading < form->token_count && match_is_symbol(form->tokens[leading], form->lengths[leading]))
		leading++;
	if (first == IMAGE_NONE || first < leading ||
		!lay_form(matcher, try, first - leading, &passed))
		return MATCH_OTHER;
	try->capitals = 0;
	try->start = path_token(matcher, 0)->start;
	try->end = piece_end(matcher, &matcher->path[form->token_count - 1]);
	return try->end == 0 ? MATCH_OTHER : judge(matcher, try, passed);
}

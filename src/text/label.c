/*-------------------------------------------------------------------------
 *
 * label.c
 *		Cuts a label into pieces and writes out its forms; see label.h.
 *
 * A piece is a token, or a part of one that begins at a letter-digit border.
 * Between two pieces stands either a set of allowed gaps, or a border, which
 * a text may close (one token) or leave open (touching or hyphenated, never
 * spaced).  Every border doubles the forms.
 *
 *-------------------------------------------------------------------------
 */
#include "text/label.h"

#include "host.h"
#include "text/ascii.h"
#include "text/common_words.h"
#include "text/fold.h"
#include "text/label_variants.h"

#include <string.h>

#define MAX_BORDERS 4			/* 16 forms; labels with more are taken as
								 * written and closed only */

typedef struct Piece
{
	uint32_t	folded;			/* offset in the label's folded bytes */
	uint32_t	folded_length;
	uint8_t		gaps;			/* before it */
	uint8_t		kind;			/* TokenKind */
	bool		border;			/* before it */
	bool		closed_as_written;	/* that border is closed in the label */
} Piece;

typedef struct Pieces
{
	TokenStream stream;
	uint8_t    *capitals;		/* beside stream.folded */
	Piece	   *list;
	uint32_t	count;
	uint32_t	borders;
} Pieces;

/* Letters as far as borders go: ASCII letters and all beyond ASCII. */
static bool
is_letter_byte(uint8_t byte)
{
	return byte >= 0x80 || (uint8_t) (byte - 'a') < 26;
}

static bool
is_border(uint8_t left, uint8_t right)
{
	return (ascii_is_digit(left) && is_letter_byte(right)) ||
		(is_letter_byte(left) && ascii_is_digit(right));
}

static bool
stands_alone(const Token *token)
{
	return token->kind == TOKEN_CHARACTER || token->kind == TOKEN_KATAKANA;
}

static bool
is_initial(const Token *token)
{
	return token->kind == TOKEN_WORD && token->folded_length == 1;
}

/*
 * Where a symbol touches its neighbour, a text may have white space (R & D),
 * but not at an edge of the label, and at a full stop only between initials
 * (U. S.): elsewhere it ends a sentence.
 */
static uint8_t
symbol_gaps(const TokenStream *stream, const Token *before, const Token *token, bool edge_symbol)
{
	bool		initials = before > stream->tokens && is_initial(before - 1) && is_initial(token);

	if (edge_symbol || token_is_symbol(stream, token, ".") || (token_is_symbol(stream, before, ".") && !initials))
		return GAP_ALLOWS_NONE;
	return GAP_ALLOWS_NONE | GAP_ALLOWS_SPACE;
}

/* Which gaps a text may have where the label has this token's gap. */
static uint8_t
allowed_gaps(const TokenStream *stream, const Token *before, const Token *token, bool edge_symbol)
{
	bool		symbol = before->kind == TOKEN_SYMBOL || token->kind == TOKEN_SYMBOL;
	bool		alone = stands_alone(before) || stands_alone(token);

	switch ((TokenGap) token->gap)
	{
		case GAP_NONE:
			if (symbol)
				return symbol_gaps(stream, before, token, edge_symbol);
			return alone ? GAP_ALLOWS_NONE | GAP_ALLOWS_USUAL : GAP_ALLOWS_NONE;
		case GAP_OTHER:
		case GAP_PARAGRAPH:
			return 0;
		default:
			return symbol || alone ? GAP_ALLOWS_NONE | GAP_ALLOWS_USUAL : GAP_ALLOWS_USUAL;
	}
}

static bool
are_symbols(const TokenStream *stream, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (stream->tokens[i].kind != TOKEN_SYMBOL)
			return false;
	return true;
}

/* A token's last and first folded bytes decide what a hyphen between means. */
static void
link_pieces(Pieces *pieces, uint32_t index, Piece *piece)
{
	const TokenStream *stream = &pieces->stream;
	const Token *token = &stream->tokens[index];
	const Token *before = token - 1;
	bool		hyphen = token->gap == GAP_HYPHEN || token->gap == GAP_HYPHEN_BREAK;
	bool		script = token->gap == GAP_NONE &&
		(token->kind == TOKEN_SCRIPT_DIGIT || before->kind == TOKEN_SCRIPT_DIGIT);
	uint8_t		left = stream->folded[before->folded + before->folded_length - 1];
	uint8_t		right = stream->folded[token->folded];
	bool		edge_symbol = are_symbols(stream, 0, index) ||
		are_symbols(stream, index, stream->count);

	if (stands_alone(before) || stands_alone(token))
		hyphen = script = false;
	if ((hyphen || script) && is_border(left, right))
	{
		piece->border = true;
		pieces->borders++;
	}
	else if (hyphen && ascii_is_digit(left) && ascii_is_digit(right))
		piece->gaps = GAP_ALLOWS_HYPHEN;
	else
		piece->gaps = allowed_gaps(stream, before, token, edge_symbol);
}

/* 1st, 2nd, 3rd, 4th: the border inside is none. */
static bool
is_ordinal_tail(const uint8_t *p, uint32_t length)
{
	return length == 2 && (memcmp(p, "st", 2) == 0 || memcmp(p, "nd", 2) == 0 ||
						   memcmp(p, "rd", 2) == 0 || memcmp(p, "th", 2) == 0);
}

static Piece *
add_piece(Pieces *pieces, const Token *token, uint32_t folded)
{
	Piece	   *piece = &pieces->list[pieces->count++];

	memset(piece, 0, sizeof(*piece));
	piece->folded = folded;
	piece->kind = token->kind;
	return piece;
}

/* One token's pieces; the first of them is linked to the token before. */
static void
split_token(Pieces *pieces, uint32_t index)
{
	const Token *token = &pieces->stream.tokens[index];
	const uint8_t *folded = pieces->stream.folded + token->folded;
	Piece	   *piece = add_piece(pieces, token, token->folded);

	if (index > 0)
		link_pieces(pieces, index, piece);
	for (uint32_t i = 1; i < token->folded_length; i++)
	{
		if (token->kind != TOKEN_WORD || !is_border(folded[i - 1], folded[i]) ||
			(ascii_is_digit(folded[i - 1]) && is_ordinal_tail(folded + i, token->folded_length - i)))
			continue;
		piece->folded_length = token->folded + i - piece->folded;
		piece = add_piece(pieces, token, token->folded + i);
		piece->border = piece->closed_as_written = true;
		pieces->borders++;
	}
	piece->folded_length = token->folded + token->folded_length - piece->folded;
}

/* Notes which folded bytes of a token come from capital letters. */
static void
mark_capitals(Pieces *pieces, const Token *token)
{
	FoldWalker	walker;
	FoldStep	step;
	uint8_t    *capital = pieces->capitals + token->folded;
	uint8_t    *end = capital + token->folded_length;

	fold_begin(&walker, pieces->stream.text + token->start, pieces->stream.text + token->end);
	while (fold_next(&walker, &step) && capital + step.folded_length <= end)
	{
		memset(capital, (step.record->flags & UNICODE_UPPER) != 0, step.folded_length);
		capital += step.folded_length;
	}
}

static LabelProblem
cut_label(Pieces *pieces, const char *label, size_t length)
{
	TokenStream *stream = &pieces->stream;

	token_stream_begin(stream, label, length);
	while (token_stream_fill(stream, 0))
		if (stream->count > LABEL_MAX_TOKENS * 2)
			return LABEL_TOO_LONG;
	if (stream->count == 0)
		return LABEL_EMPTY;
	if (stream->count > LABEL_MAX_TOKENS)
		return LABEL_TOO_LONG;
	pieces->capitals = host_alloc(stream->folded_used + 1);
	pieces->list = host_alloc(sizeof(Piece) * (stream->folded_used + 1));
	for (uint32_t i = 0; i < stream->count; i++)
	{
		const Token *token = &stream->tokens[i];

		if (token->folded_length == 0)
			return token->kind == TOKEN_ADDRESS ? LABEL_UNMATCHABLE :
				token->flags & TOKEN_OVERLONG ? LABEL_TOO_LONG : LABEL_EMPTY;
		mark_capitals(pieces, token);
		split_token(pieces, i);
		if (i > 0 && token->gap >= GAP_OTHER)
			return LABEL_UNMATCHABLE;
	}
	/* an open border makes one token more */
	return stream->count + pieces->borders > LABEL_MAX_TOKENS ? LABEL_TOO_LONG : LABEL_GOOD;
}

/* Whether the border before a piece is closed in that form. */
static bool
is_closed(const Pieces *pieces, const Piece *piece, uint32_t form, uint32_t border)
{
	if (pieces->borders > MAX_BORDERS)
		return form == 0 ? piece->closed_as_written : true;
	return !(form >> border & 1);
}

static void
start_token(LabelForm *form, uint32_t folded, uint8_t gaps, uint8_t kind)
{
	LabelToken *token = &form->tokens[form->token_count++];

	token->folded = folded;
	token->folded_length = 0;
	token->gaps = gaps;
	token->symbol = kind == TOKEN_SYMBOL;
	token->character = kind == TOKEN_CHARACTER;
}

/* Form number n: bit i set leaves the i-th border open. */
static void
write_form(const Pieces *pieces, uint32_t n, LabelForm *form)
{
	uint32_t	border = 0;
	uint32_t	base = pieces->list[0].folded;

	form->tokens = host_alloc(sizeof(LabelToken) * pieces->count);
	form->token_count = 0;
	form->folded_length = pieces->stream.folded_used;
	form->folded = host_alloc(form->folded_length);
	form->capitals = host_alloc(form->folded_length);
	memcpy(form->folded, pieces->stream.folded + base, form->folded_length);
	memcpy(form->capitals, pieces->capitals + base, form->folded_length);
	for (uint32_t i = 0; i < pieces->count; i++)
	{
		const Piece *piece = &pieces->list[i];

		if (!piece->border)
			start_token(form, piece->folded - base, i ? piece->gaps : 0, piece->kind);
		else if (!is_closed(pieces, piece, n, border++))
			start_token(form, piece->folded - base, GAP_ALLOWS_NONE | GAP_ALLOWS_HYPHEN,
						piece->kind);
		form->tokens[form->token_count - 1].folded_length += piece->folded_length;
	}
	label_form_hash(form);
}

static bool
is_one_letter(const TokenStream *stream)
{
	const Token *token = stream->tokens;

	return stream->count == 1 && token->kind == TOKEN_WORD &&
		utf8_count(stream->folded, stream->folded + token->folded_length) == 1;
}

static bool
is_one_common_word(const TokenStream *stream)
{
	return stream->count == 1 &&
		is_common_word((const char *) stream->folded, stream->tokens[0].folded_length);
}

LabelProblem
label_forms(const char *label, size_t length, const LabelInflection *inflection, LabelForms *forms)
{
	Pieces		pieces;
	LabelProblem problem;

	memset(forms, 0, sizeof(*forms));
	memset(&pieces, 0, sizeof(pieces));
	problem = cut_label(&pieces, label, length);
	if (problem == LABEL_GOOD)
	{
		forms->count = pieces.borders > MAX_BORDERS ? 2 : 1u << pieces.borders;
		forms->forms = host_alloc(sizeof(LabelForm) * (inflection ? LABEL_MAX_FORMS : forms->count));
		for (uint32_t i = 0; i < forms->count; i++)
			write_form(&pieces, i, &forms->forms[i]);
		forms->written = forms->count;
		forms->one_letter = is_one_letter(&pieces.stream);
		forms->common_word = is_one_common_word(&pieces.stream);
		if (inflection)
			label_add_variants(inflection, &pieces.stream, forms);
	}
	host_free(pieces.capitals);
	host_free(pieces.list);
	token_stream_release(&pieces.stream);
	return problem;
}

void
label_forms_free(LabelForms *forms)
{
	for (uint32_t i = 0; i < forms->count; i++)
		label_form_free(&forms->forms[i]);
	host_free(forms->forms);
}

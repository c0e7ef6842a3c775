/*-------------------------------------------------------------------------
 *
 * scan.c
 *		Finds in a token stream every label of the image.
 *
 * From each token on, the image's table of prefixes is followed as long as a
 * longer form may come; so no partial match can hide another.  What is found
 * there by hash is compared byte by byte before it counts.
 *
 * A word may be read in more than one way: joined with the next where hyphen
 * and line break part them, or without its Korean particle.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"
#include "text/fold.h"
#include "text/hash.h"
#include "text/unicode.h"

#include <string.h>

static void try_token(Matcher *matcher, uint32_t depth, uint32_t token, uint64_t sequence);

/* Whether the path's pieces are, byte for byte, the form's tokens. */
static bool
path_spells(const Matcher *matcher, const ImageForm *form, uint32_t pieces)
{
	const TokenStream *stream = &matcher->stream;
	const uint8_t *expected = matcher->view->tokens + form->tokens;

	if (form->token_count != pieces)
		return false;
	for (uint32_t i = 0; i < pieces; i++)
	{
		const MatchPiece *piece = &matcher->path[i];
		uint32_t	length = expected[0] | (uint32_t) expected[1] << 8;

		if (length != piece->folded_length ||
			memcmp(expected + 2, stream->folded + stream->tokens[piece->token].folded, length) != 0)
			return false;
		expected += 2 + length;
	}
	return true;
}

static MatchCandidate *
new_candidate(Matcher *matcher)
{
	if (matcher->candidate_count == matcher->candidate_capacity)
		matcher->candidates = host_grow(matcher->candidates, &matcher->candidate_capacity, 256,
										sizeof(MatchCandidate));
	return &matcher->candidates[matcher->candidate_count++];
}

/* Order of candidates that start at the same place. */
static bool
comes_before(const MatchCandidate *a, const MatchCandidate *b)
{
	if (a->end != b->end)
		return a->end > b->end;
	return a->label < b->label;
}

/*
 * Puts a candidate in its place: starts only rise, so it can only pass those
 * of the same start.  One that is there already (reached in two ways) is not
 * added again.
 */
static void
add_candidate(Matcher *matcher, const MatchCandidate *candidate)
{
	uint32_t	at = matcher->candidate_count;
	MatchCandidate *list;

	new_candidate(matcher);
	list = matcher->candidates;
	for (; at > 0; at--)
	{
		const MatchCandidate *before = &list[at - 1];

		if (before->part != candidate->part || before->start != candidate->start ||
			!comes_before(candidate, before))
			break;
	}
	if (at > 0 && list[at - 1].part == candidate->part && list[at - 1].start == candidate->start &&
		list[at - 1].end == candidate->end && list[at - 1].label == candidate->label)
	{
		if (candidate->verdict == MATCH_PENDING)
			list[at - 1] = *candidate;
		matcher->candidate_count--;
		return;
	}
	memmove(list + at + 1, list + at,
			sizeof(MatchCandidate) * (matcher->candidate_count - 1 - at));
	list[at] = *candidate;
}

/* Where the last piece ends in the text. */
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

static void
try_form(Matcher *matcher, uint32_t number, uint32_t pieces)
{
	const ImageView *view = matcher->view;
	const ImageForm *form = &view->forms[number];
	const Token *first = &matcher->stream.tokens[matcher->path[0].token];
	MatchCandidate candidate = {0};

	if (!path_spells(matcher, form, pieces))
		return;
	candidate.start = first->start;
	candidate.end = piece_end(matcher, &matcher->path[pieces - 1]);
	if (candidate.end == 0)
		return;
	candidate.part = matcher->part_count - 1;
	candidate.sentence = first->sentence;
	candidate.rival = candidate.inside = IMAGE_NONE;
	for (uint32_t i = 0; i < form->pattern_count; i++)
	{
		const ImagePattern *pattern = &view->patterns[form->first_pattern + i];

		candidate.label = pattern->label;
		candidate.verdict = (uint8_t) match_verify(matcher, form, pattern, &candidate.capitals);
		if (candidate.verdict != MATCH_PENDING && !matcher->trace)
			continue;
		candidate.admitted = view->labels[pattern->label].program == IMAGE_NONE;
		matcher->any_conditional |= !candidate.admitted;
		add_candidate(matcher, &candidate);
	}
}

/* Looks the sequence up; tells whether a longer form may come. */
static bool
look_up(Matcher *matcher, uint64_t sequence, uint32_t pieces)
{
	const ImageView *view = matcher->view;
	uint32_t	check = (uint32_t) (sequence >> 32);
	bool		prefix = false;

	for (uint32_t at = (uint32_t) sequence & view->slot_mask; view->slots[at].value != 0;
		 at = (at + 1) & view->slot_mask)
	{
		uint32_t	value = view->slots[at].value;

		if (view->slots[at].check != check)
			continue;
		if (value & IMAGE_SLOT_FORM)
			try_form(matcher, value & IMAGE_SLOT_FORM_MASK, pieces);
		prefix |= (value & IMAGE_SLOT_PREFIX) != 0;
	}
	return prefix;
}

/* Whether a symbol was passed already: once a path, or paths would multiply. */
static bool
path_has_skipped(const Matcher *matcher, uint32_t pieces)
{
	for (uint32_t i = 1; i < pieces; i++)
		if (matcher->path[i].token != matcher->path[i - 1].token + matcher->path[i - 1].token_count)
			return true;
	return false;
}

/* Goes on with the token after the piece; a trace also passes what ends labels. */
static void
try_next(Matcher *matcher, uint32_t depth, uint32_t token, uint64_t sequence)
{
	const TokenStream *stream = &matcher->stream;

	if (depth >= matcher->view->header->max_tokens || token >= stream->count)
		return;
	if (stream->tokens[token].gap < GAP_OTHER || matcher->trace)
		try_token(matcher, depth, token, sequence);
	if (matcher->trace && stream->tokens[token].kind == TOKEN_SYMBOL &&
		token + 1 < stream->count && !path_has_skipped(matcher, depth))
		try_token(matcher, depth, token + 1, sequence);
}

static void
place(Matcher *matcher, uint32_t depth, const MatchPiece *piece, uint64_t token_hash,
	  uint64_t sequence)
{
	sequence = hash_sequence(sequence, token_hash);
	matcher->path[depth] = *piece;
	if (look_up(matcher, sequence, depth + 1) &&
		piece->folded_length >= matcher->stream.tokens[piece->token].folded_length)
		try_next(matcher, depth + 1, piece->token + piece->token_count, sequence);
}

static void
place_joined(Matcher *matcher, uint32_t depth, uint32_t token, uint64_t sequence)
{
	const Token *first = &matcher->stream.tokens[token];
	MatchPiece	piece = {token, 2, first[0].folded_length + first[1].folded_length};
	const uint8_t *folded = matcher->stream.folded + first->folded;

	if (piece.folded_length <= TOKEN_MAX_FOLDED && first[1].folded_length > 0)
		place(matcher, depth, &piece, hash_token(folded, piece.folded_length), sequence);
}

/* The word without a particle at its end, for each that it may have. */
static void
place_stems(Matcher *matcher, uint32_t depth, uint32_t token, uint64_t sequence)
{
	const Token *first = &matcher->stream.tokens[token];
	const uint8_t *folded = matcher->stream.folded + first->folded;

	for (uint32_t i = 0; i < unicode_particle_count; i++)
	{
		const UnicodeParticle *particle = &unicode_particles[i];
		MatchPiece	piece = {token, 1, first->folded_length - particle->length};

		if (particle->length < first->folded_length &&
			memcmp(folded + piece.folded_length, particle->folded, particle->length) == 0)
			place(matcher, depth, &piece, hash_token(folded, piece.folded_length), sequence);
	}
}

static void
try_token(Matcher *matcher, uint32_t depth, uint32_t token, uint64_t sequence)
{
	const Token *first = &matcher->stream.tokens[token];
	MatchPiece	piece = {token, 1, first->folded_length};

	if (first->folded_length == 0)
		return;
	place(matcher, depth, &piece, first->hash, sequence);
	if ((first->flags & TOKEN_BROKEN) && token + 1 < matcher->stream.count)
		place_joined(matcher, depth, token, sequence);
	if (first->flags & TOKEN_HANGUL)
		place_stems(matcher, depth, token, sequence);
}

static bool
may_begin(const ImageView *view, const Token *token)
{
	uint32_t	bit = (uint32_t) (token->hash >> 32) & view->filter_mask;

	return (view->filter[bit / 64] >> (bit % 64) & 1) ||
		(token->flags & (TOKEN_BROKEN | TOKEN_HANGUL));
}

void
match_scan(Matcher *matcher)
{
	TokenStream *stream = &matcher->stream;
	uint32_t	margin = TOKEN_TAKE_BACK + 2 * matcher->view->header->max_tokens + 2;
	uint32_t	next = 0;
	bool		more;

	do
	{
		uint32_t	keep = next > 1 ? next - 2 : 0; /* edges look back */
		uint32_t	final;

		more = token_stream_fill(stream, keep);
		next -= keep;
		final = !more ? stream->count : stream->count > margin ? stream->count - margin : 0;
		for (; next < final; next++)
			if (may_begin(matcher->view, &stream->tokens[next]))
				try_token(matcher, 0, next, 0);
	} while (more);
}

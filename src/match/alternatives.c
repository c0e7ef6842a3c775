/*-------------------------------------------------------------------------
 *
 * alternatives.c
 *		Labels whose words the text writes in another way: broken over two
 *		lines by a hyphen, or with a Korean particle at the end.
 *
 * Called by scan.c for the tokens that the reader marked, after all labels of
 * the tokens as they are.  From each token near a marked one the keys are
 * followed again, with the other readings; the filters and the slots' prefixes
 * end that soon.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"
#include "text/hash.h"
#include "text/tokenize.h"
#include "text/unicode.h"

#include <string.h>

/* The sequence that is being followed. */
typedef struct Walk
{
	Matcher    *matcher;
	uint32_t	start;			/* token */
	uint32_t	last_marked;	/* beyond it there is no other reading */
	MatchPiece	pieces[IMAGE_MAX_TOKENS];
} Walk;

static void walk(Walk *state, uint32_t depth, uint32_t token, uint64_t key, bool other);

/* ---------- other readings of a marked token ---------- */

static void
add_alternative(Matcher *matcher, const uint8_t *folded, uint32_t length, uint32_t token_count)
{
	MatchAlternative *alternative;

	if (matcher->alternative_count == matcher->alternative_capacity)
		matcher->alternatives = host_grow(matcher->alternatives, &matcher->alternative_capacity, 64,
										  sizeof(MatchAlternative));
	alternative = &matcher->alternatives[matcher->alternative_count++];
	alternative->hash = hash_token(folded, length);
	alternative->token_count = token_count;
	alternative->folded_length = length;
}

static void
add_stems(Matcher *matcher, const Token *token, const uint8_t *folded)
{
	for (uint32_t i = 0; i < unicode_particle_count; i++)
	{
		const UnicodeParticle *particle = &unicode_particles[i];
		uint32_t	length = token->folded_length - particle->length;

		if (particle->length < token->folded_length &&
			memcmp(folded + length, particle->folded, particle->length) == 0)
			add_alternative(matcher, folded, length, 1);
	}
}

/* Reads the token and the one after it again, for their folds and flags. */
static void
read_alternatives(Matcher *matcher, uint32_t marked)
{
	TokenStream *stream = &matcher->stream;
	const TokenScan *scan = &matcher->scan;
	uint32_t	number = scan->marked[marked];
	const Token *token;
	const uint8_t *folded;
	uint32_t	length;

	matcher->first_alternative[marked] = matcher->alternative_count;
	token_stream_begin(stream, (const char *) scan->text, scan->length);
	stream->position = scan->spans[number].start;
	while (stream->position < stream->length && stream->count < 2)
		token_read_next(stream);
	token = stream->tokens;
	if (stream->count == 0 || token->end != scan->spans[number].end || token->folded_length == 0)
		return;
	folded = stream->folded + token->folded;
	length = stream->count > 1 ? token->folded_length + token[1].folded_length : 0;
	if ((token->flags & TOKEN_BROKEN) && length > token->folded_length && length <= TOKEN_MAX_FOLDED)
		add_alternative(matcher, folded, length, 2);
	if (token->flags & TOKEN_HANGUL)
		add_stems(matcher, token, folded);
}

static void
read_all_alternatives(Matcher *matcher)
{
	uint32_t	count = matcher->scan.marked_count;

	if (matcher->marked_capacity < count + 1)
	{
		matcher->first_alternative = host_realloc(matcher->first_alternative,
												  sizeof(uint32_t) * 2 * ((size_t) count + 1));
		matcher->marked_capacity = 2 * (count + 1);
	}
	matcher->alternative_count = 0;
	for (uint32_t i = 0; i < count; i++)
		read_alternatives(matcher, i);
	matcher->first_alternative[count] = matcher->alternative_count;
}

/* Place of the first marked token at or after a token. */
static uint32_t
find_marked(const TokenScan *scan, uint32_t token)
{
	uint32_t	low = 0;
	uint32_t	high = scan->marked_count;

	while (low < high)
	{
		uint32_t	middle = low + (high - low) / 2;

		if (scan->marked[middle] < token)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---------- following keys ---------- */

/* Takes one reading of a token into the sequence. */
static void
take(Walk *state, uint32_t depth, uint32_t token, uint64_t key, uint64_t hash,
	 const MatchAlternative *reading, bool other)
{
	Matcher    *matcher = state->matcher;
	const ImageView *view = matcher->view;
	uint32_t	value;
	MatchHit	hit = {state->start, depth + 1, 0};

	key = depth ? hash_sequence(key, hash) : hash;
	state->pieces[depth].token = token;
	state->pieces[depth].token_count = reading ? reading->token_count : 1;
	state->pieces[depth].folded_length = reading ? reading->folded_length : 0;
	token += state->pieces[depth].token_count;
	value = depth >= IMAGE_FILTERS || image_filter_bit(&view->filters[depth], key) ?
		match_look_up(view, key) : 0;
	hit.value = value;
	if ((value & IMAGE_SLOT_KEY) && other)
		match_try_key(matcher, &hit, state->pieces);
	if (reading && reading->token_count == 1)
		return;					/* a particle ends the label */
	if (depth + 1 < IMAGE_FILTERS || (value & IMAGE_SLOT_PREFIX))
		walk(state, depth + 1, token, key, other);
}

static void
walk(Walk *state, uint32_t depth, uint32_t token, uint64_t key, bool other)
{
	Matcher    *matcher = state->matcher;
	const TokenScan *scan = &matcher->scan;
	uint32_t	marked;

	if (depth >= matcher->view->header->max_tokens || token >= scan->count ||
		(!other && token > state->last_marked))
		return;
	take(state, depth, token, key, scan->hashes[token], NULL, other);
	marked = find_marked(scan, token);
	if (marked >= scan->marked_count || scan->marked[marked] != token)
		return;
	for (uint32_t i = matcher->first_alternative[marked]; i < matcher->first_alternative[marked + 1]; i++)
	{
		MatchAlternative reading = matcher->alternatives[i];

		take(state, depth, token, key, reading.hash, &reading, true);
	}
}

void
match_alternatives(Matcher *matcher, uint32_t first, uint32_t end)
{
	const TokenScan *scan = &matcher->scan;
	uint32_t	reach = 2 * matcher->view->header->max_tokens;
	uint32_t	next = first;
	Walk		state = {.matcher = matcher};

	read_all_alternatives(matcher);
	for (uint32_t i = 0; i < scan->marked_count; i++)
	{
		uint32_t	token = scan->marked[i];
		uint32_t	from = token > reach ? token - reach : 0;

		for (state.start = from > next ? from : next; state.start <= token && state.start < end;
			 state.start++)
		{
			uint32_t	last = find_marked(scan, state.start + reach);

			state.last_marked = scan->marked[last > 0 ? last - 1 : 0];
			walk(&state, 0, state.start, 0, false);
			next = state.start + 1;
		}
	}
}

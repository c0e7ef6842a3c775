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
#include "text/ascii.h"
#include "text/hash.h"
#include "text/tokenize.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

#define JOINED_MAX 64			/* bytes of two words and of what parts them */

/* The sequence that is being followed. */
typedef struct Walk
{
	Matcher    *matcher;
	uint32_t	start;			/* token */
	uint32_t	near;			/* place of the first token with alternatives from start on */
	uint32_t	last_marked;	/* beyond it there is no other reading */
	MatchPiece	pieces[IMAGE_MAX_TOKENS];
} Walk;

static void walk(Walk *state, uint32_t depth, uint32_t token, uint64_t key, bool other);

/* ---------- other readings of a marked token ---------- */

static bool
is_word_of_labels(const Matcher *matcher, uint64_t hash)
{
	return image_filter_bit(&matcher->view->filters[IMAGE_WORDS], hash);
}

/* Unless no label has such a word. */
static void
add_alternative(Matcher *matcher, const uint8_t *folded, uint32_t length, uint32_t token_count)
{
	MatchAlternative *alternative;
	uint64_t	hash = hash_token(folded, length);

	if (!is_word_of_labels(matcher, hash))
		return;
	if (matcher->alternative_count == matcher->alternative_capacity)
		matcher->alternatives = host_grow(matcher->alternatives, &matcher->alternative_capacity, 64,
										  sizeof(MatchAlternative));
	alternative = &matcher->alternatives[matcher->alternative_count++];
	alternative->hash = hash;
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

		/* their last bytes differ mostly */
		if (particle->length < token->folded_length &&
			folded[token->folded_length - 1] == (uint8_t) particle->folded[particle->length - 1] &&
			memcmp(folded + length, particle->folded, particle->length) == 0)
			add_alternative(matcher, folded, length, 1);
	}
}

/*
 * Writes the fold of a word of ASCII, letters of Latin-1 and soft hyphens; 0
 * when it is another one.  Tells when there is more than letters in it.
 */
static uint32_t
write_folded(const TokenScan *scan, TokenSpan span, uint8_t *out, bool *letters)
{
	uint32_t	length = 0;
	uint32_t	step;

	for (uint32_t i = span.start; i < span.end; i += step)
	{
		const uint8_t *p = scan->text + i;
		uint8_t		folded = *p | 0x20;	/* the signs in words have that bit */

		step = *p < 0x80 ? 1 : 2;
		if (step > span.end - i)
			return 0;
		if (step == 1)
			*letters &= ascii_is_letter(*p);
		else if (utf8_is_soft_hyphen(p))
			continue;
		else if ((folded = unicode_latin_fold(p)) == 0)
			return 0;
		out[length++] = folded;
	}
	return length;
}

/* The white space after a hyphen. */
static bool
is_white_space(const TokenScan *scan, uint32_t start, uint32_t end)
{
	for (uint32_t i = start; i < end; i++)
		if (!ascii_is_space(scan->text[i]))
			return false;
	return true;
}

/*
 * Two plain words with a hyphen, or a soft one, and white space between them:
 * whether they make a word that labels have is soon known, and if it is a line
 * feed that parts letters, they do.  False where it takes the rules.
 */
static bool
read_plain_break(Matcher *matcher, uint32_t number)
{
	const TokenScan *scan = &matcher->scan;
	const TokenSpan *span = scan->spans + number;
	bool		soft = span->end - span->start > 2 && utf8_is_soft_hyphen(scan->text + span->end - 2);
	uint32_t	gap = span->end + !soft;
	uint8_t		joined[JOINED_MAX];
	bool		letters = true;
	uint32_t	first;
	uint32_t	second;

	if (number + 1 >= scan->count || span[1].end - span->start > JOINED_MAX ||
		(!soft && scan->text[span->end] != '-') || !is_white_space(scan, gap, span[1].start))
		return false;
	first = write_folded(scan, span[0], joined, &letters);
	second = write_folded(scan, span[1], joined + first, &letters);
	if (first == 0 || second == 0)
		return false;
	letters &= span[1].start - gap == 1 && scan->text[gap] == '\n';
	if (letters)
		add_alternative(matcher, joined, first + second, 2);
	return letters || !is_word_of_labels(matcher, hash_token(joined, first + second));
}

/* Reads the token and the one after it again, for their folds and flags. */
static void
read_alternatives(Matcher *matcher, uint32_t number)
{
	TokenStream *stream = &matcher->stream;
	const TokenScan *scan = &matcher->scan;
	uint32_t	end = scan->spans[number].end;
	uint8_t		after = end < scan->length ? scan->text[end] : ' ';
	bool		parted = ascii_is_space(after) && scan->text[end - 1] != 0xAD;	/* soft hyphen */
	const Token *token;
	const uint8_t *folded;
	uint32_t	length;

	if (read_plain_break(matcher, number))
		return;
	token_stream_begin(stream, (const char *) scan->text, scan->length);
	stream->position = scan->spans[number].start;
	while (stream->position < stream->length && stream->count < (parted ? 1 : 2))
		token_read_next(stream);
	token = stream->tokens;
	if (stream->count == 0 || token->end != end || token->folded_length == 0)
		return;
	folded = stream->folded + token->folded;
	/* the second is no longer a word if it begins an address */
	length = stream->count > 1 && number + 1 < scan->count && token[1].end == scan->spans[number + 1].end ?
		token->folded_length + token[1].folded_length : 0;
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
		matcher->marked = host_realloc(matcher->marked, sizeof(MatchMarked) * 2 * ((size_t) count + 1));
		matcher->marked_capacity = 2 * (count + 1);
	}
	matcher->alternative_count = matcher->marked_count = 0;
	for (uint32_t i = 0; i < count; i++)
	{
		MatchMarked *marked = &matcher->marked[matcher->marked_count];

		marked->token = matcher->scan.marked[i];
		marked->first_alternative = matcher->alternative_count;
		read_alternatives(matcher, marked->token);
		matcher->marked_count += matcher->alternative_count > marked->first_alternative;
	}
	matcher->marked[matcher->marked_count].first_alternative = matcher->alternative_count;
}

/* From a place on, that of the first token with alternatives at or after a token; it is near. */
static uint32_t
next_marked(const Matcher *matcher, uint32_t from, uint32_t token)
{
	while (from < matcher->marked_count && matcher->marked[from].token < token)
		from++;
	return from;
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
	if (is_word_of_labels(matcher, scan->hashes[token]))
		take(state, depth, token, key, scan->hashes[token], NULL, other);
	marked = next_marked(matcher, state->near, token);
	if (marked >= matcher->marked_count || matcher->marked[marked].token != token)
		return;
	for (uint32_t i = matcher->marked[marked].first_alternative;
		 i < matcher->marked[marked + 1].first_alternative; i++)
	{
		MatchAlternative reading = matcher->alternatives[i];

		take(state, depth, token, key, reading.hash, &reading, true);
	}
}

void
match_alternatives(Matcher *matcher, uint32_t first, uint32_t end)
{
	uint32_t	reach = 2 * matcher->view->header->max_tokens;
	uint32_t	next = first;
	uint32_t	far = 0;
	Walk		state = {.matcher = matcher};

	read_all_alternatives(matcher);
	for (uint32_t i = 0; i < matcher->marked_count; i++)
	{
		uint32_t	token = matcher->marked[i].token;
		uint32_t	from = token > reach ? token - reach : 0;

		state.near = i;			/* all starts before have been */
		for (state.start = from > next ? from : next; state.start <= token && state.start < end;
			 state.start++)
		{
			far = next_marked(matcher, far, state.start + reach);
			state.last_marked = matcher->marked[far > 0 ? far - 1 : 0].token;
			walk(&state, 0, state.start, 0, false);
			next = state.start + 1;
		}
	}
}

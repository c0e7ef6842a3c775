/*-------------------------------------------------------------------------
 *
 * scan.c
 *		Finds in a text every label of the image.
 *
 * The key of a label is the hash of its sequence of tokens.  Three filters
 * ask of every token, without a branch, whether a key of one token, of two, or
 * of three or more may begin there; few pass.  Those are looked up in the
 * slots in batches, so that the memory for one is on its way while another is
 * asked for.  What is found there by hash is compared with the text before it
 * counts (verify.c).
 *
 * Every place is asked for keys of every length, so no partial match can hide
 * another, and the work is linear in the text whatever the labels.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"
#include "text/hash.h"

#include <string.h>

#define BATCH 64				/* keys looked up at a time */
#define EDGE_TOKENS 3			/* kept before the next: edges look back */

/* ---------- candidates ---------- */

/*
 * Puts a candidate in its place before others.  One that is there already
 * (reached in two ways) is not added again.
 */
static void
insert_candidate(Matcher *matcher, const MatchCandidate *candidate)
{
	MatchCandidate *list = matcher->candidates;
	uint32_t	at = matcher->candidate_count;

	while (at > 0 && match_comes_before(candidate, &list[at - 1]))
		at--;
	if (at > 0 && list[at - 1].label == candidate->label && match_same_span(&list[at - 1], candidate))
	{
		if (candidate->verdict == MATCH_PENDING)
			list[at - 1] = *candidate;
		return;
	}
	memmove(list + at + 1, list + at, sizeof(MatchCandidate) * (matcher->candidate_count - at));
	list[at] = *candidate;
	matcher->candidate_count++;
}

/* Mostly behind the last one. */
static inline void
add_candidate(Matcher *matcher, const MatchCandidate *candidate)
{
	uint32_t	count = matcher->candidate_count;

	if (count == matcher->candidate_capacity)
		matcher->candidates = host_grow(matcher->candidates, &matcher->candidate_capacity, 256,
										sizeof(MatchCandidate));
	if (count > 0 && !match_comes_before(&matcher->candidates[count - 1], candidate))
		insert_candidate(matcher, candidate);
	else
		matcher->candidates[matcher->candidate_count++] = *candidate;
}

static void
try_pattern(Matcher *matcher, MatchTry *try)
{
	const ImageView *view = matcher->view;
	const ImageLabel *label = &view->labels[try->pattern.label];
	MatchVerdict verdict;
	MatchCandidate candidate;

	try->class = image_label_class(view, label);
	verdict = match_verify(matcher, try);
	if (verdict == MATCH_OTHER || (verdict != MATCH_PENDING && !matcher->trace))
		return;
	candidate = match_candidate(matcher, matcher->part_count - 1, try->pattern.label);
	candidate.start = try->start;
	candidate.end = try->end;
	candidate.capitals = try->capitals;
	candidate.verdict = (uint8_t) verdict;
	candidate.admitted = try->class->program == IMAGE_NONE;
	candidate.negative = try->class->kind == IMAGE_LABEL_NEGATIVE;
	matcher->any_conditional |= !candidate.admitted;
	add_candidate(matcher, &candidate);
}

/* A label that is its own pattern. */
static void
label_pattern(const ImageView *view, uint32_t number, ImagePattern *pattern)
{
	const ImageLabel *label = &view->labels[number];
	uint8_t		flags = image_label_class(view, label)->flags;

	pattern->label = number;
	pattern->text = label->text;
	pattern->length = (uint16_t) image_label_length(label);
	pattern->kind = flags & IMAGE_LABEL_HAN ? IMAGE_PATTERN_HAN : IMAGE_PATTERN_ASCII;
	pattern->flags = (flags & IMAGE_LABEL_FINAL_S ? IMAGE_PATTERN_FINAL_S : 0) |
		(flags & IMAGE_LABEL_FINAL_IES ? IMAGE_PATTERN_FINAL_IES : 0);
}

/* A form's symbols are tokens of one byte, each after its length of two. */
static inline bool
is_form_symbol(const uint8_t *token)
{
	return token[1] == 0 && match_is_symbol(token + 2, token[0]);
}

/*
 * Symbols at the front of a label must touch its first word: ASCII tells at
 * once that they do not.  The form's layout is at ImagePattern.
 */
static bool
lacks_front_symbols(const Matcher *matcher, const ImagePattern *pattern, uint32_t start)
{
	const uint8_t *form = matcher->view->tokens + pattern->text;
	const uint8_t *text = matcher->scan.text;
	const uint8_t *token = form + 4;
	uint32_t	count = 0;

	for (; count < form[0] && is_form_symbol(token); token += 3)
	{
		uint8_t		before = start > count ? text[start - 1 - count] : 0;

		if (before >= 0x80)
			return false;
		if (!match_is_symbol(&before, 1))
			return true;
		count++;
	}
	for (uint32_t i = 1; i <= count; i++)
	{
		token -= 3;
		if (text[start - i] != token[2])
			return true;
	}
	return false;
}

void
match_try_key(Matcher *matcher, const MatchHit *hit, const MatchPiece *pieces)
{
	const ImageView *view = matcher->view;
	uint32_t	number = hit->value & IMAGE_SLOT_NUMBER;
	MatchTry	try = {.token = hit->token, .count = hit->count, .pieces = pieces};

	if (hit->value & IMAGE_SLOT_LABEL)
	{
		label_pattern(view, number, &try.pattern);
		try_pattern(matcher, &try);
		return;
	}
	do
	{
		const ImagePattern *pattern = &view->patterns[number];

		if (pattern->kind == IMAGE_PATTERN_RULES &&
			lacks_front_symbols(matcher, pattern, matcher->scan.spans[hit->token].start))
			continue;
		try.pattern = *pattern;
		try_pattern(matcher, &try);
	} while (!(view->patterns[number++].flags & IMAGE_PATTERN_LAST));
}

/* ---------- keys ---------- */

/* Room for so many hits more. */
static MatchHit *
reserve_hits(Matcher *matcher, uint32_t more)
{
	while (matcher->hit_capacity - matcher->hit_count < more)
		matcher->hits = host_grow(matcher->hits, &matcher->hit_capacity, 4 * BATCH,
								  sizeof(MatchHit));
	return matcher->hits;
}

/*
 * Adds the next key that begins with one found, if the text goes on so long.
 * The slot of a prefix tells how far that is.
 */
static inline void
add_longer(const TokenScan *scan, uint32_t token, uint32_t length, uint64_t key, uint32_t value,
		   MatchKeys *longer)
{
	uint32_t	end = length + (value & IMAGE_SLOT_KEY ? 1 : value & IMAGE_SLOT_NUMBER);

	/* longer ones are in a damaged image only, and might lead on for ever */
	if (token + end > scan->count || end > IMAGE_MAX_TOKENS)
		return;
	for (; length < end; length++)
		key = hash_sequence(key, scan->hashes[token + length]);
	longer->token[longer->count] = token;
	longer->length[longer->count] = (uint8_t) end;
	longer->key[longer->count++] = key;
}

/*
 * Those of a batch of keys that the slots have become hits; what may go on is
 * written out as longer keys, perhaps over the batch itself.  No branch tells
 * hits apart: nobody can guess it.
 */
static void
look_up_keys(Matcher *matcher, const MatchKeys *keys, uint32_t from, uint32_t count,
			 MatchKeys *longer)
{
	const TokenScan *scan = &matcher->scan;
	MatchHit   *hits = reserve_hits(matcher, count + 1);
	uint32_t	values[BATCH];

	match_look_up_all(matcher->view, keys->key + from, count, values);
	longer->count = 0;
	for (uint32_t i = 0; i < count; i++)
	{
		uint32_t	token = keys->token[from + i];
		uint32_t	length = keys->length[from + i];
		bool		inside = token + length <= scan->count;

		hits[matcher->hit_count] = (MatchHit) {token, length, values[i]};
		matcher->hit_count += inside & ((values[i] & IMAGE_SLOT_KEY) != 0);
		if (values[i] & IMAGE_SLOT_PREFIX)
			add_longer(scan, token, length, keys->key[from + i], values[i], longer);
	}
}

/* Asks for what a hit is tried with. */
static inline void
prefetch_hit(const ImageView *view, const MatchHit *hit)
{
	uint32_t	number = hit->value & IMAGE_SLOT_NUMBER;

	if (hit->value & IMAGE_SLOT_LABEL)
		__builtin_prefetch(&view->labels[number]);
	else
		__builtin_prefetch(&view->patterns[number]);
}

static void
try_hits(Matcher *matcher)
{
	const ImageView *view = matcher->view;

	for (uint32_t i = 0; i < matcher->hit_count; i++)
		prefetch_hit(view, &matcher->hits[i]);
	for (uint32_t i = 0; i < matcher->hit_count; i++)
	{
		uint32_t	number = matcher->hits[i].value & IMAGE_SLOT_NUMBER;

		if (!(matcher->hits[i].value & IMAGE_SLOT_LABEL))
		{
			__builtin_prefetch(view->strings + view->patterns[number].text);
			continue;
		}
		__builtin_prefetch(view->strings + view->labels[number].text);
		__builtin_prefetch(&view->concepts[view->labels[number].concept]);
	}
	for (uint32_t i = 0; i < matcher->hit_count; i++)
		match_try_key(matcher, &matcher->hits[i], NULL);
	matcher->hit_count = 0;
}

/* ---------- the window ---------- */

static void
scan_tokens(Matcher *matcher, uint32_t first, uint32_t end)
{
	MatchKeys	keys;
	MatchKeys	longer;

	if (end <= first)
		return;
	for (uint32_t at = first; at < end; at += MATCH_FILTERED)
	{
		match_filter_tokens(matcher->view, matcher->scan.hashes, at,
							end - at < MATCH_FILTERED ? end : at + MATCH_FILTERED, &keys);
		for (uint32_t i = 0; i < keys.count; i += BATCH)
		{
			look_up_keys(matcher, &keys, i, keys.count - i < BATCH ? keys.count - i : BATCH, &longer);
			while (longer.count > 0)
				look_up_keys(matcher, &longer, 0, longer.count, &longer);
			try_hits(matcher);
		}
	}
	if (matcher->scan.marked_count > 0)
		match_alternatives(matcher, first, end);
	if (matcher->view->cue_slots != NULL)
		match_note_marks(matcher, first, end);
}

void
match_scan(Matcher *matcher)
{
	TokenScan  *scan = &matcher->scan;
	uint32_t	margin = 2 * matcher->view->header->max_tokens + 2;
	uint32_t	next = 0;
	bool		more;

	matcher->hit_count = 0;
	do
	{
		uint32_t	keep = next > EDGE_TOKENS ? next - EDGE_TOKENS : 0;
		uint32_t	end;

		more = token_scan_fill(scan, keep);
		next -= keep;
		end = !more ? scan->count : scan->count > margin ? scan->count - margin : 0;
		scan_tokens(matcher, next, end);
		if (end > next)
			next = end;
	} while (more);
}

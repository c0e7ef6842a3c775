/*-------------------------------------------------------------------------
 *
 * han_edges.c
 *		Whether a short Chinese label cuts a word of the text; see
 *		han_edges.h.
 *
 * Chinese is written without spaces: 集中国际资源 ("pool international resources")
 * holds the label 中国 and yet no China.  ICU segments a text into the chain
 * of dictionary words whose costs add up to least, at 16 MB a second.  Here
 * its words and costs (text/han_words.h) are asked directly, and only for
 * what could object:
 *
 *	1. Does any word lie across an edge of the hit, or beyond both?  If none
 *	   does, no segmentation can cut the hit.  A few look-ups: of words that
 *	   begin up to NEAR characters before it; there is no other word across
 *	   but one of five characters or more (1.4 % of them) with no shorter one
 *	   across.
 *	2. Otherwise two chains are found over the characters around: the cheapest
 *	   of all, which is ICU's, and the cheapest that leaves the hit whole.
 *	   The hit falls when sparing it costs more than the label is worth.
 *
 * Where no word lies across a place, every chain breaks there; so the stretch
 * that decides is mostly a few characters long, and CONTEXT characters on
 * each side do for the clause.  A run without end is read no further.
 *
 * What a label is worth: ICU's own verdict is to spare a hit only when that
 * costs nothing.  It is often by little that it goes wrong (和县|级 for 和|县级,
 * 互联|网上 for 互联网|上), because the dictionary lacks the terms of a taxonomy.
 * That a label's characters come together by chance is the less likely the
 * more they are: label_worth[] says by how much sparing may be dearer.  Its
 * figures stem from the documents of zh-cn-laws with an even md5 of the id;
 * test/han_edges_judged.tsv was drawn from the others.
 *
 * A word may begin or end with the label: 数据 in 大数据, 上海 in 上海市 stay.  A
 * label of one character needs a word of its own in the cheapest chain.
 *
 * This takes the place of neighbours stored with each label at publish: the
 * dictionary knows every word around and what else could be made of them, not
 * only what touches the label; it costs the image nothing and serves all
 * taxonomies.  It takes the place of ICU's iterator because that keeps the
 * costs to itself.  Traditional and simplified writing get one answer, since
 * the words are folded as the text is.
 *
 *-------------------------------------------------------------------------
 */
#include "match/han_edges.h"

#include "text/han_words.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

#define CONTEXT 10				/* characters on each side of the hit, to decide */
#define NEAR 3					/* to find out whether there is anything to decide */
#define MAX_HIT 8				/* longer ones are not checked */
#define MAX_WINDOW (2 * CONTEXT + MAX_HIT)
#define MAX_SKIPPED 64			/* code points a side that fold to nothing */

/*
 * By characters; longer labels are worth as much as the last.  A word costs
 * 27 to 255, common ones about 60.
 */
static const uint32_t label_worth[] = {0, 0, 18, 50, 75};

#define LABEL_WORTHS (sizeof(label_worth) / sizeof(label_worth[0]))

/* The folded characters around a hit, all of them Han. */
typedef struct Window
{
	uint32_t	characters[MAX_WINDOW];
	uint32_t	count;
	uint32_t	start;			/* of the hit */
	uint32_t	end;
} Window;

typedef enum CharacterKind
{
	CHARACTER_HAN,
	CHARACTER_NOTHING,			/* folds to nothing: a variation selector */
	CHARACTER_BORDER			/* ends the window */
} CharacterKind;

/* Any code point. */
static CharacterKind
folded_code_point(const uint8_t *p, const uint8_t *end, uint32_t *length, uint32_t *character)
{
	uint32_t	code_point = utf8_decode(p, end, length);
	const UnicodeRecord *record = unicode_record(code_point);
	const uint8_t *fold = unicode_pool + record->fold;
	uint32_t	folded_length = record->fold_length;

	*character = code_point;
	if (!(record->flags & UNICODE_IDENTITY))
	{
		if (record->fold_length == 0)
			return CHARACTER_NOTHING;
		*character = utf8_decode(fold, fold + record->fold_length, &folded_length);
	}
	return folded_length == record->fold_length && han_is_character(*character) ?
		CHARACTER_HAN : CHARACTER_BORDER;
}

/*
 * The same; most are of three bytes and in one table.  What it knows as a sign
 * parts tokens, so it ends the window, a circled ideograph too.
 */
static inline CharacterKind
folded_character(const uint8_t *p, const uint8_t *end, uint32_t *length, uint32_t *character)
{
	uint32_t	folded = end - p < 3 || (p[0] & 0xF0) != 0xE0 ? 0 : unicode_three_fold(p);

	if (folded == 0)
		return folded_code_point(p, end, length, character);
	*length = 3;
	*character = folded;
	return han_is_character(folded) ? CHARACTER_HAN : CHARACTER_BORDER;
}

/* What stands before the hit, as far as the window reaches. */
static void
read_left(Window *window, const uint8_t *text, size_t start, uint32_t context)
{
	uint32_t	characters[CONTEXT];
	uint32_t	count = 0;
	uint32_t	length;
	size_t		at = start;

	for (int i = 0; at > 0 && count < context && i < CONTEXT + MAX_SKIPPED; i++)
	{
		CharacterKind kind;

		do
			at--;
		while (at > 0 && utf8_is_continuation(text[at]));
		kind = folded_character(text + at, text + start, &length, &characters[count]);
		if (kind == CHARACTER_BORDER)
			break;
		count += kind == CHARACTER_HAN;
	}
	window->start = window->count = count;
	for (uint32_t i = 0; i < count; i++)
		window->characters[i] = characters[count - 1 - i];
}

/* The hit itself, without the white space that its gaps may hold. */
static bool
read_hit(Window *window, const uint8_t *text, size_t start, size_t end)
{
	uint32_t	length;

	for (size_t at = start; at < end; at += length)
	{
		if (window->count == window->start + MAX_HIT)
			return false;
		window->count += folded_character(text + at, text + end, &length,
										  &window->characters[window->count]) == CHARACTER_HAN;
	}
	window->end = window->count;
	return window->end > window->start;
}

static void
read_right(Window *window, const uint8_t *text, size_t length, size_t end, uint32_t context)
{
	uint32_t	step;

	for (int i = 0; end < length && window->count < window->end + context &&
		 i < CONTEXT + MAX_SKIPPED; i++)
	{
		CharacterKind kind = folded_character(text + end, text + length, &step,
											  &window->characters[window->count]);

		if (kind == CHARACTER_BORDER)
			break;
		window->count += kind == CHARACTER_HAN;
		end += step;
	}
}

/*
 * Costs of the words that begin at the place, by their length; returns the
 * greatest length.  A character is always a word.
 */
static uint32_t
words_at(const Window *window, uint32_t place, uint32_t costs[HAN_WORD_MAX + 1])
{
	uint64_t	hash = han_word_hash(0, window->characters[place]);
	uint32_t	length = 1;
	bool		longer = true;

	costs[1] = han_character_cost(window->characters[place]);
	while (longer && length < HAN_WORD_MAX && place + length < window->count)
	{
		hash = han_word_hash(hash, window->characters[place + length]);
		if (length == 1 && !han_pair_may_begin(hash))
			break;
		costs[++length] = han_word_cost(hash, &longer);
	}
	return length;
}

/*
 * Whether a word from one place to another would cut the hit.  For a label of
 * several characters a word that shares one of its edges does not.
 */
static bool
cuts_hit(const Window *window, uint32_t from, uint32_t to)
{
	if (from >= window->end || to <= window->start)
		return false;
	if (window->end == window->start + 1)
		return from != window->start || to != window->end;
	return (from < window->start && to != window->end) ||
		(from > window->start && to > window->end);
}

/*
 * Whether a word of several characters that begins at the place would; or
 * might, when it goes on where the window ends.
 */
static bool
word_cuts_hit(const Window *window, uint32_t from)
{
	uint64_t	hash = han_word_hash(0, window->characters[from]);
	uint32_t	to = from + 1;
	bool		longer = true;

	for (; longer && to < window->count; to++)
	{
		hash = han_word_hash(hash, window->characters[to]);
		if (to == from + 1 && !han_pair_may_begin(hash))
			return false;
		if (han_word_cost(hash, &longer) != HAN_NO_WORD && cuts_hit(window, from, to + 1))
			return true;
	}
	return longer && to > from + NEAR && to > window->end;
}

/*
 * Whether any word would; those next to the hit are the likeliest.  One that
 * begins with the hit cuts it only if that is a single character.
 */
static bool
is_in_danger(const Window *window)
{
	bool		single = window->end == window->start + 1;

	for (uint32_t from = window->end; from-- > 0;)
		if ((from != window->start || single) && word_cuts_hit(window, from))
			return true;
	return false;
}

static void
lower(uint32_t *value, uint32_t other)
{
	if (other < *value)
		*value = other;
}

/*
 * What the chain that spares the hit costs more than the cheapest of all.  Ends
 * at the first place behind the hit that no word lies across.
 */
static uint32_t
price_of_hit(const Window *window)
{
	uint32_t	cheapest[MAX_WINDOW + 1];
	uint32_t	sparing[MAX_WINDOW + 1];
	uint32_t	costs[HAN_WORD_MAX + 1];
	uint32_t	reached = 0;
	uint32_t	from = 0;

	memset(cheapest, 0xFF, sizeof(cheapest));
	memset(sparing, 0xFF, sizeof(sparing));
	cheapest[0] = sparing[0] = 0;
	for (; from < window->end || from < reached; from++)
	{
		uint32_t	longest = words_at(window, from, costs);

		for (uint32_t length = 1; length <= longest; length++)
		{
			uint32_t	to = from + length;

			if (costs[length] == HAN_NO_WORD)
				continue;
			reached = to > reached ? to : reached;
			lower(&cheapest[to], cheapest[from] + costs[length]);
			if (sparing[from] != UINT32_MAX && !cuts_hit(window, from, to))
				lower(&sparing[to], sparing[from] + costs[length]);
		}
	}
	return sparing[from] - cheapest[from];
}

static bool
read_window(Window *window, const uint8_t *text, size_t length, size_t start, size_t end,
			uint32_t context)
{
	read_left(window, text, start, context);
	if (!read_hit(window, text, start, end))
		return false;
	read_right(window, text, length, end, context);
	return true;
}

bool
han_edges_are_good(const uint8_t *text, size_t length, size_t start, size_t end)
{
	Window		window;
	size_t		hit;

	if (!read_window(&window, text, length, start, end, NEAR) || !is_in_danger(&window))
		return true;
	read_window(&window, text, length, start, end, CONTEXT);
	hit = window.end - window.start;
	return price_of_hit(&window) <= label_worth[hit < LABEL_WORTHS ? hit : LABEL_WORTHS - 1];
}

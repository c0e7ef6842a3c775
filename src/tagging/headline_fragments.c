/*-------------------------------------------------------------------------
 *
 * headline_fragments.c
 *		Which fragments of a document a headline shows.
 *
 * Called by tag_headline.c.
 *
 * A cover is a run of marks that fits into MaxWords.  The best has most
 * different concepts, then most marks, then stands first; the next best is
 * the best of those that share no mark with it.  A cover then grows to the
 * edges of its sentences where MaxWords allows, else to MaxWords, and is
 * filled up to MinWords with what follows.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/headline.h"

#include "miscadmin.h"
#include "storage/shmem.h"
#include "text/utf8.h"

/* The marks first to last - 1, and the tokens they reach over. */
typedef struct Cover
{
	uint32		first;
	uint32		end;
	uint32		concepts;		/* different ones */
	HeadlineFragment tokens;
} Cover;

typedef struct Covers
{
	const Outline *outline;
	const Marks *marks;
	int64		most_words;		/* thousandths */
	int64		least_words;
	int			short_word;
	HeadlineFragment *reach;	/* of each mark */
	Cover	   *covers;			/* one that begins at each mark */
	uint32	   *seen;			/* how often each concept is in the window */
} Covers;

static int64
words_of(const Outline *outline, uint32 first, uint32 last)
{
	return outline->tokens[last + 1].words_before - outline->tokens[first].words_before;
}

/* Marks begin and end where tokens do, or inside one (a particle cut off). */
static void
find_reach(Covers *covers)
{
	const Outline *outline = covers->outline;
	uint32		token = 0;

	for (uint32 i = 0; i < covers->marks->count; i++)
	{
		const Mark *mark = &covers->marks->marks[i];
		uint32		last;

		CHECK_FOR_INTERRUPTS();
		while (token + 1 < outline->token_count && outline->tokens[token].end <= mark->start)
			token++;
		for (last = token;
			 last + 1 < outline->token_count && outline->tokens[last + 1].start < mark->end; last++)
			;
		covers->reach[i].first = token;
		covers->reach[i].last = last;
	}
}

/* For each mark, the longest cover that begins with it: a sliding window. */
static void
find_covers(Covers *covers)
{
	const Mark *marks = covers->marks->marks;
	uint32		end = 0;
	uint32		concepts = 0;

	for (uint32 i = 0; i < covers->marks->count; i++)
	{
		Cover	   *cover = &covers->covers[i];

		CHECK_FOR_INTERRUPTS();
		while (end < covers->marks->count &&
			   (end == i || words_of(covers->outline, covers->reach[i].first,
									 covers->reach[end].last) <= covers->most_words))
			concepts += covers->seen[marks[end++].concept]++ == 0;
		cover->first = i;
		cover->end = end;
		cover->concepts = concepts;
		concepts -= --covers->seen[marks[i].concept] == 0;
	}
}

static int
compare_covers(const void *left, const void *right)
{
	const Cover *a = left;
	const Cover *b = right;

	if (a->concepts != b->concepts)
		return a->concepts > b->concepts ? -1 : 1;
	if (a->end - a->first != b->end - b->first)
		return a->end - a->first > b->end - b->first ? -1 : 1;
	return a->first < b->first ? -1 : a->first > b->first;
}

static int
compare_places(const void *left, const void *right)
{
	const Cover *a = left;
	const Cover *b = right;

	return a->first < b->first ? -1 : a->first > b->first;
}

/* Moves the best covers to the front, in the text's order; returns how many. */
static uint32
choose_covers(Covers *covers, uint32 most)
{
	uint32		count = covers->marks->count;
	bool	   *taken = palloc_extended(count, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	uint32		chosen = 0;

	qsort(covers->covers, count, sizeof(Cover), compare_covers);
	for (uint32 i = 0; i < count && chosen < most; i++)
	{
		Cover		cover = covers->covers[i];
		bool		free = true;

		CHECK_FOR_INTERRUPTS();
		for (uint32 m = cover.first; m < cover.end; m++)
			free &= !taken[m];
		if (!free)
			continue;
		memset(taken + cover.first, true, cover.end - cover.first);
		covers->covers[chosen++] = cover;
	}
	pfree(taken);
	qsort(covers->covers, chosen, sizeof(Cover), compare_places);
	return chosen;
}

static HeadlineFragment
cover_tokens(const Covers *covers, const Cover *cover)
{
	HeadlineFragment tokens = covers->reach[cover->first];

	for (uint32 m = cover->first; m < cover->end; m++)
		tokens.last = Max(tokens.last, covers->reach[m].last);
	return tokens;
}

static uint32
sentence_first(const Outline *outline, uint32 token)
{
	return outline->sentences[outline->tokens[token].sentence].first_token;
}

static uint32
sentence_last(const Outline *outline, uint32 token)
{
	uint32		sentence = outline->tokens[token].sentence;

	if (sentence + 1 >= outline->sentence_count)
		return outline->token_count - 1;
	return outline->sentences[sentence + 1].first_token - 1;
}

/* Grows towards a token while it has at most so many words. */
static void
grow_back(const Outline *outline, HeadlineFragment *tokens, uint32 to, int64 most)
{
	while (tokens->first > to && words_of(outline, tokens->first - 1, tokens->last) <= most)
		tokens->first--;
}

static void
grow_forward(const Outline *outline, HeadlineFragment *tokens, uint32 to, int64 most)
{
	while (tokens->last < to && words_of(outline, tokens->first, tokens->last + 1) <= most)
		tokens->last++;
}

static bool
is_short_word(const Covers *covers, uint32 token)
{
	const OutlineToken *word = &covers->outline->tokens[token];
	const uint8 *text = (const uint8 *) covers->outline->text;

	return word->kind == TOKEN_SYMBOL || word->kind == TOKEN_POSSESSIVE ||
		(word->kind == TOKEN_WORD &&
		 utf8_count(text + word->start, text + word->end) <= (size_t) covers->short_word);
}

/* Drops short words at an end that is none of a sentence, down to the cover. */
static void
drop_short_words(const Covers *covers, HeadlineFragment *tokens, const HeadlineFragment *cover)
{
	const Outline *outline = covers->outline;

	if (tokens->first != sentence_first(outline, tokens->first))
		while (tokens->first < cover->first && is_short_word(covers, tokens->first) &&
			   words_of(outline, tokens->first + 1, tokens->last) >= covers->least_words)
			tokens->first++;
	if (tokens->last != sentence_last(outline, tokens->last))
		while (tokens->last > cover->last && is_short_word(covers, tokens->last) &&
			   words_of(outline, tokens->first, tokens->last - 1) >= covers->least_words)
			tokens->last--;
}

/* The fragment around a cover, between the tokens low and high. */
static HeadlineFragment
fragment_around(const Covers *covers, const HeadlineFragment *cover, uint32 low, uint32 high)
{
	const Outline *outline = covers->outline;
	HeadlineFragment tokens = *cover;
	uint32		begin = Max(low, sentence_first(outline, cover->first));
	uint32		end = Min(high, sentence_last(outline, cover->last));
	int64		words = words_of(outline, cover->first, cover->last);

	if (words_of(outline, begin, cover->last) <= covers->most_words)
		tokens.first = begin;
	else
		grow_back(outline, &tokens, begin, words + (covers->most_words - words) / 2);
	grow_forward(outline, &tokens, end, covers->most_words);
	grow_back(outline, &tokens, begin, covers->most_words);
	grow_forward(outline, &tokens, high, covers->least_words);
	grow_back(outline, &tokens, low, covers->least_words);
	drop_short_words(covers, &tokens, cover);
	return tokens;
}

/* Without a mark: the begin of the document, as ts_headline does it. */
static void
begin_of_document(HeadlineFragments *fragments, const Covers *covers)
{
	fragments->count = covers->outline->token_count > 0;
	fragments->fragments = palloc0(sizeof(HeadlineFragment));
	if (fragments->count)
		grow_forward(covers->outline, fragments->fragments, covers->outline->token_count - 1,
					 covers->least_words);
}

static void
place_fragments(HeadlineFragments *fragments, Covers *covers, uint32 chosen)
{
	uint32		low = 0;

	fragments->fragments = palloc(mul_size(sizeof(HeadlineFragment), chosen));
	for (uint32 i = 0; i < chosen; i++)
		covers->covers[i].tokens = cover_tokens(covers, &covers->covers[i]);
	for (uint32 i = 0; i < chosen; i++)
	{
		HeadlineFragment *last = &fragments->fragments[fragments->count];
		uint32		high = covers->outline->token_count - 1;

		if (i + 1 < chosen)
			high = Max(covers->covers[i].tokens.last, covers->covers[i + 1].tokens.first - 1);
		low = Min(low, covers->covers[i].tokens.first);
		*last = fragment_around(covers, &covers->covers[i].tokens, low, high);
		low = last->last + 1;
		if (fragments->count > 0 && last[-1].last + 1 >= last->first)
			last[-1].last = Max(last[-1].last, last->last);	/* they touch: one */
		else
			fragments->count++;
	}
}

void
headline_fragments(HeadlineFragments *fragments, const Outline *outline, const Marks *marks,
				   const HeadlineOptions *options)
{
	Covers		covers = {.outline = outline, .marks = marks};
	Size		count = marks->count;

	memset(fragments, 0, sizeof(*fragments));
	covers.most_words = (int64) options->max_words * TOKEN_WORD_THOUSANDTHS;
	covers.least_words = (int64) options->min_words * TOKEN_WORD_THOUSANDTHS;
	covers.short_word = options->short_word;
	if (count == 0 || outline->token_count == 0)
	{
		begin_of_document(fragments, &covers);
		return;
	}
	covers.reach = palloc_extended(mul_size(sizeof(HeadlineFragment), count), MCXT_ALLOC_HUGE);
	covers.covers = palloc_extended(mul_size(sizeof(Cover), count), MCXT_ALLOC_HUGE);
	covers.seen = palloc0(mul_size(sizeof(uint32), marks->view->concept_count));
	find_reach(&covers);
	find_covers(&covers);
	place_fragments(fragments, &covers, choose_covers(&covers, Max(options->max_fragments, 1)));
}

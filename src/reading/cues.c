/*-------------------------------------------------------------------------
 *
 * cues.c
 *		Finds the cues of a sentence.
 *
 * Called by reading.c.  match/ marked the tokens that may begin one; here the
 * text is compared with the cues of that token's slot, the longest first.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/cues.h"

#include "text/fold.h"

#include <string.h>

#define TERMINATOR_REACH 400	/* bytes between cue and mention that are looked at */

/* ---------- comparing ---------- */

static bool
is_word_byte(uint8_t byte)
{
	return (uint8_t) ((byte | 0x20) - 'a') < 26 || (uint8_t) (byte - '0') < 10;
}

static const uint8_t *
skip_gap(const uint8_t *p, const uint8_t *end)
{
	while (p < end && (*p == ' ' || *p == '-' || (*p >= '\t' && *p <= '\r') ||
					   (*p == 0xC2 && end - p > 1 && p[1] == 0xA0)))
		p += *p == 0xC2 ? 2 : 1;
	return p;
}

/* A word of ASCII that ends as the cue's word does behind its *, or NULL. */
static const uint8_t *
match_ending(const uint8_t *p, const uint8_t *end, const char *ending, uint32_t length)
{
	const uint8_t *start = p;

	while (p < end && is_word_byte(*p))
		p++;
	if ((size_t) (p - start) <= length)
		return NULL;
	for (uint32_t i = 0; i < length; i++)
		if (((p - length)[i] | 0x20) != (uint8_t) ending[i])
			return NULL;
	return p;
}

/* Behind the digits of a number, or p. */
static const uint8_t *
skip_digits(const uint8_t *p, const uint8_t *end)
{
	while (p < end && (uint8_t) (*p - '0') < 10)
		p++;
	return p;
}

static uint32_t
word_length(const char *cue, uint32_t length)
{
	const char *space = memchr(cue, ' ', length);

	return space ? (uint32_t) (space - cue) : length;
}

/* The ideograph at p, folded; 0 where there is none. */
static uint32_t
folded_ideograph(const uint8_t *p, const uint8_t *end)
{
	uint32_t	length;
	uint32_t	code_point = p < end && *p >= 0xE4 && *p <= 0xE9 ? utf8_decode(p, end, &length) : 0;

	if (code_point < UNICODE_HAN_FIRST || code_point >= UNICODE_HAN_END)
		return 0;
	return unicode_han_folds[code_point - UNICODE_HAN_FIRST] ?
		unicode_han_folds[code_point - UNICODE_HAN_FIRST] : code_point;
}

/* One code point beyond ASCII against the folded bytes; 0 when they differ. */
static uint32_t
match_code_point(const uint8_t **p, const uint8_t *end, const char *cue, uint32_t length)
{
	FoldWalker	walker;
	FoldStep	step;
	uint32_t	ideograph = folded_ideograph(*p, end);

	if (ideograph != 0)
	{
		if (ideograph != folded_ideograph((const uint8_t *) cue, (const uint8_t *) cue + length))
			return 0;
		*p += 3;
		return 3;
	}
	fold_begin(&walker, *p, end);
	if (!fold_next(&walker, &step) || step.folded_length == 0 || step.folded_length > length ||
		memcmp(step.folded, cue, step.folded_length) != 0)
		return 0;
	*p += step.length;
	return step.folded_length;
}

/* Where the folded text that begins at p ends in the original, or NULL. */
static const uint8_t *
match_text(const uint8_t *p, const uint8_t *end, const char *cue, uint32_t length)
{
	for (uint32_t i = 0; i < length;)
	{
		uint32_t	step = 1;

		if (p >= end)
			return NULL;
		if (cue[i] == ' ')
		{
			const uint8_t *behind = skip_gap(p, end);

			if (behind == p)
				return NULL;
			p = behind;
		}
		else if (cue[i] == '*')
		{
			step = word_length(cue + i, length - i);
			p = match_ending(p, end, cue + i + 1, step - 1);
			if (p == NULL)
				return NULL;
		}
		else if (cue[i] == '#')
		{
			const uint8_t *behind = skip_digits(p, end);

			if (behind == p)
				return NULL;
			p = behind;
		}
		else if (*p < 0x80)
		{
			uint8_t		small = *p >= 'A' && *p <= 'Z' ? *p | 0x20 : *p;

			if (small != (uint8_t) cue[i] && *p != (uint8_t) cue[i])
				return NULL;
			p++;
		}
		else if ((step = match_code_point(&p, end, cue + i, length - i)) == 0)
			return NULL;
		i += step;
	}
	if (p < end && is_word_byte(*p) && is_word_byte((uint8_t) cue[length - 1]))
		return NULL;
	return p;
}

/* ---------- cues ---------- */

/* The row for this type of document before the one for all. */
static void
take_row(FoundCue *found, const ImageCue *cue, uint32_t doctype)
{
	const ImageCue **says = &found->says[cue->axis];

	if (cue->doctype != IMAGE_NONE && cue->doctype != doctype)
		return;
	if (*says == NULL || (*says)->doctype == IMAGE_NONE)
		*says = cue;
}

static bool
is_same_text(const ImageView *view, const ImageCue *a, const ImageCue *b)
{
	return a->length == b->length && memcmp(view->strings + a->text, view->strings + b->text, a->length) == 0;
}

/*
 * What follows the first token, so that most cues of a run are seen not to
 * match without a comparison: a small letter of ASCII, or an ideograph.
 */
typedef struct CueProbe
{
	uint32_t	first;			/* bytes of the first token */
	uint32_t	letter;			/* 0: nothing is known */
	uint32_t	ideograph;		/* likewise */
} CueProbe;

static void
make_probe(CueProbe *probe, const uint8_t *p, const uint8_t *end)
{
	const uint8_t *next = p;

	memset(probe, 0, sizeof(*probe));
	if (folded_ideograph(p, end) != 0)
	{
		probe->first = 3;
		probe->ideograph = folded_ideograph(p + 3, end);
		return;
	}
	while (next < end && is_word_byte(*next))
		next++;
	probe->first = (uint32_t) (next - p);
	next = skip_gap(next, end);
	if (next < end && is_word_byte(*next) && probe->first > 0)
		probe->letter = *next | 0x20;
}

static bool
may_match(const CueProbe *probe, const char *cue, uint32_t length)
{
	if (length <= probe->first)
		return length == probe->first;
	if (probe->ideograph != 0)
		return folded_ideograph((const uint8_t *) cue + 3, (const uint8_t *) cue + length) == probe->ideograph;
	if (probe->letter == 0 || cue[probe->first] != ' ' || length == probe->first + 1)
		return true;
	return cue[probe->first + 1] == '*' || cue[probe->first + 1] == '#' || ((uint8_t) cue[probe->first + 1] | 0x20) == probe->letter;
}

/* The rows of a text; the last of them is returned.  What a longer text says of an axis stands. */
static const ImageCue *
take_rows(FoundCue *found, const ImageView *view, const ImageCue *cue, uint32_t doctype)
{
	FoundCue	rows = {0};

	take_row(&rows, cue, doctype);
	while (!(cue->flags & IMAGE_CUE_LAST) && is_same_text(view, cue, cue + 1))
		take_row(&rows, ++cue, doctype);
	for (int axis = 0; axis < IMAGE_CUE_AXES; axis++)
		if (found->says[axis] == NULL)
			found->says[axis] = rows.says[axis];
	return cue;
}

/*
 * The longest cue that begins at that place; where it says nothing of an axis,
 * not even none, the next shorter one speaks ("will be built" of status, "will" of force).
 */
static bool
match_cue(FoundCue *found, const ImageView *view, const ImageCue *cue, const char *text,
		  const Sentence *sentence, uint32_t doctype)
{
	const uint8_t *p = (const uint8_t *) text + found->start;
	const uint8_t *end = (const uint8_t *) text + sentence->end;
	const uint8_t *behind;
	CueProbe	probe;

	make_probe(&probe, p, end);
	for (;; cue++)
	{
		behind = may_match(&probe, view->strings + cue->text, cue->length) ?
			match_text(p, end, view->strings + cue->text, cue->length) : NULL;
		if (behind != NULL)
		{
			if (found->end == 0)
				found->end = (uint32_t) (behind - (const uint8_t *) text);
			cue = take_rows(found, view, cue, doctype);
		}
		if (cue->flags & IMAGE_CUE_LAST)
			return found->end > 0;
	}
}

/* Bytes of the white space that ends before p, 0 for none. */
static uint32_t
space_before(const uint8_t *start, const uint8_t *p)
{
	if (p > start && (p[-1] == ' ' || (p[-1] >= '\t' && p[-1] <= '\r')))
		return 1;
	return p - start > 1 && p[-1] == 0xA0 && p[-2] == 0xC2 ? 2 : 0;
}

/* Whether "and", "but" or "or" stands directly before p. */
static bool
follows_conjunction(const uint8_t *start, const uint8_t *p)
{
	static const char *const words[] = {"and", "but", "or", NULL};
	uint32_t	space = space_before(start, p);

	for (int i = 0; space > 0 && words[i]; i++)
	{
		size_t		length = strlen(words[i]);
		const uint8_t *word = p - space - length;

		if ((size_t) (p - start) > space + length && memcmp(word, words[i], length) == 0 &&
			space_before(start, word) > 0)
			return true;
	}
	return false;
}

/* Cues that govern both ways are verbs with a subject of their own. */
static bool
begins_clause(const FoundCue *found, const char *text, const Sentence *sentence)
{
	const ImageCue *force = found->says[IMAGE_CUE_FORCE];
	const ImageCue *status = found->says[IMAGE_CUE_STATUS];

	if (!(force && force->direction == IMAGE_CUE_BOTH) && !(status && status->direction == IMAGE_CUE_BOTH))
		return false;
	return follows_conjunction((const uint8_t *) text + sentence->start, (const uint8_t *) text + found->start);
}

void
cues_find(FoundCues *found, const ImageView *view, const char *text, Sentence *sentence,
		  const MatchMark *marks, uint32_t mark_count, uint32_t *mark, uint32_t doctype)
{
	uint32_t	taken = sentence->start;

	found->count = 0;
	while (*mark < mark_count && marks[*mark].place < sentence->start)
		++*mark;
	for (; *mark < mark_count && marks[*mark].place < sentence->end; ++*mark)
	{
		FoundCue   *cue = &found->cues[found->count];

		if (marks[*mark].place < taken || found->count == CUES_MAX)
			continue;
		memset(cue, 0, sizeof(*cue));
		cue->start = marks[*mark].place;
		if (!match_cue(cue, view, &view->cues[marks[*mark].cue], text, sentence, doctype))
			continue;
		if (begins_clause(cue, text, sentence))
			sentence_split(sentence, cue->start);
		cue->clause = sentence_clause(sentence, cue->start);
		taken = cue->end;
		found->count++;
	}
}

bool
cue_is_terminated(const ImageView *view, const ImageCue *cue, const char *text, uint32_t from,
				  uint32_t to)
{
	const char *list = view->strings + cue->terminators;
	const char *list_end = list + cue->terminators_length;
	const uint8_t *end = (const uint8_t *) text + to;

	if (to - from > TERMINATOR_REACH)
		return cue->terminators_length > 0;
	while (list < list_end)
	{
		const char *bar = memchr(list, '|', (size_t) (list_end - list));
		const char *stop = bar ? bar : list_end;

		for (const uint8_t *p = (const uint8_t *) text + from; p < end; p++)
			if ((*p >= 0x80 || !is_word_byte(p[-1])) &&
				match_text(p, end, list, (uint32_t) (stop - list)) != NULL)
				return true;
		list = bar ? bar + 1 : list_end;
	}
	return false;
}

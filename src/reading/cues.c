/*-------------------------------------------------------------------------
 *
 * cues.c
 *		Finds the cues of a sentence.
 *
 * Called by reading.c.  match/ marked the tokens that may begin one; here the
 * text, in uniform writing, is compared with the cues of that token's slot, the longest first.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/cues.h"

#include "text/ascii.h"
#include "text/fold.h"

#include <string.h>

#define TERMINATOR_REACH 400	/* bytes between cue and mention that are looked at */

/* ---------- comparing ---------- */

static const uint8_t *
skip_gap(const uint8_t *p, const uint8_t *end)
{
	while (p < end && (*p == '-' || ascii_is_space(*p)))
		p++;
	return p;
}

/* A word of ASCII that ends as the cue's word does behind its *, or NULL. */
static const uint8_t *
match_ending(const uint8_t *p, const uint8_t *end, const char *ending, uint32_t length)
{
	const uint8_t *start = p;

	while (p < end && ascii_is_alphanumeric(*p))
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
	while (p < end && ascii_is_digit(*p))
		p++;
	return p;
}

static uint32_t
word_length(const char *cue, uint32_t length)
{
	const char *space = memchr(cue, ' ', length);

	return space ? (uint32_t) (space - cue) : length;
}

/* The ideograph at p, folded, as its bytes; 0 where there is none. */
static inline uint32_t
folded_ideograph(const uint8_t *p, const uint8_t *end)
{
	uint32_t	code_point;
	uint32_t	folded;

	if (end - p < 3 || *p < 0xE4 || *p > 0xE9)
		return 0;
	code_point = (uint32_t) (p[0] & 0x0F) << 12 | (uint32_t) (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	if (code_point < UNICODE_HAN_FIRST)
		return 0;
	folded = unicode_three_folds[code_point - UNICODE_THREE_FIRST];
	return folded == 0 ? uniform_wide(p) : 0xE08080 | folded >> 12 << 16 | (folded >> 6 & 0x3F) << 8 | (folded & 0x3F);
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
		if (length < 3 || ideograph != uniform_wide((const uint8_t *) cue))
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
	if (p < end && ascii_is_alphanumeric(*p) && ascii_is_alphanumeric((uint8_t) cue[length - 1]))
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

/* The builder writes the text of rows that follow each other once. */
static bool
is_same_text(const ImageCue *a, const ImageCue *b)
{
	return a->text == b->text && a->length == b->length;
}

/*
 * What follows the first token, so that most cues of a run are seen not to
 * match without a comparison: three small letters of ASCII (a space where the
 * word has fewer), or two ideographs.
 */
typedef struct CueProbe
{
	uint32_t	first;			/* bytes of the first token */
	uint32_t	letter;			/* 0: nothing is known */
	uint32_t	second_letter;
	uint32_t	third_letter;	/* 0: nothing is known */
	uint32_t	ideograph;		/* likewise */
	uint32_t	first_ideograph;
	uint32_t	third_ideograph;
} CueProbe;

static void
make_probe(CueProbe *probe, const uint8_t *p, const uint8_t *end)
{
	const uint8_t *next = p;

	memset(probe, 0, sizeof(*probe));
	if (folded_ideograph(p, end) != 0)
	{
		probe->first = 3;
		probe->first_ideograph = folded_ideograph(p, end);
		probe->ideograph = folded_ideograph(p + 3, end);
		probe->third_ideograph = probe->ideograph != 0 ? folded_ideograph(p + 6, end) : 0;
		return;
	}
	while (next < end && ascii_is_alphanumeric(*next))
		next++;
	probe->first = (uint32_t) (next - p);
	next = skip_gap(next, end);
	if (next >= end || !ascii_is_alphanumeric(*next) || probe->first == 0)
		return;
	probe->letter = *next | 0x20;
	probe->second_letter = next + 1 < end && ascii_is_alphanumeric(next[1]) ? next[1] | 0x20 : ' ';
	if (probe->second_letter != ' ' && next + 2 < end && (ascii_is_alphanumeric(next[2]) || next[2] == ' '))
		probe->third_letter = next[2] | 0x20;
}

/* Whether a sign of a cue may stand for a letter; * and #, below the digits, are for match_text() to see. */
static inline bool
is_letter_of(char sign, uint32_t letter)
{
	return ((uint8_t) sign | 0x20) == letter || (uint8_t) sign < '0';
}

static bool
may_match(const CueProbe *probe, const char *cue, uint32_t length)
{
	if (length <= probe->first)
		return length == probe->first;
	if (probe->ideograph != 0)
		return length >= 6 && (uint8_t) cue[5] == (uint8_t) probe->ideograph &&
			uniform_wide((const uint8_t *) cue + 3) == probe->ideograph &&
			(length < 9 || probe->third_ideograph == 0 || (uint8_t) cue[6] < 0xE4 ||
			 uniform_wide((const uint8_t *) cue + 6) == probe->third_ideograph);
	if (probe->letter == 0 || cue[probe->first] != ' ' || length == probe->first + 1)
		return true;
	cue += probe->first + 1;
	if (!is_letter_of(*cue, probe->letter))
		return false;
	if (length == probe->first + 2 || *cue == '*' || *cue == '#')
		return true;
	if (!is_letter_of(cue[1], probe->second_letter))
		return false;
	return probe->third_letter == 0 || length == probe->first + 3 || cue[1] == ' ' || cue[1] == '*' || cue[1] == '#' ||
		is_letter_of(cue[2], probe->third_letter);
}

/* Where a cue that passed the probe ends, or NULL: one of two ideographs is known by the probe. */
static const uint8_t *
match_probed(const CueProbe *probe, const uint8_t *p, const uint8_t *end, const char *cue, uint32_t length)
{
	if (probe->ideograph == 0 || length > 6)
		return match_text(p, end, cue, length);
	return uniform_wide((const uint8_t *) cue) == probe->first_ideograph ? p + length : NULL;
}

/* The rows of a text; the last of them is returned.  What a longer text says of an axis stands. */
static const ImageCue *
take_rows(FoundCue *found, const ImageCue *cue, uint32_t doctype)
{
	FoundCue	rows = {0};

	take_row(&rows, cue, doctype);
	while (!(cue->flags & IMAGE_CUE_LAST) && is_same_text(cue, cue + 1))
		take_row(&rows, ++cue, doctype);
	for (int axis = 0; axis < IMAGE_CUE_AXES; axis++)
		if (found->says[axis] == NULL)
			found->says[axis] = rows.says[axis];
	return cue;
}

/* The last of the rows that follow each other with one text. */
static const ImageCue *
last_of_text(const ImageCue *cue)
{
	while (!(cue->flags & IMAGE_CUE_LAST) && is_same_text(cue, cue + 1))
		cue++;
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
			match_probed(&probe, p, end, view->strings + cue->text, cue->length) : NULL;
		if (behind != NULL)
		{
			if (found->end == 0)
				found->end = (uint32_t) (behind - (const uint8_t *) text);
			cue = take_rows(found, cue, doctype);
		}
		else
			cue = last_of_text(cue);
		if (cue->flags & IMAGE_CUE_LAST)
			return found->end > 0;
	}
}

static bool
space_before(const uint8_t *start, const uint8_t *p)
{
	return p > start && ascii_is_space(p[-1]);
}

/* Whether "and", "but" or "or" stands directly before p. */
static bool
follows_conjunction(const uint8_t *start, const uint8_t *p)
{
	static const char *const words[] = {"and", "but", "or", NULL};
	bool		space = space_before(start, p);

	for (int i = 0; space && words[i]; i++)
	{
		size_t		length = strlen(words[i]);
		const uint8_t *word = p - 1 - length;

		if ((size_t) (p - start) > 1 + length && memcmp(word, words[i], length) == 0 &&
			space_before(start, word))
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

/* Whether a word of ASCII is one of the words, which end with NULL. */
static bool
is_one_of(const uint8_t *word, size_t length, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == length && memcmp(word, *words, length) == 0)
			return true;
	return false;
}

/* Where the word before a place begins, or the place itself. */
static const uint8_t *
word_before(const uint8_t *start, const uint8_t *place)
{
	const uint8_t *word = place - 1;

	if (!space_before(start, place))
		return place;
	while (word > start && ascii_is_alphanumeric(word[-1]))
		word--;
	return word;
}

/* "the agreed milestones", "of approved projects": a participle tells which, not what was done. */
static bool
stands_as_participle(const FoundCue *found, const char *text, const Sentence *sentence)
{
	static const char *const fronts[] = {"the", "The", "a", "an", "its", "their", "our", "any", "each", "every", "of",
	"for", "with", "under", "newly", NULL};
	const uint8_t *start = (const uint8_t *) text + sentence->start;
	const uint8_t *cue = (const uint8_t *) text + found->start;
	const uint8_t *end = (const uint8_t *) text + found->end;
	const uint8_t *word;

	if (end - cue < 5 || memcmp(end - 2, "ed", 2) != 0 || memchr(cue, ' ', end - cue) != NULL)
		return false;
	word = word_before(start, cue);
	return word < cue && is_one_of(word, (size_t) (cue - 1 - word), fronts);
}

/* "the support of", "under the proposed rules": such a word behind an article or a preposition is no verb. */
static bool
stands_as_noun(const FoundCue *found, const char *text, const Sentence *sentence)
{
	static const char *const nouns[] = {"support", "demand", "demands", "request", "requests", "boost", "drive", "help",
	"guide", "guides", "advance", "advances", "back", "proposed", "recommended", "requested", "supported", "supporting", NULL};
	static const char *const fronts[] = {"the", "The", "a", "A", "an", "its", "their", "our", "any", "this", "such", "no",
	"of", "for", "in", "with", "on", "under", "without", "by", NULL};
	const ImageCue *force = found->says[IMAGE_CUE_FORCE];
	const uint8_t *start = (const uint8_t *) text + sentence->start;
	const uint8_t *cue = (const uint8_t *) text + found->start;
	const uint8_t *word;

	if (force == NULL || force->direction != IMAGE_CUE_FORWARD || *cue >= 0x80 || !space_before(start, cue) ||
		!is_one_of(cue, found->end - found->start, nouns))
		return false;
	word = word_before(start, cue);
	return is_one_of(word, (size_t) (cue - 1 - word), fronts);
}

#define TITLE_MAX 120			/* bytes between the sign that opens a title and a cue in it */
#define TITLE_OPENS 0xE3808A	/* 《 */
#define TITLE_CLOSES 0xE3808B

typedef enum TitleSearch
{
	TITLE_UNKNOWN,
	TITLE_FOUND,
	TITLE_ABSENT
} TitleSearch;

/* Whether the sentence has a title; looked for when the first cue of ideographs asks. */
static bool
has_title(const char *text, const Sentence *sentence, TitleSearch *search)
{
	if (*search == TITLE_UNKNOWN)
		*search = memmem(text + sentence->start, sentence->end - sentence->start, "\xE3\x80\x8A", 3) != NULL ?
			TITLE_FOUND : TITLE_ABSENT;
	return *search == TITLE_FOUND;
}

/* Whether the last sign of a title before a cue opens one. */
static bool
is_in_title(const char *text, const Sentence *sentence, const FoundCue *cue, TitleSearch *search)
{
	const uint8_t *p = (const uint8_t *) text + cue->start;
	uint32_t	before = cue->start - sentence->start;

	if (*p < 0x80 || !has_title(text, sentence, search))
		return false;
	for (uint32_t reach = before < TITLE_MAX ? before : TITLE_MAX; reach >= 3; reach--, p--)
		if (uniform_wide(p - 3) == TITLE_OPENS || uniform_wide(p - 3) == TITLE_CLOSES)
			return uniform_wide(p - 3) == TITLE_OPENS;
	return false;
}

/* The next mark; its place in the uniform writing, or the sentence's end. */
static uint32_t
mark_place(CueMarks *marks, const Sentence *sentence)
{
	return marks->next == marks->end ? sentence->end :
		uniform_place(marks->uniform, marks->marks[marks->next].place, &marks->cursor);
}

void
cues_find(FoundCues *found, const ImageView *view, CueMarks *marks, Sentence *sentence, uint32_t doctype)
{
	const char *text = marks->uniform->text;
	uint32_t	taken = sentence->start;
	TitleSearch titles = TITLE_UNKNOWN;
	uint32_t	place;

	found->count = 0;
	for (; (place = mark_place(marks, sentence)) < sentence->end; marks->next++)
	{
		FoundCue   *cue = &found->cues[found->count];

		if (place < taken || found->count == CUES_MAX)
			continue;
		memset(cue, 0, sizeof(*cue));
		cue->start = place;
		if (!match_cue(cue, view, &view->cues[marks->marks[marks->next].cue], text, sentence, doctype))
			continue;
		if (stands_as_noun(cue, text, sentence))
			cue->says[IMAGE_CUE_FORCE] = NULL;
		if (stands_as_participle(cue, text, sentence))
			cue->says[IMAGE_CUE_FORCE] = cue->says[IMAGE_CUE_STATUS] = NULL;
		if (begins_clause(cue, text, sentence))
			sentence_split(sentence, cue->start);
		cue->clause = sentence_clause(sentence, cue->start);
		cue->in_title = is_in_title(text, sentence, cue, &titles);
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
			if ((*p >= 0x80 || !ascii_is_alphanumeric(p[-1])) &&
				match_text(p, end, list, (uint32_t) (stop - list)) != NULL)
				return true;
		list = bar ? bar + 1 : list_end;
	}
	return false;
}

/*-------------------------------------------------------------------------
 *
 * axes.c
 *		What the cues of a sentence say of one mention in it.
 *
 * Called by reading.c.	All places are of the uniform writing.
 *
 * Force and status are one chain: of the cues in the mention's clause that
 * reach it, the first governs the others ("should encourage" urges, "may
 * consider supporting" explores).	A clause without such a cue takes that of an
 * earlier clause whose scope is the sentence ("must promote A, and support B");
 * where none has any, that of a later one, behind a comma of Chinese.  There a
 * modal also governs the verbs of later clauses.  What is achieved or forecast
 * commits nobody and has no force.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/axes.h"

#include "reading/line.h"
#include "text/ascii.h"
#include "text/utf8.h"

#include <string.h>

#define SOURCE_MAX 80			/* bytes of a source */
#define HEADING_MAX 120			/* bytes of a heading in a sentence of its own */
#define FORCE_DECIDED 4			/* what is decided is planned */
#define FORCE_SUPPORTED 2		/* up to here a verb alone says it, no modal */

/* ---------- reach ---------- */

static bool
is_before(const FoundCue *cue, const ReadingSpan *mention)
{
	return cue->end <= mention->start;
}

/* By direction and terminators; where the cue stands is the caller's to see. */
static bool
reaches(const SentenceReading *reading, const FoundCue *cue, const ImageCue *says,
		const ReadingSpan *mention)
{
	bool		before = is_before(cue, mention);

	if (cue->named || cue->in_title || (!before && cue->start < mention->end))
		return false;
	if (says->direction != IMAGE_CUE_BOTH && before != (says->direction == IMAGE_CUE_FORWARD))
		return false;
	return says->terminators_length == 0 ||
		!cue_is_terminated(reading->view, says, reading->text, before ? cue->end : mention->end,
						   before ? mention->start : cue->start);
}

static bool
says_something(const FoundCue *cue, ImageCueAxis axis)
{
	return cue->says[axis] != NULL && cue->says[axis]->value != IMAGE_CUE_NOTHING;
}

/* Does the cue govern the mention by that axis, from that clause? */
static bool
governs(const SentenceReading *reading, const FoundCue *cue, ImageCueAxis axis,
		const ReadingSpan *mention, uint32_t clause)
{
	if (!says_something(cue, axis) || !reaches(reading, cue, cue->says[axis], mention))
		return false;
	if (axis == IMAGE_CUE_STATUS && cue->says[axis]->direction == IMAGE_CUE_BACKWARD)
		return false;			/* only as the words that close a statement, read_voice() */
	return cue->clause == clause ||
		(is_before(cue, mention) && (cue->says[axis]->flags & IMAGE_CUE_SENTENCE));
}

/* ---------- clauses that belong together ---------- */

/* What parts a clause from the one before it. */
typedef enum ClauseJoint
{
	JOINT_STOP,					/* a semicolon or colon */
	JOINT_WORD,					/* a conjunction alone, or with a comma */
	JOINT_WIDE					/* a comma behind an ideograph */
} ClauseJoint;

static ClauseJoint
joint_before(const SentenceReading *reading, uint32_t clause)
{
	const uint8_t *text = (const uint8_t *) reading->text;
	uint32_t	place;
	uint32_t	end;

	sentence_clause_bounds(reading->sentence, clause, &place, &end);
	if (place - reading->sentence->start < 4)
		return JOINT_STOP;
	if (text[place - 1] == ',' && text[place - 2] >= 0x80)
		return JOINT_WIDE;
	return text[place - 1] == ',' || text[place - 1] == ' ' ? JOINT_WORD : JOINT_STOP;
}

/* No semicolon or colon stands between two clauses. */
static bool
are_joined(const SentenceReading *reading, uint32_t a, uint32_t b)
{
	for (uint32_t clause = (a < b ? a : b) + 1; clause <= (a < b ? b : a); clause++)
		if (joint_before(reading, clause) == JOINT_STOP)
			return false;
	return true;
}

/* A cue for the whole sentence that governs what stands before it. */
static bool
governs_back(const SentenceReading *reading, const FoundCue *cue, ImageCueAxis axis,
			 const ReadingSpan *mention)
{
	return says_something(cue, axis) && !is_before(cue, mention) &&
		(cue->says[axis]->flags & IMAGE_CUE_SENTENCE) && reaches(reading, cue, cue->says[axis], mention);
}

/* ---------- force and status ---------- */

/* The first from number on, in its clause, that says something by the axes. */
static const FoundCue *
next_in_chain(const SentenceReading *reading, uint32_t number, uint32_t in_clause,
			  const ReadingSpan *mention, uint32_t clause, bool status)
{
	for (; number < reading->found->count; number++)
	{
		const FoundCue *cue = &reading->found->cues[number];

		if (cue->clause != in_clause)
			continue;
		if (governs(reading, cue, IMAGE_CUE_FORCE, mention, clause) ||
			(status && governs(reading, cue, IMAGE_CUE_STATUS, mention, clause)))
			return cue;
	}
	return NULL;
}

static const FoundCue *
head_of_chain(const SentenceReading *reading, const ReadingSpan *mention, uint32_t clause)
{
	for (uint32_t k = clause + 1; k-- > 0;)
	{
		const FoundCue *cue = next_in_chain(reading, 0, k, mention, clause, true);

		if (cue != NULL)
			return cue;
	}
	return NULL;
}

static uint8_t
force_of(const FoundCue *cue)
{
	uint8_t		value = says_something(cue, IMAGE_CUE_FORCE) ? cue->says[IMAGE_CUE_FORCE]->value : 0;

	return value == IMAGE_CUE_POWER ? 0 : value;
}

static uint8_t
status_of(const FoundCue *cue)
{
	return says_something(cue, IMAGE_CUE_STATUS) ? cue->says[IMAGE_CUE_STATUS]->value : 0;
}

/* Must, will and the like, which govern the verbs of the clauses behind them. */
static bool
is_modal(const FoundCue *cue)
{
	uint8_t		force = force_of(cue);

	return force > FORCE_SUPPORTED && force <= 5 &&
		(cue->says[IMAGE_CUE_FORCE]->flags & IMAGE_CUE_SENTENCE);
}

/* Between a condition and the next border. */
static bool
is_in_condition(const SentenceReading *reading, const FoundCue *cue)
{
	for (const FoundCue *before = reading->found->cues; before < cue; before++)
		if (says_something(before, IMAGE_CUE_POLARITY) &&
			before->says[IMAGE_CUE_POLARITY]->value == IMAGE_CUE_CONDITIONAL &&
			sentence_border_after(reading->sentence, before->end) > cue->start)
			return true;
	return false;
}

/* Whether the text of a cue begins with one of the words, which end with NULL. */
static bool
begins_with(const SentenceReading *reading, const FoundCue *cue, const char *const *words)
{
	for (; *words; words++)
		if (cue->end - cue->start >= strlen(*words) && memcmp(reading->text + cue->start, *words, strlen(*words)) == 0)
			return true;
	return false;
}

/* 开展...试点, "carry out pilots for": the verb says no more than its noun, a trial. */
static bool
is_trial_of(const SentenceReading *reading, const FoundCue *verb, const FoundCue *noun)
{
	static const char *const verbs[] = {"开展", "開展", "carry out", "Carry out", "conduct", "Conduct", NULL};
	static const char *const trials[] = {"试点", "試點", "应用试点", "應用試點", "pilot", "trial", NULL};

	return force_of(noun) == 1 && noun->clause == verb->clause && begins_with(reading, noun, trials) &&
		begins_with(reading, verb, verbs);
}

/*
 * "Operators that have installed X must ...", 新建建筑应...: what stands before
 * the modal of its clause belongs to the subject or to a condition.
 */
static const FoundCue *
modal_behind(const SentenceReading *reading, const FoundCue *cue, const ReadingSpan *mention, uint32_t clause)
{
	uint8_t		force = force_of(cue);

	if (cue->clause != clause || (force > FORCE_SUPPORTED && !is_in_condition(reading, cue)))
		return cue;
	if (force == 1 && (status_of(cue) == IMAGE_CUE_PLANNED || status_of(cue) == IMAGE_CUE_ONGOING))
		return cue;				/* what is considered: 正考虑禁止, 拟...给予 */
	for (uint32_t i = (uint32_t) (cue - reading->found->cues) + 1; i < reading->found->count; i++)
	{
		const FoundCue *modal = &reading->found->cues[i];

		if ((is_modal(modal) || force_of(modal) == READING_PROHIBITED) &&
			modal->says[IMAGE_CUE_FORCE]->direction == IMAGE_CUE_BOTH &&
			governs(reading, modal, IMAGE_CUE_FORCE, mention, clause))
			return modal;
		if (is_trial_of(reading, cue, modal) && governs(reading, modal, IMAGE_CUE_FORCE, mention, clause))
			return modal;
	}
	return cue;
}

/* 占比提高4个百分点: decided, of its clause alone. */
static bool
is_measure(const FoundCue *cue)
{
	return force_of(cue) == FORCE_DECIDED && !(cue->says[IMAGE_CUE_FORCE]->flags & IMAGE_CUE_SENTENCE);
}

/*
 * 各部门要统筹协调，加强...: the modal of an earlier clause, else the cue itself.
 * A measure was reached where that clause says so: 截至2020年底，装机容量突破1000万千瓦.
 */
static const FoundCue *
outermost(const SentenceReading *reading, const FoundCue *cue, const ReadingSpan *mention, uint32_t clause)
{
	bool		measure = is_measure(cue);

	if (cue->clause != clause || force_of(cue) == 0 || (force_of(cue) > FORCE_SUPPORTED && !measure))
		return cue;
	for (uint32_t k = clause; k > 0 && joint_before(reading, k) == JOINT_WIDE; k--)
	{
		const FoundCue *outer = next_in_chain(reading, 0, k - 1, mention, clause, true);

		if (outer != NULL)
			return (measure ? status_of(outer) == IMAGE_CUE_ACHIEVED : is_modal(outer)) ? outer : cue;
	}
	return cue;
}

/* "X is limited to 30 %, and may not exceed ...": the same subject goes on. */
static bool
continues_subject(const SentenceReading *reading, const FoundCue *cue, uint32_t clause)
{
	return cue->clause == clause + 1 && sentence_border_before(reading->sentence, cue->start) == cue->start;
}

/* 申请许可，应当...: what is named first, and then said of. */
static const FoundCue *
cue_behind(const SentenceReading *reading, const ReadingSpan *mention, uint32_t clause)
{
	for (uint32_t i = 0; i < reading->found->count; i++)
	{
		const FoundCue *cue = &reading->found->cues[i];

		if (cue->clause <= clause || !governs_back(reading, cue, IMAGE_CUE_FORCE, mention))
			continue;
		if (continues_subject(reading, cue, clause))
			return cue;
		for (uint32_t k = clause + 1; k <= cue->clause && joint_before(reading, k) == JOINT_WIDE; k++)
			if (k == cue->clause)
				return cue;
	}
	return NULL;
}

/* "By 2028, there shall be ...": a date leaves it to the modal behind it, or to what is expected or done. */
static const FoundCue *
behind_date(const SentenceReading *reading, const FoundCue *cue, const ReadingSpan *place, uint32_t clause)
{
	static const char *const dates[] = {"By ", "by ", NULL};
	const FoundCue *next;

	if ((reading->text[cue->start] | 0x20) != 'b' || !begins_with(reading, cue, dates))
		return cue;
	next = next_in_chain(reading, (uint32_t) (cue - reading->found->cues) + 1, cue->clause, place, clause, true);
	return next != NULL && (is_modal(next) || force_of(next) == READING_PROHIBITED || status_of(next) != 0) ? next : cue;
}

/* The cue that decides on force and status, or NULL. */
static const FoundCue *
deciding_cue(const SentenceReading *reading, const ReadingSpan *place, uint32_t clause)
{
	const FoundCue *cue = head_of_chain(reading, place, clause);

	if (cue == NULL)
		return cue_behind(reading, place, clause);
	cue = behind_date(reading, cue, place, clause);
	return modal_behind(reading, outermost(reading, cue, place, clause), place, clause);
}

/* "X expects that Y will": what is foreseen before the modal; what should or must be is not. */
static bool
is_foreseen(const SentenceReading *reading, const FoundCue *decides, const ReadingSpan *place, uint32_t clause)
{
	if (is_modal(decides) && force_of(decides) != FORCE_DECIDED)
		return false;
	for (const FoundCue *cue = reading->found->cues; cue < decides; cue++)
		if (status_of(cue) == IMAGE_CUE_FORECAST && are_joined(reading, cue->clause, clause) &&
			governs(reading, cue, IMAGE_CUE_STATUS, place, clause))
			return true;
	return false;
}

/* ---------- bare verbs ---------- */

/* "by 2030", "in 2030", "by the end of 2030", between two places and before a conjunction. */
static bool
has_english_date(const char *text, uint32_t from, uint32_t to)
{
	static const char *const fronts[] = {" by", " in", "end of", NULL};
	const char *start = text + from;
	const char *stop = memmem(start, to - from, " and ", 5);
	const char *end = stop ? stop : text + to;
	const char *year;

	for (; (year = memmem(start, end - start, " 20", 3)) != NULL; start = year + 1)
		for (int i = 0; fronts[i] && end - year >= 5; i++)
			if (ascii_is_digit((uint8_t) year[3]) && ascii_is_digit((uint8_t) year[4]) &&
				(size_t) (year - text) >= from + strlen(fronts[i]) &&
				memcmp(year - strlen(fronts[i]), fronts[i], strlen(fronts[i])) == 0)
				return true;
	return false;
}

/* A year in the sentence before the verb, and a number behind it in its clause: 2026年，新增充电桩5万个. */
static bool
has_han_date_and_number(const SentenceReading *reading, const FoundCue *verb)
{
	const char *start = reading->text + reading->sentence->start;
	const char *end = reading->text + verb->start;
	uint32_t	border = sentence_border_after(reading->sentence, verb->end);
	uint32_t	number = verb->end;
	const char *year;

	while (number < border && !ascii_is_digit((uint8_t) reading->text[number]))
		number++;
	if (number == border)
		return false;
	for (; (year = memmem(start, end - start, "年", 3)) != NULL; start = year + 3)
		if (year > start && ascii_is_digit((uint8_t) year[-1]))
			return true;
	return false;
}

/* An imperative of a plan, which its type of document tells, with a date is a goal. */
static bool
is_dated_goal(const SentenceReading *reading, const FoundCue *verb)
{
	uint32_t	start;
	uint32_t	end;

	if (verb->says[IMAGE_CUE_FORCE]->doctype == IMAGE_NONE || verb->says[IMAGE_CUE_FORCE]->direction != IMAGE_CUE_FORWARD)
		return false;
	if ((uint8_t) reading->text[verb->start] >= 0x80)
		return has_han_date_and_number(reading, verb);
	sentence_clause_bounds(reading->sentence, verb->clause, &start, &end);
	return has_english_date(reading->text, verb->end, end);
}

/* "Chapter 2: Promoting ...", 第三章 推动..., 二、推进... without a full stop. */
static bool
is_heading(const SentenceReading *reading)
{
	static const char *const fronts[] = {"Chapter ", "Section ", "Part ", "Pillar ", "Annex ", NULL};
	Line		line = {reading->sentence->start, reading->sentence->end, false};

	if (line_length(&line) > HEADING_MAX || line_length(&line) < 3 ||
		memcmp(reading->text + line.end - 3, "。", 3) == 0)
		return false;
	if ((uint8_t) reading->text[line.start] >= 0x80)
		return line_is_marked_heading(reading->text, &line);
	for (int i = 0; fronts[i]; i++)
		if (line_length(&line) > strlen(fronts[i]) &&
			memcmp(reading->text + line.start, fronts[i], strlen(fronts[i])) == 0)
			return !line_ends_sentence(reading->text, &line);
	return false;
}

/* What a verb without a modal says: nothing in a heading, a decision in a goal. */
static void
settle_bare_verb(const SentenceReading *reading, const FoundCue *verb, ReadingMention *mention)
{
	if (is_heading(reading))
	{
		mention->force = 0;
		mention->cue = (ReadingSpan) {0, 0};
	}
	else if (mention->status == 0 && is_dated_goal(reading, verb))
	{
		mention->force = FORCE_DECIDED;
		mention->status = IMAGE_CUE_PLANNED;
	}
}

static void
read_force_and_status(const SentenceReading *reading, const ReadingSpan *place, uint32_t clause,
					  ReadingMention *mention)
{
	const FoundCue *cue = deciding_cue(reading, place, clause);
	const FoundCue *force = cue;

	if (cue == NULL)
		return;
	mention->cue = (ReadingSpan) {cue->start, cue->end};
	mention->status = is_foreseen(reading, cue, place, clause) ? IMAGE_CUE_FORECAST : status_of(cue);
	if (mention->status == IMAGE_CUE_ACHIEVED || mention->status == IMAGE_CUE_FORECAST)
		return;
	if (!says_something(cue, IMAGE_CUE_FORCE))
		force = next_in_chain(reading, (uint32_t) (cue - reading->found->cues) + 1, cue->clause,
							  place, clause, false);
	if (force == NULL)
		return;
	if (mention->status == IMAGE_CUE_ONGOING && force != cue && force_of(force) >= FORCE_DECIDED &&
		(force_of(force) == FORCE_DECIDED || !is_before(force, place)))
		return;					/* being built already, not decided; "is amending its rules to require" binds */
	mention->force = force_of(force);
	mention->cue = (ReadingSpan) {force->start, force->end};
	if (mention->force == FORCE_SUPPORTED)
		settle_bare_verb(reading, force, mention);
	else if (mention->status == 0 && mention->force == FORCE_DECIDED && force->says[IMAGE_CUE_STATUS] == NULL)
		mention->status = IMAGE_CUE_PLANNED;
}

/* ---------- polarity ---------- */

/* Conditions hold for the whole statement, what stands before them included. */
static bool
polarity_reaches(const SentenceReading *reading, const FoundCue *cue, const ReadingSpan *place,
				 uint32_t clause)
{
	if (cue->clause != clause && !are_joined(reading, cue->clause, clause))
		return false;
	return governs(reading, cue, IMAGE_CUE_POLARITY, place, clause) ||
		governs_back(reading, cue, IMAGE_CUE_POLARITY, place);
}

/* A condition comes before a negation within it: unless it does not. */
static void
read_polarity(const SentenceReading *reading, const ReadingSpan *place, uint32_t clause,
			  ReadingMention *mention)
{
	for (uint32_t i = 0; i < reading->found->count && mention->polarity != IMAGE_CUE_CONDITIONAL; i++)
	{
		const FoundCue *cue = &reading->found->cues[i];
		uint8_t		value = says_something(cue, IMAGE_CUE_POLARITY) ? cue->says[IMAGE_CUE_POLARITY]->value : 0;

		if (value == 0 || (mention->polarity != 0 && value != IMAGE_CUE_CONDITIONAL) ||
			!polarity_reaches(reading, cue, place, clause))
			continue;
		mention->polarity = value;
		if (mention->cue.end == 0)
			mention->cue = (ReadingSpan) {cue->start, cue->end};
	}
}

/* ---------- voice ---------- */

static ReadingSpan
trim_source(const char *text, uint32_t start, uint32_t end)
{
	while (start < end && (strchr(" \t\r\n\v\f,;:", text[start]) ||
						   (end - start > 1 && memcmp(text + start, "\xC2\xA0", 2) == 0)))
		start += text[start] == '\xC2' ? 2 : 1;
	while (end > start && (strchr(" \t\r\n\v\f,;:", text[end - 1]) ||
						   (end - start > 1 && memcmp(text + end - 2, "\xC2\xA0", 2) == 0)))
		end -= text[end - 1] == '\xA0' ? 2 : 1;
	while (end - start >= 3 && memcmp(text + end - 3, "，", 3) == 0)
		end -= 3;
	return (ReadingSpan) {start, end};
}

#define SPEAKER_MAX 80			/* bytes of who speaks, behind a quote */

/* "...," said X; "...," X said: where a quote ends before, and no comma stands between; else 0. */
static uint32_t
quote_before(const SentenceReading *reading, const FoundCue *cue)
{
	const char *text = reading->text;
	uint32_t	first = reading->sentence->start + 3;

	for (uint32_t at = cue->start; at > first && cue->start - at < SPEAKER_MAX; at--)
	{
		if (text[at - 1] == '"' || memcmp(text + at - 3, "”", 3) == 0)
			return at;
		if (text[at - 1] == ',')
			return 0;
	}
	return 0;
}

static bool
follows_quote(const SentenceReading *reading, const FoundCue *cue, const ReadingSpan *place)
{
	return quote_before(reading, cue) > place->end;
}

static bool
stands_at(const SentenceReading *reading, uint32_t place, const char *what)
{
	size_t		length = strlen(what);

	return place < reading->sentence->end && reading->sentence->end - place >= length &&
		memcmp(reading->text + place, what, length) == 0;
}

/* The conjunction that a clause begins with, in bytes; a space before it counts. */
static uint32_t
conjunction_length(const SentenceReading *reading, uint32_t place)
{
	static const char *const words[] = {"and ", "but ", "or ", "which ", "who ", "that ", "while ", "as ", NULL};
	uint32_t	space = stands_at(reading, place, " ");

	for (int i = 0; words[i]; i++)
		if (stands_at(reading, place + space, words[i]))
			return space + (uint32_t) strlen(words[i]);
	return 0;
}

/* "according to X", "..., said X." */
static ReadingSpan
speaker_behind(const SentenceReading *reading, const FoundCue *cue)
{
	const uint8_t *text = (const uint8_t *) reading->text;
	uint32_t	end = sentence_border_after(reading->sentence, cue->end);

	if (end - cue->end > SOURCE_MAX)
		end = cue->end + SOURCE_MAX;
	while (end > cue->end && end < reading->sentence->end && utf8_is_continuation(text[end]))
		end--;
	while (end > cue->end && strchr(".\"", text[end - 1]) && text[end - 1] != '\0')
		end--;
	return trim_source(reading->text, cue->end, end);
}

/*
 * Who speaks: behind a cue that governs both ways ("according to X,"), else
 * before it ("X said that").  Cut at characters.
 */
static ReadingSpan
find_source(const SentenceReading *reading, const FoundCue *cue)
{
	const uint8_t *text = (const uint8_t *) reading->text;
	uint32_t	start;
	uint32_t	end;

	if (cue->says[IMAGE_CUE_VOICE]->direction == IMAGE_CUE_BOTH)
		return speaker_behind(reading, cue);
	start = quote_before(reading, cue);
	end = cue->start;
	if (start > 0 && start + 1 >= end)
		return speaker_behind(reading, cue);
	if (start == 0)
		start = sentence_border_before(reading->sentence, cue->start);
	start += conjunction_length(reading, start);
	start = start < end ? start : end;
	if (end - start > SOURCE_MAX)
		start = end - SOURCE_MAX;
	while (start < end && utf8_is_continuation(text[start]))
		start++;
	return trim_source(reading->text, start, end);
}

/* Whether no more of the statement follows: a sign, or when and where it was said. */
static bool
closes_statement(const SentenceReading *reading, uint32_t place)
{
	return place >= reading->sentence->end || (reading->text[place] != '\0' && strchr(".,;!?\"", reading->text[place])) ||
		stands_at(reading, place, " on ") || stands_at(reading, place, " in ") || stands_at(reading, place, " at ");
}

/* "..., the minister said", "X, the study notes, ...": nothing but a subject between comma and cue. */
static bool
trails(const SentenceReading *reading, const FoundCue *cue, const ReadingSpan *place)
{
	const ImageCue *says = cue->says[IMAGE_CUE_VOICE];
	uint32_t	border = sentence_border_before(reading->sentence, cue->start);

	if (cue->named || says->direction == IMAGE_CUE_BOTH)
		return false;
	if (border == reading->sentence->start)
		return follows_quote(reading, cue, place);
	if (says->direction == IMAGE_CUE_BACKWARD && !closes_statement(reading, cue->end))
		return false;
	if (is_before(cue, place))
		return reading->text[border - 1] == ',' && stands_at(reading, cue->end, ",");
	if (follows_quote(reading, cue, place))
		return true;
	return border >= place->end && reading->text[border - 1] == ',' &&
		conjunction_length(reading, border) == 0;
}

/* What was read as decided is foreseen when the speaker only expects it. */
static void
apply_expectation(const FoundCue *cue, ReadingMention *mention)
{
	if (status_of(cue) != IMAGE_CUE_FORECAST || mention->status == IMAGE_CUE_ACHIEVED)
		return;
	if (mention->status == 0 && mention->force > FORCE_SUPPORTED)
		return;					/* what must or should be, the speaker warned */
	mention->status = IMAGE_CUE_FORECAST;
	mention->force = 0;
}

static void
read_voice(const SentenceReading *reading, const ReadingSpan *place, ReadingMention *mention)
{
	for (uint32_t i = 0; i < reading->found->count; i++)
	{
		const FoundCue *cue = &reading->found->cues[i];
		bool		trailing;

		if (!says_something(cue, IMAGE_CUE_VOICE) || is_in_condition(reading, cue))
			continue;			/* "if the court finds that ..." */
		trailing = trails(reading, cue, place);
		if (!trailing && (cue->says[IMAGE_CUE_VOICE]->direction == IMAGE_CUE_BACKWARD ||
						  !reaches(reading, cue, cue->says[IMAGE_CUE_VOICE], place)))
			continue;
		mention->voice = cue->says[IMAGE_CUE_VOICE]->value;
		mention->source = find_source(reading, cue);
		if (trailing)
			apply_expectation(cue, mention);
		if (mention->cue.end == 0)
			mention->cue = (ReadingSpan) {cue->start, cue->end};
		return;
	}
}

void
axes_read(const SentenceReading *reading, uint32_t clause, ReadingMention *mention)
{
	const ReadingSpan *place = &mention->place;

	if (reading->found->count == 0)
		return;
	read_force_and_status(reading, place, clause, mention);
	read_polarity(reading, place, clause, mention);
	read_voice(reading, place, mention);
}

/*-------------------------------------------------------------------------
 *
 * sentence.c
 *		Finds sentences and the borders of their clauses.
 *
 * Called by reading.c, for the sentences that have a mention.	The text is in
 * uniform writing and goes by eight bytes at a time until one of them may be a
 * sign.  A sign of ASCII beside an ideograph is a Chinese one.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/sentence.h"

#include "host.h"
#include "text/ascii.h"

#include <string.h>

#define WRAPPED_MIN 50			/* bytes of a line that may be wrapped at its end */
#define HAN_WRAPPED_MAX 140		/* bytes: longer lines of Han are paragraphs */

/* Bytes that may be, or begin, a sign of sentence or clause. */
static const uint8_t sign_bytes[256] = {
	['.'] = 1, ['!'] = 1, ['?'] = 1, ['\n'] = 1, [';'] = 1, [':'] = 1, [','] = 1, [0xE3] = 1
};

/* What a reader is at. */
typedef struct SentenceReader
{
	const uint8_t *text;
	uint32_t	length;
	uint32_t	line;			/* where the present line begins */
	Sentence   *sentence;
} SentenceReader;

void
sentence_begin(Sentence *sentence)
{
	memset(sentence, 0, sizeof(*sentence));
}

/* ---------- bytes ---------- */

/* Whether an ideograph, or another sign as wide, begins or ends at a place. */
static bool
wide_begins(const SentenceReader *reader, uint32_t at)
{
	return at < reader->length && reader->text[at] >= 0xE3;
}

static bool
wide_ends(const SentenceReader *reader, uint32_t at)
{
	return at >= 3 && reader->text[at - 3] >= 0xE3;
}

static bool
stands_at(const SentenceReader *reader, uint32_t at, const char *what)
{
	size_t		length = strlen(what);

	return reader->length - at >= length && memcmp(reader->text + at, what, length) == 0;
}

static uint32_t
skip_space(const SentenceReader *reader, uint32_t at)
{
	while (at < reader->length && ascii_is_space(reader->text[at]))
		at++;
	return at;
}

static uint32_t
next_sign(const SentenceReader *reader, uint32_t at)
{
	const uint8_t *p = reader->text + at;
	const uint8_t *end = reader->text + reader->length;

	while (end - p >= 8 &&
		   !(sign_bytes[p[0]] | sign_bytes[p[1]] | sign_bytes[p[2]] | sign_bytes[p[3]] |
			 sign_bytes[p[4]] | sign_bytes[p[5]] | sign_bytes[p[6]] | sign_bytes[p[7]]))
		p += 8;
	while (p < end && !sign_bytes[*p])
		p++;
	return (uint32_t) (p - reader->text);
}

/* Behind quotes and brackets that close what the stop ends. */
static uint32_t
skip_closers(const SentenceReader *reader, uint32_t at)
{
	static const char *const closers[] = {"\"", "'", ")", "]", "”", "»", "」", "』", "》", NULL};

	if (at < reader->length && (ascii_is_space(reader->text[at]) || ascii_is_letter(reader->text[at])))
		return at;
	for (int i = 0; at < reader->length && closers[i];)
	{
		bool		found = stands_at(reader, at, closers[i]);

		at += found ? (uint32_t) strlen(closers[i]) : 0;
		i = found ? 0 : i + 1;
	}
	return at;
}

/* ---------- full stops ---------- */

/* Words that a full stop follows within a sentence; small letters. */
static bool
is_abbreviation(const uint8_t *word, uint32_t length)
{
	static const char *const list[] = {"mr", "mrs", "ms", "dr", "prof", "no", "nos", "art", "arts", "fig",
		"figs", "sec", "secs", "para", "paras", "ch", "cf", "vs", "al", "st", "inc", "ltd", "co", "corp",
		"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx",
		"gen", "gov", "sen", "rep", "vol", "pp", "ed", "eds", "ph", "hon", "reg", "dept", "est", NULL};

	if (length > 6)
		return false;
	for (int i = 0; list[i]; i++)
	{
		uint32_t	k = 0;

		while (k < length && list[i][k] != '\0' && (word[k] | 0x20) == list[i][k])
			k++;
		if (k == length && list[i][k] == '\0')
			return true;
	}
	return false;
}

/* An initial, an abbreviation, or the number of a clause at its begin. */
static bool
is_guarded(const SentenceReader *reader, uint32_t stop)
{
	const uint8_t *text = reader->text;
	uint32_t	start = stop;

	while (start > reader->sentence->start && stop - start < 8 &&
		   ascii_is_alphanumeric(text[start - 1]))
		start--;
	if (start == stop || stop - start == 8)
		return false;
	if (start == reader->sentence->start || (start == reader->sentence->start + 1 && text[start - 1] == '('))
		return ascii_is_digit(text[start]) || stop - start == 1 || strspn((const char *) text + start, "ivxIVX") == stop - start;
	return (stop - start == 1 && ascii_is_letter(text[start])) || is_abbreviation(text + start, stop - start);
}

static bool
full_stop_ends(const SentenceReader *reader, uint32_t stop)
{
	uint32_t	behind = skip_closers(reader, stop + 1);
	uint32_t	next = skip_space(reader, behind);

	if (next >= reader->length)
		return true;
	if (next == behind)
		return wide_begins(reader, behind) && !is_guarded(reader, stop);
	return !(reader->text[next] >= 'a' && reader->text[next] <= 'z') && !is_guarded(reader, stop);
}

/* ---------- line breaks ---------- */

static bool
begins_item(const SentenceReader *reader, uint32_t at)
{
	uint32_t	digits = at;

	if (strchr("-*#(|", reader->text[at]) || stands_at(reader, at, "•") || stands_at(reader, at, "第"))
		return true;
	while (digits < reader->length && digits - at < 4 && ascii_is_digit(reader->text[digits]))
		digits++;
	return digits > at && digits < reader->length && strchr(".)", reader->text[digits]) != NULL;
}

/* Whether the last character, a sign that ends no sentence apart, is as wide as an ideograph. */
static bool
line_is_wide(const SentenceReader *reader, uint32_t last)
{
	uint8_t		sign = reader->text[last - 1];

	return sign >= 0x80 || (strchr(",;:)\"'", sign) && wide_ends(reader, last - 1));
}

/* Whether the sentence goes on behind a line break: the line is only wrapped. */
static bool
is_wrapped(const SentenceReader *reader, uint32_t newline)
{
	const uint8_t *text = reader->text;
	uint32_t	next = skip_space(reader, newline);
	uint32_t	last = newline;

	while (last > reader->line && ascii_is_space(text[last - 1]))
		last--;
	if (next >= reader->length || last == reader->line ||
		memchr(text + newline + 1, '\n', next - newline - 1) != NULL)
		return false;
	if (begins_item(reader, next) || strchr(".!?", text[last - 1]))
		return false;
	if (line_is_wide(reader, last))
		return last - reader->line >= WRAPPED_MIN && last - reader->line <= HAN_WRAPPED_MAX &&
			text[next] >= 0x80;
	if (strchr(";:", text[last - 1]))
		return false;
	return (text[next] >= 'a' && text[next] <= 'z') || last - reader->line >= WRAPPED_MIN;
}

/* ---------- clauses ---------- */

static void
add_border(Sentence *sentence, uint32_t place, bool strong)
{
	uint32_t	count = sentence->border_count;
	uint32_t	clause = count > 0 ? sentence->borders[count - 1].clause : 0;

	if (count == SENTENCE_BORDERS)
		return;
	sentence->borders[count].place = place;
	sentence->borders[count].clause = clause + strong;
	sentence->border_count++;
}

/* Words that begin a clause behind a comma. */
static bool
is_conjunction(const SentenceReader *reader, uint32_t at)
{
	static const char *const words[] = {"and", "but", "or", "nor", "so", "yet", "while", "whereas",
		"although", "though", "because", "since", "unless", "if", "when", "where", "which", "who",
		"provided", "then", NULL};

	if (at >= reader->length || !strchr("abinopstuwy", reader->text[at]))
		return false;
	for (int i = 0; words[i]; i++)
	{
		size_t		length;

		if (reader->text[at] != (uint8_t) words[i][0])
			continue;
		length = strlen(words[i]);
		if (stands_at(reader, at, words[i]) && at + length < reader->length &&
			!ascii_is_letter(reader->text[at + length]))
			return true;
	}
	return false;
}

static void
border_at_sign(const SentenceReader *reader, uint32_t sign)
{
	uint32_t	next = skip_space(reader, sign + 1);

	if (wide_ends(reader, sign) || wide_begins(reader, next))
	{
		add_border(reader->sentence, sign + 1, true);
		return;
	}
	if (next == sign + 1)
		return;
	add_border(reader->sentence, sign + 1, reader->text[sign] != ',' || is_conjunction(reader, next));
}

/* ---------- sentences ---------- */

/* The end of the sentence if the sign at that place is one, else 0. */
static uint32_t
end_at_sign(SentenceReader *reader, uint32_t at)
{
	uint8_t		byte = reader->text[at];

	if (byte == '\n')
	{
		if (!is_wrapped(reader, at))
			return at + 1;
		reader->line = at + 1;
		return 0;
	}
	if (byte == '.')
		return full_stop_ends(reader, at) ? skip_closers(reader, at + 1) : 0;
	if (byte == '!' || byte == '?')
		return skip_closers(reader, at + 1);
	if (byte >= 0x80)
		return stands_at(reader, at, "。") ? skip_closers(reader, at + 3) : 0;
	border_at_sign(reader, at);
	return 0;
}

static void
read_sentence(SentenceReader *reader)
{
	Sentence   *sentence = reader->sentence;
	uint32_t	at = skip_space(reader, sentence->next);
	uint32_t	end = 0;

	sentence->start = reader->line = at;
	sentence->border_count = 0;
	sentence->number++;
	while (end == 0)
	{
		at = next_sign(reader, at);
		end = at >= reader->length ? reader->length : end_at_sign(reader, at);
		at += at < reader->length && reader->text[at] >= 0x80 ? 3 : 1;
	}
	sentence->next = end > sentence->start ? end : sentence->start;
	while (end > sentence->start && ascii_is_space(reader->text[end - 1]))
		end--;
	sentence->end = end;
}

/* Whether a sentence ends for certain with the line that ends at a place. */
static bool
line_ends_sentence(const SentenceReader *reader, uint32_t newline)
{
	uint8_t		last = reader->text[newline - 1];

	if (last == '\n' || last == '.' || last == '!' || last == '?')
		return true;
	if (last == ';' || last == ':')
		return !wide_ends(reader, newline - 1);
	return newline >= 3 && stands_at(reader, newline - 3, "。");
}

/*
 * Where to begin for a place: behind the last line break before it that ends a
 * sentence for certain, so that a stretch without mentions is not read.
 */
static uint32_t
skip_ahead(const SentenceReader *reader, uint32_t place)
{
	const uint8_t *text = reader->text;
	uint32_t	next = reader->sentence->next;

	for (uint32_t at = place; at > next + 1; at--)
		if (text[at - 1] == '\n' && line_ends_sentence(reader, at - 1))
			return at;
	return next;
}

void
sentence_find(Sentence *sentence, const char *text, uint32_t length, uint32_t place)
{
	SentenceReader reader = {(const uint8_t *) text, length, 0, sentence};

	sentence->next = skip_ahead(&reader, place);
	while (sentence->next <= place && sentence->next < length)
	{
		read_sentence(&reader);
		if ((sentence->number & 0xFFF) == 0)
			host_check_interrupts();
	}
}

/* ---------- places ---------- */

void
sentence_split(Sentence *sentence, uint32_t place)
{
	uint32_t	at = sentence->border_count;

	if (at == SENTENCE_BORDERS)
		return;
	for (; at > 0 && sentence->borders[at - 1].place > place; at--)
	{
		sentence->borders[at] = sentence->borders[at - 1];
		sentence->borders[at].clause++;
	}
	sentence->borders[at].place = place;
	sentence->borders[at].clause = (at > 0 ? sentence->borders[at - 1].clause : 0) + 1;
	sentence->border_count++;
}

uint32_t
sentence_clause(const Sentence *sentence, uint32_t place)
{
	uint32_t	clause = 0;

	for (uint32_t i = 0; i < sentence->border_count && sentence->borders[i].place <= place; i++)
		clause = sentence->borders[i].clause;
	return clause;
}

void
sentence_clause_bounds(const Sentence *sentence, uint32_t clause, uint32_t *start, uint32_t *end)
{
	uint32_t	i = 0;

	*start = sentence->start;
	*end = sentence->end;
	while (i < sentence->border_count && sentence->borders[i].clause < clause)
		i++;
	if (clause > 0 && i < sentence->border_count)
		*start = sentence->borders[i].place;
	while (i < sentence->border_count && sentence->borders[i].clause == clause)
		i++;
	if (i < sentence->border_count)
		*end = sentence->borders[i].place;
}

uint32_t
sentence_border_before(const Sentence *sentence, uint32_t place)
{
	uint32_t	before = sentence->start;

	for (uint32_t i = 0; i < sentence->border_count && sentence->borders[i].place <= place; i++)
		before = sentence->borders[i].place;
	return before;
}

uint32_t
sentence_border_after(const Sentence *sentence, uint32_t place)
{
	for (uint32_t i = 0; i < sentence->border_count; i++)
		if (sentence->borders[i].place > place)
			return sentence->borders[i].place;
	return sentence->end;
}

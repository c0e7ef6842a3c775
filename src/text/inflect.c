/*-------------------------------------------------------------------------
 *
 * inflect.c
 *		The rules of English number and spelling; see inflect.h.
 *
 * Each begins with the exceptions of english.h and goes by rule where there
 * is none.  doc/english.md has the measurements.
 *
 *-------------------------------------------------------------------------
 */
#include "text/inflect.h"

#include "text/english.h"

#include <string.h>

/* ---------- words ---------- */

bool
inflect_is_word(const uint8_t *word, uint32_t length)
{
	for (uint32_t i = 0; i < length; i++)
		if ((uint8_t) (word[i] - 'a') >= 26)
			return false;
	return length >= 3 && length <= INFLECT_WORD_MAX;
}

static bool
is_vowel(char letter)
{
	return strchr("aeiou", letter) != NULL;
}

/* Whether it ends so, with at least one letter before. */
static bool
ends_in(const InflectWord *word, const char *tail)
{
	size_t		length = strlen(tail);

	return word->length > length && memcmp(word->bytes + word->length - length, tail, length) == 0;
}

/* The letter at that place from the end, the last being 1. */
static char
letter(const InflectWord *word, uint32_t from_end)
{
	return (char) (word->length >= from_end ? word->bytes[word->length - from_end] : '\0');
}

static void
take(InflectWord *copy, const uint8_t *word, uint32_t length)
{
	copy->length = length <= INFLECT_WORD_MAX ? length : 0;
	memcpy(copy->bytes, word, copy->length);
	copy->bytes[copy->length] = '\0';
}

/* The first so many bytes of a word, then two strings; once. */
static void
add(InflectWords *words, const char *bytes, size_t length, const char *middle, const char *tail)
{
	size_t		total = length + strlen(middle) + strlen(tail);
	InflectWord *added = &words->words[words->count];

	if (words->count == INFLECT_VARIANTS_MAX || total >= sizeof(added->bytes))
		return;
	memcpy(added->bytes, bytes, length);
	strcpy(added->bytes + length, middle);
	strcat(added->bytes, tail);
	added->length = (uint32_t) total;
	for (uint32_t i = 0; i < words->count; i++)
		if (strcmp(words->words[i].bytes, added->bytes) == 0)
			return;
	words->count++;
}

/* ---------- number ---------- */

static void
add_plural(const InflectWord *word, InflectWords *words)
{
	if (ends_in(word, "sis") || ends_in(word, "xis"))
		add(words, word->bytes, word->length - 2, "es", "");
	else if (ends_in(word, "s") || ends_in(word, "x") || ends_in(word, "z") ||
			 ends_in(word, "ch") || ends_in(word, "sh"))
		add(words, word->bytes, word->length, "es", "");
	else if (ends_in(word, "y") && (!is_vowel(letter(word, 2)) || ends_in(word, "quy")))
		add(words, word->bytes, word->length - 1, "ies", "");
	else
		add(words, word->bytes, word->length, "s", "");
}

/* -es that is e and s: the e stays. */
static bool
keeps_e(const InflectWord *word)
{
	if (ends_in(word, "uses"))
		return is_vowel(letter(word, 5));	/* causes; but viruses */
	return !ends_in(word, "sses") && !ends_in(word, "shes") && !ends_in(word, "ches") &&
		!ends_in(word, "xes") && !ends_in(word, "zzes") && !ends_in(word, "tzes") &&
		!ends_in(word, "oes");
}

static void
add_singular(const InflectWord *word, InflectWords *words)
{
	if (ends_in(word, "yses") || ends_in(word, "theses"))
		add(words, word->bytes, word->length - 2, "is", "");
	else if (ends_in(word, "ies") && word->length > 4)
		add(words, word->bytes, word->length - 3, "y", "");
	else if (ends_in(word, "es") && !keeps_e(word))
		add(words, word->bytes, word->length - 2, "", "");
	else
		add(words, word->bytes, word->length - 1, "", "");
}

/* -ss, -us, -is and -ics end singulars, or words without another number. */
static bool
is_plural(const InflectWord *word)
{
	return word->length > 3 && ends_in(word, "s") && !ends_in(word, "ss") &&
		!ends_in(word, "us") && !ends_in(word, "is");
}

/* Adds what the pairs say; false when there is none. */
static bool
add_listed(const EnglishPair *pair, const InflectWord *word, size_t kept, InflectWords *words)
{
	if (pair == NULL)
		return false;
	for (; pair != NULL; pair = english_next(&english_nouns, pair))
		if (strcmp(pair->to, pair->from) != 0)
			add(words, word->bytes, kept, pair->to + (kept > 0), "");
	return true;
}

/* -woman, -women: the longest listed end that has a letter before it. */
static bool
add_listed_end(const InflectWord *word, InflectWords *words)
{
	char		end[INFLECT_WORD_MAX + 2] = "-";

	for (uint32_t i = 1; i < word->length; i++)
	{
		strcpy(end + 1, word->bytes + i);
		if (add_listed(english_find(&english_nouns, end, strlen(end)), word, i, words))
			return true;
	}
	return false;
}

void
inflect_number(const uint8_t *word, uint32_t length, InflectWords *words)
{
	InflectWord copy;

	take(&copy, word, length);
	if (add_listed(english_find(&english_nouns, copy.bytes, copy.length), &copy, 0, words))
		return;
	if (!inflect_is_word(word, length) || add_listed_end(&copy, words) || ends_in(&copy, "ics"))
		return;
	if (is_plural(&copy))
		add_singular(&copy, words);
	else
		add_plural(&copy, words);
}

/* ---------- spelling ---------- */

/* What may stand before a listed spelling: dishonour, multicoloured. */
static const char *const prefixes[] = {
	"", "anti", "auto", "bio", "co", "counter", "cyber", "de", "dis", "electro", "en", "geo",
	"hydro", "hyper", "in", "inter", "macro", "mega", "micro", "mid", "milli", "mis", "mono",
	"multi", "nano", "neuro", "non", "off", "out", "over", "photo", "poly", "post", "pre", "pro",
	"pseudo", "psycho", "radio", "re", "semi", "sub", "super", "tele", "thermo", "trans", "tri", "ultra",
	"un", "under", "up"
};

#define PREFIXES (sizeof(prefixes) / sizeof(prefixes[0]))

static bool
tail_is_listed(const char *tails, const char *tail)
{
	size_t		length = strlen(tail);

	if (tails == NULL)
		return true;
	for (const char *p = tails; *p; p = strchr(p, ' ') + 1)
		if (strncmp(p, tail, length) == 0 && p[length] == ' ')
			return true;
	return length == 0 && strncmp(tails, "- ", 2) == 0;
}

typedef enum Listing
{
	UNLISTED,
	LISTED,						/* its variants are added */
	STAYS						/* no rule applies either: advertise */
} Listing;

/* Whether a listed spelling begins there; of several the longest. */
static Listing
add_spelling_at(const InflectWord *word, size_t at, InflectWords *words)
{
	Listing		listing = UNLISTED;

	for (size_t length = word->length - at; length > 0 && listing == UNLISTED; length--)
	{
		const EnglishPair *pair = english_find_beginning(&english_spellings, word->bytes + at,
														 &length);
		const char *tail = word->bytes + at + length;

		if (pair == NULL)
			break;
		for (; pair != NULL; pair = english_next(&english_spellings, pair))
		{
			if (!tail_is_listed(pair->tails, tail))
				continue;
			listing = strcmp(pair->to, pair->from) == 0 ? STAYS : LISTED;
			if (listing == LISTED)
				add(words, word->bytes, at, pair->to, tail);
		}
	}
	return listing;
}

/* -ise and -ize, -yse and -yze with all that may follow the s or z. */
static bool
is_ise_tail(const char *tail)
{
	static const char *const tails[] = {
		"e", "ed", "es", "er", "ers", "ing", "ings", "able", "ability", "ation", "ations",
		"ational", "ationally", "ationist", "ationists", "ement", "ements", "ingly", "edly", "ably", "ables"
	};

	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		if (strcmp(tail, tails[i]) == 0)
			return true;
	return false;
}

static void
add_ise(const InflectWord *word, InflectWords *words)
{
	for (uint32_t i = 4; i + 1 < word->length; i++)
	{
		char		letter = word->bytes[i];

		if ((letter != 's' && letter != 'z') || !is_ise_tail(word->bytes + i + 1))
			continue;
		if (word->bytes[i - 1] == 'i' || (word->bytes[i - 1] == 'y' && word->bytes[i - 2] == 'l'))
			add(words, word->bytes, i, letter == 's' ? "z" : "s", word->bytes + i + 1);
	}
}

void
inflect_spelling(const uint8_t *word, uint32_t length, InflectWords *words)
{
	InflectWord copy;
	Listing		listing = UNLISTED;

	if (!inflect_is_word(word, length))
		return;
	take(&copy, word, length);
	for (size_t i = 0; i < PREFIXES && listing == UNLISTED; i++)
	{
		size_t		at = strlen(prefixes[i]);

		if (at + 2 <= length && memcmp(copy.bytes, prefixes[i], at) == 0)
			listing = add_spelling_at(&copy, at, words);
	}
	if (listing != STAYS)
		add_ise(&copy, words);
}

/* ---------- compounds ---------- */

void
inflect_compound(const uint8_t *words, uint32_t length, InflectWords *others)
{
	const char *bytes = (const char *) words;
	const EnglishPair *pair = english_find(&english_compounds, bytes, length);

	for (; pair != NULL; pair = english_next(&english_compounds, pair))
		add(others, pair->to, strlen(pair->to), "", "");
}

/*-------------------------------------------------------------------------
 *
 * inflect.c
 *		English number and spelling measured over AGID (nouns and their
 *		plurals) and varcon (British and American spellings).
 *
 * Both are read from $POLICYSCOPE_DATA/english.tar.xz; without it the test is
 * skipped.  What counts is said in doc/english.md, where the figures are
 * committed.  Each measure is printed for the two halves of the words, by a
 * hash: the rules were written with one of them in sight.  With
 * INFLECT_ALL=1 in the environment every miss is printed, else twenty.
 *
 *-------------------------------------------------------------------------
 */
// objects: src/text/inflect.o src/text/english.o src/text/english_data.o
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/inflect.h"

#define LINE 4096
#define SPELLING_LEVEL 70		/* of SCOWL; above it are words no dictionary of
								 * everyday use has */
#define SHOWN 20

static int	test_number = 0;

static void
check(bool good, const char *what)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++test_number, what);
}

/* ---------- sets of strings ---------- */

typedef struct Set
{
	char	  **items;
	size_t		count;
	size_t		allocated;
} Set;

static Set	lemmas;				/* of AGID */
static Set	words_known;		/* those, and all words of varcon */
static Set	listed;				/* "a b": b is a form or a spelling of a, and back */
static Set	plurals;			/* "singular plural", the truth of AGID */
static Set	spellings;			/* "british american", the truth of varcon */

static void
set_add(Set *set, const char *item)
{
	if (set->count == set->allocated)
	{
		set->allocated = set->allocated * 2 + 1024;
		set->items = realloc(set->items, set->allocated * sizeof(char *));
	}
	set->items[set->count++] = strdup(item);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

static void
set_sort(Set *set)
{
	size_t		kept = 0;

	qsort(set->items, set->count, sizeof(char *), compare);
	for (size_t i = 0; i < set->count; i++)
		if (kept == 0 || strcmp(set->items[kept - 1], set->items[i]) != 0)
			set->items[kept++] = set->items[i];
	set->count = kept;
}

static bool
set_has(const Set *set, const char *item)
{
	return bsearch(&item, set->items, set->count, sizeof(char *), compare) != NULL;
}

static void
add_pair(Set *set, const char *a, const char *b)
{
	char		pair[LINE];

	snprintf(pair, sizeof(pair), "%s %s", a, b);
	set_add(set, pair);
}

static bool
has_pair(const Set *set, const char *a, const char *b)
{
	char		pair[LINE];

	snprintf(pair, sizeof(pair), "%s %s", a, b);
	return set_has(set, pair);
}

static bool
is_word(const char *word)
{
	return inflect_is_word((const uint8_t *) word, (uint32_t) strlen(word));
}

/* ---------- reading ---------- */

static FILE *
open_data(const char *name)
{
	char		command[LINE];

	snprintf(command, sizeof(command), "tar -xJOf '%s/english.tar.xz' english/%s 2>/dev/null",
			 getenv("POLICYSCOPE_DATA"), name);
	return popen(command, "r");
}

/*
 * "hoof N: hoofs 1 {...}, hooves | ...": a form is listed unless it is marked
 * ~ < or !; it is part of the truth unless it is marked ? too.
 */
static void
read_forms(const char *lemma, char *forms, bool noun)
{
	char	   *explanation;

	while ((explanation = strchr(forms, '{')) != NULL)
	{
		char	   *end = strchr(explanation, '}');

		if (end == NULL)
			break;
		memset(explanation, ' ', (size_t) (end + 1 - explanation));
	}
	for (char *form = strtok(forms, " ,|\n"); form; form = strtok(NULL, " ,|\n"))
	{
		char	   *mark = form + strcspn(form, "~<!?");
		bool		unsure = *mark == '?' && mark[1] == '\0';

		if (*mark != '\0' && !unsure)
			continue;
		*mark = '\0';
		if (!is_word(form) || strcmp(form, lemma) == 0)
			continue;
		add_pair(&listed, lemma, form);
		add_pair(&listed, form, lemma);
		if (noun && !unsure)
			add_pair(&plurals, lemma, form);
	}
}

static void
read_agid(void)
{
	FILE	   *file = open_data("agid-infl.txt");
	char		line[LINE];

	while (fgets(line, sizeof(line), file))
	{
		char	   *kind = strchr(line, ' ');
		char	   *forms = strchr(line, ':');

		if (kind == NULL || forms == NULL)
			continue;
		*kind++ = '\0';
		*forms++ = '\0';
		if (!is_word(line))
			continue;
		set_add(&lemmas, line);
		set_add(&words_known, line);
		if (strchr(kind, '?') == NULL)
			read_forms(line, forms, strcmp(kind, "N") == 0);
	}
	pclose(file);
}

/* Tags of a spelling: A American; B and Z British; V - x rare or wrong. */
static bool
has_tag(const char *tags, const char *regions)
{
	for (const char *p = tags; *p; p++)
		if ((p == tags || p[-1] == ' ') && strchr(regions, *p) &&
			p[1] != 'V' && p[1] != '-' && p[1] != 'x')
			return true;
	return false;
}

/* "A Cv: center / B C: centre | note" */
static void
read_spellings(char *line, bool regular)
{
	char	   *tags[16];
	char	   *words[16];
	int			count = 0;
	char	   *note = strstr(line, " | ");

	if (note)
		*note = '\0';
	regular = regular && note == NULL;
	for (char *part = strtok(line, "/\n"); part && count < 16; part = strtok(NULL, "/\n"))
	{
		char	   *colon = strchr(part, ':');

		if (colon == NULL)
			continue;
		*colon = '\0';
		tags[count] = part + strspn(part, " ");
		words[count] = colon + 1 + strspn(colon + 1, " ");
		words[count][strcspn(words[count], " ")] = '\0';
		if (is_word(words[count]))
			count++;
	}
	for (int i = 0; i < count; i++)
	{
		set_add(&words_known, words[i]);
		for (int k = 0; k < count; k++)
		{
			add_pair(&listed, words[i], words[k]);
			if (regular && has_tag(tags[i], "BZ") && has_tag(tags[k], "A") &&
				strcmp(words[i], words[k]) != 0)
				add_pair(&spellings, words[i], words[k]);
		}
	}
}

static void
read_varcon(void)
{
	FILE	   *file = open_data("varcon.txt");
	char		line[LINE];
	bool		regular = false;

	while (fgets(line, sizeof(line), file))
	{
		if (line[0] == '#')
		{
			char	   *level = strstr(line, "(level ");

			if (line[1] == ' ')
				regular = level && atoi(level + 7) <= SPELLING_LEVEL;
		}
		else
			read_spellings(line, regular);
	}
	pclose(file);
}

/* ---------- measuring ---------- */

/* Which half a word is in: FNV-1a. */
static int
half_of(const char *word, size_t length)
{
	uint32_t	hash = 2166136261u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (uint8_t) word[i]) * 16777619u;
	return (int) (hash >> 16 & 1);
}

typedef void (*Variants) (const uint8_t *word, uint32_t length, InflectWords *words);

/* Spelling variants, and those of the variants, as label_variants.c does. */
static void
spell(const uint8_t *word, uint32_t length, InflectWords *words)
{
	inflect_spelling(word, length, words);
	for (uint32_t i = 0; i < words->count && words->count < INFLECT_VARIANTS_MAX; i++)
	{
		InflectWord copy = words->words[i];

		inflect_spelling((const uint8_t *) copy.bytes, copy.length, words);
	}
}

static bool
makes(Variants variants, const char *from, const char *to)
{
	InflectWords words = {0};

	variants((const uint8_t *) from, (uint32_t) strlen(from), &words);
	for (uint32_t i = 0; i < words.count; i++)
		if (strcmp(words.words[i].bytes, to) == 0)
			return true;
	return false;
}

/* Shorter words are the commoner ones, so their misses are the worse. */
static int
compare_length(const void *a, const void *b)
{
	size_t		x = strlen(*(char *const *) a);
	size_t		y = strlen(*(char *const *) b);

	return x != y ? (x < y ? -1 : 1) : compare(a, b);
}

static void
show(Set *misses, const char *what)
{
	size_t		shown = getenv("INFLECT_ALL") ? misses->count : SHOWN;

	set_sort(misses);
	qsort(misses->items, misses->count, sizeof(char *), compare_length);
	for (size_t i = 0; i < misses->count && i < shown; i++)
		printf("# %s %s\n", what, misses->items[i]);
}

static void
measure_recall(const Set *truth, Variants variants, const char *what)
{
	Set			misses = {0};
	long		asked[2] = {0};
	long		found[2] = {0};
	char		name[LINE];

	for (size_t i = 0; i < truth->count; i++)
	{
		char		first[LINE];
		char	   *second;
		int			half;

		strcpy(first, truth->items[i]);
		second = strchr(first, ' ');
		*second++ = '\0';
		half = half_of(first, strlen(first));
		for (int way = 0; way < 2; way++)
		{
			bool		good = way ? makes(variants, second, first) : makes(variants, first, second);

			asked[half]++;
			found[half] += good;
			if (!good)
				add_pair(&misses, way ? second : first, way ? first : second);
		}
	}
	for (int half = 0; half < 2; half++)
		printf("# %s, half %d: %ld of %ld, recall %.4f\n", what, half, found[half], asked[half],
			   (double) found[half] / (double) asked[half]);
	show(&misses, "missed:");
	snprintf(name, sizeof(name), "%s: recall at least 0.98", what);
	check((found[0] + found[1]) * 100 >= (asked[0] + asked[1]) * 98 && asked[0] + asked[1] > 1000, name);
}

static void
measure_merges(const Set *among, Variants variants, const char *what)
{
	Set			wrong = {0};
	long		with_variants[2] = {0};
	long		merges[2] = {0};
	char		name[LINE];

	for (size_t i = 0; i < among->count; i++)
	{
		const char *lemma = among->items[i];
		int			half = half_of(lemma, strlen(lemma));
		InflectWords words = {0};

		variants((const uint8_t *) lemma, (uint32_t) strlen(lemma), &words);
		with_variants[half] += words.count > 0;
		for (uint32_t k = 0; k < words.count; k++)
		{
			const char *other = words.words[k].bytes;

			if (strcmp(lemma, other) == 0 || !set_has(among, other) ||
				has_pair(&listed, lemma, other))
				continue;
			merges[half]++;
			add_pair(&wrong, lemma, other);
		}
	}
	for (int half = 0; half < 2; half++)
		printf("# %s, half %d: %ld false merges, %ld words with variants, %.4f\n", what, half,
			   merges[half], with_variants[half], (double) merges[half] / (double) with_variants[half]);
	show(&wrong, "merged:");
	snprintf(name, sizeof(name), "%s: false merges at most 0.5 %%", what);
	check((merges[0] + merges[1]) * 200 <= with_variants[0] + with_variants[1] &&
		  with_variants[0] + with_variants[1] > 1000, name);
}

int
main(void)
{
	const char *data = getenv("POLICYSCOPE_DATA");

	if (data == NULL || *data == '\0')
	{
		printf("1..0 # skip POLICYSCOPE_DATA is not set\n");
		return 0;
	}
	read_agid();
	read_varcon();
	if (plurals.count == 0 || spellings.count == 0)
	{
		printf("1..0 # skip no english.tar.xz in POLICYSCOPE_DATA\n");
		return 0;
	}
	set_sort(&lemmas);
	set_sort(&words_known);
	set_sort(&listed);
	set_sort(&plurals);
	set_sort(&spellings);
	printf("1..4\n");
	measure_recall(&plurals, inflect_number, "number");
	measure_merges(&lemmas, inflect_number, "number");
	measure_recall(&spellings, spell, "spelling");
	measure_merges(&words_known, spell, "spelling");
	return 0;
}

/*-------------------------------------------------------------------------
 *
 * linear.c
 *		The cost of tagging grows with the text alone: a long document costs as
 *		much a byte as a short one, and no text, however hostile to the labels,
 *		more than five times as much a byte as ordinary prose.
 *
 * Measured in processor time of this thread, the least of several runs, so
 * that other work on the machine counts for little; a bound that is missed is
 * tried again.  With the sanitizers only the smaller sizes are run.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../fuzz/host_malloc.c"
#include "image/image_spec.h"
#include "match/match.h"
#include "score/score.h"

#ifdef __SANITIZE_ADDRESS__
#define LONGEST 1000000
#define HOSTILE 100000
#define ROUNDS 1
#else
#define LONGEST 100000000
#define HOSTILE 1000000
#define ROUNDS 4
#endif

#define SHORTEST 100000
#define GROWTH 1.25				/* of the cost a byte, from 100 KB to 100 MB */
#define HOSTILITY 5.0
#define DENSE_GROWTH 2.0		/* where all is mentions; their memory leaves the caches */
#define TRIES 4

/* The last few are mentions without end in a text of nothing else. */
#define DENSE 6
static const char *const label_texts[] = {
	"artificial intelligence", "state-owned enterprise", "People's Bank of China", "alpha alpha alpha beta",
	"data centre", "data", "5G", "COVID-19", "R&D", "U.S.A.", "quantum key distribution network", "quantum key", "key",
	"a a a a a a a a b", "the integrated circuit industry of the province", "e\xCC\x81t\xC3\xA9", "IT", "US",
	"\xE4\xBA\xBA\xE5\xB7\xA5\xE6\x99\xBA\xE8\x83\xBD", "\xE4\xBA\xBA\xE5\xB7\xA5", "\xE4\xBA\xBA\xE4\xBA\xBA\xE4\xBA\xBA\xE5\xB7\xA5",
	"\xE3\x83\x87\xE3\x83\xBC\xE3\x82\xBF", "\xED\x95\x9C\xEA\xB8\x80", "a-a-a b", ". . . . a", "+ + + + a",
	"a", "alpha", "alpha alpha", ".", "C++", "\xE4\xBA\xBA"
};

#define LABELS (sizeof(label_texts) / sizeof(label_texts[0]))

static void
on_finding(void *arg, ImageFinding finding, uint32_t label, uint32_t other)
{
	(void) arg;
	(void) other;
	if (finding == IMAGE_EMPTY_LABEL || finding == IMAGE_LABEL_TOO_LONG)
	{
		fprintf(stderr, "label %u: finding %d\n", label, (int) finding);
		abort();
	}
}

/* Two facets, longest and all, each with every label. */
static void *
make_image(size_t *length, uint32_t count)
{
	static ImageSpecFacet facets[] = {{"a", false, 0}, {"b", true, 0}};
	static ImageSpecConcept concepts[] = {{"a.x", 0, 0, 0}, {"b.y", 1, 0, 1}};
	static ImageAncestor ancestors[] = {{0, 0}};
	static int64_t contributions[IMAGE_ZONES * 2];
	static ImageSpecLabel labels[LABELS * 2];
	ImageSpec	spec;

	for (size_t i = 0; i < IMAGE_ZONES * 2; i++)
		contributions[i] = 1000;
	for (uint32_t i = 0; i < count * 2; i++)
	{
		labels[i].concept = i % 2;
		labels[i].text = label_texts[i / 2];
		labels[i].lang = "en";
		labels[i].kind = IMAGE_LABEL_ALT;
		labels[i].program = IMAGE_NONE;
	}
	memset(&spec, 0, sizeof(spec));
	spec.facets = facets;
	spec.facet_count = 2;
	spec.concepts = concepts;
	spec.concept_count = 2;
	spec.ancestors = ancestors;
	spec.ancestor_count = 1;
	spec.labels = labels;
	spec.label_count = count * 2;
	spec.weight_classes = spec.rollup_classes = spec.inside_classes = 1;
	spec.contributions = contributions;
	return image_build(&spec, on_finding, NULL, length);
}

static Matcher *matcher;
static Scorer *scorer;
static int	tests = 0;
static int	failed = 0;

static double
processor_seconds(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static void
tag(const char *text, size_t length)
{
	matcher_begin(matcher, false);
	matcher_add_part(matcher, text, length, 3);
	matcher_finish(matcher);
	scorer_run(scorer, matcher);
}

/* Nanoseconds a byte, the least of some runs; short texts are tagged often. */
static double
cost(const char *text, size_t length, int rounds)
{
	double		least = 1e9;
	size_t		repeats = 1 + (size_t) 2 * HOSTILE / (length + 1);

	for (int round = 0; round < rounds; round++)
	{
		double		before = processor_seconds();
		double		found;

		for (size_t i = 0; i < repeats; i++)
			tag(text, length);
		found = (processor_seconds() - before) * 1e9 / (double) (repeats * length);
		if (found < least)
			least = found;
	}
	return least;
}

/* A text of that length from repetitions of a piece. */
static char *
repeat(const char *piece, size_t piece_length, size_t length)
{
	char	   *text = malloc(length + 1);

	if (text == NULL)
		abort();
	for (size_t at = 0; at < length; at += piece_length)
		memcpy(text + at, piece, length - at < piece_length ? length - at : piece_length);
	text[length] = '\0';
	return text;
}

static const char prose[] =
	"The programme supports artificial intelligence and quantum key distribution in the province, where state-owned "
	"enterprises and universities build data centres; the People's Bank of China and the ministry decide on the funds. By 2025 "
	"at least 12 pilot zones are to open, with 3.5 billion yuan for research, development and training of engineers.\n\n"
	"Its second part describes how the offices report, who is responsible, and what follows if a target is missed. ";

static void
report(const char *name, double ratio, double limit)
{
	printf("%s %d - %s: %.2f times, at most %.2f\n", ratio <= limit ? "ok" : "not ok", ++tests, name, ratio, limit);
	failed += ratio > limit;
}

static void
test_growth(const char *name, const char *piece, size_t longest, double limit)
{
	char	   *small = repeat(piece, strlen(piece), SHORTEST);
	char	   *large = repeat(piece, strlen(piece), longest);
	double		least = 1e9;

	tag(large, longest);		/* takes its memory */
	for (int i = 0; i < TRIES && least > limit; i++)
	{
		double		ratio = cost(large, longest, ROUNDS > 1 ? 2 : 1) / cost(small, SHORTEST, ROUNDS);

		if (ratio < least)
			least = ratio;
	}
	report(name, least, limit);
	free(small);
	free(large);
	matcher_trim(matcher);
}

static const struct
{
	const char *name;
	const char *piece;
}			hostile[] = {
	{"one letter without end", "a"},
	{"one letter and spaces", "a "},
	{"the beginning of a label, again and again", "quantum key distribution "},
	{"words of a label that repeats its first", "alpha "},
	{"a label's words with one that ends it", "a a a a a a a "},
	{"beginnings of several labels", "the integrated circuit industry of state-owned People's Bank of artificial "},
	{"combining marks", "\xCC\x81\xCC\xA3"},
	{"letters, each with a mark", "e\xCC\x81"},
	{"a letter with marks out of order", "e\xCC\x81\xCC\xA3\xCC\x81"},
	{"letters beyond ASCII", "\xC3\xA9"},
	{"Han characters of a label", "\xE4\xBA\xBA"},
	{"a label of Han without its end", "\xE4\xBA\xBA\xE5\xB7\xA5\xE6\x99\xBA"},
	{"Katakana", "\xE3\x83\x87\xE3\x83\xBC"},
	{"Hangul", "\xED\x95\x9C\xEA\xB8\x80"},
	{"dots", "."},
	{"letters and dots", "a."},
	{"symbols", "+"},
	{"symbols of a label", "C++"},
	{"apostrophes", "'"},
	{"possessives", "a's"},
	{"apostrophes between letters", "a'"},
	{"hyphens between letters", "a-"},
	{"at signs between letters", "a@"},
	{"colons and slashes", "://"},
	{"addresses", "a://b "},
	{"beginnings of addresses", "www."},
	{"numbers with commas", "1,"},
	{"words broken at line ends", "a-\n"},
	{"a label's word, broken again and again", "al-\npha "},
	{"broken words, the first plain and the second not", "a-\n\xC3\xA9-\n"},
	{"Hangul with a particle", "\xEB\x82\x98\xEB\x9D\xBC\xEB\x8A\x94 "},
	{"soft hyphens", "\xC2\xAD"},
	{"words broken at soft hyphens", "a\xC2\xAD\n"},
	{"line breaks", "\n"},
	{"capitals without a line end", "IT US "},
	{"bytes that are no UTF-8", "\xFF\xC3"},
	{"digits", "7"},
	{"Hebrew with quotes", "\xD7\x90\""},
	{"Arabic", "\xD8\xA7"}
};

static void
test_hostile(void)
{
	char	   *ordinary = repeat(prose, sizeof(prose) - 1, HOSTILE);

	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++)
	{
		char	   *text = repeat(hostile[i].piece, strlen(hostile[i].piece), HOSTILE);
		double		least = 1e9;

		for (int j = 0; j < TRIES && least > HOSTILITY; j++)
		{
			double		ratio = cost(text, HOSTILE, 2) / cost(ordinary, HOSTILE, 2);

			if (ratio < least)
				least = ratio;
		}
		report(hostile[i].name, least, HOSTILITY);
		free(text);
	}
	free(ordinary);
}

/* A text of mentions alone costs what its mentions cost, and no more the longer it is. */
static void
test_dense(void)
{
	static const char *const pieces[] = {"a ", "alpha ", ".", "C++", "\xE4\xBA\xBA", "a-\n"};
	char		name[64];

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
	{
		snprintf(name, sizeof(name), "the cost a byte of mentions alone, text %zu", i + 1);
		test_growth(name, pieces[i], 4 * HOSTILE, DENSE_GROWTH);
	}
}

static void
use_labels(ImageView *view, uint32_t count)
{
	size_t		length;
	void	   *image = make_image(&length, count);

	if (image == NULL || image_validate(image, length, view) != NULL)
		abort();
	matcher = matcher_create(view);
	scorer = scorer_create(view);
}

int
main(void)
{
	static ImageView sparse;
	static ImageView dense;

	use_labels(&sparse, LABELS - DENSE);
	test_hostile();
	test_growth("the cost a byte, in a document a thousand times as long", prose, LONGEST, GROWTH);
	use_labels(&dense, LABELS);
	test_dense();
	printf("1..%d\n", tests);
	return failed != 0;
}

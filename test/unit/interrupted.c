/*-------------------------------------------------------------------------
 *
 * interrupted.c
 *		A matcher, a reading and a scorer outlive an error: the document after one that
 *		ended at any allocation (out of memory) or any look for interrupts
 *		(a cancel) gets what it would have got, in memory that is its own.  What is
 *		released gives every block back.
 *
 *-------------------------------------------------------------------------
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"
#include "image/image_spec.h"
#include "match/match.h"
#include "reading/reading.h"
#include "score/score.h"

#define GUARD 64

static jmp_buf leave;
static long countdown = -1;		/* asks of the host until one does not return */
static long asked = 0;
static int	overruns = 0;
static long blocks = 0;			/* not yet given back */

static void
ask(void)
{
	asked++;
	if (countdown >= 0 && countdown-- == 0)
		longjmp(leave, 1);
}

/* Blocks have their size before them and a guard after them. */
static char *
guard_of(void *pointer)
{
	return (char *) pointer + ((size_t *) pointer)[-2];
}

static void
check_guard(void *pointer)
{
	for (int i = 0; i < GUARD; i++)
		overruns += guard_of(pointer)[i] != 0x5A;
}

static void *
guarded(void *block, size_t size)
{
	size_t	   *head = block;

	if (head == NULL)
		abort();
	head[0] = size;
	memset((char *) (head + 2) + size, 0x5A, GUARD);
	return head + 2;
}

void *
host_alloc(size_t size)
{
	ask();
	blocks++;
	return guarded(malloc(2 * sizeof(size_t) + size + GUARD), size);
}

void *
host_realloc(void *pointer, size_t size)
{
	if (pointer == NULL)
		return host_alloc(size);
	check_guard(pointer);
	ask();
	return guarded(realloc((size_t *) pointer - 2, 2 * sizeof(size_t) + size + GUARD), size);
}

void
host_free(void *pointer)
{
	if (pointer == NULL)
		return;
	check_guard(pointer);
	blocks--;
	free((size_t *) pointer - 2);
}

void
host_check_interrupts(void)
{
	ask();
}

static void
on_finding(void *arg, ImageFinding finding, uint32_t label, uint32_t other)
{
	(void) arg;
	fprintf(stderr, "finding %d, labels %u and %u\n", (int) finding, label, other);
	abort();
}

static void *
make_image(size_t *length)
{
	static ImageSpecFacet facets[] = {{"a", false, 0}, {"b", true, 0}};
	static ImageSpecConcept concepts[] = {{"a.x", 0, 0, 0}, {"b.x", 1, 0, 0}, {"b.y", 1, 0, 1}};
	static ImageAncestor ancestors[] = {{1, 0}};
	static uint32_t program[] = {IMAGE_INSTRUCTION(IMAGE_OP_CONCEPT, 0)};
	static int64_t contributions[IMAGE_ZONES * 2];
	static ImageSpecLabel labels[] = {
		{0, "one", "en", IMAGE_LABEL_PREF, false, 0, IMAGE_NONE, 0, false, false},
		{0, "one two", "en", IMAGE_LABEL_ALT, false, 0, IMAGE_NONE, 0, false, false},
		{1, "two", "en", IMAGE_LABEL_PREF, false, 0, 0, 1, false, false},
		{2, "two three", "en", IMAGE_LABEL_PREF, false, 0, 0, 1, true, false},
		{2, "IT", "en", IMAGE_LABEL_ALT, false, 0, IMAGE_NONE, 0, false, false}
	};
	static ImageSpecCue cues[] = {
		{"must", IMAGE_CUE_FORCE, 5, IMAGE_NONE, IMAGE_CUE_BOTH, true, NULL},
		{"not", IMAGE_CUE_POLARITY, IMAGE_CUE_NEGATED, IMAGE_NONE, IMAGE_CUE_FORWARD, false, "but|and"}
	};
	ImageSpec	spec;

	memset(&spec, 0, sizeof(spec));
	for (size_t i = 0; i < sizeof(contributions) / sizeof(contributions[0]); i++)
		contributions[i] = 1000;
	spec.facets = facets;
	spec.facet_count = 2;
	spec.concepts = concepts;
	spec.concept_count = 3;
	spec.ancestors = ancestors;
	spec.ancestor_count = 1;
	spec.labels = labels;
	spec.label_count = 5;
	spec.program = program;
	spec.program_length = 1;
	spec.weight_classes = spec.rollup_classes = spec.inside_classes = 1;
	spec.contributions = contributions;
	spec.cues = cues;
	spec.cue_count = 2;
	spec.flags = IMAGE_READING | IMAGE_ZONING | IMAGE_ACRONYMS;
	return image_build(&spec, on_finding, NULL, length);
}

static void
tag(Matcher *matcher, Reading *reading, Scorer *scorer, const char *text, int parts)
{
	matcher_begin(matcher, false);
	reading_begin(reading);
	for (int i = 0; i < parts; i++)
	{
		matcher_add_part(matcher, text, strlen(text), i % IMAGE_ZONES);
		reading_zone_part(reading, matcher);
	}
	matcher_finish(matcher);
	reading_run(reading, matcher);
	scorer_run(scorer, matcher);
}

/* What a document got, as one number. */
static int64_t
sum(const Matcher *matcher, const Scorer *scorer)
{
	int64_t		result = matcher->words;

	for (uint32_t i = 0; i < scorer->entry_count; i++)
		result = result * 31 + scorer->entries[i].concept + 7 * scorer->entries[i].evidence +
			11 * scorer->entries[i].mentions +
			(scorer->entries[i].forces ? scorer->forces[scorer->entries[i].forces - 1].spans[4] : 0);
	return result;
}

/* Every block goes by host_free(), which looks at the guard. */
static void
give_back(Matcher *used, Reading *read, Scorer *scored)
{
	scorer_release(scored);
	reading_release(read);
	matcher_release(used);
}

/* Not local to main(): kept over longjmp(). */
static Matcher *matcher;
static Reading *reading;
static Scorer *scorer;

int
main(void)
{
	static char text[60001];
	size_t		length;
	ImageView	view;
	void	   *image = make_image(&length);
	static int64_t expected;
	static long asks;
	static long failing;
	static int	wrong = 0;
	long		before;

	for (char *p = text; p + 60 < text + sizeof(text) - 1; p += strlen(p))
		strcpy(p, "one must not two (OT) three; IT. OTs e\xCC\x81\xCC\xA3 four-\n\nShare this page\n");
	if (image == NULL || image_validate(image, length, &view) != NULL)
		abort();
	before = blocks;
	matcher = matcher_create(&view);
	reading = reading_create(&view);
	scorer = scorer_create(&view);
	asked = 0;
	tag(matcher, reading, scorer, text, 3);
	asks = asked;
	expected = sum(matcher, scorer);
	give_back(matcher, reading, scorer);
	printf("1..4\n%s 1 - a document asks its host %ld times\n", asks > 30 && asks < 100000 ? "ok" : "not ok", asks);
	printf("%s 2 - and gets every block back\n", blocks == before ? "ok" : "not ok");

	/* fresh ones each time, so that the growth of every array is met */
	for (failing = 0; failing < asks; failing += 1 + failing / 50)
	{
		countdown = -1;
		matcher = matcher_create(&view);
		reading = reading_create(&view);
		scorer = scorer_create(&view);
		countdown = failing;
		if (setjmp(leave) == 0)
			tag(matcher, reading, scorer, text, 3);
		countdown = -1;
		tag(matcher, reading, scorer, text, 3);
		wrong += sum(matcher, scorer) != expected;
		give_back(matcher, reading, scorer);
	}
	printf("%s 3 - the same answer after each of them failed\n", wrong == 0 ? "ok" : "not ok");
	printf("%s 4 - no byte beyond a block was written\n", overruns == 0 ? "ok" : "not ok");
	return 0;
}

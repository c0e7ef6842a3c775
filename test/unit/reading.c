/*-------------------------------------------------------------------------
 *
 * reading.c
 *		Zones, sentences and cues of hostile texts: spans lie in the text, in
 *		order and on characters, and the time is linear.
 *
 * Four times the text may take at most nine times the time (four when linear,
 * sixteen when quadratic); the shortest of some runs counts, in time of the
 * processor, so that other work on the machine does not matter.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../fuzz/host_malloc.c"
#include "image/image_spec.h"
#include "reading/axes.h"
#include "reading/paragraph.h"
#include "score/score.h"
#include "text/utf8.h"

#define SMALL 60000
#define RUNS 3

/* Pieces that are repeated to a text; what is hard in each is said. */
static const char *const pieces[] = {
	"one ",						/* one sentence, mentions only */
	"one must ",				/* and cues */
	"must not if ",				/* cues only */
	"one, and one must ",		/* clauses without end */
	". ",						/* stops */
	".one",
	"\n",						/* blank lines */
	"one\n",					/* short lines */
	"                    ",
	"one must one must.\n\n",
	"share this page\n",		/* furniture */
	"a | b | c\n",				/* bars */
	"1. ",
	"(((((((((((((((((\n",
	"\"\")))''\"\"'')))",
	"\xE3\x80\x82",				/* ideographic full stops */
	"\xEF\xBC\x8C" "one must",	/* full width commas */
	"\xE3\x80\x80",				/* ideographic spaces */
	"\xE3\xEF\xE3",			/* broken UTF-8 */
	"\xC2\xA0one\xC2\xA0must\xC2\xA0",
	"must one but one must and ",
	"\xE5\xBA\x94\xE5\xBD\x93one",
	/* other writings, whose places are others: must of full width, marks, joiners, line ends, what grows */
	"one \xEF\xBD\x8D\xEF\xBD\x95\xEF\xBD\x93\xEF\xBD\x94 ",
	"\xEF\xBD\x8D\xEF\xBD\x95\xEF\xBD\x93\xEF\xBD\x94 one, e\xCC\x81\xC2\xA0",
	"\xCC\x81\xCC\xA3",
	"\xE0\xA4\x95\xE0\xA4\xBC",
	"\xE2\x80\x8D" "one\xE2\x80\x8D ",
	"one must\r\n",
	"\r",
	"\xEF\xB7\xBA one ",
	"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB one must ",
	"\xEF\xBC\x8C one\xEF\xBC\x8E"
};

#define PIECES (sizeof(pieces) / sizeof(pieces[0]))

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
	static ImageSpecFacet facets[] = {{"actor", false, 0}, {"a", true, 0}};
	static ImageSpecConcept concepts[] = {{"a.x", 1, 0, 0}, {"actor.y", 0, 0, 0}};
	static int64_t contributions[IMAGE_ZONES * 2];
	static ImageSpecLabel labels[] = {
		{0, "one", "en", IMAGE_LABEL_PREF, false, 0, IMAGE_NONE, 0, false},
		{1, "one", "en", IMAGE_LABEL_PREF, false, 0, IMAGE_NONE, 0, false}
	};
	static ImageSpecCue cues[] = {
		{"must", IMAGE_CUE_FORCE, 5, IMAGE_NONE, IMAGE_CUE_BOTH, true, "but|and"},
		{"must not", IMAGE_CUE_FORCE, IMAGE_CUE_PROHIBITED, IMAGE_NONE, IMAGE_CUE_BOTH, true, NULL},
		{"if", IMAGE_CUE_POLARITY, IMAGE_CUE_CONDITIONAL, IMAGE_NONE, IMAGE_CUE_FORWARD, false, NULL},
		{"must *ed", IMAGE_CUE_STATUS, IMAGE_CUE_ACHIEVED, IMAGE_NONE, IMAGE_CUE_BOTH, true, NULL},
		{"\xE5\xBA\x94\xE5\xBD\x93", IMAGE_CUE_VOICE, IMAGE_CUE_REPORTED, IMAGE_NONE, IMAGE_CUE_FORWARD, true, NULL}
	};
	ImageSpec	spec;

	memset(&spec, 0, sizeof(spec));
	for (size_t i = 0; i < sizeof(contributions) / sizeof(contributions[0]); i++)
		contributions[i] = 1000;
	spec.flags = IMAGE_READING | IMAGE_ZONING;
	spec.facets = facets;
	spec.facet_count = 2;
	spec.concepts = concepts;
	spec.concept_count = 2;
	spec.labels = labels;
	spec.label_count = 2;
	spec.cues = cues;
	spec.cue_count = sizeof(cues) / sizeof(cues[0]);
	spec.weight_classes = spec.rollup_classes = spec.inside_classes = 1;
	spec.contributions = contributions;
	return image_build(&spec, on_finding, NULL, length);
}

/* The core of one document, and its text. */
typedef struct Bench
{
	Matcher    *matcher;
	Reading    *reading;
	Scorer	   *scorer;
	char	   *text;
	size_t		length;
} Bench;

static void
fill_text(Bench *bench, const char *piece, size_t length)
{
	size_t		step = strlen(piece);

	bench->length = 0;
	while (bench->length + step <= length)
	{
		memcpy(bench->text + bench->length, piece, step);
		bench->length += step;
	}
}

static double
run(Bench *bench)
{
	double		best = 1e9;

	for (int i = 0; i < RUNS; i++)
	{
		clock_t		before = clock();
		double		seconds;

		matcher_begin(bench->matcher, false);
		reading_begin(bench->reading);
		matcher_add_part(bench->matcher, bench->text, bench->length, 3);
		reading_zone_part(bench->reading, bench->matcher);
		matcher_finish(bench->matcher);
		reading_run(bench->reading, bench->matcher);
		scorer_run(bench->scorer, bench->matcher);
		seconds = (double) (clock() - before) / CLOCKS_PER_SEC;
		best = seconds < best ? seconds : best;
	}
	return best;
}

static bool
is_good_span(const Bench *bench, uint32_t start, uint32_t end)
{
	return start <= end && end <= bench->length;
}

static bool
spans_are_good(const Bench *bench)
{
	const Zones *zones = &bench->reading->zones;
	uint32_t	last = 0;

	for (uint32_t i = 0; i < zones->count; i++)
	{
		if (zones->spans[i].start < last || !is_good_span(bench, zones->spans[i].start, zones->spans[i].end))
			return false;
		last = zones->spans[i].end;
	}
	for (uint32_t i = 0; i < bench->matcher->candidate_count; i++)
	{
		const MatchCandidate *mention = &bench->matcher->candidates[i];
		const ReadingMention *read = &bench->reading->mentions[i];

		if (mention->verdict != MATCH_ACCEPTED)
			continue;
		if (!is_good_span(bench, read->sentence.start, read->sentence.end) ||
			!is_good_span(bench, read->clause_span.start, read->clause_span.end) ||
			read->clause_span.start < read->sentence.start || read->clause_span.end > read->sentence.end ||
			read->clause_span.start > mention->start || read->clause_span.end <= mention->start ||
			!is_good_span(bench, read->cue.start, read->cue.end) ||
			!is_good_span(bench, read->source.start, read->source.end) ||
			read->sentence.start > mention->start || read->sentence.end < mention->end ||
			mention->force > 6 || mention->zone > 3)
			return false;
	}
	return bench->matcher->words >= 0;
}

/* Mentions of a clause have its span, and those of the next one follow it. */
static bool
clauses_are_good(const Bench *bench)
{
	const ReadingMention *last = NULL;

	for (uint32_t i = 0; i < bench->matcher->candidate_count; i++)
	{
		const ReadingMention *read = &bench->reading->mentions[i];

		if (bench->matcher->candidates[i].verdict != MATCH_ACCEPTED)
			continue;
		if (last && (last->clause == read->clause ?
					 memcmp(&last->clause_span, &read->clause_span, sizeof(ReadingSpan)) != 0 :
					 read->clause < last->clause || read->clause_span.start < last->clause_span.end))
			return false;
		last = read;
	}
	return true;
}

/* Numbers of paragraphs rise, and none is 0. */
static bool
paragraphs_are_good(const Bench *bench)
{
	ParagraphReader reader;
	uint32_t	last = 0;

	paragraphs_begin(&reader, &bench->reading->uniform);
	for (uint32_t i = 0; i < bench->matcher->candidate_count; i++)
	{
		const ReadingMention *read = &bench->reading->mentions[i];
		uint32_t	number;

		if (bench->matcher->candidates[i].verdict != MATCH_ACCEPTED)
			continue;
		number = paragraph_at(&reader, read->sentence.start);
		if (number == 0 || number < last)
			return false;
		last = number;
	}
	return true;
}

static bool
is_cut_at_characters(const Bench *bench)
{
	for (uint32_t i = 0; i < bench->matcher->candidate_count; i++)
	{
		const ReadingMention *read = &bench->reading->mentions[i];
		const uint8_t *text = (const uint8_t *) bench->text;

		if (bench->matcher->candidates[i].verdict == MATCH_ACCEPTED && read->source.end > read->source.start &&
			(utf8_is_continuation(text[read->source.start]) ||
			 (read->source.end < bench->length && utf8_is_continuation(text[read->source.end]))))
			return false;
	}
	return true;
}

int
main(void)
{
	size_t		length;
	ImageView	view;
	void	   *image = make_image(&length);
	Bench		bench;
	int			number = 1;

	if (image == NULL || image_validate(image, length, &view) != NULL)
		abort();
	bench.matcher = matcher_create(&view);
	bench.reading = reading_create(&view);
	bench.scorer = scorer_create(&view);
	bench.text = malloc(4 * SMALL);
	if (bench.text == NULL)
		abort();
	printf("1..%d\n", (int) PIECES * 5);
	for (size_t i = 0; i < PIECES; i++)
	{
		double		once;
		double		four;

		fill_text(&bench, pieces[i], SMALL);
		once = run(&bench);
		printf("%s %d - piece %d: spans lie in the text\n", spans_are_good(&bench) ? "ok" : "not ok", number++, (int) i);
		printf("%s %d - and are cut at characters\n", is_cut_at_characters(&bench) ? "ok" : "not ok", number++);
		printf("%s %d - and clauses follow each other\n", clauses_are_good(&bench) ? "ok" : "not ok", number++);
		printf("%s %d - and so do paragraphs\n", paragraphs_are_good(&bench) ? "ok" : "not ok", number++);
		fill_text(&bench, pieces[i], 4 * SMALL);
		four = run(&bench);
		printf("%s %d - and four times of it take less than nine times as long (%.2f)\n",
			   four < 9 * once + 0.002 ? "ok" : "not ok", number++, four / (once > 0 ? once : 1e-9));
	}
	return 0;
}

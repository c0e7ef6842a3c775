/*-------------------------------------------------------------------------
 *
 * fuzz_core.c
 *		Fuzz target over tokens, fold, image builder, image reader, matcher,
 *		reading.
 *
 * The input is cut at 0xFF bytes: the last piece is the document, the others
 * are labels.  Checked besides "no fault": tokens are in order and inside the
 * text, mentions lie on character borders, an image with a flipped bit is
 * refused.  Built and run by test/fuzz/run.sh (libFuzzer), or given files.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"
#include "image/image_spec.h"
#include "match/match.h"
#include "reading/reading.h"
#include "score/score.h"
#include "text/utf8.h"
#include "text/vector.h"

#define MAX_LABELS 24
#define CONCEPTS 4

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CHECK(condition) \
	do { if (!(condition)) { fprintf(stderr, "failed: %s, line %d\n", #condition, __LINE__); abort(); } } while (0)

static void
on_finding(void *arg, ImageFinding finding, uint32_t label, uint32_t other)
{
	(void) other;
	if (finding == IMAGE_EMPTY_LABEL || finding == IMAGE_LABEL_TOO_LONG)
		((bool *) arg)[label] = true;
}

static void
check_tokens(const char *text, size_t length)
{
	TokenStream stream;
	uint32_t	last = 0;
	bool		more;

	memset(&stream, 0, sizeof(stream));
	token_stream_begin(&stream, text, length);
	do
		more = token_stream_fill(&stream, 0);
	while (more);
	for (uint32_t i = 0; i < stream.count; i++)
	{
		const Token *token = &stream.tokens[i];

		CHECK(token->start >= last && token->end > token->start && token->end <= length);
		CHECK(token->folded + token->folded_length <= stream.folded_used);
		last = token->end;
	}
	token_stream_release(&stream);
}

/* Facets longest, all; concept 3 below concept 0; one label has a requires. */
static void
fill_spec(ImageSpec *spec, char **labels, uint32_t count)
{
	static ImageSpecFacet facets[] = {{"a", false, 0}, {"b", true, 0}};
	static ImageSpecConcept concepts[] = {{"a.x", 0, 0, 0}, {"a.y", 0, 0, 0},
	{"b.x", 1, 0, 0}, {"b.y", 1, 0, 1}};
	static ImageAncestor ancestors[] = {{2, 1}};
	static uint32_t program[] = {IMAGE_INSTRUCTION(IMAGE_OP_CONCEPT, 0), IMAGE_INSTRUCTION(IMAGE_OP_NOT, 0)};
	static int64_t contributions[2 * IMAGE_ZONES * 2];
	static ImageSpecLabel list[MAX_LABELS];
	static ImageSpecCue cues[] = {
		{"must", IMAGE_CUE_FORCE, 5, IMAGE_NONE, IMAGE_CUE_BOTH, true, "but|and"},
		{"has *ed", IMAGE_CUE_STATUS, IMAGE_CUE_ACHIEVED, 0, IMAGE_CUE_BOTH, true, NULL},
		{"said", IMAGE_CUE_VOICE, IMAGE_CUE_REPORTED, IMAGE_NONE, IMAGE_CUE_FORWARD, true, NULL},
		{"by", IMAGE_CUE_VOICE, IMAGE_CUE_REPORTED, IMAGE_NONE, IMAGE_CUE_BOTH, true, NULL},
		{"\xE4\xB8\x8D\xE5\xBE\x97", IMAGE_CUE_POLARITY, IMAGE_CUE_NEGATED, IMAGE_NONE, IMAGE_CUE_FORWARD, false, NULL}
	};

	for (size_t i = 0; i < sizeof(contributions) / sizeof(contributions[0]); i++)
		contributions[i] = 1000;
	for (uint32_t i = 0; i < count; i++)
	{
		list[i] = (ImageSpecLabel) {i % CONCEPTS, labels[i], "en", i % 7 == 6 ? IMAGE_LABEL_NEGATIVE : IMAGE_LABEL_PREF,
			i % 5 == 4, 0, i % 6 == 5 ? 0 : IMAGE_NONE, i % 6 == 5 ? 2 : 0, i % 12 == 5, i % 3 != 2};
	}
	memset(spec, 0, sizeof(*spec));
	spec->flags = IMAGE_ACRONYMS;
	spec->facets = facets;
	spec->facet_count = 2;
	spec->concepts = concepts;
	spec->concept_count = CONCEPTS;
	spec->ancestors = ancestors;
	spec->ancestor_count = 1;
	spec->labels = list;
	spec->label_count = count;
	spec->cues = cues;
	spec->cue_count = sizeof(cues) / sizeof(cues[0]);
	spec->flags = IMAGE_READING | IMAGE_ZONING;
	spec->program = program;
	spec->program_length = 2;
	spec->weight_classes = 1;
	spec->rollup_classes = 2;
	spec->inside_classes = 1;
	spec->contributions = contributions;
}

static bool
on_character_border(const char *text, size_t length, uint32_t at)
{
	return at == length || !utf8_is_continuation((uint8_t) text[at]);
}

static void
check_reading(const ReadingMention *read, const MatchCandidate *mention, const char *text, size_t length,
			  bool valid)
{
	const ReadingSpan spans[] = {read->sentence, read->cue, read->source};

	CHECK(read->sentence.start <= mention->start && mention->start < read->sentence.end);
	for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++)
	{
		CHECK(spans[i].start <= spans[i].end && spans[i].end <= length);
		if (valid && mention->part == 0)
			CHECK(on_character_border(text, length, spans[i].start) &&
				  on_character_border(text, length, spans[i].end));
	}
}

static void
check_matches(const void *image, size_t image_length, const char *text, size_t length, bool trace)
{
	ImageView	view;
	Matcher    *matcher;
	Reading    *reading;
	Scorer	   *scorer;
	bool		valid = utf8_is_valid((const uint8_t *) text, (const uint8_t *) text + length);

	{ const char *problem = image_validate(image, image_length, &view); if (problem) fprintf(stderr, "%s\n", problem); CHECK(problem == NULL); }
	matcher = matcher_create(&view);
	reading = reading_create(&view);
	scorer = scorer_create(&view);
	matcher_begin(matcher, trace);
	reading_begin(reading);
	matcher_add_part(matcher, text, length, 3);
	reading_zone_part(reading, matcher);
	matcher_add_part(matcher, text, length / 2, 0);
	matcher_finish(matcher);
	reading_run(reading, matcher);
	CHECK(matcher->words >= 0);
	scorer_run(scorer, matcher);
	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *candidate = &matcher->candidates[i];

		CHECK(candidate->verdict != MATCH_PENDING);
		CHECK(candidate->end <= length && candidate->start < candidate->end);
		if (valid && candidate->part == 0)
			CHECK(on_character_border(text, length, candidate->start) &&
				  on_character_border(text, length, candidate->end));
		if (candidate->verdict == MATCH_ACCEPTED)
			check_reading(&reading->mentions[i], candidate, text, length, valid);
	}
	scorer_release(scorer);
	reading_release(reading);
	matcher_release(matcher);
}

/* A flipped bit must not pass; with the checksum mended it must not hurt. */
static void
check_damage(void *image, size_t length, const uint8_t *data, size_t size,
			 const char *text, size_t text_length)
{
	ImageView	view;
	size_t		bit = size > 8 ? ((size_t) data[0] << 16 | (size_t) data[1] << 8 | data[2]) % (length * 8) : 0;
	uint8_t    *bytes = image;

	bytes[bit / 8] ^= (uint8_t) (1 << (bit % 8));
	CHECK(image_validate(image, length, &view) != NULL);
	((ImageHeader *) image)->checksum = image_checksum(image, length);
	if (image_validate(image, length, &view) == NULL)
		check_matches(image, length, text, text_length, false);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *copy = host_alloc(size + 1);
	char	   *labels[MAX_LABELS];
	bool		bad[MAX_LABELS] = {false};
	uint32_t	count = 0;
	uint32_t	kept = 0;
	char	   *text = copy;
	size_t		text_length;
	ImageSpec	spec;
	size_t		length;
	void	   *image;

	memcpy(copy, data, size);
	copy[size] = '\0';
	for (char *cut; count < MAX_LABELS && (cut = memchr(text, 0xFF, (size_t) (copy + size - text))) != NULL; text = cut + 1)
	{
		*cut = '\0';
		if (cut - text <= 1024 && utf8_is_valid((uint8_t *) text, (uint8_t *) text + strlen(text)))
			labels[count++] = text;	/* the catalog has no others */
	}
	text_length = (size_t) (copy + size - text);
	vector_limit((VectorLevel) (size % (VECTOR_AVX512 + 1)));	/* as the processor has them */
	check_tokens(text, text_length);
	fill_spec(&spec, labels, count);
	image = image_build(&spec, on_finding, bad, &length);
	host_free(image);
	for (uint32_t i = 0; i < count; i++)
		if (!bad[i])
			labels[kept++] = labels[i];
	fill_spec(&spec, labels, kept);
	image = image_build(&spec, on_finding, bad, &length);
	CHECK(image != NULL);
	check_matches(image, length, text, text_length, false);
	check_matches(image, length, text, text_length, true);
	check_damage(image, length, data, size, text, text_length);
	host_free(image);
	host_free(copy);
	return 0;
}

/*-------------------------------------------------------------------------
 *
 * core.c
 *		The core by itself, without a server: text, image reader, match, reading, score.
 *
 *		bench_core IMAGE DOCUMENTS [ROUNDS [portable|avx2|avx512]]
 *
 * The last one is the most that is used of the processor's vector instructions.
 * IMAGE is the bytes of a row of policyscope.image, DOCUMENTS a file of COPY's
 * text form.  Prints megabytes a second (median of the rounds, processor
 * time), mentions and a checksum over their spans and concepts, which must not
 * depend on how the core is built.  Run by bench/run.sh and, under callgrind,
 * by bench/gate.sh; perf may be used on it as well.
 *
 *-------------------------------------------------------------------------
 */
#include "documents.h"

#include "match/match.h"
#include "reading/reading.h"
#include "score/score.h"
#include "text/vector.h"

typedef struct Answer
{
	uint64_t	mentions;
	uint64_t	checksum;
} Answer;

static void
mix(Answer *answer, uint64_t value)
{
	answer->checksum = (answer->checksum ^ value) * UINT64_C(0x9E3779B97F4A7C15);
	answer->checksum ^= answer->checksum >> 29;
}

static void
add_answer(Answer *answer, const Matcher *matcher, const Scorer *scorer)
{
	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *candidate = &matcher->candidates[i];

		if (candidate->verdict != MATCH_ACCEPTED)
			continue;
		answer->mentions++;
		mix(answer, (uint64_t) candidate->start << 32 | candidate->end);
		mix(answer, match_label(matcher, candidate)->concept);
		mix(answer, (uint64_t) candidate->zone << 8 | candidate->force);
	}
	for (uint32_t i = 0; i < scorer->entry_count; i++)
		mix(answer, (uint64_t) scorer->entries[i].evidence);
	mix(answer, (uint64_t) matcher->words);
}

/* The three that serve a document, one after the other. */
typedef struct Core
{
	Matcher    *matcher;
	Reading    *reading;
	Scorer	   *scorer;
} Core;

static void
tag_document(const Core *core, const char *text, size_t length)
{
	uint32_t	flags = core->matcher->view->header->flags;

	matcher_begin(core->matcher, false);
	reading_begin(core->reading);
	matcher_add_part(core->matcher, text, length, 3);
	if (flags & IMAGE_ZONING)
		reading_zone_part(core->reading, core->matcher);
	matcher_finish(core->matcher);
	if (flags & IMAGE_READING)
		reading_run(core->reading, core->matcher);
	scorer_run(core->scorer, core->matcher);
}

static Answer
tag_all(const Core *core, const Documents *documents)
{
	Answer		answer = {0, 0};

	for (size_t i = 0; i < documents->count; i++)
	{
		size_t		length;
		const char *text = document(documents, i, &length);

		tag_document(core, text, length);
		add_answer(&answer, core->matcher, core->scorer);
	}
	return answer;
}

/* callgrind counts inside of this function only (bench/gate.sh names it). */
__attribute__((noinline)) Answer measured_round(const Core *core, const Documents *documents);

Answer
measured_round(const Core *core, const Documents *documents)
{
	return tag_all(core, documents);
}

static double
measure(const Core *core, const Documents *documents, int rounds, Answer *answer)
{
	double	   *seconds = malloc((size_t) rounds * sizeof(double));
	double		result;

	if (seconds == NULL)
		die("out of memory", "bench_core");
	tag_all(core, documents);	/* memory and caches are warm then */
	for (int i = 0; i < rounds; i++)
	{
		double		before = now();

		*answer = measured_round(core, documents);
		seconds[i] = now() - before;
	}
	result = median(seconds, rounds);
	free(seconds);
	return result;
}

/* As shared memory has it: at the begin of a page. */
static char *
aligned_copy(char *bytes, size_t length)
{
	char	   *copy = aligned_alloc(4096, (length + 4095) / 4096 * 4096);

	if (copy == NULL)
		die("out of memory", "bench_core");
	memcpy(copy, bytes, length);
	free(bytes);
	return copy;
}

static VectorLevel
level_named(const char *name)
{
	static const char *const names[] = {"portable", "avx2", "avx512"};

	for (int level = VECTOR_PORTABLE; level <= VECTOR_AVX512; level++)
		if (strcmp(name, names[level]) == 0)
			return (VectorLevel) level;
	die("it is none of portable, avx2, avx512", name);
	return VECTOR_PORTABLE;
}

int
main(int argc, char **argv)
{
	ImageView	view;
	Core		core;
	Documents	documents;
	Answer		answer = {0, 0};
	size_t		length;
	char	   *image;
	const char *problem;
	int			rounds = argc > 3 ? atoi(argv[3]) : 5;
	double		seconds;

	if (argc < 3 || rounds < 1)
		die("usage: bench_core IMAGE DOCUMENTS [ROUNDS [portable|avx2|avx512]]", argv[0]);
	if (argc > 4)
		vector_limit(level_named(argv[4]));
	image = read_file(argv[1], &length);
	image = aligned_copy(image, length);
	problem = image_validate(image, length, &view);
	if (problem != NULL)
		die(problem, argv[1]);
	read_documents(&documents, argv[2]);
	core.matcher = matcher_create(&view);
	core.reading = reading_create(&view);
	core.scorer = scorer_create(&view);
	seconds = measure(&core, &documents, rounds, &answer);
	printf("policyscope %.1f MB/s, %llu mentions, one per %.0f B, checksum %016llx, %zu bytes\n",
		   (double) documents.length / 1e6 / (seconds > 0 ? seconds : 1e-9),
		   (unsigned long long) answer.mentions,
		   (double) documents.length / (double) (answer.mentions ? answer.mentions : 1),
		   (unsigned long long) answer.checksum, documents.length);
	return 0;
}

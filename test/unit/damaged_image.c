/*-------------------------------------------------------------------------
 *
 * damaged_image.c
 *		An image whose checksum fits and whose content does not: what a reader
 *		relies on is refused field by field, and random bytes end in a refusal
 *		or in an answer; with the sanitizers no byte is read outside.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../fuzz/host_malloc.c"
#include "image/image_spec.h"
#include "match/match.h"
#include "score/score.h"
#include "text/hash.h"
#include "text/vector.h"

#define ROUNDS 20000

static int	tests = 0;
static int	failures = 0;
static void *image;				/* the good one */
static size_t image_length;

static void
ok(bool good, const char *name)
{
	tests++;
	failures += !good;
	printf("%sok %d - %s\n", good ? "" : "not ", tests, name);
}

static uint64_t state = UINT64_C(88172645463325252);

static uint32_t
draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t) (state >> 33) % below;
}

static void
on_finding(void *arg, ImageFinding finding, uint32_t label, uint32_t other)
{
	(void) arg;
	(void) other;
	fprintf(stderr, "label %u: finding %d\n", label, (int) finding);
	abort();
}

static void
make_image(void)
{
	static ImageSpecFacet facets[] = {{"a", false, 0}, {"b", true, 0}};
	static ImageSpecConcept concepts[] = {{"a.x", 0, 0, 0}, {"b.y", 1, 0, 1}};
	static ImageAncestor ancestors[] = {{0, 0}};
	static uint32_t program[] = {IMAGE_INSTRUCTION(IMAGE_OP_CONCEPT, 0), IMAGE_INSTRUCTION(IMAGE_OP_FACET, 1),
		IMAGE_INSTRUCTION(IMAGE_OP_AND, 0), IMAGE_INSTRUCTION(IMAGE_OP_NOT, 0)};
	static int64_t contributions[IMAGE_ZONES * 2] = {4000, 1000, 3000, 1000, 2000, 1000, 1000, 1000};
	static const char *const texts[] = {
		"data", "data centre", "C++", "\xE4\xBA\xBA\xE5\xB7\xA5", "e\xCC\x81t\xC3\xA9", "LLM", "alpha beta gamma delta",
		"COVID-19", "U.S.", "\xEC\x9D\xB8\xEB\x8F\x84", "IT"
	};
	static ImageSpecLabel labels[sizeof(texts) / sizeof(texts[0])];
	static ImageSpecCue cues[] = {
		{"must not", IMAGE_CUE_FORCE, IMAGE_CUE_PROHIBITED, IMAGE_NONE, IMAGE_CUE_FORWARD, false, NULL},
		{"data", IMAGE_CUE_STATUS, IMAGE_CUE_PLANNED, 0, IMAGE_CUE_BOTH, true, "but"}
	};
	ImageSpec	spec;

	memset(&spec, 0, sizeof(spec));
	spec.label_count = sizeof(texts) / sizeof(texts[0]);
	for (uint32_t i = 0; i < spec.label_count; i++)
		labels[i] = (ImageSpecLabel) {.concept = i % 2, .text = texts[i], .lang = "en", .kind = IMAGE_LABEL_ALT,
			.program = i == 5 ? 0 : IMAGE_NONE, .program_length = i == 5 ? 4 : 0, .inflect = i % 2 == 0};
	spec.flags = IMAGE_ACRONYMS | IMAGE_READING;
	spec.cues = cues;
	spec.cue_count = 2;
	spec.facets = facets;
	spec.facet_count = 2;
	spec.concepts = concepts;
	spec.concept_count = 2;
	spec.ancestors = ancestors;
	spec.ancestor_count = 1;
	spec.labels = labels;
	spec.program = program;
	spec.program_length = 4;
	spec.weight_classes = spec.rollup_classes = spec.inside_classes = 1;
	spec.contributions = contributions;
	image = image_build(&spec, on_finding, NULL, &image_length);
}

/* A copy without a byte behind it, to be damaged. */
static uint8_t *
copy_image(ImageView *view)
{
	uint8_t    *copy = host_alloc(image_length);

	memcpy(copy, image, image_length);
	if (image_validate(copy, image_length, view) != NULL)
		abort();
	return copy;
}

static const char *
mend(uint8_t *copy, ImageView *view)
{
	((ImageHeader *) copy)->checksum = image_checksum(copy, image_length);
	return image_validate(copy, image_length, view);
}

/* The place of a field in a good image, seen through its view. */
#define PLACE(expression) ((size_t) ((const uint8_t *) &(expression) - (const uint8_t *) view.header))

static void
refuse(const char *name, size_t place, const void *bytes, size_t length)
{
	ImageView	view;
	uint8_t    *copy = copy_image(&view);

	memcpy(copy + place, bytes, length);
	ok(mend(copy, &view) != NULL, name);
	free(copy);
}

static void
refuse_number(const char *name, size_t place, uint32_t value)
{
	refuse(name, place, &value, sizeof(value));
}

static void
test_header(const ImageView *good)
{
	ImageView	view = *good;
	const ImageHeader *header = view.header;

	refuse_number("a flag that there is not", PLACE(header->flags), 0x08);
	refuse_number("more tokens than a form may have", PLACE(header->max_tokens), IMAGE_MAX_TOKENS + 1);
	refuse_number("strings up to the image's end, where nothing can be read ahead",
				  PLACE(header->sections[IMAGE_STRINGS].count),
				  (uint32_t) image_length - header->sections[IMAGE_STRINGS].offset);
	refuse_number("a filter without words", PLACE(header->sections[IMAGE_FILTER_1].count), 0);
	refuse_number("no slots", PLACE(header->sections[IMAGE_SLOTS].count), 0);
	refuse_number("a section that is not aligned", PLACE(header->sections[IMAGE_LABELS].offset),
				  header->sections[IMAGE_LABELS].offset + 4);
	refuse_number("weights that nobody wrote", PLACE(header->weight_classes), 2);
}

/* Two fields that excuse each other. */
static void
test_no_rollups(void)
{
	ImageView	view;
	uint8_t    *copy = copy_image(&view);
	ImageHeader *header = (ImageHeader *) copy;

	header->rollup_classes = 0;
	header->sections[IMAGE_CONTRIBUTIONS].count = 0;
	header->sections[IMAGE_ANCESTORS].count = 0;
	((ImageConcept *) (copy + header->sections[IMAGE_CONCEPTS].offset))[1].ancestor_count = 0;
	ok(mend(copy, &view) != NULL, "labels, but no rollup of their own concepts");
	free(copy);
}

static void
test_content(const ImageView *good)
{
	ImageView	view = *good;
	int64_t		heavy = IMAGE_MAX_CONTRIBUTION + 1;
	uint32_t	first_han = 0;

	while ((uint8_t) view.strings[first_han] < 0xE0)
		first_han++;
	refuse("an evidence that could not be added up", PLACE(view.contributions[0]), &heavy, sizeof(heavy));
	refuse("a string that is no UTF-8", PLACE(view.strings[first_han]), "x", 1);
	refuse("a zero byte in a string", PLACE(view.strings[first_han - 1]), "", 1);
	refuse_number("a label that begins inside of a character", PLACE(view.labels[3].text), view.labels[3].text + 1);
	refuse_number("a label of no concept", PLACE(view.labels[0].concept), 2);
	refuse_number("a label of no class", PLACE(view.labels[0].packed), view.labels[0].packed | UINT32_C(0xFFFF) << IMAGE_LENGTH_BITS);
	refuse("a reserved byte of a class", PLACE(view.classes[0].reserved), "\x01", 1);
	refuse("a flag of patterns that there is not", PLACE(view.patterns[0].flags), "\x81", 1);
	refuse("a run of patterns without end", PLACE(view.patterns[view.header->sections[IMAGE_PATTERNS].count - 1].flags), "", 1);
	refuse("a facet's reserved byte", PLACE(view.facets[0].reserved), "\x01", 1);
	refuse_number("an instruction that takes what is not there", PLACE(view.program[0]), IMAGE_INSTRUCTION(IMAGE_OP_NOT, 0));
	refuse_number("an instruction about no concept", PLACE(view.program[0]), IMAGE_INSTRUCTION(IMAGE_OP_CONCEPT, 9));
}

static void
test_cues(const ImageView *good)
{
	ImageView	view = *good;
	const ImageSection *sections = view.header->sections;
	uint32_t	used = 0;
	uint16_t	number = 3;
	uint32_t	no_reading = view.header->flags & ~(uint32_t) IMAGE_READING;
	uint8_t    *copy;

	while (view.cue_slots[used] == 0)
		used++;
	refuse("a slot of no cue", PLACE(view.cue_slots[used]), &number, sizeof(number));
	refuse_number("less slots of cues than are asked", PLACE(sections[IMAGE_CUE_SLOTS_SECTION].count), IMAGE_CUE_SLOTS - 1);
	refuse_number("cues without slots", PLACE(sections[IMAGE_CUE_SLOTS_SECTION].count), 0);
	refuse_number("slots without cues", PLACE(sections[IMAGE_CUES].count), 0);
	refuse_number("cues without a filter", PLACE(sections[IMAGE_CUE_FILTER].count), 0);
	refuse_number("a filter of cues that goes beyond the image", PLACE(sections[IMAGE_CUE_FILTER].count), 4096);

	copy = copy_image(&view);
	((ImageHeader *) copy)->flags = no_reading;
	((ImageHeader *) copy)->checksum = image_checksum(copy, image_length);
	ok(image_validate(copy, image_length, &view) == NULL && view.cue_slots == NULL &&
	   image_open(copy, image_length, &view) == NULL && view.cue_slots == NULL, "without reading no cues, however it is opened");
	free(copy);
}

static void
test_prefixes(const ImageView *good)
{
	ImageView	view = *good;
	uint32_t	prefix = 0;

	while ((view.slots[prefix].value & (IMAGE_SLOT_KEY | IMAGE_SLOT_PREFIX)) != IMAGE_SLOT_PREFIX)
		prefix++;
	refuse_number("a prefix that leads nowhere", PLACE(view.slots[prefix].value), IMAGE_SLOT_PREFIX);
	refuse_number("a prefix that leads too far", PLACE(view.slots[prefix].value), IMAGE_SLOT_PREFIX | IMAGE_MAX_TOKENS);
	refuse_number("a label that there is not", PLACE(view.slots[prefix].value), IMAGE_SLOT_KEY | IMAGE_SLOT_LABEL | view.label_count);
}

static void
test_endless_buckets(const ImageView *good)
{
	ImageView	view;
	uint8_t    *copy = copy_image(&view);
	ImageSlot  *slots = (ImageSlot *) (copy + good->header->sections[IMAGE_SLOTS].offset);

	for (uint32_t i = IMAGE_BUCKET - 1; i < good->bucket_count * IMAGE_BUCKET; i += IMAGE_BUCKET)
		slots[i].value |= IMAGE_SLOT_GOES_ON;
	ok(mend(copy, &view) != NULL, "buckets that go on without end");
	free(copy);
}

static int64_t
tag(Matcher *matcher, Scorer *scorer)
{
	static const char text[] = "Data centres, C++ data; \xE4\xBA\xBA\xE5\xB7\xA5 LLMs (LL) alpha beta gamma delta COVID19 "
		"U.S. \xEC\x9D\xB8\xEB\x8F\x84\xEB\x8A\x94 IT e\xCC\x81t\xC3\xA9 da-\nta data centre (DC) DC";
	int64_t		sum = 0;

	matcher_begin(matcher, true);
	matcher_add_part(matcher, text, sizeof(text) - 1, 0);
	matcher_finish(matcher);
	scorer_run(scorer, matcher);
	for (uint32_t i = 0; i < scorer->entry_count; i++)
		sum += scorer->entries[i].evidence;
	return sum;
}

#define WORDS (1u << 18)
#define REPEATED 600

/* A word by its number, and the half of its hash that slots have. */
typedef struct Word
{
	uint32_t	check;
	uint32_t	number;
} Word;

static Word
numbered_word(uint32_t number)
{
	char		word[16];
	int			length = snprintf(word, sizeof(word), "w%u", number);

	return (Word) {(uint32_t) hash_token((uint8_t *) word, (uint32_t) length), number};
}

static int
compare_words(const void *a, const void *b)
{
	const Word *x = a;
	const Word *y = b;

	return (x->check > y->check) - (x->check < y->check);
}

/* Two words: however often the second follows the first one, the key has the same check. */
static bool
find_endless(Word *first, Word *again)
{
	Word	   *words = host_alloc(sizeof(Word) * WORDS);
	const Word *found = NULL;

	for (uint32_t i = 0; i < WORDS; i++)
		words[i] = numbered_word(i);
	qsort(words, WORDS, sizeof(Word), compare_words);
	for (uint32_t i = 0; i < WORDS && found == NULL; i++)
	{
		Word		wanted = {words[i].check - words[i].check * (uint32_t) HASH_SEED_C, 0};

		*first = words[i];
		found = bsearch(&wanted, words, WORDS, sizeof(Word), compare_words);
	}
	if (found != NULL)
		*again = *found;
	host_free(words);
	return found != NULL;
}

/* Slots where that key always goes on: a matcher must not go with it for ever. */
static void
test_endless_prefixes(const ImageView *good)
{
	static char text[REPEATED * 16];
	ImageView	view;
	Word		first = {0, 0};
	Word		again = {0, 0};
	uint8_t    *copy = copy_image(&view);
	ImageSlot  *slots = (ImageSlot *) (copy + good->header->sections[IMAGE_SLOTS].offset);
	int			length;
	Matcher    *matcher;
	bool		found = find_endless(&first, &again);

	for (uint32_t i = 0; i < good->bucket_count; i++)
		slots[i * IMAGE_BUCKET] = (ImageSlot) {first.check, IMAGE_SLOT_KEY | IMAGE_SLOT_PREFIX | IMAGE_SLOT_LABEL};
	memset(copy + good->header->sections[IMAGE_FILTER_1].offset, 0xFF, 8 * (size_t) good->filters[0].count);
	ok(found && mend(copy, &view) == NULL, "keys that go on without end cannot be told");
	matcher = matcher_create(&view);
	length = snprintf(text, sizeof(text), "w%u", first.number);
	for (int i = 1; i < REPEATED; i++)
		length += snprintf(text + length, sizeof(text) - (size_t) length, " w%u", again.number);
	alarm(60);
	for (int level = VECTOR_PORTABLE; level <= VECTOR_AVX512; level++)
	{
		vector_limit((VectorLevel) level);
		matcher_begin(matcher, false);
		matcher_add_part(matcher, text, (size_t) length, 0);
		matcher_finish(matcher);
	}
	alarm(0);
	ok(matcher->candidate_count == 0, "but come to an end");
	matcher_release(matcher);
	free(copy);
}

/* Some bytes are others; more of them in the header's sections, or far away. */
static void
damage(uint8_t *copy)
{
	uint32_t	count = 1 + draw(3);

	for (uint32_t i = 0; i < count; i++)
	{
		size_t		place = draw(4) == 0 ? draw(sizeof(ImageHeader)) : draw((uint32_t) image_length);

		copy[place] = (uint8_t) (draw(2) ? copy[place] ^ 1u << draw(8) : draw(256));
	}
}

static void
test_random(void)
{
	uint32_t	answered = 0;
	bool		sane = true;

	for (int i = 0; i < ROUNDS; i++)
	{
		ImageView	view;
		uint8_t    *copy = copy_image(&view);

		damage(copy);
		if (mend(copy, &view) == NULL)
		{
			Matcher    *matcher = matcher_create(&view);
			Scorer	   *scorer = scorer_create(&view);

			vector_limit((VectorLevel) (i % (VECTOR_AVX512 + 1)));
			sane &= tag(matcher, scorer) >= 0;
			answered++;
			scorer_release(scorer);
			matcher_release(matcher);
		}
		free(copy);
	}
	ok(sane, "random damage: refused, or an answer");
	ok(answered > ROUNDS / 20 && answered < ROUNDS, "both of them came about");
}

int
main(void)
{
	ImageView	view;

	setvbuf(stdout, NULL, _IOLBF, 0);
	make_image();
	if (image == NULL || image_validate(image, image_length, &view) != NULL)
		abort();
	ok(tag(matcher_create(&view), scorer_create(&view)) > 0, "the image is good");
	test_header(&view);
	test_no_rollups();
	test_content(&view);
	test_cues(&view);
	test_prefixes(&view);
	test_endless_buckets(&view);
	test_endless_prefixes(&view);
	test_random();
	printf("1..%d\n", tests);
	return failures != 0;
}

/*-------------------------------------------------------------------------
 *
 * levels.c
 *		Filters, look-ups, marks of cues and hashes of words, at each level of
 *		text/vector.h, beside what each of them says of one token or key.
 *
 * token_scan.c and match_reference.c hold the whole side by side; here are the
 * cases that no text has: keys whose check is that of an empty slot, buckets
 * that are full, tables that end where the memory does.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../fuzz/host_malloc.c"
#include "match/match_parts.h"
#include "text/hash.h"
#include "text/vector.h"
#include "text/word_hashes.h"

#define ROUNDS 3000

static int	tests = 0;
static int	failures = 0;

static void
ok(bool good, const char *name)
{
	tests++;
	failures += !good;
	printf("%sok %d - %s\n", good ? "" : "not ", tests, name);
}

static uint64_t state = UINT64_C(88172645463325252);

static uint64_t
random_number(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state * UINT64_C(0x9E3779B97F4A7C15);
}

static uint32_t
draw(uint32_t below)
{
	return (uint32_t) (random_number() >> 33) % below;
}

/* Numbers with so many of eight bits set, in memory without a byte behind it. */
static uint64_t *
random_numbers(uint32_t count, uint32_t eighths)
{
	uint64_t   *numbers = host_alloc(sizeof(uint64_t) * count);

	for (uint32_t i = 0; i < count; i++)
	{
		numbers[i] = 0;
		for (int k = 0; k < 64; k++)
			numbers[i] |= (uint64_t) (draw(8) < eighths) << k;
	}
	return numbers;
}

static ImageFilter
random_filter(void)
{
	ImageFilter filter = {NULL, 1 + draw(40)};

	filter.words = random_numbers(filter.count, draw(9));
	return filter;
}

/* ---------- filters ---------- */

static bool
keys_are_right(const ImageView *view, const uint64_t *hashes, uint32_t first, uint32_t end,
			   const MatchKeys *keys)
{
	uint32_t	at = 0;

	for (uint32_t i = first; i < end; i++)
	{
		uint64_t	key = hashes[i];

		for (uint32_t k = 0; k < IMAGE_FILTERS; key = hash_sequence(key, hashes[i + ++k]))
		{
			if (!image_filter_bit(&view->filters[k], key))
				continue;
			if (at >= keys->count || keys->token[at] != i || keys->length[at] != k + 1 || keys->key[at] != key)
				return false;
			at++;
		}
	}
	return at == keys->count;
}

static bool
marks_are_right(const Matcher *matcher, uint32_t first, uint32_t end)
{
	const uint64_t *hashes = matcher->scan.hashes;
	const ImageFilter *filter = &matcher->view->cue_filter;
	uint32_t	at = 0;

	for (uint32_t i = first; i < end; i++)
	{
		uint32_t	cue = matcher->view->cue_slots[image_cue_slot(hashes[i])];

		if (cue == 0 || !(image_filter_bit(filter, hashes[i]) |
						  image_filter_bit(filter, hash_sequence(hashes[i], hashes[i + 1]))))
			continue;
		if (at >= matcher->mark_count || matcher->marks[at].cue != cue - 1 ||
			matcher->marks[at].place != matcher->scan.spans[i].start)
			return false;
		at++;
	}
	return at == matcher->mark_count;
}

static bool
try_filters(const ImageView *view)
{
	static MatchKeys keys;
	uint32_t	first = draw(20);
	uint32_t	end = first + draw(MATCH_FILTERED + 1);
	uint64_t   *hashes = random_numbers(end + TOKEN_SCAN_SENTINELS, 4);
	TokenSpan  *spans = host_alloc(sizeof(TokenSpan) * (end + 1));
	Matcher		matcher = {.view = view, .scan = {.hashes = hashes, .spans = spans}};
	bool		good = true;

	for (uint32_t i = 0; i < end; i++)
		spans[i] = (TokenSpan) {2 * i, 2 * i + 1};
	for (int level = VECTOR_PORTABLE; level <= VECTOR_AVX512; level++)
	{
		vector_limit((VectorLevel) level);
		match_filter_tokens(view, hashes, first, end, &keys);
		good &= keys_are_right(view, hashes, first, end, &keys);
		matcher.mark_count = 0;
		match_note_marks(&matcher, first, end);
		good &= marks_are_right(&matcher, first, end);
	}
	host_free(matcher.marks);
	host_free(spans);
	host_free(hashes);
	return good;
}

static void
test_filters(void)
{
	uint16_t   *slots = host_alloc(sizeof(uint16_t) * IMAGE_CUE_SLOTS);
	int			bad = 0;

	for (uint32_t i = 0; i < IMAGE_CUE_SLOTS; i++)
		slots[i] = (uint16_t) (draw(2) * draw(IMAGE_MAX_CUES));
	for (int round = 0; round < ROUNDS / 10; round++)
	{
		ImageView	view = {.cue_slots = slots, .cue_filter = random_filter()};

		for (int i = 0; i < IMAGE_FILTERS; i++)
			view.filters[i] = random_filter();
		bad += !try_filters(&view);
		for (int i = 0; i < IMAGE_FILTERS; i++)
			host_free((void *) view.filters[i].words);
		host_free((void *) view.cue_filter.words);
	}
	host_free(slots);
	ok(bad == 0, "keys that pass the filters, and marks of cues");
}

/* ---------- look-ups ---------- */

/* As image.h has it: the first slot of the first bucket that has the check, and is not empty. */
static uint32_t
find_value(const ImageView *view, uint64_t key)
{
	uint32_t	bucket = image_bucket_of(key, view->bucket_count);

	for (;; bucket = (bucket + 1) % view->bucket_count)
	{
		const ImageSlot *slots = view->slots + (size_t) bucket * IMAGE_BUCKET;

		for (int i = 0; i < IMAGE_BUCKET; i++)
			if (slots[i].check == (uint32_t) key && slots[i].value != 0)
				return slots[i].value;
		if (!(slots[IMAGE_BUCKET - 1].value & IMAGE_SLOT_GOES_ON))
			return 0;
	}
}

/* Full buckets that go on, and others with empty slots; one at least ends. */
static void
fill_buckets(ImageSlot *slots, uint32_t count)
{
	memset(slots, 0, sizeof(ImageSlot) * IMAGE_BUCKET * count);
	for (uint32_t bucket = 0; bucket < count; bucket++)
	{
		uint32_t	used = bucket > 0 && draw(3) == 0 ? IMAGE_BUCKET : draw(IMAGE_BUCKET);
		ImageSlot  *slot = slots + (size_t) bucket * IMAGE_BUCKET;

		for (uint32_t i = 0; i < used; i++)
			slot[i] = (ImageSlot) {draw(50), IMAGE_SLOT_KEY | (bucket * IMAGE_BUCKET + i)};
		if (used == IMAGE_BUCKET)
			slot[IMAGE_BUCKET - 1].value |= IMAGE_SLOT_GOES_ON;
	}
}

static bool
try_look_ups(const ImageView *view)
{
	uint64_t	keys[64];
	uint32_t	values[64];
	bool		good = true;

	for (int i = 0; i < 64; i++)
	{
		const ImageSlot *slot = &view->slots[draw(view->bucket_count * IMAGE_BUCKET)];

		keys[i] = random_number() << 32 | (draw(4) ? slot->check : draw(3));
	}
	for (int level = VECTOR_PORTABLE; level <= VECTOR_AVX512; level++)
	{
		vector_limit((VectorLevel) level);
		match_look_up_all(view, keys, 64, values);
		for (int i = 0; i < 64; i++)
			good &= values[i] == find_value(view, keys[i]) && values[i] == match_look_up(view, keys[i]);
	}
	return good;
}

static void
test_look_ups(void)
{
	int			bad = 0;

	for (int round = 0; round < ROUNDS; round++)
	{
		uint32_t	count = 1 + draw(6);
		ImageSlot  *slots = host_alloc(sizeof(ImageSlot) * IMAGE_BUCKET * count);
		ImageView	view = {.slots = slots, .bucket_count = count};

		fill_buckets(slots, count);
		bad += !try_look_ups(&view);
		host_free(slots);
	}
	ok(bad == 0, "what the slots have, also for a key with the check of an empty slot");
}

/* ---------- words ---------- */

static const char *const endings[] = {"", "s", "ies", "IES", "es", "ss", "\xC3\xA9s", "\xC3\xAF" "es", "y", "i\xC3\xA9s"};

/* A word of letters that ends in one of those; its length. */
static uint32_t
make_word(uint8_t *word)
{
	const char *ending = endings[draw(sizeof(endings) / sizeof(endings[0]))];
	uint32_t	length = draw(40) == 0 ? draw(400) : draw(18);

	for (uint32_t i = 0; i < length; i++)
		word[i] = (uint8_t) ("aAiesSyZ09"[draw(10)]);
	memcpy(word + length, ending, strlen(ending));
	length += (uint32_t) strlen(ending);
	if (length == 0)
		word[length++] = 'a';
	return length;
}

/* hash_token() of its fold; of letters beyond ASCII there are two. */
static uint64_t
hash_word(const uint8_t *word, uint32_t length)
{
	uint8_t		folded[512];
	uint32_t	used = 0;

	for (uint32_t i = 0; i < length; i++)
		if (word[i] == 0xC3)
			folded[used++] = word[++i] == 0xA9 ? 'e' : 'i';
		else
			folded[used++] = word[i] | 0x20;
	return hash_token(folded, used);
}

static bool
try_words(void)
{
	uint8_t		text[32 * 512];
	TokenSpan	spans[32];
	uint64_t	hashes[32];
	uint32_t	count = 1 + draw(32);
	uint32_t	length = draw(4);
	uint8_t    *exact;
	bool		good = true;

	memset(text, ' ', length);
	for (uint32_t i = 0; i < count; i++)
	{
		spans[i].start = length;
		length += make_word(text + length);
		spans[i].end = length;
		if (i + 1 < count)
			text[length++] = ' ';
	}
	exact = host_alloc(length);
	memcpy(exact, text, length);
	for (int level = VECTOR_PORTABLE; level <= VECTOR_AVX512; level++)
	{
		vector_limit((VectorLevel) level);
		word_hashes(exact, length, spans, count, hashes);
		for (uint32_t i = 0; i < count; i++)
		{
			const uint8_t *word = exact + spans[i].start;
			uint32_t	bytes = spans[i].end - spans[i].start;

			/* only the widest blocks take such letters into words */
			if (vector_level() >= VECTOR_AVX512 || memchr(word, 0xC3, bytes) == NULL)
				good &= hashes[i] == hash_word(word, bytes);
		}
	}
	host_free(exact);
	return good;
}

static void
test_words(void)
{
	int			bad = 0;

	for (int round = 0; round < ROUNDS * 3; round++)
		bad += !try_words();
	ok(bad == 0, "hashes of words, up to the last byte of a text");
}

int
main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	test_filters();
	test_look_ups();
	test_words();
	printf("1..%d\n", tests);
	return failures != 0;
}

/*-------------------------------------------------------------------------
 *
 * make_han_words.c
 *		Writes han_words.c, the table of han_words.h, from a list of words.
 *
 * Run by the Makefile with the output of list_han_words; never part of the
 * library.  Linked with unicode_data.c, so that words are folded as texts
 * are.  Words that hold anything but Han characters are left out.
 *
 * Perfect hashing by hash and displace (Belazzougui, Botelho and Dietzfelbinger
 * 2009): the fullest buckets first choose the displacement that puts all
 * of their strings into free slots.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/han_words.h"
#include "text/unicode.h"
#include "text/utf8.h"

#define MAX_BYTES 1000000		/* of the table */
#define MIN_WORDS 50000			/* fewer: not the dictionary that we know */
#define STRINGS (1u << 20)		/* a power of two, well above what there is */
#define BUCKET_LOAD 5			/* strings a bucket, on average */
#define MAX_BUCKET 64

typedef struct String
{
	uint64_t	hash;			/* 0: free */
	uint8_t		cost;
	bool		longer;
	bool		as_written;		/* the cost is that of the folded writing itself */
	bool		pair;			/* of two characters */
} String;

static String strings[STRINGS];
static uint32_t string_count;
static uint32_t word_count;

static void
require(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "make_han_words: %s (%u words, %u strings)\n", what, word_count, string_count);
	exit(1);
}

/* The folded character at the place, or 0 when it is no Han character. */
static uint32_t
folded_character(const uint8_t *p, const uint8_t *end, uint32_t *length, bool *as_written)
{
	uint32_t	code_point = utf8_decode(p, end, length);
	const UnicodeRecord *record = unicode_record(code_point);
	const uint8_t *fold = unicode_pool + record->fold;
	uint32_t	folded_length;

	if (!(record->flags & UNICODE_IDENTITY))
	{
		*as_written = false;
		if (record->fold_length == 0)
			return 0;
		code_point = utf8_decode(fold, fold + record->fold_length, &folded_length);
		if (folded_length != record->fold_length)
			return 0;
	}
	return han_is_character(code_point) ? code_point : 0;
}

static String *
find_string(uint64_t hash)
{
	uint32_t	at = (uint32_t) (hash >> 20) & (STRINGS - 1);

	while (strings[at].hash != 0 && strings[at].hash != hash)
		at = (at + 1) & (STRINGS - 1);
	string_count += strings[at].hash == 0;
	require(string_count < STRINGS / 2, "too many strings");
	strings[at].hash = hash;
	return &strings[at];
}

/* Of writings that fold alike the simplified one's cost counts, else the least. */
static void
add_word(uint64_t hash, uint8_t cost, bool as_written)
{
	String	   *string = find_string(hash);

	word_count += string->cost == HAN_NO_WORD;
	if (string->cost == HAN_NO_WORD || as_written > string->as_written ||
		(as_written == string->as_written && cost < string->cost))
	{
		string->cost = cost;
		string->as_written = as_written;
	}
}

static void
read_word(const char *word, long cost)
{
	const uint8_t *p = (const uint8_t *) word;
	const uint8_t *end = p + strlen(word);
	uint64_t	hash_of[HAN_WORD_MAX + 1] = {0};
	uint32_t	length = 0;
	uint32_t	step;
	bool		as_written = true;

	for (; p < end; p += step)
	{
		uint32_t	character = folded_character(p, end, &step, &as_written);

		if (character == 0 || length == HAN_WORD_MAX)
			return;
		hash_of[length + 1] = han_word_hash(hash_of[length], character);
		length++;
	}
	require(cost > 0 && cost <= HAN_UNKNOWN_COST, "a cost beyond 1 to 255");
	for (uint32_t i = 1; i < length; i++)
		find_string(hash_of[i])->longer = true;
	if (length >= 2)
		find_string(hash_of[2])->pair = true;
	add_word(hash_of[length], (uint8_t) cost, as_written);
}

/* ---- the perfect hash ------------------------------------------------------ */

static uint32_t slots;
static uint32_t buckets;
static uint16_t *checks;
static uint8_t *costs;
static uint16_t *displacements;
static bool *taken;
static const String **by_bucket;	/* bucket b: first[b] to first[b + 1] - 1 */
static uint32_t *first;

static void *
zeroed(size_t count, size_t size)
{
	void	   *block = calloc(count, size);

	require(block != NULL, "out of memory");
	return block;
}

static void
fill_buckets(void)
{
	uint32_t   *next = zeroed(buckets, sizeof(uint32_t));

	for (uint32_t i = 0; i < STRINGS; i++)
		if (strings[i].hash != 0)
			first[han_word_bucket(strings[i].hash, buckets) + 1]++;
	for (uint32_t b = 0; b < buckets; b++)
	{
		require(first[b + 1] <= MAX_BUCKET, "a bucket overflows");
		first[b + 1] += first[b];
		next[b] = first[b];
	}
	for (uint32_t i = 0; i < STRINGS; i++)
		if (strings[i].hash != 0)
			by_bucket[next[han_word_bucket(strings[i].hash, buckets)]++] = &strings[i];
	free(next);
}

/* Takes the slots that the displacement gives the bucket, if all are free. */
static bool
try_displacement(uint32_t bucket, uint32_t displacement)
{
	uint32_t	chosen[MAX_BUCKET];
	uint32_t	count = 0;

	for (uint32_t i = first[bucket]; i < first[bucket + 1]; i++, count++)
	{
		chosen[count] = han_word_slot(by_bucket[i]->hash, displacement, slots);
		if (taken[chosen[count]])
			break;
		taken[chosen[count]] = true;
	}
	if (first[bucket] + count == first[bucket + 1])
		return true;
	while (count > 0)
		taken[chosen[--count]] = false;
	return false;
}

static void
place_bucket(uint32_t bucket)
{
	uint32_t	displacement = 0;

	while (!try_displacement(bucket, displacement))
		require(++displacement <= UINT16_MAX, "a bucket finds no place");
	displacements[bucket] = (uint16_t) displacement;
	for (uint32_t i = first[bucket]; i < first[bucket + 1]; i++)
	{
		const String *string = by_bucket[i];
		uint32_t	slot = han_word_slot(string->hash, displacement, slots);

		checks[slot] = (uint16_t) ((string->hash & 0xFFFE) | string->longer);
		costs[slot] = string->cost;
	}
}

static void
make_table(void)
{
	slots = string_count + string_count / 40;
	buckets = string_count / BUCKET_LOAD;
	require(word_count >= MIN_WORDS, "not the dictionary that we know");
	require(3 * slots + 2 * buckets <= MAX_BYTES, "the table grows too large");
	checks = zeroed(slots, sizeof(uint16_t));
	costs = zeroed(slots, 1);
	taken = zeroed(slots, sizeof(bool));
	displacements = zeroed(buckets, sizeof(uint16_t));
	by_bucket = zeroed(string_count, sizeof(const String *));
	first = zeroed(buckets + 1, sizeof(uint32_t));
	fill_buckets();
	for (uint32_t size = MAX_BUCKET; size > 0; size--)
		for (uint32_t b = 0; b < buckets; b++)
			if (first[b + 1] - first[b] == size)
				place_bucket(b);
}

static void
print_table(void)
{
	printf("/* Written by make_han_words.c from %u words: do not edit. */\n", word_count);
	printf("#include \"text/han_words.h\"\n\nconst uint32_t han_word_slots = %uu;\n", slots);
	printf("const uint32_t han_word_buckets = %uu;\nconst uint16_t han_word_checks[] = {", buckets);
	for (uint32_t i = 0; i < slots; i++)
		printf("%s%u,", i % 16 ? "" : "\n", checks[i]);
	printf("\n};\nconst uint8_t han_word_costs[] = {");
	for (uint32_t i = 0; i < slots; i++)
		printf("%s%u,", i % 32 ? "" : "\n", costs[i]);
	printf("\n};\nconst uint16_t han_word_displacements[] = {");
	for (uint32_t i = 0; i < buckets; i++)
		printf("%s%u,", i % 16 ? "" : "\n", displacements[i]);
	printf("\n};\n");
}

/* A character that is not among the strings is no word. */
static void
print_characters(void)
{
	printf("const uint8_t han_character_costs[] = {");
	for (uint32_t i = 0; i < HAN_CHARACTER_COUNT; i++)
	{
		const String *string = find_string(han_word_hash(0, HAN_CHARACTER_FIRST + i));

		printf("%s%u,", i % 32 ? "" : "\n", (uint32_t) (string->cost == HAN_NO_WORD ? HAN_UNKNOWN_COST : string->cost));
	}
	printf("\n};\n");
}

static void
print_pairs(void)
{
	uint32_t	pairs = 0;
	uint32_t	numbers;
	uint64_t   *bits;

	for (uint32_t i = 0; i < STRINGS; i++)
		pairs += strings[i].pair;
	numbers = pairs * HAN_PAIR_BITS / 64 + 1;
	bits = zeroed(numbers, sizeof(uint64_t));
	for (uint32_t i = 0; i < STRINGS; i++)
		if (strings[i].pair)
			bits[key_filter_word(strings[i].hash, numbers)] |= key_filter_mask(strings[i].hash);
	printf("const uint32_t han_pair_numbers = %uu;\nconst uint64_t han_pairs[] = {", numbers);
	for (uint32_t i = 0; i < numbers; i++)
		printf("%s%lluu,", i % 8 ? "" : "\n", (unsigned long long) bits[i]);
	printf("\n};\n");
}

int
main(void)
{
	char		line[512];

	while (fgets(line, sizeof(line), stdin))
	{
		char	   *word;
		long		cost = strtol(line, &word, 10);

		word[strcspn(word, "\n")] = '\0';
		read_word(word + (*word == ' '), cost);
	}
	make_table();
	print_table();
	print_pairs();
	print_characters();
	return 0;
}

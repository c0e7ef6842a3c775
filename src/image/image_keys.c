/*-------------------------------------------------------------------------
 *
 * image_keys.c
 *		From patterns and their keys to runs, slots and filters.
 *
 * Called by image_build.c.  Patterns are ordered by key; those of one key are
 * a run.  Sorting keeps the image the same for the same spec.
 *
 *-------------------------------------------------------------------------
 */
#include "image/image_build.h"

#include "host.h"

#include <stdlib.h>
#include <string.h>

static int
compare_patterns(const void *a, const void *b)
{
	const BuildPattern *x = a;
	const BuildPattern *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->label != y->label)
		return x->label < y->label ? -1 : 1;
	if (x->primary != y->primary)
		return x->primary ? -1 : 1;
	return (x->text > y->text) - (x->text < y->text);
}

static int
compare_keys(const void *a, const void *b)
{
	uint64_t	x = *(const uint64_t *) a;
	uint64_t	y = *(const uint64_t *) b;

	return (x > y) - (x < y);
}

/* ---------- patterns of one key ---------- */

static const char *
pattern_text(const ImageBuilder *builder, const BuildPattern *pattern)
{
	const BuildArray *array = pattern->own ? &builder->sections[IMAGE_STRINGS] : &builder->texts;

	return (const char *) array->data + pattern->text;
}

bool
build_equal_text(const char *a, const char *b, uint32_t length, int may_differ)
{
	for (uint32_t i = 0; i < length; i++)
	{
		char		x = (char) (a[i] == '-' ? ' ' : a[i]);
		char		y = (char) (b[i] == '-' ? ' ' : b[i]);

		if ((x | may_differ) != (y | may_differ))
			return false;
	}
	return true;
}

/* Bytes that a pattern of kind RULES has in tokens: with its gaps and capitals or without. */
static uint32_t
rules_length(const ImageBuilder *builder, const BuildPattern *pattern, bool detail)
{
	const uint8_t *p = (const uint8_t *) builder->sections[IMAGE_TOKENS].data + pattern->text;
	uint32_t	count = p[0] | (uint32_t) p[1] << 8;
	uint32_t	bytes = p[2] | (uint32_t) p[3] << 8;
	uint32_t	length = 4 + 2 * count + bytes;

	if (!detail)
		return length;
	length += count - 1;
	return length + 1 + (p[length] ? (bytes + 7) / 8 : 0);
}

/* Whether two patterns are one sequence of folded tokens, or match just alike. */
static bool
is_same_form(const ImageBuilder *builder, const BuildPattern *a, const BuildPattern *b, bool alike)
{
	const uint8_t *tokens = builder->sections[IMAGE_TOKENS].data;
	uint32_t	length;

	if (a->kind != b->kind || a->length != b->length)
		return false;
	if (a->kind != IMAGE_PATTERN_RULES)
		return build_equal_text(pattern_text(builder, a), pattern_text(builder, b), a->length,
								alike ? 0 : 0x20);
	length = rules_length(builder, a, alike);
	return rules_length(builder, b, alike) == length &&
		memcmp(tokens + a->text, tokens + b->text, length) == 0;
}

/* Whether the first matches wherever the second does, and for another meaning. */
static bool
outranks(const ImageBuilder *builder, const BuildPattern *written, const BuildPattern *inflected)
{
	const ImageSpecLabel *a = &builder->spec->labels[written->label];
	const ImageSpecLabel *b = &builder->spec->labels[inflected->label];
	const ImageSpecConcept *concepts = builder->spec->concepts;
	bool		one_kind = (a->kind == IMAGE_LABEL_NEGATIVE) == (b->kind == IMAGE_LABEL_NEGATIVE);

	return !written->inflected && inflected->inflected && a->program == IMAGE_NONE &&
		a->caps_ignore == b->caps_ignore &&
		concepts[a->concept].facet == concepts[b->concept].facet &&
		(a->concept != b->concept || !one_kind) && is_same_form(builder, written, inflected, true);
}

/*
 * What is written goes before what is inflected: where one concept of a facet
 * has the label "arms", the label "arm" of another does not match "arms".
 */
static void
drop_outranked(const ImageBuilder *builder, BuildPattern *first, const BuildPattern *end)
{
	for (BuildPattern *pattern = first; pattern < end; pattern++)
		for (const BuildPattern *other = first; other < end && !pattern->dropped; other++)
			pattern->dropped = outranks(builder, other, pattern);
}

/* How the longer of two texts is the other one's plural: the flag for it, or 0. */
static uint8_t
plural_flag(const char *shorter, uint32_t length, const char *longer, uint32_t longer_length)
{
	/* not after an s of its own, as verify.c has it */
	if (longer_length == length + 1 && longer[length] == 's' && (shorter[length - 1] | 0x20) != 's' &&
		build_equal_text(longer, shorter, length, 0))
		return IMAGE_PATTERN_FINAL_S;
	if (longer_length == length + 2 && length >= 2 && shorter[length - 1] == 'y' &&
		memcmp(longer + length - 1, "ies", 3) == 0 && build_equal_text(longer, shorter, length - 1, 0))
		return IMAGE_PATTERN_FINAL_IES;
	return 0;
}

/* Two forms of one label that differ by their number become one pattern. */
static void
merge_plurals(const ImageBuilder *builder, BuildPattern *first, BuildPattern *end)
{
	for (BuildPattern *a = first; a < end; a++)
		for (BuildPattern *b = a + 1; b < end && b->label == a->label; b++)
		{
			const BuildPattern *shorter = a->length < b->length ? a : b;
			const BuildPattern *longer = a->length < b->length ? b : a;
			uint8_t		flag;

			if (a->dropped || b->dropped || a->kind != IMAGE_PATTERN_ASCII || b->kind != a->kind)
				continue;
			flag = plural_flag(pattern_text(builder, shorter), shorter->length,
							   pattern_text(builder, longer), longer->length);
			a->flags |= flag;
			b->dropped = flag != 0;
		}
}

/* Two labels of one concept with one form: said once for each later label. */
static void
report_equal_labels(ImageBuilder *builder, const BuildPattern *first, const BuildPattern *end)
{
	const ImageSpecLabel *labels = builder->spec->labels;

	for (const BuildPattern *a = first + 1; a < end; a++)
		for (const BuildPattern *b = a; b-- > first;)
		{
			if (a->label == b->label || !a->primary || !b->primary ||
				labels[a->label].concept != labels[b->label].concept ||
				(labels[a->label].kind == IMAGE_LABEL_NEGATIVE) !=
				(labels[b->label].kind == IMAGE_LABEL_NEGATIVE) ||
				!is_same_form(builder, a, b, false))
				continue;
			builder->found(builder->arg, IMAGE_EQUAL_LABELS, b->label, a->label);
			break;
		}
}

static void
write_pattern(ImageBuilder *builder, const BuildPattern *source, bool last)
{
	ImagePattern *pattern = build_array_add(&builder->sections[IMAGE_PATTERNS], 1);

	memset(pattern, 0, sizeof(*pattern));
	pattern->label = source->label;
	pattern->text = source->text;
	if (source->kind != IMAGE_PATTERN_RULES && !source->own)
		pattern->text = build_bytes_add(builder, IMAGE_STRINGS, pattern_text(builder, source),
										source->length);
	pattern->length = source->length;
	pattern->kind = source->kind;
	pattern->flags = source->flags | (last ? IMAGE_PATTERN_LAST : 0);
}

/* A run of patterns, or one label that is its own pattern; what its slot says. */
static uint32_t
write_run(ImageBuilder *builder, BuildPattern *first, BuildPattern *end)
{
	uint32_t	number = (uint32_t) builder->sections[IMAGE_PATTERNS].used;
	BuildPattern *last = NULL;
	uint32_t	count = 0;

	drop_outranked(builder, first, end);
	merge_plurals(builder, first, end);
	report_equal_labels(builder, first, end);
	for (BuildPattern *pattern = first; pattern < end; pattern++)
		if (!pattern->dropped)
		{
			last = pattern;
			count++;
		}
	if (count == 1 && last->own)
	{
		builder->label_flags[last->label] |=
			(last->kind == IMAGE_PATTERN_HAN ? IMAGE_LABEL_HAN : 0) |
			(last->flags & IMAGE_PATTERN_FINAL_S ? IMAGE_LABEL_FINAL_S : 0) |
			(last->flags & IMAGE_PATTERN_FINAL_IES ? IMAGE_LABEL_FINAL_IES : 0);
		return IMAGE_SLOT_KEY | IMAGE_SLOT_LABEL | last->label;
	}
	for (BuildPattern *pattern = first; pattern < end; pattern++)
		if (!pattern->dropped)
			write_pattern(builder, pattern, pattern == last);
	return IMAGE_SLOT_KEY | number;
}

/* ---------- slots ---------- */

typedef struct KeyValue
{
	uint64_t	key;
	uint32_t	value;			/* of its slot */
} KeyValue;

/* In rising order, each once. */
static void
sort_keys(BuildArray *array)
{
	uint64_t   *keys = array->data;
	size_t		kept = 0;

	if (array->used > 1)
		qsort(keys, array->used, sizeof(uint64_t), compare_keys);
	for (size_t i = 0; i < array->used; i++)
		if (i == 0 || keys[i] != keys[kept - 1])
			keys[kept++] = keys[i];
	array->used = kept;
}

/* By key, the nearest end first. */
static int
compare_prefixes(const void *a, const void *b)
{
	const BuildPrefix *x = a;
	const BuildPrefix *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->distance > y->distance) - (x->distance < y->distance);
}

static void
sort_prefixes(BuildArray *array)
{
	BuildPrefix *prefixes = array->data;
	size_t		kept = 0;

	if (array->used > 1)
		qsort(prefixes, array->used, sizeof(BuildPrefix), compare_prefixes);
	for (size_t i = 0; i < array->used; i++)
		if (i == 0 || prefixes[i].key != prefixes[kept - 1].key)
			prefixes[kept++] = prefixes[i];
	array->used = kept;
}

static void
add_value(BuildArray *values, uint64_t key, uint32_t value)
{
	KeyValue   *last = build_array_add(values, 1);

	last->key = key;
	last->value = value;
}

/* Those below a limit, if they are no keys themselves; returns the first that is not below. */
static const BuildPrefix *
add_prefixes(BuildArray *values, const BuildPrefix *prefix, const BuildPrefix *end, uint64_t limit)
{
	for (; prefix < end && prefix->key < limit; prefix++)
		add_value(values, prefix->key, IMAGE_SLOT_PREFIX | prefix->distance);
	return prefix;
}

/* All keys and prefixes, each once, in rising order, with what their slots say. */
static void
gather_values(ImageBuilder *builder, BuildArray *values)
{
	BuildPattern *patterns = builder->patterns.data;
	size_t		used = builder->patterns.used;
	static const BuildPrefix nothing;	/* where a list without memory begins and ends */
	const BuildPrefix *prefix;
	const BuildPrefix *prefixes_end;
	size_t		end;

	sort_prefixes(&builder->prefixes);
	prefix = builder->prefixes.used > 0 ? builder->prefixes.data : &nothing;
	prefixes_end = prefix + builder->prefixes.used;
	for (size_t i = 0; i < used; i = end)
	{
		uint64_t	key = patterns[i].key;
		bool		goes_on;

		for (end = i + 1; end < used && patterns[end].key == key;)
			end++;
		prefix = add_prefixes(values, prefix, prefixes_end, key);
		goes_on = prefix < prefixes_end && prefix->key == key;
		add_value(values, key, write_run(builder, patterns + i, patterns + end) |
				  (goes_on ? IMAGE_SLOT_PREFIX : 0));
		prefix += goes_on;
		if ((i & 0xFF) == 0)
			host_check_interrupts();
	}
	add_prefixes(values, prefix, prefixes_end, UINT64_MAX);
}

/*
 * Puts a key into the first bucket with room; false when a search for it would
 * meet another key's slot with the same check.
 */
static bool
fill_slot(ImageSlot *slots, uint32_t buckets, const KeyValue *value)
{
	uint32_t	bucket = image_bucket_of(value->key, buckets);

	for (;; bucket = bucket + 1 < buckets ? bucket + 1 : 0)
	{
		ImageSlot  *slot = slots + (size_t) bucket * IMAGE_BUCKET;
		const ImageSlot *end = slot + IMAGE_BUCKET;

		for (; slot < end && slot->value != 0; slot++)
			if (slot->check == (uint32_t) value->key)
				return false;
		if (slot < end)
		{
			slot->check = (uint32_t) value->key;
			slot->value = value->value;
			return true;
		}
		slot[-1].value |= IMAGE_SLOT_GOES_ON;
	}
}

static bool
fill_slots(ImageSlot *slots, uint32_t buckets, const BuildArray *values)
{
	const KeyValue *value = values->data;

	memset(slots, 0, sizeof(ImageSlot) * IMAGE_BUCKET * buckets);
	for (size_t i = 0; i < values->used; i++)
		if (!fill_slot(slots, buckets, &value[i]))
			return false;
	return true;
}

/*
 * How full the slots are, in percent: the fuller, the more searches see a second
 * bucket.  In the largest vocabularies, which the caches do not hold, room
 * costs more than that.
 */
static size_t
slot_load(size_t keys)
{
	return keys <= 300000 ? 65 : keys <= 1000000 ? 75 : 84;
}

/*
 * A slot has half of its key.  Where two keys agree in that half and would
 * stand together (once in thousands of images) another size parts them.
 */
static void
write_slots(ImageBuilder *builder)
{
	BuildArray *section = &builder->sections[IMAGE_SLOTS];
	BuildArray	values = {NULL, 0, 0, sizeof(KeyValue)};
	uint32_t	count;			/* buckets */

	gather_values(builder, &values);
	count = (uint32_t) (values.used * 100 / slot_load(values.used) / IMAGE_BUCKET + 1);
	build_array_add(section, (size_t) count * IMAGE_BUCKET);
	while (!fill_slots(section->data, count, &values))
	{
		build_array_add(section, IMAGE_BUCKET);
		count++;
	}
	host_free(values.data);
}

/* ---------- filters ---------- */

/*
 * So that the filters of a large vocabulary stay near the second-level cache.
 * Words are asked for seldom: a few false answers cost less than their bits.
 */
static size_t
bits_per_key(int number, size_t keys)
{
	if (number == IMAGE_WORDS)
		return 6;
	return keys <= 20000 ? 48 : keys <= 200000 ? 20 : 12;
}

static void
write_filter(ImageBuilder *builder, int number)
{
	BuildArray *keys = &builder->filter_keys[number];
	const uint64_t *key = keys->data;
	ImageFilter filter = {NULL, 1};
	uint64_t   *words;

	sort_keys(keys);
	filter.count = (uint32_t) (keys->used * bits_per_key(number, keys->used) / 64 + 1);
	words = build_array_add(&builder->sections[IMAGE_FILTER_1 + number], filter.count);
	memset(words, 0, sizeof(uint64_t) * filter.count);
	for (size_t i = 0; i < keys->used; i++)
		words[key_filter_word(key[i], filter.count)] |= key_filter_mask(key[i]);
}

void
image_write_keys(ImageBuilder *builder)
{
	if (builder->patterns.used > 1)
		qsort(builder->patterns.data, builder->patterns.used, sizeof(BuildPattern),
			  compare_patterns);
	write_slots(builder);
	for (int i = 0; i <= IMAGE_WORDS; i++)
		write_filter(builder, i);
}

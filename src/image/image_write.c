/*-------------------------------------------------------------------------
 *
 * image_write.c
 *		Lays a taxonomy out as one flat block; the layout is in image.h.
 *
 * Called by image_build.c only.
 *
 *-------------------------------------------------------------------------
 */
#include "image/image_build.h"

#include "host.h"
#include "text/hash.h"
#include "text/unicode.h"

#include <string.h>

#define CLASS_TABLE_START 64		/* places, before it first grows fourfold */

/* Classes found by their bytes; a free place is 0. */
typedef struct ClassTable
{
	uint32_t   *numbers;		/* plus one */
	size_t		size;			/* power of two */
} ClassTable;

/* Zeroed elements at the end of a section. */
static void *
add_elements(ImageBuilder *builder, ImageSectionId id, size_t count)
{
	BuildArray *section = &builder->sections[id];
	void	   *added = build_array_add(section, count);

	memset(added, 0, count * section->element);
	return added;
}

static void
copy_section(ImageBuilder *builder, ImageSectionId id, const void *data, size_t count)
{
	if (count > 0)
		memcpy(add_elements(builder, id, count), data, count * builder->sections[id].element);
}

static void
write_facets(ImageBuilder *builder)
{
	const ImageSpec *spec = builder->spec;

	for (uint32_t i = 0; i < spec->facet_count; i++)
	{
		ImageFacet *facet = add_elements(builder, IMAGE_FACETS, 1);
		size_t		length = strlen(spec->facets[i].name);

		facet->name = build_bytes_add(builder, IMAGE_STRINGS, spec->facets[i].name, length);
		facet->name_length = (uint16_t) length;
		facet->overlap_all = spec->facets[i].overlap_all;
		facet->inside_class = spec->facets[i].inside_class;
	}
}

static void
write_concepts(ImageBuilder *builder)
{
	const ImageSpec *spec = builder->spec;

	for (uint32_t i = 0; i < spec->concept_count; i++)
	{
		ImageConcept *concept = add_elements(builder, IMAGE_CONCEPTS, 1);
		size_t		length = strlen(spec->concepts[i].key);

		concept->key = build_bytes_add(builder, IMAGE_STRINGS, spec->concepts[i].key, length);
		concept->key_length = (uint16_t) length;
		concept->facet = (uint16_t) spec->concepts[i].facet;
		concept->first_ancestor = spec->concepts[i].first_ancestor;
		concept->ancestor_count = spec->concepts[i].ancestor_count;
	}
	copy_section(builder, IMAGE_ANCESTORS, spec->ancestors, spec->ancestor_count);
}

/* ---------- labels ---------- */

/* A taxonomy has few languages: the classes written so far are asked. */
static uint32_t
write_language(ImageBuilder *builder, const char *lang, size_t length)
{
	const ImageClass *classes = builder->sections[IMAGE_CLASSES].data;
	const char *strings = builder->sections[IMAGE_STRINGS].data;

	for (size_t i = builder->sections[IMAGE_CLASSES].used; i-- > 0;)
		if (classes[i].lang_length == length &&
			memcmp(strings + classes[i].lang, lang, length) == 0)
			return classes[i].lang;
	return build_bytes_add(builder, IMAGE_STRINGS, lang, length);
}

/* Where a class has its number, or the free place for it. */
static size_t
find_class(const ImageBuilder *builder, const ClassTable *table, const ImageClass *wanted)
{
	const ImageClass *classes = builder->sections[IMAGE_CLASSES].data;
	size_t		at = hash_bytes((const uint8_t *) wanted, sizeof(ImageClass)) & (table->size - 1);

	while (table->numbers[at] != 0 &&
		   memcmp(&classes[table->numbers[at] - 1], wanted, sizeof(ImageClass)) != 0)
		at = (at + 1) & (table->size - 1);
	return at;
}

static void
grow_classes(const ImageBuilder *builder, ClassTable *table)
{
	const ImageClass *classes = builder->sections[IMAGE_CLASSES].data;

	host_free(table->numbers);
	table->size *= 4;
	table->numbers = host_alloc(sizeof(uint32_t) * table->size);
	memset(table->numbers, 0, sizeof(uint32_t) * table->size);
	for (size_t i = 0; i < builder->sections[IMAGE_CLASSES].used; i++)
		table->numbers[find_class(builder, table, &classes[i])] = (uint32_t) i + 1;
}

static uint32_t
intern_class(ImageBuilder *builder, ClassTable *table, const ImageClass *wanted)
{
	BuildArray *section = &builder->sections[IMAGE_CLASSES];
	size_t		at;

	if (table->numbers == NULL || table->size < section->used * 2 + 2)
		grow_classes(builder, table);
	at = find_class(builder, table, wanted);
	if (table->numbers[at] == 0)
	{
		copy_section(builder, IMAGE_CLASSES, wanted, 1);
		table->numbers[at] = (uint32_t) section->used;
	}
	return table->numbers[at] - 1;
}

static uint32_t
class_of_label(ImageBuilder *builder, ClassTable *table, uint32_t number)
{
	const ImageSpecLabel *source = &builder->spec->labels[number];
	ImageClass	class;

	memset(&class, 0, sizeof(class));
	class.lang_length = (uint8_t) strlen(source->lang);
	class.lang = write_language(builder, source->lang, class.lang_length);
	class.kind = (uint8_t) source->kind;
	class.flags = builder->label_flags[number] |
		(source->caps_ignore ? IMAGE_LABEL_CAPS_IGNORE : 0) |
		(source->sentence_scope ? IMAGE_LABEL_SENTENCE : 0);
	class.weight_class = source->weight_class;
	class.program = source->program;
	class.program_length = source->program == IMAGE_NONE ? 0 : source->program_length;
	return intern_class(builder, table, &class);
}

/* False when there are more classes than a label can name. */
static bool
write_labels(ImageBuilder *builder)
{
	uint32_t	count = builder->spec->label_count;
	ImageLabel *labels = add_elements(builder, IMAGE_LABELS, count);
	ClassTable	table = {NULL, CLASS_TABLE_START};
	bool		fits = true;

	for (uint32_t i = 0; i < count && fits; i++)
	{
		uint32_t	class = class_of_label(builder, &table, i);
		size_t		length = strlen(builder->spec->labels[i].text);

		fits = class < IMAGE_MAX_CLASSES && length <= IMAGE_LENGTH_MASK;
		labels[i].concept = builder->spec->labels[i].concept;
		labels[i].text = builder->label_texts[i];
		labels[i].packed = (uint32_t) length | class << IMAGE_LENGTH_BITS;
	}
	host_free(table.numbers);
	return fits;
}

/* ---------- the block ---------- */

/* Sections begin where a cache line does, if the image does. */
#define IMAGE_ALIGNED(offset) (((offset) + 63) & ~(size_t) 63)

static size_t
layout(const ImageBuilder *builder, ImageHeader *header)
{
	size_t		offset = IMAGE_ALIGNED(sizeof(ImageHeader));

	for (int i = 0; i < IMAGE_SECTION_COUNT; i++)
	{
		const BuildArray *section = &builder->sections[i];

		header->sections[i].offset = (uint32_t) offset;
		header->sections[i].count = (uint32_t) section->used;
		offset = IMAGE_ALIGNED(offset + section->used * section->element);
		if (offset > IMAGE_MAX_LENGTH)
			return 0;
	}
	return offset;
}

static void
fill_header(const ImageBuilder *builder, ImageHeader *header, size_t length)
{
	const ImageSpec *spec = builder->spec;

	memcpy(header->magic, IMAGE_MAGIC, sizeof(header->magic));
	header->byte_order = IMAGE_BYTE_ORDER;
	header->format = IMAGE_FORMAT;
	header->length = length;
	memcpy(header->digest, spec->digest, IMAGE_DIGEST_LENGTH);
	header->unicode_version = unicode_version;
	header->icu_version = unicode_icu_version;
	header->flags = spec->flags;
	header->max_tokens = builder->max_tokens;
	header->weight_classes = spec->weight_classes;
	header->rollup_classes = spec->rollup_classes;
	header->inside_classes = spec->inside_classes;
}

static void *
assemble(ImageBuilder *builder, size_t *length)
{
	ImageHeader header;
	uint8_t    *image;

	memset(&header, 0, sizeof(header));
	*length = layout(builder, &header);
	if (*length == 0)
		return NULL;
	fill_header(builder, &header, *length);
	image = host_alloc(*length);
	memset(image, 0, *length);
	memcpy(image, &header, sizeof(header));
	for (int i = 0; i < IMAGE_SECTION_COUNT; i++)
	{
		const BuildArray *section = &builder->sections[i];

		if (section->used > 0)
			memcpy(image + header.sections[i].offset, section->data,
				   section->used * section->element);
	}
	((ImageHeader *) image)->checksum = image_checksum(image, *length);
	return image;
}

void *
image_write(ImageBuilder *builder, size_t *length)
{
	const ImageSpec *spec = builder->spec;

	write_facets(builder);
	write_concepts(builder);
	if (!write_labels(builder))
		return NULL;
	image_write_cues(builder);
	copy_section(builder, IMAGE_PROGRAM, spec->program, spec->program_length);
	copy_section(builder, IMAGE_CONTRIBUTIONS, spec->contributions,
				 (size_t) spec->weight_classes * spec->rollup_classes * spec->inside_classes *
				 IMAGE_ZONES * 2);
	return assemble(builder, length);
}

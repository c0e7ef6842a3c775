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

#define FILTER_BITS_PER_FORM 16

typedef struct ImageWriter
{
	ImageBuilder *builder;
	BuildArray	sections[IMAGE_SECTION_COUNT];
} ImageWriter;

static const size_t element_size[IMAGE_SECTION_COUNT] = {
	[IMAGE_STRINGS] = 1,
	[IMAGE_FACETS] = sizeof(ImageFacet),
	[IMAGE_CONCEPTS] = sizeof(ImageConcept),
	[IMAGE_ANCESTORS] = sizeof(ImageAncestor),
	[IMAGE_LABELS] = sizeof(ImageLabel),
	[IMAGE_FORMS] = sizeof(ImageForm),
	[IMAGE_PATTERNS] = sizeof(ImagePattern),
	[IMAGE_TOKENS] = 1,
	[IMAGE_SLOTS] = sizeof(ImageSlot),
	[IMAGE_FILTER] = sizeof(uint64_t),
	[IMAGE_PROGRAM] = sizeof(uint32_t),
	[IMAGE_CONTRIBUTIONS] = sizeof(int64_t)
};

static uint32_t
add_string(ImageWriter *writer, const char *string, size_t length)
{
	uint32_t	offset = (uint32_t) writer->sections[IMAGE_STRINGS].used;

	memcpy(build_array_add(&writer->sections[IMAGE_STRINGS], length), string, length);
	return offset;
}

/* Zeroed elements at the end of a section. */
static void *
add_elements(ImageWriter *writer, ImageSectionId id, size_t count)
{
	BuildArray *section = &writer->sections[id];
	void	   *added = build_array_add(section, count);

	memset(added, 0, count * section->element);
	return added;
}

static void
copy_section(ImageWriter *writer, ImageSectionId id, const void *data, size_t count)
{
	if (count > 0)
		memcpy(add_elements(writer, id, count), data, count * writer->sections[id].element);
}

static void
write_facets(ImageWriter *writer)
{
	const ImageSpec *spec = writer->builder->spec;

	for (uint32_t i = 0; i < spec->facet_count; i++)
	{
		ImageFacet *facet = add_elements(writer, IMAGE_FACETS, 1);
		size_t		length = strlen(spec->facets[i].name);

		facet->name = add_string(writer, spec->facets[i].name, length);
		facet->name_length = (uint16_t) length;
		facet->overlap_all = spec->facets[i].overlap_all;
		facet->inside_class = spec->facets[i].inside_class;
	}
}

static void
write_concepts(ImageWriter *writer)
{
	const ImageSpec *spec = writer->builder->spec;

	for (uint32_t i = 0; i < spec->concept_count; i++)
	{
		ImageConcept *concept = add_elements(writer, IMAGE_CONCEPTS, 1);
		size_t		length = strlen(spec->concepts[i].key);

		concept->key = add_string(writer, spec->concepts[i].key, length);
		concept->key_length = (uint16_t) length;
		concept->facet = (uint16_t) spec->concepts[i].facet;
		concept->first_ancestor = spec->concepts[i].first_ancestor;
		concept->ancestor_count = spec->concepts[i].ancestor_count;
	}
	copy_section(writer, IMAGE_ANCESTORS, spec->ancestors, spec->ancestor_count);
}

static void
write_label(ImageWriter *writer, uint32_t number, const ImageLabel *before)
{
	const ImageSpecLabel *source = &writer->builder->spec->labels[number];
	ImageLabel *label = add_elements(writer, IMAGE_LABELS, 1);
	size_t		text_length = strlen(source->text);
	size_t		lang_length = strlen(source->lang);
	const char *strings;

	label->concept = source->concept;
	label->text = add_string(writer, source->text, text_length);
	label->text_length = (uint16_t) text_length;
	label->lang_length = (uint8_t) lang_length;
	strings = writer->sections[IMAGE_STRINGS].data;
	if (before && before->lang_length == lang_length &&
		memcmp(strings + before->lang, source->lang, lang_length) == 0)
		label->lang = before->lang;
	else
		label->lang = add_string(writer, source->lang, lang_length);
	label->kind = (uint8_t) source->kind;
	label->weight_class = source->weight_class;
	label->program = source->program;
	label->program_length = (uint16_t) source->program_length;
	label->flags = writer->builder->label_flags[number] |
		(source->caps_ignore ? IMAGE_LABEL_CAPS_IGNORE : 0) |
		(source->sentence_scope ? IMAGE_LABEL_SENTENCE : 0);
}

static void
write_labels(ImageWriter *writer)
{
	for (uint32_t i = 0; i < writer->builder->spec->label_count; i++)
	{
		ImageLabel	before;

		if (i > 0)
			before = ((ImageLabel *) writer->sections[IMAGE_LABELS].data)[i - 1];
		write_label(writer, i, i > 0 ? &before : NULL);
	}
}

static void
write_forms(ImageWriter *writer)
{
	const BuildForm *forms = writer->builder->forms.data;
	const BuildPattern *patterns = writer->builder->patterns.data;
	size_t		form_count = writer->builder->forms.used;
	size_t		pattern_count = writer->builder->patterns.used;
	ImageForm  *form = add_elements(writer, IMAGE_FORMS, form_count);
	ImagePattern *pattern = add_elements(writer, IMAGE_PATTERNS, pattern_count);

	for (size_t i = 0; i < form_count; i++)
		form[i] = forms[i].form;
	for (size_t i = 0; i < pattern_count; i++)
		pattern[i] = patterns[i].pattern;
	copy_section(writer, IMAGE_TOKENS, writer->builder->tokens.data, writer->builder->tokens.used);
}

static size_t
power_of_two(size_t at_least)
{
	size_t		size = 64;

	while (size < at_least)
		size *= 2;
	return size;
}

/*
 * Notes a prefix.  Two prefixes with the same check may share a slot as long
 * as they do not both hold a form: a reader verifies what it finds.
 */
static void
add_slot(ImageSlot *slots, size_t mask, uint64_t hash, uint32_t value)
{
	uint32_t	check = (uint32_t) (hash >> 32);
	size_t		at = hash & mask;

	for (; slots[at].value != 0; at = (at + 1) & mask)
		if (slots[at].check == check &&
			!((slots[at].value & IMAGE_SLOT_FORM) && (value & IMAGE_SLOT_FORM)))
			break;
	slots[at].check = check;
	slots[at].value |= value;
}

static void
write_slots(ImageWriter *writer)
{
	const BuildForm *forms = writer->builder->forms.data;
	const uint64_t *hashes = writer->builder->hashes.data;
	size_t		size = power_of_two(writer->builder->hashes.used * 2);
	ImageSlot  *slots = add_elements(writer, IMAGE_SLOTS, size);

	for (size_t i = 0; i < writer->builder->forms.used; i++)
	{
		const uint64_t *prefix = hashes + forms[i].first_hash;
		uint32_t	last = forms[i].form.token_count - 1u;

		for (uint32_t k = 0; k < last; k++)
			add_slot(slots, size - 1, prefix[k], IMAGE_SLOT_PREFIX);
		add_slot(slots, size - 1, prefix[last], IMAGE_SLOT_FORM | (uint32_t) i);
	}
}

static void
write_filter(ImageWriter *writer)
{
	const BuildForm *forms = writer->builder->forms.data;
	size_t		bits = power_of_two(writer->builder->forms.used * FILTER_BITS_PER_FORM);
	uint64_t   *filter = add_elements(writer, IMAGE_FILTER, bits / 64);

	for (size_t i = 0; i < writer->builder->forms.used; i++)
	{
		size_t		bit = (forms[i].first_token >> 32) & (bits - 1);

		filter[bit / 64] |= UINT64_C(1) << (bit % 64);
	}
}

static size_t
layout(const ImageWriter *writer, ImageHeader *header)
{
	size_t		offset = (sizeof(ImageHeader) + 7) & ~(size_t) 7;

	for (int i = 0; i < IMAGE_SECTION_COUNT; i++)
	{
		const BuildArray *section = &writer->sections[i];

		header->sections[i].offset = (uint32_t) offset;
		header->sections[i].count = (uint32_t) section->used;
		offset += (section->used * section->element + 7) & ~(size_t) 7;
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
assemble(ImageWriter *writer, size_t *length)
{
	ImageHeader header;
	uint8_t    *image;

	memset(&header, 0, sizeof(header));
	*length = layout(writer, &header);
	if (*length == 0)
		return NULL;
	fill_header(writer->builder, &header, *length);
	image = host_alloc(*length);
	memset(image, 0, *length);
	memcpy(image, &header, sizeof(header));
	for (int i = 0; i < IMAGE_SECTION_COUNT; i++)
	{
		const BuildArray *section = &writer->sections[i];

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
	ImageWriter writer;
	void	   *image = NULL;

	memset(&writer, 0, sizeof(writer));
	writer.builder = builder;
	for (int i = 0; i < IMAGE_SECTION_COUNT; i++)
		writer.sections[i].element = element_size[i];
	if (builder->tokens.used < IMAGE_MAX_LENGTH && builder->forms.used <= IMAGE_SLOT_FORM_MASK)
	{
		write_facets(&writer);
		write_concepts(&writer);
		write_labels(&writer);
		write_forms(&writer);
		write_slots(&writer);
		write_filter(&writer);
		copy_section(&writer, IMAGE_PROGRAM, spec->program, spec->program_length);
		copy_section(&writer, IMAGE_CONTRIBUTIONS, spec->contributions,
					 (size_t) spec->weight_classes * spec->rollup_classes *
					 spec->inside_classes * IMAGE_ZONES * 2);
		image = assemble(&writer, length);
	}
	for (int i = 0; i < IMAGE_SECTION_COUNT; i++)
		host_free(writer.sections[i].data);
	return image;
}

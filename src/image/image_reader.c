/*-------------------------------------------------------------------------
 *
 * image_reader.c
 *		Checks an image that nobody vouches for, and looks things up in it.
 *
 * Part of the core.  image_validate() is the only border: after it, readers
 * follow offsets without looking again.
 *
 *-------------------------------------------------------------------------
 */
#include "image/image.h"

#include "text/hash.h"
#include "text/token.h"
#include "text/unicode.h"

#include <string.h>

_Static_assert(sizeof(ImageHeader) == 192, "layout of ImageHeader");
_Static_assert(sizeof(ImageFacet) == 12, "layout of ImageFacet");
_Static_assert(sizeof(ImageConcept) == 16, "layout of ImageConcept");
_Static_assert(sizeof(ImageLabel) == 28, "layout of ImageLabel");
_Static_assert(sizeof(ImageForm) == 16, "layout of ImageForm");
_Static_assert(sizeof(ImageSlot) == 8, "layout of ImageSlot");
_Static_assert(IMAGE_MAX_PROGRAM_DEPTH <= 64, "the stack of requires is one word");

uint64_t
image_checksum(const void *bytes, size_t length)
{
	const uint8_t *p = bytes;
	uint64_t	zero = 0;
	uint64_t	hash;
	size_t		field = offsetof(ImageHeader, checksum);

	hash = hash_token(p, field);
	hash = hash_sequence(hash, hash_token((const uint8_t *) &zero, sizeof(zero)));
	field += sizeof(zero);
	return hash_sequence(hash, hash_token(p + field, length - field));
}

static const char *
check_header(const ImageHeader *header, size_t length)
{
	if (length < sizeof(ImageHeader))
		return "it is too short";
	if (memcmp(header->magic, IMAGE_MAGIC, sizeof(header->magic)) != 0)
		return "it does not begin as an image";
	if (header->byte_order != IMAGE_BYTE_ORDER)
		return "it was built for another byte order";
	if (header->format != IMAGE_FORMAT)
		return "it has another format";
	if (header->length != length)
		return "its length is not the one it states";
	if (header->unicode_version != unicode_version || header->icu_version != unicode_icu_version)
		return "it was built with another version of Unicode or ICU";
	if (header->max_tokens > IMAGE_MAX_TOKENS || header->reserved != 0)
		return "its header is damaged";
	return NULL;
}

static bool
section_fits(const ImageHeader *header, ImageSectionId id, size_t element)
{
	const ImageSection *section = &header->sections[id];

	return section->offset >= sizeof(ImageHeader) && section->offset % 8 == 0 &&
		section->offset <= header->length &&
		section->count <= (header->length - section->offset) / element;
}

static const void *
section_data(const ImageHeader *header, ImageSectionId id)
{
	return (const uint8_t *) header + header->sections[id].offset;
}

static bool
is_power_of_two(uint32_t n)
{
	return n != 0 && (n & (n - 1)) == 0;
}

/* Sections lie inside the image; pointers to them go into the view. */
static const char *
open_sections(const ImageHeader *header, ImageView *view)
{
#define OPEN(field, id, type) \
	if (!section_fits(header, id, sizeof(type))) \
		return "a section lies outside of it"; \
	view->field = section_data(header, id)

	view->header = header;
	OPEN(strings, IMAGE_STRINGS, char);
	OPEN(facets, IMAGE_FACETS, ImageFacet);
	OPEN(concepts, IMAGE_CONCEPTS, ImageConcept);
	OPEN(ancestors, IMAGE_ANCESTORS, ImageAncestor);
	OPEN(labels, IMAGE_LABELS, ImageLabel);
	OPEN(forms, IMAGE_FORMS, ImageForm);
	OPEN(patterns, IMAGE_PATTERNS, ImagePattern);
	OPEN(tokens, IMAGE_TOKENS, uint8_t);
	OPEN(slots, IMAGE_SLOTS, ImageSlot);
	OPEN(filter, IMAGE_FILTER, uint64_t);
	OPEN(program, IMAGE_PROGRAM, uint32_t);
	OPEN(contributions, IMAGE_CONTRIBUTIONS, int64_t);
#undef OPEN
	if (!is_power_of_two(header->sections[IMAGE_SLOTS].count) ||
		!is_power_of_two(header->sections[IMAGE_FILTER].count) ||
		header->sections[IMAGE_FILTER].count > UINT32_MAX / 64)
		return "a table in it is damaged";
	view->facet_count = header->sections[IMAGE_FACETS].count;
	view->concept_count = header->sections[IMAGE_CONCEPTS].count;
	view->label_count = header->sections[IMAGE_LABELS].count;
	view->form_count = header->sections[IMAGE_FORMS].count;
	view->slot_mask = header->sections[IMAGE_SLOTS].count - 1;
	view->filter_mask = header->sections[IMAGE_FILTER].count * 64 - 1;
	return NULL;
}

/* Whether offset .. offset + length lies in a section of single elements. */
static bool
is_inside(const ImageView *view, ImageSectionId id, uint64_t offset, uint64_t length)
{
	return offset + length <= view->header->sections[id].count;
}

static bool
facets_are_good(const ImageView *view)
{
	for (uint32_t i = 0; i < view->facet_count; i++)
	{
		const ImageFacet *facet = &view->facets[i];

		if (!is_inside(view, IMAGE_STRINGS, facet->name, facet->name_length) ||
			facet->overlap_all > 1 || facet->inside_class >= view->header->inside_classes)
			return false;
	}
	return true;
}

static int
compare_keys(const ImageView *view, const ImageConcept *concept, const char *key, size_t length)
{
	size_t		shorter = concept->key_length < length ? concept->key_length : length;
	int			order = memcmp(view->strings + concept->key, key, shorter);

	if (order != 0)
		return order;
	return (concept->key_length > length) - (concept->key_length < length);
}

static bool
concepts_are_good(const ImageView *view)
{
	for (uint32_t i = 0; i < view->concept_count; i++)
	{
		const ImageConcept *concept = &view->concepts[i];

		if (!is_inside(view, IMAGE_STRINGS, concept->key, concept->key_length) ||
			concept->key_length < 3 || concept->key_length > 255 ||
			concept->facet >= view->facet_count ||
			!is_inside(view, IMAGE_ANCESTORS, concept->first_ancestor, concept->ancestor_count))
			return false;
		if (i > 0 && compare_keys(view, concept - 1, view->strings + concept->key,
								  concept->key_length) >= 0)
			return false;
	}
	for (uint32_t i = 0; i < view->header->sections[IMAGE_ANCESTORS].count; i++)
		if (view->ancestors[i].concept >= view->concept_count ||
			view->ancestors[i].rollup_class >= view->header->rollup_classes)
			return false;
	return true;
}

/* Operands exist, and the stack neither underflows nor passes its limit. */
static bool
program_is_good(const ImageView *view, const ImageLabel *label)
{
	uint32_t	depth = 0;

	for (uint32_t i = 0; i < label->program_length; i++)
	{
		uint32_t	instruction = view->program[label->program + i];
		uint32_t	operand = IMAGE_INSTRUCTION_OPERAND(instruction);
		uint32_t	op = IMAGE_INSTRUCTION_OP(instruction);
		uint32_t	needs = op >= IMAGE_OP_AND ? 2 : op == IMAGE_OP_NOT ? 1 : 0;

		if (op < IMAGE_OP_CONCEPT || op > IMAGE_OP_OR || depth < needs ||
			(op == IMAGE_OP_CONCEPT && operand >= view->concept_count) ||
			(op == IMAGE_OP_FACET && operand >= view->facet_count))
			return false;
		depth += needs == 0;
		depth -= needs == 2;
		if (depth > IMAGE_MAX_PROGRAM_DEPTH)
			return false;
	}
	return depth == 1;
}

static bool
labels_are_good(const ImageView *view)
{
	for (uint32_t i = 0; i < view->label_count; i++)
	{
		const ImageLabel *label = &view->labels[i];

		if (label->concept >= view->concept_count || label->kind > IMAGE_LABEL_NEGATIVE ||
			!is_inside(view, IMAGE_STRINGS, label->text, label->text_length) ||
			!is_inside(view, IMAGE_STRINGS, label->lang, label->lang_length) ||
			label->weight_class >= view->header->weight_classes)
			return false;
		if (label->program != IMAGE_NONE &&
			(!is_inside(view, IMAGE_PROGRAM, label->program, label->program_length) ||
			 !program_is_good(view, label)))
			return false;
	}
	return true;
}

/* The tokens of a form lie in the section and add up to its bytes. */
static bool
form_is_good(const ImageView *view, const ImageForm *form)
{
	uint64_t	at = form->tokens;
	uint32_t	bytes = 0;

	if (form->token_count == 0 || form->token_count > view->header->max_tokens)
		return false;
	for (uint32_t i = 0; i < form->token_count; i++)
	{
		uint32_t	length;

		if (!is_inside(view, IMAGE_TOKENS, at, 2))
			return false;
		length = view->tokens[at] | (uint32_t) view->tokens[at + 1] << 8;
		at += 2 + length;
		bytes += length;
	}
	return is_inside(view, IMAGE_TOKENS, at, 0) && bytes == form->byte_count &&
		is_inside(view, IMAGE_PATTERNS, form->first_pattern, form->pattern_count);
}

static bool
pattern_is_good(const ImageView *view, const ImageForm *form, const ImagePattern *pattern)
{
	uint64_t	flag = (uint64_t) pattern->detail + form->token_count - 1;

	if (pattern->label >= view->label_count || !is_inside(view, IMAGE_TOKENS, flag, 1) ||
		view->tokens[flag] > 1)
		return false;
	return view->tokens[flag] == 0 ||
		is_inside(view, IMAGE_TOKENS, flag + 1, (form->byte_count + 7u) / 8);
}

static bool
forms_are_good(const ImageView *view)
{
	for (uint32_t i = 0; i < view->form_count; i++)
	{
		const ImageForm *form = &view->forms[i];

		if (!form_is_good(view, form))
			return false;
		for (uint32_t k = 0; k < form->pattern_count; k++)
			if (!pattern_is_good(view, form, &view->patterns[form->first_pattern + k]))
				return false;
	}
	return true;
}

/* Forms exist, and a search that finds nothing comes to an end. */
static bool
slots_are_good(const ImageView *view)
{
	bool		any_free = false;

	for (uint32_t i = 0; i <= view->slot_mask; i++)
	{
		uint32_t	value = view->slots[i].value;

		any_free |= value == 0;
		if ((value & IMAGE_SLOT_FORM) && (value & IMAGE_SLOT_FORM_MASK) >= view->form_count)
			return false;
	}
	return any_free;
}

static bool
contributions_are_good(const ImageView *view)
{
	const ImageHeader *header = view->header;
	uint64_t	rows = (uint64_t) header->weight_classes * header->rollup_classes;

	if (header->inside_classes > UINT32_MAX / 8 || rows > UINT32_MAX ||
		rows * header->inside_classes * IMAGE_ZONES * 2 != header->sections[IMAGE_CONTRIBUTIONS].count)
		return false;
	for (uint32_t i = 0; i < header->sections[IMAGE_CONTRIBUTIONS].count; i++)
		if (view->contributions[i] < 0)
			return false;
	return true;
}

const char *
image_open(const void *bytes, size_t length, ImageView *view)
{
	const char *problem = check_header(bytes, length);

	memset(view, 0, sizeof(*view));
	return problem ? problem : open_sections(bytes, view);
}

const char *
image_validate(const void *bytes, size_t length, ImageView *view)
{
	const char *problem = image_open(bytes, length, view);

	if (problem != NULL)
		return problem;
	if (view->header->checksum != image_checksum(bytes, length))
		return "its checksum does not match";
	if (!facets_are_good(view) || !concepts_are_good(view))
		return "its facets or concepts are damaged";
	if (!labels_are_good(view))
		return "its labels are damaged";
	if (!forms_are_good(view) || !slots_are_good(view))
		return "its forms are damaged";
	if (!contributions_are_good(view))
		return "its weights are damaged";
	return NULL;
}

uint32_t
image_find_concept(const ImageView *view, const char *key, size_t length)
{
	uint32_t	low = 0;
	uint32_t	high = view->concept_count;

	while (low < high)
	{
		uint32_t	middle = low + (high - low) / 2;
		int			order = compare_keys(view, &view->concepts[middle], key, length);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return IMAGE_NONE;
}

int64_t
image_contribution(const ImageView *view, uint32_t label, uint32_t rollup_class, int zone, bool inside)
{
	const ImageHeader *header = view->header;
	const ImageLabel *source = &view->labels[label];
	const ImageFacet *facet = &view->facets[view->concepts[source->concept].facet];
	size_t		row = ((size_t) source->weight_class * header->rollup_classes + rollup_class) *
		header->inside_classes + facet->inside_class;

	return view->contributions[(row * IMAGE_ZONES + (size_t) zone) * 2 + inside];
}

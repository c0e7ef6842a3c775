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
#include "text/utf8.h"

#include <string.h>

_Static_assert(sizeof(ImageHeader) == 240, "layout of ImageHeader");
_Static_assert(sizeof(ImageFacet) == 12, "layout of ImageFacet");
_Static_assert(sizeof(ImageConcept) == 16, "layout of ImageConcept");
_Static_assert(sizeof(ImageClass) == 20, "layout of ImageClass");
_Static_assert(sizeof(ImageLabel) == 12, "layout of ImageLabel");
_Static_assert(sizeof(ImagePattern) == 12, "layout of ImagePattern");
_Static_assert(sizeof(ImageCue) == 20, "layout of ImageCue");
_Static_assert(sizeof(ImageSlot) == 8, "layout of ImageSlot");
_Static_assert(IMAGE_MAX_PROGRAM_DEPTH <= 64, "the stack of requires is one word");

uint64_t
image_checksum(const void *bytes, size_t length)
{
	const uint8_t *p = bytes;
	uint64_t	zero = 0;
	uint64_t	hash;
	size_t		field = offsetof(ImageHeader, checksum);

	hash = hash_bytes(p, field);
	hash = hash_multiply(hash ^ HASH_SEED_A, hash_bytes((const uint8_t *) &zero, sizeof(zero)));
	field += sizeof(zero);
	return hash_multiply(hash ^ HASH_SEED_A, hash_bytes(p + field, length - field));
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
	if (header->max_tokens > IMAGE_MAX_TOKENS || header->reserved != 0 ||
		(header->flags & ~(uint32_t) IMAGE_ALL_FLAGS))
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

/* Any number of words but none: a filter is asked without a look at its count. */
static const char *
open_filter(const ImageHeader *header, ImageSectionId id, ImageFilter *filter)
{
	uint32_t	count = header->sections[id].count;

	if (!section_fits(header, id, sizeof(uint64_t)))
		return "a section lies outside of it";
	if (count == 0)
		return "a table in it is damaged";
	filter->words = section_data(header, id);
	filter->count = count;
	return NULL;
}

/* Without reading nobody looks for cues, so a view has none. */
static const char *
open_filters(const ImageHeader *header, ImageView *view)
{
	for (int i = 0; i <= IMAGE_WORDS; i++)
	{
		const char *problem = open_filter(header, (ImageSectionId) (IMAGE_FILTER_1 + i), &view->filters[i]);

		if (problem != NULL)
			return problem;
	}
	if (header->sections[IMAGE_CUE_SLOTS_SECTION].count > 0 && (header->flags & IMAGE_READING))
		return open_filter(header, IMAGE_CUE_FILTER, &view->cue_filter);
	view->cue_slots = NULL;
	return NULL;
}

/* Labels are compared 8 bytes at a time, so the image goes on behind the strings. */
static bool
is_read_ahead(const ImageHeader *header)
{
	const ImageSection *strings = &header->sections[IMAGE_STRINGS];

	return (uint64_t) strings->offset + strings->count + 8 <= header->length;
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
	OPEN(classes, IMAGE_CLASSES, ImageClass);
	OPEN(labels, IMAGE_LABELS, ImageLabel);
	OPEN(patterns, IMAGE_PATTERNS, ImagePattern);
	OPEN(tokens, IMAGE_TOKENS, uint8_t);
	OPEN(slots, IMAGE_SLOTS, ImageSlot);
	OPEN(program, IMAGE_PROGRAM, uint32_t);
	OPEN(contributions, IMAGE_CONTRIBUTIONS, int64_t);
	OPEN(cues, IMAGE_CUES, ImageCue);
	OPEN(cue_slots, IMAGE_CUE_SLOTS_SECTION, uint16_t);
#undef OPEN
	view->facet_count = header->sections[IMAGE_FACETS].count;
	view->concept_count = header->sections[IMAGE_CONCEPTS].count;
	view->label_count = header->sections[IMAGE_LABELS].count;
	view->bucket_count = header->sections[IMAGE_SLOTS].count / IMAGE_BUCKET;
	if (view->bucket_count == 0 || header->sections[IMAGE_SLOTS].count % IMAGE_BUCKET != 0 ||
		!is_read_ahead(header))
		return "a table in it is damaged";
	return open_filters(header, view);
}

/* Whether offset .. offset + length lies in a section of single elements. */
static bool
is_inside(const ImageView *view, ImageSectionId id, uint64_t offset, uint64_t length)
{
	return offset + length <= view->header->sections[id].count;
}

static bool
is_character_border(const ImageView *view, uint32_t offset)
{
	return offset == view->header->sections[IMAGE_STRINGS].count ||
		!utf8_is_continuation((uint8_t) view->strings[offset]);
}

/* A piece of the strings, which are good UTF-8 as a whole, cut between characters. */
static bool
is_text(const ImageView *view, uint32_t offset, uint32_t length)
{
	return is_inside(view, IMAGE_STRINGS, offset, length) && is_character_border(view, offset) &&
		is_character_border(view, offset + length);
}

static bool
strings_are_good(const ImageView *view)
{
	const uint8_t *strings = (const uint8_t *) view->strings;

	return utf8_is_valid(strings, strings + view->header->sections[IMAGE_STRINGS].count);
}

static bool
facets_are_good(const ImageView *view)
{
	for (uint32_t i = 0; i < view->facet_count; i++)
	{
		const ImageFacet *facet = &view->facets[i];

		if (!is_text(view, facet->name, facet->name_length) || facet->reserved != 0 ||
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

		if (!is_text(view, concept->key, concept->key_length) ||
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
program_is_good(const ImageView *view, const ImageClass *class)
{
	uint32_t	depth = 0;

	for (uint32_t i = 0; i < class->program_length; i++)
	{
		uint32_t	instruction = view->program[class->program + i];
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
classes_are_good(const ImageView *view)
{
	for (uint32_t i = 0; i < view->header->sections[IMAGE_CLASSES].count; i++)
	{
		const ImageClass *class = &view->classes[i];

		if (class->kind > IMAGE_LABEL_NEGATIVE || class->reserved != 0 ||
			!is_text(view, class->lang, class->lang_length) ||
			class->weight_class >= view->header->weight_classes)
			return false;
		if (class->program != IMAGE_NONE &&
			(!is_inside(view, IMAGE_PROGRAM, class->program, class->program_length) ||
			 !program_is_good(view, class)))
			return false;
	}
	return true;
}

static bool
labels_are_good(const ImageView *view)
{
	for (uint32_t i = 0; i < view->label_count; i++)
	{
		const ImageLabel *label = &view->labels[i];

		if (label->concept >= view->concept_count ||
			label->packed >> IMAGE_LENGTH_BITS >= view->header->sections[IMAGE_CLASSES].count ||
			!is_text(view, label->text, image_label_length(label)))
			return false;
	}
	return true;
}

static uint32_t
read_number(const ImageView *view, uint64_t at)
{
	return view->tokens[at] | (uint32_t) view->tokens[at + 1] << 8;
}

/* What is stored for a pattern of kind RULES lies in the section and adds up. */
static bool
rules_are_good(const ImageView *view, const ImagePattern *pattern)
{
	uint64_t	at = (uint64_t) pattern->text + 4;
	uint32_t	count;
	uint32_t	bytes = 0;

	if (!is_inside(view, IMAGE_TOKENS, pattern->text, 4))
		return false;
	count = read_number(view, pattern->text);
	if (count == 0 || count > IMAGE_MAX_TOKENS)
		return false;
	for (uint32_t i = 0; i < count; i++)
	{
		if (!is_inside(view, IMAGE_TOKENS, at, 2))
			return false;
		bytes += read_number(view, at);
		at += 2 + read_number(view, at);
	}
	at += count - 1;
	return bytes == read_number(view, pattern->text + 2) && is_inside(view, IMAGE_TOKENS, at, 1) &&
		view->tokens[at] <= 1 &&
		(view->tokens[at] == 0 || is_inside(view, IMAGE_TOKENS, at + 1, (bytes + 7) / 8));
}

/* The last pattern ends its run, or a reader would run on. */
static bool
patterns_are_good(const ImageView *view)
{
	uint32_t	count = view->header->sections[IMAGE_PATTERNS].count;

	for (uint32_t i = 0; i < count; i++)
	{
		const ImagePattern *pattern = &view->patterns[i];

		if (pattern->label >= view->label_count || pattern->kind > IMAGE_PATTERN_RULES ||
			pattern->length > IMAGE_LENGTH_MASK || (pattern->flags & ~IMAGE_PATTERN_ALL_FLAGS))
			return false;
		if (pattern->kind == IMAGE_PATTERN_RULES ? !rules_are_good(view, pattern) :
			!is_inside(view, IMAGE_STRINGS, pattern->text, pattern->length))
			return false;
	}
	return count == 0 || (view->patterns[count - 1].flags & IMAGE_PATTERN_LAST);
}

/* Labels and patterns exist, prefixes lead on, and a search that finds nothing comes to an end. */
static bool
slots_are_good(const ImageView *view)
{
	bool		any_end = false;

	for (uint32_t i = 0; i < view->bucket_count * IMAGE_BUCKET; i++)
	{
		uint32_t	value = view->slots[i].value;
		uint32_t	limit = value & IMAGE_SLOT_LABEL ? view->label_count :
			view->header->sections[IMAGE_PATTERNS].count;

		any_end |= i % IMAGE_BUCKET == IMAGE_BUCKET - 1 && !(value & IMAGE_SLOT_GOES_ON);
		if ((value & IMAGE_SLOT_KEY) && (value & IMAGE_SLOT_NUMBER) >= limit)
			return false;
		if ((value & (IMAGE_SLOT_KEY | IMAGE_SLOT_PREFIX)) == IMAGE_SLOT_PREFIX &&
			((value & IMAGE_SLOT_NUMBER) == 0 || (value & IMAGE_SLOT_NUMBER) >= IMAGE_MAX_TOKENS))
			return false;
	}
	return any_end;
}

/* Texts exist, every slot names a cue, and the last run ends. */
static bool
cues_are_good(const ImageView *view)
{
	static const uint8_t last_value[IMAGE_CUE_AXES] = {
		[IMAGE_CUE_FORCE] = IMAGE_CUE_POWER, [IMAGE_CUE_STATUS] = IMAGE_CUE_FORECAST,
		[IMAGE_CUE_VOICE] = IMAGE_CUE_REPORTED, [IMAGE_CUE_POLARITY] = IMAGE_CUE_CONDITIONAL
	};
	uint32_t	count = view->header->sections[IMAGE_CUES].count;
	uint32_t	slots = view->header->sections[IMAGE_CUE_SLOTS_SECTION].count;
	const uint16_t *numbers = section_data(view->header, IMAGE_CUE_SLOTS_SECTION);

	for (uint32_t i = 0; i < count; i++)
	{
		const ImageCue *cue = &view->cues[i];

		if (cue->axis >= IMAGE_CUE_AXES || cue->value > last_value[cue->axis] || cue->length == 0 ||
			cue->direction > IMAGE_CUE_BOTH ||
			(cue->doctype != IMAGE_NONE && cue->doctype >= view->concept_count) ||
			!is_inside(view, IMAGE_STRINGS, cue->text, cue->length) ||
			!is_inside(view, IMAGE_STRINGS, cue->terminators, cue->terminators_length))
			return false;
	}
	if (count > IMAGE_MAX_CUES || slots != (count ? IMAGE_CUE_SLOTS : 0))
		return false;
	for (uint32_t i = 0; i < slots; i++)
		if (numbers[i] > count)
			return false;
	return count == 0 || (view->cues[count - 1].flags & IMAGE_CUE_LAST);
}

static bool
contributions_are_good(const ImageView *view)
{
	const ImageHeader *header = view->header;
	uint64_t	rows = (uint64_t) header->weight_classes * header->rollup_classes;

	/* a label's own concept has the rollup of class 0 */
	if (header->rollup_classes == 0 && view->label_count > 0)
		return false;
	if (header->inside_classes > UINT32_MAX / 8 || rows > UINT32_MAX ||
		rows * header->inside_classes * IMAGE_ZONES * 2 != header->sections[IMAGE_CONTRIBUTIONS].count)
		return false;
	for (uint32_t i = 0; i < header->sections[IMAGE_CONTRIBUTIONS].count; i++)
		if (view->contributions[i] < 0 || view->contributions[i] > IMAGE_MAX_CONTRIBUTION)
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
	if (!strings_are_good(view))
		return "its strings are damaged";
	if (!facets_are_good(view) || !concepts_are_good(view))
		return "its facets or concepts are damaged";
	if (!classes_are_good(view) || !labels_are_good(view))
		return "its labels are damaged";
	if (!patterns_are_good(view) || !slots_are_good(view))
		return "its patterns are damaged";
	if (!contributions_are_good(view))
		return "its weights are damaged";
	if (!cues_are_good(view))
		return "its cues are damaged";
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

uint32_t
image_find_facet(const ImageView *view, const char *name, size_t length)
{
	for (uint32_t i = 0; i < view->facet_count; i++)
		if (view->facets[i].name_length == length &&
			memcmp(view->strings + view->facets[i].name, name, length) == 0)
			return i;
	return IMAGE_NONE;
}

int64_t
image_contribution(const ImageView *view, uint32_t label, uint32_t rollup_class, int zone, bool inside)
{
	const ImageHeader *header = view->header;
	const ImageLabel *source = &view->labels[label];
	const ImageFacet *facet = &view->facets[view->concepts[source->concept].facet];
	size_t		row = ((size_t) image_label_class(view, source)->weight_class * header->rollup_classes + rollup_class) *
		header->inside_classes + facet->inside_class;

	return view->contributions[(row * IMAGE_ZONES + (size_t) zone) * 2 + inside];
}

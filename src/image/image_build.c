/*-------------------------------------------------------------------------
 *
 * image_build.c
 *		From the labels of a taxonomy to patterns and their keys.
 *
 * Called by taxonomy/ when a version is published or its image rebuilt.
 * Knows nothing of SQL or of the catalog: it is given an ImageSpec.
 *
 *-------------------------------------------------------------------------
 */
#include "image/image_build.h"

#include "host.h"
#include "text/ascii.h"
#include "text/han_words.h"
#include "text/hash.h"
#include "text/unicode.h"
#include "text/utf8.h"

#include <string.h>

/* Characters of a label whose edges are checked. */
#define HAN_LABEL_MAX 4

static const size_t element_size[IMAGE_SECTION_COUNT] = {
	[IMAGE_STRINGS] = 1,
	[IMAGE_FACETS] = sizeof(ImageFacet),
	[IMAGE_CONCEPTS] = sizeof(ImageConcept),
	[IMAGE_ANCESTORS] = sizeof(ImageAncestor),
	[IMAGE_CLASSES] = sizeof(ImageClass),
	[IMAGE_LABELS] = sizeof(ImageLabel),
	[IMAGE_PATTERNS] = sizeof(ImagePattern),
	[IMAGE_TOKENS] = 1,
	[IMAGE_SLOTS] = sizeof(ImageSlot),
	[IMAGE_FILTER_1] = sizeof(uint64_t),
	[IMAGE_FILTER_2] = sizeof(uint64_t),
	[IMAGE_FILTER_3] = sizeof(uint64_t),
	[IMAGE_FILTER_WORDS] = sizeof(uint64_t),
	[IMAGE_PROGRAM] = sizeof(uint32_t),
	[IMAGE_CONTRIBUTIONS] = sizeof(int64_t),
	[IMAGE_CUES] = sizeof(ImageCue),
	[IMAGE_CUE_SLOTS_SECTION] = sizeof(uint16_t),
	[IMAGE_CUE_FILTER] = sizeof(uint64_t)
};

void *
build_array_add(BuildArray *array, size_t count)
{
	void	   *added;

	if (array->data == NULL || array->used + count > array->allocated)
	{
		array->allocated = array->used + count + array->used / 2 + 64;
		array->data = host_realloc(array->data, array->allocated * array->element);
	}
	added = (char *) array->data + array->used * array->element;
	array->used += count;
	return added;
}

uint32_t
build_bytes_add(ImageBuilder *builder, ImageSectionId id, const void *bytes, size_t length)
{
	uint32_t	offset = (uint32_t) builder->sections[id].used;

	memcpy(build_array_add(&builder->sections[id], length), bytes, length);
	return offset;
}

/* ---------- what kind of pattern a form is ---------- */

/* Words of ASCII letters and digits, with the usual gap between two. */
static bool
is_ascii_form(const LabelForm *form)
{
	for (uint32_t i = 0; i < form->token_count; i++)
		if (form->tokens[i].character || (i > 0 && form->tokens[i].gaps != GAP_ALLOWS_USUAL))
			return false;
	for (uint32_t i = 0; i < form->folded_length; i++)
		if (!ascii_is_alphanumeric(form->folded[i]))
			return false;
	return true;
}

/* Characters of three bytes each, which may touch. */
static bool
is_han_form(const LabelForm *form)
{
	uint32_t	length;

	for (uint32_t i = 0; i < form->token_count; i++)
	{
		const LabelToken *token = &form->tokens[i];
		const uint8_t *p = form->folded + token->folded;

		if (!token->character || token->folded_length != 3 ||
			(i > 0 && token->gaps != (GAP_ALLOWS_NONE | GAP_ALLOWS_USUAL)) ||
			!(unicode_record(utf8_decode(p, p + 3, &length))->flags & UNICODE_IDENTITY))
			return false;
	}
	return true;
}

static ImagePatternKind
kind_of_form(const LabelForm *form)
{
	if (form->folded_length > IMAGE_LENGTH_MASK)
		return IMAGE_PATTERN_RULES;
	if (is_ascii_form(form))
		return IMAGE_PATTERN_ASCII;
	return is_han_form(form) ? IMAGE_PATTERN_HAN : IMAGE_PATTERN_RULES;
}

/* ---------- how a pattern is written ---------- */

/* As a label is written: capitals where it needs them, a space at a gap. */
static uint32_t
write_ascii_text(const LabelForm *form, char *out)
{
	char	   *p = out;

	for (uint32_t i = 0; i < form->token_count; i++)
	{
		const LabelToken *token = &form->tokens[i];

		if (i > 0)
			*p++ = ' ';
		for (uint32_t k = token->folded; k < token->folded + token->folded_length; k++)
			*p++ = (char) (form->capitals[k] ? form->folded[k] & ~0x20 : form->folded[k]);
	}
	return (uint32_t) (p - out);
}

/* Keeps the pattern's text, unless it is the label's own. */
static void
store_text(ImageBuilder *builder, BuildPattern *pattern, const char *text, uint32_t length)
{
	const char *own = builder->spec->labels[pattern->label].text;

	pattern->length = (uint16_t) length;
	pattern->own = strlen(own) == length && build_equal_text(own, text, length, 0);
	pattern->text = pattern->own ? builder->label_texts[pattern->label] :
		(uint32_t) builder->texts.used;
	if (!pattern->own)
		memcpy(build_array_add(&builder->texts, length), text, length);
}

static uint8_t *
write_number(uint8_t *p, uint32_t number)
{
	*p++ = (uint8_t) (number & 0xFF);
	*p++ = (uint8_t) (number >> 8);
	return p;
}

/* Gaps, then the bitmap of capitals where there are any. */
static uint8_t *
write_detail(const LabelForm *form, uint8_t *p)
{
	bool		capitals = memchr(form->capitals, 1, form->folded_length) != NULL;

	for (uint32_t i = 1; i < form->token_count; i++)
		*p++ = form->tokens[i].gaps;
	*p++ = capitals;
	if (!capitals)
		return p;
	memset(p, 0, (form->folded_length + 7) / 8);
	for (uint32_t i = 0; i < form->folded_length; i++)
		p[i / 8] |= (uint8_t) (form->capitals[i] << (i % 8));
	return p + (form->folded_length + 7) / 8;
}

/* The layout is at ImagePattern. */
static void
store_rules(ImageBuilder *builder, BuildPattern *pattern, const LabelForm *form)
{
	uint8_t    *bytes = host_alloc(4 + 3 * (size_t) form->token_count + form->folded_length +
								   (form->folded_length + 7) / 8);
	uint8_t    *p = write_number(bytes, form->token_count);

	p = write_number(p, form->folded_length);
	for (uint32_t i = 0; i < form->token_count; i++)
	{
		const LabelToken *token = &form->tokens[i];

		p = write_number(p, token->folded_length);
		memcpy(p, form->folded + token->folded, token->folded_length);
		p += token->folded_length;
	}
	p = write_detail(form, p);
	pattern->text = build_bytes_add(builder, IMAGE_TOKENS, bytes, (size_t) (p - bytes));
	host_free(bytes);
}

static void
store_form(ImageBuilder *builder, BuildPattern *pattern, const LabelForm *form)
{
	char		text[IMAGE_LENGTH_MASK + IMAGE_MAX_TOKENS + 1];
	uint32_t	length;

	pattern->kind = (uint8_t) kind_of_form(form);
	if (pattern->kind == IMAGE_PATTERN_RULES)
		store_rules(builder, pattern, form);
	else if (pattern->kind == IMAGE_PATTERN_HAN)
		store_text(builder, pattern, (const char *) form->folded, form->folded_length);
	else
	{
		length = write_ascii_text(form, text);
		store_text(builder, pattern, text, length);
	}
}

/* ---------- keys ---------- */

static uint32_t
count_key_tokens(const LabelForm *form)
{
	uint32_t	count = 0;

	for (uint32_t i = 0; i < form->token_count; i++)
		count += !form->tokens[i].symbol;
	return count;
}

static void
add_prefix(ImageBuilder *builder, uint64_t key, uint32_t distance)
{
	BuildPrefix *prefix = build_array_add(&builder->prefixes, 1);

	prefix->key = key;
	prefix->distance = distance;
}

/* The key, and what leads to it; false when all tokens are symbols. */
static bool
add_keys(ImageBuilder *builder, const LabelForm *form, uint64_t *key)
{
	uint32_t	all = count_key_tokens(form);
	uint32_t	count = 0;
	uint64_t	third = 0;

	for (uint32_t i = 0; i < form->token_count; i++)
	{
		if (form->tokens[i].symbol)
			continue;
		*(uint64_t *) build_array_add(&builder->filter_keys[IMAGE_WORDS], 1) = form->tokens[i].hash;
		if (count >= IMAGE_FILTERS)
			add_prefix(builder, *key, all - count);
		*key = count++ ? hash_sequence(*key, form->tokens[i].hash) : form->tokens[i].hash;
		if (count == IMAGE_FILTERS)
			third = *key;
	}
	if (count == 0)
		return false;
	if (count > builder->max_tokens)
		builder->max_tokens = count;
	if (count >= IMAGE_FILTERS)
		*(uint64_t *) build_array_add(&builder->filter_keys[IMAGE_FILTERS - 1], 1) = third;
	else
		*(uint64_t *) build_array_add(&builder->filter_keys[count - 1], 1) = *key;
	return true;
}

static bool
add_pattern(ImageBuilder *builder, uint32_t label, const LabelForms *forms, uint32_t index)
{
	const LabelForm *form = &forms->forms[index];
	BuildPattern *pattern;
	uint64_t	key = 0;

	if (!add_keys(builder, form, &key))
		return false;
	pattern = build_array_add(&builder->patterns, 1);
	memset(pattern, 0, sizeof(*pattern));
	pattern->key = key;
	pattern->label = label;
	pattern->primary = index == 0;
	pattern->inflected = index >= forms->written;
	store_form(builder, pattern, form);
	return true;
}

/* ---------- labels ---------- */

static ImageFinding
finding_of(LabelProblem problem)
{
	switch (problem)
	{
		case LABEL_EMPTY:
			return IMAGE_EMPTY_LABEL;
		case LABEL_TOO_LONG:
			return IMAGE_LABEL_TOO_LONG;
		default:
			return IMAGE_UNMATCHABLE_LABEL;
	}
}

/* Few characters, all of them Han: see IMAGE_LABEL_SHORT_HAN. */
static bool
is_short_han(const LabelForm *form)
{
	uint32_t	count = 0;
	uint32_t	length;

	for (uint32_t i = 0; i < form->folded_length; i += length)
	{
		if (!han_is_character(utf8_decode(form->folded + i, form->folded + form->folded_length, &length)))
			return false;
		count++;
	}
	return count <= HAN_LABEL_MAX;
}

static uint8_t
flags_of_label(const ImageSpecLabel *given, const LabelForms *forms)
{
	bool		short_han = given->kind != IMAGE_LABEL_NEGATIVE && is_short_han(&forms->forms[0]);

	return (uint8_t) ((forms->one_letter ? IMAGE_LABEL_ONE_LETTER : 0) |
					  (forms->common_word ? IMAGE_LABEL_COMMON_WORD : 0) |
					  (short_han ? IMAGE_LABEL_SHORT_HAN : 0));
}

static void
add_label(ImageBuilder *builder, uint32_t label)
{
	const ImageSpecLabel *given = &builder->spec->labels[label];
	LabelInflection inflection = {given->lang, builder->spec->stem, builder->spec->stem_arg};
	size_t		length = strlen(given->text);
	bool		matchable = true;
	LabelForms	forms;
	LabelProblem problem = label_forms(given->text, length, given->inflect ? &inflection : NULL,
									   &forms);

	builder->label_texts[label] = build_bytes_add(builder, IMAGE_STRINGS, given->text, length);
	if (problem != LABEL_GOOD)
	{
		builder->found(builder->arg, finding_of(problem), label, label);
		return;
	}
	builder->label_flags[label] = flags_of_label(given, &forms);
	for (uint32_t i = 0; i < forms.count; i++)
		matchable &= add_pattern(builder, label, &forms, i);
	label_forms_free(&forms);
	if (!matchable)
		builder->found(builder->arg, IMAGE_UNMATCHABLE_LABEL, label, label);
}

static void
begin_builder(ImageBuilder *builder, const ImageSpec *spec, ImageFindingCallback found, void *arg)
{
	memset(builder, 0, sizeof(*builder));
	builder->spec = spec;
	builder->found = found;
	builder->arg = arg;
	builder->texts.element = 1;
	builder->patterns.element = sizeof(BuildPattern);
	builder->prefixes.element = sizeof(BuildPrefix);
	for (int i = 0; i <= IMAGE_WORDS; i++)
		builder->filter_keys[i].element = sizeof(uint64_t);
	for (int i = 0; i < IMAGE_SECTION_COUNT; i++)
		builder->sections[i].element = element_size[i];
	builder->label_texts = host_alloc(sizeof(uint32_t) * ((size_t) spec->label_count + 1));
	builder->label_flags = host_alloc((size_t) spec->label_count + 1);
	memset(builder->label_flags, 0, (size_t) spec->label_count + 1);
}

static void
free_builder(ImageBuilder *builder)
{
	host_free(builder->label_texts);
	host_free(builder->label_flags);
	host_free(builder->texts.data);
	host_free(builder->patterns.data);
	host_free(builder->prefixes.data);
	for (int i = 0; i <= IMAGE_WORDS; i++)
		host_free(builder->filter_keys[i].data);
	for (int i = 0; i < IMAGE_SECTION_COUNT; i++)
		host_free(builder->sections[i].data);
}

static bool
is_too_long(const ImageBuilder *builder)
{
	return builder->sections[IMAGE_STRINGS].used >= IMAGE_MAX_LENGTH ||
		builder->sections[IMAGE_TOKENS].used >= IMAGE_MAX_LENGTH ||
		builder->texts.used >= UINT32_MAX - IMAGE_MAX_LENGTH ||
		builder->patterns.used >= IMAGE_MAX_LABELS;
}

void *
image_build(const ImageSpec *spec, ImageFindingCallback found, void *arg, size_t *length)
{
	ImageBuilder builder;
	void	   *image = NULL;

	begin_builder(&builder, spec, found, arg);
	for (uint32_t i = 0; i < spec->label_count && !is_too_long(&builder); i++)
	{
		add_label(&builder, i);
		if ((i & 0xFF) == 0)
			host_check_interrupts();
		if ((i & 0xFF) == 0 && spec->progress)
			spec->progress(spec->progress_arg, i);
	}
	if (!is_too_long(&builder))
	{
		image_write_keys(&builder);
		image = image_write(&builder, length);
	}
	free_builder(&builder);
	return image;
}

/*-------------------------------------------------------------------------
 *
 * image_build.c
 *		From the labels of a taxonomy to forms and patterns.
 *
 * Called by taxonomy/ when a version is published or its image rebuilt.
 * Knows nothing of SQL or of the catalog: it is given an ImageSpec.
 *
 *-------------------------------------------------------------------------
 */
#include "image/image_build.h"

#include "host.h"
#include "text/hash.h"

#include <string.h>

void *
build_array_add(BuildArray *array, size_t count)
{
	void	   *added;

	if (array->data == NULL || array->used + count > array->allocated)
	{
		array->allocated = (array->used + count) * 2 + 64;
		array->data = host_realloc(array->data, array->allocated * array->element);
	}
	added = (char *) array->data + array->used * array->element;
	array->used += count;
	return added;
}

static void
grow_interned(ImageBuilder *builder)
{
	BuildInterned *old = builder->interned;
	size_t		old_size = builder->interned_size;

	builder->interned_size = old_size ? old_size * 2 : 1024;
	builder->interned = host_alloc(builder->interned_size * sizeof(BuildInterned));
	memset(builder->interned, 0, builder->interned_size * sizeof(BuildInterned));
	for (size_t i = 0; i < old_size; i++)
	{
		/* NOLINTNEXTLINE: with a size there is a table */
		size_t		at = old[i].hash & (builder->interned_size - 1);

		if (old[i].value == 0)
			continue;
		while (builder->interned[at].value != 0)
			at = (at + 1) & (builder->interned_size - 1);
		builder->interned[at] = old[i];
	}
	host_free(old);
}

/* The slot of these bytes among the interned ones, or the free one for them. */
static BuildInterned *
find_interned(ImageBuilder *builder, const uint8_t *bytes, uint32_t length, uint64_t hash,
			  uint32_t (*offset_of) (const ImageBuilder *, uint32_t))
{
	size_t		at;

	if (builder->interned == NULL || builder->interned_count * 2 >= builder->interned_size)
		grow_interned(builder);
	for (at = hash & (builder->interned_size - 1); builder->interned[at].value != 0;
		 at = (at + 1) & (builder->interned_size - 1))
	{
		BuildInterned *slot = &builder->interned[at];

		if (slot->hash == hash && slot->length == length &&
			/* NOLINTNEXTLINE: where something is interned there are tokens */
			memcmp((uint8_t *) builder->tokens.data + offset_of(builder, slot->value - 1),
				   bytes, length) == 0)
			return slot;
	}
	builder->interned_count++;
	builder->interned[at].hash = hash;
	builder->interned[at].length = length;
	return &builder->interned[at];
}

/* Details are interned by their offset, forms by their number. */
static uint32_t
offset_of_detail(const ImageBuilder *builder, uint32_t value)
{
	(void) builder;
	return value;
}

static uint32_t
offset_of_form(const ImageBuilder *builder, uint32_t value)
{
	/* NOLINTNEXTLINE: where a form is interned there are forms */
	return ((BuildForm *) builder->forms.data)[value].form.tokens;
}

static uint32_t
add_tokens(ImageBuilder *builder, const uint8_t *bytes, uint32_t length)
{
	uint32_t	offset = (uint32_t) builder->tokens.used;

	memcpy(build_array_add(&builder->tokens, length), bytes, length);
	return offset;
}

/* The form's tokens as stored: two bytes of length each, then the bytes. */
static uint32_t
encode_tokens(const LabelForm *form, uint8_t *out)
{
	uint8_t    *p = out;

	for (uint32_t i = 0; i < form->token_count; i++)
	{
		const LabelToken *token = &form->tokens[i];

		*p++ = (uint8_t) (token->folded_length & 0xFF);
		*p++ = (uint8_t) (token->folded_length >> 8);
		memcpy(p, form->folded + token->folded, token->folded_length);
		p += token->folded_length;
	}
	return (uint32_t) (p - out);
}

static void
add_form(ImageBuilder *builder, const LabelForm *form, uint32_t offset)
{
	BuildForm  *added = build_array_add(&builder->forms, 1);
	uint64_t	hash = 0;

	memset(added, 0, sizeof(*added));
	added->form.tokens = offset;
	added->form.token_count = (uint16_t) form->token_count;
	added->form.byte_count = (uint16_t) form->folded_length;
	added->first_hash = (uint32_t) builder->hashes.used;
	added->first_token = form->tokens[0].hash;
	for (uint32_t i = 0; i < form->token_count; i++)
	{
		hash = hash_sequence(hash, form->tokens[i].hash);
		*(uint64_t *) build_array_add(&builder->hashes, 1) = hash;
	}
	if (form->token_count > builder->max_tokens)
		builder->max_tokens = form->token_count;
}

static uint32_t
intern_form(ImageBuilder *builder, const LabelForm *form)
{
	uint8_t    *bytes = host_alloc(form->folded_length + 2 * (size_t) form->token_count);
	uint32_t	length = encode_tokens(form, bytes);
	BuildInterned *slot = find_interned(builder, bytes, length, hash_token(bytes, length),
										offset_of_form);

	if (slot->value == 0)
	{
		slot->value = (uint32_t) builder->forms.used + 1;
		add_form(builder, form, add_tokens(builder, bytes, length));
	}
	host_free(bytes);
	return slot->value - 1;
}

/* Gaps, then the bitmap of capitals where there are any; see ImagePattern. */
static uint32_t
encode_detail(const LabelForm *form, uint8_t *out)
{
	uint8_t    *p = out;
	bool		capitals = memchr(form->capitals, 1, form->folded_length) != NULL;

	for (uint32_t i = 1; i < form->token_count; i++)
		*p++ = form->tokens[i].gaps;
	*p++ = capitals;
	if (!capitals)
		return (uint32_t) (p - out);
	memset(p, 0, (form->folded_length + 7) / 8);
	for (uint32_t i = 0; i < form->folded_length; i++)
		p[i / 8] |= (uint8_t) (form->capitals[i] << (i % 8));
	return (uint32_t) (p - out) + (form->folded_length + 7) / 8;
}

static uint32_t
intern_detail(ImageBuilder *builder, const LabelForm *form)
{
	uint8_t    *bytes = host_alloc(form->token_count + 1 + (form->folded_length + 7) / 8);
	uint32_t	length = encode_detail(form, bytes);
	BuildInterned *slot = find_interned(builder, bytes, length,
										~hash_token(bytes, length), offset_of_detail);

	if (slot->value == 0)
		slot->value = add_tokens(builder, bytes, length) + 1;
	host_free(bytes);
	return slot->value - 1;
}

static void
add_pattern(ImageBuilder *builder, uint32_t label, const LabelForms *forms, uint32_t index)
{
	const LabelForm *form = &forms->forms[index];
	uint32_t	number = intern_form(builder, form);
	uint32_t	detail = intern_detail(builder, form);
	BuildPattern *pattern = build_array_add(&builder->patterns, 1);

	pattern->form = number;
	pattern->pattern.label = label;
	pattern->pattern.detail = detail;
	pattern->primary = index == 0;
	pattern->inflected = index >= forms->written;
	pattern->outranked = false;
}

static void
add_label(ImageBuilder *builder, uint32_t label)
{
	const ImageSpecLabel *given = &builder->spec->labels[label];
	LabelInflection inflection = {given->lang, builder->spec->stem, builder->spec->stem_arg};
	LabelForms	forms;

	switch (label_forms(given->text, strlen(given->text), given->inflect ? &inflection : NULL,
						&forms))
	{
		case LABEL_EMPTY:
			builder->found(builder->arg, IMAGE_EMPTY_LABEL, label, label);
			return;
		case LABEL_TOO_LONG:
			builder->found(builder->arg, IMAGE_LABEL_TOO_LONG, label, label);
			return;
		case LABEL_UNMATCHABLE:
			builder->found(builder->arg, IMAGE_UNMATCHABLE_LABEL, label, label);
			return;
		case LABEL_GOOD:
			break;
	}
	builder->label_flags[label] =
		(uint8_t) ((forms.one_letter ? IMAGE_LABEL_ONE_LETTER : 0) |
				   (forms.common_word ? IMAGE_LABEL_COMMON_WORD : 0));
	for (uint32_t i = 0; i < forms.count; i++)
		add_pattern(builder, label, &forms, i);
	label_forms_free(&forms);
}

/* Patterns by form, and within one in the order of the labels. */
static void
sort_patterns(ImageBuilder *builder)
{
	BuildForm  *forms = builder->forms.data;
	BuildPattern *patterns = builder->patterns.data;
	BuildPattern *sorted = host_alloc(sizeof(BuildPattern) * (builder->patterns.used + 1));
	uint32_t	first = 0;

	for (size_t i = 0; i < builder->patterns.used; i++)
		forms[patterns[i].form].form.pattern_count++;
	for (size_t i = 0; i < builder->forms.used; i++)
	{
		forms[i].form.first_pattern = first;
		first += forms[i].form.pattern_count;
		forms[i].form.pattern_count = 0;
	}
	for (size_t i = 0; i < builder->patterns.used; i++)
	{
		ImageForm  *form = &forms[patterns[i].form].form;

		sorted[form->first_pattern + form->pattern_count++] = patterns[i];
	}
	host_free(patterns);
	builder->patterns.data = sorted;
	builder->patterns.allocated = builder->patterns.used;
}

/* Whether the first matches wherever the second does, and for another meaning. */
static bool
outranks(const ImageSpec *spec, const BuildPattern *written, const BuildPattern *inflected)
{
	const ImageSpecLabel *a = &spec->labels[written->pattern.label];
	const ImageSpecLabel *b = &spec->labels[inflected->pattern.label];
	bool		one_kind = (a->kind == IMAGE_LABEL_NEGATIVE) == (b->kind == IMAGE_LABEL_NEGATIVE);

	return !written->inflected && inflected->inflected && a->program == IMAGE_NONE &&
		written->pattern.detail == inflected->pattern.detail && a->caps_ignore == b->caps_ignore &&
		spec->concepts[a->concept].facet == spec->concepts[b->concept].facet &&
		(a->concept != b->concept || !one_kind);
}

/*
 * What is written goes before what is inflected: where one concept of a facet
 * has the label "arms", the label "arm" of another does not match "arms".
 */
static void
drop_outranked(ImageBuilder *builder)
{
	BuildForm  *forms = builder->forms.data;
	BuildPattern *patterns = builder->patterns.data;
	uint32_t	kept = 0;

	for (size_t i = 0; i < builder->forms.used; i++)
	{
		ImageForm  *form = &forms[i].form;
		uint32_t	first = form->first_pattern;
		uint32_t	end = first + form->pattern_count;

		for (uint32_t k = first; k < end; k++)
			for (uint32_t j = first; j < end && !patterns[k].outranked; j++)
				patterns[k].outranked = outranks(builder->spec, &patterns[j], &patterns[k]);
		form->first_pattern = kept;
		for (uint32_t k = first; k < end; k++)
			if (!patterns[k].outranked)
				patterns[kept++] = patterns[k];
		form->pattern_count = kept - form->first_pattern;
	}
	builder->patterns.used = kept;
}

/* Two labels of one concept with one form: said once for each later label. */
static void
report_equal_labels(ImageBuilder *builder)
{
	const BuildPattern *patterns = builder->patterns.data;
	const ImageSpecLabel *labels = builder->spec->labels;

	for (size_t i = 1; i < builder->patterns.used; i++)
	{
		for (size_t j = i; j-- > 0 && patterns[j].form == patterns[i].form;)
		{
			uint32_t	a = patterns[j].pattern.label;
			uint32_t	b = patterns[i].pattern.label;

			if (a == b || !patterns[i].primary || !patterns[j].primary ||
				labels[a].concept != labels[b].concept ||
				(labels[a].kind == IMAGE_LABEL_NEGATIVE) != (labels[b].kind == IMAGE_LABEL_NEGATIVE))
				continue;
			builder->found(builder->arg, IMAGE_EQUAL_LABELS, a, b);
			break;
		}
	}
}

static void
free_builder(ImageBuilder *builder)
{
	host_free(builder->forms.data);
	host_free(builder->patterns.data);
	host_free(builder->tokens.data);
	host_free(builder->hashes.data);
	host_free(builder->label_flags);
	host_free(builder->interned);
}

void *
image_build(const ImageSpec *spec, ImageFindingCallback found, void *arg, size_t *length)
{
	ImageBuilder builder;
	void	   *image;

	memset(&builder, 0, sizeof(builder));
	builder.spec = spec;
	builder.found = found;
	builder.arg = arg;
	builder.forms.element = sizeof(BuildForm);
	builder.patterns.element = sizeof(BuildPattern);
	builder.tokens.element = 1;
	builder.hashes.element = sizeof(uint64_t);
	builder.label_flags = host_alloc(spec->label_count + 1);
	memset(builder.label_flags, 0, spec->label_count + 1);
	for (uint32_t i = 0; i < spec->label_count && builder.tokens.used < IMAGE_MAX_LENGTH; i++)
	{
		add_label(&builder, i);
		if ((i & 0xFF) == 0)
			host_check_interrupts();
	}
	sort_patterns(&builder);
	drop_outranked(&builder);
	report_equal_labels(&builder);
	image = image_write(&builder, length);
	free_builder(&builder);
	return image;
}

/*-------------------------------------------------------------------------
 *
 * image_cues.c
 *		Cues as an image holds them: folded, found by their first token.
 *
 * Called by image_write.c only.  What is no cue (nothing left after folding)
 * was refused before by taxonomy/.
 *
 *-------------------------------------------------------------------------
 */
#include "image/image_build.h"

#include "host.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* A cue on its way into its run. */
typedef struct BuildCue
{
	ImageCue	cue;
	uint32_t	slot;
	const char *folded;			/* lives until the cues are written */
} BuildCue;

/*
 * White space is one space, and none at the ends; a capital of ASCII stays: it
 * must be one in the text.  Returns the length.
 */
static uint32_t
fold_text(const char *text, char *out)
{
	FoldWalker	walker;
	FoldStep	step;
	uint32_t	length = 0;

	fold_begin(&walker, (const uint8_t *) text, (const uint8_t *) text + strlen(text));
	while (fold_next(&walker, &step))
	{
		if (step.record->class == UNICODE_SPACE || step.record->class == UNICODE_NEWLINE)
		{
			if (length > 0 && out[length - 1] != ' ')
				out[length++] = ' ';
			continue;
		}
		memcpy(out + length, step.folded, step.folded_length);
		if (step.length == 1 && step.folded_length == 1)
			out[length] = (char) walker.next[-1];
		length += step.folded_length;
	}
	while (length > 0 && out[length - 1] == ' ')
		length--;
	out[length] = '\0';
	return length;
}

/* The fold of a code point is at most 255 bytes. */
static char *
folded_copy(const char *text, uint32_t *length)
{
	char	   *folded = host_alloc(strlen(text) * 255 + 1);

	*length = fold_text(text, folded);
	return folded;
}

static uint64_t
first_token(const char *text)
{
	Token		token;

	return token_first(text, strlen(text), &token) ? token.hash : 0;
}

bool
image_cue_is_good(const char *text)
{
	Token		token;

	return token_first(text, strlen(text), &token) && token.start == 0 &&
		token.kind != TOKEN_SYMBOL && token.kind != TOKEN_ADDRESS;
}

/* By slot, then longer texts first, then text, axis and document type. */
static int
compare_cues(const void *a, const void *b)
{
	const BuildCue *x = a;
	const BuildCue *y = b;
	int			order;

	if (x->slot != y->slot)
		return x->slot < y->slot ? -1 : 1;
	if (x->cue.length != y->cue.length)
		return x->cue.length > y->cue.length ? -1 : 1;
	order = memcmp(x->folded, y->folded, x->cue.length);
	if (order != 0)
		return order;
	if (x->cue.axis != y->cue.axis)
		return x->cue.axis < y->cue.axis ? -1 : 1;
	if (x->cue.doctype != y->cue.doctype)
		return x->cue.doctype < y->cue.doctype ? -1 : 1;
	return (int) x->cue.value - (int) y->cue.value;
}

static void
fill_cue(ImageBuilder *builder, const ImageSpecCue *source, BuildCue *built)
{
	uint32_t	length;
	char	   *terminators;

	memset(built, 0, sizeof(*built));
	built->slot = image_cue_slot(first_token(source->text));
	built->folded = folded_copy(source->text, &length);
	built->cue.length = (uint16_t) length;
	built->cue.axis = (uint8_t) source->axis;
	built->cue.value = source->value;
	built->cue.doctype = source->doctype;
	built->cue.direction = (uint8_t) source->direction;
	built->cue.flags = source->sentence_scope ? IMAGE_CUE_SENTENCE : 0;
	if (source->terminators == NULL)
		return;
	terminators = folded_copy(source->terminators, &length);
	built->cue.terminators = build_bytes_add(builder, IMAGE_STRINGS, terminators, length);
	built->cue.terminators_length = (uint16_t) length;
	host_free(terminators);
}

static void
write_run(ImageBuilder *builder, const BuildCue *built, uint32_t count)
{
	ImageCue   *cues = build_array_add(&builder->sections[IMAGE_CUES], count);
	uint16_t   *slots = build_array_add(&builder->sections[IMAGE_CUE_SLOTS_SECTION], IMAGE_CUE_SLOTS);

	memset(slots, 0, sizeof(uint16_t) * IMAGE_CUE_SLOTS);
	for (uint32_t i = 0; i < count; i++)
	{
		cues[i] = built[i].cue;
		cues[i].text = build_bytes_add(builder, IMAGE_STRINGS, built[i].folded, built[i].cue.length);
		if (i == 0 || built[i].slot != built[i - 1].slot)
			slots[built[i].slot] = (uint16_t) (i + 1);
		if (i + 1 == count || built[i].slot != built[i + 1].slot)
			cues[i].flags |= IMAGE_CUE_LAST;
	}
}

void
image_write_cues(ImageBuilder *builder)
{
	const ImageSpec *spec = builder->spec;
	BuildCue   *built;

	if (spec->cue_count == 0)
		return;
	built = host_alloc(sizeof(BuildCue) * spec->cue_count);
	for (uint32_t i = 0; i < spec->cue_count; i++)
		fill_cue(builder, &spec->cues[i], &built[i]);
	qsort(built, spec->cue_count, sizeof(BuildCue), compare_cues);
	write_run(builder, built, spec->cue_count);
	for (uint32_t i = 0; i < spec->cue_count; i++)
		host_free((void *) built[i].folded);
	host_free(built);
}

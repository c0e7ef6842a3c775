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
#include "text/hash.h"

#include <stdlib.h>
#include <string.h>

/* A cue on its way into its run. */
typedef struct BuildCue
{
	ImageCue	cue;
	uint32_t	slot;
	uint64_t	begin;			/* key in the filter */
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

/* Whether only what a text may also have stands between two places of a cue. */
static bool
is_usual_gap(const char *text, uint32_t from, uint32_t to)
{
	while (from < to && (text[from] == ' ' || text[from] == '-'))
		from++;
	return from == to;
}

/* A token that a text that has the cue has too, to its end: not the begin of one. */
static bool
is_whole(const char *text, const Token *token)
{
	if (token->kind == TOKEN_CHARACTER)
		return true;
	return (token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER) &&
		(uint8_t) text[token->end - 1] < 0x80;
}

/* The hash of the first token, and of the first two if no other may be the second. */
static void
read_tokens(const char *text, uint64_t *first, uint64_t *begin)
{
	TokenStream stream = {0};
	const Token *token;

	token_stream_begin(&stream, text, strlen(text));
	token_stream_fill(&stream, 0);
	token = stream.tokens;
	*first = *begin = stream.count > 0 ? token[0].hash : 0;
	if (stream.count > 1 && is_usual_gap(text, token[0].end, token[1].start) &&
		is_whole(text, &token[0]) && is_whole(text, &token[1]))
		*begin = hash_sequence(token[0].hash, token[1].hash);
	token_stream_release(&stream);
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
	uint64_t	first;

	memset(built, 0, sizeof(*built));
	read_tokens(source->text, &first, &built->begin);
	built->slot = image_cue_slot(first);
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

/* Rows of one text follow each other, and their text stands once. */
static bool
has_text_of(const BuildCue *cue, const BuildCue *before)
{
	return cue->slot == before->slot && cue->cue.length == before->cue.length &&
		memcmp(cue->folded, before->folded, cue->cue.length) == 0;
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
		cues[i].text = i > 0 && has_text_of(&built[i], &built[i - 1]) ? cues[i - 1].text :
			build_bytes_add(builder, IMAGE_STRINGS, built[i].folded, built[i].cue.length);
		if (i == 0 || built[i].slot != built[i - 1].slot)
			slots[built[i].slot] = (uint16_t) (i + 1);
		if (i + 1 == count || built[i].slot != built[i + 1].slot)
			cues[i].flags |= IMAGE_CUE_LAST;
	}
}

#define FILTER_BITS 32			/* a cue */

static void
write_filter(ImageBuilder *builder, const BuildCue *built, uint32_t count)
{
	ImageFilter filter = {NULL, count * FILTER_BITS / 64 + 1};
	uint64_t   *words = build_array_add(&builder->sections[IMAGE_CUE_FILTER], filter.count);

	memset(words, 0, sizeof(uint64_t) * filter.count);
	for (uint32_t i = 0; i < count; i++)
		words[key_filter_word(built[i].begin, filter.count)] |= key_filter_mask(built[i].begin);
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
	write_filter(builder, built, spec->cue_count);
	for (uint32_t i = 0; i < spec->cue_count; i++)
		host_free((void *) built[i].folded);
	host_free(built);
}

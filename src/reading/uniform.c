/*-------------------------------------------------------------------------
 *
 * uniform.c
 *		Writes a text in one writing; see uniform.h.
 *
 * Called by reading.c, number_items.c and tagging/tag_zones.c.  Most of a text
 * is uniform as it stands: ASCII, ideographs, the usual quotes and stops.  Such
 * stretches are copied whole, and a text that has nothing else is not copied.
 *
 *-------------------------------------------------------------------------
 */
#include "reading/uniform.h"

#include "host.h"
#include "text/fold.h"

#include <string.h>

#define FOLD_MAX 255			/* bytes that one code point may become */
#define GROWTH_MAX 3			/* at most so many times its own */

/* What is being written. */
typedef struct UniformWriter
{
	UniformText *uniform;
	const uint8_t *original;
	const uint8_t *next;		/* not yet read */
	const uint8_t *end;
	uint32_t	used;			/* bytes written */
	bool		strips_marks;	/* the last base was Latin or Greek */
} UniformWriter;

/* ---------- what is uniform as it stands ---------- */

/* An ideograph, or one of the signs 、。《》「」 — “ ”. */
static inline bool
is_uniform_wide(const uint8_t *p, const uint8_t *end)
{
	if (end - p < 3)
		return false;
	if ((uint8_t) (*p - 0xE4) <= 0xE9 - 0xE4)
		return true;
	if (*p == 0xE3)
		return p[1] == 0x80 && p[2] >= 0x81 && p[2] <= 0x91;
	return *p == 0xE2 && p[1] == 0x80 && (p[2] == 0x94 || p[2] == 0x9C || p[2] == 0x9D);
}

static const uint8_t *
skip_ascii(const uint8_t *p, const uint8_t *end)
{
	uint64_t	four[4];

	if (p < end && *p >= 0x80)
		return p;
	for (; end - p >= 32; p += 32)
	{
		memcpy(four, p, sizeof(four));
		if ((four[0] | four[1] | four[2] | four[3]) & UINT64_C(0x8080808080808080))
			break;
	}
	while (p < end && *p < 0x80)
		p++;
	return p;
}

static const uint8_t *
skip_uniform(const uint8_t *p, const uint8_t *end)
{
	for (;;)
	{
		p = skip_ascii(p, end);
		if (p == end || !is_uniform_wide(p, end))
			return p;
		do
			p += 3;
		while (p < end && is_uniform_wide(p, end));
	}
}

/* Likewise; a carriage return is not uniform. */
static const uint8_t *
skip_uniform_lines(const uint8_t *p, const uint8_t *end, const uint8_t **carriage)
{
	if (*carriage != NULL && *carriage < p)
		*carriage = memchr(p, '\r', (size_t) (end - p));
	return skip_uniform(p, *carriage ? *carriage : end);
}

/* ---------- writing ---------- */

static void
reserve(UniformWriter *writer)
{
	UniformText *uniform = writer->uniform;
	size_t		needed = (size_t) writer->used + FOLD_MAX + (size_t) (writer->end - writer->next);

	if (needed <= uniform->copy_capacity)
		return;
	needed += needed / 8;
	uniform->copy = host_realloc(uniform->copy, needed);
	uniform->copy_capacity = needed < UINT32_MAX ? (uint32_t) needed : UINT32_MAX;
}

/* Whether marks on the last character of a stretch fold to nothing. */
static bool
stretch_strips_marks(const uint8_t *end)
{
	return end[-1] < 0x80 && (unicode_record(end[-1])->flags & UNICODE_STRIPS_MARKS);
}

static void
copy_stretch(UniformWriter *writer, const uint8_t *end)
{
	size_t		length = (size_t) (end - writer->next);

	if (length == 0)
		return;
	memcpy(writer->uniform->copy + writer->used, writer->next, length);
	writer->used += (uint32_t) length;
	writer->next = end;
	writer->strips_marks = stretch_strips_marks(end);
}

static void
add_step(UniformWriter *writer)
{
	UniformText *uniform = writer->uniform;
	UniformStep *step;

	if (uniform->step_count == uniform->step_capacity)
		uniform->steps = host_grow(uniform->steps, &uniform->step_capacity, 64, sizeof(UniformStep));
	step = &uniform->steps[uniform->step_count++];
	step->original = (uint32_t) (writer->next - writer->original); /* NOLINT: host_grow() never gives NULL */
	step->uniform = writer->used;
}

static void
write_bytes(UniformWriter *writer, const void *bytes, uint32_t length)
{
	memcpy(writer->uniform->copy + writer->used, bytes, length);
	writer->used += length;
}

/* ---------- Hangul: a syllable is one character in both writings ---------- */

static bool
is_hangul_syllable(uint32_t code_point)
{
	return code_point >= 0xAC00 && code_point <= 0xD7A3;
}

/* The syllable that a vowel or final consonant makes with what was written, or 0. */
static uint32_t
compose_hangul(const UniformWriter *writer, uint32_t code_point)
{
	const uint8_t *end = (const uint8_t *) writer->uniform->copy + writer->used;
	uint32_t	length;
	uint32_t	before;

	if (writer->used < 3)
		return 0;
	before = utf8_decode(end - 3, end, &length);
	if (length != 3)
		return 0;
	if (before >= 0x1100 && before <= 0x1112 && code_point >= 0x1161 && code_point <= 0x1175)
		return 0xAC00 + ((before - 0x1100) * 21 + (code_point - 0x1161)) * 28;
	if (is_hangul_syllable(before) && (before - 0xAC00) % 28 == 0 && code_point > 0x11A7 && code_point <= 0x11C2)
		return before + (code_point - 0x11A7);
	return 0;
}

static void
write_jamo(UniformWriter *writer, const uint8_t *folded, uint32_t folded_length)
{
	uint32_t	length;
	uint32_t	syllable = compose_hangul(writer, utf8_decode(folded, folded + folded_length, &length));
	uint8_t		bytes[3];

	if (syllable == 0)
	{
		write_bytes(writer, folded, folded_length);
		return;
	}
	bytes[0] = (uint8_t) (0xE0 | syllable >> 12);
	bytes[1] = (uint8_t) (0x80 | (syllable >> 6 & 0x3F));
	bytes[2] = (uint8_t) (0x80 | (syllable & 0x3F));
	writer->used -= 3;
	write_bytes(writer, bytes, 3);
}

/* ---------- one code point ---------- */

/* The class and flags of the last code point of a fold. */
static const UnicodeRecord *
last_of_fold(const uint8_t *folded, uint32_t length, bool *single)
{
	const uint8_t *last = folded + length - 1;
	uint32_t	step;

	while (last > folded && utf8_is_continuation(*last))
		last--;
	*single = last == folded;
	return unicode_record(utf8_decode(last, folded + length, &step));
}

/* A sign that is no letter folds where it is the same sign of another width, or with a mark. */
static bool
sign_folds(const uint8_t *folded, uint32_t length)
{
	bool		single;
	const UnicodeRecord *last;

	if (length == 0)
		return true;
	last = last_of_fold(folded, length, &single);
	return (last->flags & UNICODE_MARK) || (single && last->class != UNICODE_LETTER &&
											last->class != UNICODE_DIGIT && last->class != UNICODE_CHARACTER);
}

/* The fold of a capital is small: letters of ASCII are made capitals again. */
static void
write_folded(UniformWriter *writer, const UnicodeRecord *record, const uint8_t *folded, uint32_t length)
{
	char	   *written = writer->uniform->copy + writer->used;

	if (length == 3 && *folded == 0xE1)
	{
		write_jamo(writer, folded, length);
		return;
	}
	write_bytes(writer, folded, length);
	for (uint32_t i = 0; (record->flags & UNICODE_UPPER) && i < length; i++)
		if ((uint8_t) (written[i] - 'a') < 26)
			written[i] = (char) (written[i] - 0x20);
}

/* Letters, signs and marks. */
static void
write_letter(UniformWriter *writer, const UnicodeRecord *record, uint32_t code_point, uint32_t length)
{
	uint32_t	folded_length;
	const uint8_t *folded = unicode_fold(record, writer->next, length, &folded_length);

	if (fold_strips_mark(record, folded_length, &writer->strips_marks))
		return;
	if (folded_length > GROWTH_MAX * length || is_hangul_syllable(code_point) ||
		record->class == UNICODE_SCRIPT_DIGIT ||
		(record->class == UNICODE_OTHER && !sign_folds(folded, folded_length)))
		write_bytes(writer, writer->next, length);
	else
		write_folded(writer, record, folded, folded_length);
}

/* White space or a hyphen: marks behind it are its own. */
static void
write_sign(UniformWriter *writer, const char *sign, uint32_t length)
{
	write_bytes(writer, sign, length);
	writer->strips_marks = false;
}

static void
write_code_point(UniformWriter *writer)
{
	uint32_t	before = writer->used;
	uint32_t	length;
	uint32_t	code_point = utf8_decode(writer->next, writer->end, &length);
	const UnicodeRecord *record = unicode_record(code_point);

	switch ((UnicodeClass) record->class)
	{
		case UNICODE_SPACE:
			write_sign(writer, " ", 1);
			break;
		case UNICODE_PARAGRAPH:
			write_sign(writer, "\n\n", 2);
			break;
		case UNICODE_NEWLINE:
			length += code_point == '\r' && writer->end - writer->next > 1 && writer->next[1] == '\n';
			write_sign(writer, "\n", 1);
			break;
		case UNICODE_HYPHEN:
			write_sign(writer, "-", 1);
			break;
		default:
			write_letter(writer, record, code_point, length);
	}
	writer->next += length;
	if (writer->used != before + length)
		add_step(writer);
}

void
uniform_write(UniformText *uniform, const char *text, size_t length)
{
	const uint8_t *start = (const uint8_t *) text;
	UniformWriter writer = {uniform, start, start, start + length, 0, false};
	const uint8_t *carriage = memchr(text, '\r', length);
	const uint8_t *stretch = skip_uniform_lines(start, writer.end, &carriage);

	uniform->text = text;
	uniform->length = (uint32_t) length;
	uniform->step_count = 0;
	if (stretch == writer.end)
		return;
	for (uint32_t i = 1; writer.next < writer.end; i++)
	{
		reserve(&writer);
		copy_stretch(&writer, stretch);
		if (writer.next < writer.end)
			write_code_point(&writer);
		stretch = skip_uniform_lines(writer.next, writer.end, &carriage);
		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
	}
	uniform->text = uniform->copy;
	uniform->length = writer.used;
}

void
uniform_release(UniformText *uniform)
{
	host_free(uniform->copy);
	host_free(uniform->steps);
	memset(uniform, 0, sizeof(*uniform));
}

/* ---------- places ---------- */

/* A place in the writing that is asked about, and its like in the other. */
static UniformStep
step_from(const UniformText *uniform, uint32_t number, bool original)
{
	UniformStep step = {0, 0};

	if (number > 0)
		step = uniform->steps[number - 1];
	return original ? step : (UniformStep) {step.uniform, step.original};
}

/* Whether step number + 1 begins at or before a place. */
static inline bool
is_passed(const UniformText *uniform, uint32_t number, uint32_t place, bool original)
{
	if (number >= uniform->step_count)
		return false;
	return (original ? uniform->steps[number].original : uniform->steps[number].uniform) <= place;
}

/*
 * How many steps begin at or before a place: searched from a hint on, ever
 * farther, then between the last two looked at.
 */
static uint32_t
count_steps(const UniformText *uniform, uint32_t place, bool original, uint32_t hint)
{
	uint32_t	low = 0;
	uint32_t	stride = 1;

	if (hint > 0 && is_passed(uniform, hint - 1, place, original))
		low = hint;
	while (is_passed(uniform, low + stride - 1, place, original))
	{
		low += stride;
		stride *= 2;
	}
	/* low steps are passed, low + stride are not */
	for (stride /= 2; stride > 0; stride /= 2)
		if (is_passed(uniform, low + stride - 1, place, original))
			low += stride;
	return low;
}

/* Sets the cursor to the stretch of a place, and answers. */
static uint32_t
find(const UniformText *uniform, uint32_t place, bool original, UniformCursor *cursor)
{
	uint32_t	step = count_steps(uniform, place, original, cursor->step);
	UniformStep from = step_from(uniform, step, original);
	UniformStep next = {UINT32_MAX, UINT32_MAX};

	if (step < uniform->step_count)
		next = step_from(uniform, step + 1, original);
	cursor->step = step;
	cursor->from = from.original;
	cursor->to = from.uniform;
	cursor->length = next.original - from.original;
	if (cursor->length > next.uniform - from.uniform)
		cursor->length = next.uniform - from.uniform;
	/* behind it is the inside of what became less */
	return place - from.original < cursor->length ? place - from.original + from.uniform : next.uniform;
}

uint32_t
uniform_find_place(const UniformText *uniform, uint32_t original, UniformCursor *cursor)
{
	return find(uniform, original, true, cursor);
}

uint32_t
uniform_find_original(const UniformText *uniform, uint32_t place, UniformCursor *cursor)
{
	return find(uniform, place, false, cursor);
}

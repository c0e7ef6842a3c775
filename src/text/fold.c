/*-------------------------------------------------------------------------
 *
 * fold.c
 *		Folds text code point by code point; see fold.h.
 *
 *-------------------------------------------------------------------------
 */
#include "text/fold.h"

#include "host.h"

#include <string.h>

bool
fold_next(FoldWalker *walker, FoldStep *step)
{
	const UnicodeRecord *record;
	uint32_t	code_point;

	if (walker->next >= walker->end)
		return false;
	code_point = utf8_decode(walker->next, walker->end, &step->length);
	record = unicode_record(code_point);
	step->record = record;
	step->folded = unicode_fold(record, walker->next, step->length, &step->folded_length);
	walker->next += step->length;
	if (fold_strips_mark(record, step->folded_length, &walker->strips_marks))
		step->folded_length = 0;
	return true;
}

/*
 * Sorts a run of marks by combining class, stably: a counting sort, because a
 * hostile text may hold a million marks on one letter.
 */
static void
reorder_run(uint8_t *run, uint32_t length)
{
	uint32_t	at[257] = {0};
	uint8_t    *sorted = host_alloc(length);
	uint32_t	step;

	for (uint32_t i = 0; i < length; i += step)
	{
		int			class = unicode_record(utf8_decode(run + i, run + length, &step))->combining_class;

		at[class + 1] += step;
	}
	for (int class = 1; class <= 256; class++)
		at[class] += at[class - 1];
	for (uint32_t i = 0; i < length; i += step)
	{
		int			class = unicode_record(utf8_decode(run + i, run + length, &step))->combining_class;

		memcpy(sorted + at[class], run + i, step);
		at[class] += step;
	}
	memcpy(run, sorted, length);
	host_free(sorted);
}

void
fold_reorder(uint8_t *folded, uint32_t length)
{
	uint32_t	run = 0;		/* start of the present run of marks */
	uint32_t	step;

	for (uint32_t i = 0; i < length; i += step)
	{
		if (unicode_record(utf8_decode(folded + i, folded + length, &step))->combining_class != 0)
			continue;
		if (i - run > 2)
			reorder_run(folded + run, i - run);
		run = i + step;
	}
	if (length > run + 2)
		reorder_run(folded + run, length - run);
}

const uint8_t *
fold_prefix_end(const uint8_t *start, const uint8_t *end, uint32_t folded_length)
{
	FoldWalker	walker;
	FoldStep	step;
	const uint8_t *prefix_end = NULL;
	uint32_t	folded = 0;

	fold_begin(&walker, start, end);
	while (folded <= folded_length && fold_next(&walker, &step))
	{
		folded += step.folded_length;
		if (folded == folded_length)
			prefix_end = walker.next;
	}
	return prefix_end;
}

/*-------------------------------------------------------------------------
 *
 * lint.c
 *		taxonomy_lint(): labels of a draft that are probably mistakes.
 *
 * Called from SQL.  Compiles the draft in memory and walks the forms of the
 * image, so that labels are cut and folded as they are for tagging.
 *
 *	 shared_label		the form, with the same gaps and capitals, belongs to
 *						several concepts of one facet, and none of these
 *						labels has a requires: each gets every mention
 *	 never_longest		wherever the label matches, so does a negative label
 *						of its facet, which wins the tie: every form of the
 *						label has a negative label without requires with the
 *						same gaps and capitals, in a facet where the longest
 *						wins
 *	 one_character		the whole label is one character
 *	 all_common_words	each of its words is a common English word and no
 *						capital is asked for
 *	 unmatchable		punctuation that no gap between tokens may hold
 *	 equal_labels		equal to another label of the concept after folding
 *
 * Negative labels are only looked at for the last two.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "taxonomy/compile.h"
#include "taxonomy/query.h"
#include "taxonomy/source.h"
#include "taxonomy/text_rows.h"
#include "text/common_words.h"

#define LINT_COLUMNS 4

typedef struct LintRow
{
	const char *check;
	uint32		label;
	const char *detail;
} LintRow;

/* LintLabel.reported */
#define LINT_SHARED 0x01
#define LINT_ONE_CHARACTER 0x02
#define LINT_COMMON 0x04

typedef struct LintLabel
{
	uint32		forms;
	uint32		lost_forms;		/* to a negative label */
	uint32		lost_to;
	uint8		reported;
} LintLabel;

typedef struct Lint
{
	Compilation compilation;
	ImageView	view;
	LintLabel  *labels;
	LintRow    *rows;
	Size		count;
	Size		allocated;
} Lint;

/* ---------- rows ---------- */

static void
add_row(Lint *lint, const char *check, uint32 label, const char *detail)
{
	if (lint->count == lint->allocated)
	{
		lint->allocated = lint->allocated ? lint->allocated * 2 : 64;
		lint->rows = lint->rows ?
			repalloc_huge(lint->rows, mul_size(lint->allocated, sizeof(LintRow))) :
			palloc(mul_size(lint->allocated, sizeof(LintRow)));
	}
	lint->rows[lint->count].check = check;
	lint->rows[lint->count].label = label;
	lint->rows[lint->count++].detail = detail;
}

/* Once a label, however many forms it has. */
static void
add_row_once(Lint *lint, uint8 once, const char *check, uint32 label, const char *detail)
{
	if (lint->labels[label].reported & once)
		return;
	lint->labels[label].reported |= once;
	add_row(lint, check, label, detail);
}

static int
compare_rows(const void *a, const void *b)
{
	const LintRow *x = a;
	const LintRow *y = b;
	int			order = strcmp(x->check, y->check);

	if (order != 0)
		return order;
	return x->label < y->label ? -1 : x->label > y->label;
}

/* Labels are numbered by concept, language and text. */
static void
put_rows(Lint *lint, ReturnSetInfo *result)
{
	if (lint->count > 1)
		qsort(lint->rows, lint->count, sizeof(LintRow), compare_rows);
	for (Size i = 0; i < lint->count; i++)
	{
		const LintRow *row = &lint->rows[i];
		const char *values[LINT_COLUMNS] = {
			row->check,
			compilation_label_concept(&lint->compilation, row->label),
			lint->compilation.spec.labels[row->label].text,
			row->detail
		};

		put_text_row(result, values, LINT_COLUMNS);
	}
}

/* CompileFinding */
static void
note_finding(void *arg, const Compilation *compilation, ImageFinding finding, uint32 label,
			 uint32 other)
{
	Lint	   *lint = arg;

	if (finding == IMAGE_UNMATCHABLE_LABEL)
		add_row(lint, "unmatchable", label, "it holds punctuation that may not stand inside a mention");
	if (finding == IMAGE_EQUAL_LABELS)
		add_row(lint, "equal_labels", other,
				psprintf("equal to \"%s\" (%s) after folding",
						 compilation->spec.labels[label].text, compilation->spec.labels[label].lang));
}

/* ---------- patterns ---------- */

static const ImageLabel *
pattern_label(const Lint *lint, const ImagePattern *pattern)
{
	return &lint->view.labels[pattern->label];
}

static bool
is_negative(const ImageLabel *label)
{
	return label->kind == IMAGE_LABEL_NEGATIVE;
}

static uint16
label_facet(const Lint *lint, const ImageLabel *label)
{
	return lint->view.concepts[label->concept].facet;
}

/* Equal details are stored once, so equal offsets mean equal gaps and capitals. */
static bool
match_alike(const Lint *lint, const ImagePattern *a, const ImagePattern *b)
{
	const ImageLabel *x = pattern_label(lint, a);
	const ImageLabel *y = pattern_label(lint, b);

	return a->detail == b->detail &&
		(x->flags & IMAGE_LABEL_CAPS_IGNORE) == (y->flags & IMAGE_LABEL_CAPS_IGNORE) &&
		label_facet(lint, x) == label_facet(lint, y);
}

/* ---------- shared_label, never_longest ---------- */

static bool
is_shared(const Lint *lint, const ImagePattern *a, const ImagePattern *b)
{
	const ImageLabel *x = pattern_label(lint, a);
	const ImageLabel *y = pattern_label(lint, b);

	return x->concept != y->concept && !is_negative(y) && y->program == IMAGE_NONE &&
		match_alike(lint, a, b);
}

/* Of the labels that share a form, the first is reported. */
static void
check_shared(Lint *lint, const ImageForm *form, const ImagePattern *pattern)
{
	const ImagePattern *first = &lint->view.patterns[form->first_pattern];
	const ImageLabel *label = pattern_label(lint, pattern);
	StringInfoData others;

	if (is_negative(label) || label->program != IMAGE_NONE)
		return;
	initStringInfo(&others);
	for (const ImagePattern *other = first; other < first + form->pattern_count; other++)
	{
		const ImageConcept *concept = &lint->view.concepts[pattern_label(lint, other)->concept];

		if (!is_shared(lint, pattern, other))
			continue;
		if (other < pattern)
			return;
		appendStringInfo(&others, "%s%.*s", others.len ? ", " : "also a label of ",
						 concept->key_length, lint->view.strings + concept->key);
	}
	if (others.len)
		add_row_once(lint, LINT_SHARED, "shared_label", pattern->label, others.data);
}

static void
check_lost(Lint *lint, const ImageForm *form, const ImagePattern *pattern)
{
	const ImagePattern *first = &lint->view.patterns[form->first_pattern];
	const ImageLabel *label = pattern_label(lint, pattern);
	LintLabel  *state = &lint->labels[pattern->label];

	state->forms++;
	if (is_negative(label) || lint->view.facets[label_facet(lint, label)].overlap_all)
		return;
	for (const ImagePattern *other = first; other < first + form->pattern_count; other++)
	{
		if (is_negative(pattern_label(lint, other)) &&
			pattern_label(lint, other)->program == IMAGE_NONE && match_alike(lint, pattern, other))
		{
			state->lost_forms++;
			state->lost_to = other->label;
			return;
		}
	}
}

static void
report_lost_labels(Lint *lint)
{
	for (uint32 i = 0; i < lint->view.label_count; i++)
	{
		const LintLabel *state = &lint->labels[i];

		if (state->forms > 0 && state->lost_forms == state->forms)
			add_row(lint, "never_longest", i,
					psprintf("the negative label \"%s\" of %s always takes its place",
							 lint->compilation.spec.labels[state->lost_to].text,
							 compilation_label_concept(&lint->compilation, state->lost_to)));
	}
}

/* ---------- one_character, all_common_words ---------- */

static bool
is_one_character(const Lint *lint, const ImageForm *form)
{
	const char *token = (const char *) lint->view.tokens + form->tokens + 2;

	return form->token_count == 1 && form->byte_count > 0 &&
		pg_utf_mblen((const unsigned char *) token) == form->byte_count;
}

static bool
all_common(const Lint *lint, const ImageForm *form)
{
	const uint8 *token = lint->view.tokens + form->tokens;

	for (int i = 0; i < form->token_count; i++)
	{
		size_t		length = token[0] | (size_t) token[1] << 8;

		if (!is_common_word((const char *) token + 2, length))
			return false;
		token += 2 + length;
	}
	return true;
}

static bool
asks_for_capitals(const Lint *lint, const ImageForm *form, const ImagePattern *pattern)
{
	return !(pattern_label(lint, pattern)->flags & IMAGE_LABEL_CAPS_IGNORE) &&
		lint->view.tokens[pattern->detail + form->token_count - 1] != 0;
}

static void
check_plain(Lint *lint, const ImageForm *form, const ImagePattern *pattern)
{
	if (is_negative(pattern_label(lint, pattern)))
		return;
	if (is_one_character(lint, form))
		add_row_once(lint, LINT_ONE_CHARACTER, "one_character", pattern->label, "a single character");
	if (all_common(lint, form) && !asks_for_capitals(lint, form, pattern))
		add_row_once(lint, LINT_COMMON, "all_common_words", pattern->label,
					 "common English words only, and no capital among them");
}

/* ---------- taxonomy_lint ---------- */

static void
check_forms(Lint *lint)
{
	for (uint32 i = 0; i < lint->view.form_count; i++)
	{
		const ImageForm *form = &lint->view.forms[i];

		CHECK_FOR_INTERRUPTS();
		for (uint32 k = 0; k < form->pattern_count; k++)
		{
			const ImagePattern *pattern = &lint->view.patterns[form->first_pattern + k];

			check_shared(lint, form, pattern);
			check_lost(lint, form, pattern);
			check_plain(lint, form, pattern);
		}
	}
	report_lost_labels(lint);
}

static void
compile_draft(Lint *lint, const char *taxonomy)
{
	Size		length;
	char	   *source = source_of_draft(taxonomy, &length, NULL);
	const char *problem;

	taxonomy_compile(&lint->compilation, source, length, note_finding, lint, NULL);
	problem = image_validate(lint->compilation.image, lint->compilation.image_length, &lint->view);
	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("the image of taxonomy \"%s\" cannot be used", taxonomy),
				 errdetail("Just built, %s.", problem)));
	lint->labels = MemoryContextAllocExtended(CurrentMemoryContext,
											  mul_size(lint->view.label_count + 1, sizeof(LintLabel)),
											  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

PG_FUNCTION_INFO_V1(taxonomy_lint);
Datum
taxonomy_lint(PG_FUNCTION_ARGS)
{
	Lint		lint = {0};

	InitMaterializedSRF(fcinfo, 0);
	SPI_connect();
	compile_draft(&lint, text_to_cstring(PG_GETARG_TEXT_PP(0)));
	check_forms(&lint);
	put_rows(&lint, (ReturnSetInfo *) fcinfo->resultinfo);
	SPI_finish();
	return (Datum) 0;
}

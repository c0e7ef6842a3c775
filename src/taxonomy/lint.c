/*-------------------------------------------------------------------------
 *
 * lint.c
 *		taxonomy_lint(): labels of a draft that are probably mistakes.
 *
 * Called from SQL.  Compiles the draft in memory, then cuts its labels into
 * forms as they are written (what is inflected gives way to what is written)
 * and looks at the labels of each form.
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

#include "host.h"
#include "taxonomy/compile.h"
#include "taxonomy/query.h"
#include "taxonomy/source.h"
#include "taxonomy/text_rows.h"
#include "text/common_words.h"
#include "text/label.h"

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

/* A form of a label; equal keys are equal tokens, equal details match alike. */
typedef struct LintForm
{
	uint32		label;
	bool		one_character;
	bool		common;			/* each token is a common word, without capital */
	uint32		key_length;
	uint32		detail_length;	/* gaps and capitals, behind the key */
	char	   *key;
} LintForm;

typedef struct Lint
{
	Compilation compilation;
	const ImageSpec *spec;
	LintLabel  *labels;
	LintForm   *forms;
	uint32		form_count;
	uint32		forms_allocated;
	LintRow    *rows;
	uint32		count;
	uint32		allocated;
} Lint;

/* ---------- rows ---------- */

static void
add_row(Lint *lint, const char *check, uint32 label, const char *detail)
{
	if (lint->count == lint->allocated)
		lint->rows = host_grow(lint->rows, &lint->allocated, 64, sizeof(LintRow));
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
	for (uint32 i = 0; i < lint->count; i++)
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

/* ---------- forms ---------- */

static const ImageSpecLabel *
form_label(const Lint *lint, const LintForm *form)
{
	return &lint->spec->labels[form->label];
}

static bool
is_negative(const ImageSpecLabel *label)
{
	return label->kind == IMAGE_LABEL_NEGATIVE;
}

static uint32
label_facet(const Lint *lint, const ImageSpecLabel *label)
{
	return lint->spec->concepts[label->concept].facet;
}

static LintForm *
new_form(Lint *lint)
{
	if (lint->form_count == lint->forms_allocated)
		lint->forms = host_grow(lint->forms, &lint->forms_allocated, 64, sizeof(LintForm));
	return &lint->forms[lint->form_count++];
}

static bool
all_common(const LabelForm *form)
{
	for (uint32 i = 0; i < form->token_count; i++)
		if (!is_common_word((const char *) form->folded + form->tokens[i].folded,
							form->tokens[i].folded_length))
			return false;
	return true;
}

/* Tokens with their lengths, then gaps and capitals. */
static void
set_key(LintForm *form, const LabelForm *source)
{
	StringInfoData key;

	initStringInfo(&key);
	for (uint32 i = 0; i < source->token_count; i++)
	{
		const LabelToken *token = &source->tokens[i];

		appendBinaryStringInfo(&key, (const char *) &token->folded_length, sizeof(token->folded_length));
		appendBinaryStringInfo(&key, (const char *) source->folded + token->folded,
							   (int) token->folded_length);
	}
	form->key_length = (uint32) key.len;
	for (uint32 i = 1; i < source->token_count; i++)
		appendStringInfoChar(&key, (char) source->tokens[i].gaps);
	appendBinaryStringInfo(&key, (const char *) source->capitals, (int) source->folded_length);
	form->detail_length = (uint32) key.len - form->key_length;
	/* kept for every form: without the room that the buffer has to spare */
	form->key = memcpy(palloc(key.len), key.data, key.len);
	pfree(key.data);
}

static void
add_form(Lint *lint, uint32 label, const LabelForm *source)
{
	LintForm   *form = new_form(lint);
	bool		capitals = memchr(source->capitals, 1, source->folded_length) != NULL;

	set_key(form, source);
	form->label = label;
	form->one_character = source->token_count == 1 && source->folded_length > 0 &&
		pg_utf_mblen(source->folded) == (int) source->folded_length;
	form->common = all_common(source) &&
		(!capitals || lint->spec->labels[label].caps_ignore);
}

static void
cut_labels(Lint *lint)
{
	for (uint32 i = 0; i < lint->spec->label_count; i++)
	{
		const char *text = lint->spec->labels[i].text;
		LabelForms	forms;

		CHECK_FOR_INTERRUPTS();
		if (label_forms(text, strlen(text), NULL, &forms) != LABEL_GOOD)
			continue;
		for (uint32 k = 0; k < forms.count; k++)
			add_form(lint, i, &forms.forms[k]);
		label_forms_free(&forms);
	}
}

static int
compare_forms(const void *a, const void *b)
{
	const LintForm *x = a;
	const LintForm *y = b;
	int			order;

	if (x->key_length != y->key_length)
		return x->key_length < y->key_length ? -1 : 1;
	order = memcmp(x->key, y->key, x->key_length);
	if (order != 0)
		return order;
	return x->label < y->label ? -1 : x->label > y->label;
}

static bool
is_same_form(const LintForm *a, const LintForm *b)
{
	return a->key_length == b->key_length && memcmp(a->key, b->key, a->key_length) == 0;
}

/* Two labels with that form, of one facet, with the same gaps and capitals. */
static bool
match_alike(const Lint *lint, const LintForm *a, const LintForm *b)
{
	const ImageSpecLabel *x = form_label(lint, a);
	const ImageSpecLabel *y = form_label(lint, b);

	return a->detail_length == b->detail_length &&
		memcmp(a->key + a->key_length, b->key + b->key_length, a->detail_length) == 0 &&
		x->caps_ignore == y->caps_ignore && label_facet(lint, x) == label_facet(lint, y);
}

/* ---------- shared_label, never_longest ---------- */

static bool
is_shared(const Lint *lint, const LintForm *a, const LintForm *b)
{
	const ImageSpecLabel *x = form_label(lint, a);
	const ImageSpecLabel *y = form_label(lint, b);

	return x->concept != y->concept && !is_negative(y) && y->program == IMAGE_NONE &&
		match_alike(lint, a, b);
}

/* Of the labels that share a form, the first is reported. */
static void
check_shared(Lint *lint, const LintForm *form, const LintForm *first, const LintForm *end)
{
	const ImageSpecLabel *label = form_label(lint, form);
	StringInfoData others;

	if (end - first < 2 || is_negative(label) || label->program != IMAGE_NONE)
		return;
	initStringInfo(&others);
	for (const LintForm *other = first; other < end; other++)
	{
		if (!is_shared(lint, form, other))
			continue;
		if (other < form)
			break;
		appendStringInfo(&others, "%s%s", others.len ? ", " : "also a label of ",
						 lint->spec->concepts[form_label(lint, other)->concept].key);
	}
	if (others.len)
		add_row_once(lint, LINT_SHARED, "shared_label", form->label, pstrdup(others.data));
	pfree(others.data);
}

static void
check_lost(Lint *lint, const LintForm *form, const LintForm *first, const LintForm *end)
{
	const ImageSpecLabel *label = form_label(lint, form);
	LintLabel  *state = &lint->labels[form->label];

	state->forms++;
	if (is_negative(label) || lint->spec->facets[label_facet(lint, label)].overlap_all)
		return;
	for (const LintForm *other = first; other < end; other++)
	{
		if (is_negative(form_label(lint, other)) &&
			form_label(lint, other)->program == IMAGE_NONE && match_alike(lint, form, other))
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
	for (uint32 i = 0; i < lint->spec->label_count; i++)
	{
		const LintLabel *state = &lint->labels[i];

		if (state->forms > 0 && state->lost_forms == state->forms)
			add_row(lint, "never_longest", i,
					psprintf("the negative label \"%s\" of %s always takes its place",
							 lint->spec->labels[state->lost_to].text,
							 compilation_label_concept(&lint->compilation, state->lost_to)));
	}
}

/* ---------- one_character, all_common_words ---------- */

static void
check_plain(Lint *lint, const LintForm *form)
{
	if (is_negative(form_label(lint, form)))
		return;
	if (form->one_character)
		add_row_once(lint, LINT_ONE_CHARACTER, "one_character", form->label, "a single character");
	if (form->common)
		add_row_once(lint, LINT_COMMON, "all_common_words", form->label,
					 "common English words only, and no capital among them");
}

/* ---------- taxonomy_lint ---------- */

static void
check_forms(Lint *lint)
{
	const LintForm *limit = lint->forms + lint->form_count;
	const LintForm *end;

	if (lint->form_count > 1)
		qsort(lint->forms, lint->form_count, sizeof(LintForm), compare_forms);
	for (const LintForm *first = lint->forms; first < limit; first = end)
	{
		CHECK_FOR_INTERRUPTS();
		for (end = first + 1; end < limit && is_same_form(first, end);)
			end++;
		for (const LintForm *form = first; form < end; form++)
		{
			check_shared(lint, form, first, end);
			check_lost(lint, form, first, end);
			check_plain(lint, form);
		}
	}
	report_lost_labels(lint);
}

static void
compile_draft(Lint *lint, const char *taxonomy)
{
	Size		length;
	char	   *source = source_of_draft(taxonomy, &length, NULL);

	taxonomy_compile(&lint->compilation, source, length, note_finding, lint, NULL);
	lint->spec = &lint->compilation.spec;
	lint->labels = MemoryContextAllocExtended(CurrentMemoryContext,
											  mul_size((Size) lint->spec->label_count + 1,
													   sizeof(LintLabel)),
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
	cut_labels(&lint);
	check_forms(&lint);
	put_rows(&lint, (ReturnSetInfo *) fcinfo->resultinfo);
	SPI_finish();
	return (Datum) 0;
}

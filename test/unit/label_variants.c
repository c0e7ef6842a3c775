/*-------------------------------------------------------------------------
 *
 * label_variants.c
 *		What holds of the forms of every label: the first is the label as
 *		written, none is there twice, there are no more than LABEL_MAX_FORMS,
 *		bytes and tokens agree, and no capital is asked for where the label has
 *		none.  Labels are put together at random from words that have variants.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../fuzz/host_malloc.c"
#include "text/hash.h"
#include "text/label.h"

#define LABELS 20000

static const char *const words[] = {
	"data", "centre", "Centre", "datacenter", "colour", "Behaviour", "organisation", "analyses", "axes",
	"LLM", "LLMs", "IoT", "COVID-19", "5G", "C++", "R&D", "up", "x", "women", "Cyber", "attack", "news",
	"人工智能", "policy", "e-commerce", "Énergie", "2025", "People's", "cryptocurrencies", "neighbourhoods"
};

static uint32_t seed = 1;

static uint32_t
next_random(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (uint32_t) ((uint64_t) (seed >> 8) * below >> 24);
}

static void
make_label(char *label)
{
	uint32_t	count = 1 + next_random(5);

	*label = '\0';
	for (uint32_t i = 0; i < count; i++)
	{
		if (i > 0)
			strcat(label, next_random(4) ? " " : "-");
		strcat(label, words[next_random(sizeof(words) / sizeof(words[0]))]);
	}
}

/* A stemmer that finds every two words alike proposes the most forms. */
static const char *
stem_alike(void *arg, const char *language, const char *word, size_t length)
{
	(void) arg;
	(void) language;
	(void) word;
	return length == 4 ? "" : "stem";
}

static bool
is_same(const LabelForm *a, const LabelForm *b)
{
	if (a->token_count != b->token_count || a->folded_length != b->folded_length ||
		memcmp(a->folded, b->folded, a->folded_length) != 0)
		return false;
	for (uint32_t i = 0; i < a->token_count; i++)
		if (a->tokens[i].folded != b->tokens[i].folded || a->tokens[i].gaps != b->tokens[i].gaps)
			return false;
	return true;
}

/* Tokens follow each other without a hole, and have the hash of their bytes. */
static bool
is_whole(const LabelForm *form)
{
	uint32_t	at = 0;

	for (uint32_t i = 0; i < form->token_count; i++)
	{
		const LabelToken *token = &form->tokens[i];

		if (token->folded != at || token->folded_length == 0 || (i > 0 && token->gaps == 0) ||
			token->hash != hash_token(form->folded + at, token->folded_length))
			return false;
		at += token->folded_length;
	}
	return at == form->folded_length && form->token_count <= LABEL_MAX_TOKENS;
}

static uint32_t
count_capitals(const LabelForm *form)
{
	uint32_t	count = 0;

	for (uint32_t i = 0; i < form->folded_length; i++)
	{
		if (form->capitals[i] > 1)
			return UINT32_MAX;
		count += form->capitals[i];
	}
	return count;
}

static int	faults[5];
static uint32_t most = 0;

static void
look_at(const char *label, const char *lang)
{
	LabelInflection inflection = {lang, stem_alike, NULL};
	LabelForms	forms;
	LabelForms	plain;

	if (label_forms(label, strlen(label), &inflection, &forms) != LABEL_GOOD)
		return;
	label_forms(label, strlen(label), NULL, &plain);
	faults[0] += plain.count != forms.written || !is_same(&plain.forms[0], &forms.forms[0]);
	for (uint32_t i = 0; i < forms.count; i++)
	{
		for (uint32_t k = 0; k < i && i >= forms.written; k++)
			faults[1] += is_same(&forms.forms[i], &forms.forms[k]);
		faults[3] += !is_whole(&forms.forms[i]);
		faults[4] += count_capitals(&forms.forms[i]) > count_capitals(&forms.forms[0]);
	}
	faults[2] += forms.count > LABEL_MAX_FORMS;
	most = forms.count > most ? forms.count : most;
	label_forms_free(&forms);
	label_forms_free(&plain);
}

int
main(void)
{
	static const char *const langs[] = {"en", "en-GB", "de", "es", "fr", "zh"};
	static const char *const claims[] = {
		"the first forms are the label as written", "no form is there twice",
		"no label has more forms than the limit", "tokens and bytes agree",
		"no form asks for more capitals than the label"
	};
	char		label[1000];

	for (int i = 0; i < LABELS; i++)
	{
		make_label(label);
		look_at(label, langs[next_random(sizeof(langs) / sizeof(langs[0]))]);
	}
	printf("1..6\n");
	for (int i = 0; i < 5; i++)
		printf("%sok %d - %s\n", faults[i] ? "not " : "", i + 1, claims[i]);
	printf("# at most %u forms\n%sok 6 - the limit was met\n", most,
		   most == LABEL_MAX_FORMS ? "" : "not ");
	return 0;
}

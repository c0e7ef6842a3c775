/*-------------------------------------------------------------------------
 *
 * opencc_t2s.c
 *		Traditional to simplified, beside OpenCC: over its cases of t2s, the
 *		traditional text and the simplified one fold alike.
 *
 * Reads opencc-testcases.json from unicode.tar.xz in $POLICYSCOPE_DATA; without
 * it the test is skipped.  OpenCC knows words, a fold knows characters only:
 * where the simplified form depends on the word, or is a choice of OpenCC's
 * that ICU does not share, the pair is listed below.
 *
 *-------------------------------------------------------------------------
 */
// objects: src/text/fold.o src/text/unicode_data.o
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../fuzz/host_malloc.c"
#include "text/fold.h"

#define LINE 65536

/* What the text folds to, and what OpenCC's simplified text does. */
static const char *const differences[][2] = {
	{"沈", "沉"},					/* 沈阳, but 沉默 */
	{"坏", "坯"},					/* both are traditional as well */
	{"钟", "锺"},					/* 鍾: 鐘 and a surname */
	{"甦", "苏"},					/* kept in names */
	{"脩", "修"},
	{"劄", "札"},
	{"箚", "札"},
	{"扞", "捍"},
	{"袷", "夹"},
	{"谿", "溪"},
};

static uint32_t
fold_text(const char *text, uint8_t *folded)
{
	FoldWalker	walker;
	FoldStep	step;
	uint32_t	length = 0;

	fold_begin(&walker, (const uint8_t *) text, (const uint8_t *) text + strlen(text));
	while (fold_next(&walker, &step))
	{
		memcpy(folded + length, step.folded, step.folded_length);
		length += step.folded_length;
	}
	return length;
}

static int
is_listed(const uint8_t *ours, uint32_t our_length, const uint8_t *theirs, uint32_t their_length)
{
	for (size_t i = 0; i < sizeof(differences) / sizeof(differences[0]); i++)
		if (strlen(differences[i][0]) == our_length && memcmp(differences[i][0], ours, our_length) == 0 &&
			strlen(differences[i][1]) == their_length && memcmp(differences[i][1], theirs, their_length) == 0)
			return 1;
	return 0;
}

/* Whether both fold alike but for the pairs listed; counts those. */
static int
agree(const char *input, const char *expected, int *listed)
{
	static uint8_t ours[LINE * 4];
	static uint8_t theirs[LINE * 4];
	const uint8_t *a = ours;
	const uint8_t *b = theirs;
	const uint8_t *a_end = ours + fold_text(input, ours);
	const uint8_t *b_end = theirs + fold_text(expected, theirs);

	while (a < a_end && b < b_end)
	{
		uint32_t	a_length;
		uint32_t	b_length;

		if (utf8_decode(a, a_end, &a_length) != utf8_decode(b, b_end, &b_length))
		{
			if (!is_listed(a, a_length, b, b_length))
				return 0;
			(*listed)++;
		}
		a += a_length;
		b += b_length;
	}
	return a == a_end && b == b_end;
}

/* The value of "name": "value" on the line, in place, or NULL. */
static char *
value_of(char *line, const char *name)
{
	char	   *value = strstr(line, name);
	char	   *end;

	if (value == NULL)
		return NULL;
	value += strlen(name);
	value += strspn(value, " :\"");
	end = strrchr(value, '"');
	if (end)
		*end = '\0';
	return value;
}

int
main(void)
{
	static char line[LINE];
	static char input[LINE];
	const char *data = getenv("POLICYSCOPE_DATA");
	char		command[4096];
	FILE	   *cases;
	int			count = 0;
	int			bad = 0;
	int			listed = 0;

	snprintf(command, sizeof(command), "%s/unicode.tar.xz", data ? data : "");
	cases = fopen(command, "r");
	if (cases == NULL)
	{
		printf("1..0 # skip unicode.tar.xz not present (POLICYSCOPE_DATA)\n");
		return 0;
	}
	fclose(cases);
	snprintf(command, sizeof(command),
			 "tar -xJOf '%s/unicode.tar.xz' --wildcards '*opencc-testcases.json'", data);
	cases = popen(command, "r");
	while (cases && fgets(line, sizeof(line), cases))
	{
		char	   *value = value_of(line, "\"input\"");

		if (value)
			strcpy(input, value);
		else if ((value = value_of(line, "\"t2s\"")) != NULL)
		{
			count++;
			if (!agree(input, value, &listed))
			{
				bad++;
				printf("# %s: %s\n", input, value);
			}
		}
	}
	printf("# %d cases, %d characters listed\n", count, listed);
	printf("%s 1 - the cases are there\n", count >= 50 ? "ok" : "not ok");
	printf("%s 2 - traditional and simplified fold alike, but for the pairs listed\n", bad == 0 ? "ok" : "not ok");
	printf("1..2\n");
	return cases == NULL || pclose(cases) != 0;
}

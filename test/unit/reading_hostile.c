/*
 * reading_hostile.c
 *		Periods, quantities and roles of places of texts made to hurt: every span lies in the
 *		text, and the cost a byte does not grow with the length.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../fuzz/host_malloc.c"
#include "reading/period.h"
#include "reading/place_role.h"
#include "reading/quantity.h"

static int	tests_run = 0;
static int	tests_failed = 0;

static void
ok(bool good, const char *what, const char *which)
{
	printf("%s %d - %s: %s\n", good ? "ok" : "not ok", ++tests_run, what, which);
	tests_failed += !good;
}

/* Reads all; returns whether every span is inside the text and rising. */
static bool
read_all(const char *text, size_t length, uint32_t *found)
{
	char	   *exact = malloc(length ? length : 1);	/* so that sanitizers see its end */
	ItemReader	reader;
	PeriodList	list = {0};
	PeriodContext context = {true, 7700};
	uint32_t	last = 0;
	bool		good = true;

	memcpy(exact, text, length);
	item_reader_begin(&reader, exact, length);
	while (item_reader_next(&reader))
	{
		const ItemSentence *s = &reader.sentence;

		good &= s->count <= ITEMS_MAX + 1;
		periods_read(s, &context, &list);
		for (uint32_t i = 0; i < s->count; i++)
		{
			Quantity	quantity;
			uint32_t	end = i + 2 < s->count ? i + 2 : s->count;

			good &= place_role(s, i, end) < PLACE_ROLES && place_governs(s, i, end) < 2;
			if (s->items[i].kind != ITEM_SIGN && quantity_is_core(s, i) && quantity_read(s, i, &quantity))
				good &= quantity.first == i && quantity.end > i && quantity.end <= s->count;
		}
	}
	periods_restore(&list, &reader.uniform);
	for (uint32_t i = 0; i < list.count; i++)
	{
		const Period *period = &list.periods[i];

		good &= period->start >= last && period->end > period->start && period->end <= length;
		good &= !(period->has_dates && period->has_lower && period->has_upper) || period->lower < period->upper;
		last = period->start;
	}
	*found = list.count;
	item_reader_release(&reader);
	host_free(list.periods);
	free(exact);
	return good;
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

static char *
repeat(const char *piece, size_t length)
{
	size_t		piece_length = strlen(piece);
	char	   *text = malloc(length);

	for (size_t i = 0; i < length; i++)
		text[i] = piece[i % piece_length];
	return text;
}

/* Four times the text may take at most seven times as long. */
static void
try_piece(const char *piece)
{
	size_t		length = 100000;
	char	   *text = repeat(piece, length * 4);
	uint32_t	found;
	double		start = seconds();
	double		first;
	double		second;
	bool		good = read_all(text, length, &found);

	first = seconds() - start;
	start = seconds();
	good &= read_all(text, length * 4, &found);
	second = seconds() - start;
	ok(good, "spans lie in the text", piece);
	ok(second < first * 7 + 0.05, "linear", piece);
	free(text);
}

/* Random bytes of the pieces that rules look for. */
static void
try_random(unsigned seed)
{
	static const char *const pieces[] = {
		"2025", "年", "-", "—", " ", "to ", "by ", "before ", "the ", "end of ", "from ", "十", "五", "亿", "万", "百分之", "%",
		"FY", "Q1 ", "至", "到", "前", "以上", "以下", "$", "1,234", ".", "\n\n", "March ", "31", "月", "日", "第", "\xff", "five ", "years ",
		"next ", "令和", "元", "99999999999999999999", "^", "double ", "between ", "and ", "○",
		"unlike ", "than ", "in ", "held ", "meeting ", "在", "于", "召开", "与", "相比", "of ", "government ",
		"２０２５", "％", "，", "　", "\xC2\xAD", "\xCC\x81", "\r\n", "\xE2\x80\xA9"
	};
	char		text[4096];
	size_t		length = 0;
	uint32_t	found;

	srand(seed);
	while (length < sizeof(text) - 40)
	{
		const char *piece = pieces[(unsigned) rand() % (sizeof(pieces) / sizeof(pieces[0]))];

		memcpy(text + length, piece, strlen(piece));
		length += strlen(piece);
	}
	if (!read_all(text, length, &found))
		ok(false, "random pieces", "seed");
}

int
main(void)
{
	static const char *const pieces[] = {
		"2025 ", "2025-", "1", "1,", "1 234 ", "十", "一", "亿", "万亿", "年", "2025年", "from 2020 to ", "by the end of ",
		"five ", "twenty-", "FY2025 ", "the next five ", "第", "百分之", "十四五", "$", "$1 ", "%", "10% ", "令和", "March ",
		"in ", "between ", ".", "5. ", "\xe5", "a ", "1^1", "以上", "五以上", "Five-Year Plan ", "2025/", "\xff",
		"unlike ", "in held meeting ", "than ", "在", "在召开", "与相比", "holding ",
		"２０２５－", "２０２５年\xC2\xAD", "５％　", "２０％\r\n"
	};

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
		try_piece(pieces[i]);
	for (unsigned seed = 0; seed < 3000; seed++)
		try_random(seed);
	ok(true, "random pieces", "3,000 texts");
	printf("1..%d\n", tests_run);
	return tests_failed != 0;
}

/*-------------------------------------------------------------------------
 *
 * conformance.h
 *		What the conformance tests share: TAP, public test data, tokens as
 *		a list, ICU by the code point.
 *
 * Included by one C file of test/unit each.  The data are files of the
 * archive unicode.tar.xz in $POLICYSCOPE_DATA; without it a test is skipped.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TEST_CONFORMANCE_H
#define POLICYSCOPE_TEST_CONFORMANCE_H

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "../fuzz/host_malloc.c"
#include "text/token.h"
#include "text/unicode.h"

#define MAX_POINTS 64			/* code points of a test string */
#define MAX_TOKENS 256			/* of a test string */

/* ---- TAP --------------------------------------------------------------- */

static int	tests_run = 0;
static int	tests_failed = 0;
static int	complaints = 0;

__attribute__((format(printf, 2, 3), unused))
static void
ok(bool good, const char *format,...)
{
	va_list		arguments;

	va_start(arguments, format);
	printf("%s %d - ", good ? "ok" : "not ok", ++tests_run);
	vprintf(format, arguments);
	putchar('\n');
	va_end(arguments);
	tests_failed += !good;
	complaints = 0;
}

static void
skip(const char *what)
{
	printf("ok %d # SKIP %s: no public test data of this Unicode version\n", ++tests_run, what);
}

/* The first few failures of a test are shown. */
static bool
complain(void)
{
	return complaints++ < 10;
}

static int
end_tests(void)
{
	printf("1..%d\n", tests_run);
	return tests_failed != 0;
}

/* ---- strings of code points --------------------------------------------- */

typedef struct Points
{
	uint32_t	count;
	UChar32		list[MAX_POINTS];
	char		bytes[MAX_POINTS * 4];
	uint32_t	length;
	uint32_t	offsets[MAX_POINTS + 1];	/* bytes before each code point */
} Points;

static void
points_add(Points *points, UChar32 c)
{
	if (points->count == MAX_POINTS)
		abort();
	points->offsets[points->count] = points->length;
	points->list[points->count++] = c;
	U8_APPEND_UNSAFE(points->bytes, points->length, c);
	points->offsets[points->count] = points->length;
}

__attribute__((unused))
static void
points_set(Points *points, const UChar32 *list, uint32_t count)
{
	memset(points, 0, sizeof(*points));
	for (uint32_t i = 0; i < count; i++)
		points_add(points, list[i]);
}

__attribute__((unused))
static void
show_points(const char *what, const Points *points)
{
	printf("# %s:", what);
	for (uint32_t i = 0; i < points->count; i++)
		printf(" %04X", (unsigned) points->list[i]);
	putchar('\n');
}

/* Hexadecimal code points with spaces between; stops at anything else. */
__attribute__((unused))
static const char *
points_parse(Points *points, const char *p)
{
	char	   *end;

	memset(points, 0, sizeof(*points));
	for (;; p = end)
	{
		unsigned long c = strtoul(p, &end, 16);

		if (end == p)
			return p;
		points_add(points, (UChar32) c);
	}
}

/* ---- the token stream ------------------------------------------------------ */

typedef struct Cut
{
	uint32_t	start;			/* bytes */
	uint32_t	end;
	TokenKind	kind;
	uint32_t	folded;			/* in Cuts.folded */
	uint32_t	folded_length;
} Cut;

typedef struct Cuts
{
	uint32_t	count;
	Cut			list[MAX_TOKENS];
	char		folded[4096];
} Cuts;

/* The one place of these tests that knows how a stream is read. */
static void
cut_text(Cuts *cuts, const char *text, size_t length)
{
	static TokenStream stream;
	char	   *exact = malloc(length ? length : 1);	/* so that sanitizers see its end */

	memcpy(exact, text, length);
	token_stream_begin(&stream, exact, length);
	while (token_stream_fill(&stream, 0))
		;
	cuts->count = stream.count;
	if (cuts->count > MAX_TOKENS || stream.folded_used > sizeof(cuts->folded))
		abort();
	for (uint32_t i = 0; i < stream.count; i++)
	{
		const Token *token = &stream.tokens[i];

		cuts->list[i] = (Cut) {token->start, token->end, (TokenKind) token->kind, token->folded, token->folded_length};
		memcpy(cuts->folded + token->folded, stream.folded + token->folded, token->folded_length);
	}
	free(exact);
}

__attribute__((unused))
static void
show_cuts(const Points *points, const Cuts *cuts)
{
	printf("#   tokens:");
	for (uint32_t i = 0; i < cuts->count; i++)
	{
		printf(" %d[", cuts->list[i].kind);
		for (uint32_t p = 0; p < points->count; p++)
			if (points->offsets[p] >= cuts->list[i].start && points->offsets[p] < cuts->list[i].end)
				printf("%s%04X", points->offsets[p] == cuts->list[i].start ? "" : " ", (unsigned) points->list[p]);
		putchar(']');
	}
	putchar('\n');
}

/* ---- public data ------------------------------------------------------------- */

static bool
is_unicode_15_0(void)
{
	UVersionInfo version;

	u_getUnicodeVersion(version);
	return version[0] == 15 && version[1] == 0;
}

/* The files are those of Unicode 15.0: with another ICU they are not asked. */
static FILE *
find_data(const char *name)
{
	const char *folder = getenv("POLICYSCOPE_DATA");
	char		command[4096];
	char		path[4096];
	FILE	   *file;

	if (!is_unicode_15_0() || folder == NULL || folder[0] == '\0' || strchr(folder, '\'') != NULL)
		return NULL;
	snprintf(path, sizeof(path), "%s/unicode/%s", folder, name);
	file = fopen(path, "r");
	if (file != NULL)
		return file;
	snprintf(path, sizeof(path), "%s/unicode.tar.xz", folder);
	file = fopen(path, "r");
	if (file == NULL)
		return NULL;
	fclose(file);
	snprintf(command, sizeof(command), "tar -xJOf '%s/unicode.tar.xz' unicode/%s", folder, name);
	return popen(command, "r");
}

/* A file of the data; without it NULL, and the test counts as skipped. */
static FILE *
open_data(const char *name)
{
	FILE	   *file = find_data(name);

	if (file == NULL)
		skip(name);
	return file;
}

/*
 * A line of a break test, "÷ 0001 × 0308 ÷ 0001 ÷ # comment"; false when it
 * holds no test.
 */
static bool
parse_line(char *line, Points *points, bool *borders)
{
	memset(points, 0, sizeof(*points));
	for (char *p = strtok(line, " \t\n"); p != NULL && *p != '#'; p = strtok(NULL, " \t\n"))
	{
		if (strcmp(p, "\xC3\xB7") == 0)
			borders[points->count] = true;
		else if (strcmp(p, "\xC3\x97") == 0)
			borders[points->count] = false;
		else
			points_add(points, (UChar32) strtoul(p, NULL, 16));
	}
	return points->count > 0;
}

/* A deterministic source of numbers (xorshift64*). */
static uint64_t random_state = 88172645463325252u;

__attribute__((unused))
static uint32_t
random_below(uint32_t limit)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (uint32_t) ((random_state * 2685821657736338717u >> 32) % limit);
}

#endif							/* POLICYSCOPE_TEST_CONFORMANCE_H */

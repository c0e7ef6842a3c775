/*-------------------------------------------------------------------------
 *
 * token_scan.c
 *		The fast reader of documents gives what the reference reader gives:
 *		every code point in several surroundings, random texts, texts longer
 *		than its chunks; with the vector instructions and without.
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../fuzz/host_malloc.c"
#include "text/hash.h"
#include "text/token_scan.h"
#include "text/unicode.h"
#include "text/vector.h"

typedef struct Reading
{
	TokenSpan  *spans;
	uint64_t   *hashes;
	uint32_t	count;
	uint32_t	capacity;
	int64_t		words;
} Reading;

static const char *const level_names[] = {"portable", "AVX2", "AVX-512"};

static int	tests = 0;
static int	failures = 0;

static void
ok(bool good, const char *name)
{
	tests++;
	failures += !good;
	printf("%sok %d - %s\n", good ? "" : "not ", tests, name);
}

static void
keep(Reading *reading, uint32_t start, uint32_t end, uint64_t hash)
{
	if (reading->count == reading->capacity)
	{
		reading->capacity = reading->capacity * 2 + 1024;
		reading->spans = host_realloc(reading->spans, sizeof(TokenSpan) * reading->capacity);
		reading->hashes = host_realloc(reading->hashes, sizeof(uint64_t) * reading->capacity);
	}
	reading->spans[reading->count].start = start;
	reading->spans[reading->count].end = end;
	reading->hashes[reading->count++] = hash;
}

static void
read_reference(Reading *reading, const char *text, size_t length)
{
	static TokenStream stream;

	reading->count = 0;
	token_stream_begin(&stream, text, length);
	while (token_stream_fill(&stream, 0))
		;
	for (uint32_t i = 0; i < stream.count; i++)
		if (stream.tokens[i].kind != TOKEN_SYMBOL)
			keep(reading, stream.tokens[i].start, stream.tokens[i].end,
				 stream.tokens[i].folded_length ? stream.tokens[i].hash : 0);
	reading->words = stream.words;
}

/* Drops what it has kept, as a reader with a window does, or nothing before the end. */
static void
read_fast(Reading *reading, const char *text, size_t length, bool drop)
{
	static TokenScan scan;
	bool		more;

	reading->count = 0;
	token_scan_begin(&scan, text, length);
	do
	{
		more = token_scan_fill(&scan, drop ? scan.count : 0);
		for (uint32_t i = 0; (drop || !more) && i < scan.count; i++)
			keep(reading, scan.spans[i].start, scan.spans[i].end, scan.hashes[i]);
	} while (more);
	reading->words = scan.words;
}

static bool
same(const Reading *a, const Reading *b)
{
	return a->count == b->count && a->words == b->words &&
		(a->count == 0 || (memcmp(a->spans, b->spans, sizeof(TokenSpan) * a->count) == 0 &&
						   memcmp(a->hashes, b->hashes, sizeof(uint64_t) * a->count) == 0));
}

static void
show(const char *what, const Reading *reading)
{
	printf("#  %s: %lld words;", what, (long long) reading->words);
	for (uint32_t i = 0; i < reading->count && i < 40; i++)
		printf(" %u-%u(%04x)", reading->spans[i].start, reading->spans[i].end,
			   (unsigned) (reading->hashes[i] & 0xFFFF));
	printf("\n");
}

/* The text without a byte after it, so that a sanitizer sees reads beyond. */
static bool
agree(const char *text, size_t length)
{
	static Reading reference;
	static Reading fast[VECTOR_AVX512 + 1];
	char	   *exact = host_alloc(length);
	bool		good = true;

	memcpy(exact, text, length);
	read_reference(&reference, exact, length);
	for (int level = VECTOR_PORTABLE; level <= VECTOR_AVX512; level++)
	{
		vector_limit((VectorLevel) level);
		read_fast(&fast[level], exact, length, level != VECTOR_PORTABLE);
		good &= same(&reference, &fast[level]);
	}
	if (!good && length < 400)
	{
		printf("# text: ");
		for (size_t i = 0; i < length; i++)
			printf(text[i] > 0x20 && text[i] < 0x7F ? "%c" : "\\x%02x", (unsigned char) text[i]);
		printf("\n");
		show("reference", &reference);
		for (int level = VECTOR_PORTABLE; level <= VECTOR_AVX512; level++)
			show(level_names[level], &fast[level]);
	}
	free(exact);
	return good;
}

static size_t
encode(uint32_t c, char *out)
{
	if (c < 0x80)
	{
		out[0] = (char) c;
		return 1;
	}
	if (c < 0x800)
	{
		out[0] = (char) (0xC0 | c >> 6);
		out[1] = (char) (0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000)
	{
		out[0] = (char) (0xE0 | c >> 12);
		out[1] = (char) (0x80 | (c >> 6 & 0x3F));
		out[2] = (char) (0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char) (0xF0 | c >> 18);
	out[1] = (char) (0x80 | (c >> 12 & 0x3F));
	out[2] = (char) (0x80 | (c >> 6 & 0x3F));
	out[3] = (char) (0x80 | (c & 0x3F));
	return 4;
}

/* Each code point alone, between letters, digits, Han, Hebrew, and before marks. */
static void
test_code_points(void)
{
	static const char *const around[][2] = {
		{"", ""}, {"ab", "cd"}, {"1", "2"}, {"\xE4\xB8\xAD", "\xE5\x9B\xBD"}, {"\xD7\x90", "\xD7\x91"},
		{"a", "\xCC\x81 x"}, {"x@", ".org"}, {"w-\n", "s"}, {"caf\xC3\xA9", "'s"}
	};
	int			bad = 0;

	for (uint32_t c = 1; c < UNICODE_CODE_POINTS; c++)
		for (size_t i = 0; i < sizeof(around) / sizeof(around[0]); i++)
		{
			char		text[64];
			size_t		length = strlen(around[i][0]);

			if (c >= 0xD800 && c < 0xE000)
				continue;
			memcpy(text, around[i][0], length);
			length += encode(c, text + length);
			memcpy(text + length, around[i][1], strlen(around[i][1]));
			length += strlen(around[i][1]);
			if (!agree(text, length) && ++bad > 20)
				break;
		}
	ok(bad == 0, "every code point in nine surroundings");
}

static uint64_t state = UINT64_C(88172645463325252);

static uint32_t
draw(uint32_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t) (state >> 33) % below;
}

static const char *const pieces[] = {
	"a", "b", "S", "s", "1", "2", "the", "Intelligence", "responsibilities", "internationalisation",
	" ", " ", " ", " ", "\n", "\r\n", "\t", "'", "'s", "'s ", "\xE2\x80\x99", "\xE2\x80\x99s", ".", ",", ";", ":",
	"://", "/", "@", "-", "- ", "-\n", "www.", "www", "_", "+", "#", "&", "(", ")", "\"", "\xC2\xAD", "\xC2\xAD\n",
	"\xE2\x80\x90", "\xE2\x80\x90\n", "\xE4\xB8\xAD", "\xE5\x9B\xBD", "\xE9\xAB\x94", "\xE3\x80\x82", "\xEF\xBC\x8C",
	"\xE3\x83\x87\xE3\x83\xBC", "\xE3\x81\xAE", "\xCC\x81", "\xC3\xA9", "\xC3\x9F", "\xEF\xAC\x81", "\xEC\x9D\xB8",
	"\xEB\x8A\x94", "\xD7\x90", "\xD9\xA3", "\xC2\xB2", "\xE2\x82\x82", "\xF0\x9F\x98\x80", "\xE2\x80\x8D", "\xCD\x85",
	"\xFF", "\xE4", "\xE4\xB8", "\xC3", "\xEF\xBC\xA1", "\xEF\xBC\x8E", "\xE0\xB8\x81", "\xC4\xB0", "\xC5\x89",
	"http", "a.b", "x@y.org", "3.5", "10,000", "U.S.", "COVID-19", "\v", "\f", "\x1F", "\xC2\x85", "\xC2\xA0",
	"\xE3\x80\x80", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "-\xE2\x80\xA8", "-\xE3\x80\x80", "\"", "\xD7\x92'",
	"\xD7\xA6\xD7\x94\"\xD7\x9C", "\xD7\xB3", "\xEF\xBC\x87", "\xEF\xBD\x93", "\xEF\xBC\xA0", "\xEF\xBC\x9A//", "\xEF\xBC\x91",
	"%", "_x@y", "WWW.", "\xC5\xBF", "\xE2\x84\xAA", "\xE3\x82\x99", "\xE3\x83\xBC", "\xEF\xBD\xB6", "\xEF\xBE\x9E", "\xEA\xB0\x80",
	"\xE1\x84\x80\xE1\x85\xA1", "\xEF\xBE\xA1", "\xF0\xA0\x80\x80", "\xF3\xA0\x84\x80", "\xE0\xB9\x88", "\xE1\x80\x80", "\xC0", "\xF4\x90", "\x80",
	"w\xC2\xADww.a", "\xEF\xBD\x97\xEF\xBD\x97\xEF\xBD\x97.a", "ww\xC5\xB5.", "\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xB8\xAD\xE5\x9B\xBD"
};

static size_t
random_text(char *text, size_t wanted)
{
	size_t		length = 0;
	size_t		count = sizeof(pieces) / sizeof(pieces[0]);
	uint32_t	plain = draw(4);

	while (length + 24 < wanted)
	{
		const char *piece = plain && draw(4) ? pieces[draw(12)] : pieces[draw((uint32_t) count)];

		memcpy(text + length, piece, strlen(piece));
		length += strlen(piece);
	}
	return length;
}

static void
test_random(const char *name, int rounds, size_t longest)
{
	char	   *text = host_alloc(longest + 64);
	int			bad = 0;

	for (int i = 0; i < rounds && bad < 5; i++)
		bad += !agree(text, random_text(text, 24 + draw((uint32_t) longest)));
	ok(bad == 0, name);
	free(text);
}

#define REPEATED 81			/* of the pieces */

/* One piece over and over, so that runs and addresses pass the ends of chunks. */
static void
test_repeated(void)
{
	size_t		size = 3 * TOKEN_SCAN_CHUNK;
	char	   *text = host_alloc(size + 64);
	int			bad = 0;

	for (size_t i = 0; i < REPEATED; i++)
		for (size_t k = 0; k < REPEATED; k += 1 + draw(3))
		{
			size_t		length = 0;

			while (length < size)
			{
				memcpy(text + length, pieces[i], strlen(pieces[i]));
				length += strlen(pieces[i]);
				memcpy(text + length, pieces[k], strlen(pieces[k]));
				length += strlen(pieces[k]);
			}
			if (!agree(text, length) && bad++ < 5)
				printf("# over and over: \"%s\" \"%s\"\n", pieces[i], pieces[k]);
		}
	ok(bad == 0, "two pieces over and over, over several chunks");
	free(text);
}

/* White space, then a field around the end of a chunk, shifted byte by byte. */
static void
test_chunk_ends(void)
{
	static const char *const blanks[] = {" ", "\n", "\v", "\f", "\t", "\r"};
	static const char *const fields[] = {
		"alpha's-\nbeta", "x@y.org", "http://a.b/c", "\xE4\xB8\xAD\xE5\x9B\xBD", "e\xCC\x81t\xC3\xA9", "10,000.5;1", "\xD7\x92'\xD7\x91\"\xD7\x90",
		"\xE3\x83\x87\xE3\x83\xBC", "\xEC\x9D\xB8\xEB\x8F\x84\xEB\x8A\x94-\n", "www.a.b", "ww\xC2\xADw.Guizhou.gov.cn",
		"\xEF\xBD\x97\xEF\xBD\x97\xEF\xBD\x97.Guizhou", "cyber-\nsecurity@cisa.gov"
	};
	char	   *text = host_alloc(3 * TOKEN_SCAN_CHUNK);
	int			bad = 0;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		for (uint32_t shift = 0; shift < 40; shift++)
			for (uint32_t spaced = 0; spaced < 4; spaced++)
			{
				uint32_t	length = TOKEN_SCAN_CHUNK - shift;
				uint32_t	step = 1 + draw(9);

				/* one word; words with white space; Han, of which every one parts a field; words with signs */
				memset(text, 'a', length);
				for (uint32_t k = step; k < length && spaced == 1; k += 1 + step)
					text[k] = *blanks[draw(6)];
				for (uint32_t k = step; k < length && spaced == 3; k += 1 + step)
					text[k] = "-.,/_("[draw(6)];
				for (uint32_t k = 0; k + 3 <= length && spaced == 2; k += 3)
					memcpy(text + k, "\xE4\xBA\xBA", 3);
				for (int k = 0; k < 4; k++)
				{
					const char *piece = k % 2 ? fields[draw(10)] : fields[i];

					memcpy(text + length, piece, strlen(piece));
					length += (uint32_t) strlen(piece);
				}
				bad += !agree(text, length);
			}
	ok(bad == 0, "fields at the end of a chunk, at every byte");
	free(text);
}

/* An address that begins or ends where a piece of a long field may end. */
static void
test_addresses_at_borders(void)
{
	static const char *const addresses[] = {
		"www.guizhou.gov", "WWW.a", "www.1,2", "wwww.a", "www..a", "http://www.a.b/www.c/", "a.b-c@d.e", "(www.a)-b", "www.\xC3\xA9"
	};
	char	   *text = host_alloc(3 * TOKEN_SCAN_CHUNK);
	int			bad = 0;

	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
		for (uint32_t shift = 0; shift < 100; shift++)
			for (const char *before = "-/(_,."; *before; before++)
			{
				uint32_t	at = TOKEN_SCAN_CHUNK - shift;

				/* between words of a field that has no end */
				memset(text, 'a', TOKEN_SCAN_CHUNK + 300);
				for (uint32_t k = 5; k < TOKEN_SCAN_CHUNK + 300; k += 6)
					text[k] = '-';
				text[at - 1] = *before;
				memcpy(text + at, addresses[i], strlen(addresses[i]));
				if (!agree(text, TOKEN_SCAN_CHUNK + 300) && bad++ < 5)
					printf("# \"%c%s\" %u bytes before the end of a chunk\n", *before, addresses[i], shift);
			}
	ok(bad == 0, "addresses where a long field is cut, at every byte");
	free(text);
}

int
main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	test_random("random short texts", 200000, 60);
	test_random("random texts of some blocks", 20000, 600);
	test_random("random texts of several chunks", 100, 60000);
	test_repeated();
	test_chunk_ends();
	test_addresses_at_borders();
	test_code_points();
	printf("1..%d\n", tests);
	return failures != 0;
}

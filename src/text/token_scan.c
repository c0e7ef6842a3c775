/*-------------------------------------------------------------------------
 *
 * token_scan.c
 *		The fast reader of documents: its window, its chunks, and the fields
 *		of plain ASCII; see token_scan.h.
 *
 * A chunk of text ends at white space.  Its bytes are classified 64 at a
 * time; that gives the edges of the ASCII words and the odd places, whose
 * fields are left to token_field.c.
 *
 *-------------------------------------------------------------------------
 */
#include "text/token_scan.h"

#include "host.h"
#include "text/ascii.h"
#include "text/token_blocks.h"
#include "text/token_field.h"
#include "text/word_hashes.h"

#include <string.h>

#define ENOUGH_TOKENS 2048		/* a window grows by at least as many */
#define ENOUGH_BYTES (TOKEN_SCAN_CHUNK * 16)	/* or by so many bytes */
#define PLACES (TOKEN_SCAN_CHUNK + 64)	/* edges are written up to 32 at a time */

void
token_scan_begin(TokenScan *scan, const char *text, size_t length)
{
	scan->text = (const uint8_t *) text;
	scan->length = (uint32_t) length;
	scan->position = 0;
	scan->words = 0;
	scan->count = 0;
	scan->marked_count = 0;
}

void
token_scan_release(TokenScan *scan)
{
	host_free(scan->spans);
	host_free(scan->hashes);
	host_free(scan->marked);
	host_free(scan->edges.at);
	host_free(scan->odd.at);
	host_free(scan->breaks.at);
	token_stream_release(&scan->reader);
	memset(scan, 0, sizeof(*scan));
}

/* ---------- the window ---------- */

void
token_scan_reserve(TokenScan *scan, uint32_t more)
{
	uint32_t	needed = scan->count + more + TOKEN_SCAN_SENTINELS;
	size_t		capacity = (size_t) needed * 2;

	if (needed <= scan->capacity)
		return;
	scan->spans = host_realloc(scan->spans, sizeof(TokenSpan) * capacity);
	scan->hashes = host_realloc(scan->hashes, sizeof(uint64_t) * capacity);
	scan->capacity = (uint32_t) capacity;
}

void
token_scan_mark_last(TokenScan *scan)
{
	if (scan->marked_count == scan->marked_capacity)
		scan->marked = host_grow(scan->marked, &scan->marked_capacity, 64, sizeof(uint32_t));
	scan->marked[scan->marked_count++] = scan->count - 1;
}

/* Puts rising indexes among the marked ones, from the back; some may be there already. */
static void
merge_marked(TokenScan *scan, const uint32_t *tokens, uint32_t count)
{
	uint32_t	from = scan->marked_count;
	uint32_t	to = from + count;
	uint32_t	end = to;

	while (scan->marked_capacity < to)
		scan->marked = host_grow(scan->marked, &scan->marked_capacity, 64, sizeof(uint32_t));
	while (count > 0)
	{
		uint32_t	token = tokens[count - 1];

		if (from > 0 && scan->marked[from - 1] >= token)
		{
			count -= scan->marked[from - 1] == token;
			scan->marked[--to] = scan->marked[--from];
		}
		else
		{
			scan->marked[--to] = token;
			count--;
		}
	}
	memmove(scan->marked + from, scan->marked + to, sizeof(uint32_t) * (end - to));
	scan->marked_count = from + (end - to);
}

static void
drop_tokens(TokenScan *scan, uint32_t keep)
{
	uint32_t	kept = 0;

	if (keep == 0)
		return;
	scan->count -= keep;
	memmove(scan->spans, scan->spans + keep, sizeof(TokenSpan) * scan->count);
	memmove(scan->hashes, scan->hashes + keep, sizeof(uint64_t) * scan->count);
	for (uint32_t i = 0; i < scan->marked_count; i++)
		if (scan->marked[i] >= keep)
			scan->marked[kept++] = scan->marked[i] - keep;
	scan->marked_count = kept;
}

/* ---------- words and odd places of a chunk ---------- */

static bool
is_www(const TokenScan *scan, uint32_t dot)
{
	const uint8_t *p = scan->text + dot;

	return dot >= 3 && (p[-1] | 0x20) == 'w' && (p[-2] | 0x20) == 'w' && (p[-3] | 0x20) == 'w';
}

/* Of signs that may join or begin an address: whether that may be so here. */
static bool
is_odd(const TokenScan *scan, uint32_t at)
{
	const uint8_t *p = scan->text + at;
	bool		digits = at > 0 && ascii_is_digit(p[-1]) && at + 1 < scan->length && ascii_is_digit(p[1]);

	switch (*p)
	{
		case '.':
			return digits || is_www(scan, at);
		case ',':
		case ';':
			return digits;
		case ':':
			return at + 1 < scan->length && p[1] == '/';
		default:				/* ' @ */
			return true;
	}
}

#define MAX_SIGNS 8				/* looked at in a row */

/*
 * Whether what is not ASCII from a place on is signs that part tokens and
 * nothing else, such as quotation marks: the words around are plain then.  A
 * hyphen before them could still break a word.
 */
static bool
is_parting(const TokenScan *scan, uint32_t at)
{
	const uint8_t *text = scan->text;
	uint32_t	length;

	if ((text[at] >= 0xE4 && text[at] <= 0xE9) || (at > 0 && text[at - 1] == '-'))
		return false;			/* an ideograph; a broken word */
	for (int i = 0; i < MAX_SIGNS; i++)
	{
		if (!token_field_parts(scan, at, &length))
			return false;
		at += length;
		if (at >= scan->length || text[at] < 0x80)
			return true;
	}
	return false;
}

static void
add_odd(TokenScan *scan, uint32_t block, uint64_t signs, uint64_t beyond)
{
	for (uint64_t bits = signs | beyond; bits != 0; bits &= bits - 1)
	{
		uint32_t	at = block + (uint32_t) __builtin_ctzll(bits);

		if ((beyond & bits & -bits) ? !is_parting(scan, at) : is_odd(scan, at))
			scan->odd.at[scan->odd.count++] = at;
	}
}

static void
add_breaks(TokenScan *scan, uint32_t block, uint64_t hyphens)
{
	for (; hyphens != 0; hyphens &= hyphens - 1)
	{
		uint32_t	at = block + (uint32_t) __builtin_ctzll(hyphens);

		if (at + 1 < scan->length && ascii_is_space(scan->text[at + 1]))
			scan->breaks.at[scan->breaks.count++] = at;
	}
}

/* The masks of what lies before to, of the block at a place, and its edges written out. */
typedef void (*BlockReader) (const TokenScan *scan, uint32_t at, uint32_t to, BlockMasks *masks,
							 BlockCarry *carry);
typedef uint32_t (*PlaceWriter) (uint32_t *places, uint32_t block, uint64_t bits);

/* With masks of whole blocks: nothing is read beyond the text's end. */
static inline __attribute__((always_inline)) void
read_block(const TokenScan *scan, uint32_t at, uint32_t to, BlockMasks *masks,
		   void (*block_masks) (const uint8_t *, BlockMasks *))
{
	uint8_t		bytes[64] = {0};

	if (to - at >= 64)
	{
		block_masks(scan->text + at, masks);
		return;
	}
	memcpy(bytes, scan->text + at, to - at);
	block_masks(bytes, masks);
}

/* The chunk begins and ends where no token is, so nothing is carried in or out. */
static inline __attribute__((always_inline)) void
find_places(TokenScan *scan, uint32_t from, uint32_t to, BlockReader read, PlaceWriter write)
{
	uint64_t	word_before = 0;
	uint64_t	any_before = 0;
	uint64_t	beyond_before = 0;
	uint32_t   *edges = scan->edges.at;
	BlockCarry	carry = {0, 0, 0};

	scan->odd.count = scan->breaks.count = 0;
	for (uint32_t block = from; block < to; block += 64)
	{
		BlockMasks	masks;
		uint64_t	any;
		uint64_t	left;
		uint64_t	right;
		uint64_t	signs;
		uint64_t	hyphens;
		uint64_t	beyond;

		read(scan, block, to, &masks, &carry);
		any = masks.word | masks.beyond;
		left = any << 1 | any_before;
		right = any >> 1 | UINT64_C(1) << 63;	/* is_odd() sees the next block */
		beyond = masks.beyond & ~(masks.beyond << 1 | beyond_before);
		signs = (masks.inner & left & right) | masks.rare;
		if (signs | beyond)
			add_odd(scan, block, signs, beyond);
		hyphens = masks.hyphen & left & (~right | UINT64_C(1) << 63);
		if (hyphens)
			add_breaks(scan, block, hyphens);
		edges += write(edges, block, masks.word ^ (masks.word << 1 | word_before));
		word_before = masks.word >> 63;
		any_before = any >> 63;
		beyond_before = masks.beyond >> 63;
	}
	scan->edges.count = (uint32_t) (edges - scan->edges.at);
	if (scan->edges.count & 1)
		scan->edges.at[scan->edges.count++] = to;
}

static inline __attribute__((always_inline)) void
read_block_portable(const TokenScan *scan, uint32_t at, uint32_t to, BlockMasks *masks,
					BlockCarry *carry)
{
	(void) carry;
	read_block(scan, at, to, masks, block_masks_portable);
}

static void
find_places_portable(TokenScan *scan, uint32_t from, uint32_t to)
{
	find_places(scan, from, to, read_block_portable, write_places);
}

#ifdef VECTOR_X86
BLOCK_TARGET static inline void
read_block_avx2(const TokenScan *scan, uint32_t at, uint32_t to, BlockMasks *masks,
				BlockCarry *carry)
{
	(void) carry;
	read_block(scan, at, to, masks, block_masks_avx2);
}

VECTOR_AVX2_CODE static void
find_places_avx2(TokenScan *scan, uint32_t from, uint32_t to)
{
	find_places(scan, from, to, read_block_avx2, write_places);
}

WIDE_BLOCK_TARGET static inline void
read_block_avx512(const TokenScan *scan, uint32_t at, uint32_t to, BlockMasks *masks,
				  BlockCarry *carry)
{
	block_masks_avx512(scan->text + at, to - at, masks, carry);
}

VECTOR_AVX512_CODE static void
find_places_avx512(TokenScan *scan, uint32_t from, uint32_t to)
{
	find_places(scan, from, to, read_block_avx512, write_places_avx512);
}
#endif

static void
choose_find_places(TokenScan *scan, uint32_t from, uint32_t to)
{
	switch (vector_level())
	{
#ifdef VECTOR_X86
		case VECTOR_AVX512:
			find_places_avx512(scan, from, to);
			return;
		case VECTOR_AVX2:
			find_places_avx2(scan, from, to);
			return;
#endif
		default:
			find_places_portable(scan, from, to);
	}
}

/* ---------- plain words ---------- */

/* The words from an edge on that begin before a place; returns the next edge. */
static uint32_t
read_plain_words(TokenScan *scan, uint32_t edge, uint32_t before)
{
	const uint32_t *edges = scan->edges.at;
	uint32_t	end = scan->edges.count;
	uint32_t	count;

	if (edge < end && edges[end - 2] >= before)
		for (end = edge; edges[end] < before;)
			end += 2;
	count = (end - edge) / 2;
	token_scan_reserve(scan, count);
	memcpy(scan->spans + scan->count, edges + edge, sizeof(TokenSpan) * count);
	word_hashes(scan->text, scan->length, scan->spans + scan->count, count,
				scan->hashes + scan->count);
	scan->count += count;
	scan->words += (int64_t) count * TOKEN_WORD_THOUSANDTHS;
	return end;
}

/* ---------- chunks ---------- */

static uint32_t
field_start(const TokenScan *scan, uint32_t at, uint32_t limit)
{
	while (at > limit && !ascii_is_space(scan->text[at - 1]))
		at--;
	return at;
}

/* Where the chunk from a place ends, or that place if no white space is near. */
static uint32_t
chunk_end(const TokenScan *scan, uint32_t from)
{
	if (scan->length - from <= TOKEN_SCAN_CHUNK)
		return scan->length;
	return field_start(scan, from + TOKEN_SCAN_CHUNK, from);
}

/* Marks the broken words among the tokens from first on. */
static void
mark_breaks(TokenScan *scan, uint32_t first)
{
	uint32_t   *tokens = scan->breaks.at;	/* written over the places that were read */
	uint32_t	count = 0;

	for (uint32_t i = 0; i < scan->breaks.count; i++)
	{
		uint32_t	place = scan->breaks.at[i];

		while (first < scan->count && scan->spans[first].end < place)
			first++;
		if (first < scan->count && scan->spans[first].end == place)
			tokens[count++] = first;
	}
	if (count > 0)
		merge_marked(scan, tokens, count);
}

static void
read_fields(TokenScan *scan, uint32_t from, uint32_t to)
{
	uint32_t	first = scan->count;
	uint32_t	edge = 0;
	uint32_t	done = from;

	choose_find_places(scan, from, to);
	for (uint32_t i = 0; i < scan->odd.count; i++)
	{
		uint32_t	start;

		if (scan->odd.at[i] < done)
			continue;
		start = field_start(scan, scan->odd.at[i], done);
		edge = read_plain_words(scan, edge, start);
		done = token_field_read(scan, start, to);
		while (edge < scan->edges.count && scan->edges.at[edge] < done)
			edge += 2;
	}
	read_plain_words(scan, edge, to);
	mark_breaks(scan, first);
}

/* ---------- chunks without white space ---------- */

#define ADDRESS_REACH 72		/* bytes that an address may take back, and its sign */
#define BORDERS_TRIED 64

/*
 * Whether a sign of ASCII before a place, and ASCII behind it, part all tokens
 * but those of addresses that begin before it and whose sign comes later.
 */
static bool
is_border(const TokenScan *scan, uint32_t at)
{
	const uint8_t *p = scan->text + at;

	if (p[-1] >= 0x80 || ascii_is_alphanumeric(p[-1]) || p[0] >= 0x80)
		return false;
	switch (p[-1])
	{
		case '\'':
		case '@':
		case ':':
			return false;
		case '.':
		case ',':
		case ';':
			return !ascii_is_digit(p[-2]) && !is_www(scan, at - 1);
		default:
			return true;
	}
}

/* Whether an address behind a place could reach back beyond it. */
static bool
address_may_follow(const TokenScan *scan, uint32_t at)
{
	uint32_t	left = scan->length - at;
	uint32_t	reach = left < ADDRESS_REACH ? left : ADDRESS_REACH;

	return memchr(scan->text + at, '@', reach) != NULL || memchr(scan->text + at, ':', reach) != NULL;
}

/* Where a chunk of plain words may end that has no white space, or from. */
static uint32_t
border_before(const TokenScan *scan, uint32_t from)
{
	uint32_t	at = from + TOKEN_SCAN_CHUNK;

	for (int i = 0; i < BORDERS_TRIED; i++, at--)
		if (is_border(scan, at) && !address_may_follow(scan, at))
			return at;
	return from;
}

/* A piece of a long field, read as plain words if it has nothing else. */
static void
read_piece(TokenScan *scan, uint32_t from)
{
	uint32_t	to = border_before(scan, from);
	uint32_t	first = scan->count;

	scan->odd.count = 0;
	if (to > from)
		choose_find_places(scan, from, to);
	if (to > from && scan->odd.count == 0)
	{
		read_plain_words(scan, 0, to);
		mark_breaks(scan, first);
		scan->position = to;
	}
	else
		scan->position = token_field_read(scan, from, from + TOKEN_SCAN_CHUNK);
}

static void
read_chunk(TokenScan *scan)
{
	uint32_t	from = scan->position;
	uint32_t	to = chunk_end(scan, from);

	if (to > from)
	{
		read_fields(scan, from, to);
		scan->position = to;
	}
	else
		read_piece(scan, from);
}

static void
prepare(TokenScan *scan)
{
	token_scan_reserve(scan, ENOUGH_TOKENS);
	if (scan->edges.at == NULL)
		scan->edges.at = host_alloc(sizeof(uint32_t) * PLACES);
	if (scan->odd.at == NULL)
		scan->odd.at = host_alloc(sizeof(uint32_t) * PLACES);
	if (scan->breaks.at == NULL)
		scan->breaks.at = host_alloc(sizeof(uint32_t) * PLACES);
}

bool
token_scan_fill(TokenScan *scan, uint32_t keep)
{
	uint32_t	start = scan->position;
	uint32_t	enough;

	prepare(scan);
	drop_tokens(scan, keep);
	enough = scan->count + ENOUGH_TOKENS;
	while (scan->position < scan->length && scan->count < enough &&
		   scan->position - start < ENOUGH_BYTES)
		read_chunk(scan);
	token_scan_reserve(scan, 0);
	memset(scan->hashes + scan->count, 0, sizeof(uint64_t) * TOKEN_SCAN_SENTINELS);
	host_check_interrupts();
	return scan->position < scan->length;
}

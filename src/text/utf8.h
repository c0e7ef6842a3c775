/*-------------------------------------------------------------------------
 *
 * utf8.h
 *		Steps through UTF-8 that may be broken, without reading past its end.
 *
 * Used by text/ and match/.  A broken sequence is one byte of U+FFFD, so no
 * input can make a reader stand still or run away.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_UTF8_H
#define POLICYSCOPE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xFFFD
#define UTF8_MAX 4				/* bytes of a code point */

static inline bool
utf8_is_continuation(uint8_t byte)
{
	return (byte & 0xC0) == 0x80;
}

/* The code point at p (p < end); its length in *length. */
static inline uint32_t
utf8_decode(const uint8_t *p, const uint8_t *end, uint32_t *length)
{
	uint32_t	lead = *p;

	*length = 1;
	if (lead < 0x80)
		return lead;
	if (lead < 0xE0)
	{
		if (lead < 0xC2 || end - p < 2 || !utf8_is_continuation(p[1]))
			return UTF8_REPLACEMENT;
		*length = 2;
		return (lead & 0x1F) << 6 | (p[1] & 0x3F);
	}
	if (lead < 0xF0)
	{
		if (end - p < 3 || !utf8_is_continuation(p[1]) || !utf8_is_continuation(p[2]))
			return UTF8_REPLACEMENT;
		*length = 3;
		return (lead & 0x0F) << 12 | (uint32_t) (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	}
	if (lead > 0xF4 || (lead == 0xF4 && end - p > 1 && p[1] > 0x8F) || end - p < 4 || !utf8_is_continuation(p[1]) ||
		!utf8_is_continuation(p[2]) || !utf8_is_continuation(p[3]))
		return UTF8_REPLACEMENT;
	*length = 4;
	return (lead & 0x07) << 18 | (uint32_t) (p[1] & 0x3F) << 12 |
		(uint32_t) (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

/* Whether the bytes are what a server takes for UTF-8: no zero, nothing overlong, no surrogate. */
static inline bool
utf8_is_valid(const uint8_t *p, const uint8_t *end)
{
	uint32_t	length;

	for (; p < end; p += length)
	{
		uint32_t	code_point = utf8_decode(p, end, &length);

		if (code_point == 0 || (length == 1 && code_point == UTF8_REPLACEMENT) ||
			(length == 3 && (code_point < 0x800 || (code_point >= 0xD800 && code_point < 0xE000))) ||
			(length == 4 && code_point < 0x10000))
			return false;
	}
	return true;
}

/* U+00AD, in two bytes. */
static inline bool
utf8_is_soft_hyphen(const uint8_t *p)
{
	return p[0] == 0xC2 && p[1] == 0xAD;
}

/* Characters in a stretch of text: bytes that are no continuation. */
static inline size_t
utf8_count(const uint8_t *p, const uint8_t *end)
{
	size_t		count = 0;

	for (; p < end; p++)
		count += !utf8_is_continuation(*p);
	return count;
}

#endif							/* POLICYSCOPE_UTF8_H */

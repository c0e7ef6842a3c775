/*-------------------------------------------------------------------------
 *
 * ascii.h
 *		Classes of single bytes of ASCII; bytes beyond it are in none.
 *
 * Used by text/, image/, match/ and reading/, where bytes are looked at before
 * or without decoding; what a code point is says unicode.h.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_ASCII_H
#define POLICYSCOPE_ASCII_H

#include <stdbool.h>
#include <stdint.h>

/* In each of 8 bytes the bit that small letters and digits have, and capitals have not. */
#define ASCII_CASE_BITS UINT64_C(0x2020202020202020)

/* Space, tab, line feed, vertical tab, form feed, carriage return. */
static inline bool
ascii_is_space(uint8_t byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static inline bool
ascii_is_digit(uint8_t byte)
{
	return (uint8_t) (byte - '0') < 10;
}

static inline bool
ascii_is_letter(uint8_t byte)
{
	return (uint8_t) ((byte | 0x20) - 'a') < 26;
}

static inline bool
ascii_is_capital(uint8_t byte)
{
	return (uint8_t) (byte - 'A') < 26;
}

static inline bool
ascii_is_alphanumeric(uint8_t byte)
{
	return ascii_is_letter(byte) || ascii_is_digit(byte);
}

#endif							/* POLICYSCOPE_ASCII_H */

/*-------------------------------------------------------------------------
 *
 * furniture.h
 *		Phrases that are a line of a page, but no part of its text.
 *
 * The arrays are written by data/policy/build_furniture.pl from furniture.txt:
 * the phrases sorted bytewise, in uniform writing and lower case; a * at the end lets anything
 * follow; and a bit, furniture_front(), for each three bytes that one of them
 * begins with.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_FURNITURE_H
#define POLICYSCOPE_FURNITURE_H

#include "reading/line.h"

extern const char *const furniture_phrases[];
extern const int furniture_phrase_count;
extern const uint8_t furniture_fronts[8192];

/* The bit of the three bytes. */
static inline uint32_t
furniture_front(uint8_t one, uint8_t two, uint8_t three)
{
	uint64_t	bytes = (uint64_t) one << 16 | (uint64_t) two << 8 | three;

	return (uint32_t) (bytes * 40503 >> 4) & 0xFFFF;
}

/* Whether the line is one of the phrases. */
extern bool furniture_phrase(const char *text, const Line *line);

/* Whether it is a bar of links: short pieces without digits between signs. */
extern bool furniture_bar(const char *text, const Line *line);

#endif							/* POLICYSCOPE_FURNITURE_H */

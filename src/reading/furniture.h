/*-------------------------------------------------------------------------
 *
 * furniture.h
 *		Phrases that are a line of a page, but no part of its text.
 *
 * The array is written by the Makefile from data/policy/furniture.txt: sorted
 * bytewise, in lower case; a * at the end lets anything follow.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_FURNITURE_H
#define POLICYSCOPE_FURNITURE_H

#include "reading/line.h"

extern const char *const furniture_phrases[];
extern const int furniture_phrase_count;

/* Whether the line is one of the phrases. */
extern bool furniture_phrase(const char *text, const Line *line);

/* Whether it is a bar of links: short pieces without digits between signs. */
extern bool furniture_bar(const char *text, const Line *line);

#endif							/* POLICYSCOPE_FURNITURE_H */

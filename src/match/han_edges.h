/*-------------------------------------------------------------------------
 *
 * han_edges.h
 *		Whether a short Chinese label cuts a word of the text.
 *
 * Part of the core.  Called by verify.c for labels with the flag
 * IMAGE_LABEL_SHORT_HAN, at each place where all else fits.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_HAN_EDGES_H
#define POLICYSCOPE_HAN_EDGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Whether text[start .. end) may stand as a label of Han characters.  Reads
 * a bounded stretch on both sides; keeps nothing from one call to the next.
 */
extern bool han_edges_are_good(const uint8_t *text, size_t length, size_t start, size_t end);

#endif							/* POLICYSCOPE_HAN_EDGES_H */

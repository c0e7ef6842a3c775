/*-------------------------------------------------------------------------
 *
 * characters.h
 *		Characters of three bytes that stand in a row, as tokens: ideographs,
 *		kana and the signs between them.
 *
 * Private to the fast reader: called by token_field.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_CHARACTERS_H
#define POLICYSCOPE_CHARACTERS_H

#include "text/token_scan.h"

/*
 * Adds the characters from a place on that begin before stop, and passes the
 * signs of three bytes that part tokens, up to what unicode_three_folds does not
 * know.  No token goes on beyond where it ends, nor beyond any place before
 * that; returns how far it came.
 */
extern uint32_t characters_read(TokenScan *scan, uint32_t at, uint32_t stop);

#endif							/* POLICYSCOPE_CHARACTERS_H */

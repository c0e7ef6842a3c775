/*-------------------------------------------------------------------------
 *
 * token_field.h
 *		Private to the fast reader: how its two halves call each other.
 *
 * token_scan.c finds fields and reads the plain ones; token_field.c reads
 * those with signs that may join, with addresses, or with more than ASCII.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TOKEN_FIELD_H
#define POLICYSCOPE_TOKEN_FIELD_H

#include "text/token_scan.h"

/* Room for that many more tokens and the sentinels behind them. */
extern void token_scan_reserve(TokenScan *scan, uint32_t more);

/* Marks the last token as one that may be read in another way. */
extern void token_scan_mark_last(TokenScan *scan);

/*
 * Reads from a place where no token before can reach, to the end of the field
 * or the first such place at or beyond stop; returns how far.
 */
extern uint32_t token_field_read(TokenScan *scan, uint32_t from, uint32_t stop);

/*
 * Whether a sign beyond ASCII stands there that belongs to no token and no
 * address, whatever is around it; and its length.
 */
extern bool token_field_parts(const TokenScan *scan, uint32_t at, uint32_t *length);

#endif							/* POLICYSCOPE_TOKEN_FIELD_H */

/*-------------------------------------------------------------------------
 *
 * tokenize.h
 *		Private to the tokeniser: how its parts hand tokens to each other.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TOKENIZE_H
#define POLICYSCOPE_TOKENIZE_H

#include "text/token.h"
#include "text/unicode.h"

/* Appends a token from start to the stream's position, closing the gap. */
extern Token *token_append(TokenStream *stream, TokenKind kind, uint32_t start);

/* Room for that many more folded bytes; returns where they go. */
extern uint8_t *token_folded_reserve(TokenStream *stream, uint32_t more);

/* Drops again the tokens that end after byte start. */
extern void token_take_back(TokenStream *stream, uint32_t start);

/* Moves the tokens from keep on, and their folded bytes, to the front. */
extern void token_drop(TokenStream *stream, uint32_t keep);

/* Reads the next token or one code point of a gap. */
extern void token_read_next(TokenStream *stream);

/* Folds the token's bytes, code point by code point. */
extern void token_fold(TokenStream *stream, Token *token);

/* word.c: length of the possessive 's at that byte, or 0. */
extern uint32_t token_possessive_length(const TokenStream *stream, uint32_t position);

/* word.c: reads the word, number or Katakana run that starts at the position. */
extern void token_read_word(TokenStream *stream, const UnicodeRecord *first);

/* Bytes before :// or @ that an address may take back. */
#define ADDRESS_FRONT_MAX 64

/* address.c: whether the last tokens may yet turn out to be the front of an address. */
extern bool token_may_be_address(const TokenStream *stream);

/* address.c: turns what ends at the position into an address, if it is one. */
extern bool token_read_address(TokenStream *stream);

#endif							/* POLICYSCOPE_TOKENIZE_H */

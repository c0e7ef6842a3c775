/*-------------------------------------------------------------------------
 *
 * token.h
 *		A text as a stream of tokens: words, characters, symbols, addresses.
 *
 * Part of the core.  Labels and documents are cut by the same stream.  Used
 * by label.c, match/ and tagging/; knows nothing of labels.
 *
 * Words are those of UAX #29 with this tailoring, the whole of it:
 *	 - '.' and ':' never join letters; '.' and ',' join digits; '_' and the
 *	   narrow no-break space separate;
 *	 - what UAX #29 leaves unjoined of Han, Hiragana, Thai, Lao, Khmer and
 *	   Myanmar is one token a grapheme cluster; a Katakana run is one word;
 *	 - the possessive 's is a token of its own;
 *	 - superscript and subscript digits are tokens of their own;
 *	 - a URL or e-mail address (://, leading www., @) is one token;
 *	 - + # & . / are tokens, one each.
 *
 * The stream holds a window of tokens: token_stream_fill() drops those before
 * a given one and reads on, so a document of any length needs little memory.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TOKEN_H
#define POLICYSCOPE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef enum TokenKind
{
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_CHARACTER,
	TOKEN_KATAKANA,
	TOKEN_POSSESSIVE,
	TOKEN_SCRIPT_DIGIT,
	TOKEN_SYMBOL,
	TOKEN_ADDRESS
} TokenKind;

/* What stands between a token and the one before it. */
typedef enum TokenGap
{
	GAP_NONE,					/* they touch */
	GAP_SPACE,					/* white space */
	GAP_LINE_BREAK,				/* white space with one line break */
	GAP_HYPHEN,					/* one hyphen or short dash, nothing else */
	GAP_HYPHEN_BREAK,			/* that, and a line break after it */
	GAP_OTHER,					/* anything else: ends a label */
	GAP_PARAGRAPH				/* two or more line breaks: ends a label */
} TokenGap;

/* Sets of gaps that a label allows between two of its tokens. */
#define GAP_BIT(gap) (1u << (gap))
#define GAP_ALLOWS_NONE GAP_BIT(GAP_NONE)
#define GAP_ALLOWS_SPACE (GAP_BIT(GAP_SPACE) | GAP_BIT(GAP_LINE_BREAK))
#define GAP_ALLOWS_HYPHEN (GAP_BIT(GAP_HYPHEN) | GAP_BIT(GAP_HYPHEN_BREAK))
#define GAP_ALLOWS_USUAL (GAP_ALLOWS_SPACE | GAP_ALLOWS_HYPHEN)

/* Token.flags */
#define TOKEN_BROKEN 0x01		/* hyphen and line break follow, then a word:
								 * the two may be one word */
#define TOKEN_HANGUL 0x02		/* ends in Hangul: a particle may be its end */
#define TOKEN_OVERLONG 0x04		/* more than TOKEN_MAX_FOLDED bytes: no fold,
								 * matches nothing */

#define TOKEN_MAX_FOLDED 65535

typedef struct Token
{
	uint32_t	start;			/* bytes of the original, half open */
	uint32_t	end;
	uint32_t	folded;			/* offset in TokenStream.folded */
	uint32_t	folded_length;
	uint64_t	hash;			/* hash_token() of the folded bytes */
	uint32_t	sentence;		/* counted from 0 */
	uint8_t		kind;			/* TokenKind */
	uint8_t		gap;			/* TokenGap before it */
	uint8_t		flags;
} Token;

typedef struct TokenStream
{
	const uint8_t *text;
	uint32_t	length;
	uint32_t	position;		/* bytes read so far */

	Token	   *tokens;			/* the window */
	uint32_t	count;
	uint32_t	capacity;
	uint8_t    *folded;			/* their folded bytes, one after the other */
	uint32_t	folded_used;
	uint32_t	folded_capacity;

	int64_t		words;			/* thousandths of a word read so far */
	uint32_t	sentence;
	uint8_t		gap;			/* state of the gap being read, tokenize.c */
	uint8_t		line_breaks;	/* in that gap, at most 2 */
	bool		stop;			/* a sentence ends in that gap */
} TokenStream;

/*
 * A word counts 1000, a character token as much as makes parallel Chinese and
 * English texts equally long: the median over the 34 law pairs of doc/words.md.
 */
#define TOKEN_WORD_THOUSANDTHS 1000
#define TOKEN_CHARACTER_THOUSANDTHS 770

static inline int64_t
token_words(TokenKind kind)
{
	switch (kind)
	{
		case TOKEN_CHARACTER:
			return TOKEN_CHARACTER_THOUSANDTHS;
		case TOKEN_POSSESSIVE:
		case TOKEN_SCRIPT_DIGIT:
		case TOKEN_SYMBOL:
			return 0;
		default:
			return TOKEN_WORD_THOUSANDTHS;
	}
}

/* Tokens that one more token may still take back (addresses, 64 bytes). */
#define TOKEN_TAKE_BACK 72

/* text may be any bytes, up to 1 GB; it must outlive the stream. */
extern void token_stream_begin(TokenStream *stream, const char *text, size_t length);

/*
 * Drops the tokens before index keep, then reads on until the window holds at
 * least some thousand tokens or the text ends.  Returns whether more follows.
 * The last TOKEN_TAKE_BACK tokens are not final while it does.
 */
extern bool token_stream_fill(TokenStream *stream, uint32_t keep);

/* How many tokens of the window are final; more: what token_stream_fill() returned. */
static inline uint32_t
token_stream_final(const TokenStream *stream, bool more)
{
	if (!more)
		return stream->count;
	return stream->count > TOKEN_TAKE_BACK ? stream->count - TOKEN_TAKE_BACK : 0;
}

/* Gives back the memory of a stream; it may be begun again afterwards. */
extern void token_stream_release(TokenStream *stream);

/* The first token of a text, without its fold; false when it has none. */
extern bool token_first(const char *text, size_t length, Token *token);

/* Whether the token is one of these symbols. */
static inline bool
token_is_symbol(const TokenStream *stream, const Token *token, const char *among)
{
	return token->kind == TOKEN_SYMBOL && strchr(among, stream->folded[token->folded]) != NULL;
}

#endif							/* POLICYSCOPE_TOKEN_H */

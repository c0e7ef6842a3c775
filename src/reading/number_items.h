/*-------------------------------------------------------------------------
 *
 * number_items.h
 *		A sentence as items: words, numbers, characters and signs.
 *
 * Part of the core.  What numbers, periods and quantities are read from: the
 * tokens of the text's uniform writing (uniform.h) with their folded bytes, and
 * besides them every sign that stands between two tokens, which the token
 * stream leaves out.  Places are those of the uniform writing; who tells them
 * to others restores them.  Used by number.c, date.c, period*.c, quantity.c and
 * target.c; knows no rule of theirs.
 *
 * Folded bytes are lower case, half width and, for Han, Simplified, so that a
 * rule is written once for all forms of a word.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_NUMBER_ITEMS_H
#define POLICYSCOPE_NUMBER_ITEMS_H

#include "reading/uniform.h"
#include "text/ascii.h"
#include "text/token.h"

typedef enum ItemKind
{
	ITEM_WORD,					/* letters, or letters and digits */
	ITEM_NUMBER,				/* ASCII digits with '.' and ',' among them */
	ITEM_CHARACTER,				/* one Han character or the like */
	ITEM_SIGN					/* anything else but white space */
} ItemKind;

typedef struct TextItem
{
	uint32_t	start;			/* bytes of the uniform writing, half open */
	uint32_t	end;
	uint32_t	folded;			/* offset in ItemSentence.folded */
	uint32_t	length;			/* folded bytes */
	uint32_t	point;			/* the code point of a sign or character */
	uint32_t	sentence;		/* of the token stream, counted from 0 */
	uint8_t		kind;			/* ItemKind */
	bool		spaced;			/* white space before it */
	bool		broken;			/* a paragraph ends before it */
	bool		capital;		/* begins with an ASCII capital */
} TextItem;

/*
 * A sentence of more items is handed out in pieces, so that rules that look
 * through a sentence stay linear in the length of the text.
 */
#define ITEMS_MAX 2048

typedef struct ItemSentence
{
	TextItem	   *items;
	uint32_t	count;
	uint32_t	capacity;
	uint8_t    *folded;
	uint32_t	folded_used;
	uint32_t	folded_capacity;
	const uint8_t *text;		/* the whole document in its uniform writing */
	uint32_t	length;
} ItemSentence;

typedef struct ItemReader
{
	UniformText uniform;		/* of the document */
	TokenStream stream;
	uint32_t	next;			/* token of the stream's window */
	bool		more;			/* the stream has not been read to its end */
	uint32_t	end;			/* bytes handed out so far */
	ItemSentence sentence;
} ItemReader;

/* text may be any bytes, up to 1 GB; it must outlive the reader. */
extern void item_reader_begin(ItemReader *reader, const char *text, size_t length);

/* The next sentence into reader->sentence; false at the end of the text. */
extern bool item_reader_next(ItemReader *reader);

extern void item_reader_release(ItemReader *reader);

/* Whether the item is there and folds to that. */
extern bool item_is(const ItemSentence *s, uint32_t i, const char *folded);

/* Whether the item is one of words, which is "|one|two|...|". */
extern bool item_among(const ItemSentence *s, uint32_t i, const char *words);

/* Items, each one character, that spell the string and touch; how many, or 0. */
extern uint32_t items_spell(const ItemSentence *s, uint32_t i, const char *characters);

/* As items_spell(), for the first that fits of "|...|...|". */
extern uint32_t items_spell_among(const ItemSentence *s, uint32_t i, const char *alternatives);

/* As items_spell_among(), for what ends before item i. */
extern uint32_t items_spell_before(const ItemSentence *s, uint32_t i, const char *alternatives);

/*
 * Whether one of the items first .. end - 1 is one of the words, or the first
 * of one of the alternatives of characters; "|" is none of either.
 */
extern bool items_have(const ItemSentence *s, uint32_t first, uint32_t end, const char *words,
					   const char *characters);

/* Words one after the other, "no later than"; how many items, or 0. */
extern uint32_t items_phrase(const ItemSentence *s, uint32_t i, const char *phrase);

/* As items_phrase(), for the first that fits of "|...|...|". */
extern uint32_t items_phrase_among(const ItemSentence *s, uint32_t i, const char *phrases);

static inline bool
item_is_sign(const ItemSentence *s, uint32_t i, uint32_t point)
{
	return i < s->count && s->items[i].kind == ITEM_SIGN && s->items[i].point == point;
}

/* Hyphens and dashes that may stand for "to". */
static inline bool
item_is_dash(const ItemSentence *s, uint32_t i)
{
	uint32_t	point = i < s->count && s->items[i].kind == ITEM_SIGN ? s->items[i].point : 0;

	return point == '-' || point == '~' || (point >= 0x2010 && point <= 0x2015) ||
		point == 0x2212 || point == 0x301C;
}

static inline bool
item_touches(const ItemSentence *s, uint32_t i)
{
	return i > 0 && i < s->count && s->items[i - 1].end == s->items[i].start;
}

static inline const char *
item_bytes(const ItemSentence *s, uint32_t i)
{
	return (const char *) s->folded + s->items[i].folded;
}

/* Whether one of the folded bytes is a digit. */
static inline bool
item_has_digit(const ItemSentence *s, uint32_t i)
{
	const char *bytes = item_bytes(s, i);

	for (uint32_t k = 0; k < s->items[i].length; k++)
		if (ascii_is_digit((uint8_t) bytes[k]))
			return true;
	return false;
}

/* Nothing but ASCII capitals in the text itself: GB is gigabytes, Gb is not. */
static inline bool
item_in_capitals(const ItemSentence *s, uint32_t i)
{
	for (uint32_t k = s->items[i].start; k < s->items[i].end; k++)
		if (!ascii_is_capital(s->text[k]))
			return false;
	return true;
}

/* A character in its Traditional form: it folds to another of the same length. */
static inline bool
item_is_traditional(const ItemSentence *s, uint32_t i)
{
	const TextItem *item = &s->items[i];

	return item->kind == ITEM_CHARACTER && item->length == item->end - item->start &&
		memcmp(item_bytes(s, i), s->text + item->start, item->length) != 0;
}

#endif							/* POLICYSCOPE_NUMBER_ITEMS_H */

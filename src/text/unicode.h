/*-------------------------------------------------------------------------
 *
 * unicode.h
 *		What the text engine knows of a code point: its class and its fold.
 *
 * The tables behind it (unicode_data.c) are written by make_unicode.c from
 * ICU when the extension is built: at run time no call to ICU is needed to
 * tokenise or fold.  Used by text/ and match/.
 *
 * Two stages: unicode_stage1[code point / 256] is a block of unicode_stage2,
 * whose 256 entries are indexes into unicode_records.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_UNICODE_H
#define POLICYSCOPE_UNICODE_H

#include <stdbool.h>
#include <stdint.h>

#define UNICODE_CODE_POINTS 0x110000

/*
 * Classes after UAX #29 (Word_Break) with the tailoring of token.h; full
 * width and small forms have the class of the ASCII character they fold to.
 */
typedef enum UnicodeClass
{
	UNICODE_OTHER,				/* ends labels */
	UNICODE_SPACE,
	UNICODE_NEWLINE,
	UNICODE_PARAGRAPH,			/* U+2029 */
	UNICODE_LETTER,				/* ALetter, Hebrew_Letter */
	UNICODE_DIGIT,				/* Numeric */
	UNICODE_SCRIPT_DIGIT,		/* superscript or subscript digit */
	UNICODE_CHARACTER,			/* Han, Hiragana, South East Asian: a token each */
	UNICODE_KATAKANA,
	UNICODE_EXTEND,				/* belongs to what stands before it */
	UNICODE_APOSTROPHE,			/* joins letters, joins digits */
	UNICODE_MID_LETTER,			/* joins letters */
	UNICODE_MID_NUMBER,			/* joins digits */
	UNICODE_DOT,				/* joins digits; else a symbol */
	UNICODE_HYPHEN,				/* U+002D 2010 2011 2012 2013 and its forms */
	UNICODE_SYMBOL				/* + # & / */
} UnicodeClass;

/* UnicodeRecord.flags */
#define UNICODE_UPPER 0x01		/* property Uppercase */
#define UNICODE_LOWER 0x02		/* property Lowercase */
#define UNICODE_STRIPS_MARKS 0x04	/* Latin or Greek base: marks after it fold
									 * to nothing */
#define UNICODE_MARK 0x08		/* folds to marks only: non-spacing, or of a
								 * combining class */
#define UNICODE_REORDERS 0x10	/* fold holds a non-zero combining class */
#define UNICODE_IDENTITY 0x20	/* folds to itself */
#define UNICODE_HEBREW 0x40
#define UNICODE_STOP 0x80		/* ends a sentence wherever it stands */

typedef struct UnicodeRecord
{
	uint8_t		class;			/* UnicodeClass */
	uint8_t		flags;
	uint8_t		combining_class;	/* of the code point itself */
	uint8_t		fold_length;	/* bytes; 0 and no UNICODE_IDENTITY: folds to
								 * nothing */
	uint32_t	fold;			/* offset in unicode_pool */
} UnicodeRecord;

extern const uint16_t unicode_stage1[UNICODE_CODE_POINTS >> 8];
extern const uint16_t unicode_stage2[];
extern const UnicodeRecord unicode_records[];
extern const uint8_t unicode_pool[];

/*
 * The same in one step for the code points of three bytes in UTF-8: the one that
 * a character folds to, if it is a token by itself and folds to one of three
 * bytes; UNICODE_THREE_PARTS for a sign that is no token, belongs to none and to
 * no address; UNICODE_THREE_JOINS for one that may belong to a number before it;
 * 0 for all others.  There is one element more, so that two may be read at once.
 */
#define UNICODE_THREE_FIRST 0x800
#define UNICODE_THREE_COUNT (0x10000 - UNICODE_THREE_FIRST)
#define UNICODE_THREE_PARTS 1
#define UNICODE_THREE_JOINS 2

extern const uint16_t unicode_three_folds[UNICODE_THREE_COUNT + 1];

/* That of three bytes whose first one begins with 1110: 0 too when they are no code point. */
static inline uint32_t
unicode_three_fold(const uint8_t *p)
{
	uint32_t	number = ((p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu)) - UNICODE_THREE_FIRST;

	if ((p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80 || number >= UNICODE_THREE_COUNT)
		return 0;
	return unicode_three_folds[number];
}

/*
 * And in two bits each, sixteen a number and the first one lowest, which is
 * little enough to stay near: what unicode_three_folds has.
 */
typedef enum UnicodeThreeKind
{
	UNICODE_THREE_NONE,			/* 0 */
	UNICODE_THREE_SELF,			/* the code point itself */
	UNICODE_THREE_SIGN,			/* UNICODE_THREE_PARTS or UNICODE_THREE_JOINS */
	UNICODE_THREE_OTHER			/* another one */
} UnicodeThreeKind;

#define UNICODE_THREES 16

extern const uint32_t unicode_three_kinds[UNICODE_THREE_COUNT / UNICODE_THREES];

/* Unified ideographs. */
#define UNICODE_HAN_FIRST 0x4E00
#define UNICODE_HAN_END 0xA000

/*
 * And for the letters of Latin-1, U+00C0 to U+00FF, C3 80 to C3 BF in UTF-8: the
 * one ASCII letter that such a letter folds to, or 0 where that is another thing.
 */
#define UNICODE_LATIN_FIRST 0xC0
#define UNICODE_LATIN_LEAD 0xC3

extern const uint8_t unicode_latin_folds[64];

/* That of the two bytes at p, or 0. */
static inline uint8_t
unicode_latin_fold(const uint8_t *p)
{
	return p[0] == UNICODE_LATIN_LEAD && (p[1] & 0xC0) == 0x80 ? unicode_latin_folds[p[1] & 0x3F] : 0;
}

/* particles.h, folded; they begin with a leading consonant. */
typedef struct UnicodeParticle
{
	uint32_t	length;
	const char *folded;
} UnicodeParticle;

extern const UnicodeParticle unicode_particles[];
extern const uint32_t unicode_particle_count;

/* Versions the tables were made from: 15.0 is 0x0f000000. */
extern const uint32_t unicode_version;
extern const uint32_t unicode_icu_version;

static inline const UnicodeRecord *
unicode_record(uint32_t code_point)
{
	return &unicode_records[unicode_stage2[(uint32_t) unicode_stage1[code_point >> 8] << 8 |
										   (code_point & 0xFF)]];
}

/* What the code point that is encoded at p, in length bytes, folds to. */
static inline const uint8_t *
unicode_fold(const UnicodeRecord *record, const uint8_t *p, uint32_t length, uint32_t *folded_length)
{
	bool		identity = (record->flags & UNICODE_IDENTITY) != 0;

	*folded_length = identity ? length : record->fold_length;
	return identity ? p : unicode_pool + record->fold;
}

/* Syllables, and letters of all widths: the words that particles end. */
static inline bool
unicode_is_hangul(uint32_t code_point)
{
	return (code_point >= 0xAC00 && code_point <= 0xD7A3) ||
		(code_point >= 0x1100 && code_point <= 0x11FF) ||
		(code_point >= 0xFFA0 && code_point <= 0xFFDC);
}

/* A soft hyphen, a joiner or the like: folds to nothing. */
static inline bool
unicode_is_ignorable(const UnicodeRecord *record)
{
	return record->class == UNICODE_EXTEND && record->fold_length == 0 &&
		!(record->flags & UNICODE_IDENTITY);
}

#endif							/* POLICYSCOPE_UNICODE_H */

/*-------------------------------------------------------------------------
 *
 * image.h
 *		The compiled taxonomy: one flat, read-only block of memory.
 *
 * Part of the core: no SQL, no catalog, only (pointer, length).  Built by
 * image_build.c, checked once by image_validate(), read by match/ and score/
 * through an ImageView.  No pointers inside, so the block may live anywhere:
 * a bytea, a memory context, shared memory.
 *
 * Layout, format 5; integers in the byte order of the machine that built it
 * (byte_order tells), every section starting at a multiple of 64:
 *
 *	 ImageHeader
 *	 strings		bytes: names, keys, label texts (not terminated)
 *	 facets			ImageFacet[]
 *	 concepts		ImageConcept[], ascending by key
 *	 ancestors		ImageAncestor[], a run for each concept, without itself
 *	 classes		ImageClass[]: what many labels have in common
 *	 labels			ImageLabel[]
 *	 patterns		ImagePattern[], in runs: what has one key and is not just
 *					one label as it is written
 *	 tokens			bytes: the forms of patterns of kind IMAGE_PATTERN_RULES
 *	 slots			ImageSlot[IMAGE_BUCKET][]: a hash table of buckets
 *	 filter_1 .. 3	uint64[]: two bits of one word a key
 *	 filter_words	the same of single tokens that forms have
 *	 program		uint32[]: the labels' requires, in postfix order
 *	 contributions	int64[weight][rollup][inside factor][zone][inside]
 *	 cues			ImageCue[], in runs: those whose first token has one slot
 *	 cue slots		uint16[IMAGE_CUE_SLOTS], or none without cues
 *	 cue filter		uint64[]: two bits of one word for the first two tokens of a cue,
 *					or for the first one where another may follow or none
 *
 * The key of a form is the hash of the sequence of its tokens, symbols left
 * out.  A filter has the keys of that many tokens (filter_3: of the
 * first three of all that have three or more), the slots have the keys and, of
 * those with more than three tokens, their prefixes of three and more.
 *
 * Limits: the whole block under 1 GB (MaxAllocSize), 2^28 labels and patterns,
 * 2^21 classes, IMAGE_MAX_TOKENS tokens a form, 65535 bytes a token.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_IMAGE_H
#define POLICYSCOPE_IMAGE_H

#include "text/key_filter.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IMAGE_MAGIC "PSCOPE\r\n"
#define IMAGE_FORMAT 5
#define IMAGE_BYTE_ORDER 0x01020304u
#define IMAGE_MAX_LENGTH ((size_t) 0x3fffffff)	/* MaxAllocSize */
#define IMAGE_DIGEST_LENGTH 32	/* SHA-256 of the canonical source */
#define IMAGE_MAX_TOKENS 64
#define IMAGE_MAX_PROGRAM_DEPTH 64
#define IMAGE_NONE UINT32_MAX
#define IMAGE_ZONES 4			/* A, B, C, D */
#define IMAGE_MAX_CONTRIBUTION (INT64_MAX >> 32)	/* so that all spans of a
													 * document add up */

typedef enum ImageSectionId
{
	IMAGE_STRINGS,
	IMAGE_FACETS,
	IMAGE_CONCEPTS,
	IMAGE_ANCESTORS,
	IMAGE_CLASSES,
	IMAGE_LABELS,
	IMAGE_PATTERNS,
	IMAGE_TOKENS,
	IMAGE_SLOTS,
	IMAGE_FILTER_1,
	IMAGE_FILTER_2,
	IMAGE_FILTER_3,
	IMAGE_FILTER_WORDS,
	IMAGE_PROGRAM,
	IMAGE_CONTRIBUTIONS,
	IMAGE_CUES,
	IMAGE_CUE_SLOTS_SECTION,
	IMAGE_CUE_FILTER,
	IMAGE_SECTION_COUNT
} ImageSectionId;

typedef struct ImageSection
{
	uint32_t	offset;			/* from the start of the image */
	uint32_t	count;			/* elements, not bytes */
} ImageSection;

/* ImageHeader.flags: the taxonomy's switches */
#define IMAGE_READING 0x01
#define IMAGE_ZONING 0x02
#define IMAGE_ACRONYMS 0x04
#define IMAGE_ALL_FLAGS 0x07

typedef struct ImageHeader
{
	char		magic[8];
	uint32_t	byte_order;
	uint32_t	format;
	uint64_t	length;
	uint64_t	checksum;		/* of all bytes, this field taken as zero */
	uint8_t		digest[IMAGE_DIGEST_LENGTH];
	uint32_t	unicode_version;	/* 15.0 = 0x0f000000 */
	uint32_t	icu_version;
	uint32_t	flags;
	uint32_t	max_tokens;		/* of the longest form */
	uint32_t	weight_classes;
	uint32_t	rollup_classes;
	uint32_t	inside_classes;
	uint32_t	reserved;		/* zero */
	ImageSection sections[IMAGE_SECTION_COUNT];
} ImageHeader;

typedef struct ImageFacet
{
	uint32_t	name;			/* offset in strings */
	uint16_t	name_length;
	uint8_t		overlap_all;	/* 0: longest, 1: all */
	uint8_t		reserved;
	uint32_t	inside_class;
} ImageFacet;

typedef struct ImageConcept
{
	uint32_t	key;			/* offset in strings */
	uint16_t	key_length;		/* 3..255 */
	uint16_t	facet;
	uint32_t	first_ancestor;
	uint32_t	ancestor_count;
} ImageConcept;

/* The largest product of rollups over the paths decides the class. */
typedef struct ImageAncestor
{
	uint32_t	concept;
	uint32_t	rollup_class;	/* class 0 is the product 1 */
} ImageAncestor;

typedef enum ImageLabelKind
{
	IMAGE_LABEL_PREF,
	IMAGE_LABEL_ALT,
	IMAGE_LABEL_HIDDEN,
	IMAGE_LABEL_NEGATIVE
} ImageLabelKind;

/* ImageClass.flags */
#define IMAGE_LABEL_CAPS_IGNORE 0x01	/* caps = 'ignore' */
#define IMAGE_LABEL_COMMON_WORD 0x02	/* does not count in a line of capitals */
#define IMAGE_LABEL_ONE_LETTER 0x04 /* does not count beside + # & */
#define IMAGE_LABEL_SENTENCE 0x08	/* requires_scope = 'sentence' */
#define IMAGE_LABEL_HAN 0x10	/* its text is a form of IMAGE_PATTERN_HAN */
#define IMAGE_LABEL_FINAL_S 0x20	/* its text is as IMAGE_PATTERN_FINAL_S */
#define IMAGE_LABEL_FINAL_IES 0x80	/* and as IMAGE_PATTERN_FINAL_IES */
#define IMAGE_LABEL_SHORT_HAN 0x40	/* short and of Han characters only: its edges
									 * are looked up, han_edges.c */

/* What labels of one language, kind, weight and condition have in common. */
typedef struct ImageClass
{
	uint32_t	lang;			/* offset in strings */
	uint8_t		lang_length;
	uint8_t		kind;			/* ImageLabelKind */
	uint8_t		flags;
	uint8_t		reserved;		/* zero */
	uint32_t	weight_class;
	uint32_t	program;		/* offset in program, or IMAGE_NONE */
	uint32_t	program_length;
} ImageClass;

#define IMAGE_LENGTH_BITS 11
#define IMAGE_LENGTH_MASK ((1u << IMAGE_LENGTH_BITS) - 1)
#define IMAGE_MAX_CLASSES (1u << (32 - IMAGE_LENGTH_BITS))
#define IMAGE_MAX_LABELS (1u << 28)

typedef struct ImageLabel
{
	uint32_t	concept;
	uint32_t	text;			/* offset in strings */
	uint32_t	packed;			/* its length below, its class above */
} ImageLabel;

typedef enum ImagePatternKind
{
	IMAGE_PATTERN_ASCII,		/* words of ASCII letters and digits, a space
								 * or hyphen between two */
	IMAGE_PATTERN_HAN,			/* characters of three bytes that fold to
								 * themselves */
	IMAGE_PATTERN_RULES			/* anything else, see below */
} ImagePatternKind;

/* ImagePattern.flags */
#define IMAGE_PATTERN_LAST 0x01 /* of its run */
#define IMAGE_PATTERN_FINAL_S 0x02	/* the text may lack its final s, or have
									 * one more */
#define IMAGE_PATTERN_FINAL_IES 0x04	/* the text may have ies for its final y,
										 * or y for ies */
#define IMAGE_PATTERN_ALL_FLAGS 0x07

/*
 * A way to write a label.  Of kind ASCII and HAN: text and length are a place
 * in strings, written as a label is (capitals where they are needed).  Of kind
 * RULES: text is a place in tokens, which holds two bytes each, low first, of
 * token count and folded byte count, then for each token two bytes of length
 * and its folded bytes, then token count - 1 bytes of allowed gaps (GAP_* bits
 * of text/token.h), one byte 1 or 0, and if that is 1 a bitmap over the folded
 * bytes of those that are capitals in the label.
 */
typedef struct ImagePattern
{
	uint32_t	label;
	uint32_t	text;
	uint16_t	length;
	uint8_t		kind;			/* ImagePatternKind */
	uint8_t		flags;
} ImagePattern;

/*
 * Hash table of keys, in buckets of a cache line.  A key that finds its bucket
 * full goes to the next one with room.  An empty slot has value 0.  check is the
 * lower half of the key; what is found by it is always verified before it is
 * believed.
 */
#define IMAGE_SLOT_PREFIX 0x80000000u	/* a longer key goes on from here */
#define IMAGE_SLOT_KEY 0x40000000u	/* it is a key itself; the low bits are .. */
#define IMAGE_SLOT_LABEL 0x20000000u	/* .. a label, its text as it is .. */
#define IMAGE_SLOT_NUMBER 0x0fffffffu	/* .. or else the first of a run of patterns; of
										 * what is only a prefix: the tokens up to
										 * the end of the nearest key that goes on */
#define IMAGE_SLOT_GOES_ON 0x10000000u	/* of the last in a bucket: keys went on from it */

#define IMAGE_BUCKET 8			/* slots */

typedef struct ImageSlot
{
	uint32_t	check;
	uint32_t	value;
} ImageSlot;

/* The bucket where the search for a key begins. */
static inline uint32_t
image_bucket_of(uint64_t key, uint32_t bucket_count)
{
	return (uint32_t) ((key >> 32) * bucket_count >> 32);
}

/* One instruction of a requires: operation in the top 4 bits, operand below */
typedef enum ImageOperation
{
	IMAGE_OP_CONCEPT = 1,		/* push: is that concept (or a narrower) there */
	IMAGE_OP_FACET = 2,			/* push: is any concept of that facet there */
	IMAGE_OP_NOT = 3,
	IMAGE_OP_AND = 4,
	IMAGE_OP_OR = 5
} ImageOperation;

#define IMAGE_INSTRUCTION(op, operand) (((uint32_t) (op) << 28) | (uint32_t) (operand))
#define IMAGE_INSTRUCTION_OP(x) ((x) >> 28)
#define IMAGE_INSTRUCTION_OPERAND(x) ((x) & 0x0fffffffu)

typedef struct ImageFilter
{
	const uint64_t *words;
	uint32_t	count;
} ImageFilter;

/* Whether both bits of a key are there. */
static inline uint32_t
image_filter_bit(const ImageFilter *filter, uint64_t key)
{
	uint64_t	word = filter->words[key_filter_word(key, filter->count)];

	return (uint32_t) (word >> key % 64 & word >> (key >> 6) % 64) & 1;
}

#define IMAGE_FILTERS 3			/* of keys; behind them is that of words */
#define IMAGE_WORDS IMAGE_FILTERS

/* ---------- cues ---------- */

typedef enum ImageCueAxis
{
	IMAGE_CUE_FORCE,
	IMAGE_CUE_STATUS,
	IMAGE_CUE_VOICE,
	IMAGE_CUE_POLARITY,
	IMAGE_CUE_AXES
} ImageCueAxis;

/* ImageCue.value; what has no name here is the number itself (force 1..5) */
#define IMAGE_CUE_NOTHING 0		/* takes its place and says nothing */
#define IMAGE_CUE_PROHIBITED 6	/* force */
#define IMAGE_CUE_POWER 7		/* force: a grant of power, none to the mention */
#define IMAGE_CUE_ACHIEVED 1	/* status */
#define IMAGE_CUE_ONGOING 2
#define IMAGE_CUE_PLANNED 3
#define IMAGE_CUE_FORECAST 4
#define IMAGE_CUE_REPORTED 1	/* voice */
#define IMAGE_CUE_NEGATED 1		/* polarity */
#define IMAGE_CUE_CONDITIONAL 2
#define IMAGE_CUE_MAX_VALUE 7

typedef enum ImageCueDirection
{
	IMAGE_CUE_FORWARD,			/* governs mentions after it */
	IMAGE_CUE_BACKWARD,			/* before it */
	IMAGE_CUE_BOTH
} ImageCueDirection;

/* ImageCue.flags */
#define IMAGE_CUE_LAST 0x01		/* of its run */
#define IMAGE_CUE_SENTENCE 0x02 /* scope: reaches beyond its clause */

/*
 * Wording that tells how its clause speaks of what it names.  text is folded
 * but for capitals of ASCII, one space between words; a * stands for the begin of a word.  In a run the
 * longer texts come first, equal ones stand together.
 */
typedef struct ImageCue
{
	uint32_t	text;			/* offset in strings */
	uint16_t	length;
	uint8_t		axis;			/* ImageCueAxis */
	uint8_t		value;			/* IMAGE_CUE_* or the force */
	uint32_t	doctype;		/* concept the cue is for, or IMAGE_NONE: all */
	uint32_t	terminators;	/* offset in strings: folded, | between two */
	uint16_t	terminators_length;
	uint8_t		direction;		/* ImageCueDirection */
	uint8_t		flags;
} ImageCue;

#define IMAGE_CUE_SLOT_BITS 12
#define IMAGE_CUE_SLOTS (1u << IMAGE_CUE_SLOT_BITS)
#define IMAGE_MAX_CUES 65535

/* The slot of a cue's first token: number of the first of its run, plus one. */
static inline uint32_t
image_cue_slot(uint64_t token)
{
	return (uint32_t) (token >> (64 - IMAGE_CUE_SLOT_BITS));
}

/* Pointers into a validated image, for its readers. */
typedef struct ImageView
{
	const ImageHeader *header;
	const char *strings;
	const ImageFacet *facets;
	const ImageConcept *concepts;
	const ImageAncestor *ancestors;
	const ImageClass *classes;
	const ImageLabel *labels;
	const ImagePattern *patterns;
	const uint8_t *tokens;
	const ImageSlot *slots;
	ImageFilter filters[IMAGE_FILTERS + 1];
	const uint32_t *program;
	const int64_t *contributions;
	const ImageCue *cues;
	const uint16_t *cue_slots;	/* NULL without cues, or without reading */
	ImageFilter cue_filter;
	uint32_t	facet_count;
	uint32_t	concept_count;
	uint32_t	label_count;
	uint32_t	bucket_count;
} ImageView;

static inline uint32_t
image_label_length(const ImageLabel *label)
{
	return label->packed & IMAGE_LENGTH_MASK;
}

static inline const ImageClass *
image_label_class(const ImageView *view, const ImageLabel *label)
{
	return &view->classes[label->packed >> IMAGE_LENGTH_BITS];
}

/*
 * Trusts nothing: length, magic, format, byte order, checksum, every offset
 * and count.  Returns NULL and fills view, or tells what is wrong (a constant
 * English phrase).  bytes must be 8-aligned and outlive the view.
 */
extern const char *image_validate(const void *bytes, size_t length, ImageView *view);

/*
 * For bytes that image_validate() has passed before, in this or another
 * process: fills view after a look at the header alone, in constant time.
 */
extern const char *image_open(const void *bytes, size_t length, ImageView *view);

/* Index of the concept with that key, or IMAGE_NONE. */
extern uint32_t image_find_concept(const ImageView *view, const char *key, size_t length);

/* Number of the facet of that name, or IMAGE_NONE. */
extern uint32_t image_find_facet(const ImageView *view, const char *name, size_t length);

/* Checksum as stored in the header. */
extern uint64_t image_checksum(const void *bytes, size_t length);

/* What a span of that label gives its concept or an ancestor, thousandths. */
extern int64_t image_contribution(const ImageView *view, uint32_t label, uint32_t rollup_class,
								  int zone, bool inside);

#endif							/* POLICYSCOPE_IMAGE_H */

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
 * Layout, format 1; integers in the byte order of the machine that built it
 * (byte_order tells), every section starting at a multiple of 8:
 *
 *	 ImageHeader
 *	 strings		bytes: names, keys, label texts (not terminated)
 *	 facets			ImageFacet[]
 *	 concepts		ImageConcept[], ascending by key
 *	 ancestors		ImageAncestor[], a run for each concept, without itself
 *	 labels			ImageLabel[]
 *	 forms			ImageForm[]: distinct sequences of folded tokens
 *	 patterns		ImagePattern[], a run for each form: who has that form
 *	 tokens			bytes, see ImageForm and ImagePattern
 *	 slots			ImageSlot[], power of two, open addressing, linear
 *	 filter			uint64[], power of two words: one bit a first token
 *	 program		uint32[]: the labels' requires, in postfix order
 *	 contributions	int64[weight][rollup][inside factor][zone][inside]
 *
 * Limits: the whole block under 1 GB (MaxAllocSize), 2^30 forms,
 * IMAGE_MAX_TOKENS tokens a form, 65535 bytes a token.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_IMAGE_H
#define POLICYSCOPE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IMAGE_MAGIC "PSCOPE\r\n"
#define IMAGE_FORMAT 1
#define IMAGE_BYTE_ORDER 0x01020304u
#define IMAGE_MAX_LENGTH ((size_t) 0x3fffffff)	/* MaxAllocSize */
#define IMAGE_DIGEST_LENGTH 32	/* SHA-256 of the canonical source */
#define IMAGE_MAX_TOKENS 64
#define IMAGE_MAX_PROGRAM_DEPTH 64
#define IMAGE_NONE UINT32_MAX
#define IMAGE_ZONES 4			/* A, B, C, D */

typedef enum ImageSectionId
{
	IMAGE_STRINGS,
	IMAGE_FACETS,
	IMAGE_CONCEPTS,
	IMAGE_ANCESTORS,
	IMAGE_LABELS,
	IMAGE_FORMS,
	IMAGE_PATTERNS,
	IMAGE_TOKENS,
	IMAGE_SLOTS,
	IMAGE_FILTER,
	IMAGE_PROGRAM,
	IMAGE_CONTRIBUTIONS,
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

/* ImageLabel.flags */
#define IMAGE_LABEL_CAPS_IGNORE 0x01	/* caps = 'ignore' */
#define IMAGE_LABEL_COMMON_WORD 0x02	/* does not count in a line of capitals */
#define IMAGE_LABEL_ONE_LETTER 0x04 /* does not count beside + # & */
#define IMAGE_LABEL_SENTENCE 0x08	/* requires_scope = 'sentence' */
#define IMAGE_LABEL_HAN 0x10	/* short and of Han characters only: its edges
								 * are looked up, han_edges.c */

typedef struct ImageLabel
{
	uint32_t	concept;
	uint32_t	text;			/* offset in strings */
	uint32_t	lang;			/* offset in strings */
	uint16_t	text_length;
	uint8_t		lang_length;
	uint8_t		kind;			/* ImageLabelKind */
	uint32_t	weight_class;
	uint32_t	program;		/* offset in program, or IMAGE_NONE */
	uint16_t	program_length;
	uint8_t		flags;
	uint8_t		reserved;
} ImageLabel;

/*
 * A distinct sequence of folded tokens.  In the tokens section, at tokens:
 * for each token two bytes of length, low first, then its folded bytes.
 */
typedef struct ImageForm
{
	uint32_t	tokens;
	uint32_t	first_pattern;
	uint32_t	pattern_count;
	uint16_t	token_count;	/* 1..IMAGE_MAX_TOKENS */
	uint16_t	byte_count;		/* folded bytes, without the lengths */
} ImageForm;

/*
 * A label that has the form, and how it must be written.  In the tokens
 * section, at detail: token_count - 1 bytes of allowed gaps (GAP_* bits of
 * text/token.h), one byte 1 or 0, and if that is 1 a bitmap over the form's
 * folded bytes of those that are capitals in the label.
 */
typedef struct ImagePattern
{
	uint32_t	label;
	uint32_t	detail;
} ImagePattern;

/*
 * Hash table over prefixes of forms.  An empty slot has value 0.  check is
 * the upper half of the prefix's hash; a hit is always verified against the
 * form's tokens before it is believed.
 */
#define IMAGE_SLOT_PREFIX 0x80000000u	/* a longer form goes on from here */
#define IMAGE_SLOT_FORM 0x40000000u /* the low bits are a form */
#define IMAGE_SLOT_FORM_MASK 0x3fffffffu

typedef struct ImageSlot
{
	uint32_t	check;
	uint32_t	value;
} ImageSlot;

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

/* Pointers into a validated image, for its readers. */
typedef struct ImageView
{
	const ImageHeader *header;
	const char *strings;
	const ImageFacet *facets;
	const ImageConcept *concepts;
	const ImageAncestor *ancestors;
	const ImageLabel *labels;
	const ImageForm *forms;
	const ImagePattern *patterns;
	const uint8_t *tokens;
	const ImageSlot *slots;
	const uint64_t *filter;
	const uint32_t *program;
	const int64_t *contributions;
	uint32_t	facet_count;
	uint32_t	concept_count;
	uint32_t	label_count;
	uint32_t	form_count;
	uint32_t	slot_mask;
	uint32_t	filter_mask;	/* bits - 1 */
} ImageView;

/*
 * Trusts nothing: length, magic, format, byte order, checksum, every offset
 * and count.  Returns NULL and fills view, or tells what is wrong (a constant
 * English phrase).  bytes must be 8-aligned and outlive the view.
 */
extern const char *image_validate(const void *bytes, size_t length, ImageView *view);

/* Index of the concept with that key, or IMAGE_NONE. */
extern uint32_t image_find_concept(const ImageView *view, const char *key, size_t length);

/* Checksum as stored in the header. */
extern uint64_t image_checksum(const void *bytes, size_t length);

/* What a span of that label gives its concept or an ancestor, thousandths. */
extern int64_t image_contribution(const ImageView *view, uint32_t label, uint32_t rollup_class,
								  int zone, bool inside);

#endif							/* POLICYSCOPE_IMAGE_H */

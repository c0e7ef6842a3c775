/*-------------------------------------------------------------------------
 *
 * tagset.h
 *		The type tagset: concept keys with evidence, and the words read.
 *
 * Used by every room below tagset/ in the way of the data (tagquery,
 * taxonomy, tagging).  Knows nothing of text, images or taxonomies.
 *
 * Stored layout, format 1.  Bytes, no byte order, no alignment inside (the
 * type is declared int4-aligned, as every varlena must be):
 *
 *	 vl_len_   varlena header (1 or 4 bytes)
 *	 version   1 byte: TAGSET_FORMAT
 *	 flags     1 byte: reserved, always zero
 *	 words     varint, thousandths of a word
 *	 count     varint, number of entries
 *	 count x entry, keys strictly ascending (memcmp, then length):
 *	   key length	 1 byte, 3..255
 *	   key			 that many bytes of UTF-8, 'facet.notation'
 *	   evidence		 varint, thousandths of a mention, > 0
 *	   direct		 varint: mentions_direct * 2 + (force follows)
 *	   beyond		 varint: mentions - mentions_direct
 *	   force		 only if the low bit above is set: 6 varints, mentions of
 *					 force 1, 2, 3, 4, 5 and of prohibition
 *
 * A value has mentions > 0 and no force count above mentions in each entry.
 *
 * A varint is LEB128: seven bits a byte, low first, high bit = more follow;
 * shortest form only, at most PG_INT64_MAX (direct * 2 + 1: one bit more).
 * So equal values have equal bytes, and '=' is memcmp.
 *
 * All counters are int64 and only ever added; an overflow is SQLSTATE 22003.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGSET_H
#define POLICYSCOPE_TAGSET_H

#include "postgres.h"

#include "compat.h"
#include "lib/stringinfo.h"

#define TAGSET_FORMAT 1
#define TAGSET_KEY_MIN 3		/* 'a.b' */
#define TAGSET_KEY_MAX 255		/* bytes; the stored length is one byte */
#define TAGSET_FORCE_COUNTS 6	/* force 1..5, prohibited */
#define TAGSET_FORCE_PROHIBITED 5	/* index of prohibited */
#define TAGSET_THOUSAND 1000	/* one mention of weight 1; one word */

/* BM25's constants (Robertson & Zaragoza 2009) and the mean length in words */
#define TAG_SCORE_K1 1.2
#define TAG_SCORE_B 0.75
#define TAG_SCORE_AVERAGE_WORDS 600.0

/*
 * Opaque, and without aligned fields: a value from a table may carry the 1-byte
 * header, so nothing is ever read through fields.  Use the reader below, or
 * VARDATA_ANY() and VARSIZE_ANY_EXHDR().
 */
typedef struct Tagset
{
	char		header[VARHDRSZ];	/* only of a value built here */
	char		bytes[FLEXIBLE_ARRAY_MEMBER];
} Tagset;

/* One entry, unpacked.  key points into the value and is not terminated. */
typedef struct TagsetEntry
{
	const char *key;
	int			key_length;
	int64		evidence;		/* thousandths of a mention */
	int64		mentions_direct;
	int64		mentions;		/* >= mentions_direct */
	bool		has_force;
	int64		force[TAGSET_FORCE_COUNTS]; /* all zero without has_force */
} TagsetEntry;

/* Walks the entries of one value in key order. */
typedef struct TagsetReader
{
	const uint8 *next;
	const uint8 *end;
	int64		words;			/* thousandths of a word */
	int64		remaining;		/* entries not yet read */
} TagsetReader;

/*
 * Writes a value.  Entries must come in strictly ascending key order, with
 * valid keys; one without evidence is left out.
 */
typedef struct TagsetBuilder
{
	uint8	   *buffer;
	Size		used;
	Size		allocated;
	int64		words;
	int64		count;
} TagsetBuilder;

/* Values that came out of a table or a function of ours are valid. */
#define DatumGetTagsetP(d) ((Tagset *) PG_DETOAST_DATUM_PACKED(d))
#define PG_GETARG_TAGSET_P(n) DatumGetTagsetP(PG_GETARG_DATUM(n))
#define PG_RETURN_TAGSET_P(x) PG_RETURN_POINTER(x)

/* tagset_format.c: the bytes */
extern void tagset_read_begin(TagsetReader *reader, const Tagset *value);
extern bool tagset_read_next(TagsetReader *reader, TagsetEntry *entry);
extern bool tagset_find(const Tagset *value, const char *key, int key_length,
						TagsetEntry *entry, int64 *words);
extern void tagset_build_begin(TagsetBuilder *builder, int64 words);
extern void tagset_build_add(TagsetBuilder *builder, const TagsetEntry *entry);
extern Tagset *tagset_build_end(TagsetBuilder *builder);

/*
 * The one validator, for recv and deserialise: returns NULL when the bytes
 * after the varlena header are a tagset, else what is wrong with them: an
 * English sentence without its full stop, for errdetail.  The second makes
 * the value, or raises 22P03.
 */
extern const char *tagset_validate(const uint8 *bytes, Size length);
extern Tagset *tagset_from_bytes(const uint8 *bytes, Size length);

/*
 * Keys: 'facet.notation', at most 255 bytes of UTF-8 without control
 * characters; the facet ends at the first dot.  The problem comes as above,
 * or NULL; the check raises 22023.
 */
extern const char *tagset_key_problem(const char *key, int key_length);
extern void tagset_key_check(const char *key, int key_length);
extern int	tagset_key_facet_length(const char *key, int key_length);
extern int	tagset_key_compare(const char *a, int a_length, const char *b, int b_length);
extern bool tagset_in_facet(const TagsetEntry *entry, const char *facet, int facet_length);

/*
 * a += b, all int64 counters; SQLSTATE 22003 on overflow.  The second says
 * false instead, with *into spoilt.
 */
extern void tagset_entry_add(TagsetEntry *into, const TagsetEntry *from);
extern bool tagset_entry_try_add(TagsetEntry *into, const TagsetEntry *from);
extern int64 tagset_counter_add(int64 a, int64 b);

/* tagset_score.c: figures derived from an entry; never stored */
extern double tagset_score(int64 evidence, int64 words, double k1, double b, double average_words);
extern double tagset_default_score(int64 evidence, int64 words);	/* of the constants above */
extern double tagset_density(int64 evidence, int64 words);

/* tagset_func.c: the key and its facet as values of SQL */
extern text *tagset_key_text(const TagsetEntry *entry);
extern text *tagset_facet_text(const TagsetEntry *entry);

/* tagset_io.c: keys quoted, and thousandths as decimals ('4.5', '212') */
extern void tagset_append_key(StringInfo out, const char *key, int key_length);
extern void tagset_append_thousandths(StringInfo out, int64 thousandths);

#endif							/* POLICYSCOPE_TAGSET_H */

/*-------------------------------------------------------------------------
 *
 * tagquery.h
 *		The type tagquery: a boolean expression over the keys of a tagset.
 *
 * Used by taxonomy/ (a label's requires) and tagging/.  Knows nothing of
 * text, images or taxonomies.
 *
 * Stored layout, format 1.  Bytes, no alignment, no byte order; the
 * expression in prefix (Polish) order:
 *
 *	 vl_len_   varlena header (1 or 4 bytes)
 *	 version   1 byte: TAGQUERY_FORMAT
 *	 flags     1 byte: reserved, always zero
 *	 nodes     4 bytes, big-endian: number of nodes; 0 = the empty query,
 *			   which matches nothing
 *	 nodes x node:
 *	   kind    1 byte: TagqueryKind
 *	   AND, OR, NOT: nothing more; their two (NOT: one) operands follow
 *	   KEY, FACET:
 *		 conditions   1 byte: bits TAGQUERY_HAS_*, others zero
 *		 length		  1 byte
 *		 name		  that many bytes: the key 'facet.notation', or for FACET
 *					  ('facet.*') the name of the facet alone
 *		 score		  if HAS_SCORE: float8, big-endian, 0 <= x <= 1
 *		 mentions	  if HAS_MENTIONS: 8 bytes, big-endian, >= 1
 *		 force		  if HAS_FORCE: 1 byte, 1..5
 *
 * A chain of one operator leans right: 'a & b & c' is AND a AND b c, however
 * it was bracketed, so the first operand of AND is never AND, nor that of OR
 * an OR.  A score of zero is positive zero.  Hence equal text has equal bytes
 * and the reverse, '=' is memcmp, and a chain of any length is a loop, not a
 * recursion.
 *
 * Nesting is counted as it is printed, in '!' and '(' around a key; so
 * whatever is read in binary form can also be printed and read again.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGQUERY_H
#define POLICYSCOPE_TAGQUERY_H

#include "postgres.h"

#include "compat.h"
#include "lib/stringinfo.h"
#include "nodes/nodes.h"
#include "tagset/tagset.h"

#define TAGQUERY_FORMAT 1
#define TAGQUERY_MAX_NODES 65535	/* keys and operators; 18 MB at most */
#define TAGQUERY_MAX_DEPTH 1000 /* keeps recursion within 2 MB of stack */

typedef enum TagqueryKind
{
	TAGQUERY_KEY = 1,
	TAGQUERY_FACET = 2,
	TAGQUERY_NOT = 3,
	TAGQUERY_AND = 4,
	TAGQUERY_OR = 5
} TagqueryKind;

#define TAGQUERY_HAS_SCORE 0x01
#define TAGQUERY_HAS_MENTIONS 0x02
#define TAGQUERY_HAS_FORCE 0x04
#define TAGQUERY_CONDITIONS 0x07	/* all of them */

#define TAGQUERY_FORCE_MAX 5

/*
 * Opaque: a value from a table may carry the 1-byte header and then has no
 * alignment, so nothing is ever read through fields.  Use the reader below,
 * or VARDATA_ANY() and VARSIZE_ANY_EXHDR().
 */
typedef struct Tagquery
{
	char		header[VARHDRSZ];	/* only of a value built here */
	char		bytes[FLEXIBLE_ARRAY_MEMBER];
} Tagquery;

/* One node, unpacked.  name points into the value and is not terminated. */
typedef struct TagqueryNode
{
	TagqueryKind kind;
	uint8		conditions;
	const char *name;
	int			name_length;
	double		score;
	int64		mentions;
	int			force;
} TagqueryNode;

/* Walks the nodes of one value in prefix order. */
typedef struct TagqueryReader
{
	const uint8 *next;
	const uint8 *end;
	uint32		remaining;		/* nodes not yet read */
} TagqueryReader;

/*
 * Writes a value.  Operands come in the order of the text; an operator is
 * put in front of an operand that has already been written.
 */
typedef struct TagqueryBuilder
{
	StringInfoData bytes;		/* the value, varlena header included */
	uint32		nodes;
} TagqueryBuilder;

/* Values that came out of a table or a function of ours are valid. */
#define DatumGetTagqueryP(d) ((Tagquery *) PG_DETOAST_DATUM_PACKED(d))
#define PG_GETARG_TAGQUERY_P(n) DatumGetTagqueryP(PG_GETARG_DATUM(n))
#define PG_RETURN_TAGQUERY_P(x) PG_RETURN_POINTER(x)

/* tagquery_format.c: the bytes */
extern void tagquery_read_begin(TagqueryReader *reader, const Tagquery *value);
extern bool tagquery_read_next(TagqueryReader *reader, TagqueryNode *node);
/* Steps over an operator of this kind, or does nothing and says no. */
extern bool tagquery_read_same(TagqueryReader *reader, TagqueryKind kind);
/* Are brackets printed around an operand of this kind?  (On top: TAGQUERY_OR.) */
extern bool tagquery_has_brackets(TagqueryKind kind, TagqueryKind parent);
/* Steps over one whole operand. */
extern void tagquery_read_skip(TagqueryReader *reader);

/*
 * All nodes of a value, in prefix order, every operator with its operands; so
 * that the expression can be worked out from the last node to the first, with
 * a stack and without recursion.  A damaged value is an error.
 */
extern TagqueryNode *tagquery_unpack(const Tagquery *value, uint32 *count);

extern void tagquery_build_begin(TagqueryBuilder *builder);
/* Both say no, and write nothing, when TAGQUERY_MAX_NODES is reached. */
extern bool tagquery_build_leaf(TagqueryBuilder *builder, const TagqueryNode *leaf);
extern bool tagquery_build_operator(TagqueryBuilder *builder, TagqueryKind kind, int at);
/* The same for a whole operand: a value that is not empty, as it stands. */
extern bool tagquery_build_value(TagqueryBuilder *builder, const Tagquery *value);
extern Tagquery *tagquery_build_end(TagqueryBuilder *builder);

/*
 * The one validator: NULL when the bytes after the varlena header are a
 * tagquery, else what is wrong with them: an English sentence without its
 * full stop, for errdetail.  The second makes the value, or raises 22P03.
 */
extern const char *tagquery_validate(const uint8 *bytes, Size length);
extern Tagquery *tagquery_from_bytes(const uint8 *bytes, Size length);
/* What is wrong with the name of a facet, as above, or NULL. */
extern const char *tagquery_facet_problem(const char *name, int length);

/*
 * tagquery_parse.c: text to value.  SQLSTATE 22P02, 22003 (a number out of
 * range), 54000 and 54001 (too many nodes, nested too deeply); on 16 and
 * later noted in escontext, with NULL returned.
 */
extern Tagquery *tagquery_parse(const char *string, Node *escontext);
/* May this name stand without quotes? */
extern bool tagquery_is_plain(const char *name, int length);

/* tagquery_func.c: for all who build; SQLSTATE 54000 and 54001, as the parser */
pg_noreturn extern void tagquery_too_long(void);
extern Tagquery *tagquery_build_checked(TagqueryBuilder *builder);

/* tagquery_eval.c */
extern bool tagquery_evaluate(const Tagquery *query, const Tagset *tags);
/* Does an entry, of the leaf's key or facet, meet its conditions? */
extern bool tagquery_satisfies(const TagsetEntry *entry, int64 words, const TagqueryNode *leaf);

#endif							/* POLICYSCOPE_TAGQUERY_H */

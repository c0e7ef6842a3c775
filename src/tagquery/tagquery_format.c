/*-------------------------------------------------------------------------
 *
 * tagquery_format.c
 *		The stored bytes of a tagquery: reader, builder and validator.
 *
 * Called by the parser, the printer, the evaluator and the binary input; by
 * taxonomy/ to translate a label's requires.  Must never know the text form.
 *
 * The layout is drawn in tagquery.h.  There is one decoder, which never
 * leaves the value, so that a damaged one is an error and never a wild read;
 * the validator alone judges what the nodes say.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "miscadmin.h"
#include "port/pg_bswap.h"

#include "tagquery/tagquery.h"

#define UPDATE_HINT "The value was written by a newer policyscope; update the installed library."

/* version, flags, number of nodes */
#define HEADER_BYTES (2 + sizeof(uint32))

StaticAssertDecl(sizeof(float8) == sizeof(uint64),
				 "a score is stored in 8 bytes");
StaticAssertDecl(offsetof(Tagquery, bytes) == VARHDRSZ,
				 "a tagquery is a varlena without padding");
StaticAssertDecl(TAGSET_KEY_MAX <= PG_UINT8_MAX,
				 "the length of a name is stored in one byte");

/* ---------- reading ---------- */

static uint32
get_uint32(const uint8 *bytes)
{
	uint32		value;

	memcpy(&value, bytes, sizeof(value));
	return pg_ntoh32(value);
}

static uint64
get_uint64(const uint8 *bytes)
{
	uint64		value;

	memcpy(&value, bytes, sizeof(value));
	return pg_ntoh64(value);
}

static void
read_begin_bytes(TagqueryReader *reader, const uint8 *bytes, Size length)
{
	reader->next = bytes + HEADER_BYTES;
	reader->end = bytes + length;
	reader->remaining = get_uint32(bytes + 2);
}

pg_noreturn static void unreadable(const uint8 *bytes, const char *problem);

/* A stored value that cannot be read: newer than this library, or damaged. */
static void
unreadable(const uint8 *bytes, const char *problem)
{
	if (bytes != NULL && bytes[0] != TAGQUERY_FORMAT)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("tagquery has an unknown format version"),
				 errhint(UPDATE_HINT)));
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("tagquery is damaged"),
			 errdetail("%s.", problem)));
}

static const char *
head_problem(const uint8 *bytes, Size length)
{
	if (length < HEADER_BYTES)
		return "The value is shorter than its head";
	if (bytes[0] != TAGQUERY_FORMAT)
		return "The format version is unknown";
	if (bytes[1] != 0)
		return "A reserved flag is set";
	return NULL;
}

void
tagquery_read_begin(TagqueryReader *reader, const Tagquery *value)
{
	const uint8 *bytes = (const uint8 *) VARDATA_ANY(value);
	Size		length = VARSIZE_ANY_EXHDR(value);
	const char *problem = head_problem(bytes, length);

	if (problem)
		unreadable(length > 0 ? bytes : NULL, problem);
	read_begin_bytes(reader, bytes, length);
}

/* The next n bytes, or NULL when the value has fewer. */
static const uint8 *
take(TagqueryReader *reader, Size n)
{
	const uint8 *taken = reader->next;

	if ((Size) (reader->end - reader->next) < n)
		return NULL;
	reader->next += n;
	return taken;
}

static double
get_float8(const uint8 *bytes)
{
	uint64		bits = get_uint64(bytes);
	double		value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

static bool
read_conditions(TagqueryReader *reader, TagqueryNode *node)
{
	const uint8 *bytes;

	if (node->conditions & TAGQUERY_HAS_SCORE)
	{
		if ((bytes = take(reader, sizeof(float8))) == NULL)
			return false;
		node->score = get_float8(bytes);
	}
	if (node->conditions & TAGQUERY_HAS_MENTIONS)
	{
		if ((bytes = take(reader, sizeof(int64))) == NULL)
			return false;
		node->mentions = (int64) get_uint64(bytes);
	}
	if (node->conditions & TAGQUERY_HAS_FORCE)
	{
		if ((bytes = take(reader, 1)) == NULL)
			return false;
		node->force = bytes[0];
	}
	return true;
}

/* What follows the kind of a key or facet. */
static bool
read_leaf(TagqueryReader *reader, TagqueryNode *node)
{
	const uint8 *bytes = take(reader, 2);

	if (bytes == NULL)
		return false;
	node->conditions = bytes[0];
	node->name_length = bytes[1];
	node->name = (const char *) take(reader, node->name_length);
	return node->name != NULL && read_conditions(reader, node);
}

/* False when the bytes end before the node does. */
static bool
read_node(TagqueryReader *reader, TagqueryNode *node)
{
	const uint8 *kind = take(reader, 1);

	if (kind == NULL)
		return false;
	memset(node, 0, sizeof(*node));
	node->kind = (TagqueryKind) *kind;
	if (node->kind == TAGQUERY_KEY || node->kind == TAGQUERY_FACET)
		return read_leaf(reader, node);
	return true;
}

bool
tagquery_read_next(TagqueryReader *reader, TagqueryNode *node)
{
	if (reader->remaining == 0)
		return false;
	reader->remaining--;
	if (!read_node(reader, node))
		unreadable(NULL, "The value ends within a node");
	return true;
}

bool
tagquery_read_same(TagqueryReader *reader, TagqueryKind kind)
{
	if (reader->remaining == 0 || reader->next >= reader->end || *reader->next != kind)
		return false;
	reader->next++;
	reader->remaining--;
	return true;
}

bool
tagquery_has_brackets(TagqueryKind kind, TagqueryKind parent)
{
	return (kind == TAGQUERY_OR && parent != TAGQUERY_OR) ||
		(kind == TAGQUERY_AND && parent == TAGQUERY_NOT);
}

void
tagquery_read_skip(TagqueryReader *reader)
{
	TagqueryNode node;
	uint32		open = 1;		/* operands still to come */

	while (open > 0 && tagquery_read_next(reader, &node))
	{
		CHECK_FOR_INTERRUPTS();
		if (node.kind == TAGQUERY_KEY || node.kind == TAGQUERY_FACET)
			open--;
		else if (node.kind != TAGQUERY_NOT)
			open++;
	}
}

TagqueryNode *
tagquery_unpack(const Tagquery *value, uint32 *count)
{
	TagqueryReader reader;
	TagqueryNode *nodes;
	uint32		open = 1;		/* operands still to come */

	tagquery_read_begin(&reader, value);
	*count = reader.remaining;
	if (*count > TAGQUERY_MAX_NODES)
		unreadable(NULL, "There are too many nodes");
	nodes = palloc_array(TagqueryNode, Max(*count, 1));
	for (uint32 i = 0; i < *count && tagquery_read_next(&reader, &nodes[i]); i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (nodes[i].kind == TAGQUERY_KEY || nodes[i].kind == TAGQUERY_FACET)
			open--;
		else if (nodes[i].kind != TAGQUERY_NOT)
			open++;
		if (open == 0 && i + 1 < *count)
			unreadable(NULL, "The value goes on after its last operand");
	}
	if (*count > 0 && open > 0)
		unreadable(NULL, "An operand is missing");
	return nodes;
}

/* ---------- building ---------- */

static void
append_uint64(StringInfo out, uint64 value)
{
	uint64		big_endian = pg_hton64(value);

	appendBinaryStringInfo(out, (const char *) &big_endian, sizeof(big_endian));
}

void
tagquery_build_begin(TagqueryBuilder *builder)
{
	initStringInfo(&builder->bytes);
	appendStringInfoSpaces(&builder->bytes, VARHDRSZ + HEADER_BYTES);
	builder->nodes = 0;
}

bool
tagquery_build_leaf(TagqueryBuilder *builder, const TagqueryNode *leaf)
{
	StringInfo	out = &builder->bytes;
	uint64		score_bits;

	if (builder->nodes >= TAGQUERY_MAX_NODES)
		return false;
	builder->nodes++;
	appendStringInfoChar(out, (char) leaf->kind);
	appendStringInfoChar(out, (char) leaf->conditions);
	appendStringInfoChar(out, (char) leaf->name_length);
	appendBinaryStringInfo(out, leaf->name, leaf->name_length);
	memcpy(&score_bits, &leaf->score, sizeof(score_bits));
	if (leaf->conditions & TAGQUERY_HAS_SCORE)
		append_uint64(out, score_bits);
	if (leaf->conditions & TAGQUERY_HAS_MENTIONS)
		append_uint64(out, (uint64) leaf->mentions);
	if (leaf->conditions & TAGQUERY_HAS_FORCE)
		appendStringInfoChar(out, (char) leaf->force);
	return true;
}

/*
 * Puts an operator in front of what begins at that offset.  An operand moves
 * once for each operator around it, so TAGQUERY_MAX_DEPTH bounds the work.
 */
bool
tagquery_build_operator(TagqueryBuilder *builder, TagqueryKind kind, int at)
{
	StringInfo	out = &builder->bytes;

	if (builder->nodes >= TAGQUERY_MAX_NODES)
		return false;
	builder->nodes++;
	enlargeStringInfo(out, 1);
	memmove(out->data + at + 1, out->data + at, out->len - at);
	out->data[at] = (char) kind;
	out->len++;
	return true;
}

bool
tagquery_build_value(TagqueryBuilder *builder, const Tagquery *value)
{
	TagqueryReader reader;

	tagquery_read_begin(&reader, value);
	if (reader.remaining > TAGQUERY_MAX_NODES - builder->nodes)
		return false;
	builder->nodes += reader.remaining;
	appendBinaryStringInfo(&builder->bytes, (const char *) reader.next,
						   (int) (reader.end - reader.next));
	return true;
}

Tagquery *
tagquery_build_end(TagqueryBuilder *builder)
{
	char	   *value = builder->bytes.data;
	uint32		nodes = pg_hton32(builder->nodes);

	SET_VARSIZE(value, builder->bytes.len);
	value[VARHDRSZ] = TAGQUERY_FORMAT;
	value[VARHDRSZ + 1] = 0;
	memcpy(value + VARHDRSZ + 2, &nodes, sizeof(nodes));
	Assert(tagquery_validate((uint8 *) value + VARHDRSZ,
							 builder->bytes.len - VARHDRSZ) == NULL);
	return (Tagquery *) value;
}

/* ---------- validating ---------- */

/* A facet may be named when a key can be made of it. */
const char *
tagquery_facet_problem(const char *name, int length)
{
	char		key[TAGSET_KEY_MAX];

	if (length == 0)
		return "The name of a facet must not be empty";
	if (length > TAGSET_KEY_MAX - 2)
		return "The name of a facet must not be longer than 253 bytes";
	if (memchr(name, '.', length) != NULL)
		return "The name of a facet must not contain a dot";
	memcpy(key, name, length);
	key[length] = '.';
	key[length + 1] = 'x';
	return tagset_key_problem(key, length + 2);
}

static const char *
name_problem(const TagqueryNode *leaf)
{
	if (leaf->kind == TAGQUERY_FACET)
		return tagquery_facet_problem(leaf->name, leaf->name_length);
	return tagset_key_problem(leaf->name, leaf->name_length);
}

static const char *
leaf_problem(const TagqueryNode *node)
{
	if (node->conditions & ~TAGQUERY_CONDITIONS)
		return "A reserved condition bit is set";
	if ((node->conditions & TAGQUERY_HAS_SCORE) &&
		(!(node->score >= 0 && node->score <= 1) || signbit(node->score)))
		return "A score is not between 0 and 1";
	if ((node->conditions & TAGQUERY_HAS_MENTIONS) && node->mentions < 1)
		return "A number of mentions is less than 1";
	if ((node->conditions & TAGQUERY_HAS_FORCE) &&
		(node->force < 1 || node->force > TAGQUERY_FORCE_MAX))
		return "A force is not between 1 and 5";
	return name_problem(node);
}

static const char *operand_problem(TagqueryReader *reader, TagqueryKind parent, int depth);

/* The operands of an AND or OR that has been read, and of its chain. */
static const char *
chain_problem(TagqueryReader *reader, TagqueryKind kind, int depth)
{
	const char *problem;

	do
	{
		if (tagquery_read_same(reader, kind))
			return "A chain of operators leans left";
		if ((problem = operand_problem(reader, kind, depth)) != NULL)
			return problem;
	} while (tagquery_read_same(reader, kind));
	return operand_problem(reader, kind, depth);
}

static const char *
operand_problem(TagqueryReader *reader, TagqueryKind parent, int depth)
{
	TagqueryNode node;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (reader->remaining == 0)
		return "An operand is missing";
	reader->remaining--;
	if (!read_node(reader, &node))
		return "The value ends within a node";
	if (depth > TAGQUERY_MAX_DEPTH)
		return "The query is nested too deeply";
	switch (node.kind)
	{
		case TAGQUERY_KEY:
		case TAGQUERY_FACET:
			return leaf_problem(&node);
		case TAGQUERY_NOT:
			return operand_problem(reader, TAGQUERY_NOT, depth + 1);
		case TAGQUERY_AND:
		case TAGQUERY_OR:
			return chain_problem(reader, node.kind, depth + tagquery_has_brackets(node.kind, parent));
	}
	return "A node is of unknown kind";
}

const char *
tagquery_validate(const uint8 *bytes, Size length)
{
	TagqueryReader reader;
	const char *problem = head_problem(bytes, length);

	if (problem)
		return problem;
	read_begin_bytes(&reader, bytes, length);
	if (reader.remaining > TAGQUERY_MAX_NODES)
		return "There are too many nodes";
	if (reader.remaining > 0)
		problem = operand_problem(&reader, TAGQUERY_OR, 0);
	if (problem == NULL && (reader.remaining > 0 || reader.next != reader.end))
		return "The value goes on after its last operand";
	return problem;
}

Tagquery *
tagquery_from_bytes(const uint8 *bytes, Size length)
{
	const char *problem = tagquery_validate(bytes, length);
	Tagquery   *result;

	if (problem)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary form of a tagquery"),
				 errdetail("%s.", problem),
				 length > 0 && bytes[0] > TAGQUERY_FORMAT ? errhint(UPDATE_HINT) : 0));
	result = palloc(VARHDRSZ + length);
	SET_VARSIZE(result, VARHDRSZ + length);
	memcpy(result->bytes, bytes, length);
	return result;
}

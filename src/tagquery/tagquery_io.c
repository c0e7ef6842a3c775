/*-------------------------------------------------------------------------
 *
 * tagquery_io.c
 *		Text and binary input and output of the type tagquery.
 *
 * Called by the server.  Must never know how a query is evaluated.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/shortest_dec.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"

#include "tagquery/tagquery.h"

/* ---------- text ---------- */

static void
print_name(StringInfo out, const TagqueryNode *leaf)
{
	if (tagquery_is_plain(leaf->name, leaf->name_length))
		appendBinaryStringInfo(out, leaf->name, leaf->name_length);
	else
		tagset_append_key(out, leaf->name, leaf->name_length);
	if (leaf->kind == TAGQUERY_FACET)
		appendStringInfoString(out, ".*");
}

/* Shortest digits that read back as the same number, whatever the settings. */
static void
print_leaf(StringInfo out, const TagqueryNode *leaf)
{
	char		score[DOUBLE_SHORTEST_DECIMAL_LEN];

	print_name(out, leaf);
	if (leaf->conditions & TAGQUERY_HAS_SCORE)
	{
		double_to_shortest_decimal_buf(leaf->score, score);
		appendStringInfo(out, ">=%s", score);
	}
	if (leaf->conditions & TAGQUERY_HAS_MENTIONS)
		appendStringInfo(out, "#" INT64_FORMAT, leaf->mentions);
	if (leaf->conditions & TAGQUERY_HAS_FORCE)
		appendStringInfo(out, "^%d", leaf->force);
}

static void print_operand(StringInfo out, TagqueryReader *reader, TagqueryKind parent);

static void
print_chain(StringInfo out, TagqueryReader *reader, TagqueryKind kind)
{
	do
	{
		print_operand(out, reader, kind);
		appendStringInfoString(out, kind == TAGQUERY_AND ? " & " : " | ");
	} while (tagquery_read_same(reader, kind));
	print_operand(out, reader, kind);
}

static void
print_operand(StringInfo out, TagqueryReader *reader, TagqueryKind parent)
{
	TagqueryNode node;
	bool		brackets;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (!tagquery_read_next(reader, &node))
		return;
	if (node.kind == TAGQUERY_KEY || node.kind == TAGQUERY_FACET)
		print_leaf(out, &node);
	else if (node.kind == TAGQUERY_NOT)
	{
		appendStringInfoChar(out, '!');
		print_operand(out, reader, TAGQUERY_NOT);
	}
	else
	{
		brackets = tagquery_has_brackets(node.kind, parent);
		appendStringInfoString(out, brackets ? "(" : "");
		print_chain(out, reader, node.kind);
		appendStringInfoString(out, brackets ? ")" : "");
	}
}

PG_FUNCTION_INFO_V1(tagquery_in);
Datum
tagquery_in(PG_FUNCTION_ARGS)
{
	PG_RETURN_TAGQUERY_P(tagquery_parse(PG_GETARG_CSTRING(0), INPUT_CONTEXT(fcinfo)));
}

PG_FUNCTION_INFO_V1(tagquery_out);
Datum
tagquery_out(PG_FUNCTION_ARGS)
{
	Tagquery   *query = PG_GETARG_TAGQUERY_P(0);
	TagqueryReader reader;
	StringInfoData out;

	initStringInfo(&out);
	tagquery_read_begin(&reader, query);
	print_operand(&out, &reader, TAGQUERY_OR);
	PG_RETURN_CSTRING(out.data);
}

/* ---------- binary: the stored bytes after the varlena header ---------- */

PG_FUNCTION_INFO_V1(tagquery_recv);
Datum
tagquery_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			length = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, length);

	PG_RETURN_TAGQUERY_P(tagquery_from_bytes((const uint8 *) bytes, length));
}

PG_FUNCTION_INFO_V1(tagquery_send);
Datum
tagquery_send(PG_FUNCTION_ARGS)
{
	Tagquery   *query = PG_GETARG_TAGQUERY_P(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbytes(&message, VARDATA_ANY(query), VARSIZE_ANY_EXHDR(query));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/*-------------------------------------------------------------------------
 *
 * tagquery_func.c
 *		Queries made of queries: and, or, not.
 *
 * Called from SQL, and by tagging/ to end a query that it built.  Must never
 * look at the bytes of a query itself.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "tagquery/tagquery.h"

void
tagquery_too_long(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("tagquery is too long"),
			 errdetail("There are more than %d keys and operators.", TAGQUERY_MAX_NODES)));
}

/* Of sound parts; only their nesting together can be too deep. */
Tagquery *
tagquery_build_checked(TagqueryBuilder *builder)
{
	Tagquery   *query = tagquery_build_end(builder);

	if (tagquery_validate((const uint8 *) VARDATA(query), VARSIZE(query) - VARHDRSZ) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_STATEMENT_TOO_COMPLEX),
				 errmsg("tagquery is too deep"),
				 errdetail("\"(\" and \"!\" are nested more than %d deep.", TAGQUERY_MAX_DEPTH)));
	return query;
}

static bool
is_empty(const Tagquery *query)
{
	TagqueryReader reader;

	tagquery_read_begin(&reader, query);
	return reader.remaining == 0;
}

/*
 * How many bytes before the end of the value the last operand of its chain
 * begins; without such a chain the whole is the last.  A chain leans right,
 * so what joins it goes in there.
 */
static int
last_of_chain(const Tagquery *query, TagqueryKind kind)
{
	TagqueryReader reader;

	tagquery_read_begin(&reader, query);
	while (tagquery_read_same(&reader, kind))
		tagquery_read_skip(&reader);
	return (int) (reader.end - reader.next);
}

static Tagquery *
joined(const Tagquery *left, const Tagquery *right, TagqueryKind kind)
{
	TagqueryBuilder builder;

	tagquery_build_begin(&builder);
	if (!tagquery_build_value(&builder, left) ||
		!tagquery_build_operator(&builder, kind, builder.bytes.len - last_of_chain(left, kind)) ||
		!tagquery_build_value(&builder, right))
		tagquery_too_long();
	return tagquery_build_checked(&builder);
}

/* The empty query matches nothing, and so does what is joined to it by "and". */
PG_FUNCTION_INFO_V1(tagquery_and);
Datum
tagquery_and(PG_FUNCTION_ARGS)
{
	Tagquery   *left = PG_GETARG_TAGQUERY_P(0);
	Tagquery   *right = PG_GETARG_TAGQUERY_P(1);

	if (is_empty(left))
		PG_RETURN_TAGQUERY_P(left);
	if (is_empty(right))
		PG_RETURN_TAGQUERY_P(right);
	PG_RETURN_TAGQUERY_P(joined(left, right, TAGQUERY_AND));
}

PG_FUNCTION_INFO_V1(tagquery_or);
Datum
tagquery_or(PG_FUNCTION_ARGS)
{
	Tagquery   *left = PG_GETARG_TAGQUERY_P(0);
	Tagquery   *right = PG_GETARG_TAGQUERY_P(1);

	if (is_empty(left))
		PG_RETURN_TAGQUERY_P(right);
	if (is_empty(right))
		PG_RETURN_TAGQUERY_P(left);
	PG_RETURN_TAGQUERY_P(joined(left, right, TAGQUERY_OR));
}

/* There is no query for everything, so the empty one stays empty. */
PG_FUNCTION_INFO_V1(tagquery_not);
Datum
tagquery_not(PG_FUNCTION_ARGS)
{
	Tagquery   *query = PG_GETARG_TAGQUERY_P(0);
	TagqueryBuilder builder;

	if (is_empty(query))
		PG_RETURN_TAGQUERY_P(query);
	tagquery_build_begin(&builder);
	if (!tagquery_build_operator(&builder, TAGQUERY_NOT, builder.bytes.len) ||
		!tagquery_build_value(&builder, query))
		tagquery_too_long();
	PG_RETURN_TAGQUERY_P(tagquery_build_checked(&builder));
}

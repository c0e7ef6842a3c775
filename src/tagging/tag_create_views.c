/*-------------------------------------------------------------------------
 *
 * tag_create_views.c
 *		SQL: tag_create_views(), a star schema of views over a tagged table
 *		for tools that know no tagset.
 *
 * Each view is a template (view_templates.c); placeholders stand for what the
 * caller names.  All names in the SQL are qualified and quoted, and it runs
 * with the privileges of the caller.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/dependency.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "commands/comment.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "tagging/columns.h"
#include "tagging/tagger.h"
#include "tagging/view_templates.h"
#include "taxonomy/query.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

PG_FUNCTION_INFO_V1(tag_create_views);

typedef struct Views
{
	Oid			table;
	Oid			extension;
	const char *schema;
	const char *prefix;
	bool		replace;
	char	   *id;
	char	   *tags;
	const char *taxonomy;
	const char *lang;
	char	   *document;		/* column of texts, or NULL */
	char	   *issued;			/* column of dates, or NULL */
	const char *functions;		/* quoted schema */
	StringInfoData own_columns;
	StringInfoData own_comments;	/* COMMENT ON statements, %v the view */
} Views;

/* ---------- the caller's columns ---------- */

/* Through domains and arrays. */
static bool
is_own_type(Oid type, Oid extension)
{
	Oid			element;

	type = getBaseType(type);
	while ((element = get_element_type(type)) != InvalidOid)
		type = getBaseType(element);
	return getExtensionOfObject(TypeRelationId, type) == extension;
}

static bool
has_column(TupleDesc description, const char *name)
{
	for (int i = 0; i < description->natts; i++)
		if (!TupleDescAttr(description, i)->attisdropped &&
			strcmp(NameStr(TupleDescAttr(description, i)->attname), name) == 0)
			return true;
	return false;
}

/* Where the table uses a name of the view, underscores are put behind it. */
static char *
free_name(TupleDesc description, const char *name)
{
	char	   *result = pstrdup(name);

	if (strcmp(name, "document_id") != 0 && strcmp(name, "word_count") != 0)
		return result;
	do
		result = psprintf("%s_", result);
	while (has_column(description, result));
	return result;
}

static void
add_own_column(Views *views, TupleDesc description, Form_pg_attribute column)
{
	const char *name = NameStr(column->attname);
	char	   *shown = free_name(description, name);
	char	   *comment = GetComment(views->table, RelationRelationId, column->attnum);

	appendStringInfo(&views->own_columns, ", d.%s AS %s", quote_identifier(name),
					 quote_identifier(shown));
	if (comment == NULL)
		comment = psprintf("Column %s of %s.", name, quoted_table(views->table));
	appendStringInfo(&views->own_comments, "COMMENT ON COLUMN %s.%s IS %s;",
					 quote_qualified_identifier(views->schema, psprintf("%sdocuments", views->prefix)),
					 quote_identifier(shown), quote_literal_cstr(comment));
}

/* The key, where it has the name that the view gives it: once is enough. */
static bool
is_document_id(const Views *views, const char *name)
{
	return strcmp(name, views->id) == 0 && strcmp(name, "document_id") == 0;
}

static void
gather_own_columns(Views *views)
{
	Relation	relation = table_open(views->table, AccessShareLock);
	TupleDesc	description = RelationGetDescr(relation);

	initStringInfo(&views->own_columns);
	initStringInfo(&views->own_comments);
	for (int i = 0; i < description->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(description, i);

		if (!column->attisdropped && !is_own_type(column->atttypid, views->extension) &&
			!is_document_id(views, NameStr(column->attname)))
			add_own_column(views, description, column);
	}
	table_close(relation, NoLock);
}

/* ---------- templates ---------- */

static const char *
placeholder(const Views *views, char letter)
{
	switch (letter)
	{
		case 'd':
			return quoted_table(views->table);
		case 'i':
			return quote_identifier(views->id);
		case 't':
			return quote_identifier(views->tags);
		case 'o':
			return views->own_columns.data;
		case 'b':
			return quote_identifier(views->document);
		case 'u':
			return views->issued ? psprintf(", d.%s", quote_identifier(views->issued)) : "";
		case 'x':
			return quote_literal_cstr(views->taxonomy);
		case 'l':
			return quote_literal_cstr(views->lang);
		default:
			Assert(letter == 'e');
			return views->functions;
	}
}

static char *
filled(const Views *views, const char *text)
{
	StringInfoData result;

	initStringInfo(&result);
	for (; *text; text++)
	{
		if (*text == '%')
			appendStringInfoString(&result, placeholder(views, *++text));
		else
			appendStringInfoChar(&result, *text);
	}
	return result.data;
}

static char *
view_name(const Views *views, const ViewTemplate *view)
{
	char	   *name = psprintf("%s%s", views->prefix, view->name);

	require_name_length(name, "Give a shorter one to start with, as prefix => 'docs_'.");
	return name;
}

static void
check_free(const Views *views, const char *name)
{
	Oid			schema = get_namespace_oid(views->schema, false);

	if (!views->replace && OidIsValid(get_relname_relid(name, schema)))
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_TABLE),
				 errmsg("relation \"%s.%s\" already exists", views->schema, name),
				 errhint("Write replace => true to make the views anew, or name another prefix or schema.")));
}

static void
create_view(const Views *views, const ViewTemplate *view)
{
	char	   *name = view_name(views, view);
	char	   *quoted = quote_qualified_identifier(views->schema, name);

	check_free(views, name);
	query_run(psprintf("CREATE %sVIEW %s AS %s", views->replace ? "OR REPLACE " : "", quoted,
					   filled(views, view->query)), false, NULL, 0);
	query_run(psprintf("COMMENT ON VIEW %s IS %s", quoted,
					   quote_literal_cstr(filled(views, view->comment))), false, NULL, 0);
	for (const ViewColumn *column = view->columns; column->name; column++)
		query_run(psprintf("COMMENT ON COLUMN %s.%s IS %s", quoted, column->name,
						   quote_literal_cstr(filled(views, column->comment))), false, NULL, 0);
}

/* ---------- arguments ---------- */

static char *
required_text(FunctionCallInfo fcinfo, int argument)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("tag_create_views() needs a table, its key, its tags and a language")));
	return text_to_cstring(PG_GETARG_TEXT_PP(argument));
}

static void
check_table(Oid table)
{
	char		kind = get_rel_relkind(table);

	if (kind == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("there is no table with OID %u", table)));
	if (strchr("rpvmf", kind) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is no table or view", get_rel_name(table))));
}

/* Arguments document and issued. */
static void
read_text_columns(FunctionCallInfo fcinfo, Views *views)
{
	if (PG_ARGISNULL(8))
	{
		if (!PG_ARGISNULL(9))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a column of dates needs a column of texts"),
					 errhint("Name it, as document => 'body'.")));
		return;
	}
	views->document = text_to_cstring(PG_GETARG_TEXT_PP(8));
	require_text_column(views->table, views->document);
	if (!PG_ARGISNULL(9))
	{
		views->issued = text_to_cstring(PG_GETARG_TEXT_PP(9));
		require_column_type(views->table, views->issued, DATEOID);
	}
	/* a view that can only fail is not made */
	require_reading(&taxonomy_image(views->taxonomy)->view, views->taxonomy,
					"The views commitment_sentences, targets and periods read the texts; without document they are not made.");
}

static void
read_arguments(FunctionCallInfo fcinfo, Views *views)
{
	Oid			function = fcinfo->flinfo->fn_oid;

	views->id = required_text(fcinfo, 1);
	views->tags = required_text(fcinfo, 2);
	views->lang = required_text(fcinfo, 4);
	if (PG_ARGISNULL(0))
		required_text(fcinfo, 0);
	views->table = PG_GETARG_OID(0);
	check_table(views->table);
	views->taxonomy = PG_ARGISNULL(3) ? policyscope_taxonomy :
		text_to_cstring(PG_GETARG_TEXT_PP(3));
	views->schema = PG_ARGISNULL(5) ? get_namespace_name(get_rel_namespace(views->table)) :
		text_to_cstring(PG_GETARG_TEXT_PP(5));
	views->prefix = PG_ARGISNULL(6) ? psprintf("%s_", get_rel_name(views->table)) :
		text_to_cstring(PG_GETARG_TEXT_PP(6));
	views->replace = !PG_ARGISNULL(7) && PG_GETARG_BOOL(7);
	views->extension = getExtensionOfObject(ProcedureRelationId, function);
	views->functions = quoted_function_schema(function);
	require_column_type(views->table, views->tags, own_type(function, "tagset"));
	require_table_column(views->table, views->id);
	taxonomy_version(views->taxonomy);	/* for its error */
	read_text_columns(fcinfo, views);
}

static Oid
made_view(const Views *views, const ViewTemplate *view)
{
	create_view(views, view);
	return get_relname_relid(view_name(views, view), get_namespace_oid(views->schema, false));
}

/* tag_create_views(documents, id, tags, taxonomy, lang, schema, prefix, replace, document, issued) */
Datum
tag_create_views(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Views		views = {0};

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	read_arguments(fcinfo, &views);
	gather_own_columns(&views);
	SPI_connect();
	for (int i = 0; i < view_template_count; i++)
	{
		Datum		value;
		bool		is_null = false;

		if (view_templates[i].reads_text && views.document == NULL)
			continue;
		value = ObjectIdGetDatum(made_view(&views, &view_templates[i]));
		tuplestore_putvalues(result->setResult, result->setDesc, &value, &is_null);
	}
	if (views.own_comments.len > 0)
		query_run(views.own_comments.data, false, NULL, 0);
	SPI_finish();
	return (Datum) 0;
}

/*-------------------------------------------------------------------------
 *
 * columns.c
 *		Tables and columns that a user names to a function of this room.
 *
 * Called by tag_create_views.c, tag_create_evidence.c and the triggers.  Must
 * never read a row.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "parser/parse_coerce.h"
#include "tagging/columns.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

Oid
own_type(Oid function, const char *name)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name),
						   ObjectIdGetDatum(get_func_namespace(function)));
}

Oid
own_function(Oid function, const char *name)
{
	oidvector  *arguments = buildoidvector(NULL, 0);

	return GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum(name),
						   PointerGetDatum(arguments), ObjectIdGetDatum(get_func_namespace(function)));
}

void
require_name_length(const char *name, const char *hint)
{
	if (strlen(name) >= NAMEDATALEN)
		ereport(ERROR,
				(errcode(ERRCODE_NAME_TOO_LONG),
				 errmsg("the name \"%s\" is too long", name),
				 errhint("%s", hint)));
}

AttrNumber
require_table_column(Oid table, const char *name)
{
	AttrNumber	column = get_attnum(table, name);

	if (column <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" does not exist in table \"%s\"", name, get_rel_name(table))));
	return column;
}

void
require_column_type(Oid table, const char *name, Oid type)
{
	AttrNumber	column = require_table_column(table, name);

	if (getBaseType(get_atttype(table, column)) != type)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" of table \"%s\" is not of type %s", name, get_rel_name(table),
						format_type_be(type))));
}

void
require_text_column(Oid table, const char *name)
{
	AttrNumber	column = require_table_column(table, name);

	if (TypeCategory(getBaseType(get_atttype(table, column))) != TYPCATEGORY_STRING)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" of table \"%s\" is no text", name, get_rel_name(table))));
}

char *
quoted_table(Oid table)
{
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(table)), get_rel_name(table));
}

const char *
quoted_function_schema(Oid function)
{
	return quote_identifier(get_namespace_name(get_func_namespace(function)));
}

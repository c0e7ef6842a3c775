/*-------------------------------------------------------------------------
 *
 * tag_create_evidence.c
 *		SQL: tag_create_evidence(), which makes the table with a row a mention
 *		and the trigger that keeps it.
 *
 * The trigger is tagset_update_trigger() a second time, with the arguments
 * of the one that keeps the tags and 'evidence=table'.  It has to be an AFTER
 * trigger: before, the document is not there for the foreign key, and may
 * still be changed or skipped by other triggers or ON CONFLICT.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "lib/stringinfo.h"
#include "tagging/columns.h"
#include "tagging/evidence_table.h"
#include "taxonomy/query.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

PG_FUNCTION_INFO_V1(tag_create_evidence);

/* The one that keeps the tags. */
static const Trigger *
tags_trigger(Relation documents, Oid function)
{
	const TriggerDesc *triggers = documents->trigdesc;
	const Trigger *found = NULL;

	for (int i = 0; triggers && i < triggers->numtriggers; i++)
	{
		const Trigger *trigger = &triggers->triggers[i];

		if (trigger->tgfoid != function || !TRIGGER_FOR_BEFORE(trigger->tgtype))
			continue;
		if (found)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("table \"%s\" has two triggers that keep tags", RelationGetRelationName(documents)),
					 errhint("Make the table and its trigger by hand, as the reference describes them.")));
		found = trigger;
	}
	if (found == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" has no trigger that keeps tags", RelationGetRelationName(documents)),
				 errhint("Create one with tagset_update_trigger() first.")));
	return found;
}

static void
run(const char *sql)
{
	query_run(sql, false, NULL, 0);
}

static void
create_table(const char *evidence, Relation relation)
{
	Oid			documents = RelationGetRelid(relation);
	AttrNumber	column = evidence_key_column(relation);
	char	   *key = get_attname(documents, column, false);
	Oid			type;
	int32		modifier;
	Oid			collation;

	get_atttypetypmodcoll(documents, column, &type, &modifier, &collation);
	run(psprintf("CREATE TABLE %s ("
				 "document_id %s NOT NULL REFERENCES %s (%s) ON UPDATE CASCADE ON DELETE CASCADE,"
				 " field pg_catalog.text NOT NULL, concept pg_catalog.text COLLATE \"C\" NOT NULL,"
				 " surface pg_catalog.text NOT NULL,"
				 " start_char pg_catalog.int4 NOT NULL, char_length pg_catalog.int4 NOT NULL,"
				 " sentence pg_catalog.text NOT NULL, sentence_start pg_catalog.int4 NOT NULL,"
				 " PRIMARY KEY (document_id, field, start_char, char_length, concept))",
				 evidence, format_type_extended(type, modifier, FORMAT_TYPE_TYPEMOD_GIVEN |
														FORMAT_TYPE_FORCE_QUALIFY),
				 quoted_table(documents), quote_identifier(key)));
	run(psprintf("CREATE INDEX ON %s (concept, document_id)", evidence));
}

static void
comment_on(const char *evidence, const char *column, const char *comment)
{
	run(psprintf("COMMENT ON COLUMN %s.%s IS %s", evidence, column, quote_literal_cstr(comment)));
}

static void
comment_table(const char *evidence, Oid documents)
{
	char	   *comment = psprintf("The mentions of the documents of %s, a row each, kept by a trigger.",
								   quoted_table(documents));

	run(psprintf("COMMENT ON TABLE %s IS %s", evidence, quote_literal_cstr(comment)));
	comment_on(evidence, "document_id", "The document.");
	comment_on(evidence, "field", "The column of the document that the mention stands in.");
	comment_on(evidence, "concept", "The concept itself, without broader ones.");
	comment_on(evidence, "surface", "The words, as they stand there.");
	comment_on(evidence, "start_char", "Where they begin, in characters from 1.");
	comment_on(evidence, "char_length", "How many characters they are.");
	comment_on(evidence, "sentence", "Their sentence, at most 1000 bytes of it before and behind them.");
	comment_on(evidence, "sentence_start", "Where that begins: the words are at start_char - sentence_start + 1 in it.");
}

static char *
column_of(const char *argument)
{
	int			zone;

	return split_zone(argument, &zone);
}

static void
create_trigger(const char *evidence, const char *name, Relation documents, const Trigger *tags)
{
	StringInfoData columns;
	StringInfoData arguments;
	const char *deletes = documents->rd_rel->relkind == RELKIND_PARTITIONED_TABLE ? " OR DELETE" : "";

	initStringInfo(&columns);
	initStringInfo(&arguments);
	for (int i = 0; i < tags->tgnargs; i++)
	{
		if (is_trigger_option(tags->tgargs[i]))
			continue;
		if (i >= 2)
			appendStringInfo(&columns, "%s%s", columns.len ? ", " : "",
							 quote_identifier(column_of(tags->tgargs[i])));
		appendStringInfo(&arguments, "%s, ", quote_literal_cstr(tags->tgargs[i]));
	}
	run(psprintf("CREATE TRIGGER %s AFTER INSERT%s OR UPDATE OF %s ON %s FOR EACH ROW"
				 " EXECUTE FUNCTION %s.tagset_update_trigger(%s%s)",
				 quote_identifier(name), deletes, columns.data,
				 quoted_table(RelationGetRelid(documents)), quoted_function_schema(tags->tgfoid),
				 arguments.data, quote_literal_cstr(psprintf(EVIDENCE_OPTION "%s", evidence))));
}

static char *
evidence_name(FunctionCallInfo fcinfo, Relation documents)
{
	char	   *name = PG_ARGISNULL(1) ? psprintf("%s_evidence", RelationGetRelationName(documents)) :
		text_to_cstring(PG_GETARG_TEXT_PP(1));

	require_name_length(name, "Name the table: evidence => 'docs_evidence'.");
	if (OidIsValid(get_relname_relid(name, RelationGetNamespace(documents))))
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_TABLE),
				 errmsg("relation \"%s\" already exists", name),
				 errhint("DROP TABLE and DROP TRIGGER of that name to make them anew, or name another table.")));
	return name;
}

/* tag_create_evidence(documents, evidence) */
Datum
tag_create_evidence(PG_FUNCTION_ARGS)
{
	Oid			function = own_function(fcinfo->flinfo->fn_oid, "tagset_update_trigger");
	Relation	documents;
	char	   *name;
	char	   *evidence;
	Oid			schema;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	documents = table_open(PG_GETARG_OID(0), AccessShareLock);
	schema = RelationGetNamespace(documents);
	name = evidence_name(fcinfo, documents);
	evidence = quote_qualified_identifier(get_namespace_name(schema), name);
	SPI_connect();
	create_table(evidence, documents);
	comment_table(evidence, RelationGetRelid(documents));
	create_trigger(evidence, name, documents, tags_trigger(documents, function));
	SPI_finish();
	table_close(documents, NoLock);
	PG_RETURN_OID(get_relname_relid(name, schema));
}

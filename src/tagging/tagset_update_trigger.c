/*-------------------------------------------------------------------------
 *
 * tagset_update_trigger.c
 *		SQL: the trigger that keeps a column of tags up to date, and the
 *		evidence for them.
 *
 * tagset_update_trigger(tags column, taxonomy, text column[:zone] ...
 * [, 'version=integer column']), BEFORE INSERT OR UPDATE, FOR EACH ROW; with
 * 'evidence=table' AFTER it: then the tags are left alone and the mentions
 * go into that table.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "tagging/columns.h"
#include "tagging/evidence_table.h"
#include "tagging/tagger.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(tagset_update_trigger);

#define VERSION_OPTION "version="

/* What is among the text columns; NULL: not given. */
typedef struct TriggerOptions
{
	const char *version;
	const char *evidence;
} TriggerOptions;

/* What stands behind the option's name, or NULL. */
static const char *
option_value(const char *argument, const char *option)
{
	return strncmp(argument, option, strlen(option)) == 0 ? argument + strlen(option) : NULL;
}

bool
is_trigger_option(const char *argument)
{
	return option_value(argument, VERSION_OPTION) || option_value(argument, EVIDENCE_OPTION);
}

static void
check_trigger(FunctionCallInfo fcinfo, TriggerData *data)
{
	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("tagset_update_trigger() must be called by a trigger")));
	if (!TRIGGER_FIRED_FOR_ROW(data->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("tagset_update_trigger() must be fired FOR EACH ROW")));
}

/* Tags are written before the row is, evidence after it. */
static void
check_time(TriggerData *data, const TriggerOptions *options)
{
	if (options->evidence && TRIGGER_FIRED_BEFORE(data->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("tagset_update_trigger() with evidence= must be fired AFTER INSERT, UPDATE or DELETE FOR EACH ROW"),
				 errdetail("The rows of evidence refer to the document, which has to be there."),
				 errhint("tag_create_evidence() makes the table and the trigger.")));
	if (options->evidence == NULL &&
		(!TRIGGER_FIRED_BEFORE(data->tg_event) || TRIGGER_FIRED_BY_DELETE(data->tg_event)))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("tagset_update_trigger() must be fired BEFORE INSERT OR UPDATE FOR EACH ROW")));
}

static void
take_option(const char **option, const char *value, const char *name)
{
	if (*option)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("tagset_update_trigger() has %s twice", name)));
	*option = value;
}

/* Finds the options, each of which there may be once; something must be left to tag. */
static TriggerOptions
read_options(const Trigger *trigger)
{
	TriggerOptions options = {NULL, NULL};
	int			texts = 0;

	for (int i = 2; i < trigger->tgnargs; i++)
	{
		const char *version = option_value(trigger->tgargs[i], VERSION_OPTION);
		const char *evidence = option_value(trigger->tgargs[i], EVIDENCE_OPTION);

		if (version)
			take_option(&options.version, version, VERSION_OPTION);
		else if (evidence)
			take_option(&options.evidence, evidence, EVIDENCE_OPTION);
		else
			texts++;
	}
	if (texts == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("tagset_update_trigger() needs a tags column, a taxonomy and a text column"),
				 errhint("For example: tagset_update_trigger('tags', 'policy', 'title:A', 'body').")));
	return options;
}

static void
wrong_type(Relation relation, const char *name, const char *expected)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of table \"%s\" is not of type %s", name,
					RelationGetRelationName(relation), expected)));
}

char *
split_zone(const char *argument, int *zone)
{
	const char *colon = strrchr(argument, ':');

	*zone = colon ? tagger_zone(colon + 1, (int) strlen(colon + 1)) : -1;
	if (*zone >= 0)
		return pnstrdup(argument, colon - argument);
	*zone = TAGGER_NO_ZONE;
	return pstrdup(argument);
}

/* Hands the column's text to the tagger, and its name to fields, unless it is NULL. */
static void
add_column(Tagger *tagger, List **fields, TriggerData *data, HeapTuple row, const char *argument)
{
	int			zone;
	char	   *name = split_zone(argument, &zone);
	int			column = require_table_column(RelationGetRelid(data->tg_relation), name);
	Oid			type = getBaseType(SPI_gettypeid(RelationGetDescr(data->tg_relation), column));
	bool		isnull;
	Datum		value;
	text	   *document;

	if (type != TEXTOID && type != VARCHAROID && type != BPCHAROID)
		wrong_type(data->tg_relation, name, "text");
	if (TupleDescAttr(RelationGetDescr(data->tg_relation), column - 1)->attgenerated)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("column \"%s\" of table \"%s\" is generated", name,
						RelationGetRelationName(data->tg_relation)),
				 errdetail("Generated columns are computed after BEFORE triggers.")));
	value = heap_getattr(row, column, RelationGetDescr(data->tg_relation), &isnull);
	if (isnull)
		return;
	document = DatumGetTextPP(value);
	*fields = lappend(*fields, name);
	tagger_add_part(tagger, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document), zone);
}

/* A column's domain is not checked after a BEFORE trigger: do it here. */
static void
check_domain(Relation relation, int column, Datum value)
{
	Oid			type = SPI_gettypeid(RelationGetDescr(relation), column);

	if (getBaseType(type) != type)
		domain_check(value, false, type, NULL, NULL);
}

static HeapTuple
set_columns(FunctionCallInfo fcinfo, TriggerData *data, HeapTuple row, Tagset *tags,
			const char *version)
{
	Relation	relation = data->tg_relation;
	char	  **arguments = data->tg_trigger->tgargs;
	int			columns[2];
	Datum		values[2];
	bool		nulls[2] = {false, false};
	int			count = 1;

	columns[0] = require_table_column(RelationGetRelid(relation), arguments[0]);
	values[0] = PointerGetDatum(tags);
	if (getBaseType(SPI_gettypeid(RelationGetDescr(relation), columns[0])) !=
		own_type(fcinfo->flinfo->fn_oid, "tagset"))
		wrong_type(relation, arguments[0], "tagset");
	if (version)
	{
		columns[1] = require_table_column(RelationGetRelid(relation), version);
		values[1] = Int32GetDatum(taxonomy_version(arguments[1]));
		if (getBaseType(SPI_gettypeid(RelationGetDescr(relation), columns[1])) != INT4OID)
			wrong_type(relation, version, "integer");
		count = 2;
	}
	for (int i = 0; i < count; i++)
		check_domain(relation, columns[i], values[i]);
	return heap_modify_tuple_by_cols(row, RelationGetDescr(relation), count, columns, values, nulls);
}

/* The names of the columns that were read go into fields, a part of the document each. */
static Tagger *
tag_row(TriggerData *data, HeapTuple row, List **fields)
{
	char	  **arguments = data->tg_trigger->tgargs;
	Tagger	   *tagger = tagger_begin(arguments[1], false);

	for (int i = 2; i < data->tg_trigger->tgnargs; i++)
	{
		if (!is_trigger_option(arguments[i]))
			add_column(tagger, fields, data, row, arguments[i]);
	}
	tagger_finish(tagger);
	return tagger;
}

Datum
tagset_update_trigger(PG_FUNCTION_ARGS)
{
	TriggerData *data = (TriggerData *) fcinfo->context;
	TriggerOptions options;
	List	   *fields = NIL;
	HeapTuple	row;
	Tagger	   *tagger;

	check_trigger(fcinfo, data);
	options = read_options(data->tg_trigger);
	check_time(data, &options);
	if (TRIGGER_FIRED_BY_DELETE(data->tg_event))
	{
		evidence_delete(data, options.evidence);
		PG_RETURN_POINTER(NULL);
	}
	row = TRIGGER_FIRED_BY_UPDATE(data->tg_event) ? data->tg_newtuple : data->tg_trigtuple;
	tagger = tag_row(data, row, &fields);
	if (options.evidence == NULL)
		PG_RETURN_POINTER(set_columns(fcinfo, data, row, tagger_tagset(tagger), options.version));
	evidence_replace(data, options.evidence, tagger, fields);
	PG_RETURN_POINTER(NULL);
}

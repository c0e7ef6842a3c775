/*-------------------------------------------------------------------------
 *
 * triggers.c
 *		Triggers of the tables of policyscope: guards, invalidation, images.
 *
 * Called by the server; catalog.sql says on which events.  Anybody may put
 * them on a table of his own, so nothing is taken for granted about its
 * columns.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_type_d.h"
#include "commands/extension.h"
#include "commands/trigger.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/inval.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "taxonomy/names.h"
#include "taxonomy/versions.h"

/* ---------- rows ---------- */

static TriggerData *
trigger_data(FunctionCallInfo fcinfo)
{
	if (!CALLED_AS_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("this function can only be called as a trigger")));
	return (TriggerData *) fcinfo->context;
}

/* A column of that name and type; false if it is NULL. */
static bool
row_column(const TriggerData *data, HeapTuple row, const char *name, Oid type, Datum *value)
{
	TupleDesc	description = RelationGetDescr(data->tg_relation);
	int			column = SPI_fnumber(description, name);
	bool		is_null;

	if (column <= 0 || SPI_gettypeid(description, column) != type)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("table \"%s\" has no column \"%s\" of type %s",
						RelationGetRelationName(data->tg_relation), name, format_type_be(type))));
	*value = heap_getattr(row, column, description, &is_null);
	return !is_null;
}

/* NULL where the row has none; then a constraint will refuse it. */
static char *
row_taxonomy(const TriggerData *data, HeapTuple row)
{
	Datum		value;

	return row_column(data, row, "taxonomy", TEXTOID, &value) ? TextDatumGetCString(value) : NULL;
}

static bool
is_table(const TriggerData *data, const char *name)
{
	return strcmp(RelationGetRelationName(data->tg_relation), name) == 0;
}

/* ---------- taxonomy_guard_trigger ---------- */

/* The mark itself. */
static bool
row_has_mark(const TriggerData *data, HeapTuple row)
{
	Datum		shipped;

	return is_table(data, "taxonomy") &&
		row_column(data, row, "shipped", BOOLOID, &shipped) && DatumGetBool(shipped);
}

static void
guard_old_row(const TriggerData *data, HeapTuple row)
{
	char	   *taxonomy = row_taxonomy(data, row);
	bool		shipped;

	if (taxonomy == NULL)
		return;
	shipped = is_table(data, "taxonomy") ? row_has_mark(data, row) :
		catalog_find_taxonomy(taxonomy, GetActiveSnapshot()) == CATALOG_TAXONOMY_SHIPPED;
	if (shipped)
		refuse_shipped_taxonomy(taxonomy);
}

static void
guard_new_row(const TriggerData *data, HeapTuple row)
{
	if (row_has_mark(data, row))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("only the extension marks a taxonomy as shipped")));
	guard_old_row(data, row);
}

static void
guard_truncate(void)
{
	if (catalog_any_shipped(GetActiveSnapshot()))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("the tables of policyscope hold a taxonomy that belongs to the extension"),
				 errhint("DELETE the taxonomies that are yours.")));
}

static void
guard_version_update(const TriggerData *data)
{
	if (is_table(data, "version"))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("a published version cannot be changed"),
				 errhint("Publish another one: SELECT taxonomy_publish('%s');",
						 row_taxonomy(data, data->tg_trigtuple))));
}

PG_FUNCTION_INFO_V1(taxonomy_guard_trigger);
Datum
taxonomy_guard_trigger(PG_FUNCTION_ARGS)
{
	TriggerData *data = trigger_data(fcinfo);
	bool		update = TRIGGER_FIRED_BY_UPDATE(data->tg_event);

	if (!TRIGGER_FIRED_FOR_ROW(data->tg_event))
	{
		if (!creating_extension)
			guard_truncate();
		PG_RETURN_POINTER(NULL);
	}
	if (!creating_extension)
	{
		if (TRIGGER_FIRED_BY_INSERT(data->tg_event))
			guard_new_row(data, data->tg_trigtuple);
		else
			guard_old_row(data, data->tg_trigtuple);
		if (update)
			guard_new_row(data, data->tg_newtuple);
	}
	if (update)
		guard_version_update(data);
	PG_RETURN_POINTER(update ? data->tg_newtuple : data->tg_trigtuple);
}

/* ---------- taxonomy_changed_trigger ---------- */

/* The message goes out at commit; to this session at its next command. */
PG_FUNCTION_INFO_V1(taxonomy_changed_trigger);
Datum
taxonomy_changed_trigger(PG_FUNCTION_ARGS)
{
	TriggerData *data = trigger_data(fcinfo);

	CacheInvalidateRelcacheByRelid(RelationGetRelid(data->tg_relation));
	PG_RETURN_POINTER(NULL);
}

/* ---------- taxonomy_image_trigger ---------- */

/*
 * Publishing stores the image itself; COPY, a restore and logical
 * replication leave it to this trigger.  The row may be gone by now.
 */
static void
store_missing_image(const char *taxonomy, int32 number)
{
	CatalogVersion version;

	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	if (catalog_find_version(taxonomy, number, GetActiveSnapshot(), &version) &&
		!catalog_has_image(taxonomy, &version, GetActiveSnapshot()))
	{
		SPI_connect();
		version_store_image(taxonomy, &version, GetActiveSnapshot());
		SPI_finish();
	}
	PopActiveSnapshot();
}

PG_FUNCTION_INFO_V1(taxonomy_image_trigger);
Datum
taxonomy_image_trigger(PG_FUNCTION_ARGS)
{
	TriggerData *data = trigger_data(fcinfo);
	char	   *taxonomy;
	Datum		version;

	if (!TRIGGER_FIRED_FOR_ROW(data->tg_event))
		PG_RETURN_POINTER(NULL);
	taxonomy = row_taxonomy(data, data->tg_trigtuple);
	if (taxonomy && row_column(data, data->tg_trigtuple, "version", INT4OID, &version))
		store_missing_image(taxonomy, DatumGetInt32(version));
	PG_RETURN_POINTER(NULL);
}

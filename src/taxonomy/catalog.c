/*-------------------------------------------------------------------------
 *
 * catalog.c
 *		The tables of the schema policyscope, read without SQL.
 *
 * Index scans under a snapshot the caller gives: no search_path, no
 * privileges, no planner, so it works in any function, in a parallel worker
 * and on a standby.  Called by cache.c, names.c, triggers.c and versions.c.  Must never
 * write, and never keep anything from one call to the next.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_am_d.h"
#include "catalog/pg_collation_d.h"
#include "catalog/pg_index.h"
#include "catalog/pg_opfamily_d.h"
#include "catalog/pg_type_d.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "taxonomy/catalog.h"

#define LISTED_NAMES 10

/* A column that is read here, by its place in the table. */
typedef struct CatalogColumn
{
	AttrNumber	number;
	const char *name;
	Oid			type;
} CatalogColumn;

/* Columns 1..keys are the primary key: the name, then perhaps the number. */
typedef struct CatalogTable
{
	const char *name;
	const char *index;
	int			keys;
	int			column_count;
	CatalogColumn columns[4];
} CatalogTable;

static const CatalogTable taxonomy_table = {
	"taxonomy", "taxonomy_pkey", 1, 2,
	{{1, "taxonomy", TEXTOID}, {7, "shipped", BOOLOID}}
};

static const CatalogTable version_table = {
	"version", "version_pkey", 2, 4,
	{{1, "taxonomy", TEXTOID}, {2, "version", INT4OID}, {3, "digest", BYTEAOID}, {4, "source", TEXTOID}}
};

static const CatalogTable image_table = {
	"image", "image_pkey", 2, 3,
	{{1, "taxonomy", TEXTOID}, {2, "version", INT4OID}, {3, "image", BYTEAOID}}
};

typedef struct CatalogScan
{
	Relation	table;
	Relation	index;
	SysScanDesc scan;
} CatalogScan;

/* ---------- shape ---------- */

static void
refuse_shape(const CatalogTable *table, const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("table %s.%s is not as policyscope made it", CATALOG_SCHEMA, table->name),
			 errdetail("%s.", what)));
}

static void
check_columns(const CatalogTable *table, Relation relation)
{
	TupleDesc	description = RelationGetDescr(relation);

	if (relation->rd_rel->relkind != RELKIND_RELATION)
		refuse_shape(table, "It is not an ordinary table");
	for (int i = 0; i < table->column_count; i++)
	{
		const CatalogColumn *column = &table->columns[i];
		Form_pg_attribute attribute;

		if (column->number > description->natts)
			refuse_shape(table, psprintf("Column \"%s\" is missing", column->name));
		attribute = TupleDescAttr(description, column->number - 1);
		if (attribute->attisdropped || attribute->atttypid != column->type ||
			strcmp(NameStr(attribute->attname), column->name) != 0)
			refuse_shape(table, psprintf("Column \"%s\" is missing or of another type", column->name));
	}
}

static bool
index_column_fits(Relation index, int i, Oid family, Oid collation)
{
	return index->rd_index->indkey.values[i] == i + 1 &&
		index->rd_opfamily[i] == family &&
		index->rd_indcollation[i] == collation &&
		index->rd_indoption[i] == 0;
}

static void
check_index(const CatalogTable *table, Relation relation, Relation index)
{
	Form_pg_index form = index->rd_index;

	if (form->indrelid != RelationGetRelid(relation) ||
		index->rd_rel->relam != BTREE_AM_OID ||
		!form->indisvalid || !form->indisprimary ||
		form->indnkeyatts != table->keys ||
		!index_column_fits(index, 0, TEXT_BTREE_FAM_OID, C_COLLATION_OID) ||
		(table->keys > 1 && !index_column_fits(index, 1, INTEGER_BTREE_FAM_OID, InvalidOid)))
		refuse_shape(table, psprintf("\"%s\" is not its primary key", table->index));
}

/* ---------- scans ---------- */

static Oid
find_relation(const char *name)
{
	Oid			namespace = get_namespace_oid(CATALOG_SCHEMA, true);

	return OidIsValid(namespace) ? get_relname_relid(name, namespace) : InvalidOid;
}

static Oid
find_table(const CatalogTable *table)
{
	Oid			relation = find_relation(table->name);

	if (!OidIsValid(relation))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table %s.%s does not exist", CATALOG_SCHEMA, table->name),
				 errhint("It comes with CREATE EXTENSION policyscope.")));
	return relation;
}

/* Opened by its name; the table is open and has the right columns. */
static Relation
open_index(const CatalogTable *table, Relation relation)
{
	Oid			oid = find_relation(table->index);
	Relation	index = OidIsValid(oid) ? relation_open(oid, AccessShareLock) : NULL;

	if (index == NULL || index->rd_rel->relkind != RELKIND_INDEX)
		refuse_shape(table, psprintf("\"%s\" is not its primary key", table->index));
	check_index(table, relation, index);
	return index;
}

/*
 * Starts a scan over the rows with this name, or this name and number, or
 * all (both NULL or zero), in the order of the primary key.
 */
static void
scan_begin(CatalogScan *scan, const CatalogTable *table, const char *name, int32 number,
		   Snapshot snapshot)
{
	ScanKeyData keys[2];
	int			count = 0;

	if (name)
		ScanKeyInit(&keys[count++], 1, BTEqualStrategyNumber, F_TEXTEQ, CStringGetTextDatum(name));
	if (number)
		ScanKeyInit(&keys[count++], 2, BTEqualStrategyNumber, F_INT4EQ, Int32GetDatum(number));
	/* relation_open: a wrong kind of relation gets our message */
	scan->table = relation_open(find_table(table), AccessShareLock);
	check_columns(table, scan->table);
	scan->index = open_index(table, scan->table);
	scan->scan = systable_beginscan_ordered(scan->table, scan->index, snapshot, count, keys);
}

static HeapTuple
scan_next(CatalogScan *scan, ScanDirection direction)
{
	CHECK_FOR_INTERRUPTS();
	return systable_getnext_ordered(scan->scan, direction);
}

static void
scan_end(CatalogScan *scan)
{
	systable_endscan_ordered(scan->scan);
	relation_close(scan->index, AccessShareLock);
	relation_close(scan->table, AccessShareLock);
}

static Datum
scan_column(const CatalogScan *scan, HeapTuple tuple, AttrNumber column, const CatalogTable *table)
{
	bool		is_null;
	Datum		value = heap_getattr(tuple, column, RelationGetDescr(scan->table), &is_null);

	if (is_null)
		refuse_shape(table, "A column that must not be null is null");
	return value;
}

/* ---------- versions and images ---------- */

Oid
catalog_version_relation(void)
{
	return find_table(&version_table);
}

static void
copy_digest(Datum value, uint8 *digest)
{
	bytea	   *bytes = DatumGetByteaPP(value);

	if (VARSIZE_ANY_EXHDR(bytes) != IMAGE_DIGEST_LENGTH)
		refuse_shape(&version_table, "A digest has not 32 bytes");
	memcpy(digest, VARDATA_ANY(bytes), IMAGE_DIGEST_LENGTH);
}

/*
 * Is a row that is visible to an MVCC snapshot this transaction's own, and
 * so not committed?
 */
static bool
is_own_row(HeapTuple tuple)
{
	return TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetXmin(tuple->t_data));
}

/* The version of that number, or the newest. */
bool
catalog_find_version(const char *taxonomy, int32 version, Snapshot snapshot,
					 CatalogVersion *found)
{
	CatalogScan scan;
	HeapTuple	tuple;

	scan_begin(&scan, &version_table, taxonomy, version, snapshot);
	tuple = scan_next(&scan, BackwardScanDirection);
	if (HeapTupleIsValid(tuple))
	{
		found->version = DatumGetInt32(scan_column(&scan, tuple, 2, &version_table));
		found->own = is_own_row(tuple);
		copy_digest(scan_column(&scan, tuple, 3, &version_table), found->digest);
	}
	scan_end(&scan);
	return HeapTupleIsValid(tuple);
}

/* A big value of a row found by its whole key; NULL where there is no row. */
static struct varlena *
read_value(const CatalogTable *table, AttrNumber column, const char *taxonomy, int32 version,
		   Snapshot snapshot, bool *own)
{
	CatalogScan scan;
	HeapTuple	tuple;
	struct varlena *value = NULL;

	scan_begin(&scan, table, taxonomy, version, snapshot);
	tuple = scan_next(&scan, ForwardScanDirection);
	if (HeapTupleIsValid(tuple))
	{
		value = PG_DETOAST_DATUM_COPY(scan_column(&scan, tuple, column, table));
		*own = is_own_row(tuple);
	}
	scan_end(&scan);
	return value;
}

text *
catalog_read_source(const char *taxonomy, int32 version, Snapshot snapshot)
{
	bool		own;

	return (text *) read_value(&version_table, 4, taxonomy, version, snapshot, &own);
}

bytea *
catalog_read_image(const char *taxonomy, int32 version, Snapshot snapshot, bool *own)
{
	return (bytea *) read_value(&image_table, 3, taxonomy, version, snapshot, own);
}

/*
 * Is there an image that says it was built from this version's source?  A
 * row may outlive its version where foreign keys are not at work, as on a
 * subscriber of logical replication.
 */
bool
catalog_has_image(const char *taxonomy, const CatalogVersion *version, Snapshot snapshot)
{
	CatalogScan scan;
	HeapTuple	tuple;
	bool		found = false;

	scan_begin(&scan, &image_table, taxonomy, version->version, snapshot);
	tuple = scan_next(&scan, ForwardScanDirection);
	if (HeapTupleIsValid(tuple))
	{
		bytea	   *digest = DatumGetByteaPSlice(scan_column(&scan, tuple, 3, &image_table),
												 offsetof(ImageHeader, digest), IMAGE_DIGEST_LENGTH);

		found = VARSIZE_ANY_EXHDR(digest) == IMAGE_DIGEST_LENGTH &&
			memcmp(VARDATA_ANY(digest), version->digest, IMAGE_DIGEST_LENGTH) == 0;
	}
	scan_end(&scan);
	return found;
}

/* ---------- taxonomies ---------- */

CatalogTaxonomy
catalog_find_taxonomy(const char *taxonomy, Snapshot snapshot)
{
	CatalogTaxonomy result = CATALOG_TAXONOMY_UNKNOWN;
	CatalogScan scan;
	HeapTuple	tuple;

	scan_begin(&scan, &taxonomy_table, taxonomy, 0, snapshot);
	tuple = scan_next(&scan, ForwardScanDirection);
	if (HeapTupleIsValid(tuple))
		result = DatumGetBool(scan_column(&scan, tuple, 7, &taxonomy_table)) ?
			CATALOG_TAXONOMY_SHIPPED : CATALOG_TAXONOMY_OWN;
	scan_end(&scan);
	return result;
}

bool
catalog_any_shipped(Snapshot snapshot)
{
	bool		shipped = false;
	CatalogScan scan;
	HeapTuple	tuple;

	scan_begin(&scan, &taxonomy_table, NULL, 0, snapshot);
	while (!shipped && HeapTupleIsValid(tuple = scan_next(&scan, ForwardScanDirection)))
		shipped = DatumGetBool(scan_column(&scan, tuple, 7, &taxonomy_table));
	scan_end(&scan);
	return shipped;
}

/* ---------- lists for hints ---------- */

/* Adds one more name; false when the list is full. */
static bool
append_listed(StringInfo list, int *count, const char *name)
{
	if (*count == LISTED_NAMES)
	{
		appendStringInfoString(list, ", ...");
		return false;
	}
	appendStringInfo(list, "%s%s", *count ? ", " : "", name);
	(*count)++;
	return true;
}

char *
catalog_list_taxonomies(Snapshot snapshot)
{
	StringInfoData list;
	CatalogScan scan;
	HeapTuple	tuple;
	int			count = 0;
	bool		more = true;

	initStringInfo(&list);
	scan_begin(&scan, &taxonomy_table, NULL, 0, snapshot);
	while (more && HeapTupleIsValid(tuple = scan_next(&scan, ForwardScanDirection)))
		more = append_listed(&list, &count,
							 TextDatumGetCString(scan_column(&scan, tuple, 1, &taxonomy_table)));
	scan_end(&scan);
	return count ? list.data : NULL;
}

/* Newest first. */
char *
catalog_list_versions(const char *taxonomy, Snapshot snapshot)
{
	StringInfoData list;
	CatalogScan scan;
	HeapTuple	tuple;
	int			count = 0;
	bool		more = true;

	initStringInfo(&list);
	scan_begin(&scan, &version_table, taxonomy, 0, snapshot);
	while (more && HeapTupleIsValid(tuple = scan_next(&scan, BackwardScanDirection)))
	{
		int32		version = DatumGetInt32(scan_column(&scan, tuple, 2, &version_table));

		more = append_listed(&list, &count, psprintf("%d", version));
	}
	scan_end(&scan);
	return count ? list.data : NULL;
}

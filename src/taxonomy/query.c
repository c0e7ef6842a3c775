/*-------------------------------------------------------------------------
 *
 * query.c
 *		SQL run by this room: parameters by value, results checked.
 *
 * Called by the SQL functions of this room, inside SPI_connect().  Must
 * never hold a statement of its own.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type_d.h"
#include "utils/builtins.h"

#include "taxonomy/query.h"

#define PARAMETERS_MAX 8
#define ROWS_AT_ONCE 1000

QueryParameter
query_text(const char *value)
{
	QueryParameter parameter = {0, TEXTOID, value == NULL};

	if (value)
		parameter.value = CStringGetTextDatum(value);
	return parameter;
}

QueryParameter
query_integer(int32 value)
{
	QueryParameter parameter = {Int32GetDatum(value), INT4OID, false};

	return parameter;
}

QueryParameter
query_bytes(const void *bytes, Size length)
{
	bytea	   *value = palloc(add_size(length, VARHDRSZ));
	QueryParameter parameter = {PointerGetDatum(value), BYTEAOID, false};

	SET_VARSIZE(value, length + VARHDRSZ);
	memcpy(VARDATA(value), bytes, length);
	return parameter;
}

/* Parameters as SPI takes them. */
typedef struct SpiParameters
{
	Oid			types[PARAMETERS_MAX];
	Datum		values[PARAMETERS_MAX];
	char		nulls[PARAMETERS_MAX];
} SpiParameters;

static void
spread_parameters(SpiParameters *spread, const QueryParameter *parameters, int count)
{
	Assert(count <= PARAMETERS_MAX);
	memset(spread, 0, sizeof(*spread));
	for (int i = 0; i < count; i++)
	{
		spread->types[i] = parameters[i].type;
		spread->values[i] = parameters[i].value;
		spread->nulls[i] = parameters[i].is_null ? 'n' : ' ';
	}
}

uint64
query_run(const char *sql, bool read_only, const QueryParameter *parameters, int count)
{
	SpiParameters spread;
	int			result;

	spread_parameters(&spread, parameters, count);
	result = SPI_execute_with_args(sql, count, spread.types, spread.values, spread.nulls,
								   read_only, 0);
	if (result < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg("a query of policyscope failed: %s", SPI_result_code_string(result)),
				 errdetail("%s", sql)));
	return SPI_processed;
}

void
query_each(const char *sql, const QueryParameter *parameters, int count,
		   QueryRowCallback callback, void *arg)
{
	SpiParameters spread;
	Portal		portal;

	spread_parameters(&spread, parameters, count);
	portal = SPI_cursor_open_with_args(NULL, sql, count, spread.types, spread.values,
									   spread.nulls, true, 0);
	for (SPI_cursor_fetch(portal, true, ROWS_AT_ONCE); SPI_processed > 0;
		 SPI_cursor_fetch(portal, true, ROWS_AT_ONCE))
	{
		SPITupleTable *rows = SPI_tuptable;

		for (uint64 i = 0; i < rows->numvals; i++)
			callback(arg, rows->vals[i], rows->tupdesc);
		SPI_freetuptable(rows);
	}
	SPI_cursor_close(portal);
}

char *
query_result_text(uint64 row, int column)
{
	return SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);
}

int32
query_result_integer(uint64 row, int column)
{
	bool		is_null;
	Datum		value = SPI_getbinval(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, &is_null);

	return is_null ? 0 : DatumGetInt32(value);
}

/*-------------------------------------------------------------------------
 *
 * tag_zones.c
 *		SQL: tag_zones(), a row a zone of a plain text.
 *
 * Needs no taxonomy.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "reading/zones.h"
#include "tagging/tagger.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_zones);

#define ZONE_COLUMNS 5

static void
put_zone_row(ReturnSetInfo *result, const ZoneSpan *span, CharacterCounter *counter)
{
	Datum		values[ZONE_COLUMNS];
	bool		nulls[ZONE_COLUMNS] = {0};
	char		letter = (char) ('A' + zone_weight((Zone) span->zone));
	int32		start = count_characters_to(counter, span->start);

	values[0] = CStringGetTextDatum(zone_name((Zone) span->zone));
	nulls[1] = span->zone == ZONE_FURNITURE;
	values[1] = nulls[1] ? (Datum) 0 : PointerGetDatum(cstring_to_text_with_len(&letter, 1));
	values[2] = PointerGetDatum(cstring_to_text_with_len((const char *) counter->text + span->start,
														 (int) (span->end - span->start)));
	values[3] = Int32GetDatum(start + 1);
	values[4] = Int32GetDatum(count_characters_to(counter, span->end) - start);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

Datum
tag_zones(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	text	   *document = PG_GETARG_TEXT_PP(0);
	CharacterCounter counter = {(const uint8 *) VARDATA_ANY(document), 0, 0};
	MemoryContext row = row_memory_create();
	UniformText uniform = {0};
	Zones		zones = {0};

	InitMaterializedSRF(fcinfo, 0);
	uniform_write(&uniform, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	zones_find(&zones, &uniform);
	for (uint32 i = 0; i < zones.count; i++)
	{
		MemoryContext outer = row_memory_enter(row);

		put_zone_row(result, &zones.spans[i], &counter);
		MemoryContextSwitchTo(outer);
	}
	uniform_release(&uniform);
	return (Datum) 0;
}

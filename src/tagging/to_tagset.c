/*-------------------------------------------------------------------------
 *
 * to_tagset.c
 *		SQL: to_tagset() of a text, or of a jsonb of zones or named fields.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "tagging/tagger.h"
#include "utils/jsonb.h"

PG_FUNCTION_INFO_V1(to_tagset);
PG_FUNCTION_INFO_V1(to_tagset_jsonb);

Datum
to_tagset(PG_FUNCTION_ARGS)
{
	text	   *document = PG_GETARG_TEXT_PP(PG_NARGS() - 1);

	PG_RETURN_TAGSET_P(tagger_tagset(tagger_run_tags(tagger_taxonomy(fcinfo, 1), document)));
}

static int
zone_of_string(const JsonbValue *value)
{
	return value->type == jbvString ? tagger_zone(value->val.string.val, value->val.string.len) : -1;
}

/* The zone of a field, by the map when there is one; -1: not in the map. */
static int
zone_of_field(const JsonbValue *field, Jsonb *zones)
{
	int			zone;

	if (zones)
	{
		JsonbValue *mapped = findJsonbValueFromContainer(&zones->root, JB_FOBJECT,
														 (JsonbValue *) field);

		return mapped ? zone_of_string(mapped) : -1;
	}
	zone = zone_of_string(field);
	if (zone < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%.*s\" is not a zone", field->val.string.len, field->val.string.val),
				 errdetail("The keys of a document in jsonb are the zones A, B, C and D."),
				 errhint("Name the zones of other fields in a third argument, "
						 "as in to_tagset('policy', document, '{\"title\": \"A\"}').")));
	return zone;
}

static void
bad_field(const JsonbValue *field)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("field \"%.*s\" of the document is no text", field->val.string.len,
					field->val.string.val),
			 errdetail("A field is a string, an array of strings, or null.")));
}

/* Adds the texts of one field; the iterator stands at its value. */
static void
add_field(Tagger *tagger, JsonbIterator **iterator, const JsonbValue *field, int zone)
{
	JsonbValue	value;
	JsonbIteratorToken token = JsonbIteratorNext(iterator, &value, false);
	bool		array = token == WJB_BEGIN_ARRAY;

	if (!array && token != WJB_VALUE)
		bad_field(field);
	if (array)
		token = JsonbIteratorNext(iterator, &value, false);
	for (; token != WJB_END_ARRAY; token = JsonbIteratorNext(iterator, &value, false))
	{
		if ((token != WJB_VALUE && token != WJB_ELEM) ||
			(value.type != jbvString && value.type != jbvNull))
			bad_field(field);
		if (value.type == jbvString)
			tagger_add_part(tagger, value.val.string.val, value.val.string.len, zone);
		if (!array)
			return;
	}
}

static void
add_fields(Tagger *tagger, Jsonb *document, Jsonb *zones)
{
	JsonbIterator *iterator = JsonbIteratorInit(&document->root);
	JsonbValue	value;

	JsonbIteratorNext(&iterator, &value, false);	/* WJB_BEGIN_OBJECT */
	while (JsonbIteratorNext(&iterator, &value, false) == WJB_KEY)
	{
		JsonbValue	field = value;
		int			zone = zone_of_field(&field, zones);

		if (zone >= 0)
			add_field(tagger, &iterator, &field, zone);
		else
			JsonbIteratorNext(&iterator, &value, true); /* the value, whole */
	}
}

static void
require_object(Jsonb *value, const char *what)
{
	if (!JB_ROOT_IS_OBJECT(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be an object", what)));
}

/* The whole map, so that a slip in it shows with the first document. */
static void
check_zones(Jsonb *zones)
{
	JsonbIterator *iterator = JsonbIteratorInit(&zones->root);
	JsonbValue	field;
	JsonbValue	value;

	require_object(zones, "the map of zones");
	JsonbIteratorNext(&iterator, &field, false);	/* WJB_BEGIN_OBJECT */
	while (JsonbIteratorNext(&iterator, &field, false) == WJB_KEY)
	{
		JsonbIteratorNext(&iterator, &value, true);
		if (zone_of_string(&value) < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("the zone of field \"%.*s\" is none of \"A\", \"B\", \"C\" and \"D\"",
							field.val.string.len, field.val.string.val)));
	}
}

/* to_tagset(document jsonb), to_tagset(taxonomy, document jsonb, zones jsonb) */
Datum
to_tagset_jsonb(PG_FUNCTION_ARGS)
{
	bool		alone = PG_NARGS() == 1;
	Jsonb	   *document;
	Jsonb	   *zones = NULL;
	Tagger	   *tagger;

	if (PG_ARGISNULL(0) || (!alone && PG_ARGISNULL(1)))
		PG_RETURN_NULL();
	document = PG_GETARG_JSONB_P(alone ? 0 : 1);
	require_object(document, "a document in jsonb");
	if (!alone && !PG_ARGISNULL(2))
	{
		zones = PG_GETARG_JSONB_P(2);
		check_zones(zones);
	}
	tagger = tagger_begin(tagger_taxonomy(fcinfo, 1), false);
	add_fields(tagger, document, zones);
	tagger_finish(tagger);
	PG_RETURN_TAGSET_P(tagger_tagset(tagger));
}

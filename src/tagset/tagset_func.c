/*-------------------------------------------------------------------------
 *
 * tagset_func.c
 *		Functions over one tagset: its entries as rows, keys, figures, casts.
 *
 * Called from SQL, and by other files of this room for keys.  Must never know the stored bytes, nor the text form
 * but for its decimals.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "storage/shmem.h"
#include "tagset/tagset.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"

#define ENTRY_COLUMNS 7

static double
in_units(int64 thousandths)
{
	return (double) thousandths / TAGSET_THOUSAND;
}

text *
tagset_key_text(const TagsetEntry *entry)
{
	return cstring_to_text_with_len(entry->key, entry->key_length);
}

text *
tagset_facet_text(const TagsetEntry *entry)
{
	return cstring_to_text_with_len(entry->key,
									tagset_key_facet_length(entry->key, entry->key_length));
}

/*
 * Rows
 */

static void
put_entry(ReturnSetInfo *rows, const TagsetEntry *entry, int64 words)
{
	Datum		values[ENTRY_COLUMNS];
	bool		nulls[ENTRY_COLUMNS] = {false};

	values[0] = PointerGetDatum(tagset_key_text(entry));
	values[1] = PointerGetDatum(tagset_facet_text(entry));
	values[2] = Float4GetDatum((float4) tagset_default_score(entry->evidence, words));
	values[3] = Float4GetDatum((float4) tagset_density(entry->evidence, words));
	nulls[3] = (words == 0);
	values[4] = Float8GetDatum(in_units(entry->evidence));
	values[5] = Int64GetDatum(entry->mentions_direct);
	values[6] = Int64GetDatum(entry->mentions);
	tuplestore_putvalues(rows->setResult, rows->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(tag_entries);
Datum
tag_entries(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rows = (ReturnSetInfo *) fcinfo->resultinfo;
	TagsetReader reader;
	TagsetEntry entry;

	InitMaterializedSRF(fcinfo, 0);
	tagset_read_begin(&reader, PG_GETARG_TAGSET_P(0));
	while (tagset_read_next(&reader, &entry))
	{
		CHECK_FOR_INTERRUPTS();
		put_entry(rows, &entry, reader.words);
	}
	return (Datum) 0;
}

/*
 * Keys
 */

PG_FUNCTION_INFO_V1(tag_keys);
Datum
tag_keys(PG_FUNCTION_ARGS)
{
	TagsetReader reader;
	TagsetEntry entry;
	Datum	   *keys;
	int			count = 0;

	tagset_read_begin(&reader, PG_GETARG_TAGSET_P(0));
	keys = palloc(mul_size(sizeof(Datum), reader.remaining));
	while (tagset_read_next(&reader, &entry))
	{
		CHECK_FOR_INTERRUPTS();
		keys[count++] = PointerGetDatum(tagset_key_text(&entry));
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(keys, count, TEXTOID, -1, false, TYPALIGN_INT));
}

PG_FUNCTION_INFO_V1(tag_filter);
Datum
tag_filter(PG_FUNCTION_ARGS)
{
	text	   *facet = PG_GETARG_TEXT_PP(1);
	TagsetReader reader;
	TagsetBuilder builder;
	TagsetEntry entry;

	tagset_read_begin(&reader, PG_GETARG_TAGSET_P(0));
	tagset_build_begin(&builder, reader.words);
	while (tagset_read_next(&reader, &entry))
	{
		CHECK_FOR_INTERRUPTS();
		if (tagset_in_facet(&entry, VARDATA_ANY(facet), VARSIZE_ANY_EXHDR(facet)))
			tagset_build_add(&builder, &entry);
	}
	PG_RETURN_TAGSET_P(tagset_build_end(&builder));
}

/*
 * Figures
 */

PG_FUNCTION_INFO_V1(tag_word_count);
Datum
tag_word_count(PG_FUNCTION_ARGS)
{
	TagsetReader reader;

	tagset_read_begin(&reader, PG_GETARG_TAGSET_P(0));
	PG_RETURN_FLOAT8(in_units(reader.words));
}

static void
check_constant(const char *name, double value, bool in_range, const char *range)
{
	if (!isfinite(value) || !in_range)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s is out of range: %g", name, value),
				 errdetail("It must be %s.", range)));
}

PG_FUNCTION_INFO_V1(tag_score);
Datum
tag_score(PG_FUNCTION_ARGS)
{
	text	   *key = PG_GETARG_TEXT_PP(1);
	double		k1 = PG_GETARG_FLOAT8(2);
	double		b = PG_GETARG_FLOAT8(3);
	double		average_words = PG_GETARG_FLOAT8(4);
	TagsetEntry entry;
	int64		words;

	check_constant("k1", k1, k1 >= 0, "a finite number, at least 0");
	check_constant("b", b, b >= 0 && b <= 1, "between 0 and 1");
	check_constant("avg", average_words, average_words > 0, "a finite number greater than 0");
	if (!tagset_find(PG_GETARG_TAGSET_P(0), VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key),
					 &entry, &words))
		PG_RETURN_FLOAT4(0.0f);
	PG_RETURN_FLOAT4((float4) tagset_score(entry.evidence, words, k1, b, average_words));
}

/*
 * Constructor: one mention a key, no words; a repeated key adds up.
 */

static int
compare_texts(const void *a, const void *b)
{
	const text *left = DatumGetTextPP(*(const Datum *) a);
	const text *right = DatumGetTextPP(*(const Datum *) b);

	return tagset_key_compare(VARDATA_ANY(left), VARSIZE_ANY_EXHDR(left),
							  VARDATA_ANY(right), VARSIZE_ANY_EXHDR(right));
}

static Tagset *
build_from_sorted(Datum *keys, int count)
{
	TagsetBuilder builder;

	tagset_build_begin(&builder, 0);
	for (int i = 0, run; i < count; i += run)
	{
		text	   *key = DatumGetTextPP(keys[i]);
		TagsetEntry entry = {.key = VARDATA_ANY(key), .key_length = VARSIZE_ANY_EXHDR(key)};

		CHECK_FOR_INTERRUPTS();
		for (run = 1; i + run < count && compare_texts(&keys[i], &keys[i + run]) == 0;)
			run++;
		entry.evidence = (int64) run * TAGSET_THOUSAND;
		entry.mentions_direct = run;
		entry.mentions = run;
		tagset_build_add(&builder, &entry);
	}
	return tagset_build_end(&builder);
}

PG_FUNCTION_INFO_V1(tagset_from_keys);
Datum
tagset_from_keys(PG_FUNCTION_ARGS)
{
	Datum	   *keys;
	bool	   *nulls;
	int			count;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(0), TEXTOID, -1, false, TYPALIGN_INT,
					  &keys, &nulls, &count);
	for (int i = 0; i < count; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("tagset key must not be null"),
					 errdetail("Element %d of the array is null.", i + 1)));
		keys[i] = PointerGetDatum(DatumGetTextPP(keys[i]));
		tagset_key_check(VARDATA_ANY(DatumGetPointer(keys[i])),
						 VARSIZE_ANY_EXHDR(DatumGetPointer(keys[i])));
	}
	qsort(keys, count, sizeof(Datum), compare_texts);
	PG_RETURN_TAGSET_P(build_from_sorted(keys, count));
}

/*
 * jsonb, by way of JSON text, so that decimals stay exact
 */

static void
append_json_entry(StringInfo out, const TagsetEntry *entry)
{
	escape_json(out, pnstrdup(entry->key, entry->key_length));
	appendStringInfoString(out, ": {\"evidence\": ");
	tagset_append_thousandths(out, entry->evidence);
	appendStringInfo(out, ", \"mentions_direct\": " INT64_FORMAT ", \"mentions\": " INT64_FORMAT,
					 entry->mentions_direct, entry->mentions);
	if (entry->has_force)
	{
		appendStringInfoString(out, ", \"force\": [");
		for (int i = 0; i < TAGSET_FORCE_COUNTS; i++)
			appendStringInfo(out, "%s" INT64_FORMAT, i == 0 ? "" : ", ", entry->force[i]);
		appendStringInfoChar(out, ']');
	}
	appendStringInfoChar(out, '}');
}

PG_FUNCTION_INFO_V1(tagset_to_jsonb);
Datum
tagset_to_jsonb(PG_FUNCTION_ARGS)
{
	TagsetReader reader;
	TagsetEntry entry;
	StringInfoData out;

	tagset_read_begin(&reader, PG_GETARG_TAGSET_P(0));
	initStringInfo(&out);
	appendStringInfoString(&out, "{\"words\": ");
	tagset_append_thousandths(&out, reader.words);
	appendStringInfoString(&out, ", \"tags\": {");
	for (bool first = true; tagset_read_next(&reader, &entry); first = false)
	{
		CHECK_FOR_INTERRUPTS();
		if (!first)
			appendStringInfoString(&out, ", ");
		append_json_entry(&out, &entry);
	}
	appendStringInfoString(&out, "}}");
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(out.data));
}

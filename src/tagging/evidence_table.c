/*-------------------------------------------------------------------------
 *
 * evidence_table.c
 *		The rows of an evidence table: a mention each, with its sentence.
 *
 * Called by tagset_update_trigger.c after a document was written, so that
 * the row the foreign key asks for is there.  The table's columns are those
 * of tag_create_evidence.c.  Runs with the privileges of who writes.
 *
 *-------------------------------------------------------------------------
 */
#include "tagging/evidence_table.h"

#include "access/sysattr.h"
#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "tagging/columns.h"
#include "tagging/outline.h"
#include "taxonomy/query.h"
#include "text/utf8.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/typcache.h"
#include "utils/varlena.h"

/* Bytes of a sentence that are kept on either side of a mention: tables have no full stops. */
#define SENTENCE_REACH 1000

#define EVIDENCE_COLUMNS 7		/* without document_id */

static const Oid column_types[EVIDENCE_COLUMNS] = {
	TEXTOID, TEXTOID, TEXTOID, INT4OID, INT4OID, TEXTOID, INT4OID
};

/* ---------- the mentions of a document ---------- */

/* A part while its mentions are read; places in it never fall. */
typedef struct EvidencePart
{
	Outline		outline;
	uint32		sentence;		/* of the present mention */
	CharacterCounter mention;
	CharacterCounter begin;		/* of what is kept of the sentence */
} EvidencePart;

static void
begin_part(EvidencePart *part, const MatchPart *from)
{
	static const Marks none = {NULL, NULL, 0};

	memset(part, 0, sizeof(*part));
	outline_read(&part->outline, from->text, from->length, &none);
	part->mention.text = part->begin.text = (const uint8 *) from->text;
}

/* What is kept of the sentence that holds the mention. */
static OutlineSentence
kept_sentence(EvidencePart *part, const MatchCandidate *mention)
{
	const Outline *outline = &part->outline;
	const char *text = outline->text;
	OutlineSentence kept;

	part->sentence = outline_sentence_at(outline, part->sentence, mention->start);
	kept = outline->sentences[part->sentence];
	kept.start = Min(kept.start, mention->start);
	kept.end = Max(kept.end, mention->end);
	if (mention->start - kept.start > SENTENCE_REACH)
		kept.start = mention->start - SENTENCE_REACH;
	if (kept.end - mention->end > SENTENCE_REACH)
		kept.end = mention->end + SENTENCE_REACH;
	while (kept.start < mention->start && utf8_is_continuation((uint8) text[kept.start]))
		kept.start++;
	while (kept.end < outline->length && utf8_is_continuation((uint8) text[kept.end]))
		kept.end++;
	return kept;
}

static void
add_value(ArrayBuildState **columns, int column, Datum value)
{
	columns[column] = accumArrayResult(columns[column], value, false, column_types[column],
									   CurrentMemoryContext);
}

static void
add_mention(ArrayBuildState **columns, EvidencePart *part, const Matcher *matcher,
			const MatchCandidate *mention, const char *field)
{
	OutlineSentence kept = kept_sentence(part, mention);
	Datum		span[3];

	fill_span_columns(span, &part->mention, mention->start, mention->end);
	add_value(columns, 0, CStringGetTextDatum(field));
	add_value(columns, 1, concept_key(matcher->view, mention->concept));
	for (int i = 0; i < 3; i++)
		add_value(columns, 2 + i, span[i]);
	add_value(columns, 5, PointerGetDatum(cstring_to_text_with_len(part->outline.text + kept.start,
																   (int) (kept.end - kept.start))));
	add_value(columns, 6, Int32GetDatum(count_characters_to(&part->begin, kept.start) + 1));
}

/* False: none. */
static bool
gather_mentions(ArrayBuildState **columns, const Matcher *matcher, List *fields)
{
	EvidencePart part;
	uint32		number = IMAGE_NONE;

	for (uint32 i = 0; i < matcher->candidate_count; i++)
	{
		const MatchCandidate *mention = &matcher->candidates[i];

		if (mention->verdict != MATCH_ACCEPTED)
			continue;
		if (mention->part != number)
		{
			number = mention->part;
			begin_part(&part, &matcher->parts[number]);
		}
		add_mention(columns, &part, matcher, mention, list_nth(fields, (int) number));
	}
	return number != IMAGE_NONE;
}

/* ---------- the table ---------- */

AttrNumber
evidence_key_column(Relation documents)
{
	Bitmapset  *key = RelationGetIndexAttrBitmap(documents, INDEX_ATTR_BITMAP_PRIMARY_KEY);

	if (bms_membership(key) != BMS_SINGLETON)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("table \"%s\" has no primary key of one column", RelationGetRelationName(documents)),
				 errdetail("Rows of an evidence table refer to it.")));
	return (AttrNumber) (bms_singleton_member(key) + FirstLowInvalidHeapAttributeNumber);
}

/* An unqualified name is looked for beside the documents, whatever the search path. */
static Oid
find_table(const char *name, Relation documents)
{
	RangeVar   *range = makeRangeVarFromNameList(textToQualifiedNameList(cstring_to_text(name)));

	if (range->schemaname == NULL)
		range->schemaname = get_namespace_name(RelationGetNamespace(documents));
	return RangeVarGetRelid(range, NoLock, false);
}

static QueryParameter
row_key(TriggerData *data, HeapTuple row, AttrNumber column)
{
	TupleDesc	description = RelationGetDescr(data->tg_relation);
	QueryParameter key = {0, TupleDescAttr(description, column - 1)->atttypid, false};

	key.value = heap_getattr(row, column, description, &key.is_null);
	return key;
}

/* Deletes what is there for the key; both are of its type, whose equality is meant. */
static void
delete_evidence(const char *table, QueryParameter key)
{
	StringInfoData sql;
	Oid			equal = lookup_type_cache(key.type, TYPECACHE_EQ_OPR)->eq_opr;

	initStringInfo(&sql);
	appendStringInfo(&sql, "DELETE FROM %s WHERE ", table);
	generate_operator_clause(&sql, "document_id", key.type, equal, "$1", key.type);
	query_run(sql.data, false, &key, 1);
}

/* The same mention may have been found by two labels of its concept. */
static void
insert_evidence(const char *table, QueryParameter key, ArrayBuildState **columns)
{
	QueryParameter parameters[EVIDENCE_COLUMNS + 1];

	parameters[0] = key;
	for (int i = 0; i < EVIDENCE_COLUMNS; i++)
		parameters[i + 1] = (QueryParameter) {
			makeArrayResult(columns[i], CurrentMemoryContext), get_array_type(column_types[i]), false
		};
	query_run(psprintf("INSERT INTO %s (document_id, field, concept, surface, start_char, char_length,"
					   " sentence, sentence_start)"
					   " SELECT $1, m.* FROM unnest($2, $3, $4, $5, $6, $7, $8) AS m"
					   " ON CONFLICT DO NOTHING", table),
			  false, parameters, lengthof(parameters));
}

void
evidence_delete(TriggerData *data, const char *table)
{
	AttrNumber	column = evidence_key_column(data->tg_relation);

	SPI_connect();
	delete_evidence(quoted_table(find_table(table, data->tg_relation)),
					row_key(data, data->tg_trigtuple, column));
	SPI_finish();
}

void
evidence_replace(TriggerData *data, const char *table, Tagger *tagger, List *fields)
{
	ArrayBuildState *columns[EVIDENCE_COLUMNS] = {NULL};
	AttrNumber	column = evidence_key_column(data->tg_relation);
	char	   *name = quoted_table(find_table(table, data->tg_relation));
	bool		updated = TRIGGER_FIRED_BY_UPDATE(data->tg_event);
	QueryParameter key = row_key(data, updated ? data->tg_newtuple : data->tg_trigtuple, column);
	bool		any;

	/* before any SQL: a trigger of the table might use the tagger */
	any = gather_mentions(columns, tagger->matcher, fields);
	tagger_end(tagger);
	SPI_connect();
	if (updated)
		delete_evidence(name, row_key(data, data->tg_trigtuple, column));
	delete_evidence(name, key);
	if (any)
		insert_evidence(name, key, columns);
	SPI_finish();
}

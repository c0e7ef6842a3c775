/*-------------------------------------------------------------------------
 *
 * tag_debug.c
 *		SQL: tag_debug(), a row a token, as the matcher sees the text.
 *
 * Needs no taxonomy.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "funcapi.h"
#include "tagging/tagger.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(tag_debug);

#define DEBUG_COLUMNS 6

static const char *const kind_names[] = {
	[TOKEN_WORD] = "word",
	[TOKEN_NUMBER] = "number",
	[TOKEN_CHARACTER] = "character",
	[TOKEN_KATAKANA] = "katakana",
	[TOKEN_POSSESSIVE] = "possessive",
	[TOKEN_SCRIPT_DIGIT] = "script digit",
	[TOKEN_SYMBOL] = "symbol",
	[TOKEN_ADDRESS] = "address"
};

static const char *const gap_names[] = {
	[GAP_NONE] = "none",
	[GAP_SPACE] = "space",
	[GAP_LINE_BREAK] = "line break",
	[GAP_HYPHEN] = "hyphen",
	[GAP_HYPHEN_BREAK] = "hyphen and line break",
	[GAP_OTHER] = "other",
	[GAP_PARAGRAPH] = "paragraph"
};

static Datum
bytes_text(const uint8 *bytes, uint32 length)
{
	return PointerGetDatum(cstring_to_text_with_len((const char *) bytes, (int) length));
}

static void
put_token(ReturnSetInfo *result, const TokenStream *stream, const Token *token,
		  CharacterCounter *counter)
{
	Datum		values[DEBUG_COLUMNS];
	bool		nulls[DEBUG_COLUMNS] = {0};
	int32		start = count_characters_to(counter, token->start);

	values[0] = bytes_text(stream->text + token->start, token->end - token->start);
	values[1] = CStringGetTextDatum(kind_names[token->kind]);
	nulls[2] = token->kind == TOKEN_ADDRESS || (token->flags & TOKEN_OVERLONG);
	values[2] = nulls[2] ? (Datum) 0 :
		bytes_text(stream->folded + token->folded, token->folded_length);
	values[3] = Int32GetDatum(start + 1);
	values[4] = Int32GetDatum(count_characters_to(counter, token->end) - start);
	values[5] = CStringGetTextDatum(gap_names[token->gap]);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

Datum
tag_debug(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	text	   *document = PG_GETARG_TEXT_PP(0);
	CharacterCounter counter = {(const uint8 *) VARDATA_ANY(document), 0, 0};
	MemoryContext row = row_memory_create();
	TokenStream stream = {0};
	uint32		next = 0;
	bool		more;

	InitMaterializedSRF(fcinfo, 0);
	token_stream_begin(&stream, VARDATA_ANY(document), VARSIZE_ANY_EXHDR(document));
	do
	{
		uint32		final;
		uint32		keep = next > 0 ? next - 1 : 0;

		more = token_stream_fill(&stream, keep);
		next -= keep;
		final = token_stream_final(&stream, more);
		for (; next < final; next++)
		{
			MemoryContext outer = row_memory_enter(row);

			put_token(result, &stream, &stream.tokens[next], &counter);
			MemoryContextSwitchTo(outer);
		}
	} while (more);
	token_stream_release(&stream);
	return (Datum) 0;
}

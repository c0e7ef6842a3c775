/*-------------------------------------------------------------------------
 *
 * tagset_io.c
 *		Text and binary form of a tagset.
 *
 * Called by the server's I/O; the two append functions also by tagquery/ and
 * tagging/.  Must never know the stored bytes: it builds and reads values
 * through tagset_format.c.
 *
 * The text form, lossless, sorted by key:
 *
 *	 {212.5} 'tech.ai':4.5/3+2 'tech.big_data':12/9^0,1,0,4,2,0
 *
 *	 literal = [ '{' decimal '}' ] { entry }	words; white space between
 *	 entry	 = key [ ':' decimal				evidence, default 1
 *				 [ '/' integer					mentions_direct, default 1
 *				 [ '+' integer ] ] ]			mentions beyond, default 0
 *				 [ '^' integer { ',' integer } ]	six counts of force
 *	 key	 = quoted, '' and \\ doubled; or bare: letters, digits, '_', '-',
 *			   '.' and everything beyond ASCII
 *
 * A decimal has at most three places.  A repeated key adds up.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/int.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "tagset/tagset.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#define DECIMAL_PLACES 3
#define MAX_ENTRIES (MaxAllocSize / sizeof(TagsetEntry))

typedef struct TagsetParser
{
	const char *string;
	const char *next;
	Node	   *escontext;		/* for soft errors, may be NULL */
	int64		words;
	char	   *keys;			/* where the next unquoted key is written */
	TagsetEntry *entries;
	Size		used;
	Size		allocated;
} TagsetParser;

/*
 * Every parse function returns false after a soft error.
 */

static int
character_number(const TagsetParser *parser, const char *at)
{
	return pg_mbstrlen_with_len(parser->string, (int) (at - parser->string)) + 1;
}

static bool
syntax_error(const TagsetParser *parser, const char *at, const char *problem)
{
	input_error(parser->escontext, false,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("malformed tagset literal: \"%s\"", parser->string),
				 errdetail("%s, at character %d.", problem,
						   character_number(parser, at))));
}

static bool
range_error(const TagsetParser *parser, const char *at)
{
	input_error(parser->escontext, false,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("tagset counter out of range: \"%s\"", parser->string),
				 errdetail("A number is too large, at character %d.",
						   character_number(parser, at))));
}

static bool
sum_error(const TagsetParser *parser, const TagsetEntry *entry)
{
	input_error(parser->escontext, false,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("tagset counter out of range: \"%s\"", parser->string),
				 errdetail("The counts of key \"%s\" add up to too large a number.",
						   pnstrdup(entry->key, entry->key_length))));
}

/* ASCII only: never the locale's. */
static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_bare(char c)
{
	return IS_HIGHBIT_SET(c) || is_digit(c) ||
		(c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		c == '_' || c == '-' || c == '.';
}

static void
skip_space(TagsetParser *parser)
{
	while (is_space(*parser->next))
		parser->next++;
}

static bool
skip_char(TagsetParser *parser, char expected)
{
	if (*parser->next != expected)
		return false;
	parser->next++;
	return true;
}

/*
 * Numbers
 */

/* value = value * 10 + digit, for a run of digits; false on overflow. */
static bool
append_digits(int64 *value, const char *digits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (pg_mul_s64_overflow(*value, 10, value) ||
			pg_add_s64_overflow(*value, digits[i] - '0', value))
			return false;
	return true;
}

static size_t
digits_ahead(const TagsetParser *parser)
{
	return strspn(parser->next, "0123456789");
}

static bool
parse_integer(TagsetParser *parser, int64 *value)
{
	const char *start = parser->next;
	size_t		count = digits_ahead(parser);

	if (count == 0)
		return syntax_error(parser, start, "A number is expected");
	parser->next += count;
	*value = 0;
	return append_digits(value, start, count) || range_error(parser, start);
}

/* A decimal of at most three places, as thousandths. */
static bool
parse_thousandths(TagsetParser *parser, int64 *value)
{
	const char *start = parser->next;
	const char *fraction;
	size_t		places = 0;

	if (!parse_integer(parser, value))
		return false;
	fraction = parser->next;
	if (skip_char(parser, '.'))
	{
		fraction = parser->next;
		places = digits_ahead(parser);
		if (places == 0)
			return syntax_error(parser, fraction, "A decimal is expected");
		if (places > DECIMAL_PLACES)
			return syntax_error(parser, fraction + DECIMAL_PLACES,
								"There are more than three decimals");
		parser->next += places;
	}
	return (append_digits(value, fraction, places) &&
			append_digits(value, "000", DECIMAL_PLACES - places)) ||
		range_error(parser, start);
}

/*
 * Keys
 */

/* The text between quotes, with doubled quotes and backslashes undone. */
static bool
parse_quoted(TagsetParser *parser)
{
	const char *start = parser->next++;

	for (;;)
	{
		char		c = *parser->next++;

		if (c == '\'' && *parser->next != '\'')
			return true;
		if (c == '\'' || c == '\\')
			c = *parser->next++;
		if (c == '\0')
			return syntax_error(parser, start, "The quoted key is not closed");
		*parser->keys++ = c;
	}
}

static bool
parse_bare(TagsetParser *parser)
{
	if (!is_bare(*parser->next))
		return syntax_error(parser, parser->next, "A key is expected");
	while (is_bare(*parser->next))
		*parser->keys++ = *parser->next++;
	if (*parser->next != '\0' && !is_space(*parser->next) &&
		*parser->next != ':' && *parser->next != '^')
		return syntax_error(parser, parser->next, "A key with this character needs quotes");
	return true;
}

static bool
parse_key(TagsetParser *parser, TagsetEntry *entry)
{
	const char *start = parser->next;
	const char *problem;

	entry->key = parser->keys;
	if (!(*start == '\'' ? parse_quoted(parser) : parse_bare(parser)))
		return false;
	entry->key_length = (int) (parser->keys - entry->key);
	problem = tagset_key_problem(entry->key, entry->key_length);
	return problem ? syntax_error(parser, start, problem) : true;
}

/*
 * Entries
 */

/* evidence [ '/' direct [ '+' beyond ] ] */
static bool
parse_counts(TagsetParser *parser, TagsetEntry *entry)
{
	const char *start = parser->next;
	int64		beyond = 0;

	if (!parse_thousandths(parser, &entry->evidence))
		return false;
	if (entry->evidence == 0)
		return syntax_error(parser, start, "The evidence is not greater than 0");
	if (!skip_char(parser, '/'))
		return true;
	start = parser->next;
	if (!parse_integer(parser, &entry->mentions_direct))
		return false;
	if (skip_char(parser, '+') && !parse_integer(parser, &beyond))
		return false;
	if (pg_add_s64_overflow(entry->mentions_direct, beyond, &entry->mentions))
		return range_error(parser, start);
	if (entry->mentions == 0)
		return syntax_error(parser, start, "There is evidence, but no mention");
	return true;
}

/* The six counts after '^'. */
static bool
parse_force(TagsetParser *parser, TagsetEntry *entry)
{
	entry->has_force = true;
	for (int i = 0; i < TAGSET_FORCE_COUNTS; i++)
	{
		const char *start;

		if (i > 0 && !skip_char(parser, ','))
			return syntax_error(parser, parser->next, "Six force counts are expected");
		start = parser->next;
		if (!parse_integer(parser, &entry->force[i]))
			return false;
		if (entry->force[i] > entry->mentions)
			return syntax_error(parser, start, "The force count exceeds the mentions");
	}
	return true;
}

static bool
parse_entry(TagsetParser *parser, TagsetEntry *entry)
{
	memset(entry, 0, sizeof(TagsetEntry));
	entry->evidence = TAGSET_THOUSAND;
	entry->mentions_direct = 1;
	entry->mentions = 1;
	if (!parse_key(parser, entry))
		return false;
	if (skip_char(parser, ':') && !parse_counts(parser, entry))
		return false;
	return skip_char(parser, '^') ? parse_force(parser, entry) : true;
}

static TagsetEntry *
next_entry(TagsetParser *parser)
{
	if (parser->used == parser->allocated)
	{
		if (parser->allocated >= MAX_ENTRIES)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("tagset literal has too many entries"),
					 errdetail("It may have %zu.", (size_t) MAX_ENTRIES)));
		parser->allocated = Min(parser->allocated * 2, MAX_ENTRIES);
		parser->entries = repalloc(parser->entries,
								   parser->allocated * sizeof(TagsetEntry));
	}
	return &parser->entries[parser->used++];
}

/*
 * The literal
 */

/* '{' decimal '}' */
static bool
parse_words(TagsetParser *parser)
{
	parser->next++;
	skip_space(parser);
	if (!parse_thousandths(parser, &parser->words))
		return false;
	skip_space(parser);
	if (!skip_char(parser, '}'))
		return syntax_error(parser, parser->next, "A closing brace is expected");
	return true;
}

/* White space between two parts; none is needed at the end. */
static bool
parse_gap(TagsetParser *parser)
{
	if (*parser->next != '\0' && !is_space(*parser->next))
		return syntax_error(parser, parser->next, "White space is expected");
	skip_space(parser);
	return true;
}

static bool
parse_literal(TagsetParser *parser)
{
	skip_space(parser);
	if (*parser->next == '{' && !(parse_words(parser) && parse_gap(parser)))
		return false;
	while (*parser->next != '\0')
	{
		CHECK_FOR_INTERRUPTS();
		if (*parser->next == '{')
			return syntax_error(parser, parser->next, "The words come once, before the keys");
		if (!(parse_entry(parser, next_entry(parser)) && parse_gap(parser)))
			return false;
	}
	return true;
}

static int
compare_entries(const void *a, const void *b)
{
	const TagsetEntry *left = a;
	const TagsetEntry *right = b;

	return tagset_key_compare(left->key, left->key_length,
							  right->key, right->key_length);
}

/* Sorts the entries and adds up those of one key. */
static bool
merge_entries(TagsetParser *parser)
{
	TagsetEntry *last = parser->entries;

	qsort(parser->entries, parser->used, sizeof(TagsetEntry), compare_entries);
	for (Size i = 1; i < parser->used; i++)
	{
		TagsetEntry *entry = &parser->entries[i];

		if (compare_entries(last, entry) != 0)
			*++last = *entry;
		else if (!tagset_entry_try_add(last, entry))
			return sum_error(parser, last);
	}
	if (parser->used > 0)
		parser->used = last - parser->entries + 1;
	return true;
}

PG_FUNCTION_INFO_V1(tagset_in);
Datum
tagset_in(PG_FUNCTION_ARGS)
{
	TagsetParser parser = {.string = PG_GETARG_CSTRING(0)};
	TagsetBuilder builder;

	parser.next = parser.string;
	parser.escontext = INPUT_CONTEXT(fcinfo);
	parser.keys = palloc(strlen(parser.string) + 1);
	parser.allocated = 8;
	parser.entries = palloc(parser.allocated * sizeof(TagsetEntry));
	if (!parse_literal(&parser) || !merge_entries(&parser))
		PG_RETURN_NULL();
	tagset_build_begin(&builder, parser.words);
	for (Size i = 0; i < parser.used; i++)
		tagset_build_add(&builder, &parser.entries[i]);
	PG_RETURN_TAGSET_P(tagset_build_end(&builder));
}

/*
 * Output
 */

void
tagset_append_key(StringInfo out, const char *key, int key_length)
{
	appendStringInfoCharMacro(out, '\'');
	for (int i = 0; i < key_length; i++)
	{
		if (key[i] == '\'' || key[i] == '\\')
			appendStringInfoCharMacro(out, key[i]);
		appendStringInfoCharMacro(out, key[i]);
	}
	appendStringInfoCharMacro(out, '\'');
}

void
tagset_append_thousandths(StringInfo out, int64 thousandths)
{
	int			fraction = (int) (thousandths % TAGSET_THOUSAND);

	appendStringInfo(out, INT64_FORMAT, thousandths / TAGSET_THOUSAND);
	if (fraction == 0)
		return;
	appendStringInfo(out, ".%03d", fraction);
	while (out->data[out->len - 1] == '0')
		out->data[--out->len] = '\0';
}

static void
append_force(StringInfo out, const TagsetEntry *entry)
{
	for (int i = 0; i < TAGSET_FORCE_COUNTS; i++)
		appendStringInfo(out, "%c" INT64_FORMAT, i == 0 ? '^' : ',', entry->force[i]);
}

static void
append_entry(StringInfo out, const TagsetEntry *entry)
{
	int64		beyond = entry->mentions - entry->mentions_direct;

	if (out->len > 0)
		appendStringInfoCharMacro(out, ' ');
	tagset_append_key(out, entry->key, entry->key_length);
	appendStringInfoCharMacro(out, ':');
	tagset_append_thousandths(out, entry->evidence);
	appendStringInfo(out, "/" INT64_FORMAT, entry->mentions_direct);
	if (beyond > 0)
		appendStringInfo(out, "+" INT64_FORMAT, beyond);
	if (entry->has_force)
		append_force(out, entry);
}

PG_FUNCTION_INFO_V1(tagset_out);
Datum
tagset_out(PG_FUNCTION_ARGS)
{
	TagsetReader reader;
	TagsetEntry entry;
	StringInfoData out;

	tagset_read_begin(&reader, PG_GETARG_TAGSET_P(0));
	initStringInfo(&out);
	if (reader.words > 0)
	{
		appendStringInfoCharMacro(&out, '{');
		tagset_append_thousandths(&out, reader.words);
		appendStringInfoCharMacro(&out, '}');
	}
	while (tagset_read_next(&reader, &entry))
		append_entry(&out, &entry);
	PG_RETURN_CSTRING(out.data);
}

/*
 * Binary form: the stored bytes without the varlena header.
 */

PG_FUNCTION_INFO_V1(tagset_recv);
Datum
tagset_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			length = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, length);

	PG_RETURN_TAGSET_P(tagset_from_bytes((const uint8 *) bytes, length));
}

PG_FUNCTION_INFO_V1(tagset_send);
Datum
tagset_send(PG_FUNCTION_ARGS)
{
	Tagset	   *tags = PG_GETARG_TAGSET_P(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbytes(&message, VARDATA_ANY(tags), VARSIZE_ANY_EXHDR(tags));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

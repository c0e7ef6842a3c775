/*-------------------------------------------------------------------------
 *
 * tagquery_parse.c
 *		The text of a tagquery, read into a value.
 *
 * Called by the input function, by tag_matches(tagset, text), and by rooms
 * that take a query as text.  Must never know what a query is run against.
 *
 *	 query		 = [ or ]
 *	 or			 = and { "|" and }
 *	 and		 = operand { "&" operand }
 *	 operand	 = "!" operand | "(" or ")" | ( key | facet ".*" ) { condition }
 *	 condition	 = ">=" score | "#" mentions | "^" force
 *	 key, facet	 = plain name | "'" anything, with ' and \ doubled "'"
 *
 * A plain name is made of letters, digits, "_", "-", "." and whatever is not
 * ASCII.  White space (ASCII) may stand anywhere but inside a name or number.
 *
 * Every function that returns bool says false when the error has been noted
 * in escontext; before 16 it does not return then.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <errno.h>
#include <math.h>

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "parser/scansup.h"

#include "tagquery/tagquery.h"

/* How many bytes of a literal, and of one number, a message repeats. */
#define SHOWN_LITERAL 200
#define SHOWN_NUMBER 40

typedef struct TagqueryParser
{
	const char *start;
	const char *next;
	Node	   *escontext;
	TagqueryBuilder builder;
	StringInfoData name;		/* the last quoted one, without its quotes */
	int			depth;			/* of open brackets and "!" */
} TagqueryParser;

/* Where an operand stands among the bytes already written. */
typedef struct TagqueryOperand
{
	TagqueryKind kind;
	int			start;
	int			last;			/* AND, OR: the last operand of its chain */
} TagqueryOperand;

/* ---------- errors ---------- */

static const char *
clipped(const char *text, int limit)
{
	int			length = (int) strlen(text);
	int			shown = pg_mbcliplen(text, length, limit);

	return psprintf("%.*s%s", shown, text, shown < length ? "..." : "");
}

/* Always false, so that callers can return it. */
static bool
refuse(TagqueryParser *parser, const char *at, int sqlstate,
	   const char *message, const char *problem)
{
	int			character = pg_mbstrlen_with_len(parser->start, (int) (at - parser->start)) + 1;

	input_error(parser->escontext, false,
				(errcode(sqlstate),
				 errmsg("%s: \"%s\"", message, clipped(parser->start, SHOWN_LITERAL)),
				 errdetail("%s, at character %d.", problem, character)));
}

static bool
refuse_syntax(TagqueryParser *parser, const char *at, const char *problem)
{
	return refuse(parser, at, ERRCODE_INVALID_TEXT_REPRESENTATION,
				  "malformed tagquery literal", problem);
}

static bool
refuse_number(TagqueryParser *parser, const char *at, const char *problem)
{
	return refuse(parser, at, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
				  "tagquery number out of range", problem);
}

static bool
refuse_size(TagqueryParser *parser, const char *at)
{
	return refuse(parser, at, ERRCODE_PROGRAM_LIMIT_EXCEEDED, "tagquery is too long",
				  psprintf("There are more than %d keys and operators", TAGQUERY_MAX_NODES));
}

static bool
refuse_depth(TagqueryParser *parser, const char *at)
{
	return refuse(parser, at, ERRCODE_STATEMENT_TOO_COMPLEX, "tagquery is too deep",
				  psprintf("\"(\" and \"!\" are nested more than %d deep", TAGQUERY_MAX_DEPTH));
}

/* The character at this place, for a message; at the end, the word. */
static const char *
character_text(const char *at)
{
	if (*at == '\0')
		return "the end";
	return psprintf("\"%.*s\"", pg_mbcharcliplen(at, (int) strlen(at), 1), at);
}

/* ---------- characters ---------- */

static bool
is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
		IS_HIGHBIT_SET(c);
}

bool
tagquery_is_plain(const char *name, int length)
{
	for (int i = 0; i < length; i++)
		if (!is_name_byte(name[i]))
			return false;
	return length > 0;
}

static const char *
skip_name(const char *at)
{
	while (is_name_byte(*at))
		at++;
	return at;
}

/* Steps over white space; the character that follows it. */
static char
peek(TagqueryParser *parser)
{
	while (scanner_isspace(*parser->next))
		parser->next++;
	return *parser->next;
}

static bool
accept(TagqueryParser *parser, char symbol)
{
	if (peek(parser) != symbol)
		return false;
	parser->next++;
	return true;
}

/* ---------- numbers ---------- */

/* What stands where a number is expected, as a string of its own. */
static char *
take_number(TagqueryParser *parser, const char **at)
{
	const char *end;

	peek(parser);
	*at = end = parser->next;
	while (is_name_byte(*end) || *end == '+')
		end++;
	parser->next = end;
	return pnstrdup(*at, end - *at);
}

static const char *
skip_digits(const char *at)
{
	while (*at >= '0' && *at <= '9')
		at++;
	return at;
}

/* Narrower than strtod: neither hexadecimal, nor inf and nan. */
static bool
is_decimal(const char *number)
{
	const char *digits = number + (*number == '-');
	const char *at = skip_digits(digits);
	bool		some = at > digits;

	if (*at == '.')
	{
		digits = at + 1;
		at = skip_digits(digits);
		some = some || at > digits;
	}
	if (some && (*at == 'e' || *at == 'E'))
	{
		at++;
		digits = at + (*at == '+' || *at == '-');
		at = skip_digits(digits);
		some = at > digits;
	}
	return some && *at == '\0';
}

static bool
is_integer(const char *number)
{
	const char *digits = number + (*number == '-');
	const char *at = skip_digits(digits);

	return at > digits && *at == '\0';
}

static bool
parse_score(TagqueryParser *parser, TagqueryNode *leaf)
{
	const char *at;
	char	   *number = take_number(parser, &at);

	if (*number == '\0')
		return refuse_syntax(parser, at, "A score is expected after \">=\"");
	if (!is_decimal(number))
		return refuse_syntax(parser, at,
							 psprintf("The score \"%s\" is not a number",
									  clipped(number, SHOWN_NUMBER)));
	errno = 0;
	leaf->score = strtod(number, NULL);
	if (!(leaf->score >= 0 && leaf->score <= 1) || (leaf->score == 0 && errno == ERANGE))
		return refuse_number(parser, at,
							 psprintf("The score %s is not between 0 and 1", clipped(number, SHOWN_NUMBER)));
	leaf->score = fabs(leaf->score);	/* no negative zero */
	return true;
}

static bool
parse_mentions(TagqueryParser *parser, TagqueryNode *leaf)
{
	const char *at;
	char	   *number = take_number(parser, &at);

	if (*number == '\0')
		return refuse_syntax(parser, at, "A number of mentions is expected after \"#\"");
	if (!is_integer(number))
		return refuse_syntax(parser, at,
							 psprintf("The number of mentions \"%s\" is not an integer", clipped(number, SHOWN_NUMBER)));
	errno = 0;
	leaf->mentions = strtoll(number, NULL, 10);
	if (leaf->mentions < 1 || errno == ERANGE)
		return refuse_number(parser, at,
							 psprintf("The number of mentions %s is not between 1 and " INT64_FORMAT,
									  clipped(number, SHOWN_NUMBER), PG_INT64_MAX));
	return true;
}

static bool
parse_force(TagqueryParser *parser, TagqueryNode *leaf)
{
	const char *at;
	char	   *number = take_number(parser, &at);
	long		force;

	if (*number == '\0')
		return refuse_syntax(parser, at, "A force is expected after \"^\"");
	if (!is_integer(number))
		return refuse_syntax(parser, at,
							 psprintf("The force \"%s\" is not an integer",
									  clipped(number, SHOWN_NUMBER)));
	force = strtol(number, NULL, 10);
	if (force < 1 || force > TAGQUERY_FORCE_MAX)
		return refuse_number(parser, at,
							 psprintf("The force %s is not between 1 and %d",
									  clipped(number, SHOWN_NUMBER), TAGQUERY_FORCE_MAX));
	leaf->force = (int) force;
	return true;
}

/* ---------- keys ---------- */

/* The condition that begins here, its sign stepped over; 0 when none does. */
static uint8
take_condition(TagqueryParser *parser)
{
	if (peek(parser) == '>' && parser->next[1] == '=')
	{
		parser->next += 2;
		return TAGQUERY_HAS_SCORE;
	}
	if (accept(parser, '#'))
		return TAGQUERY_HAS_MENTIONS;
	if (accept(parser, '^'))
		return TAGQUERY_HAS_FORCE;
	return 0;
}

static const char *
condition_sign(uint8 condition)
{
	return condition == TAGQUERY_HAS_SCORE ? ">=" :
		condition == TAGQUERY_HAS_MENTIONS ? "#" : "^";
}

/* The number after a condition's sign. */
static bool
parse_number(TagqueryParser *parser, uint8 condition, TagqueryNode *leaf)
{
	if (condition == TAGQUERY_HAS_SCORE)
		return parse_score(parser, leaf);
	if (condition == TAGQUERY_HAS_MENTIONS)
		return parse_mentions(parser, leaf);
	return parse_force(parser, leaf);
}

static bool
parse_conditions(TagqueryParser *parser, TagqueryNode *leaf)
{
	uint8		condition;

	while ((condition = take_condition(parser)) != 0)
	{
		const char *sign = condition_sign(condition);

		if (leaf->conditions & condition)
			return refuse_syntax(parser, parser->next - strlen(sign),
								 psprintf("The condition \"%s\" is given twice for one key", sign));
		leaf->conditions |= condition;
		if (!parse_number(parser, condition, leaf))
			return false;
	}
	return true;
}

/* 'it''s.odd' */
static bool
take_quoted_name(TagqueryParser *parser, TagqueryNode *leaf)
{
	const char *at = parser->next;

	resetStringInfo(&parser->name);
	for (parser->next++;; parser->next++)
	{
		CHECK_FOR_INTERRUPTS();
		if (*parser->next == '\'' && *++parser->next != '\'')
			break;
		if (*parser->next == '\\')
			parser->next++;
		if (*parser->next == '\0')
			return refuse_syntax(parser, at, "The quoted key is not closed");
		appendStringInfoChar(&parser->name, *parser->next);
	}
	leaf->name = parser->name.data;
	leaf->name_length = parser->name.len;
	return true;
}

static void
take_plain_name(TagqueryParser *parser, TagqueryNode *leaf)
{
	const char *end = skip_name(parser->next);

	leaf->name = parser->next;
	leaf->name_length = (int) (end - parser->next);
	parser->next = end;
}

/*
 * The name before 'facet.*' or 'key', and which of them it is.  A plain name
 * has already swallowed the dot before the asterisk, a quoted one has not.
 */
static bool
take_name(TagqueryParser *parser, TagqueryNode *leaf)
{
	bool		quoted = *parser->next == '\'';

	leaf->kind = TAGQUERY_KEY;
	if (!quoted)
		take_plain_name(parser, leaf);
	else if (!take_quoted_name(parser, leaf))
		return false;
	if (quoted && parser->next[0] == '.' && parser->next[1] == '*')
	{
		leaf->kind = TAGQUERY_FACET;
		parser->next += 2;
	}
	else if (!quoted && *parser->next == '*' && leaf->name[leaf->name_length - 1] == '.')
	{
		leaf->kind = TAGQUERY_FACET;
		leaf->name_length--;
		parser->next++;
	}
	return true;
}

static bool
parse_leaf(TagqueryParser *parser)
{
	const char *at = parser->next;
	TagqueryNode leaf;
	const char *problem;

	memset(&leaf, 0, sizeof(leaf));
	if (!take_name(parser, &leaf))
		return false;
	problem = leaf.kind == TAGQUERY_FACET ?
		tagquery_facet_problem(leaf.name, leaf.name_length) :
		tagset_key_problem(leaf.name, leaf.name_length);
	if (problem)
		return refuse_syntax(parser, at, problem);
	if (!parse_conditions(parser, &leaf))
		return false;
	return tagquery_build_leaf(&parser->builder, &leaf) || refuse_size(parser, at);
}

/* ---------- operators ---------- */

static bool parse_or(TagqueryParser *parser, TagqueryOperand *operand);
static bool parse_operand(TagqueryParser *parser, TagqueryOperand *operand);

/* Something stands where an operator or the end is expected. */
static bool
refuse_rest(TagqueryParser *parser)
{
	const char *at = parser->next;

	if (*at == ')')
		return refuse_syntax(parser, at, "The bracket was not opened");
	if (*at == '*')
		return refuse_syntax(parser, at, "An asterisk stands only after a facet and a dot");
	if (strchr("<=>#^", *at) != NULL)
		return refuse_syntax(parser, at, "A condition is \">=\", \"#\" or \"^\", and follows a key");
	return refuse_syntax(parser, at, psprintf("An operator is expected, not %s",
											  character_text(at)));
}

/* "!" has been stepped over, at that place. */
static bool
parse_not(TagqueryParser *parser, const char *at, TagqueryOperand *operand)
{
	TagqueryOperand negated;

	if (++parser->depth > TAGQUERY_MAX_DEPTH)
		return refuse_depth(parser, at);
	operand->kind = TAGQUERY_NOT;
	if (!tagquery_build_operator(&parser->builder, TAGQUERY_NOT, operand->start))
		return refuse_size(parser, at);
	if (!parse_operand(parser, &negated))
		return false;
	parser->depth--;
	return true;
}

/* "(" has been stepped over, at that place. */
static bool
parse_brackets(TagqueryParser *parser, const char *at, TagqueryOperand *operand)
{
	if (++parser->depth > TAGQUERY_MAX_DEPTH)
		return refuse_depth(parser, at);
	if (!parse_or(parser, operand))
		return false;
	if (peek(parser) == '\0')
		return refuse_syntax(parser, at, "The bracket is not closed");
	if (!accept(parser, ')'))
		return refuse_rest(parser);
	parser->depth--;
	return true;
}

static bool
parse_operand(TagqueryParser *parser, TagqueryOperand *operand)
{
	char		first = peek(parser);
	const char *at = parser->next;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	operand->kind = TAGQUERY_KEY;
	operand->start = operand->last = parser->builder.bytes.len;
	if (accept(parser, '!'))
		return parse_not(parser, at, operand);
	if (accept(parser, '('))
		return parse_brackets(parser, at, operand);
	if (first != '\'' && !is_name_byte(first))
		return refuse_syntax(parser, at, psprintf("A key is expected, not %s",
												  character_text(at)));
	return parse_leaf(parser);
}

/*
 * The operator in front of the left operand, or, where that is a chain of the
 * same operator, in front of the chain's last: so all chains lean right.
 */
static bool
join(TagqueryParser *parser, const char *at, TagqueryKind kind, TagqueryOperand *left)
{
	int			place = left->kind == kind ? left->last : left->start;

	return tagquery_build_operator(&parser->builder, kind, place) || refuse_size(parser, at);
}

static void
append_to_chain(TagqueryKind kind, TagqueryOperand *left, const TagqueryOperand *right)
{
	left->kind = kind;
	left->last = right->kind == kind ? right->last : right->start;
}

static bool
parse_and(TagqueryParser *parser, TagqueryOperand *operand)
{
	TagqueryOperand right;

	if (!parse_operand(parser, operand))
		return false;
	while (accept(parser, '&'))
	{
		if (!join(parser, parser->next - 1, TAGQUERY_AND, operand) ||
			!parse_operand(parser, &right))
			return false;
		append_to_chain(TAGQUERY_AND, operand, &right);
	}
	return true;
}

static bool
parse_or(TagqueryParser *parser, TagqueryOperand *operand)
{
	TagqueryOperand right;

	if (!parse_and(parser, operand))
		return false;
	while (accept(parser, '|'))
	{
		if (!join(parser, parser->next - 1, TAGQUERY_OR, operand) ||
			!parse_and(parser, &right))
			return false;
		append_to_chain(TAGQUERY_OR, operand, &right);
	}
	return true;
}

Tagquery *
tagquery_parse(const char *string, Node *escontext)
{
	TagqueryParser parser = {.start = string, .next = string, .escontext = escontext};
	TagqueryOperand whole;

	initStringInfo(&parser.name);
	tagquery_build_begin(&parser.builder);
	if (peek(&parser) != '\0')
	{
		if (!parse_or(&parser, &whole))
			return NULL;
		if (peek(&parser) != '\0')
		{
			refuse_rest(&parser);
			return NULL;
		}
	}
	return tagquery_build_end(&parser.builder);
}

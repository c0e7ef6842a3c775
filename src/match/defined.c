/*-------------------------------------------------------------------------
 *
 * defined.c
 *		Short forms that a document defines, as further labels of this
 *		document: after "large language model (LLM)" LLM counts for the
 *		concept of the long form.
 *
 * Called by matcher_finish() when the taxonomy's switch acronyms is on, once
 * the facets have resolved.  Each accepted mention is asked for a definition
 * behind it (definition.c).  If there is one, the parts are read again from
 * there on; where a short form stands as a whole word, its case as defined, an
 * s for the plural allowed, a candidate with the label of the long form joins,
 * and the facets resolve again.
 *
 * - A definition acts behind its closing bracket, in this part and in those
 *   that follow.  What stands in the bracket is no mention of its own, unless
 *   by a label of the taxonomy: the long form before it counts already.
 * - Of two definitions of a form for one facet the later one counts, from
 *   there on.
 * - A candidate that the taxonomy's labels gave stands: where it has the
 *   concept already none is added, and otherwise both count.
 * - What is found so defines nothing further.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"
#include "match/definition.h"
#include "match/han_edges.h"
#include "text/hash.h"
#include "text/utf8.h"

#include <string.h>

#define MAX_DEFINITIONS 1000	/* of a document; more are passed over */
#define BUCKETS 1024			/* a power of two */
#define MAX_CHAIN 16			/* of a bucket, so that a token costs little */
#define MAX_FORM_TOKENS 10

typedef struct Definition
{
	uint32_t	part;
	uint32_t	form;			/* bytes of its part */
	uint32_t	length;
	uint32_t	after;			/* from this byte on it acts */
	uint32_t	mention;		/* where the long form starts */
	uint32_t	label;
	uint32_t	next;			/* in its bucket, or IMAGE_NONE */
} Definition;

struct MatchDefined
{
	Definition	list[MAX_DEFINITIONS];
	uint32_t	count;
	uint32_t	acting;			/* the first of them act at the present place */
	uint32_t	buckets[BUCKETS];	/* by the hash of the form's first token */
	MatchCandidate *found;		/* by part, start, falling end, label */
	uint32_t	found_count;
	uint32_t	found_capacity;
};

void
match_defined_free(Matcher *matcher)
{
	if (matcher->defined)
		host_free(matcher->defined->found);
	host_free(matcher->defined);
	matcher->defined = NULL;
}

static const uint8_t *
part_text(const Matcher *matcher, uint32_t part)
{
	return (const uint8_t *) matcher->parts[part].text;
}

/* ---- definitions ------------------------------------------------------------- */

static void
begin_definitions(Matcher *matcher)
{
	if (matcher->defined == NULL)
	{
		struct MatchDefined *defined = host_alloc(sizeof(struct MatchDefined));

		memset(defined, 0, sizeof(*defined));
		matcher->defined = defined;
	}
	matcher->defined->count = matcher->defined->acting = matcher->defined->found_count = 0;
	memset(matcher->defined->buckets, 0xFF, sizeof(matcher->defined->buckets));
}

static void
add_definition(Matcher *matcher, const MatchCandidate *mention)
{
	struct MatchDefined *defined = matcher->defined;
	const MatchPart *part = &matcher->parts[mention->part];
	ShortForm	form;

	if (defined->count == MAX_DEFINITIONS ||
		!definition_read(part_text(matcher, mention->part), part->length, mention->start,
						 mention->end, &form))
		return;
	defined->list[defined->count++] = (Definition) {
		.part = mention->part,
		.form = (uint32_t) form.start,
		.length = (uint32_t) (form.end - form.start),
		.after = (uint32_t) form.after,
		.mention = mention->start,
		.label = mention->label,
		.next = IMAGE_NONE
	};
}

/* In the order of their brackets, as no label reaches over one. */
static void
find_definitions(Matcher *matcher)
{
	for (uint32_t i = 0; i < matcher->candidate_count; i++)
	{
		if ((i & 0xFFFF) == 0)
			host_check_interrupts();
		if (matcher->candidates[i].verdict == MATCH_ACCEPTED)
			add_definition(matcher, &matcher->candidates[i]);
	}
}

/* Where a text that begins with the form, in either width, goes on; or NULL. */
static const uint8_t *
spelled_end(const Matcher *matcher, const Definition *definition, const uint8_t *text, const uint8_t *text_end)
{
	const uint8_t *form = part_text(matcher, definition->part) + definition->form;
	const uint8_t *form_end = form + definition->length;
	uint32_t	length;
	uint32_t	wanted;

	while (form < form_end)
	{
		wanted = definition_narrow(utf8_decode(form, form_end, &length));
		form += length;
		if (text == text_end || definition_narrow(utf8_decode(text, text_end, &length)) != wanted)
			return NULL;
		text += length;
	}
	return text;
}

static bool
same_form(const Matcher *matcher, const Definition *a, const Definition *b)
{
	const uint8_t *text = part_text(matcher, b->part) + b->form;

	return spelled_end(matcher, a, text, text + b->length) == text + b->length;
}

static uint32_t
facet_of(const Matcher *matcher, uint32_t label)
{
	return matcher->view->concepts[matcher->view->labels[label].concept].facet;
}

/* Whether the later definition takes the place of the earlier one. */
static bool
supersedes(const Matcher *matcher, const Definition *later, const Definition *earlier)
{
	bool		same_mention = later->part == earlier->part && later->mention == earlier->mention;

	return same_form(matcher, later, earlier) &&
		facet_of(matcher, later->label) == facet_of(matcher, earlier->label) &&
		(!same_mention || later->label == earlier->label);
}

/* The hash of the form's first token: all of it, or one Han character. */
static uint64_t
form_hash(const Matcher *matcher, const Definition *definition)
{
	const uint8_t *form = part_text(matcher, definition->part) + definition->form;
	Token		token;

	return token_first((const char *) form, definition->length, &token) ? token.hash : 0;
}

/* Lets one more definition act. */
static void
act(Matcher *matcher, uint32_t number)
{
	struct MatchDefined *defined = matcher->defined;
	Definition *definition = &defined->list[number];
	uint32_t   *link = &defined->buckets[form_hash(matcher, definition) & (BUCKETS - 1)];
	uint32_t	chain = 0;

	while (*link != IMAGE_NONE)
	{
		Definition *earlier = &defined->list[*link];

		if (supersedes(matcher, definition, earlier))
			*link = earlier->next;
		else
			link = &earlier->next;
		if (++chain == MAX_CHAIN)
			return;
	}
	*link = number;
}

/* Lets all act whose bracket lies before the place. */
static void
act_until(Matcher *matcher, uint32_t part, uint32_t place)
{
	struct MatchDefined *defined = matcher->defined;

	for (; defined->acting < defined->count; defined->acting++)
	{
		const Definition *next = &defined->list[defined->acting];

		if (next->part > part || (next->part == part && next->after > place))
			return;
		act(matcher, defined->acting);
	}
}

/* ---- where they stand ----------------------------------------------------------- */

static void
add_found(struct MatchDefined *defined, const MatchCandidate *candidate)
{
	uint32_t	at = defined->found_count;

	if (at == defined->found_capacity)
		defined->found = host_grow(defined->found, &defined->found_capacity, 64,
								   sizeof(MatchCandidate));
	for (; at > 0 && match_comes_before(candidate, &defined->found[at - 1]); at--)
		defined->found[at] = defined->found[at - 1];
	defined->found[at] = *candidate;
	defined->found_count++;
}

/* Where a form that begins with the token ends as a whole, or 0. */
static uint32_t
form_end(const Matcher *matcher, const Definition *definition, uint32_t number)
{
	const TokenStream *stream = &matcher->stream;
	const Token *token = &stream->tokens[number];
	const uint8_t *text_end = stream->text + stream->length;
	const uint8_t *behind = spelled_end(matcher, definition, stream->text + token->start, text_end);
	uint32_t	end = behind ? (uint32_t) (behind - stream->text) : 0;
	uint32_t	length;

	if (behind == NULL)
		return 0;
	for (uint32_t i = 0; i < MAX_FORM_TOKENS && number + i < stream->count; i++)
	{
		if (token[i].end >= end)
		{
			bool		plural = i == 0 && token->kind != TOKEN_CHARACTER && behind < text_end &&
				definition_narrow(utf8_decode(behind, text_end, &length)) == 's' && token->end == end + length;

			return token[i].end == end || plural ? token[i].end : 0;
		}
	}
	return 0;
}

static void
try_definition(Matcher *matcher, const Definition *definition, uint32_t number)
{
	const TokenStream *stream = &matcher->stream;
	const Token *token = &stream->tokens[number];
	MatchCandidate candidate = match_candidate(matcher, matcher->defining_part, definition->label);

	candidate.start = token->start;
	candidate.end = form_end(matcher, definition, number);
	candidate.verdict = MATCH_PENDING;
	candidate.admitted = candidate.defined = true;
	if (candidate.end == 0 ||
		(token->kind == TOKEN_CHARACTER &&
		 !han_edges_are_good(stream->text, stream->length, candidate.start, candidate.end)))
		return;
	add_found(matcher->defined, &candidate);
}

static void
try_bucket(Matcher *matcher, uint64_t hash, uint32_t number)
{
	const struct MatchDefined *defined = matcher->defined;

	for (uint32_t i = defined->buckets[hash & (BUCKETS - 1)]; i != IMAGE_NONE;
		 i = defined->list[i].next)
		try_definition(matcher, &defined->list[i], number);
}

/* Whether the definition that acts next has its form here. */
static bool
is_being_defined(const Matcher *matcher, uint32_t place)
{
	const struct MatchDefined *defined = matcher->defined;
	const Definition *next = &defined->list[defined->acting];

	return defined->acting < defined->count && next->part == matcher->defining_part &&
		next->form == place;
}

/* A plural is looked up as it stands (OS) and without its s (LLMs). */
static void
try_token(Matcher *matcher, uint32_t number)
{
	const TokenStream *stream = &matcher->stream;
	const Token *token = &stream->tokens[number];
	const uint8_t *folded = stream->folded + token->folded;
	uint32_t	length = token->folded_length;
	uint64_t	singular;

	if (length == 0 || is_being_defined(matcher, token->start))
		return;
	try_bucket(matcher, token->hash, number);
	if (token->kind == TOKEN_CHARACTER || length < 2 || folded[length - 1] != 's')
		return;
	singular = hash_token(folded, length - 1);
	if (((singular ^ token->hash) & (BUCKETS - 1)) != 0)
		try_bucket(matcher, singular, number);
}

/* Reads a part again; as in scan.c the window's last tokens are not final. */
static void
read_part(Matcher *matcher, uint32_t number)
{
	const MatchPart *part = &matcher->parts[number];
	TokenStream *stream = &matcher->stream;
	uint32_t	margin = TOKEN_TAKE_BACK + MAX_FORM_TOKENS;
	uint32_t	next = 0;
	bool		more;

	matcher->defining_part = number;
	token_stream_begin(stream, part->text, part->length);
	if (number == matcher->defined->list[0].part)
		stream->position = matcher->defined->list[0].after; /* before it none acts */
	do
	{
		uint32_t	final;

		more = token_stream_fill(stream, next);
		next = 0;
		final = !more ? stream->count : stream->count > margin ? stream->count - margin : 0;
		for (; next < final; next++)
		{
			act_until(matcher, number, stream->tokens[next].start);
			try_token(matcher, next);
		}
	} while (more);
}

/* ---- among the other candidates ---------------------------------------------------- */

/*
 * Among candidates of its span, from the place on: is its concept there
 * already?  It gets as many capitals as the best of its facet, so that neither
 * shadows the other.
 */
static bool
is_new(const Matcher *matcher, MatchCandidate *found, uint32_t place)
{
	for (; place < matcher->candidate_count && match_same_span(&matcher->candidates[place], found); place++)
	{
		const MatchCandidate *other = &matcher->candidates[place];

		if (!other->admitted || match_was_dropped(other) ||
			other->facet != found->facet)
			continue;
		if (!other->negative && other->concept == found->concept)
			return false;
		if (other->capitals > found->capitals)
			found->capitals = other->capitals;
	}
	return true;
}

/* Drops what the labels gave already. */
static void
keep_new(Matcher *matcher)
{
	struct MatchDefined *defined = matcher->defined;
	uint32_t	kept = 0;
	uint32_t	place = 0;

	for (uint32_t i = 0; i < defined->found_count; i++)
	{
		MatchCandidate found = defined->found[i];
		MatchCandidate first = found;

		first.label = 0;
		while (place < matcher->candidate_count &&
			   match_comes_before(&matcher->candidates[place], &first))
			place++;
		if (is_new(matcher, &found, place))
			defined->found[kept++] = found;
	}
	defined->found_count = kept;
}

/* Merges from the end, so that nothing is written over before it is read. */
static void
join_candidates(Matcher *matcher)
{
	const struct MatchDefined *defined = matcher->defined;
	uint32_t	left = matcher->candidate_count;
	uint32_t	more = defined->found_count;

	while (matcher->candidate_capacity - left < more)
		matcher->candidates = host_grow(matcher->candidates, &matcher->candidate_capacity, 256,
										sizeof(MatchCandidate));
	matcher->candidate_count += more;
	while (more > 0)
	{
		bool		from_found = left == 0 ||
			match_comes_before(&matcher->candidates[left - 1], &defined->found[more - 1]);

		matcher->candidates[left + more - 1] =
			from_found ? defined->found[more - 1] : matcher->candidates[left - 1];
		if (from_found)
			more--;
		else
			left--;
	}
}

bool
match_define(Matcher *matcher)
{
	struct MatchDefined *defined;

	if (!(matcher->view->header->flags & IMAGE_ACRONYMS))
		return false;
	begin_definitions(matcher);
	find_definitions(matcher);
	defined = matcher->defined;
	if (defined->count == 0)
		return false;
	for (uint32_t part = defined->list[0].part; part < matcher->part_count; part++)
		read_part(matcher, part);
	keep_new(matcher);
	join_candidates(matcher);
	return defined->found_count > 0;
}

/*-------------------------------------------------------------------------
 *
 * tagquery_eval.c
 *		Does a tagset satisfy a tagquery?
 *
 * Called by the operator @@ and by tag_matches().  Must never know where
 * either value came from.
 *
 * A key that is absent satisfies no condition, not even a score of zero.  An
 * AND or OR stops at the operand that decides it.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "tagquery/tagquery.h"

/*
 * A tagset can only be read from its front.  A query of up to so many nodes
 * (three keys) looks each key up that way; for a longer one the entries are
 * unpacked once, which costs about two such walks, and each key is a binary
 * search.
 */
#define FROM_FRONT_NODES 5

typedef struct TagqueryEval
{
	TagqueryReader query;
	const Tagset *tags;
	int64		words;
	TagsetEntry *entries;		/* ascending; NULL when not unpacked */
	int			count;
} TagqueryEval;

/* ---------- the tagset's side ---------- */

static void
unpack_entries(TagqueryEval *eval)
{
	TagsetReader reader;

	tagset_read_begin(&reader, eval->tags);
	eval->words = reader.words;
	eval->entries = palloc_array(TagsetEntry, reader.remaining + 1);
	while (tagset_read_next(&reader, &eval->entries[eval->count]))
		eval->count++;
}

/* Index of the first entry whose key is not less than this. */
static int
lower_bound(const TagqueryEval *eval, const char *key, int key_length)
{
	int			low = 0;
	int			high = eval->count;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;
		const TagsetEntry *entry = &eval->entries[middle];

		if (tagset_key_compare(entry->key, entry->key_length, key, key_length) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
find_entry(TagqueryEval *eval, const TagqueryNode *leaf, TagsetEntry *entry)
{
	int			at;

	if (eval->entries == NULL)
		return tagset_find(eval->tags, leaf->name, leaf->name_length, entry, &eval->words);
	at = lower_bound(eval, leaf->name, leaf->name_length);
	if (at == eval->count ||
		tagset_key_compare(eval->entries[at].key, eval->entries[at].key_length,
						   leaf->name, leaf->name_length) != 0)
		return false;
	*entry = eval->entries[at];
	return true;
}

static bool
in_facet(const TagsetEntry *entry, const TagqueryNode *facet)
{
	return entry->key_length > facet->name_length &&
		entry->key[facet->name_length] == '.' &&
		memcmp(entry->key, facet->name, facet->name_length) == 0;
}

/* ---------- conditions ---------- */

/* Rounded as the operator -> rounds it, so that both agree at the threshold. */
static bool
score_reaches(const TagsetEntry *entry, int64 words, double threshold)
{
	return (double) (float4) tagset_default_score(entry->evidence, words) >= threshold;
}

/* Prohibitions come after force 5 among the counts, and do not count here. */
static bool
has_force(const TagsetEntry *entry, int force)
{
	for (int i = 0; i < TAGQUERY_FORCE_MAX; i++)
		if (i + 1 >= force && entry->force[i] > 0)
			return true;
	return false;
}

bool
tagquery_satisfies(const TagsetEntry *entry, int64 words, const TagqueryNode *leaf)
{
	if ((leaf->conditions & TAGQUERY_HAS_SCORE) && !score_reaches(entry, words, leaf->score))
		return false;
	if ((leaf->conditions & TAGQUERY_HAS_MENTIONS) && entry->mentions < leaf->mentions)
		return false;
	if ((leaf->conditions & TAGQUERY_HAS_FORCE) && !has_force(entry, leaf->force))
		return false;
	return true;
}

static bool
evaluate_key(TagqueryEval *eval, const TagqueryNode *leaf)
{
	TagsetEntry entry;

	return find_entry(eval, leaf, &entry) && tagquery_satisfies(&entry, eval->words, leaf);
}

static bool
evaluate_facet_from_front(TagqueryEval *eval, const TagqueryNode *leaf)
{
	TagsetReader reader;
	TagsetEntry entry;

	tagset_read_begin(&reader, eval->tags);
	eval->words = reader.words;
	while (tagset_read_next(&reader, &entry))
		if (in_facet(&entry, leaf) && tagquery_satisfies(&entry, eval->words, leaf))
			return true;
	return false;
}

/* The keys of a facet stand together: they begin with its name and a dot. */
static bool
evaluate_facet(TagqueryEval *eval, const TagqueryNode *leaf)
{
	char		prefix[TAGSET_KEY_MAX + 1];
	int			at;

	if (eval->entries == NULL)
		return evaluate_facet_from_front(eval, leaf);
	memcpy(prefix, leaf->name, leaf->name_length);
	prefix[leaf->name_length] = '.';
	at = lower_bound(eval, prefix, leaf->name_length + 1);
	for (; at < eval->count && in_facet(&eval->entries[at], leaf); at++)
		if (tagquery_satisfies(&eval->entries[at], eval->words, leaf))
			return true;
	return false;
}

/* ---------- operators ---------- */

static bool evaluate_operand(TagqueryEval *eval);

static bool
evaluate_chain(TagqueryEval *eval, TagqueryKind kind)
{
	bool		decisive = kind == TAGQUERY_OR;

	do
	{
		if (evaluate_operand(eval) == decisive)
		{
			tagquery_read_skip(&eval->query);
			return decisive;
		}
	} while (tagquery_read_same(&eval->query, kind));
	return evaluate_operand(eval);
}

static bool
evaluate_operand(TagqueryEval *eval)
{
	TagqueryNode node;

	check_stack_depth();
	CHECK_FOR_INTERRUPTS();
	if (!tagquery_read_next(&eval->query, &node))
		return false;
	switch (node.kind)
	{
		case TAGQUERY_KEY:
			return evaluate_key(eval, &node);
		case TAGQUERY_FACET:
			return evaluate_facet(eval, &node);
		case TAGQUERY_NOT:
			return !evaluate_operand(eval);
		case TAGQUERY_AND:
		case TAGQUERY_OR:
			return evaluate_chain(eval, node.kind);
	}
	pg_unreachable();
}

/* The empty query matches nothing. */
bool
tagquery_evaluate(const Tagquery *query, const Tagset *tags)
{
	TagqueryEval eval = {.tags = tags};
	bool		result;

	tagquery_read_begin(&eval.query, query);
	if (eval.query.remaining == 0)
		return false;
	if (eval.query.remaining > FROM_FRONT_NODES)
		unpack_entries(&eval);
	result = evaluate_operand(&eval);
	if (eval.entries != NULL)
		pfree(eval.entries);
	return result;
}

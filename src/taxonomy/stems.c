/*-------------------------------------------------------------------------
 *
 * stems.c
 *		Stems of words by the server's Snowball dictionaries, remembered.
 *
 * Called through compile.c while an image is built, once for each word of the
 * labels and each word that may be another form of one.  The dictionaries are
 * those of pg_catalog, whatever the search path.  Where one was dropped or
 * renamed, the labels of its language match as they are written, and a NOTICE
 * says so.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "nodes/makefuncs.h"
#include "nodes/value.h"
#include "tsearch/ts_cache.h"
#include "tsearch/ts_public.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "taxonomy/stems.h"

static const struct
{
	const char *language;
	const char *dictionary;
}			stemmers[STEM_LANGUAGES] = {
	{"de", "german_stem"},
	{"es", "spanish_stem"},
	{"fr", "french_stem"}
};

#define STEM_KEY_MAX 128		/* longer words have no stem here */

/* A number of stemmers[], then the word, then zeros. */
typedef struct StemEntry
{
	char		key[STEM_KEY_MAX];
	const char *stem;
} StemEntry;

void
stems_begin(Stems *stems)
{
	HASHCTL		control = {
		.keysize = STEM_KEY_MAX,
		.entrysize = sizeof(StemEntry),
		.hcxt = CurrentMemoryContext
	};

	memset(stems, 0, sizeof(*stems));
	stems->context = CurrentMemoryContext;
	stems->known = hash_create("policyscope stems", 256, &control,
							   HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* InvalidOid, and a NOTICE the first time, when there is none. */
static Oid
find_dictionary(Stems *stems, int number)
{
	StemDictionary *found = &stems->dictionaries[number];
	List	   *name;

	if (found->looked_for)
		return found->dictionary;
	name = list_make2(makeString("pg_catalog"), makeString(pstrdup(stemmers[number].dictionary)));
	found->dictionary = get_ts_dict_oid(name, true);
	found->looked_for = true;
	if (!OidIsValid(found->dictionary))
		ereport(NOTICE,
				(errmsg("text search dictionary pg_catalog.%s does not exist",
						stemmers[number].dictionary),
				 errdetail("Labels in the language \"%s\" match as they are written.",
						   stemmers[number].language)));
	return found->dictionary;
}

/* "" for a stop word; the word itself where the dictionary says nothing. */
static const char *
ask_dictionary(Oid dictionary, const char *word, size_t length)
{
	TSDictionaryCacheEntry *entry = lookup_ts_dictionary_cache(dictionary);
	DictSubState state = {false, false, NULL};
	TSLexeme   *lexemes = (TSLexeme *)
		DatumGetPointer(FunctionCall4(&entry->lexize, PointerGetDatum(entry->dictData),
									  PointerGetDatum(word), Int32GetDatum((int32) length),
									  PointerGetDatum(&state)));

	if (lexemes == NULL)
		return pnstrdup(word, length);
	return lexemes[0].lexeme ? lexemes[0].lexeme : "";
}

const char *
stems_find(void *arg, const char *language, const char *word, size_t length)
{
	Stems	   *stems = arg;
	char		key[STEM_KEY_MAX] = {0};
	StemEntry  *entry;
	bool		known;
	int			number = 0;

	while (number < STEM_LANGUAGES && strcmp(stemmers[number].language, language) != 0)
		number++;
	if (number == STEM_LANGUAGES || length >= STEM_KEY_MAX ||
		!OidIsValid(find_dictionary(stems, number)))
		return NULL;
	key[0] = (char) (number + 1);
	memcpy(key + 1, word, length);
	entry = hash_search(stems->known, key, HASH_ENTER, &known);
	if (!known)
	{
		MemoryContext caller = MemoryContextSwitchTo(stems->context);

		entry->stem = NULL;		/* should the next line not return */
		entry->stem = ask_dictionary(stems->dictionaries[number].dictionary, word, length);
		MemoryContextSwitchTo(caller);
	}
	return entry->stem;
}

/*-------------------------------------------------------------------------
 *
 * tagset_keys.c
 *		The keys on the right of an operator: of a text, an array, a tagset.
 *
 * Called by the estimators of this room and by the GIN operator class.  Must
 * never know what is asked of the keys.
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "storage/shmem.h"
#include "tagset/tagset_keys.h"

static int
compare_keys(const void *a, const void *b)
{
	const TagsetKey *left = (const TagsetKey *) a;
	const TagsetKey *right = (const TagsetKey *) b;

	return tagset_key_compare(left->name, left->length, right->name, right->length);
}

TagsetKeys
tagset_keys_of_text(const text *key)
{
	TagsetKeys	keys = {palloc_object(TagsetKey), 1};

	keys.items[0].name = VARDATA_ANY(key);
	keys.items[0].length = VARSIZE_ANY_EXHDR(key);
	return keys;
}

/* Null elements do not count, as in the operators. */
TagsetKeys
tagset_keys_of_array(ArrayType *array)
{
	TagsetKeys	keys = {NULL, 0};
	Datum	   *elements;
	bool	   *nulls;
	int			count;
	int			kept = 0;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &count);
	keys.items = palloc(mul_size(sizeof(TagsetKey), Max(count, 1)));
	for (int i = 0; i < count; i++)
	{
		const text *key = nulls[i] ? NULL : DatumGetTextPP(elements[i]);

		CHECK_FOR_INTERRUPTS();
		if (key == NULL)
			continue;
		keys.items[keys.count].name = VARDATA_ANY(key);
		keys.items[keys.count++].length = VARSIZE_ANY_EXHDR(key);
	}
	qsort(keys.items, keys.count, sizeof(TagsetKey), compare_keys);
	for (int i = 0; i < keys.count; i++)
		if (kept == 0 || compare_keys(&keys.items[kept - 1], &keys.items[i]) != 0)
			keys.items[kept++] = keys.items[i];
	keys.count = kept;
	return keys;
}

TagsetKeys
tagset_keys_of_tagset(const Tagset *tags)
{
	TagsetKeys	keys = {NULL, 0};
	TagsetReader reader;
	TagsetEntry entry;

	tagset_read_begin(&reader, tags);
	keys.items = palloc(mul_size(sizeof(TagsetKey), Max(reader.remaining, 1)));
	while (tagset_read_next(&reader, &entry))
	{
		CHECK_FOR_INTERRUPTS();
		keys.items[keys.count].name = entry.key;
		keys.items[keys.count++].length = entry.key_length;
	}
	return keys;
}

bool
tagset_keys_contain(const TagsetKeys *keys, const char *name, int length)
{
	TagsetKey	wanted = {name, length};

	return bsearch(&wanted, keys->items, keys->count, sizeof(TagsetKey), compare_keys) != NULL;
}

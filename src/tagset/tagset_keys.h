/*-------------------------------------------------------------------------
 *
 * tagset_keys.h
 *		The keys on the right of an operator: of a text, an array, a tagset.
 *
 * Used by the estimators of this room and by the GIN operator class of
 * tagquery/.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGSET_KEYS_H
#define POLICYSCOPE_TAGSET_KEYS_H

#include "postgres.h"

#include "tagset/tagset.h"
#include "utils/array.h"

/* A key where it stands, not terminated; not necessarily a valid one. */
typedef struct TagsetKey
{
	const char *name;
	int			length;
} TagsetKey;

/* Ascending and without repetition; names point into what they were made of. */
typedef struct TagsetKeys
{
	TagsetKey  *items;
	int			count;
} TagsetKeys;

extern TagsetKeys tagset_keys_of_text(const text *key);
extern TagsetKeys tagset_keys_of_array(ArrayType *array);
extern TagsetKeys tagset_keys_of_tagset(const Tagset *tags);
extern bool tagset_keys_contain(const TagsetKeys *keys, const char *name, int length);

#endif							/* POLICYSCOPE_TAGSET_KEYS_H */

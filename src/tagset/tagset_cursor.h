/*-------------------------------------------------------------------------
 *
 * tagset_cursor.h
 *		A place in a tagset, and two tagsets walked side by side.
 *
 * Used by the files of this room that compare or merge two values.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAGSET_CURSOR_H
#define POLICYSCOPE_TAGSET_CURSOR_H

#include "miscadmin.h"
#include "tagset/tagset.h"

/* A reader with the entry it stands on; on_entry is false behind the last. */
typedef struct TagsetCursor
{
	TagsetReader reader;
	TagsetEntry entry;
	bool		on_entry;
} TagsetCursor;

static inline void
tagset_cursor_next(TagsetCursor *cursor)
{
	CHECK_FOR_INTERRUPTS();
	cursor->on_entry = tagset_read_next(&cursor->reader, &cursor->entry);
}

static inline void
tagset_cursor_begin(TagsetCursor *cursor, const Tagset *value)
{
	tagset_read_begin(&cursor->reader, value);
	tagset_cursor_next(cursor);
}

/* Compares where two cursors stand; a finished one stands behind all keys. */
static inline int
tagset_cursor_compare(const TagsetCursor *a, const TagsetCursor *b)
{
	if (a->on_entry && b->on_entry)
		return tagset_key_compare(a->entry.key, a->entry.key_length,
								  b->entry.key, b->entry.key_length);
	return (int) b->on_entry - (int) a->on_entry;
}

/*
 * The keys of two tagsets in order, each once.  An absent entry has the key,
 * and zeros for counters.
 */
typedef struct TagsetPair
{
	TagsetCursor a;
	TagsetCursor b;
	TagsetEntry in_a;
	TagsetEntry in_b;
} TagsetPair;

static inline void
tagset_pair_begin(TagsetPair *pair, const Tagset *a, const Tagset *b)
{
	tagset_cursor_begin(&pair->a, a);
	tagset_cursor_begin(&pair->b, b);
}

static inline TagsetEntry
tagset_absent_entry(const TagsetEntry *present)
{
	TagsetEntry absent = {.key = present->key, .key_length = present->key_length};

	return absent;
}

/* False behind the last key. */
static inline bool
tagset_pair_next(TagsetPair *pair)
{
	int			order = tagset_cursor_compare(&pair->a, &pair->b);

	if (!pair->a.on_entry && !pair->b.on_entry)
		return false;
	pair->in_a = order <= 0 ? pair->a.entry : tagset_absent_entry(&pair->b.entry);
	pair->in_b = order >= 0 ? pair->b.entry : tagset_absent_entry(&pair->a.entry);
	if (order <= 0)
		tagset_cursor_next(&pair->a);
	if (order >= 0)
		tagset_cursor_next(&pair->b);
	return true;
}

#endif							/* POLICYSCOPE_TAGSET_CURSOR_H */

/*-------------------------------------------------------------------------
 *
 * lists.h
 *		Lists of a version: the items that its concepts are mapped to.
 *
 * A mapping's target is 'list:item', cut at its first colon.  Used by
 * tagging/tag_by_list.c.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_TAXONOMY_LISTS_H
#define POLICYSCOPE_TAXONOMY_LISTS_H

#include "taxonomy/taxonomy.h"

/* A concept whose counters enter an item's, so many times; never 0. */
typedef struct ListTerm
{
	uint32		concept;
	int32		factor;
} ListTerm;

/*
 * The sum of the terms counts every concept that is mapped to the item, or
 * has an ancestor that is, exactly once, and no other.  A mapped concept below
 * another mapped one is no member: it is in the other's counters already.
 */
typedef struct ListItem
{
	const char *name;
	uint32	   *members;		/* by index */
	uint32		member_count;
	ListTerm   *terms;
	uint32		term_count;
} ListItem;

typedef struct TaxonomyList
{
	struct TaxonomyList *next;	/* of the same image */
	const char *name;
	ListItem   *items;			/* by name, bytewise */
	uint32		item_count;
} TaxonomyList;

/*
 * The list of the version that written ('policy' or 'policy@3') means; it
 * lives as long as the image, which is that version's.  Error 42704 with the
 * version's lists as a HINT.
 */
extern const TaxonomyList *taxonomy_list(TaxonomyImage *image, const char *written,
										 const char *list);

#endif							/* POLICYSCOPE_TAXONOMY_LISTS_H */

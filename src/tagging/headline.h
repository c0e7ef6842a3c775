/*-------------------------------------------------------------------------
 *
 * headline.h
 *		Private to tag_headline(): its options, and the fragments it shows.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_HEADLINE_H
#define POLICYSCOPE_HEADLINE_H

#include "postgres.h"

#include "tagging/outline.h"

/* The names are those of ts_headline, the units too; Format is ours. */
typedef struct HeadlineOptions
{
	MarkupFormat format;
	int			max_words;
	int			min_words;
	int			short_word;		/* characters */
	int			max_fragments;	/* 0: one, and no delimiter */
	bool		highlight_all;
	const char *start_sel;		/* never NULL */
	const char *stop_sel;
	const char *fragment_delimiter;
} HeadlineOptions;

/* Tokens first to last of an outline, both shown. */
typedef struct HeadlineFragment
{
	uint32		first;
	uint32		last;
} HeadlineFragment;

typedef struct HeadlineFragments
{
	HeadlineFragment *fragments;	/* in the text's order, apart */
	uint32		count;
} HeadlineFragments;

extern void headline_options(HeadlineOptions *options, text *given);
extern void headline_fragments(HeadlineFragments *fragments, const Outline *outline,
							   const Marks *marks, const HeadlineOptions *options);

#endif							/* POLICYSCOPE_HEADLINE_H */

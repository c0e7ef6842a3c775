/*-------------------------------------------------------------------------
 *
 * matcher.c
 *		A matcher's life: created for an image, begun for each document, released.
 *
 *-------------------------------------------------------------------------
 */
#include "match/match_parts.h"

#include "host.h"

#include <string.h>

/* Candidates kept from one document to the next: about 10 MB at most. */
#define KEPT_CANDIDATES 200000

Matcher *
matcher_create(const ImageView *view)
{
	Matcher    *matcher = host_alloc(sizeof(Matcher));

	memset(matcher, 0, sizeof(*matcher));
	matcher->view = view;
	matcher->facets = host_alloc(sizeof(MatchFacet) * (view->facet_count + 1));
	return matcher;
}

void
matcher_release(Matcher *matcher)
{
	token_scan_release(&matcher->scan);
	token_stream_release(&matcher->stream);
	match_defined_free(matcher);
	host_free(matcher->hits);
	host_free(matcher->alternatives);
	host_free(matcher->marked);
	host_free(matcher->candidates);
	host_free(matcher->marks);
	host_free(matcher->parts);
	host_free(matcher->groups);
	host_free(matcher->facets);
	host_free(matcher->concept_stamps);
	host_free(matcher->facet_stamps);
	host_free(matcher->open);
	host_free(matcher);
}

void
matcher_trim(Matcher *matcher)
{
	if (matcher->mark_capacity > KEPT_CANDIDATES)
	{
		host_free(matcher->marks);
		matcher->marks = NULL;
		matcher->mark_capacity = matcher->mark_count = 0;
	}
	if (matcher->candidate_capacity <= KEPT_CANDIDATES)
		return;
	host_free(matcher->candidates);
	matcher->candidates = NULL;
	matcher->candidate_capacity = 0;
	matcher->candidate_count = 0;
	host_free(matcher->groups);
	matcher->groups = NULL;
	matcher->group_capacity = 0;
	match_defined_free(matcher);
}

void
matcher_begin(Matcher *matcher, bool trace)
{
	matcher_trim(matcher);	/* after a document that ended in an error */
	matcher->trace = trace;
	matcher->candidate_count = 0;
	matcher->any_conditional = false;
	matcher->part_count = 0;
	matcher->mark_count = 0;
	matcher->words = 0;
}

void
matcher_add_part(Matcher *matcher, const char *text, size_t length, int zone)
{
	MatchPart  *part;

	if (matcher->part_count == matcher->part_capacity)
		matcher->parts = host_grow(matcher->parts, &matcher->part_capacity, 4, sizeof(MatchPart));
	part = &matcher->parts[matcher->part_count++];
	part->text = text;
	part->length = (uint32_t) length;
	part->zone = zone;
	part->first_mark = matcher->mark_count;
	matcher->line_start = matcher->line_end = 0;
	token_scan_begin(&matcher->scan, text, length);
	match_scan(matcher);
	matcher->words += matcher->scan.words;
}

void
matcher_finish(Matcher *matcher)
{
	match_resolve(matcher);
	if (matcher->any_conditional)
	{
		match_admit(matcher);
		match_resolve(matcher);
	}
	if (match_define(matcher))
		match_resolve(matcher);
	match_note_inside(matcher);
}

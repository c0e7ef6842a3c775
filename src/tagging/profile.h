/*-------------------------------------------------------------------------
 *
 * profile.h
 *		Private to tag_profile(): what a profile is made from, and its figures.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_PROFILE_H
#define POLICYSCOPE_PROFILE_H

#include "postgres.h"

#include "reading/place_role.h"
#include "reading/target.h"
#include "tagging/language.h"
#include "tagging/document_figures.h"
#include "tagging/tagger.h"

/* Mentions of a place by what cues say of them. */
typedef struct PlaceRoles
{
	uint32		mentions[PLACE_ROLES];
} PlaceRoles;

typedef struct Profile
{
	const Tagger *tagger;		/* finished */
	const ImageView *view;
	uint32		facet;			/* that shares and breadth are over, or IMAGE_NONE */
	uint32		places;			/* the facets of that name, or IMAGE_NONE */
	uint32		actors;
	const ConceptPeriods *concept_periods;
	char	  **levels;			/* of each concept, or NULL */

	LanguageCounts language;
	uint32		sentences;
	PeriodList	periods;		/* as tag_periods() has them */
	TargetReader targets;
	PlaceRoles *roles;			/* of each concept */
} Profile;

/* A share of cases with its interval; of no cases nothing is known. */
typedef struct ProfileShare
{
	uint32		count;
	uint32		of;
} ProfileShare;

/* profile_read.c: the text gone through once, for all that is no mention */
extern void profile_read(Profile *profile, text *document, const PeriodContext *context);

/* profile_roles.c */
typedef struct RoleReader
{
	Profile    *profile;
	uint32		next;			/* candidate */
	uint32		zone_hint;
	uint32		type_end;		/* of the last mention of a type of document, in the uniform writing */
} RoleReader;

extern void roles_read(RoleReader *reader, const ItemSentence *s);
extern PlaceRole profile_role(const Profile *profile, uint32 place);

/* profile_commitments.c: of the clauses that name the facet, those that commit .. */
extern ProfileShare profile_committed(const Profile *profile);

/* .. and of all that commit, those with a quantity or a deadline */
extern ProfileShare profile_specific(const Profile *profile);

/* profile_concepts.c */
extern bool profile_breadth(const Profile *profile, double *breadth);
extern bool profile_headline_share(const Profile *profile, double *share);
extern Datum profile_top(const Profile *profile);
extern Datum profile_places(const Profile *profile);

#endif							/* POLICYSCOPE_PROFILE_H */

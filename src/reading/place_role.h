/*-------------------------------------------------------------------------
 *
 * place_role.h
 *		What a place is in a sentence: where something is held, what another
 *		place is compared with, whose government speaks.
 *
 * Part of the core.  Used by tagging/profile_roles.c.  Reads the words around
 * a place, as target.c reads those around a number; knows no mention.
 *
 *-------------------------------------------------------------------------
 */
#ifndef POLICYSCOPE_PLACE_ROLE_H
#define POLICYSCOPE_PLACE_ROLE_H

#include "reading/number_items.h"

typedef enum PlaceRole
{
	PLACE_UNDECIDED,
	PLACE_ISSUER,
	PLACE_SUBJECT,
	PLACE_VENUE,
	PLACE_COMPARATOR,
	PLACE_ROLES
} PlaceRole;

extern const char *const place_role_names[];

/* Venue, comparator or undecided, of the place that is items first .. end - 1. */
extern PlaceRole place_role(const ItemSentence *s, uint32_t first, uint32_t end);

/* Whether the place is part of the name of a government or of an organ of one. */
extern bool place_governs(const ItemSentence *s, uint32_t first, uint32_t end);

#endif							/* POLICYSCOPE_PLACE_ROLE_H */
